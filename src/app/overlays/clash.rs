//! The file to be written is there already.

use super::{Action, ExportDialog, Outcome};
use crate::export::Overwrite;
use crate::input::{Key, KeyCode};

/// What is being written, to come back to when its file is there already.
#[derive(Clone, Debug)]
pub enum Writing {
    Selection(Box<ExportDialog>),
    /// The problem rows, to this path.
    Problems(String),
}

/// The file is there already: replace it, keep both, or cancel. Enter cancels.
#[derive(Clone, Debug)]
pub struct Clash {
    pub path: String,
    writing: Writing,
}

impl Clash {
    pub fn new(path: String, writing: Writing) -> Self {
        Clash { path, writing }
    }

    pub fn key(&mut self, key: Key) -> Outcome {
        let overwrite = match key.code {
            KeyCode::Char('r') => Overwrite::Replace,
            KeyCode::Char('k') => Overwrite::KeepBoth,
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('n' | 'c') => return Outcome::Close,
            _ => return Outcome::Stay,
        };
        Outcome::Do(match self.writing.clone() {
            Writing::Selection(mut dialog) => {
                dialog.overwrite = overwrite;
                Action::Export(dialog)
            }
            Writing::Problems(path) => Action::ExportProblems(path, overwrite),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::export::What;
    use super::*;

    #[test]
    fn enter_never_replaces_a_file() {
        let dialog = Box::new(ExportDialog::new(vec![(What::Shown, 3)], 0, "a.csv".into()));
        let mut clash = Clash::new("a.csv".into(), Writing::Selection(dialog));
        assert!(matches!(
            clash.key(Key::plain(KeyCode::Enter)),
            Outcome::Close
        ));
        match clash.key(Key::char('k')) {
            Outcome::Do(Action::Export(dialog)) => {
                assert_eq!(dialog.overwrite, Overwrite::KeepBoth)
            }
            other => panic!("{other:?}"),
        }
    }
}
