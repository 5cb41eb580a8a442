//! One term over one segment: a bitmap of the rows that match, and one of the rows where it cannot
//! be told because a compared number is unknown.

use super::ast::{Item, Mark, Term, Test};
use super::contains::Needle;
use super::numbers::{numbers, worth};
use super::own::{OwnData, folded};
use super::relative::{self, Bounds};
use super::wanted::{wanted, wanted_in_file};
use crate::roster::codes::{Code, UNKNOWN_CODE, with_codes};
use crate::roster::fold::{fold, fold_into};
use crate::roster::row_set::full;
use crate::roster::{Column, Field, Roster, RowId, Segment};

/// A term made ready for a roster: words are looked up once, not once a row.
#[derive(Debug, PartialEq)]
pub struct Prepared {
    negated: bool,
    check: Check,
}

#[derive(Debug, PartialEq)]
enum Check {
    Anywhere {
        needle: Needle,
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
        /// In their folded form.
        items: Vec<Item>,
    },
    Number {
        field: Field,
        bounds: Bounds,
        inverted: bool,
        /// For each code of the row's currency, what one unit is worth: NaN where amounts cannot be
        /// compared. Empty where values are compared as they are.
        worth: Vec<f64>,
    },
    Has(Field),
    /// These rows of the roster, in order.
    Rows(Vec<RowId>),
    /// All of one of these.
    Either(Vec<Vec<Prepared>>),
}

/// The rows of a segment that match, and those that cannot be told.
#[derive(Clone, Debug)]
pub struct Bits {
    pub matched: Vec<u64>,
    /// Empty where no row is in doubt.
    pub doubtful: Vec<u64>,
}

impl Prepared {
    /// Looks the term's words up in the roster's dictionaries and the user's marks, and its figures in
    /// the roster's values. `today` is in days since 1970-01-01; without it no age can be told.
    pub fn new(roster: &Roster, term: &Term, own: &OwnData, today: Option<i32>) -> Self {
        let check = match &term.test {
            Test::Anywhere(text) => anywhere(roster, Needle::new(text)),
            Test::Words { field, items } => Check::Codes {
                field: *field,
                wanted: wanted(roster.dictionary(*field), *field, items),
                in_file: wanted_in_file(roster, *field, items),
            },
            Test::Text { field, items } => Check::Text {
                field: *field,
                items: items.iter().map(folded).collect(),
            },
            Test::Number {
                field,
                ranges,
                inverted,
            } => Check::Number {
                field: *field,
                bounds: relative::bounds(roster, *field, ranges, today),
                inverted: *inverted,
                worth: worth(roster, *field),
            },
            Test::Has(field) => Check::Has(*field),
            Test::Ticked => Check::Rows(super::own::in_order(own.ticked.clone())),
            Test::Mark { mark, items } => {
                let rows = Check::Rows(own.rows(*mark, items));
                match mark {
                    Mark::List | Mark::Status => rows,
                    // The roster has notes too.
                    Mark::Note => Check::Either(vec![vec![plain(rows)], vec![plain(noted(items))]]),
                }
            }
            Test::Added { ranges, inverted } => {
                let days = relative::day_intervals(ranges, today);
                let holds = |day: f64| {
                    let any = days.known.iter().any(|days| days.holds(day));
                    any != *inverted && !(days.unclear && *inverted)
                };
                Check::Rows(own.rows_added(holds))
            }
            Test::Either(filters) => {
                let ready = |term: &Term| Prepared::new(roster, term, own, today);
                let ready = |terms: &[Term]| terms.iter().map(ready).collect();
                Check::Either(filters.iter().map(|filter| ready(&filter.terms)).collect())
            }
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
            (
                Check::Number {
                    worth: new, bounds, ..
                },
                Check::Number {
                    worth: old,
                    bounds: old_bounds,
                    ..
                },
            ) => {
                // As bits, since an unknown worth is as good as another.
                let bits = |worth: &[f64]| {
                    worth
                        .iter()
                        .map(|worth| worth.to_bits())
                        .collect::<Vec<_>>()
                };
                begins(&bits(new), &bits(old)) && bounds == old_bounds
            }
            (Check::Either(new), Check::Either(old)) => {
                let new = new.iter().flatten();
                new.zip(old.iter().flatten())
                    .all(|(new, old)| new.agrees_with(old))
            }
            (new, old) => new == old,
        }
    }

    /// A guess at the work for a row: cheap terms go first.
    pub fn cost(&self) -> u8 {
        match &self.check {
            Check::Codes { .. } | Check::Has(_) | Check::Rows(_) => 0,
            Check::Number { .. } => 1,
            Check::Anywhere { .. } => 2,
            Check::Text { .. } => 3,
            Check::Either(filters) => {
                let costs = filters.iter().flatten().map(Prepared::cost);
                costs.max().unwrap_or(0)
            }
        }
    }

    /// Whether all rows that this term finds are among those that another does: a text holds each of its
    /// parts.
    pub fn is_within(&self, wider: &Prepared) -> bool {
        match (&self.check, &wider.check) {
            (Check::Anywhere { needle, .. }, Check::Anywhere { needle: part, .. }) => {
                !self.negated && !wider.negated && needle.text().contains(part.text())
            }
            _ => false,
        }
    }

    /// Checks every row of a segment, the first of which has this number. Where a term is known within
    /// which this one is, its rows save looking at others.
    pub fn bits(&self, segment: &Segment, start: RowId, within: Option<&[u64]>) -> Bits {
        let len = segment.len();
        let mut bits = match &self.check {
            Check::Anywhere { needle, words } => {
                let mut matched = needle.rows(segment, within);
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
                bounds,
                inverted,
                worth,
            } => numbers(segment, *field, bounds, *inverted, worth),
            Check::Has(field) => Bits {
                matched: known(segment, *field),
                doubtful: Vec::new(),
            },
            Check::Rows(rows) => Bits {
                matched: rows_of(rows, start, len),
                doubtful: Vec::new(),
            },
            Check::Either(filters) => either(filters, segment, start),
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

fn plain(check: Check) -> Prepared {
    Prepared {
        negated: false,
        check,
    }
}

/// The roster's own notes.
fn noted(items: &[Item]) -> Check {
    match items {
        [] => Check::Has(Field::Notes),
        items => Check::Text {
            field: Field::Notes,
            items: items.iter().map(folded).collect(),
        },
    }
}

/// The bits of these rows in a segment.
fn rows_of(rows: &[RowId], start: RowId, len: usize) -> Vec<u64> {
    let mut bits = vec![0; len.div_ceil(64)];
    let first = rows.partition_point(|row| *row < start);
    let places = rows[first..].iter().map(|row| (*row - start) as usize);
    for place in places.take_while(|place| *place < len) {
        bits[place / 64] |= 1 << (place % 64);
    }
    bits
}

/// The rows where all terms of one filter match, and those where that depends on an unknown number.
fn either(filters: &[Vec<Prepared>], segment: &Segment, start: RowId) -> Bits {
    let empty = || vec![0; segment.len().div_ceil(64)];
    let (mut matched, mut possible) = (empty(), empty());
    for terms in filters {
        let (mut all, mut could) = (full(segment.len()), full(segment.len()));
        for term in terms {
            let bits = term.bits(segment, start, None);
            for (at, word) in bits.matched.iter().enumerate() {
                all[at] &= word;
                could[at] &= word | bits.doubtful.get(at).copied().unwrap_or(0);
            }
        }
        for (at, word) in all.iter().enumerate() {
            matched[at] |= word;
            possible[at] |= could[at];
        }
    }
    let doubtful = matched.iter().zip(possible);
    let doubtful: Vec<u64> = doubtful.map(|(matched, could)| could & !matched).collect();
    let any = doubtful.iter().any(|word| *word != 0);
    Bits {
        matched,
        doubtful: if any { doubtful } else { Vec::new() },
    }
}

/// Packs a test of each value into words of 64 bits. The tests of a word come before its bits, so that
/// several are done at once.
pub(super) fn pack<T: Copy>(values: &[T], test: impl Fn(T) -> bool) -> Vec<u64> {
    let word = |values: &[T]| {
        let mut flags = [0u8; 64];
        for (flag, value) in flags.iter_mut().zip(values) {
            *flag = u8::from(test(*value));
        }
        let (eights, _) = flags.as_chunks::<8>();
        eights
            .iter()
            .rev()
            .fold(0, |word, eight| word << 8 | bits_of(*eight))
    };
    values.chunks(64).map(word).collect()
}

/// Eight flags of 0 or 1 as bits, the first the lowest: the product brings each to its place in the
/// uppermost byte.
fn bits_of(flags: [u8; 8]) -> u64 {
    u64::from_le_bytes(flags).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

fn known(segment: &Segment, field: Field) -> Vec<u64> {
    match segment.column(field) {
        Some(Column::Numbers(values)) => pack(values, |value| !value.is_nan()),
        Some(Column::Words(codes)) => {
            with_codes!(codes, codes => pack(codes, |code| code.code() != UNKNOWN_CODE))
        }
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
fn anywhere(roster: &Roster, needle: Needle) -> Check {
    let fields = Field::SEARCHED.iter().copied();
    let words = fields.filter(|field| field.kind().is_words()).map(|field| {
        let entries = roster.dictionary(field);
        (
            field,
            entries.entries_with(|word| fold(word).contains(needle.text())),
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
        Some(codes) if wanted.contains(&true) => {
            let is_wanted = |code: u32| wanted.get(code as usize).copied().unwrap_or(false);
            with_codes!(codes, codes => pack(codes, |code| is_wanted(code.code())))
        }
        _ => vec![0; segment.len().div_ceil(64)],
    }
}

fn texts(segment: &Segment, field: Field, items: &[Item]) -> Vec<u64> {
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
        if items.iter().any(|item| item.is_in(&folded)) {
            bits[row / 64] |= 1 << (row % 64);
        }
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use crate::roster::{Currency, TierSet};

    #[test]
    fn a_text_is_within_each_of_its_parts() {
        let roster = Roster::new(TierSet::default(), Currency::USD);
        let ready = |text: &str| {
            let term = &parse(text).filter.terms[0];
            Prepared::new(&roster, term, &OwnData::default(), None)
        };
        let within = |text: &str, wider: &str| ready(text).is_within(&ready(wider));
        assert!(within("vegan", "veg") && within("vegan", "GAN") && within("cafés", "cafe"));
        assert!(!within("veg", "vegan"));
        assert!(!within("-vegan", "veg") && !within("vegan", "-veg"));
        assert!(!within("vegan", "niche:veg"));
    }
}
