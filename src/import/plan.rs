//! What each column of a file is and how it is written: decided once, over a sample of the rows.

use std::collections::HashMap;
use std::sync::Arc;

use super::headers::{self, Assigned};
use super::read::Options;
use super::shape::Shape;
use super::units::{self, Style};
use super::{Record, values};
use crate::roster::platform::Platform;
use crate::roster::{Currency, Field, Kind};

/// What each column is and how it is written: decided once for a file, shared by all threads.
#[derive(Debug)]
pub struct Plan {
    pub headers: Vec<String>,
    /// Cells that a row should have.
    pub width: usize,
    pub columns: Vec<(Assigned, Style)>,
    /// The line of the header; rows are below it.
    pub header_line: u64,
    /// The network where no cell says it.
    pub platform: Option<String>,
    /// The name of the file, for the rows.
    pub file: String,
    /// The headers of the columns that no field took, each named once.
    pub extra_headers: Arc<[String]>,
    /// For each column, its place among the extra headers.
    pub extras: Vec<Option<usize>>,
    /// Columns by field of words, since several may be put together.
    pub words: Vec<(Field, Vec<usize>)>,
}

impl Plan {
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .position(|(column, _)| column.field == Some(field))
    }
}

/// Decides what the columns of a table are.
pub fn decide(shape: &Shape, rows: &[Record<'_>], options: &Options, file: &str) -> Plan {
    let assigned = headers::assign(&shape.headers, rows, &options.mappings);
    let columns: Vec<_> = (0..assigned.len())
        .map(|at| (assigned[at].clone(), units::style(&assigned, at, rows)))
        .collect();
    let mut extra_headers: Vec<String> = Vec::new();
    let mut extras = Vec::new();
    for (header, column) in shape.headers.iter().zip(&assigned) {
        extras.push(column.field.is_none().then(|| {
            let mut name = header.clone();
            let mut number = 2;
            while extra_headers.contains(&name) {
                name = format!("{header} ({number})");
                number += 1;
            }
            extra_headers.push(name);
            extra_headers.len() - 1
        }));
    }
    let mut words: Vec<(Field, Vec<usize>)> = Vec::new();
    for (at, column) in assigned.iter().enumerate() {
        let Some(field) = column.field.filter(|field| field.kind().is_words()) else {
            continue;
        };
        if matches!(field, Field::Platform | Field::Currency) {
            continue;
        }
        match words.iter_mut().find(|(known, _)| *known == field) {
            Some((_, columns)) => columns.push(at),
            None => words.push((field, vec![at])),
        }
    }
    let said = shape.headers.join(" ");
    let platform = options
        .platform
        .as_deref()
        .map(|name| {
            Platform::named(name)
                .map_or_else(|| name.to_owned(), |platform| platform.name.to_owned())
        })
        .or_else(|| {
            let told = Platform::in_text(file).or_else(|| Platform::in_text(&said));
            told.map(|platform| platform.name.to_owned())
        });
    Plan {
        headers: shape.headers.clone(),
        width: shape.width,
        columns,
        header_line: shape.header_line.unwrap_or(0),
        platform,
        file: file.to_owned(),
        extra_headers: extra_headers.into(),
        extras,
        words,
    }
}

/// The currency that most rows of a sample name, if any does.
pub fn most_said(plan: &Plan, rows: &[Record<'_>]) -> Option<Currency> {
    let mut votes: HashMap<Currency, usize> = HashMap::new();
    for (at, (column, style)) in plan.columns.iter().enumerate() {
        let Some(field) = column.field else { continue };
        for row in rows {
            let cell = row.cell(at);
            let said = if field == Field::Currency {
                values::currency(cell)
            } else if field.kind() == Kind::Money {
                values::number(cell, style.decimal_comma)
                    .and_then(|number| number.currency.or(style.currency))
            } else {
                None
            };
            if let Some(currency) = said {
                *votes.entry(currency).or_default() += 1;
            }
        }
    }
    votes
        .into_iter()
        .max_by_key(|(currency, votes)| (*votes, *currency))
        .map(|(currency, _)| currency)
}
