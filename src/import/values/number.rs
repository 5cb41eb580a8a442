//! Numbers as people write them, in every script and with whatever stands around them.

use super::currency::{Signs, leading};
use super::digits::{folded, has_digit};
use super::magnitude::{magnitude, unit};
use super::scan::{LONGEST, scan};
use super::{trim, untagged};
use crate::roster::Currency;

/// The mark between whole numbers and their parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    Comma,
    Point,
}

impl DecimalMark {
    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            DecimalMark::Comma => "comma",
            DecimalMark::Point => "point",
        }
    }
}

/// How numbers are written: decided once for a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Notation {
    /// `1.234,5` rather than `1,234.5`.
    pub decimal_comma: bool,
    /// What `mil` multiplies by: a thousand, of which Spanish and Portuguese write `mil`.
    pub mil: f64,
    /// What `M` multiplies by: a million, or a milliard, which Indonesian shortens so.
    pub m: f64,
    /// What `B` multiplies by: a billion, or a thousand, which Turkish shortens so.
    pub b: f64,
    pub signs: Signs,
}

impl Default for Notation {
    fn default() -> Self {
        Notation {
            decimal_comma: false,
            mil: 1e3,
            m: 1e6,
            b: 1e9,
            signs: Signs::default(),
        }
    }
}

impl From<bool> for Notation {
    fn from(decimal_comma: bool) -> Self {
        Notation {
            decimal_comma,
            ..Notation::default()
        }
    }
}

impl From<&Notation> for Notation {
    fn from(notation: &Notation) -> Self {
        *notation
    }
}

/// A number with what stood around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub value: f64,
    pub percent: bool,
    pub currency: Option<Currency>,
    /// A magnitude such as `K` or `million` was written.
    pub scaled: bool,
    /// `10K+`, `> 500`: there may be more.
    pub at_least: bool,
}

impl Number {
    fn plain(value: f64) -> Self {
        Number {
            value,
            percent: false,
            currency: None,
            scaled: false,
            at_least: false,
        }
    }
}

/// Reads a number; `true` in place of a notation is one in which a comma is the decimal mark and a
/// point stands between thousands.
pub fn number(cell: &str, notation: impl Into<Notation>) -> Option<Number> {
    let notation = notation.into();
    if let Some(value) = plain(cell, notation.decimal_comma) {
        return Some(Number::plain(value));
    }
    // Most cells that are no number have no digit at all.
    if cell.len() > 4 * LONGEST || !has_digit(cell) {
        return None;
    }
    let text = untagged(cell);
    let text = trim(text.trim_matches(['[', ']', '\'', '"', '=']));
    let text = folded(text, notation.decimal_comma);
    let text = text.trim();
    match text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
    {
        // Accountants write negative amounts in brackets.
        Some(inner) => Some(written(inner, &notation)?).map(|number| Number {
            value: -number.value,
            ..number
        }),
        None => written(text, &notation),
    }
}

/// Digits, with one point where that is the decimal mark: most cells.
fn plain(cell: &str, decimal_comma: bool) -> Option<f64> {
    let bytes = cell.as_bytes();
    if bytes.is_empty() || bytes.len() > 15 {
        return None;
    }
    let mut digits = 0u64;
    let mut point = None;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() && !decimal_comma => point = Some(at),
            _ => return None,
        }
    }
    match point {
        None => Some(digits as f64),
        // Both numbers are exact, so the quotient is the number nearest to what stands there.
        Some(at) if bytes.len() > 1 => Some(digits as f64 / TENS[bytes.len() - 1 - at]),
        Some(_) => None,
    }
}

/// Powers of ten.
const TENS: [f64; 15] = [
    1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
];

/// Words before a number that mean about.
const ABOUT: &[&str] = &[
    "approx",
    "approx.",
    "approximately",
    "about",
    "around",
    "ca",
    "ca.",
    "circa",
    "c.",
    "etwa",
    "environ",
    "около",
    "约",
    "約",
    "약",
];

/// Words before a number that mean at least.
const LEAST: &[&str] = &[
    "over",
    "more than",
    "at least",
    "from",
    "starting at",
    "starts at",
    "min",
    "min.",
    "desde",
    "más de",
    "mas de",
    "a partir de",
    "mais de",
    "ab",
    "über",
    "mindestens",
    "dès",
    "plus de",
    "à partir de",
    "da",
    "oltre",
    "vanaf",
    "от",
    "более",
    "od",
    "mulai",
    "từ",
];

/// Words before a number that say what it is.
const LABELS: &[&str] = &[
    "followers",
    "subscribers",
    "subs",
    "fans",
    "er",
    "price",
    "seguidores",
    "abonnés",
    "follower",
    "abonnenten",
    "подписчики",
    "подписчиков",
    "粉丝",
    "粉丝数",
    "粉絲",
    "フォロワー",
    "팔로워",
    "구독자",
];

/// A number with what stands before and behind it. The text has digits of ASCII only.
fn written(text: &str, notation: &Notation) -> Option<Number> {
    let digit = text.find(|letter: char| letter.is_ascii_digit())?;
    // `.5`
    let start = match text[..digit].strip_suffix(['.', ',']) {
        Some(before) if !before.ends_with(char::is_alphanumeric) => digit - 1,
        _ => digit,
    };
    let mut number = Number::plain(0.0);
    let mut negative = false;
    let marked = text.contains('%');
    head(&text[..start], notation, marked, &mut number, &mut negative)?;
    let (value, rest) = scan(&text[start..], notation.decimal_comma)?;
    number.value = value;
    tail(rest, notation, &mut number)?;
    if negative {
        number.value = -number.value;
    }
    number.value.is_finite().then_some(number)
}

/// Takes in what stands before the digits; none where that cannot stand before a number. More words may
/// where the number is `marked` by a percent sign.
fn head(
    text: &str,
    notation: &Notation,
    marked: bool,
    number: &mut Number,
    negative: &mut bool,
) -> Option<()> {
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let mut taken = 1;
        match first {
            '-' | '–' | '—' if !*negative => *negative = true,
            '+' | '~' | '±' => {}
            '≈' | '≃' | '≅' => taken = first.len_utf8(),
            '>' => number.at_least = true,
            '≥' => {
                number.at_least = true;
                taken = first.len_utf8();
            }
            '=' if number.at_least => {}
            '%' => number.percent = true,
            _ => {
                if let Some((currency, length)) = leading(rest, &notation.signs) {
                    // The rand is a mere letter.
                    number.currency = Some(currency);
                    taken = length;
                } else if let Some(length) = phrase(rest, ABOUT) {
                    taken = length;
                } else if let Some(length) = phrase(rest, LEAST) {
                    number.at_least = true;
                    taken = length;
                } else if let Some(length) = unit(rest).filter(|_| marked) {
                    // `ER 12%`
                    taken = length;
                } else {
                    let length = phrase(rest, LABELS)?;
                    let colon = rest[length..].trim_start().strip_prefix(':')?;
                    taken = rest.len() - colon.len();
                }
            }
        }
        if matches!(first, '–' | '—' | '±') {
            taken = first.len_utf8();
        }
        rest = rest[taken..].trim_start();
    }
    Some(())
}

/// How many bytes of a text are one of these words.
pub fn phrase(text: &str, words: &[&str]) -> Option<usize> {
    let first = text
        .chars()
        .next()
        .and_then(|first| first.to_lowercase().next());
    let same = |word: &&&str| {
        if word.chars().next() != first {
            return false;
        }
        let begins = text
            .get(..word.len())
            .is_some_and(|begin| begin == **word || begin.to_lowercase() == **word);
        begins
            && !(word.ends_with(char::is_alphabetic)
                && text[word.len()..].starts_with(char::is_alphabetic))
    };
    words.iter().filter(same).map(|word| word.len()).max()
}

/// Takes in what stands behind the digits; none where that cannot stand behind a number.
fn tail(text: &str, notation: &Notation, number: &mut Number) -> Option<()> {
    let mut rest = text;
    let mut last: Option<f64> = None;
    let mut spelled = false;
    let mut total = 0.0;
    let mut part = number.value;
    loop {
        let blank = rest.starts_with(' ');
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_ascii_digit() {
            // More digits go on only below the magnitude before them.
            let below = last?;
            let (value, after) = scan(rest, notation.decimal_comma)?;
            let digits = rest.len() - after.len();
            let next = magnitude(after.trim_start(), notation);
            match next {
                Some((next, _)) if spelled && value * next.factor < below => {
                    total += part;
                    part = value;
                    last = None;
                }
                None if !blank && digits <= 2 => {
                    // `2k5`, `1tr2`: what stands behind is a decimal place.
                    total += part + value * below / 10f64.powi(digits as i32);
                    part = 0.0;
                    last = None;
                }
                None if spelled && value < below => {
                    total += part + value;
                    part = 0.0;
                    last = None;
                }
                _ => return None,
            }
            rest = after;
            continue;
        }
        if let Some((found, length)) = magnitude(rest, notation) {
            // `2 mil millones`, `3千万`: a larger one multiplies.
            if last.is_some_and(|last| last >= found.factor) || number.percent {
                return None;
            }
            part *= found.factor;
            last = Some(last.unwrap_or(1.0) * found.factor);
            spelled = found.goes_on;
            number.scaled = true;
            rest = &rest[length..];
            continue;
        }
        if let Some((currency, length)) = leading(rest, &notation.signs) {
            if number.currency.is_some_and(|known| known != currency) && first != '$' {
                return None;
            }
            number.currency = number.currency.or(Some(currency));
            rest = &rest[length..];
            continue;
        }
        let length = match first {
            '%' => {
                number.percent = true;
                1
            }
            '‰' => {
                number.percent = true;
                part /= 10.0;
                first.len_utf8()
            }
            '+' => {
                number.at_least = true;
                1
            }
            '起' => {
                number.at_least = true;
                first.len_utf8()
            }
            '*' | '!' | '.' | ',' => 1,
            '†' | '‡' | '¹' | '²' | '³' | '⁺' => first.len_utf8(),
            '/' if rest[1..].trim_start().starts_with(char::is_alphabetic) => 1,
            // `1.200,-`
            '-' | '–' | '—' if rest.len() == first.len_utf8() && text.starts_with([',', '.']) => {
                first.len_utf8()
            }
            // A note behind a number: `12,000 (est.)`.
            '(' | '[' if rest.ends_with([')', ']']) && !number.scaled_by_brackets(rest) => {
                rest.len()
            }
            // `99posts` is a name.
            _ if first.is_ascii_alphabetic() && rest.len() == text.len() => return None,
            _ => unit(rest)?,
        };
        rest = &rest[length..];
    }
    let value = total + part;
    number.value = if number.scaled { clean(value) } else { value };
    Some(())
}

impl Number {
    /// Whether brackets behind a number say more than a note does: another number.
    fn scaled_by_brackets(&self, text: &str) -> bool {
        text.len() > 4 && text.bytes().any(|byte| byte.is_ascii_digit())
    }
}

/// Arithmetic leaves `4630.000000000001`: twelve digits are more than any cell holds.
fn clean(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.12e}").parse().unwrap_or(value)
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
