//! Two tiers set against each other: what an engagement costs in each, and how sure that is.
//!
//! [`summary`] counts and describes each tier, [`ratio`] estimates how many times dearer one is,
//! [`verdict`] turns that into a state and one sentence, the only place where that sentence is made.

pub mod ratio;

pub mod summary;

pub mod verdict;

pub use ratio::{Interval, RawRatio};
pub use summary::TierSummary;
pub use verdict::{State, Strength, Verdict};

use super::cost::Exclusion;
use super::price_model::Finding;
use crate::roster::{Currency, Field, Roster, RowSet};

/// A small and a big tier compared over some rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The places of the two tiers in the roster's tier set.
    pub small: usize,
    pub big: usize,
    /// Every tier, from small to large.
    pub tiers: Vec<TierSummary>,
    /// None where one of the tiers has nobody who can be compared.
    pub raw: Option<RawRatio>,
    pub verdict: Verdict,
    /// What to know before believing the verdict, each a sentence.
    pub caveats: Vec<String>,
    /// Rows of the two tiers that cannot be compared, by reason.
    pub excluded: Vec<(Exclusion, usize)>,
    pub currency: Currency,
}

/// Compares two tiers over these rows. `modelled` are the prices of the roster that nobody quoted.
pub fn compare(
    roster: &Roster,
    rows: &RowSet,
    small: usize,
    big: usize,
    modelled: &[Finding],
) -> Comparison {
    let gathered = summary::gather(roster, rows);
    let tiers = summary::summaries(roster, &gathered);
    let raw = ratio::raw(&gathered[small], &gathered[big]);
    let excluded = Exclusion::ALL
        .iter()
        .enumerate()
        .map(|(at, reason)| {
            (
                *reason,
                gathered[small].excluded[at] + gathered[big].excluded[at],
            )
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let verdict = verdict::verdict(&tiers[small], &tiers[big], raw.as_ref());
    let caveats = verdict::caveats(&gathered, &tiers, small, big, modelled);
    Comparison {
        small,
        big,
        tiers,
        raw,
        verdict,
        caveats,
        excluded,
        currency: roster.base_currency(),
    }
}

/// The fields whose mix may differ between tiers and so explain a gap.
const MIXED: Field = Field::Platform;
