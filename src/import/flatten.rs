//! Records with parts become cells: the header of a cell is the path to it, `stats.likes.value`.
//!
//! A list of words is one cell. A list of the accounts of one human being becomes several records of
//! the same line. A list of shares (`[{"code": "US", "weight": 0.4}]`) becomes lists side by side, one
//! of kinds (`[{"type": "email", "value": "a@b.c"}]`) a column for each kind. Any other list of objects, a
//! rate card, becomes numbered columns: `rate_cards 1 price`.

mod lists;

use std::borrow::Cow;
use std::collections::HashMap;

use super::headers::path_meaning;
use super::tree::Tree;
use super::{Record, address, headers};
use crate::roster::Field;
pub use lists::is_social;
use lists::{List, kind_and_value, kind_of, look};

/// What stands between the items of a list in one cell.
pub const BETWEEN: char = '\u{1f}';

/// A cell with the items of its list apart, as people and other programs read them.
pub fn listed(cell: &str) -> Cow<'_, str> {
    if cell.contains(BETWEEN) {
        Cow::Owned(cell.replace(BETWEEN, "; "))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Items of a list of objects that get columns of their own.
const NUMBERED: usize = 40;

/// The columns found so far, by their paths.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    pub headers: Vec<String>,
    places: HashMap<String, usize>,
    /// Of each column, whether it tells of the human being and not of one account.
    personal: Vec<bool>,
}

impl Keys {
    pub fn place(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// The column of a path, which is new if need be.
    pub fn add(&mut self, path: &str) -> usize {
        if let Some(place) = self.place(path) {
            return place;
        }
        self.places.insert(path.to_owned(), self.headers.len());
        self.headers.push(path.to_owned());
        self.personal
            .push(path_meaning(path).is_some_and(is_personal));
        self.headers.len() - 1
    }
}

fn is_personal(field: Field) -> bool {
    matches!(
        field,
        Field::Name
            | Field::Person
            | Field::Niche
            | Field::Country
            | Field::City
            | Field::Language
            | Field::Gender
    )
}

/// What the lists of the records are; decided once for a file.
#[derive(Debug, Default)]
pub struct Layout {
    lists: HashMap<String, List>,
    /// A record is an account itself, beside those that it lists.
    own: bool,
    /// What its accounts say, by path, that the record itself says of its own account elsewhere: the
    /// path there, since a column is for all accounts.
    moved: HashMap<String, String>,
}

/// One record, flat. Cells whose column is not known yet stand in `more` with their paths.
#[derive(Debug)]
pub struct Flat {
    pub record: Record<'static>,
    pub more: Vec<(String, String)>,
}

impl Layout {
    /// Decides by the first records.
    pub fn decide(trees: &[Tree]) -> Self {
        let mut seen: Vec<(String, Vec<Tree>)> = Vec::new();
        let mut own = Vec::new();
        for tree in trees {
            look(tree, &mut String::new(), &mut own, &mut seen);
        }
        let has = |field: Field| own.iter().any(|(known, _)| *known == field);
        let mut layout = Layout {
            own: has(Field::Followers) && (has(Field::Handle) || has(Field::Url)),
            ..Layout::default()
        };
        let mut accounts: Option<(usize, String)> = None;
        for (path, items) in &seen {
            let list = kind_of(path, items, layout.own);
            if list == List::Accounts {
                let weight = items.len();
                if accounts.as_ref().is_none_or(|(most, _)| weight > *most) {
                    accounts = Some((weight, path.clone()));
                }
            }
            layout.lists.insert(path.clone(), list);
        }
        // One list is the accounts; another that looks alike is something else.
        for (path, list) in &mut layout.lists {
            if *list == List::Accounts && accounts.as_ref().is_none_or(|(_, most)| most != path) {
                *list = List::Numbered;
            }
        }
        if let Some((_, accounts)) = accounts.filter(|_| layout.own) {
            let items = seen.iter().filter(|(path, _)| *path == accounts);
            let items = items.flat_map(|(_, items)| items);
            for (key, value) in items.filter_map(Tree::object).flatten() {
                if let Tree::Text(_) = value
                    && let Some(field) = path_meaning(key)
                    // A "type" is another thing in every list.
                    && field != Field::AccountType
                    && let Some((_, path)) = own.iter().find(|(known, _)| *known == field)
                {
                    layout
                        .moved
                        .insert(format!("{accounts}.{key}"), path.clone());
                }
            }
        }
        layout
    }

    /// The records that a tree tells of.
    pub fn flatten(&self, keys: &Keys, line: u64, tree: Tree, out: &mut Vec<Flat>) {
        let mut walk = Walk {
            layout: self,
            keys,
            flat: flat(keys, line, 0),
            path: String::new(),
            accounts: None,
        };
        walk.value(tree);
        let Walk {
            flat: person,
            accounts,
            ..
        } = walk;
        let Some((path, accounts)) = accounts else {
            out.push(person);
            return;
        };
        let accounts: Vec<Tree> = accounts
            .into_iter()
            .filter(|account| matches!(account, Tree::Object(_)))
            .collect();
        let handle = self
            .own
            .then(|| said(keys, &person, Field::Handle).map(str::to_owned))
            .flatten();
        let mut part = 0;
        let first = out.len();
        if self.own {
            out.push(flat(keys, line, 0));
            part = 1;
        }
        // The same handle elsewhere is another account.
        let mut met = false;
        for account in accounts {
            let same = !met && handle.as_ref().is_some_and(|own| is_of(&account, own));
            met |= same;
            let at = if same {
                first
            } else {
                out.push(flat(keys, line, part));
                part += 1;
                out.len() - 1
            };
            let mut walk = Walk {
                layout: self,
                keys,
                flat: std::mem::replace(&mut out[at], flat(keys, line, 0)),
                path: path.clone(),
                accounts: None,
            };
            walk.value(account);
            out[at] = walk.flat;
        }
        if out.len() == first {
            out.push(flat(keys, line, 0));
        }
        for (at, record) in out[first..].iter_mut().enumerate() {
            let all = !self.own || at == 0;
            give(keys, &person, &mut record.record, all);
            let new = person
                .more
                .iter()
                .filter(|(path, _)| all || path_meaning(path).is_some_and(is_personal));
            let of_account = std::mem::replace(&mut record.more, new.cloned().collect());
            record.more.extend(of_account);
        }
    }
}

fn flat(keys: &Keys, line: u64, part: u32) -> Flat {
    Flat {
        record: Record {
            line,
            part,
            cells: vec![Cow::Borrowed(""); keys.headers.len()],
        },
        more: Vec::new(),
    }
}

/// Copies what is said of a person to one of the accounts: all, or what is true of every account.
fn give(keys: &Keys, person: &Flat, record: &mut Record<'static>, all: bool) {
    for (at, cell) in person.record.cells.iter().enumerate() {
        if !cell.is_empty() && record.cells[at].is_empty() && (all || keys.personal[at]) {
            record.cells[at] = cell.clone();
        }
    }
}

/// What a record says of a field.
fn said<'f>(keys: &Keys, flat: &'f Flat, field: Field) -> Option<&'f str> {
    let cells = keys.headers.iter().zip(&flat.record.cells);
    let known = cells.map(|(path, cell)| (path.as_str(), cell.as_ref()));
    let more = flat
        .more
        .iter()
        .map(|(path, cell)| (path.as_str(), cell.as_str()));
    known
        .chain(more)
        .find(|(path, cell)| !cell.is_empty() && path_meaning(path) == Some(field))
        .map(|(_, cell)| cell)
}

/// Whether an account has that handle.
fn is_of(account: &Tree, handle: &str) -> bool {
    let wanted = address::handle(handle);
    account.object().into_iter().flatten().any(|(key, value)| {
        matches!(value, Tree::Text(text)
            if matches!(headers::meaning(key), Some(Field::Handle | Field::Url))
                && address::handle(text).eq_ignore_ascii_case(wanted))
    })
}

/// Adds a key to a path.
fn push(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

/// A walk through one record.
struct Walk<'a> {
    layout: &'a Layout,
    keys: &'a Keys,
    flat: Flat,
    path: String,
    accounts: Option<(String, Vec<Tree>)>,
}

impl Walk<'_> {
    fn value(&mut self, value: Tree) {
        match value {
            Tree::Empty => {}
            Tree::Text(text) => self.cell(text),
            Tree::Object(parts) => {
                let length = self.path.len();
                for (key, value) in parts {
                    push(&mut self.path, &key);
                    self.value(value);
                    self.path.truncate(length);
                }
            }
            Tree::List(items) => self.list(items),
        }
    }

    fn list(&mut self, items: Vec<Tree>) {
        let mut plain = items
            .iter()
            .all(|item| matches!(item, Tree::Text(_) | Tree::Empty));
        if !plain && items.iter().all(|item| !matches!(item, Tree::Object(_))) {
            // Lists within lists hold no names: one cell, as it is written.
            plain = true;
        }
        if plain {
            let words: Vec<String> = items.into_iter().filter_map(written).collect();
            self.cell(words.join(&BETWEEN.to_string()));
            return;
        }
        let known = self.layout.lists.get(self.path.as_str()).copied();
        match known.unwrap_or_else(|| match kind_of(&self.path, &items, true) {
            list @ (List::Kinds | List::Shares) => list,
            _ => List::Numbered,
        }) {
            List::Accounts => self.accounts = Some((self.path.clone(), items)),
            List::Kinds => self.kinds(items),
            List::Shares => self.shares(items),
            List::Numbered => self.numbered(items),
        }
    }

    /// `rate_cards 1 price`, `rate_cards 2 price`; what is beyond all measure goes in one cell.
    fn numbered(&mut self, items: Vec<Tree>) {
        let length = self.path.len();
        let mut beyond = Vec::new();
        for (at, item) in items.into_iter().enumerate() {
            if at >= NUMBERED {
                beyond.extend(written(item));
                continue;
            }
            let number = format!(" {}", at + 1);
            match item {
                Tree::Object(parts) => {
                    for (key, value) in parts {
                        self.path.push_str(&number);
                        self.path.push(' ');
                        self.path.push_str(&key);
                        self.value(value);
                        self.path.truncate(length);
                    }
                }
                item => {
                    self.path.push_str(&number);
                    self.value(item);
                    self.path.truncate(length);
                }
            }
        }
        if !beyond.is_empty() {
            self.path.push_str(" further");
            self.cell(beyond.join(&BETWEEN.to_string()));
            self.path.truncate(length);
        }
    }

    /// A column for each kind: `contacts.email`. What is no kind, in a record that nobody looked at, is
    /// numbered.
    fn kinds(&mut self, items: Vec<Tree>) {
        let known = items.iter().all(|item| {
            let parts = item.object();
            parts.is_none_or(|parts| kind_and_value(parts).is_some())
        });
        if !known {
            return self.numbered(items);
        }
        let length = self.path.len();
        for item in &items {
            if let Some((kind, value)) = item.object().and_then(|parts| kind_and_value(parts)) {
                push(&mut self.path, kind);
                self.value(value.clone());
                self.path.truncate(length);
            }
        }
    }

    /// Words and their shares, each as a list: the words under the path itself.
    fn shares(&mut self, items: Vec<Tree>) {
        let mut columns: Vec<(String, Vec<String>)> = Vec::new();
        for (at, item) in items.into_iter().enumerate() {
            let Tree::Object(parts) = item else { continue };
            for (key, value) in parts {
                let column = columns.iter().position(|(known, _)| *known == key);
                let column = column.unwrap_or_else(|| {
                    columns.push((key, Vec::new()));
                    columns.len() - 1
                });
                let cells = &mut columns[column].1;
                cells.resize(at, String::new());
                cells.push(written(value).unwrap_or_default());
            }
        }
        let label = ["name", "title", "label", "code"].iter().find_map(|label| {
            columns
                .iter()
                .position(|(key, _)| key.eq_ignore_ascii_case(label))
        });
        let length = self.path.len();
        for (at, (key, cells)) in columns.into_iter().enumerate() {
            if Some(at) != label {
                push(&mut self.path, &key);
            }
            self.cell(cells.join(&BETWEEN.to_string()));
            self.path.truncate(length);
        }
    }

    /// Sets the cell of the path. A key that stands twice has a second column.
    fn cell(&mut self, text: String) {
        if text.is_empty() {
            return;
        }
        let own = self.layout.moved.get(self.path.as_str());
        let whole = match own.unwrap_or(&self.path).as_str() {
            "" => "value",
            path => path,
        };
        let mut path = Cow::Borrowed(whole);
        let mut number = 1;
        loop {
            let taken = match self.keys.place(&path) {
                Some(at) if self.flat.record.cells[at].is_empty() => {
                    self.flat.record.cells[at] = text.into();
                    return;
                }
                Some(_) => true,
                None => self.flat.more.iter().any(|(known, _)| *known == path),
            };
            if !taken {
                self.flat.more.push((path.into_owned(), text));
                return;
            }
            number += 1;
            path = format!("{whole} ({number})").into();
        }
    }
}

/// A value in one line, as a person would write it down; nothing for nothing.
fn written(value: Tree) -> Option<String> {
    match value {
        Tree::Empty => None,
        Tree::Text(text) => Some(text),
        Tree::List(items) => {
            let items: Vec<String> = items.into_iter().filter_map(written).collect();
            Some(items.join(", "))
        }
        Tree::Object(parts) => {
            let parts: Vec<String> = parts
                .into_iter()
                .filter_map(|(key, value)| Some(format!("{key}: {}", written(value)?)))
                .collect();
            Some(parts.join("; "))
        }
    }
}
