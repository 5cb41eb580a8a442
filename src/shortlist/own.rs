//! What filters are told of shortlists: the rows of their entries in a roster.

use super::model::Shortlist;
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
            Some(OwnEntry {
                row: row(&entry.key)?,
                status: entry.status.clone(),
                note: entry.note.clone(),
                added: day(&entry.added),
            })
        });
        OwnList {
            name: list.name().into(),
            entries: entries.collect(),
        }
    });
    OwnData {
        ticked,
        lists: lists.collect(),
    }
}
