//! Changes to whole lists, and what goes from one list to another: one step to undo, also where two
//! lists change.

use super::book::{Book, NameError};
use super::edits::{chosen, is_amount, nobody, were_there, who};
use super::model::{Entry, Event, Shortlist, amount_in};
use crate::roster::Key;

/// What becomes of entries in the list that they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Left,
    Kept,
}

impl Book {
    /// Gives a list another name; the answer says so.
    ///
    /// # Errors
    /// When there is no such list, or the name is empty or that of another, without regard to case.
    pub fn rename(&mut self, list: &str, name: &str) -> Result<String, NameError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        let Ok((place, mut after)) = self.found(list) else {
            return Err(NameError::Missing(list.to_owned()));
        };
        if let Some(other) = self.taken(name, place) {
            return Err(NameError::Taken(other.to_owned()));
        }
        let sentence = format!("shortlist \"{list}\" is now \"{name}\"");
        if name != list {
            after.name = name.to_owned();
            self.change(place, Some(after), sentence.clone());
        }
        Ok(sentence)
    }

    /// The name of another list that differs from this one in nothing but case.
    fn taken(&self, name: &str, place: usize) -> Option<&str> {
        let folded = name.to_lowercase();
        let others = self
            .lists()
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != place);
        let mut names = others.map(|(_, list)| list.name());
        names.find(|other| other.to_lowercase() == folded)
    }

    /// Sets what may be spent, in the currency with this code; none takes the budget away.
    pub fn set_budget(&mut self, list: &str, budget: Option<f64>, currency: &str) -> String {
        if !budget.is_none_or(is_amount) {
            return "a budget must be a number of 0 or more".to_owned();
        }
        let (place, mut after) = match self.found(list) {
            Ok(found) => found,
            Err(problem) => return problem,
        };
        after.budget = budget;
        after.currency = match budget {
            Some(_) => currency.to_owned(),
            None => String::new(),
        };
        let sentence = match budget {
            Some(budget) => format!("budget of \"{list}\": {}", amount_in(budget, currency)),
            None => format!("\"{list}\" has no budget"),
        };
        if after != self.lists()[place] {
            self.change(place, Some(after), sentence.clone());
        }
        sentence
    }

    /// Moves entries to another list, which is made where it is not there, with all that is known of
    /// them. Who is on that list already stays on both.
    pub fn move_to(&mut self, list: &str, keys: &[Key], to: &str, today: &str) -> String {
        self.transfer(list, keys, to, today, Source::Left)
    }

    /// Copies entries to another list, which is made where it is not there.
    pub fn copy_to(&mut self, list: &str, keys: &[Key], to: &str, today: &str) -> String {
        self.transfer(list, keys, to, today, Source::Kept)
    }

    fn transfer(
        &mut self,
        list: &str,
        keys: &[Key],
        to: &str,
        today: &str,
        source: Source,
    ) -> String {
        let (from, mut left) = match self.found(list) {
            Ok(found) => found,
            Err(problem) => return problem,
        };
        let (target, mut filled) = match self.meant(to) {
            Some(list) => (self.place(list.name()), list.clone()),
            None if to.trim().is_empty() => return NameError::Empty.to_string(),
            None => (None, Shortlist::new(to.trim())),
        };
        if target == Some(from) {
            return format!("they are on \"{list}\" already");
        }
        let verb = match source {
            Source::Left => "moved",
            Source::Kept => "copied",
        };
        let (mut gone, mut titles, mut there) = (Vec::new(), Vec::new(), Vec::new());
        for entry in chosen(&left, keys) {
            if filled.contains(&entry.key) {
                there.push(entry.title());
                continue;
            }
            let mut entry: Entry = entry.clone();
            let what = format!("{verb} from \"{list}\"");
            entry.history.push(Event::new(today, &what));
            titles.push(entry.title());
            gone.push(entry.key.clone());
            filled.entries_mut().push(entry);
        }
        let name = filled.name().to_owned();
        let sentence = match (titles.len(), there.len()) {
            (0, 0) => return nobody(list),
            (0, 1) => return format!("{} is on \"{name}\" already", there[0]),
            (0, all) => return format!("all {all} are on \"{name}\" already"),
            (_, 0) => format!("{} {verb} to \"{name}\"", who(&titles)),
            _ => format!(
                "{} {verb} to \"{name}\", {}",
                who(&titles),
                were_there(&there)
            ),
        };
        // The list that gains comes first: whoever dies between two saves has somebody twice rather
        // than not at all.
        let mut lists = vec![(target.unwrap_or(self.lists().len()), Some(filled))];
        if source == Source::Left {
            left.entries_mut()
                .retain(|entry| !gone.contains(&entry.key));
            lists.push((from, Some(left)));
        }
        self.change_all(lists, sentence.clone());
        sentence
    }
}
