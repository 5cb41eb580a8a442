//! Where the panes of Compare are: one at a time, two columns, or all of them.
//!
//! ```text
//! question   Compare micro against mega ← →   Measure cost per engagement (CPE) ↑ ↓   Tiers nano < 1k ≤ ...
//! sentence   A micro costs about ...
//!            ┌─ Bars ─────┐┌─ Spread ───┐ or ┌─ Tiers ────┐┌─ Basis ────┐
//!            ├─ Forest ───┤├─ Scatter ──┤    ├─ Groups ───┤│            │
//! caveats    ! Left out: ...
//! ```

use ratatui::layout::Rect;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Layout, Pane};

/// The areas of Compare, borders included; an area without room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompareLayout {
    pub question: Rect,
    /// Empty where it does not fit whole: then it stands in the basis.
    pub sentence: Rect,
    pub caveats: Rect,
    pub bars: Rect,
    pub spread: Rect,
    pub forest: Rect,
    pub scatter: Rect,
    pub tiers: Rect,
    pub groups: Rect,
    pub basis: Rect,
}

/// What is to be shown, as far as it moves things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Lines of the sentence.
    pub sentence: u16,
    pub tiers: u16,
}

/// Lines of a pane that make a chart of it, borders included.
const PANE: u16 = 8;
/// Lines of the two rows of panes that are side by side.
const TWO_ROWS: u16 = 18;
/// Lines that caveats never take from panes.
const COMFORTABLE: u16 = 23;
const MOST_CAVEATS: u16 = 6;

/// Lays the body out.
pub fn solve(body: Rect, pane: Pane, shown: Shown) -> CompareLayout {
    let mut layout = CompareLayout::default();
    let mut rest = body;
    if body.height > PANE {
        layout.question = margin(top(&mut rest, 1));
    }
    if rest.height >= shown.sentence + PANE {
        layout.sentence = margin(top(&mut rest, shown.sentence));
    }
    let table = shown.tiers + 3;
    if body.width >= 160 && rest.height >= table + TWO_ROWS {
        three_columns(&mut layout, rest, table);
    } else if body.width >= 100 && rest.height >= TWO_ROWS && layout.sentence.height > 0 {
        two_columns(&mut layout, rest, pane, shown.tiers);
    } else {
        let spare = match pane {
            Pane::Basis => 0,
            _ => rest.height.saturating_sub(PANE).min(2),
        };
        layout.caveats = margin(bottom(&mut rest, spare));
        *layout.area_mut(pane) = rest;
    }
    layout
}

fn three_columns(layout: &mut CompareLayout, mut rest: Rect, table: u16) {
    layout.tiers = bottom(&mut rest, table);
    let mut lower = rest;
    let mut upper = top(&mut lower, rest.height / 2);
    // Words need the most room.
    let (first, second) = (rest.width * 3 / 10, rest.width * 8 / 25);
    layout.bars = left(&mut upper, first);
    layout.spread = left(&mut upper, second);
    layout.groups = upper;
    layout.forest = left(&mut lower, first);
    layout.scatter = left(&mut lower, second);
    layout.basis = lower;
}

fn two_columns(layout: &mut CompareLayout, mut rest: Rect, pane: Pane, tiers: u16) {
    if matches!(pane, Pane::Tiers | Pane::Groups | Pane::Basis) {
        let width = rest.width * 3 / 5;
        let mut column = left(&mut rest, width);
        layout.tiers = top(&mut column, tiers + 3);
        layout.groups = column;
        layout.basis = rest;
        return;
    }
    let spare = rest.height.saturating_sub(COMFORTABLE);
    layout.caveats = margin(bottom(&mut rest, spare.min(MOST_CAVEATS)));
    // A line for each strip and one for its box, where the other row keeps enough.
    let wanted = 2 * tiers + 4;
    let mut lower = rest;
    let mut upper = top(&mut lower, wanted.min(rest.height.div_ceil(2)));
    let half = rest.width / 2;
    layout.bars = left(&mut upper, half);
    layout.spread = upper;
    layout.forest = left(&mut lower, half);
    layout.scatter = lower;
}

impl CompareLayout {
    /// The area of a pane.
    pub fn area(&self, pane: Pane) -> Rect {
        let mut layout = *self;
        *layout.area_mut(pane)
    }

    fn area_mut(&mut self, pane: Pane) -> &mut Rect {
        match pane {
            Pane::Spread => &mut self.spread,
            Pane::Forest => &mut self.forest,
            Pane::Scatter => &mut self.scatter,
            Pane::Tiers => &mut self.tiers,
            Pane::Groups => &mut self.groups,
            Pane::Basis => &mut self.basis,
            _ => &mut self.bars,
        }
    }

    /// The panes that are seen.
    pub fn panes(&self) -> impl Iterator<Item = (Pane, Rect)> + '_ {
        let all = super::Screen::Compare.panes().iter();
        all.map(|pane| (*pane, self.area(*pane)))
            .filter(|(_, area)| area.height > 0)
    }
}

/// Cells left of the scatter's points for the labels of the axis, and lines below them.
const GUTTER: (u16, u16) = (7, 2);

/// Where the points of the scatter are, inside its pane.
pub fn plot(pane: Rect) -> Rect {
    let inner = Layout::inner(pane);
    Rect {
        x: (inner.x + GUTTER.0).min(inner.right()),
        width: inner.width.saturating_sub(GUTTER.0 + 1),
        height: inner.height.saturating_sub(GUTTER.1),
        ..inner
    }
}

/// Rows of groups that fit in their pane: without the header, and the line about chance.
pub fn group_rows(pane: Rect) -> usize {
    Layout::lines(pane).saturating_sub(2)
}

/// Rows that fit above the axis of the forest.
pub fn forest_rows(pane: Rect) -> usize {
    Layout::lines(pane).saturating_sub(2)
}

/// Lines that a text takes when it is wrapped at blanks to `room` cells.
pub fn lines(text: &str, room: u16) -> u16 {
    let room = usize::from(room.max(1));
    let (mut lines, mut filled, mut blanks) = (1, 0, 0);
    for word in text.split(' ') {
        if word.is_empty() {
            blanks += 1;
            continue;
        }
        let gap = 1 + std::mem::take(&mut blanks);
        let width = word.width();
        if filled > 0 && filled + gap + width <= room {
            filled += gap + width;
            continue;
        }
        lines += u16::from(filled > 0);
        filled = 0;
        for letter in word.chars() {
            let cells = letter.width().unwrap_or(0);
            if filled + cells > room {
                lines += 1;
                filled = 0;
            }
            filled += cells;
        }
    }
    lines
}

/// Cuts lines off the top.
fn top(area: &mut Rect, height: u16) -> Rect {
    let height = height.min(area.height);
    let cut = Rect { height, ..*area };
    area.y += height;
    area.height -= height;
    cut
}

/// Cuts lines off the bottom.
fn bottom(area: &mut Rect, height: u16) -> Rect {
    let height = height.min(area.height);
    area.height -= height;
    Rect {
        y: area.bottom(),
        height,
        ..*area
    }
}

/// Cuts columns off the left.
fn left(area: &mut Rect, width: u16) -> Rect {
    let width = width.min(area.width);
    let cut = Rect { width, ..*area };
    area.x += width;
    area.width -= width;
    cut
}

/// Without the columns at both edges.
fn margin(area: Rect) -> Rect {
    Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: Shown = Shown {
        sentence: 3,
        tiers: 4,
    };

    #[test]
    fn panes_lie_inside_the_body_and_apart() {
        for width in 40..220 {
            for height in 1..60 {
                let body = Rect::new(0, 3, width, height);
                for pane in crate::app::Screen::Compare.panes() {
                    let layout = solve(body, *pane, SHOWN);
                    assert!(layout.area(*pane).height > 0, "the focus is always seen");
                    let mut areas: Vec<Rect> = layout.panes().map(|(_, area)| area).collect();
                    areas.extend([layout.question, layout.sentence, layout.caveats]);
                    areas.retain(|area| area.height > 0);
                    for (at, area) in areas.iter().enumerate() {
                        assert_eq!(area.intersection(body), *area, "{layout:?}");
                        let rest = &areas[at + 1..];
                        assert!(rest.iter().all(|other| !area.intersects(*other)));
                    }
                }
            }
        }
    }

    #[test]
    fn more_room_shows_more_panes() {
        let seen = |width, height, pane| {
            let layout = solve(Rect::new(0, 3, width, height), pane, SHOWN);
            layout.panes().count()
        };
        assert_eq!(seen(40, 6, Pane::Bars), 1);
        assert_eq!(seen(80, 18, Pane::Bars), 1);
        assert_eq!(seen(120, 29, Pane::Bars), 4);
        assert_eq!(seen(120, 29, Pane::Basis), 3);
        assert_eq!(seen(200, 44, Pane::Bars), 7);
    }
}
