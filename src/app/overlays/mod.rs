//! Dialogs over a screen. The top one gets every key until it closes.

pub mod choices;

pub mod clash;

pub mod columns;

pub mod commands;

pub mod confirm;

pub mod export;

pub mod fix;

pub mod mapping;

pub mod name;

pub mod open;

pub mod review;

use self::review::Verdict;
use super::choosing::Decided;
use super::copying::Copied;
use super::panes::lists::Order;
use crate::export::Overwrite;
use crate::input::{Command, Key};
use crate::roster::Field;

pub use choices::{Choices, Pick};
pub use clash::{Clash, Writing};
pub use columns::Columns;
pub use commands::Commands;
pub use confirm::Confirm;
pub use export::ExportDialog;
pub use fix::{Fix, Offer};
pub use mapping::Mapping;
pub use name::Name;
pub use open::OpenFile;
pub use review::Review;

/// A dialog that is open.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// All keys and what they do.
    Help(Commands),
    /// Every command by its name.
    Commands(Commands),
    /// Which column to sort by; `then` adds it to the order.
    Sort {
        choices: Choices<Field>,
        then: bool,
    },
    Columns(Columns),
    Review(Box<Review>),
    /// One of several things to do: a list to add to, a status, an order.
    Pick(Pick),
    /// Words or a figure: a new list, a note, a price, a file.
    Ask(Name),
    Export(Box<ExportDialog>),
    /// The file to be written is there already.
    Clash(Clash),
    Open(OpenFile),
    /// What a column of the file is.
    Mapping(Box<Mapping>),
    /// What to make of a problem of the file.
    Fix(Fix),
    Confirm(Confirm),
}

/// What a key did to a dialog.
#[derive(Clone, Debug)]
pub enum Outcome {
    Stay,
    Close,
    /// Close, and do this.
    Do(Action),
    /// Do this; the dialog stays.
    Tell(Action),
}

/// What a dialog was opened for.
#[derive(Clone, Debug)]
pub enum Action {
    Run(Command),
    SortBy {
        field: Field,
        then: bool,
    },
    ShowColumns(Vec<Field>),
    AddTo(String),
    /// Go through the influencers shown for this list.
    Review(String),
    /// Take down what was decided of the one under review.
    Reviewed(Verdict),
    /// Move entries of a list to another one.
    MoveTo(String),
    /// Copy them there.
    CopyTo(String),
    CreateList(String),
    SetStatus(String),
    AddNote(String),
    SetAgreed(String),
    SetBudget(String),
    /// Ask for one of the things that have no key of their own.
    Change(Part),
    SetDue(String),
    SetReason(String),
    SetTags(String),
    /// For whom an entry stands in; none takes it away.
    SetBackup(Option<crate::roster::Key>),
    /// Sort the entries of a list.
    Arrange(Order),
    DeleteList(String),
    /// Keep all lists in this folder.
    KeepIn(String),
    QuitUnsaved,
    Export(Box<ExportDialog>),
    /// Put it on the clipboard as text.
    CopyRows(Box<ExportDialog>),
    CopyAs(Copied),
    OpenFile(String),
    /// What a column is; none leaves it unused.
    MapColumn {
        header: String,
        field: Option<Field>,
    },
    /// Read the files by this, and say so.
    Decide(Box<Decided>, String),
    /// Show the rows of this filter in Browse.
    ShowRows(String),
    /// Ask where to write the problem rows.
    NameProblems,
    ExportProblems(String, Overwrite),
    /// Look into this folder.
    ListFolder(String),
}

/// What can be said of an entry without a key of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Due,
    Reason,
    Tags,
    Backup,
}

impl Overlay {
    /// Gives a key to the dialog.
    pub fn key(&mut self, key: Key) -> Outcome {
        match self {
            Overlay::Help(commands) | Overlay::Commands(commands) => commands.key(key),
            Overlay::Sort { choices, then } => {
                let then = *then;
                choices.key(key, |field| Action::SortBy { field, then })
            }
            Overlay::Columns(columns) => columns.key(key),
            Overlay::Review(review) => review.key(key),
            Overlay::Pick(pick) => pick.choices.key(key, |action| action),
            Overlay::Ask(name) => name.key(key),
            Overlay::Export(dialog) => dialog.key(key),
            Overlay::Clash(clash) => clash.key(key),
            Overlay::Open(open) => open.key(key),
            Overlay::Mapping(mapping) => mapping.key(key),
            Overlay::Fix(fix) => fix.key(key),
            Overlay::Confirm(confirm) => confirm.key(key),
        }
    }

    /// Gives pasted text to the dialog.
    pub fn paste(&mut self, text: &str) {
        match self {
            Overlay::Help(commands) | Overlay::Commands(commands) => commands.paste(text),
            Overlay::Sort { choices, .. } => choices.paste(text),
            Overlay::Review(review) => review.paste(text),
            Overlay::Pick(pick) => pick.choices.paste(text),
            Overlay::Ask(name) => name.paste(text),
            Overlay::Export(dialog) => dialog.paste(text),
            Overlay::Open(open) => open.paste(text),
            Overlay::Mapping(mapping) => mapping.paste(text),
            Overlay::Columns(_) | Overlay::Clash(_) | Overlay::Fix(_) | Overlay::Confirm(_) => {}
        }
    }

    /// Whether a click outside closes it: only where nothing could have been typed.
    pub fn closes_on_click(&self) -> bool {
        matches!(
            self,
            Overlay::Help(_) | Overlay::Columns(_) | Overlay::Fix(_)
        )
    }
}
