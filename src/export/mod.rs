//! A selection leaves the house: rows become bytes, bytes become a file.
//!
//! [`columns`] says what is written, one file a format says how, [`safe`] keeps cells from becoming
//! formulas, [`mod@write`] puts the file on disk whole or not at all. [`texts`] writes the columns of the
//! user's own files back; [`account`] is what an export says of how it was made; [`comparison`] writes two tiers set against each other, with [`chart`] where there
//! is room for one, and [`brief`] a shortlist for whoever signs. A new format is one more file here and one
//! more arm of [`Format`].

pub mod account;

pub mod brief;

pub mod chart;

pub mod columns;

pub mod comparison;

pub mod safe;

mod delimited;

mod json;

mod markdown;

mod sheet;

mod table;

pub mod texts;

mod workbook;

pub mod write;

use std::io;

pub use account::{Account, Making};
pub use brief::Brief;
pub use write::{Overwrite, SaveError, save};

use crate::roster::{Field, Roster, RowId};
use delimited::Dialect;

/// What rows are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    /// CSV as Excel reads it where a comma is the decimal mark: `;` between cells, commas in numbers.
    CsvSemicolon,
    Xlsx,
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
        Format::CsvSemicolon,
        Format::Xlsx,
        Format::Tsv,
        Format::Json,
        Format::Jsonl,
        Format::Markdown,
    ];

    /// The ending of files in this format.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Csv | Format::CsvSemicolon => "csv",
            Format::Xlsx => "xlsx",
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
            Format::CsvSemicolon => "CSV with ;",
            Format::Xlsx => "Excel",
            Format::Tsv => "TSV",
            Format::Json => "JSON",
            Format::Jsonl => "JSON lines",
            Format::Markdown => "Markdown",
            Format::Table => "text",
        }
    }

    /// Whether a terminal can show it.
    pub fn is_text(self) -> bool {
        self != Format::Xlsx
    }
}

/// Writes rows of a roster, in this order. A workbook also says how it was made.
///
/// # Errors
/// What the writer says, and before anything is written that a sheet is too small for the rows.
pub fn write_rows(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    format: Format,
    making: &Making,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Csv => delimited::write(roster, rows, columns, Dialect::CSV, out),
        Format::CsvSemicolon => delimited::write(roster, rows, columns, Dialect::SEMICOLON, out),
        Format::Xlsx => workbook::write(roster, rows, columns, making, out),
        Format::Tsv => delimited::write(roster, rows, columns, Dialect::TSV, out),
        Format::Json => json::write_array(roster, rows, columns, out),
        Format::Jsonl => json::write_lines(roster, rows, columns, out),
        Format::Markdown => markdown::write(roster, rows, columns, out),
        Format::Table => table::write(roster, rows, columns, out),
    }
}
