//! What the user said of columns: what they are, and which texts in them say nothing.
//!
//! It is remembered for files with the same header, as a readable text in TOML. Knows no file: where
//! the text is kept is not its business.

use std::collections::HashMap;

use toml::{Table, Value};

use crate::roster::Field;
use crate::roster::fold::fold;

/// The format that is written.
const VERSION: i64 = 1;

const HEAD: &str = "\
# What you said about the columns of files, for the next file with the same header.
# \"Column\" = \"field\", or \"\" where it is to stay unused; [file.empty] has texts that say nothing.
# Tastemaker rewrites this file when you choose again. It may be edited, or deleted.
";

/// What was said of the columns of one file, or of all files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Headers and what their columns are; none leaves a column unused.
    pub columns: Vec<(String, Option<Field>)>,
    /// Texts that say nothing, with the header of the column; none where it is so in every column.
    pub empty: Vec<(Option<String>, String)>,
}

impl Choices {
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.empty.is_empty()
    }

    /// Says what a column is, instead of what was said of it before.
    pub fn set_column(&mut self, header: &str, field: Option<Field>) {
        self.columns.retain(|(known, _)| known != header);
        self.columns.push((header.to_owned(), field));
    }

    /// Says nothing more of what a column is.
    pub fn unset_column(&mut self, header: &str) {
        self.columns.retain(|(known, _)| known != header);
    }

    /// Has a text read as empty, in one column or in all.
    pub fn set_empty(&mut self, header: Option<&str>, text: &str) {
        let said = (header.map(str::to_owned), text.to_owned());
        if !self.empty.contains(&said) {
            self.empty.push(said);
        }
    }
}

/// Why the text of what is remembered is not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("{0}")]
    Damaged(String),
    #[error("a newer version of Tastemaker wrote it")]
    Newer,
}

/// Everything that is remembered, by the headers of files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remembered {
    /// As it is written, so that what is not known here stays.
    table: Table,
    files: HashMap<String, Choices>,
}

impl Remembered {
    /// What was said of files with this header.
    pub fn of(&self, header: &[String]) -> Option<&Choices> {
        self.files.get(&key(header)?)
    }

    /// Remembers what was said of files with this header, instead of what was said before; nothing
    /// forgets it. False where the header names no column, so that it cannot be told from others.
    pub fn set(&mut self, header: &[String], choices: Choices) -> bool {
        let Some(key) = key(header) else {
            return false;
        };
        let mut files = match self.table.remove("file") {
            Some(Value::Array(files)) => files,
            _ => Vec::new(),
        };
        files.retain(|file| {
            header_of(file).and_then(|header| self::key(&header)) != Some(key.clone())
        });
        if choices.is_empty() {
            self.files.remove(&key);
        } else {
            files.push(Value::Table(written(header, &choices)));
            self.files.insert(key, choices);
        }
        if !files.is_empty() {
            self.table.insert("file".into(), Value::Array(files));
        }
        true
    }

    /// Takes in what another one remembers, in place of what is known here of the same headers.
    pub fn take_in(&mut self, other: &Remembered) {
        let files = other.table.get("file").and_then(Value::as_array);
        for header in files.into_iter().flatten().filter_map(header_of) {
            if let Some(choices) = other.of(&header) {
                self.set(&header, choices.clone());
            }
        }
    }

    /// The text to be kept.
    pub fn write(&self) -> String {
        let mut table = self.table.clone();
        table.insert("version".into(), Value::Integer(VERSION));
        let text = toml::to_string_pretty(&table).expect("a table of texts and tables is TOML");
        format!("{HEAD}{text}")
    }

    /// Reads the text. A field or a part that is not known is passed over, and kept.
    ///
    /// # Errors
    /// When it is no such text, or a newer version wrote it.
    pub fn read(text: &str) -> Result<Self, TextError> {
        let table: Table = text.parse().map_err(|error: toml::de::Error| {
            let line = error
                .span()
                .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            let what = error.message().lines().next().unwrap_or("not TOML");
            TextError::Damaged(format!("line {line}: {what}"))
        })?;
        match table.get("version").map(Value::as_integer) {
            None | Some(Some(..=VERSION)) => {}
            Some(Some(_)) => return Err(TextError::Newer),
            Some(None) => return Err(TextError::Damaged("its version is no number".into())),
        }
        let mut files = HashMap::new();
        match table.get("file") {
            None => {}
            Some(Value::Array(array)) => {
                for file in array {
                    if let Some(key) = header_of(file).and_then(|header| key(&header)) {
                        files.insert(key, choices(file));
                    }
                }
            }
            Some(_) => return Err(TextError::Damaged("its files are no list of tables".into())),
        }
        Ok(Remembered { table, files })
    }
}

/// What tells one header from others: the names of its columns in whatever order, letters large or
/// small. None where no column has a name.
fn key(header: &[String]) -> Option<String> {
    let mut names: Vec<String> = header
        .iter()
        .map(|name| fold(name.trim()))
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_unstable();
    (!names.is_empty()).then(|| names.join("\u{1f}"))
}

fn header_of(file: &Value) -> Option<Vec<String>> {
    Some(texts(file.get("header")?))
}

fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().map_or(&[][..], Vec::as_slice);
    let texts = items.iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

fn choices(file: &Value) -> Choices {
    let part = |name: &str| file.get(name).and_then(Value::as_table);
    let columns = part("columns").into_iter().flatten();
    let columns = columns.filter_map(|(header, field)| {
        let field = match field.as_str()? {
            "" => None,
            id => Some(Field::named(id)?),
        };
        Some((header.clone(), field))
    });
    let empty = part("empty").into_iter().flatten();
    let in_one = empty.flat_map(|(header, words)| {
        let words = texts(words).into_iter();
        words.map(|word| (Some(header.clone()), word))
    });
    let in_all = file.get("empty_everywhere").map(texts);
    let in_all = in_all.into_iter().flatten().map(|word| (None, word));
    Choices {
        columns: columns.collect(),
        empty: in_one.chain(in_all).collect(),
    }
}

fn written(header: &[String], choices: &Choices) -> Table {
    let text = |text: &str| Value::String(text.to_owned());
    let mut columns = Table::new();
    for (header, field) in &choices.columns {
        columns.insert(header.clone(), text(field.map_or("", Field::id)));
    }
    let mut empty = Table::new();
    let mut everywhere = Vec::new();
    for (header, word) in &choices.empty {
        match header {
            None => everywhere.push(text(word)),
            Some(header) => {
                let words = empty
                    .entry(header.clone())
                    .or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(words) = words {
                    words.push(text(word));
                }
            }
        }
    }
    let mut file = Table::new();
    let names = header.iter().map(|name| text(name)).collect();
    file.insert("header".into(), Value::Array(names));
    if !everywhere.is_empty() {
        file.insert("empty_everywhere".into(), Value::Array(everywhere));
    }
    if !columns.is_empty() {
        file.insert("columns".into(), Value::Table(columns));
    }
    if !empty.is_empty() {
        file.insert("empty".into(), Value::Table(empty));
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn said() -> Choices {
        let mut said = Choices::default();
        said.set_column("Reichweite", Some(Field::Followers));
        said.set_column("Agency %", None);
        said.set_empty(Some("Reichweite"), "k. A.");
        said.set_empty(Some("Reichweite"), "offen");
        said.set_empty(None, "tbd");
        said
    }

    #[test]
    fn what_was_said_comes_back_for_the_same_columns_in_any_order() {
        let mut remembered = Remembered::default();
        let columns = header(&["Creator", "Reichweite", "Agency %", ""]);
        assert!(remembered.set(&columns, said()));
        assert!(
            !remembered.set(&header(&["", " "]), said()),
            "no header at all"
        );
        let text = remembered.write();
        let again = Remembered::read(&text).unwrap();
        assert_eq!(again.write(), text);
        let shuffled = header(&["agency %", "CREATOR", "reichweite"]);
        let mut found = again.of(&shuffled).cloned().unwrap();
        found.columns.sort();
        let mut expected = said();
        expected.columns.sort();
        assert_eq!(found, expected);
        assert_eq!(again.of(&header(&["Creator", "Reichweite"])), None);
    }

    #[test]
    fn saying_nothing_forgets_and_leaves_the_rest() {
        let mut remembered = Remembered::default();
        remembered.set(&header(&["A"]), said());
        remembered.set(&header(&["B"]), said());
        remembered.set(&header(&["A"]), Choices::default());
        let again = Remembered::read(&remembered.write()).unwrap();
        assert_eq!(again.of(&header(&["A"])), None);
        assert!(again.of(&header(&["B"])).is_some());
    }

    #[test]
    fn what_is_not_known_here_is_passed_over_and_kept() {
        let text = "note = \"mine\"\n[[file]]\nheader = [\"A\", \"B\"]\nseen = 3\n[file.columns]\nA = \"handle\"\nB = \"aura\"\n";
        let mut remembered = Remembered::read(text).unwrap();
        let known = remembered.of(&header(&["A", "B"])).unwrap();
        assert_eq!(known.columns, [("A".to_owned(), Some(Field::Handle))]);
        remembered.set(&header(&["C"]), said());
        let text = remembered.write();
        for kept in ["note = \"mine\"", "B = \"aura\"", "seen = 3"] {
            assert!(text.contains(kept), "{text}");
        }
    }

    #[test]
    fn damage_and_newer_versions_are_told_apart() {
        for (text, error) in [
            ("version = 2\n", TextError::Newer),
            (
                "version = \"x\"\n",
                TextError::Damaged("its version is no number".into()),
            ),
            (
                "file = 3\n",
                TextError::Damaged("its files are no list of tables".into()),
            ),
        ] {
            assert_eq!(Remembered::read(text), Err(error));
        }
        let broken = Remembered::read("[[file]]\nheader = [\"A\"\n").unwrap_err();
        assert!(broken.to_string().starts_with("line "), "{broken}");
    }
}
