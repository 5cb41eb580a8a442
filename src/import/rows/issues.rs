//! What is told of the rows, and those that the user does not want for it.

use super::Filler;
use crate::import::report::{Effect, Issue, IssueKind};

impl Filler<'_> {
    /// Tells of something, which may be a reason to leave the row out.
    pub(super) fn issue(
        &mut self,
        kind: IssueKind,
        line: u64,
        column: Option<String>,
        text: &str,
        mut effect: Effect,
    ) {
        let plan = self.plan;
        let unwanted = |(other, of): &(IssueKind, Option<String>)| *other == kind && *of == column;
        if effect != Effect::RowLeftOut && plan.left_out.iter().any(unwanted) {
            effect = Effect::RowLeftOut;
            self.unwanted = true;
        }
        self.chunk.issues.push(Issue {
            kind,
            line: Some(line),
            column,
            text: text.to_owned(),
            detail: None,
            effect,
        });
    }

    /// Takes out the rows that the user does not want.
    pub(super) fn leave_out(&mut self) {
        if self.left_out.is_empty() {
            return;
        }
        let chunk = &mut self.chunk;
        let mut keep = vec![true; chunk.rows.len()];
        for row in &self.left_out {
            keep[*row] = false;
        }
        let mut row = 0..;
        chunk
            .identities
            .retain(|_| row.next().is_some_and(|row| keep[row]));
        let mut row = 0..;
        chunk
            .lines
            .retain(|_| row.next().is_some_and(|row| keep[row]));
        chunk.rows.retain(&keep);
    }
}
