//! Sorting: a permutation of all rows for each order, walked through the matching rows.

use std::ops::Range;

use rayon::prelude::*;

use super::parser::Problem;
use super::suggest;
use crate::roster::column::UNKNOWN_CODE;
use crate::roster::fold::fold;
use crate::roster::{Field, Kind, Origin, Roster, RowId};

/// A field to sort by. Unknown values come last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SortKey {
    pub field: Field,
    pub descending: bool,
}

/// Reads sort keys: `er,-cpe` sorts by engagement rate, then by CPE from the largest.
///
/// # Errors
/// A problem that points at a key that is no field.
pub fn parse_order(text: &str) -> Result<Vec<SortKey>, Problem> {
    let mut keys = Vec::new();
    let mut start = 0;
    for part in text.split(',') {
        let span = start..start + part.len();
        start += part.len() + 1;
        let name = part.trim();
        if name.is_empty() {
            continue;
        }
        let (descending, name) = match name.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, name),
        };
        match Field::named(name) {
            Some(field) => keys.push(SortKey { field, descending }),
            None => return Err(unknown(name, span)),
        }
    }
    Ok(keys)
}

fn unknown(name: &str, span: Range<usize>) -> Problem {
    let near = suggest::field(name);
    let question = near.map_or(String::new(), |near| format!(". Did you mean {near}?"));
    Problem {
        span,
        message: format!("no column \"{name}\" to sort by{question}"),
        fix: near.map(str::to_owned),
    }
}

/// All rows of the roster in order; equal rows stay in the order of the roster.
pub fn permutation(roster: &Roster, order: &[SortKey]) -> Vec<RowId> {
    let keys: Vec<Vec<u64>> = order.iter().map(|key| ranks(roster, *key)).collect();
    match keys.as_slice() {
        [] => (0..roster.len() as RowId).collect(),
        [only] => {
            let mut rows: Vec<(u64, RowId)> = only.iter().copied().zip(0..).collect();
            rows.par_sort_unstable();
            rows.into_iter().map(|(_, row)| row).collect()
        }
        several => {
            let mut rows: Vec<RowId> = (0..roster.len() as RowId).collect();
            rows.par_sort_unstable_by(|a, b| {
                several
                    .iter()
                    .map(|ranks| ranks[*a as usize].cmp(&ranks[*b as usize]))
                    .find(|ordering| ordering.is_ne())
                    .unwrap_or_else(|| a.cmp(b))
            });
            rows
        }
    }
}

/// For each row a number that sorts like its value.
fn ranks(roster: &Roster, key: SortKey) -> Vec<u64> {
    let mut ranks = match key.field.kind() {
        Kind::Text => text_ranks(roster, key.field),
        kind if kind.is_words() => word_ranks(roster, key.field),
        _ => number_ranks(roster, key.field),
    };
    if key.descending {
        for rank in ranks.iter_mut().filter(|rank| **rank != u64::MAX) {
            *rank = u64::MAX - 1 - *rank;
        }
    }
    ranks
}

/// The bits of each number in an order that integers share; unknown is above all else. Amounts of money
/// are compared by what they are worth.
fn number_ranks(roster: &Roster, field: Field) -> Vec<u64> {
    let mut ranks = Vec::with_capacity(roster.len());
    let amounts = field.kind() == Kind::Money && field.spec().origin == Origin::File;
    let worth = roster.worth();
    let convert = amounts && !worth.is_plain();
    for segment in roster.segments() {
        match segment.numbers(field) {
            Some(values) if convert => ranks.extend(
                (values.iter().enumerate())
                    .map(|(row, value)| number_rank(value * worth.of(segment, row))),
            ),
            Some(values) => ranks.extend(values.iter().copied().map(number_rank)),
            None => ranks.resize(ranks.len() + segment.len(), u64::MAX),
        }
    }
    ranks
}

fn number_rank(value: f64) -> u64 {
    if value.is_nan() {
        return u64::MAX;
    }
    // Adding zero makes one of the two zeros.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 {
        !bits
    } else {
        bits | 1 << 63
    }
}

fn word_ranks(roster: &Roster, field: Field) -> Vec<u64> {
    let dictionary = roster.dictionary(field);
    let entries = dictionary.entry_count();
    let mut rank_of = vec![0u64; entries];
    if field == Field::Tier {
        // Tier codes are places from small to large.
        rank_of = (0..entries as u64).collect();
    } else {
        let mut texts: Vec<(String, usize)> = (0..entries)
            .map(|code| {
                let words: Vec<String> = dictionary.texts(code as u32).map(fold).collect();
                (words.join("\n"), code)
            })
            .collect();
        texts.sort();
        let mut rank = 0;
        for at in 0..texts.len() {
            if at > 0 && texts[at].0 != texts[at - 1].0 {
                rank += 1;
            }
            rank_of[texts[at].1] = rank;
        }
    }
    let mut ranks = Vec::with_capacity(roster.len());
    for segment in roster.segments() {
        match segment.codes(field) {
            Some(codes) => ranks.extend(codes.iter().map(|code| match *code {
                UNKNOWN_CODE => u64::MAX,
                code => rank_of[code as usize],
            })),
            None => ranks.resize(ranks.len() + segment.len(), u64::MAX),
        }
    }
    ranks
}

/// Texts sort by their folded form; the place among all distinct texts is the rank.
fn text_ranks(roster: &Roster, field: Field) -> Vec<u64> {
    let mut texts: Vec<(String, RowId)> = roster
        .segments()
        .zip(roster.starts())
        .flat_map(|(segment, start)| {
            (0..segment.len())
                .map(move |row| (segment.text(field, row), start + row as RowId))
                .filter(|(text, _)| !text.is_empty())
        })
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(text, row)| (fold(text), row))
        .collect();
    texts.par_sort_unstable();
    let mut ranks = vec![u64::MAX; roster.len()];
    let mut rank = 0;
    for at in 0..texts.len() {
        if at > 0 && texts[at].0 != texts[at - 1].0 {
            rank += 1;
        }
        ranks[texts[at].1 as usize] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_read_and_mistakes_point() {
        let keys = parse_order("er,-cpe").unwrap();
        assert_eq!(keys[0].field, Field::EngagementRate);
        assert!(keys[1].descending && keys[1].field == Field::Cpe);
        let problem = parse_order("er,-pricee").unwrap_err();
        assert_eq!(problem.span, 3..10);
        assert_eq!(
            problem.message,
            "no column \"pricee\" to sort by. Did you mean price?"
        );
    }
}
