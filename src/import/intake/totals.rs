//! Rows that sum the table up leave it: their figures are held against those of all rows above.

use super::super::report::{Effect, Issue, IssueKind};
use super::super::rows::{Chunk, Suspect};
use super::super::shape::Sums;
use super::Intake;
use crate::roster::{Field, Kind};

/// Fields that people sum up.
fn summed() -> impl Iterator<Item = Field> {
    let fields = Field::ALL.iter().copied();
    fields.filter(|field| {
        matches!(field.kind(), Kind::Count | Kind::Money) && *field != Field::SourceLine
    })
}

impl Intake<'_> {
    /// Takes the rows that sum up others out of a piece.
    pub(super) fn leave_out_totals(&mut self, chunk: &mut Chunk) {
        let mut from = 0;
        let mut keep = Vec::new();
        for suspect in std::mem::take(&mut chunk.suspects) {
            self.sums.take(chunk, from..suspect.row);
            from = suspect.row;
            let figures = summed().filter_map(|field| {
                let figure = *chunk.rows.numbers_of(field).get(suspect.row)?;
                (!figure.is_nan()).then_some((field, figure))
            });
            if self.sums.give(figures) {
                from += 1;
                self.sums.part();
                keep.resize(chunk.rows.len(), true);
                keep[suspect.row] = false;
                self.no_row(chunk, suspect);
            }
        }
        self.sums.take(chunk, from..chunk.rows.len());
        if !keep.is_empty() {
            chunk.rows.retain(&keep);
            let mut kept = keep.iter();
            chunk
                .identities
                .retain(|_| kept.next().is_none_or(|keep| *keep));
            let mut kept = keep.iter();
            chunk.lines.retain(|_| kept.next().is_none_or(|keep| *keep));
        }
    }

    fn no_row(&mut self, chunk: &mut Chunk, suspect: Suspect) {
        chunk.found -= 1;
        if suspect.first {
            chunk.records -= 1;
            for at in suspect.filled {
                if let Some(filled) = chunk.filled.get_mut(at) {
                    *filled -= 1;
                }
            }
            chunk.issues.push(Issue {
                kind: IssueKind::TotalRow,
                line: Some(suspect.line),
                column: None,
                text: suspect.text,
                effect: Effect::NotARow,
                detail: None,
            });
        }
    }
}

impl Sums {
    /// Takes in some rows of a piece.
    fn take(&mut self, chunk: &Chunk, rows: std::ops::Range<usize>) {
        if rows.is_empty() {
            return;
        }
        for field in summed() {
            let values = chunk.rows.numbers_of(field);
            let end = rows.end.min(values.len());
            if rows.start < end {
                self.add(field, &values[rows.start..end]);
            }
        }
    }
}
