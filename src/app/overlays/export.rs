//! Writing influencers to a file: which, how, where.

use super::{Action, Outcome};
use crate::app::text_field::TextField;
use crate::export::{Format, Overwrite};
use crate::input::{Key, KeyCode};

/// Which influencers are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Shown,
    Ticked,
    List(String),
}

/// Which columns are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    OnScreen,
    All,
    /// Those of the user's files, as they stand there.
    Original,
}

impl Which {
    /// In the order of the dialog.
    pub const ALL: &'static [Which] = &[Which::OnScreen, Which::All, Which::Original];
}

/// What the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Rows(Format),
    /// A page for whoever signs; only of a list.
    Brief,
}

impl Form {
    /// The name in the dialog.
    pub fn label(self) -> &'static str {
        match self {
            Form::Rows(format) => format.label(),
            Form::Brief => "Brief .html",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Form::Rows(format) => format.extension(),
            Form::Brief => "html",
        }
    }
}

/// The lines of the dialog, top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    What,
    Format,
    /// For a brief, which has none: whether the user's notes go with it.
    Columns,
    File,
    Save,
    Cancel,
}

const LINES: &[Line] = &[
    Line::What,
    Line::Format,
    Line::Columns,
    Line::File,
    Line::Save,
    Line::Cancel,
];

/// The dialog's choices.
#[derive(Clone, Debug)]
pub struct ExportDialog {
    /// What can be written, each with its number of rows.
    whats: Vec<(What, usize)>,
    what: usize,
    form: Form,
    columns: Which,
    notes: bool,
    file: TextField,
    line: Line,
    pub overwrite: Overwrite,
}

impl ExportDialog {
    /// A dialog that offers these rows, and writes to this path.
    pub fn new(whats: Vec<(What, usize)>, what: usize, path: String) -> Self {
        ExportDialog {
            whats,
            what,
            form: Form::Rows(Format::Csv),
            columns: Which::OnScreen,
            notes: true,
            file: TextField::new(path),
            line: Line::Save,
            overwrite: Overwrite::Refuse,
        }
    }

    /// What can be written, each with its number of rows.
    pub fn whats(&self) -> &[(What, usize)] {
        &self.whats
    }

    /// The place of the chosen rows among [`ExportDialog::whats`].
    pub fn what(&self) -> usize {
        self.what
    }

    pub fn form(&self) -> Form {
        self.form
    }

    /// What the chosen rows can be written as.
    pub fn forms(&self) -> Vec<Form> {
        let is_list = matches!(self.whats[self.what].0, What::List(_));
        let rows = Format::ALL.iter().copied().map(Form::Rows);
        rows.chain(is_list.then_some(Form::Brief)).collect()
    }

    /// Whether the user's notes go with a brief.
    pub fn notes(&self) -> bool {
        self.notes
    }

    pub fn columns(&self) -> Which {
        self.columns
    }

    pub fn file(&self) -> &TextField {
        &self.file
    }

    /// The line under the cursor.
    pub fn line(&self) -> Line {
        self.line
    }

    pub fn paste(&mut self, text: &str) {
        if self.line == Line::File {
            self.file.paste(text.trim());
        }
    }

    pub fn key(&mut self, key: Key) -> Outcome {
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Char('c') if key.ctrl => return Outcome::Close,
            KeyCode::Tab | KeyCode::Down => self.move_line(1),
            KeyCode::BackTab | KeyCode::Up => self.move_line(-1),
            KeyCode::Enter => {
                return match self.line {
                    Line::Cancel => Outcome::Close,
                    _ if self.file.text().trim().is_empty() => Outcome::Stay,
                    _ => Outcome::Do(Action::Export(Box::new(self.clone()))),
                };
            }
            _ if self.line == Line::File => {
                self.file.key(key);
            }
            KeyCode::Left => self.change(-1),
            KeyCode::Right | KeyCode::Char(' ') => self.change(1),
            _ => {}
        }
        Outcome::Stay
    }

    /// The ending of the file follows.
    fn write_as(&mut self, form: Form) {
        let before = self.form.extension();
        self.form = form;
        if let Some(stem) = self.file.text().strip_suffix(&format!(".{before}")) {
            self.file.set(format!("{stem}.{}", form.extension()));
        }
    }

    fn move_line(&mut self, by: isize) {
        let at = LINES
            .iter()
            .position(|line| *line == self.line)
            .unwrap_or(0) as isize;
        self.line = LINES[(at + by).rem_euclid(LINES.len() as isize) as usize];
    }

    fn change(&mut self, by: isize) {
        match self.line {
            Line::What => {
                let len = self.whats.len() as isize;
                self.what = (self.what as isize + by).rem_euclid(len) as usize;
                if !self.forms().contains(&self.form) {
                    self.write_as(Form::Rows(Format::Csv));
                }
            }
            Line::Format => {
                let all = self.forms();
                let at = all.iter().position(|form| *form == self.form);
                let at = at.unwrap_or(0) as isize + by;
                self.write_as(all[at.rem_euclid(all.len() as isize) as usize]);
            }
            Line::Columns if self.form == Form::Brief => self.notes = !self.notes,
            Line::Columns => {
                let all = Which::ALL;
                let at = all.iter().position(|which| *which == self.columns);
                let at = at.unwrap_or(0) as isize + by;
                self.columns = all[at.rem_euclid(all.len() as isize) as usize];
            }
            Line::Save => self.line = if by > 0 { Line::Cancel } else { Line::Save },
            Line::Cancel => self.line = if by < 0 { Line::Save } else { Line::Cancel },
            Line::File => {}
        }
    }
}

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
    use super::*;

    #[test]
    fn the_ending_of_the_file_follows_the_format_and_enter_on_save_writes() {
        let mut dialog = ExportDialog::new(vec![(What::Shown, 3)], 0, "picks.csv".into());
        for _ in 0..4 {
            dialog.key(Key::plain(KeyCode::BackTab));
        }
        assert_eq!(dialog.line(), Line::What);
        dialog.key(Key::plain(KeyCode::Tab));
        dialog.key(Key::plain(KeyCode::Right));
        let ending = dialog.form().extension();
        assert_eq!(dialog.file().text(), format!("picks.{ending}"));
        assert!(matches!(
            dialog.key(Key::plain(KeyCode::Enter)),
            Outcome::Do(Action::Export(_))
        ));
    }

    #[test]
    fn only_a_list_can_be_a_brief() {
        let whats = vec![(What::Shown, 3), (What::List("Spring".into()), 2)];
        let mut dialog = ExportDialog::new(whats, 1, "picks.csv".into());
        let up = |dialog: &mut ExportDialog, lines: usize| {
            for _ in 0..lines {
                dialog.key(Key::plain(KeyCode::Up));
            }
        };
        up(&mut dialog, 3);
        dialog.key(Key::plain(KeyCode::Left));
        assert_eq!(dialog.form(), Form::Brief);
        assert_eq!(dialog.file().text(), "picks.html");
        dialog.key(Key::plain(KeyCode::Down));
        dialog.key(Key::plain(KeyCode::Right));
        assert!(!dialog.notes());
        assert_eq!(dialog.columns(), Which::OnScreen, "a brief has no columns");
        up(&mut dialog, 2);
        dialog.key(Key::plain(KeyCode::Left));
        assert_eq!(dialog.form(), Form::Rows(Format::Csv));
        assert_eq!(dialog.file().text(), "picks.csv");
        assert!(!dialog.forms().contains(&Form::Brief));
    }

    #[test]
    fn every_choice_of_columns_is_reached_and_left() {
        let mut dialog = ExportDialog::new(vec![(What::Shown, 3)], 0, "picks.csv".into());
        dialog.key(Key::plain(KeyCode::Up));
        dialog.key(Key::plain(KeyCode::Up));
        assert_eq!(dialog.line(), Line::Columns);
        let mut seen = Vec::new();
        for _ in 0..Which::ALL.len() {
            seen.push(dialog.columns());
            dialog.key(Key::plain(KeyCode::Right));
        }
        assert_eq!(seen, Which::ALL);
        assert_eq!(dialog.columns(), Which::OnScreen);
        dialog.key(Key::plain(KeyCode::Left));
        assert_eq!(dialog.columns(), Which::Original);
    }

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
