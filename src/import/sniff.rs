//! What kind of file it is, by its first bytes and never by its name.

use super::report::ReadError;

/// The container that the first bytes announce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Text,
    /// A zip archive: a workbook of today's spreadsheet programs.
    Workbook,
    /// Columns of values, as data engineers hand them over.
    Parquet,
}

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
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Container::Workbook);
    }
    if head.starts_with(b"PAR1") {
        return Ok(Container::Parquet);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return unsupported("an old Excel file (.xls) or a workbook with a password");
    }
    for (magic, what) in [
        (&b"PARE"[..], "an encrypted Parquet file"),
        (b"\x1f\x8b", "an archive within an archive"),
        (b"\x28\xb5\x2f\xfd", "an archive within an archive"),
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"{\\rtf", "a word processor's file"),
    ] {
        if head.starts_with(magic) {
            return unsupported(what);
        }
    }
    // Text has no zero bytes unless it is UTF-16, which has one in every other place.
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    if zeros > 0 && super::text::utf16(head).is_none() {
        return unsupported("a file of some program, not a table");
    }
    Ok(Container::Text)
}
