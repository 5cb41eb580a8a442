//! Text that a spreadsheet would run, and the apostrophe in front that keeps it from that.
//!
//! Whoever writes CSV puts the apostrophe there, whoever reads CSV takes it off, and both ask here, so
//! that what is written is read again as what it was.

use std::borrow::Cow;

/// The text with an apostrophe in front where a spreadsheet would run it: it begins with `=`, `+`, `-`,
/// `@` or their full-width twins, after blanks, or with a tab or a carriage return, and is no number.
pub fn defused(text: &str) -> Cow<'_, str> {
    let quoted = text.starts_with('\'') && begins(text);
    if quoted || begins(text) && !is_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`defused`] made harmless.
pub fn restored(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if begins(rest) => rest,
        _ => text,
    }
}

/// Whether a spreadsheet might run the text, were it not for apostrophes.
fn begins(text: &str) -> bool {
    let risky = |letter: char| {
        matches!(
            letter,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
        )
    };
    let text = text.trim_start_matches('\'');
    text.starts_with(risky) || text.trim_start().starts_with(risky)
}

/// `-12.5` and `+3 %` do no harm.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b'%' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_defused_and_everything_else_stays() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("  =HYPERLINK(\"x\")", "'  =HYPERLINK(\"x\")"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("＝1", "'＝1"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("-", "'-"),
            ("-12.5", "-12.5"),
            ("+3 %", "+3 %"),
            ("'tis", "'tis"),
            ("ana=1", "ana=1"),
            ("", ""),
        ] {
            assert_eq!(defused(text), safe);
        }
    }

    proptest! {
        #[test]
        fn what_was_defused_is_restored(text in "['=+\\-@ \t\r0-9a%＝]{0,6}") {
            let safe = defused(&text);
            prop_assert_eq!(restored(&safe), &text[..]);
        }
    }
}
