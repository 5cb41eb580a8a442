//! Sums and middles over the matching rows.

use crate::roster::{Field, Roster, RowSet, Segment};

/// Figures over the matching rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Prices per post in the base currency.
    pub price: Spread,
    /// Engagement rates, as fractions.
    pub engagement_rate: Spread,
    /// Engagements per post.
    pub engagements: Spread,
}

/// How many values there are, their sum and the middle one (the mean of the two middle ones).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    pub n: usize,
    pub sum: f64,
    pub median: f64,
}

pub(super) fn totals(roster: &Roster, matched: &RowSet) -> Totals {
    let worth = roster.worth();
    let (price, (engagement_rate, engagements)) = rayon::join(
        || {
            spread(roster, matched, Field::Price, |segment, row| {
                worth.of(segment, row)
            })
        },
        || {
            rayon::join(
                || spread(roster, matched, Field::EngagementRate, |_, _| 1.0),
                || spread(roster, matched, Field::Engagements, |_, _| 1.0),
            )
        },
    );
    Totals {
        price,
        engagement_rate,
        engagements,
    }
}

/// The spread of values, each times what it is worth; those without a worth are left out.
fn spread(
    roster: &Roster,
    matched: &RowSet,
    field: Field,
    worth: impl Fn(&Segment, usize) -> f64,
) -> Spread {
    let mut values: Vec<f64> = Vec::new();
    for (at, segment) in roster.segments().enumerate() {
        if let Some(numbers) = segment.numbers(field) {
            let rows = matched.rows_in(at);
            let worths = rows.map(|row| numbers[row] * worth(segment, row));
            values.extend(worths.filter(|value| !value.is_nan()));
        }
    }
    let n = values.len();
    if n == 0 {
        return Spread::default();
    }
    let sum = values.iter().sum();
    let (below, upper, _) = values.select_nth_unstable_by(n / 2, f64::total_cmp);
    let upper = *upper;
    let median = if n % 2 == 1 {
        upper
    } else {
        let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (lower + upper) / 2.0
    };
    Spread { n, sum, median }
}
