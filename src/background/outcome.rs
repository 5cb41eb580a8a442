//! What background work comes to.

use std::collections::HashMap;
use std::sync::Arc;

use super::{FileLines, Files};
use crate::analysis::compare::Comparison;
use crate::export::{Place, Preview};
use crate::import::Report;
use crate::import::choices::Choices;
use crate::query::Answer;
use crate::roster::{Changes, Key, Roster, RowId};
use crate::shortlist::Book;

/// One thing that background work came to.
#[derive(Clone, Debug)]
pub enum Outcome {
    Loading {
        load: u64,
        roster: Roster,
        read: u64,
        of: u64,
    },
    Loaded {
        load: u64,
        roster: Roster,
        files: Box<Files>,
        partial: bool,
        /// How it differs from the roster that was on the screen, where that was to be read again.
        changes: Option<Arc<Changes>>,
    },
    LoadFailed {
        load: u64,
        report: Arc<Report>,
        sentence: String,
    },
    Answered {
        load: u64,
        generation: u64,
        answer: Arc<Answer>,
        cursor: Option<usize>,
    },
    Compared {
        load: u64,
        generation: u64,
        comparison: Arc<Comparison>,
    },
    Found {
        load: u64,
        rows: Arc<HashMap<Key, RowId>>,
    },
    Shortlists {
        book: Book,
        problems: Vec<String>,
        read_only: Vec<String>,
        /// Another window has them.
        second: bool,
    },
    Saved {
        list: String,
    },
    SaveFailed {
        list: String,
        why: String,
        /// The folder is gone, and with it what was saved before.
        all: bool,
    },
    /// All lists are in another folder now, and kept there from now on.
    KeptIn {
        folder: String,
    },
    NotKeptIn {
        folder: String,
        sentence: String,
    },
    /// Everything that was to be saved before was tried.
    Flushed,
    /// What was said of files with this header is on disk, or could not be saved.
    Remembered {
        header: Vec<String>,
        choices: Choices,
        problem: Option<String>,
    },
    /// Rows of a file as they stand in it, or why they cannot be had.
    Lines {
        load: u64,
        file: usize,
        read: Result<FileLines, String>,
    },
    Exported {
        path: String,
        rows: usize,
    },
    ProblemsExported {
        path: String,
        rows: usize,
    },
    /// Text for the clipboard, or why there is none.
    Text(Result<String, String>),
    /// What a file would begin with, if that can be shown, and whether it is there already.
    Preview {
        number: u64,
        preview: Option<Result<Preview, String>>,
        place: Place,
    },
    ExportExists {
        path: String,
    },
    ExportFailed {
        sentence: String,
    },
    Folder {
        path: String,
        files: Vec<String>,
        problem: Option<String>,
    },
    /// Files are no longer what this load read.
    FilesChanged {
        load: u64,
        names: Vec<String>,
    },
    /// Some work panicked.
    Broken {
        sentence: String,
    },
    /// One piece of work is done, whatever came of it.
    Finished,
}
