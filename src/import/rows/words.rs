//! The words of a row: what a cell of words means is worked out once for each text.

use super::Filler;
use crate::import::Record;
use crate::import::flatten::BETWEEN;
use crate::import::plan::Account;
use crate::import::values::{self, Lists};
use crate::roster::platform::Platform;
use crate::roster::{Field, Kind, SegmentBuilder, country, language};
use rustc_hash::FxHashMap;

impl Filler<'_> {
    /// Sets the words of a field by a cell: what the cell means is worked out once for each text.
    pub(super) fn remembered(
        &mut self,
        field: Field,
        cell: &str,
        make: impl FnOnce(&mut SegmentBuilder) -> u32,
    ) {
        let known = self.memory.iter().position(|(known, _)| *known == field);
        let at = known.unwrap_or_else(|| {
            self.memory.push((field, FxHashMap::default()));
            self.memory.len() - 1
        });
        let rows = &mut self.chunk.rows;
        let codes = &mut self.memory[at].1;
        let code = match codes.get(cell) {
            Some(code) => *code,
            None => {
                let code = make(rows);
                codes.insert(cell.to_owned(), code);
                code
            }
        };
        rows.code(field, code);
    }

    /// The networks that a row names, else the one of its profile address, else the file's.
    pub(super) fn platform(&mut self, record: &Record<'_>, account: &Account) {
        if let Some(name) = account.network {
            return self.remembered(Field::Platform, name, |rows| {
                rows.code_of(Field::Platform, [name])
            });
        }
        let cell = account.at.platform.map_or("", |at| record.cell(at));
        let address = values::is_missing(cell).then(|| account.at.platform_of_address(record));
        match address.flatten() {
            Some(name) => self.remembered(Field::Platform, name, |rows| {
                rows.code_of(Field::Platform, [name])
            }),
            None => self.name_platform(cell),
        }
    }

    /// The networks that a cell names, else the file's.
    pub(super) fn name_platform(&mut self, cell: &str) {
        let plan = self.plan;
        if !values::is_missing(cell) {
            self.remembered(Field::Platform, cell, |rows| {
                let words = cell.split([',', ';', '/', '|']).map(values::trim);
                let names =
                    words.map(|word| Platform::named(word).map_or(word, |found| found.name));
                rows.code_of(Field::Platform, names)
            });
        } else if let Some(name) = plan.platform.as_deref() {
            self.remembered(Field::Platform, name, |rows| {
                rows.code_of(Field::Platform, [name])
            });
        }
    }

    pub(super) fn words(&mut self, record: &Record<'_>, field: Field, columns: &[usize]) {
        let plan = self.plan;
        if let [at] = columns {
            let cell = record.cell(*at);
            if !values::is_missing(cell) {
                self.word(field, cell, &plan.columns[*at].1.lists);
            }
            return;
        }
        let cells = columns.iter().map(|at| (record.cell(*at), *at));
        let words = cells
            .filter(|(cell, _)| !values::is_missing(cell))
            .flat_map(|(cell, at)| meant(field, cell, &plan.columns[at].1.lists));
        self.chunk.rows.words(field, words);
    }

    /// Sets the words of a field by its one cell.
    pub(super) fn word(&mut self, field: Field, cell: &str, lists: &Lists) {
        self.remembered(field, cell, |rows| {
            rows.code_of(field, meant(field, cell, lists))
        });
    }
}

/// The words that a cell of a field means.
fn meant<'c>(field: Field, cell: &'c str, lists: &Lists) -> Vec<&'c str> {
    match field {
        Field::Country | Field::AudienceCountry => {
            let places = cell.split(BETWEEN).map(values::trim);
            places
                .map(|place| country::of_place(place).unwrap_or(place))
                .collect()
        }
        Field::Verified => match cell.to_lowercase().as_str() {
            "1" | "yes" | "true" | "y" | "si" | "sí" | "oui" | "ja" | "sim" | "да" => {
                vec!["yes"]
            }
            "0" | "no" | "false" | "n" | "non" | "nein" | "não" | "нет" => vec!["no"],
            _ => Vec::new(),
        },
        Field::Language if !lists.codes => {
            let words = lists.words(cell).into_iter();
            words
                .map(|word| language::named(word).unwrap_or(word))
                .collect()
        }
        field if field.kind() == Kind::Words => lists.words(cell),
        _ => cell.split(BETWEEN).map(values::trim).collect(),
    }
}
