//! What each pane remembers, and how its keys change it.

pub mod filter_box;

pub mod suggestions;

pub mod table;

pub mod facets;

pub mod histogram;

pub mod nothing;

pub mod ticks;

pub mod compare;

pub mod scatter;

pub mod evidence;

pub mod lists;

pub mod detail;

pub mod import;

/// Moves a cursor among `len` items, stopping at both ends.
pub fn step(cursor: usize, by: isize, len: usize) -> usize {
    let last = len.saturating_sub(1) as isize;
    (cursor as isize).saturating_add(by).clamp(0, last) as usize
}

/// The smallest change of a scroll offset that shows the cursor in a window of `page` lines.
pub fn scrolled(offset: usize, cursor: usize, page: usize) -> usize {
    if page == 0 {
        return offset;
    }
    offset.clamp((cursor + 1).saturating_sub(page), cursor)
}
