//! Workbooks: the sheet that looks like a roster, its cells as text, row by row. Formulas give the
//! value they had when the file was saved; error cells are empty.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::intake::Intake;
use super::report::ReadError;
use super::{Record, headers};
use crate::roster::segment::SEGMENT_ROWS;

/// A workbook that was opened.
pub struct Workbook {
    path: String,
    book: Xlsx<Cursor<Vec<u8>>>,
}

/// Records that tell whether a sheet is a roster.
const LOOKED_AT: usize = 40;

/// Columns beyond this hold no roster: a stray cell far out would cost memory for every row.
const WIDEST: usize = 2_000;

/// Reads a workbook.
pub fn load(intake: &mut Intake<'_>, bytes: Vec<u8>) -> Result<(), ReadError> {
    let mut book = Workbook::open(&intake.path(), bytes)?;
    intake.report.sheets = book.sheets();
    let sheet = book.choose(intake.options.sheet.as_deref())?;
    intake.report.sheet = Some(sheet.clone());
    let mut records: Vec<Record<'static>> = Vec::new();
    let mut failed = None;
    book.rows(&sheet, &mut |record| {
        records.push(record.clone());
        if records.len() < SEGMENT_ROWS / 4 {
            return true;
        }
        failed = intake.records(&mut records).err();
        failed.is_none() && !intake.stopped()
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    intake.records(&mut records)?;
    intake.nothing_found()
}

impl Workbook {
    pub fn open(path: &str, bytes: Vec<u8>) -> Result<Self, ReadError> {
        let damaged = |reason: String| ReadError::DamagedWorkbook {
            path: path.to_owned(),
            reason,
        };
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsxError::Password => ReadError::Password {
                path: path.to_owned(),
            },
            error => damaged(error.to_string()),
        })?;
        Ok(Workbook {
            path: path.to_owned(),
            book,
        })
    }

    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// The sheet that the user named, or the one whose first rows look most like a roster.
    pub fn choose(&mut self, wanted: Option<&str>) -> Result<String, ReadError> {
        let sheets = self.sheets();
        if let Some(wanted) = wanted {
            let found = sheets
                .iter()
                .find(|sheet| sheet.eq_ignore_ascii_case(wanted));
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
    pub fn rows(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(&Record<'static>) -> bool,
    ) -> Result<(), ReadError> {
        let path = self.path.clone();
        let damaged = |error: XlsxError| ReadError::DamagedWorkbook {
            path: path.clone(),
            reason: error.to_string(),
        };
        let mut cells = self.book.worksheet_cells_reader(sheet).map_err(damaged)?;
        let mut record = Record::default();
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let line = u64::from(row) + 1;
            if line != record.line {
                if record.line > 0 && !take(&record) {
                    return Ok(());
                }
                record.line = line;
                record.cells.clear();
            }
            let column = column as usize;
            if column < WIDEST {
                if record.cells.len() <= column {
                    record.cells.resize(column + 1, "".into());
                }
                record.cells[column] = text(cell.get_value()).into();
            }
        }
        if record.line > 0 {
            take(&record);
        }
        Ok(())
    }
}

/// The cell as a person would type it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
