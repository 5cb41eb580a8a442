//! What charts draw, counted on a fixed grid of logarithms, so that a view only has to add up cells.
//!
//! Bounds of the grid are numbers with four digits: a filter can name them, and finds the same rows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Pairing;
use super::gather::Gathered;
use crate::roster::RowId;

/// Cells for each power of ten.
const PER_DECADE: i16 = 24;
/// The powers of ten that there are bounds for.
const DECADES: (i16, i16) = (-12, 16);

/// The first cell.
const FIRST: i16 = DECADES.0 * PER_DECADE;

static BOUNDS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    (FIRST..=DECADES.1 * PER_DECADE)
        .map(|bin| {
            let exact = 10f64.powf(f64::from(bin) / f64::from(PER_DECADE));
            format!("{exact:.3e}").parse().unwrap_or(exact)
        })
        .collect()
});

/// The same bounds as shares, where they are percentages.
static SHARES: LazyLock<Vec<f64>> =
    LazyLock::new(|| BOUNDS.iter().map(|bound| bound / 100.0).collect());

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
        let (bounds, scale) = match self {
            Lattice::Plain => (&*BOUNDS, 1.0),
            Lattice::Percent => (&*SHARES, 100.0),
        };
        // The bits of a number are its logarithm, but for less than a cell: that is quicker than one.
        let log2 = ((scale * value).to_bits() as f64) / (1u64 << 52) as f64 - 1023.0;
        let near = log2 * std::f64::consts::LOG10_2 * f64::from(PER_DECADE);
        let last = bounds.len() - 2;
        let mut at = ((near - f64::from(FIRST)).max(0.0) as usize).min(last);
        while at > 0 && value < bounds[at] {
            at -= 1;
        }
        while at < last && value >= bounds[at + 1] {
            at += 1;
        }
        FIRST + at as i16
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
        let at = (bin - FIRST).max(0) as usize;
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

/// Rows of one tier in a cell of the scatter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spot {
    pub(super) count: u32,
    first: [RowId; NAMED],
}

impl Spot {
    /// Adds the rows of another part, which come after these.
    pub(super) fn take_in(&mut self, other: &Spot) {
        let first = other.first.iter().take(other.count as usize);
        let free = self.first.iter_mut().skip(self.count as usize);
        free.zip(first).for_each(|(free, row)| *free = *row);
        self.count += other.count;
    }

    pub(super) fn add(&mut self, row: RowId) {
        if let Some(place) = self.first.get_mut(self.count as usize) {
            *place = row;
        }
        self.count += 1;
    }
}

impl Dot {
    /// Adds the rows of one tier out of so many.
    pub(super) fn add(&mut self, spot: &Spot, tier: usize, tiers: usize) {
        self.tiers.resize(tiers, 0);
        self.tiers[tier] += spot.count;
        let first = spot.first.iter().take(spot.count as usize);
        self.first.extend(first);
        self.first.sort_unstable();
        self.first.truncate(NAMED);
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
/// which rows of the two compared tiers may not do.
pub fn strips(gathered: &Gathered, alike: impl Fn(usize) -> bool) -> Vec<Strip> {
    let prepared = gathered.prepared;
    let Pairing {
        small,
        big,
        measure,
        ..
    } = prepared.pairing;
    let mut strips = vec![Strip::default(); prepared.tiers];
    for (range, class) in prepared.classes.iter().zip(&gathered.classes) {
        let record = |at: &u32| &prepared.records[*at as usize];
        let bin = |at: &u32| Lattice::Plain.bin(measure.as_cost(record(at).cost));
        let strip = &mut strips[range.tier];
        strip.endless += class.costs.endless();
        // Costs rise, so those of one cell follow each other.
        let (mut left, _) = class.finite();
        while let Some(first) = left.first() {
            let of_first = bin(first);
            let (here, rest) = left.split_at(left.partition_point(|at| bin(at) == of_first));
            strip.bins.entry(of_first).or_default().0 += here.len() as u32;
            left = rest;
        }
    }
    let cells = prepared.cells.iter().zip(&gathered.cells);
    let out = |class: usize| {
        let mut cells = cells.clone();
        cells.any(|(key, cell)| {
            usize::from(key.class) == class && cell.logs.n > 0 && !alike(key.stratum as usize)
        })
    };
    for (at, range) in prepared.classes.iter().enumerate() {
        if ![small, big].contains(&range.tier) || !out(at) {
            continue;
        }
        let (picks, _) = gathered.classes[at].finite();
        for at in picks.iter().map(|at| *at as usize) {
            if !alike(prepared.stratum(at)) {
                let bin = Lattice::Plain.bin(measure.as_cost(prepared.records[at].cost));
                strips[range.tier].bins.entry(bin).or_default().1 += 1;
            }
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
