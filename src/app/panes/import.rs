//! The Import screen: which file, which of its columns, which of its problems, which row. What it shows
//! is the load's report, with problems of the same kind put together.

use std::collections::BTreeMap;

use super::{scrolled, step};
use crate::import::report::{Effect, FileReport, Issue, IssueKind, Merged, ReadError};
use crate::roster::display::grouped;

/// Rows of a group that are fetched together, so that going through them needs no waiting.
const FETCHED: usize = 50;

/// What is asked of a file whose columns nobody knows.
pub const WHO: &str = "Who are they? Choose the column with their handles, names or profile links.";

/// One thing in the list of problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Why the file could not be read.
    Error(String),
    /// Something to know of the file as a whole.
    Note(String),
    Group(Group),
}

/// Problems of one kind in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub kind: IssueKind,
    pub column: Option<String>,
    pub effect: Effect,
    /// Places among the issues of the file.
    pub issues: Vec<usize>,
}

/// Rows of the file as they stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    pub file: usize,
    pub headers: Vec<String>,
    pub rows: BTreeMap<u64, Vec<String>>,
    /// Why they could not be had.
    pub problem: Option<String>,
}

/// Where the user is on the screen.
#[derive(Clone, Debug, Default)]
pub struct Import {
    file: usize,
    column: usize,
    columns_offset: usize,
    items: Vec<Item>,
    rows_in_need: usize,
    item: usize,
    items_offset: usize,
    /// Which problem of the group.
    row: usize,
    /// Columns of the row that are scrolled out on the left.
    scroll: usize,
    lines: Lines,
    /// The lines that were asked for last.
    asked: Option<(usize, Vec<u64>)>,
}

impl Import {
    /// The place of the file among those of the report.
    pub fn file(&self) -> usize {
        self.file
    }

    pub fn column(&self) -> usize {
        self.column
    }

    pub fn columns_offset(&self) -> usize {
        self.columns_offset
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The place of the chosen one among [`Import::items`].
    pub fn item(&self) -> usize {
        self.item
    }

    pub fn items_offset(&self) -> usize {
        self.items_offset
    }

    /// The chosen group.
    pub fn group(&self) -> Option<&Group> {
        match self.items.get(self.item) {
            Some(Item::Group(group)) => Some(group),
            _ => None,
        }
    }

    /// What is to know in full, where such a thing is chosen.
    pub fn note(&self) -> Option<&str> {
        match self.items.get(self.item) {
            Some(Item::Note(note) | Item::Error(note)) => Some(note),
            _ => None,
        }
    }

    /// The place of the chosen problem in its group.
    pub fn row(&self) -> usize {
        self.row
    }

    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// Rows with a problem.
    pub fn rows_in_need(&self) -> usize {
        self.rows_in_need
    }

    /// The chosen problem.
    pub fn issue<'r>(&self, file: &'r FileReport) -> Option<&'r Issue> {
        let place = self.group()?.issues.get(self.row)?;
        file.issues.get(*place)
    }

    /// A row as it stands in the file, with the headers.
    pub fn line(&self, line: u64) -> Option<(&[String], &[String])> {
        let cells = self.lines.rows.get(&line)?;
        (self.lines.file == self.file).then_some((&self.lines.headers[..], &cells[..]))
    }

    /// Why the rows cannot be shown.
    pub fn lines_problem(&self) -> Option<&str> {
        self.lines.problem.as_deref()
    }

    /// Shows a file of the report, with what is said of the rows of all files.
    pub fn show(&mut self, at: usize, file: Option<&FileReport>, notes: &[String]) {
        let same = at == self.file;
        self.file = at;
        self.items = file.map(|file| items(file, notes)).unwrap_or_default();
        self.rows_in_need = file.map_or(0, rows_in_need);
        self.lines = Lines::default();
        self.asked = None;
        if !same {
            self.column = 0;
            self.columns_offset = 0;
            self.item = 0;
            self.items_offset = 0;
        }
        let columns = file.map_or(0, |file| file.columns.len());
        self.column = self.column.min(columns.saturating_sub(1));
        self.item = self.item.min(self.items.len().saturating_sub(1));
        self.row = 0;
        self.scroll = 0;
    }

    pub fn move_column(&mut self, by: isize, len: usize, page: usize) {
        self.column = step(self.column, by, len);
        self.columns_offset = scrolled(self.columns_offset, self.column, page);
    }

    pub fn move_item(&mut self, by: isize, page: usize) {
        let before = self.item;
        self.item = step(self.item, by, self.items.len());
        self.items_offset = scrolled(self.items_offset, self.item, page);
        if self.item != before {
            self.row = 0;
            self.scroll = 0;
        }
    }

    pub fn move_row(&mut self, by: isize) {
        let len = self.group().map_or(0, |group| group.issues.len());
        self.row = step(self.row, by, len);
    }

    pub fn move_scroll(&mut self, by: isize, len: usize) {
        self.scroll = step(self.scroll, by, len);
    }

    /// The lines that are to be read for the chosen problem; none where they are there or on their way.
    pub fn wanted(&mut self, file: &FileReport) -> Option<Vec<u64>> {
        let line = self.issue(file)?.line?;
        if self.line(line).is_some() || self.lines.problem.is_some() {
            return None;
        }
        let group = self.group()?;
        let from = self.row - self.row % FETCHED;
        let some = group.issues.iter().skip(from).take(FETCHED);
        let mut lines: Vec<u64> = some.filter_map(|at| file.issues.get(*at)?.line).collect();
        lines.sort_unstable();
        lines.dedup();
        let asked = Some((self.file, lines.clone()));
        if self.asked == asked {
            return None;
        }
        self.asked = asked;
        Some(lines)
    }

    /// Takes in rows of the file.
    pub fn fill(&mut self, lines: Lines) {
        if lines.file == self.file {
            self.lines = lines;
        }
    }

    pub fn reset(&mut self) {
        *self = Import::default();
    }
}

/// What there is to say of a file and of the rows of all files: what stopped it, what is to know, what went wrong, the gravest and
/// commonest first.
fn items(file: &FileReport, of_all: &[String]) -> Vec<Item> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: BTreeMap<(IssueKind, Option<&str>, u8), usize> = BTreeMap::new();
    for (at, issue) in file.issues.iter().enumerate() {
        let key = (issue.kind, issue.column.as_deref(), grave(issue.effect));
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(Group {
                kind: issue.kind,
                column: issue.column.clone(),
                effect: issue.effect,
                issues: Vec::new(),
            });
            groups.len() - 1
        });
        groups[place].issues.push(at);
    }
    groups.sort_by_key(|group| (grave(group.effect), std::cmp::Reverse(group.issues.len())));
    let error = file.error.iter().map(|error| {
        Item::Error(match error {
            ReadError::NoColumns { .. } => WHO.to_owned(),
            error => error.to_string(),
        })
    });
    let merged = file.merged.iter().flat_map(Merged::sentences);
    let notes = of_all.iter().chain(&file.notes).cloned().chain(merged);
    let notes = notes.map(Item::Note);
    let unlisted = (file.unlisted > 0).then(|| {
        let more = grouped(file.unlisted);
        Item::Note(format!(
            "{more} more problems of these kinds, which are not listed one by one."
        ))
    });
    // What is wrong comes before what is worth knowing.
    error
        .chain(groups.into_iter().map(Item::Group))
        .chain(unlisted)
        .chain(notes)
        .collect()
}

/// Lines on which a problem begins.
fn rows_in_need(file: &FileReport) -> usize {
    let rows = file.issues.iter();
    let rows = rows.filter(|issue| issue.effect != Effect::NotARow);
    let mut lines: Vec<u64> = rows.filter_map(|issue| issue.line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.len()
}

fn grave(effect: Effect) -> u8 {
    match effect {
        Effect::RowLeftOut => 0,
        Effect::CellEmpty => 1,
        Effect::Noted => 2,
        Effect::NotARow => 3,
    }
}
