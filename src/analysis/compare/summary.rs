//! Each tier by itself: how many, how many of them priced, the middle and the quartiles.

use rayon::prelude::*;

use super::gather::{Class, Gathered, gather};
use super::measure::Measure;
use super::prepared::{Kind, Prepared};
use crate::analysis::stats::Quartiles;
use crate::roster::table::Worth;
use crate::roster::{Field, Roster, RowId, RowSet, Segment};

/// One tier described.
#[derive(Clone, Debug, PartialEq)]
pub struct TierSummary {
    pub name: String,
    /// Rows in the tier.
    pub rows: usize,
    /// With a price above 0 in any currency.
    pub priced: usize,
    /// With a value of the measure, those without any engagement included.
    pub comparable: usize,
    /// Of these, without any engagement: an endless cost.
    pub zero_engagement: usize,
    /// The measure that is compared.
    pub value: Option<Quartiles>,
    pub cpe: Option<Quartiles>,
    pub engagement_rate: Option<Quartiles>,
    pub price: Option<Quartiles>,
}

impl TierSummary {
    /// What this much money buys of what the measure is a cost of, at the quartiles of that cost; for a
    /// measure that is no cost of anything its own quartiles.
    pub fn bought(&self, measure: Measure, money: f64) -> Option<Quartiles> {
        let pieces = match measure {
            Measure::Cpe => money,
            Measure::Cpm | Measure::CostPer1k => 1_000.0 * money,
            Measure::EngagementRate | Measure::Price => return self.value,
        };
        self.value.map(|cost| Quartiles {
            n: cost.n,
            // The dearest quarter buys the least.
            q1: pieces / cost.q3,
            median: pieces / cost.median,
            q3: pieces / cost.q1,
        })
    }
}

/// The rows of each tier in rising order of a field, so that the quartiles of chosen ones are found by
/// counting.
#[derive(Clone, Debug)]
pub struct Ranked {
    field: Field,
    tiers: Vec<Vec<RowId>>,
}

impl Ranked {
    /// Of the measure, the cost per engagement, the engagement rate and the price.
    pub(super) fn of(roster: &Roster, prepared: &Prepared) -> Vec<Ranked> {
        let mut fields = vec![Field::Cpe, Field::EngagementRate, Field::Price];
        let measure = prepared.pairing.measure.field();
        if !fields.contains(&measure) {
            fields.push(measure);
        }
        let ranked = fields.into_par_iter();
        ranked
            .map(|field| Ranked::by(roster, prepared, field))
            .collect()
    }

    fn by(roster: &Roster, prepared: &Prepared, field: Field) -> Ranked {
        let mut tiers: Vec<Vec<(u64, RowId)>> = vec![Vec::new(); prepared.tiers];
        let worth = roster.worth();
        for (segment, start) in roster.segments().zip(roster.starts()) {
            for row in 0..segment.len() {
                let whole = start + row as RowId;
                let Some((class, ..)) = Kind::of(prepared.kinds[whole as usize].at()) else {
                    continue;
                };
                let value = value(segment, row, field, &worth);
                // Who asks for nothing is not among the prices.
                let is_known = match field {
                    Field::Price => value > 0.0,
                    _ => !value.is_nan(),
                };
                if is_known {
                    // Adding zero makes one of the two zeros; the bits of what is left are in order.
                    let bits = (value + 0.0).to_bits();
                    tiers[prepared.classes[class].tier].push((bits, whole));
                }
            }
        }
        let sorted = tiers.into_par_iter().map(|mut rows| {
            rows.par_sort_unstable();
            rows.into_iter().map(|(_, row)| row).collect()
        });
        Ranked {
            field,
            tiers: sorted.collect(),
        }
    }

    /// The quartiles of the chosen rows (a bitmap) of one tier.
    fn quartiles(&self, roster: &Roster, tier: usize, chosen: &[u64]) -> Option<Quartiles> {
        let is_chosen = |row: &&RowId| chosen[**row as usize / 64] >> (**row % 64) & 1 == 1;
        let rows: Vec<RowId> = self.tiers[tier].iter().filter(is_chosen).copied().collect();
        let worth = roster.worth();
        Quartiles::of(rows.len(), |rank| {
            let (segment, row) = roster.locate(rows[rank]);
            value(segment, row, self.field, &worth)
        })
    }
}

/// The value of a row, prices in the base currency; NaN where it is not known.
fn value(segment: &Segment, row: usize, field: Field, worth: &Worth) -> f64 {
    let value = segment
        .numbers(field)
        .map_or(f64::NAN, |values| values[row]);
    match field {
        Field::Price => value * worth.of(segment, row),
        _ => value,
    }
}

impl Prepared {
    /// Describes each tier of the roster over all its rows.
    pub fn tiers(&self, roster: &Roster) -> Vec<TierSummary> {
        let all = RowSet::all(roster);
        summaries(roster, &all, &gather(self, &all))
    }
}

/// Describes each tier over these rows, which were gathered.
pub(super) fn summaries(roster: &Roster, rows: &RowSet, gathered: &Gathered) -> Vec<TierSummary> {
    let prepared = gathered.prepared;
    let chosen = rows.joined();
    let tiers = roster.tiers().tiers();
    let of = |tier: usize| {
        let classes = prepared.classes.iter().zip(&gathered.classes);
        classes.filter(move |(range, _)| range.tier == tier)
    };
    // The quartiles of each tier by each field are found by a core of their own.
    let columns = prepared.ranked.len();
    let quartiles: Vec<Option<Quartiles>> = (0..tiers.len() * columns)
        .into_par_iter()
        .map(|at| prepared.ranked[at % columns].quartiles(roster, at / columns, &chosen))
        .collect();
    let measure = prepared.pairing.measure.field();
    tiers
        .iter()
        .enumerate()
        .zip(quartiles.chunks(columns))
        .map(|((place, tier), quartiles)| {
            let count =
                |of_class: fn(&Class) -> usize| of(place).map(|(_, class)| of_class(class)).sum();
            let by = |field: Field| {
                let at = prepared
                    .ranked
                    .iter()
                    .position(|ranked| ranked.field == field);
                at.and_then(|at| quartiles[at])
            };
            TierSummary {
                name: tier.name.clone(),
                rows: count(|class| class.rows),
                priced: count(|class| class.priced),
                comparable: count(|class| class.costs.logs.len()),
                zero_engagement: count(|class| class.costs.endless()),
                value: by(measure),
                cpe: by(Field::Cpe),
                engagement_rate: by(Field::EngagementRate),
                price: by(Field::Price),
            }
        })
        .collect()
}
