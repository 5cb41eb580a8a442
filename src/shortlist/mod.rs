//! What the user decides: shortlists, every change to them undoable, each list a file of its own.
//!
//! [`model`] is what a list holds, [`book`] all lists with undo and redo, [`store`] how they are kept
//! on disk so that no crash loses one, [`mod@file`] how one is written as text, [`own`] what filters
//! are told of them.

pub mod model;

pub mod book;

pub mod file;

pub mod store;

pub mod own;

pub use book::Book;
pub use model::{Entry, Shortlist, Snapshot, Totals};
