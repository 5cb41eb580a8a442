//! Rows that sum the table up leave it: their figures are held against those of all rows above.

use std::ops::Range;

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
            if self.sums.give(network(chunk, suspect.row), figures) {
                from += 1;
                // The accounts of a wide row are summed up apart, and together end a part.
                if !chunk.wide {
                    self.sums.part();
                }
                keep.resize(chunk.rows.len(), true);
                keep[suspect.row] = false;
                no_row(chunk, suspect);
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
}

/// The network whose figures a row is summed up with: in a wide table each has its own.
fn network(chunk: &Chunk, row: usize) -> &str {
    let mut networks = chunk.rows.words_of(Field::Platform, row);
    networks.next().filter(|_| chunk.wide).unwrap_or("")
}

fn no_row(chunk: &mut Chunk, suspect: Suspect) {
    chunk.found -= 1;
    if !suspect.first {
        return;
    }
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

impl Sums {
    /// Takes in some rows of a piece.
    fn take(&mut self, chunk: &Chunk, rows: Range<usize>) {
        if rows.is_empty() {
            return;
        }
        for field in summed() {
            let values = chunk.rows.numbers_of(field);
            let some = rows.start.min(values.len())..rows.end.min(values.len());
            if !chunk.wide {
                self.add(field, "", &values[some]);
                continue;
            }
            for row in some {
                self.add(field, network(chunk, row), &values[row..=row]);
            }
        }
    }
}
