//! The Shortlists screen: the lists, the entries of the chosen one, what the roster says of them now.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{scrolled, step};
use crate::query::day::day;
use crate::roster::{Field, Key, Roster, RowId};
use crate::shortlist::{Book, Entry, Shortlist};

/// All shortlists and where the cursor is among them.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    book: Book,
    /// The name of the chosen list.
    chosen: Option<String>,
    list_offset: usize,
    order: Order,
    descending: bool,
    view: View,
    /// Lists that another window has open: shown, not changed.
    read_only: Vec<String>,
    /// Where the entries are in the loaded roster; none before the roster was searched.
    found: Option<Arc<HashMap<Key, RowId>>>,
}

/// What is seen of the chosen list; another list begins anew.
#[derive(Clone, Debug, Default)]
struct View {
    /// The places of the entries that are shown, in the order in which they are.
    shown: Vec<usize>,
    /// The place of the cursor among these.
    entry: usize,
    offset: usize,
    /// Who is under the cursor, which follows them when the order changes.
    at: Option<Key>,
    ticked: BTreeSet<Key>,
    /// The statuses that are shown; all where none is chosen.
    wanted: BTreeSet<String>,
    /// The cursor in the statuses.
    status: usize,
    /// Lines of the detail that are scrolled out above.
    scrolled: usize,
}

/// What the entries of a list are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As the user ranked them.
    #[default]
    Hand,
    Status,
    Price,
    CostPerEngagement,
    Due,
}

impl Order {
    pub const ALL: [Order; 5] = [
        Order::Hand,
        Order::Status,
        Order::Price,
        Order::CostPerEngagement,
        Order::Due,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Order::Hand => "by hand",
            Order::Status => "status",
            Order::Price => "price",
            Order::CostPerEngagement => "cost per engagement",
            Order::Due => "due day",
        }
    }
}

/// A status and how many entries of the list have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Empty for entries of which nothing is said.
    pub status: String,
    pub entries: usize,
    pub wanted: bool,
}

impl Lists {
    /// Takes in the lists as they are on disk; the cursor stays on whom it was.
    pub fn renew(&mut self, book: Book, read_only: Vec<String>) {
        self.book = book;
        self.read_only = read_only;
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

    /// The entries that are shown, in the order in which they are.
    pub fn shown(&self) -> Vec<&Entry> {
        let entries = self.list().map_or(&[][..], Shortlist::entries);
        // Until they are arranged again, fewer may be there.
        let places = self.view.shown.iter();
        places.filter_map(|place| entries.get(*place)).collect()
    }

    /// The place of the cursor among the entries that are shown.
    pub fn entry_cursor(&self) -> usize {
        self.view.entry
    }

    pub fn entry_offset(&self) -> usize {
        self.view.offset
    }

    /// The entry under the cursor.
    pub fn entry(&self) -> Option<&Entry> {
        self.list()?.entry(self.view.at.as_ref()?)
    }

    pub fn is_read_only(&self, name: &str) -> bool {
        self.read_only.iter().any(|known| known == name)
    }

    pub fn choose(&mut self, name: &str) {
        if self.position(name).is_some() && self.chosen.as_deref() != Some(name) {
            self.chosen = Some(name.to_owned());
            self.view = View::default();
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
        let at = step(self.view.entry, by, self.shown().len());
        let key = self.shown().get(at).map(|entry| entry.key.clone());
        self.view.entry = at;
        self.view.offset = scrolled(self.view.offset, at, page);
        self.view.scrolled = 0;
        self.view.at = key;
    }

    pub fn order(&self) -> Order {
        self.order
    }

    pub fn is_descending(&self) -> bool {
        self.descending
    }

    /// Sorts the entries; the same order again turns it round.
    pub fn sort(&mut self, order: Order) {
        self.descending = order == self.order && order != Order::Hand && !self.descending;
        self.order = order;
    }

    pub fn is_ticked(&self, key: &Key) -> bool {
        self.view.ticked.contains(key)
    }

    /// The ticked entries, also those that are not shown.
    pub fn ticked(&self) -> impl Iterator<Item = &Entry> + '_ {
        let entries = self.list().into_iter().flat_map(Shortlist::entries);
        entries.filter(|entry| self.is_ticked(&entry.key))
    }

    /// Ticks or unticks the entry under the cursor.
    pub fn tick(&mut self) {
        if let Some(key) = self.view.at.clone()
            && !self.view.ticked.remove(&key)
        {
            self.view.ticked.insert(key);
        }
    }

    /// Ticks all that are shown, or nobody if all were ticked.
    pub fn tick_all(&mut self) {
        let shown: Vec<Key> = self.shown().iter().map(|entry| entry.key.clone()).collect();
        if shown.iter().all(|key| self.is_ticked(key)) {
            self.view.ticked.clear();
        } else {
            self.view.ticked.extend(shown);
        }
    }

    /// The usual statuses, then those that entries have besides, with counts.
    pub fn statuses(&self, usual: &[String]) -> Vec<Count> {
        let mut counts: Vec<Count> = Vec::new();
        let entries = self.list().map_or(&[][..], Shortlist::entries);
        let words = usual
            .iter()
            .chain(entries.iter().map(|entry| &entry.status));
        for (at, word) in words.enumerate() {
            let known = counts.iter().position(|count| count.status == *word);
            let place = known.unwrap_or_else(|| {
                counts.push(Count {
                    status: word.clone(),
                    entries: 0,
                    wanted: self.view.wanted.contains(word),
                });
                counts.len() - 1
            });
            counts[place].entries += usize::from(at >= usual.len());
        }
        counts
    }

    /// The statuses that are shown; all where none is chosen.
    pub fn wanted(&self) -> impl Iterator<Item = &str> + '_ {
        self.view.wanted.iter().map(String::as_str)
    }

    /// The cursor in the statuses.
    pub fn status_cursor(&self) -> usize {
        self.view.status
    }

    pub fn move_status(&mut self, by: isize, usual: &[String]) {
        self.view.status = step(self.view.status, by, self.statuses(usual).len());
    }

    /// Shows the entries with the status under the cursor, or no longer.
    pub fn press_status(&mut self, usual: &[String]) {
        let counts = self.statuses(usual);
        if let Some(count) = counts.get(self.view.status)
            && !self.view.wanted.remove(&count.status)
        {
            self.view.wanted.insert(count.status.clone());
        }
    }

    /// Shows the entries of every status.
    pub fn want_all(&mut self) {
        self.view.wanted.clear();
    }

    /// Lines of the detail that are scrolled out above, where it has so many and `page` fit.
    pub fn scrolled(&self, lines: usize, page: usize) -> usize {
        self.view.scrolled.min(lines.saturating_sub(page))
    }

    pub fn scroll(&mut self, by: isize, lines: usize, page: usize) {
        let last = lines.saturating_sub(page);
        let now = self.scrolled(lines, page);
        self.view.scrolled = now.saturating_add_signed(by).min(last);
    }

    /// Brings what is shown up to what there is: statuses chosen, entries in their order, the cursor on
    /// the same one as before.
    pub fn arrange(&mut self, roster: Option<&Roster>, usual: &[String], page: usize) {
        let at = self.cursor();
        let chosen = self.book.lists().get(at);
        let name = chosen.map(|list| list.name().to_owned());
        if name != self.chosen {
            self.chosen = name;
            self.view = View::default();
        }
        let entries = chosen.map_or(&[][..], Shortlist::entries);
        if !self.view.ticked.is_empty() {
            let there: BTreeSet<&Key> = entries.iter().map(|entry| &entry.key).collect();
            self.view.ticked.retain(|key| there.contains(key));
        }
        let wanted = &self.view.wanted;
        let mut shown: Vec<usize> = (0..entries.len())
            .filter(|at| wanted.is_empty() || wanted.contains(&entries[*at].status))
            .collect();
        if self.order != Order::Hand {
            let values: Vec<Value<'_>> = entries
                .iter()
                .map(|entry| self.value(entry, roster, usual))
                .collect();
            shown.sort_by(|a, b| values[*a].order(&values[*b], self.descending));
        }
        let at = self.view.at.as_ref();
        let same = shown
            .iter()
            .position(|place| Some(&entries[*place].key) == at);
        self.view.entry = same.unwrap_or(self.view.entry.min(shown.len().saturating_sub(1)));
        let key = shown.get(self.view.entry).map(|place| &entries[*place].key);
        if key != at {
            self.view.at = key.cloned();
            self.view.scrolled = 0;
        }
        self.view.offset =
            scrolled(self.view.offset, self.view.entry, page).min(shown.len().saturating_sub(page));
        self.view.shown = shown;
        let statuses = self.statuses(usual).len();
        self.view.status = self.view.status.min(statuses.saturating_sub(1));
    }

    /// What an entry is sorted by.
    fn value<'a>(&self, entry: &'a Entry, roster: Option<&Roster>, usual: &[String]) -> Value<'a> {
        let row = self.row(&entry.key).flatten();
        let now = roster.zip(row).map(|(roster, row)| roster.influencer(row));
        let then = &entry.snapshot;
        match self.order {
            Order::Hand => Value(None, ""),
            Order::Status => {
                let place = usual.iter().position(|word| *word == entry.status);
                let place = place.unwrap_or(usual.len());
                Value(
                    (!entry.status.is_empty()).then_some(place as f64),
                    &entry.status,
                )
            }
            Order::Price => {
                let price = now.map_or(then.price, |now| now.amount(Field::Price));
                Value(price, "")
            }
            Order::CostPerEngagement => Value(now.and_then(|now| now.number(Field::Cpe)), ""),
            Order::Due => Value(day(&entry.due).map(f64::from), ""),
        }
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

/// What entries are sorted by, and what decides between equal ones. Who has none comes last, whichever
/// way round.
struct Value<'a>(Option<f64>, &'a str);

impl Value<'_> {
    fn order(&self, other: &Self, descending: bool) -> Ordering {
        let turn = |order: Ordering| if descending { order.reverse() } else { order };
        match (self.0, other.0) {
            (Some(a), Some(b)) => turn(a.total_cmp(&b).then(self.1.cmp(other.1))),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}
