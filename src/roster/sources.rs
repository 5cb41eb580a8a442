//! From which files the fields of a row came that several files told of.
//!
//! A row of one file needs nothing here: its `source_file` says it all. For each further file that
//! told of a row there is one small entry; entries of the same file and the same fields share those.

use rustc_hash::FxHashMap;

use super::field::Field;

/// A column of a roster: that of a field, or one that no field took, by its place among
/// [`super::Roster::extra_headers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    Field(Field),
    Extra(u32),
}

/// The further files of the rows of one segment.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// In the order of their rows, for each row in the order of the files.
    entries: Vec<Entry>,
    shares: Vec<Share>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    row: u32,
    line: u32,
    share: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Share {
    /// The code of the file's name in the dictionary of `source_file`.
    file: u32,
    slots: Box<[Slot]>,
}

/// What a row has from a further file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Further {
    /// The place of the row in its segment.
    pub row: usize,
    /// The code of the file's name in the dictionary of `source_file`.
    pub file: u32,
    /// The line of the file.
    pub line: u64,
    /// What the row has from it, in ascending order.
    pub slots: Vec<Slot>,
}

impl Sources {
    /// The further files of a row: code of the name, line, and what came from it.
    pub fn of(&self, row: usize) -> impl Iterator<Item = (u32, u64, &[Slot])> {
        let start = self
            .entries
            .partition_point(|entry| (entry.row as usize) < row);
        self.entries[start..]
            .iter()
            .take_while(move |entry| entry.row as usize == row)
            .map(|entry| {
                let share = &self.shares[entry.share as usize];
                (share.file, u64::from(entry.line), share.slots.as_ref())
            })
    }

    /// These with what one more file told, in the order of the rows: what it told of, no file before
    /// it did.
    pub fn with(&self, newer: Vec<Further>) -> Sources {
        let mut made = Sources::default();
        let mut known: FxHashMap<Share, u32> = FxHashMap::default();
        let mut old = self.entries.iter().peekable();
        for further in newer {
            let row = further.row as u32;
            while let Some(entry) = old.next_if(|entry| entry.row <= row) {
                let mut share = self.shares[entry.share as usize].clone();
                if entry.row == row {
                    let left = share.slots.iter().copied();
                    share.slots = left.filter(|slot| !further.slots.contains(slot)).collect();
                }
                made.push(&mut known, entry.row, entry.line, share);
            }
            let share = Share {
                file: further.file,
                slots: further.slots.into(),
            };
            let line = u32::try_from(further.line).unwrap_or(u32::MAX);
            made.push(&mut known, row, line, share);
        }
        for entry in old {
            let share = self.shares[entry.share as usize].clone();
            made.push(&mut known, entry.row, entry.line, share);
        }
        made
    }

    fn push(&mut self, known: &mut FxHashMap<Share, u32>, row: u32, line: u32, share: Share) {
        let next = self.shares.len() as u32;
        let shares = &mut self.shares;
        let share = *known.entry(share).or_insert_with_key(|share| {
            shares.push(share.clone());
            next
        });
        self.entries.push(Entry { row, line, share });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_later_file_tells_no_earlier_one_does() {
        let further = |row, file, slots: &[Field]| Further {
            row,
            file,
            line: 10 * u64::from(file) + row as u64,
            slots: slots.iter().copied().map(Slot::Field).collect(),
        };
        let second = vec![
            further(1, 2, &[Field::Followers, Field::Price]),
            further(4, 2, &[Field::Price]),
        ];
        let third = vec![further(1, 3, &[Field::Price]), further(2, 3, &[])];
        let sources = Sources::default().with(second).with(third);
        let of = |row| -> Vec<(u32, u64, Vec<Slot>)> {
            let of = sources.of(row);
            of.map(|(file, line, slots)| (file, line, slots.to_vec()))
                .collect()
        };
        let price = || vec![Slot::Field(Field::Price)];
        assert_eq!(of(0), []);
        let followers = vec![Slot::Field(Field::Followers)];
        assert_eq!(of(1), [(2, 21, followers), (3, 31, price())]);
        assert_eq!(of(2), [(3, 32, vec![])]);
        assert_eq!(of(4), [(2, 24, price())]);
    }
}
