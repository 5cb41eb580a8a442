//! What comes back from the background: rows, answers, saved lists, written files.

use std::sync::Arc;

use super::effect::{Effect, Opening};
use super::finding::seen;
use super::focus::Pane;
use super::layout::Layout;
use super::model::{Model, Unread};
use super::msg::{Msg, Progress};
use super::overlays::Overlay;
use super::panes::import::WHO;
use super::panes::nothing::Nothing;
use super::toast::ToastKind;
use crate::import::report::{FileReport, ReadError, Report};
use crate::input::Command;
use crate::query::Answer;
use crate::roster::{Roster, display};

/// Takes in a message from the background.
pub(super) fn arrive(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Shortlists {
            book,
            problems,
            read_only,
            second,
        } => model.shortlists(book, problems, read_only, second),
        Msg::Loading {
            load,
            roster,
            progress,
        } if load == model.data.load => {
            if model.data.is_reading_again() {
                model.data.progress = Some(progress);
                return Vec::new();
            }
            model.rows_arrived(roster, Some(progress))
        }
        Msg::Loaded {
            load,
            roster,
            report,
            partial,
            changes,
        } if load == model.data.load => {
            let left_out: u64 = report.files.iter().map(|file| file.rows.left_out).sum();
            model.name_columns(&roster, Some(&report));
            model.data.report = Some(report);
            model.data.unread = None;
            model.data.partial = partial;
            if let Some(changes) = changes {
                let mut effects = model.take_again(roster, &changes);
                effects.extend(model.show_import(model.import.file()));
                return effects;
            }
            model.import.reset();
            let mut effects = model.rows_arrived(roster, None);
            effects.extend(model.say_loaded(left_out));
            effects.extend(model.find_listed());
            effects.extend(model.show_import(model.import.file()));
            effects
        }
        Msg::LoadFailed {
            load,
            report,
            sentence,
        } if load == model.data.load => {
            model.data.progress = None;
            let tried = model.data.coming.take();
            if model.data.roster.is_none() {
                model.data.openings = tried.clone().unwrap_or_default();
            }
            model.data.failure = Some(sentence.clone());
            model.load_failed(tried, report, sentence)
        }
        Msg::Answered {
            load,
            generation,
            answer,
            cursor,
        } if load == model.data.shown_load && generation > model.answers.shown_generation => {
            model.answered(generation, answer, cursor);
            Vec::new()
        }
        Msg::Compared {
            load,
            generation,
            comparison,
        } if load == model.data.shown_load && generation == model.answers.generation => {
            model.compare.show(comparison);
            model.ask_for_groups()
        }
        Msg::FilesChanged { load, names } if load == model.data.shown_load => {
            model.files_changed(names)
        }
        Msg::Lines { load, lines } if load == model.data.shown_load => model.lines_arrived(lines),
        Msg::Found { load, rows } if load == model.data.shown_load => {
            model.lists.place(Some(rows));
            Vec::new()
        }
        Msg::Folder {
            path,
            files,
            problem,
        } => {
            if let Some(Overlay::Open(open)) = model.overlays.last_mut() {
                open.fill(path, files, problem);
            }
            Vec::new()
        }
        Msg::Saved { list } => model.saved(&list),
        Msg::SaveFailed { list, why, all } => model.save_failed(list, why, all),
        Msg::KeptIn { folder } => model.kept_in(folder),
        Msg::NotKeptIn { folder, sentence } => model.not_kept_in(&folder, &sentence),
        Msg::Flushed => model.flushed(),
        Msg::Text(Ok(text)) => {
            let lines = display::grouped(text.lines().count() as u64);
            model.put(text, &format!("{lines} lines"))
        }
        Msg::Text(Err(sentence)) | Msg::NotCopied(sentence) => {
            model.say(ToastKind::Problem, sentence)
        }
        Msg::Preview {
            number,
            preview,
            place,
        } => {
            if let Some(Overlay::Export(dialog)) = model.overlays.last_mut() {
                dialog.fill(number, preview, place);
            }
            Vec::new()
        }
        Msg::Exported { path, rows } => {
            model.exporting = None;
            let rows = display::grouped(rows as u64);
            model.say(
                ToastKind::Done,
                format!("{rows} influencers written to {path}"),
            )
        }
        Msg::ProblemsExported { path, rows } => {
            model.exporting = None;
            let rows = display::grouped(rows as u64);
            model.say(
                ToastKind::Done,
                format!("{rows} problems written to {path}"),
            )
        }
        Msg::Remembered { problem } => model.remembered(problem),
        Msg::ExportExists { path } => model.ask_overwrite(path),
        Msg::ExportFailed { sentence } => {
            model.exporting = None;
            model.say(ToastKind::Problem, sentence)
        }
        _ => Vec::new(),
    }
}

impl Model {
    /// Has the entries of all shortlists looked up in the roster.
    pub(super) fn find_listed(&mut self) -> Vec<Effect> {
        let keys = self.lists.keys();
        match &self.data.roster {
            Some(roster) if !keys.is_empty() && self.data.progress.is_none() => {
                vec![Effect::Find {
                    load: self.data.shown_load,
                    roster: roster.clone(),
                    keys,
                }]
            }
            _ => Vec::new(),
        }
    }

    /// Nothing could be read of what was tried; none where the files on the screen were read again.
    fn load_failed(
        &mut self,
        tried: Option<Vec<Opening>>,
        report: Arc<Report>,
        sentence: String,
    ) -> Vec<Effect> {
        let unknown = |file: &FileReport| matches!(file.error, Some(ReadError::NoColumns { .. }));
        match tried {
            Some(openings) if report.files.iter().any(unknown) => {
                self.decisions.take_said();
                let first = self.data.unread.is_none();
                self.data.unread = Some(Unread { openings, report });
                let mut effects = if first {
                    self.ask_for_columns()
                } else {
                    self.show_import(self.import.file())
                };
                effects.extend(self.say(ToastKind::Note, WHO));
                effects
            }
            None if report.files.iter().any(unknown) => {
                // They were read before: what was decided since leaves nobody to tell apart.
                let sentence = "Not done: no column would be left that says who they are";
                self.give_up_decision(sentence).unwrap_or_default()
            }
            _ => {
                if self.data.roster.is_none() {
                    self.data.report = Some(report);
                }
                self.say(ToastKind::Problem, sentence)
            }
        }
    }

    fn rows_arrived(&mut self, roster: Roster, progress: Option<Progress>) -> Vec<Effect> {
        // The first rows of another file replace what was there, and what referred to it.
        if self.data.shown_load != self.data.load {
            self.data.shown_load = self.data.load;
            if let Some(openings) = self.data.coming.take() {
                self.data.openings = openings;
            }
            self.data.changed.clear();
            self.data.partial &= progress.is_none();
            self.answers.shown = None;
            self.answers.asked_rows = 0;
            self.ticks.clear();
            self.table.reset();
            self.compare.clear();
            self.lists.place(None);
            if progress.is_some() {
                // Its headers are told when it is read.
                self.name_columns(&roster, None);
            }
            self.data.report = self.data.report.take().filter(|_| progress.is_none());
        }
        self.facets.offer(&roster);
        self.data.roster = Some(roster);
        self.data.progress = progress;
        self.show_known_columns();
        // While rows pour in, an answer over a few more of them is not worth its time: the loader
        // needs the cores. The last batch always asks.
        let rows = self.data.roster.as_ref().map_or(0, Roster::len);
        if progress.is_some() && rows < self.answers.asked_rows + self.answers.asked_rows / 8 {
            return Vec::new();
        }
        self.ask()
    }

    /// The columns of the settings that this roster has: empty ones are noise. Columns that the user
    /// chose stay.
    pub(super) fn show_known_columns(&mut self) {
        if self.columns_chosen {
            return;
        }
        let available = self.available();
        let wanted = self.settings.columns.iter().copied();
        let columns = wanted.filter(|field| available.contains(field)).collect();
        self.table.set_columns(columns);
    }

    fn answered(&mut self, generation: u64, answer: Arc<Answer>, cursor: Option<usize>) {
        let spot = self.facets.spot(self.seen_facets());
        self.answers.shown = Some(answer.clone());
        self.answers.shown_generation = generation;
        // Where a newer question is on its way, terms have other places by now.
        let whole = !self.answers.is_stale() && self.filter.problems().is_empty();
        let nothing = whole.then(|| Nothing::new(&answer, &self.filter.term_texts()));
        self.nothing = nothing.flatten();
        // How many rows have room hangs on what is answered.
        let layout = self.layout();
        let page = Layout::lines(layout.facets);
        let filter = self.filter.filter();
        self.facets.follow(spot, seen(Some(&answer), filter), page);
        self.table
            .settle(cursor, answer.rows.len(), layout.table_rows());
        self.suggest();
    }

    fn say_loaded(&mut self, left_out: u64) -> Vec<Effect> {
        let rows = self.data.roster.as_ref().map_or(0, Roster::len);
        let rows = display::grouped(rows as u64);
        let mut text = format!("{rows} influencers loaded");
        if let Some(said) = self.decisions.take_said() {
            text = format!("{text}. {said}");
        }
        if self.data.partial {
            text.push_str(" (partial: reading was stopped)");
        }
        if left_out > 0 {
            let import = self
                .keymap
                .key(Command::Import)
                .map_or_else(String::new, |key| key.to_string());
            let rows = match left_out {
                1 => "1 row".to_owned(),
                some => format!("{} rows", display::grouped(some)),
            };
            text.push_str(&format!("; {rows} left out, {import} shows why"));
        }
        if self.pane == Pane::Facets && !self.facets.is_over() && self.layout().facets.width == 0 {
            self.pane = Pane::Table;
        }
        self.say(ToastKind::Done, text)
    }
}
