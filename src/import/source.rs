//! Where bytes come from: a file, or bytes that are there already.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;

use super::report::ReadError;

/// Something to be read as a roster.
#[derive(Clone, Debug)]
pub enum Source {
    Path(PathBuf),
    /// Standard input, or the built-in roster.
    Bytes {
        name: String,
        bytes: Vec<u8>,
    },
}

impl Source {
    /// The name as the user gave it.
    pub fn name(&self) -> String {
        match self {
            Source::Path(path) => path.display().to_string(),
            Source::Bytes { name, .. } => name.clone(),
        }
    }

    /// The name of the file without its folder.
    pub fn short_name(&self) -> String {
        match self {
            Source::Path(path) => path
                .file_name()
                .map_or_else(|| self.name(), |name| name.to_string_lossy().into_owned()),
            Source::Bytes { name, .. } => name.clone(),
        }
    }

    /// Opens it; the number is its length in bytes.
    pub fn open(&self) -> Result<(Box<dyn Read + '_>, u64), ReadError> {
        let path = match self {
            Source::Bytes { bytes, .. } => {
                return Ok((Box::new(Cursor::new(bytes)), bytes.len() as u64));
            }
            Source::Path(path) => path,
        };
        let name = || self.name();
        let said = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => ReadError::Missing { path: name() },
            io::ErrorKind::PermissionDenied => ReadError::NoPermission { path: name() },
            _ => ReadError::Unreadable {
                path: name(),
                reason: error.to_string(),
            },
        };
        let file = File::open(path).map_err(said)?;
        let about = file.metadata().map_err(said)?;
        if about.is_dir() {
            return Err(ReadError::Folder { path: name() });
        }
        Ok((Box::new(file), about.len()))
    }
}

/// Reads until the buffer has grown by so many bytes or the source ends.
pub fn fill(reader: &mut dyn Read, buffer: &mut Vec<u8>, bytes: usize) -> io::Result<usize> {
    reader.take(bytes as u64).read_to_end(buffer)
}
