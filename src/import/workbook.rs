//! Workbooks: the sheet that looks like a roster, its cells as text, row by row. Formulas give the
//! value they had when the file was saved; error cells are empty.

mod book;

use calamine::{Sheet, SheetVisible};

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

/// How much a sheet looks like a roster; what matters most comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// It is not hidden. What is hidden is read where nothing that people see is a roster.
    seen: bool,
    /// Headers of a roster in one row.
    known: usize,
    /// Rows with something in them.
    filled: usize,
}

impl Score {
    /// Whether it may as well have been the best one.
    fn rivals(self, best: Score) -> bool {
        self.seen && self.filled > 1 && self.known > 1 && self.known * 2 >= best.known
    }
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
    intake.report.sheets = book.names();
    let (sheet, alike) = book.choose(intake.options.sheet.as_deref())?;
    if !alike.is_empty() {
        let alike = alike.join(", ");
        intake.tell(format!("other sheets that look like a roster: {alike}"));
    }
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
    /// The sheet that the user named, or the one whose first rows look most like a roster; and others
    /// that look like one as well.
    fn choose(&mut self, wanted: Option<&str>) -> Result<(String, Vec<String>), ReadError> {
        if let Some(wanted) = wanted {
            let names = self.names();
            let alike = |name: &&String| name.trim().to_lowercase() == wanted.trim().to_lowercase();
            let found = names.iter().find(|name| *name == wanted);
            let found = found.or_else(|| names.iter().find(alike)).cloned();
            let found = found.map(|sheet| (sheet, Vec::new()));
            return found.ok_or_else(|| ReadError::NoSheet {
                path: self.path.clone(),
                sheet: wanted.to_owned(),
                sheets: names.join(", "),
            });
        }
        let mut scores: Vec<(Score, String)> = Vec::new();
        for sheet in self.book.sheets().to_vec() {
            let score = self.score(&sheet);
            scores.push((score, sheet.name));
        }
        // Of equal ones the first: a sort keeps their order.
        scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let mut scores = scores.into_iter();
        let (best, sheet) = scores.next().ok_or_else(|| ReadError::Empty {
            path: self.path.clone(),
        })?;
        let alike = scores.filter(|(score, _)| score.rivals(best));
        Ok((sheet, alike.map(|(_, name)| name).collect()))
    }

    fn score(&mut self, sheet: &Sheet) -> Score {
        let mut rows = Vec::new();
        // A sheet of charts has no cells; it is just no roster.
        let _ = self.rows(&sheet.name, &mut |record| {
            rows.push(record.clone());
            rows.len() < LOOKED_AT
        });
        let known = rows.iter().map(|row| {
            let cells = row.cells.iter();
            cells.filter(|cell| headers::is_known(cell)).count()
        });
        let known = known.max().unwrap_or(0);
        Score {
            seen: known > 0 && sheet.visible == SheetVisible::Visible,
            known,
            filled: rows.iter().filter(|row| !row.is_empty()).count(),
        }
    }

    fn names(&self) -> Vec<String> {
        let sheets = self.book.sheets().iter();
        sheets.map(|sheet| sheet.name.clone()).collect()
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
