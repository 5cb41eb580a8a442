//! Days as people and programs write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date as civil};

use super::digits::folded;
use super::trim;
use crate::roster::fold::fold;

/// How day and month are ordered where both are numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    #[default]
    DayFirst,
    MonthFirst,
}

/// How a column writes its days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DateStyle {
    pub order: DayOrder,
    /// Plain numbers count the days that have passed.
    pub days_ago: bool,
    /// The day that `3 days ago` counts back from, in days since 1970-01-01.
    pub today: Option<f64>,
}

impl From<DayOrder> for DateStyle {
    fn from(order: DayOrder) -> Self {
        DateStyle {
            order,
            ..DateStyle::default()
        }
    }
}

/// Days since 1970-01-01 of a date.
pub fn date(cell: &str, style: impl Into<DateStyle>) -> Option<f64> {
    if let Some(date) = iso(cell) {
        return Some(since_epoch(date));
    }
    let style = style.into();
    if cell.len() > 80 {
        return None;
    }
    let text = folded(cell, false);
    let text = trim(text.trim_matches(['"', '\'', '=']));
    if let Ok(number) = text.parse::<f64>() {
        return number_of(number, text, style);
    }
    if let Some(back) = ago(text, style.today) {
        return Some(back);
    }
    day(text, style.order).map(since_epoch)
}

/// Whether a cell is written as a date, with whichever of day and month first. A plain number is not:
/// it can be anything.
pub fn is_date(cell: &str) -> bool {
    let plain = cell
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    !(plain && cell.parse::<f64>().is_ok()) && may_be_date(cell, false)
}

/// Whether a cell can be a date in a column of dates; of days that have passed, where the header says
/// that these are counted.
pub fn may_be_date(cell: &str, days_ago: bool) -> bool {
    [DayOrder::DayFirst, DayOrder::MonthFirst]
        .into_iter()
        .any(|order| {
            let style = DateStyle {
                order,
                days_ago,
                today: Some(0.0),
            };
            date(cell, style).is_some()
        })
}

/// `2026-10-31`, as programs write it: most cells.
fn iso(cell: &str) -> Option<Date> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *cell.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0i16, |number, digit| {
            let digit = digit.is_ascii_digit().then(|| i16::from(digit - b'0'))?;
            Some(number * 10 + digit)
        })
    };
    let (month, day) = (number(&[e, f])?, number(&[g, h])?);
    Date::new(number(&[a, b, c, d])?, month as i8, day as i8).ok()
}

fn since_epoch(date: Date) -> f64 {
    // Counted from the first of March, leap days stand at the ends of years (the Gregorian calendar
    // repeats itself after 400 years of 146,097 days).
    let (year, month) = (i32::from(date.year()), i32::from(date.month()));
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(date.day()) - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    f64::from(days - 719_468)
}

/// A number that stands for a day: its digits in a row, seconds, the count of a spreadsheet, or how
/// many days ago it was.
fn number_of(number: f64, text: &str, style: DateStyle) -> Option<f64> {
    if style.days_ago && (0.0..20_000.0).contains(&number) {
        return Some(style.today? - number.floor());
    }
    let digits = text.len();
    if digits == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, month, day) = (&text[..4], &text[4..6], &text[6..]);
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        return date
            .ok()
            .filter(|date| (1950..2200).contains(&date.year()))
            .map(since_epoch);
    }
    // Days since 1899-12-30 between 1954 and 2119; seconds and their parts since 1970.
    match number {
        20_000.0..80_000.0 => Some((number - 25_569.0).floor()),
        1e8..1e10 => Some((number / 86_400.0).floor()),
        1e11..1e13 => Some((number / 86_400e3).floor()),
        1e14..1e16 => Some((number / 86_400e6).floor()),
        _ => None,
    }
}

/// `3 days ago`, `a week ago`, `2mo ago`.
fn ago(text: &str, today: Option<f64>) -> Option<f64> {
    let text = text.to_ascii_lowercase();
    match text.as_str() {
        "today" | "just now" => return today,
        "yesterday" => return Some(today? - 1.0),
        _ => {}
    }
    let text = text.strip_suffix("ago")?.trim_end();
    let end = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    let (count, unit) = match (&text[..end], text[end..].trim_start()) {
        ("", rest) => {
            let unit = rest.strip_prefix("an ").or_else(|| rest.strip_prefix("a "));
            (1, unit.or_else(|| rest.strip_prefix("one "))?)
        }
        (digits, unit) => (
            digits.parse::<i32>().ok().filter(|count| *count < 10_000)?,
            unit,
        ),
    };
    let today = civil(1970, 1, 1).checked_add((today? as i32).days()).ok()?;
    let before = match unit.trim() {
        "min" | "mins" | "minute" | "minutes" | "h" | "hr" | "hrs" | "hour" | "hours" | "sec"
        | "second" | "seconds" => Ok(today),
        "d" | "day" | "days" => today.checked_sub(count.days()),
        "w" | "wk" | "wks" | "week" | "weeks" => today.checked_sub(count.weeks()),
        "mo" | "mos" | "month" | "months" => today.checked_sub(count.months()),
        "y" | "yr" | "yrs" | "year" | "years" => today.checked_sub(count.years()),
        _ => return None,
    };
    before.ok().map(since_epoch)
}

/// The numbers and the month of a date, whatever stands between them.
fn day(text: &str, order: DayOrder) -> Option<Date> {
    let mut numbers: [(i16, usize); 3] = [(0, 0); 3];
    let mut count = 0;
    let mut month = None;
    // Whether the month came before any number, as in `May 12, 2026`.
    let mut month_at = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() {
            let end = rest
                .find(|letter: char| !letter.is_ascii_digit())
                .unwrap_or(rest.len());
            let behind = &rest[end..];
            if behind.starts_with(':') || count == 3 {
                // A time of day, and whatever follows: only a year may still come.
                return year_behind(behind, numbers, count, month, month_at, order);
            }
            numbers[count] = (rest[..end].parse().ok()?, end);
            count += 1;
            rest = behind;
            // `12th`
            for suffix in ["st", "nd", "rd", "th", "er", "º", "ª"] {
                let after = rest.strip_prefix(suffix);
                rest = after
                    .filter(|after| !after.starts_with(char::is_alphabetic))
                    .unwrap_or(rest);
            }
        } else if first.is_alphabetic() {
            let word = super::magnitude::word(rest);
            if count == 3 && matches!(first, 'T' | 't') {
                break;
            }
            if let Some(known) = month_of(word) {
                if month.is_some() {
                    return None;
                }
                month = Some(known);
                month_at = count;
            } else if !between(word) {
                return None;
            }
            rest = &rest[word.len()..];
        } else if matches!(
            first,
            '-' | '/' | '.' | ',' | ' ' | '\'' | '(' | ')' | '年' | '月' | '日'
        ) {
            rest = &rest[first.len_utf8()..];
        } else if first == '+' && count == 3 {
            break;
        } else {
            return None;
        }
    }
    put(numbers, count, month, month_at, order)
}

/// `Wed Oct 10 20:19:24 +0000 2018`: the year stands behind the time.
fn year_behind(
    rest: &str,
    mut numbers: [(i16, usize); 3],
    mut count: usize,
    month: Option<i8>,
    month_at: usize,
    order: DayOrder,
) -> Option<Date> {
    if count == 1 && month.is_some() {
        let year = rest.rsplit(' ').next()?;
        numbers[1] = (year.parse().ok().filter(|_| year.len() == 4)?, 4);
        count = 2;
    }
    put(numbers, count, month, month_at, order)
}

fn put(
    numbers: [(i16, usize); 3],
    count: usize,
    month: Option<i8>,
    month_at: usize,
    order: DayOrder,
) -> Option<Date> {
    let year = |(year, digits): (i16, usize)| match digits {
        4 => Some(year),
        1 | 2 if year < 70 => Some(year + 2000),
        1 | 2 => Some(year + 1900),
        _ => None,
    };
    let [first, second, third] = numbers;
    let (year, month, day) = match (month, count) {
        (Some(month), 2) if first.1 == 4 => (year(first)?, month, second.0),
        (Some(month), 2) if month_at < 2 => (year(second)?, month, first.0),
        (None, 3) => {
            let (year, month, day) = match (first.1 == 4, order) {
                (true, _) => (year(first)?, second.0, third.0),
                (false, DayOrder::MonthFirst) => (year(third)?, first.0, second.0),
                (false, DayOrder::DayFirst) => (year(third)?, second.0, first.0),
            };
            (year, i8::try_from(month).ok()?, day)
        }
        _ => return None,
    };
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

/// Words between the parts of a date, and names of days of the week.
fn between(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "de",
        "del",
        "da",
        "di",
        "of",
        "the",
        "le",
        "den",
        "der",
        "г",
        "года",
        "ngày",
        "tháng",
        "thg",
        "năm",
        "년",
        "월",
        "일",
        "年",
        "月",
        "日",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "utc",
        "gmt",
        "at",
        "on",
    ];
    // `5月` and the blank-less dates of East Asia.
    WORDS.contains(&word) || WORDS.contains(&word.to_lowercase().as_str())
}

fn month_of(word: &str) -> Option<i8> {
    static MONTHS_BY_NAME: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
        let mut months = HashMap::new();
        for (names, month) in MONTHS.iter().zip(1..) {
            for name in names.split_whitespace() {
                months.insert(name.to_owned(), month);
                // Without its vowel signs a Hindi name is another's.
                if name.chars().any(|letter| letter < '\u{900}') {
                    months.entry(fold(name)).or_insert(month);
                }
            }
        }
        months
    });
    let lower = word.to_lowercase();
    MONTHS_BY_NAME
        .get(&lower)
        .or_else(|| MONTHS_BY_NAME.get(&fold(&lower)))
        .copied()
}

/// The months in the languages of rosters, in full and shortened.
const MONTHS: [&str; 12] = [
    "january jan enero ene janeiro janvier janv januar gennaio gen januari ocak oca января \
     янв январь stycznia sty styczeń يناير जनवरी जन січня січ січень styczen 一月",
    "february feb febrero fevereiro fev février févr februar febbraio februari şubat şub \
     февраля февр фев февраль lutego lut luty فبراير شباط फ़रवरी फ़र лютого лют лютий 二月",
    "march mar marzo março mars märz mär maart mrt mart марта мар март marca marzec maret \
     مارس آذار मार्च березня бер березень mrz 三月",
    "april apr abril abr avril avr aprile nisan nis апреля апр апрель kwietnia kwi kwiecień \
     أبريل نيسان अप्रैल квітня квіт квітень 四月",
    "may mayo maio mai maggio mag mei mayıs мая май maja maj مايو أيار मई травня трав \
     травень 五月",
    "june jun junio junho juin juni giugno giu haziran haz июня июн июнь czerwca cze \
     czerwiec يونيو حزيران जून червня черв червень 六月",
    "july jul julio julho juillet juil juli luglio lug temmuz tem июля июл июль lipca lip \
     lipiec يوليو تموز जुलाई जुल липня лип липень 七月",
    "august aug agosto ago août augustus ağustos ağu августа авг август sierpnia sie \
     sierpień agustus agu أغسطس آب अगस्त अग серпня серп серпень 八月",
    "september sep septiembre sept setembro set septembre settembre eylül eyl сентября сент \
     сен сентябрь września wrz wrzesień سبتمبر أيلول सितंबर सित вересня вер вересень 九月",
    "october oct octubre outubro out octobre oktober okt ottobre ott ekim eki октября окт \
     октябрь października paź październik أكتوبر अक्टूबर अक्टू жовтня жовт жовтень 十月",
    "november nov noviembre novembro novembre kasım kas ноября нояб ноя ноябрь listopada lis \
     listopad نوفمبر नवंबर नव листопада лист листопад 十一月",
    "december dec diciembre dic dezembro dez décembre déc dezember dicembre aralık ara \
     декабря дек декабрь grudnia gru grudzień desember des ديسمبر दिसंबर दिस грудня груд \
     грудень 十二月",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(days: Option<f64>) -> Option<String> {
        let date = civil(1970, 1, 1).checked_add((days? as i32).days());
        Some(date.unwrap().to_string())
    }

    #[test]
    fn days_are_read_as_people_and_programs_write_them() {
        for (cell, expected) in [
            ("2026-05-12", "2026-05-12"),
            ("2026-05-12T10:30:00Z", "2026-05-12"),
            ("2026-05-12T10:30:00.000+02:00", "2026-05-12"),
            ("2026-05-12 10:30", "2026-05-12"),
            ("2026/5/2", "2026-05-02"),
            ("12.05.26", "2026-05-12"),
            ("12/05/2026 23:10", "2026-05-12"),
            ("12 May 2026", "2026-05-12"),
            ("May 12, 2026", "2026-05-12"),
            ("12th May 2026", "2026-05-12"),
            ("Tue, 12 May 2026 10:00:00 GMT", "2026-05-12"),
            ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10"),
            ("12-may-26", "2026-05-12"),
            ("12 de mayo de 2026", "2026-05-12"),
            ("12 de março de 2026", "2026-03-12"),
            ("1er août 2026", "2026-08-01"),
            ("12. März 2026", "2026-03-12"),
            ("12 marzo 2026", "2026-03-12"),
            ("12 mrt. 2026", "2026-03-12"),
            ("12 Ağustos 2026", "2026-08-12"),
            ("12 agustos 2026", "2026-08-12"),
            ("12 мая 2026 г.", "2026-05-12"),
            ("12 września 2026", "2026-09-12"),
            ("12 Agustus 2026", "2026-08-12"),
            ("12 tháng 5, 2026", "2026-05-12"),
            ("ngày 12 tháng 5 năm 2026", "2026-05-12"),
            ("١٢ مايو ٢٠٢٦", "2026-05-12"),
            ("12 जून 2026", "2026-06-12"),
            ("2026年5月12日", "2026-05-12"),
            ("2026. 5. 12.", "2026-05-12"),
            ("2026년 5월 12일", "2026-05-12"),
            ("20260512", "2026-05-12"),
            ("46154", "2026-05-12"),
            ("46154.75", "2026-05-12"),
            ("1778544000", "2026-05-12"),
            ("1778544000000", "2026-05-12"),
        ] {
            assert_eq!(
                ymd(date(cell, DayOrder::DayFirst)).as_deref(),
                Some(expected),
                "{cell}"
            );
        }
        for cell in [
            "31.02.1970",
            "soon",
            "12",
            "2026",
            "May",
            "3 days ago",
            "hace 3 días",
            "12 May",
            "1.5",
            "a-b-c",
            "12 may may 2026",
        ] {
            assert_eq!(date(cell, DayOrder::DayFirst), None, "{cell}");
        }
        assert_eq!(date("01/02/1970", DayOrder::MonthFirst), Some(1.0));
        assert_eq!(date("02/01/1970", DayOrder::DayFirst), Some(1.0));
    }

    #[test]
    fn days_are_counted_back_from_the_day_that_is_given() {
        let style = DateStyle {
            today: Some(100.0),
            ..DateStyle::default()
        };
        for (cell, expected) in [
            ("3 days ago", Some(97.0)),
            ("a week ago", Some(93.0)),
            ("2w ago", Some(86.0)),
            ("1 month ago", Some(69.0)),
            ("5 hours ago", Some(100.0)),
            ("yesterday", Some(99.0)),
            ("3 moons ago", None),
        ] {
            assert_eq!(date(cell, style), expected, "{cell}");
        }
        let counted = DateStyle {
            days_ago: true,
            ..style
        };
        assert_eq!(date("12", counted), Some(88.0));
    }
}
