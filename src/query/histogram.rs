//! How the numbers of a field are spread: how many rows lie between round edges.

use std::sync::Arc;

use super::numbers;
use crate::roster::{Field, Roster};

/// How many rows have a number in each of some ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    pub field: Field,
    /// Where bins begin and end, rising, in the unit of the field; money in the currency of costs. A bin
    /// holds the edge that it begins with. The first bin also holds all that is less, the last one all
    /// that is more.
    pub edges: Arc<[f64]>,
    /// Rows in each bin, one fewer than edges. They match the filter apart from its terms about this
    /// field.
    pub counts: Vec<usize>,
    /// Rows that match so far and whose number is unknown.
    pub unknown: usize,
}

/// Bins at most.
pub const BINS: usize = 20;
/// Values that the edges are found by.
const SAMPLE: usize = 20_000;
/// The share of values at both ends that edges do not follow: one slip in a file would leave all others
/// in one bin.
const OUTLYING: f64 = 0.01;
/// How many times the smallest the largest is from which on each bin is a multiple of the last.
const SKEWED: f64 = 100.0;

/// Round edges for the numbers of a field in the whole roster; none where no two are known.
pub(super) fn edges(roster: &Roster, field: Field) -> Option<Arc<[f64]>> {
    let worth = numbers::worth(roster, field);
    let every = roster.len().div_ceil(SAMPLE).max(1);
    let mut sample: Vec<f64> = Vec::new();
    for segment in roster.segments() {
        let values = numbers::in_base(segment, field, &worth);
        let values = values
            .iter()
            .flat_map(|values| values.iter().step_by(every));
        sample.extend(values.filter(|value| value.is_finite()));
    }
    sample.sort_unstable_by(f64::total_cmp);
    let edges = edges_of(&sample);
    (edges.len() > 2).then(|| edges.into())
}

/// Round edges for numbers in rising order; fewer than three where they have no spread.
fn edges_of(sample: &[f64]) -> Vec<f64> {
    let at = |sample: &[f64], share: f64| {
        let last = sample.len().saturating_sub(1);
        sample.get((share * last as f64).round() as usize).copied()
    };
    let (Some(low), Some(high)) = (at(sample, OUTLYING), at(sample, 1.0 - OUTLYING)) else {
        return Vec::new();
    };
    // A gift has no price and somebody no followers: the first bin takes them in.
    let above_zero = &sample[sample.partition_point(|value| *value <= 0.0)..];
    let least = at(above_zero, OUTLYING).filter(|_| low >= 0.0);
    match least {
        Some(least) if high / least >= SKEWED => rising(least, high),
        _ => even(low, high),
    }
}

/// Edges 1, 2, 5, 10, 20 … or, over many magnitudes, 1, 10, 100 …
fn rising(low: f64, high: f64) -> Vec<f64> {
    let magnitudes = low.log10().floor() as i32..=high.log10().ceil() as i32;
    let steps: &[f64] = if magnitudes.clone().count() * 3 <= BINS + 3 {
        &[1.0, 2.0, 5.0]
    } else {
        &[1.0]
    };
    let all = magnitudes.flat_map(|power| steps.iter().map(move |step| times_power(*step, power)));
    let all: Vec<f64> = all.collect();
    let from = all.partition_point(|edge| *edge <= low).saturating_sub(1);
    let to = all.partition_point(|edge| *edge < high);
    all[from..=to.min(all.len() - 1)].to_vec()
}

/// Edges at the same distance, which is 1, 2 or 5 of some magnitude.
fn even(low: f64, high: f64) -> Vec<f64> {
    let width = (high - low) / BINS as f64;
    if width <= 0.0 || !width.is_finite() {
        return Vec::new();
    }
    let power = width.log10().floor() as i32;
    let steps = [
        (1.0, power),
        (2.0, power),
        (5.0, power),
        (1.0, power + 1),
        (2.0, power + 1),
    ];
    for (step, power) in steps {
        let width = times_power(step, power);
        let (from, to) = ((low / width).floor(), (high / width).ceil());
        if to - from <= BINS as f64 {
            // Multiples, not sums, so that edges stay round.
            let multiples = (from as i64)..=(to as i64);
            return multiples
                .map(|times| times_power(step * times as f64, power))
                .collect();
        }
    }
    Vec::new()
}

/// Divided rather than multiplied by what is not exact: 3 / 10 is the number that `0.3` is read as.
fn times_power(value: f64, power: i32) -> f64 {
    if power < 0 {
        value / 10f64.powi(-power)
    } else {
        value * 10f64.powi(power)
    }
}

/// The histogram that these counts make, of which the last is of the numbers that are unknown.
pub(super) fn histogram(field: Field, edges: &Arc<[f64]>, counts: &[u32]) -> Histogram {
    let bins = edges.len() - 1;
    Histogram {
        field,
        edges: edges.clone(),
        counts: counts[..bins].iter().map(|count| *count as usize).collect(),
        unknown: counts[bins] as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_round_and_hold_both_ends() {
        assert_eq!(even(0.0, 97.0).len(), 21);
        assert_eq!(even(0.2, 0.9)[..3], [0.2, 0.25, 0.3]);
        assert_eq!(
            rising(12.0, 4_000.0),
            [10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3]
        );
        assert_eq!(
            rising(10.0, 1e3),
            [10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3]
        );
        let all = [
            [0.0, 0.5, 1.0],
            [-3.0, 1.0, 950.0],
            [0.0, 15.0, 98_000.0],
            [0.001, 0.002, 0.4],
            [1.0, 5.0, 1e12],
            [2e-9, 1.0, 7e9],
        ];
        for sample in all {
            let edges = edges_of(&sample);
            let bins = edges.len() - 1;
            assert!((2..=BINS + 1).contains(&bins), "{sample:?} {edges:?}");
            assert!(edges[0] <= sample[0].max(sample[1]), "{sample:?} {edges:?}");
            assert!(edges[bins] >= sample[2], "{sample:?} {edges:?}");
            assert!(edges.windows(2).all(|pair| pair[0] < pair[1]), "{edges:?}");
        }
        // One slip of a file does not push all others into one bin.
        let mut sample: Vec<f64> = (1..=400).map(|at| f64::from(at) / 100.0).collect();
        sample.push(1e15);
        assert_eq!(edges_of(&sample).last(), Some(&4.0));
        assert_eq!(edges_of(&[5.0; 9]), [] as [f64; 0]);
        assert_eq!(edges_of(&[]), [] as [f64; 0]);
    }
}
