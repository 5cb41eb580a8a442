//! What filters are told of shortlists: the rows of their entries in a roster.

use super::model::{Entry, Shortlist};
use crate::query::day::day;
use crate::query::own::{OwnData, OwnEntry, OwnList};
use crate::roster::{Key, RowId};

/// The lists and the ticked rows as filters ask for them; `row` says where someone stands in the roster.
pub fn own_data(
    lists: &[Shortlist],
    ticked: Vec<RowId>,
    row: impl Fn(&Key) -> Option<RowId>,
) -> OwnData {
    let lists = lists.iter().map(|list| {
        let entries = list.entries().iter().filter_map(|entry| {
            let row = row(&entry.key)?;
            Some(notes(entry).map(move |note| OwnEntry {
                row,
                status: entry.status.clone(),
                note: note.to_owned(),
                added: day(&entry.added),
            }))
        });
        OwnList {
            name: list.name().into(),
            entries: entries.flatten().collect(),
        }
    });
    OwnData {
        ticked,
        lists: lists.collect(),
    }
}

/// The notes of an entry, each asked by itself, since a filter may ask for a whole one; an empty one
/// where there is none.
fn notes(entry: &Entry) -> impl Iterator<Item = &str> {
    let none = entry.notes.is_empty().then_some("");
    let notes = entry.notes.iter().map(|note| note.text.as_str());
    notes.chain(none)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shortlist::file;

    #[test]
    fn every_note_is_found_also_the_one_of_an_old_file() {
        let text = "name = \"x\"\n[[entry]]\nhandle = \"ana\"\nnote = \"asks for a deal\"\n\
                    [[entry.notes]]\nday = \"2026-01-02\"\ntext = \"replied\"\n\
                    [[entry]]\nhandle = \"bo\"\n";
        let list = file::read(text).unwrap();
        let own = own_data(&[list], Vec::new(), |key| {
            Some(if key.handle == "ana" { 4 } else { 7 })
        });
        let found: Vec<(RowId, &str)> = own.lists[0]
            .entries
            .iter()
            .map(|entry| (entry.row, entry.note.as_str()))
            .collect();
        assert_eq!(found, [(4, "asks for a deal"), (4, "replied"), (7, "")]);
    }
}
