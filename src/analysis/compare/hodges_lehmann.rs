//! The Hodges-Lehmann ratio: exp of the median of all differences of logarithms between two samples.
//!
//! Its limits come from the exact distribution of the Mann-Whitney U (Mann and Whitney, 1947). It holds
//! endless costs, of which means know nothing, and one dear row cannot move it far.

use super::{Estimate, Interval};

/// Of values in rising order those that are not endless.
pub fn finite(sorted: &[f64]) -> &[f64] {
    &sorted[..sorted.partition_point(|value| value.is_finite())]
}

/// The Hodges-Lehmann ratio: exp of the median of all differences of logs, endless ones included,
/// with the k-th smallest and the k-th largest as limits. Both samples are in rising order.
pub fn hodges_lehmann(small: &[f64], big: &[f64]) -> Estimate {
    let differences = Differences { small, big };
    let total = differences.count();
    let middle = || {
        let low = differences.nth((total - 1) / 2);
        if differences.at_most(low) > total / 2 {
            low.exp()
        } else {
            ((low + differences.next_above(low)) / 2.0).exp()
        }
    };
    let interval = || match limit_rank(small.len(), big.len()).checked_sub(1) {
        Some(at) => {
            let nth = |before| differences.nth(before).exp();
            let (low, high) = rayon::join(|| nth(at), || nth(total - 1 - at));
            Interval { low, high }
        }
        None => Interval {
            low: 0.0,
            high: f64::INFINITY,
        },
    };
    let (ratio, interval) = rayon::join(middle, interval);
    Estimate {
        ratio,
        interval: Some(interval),
    }
}

/// Differences that are looked at one by one.
const FEW: usize = 1 << 16;

/// Of the longer sample the search looks at one row in so many first.
const STRIDES: [usize; 2] = [1024, 32];
/// How often each of these halves the distance to where the difference must lie.
const HALVINGS: usize = 10;
/// How far to either side of where it would be by even spread a difference is looked for, and to what part
/// of what is left that has to lead for it to be tried again.
const ASIDE: f64 = 0.006;
const NEARER: usize = 4;

/// All differences between two samples, without the table of them: the n-th smallest is found by
/// bisection on the value, counting with two pointers. Both samples are in rising order.
pub struct Differences<'a> {
    pub small: &'a [f64],
    pub big: &'a [f64],
}

impl Differences<'_> {
    pub fn count(&self) -> usize {
        self.small.len() * self.big.len()
    }

    /// How many differences are at most this value.
    pub fn at_most(&self, value: f64) -> usize {
        finite_at_most(finite(self.small), finite(self.big), value) + self.endless_at_most(value)
    }

    /// How many of those with an endless cost are. A finite cost is endlessly below an endless one; of two
    /// endless ones the difference is 0, which takes the place of NaN.
    fn endless_at_most(&self, value: f64) -> usize {
        let (finite_small, finite_big) = (finite(self.small).len(), finite(self.big).len());
        let endless = (self.small.len() - finite_small, self.big.len() - finite_big);
        let both = if value >= 0.0 {
            endless.0 * endless.1
        } else {
            0
        };
        let above = if value == f64::INFINITY {
            endless.0 * finite_big
        } else {
            0
        };
        finite_small * endless.1 + both + above
    }

    /// Brings a value with at most so many differences up to it, and one with more, nearer to each other,
    /// by looking at one row in so many of the longer sample: each stands for those before it.
    fn nearer(&self, stride: usize, before: usize, (low, high): (f64, f64)) -> (f64, f64) {
        let (small, big) = (finite(self.small), finite(self.big));
        if small.len().max(big.len()) < stride * 2 {
            return (low, high);
        }
        // Up to a value lie the cheapest of the small ones and the dearest of the big ones.
        let (thin, others, of_small): (Vec<f64>, _, _) = if small.len() > big.len() {
            let blocks = small.chunks_exact(stride);
            (blocks.map(|block| block[stride - 1]).collect(), big, true)
        } else {
            let blocks = big.rchunks_exact(stride).rev();
            (blocks.map(|block| block[0]).collect(), small, false)
        };
        let (small, big) = match of_small {
            true => (thin.as_slice(), others),
            false => (others, thin.as_slice()),
        };
        let at_least =
            |value: f64| stride * finite_at_most(small, big, value) + self.endless_at_most(value);
        let unseen = (stride - 1) * others.len();
        let halved = |(mut from, mut to): (f64, f64), is_low: &dyn Fn(f64) -> bool| {
            for _ in 0..HALVINGS {
                let middle = from + (to - from) / 2.0;
                if is_low(middle) {
                    from = middle;
                } else {
                    to = middle;
                }
            }
            (from, to)
        };
        let (low, _) = halved((low, high), &|value| at_least(value) + unseen <= before);
        let (_, high) = halved((low, high), &|value| at_least(value) <= before);
        (low, high)
    }

    /// The difference with so many before it.
    fn nth(&self, before: usize) -> f64 {
        if self.at_most(f64::NEG_INFINITY) > before {
            return f64::NEG_INFINITY;
        }
        if self.at_most(f64::MAX) <= before {
            return f64::INFINITY;
        }
        // The wanted one is above `low` and at most `high`, with so many at most `low`.
        let (small, big) = (finite(self.small), finite(self.big));
        let ends = small
            .first()
            .zip(small.last())
            .zip(big.first().zip(big.last()));
        let Some(((least, most), (cheapest, dearest))) = ends else {
            return 0.0;
        };
        let (mut low, mut high) = ((least - dearest).next_down(), most - cheapest);
        if self.endless_pairs() > 0 {
            (low, high) = (low.min(0f64.next_down()), high.max(0.0));
        }
        let (mut below, mut within) = (self.at_most(low), self.at_most(high));
        let near = STRIDES.iter().fold((low, high), |ends, stride| {
            self.nearer(*stride, before, ends)
        });
        if near.0 > low {
            (low, below) = (near.0, self.at_most(near.0));
        }
        if near.1 < high {
            (high, within) = (near.1, self.at_most(near.1));
        }
        let mut even = true;
        while within - below > FEW {
            if low + (high - low) / 2.0 <= low || low + (high - low) / 2.0 >= high {
                // Nothing lies between: all that are left are the same.
                return high;
            }
            // Where it would be if differences were spread evenly, a little to either side; or the middle
            // once, however they are spread.
            let left = within - below;
            let share = (before - below) as f64 / (within - below) as f64;
            let shares = match even {
                true => [(share - ASIDE).max(ASIDE), (share + ASIDE).min(1.0 - ASIDE)],
                false => [0.5, 0.5],
            };
            let (from, length) = (low, high - low);
            for middle in shares.map(|share| from + length * share) {
                if middle <= low || middle >= high {
                    continue;
                }
                let count = self.at_most(middle);
                if count > before {
                    (high, within) = (middle, count);
                } else {
                    (low, below) = (middle, count);
                }
            }
            even = !even || within - below < left / NEARER;
        }
        let mut left = self.between(low, high);
        *left
            .select_nth_unstable_by(before - below, f64::total_cmp)
            .1
    }

    /// The smallest difference above a value.
    fn next_above(&self, value: f64) -> f64 {
        let (small, big) = (finite(self.small), finite(self.big));
        let mut next = f64::INFINITY;
        let mut from = 0;
        for b in big {
            from += leap(&small[from..], |a| a - b <= value);
            next = small.get(from).map_or(next, |a| next.min(a - b));
        }
        if value < 0.0 && self.endless_pairs() > 0 {
            next = next.min(0.0);
        }
        next
    }

    /// The differences above the one value and at most the other.
    fn between(&self, low: f64, high: f64) -> Vec<f64> {
        let (small, big) = (finite(self.small), finite(self.big));
        let mut between = Vec::new();
        let mut from = 0;
        for b in big {
            from += leap(&small[from..], |a| a - b <= low);
            let to = from + leap(&small[from..], |a| a - b <= high);
            // Adding zero makes one of the two zeros.
            between.extend(small[from..to].iter().map(|a| a - b + 0.0));
        }
        if low < 0.0 && high >= 0.0 {
            between.extend(std::iter::repeat_n(0.0, self.endless_pairs()));
        }
        between
    }

    /// Pairs of two endless costs, which differ by nothing.
    fn endless_pairs(&self) -> usize {
        let endless = |values: &[f64]| values.len() - finite(values).len();
        endless(self.small) * endless(self.big)
    }
}

/// How many differences of finite logarithms are at most this value. For a fixed small one they fall as the
/// big one grows.
fn finite_at_most(small: &[f64], big: &[f64], value: f64) -> usize {
    // The shorter sample is walked: what that moves in the longer one is leapt over.
    let mut count = 0;
    let mut from = 0;
    if small.len() <= big.len() {
        for a in small {
            from += leap(&big[from..], |b| a - b > value);
            count += big.len() - from;
        }
    } else {
        for b in big {
            from += leap(&small[from..], |a| a - b <= value);
            count += from;
        }
    }
    count
}

/// How many of these come before the first for which it does not hold: quick where they are few.
fn leap(values: &[f64], holds: impl Fn(f64) -> bool) -> usize {
    let mut step = 1;
    let mut from = 0;
    while from + step <= values.len() && holds(values[from + step - 1]) {
        from += step;
        step *= 2;
    }
    let last = (from + step).min(values.len());
    from + values[from..last].partition_point(|value| holds(*value))
}

/// The largest k with P(U <= k - 1) <= 0.025: exact for small samples, by the normal approximation
/// floor(mn/2 - 1.96 sqrt(mn(m+n+1)/12)) where both have more than 20. 0: no finite interval exists.
///
/// Beside more than 10,000 rows the exact distribution of a few is that of a sum of uniform numbers
/// (Irwin, 1927; Hall, 1927), spread by sqrt(1 + (few + 1) / many): its k is within one in ten thousand.
pub fn limit_rank(m: usize, n: usize) -> usize {
    let (m_f, n_f) = (m as f64, n as f64);
    if m.min(n) > EXACT {
        let spread = (m_f * n_f * (m_f + n_f + 1.0) / 12.0).sqrt();
        return (m_f * n_f / 2.0 - 1.959_963_984_540_054 * spread)
            .floor()
            .max(0.0) as usize;
    }
    // P(U = u) by the recursion over Gaussian binomials, kept as probabilities: each factor is
    // divided by its value at 1 as it comes in, so nothing overflows however large one sample is.
    let (few, many) = (m.min(n), m.max(n));
    if many > MANY {
        let low = irwin_hall_025(few) - few as f64 / 2.0;
        let spread = (1.0 + (few + 1) as f64 / many as f64).sqrt();
        let middle = few as f64 / 2.0 + low * spread;
        // Counts are whole, so half of one lies between a limit and the count behind it.
        return (middle * many as f64 + 0.5).floor() as usize;
    }
    let mut share = vec![1.0f64];
    for step in 1..=few {
        let mut next = vec![0.0; share.len() + many];
        // Multiply by (1 - q^(many+step)) / (1 - q^step).
        for (at, value) in next.iter_mut().enumerate() {
            *value = share.get(at).copied().unwrap_or(0.0);
        }
        let reach = many + step;
        for at in (reach..next.len()).rev() {
            next[at] -= share.get(at - reach).copied().unwrap_or(0.0);
        }
        for at in step..next.len() {
            next[at] += next[at - step];
        }
        let scale = step as f64 / reach as f64;
        for value in &mut next {
            *value *= scale;
        }
        share = next;
    }
    let mut sum = 0.0;
    let mut k = 0;
    while k < share.len() {
        sum += share[k];
        // Probabilities near the limit are ratios of integers: rounding must not tip them.
        if 2.0 * sum > 0.05 * (1.0 + 1e-9) {
            break;
        }
        k += 1;
    }
    k
}

/// Up to so many rows in the smaller sample the distribution is exact.
const EXACT: usize = 20;
/// Rows in the larger sample above which the exact distribution would take long to count.
const MANY: usize = 10_000;

/// The value below which a sum of so many uniform numbers lies with probability 0.025.
fn irwin_hall_025(n: usize) -> f64 {
    let below = |x: f64| {
        let mut sum = 0.0;
        let mut choose = 1.0;
        for k in 0..=(x.floor() as usize).min(n) {
            let sign = if k % 2 == 0 { 1.0 } else { -1.0 };
            let powers = (1..=n).fold(1.0, |power, i| power * (x - k as f64) / i as f64);
            sum += sign * choose * powers;
            choose *= (n - k) as f64 / (k + 1) as f64;
        }
        sum
    };
    let (mut low, mut high) = (0.0, n as f64 / 2.0);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if below(middle) < 0.025 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn brute(small: &[f64], big: &[f64]) -> Estimate {
        let mut all: Vec<f64> = small
            .iter()
            .flat_map(|a| {
                big.iter().map(move |b| {
                    if a.is_infinite() && b.is_infinite() {
                        0.0
                    } else {
                        a - b
                    }
                })
            })
            .collect();
        all.sort_by(f64::total_cmp);
        let (low, high) = (all[(all.len() - 1) / 2], all[all.len() / 2]);
        let k = limit_rank(small.len(), big.len());
        Estimate {
            ratio: if low == high {
                low.exp()
            } else {
                ((low + high) / 2.0).exp()
            },
            interval: Some(match k {
                0 => Interval {
                    low: 0.0,
                    high: f64::INFINITY,
                },
                k => Interval {
                    low: all[k - 1].exp(),
                    high: all[all.len() - k].exp(),
                },
            }),
        }
    }

    fn costs() -> impl Strategy<Value = Vec<f64>> {
        let cost = prop_oneof![8 => (1u32..40).prop_map(|cost| f64::from(cost).ln()), 1 => Just(f64::INFINITY)];
        prop::collection::vec(cost, 1..12)
    }

    #[test]
    fn beside_many_rows_the_rank_is_nearly_the_exact_one() {
        for few in [1, 2, 3, 7, 20] {
            let exact = limit_rank(few, MANY) as f64 / MANY as f64;
            let near = limit_rank(few, MANY + 1) as f64 / (MANY + 1) as f64;
            assert!((near / exact - 1.0).abs() < 2e-4, "{few}: {near} {exact}");
        }
    }

    fn sorted(values: &[f64]) -> Vec<f64> {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        values
    }

    proptest! {
        #[test]
        fn the_search_finds_what_the_table_of_differences_holds(
            small in costs(),
            big in costs(),
            // More differences than are looked at one by one, of samples of which first some are.
            times in prop::sample::select(vec![(1, 1), (1, 1), (1, 1), (60, 60), (3_000, 3), (3, 3_000)]),
        ) {
            let (small, big) = (sorted(&small.repeat(times.0)), sorted(&big.repeat(times.1)));
            prop_assert_eq!(hodges_lehmann(&small, &big), brute(&small, &big));
        }
    }
}
