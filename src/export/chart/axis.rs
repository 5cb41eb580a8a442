//! A logarithmic axis: equal factors are equal distances. Its labels are amounts, never logarithms.

use super::svg;
use crate::roster::Currency;
use crate::roster::display::{count, money, share};

/// What the numbers of an axis are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// So many times as much.
    Ratio,
    Money(Currency),
    /// A share, written as a percentage.
    Share,
}

impl Unit {
    /// The label of a tick, without digits that say nothing.
    pub fn label(self, value: f64) -> String {
        match self {
            Unit::Ratio if value >= 1.0 => count(value),
            Unit::Ratio => plain(value),
            Unit::Share => {
                let text = share(value);
                text.replace(".0%", "%")
            }
            Unit::Money(currency) if value >= 10_000.0 => {
                let one = money(1.0, currency);
                format!("{}{}", one.trim_end_matches('1'), count(value))
            }
            Unit::Money(currency) => {
                let text = money(value, currency);
                match text.split_once('.') {
                    Some((whole, part)) if part.len() > 2 => {
                        format!("{whole}.{:0<2}", part.trim_end_matches('0'))
                    }
                    _ => text,
                }
            }
        }
    }
}

/// A number below 1 with the digits that it needs.
fn plain(value: f64) -> String {
    let decimals = (2.0 - value.log10().floor()).clamp(1.0, 12.0) as usize;
    let text = format!("{value:.decimals$}");
    text.trim_end_matches('0').to_owned()
}

/// From one value to another, over a stretch of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

/// Digits at which ticks stand in each power of ten: these are best, then finer ones where those are
/// too few.
const DIGITS: [&[f64]; 4] = [
    &[1.0, 3.0],
    &[1.0, 2.0, 5.0],
    &[1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0],
    &[
        1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.2, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0,
        6.0, 7.0, 8.0, 9.0,
    ],
];
/// The fewest ticks that tell how an axis runs.
const ENOUGH: usize = 3;
/// Between two labels.
const GAP: f64 = 10.0;

impl Axis {
    /// An axis over these values, which are all above zero, from one place of the drawing to another.
    pub fn new(low: f64, high: f64, from: f64, to: f64) -> Self {
        let low = if low.is_finite() && low > 0.0 {
            low
        } else {
            1.0
        };
        // Something to divide by, also where all values are one.
        let high = if high.is_finite() {
            high.max(low * 1.01)
        } else {
            low * 10.0
        };
        Axis {
            low: low.ln(),
            high: high.ln(),
            from,
            to,
        }
    }

    /// Where a value stands; beyond the ends at the ends.
    pub fn at(&self, value: f64) -> f64 {
        let share = (value.ln() - self.low) / (self.high - self.low);
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Whether a value stands between the ends.
    pub fn holds(&self, value: f64) -> bool {
        let log = value.ln();
        self.low - 1e-9 <= log && log <= self.high + 1e-9
    }

    /// The ends on the drawing.
    pub fn ends(&self) -> (f64, f64) {
        (self.from, self.to)
    }

    /// The ticks with their labels, none of which overlap.
    pub fn ticks(&self, unit: Unit) -> Vec<(f64, String)> {
        let mut best: Vec<(f64, String)> = Vec::new();
        for digits in DIGITS {
            let ticks = self.ticks_at(digits, 1, unit);
            if self.fits(&ticks) && ticks.len() > best.len() {
                best = ticks;
            }
            if best.len() >= ENOUGH {
                return best;
            }
        }
        // Too many for their room: powers of ten alone, then every second of them, and so on.
        (1..40)
            .map(|step| self.ticks_at(&[1.0], step, unit))
            .find(|ticks| self.fits(ticks) && ticks.len() >= best.len().min(2))
            .filter(|ticks| ticks.len() > best.len())
            .unwrap_or(best)
    }

    fn ticks_at(&self, digits: &[f64], step: usize, unit: Unit) -> Vec<(f64, String)> {
        let decades = |log: f64| (log / std::f64::consts::LN_10).floor() as i32;
        (decades(self.low)..=decades(self.high) + 1)
            .filter(|decade| decade.rem_euclid(step as i32) == 0)
            .flat_map(|decade| digits.iter().map(move |digit| (decade, digit)))
            // Read from its digits, 3 tenths are 0.3 and not a hair beside.
            .filter_map(|(decade, digit)| format!("{digit}e{decade}").parse::<f64>().ok())
            .filter(|value| self.holds(*value))
            .map(|value| (value, unit.label(value)))
            .collect()
    }

    fn fits(&self, ticks: &[(f64, String)]) -> bool {
        ticks.windows(2).all(|two| {
            let halves = (svg::width(&two[0].1) + svg::width(&two[1].1)) / 2.0;
            self.at(two[1].0) - self.at(two[0].0) >= halves + GAP
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64, unit: Unit) -> Vec<String> {
        let axis = Axis::new(low, high, 0.0, 400.0);
        axis.ticks(unit)
            .into_iter()
            .map(|(_, label)| label)
            .collect()
    }

    #[test]
    fn ticks_are_ones_and_threes_with_words_of_money() {
        let usd = Unit::Money(Currency::USD);
        assert_eq!(
            labels(0.02, 12.0, usd),
            ["$0.03", "$0.10", "$0.30", "$1", "$3", "$10"]
        );
        assert_eq!(
            labels(800.0, 40_000.0, usd),
            ["$1,000", "$3,000", "$10k", "$30k"]
        );
        assert_eq!(labels(0.5, 2.0, Unit::Ratio), ["0.5", "1", "2"]);
        assert_eq!(
            labels(0.05, 12.0, Unit::Ratio),
            ["0.1", "0.3", "1", "3", "10"]
        );
        assert_eq!(labels(0.008, 0.2, Unit::Share), ["1%", "3%", "10%"]);
    }

    #[test]
    fn an_axis_is_never_without_ticks_nor_full_of_them() {
        for (low, high) in [
            (1.0, 1.0),
            (0.9, 1.3),
            (2.1, 2.9),
            (1e-9, 1e9),
            (3e-12, 1e15),
        ] {
            let axis = Axis::new(low, high, 0.0, 250.0);
            let ticks = axis.ticks(Unit::Money(Currency::USD));
            assert!(
                !ticks.is_empty() && ticks.len() < 12,
                "{low} {high} {ticks:?}"
            );
            assert!(axis.fits(&ticks), "{ticks:?}");
        }
    }

    #[test]
    fn values_stand_in_their_order() {
        let axis = Axis::new(0.1, 10.0, 100.0, 300.0);
        assert!((axis.at(1.0) - 200.0).abs() < 1e-9);
        assert!(axis.at(0.5) < axis.at(0.6) && axis.at(2.0) < axis.at(2.1));
        assert_eq!((axis.at(0.0), axis.at(f64::INFINITY)), (100.0, 300.0));
    }
}
