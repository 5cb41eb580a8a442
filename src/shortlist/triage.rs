//! Going through influencers one by one: kept on a list, or passed over with a reason.
//!
//! Whoever was passed over stays on the list, so that nobody is looked at twice and the reason is known
//! when somebody asks.

use super::book::{Book, NameError};
use super::model::{Entry, Shortlist};

/// The status of somebody who was passed over.
pub const PASSED: &str = "declined";

impl Book {
    /// Keeps somebody on the list that is meant, which is made where it is not there. Who was passed over
    /// before is no longer.
    pub fn keep(&mut self, list: &str, entry: Entry, today: &str) -> String {
        let begun = entry.status.clone();
        self.decide(list, entry, |entry| {
            if entry.status == PASSED {
                entry.status.clone_from(&begun);
            }
            entry.reason.clear();
            entry.told(today, "kept in a review".to_owned());
            "kept".to_owned()
        })
    }

    /// Passes somebody over on the list that is meant; an empty reason is none.
    pub fn pass(&mut self, list: &str, entry: Entry, reason: &str, today: &str) -> String {
        let reason = reason.trim();
        self.decide(list, entry, |entry| {
            entry.status = PASSED.to_owned();
            entry.reason = reason.to_owned();
            let what = match reason {
                "" => "passed over".to_owned(),
                reason => format!("passed over: {reason}"),
            };
            entry.told(today, what)
        })
    }

    fn decide(
        &mut self,
        name: &str,
        entry: Entry,
        decide: impl FnOnce(&mut Entry) -> String,
    ) -> String {
        let name = name.trim();
        if name.is_empty() {
            return NameError::Empty.to_string();
        }
        let known = self.meant(name).map(|list| list.name().to_owned());
        let (place, mut list) = match known.and_then(|name| self.found(&name).ok()) {
            Some(found) => found,
            None => (self.lists().len(), Shortlist::new(name)),
        };
        let at = match list
            .entries()
            .iter()
            .position(|other| other.key == entry.key)
        {
            Some(at) => at,
            None => {
                list.entries_mut().push(entry);
                list.entries().len() - 1
            }
        };
        let decided = &mut list.entries_mut()[at];
        let what = decide(decided);
        let sentence = format!("{}: {what}", decided.title());
        self.change(place, Some(list), sentence.clone());
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Key;

    #[test]
    fn a_decision_is_one_step_and_can_be_taken_the_other_way() {
        let mut book = Book::default();
        let ana = || Entry::new(Key::new("Instagram", "ana"), "2026-01-02");
        let first = book.pass("Spring", ana(), " too dear ", "2026-01-03");
        assert_eq!(first, "@ana: passed over: too dear");
        let entry = book.lists()[0].entries()[0].clone();
        assert_eq!(
            (entry.status.as_str(), entry.reason.as_str()),
            (PASSED, "too dear")
        );
        assert_eq!(book.keep("spring", ana(), "2026-01-04"), "@ana: kept");
        let list = &book.lists()[0];
        assert_eq!((book.lists().len(), list.entries().len()), (1, 1));
        let now = &list.entries()[0];
        assert_eq!((now.status.as_str(), now.reason.as_str()), ("idea", ""));
        book.undo();
        assert_eq!(book.lists()[0].entries()[0], entry);
        book.undo();
        assert_eq!(book.lists(), []);
    }
}
