//! The original columns of a selection: the records of the files that its rows come from.

use crate::export::texts::{TextRow, Texts};
use crate::import::{self, Options, Original, OriginalsError, Report, Source};
use crate::roster::{Field, Roster, RowId};

/// Why the original columns of a selection cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginalError {
    #[error(transparent)]
    File(#[from] OriginalsError),
    #[error("two of the files are called {name}: their original columns cannot be told apart")]
    SameName { name: String },
    #[error("{name} is not open, so its original columns are not known")]
    NotOpen { name: String },
}

/// Reads the files again for the records of these rows, in the order of the rows. A record that holds
/// several accounts is written once, whole. Several files give the union of their columns: those of
/// the same name are one.
///
/// # Errors
/// When a file is no longer what it was.
pub fn columns(
    roster: &Roster,
    rows: &[RowId],
    sources: &[Source],
    options: &Options,
    report: &Report,
) -> Result<Texts, OriginalError> {
    let mut lines: Vec<Vec<u64>> = vec![Vec::new(); sources.len()];
    // Of each row, its file and line.
    let mut places: Vec<(usize, u64)> = Vec::with_capacity(rows.len());
    let mut last = (String::new(), 0);
    for row in rows {
        let influencer = roster.influencer(*row);
        let name = influencer.word(Field::SourceFile);
        if places.is_empty() || last.0 != name {
            last = (name.to_owned(), called(name, sources, report)?);
        }
        let line = influencer.number(Field::SourceLine).unwrap_or(0.0) as u64;
        lines[last.1].push(line);
        places.push((last.1, line));
    }
    let mut texts = Texts::default();
    let mut found = Vec::new();
    for ((source, file), lines) in sources.iter().zip(&report.files).zip(&mut lines) {
        if lines.is_empty() {
            found.push(Found::default());
            continue;
        }
        lines.sort_unstable();
        lines.dedup();
        let originals = import::originals(source, options, file, lines)?;
        let width = originals.records.iter().map(|record| record.cells().len());
        let mut headers = originals.headers.clone().unwrap_or_default();
        headers.resize(width.max().unwrap_or(0).max(headers.len()), String::new());
        texts.named |= originals.headers.is_some();
        found.push(Found {
            places: places_in(&mut texts.headers, &headers),
            written: vec![false; originals.records.len()],
            records: originals.records,
            lists: file.format.names_columns(),
        });
    }
    let width = texts.headers.len();
    for (file, line) in places {
        let file = &mut found[file];
        let first = file.records.partition_point(|record| record.line < line);
        for (record, written) in file.records.iter().zip(&mut file.written).skip(first) {
            if record.line != line {
                break;
            }
            if !std::mem::replace(written, true) {
                texts
                    .rows
                    .push(row(record, &file.places, width, file.lists));
            }
        }
    }
    Ok(texts)
}

/// The records of one file.
#[derive(Default)]
struct Found {
    records: Vec<Original>,
    /// Where its columns stand among all columns.
    places: Vec<usize>,
    /// Which records are written already.
    written: Vec<bool>,
    /// Whether a cell may be a list.
    lists: bool,
}

/// Which of the sources is called so.
fn called(name: &str, sources: &[Source], report: &Report) -> Result<usize, OriginalError> {
    let mut places =
        (0..sources.len().min(report.files.len())).filter(|at| sources[*at].short_name() == name);
    let name = name.to_owned();
    match (places.next(), places.next()) {
        (Some(place), None) => Ok(place),
        (Some(_), Some(_)) => Err(OriginalError::SameName { name }),
        (None, _) => Err(OriginalError::NotOpen { name }),
    }
}

/// Where each column of a file stands among all columns; new ones are added behind.
fn places_in(all: &mut Vec<String>, headers: &[String]) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    for header in headers {
        let known = (0..all.len()).find(|at| all[*at] == *header && !places.contains(at));
        places.push(known.unwrap_or_else(|| {
            all.push(header.clone());
            all.len() - 1
        }));
    }
    places
}

fn row(record: &Original, places: &[usize], width: usize, lists: bool) -> TextRow {
    let mut cells = vec![None; width];
    for (cell, at) in record.cells().zip(places) {
        cells[*at] = Some(cell);
    }
    let mut row = TextRow::default();
    for cell in cells {
        match cell {
            // The parts of a list of JSON or Parquet.
            Some(cell) if lists && cell.contains('\u{1f}') => {
                row.push(Some(&cell.replace('\u{1f}', "; ")));
            }
            cell => row.push(cell),
        }
    }
    row
}
