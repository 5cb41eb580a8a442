//! What runs meanwhile: loading, answering questions, saving and writing files.
//!
//! Four kinds of threads, none of which knows the program's model. The *worker* answers questions;
//! one question waits at most, and a newer one takes its place and stops the one being answered. The
//! *loader* is one thread for each load; it sends the roster as it grows. The *clerk* does jobs on
//! files one after the other, so that changes reach the disk in the order in which they were made. The
//! *watcher* looks whether the files on the screen are still what they were. While another window has
//! the shortlists, the clerk looks as often whether it changed or left them.
//! Each sends [`Outcome`]s and, for each piece of work taken on, one [`Outcome::Finished`].

pub mod mappings;

pub mod open;

pub mod original;

pub mod problems;

mod clerk;

mod exports;

mod give_back;

mod lists;

mod loader;

mod outcome;

mod watch;

mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use crate::import::{Options, Source};
pub use clerk::{Files, Job};
pub use exports::{Columns, Order, Rows, list_places, list_roster};
pub use loader::LoadOrder;
pub use outcome::Outcome;
pub use problems::FileLines;
pub use watch::Watched;
pub use worker::{Task, find};

/// Takes outcomes to wherever they are wanted; called from any thread.
pub type Notify = Arc<dyn Fn(Outcome) + Send + Sync>;

/// The background threads.
pub struct Background {
    worker: worker::Worker,
    /// Reads rows of files again, so that questions need not wait for them.
    reader: worker::Worker,
    loader: loader::Loader,
    clerk: clerk::Clerk,
    watcher: watch::Watcher,
}

impl Background {
    /// Starts the threads; shortlists are kept in this folder, choices of columns in this file. Files
    /// are looked at `every` so often.
    pub fn start(shortlists: PathBuf, mappings: PathBuf, every: Duration, notify: Notify) -> Self {
        Background {
            worker: worker::Worker::start(notify.clone()),
            reader: worker::Worker::start(notify.clone()),
            loader: loader::Loader::new(mappings.clone(), notify.clone()),
            clerk: clerk::Clerk::start(shortlists, mappings, every, notify.clone()),
            watcher: watch::Watcher::start(every, notify),
        }
    }

    /// Asks; true when this is one more piece of work, false when it took the place of one that
    /// waited.
    pub fn ask(&self, task: Task) -> bool {
        match task {
            Task::Lines { .. } => self.reader.ask(task),
            _ => self.worker.ask(task),
        }
    }

    /// Loads files; a load that is still running is given up.
    pub fn load(&mut self, order: LoadOrder) {
        self.loader.load(order);
    }

    /// Stops loading and keeps what is there.
    pub fn stop_loading(&self) {
        self.loader.stop();
    }

    /// Says when one of these files changes; others are no longer watched.
    pub fn watch(&self, files: Watched) {
        self.watcher.watch(files);
    }

    /// Has a job done after those before it.
    pub fn job(&self, job: Job) {
        self.clerk.take(job);
    }

    /// Waits until every job on files is done: called before the program ends.
    pub fn finish(self) {
        self.clerk.finish();
    }
}

/// The day it is here, as `2026-11-24`.
pub fn today() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}

/// Runs some work; a panic in it is an outcome, not the end of the program.
fn guarded(notify: &Notify, what: &str, work: impl FnOnce()) {
    let work = std::panic::AssertUnwindSafe(work);
    if std::panic::catch_unwind(work).is_err() {
        notify(Outcome::Broken {
            sentence: format!("{what} broke; the program goes on. Please report it with the log"),
        });
    }
    notify(Outcome::Finished);
}
