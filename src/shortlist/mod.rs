//! What the user decides: shortlists, every change to them undoable, each list a file of its own.
//!
//! [`model`] is what a list holds, [`totals`] what it adds up to, [`since`] what a newer roster says
//! differently; [`book`] is all lists with undo and redo, [`history`] the steps of these, `edits` the
//! changes to entries, `moves` those of whole lists and [`triage`] the decisions of a review; [`store`] is
//! how lists are kept on disk so that no crash loses one (`store_error`: why one cannot be), [`mod@file`]
//! how one is written as text, `history_file` how what can be undone is, [`own`] what filters are told of
//! them.

pub mod model;

pub mod totals;

pub mod since;

pub mod book;

pub mod history;

pub mod edits;

mod moves;
#[cfg(test)]
mod moves_tests;

pub mod triage;

pub mod file;

mod history_file;

pub mod store;

mod store_error;

pub mod own;

pub use book::Book;
pub use edits::Toward;
pub use history::History;
pub use model::{Entry, Event, Note, Shortlist, Snapshot};
pub use totals::Totals;
