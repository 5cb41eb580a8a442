//! CSV and TSV.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::{header, is_text, plain, readable};
use super::{Numbers, Wording, safe};
use crate::roster::{Field, Roster, RowId};

/// How cells stand beside each other, and numbers in them.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    delimiter: u8,
    decimal_comma: bool,
    /// The mark at the beginning by which Excel knows UTF-8.
    marked: bool,
}

impl Dialect {
    pub const CSV: Dialect = Dialect {
        delimiter: b',',
        decimal_comma: false,
        marked: false,
    };
    pub const TSV: Dialect = Dialect {
        delimiter: b'\t',
        ..Dialect::CSV
    };
    /// What Excel expects where a comma is the decimal mark.
    pub const SEMICOLON: Dialect = Dialect {
        delimiter: b';',
        decimal_comma: true,
        marked: true,
    };

    /// A writer of records, behind whatever stands at the beginning.
    pub fn writer(self, out: &mut dyn Write) -> io::Result<csv::Writer<&mut dyn Write>> {
        if self.marked {
            out.write_all("\u{feff}".as_bytes())?;
        }
        Ok(csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .from_writer(out))
    }

    /// A number as plain as it comes. Three decimals get a zero behind, or `12.345` could be read as
    /// twelve thousand.
    pub(super) fn number(self, plain: Cow<'_, str>) -> Cow<'_, str> {
        let Some(point) = plain.find('.') else {
            return plain;
        };
        let mut text = plain.into_owned();
        if text.len() - point == 4 {
            text.push('0');
        }
        if self.decimal_comma {
            text.replace_range(point..=point, ",");
        }
        Cow::Owned(text)
    }
}

/// Writes a header and one record a row.
pub fn write(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    (dialect, wording): (Dialect, Wording),
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = dialect.writer(out)?;
    writer
        .write_record(
            columns
                .iter()
                .map(|field| header(roster, *field, wording.headers).into_owned()),
        )
        .map_err(plain_error)?;
    for row in rows {
        let influencer = roster.influencer(*row);
        for field in columns {
            let plain = plain(roster, &influencer, *field);
            let shown;
            let cell = match wording.numbers {
                _ if is_text(*field) => safe::cell(&plain),
                Numbers::Plain => dialect.number(plain),
                Numbers::AsShown => {
                    shown = readable(roster, &influencer, *field);
                    safe::cell(&shown)
                }
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

    fn text(roster: &Roster, dialect: Dialect) -> String {
        let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
        let mut out = Vec::new();
        let fields = [Field::Name, Field::Price];
        write(
            roster,
            &rows,
            &fields,
            (dialect, Wording::default()),
            &mut out,
        )
        .unwrap();
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
            text(&roster, Dialect::CSV),
            "name,price\n'=1+1,-2.4\n\"a, \"\"b\"\"\",1200000\n,inf\n"
        );
    }

    #[test]
    fn no_decimals_look_like_thousands() {
        let roster = roster(&[
            ("a;b".into(), 12.345),
            ("1,5".into(), -2.4),
            ("c".into(), 0.0267),
            ("d".into(), 1_200_000.0),
            ("e".into(), f64::INFINITY),
        ]);
        assert_eq!(
            text(&roster, Dialect::SEMICOLON),
            "\u{feff}name;price\n\"a;b\";12,3450\n1,5;-2,4\nc;0,0267\nd;1200000\ne;inf\n"
        );
        assert!(text(&roster, Dialect::CSV).contains("\na;b,12.3450\n\"1,5\",-2.4\n"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(cells in prop::collection::vec(("[a-z\",;\n =+@']{0,8}", -1e6f64..1e6), 1..8)) {
            let roster = roster(&cells);
            let written = text(&roster, Dialect::CSV);
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            for (record, (name, price)) in reader.records().zip(&cells) {
                let record = record.unwrap();
                prop_assert_eq!(&record[0], &safe::cell(name)[..]);
                prop_assert_eq!(record[1].parse::<f64>().unwrap(), *price);
            }
        }
    }
}
