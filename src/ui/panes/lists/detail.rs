//! What is known of the entry under the cursor.

use ratatui::layout::Rect;

use super::is_focused;
use crate::app::entries::{detail_height, detail_room};
use crate::app::panes::detail::{LABEL, Tone};
use crate::app::{Model, Pane};
use crate::input::Command;
use crate::ui::canvas::Canvas;
use crate::ui::format::wrap;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;

pub fn draw(canvas: &mut Canvas, model: &Model, area: Rect) {
    canvas.clear(area);
    let entry = model.lists().entry();
    let title = entry.map_or_else(|| "Details".to_owned(), |entry| entry.title());
    let lines = model.detail_lines();
    let height = detail_height(&lines, area.width.saturating_sub(2));
    let page = usize::from(area.height.saturating_sub(2));
    let first = model.lists().scrolled(height, page);
    let hint = match height > page {
        true => format!("lines {}–{} of {height}", first + 1, first + page),
        false => keys(model),
    };
    let inner = frame(canvas, area, &title, &hint, is_focused(model, Pane::Detail));
    let glyphs = canvas.glyphs();
    let rows = lines.iter().flat_map(|line| {
        let text = glyphs.words(&line.text).into_owned();
        let room = detail_room(line, inner.width);
        let parts: Vec<String> = match text.as_str() {
            "" => vec![String::new()],
            text => wrap(text, room).into_iter().map(str::to_owned).collect(),
        };
        let parts = parts.into_iter().enumerate();
        parts.map(move |(at, part)| (line, at == 0, part))
    });
    for ((line, begins, text), y) in rows.skip(first).zip(inner.top()..inner.bottom()) {
        let mut x = inner.x + 1;
        let end = inner.right().saturating_sub(1);
        if !line.label.is_empty() {
            if begins {
                canvas.put(x, y, x + LABEL - 1, &line.label, Role::Dim);
            }
            x += LABEL;
        }
        let role = match line.tone {
            Tone::Heading => Role::Title,
            Tone::Plain => Role::Text,
            Tone::Faint => Role::Dim,
            Tone::Warning => Role::Warning,
        };
        canvas.put(x, y, end, &text, role);
    }
}

/// The keys that are of use here.
fn keys(model: &Model) -> String {
    let keys = [
        (Command::Note, "note"),
        (Command::Status, "status"),
        (Command::Money, "price"),
    ];
    let keys = keys.iter().filter_map(|(command, word)| {
        let key = model.keymap().key(*command)?;
        Some(format!("{key} {word}"))
    });
    keys.collect::<Vec<_>>().join(" · ")
}
