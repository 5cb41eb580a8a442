//! Loading: one thread a load, which sends the roster as it grows.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::open::{self, Assumptions};
use super::{Files, Notify, Outcome, guarded, mappings};
use crate::import::{self, Options, Source};
use crate::roster::{Roster, changes};

/// What to load.
#[derive(Clone, Debug)]
pub struct LoadOrder {
    pub load: u64,
    pub sources: Vec<Source>,
    pub options: Options,
    pub assumptions: Assumptions,
    /// What was read from the same sources before and is to be replaced by what they say now. It
    /// stays where they cannot all be read, or not as far as before.
    pub before: Option<Roster>,
}

const GO_ON: u8 = 0;
/// Stop and keep what is there.
const STOP: u8 = 1;
/// Stop and say nothing more: another load began.
const GIVE_UP: u8 = 2;

/// The time between two looks at a roster that grows.
const BETWEEN: Duration = Duration::from_millis(100);

pub struct Loader {
    /// Where choices of columns are kept.
    mappings: PathBuf,
    notify: Notify,
    signal: Arc<AtomicU8>,
}

impl Loader {
    pub fn new(mappings: PathBuf, notify: Notify) -> Self {
        Loader {
            mappings,
            notify,
            signal: Arc::default(),
        }
    }

    pub fn stop(&self) {
        let _ = self
            .signal
            .compare_exchange(GO_ON, STOP, Ordering::Relaxed, Ordering::Relaxed);
    }

    pub fn load(&mut self, order: LoadOrder) {
        self.signal.store(GIVE_UP, Ordering::Relaxed);
        self.signal = Arc::default();
        let (signal, notify) = (self.signal.clone(), self.notify.clone());
        let mappings = self.mappings.clone();
        thread::spawn(move || {
            guarded(&notify, "Loading", || {
                load(order, &mappings, &signal, &notify)
            })
        });
    }
}

fn load(mut order: LoadOrder, mappings: &Path, signal: &AtomicU8, notify: &Notify) {
    let load = order.load;
    let mut published: Option<Instant> = None;
    if let Some(sentence) = mappings::add(mappings, &mut order.options) {
        notify(Outcome::Broken { sentence });
    }
    let (roster, mut report) = open::open(
        &order.sources,
        &order.options,
        &order.assumptions,
        &mut |roster, read, of| match signal.load(Ordering::Relaxed) {
            GO_ON => {
                // The first rows at once; later ones as often as somebody could see it, since each
                // time all questions are asked anew.
                if published.is_some_and(|at| at.elapsed() < BETWEEN) {
                    return ControlFlow::Continue(());
                }
                published = Some(Instant::now());
                notify(Outcome::Loading {
                    load,
                    roster: roster.clone(),
                    read,
                    of,
                });
                ControlFlow::Continue(())
            }
            _ => ControlFlow::Break(()),
        },
    );
    if signal.load(Ordering::Relaxed) == GIVE_UP {
        return;
    }
    let unmet = import::unmet(&order.options, &report.files);
    report.notes.extend(unmet.iter().cloned());
    let partial = report.files.iter().any(|file| file.stopped_early);
    let errors: Vec<String> = report
        .files
        .iter()
        .filter_map(|file| file.error.as_ref())
        .map(ToString::to_string)
        .collect();
    let report = Arc::new(report);
    let refused = match &order.before {
        _ if roster.is_empty() => Some(errors.join("; ")),
        Some(_) if !errors.is_empty() => Some(errors.join("; ")),
        Some(before) if partial && roster.len() < before.len() => {
            Some("Reading again was stopped: the roster is as it was".to_owned())
        }
        _ => None,
    };
    if let Some(sentence) = refused {
        notify(Outcome::LoadFailed {
            load,
            report,
            sentence,
        });
        return;
    }
    // What a second reading changed is news; what was said at the start is told by then.
    let is_first = order.before.is_none();
    let changes = order
        .before
        .map(|before| Arc::new(changes::changes(&before, &roster)));
    let files = Files {
        sources: order.sources,
        options: order.options,
        report,
    };
    let searched = roster.clone();
    notify(Outcome::Loaded {
        load,
        roster,
        files: Box::new(files),
        partial,
        changes,
    });
    if !errors.is_empty() {
        notify(Outcome::Broken {
            sentence: errors.join("; "),
        });
    } else if is_first && !unmet.is_empty() {
        notify(Outcome::Broken {
            sentence: unmet.join(" "),
        });
    }
    // The first search shall not have to wait for it.
    (0..searched.segments().len())
        .into_par_iter()
        .for_each(|at| {
            searched.segment(at).folded();
        });
}
