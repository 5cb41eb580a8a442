//! What is remembered of columns, on disk: one file for all headers. It is written whole or not at
//! all, by one window at a time; a damaged one is set aside, one of a newer version left alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::durable;
use crate::import::Options;
use crate::import::choices::{Remembered, TextError};

/// What was found on disk.
#[derive(Debug, Default)]
pub struct Found {
    pub remembered: Remembered,
    /// What was wrong with it, in a sentence.
    pub problem: Option<String>,
}

/// Why a choice could not be saved.
#[derive(Debug, thiserror::Error)]
pub enum MappingsError {
    #[error("{0} was written by a newer version of Tastemaker and is left as it is")]
    Newer(PathBuf),
    #[error("{0}")]
    Damaged(String),
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

/// Reads what is remembered; nothing where there is no such file.
pub fn read(path: &Path) -> Found {
    match look(path) {
        Ok(remembered) => Found {
            remembered: remembered.unwrap_or_default(),
            problem: None,
        },
        Err(MappingsError::Damaged(_)) => mend(path),
        Err(error) => Found {
            problem: Some(format!("What you said about columns is not used: {error}")),
            ..Found::default()
        },
    }
}

/// Adds what is on disk to what the options remember already, which beats it. The answer is what was
/// wrong with it, in a sentence.
pub fn add(path: &Path, options: &mut Options) -> Option<String> {
    let mut found = read(path);
    found.remembered.take_in(&options.remembered);
    options.remembered = Arc::new(found.remembered);
    found.problem
}

/// Changes what is remembered, from what the file says now. When it returns, the change is on disk.
///
/// # Errors
/// When the file is of a newer version, or the disk does not take it; it is then as it was.
pub fn change(
    path: &Path,
    change: impl FnOnce(&mut Remembered),
) -> Result<Remembered, MappingsError> {
    let at = |error| MappingsError::Io(path.to_owned(), error);
    if let Some(folder) = path.parent() {
        durable::make_folder(folder).map_err(at)?;
    }
    let lock = durable::lock_file(path).map_err(at)?;
    // Another window may be writing; it is done at once.
    lock.lock().map_err(at)?;
    let mut remembered = match look(path) {
        Ok(Some(remembered)) => {
            durable::keep_backup(path).map_err(at)?;
            remembered
        }
        Ok(None) => Remembered::default(),
        Err(MappingsError::Damaged(damage)) => set_aside(path, &damage).map_err(at)?.remembered,
        Err(error) => return Err(error),
    };
    change(&mut remembered);
    durable::put(path, remembered.write().as_bytes()).map_err(at)?;
    Ok(remembered)
}

/// What the file says; none where it is not there.
fn look(path: &Path) -> Result<Option<Remembered>, MappingsError> {
    match fs::read(path) {
        Ok(bytes) => parse(path, &bytes).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(MappingsError::Io(path.to_owned(), error)),
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<Remembered, MappingsError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| MappingsError::Damaged("it is no text".to_owned()))?;
    Remembered::read(text).map_err(|error| match error {
        TextError::Newer => MappingsError::Newer(path.to_owned()),
        TextError::Damaged(damage) => MappingsError::Damaged(damage),
    })
}

/// Sets a damaged file aside, unless another window did meanwhile.
fn mend(path: &Path) -> Found {
    let mended = durable::lock_file(path).and_then(|lock| {
        lock.lock()?;
        match look(path) {
            Err(MappingsError::Damaged(damage)) => set_aside(path, &damage),
            Ok(remembered) => Ok(Found {
                remembered: remembered.unwrap_or_default(),
                problem: None,
            }),
            Err(error) => Err(io::Error::other(error)),
        }
    });
    mended.unwrap_or_else(|error| Found {
        problem: Some(format!(
            "{} is damaged and could not be set aside: {error}. What you said about columns is not used",
            path.display()
        )),
        ..Found::default()
    })
}

/// Gives a damaged file another name, and its place to the version before it where there is one.
fn set_aside(path: &Path, damage: &str) -> io::Result<Found> {
    let before = fs::read(durable::backup(path)).ok();
    let before = before.and_then(|bytes| Some((parse(path, &bytes).ok()?, bytes)));
    let aside = durable::set_aside(path, before.as_ref().map(|(_, bytes)| &bytes[..]))?;
    let rest = match before {
        Some(_) => "the version before it is used instead",
        None => "there is no version before it",
    };
    Ok(Found {
        problem: Some(format!(
            "{} is damaged ({damage}); it was set aside as {}, and {rest}",
            path.display(),
            aside.display()
        )),
        remembered: before.map(|(remembered, _)| remembered).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::choices::Choices;
    use crate::roster::Field;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn say(path: &Path, names: &[&str], column: &str) -> Result<Remembered, MappingsError> {
        let mut choices = Choices::default();
        choices.set_column(column, Some(Field::Followers));
        change(path, |remembered| {
            remembered.set(&header(names), choices);
        })
    }

    #[test]
    fn what_two_windows_say_is_all_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("mappings.toml");
        assert!(read(&path).problem.is_none(), "nothing there yet");
        std::thread::scope(|scope| {
            for window in 0..4 {
                let path = &path;
                scope.spawn(move || say(path, &["Who", &window.to_string()], "Who").unwrap());
            }
        });
        let found = read(&path);
        assert_eq!(found.problem, None);
        for window in 0..4 {
            let header = header(&["who", &window.to_string()]);
            assert!(found.remembered.of(&header).is_some(), "{window}");
        }
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_the_version_before_used() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mappings.toml");
        say(&path, &["A"], "A").unwrap();
        say(&path, &["B"], "B").unwrap();
        fs::write(&path, "[[file]\nheader = ").unwrap();
        let found = read(&path);
        let problem = found.problem.unwrap();
        assert!(
            problem.contains("mappings.toml is damaged (line 1")
                && problem.contains("mappings.damaged"),
            "{problem}"
        );
        assert!(found.remembered.of(&header(&["A"])).is_some());
        assert_eq!(
            fs::read_to_string(folder.path().join("mappings.damaged")).unwrap(),
            "[[file]\nheader = "
        );
        assert_eq!(read(&path).problem, None, "the next time all is well");
        // Also where somebody chooses before anything was read.
        fs::write(&path, [0xff]).unwrap();
        let remembered = say(&path, &["C"], "C").unwrap();
        assert!(
            remembered.of(&header(&["A"])).is_some() && remembered.of(&header(&["C"])).is_some()
        );
        assert!(folder.path().join("mappings.damaged-2").exists());
    }

    #[test]
    fn a_file_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mappings.toml");
        let newer = "version = 2\nfiles = \"elsewhere\"\n";
        fs::write(&path, newer).unwrap();
        assert!(read(&path).problem.unwrap().contains("newer version"));
        assert!(matches!(
            say(&path, &["A"], "A"),
            Err(MappingsError::Newer(_))
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
        assert!(!durable::backup(&path).exists());
    }
}
