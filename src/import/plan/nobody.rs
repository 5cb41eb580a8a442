//! Tables in which no column says who somebody is.

use crate::import::headers::Assigned;
use crate::import::{Record, values};
use crate::roster::Field;
use crate::roster::platform::Platform;

/// Texts longer than this tell about somebody and do not call them.
const LONGEST_NAME: usize = 60;

/// Takes what tells influencers apart for their names where there are followers and no column is known
/// to say who somebody is: texts of their own, else their numbers. Such a roster is still a roster.
pub fn name_somehow(columns: &mut [Assigned], rows: &[Record<'_>], said: &dyn Fn(usize) -> bool) {
    let has = |wanted: &[Field]| {
        let mut fields = columns.iter().filter_map(|column| column.field);
        fields.any(|field| wanted.contains(&field))
    };
    // An address says who it is on a network only; a company's page does not.
    let url = columns
        .iter()
        .position(|column| column.field == Some(Field::Url));
    let profiles = url.is_some_and(|at| {
        let mut cells = rows.iter().map(|row| row.cell(at));
        rows.is_empty() || said(at) || cells.any(|cell| Platform::of_address(cell).is_some())
    });
    if profiles || has(&[Field::Handle, Field::Name]) || !has(&[Field::Followers]) {
        return;
    }
    let free = |at: &usize| !said(*at) && matches!(columns[*at].field, None | Some(Field::Bio));
    let is_id = |at: &usize| {
        let mut words = columns[*at].header.words.split(' ');
        words.any(|word| matches!(word, "id" | "uid" | "code" | "kode" | "no"))
    };
    let all = || (0..columns.len()).filter(free);
    let text = all().find(|at| !is_id(at) && cells_are(*at, rows, is_name));
    let id = || all().find(|at| is_id(at) && cells_are(*at, rows, |_| true));
    if let Some(at) = text.or_else(id) {
        columns[at].field = Some(Field::Name);
        columns[at].guess = true;
        columns[at].note = Some("nothing else says who it is".to_owned());
    }
}

fn is_name(cell: &str) -> bool {
    cell.chars().count() <= LONGEST_NAME
        && cell.chars().any(char::is_alphabetic)
        && values::number(cell, false).is_none()
        && !values::is_date(cell)
        && !cell.contains("://")
}

/// Whether nearly every row has a cell in a column, nearly each its own, and nearly all pass a test.
fn cells_are(at: usize, rows: &[Record<'_>], test: impl Fn(&str) -> bool) -> bool {
    let mut cells: Vec<&str> = rows.iter().map(|row| values::trim(row.cell(at))).collect();
    cells.retain(|cell| !values::is_missing(cell));
    let passed = cells.iter().filter(|cell| test(cell)).count();
    cells.sort_unstable();
    cells.dedup();
    let most = |part: usize| part * 10 >= rows.len() * 7;
    !rows.is_empty() && most(passed) && most(cells.len())
}
