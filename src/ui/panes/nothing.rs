//! In place of the table where it has no rows: why, and what would help.

use ratatui::layout::Rect;

use super::table::lack;
use crate::app::layout;
use crate::app::panes::nothing::{Help, Nothing};
use crate::app::{Model, Pane};
use crate::input::Command;
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::list;

/// Draws it inside the border of the table, below its header.
pub fn draw(canvas: &mut Canvas, model: &Model, inner: Rect) {
    let helps = layout::helps(inner);
    let (x, y) = (inner.x + 2, helps.y.saturating_sub(1));
    if model.answers().shown().is_none() {
        canvas.say(x, y, inner.right(), "Looking…", Role::Dim);
        return;
    }
    if model.filter().filter().is_empty() {
        canvas.put(x, y, inner.right(), "No influencers yet", Role::Text);
        return;
    }
    let all = model.data().roster().map_or(0, |roster| roster.len());
    let text = format!("0 of {} match all of this", grouped(all as u64));
    canvas.put(x, y, inner.right(), &text, Role::Title);
    if let Some(nothing) = model.nothing() {
        draw_helps(canvas, model, helps, nothing);
    }
    keys(canvas, model, inner, helps);
}

fn draw_helps(canvas: &mut Canvas, model: &Model, area: Rect, nothing: &Nothing) {
    let texts: Vec<(String, String)> = nothing
        .helps()
        .iter()
        .map(|help| text(model, help))
        .collect();
    let widest = texts.iter().map(|(text, _)| width(text)).max().unwrap_or(0);
    let counts = texts
        .iter()
        .map(|(_, count)| width(count))
        .max()
        .unwrap_or(0);
    let x = area.x + 2;
    // Counts stand in a column of their own, at their right ends.
    let end = (x + widest + 3 + counts).min(area.right().saturating_sub(1));
    let typing = model.filter().is_typing();
    let focused = model.pane() == Pane::Table && model.overlay().is_none() && !typing;
    let visible = list::visible(nothing.cursor(), texts.len(), area.height.into());
    for (at, y) in visible.zip(area.top()..area.bottom()) {
        let (text, count) = &texts[at];
        let role = match nothing.helps()[at] {
            Help::Without { rows: 0, .. } => Role::Dim,
            _ => Role::Text,
        };
        canvas.say(x, y, end.saturating_sub(width(count) + 1), text, role);
        canvas.put_right(x, y, end, count, Role::Accent);
        if at == nothing.cursor() {
            let line = Rect {
                width: end + 1 - area.x,
                ..list::row(area, y)
            };
            if focused {
                list::select(canvas, line);
            } else if typing && model.filter().suggestions().is_none() {
                canvas.put(area.x, y, area.x + 1, canvas.glyphs().cursor, Role::Text);
                canvas.put(end + 2, y, area.right(), "Tab", Role::Key);
            }
        }
    }
}

/// What it does, and the rows that it brings.
fn text(model: &Model, help: &Help) -> (String, String) {
    let count = |rows: usize| grouped(rows as u64);
    match help {
        Help::Instead(near) => {
            let term = model.filter().filter().terms.get(near.term);
            let field = term.and_then(|term| term.test.field());
            let field = field.map_or_else(String::new, |field| format!("{}:", field.id()));
            let text = format!("{field}{} → {}", near.typed, near.instead);
            (text, count(near.count))
        }
        Help::Unknown { rows } => (format!("with those that {}", lack(model, 2)), count(*rows)),
        Help::Without { text, rows, .. } => (format!("without {text}"), count(*rows)),
    }
}

fn keys(canvas: &mut Canvas, model: &Model, inner: Rect, helps: Rect) {
    let y = helps.bottom() + 1;
    if y >= inner.bottom() {
        return;
    }
    let mut x = inner.x + 2;
    for (command, words) in [
        (Command::Remove, "removes the last one"),
        (Command::ClearFilter, "removes all"),
        (Command::Filter, "changes the text"),
    ] {
        if let Some(key) = model.keymap().key(command) {
            x = canvas.put(x, y, inner.right(), &key.to_string(), Role::Key) + 1;
            x = canvas.put(x, y, inner.right(), words, Role::Dim) + 3;
        }
    }
}
