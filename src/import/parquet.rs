//! Parquet: columns of values become records. Nested columns have their path as a header like JSON,
//! lists of plain values are one cell, lists of groups are read as JSON's lists of objects are.
//!
//! All columns of a batch are read at once, each by a core; a file is never wholly in memory.

mod column;

mod schema;

mod shared;

use std::fs::File;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use rayon::prelude::*;

use super::Record;
use super::flatten::BETWEEN;
use super::intake::Intake;
use super::report::{Format, IssueKind, ReadError};
use super::tree::Tree;
use super::trees::Trees;
use column::{Cells, Column};
use schema::{Leaf, leaves};
use shared::SharedFile;

/// Rows that are read at once.
const BATCH: usize = 1 << 14;

/// The first batch is small, so that the screen fills.
const FIRST_BATCH: usize = 1 << 11;

/// Reads a Parquet file from where it lies.
pub fn load_file(intake: &mut Intake<'_>, file: File) -> Result<(), ReadError> {
    load(intake, SharedFile::new(file))
}

/// Reads a Parquet file that is in memory.
pub fn load_bytes(intake: &mut Intake<'_>, bytes: Vec<u8>) -> Result<(), ReadError> {
    load(intake, Bytes::from(bytes))
}

fn load(intake: &mut Intake<'_>, input: impl ChunkReader + 'static) -> Result<(), ReadError> {
    intake.report.format = Format::Parquet;
    match groups(intake, input) {
        Err(ReadError::DamagedParquet { reason, .. }) if intake.report.rows.found > 0 => {
            let line = intake.report.rows.records + 1;
            intake.note(IssueKind::BrokenOff, Some(line), &reason);
            Ok(())
        }
        other => other,
    }
}

/// Reads the groups of rows one after the other.
fn groups(intake: &mut Intake<'_>, input: impl ChunkReader + 'static) -> Result<(), ReadError> {
    let path = intake.path();
    let damaged = |error: ParquetError| ReadError::DamagedParquet {
        path: path.clone(),
        reason: reason(&error),
    };
    let cut_off = |_| ReadError::DamagedParquet {
        path: path.clone(),
        reason: "it is cut off, or was changed on its way".to_owned(),
    };
    let reader = SerializedFileReader::new(input).map_err(cut_off)?;
    let about = reader.metadata().file_metadata();
    let total = u64::try_from(about.num_rows()).unwrap_or(0);
    let schema = about.schema_descr_ptr();
    let leaves = leaves(&schema);
    let nested = leaves.iter().any(|leaf| leaf.list.is_some());
    let mut rows = Rows {
        leaves,
        trees: nested.then(Trees::default),
        done: 0,
    };
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group).map_err(damaged)?;
        let mut columns = Vec::new();
        for (at, leaf) in rows.leaves.iter().enumerate() {
            let reader = group.get_column_reader(at).map_err(damaged)?;
            columns.push(Column::new(reader, schema.column(at), leaf));
        }
        let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        while left > 0 && !intake.stopped() {
            let size = left.min(if rows.done == 0 { FIRST_BATCH } else { BATCH });
            let batch: Result<Vec<Cells>, ParquetError> = columns
                .par_iter_mut()
                .map(|column| column.read(size))
                .collect();
            let batch = batch.map_err(damaged)?;
            left -= size;
            let of = u128::from(intake.of);
            let done = u128::from(rows.done) + size as u128;
            let read = of * done / u128::from(total.max(1));
            intake.read.set(u64::try_from(read.min(of)).unwrap_or(0));
            rows.take(intake, batch, size)?;
        }
    }
    intake.nothing_found()
}

/// The rows of a file on their way in.
struct Rows {
    leaves: Vec<Leaf>,
    /// Where there are lists, records are put together as trees.
    trees: Option<Trees>,
    done: u64,
}

impl Rows {
    fn take(
        &mut self,
        intake: &mut Intake<'_>,
        mut batch: Vec<Cells>,
        size: usize,
    ) -> Result<(), ReadError> {
        let first = self.done + 1;
        self.done += size as u64;
        let Some(trees) = &mut self.trees else {
            let mut records: Vec<Record<'static>> = (0..size)
                .zip(first..)
                .map(|(row, line)| Record {
                    line,
                    part: 0,
                    cells: batch
                        .iter_mut()
                        .map(|cells| cells.cell(row).unwrap_or_default().into())
                        .collect(),
                })
                .collect();
            if !intake.begun() {
                let headers: Vec<String> =
                    self.leaves.iter().map(|leaf| leaf.path.join(".")).collect();
                intake.columns(&headers, &records)?;
            }
            return intake.records(&mut records);
        };
        let rows: Vec<(u64, Tree)> = (0..size)
            .zip(first..)
            .map(|(row, line)| (line, tree(&self.leaves, &mut batch, row)))
            .collect();
        let pieces: Vec<&[(u64, Tree)]> = rows.chunks(BATCH / 8).collect();
        trees.take(intake, &pieces, |piece, take| {
            for (line, tree) in *piece {
                take(*line, Ok(tree.clone()));
            }
        })
    }
}

/// One row, put together from its columns.
fn tree(leaves: &[Leaf], batch: &mut [Cells], row: usize) -> Tree {
    let mut root = Vec::new();
    for (leaf, cells) in leaves.iter().zip(batch) {
        let value = match &leaf.list {
            None => cells.cell(row).map_or(Tree::Empty, Tree::Text),
            Some(_) => {
                let items = cells.items(row);
                if leaf.within.is_empty() {
                    let words: Vec<String> = items.into_iter().flatten().collect();
                    Tree::Text(words.join(&BETWEEN.to_string()))
                } else {
                    put_in_list(&mut root, leaf, items);
                    continue;
                }
            }
        };
        if value != Tree::Empty {
            put(&mut root, &leaf.path, value);
        }
    }
    Tree::Object(root)
}

/// Sets the value at a path.
fn put(parts: &mut Vec<(String, Tree)>, path: &[String], value: Tree) {
    let [key, rest @ ..] = path else { return };
    let at = place(parts, key);
    if rest.is_empty() {
        parts[at].1 = value;
        return;
    }
    if parts[at].1.object().is_none() {
        parts[at].1 = Tree::Object(Vec::new());
    }
    if let Tree::Object(inner) = &mut parts[at].1 {
        put(inner, rest, value);
    }
}

fn place(parts: &mut Vec<(String, Tree)>, key: &str) -> usize {
    parts
        .iter()
        .position(|(known, _)| known == key)
        .unwrap_or_else(|| {
            parts.push((key.to_owned(), Tree::Empty));
            parts.len() - 1
        })
}

/// Sets one member of each group of a list.
fn put_in_list(root: &mut Vec<(String, Tree)>, leaf: &Leaf, items: Vec<Option<String>>) {
    if items.is_empty() {
        return;
    }
    let mut parts = root;
    for key in &leaf.path[..leaf.path.len() - 1] {
        let at = place(parts, key);
        if parts[at].1.object().is_none() {
            parts[at].1 = Tree::Object(Vec::new());
        }
        match &mut parts[at].1 {
            Tree::Object(inner) => parts = inner,
            _ => return,
        }
    }
    let at = place(parts, leaf.path.last().map_or("", String::as_str));
    if !matches!(parts[at].1, Tree::List(_)) {
        parts[at].1 = Tree::List(Vec::new());
    }
    let Tree::List(list) = &mut parts[at].1 else {
        return;
    };
    if list.len() < items.len() {
        list.resize(items.len(), Tree::Object(Vec::new()));
    }
    for (item, text) in list.iter_mut().zip(items) {
        if let (Tree::Object(parts), Some(text)) = (item, text) {
            put(parts, &leaf.within, Tree::Text(text));
        }
    }
}

/// What is wrong, without the words that every such error begins with.
fn reason(error: &ParquetError) -> String {
    let text = error.to_string();
    let text = text
        .split_once("error: ")
        .or_else(|| text.split_once(": "))
        .map_or(text.as_str(), |(_, rest)| rest);
    text.replace('\n', " ")
}
