//! All shortlists, with a hundred steps of undo and redo over every change to them.

use super::edits::{nobody, were_there, who};
use super::history::{Change, History, Step, Way};
use super::model::{Entry, Shortlist};
use crate::roster::Key;

/// All shortlists. What changes entries is in `edits`, what changes whole lists in `moves`.
#[derive(Clone, Debug, Default)]
pub struct Book {
    lists: Vec<Shortlist>,
    history: History,
    /// Names of lists that were changed and not yet taken to be saved.
    changed: Vec<String>,
}

/// Why a list cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("a shortlist needs a name")]
    Empty,
    #[error("there is a shortlist \"{0}\" already")]
    Taken(String),
    #[error("there is no shortlist \"{0}\"")]
    Missing(String),
}

impl Book {
    pub fn new(lists: Vec<Shortlist>) -> Self {
        Book {
            lists,
            ..Book::default()
        }
    }

    /// The lists with what is left of an earlier history: the steps that lead to and from them.
    pub fn resume(lists: Vec<Shortlist>, mut history: History) -> Self {
        history.fit(&lists);
        Book {
            lists,
            history,
            ..Book::default()
        }
    }

    /// What can be undone and done again.
    pub fn history(&self) -> &History {
        &self.history
    }

    pub fn lists(&self) -> &[Shortlist] {
        &self.lists
    }

    /// The list with this name.
    pub fn list(&self, name: &str) -> Option<&Shortlist> {
        self.lists.iter().find(|list| list.name() == name)
    }

    /// The list that is meant by a name as somebody types it: the one with this name, or else one
    /// whose name differs in nothing but case.
    pub fn meant(&self, name: &str) -> Option<&Shortlist> {
        let name = name.trim();
        let folded = name.to_lowercase();
        let alike = |list: &&Shortlist| list.name().to_lowercase() == folded;
        self.list(name).or_else(|| self.lists.iter().find(alike))
    }

    /// The names of the lists that someone is on.
    pub fn lists_with(&self, key: &Key) -> impl Iterator<Item = &str> {
        self.lists
            .iter()
            .filter(|list| list.contains(key))
            .map(Shortlist::name)
    }

    /// Makes a new, empty list; the answer says so.
    ///
    /// # Errors
    /// When the name is empty, or taken without regard to case.
    pub fn create(&mut self, name: &str) -> Result<String, NameError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if let Some(list) = self.meant(name) {
            return Err(NameError::Taken(list.name().to_owned()));
        }
        let sentence = format!("new shortlist \"{name}\"");
        self.change(
            self.lists.len(),
            Some(Shortlist::new(name)),
            sentence.clone(),
        );
        Ok(sentence)
    }

    /// Adds entries to the list that is meant, which is made where it is not there; who is on it
    /// already stays as they are. The answer says what was done.
    pub fn add(&mut self, name: &str, entries: Vec<Entry>) -> String {
        let name = match self.meant(name) {
            Some(list) => list.name().to_owned(),
            None if name.trim().is_empty() => return NameError::Empty.to_string(),
            None => name.trim().to_owned(),
        };
        let place = self.place(&name);
        let mut list = match place {
            Some(at) => self.lists[at].clone(),
            None => Shortlist::new(&name),
        };
        let asked = entries.len();
        let (mut titles, mut there) = (Vec::new(), Vec::new());
        for entry in entries {
            if list.contains(&entry.key) {
                there.push(entry.title());
            } else {
                titles.push(entry.title());
                list.entries_mut().push(entry);
            }
        }
        let sentence = match (who(&titles), there.as_slice()) {
            (_, [there]) if asked == 1 => return format!("{there} is on \"{name}\" already"),
            (_, there) if there.len() == asked => {
                return format!("all {asked} are on \"{name}\" already");
            }
            (who, []) => format!("{who} added to \"{name}\""),
            (who, there) => format!("{who} added to \"{name}\", {}", were_there(there)),
        };
        self.change(
            place.unwrap_or(self.lists.len()),
            Some(list),
            sentence.clone(),
        );
        sentence
    }

    /// Takes entries off a list; the answer says what was done.
    pub fn remove(&mut self, name: &str, keys: &[Key]) -> String {
        let Some(place) = self.place(name) else {
            return format!("there is no shortlist \"{name}\"");
        };
        let mut list = self.lists[place].clone();
        let titles: Vec<String> = list
            .entries()
            .iter()
            .filter(|entry| keys.contains(&entry.key))
            .map(Entry::title)
            .collect();
        if titles.is_empty() {
            return nobody(name);
        }
        list.entries_mut()
            .retain(|entry| !keys.contains(&entry.key));
        let sentence = format!("{} removed from \"{name}\"", who(&titles));
        self.change(place, Some(list), sentence.clone());
        sentence
    }

    /// Deletes a list; the answer says so.
    pub fn delete(&mut self, name: &str) -> String {
        let Some(place) = self.place(name) else {
            return format!("there is no shortlist \"{name}\"");
        };
        let sentence = format!("shortlist \"{name}\" deleted");
        self.change(place, None, sentence.clone());
        sentence
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.history.undo.is_empty()
    }

    /// Takes the last step back; the answer says which.
    pub fn undo(&mut self) -> Option<String> {
        self.go(Way::Back)
    }

    /// Makes the last step that was taken back again; the answer says which.
    pub fn redo(&mut self) -> Option<String> {
        self.go(Way::Forth)
    }

    fn go(&mut self, way: Way) -> Option<String> {
        let step = self.history.go(way)?;
        for change in step.changes(way) {
            self.apply(change, way);
        }
        Some(step.sentence.clone())
    }

    /// The names of the lists that have changed since the last call: to be saved, or deleted where
    /// they are no longer there. Those to be deleted come last: whoever dies in between has a list
    /// twice rather than not at all.
    pub fn take_changed(&mut self) -> Vec<String> {
        let changed = std::mem::take(&mut self.changed);
        let (mut there, gone): (Vec<_>, Vec<_>) = changed
            .into_iter()
            .partition(|name| self.list(name).is_some());
        there.extend(gone);
        there
    }

    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.lists.iter().position(|list| list.name() == name)
    }

    /// Changes one list, which is new where its place is behind all others, and gone where there is
    /// nothing after.
    pub(super) fn change(&mut self, place: usize, after: Option<Shortlist>, sentence: String) {
        self.change_all(vec![(place, after)], sentence);
    }

    /// Changes several lists in one step, in this order.
    pub(super) fn change_all(&mut self, lists: Vec<(usize, Option<Shortlist>)>, sentence: String) {
        let mut changes = Vec::new();
        for (place, after) in lists {
            let change = Change::between(place, self.lists.get(place), after.as_ref());
            self.apply(&change, Way::Forth);
            changes.push(change);
        }
        self.history.push(Step { changes, sentence });
    }

    fn apply(&mut self, change: &Change, way: Way) {
        change.go(way, &mut self.lists);
        let (from, to) = change.sides(way);
        for list in [from, to].into_iter().flatten() {
            if !self.changed.iter().any(|name| name == list.name()) {
                self.changed.push(list.name().to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(handle: &str) -> Entry {
        Entry::new(Key::new("Instagram", handle), "2026-01-02")
    }

    #[test]
    fn adding_twice_keeps_one_and_says_so() {
        let mut book = Book::default();
        assert_eq!(
            book.add("Spring", vec![entry("ana")]),
            "@ana added to \"Spring\""
        );
        assert_eq!(
            book.add("Spring", vec![entry("@ANA")]),
            "@ana is on \"Spring\" already"
        );
        assert_eq!(
            book.add("Spring", vec![entry("ana"), entry("bo"), entry("cy")]),
            "2 influencers added to \"Spring\", @ana was on it already"
        );
        assert_eq!(
            book.add(" spring ", vec![entry("bo")]),
            "@bo is on \"Spring\" already"
        );
        assert_eq!(
            book.add("  ", vec![entry("bo")]),
            "a shortlist needs a name"
        );
        assert_eq!(book.lists().len(), 1);
        assert_eq!(book.lists()[0].entries().len(), 3);
        assert_eq!(book.take_changed(), ["Spring"]);
        assert_eq!(
            book.create(" spring "),
            Err(NameError::Taken("Spring".into()))
        );
    }

    /// One change, by small numbers: which kind, which list, which influencer.
    fn act(book: &mut Book, (kind, list, who): (u8, u8, u8)) {
        let name = format!("list {list}");
        let handle = format!("h{who}");
        match kind {
            0 => drop(book.create(&name)),
            1 | 2 => drop(book.add(&name, vec![entry(&handle), entry("x")])),
            3 => drop(book.remove(&name, &[Key::new("Instagram", &handle)])),
            _ => drop(book.delete(&name)),
        }
    }

    proptest! {
        #[test]
        fn undoing_everything_gives_the_beginning_and_redoing_the_end(
            before in prop::collection::vec((0u8..5, 0u8..3, 0u8..3), 0..6),
            changes in prop::collection::vec((0u8..5, 0u8..3, 0u8..3), 0..40),
        ) {
            let mut book = Book::default();
            for change in before {
                act(&mut book, change);
            }
            let mut book = Book::new(book.lists().to_vec());
            let start = book.lists().to_vec();
            for change in changes {
                act(&mut book, change);
            }
            let end = book.lists().to_vec();
            while book.undo().is_some() {}
            prop_assert_eq!(book.lists(), &start[..]);
            while book.redo().is_some() {}
            prop_assert_eq!(book.lists(), &end[..]);
        }
    }
}
