//! The text of the configuration file: values with the place where each stands.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::settings::{ConfigError, SETTINGS};
use super::words::meant;

/// A value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    Text(String),
    Switch(bool),
    List(Vec<String>),
    Other(String),
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Given::Text(text) => write!(f, "\"{text}\""),
            Given::Switch(on) => write!(f, "{on}"),
            Given::List(_) => f.write_str("a list"),
            Given::Other(text) => f.write_str(text),
        }
    }
}

/// What a file says.
#[derive(Debug, Default)]
pub struct Read {
    /// Name, place and value of each setting.
    pub values: Vec<(String, String, Given)>,
    pub keys: BTreeMap<String, String>,
    /// Headers with the place and the name of their field.
    pub import: Vec<(String, String, String)>,
    /// Currency codes with the place and their rate as it is written.
    pub rates: Vec<(String, String, String)>,
    pub errors: Vec<ConfigError>,
}

/// Reads the text of a file.
pub fn read(path: &str, text: &str) -> Read {
    let mut read = Read::default();
    match DeTable::parse(text) {
        Ok(table) => walk(path, text, "", table.get_ref(), &mut read),
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().lines().next().unwrap_or("it is not TOML");
            read.errors.push(ConfigError {
                place: place(path, text, &span),
                message: message.to_owned(),
            });
        }
    }
    read
}

fn walk(path: &str, text: &str, prefix: &str, table: &DeTable<'_>, read: &mut Read) {
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        let known = SETTINGS.iter().any(|setting| setting.name == name);
        let inner = SETTINGS
            .iter()
            .any(|setting| setting.name.starts_with(&format!("{name}.")));
        match value.get_ref() {
            DeValue::Table(keys) if name == "keys" => {
                for (command, key) in keys {
                    if let DeValue::String(key) = key.get_ref() {
                        read.keys
                            .insert(command.get_ref().to_string(), key.to_string());
                    } else {
                        read.errors.push(ConfigError {
                            place: place(path, text, &key.span()),
                            message: format!(
                                "the key of \"{}\" must be a text in quotes",
                                command.get_ref()
                            ),
                        });
                    }
                }
            }
            DeValue::Table(headers) if name == "import" => {
                for (header, field) in headers {
                    let place = place(path, text, &field.span());
                    let header = header.get_ref().to_string();
                    match field.get_ref() {
                        DeValue::String(field) => {
                            read.import.push((header, place, field.to_string()));
                        }
                        _ => read.errors.push(ConfigError {
                            place,
                            message: format!(
                                "the field of the column \"{header}\" must be a text in quotes, such as \"followers\""
                            ),
                        }),
                    }
                }
            }
            DeValue::Table(rates) if name == "rates" => {
                for (code, rate) in rates {
                    let place = place(path, text, &rate.span());
                    let written = text[rate.span()].to_owned();
                    read.rates
                        .push((code.get_ref().to_string(), place, written));
                }
            }
            DeValue::Table(table) if inner => walk(path, text, &format!("{name}."), table, read),
            value_ref if known => {
                let span = value.span();
                read.values.push((
                    name,
                    place(path, text, &span),
                    given(value_ref, &text[span]),
                ));
            }
            _ => read.errors.push(ConfigError {
                place: place(path, text, &key.span()),
                message: format!(
                    "there is no setting \"{name}\"{}",
                    meant(&name, SETTINGS.iter().map(|setting| setting.name))
                ),
            }),
        }
    }
}

fn given(value: &DeValue<'_>, written: &str) -> Given {
    match value {
        DeValue::String(text) => Given::Text(text.to_string()),
        DeValue::Boolean(on) => Given::Switch(*on),
        DeValue::Array(items) => {
            let texts: Option<Vec<String>> = items
                .iter()
                .map(|item| match item.get_ref() {
                    DeValue::String(text) => Some(text.to_string()),
                    _ => None,
                })
                .collect();
            texts.map_or_else(|| Given::Other(written.to_owned()), Given::List)
        }
        _ => Given::Other(written.to_owned()),
    }
}

/// `config.toml:14:9`, counted from 1, columns in characters.
fn place(path: &str, text: &str, span: &Range<usize>) -> String {
    let before = &text[..span.start.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{path}:{line}:{column}")
}
