//! Who is there already: the second row of the same platform and handle is left out and listed.

use std::collections::HashSet;

use super::report::{Effect, Issue, IssueKind};
use super::rows::Chunk;
use crate::roster::Field;

/// Everyone read so far, over all files of a load.
#[derive(Debug, Default)]
pub struct Identities {
    /// 128 bits of two independent hashes: among a hundred million rows the odds of a false
    /// duplicate are below one in 10^22.
    seen: HashSet<u128>,
}

impl Identities {
    /// Takes the rows that are there already out of a chunk; the answer is how many.
    pub fn leave_out_known(&mut self, chunk: &mut Chunk) -> u64 {
        let keep: Vec<bool> = chunk
            .identities
            .iter()
            .map(|identity| identity.is_none_or(|identity| self.seen.insert(identity)))
            .collect();
        let known = keep.iter().filter(|keep| !**keep).count();
        if known == 0 {
            return 0;
        }
        for (row, _) in keep.iter().enumerate().filter(|(_, keep)| !**keep) {
            chunk.issues.push(Issue {
                kind: IssueKind::Duplicate,
                line: Some(chunk.lines[row]),
                column: None,
                text: chunk.rows.text_of(Field::Handle, row).to_owned(),
                effect: Effect::RowLeftOut,
            });
        }
        chunk.rows.retain(&keep);
        known as u64
    }
}
