//! What kind of file it is, by its first bytes and never by its name.

use super::report::{Format, ReadError};

/// The container that the first bytes announce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Text,
    /// A zip archive: a workbook of today's spreadsheet programs, or a roster that was packed.
    Zip,
    /// A file system in a file: an old workbook, or a new one with a password.
    Compound,
    /// Columns of values, as data engineers hand them over.
    Parquet,
}

/// Files that are no rosters, by their first bytes.
const OTHERS: &[(&[u8], &str)] = &[
    (b"PARE", "an encrypted Parquet file"),
    (b"\x1f\x8b", "an archive within an archive"),
    (b"\x28\xb5\x2f\xfd", "an archive within an archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"{\\rtf", "a word processor's file"),
    (b"SQLite format 3\0", "a database (SQLite)"),
    (b"ARROW1", "an Arrow or Feather file"),
    (b"Obj\x01", "an Avro file"),
    (b"ORC", "an ORC file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
];

/// Tells the container.
///
/// # Errors
/// When it is a kind of file that cannot be read.
pub fn container(path: &str, head: &[u8]) -> Result<Container, ReadError> {
    let unsupported = |what| {
        Err(ReadError::Unsupported {
            path: path.to_owned(),
            what,
        })
    };
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if head.starts_with(b"PAR1") {
        return Ok(Container::Parquet);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Container::Compound);
    }
    let other = OTHERS.iter().find(|(magic, _)| head.starts_with(magic));
    // Letters may begin a text as well.
    if let Some((_, what)) = other.filter(|(magic, _)| !is_word(magic) || is_binary(head)) {
        return unsupported(what);
    }
    // Text has no zero bytes unless it is UTF-16, which has one in every other place.
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    if zeros > 0 && super::text::utf16(head).is_none() {
        return unsupported("a file of some program, not a table");
    }
    Ok(Container::Text)
}

fn is_word(magic: &[u8]) -> bool {
    magic.iter().all(u8::is_ascii_alphanumeric)
}

/// Whether there are bytes that no text has.
fn is_binary(head: &[u8]) -> bool {
    head.iter()
        .take(512)
        .any(|byte| *byte < 9 || (14..32).contains(byte))
}

/// What a file system in a file is that is no workbook.
pub fn document(bytes: &[u8]) -> Option<&'static str> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if has("Workbook") || has("Book") || has("EncryptedPackage") {
        None
    } else if has("WordDocument") {
        Some("a Word document")
    } else if has("PowerPoint Document") {
        Some("a presentation")
    } else if has("__substg1.0_") {
        Some("an e-mail")
    } else {
        None
    }
}

/// What a text is that is no table: a web page, or a workbook written as XML.
pub fn markup(text: &[u8]) -> Option<&'static str> {
    let start = text.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let text = &text[start..text.len().min(start + 4_096)];
    let text = String::from_utf8_lossy(text).to_lowercase();
    if !text.starts_with('<') {
        return None;
    }
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some("a workbook written as XML");
    }
    let page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<meta",
    ];
    if page.iter().any(|tag| text.contains(tag)) {
        return Some("a web page (HTML), whatever its name says");
    }
    text.starts_with("<?xml").then_some("an XML file")
}

/// What the name of a file says that it is not.
pub fn misnamed(name: &str, format: Format) -> Option<String> {
    let name = name.to_lowercase();
    let name = [".gz", ".gzip", ".zst", ".zstd", ".zip"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(&name);
    let ending = name.rsplit_once('.')?.1;
    let said: &[Format] = match ending {
        "csv" | "tsv" | "tab" | "psv" => &[Format::Delimited],
        "xlsx" | "xlsm" | "xltx" => &[Format::Xlsx],
        "xlsb" => &[Format::Xlsb],
        "xls" => &[Format::Xls],
        "ods" => &[Format::Ods],
        "json" => &[Format::Json, Format::JsonLines],
        "jsonl" | "ndjson" => &[Format::JsonLines],
        "parquet" => &[Format::Parquet],
        _ => return None,
    };
    let what = match format {
        Format::Delimited => "delimited text",
        format => format.name(None),
    };
    (!said.contains(&format)).then(|| format!("named .{ending}, but it is {what}"))
}
