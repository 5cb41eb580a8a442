//! Days as people type them. In filters: `2026-10-31`, `2026-10`, `2026`, or back from today: `30d`. For
//! what is still to come: `2 Jun`, or on from today: `+7d`.

use jiff::Span;
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
        let epoch = date(1970, 1, 1);
        let day = epoch
            .checked_add(Span::new().days(today))
            .and_then(|today| today.checked_sub(self.span()?));
        day.map_or(f64::NEG_INFINITY, |day| f64::from(number(day)))
    }

    fn span(self) -> Result<Span, jiff::Error> {
        let (span, count) = (Span::new(), i64::from(self.count));
        match self.unit {
            Unit::Days => span.try_days(count),
            Unit::Weeks => span.try_weeks(count),
            Unit::Months => span.try_months(count),
            Unit::Years => span.try_years(count),
        }
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
    plain(text).map(number)
}

fn plain(text: &str) -> Option<Date> {
    // Only the plain form: a time behind it would be left out without a word.
    let plain = text.len() == 10
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    plain.then_some(text)?.parse().ok()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day on which something is to be done, as `2026-06-02`: written so, or `2 Jun` for the next one,
/// `2 Jun 2027`, or on from today: `+7d`, `2w`.
pub fn coming(text: &str, today: &str) -> Option<String> {
    let text = text.trim();
    let today = plain(today)?;
    let from_today = Age::read(text.strip_prefix('+').unwrap_or(text));
    let day = match (plain(text), from_today) {
        (Some(day), _) => day,
        (None, Some(age)) => today.checked_add(age.span().ok()?).ok()?,
        (None, None) => named(text, today)?,
    };
    Some(day.to_string())
}

/// `2 Jun`, `June 2`, `2 June 2027`.
fn named(text: &str, today: Date) -> Option<Date> {
    let (mut numbers, mut month) = (Vec::new(), None);
    for word in text.split([' ', '.', ',']).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        match word.parse::<i16>() {
            Ok(number) => numbers.push(number),
            Err(_) if month.is_none() && word.len() >= 3 => {
                let place = MONTHS.iter().position(|name| name.starts_with(&word))?;
                month = Some(place as i8 + 1);
            }
            Err(_) => return None,
        }
    }
    let (month, first, rest) = (month?, *numbers.first()?, &numbers[1..]);
    let in_year = |year| Date::new(year, month, i8::try_from(first).ok()?).ok();
    match rest {
        [] => in_year(today.year())
            .filter(|day| *day >= today)
            .or_else(|| in_year(today.year() + 1)),
        [year] if *year >= 1970 => in_year(*year),
        _ => None,
    }
}

/// A day as short as it can be told: `2 Jun`, in another year than today `2 Jun 27`. What is no day stays
/// as it is.
pub fn short(day: &str, today: &str) -> String {
    let Some(date) = plain(day) else {
        return day.to_owned();
    };
    let month: String = MONTHS[usize::from(date.month().unsigned_abs()) - 1]
        .chars()
        .take(3)
        .collect();
    let month = crate::roster::display::capital(&month);
    match plain(today) {
        Some(today) if today.year() == date.year() => format!("{} {month}", date.day()),
        _ => format!("{} {month} {:02}", date.day(), date.year() % 100),
    }
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
    fn days_to_come_are_read_as_people_say_them() {
        let today = "2026-11-24";
        for (text, expected) in [
            ("2027-02-28", Some("2027-02-28")),
            ("2 Dec", Some("2026-12-02")),
            ("24 nov", Some("2026-11-24")),
            ("June 2", Some("2027-06-02")),
            (" 2. Jun 2028 ", Some("2028-06-02")),
            ("+7d", Some("2026-12-01")),
            ("2w", Some("2026-12-08")),
            ("+1 month", Some("2026-12-24")),
            ("31 Jun", None),
            ("2", None),
            ("Jun", None),
            ("2 Ju", None),
            ("2 3 4 Jun", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(coming(text, today).as_deref(), expected, "{text}");
        }
        assert_eq!(coming("+9999y", today), None);
        assert_eq!(short("2026-06-02", today), "2 Jun");
        assert_eq!(short("2027-06-02", today), "2 Jun 27");
        assert_eq!(short("one day", today), "one day");
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
