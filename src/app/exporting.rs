//! From the export dialog to the order for a file.

use super::effect::{Effect, ExportColumns, ExportOrder, ExportRows};
use super::focus::Screen;
use super::model::Model;
use super::overlays::export::{Form, What, Which};
use super::overlays::{Clash, ExportDialog, Overlay, Writing};
use crate::analysis::compare::{Measure, Pairing};
use crate::export::{Brief, Format, Making, Overwrite};
use crate::query::order_in_words;
use crate::roster::Roster;

impl Model {
    pub(super) fn open_export(&mut self) -> Vec<Effect> {
        let mut whats = Vec::new();
        if self.data.roster.is_some() {
            whats.push((What::Shown, self.rows().len()));
            if !self.ticks.is_empty() {
                whats.push((What::Ticked, self.ticks.len()));
            }
        }
        for list in self.lists.book().lists() {
            whats.push((What::List(list.name().to_owned()), list.entries().len()));
        }
        if whats.is_empty() {
            return self.no_roster();
        }
        let chosen = self.lists.list().map(|list| list.name().to_owned());
        let what = whats
            .iter()
            .position(|(what, _)| match what {
                What::List(name) => {
                    self.screen == Screen::Shortlists && Some(name) == chosen.as_ref()
                }
                What::Ticked => self.screen == Screen::Browse,
                What::Shown => false,
            })
            .unwrap_or(0);
        let path = match &whats[what].0 {
            What::List(name) => self.path_for(name, "selection"),
            _ => self.export_path("selection"),
        };
        self.overlays
            .push(Overlay::Export(Box::new(ExportDialog::new(
                whats, what, path,
            ))));
        Vec::new()
    }

    /// A path for a file made of what is on the screen.
    pub(super) fn export_path(&self, what: &str) -> String {
        let title = self.data.title();
        let stem = title
            .rsplit_once('.')
            .map_or(title.as_str(), |(stem, _)| stem);
        self.path_for(stem, what)
    }

    fn path_for(&self, stem: &str, what: &str) -> String {
        let letter = |letter: char| match letter {
            letter if letter.is_alphanumeric() || letter == '-' => letter,
            _ => '_',
        };
        let stem: String = stem.chars().map(letter).collect();
        let folder = &self.settings.export_folder;
        let slash = if folder.is_empty() || folder.ends_with('/') {
            ""
        } else {
            "/"
        };
        format!("{folder}{slash}{stem}_{what}_{}.csv", self.today)
    }

    /// Has the problem rows written.
    pub(super) fn export_problems(&mut self, path: String, overwrite: Overwrite) -> Vec<Effect> {
        self.exporting = Some(Writing::Problems(path.clone()));
        vec![Effect::ExportProblems { path, overwrite }]
    }

    pub(super) fn export(&mut self, dialog: ExportDialog) -> Vec<Effect> {
        match dialog.form() {
            Form::Rows(format) => self.export_rows(dialog, format),
            Form::Brief => self.export_brief(dialog),
        }
    }

    /// A brief is written of a list only; the dialog offers it for nothing else.
    fn export_brief(&mut self, dialog: ExportDialog) -> Vec<Effect> {
        let What::List(name) = &dialog.whats()[dialog.what()].0 else {
            return Vec::new();
        };
        let Some(list) = self.lists.book().list(name) else {
            return Vec::new();
        };
        let (small, big) = self.compare.tiers(&self.settings.tiers);
        let brief = Brief {
            list: list.clone(),
            roster: self.data.roster.clone(),
            pairing: Pairing {
                small,
                big,
                measure: Measure::Cpe,
                by: None,
            },
            notes: dialog.notes(),
            today: self.today.clone(),
        };
        let path = dialog.file().text().trim().to_owned();
        let overwrite = dialog.overwrite;
        self.exporting = Some(Writing::Selection(Box::new(dialog)));
        vec![Effect::Brief {
            brief: Box::new(brief),
            path,
            overwrite,
        }]
    }

    fn export_rows(&mut self, dialog: ExportDialog, format: Format) -> Vec<Effect> {
        let columns = match dialog.columns() {
            Which::OnScreen => ExportColumns::Fields(self.table.columns().to_vec()),
            Which::All => ExportColumns::Fields(self.available()),
            Which::Original => ExportColumns::Original,
        };
        let roster = || -> Option<Roster> { self.data.roster.clone() };
        let what = match &dialog.whats()[dialog.what()].0 {
            What::Shown => roster()
                .zip(self.answers.shown.as_ref())
                .map(|(roster, answer)| ExportRows::Rows {
                    roster,
                    rows: answer.rows.clone(),
                }),
            What::Ticked => roster().map(|roster| ExportRows::Rows {
                roster,
                rows: self.ticks.rows().collect::<Vec<_>>().into(),
            }),
            What::List(name) => self.lists.book().list(name).map(|list| ExportRows::List {
                roster: roster(),
                list: list.clone(),
            }),
        };
        let Some(what) = what else {
            return self.no_roster();
        };
        let order = ExportOrder {
            what,
            columns,
            format,
            making: self.making(&dialog.whats()[dialog.what()].0),
            path: dialog.file().text().trim().to_owned(),
            overwrite: dialog.overwrite,
        };
        self.exporting = Some(Writing::Selection(Box::new(dialog)));
        vec![Effect::Export(Box::new(order))]
    }

    /// What a file may say of how it was made.
    fn making(&self, what: &What) -> Making {
        let shown = |selection: &str| Making {
            selection: selection.to_owned(),
            filter: self.filter.meant(),
            order: order_in_words(self.table.order()),
            day: self.today.clone(),
        };
        let chosen = |selection: String| Making {
            selection,
            day: self.today.clone(),
            ..Making::default()
        };
        match what {
            What::Shown if self.filter.includes_unknown() => {
                shown("the rows that match the filter, or may: a figure of theirs is unknown")
            }
            What::Shown => shown("the rows that match the filter"),
            What::Ticked => chosen("the ticked rows".to_owned()),
            What::List(name) => chosen(format!("the shortlist \u{201c}{name}\u{201d}")),
        }
    }

    /// The file was there already: ask.
    pub(super) fn ask_overwrite(&mut self, path: String) -> Vec<Effect> {
        if let Some(writing) = self.exporting.take() {
            self.overlays
                .push(Overlay::Clash(Clash::new(path, writing)));
        }
        Vec::new()
    }
}
