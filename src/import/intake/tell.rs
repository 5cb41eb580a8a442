//! What is said of a file while it comes in: issues, notes, counts of what was left out.

use super::super::Record;
use super::super::plan::{self, Plan};
use super::super::report::{Effect, Issue, IssueKind, ReadError};
use super::super::shape::Shape;
use super::super::text;
use super::Intake;
use crate::roster::display::grouped;

/// Issues kept of each kind that leaves no row out.
const KEPT_ISSUES: usize = 10_000;

impl Intake<'_> {
    /// The currency of prices that do not say: the user's word, else what most rows say.
    pub(super) fn currency(&mut self, plan: &Plan, rows: &[Record<'_>]) {
        if let Some(currency) = self
            .options
            .currency
            .or_else(|| plan::most_said(plan, rows))
        {
            self.report.currency = currency;
            self.report.currency_assumed = false;
            if self.options.currency.is_none() {
                self.report.currency_from = plan::saying(plan, rows, currency);
            }
        }
    }

    /// Tells of something that left no row out.
    pub fn note(&mut self, kind: IssueKind, line: Option<u64>, text: &str) {
        self.keep(Issue {
            kind,
            line,
            column: None,
            text: text.to_owned(),
            detail: None,
            effect: Effect::Noted,
        });
    }

    /// Tells of the lines of a text on which characters were lost.
    pub fn note_lost(&mut self, text: &[u8], first_line: u64) {
        for issue in text::lost(text, first_line) {
            self.keep(issue);
        }
    }

    /// Counts a record that is too damaged to be one.
    pub fn leave_out(&mut self, kind: IssueKind, line: u64, text: &str) {
        self.report.rows.records += 1;
        self.report.rows.found += 1;
        self.report.rows.left_out += 1;
        self.keep(Issue {
            kind,
            line: Some(line),
            column: None,
            text: text.to_owned(),
            detail: None,
            effect: Effect::RowLeftOut,
        });
    }

    /// Says of each column how often a text in it was read as empty, as the user said.
    pub(super) fn say_emptied(&mut self) {
        for (at, count) in &self.emptied {
            let Some(column) = self.report.columns.get_mut(*at) else {
                continue;
            };
            let texts = self.said.texts(&column.header);
            let verb = if texts.len() == 1 { "counts" } else { "count" };
            let cells = if *count == 1 { "cell" } else { "cells" };
            let said = format!(
                "\"{}\" {verb} as empty, as you said: {} {cells}",
                texts.join("\" and \""),
                grouped(*count)
            );
            column.note = Some(match column.note.take() {
                Some(note) => format!("{note}; {said}"),
                None => said,
            });
        }
    }

    /// Says what the header was put together from and what stands around it.
    pub(super) fn tell_of(&mut self, shape: &Shape) {
        if let [(line, text), rest @ ..] = shape.above.as_slice() {
            let (line, more) = (grouped(*line), rest.len());
            self.tell(match more {
                0 => format!("Above the table stands \"{text}\" (line {line})."),
                1 => format!("Above the table stand \"{text}\" (line {line}) and 1 more line."),
                _ => {
                    format!("Above the table stand \"{text}\" (line {line}) and {more} more lines.")
                }
            });
        }
        if let [lines @ .., last] = shape.joined.as_slice() {
            let lines: Vec<String> = lines.iter().map(|line| grouped(*line)).collect();
            let lines = lines.join(", ");
            self.tell(format!(
                "The header was put together from lines {lines} and {}.",
                grouped(*last)
            ));
        }
        for (line, text) in &shape.help {
            self.keep(Issue {
                kind: IssueKind::Comment,
                line: Some(*line),
                column: None,
                text: text.clone(),
                effect: Effect::NotARow,
                detail: None,
            });
        }
    }

    /// Says something of the file as a whole.
    pub fn tell(&mut self, note: String) {
        self.report.notes.push(note);
    }

    pub(super) fn keep(&mut self, issue: Issue) {
        let count = self.issues.entry(issue.kind).or_default();
        *count += 1;
        if issue.effect == Effect::RowLeftOut || *count <= KEPT_ISSUES {
            self.report.issues.push(issue);
        } else {
            self.report.unlisted += 1;
        }
    }

    /// An error where the whole file had no row.
    pub fn nothing_found(&self) -> Result<(), ReadError> {
        if self.report.rows.found > 0 || self.stopped {
            return Ok(());
        }
        match self.report.header_line {
            Some(line) => Err(ReadError::HeaderOnly {
                path: self.path(),
                line,
            }),
            None => Err(ReadError::Empty { path: self.path() }),
        }
    }
}
