//! The history as text, with what the lists were that it leads to: a print of each list's file. It
//! knows no more than the nearest steps that have room. What cannot be read is no history.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::quality::FixedState;
use toml::{Table, Value};

use super::file::{entry_table, from_table, read_entry, table};
use super::history::{Change, History, Hunk, Step};
use super::model::{Entry, Shortlist};

const VERSION: i64 = 1;
/// The most that steps may take, in bytes: it is written anew with each step.
const ROOM: usize = 4 << 20;

/// A number by which the bytes of a file are known again.
pub(super) type Print = u64;

pub(super) fn print(bytes: &[u8]) -> Print {
    FixedState::default().hash_one(bytes)
}

/// The text of the history of lists with these prints.
pub(super) fn write(history: &History, prints: &HashMap<String, Print>) -> String {
    let mut names = Table::new();
    for (name, print) in prints {
        names.insert(name.clone(), Value::String(format!("{print:016x}")));
    }
    let mut head = Table::new();
    head.insert("version".into(), Value::Integer(VERSION));
    head.insert("lists".into(), Value::Table(names));
    let mut texts = vec![text(&head)];
    let mut room = ROOM;
    for (name, steps) in [("undo", &history.undo), ("redo", &history.redo)] {
        let mut nearest = Vec::new();
        for step in steps.iter().rev() {
            let steps = vec![Value::Table(step_table(step))];
            let step = text(&Table::from_iter([(name.to_owned(), Value::Array(steps))]));
            let Some(left) = room.checked_sub(step.len()) else {
                break;
            };
            room = left;
            nearest.push(step);
        }
        texts.extend(nearest.into_iter().rev());
    }
    let text = texts.join("\n");
    format!("# {:016x}\n{text}", print(text.as_bytes()))
}

fn text(table: &Table) -> String {
    toml::to_string(table).expect("a table of texts, numbers and tables is TOML")
}

fn step_table(step: &Step) -> Table {
    let mut table = Table::new();
    table.insert("sentence".into(), Value::String(step.sentence.clone()));
    let changes = step.changes.iter().map(change_table).map(Value::Table);
    table.insert("change".into(), Value::Array(changes.collect()));
    table
}

fn change_table(change: &Change) -> Table {
    let mut written = Table::new();
    written.insert("place".into(), integer(change.place));
    for (name, list) in [("before", &change.before), ("after", &change.after)] {
        if let Some(list) = list {
            written.insert(name.into(), Value::Table(table(list)));
        }
    }
    let hunks = change.hunks.iter().map(hunk_table).map(Value::Table);
    written.insert("hunk".into(), Value::Array(hunks.collect()));
    written
}

fn hunk_table(hunk: &Hunk) -> Table {
    let mut table = Table::new();
    table.insert("at".into(), integer(hunk.at));
    for (name, entries) in [("before", &hunk.before), ("after", &hunk.after)] {
        let entries = entries.iter().map(entry_table).map(Value::Table);
        table.insert(name.into(), Value::Array(entries.collect()));
    }
    table
}

fn integer(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Reads the history and the prints of its lists; nothing where it is damaged or of another version.
pub(super) fn read(text: &str) -> Option<(History, HashMap<String, Print>)> {
    // A step that was damaged in its middle could still be undone, to what never was.
    let (told, text) = text.strip_prefix("# ")?.split_once('\n')?;
    if Print::from_str_radix(told, 16).ok()? != print(text.as_bytes()) {
        return None;
    }
    let mut table: Table = text.parse().ok()?;
    if table.get("version")?.as_integer()? != VERSION {
        return None;
    }
    let prints = table.get("lists")?.as_table()?.iter().map(|(name, print)| {
        let print = Print::from_str_radix(print.as_str()?, 16).ok()?;
        Some((name.clone(), print))
    });
    let prints = prints.collect::<Option<_>>()?;
    let history = History {
        undo: steps(&mut table, "undo")?,
        redo: steps(&mut table, "redo")?,
    };
    Some((history, prints))
}

fn steps(table: &mut Table, name: &str) -> Option<Vec<Arc<Step>>> {
    tables(table, name, |mut step| {
        let changes = tables(&mut step, "change", |mut change| {
            Some(Change {
                place: number(&change, "place")?,
                before: list(&mut change, "before")?,
                after: list(&mut change, "after")?,
                hunks: tables(&mut change, "hunk", |mut hunk| {
                    Some(Hunk {
                        at: number(&hunk, "at")?,
                        before: entries(&mut hunk, "before")?,
                        after: entries(&mut hunk, "after")?,
                    })
                })?,
            })
        })?;
        let sentence = step.get("sentence")?.as_str()?.to_owned();
        Some(Arc::new(Step { changes, sentence }))
    })
}

/// Each table of an array; nothing at all where one is not as it should be.
fn tables<T>(table: &mut Table, name: &str, one: impl Fn(Table) -> Option<T>) -> Option<Vec<T>> {
    let Value::Array(items) = table.remove(name).unwrap_or(Value::Array(Vec::new())) else {
        return None;
    };
    let items = items.into_iter().map(|item| match item {
        Value::Table(item) => one(item),
        _ => None,
    });
    items.collect()
}

fn number(table: &Table, name: &str) -> Option<usize> {
    usize::try_from(table.get(name)?.as_integer()?).ok()
}

fn list(table: &mut Table, name: &str) -> Option<Option<Shortlist>> {
    match table.remove(name) {
        None => Some(None),
        Some(Value::Table(list)) => from_table(list).ok().map(Some),
        Some(_) => None,
    }
}

fn entries(table: &mut Table, name: &str) -> Option<Vec<Entry>> {
    tables(table, name, read_entry)
}
