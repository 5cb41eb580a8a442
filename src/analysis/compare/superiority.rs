//! Pick one of each tier: how often is the small one cheaper?
//!
//! The share of pairs, half of the ties counted, with Newcombe's interval by his method 5 (Newcombe,
//! 2006), which never collapses at 0 or 1; from ten rows a side also the interval of Brunner and Munzel
//! (2000) on the logit, which allows for different spreads, and then the hull of both.

use super::Interval;
use crate::analysis::stats;

/// Rows in the smaller tier from which on spreads can be told apart.
const ENOUGH: usize = 10;

/// How often the small one of a random pair is cheaper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Superiority {
    /// The share of pairs, half of the ties counted.
    pub share: f64,
    /// Newcombe's interval.
    pub newcombe: Interval,
    /// What is shown: the hull of both intervals.
    pub shown: Interval,
}

/// Over costs or their logarithms in rising order, endless ones included; none where a tier has no row.
pub fn superiority(small: &[f64], big: &[f64]) -> Option<Superiority> {
    if small.is_empty() || big.is_empty() {
        return None;
    }
    let (m, n) = (small.len() as f64, big.len() as f64);
    let (of_small, wins) = placements(small, big, |above, ties, _| {
        above as f64 + ties as f64 / 2.0
    });
    let (of_big, _) = placements(big, small, |_, ties, below| {
        below as f64 + ties as f64 / 2.0
    });
    let share = wins / (m * n);
    let newcombe = newcombe(share, m, n);
    let variances = (of_small / (n * n * m), of_big / (m * m * n));
    let wider = (small.len().min(big.len()) >= ENOUGH)
        .then(|| brunner_munzel(share, variances, m, n))
        .flatten();
    let shown = wider.map_or(newcombe, |other| newcombe.hull(other));
    Some(Superiority {
        share,
        newcombe,
        shown,
    })
}

/// Of each value's place among the others the sample variance, and the sum over all values. A place
/// is made of how many of the others are above, the same and below.
fn placements(
    values: &[f64],
    others: &[f64],
    place: impl Fn(usize, usize, usize) -> f64,
) -> (f64, f64) {
    let (mut below, mut upto) = (0, 0);
    let (mut sum, mut squares) = (0.0, 0.0);
    for value in values {
        below += others[below..]
            .iter()
            .take_while(|other| *other < value)
            .count();
        upto = upto.max(below);
        upto += others[upto..]
            .iter()
            .take_while(|other| *other <= value)
            .count();
        let place = place(others.len() - upto, upto - below, below);
        sum += place;
        squares += place * place;
    }
    let n = values.len() as f64;
    let variance = (squares - sum * sum / n).max(0.0) / (n - 1.0).max(1.0);
    (variance, sum)
}

/// All shares that the found one is no more than 1.96 standard errors from.
fn newcombe(share: f64, m: f64, n: f64) -> Interval {
    let middle = (m + n) / 2.0 - 1.0;
    let variance = |a: f64| {
        a * (1.0 - a) * (1.0 + middle * (1.0 - a) / (2.0 - a) + middle * a / (1.0 + a)) / (m * n)
    };
    let far = |a: f64| (share - a).abs() > stats::Z_975 * variance(a).sqrt();
    // Between a share that is too far and one that is not.
    let limit = |mut outside: f64, mut inside: f64| {
        for _ in 0..60 {
            let middle = (outside + inside) / 2.0;
            if far(middle) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        (outside + inside) / 2.0
    };
    Interval {
        low: if share > 0.0 { limit(0.0, share) } else { 0.0 },
        high: if share < 1.0 { limit(1.0, share) } else { 1.0 },
    }
}

/// None where one tier is wholly below the other: the variance is nothing then.
fn brunner_munzel(share: f64, variances: (f64, f64), m: f64, n: f64) -> Option<Interval> {
    let (a, b) = variances;
    let variance = a + b;
    if variance <= 0.0 || share <= 0.0 || share >= 1.0 {
        return None;
    }
    let degrees = variance * variance / (a * a / (m - 1.0) + b * b / (n - 1.0));
    let half = stats::t_975_of(degrees)? * variance.sqrt() / (share * (1.0 - share));
    let logit = (share / (1.0 - share)).ln();
    let back = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    Some(Interval {
        low: back(logit - half),
        high: back(logit + half),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_share_of_pairs_and_turns_with_the_tiers(
            small in prop::collection::vec(1u8..9, 1..30),
            big in prop::collection::vec(1u8..9, 1..30),
        ) {
            let sorted = |values: &[u8]| {
                let mut values: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
                values.sort_by(f64::total_cmp);
                values
            };
            let (small, big) = (sorted(&small), sorted(&big));
            let pairs = small.iter().flat_map(|a| big.iter().map(move |b| (a, b)));
            let wins: f64 = pairs
                .map(|(a, b)| if a < b { 1.0 } else if a == b { 0.5 } else { 0.0 })
                .sum();
            let found = superiority(&small, &big).expect("rows");
            prop_assert!((found.share - wins / (small.len() * big.len()) as f64).abs() < 1e-12);
            prop_assert!(found.shown.low <= found.share && found.share <= found.shown.high);
            let turned = superiority(&big, &small).expect("rows");
            prop_assert!((turned.share + found.share - 1.0).abs() < 1e-12);
            prop_assert!((turned.shown.low + found.shown.high - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn different_spreads_widen_the_range_from_ten_rows_on() {
        let narrow: Vec<f64> = (0..12).map(|at| 10.0 + f64::from(at) * 0.01).collect();
        let wide: Vec<f64> = (0..12).map(|at| f64::from(at) * 1.9).collect();
        let found = superiority(&narrow, &wide).expect("rows");
        assert!(found.shown.low < found.newcombe.low, "{found:?}");
        let few = superiority(&narrow[..9], &wide).expect("rows");
        assert_eq!(few.shown, few.newcombe);
    }
}
