//! The kinds of workbooks behind one door: sheets, and the cells of a sheet as a person would type them.

use std::cell::Cell;
use std::io::{BufReader, Cursor, Read};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Range, Reader, Sheet, Xls, XlsError, Xlsb,
    XlsbError, Xlsx, XlsxError,
};

use cfb::CompoundFile;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::super::report::{Format, ReadError};
use crate::roster::formula::restored;

type Bytes = Cursor<Vec<u8>>;

/// A workbook of any kind.
pub enum Book {
    Xlsx(Box<Xlsx<Bytes>>),
    Xlsb(Box<Xlsb<Bytes>>),
    Xls(Box<Xls<Bytes>>),
    Ods(Box<Ods<Bytes>>),
}

/// Where a cell is, counted from 0.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub row: u32,
    pub column: u32,
}

impl Book {
    /// Opens a workbook of that kind.
    pub fn open(path: &str, bytes: Vec<u8>, format: Format) -> Result<Self, ReadError> {
        let password = || ReadError::Password {
            path: path.to_owned(),
        };
        let damaged = |reason: &str| ReadError::DamagedWorkbook {
            path: path.to_owned(),
            reason: one_line(reason),
        };
        let opened = sheltered(|| match format {
            Format::Xls => {
                // A workbook with a password hides in the same wrapper as an old one.
                if matches!(Xlsx::new(Cursor::new(&bytes)), Err(XlsxError::Password)) {
                    return Err(password());
                }
                if !fits(&bytes) {
                    return Err(damaged("a cell is further out than any sheet is"));
                }
                match Xls::new(Cursor::new(bytes)) {
                    Ok(book) => Ok(Book::Xls(Box::new(book))),
                    Err(XlsError::Password) => Err(password()),
                    Err(error) => Err(damaged(&error.to_string())),
                }
            }
            Format::Ods if !is_whole(&bytes) => Err(damaged(BROKEN)),
            Format::Ods => match Ods::new(Cursor::new(bytes)) {
                Ok(book) => Ok(Book::Ods(Box::new(book))),
                Err(OdsError::Password) => Err(password()),
                Err(error) => Err(damaged(&error.to_string())),
            },
            Format::Xlsb => match Xlsb::new(Cursor::new(bytes)) {
                Ok(book) => Ok(Book::Xlsb(Box::new(book))),
                Err(XlsbError::Password) => Err(password()),
                Err(error) => Err(damaged(&error.to_string())),
            },
            _ => match Xlsx::new(Cursor::new(bytes)) {
                Ok(book) => Ok(Book::Xlsx(Box::new(book))),
                Err(XlsxError::Password) => Err(password()),
                Err(error) => Err(damaged(&error.to_string())),
            },
        });
        opened.unwrap_or_else(|| Err(damaged(BROKEN)))
    }

    /// The sheets with their names, and whether they are hidden.
    pub fn sheets(&self) -> &[Sheet] {
        match self {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xlsb(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
        }
    }

    /// Gives the cells of a sheet, row by row, until `take` says no.
    ///
    /// # Errors
    /// What is wrong with the sheet.
    pub fn cells(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(Place, String) -> bool,
    ) -> Result<(), String> {
        // The newer kinds are read cell by cell: as a whole, one stray cell in the last column of the
        // last row would ask for more memory than there is.
        macro_rules! stream {
            ($book:expr) => {{
                let said = |error: &dyn std::error::Error| one_line(&error.to_string());
                let mut cells = sheltered(|| $book.worksheet_cells_reader(sheet))
                    .ok_or(BROKEN)?
                    .map_err(|error| said(&error))?;
                while let Some(cell) = sheltered(|| cells.next_cell())
                    .ok_or(BROKEN)?
                    .map_err(|error| said(&error))?
                {
                    let (row, column) = cell.get_position();
                    if !take(Place { row, column }, text_ref(cell.get_value())) {
                        return Ok(());
                    }
                }
                Ok(())
            }};
        }
        match self {
            Book::Xlsx(book) => stream!(book),
            Book::Xlsb(book) => stream!(book),
            Book::Xls(book) => {
                let range = sheltered(|| book.worksheet_range(sheet)).ok_or(BROKEN)?;
                whole(&range.map_err(|error| one_line(&error.to_string()))?, take);
                Ok(())
            }
            Book::Ods(book) => {
                let range = sheltered(|| book.worksheet_range(sheet)).ok_or(BROKEN)?;
                whole(&range.map_err(|error| one_line(&error.to_string()))?, take);
                Ok(())
            }
        }
    }
}

/// Cells that the sheets of a workbook may span together, where its reader holds them all.
const SPANNED: u64 = 100_000_000;

/// Whether the cells of an old workbook are where cells can be. Their reader asks for memory for all
/// places between the first and the last, which in a damaged file is more than there is.
fn fits(bytes: &[u8]) -> bool {
    let Ok(mut file) = CompoundFile::open(Cursor::new(bytes)) else {
        return true;
    };
    let mut records = Vec::new();
    for name in ["Workbook", "Book"] {
        if let Ok(mut stream) = file.open_stream(name) {
            if stream.read_to_end(&mut records).is_err() {
                return true;
            }
            break;
        }
    }
    let half = |at: usize| -> Option<u64> {
        let bytes = records.get(at..at + 2)?;
        Some(u64::from(u16::from_le_bytes(bytes.try_into().ok()?)))
    };
    let (mut at, mut rows, mut columns, mut spanned) = (0, 0, 0, 0);
    while let (Some(kind), Some(length)) = (half(at), half(at + 2)) {
        match kind {
            // A sheet begins.
            0x0809 => {
                spanned += rows * columns;
                (rows, columns) = (0, 0);
            }
            // How large the sheet is said to be: memory is asked for that much at once.
            0x0200 => {
                let word = |at: usize| Some(half(at)? | half(at + 2)? << 16);
                let said = if length == 10 {
                    (half(at + 4), half(at + 6), half(at + 10))
                } else {
                    (word(at + 4), word(at + 8), half(at + 14))
                };
                if let (Some(first), Some(last), Some(column)) = said
                    && (last < first || (last - first + 1) * (column + 1) > SPANNED)
                {
                    return false;
                }
            }
            // Cells of every kind begin with their row and column.
            0x0001..=0x0006 | 0x0201..=0x0206 | 0x027e | 0x00bd | 0x00be | 0x00d6 | 0x00fd => {
                if let (Some(row), Some(column)) = (half(at + 4), half(at + 6)) {
                    rows = rows.max(row + 1);
                    columns = columns.max(column + 1 + length / 6);
                }
            }
            _ => {}
        }
        at += 4 + length as usize;
    }
    spanned + rows * columns <= SPANNED
}

/// Whether every element of the cells in an OpenDocument file has an end, and repeated cells are no more
/// than memory holds: their reader would look for an end that is missing for ever, and writes every
/// repeated cell out. A file without such a part is left to it.
fn is_whole(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return true;
    };
    let Ok(part) = archive.by_name("content.xml") else {
        return true;
    };
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
    let mut piece = Vec::new();
    let (mut open, mut spanned) = (0u64, 0u64);
    let (mut rows, mut place, mut width) = (1u64, 0u64, 0u64);
    loop {
        piece.clear();
        let (element, opens) = match xml.read_event_into(&mut piece) {
            Ok(Event::Start(element)) => (element, 1),
            Ok(Event::Empty(element)) => (element, 0),
            Ok(Event::End(_)) => {
                open = open.saturating_sub(1);
                continue;
            }
            Ok(Event::Eof) => {
                return open == 0 && spanned.saturating_add(rows.saturating_mul(width)) <= SPANNED;
            }
            Ok(_) => continue,
            Err(_) => return false,
        };
        open += opens;
        match element.name().as_ref() {
            "table:table-row" => {
                spanned = spanned.saturating_add(rows.saturating_mul(width));
                (place, width) = (0, 0);
                rows = repeated(&element, "table:number-rows-repeated");
            }
            "table:table-cell" | "table:covered-table-cell" => {
                place += repeated(&element, "table:number-columns-repeated");
                let said = element.try_get_attribute("office:value-type");
                if said.is_ok_and(|kind| kind.is_some()) {
                    width = place;
                }
            }
            _ => {}
        }
    }
}

/// How often an element stands, as it says; once where it says nothing.
fn repeated(element: &BytesStart<'_>, name: &str) -> u64 {
    let said = element.try_get_attribute(name).ok().flatten();
    let said = said.and_then(|said| said.value.trim().parse().ok());
    said.unwrap_or(1).min(u64::from(u32::MAX))
}

/// What is said of a workbook on which its reader broke.
const BROKEN: &str = "its parts do not fit together";

thread_local! {
    /// Whether this thread is in code that breaks on some damaged workbooks.
    static SHELTERED: Cell<bool> = const { Cell::new(false) };
}

/// Runs code of the reader of workbooks, which on some damaged files breaks instead of saying so: none
/// where it did. What it would print then is left away.
fn sheltered<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !SHELTERED.get() {
                before(panic);
            }
        }));
    });
    SHELTERED.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    SHELTERED.set(false);
    done.ok()
}

fn whole(range: &Range<Data>, take: &mut dyn FnMut(Place, String) -> bool) {
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    for (row, column, value) in range.used_cells() {
        let place = Place {
            row: first_row + row as u32,
            column: first_column + column as u32,
        };
        if !take(place, text(value)) {
            return;
        }
    }
}

/// What a cell says; a text without the apostrophe that keeps spreadsheets from running it.
fn text(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) => restored(text).to_owned(),
        Data::Bool(truth) => truth_text(*truth),
        Data::DateTime(moment) => moment_text(moment),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => text.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn text_ref(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => restored(text).to_owned(),
        DataRef::SharedString(text) => restored(text).to_owned(),
        DataRef::Bool(truth) => truth_text(*truth),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn truth_text(truth: bool) -> String {
    if truth { "yes" } else { "no" }.to_owned()
}

/// A day, with its time only where it has one; a time alone; a length of time.
fn moment_text(moment: &ExcelDateTime) -> String {
    let days = moment.as_f64();
    if moment.is_duration() {
        let seconds = (days * 86_400.0).round() as i64;
        let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.abs());
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
        return format!("{sign}{hours}:{minutes:02}:{:02}", seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&days) && days > 0.0 {
        return time;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if time == "00:00:00" {
        date
    } else {
        format!("{date}T{time}")
    }
}

/// A moment that is written out already.
fn iso(text: &str) -> String {
    text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
