//! Tables of web pages, and workbooks written as XML: what many programs call .xls when they export. The
//! table that looks most like a roster is read; what is no text within a cell is not.

mod markup;

use super::headers;
use super::intake::Intake;
use super::report::{Format, ReadError};
use super::source::HELD_AT_MOST;
use super::text::{TextStream, lossy};
use markup::Table;

/// Rows that tell whether a table is a roster.
const LOOKED_AT: usize = 40;

/// What a text is that begins with markup.
pub fn kind(text: &[u8]) -> Option<Format> {
    let start = text.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let text = &text[start..text.len().min(start + 4_096)];
    if text.first() != Some(&b'<') {
        return None;
    }
    let text = String::from_utf8_lossy(text).to_lowercase();
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some(Format::Xml);
    }
    if text.starts_with("<?xml") && !text.contains("<html") {
        return Some(Format::Xml);
    }
    let page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<meta",
    ];
    page.iter()
        .any(|tag| text.contains(tag))
        .then_some(Format::Html)
}

/// Reads a page; `text` holds its first block.
pub fn load(
    intake: &mut Intake<'_>,
    stream: &mut TextStream<'_>,
    mut text: Vec<u8>,
    format: Format,
) -> Result<(), ReadError> {
    let path = intake.path();
    while !stream.ended() {
        if text.len() > HELD_AT_MOST {
            return Err(ReadError::TooBig { path });
        }
        stream.more(intake, &mut text);
    }
    intake.report.format = format;
    let (page, _) = lossy(&text);
    let tables = markup::tables(&page);
    if format == Format::Xml {
        intake.report.sheets = tables.iter().map(|table| table.name.clone()).collect();
    }
    let count = tables.len();
    let table = choose(&path, tables, intake.options.sheet.as_deref(), format)?;
    if format == Format::Xml {
        intake.report.sheet = Some(table.name);
    } else if count > 1 {
        intake.tell(format!("{} of {count} in the page", table.name));
    }
    intake.note_lost(&text, 1);
    let mut rows = table.rows;
    // A page may stand on one line.
    if rows.windows(2).any(|pair| pair[0].line >= pair[1].line) {
        (1..).zip(&mut rows).for_each(|(line, row)| row.line = line);
        intake.tell("lines are numbers of rows of the table".to_owned());
    }
    intake.records(&mut rows)?;
    let lines = memchr::memchr_iter(b'\n', &text).count() as u64 + 1;
    stream.say_broken(intake, lines)?;
    intake.nothing_found()
}

/// The table that the user named, or the one that looks most like a roster.
fn choose(
    path: &str,
    tables: Vec<Table>,
    wanted: Option<&str>,
    format: Format,
) -> Result<Table, ReadError> {
    let path = || path.to_owned();
    let names = || {
        let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        names.join(", ")
    };
    if let Some(wanted) = wanted {
        let sheets = names();
        let alike =
            |table: &Table| table.name.trim().to_lowercase() == wanted.trim().to_lowercase();
        let found = tables.into_iter().find(alike);
        return found.ok_or_else(|| ReadError::NoSheet {
            path: path(),
            sheet: wanted.to_owned(),
            sheets,
        });
    }
    let score = |table: &Table| {
        let rows = || table.rows.iter().take(LOOKED_AT);
        let known = |row: &super::Record<'_>| {
            let cells = row.cells.iter();
            cells.filter(|cell| headers::is_known(cell)).count()
        };
        let filled = rows().filter(|row| row.filled() > 1).count();
        (rows().map(known).max().unwrap_or(0), filled)
    };
    let best = (0..tables.len()).max_by(|a, b| {
        let by_score = score(&tables[*a]).cmp(&score(&tables[*b]));
        by_score.then(b.cmp(a))
    });
    let mut tables = tables;
    match best {
        Some(at) => Ok(tables.swap_remove(at)),
        None => Err(ReadError::Unsupported {
            path: path(),
            what: match format {
                Format::Xml => "an XML file without a table",
                _ => "a web page (HTML) without a table",
            },
        }),
    }
}
