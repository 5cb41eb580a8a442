//! Cells that a spreadsheet would run as a formula are defused: they get an apostrophe in front.

use std::borrow::Cow;

/// The text with an apostrophe in front where a spreadsheet would run it: it begins with `=`, `+`,
/// `-`, `@` or their full-width twins, after blanks, or with a tab or a carriage return.
pub fn cell(text: &str) -> Cow<'_, str> {
    let risky = |letter: char| {
        matches!(
            letter,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
        )
    };
    let begins = text.starts_with(risky) || text.trim_start().starts_with(risky);
    if begins {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_text_stays() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("  =HYPERLINK(\"x\")", "'  =HYPERLINK(\"x\")"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("\tx", "'\tx"),
            ("ana=1", "ana=1"),
            ("", ""),
        ] {
            assert_eq!(cell(text), safe);
        }
    }
}
