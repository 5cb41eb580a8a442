//! Tables in which no column says who somebody is.

use crate::import::headers::Assigned;
use crate::import::{Record, values};
use crate::roster::Field;

/// Takes the numbers of the influencers for their names where there are followers, and nothing else
/// tells them apart: rosters without names are still rosters.
pub fn name_by_id(columns: &mut [Assigned], rows: &[Record<'_>], said: &dyn Fn(usize) -> bool) {
    let has = |wanted: &[Field]| {
        let mut fields = columns.iter().filter_map(|column| column.field);
        fields.any(|field| wanted.contains(&field))
    };
    if has(&[Field::Handle, Field::Name, Field::Url]) || !has(&[Field::Followers]) {
        return;
    }
    let is_id = |at: &usize| {
        let column = &columns[*at];
        let mut words = column.header.words.split(' ');
        let named = words.any(|word| matches!(word, "id" | "uid" | "code" | "kode" | "no"));
        named && column.field.is_none() && !said(*at) && are_different(*at, rows)
    };
    if let Some(at) = (0..columns.len()).find(is_id) {
        columns[at].field = Some(Field::Name);
        columns[at].guess = true;
        columns[at].note = Some("nothing else says who it is".to_owned());
    }
}

/// Whether every row has a cell of its own in a column.
fn are_different(at: usize, rows: &[Record<'_>]) -> bool {
    let mut cells: Vec<&str> = rows.iter().map(|row| values::trim(row.cell(at))).collect();
    let all = cells.len();
    cells.sort_unstable();
    cells.dedup();
    all > 0 && cells.len() == all && cells.iter().all(|cell| !values::is_missing(cell))
}
