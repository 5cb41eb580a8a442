//! JSON: an array of objects, or one object a line.

use std::io::{self, Write};

use serde_json::{Map, Number, Value as Json};

use super::Headers;
use super::columns::header;
use crate::roster::{Field, Influencer, Kind, Roster, RowId, Value, display};

/// One object with the fields by their names: numbers as numbers, shares as fractions, `"inf"` for
/// endless, null for unknown. Fields of lists (niches, platforms, languages) are texts where they hold
/// one word and lists where they hold several.
pub fn object(
    roster: &Roster,
    influencer: &Influencer<'_>,
    columns: &[Field],
    headers: Headers,
) -> Json {
    let mut object = Map::new();
    for field in columns {
        object.insert(
            header(roster, *field, headers).into_owned(),
            value(roster, influencer, *field),
        );
    }
    Json::Object(object)
}

fn value(roster: &Roster, influencer: &Influencer<'_>, field: Field) -> Json {
    match influencer.value(field) {
        Value::Unknown => Json::Null,
        Value::Text(text) => Json::String(text.to_owned()),
        Value::Words(code) => {
            let words: Vec<&str> = roster.dictionary(field).texts(code).collect();
            match words.as_slice() {
                [only] => Json::String((*only).to_owned()),
                several => several.iter().copied().collect(),
            }
        }
        Value::Number(days) if field.kind() == Kind::Date => Json::String(display::date(days)),
        Value::Number(number) => number_value(number),
    }
}

/// A number; whole ones without a point, endless as `"inf"`.
pub fn number_value(number: f64) -> Json {
    if number.is_infinite() {
        Json::String(if number > 0.0 { "inf" } else { "-inf" }.to_owned())
    } else if number.fract() == 0.0 && number.abs() < 9e15 {
        Json::Number(Number::from(number as i64))
    } else {
        Number::from_f64(number).map_or(Json::Null, Json::Number)
    }
}

/// An array with one object a line.
pub fn write_array(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    headers: Headers,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, row) in rows.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        let influencer = roster.influencer(*row);
        serde_json::to_writer(&mut *out, &object(roster, &influencer, columns, headers))?;
    }
    out.write_all(if rows.is_empty() { b"]\n" } else { b"\n]\n" })
}

/// One object a line.
pub fn write_lines(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    headers: Headers,
    out: &mut dyn Write,
) -> io::Result<()> {
    for row in rows {
        let influencer = roster.influencer(*row);
        serde_json::to_writer(&mut *out, &object(roster, &influencer, columns, headers))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
