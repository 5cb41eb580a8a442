//! Finding and choosing influencers: ticks, facets, terms of the filter, orders.

use super::effect::Effect;
use super::focus::{Pane, Screen};
use super::model::Model;
use super::overlays::{Choices, Overlay};
use super::panes::facets::{Pressed, Seen};
use super::panes::ticks;
use super::toast::ToastKind;
use crate::query::{Answer, Filter, edit, range};
use crate::roster::{Field, display};

impl Model {
    pub(super) fn tick(&mut self) -> Vec<Effect> {
        if self.pane == Pane::Facets {
            return self.press_facet();
        }
        if self.pane != Pane::Table || self.screen != Screen::Browse {
            return Vec::new();
        }
        let row = self.rows().get(self.table.cursor()).copied();
        if let (Some(roster), Some(row)) = (&self.data.roster, row) {
            self.ticks.toggle(roster, row);
            let (rows, page) = (self.rows().len(), self.layout().table_rows());
            self.table.move_by(1, rows, page);
        }
        Vec::new()
    }

    /// Ticks or unticks this row of the table.
    pub(super) fn tick_row(&mut self, place: usize) {
        let row = self.rows().get(place).copied();
        if let (Some(roster), Some(row)) = (&self.data.roster, row) {
            self.ticks.toggle(roster, row);
        }
    }

    pub(super) fn tick_all(&mut self) -> Vec<Effect> {
        let (Some(roster), Some(answer)) = (&self.data.roster, &self.answers.shown) else {
            return self.no_roster();
        };
        let shown = answer.rows.len();
        if !self.ticks.toggle_all(roster, &answer.rows) {
            let text = format!(
                "{} rows are too many to tick; narrow the filter to {} or fewer",
                display::grouped(shown as u64),
                display::grouped(ticks::MOST as u64)
            );
            return self.say(ToastKind::Note, text);
        }
        let ticked = self.ticks.len();
        self.say(
            ToastKind::Done,
            format!("{} ticked", display::grouped(ticked as u64)),
        )
    }

    /// Switches the facet value under the cursor, or opens and closes the facet.
    pub(super) fn press_facet(&mut self) -> Vec<Effect> {
        let page = self.page();
        let answer = self.answers.shown.clone();
        let seen = seen(answer.as_deref(), self.filter.filter());
        match self.facets.press(seen, page) {
            Pressed::Value(field, value) => {
                let text =
                    edit::toggle_value(self.filter.text(), self.filter.names(), field, &value);
                self.filter.set(text);
                self.ask()
            }
            Pressed::Range(field, (low, high)) => {
                let (text, names) = (self.filter.text(), self.filter.names());
                let text = range::set_range(text, names, field, low, high);
                self.filter.set(text);
                self.ask()
            }
            Pressed::Opened => self.ask_for_facets(),
            Pressed::Nothing => Vec::new(),
        }
    }

    /// Opens or closes the facet under the cursor, or moves from bin to bin.
    pub(super) fn facet_sideways(&mut self, open: bool) -> Vec<Effect> {
        let page = self.page();
        let answer = self.answers.shown.clone();
        let seen = seen(answer.as_deref(), self.filter.filter());
        self.facets.sideways(open, seen, page);
        self.ask_for_facets()
    }

    /// The fields whose values Browse shows: those of its facets, where they have a place, and the one
    /// of which a value is being typed.
    pub(super) fn wanted_facets(&self) -> Vec<Field> {
        let shown = self.browse_layout().facets.width > 0;
        let mut wanted: Vec<Field> = self.facets.wanted().filter(|_| shown).collect();
        wanted.extend(self.filter.asked().filter(|field| !wanted.contains(field)));
        wanted
    }

    /// Asks anew where facets are to be seen that nobody asked for.
    pub(super) fn ask_for_facets(&mut self) -> Vec<Effect> {
        let wanted = self.wanted_facets();
        match wanted
            .iter()
            .all(|field| self.answers.asked_facets.contains(field))
        {
            true => Vec::new(),
            false => self.ask(),
        }
    }

    pub(super) fn remove(&mut self) -> Vec<Effect> {
        match self.screen {
            Screen::Shortlists => self.remove_listed(),
            _ => {
                if self.shows_unknown() {
                    return self.toggle_unknown();
                }
                if self.filter.text().is_empty() {
                    return self.say(ToastKind::Note, "There is no filter to remove");
                }
                let text = edit::remove_last(self.filter.text());
                self.filter.set(text);
                self.ask()
            }
        }
    }

    /// Takes one term out of the filter.
    pub(super) fn remove_term(&mut self, term: usize) -> Vec<Effect> {
        let text = edit::remove_term(self.filter.text(), self.filter.names(), term);
        self.filter.set(text);
        self.ask()
    }

    pub(super) fn choose_sort(&mut self, then: bool) -> Vec<Effect> {
        let current = self.table.columns().get(self.table.column()).copied();
        let mut fields = self.table.columns().to_vec();
        for field in self.available() {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        let choices = fields
            .into_iter()
            .map(|field| (field.label().to_owned(), field))
            .collect();
        let choices = Choices::new(choices).at(|field| Some(*field) == current);
        self.overlays.push(Overlay::Sort { choices, then });
        Vec::new()
    }

    /// Sorts by a field, alone or after the fields already sorted by.
    pub(super) fn sort(&mut self, field: Field, then: bool) -> Vec<Effect> {
        if then {
            self.table.sort_then_by(field);
        } else {
            self.table.sort_by(field);
        }
        self.ask()
    }
}

/// What the lines of the facets are made of.
pub(super) fn seen<'a>(answer: Option<&'a Answer>, filter: &'a Filter) -> Seen<'a> {
    Seen {
        facets: answer.map_or(&[][..], |answer| &answer.facets),
        histograms: answer.map_or(&[][..], |answer| &answer.histograms),
        filter,
    }
}
