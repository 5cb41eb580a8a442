//! What charts draw, counted on a fixed grid of logarithms, so that a view only has to add up cells.
//!
//! Bounds of the grid are numbers with four digits: a filter can name them, and finds the same rows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::gather::{Class, Gathered};
use crate::roster::{Roster, RowId};

/// Cells for each power of ten.
const PER_DECADE: i16 = 24;
/// The powers of ten that there are bounds for.
const DECADES: (i16, i16) = (-12, 16);

static BOUNDS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    (DECADES.0 * PER_DECADE..=DECADES.1 * PER_DECADE)
        .map(|bin| {
            let exact = 10f64.powf(f64::from(bin) / f64::from(PER_DECADE));
            format!("{exact:.3e}").parse().unwrap_or(exact)
        })
        .collect()
});

/// The grid along one axis: of plain numbers, or of shares by their percentages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lattice {
    #[default]
    Plain,
    Percent,
}

impl Lattice {
    /// The cell that a value above zero lies in; far out the last one.
    pub fn bin(self, value: f64) -> i16 {
        let scale = f64::from(PER_DECADE);
        let of_text = match self {
            Lattice::Plain => value,
            Lattice::Percent => 100.0 * value,
        };
        let last = (DECADES.1 * PER_DECADE - 1) as f64;
        let first = f64::from(DECADES.0 * PER_DECADE);
        let mut bin = (of_text.log10() * scale).floor().clamp(first, last) as i16;
        // The bounds are rounded, and so are logarithms.
        while bin > DECADES.0 * PER_DECADE && value < self.bound(bin) {
            bin -= 1;
        }
        while bin < DECADES.1 * PER_DECADE - 1 && value >= self.bound(bin + 1) {
            bin += 1;
        }
        bin
    }

    /// The value at which a cell begins.
    pub fn bound(self, bin: i16) -> f64 {
        let text = self.typed(bin);
        match self {
            Lattice::Plain => text,
            Lattice::Percent => text / 100.0,
        }
    }

    /// The same as it is typed in a filter: a percentage for a share.
    pub fn typed(self, bin: i16) -> f64 {
        let at = (bin - DECADES.0 * PER_DECADE).max(0) as usize;
        BOUNDS[at.min(BOUNDS.len() - 1)]
    }
}

/// Rows that are remembered of a cell, to name them.
const NAMED: usize = 3;

/// A cell of the scatter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dot {
    /// Rows by the place of their tier.
    pub tiers: Vec<u32>,
    /// The first rows.
    pub first: Vec<RowId>,
}

impl Dot {
    pub(super) fn add(&mut self, tier: usize, tiers: usize, row: RowId) {
        self.tiers.resize(tiers, 0);
        self.tiers[tier] += 1;
        if self.first.len() < NAMED {
            self.first.push(row);
        }
    }

    /// Adds the rows of another cell, which come after these.
    pub fn take_in(&mut self, other: &Dot) {
        self.tiers
            .resize(other.tiers.len().max(self.tiers.len()), 0);
        for (own, count) in self.tiers.iter_mut().zip(&other.tiers) {
            *own += count;
        }
        let room = NAMED - self.first.len().min(NAMED);
        self.first.extend(other.first.iter().take(room));
    }

    pub fn count(&self) -> usize {
        self.tiers.iter().map(|count| *count as usize).sum()
    }
}

/// Price (plain grid, in the currency of costs) against engagement rate (grid of percentages).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scatter {
    /// By the cell of the price and the cell of the rate.
    pub dots: BTreeMap<(i16, i16), Dot>,
    /// Rows with a price whose rate is zero: they have no place on a logarithmic axis.
    pub unplaced: usize,
}

/// How the values of one tier are spread on the plain grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    /// Rows by cell, and how many of them have no like in the other tier.
    pub bins: BTreeMap<i16, (u32, u32)>,
    /// Rows without any engagement.
    pub endless: usize,
}

/// The spread of each tier; `alike` tells of a stratum whether it takes part in the matched comparison,
/// which rows of the two compared tiers (`compared`, by place) may not do.
pub fn strips(
    roster: &Roster,
    gathered: &Gathered,
    as_value: impl Fn(f64) -> f64,
    compared: &[usize],
    alike: impl Fn(u32) -> bool,
) -> Vec<Strip> {
    let lattice = Lattice::Plain;
    let mut strips = vec![Strip::default(); roster.tiers().tiers().len()];
    for class in &gathered.classes {
        let Class { tier, samples, .. } = class;
        let strip = &mut strips[*tier];
        let compared = compared.contains(tier);
        for sample in samples {
            if sample.cost.is_infinite() {
                strip.endless += 1;
                continue;
            }
            let bin = strip.bins.entry(lattice.bin(as_value(sample.cost)));
            let (all, out) = bin.or_default();
            *all += 1;
            *out += u32::from(compared && !alike(sample.stratum));
        }
    }
    strips
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_value_lies_between_the_bounds_of_its_cell(log in -6.0f64..9.0) {
            let value = 10f64.powf(log);
            for lattice in [Lattice::Plain, Lattice::Percent] {
                let bin = lattice.bin(value);
                prop_assert!(lattice.bound(bin) <= value && value < lattice.bound(bin + 1));
            }
        }

        #[test]
        fn a_bound_lies_in_the_cell_that_it_begins(bin in -140i16..200) {
            for lattice in [Lattice::Plain, Lattice::Percent] {
                prop_assert_eq!(lattice.bin(lattice.bound(bin)), bin);
            }
        }
    }
}
