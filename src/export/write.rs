//! A file on disk, whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What to do where the file is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    Refuse,
    Replace,
    /// Write beside it, under a name with a number: `picks-2.csv`.
    KeepBoth,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    #[error("{path} could not be written: {error}", path = .0.display(), error = .1)]
    Io(PathBuf, io::Error),
}

/// What is at a path before a file is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Free,
    Taken,
    /// There is no such folder.
    NoFolder,
}

/// Looks what is at a path.
pub fn place(path: &Path) -> Place {
    match path.parent() {
        _ if path.exists() => Place::Taken,
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => Place::NoFolder,
        _ => Place::Free,
    }
}

/// Writes a file by way of a temporary one in the same folder, so that a full disk or a crash never
/// leaves half of it. The answer is the path that was written.
///
/// # Errors
/// When the file is there already and may not be replaced, or the disk does not take it.
pub fn save(
    path: &Path,
    overwrite: Overwrite,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<PathBuf, SaveError> {
    let path = match overwrite {
        Overwrite::Refuse if path.exists() => return Err(SaveError::Exists(path.to_owned())),
        Overwrite::KeepBoth => free(path),
        _ => path.to_owned(),
    };
    let at = |error| SaveError::Io(path.clone(), error);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut temporary = tempfile::Builder::new()
        .prefix(".tastemaker.")
        .tempfile_in(&folder)
        .map_err(at)?;
    let mut writer = BufWriter::new(temporary.as_file_mut());
    fill(&mut writer)
        .and_then(|()| writer.flush())
        .map_err(at)?;
    drop(writer);
    temporary.as_file().sync_all().map_err(at)?;
    if overwrite == Overwrite::Replace {
        // Whoever could read the old file can read the new one.
        if let Ok(about) = fs::metadata(&path) {
            temporary
                .as_file()
                .set_permissions(about.permissions())
                .map_err(at)?;
        }
        temporary.persist(&path).map_err(|error| at(error.error))?;
    } else {
        temporary
            .persist_noclobber(&path)
            .map_err(|error| match error.error.kind() {
                io::ErrorKind::AlreadyExists => SaveError::Exists(path.clone()),
                _ => at(error.error),
            })?;
    }
    #[cfg(unix)]
    File::open(&folder)
        .and_then(|folder| folder.sync_all())
        .map_err(at)?;
    Ok(path)
}

/// The path with the first free number behind its name.
fn free(path: &Path) -> PathBuf {
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let ending = path
        .extension()
        .map(|ending| format!(".{}", ending.to_string_lossy()))
        .unwrap_or_default();
    let mut free = path.to_owned();
    let mut number = 2;
    while free.exists() {
        free = path.with_file_name(format!("{stem}-{number}{ending}"));
        number += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_never_replaced_unasked_nor_left_half() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("picks.csv");
        let write = |overwrite, text: &'static str| {
            save(&path, overwrite, |out| out.write_all(text.as_bytes()))
        };
        assert_eq!(write(Overwrite::Refuse, "one").unwrap(), path);
        assert!(matches!(
            write(Overwrite::Refuse, "two"),
            Err(SaveError::Exists(_))
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert!(
            write(Overwrite::KeepBoth, "two")
                .unwrap()
                .ends_with("picks-2.csv")
        );
        write(Overwrite::Replace, "three").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        let broken = save(&path, Overwrite::Replace, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("the disk is full"))
        });
        assert!(broken.unwrap_err().to_string().contains("the disk is full"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
