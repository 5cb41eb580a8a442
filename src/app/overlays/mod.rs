//! Dialogs over a screen. The top one gets every key until it closes.

pub mod choices;

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
use crate::export::Overwrite;
use crate::input::{Command, Key};
use crate::roster::Field;

pub use choices::Choices;
pub use columns::Columns;
pub use commands::Commands;
pub use confirm::Confirm;
pub use export::{Clash, ExportDialog, Writing};
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
    /// Which shortlist to add to.
    AddTo(Choices<String>),
    /// Which shortlist to go through influencers for.
    ReviewFor(Choices<String>),
    Review(Box<Review>),
    NewList(Name),
    /// How far talks with an entry have come.
    Status(Choices<String>),
    Note(Name),
    /// The price agreed with an entry.
    Agreed(Name),
    /// What a list may cost.
    Budget(Name),
    /// Where to keep lists that could not be saved.
    OtherFolder(Name),
    Export(Box<ExportDialog>),
    /// The file to be written is there already.
    Clash(Clash),
    Open(OpenFile),
    /// What a column of the file is.
    Mapping(Box<Mapping>),
    /// What to make of a problem of the file.
    Fix(Fix),
    /// Where to write the problem rows.
    Problems(Name),
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
    CreateList(String),
    SetStatus(String),
    AddNote(String),
    SetAgreed(String),
    SetBudget(String),
    DeleteList(String),
    /// Keep all lists in this folder.
    KeepIn(String),
    QuitUnsaved,
    Export(Box<ExportDialog>),
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
            Overlay::AddTo(choices) => choices.key(key, Action::AddTo),
            Overlay::ReviewFor(choices) => choices.key(key, Action::Review),
            Overlay::Review(review) => review.key(key),
            Overlay::Status(choices) => choices.key(key, Action::SetStatus),
            Overlay::NewList(name)
            | Overlay::Note(name)
            | Overlay::Agreed(name)
            | Overlay::Budget(name)
            | Overlay::OtherFolder(name)
            | Overlay::Problems(name) => name.key(key),
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
            Overlay::AddTo(choices) | Overlay::ReviewFor(choices) | Overlay::Status(choices) => {
                choices.paste(text);
            }
            Overlay::Review(review) => review.paste(text),
            Overlay::NewList(name)
            | Overlay::Note(name)
            | Overlay::Agreed(name)
            | Overlay::Budget(name)
            | Overlay::OtherFolder(name)
            | Overlay::Problems(name) => name.paste(text),
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
