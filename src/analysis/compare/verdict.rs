//! What a comparison says: a state and how sure it is, from intervals alone.

use super::Interval;
use super::matched::Fit;

/// Where an interval of a ratio of costs lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Below 1: the small tier is cheaper, or for the engagement rate better.
    Small,
    /// Above 1.
    Big,
    /// Within 0.80 to 1.25.
    Same,
    /// Anything else: the roster cannot tell.
    Open,
}

impl Side {
    /// Whether it is one of the two tiers.
    pub fn is_clear(self) -> bool {
        matches!(self, Side::Small | Side::Big)
    }
}

/// Limits within which a difference is of no account: 0.80 to 1.25, which round prices often are the
/// ratio of.
pub const SAME: Interval = Interval {
    low: 0.80 * (1.0 - ROUNDING),
    high: 1.25 * (1.0 + ROUNDING),
};
/// How near to a limit is at it.
pub const ROUNDING: f64 = 1e-9;

/// Where an interval of a ratio of costs lies.
pub fn side(interval: Interval) -> Side {
    if interval.high < 1.0 - ROUNDING {
        Side::Small
    } else if interval.low > 1.0 + ROUNDING {
        Side::Big
    } else if interval.low >= SAME.low && interval.high <= SAME.high {
        Side::Same
    } else {
        Side::Open
    }
}

/// What can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// One of the tiers is empty.
    NoComparison,
    /// One or two in a tier: no ratio, no verdict.
    NotEnoughData,
    SmallCheaper,
    BigCheaper,
    /// The whole range is within 0.80 to 1.25.
    AboutTheSame,
    TooClose,
    /// Clear as long as unlike is compared with unlike; like with like it is not.
    ExplainedByMix,
    /// Clear both ways, and opposite.
    ReversesAfterMatching,
}

impl State {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            State::NoComparison => "no_comparison",
            State::NotEnoughData => "not_enough_data",
            State::SmallCheaper => "small_cheaper",
            State::BigCheaper => "big_cheaper",
            State::AboutTheSame => "about_the_same",
            State::TooClose => "too_close",
            State::ExplainedByMix => "explained_by_mix",
            State::ReversesAfterMatching => "reverses_after_matching",
        }
    }
}

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub state: State,
    /// Where the interval lies that the state rests on.
    pub side: Side,
    /// It rests on the matched one.
    pub matched: bool,
}

impl Reading {
    /// Nobody is in one of the tiers.
    pub const NOBODY: Reading = Reading {
        state: State::NoComparison,
        side: Side::Open,
        matched: false,
    };
}

/// A matched fit rests on so many degrees of freedom at least, and on this share of the big tier.
const LEAST_DEGREES: usize = 2;
const LEAST_SUPPORT: f64 = 0.5;

/// Whether a matched fit can carry a verdict.
pub fn carries(fit: &Fit, big_on_support: f64) -> bool {
    fit.degrees() >= LEAST_DEGREES && big_on_support >= LEAST_SUPPORT
}

/// Reads where the unmatched interval and, if it carries a verdict, the matched one lie. `raw` is none
/// where there are too few rows for an interval.
pub fn read(raw: Option<Side>, matched: Option<Side>) -> Reading {
    let Some(raw) = raw else {
        return Reading {
            state: State::NotEnoughData,
            side: Side::Open,
            matched: false,
        };
    };
    let side = matched.unwrap_or(raw);
    let state = match side {
        _ if raw.is_clear() && side.is_clear() && raw != side => State::ReversesAfterMatching,
        _ if raw.is_clear() && !side.is_clear() => State::ExplainedByMix,
        Side::Small => State::SmallCheaper,
        Side::Big => State::BigCheaper,
        Side::Same => State::AboutTheSame,
        Side::Open => State::TooClose,
    };
    Reading {
        state,
        side,
        matched: matched.is_some(),
    }
}

/// How much the verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Three or four in the smaller tier.
    VeryRough,
    Normal,
}

impl Strength {
    /// The strength of what rests on so many rows of the smaller tier.
    pub fn of(fewest: usize) -> Self {
        if fewest < 5 {
            Strength::VeryRough
        } else {
            Strength::Normal
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Strength::VeryRough => "very_rough",
            Strength::Normal => "normal",
        }
    }
}

/// The verdict with its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub state: State,
    /// Where the interval lies that it rests on.
    pub side: Side,
    pub strength: Strength,
    /// Like was compared with like.
    pub matched: bool,
    pub sentence: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_lie_on_one_side_within_or_open() {
        for (low, high, expect) in [
            (0.3, 0.99, Side::Small),
            (0.9, 1.0, Side::Same),
            (0.7, 1.0, Side::Open),
            (1.0, 1.2, Side::Same),
            (1.01, 1.2, Side::Big),
            (0.8, 1.25, Side::Same),
            (0.79, 1.25, Side::Open),
            (0.8, 1.26, Side::Open),
            (0.0, f64::INFINITY, Side::Open),
            // Rounding is no difference.
            (1.0 + 1e-12, 3.0, Side::Open),
            (0.8 - 1e-12, 1.25 + 1e-12, Side::Same),
        ] {
            assert_eq!(side(Interval { low, high }), expect, "{low} {high}");
        }
    }

    #[test]
    fn a_matched_fit_carries_a_verdict_from_three_rows_and_half_of_the_big_tier_on() {
        for (small, big, support, expect) in [
            (3, 3, 0.5, true),
            (2, 9, 1.0, false),
            (9, 2, 1.0, false),
            (9, 9, 0.49, false),
        ] {
            let fit = Fit {
                log_ratio: 0.1,
                error: Some(0.1),
                small,
                big,
            };
            assert_eq!(carries(&fit, support), expect, "{small} {big} {support}");
        }
    }

    #[test]
    fn what_is_matched_has_the_word() {
        use Side::{Big, Open, Same, Small};
        for (raw, matched, expect) in [
            (Small, None, State::SmallCheaper),
            (Open, None, State::TooClose),
            (Small, Some(Small), State::SmallCheaper),
            (Open, Some(Small), State::SmallCheaper),
            (Same, Some(Open), State::TooClose),
            (Open, Some(Same), State::AboutTheSame),
            (Small, Some(Big), State::ReversesAfterMatching),
            (Big, Some(Small), State::ReversesAfterMatching),
            (Big, Some(Open), State::ExplainedByMix),
            (Small, Some(Same), State::ExplainedByMix),
        ] {
            let found = read(Some(raw), matched);
            assert_eq!(found.state, expect, "{raw:?} {matched:?}");
            assert_eq!(found.matched, matched.is_some());
        }
        assert_eq!(read(None, None).state, State::NotEnoughData);
    }
}
