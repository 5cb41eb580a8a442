//! Which words of a field are asked for: looked up once in its dictionary, not once a row.

use super::ast::Item;
use super::own::{folded, is_like};
use crate::roster::fold::fold;
use crate::roster::platform::Platform;
use crate::roster::{Dictionary, Field, Roster, country, language};

/// For each combination in the dictionary, whether one of its words is asked for.
pub(super) fn wanted(dictionary: &Dictionary, field: Field, items: &[Item]) -> Vec<bool> {
    let words = wanted_words(dictionary.words(), field, items);
    (0..dictionary.entry_count() as u32)
        .map(|code| {
            dictionary
                .entry_words(code)
                .iter()
                .any(|word| words[*word as usize])
        })
        .collect()
}

/// For each word, whether it is asked for.
///
/// An item that is a known value means that value alone. Any other item means the values in which a
/// word begins with it, so that the table follows while a value is being typed.
pub(super) fn wanted_words<T: AsRef<str>>(all: &[T], field: Field, items: &[Item]) -> Vec<bool> {
    let folded: Vec<String> = all.iter().map(|word| fold(word.as_ref())).collect();
    // Rosters that write languages as codes are asked for them by name too.
    let named = all
        .iter()
        .map(|word| fold(&canonical(field, word.as_ref())));
    let named: Vec<String> = named.collect();
    let mut words = vec![false; folded.len()];
    for item in items {
        let (text, exact) = match item {
            Item::Part(text) => (text, false),
            Item::Whole(text) => (text, true),
            Item::Like(pieces) => {
                let pieces: Vec<String> = pieces.iter().map(|piece| fold(piece)).collect();
                for (word, wanted) in folded.iter().zip(&mut words) {
                    *wanted |= is_like(word, &pieces);
                }
                continue;
            }
        };
        let written = fold(text.trim());
        let (text, folded) = if folded.contains(&written) {
            (written, &folded)
        } else {
            (fold(&canonical(field, text)), &named)
        };
        let known = folded.contains(&text);
        for (word, wanted) in folded.iter().zip(&mut words) {
            *wanted |= *word == text || (!known && !exact && has_word_beginning(word, &text));
        }
    }
    words
}

/// For each combination of niches as files write them, whether one of its words is asked for that the
/// map of niches gave another name.
pub(super) fn wanted_in_file(roster: &Roster, field: Field, items: &[Item]) -> Vec<bool> {
    if field != Field::Niche {
        return Vec::new();
    }
    let niches = roster.dictionary(Field::Niche).words();
    let niches: Vec<String> = niches.iter().map(|niche| fold(niche)).collect();
    let asked = items.iter().filter_map(|item| match item {
        Item::Part(text) | Item::Whole(text) => {
            let text = fold(text.trim());
            (!niches.contains(&text)).then_some(Item::Whole(text))
        }
        Item::Like(_) => Some(folded(item)),
    });
    let asked: Vec<Item> = asked.collect();
    roster.dictionary(Field::NicheInFile).entries_with(|word| {
        let word = fold(word);
        asked.iter().any(|item| item.is_in(&word))
    })
}

/// The name under which rosters hold a value that has several spellings.
pub(super) fn canonical(field: Field, text: &str) -> String {
    let name = match field {
        Field::Platform => Platform::named(text).map(|platform| platform.name),
        Field::Country | Field::AudienceCountry => country::named(text),
        Field::Language => language::named(text),
        _ => None,
    };
    name.map_or_else(|| text.trim().to_owned(), str::to_owned)
}

fn has_word_beginning(value: &str, text: &str) -> bool {
    value.match_indices(text).any(|(at, _)| {
        value[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric())
    })
}
