//! Long lists: which items are on the screen, when only the cursor is known, and how that is marked.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::ui::canvas::Canvas;
use crate::ui::look::Role;

/// The items to draw in `page` lines, so that the cursor is among them.
pub fn visible(cursor: usize, len: usize, page: usize) -> Range<usize> {
    let from = (cursor + 1)
        .saturating_sub(page)
        .min(len.saturating_sub(page));
    from..(from + page).min(len)
}

/// One line of a list.
pub fn row(list: Rect, y: u16) -> Rect {
    Rect {
        y,
        height: 1,
        ..list
    }
}

/// Marks what is under the cursor, be it of several lines.
pub fn select(canvas: &mut Canvas, lines: Rect) {
    let cursor = canvas.glyphs().cursor;
    canvas.put(lines.x, lines.y, lines.x + 1, cursor, Role::Text);
    canvas.paint(lines, Role::Selected);
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn the_cursor_is_always_on_the_screen() {
        assert_eq!(visible(0, 10, 4), 0..4);
        assert_eq!(visible(3, 10, 4), 0..4);
        assert_eq!(visible(4, 10, 4), 1..5);
        assert_eq!(visible(9, 10, 4), 6..10);
        assert_eq!(visible(0, 2, 4), 0..2);
        assert_eq!(visible(0, 0, 4), 0..0);
        assert_eq!(visible(5, 10, 0), 6..6);
    }
}
