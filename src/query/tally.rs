//! Counting: how often each value of a column stands in some rows, on all cores.

use rayon::prelude::*;

use crate::roster::codes::{Code, with_codes};
use crate::roster::row_set::{full, ones};
use crate::roster::{Codes, Field, Roster, RowSet, Segment};

/// The words of a field, counted.
#[derive(Debug)]
pub struct WordCounts {
    pub field: Field,
    /// Segments that are among all rows.
    segments: usize,
    /// How often each combination of words stands in all rows, and last how many rows have none.
    whole: Vec<u32>,
}

impl WordCounts {
    pub fn new(field: Field) -> Self {
        WordCounts {
            field,
            segments: 0,
            whole: vec![0],
        }
    }

    /// Counts what is new in the roster.
    pub fn grow(&mut self, roster: &Roster) {
        // Words may be new without a row: those of a duplicate that was left out.
        let words = roster.dictionary(self.field).entry_count();
        if self.segments == roster.segments().len() && self.whole.len() == words + 1 {
            return;
        }
        let mut counts = words_from(roster, self.field, self.segments);
        // The last count is of the rows without words.
        if let (Some(unknown), Some(further)) = (self.whole.pop(), counts.last_mut()) {
            *further += unknown;
        }
        for (sum, count) in counts.iter_mut().zip(&self.whole) {
            *sum += count;
        }
        self.whole = counts;
        self.segments = roster.segments().len();
    }

    /// How often each combination of words stands in these rows (one bitmap for each segment), and last
    /// how many have none.
    pub fn count(&self, roster: &Roster, rows: &[&[u64]]) -> Vec<u32> {
        words(roster, self.field, rows, Some(&self.whole))
    }
}

/// How often each combination of words stands in all rows from this segment on, and last how many have
/// none.
pub fn words_from(roster: &Roster, field: Field, first: usize) -> Vec<u32> {
    let all = RowSet::all(roster);
    let mut rows = all.by_segment();
    rows[..first].fill(&[]);
    words(roster, field, &rows, None)
}

fn words(roster: &Roster, field: Field, rows: &[&[u64]], whole: Option<&[u32]>) -> Vec<u32> {
    let values = roster.dictionary(field).entry_count() + 1;
    let column = |at: usize| {
        let codes = roster.segment(at).codes(field);
        codes.map_or(Counted::Nothing, Counted::Codes)
    };
    tally(roster, rows, values, column, whole)
}

/// A column of one segment as numbers of what is counted.
pub enum Counted<'a> {
    Codes(&'a Codes),
    Bins(&'a [u16]),
    /// The segment has no such column.
    Nothing,
}

/// How often each value stands in these rows: one bitmap for each segment. There are so many values,
/// all other numbers count as the last.
///
/// `whole` are the counts of all rows, if they are known: where most rows are asked for, the others are
/// counted and taken from them.
pub fn tally<'a>(
    roster: &'a Roster,
    rows: &[&[u64]],
    values: usize,
    column: impl Fn(usize) -> Counted<'a> + Sync,
    whole: Option<&[u32]>,
) -> Vec<u32> {
    let asked: usize = rows.iter().map(|bits| ones(bits)).sum();
    // All rows have the same.
    let only = whole.and_then(|whole| whole.iter().position(|n| *n as usize == roster.len()));
    if let Some(only) = only {
        let mut counts = vec![0; values];
        counts[only] = asked as u32;
        return counts;
    }
    let whole = whole.filter(|_| asked > roster.len() / 2);
    let counts = roster.shares().into_par_iter().map(|segments| {
        let mut counts = Counts::new(values);
        for at in segments {
            let segment = roster.segment(at);
            match whole {
                Some(_) if ones(rows[at]) == segment.len() => {}
                Some(_) => counts.add(&not_in(segment, rows[at]), &column(at)),
                None => counts.add(rows[at], &column(at)),
            }
        }
        counts.sums()
    });
    let counts = counts.reduce(|| vec![0; values], |a, b| both(&a, &b, |a, b| a + b));
    match whole {
        Some(whole) => both(whole, &counts, |whole, others| whole - others),
        None => counts,
    }
}

fn both(a: &[u32], b: &[u32], both: impl Fn(u32, u32) -> u32) -> Vec<u32> {
    a.iter().zip(b).map(|(a, b)| both(*a, *b)).collect()
}

/// Counts kept twice, in turn: one of many rows with the same value would have to wait for the other.
struct Counts {
    even: Vec<u32>,
    odd: Vec<u32>,
}

impl Counts {
    fn new(values: usize) -> Self {
        Counts {
            even: vec![0; values],
            odd: vec![0; values],
        }
    }

    fn add(&mut self, rows: &[u64], column: &Counted<'_>) {
        match column {
            Counted::Codes(codes) => {
                with_codes!(codes, codes => self.each(rows, codes, |code| code.code() as usize));
            }
            Counted::Bins(bins) => self.each(rows, bins, usize::from),
            Counted::Nothing => *self.even.last_mut().expect("a value") += ones(rows) as u32,
        }
    }

    fn each<T: Copy>(&mut self, rows: &[u64], values: &[T], number: impl Fn(T) -> usize) {
        let last = self.even.len() - 1;
        let mut turn = false;
        each(rows, values, |value| {
            let counts = if turn { &mut self.odd } else { &mut self.even };
            counts[number(value).min(last)] += 1;
            turn = !turn;
        });
    }

    fn sums(&self) -> Vec<u32> {
        both(&self.even, &self.odd, |even, odd| even + odd)
    }
}

/// The rows of a segment that are not among these.
fn not_in(segment: &Segment, rows: &[u64]) -> Vec<u64> {
    let mut others = full(segment.len());
    for (others, rows) in others.iter_mut().zip(rows) {
        *others &= !rows;
    }
    others
}

/// Hands over the value of each row that is set.
fn each<T: Copy>(rows: &[u64], values: &[T], mut take: impl FnMut(T)) {
    for (word, values) in rows.iter().zip(values.chunks(64)) {
        let mut word = *word;
        if word == u64::MAX {
            values.iter().for_each(|value| take(*value));
            continue;
        }
        while word != 0 {
            take(values[word.trailing_zeros() as usize]);
            word &= word - 1;
        }
    }
}
