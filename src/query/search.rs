//! The plain reading of a filter: one row, term by term. Slow and obvious; the engine must agree.

use super::ast::{Bound, Filter, Item, Mark, NumberRange, Term, Test};
use super::engine::Question;
use super::figure::{Amount, Figure, Quartile};
use super::wanted::canonical;
use crate::roster::fold::fold;
use crate::roster::{Field, Influencer, Kind, Origin, Roster, RowId, Value};

/// Whether something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    Yes,
    No,
    /// A number that it depends on is unknown.
    Doubtful,
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        match holds {
            true => Truth::Yes,
            false => Truth::No,
        }
    }
}

/// Whether the row matches the filter of the question.
pub fn matches(roster: &Roster, question: &Question, row: RowId) -> bool {
    truth(roster, question, row) == Truth::Yes
}

/// Whether the row matches the filter of the question, as far as its numbers are known.
pub fn truth(roster: &Roster, question: &Question, row: RowId) -> Truth {
    let plain = Plain {
        roster,
        question,
        influencer: roster.influencer(row),
    };
    plain.all(&question.filter)
}

struct Plain<'a> {
    roster: &'a Roster,
    question: &'a Question,
    influencer: Influencer<'a>,
}

impl Plain<'_> {
    fn all(&self, filter: &Filter) -> Truth {
        let mut all = Truth::Yes;
        for term in &filter.terms {
            all = match (all, self.term(term)) {
                (Truth::No, _) | (_, Truth::No) => Truth::No,
                (Truth::Yes, Truth::Yes) => Truth::Yes,
                _ => Truth::Doubtful,
            };
        }
        all
    }

    fn term(&self, term: &Term) -> Truth {
        match (self.holds(&term.test), term.negated) {
            (truth, false) => truth,
            (Truth::Yes, true) => Truth::No,
            // What cannot be told does match the contrary.
            (Truth::No | Truth::Doubtful, true) => Truth::Yes,
        }
    }

    fn holds(&self, test: &Test) -> Truth {
        let row = self.influencer.id();
        let own = &self.question.own;
        match test {
            Test::Anywhere(text) => self.is_anywhere(&fold(text)).into(),
            Test::Words { field, items } => self.has_word(*field, items).into(),
            Test::Text { field, items } => is_in(self.influencer.text(*field), items).into(),
            Test::Number {
                field,
                ranges,
                inverted,
            } => self.is_within(*field, ranges, *inverted),
            Test::Has(field) => (self.influencer.value(*field) != Value::Unknown).into(),
            Test::Ticked => own.ticked.contains(&row).into(),
            Test::Mark { mark, items } => self.has_mark(*mark, items).into(),
            Test::Added { ranges, inverted } => {
                let mut added = own.lists.iter().flat_map(|list| &list.entries);
                added
                    .any(|entry| {
                        let day = entry.added.map(f64::from);
                        entry.row == row
                            && day.is_some_and(|day| {
                                let within = |range| self.in_range(None, range, day);
                                any(ranges.iter().map(within)) == (!*inverted).into()
                            })
                    })
                    .into()
            }
            Test::Either(filters) => any(filters.iter().map(|filter| self.all(filter))),
        }
    }

    fn is_anywhere(&self, text: &str) -> bool {
        Field::SEARCHED.iter().any(|field| match field.kind() {
            Kind::Text => fold(self.influencer.text(*field)).contains(text),
            _ => {
                let mut words = self.influencer.words(*field);
                words.any(|word| fold(word).contains(text))
            }
        })
    }

    fn has_word(&self, field: Field, items: &[Item]) -> bool {
        let all = self.roster.dictionary(field).words();
        items.iter().any(|item| {
            let words = || self.influencer.words(field);
            let named = |mut field_words: Box<dyn Iterator<Item = &str> + '_>| {
                field_words.any(|word| is_word(field, all, word, item))
            };
            let in_file = field == Field::Niche
                && self
                    .influencer
                    .words(Field::NicheInFile)
                    .any(|word| match item {
                        Item::Part(text) | Item::Whole(text) => {
                            let text = fold(text.trim());
                            fold(word) == text && !all.iter().any(|known| fold(known) == text)
                        }
                        Item::Like(pieces) => is_like(&fold(word), pieces),
                    });
            named(Box::new(words())) || in_file
        })
    }

    fn has_mark(&self, mark: Mark, items: &[Item]) -> bool {
        let own = &self.question.own;
        let row = self.influencer.id();
        let names: Vec<String> = match mark {
            Mark::List => own.lists.iter().map(|list| list.name.to_string()).collect(),
            Mark::Status => super::own::STATUSES
                .iter()
                .map(ToString::to_string)
                .collect(),
            Mark::Note => Vec::new(),
        };
        let entries = own.lists.iter().flat_map(|list| {
            let entries = list.entries.iter().filter(|entry| entry.row == row);
            entries.map(move |entry| (&*list.name, entry))
        });
        let mut texts = entries.map(|(list, entry)| match mark {
            Mark::List => list,
            Mark::Status => entry.status.as_str(),
            Mark::Note => entry.note.as_str(),
        });
        match mark {
            Mark::Note => {
                let roster = self.influencer.text(Field::Notes);
                let holds = |text: &str| match items {
                    [] => !text.is_empty(),
                    items => is_in(text, items),
                };
                holds(roster) || texts.any(holds)
            }
            Mark::List | Mark::Status => texts.any(|text| {
                let is = |item| is_word(Field::Niche, &names, text, item);
                !text.is_empty() && (items.is_empty() || items.iter().any(is))
            }),
        }
    }

    fn is_within(&self, field: Field, ranges: &[NumberRange], inverted: bool) -> Truth {
        let Some(value) = amount(&self.influencer, field) else {
            return Truth::Doubtful;
        };
        let tiered = |bound: &Bound| matches!(bound.figure.amount, Amount::Tier(_));
        let mut bounds = ranges.iter().flat_map(NumberRange::bounds);
        if bounds.any(tiered) && self.influencer.word(Field::Tier).is_empty() {
            return Truth::Doubtful;
        }
        let within = |range| self.in_range(Some(field), range, value);
        match (any(ranges.iter().map(within)), inverted) {
            (truth, false) | (truth @ Truth::Doubtful, true) => truth,
            (Truth::Yes, true) => Truth::No,
            (Truth::No, true) => Truth::Yes,
        }
    }

    /// Whether a known number lies in a range, as far as anybody can say where that is.
    fn in_range(&self, field: Option<Field>, range: &NumberRange, value: f64) -> Truth {
        let side = |bound: &Option<Bound>, is_low: bool| match bound {
            None => Truth::Yes,
            Some(bound) => {
                let Some((first, last)) = self.ends(field, &bound.figure) else {
                    return Truth::Doubtful;
                };
                // The older an age, the earlier its day.
                let is_low = is_low != bound.figure.is_age();
                let holds = match (is_low, bound.included) {
                    (true, true) => value >= first,
                    (true, false) => value > last,
                    (false, true) => value <= last,
                    (false, false) => value < first,
                };
                holds.into()
            }
        };
        match (side(&range.low, true), side(&range.high, false)) {
            // A range is as unclear as its ends.
            (Truth::Doubtful, _) | (_, Truth::Doubtful) => Truth::Doubtful,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::No,
        }
    }

    /// The first and the last number that a figure stands for.
    fn ends(&self, field: Option<Field>, figure: &Figure) -> Option<(f64, f64)> {
        let value = match figure.amount {
            Amount::Number(value) => value,
            Amount::Money(value, currency) => value * self.roster.exchange().rate(currency)?,
            Amount::Days(first, last) => return Some((first.into(), last.into())),
            Amount::Age(age) => age.before(self.question.today?),
            Amount::Top(share) => self.nth(field?, share, !field?.is_better_low())?,
            Amount::Bottom(share) => self.nth(field?, share, field?.is_better_low())?,
            Amount::Tier(quartile) => {
                let tier = self.influencer.word(Field::Tier);
                let values = self.values(field?, |other| other.word(Field::Tier) == tier);
                let share = match quartile {
                    Quartile::First => 0.25,
                    Quartile::Median => 0.5,
                    Quartile::Third => 0.75,
                };
                let place = share * values.len().checked_sub(1)? as f64;
                let (low, high) = (
                    values[place.floor() as usize],
                    values[place.ceil() as usize],
                );
                if low == high {
                    low
                } else {
                    low + (high - low) * place.fract()
                }
            }
        };
        Some((value, value))
    }

    /// What the last of so large a share of the values has.
    fn nth(&self, field: Field, share: f64, largest: bool) -> Option<f64> {
        let mut values = self.values(field, |_| true);
        if largest {
            values.reverse();
        }
        let wanted = (values.len() as f64 * share - 1e-9).ceil().max(1.0) as usize;
        values.get(wanted - 1).copied()
    }

    /// The known values of a field, sorted.
    fn values(&self, field: Field, of: impl Fn(&Influencer<'_>) -> bool) -> Vec<f64> {
        let rows = (0..self.roster.len() as RowId).map(|row| self.roster.influencer(row));
        let values = rows
            .filter(|row| of(row))
            .filter_map(|row| amount(&row, field));
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        values
    }
}

fn any(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut any = Truth::No;
    for truth in truths {
        any = match (any, truth) {
            (Truth::Yes, _) | (_, Truth::Yes) => Truth::Yes,
            (Truth::No, Truth::No) => Truth::No,
            _ => Truth::Doubtful,
        };
    }
    any
}

/// A number; money in the base currency.
fn amount(influencer: &Influencer<'_>, field: Field) -> Option<f64> {
    match (field.kind(), field.spec().origin) {
        (Kind::Money, Origin::File) => influencer.amount(field),
        _ => influencer.number(field),
    }
}

/// Whether a text holds one of these.
fn is_in(text: &str, items: &[Item]) -> bool {
    let text = fold(text);
    !text.is_empty()
        && items.iter().any(|item| match item {
            Item::Part(part) => text.contains(&fold(part)),
            Item::Whole(whole) => text == fold(whole),
            Item::Like(pieces) => is_like(&text, pieces),
        })
}

/// Whether a word out of those that are known is asked for.
fn is_word(field: Field, known: &[String], word: &str, item: &Item) -> bool {
    let name = |word: &str| fold(&canonical(field, word));
    let (text, exact) = match item {
        Item::Like(pieces) => return is_like(&fold(word), pieces),
        Item::Part(text) => (text.trim(), false),
        Item::Whole(text) => (text.trim(), true),
    };
    if known.iter().any(|known| fold(known) == fold(text)) {
        return fold(word) == fold(text);
    }
    if exact || known.iter().any(|known| name(known) == name(text)) {
        return name(word) == name(text);
    }
    let (word, text) = (name(word), name(text));
    word == text
        || word.char_indices().any(|(at, _)| {
            let inside = word[..at]
                .chars()
                .next_back()
                .is_some_and(char::is_alphanumeric);
            !inside && word[at..].starts_with(&text)
        })
}

/// Whether a folded text is made of these pieces, with anything where a star was: every way to place
/// the stars is tried.
fn is_like(text: &str, pieces: &[String]) -> bool {
    let [piece, rest @ ..] = pieces else {
        return text.is_empty();
    };
    let Some(after) = text.strip_prefix(fold(piece).as_str()) else {
        return false;
    };
    if rest.is_empty() {
        return after.is_empty();
    }
    let mut ends = after.char_indices().map(|(at, _)| at).chain([after.len()]);
    ends.any(|at| is_like(&after[at..], rest))
}
