//! Workbooks: the sheet that looks like a roster, its cells as text, row by row. Formulas give the
//! value they had when the file was saved; error cells are empty.

mod book;

use super::intake::Intake;
use super::report::{Format, IssueKind, ReadError};
use super::{Record, headers};
use crate::roster::segment::SEGMENT_ROWS;
use book::{Book, Place};

/// A workbook that was opened.
struct Workbook {
    path: String,
    book: Book,
    /// Cells that were too far out, and the line of the first.
    beyond: Option<(u64, u64)>,
}

/// Records that tell whether a sheet is a roster.
const LOOKED_AT: usize = 40;

/// Columns beyond this hold no roster: a stray cell far out would cost memory for every row.
const WIDEST: usize = 2_000;

/// Reads a workbook of that kind.
pub fn load(intake: &mut Intake<'_>, bytes: Vec<u8>, format: Format) -> Result<(), ReadError> {
    let path = intake.path();
    let book = Book::open(&path, bytes, format)?;
    intake.report.format = format;
    let mut book = Workbook {
        path,
        book,
        beyond: None,
    };
    intake.report.sheets = book.book.sheets();
    let sheet = book.choose(intake.options.sheet.as_deref())?;
    intake.report.sheet = Some(sheet.clone());
    book.beyond = None;
    let mut records: Vec<Record<'static>> = Vec::new();
    let mut failed = None;
    let read = book.rows(&sheet, &mut |record| {
        records.push(record.clone());
        if records.len() < SEGMENT_ROWS / 4 {
            return true;
        }
        failed = intake.records(&mut records).err();
        failed.is_none() && !intake.stopped()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    match read {
        // What was whole is kept.
        Err(ReadError::DamagedWorkbook { reason, .. }) if !records.is_empty() || intake.begun() => {
            let line = records.last().map(|record| record.line + 1);
            intake.records(&mut records)?;
            intake.note(IssueKind::BrokenOff, line, &reason);
        }
        read => {
            read?;
            intake.records(&mut records)?;
        }
    }
    if let Some((cells, line)) = book.beyond {
        let text = format!("{cells} cells");
        intake.note(IssueKind::FarOut, Some(line), &text);
    }
    intake.nothing_found()
}

impl Workbook {
    /// The sheet that the user named, or the one whose first rows look most like a roster.
    fn choose(&mut self, wanted: Option<&str>) -> Result<String, ReadError> {
        let sheets = self.book.sheets();
        if let Some(wanted) = wanted {
            let found = sheets
                .iter()
                .find(|sheet| sheet.to_lowercase() == wanted.to_lowercase());
            return found.cloned().ok_or_else(|| ReadError::NoSheet {
                path: self.path.clone(),
                sheet: wanted.to_owned(),
                sheets: sheets.join(", "),
            });
        }
        let mut best: Option<(usize, String)> = None;
        for sheet in sheets {
            let mut rows = Vec::new();
            // A sheet of charts has no cells; it is just no roster.
            let _ = self.rows(&sheet, &mut |record| {
                rows.push(record.clone());
                rows.len() < LOOKED_AT
            });
            let known = rows
                .iter()
                .map(|row| {
                    row.cells
                        .iter()
                        .filter(|cell| headers::is_known(cell))
                        .count()
                })
                .max()
                .unwrap_or(0);
            let score = known * 1_000 + rows.iter().filter(|row| !row.is_empty()).count();
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, sheet));
            }
        }
        best.map(|(_, sheet)| sheet)
            .ok_or_else(|| ReadError::Empty {
                path: self.path.clone(),
            })
    }

    /// Gives the rows of a sheet one by one until `take` says no.
    fn rows(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(&Record<'static>) -> bool,
    ) -> Result<(), ReadError> {
        let mut record = Record::default();
        let mut wanted = true;
        let beyond = &mut self.beyond;
        let read = self.book.cells(sheet, &mut |place: Place, text: String| {
            let line = u64::from(place.row) + 1;
            if line != record.line {
                if record.line > 0 && !take(&record) {
                    wanted = false;
                    return false;
                }
                record.line = line;
                record.cells.clear();
            }
            let column = place.column as usize;
            if column < WIDEST {
                if record.cells.len() <= column {
                    record.cells.resize(column + 1, "".into());
                }
                record.cells[column] = text.into();
            } else if !text.is_empty() {
                beyond.get_or_insert((0, line)).0 += 1;
            }
            true
        });
        // A row that broke off in the middle is not whole.
        if wanted && read.is_ok() && record.line > 0 {
            take(&record);
        }
        read.map_err(|reason| ReadError::DamagedWorkbook {
            path: self.path.clone(),
            reason,
        })
    }
}
