//! The scatter on cells of the screen: which cells of the grid that was counted fall into which, so that
//! the picture, the crosshair and the filter mean the same rows.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::layout::Rect;

use crate::analysis::compare::chart::{Dot, Scatter};

/// One axis: bins of the counted grid laid over cells of the screen, each of which has one at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    first: i32,
    bins: i32,
    cells: i32,
}

impl Span {
    /// An axis that holds all of these bins; none without a bin or a cell.
    fn around(bins: impl Iterator<Item = i16>, cells: u16) -> Option<Span> {
        let (mut low, mut high) = (i32::MAX, i32::MIN);
        for bin in bins {
            low = low.min(i32::from(bin));
            high = high.max(i32::from(bin));
        }
        let cells = i32::from(cells);
        if low > high || cells == 0 {
            return None;
        }
        let needed = high - low + 1;
        let bins = needed.max(cells);
        Some(Span {
            first: low - (bins - needed) / 2,
            bins,
            cells,
        })
    }

    /// The bins of a cell.
    pub fn bins(&self, cell: u16) -> Range<i16> {
        let edge = |cell: i32| (self.first + cell * self.bins / self.cells) as i16;
        edge(i32::from(cell))..edge(i32::from(cell) + 1)
    }

    /// The cell of a bin; none outside of the axis.
    pub fn cell(&self, bin: i16) -> Option<u16> {
        let bin = i32::from(bin) - self.first;
        let within = (0..self.bins).contains(&bin);
        // The last cell that begins at or before it.
        within.then(|| (((bin + 1) * self.cells - 1) / self.bins) as u16)
    }

    /// The same, with the nearest cell for a bin outside.
    fn nearest(&self, bin: i16) -> i32 {
        let last = self.bins - 1;
        let bin = (i32::from(bin) - self.first).clamp(0, last) + self.first;
        self.cell(bin as i16).map_or(0, i32::from)
    }
}

/// Both axes; the second one counts from the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    pub across: Span,
    pub up: Span,
}

/// A cell of the screen, as bins of both axes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub price: Range<i16>,
    pub rate: Range<i16>,
}

impl Grid {
    /// A grid that holds the whole scatter in a plot of this size; none where there is nothing to draw.
    pub fn of(scatter: &Scatter, plot: Rect) -> Option<Grid> {
        let spots = || scatter.dots.keys();
        Some(Grid {
            across: Span::around(spots().map(|spot| spot.0), plot.width)?,
            up: Span::around(spots().map(|spot| spot.1), plot.height)?,
        })
    }

    /// The cell, from the left and from the bottom, that these bins lie in or nearest to.
    pub fn cell(&self, spot: (i16, i16)) -> (u16, u16) {
        let (x, y) = (self.across.nearest(spot.0), self.up.nearest(spot.1));
        (x as u16, y as u16)
    }

    /// The spot of the cell so many cells away, stopping at the edges.
    pub fn moved(&self, spot: (i16, i16), (right, up): (isize, isize)) -> (i16, i16) {
        let step = |span: &Span, bin: i16, by: isize| {
            let by = by.clamp(-9_999, 9_999) as i32;
            let cell = (span.nearest(bin) + by).clamp(0, span.cells - 1);
            span.bins(cell as u16).start
        };
        (
            step(&self.across, spot.0, right),
            step(&self.up, spot.1, up),
        )
    }

    /// The bins of the cell that a spot lies in.
    pub fn bounds(&self, spot: (i16, i16)) -> Bounds {
        let (x, y) = self.cell(spot);
        Bounds {
            price: self.across.bins(x),
            rate: self.up.bins(y),
        }
    }

    /// All that lies in each cell.
    pub fn dots(&self, scatter: &Scatter) -> BTreeMap<(u16, u16), Dot> {
        let mut cells: BTreeMap<(u16, u16), Dot> = BTreeMap::new();
        for (spot, dot) in &scatter.dots {
            cells.entry(self.cell(*spot)).or_default().take_in(dot);
        }
        cells
    }
}

impl Bounds {
    /// What lies between them.
    pub fn dot(&self, scatter: &Scatter) -> Dot {
        let mut sum = Dot::default();
        let columns = (self.price.start, i16::MIN)..(self.price.end, i16::MIN);
        for (spot, dot) in scatter.dots.range(columns) {
            if self.rate.contains(&spot.1) {
                sum.take_in(dot);
            }
        }
        sum
    }
}

/// The spot with most rows, where a crosshair begins.
pub fn fullest(scatter: &Scatter) -> Option<(i16, i16)> {
    let fullest = scatter.dots.iter().rev().max_by_key(|(_, dot)| dot.count());
    fullest.map(|(spot, _)| *spot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_bin_lies_in_the_bins_of_its_cell(low in -200i16..200, wide in 0i16..300, cells in 1u16..120) {
            let span = Span::around([low, low + wide].into_iter(), cells).unwrap();
            for bin in low..=low + wide {
                let cell = span.cell(bin).unwrap();
                prop_assert!(cell < cells && span.bins(cell).contains(&bin), "{:?} {}", span, bin);
            }
            for cell in 0..cells {
                prop_assert!(!span.bins(cell).is_empty());
            }
        }
    }
}
