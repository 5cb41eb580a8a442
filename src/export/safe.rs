//! A cell is data, never a formula and never a code for the terminal. What a spreadsheet would run
//! gets an apostrophe in front; control characters and marks that turn the writing direction go.

use std::borrow::Cow;

use crate::roster::formula::defused;

/// The text without control characters other than tabs and line breaks, and with an apostrophe in
/// front where a spreadsheet would run it (see [`crate::roster::formula`]).
pub fn cell(text: &str) -> Cow<'_, str> {
    let steers = |letter: char| steers(letter) && !matches!(letter, '\t' | '\n' | '\r');
    if text.contains(steers) {
        let text: String = text.chars().filter(|letter| !steers(*letter)).collect();
        return Cow::Owned(defused(&text).into_owned());
    }
    defused(text)
}

/// The text in one line: tabs and line breaks are blanks, other control characters are gone.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter_map(|letter| match letter {
        '\t' | '\n' | '\r' => Some(' '),
        letter => Some(letter).filter(|letter| !steers(*letter)),
    });
    Cow::Owned(letters.collect())
}

/// The text as a document may hold it: in one line, without marks of the writing direction, whose
/// letters stay in their order without them, and without what is no letter in any alphabet.
pub fn shown(text: &str) -> Cow<'_, str> {
    let line = line(text);
    let foreign = |letter: char| {
        matches!(
            letter,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}'
        ) || u32::from(letter) & 0xfffe == 0xfffe
    };
    if !line.contains(foreign) {
        return line;
    }
    Cow::Owned(line.chars().filter(|letter| !foreign(*letter)).collect())
}

/// Whether a terminal would obey the letter instead of showing it: control characters, and the
/// overrides, embeddings and isolates of the writing direction.
fn steers(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
            ("\0=1+1", "'=1+1"),
            ("\u{1b}[31mred", "[31mred"),
            ("evil\u{202e}txt.exe", "eviltxt.exe"),
            ("two\nlines", "two\nlines"),
            ("", ""),
        ] {
            assert_eq!(cell(text), safe);
        }
    }

    #[test]
    fn a_line_is_one_line_and_steers_nothing() {
        for (text, safe) in [
            ("two\nlines\tof", "two lines of"),
            ("\u{1b}]0;title\u{7}x\u{9b}1m", "]0;titlex1m"),
            ("evil\u{202e}txt.exe", "eviltxt.exe"),
            ("深夜", "深夜"),
        ] {
            assert_eq!(line(text), safe);
        }
    }
}
