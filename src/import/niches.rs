//! Which words of files mean the same niche: a map that ships with the program, and the user's own, whose
//! entries win. What the map does not know stays as it is, and is told.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::roster::fold::fold;
use crate::roster::{Field, Roster, SegmentBuilder, display};

/// The map that ships with the program.
const STARTER: &str = include_str!("../../assets/niches.toml");

/// Words that stand between two niches and say nothing.
const AND: &[&str] = &["and", "y", "e", "et", "und", "en", "ve", "dan", "и", "i"];

/// Niches that are told of those which the map does not know.
const TOLD: usize = 10;

/// From words of files to niches.
#[derive(Clone, Debug, Default)]
pub struct Niches {
    /// By the comparable form of a word.
    niches: FxHashMap<String, String>,
}

impl Niches {
    /// The map that ships with the program.
    pub fn starter() -> Self {
        Niches::default()
            .with(STARTER)
            .expect("a test reads the map that ships with the program")
    }

    /// This map with more entries, `niche = ["word", "word"]` in TOML, which beat those that are there.
    ///
    /// # Errors
    /// What is wrong with the text, in one line.
    pub fn with(mut self, text: &str) -> Result<Self, String> {
        let read: BTreeMap<String, Vec<String>> = toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            let message = error.message().lines().next().unwrap_or("it is not TOML");
            format!(
                "line {line}: {message}; expected lines such as fitness = [\"gym\", \"workout\"]"
            )
        })?;
        let mut new: FxHashMap<String, String> = FxHashMap::default();
        for (niche, words) in read {
            for word in words.iter().chain([&niche]) {
                match new.insert(comparable(word), niche.clone()) {
                    Some(other) if other != niche => {
                        return Err(format!("\"{word}\" stands under {other} and under {niche}"));
                    }
                    _ => {}
                }
            }
        }
        self.niches.extend(new);
        Ok(self)
    }

    /// What a user's own map begins as: how it is written, and the map that ships with the program as
    /// comments.
    pub fn example() -> String {
        let (about, entries) = STARTER.split_once("\n\n").unwrap_or(("", STARTER));
        let entries = entries.lines().map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("# {line}\n"),
        });
        format!(
            "{about}\n#\n# Your entries beat the ones that ship with Tastemaker, which stand below as comments. To keep a word\n# apart, give it a niche of its own:\n# crypto = [\"crypto\", \"bitcoin\"]\n\n{}",
            entries.collect::<String>()
        )
    }

    /// Whether there is no entry at all.
    pub fn is_empty(&self) -> bool {
        self.niches.is_empty()
    }

    /// The niches that a word means: one, or several where it joins words of which all are known
    /// (`Travel/Food`). None where the map does not know it.
    pub fn of(&self, word: &str) -> Option<Vec<&str>> {
        if let Some(niche) = self.niches.get(&comparable(word)) {
            return Some(vec![niche]);
        }
        let parts = word.split(['/', '&', '+']);
        let known = parts.map(|part| self.niches.get(&comparable(part)).map(String::as_str));
        known.collect()
    }

    /// Puts niches in the place of the words of rows.
    pub(super) fn apply(&self, rows: &mut SegmentBuilder) {
        if !self.is_empty() {
            rows.translate_niches(|word| self.of(word));
        }
    }

    /// The niches of the roster that the map does not know, with the number of rows, most first.
    pub fn unknown(&self, roster: &Roster) -> Vec<(String, u64)> {
        if self.is_empty() {
            return Vec::new();
        }
        let dictionary = roster.dictionary(Field::Niche);
        let mut rows = vec![0; dictionary.entry_count()];
        for codes in roster
            .segments()
            .filter_map(|segment| segment.codes(Field::Niche))
        {
            for code in codes.iter() {
                if let Some(count) = rows.get_mut(code as usize) {
                    *count += 1;
                }
            }
        }
        let mut words = vec![0; dictionary.words().len()];
        for (code, rows) in rows.iter().enumerate() {
            for word in dictionary.entry_words(code as u32) {
                words[*word as usize] += rows;
            }
        }
        let counted = dictionary.words().iter().zip(words);
        let mut unknown: Vec<(String, u64)> = counted
            .filter(|(word, rows)| *rows > 0 && self.of(word).is_none())
            .map(|(word, rows)| (word.clone(), rows))
            .collect();
        unknown.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        unknown
    }

    /// What to know of the niches that the map does not know; nothing where it knows all.
    pub fn note(&self, roster: &Roster) -> Option<String> {
        let unknown = self.unknown(roster);
        let first = unknown.iter().take(TOLD);
        let mut told: Vec<String> = first
            .map(|(word, rows)| format!("{word} ({})", display::grouped(*rows)))
            .collect();
        if unknown.len() > TOLD {
            told.push(format!("and {} more", unknown.len() - TOLD));
        }
        let told = told.join(", ");
        (!told.is_empty()).then(|| format!("Niches not in your map, kept as they are: {told}."))
    }
}

/// The form in which words are compared: folded, without punctuation, without the words for "and".
fn comparable(word: &str) -> String {
    let folded = fold(word);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let last = words.len().saturating_sub(1);
    let inner = words
        .iter()
        .enumerate()
        .filter(|(at, word)| *at == 0 || *at == last || !AND.contains(word));
    let kept: Vec<&str> = inner.map(|(_, word)| *word).collect();
    if kept.is_empty() {
        folded.trim().to_owned()
    } else {
        kept.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_many_languages_mean_the_same_niche() {
        let niches = Niches::starter();
        for (word, niche) in [
            ("Beauty", "beauty"),
            ("Belleza", "beauty"),
            ("BELEZA", "beauty"),
            ("Beauté", "beauty"),
            ("Kosmetik", "beauty"),
            ("красота", "beauty"),
            ("美妆", "beauty"),
            ("뷰티", "beauty"),
            ("Fitness & Gym", "fitness"),
            ("fitness and gym", "fitness"),
            ("Food and Cooking", "food"),
            ("Sweets & Bakery", "food"),
            ("Computers & Gadgets", "tech"),
            ("Kids & Toys", "parenting"),
            ("Videojuegos", "gaming"),
            ("Humor & Fun & Happiness", "comedy"),
            ("Eğlence", "comedy"),
            ("Clothing & Outfits", "fashion"),
            ("Salud y bienestar", "health"),
            ("Crypto", "finance"),
            ("🎵 Music", "music"),
            ("旅行", "travel"),
            ("自動車", "automotive"),
            ("सौंदर्य", "beauty"),
        ] {
            assert_eq!(niches.of(word), Some(vec![niche]), "{word}");
        }
        assert_eq!(
            niches.of("Travel/Lifestyle"),
            Some(vec!["travel", "lifestyle"])
        );
        assert_eq!(
            niches.of("Beauty & Fashion"),
            Some(vec!["beauty", "fashion"])
        );
        for word in ["UGC", "Beauty & Dragons", "fasion", "", "👑"] {
            assert_eq!(niches.of(word), None, "{word}");
        }
    }

    #[test]
    fn the_users_entries_win_and_mistakes_are_told() {
        let own =
            "crypto = [\"Crypto\", \"web3\"]\n\"Fitness\" = [\"Running\", \"fitness & gym\"]\n";
        let niches = Niches::starter().with(own).unwrap();
        assert_eq!(niches.of("crypto"), Some(vec!["crypto"]));
        assert_eq!(niches.of("WEB3"), Some(vec!["crypto"]));
        assert_eq!(niches.of("running"), Some(vec!["Fitness"]));
        assert_eq!(niches.of("stocks"), Some(vec!["finance"]));
        for (text, said) in [
            (
                "a = [\"x\"]\nb = [\"X!\"]\n",
                "\"X!\" stands under a and under b",
            ),
            ("a = [\"x\"]\nb = 3\n", "line 2: "),
            ("a = [", "line 1: "),
        ] {
            let error = Niches::default().with(text).unwrap_err();
            assert!(error.starts_with(said), "{error}");
        }
    }
}
