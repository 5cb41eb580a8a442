//! The filter line with its result, and below it the chips, or what is wrong with the text.

use ratatui::layout::Rect;

use crate::app::chips::{self, Chip};
use crate::app::filter_line;
use crate::app::layout::Layout;
use crate::app::{Model, Screen};
use crate::query::Problem;
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;
use crate::ui::widgets::{input, list};

/// Draws the line and what is below it.
pub fn draw(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    let line = layout.query;
    let label = filter_line::label(line);
    canvas.put(line.x + 1, line.y, line.right(), label, Role::Key);
    let count = filter_line::count(model, line);
    let field = filter_line::field(model, line);
    let (x, end) = (field.x, field.right());
    let filter = model.filter();
    let scrolled = if filter.text().is_empty() && !filter.is_typing() {
        let key = model.keymap().key(crate::input::Command::Filter);
        if let Some(key) = key.filter(|_| line.width >= 70) {
            let words =
                format!("press {key} and type, for example: niche:fitness tier:micro er>=3%");
            canvas.put(x, line.y, end, &words, Role::Dim);
        }
        0
    } else {
        input::input(canvas, field, filter.field(), filter.is_typing())
    };
    let role = if model.answers().is_stale() {
        Role::Dim
    } else {
        Role::Accent
    };
    canvas.put_right(end, line.y, line.right().saturating_sub(1), &count, role);
    if layout.chips.height == 0 {
        return;
    }
    match filter.remark() {
        None => chips_line(canvas, model, layout.chips),
        Some(remark) => remark_line(canvas, model, layout.chips, field, scrolled, remark),
    }
}

fn chips_line(canvas: &mut Canvas, model: &Model, line: Rect) {
    let chips = chips::chips(model);
    let mut end = line.x;
    for ((what, text), piece) in chips.iter().zip(chips::places(&chips, line.width)) {
        let role = match what {
            Chip::Term(_) | Chip::Unknown => Role::Chip,
            Chip::Clear => Role::Dim,
        };
        end = line.x + piece.x + piece.width;
        canvas.say(line.x + piece.x, line.y, end, text, role);
    }
    let order = match model.screen() {
        Screen::Browse => order(model),
        _ => String::new(),
    };
    if end + width(&order) + 3 <= line.right() {
        canvas.say_right(end, line.y, line.right() - 1, &order, Role::Dim);
    }
}

/// `Sorted by CPE ▲ then ER ▼`.
fn order(model: &Model) -> String {
    let keys: Vec<String> = model
        .table()
        .order()
        .iter()
        .map(|key| {
            format!(
                "{} {}",
                key.field.label(),
                if key.descending { '▼' } else { '▲' }
            )
        })
        .collect();
    if keys.is_empty() {
        return "In the order of the file".to_owned();
    }
    format!("Sorted by {}", keys.join(" then "))
}

/// `^^^^ no column "pric". Did you mean price? Tab fixes it.`
fn remark_line(
    canvas: &mut Canvas,
    model: &Model,
    line: Rect,
    field: Rect,
    scrolled: u16,
    remark: &Problem,
) {
    let role = remark_role(model);
    let below = Rect { y: line.y, ..field };
    let typed = model.filter().text();
    let x = input::underline(canvas, below, typed, remark.span.clone(), scrolled, role);
    let text = remark_text(model, remark);
    // Behind the mistake if there is room, else before it, where the line is empty.
    let from = input::place(below, typed, remark.span.start, scrolled);
    let (behind, before) = (
        line.right().saturating_sub(x + 1),
        from.saturating_sub(line.x + 2),
    );
    if width(&text) <= behind {
        canvas.say(x + 1, line.y, line.right(), &text, role);
    } else if width(&text) <= before {
        canvas.say_right(line.x + 1, line.y, from - 1, &text, role);
    } else {
        canvas.clear(line);
        let x = canvas.put(line.x + 1, line.y, line.right(), "! ", role);
        canvas.say(x, line.y, line.right(), &text, role);
    }
}

/// What is wrong, or perhaps not meant, and the key that helps.
pub fn remark_text(model: &Model, remark: &Problem) -> String {
    let filter = model.filter();
    // With suggestions open, the key takes one of them.
    let helps = remark.fix.is_some() && filter.is_typing() && filter.suggestions().is_none();
    let message = &remark.message;
    match (helps, message.ends_with(['?', '.'])) {
        (true, true) => format!("{message} Tab fixes it"),
        (true, false) => format!("{message}. Tab fixes it"),
        (false, _) => message.clone(),
    }
}

/// A mistake, or just something to think of.
pub fn remark_role(model: &Model) -> Role {
    if model.filter().problems().is_empty() {
        Role::Warning
    } else {
        Role::Problem
    }
}

/// Draws what could be meant by what is being typed, over the panes.
pub fn suggestions(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    let area = filter_line::popup(model, layout);
    let Some(found) = model.filter().suggestions().filter(|_| !area.is_empty()) else {
        return;
    };
    canvas.clear(area);
    let inner = frame(canvas, area, "", "Tab take  ↓ choose", false);
    let offset = found.offset(inner.height.into());
    let items = found.items().iter().enumerate().skip(offset);
    for ((at, item), y) in items.zip(inner.top()..inner.bottom()) {
        let end = inner.right().saturating_sub(1);
        let count = item.count.map_or_else(String::new, |n| grouped(n as u64));
        let (right, role) = if item.note.is_empty() {
            (count.as_str(), Role::Text)
        } else {
            (item.note, Role::Dim)
        };
        let room = end.saturating_sub(width(right) + 1);
        canvas.put(inner.x + 2, y, room, &item.text, Role::Text);
        canvas.put_right(inner.x + 2, y, end, right, role);
        if at == found.cursor().unwrap_or(0) {
            let line = list::row(inner, y);
            match found.cursor() {
                Some(_) => list::select(canvas, line),
                None => {
                    canvas.put(inner.x, y, inner.x + 1, canvas.glyphs().cursor, Role::Text);
                }
            }
        }
    }
}
