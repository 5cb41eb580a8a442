//! A shortlist as text: readable TOML, safe to keep in version control. What a newer version wrote
//! and this one does not know is kept.

use toml::{Table, Value};

use super::model::{Entry, Event, Note, Shortlist, Snapshot};
use crate::query::day::day;
use crate::roster::Key;

/// The format that is written; a newer one keeps its number, as it keeps what is not known here.
/// Version 1 knew one note for an entry, no agreed price and no budget.
const VERSION: i64 = 2;

/// The text of a list's file.
pub fn write(list: &Shortlist) -> String {
    let text =
        toml::to_string_pretty(&table(list)).expect("a table of texts, numbers and tables is TOML");
    format!("# A shortlist of Tastemaker. It is rewritten when the list changes.\n{text}")
}

/// A list as a table of TOML.
pub(super) fn table(list: &Shortlist) -> Table {
    let mut table = list.unknown.clone();
    table.entry("version").or_insert(Value::Integer(VERSION));
    put_text(&mut table, "name", list.name());
    put_number(&mut table, "budget", list.budget);
    put_text(&mut table, "currency", &list.currency);
    put_tables(&mut table, "entry", list.entries(), entry_table);
    table
}

pub(super) fn entry_table(entry: &Entry) -> Table {
    let mut table = entry.unknown.clone();
    for (name, value) in [
        ("platform", &entry.key.platform),
        ("handle", &entry.key.handle),
        ("name", &entry.name),
        ("added", &entry.added),
        ("status", &entry.status),
        ("reason", &entry.reason),
        ("due", &entry.due),
        ("tier", &entry.snapshot.tier),
        ("currency", &entry.snapshot.currency),
    ] {
        put_text(&mut table, name, value);
    }
    for (name, value) in [
        ("followers", entry.snapshot.followers),
        ("engagement_rate", entry.snapshot.engagement_rate),
        ("price", entry.snapshot.price),
        ("agreed", entry.agreed),
    ] {
        put_number(&mut table, name, value);
    }
    if !entry.tags.is_empty() {
        let tags = entry.tags.iter().cloned().map(Value::String).collect();
        table.insert("tags".into(), Value::Array(tags));
    }
    if let Some(key) = &entry.backup_for {
        let mut whom = Table::new();
        put_text(&mut whom, "platform", &key.platform);
        put_text(&mut whom, "handle", &key.handle);
        table.insert("backup_for".into(), Value::Table(whom));
    }
    put_tables(&mut table, "notes", &entry.notes, |note| {
        dated(&note.unknown, &note.day, "text", &note.text)
    });
    put_tables(&mut table, "history", &entry.history, |event| {
        dated(&event.unknown, &event.day, "what", &event.what)
    });
    table
}

fn dated(unknown: &Table, day: &str, name: &str, text: &str) -> Table {
    let mut table = unknown.clone();
    put_text(&mut table, "day", day);
    put_text(&mut table, name, text);
    table
}

fn put_text(table: &mut Table, name: &str, text: &str) {
    if !text.is_empty() {
        table.insert(name.into(), Value::String(text.to_owned()));
    }
}

fn put_number(table: &mut Table, name: &str, number: Option<f64>) {
    if let Some(number) = number {
        table.insert(name.into(), Value::Float(number));
    }
}

fn put_tables<T>(table: &mut Table, name: &str, items: &[T], one: impl Fn(&T) -> Table) {
    if !items.is_empty() {
        let tables = items.iter().map(|item| Value::Table(one(item))).collect();
        table.insert(name.into(), Value::Array(tables));
    }
}

/// Reads a list's file.
///
/// # Errors
/// A sentence on what is wrong and where.
pub fn read(text: &str) -> Result<Shortlist, String> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error
            .span()
            .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        format!(
            "line {line}: {}",
            error.message().lines().next().unwrap_or("not TOML")
        )
    })?;
    from_table(table)
}

/// Whether a newer version of the program wrote the text.
pub fn is_of_newer(text: &str) -> bool {
    text.parse().is_ok_and(|table| is_newer(&table))
}

fn is_newer(table: &Table) -> bool {
    let version = table.get("version").and_then(Value::as_integer);
    version.is_some_and(|version| version > VERSION)
}

/// The list that a table of TOML holds.
pub(super) fn from_table(mut table: Table) -> Result<Shortlist, String> {
    let name = match table.remove("name") {
        Some(Value::String(name)) if !name.is_empty() => name,
        _ => return Err("it has no name".to_owned()),
    };
    if !is_newer(&table) {
        table.remove("version");
    }
    let mut list = Shortlist::new(&name);
    list.budget = take_amount(&mut table, "budget");
    list.currency = take_text(&mut table, "currency");
    if let Some(entries) = table.remove("entry") {
        let Value::Array(entries) = entries else {
            return Err("its entries are no list of tables".to_owned());
        };
        for (at, entry) in entries.into_iter().enumerate() {
            let Value::Table(entry) = entry else {
                return Err(format!("entry {} is no table", at + 1));
            };
            let entry =
                read_entry(entry).ok_or_else(|| format!("entry {} has no handle", at + 1))?;
            list.entries_mut().push(entry);
        }
    }
    list.unknown = table;
    Ok(list)
}

pub(super) fn read_entry(mut table: Table) -> Option<Entry> {
    let table = &mut table;
    let key = read_key(table)?;
    // The one note of a file of version 1 was there before all others.
    let mut notes = match take_text(table, "note") {
        note if note.is_empty() => Vec::new(),
        note => vec![Note::new("", &note)],
    };
    let read = take_items(table, "notes", "text");
    notes.extend(read.map(|(day, text, unknown)| Note { day, text, unknown }));
    let history = take_items(table, "history", "what")
        .map(|(day, what, unknown)| Event { day, what, unknown })
        .collect();
    Some(Entry {
        key,
        name: take_text(table, "name"),
        added: take_text(table, "added"),
        status: take_text(table, "status"),
        reason: take_text(table, "reason"),
        notes,
        agreed: take_amount(table, "agreed"),
        due: take_day(table, "due"),
        backup_for: take_key(table, "backup_for"),
        tags: take_texts(table, "tags"),
        history,
        snapshot: Snapshot {
            tier: take_text(table, "tier"),
            followers: take_number(table, "followers"),
            engagement_rate: take_number(table, "engagement_rate"),
            price: take_number(table, "price"),
            currency: take_text(table, "currency"),
        },
        unknown: std::mem::take(table),
    })
}

/// Somebody may have written it by hand: @Ana is ana.
fn read_key(table: &mut Table) -> Option<Key> {
    let (platform, handle) = (take_text(table, "platform"), take_text(table, "handle"));
    let key = Key::new(&platform, &handle);
    (!key.handle.is_empty()).then_some(key)
}

fn take_key(table: &mut Table, name: &str) -> Option<Key> {
    match take(table, name, |value| value.is_table())? {
        Value::Table(mut whom) => read_key(&mut whom),
        _ => None,
    }
}

/// Takes a value that is what it should be. What is not ours to understand is kept where it is.
fn take(table: &mut Table, name: &str, is_ours: impl Fn(&Value) -> bool) -> Option<Value> {
    table
        .get(name)
        .is_some_and(is_ours)
        .then(|| table.remove(name))?
}

fn take_text(table: &mut Table, name: &str) -> String {
    match take(table, name, Value::is_str) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        Value::Integer(number) => Some(*number as f64),
        _ => None,
    }
}

fn take_number(table: &mut Table, name: &str) -> Option<f64> {
    number(&take(table, name, |value| number(value).is_some())?)
}

/// An amount of money that somebody set.
fn take_amount(table: &mut Table, name: &str) -> Option<f64> {
    let is_amount = |value: &Value| number(value).is_some_and(super::edits::is_amount);
    number(&take(table, name, is_amount)?)
}

/// A day as a text, or as a day of TOML, as somebody may have written it by hand.
fn take_day(table: &mut Table, name: &str) -> String {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Datetime(moment) => moment.to_string(),
        _ => String::new(),
    };
    let value = take(table, name, |value| day(&text(value)).is_some());
    value.as_ref().map(text).unwrap_or_default()
}

fn take_texts(table: &mut Table, name: &str) -> Vec<String> {
    let are_texts = |value: &Value| {
        let items = value.as_array();
        items.is_some_and(|items| items.iter().all(Value::is_str))
    };
    match take(table, name, are_texts) {
        Some(Value::Array(items)) => items
            .into_iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

/// The day, the text and the rest of each item of a list; a bare text is one without a day.
fn take_items(
    table: &mut Table,
    name: &str,
    text: &str,
) -> impl Iterator<Item = (String, String, Table)> {
    let are_items = |value: &Value| {
        let items = value.as_array();
        items.is_some_and(|items| items.iter().all(|item| item.is_table() || item.is_str()))
    };
    let items = match take(table, name, are_items) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let text = text.to_owned();
    items.into_iter().map(move |item| match item {
        Value::Table(mut item) => {
            let (day, text) = (take_text(&mut item, "day"), take_text(&mut item, &text));
            (day, text, item)
        }
        item => (
            String::new(),
            item.as_str().unwrap_or_default().to_owned(),
            Table::new(),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entries() -> impl Strategy<Value = Entry> {
        let number =
            || prop::option::of((0u32..1_000_000).prop_map(|number| f64::from(number) / 8.0));
        let text = || "[a-z\"\\\\\n\r\t\u{1b} é深]{0,6}";
        let amount = || prop::option::of((0u32..9_000).prop_map(|number| f64::from(number) / 4.0));
        let figures = (number(), number(), number(), amount());
        let items = prop::collection::vec((text(), text()), 0..3);
        let words = (text(), text(), prop::collection::vec(text(), 0..3));
        let due = prop_oneof![Just(""), Just("2026-02-28")];
        let rest = (items, words, due, prop::option::of("[a-z]{1,4}"));
        ("[a-z.@\"\\\\\n é深]{1,8}", "\\PC{0,8}", figures, rest).prop_map(
            |(handle, name, figures, (items, (status, reason, tags), due, backup))| Entry {
                name,
                status,
                reason,
                notes: items
                    .iter()
                    .map(|(day, text)| Note::new(day, text))
                    .collect(),
                history: items
                    .iter()
                    .map(|(day, what)| Event::new(day, what))
                    .collect(),
                agreed: figures.3,
                due: due.into(),
                backup_for: backup.map(|handle| Key::new("", &handle)),
                tags,
                snapshot: Snapshot {
                    tier: "micro".into(),
                    followers: figures.0,
                    engagement_rate: figures.1,
                    price: figures.2,
                    currency: String::new(),
                },
                ..Entry::new(Key::new("TikTok", &format!("x{handle}")), "2026-11-24")
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            name in "\\PC{1,12}",
            budget in prop::option::of(0.0..1e9),
            entries in prop::collection::vec(entries(), 0..5),
        ) {
            let mut list = Shortlist::new(&name);
            list.budget = budget;
            list.currency = budget.map_or("", |_| "EUR").into();
            *list.entries_mut() = entries;
            prop_assert_eq!(read(&write(&list)), Ok(list));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,80}") {
            let _ = read(&text);
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_kept() {
        let text = "version = 9\nname = \"Spring\"\ngoal = 5000\n\n[[entry]]\nhandle = \"ana\"\nmood = \"great\"\n\
                    due = \"soon\"\nagreed = \"a lot\"\n[[entry.notes]]\ntext = \"hi\"\nby = \"bo\"\n";
        let again = write(&read(text).unwrap());
        let kept = [
            "version = 9",
            "goal = 5000",
            "mood = \"great\"",
            "due = \"soon\"",
            "agreed = \"a lot\"",
            "by = \"bo\"",
        ];
        assert!(kept.iter().all(|line| again.contains(line)), "{again}");
    }

    #[test]
    fn a_file_of_version_1_is_read_and_loses_nothing() {
        let text = "version = 1\nname = \"Spring\"\nbudget = 500\n\n[[entry]]\nhandle = \"ana\"\n\
                    status = \"contacted\"\nnote = \"two posts\\nfor one\"\nprice = 200\n";
        let list = read(text).unwrap();
        let entry = &list.entries()[0];
        assert_eq!(entry.notes, [Note::new("", "two posts\nfor one")]);
        assert_eq!(
            (entry.status.as_str(), entry.snapshot.price),
            ("contacted", Some(200.0))
        );
        assert_eq!(list.budget(), Some(500.0));
        let again = write(&list);
        assert!(
            again.contains("version = 2") && !again.contains("\nnote = "),
            "{again}"
        );
        assert_eq!(read(&again), Ok(list));
    }

    #[test]
    fn days_and_notes_may_be_written_by_hand() {
        let text =
            "name = \"x\"\n[[entry]]\nhandle = \"ana\"\ndue = 2026-06-02\nnotes = [\"hello\"]\n";
        let list = read(text).unwrap();
        assert_eq!(list.entries()[0].due, "2026-06-02");
        assert_eq!(list.entries()[0].notes, [Note::new("", "hello")]);
    }

    #[test]
    fn a_handle_written_by_hand_is_the_same_influencer() {
        let list = read("name = \"x\"\n[[entry]]\nplatform = \"TikTok\"\nhandle = \"@Ana\"\n");
        assert!(list.unwrap().contains(&Key::new("TikTok", "ana")));
    }

    #[test]
    fn damage_is_told_with_its_line() {
        assert_eq!(
            read("name = \"x\"\n[[entry]\n")
                .unwrap_err()
                .split(':')
                .next(),
            Some("line 2")
        );
        assert_eq!(read("version = 1\n"), Err("it has no name".into()));
        assert_eq!(
            read("name = \"x\"\n[[entry]]\n"),
            Err("entry 1 has no handle".into())
        );
    }
}
