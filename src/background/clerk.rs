//! Jobs on files, one after the other: saving shortlists, writing exports, listing folders.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use super::lists::Lists;
use super::worker::find;
use super::{Notify, Options, Outcome, Source, guarded, mappings, original, problems};
use crate::export::{self, Account, Brief, Format, Making, Overwrite, SaveError, texts};
use crate::import::choices::Choices;
use crate::import::{Report, named_as_roster};
use crate::roster::{Field, Key, Kind, Roster, RowId, SegmentBuilder};
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
    ExportRows {
        roster: Roster,
        rows: Arc<[RowId]>,
        target: Target,
    },
    ExportList {
        roster: Option<Roster>,
        list: Shortlist,
        target: Target,
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

/// How and where an export is written.
#[derive(Clone, Debug)]
pub struct Target {
    pub columns: Columns,
    pub format: Format,
    pub making: Making,
    pub path: String,
    pub overwrite: Overwrite,
}

/// The columns of an export.
#[derive(Clone, Debug)]
pub enum Columns {
    Fields(Vec<Field>),
    /// Those of the files, which are read again.
    Original(Box<Files>),
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
        Job::ExportRows {
            roster,
            rows,
            target,
        } => exported(&roster, &rows, &target),
        Job::ExportList {
            roster,
            list,
            target,
        } => match (&target.columns, roster) {
            (Columns::Fields(_), roster) => {
                let roster = list_roster(roster.as_ref(), &list);
                let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
                exported(&roster, &rows, &target)
            }
            (Columns::Original(_), Some(roster)) => match list_rows(&roster, &list) {
                Ok(rows) => exported(&roster, &rows, &target),
                Err(sentence) => Outcome::ExportFailed { sentence },
            },
            (Columns::Original(_), None) => Outcome::ExportFailed {
                sentence: "the original columns are in a roster, and none is open".to_owned(),
            },
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

fn exported(roster: &Roster, rows: &[RowId], target: &Target) -> Outcome {
    let Target {
        format,
        ref making,
        overwrite,
        ..
    } = *target;
    let path = Path::new(&target.path);
    let (count, saved) = match &target.columns {
        Columns::Fields(columns) => {
            let written = export::save(path, overwrite, |out| {
                export::write_rows(roster, rows, columns, format, making, out)
            });
            (rows.len(), written)
        }
        Columns::Original(files) => {
            let Files {
                sources,
                options,
                report,
            } = &**files;
            match original::columns(roster, rows, sources, options, report) {
                Ok(texts) => {
                    let account = Account::of_originals(roster, rows, making);
                    let written = export::save(path, overwrite, |out| {
                        texts::write(&texts, format, false, &account, out)
                    });
                    (texts.rows.len(), written)
                }
                Err(error) => {
                    return Outcome::ExportFailed {
                        sentence: error.to_string(),
                    };
                }
            }
        }
    };
    written(saved, |path| Outcome::Exported { path, rows: count })
}

/// What came of writing a file.
fn written(saved: Result<PathBuf, SaveError>, done: impl FnOnce(String) -> Outcome) -> Outcome {
    match saved {
        Ok(path) => done(path.display().to_string()),
        Err(SaveError::Exists(path)) => Outcome::ExportExists {
            path: path.display().to_string(),
        },
        Err(error) => Outcome::ExportFailed {
            sentence: error.to_string(),
        },
    }
}

/// The rows of a shortlist's entries; all of them have to be in the roster.
fn list_rows(roster: &Roster, list: &Shortlist) -> Result<Vec<RowId>, String> {
    let entries = list.entries().iter();
    let keys: Vec<Key> = entries.map(|entry| entry.key.clone()).collect();
    let found = find(roster, &keys);
    let rows: Vec<RowId> = keys
        .iter()
        .filter_map(|key| found.get(key).copied())
        .collect();
    match keys.len() - rows.len() {
        0 => Ok(rows),
        missing => Err(format!(
            "{missing} of the {} on the list are not in the open roster, so their original columns are not known. Choose the columns on screen, or all",
            keys.len()
        )),
    }
}

/// Where the entries of a shortlist stand in a roster, as far as they do.
pub fn list_places(roster: Option<&Roster>, list: &Shortlist) -> HashMap<Key, RowId> {
    let entries = list.entries().iter();
    let keys: Vec<Key> = entries.map(|entry| entry.key.clone()).collect();
    roster.map(|roster| find(roster, &keys)).unwrap_or_default()
}

/// The entries of a shortlist as a roster: whole rows for those that the loaded roster has, what was
/// known when they were added for the others.
pub fn list_roster(roster: Option<&Roster>, list: &Shortlist) -> Roster {
    let found = list_places(roster, list);
    let mut rows = SegmentBuilder::new(Arc::from([]));
    for entry in list.entries() {
        match roster.zip(found.get(&entry.key)) {
            Some((roster, row)) => {
                let influencer = roster.influencer(*row);
                for field in Field::ALL
                    .iter()
                    .copied()
                    .filter(|field| *field != Field::Tier)
                {
                    match field.kind() {
                        Kind::Text => rows.text(field, influencer.text(field)),
                        kind if kind.is_words() => rows.words(field, influencer.words(field)),
                        _ => rows.number(field, influencer.number(field).unwrap_or(f64::NAN)),
                    }
                }
                rows.end_row();
            }
            None => entry.fill(&mut rows),
        }
    }
    let (tiers, exchange) = match roster {
        Some(roster) => (roster.tiers().clone(), roster.exchange().clone()),
        None => Default::default(),
    };
    let mut whole = Roster::new(tiers, exchange);
    let segment = whole.absorb(rows);
    whole.push(segment);
    whole
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
