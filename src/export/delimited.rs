//! CSV and TSV.

use std::io::{self, Write};

use super::columns::{header, is_text, plain};
use super::safe;
use crate::roster::{Field, Roster, RowId};

/// Writes a header of field ids and one record a row.
pub fn write(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    delimiter: u8,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(out);
    writer
        .write_record(
            columns
                .iter()
                .map(|field| header(roster, *field).into_owned()),
        )
        .map_err(plain_error)?;
    for row in rows {
        let influencer = roster.influencer(*row);
        for field in columns {
            let cell = plain(roster, &influencer, *field);
            let cell = if is_text(*field) {
                safe::cell(&cell)
            } else {
                cell
            };
            writer.write_field(cell.as_bytes()).map_err(plain_error)?;
        }
        writer.write_record(None::<&[u8]>).map_err(plain_error)?;
    }
    writer.flush()
}

/// The error of the disk or the pipe itself, so that a closed pipe is known for one.
pub(super) fn plain_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::{Currency, SegmentBuilder, TierSet};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn roster(cells: &[(String, f64)]) -> Roster {
        let mut builder = SegmentBuilder::new(Arc::from([]));
        for (name, price) in cells {
            builder.text(Field::Name, name);
            builder.number(Field::Price, *price);
            builder.end_row();
        }
        let mut roster = Roster::new(TierSet::default(), Currency::USD);
        let segment = roster.absorb(builder);
        roster.push(segment);
        roster
    }

    fn text(roster: &Roster) -> String {
        let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
        let mut out = Vec::new();
        write(roster, &rows, &[Field::Name, Field::Price], b',', &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_stay_numbers_and_formulas_do_not_run() {
        let roster = roster(&[
            ("=1+1".into(), -2.4),
            ("a, \"b\"".into(), 1_200_000.0),
            (String::new(), f64::INFINITY),
        ]);
        assert_eq!(
            text(&roster),
            "name,price\n'=1+1,-2.4\n\"a, \"\"b\"\"\",1200000\n,inf\n"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(cells in prop::collection::vec(("[a-z\",;\n =+@']{0,8}", -1e6f64..1e6), 1..8)) {
            let roster = roster(&cells);
            let written = text(&roster);
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            for (record, (name, price)) in reader.records().zip(&cells) {
                let record = record.unwrap();
                prop_assert_eq!(&record[0], &safe::cell(name)[..]);
                prop_assert_eq!(record[1].parse::<f64>().unwrap(), *price);
            }
        }
    }
}
