//! What was understood of each file and what was not. Plain data.

use std::time::SystemTime;

use super::choices::Choices;
use crate::roster::{Currency, Field};

/// The report of one load, a part for each file.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub files: Vec<FileReport>,
    /// What is worth knowing of the rows of all files together, each a sentence.
    pub notes: Vec<String>,
}

impl Report {
    /// The headers of all files with the fields that their columns were read as.
    pub fn headers(&self) -> Vec<(&str, Field)> {
        self.files.iter().flat_map(FileReport::headers).collect()
    }
}

impl FileReport {
    /// The headers of columns that fields took, with the field of each.
    pub fn headers(&self) -> Vec<(&str, Field)> {
        let columns = self.columns.iter();
        let taken = columns.filter_map(|column| Some((column.header.as_str(), column.field?)));
        taken.collect()
    }
}

/// What was understood of one file.
#[derive(Clone, Debug)]
pub struct FileReport {
    pub path: String,
    pub format: Format,
    /// The archive around it.
    pub packing: Option<&'static str>,
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    /// The line of the header, 1-based; none where the file has no header.
    pub header_line: Option<u64>,
    /// The names of the columns by which choices for this file are remembered; empty where it has no
    /// header.
    pub header: Vec<String>,
    /// What is remembered for files with this header.
    pub choices: Choices,
    pub sheet: Option<String>,
    /// All sheets of a workbook.
    pub sheets: Vec<String>,
    /// What else is worth knowing of the file as a whole, such as a name that says another format.
    pub notes: Vec<String>,
    pub rows: RowCounts,
    /// What the file has in common with those before it; none for the first file.
    pub merged: Option<Merged>,
    pub columns: Vec<ColumnReport>,
    /// Figures of each field over all rows found; filled where [`super::Options::figures`] asks.
    pub fields: Vec<FieldFigures>,
    /// Figures of all prices of all formats, where a row may have several.
    pub quotes: Option<FieldFigures>,
    pub issues: Vec<Issue>,
    /// Issues that are not listed, since there are too many of their kinds.
    pub unlisted: u64,
    /// Reading was stopped before the end.
    pub stopped_early: bool,
    /// The currency of prices that do not say.
    pub currency: Currency,
    /// Nothing in the file says that currency.
    pub currency_assumed: bool,
    /// The column that says it, where one does.
    pub currency_from: Option<String>,
    /// The first rows as they stand in the file.
    pub first_rows: Vec<Vec<String>>,
    /// What the file was like when it was read; none where it can be read only once, as a pipe can.
    pub stamp: Option<Stamp>,
    /// Why the file could not be read.
    pub error: Option<ReadError>,
}

/// What tells whether a file has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub length: u64,
    pub modified: Option<SystemTime>,
}

impl FileReport {
    /// The day of the file, from which it counts back: when it was last changed, else today.
    pub(super) fn day(&self) -> f64 {
        let changed = self.stamp.and_then(|stamp| stamp.modified);
        let time = changed.unwrap_or_else(SystemTime::now);
        let since = time.duration_since(SystemTime::UNIX_EPOCH);
        since.map_or(0.0, |since| (since.as_secs() / 86_400) as f64)
    }

    pub(super) fn new(path: String) -> Self {
        FileReport {
            path,
            format: Format::Delimited,
            packing: None,
            encoding: None,
            delimiter: None,
            header_line: None,
            header: Vec::new(),
            choices: Choices::default(),
            sheet: None,
            sheets: Vec::new(),
            notes: Vec::new(),
            rows: RowCounts::default(),
            merged: None,
            columns: Vec::new(),
            fields: Vec::new(),
            quotes: None,
            issues: Vec::new(),
            unlisted: 0,
            stopped_early: false,
            currency: Currency::USD,
            currency_assumed: true,
            currency_from: None,
            first_rows: Vec::new(),
            stamp: None,
            error: None,
        }
    }
}

/// The container of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Delimited,
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    /// A table of a web page.
    Html,
    /// A workbook written as XML.
    Xml,
    Json,
    JsonLines,
    Parquet,
}

impl Format {
    /// Whether the container itself says what its columns are called.
    pub fn names_columns(self) -> bool {
        matches!(self, Format::Json | Format::JsonLines | Format::Parquet)
    }

    /// The name in reports, by the delimiter for text.
    pub fn name(self, delimiter: Option<char>) -> &'static str {
        match (self, delimiter) {
            (Format::Xlsx, _) => "xlsx",
            (Format::Xlsb, _) => "xlsb",
            (Format::Xls, _) => "xls",
            (Format::Ods, _) => "ods",
            (Format::Html, _) => "html",
            (Format::Xml, _) => "xml",
            (Format::Json, _) => "json",
            (Format::JsonLines, _) => "jsonl",
            (Format::Parquet, _) => "parquet",
            (Format::Delimited, Some('\t')) => "tsv",
            (Format::Delimited, _) => "csv",
        }
    }
}

/// Rows of a file. A record in which every cell is empty is no row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Records of the file. Fewer than the rows where a record tells of several accounts.
    pub records: u64,
    pub found: u64,
    pub loaded: u64,
    pub left_out: u64,
}

/// What a file has in common with those before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Influencers of this file who stand in an earlier one too.
    pub in_both: u64,
    /// Influencers of this file alone.
    pub only_here: u64,
    /// Influencers of the files before who are not in this one.
    pub only_before: u64,
    /// What was taken from this file for those in both.
    pub taken: Vec<Taken>,
    /// Of those in both, how many were found by the handle alone, since one of the files says no
    /// platform.
    pub by_handle: u64,
    /// Rows of this file without a handle whose name stands in an earlier file.
    pub same_names: u64,
    /// Some of these names.
    pub names: Vec<String>,
}

/// What was taken from a file for influencers who were known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub column: String,
    /// Rows of which it was not known before.
    pub new: u64,
    /// Rows of which another value was known before.
    pub changed: u64,
    /// Rows of which the same was known before.
    pub same: u64,
}

/// What one column was read as.
#[derive(Clone, Debug)]
pub struct ColumnReport {
    /// As it stands in the file.
    pub header: String,
    /// None: kept as it is, unused.
    pub field: Option<Field>,
    /// Rows with something in the column.
    pub filled: u64,
    /// The first value, with its reading where that differs: `48.2K → 48,200`.
    pub example: String,
    /// The first different values as they stand in the file.
    pub samples: Vec<String>,
    /// Whether its numbers have a decimal comma; none where it holds no numbers.
    pub decimal_comma: Option<bool>,
    /// How its numbers are written: `percent`, `millions`, `USD`.
    pub unit: Option<String>,
    /// Why it was read so, where that is not plain.
    pub note: Option<String>,
    /// The header did not say so: its cells did, and the user should look.
    pub guess: bool,
}

/// Figures of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldFigures {
    pub field: Field,
    /// Rows with a value.
    pub n: u64,
    pub figures: Figures,
}

/// What is said of the values of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Figures {
    Numbers {
        min: f64,
        max: f64,
        sum: f64,
        median: f64,
    },
    /// Different words, after lists were split.
    Words { distinct: u64 },
}

/// One thing that was not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub kind: IssueKind,
    pub line: Option<u64>,
    pub column: Option<String>,
    /// What stands in the file.
    pub text: String,
    /// What else there is to say of it, such as how a duplicate differs from the first row.
    pub detail: Option<String>,
    pub effect: Effect,
}

/// The kinds of issues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IssueKind {
    Duplicate,
    NoIdentity,
    NotANumber,
    Range,
    AtLeast,
    NotADate,
    NoFollowers,
    NegativePrice,
    RateAbove100,
    TwoCurrencies,
    Ragged,
    UnquotedComma,
    BadText,
    OpenQuote,
    BrokenOff,
    Damaged,
    FarOut,
    Comment,
    RepeatedHeader,
    TotalRow,
    Section,
    Footer,
}

impl IssueKind {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            IssueKind::Duplicate => "duplicate",
            IssueKind::NoIdentity => "no_identity",
            IssueKind::NotANumber => "not_a_number",
            IssueKind::Range => "range",
            IssueKind::AtLeast => "at_least",
            IssueKind::NotADate => "not_a_date",
            IssueKind::NoFollowers => "no_followers",
            IssueKind::NegativePrice => "negative_price",
            IssueKind::RateAbove100 => "rate_above_100",
            IssueKind::TwoCurrencies => "two_currencies",
            IssueKind::Ragged => "ragged",
            IssueKind::UnquotedComma => "unquoted_comma",
            IssueKind::BadText => "bad_text",
            IssueKind::OpenQuote => "open_quote",
            IssueKind::BrokenOff => "broken_off",
            IssueKind::Damaged => "damaged",
            IssueKind::FarOut => "far_out",
            IssueKind::Comment => "comment",
            IssueKind::RepeatedHeader => "repeated_header",
            IssueKind::TotalRow => "total_row",
            IssueKind::Section => "section",
            IssueKind::Footer => "footer",
        }
    }

    /// What it means.
    pub fn sentence(self) -> &'static str {
        match self {
            IssueKind::Duplicate => "the same platform and handle stand in an earlier row",
            IssueKind::NoIdentity => "the row has neither a handle nor a name",
            IssueKind::NotANumber => "not a number, expected for example 48200, 48.2K or 1.1M",
            IssueKind::Range => "from one number to another, which is no number",
            IssueKind::AtLeast => "there may be more; read as the number that stands there",
            IssueKind::NoFollowers => "0 followers: mostly nobody counted them",
            IssueKind::NotADate => "not a date, expected for example 2026-10-31",
            IssueKind::NegativePrice => "a price below zero",
            IssueKind::RateAbove100 => "above 100 %: possible, but look at it",
            IssueKind::TwoCurrencies => {
                "what an earlier file says, in another currency than the prices of this one"
            }
            IssueKind::Ragged => "the row has more or fewer cells than the header",
            IssueKind::UnquotedComma => {
                "a comma in a number cut it in two; its parts were put together"
            }
            IssueKind::BadText => "characters that could not be read, shown as \u{fffd}",
            IssueKind::OpenQuote => "a quote is opened here and never closed",
            IssueKind::FarOut => "cells beyond the 2,000th column were not read",
            IssueKind::Damaged => "a record that is damaged and cannot be read",
            IssueKind::Comment => "a comment among the rows, or a line that explains the columns",
            IssueKind::RepeatedHeader => "the header once more",
            IssueKind::TotalRow => "a sum or a mean of the rows above",
            IssueKind::Section => "the title of a part of the table",
            IssueKind::Footer => "a line at the foot of the table",
            IssueKind::BrokenOff => "the file breaks off here; everything before was read",
        }
    }
}

/// What an issue led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    RowLeftOut,
    CellEmpty,
    Noted,
    /// It is no row of the roster, so it is not counted among those left out.
    NotARow,
}

impl Effect {
    pub fn sentence(self) -> &'static str {
        match self {
            Effect::RowLeftOut => "row left out",
            Effect::CellEmpty => "cell read as empty",
            Effect::Noted => "kept",
            Effect::NotARow => "not a row",
        }
    }
}

/// Why a file could not be read: what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("{path} is not there. Check the name and the folder")]
    Missing { path: String },
    #[error("{path} is a folder. Open one of the files in it")]
    Folder { path: String },
    #[error("{path} may not be read: no permission. Ask whoever owns it, or copy it")]
    NoPermission { path: String },
    #[error("{path} could not be read: {reason}")]
    Unreadable { path: String, reason: String },
    #[error(
        "{path} is a damaged {packing} archive: {reason}. Get the file again, or unpack it yourself"
    )]
    DamagedArchive {
        path: String,
        packing: &'static str,
        reason: String,
    },
    #[error(
        "{path} holds more than one gigabyte that would have to be in memory at once. Save it as .csv, or as JSON with one record a line"
    )]
    TooBig { path: String },
    #[error("{path} is empty: it has no rows to read")]
    Empty { path: String },
    #[error("{path} has a header on line {line} but no rows below it")]
    HeaderOnly { path: String, line: u64 },
    #[error("{path} is {what}, which cannot be read. Save the list as .csv or .xlsx and open that")]
    Unsupported { path: String, what: &'static str },
    #[error(
        "{path} is not a readable workbook: {reason}. Open it in your spreadsheet program and save it again"
    )]
    DamagedWorkbook { path: String, reason: String },
    #[error("{path} is not a readable Parquet file: {reason}. Get it again, or save it as .csv")]
    DamagedParquet { path: String, reason: String },
    #[error(
        "{path} is a zip archive of several files: {files}. Unpack it and open those that you want"
    )]
    SeveralFiles { path: String, files: String },
    #[error("{path} is {what}, which cannot be unpacked here. Unpack it and open the file in it")]
    Archive { path: String, what: &'static str },
    #[error(
        "{path} is a workbook with a password. Open it in your spreadsheet program, save it without the password and open that"
    )]
    Password { path: String },
    #[error("{path} has no sheet \"{sheet}\". Its sheets are: {sheets}")]
    NoSheet {
        path: String,
        sheet: String,
        sheets: String,
    },
    #[error(
        "{path} is not a roster: none of its columns is a handle, a name or a profile link. Name one with --map 'Header=handle'"
    )]
    NoColumns { path: String },
    #[error(
        "{path} is not a roster: it only points at influencers by its column {column}, without their handles, names or followers. None of it was used; open the file that has them"
    )]
    PointsElsewhere { path: String, column: String },
    #[error("\"{name}\" is no encoding. Try utf-8, utf-16, windows-1252, shift_jis or euc-kr")]
    NoEncoding { name: String },
}

impl ReadError {
    /// Whether the file is whole but tells of something else than influencers, so that other files
    /// can do without it.
    pub fn is_no_roster(&self) -> bool {
        matches!(
            self,
            ReadError::NoColumns { .. } | ReadError::PointsElsewhere { .. }
        )
    }
}
