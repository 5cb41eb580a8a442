//! The columns that other tools ask for: `assets/presets.toml`, read once, and how a row fills them.
//!
//! A row stays a row. Only where a preset has a column for each platform, accounts that the roster says are
//! one person's share one, as long as no two of them are on the same platform: none is lost.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Format;
use super::columns::plain;
use super::delimited::Dialect;
use super::texts::{TextRow, Texts};
use crate::roster::platform::Platform;
use crate::roster::{Field, Influencer, Roster, RowId};

/// The columns that a tool asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Preset {
    /// The name on the command line.
    pub id: String,
    /// The name that a person reads.
    pub name: String,
    columns: Vec<(String, Fill)>,
}

/// What fills a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fill {
    Nothing,
    Field(Field),
    FirstName,
    LastName,
    HandleOn(&'static Platform),
    LinkOn(&'static Platform),
}

/// `assets/presets.toml`, as written.
#[derive(Deserialize)]
struct Written {
    preset: Vec<WrittenPreset>,
}

#[derive(Deserialize)]
struct WrittenPreset {
    id: String,
    name: String,
    columns: Vec<(String, String)>,
}

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    read(include_str!("../../assets/presets.toml")).expect("a test reads the presets")
});

fn read(text: &str) -> Result<Vec<Preset>, String> {
    let written: Written = toml::from_str(text).map_err(|error| error.to_string())?;
    let preset = |preset: WrittenPreset| {
        let column = |(header, fill): (String, String)| match Fill::named(&fill) {
            Some(fill) => Ok((header, fill)),
            None => Err(format!("{}: nothing is called \"{fill}\"", preset.id)),
        };
        let columns = preset.columns.into_iter().map(column);
        Ok(Preset {
            columns: columns.collect::<Result<_, String>>()?,
            id: preset.id,
            name: preset.name,
        })
    };
    written.preset.into_iter().map(preset).collect()
}

impl Fill {
    fn named(text: &str) -> Option<Self> {
        Some(match text {
            "" => Fill::Nothing,
            "first name" => Fill::FirstName,
            "last name" => Fill::LastName,
            text => match text.split_once(" on ") {
                Some(("handle", platform)) => Fill::HandleOn(Platform::named(platform)?),
                Some(("link", platform)) => Fill::LinkOn(Platform::named(platform)?),
                _ => Fill::Field(*Field::ALL.iter().find(|field| field.id() == text)?),
            },
        })
    }

    fn platform(self) -> Option<&'static Platform> {
        match self {
            Fill::HandleOn(platform) | Fill::LinkOn(platform) => Some(platform),
            _ => None,
        }
    }

    /// What the accounts of a record say.
    fn cell<'a>(self, roster: &'a Roster, accounts: &[Influencer<'a>]) -> Cow<'a, str> {
        let known = |field| {
            let cells = accounts.iter().map(|account| plain(roster, account, field));
            cells.into_iter().find(|cell| !cell.is_empty())
        };
        let of = |platform, field| {
            let accounts = accounts.iter().filter(|account| is_on(account, platform));
            let cells = accounts.map(|account| plain(roster, account, field));
            cells.into_iter().find(|cell| !cell.is_empty())
        };
        let cell = match self {
            Fill::Nothing => None,
            Fill::Field(field) if is_of_person(field) => known(field),
            // Never the figures of two accounts side by side.
            Fill::Field(field) => accounts.first().map(|first| plain(roster, first, field)),
            Fill::FirstName => known(Field::Name).map(|name| parts(&name).0.to_owned().into()),
            Fill::LastName => known(Field::Name).map(|name| parts(&name).1.to_owned().into()),
            Fill::HandleOn(platform) => of(platform, Field::Handle),
            Fill::LinkOn(platform) => of(platform, Field::Url).filter(|link| {
                Platform::of_address(link).is_none_or(|found| found.name == platform.name)
            }),
        };
        cell.unwrap_or_default()
    }
}

/// Whether the accounts of one person have it in common.
fn is_of_person(field: Field) -> bool {
    use Field::{City, Country, Email, Gender, Language, Name};
    matches!(field, Name | Email | Country | City | Language | Gender)
}

fn is_on(account: &Influencer<'_>, platform: &Platform) -> bool {
    account
        .words(Field::Platform)
        .any(|name| name == platform.name)
}

/// A name up to its first blank, and what stands behind.
fn parts(name: &str) -> (&str, &str) {
    let name = name.trim();
    let (first, last) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
    (first, last.trim())
}

impl Preset {
    /// Every preset, in the order in which they are offered.
    pub fn all() -> &'static [Preset] {
        &PRESETS
    }

    /// The preset with this id, without regard to case.
    pub fn named(id: &str) -> Option<&'static Preset> {
        PRESETS
            .iter()
            .find(|preset| preset.id.eq_ignore_ascii_case(id))
    }

    /// Whether a person's accounts on several platforms go side by side.
    pub fn is_by_person(&self) -> bool {
        self.columns
            .iter()
            .any(|(_, fill)| fill.platform().is_some())
    }

    /// The rows in the columns of the preset, figures as this format has them.
    pub fn texts(&self, roster: &Roster, rows: &[RowId], format: Format) -> Texts {
        let dialect = match format {
            Format::Csv | Format::Tsv | Format::Table => Some(Dialect::CSV),
            Format::CsvSemicolon => Some(Dialect::SEMICOLON),
            _ => None,
        };
        let records = self.records(roster, rows).into_iter().map(|record| {
            let accounts: Vec<Influencer<'_>> =
                record.iter().map(|row| roster.influencer(*row)).collect();
            let mut row = TextRow::default();
            for (_, fill) in &self.columns {
                let cell = fill.cell(roster, &accounts);
                let cell = match (fill, dialect) {
                    (Fill::Field(field), Some(dialect)) if field.kind().is_numeric() => {
                        dialect.number(cell)
                    }
                    _ => cell,
                };
                row.push(Some(&*cell).filter(|cell| !cell.is_empty()));
            }
            row
        });
        Texts {
            rows: records.collect(),
            headers: self
                .columns
                .iter()
                .map(|(header, _)| header.clone())
                .collect(),
            named: true,
        }
    }

    /// The accounts of each record.
    fn records(&self, roster: &Roster, rows: &[RowId]) -> Vec<Vec<RowId>> {
        let platforms: Vec<&Platform> = self
            .columns
            .iter()
            .filter_map(|(_, fill)| fill.platform())
            .collect();
        let mut records: Vec<Vec<RowId>> = Vec::with_capacity(rows.len());
        let mut of_person: HashMap<&str, usize> = HashMap::new();
        for row in rows {
            let account = roster.influencer(*row);
            let person = account.text(Field::Person);
            let mut places = platforms
                .iter()
                .filter(|platform| is_on(&account, platform))
                .peekable();
            if person.is_empty() || places.peek().is_none() {
                records.push(vec![*row]);
                continue;
            }
            let taken = |record: &[RowId], platform: &Platform| {
                let mut accounts = record.iter().map(|row| roster.influencer(*row));
                accounts.any(|account| is_on(&account, platform))
            };
            match of_person.get(person) {
                Some(at) if !places.any(|platform| taken(&records[*at], platform)) => {
                    records[*at].push(*row);
                }
                _ => {
                    of_person.insert(person, records.len());
                    records.push(vec![*row]);
                }
            }
        }
        records
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_names_what_there_is_and_each_header_once() {
        let presets = read(include_str!("../../assets/presets.toml")).unwrap();
        let mut ids: Vec<&str> = presets.iter().map(|preset| preset.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), presets.len());
        for preset in &presets {
            let mut headers: Vec<&str> = preset.columns.iter().map(|(name, _)| &**name).collect();
            headers.sort_unstable();
            headers.dedup();
            assert_eq!(headers.len(), preset.columns.len(), "{}", preset.id);
        }
        let wrong = "[[preset]]\nid = \"x\"\nname = \"X\"\ncolumns = [[\"Mail\", \"e-mail\"]]\n";
        assert_eq!(
            read(wrong),
            Err("x: nothing is called \"e-mail\"".to_owned())
        );
    }
}
