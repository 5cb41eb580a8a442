//! From the export dialog to the order for a file.

use super::effect::{Effect, ExportColumns, ExportOrder, ExportRows};
use super::focus::Screen;
use super::model::Model;
use super::overlays::export::{Form, Stale, What, Which};
use super::overlays::{Clash, ExportDialog, Overlay, Writing};
use crate::analysis::compare::{Measure, Pairing};
use crate::export::{Brief, Format, Making, Overwrite};
use crate::query::order_in_words;
use crate::roster::Field;
use crate::shortlist::Shortlist;

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
        self.ask_for_preview()
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
        let Some(order) = self.order(&dialog, format) else {
            return self.no_roster();
        };
        let path = dialog.file().text().trim().to_owned();
        let overwrite = dialog.overwrite;
        self.exporting = Some(Writing::Selection(Box::new(dialog)));
        vec![Effect::Export {
            order: Box::new(order),
            path,
            overwrite,
        }]
    }

    /// Has what the dialog would write put on the clipboard.
    pub(super) fn copy_rows(&mut self, dialog: &ExportDialog) -> Vec<Effect> {
        let Form::Rows(format) = dialog.form() else {
            return Vec::new();
        };
        match self.order(dialog, format) {
            Some(order) => vec![Effect::CopyRows(Box::new(order))],
            None => self.no_roster(),
        }
    }

    /// Asks what the file of the open dialog would begin with, where something of it has changed.
    pub(super) fn ask_for_preview(&mut self) -> Vec<Effect> {
        let Some(Overlay::Export(dialog)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let Some(stale) = dialog.take_stale() else {
            return Vec::new();
        };
        if stale == Stale::Rows {
            self.previews += 1;
            dialog.ask(self.previews);
        }
        let dialog = dialog.clone();
        let order = match dialog.form() {
            Form::Rows(format) if stale == Stale::Rows => self.order(&dialog, format),
            _ => None,
        };
        vec![Effect::Preview {
            number: self.previews,
            order: order.map(Box::new),
            path: dialog.file().text().trim().to_owned(),
        }]
    }

    /// What a dialog wants written; none while there is nothing to write.
    fn order(&self, dialog: &ExportDialog, format: Format) -> Option<ExportOrder> {
        let what = &dialog.whats()[dialog.what()].0;
        let mut fields = match dialog.columns() {
            Which::OnScreen => self.table.columns().to_vec(),
            _ => self.available(),
        };
        if let What::List(name) = what {
            let list = self.lists.book().list(name);
            fields.extend(list.into_iter().flat_map(Shortlist::noted));
            if !dialog.notes() {
                let told = [Field::Notes, Field::ListNotes, Field::AgreedPrice];
                fields.retain(|field| !told.contains(field));
            }
        }
        let columns = match dialog.columns() {
            Which::OnScreen | Which::All => ExportColumns::Fields(fields),
            Which::Original => ExportColumns::Original,
            Which::Preset(preset) => ExportColumns::Preset(preset),
        };
        Some(ExportOrder {
            what: self.rows_of(what)?,
            columns,
            format,
            wording: dialog.wording(),
            making: self.making(what),
        })
    }

    /// The rows that are meant; none while there are none to mean.
    pub(super) fn rows_of(&self, what: &What) -> Option<ExportRows> {
        let roster = self.data.roster.clone();
        Some(match what {
            What::Shown => ExportRows::Rows {
                roster: roster?,
                rows: self.answers.shown.as_ref()?.rows.clone(),
            },
            What::Ticked => ExportRows::Rows {
                roster: roster?,
                rows: self.ticks.rows().collect::<Vec<_>>().into(),
            },
            What::List(name) => ExportRows::List {
                roster,
                list: self.lists.book().list(name)?.clone(),
            },
        })
    }

    /// What a file may say of how it was made.
    pub(super) fn making(&self, what: &What) -> Making {
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
