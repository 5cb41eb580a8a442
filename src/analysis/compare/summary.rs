//! Each tier by itself: how many, how many of them priced, the middle and the quartiles.

use rayon::prelude::*;

use super::gather::{Class, Gathered};
use super::measure::Measure;
use crate::analysis::stats::Quartiles;
use crate::roster::Roster;

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

/// Describes each tier.
pub fn summaries(roster: &Roster, gathered: &Gathered, measure: Measure) -> Vec<TierSummary> {
    let tiers = roster.tiers().tiers();
    let of = |tier: usize| {
        gathered
            .classes
            .iter()
            .filter(move |class| class.tier == tier)
    };
    let joined = |tier: usize, column: fn(&Class) -> &Vec<f64>| {
        let values = of(tier).flat_map(column).copied();
        Quartiles::of(values.collect())
    };
    let value = |tier: usize| {
        let samples = of(tier).flat_map(|class| &class.samples);
        Quartiles::of(samples.map(|sample| measure.as_cost(sample.cost)).collect())
    };
    // The quartiles of each column are found by a core of their own.
    let quartiles: Vec<Option<Quartiles>> = (0..tiers.len() * 4)
        .into_par_iter()
        .map(|at| match (at / 4, at % 4) {
            (tier, 0) if measure == Measure::Cpe => value(tier),
            (tier, 0) => joined(tier, |class| &class.cpe),
            (tier, 1) => joined(tier, |class| &class.rates),
            (tier, 2) => joined(tier, |class| &class.prices),
            // The others are among the three already.
            (tier, _) if matches!(measure, Measure::Cpm | Measure::CostPer1k) => value(tier),
            _ => None,
        })
        .collect();
    tiers
        .iter()
        .enumerate()
        .zip(quartiles.chunks(4))
        .map(|((place, tier), quartiles)| {
            let count = |of_class: fn(&Class) -> usize| of(place).map(of_class).sum();
            TierSummary {
                name: tier.name.clone(),
                rows: count(|class| class.rows),
                priced: count(|class| class.priced),
                comparable: count(|class| class.samples.len()),
                zero_engagement: count(|class| class.cells.iter().map(|cell| cell.endless).sum()),
                value: match measure {
                    Measure::Cpe => quartiles[0],
                    Measure::EngagementRate => quartiles[1],
                    Measure::Price => quartiles[2],
                    Measure::Cpm | Measure::CostPer1k => quartiles[3],
                },
                cpe: quartiles[0],
                engagement_rate: quartiles[1],
                price: quartiles[2],
            }
        })
        .collect()
}
