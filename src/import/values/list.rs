//! Cells that hold several words.

use std::collections::HashSet;

use super::super::flatten::BETWEEN;
use super::trim;

/// What stands between the words of a column's cells: decided once for the column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists {
    /// Only the unit separator stands between words: the container knows its lists.
    pub told: bool,
    /// Commas are parts of names: `Health, Beauty and Fitness`.
    pub no_comma: bool,
    /// `Travel/Lifestyle` are two.
    pub slash: bool,
    /// `Food & Travel` are two where both are written alone too.
    pub and: bool,
    /// Languages are written as codes, `en` or `pt-BR`, and stay so.
    pub codes: bool,
    /// Cells that are one name, whatever stands in them.
    pub whole: HashSet<String>,
    /// Words that cells hold alone, in lower case.
    pub alone: HashSet<String>,
}

/// Marks that stand between words and in no name.
const ALWAYS: &[char] = &[';', '|', '•', '、', '，', '；', '｜', '\n', '\r', '\t'];

/// What stands between two that are as well one: `Food & Drink`.
pub const AND: &[&str] = &["&", " and ", "+", " y ", " et ", " und "];

impl Lists {
    /// The words of a cell.
    pub fn words<'c>(&self, cell: &'c str) -> Vec<&'c str> {
        if self.told || cell.contains(BETWEEN) {
            return clean(cell.split(BETWEEN));
        }
        if self.whole.contains(cell) {
            return vec![cell];
        }
        if cell.starts_with('#') && !cell[1..].starts_with([' ', '#']) {
            return clean(cell.split(['#', ' ', ',']));
        }
        let words = clean(cut(cell, |letter| self.is_between(letter)).into_iter());
        if !self.and {
            return words;
        }
        words.into_iter().flat_map(|word| self.both(word)).collect()
    }

    fn is_between(&self, letter: char) -> bool {
        ALWAYS.contains(&letter) || letter == ',' && !self.no_comma || letter == '/' && self.slash
    }

    /// Two words where each is written alone elsewhere.
    fn both<'c>(&self, word: &'c str) -> Vec<&'c str> {
        for between in AND {
            let parts = clean(word.split(between));
            if parts.len() > 1
                && parts
                    .iter()
                    .all(|part| self.alone.contains(&part.to_lowercase()))
            {
                return parts;
            }
        }
        vec![word]
    }
}

/// The parts of a text between marks that stand outside of brackets and quotes.
fn cut(text: &str, is_between: impl Fn(char) -> bool) -> Vec<&str> {
    let listed = text.starts_with('[') && text.ends_with(']');
    let text = if listed {
        &text[1..text.len() - 1]
    } else {
        text
    };
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    let mut quote: Option<char> = None;
    for (at, letter) in text.char_indices() {
        match letter {
            // Only what stands at the beginning of a word opens a quote: `rock 'n' roll`, `5" heels`.
            '"' | '\'' if quote == Some(letter) => quote = None,
            '"' | '\'' if listed && quote.is_none() && trim(&text[start..at]).is_empty() => {
                quote = Some(letter);
            }
            _ if quote.is_some() => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_between(letter) => {
                parts.push(&text[start..at]);
                start = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    // A bracket or a quote that nobody closed is none.
    if depth > 0 || quote.is_some() {
        return text.split(is_between).collect();
    }
    parts.push(&text[start..]);
    parts
}

fn clean<'c>(words: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    words
        .map(|word| trim(trim(word).trim_matches(['[', ']', '"', '\''])))
        .filter(|word| !word.is_empty() && *word != "," && !super::is_missing(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_at_what_stands_between_words() {
        let plain = Lists::default();
        for (cell, words) in [
            ("Beauty", vec!["Beauty"]),
            (
                "Beauty, Travel ; Food|Art",
                vec!["Beauty", "Travel", "Food", "Art"],
            ),
            ("Beauty\nTravel", vec!["Beauty", "Travel"]),
            ("美妆、旅行，美食", vec!["美妆", "旅行", "美食"]),
            ("Beauty • Travel", vec!["Beauty", "Travel"]),
            ("[\"a, b\",\"c\"]", vec!["a, b", "c"]),
            ("['a', 'b']", vec!["a", "b"]),
            ("[a, b]", vec!["a", "b"]),
            ("#beauty #travel", vec!["beauty", "travel"]),
            ("#beauty#travel", vec!["beauty", "travel"]),
            (
                "Beauty (skin, hair), Travel",
                vec!["Beauty (skin, hair)", "Travel"],
            ),
            ("Beauty (skin, hair", vec!["Beauty (skin", "hair"]),
            ("rock 'n' roll, jazz", vec!["rock 'n' roll", "jazz"]),
            ("Actors/actresses", vec!["Actors/actresses"]),
            ("Food & Drink", vec!["Food & Drink"]),
            ("TV, Film\u{1f}Music", vec!["TV, Film", "Music"]),
            ("Beauty, n/a", vec!["Beauty"]),
            ("[]", vec![]),
        ] {
            assert_eq!(plain.words(cell), words, "{cell}");
        }
    }
}
