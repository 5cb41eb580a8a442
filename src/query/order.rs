//! Sorting: a permutation of all rows for each order, walked through the matching rows.

use std::ops::Range;

use rayon::prelude::*;

use super::numbers;
use super::parser::Problem;
use super::radix::{self, Ranks};
use super::suggest;
use crate::roster::column::UNKNOWN_CODE;
use crate::roster::fold::fold;
use crate::roster::{Field, Kind, Roster, RowId, Segment};

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

/// What rows are sorted by, in words: `cpe, then engagement_rate from the largest`; empty for nothing.
pub fn order_in_words(order: &[SortKey]) -> String {
    let keys: Vec<String> = order
        .iter()
        .map(|key| {
            let from = if key.descending {
                " from the largest"
            } else {
                ""
            };
            format!("{}{from}", key.field.id())
        })
        .collect();
    keys.join(", then ")
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
    let mut rows: Vec<RowId> = (0..roster.len() as RowId).collect();
    // The last key first: sorting by one keeps the order of those that are equal in it.
    for key in order.iter().rev() {
        radix::sort(&mut rows, &ranks(roster, *key));
    }
    rows
}

/// The rank of what is unknown, above all else.
const UNKNOWN: u64 = u64::MAX;

fn ranks(roster: &Roster, key: SortKey) -> Ranks {
    let (mut of_row, upper_tells) = match key.field.kind() {
        Kind::Text => (text_ranks(roster, key.field), true),
        kind if kind.is_words() => (word_ranks(roster, key.field), true),
        _ => number_ranks(roster, key.field),
    };
    if key.descending {
        let known = of_row.par_iter_mut().filter(|rank| **rank != UNKNOWN);
        // The upper half stays below that of what is unknown.
        known.for_each(|rank| *rank = UNKNOWN - nth_rank(1) - *rank);
    }
    Ranks {
        of_row,
        upper_tells,
    }
}

/// The ranks of all rows out of those of each segment.
fn by_segment<'a, I>(roster: &'a Roster, ranks: impl Fn(&'a Segment) -> I + Send + Sync) -> Vec<u64>
where
    I: Iterator<Item = u64>,
{
    let segments: Vec<&Segment> = roster.segments().collect();
    let parts = segments.into_par_iter();
    parts.flat_map_iter(ranks).collect()
}

/// A rank for each number, and whether the upper half tells them apart: numbers of a few digits are
/// ranked as integers, all others by their bits. Amounts of money are compared by what they are worth.
fn number_ranks(roster: &Roster, field: Field) -> (Vec<u64>, bool) {
    let worth = numbers::worth(roster, field);
    let values = |at: usize| numbers::in_base(roster.segment(at), field, &worth);
    let scale = (0..roster.segments().len()).find_map(|at| scale(&values(at)?));
    if let Some(scale) = scale {
        let all_short = (0..roster.segments().len()).into_par_iter().all(|at| {
            let values = values(at);
            let mut values = values.iter().flat_map(|values| values.iter());
            values.all(|value| value.is_nan() || is_short(*value, scale))
        });
        if all_short {
            let rank = |value: f64| match value.is_nan() {
                true => UNKNOWN,
                false => nth_rank((value * scale).round() as usize),
            };
            return (ranks_by(roster, field, &worth, rank), true);
        }
    }
    (ranks_by(roster, field, &worth, number_rank), false)
}

/// Ten to the power of the digits behind the point that the first known values have, if they are few.
fn scale(values: &[f64]) -> Option<f64> {
    const LOOKED_AT: usize = 64;
    let known = values.iter().copied().filter(|value| !value.is_nan());
    let known: Vec<f64> = known.take(LOOKED_AT).collect();
    let mut scales = [1.0, 10.0, 100.0, 1_000.0, 10_000.0].into_iter();
    let scale = scales.find(|scale| known.iter().all(|value| is_short(*value, *scale)));
    scale.filter(|_| !known.is_empty())
}

/// Whether a number is an integer of 32 bits divided by the scale.
fn is_short(value: f64, scale: f64) -> bool {
    let scaled = (value * scale).round();
    (0.0..f64::from(u32::MAX)).contains(&scaled) && scaled / scale == value
}

fn ranks_by(
    roster: &Roster,
    field: Field,
    worth: &[f64],
    rank: impl Fn(f64) -> u64 + Copy + Send + Sync,
) -> Vec<u64> {
    by_segment(roster, |segment| {
        let values = numbers::in_base(segment, field, worth);
        (0..segment.len()).map(move |row| {
            let values = values.as_ref();
            values.map_or(UNKNOWN, |values| rank(values[row]))
        })
    })
}

/// The bits of a number in an order that integers share.
fn number_rank(value: f64) -> u64 {
    if value.is_nan() {
        return UNKNOWN;
    }
    // Adding zero makes one of the two zeros.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 {
        !bits
    } else {
        bits | 1 << 63
    }
}

/// The rank of the `n`th of all values there are.
fn nth_rank(n: usize) -> u64 {
    (n as u64) << 32
}

fn word_ranks(roster: &Roster, field: Field) -> Vec<u64> {
    let dictionary = roster.dictionary(field);
    let entries = dictionary.entry_count();
    let mut rank_of = vec![0u64; entries];
    if field == Field::Tier {
        // Tier codes are places from small to large.
        rank_of = (0..entries).map(nth_rank).collect();
    } else {
        let mut texts: Vec<(String, usize)> = (0..entries)
            .map(|code| {
                let words: Vec<String> = dictionary.texts(code as u32).map(fold).collect();
                (words.join("\n"), code)
            })
            .collect();
        texts.sort();
        for (n, same) in texts.chunk_by(|a, b| a.0 == b.0).enumerate() {
            for (_, code) in same {
                rank_of[*code] = nth_rank(n);
            }
        }
    }
    let rank_of = &rank_of;
    by_segment(roster, |segment| {
        (0..segment.len()).map(move |row| match segment.code(field, row) {
            UNKNOWN_CODE => UNKNOWN,
            code => rank_of[code as usize],
        })
    })
}

/// A text to be sorted: the first letters of its folded form as a number, and its row.
type Begins = (u128, RowId);

/// Texts sort by their folded form; the place among all distinct texts is the rank.
fn text_ranks(roster: &Roster, field: Field) -> Vec<u64> {
    let segments: Vec<_> = roster.segments().zip(roster.starts()).collect();
    let begins = segments.into_par_iter().flat_map_iter(|(segment, start)| {
        let known = (0..segment.len()).filter(move |row| !segment.text(field, *row).is_empty());
        known.map(move |row| (beginning(segment.text(field, row)), start + row as RowId))
    });
    let mut begins: Vec<Begins> = begins.collect();
    begins.par_sort_unstable();
    let text = |row: RowId| {
        let (segment, row) = roster.locate(row);
        fold(segment.text(field, row))
    };
    let mut ranks = vec![UNKNOWN; roster.len()];
    let mut n = 0;
    for alike in begins.chunk_by(|a, b| a.0 == b.0) {
        // What ends before the last of the letters that were looked at is the whole text.
        if alike.len() == 1 || alike[0].0 as u8 == 0 {
            for (_, row) in alike {
                ranks[*row as usize] = nth_rank(n);
            }
            n += 1;
            continue;
        }
        let mut texts: Vec<(String, RowId)> =
            alike.iter().map(|(_, row)| (text(*row), *row)).collect();
        texts.sort_unstable();
        for same in texts.chunk_by(|a, b| a.0 == b.0) {
            for (_, row) in same {
                ranks[*row as usize] = nth_rank(n);
            }
            n += 1;
        }
    }
    ranks
}

/// The first sixteen bytes of a folded text, in an order that numbers share: less where it ends before.
fn beginning(text: &str) -> u128 {
    let mut bytes = [0; 16];
    let mut fill = |text: &str| {
        let length = text.len().min(bytes.len());
        bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    };
    match text.is_ascii() {
        true => {
            fill(text);
            bytes.make_ascii_lowercase();
        }
        false => fill(&fold(text)),
    }
    u128::from_be_bytes(bytes)
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
