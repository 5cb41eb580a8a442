//! The left side of the Shortlists screen: the lists, the statuses of the chosen one with counts, its
//! budget and who is no longer in the file.

use ratatui::layout::Rect;

use super::{amount, amounts, is_focused, padded};
use crate::app::panes::detail::Now;
use crate::app::{Model, Pane};
use crate::input::Command;
use crate::roster::display::{grouped, share};
use crate::shortlist::{Entry, Shortlist};
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::bar;
use crate::ui::widgets::frame::frame;
use crate::ui::widgets::list::{row, select, visible};

pub fn lists(canvas: &mut Canvas, model: &Model, area: Rect) {
    let focused = is_focused(model, Pane::Lists);
    canvas.clear(area);
    let inner = frame(canvas, area, "Lists", "", focused);
    let lists = model.lists();
    if lists.book().lists().is_empty() {
        let key = model.keymap().key(Command::NewList);
        let text = key.map_or_else(String::new, |key| format!("None yet. {key} makes one."));
        canvas.paragraph(padded(inner), &text, Role::Dim);
        return;
    }
    let shown = lists.book().lists().iter().enumerate();
    let shown = shown.skip(lists.list_offset());
    for ((at, list), y) in shown.zip(inner.top()..inner.bottom()) {
        let chosen = at == lists.cursor();
        let role = if chosen { Role::Title } else { Role::Text };
        let room = counted(canvas, inner, y, list.entries().len());
        canvas.put(inner.x + 2, y, room, list.name(), role);
        if chosen && focused {
            select(canvas, row(inner, y));
        } else if chosen {
            canvas.put(inner.x, y, inner.x + 1, canvas.glyphs().cursor, Role::Text);
        }
    }
}

/// Draws a count at the right end of a line; returns where the room before it ends.
fn counted(canvas: &mut Canvas, inner: Rect, y: u16, count: usize) -> u16 {
    let count = grouped(count as u64);
    let end = inner.right().saturating_sub(1);
    let room = end.saturating_sub(width(&count) + 1);
    canvas.put_right(room, y, end, &count, Role::Dim);
    room
}

/// A status as it is called.
pub fn word(status: &str) -> &str {
    match status {
        "" => "no status",
        status => status,
    }
}

pub fn statuses(canvas: &mut Canvas, model: &Model, area: Rect) {
    let focused = is_focused(model, Pane::Statuses);
    canvas.clear(area);
    let hint = if focused { "Space on/off" } else { "" };
    let inner = frame(canvas, area, "Status", hint, focused);
    let counts = model.lists().statuses(&model.settings().statuses);
    let cursor = model.lists().status_cursor();
    let window = visible(cursor, counts.len(), inner.height.into());
    let first = window.start;
    for ((at, count), y) in counts[window].iter().enumerate().zip(inner.top()..) {
        let mark = if count.wanted {
            Role::Accent
        } else {
            Role::Dim
        };
        let role = match (count.wanted, count.entries) {
            (true, _) => Role::Title,
            (false, 0) => Role::Dim,
            (false, _) => Role::Text,
        };
        let room = counted(canvas, inner, y, count.entries);
        let sign = canvas.glyphs().boxes[usize::from(count.wanted)];
        let x = canvas.put(inner.x + 1, y, room, sign, mark);
        canvas.put(x + 1, y, room, word(&count.status), role);
        if focused && first + at == cursor {
            select(canvas, row(inner, y));
        }
    }
}

pub fn budget(canvas: &mut Canvas, model: &Model, area: Rect) {
    let inner = padded(frame(canvas, area, "Budget", "", false));
    let Some(list) = model.lists().list() else {
        return;
    };
    let roster = model.data().roster();
    let totals = list.totals();
    let dash = canvas.glyphs().unknown;
    let none = |text: String| match text.is_empty() {
        true => (dash.to_owned(), Role::Dim),
        false => (text, Role::Text),
    };
    let own = |value: f64| amount(value, list.currency(), roster);
    let cap = match list.budget() {
        Some(budget) => (own(budget), Role::Text),
        None => {
            let key = model.keymap().key(Command::Money);
            let key = key.map_or_else(String::new, |key| format!(" ({key})"));
            (format!("not set{key}"), Role::Dim)
        }
    };
    let left = match totals.left {
        Some(left) if left < 0.0 => (format!("-{}", own(-left)), Role::Problem),
        Some(left) => (own(left), Role::Text),
        None => none(String::new()),
    };
    let lines = [
        ("Cap", cap),
        ("Agreed", none(amounts(&totals.agreed.amounts, roster))),
        ("Asked", none(amounts(&totals.asked.amounts, roster))),
        ("Left", left),
    ];
    let mut y = inner.y;
    for (label, (text, role)) in lines {
        let x = canvas.put(inner.x, y, inner.right(), label, Role::Dim);
        canvas.say_right(x + 1, y, inner.right(), &text, role);
        y += 1;
    }
    if let (Some(budget), Some(left)) = (list.budget(), totals.left)
        && budget > 0.0
    {
        let spent = (budget - left) / budget;
        let text = share(spent);
        let end = inner.right().saturating_sub(width(&text) + 1);
        let gauge = Rect {
            y,
            width: end.saturating_sub(inner.x),
            ..row(inner, y)
        };
        bar::gauge(canvas, gauge, spent, Role::Bar);
        canvas.put_right(end, y, inner.right(), &text, Role::Text);
    }
    gone(
        canvas,
        model,
        list,
        Rect {
            y: y + 1,
            height: inner.bottom().saturating_sub(y + 1),
            ..inner
        },
    );
}

/// Who is no longer in the file: how many, and the first of them.
fn gone(canvas: &mut Canvas, model: &Model, list: &Shortlist, area: Rect) {
    let entries = list.entries().iter();
    let gone: Vec<&Entry> = entries
        .filter(|entry| matches!(model.now(&entry.key), Now::Gone))
        .collect();
    if gone.is_empty() || area.is_empty() {
        return;
    }
    let text = format!("No longer in file: {}", grouped(gone.len() as u64));
    canvas.put(area.x, area.y, area.right(), &text, Role::Warning);
    for (entry, y) in gone.iter().zip(area.y + 1..area.bottom()) {
        canvas.put(area.x + 1, y, area.right(), &entry.title(), Role::Dim);
    }
}
