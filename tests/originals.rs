//! The cells of a file as they stand in it, read a second time.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

use std::fs;
use std::ops::ControlFlow;

use proptest::prelude::*;
use tastemaker::background::open::{self, Assumptions};
use tastemaker::background::original;
use tastemaker::export::{Account, Format, texts};
use tastemaker::import::report::FileReport;
use tastemaker::import::{Options, Originals, OriginalsError, Source, originals, read};
use tastemaker::roster::{RowId, formula};

fn bytes(text: &str) -> Source {
    Source::Bytes {
        name: "made-up.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

fn report(source: &Source) -> FileReport {
    let mut report = read(
        std::slice::from_ref(source),
        &Options::default(),
        &mut |_| ControlFlow::Continue(()),
    );
    report.files.remove(0)
}

/// The records of these lines, each with its line.
fn cells(originals: &Originals) -> Vec<(u64, Vec<&str>)> {
    let records = originals.records.iter();
    records
        .map(|record| (record.line, record.cells().collect()))
        .collect()
}

#[test]
fn cells_come_back_as_they_stand_blanks_breaks_and_all() {
    let source = bytes(
        "made up,,\r\nhandle, followers ,\"a \"\"note\"\"\"\r\nana_m, 48.2K ,\"two\r\nlines\"\r\nbo,7\r\n,,\r\ncy,1,x,more\r\n",
    );
    let was = report(&source);
    let found = originals(&source, &Options::default(), &was, &[3, 5, 7]).unwrap();
    assert_eq!(
        found.headers.as_deref().unwrap(),
        ["handle", " followers ", "a \"note\""]
    );
    assert_eq!(
        cells(&found),
        [
            (3, vec!["ana_m", " 48.2K ", "two\r\nlines"]),
            (5, vec!["bo", "7"]),
            (7, vec!["cy", "1", "x", "more"]),
        ]
    );
}

#[test]
fn nested_records_have_their_paths_for_headers() {
    let source = bytes(
        r#"[{"username": "ana_m", "stats": {"followers": 48200}}, {"username": "bo", "stats": {"followers": 7}}]"#,
    );
    let was = report(&source);
    let found = originals(&source, &Options::default(), &was, &[2]).unwrap();
    assert_eq!(
        found.headers.as_deref().unwrap(),
        ["username", "stats.followers"]
    );
    assert_eq!(cells(&found), [(2, vec!["bo", "7"])]);
}

#[test]
fn a_file_that_changed_is_not_read_for_other_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.csv");
    fs::write(&path, "handle,followers\nana_m,48200\nbo,7\n").unwrap();
    let source = Source::Path(path.clone());
    let was = report(&source);
    assert!(originals(&source, &Options::default(), &was, &[2]).is_ok());
    fs::write(&path, "handle,followers\nzoe,1\nana_m,48200\nbo,7\n").unwrap();
    assert!(matches!(
        originals(&source, &Options::default(), &was, &[2]),
        Err(OriginalsError::Changed { .. })
    ));
    fs::remove_file(&path).unwrap();
    assert!(originals(&source, &Options::default(), &was, &[2]).is_err());
}

/// Every row of a source with its original columns, as CSV.
fn exported(source: &Source) -> String {
    let sources = std::slice::from_ref(source);
    let options = Options {
        // Guessing it is another matter.
        delimiter: Some(','),
        ..Options::default()
    };
    let (roster, report) = open::open(
        sources,
        &options,
        &Assumptions::default(),
        &mut |_, _, _| ControlFlow::Continue(()),
    );
    let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
    let texts = original::columns(&roster, &rows, sources, &options, &report).unwrap();
    let mut out = Vec::new();
    texts::write(&texts, Format::Csv, false, &Account::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_formula_is_written_harmless_and_read_as_what_it_was() {
    let text = "handle,followers,said\nana_m,48200,=1+1\nbo,7,'=2\ncy,8,''=3\ndi,9,-4.5\n";
    let first = exported(&bytes(text));
    assert_eq!(
        first,
        "handle,followers,said\nana_m,48200,'=1+1\nbo,7,'=2\ncy,8,''=3\ndi,9,-4.5\n"
    );
    assert_eq!(exported(&bytes(&first)), first);
}

/// A field as somebody may have written it, and what it says. Fields never say nothing but quotes, so
/// that a quote within an unquoted field is never at its beginning.
fn field() -> impl Strategy<Value = (String, String)> {
    let letters = "[a-zé深👑 ;:'=@._-]{0,5}";
    let quoted = "[a-z\",;é深 \r\n\t']{0,8}";
    prop_oneof![
        4 => letters.prop_map(|text| (text.clone(), text)),
        // A stray quote is data.
        1 => ("[a-z é]", letters, letters).prop_map(|(first, before, after)| {
            let text = format!("{first}{before}\"{after}");
            (text.clone(), text)
        }),
        3 => quoted.prop_map(|text| (format!("\"{}\"", text.replace('"', "\"\"")), text)),
    ]
}

/// What a cell of a text says: an apostrophe before what a spreadsheet would run is none of the cell.
fn said(cells: &[String]) -> Vec<String> {
    let cells = cells.iter().map(|cell| formula::restored(cell).to_owned());
    trimmed(cells.collect())
}

/// Without empty cells at the end: a short record is written as wide as the others.
fn trimmed(mut cells: Vec<String>) -> Vec<String> {
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

fn parsed(text: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| {
            let cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
            said(&cells)
        })
        .collect()
}

proptest! {
    #[test]
    fn nothing_is_lost_between_reading_and_writing_the_original_columns(
        records in prop::collection::vec(prop::collection::vec(field(), 0..5), 1..12),
        mark in any::<bool>(),
        end in prop_oneof![Just("\n"), Just("\r\n")],
        blank in 0usize..3,
    ) {
        let mut text = String::new();
        if mark {
            text.push('\u{feff}');
        }
        let mut wanted = vec![said(&["handle", " Followers", "note", "note", ""].map(str::to_owned))];
        text.push_str("handle, Followers,note,note,");
        text.push_str(end);
        for (at, fields) in records.iter().enumerate() {
            if at == blank {
                text.push_str(end);
            }
            let who = format!("ana_{at}");
            let cells: Vec<String> = std::iter::once(who.clone())
                .chain(["7".to_owned()])
                .chain(fields.iter().map(|(_, cell)| cell.clone()))
                .collect();
            let written: Vec<String> = [who, "7".to_owned()]
                .into_iter()
                .chain(fields.iter().map(|(written, _)| written.clone()))
                .collect();
            text.push_str(&written.join(","));
            if at + 1 < records.len() || blank == 0 {
                text.push_str(end);
            }
            wanted.push(said(&cells));
        }
        let source = bytes(&text);
        let first = exported(&source);
        prop_assert_eq!(parsed(&first), wanted, "{:?}", text);
        prop_assert_eq!(exported(&bytes(&first)), first);
    }
}
