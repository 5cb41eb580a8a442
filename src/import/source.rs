//! Where bytes come from: a file, or bytes that are there already.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::rc::Rc;

use super::packed::{self, Packing};
use super::report::{ReadError, Stamp};

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

    /// The file itself, to be read at any place; none where there is only a stream of bytes.
    pub fn file(&self) -> Option<File> {
        match self {
            Source::Bytes { .. } => None,
            Source::Path(path) => {
                let file = File::open(path).ok()?;
                file.metadata().ok()?.is_file().then_some(file)
            }
        }
    }

    /// What it is like now; none where it is no file that can be read twice. Bytes never change.
    pub fn stamp(&self) -> Option<Stamp> {
        let about = match self {
            Source::Bytes { bytes, .. } => {
                return Some(Stamp {
                    length: bytes.len() as u64,
                    modified: None,
                });
            }
            Source::Path(path) => std::fs::metadata(path).ok()?,
        };
        about.is_file().then(|| Stamp {
            length: about.len(),
            modified: about.modified().ok(),
        })
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

/// What is held in memory at most of a file that cannot be read in pieces. Far above any roster, and
/// below what a small archive made in bad faith would grow to.
pub const HELD_AT_MOST: usize = 1 << 30;

/// The bytes of a file as they come, unpacked. It never fails: where the bytes break off, it ends and
/// remembers why.
pub struct Feed<'a> {
    reader: Box<dyn Read + 'a>,
    /// The archive that the bytes stand in.
    packing: Option<&'static str>,
    broken: Option<Broken>,
}

/// Why a file broke off.
#[derive(Clone, Debug)]
pub struct Broken {
    packing: Option<&'static str>,
    reason: String,
}

impl Broken {
    /// What it means where nothing came before.
    pub fn error(&self, path: String) -> ReadError {
        let reason = self.reason.clone();
        match self.packing {
            Some(packing) => ReadError::DamagedArchive {
                path,
                packing,
                reason,
            },
            None => ReadError::Unreadable { path, reason },
        }
    }

    /// What it means where rows came before.
    pub fn sentence(&self) -> String {
        match self.packing {
            Some(packing) => format!("the {packing} archive is damaged: {}", self.reason),
            None => self.reason.clone(),
        }
    }
}

impl<'a> Feed<'a> {
    /// The bytes of a reader; `read` counts them as they stand in the file.
    pub fn new(reader: Box<dyn Read + 'a>, read: Rc<Cell<u64>>) -> Self {
        Feed {
            reader: Box::new(Counted { reader, read }),
            packing: None,
            broken: None,
        }
    }

    /// The bytes of a file that was unpacked from an archive as a whole.
    pub fn unpacked_whole(bytes: Vec<u8>, packing: &'static str) -> Feed<'a> {
        Feed {
            reader: Box::new(Cursor::new(bytes)),
            packing: Some(packing),
            broken: None,
        }
    }

    /// What is in the archive whose first bytes were `head`.
    pub fn unpacked(self, head: Vec<u8>, packing: Packing) -> Feed<'a> {
        Feed {
            reader: packed::unpack(Box::new(Cursor::new(head).chain(self.reader)), packing),
            packing: Some(packing.name()),
            broken: self.broken,
        }
    }

    /// The archive that the bytes stand in; none where they stand in the file as they are.
    pub fn packing(&self) -> Option<&'static str> {
        self.packing
    }

    /// Why the bytes ended before their time, if they did.
    pub fn broken(&self) -> Option<&Broken> {
        self.broken.as_ref()
    }

    /// Reads until the buffer has grown by so many bytes; false when the bytes came to their end.
    pub fn fill(&mut self, buffer: &mut Vec<u8>, bytes: usize) -> bool {
        if self.broken.is_some() {
            return false;
        }
        match (&mut self.reader).take(bytes as u64).read_to_end(buffer) {
            Ok(read) => read == bytes,
            Err(error) => {
                self.broken = Some(Broken {
                    packing: self.packing,
                    reason: error.to_string(),
                });
                false
            }
        }
    }

    /// Everything at once, behind the first bytes.
    ///
    /// # Errors
    /// When it is too much to hold, or breaks off.
    pub fn whole(&mut self, mut head: Vec<u8>, path: &str) -> Result<Vec<u8>, ReadError> {
        while head.len() <= HELD_AT_MOST && self.fill(&mut head, 8 << 20) {}
        match &self.broken {
            Some(broken) => Err(broken.error(path.to_owned())),
            None if head.len() > HELD_AT_MOST => Err(ReadError::TooBig {
                path: path.to_owned(),
            }),
            None => Ok(head),
        }
    }
}

/// Counts the bytes that are read.
struct Counted<'a> {
    reader: Box<dyn Read + 'a>,
    read: Rc<Cell<u64>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}
