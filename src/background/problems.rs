//! The rows that had problems, as they stand in the files: a few to be looked at, all to be written.

use std::collections::BTreeMap;

use super::Files;
use crate::export::texts::{TextRow, Texts};
use crate::import::report::Issue;
use crate::import::{self, FileReport, Original, OriginalsError};

/// What is said of each problem before the columns of the file.
const ABOUT: [&str; 5] = ["problem", "what happened", "line", "column", "text"];

/// Rows of one file as they stand in it, with the names of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileLines {
    pub headers: Vec<String>,
    pub rows: BTreeMap<u64, Vec<String>>,
}

/// Reads lines (in ascending order) of one of the files again.
///
/// # Errors
/// When the file is no longer what it was.
pub fn lines(files: &Files, file: usize, lines: &[u64]) -> Result<FileLines, OriginalsError> {
    let (Some(source), Some(was)) = (files.sources.get(file), files.report.files.get(file)) else {
        return Ok(FileLines::default());
    };
    let originals = import::originals(source, &files.options, was, lines)?;
    let mut rows = BTreeMap::new();
    for record in &originals.records {
        // The first account of a record stands for it.
        rows.entry(record.line).or_insert_with(|| {
            let cells = record.cells();
            cells
                .map(|cell| import::listed(cell).into_owned())
                .collect()
        });
    }
    Ok(FileLines {
        headers: originals.headers.unwrap_or_else(|| shown(was)),
        rows,
    })
}

/// A row for each problem of all files: what it is, and the row of the file that has it.
///
/// # Errors
/// When a file is no longer what it was.
pub fn all(files: &Files) -> Result<Texts, OriginalsError> {
    let several = files.report.files.len() > 1;
    let mut texts = Texts {
        headers: ABOUT.iter().map(|name| (*name).to_owned()).collect(),
        named: true,
        rows: Vec::new(),
    };
    if several {
        texts.headers.push("file".to_owned());
    }
    let about = texts.headers.len();
    for (source, was) in files.sources.iter().zip(&files.report.files) {
        if was.issues.is_empty() {
            continue;
        }
        let mut lines: Vec<u64> = was.issues.iter().filter_map(|issue| issue.line).collect();
        lines.sort_unstable();
        lines.dedup();
        let originals = import::originals(source, &files.options, was, &lines)?;
        let headers = originals.headers.clone().unwrap_or_else(|| shown(was));
        let places = places(&mut texts.headers, about, &headers);
        for issue in &was.issues {
            let record = issue.line.and_then(|line| {
                let records = &originals.records;
                let at = records.partition_point(|record| record.line < line);
                records.get(at).filter(|record| record.line == line)
            });
            let name = several.then_some(was.path.as_str());
            texts.rows.push(row(issue, name, record, &places));
        }
    }
    Ok(texts)
}

/// Where the columns of a file stand among all: those of the same name are one.
fn places(all: &mut Vec<String>, about: usize, headers: &[String]) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    for header in headers {
        let known = (about..all.len()).find(|at| all[*at] == *header && !places.contains(at));
        places.push(known.unwrap_or_else(|| {
            all.push(header.clone());
            all.len() - 1
        }));
    }
    places
}

fn row(issue: &Issue, file: Option<&str>, record: Option<&Original>, places: &[usize]) -> TextRow {
    let mut row = TextRow::default();
    let line = issue.line.map(|line| line.to_string());
    row.push(Some(issue.kind.sentence()));
    row.push(Some(issue.effect.sentence()));
    row.push(line.as_deref());
    row.push(issue.column.as_deref());
    row.push(Some(&issue.text));
    if let Some(file) = file {
        row.push(Some(file));
    }
    let Some(record) = record else { return row };
    let about = ABOUT.len() + usize::from(file.is_some());
    let last = places.iter().max().map_or(about, |last| last + 1);
    let mut cells: Vec<Option<String>> = vec![None; last - about];
    let mut more = Vec::new();
    for (at, cell) in record.cells().enumerate() {
        let cell = import::listed(cell).into_owned();
        match places.get(at) {
            Some(place) => cells[place - about] = Some(cell),
            None => more.push(cell),
        }
    }
    for cell in &cells {
        row.push(cell.as_deref());
    }
    // What is longer than the header stays with its row.
    for cell in &more {
        row.push(Some(cell));
    }
    row
}

fn shown(was: &FileReport) -> Vec<String> {
    let headers = was.columns.iter().map(|column| column.header.clone());
    headers.collect()
}
