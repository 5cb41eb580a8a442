//! Which items of a long list are on the screen, when only the cursor is known.

use std::ops::Range;

/// The items to draw in `page` lines, so that the cursor is among them.
pub fn visible(cursor: usize, len: usize, page: usize) -> Range<usize> {
    let from = (cursor + 1)
        .saturating_sub(page)
        .min(len.saturating_sub(page));
    from..(from + page).min(len)
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
