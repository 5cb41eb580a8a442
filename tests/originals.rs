//! The cells of a file as they stand in it, read a second time.

use std::fs;
use std::ops::ControlFlow;

use tastemaker::import::report::FileReport;
use tastemaker::import::{Options, Originals, OriginalsError, Source, originals, read};

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
