//! Quantiles and the quantile of Student's t.

use statrs::distribution::{ContinuousCDF, StudentsT};

/// Median and quartiles of some values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles {
    pub n: usize,
    pub q1: f64,
    pub median: f64,
    pub q3: f64,
}

impl Quartiles {
    /// The quartiles of so many values, each found by its rank; they may be endless. None of no values.
    pub fn of(n: usize, value: impl Fn(usize) -> f64) -> Option<Self> {
        let at = |share| quantile_of(n, share, &value);
        Some(Quartiles {
            n,
            q1: at(0.25)?,
            median: at(0.5)?,
            q3: at(0.75)?,
        })
    }
}

/// The value so far between two neighbours. Endless ones have no distance between them.
fn between(below: f64, above: f64, weight: f64) -> f64 {
    if weight == 0.0 || below == above {
        below
    } else {
        below + (above - below) * weight
    }
}

/// The quantile of sorted values, with linear interpolation between neighbours (type 7 of Hyndman
/// and Fan, 1996). The middle of an even number is the mean of the two middle ones.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    quantile_of(sorted.len(), share, |rank| sorted[rank])
}

/// The same of so many values, each found by its rank.
fn quantile_of(n: usize, share: f64, value: impl Fn(usize) -> f64) -> Option<f64> {
    let place = share * n.checked_sub(1)? as f64;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    Some(between(value(below), value(above), place.fract()))
}

/// The middle of values that need not be sorted.
pub fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    quantile(values, 0.5)
}

pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The 0.975 quantile of the standard normal distribution.
pub const Z_975: f64 = 1.959_963_984_540_054;

/// The 0.975 quantile of Student's t with so many degrees of freedom.
pub fn t_975(degrees: usize) -> Option<f64> {
    t_975_of(degrees as f64)
}

/// The same for degrees of freedom that need not be whole.
pub fn t_975_of(degrees: f64) -> Option<f64> {
    let t = StudentsT::new(0.0, 1.0, degrees).ok()?;
    Some(t.inverse_cdf(0.975))
}

/// The probability that Student's t is at least so far from zero, either way.
pub fn two_sided_p(t: f64, degrees: usize) -> Option<f64> {
    let distribution = StudentsT::new(0.0, 1.0, degrees as f64).ok()?;
    Some(2.0 * distribution.cdf(-t.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_their_neighbours() {
        let values = [1.0, 2.0, 3.0, 10.0];
        assert_eq!(quantile(&values, 0.5), Some(2.5));
        assert_eq!(quantile(&values, 0.25), Some(1.75));
        assert_eq!(quantile(&values, 1.0), Some(10.0));
        assert_eq!(quantile(&[], 0.5), None);
        let endless = [1.0, f64::INFINITY, f64::INFINITY];
        assert_eq!(quantile(&endless, 0.75), Some(f64::INFINITY));
        let found = Quartiles::of(values.len(), |rank| values[rank]);
        let found = found.map(|found| (found.n, found.q1, found.median, found.q3));
        assert_eq!(found, Some((4, 1.75, 2.5, 4.75)));
    }
}
