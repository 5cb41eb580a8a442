//! Ranges made plain for a roster: what `top10%`, `tier.median`, `30d` and `€500` come to there.

use super::ast::{Bound, NumberRange};
use super::figure::{Amount, Figure, Quartile, Subject};
use crate::roster::{Field, Kind, Origin, Roster, Segment};

/// Numbers from a bound to another, both of them in it. Nothing lies in one with a bound that is NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// Whether the value lies in it; an unknown one (NaN) lies in none.
    #[inline]
    pub fn holds(self, value: f64) -> bool {
        value >= self.low && value <= self.high
    }
}

/// One range after the other, made plain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intervals {
    pub known: Vec<Interval>,
    /// There are more, of which nobody can say where they lie.
    pub unclear: bool,
}

/// What ranges come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Bounds {
    Same(Intervals),
    /// For each tier others; without a tier nothing can be told.
    ByTier(Vec<Intervals>),
}

/// Makes ranges plain.
pub(super) fn bounds(
    roster: &Roster,
    field: Field,
    ranges: &[NumberRange],
    today: Option<i32>,
) -> Bounds {
    let figures = || ranges.iter().flat_map(NumberRange::bounds);
    let by_tier = figures().any(|bound| matches!(bound.figure.amount, Amount::Tier(_)));
    let all =
        figures().any(|bound| matches!(bound.figure.amount, Amount::Top(_) | Amount::Bottom(_)));
    let mut values = Values {
        subject: Subject::Field(field),
        all: if all {
            known(roster, field)
        } else {
            Vec::new()
        },
        tiers: if by_tier {
            by_tiers(roster, field)
        } else {
            Vec::new()
        },
    };
    let mut plain = |tier: Option<usize>| {
        intervals(ranges, &mut |figure| match figure.amount {
            Amount::Number(value) => Some((value, value)),
            Amount::Money(value, currency) => {
                let value = value * roster.exchange().rate(currency)?;
                Some((value, value))
            }
            Amount::Days(..) | Amount::Age(_) => days(figure, today),
            Amount::Top(_) | Amount::Bottom(_) | Amount::Tier(_) => {
                let value = values.resolve(figure.amount, tier)?;
                Some((value, value))
            }
        })
    };
    match by_tier {
        false => Bounds::Same(plain(None)),
        true => {
            let tiers = 0..roster.tiers().tiers().len();
            Bounds::ByTier(tiers.map(|tier| plain(Some(tier))).collect())
        }
    }
}

/// Ranges of days made plain.
pub(super) fn day_intervals(ranges: &[NumberRange], today: Option<i32>) -> Intervals {
    intervals(ranges, &mut |figure| days(figure, today))
}

fn days(figure: &Figure, today: Option<i32>) -> Option<(f64, f64)> {
    match figure.amount {
        Amount::Days(first, last) => Some((f64::from(first), f64::from(last))),
        Amount::Age(age) => {
            let day = age.before(today?);
            Some((day, day))
        }
        _ => None,
    }
}

/// The ranges by what a figure says: its first and its last number, which differ for a month.
fn intervals(
    ranges: &[NumberRange],
    resolve: &mut dyn FnMut(&Figure) -> Option<(f64, f64)>,
) -> Intervals {
    let mut made = Intervals::default();
    for range in ranges {
        // The older an age, the earlier its day.
        let turned = range.bounds().any(|bound| bound.figure.is_age());
        let (low, high) = match turned {
            false => (&range.low, &range.high),
            true => (&range.high, &range.low),
        };
        let low = match low {
            None => Some(f64::NEG_INFINITY),
            Some(Bound { figure, included }) => {
                resolve(figure).map(|(first, last)| match included {
                    true => first,
                    false => above(last),
                })
            }
        };
        let high = match high {
            None => Some(f64::INFINITY),
            Some(Bound { figure, included }) => {
                resolve(figure).map(|(first, last)| match included {
                    true => last,
                    false => below(first),
                })
            }
        };
        match (low, high) {
            (Some(low), Some(high)) => made.known.push(Interval { low, high }),
            _ => made.unclear = true,
        }
    }
    made
}

/// The least number above; nothing is above the endless.
fn above(value: f64) -> f64 {
    if value == f64::INFINITY {
        f64::NAN
    } else {
        value.next_up()
    }
}

fn below(value: f64) -> f64 {
    if value == f64::NEG_INFINITY {
        f64::NAN
    } else {
        value.next_down()
    }
}

/// Known values of a field over the whole roster, as far as they are asked for.
struct Values {
    subject: Subject,
    all: Vec<f64>,
    tiers: Vec<Vec<f64>>,
}

impl Values {
    fn resolve(&mut self, amount: Amount, tier: Option<usize>) -> Option<f64> {
        let better_low = self.subject.is_better_low();
        match amount {
            Amount::Top(share) => at_the_end(&mut self.all, share, !better_low),
            Amount::Bottom(share) => at_the_end(&mut self.all, share, better_low),
            Amount::Tier(quartile) => quantile(self.tiers.get_mut(tier?)?, quartile),
            _ => None,
        }
    }
}

/// What the last of the largest (or the smallest) values is, of which there is such a share, rounded up.
fn at_the_end(values: &mut [f64], share: f64, largest: bool) -> Option<f64> {
    let count = values.len();
    // A share such as 0.07 of 100 is not to be 8 for what was lost in its digits.
    let wanted = ((count as f64 * share - 1e-9).ceil() as usize).clamp(1, count.max(1));
    let place = if largest {
        count.checked_sub(wanted)?
    } else {
        wanted - 1
    };
    if place >= count {
        return None;
    }
    let (_, value, _) = values.select_nth_unstable_by(place, f64::total_cmp);
    Some(*value)
}

/// The quartile with linear interpolation between neighbours (type 7 of Hyndman and Fan, 1996). Endless
/// values have no distance between them.
fn quantile(values: &mut [f64], quartile: Quartile) -> Option<f64> {
    let share = match quartile {
        Quartile::First => 0.25,
        Quartile::Median => 0.5,
        Quartile::Third => 0.75,
    };
    let place = share * values.len().checked_sub(1)? as f64;
    let (_, below, above) = values.select_nth_unstable_by(place.floor() as usize, f64::total_cmp);
    let below = *below;
    let next = above
        .iter()
        .copied()
        .min_by(f64::total_cmp)
        .unwrap_or(below);
    let weight = place.fract();
    Some(match weight == 0.0 || below == next {
        true => below,
        false => below + (next - below) * weight,
    })
}

fn known(roster: &Roster, field: Field) -> Vec<f64> {
    let mut values = Vec::new();
    each(roster, field, |_, _, value| values.push(value));
    values
}

fn by_tiers(roster: &Roster, field: Field) -> Vec<Vec<f64>> {
    let mut tiers = vec![Vec::new(); roster.tiers().tiers().len()];
    each(roster, field, |segment, row, value| {
        if let Some(values) = tiers.get_mut(segment.code(Field::Tier, row) as usize) {
            values.push(value);
        }
    });
    tiers
}

/// Calls for each known value with its row; amounts are in the base currency.
fn each(roster: &Roster, field: Field, mut take: impl FnMut(&Segment, usize, f64)) {
    let worth = roster.worth();
    let convert = is_amount(field) && !worth.is_plain();
    for segment in roster.segments() {
        for (row, value) in segment.numbers(field).unwrap_or(&[]).iter().enumerate() {
            let factor = if convert { worth.of(segment, row) } else { 1.0 };
            let value = value * factor;
            if !value.is_nan() {
                take(segment, row, value);
            }
        }
    }
}

/// Whether values are amounts in the currency of their row; measures are in the base currency already.
pub(super) fn is_amount(field: Field) -> bool {
    field.kind() == Kind::Money && field.spec().origin == Origin::File
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_the_values_is_rounded_up_and_never_nobody() {
        let values = || (1..=100).map(f64::from).collect::<Vec<f64>>();
        for (share, largest, value) in [
            (0.1, true, 91.0),
            (0.07, true, 94.0),
            (0.001, true, 100.0),
            (1.0, true, 1.0),
            (0.1, false, 10.0),
            (0.101, false, 11.0),
        ] {
            let end = at_the_end(&mut values(), share, largest);
            assert_eq!(end, Some(value), "{share}");
        }
        assert_eq!(at_the_end(&mut [], 0.1, true), None);
        assert_eq!(at_the_end(&mut [5.0], 0.1, false), Some(5.0));
    }

    #[test]
    fn nothing_is_more_than_endless() {
        let interval = |low, high| Interval { low, high };
        assert!(!interval(above(f64::INFINITY), f64::INFINITY).holds(f64::INFINITY));
        assert!(interval(above(1.0), f64::INFINITY).holds(f64::INFINITY));
        assert!(!interval(above(1.0), f64::INFINITY).holds(1.0));
        assert!(!interval(f64::NEG_INFINITY, below(1.0)).holds(1.0));
        assert!(!interval(f64::NEG_INFINITY, f64::INFINITY).holds(f64::NAN));
        let mut ends = [1.0, f64::INFINITY, f64::INFINITY];
        assert_eq!(quantile(&mut ends, Quartile::Third), Some(f64::INFINITY));
    }
}
