//! Where the table begins and how it is called: titles, notes and blank lines above the header, a header
//! of one line or of several, or none. `header` finds its line, `lines` puts several together, `aside`
//! tells what stands among the rows and is none, `total` sums below them.

mod aside;

mod header;

mod lines;

mod total;

use super::{Record, values};
pub use aside::Asides;
pub use total::{Sums, Total};

/// The header of a table and where its rows begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// One name for each column: as it stands in the file, put together where it has several lines,
    /// `Column 7` where there is none.
    pub headers: Vec<String>,
    /// Cells of the header itself; rows with more or fewer are ragged.
    pub width: usize,
    /// The line of the header; none where there is none.
    pub header_line: Option<u64>,
    /// The last line that belongs to the header: rows are below it.
    pub rows_after: u64,
    /// Columns that nobody named: only their cells tell what they are.
    pub nameless: Vec<usize>,
    /// What stands above the table: titles and notes, with their lines.
    pub above: Vec<(u64, String)>,
    /// Lines between the header and the rows that explain columns.
    pub help: Vec<(u64, String)>,
    /// Lines that the header was put together from, where there are several.
    pub joined: Vec<u64>,
    /// What stands among the rows and is none.
    pub asides: Asides,
}

impl Shape {
    /// The shape of a container that names its columns itself.
    pub fn named(headers: &[String]) -> Self {
        Shape {
            width: headers.len(),
            headers: headers.to_vec(),
            ..Shape::default()
        }
    }

    /// Whether a record is a row of the table.
    pub fn is_row(&self, record: &Record<'_>) -> bool {
        record.line > self.rows_after && !record.is_empty() && self.asides.kind(record).is_none()
    }
}

/// Finds the header among the first records.
pub fn find(records: &[Record<'_>]) -> Shape {
    let width = records
        .iter()
        .map(|record| record.cells.len())
        .max()
        .unwrap_or(0);
    let Some(at) = header::find(records) else {
        return nameless(records, width);
    };
    let found = lines::around(records, at);
    let record = &records[at];
    let names = (0..width.max(record.cells.len()))
        .map(|column| found.names.get(column).cloned().unwrap_or_default())
        .collect();
    let headers = trimmed(names, records, found.last);
    let filled = |column: usize| {
        records[found.last + 1..]
            .iter()
            .any(|record| !record.cell(column).is_empty())
    };
    let nameless: Vec<usize> = (0..headers.len())
        .filter(|column| headers[*column].is_empty() && filled(*column))
        .collect();
    let lines: Vec<&Record<'_>> = found.lines.iter().map(|at| &records[*at]).collect();
    let width = lines
        .iter()
        .map(|record| record.cells.len())
        .max()
        .unwrap_or(0);
    let mut shape = Shape {
        width,
        header_line: Some(record.line),
        rows_after: records[found.last].line,
        above: texts(&records[..found.first]),
        help: found
            .help
            .iter()
            .map(|at| (records[*at].line, text(&records[*at])))
            .collect(),
        joined: if lines.len() > 1 {
            lines.iter().map(|record| record.line).collect()
        } else {
            Vec::new()
        },
        asides: Asides::of_table(&lines, width),
        headers,
        nameless,
    };
    for column in &shape.nameless {
        shape.headers[*column] = placed(*column);
    }
    shape
}

/// What a column without a name is called, by its place from 0.
pub fn placed(at: usize) -> String {
    format!("Column {}", at + 1)
}

/// A table without a header: titles may stand above it all the same.
fn nameless(records: &[Record<'_>], width: usize) -> Shape {
    let first = header::first_row(records);
    Shape {
        headers: (0..width).map(placed).collect(),
        width,
        header_line: None,
        rows_after: first.checked_sub(1).map_or(0, |above| records[above].line),
        nameless: (0..width).collect(),
        above: texts(&records[..first]),
        asides: Asides::of_table(&[], width),
        ..Shape::default()
    }
}

/// What records say that are no rows.
fn texts(records: &[Record<'_>]) -> Vec<(u64, String)> {
    records
        .iter()
        .filter(|record| !record.is_empty() && !aside::is_rule(record) && !is_hint(record))
        .map(|record| (record.line, text(record)))
        .collect()
}

/// `sep=;` tells spreadsheets the delimiter.
fn is_hint(record: &Record<'_>) -> bool {
    record.filled() == 1 && record.cell(0).starts_with("sep=")
}

/// A record in one line.
pub fn text(record: &Record<'_>) -> String {
    let cells: Vec<String> = record
        .cells
        .iter()
        .map(|cell| name(cell))
        .filter(|cell| !cell.is_empty())
        .collect();
    cells.join(" · ")
}

/// The name in a header cell: without line breaks and the marks of a byte order.
pub fn name(cell: &str) -> String {
    let plain: String = cell
        .chars()
        .filter(|letter| !matches!(letter, '\u{feff}' | '\u{200b}'))
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}

/// Without the columns on the right that hold nothing at all.
fn trimmed(mut headers: Vec<String>, records: &[Record<'_>], last: usize) -> Vec<String> {
    while headers.last().is_some_and(String::is_empty) {
        let column = headers.len() - 1;
        if records[last..]
            .iter()
            .any(|record| !record.cell(column).is_empty())
        {
            break;
        }
        headers.pop();
    }
    headers
}

/// How many filled cells most records have.
fn usual_width(records: &[Record<'_>]) -> usize {
    let mut widths: Vec<usize> = records
        .iter()
        .map(Record::filled)
        .filter(|filled| *filled > 0)
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(1)
}

/// What a cell is at first sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    Empty,
    /// A number of any kind, a date.
    Number,
    /// An address, an `@handle`: what no header is.
    Data,
    Word,
}

impl Sight {
    fn of(cell: &str) -> Self {
        let cell = values::trim(cell);
        if cell.is_empty() {
            return Sight::Empty;
        }
        let is_number = || values::is_number(cell);
        let is_date = || values::is_date(cell);
        let handle = cell
            .strip_prefix('@')
            .is_some_and(|rest| !rest.is_empty() && !is_said_as_header(rest));
        if handle || cell.contains("://") || cell.starts_with("www.") {
            Sight::Data
        } else if cell.starts_with(|letter: char| !letter.is_alphabetic())
            && (is_number() || is_date())
            || is_number()
        {
            Sight::Number
        } else {
            Sight::Word
        }
    }
}

/// `@handle` is a header at times.
fn is_said_as_header(rest: &str) -> bool {
    super::headers::is_known(rest)
}
