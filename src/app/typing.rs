//! Typing a filter: each key is followed by the rows, by what could be meant and by what is wrong.

use super::effect::Effect;
use super::focus::Pane;
use super::model::Model;
use super::panes::suggestions::Known;
use crate::input::{Key, KeyCode};

impl Model {
    /// A key while the filter is being typed.
    pub(super) fn filter_key(&mut self, key: Key) -> Vec<Effect> {
        let in_list = self.filter.suggestions().and_then(|found| found.cursor());
        match key.code {
            KeyCode::Enter if in_list.is_some() && self.filter.take() => self.typed(),
            KeyCode::Enter => {
                self.filter.keep();
                Vec::new()
            }
            KeyCode::Esc if self.filter.hush() => Vec::new(),
            KeyCode::Esc => {
                self.filter.give_up();
                self.ask()
            }
            KeyCode::Char('c') if key.ctrl => {
                self.filter.give_up();
                self.ask()
            }
            KeyCode::Tab if self.filter.take() || self.filter.fix() => self.typed(),
            KeyCode::Tab => self.take_help().unwrap_or_default(),
            KeyCode::Up if self.filter.choose(-1) => Vec::new(),
            KeyCode::Down if self.filter.choose(1) => Vec::new(),
            KeyCode::Up if self.filter.recall(true) => self.ask(),
            KeyCode::Down if self.filter.recall(false) => self.ask(),
            KeyCode::Down => {
                self.filter.keep();
                self.pane = Pane::Table;
                Vec::new()
            }
            _ if self.filter.edit(|field| field.key(key)) => self.typed(),
            _ => Vec::new(),
        }
    }

    pub(super) fn paste_into_filter(&mut self, text: &str) -> Vec<Effect> {
        self.filter.edit(|field| {
            field.paste(text);
            true
        });
        self.typed()
    }

    /// Takes a suggestion by its place.
    pub(super) fn take_suggestion(&mut self, at: usize) -> Vec<Effect> {
        self.filter.take_at(at);
        self.typed()
    }

    /// After the text or the place in it has changed.
    fn typed(&mut self) -> Vec<Effect> {
        self.suggest();
        self.ask()
    }

    /// Brings suggestions up to what is typed and known.
    pub(super) fn suggest(&mut self) {
        if !self.filter.is_typing() {
            return;
        }
        let fields = self.available();
        let lists: Vec<String> = self
            .lists
            .book()
            .lists()
            .iter()
            .map(|list| list.name().to_owned())
            .collect();
        let facets = self
            .answers
            .shown
            .as_ref()
            .map_or(&[][..], |answer| &answer.facets);
        self.filter.suggest(Known {
            fields: &fields,
            facets,
            lists: &lists,
            statuses: &self.settings.statuses,
        });
    }
}
