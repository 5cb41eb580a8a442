//! One term over one segment: a bitmap of the rows that match, and one of the rows where it cannot
//! be told because a compared number is unknown.

use super::ast::{NumberRange, Term, Test, TextItem, TextMatch, WordItem};
use super::contains::containing;
use crate::roster::column::UNKNOWN_CODE;
use crate::roster::fold::{fold, fold_into};
use crate::roster::platform::Platform;
use crate::roster::row_set::full;
use crate::roster::{Column, Dictionary, Field, Kind, Roster, Segment, country, language};

/// A term made ready for a roster: words are looked up once, not once a row.
#[derive(Debug)]
pub struct Prepared {
    negated: bool,
    check: Check,
}

#[derive(Debug, PartialEq)]
enum Check {
    Anywhere {
        needle: String,
        /// For each searched field of words, which combinations hold the text in one of their words.
        words: Vec<(Field, Vec<bool>)>,
    },
    /// For each combination of words, whether it is wanted.
    Codes {
        field: Field,
        wanted: Vec<bool>,
        /// The same for the words as they stand in the file, where the field has others.
        in_file: Vec<bool>,
    },
    Text {
        field: Field,
        items: Vec<(String, TextMatch)>,
    },
    Number {
        field: Field,
        ranges: Vec<NumberRange>,
        inverted: bool,
        /// For each code of the row's currency, what one unit is worth: NaN where amounts cannot be
        /// compared. Empty where values are compared as they are.
        worth: Vec<f64>,
    },
    Has(Field),
}

/// The rows of a segment that match, and those that cannot be told.
#[derive(Clone, Debug)]
pub struct Bits {
    pub matched: Vec<u64>,
    /// Empty where no row is in doubt.
    pub doubtful: Vec<u64>,
}

impl Prepared {
    /// Looks the term's words up in the roster's dictionaries.
    pub fn new(roster: &Roster, term: &Term) -> Self {
        let check = match &term.test {
            Test::Anywhere(text) => anywhere(roster, fold(text)),
            Test::Words { field, items } => Check::Codes {
                field: *field,
                wanted: wanted(roster.dictionary(*field), *field, items),
                in_file: wanted_in_file(roster, *field, items),
            },
            Test::Text { field, items } => Check::Text {
                field: *field,
                items: items.iter().map(folded_item).collect(),
            },
            Test::Number {
                field,
                ranges,
                inverted,
            } => Check::Number {
                field: *field,
                ranges: ranges.clone(),
                inverted: *inverted,
                worth: worth(roster, *field),
            },
            Test::Has(field) => Check::Has(*field),
        };
        Prepared {
            negated: term.negated,
            check,
        }
    }

    /// Whether rows that were checked before would be checked the same way now: the roster may have
    /// grown by words that this term did not know of.
    pub fn agrees_with(&self, before: &Prepared) -> bool {
        fn begins<T: PartialEq>(new: &[T], old: &[T]) -> bool {
            new.len() >= old.len() && new[..old.len()] == *old
        }
        match (&self.check, &before.check) {
            (
                Check::Codes {
                    wanted, in_file, ..
                },
                Check::Codes {
                    wanted: old,
                    in_file: old_in_file,
                    ..
                },
            ) => begins(wanted, old) && begins(in_file, old_in_file),
            (Check::Anywhere { words: new, .. }, Check::Anywhere { words: old, .. }) => {
                let mut pairs = new.iter().zip(old);
                pairs.all(|((_, new), (_, old))| begins(new, old))
            }
            (Check::Number { worth: new, .. }, Check::Number { worth: old, .. }) => {
                // As bits, since an unknown worth is as good as another.
                let bits = |worth: &[f64]| {
                    worth
                        .iter()
                        .map(|worth| worth.to_bits())
                        .collect::<Vec<_>>()
                };
                begins(&bits(new), &bits(old))
            }
            (new, old) => new == old,
        }
    }

    /// A guess at the work for a row: cheap terms go first.
    pub fn cost(&self) -> u8 {
        match self.check {
            Check::Codes { .. } | Check::Has(_) => 0,
            Check::Number { .. } => 1,
            Check::Anywhere { .. } => 2,
            Check::Text { .. } => 3,
        }
    }

    /// Checks every row of a segment.
    pub fn bits(&self, segment: &Segment) -> Bits {
        let len = segment.len();
        let mut bits = match &self.check {
            Check::Anywhere { needle, words } => {
                let mut matched = containing(segment, needle);
                for (field, wanted) in words {
                    let others = coded(segment, *field, wanted);
                    for (word, other) in matched.iter_mut().zip(others) {
                        *word |= other;
                    }
                }
                Bits {
                    matched,
                    doubtful: Vec::new(),
                }
            }
            Check::Codes {
                field,
                wanted,
                in_file,
            } => {
                let mut matched = coded(segment, *field, wanted);
                if in_file.contains(&true) {
                    let others = coded(segment, Field::NicheInFile, in_file);
                    for (word, other) in matched.iter_mut().zip(others) {
                        *word |= other;
                    }
                }
                Bits {
                    matched,
                    doubtful: Vec::new(),
                }
            }
            Check::Text { field, items } => Bits {
                matched: texts(segment, *field, items),
                doubtful: Vec::new(),
            },
            Check::Number {
                field,
                ranges,
                inverted,
                worth,
            } => numbers(segment, *field, ranges, *inverted, worth),
            Check::Has(field) => Bits {
                matched: known(segment, *field),
                doubtful: Vec::new(),
            },
        };
        if self.negated {
            // What cannot be told does match the contrary.
            let all = full(len);
            for (word, all) in bits.matched.iter_mut().zip(all) {
                *word = !*word & all;
            }
            bits.doubtful.clear();
        }
        bits
    }
}

/// For each combination in the dictionary, whether one of its words is asked for.
///
/// An item that is a known value means that value alone. Any other item means the values in which a
/// word begins with it, so that the table follows while a value is being typed.
pub(super) fn wanted(dictionary: &Dictionary, field: Field, items: &[WordItem]) -> Vec<bool> {
    let folded: Vec<String> = dictionary.words().iter().map(|word| fold(word)).collect();
    // Rosters that write languages as codes are asked for them by name too.
    let named = |word: &String| fold(&canonical(field, word));
    let named: Vec<String> = dictionary.words().iter().map(named).collect();
    let mut words = vec![false; folded.len()];
    for item in items {
        let written = fold(item.text.trim());
        let (text, folded) = if folded.contains(&written) {
            (written, &folded)
        } else {
            (fold(&canonical(field, &item.text)), &named)
        };
        let known = folded.contains(&text);
        for (word, wanted) in folded.iter().zip(&mut words) {
            *wanted |= *word == text || (!known && !item.exact && has_word_beginning(word, &text));
        }
    }
    (0..dictionary.entry_count() as u32)
        .map(|code| {
            dictionary
                .entry_words(code)
                .iter()
                .any(|word| words[*word as usize])
        })
        .collect()
}

/// For each combination of niches as files write them, whether one of its words is asked for that the
/// map of niches gave another name.
fn wanted_in_file(roster: &Roster, field: Field, items: &[WordItem]) -> Vec<bool> {
    if field != Field::Niche {
        return Vec::new();
    }
    let niches = roster.dictionary(Field::Niche).words();
    let asked = items.iter().map(|item| fold(item.text.trim()));
    let asked: Vec<String> = asked
        .filter(|text| niches.iter().all(|niche| fold(niche) != *text))
        .collect();
    roster
        .dictionary(Field::NicheInFile)
        .entries_with(|word| asked.contains(&fold(word)))
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

/// What one unit of each currency is worth, for amounts that are in the currency of their row. Measures
/// are in the base currency already; so is everything where no row names another.
fn worth(roster: &Roster, field: Field) -> Vec<f64> {
    if field.kind() != Kind::Money || field.spec().origin != crate::roster::Origin::File {
        return Vec::new();
    }
    roster.worth().by_code().to_vec()
}

fn folded_item(item: &TextItem) -> (String, TextMatch) {
    let text = match item.how {
        TextMatch::Equals => item.text.trim_start_matches('@'),
        TextMatch::Contains | TextMatch::Begins => &item.text,
    };
    (fold(text), item.how)
}

/// Packs a test of each value into words of 64 bits.
fn pack<T: Copy>(values: &[T], test: impl Fn(T) -> bool) -> Vec<u64> {
    values
        .chunks(64)
        .map(|chunk| {
            chunk
                .iter()
                .enumerate()
                .fold(0, |word, (at, value)| word | u64::from(test(*value)) << at)
        })
        .collect()
}

fn numbers(
    segment: &Segment,
    field: Field,
    ranges: &[NumberRange],
    inverted: bool,
    worth: &[f64],
) -> Bits {
    let Some(values) = segment.numbers(field) else {
        return Bits {
            matched: vec![0; segment.len().div_ceil(64)],
            doubtful: full(segment.len()),
        };
    };
    let converted: Vec<f64>;
    let values = match segment.codes(Field::Currency) {
        Some(codes) if worth.iter().any(|worth| *worth != 1.0) => {
            let worth = |code: u32| match code {
                UNKNOWN_CODE => 1.0,
                code => worth.get(code as usize).copied().unwrap_or(f64::NAN),
            };
            let pairs = values.iter().zip(codes);
            converted = pairs.map(|(value, code)| value * worth(*code)).collect();
            &converted
        }
        _ => values,
    };
    let matched = match ranges {
        [range] if !inverted => match (&range.low, &range.high) {
            (Some(low), None) if low.included => {
                let low = low.figure.value;
                pack(values, |value| value >= low)
            }
            (None, Some(high)) if !high.included => {
                let high = high.figure.value;
                pack(values, |value| value < high)
            }
            _ => pack(values, |value| range.holds(value)),
        },
        _ => pack(values, |value| {
            !value.is_nan() && ranges.iter().any(|range| range.holds(value)) != inverted
        }),
    };
    let doubtful = pack(values, f64::is_nan);
    Bits { matched, doubtful }
}

fn known(segment: &Segment, field: Field) -> Vec<u64> {
    match segment.column(field) {
        Some(Column::Numbers(values)) => pack(values, |value| !value.is_nan()),
        Some(Column::Words(codes)) => pack(codes, |code| code != UNKNOWN_CODE),
        Some(Column::Text(texts)) => {
            let mut bits = vec![0; segment.len().div_ceil(64)];
            for row in (0..segment.len()).filter(|row| !texts.get(*row).is_empty()) {
                bits[row / 64] |= 1 << (row % 64);
            }
            bits
        }
        None => vec![0; segment.len().div_ceil(64)],
    }
}

/// A text to be found in any of the searched fields, in its folded form.
fn anywhere(roster: &Roster, needle: String) -> Check {
    let fields = Field::SEARCHED.iter().copied();
    let words = fields.filter(|field| field.kind().is_words()).map(|field| {
        let entries = roster.dictionary(field);
        (
            field,
            entries.entries_with(|word| fold(word).contains(&needle)),
        )
    });
    Check::Anywhere {
        words: words.collect(),
        needle,
    }
}

/// The rows whose combination of words is wanted.
fn coded(segment: &Segment, field: Field, wanted: &[bool]) -> Vec<u64> {
    match segment.codes(field) {
        Some(codes) if wanted.contains(&true) => pack(codes, |code| {
            wanted.get(code as usize).copied().unwrap_or(false)
        }),
        _ => vec![0; segment.len().div_ceil(64)],
    }
}

fn texts(segment: &Segment, field: Field, items: &[(String, TextMatch)]) -> Vec<u64> {
    let mut bits = vec![0; segment.len().div_ceil(64)];
    let Some(texts) = segment.texts(field) else {
        return bits;
    };
    let mut folded = String::new();
    for row in 0..segment.len() {
        let text = texts.get(row);
        if text.is_empty() {
            continue;
        }
        folded.clear();
        fold_into(text, &mut folded);
        if items
            .iter()
            .any(|(item, how)| text_holds(&folded, item, *how))
        {
            bits[row / 64] |= 1 << (row % 64);
        }
    }
    bits
}

/// Whether a folded text is what a folded item asks for.
pub(super) fn text_holds(text: &str, item: &str, how: TextMatch) -> bool {
    match how {
        TextMatch::Contains => text.contains(item),
        TextMatch::Begins => text.starts_with(item),
        TextMatch::Equals => text == item,
    }
}
