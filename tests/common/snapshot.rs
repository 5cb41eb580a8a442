//! A buffer as text that people can review: the characters, and below, line by line, the roles of
//! everything that is not plain text.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use tastemaker::app::Model;
use tastemaker::config::theme::{ROLES, Role, Theme};
use tastemaker::ui::glyphs::Glyphs;
use tastemaker::ui::{self, Look};

/// The look of the tests: every role has a style of its own.
pub fn look(level: &str) -> Look {
    let theme = Theme::of(|role| match role {
        Role::Header => Style::new().add_modifier(Modifier::UNDERLINED),
        Role::Selected => Style::new().add_modifier(Modifier::REVERSED),
        role => {
            let number = ROLES.iter().position(|known| *known == role);
            Style::new().fg(Color::Indexed(number.unwrap_or(0) as u8))
        }
    });
    Look {
        theme,
        glyphs: Glyphs::named(level),
    }
}

/// Draws the model.
pub fn draw(model: &Model, level: &str) -> Buffer {
    let size = model.layout().screen;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    ui::view(model, &look(level), &mut buffer);
    buffer
}

/// The characters of a buffer, a line for each row, without blanks at the end.
pub fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if skip > 0 {
                skip -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            skip = ui::format::width(cell.symbol()).saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Characters and roles.
pub fn screen(model: &Model) -> String {
    let buffer = draw(model, "unicode");
    let mut out = text(&buffer);
    out.push_str("--- roles\n");
    for y in 0..buffer.area.height {
        let mut runs: Vec<(String, u16, u16)> = Vec::new();
        for x in 0..buffer.area.width {
            let name = role(&buffer[(x, y)]);
            match runs.last_mut() {
                Some((last, _, end)) if *last == name => *end = x,
                _ => runs.push((name, x, x)),
            }
        }
        runs.retain(|(name, ..)| !name.is_empty());
        if !runs.is_empty() {
            let _ = write!(out, "{y:2}");
            for (name, from, to) in runs {
                let _ = write!(out, " {from}-{to}:{name}");
            }
            out.push('\n');
        }
    }
    out
}

/// The role that a cell was drawn in, or the roles that lie over each other; empty for plain text.
///
/// In the theme of [`look`] a role sets the foreground to a number of its own, and the two roles that
/// are laid over others set something else.
fn role(cell: &Cell) -> String {
    let mut names = Vec::new();
    if cell.modifier.contains(Modifier::UNDERLINED) {
        names.push("Header".to_owned());
    }
    if let Color::Indexed(number) = cell.fg {
        match ROLES[usize::from(number)] {
            Role::Text => {}
            role => names.push(format!("{role:?}")),
        }
    }
    if cell.modifier.contains(Modifier::REVERSED) {
        names.push("Selected".to_owned());
    }
    names.join("+")
}
