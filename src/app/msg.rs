//! Everything that can happen to the program.

use std::collections::HashMap;
use std::sync::Arc;

use super::panes::import::Lines;
use crate::analysis::compare::Comparison;
use crate::export::{Place, Preview};
use crate::import::report::Report;
use crate::input::Key;
use crate::query::Answer;
use crate::roster::{self, Changes, Roster, RowId};
use crate::shortlist::Book;

/// One thing that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    Key(Key),
    /// Text from the clipboard, as one piece: never run as commands.
    Paste(String),
    Mouse(Mouse),
    Resize {
        width: u16,
        height: u16,
    },
    /// The day it is, as `2026-11-24`.
    Today(String),
    /// What the shortlist folder holds, and what was wrong with it.
    Shortlists {
        book: Book,
        problems: Vec<String>,
        read_only: Vec<String>,
        /// Another window has them.
        second: bool,
    },
    /// More of the file has been read.
    Loading {
        load: u64,
        roster: Roster,
        progress: Progress,
    },
    /// The file has been read, or reading was stopped.
    Loaded {
        load: u64,
        roster: Roster,
        report: Arc<Report>,
        partial: bool,
        /// What is different, where the files on the screen were read again.
        changes: Option<Arc<Changes>>,
    },
    /// Nothing could be read.
    LoadFailed {
        load: u64,
        report: Arc<Report>,
        sentence: String,
    },
    /// The answer to the newest question.
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
    /// Where the influencers of the shortlists are in the roster.
    Found {
        load: u64,
        rows: Arc<HashMap<roster::Key, RowId>>,
    },
    /// Rows of a file as they stand in it.
    Lines {
        load: u64,
        lines: Lines,
    },
    /// The files of a folder, newest first, for the open dialog.
    Folder {
        path: String,
        files: Vec<String>,
        problem: Option<String>,
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
    /// What was said of columns holds from the next reading on. Where it could not be saved, it holds
    /// until the program ends.
    Remembered {
        problem: Option<String>,
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
    /// Why something is not on the clipboard.
    NotCopied(String),
    /// What a file would begin with, or why it cannot be written, and whether it is there already.
    Preview {
        number: u64,
        preview: Option<Result<Preview, String>>,
        place: Place,
    },
    /// The file is there already: ask what to do.
    ExportExists {
        path: String,
    },
    ExportFailed {
        sentence: String,
    },
    /// Files are no longer what this load read.
    FilesChanged {
        load: u64,
        names: Vec<String>,
    },
    /// The time of an [`super::Effect::Alarm`] has come.
    Alarm(u64),
    /// A background job broke; the program goes on.
    Broken {
        sentence: String,
    },
}

/// How far reading a file has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub read: u64,
    /// Bytes of the file, 0 where that is not known.
    pub of: u64,
}

/// What the mouse did, at a cell of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    pub action: MouseAction,
    pub x: u16,
    pub y: u16,
    pub shift: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    Click,
    WheelUp,
    WheelDown,
    WheelLeft,
    WheelRight,
}
