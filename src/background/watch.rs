//! Watching the files of the roster on the screen: whether one is no longer what it was when it was
//! read. It looks once in a while, says a change once, and sleeps while there is nothing to watch.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::{Notify, Outcome, Source};
use crate::import::report::Stamp;

/// Files, each with what it was like when it was read.
#[derive(Debug)]
pub struct Watched {
    /// The load that read them.
    pub load: u64,
    pub files: Vec<(Source, Stamp)>,
}

/// Looks at files until it is dropped.
pub struct Watcher {
    orders: Sender<Watched>,
}

impl Watcher {
    pub fn start(every: Duration, notify: Notify) -> Self {
        let (orders, inbox) = mpsc::channel();
        thread::spawn(move || work(every, &inbox, &notify));
        Watcher { orders }
    }

    /// Watches these files, and no others any more.
    pub fn watch(&self, files: Watched) {
        // The thread lives as long as this sender does.
        let _ = self.orders.send(files);
    }
}

fn work(every: Duration, inbox: &Receiver<Watched>, notify: &Notify) {
    while let Ok(mut watched) = inbox.recv() {
        while !watched.files.is_empty() {
            match inbox.recv_timeout(every) {
                Ok(newer) => watched = newer,
                Err(RecvTimeoutError::Timeout) => {
                    let names = changed(&mut watched.files);
                    if !names.is_empty() {
                        let load = watched.load;
                        notify(Outcome::FilesChanged { load, names });
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }
}

/// Takes out the files that have changed; the answer is their names. One that is away may be about to
/// be put back, as programs do that save by renaming.
fn changed(files: &mut Vec<(Source, Stamp)>) -> Vec<String> {
    let mut names = Vec::new();
    files.retain(|(source, stamp)| {
        let same = source.stamp().is_none_or(|now| now == *stamp);
        if !same {
            names.push(source.short_name());
        }
        same
    });
    names
}
