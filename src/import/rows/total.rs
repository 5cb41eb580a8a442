//! Records that sum others up. Some are certain by what they lack; of the others the figures must tell,
//! which only the intake can hold against those of all rows above.

use super::super::Record;
use super::super::layout::Layout;
use super::super::plan::Plan;
use super::super::report::IssueKind;
use super::super::shape::Total;
use super::super::values;
use super::Filler;
use crate::roster::{Field, Kind};

/// The columns that tell whether a record sums others up.
#[derive(Debug, Default)]
pub struct Named {
    /// Those that say who somebody is, and the first one.
    looked: Vec<usize>,
    /// Those of handles and addresses.
    own: Vec<usize>,
    /// Those of other words, which a sum has not.
    texts: Vec<usize>,
    /// Those of handles that are written without blanks: words alone there are a title.
    plain: Vec<usize>,
}

/// A row whose figures may be those of the rows above.
#[derive(Debug)]
pub struct Suspect {
    /// Its place among the rows of the piece.
    pub row: usize,
    pub line: u64,
    pub text: String,
    /// Its columns with something in them.
    pub filled: Vec<usize>,
    /// Whether it is the first account of its record.
    pub first: bool,
}

/// Whether most handles of a column are written without blanks.
fn is_plain(at: usize, rows: &[Record<'_>]) -> bool {
    let cells = rows.iter().map(|row| row.cell(at));
    let cells = cells.filter(|cell| !cell.is_empty());
    let (all, blanks) = cells.fold((0, 0), |(all, blanks), cell| {
        (all + 1, blanks + usize::from(cell.contains(' ')))
    });
    all > 2 && blanks * 3 <= all
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Row,
    Suspect,
    Total,
    Section,
}

impl Verdict {
    /// What a record is that is no row.
    pub fn kind(self) -> Option<IssueKind> {
        match self {
            Verdict::Row | Verdict::Suspect => None,
            Verdict::Total => Some(IssueKind::TotalRow),
            Verdict::Section => Some(IssueKind::Section),
        }
    }
}

impl Named {
    pub fn of(layout: &Layout, rows: &[Record<'_>]) -> Self {
        let places = |test: &dyn Fn(Field) -> bool| -> Vec<usize> {
            let columns = layout.columns.iter().enumerate();
            let some = columns.filter(|(_, column)| column.field.is_some_and(test));
            some.map(|(at, _)| at).collect()
        };
        let mut looked = places(&|field| {
            matches!(
                field,
                Field::Handle | Field::Name | Field::Url | Field::Person
            )
        });
        if !looked.contains(&0) {
            looked.push(0);
        }
        let handles = places(&|field| field == Field::Handle);
        Named {
            plain: handles
                .into_iter()
                .filter(|at| is_plain(*at, rows))
                .collect(),
            own: places(&|field| matches!(field, Field::Handle | Field::Url)),
            texts: places(&|field| field.kind().is_words() || matches!(field.kind(), Kind::Text))
                .into_iter()
                .filter(|at| !looked.contains(at))
                .collect(),
            looked,
        }
    }

    /// The columns in which the word for a sum can stand.
    pub fn looks_at(&self) -> impl Iterator<Item = &usize> {
        self.looked.iter()
    }

    /// What a record is, as far as it tells itself.
    fn verdict(&self, plan: &Plan, record: &Record<'_>) -> Verdict {
        let total = |at: &usize| Total::of(record.cell(*at));
        let Some(word) = self.looked.iter().find_map(total) else {
            let titled = |at: &usize| record.cell(*at).contains(' ') && record.filled() == 1;
            return if plan.width > 1 && self.plain.iter().any(titled) {
                Verdict::Section
            } else {
                Verdict::Row
            };
        };
        // "Total" beside "220" counts them.
        let says = |at: &usize| {
            let cell = record.cell(*at);
            !values::is_missing(cell)
                && total(at).is_none()
                && values::number(cell, false).is_none()
        };
        if self.own.iter().any(|at| says(at) && *at > 0) {
            return Verdict::Row;
        }
        let nobody = plan.accounts.iter().all(|account| {
            let named = [account.at.handle, account.at.name, account.at.url];
            !named
                .into_iter()
                .flatten()
                .any(|at| !record.cell(at).is_empty())
        });
        let bare = !self.looked.iter().chain(&self.texts).any(says);
        let lacks = self.own.iter().any(|at| record.cell(*at).is_empty()) || !self.texts.is_empty();
        match word {
            _ if nobody => Verdict::Total,
            Total::Word if bare && lacks => Verdict::Total,
            _ => Verdict::Suspect,
        }
    }
}

impl Filler<'_> {
    /// What a record is, as far as it tells itself.
    pub(super) fn verdict(&self, record: &Record<'_>) -> Verdict {
        let plan = self.plan;
        if plan.asides.has_only_rows() {
            return Verdict::Row;
        }
        plan.named.verdict(plan, record)
    }

    /// Keeps the rows of a record, from this one on, in mind: their figures will tell.
    pub(super) fn suspect(&mut self, record: &Record<'_>, from: usize) {
        let cells = 0..record.cells.len();
        let filled: Vec<usize> = cells.filter(|at| !record.cell(*at).is_empty()).collect();
        for row in from..self.chunk.rows.len() {
            self.chunk.suspects.push(Suspect {
                row,
                line: record.line,
                text: super::super::shape::text(record),
                filled: filled.clone(),
                first: row == from,
            });
        }
    }
}
