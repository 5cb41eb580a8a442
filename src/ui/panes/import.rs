//! The Import screen: what was understood of a file, and what was not.
//!
//! ```text
//! Loaded 12,480 of 12,512 rows; 32 left out. 40 rows need a look.  Nothing in your file was changed.
//! CSV · 3.1 MB · utf-8 · separator , · header on line 1 · decimal point · prices in USD
//! ┌─ How columns were read ──────────────┐┌─ Problems (40 rows) ────────────────┐
//! │ Your column   Read as  Filled Example ││  18  the same platform and handle … │
//! └──────────────────────────────────────┘└─────────────────────────────────────┘
//! ┌─ Problem row, as it is in your file ─────────────────────────────────────────┐
//! └──────────────────────────────────────────────────────────────────────────────┘
//! ```

mod columns;

mod facts;

mod problems;

mod row;

use crate::app::Model;
use crate::app::layout::Layout;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::list::select;
use ratatui::layout::Rect;

/// Draws what is said of the file and the panes that have room.
pub fn draw(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    let Some(file) = model.import_file() else {
        let text = if model.data().progress().is_some() {
            "The report comes when the file has been read to its end."
        } else {
            "No file has been read yet."
        };
        let head = layout.head;
        canvas.put(head.x + 1, head.y, head.right(), text, Role::Dim);
        return;
    };
    facts::draw(canvas, model, file, layout.head);
    columns::draw(canvas, model, file, layout.left);
    problems::draw(canvas, model, file, layout.right);
    row::draw(canvas, model, file, layout.below);
}

/// Marks what is chosen in a pane, more so where the pane has the keyboard.
fn chosen(canvas: &mut Canvas, line: Rect, focused: bool) {
    if focused {
        select(canvas, line);
    } else {
        let cursor = canvas.glyphs().cursor;
        canvas.put(line.x, line.y, line.x + 1, cursor, Role::Text);
    }
}

/// A header; of a long path the end, which is what tells it from others.
fn header(canvas: &mut Canvas, (x, y): (u16, u16), end: u16, text: &str, role: Role) {
    let ellipsis = canvas.glyphs().ellipsis;
    let room = end.saturating_sub(x);
    let mut rest = text;
    while width(rest) + width(ellipsis) > room && width(text) > room {
        match rest.split_once('.') {
            Some((_, behind)) if !behind.is_empty() => rest = behind,
            _ => break,
        }
    }
    let x = match rest.len() < text.len() {
        true => canvas.put(x, y, end, ellipsis, Role::Dim),
        false => x,
    };
    canvas.put(x, y, end, rest, role);
}
