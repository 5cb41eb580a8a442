//! Delimited text: where records end, and the cells of a record.
//!
//! A quote opens a field only at the field's very beginning; anywhere else it is data. That rule reads
//! the stray quote in `6' 2" tall` as people meant it, where readers that count quotes lose rows.

mod load;

mod simple;

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};

use super::Record;
use crate::roster::formula;
pub use load::load;

/// A quoted field longer than this is looked at: where it goes over many lines, it was opened by
/// mistake and its quote is data.
const LONG_QUOTED: usize = 1 << 20;
const MOST_LINES: usize = 500;

/// No quoted field is longer than this.
const LONGEST_QUOTED: usize = 64 << 20;

/// Delimiters that are tried, likeliest first.
const DELIMITERS: &[u8] = b",;\t|";

/// A run of whole records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub bytes: Range<usize>,
    /// The line on which the first record begins.
    pub line: u64,
}

/// What whole records a text holds.
#[derive(Debug, Default)]
pub struct Cut {
    pub pieces: Vec<Piece>,
    /// Where the record begins that the text breaks off in.
    pub rest: usize,
    /// The line of that place.
    pub line: u64,
    /// Lines on which a quote was opened and never closed.
    pub open_quotes: Vec<u64>,
}

/// Cuts a text into pieces of about `target` bytes of whole records.
pub fn cut(text: &[u8], delimiter: u8, first_line: u64, last: bool, target: usize) -> Cut {
    let mut cut = Cut {
        line: first_line,
        ..Cut::default()
    };
    let mut piece = Piece {
        bytes: 0..0,
        line: first_line,
    };
    let mut line = first_line;
    let mut at = 0;
    while let Some(found) = memchr2(b'"', b'\n', &text[at..]) {
        let place = at + found;
        at = place + 1;
        if text[place] == b'\n' {
            line += 1;
            cut.rest = at;
            cut.line = line;
            if at - piece.bytes.start >= target {
                piece.bytes.end = at;
                cut.pieces.push(piece);
                piece = Piece {
                    bytes: at..at,
                    line,
                };
            }
            continue;
        }
        if !opens(text, place, delimiter) {
            continue;
        }
        match closing(text, at) {
            Closing::At(close) => {
                line += memchr::memchr_iter(b'\n', &text[at..close]).count() as u64;
                at = close + 1;
            }
            Closing::Later if !last => break,
            Closing::Later | Closing::Never => cut.open_quotes.push(line),
        }
    }
    if last && cut.rest < text.len() {
        cut.rest = text.len();
    }
    piece.bytes.end = cut.rest;
    if !piece.bytes.is_empty() {
        cut.pieces.push(piece);
    }
    cut
}

/// Whether a quote at this place stands at the beginning of a field.
fn opens(text: &[u8], place: usize, delimiter: u8) -> bool {
    match place.checked_sub(1).map(|before| text[before]) {
        None => true,
        Some(before) => before == delimiter || before == b'\n' || before == b'\r',
    }
}

/// The end of a quoted field.
enum Closing {
    At(usize),
    /// More bytes may bring it.
    Later,
    Never,
}

/// Where the field that was opened before `start` is closed.
fn closing(text: &[u8], start: usize) -> Closing {
    let rest = &text[start..];
    let near = &rest[..rest.len().min(LONG_QUOTED)];
    if let Some(quote) = closing_within(near, rest) {
        return Closing::At(start + quote);
    }
    if rest.len() < LONG_QUOTED {
        return Closing::Later;
    }
    if memchr::memchr_iter(b'\n', near).nth(MOST_LINES).is_some() {
        return Closing::Never;
    }
    let far = &rest[..rest.len().min(LONGEST_QUOTED)];
    match closing_within(far, rest) {
        Some(quote) => Closing::At(start + quote),
        None if rest.len() < LONGEST_QUOTED => Closing::Later,
        None => Closing::Never,
    }
}

/// The first quote in `within` that is not doubled; `rest` goes on behind it.
fn closing_within(within: &[u8], rest: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let quote = at + memchr(b'"', within.get(at..)?)?;
        if rest.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}

/// The records of a piece.
pub fn records(text: &str, delimiter: u8, line: u64) -> Records<'_> {
    Records {
        text,
        at: 0,
        delimiter,
        line,
    }
}

/// Walks through the records of a text.
pub struct Records<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    line: u64,
}

impl<'a> Records<'a> {
    /// Reads the next record into `record`, whose cells are replaced; false at the end.
    pub fn next_into(&mut self, record: &mut Record<'a>) -> bool {
        let bytes = self.text.as_bytes();
        record.cells.clear();
        record.line = self.line;
        if self.at >= bytes.len() {
            return false;
        }
        loop {
            let cell = self.cell();
            record.cells.push(restored(cell));
            match bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(_) => {
                    self.at += 1;
                    self.line += 1;
                    return true;
                }
                None => return true,
            }
        }
    }

    /// Reads one cell and stops at what ends it: a delimiter, a line end or the end of the text.
    fn cell(&mut self) -> Cow<'a, str> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if bytes.get(start) == Some(&b'"')
            && let Closing::At(close) = closing(bytes, start + 1)
        {
            let inside = &self.text[start + 1..close];
            self.line += memchr::memchr_iter(b'\n', inside.as_bytes()).count() as u64;
            self.at = close + 1;
            let after = self.plain();
            return match (inside.contains("\"\""), after.is_empty()) {
                (false, true) => Cow::Borrowed(inside),
                _ => Cow::Owned(inside.replace("\"\"", "\"") + after),
            };
        }
        Cow::Borrowed(self.plain())
    }

    /// Everything up to the next delimiter or line end.
    fn plain(&mut self) -> &'a str {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let rest = &bytes[start..];
        self.at = start + memchr2(self.delimiter, b'\n', rest).unwrap_or(rest.len());
        let text = &self.text[start..self.at];
        if bytes.get(self.at) == Some(&self.delimiter) {
            return text;
        }
        // A carriage return at the end of a line belongs to the line end.
        text.strip_suffix('\r').unwrap_or(text)
    }
}

/// The cell without the apostrophe that keeps spreadsheets from running it.
fn restored(cell: Cow<'_, str>) -> Cow<'_, str> {
    match cell {
        cell if !cell.starts_with('\'') => cell,
        Cow::Borrowed(cell) => Cow::Borrowed(formula::restored(cell)),
        Cow::Owned(cell) => Cow::Owned(formula::restored(&cell).to_owned()),
    }
}

/// How many cells most records have that have several: titles and notes above a table have one.
fn usual(widths: &[usize]) -> usize {
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    let several = widths.iter().copied().filter(|width| *width > 1);
    let usual = several
        .max_by_key(|width| (count(*width), *width))
        .unwrap_or(1);
    // A delimiter that stands in one line of many is part of a text.
    if count(usual) * 10 < widths.len() {
        1
    } else {
        usual
    }
}

/// The delimiter that cuts the first records most evenly.
pub fn sniff(head: &str) -> u8 {
    let mut best = (b',', 0.0);
    for delimiter in DELIMITERS {
        let mut widths = Vec::new();
        let mut walk = records(head, *delimiter, 1);
        let mut record = Record {
            line: 1,
            ..Record::default()
        };
        while widths.len() < 100 && walk.next_into(&mut record) {
            if !record.is_empty() {
                widths.push(record.cells.len());
            }
        }
        // The last record may be cut off.
        if widths.len() > 2 {
            widths.pop();
        }
        let usual = usual(&widths);
        if usual < 2 {
            continue;
        }
        let even = widths.iter().filter(|width| **width == usual).count() as f64;
        let score = even / widths.len() as f64 + (usual.min(40) as f64) / 100.0;
        if score > best.1 + 1e-9 {
            best = (*delimiter, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut walk = records(text, delimiter, 1);
        let mut record = Record {
            line: 1,
            ..Record::default()
        };
        let mut rows = Vec::new();
        while walk.next_into(&mut record) {
            rows.push(
                record
                    .cells
                    .iter()
                    .map(|cell| super::super::values::trim(cell).to_owned())
                    .collect(),
            );
        }
        rows
    }

    #[test]
    fn odd_cells_are_read_as_people_meant_them() {
        for (text, rows) in [
            (
                "a,b\n1,I am 6' 2\" tall\n2,x\n",
                vec![
                    vec!["a", "b"],
                    vec!["1", "I am 6' 2\" tall"],
                    vec!["2", "x"],
                ],
            ),
            ("a,\"b\nc\"\r\nd,e", vec![vec!["a", "b\nc"], vec!["d", "e"]]),
            ("\"say \"\"hi\"\"\",x\n", vec![vec!["say \"hi\"", "x"]]),
            ("\"2.1M\r\",x\r\n", vec![vec!["2.1M", "x"]]),
            ("\"open,x\ny,z\n", vec![vec!["\"open", "x"], vec!["y", "z"]]),
            ("a,,\n,,\n", vec![vec!["a", "", ""], vec!["", "", ""]]),
            ("\"a\"b,c\n", vec![vec!["ab", "c"]]),
        ] {
            assert_eq!(all(text, b','), rows, "{text:?}");
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_evenly() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b;c\n1;2,5;x\n3;4,5;y\n", b';'),
            ("a\tb\n1, 2\t3\n", b'\t'),
            ("a|b\n1|2\n", b'|'),
            (
                "name;bio\nx;\"one, two, three\"\ny;\"four, five, six\"\n",
                b';',
            ),
            ("just one column\nx\n", b','),
            (
                "a title\nand, a, note\nand more\nand more\na;b;c\n1;2;3\n4;5;6\n",
                b';',
            ),
            (
                "a title; long\na list\nana\nbo\ncy\ndi\ned\nfi\ngo\nhu\nia\njo\n",
                b',',
            ),
        ] {
            assert_eq!(sniff(text), delimiter, "{text:?}");
        }
    }

    /// The csv crate is the oracle for well-formed text.
    fn oracle(text: &str) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .records()
            .map(|record| {
                let record = record.unwrap();
                record
                    .iter()
                    .map(|cell| super::super::values::trim(cell).to_owned())
                    .collect()
            })
            .collect()
    }

    proptest! {
        #[test]
        fn well_formed_text_reads_as_the_csv_crate_reads_it(
            rows in prop::collection::vec(prop::collection::vec("[ab,\"\n ;é]{0,6}", 2..4), 1..12),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(all(&text, b','), oracle(&text));
        }

        #[test]
        fn a_text_reads_the_same_however_it_is_cut(text in "[ab,\"\n]{0,60}", target in 1usize..40) {
            let whole = all(&text, b',');
            let cut = cut(text.as_bytes(), b',', 1, true, target);
            let mut pieces = Vec::new();
            for piece in &cut.pieces {
                pieces.extend(all(&text[piece.bytes.clone()], b','));
            }
            if cut.open_quotes.is_empty() {
                prop_assert_eq!(pieces, whole, "{:?}", cut);
            }
        }
    }
}
