//! What went wrong, problems of the same kind together: how many, what became of them, the first one.

use ratatui::layout::Rect;

use super::chosen;
use crate::app::importing::{ITEM_LINES, title};
use crate::app::panes::import::{Group, Item};
use crate::app::{Model, Pane};
use crate::import::report::{Effect, FileReport};
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::wrap;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;

/// Cells of the number of rows.
const COUNT: u16 = 7;

pub fn draw(canvas: &mut Canvas, model: &Model, file: &FileReport, area: Rect) {
    let focused = model.pane() == Pane::Problems && model.overlay().is_none();
    let import = model.import();
    let title = match import.rows_in_need() {
        0 => "Problems".to_owned(),
        1 => "Problems (1 row)".to_owned(),
        rows => format!("Problems ({} rows)", grouped(rows as u64)),
    };
    let inner = frame(canvas, area, &title, "", focused);
    if inner.is_empty() {
        return;
    }
    let mut y = inner.y;
    if !import
        .items()
        .iter()
        .any(|item| !matches!(item, Item::Note(_)))
    {
        let text = "None: every row and every cell was understood.";
        canvas.put(inner.x + 2, y, inner.right(), text, Role::Done);
        y += 1;
    }
    let lines = ITEM_LINES as u16;
    let shown = import
        .items()
        .iter()
        .enumerate()
        .skip(import.items_offset());
    for (at, item) in shown {
        if y >= inner.bottom() {
            break;
        }
        let line = Rect {
            y,
            height: lines.min(inner.bottom() - y),
            ..inner
        };
        item_lines(canvas, file, item, line);
        if at == import.item() {
            chosen(canvas, line, model.pane() == Pane::Problems);
        }
        y += lines;
    }
}

fn item_lines(canvas: &mut Canvas, file: &FileReport, item: &Item, area: Rect) {
    let text = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(3),
        ..area
    };
    match item {
        Item::Error(error) => two_lines(canvas, error, text, Role::Problem),
        Item::Note(note) => two_lines(canvas, note, text, Role::Text),
        Item::Group(group) => group_lines(canvas, file, group, area),
    }
}

/// A sentence, as far as there is room; what does not fit ends in an ellipsis, as any text does.
fn two_lines(canvas: &mut Canvas, sentence: &str, area: Rect, role: Role) {
    let lines = wrap(sentence, area.width);
    for ((at, line), y) in lines.iter().enumerate().zip(area.top()..area.bottom()) {
        match y + 1 == area.bottom() {
            true => canvas.say(area.x, y, area.right(), &lines[at..].join(" "), role),
            false => canvas.say(area.x, y, area.right(), line, role),
        };
    }
}

/// `   18  Subs: not a number`, and below what became of them and where the first one is.
fn group_lines(canvas: &mut Canvas, file: &FileReport, group: &Group, area: Rect) {
    let (x, end) = (area.x + 2 + COUNT, area.right());
    let count = grouped(group.issues.len() as u64);
    canvas.put_right(area.x + 1, area.y, x - 2, &count, Role::Text);
    canvas.put(x, area.y, end, &title(group), Role::Text);
    if area.height < 2 {
        return;
    }
    let (effect, role) = match group.effect {
        Effect::RowLeftOut => ("left out", Role::Problem),
        Effect::CellEmpty => ("kept, the cell read as empty", Role::Warning),
        Effect::Noted => ("kept", Role::Dim),
        Effect::NotARow => ("not taken for a row", Role::Dim),
    };
    let x = canvas.put(x, area.y + 1, end, effect, role);
    let Some(first) = group.issues.first().and_then(|at| file.issues.get(*at)) else {
        return;
    };
    let mut text = String::new();
    if let Some(line) = first.line {
        let words = if group.issues.len() > 1 {
            "first: line"
        } else {
            "line"
        };
        text = format!(" · {words} {}", grouped(line));
    }
    if !first.text.is_empty() {
        text.push_str(&format!(": “{}”", first.text));
    }
    if let Some(detail) = &first.detail {
        text.push_str(&format!(", {detail}"));
    }
    canvas.say(x, area.y + 1, end, &text, Role::Dim);
}
