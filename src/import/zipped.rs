//! Zip archives: a workbook of some kind, or one roster that was packed to be sent.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::report::{Format, ReadError};
use super::source::HELD_AT_MOST;

/// What a zip archive is.
#[derive(Debug)]
pub enum Zipped {
    Workbook(Format),
    /// One file, by its place in the archive and its name.
    File(usize, String),
}

/// Unpacked, a workbook is no larger: a small archive that grows beyond is made in bad faith.
const UNPACKED_AT_MOST: u128 = 4 << 30;

/// Tells what an archive is by the names in it.
///
/// # Errors
/// When it is damaged, of some other program, or holds several files.
pub fn kind(path: &str, bytes: &[u8]) -> Result<Zipped, ReadError> {
    let path = || path.to_owned();
    let archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::DamagedWorkbook {
            path: path(),
            reason: error.to_string().to_lowercase(),
        })?;
    if archive
        .decompressed_size()
        .is_some_and(|size| size > UNPACKED_AT_MOST)
    {
        return Err(ReadError::TooBig { path: path() });
    }
    let names: Vec<String> = (0..archive.len())
        .map(|at| {
            archive
                .name_for_index(at)
                .and_then(Result::ok)
                .map(std::borrow::Cow::into_owned)
                .unwrap_or_default()
        })
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
    if within("Index/") && names.iter().any(|name| name.ends_with(".iwa")) {
        return unsupported("a Numbers or Pages document");
    }
    if has("mimetype") && has("content.xml") {
        return Ok(Zipped::Workbook(Format::Ods));
    }
    if names.is_empty() {
        return Err(ReadError::Empty { path: path() });
    }
    // What computers put in beside what people put in.
    let files: Vec<(usize, &String)> = names
        .iter()
        .enumerate()
        .filter(|(_, name)| {
            let last = name.rsplit('/').next().unwrap_or(name);
            !name.ends_with('/') && !name.starts_with("__MACOSX/") && !last.starts_with('.')
        })
        .collect();
    match files.as_slice() {
        [] => Err(ReadError::Empty { path: path() }),
        [(at, name)] => Ok(Zipped::File(*at, (*name).clone())),
        several => {
            let shown: Vec<&str> = several
                .iter()
                .take(5)
                .map(|(_, name)| name.as_str())
                .collect();
            let more = if several.len() > shown.len() {
                ", ..."
            } else {
                ""
            };
            Err(ReadError::SeveralFiles {
                path: path(),
                files: shown.join(", ") + more,
            })
        }
    }
}

/// Whether an archive is a workbook.
pub fn is_workbook(path: &str, bytes: &[u8]) -> bool {
    matches!(kind(path, bytes), Ok(Zipped::Workbook(_)))
}

/// One file of an archive.
///
/// # Errors
/// When it is damaged, has a password or is more than can be held.
pub fn unpack(path: &str, bytes: &[u8], at: usize) -> Result<Vec<u8>, ReadError> {
    let damaged = |reason: String| ReadError::DamagedArchive {
        path: path.to_owned(),
        packing: "zip",
        reason,
    };
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let file = archive
        .by_index(at)
        .map_err(|error| damaged(error.to_string().to_lowercase()))?;
    let mut out = Vec::new();
    file.take(HELD_AT_MOST as u64 + 1)
        .read_to_end(&mut out)
        .map_err(|error| damaged(error.to_string()))?;
    if out.len() > HELD_AT_MOST {
        return Err(ReadError::TooBig {
            path: path.to_owned(),
        });
    }
    Ok(out)
}
