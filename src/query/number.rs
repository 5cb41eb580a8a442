//! Numbers as people type them in filters: `48.2k`, `$500`, `1,000`, `6,1%`.

use crate::roster::{Field, Kind};

/// A number with the text that it was typed as.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// In the unit of the field: a share is a fraction, a date is days since 1970-01-01.
    pub value: f64,
    /// As typed, for printing.
    pub text: String,
}

/// Reads a number for a field; none where the text is no number of its kind.
pub fn figure(field: Field, text: &str) -> Option<Figure> {
    let value = match field.kind() {
        Kind::Date => days(text)?,
        Kind::Share => {
            let number = text.strip_suffix('%').unwrap_or(text);
            plain(number)? / 100.0
        }
        _ => {
            let number = text
                .trim_start_matches(['$', '€', '£', '¥', '₹', '₩', '₽', '₺'])
                .trim_end_matches(['$', '€', '£', '¥', '₹', '₩', '₽', '₺']);
            plain(number)?
        }
    };
    Some(Figure {
        value,
        text: text.to_owned(),
    })
}

/// What a number of this field looks like, for error messages.
pub fn example(field: Field) -> &'static str {
    match field.kind() {
        Kind::Date => "a day such as 2026-10-31",
        Kind::Share => "a percentage such as 3% or 2.5",
        _ => "a number such as 500 or 1.2k",
    }
}

fn days(text: &str) -> Option<f64> {
    let day: jiff::civil::Date = text.parse().ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    Some(f64::from(epoch.until(day).ok()?.get_days()))
}

/// Digits with separators and an optional magnitude.
fn plain(text: &str) -> Option<f64> {
    let (digits, factor) = match text.char_indices().next_back()? {
        (at, 'k' | 'K') => (&text[..at], 1e3),
        (at, 'm' | 'M') => (&text[..at], 1e6),
        (at, 'b' | 'B') => (&text[..at], 1e9),
        _ => (text, 1.0),
    };
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, digits),
    };
    let digits = separated(digits)?;
    let value: f64 = digits.parse().ok()?;
    Some(sign * value * factor)
}

/// The digits with a point for the decimal mark and nothing between thousands.
fn separated(text: &str) -> Option<String> {
    let allowed = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == ',';
    if !text.chars().all(allowed) || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let grouped = |mark: char| {
        let mut groups = text.split(mark);
        let first = groups.next().unwrap_or("");
        (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
    };
    let (commas, points) = (text.matches(',').count(), text.matches('.').count());
    match (commas, points) {
        (0, 0 | 1) => Some(text.to_owned()),
        (0, _) => grouped('.').then(|| text.replace('.', "")),
        (_, 0) if grouped(',') => Some(text.replace(',', "")),
        (1, 0) => Some(text.replace(',', ".")),
        (_, 0) => None,
        // Both: the one that stands last is the decimal mark.
        (_, 1) if text.rfind(',') < text.rfind('.') => Some(text.replace(',', "")),
        (1, _) if text.rfind('.') < text.rfind(',') => {
            Some(text.replace('.', "").replace(',', "."))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (field, text, value) in [
            (Field::Price, "500", Some(500.0)),
            (Field::Price, "$500", Some(500.0)),
            (Field::Price, "1,000", Some(1_000.0)),
            (Field::Price, "1,000.50", Some(1_000.5)),
            (Field::Price, "1.000,50", Some(1_000.5)),
            (Field::Price, "1.000.000", Some(1e6)),
            (Field::Followers, "48.2k", Some(48_200.0)),
            (Field::Followers, "1.5M", Some(1.5e6)),
            (Field::EngagementRate, "3", Some(0.03)),
            (Field::EngagementRate, "3%", Some(0.03)),
            (Field::EngagementRate, "6,1%", Some(0.061)),
            (Field::EngagementRate, "0.03", Some(0.0003)),
            (Field::Growth30d, "-2.5%", Some(-0.025)),
            (Field::LastPost, "1970-02-01", Some(31.0)),
            (Field::LastPost, "yesterday", None),
            (Field::Price, "abc", None),
            (Field::Price, "", None),
            (Field::Price, "k", None),
            (Field::Price, "1,2,3", None),
            (Field::Price, "..", None),
        ] {
            let read = figure(field, text).map(|figure| figure.value);
            match (read, value) {
                (Some(read), Some(value)) => assert!((read - value).abs() < 1e-9, "{text}: {read}"),
                (read, value) => assert_eq!(read, value, "{text}"),
            }
        }
    }
}
