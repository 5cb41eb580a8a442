//! Digits and marks of every script as those of ASCII, so that a number is read in one way only.

use std::borrow::Cow;

/// The zeros of the scripts that write numbers with ten digits of their own.
const ZEROS: &[u32] = &[
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
    0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec,
    0x1d7f6,
];

/// The text with its digits, marks, blanks and minus signs as ASCII has them. Marks of direction, which
/// nobody sees, are left out.
pub fn folded(text: &str, decimal_comma: bool) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let (decimal, group) = if decimal_comma {
        (',', '.')
    } else {
        ('.', ',')
    };
    let plain = |letter: char| {
        Some(match letter {
            '٫' => decimal,
            '٬' => group,
            '，' => ',',
            '．' => '.',
            '％' | '٪' | '﹪' => '%',
            '＋' => '+',
            '−' | '－' | '﹣' | '‐' | '‑' | '‒' => '-',
            '’' | '‘' | '＇' | '´' | '′' => '\'',
            '（' => '(',
            '）' => ')',
            '～' | '〜' | '∼' => '~',
            '＞' => '>',
            '＜' => '<',
            '＊' => '*',
            '：' => ':',
            '／' => '/',
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {
                return None;
            }
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(letter as u32 - 0xfee0)?,
            letter if letter.is_whitespace() => ' ',
            letter => digit(letter).unwrap_or(letter),
        })
    };
    Cow::Owned(text.chars().filter_map(plain).collect())
}

/// Whether a text has a digit of any script.
pub fn has_digit(text: &str) -> bool {
    let ascii = text.bytes().any(|byte| byte.is_ascii_digit());
    ascii || !text.is_ascii() && text.chars().any(|letter| digit(letter).is_some())
}

fn digit(letter: char) -> Option<char> {
    let code = letter as u32;
    if code < ZEROS[0] {
        return None;
    }
    // Zeros are in order, and each has nine digits behind it.
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    char::from_digit(code - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_are_those_of_ascii() {
        for (text, plain) in [
            ("１２３", "123"),
            ("٠١٢٫٥", "012.5"),
            ("۱۲۳٬۴۵۶", "123,456"),
            ("१२३", "123"),
            ("১২৩", "123"),
            ("๑๒๓", "123"),
            ("1\u{a0}234\u{202f}567", "1 234 567"),
            ("−5", "-5"),
            ("\u{200f}12\u{200e}", "12"),
            ("１．２Ｍ", "1.2M"),
            ("𝟏𝟐", "12"),
            ("ab", "ab"),
        ] {
            assert_eq!(folded(text, false), plain, "{text}");
        }
        assert_eq!(folded("٠١٢٫٥", true), "012,5");
    }
}
