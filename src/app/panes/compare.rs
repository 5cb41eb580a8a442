//! The Compare screen: which tiers are set against each other, and the newest figures.

use std::sync::Arc;

use crate::analysis::compare::{Comparison, Measure, Pairing};
use crate::roster::{Field, TierSet};

/// The chosen tiers and what came out.
#[derive(Clone, Debug)]
pub struct Compare {
    small: String,
    big: String,
    measure: Measure,
    /// The comparison is repeated in each value of this field, where that is seen.
    by: Option<Field>,
    comparison: Option<Arc<Comparison>>,
    /// The figures are for an earlier filter or tier; newer ones are on their way.
    stale: bool,
}

impl Compare {
    pub fn new(small: &str, big: &str) -> Self {
        Compare {
            small: small.to_owned(),
            big: big.to_owned(),
            measure: Measure::default(),
            by: None,
            comparison: None,
            stale: true,
        }
    }

    /// The places of the small and the big tier; the second and the last where a name is unknown.
    pub fn tiers(&self, tiers: &TierSet) -> (usize, usize) {
        let last = tiers.tiers().len() - 1;
        (
            tiers.named(&self.small).unwrap_or(1.min(last)),
            tiers.named(&self.big).unwrap_or(last),
        )
    }

    /// What is compared.
    pub fn pairing(&self, tiers: &TierSet) -> Pairing {
        let (small, big) = self.tiers(tiers);
        Pairing {
            small,
            big,
            measure: self.measure,
            by: self.by,
        }
    }

    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_deref()
    }

    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// Chooses the next tier for one side, skipping the other side's.
    pub fn step(&mut self, tiers: &TierSet, side: Side, by: isize) {
        let (small, big) = self.tiers(tiers);
        let len = tiers.tiers().len() as isize;
        let (mut at, other) = match side {
            Side::Small => (small as isize, big as isize),
            Side::Big => (big as isize, small as isize),
        };
        at = (at + by).rem_euclid(len);
        if at == other {
            at = (at + by).rem_euclid(len);
        }
        let name = tiers.tiers()[at as usize].name.clone();
        match side {
            Side::Small => self.small = name,
            Side::Big => self.big = name,
        }
        self.stale = true;
    }

    pub fn show(&mut self, comparison: Arc<Comparison>) {
        self.comparison = Some(comparison);
        self.stale = false;
    }

    pub fn wait(&mut self) {
        self.stale = true;
    }

    pub fn clear(&mut self) {
        self.comparison = None;
        self.stale = true;
    }
}

/// One side of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Small,
    Big,
}
