//! The unmatched comparison: all rows of one tier against all rows of the other.

use super::gather::{Costs, Pool};
use super::hodges_lehmann::hodges_lehmann;
use super::matched::fit;
use super::measure::Measure;
use super::{Estimate, Interval};
use crate::analysis::stats;

/// The unmatched ratio, small over big.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    /// Rows with a value, those without any engagement included.
    pub small: usize,
    pub big: usize,
    /// The ratio of geometric means over rows with engagement; none where a tier has no such row.
    pub typical: Option<Estimate>,
    pub hodges_lehmann: Estimate,
    /// All of each tier together; none where a tier gets nothing for its money.
    pub pooled: Option<Pooled>,
    /// The ratio of the medians.
    pub median_ratio: f64,
    /// The hull of both intervals; none below three rows with engagement in a tier.
    pub shown: Option<Interval>,
}

/// All money over all that it buys, in each tier and their ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pooled {
    pub small: f64,
    pub big: f64,
    pub ratio: f64,
    /// An approximate 95 % interval by the delta method; none below ten rows in a tier.
    pub interval: Option<Interval>,
    /// The share of the small tier's money that its dearest row takes.
    pub largest_share: f64,
}

/// Rows in a tier from which on an interval of the pooled ratio says something.
const ENOUGH_TO_POOL: usize = 10;
/// Rows in a tier from which on a ratio is shown.
pub const FEWEST: usize = 3;

/// Compares the costs of two tiers; none where one has no row.
pub fn raw([small, big]: &[Costs; 2], measure: Measure) -> Option<Raw> {
    if small.logs.is_empty() || big.logs.is_empty() {
        return None;
    }
    let typical = fit(std::iter::once((small.moments, big.moments))).map(|fit| fit.estimate());
    let hodges_lehmann = hodges_lehmann(&small.logs, &big.logs);
    let enough = small.moments.n.min(big.moments.n) >= FEWEST;
    let intervals = typical.and_then(|typical| typical.interval);
    let shown = intervals
        .zip(hodges_lehmann.interval)
        .filter(|_| enough)
        .map(|(a, b)| a.hull(b));
    let median = |side: &Costs| {
        // Of an even number the mean of the two middle values, not of their costs.
        let last = side.logs.len() - 1;
        let [one, other] =
            [last / 2, last - last / 2].map(|at| measure.as_cost(side.logs[at].exp()));
        (one + other) / 2.0
    };
    Some(Raw {
        small: small.logs.len(),
        big: big.logs.len(),
        typical: typical.map(|estimate| measure.shown(estimate)),
        hodges_lehmann: measure.shown(hodges_lehmann),
        pooled: pooled(&small.pool, &big.pool, measure),
        median_ratio: median(small) / median(big),
        shown: shown.map(|interval| measure.shown_interval(interval)),
    })
}

fn pooled(small: &Pool, big: &Pool, measure: Measure) -> Option<Pooled> {
    let of = |pool: &Pool| (pool.got > 0.0).then_some(pool.spent / pool.got);
    let (of_small, of_big) = (of(small)?, of(big)?);
    let ratio = of_small / of_big;
    let interval = (small.n.min(big.n) >= ENOUGH_TO_POOL)
        .then(|| {
            let error = (variance(small) + variance(big)).sqrt();
            let half = stats::t_975(small.n.min(big.n) - 1)? * error;
            Some(Interval {
                low: ratio * (-half).exp(),
                high: ratio * half.exp(),
            })
        })
        .flatten();
    let estimate = measure.shown(Estimate { ratio, interval });
    Some(Pooled {
        small: measure.as_cost(of_small),
        big: measure.as_cost(of_big),
        ratio: estimate.ratio,
        interval: estimate.interval,
        largest_share: small.largest / small.spent,
    })
}

/// The variance of the logarithm of spent over got: of the mean of spent / mean spent - got / mean got.
fn variance(pool: &Pool) -> f64 {
    let n = pool.n as f64;
    let (spent, got) = (pool.spent / n, pool.got / n);
    let squares = pool.spent_squares / (spent * spent) + pool.got_squares / (got * got)
        - 2.0 * pool.products / (spent * got);
    squares.max(0.0) / (n * (n - 1.0))
}
