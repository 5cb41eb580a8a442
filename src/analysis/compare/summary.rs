//! Each tier by itself: how many, how many of them priced, the middle and the quartiles.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::MIXED;
use crate::analysis::cost::{self, Exclusion};
use crate::analysis::stats::Quartiles;
use crate::roster::{Field, Roster, RowSet};

/// One tier described.
#[derive(Clone, Debug, PartialEq)]
pub struct TierSummary {
    pub name: String,
    /// Rows in the tier.
    pub rows: usize,
    /// With a price above 0 in any currency.
    pub priced: usize,
    /// With a cost per engagement, endless ones included.
    pub comparable: usize,
    /// Of these, without any engagement.
    pub zero_engagement: usize,
    pub cpe: Option<Quartiles>,
    pub engagement_rate: Option<Quartiles>,
    pub price: Option<Quartiles>,
}

impl TierSummary {
    /// Engagements that 100 units of money buy: 100 / cost per engagement, at the quartiles of that
    /// cost. None at all where the cost is endless.
    pub fn engagements_per_100(&self) -> Option<Quartiles> {
        self.cpe.map(|cpe| Quartiles {
            n: cpe.n,
            // The dearest quarter buys the least.
            q1: 100.0 / cpe.q3,
            median: 100.0 / cpe.median,
            q3: 100.0 / cpe.q1,
        })
    }
}

/// The figures of one tier's rows.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    pub rows: usize,
    pub priced: usize,
    /// Costs per engagement, endless ones included.
    pub cpe: Vec<f64>,
    /// Prices in the base currency and engagements of the same rows.
    pub spent: f64,
    pub engagements: f64,
    pub rates: Vec<f64>,
    pub prices: Vec<f64>,
    /// Rows by reason, in the order of [`Exclusion::ALL`].
    pub excluded: [usize; 4],
    /// Comparable rows by platform.
    pub mix: BTreeMap<String, usize>,
}

/// Sorts the rows into tiers, which all cores do; rows without followers belong to none.
pub fn gather(roster: &Roster, rows: &RowSet) -> Vec<Gathered> {
    let shares = roster.shares().into_par_iter();
    let parts: Vec<Vec<Gathered>> = shares
        .map(|segments| {
            let mut tiers = vec![Gathered::default(); roster.tiers().tiers().len()];
            let mut mixes = vec![FxHashMap::default(); tiers.len()];
            for at in segments {
                gather_segment(roster, rows, at, &mut tiers, &mut mixes);
            }
            for (tier, mix) in tiers.iter_mut().zip(mixes) {
                for (code, count) in mix {
                    let words: Vec<&str> = roster.dictionary(MIXED).texts(code).collect();
                    *tier.mix.entry(words.join(", ")).or_default() += count;
                }
            }
            tiers
        })
        .collect();
    (0..roster.tiers().tiers().len())
        .into_par_iter()
        .map(|place| Gathered::joined(parts.iter().map(|part| &part[place])))
        .collect()
}

/// Adds the rows of one segment to their tiers, and the platforms of those that can be compared.
fn gather_segment(
    roster: &Roster,
    rows: &RowSet,
    at: usize,
    tiers: &mut [Gathered],
    mixes: &mut [FxHashMap<u32, usize>],
) {
    let segment = roster.segment(at);
    let Some(codes) = segment.codes(Field::Tier) else {
        return;
    };
    let column = |field| segment.numbers(field).unwrap_or(&[]);
    let of = |column: &[f64], row: usize| column.get(row).copied().unwrap_or(f64::NAN);
    let (prices, rates) = (column(Field::Price), column(Field::EngagementRate));
    let (costs, engagements) = (column(Field::Cpe), column(Field::Engagements));
    let worth = roster.worth();
    for row in rows.rows_in(at) {
        let Some(tier) = tiers.get_mut(codes.get(row) as usize) else {
            continue;
        };
        tier.rows += 1;
        let (price, rate) = (of(prices, row), of(rates, row));
        tier.priced += usize::from(price > 0.0);
        tier.rates.extend(Some(rate).filter(|rate| !rate.is_nan()));
        let (cpe, engaged) = (of(costs, row), of(engagements, row));
        if cpe.is_nan() {
            let reason = cost::excluded(price, worth.of(segment, row), engaged);
            if let Some(reason) = reason {
                tier.excluded[reason as usize] += 1;
            }
            continue;
        }
        let price = price * worth.of(segment, row);
        tier.cpe.push(cpe);
        tier.prices.push(price);
        tier.spent += price;
        tier.engagements += engaged;
        let mix = &mut mixes[codes.get(row) as usize];
        *mix.entry(segment.code(MIXED, row)).or_default() += 1;
    }
}

impl Gathered {
    /// What all parts hold.
    fn joined<'a>(parts: impl Iterator<Item = &'a Gathered>) -> Self {
        let mut all = Gathered::default();
        for part in parts {
            all.rows += part.rows;
            all.priced += part.priced;
            all.cpe.extend_from_slice(&part.cpe);
            all.spent += part.spent;
            all.engagements += part.engagements;
            all.rates.extend_from_slice(&part.rates);
            all.prices.extend_from_slice(&part.prices);
            for (sum, count) in all.excluded.iter_mut().zip(part.excluded) {
                *sum += count;
            }
            for (platform, count) in &part.mix {
                *all.mix.entry(platform.clone()).or_default() += count;
            }
        }
        all
    }
}

/// Describes each tier.
pub fn summaries(roster: &Roster, gathered: &[Gathered]) -> Vec<TierSummary> {
    // The quartiles of each column are found by a core of their own.
    let columns = gathered
        .iter()
        .flat_map(|tier| [&tier.cpe, &tier.rates, &tier.prices]);
    let columns: Vec<&Vec<f64>> = columns.collect();
    let quartiles = columns
        .into_par_iter()
        .map(|values| Quartiles::of(values.clone()));
    let quartiles: Vec<Option<Quartiles>> = quartiles.collect();
    let tiers = roster.tiers().tiers().iter();
    let tiers = tiers.zip(gathered).zip(quartiles.chunks(3));
    tiers
        .map(|((tier, rows), quartiles)| TierSummary {
            name: tier.name.clone(),
            rows: rows.rows,
            priced: rows.priced,
            comparable: rows.cpe.len(),
            zero_engagement: rows.cpe.iter().filter(|cpe| cpe.is_infinite()).count(),
            cpe: quartiles[0],
            engagement_rate: quartiles[1],
            price: quartiles[2],
        })
        .collect()
}

/// [`Exclusion::ALL`] is in the order of the discriminants, which index [`Gathered::excluded`].
const _: () = {
    let mut at = 0;
    while at < Exclusion::ALL.len() {
        assert!(Exclusion::ALL[at] as usize == at);
        at += 1;
    }
};
