//! From the export dialog to the order for a file.

use super::effect::{Effect, ExportColumns, ExportOrder, ExportRows};
use super::focus::Screen;
use super::model::Model;
use super::overlays::export::{What, Which};
use super::overlays::{Clash, ExportDialog, Overlay};
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
        let title = self.data.title();
        let stem: String = match &whats[what].0 {
            What::List(name) => name.clone(),
            _ => title
                .rsplit_once('.')
                .map_or(title.as_str(), |(stem, _)| stem)
                .to_owned(),
        };
        let stem: String = stem
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() || letter == '-' {
                    letter
                } else {
                    '_'
                }
            })
            .collect();
        let folder = &self.settings.export_folder;
        let slash = if folder.is_empty() || folder.ends_with('/') {
            ""
        } else {
            "/"
        };
        let path = format!("{folder}{slash}{stem}_selection_{}.csv", self.today);
        self.overlays
            .push(Overlay::Export(Box::new(ExportDialog::new(
                whats, what, path,
            ))));
        Vec::new()
    }

    pub(super) fn export(&mut self, dialog: ExportDialog) -> Vec<Effect> {
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
            format: dialog.format(),
            path: dialog.file().text().trim().to_owned(),
            overwrite: dialog.overwrite,
        };
        self.exporting = Some(Box::new(dialog));
        vec![Effect::Export(Box::new(order))]
    }

    /// The file was there already: ask.
    pub(super) fn ask_overwrite(&mut self, path: String) -> Vec<Effect> {
        if let Some(dialog) = self.exporting.take() {
            self.overlays.push(Overlay::Clash(Clash::new(path, dialog)));
        }
        Vec::new()
    }
}
