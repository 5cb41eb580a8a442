//! Where the table begins: titles and blank lines above the header, the header, or none.

use super::headers;
use super::{Record, values};

/// The header of a table and where its rows begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// One name for each column, as it stands in the file.
    pub headers: Vec<String>,
    /// Cells of the header itself; rows with more or fewer are ragged.
    pub width: usize,
    /// The line of the header; none where there is none.
    pub header_line: Option<u64>,
    /// Nobody named the columns: only their cells tell what they are.
    pub nameless: bool,
}

/// Records that are looked at for a header.
const LOOKED_AT: usize = 30;

/// Finds the header among the first records.
pub fn find(records: &[Record<'_>]) -> Shape {
    let width = records
        .iter()
        .map(|record| record.cells.len())
        .max()
        .unwrap_or(0);
    let usual = usual_width(records);
    let wanted = usual.min(2);
    let mut best: Option<(usize, usize)> = None;
    for (at, record) in records.iter().take(LOOKED_AT).enumerate() {
        if record.filled() < wanted.max(1) {
            continue;
        }
        let known = record
            .cells
            .iter()
            .filter(|cell| headers::is_known(cell))
            .count();
        let numbers = record
            .cells
            .iter()
            .filter(|cell| values::number(values::trim(cell), false).is_some())
            .count();
        if known > 0 && numbers * 2 < record.filled() && best.is_none_or(|(_, most)| known > most) {
            best = Some((at, known));
        }
    }
    // No name is known: a first full record of words above records of numbers is a header all the same.
    let header = best.map(|(at, _)| at).or_else(|| {
        let first = records
            .iter()
            .position(|record| record.filled() >= wanted.max(1))?;
        let wordy = |record: &Record<'_>| {
            !record
                .cells
                .iter()
                .any(|cell| values::number(values::trim(cell), false).is_some())
        };
        let rest = &records[first + 1..];
        let numeric = rest.iter().filter(|record| !wordy(record)).count();
        (wordy(&records[first]) && numeric * 2 > rest.len()).then_some(first)
    });
    let Some(header) = header else {
        return Shape {
            headers: (1..=width)
                .map(|number| format!("Column {number}"))
                .collect(),
            width,
            header_line: None,
            nameless: true,
        };
    };
    let record = &records[header];
    let headers = (0..width.max(record.cells.len()))
        .map(|column| {
            let words: Vec<&str> = record.cell(column).split_whitespace().collect();
            words.join(" ")
        })
        .collect();
    Shape {
        headers: trimmed(headers, records),
        width: record.cells.len(),
        header_line: Some(record.line),
        nameless: false,
    }
}

/// Without the columns on the right that hold nothing at all.
fn trimmed(mut headers: Vec<String>, records: &[Record<'_>]) -> Vec<String> {
    while headers.last().is_some_and(String::is_empty) {
        let last = headers.len() - 1;
        if records.iter().any(|record| !record.cell(last).is_empty()) {
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
