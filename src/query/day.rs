//! Days as people type them in filters: `2026-10-31`, `2026-10`, `2026`, or back from today: `30d`.

use jiff::civil::{Date, date};

/// How long ago, in whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    pub count: u16,
    pub unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

/// How units are written, the short form first.
const UNITS: &[(Unit, &[&str])] = &[
    (Unit::Days, &["d", "day", "days"]),
    (Unit::Weeks, &["w", "week", "weeks"]),
    (Unit::Months, &["m", "mo", "month", "months"]),
    (Unit::Years, &["y", "year", "years"]),
];

/// The most units that an age may have.
const MOST: u16 = 9_999;

impl Age {
    /// Reads `30d`, `2w`, `6m`, `1y`.
    pub fn read(text: &str) -> Option<Age> {
        let end = text.find(|letter: char| !letter.is_ascii_digit())?;
        let count = text[..end].parse().ok().filter(|count| *count <= MOST)?;
        let written = text[end..].trim().to_ascii_lowercase();
        let unit = UNITS
            .iter()
            .find(|(_, names)| names.contains(&written.as_str()))?;
        Some(Age {
            count,
            unit: unit.0,
        })
    }

    /// The day so long before another, both as days since 1970-01-01; endlessly far where no calendar
    /// reaches.
    pub fn before(self, today: i32) -> f64 {
        let count = i64::from(self.count);
        let span = jiff::Span::new();
        let span = match self.unit {
            Unit::Days => span.try_days(count),
            Unit::Weeks => span.try_weeks(count),
            Unit::Months => span.try_months(count),
            Unit::Years => span.try_years(count),
        };
        let epoch = date(1970, 1, 1);
        let day = epoch
            .checked_add(jiff::Span::new().days(today))
            .and_then(|today| today.checked_sub(span?));
        day.map_or(f64::NEG_INFINITY, |day| f64::from(number(day)))
    }

    /// `30 days`, `1 year`.
    pub fn words(self) -> String {
        let unit = match self.unit {
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        let end = if self.count == 1 { "" } else { "s" };
        format!("{} {unit}{end}", self.count)
    }
}

/// A day as days since 1970-01-01.
pub fn day(text: &str) -> Option<i32> {
    // Only the plain form: a time behind it would be left out without a word.
    let plain = text.len() == 10
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day: Date = plain.then_some(text)?.parse().ok()?;
    Some(number(day))
}

/// The first and the last day of a day, a month or a year, as days since 1970-01-01.
pub fn period(text: &str) -> Option<(i32, i32)> {
    if let Some(day) = day(text) {
        return Some((day, day));
    }
    let mut parts = text.split('-');
    let (year, month) = (parts.next()?, parts.next());
    let digits = |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !month.is_none_or(|month| digits(month, 2)) {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    let (first, last) = match month {
        Some(month) => {
            let first = Date::new(year, month.parse().ok()?, 1).ok()?;
            (first, first.last_of_month())
        }
        None => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
    };
    Some((number(first), number(last)))
}

fn number(day: Date) -> i32 {
    // Both are days of a calendar that ends with the year 9999, far from the end of the type.
    (day - date(1970, 1, 1)).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_read() {
        for (text, days) in [
            ("1970-01-01", Some((0, 0))),
            ("1970-02", Some((31, 58))),
            ("1972-02", Some((761, 789))),
            ("1970", Some((0, 364))),
            ("1969-12-31", Some((-1, -1))),
            ("1970-13", None),
            ("1970-02-30", None),
            ("70", None),
            ("1970-1", None),
            ("1970-01-01-01", None),
            ("1970-01-01T10:00", None),
            ("", None),
        ] {
            assert_eq!(period(text), days, "{text}");
        }
    }

    #[test]
    fn ages_count_back_by_the_calendar() {
        let today = day("2026-03-31").unwrap();
        for (text, before) in [
            ("0d", "2026-03-31"),
            ("30d", "2026-03-01"),
            ("2w", "2026-03-17"),
            ("1m", "2026-02-28"),
            ("3 months", "2025-12-31"),
            ("1Y", "2025-03-31"),
        ] {
            let age = Age::read(text).unwrap();
            assert_eq!(age.before(today), f64::from(day(before).unwrap()), "{text}");
        }
        for text in ["30", "d", "30x", "10000d", "-3d", "3.5d", ""] {
            assert_eq!(Age::read(text), None, "{text}");
        }
    }
}
