//! Every kind of file that people are sent, made up here and read to the end: what is in it, or the one
//! sentence that says why not.

use std::io::Write;
use std::ops::ControlFlow;

use tastemaker::import::report::{FileReport, IssueKind, ReadError};
use tastemaker::import::{Event, Options, Source, read};
use tastemaker::roster::{Currency, Field, Roster, TierSet};

/// Reads bytes as a file of that name.
fn open_with(name: &str, bytes: Vec<u8>, options: &Options) -> (FileReport, Roster) {
    let source = Source::Bytes {
        name: name.to_owned(),
        bytes,
    };
    let mut roster = Roster::new(TierSet::default(), Currency::USD);
    let report = read(&[source], options, &mut |event| {
        if let Event::Rows { rows, .. } = event {
            let segment = roster.absorb(*rows);
            roster.push(segment);
        }
        ControlFlow::Continue(())
    });
    let file = report.files.into_iter().next().expect("one file");
    assert_eq!(
        file.rows.found,
        file.rows.loaded + file.rows.left_out,
        "rows disappeared"
    );
    (file, roster)
}

fn open(name: &str, bytes: impl Into<Vec<u8>>) -> (FileReport, Roster) {
    open_with(name, bytes.into(), &Options::default())
}

/// Handles with their followers, in the order of the roster.
fn people(roster: &Roster) -> Vec<(String, Option<f64>)> {
    (0..roster.len() as u32)
        .map(|row| {
            let who = roster.influencer(row);
            (
                who.text(Field::Handle).to_owned(),
                who.number(Field::Followers),
            )
        })
        .collect()
}

fn issues(report: &FileReport) -> Vec<(IssueKind, Option<u64>)> {
    report
        .issues
        .iter()
        .map(|issue| (issue.kind, issue.line))
        .collect()
}

/// A roster of so many rows.
fn csv(rows: usize) -> String {
    let mut text = "handle,followers,niche\n".to_owned();
    for row in 0..rows {
        text += &format!("maker.{row},{},food\n", 1_000 + row);
    }
    text
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("memory takes it")
}

#[test]
fn archives_around_a_text_are_unpacked_as_they_are_read() {
    let text = csv(40_000);
    let (_, plain) = open("roster.csv", text.as_bytes());
    let halves = text.split_at(text.len() / 2);
    for (name, packed) in [
        ("roster.csv.gz", gzip(text.as_bytes())),
        ("roster.csv.zst", zstd(text.as_bytes())),
        // Archives joined one behind the other are one text.
        (
            "joined.gz",
            [gzip(halves.0.as_bytes()), gzip(halves.1.as_bytes())].concat(),
        ),
        (
            "joined.zst",
            [zstd(halves.0.as_bytes()), zstd(halves.1.as_bytes())].concat(),
        ),
    ] {
        let (report, roster) = open(name, packed);
        assert_eq!(report.error, None, "{name}");
        assert_eq!(report.rows.loaded, 40_000, "{name}");
        assert_eq!(people(&roster), people(&plain), "{name}");
    }
}

#[test]
fn of_an_archive_that_breaks_off_whole_rows_are_kept_and_it_is_said() {
    let text = csv(60_000);
    for (name, packed) in [
        ("roster.gz", gzip(text.as_bytes())),
        ("roster.zst", zstd(text.as_bytes())),
    ] {
        let (report, roster) = open(name, &packed[..packed.len() * 3 / 4]);
        assert_eq!(report.error, None, "{name}");
        let rows = roster.len();
        assert!(rows > 10_000 && rows < 60_000, "{name}: {rows}");
        // The last row is whole, not half a number.
        let (handle, followers) = people(&roster).pop().unwrap();
        assert_eq!(handle, format!("maker.{}", rows - 1), "{name}");
        assert_eq!(followers, Some(1_000.0 + rows as f64 - 1.0), "{name}");
        assert_eq!(
            issues(&report),
            [(IssueKind::BrokenOff, Some(rows as u64 + 2))],
            "{name}"
        );
    }
    // Where nothing was whole there is an error instead.
    for packed in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        let (report, _) = open("roster.gz", &packed[..14]);
        assert!(
            matches!(report.error, Some(ReadError::DamagedArchive { .. })),
            "{:?}",
            report.error
        );
    }
}
