//! What the user notes of talks with the entries of a shortlist: status, notes, agreed prices, a budget.

use super::effect::Effect;
use super::focus::Pane;
use super::model::Model;
use super::overlays::{Action, Choices, Name, Overlay};
use super::toast::ToastKind;
use crate::input::Command;
use crate::query::number::plain as plain_number;
use crate::roster::Key;
use crate::shortlist::Book;
use crate::shortlist::edits::is_amount;

impl Model {
    /// Offers the usual statuses and those of the settings.
    pub(super) fn choose_status(&mut self) -> Vec<Effect> {
        if let Some(problem) = self.no_entry() {
            return problem;
        }
        let now = self.lists.entry().map(|entry| entry.status.clone());
        let statuses = self.settings.statuses.iter();
        let statuses = statuses.map(|status| (status.clone(), status.clone()));
        let choices = Choices::new(statuses.collect())
            .with_new(|word| word)
            .at(|status| Some(status) == now.as_ref());
        self.overlays.push(Overlay::Status(choices));
        Vec::new()
    }

    pub(super) fn ask_note(&mut self) -> Vec<Effect> {
        if let Some(problem) = self.no_entry() {
            return problem;
        }
        let note = Name::new("", Action::AddNote);
        self.overlays.push(Overlay::Note(note));
        Vec::new()
    }

    /// Asks for the budget on the lists, for the agreed price on the entries.
    pub(super) fn ask_money(&mut self) -> Vec<Effect> {
        let text =
            |amount: Option<f64>| amount.map_or_else(String::new, |amount| amount.to_string());
        let overlay = match (self.pane, self.lists.list(), self.lists.entry()) {
            (Pane::Lists, Some(list), _) => {
                Overlay::Budget(Name::new(text(list.budget()), Action::SetBudget))
            }
            (_, _, Some(entry)) => {
                let asked = entry.agreed.or(entry.snapshot.price);
                Overlay::Agreed(Name::new(text(asked), Action::SetAgreed))
            }
            _ => return self.say(ToastKind::Note, "This shortlist is empty"),
        };
        self.overlays.push(overlay);
        Vec::new()
    }

    pub(super) fn set_status(&mut self, status: &str) -> Vec<Effect> {
        self.edit_entry(|book, list, key, today| book.set_status(list, &[key], status, today))
    }

    pub(super) fn add_note(&mut self, text: &str) -> Vec<Effect> {
        self.edit_entry(|book, list, key, today| book.add_note(list, &[key], text, today))
    }

    pub(super) fn set_agreed(&mut self, text: &str) -> Vec<Effect> {
        let Some(amount) = plain_number(text).filter(|amount| is_amount(*amount)) else {
            return self.no_amount(text);
        };
        self.edit_entry(|book, list, key, today| book.set_agreed(list, &[key], Some(amount), today))
    }

    pub(super) fn set_budget(&mut self, text: &str) -> Vec<Effect> {
        let Some(amount) = plain_number(text).filter(|amount| is_amount(*amount)) else {
            return self.no_amount(text);
        };
        let Some(list) = self.lists.list().map(|list| list.name().to_owned()) else {
            return Vec::new();
        };
        if let Some(problem) = self.read_only(&list) {
            return problem;
        }
        let roster = self.data.roster.as_ref();
        let currency = roster.map_or_else(String::new, |roster| {
            roster.base_currency().code().to_owned()
        });
        let done = self
            .lists
            .book_mut()
            .set_budget(&list, Some(amount), &currency);
        self.lists_changed(done)
    }

    /// A sentence where no entry is under a cursor that is seen.
    fn no_entry(&mut self) -> Option<Vec<Effect>> {
        let sentence = match (self.pane, self.lists.entry()) {
            (_, None) => "This shortlist is empty".to_owned(),
            (Pane::Lists, _) => {
                let key = self.keymap.key(Command::NextPane);
                let key = key.map_or_else(String::new, |key| key.to_string());
                format!("This is for an entry: {key} goes to the entries")
            }
            _ => return None,
        };
        Some(self.say(ToastKind::Note, sentence))
    }

    fn no_amount(&mut self, text: &str) -> Vec<Effect> {
        let sentence = format!("\"{text}\" is no amount such as 250 or 1.2k");
        self.say(ToastKind::Problem, sentence)
    }

    /// Changes the entry under the cursor.
    fn edit_entry(&mut self, edit: impl Fn(&mut Book, &str, Key, &str) -> String) -> Vec<Effect> {
        let list = self.lists.list().map(|list| list.name().to_owned());
        let key = self.lists.entry().map(|entry| entry.key.clone());
        let Some((list, key)) = list.zip(key) else {
            return Vec::new();
        };
        if let Some(problem) = self.read_only(&list) {
            return problem;
        }
        let done = edit(self.lists.book_mut(), &list, key, &self.today);
        self.lists_changed(done)
    }
}
