//! What goes on the clipboard: the value under the cursor at once, more of it by a choice.

use std::sync::Arc;

use super::effect::{Effect, ExportColumns, ExportOrder, ExportRows};
use super::focus::Screen;
use super::model::Model;
use super::overlays::export::What;
use super::overlays::{Action, Choices, Overlay, Pick};
use super::toast::ToastKind;
use crate::export::{Format, Headers, Wording};
use crate::roster::display;
use crate::roster::formula::defused;
use crate::roster::{Currency, Field, Influencer, Kind, Origin, Roster};

/// The most bytes of text that are sent to a terminal; many drop more than that without a word.
pub const MOST_SENT: usize = 74_000;

/// Letters of a copied text that are told.
const TOLD: usize = 60;

/// What can be put on the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    Handle,
    /// The influencer under the cursor, in the columns on the screen.
    Row,
    /// All rows that are shown, or the entries of the list, as a table.
    Table,
    Filter,
    Verdict,
    /// The figures behind the charts.
    Figures,
}

impl Model {
    /// Copies the value under the cursor.
    pub(super) fn copy(&mut self) -> Vec<Effect> {
        let text = match self.screen {
            Screen::Shortlists => return self.copy_as(Copied::Handle),
            Screen::Compare => return self.copy_as(Copied::Verdict),
            _ => {
                let field = self.table.columns().get(self.table.column());
                match field.copied().unwrap_or(Field::Handle) {
                    Field::Handle => return self.copy_as(Copied::Handle),
                    field => self.value(field),
                }
            }
        };
        self.put_some(text)
    }

    /// Asks what to copy.
    pub(super) fn choose_copy(&mut self) -> Vec<Effect> {
        let all: &[(&str, Copied)] = match self.screen {
            Screen::Compare => &[
                ("verdict", Copied::Verdict),
                ("figures of the charts, as text", Copied::Figures),
                ("filter", Copied::Filter),
            ],
            Screen::Shortlists => &[
                ("handle", Copied::Handle),
                ("list as a table, for a spreadsheet", Copied::Table),
            ],
            _ => &[
                ("row, for a spreadsheet", Copied::Row),
                ("table as shown, for a spreadsheet", Copied::Table),
                ("filter", Copied::Filter),
                ("handle", Copied::Handle),
            ],
        };
        let all = all
            .iter()
            .map(|(label, what)| ((*label).to_owned(), Action::CopyAs(*what)));
        let pick = Pick::new("Copy as", Choices::new(all.collect()));
        self.overlays.push(Overlay::Pick(pick));
        Vec::new()
    }

    pub(super) fn copy_as(&mut self, what: Copied) -> Vec<Effect> {
        let text = match what {
            Copied::Handle if self.screen == Screen::Shortlists => {
                self.lists.entry().map(|entry| entry.key.handle.clone())
            }
            Copied::Handle => self.current().map(|found| found.title().to_owned()),
            Copied::Row => self.row_text(),
            Copied::Filter => Some(self.filter.meant()),
            Copied::Verdict => {
                let comparison = self.compare.comparison();
                comparison.map(|found| found.verdict.sentence.clone())
            }
            Copied::Table => return self.copy_table(),
            Copied::Figures => {
                return match self.compare.comparison() {
                    Some(found) => vec![Effect::CopyComparison(Arc::new(found.clone()))],
                    None => self.put_some(None),
                };
            }
        };
        self.put_some(text)
    }

    fn copy_table(&mut self) -> Vec<Effect> {
        let what = match (self.screen, self.lists.list()) {
            (Screen::Shortlists, Some(list)) => What::List(list.name().to_owned()),
            (Screen::Shortlists, None) => return self.put_some(None),
            _ => What::Shown,
        };
        let Some(rows) = self.rows_of(&what) else {
            return self.no_roster();
        };
        if matches!(&rows, ExportRows::Rows { rows, .. } if rows.is_empty()) {
            return self.put_some(None);
        }
        vec![Effect::CopyRows(Box::new(ExportOrder {
            what: rows,
            columns: ExportColumns::Fields(self.table.columns().to_vec()),
            format: Format::Tsv,
            wording: Wording {
                headers: Headers::People,
                ..Wording::default()
            },
            making: self.making(&what),
        }))]
    }

    /// The influencer under the cursor as cells that a spreadsheet takes apart and never runs.
    fn row_text(&self) -> Option<String> {
        let (roster, influencer) = (self.data.roster.as_ref()?, self.current()?);
        let cell = |field: &Field| {
            let text = value(roster, &influencer, *field).replace(['\t', '\n', '\r'], " ");
            defused(&text).into_owned()
        };
        let cells: Vec<String> = self.table.columns().iter().map(cell).collect();
        Some(cells.join("\t"))
    }

    fn value(&self, field: Field) -> Option<String> {
        Some(value(self.data.roster.as_ref()?, &self.current()?, field))
    }

    fn put_some(&mut self, text: Option<String>) -> Vec<Effect> {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => {
                let line = text.lines().next().unwrap_or_default().replace('\t', "  ");
                let told: String = line.chars().take(TOLD).collect();
                let more = if told.len() < line.len() {
                    "\u{2026}"
                } else {
                    ""
                };
                self.put(text, &format!("{told}{more}"))
            }
            None => self.say(ToastKind::Note, "There is nothing to copy here"),
        }
    }

    /// Puts a text on the clipboard and says so; whether a terminal took it nobody can know.
    pub(super) fn put(&mut self, text: String, what: &str) -> Vec<Effect> {
        let sentence = match text.len() {
            0..=MOST_SENT => format!("Copied (also sent to your terminal): {what}"),
            _ => format!("Copied on this computer only, too long for a terminal: {what}"),
        };
        let mut effects = self.say(ToastKind::Done, sentence);
        effects.push(Effect::Copy(text));
        effects
    }
}

/// What a field says, with all its digits.
fn value(roster: &Roster, influencer: &Influencer<'_>, field: Field) -> String {
    let Some(number) = influencer.number(field) else {
        return match field.kind().is_words() {
            true => influencer.words(field).collect::<Vec<_>>().join(", "),
            false => influencer.text(field).to_owned(),
        };
    };
    match field.kind() {
        Kind::Money => {
            let own = Currency::from_code(influencer.word(Field::Currency));
            let own = own.filter(|_| field.spec().origin == Origin::File);
            display::money(number, own.unwrap_or(roster.base_currency()))
        }
        Kind::Share => display::share(number),
        Kind::Date => display::date(number),
        _ => number.to_string(),
    }
}
