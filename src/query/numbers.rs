//! Numbers of a segment compared: the rows within the ranges, and those where nobody can say.

use std::borrow::Cow;

use super::filter::{Bits, pack};
use super::relative::{self, Bounds, Intervals};
use crate::roster::column::UNKNOWN_CODE;
use crate::roster::row_set::full;
use crate::roster::{Field, Roster, Segment};

/// What one unit of each currency is worth, for amounts that are in the currency of their row. Measures
/// are in the base currency already; so is everything where no row names another.
pub(super) fn worth(roster: &Roster, field: Field) -> Vec<f64> {
    if !relative::is_amount(field) {
        return Vec::new();
    }
    roster.worth().by_code().to_vec()
}

/// The numbers of a segment as they are compared: amounts in the base currency. None where no row has
/// one.
pub(super) fn in_base<'a>(
    segment: &'a Segment,
    field: Field,
    worth: &[f64],
) -> Option<Cow<'a, [f64]>> {
    let values = segment.numbers(field)?;
    let codes = segment.codes(Field::Currency);
    let codes = codes.filter(|_| worth.iter().any(|worth| *worth != 1.0));
    Some(match codes {
        Some(codes) => {
            let worth = |code: u32| match code {
                UNKNOWN_CODE => 1.0,
                code => worth.get(code as usize).copied().unwrap_or(f64::NAN),
            };
            let pairs = values.iter().zip(codes.iter());
            Cow::Owned(pairs.map(|(value, code)| value * worth(code)).collect())
        }
        None => Cow::Borrowed(values),
    })
}

/// Compares every row of a segment.
pub(super) fn numbers(
    segment: &Segment,
    field: Field,
    bounds: &Bounds,
    inverted: bool,
    worth: &[f64],
) -> Bits {
    let Some(values) = in_base(segment, field, worth) else {
        return Bits {
            matched: vec![0; segment.len().div_ceil(64)],
            doubtful: full(segment.len()),
        };
    };
    let values = &*values;
    match bounds {
        Bounds::Same(intervals) => Bits {
            matched: match intervals.known.as_slice() {
                [only] if !inverted => pack(values, |value| only.holds(value)),
                _ => pack(values, |value| is_wanted(intervals, inverted, value)),
            },
            doubtful: match intervals.unclear {
                true => pack(values, |value| is_in_doubt(intervals, value)),
                false => pack(values, f64::is_nan),
            },
        },
        Bounds::ByTier(tiers) => {
            let tier = |row: usize| tiers.get(segment.code(Field::Tier, row) as usize);
            let rows: Vec<usize> = (0..values.len()).collect();
            Bits {
                matched: pack(&rows, |row| {
                    tier(row).is_some_and(|tier| is_wanted(tier, inverted, values[row]))
                }),
                doubtful: pack(&rows, |row| {
                    tier(row).is_none_or(|tier| is_in_doubt(tier, values[row]))
                }),
            }
        }
    }
}

/// Whether a number lies in one of the intervals, or, inverted, in none.
fn is_wanted(intervals: &Intervals, inverted: bool, value: f64) -> bool {
    let within = intervals.known.iter().any(|interval| interval.holds(value));
    match inverted {
        false => within,
        true => !within && !value.is_nan() && !intervals.unclear,
    }
}

/// Whether nobody can say if a number lies in one of the intervals.
fn is_in_doubt(intervals: &Intervals, value: f64) -> bool {
    let within = intervals.known.iter().any(|interval| interval.holds(value));
    value.is_nan() || (intervals.unclear && !within)
}
