//! Counts of the values of a field.

use super::ast::{Item, Term, Test};
use super::wanted::wanted;
use crate::roster::{Dictionary, Field, Roster};

/// The values of a field with how many rows have each.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    pub field: Field,
    /// Most rows first, then by name; tiers from small to large.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetValue {
    pub value: String,
    /// Rows that have it and match the filter apart from the filter's terms about this field.
    pub count: usize,
    /// The filter asks for it.
    pub selected: bool,
}

/// The facet that the counts of combinations make.
pub fn facet(roster: &Roster, field: Field, counts: &[u32], terms: &[Term]) -> Facet {
    let dictionary = roster.dictionary(field);
    let mut by_word = vec![0usize; dictionary.words().len()];
    // The count after the last combination is of the rows that have none.
    for (code, count) in counts[..dictionary.entry_count()].iter().enumerate() {
        for word in dictionary.entry_words(code as u32) {
            by_word[*word as usize] += *count as usize;
        }
    }
    let selected = selected_words(dictionary, field, terms);
    let mut values: Vec<FacetValue> = dictionary
        .words()
        .iter()
        .zip(by_word)
        .zip(selected)
        .map(|((value, count), selected)| FacetValue {
            value: value.clone(),
            count,
            selected,
        })
        .filter(|value| value.count > 0 || value.selected || field == Field::Tier)
        .collect();
    if field != Field::Tier {
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    }
    Facet { field, values }
}

/// For each word, whether a term of the filter asks for it.
fn selected_words(dictionary: &Dictionary, field: Field, terms: &[Term]) -> Vec<bool> {
    let items: Vec<&Item> = terms
        .iter()
        .filter(|term| !term.negated)
        .flat_map(|term| match &term.test {
            Test::Words { field: f, items } if *f == field => items.as_slice(),
            _ => &[],
        })
        .collect();
    if items.is_empty() {
        return vec![false; dictionary.words().len()];
    }
    let items: Vec<Item> = items.into_iter().cloned().collect();
    let mut single = Dictionary::default();
    for word in dictionary.words() {
        single.entry([word.as_str()]);
    }
    wanted(&single, field, &items)
}
