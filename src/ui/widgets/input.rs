//! A line of text being typed: scrolled so that the cursor is seen, with mistakes underlined.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use crate::app::text_field::TextField;
use crate::ui::canvas::Canvas;
use crate::ui::format;
use crate::ui::look::Role;

/// Draws the field in one line; while it is typed in, places the terminal's cursor. Returns how many
/// cells are scrolled out on the left.
pub fn input(canvas: &mut Canvas, area: Rect, field: &TextField, typing: bool) -> u16 {
    let text = field.text();
    let before: usize = text.chars().take(field.cursor()).map(char::len_utf8).sum();
    let cursor = format::width(&text[..before]);
    // One cell stays free for the cursor behind the last letter.
    let scrolled = if typing {
        (cursor + 1).saturating_sub(area.width)
    } else {
        0
    };
    let mut skipped = 0;
    let mut rest = text;
    while skipped < scrolled {
        let Some((grapheme, cells)) = first(rest) else {
            break;
        };
        rest = &rest[grapheme..];
        skipped += cells;
    }
    let end = area.right();
    if typing {
        // What does not fit is scrolled out, not replaced by an ellipsis.
        let fit = format::fit(rest, area.width, 0);
        canvas.put(area.x, area.y, end, fit.text, Role::Text);
        let x = area.x + cursor.saturating_sub(skipped);
        canvas.cursor = Some(Position::new(x.min(end.saturating_sub(1)), area.y));
    } else {
        canvas.put(area.x, area.y, end, rest, Role::Text);
    }
    skipped
}

/// The bytes and cells of the first grapheme.
fn first(text: &str) -> Option<(usize, u16)> {
    use unicode_segmentation::UnicodeSegmentation;
    let grapheme = text.graphemes(true).next()?;
    Some((grapheme.len(), format::width(grapheme)))
}

/// Draws `^^^^` under a part of the text of a field that was drawn with so many cells scrolled out;
/// returns the column behind.
pub fn underline(
    canvas: &mut Canvas,
    area: Rect,
    text: &str,
    span: Range<usize>,
    scrolled: u16,
    role: Role,
) -> u16 {
    let from = place(area, text, span.start, scrolled);
    let to = place(area, text, span.end, scrolled).max(from + 1);
    for x in from..to.min(area.right()) {
        canvas.put(x, area.y, x + 1, "^", role);
    }
    to.min(area.right())
}

/// The column of this byte of the text of a field that was drawn with so many cells scrolled out.
pub fn place(area: Rect, text: &str, byte: usize, scrolled: u16) -> u16 {
    let cells = format::width(text.get(..byte).unwrap_or(text));
    (area.x + cells.saturating_sub(scrolled)).min(area.right())
}

/// Draws the line at the top of a dialog that narrows what is below; an empty one says what to do.
pub fn search(canvas: &mut Canvas, area: Rect, field: &TextField, hint: &str) {
    let x = canvas.put(area.x, area.y, area.right(), "> ", Role::Key);
    let line = Rect {
        x,
        width: area.right().saturating_sub(x),
        height: 1,
        ..area
    };
    if field.text().is_empty() {
        canvas.put(x, area.y, area.right(), hint, Role::Dim);
    }
    input(canvas, line, field, true);
}
