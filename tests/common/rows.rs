//! The rows of a roster as short texts, to be held against what a file says.

use tastemaker::roster::{Field, Influencer, Roster, Value};

/// What a field of a row says; nothing where it is unknown.
fn shown(who: &Influencer<'_>, field: Field) -> String {
    match who.value(field) {
        Value::Unknown => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Words(_) => who.words(field).collect::<Vec<_>>().join("+"),
        Value::Text(text) => text.to_owned(),
    }
}

/// Some fields of all rows, in the order of the file.
pub fn rows(roster: &Roster, fields: &[Field]) -> Vec<String> {
    (0..roster.len() as u32)
        .map(|row| {
            let who = roster.influencer(row);
            let cells: Vec<String> = fields.iter().map(|field| shown(&who, *field)).collect();
            cells.join("|")
        })
        .collect()
}
