//! Cells that say from where to where a number lies, which is no number.

use super::digits::folded;
use super::number::{Notation, number, phrase};
use super::scan::LONGEST;
use super::{trim, untagged};

/// Whether a cell names more than one number, or none: `10k-50k`, `100 to 200`, `< 10k`.
pub fn is_range(cell: &str, notation: impl Into<Notation>) -> bool {
    let notation = notation.into();
    if cell.len() > 2 * LONGEST
        || cell.is_ascii() && !cell.bytes().any(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let text = untagged(cell);
    let text = folded(
        trim(text.trim_matches(['[', ']', '"'])),
        notation.decimal_comma,
    );
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(['<', '≤']) {
        return number(rest.trim_start_matches('='), notation).is_some();
    }
    if let Some(length) = phrase(text, MOST) {
        return number(&text[length..], notation).is_some();
    }
    BETWEEN.iter().any(|mark| {
        text.match_indices(mark).any(|(at, _)| {
            let (low, high) = (&text[..at], &text[at + mark.len()..]);
            match (number(low, notation), number(high, notation)) {
                // In `10-50k` the first one is meant in thousands too.
                (Some(low), Some(high)) => low.value <= high.value || low.scaled && !high.scaled,
                _ => false,
            }
        })
    })
}

/// What stands between the ends of a range.
const BETWEEN: &[&str] = &[
    "-", "–", "—", "~", "..", "…", "→", "至", "到", "から", " to ", " bis ", " a ", " à ", " al ",
    " hasta ", " até ", " tot ", " до ", " do ", " ile ", " sampai ", " đến ", " إلى ", " से ",
    " and ", " y ", " e ", " und ", " et ",
];

/// Words before a number that mean at most.
const MOST: &[&str] = &[
    "up to",
    "under",
    "below",
    "less than",
    "max",
    "max.",
    "hasta",
    "menos de",
    "até",
    "bis",
    "bis zu",
    "unter",
    "jusqu'à",
    "moins de",
    "fino a",
    "meno di",
    "tot",
    "onder",
    "до",
    "менее",
    "poniżej",
    "kurang dari",
    "dưới",
];
