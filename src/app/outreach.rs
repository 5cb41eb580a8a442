//! What the user notes of talks with the entries of a shortlist: status, notes, agreed prices, due days,
//! reasons, tags, backups, and a budget.

use super::effect::Effect;
use super::focus::Pane;
use super::model::Model;
use super::overlays::{Action, Choices, Name, Overlay, Part, Pick};
use super::toast::ToastKind;
use crate::input::Command;
use crate::query::day::coming;
use crate::query::number::plain as plain_number;
use crate::roster::Key;
use crate::shortlist::edits::is_amount;
use crate::shortlist::{Book, Entry, Shortlist};

impl Model {
    /// Offers the usual statuses and those of the settings.
    pub(super) fn choose_status(&mut self) -> Vec<Effect> {
        if let Some(problem) = self.no_change() {
            return problem;
        }
        let now = self.lists.entry().map(|entry| entry.status.clone());
        let statuses = self.settings.statuses.iter();
        let statuses = statuses.map(|status| (status.clone(), Action::SetStatus(status.clone())));
        let choices = Choices::new(statuses.collect())
            .with_new(Action::SetStatus)
            .at(|action| matches!(action, Action::SetStatus(word) if Some(word) == now.as_ref()));
        let title = format!("Status of {}", self.meant_in_words());
        let pick = Pick::new(title, choices).or("Type another word of your own.");
        self.overlays.push(Overlay::Pick(pick));
        Vec::new()
    }

    pub(super) fn ask_note(&mut self) -> Vec<Effect> {
        if let Some(problem) = self.no_change() {
            return problem;
        }
        let title = format!("Note on {}", self.meant_in_words());
        let note = Name::new(title, "Text", "", Action::AddNote);
        self.overlays.push(Overlay::Ask(note));
        Vec::new()
    }

    /// Asks for the budget on the lists, for the agreed price on the entries.
    pub(super) fn ask_money(&mut self) -> Vec<Effect> {
        if let Some(problem) = self.not_ours() {
            return problem;
        }
        let text =
            |amount: Option<f64>| amount.map_or_else(String::new, |amount| amount.to_string());
        let name = match (self.pane, self.lists.list()) {
            (Pane::Lists, Some(list)) => {
                let title = format!("Budget of {}", list.name());
                Name::new(title, "Amount", text(list.budget()), Action::SetBudget)
            }
            _ => {
                if let Some(problem) = self.no_change() {
                    return problem;
                }
                // One amount is offered where all would have it.
                let asked = self.alike(|entry| entry.agreed.or(entry.snapshot.price));
                let title = format!("Agreed price of {}", self.meant_in_words());
                Name::new(title, "Amount", text(asked.flatten()), Action::SetAgreed)
            }
        };
        let name = name.clearing("such as 250 or 1.2k; empty: none").offering();
        self.overlays.push(Overlay::Ask(name));
        Vec::new()
    }

    /// Offers what can be said of an entry and has no key of its own.
    pub(super) fn choose_part(&mut self) -> Vec<Effect> {
        if let Some(problem) = self.no_change() {
            return problem;
        }
        let parts = [
            ("Due day", Part::Due),
            ("Reason for passing", Part::Reason),
            ("Tags", Part::Tags),
            ("Backup for whom", Part::Backup),
        ];
        let parts = parts.map(|(label, part)| (label.to_owned(), Action::Change(part)));
        let title = format!("More on {}", self.meant_in_words());
        let pick = Pick::new(title, Choices::new(parts.to_vec()));
        self.overlays.push(Overlay::Pick(pick));
        Vec::new()
    }

    pub(super) fn ask_part(&mut self, part: Part) -> Vec<Effect> {
        let whom = self.meant_in_words();
        let name = match part {
            Part::Due => {
                let due = self.alike(|entry| entry.due.clone()).unwrap_or_default();
                Name::new(format!("Due day of {whom}"), "Day", due, Action::SetDue)
                    .clearing("such as 2026-11-24, 2 Jun or +7d; empty: none")
                    .offering()
            }
            Part::Reason => {
                let reason = self.alike(|entry| entry.reason.clone());
                let title = format!("Why {} passed over", stands(&whom, self.meant().len()));
                Name::new(
                    title,
                    "Reason",
                    reason.unwrap_or_default(),
                    Action::SetReason,
                )
                .clearing("empty: none")
            }
            Part::Tags => {
                let tags = self.alike(|entry| entry.tags.join(", "));
                let title = format!("Tags of {whom}");
                Name::new(title, "Tags", tags.unwrap_or_default(), Action::SetTags)
                    .clearing("commas between; they take the place of those before")
            }
            Part::Backup => return self.choose_backup(&whom),
        };
        self.overlays.push(Overlay::Ask(name));
        Vec::new()
    }

    fn choose_backup(&mut self, whom: &str) -> Vec<Effect> {
        let meant = self.meant();
        let entries = self.lists.list().map_or(&[][..], Shortlist::entries);
        let others = entries.iter().filter(|entry| !meant.contains(&entry.key));
        let others = others.map(|entry| {
            let action = Action::SetBackup(Some(entry.key.clone()));
            (entry.title(), action)
        });
        let nobody = ("nobody".to_owned(), Action::SetBackup(None));
        let now = self.alike(|entry| entry.backup_for.clone()).flatten();
        let choices = Choices::new(std::iter::once(nobody).chain(others).collect())
            .at(|action| matches!(action, Action::SetBackup(whom) if *whom == now));
        let title = format!("{} backup for", stands(whom, meant.len()));
        self.overlays.push(Overlay::Pick(Pick::new(title, choices)));
        Vec::new()
    }

    /// What is said of all whom a change is about; none where it differs.
    fn alike<T: PartialEq>(&self, of: impl Fn(&Entry) -> T) -> Option<T> {
        let list = self.lists.list()?;
        let meant = self.meant();
        let mut values = meant.iter().filter_map(|key| list.entry(key)).map(of);
        let first = values.next()?;
        values.all(|value| value == first).then_some(first)
    }

    pub(super) fn set_status(&mut self, status: &str) -> Vec<Effect> {
        self.edit_entries(|book, list, keys, today| book.set_status(list, keys, status, today))
    }

    pub(super) fn add_note(&mut self, text: &str) -> Vec<Effect> {
        self.edit_entries(|book, list, keys, today| book.add_note(list, keys, text, today))
    }

    pub(super) fn set_agreed(&mut self, text: &str) -> Vec<Effect> {
        let Ok(amount) = amount(text) else {
            return self.no_amount(text);
        };
        self.edit_entries(|book, list, keys, today| book.set_agreed(list, keys, amount, today))
    }

    pub(super) fn set_due(&mut self, text: &str) -> Vec<Effect> {
        let due = match text.trim() {
            "" => String::new(),
            text => match coming(text, &self.today) {
                Some(day) => day,
                None => {
                    let sentence = format!("\"{text}\" is no day such as 2026-11-24, 2 Jun or +7d");
                    self.ask_part(Part::Due);
                    return self.ask_again(text, sentence);
                }
            },
        };
        self.edit_entries(|book, list, keys, today| book.set_due(list, keys, &due, today))
    }

    pub(super) fn set_reason(&mut self, text: &str) -> Vec<Effect> {
        self.edit_entries(|book, list, keys, today| book.set_reason(list, keys, text, today))
    }

    pub(super) fn set_tags(&mut self, text: &str) -> Vec<Effect> {
        let tags: Vec<String> = text.split(',').map(str::to_owned).collect();
        self.edit_entries(|book, list, keys, _| book.set_tags(list, keys, &tags))
    }

    pub(super) fn set_backup(&mut self, whom: Option<&Key>) -> Vec<Effect> {
        self.edit_entries(|book, list, keys, today| book.set_backup(list, keys, whom, today))
    }

    pub(super) fn set_budget(&mut self, text: &str) -> Vec<Effect> {
        let Ok(amount) = amount(text) else {
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
        let done = self.lists.book_mut().set_budget(&list, amount, &currency);
        self.lists_changed(done)
    }

    /// A sentence where the list is another window's.
    fn not_ours(&mut self) -> Option<Vec<Effect>> {
        let list = self.lists.list().map(|list| list.name().to_owned());
        list.and_then(|list| self.read_only(&list))
    }

    /// A sentence where nothing can be changed, before anything is asked.
    fn no_change(&mut self) -> Option<Vec<Effect>> {
        self.not_ours().or_else(|| self.no_entry())
    }

    /// A sentence where no entry is under a cursor that is seen.
    pub(super) fn no_entry(&mut self) -> Option<Vec<Effect>> {
        let sentence = match (self.pane, self.lists.entry()) {
            (_, None) if self.lists.list().is_none() => {
                "There is no shortlist. N makes one".to_owned()
            }
            (_, None) if self.lists.wanted().next().is_some() => {
                "No entry has a status that is shown".to_owned()
            }
            (_, None) => "This shortlist is empty".to_owned(),
            (Pane::Lists | Pane::Statuses, _) => {
                let key = self.keymap.key(Command::Open);
                let key = key.map_or_else(String::new, |key| key.to_string());
                format!("This is for an entry: {key} goes to the entries")
            }
            _ => return None,
        };
        Some(self.say(ToastKind::Note, sentence))
    }

    fn no_amount(&mut self, text: &str) -> Vec<Effect> {
        let sentence = format!("\"{text}\" is no amount such as 250 or 1.2k");
        self.ask_money();
        self.ask_again(text, sentence)
    }

    /// Puts what was typed back into its dialog, to be mended.
    fn ask_again(&mut self, text: &str, sentence: String) -> Vec<Effect> {
        if let Some(Overlay::Ask(name)) = self.overlays.last_mut() {
            name.retype(text);
        }
        self.say(ToastKind::Problem, sentence)
    }

    /// Changes those who are meant, in one step.
    pub(super) fn edit_entries(
        &mut self,
        edit: impl Fn(&mut Book, &str, &[Key], &str) -> String,
    ) -> Vec<Effect> {
        if let Some(problem) = self.no_change() {
            return problem;
        }
        let Some(list) = self.lists.list().map(|list| list.name().to_owned()) else {
            return Vec::new();
        };
        let keys = self.meant();
        let done = edit(self.lists.book_mut(), &list, &keys, &self.today);
        self.lists_changed(done)
    }
}

/// An amount as it was typed; none where nothing was.
fn amount(text: &str) -> Result<Option<f64>, ()> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let amount = plain_number(text).filter(|amount| is_amount(*amount));
    amount.map(Some).ok_or(())
}

/// `@ana is`, `3 influencers are`.
fn stands(whom: &str, several: usize) -> String {
    let verb = if several == 1 { "is" } else { "are" };
    format!("{whom} {verb}")
}
