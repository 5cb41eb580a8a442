//! Answering questions about the roster.
//!
//! There is room for one waiting task of each kind. A newer question takes the place of the one that
//! waits, and the one being answered is told to stop; so however fast keys come, the worker is at
//! most one question behind. Searches for the entries of shortlists wait beside the questions.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;

use super::give_back::give_back;
use super::{Files, Notify, Outcome, guarded, problems};
use crate::analysis::compare::prepared::Prepared;
use crate::analysis::compare::{Comparison, Pairing};
use crate::analysis::price_model::{Finding, findings};
use crate::query::{Engine, Question};
use crate::roster::{Key, Roster, RowId, RowSet};

/// Something to be worked out over a roster.
#[derive(Clone, Debug)]
pub enum Task {
    Ask {
        load: u64,
        generation: u64,
        roster: Roster,
        question: Question,
        /// Also compare two tiers over the matching rows.
        compare: Option<Pairing>,
        /// Whose place among the answer's rows is wanted.
        follow: Option<RowId>,
    },
    /// Where these influencers are in the roster.
    Find {
        load: u64,
        roster: Roster,
        keys: Vec<Key>,
    },
    /// Rows of a file as they stand in it.
    Lines {
        load: u64,
        files: Files,
        file: usize,
        lines: Vec<u64>,
    },
}

#[derive(Default)]
struct Waiting {
    ask: Option<Task>,
    find: Option<Task>,
    lines: Option<Task>,
}

struct Shared {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
    /// The generation of the newest question, by which an older one notices that it is not wanted.
    newest: AtomicU64,
}

impl Shared {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub struct Worker {
    shared: Arc<Shared>,
}

impl Worker {
    pub fn start(notify: Notify) -> Self {
        let shared = Arc::new(Shared {
            waiting: Mutex::default(),
            arrived: Condvar::new(),
            newest: AtomicU64::new(0),
        });
        let theirs = shared.clone();
        thread::spawn(move || {
            let mut memory = Memory::default();
            // Threads of their own: among those that read a file, answers would wait for their turn.
            let own = rayon::ThreadPoolBuilder::new().build();
            loop {
                let task = next(&theirs, &mut memory);
                guarded(&notify, "An answer", || {
                    let work = || work(&mut memory, task, &theirs, &notify);
                    match &own {
                        Ok(own) => own.install(work),
                        Err(_) => work(),
                    }
                });
            }
        });
        Worker { shared }
    }

    pub fn ask(&self, task: Task) -> bool {
        let mut waiting = self.shared.waiting();
        let place = match &task {
            Task::Ask { generation, .. } => {
                self.shared.newest.store(*generation, Ordering::Relaxed);
                &mut waiting.ask
            }
            Task::Find { .. } => &mut waiting.find,
            Task::Lines { .. } => &mut waiting.lines,
        };
        let new = place.replace(task).is_none();
        drop(waiting);
        self.shared.arrived.notify_one();
        new
    }
}

/// What answers leave behind for the next ones.
#[derive(Default)]
struct Memory {
    engine: Engine,
    known: Option<Known>,
    /// The roster that was asked about last, as long as it is not ready for text to be searched.
    to_fold: Option<Roster>,
    /// Rows of the roster that was there when free memory was last given back.
    tidied: usize,
}

/// What comparisons need to know of a roster, whatever rows they are over.
struct Known {
    load: u64,
    rows: usize,
    /// Prices that nobody quoted.
    modelled: Vec<Finding>,
    /// For the comparison that was asked for last, as long as one is asked for.
    prepared: Option<Prepared>,
}

impl Memory {
    fn compare(
        &mut self,
        load: u64,
        roster: &Roster,
        rows: &RowSet,
        pairing: Pairing,
    ) -> Comparison {
        let known = self.known.take();
        let known = known.filter(|known| (known.load, known.rows) == (load, roster.len()));
        let known = self.known.insert(known.unwrap_or_else(|| Known {
            load,
            rows: roster.len(),
            modelled: findings(roster),
            prepared: None,
        }));
        let prepared = known.prepared.take();
        let prepared = prepared.filter(|prepared| prepared.serves(pairing));
        let prepared = prepared.unwrap_or_else(|| Prepared::new(roster, pairing));
        let prepared = known.prepared.insert(prepared);
        prepared.compare(roster, rows, pairing.by, &known.modelled)
    }
}

/// How long nobody has to ask for anything before texts are folded: longer than between two batches of
/// a roster that is being read.
const QUIET: Duration = Duration::from_millis(300);

fn next(shared: &Shared, memory: &mut Memory) -> Task {
    let mut waiting = shared.waiting();
    loop {
        let task = waiting.ask.take().or_else(|| waiting.find.take());
        let task = task.or_else(|| waiting.lines.take());
        if let Some(task) = task {
            return task;
        }
        waiting = match &memory.to_fold {
            Some(roster) => {
                let quiet = shared.arrived.wait_timeout(waiting, QUIET);
                let (waiting, quiet) = quiet.unwrap_or_else(PoisonError::into_inner);
                if quiet.timed_out() {
                    drop(waiting);
                    fold(shared, roster);
                    let rows = roster.len();
                    memory.to_fold = None;
                    // Reading leaves free memory behind, and so does the roster that was there before.
                    if memory.tidied != rows {
                        memory.tidied = rows;
                        give_back();
                    }
                    shared.waiting()
                } else {
                    waiting
                }
            }
            None => {
                let arrived = shared.arrived.wait(waiting);
                arrived.unwrap_or_else(PoisonError::into_inner)
            }
        };
    }
}

/// Makes texts ready to be searched, as long as nobody asks for anything.
fn fold(shared: &Shared, roster: &Roster) {
    let segments = (0..roster.segments().len()).into_par_iter();
    let quiet = segments.take_any_while(|_| shared.waiting().ask.is_none());
    quiet.for_each(|at| {
        roster.segment(at).folded();
    });
}

fn work(memory: &mut Memory, task: Task, shared: &Shared, notify: &Notify) {
    match task {
        Task::Ask {
            load,
            generation,
            roster,
            question,
            compare: pairing,
            follow,
        } => {
            let cancelled = || shared.newest.load(Ordering::Relaxed) > generation;
            memory.to_fold = Some(roster.clone());
            if let (None, Some(known)) = (pairing, &mut memory.known) {
                known.prepared = None;
            }
            let Some(answer) = memory.engine.answer(&roster, &question, &cancelled) else {
                return;
            };
            let cursor = follow.and_then(|row| answer.rows.iter().position(|other| *other == row));
            let answer = Arc::new(answer);
            notify(Outcome::Answered {
                load,
                generation,
                answer: answer.clone(),
                cursor,
            });
            if let Some(pairing) = pairing.filter(|_| !cancelled()) {
                let comparison = memory.compare(load, &roster, &answer.matched, pairing);
                let comparison = Arc::new(comparison);
                notify(Outcome::Compared {
                    load,
                    generation,
                    comparison,
                });
            }
        }
        Task::Lines {
            load,
            files,
            file,
            lines,
        } => {
            let read = problems::lines(&files, file, &lines).map_err(|error| error.to_string());
            notify(Outcome::Lines { load, file, read });
        }
        Task::Find { load, roster, keys } => notify(Outcome::Found {
            load,
            rows: Arc::new(find(&roster, &keys)),
        }),
    }
}

/// The rows of these influencers, in one walk over the roster.
pub fn find(roster: &Roster, keys: &[Key]) -> HashMap<Key, RowId> {
    // Handles are compared first, since a key is dear to build for each row.
    let mut wanted: HashMap<String, Vec<&Key>> = HashMap::new();
    for key in keys {
        wanted.entry(key.handle.clone()).or_default().push(key);
    }
    let mut found = HashMap::new();
    for row in 0..roster.len() as RowId {
        let influencer = roster.influencer(row);
        let key = influencer.key();
        let known = wanted
            .get(&key.handle)
            .is_some_and(|keys| keys.contains(&&key));
        if known {
            found.entry(key).or_insert(row);
        }
    }
    found
}
