//! The user's own marks on the rows of a roster, as plain data: what is ticked, what is listed. Whoever
//! asks gathers them, since this room knows neither shortlists nor screens.

use std::sync::Arc;

use super::ast::{Item, Mark};
use super::wanted::wanted_words;
use crate::roster::fold::fold;
use crate::roster::{Field, RowId};

/// How far talks can have come, from the first to the last, where the user has no words of their own.
pub const STATUSES: &[&str] = &[
    "idea",
    "contacted",
    "negotiating",
    "agreed",
    "declined",
    "posted",
    "paid",
];

/// What the user ticked and listed, by the rows of one roster.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnData {
    pub ticked: Vec<RowId>,
    /// Every shortlist, also those with nobody of the roster.
    pub lists: Vec<OwnList>,
}

/// A shortlist, as far as its entries stand in the roster.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnList {
    pub name: Arc<str>,
    pub entries: Vec<OwnEntry>,
}

/// One entry of a shortlist.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnEntry {
    pub row: RowId,
    /// Empty where there is none.
    pub status: String,
    /// The user's own note; empty where there is none.
    pub note: String,
    /// The day it was added, as days since 1970-01-01; none where that is not known.
    pub added: Option<i32>,
}

impl OwnData {
    /// The rows with such a mark, in order, each once. Notes are the user's own only.
    pub(super) fn rows(&self, mark: Mark, items: &[Item]) -> Vec<RowId> {
        let rows: Vec<RowId> = match mark {
            Mark::List => {
                let names: Vec<&str> = self.lists.iter().map(|list| &*list.name).collect();
                let wanted = self.wanted(&names, items);
                let lists = self.lists.iter().zip(wanted);
                let lists = lists.filter(|(_, wanted)| *wanted);
                let entries = lists.flat_map(|(list, _)| &list.entries);
                entries.map(|entry| entry.row).collect()
            }
            Mark::Status => {
                let mut names = STATUSES.to_vec();
                names.extend(self.entries().map(|entry| entry.status.as_str()));
                let wanted = self.wanted(&names, items);
                let entries = self.entries().zip(&wanted[STATUSES.len()..]);
                let entries =
                    entries.filter(|(entry, wanted)| **wanted && !entry.status.is_empty());
                entries.map(|(entry, _)| entry.row).collect()
            }
            Mark::Note => {
                let items: Vec<Item> = items.iter().map(folded).collect();
                let holds = |entry: &&OwnEntry| {
                    let note = fold(&entry.note);
                    !note.is_empty()
                        && (items.is_empty() || items.iter().any(|item| item.is_in(&note)))
                };
                self.entries()
                    .filter(holds)
                    .map(|entry| entry.row)
                    .collect()
            }
        };
        in_order(rows)
    }

    /// The rows that were added on a day for which this holds, in order, each once.
    pub(super) fn rows_added(&self, on: impl Fn(f64) -> bool) -> Vec<RowId> {
        let added = self.entries().filter(|entry| {
            let day = entry.added.map(f64::from);
            day.is_some_and(&on)
        });
        in_order(added.map(|entry| entry.row).collect())
    }

    fn entries(&self) -> impl Iterator<Item = &OwnEntry> {
        self.lists.iter().flat_map(|list| &list.entries)
    }

    /// For each name whether it is asked for; without items every one is.
    fn wanted(&self, names: &[&str], items: &[Item]) -> Vec<bool> {
        if items.is_empty() {
            return vec![true; names.len()];
        }
        // No field of words has names of its own for what users call their lists.
        wanted_words(names, Field::Niche, items)
    }
}

pub(super) fn in_order(mut rows: Vec<RowId>) -> Vec<RowId> {
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The item with its text folded.
pub(super) fn folded(item: &Item) -> Item {
    match item {
        Item::Part(text) => Item::Part(fold(text)),
        Item::Whole(text) => Item::Whole(fold(text)),
        Item::Like(pieces) => Item::Like(pieces.iter().map(|piece| fold(piece)).collect()),
    }
}

impl Item {
    /// Whether a folded text is what this folded item asks for.
    pub(super) fn is_in(&self, text: &str) -> bool {
        match self {
            Item::Part(part) => text.contains(part.as_str()),
            Item::Whole(whole) => text == whole,
            Item::Like(pieces) => is_like(text, pieces),
        }
    }
}

/// Whether the text begins with the first piece, ends with the last and holds the others between them,
/// in their order.
pub(super) fn is_like(text: &str, pieces: &[String]) -> bool {
    let [first, middle @ .., last] = pieces else {
        return false;
    };
    let Some(mut rest) = text.strip_prefix(first.as_str()) else {
        return false;
    };
    for piece in middle {
        match rest.find(piece.as_str()) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything_and_the_ends_are_held() {
        for (text, pattern, is) in [
            ("ana.fit", "ana*", true),
            ("joana", "ana*", false),
            ("joana", "*ana", true),
            ("ana.fit", "*ana", false),
            ("ana.b.fit", "ana*fit", true),
            ("anafit", "ana*fit", true),
            ("anafi", "ana*fit", false),
            // One letter cannot be both the begin and the end.
            ("a", "a*a", false),
            ("aba", "a*b*a", true),
            ("aa", "a*b*a", false),
        ] {
            let pieces: Vec<String> = pattern.split('*').map(str::to_owned).collect();
            assert_eq!(is_like(text, &pieces), is, "{text} {pattern}");
        }
    }
}
