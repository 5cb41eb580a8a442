//! A shortlist as text: readable TOML, safe to keep in version control. What a newer version wrote
//! and this one does not know is kept.

use toml::{Table, Value};

use super::model::{Entry, Shortlist, Snapshot};
use crate::roster::Key;

/// The format that is written; a newer one keeps its number, as it keeps what is not known here.
const VERSION: i64 = 1;

/// The text of a list's file.
pub fn write(list: &Shortlist) -> String {
    let mut table = list.unknown.clone();
    table.entry("version").or_insert(Value::Integer(VERSION));
    table.insert("name".into(), Value::String(list.name().to_owned()));
    let entries: Vec<Value> = list
        .entries()
        .iter()
        .map(|entry| Value::Table(entry_table(entry)))
        .collect();
    if !entries.is_empty() {
        table.insert("entry".into(), Value::Array(entries));
    }
    let text =
        toml::to_string_pretty(&table).expect("a table of texts, numbers and tables is TOML");
    format!("# A shortlist of Tastemaker. It is rewritten when the list changes.\n{text}")
}

fn entry_table(entry: &Entry) -> Table {
    let mut table = entry.unknown.clone();
    let mut text = |name: &str, value: &str| {
        if !value.is_empty() {
            table.insert(name.into(), Value::String(value.to_owned()));
        }
    };
    text("platform", &entry.key.platform);
    text("handle", &entry.key.handle);
    text("name", &entry.name);
    text("added", &entry.added);
    text("status", &entry.status);
    text("note", &entry.note);
    text("tier", &entry.snapshot.tier);
    text("currency", &entry.snapshot.currency);
    for (name, value) in [
        ("followers", entry.snapshot.followers),
        ("engagement_rate", entry.snapshot.engagement_rate),
        ("price", entry.snapshot.price),
    ] {
        if let Some(value) = value {
            table.insert(name.into(), Value::Float(value));
        }
    }
    table
}

/// Reads a list's file.
///
/// # Errors
/// A sentence on what is wrong and where.
pub fn read(text: &str) -> Result<Shortlist, String> {
    let mut table: Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error
            .span()
            .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        format!(
            "line {line}: {}",
            error.message().lines().next().unwrap_or("not TOML")
        )
    })?;
    let name = match table.remove("name") {
        Some(Value::String(name)) if !name.is_empty() => name,
        _ => return Err("it has no name".to_owned()),
    };
    let newer = |version: &Value| {
        version
            .as_integer()
            .is_some_and(|version| version > VERSION)
    };
    if !table.get("version").is_some_and(newer) {
        table.remove("version");
    }
    let mut list = Shortlist::new(&name);
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

fn read_entry(mut table: Table) -> Option<Entry> {
    let mut text = |name: &str| match table.remove(name) {
        Some(Value::String(text)) => text,
        Some(other) => {
            // Not ours to understand: kept as it is.
            table.insert(name.into(), other);
            String::new()
        }
        None => String::new(),
    };
    let (platform, handle) = (text("platform"), text("handle"));
    // Somebody may have written it by hand: @Ana is ana.
    let key = Key::new(&platform, &handle);
    if key.handle.is_empty() {
        return None;
    }
    let (name, added, tier, currency) =
        (text("name"), text("added"), text("tier"), text("currency"));
    let (status, note) = (text("status"), text("note"));
    let mut number = |name: &str| match table.remove(name) {
        Some(Value::Float(number)) => Some(number),
        Some(Value::Integer(number)) => Some(number as f64),
        Some(other) => {
            table.insert(name.into(), other);
            None
        }
        None => None,
    };
    let (followers, engagement_rate, price) = (
        number("followers"),
        number("engagement_rate"),
        number("price"),
    );
    Some(Entry {
        key,
        name,
        added,
        status,
        note,
        snapshot: Snapshot {
            tier,
            followers,
            engagement_rate,
            price,
            currency,
        },
        unknown: table,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entries() -> impl Strategy<Value = Entry> {
        let number =
            || prop::option::of((0u32..1_000_000).prop_map(|number| f64::from(number) / 8.0));
        (
            "[a-z.@\"\\\\\n é深]{1,8}",
            "\\PC{0,8}",
            number(),
            number(),
            number(),
        )
            .prop_map(|(handle, name, followers, engagement_rate, price)| Entry {
                key: Key::new("TikTok", &format!("x{handle}")),
                added: "2026-11-24".into(),
                status: if name.len() % 2 == 0 { "contacted" } else { "" }.into(),
                note: name.chars().rev().collect(),
                name,
                snapshot: Snapshot {
                    tier: "micro".into(),
                    followers,
                    engagement_rate,
                    price,
                    currency: String::new(),
                },
                unknown: Table::new(),
            })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(name in "\\PC{1,12}", entries in prop::collection::vec(entries(), 0..5)) {
            let mut list = Shortlist::new(&name);
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
        let text = "version = 9\nname = \"Spring\"\nbudget = 5000\n\n[[entry]]\nhandle = \"ana\"\nmood = \"great\"\n";
        let again = write(&read(text).unwrap());
        assert!(
            ["version = 9", "budget = 5000", "mood = \"great\""]
                .iter()
                .all(|line| again.contains(line)),
            "{again}"
        );
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
