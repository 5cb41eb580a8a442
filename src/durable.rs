//! Files that must not be lost: written whole or not at all, with the version before kept beside them.
//! Knows bytes and folders, not what is in them.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file by way of a temporary one in the same folder: at every instant the file is whole,
/// either as before or as after, and when this returns it is on disk whatever happens next.
///
/// # Errors
/// When the disk does not take it; the old file is then as it was.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (folder, name) = parts(path);
    let mut temporary = tempfile::Builder::new()
        .prefix(&format!(".{name}."))
        .tempfile_in(&folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    sync_folder(&folder)
}

/// The file as it is becomes its backup, without ever being away: a second name is made for it, which
/// is then renamed over the old backup.
///
/// # Errors
/// When the file is not there, or the disk does not take the second name.
pub fn keep_backup(path: &Path) -> io::Result<()> {
    let (folder, name) = parts(path);
    let second = folder.join(format!(".{name}.bak.new"));
    match fs::remove_file(&second) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    second_name(path, &second)?;
    fs::rename(&second, backup(path))
}

/// The name of the version before.
pub fn backup(path: &Path) -> PathBuf {
    let (folder, name) = parts(path);
    folder.join(format!("{name}.bak"))
}

/// A name beside the file that is free: `list.damaged`, `list.damaged-2`.
fn free_path(folder: &Path, stem: &str, word: &str) -> PathBuf {
    let mut path = folder.join(format!("{stem}.{word}"));
    let mut number = 2;
    while path.exists() {
        path = folder.join(format!("{stem}.{word}-{number}"));
        number += 1;
    }
    path
}

/// The file whose lock stands for the right to write the one at this path.
///
/// # Errors
/// When it cannot be made.
pub fn lock_file(path: &Path) -> io::Result<File> {
    let (folder, name) = parts(path);
    let mut options = fs::OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let name = name.strip_suffix(".toml").unwrap_or(&name);
    options.open(folder.join(format!(".{name}.lock")))
}

/// Gives a damaged file another name, and its place to the version before it where there is one; the
/// answer is that name. Only whoever holds the lock may do it.
///
/// # Errors
/// When the disk does not take it.
pub fn set_aside(path: &Path, before: Option<&[u8]>) -> io::Result<PathBuf> {
    let (folder, name) = parts(path);
    let aside = free_path(
        &folder,
        name.strip_suffix(".toml").unwrap_or(&name),
        "damaged",
    );
    second_name(path, &aside)?;
    match before {
        Some(bytes) => put(path, bytes)?,
        None => fs::remove_file(path).and_then(|()| sync_folder(&folder))?,
    }
    Ok(aside)
}

/// Gives a file a second name, which must be free.
///
/// # Errors
/// When the disk does not take it.
fn second_name(path: &Path, second: &Path) -> io::Result<()> {
    if fs::hard_link(path, second).is_err() {
        // Not every disk has hard links.
        fs::copy(path, second)?;
        File::open(second)?.sync_all()?;
    }
    Ok(())
}

/// Makes a folder that only its owner may look into, where it is not there yet.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes renames in a folder last.
///
/// # Errors
/// When the folder cannot be opened or synced.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// The folder and the name of a file.
fn parts(path: &Path) -> (PathBuf, String) {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let name = path.file_name().unwrap_or_default();
    (folder, name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_the_version_before_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mappings.toml");
        put(&path, b"one").unwrap();
        keep_backup(&path).unwrap();
        put(&path, b"two").unwrap();
        keep_backup(&path).unwrap();
        put(&path, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read(backup(&path)).unwrap(), b"two");
        let names = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(names, 2, "nothing else is left behind");
    }
}
