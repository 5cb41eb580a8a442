//! A selection leaves the house: rows become bytes, bytes become a file.
//!
//! [`columns`] says what is written, one file a format says how, [`safe`] keeps cells from becoming
//! formulas, [`mod@write`] puts the file on disk whole or not at all. [`texts`] writes the columns of the
//! user's own files back; [`comparison`] writes two tiers set against each other, with [`chart`] where there
//! is room for one. A new format is one more file here
//! and one more arm of [`Format`].

pub mod chart;

pub mod columns;

pub mod comparison;

pub mod safe;

mod delimited;

mod json;

mod markdown;

mod table;

pub mod texts;

pub mod write;

use std::io;

pub use write::{Overwrite, SaveError, save};

use crate::roster::{Field, Roster, RowId};

/// What rows are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Tsv,
    Json,
    Jsonl,
    Markdown,
    /// Aligned columns for people, in a terminal.
    Table,
}

impl Format {
    /// The formats of files.
    pub const ALL: &'static [Format] = &[
        Format::Csv,
        Format::Tsv,
        Format::Json,
        Format::Jsonl,
        Format::Markdown,
    ];

    /// The ending of files in this format, and its name on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Markdown => "md",
            Format::Table => "txt",
        }
    }

    /// The name in the export dialog.
    pub fn label(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Tsv => "TSV",
            Format::Json => "JSON",
            Format::Jsonl => "JSON lines",
            Format::Markdown => "Markdown",
            Format::Table => "text",
        }
    }
}

/// Writes rows of a roster, in this order.
///
/// # Errors
/// What the writer says.
pub fn write_rows(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    format: Format,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Csv => delimited::write(roster, rows, columns, b',', out),
        Format::Tsv => delimited::write(roster, rows, columns, b'\t', out),
        Format::Json => json::write_array(roster, rows, columns, out),
        Format::Jsonl => json::write_lines(roster, rows, columns, out),
        Format::Markdown => markdown::write(roster, rows, columns, out),
        Format::Table => table::write(roster, rows, columns, out),
    }
}
