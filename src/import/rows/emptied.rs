//! Texts that say nothing because the user said so: their cells are empty before anything is read.

use super::super::Record;
use super::super::said::says_nothing;
use super::Filler;

impl Filler<'_> {
    /// The record without the texts that say nothing; none where it has no such text.
    pub(super) fn emptied<'r>(&mut self, record: &Record<'r>) -> Option<Record<'r>> {
        let mut without: Option<Record<'r>> = None;
        for ((at, texts), (_, count)) in self.plan.empty.iter().zip(&mut self.chunk.emptied) {
            if says_nothing(texts, record.cell(*at)) {
                without.get_or_insert_with(|| record.clone()).cells[*at] = "".into();
                *count += 1;
            }
        }
        without
    }
}
