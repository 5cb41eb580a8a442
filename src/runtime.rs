//! The program without a terminal: messages go into the model, its effects to the background, and what
//! comes back into the model again. The terminal drives it; so do tests, which wait with
//! [`Runtime::settle`].

mod outcomes;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use crate::app::effect::{ExportColumns, ExportOrder, ExportRows, Follow, Opening};
use crate::app::{Effect, Model, Msg, update};
use crate::background::open::{Assumptions, demo};
use crate::background::{
    Background, Columns, Files, Job, LoadOrder, Options, Order, Outcome, Rows, Source, Task,
    Watched,
};

/// What the outside must do that has no thread in the background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outward {
    Copy(String),
    Mouse(bool),
    Theme(String),
    Quit,
}

const NO_FILES: &str = "the rows of the file are there once it is loaded";

/// What the program was started with.
pub struct Start {
    pub shortlists: PathBuf,
    /// The file with what was said of columns.
    pub mappings: PathBuf,
    /// How often it is looked whether files have changed.
    pub watch_every: Duration,
    pub options: Options,
    pub assumptions: Assumptions,
    /// What was piped in, to be opened as a roster.
    pub standard_input: Vec<u8>,
    /// Called from any thread when something has come back.
    pub wake: Box<dyn Fn() + Send + Sync>,
}

/// The model with its background.
pub struct Runtime {
    model: Model,
    background: Background,
    outcomes: Receiver<Outcome>,
    /// Work that was given out and is not finished.
    pending: usize,
    alarms: Vec<(Instant, u64)>,
    outward: VecDeque<Outward>,
    /// What it remembers is what could not be saved: the rest is read again with each load.
    options: Options,
    assumptions: Assumptions,
    standard_input: Vec<u8>,
    /// What the roster was read from; none before one is loaded.
    files: Option<Files>,
}

impl Runtime {
    /// Starts the background and has the shortlists read.
    pub fn start(model: Model, start: Start) -> Self {
        let (sender, outcomes) = mpsc::channel();
        let wake = start.wake;
        let notify = Arc::new(move |outcome| {
            // Nobody listens any more when the program ends.
            let _ = sender.send(outcome);
            wake();
        });
        let mut runtime = Runtime {
            model,
            background: Background::start(
                start.shortlists,
                start.mappings,
                start.watch_every,
                notify,
            ),
            outcomes,
            pending: 0,
            alarms: Vec::new(),
            outward: VecDeque::new(),
            options: start.options,
            assumptions: start.assumptions,
            standard_input: start.standard_input,
            files: None,
        };
        runtime.job(Job::Shortlists);
        runtime
    }

    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Opens rosters.
    pub fn open(&mut self, openings: Vec<Opening>) {
        let effects = self.model.open(openings);
        self.carry_out(effects);
    }

    /// Gives the model one message and carries out what it wants.
    pub fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.carry_out(effects);
    }

    /// Takes in everything that has come back; false when nothing had.
    pub fn drain(&mut self) -> bool {
        let mut any = false;
        while let Ok(outcome) = self.outcomes.try_recv() {
            any |= !matches!(outcome, Outcome::Finished);
            self.take(outcome);
        }
        any
    }

    /// Takes in what comes back within this time; false when nothing did.
    pub fn wait(&mut self, most: Duration) -> bool {
        match self.outcomes.recv_timeout(most) {
            Ok(outcome) => {
                self.take(outcome);
                true
            }
            Err(_) => false,
        }
    }

    /// Whether anything is being worked on.
    pub fn is_busy(&self) -> bool {
        self.pending > 0
    }

    /// Waits until nothing is being worked on. Alarms do not count.
    pub fn settle(&mut self) {
        while self.pending > 0 {
            match self.outcomes.recv() {
                Ok(outcome) => self.take(outcome),
                Err(_) => return,
            }
        }
    }

    /// When the next alarm is due.
    pub fn next_alarm(&self) -> Option<Instant> {
        self.alarms.iter().map(|(at, _)| *at).min()
    }

    /// Sends the alarms that are due at this time.
    pub fn ring(&mut self, now: Instant) {
        let due: Vec<u64> = self
            .alarms
            .iter()
            .filter(|(at, _)| *at <= now)
            .map(|(_, number)| *number)
            .collect();
        self.alarms.retain(|(at, _)| *at > now);
        for number in due {
            self.send(Msg::Alarm(number));
        }
    }

    /// The next thing for the outside to do.
    pub fn outward(&mut self) -> Option<Outward> {
        self.outward.pop_front()
    }

    /// Waits until every change is on disk.
    pub fn finish(self) {
        self.background.finish();
    }

    fn job(&mut self, job: Job) {
        self.pending += 1;
        self.background.job(job);
    }

    fn ask(&mut self, task: Task) {
        if self.background.ask(task) {
            self.pending += 1;
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Load {
                    load,
                    openings,
                    before,
                    decided,
                } => {
                    self.pending += 1;
                    let sources = openings
                        .into_iter()
                        .map(|opening| self.source(opening))
                        .collect();
                    self.background.load(LoadOrder {
                        load,
                        sources,
                        options: Options {
                            left_out: decided.left_out,
                            mappings: [decided.here.columns, self.options.mappings.clone()]
                                .concat(),
                            empty: [decided.here.empty, self.options.empty.clone()].concat(),
                            ..self.options.clone()
                        },
                        assumptions: self.assumptions.clone(),
                        before,
                    });
                }
                Effect::StopLoading => self.background.stop_loading(),
                Effect::Ask(inquiry) => self.ask(Task::Ask {
                    load: inquiry.load,
                    generation: inquiry.generation,
                    roster: inquiry.roster,
                    question: inquiry.question,
                    compare: inquiry.compare,
                    follow: inquiry.follow.map(|Follow::Row(row)| row),
                }),
                Effect::Find { load, roster, keys } => self.ask(Task::Find { load, roster, keys }),
                Effect::SaveList(list) => self.job(Job::SaveList(list)),
                Effect::DeleteList(name) => self.job(Job::DeleteList(name)),
                Effect::SaveHistory(history) => self.job(Job::SaveHistory(history)),
                Effect::KeepIn { folder, book } => self.job(Job::KeepIn { folder, book }),
                Effect::Flush => self.job(Job::Flush),
                Effect::Remember { header, choices } => {
                    self.job(Job::Remember { header, choices });
                }
                Effect::Export {
                    order,
                    path,
                    overwrite,
                } => match self.order(*order) {
                    Some(order) => self.job(Job::Export {
                        order,
                        path,
                        overwrite,
                    }),
                    None => self.send(Msg::ExportFailed {
                        sentence: NO_FILES.to_owned(),
                    }),
                },
                Effect::CopyRows(order) => match self.order(*order) {
                    Some(order) => self.job(Job::CopyRows(order)),
                    None => self.send(Msg::Text(Err(NO_FILES.to_owned()))),
                },
                Effect::CopyComparison(comparison) => self.job(Job::CopyComparison(comparison)),
                Effect::Preview {
                    number,
                    order,
                    path,
                } => {
                    let order = order.and_then(|order| self.order(*order));
                    self.job(Job::Preview {
                        number,
                        order,
                        path,
                    });
                }
                Effect::Brief {
                    brief,
                    path,
                    overwrite,
                } => self.job(Job::Brief {
                    brief,
                    path,
                    overwrite,
                }),
                Effect::ExportProblems { path, overwrite } => match self.files.clone() {
                    Some(files) => self.job(Job::ExportProblems {
                        files,
                        path,
                        overwrite,
                    }),
                    None => self.send(Msg::ExportFailed {
                        sentence: NO_FILES.to_owned(),
                    }),
                },
                Effect::ReadLines { load, file, lines } => {
                    if let Some(files) = self.files.clone() {
                        self.ask(Task::Lines {
                            load,
                            files,
                            file,
                            lines,
                        });
                    }
                }
                Effect::ListFolder(path) => self.job(Job::ListFolder(path)),
                Effect::Alarm { number, after_ms } => {
                    self.alarms
                        .push((Instant::now() + Duration::from_millis(after_ms), number));
                }
                Effect::Copy(text) => self.outward.push_back(Outward::Copy(text)),
                Effect::Mouse(on) => self.outward.push_back(Outward::Mouse(on)),
                Effect::Theme(name) => self.outward.push_back(Outward::Theme(name)),
                Effect::Quit => self.outward.push_back(Outward::Quit),
            }
        }
    }

    /// What is to be written, with the files where they are wanted; none where they are not known yet.
    fn order(&self, order: ExportOrder) -> Option<Order> {
        let columns = match order.columns {
            ExportColumns::Fields(columns) => Columns::Fields(columns),
            ExportColumns::Preset(preset) => Columns::Preset(preset),
            ExportColumns::Original => Columns::Original(Box::new(self.files.clone()?)),
        };
        Some(Order {
            rows: match order.what {
                ExportRows::Rows { roster, rows } => Rows::Roster { roster, rows },
                ExportRows::List { roster, list } => Rows::List { roster, list },
            },
            columns,
            format: order.format,
            wording: order.wording,
            making: order.making,
        })
    }

    /// Has the files looked at from which a roster came; what was piped in stays what it was.
    fn watch(&self, load: u64, files: &Files) {
        let stamps = files.report.files.iter().map(|file| file.stamp);
        let files = files.sources.iter().cloned().zip(stamps);
        let files = files
            .filter(|(source, _)| matches!(source, Source::Path(_)))
            .filter_map(|(source, stamp)| Some((source, stamp?)))
            .collect();
        self.background.watch(Watched { load, files });
    }

    fn source(&self, opening: Opening) -> Source {
        match opening {
            Opening::Demo => demo(),
            Opening::File(path) => Source::Path(path.into()),
            Opening::StandardInput => Source::Bytes {
                name: "standard input".to_owned(),
                bytes: self.standard_input.clone(),
            },
        }
    }
}
