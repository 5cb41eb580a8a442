//! What one cell says: numbers as people write them, words, handles, dates. No cell is looked at
//! twice; how a column writes its numbers is decided elsewhere ([`super::units`]).

pub mod currency;

mod date;

mod digits;

mod list;

mod magnitude;

mod missing;

mod number;

mod range;

mod scan;

use std::borrow::Cow;

pub use currency::Signs;
pub use currency::sign_within as currency_sign;
pub use date::{DateStyle, DayOrder, date, is_date, may_be_date};
pub use digits::folded;
pub use list::{AND, Lists};
pub use magnitude::factor;
pub use missing::is_missing;
pub use number::{DecimalMark, Notation, Number, number};
pub use range::is_range;

use super::flatten::BETWEEN;
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

/// Entities that an export left in a text, and what they stand for.
const ENTITIES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&apos;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", " "),
];

/// A text as a person would read it: without the tags and entities of a web page, and with commas
/// between the items of a list.
pub fn readable(cell: &str) -> Cow<'_, str> {
    let entity = cell.contains('&') && ENTITIES.iter().any(|(written, _)| cell.contains(written));
    let tag = cell.starts_with('<') && cell.ends_with('>');
    if !entity && !tag && !cell.contains(BETWEEN) {
        return Cow::Borrowed(cell);
    }
    let mut text = untagged(cell).replace(BETWEEN, ", ");
    // The sign that all others begin with comes last: `&amp;lt;` says `&lt;`.
    for (written, sign) in ENTITIES.iter().rev() {
        text = text.replace(written, sign);
    }
    Cow::Owned(text)
}

/// Whether a cell is a number in either notation.
pub fn is_number(cell: &str) -> bool {
    number(cell, false).or_else(|| number(cell, true)).is_some()
}

/// A currency from a cell of its own: a code, a sign, a name.
pub fn currency(cell: &str) -> Option<Currency> {
    currency::currency(cell, &Signs::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lose_what_a_web_page_left() {
        for (cell, text) in [
            ("Tom &amp; Ana", "Tom & Ana"),
            ("&amp;lt;", "&lt;"),
            ("<b>Ana</b>", "Ana"),
            ("a\u{1f}b", "a, b"),
            ("AT&T", "AT&T"),
            ("a < b", "a < b"),
        ] {
            assert_eq!(readable(cell), text, "{cell}");
        }
    }

    #[test]
    fn a_cell_of_its_own_names_a_currency() {
        for (cell, code) in [
            ("usd", "USD"),
            ("€", "EUR"),
            ("USD ($)", "USD"),
            ("INR - Indian Rupee", "INR"),
            ("руб.", "RUB"),
            ("人民币", "CNY"),
            ("euros", "EUR"),
        ] {
            assert_eq!(currency(cell), Currency::from_code(code), "{cell}");
        }
        assert_eq!(currency("Mexico"), None);
    }
}
