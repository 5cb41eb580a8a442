//! What the program wants done outside of itself.

use std::sync::Arc;

use super::choosing::Decided;
use crate::analysis::compare::{Comparison, Pairing};
use crate::export::{Brief, Format, Making, Overwrite, Preset, Wording};
use crate::import::choices::Choices;
use crate::query::Question;
use crate::roster::{Field, Key, Roster, RowId};
use crate::shortlist::{Book, History, Shortlist};

/// One thing to be done by the runtime, the background or the terminal.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read files; a load still running is given up.
    Load {
        load: u64,
        openings: Vec<Opening>,
        /// What was read from them before, where they are read again.
        before: Option<Roster>,
        /// What the user decided about them.
        decided: Decided,
    },
    /// Stop reading and keep what is there.
    StopLoading,
    /// Answer a question over this roster. A newer question replaces one that waits.
    Ask(Box<Inquiry>),
    /// Find these influencers in the roster.
    Find {
        load: u64,
        roster: Roster,
        keys: Vec<Key>,
    },
    SaveList(Shortlist),
    DeleteList(String),
    /// Save what can be undone, after the lists that it leads to.
    SaveHistory(History),
    /// Keep the lists in another folder from now on.
    KeepIn {
        folder: String,
        book: Book,
    },
    /// Send [`super::Msg::Flushed`] when everything before was saved or failed.
    Flush,
    /// Remember what was said of the columns of files with this header; nothing forgets it.
    /// [`super::Msg::Remembered`] comes back.
    Remember {
        header: Vec<String>,
        choices: Choices,
    },
    Export {
        order: Box<ExportOrder>,
        path: String,
        overwrite: Overwrite,
    },
    /// Have it written as text; [`super::Msg::Text`] comes back.
    CopyRows(Box<ExportOrder>),
    /// Have the figures of a comparison written as text.
    CopyComparison(Arc<Comparison>),
    /// Say what a file at this path would begin with; [`super::Msg::Preview`] comes back.
    Preview {
        number: u64,
        /// None where only the path is another, and of a page, of which there is nothing to show.
        order: Option<Box<ExportOrder>>,
        path: String,
    },
    /// Write a list as a page for whoever signs.
    Brief {
        brief: Box<Brief>,
        path: String,
        overwrite: Overwrite,
    },
    /// Write the rows that had problems, as they stand in the files.
    ExportProblems {
        path: String,
        overwrite: Overwrite,
    },
    /// Read these lines of a file of the report as they stand in it.
    ReadLines {
        load: u64,
        file: usize,
        lines: Vec<u64>,
    },
    /// List the rosters in a folder.
    ListFolder(String),
    /// Send [`super::Msg::Alarm`] with this number after so many milliseconds.
    Alarm {
        number: u64,
        after_ms: u64,
    },
    Copy(String),
    /// Switch mouse reporting.
    Mouse(bool),
    /// Switch to the theme with this name.
    Theme(String),
    Quit,
}

/// What to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    File(String),
    /// What was piped in.
    StandardInput,
    /// The built-in, made-up roster.
    Demo,
}

/// A question with what is needed to give the answer to the right asker.
#[derive(Clone, Debug)]
pub struct Inquiry {
    pub load: u64,
    pub generation: u64,
    pub roster: Roster,
    pub question: Question,
    /// Also compare two tiers over the matching rows.
    pub compare: Option<Pairing>,
    /// Whose place among the answer's rows is wanted.
    pub follow: Option<Follow>,
}

/// An influencer whose place is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    Row(RowId),
}

/// What is to be written.
#[derive(Clone, Debug)]
pub struct ExportOrder {
    pub what: ExportRows,
    pub columns: ExportColumns,
    pub format: Format,
    pub wording: Wording,
    /// What the file may say of how it was made.
    pub making: Making,
}

/// The columns that an export writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportColumns {
    Fields(Vec<Field>),
    Preset(&'static Preset),
    /// Those of the user's files, as they stand there.
    Original,
}

/// The rows that an export writes.
#[derive(Clone, Debug)]
pub enum ExportRows {
    /// Rows of the roster, in this order.
    Rows { roster: Roster, rows: Arc<[RowId]> },
    /// The entries of a shortlist: from the roster where it has them, else as they were when added.
    List {
        roster: Option<Roster>,
        list: Shortlist,
    },
}
