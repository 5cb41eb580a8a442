//! The plain reading of a filter: one row, term by term. Slow and obvious; the engine must agree.

use super::ast::{Filter, Term, Test};
use super::filter::{canonical, text_holds};
use crate::roster::fold::fold;
use crate::roster::{Field, Influencer, Kind, Origin, Roster, RowId, Value};

/// Whether the row matches the filter.
pub fn matches(roster: &Roster, filter: &Filter, row: RowId) -> bool {
    let influencer = roster.influencer(row);
    filter
        .terms
        .iter()
        .all(|term| holds(roster, &influencer, term) != term.negated)
}

fn holds(roster: &Roster, influencer: &Influencer<'_>, term: &Term) -> bool {
    match &term.test {
        Test::Anywhere(text) => {
            let text = fold(text);
            Field::SEARCHED.iter().any(|field| match field.kind() {
                Kind::Text => fold(influencer.text(*field)).contains(&text),
                _ => influencer
                    .words(*field)
                    .any(|word| fold(word).contains(&text)),
            })
        }
        Test::Words { field, items } => items.iter().any(|item| {
            let text = fold(&canonical(*field, &item.text));
            let known = roster
                .dictionary(*field)
                .words()
                .iter()
                .any(|word| fold(word) == text);
            let in_file = *field == Field::Niche
                && !known
                && influencer
                    .words(Field::NicheInFile)
                    .any(|word| fold(word) == text);
            in_file
                || influencer.words(*field).map(fold).any(|word| {
                    let begins = || {
                        word.char_indices().any(|(at, _)| {
                            let inside = word[..at]
                                .chars()
                                .next_back()
                                .is_some_and(char::is_alphanumeric);
                            !inside && word[at..].starts_with(&text)
                        })
                    };
                    word == text || (!known && !item.exact && begins())
                })
        }),
        Test::Text { field, items } => {
            let value = fold(influencer.text(*field));
            !value.is_empty()
                && items.iter().any(|item| {
                    let text = match item.how {
                        super::TextMatch::Equals => item.text.trim_start_matches('@'),
                        _ => &item.text,
                    };
                    text_holds(&value, &fold(text), item.how)
                })
        }
        Test::Number {
            field,
            ranges,
            inverted,
        } => {
            let money = field.kind() == Kind::Money && field.spec().origin == Origin::File;
            let value = if money {
                influencer.amount(*field)
            } else {
                influencer.number(*field)
            };
            value.is_some_and(|value| ranges.iter().any(|range| range.holds(value)) != *inverted)
        }
        Test::Has(field) => influencer.value(*field) != Value::Unknown,
    }
}
