//! What a comparison needs to know of each row whatever rows are chosen: worked out once, so that another
//! filter only has to add up.
//!
//! Rows with a cost are kept in rising order of it, so nothing is sorted when rows are chosen. The axis of
//! followers is cut at the bounds of the tiers and at every other bound that is tried: any cut is some of
//! the classes joined.

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Pairing;
use super::chart::Lattice;
use super::measure::Measure;
use super::sensitivity::{self, Cut};
use super::summary::Ranked;
use crate::analysis::cost::Exclusion;
use crate::roster::table::Worth;
use crate::roster::{Field, Roster, RowId, Segment};

/// Codes of platform, first niche and format: what rows have to have in common to be alike.
pub type StratumKey = [u32; 3];

/// One row with a value of the measure or with a cost per engagement.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// The value as a cost; endless where nobody engages, NaN where it is not known.
    pub cost: f64,
    pub log: f64,
    /// log10 of the followers, of whom there is one at least.
    pub log_size: f64,
    /// What the cost divides.
    pub spent: f64,
    /// Natural logarithms of the price and of the cost per engagement, which may be endless or NaN.
    pub log_price: f64,
    pub log_cpe: f64,
    pub row: RowId,
}

/// The rows of one class in one stratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellKey {
    pub class: u8,
    /// The place among the prepared strata.
    pub stratum: u32,
}

/// A place in the scatter, and the place of the tier.
pub type SpotKey = (i16, i16, u8);

/// No place in the scatter; and one without any engagement, which a logarithmic axis has no place for.
pub(super) const NO_SPOT: u32 = u32::MAX;
pub(super) const UNPLACED: u32 = u32::MAX - 1;

/// The rows between two bounds of followers.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The fewest followers; the next class begins where this one ends.
    pub from: f64,
    /// The place of the tier that the class is part of.
    pub tier: usize,
}

/// All rows of a roster, prepared for the comparison of two tiers by a measure.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) pairing: Pairing,
    /// How many tiers the roster has.
    pub(super) tiers: usize,
    /// How many combinations of platforms.
    pub(super) platforms: usize,
    /// The tiers as they are first, then the other ways to cut them.
    pub(super) cuts: Vec<Cut>,
    /// From small to large.
    pub(super) classes: Vec<Range>,
    pub(super) strata: Vec<StratumKey>,
    pub(super) cells: Vec<CellKey>,
    /// In rising order of cost.
    pub(super) records: Vec<Record>,
    /// The rows of the records: most filters look at nothing else of most of them.
    pub(super) rows: Vec<RowId>,
    /// The cells of the records, for the same reason.
    pub(super) cells_of: Vec<u32>,
    /// How many of the records have a cost.
    pub(super) costed: usize,
    /// For each row of the roster what is counted of it.
    pub(super) kinds: Vec<Kind>,
    pub(super) spots_of: Vec<u32>,
    pub(super) spots: Vec<SpotKey>,
    /// The rows of each tier in rising order of these fields.
    pub(super) ranked: Vec<Ranked>,
    /// By field, as far as they were asked for.
    grouped: [OnceLock<Grouped>; Field::COUNT],
}

/// The records by the values of a field.
#[derive(Clone, Debug, Default)]
pub struct Grouped {
    /// For each record the place of its key.
    pub(super) of: Vec<u32>,
    /// The code of the value and the place of the cell.
    pub(super) keys: Vec<(u32, u32)>,
}

/// What is counted of a row: its class, whether it has a price, why it has no value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kind(u16);

/// Reasons why a row has no value, and none.
const REASONS: u16 = Exclusion::ALL.len() as u16 + 1;

impl Kind {
    fn new(class: usize, priced: bool, lacks: Option<Exclusion>) -> Self {
        let reason = lacks.map_or(0, |reason| reason as u16 + 1);
        Kind((class as u16 * REASONS + reason) * 2 + u16::from(priced) + 1)
    }

    /// The number of different kinds among so many classes; rows without followers are of the first.
    pub(super) fn count(classes: usize) -> usize {
        classes * usize::from(REASONS) * 2 + 1
    }

    pub(super) fn at(self) -> usize {
        self.0.into()
    }

    /// The class, whether there is a price, and the place of the reason among all; none of the first kind.
    pub(super) fn of(at: usize) -> Option<(usize, bool, Option<usize>)> {
        let code = at.checked_sub(1)?;
        let reason = code / 2 % usize::from(REASONS);
        let class = code / 2 / usize::from(REASONS);
        Some((class, code % 2 == 1, reason.checked_sub(1)))
    }
}

/// What some segments add; cells and places in the scatter are numbered by each share for itself.
#[derive(Default)]
struct Share {
    /// With the cell of each.
    records: Vec<(Record, u32)>,
    kinds: Vec<Kind>,
    spots_of: Vec<u32>,
    strata: Numbers<StratumKey>,
    cells: Numbers<CellKey>,
    spots: Numbers<SpotKey>,
}

/// Numbers things in the order in which they are met.
struct Numbers<T> {
    places: FxHashMap<T, u32>,
    met: Vec<T>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Numbers {
            places: FxHashMap::default(),
            met: Vec::new(),
        }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Numbers<T> {
    fn place(&mut self, thing: T) -> u32 {
        *self.places.entry(thing).or_insert_with(|| {
            self.met.push(thing);
            self.met.len() as u32 - 1
        })
    }

    /// The numbers here of what another has met.
    fn places(&mut self, others: impl Iterator<Item = T>) -> Vec<u32> {
        others.map(|thing| self.place(thing)).collect()
    }
}

impl Prepared {
    /// Looks at every row, which all cores do.
    pub fn new(roster: &Roster, pairing: Pairing) -> Self {
        let cuts = sensitivity::cuts(roster, pairing.small, pairing.big);
        let bounds = bounds(roster, &cuts);
        let pass = Pass::new(roster, pairing.measure, &bounds);
        let shares = roster.shares().into_par_iter();
        let shares: Vec<Share> = shares
            .map(|segments| {
                let mut share = Share::default();
                segments.for_each(|at| pass.segment(at, &mut share));
                share
            })
            .collect();
        let tiers = roster.tiers();
        let classes: Vec<Range> = bounds
            .iter()
            .map(|from| Range {
                from: *from,
                tier: tiers.of(*from).unwrap_or(0),
            })
            .collect();
        let (mut strata, mut cells, mut spots) =
            <(Numbers<StratumKey>, Numbers<CellKey>, Numbers<SpotKey>)>::default();
        let mut records = Vec::with_capacity(shares.iter().map(|share| share.records.len()).sum());
        let mut kinds = Vec::with_capacity(roster.len());
        let mut spots_of = Vec::with_capacity(roster.len());
        for share in shares {
            let in_strata = strata.places(share.strata.met.into_iter());
            let in_cells = cells.places(share.cells.met.into_iter().map(|key| CellKey {
                stratum: in_strata[key.stratum as usize],
                ..key
            }));
            let in_spots = spots.places(share.spots.met.into_iter());
            let own = share.records.into_iter();
            records.extend(own.map(|(record, cell)| (record, in_cells[cell as usize])));
            kinds.extend(share.kinds);
            let spot = |spot: u32| in_spots.get(spot as usize).copied().unwrap_or(spot);
            spots_of.extend(share.spots_of.into_iter().map(spot));
        }
        // The bits of numbers from zero on are in the order of the numbers; those of NaN come last.
        records.par_sort_unstable_by_key(|(record, _)| (record.cost.to_bits(), record.row));
        let (records, cells_of): (Vec<Record>, Vec<u32>) = records.into_iter().unzip();
        let mut prepared = Prepared {
            rows: records.par_iter().map(|record| record.row).collect(),
            costed: records.partition_point(|record| !record.cost.is_nan()),
            pairing,
            tiers: tiers.tiers().len(),
            platforms: roster.dictionary(Field::Platform).entry_count(),
            cuts,
            classes,
            strata: strata.met,
            cells: cells.met,
            cells_of,
            records,
            kinds,
            spots_of,
            spots: spots.met,
            ranked: Vec::new(),
            grouped: [const { OnceLock::new() }; Field::COUNT],
        };
        prepared.ranked = Ranked::of(roster, &prepared);
        prepared
    }

    /// The records by the values of a field.
    pub(super) fn grouped(&self, roster: &Roster, field: Field) -> &Grouped {
        self.grouped[field.index()].get_or_init(|| {
            let keys = self.rows.par_iter().zip(&self.cells_of).map(|(row, cell)| {
                let (segment, row) = roster.locate(*row);
                (segment.code(field, row), *cell)
            });
            let keys: Vec<(u32, u32)> = keys.collect();
            let mut numbers = Numbers::default();
            Grouped {
                of: numbers.places(keys.into_iter()),
                keys: numbers.met,
            }
        })
    }

    /// Whether a comparison of these tiers by this measure can be made of it.
    pub fn serves(&self, pairing: Pairing) -> bool {
        let same = |of: Pairing| (of.small, of.big, of.measure);
        same(self.pairing) == same(pairing)
    }

    /// The cell of the record at this place.
    pub(super) fn cell(&self, at: usize) -> CellKey {
        self.cells[self.cells_of[at] as usize]
    }

    /// The stratum of the record at this place.
    pub(super) fn stratum(&self, at: usize) -> usize {
        self.cell(at).stratum as usize
    }
}

/// All bounds of followers that the tiers and the cuts need, in rising order.
fn bounds(roster: &Roster, cuts: &[Cut]) -> Vec<f64> {
    let tiers = roster.tiers().tiers().iter().map(|tier| tier.from as f64);
    let mut bounds: Vec<f64> = tiers.chain(cuts.iter().flat_map(Cut::bounds)).collect();
    bounds.retain(|bound| bound.is_finite());
    bounds.sort_by(f64::total_cmp);
    bounds.dedup();
    bounds
}

/// What the pass over all rows needs to know.
struct Pass<'a> {
    roster: &'a Roster,
    worth: Worth,
    measure: Measure,
    bounds: &'a [f64],
    tier_of: Vec<u8>,
    /// For each combination of niches the first of them.
    first_niche: Vec<u32>,
}

impl<'a> Pass<'a> {
    fn new(roster: &'a Roster, measure: Measure, bounds: &'a [f64]) -> Self {
        let niches = roster.dictionary(Field::Niche);
        let tier = |from: &f64| roster.tiers().of(*from).unwrap_or(0) as u8;
        Pass {
            roster,
            worth: roster.worth(),
            measure,
            bounds,
            tier_of: bounds.iter().map(tier).collect(),
            first_niche: (0..niches.entry_count() as u32)
                .map(|code| niches.entry_words(code)[0])
                .collect(),
        }
    }

    fn segment(&self, at: usize, share: &mut Share) {
        let segment = self.roster.segment(at);
        let column = |field| segment.numbers(field).unwrap_or(&[]);
        let of = |column: &[f64], row: usize| column.get(row).copied().unwrap_or(f64::NAN);
        let followers = column(Field::Followers);
        let (prices, rates) = (column(Field::Price), column(Field::EngagementRate));
        let (costs, values) = (column(Field::Cpe), column(self.measure.field()));
        let start = self.roster.starts()[at];
        for row in 0..segment.len() {
            let size = of(followers, row);
            // Counting all few bounds is quicker than branching; unknown followers are above none.
            let above = self.bounds.iter().map(|from| usize::from(*from <= size));
            let Some(class) = above.sum::<usize>().checked_sub(1) else {
                share.kinds.push(Kind::default());
                share.spots_of.push(NO_SPOT);
                continue;
            };
            let (quoted, rate) = (of(prices, row), of(rates, row));
            let worth = self.worth.of(segment, row);
            let (price, cpe) = (quoted * worth, of(costs, row));
            share.spots_of.push(if price > 0.0 && rate > 0.0 {
                let (x, y) = (Lattice::Plain.bin(price), Lattice::Percent.bin(rate));
                share.spots.place((x, y, self.tier_of[class]))
            } else if price > 0.0 && rate == 0.0 {
                UNPLACED
            } else {
                NO_SPOT
            });
            let value = match self.measure {
                Measure::Price if price > 0.0 => price,
                Measure::Price => f64::NAN,
                _ => of(values, row),
            };
            let lacks = value.is_nan().then(|| self.measure.lacks(quoted, worth));
            share.kinds.push(Kind::new(class, quoted > 0.0, lacks));
            if value.is_nan() && !cpe.is_finite() {
                continue;
            }
            let stratum = share.strata.place([
                segment.code(Field::Platform, row),
                self.niche(segment, row),
                segment.code(Field::Format, row),
            ]);
            let cost = self.measure.as_cost(value);
            let log_cpe = cpe.ln();
            let cell = share.cells.place(CellKey {
                class: class as u8,
                stratum,
            });
            let record = Record {
                cost,
                log: match self.measure {
                    Measure::Cpe => log_cpe,
                    _ => cost.ln(),
                },
                // Who has no follower at all has a logarithm too.
                log_size: size.max(1.0).log10(),
                spent: self.measure.spent(price, size),
                log_price: price.ln(),
                log_cpe,
                row: start + row as RowId,
            };
            share.records.push((record, cell));
        }
    }

    fn niche(&self, segment: &Segment, row: usize) -> u32 {
        let code = segment.code(Field::Niche, row);
        self.first_niche.get(code as usize).copied().unwrap_or(code)
    }
}
