//! The Shortlists screen: the lists, the entries of the chosen one, what the roster says of them now.

use std::collections::HashMap;
use std::sync::Arc;

use super::{scrolled, step};
use crate::roster::{Key, RowId};
use crate::shortlist::{Book, Entry, Shortlist};

/// All shortlists and where the cursor is among them.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    book: Book,
    /// The name of the chosen list.
    chosen: Option<String>,
    list_offset: usize,
    entry: usize,
    entry_offset: usize,
    /// Lists that another window has open: shown, not changed.
    read_only: Vec<String>,
    /// Where the entries are in the loaded roster; none before the roster was searched.
    found: Option<Arc<HashMap<Key, RowId>>>,
}

impl Lists {
    /// Takes in the lists as they are on disk; the cursor stays on whom it was.
    pub fn renew(&mut self, book: Book, read_only: Vec<String>) {
        let key = self.entry().map(|entry| entry.key.clone());
        self.book = book;
        self.read_only = read_only;
        self.settle();
        let mut entries = self.list().into_iter().flat_map(Shortlist::entries);
        let place = entries.position(|entry| Some(&entry.key) == key.as_ref());
        self.entry = place.unwrap_or(self.entry);
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    pub fn book_mut(&mut self) -> &mut Book {
        &mut self.book
    }

    /// The place of the chosen list among all.
    pub fn cursor(&self) -> usize {
        self.chosen
            .as_deref()
            .and_then(|name| self.position(name))
            .unwrap_or(0)
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.book
            .lists()
            .iter()
            .position(|list| list.name() == name)
    }

    pub fn list_offset(&self) -> usize {
        self.list_offset
    }

    /// The chosen list.
    pub fn list(&self) -> Option<&Shortlist> {
        self.book.lists().get(self.cursor())
    }

    /// The place of the entry under the cursor.
    pub fn entry_cursor(&self) -> usize {
        self.entry
    }

    pub fn entry_offset(&self) -> usize {
        self.entry_offset
    }

    /// The entry under the cursor.
    pub fn entry(&self) -> Option<&Entry> {
        self.list()?.entries().get(self.entry)
    }

    pub fn is_read_only(&self, name: &str) -> bool {
        self.read_only.iter().any(|known| known == name)
    }

    pub fn choose(&mut self, name: &str) {
        if self.position(name).is_some() {
            self.chosen = Some(name.to_owned());
            self.entry = 0;
            self.entry_offset = 0;
        }
    }

    pub fn move_list(&mut self, by: isize, page: usize) {
        let at = step(self.cursor(), by, self.book.lists().len());
        if let Some(name) = self.book.lists().get(at).map(|list| list.name().to_owned()) {
            self.choose(&name);
        }
        self.list_offset = scrolled(self.list_offset, at, page);
    }

    pub fn move_entry(&mut self, by: isize, page: usize) {
        let len = self.list().map_or(0, |list| list.entries().len());
        self.entry = step(self.entry, by, len);
        self.entry_offset = scrolled(self.entry_offset, self.entry, page);
    }

    /// Brings the cursors back onto what there is, after the lists changed.
    pub fn settle(&mut self) {
        let at = self.cursor();
        self.chosen = self
            .book
            .lists()
            .get(at.min(self.book.lists().len().saturating_sub(1)))
            .map(|list| list.name().to_owned());
        let len = self.list().map_or(0, |list| list.entries().len());
        self.entry = self.entry.min(len.saturating_sub(1));
        self.entry_offset = self.entry_offset.min(self.entry);
    }

    /// Takes in where entries are in the roster.
    pub fn place(&mut self, found: Option<Arc<HashMap<Key, RowId>>>) {
        self.found = found;
    }

    /// Takes the places of entries along to another roster, in which rows are other numbers or none.
    pub fn follow(&mut self, now: impl Fn(RowId) -> Option<RowId>) {
        self.found = self.found.as_deref().map(|found| {
            let found = found.iter();
            let found = found.filter_map(|(key, row)| Some((key.clone(), now(*row)?)));
            Arc::new(found.collect())
        });
    }

    /// Notes rows that are known without a search, because they were just added from the table.
    pub fn note(&mut self, rows: impl IntoIterator<Item = (Key, RowId)>) {
        let mut found = self.found.as_deref().cloned().unwrap_or_default();
        found.extend(rows);
        self.found = Some(Arc::new(found));
    }

    /// The row of an entry: `None` before the roster was searched, `Some(None)` when it has no such
    /// influencer.
    pub fn row(&self, key: &Key) -> Option<Option<RowId>> {
        self.found.as_ref().map(|found| found.get(key).copied())
    }

    /// The keys of all entries of all lists.
    pub fn keys(&self) -> Vec<Key> {
        self.book
            .lists()
            .iter()
            .flat_map(|list| list.entries().iter().map(|entry| entry.key.clone()))
            .collect()
    }
}
