//! What the user does on the Import screen: says what a column is, what to make of a problem.

use std::sync::Arc;

use super::effect::Effect;
use super::focus::{Pane, Screen};
use super::layout::Layout;
use super::model::Model;
use super::overlays::{Action, Fix, Mapping, Name, Offer, Overlay};
use super::panes::import::{Group, Item, Lines};
use super::toast::ToastKind;
use crate::export::Overwrite;
use crate::import::report::{self, FileReport, IssueKind, ReadError, Report};
use crate::query::print::word;
use crate::roster::{Field, display};

/// Lines or handles that one filter asks for: more would be no filter that people can read.
const ASKED: usize = 200;

/// Texts that are offered to be read as empty.
const TEXTS: usize = 4;

/// Lines of the list of problems that each of them takes.
pub const ITEM_LINES: usize = 2;

/// Lines below the list of columns that tell of the chosen one.
pub const ABOUT_LINES: u16 = 3;

impl Model {
    /// The report on the Import screen: of a file whose columns nobody knows yet, else of the roster.
    pub fn import_report(&self) -> Option<&Report> {
        let unread = self.data.unread.as_ref();
        unread
            .map(|unread| &*unread.report)
            .or(self.data.report.as_deref())
    }

    /// The file on the Import screen.
    pub fn import_file(&self) -> Option<&FileReport> {
        self.import_report()?.files.get(self.import.file())
    }

    /// The same, to be held while something else changes.
    fn shared_report(&self) -> Option<Arc<Report>> {
        let unread = self.data.unread.as_ref();
        unread
            .map(|unread| unread.report.clone())
            .or_else(|| self.data.report.clone())
    }

    /// Shows a file of the report, and goes on to the rows of its first problem.
    pub(super) fn show_import(&mut self, at: usize) -> Vec<Effect> {
        let report = self.shared_report();
        let files = report.as_ref().map_or(&[][..], |report| &report.files);
        let at = at.min(files.len().saturating_sub(1));
        let notes = report.as_ref().map_or(&[][..], |report| &report.notes);
        self.import.show(at, files.get(at), notes);
        self.want_lines()
    }

    /// The next file of the report.
    pub(super) fn step_file(&mut self, by: isize) -> Vec<Effect> {
        let files = self.import_report().map_or(0, |report| report.files.len());
        let at = super::panes::step(self.import.file(), by, files);
        if at == self.import.file() {
            return Vec::new();
        }
        self.show_import(at)
    }

    /// Has the rows of the chosen problem read, where the screen shows them.
    pub(super) fn want_lines(&mut self) -> Vec<Effect> {
        if self.screen != Screen::Import || self.data.unread.is_some() {
            return Vec::new();
        }
        let Some(report) = self.data.report.clone() else {
            return Vec::new();
        };
        let at = self.import.file();
        let lines = report
            .files
            .get(at)
            .and_then(|file| self.import.wanted(file));
        match lines {
            Some(lines) => vec![Effect::ReadLines {
                load: self.data.shown_load,
                file: at,
                lines,
            }],
            None => Vec::new(),
        }
    }

    /// Takes in rows as they stand in the file.
    pub(super) fn lines_arrived(&mut self, lines: Lines) -> Vec<Effect> {
        self.import.fill(lines);
        Vec::new()
    }

    /// A file came of which nobody knows what its columns are: asks.
    pub(super) fn ask_for_columns(&mut self) -> Vec<Effect> {
        self.overlays.clear();
        let mut effects = self.go(Screen::Import);
        self.pane = Pane::Columns;
        let files = self.import_report().map_or(&[][..], |report| &report.files);
        let at = files
            .iter()
            .position(|file| matches!(file.error, Some(ReadError::NoColumns { .. })));
        effects.extend(self.show_import(at.unwrap_or(0)));
        self.open_mapping();
        effects
    }

    /// Asks what the column under the cursor is.
    pub(super) fn open_mapping(&mut self) {
        if let Some(file) = self.import_file()
            && let Some(column) = file.columns.get(self.import.column())
        {
            let mapping = Mapping::new(column);
            self.overlays.push(Overlay::Mapping(Box::new(mapping)));
        }
    }

    /// Takes the user's word for what a column is.
    pub(super) fn map_column(&mut self, header: String, field: Option<Field>) -> Vec<Effect> {
        let said = match field {
            Some(field) => format!("“{header}” is read as {}", field.full_label()),
            None => format!("“{header}” is left unused"),
        };
        let Some(file) = self.import_file() else {
            return Vec::new();
        };
        let mut after = self.decided(file);
        let choices = after.choices_of(file);
        // One column for each field: the newest word counts.
        choices
            .columns
            .retain(|(_, other)| field.is_none() || *other != field);
        choices.set_column(&header, field);
        self.decide(after, said)
    }

    /// Offers what can be done about the chosen problem.
    pub(super) fn open_fix(&mut self) {
        let Some(file) = self.import_file() else {
            return;
        };
        match self.import.items().get(self.import.item()) {
            Some(Item::Group(group)) => {
                let fix = Fix::new(title(group), self.offers(file, group));
                self.overlays.push(Overlay::Fix(fix));
            }
            Some(Item::Error(_)) if !file.columns.is_empty() => self.open_mapping(),
            _ => {}
        }
    }

    fn offers(&self, file: &FileReport, group: &Group) -> Vec<Offer> {
        let rows = rows_in_words(group.issues.len());
        let mut offers = Vec::new();
        let show = match group.kind {
            IssueKind::Duplicate => "Show the earlier rows, which were kept, in Browse".to_owned(),
            _ => format!("Show {rows} in Browse"),
        };
        offers.push(match self.filter_for(file, group) {
            Ok((filter, shown)) if shown < group.issues.len() => Offer::new(
                format!("{show}, the first {shown}"),
                Action::ShowRows(filter),
            ),
            Ok((filter, _)) => Offer::new(show, Action::ShowRows(filter)),
            Err(why_not) => Offer::not(show, why_not),
        });
        let mut texts: Vec<&str> = Vec::new();
        if matches!(
            group.kind,
            IssueKind::NotANumber | IssueKind::NotADate | IssueKind::Range
        ) {
            for at in &group.issues {
                let text = file.issues[*at].text.as_str();
                if !texts.contains(&text) && texts.len() < TEXTS {
                    texts.push(text);
                }
            }
        }
        for text in texts {
            let mut after = self.decided(file);
            after
                .choices_of(file)
                .set_empty(group.column.as_deref(), text);
            offers.push(Offer::new(
                format!("Treat “{text}” as empty, here and in files with the same header"),
                Action::Decide(Box::new(after), format!("“{text}” is read as empty")),
            ));
        }
        let leave = format!("Leave {rows} out");
        offers.push(match group.effect {
            report::Effect::RowLeftOut => Offer::not(leave, "left out already"),
            _ if !of_a_row(group.kind) => Offer::not(leave, "not the problem of one row"),
            _ => {
                let mut after = self.decided(file);
                let name = short_name(&file.path).to_owned();
                after
                    .left_out
                    .push((name, group.kind, group.column.clone()));
                let said = match group.issues.len() {
                    1 => "1 row is left out".to_owned(),
                    some => format!("{} rows are left out", display::grouped(some as u64)),
                };
                Offer::new(leave, Action::Decide(Box::new(after), said))
            }
        });
        offers.push(Offer::new(
            "Write all problem rows to a CSV file".to_owned(),
            Action::NameProblems,
        ));
        offers
    }

    /// The filter that shows the rows of a group, with how many it asks for; else why there is none.
    fn filter_for(
        &self,
        file: &FileReport,
        group: &Group,
    ) -> Result<(String, usize), &'static str> {
        let issues = || group.issues.iter().map(|at| &file.issues[*at]).take(ASKED);
        let terms = if group.kind == IssueKind::Duplicate {
            let handles: Vec<String> = issues()
                .filter(|issue| !issue.text.is_empty())
                .map(|issue| format!("={}", word(&issue.text)))
                .collect();
            format!("{}:{}", Field::Handle.id(), handles.join(","))
        } else if group.effect == report::Effect::RowLeftOut {
            return Err("they were left out, so Browse has none of them");
        } else if !of_a_row(group.kind) {
            return Err("not the problem of one row");
        } else {
            // The first one as a range, so that commas are not taken for those of one long number.
            let lines = issues().filter_map(|issue| issue.line);
            let lines: Vec<String> = lines
                .enumerate()
                .map(|(at, line)| match at {
                    0 => format!("{line}..{line}"),
                    _ => line.to_string(),
                })
                .collect();
            format!("line:{}", lines.join(","))
        };
        let several = self
            .import_report()
            .is_some_and(|report| report.files.len() > 1);
        let filter = if several && group.kind != IssueKind::Duplicate {
            format!("file:={} {terms}", word(short_name(&file.path)))
        } else {
            terms
        };
        Ok((filter, group.issues.len().min(ASKED)))
    }

    /// Shows rows in Browse by a filter.
    pub(super) fn show_rows(&mut self, filter: String) -> Vec<Effect> {
        self.filter.set(filter);
        self.filter.keep();
        let mut effects = self.go(Screen::Browse);
        effects.extend(self.ask());
        let remove = self.key_for(crate::input::Command::Remove, " shows all again");
        effects.extend(self.say(
            ToastKind::Note,
            format!("Only these rows are shown{remove}"),
        ));
        effects
    }

    /// Asks for the name of a file for the problem rows.
    pub(super) fn name_problems(&mut self) -> Vec<Effect> {
        let any = self
            .data
            .report
            .as_ref()
            .is_some_and(|report| report.files.iter().any(|file| !file.issues.is_empty()));
        if !any {
            return self.say(ToastKind::Note, "There are no problem rows to write");
        }
        let path = self.export_path("problems");
        self.overlays.push(Overlay::Ask(
            Name::new("Write the problem rows", "File", path, |path| {
                Action::ExportProblems(path, Overwrite::Refuse)
            })
            .done("write the file"),
        ));
        Vec::new()
    }

    /// Lines of the list of columns.
    pub(super) fn columns_page(&self) -> usize {
        let inner = Layout::inner(self.layout().left);
        usize::from(columns_lines(inner.height))
    }
}

/// Lines for columns within a pane of this height: below its header, above what is said of one.
pub fn columns_lines(height: u16) -> u16 {
    let about = if height > 2 * ABOUT_LINES {
        ABOUT_LINES
    } else {
        0
    };
    height.saturating_sub(1 + about)
}

/// Whether a problem belongs to one row, which then can be shown and left out.
fn of_a_row(kind: IssueKind) -> bool {
    matches!(
        kind,
        IssueKind::NotANumber
            | IssueKind::Range
            | IssueKind::AtLeast
            | IssueKind::NotADate
            | IssueKind::NoFollowers
            | IssueKind::NegativePrice
            | IssueKind::RateAbove100
            | IssueKind::Ragged
            | IssueKind::UnquotedComma
    )
}

/// What a group is about: `Subs: not a number`.
pub fn title(group: &Group) -> String {
    let sentence = group.kind.sentence();
    let short = match group.kind {
        IssueKind::Duplicate => "the same influencer as in an earlier row",
        IssueKind::BadText => "letters that could not be read",
        _ => sentence.split([',', ';', ':']).next().unwrap_or(sentence),
    };
    match &group.column {
        Some(column) => format!("{column}: {short}"),
        None => short.to_owned(),
    }
}

fn rows_in_words(rows: usize) -> String {
    match rows {
        1 => "this row".to_owned(),
        rows => format!("these {} rows", display::grouped(rows as u64)),
    }
}

fn short_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
