//! What comes back from the background, as a message to the model.

use std::sync::Arc;

use super::Runtime;
use crate::app::Msg;
use crate::app::msg::Progress;
use crate::app::panes::import::Lines;
use crate::background::{FileLines, Outcome};

impl Runtime {
    pub(super) fn take(&mut self, outcome: Outcome) {
        let msg = match outcome {
            Outcome::Finished => {
                self.pending = self.pending.saturating_sub(1);
                return;
            }
            Outcome::Loading {
                load,
                roster,
                read,
                of,
            } => Msg::Loading {
                load,
                roster,
                progress: Progress { read, of },
            },
            Outcome::Loaded {
                load,
                roster,
                files,
                partial,
                changes,
            } => {
                let report = files.report.clone();
                self.watch(load, &files);
                self.files = Some(*files);
                Msg::Loaded {
                    load,
                    roster,
                    report,
                    partial,
                    changes,
                }
            }
            Outcome::LoadFailed {
                load,
                report,
                sentence,
            } => Msg::LoadFailed {
                load,
                report,
                sentence,
            },
            Outcome::Answered {
                load,
                generation,
                answer,
                cursor,
            } => Msg::Answered {
                load,
                generation,
                answer,
                cursor,
            },
            Outcome::Compared {
                load,
                generation,
                comparison,
            } => Msg::Compared {
                load,
                generation,
                comparison,
            },
            Outcome::Found { load, rows } => Msg::Found { load, rows },
            Outcome::Shortlists {
                book,
                problems,
                read_only,
                second,
            } => Msg::Shortlists {
                book,
                problems,
                read_only,
                second,
            },
            Outcome::Saved { list } => Msg::Saved { list },
            Outcome::SaveFailed { list, why, all } => Msg::SaveFailed { list, why, all },
            Outcome::KeptIn { folder } => Msg::KeptIn { folder },
            Outcome::NotKeptIn { folder, sentence } => Msg::NotKeptIn { folder, sentence },
            Outcome::Flushed => Msg::Flushed,
            Outcome::Remembered {
                header,
                choices,
                problem,
            } => {
                let unsaved = problem.as_ref().map(|_| choices).unwrap_or_default();
                Arc::make_mut(&mut self.options.remembered).set(&header, unsaved);
                Msg::Remembered { problem }
            }
            Outcome::Lines { load, file, read } => Msg::Lines {
                load,
                lines: shown(file, read),
            },
            Outcome::ProblemsExported { path, rows } => Msg::ProblemsExported { path, rows },
            Outcome::Text(text) => Msg::Text(text),
            Outcome::Preview {
                number,
                preview,
                place,
            } => Msg::Preview {
                number,
                preview,
                place,
            },
            Outcome::Exported { path, rows } => Msg::Exported { path, rows },
            Outcome::ExportExists { path } => Msg::ExportExists { path },
            Outcome::ExportFailed { sentence } => Msg::ExportFailed { sentence },
            Outcome::Folder {
                path,
                files,
                problem,
            } => Msg::Folder {
                path,
                files,
                problem,
            },
            Outcome::FilesChanged { load, names } => Msg::FilesChanged { load, names },
            Outcome::Broken { sentence } => Msg::Broken { sentence },
        };
        self.send(msg);
    }
}

fn shown(file: usize, read: Result<FileLines, String>) -> Lines {
    match read {
        Ok(lines) => Lines {
            file,
            headers: lines.headers,
            rows: lines.rows,
            problem: None,
        },
        Err(problem) => Lines {
            file,
            problem: Some(problem),
            ..Lines::default()
        },
    }
}
