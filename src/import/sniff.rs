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

/// Archives that are not unpacked here, by their first bytes.
const ARCHIVES_OF_OTHERS: &[(&[u8], &str)] = &[
    (b"\x1f\x8b", "an archive within an archive"),
    (b"\x28\xb5\x2f\xfd", "an archive within an archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
];

/// Files that are no rosters, by their first bytes.
const OTHERS: &[(&[u8], &str)] = &[
    (b"PARE", "an encrypted Parquet file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"\0\0\0\x18ftyp", "a picture or a film"),
    (b"\0\0\0\x1cftyp", "a picture or a film"),
    (b"\0\0\0\x20ftyp", "a picture or a film"),
    (b"\0\0\0\x24ftyp", "a picture or a film"),
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
/// When it is none that can be read.
pub fn container(path: &str, head: &[u8]) -> Result<Container, ReadError> {
    let path = || path.to_owned();
    let unsupported = |what: &'static str| Err(ReadError::Unsupported { path: path(), what });
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if head.starts_with(b"PAR1") {
        return Ok(Container::Parquet);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Container::Compound);
    }
    if let Some(what) = announced(head, ARCHIVES_OF_OTHERS) {
        return Err(ReadError::Archive { path: path(), what });
    }
    if let Some(what) = announced(head, OTHERS) {
        return unsupported(what);
    }
    if head.get(257..262) == Some(b"ustar") {
        let what = "a tar archive";
        return Err(ReadError::Archive { path: path(), what });
    }
    // A text has next to no such bytes, unless it is UTF-16, which has a zero in every other place.
    let odd = head.iter().filter(|byte| is_odd(**byte)).count();
    if odd * 50 > head.len() && super::text::utf16(head).is_none() {
        return unsupported("a file of some program, not a table");
    }
    Ok(Container::Text)
}

/// What the first bytes announce.
fn announced(head: &[u8], known: &[(&[u8], &'static str)]) -> Option<&'static str> {
    let (magic, what) = known.iter().find(|(magic, _)| head.starts_with(magic))?;
    // Letters may begin a text as well.
    (!is_word(magic) || is_binary(head)).then_some(*what)
}

fn is_word(magic: &[u8]) -> bool {
    magic.iter().all(u8::is_ascii_alphanumeric)
}

fn is_binary(head: &[u8]) -> bool {
    head.iter().take(512).any(|byte| is_odd(*byte))
}

/// Whether it is a byte that no text has.
fn is_odd(byte: u8) -> bool {
    byte < 9 || (14..32).contains(&byte) && byte != 0x1b
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

/// What the endings of names say. A .txt may be anything.
const ENDINGS: &[(&str, &[Format])] = &[
    ("csv", &[Format::Delimited]),
    ("tsv", &[Format::Delimited]),
    ("tab", &[Format::Delimited]),
    ("psv", &[Format::Delimited]),
    ("txt", &[]),
    ("xlsx", &[Format::Xlsx]),
    ("xlsm", &[Format::Xlsx]),
    ("xlsb", &[Format::Xlsb]),
    ("xls", &[Format::Xls]),
    ("htm", &[Format::Html]),
    ("html", &[Format::Html]),
    ("xml", &[Format::Xml]),
    ("ods", &[Format::Ods]),
    ("json", &[Format::Json, Format::JsonLines]),
    ("jsonl", &[Format::JsonLines]),
    ("ndjson", &[Format::JsonLines]),
    ("parquet", &[Format::Parquet]),
];

/// What the endings of archives say.
const ARCHIVES: &[(&str, &str)] = &[
    (".gz", "gzip"),
    (".zst", "zstd"),
    (".zstd", "zstd"),
    (".zip", "zip"),
];

/// A name without the ending of an archive, and the archive.
fn archived(name: &str) -> (&str, Option<&'static str>) {
    ARCHIVES
        .iter()
        .find_map(|(ending, archive)| Some((name.strip_suffix(ending)?, Some(*archive))))
        .unwrap_or((name, None))
}

fn ending(name: &str) -> Option<&(&'static str, &'static [Format])> {
    let ending = name.rsplit_once('.')?.1;
    ENDINGS.iter().find(|(known, _)| *known == ending)
}

/// Whether a file of that name may be a roster. What it is, its first bytes tell.
pub fn named_as_roster(name: &str) -> bool {
    let name = name.to_lowercase();
    let (inner, archive) = archived(&name);
    ending(inner).is_some() || (archive.is_some() && !inner.contains('.'))
}

/// What the name of a file says that it is not.
pub fn misnamed(name: &str, packing: Option<&str>, format: Format) -> Option<String> {
    let name = name.to_lowercase();
    let (inner, archive) = archived(&name);
    let shown = name.rsplit_once('.')?.1;
    if let Some(packing) = packing.filter(|packing| archive != Some(packing)) {
        let known = archive.is_some() || ending(inner).is_some();
        return known.then(|| format!("named .{shown}, but it is packed with {packing}"));
    }
    if packing.is_none() && archive.is_some() {
        return Some(format!("named .{shown}, but it is not packed"));
    }
    let (shown, said) = ending(inner)?;
    let what = match format {
        Format::Delimited => "delimited text",
        Format::Html => "a web page (HTML)",
        Format::Xml => "a workbook written as XML",
        format => format.name(None),
    };
    let right = said.is_empty() || said.contains(&format);
    (!right).then(|| format!("named .{shown}, but it is {what}"))
}
