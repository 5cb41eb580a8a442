//! What goes wrong every day: each file gives one sentence that says what, which file and what to do, and
//! the exit code of the command line; what can be read all the same is read.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

#[path = "common/reading.rs"]
mod reading;

use std::fs;
use std::io::Write as _;
use std::process::{Command, Output};

use tastemaker::import::report::{FileReport, IssueKind};
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Field, Roster};

fn open(name: &str, bytes: impl Into<Vec<u8>>) -> (FileReport, Roster) {
    let (name, bytes) = (name.to_owned(), bytes.into());
    reading::open_source(Source::Bytes { name, bytes }, &Options::default())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Bytes that look like nothing, the same at every run.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut bytes = Vec::with_capacity(length);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.push((state >> 32) as u8);
    }
    bytes
}

const EMPTY: &str = "is empty: it has no rows to read";
const GET_IT: &str = "which cannot be read. Save the list as .csv or .xlsx and open that";
const UNPACK: &str = "which cannot be unpacked here. Unpack it and open the file in it";

#[test]
fn a_file_that_is_no_roster_says_what_it_is_and_what_to_do() {
    let picture = [b"\x89PNG\r\n\x1a\n".to_vec(), noise(300)].concat();
    let tar = [
        b"roster.csv".to_vec(),
        vec![0; 247],
        b"ustar\0".to_vec(),
        vec![0; 300],
    ]
    .concat();
    let files: &[(&str, Vec<u8>, String)] = &[
        ("none.csv", vec![], EMPTY.to_owned()),
        ("blanks.csv", b"  \r\n\n \t \n".to_vec(), EMPTY.to_owned()),
        ("commas.csv", b",,,\n,,,\n".to_vec(), EMPTY.to_owned()),
        ("mark.csv", b"\xef\xbb\xbf".to_vec(), EMPTY.to_owned()),
        ("mark.csv", b"\xff\xfe".to_vec(), EMPTY.to_owned()),
        ("mark.csv", b"\xef\xbb\xbf \n\n".to_vec(), EMPTY.to_owned()),
        ("none.csv.gz", gzip(b""), EMPTY.to_owned()),
        ("none.json", b"[]".to_vec(), EMPTY.to_owned()),
        (
            "header.csv",
            b"handle,followers,niche\r\n".to_vec(),
            "has a header on line 1 but no rows below it".to_owned(),
        ),
        (
            "header.csv",
            b"\n\nhandle,followers,niche".to_vec(),
            "has a header on line 3 but no rows below it".to_owned(),
        ),
        ("offer.csv", b"%PDF-1.7\n%\xe2\xe3".to_vec(), format!("is a PDF, {GET_IT}")),
        ("screen.xlsx", picture, format!("is a picture, {GET_IT}")),
        ("photo.csv", [b"\xff\xd8\xff\xe0".to_vec(), noise(300)].concat(), format!("is a picture, {GET_IT}")),
        ("noise.csv", noise(5_000), format!("is a file of some program, not a table, {GET_IT}")),
        ("noise.csv.gz", gzip(&noise(5_000)), format!("is a file of some program, not a table, {GET_IT}")),
        ("letter.csv", b"{\\rtf1\\ansi Dear all}".to_vec(), format!("is a word processor's file, {GET_IT}")),
        ("roster.csv", b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), format!("is a 7-Zip archive, {UNPACK}")),
        ("roster.csv", b"Rar!\x1a\x07\0".to_vec(), format!("is a RAR archive, {UNPACK}")),
        ("roster.tar.gz", gzip(&tar), format!("is a tar archive, {UNPACK}")),
        ("twice.csv.gz", gzip(&gzip(b"handle\nana\n")), format!("is an archive within an archive, {UNPACK}")),
        (
            "cut.csv.gz",
            gzip(b"handle,followers\nana,5\n")[..14].to_vec(),
            "is a damaged gzip archive: incomplete deflate stream. Get the file again, or unpack it yourself".to_owned(),
        ),
        (
            "cut.parquet",
            [b"PAR1".to_vec(), noise(400)].concat(),
            "is not a readable Parquet file: it is cut off, or was changed on its way. Get it again, or save it as .csv".to_owned(),
        ),
        (
            "login.csv",
            b"<!DOCTYPE html>\n<html><body>Please log in again</body></html>".to_vec(),
            format!("is a web page (HTML) without a table, {GET_IT}"),
        ),
        (
            "feed.csv",
            b"<?xml version=\"1.0\"?><feed/>".to_vec(),
            format!("is an XML file without a table, {GET_IT}"),
        ),
        (
            "words.txt",
            b"Dear all,\nplease find the list below.\nKind regards\n".to_vec(),
            "is not a roster: none of its columns is a handle, a name or a profile link. Name one with --map 'Header=handle'".to_owned(),
        ),
    ];
    for (name, bytes, sentence) in files {
        let (report, roster) = open(name, bytes.clone());
        let said = report.error.map(|error| error.to_string());
        assert_eq!(said, Some(format!("{name} {sentence}")));
        assert_eq!(roster.len(), 0, "{name}");
    }
}

#[test]
fn letters_that_archives_and_programs_begin_with_may_begin_a_roster() {
    for start in ["BZh", "PARE", "ORC", "GIF8", "RIFF", "MZ"] {
        let (report, roster) = open("a.csv", format!("{start},followers,handle\nx,5,ana\n"));
        assert_eq!(report.error, None, "{start}");
        assert_eq!(roster.influencer(0).text(Field::Handle), "ana", "{start}");
    }
}

#[test]
fn a_cell_of_ten_megabytes_is_one_cell() {
    let prose = "word, word; \"\"word\"\" ".repeat(500_000);
    let plain = "word ".repeat(2_000_000);
    for (cell, quote, rows_before) in [
        (&prose, "\"", 0),
        (&prose, "\"", 3_000),
        (&plain, "\"", 1),
        (&plain, "", 0),
    ] {
        let mut text = "handle,bio,followers,price\n".to_owned();
        for row in 0..rows_before {
            text += &format!("maker.{row},x,1{row},9\n");
        }
        text += &format!("giant,{quote}{cell}{quote},48.2K,$180\n");
        text += "ana,y,1.1K,$90\nbo,\"two\nlines\",3K,\n";
        let (report, roster) = open("giant.csv", text);
        let what = format!("{} bytes, {quote}, {rows_before} rows", cell.len());
        assert_eq!(report.error, None, "{what}");
        assert_eq!(report.issues, [], "{what}");
        assert_eq!(roster.len(), rows_before + 3, "{what}");
        let giant = roster.influencer(rows_before as u32);
        assert_eq!(giant.number(Field::Followers), Some(48_200.0), "{what}");
        assert_eq!(giant.number(Field::Price), Some(180.0), "{what}");
        let bo = roster.influencer(rows_before as u32 + 2);
        assert_eq!(bo.text(Field::Handle), "bo", "{what}");
        assert_eq!(bo.number(Field::Followers), Some(3_000.0), "{what}");
        let line = rows_before as f64 + 4.0;
        assert_eq!(bo.number(Field::SourceLine), Some(line), "{what}");
    }
}

#[test]
fn a_quote_that_is_never_closed_costs_no_row() {
    let mut text = "handle,bio,followers\nana,\"open,5\n".to_owned();
    for row in 0..60_000 {
        text += &format!("maker.{row},a few plain words,1{row}\n");
    }
    // Far behind, beyond what a cell may be, another one.
    text += "bo,\"fine\",6\n";
    let (report, roster) = open("open.csv", text);
    assert_eq!(roster.len(), 60_002);
    assert_eq!(
        roster.influencer(60_001).number(Field::Followers),
        Some(6.0)
    );
    let told: Vec<_> = report
        .issues
        .iter()
        .map(|issue| (issue.kind, issue.line))
        .collect();
    assert_eq!(told, [(IssueKind::OpenQuote, Some(2))]);
}

#[test]
fn three_hundred_columns_are_read_and_all_are_listed() {
    let mut text = "handle".to_owned();
    for column in 2..=300 {
        match column {
            150 => text += ",followers",
            299 => text += ",price",
            _ => text += &format!(",extra {column}"),
        }
    }
    text += "\n";
    for row in 0..500 {
        text += &format!("maker.{row}");
        for column in 2..=300 {
            text += &format!(",{}", row * 1_000 + column);
        }
        text += "\n";
    }
    let (report, roster) = open("wide.csv", text);
    assert_eq!(report.error, None);
    assert_eq!(report.columns.len(), 300);
    assert!(report.columns.iter().all(|column| column.filled == 500));
    assert_eq!(roster.len(), 500);
    let last = roster.influencer(499);
    assert_eq!(last.number(Field::Followers), Some(499_150.0));
    assert_eq!(last.number(Field::Price), Some(499_299.0));
}

#[test]
fn columns_of_one_name_have_names_of_their_own() {
    let (_, roster) = open(
        "twins.csv",
        "handle,Said,Said (2),Said,Said\nana,a,b,c,d\nbo,e,f,g,h\n",
    );
    let names = ["Said", "Said (2)", "Said (3)", "Said (4)"];
    assert_eq!(roster.extra_headers(), names);
    let said = (0..4).map(|at| roster.influencer(1).extra(at));
    assert_eq!(said.collect::<Vec<_>>(), ["e", "f", "g", "h"]);
}

#[test]
fn a_zero_byte_in_a_text_does_not_make_it_a_binary_file() {
    let (report, roster) = open(
        "nul.csv",
        b"handle,followers\nana\0,5\nbo,6\ncyrus,7\ndi,8\ned,9\nflo,10\ngus,11\n",
    );
    assert_eq!(report.encoding.as_deref(), Some("utf-8"));
    assert_eq!(roster.len(), 7);
    assert_eq!(roster.influencer(2).number(Field::Followers), Some(7.0));
}

/// Runs the binary in a folder; as nobody where this is run by somebody who may read everything.
fn check(folder: &std::path::Path, files: &[&str], as_nobody: bool) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tastemaker"));
    command
        .args(["check", "-f", "json"])
        .args(files)
        .current_dir(folder)
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_STATE_HOME", folder);
    #[cfg(unix)]
    if as_nobody {
        use std::os::unix::process::CommandExt as _;
        command.uid(65_534);
    }
    command.output().unwrap()
}

#[test]
fn on_the_command_line_a_file_that_fails_stops_no_other_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.csv"), "handle,followers\nana,5\n").unwrap();
    fs::write(folder.path().join("offer.csv"), "%PDF-1.7\n").unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (bad, sentence) in [
        ("offer.csv", format!("offer.csv is a PDF, {GET_IT}\n")),
        (
            "folder",
            "folder is a folder. Open one of the files in it\n".to_owned(),
        ),
        (
            "gone.csv",
            "gone.csv is not there. Check the name and the folder\n".to_owned(),
        ),
    ] {
        for files in [[bad, "good.csv"], ["good.csv", bad]] {
            let output = check(folder.path(), &files, false);
            assert_eq!(output.status.code(), Some(3), "{files:?}");
            assert_eq!(String::from_utf8_lossy(&output.stderr), sentence);
            let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            let loaded: Vec<u64> = json["files"]
                .as_array()
                .unwrap()
                .iter()
                .map(|file| file["rows"]["loaded"].as_u64().unwrap_or(0))
                .collect();
            assert_eq!(loaded.iter().sum::<u64>(), 1, "{files:?}: {json}");
            assert_eq!(loaded.len(), 2, "{files:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let everybody = fs::Permissions::from_mode(0o755);
    fs::set_permissions(folder.path(), everybody).unwrap();
    let file = folder.path().join("secret.csv");
    fs::write(&file, "handle,followers\nana,5\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    let may_read_everything = fs::File::open(&file).is_ok();
    let output = check(folder.path(), &["secret.csv"], may_read_everything);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "secret.csv may not be read: no permission. Ask whoever owns it, or copy it\n"
    );
    assert_eq!(output.status.code(), Some(3));
}
