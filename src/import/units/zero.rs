//! Noughts in every row of a column: whoever wrote them did not know.

use super::Style;

/// Rows from which on noughts alone say that nothing was known.
const ROWS: usize = 3;

pub fn decide(style: &mut Style, cells: &[&str]) {
    let nought = |cell: &&str| style.number(cell).is_some_and(|number| number.value == 0.0);
    if cells.len() >= ROWS && cells.iter().all(nought) {
        style.zero_is_unknown = true;
        style
            .notes
            .push("0 in every row: read as not known".to_owned());
    }
}
