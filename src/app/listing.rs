//! What the user does with shortlists; every change is saved at once.

use super::effect::{Effect, Follow};
use super::focus::{Pane, Screen};
use super::model::Model;
use super::overlays::{Action, Choices, Confirm, Overlay, Pick};
use super::toast::ToastKind;
use crate::input::Command;
use crate::shortlist::{Entry, Shortlist};

impl Model {
    /// Shows all that is known of the entry under the cursor.
    pub(super) fn look_at_entry(&mut self) -> Vec<Effect> {
        if let Some(problem) = self.no_entry() {
            return problem;
        }
        self.pane = Pane::Detail;
        Vec::new()
    }

    /// Shows the entry under the cursor in Browse.
    pub(super) fn show_entry(&mut self) -> Vec<Effect> {
        let Some(key) = self.lists.entry().map(|entry| entry.key.clone()) else {
            return Vec::new();
        };
        let title = key.handle.clone();
        match self.lists.row(&key) {
            Some(Some(row)) => {
                self.filter.set("");
                let mut effects = self.go(Screen::Browse);
                let (rows, page) = (self.rows().len(), self.layout().table_rows());
                self.table.move_to(1, rows, page);
                effects.extend(self.ask_following(Some(Follow::Row(row))));
                effects
            }
            _ => self.say(
                ToastKind::Note,
                format!("@{title} is not in the file that is open"),
            ),
        }
    }

    pub(super) fn remove_listed(&mut self) -> Vec<Effect> {
        let Some(list) = self.lists.list() else {
            return self.say(ToastKind::Note, "There is no shortlist. N makes one");
        };
        let (name, entries) = (list.name().to_owned(), list.entries().len());
        if self.pane == Pane::Lists {
            self.overlays.push(Overlay::Confirm(Confirm::new(
                format!("Delete the shortlist \"{name}\" with {entries} entries?"),
                "delete it",
                "keep it",
                Action::DeleteList(name),
            )));
            return Vec::new();
        }
        if self.pane == Pane::Statuses {
            self.lists.want_all();
            return Vec::new();
        }
        self.edit_entries(|book, list, keys, _| book.remove(list, keys))
    }

    /// Asks to which other list entries go; `verb` is how.
    pub(super) fn choose_other_list(
        &mut self,
        verb: &str,
        action: fn(String) -> Action,
    ) -> Vec<Effect> {
        if let Some(problem) = self.no_entry() {
            return problem;
        }
        let here = self.lists.list().map(Shortlist::name);
        let names = self.lists.book().lists().iter().map(Shortlist::name);
        let others = names.filter(|name| Some(*name) != here);
        let others = others.map(|name| (name.to_owned(), action(name.to_owned())));
        let choices = Choices::new(others.collect()).with_new(action);
        let title = format!("{verb} {} to", self.meant_in_words());
        let pick = Pick::new(title, choices).or("Type a name for a new list.");
        self.overlays.push(Overlay::Pick(pick));
        Vec::new()
    }

    pub(super) fn move_to(&mut self, to: &str) -> Vec<Effect> {
        if let Some(problem) = self.read_only(to) {
            return problem;
        }
        self.edit_entries(|book, list, keys, today| book.move_to(list, keys, to, today))
    }

    pub(super) fn copy_to(&mut self, to: &str) -> Vec<Effect> {
        if let Some(problem) = self.read_only(to) {
            return problem;
        }
        self.edit_entries(|book, list, keys, today| book.copy_to(list, keys, to, today))
    }

    /// Saves what changed in the shortlists and says what was done.
    pub(super) fn lists_changed(&mut self, done: String) -> Vec<Effect> {
        self.lists_changed_by(done, Command::Undo, "undo")
    }

    /// The same, with the command that takes it back.
    pub(super) fn lists_changed_by(
        &mut self,
        done: String,
        back: Command,
        words: &str,
    ) -> Vec<Effect> {
        let mut effects = self.save_lists();
        if effects.is_empty() {
            // Undoing would take back something else.
            return self.say(ToastKind::Note, done);
        }
        self.widening = None;
        self.forget_problems();
        let back = self
            .keymap
            .key(back)
            .map_or_else(String::new, |key| format!("   {key} {words}"));
        effects.extend(self.say(ToastKind::Done, format!("{done}{back}")));
        effects
    }

    pub(super) fn choose_list(&mut self) -> Vec<Effect> {
        if self.current().is_none() && self.ticks.is_empty() {
            return self.no_roster();
        }
        self.pick_list("Add to a shortlist", Action::AddTo)
    }

    /// Offers the lists, and a new one.
    pub(super) fn pick_list(&mut self, title: &str, action: fn(String) -> Action) -> Vec<Effect> {
        let lists = self.lists.book().lists().iter();
        let names = lists.map(|list| (list.name().to_owned(), action(list.name().to_owned())));
        let chosen = self.lists.list().map(Shortlist::name);
        let choices = Choices::new(names.collect())
            .with_new(action)
            .at(|action| match action {
                Action::AddTo(name) | Action::Review(name) => Some(name.as_str()) == chosen,
                _ => false,
            });
        let pick = Pick::new(title, choices).or("Type a name for a new list.");
        self.overlays.push(Overlay::Pick(pick));
        Vec::new()
    }

    pub(super) fn add_to(&mut self, list: &str) -> Vec<Effect> {
        if let Some(problem) = self.read_only(list) {
            return problem;
        }
        let Some(roster) = &self.data.roster else {
            return self.no_roster();
        };
        let rows: Vec<_> = if self.ticks.is_empty() {
            self.rows()
                .get(self.table.cursor())
                .copied()
                .into_iter()
                .collect()
        } else {
            self.ticks.rows().collect()
        };
        let influencers = rows.iter().map(|row| roster.influencer(*row));
        let entries: Vec<Entry> = influencers
            .clone()
            .map(|influencer| Entry::of(&influencer, &self.today))
            .map(|entry| entry.begun(&self.settings.statuses))
            .collect();
        let found: Vec<_> = influencers
            .map(|influencer| (influencer.key(), influencer.id()))
            .collect();
        let done = self.lists.book_mut().add(list, entries);
        self.lists.choose(list);
        self.lists.note(found);
        self.ticks.clear();
        self.lists_changed(done)
    }

    pub(super) fn create_list(&mut self, name: &str) -> Vec<Effect> {
        if let Some(problem) = self.read_only(name) {
            return problem;
        }
        match self.lists.book_mut().create(name) {
            Ok(done) => {
                self.lists.choose(name);
                self.lists_changed(done)
            }
            Err(problem) => self.say(ToastKind::Problem, problem.to_string()),
        }
    }

    pub(super) fn delete_list(&mut self, name: &str) -> Vec<Effect> {
        if let Some(problem) = self.read_only(name) {
            return problem;
        }
        let done = self.lists.book_mut().delete(name);
        self.lists_changed(done)
    }
}
