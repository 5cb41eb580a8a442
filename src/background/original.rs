//! The original columns of a selection: the records of the files that its rows come from.

use std::borrow::Cow;
use std::collections::VecDeque;

use rustc_hash::FxHashMap;

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
/// the same name are one. A row that several files tell of is one record, in which a later file's cell
/// takes the place of an earlier one's where it holds something.
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
    // Of each row, its files and lines.
    let mut places: Vec<Vec<(usize, u64)>> = Vec::with_capacity(rows.len());
    let mut last = (String::new(), 0);
    for row in rows {
        let influencer = roster.influencer(*row);
        let line = influencer.number(Field::SourceLine).unwrap_or(0.0) as u64;
        let first = (influencer.word(Field::SourceFile), line);
        let further = influencer
            .further_files()
            .map(|(name, line, _)| (name, line));
        let mut of_row = Vec::with_capacity(1);
        for (name, line) in std::iter::once(first).chain(further) {
            if last.0 != name {
                last = (name.to_owned(), called(name, sources, report)?);
            }
            lines[last.1].push(line);
            of_row.push((last.1, line));
        }
        places.push(of_row);
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
            records: originals.records,
            lists: file.format.names_columns(),
        });
    }
    let width = texts.headers.len();
    let mut written: Vec<Vec<bool>> = found
        .iter()
        .map(|file| vec![false; file.records.len()])
        .collect();
    for of_row in places {
        let mut records: Vec<Vec<Option<Cow<'_, str>>>> = Vec::new();
        for (further, (at, line)) in of_row.into_iter().enumerate() {
            let (file, written) = (&found[at], &mut written[at]);
            let first = file.records.partition_point(|record| record.line < line);
            let of_line = file.records.iter().zip(written).skip(first);
            for (record, written) in of_line.take_while(|(record, _)| record.line == line) {
                if std::mem::replace(written, true) {
                    continue;
                }
                if further == 0 || records.is_empty() {
                    records.push(vec![None; width]);
                }
                let at = if further == 0 { records.len() - 1 } else { 0 };
                overlay(&mut records[at], record, &file.places, file.lists);
            }
        }
        texts.rows.extend(records.iter().map(|cells| row(cells)));
    }
    Ok(texts)
}

/// The records of one file.
#[derive(Default)]
struct Found {
    records: Vec<Original>,
    /// Where its columns stand among all columns.
    places: Vec<usize>,
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
    let mut free: FxHashMap<String, VecDeque<usize>> = FxHashMap::default();
    for (at, name) in all.iter().enumerate() {
        free.entry(name.clone()).or_default().push_back(at);
    }
    let place = |header: &String| {
        let known = free.get_mut(header).and_then(VecDeque::pop_front);
        known.unwrap_or_else(|| {
            all.push(header.clone());
            all.len() - 1
        })
    };
    headers.iter().map(place).collect()
}

/// Puts the cells of a record over those that are there; a cell that holds nothing takes no place.
fn overlay<'r>(
    cells: &mut [Option<Cow<'r, str>>],
    record: &'r Original,
    places: &[usize],
    lists: bool,
) {
    for (cell, at) in record.cells().zip(places) {
        if cells[*at].is_none() || !cell.trim().is_empty() {
            cells[*at] = Some(match cell {
                // The parts of a list of JSON or Parquet.
                cell if lists => import::listed(cell),
                cell => cell.into(),
            });
        }
    }
}

fn row(cells: &[Option<Cow<'_, str>>]) -> TextRow {
    let mut row = TextRow::default();
    for cell in cells {
        row.push(cell.as_deref());
    }
    row
}
