//! What two tiers are compared by.

use super::{Estimate, Interval};
use crate::analysis::cost::{self, Exclusion};
use crate::roster::Field;

/// A figure of which each influencer has one, and of which less, or for the engagement rate more, is
/// better for whoever pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Price per engagement (CPE).
    #[default]
    Cpe,
    /// Price per 1,000 views (CPM).
    Cpm,
    /// Price per 1,000 followers.
    CostPer1k,
    /// Engagements per follower.
    EngagementRate,
    /// Price of one post.
    Price,
}

impl Measure {
    pub const ALL: &'static [Measure] = &[
        Measure::Cpe,
        Measure::Cpm,
        Measure::CostPer1k,
        Measure::EngagementRate,
        Measure::Price,
    ];

    /// The field whose values are compared; its id is the measure's name in JSON and on the command
    /// line.
    pub fn field(self) -> Field {
        match self {
            Measure::Cpe => Field::Cpe,
            Measure::Cpm => Field::Cpm,
            Measure::CostPer1k => Field::CostPer1k,
            Measure::EngagementRate => Field::EngagementRate,
            Measure::Price => Field::Price,
        }
    }

    /// The measure with this id.
    pub fn named(id: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|measure| measure.field().spec().id == id).copied()
    }

    /// `cost per engagement (CPE)`
    pub fn label(self) -> &'static str {
        match self {
            Measure::Cpe => "cost per engagement (CPE)",
            Measure::Cpm => "cost per 1,000 views (CPM)",
            Measure::CostPer1k => "cost per 1,000 followers",
            Measure::EngagementRate => "engagement rate (ER)",
            Measure::Price => "price of a post",
        }
    }

    /// Behind "costs": `per engagement`; nothing for the engagement rate, which is no cost.
    pub fn per(self) -> &'static str {
        match self {
            Measure::Cpe => "per engagement",
            Measure::Cpm => "per 1,000 views",
            Measure::CostPer1k => "per 1,000 followers",
            Measure::EngagementRate => "",
            Measure::Price => "per post",
        }
    }

    /// What money buys by this measure; nothing where it is no cost of anything.
    pub fn goods(self) -> Option<&'static str> {
        match self {
            Measure::Cpe => Some("engagements"),
            Measure::Cpm => Some("views"),
            Measure::CostPer1k => Some("followers"),
            Measure::EngagementRate | Measure::Price => None,
        }
    }

    /// What a row needs to be compared: `price and engagements`.
    pub fn needs(self) -> &'static str {
        match self {
            Measure::Cpe => "price and engagements",
            Measure::Cpm => "price and views",
            Measure::CostPer1k | Measure::Price => "price",
            Measure::EngagementRate => "engagement rate",
        }
    }

    /// Whether the values are amounts of money.
    pub fn is_money(self) -> bool {
        self != Measure::EngagementRate
    }

    /// A value as a cost, of which less is better: an engagement rate turned over, so that nobody who
    /// engages is an endless cost for every measure. Its own inverse.
    pub fn as_cost(self, value: f64) -> f64 {
        match self {
            Measure::EngagementRate => 1.0 / value,
            _ => value,
        }
    }

    /// A ratio of costs as one of values.
    pub(super) fn ratio(self, ratio: f64) -> f64 {
        self.as_cost(ratio)
    }

    /// An interval of a ratio of costs as one of values.
    pub(super) fn shown_interval(self, interval: Interval) -> Interval {
        match self {
            Measure::EngagementRate => Interval {
                low: 1.0 / interval.high,
                high: 1.0 / interval.low,
            },
            _ => interval,
        }
    }

    /// A ratio of costs as one of values, with its interval.
    pub(super) fn shown(self, estimate: Estimate) -> Estimate {
        Estimate {
            ratio: self.ratio(estimate.ratio),
            interval: estimate
                .interval
                .map(|interval| self.shown_interval(interval)),
        }
    }

    /// Why a row with this price, whose currency is worth so much, has no value.
    pub(super) fn lacks(self, price: f64, worth: f64) -> Exclusion {
        let unknown = match self {
            Measure::Cpm => Exclusion::NoViews,
            _ => Exclusion::NoEngagements,
        };
        // Of a row with all that makes a price comparable the other part is unknown.
        let of_price = cost::excluded(price, worth, 1.0).filter(|_| self.is_money());
        of_price.unwrap_or(unknown)
    }

    /// What the cost of a row with this price and so many followers divides: summed over a tier, by the
    /// sum of what it is divided by, it gives the cost of all of it together.
    pub(super) fn spent(self, price: f64, followers: f64) -> f64 {
        match self {
            Measure::Cpe | Measure::Price => price,
            Measure::Cpm | Measure::CostPer1k => 1_000.0 * price,
            Measure::EngagementRate => followers,
        }
    }
}
