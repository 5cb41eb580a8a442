//! How figures are written for people: `48.2k`, `6.1%`, `$1,200`, `0.08`. Exports for machines do
//! not come here; they write plain numbers.

use super::money::Currency;

/// A count in at most five signs: `999`, `48.2k`, `1.1M`, `29B`.
pub fn count(value: f64) -> String {
    let magnitude = value.abs();
    for (unit, sign) in [(1e9, "B"), (1e6, "M"), (1e3, "k")] {
        // From here on the next smaller unit would show four digits.
        if magnitude >= unit * 0.99995 {
            return format!("{}{sign}", trimmed(value / unit));
        }
    }
    if magnitude.fract() == 0.0 || magnitude >= 100.0 {
        format!("{value:.0}")
    } else {
        trimmed(value)
    }
}

/// One decimal below 100, none above; no `.0`.
fn trimmed(value: f64) -> String {
    let text = if value.abs() < 99.95 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    };
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// A whole number with commas: `12,480`.
pub fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share as a percentage: `6.1%`, `0.04%`, `103%`.
pub fn share(value: f64) -> String {
    let percent = value * 100.0;
    let magnitude = percent.abs();
    if magnitude >= 99.95 {
        format!("{percent:.0}%")
    } else if magnitude >= 0.095 || percent == 0.0 {
        format!("{percent:.1}%")
    } else {
        format!("{percent:.2}%")
    }
}

/// An amount of money: `$1,200`, `$0.08`, `Rp 27,875,000`, `endless` for infinity.
pub fn money(value: f64, currency: Currency) -> String {
    if value.is_infinite() {
        return "endless".to_owned();
    }
    let sign = currency.sign();
    let gap = if sign.chars().all(char::is_alphabetic) {
        " "
    } else {
        ""
    };
    let minus = if value < 0.0 { "-" } else { "" };
    let magnitude = value.abs();
    let digits = if magnitude >= 99.5 {
        grouped(magnitude.round() as u64)
    } else if magnitude == 0.0 {
        "0".to_owned()
    } else if magnitude.fract() == 0.0 {
        format!("{magnitude:.0}")
    } else if magnitude >= 0.095 {
        format!("{magnitude:.2}")
    } else if magnitude >= 0.0095 {
        format!("{magnitude:.3}")
    } else {
        // Two digits that say something, however small.
        let decimals = (1.0 - magnitude.log10().floor()).min(12.0) as usize;
        format!("{magnitude:.decimals$}")
    };
    format!("{minus}{sign}{gap}{digits}")
}

/// `a` or `an`, by the first letter of the word that follows.
pub fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) {
        "an"
    } else {
        "a"
    }
}

/// The text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Words as a list: `platform, niche and format`.
pub fn listed(words: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// A ratio with two significant digits: `0.65`, `3.1`, `12`; `endless` for infinity.
pub fn ratio(value: f64) -> String {
    if value.is_infinite() {
        return "endless".to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let exponent = value.abs().log10().floor() as i32;
    let decimals = (1 - exponent).max(0) as usize;
    let text = format!("{value:.decimals$}");
    // Rounding can add a digit: 0.996 is 1.00 and reads 1.0.
    match text.parse::<f64>() {
        Ok(rounded) if rounded.abs().log10().floor() as i32 > exponent && decimals > 0 => {
            format!("{value:.*}", decimals - 1)
        }
        _ if decimals == 0 => format!(
            "{:.0}",
            (value / 10f64.powi(exponent - 1)).round() * 10f64.powi(exponent - 1)
        ),
        _ => text,
    }
}

/// A day as `2026-10-14`, from days since 1970-01-01; empty outside the calendar.
pub fn date(days: f64) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    jiff::Span::new()
        .try_days(days as i64)
        .and_then(|span| epoch.checked_add(span))
        .map_or_else(|_| String::new(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stay_short() {
        for (value, text) in [
            (0.0, "0"),
            (999.0, "999"),
            (1_000.0, "1k"),
            (48_200.0, "48.2k"),
            (99_999.0, "100k"),
            (999_960.0, "1M"),
            (1_100_000.0, "1.1M"),
            (475_800_000.0, "476M"),
            (29.0e9, "29B"),
            (2.5, "2.5"),
            (-1_500.0, "-1.5k"),
        ] {
            assert_eq!(count(value), text);
        }
    }

    #[test]
    fn shares_money_ratios_and_dates_read_as_people_write_them() {
        assert_eq!(share(0.0267), "2.7%");
        assert_eq!(share(0.0004), "0.04%");
        assert_eq!(share(1.913955), "191%");
        assert_eq!(money(1_200.0, Currency::USD), "$1,200");
        assert_eq!(money(0.08, Currency::USD), "$0.080");
        assert_eq!(money(0.25, Currency::USD), "$0.25");
        assert_eq!(money(0.0091, Currency::USD), "$0.0091");
        assert_eq!(money(f64::INFINITY, Currency::USD), "endless");
        assert_eq!(ratio(0.6461), "0.65");
        assert_eq!(ratio(3.12), "3.1");
        assert_eq!(ratio(0.996), "1.0");
        assert_eq!(ratio(12.4), "12");
        assert_eq!(ratio(127.0), "130");
        assert_eq!(grouped(12_480), "12,480");
        assert_eq!(date(0.0), "1970-01-01");
        assert_eq!(date(20_740.0), "2026-10-14");
    }
}
