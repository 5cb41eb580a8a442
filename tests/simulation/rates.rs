//! The engagement rate, of which more is better: inside it is compared as a cost turned over, and every
//! figure that comes out is one of rates again.

use tastemaker::analysis::compare::hodges_lehmann::limit_rank;
use tastemaker::analysis::compare::verdict::{Side, State};
use tastemaker::analysis::compare::{Comparison, Estimate, Measure, Pairing};
use tastemaker::analysis::stats;

use crate::made::{BY_COST, Dice, MEGA, MICRO, Made, compared};

const BY_RATE: Pairing = Pairing {
    measure: Measure::EngagementRate,
    ..BY_COST
};

/// A platform with the rates of its micros and of its megas.
type Platform = (&'static str, &'static [f64], &'static [f64]);

/// Even numbers of each tier, so that a median lies between two.
const RATES: [Platform; 2] = [
    (
        "Instagram",
        &[0.031, 0.052, 0.018, 0.044, 0.090],
        &[0.012, 0.021, 0.035],
    ),
    ("TikTok", &[0.110, 0.150, 0.084], &[0.060, 0.071, 0.040]),
];

fn with_rate(followers: f64, rate: f64) -> Made {
    Made {
        rate,
        price: f64::NAN,
        likes: f64::NAN,
        ..Made::costing(followers, 1.0)
    }
}

fn found(platforms: bool) -> Comparison {
    let mut rows = Vec::new();
    for (platform, micros, megas) in RATES {
        let platform = if platforms { platform } else { "" };
        let tiers = [(MICRO, micros), (MEGA, megas)];
        for (followers, rates) in tiers {
            rows.extend(
                rates
                    .iter()
                    .map(|rate| with_rate(followers, *rate).on(platform)),
            );
        }
    }
    compared(&rows, BY_RATE)
}

fn all(of: fn(&Platform) -> &'static [f64]) -> Vec<f64> {
    RATES.iter().flat_map(of).copied().collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn logs(values: &[f64]) -> Vec<f64> {
    values.iter().map(|value| value.ln()).collect()
}

/// Squared distances from the mean over n - 1.
fn variance(values: &[f64]) -> f64 {
    let squares = values.iter().map(|value| (value - mean(values)).powi(2));
    squares.sum::<f64>() / (values.len() - 1) as f64
}

fn same(found: Estimate, ratio: f64, limits: (f64, f64)) {
    let interval = found.interval.expect("six rows");
    for (found, expected) in [
        (found.ratio, ratio),
        (interval.low, limits.0),
        (interval.high, limits.1),
    ] {
        assert!(
            (found / expected - 1.0).abs() < 1e-9,
            "{found} for {expected}"
        );
    }
}

#[test]
fn unmatched_ratios_are_of_rates_small_over_big() {
    let found = found(false);
    let raw = found.raw.as_ref().expect("both tiers have rows");
    let (micros, megas) = (all(|row| row.1), all(|row| row.2));
    let (small, big) = (logs(&micros), logs(&megas));
    let ratio = mean(&small) - mean(&big);
    let error = (variance(&small) / small.len() as f64 + variance(&big) / big.len() as f64).sqrt();
    let half = stats::t_975(small.len().min(big.len()) - 1).expect("five degrees") * error;
    let typical = raw.typical.expect("everybody is engaged with");
    let limits = ((ratio - half).exp(), (ratio + half).exp());
    same(typical, ratio.exp(), limits);

    let pairs = small.iter().flat_map(|a| big.iter().map(move |b| a - b));
    let mut pairs: Vec<f64> = pairs.collect();
    let middle = stats::median(&mut pairs).expect("pairs");
    let k = limit_rank(small.len(), big.len());
    let ranks = (pairs[k - 1].exp(), pairs[pairs.len() - k].exp());
    same(raw.hodges_lehmann, middle.exp(), ranks);
    let shown = raw.shown.expect("six rows");
    assert_eq!(
        shown.low,
        typical.interval.expect("a range").low.min(ranks.0)
    );
    assert!((shown.high / limits.1.max(ranks.1) - 1.0).abs() < 1e-9);

    let median = |values: &[f64]| stats::median(&mut values.to_vec()).expect("rows");
    let medians = median(&micros) / median(&megas);
    assert!(
        (raw.median_ratio / medians - 1.0).abs() < 1e-9,
        "{} {medians}",
        raw.median_ratio
    );
    for (tier, values) in [(1, &micros), (3, &megas)] {
        let shown = found.tiers[tier].value.expect("rows").median;
        assert!((shown - median(values)).abs() < 1e-12);
    }

    // Engagements of all over followers of all: every row of a tier has as many.
    let pooled = raw.pooled.expect("rows");
    assert!(
        (pooled.small / mean(&micros) - 1.0).abs() < 1e-9,
        "{pooled:?}"
    );
    assert!((pooled.big / mean(&megas) - 1.0).abs() < 1e-9, "{pooled:?}");
    assert!((pooled.ratio / (mean(&micros) / mean(&megas)) - 1.0).abs() < 1e-9);

    let higher = micros.iter().flat_map(|a| megas.iter().map(move |b| a > b));
    let higher: Vec<bool> = higher.collect();
    let share = higher.iter().filter(|higher| **higher).count() as f64 / higher.len() as f64;
    let superiority = found.superiority.expect("rows").share;
    assert!(
        (superiority - share).abs() < 1e-12,
        "no ties: {superiority} {share}"
    );
}

#[test]
fn the_matched_ratio_is_of_rates_inside_platforms() {
    let found = found(true);
    let matched = found.matched.as_ref().expect("all have their like");
    // Weighted by n1 n0 / n; residuals about the fit; HC2.
    let (mut weights, mut sum, mut swapped, mut megas_of_all) = (0.0, 0.0, 0.0, 0.0);
    for (_, micros, megas) in RATES {
        let (a, b) = (micros.len() as f64, megas.len() as f64);
        let apart = mean(&logs(micros)) - mean(&logs(megas));
        weights += a * b / (a + b);
        sum += a * b / (a + b) * apart;
        swapped += b * apart;
        megas_of_all += b;
    }
    let ratio = sum / weights;
    let mut squares = 0.0;
    for (_, micros, megas) in RATES {
        let (a, b) = (micros.len() as f64, megas.len() as f64);
        let both = [logs(micros), logs(megas)].concat();
        let middle = mean(&both);
        for (at, log) in both.iter().enumerate() {
            let indicator = if at < micros.len() {
                b / (a + b)
            } else {
                -a / (a + b)
            };
            let residual = log - middle - ratio * indicator;
            let leverage = 1.0 / (a + b) + indicator * indicator / weights;
            squares += (indicator * residual).powi(2) / (1.0 - leverage);
        }
    }
    let half = stats::t_975(5).expect("five degrees") * squares.sqrt() / weights;
    let limits = ((ratio - half).exp(), (ratio + half).exp());
    same(matched.estimate, ratio.exp(), limits);
    assert!((matched.swapped / (swapped / megas_of_all).exp() - 1.0).abs() < 1e-9);
    for (stratum, (platform, micros, megas)) in matched.strata.iter().zip(RATES) {
        assert_eq!(stratum.name, platform);
        let own = (mean(&logs(micros)) - mean(&logs(megas))).exp();
        let found = stratum.estimate.expect("three megas").ratio;
        assert!(
            (found / own - 1.0).abs() < 1e-9,
            "{platform}: {found} {own}"
        );
    }
}

#[test]
fn the_tier_with_the_higher_rate_is_the_one_that_engages_more() {
    for (level, state, side, words) in [
        (
            3.0,
            State::SmallCheaper,
            Side::Small,
            " times the engagement rate of a mega, so the micro engages more (95% range",
        ),
        (
            1.0 / 3.0,
            State::BigCheaper,
            Side::Big,
            " times the engagement rate of a mega, 6",
        ),
    ] {
        for platform in ["Instagram", ""] {
            let mut dice = Dice::new(9);
            let sizes = [(60, 1e3, 1e5, level), (20, 1e6, 1e7, 1.0)];
            let mut rows = Vec::new();
            for (count, from, to, level) in sizes {
                for _ in 0..count {
                    let followers = dice.followers(from, to);
                    let rate = 0.02 * level * dice.spread(0.3);
                    rows.push(with_rate(followers, rate).on(platform));
                }
            }
            let found = compared(&rows, BY_RATE);
            let said = &found.verdict.sentence;
            assert_eq!(
                (found.verdict.state, found.verdict.side),
                (state, side),
                "{said}"
            );
            assert_eq!(found.verdict.matched, !platform.is_empty());
            assert!(said.contains(words), "{said}");
            let ratio = found.raw.expect("rows").typical.expect("engaged").ratio;
            assert!((ratio.ln() - level.ln()).abs() < 0.3, "{ratio} for {level}");
            // The bent line turns over with the rest.
            let trend = found.trend.expect("more than twelve rows");
            assert!((trend.ratio / ratio).ln().abs() < 0.4, "{trend:?} {ratio}");
            assert!(trend.interval.low < trend.ratio && trend.ratio < trend.interval.high);
        }
    }
}
