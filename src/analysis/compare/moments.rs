//! Count, mean and sum of squares of values: all that a matched ratio needs to know of a group.

/// Of some values how many, their mean and the sum of squared distances from it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    pub n: usize,
    pub mean: f64,
    /// The sum of (value - mean)².
    pub squares: f64,
}

impl Moments {
    /// Takes one more value in (Welford, 1962).
    pub fn push(&mut self, value: f64) {
        self.n += 1;
        let distance = value - self.mean;
        self.mean += distance / self.n as f64;
        self.squares += distance * (value - self.mean);
    }

    /// Both groups together (Chan, Golub and LeVeque, 1979).
    pub fn with(self, other: Moments) -> Moments {
        if self.n == 0 || other.n == 0 {
            return if self.n == 0 { other } else { self };
        }
        let (a, b) = (self.n as f64, other.n as f64);
        let distance = other.mean - self.mean;
        Moments {
            n: self.n + other.n,
            mean: self.mean + distance * b / (a + b),
            squares: self.squares + other.squares + distance * distance * a * b / (a + b),
        }
    }

    /// The group without one of its values.
    pub fn without(self, value: f64) -> Moments {
        if self.n <= 1 {
            return Moments::default();
        }
        let n = self.n as f64;
        let distance = value - self.mean;
        Moments {
            n: self.n - 1,
            mean: self.mean - distance / (n - 1.0),
            squares: (self.squares - distance * distance * n / (n - 1.0)).max(0.0),
        }
    }

    /// The sum of squared distances from any other value.
    pub fn squares_about(self, other: f64) -> f64 {
        self.squares + self.n as f64 * (self.mean - other).powi(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(values: &[f64]) -> Moments {
        let mut moments = Moments::default();
        values.iter().for_each(|value| moments.push(*value));
        moments
    }

    fn near(a: Moments, b: Moments) -> bool {
        a.n == b.n && (a.mean - b.mean).abs() < 1e-9 && (a.squares - b.squares).abs() < 1e-7
    }

    proptest! {
        #[test]
        fn parts_add_up_and_come_off(
            left in prop::collection::vec(-9.0f64..9.0, 0..20),
            right in prop::collection::vec(-9.0f64..9.0, 1..20),
        ) {
            let whole = of(&[left.clone(), right.clone()].concat());
            prop_assert!(near(of(&left).with(of(&right)), whole));
            let last = right[right.len() - 1];
            let rest = of(&[left, right[..right.len() - 1].to_vec()].concat());
            prop_assert!(near(whole.without(last), rest));
            let about = whole.squares_about(last);
            prop_assert!((about - rest.squares_about(last)).abs() < 1e-6);
        }
    }
}
