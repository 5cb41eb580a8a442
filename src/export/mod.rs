//! A selection leaves the house: rows become bytes, bytes become a file.
//!
//! [`columns`] says what is written, one file a format says how, [`safe`] keeps cells from becoming
//! formulas, [`mod@write`] puts the file on disk whole or not at all. [`texts`] writes the columns of the
//! user's own files back, [`presets`] the columns that other tools ask for; [`preview`] shows the beginning
//! of a file before it is written; [`account`] is what an export says of how it was made; [`comparison`] writes two tiers set against each other, with [`chart`] where there
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

pub mod presets;

pub mod preview;

mod sheet;

mod table;

pub mod texts;

mod workbook;

pub mod write;

use std::io;

pub use account::{Account, Making};
pub use brief::Brief;
pub use presets::Preset;
pub use preview::Preview;
pub use write::{Overwrite, Place, SaveError, place, save};

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

    /// Whether its figures can be written plain or as shown; the others have a way of their own.
    pub fn has_numbers(self) -> bool {
        matches!(self, Format::Csv | Format::CsvSemicolon | Format::Tsv)
    }

    /// Whether programs read it, and so the names of its columns.
    pub fn is_for_machines(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl)
    }

    /// Whether a terminal can show it.
    pub fn is_text(self) -> bool {
        self != Format::Xlsx
    }
}

/// Who reads the names of columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headers {
    /// `Engagement rate`.
    People,
    /// `engagement_rate`.
    #[default]
    Machines,
}

/// How figures are written where a format leaves a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// `48200`.
    #[default]
    Plain,
    /// `48.2k`.
    AsShown,
}

/// The words of an export: of its columns and of its figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    pub headers: Headers,
    pub numbers: Numbers,
}

/// Writes rows of a roster, in this order. A workbook also says how it was made.
///
/// # Errors
/// What the writer says, and before anything is written that a sheet is too small for the rows.
pub fn write_rows(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    (format, wording): (Format, Wording),
    making: &Making,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let headers = wording.headers;
    match format {
        Format::Csv => delimited::write(roster, rows, columns, (Dialect::CSV, wording), out),
        Format::CsvSemicolon => {
            delimited::write(roster, rows, columns, (Dialect::SEMICOLON, wording), out)
        }
        Format::Xlsx => workbook::write(roster, rows, columns, headers, making, out),
        Format::Tsv => delimited::write(roster, rows, columns, (Dialect::TSV, wording), out),
        Format::Json => json::write_array(roster, rows, columns, headers, out),
        Format::Jsonl => json::write_lines(roster, rows, columns, headers, out),
        Format::Markdown => markdown::write(roster, rows, columns, headers, out),
        Format::Table => table::write(roster, rows, columns, out),
    }
}
