//! Writing influencers to a file: which, how, where.

use super::{Action, Outcome};
use crate::app::text_field::TextField;
use crate::export::{Format, Headers, Numbers, Overwrite, Place, Preset, Preview, Wording};
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
    /// Those that another tool asks for.
    Preset(&'static Preset),
}

impl Which {
    /// In the order of the dialog.
    pub fn all() -> Vec<Which> {
        let presets = Preset::all().iter().map(Which::Preset);
        [Which::OnScreen, Which::All, Which::Original]
            .into_iter()
            .chain(presets)
            .collect()
    }

    /// Whether they are ours, so that we can name them and write their figures in more than one way.
    fn are_ours(self) -> bool {
        matches!(self, Which::OnScreen | Which::All)
    }
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
    Columns,
    Headers,
    Numbers,
    /// Whether notes go with it.
    Notes,
    File,
    Save,
    /// Put the text on the clipboard instead.
    Copy,
    Cancel,
}

/// What of a preview no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// What is at the path.
    Path,
    /// All of it.
    Rows,
}

/// The dialog's choices.
#[derive(Clone, Debug)]
pub struct ExportDialog {
    /// What can be written, each with its number of rows.
    whats: Vec<(What, usize)>,
    what: usize,
    form: Form,
    columns: Which,
    headers: Headers,
    numbers: Numbers,
    notes: bool,
    file: TextField,
    line: Line,
    /// What the file begins with, or why it cannot be written, and what is at its path.
    preview: Option<(Option<Result<Preview, String>>, Place)>,
    /// The number of the preview that was asked for last.
    asked: u64,
    /// What is no longer what it was when a preview was asked for.
    stale: Option<Stale>,
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
            headers: Headers::People,
            numbers: Numbers::Plain,
            notes: true,
            file: TextField::new(path),
            line: Line::Save,
            preview: None,
            asked: 0,
            stale: Some(Stale::Rows),
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
        let rows = Format::ALL.iter().copied().map(Form::Rows);
        rows.chain(self.is_list().then_some(Form::Brief)).collect()
    }

    /// Whether a shortlist is what is written.
    pub fn is_list(&self) -> bool {
        matches!(self.whats[self.what].0, What::List(_))
    }

    /// Whether notes go with it.
    pub fn notes(&self) -> bool {
        self.notes
    }

    pub fn columns(&self) -> Which {
        self.columns
    }

    /// The names of columns and the figures that were chosen, as far as the format leaves a choice.
    pub fn wording(&self) -> Wording {
        let has = |line| self.lines().contains(&line);
        Wording {
            headers: match has(Line::Headers) {
                true => self.headers,
                false => Headers::Machines,
            },
            numbers: match has(Line::Numbers) {
                true => self.numbers,
                false => Numbers::Plain,
            },
        }
    }

    pub fn file(&self) -> &TextField {
        &self.file
    }

    /// The line under the cursor.
    pub fn line(&self) -> Line {
        self.line
    }

    /// What the file begins with, or why it cannot be written.
    pub fn preview(&self) -> Option<&Result<Preview, String>> {
        self.preview.as_ref()?.0.as_ref()
    }

    /// What is at the path of the file, once that is known.
    pub fn place(&self) -> Option<Place> {
        self.preview.as_ref().map(|(_, place)| *place)
    }

    /// What is to be asked for anew, once.
    pub fn take_stale(&mut self) -> Option<Stale> {
        self.stale.take()
    }

    /// Waits for the preview with this number from now on.
    pub fn ask(&mut self, number: u64) {
        self.asked = number;
    }

    /// Takes in a preview, or only what is at the path, unless a later one was asked for.
    pub fn fill(&mut self, number: u64, preview: Option<Result<Preview, String>>, place: Place) {
        if number == self.asked {
            let before = self.preview.take().and_then(|(before, _)| before);
            self.preview = Some((preview.or(before), place));
        }
    }

    pub fn paste(&mut self, text: &str) {
        if self.line == Line::File {
            self.file.paste(text.trim());
            self.stale = Some(Stale::Path);
        }
    }

    /// The lines that there are for what was chosen.
    pub fn lines(&self) -> Vec<Line> {
        let rows = match self.form {
            Form::Rows(format) => Some(format),
            Form::Brief => None,
        };
        let ours = rows.filter(|_| self.columns.are_ours());
        let is_there = |line: &Line| match line {
            Line::Columns => rows.is_some(),
            Line::Headers => ours.is_some_and(|format| !format.is_for_machines()),
            Line::Numbers => ours.is_some_and(Format::has_numbers),
            Line::Notes => {
                let with_them = matches!(self.columns, Which::OnScreen | Which::All);
                self.is_list() && (rows.is_none() || (ours.is_some() && with_them))
            }
            Line::Copy => rows.is_some_and(Format::is_text),
            _ => true,
        };
        [
            Line::What,
            Line::Format,
            Line::Columns,
            Line::Headers,
            Line::Numbers,
            Line::Notes,
            Line::File,
            Line::Save,
            Line::Copy,
            Line::Cancel,
        ]
        .into_iter()
        .filter(is_there)
        .collect()
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
                    Line::Copy => Outcome::Do(Action::CopyRows(Box::new(self.clone()))),
                    _ if self.file.text().trim().is_empty() => Outcome::Stay,
                    _ => Outcome::Do(Action::Export(Box::new(self.clone()))),
                };
            }
            _ if self.line == Line::File => {
                self.file.key(key);
                self.stale = Some(Stale::Path);
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
        self.line = turned(&self.lines(), self.line, by);
    }

    fn change(&mut self, by: isize) {
        self.stale = Some(Stale::Rows);
        match self.line {
            Line::What => {
                let len = self.whats.len() as isize;
                self.what = (self.what as isize + by).rem_euclid(len) as usize;
                if !self.forms().contains(&self.form) {
                    self.write_as(Form::Rows(Format::Csv));
                }
            }
            Line::Format => self.write_as(turned(&self.forms(), self.form, by)),
            Line::Columns => self.columns = turned(&Which::all(), self.columns, by),
            Line::Headers => {
                self.headers = match self.headers {
                    Headers::People => Headers::Machines,
                    Headers::Machines => Headers::People,
                }
            }
            Line::Numbers => {
                self.numbers = match self.numbers {
                    Numbers::Plain => Numbers::AsShown,
                    Numbers::AsShown => Numbers::Plain,
                }
            }
            Line::Notes => self.notes = !self.notes,
            // The buttons stand side by side.
            Line::Save | Line::Copy | Line::Cancel => {
                let next = turned(&self.lines(), self.line, by);
                if matches!(next, Line::Save | Line::Copy | Line::Cancel) {
                    self.line = next;
                }
            }
            Line::File => {}
        }
    }
}

/// The one before or behind, round and round.
fn turned<T: Copy + PartialEq>(all: &[T], from: T, by: isize) -> T {
    let at = all.iter().position(|item| *item == from).unwrap_or(0) as isize + by;
    all[at.rem_euclid(all.len() as isize) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn go(dialog: &mut ExportDialog, line: Line) {
        assert!(dialog.lines().contains(&line));
        while dialog.line() != line {
            dialog.key(Key::plain(KeyCode::Up));
        }
    }

    #[test]
    fn the_ending_of_the_file_follows_the_format_and_enter_on_save_writes() {
        let mut dialog = ExportDialog::new(vec![(What::Shown, 3)], 0, "picks.csv".into());
        go(&mut dialog, Line::Format);
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
        go(&mut dialog, Line::Format);
        dialog.key(Key::plain(KeyCode::Left));
        assert_eq!(dialog.form(), Form::Brief);
        assert_eq!(dialog.file().text(), "picks.html");
        assert!(!dialog.lines().contains(&Line::Columns));
        go(&mut dialog, Line::Notes);
        dialog.key(Key::plain(KeyCode::Right));
        assert!(!dialog.notes());
        go(&mut dialog, Line::What);
        dialog.key(Key::plain(KeyCode::Left));
        assert_eq!(dialog.form(), Form::Rows(Format::Csv));
        assert_eq!(dialog.file().text(), "picks.csv");
        assert!(!dialog.forms().contains(&Form::Brief));
    }

    #[test]
    fn every_choice_of_columns_is_reached_and_left() {
        let mut dialog = ExportDialog::new(vec![(What::Shown, 3)], 0, "picks.csv".into());
        go(&mut dialog, Line::Columns);
        let all = Which::all();
        let mut seen = Vec::new();
        for _ in 0..all.len() {
            seen.push(dialog.columns());
            dialog.key(Key::plain(KeyCode::Right));
        }
        assert_eq!(seen, all);
        assert_eq!(dialog.columns(), Which::OnScreen);
        dialog.key(Key::plain(KeyCode::Left));
        assert!(matches!(dialog.columns(), Which::Preset(_)));
    }

    #[test]
    fn a_choice_is_only_there_where_it_changes_the_file() {
        let mut dialog = ExportDialog::new(vec![(What::Shown, 3)], 0, "picks.csv".into());
        let has = |dialog: &ExportDialog, line| dialog.lines().contains(&line);
        assert!(has(&dialog, Line::Headers) && has(&dialog, Line::Numbers));
        assert!(!has(&dialog, Line::Notes), "only a list has notes of yours");
        assert_eq!(dialog.wording().headers, Headers::People);
        for (format, headers, numbers, copy) in [
            (Format::Xlsx, true, false, false),
            (Format::Json, false, false, true),
            (Format::Markdown, true, false, true),
        ] {
            dialog.write_as(Form::Rows(format));
            assert_eq!(has(&dialog, Line::Headers), headers, "{format:?}");
            assert_eq!(has(&dialog, Line::Numbers), numbers, "{format:?}");
            assert_eq!(has(&dialog, Line::Copy), copy, "{format:?}");
        }
        dialog.write_as(Form::Rows(Format::Json));
        assert_eq!(dialog.wording(), Wording::default());
    }

    #[test]
    fn an_older_preview_does_not_take_the_place_of_a_newer() {
        let mut dialog = ExportDialog::new(vec![(What::Shown, 3)], 0, "picks.csv".into());
        dialog.ask(2);
        dialog.fill(1, None, Place::Taken);
        assert_eq!(dialog.place(), None);
        let rows = Some(Ok(Preview::default()));
        dialog.fill(2, rows.clone(), Place::Free);
        assert_eq!(dialog.place(), Some(Place::Free));
        // Another path is another place, and the same rows.
        dialog.fill(2, None, Place::Taken);
        assert_eq!(dialog.place(), Some(Place::Taken));
        assert_eq!(dialog.preview(), rows.as_ref());
    }
}
