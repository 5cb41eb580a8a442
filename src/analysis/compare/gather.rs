//! The rows of a selection sorted by size: their values, what they have in common, and what they lack.
//!
//! The axis of followers is cut at the bounds of the tiers and at every other bound that is tried, so
//! that any cut is some of the classes joined, and all rows are looked at once.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::chart::{Dot, Lattice, Spot};
use super::growth::{Growth, powers};
use super::measure::Measure;
use super::moments::Moments;
use crate::analysis::cost::Exclusion;
use crate::roster::row_set::ones;
use crate::roster::{Field, Roster, RowId, RowSet, Segment};

/// One row with a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The value as a cost; endless where nobody engages.
    pub cost: f64,
    pub row: RowId,
    /// The place of its stratum in [`Gathered::strata`].
    pub stratum: u32,
}

/// Codes of platform, first niche and format: what rows have to have in common to be alike.
pub type StratumKey = [u32; 3];

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

/// The rows between two bounds of followers.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// The fewest followers; the next class begins where this one ends.
    pub from: f64,
    /// The place of the tier that the class is part of.
    pub tier: usize,
    pub rows: usize,
    /// Rows with a price above 0 in any currency.
    pub priced: usize,
    pub samples: Vec<Sample>,
    /// The sum of log10 followers over the samples.
    pub sizes: f64,
    pub pool: Pool,
    /// By stratum; as long as the strata that the class has met.
    pub cells: Vec<Cell>,
    /// Rows without a value by reason, in the order of [`Exclusion::ALL`].
    pub excluded: [usize; Exclusion::ALL.len()],
    /// Values of rows for the summary: costs per engagement where they are not the samples,
    /// engagement rates, comparable prices.
    pub cpe: Vec<f64>,
    pub rates: Vec<f64>,
    pub prices: Vec<f64>,
}

/// All rows of a selection.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// From small to large.
    pub classes: Vec<Class>,
    pub strata: Vec<StratumKey>,
    pub growth: Growth,
    /// Rows with a price and an engagement rate by their place in the scatter and their tier, packed.
    spots: FxHashMap<u64, Spot>,
    pub scatter: BTreeMap<(i16, i16), Dot>,
    /// Priced rows without any engagement, which have no place there.
    pub unplaced: usize,
}

/// What a pass over the rows needs to know.
struct Pass<'a> {
    roster: &'a Roster,
    rows: &'a RowSet,
    measure: Measure,
    bounds: &'a [f64],
    /// For each combination of niches the first of them.
    first_niche: Vec<u32>,
    tiers: usize,
}

/// The strata met so far, by their keys.
#[derive(Default)]
struct Met {
    places: FxHashMap<u128, u32>,
    keys: Vec<StratumKey>,
}

impl Met {
    fn place(&mut self, key: StratumKey) -> u32 {
        // One number is quicker to look up than three.
        let [platform, niche, format] = key.map(u128::from);
        let packed = platform << 64 | niche << 32 | format;
        *self.places.entry(packed).or_insert_with(|| {
            self.keys.push(key);
            self.keys.len() as u32 - 1
        })
    }
}

/// Sorts the rows into classes between these bounds of followers, which all cores do; rows without
/// followers belong to none.
pub fn gather(roster: &Roster, rows: &RowSet, measure: Measure, bounds: &[f64]) -> Gathered {
    let niches = roster.dictionary(Field::Niche);
    let pass = Pass {
        roster,
        rows,
        measure,
        bounds,
        first_niche: (0..niches.entry_count() as u32)
            .map(|code| niches.entry_words(code)[0])
            .collect(),
        tiers: roster.tiers().tiers().len(),
    };
    let shares = roster.shares().into_par_iter();
    let parts: Vec<Gathered> = shares
        .map(|segments| {
            let rows = segments.clone().map(|at| ones(rows.bits(at))).sum();
            let mut part = pass.empty();
            part.classes
                .iter_mut()
                .for_each(|class| class.reserve(rows));
            let mut met = Met::default();
            for at in segments {
                pass.segment(at, &mut part, &mut met);
            }
            part.strata = met.keys;
            part
        })
        .collect();
    pass.joined(parts)
}

impl Pass<'_> {
    fn empty(&self) -> Gathered {
        let tiers = self.roster.tiers();
        let classes = self.bounds.iter().map(|from| Class {
            from: *from,
            tier: tiers.of(*from).unwrap_or(0),
            ..Class::default()
        });
        Gathered {
            classes: classes.collect(),
            growth: Growth::new(self.roster.dictionary(Field::Platform).entry_count()),
            ..Gathered::default()
        }
    }

    fn segment(&self, at: usize, part: &mut Gathered, met: &mut Met) {
        let segment = self.roster.segment(at);
        let Some(followers) = segment.numbers(Field::Followers) else {
            return;
        };
        let column = |field| segment.numbers(field).unwrap_or(&[]);
        let of = |column: &[f64], row: usize| column.get(row).copied().unwrap_or(f64::NAN);
        let (prices, rates) = (column(Field::Price), column(Field::EngagementRate));
        let costs = column(Field::Cpe);
        let (values, divisors) = (column(self.measure.field()), column(self.measure.divisor()));
        let worth = self.roster.worth();
        let start = self.roster.starts()[at];
        for row in self.rows.rows_in(at) {
            let size = followers[row];
            // Counting all few bounds is quicker than branching; unknown followers are above none.
            let place: usize = self
                .bounds
                .iter()
                .map(|from| usize::from(*from <= size))
                .sum();
            if place == 0 {
                continue;
            }
            let class = &mut part.classes[place - 1];
            class.rows += 1;
            let (quoted, rate) = (of(prices, row), of(rates, row));
            class.priced += usize::from(quoted > 0.0);
            class.rates.extend(Some(rate).filter(|rate| !rate.is_nan()));
            let price = quoted * worth.of(segment, row);
            let cpe = of(costs, row);
            let comparable = price > 0.0;
            if comparable {
                class.prices.push(price);
                if rate > 0.0 {
                    let (x, y) = (Lattice::Plain.bin(price), Lattice::Percent.bin(rate));
                    let spot = part.spots.entry(packed(x, y, class.tier)).or_default();
                    spot.add(start + row as RowId);
                } else if rate == 0.0 {
                    part.unplaced += 1;
                }
            }
            if self.measure != Measure::Cpe && !cpe.is_nan() {
                class.cpe.push(cpe);
            }
            let log_size = size.log10();
            let powers = powers(log_size);
            let platform = segment.code(Field::Platform, row);
            let log_cpe = cpe.ln();
            if cpe.is_finite() {
                let log_price = price.ln();
                part.growth
                    .push(platform, &powers, log_price, log_price - log_cpe);
            }
            let value = match self.measure {
                Measure::Price if comparable => price,
                Measure::Price => f64::NAN,
                _ => of(values, row),
            };
            if value.is_nan() {
                let reason = self.measure.lacks(quoted, worth.of(segment, row));
                class.excluded[reason as usize] += 1;
                continue;
            }
            let cost = self.measure.as_cost(value);
            let (spent, got) = self.measure.parts(price, of(divisors, row), size);
            let stratum = met.place([
                platform,
                self.niche(segment, row),
                segment.code(Field::Format, row),
            ]);
            if class.cells.len() <= stratum as usize {
                class.cells.resize(stratum as usize + 1, Cell::default());
            }
            let cell = &mut class.cells[stratum as usize];
            if cost.is_finite() {
                let log = match self.measure {
                    Measure::Cpe => log_cpe,
                    _ => cost.ln(),
                };
                cell.logs.push(log);
                part.growth.push_value(platform, &powers, log);
            } else {
                cell.endless += 1;
            }
            cell.spent += spent;
            cell.got += got;
            class.pool.push(spent, got);
            class.sizes += log_size;
            class.samples.push(Sample {
                cost,
                row: start + row as RowId,
                stratum,
            });
        }
    }

    fn niche(&self, segment: &Segment, row: usize) -> u32 {
        let code = segment.code(Field::Niche, row);
        self.first_niche.get(code as usize).copied().unwrap_or(code)
    }

    /// What all parts hold.
    fn joined(&self, parts: Vec<Gathered>) -> Gathered {
        let mut met = Met::default();
        let places: Vec<Vec<u32>> = parts
            .iter()
            .map(|part| part.strata.iter().map(|key| met.place(*key)).collect())
            .collect();
        let mut all = self.empty();
        all.classes
            .par_iter_mut()
            .enumerate()
            .for_each(|(at, class)| {
                class.cells = vec![Cell::default(); met.keys.len()];
                class.reserve(parts.iter().map(|part| part.classes[at].rows).sum());
                for (part, places) in parts.iter().zip(&places) {
                    class.take_in(&part.classes[at], places);
                }
            });
        all.strata = met.keys;
        for part in parts {
            all.growth.take_in(&part.growth);
            all.unplaced += part.unplaced;
            // A cell remembers its first rows, whatever the order in which a map gives them.
            for (key, spot) in &part.spots {
                let (x, y, tier) = unpacked(*key);
                let dot = all.scatter.entry((x, y)).or_default();
                dot.add(spot, tier, self.tiers);
            }
        }
        all
    }
}

/// A place in the scatter and a tier as one number, which is quicker to look up than three.
fn packed(x: i16, y: i16, tier: usize) -> u64 {
    (tier as u64) << 32 | u64::from(x as u16) << 16 | u64::from(y as u16)
}

fn unpacked(key: u64) -> (i16, i16, usize) {
    (
        (key >> 16) as u16 as i16,
        key as u16 as i16,
        (key >> 32) as usize,
    )
}

impl Class {
    /// Makes room for so many rows at most: room that is not used is never touched.
    fn reserve(&mut self, rows: usize) {
        self.samples.reserve(rows);
        self.rates.reserve(rows);
        self.prices.reserve(rows);
    }

    /// Adds another part of the same class, whose strata have these places here.
    fn take_in(&mut self, part: &Class, places: &[u32]) {
        self.rows += part.rows;
        self.priced += part.priced;
        self.sizes += part.sizes;
        self.pool = self.pool.with(&part.pool);
        self.samples
            .extend(part.samples.iter().map(|sample| Sample {
                stratum: places[sample.stratum as usize],
                ..*sample
            }));
        for (cell, place) in part.cells.iter().zip(places) {
            let own = &mut self.cells[*place as usize];
            *own = own.with(*cell);
        }
        for (sum, count) in self.excluded.iter_mut().zip(part.excluded) {
            *sum += count;
        }
        self.cpe.extend_from_slice(&part.cpe);
        self.rates.extend_from_slice(&part.rates);
        self.prices.extend_from_slice(&part.prices);
    }
}
