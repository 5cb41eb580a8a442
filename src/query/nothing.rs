//! Why nothing matches: how many rows would if one term were not there, and values that a term may have
//! meant.

use super::ast::{Item, Term, Test};
use super::suggest;
use super::tally;
use super::wanted::wanted_words;
use crate::roster::{Field, Roster};

/// A value near to one that no row has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The term by its place in the filter.
    pub term: usize,
    /// The value that no row has, as it was typed.
    pub typed: String,
    /// The value near to it.
    pub instead: String,
    /// Rows of the roster that have it, whatever the filter says.
    pub count: usize,
}

/// Values near to those that the terms ask for and no row has. A term of a group is not looked at.
pub(super) fn near(roster: &Roster, terms: &[Term]) -> Vec<Near> {
    let mut found = Vec::new();
    for (term, Term { test, negated, .. }) in terms.iter().enumerate() {
        let Test::Words { field, items } = test else {
            continue;
        };
        if *negated {
            continue;
        }
        let words = roster.dictionary(*field).words();
        for item in items {
            let (Item::Part(typed) | Item::Whole(typed)) = item else {
                continue;
            };
            let known = wanted_words(words, *field, std::slice::from_ref(item));
            if known.contains(&true) {
                continue;
            }
            let near = suggest::nearest(typed, words.iter().map(|word| word.as_str()));
            if let Some(instead) = near {
                found.push(Near {
                    term,
                    typed: typed.clone(),
                    instead: instead.to_owned(),
                    count: rows_with(roster, *field, instead),
                });
            }
        }
    }
    found
}

/// Rows that have this very word.
fn rows_with(roster: &Roster, field: Field, word: &str) -> usize {
    let dictionary = roster.dictionary(field);
    let counts = tally::words_from(roster, field, 0);
    let codes = counts[..dictionary.entry_count()].iter().enumerate();
    let holds = |code: usize| dictionary.texts(code as u32).any(|text| text == word);
    let holding = codes.filter(|(code, count)| **count > 0 && holds(*code));
    holding.map(|(_, count)| *count as usize).sum()
}
