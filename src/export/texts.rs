//! Columns of text that no field describes: the cells of the user's files as they stand in them.
//!
//! Nothing is lost on the way: cells are written whole, blanks and line breaks and all. Only CSV, TSV and
//! workbooks put an apostrophe before what a spreadsheet would run, which reading such a file takes off again.

use std::io::{self, Write};

use serde_json::{Map, Value as Json};

use super::delimited::{Dialect, plain_error};
use super::{Account, Format, markdown, safe, workbook};
use crate::roster::formula;

/// A table of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// A name for each column; several may be the same, or empty.
    pub headers: Vec<String>,
    /// Whether the names stand in the files; CSV of files without a header has none either.
    pub named: bool,
    pub rows: Vec<TextRow>,
}

/// One record of a table of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextRow {
    /// The cells one behind the other, since a selection may have millions of them.
    text: String,
    /// Where each ends; none where the record has no such cell.
    ends: Vec<Option<usize>>,
}

impl TextRow {
    /// Puts a cell behind the others; none where the record has no such cell.
    pub fn push(&mut self, cell: Option<&str>) {
        self.text.push_str(cell.unwrap_or_default());
        self.ends.push(cell.map(|_| self.text.len()));
    }

    /// The cells.
    pub fn cells(&self) -> impl Iterator<Item = Option<&str>> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let end = (*end)?;
            let cell = &self.text[start..end];
            start = end;
            Some(cell)
        })
    }
}

/// Writes a table of text. To a terminal no cell is written that would steer it. A workbook also says
/// how it was made.
///
/// # Errors
/// What the writer says, and before anything is written that a sheet is too small for the rows.
pub fn write(
    texts: &Texts,
    format: Format,
    terminal: bool,
    account: &Account,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Csv | Format::Table => delimited(texts, Dialect::CSV, terminal, out),
        Format::CsvSemicolon => delimited(texts, Dialect::SEMICOLON, terminal, out),
        Format::Tsv => delimited(texts, Dialect::TSV, terminal, out),
        Format::Xlsx => workbook::write_texts(texts, account, out),
        Format::Json => {
            let names = texts.names();
            out.write_all(b"[")?;
            for (at, row) in texts.rows.iter().enumerate() {
                out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, &object(&names, row))?;
            }
            let nothing = texts.rows.is_empty();
            out.write_all(if nothing { b"]\n" } else { b"\n]\n" })
        }
        Format::Jsonl => {
            let names = texts.names();
            for row in &texts.rows {
                serde_json::to_writer(&mut *out, &object(&names, row))?;
                out.write_all(b"\n")?;
            }
            Ok(())
        }
        Format::Markdown => markdown::write_texts(texts, out),
    }
}

impl Texts {
    /// A name of its own for each column.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::with_capacity(self.headers.len());
        for (at, header) in self.headers.iter().enumerate() {
            let first = if header.trim().is_empty() {
                format!("Column {}", at + 1)
            } else {
                header.clone()
            };
            let mut name = first.clone();
            let mut number = 2;
            while names.contains(&name) {
                name = format!("{first} ({number})");
                number += 1;
            }
            names.push(name);
        }
        names
    }
}

fn delimited(
    texts: &Texts,
    dialect: Dialect,
    terminal: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = dialect.writer(out)?;
    let mut record = |cells: &mut dyn Iterator<Item = &str>| -> io::Result<()> {
        for cell in cells {
            let cell = if terminal {
                safe::cell(cell)
            } else {
                formula::defused(cell)
            };
            writer.write_field(cell.as_bytes()).map_err(plain_error)?;
        }
        writer.write_record(None::<&[u8]>).map_err(plain_error)
    };
    if texts.named {
        record(&mut texts.headers.iter().map(String::as_str))?;
    }
    for row in &texts.rows {
        record(&mut row.cells().map(Option::unwrap_or_default))?;
    }
    writer.flush()
}

fn object(names: &[String], row: &TextRow) -> Json {
    let cells = names.iter().cloned().zip(row.cells());
    let object: Map<String, Json> = cells
        .map(|(name, cell)| (name, cell.map_or(Json::Null, Json::from)))
        .collect();
    Json::Object(object)
}
