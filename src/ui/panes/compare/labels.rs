//! How the figures of a comparison are written on axes and in cells.

use crate::analysis::compare::{Comparison, Measure};
use crate::roster::Currency;
use crate::roster::display::{count, money, share};

/// A value of the measure.
pub fn value(comparison: &Comparison, value: f64) -> String {
    match comparison.pairing.measure {
        Measure::EngagementRate => share(value),
        _ => money(value, comparison.currency),
    }
}

/// A value of the measure on an axis.
pub fn tick(comparison: &Comparison, value: f64) -> String {
    match comparison.pairing.measure {
        Measure::EngagementRate => percent(value),
        _ => amount(value, comparison.currency),
    }
}

/// `$0.03`, `$1`, `$30k`: an amount of one digit.
pub fn amount(value: f64, currency: Currency) -> String {
    let sign = currency.sign();
    let gap = match sign.chars().all(char::is_alphabetic) {
        true => " ",
        false => "",
    };
    match value {
        ..0.01 => format!("{sign}{gap}{}", plain(value)),
        ..1.0 => format!("{sign}{gap}{value:.2}"),
        _ => format!("{sign}{gap}{}", count(value)),
    }
}

/// `0.3%`, `10%`
pub fn percent(share: f64) -> String {
    format!("{}%", plain(100.0 * share))
}

/// A number of one digit, without the traces of rounding.
pub fn plain(value: f64) -> String {
    let digits = (1.0 - value.log10().floor()).clamp(0.0, 12.0) as usize;
    let text = format!("{value:.digits$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// What a range runs from and to: `$140–$155`.
pub fn between(low: &str, high: &str) -> String {
    format!("{low}–{high}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_short() {
        for (value, text) in [
            (0.001, "$0.001"),
            (0.03, "$0.03"),
            (0.1, "$0.10"),
            (1.0, "$1"),
            (300.0, "$300"),
            (30_000.0, "$30k"),
        ] {
            assert_eq!(amount(value, Currency::USD), text);
        }
        for (value, text) in [(0.001, "0.1%"), (0.03, "3%"), (1.0, "100%")] {
            assert_eq!(percent(value), text);
        }
        assert_eq!(plain(0.3), "0.3");
        assert_eq!(plain(10.0), "10");
    }
}
