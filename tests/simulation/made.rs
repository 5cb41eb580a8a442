//! Rosters made by chance, and dice that fall the same each time.

use std::sync::Arc;

use tastemaker::analysis::compare::{Comparison, Interval, Measure, Pairing, compare};
use tastemaker::analysis::cost;
use tastemaker::roster::{Currency, Field, Roster, RowSet, SegmentBuilder, TierSet};

pub use crate::dice::Dice;

/// Followers of a row of the micro and of the mega tier where nothing else is asked for.
pub const MICRO: f64 = 5_000.0;
pub const MEGA: f64 = 2_000_000.0;

/// Micro against mega.
pub const BY_COST: Pairing = Pairing {
    small: 1,
    big: 3,
    measure: Measure::Cpe,
    by: None,
};

impl Dice {
    /// Above 0, below 1.
    pub fn unit(&mut self) -> f64 {
        ((self.next() >> 12) as f64 + 0.5) / (1u64 << 52) as f64
    }

    /// From 0 on, below this.
    pub fn below(&mut self, end: usize) -> usize {
        (self.unit() * end as f64) as usize
    }

    pub fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// Normal with mean 0 and variance 1 (Box and Muller, 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.unit().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// Log-normal around 1.
    pub fn spread(&mut self, spread: f64) -> f64 {
        (spread * self.normal()).exp()
    }

    /// Followers evenly spread on a logarithmic axis.
    pub fn followers(&mut self, from: f64, to: f64) -> f64 {
        (from * (to / from).powf(self.unit())).floor()
    }
}

/// A row. NaN and empty words are unknown; several niches stand between `+`.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    pub platform: &'static str,
    pub niche: &'static str,
    pub format: &'static str,
    pub followers: f64,
    pub price: f64,
    pub likes: f64,
    pub rate: f64,
}

impl Made {
    /// A row of which a thousand engagements cost a thousand times this.
    pub fn costing(followers: f64, cost: f64) -> Self {
        Made {
            platform: "",
            niche: "",
            format: "",
            followers,
            price: 1_000.0 * cost,
            likes: 1_000.0,
            rate: f64::NAN,
        }
    }

    pub fn on(self, platform: &'static str) -> Self {
        Made { platform, ..self }
    }

    pub fn in_niche(self, niche: &'static str) -> Self {
        Made { niche, ..self }
    }
}

/// A roster of these rows, in their order.
pub fn roster(rows: &[Made]) -> Roster {
    in_segments(rows, rows.len().max(1))
}

/// The same in segments of so many rows.
pub fn in_segments(rows: &[Made], size: usize) -> Roster {
    let mut roster = Roster::new(TierSet::default(), Currency::USD);
    for rows in rows.chunks(size) {
        let mut builder = SegmentBuilder::new(Arc::from([]));
        for row in rows {
            builder.words(Field::Platform, [row.platform]);
            builder.words(Field::Niche, row.niche.split('+'));
            builder.words(Field::Format, [row.format]);
            builder.number(Field::Followers, row.followers);
            builder.number(Field::Price, row.price);
            builder.number(Field::AvgLikes, row.likes);
            builder.number(Field::AvgComments, row.likes * 0.0);
            builder.number(Field::EngagementRate, row.rate);
            builder.end_row();
        }
        let mut segment = roster.absorb(builder);
        cost::complete(&roster, &mut segment);
        roster.push(segment);
    }
    roster
}

/// All rows of a roster compared.
pub fn compared(rows: &[Made], pairing: Pairing) -> Comparison {
    let roster = roster(rows);
    compare(&roster, &RowSet::all(&roster), pairing, &[])
}

pub fn covers(interval: Option<Interval>, truth: f64) -> bool {
    interval.is_some_and(|interval| interval.low <= truth && truth <= interval.high)
}

/// Counted yes among all asked, as a percentage.
#[derive(Clone, Copy, Default)]
pub struct Share {
    yes: usize,
    all: usize,
}

impl Share {
    pub fn count(&mut self, holds: bool) {
        self.yes += usize::from(holds);
        self.all += 1;
    }

    pub fn percent(self) -> f64 {
        100.0 * self.yes as f64 / self.all as f64
    }
}
