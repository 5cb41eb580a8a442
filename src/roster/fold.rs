//! Folding: how text is made comparable, so that `Ana`, `ANA`, `Ána` and full-width letters match,
//! and how far two words are apart.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded text: compatibility forms (NFKD) without accents, in lower case.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for letter in text.chars() {
        match Folded::of(letter) {
            Folded::NOTHING => {}
            Folded::SEVERAL => out.extend(folded_letter(letter)),
            Folded(code) => out.extend(char::from_u32(code)),
        }
    }
}

/// Whether folding does more to a text than to make letters of ASCII small.
pub fn has_folding(text: &str) -> bool {
    let folds = |letter: char| !letter.is_ascii() && Folded::of(letter) != Folded(letter as u32);
    !text.is_ascii() && text.chars().any(folds)
}

/// What a letter folds to. Letters fold one by one: only accents, which are left out, would change
/// places with others.
fn folded_letter(letter: char) -> impl Iterator<Item = char> {
    std::iter::once(letter)
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
}

/// What a letter folds to, in short: the code of the one letter that most fold to.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Folded(u32);

/// Letters of which what they fold to is remembered together.
const PAGE: usize = 256;

/// The first two planes of Unicode: nearly all text, with signs and fancy letters.
static PAGES: [OnceLock<[Folded; PAGE]>; 0x2_0000 / PAGE] =
    [const { OnceLock::new() }; 0x2_0000 / PAGE];

impl Folded {
    /// An accent.
    const NOTHING: Folded = Folded(u32::MAX);
    /// More than one letter, or one that is rare.
    const SEVERAL: Folded = Folded(u32::MAX - 1);

    fn of(letter: char) -> Self {
        let code = letter as usize;
        let Some(page) = PAGES.get(code / PAGE) else {
            return Folded::SEVERAL;
        };
        let first = code - code % PAGE;
        let page = page.get_or_init(|| {
            std::array::from_fn(|at| {
                let Some(letter) = char::from_u32((first + at) as u32) else {
                    return Folded::NOTHING;
                };
                let mut letters = folded_letter(letter);
                match (letters.next(), letters.next()) {
                    (None, _) => Folded::NOTHING,
                    (Some(one), None) => Folded(one as u32),
                    (Some(_), Some(_)) => Folded::SEVERAL,
                }
            })
        });
        page[code % PAGE]
    }
}

/// The folded text.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// The folded text, with one blank for any run of punctuation and blanks.
pub fn words(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Letters to insert, delete, change or swap (optimal string alignment distance).
pub fn slips(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (rows[i - 1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_width_do_not_matter() {
        for (text, folded) in [
            ("Ana", "ana"),
            ("Tomás ARAÚJO", "tomas araujo"),
            ("ＡＢＣ１２", "abc12"),
            ("深夜ランナー", "深夜ランナー"),
            ("ℤ𝕨𝕒𝕣𝕥", "zwart"),
        ] {
            assert_eq!(fold(text), fold(folded), "{text}");
        }
        assert_eq!(fold("Tomás"), "tomas");
    }

    /// The whole text at once, as the standard has it.
    fn plainly(text: &str) -> String {
        let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter));
        letters.flat_map(char::to_lowercase).collect()
    }

    #[test]
    fn every_letter_folds_as_it_does_within_a_text() {
        for letter in '\0'..=char::MAX {
            let text = format!("\u{e9}{letter}a\u{301}");
            assert_eq!(fold(&text), plainly(&text), "{letter:?}");
        }
    }

    #[test]
    fn slips_are_counted() {
        for (a, b, count) in [
            ("abc", "acb", 1),
            ("price", "pric", 1),
            ("a", "a", 0),
            ("ab", "cd", 2),
        ] {
            assert_eq!(slips(a, b), count, "{a} {b}");
        }
    }
}
