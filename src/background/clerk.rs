//! Jobs on files, one after the other: saving shortlists, writing exports, listing folders.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use super::exports::{self, Order, list_places, written};
use super::lists::Lists;
use super::{Notify, Options, Outcome, Source, guarded, mappings, problems};
use crate::analysis::compare::Comparison;
use crate::export::{self, Account, Brief, Format, Overwrite, texts};
use crate::import::choices::Choices;
use crate::import::{Report, named_as_roster};
use crate::shortlist::{Book, History, Shortlist};

/// Something to be done with files.
#[derive(Clone, Debug)]
pub enum Job {
    /// Read the shortlists.
    Shortlists,
    SaveList(Shortlist),
    DeleteList(String),
    /// Save what can be undone, after the lists that it leads to.
    SaveHistory(History),
    /// Keep the lists in another folder from now on.
    KeepIn {
        folder: String,
        book: Book,
    },
    /// Say when everything before is done.
    Flush,
    Export {
        order: Order,
        path: String,
        overwrite: Overwrite,
    },
    /// Write it as text for the clipboard.
    CopyRows(Order),
    /// The figures of a comparison as text for the clipboard.
    CopyComparison(Arc<Comparison>),
    /// Say what a file at this path would begin with; nothing of a page.
    Preview {
        number: u64,
        order: Option<Order>,
        path: String,
    },
    /// Write a list as a page for whoever signs.
    Brief {
        brief: Box<Brief>,
        path: String,
        overwrite: Overwrite,
    },
    /// Write the rows that had problems.
    ExportProblems {
        files: Files,
        path: String,
        overwrite: Overwrite,
    },
    ListFolder(String),
    /// Remember what was said of files with this header; nothing forgets it.
    Remember {
        header: Vec<String>,
        choices: Choices,
    },
}

/// What a roster was read from, and what was found.
#[derive(Clone, Debug)]
pub struct Files {
    pub sources: Vec<Source>,
    pub options: Options,
    pub report: Arc<Report>,
}

pub struct Clerk {
    jobs: Sender<Job>,
    thread: JoinHandle<()>,
}

impl Clerk {
    pub fn start(shortlists: PathBuf, mappings: PathBuf, every: Duration, notify: Notify) -> Self {
        let (jobs, inbox) = mpsc::channel();
        let kept = Kept {
            lists: Lists::new(shortlists),
            mappings,
        };
        let thread = thread::spawn(move || work(kept, every, &inbox, &notify));
        Clerk { jobs, thread }
    }

    pub fn take(&self, job: Job) {
        // The thread lives as long as this sender does.
        let _ = self.jobs.send(job);
    }

    pub fn finish(self) {
        drop(self.jobs);
        let _ = self.thread.join();
    }
}

/// Where things are kept.
struct Kept {
    lists: Lists,
    mappings: PathBuf,
}

fn work(mut kept: Kept, every: Duration, inbox: &Receiver<Job>, notify: &Notify) {
    loop {
        let job = match kept.lists.follows() {
            true => inbox.recv_timeout(every),
            false => inbox.recv().map_err(RecvTimeoutError::from),
        };
        match job {
            Ok(job) => guarded(notify, "A job on files", || {
                if let Some(outcome) = outcome(&mut kept, job) {
                    notify(outcome);
                }
            }),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(outcome) = kept.lists.look() {
                    notify(outcome);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn outcome(kept: &mut Kept, job: Job) -> Option<Outcome> {
    Some(match job {
        Job::Shortlists => kept.lists.open(),
        Job::SaveList(list) => kept.lists.save(&list),
        Job::DeleteList(name) => kept.lists.delete(&name),
        Job::SaveHistory(history) => {
            kept.lists.save_history(&history);
            return None;
        }
        Job::KeepIn { folder, book } => kept.lists.keep_in(&folder, &book),
        Job::Flush => Outcome::Flushed,
        Job::Export {
            order,
            path,
            overwrite,
        } => order.save(&path, overwrite),
        Job::CopyRows(order) => Outcome::Text(order.text()),
        Job::CopyComparison(comparison) => Outcome::Text(exports::figures(&comparison)),
        Job::Preview {
            number,
            order,
            path,
        } => Outcome::Preview {
            number,
            preview: order.map(|order| order.preview()),
            place: export::place(Path::new(&path)),
        },
        Job::Brief {
            brief,
            path,
            overwrite,
        } => {
            let places = list_places(brief.roster.as_ref(), &brief.list);
            let saved = export::save(Path::new(&path), overwrite, |out| brief.write(&places, out));
            written(saved, |path| Outcome::Exported {
                path,
                rows: brief.list.entries().len(),
            })
        }
        Job::ExportProblems {
            files,
            path,
            overwrite,
        } => match problems::all(&files) {
            Ok(texts) => {
                let saved = export::save(Path::new(&path), overwrite, |out| {
                    texts::write(&texts, Format::Csv, false, &Account::default(), out)
                });
                written(saved, |path| Outcome::ProblemsExported {
                    path,
                    rows: texts.rows.len(),
                })
            }
            Err(error) => Outcome::ExportFailed {
                sentence: error.to_string(),
            },
        },
        Job::ListFolder(path) => list_folder(&path),
        Job::Remember { header, choices } => {
            let said = choices.clone();
            let saved = mappings::change(&kept.mappings, |remembered| {
                remembered.set(&header, said);
            });
            Outcome::Remembered {
                header,
                choices,
                problem: saved.err().map(|error| error.to_string()),
            }
        }
    })
}

/// The rosters and folders in a folder, the newest first. Folders end in `/`.
fn list_folder(path: &str) -> Outcome {
    let folder = match path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/"),
        None => ".".to_owned(),
    };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) => {
            return Outcome::Folder {
                problem: Some(format!("{folder}: {error}")),
                path: folder,
                files: Vec::new(),
            };
        }
    };
    let mut files: Vec<(bool, SystemTime, String)> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let about = fs::metadata(entry.path()).ok()?;
            let changed = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            match (name.starts_with('.'), about.is_dir()) {
                (true, _) => None,
                (false, true) => Some((true, changed, format!("{name}/"))),
                (false, false) => named_as_roster(&name).then_some((false, changed, name)),
            }
        })
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    Outcome::Folder {
        path: folder,
        files: files.into_iter().map(|(.., name)| name).collect(),
        problem: None,
    }
}
