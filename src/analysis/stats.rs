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
    /// The quartiles of values that may be endless; none of no values.
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        Some(Quartiles {
            n: values.len(),
            q1: quantile(&values, 0.25)?,
            median: quantile(&values, 0.5)?,
            q3: quantile(&values, 0.75)?,
        })
    }
}

/// The quantile of sorted values, with linear interpolation between neighbours (type 7 of Hyndman
/// and Fan, 1996). The middle of an even number is the mean of the two middle ones.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share * last as f64;
    let (below, above) = (
        sorted[place.floor() as usize],
        sorted[place.ceil() as usize],
    );
    let weight = place.fract();
    // Endless values have no distance between them.
    Some(if weight == 0.0 || below == above {
        below
    } else {
        below + (above - below) * weight
    })
}

/// The middle of values that need not be sorted.
pub fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    quantile(values, 0.5)
}

pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The 0.975 quantile of Student's t with so many degrees of freedom.
pub fn t_975(degrees: usize) -> Option<f64> {
    let t = StudentsT::new(0.0, 1.0, degrees as f64).ok()?;
    Some(t.inverse_cdf(0.975))
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
    }
}
