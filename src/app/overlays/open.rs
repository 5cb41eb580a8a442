//! Choosing a file to open: a path being typed, and the rosters of its folder to pick from.

use super::{Action, Outcome};
use crate::app::panes::step;
use crate::app::text_field::TextField;
use crate::input::{Key, KeyCode};

/// The path and the files of the folder that was looked into.
#[derive(Clone, Debug, Default)]
pub struct OpenFile {
    field: TextField,
    folder: String,
    files: Vec<String>,
    problem: Option<String>,
    /// The file under the cursor; none while the path itself is being typed.
    cursor: Option<usize>,
}

impl OpenFile {
    pub fn field(&self) -> &TextField {
        &self.field
    }

    /// The folder whose files are shown.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    pub fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// The files whose names hold what is typed. Folders end in `/`.
    pub fn shown(&self) -> Vec<&str> {
        let typed = self
            .field
            .text()
            .rsplit('/')
            .next()
            .unwrap_or("")
            .to_lowercase();
        self.files
            .iter()
            .map(String::as_str)
            .filter(|file| file.to_lowercase().contains(&typed))
            .collect()
    }

    /// Takes in what a folder holds.
    pub fn fill(&mut self, folder: String, files: Vec<String>, problem: Option<String>) {
        self.folder = folder;
        self.files = files;
        self.problem = problem;
        self.cursor = None;
    }

    pub fn paste(&mut self, text: &str) {
        self.field.paste(text.trim().trim_matches(['"', '\'']));
        self.cursor = None;
    }

    pub fn key(&mut self, key: Key) -> Outcome {
        let shown = self.shown().len();
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Char('c') if key.ctrl => return Outcome::Close,
            KeyCode::Down | KeyCode::Tab if shown > 0 => {
                self.cursor = Some(self.cursor.map_or(0, |at| step(at, 1, shown)));
            }
            KeyCode::Up => {
                self.cursor = match self.cursor {
                    Some(0) | None => None,
                    Some(at) => Some(at - 1),
                };
            }
            KeyCode::PageDown if shown > 0 => {
                self.cursor = Some(step(self.cursor.unwrap_or(0), 10, shown));
            }
            KeyCode::PageUp if shown > 0 => {
                self.cursor = Some(step(self.cursor.unwrap_or(0), -10, shown));
            }
            KeyCode::Enter => return self.enter(),
            _ => {
                if self.field.key(key) {
                    self.cursor = None;
                    if key.typed() == Some('/') {
                        return Outcome::Tell(Action::ListFolder(self.field.text().to_owned()));
                    }
                }
            }
        }
        Outcome::Stay
    }

    fn enter(&mut self) -> Outcome {
        let shown = self.shown();
        let picked = match self.cursor {
            Some(at) => shown.get(at).map(|file| (*file).to_owned()),
            None => None,
        };
        let typed = self.field.text().trim().to_owned();
        let path = match picked {
            Some(file) => join(&self.folder, &file),
            None if typed.is_empty() => return Outcome::Stay,
            None => typed,
        };
        if path.ends_with('/') {
            self.field.set(path.clone());
            return Outcome::Tell(Action::ListFolder(path));
        }
        Outcome::Do(Action::OpenFile(path))
    }
}

fn join(folder: &str, file: &str) -> String {
    match folder {
        "" | "." => file.to_owned(),
        folder if folder.ends_with('/') => format!("{folder}{file}"),
        folder => format!("{folder}/{file}"),
    }
}
