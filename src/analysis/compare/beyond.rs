//! How many differences lie beyond the limits of each side: all that a verdict needs of a
//! Hodges-Lehmann interval.
//!
//! A limit of the interval is beyond 1 where fewer differences than its rank are on this side of it.
//! Counts add up over parts of the samples, and what one row adds is known.

use super::Interval;
use super::hodges_lehmann::Differences;
use super::verdict::{ROUNDING, SAME, Side};

/// Numbers of differences of logarithms that lie beyond what each side allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beyond {
    /// Not below 1, not above 1, below "the same", above it.
    counts: [usize; 4],
}

impl Beyond {
    /// Of all differences between two samples in rising order.
    pub fn of(small: &[f64], big: &[f64]) -> Self {
        let differences = Differences { small, big };
        let all = differences.count();
        let [below_one, above_one, low, high] = limits();
        Beyond {
            counts: [
                all - differences.at_most(below_one.next_down()),
                differences.at_most(above_one),
                differences.at_most(low.next_down()),
                all - differences.at_most(high),
            ],
        }
    }

    /// Of two parts of all differences.
    pub fn with(self, other: Beyond) -> Self {
        let counts = self.counts.iter().zip(other.counts);
        let mut sum = [0; 4];
        sum.iter_mut()
            .zip(counts)
            .for_each(|(sum, (a, b))| *sum = a + b);
        Beyond { counts: sum }
    }

    /// Without the differences of one row, whose logarithm is finite, with the other side.
    pub fn without(mut self, log: f64, is_small: bool, others: &[f64]) -> Self {
        let [below_one, above_one, low, high] = limits();
        // Others rise, so differences fall where the row is a small one and rise where it is a big one.
        let upto = |holds: &dyn Fn(f64) -> bool| {
            others.partition_point(|other| holds(if is_small { log - other } else { other - log }))
        };
        let rest = |count: usize| others.len() - count;
        let own = if is_small {
            [
                upto(&|d| d >= below_one),
                rest(upto(&|d| d > above_one)),
                rest(upto(&|d| d >= low)),
                upto(&|d| d > high),
            ]
        } else {
            [
                rest(upto(&|d| d < below_one)),
                upto(&|d| d <= above_one),
                upto(&|d| d < low),
                rest(upto(&|d| d <= high)),
            ]
        };
        for (count, own) in self.counts.iter_mut().zip(own) {
            *count -= own;
        }
        self
    }

    /// Where the hull lies of the interval with this rank as its limit and of the one of the means,
    /// where that is looked at.
    pub fn side(self, rank: usize, means: Option<Interval>) -> Side {
        let [below_one, above_one, not_low, not_high] = self.counts.map(|beyond| beyond < rank);
        let means = |holds: fn(Interval) -> bool| means.is_none_or(holds);
        if below_one && means(|means| means.high < 1.0 - ROUNDING) {
            Side::Small
        } else if above_one && means(|means| means.low > 1.0 + ROUNDING) {
            Side::Big
        } else if not_low
            && not_high
            && means(|means| means.low >= SAME.low && means.high <= SAME.high)
        {
            Side::Same
        } else {
            Side::Open
        }
    }
}

/// Logarithms of the limits of sides.
fn limits() -> [f64; 4] {
    [1.0 - ROUNDING, 1.0 + ROUNDING, SAME.low, SAME.high].map(f64::ln)
}
