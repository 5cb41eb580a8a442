//! Each tier by itself: how many, how many of them priced, the middle and the quartiles.

use std::collections::BTreeMap;

use super::MIXED;
use crate::analysis::cost::{self, Exclusion};
use crate::analysis::stats::Quartiles;
use crate::roster::column::UNKNOWN_CODE;
use crate::roster::{Field, Roster, RowId, RowSet};

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

/// Sorts the rows into tiers; rows without followers belong to none.
pub fn gather(roster: &Roster, rows: &RowSet) -> Vec<Gathered> {
    let mut tiers = vec![Gathered::default(); roster.tiers().tiers().len()];
    let mut mixes: Vec<BTreeMap<u32, usize>> = vec![BTreeMap::new(); tiers.len()];
    let worth = roster.worth();
    for (at, segment) in roster.segments().enumerate() {
        let Some(codes) = segment.codes(Field::Tier) else {
            continue;
        };
        let platforms = segment.codes(MIXED);
        let start = roster.starts()[at];
        for row in rows.rows_in(at).filter(|row| codes[*row] != UNKNOWN_CODE) {
            let place = codes[row] as usize;
            let tier = &mut tiers[place];
            tier.rows += 1;
            let number = |field| segment.number(field, row);
            let price = number(Field::Price);
            tier.priced += usize::from(price.is_some_and(|price| price > 0.0));
            tier.rates.extend(number(Field::EngagementRate));
            match number(Field::Cpe) {
                Some(cpe) => {
                    let price = price.map(|price| price * worth.of(segment, row));
                    tier.cpe.push(cpe);
                    tier.prices.extend(price);
                    tier.spent += price.unwrap_or(0.0);
                    tier.engagements += number(Field::Engagements).unwrap_or(0.0);
                    let platform = platforms.map_or(UNKNOWN_CODE, |codes| codes[row]);
                    *mixes[place].entry(platform).or_default() += 1;
                }
                None => {
                    let influencer = roster.influencer(start + row as RowId);
                    if let Some(reason) = cost::exclusion(&influencer) {
                        tier.excluded[reason as usize] += 1;
                    }
                }
            }
        }
    }
    for (tier, mix) in tiers.iter_mut().zip(mixes) {
        for (code, count) in mix {
            let words: Vec<&str> = roster.dictionary(MIXED).texts(code).collect();
            *tier.mix.entry(words.join(", ")).or_default() += count;
        }
    }
    tiers
}

/// Describes each tier.
pub fn summaries(roster: &Roster, gathered: &[Gathered]) -> Vec<TierSummary> {
    roster
        .tiers()
        .tiers()
        .iter()
        .zip(gathered)
        .map(|(tier, rows)| TierSummary {
            name: tier.name.clone(),
            rows: rows.rows,
            priced: rows.priced,
            comparable: rows.cpe.len(),
            zero_engagement: rows.cpe.iter().filter(|cpe| cpe.is_infinite()).count(),
            cpe: Quartiles::of(rows.cpe.clone()),
            engagement_rate: Quartiles::of(rows.rates.clone()),
            price: Quartiles::of(rows.prices.clone()),
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
