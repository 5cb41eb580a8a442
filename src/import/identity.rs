//! Who is there already. The second row of the same platform and handle is left out and listed when
//! it stands in the same file; when an earlier file has the first one, the two become one row.

use std::hash::BuildHasher;

use foldhash::quality::FixedState;
use rustc_hash::{FxHashMap, FxHashSet};

use super::report::{Effect, Issue, IssueKind};
use super::rows::Chunk;
use crate::roster::{Field, RowId, SegmentBuilder};

/// Who a row is: a number for the handle and one for the platform.
///
/// Both are parts of good hashes: among a hundred million rows the odds that two handles get the same
/// number are below one in 10^12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    handle: [u32; 3],
    /// 0 where the platform is unknown.
    platform: u32,
}

impl Identity {
    /// The identity of a handle in lower case, and the number of its platform.
    pub fn new(platform: u32, handle: &str) -> Self {
        let (one, two) = (hash(1, handle), hash(2, handle));
        Identity {
            handle: [one as u32, (one >> 32) as u32, two as u32],
            platform,
        }
    }

    /// The number of a platform.
    pub fn platform(name: &str) -> u32 {
        (hash(3, name) as u32).max(1)
    }
}

fn hash(seed: u64, text: &str) -> u64 {
    FixedState::with_seed(seed).hash_one(text)
}

/// What rows of influencers repeat who are there already.
#[derive(Debug, Default)]
pub struct Repeats {
    /// Of each row, the one that it repeats, by its place among all rows that were sent.
    pub of: Vec<RowId>,
    /// Of each row, whether the other one came from an earlier file.
    pub merged: Vec<bool>,
    /// How many were found by the handle alone, since one of the files says no platform.
    pub by_handle: u64,
}

/// Everyone read so far, over all files of a load.
#[derive(Debug, Default)]
pub struct Identities {
    seen: FxHashMap<Identity, RowId>,
    /// Rows by their handle alone, where several files are read; none where several have it.
    handles: Option<FxHashMap<[u32; 3], Option<RowId>>>,
    /// Rows so far.
    rows: RowId,
    /// Rows before the file that is being read.
    before: RowId,
    /// Rows of earlier files that the file being read has told of.
    merged: FxHashSet<RowId>,
}

impl Identities {
    /// Gets ready for so many files.
    pub fn of_files(files: usize) -> Self {
        Identities {
            handles: (files > 1).then(FxHashMap::default),
            ..Identities::default()
        }
    }

    /// The next file begins.
    pub fn begin_file(&mut self) {
        self.before = self.rows;
        self.merged.clear();
    }

    /// Takes the rows that are there already out of a chunk.
    pub fn take_known(&mut self, chunk: &mut Chunk) -> Option<(SegmentBuilder, Repeats)> {
        let mut known = Vec::new();
        for (row, identity) in chunk.identities.iter().enumerate() {
            match identity.and_then(|identity| self.known(identity)) {
                Some(found) => known.push((row, found)),
                None => {
                    if let Some(identity) = identity {
                        self.enter(*identity);
                    }
                    self.rows += 1;
                }
            }
        }
        if known.is_empty() {
            return None;
        }
        let mut keep = vec![true; chunk.rows.len()];
        let mut rows = chunk.rows.clone();
        let mut again = Repeats::default();
        for (row, (first, by_handle)) in known {
            keep[row] = false;
            let merged = first < self.before && self.merged.insert(first);
            again.by_handle += u64::from(merged && by_handle);
            again.of.push(first);
            again.merged.push(merged);
            if !merged {
                chunk.issues.push(Issue {
                    kind: IssueKind::Duplicate,
                    line: Some(chunk.lines[row]),
                    column: None,
                    text: chunk.rows.text_of(Field::Handle, row).to_owned(),
                    detail: None,
                    effect: Effect::RowLeftOut,
                });
            }
        }
        chunk.rows.retain(&keep);
        keep.iter_mut().for_each(|keep| *keep = !*keep);
        rows.retain(&keep);
        Some((rows, again))
    }

    /// The row that this is, if it is there, and whether the handle alone says so.
    fn known(&mut self, identity: Identity) -> Option<(RowId, bool)> {
        if let Some(row) = self.seen.get(&identity) {
            return Some((*row, false));
        }
        // A file of prices often says no platform: where one earlier row has the handle, it is meant.
        let row = (*self.handles.as_ref()?.get(&identity.handle)?)?;
        let unknown = Identity {
            platform: 0,
            ..identity
        };
        if row >= self.before {
            return None;
        }
        if identity.platform != 0 {
            if self.seen.get(&unknown) != Some(&row) || self.merged.contains(&row) {
                return None;
            }
            // From now on the platform of that row is known.
            self.seen.remove(&unknown);
            self.seen.insert(identity, row);
        }
        Some((row, true))
    }

    fn enter(&mut self, identity: Identity) {
        self.seen.insert(identity, self.rows);
        if let Some(handles) = &mut self.handles {
            let row = self.rows;
            handles
                .entry(identity.handle)
                .and_modify(|known| *known = None)
                .or_insert(Some(row));
        }
    }
}
