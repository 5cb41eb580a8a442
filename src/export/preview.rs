//! The beginning of a file before it is written: its header and first rows, and how large it gets.

use super::account::{Account, Making};
use super::sheet::Cell;
use super::{Format, Preset, Wording, columns, texts, write_rows};
use crate::roster::{Field, Roster, RowId};

/// Rows that a preview shows.
pub const ROWS: usize = 3;

/// What a file begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The header, then a line for each of the first rows, as they will be written: of JSON the first
    /// record, of a workbook its cells.
    pub lines: Vec<String>,
    /// Rows that are not shown.
    pub more: usize,
    /// About how many bytes the file will have; none where a few rows do not tell.
    pub bytes: Option<usize>,
}

impl Preview {
    /// Of rows in columns of the program.
    pub fn of_fields(
        roster: &Roster,
        rows: &[RowId],
        fields: &[Field],
        (format, wording): (Format, Wording),
    ) -> Self {
        if format == Format::Xlsx {
            let shown = &rows[..rows.len().min(ROWS)];
            let headers = fields
                .iter()
                .map(|field| columns::header(roster, *field, wording.headers).into_owned());
            let cells = shown.iter().map(|row| {
                let influencer = roster.influencer(*row);
                let cell = |field: &Field| Cell::of(roster, &influencer, *field).shown();
                fields.iter().map(cell).collect()
            });
            return Preview {
                lines: aligned(std::iter::once(headers.collect()).chain(cells).collect()),
                more: rows.len() - shown.len(),
                bytes: None,
            };
        }
        Preview::written(rows.len(), format, |count, format| {
            let mut out = Vec::new();
            let rows = &rows[..count];
            let how = (format, wording);
            let done = write_rows(roster, rows, fields, how, &Making::default(), &mut out);
            done.map(|()| out)
        })
    }

    /// Of rows in the columns of a preset.
    pub fn of_preset(roster: &Roster, rows: &[RowId], preset: &Preset, format: Format) -> Self {
        // A person may take several rows.
        let some = &rows[..rows.len().min(100)];
        let texts = preset.texts(roster, some, format);
        let all = match some.len() == rows.len() {
            true => texts.rows.len(),
            false => rows.len(),
        };
        Preview::of_texts(&texts, all, format)
    }

    /// Of a table of text that begins with these, of so many rows.
    pub fn of_texts(some: &texts::Texts, rows: usize, format: Format) -> Self {
        let shown = some.rows.len().min(ROWS);
        if format == Format::Xlsx {
            let cells = some.rows[..shown].iter().map(|row| {
                let cell = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
                row.cells().map(cell).collect()
            });
            let headers = some.named.then(|| some.headers.clone());
            return Preview {
                lines: aligned(headers.into_iter().chain(cells).collect()),
                more: rows - shown,
                bytes: None,
            };
        }
        Preview::written(rows, format, |count, format| {
            let mut out = Vec::new();
            let texts = texts::Texts {
                rows: some.rows[..count.min(shown)].to_vec(),
                ..some.clone()
            };
            texts::write(&texts, format, false, &Account::default(), &mut out).map(|()| out)
        })
    }

    /// By writing no row, then one, two and three, with the first of which the lines of each are told
    /// apart.
    fn written(
        rows: usize,
        format: Format,
        write: impl Fn(usize, Format) -> std::io::Result<Vec<u8>>,
    ) -> Self {
        let shown = match format.is_for_machines() {
            true => rows.min(1),
            false => rows.min(ROWS),
        };
        // The record of an array is the same object.
        let lines_of = match format {
            Format::Json => Format::Jsonl,
            format => format,
        };
        let mut lines = Vec::new();
        let mut before = 0;
        let mut head = 0;
        for count in 0..=shown {
            let bytes = write(count, lines_of).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes[before.min(bytes.len())..]);
            let text = text.trim_start_matches('\u{feff}').trim_end_matches('\n');
            match count {
                0 => {
                    head = bytes.len();
                    lines.extend(text.lines().map(str::to_owned));
                }
                _ => lines.push(text.to_owned()),
            }
            before = bytes.len();
        }
        let each = (before - head) as f64 / shown.max(1) as f64;
        Preview {
            lines,
            more: rows - shown,
            bytes: Some(head + (each * rows as f64) as usize),
        }
    }
}

/// Cells side by side in columns of one width.
fn aligned(rows: Vec<Vec<String>>) -> Vec<String> {
    use unicode_width::UnicodeWidthStr;
    const GAP: usize = 2;
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<String>, at: usize| -> String {
        let text = row.get(at).map_or("", |text| text.as_str());
        super::safe::line(text).into_owned()
    };
    let widths: Vec<usize> = (0..columns)
        .map(|at| rows.iter().map(|row| cell(row, at).width()).max())
        .map(|width| width.unwrap_or(0))
        .collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (at, width) in widths.iter().enumerate() {
            let cell = cell(row, at);
            let gap = width.saturating_sub(cell.width()) + GAP;
            line.push_str(&cell);
            line.push_str(&" ".repeat(gap));
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
