//! The chosen rows sorted by size: their costs, what they have in common, and what they lack.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::chart::{Dot, Spot};
use super::growth::{Growth, powers};
use super::moments::Moments;
use super::prepared::{CellKey, Kind, NO_SPOT, Prepared, Record, UNPLACED};
use crate::analysis::cost::Exclusion;
use crate::roster::row_set::ones_of;
use crate::roster::{RowId, RowSet};

/// The figures of one class in one stratum.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// Logarithms of the costs that are not endless.
    pub logs: Moments,
    /// Rows with an endless cost.
    pub endless: usize,
    /// What the costs divide, summed over all rows, and by what.
    pub spent: f64,
    pub got: f64,
}

impl Cell {
    pub fn with(self, other: Cell) -> Cell {
        Cell {
            logs: self.logs.with(other.logs),
            endless: self.endless + other.endless,
            spent: self.spent + other.spent,
            got: self.got + other.got,
        }
    }
}

/// Sums over a class for the ratio of all money to all that it buys.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pool {
    pub n: usize,
    pub spent: f64,
    pub got: f64,
    pub spent_squares: f64,
    pub got_squares: f64,
    pub products: f64,
    /// The largest single amount spent.
    pub largest: f64,
}

impl Pool {
    fn push(&mut self, spent: f64, got: f64) {
        self.n += 1;
        self.spent += spent;
        self.got += got;
        self.spent_squares += spent * spent;
        self.got_squares += got * got;
        self.products += spent * got;
        self.largest = self.largest.max(spent);
    }

    pub fn with(self, other: &Pool) -> Pool {
        Pool {
            n: self.n + other.n,
            spent: self.spent + other.spent,
            got: self.got + other.got,
            spent_squares: self.spent_squares + other.spent_squares,
            got_squares: self.got_squares + other.got_squares,
            products: self.products + other.products,
            largest: self.largest.max(other.largest),
        }
    }
}

/// All costs of some rows.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    /// Their logarithms in rising order, endless ones last.
    pub logs: Vec<f64>,
    /// Of the logarithms that are not endless.
    pub moments: Moments,
    pub pool: Pool,
}

/// The chosen rows between two bounds of followers.
#[derive(Clone, Debug, Default)]
pub struct Class {
    pub rows: usize,
    /// Rows with a price above 0 in any currency.
    pub priced: usize,
    /// Rows without a value by reason, in the order of [`Exclusion::ALL`].
    pub excluded: [usize; Exclusion::ALL.len()],
    pub costs: Costs,
    /// Places among the prepared records of the rows with a cost, in rising order of it.
    pub picks: Vec<u32>,
    /// The sum of log10 followers over them.
    pub sizes: f64,
}

impl Class {
    /// The places among the prepared records of the rows whose cost is not endless, and their logarithms.
    pub fn finite(&self) -> (&[u32], &[f64]) {
        let n = self.costs.moments.n;
        (&self.picks[..n], &self.costs.logs[..n])
    }
}

/// All chosen rows.
#[derive(Clone, Debug)]
pub struct Gathered<'a> {
    pub prepared: &'a Prepared,
    /// From small to large, as the prepared classes.
    pub classes: Vec<Class>,
    /// As the prepared cells.
    pub cells: Vec<Cell>,
    /// The small and the big tier as they are.
    pub sides: [Costs; 2],
    pub growth: Growth,
    pub scatter: BTreeMap<(i16, i16), Dot>,
    /// Priced rows without any engagement, which have no place there.
    pub unplaced: usize,
}

/// Parts that work is divided into, as many however many cores there are, so that what is added up comes
/// out the same.
const PARTS: usize = 8;

/// Adds up the chosen rows, which all cores do.
pub fn gather<'a>(prepared: &'a Prepared, rows: &RowSet) -> Gathered<'a> {
    let chosen = rows.joined();
    let (counted, sampled) = rayon::join(
        || Counted::of(prepared, &chosen),
        || Sampled::of(prepared, &chosen),
    );
    let mut all = Gathered {
        prepared,
        classes: sampled.classes,
        cells: sampled.cells,
        sides: sampled.sides,
        growth: sampled.growth,
        scatter: BTreeMap::new(),
        unplaced: counted.unplaced,
    };
    for (at, count) in counted.kinds.iter().enumerate() {
        let Some((class, is_priced, reason)) = Kind::of(at) else {
            continue;
        };
        let class = &mut all.classes[class];
        class.rows += count;
        class.priced += if is_priced { *count } else { 0 };
        if let Some(reason) = reason {
            class.excluded[reason] += count;
        }
    }
    let met = prepared.spots.iter().zip(&counted.spots);
    for ((x, y, tier), spot) in met.filter(|(_, spot)| spot.count > 0) {
        let dot = all.scatter.entry((*x, *y)).or_default();
        dot.add(spot, usize::from(*tier), prepared.tiers);
    }
    all
}

/// What is counted in the order of the rows.
struct Counted {
    kinds: Vec<usize>,
    spots: Vec<Spot>,
    unplaced: usize,
}

impl Counted {
    fn of(prepared: &Prepared, chosen: &[u64]) -> Counted {
        let size = chosen.len().div_ceil(PARTS).max(1);
        let parts = chosen.par_chunks(size).enumerate();
        let parts = parts.map(|(at, words)| Self::part(prepared, at * size * 64, words));
        let parts: Vec<Counted> = parts.collect();
        let mut all = Self::empty(prepared);
        for part in parts {
            all.unplaced += part.unplaced;
            all.kinds
                .iter_mut()
                .zip(part.kinds)
                .for_each(|(sum, count)| *sum += count);
            all.spots
                .iter_mut()
                .zip(&part.spots)
                .for_each(|(sum, spot)| sum.take_in(spot));
        }
        all
    }

    fn empty(prepared: &Prepared) -> Counted {
        Counted {
            kinds: vec![0; Kind::count(prepared.classes.len())],
            spots: vec![Spot::default(); prepared.spots.len()],
            unplaced: 0,
        }
    }

    fn part(prepared: &Prepared, from: usize, words: &[u64]) -> Counted {
        let mut part = Self::empty(prepared);
        for row in ones_of(words).map(|row| from + row) {
            part.kinds[prepared.kinds[row].at()] += 1;
            match prepared.spots_of[row] {
                NO_SPOT => {}
                UNPLACED => part.unplaced += 1,
                spot => part.spots[spot as usize].add(row as RowId),
            }
        }
        part
    }
}

/// What is added up in the order of costs.
struct Sampled {
    classes: Vec<Class>,
    cells: Vec<Cell>,
    sides: [Costs; 2],
    growth: Growth,
}

impl Sampled {
    fn of(prepared: &Prepared, chosen: &[u64]) -> Sampled {
        let size = prepared.rows.len().div_ceil(PARTS).max(1);
        let (small, big) = prepared.cuts[0].classes(prepared);
        let side = |class: usize| match (small.contains(&class), big.contains(&class)) {
            (true, _) => Some(0),
            (_, true) => Some(1),
            _ => None,
        };
        let side: Vec<Option<usize>> = (0..prepared.classes.len()).map(side).collect();
        let parts = prepared.rows.par_chunks(size).enumerate();
        let parts: Vec<Sampled> = parts
            .map(|(at, rows)| Self::part(prepared, chosen, &side, at * size, rows))
            .collect();
        let mut all = Self::empty(prepared);
        for part in &parts {
            all.growth.take_in(&part.growth);
            let cells = all.cells.iter_mut().zip(&part.cells);
            cells.for_each(|(sum, cell)| *sum = sum.with(*cell));
        }
        // Parts follow each other in rising order of costs.
        all.classes
            .par_iter_mut()
            .enumerate()
            .for_each(|(at, class)| {
                let parts = || parts.iter().map(|part| &part.classes[at]);
                class
                    .picks
                    .reserve_exact(parts().map(|part| part.picks.len()).sum());
                parts().for_each(|part| class.picks.extend_from_slice(&part.picks));
                class.sizes = parts().map(|part| part.sizes).sum();
                class.costs.join(parts().map(|part| &part.costs));
            });
        all.sides
            .par_iter_mut()
            .enumerate()
            .for_each(|(at, side)| side.join(parts.iter().map(|part| &part.sides[at])));
        let cells = prepared.cells.iter().zip(&all.cells);
        for (key, cell) in cells {
            let class = &mut all.classes[usize::from(key.class)].costs;
            class.moments = class.moments.with(cell.logs);
        }
        for (class, side) in all.classes.iter().zip(side) {
            if let Some(side) = side.map(|side| &mut all.sides[side]) {
                side.moments = side.moments.with(class.costs.moments);
                side.pool = side.pool.with(&class.costs.pool);
            }
        }
        all
    }

    fn empty(prepared: &Prepared) -> Sampled {
        Sampled {
            classes: vec![Class::default(); prepared.classes.len()],
            cells: vec![Cell::default(); prepared.cells.len()],
            sides: Default::default(),
            growth: Growth::new(prepared.platforms),
        }
    }

    fn part(
        prepared: &Prepared,
        chosen: &[u64],
        side: &[Option<usize>],
        from: usize,
        rows: &[RowId],
    ) -> Sampled {
        let mut part = Self::empty(prepared);
        let places = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| chosen[**row as usize / 64] >> (**row % 64) & 1 == 1);
        for at in places.map(|(at, _)| from + at) {
            let record = &prepared.records[at];
            let CellKey { class, stratum } = prepared.cell(at);
            let class = usize::from(class);
            part.growth(prepared.strata[stratum as usize][0], record);
            if at >= prepared.costed {
                continue;
            }
            let cell = &mut part.cells[prepared.cells_of[at] as usize];
            if record.cost.is_finite() {
                cell.logs.push(record.log);
            } else {
                cell.endless += 1;
            }
            // Of an endless cost nothing.
            let got = record.spent / record.cost;
            cell.spent += record.spent;
            cell.got += got;
            if let Some(side) = side[class] {
                part.sides[side].logs.push(record.log);
            }
            let class = &mut part.classes[class];
            class.costs.pool.push(record.spent, got);
            class.costs.logs.push(record.log);
            class.picks.push(at as u32);
            class.sizes += record.log_size;
        }
        part
    }

    fn growth(&mut self, platform: u32, record: &Record) {
        let size = powers(record.log_size);
        if record.log_cpe.is_finite() {
            let engagements = record.log_price - record.log_cpe;
            self.growth
                .push(platform, &size, record.log_price, engagements);
        }
        if record.log.is_finite() {
            self.growth.push_value(platform, &size, record.log);
        }
    }
}

impl Costs {
    /// Puts the logarithms of parts one behind the other, and adds up their pools.
    fn join<'a>(&mut self, parts: impl Iterator<Item = &'a Costs> + Clone) {
        let rows = parts.clone().map(|part| part.logs.len()).sum();
        self.logs.reserve_exact(rows);
        for part in parts {
            self.logs.extend_from_slice(&part.logs);
            self.pool = self.pool.with(&part.pool);
        }
    }

    /// Rows with an endless cost.
    pub fn endless(&self) -> usize {
        self.logs.len() - self.moments.n
    }
}
