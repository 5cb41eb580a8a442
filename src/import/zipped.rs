//! Zip archives: a workbook of some kind, or one roster that was packed to be sent.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::report::{Format, ReadError};
use super::sniff::named_as_roster;
use super::source::HELD_AT_MOST;

/// What a zip archive is.
#[derive(Debug)]
pub enum Zipped {
    Workbook(Format),
    /// One file, by its place in the archive and its name, and the names of others beside it.
    File(usize, String, Vec<String>),
}

/// Unpacked, a workbook is no larger: a small archive that grows beyond is made in bad faith.
const UNPACKED_AT_MOST: u128 = 4 << 30;

/// Tells what an archive is by the names in it.
///
/// # Errors
/// When it is damaged, locked, of some other program, or holds several files.
pub fn kind(path: &str, bytes: &[u8]) -> Result<Zipped, ReadError> {
    let path = || path.to_owned();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(path(), bytes))?;
    if archive
        .decompressed_size()
        .is_some_and(|size| size > UNPACKED_AT_MOST)
    {
        return Err(ReadError::TooBig { path: path() });
    }
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(Cow::into_owned).unwrap_or_default())
        .collect();
    let has = |name: &str| {
        names
            .iter()
            .any(|known| known.replace('\\', "/").eq_ignore_ascii_case(name))
    };
    let within = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    let unsupported = |what| Err(ReadError::Unsupported { path: path(), what });
    if has("xl/workbook.bin") {
        return Ok(Zipped::Workbook(Format::Xlsb));
    }
    if has("xl/workbook.xml") || (has("[Content_Types].xml") && within("xl/")) {
        return Ok(Zipped::Workbook(Format::Xlsx));
    }
    if within("word/") {
        return unsupported("a Word document");
    }
    if within("ppt/") {
        return unsupported("a presentation");
    }
    if names.iter().any(|name| name.ends_with(".iwa")) {
        return unsupported("a Numbers or Pages document");
    }
    if has("mimetype") {
        let kind = text(&mut archive, "mimetype");
        return match kind.trim() {
            // The newest LibreOffice locks everything away in one file.
            "application/vnd.oasis.opendocument.spreadsheet" if has("encrypted-package") => {
                Err(ReadError::Password { path: path() })
            }
            "application/vnd.oasis.opendocument.spreadsheet" => Ok(Zipped::Workbook(Format::Ods)),
            "application/vnd.oasis.opendocument.text" => unsupported("a word processor's file"),
            "application/vnd.oasis.opendocument.presentation" => unsupported("a presentation"),
            _ => unsupported("a document of some other program"),
        };
    }
    one_file(path(), &names)
}

/// An archive whose names cannot be read. The first of them tells what it was.
fn damaged(path: String, bytes: &[u8]) -> ReadError {
    let reason = "it is cut off, or was changed on its way".to_owned();
    let head = &bytes[..bytes.len().min(4_096)];
    let books = ["[Content_Types].xml", "xl/", "_rels/", "opendocument"];
    let is_in_head = |name: &&str| memchr::memmem::find(head, name.as_bytes()).is_some();
    if books.iter().any(is_in_head) {
        return ReadError::DamagedWorkbook { path, reason };
    }
    ReadError::DamagedArchive {
        path,
        packing: "zip",
        reason,
    }
}

/// The beginning of a file of an archive, as a text.
fn text(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut text = Vec::new();
    if let Ok(file) = archive.by_name(name) {
        // What cannot be read is no kind that is known.
        let _ = file.take(256).read_to_end(&mut text);
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// The one roster among the files of an archive.
fn one_file(path: String, names: &[String]) -> Result<Zipped, ReadError> {
    // What computers put in beside what people put in.
    let files: Vec<usize> = (0..names.len())
        .filter(|at| {
            let name = &names[*at];
            let last = name.rsplit('/').next().unwrap_or(name);
            !name.ends_with('/') && !name.starts_with("__MACOSX/") && !last.starts_with('.')
        })
        .collect();
    // A text beside a roster is a letter to whoever gets it.
    let rosters: Vec<usize> = files
        .iter()
        .copied()
        .filter(|at| named_as_roster(&names[*at]) && !names[*at].ends_with(".txt"))
        .collect();
    match (rosters.as_slice(), files.as_slice()) {
        ([at], _) | ([], [at]) => {
            let others = files.iter().filter(|other| *other != at);
            let others = others.map(|other| names[*other].clone()).collect();
            Ok(Zipped::File(*at, names[*at].clone(), others))
        }
        ([], []) => Err(ReadError::Empty { path }),
        _ => Err(ReadError::SeveralFiles {
            path,
            files: some(files.iter().map(|at| names[*at].as_str())),
        }),
    }
}

/// The first of several names.
pub fn some<'a>(mut names: impl Iterator<Item = &'a str>) -> String {
    let shown: Vec<&str> = names.by_ref().take(5).collect();
    let more = names.count();
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    shown.join(", ") + &more
}

/// One file of an archive.
///
/// # Errors
/// When it is damaged, has a password or is more than can be held.
pub fn unpack(path: &str, bytes: &[u8], at: usize) -> Result<Vec<u8>, ReadError> {
    let path = || path.to_owned();
    let damaged = |reason: String| ReadError::DamagedArchive {
        path: path(),
        packing: "zip",
        reason,
    };
    let locked = ZipError::PASSWORD_REQUIRED;
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let file = archive.by_index(at).map_err(|error| match error {
        ZipError::UnsupportedArchive(why) if why == locked => {
            let what = "a zip archive with a password";
            ReadError::Archive { path: path(), what }
        }
        error => damaged(error.to_string().to_lowercase()),
    })?;
    let mut out = Vec::new();
    file.take(HELD_AT_MOST as u64 + 1)
        .read_to_end(&mut out)
        .map_err(|error| damaged(error.to_string()))?;
    if out.len() > HELD_AT_MOST {
        return Err(ReadError::TooBig { path: path() });
    }
    Ok(out)
}
