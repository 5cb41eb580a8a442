//! Middles over the matching rows.

use std::borrow::Cow;

use rayon::prelude::*;

use super::bins::Bins;
use super::numbers;
use crate::roster::row_set::ones_of;
use crate::roster::{Field, Roster, RowSet, Segment};

/// Figures over the matching rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Prices per post in the base currency.
    pub price: Spread,
    /// Engagement rates, as fractions.
    pub engagement_rate: Spread,
}

/// How many values there are, and the middle one (the mean of the two middle ones).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    pub n: usize,
    pub median: f64,
}

/// Finds totals; remembers of which size each value is.
#[derive(Debug)]
pub(super) struct Totalling {
    price: Sizes,
    engagement_rate: Sizes,
}

impl Default for Totalling {
    fn default() -> Self {
        Totalling {
            price: Sizes::new(Field::Price),
            engagement_rate: Sizes::new(Field::EngagementRate),
        }
    }
}

impl Totalling {
    pub fn totals(&mut self, roster: &Roster, matched: &RowSet) -> Totals {
        Totals {
            price: self.price.spread(roster, matched),
            engagement_rate: self.engagement_rate.spread(roster, matched),
        }
    }
}

/// Sizes of values: the middle one is looked for among those of its size alone.
const SIZES: usize = 1 << 10;

/// The size of a value, which grows with it: sixteen to a doubling, from 2^-24 to 2^40. What is less or
/// more is of the first or the last, what is unknown of the one after.
fn size(value: f64) -> u16 {
    // The upper sixteen bits of a number: its exponent above 2^-1023 and four bits of the fraction.
    const FIRST: i64 = (1023 - 24) << 4;
    if value.is_nan() {
        return SIZES as u16;
    }
    ((value.to_bits() as i64 >> 48) - FIRST).clamp(0, SIZES as i64 - 1) as u16
}

/// The sizes of the values of a field; amounts of money by what they are worth.
#[derive(Debug)]
struct Sizes {
    field: Field,
    bins: Bins,
}

impl Sizes {
    fn new(field: Field) -> Self {
        Sizes {
            field,
            bins: Bins::new(SIZES + 1),
        }
    }

    /// The spread of the values that are known.
    fn spread(&mut self, roster: &Roster, matched: &RowSet) -> Spread {
        let values = Values {
            roster,
            field: self.field,
            worth: numbers::worth(roster, self.field),
        };
        self.grow(&values);
        let rows = matched.by_segment();
        let sizes = self.bins.count(roster, &rows);
        let n = sizes[..SIZES].iter().map(|count| *count as usize).sum();
        if n == 0 {
            return Spread::default();
        }
        let (lower, upper) = self.at(&values, &rows, &sizes, (n - 1) / 2, n / 2);
        Spread {
            n,
            median: if lower == upper {
                lower
            } else {
                (lower + upper) / 2.0
            },
        }
    }

    fn grow(&mut self, values: &Values<'_>) {
        if self.bins.segments() == values.roster.segments().len() {
            return;
        }
        self.bins
            .grow(values.roster, |segment| match values.of(segment) {
                Some(values) => values.iter().copied().map(size).collect(),
                None => vec![SIZES as u16; segment.len()],
            });
    }

    /// The values at two places in their order, which are the same or follow each other.
    fn at(
        &self,
        values: &Values<'_>,
        rows: &[&[u64]],
        sizes: &[u32],
        lower: usize,
        upper: usize,
    ) -> (f64, f64) {
        let size_at = |place: usize| {
            let mut below = 0;
            let ends = sizes.iter().map(|count| {
                below += *count as usize;
                below
            });
            ends.take_while(|end| *end <= place).count()
        };
        let (first, last) = (size_at(lower), size_at(upper));
        let below: usize = sizes[..first].iter().map(|count| *count as usize).sum();
        let near = (first as u16)..=(last as u16);
        let segments = (0..rows.len()).into_par_iter();
        let found = segments.flat_map_iter(|at| {
            let segment = values.roster.segment(at);
            let (values, sizes) = (values.of(segment), self.bins.of(at));
            let mut found = Vec::new();
            if let Some(values) = values {
                for row in ones_of(rows[at]).filter(|row| near.contains(&sizes[*row])) {
                    found.push(values[row]);
                }
            }
            found
        });
        let mut found: Vec<f64> = found.collect();
        let (lower, upper) = (lower - below, upper - below);
        let (before, at, _) = found.select_nth_unstable_by(upper, f64::total_cmp);
        let at = *at;
        match lower == upper {
            true => (at, at),
            false => (before.iter().copied().fold(f64::NEG_INFINITY, f64::max), at),
        }
    }
}

/// The values of a field; amounts of money by what they are worth.
struct Values<'a> {
    roster: &'a Roster,
    field: Field,
    worth: Vec<f64>,
}

impl Values<'_> {
    fn of<'s>(&self, segment: &'s Segment) -> Option<Cow<'s, [f64]>> {
        numbers::in_base(segment, self.field, &self.worth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_grow_with_their_values() {
        let mut values = vec![
            -3.0, 0.0, 1e-12, 6e-8, 0.02, 0.022, 0.5, 1.0, 999.0, 2e6, 1e12, 1e15,
        ];
        values.push(f64::INFINITY);
        assert!(values.is_sorted_by_key(|value| size(*value)));
        assert!(size(0.02) < size(0.022) && size(2e12) == size(f64::INFINITY));
        assert_eq!(size(f64::NAN) as usize, SIZES);
        assert_eq!(size(f64::INFINITY) as usize, SIZES - 1);
    }
}
