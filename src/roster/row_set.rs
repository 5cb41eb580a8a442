//! Which rows of a roster: a bitmap, one part for each segment.

use super::table::{Roster, RowId};

/// A set of rows of one roster, as one bitmap for each segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    parts: Vec<Part>,
}

/// The rows of one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    start: RowId,
    len: usize,
    bits: Vec<u64>,
}

impl RowSet {
    /// Every row of the roster.
    pub fn all(roster: &Roster) -> Self {
        Self::from_bits(
            roster,
            roster
                .segments()
                .map(|segment| full(segment.len()))
                .collect(),
        )
    }

    /// The set that these bitmaps describe: one for each segment, bit `i` of word `w` for its row `64w + i`.
    pub fn from_bits(roster: &Roster, bits: Vec<Vec<u64>>) -> Self {
        let parts = roster
            .starts()
            .iter()
            .zip(roster.segments())
            .zip(bits)
            .map(|((start, segment), bits)| Part {
                start: *start,
                len: segment.len(),
                bits,
            })
            .collect();
        RowSet { parts }
    }

    /// The set of the rows for which the test holds.
    pub fn from_fn(roster: &Roster, test: impl Fn(RowId) -> bool) -> Self {
        let mut set = RowSet::all(roster);
        for part in &mut set.parts {
            for row in 0..part.len {
                if !test(part.start + row as RowId) {
                    part.bits[row / 64] &= !(1 << (row % 64));
                }
            }
        }
        set
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.parts.iter().map(|part| ones(&part.bits)).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.parts
            .iter()
            .all(|part| part.bits.iter().all(|word| *word == 0))
    }

    pub fn contains(&self, row: RowId) -> bool {
        let at = self.parts.partition_point(|part| part.start <= row);
        let Some(part) = at.checked_sub(1).map(|at| &self.parts[at]) else {
            return false;
        };
        let offset = (row - part.start) as usize;
        offset < part.len && part.bits[offset / 64] >> (offset % 64) & 1 == 1
    }

    /// The rows in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = RowId> + '_ {
        self.parts
            .iter()
            .flat_map(|part| ones_of(&part.bits).map(|row| part.start + row as RowId))
    }

    /// One bitmap of all rows: bit `i` of word `w` for the row `64w + i`.
    pub fn joined(&self) -> Vec<u64> {
        let len: usize = self.parts.iter().map(|part| part.len).sum();
        // One word more than it takes, for what is moved over the end of the last.
        let mut joined = vec![0; len / 64 + 2];
        for part in &self.parts {
            let (at, moved) = ((part.start / 64) as usize, part.start % 64);
            for (word, bits) in joined[at..].iter_mut().zip(&part.bits) {
                *word |= bits << moved;
            }
            if moved > 0 {
                for (word, bits) in joined[at + 1..].iter_mut().zip(&part.bits) {
                    *word |= bits >> (64 - moved);
                }
            }
        }
        joined
    }

    /// The bitmap of one segment.
    pub fn bits(&self, segment: usize) -> &[u64] {
        &self.parts[segment].bits
    }

    /// The bitmaps of all segments.
    pub fn by_segment(&self) -> Vec<&[u64]> {
        self.parts.iter().map(|part| part.bits.as_slice()).collect()
    }

    /// The rows of one segment that are in the set, by their place in the segment, ascending.
    pub fn rows_in(&self, segment: usize) -> impl Iterator<Item = usize> + '_ {
        ones_of(&self.parts[segment].bits)
    }
}

/// A bitmap with the first `len` bits set.
pub fn full(len: usize) -> Vec<u64> {
    let mut bits = vec![u64::MAX; len.div_ceil(64)];
    if !len.is_multiple_of(64)
        && let Some(last) = bits.last_mut()
    {
        *last = (1 << (len % 64)) - 1;
    }
    bits
}

/// How many bits are set.
pub fn ones(bits: &[u64]) -> usize {
    bits.iter().map(|word| word.count_ones() as usize).sum()
}

/// The places of the set bits, ascending.
pub fn ones_of(bits: &[u64]) -> impl Iterator<Item = usize> + '_ {
    bits.iter().enumerate().flat_map(|(at, word)| {
        let mut word = *word;
        std::iter::from_fn(move || {
            (word != 0).then(|| {
                let bit = word.trailing_zeros() as usize;
                word &= word - 1;
                at * 64 + bit
            })
        })
    })
}
