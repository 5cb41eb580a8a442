//! What one cell says: numbers as people write them, words, handles, dates. No cell is looked at
//! twice; how a column writes its numbers is decided elsewhere ([`super::units`]).

use std::borrow::Cow;

use crate::roster::Currency;

/// The text without blanks of any kind, line ends and byte-order marks around it.
pub fn trim(text: &str) -> &str {
    // Most cells have nothing to trim; their first and last bytes show it.
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if plain(text.as_bytes().first()) && plain(text.as_bytes().last()) {
        return text;
    }
    text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}')
    })
}

/// Words that people write for "not known".
const MISSING: &[&str] = &[
    "",
    "-",
    "--",
    "---",
    "—",
    "–",
    "?",
    ".",
    "n/a",
    "n/a'",
    "na",
    "n.a.",
    "nan",
    "nan%",
    "null",
    "none",
    "nil",
    "tbd",
    "tba",
    "unknown",
    "undefined",
    "not available",
    "n\\a",
    "(blank)",
    "<null>",
    "inf",
    "-inf",
];

/// Whether a cell says that nothing is known.
pub fn is_missing(cell: &str) -> bool {
    // No word for "not known" begins with a digit.
    if cell.len() > 16 || cell.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    cell.is_empty()
        || cell.starts_with('#') && cell.ends_with(['!', '?', 'A']) && cell.len() > 3
        || MISSING.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

/// A cell without the tags that an export left in it: `<span>29%</span>`.
pub fn untagged(cell: &str) -> Cow<'_, str> {
    if !(cell.starts_with('<') && cell.ends_with('>')) {
        return Cow::Borrowed(cell);
    }
    let mut out = String::new();
    let mut inside = false;
    for letter in cell.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(letter),
            _ => {}
        }
    }
    Cow::Owned(trim(&out).to_owned())
}

/// A number with what stood around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub value: f64,
    pub percent: bool,
    pub currency: Option<Currency>,
    /// A magnitude such as `K` or `million` was written.
    pub scaled: bool,
}

/// Reads a number; with `decimal_comma` a comma is the decimal mark and a point stands between
/// thousands.
pub fn number(cell: &str, decimal_comma: bool) -> Option<Number> {
    if let Some(value) = plain(cell, decimal_comma) {
        return Some(Number {
            value,
            percent: false,
            currency: None,
            scaled: false,
        });
    }
    let text = untagged(cell);
    let text = trim(text.trim_matches(['[', ']', '\'', '"']));
    let (text, percent) = match text.strip_suffix(['%', '％']) {
        Some(rest) => (trim(rest), true),
        None => (text, false),
    };
    let (text, currency) = without_currency(text);
    let text = text
        .strip_suffix('+')
        .unwrap_or(text)
        .trim_start_matches('~');
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, trim(rest)),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = text
        .char_indices()
        .find(|(_, letter)| !is_digit_part(*letter))
        .map_or(text.len(), |(at, _)| at);
    let (digits, unit) = text.split_at(end);
    let (unit, late) = without_currency(trim(unit));
    let (digits, factor) = match exponent(digits, unit) {
        Some(value) => (value, 1.0),
        None => (value_of(trim(digits), decimal_comma)?, magnitude(unit)?),
    };
    let value = if factor == 1.0 {
        digits
    } else {
        clean(digits * factor)
    };
    Some(Number {
        value: if negative { -value } else { value },
        percent,
        currency: currency.or(late),
        scaled: factor != 1.0,
    })
}

/// Digits, with one point where that is the decimal mark: most cells.
fn plain(cell: &str, decimal_comma: bool) -> Option<f64> {
    let bytes = cell.as_bytes();
    if bytes.is_empty() || bytes.len() > 15 {
        return None;
    }
    let mut whole = 0u64;
    let mut points = 0;
    for byte in bytes {
        match byte {
            b'0'..=b'9' => whole = whole * 10 + u64::from(byte - b'0'),
            b'.' => points += 1,
            _ => return None,
        }
    }
    match points {
        0 => Some(whole as f64),
        1 if !decimal_comma && bytes.len() > 1 => cell.parse().ok(),
        _ => None,
    }
}

/// Arithmetic leaves `4630.000000000001`: twelve digits are more than any cell holds.
fn clean(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.12e}").parse().unwrap_or(value)
}

fn is_digit_part(letter: char) -> bool {
    letter.is_ascii_digit()
        || matches!(letter, '.' | ',' | '\'' | '’' | '_')
        || letter.is_whitespace()
}

/// `2.28E+11`
fn exponent(digits: &str, unit: &str) -> Option<f64> {
    let power = unit.strip_prefix(['e', 'E'])?;
    power
        .strip_prefix('+')
        .unwrap_or(power)
        .parse::<i32>()
        .ok()?;
    format!("{}e{power}", trim(digits)).parse().ok()
}

/// The value of digits with marks between them.
fn value_of(digits: &str, decimal_comma: bool) -> Option<f64> {
    if !digits.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let (decimal, group) = if decimal_comma {
        (',', '.')
    } else {
        ('.', ',')
    };
    let compact: String = digits
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '\'' | '’' | '_'))
        .collect();
    let blanks = digits.chars().any(|letter| letter.is_whitespace());
    if blanks && !groups_of_three(digits) {
        return None;
    }
    let (whole, fraction) = match compact.rsplit_once(decimal) {
        Some((whole, fraction)) if !whole.contains(decimal) => (whole, Some(fraction)),
        // The decimal mark twice: it stands between thousands here.
        Some(_) if groups(&compact, decimal) => {
            return compact.replace(decimal, "").parse().ok();
        }
        Some(_) => return None,
        None => (compact.as_str(), None),
    };
    let whole = if whole.contains(group) {
        if groups(whole, group) {
            whole.replace(group, "")
        } else if fraction.is_none() && whole.matches(group).count() == 1 {
            // Not between thousands, so it can just be a decimal mark.
            whole.replace(group, ".")
        } else {
            return None;
        }
    } else {
        whole.to_owned()
    };
    match fraction {
        Some(fraction) if fraction.contains(group) => None,
        Some(fraction) => format!("{whole}.{fraction}0").parse().ok(),
        None => whole.parse().ok(),
    }
}

/// `1,234,567`, or `2,28,00,00,00,000` as written in India.
fn groups(text: &str, mark: char) -> bool {
    let parts: Vec<&str> = text.split(mark).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((last, before)) = parts.split_last() else {
        return false;
    };
    before
        .first()
        .is_some_and(|first| digits(first) && first.len() <= 3)
        && last.len() == 3
        && digits(last)
        && before[1..]
            .iter()
            .all(|part| digits(part) && matches!(part.len(), 2 | 3))
}

fn groups_of_three(text: &str) -> bool {
    let whole = text.split([',', '.']).next().unwrap_or(text);
    let parts: Vec<&str> = whole.split_whitespace().collect();
    parts.len() < 2 || parts[1..].iter().all(|part| part.len() == 3)
}

/// What a word behind a number multiplies it by.
fn magnitude(unit: &str) -> Option<f64> {
    let unit = unit.trim_end_matches(['.', '+']).to_lowercase();
    Some(match unit.as_str() {
        "" | "x" | "followers" | "subscribers" | "fans" => 1.0,
        "k" | "thousand" | "thousands" | "tsd" | "mil" | "тыс" | "rb" | "ribu" | "bin" | "tys"
        | "mille" | "к" => 1e3,
        "m" | "mm" | "mn" | "mio" | "mln" | "million" | "millions" | "millones" | "milhões"
        | "milhoes" | "mi" | "млн" | "jt" | "juta" | "milyon" | "millionen" | "milioni" | "м" => {
            1e6
        }
        "b" | "bn" | "billion" | "billions" | "mrd" | "млрд" | "milyar" | "miliar" => 1e9,
        "만" | "万" | "萬" | "w" => 1e4,
        "억" | "亿" | "億" => 1e8,
        "천" | "千" => 1e3,
        "lakh" | "lac" | "lakhs" => 1e5,
        "crore" | "cr" | "crores" => 1e7,
        _ => return None,
    })
}

const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("R$", "BRL"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("Rp", "IDR"),
    ("Rs.", "INR"),
    ("Rs", "INR"),
    ("RM", "MYR"),
    ("руб.", "RUB"),
    ("руб", "RUB"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("￥", "JPY"),
    ("元", "CNY"),
    ("円", "JPY"),
    ("원", "KRW"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("฿", "THB"),
    ("₸", "KZT"),
];

/// The text without a currency sign or code before or behind it.
fn without_currency(text: &str) -> (&str, Option<Currency>) {
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            return (trim(rest), Currency::from_code(code));
        }
    }
    let at = text.char_indices().nth(3).map_or(text.len(), |(at, _)| at);
    if let Some(currency) = code(&text[..at]) {
        return (trim(&text[at..]), Some(currency));
    }
    let start = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    match code(&text[start..]) {
        Some(currency) => (trim(&text[..start]), Some(currency)),
        None => (text, None),
    }
}

fn code(text: &str) -> Option<Currency> {
    let letters = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    // `mln` and `mio` are magnitudes; no currency is written in lower case behind a number.
    let upper = text.bytes().all(|byte| byte.is_ascii_uppercase());
    (letters && upper)
        .then(|| Currency::from_code(text))
        .flatten()
}

/// A currency from a cell of its own: a code or a sign.
pub fn currency(cell: &str) -> Option<Currency> {
    Currency::from_code(cell).or_else(|| match without_currency(cell) {
        ("", currency) => currency,
        _ => None,
    })
}

/// How day and month are ordered where both are numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    #[default]
    DayFirst,
    MonthFirst,
}

/// Days since 1970-01-01 of a date.
pub fn date(cell: &str, order: DayOrder) -> Option<f64> {
    let day = cell.split(['T', ' ']).next()?;
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let number = |text: &&str| text.parse::<i16>().ok();
    let (first, second, third) = (number(first)?, number(second)?, number(third)?);
    let (year, month, day) = match (first > 31, order) {
        (true, _) => (first, second, third),
        (false, DayOrder::MonthFirst) => (third, first, second),
        (false, DayOrder::DayFirst) => (third, second, first),
    };
    let year = if year < 100 { year + 2000 } else { year };
    let date =
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch
        .until(date)
        .ok()
        .map(|span| f64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (cell, value) in [
            ("48200", Some(48_200.0)),
            ("12.5K", Some(12_500.0)),
            ("477.9M", Some(477_900_000.0)),
            ("29.0b", Some(29e9)),
            ("0.89k", Some(890.0)),
            ("4.5 million", Some(4_500_000.0)),
            ("790 thousand", Some(790_000.0)),
            ("2 587", Some(2_587.0)),
            ("7 768 ₽", Some(7_768.0)),
            ("10\u{a0}358", Some(10_358.0)),
            ("8,500", Some(8_500.0)),
            ("138,256,408", Some(138_256_408.0)),
            ("2,28,00,00,00,000", Some(228e9)),
            ("1'234'567", Some(1_234_567.0)),
            ("$2,500", Some(2_500.0)),
            ("USD 1,200.50", Some(1_200.5)),
            ("1200 EUR", Some(1_200.0)),
            ("<span>29%</span>", Some(29.0)),
            ("['12%']", Some(12.0)),
            ("2.28E+11", Some(2.28e11)),
            ("4.630000000000001k", Some(4_630.0)),
            ("1120.7k", Some(1_120_700.0)),
            ("79만", Some(790_000.0)),
            ("9.5만", Some(95_000.0)),
            ("1.2M+", Some(1_200_000.0)),
            ("-0.14%", Some(-0.14)),
            ("6,1%", Some(6.1)),
            ("637000.0", Some(637_000.0)),
            ("1.00", Some(1.0)),
            ("R$ 1500", Some(1_500.0)),
            ("600K-800K", None),
            ("abc", None),
            ("12 apples", None),
            ("1 2", None),
            ("", None),
        ] {
            assert_eq!(
                number(cell, false).map(|number| number.value),
                value,
                "{cell}"
            );
        }
    }

    #[test]
    fn a_decimal_comma_turns_the_marks_round() {
        for (cell, value) in [
            ("1.234,5", Some(1_234.5)),
            ("1.234", Some(1_234.0)),
            ("12.480.000", Some(12_480_000.0)),
            ("6,1%", Some(6.1)),
            ("16,037 M", Some(16_037_000.0)),
            ("898,092 K", Some(898_092.0)),
            ("500", Some(500.0)),
        ] {
            assert_eq!(
                number(cell, true).map(|number| number.value),
                value,
                "{cell}"
            );
        }
    }

    #[test]
    fn currencies_stand_before_or_behind() {
        let of = |cell: &str| number(cell, false).and_then(|number| number.currency);
        assert_eq!(of("7 768 ₽"), Currency::from_code("RUB"));
        assert_eq!(of("$5"), Some(Currency::USD));
        assert_eq!(of("1,200 EUR"), Some(Currency::EUR));
        assert_eq!(of("5 mln"), None);
        assert_eq!(currency("usd"), Some(Currency::USD));
        assert_eq!(currency("€"), Some(Currency::EUR));
    }

    #[test]
    fn dates_and_missing_words() {
        assert_eq!(date("1970-01-31", DayOrder::DayFirst), Some(30.0));
        assert_eq!(date("1970-01-31T10:00:00Z", DayOrder::DayFirst), Some(30.0));
        assert_eq!(date("02/01/1970", DayOrder::DayFirst), Some(1.0));
        assert_eq!(date("01/02/1970", DayOrder::MonthFirst), Some(1.0));
        assert_eq!(date("31.02.1970", DayOrder::DayFirst), None);
        for word in ["", "N/A'", "#VALOR!", "nan", "NaN%", "TBD", "-"] {
            assert!(is_missing(word), "{word}");
        }
        assert!(!is_missing("0"));
    }
}
