//! How price, engagement and the compared measure grow with followers: straight and bent lines.
//!
//! Ordinary least squares of a logarithm on log10 followers, with an intercept for each platform: each
//! platform is centred on its own means, so sums are all that has to be kept.

use super::Interval;
use super::measure::Measure;
use crate::analysis::stats;

/// Fewer rows than these show no line.
const FEWEST: usize = 12;

/// log10 of the followers from which sums are taken, near the middle, so that squares stay small.
const MIDDLE: f64 = 4.5;

/// The first four powers of x, the log10 of followers.
type Powers = [f64; 4];

/// The powers for so many followers.
pub(super) fn powers(log_size: f64) -> Powers {
    let x = log_size - MIDDLE;
    [x, x * x, x * x * x, x * x * x * x]
}

/// Sums over pairs of x, the log10 of followers, and y, a natural logarithm.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    n: f64,
    /// Sums of x, x², x³, x⁴.
    x: Powers,
    y: f64,
    yy: f64,
    /// Sums of xy and x²y.
    xy: [f64; 2],
}

impl Sums {
    fn push(&mut self, x: &Powers, y: f64) {
        self.x
            .iter_mut()
            .zip(x)
            .for_each(|(sum, power)| *sum += power);
        self.n += 1.0;
        self.y += y;
        self.yy += y * y;
        self.xy[0] += x[0] * y;
        self.xy[1] += x[1] * y;
    }

    fn take_in(&mut self, other: &Sums) {
        self.n += other.n;
        self.y += other.y;
        self.yy += other.yy;
        self.x.iter_mut().zip(other.x).for_each(|(a, b)| *a += b);
        self.xy.iter_mut().zip(other.xy).for_each(|(a, b)| *a += b);
    }
}

/// Sums of one platform.
#[derive(Clone, Copy, Debug, Default)]
struct Platform {
    price: Sums,
    engagements: Sums,
    value: Sums,
}

/// Sums over a selection, by platform.
#[derive(Clone, Debug, Default)]
pub struct Growth {
    /// By the code of the platform; those without one come last.
    platforms: Vec<Platform>,
}

impl Growth {
    /// Sums for so many platforms.
    pub(super) fn new(platforms: usize) -> Self {
        Growth {
            platforms: vec![Platform::default(); platforms + 1],
        }
    }

    fn of(&mut self, platform: u32) -> &mut Platform {
        let last = self.platforms.len() - 1;
        &mut self.platforms[(platform as usize).min(last)]
    }

    /// Takes in a row by the natural logarithms of its price and its engagements.
    pub(super) fn push(&mut self, platform: u32, size: &Powers, price: f64, engagements: f64) {
        let sums = self.of(platform);
        sums.price.push(size, price);
        sums.engagements.push(size, engagements);
    }

    /// Takes in the logarithm of a row's compared value.
    pub(super) fn push_value(&mut self, platform: u32, size: &Powers, log: f64) {
        self.of(platform).value.push(size, log);
    }

    pub(super) fn take_in(&mut self, other: &Growth) {
        for (own, sums) in self.platforms.iter_mut().zip(&other.platforms) {
            own.price.take_in(&sums.price);
            own.engagements.take_in(&sums.engagements);
            own.value.take_in(&sums.value);
        }
    }

    /// How price and engagements grow; none where too few rows have both.
    pub fn scaling(&self) -> Option<Scaling> {
        let of = |sums: fn(&Platform) -> &Sums| self.centred(sums).line();
        Some(Scaling {
            price: of(|sums| &sums.price)?,
            engagements: of(|sums| &sums.engagements)?,
        })
    }

    /// The ratio of the compared value between two sizes by a bent line through all rows.
    ///
    /// The sizes are log10 of followers. A straight line would look precise and be wrong where the
    /// truth bends.
    pub fn trend(&self, small: f64, big: f64, measure: Measure) -> Option<Trend> {
        let trend = self.centred(|sums| &sums.value).bent(small, big)?;
        Some(Trend {
            ratio: measure.ratio(trend.ratio),
            interval: measure.shown_interval(trend.interval),
            ..trend
        })
    }

    /// Sums of squares and products about the means of each platform.
    fn centred(&self, of: fn(&Platform) -> &Sums) -> Centred {
        let mut all = Centred::default();
        for sums in self.platforms.iter().map(of) {
            if sums.n == 0.0 {
                continue;
            }
            let about = |product: f64, a: f64, b: f64| product - a * b / sums.n;
            let [x, x2, x3, x4] = sums.x;
            all.n += sums.n;
            all.platforms += 1.0;
            all.xx += about(x2, x, x);
            all.xz += about(x3, x, x2);
            all.zz += about(x4, x2, x2);
            all.xy += about(sums.xy[0], x, sums.y);
            all.zy += about(sums.xy[1], x2, sums.y);
            all.yy += about(sums.yy, sums.y, sums.y);
        }
        all
    }
}

/// Sums of products of x, its square z and y about the means of platforms.
#[derive(Clone, Copy, Debug, Default)]
struct Centred {
    n: f64,
    platforms: f64,
    xx: f64,
    xz: f64,
    zz: f64,
    xy: f64,
    zy: f64,
    yy: f64,
}

impl Centred {
    /// A straight line.
    fn line(&self) -> Option<Line> {
        let degrees = self.n - self.platforms - 1.0;
        if self.n < FEWEST as f64 || degrees < 1.0 || self.xx <= 1e-9 * self.n {
            return None;
        }
        let slope = self.xy / self.xx;
        let rest = (self.yy - slope * self.xy).max(0.0) / degrees;
        let half = stats::t_975(degrees as usize)? * (rest / self.xx).sqrt();
        Some(Line {
            n: self.n as usize,
            slope,
            half,
        })
    }

    /// A line with its square, read at two places.
    fn bent(&self, small: f64, big: f64) -> Option<Trend> {
        let degrees = self.n - self.platforms - 2.0;
        let determinant = self.xx * self.zz - self.xz * self.xz;
        if self.n < FEWEST as f64 || degrees < 1.0 || determinant <= 1e-9 * self.xx * self.zz {
            return None;
        }
        let straight = (self.xy * self.zz - self.zy * self.xz) / determinant;
        let square = (self.zy * self.xx - self.xy * self.xz) / determinant;
        let rest = (self.yy - straight * self.xy - square * self.zy).max(0.0) / degrees;
        let (a, b) = (small - MIDDLE, big - MIDDLE);
        let (x, z) = (a - b, a * a - b * b);
        let middle = straight * x + square * z;
        // The quadratic form of the covariance of both slopes.
        let spread =
            (x * x * self.zz - 2.0 * x * z * self.xz + z * z * self.xx) / determinant * rest;
        let half = stats::t_975(degrees as usize)? * spread.sqrt();
        Some(Trend {
            n: self.n as usize,
            ratio: middle.exp(),
            interval: Interval {
                low: (middle - half).exp(),
                high: (middle + half).exp(),
            },
        })
    }
}

/// A straight line through logarithms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Rows behind it.
    pub n: usize,
    /// Change of the natural logarithm for ten times the followers.
    slope: f64,
    /// Half the width of its 95 % interval.
    half: f64,
}

impl Line {
    /// How many times as much ten times the followers have.
    pub fn tenfold(&self) -> f64 {
        self.slope.exp()
    }

    /// The 95 % interval of that.
    pub fn interval(&self) -> Interval {
        Interval {
            low: (self.slope - self.half).exp(),
            high: (self.slope + self.half).exp(),
        }
    }

    /// The power of followers that it grows with.
    pub fn power(&self) -> f64 {
        self.slope / std::f64::consts::LN_10
    }
}

/// How price and engagements grow with followers, over the rows that have both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaling {
    pub price: Line,
    pub engagements: Line,
}

/// A second opinion on the ratio, from a bent line through the rows of all tiers, read at the typical
/// sizes (geometric means of followers) of the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    pub n: usize,
    pub ratio: f64,
    pub interval: Interval,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_found_behind_platforms_with_prices_of_their_own() {
        let mut growth = Growth::new(2);
        for at in 0..60 {
            let size = 3.0 + f64::from(at) / 15.0;
            // The dear platform has the larger accounts, which must not look like growth.
            let (platform, dear) = if at < 30 { (0, 1.0) } else { (1, 5.0) };
            let wobble = if at % 2 == 0 { 1.02 } else { 1.0 / 1.02 };
            let (price, engagements) = (10f64.powf(0.8 * size), 10f64.powf(0.9 * size));
            growth.push(
                platform,
                &powers(size),
                (dear * price * wobble).ln(),
                engagements.ln(),
            );
            growth.push_value(
                platform,
                &powers(size),
                (dear * price * wobble / engagements).ln(),
            );
        }
        let scaling = growth.scaling().expect("sixty rows");
        assert!((scaling.price.power() - 0.8).abs() < 0.01, "{scaling:?}");
        assert!((scaling.engagements.tenfold() - 10f64.powf(0.9)).abs() < 1e-6);
        let interval = scaling.price.interval();
        assert!(interval.low < 10f64.powf(0.8) && 10f64.powf(0.8) < interval.high);
        let trend = growth.trend(4.0, 6.0, Measure::Cpe).expect("sixty rows");
        assert!(
            (trend.ratio.ln() - 0.2 * std::f64::consts::LN_10).abs() < 0.1,
            "{trend:?}"
        );
    }

    #[test]
    fn few_rows_or_one_size_show_no_line() {
        let mut growth = Growth::new(2);
        for _ in 0..11 {
            growth.push(0, &powers(4.0), 4.6, 3.9);
        }
        assert_eq!(growth.scaling(), None);
        growth.push(0, &powers(4.0), 4.8, 3.9);
        growth.push_value(0, &powers(4.0), 1.0);
        assert_eq!(growth.scaling(), None);
        assert_eq!(growth.trend(3.0, 6.0, Measure::Cpe), None);
    }
}
