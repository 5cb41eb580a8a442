//! Records with more or fewer cells than the header, and the one cause of that which can be mended: a
//! number that was written `1,200` in a file of commas, without quotes.
//!
//! Its parts are put together only where nothing else is possible: exactly as many cells are too many
//! as commas stand in numbers, the parts are groups of three digits, they belong to a column of counts
//! or prices, every other column of numbers still finds a number, and there is only one way to do so.

use super::super::Record;
use super::super::plan::Plan;
use super::super::report::{Effect, IssueKind};
use super::super::values;
use super::Filler;
use crate::roster::Kind;

/// Cells too many beyond which nobody can say what happened.
const MOST: usize = 8;

/// Commas in one number.
const COMMAS: usize = 3;

impl Filler<'_> {
    /// Tells of a record that is longer or shorter than the header; the answer is the mended one.
    pub(super) fn ragged<'r>(&mut self, record: &Record<'r>) -> Option<Record<'r>> {
        let plan = self.plan;
        let cells = filled(record).max(plan.width.min(record.cells.len()));
        if cells == plan.width {
            return None;
        }
        if plan.commas
            && let Some((mended, joined)) = mended(plan, record)
        {
            for at in joined {
                let text = mended.cell(at).to_owned();
                let header = plan.headers.get(at).cloned();
                self.issue(
                    IssueKind::UnquotedComma,
                    record.line,
                    header,
                    &text,
                    Effect::Noted,
                );
            }
            return Some(mended);
        }
        let (cells, wanted) = (record.cells.len(), plan.width);
        let text = format!("{cells} cells, header has {wanted}");
        self.issue(IssueKind::Ragged, record.line, None, &text, Effect::Noted);
        None
    }
}

/// Mends the records of a sample; true where any was. Where a record is too long for another reason,
/// the header may lack a column, and nothing is certain.
pub fn mend(plan: &Plan, records: &mut [Record<'_>]) -> bool {
    let long = |record: &Record<'_>| filled(record) > plan.width;
    let ways = |record: &Record<'_>| ways(plan, record).is_some_and(|ways| ways[0][0] > 0);
    if !records.iter().any(long) || !records.iter().filter(|record| long(record)).all(ways) {
        return false;
    }
    let mut any = false;
    for record in records.iter_mut() {
        if let Some((mended, _)) = mended(plan, record) {
            *record = mended;
            any = true;
        }
    }
    any
}

/// Cells up to the last one that holds something.
fn filled(record: &Record<'_>) -> usize {
    let last = record
        .cells
        .iter()
        .rposition(|cell| !values::trim(cell).is_empty());
    last.map_or(0, |at| at + 1)
}

/// The record with the parts of numbers put together, and the columns of these numbers; none where
/// that is not the one thing that can have happened.
fn mended<'r>(plan: &Plan, record: &Record<'r>) -> Option<(Record<'r>, Vec<usize>)> {
    let ways = ways(plan, record)?;
    if ways[0][0] != 1 {
        return None;
    }
    let mut mended = Record {
        line: record.line,
        part: record.part,
        cells: Vec::with_capacity(plan.width),
    };
    let mut joined = Vec::new();
    let mut used = 0;
    for column in 0..plan.width {
        let commas = (0..=COMMAS).find(|commas| {
            ways[column + 1].get(used + commas) == Some(&1)
                && fits(plan, record, column, used, *commas)
        })?;
        let cells = &record.cells[column + used..=column + used + commas];
        if commas == 0 {
            mended.cells.push(cells[0].clone());
        } else {
            mended.cells.push(cells.join(",").into());
            joined.push(column);
        }
        used += commas;
    }
    Some((mended, joined))
}

/// For each column, and each number of commas in the columns before it, in how many ways the rest of
/// the record can be read: none, one, or more.
fn ways(plan: &Plan, record: &Record<'_>) -> Option<Vec<Vec<u8>>> {
    let surplus = filled(record).checked_sub(plan.width)?;
    if surplus == 0 || surplus > MOST {
        return None;
    }
    let mut ways = vec![vec![0u8; surplus + 1]; plan.width + 1];
    ways[plan.width][surplus] = 1;
    for column in (0..plan.width).rev() {
        for used in 0..=surplus {
            ways[column][used] = (0..=COMMAS.min(surplus - used))
                .filter(|commas| fits(plan, record, column, used, *commas))
                .map(|commas| ways[column + 1][used + commas])
                .sum::<u8>()
                .min(2);
        }
    }
    Some(ways)
}

/// Whether a column may hold the cell at its place, or a number of so many commas that begins there.
fn fits(plan: &Plan, record: &Record<'_>, column: usize, used: usize, commas: usize) -> bool {
    let kind = plan
        .columns
        .get(column)
        .and_then(|(column, _)| column.field);
    let kind = kind.map(|field| field.kind());
    let place = column + used;
    if commas == 0 {
        let cell = record.cell(place);
        let numeric = kind.is_some_and(|kind| kind.is_numeric() && kind != Kind::Date);
        return !numeric || values::is_missing(cell) || values::number(cell, false).is_some();
    }
    if !matches!(kind, Some(Kind::Count | Kind::Money)) {
        return false;
    }
    let Some(cells) = record.cells.get(place..=place + commas) else {
        return false;
    };
    let (first, rest) = (values::trim(&cells[0]), &cells[1..]);
    let digits = first.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let begins = (1..=3).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    let group = |cell: &str| {
        let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
        digits == 3
    };
    let whole = |cell: &str| cell.len() == 3 && group(cell);
    begins
        && rest.iter().all(|cell| group(cell))
        && rest[..commas - 1].iter().all(|cell| whole(cell))
        && values::number(&cells.join(","), false).is_some()
}
