//! Shortlists on disk: one file a list, in one folder.
//!
//! A list is written to a temporary file in the same folder, synced, and renamed over the old one,
//! which is kept as `.bak`; then the folder is synced. At every instant the list's file is whole:
//! either as before or as after. Whoever writes a list holds a lock on a file beside it; a second
//! window can read but not write. A file is only written over while it says what was last read or
//! written here: what another window or an editor put there stays. A damaged file is never
//! overwritten: it is set aside, and the version before it takes its place. What a newer program wrote
//! in a way that is not understood stays where it is.
//!
//! What can be undone is a file beside the lists. Whoever holds its lock is the first window; a second
//! one only reads, and sees from the files' times when there is something new.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::history::History;
use super::history_file::{self, Print};
use super::model::Shortlist;
pub use super::store_error::StoreError;
use super::{Book, file};
use crate::durable::{self, make_folder, sync_folder};

/// The folder of shortlists, with the locks that this program holds.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// The file stem of each list by its name.
    stems: HashMap<String, String>,
    /// What each file says as far as is known here, by its stem.
    seen: HashMap<String, Vec<u8>>,
    locks: HashMap<String, File>,
    /// The lock of the history; another window has it where this is the second one.
    first: Option<File>,
    second: bool,
    /// Lists whose last version is not on disk.
    unsaved: HashSet<String>,
    /// What the files were like before they were read.
    stamps: Stamps,
}

/// The history beside the lists.
const HISTORY: &str = "undo.history";

/// Length and time of each list's file.
type Stamps = HashMap<String, (u64, Option<SystemTime>)>;

/// What was found in the folder.
#[derive(Debug, Default)]
pub struct Found {
    pub lists: Vec<Shortlist>,
    /// What can be undone and done again, where it is ours to go on with.
    pub history: History,
    /// Another window was here first: the lists are its own to change.
    pub second: bool,
    /// A sentence for each file that could not be read.
    pub problems: Vec<String>,
    /// Lists that another window has open.
    pub read_only: Vec<String>,
}

impl Found {
    /// The lists with what can be undone of them.
    pub fn book(self) -> Book {
        Book::resume(self.lists, self.history)
    }
}

impl Store {
    /// Opens the folder, which is made where it is not there, and reads every list in it. Lists are
    /// locked for this program where `write` is set, unless another window was first.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn open(folder: &Path, write: bool) -> Result<(Store, Found), StoreError> {
        let at = |error| StoreError::of(folder.to_owned(), error);
        make_folder(folder).map_err(at)?;
        let mut store = Store {
            folder: folder.to_owned(),
            stems: HashMap::new(),
            seen: HashMap::new(),
            locks: HashMap::new(),
            first: None,
            second: false,
            unsaved: HashSet::new(),
            stamps: stamps(folder).map_err(at)?,
        };
        // Where the lock cannot be made, no other window has it either.
        let second = write && matches!(store.be_first(), Err(StoreError::Locked));
        store.second = second;
        let mut stems: Vec<String> = store.stamps.keys().cloned().collect();
        stems.sort();
        let mut found = Found {
            second,
            ..Found::default()
        };
        for stem in stems {
            // Locked first, so that nobody changes it between the reading and the lock.
            let locked = write && !second && matches!(store.lock(&stem), Err(StoreError::Locked));
            if let Some(list) = store.read(&stem, &mut found.problems) {
                if store.stems.contains_key(list.name()) {
                    let name = list.name();
                    found.problems.push(format!(
                        "{stem}.toml is a second shortlist named \"{name}\"; it was not opened"
                    ));
                    store.locks.remove(&stem);
                    continue;
                }
                store.stems.insert(list.name().to_owned(), stem);
                if second || locked {
                    found.read_only.push(list.name().to_owned());
                }
                found.lists.push(list);
            }
        }
        if write && !second {
            found.history = store.history();
        }
        Ok((store, found))
    }

    /// Whether another window was here first.
    pub fn is_second(&self) -> bool {
        self.second
    }

    /// Whether it is worth opening the folder again for a second window: a list has changed, or the
    /// first window is gone.
    pub fn has_news(&self) -> bool {
        let lock = durable::lock_file(&self.folder.join(HISTORY));
        // It is freed again at once.
        let free = lock.is_ok_and(|lock| lock.try_lock().is_ok());
        free || stamps(&self.folder).is_ok_and(|now| now != self.stamps)
    }

    /// What can be undone of the lists as they are on disk, which is then ours to go on with; nothing
    /// where another window does.
    pub fn history(&mut self) -> History {
        if self.be_first().is_err() {
            return History::default();
        }
        let text = fs::read_to_string(self.folder.join(HISTORY)).unwrap_or_default();
        match history_file::read(&text) {
            // Steps that lead to other lists would undo what is not the last thing that was done.
            Some((history, prints)) if prints == self.prints() => history,
            _ => History::default(),
        }
    }

    /// Saves what can be undone of the lists as they are on disk. While one of them could not be
    /// saved, and in a second window, the history stays what it was.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn save_history(&mut self, history: &History) -> Result<(), StoreError> {
        if self.first.is_none() || !self.unsaved.is_empty() {
            return Ok(());
        }
        let text = history_file::write(history, &self.prints());
        let path = self.folder.join(HISTORY);
        durable::put(&path, text.as_bytes()).map_err(|error| StoreError::of(path, error))
    }

    /// A print of each list's file, by the name of the list.
    fn prints(&self) -> HashMap<String, Print> {
        let prints = self.stems.iter().filter_map(|(name, stem)| {
            let bytes = self.seen.get(stem)?;
            Some((name.clone(), history_file::print(bytes)))
        });
        prints.collect()
    }

    /// Takes the lock of the history, unless it is held already.
    fn be_first(&mut self) -> Result<(), StoreError> {
        if self.first.is_none() {
            self.first = Some(locked(&self.folder.join(HISTORY))?);
        }
        Ok(())
    }

    /// Reads one file; a damaged one is set aside, and what was kept of it before takes its place.
    fn read(&mut self, stem: &str, problems: &mut Vec<String>) -> Option<Shortlist> {
        let path = self.path(stem);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            // Another window has just deleted it.
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => {
                problems.push(format!("{} could not be read: {error}", path.display()));
                return None;
            }
        };
        let damage = match parse(&bytes) {
            Ok(list) => {
                self.seen.insert(stem.to_owned(), bytes);
                return Some(list);
            }
            // It is whole, and that version will open it again.
            Err(why) if std::str::from_utf8(&bytes).is_ok_and(file::is_of_newer) => {
                problems.push(format!(
                    "{} was written by a newer version of Tastemaker that this one does not \
                     understand ({why}). It was left as it is and not opened",
                    path.display()
                ));
                return None;
            }
            Err(damage) => damage,
        };
        let backup = self.backup(stem);
        let before = fs::read(&backup)
            .ok()
            .and_then(|bytes| Some((parse(&bytes).ok()?, bytes)));
        let aside = match self.set_aside(stem, before.as_ref().map(|(_, bytes)| &bytes[..])) {
            Ok(aside) => aside,
            Err(error) => {
                problems.push(format!(
                    "{} is damaged ({damage}) and could not be set aside: {error}. It was left as it \
                     is and not opened",
                    path.display()
                ));
                return None;
            }
        };
        // A status line has room for the names, and not for where they are.
        let name = |path: &Path| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        };
        let rest = match &before {
            Some(_) => format!("{} was opened instead", name(&backup)),
            None => "there is no version before it".to_owned(),
        };
        problems.push(format!(
            "{} was damaged: it is now {}, and {rest} ({damage}; in {})",
            name(&path),
            name(&aside),
            self.folder.display()
        ));
        let (list, bytes) = before?;
        self.seen.insert(stem.to_owned(), bytes);
        Some(list)
    }

    /// Gives a damaged file another name, and its place to the version before it where there is one.
    /// Whoever holds the lock is left in peace.
    fn set_aside(&mut self, stem: &str, before: Option<&[u8]>) -> Result<PathBuf, StoreError> {
        let held = self.locks.contains_key(stem);
        self.lock(stem)?;
        let path = self.path(stem);
        let aside = durable::set_aside(&path, before);
        if !held {
            self.locks.remove(stem);
        }
        aside.map_err(|error| StoreError::Io(path, error))
    }

    /// Saves a list; when it returns, the list is on disk whatever happens next.
    ///
    /// # Errors
    /// When another window holds the list, or the disk does not take it; the old file is then as it was.
    pub fn save(&mut self, list: &Shortlist) -> Result<(), StoreError> {
        let stem = self.stem(list.name());
        let saved = self.put(&stem, list);
        self.note(list.name(), saved)
    }

    fn put(&mut self, stem: &str, list: &Shortlist) -> Result<(), StoreError> {
        self.claim(stem)?;
        let text = file::write(list).into_bytes();
        let path = self.path(stem);
        let kept = match self.seen.contains_key(stem) {
            true => durable::keep_backup(&path),
            false => Ok(()),
        };
        let saved = kept.and_then(|()| durable::put(&path, &text));
        saved.map_err(|error| StoreError::of(path, error))?;
        self.seen.insert(stem.to_owned(), text);
        Ok(())
    }

    /// Deletes a list; its last version stays as `.bak`.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn delete(&mut self, name: &str) -> Result<(), StoreError> {
        let stem = self.stem(name);
        let deleted = self.take_away(&stem);
        self.note(name, deleted)
    }

    fn take_away(&mut self, stem: &str) -> Result<(), StoreError> {
        self.claim(stem)?;
        if self.seen.contains_key(stem) {
            let path = self.path(stem);
            fs::rename(&path, self.backup(stem))
                .and_then(|()| sync_folder(&self.folder))
                .map_err(|error| StoreError::of(path, error))?;
            self.seen.remove(stem);
        }
        Ok(())
    }

    /// Notes whether the last version of a list is on disk.
    fn note(&mut self, name: &str, kept: Result<(), StoreError>) -> Result<(), StoreError> {
        match kept {
            Ok(()) => self.unsaved.remove(name),
            Err(_) => self.unsaved.insert(name.to_owned()),
        };
        kept
    }

    /// Makes sure that a list can be saved or deleted, and keeps its lock: so that of several lists that
    /// change together all are written or none.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn hold(&mut self, name: &str) -> Result<(), StoreError> {
        let stem = self.stem(name);
        self.claim(&stem)
    }

    /// Makes sure that a file is ours to change: locked, and as it was last seen here.
    fn claim(&mut self, stem: &str) -> Result<(), StoreError> {
        self.lock(stem)?;
        let path = self.path(stem);
        let now = match fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(StoreError::of(path, error)),
        };
        match now {
            Some(now) if self.seen.get(stem) != Some(&now) => Err(StoreError::Changed),
            None => {
                // Taken away from outside: there is nothing to write over.
                self.seen.remove(stem);
                Ok(())
            }
            Some(_) => Ok(()),
        }
    }

    /// Takes the lock of a file, unless it is held already.
    fn lock(&mut self, stem: &str) -> Result<(), StoreError> {
        if self.locks.contains_key(stem) {
            return Ok(());
        }
        let lock = locked(&self.path(stem))?;
        self.locks.insert(stem.to_owned(), lock);
        Ok(())
    }

    fn path(&self, stem: &str) -> PathBuf {
        self.folder.join(format!("{stem}.toml"))
    }

    fn backup(&self, stem: &str) -> PathBuf {
        durable::backup(&self.path(stem))
    }

    /// The file stem of a list: its name with letters and digits only, made different from those of
    /// other lists, also of files that could not be opened.
    fn stem(&mut self, name: &str) -> String {
        if let Some(stem) = self.stems.get(name) {
            return stem.clone();
        }
        let plain = safe_stem(name);
        let mut stem = plain.clone();
        let mut number = 2;
        while self.stems.values().any(|taken| *taken == stem) || self.is_another(&stem, name) {
            stem = format!("{plain}-{number}");
            number += 1;
        }
        self.stems.insert(name.to_owned(), stem.clone());
        stem
    }

    /// Whether the file with this stem is there and holds something else than the list.
    fn is_another(&self, stem: &str, name: &str) -> bool {
        match fs::read(self.path(stem)) {
            Ok(bytes) => parse(&bytes).map_or(true, |list| list.name() != name),
            Err(error) => error.kind() != ErrorKind::NotFound,
        }
    }
}

/// The lock of a file, held.
fn locked(path: &Path) -> Result<File, StoreError> {
    let at = |error| StoreError::of(path.to_owned(), error);
    let lock = durable::lock_file(path).map_err(at)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked),
        Err(TryLockError::Error(error)) => Err(at(error)),
    }
}

/// What the files of lists are like, by their stems.
fn stamps(folder: &Path) -> io::Result<Stamps> {
    let files = fs::read_dir(folder)?.filter_map(|entry| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        let about = entry.metadata().ok();
        let length = about.as_ref().map_or(0, fs::Metadata::len);
        let time = about.and_then(|about| about.modified().ok());
        Some((name.strip_suffix(".toml")?.to_owned(), (length, time)))
    });
    Ok(files.collect())
}

fn parse(bytes: &[u8]) -> Result<Shortlist, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is no text".to_owned())?;
    file::read(text)
}

/// A file name that no system trips over: lower case, no path, no reserved name.
fn safe_stem(name: &str) -> String {
    let stem: String = name
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .take(40)
        .collect();
    let stem = stem.to_lowercase();
    let stem = stem.trim_matches('-');
    let reserved = ["con", "prn", "aux", "nul"].contains(&stem)
        || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
    if stem.is_empty() || reserved {
        format!("list-{stem}").trim_end_matches('-').to_owned()
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(folder: &Path) -> (Store, Found) {
        Store::open(folder, true).unwrap()
    }

    #[test]
    fn lists_come_back_and_the_version_before_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, _) = open(folder.path());
        let mut book = super::super::Book::default();
        book.create("Spring launch: 50% / \"A\"").unwrap();
        store.save(&book.lists()[0]).unwrap();
        drop(store);
        let (mut store, found) = open(folder.path());
        assert_eq!(found.lists, book.lists());
        assert!(found.problems.is_empty());
        store.save(&found.lists[0]).unwrap();
        assert!(
            folder
                .path()
                .join("spring-launch--50-----a.toml.bak")
                .exists()
        );
    }

    #[test]
    fn names_never_leave_the_folder() {
        for (name, stem) in [
            ("../../etc/passwd", "etc-passwd"),
            ("CON", "list-con"),
            ("…", "list"),
            ("Ü深", "ü深"),
        ] {
            assert_eq!(safe_stem(name), stem);
        }
    }

    #[test]
    fn a_second_window_reads_only() {
        let folder = tempfile::tempdir().unwrap();
        let (mut first, _) = open(folder.path());
        let list = Shortlist::new("Spring");
        first.save(&list).unwrap();
        let (mut second, found) = open(folder.path());
        assert_eq!(found.read_only, ["Spring"]);
        assert!(matches!(second.save(&list), Err(StoreError::Locked)));
        drop(first);
        second.save(&list).unwrap();
    }

    #[test]
    fn what_another_window_wrote_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("spring.toml");
        let list = Shortlist::new("Spring");
        let (mut first, _) = open(folder.path());
        let (mut early, _) = open(folder.path());
        first.save(&list).unwrap();
        let (mut late, _) = open(folder.path());
        let newer = "name = \"Spring\"\nbudget = 5\n";
        fs::write(&path, newer).unwrap();
        assert!(matches!(first.save(&list), Err(StoreError::Changed)));
        assert!(matches!(early.save(&list), Err(StoreError::Locked)));
        drop(first);
        assert!(matches!(early.save(&list), Err(StoreError::Changed)));
        drop(early);
        assert!(matches!(late.delete("Spring"), Err(StoreError::Changed)));
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    }

    #[test]
    fn a_file_that_was_not_opened_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.toml", "b.toml"] {
            fs::write(folder.path().join(name), "name = \"A\"\n").unwrap();
        }
        let (mut store, found) = open(folder.path());
        assert_eq!((found.lists.len(), found.problems.len()), (1, 1));
        store.save(&Shortlist::new("B")).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("b.toml")).unwrap(),
            "name = \"A\"\n"
        );
        assert!(folder.path().join("b-2.toml").exists());
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_the_version_before_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, _) = open(folder.path());
        let mut book = super::super::Book::default();
        book.create("Spring").unwrap();
        store.save(&book.lists()[0]).unwrap();
        store.save(&book.lists()[0]).unwrap();
        drop(store);
        fs::write(folder.path().join("spring.toml"), "name = \"Spr").unwrap();
        let (store, found) = Store::open(folder.path(), false).unwrap();
        assert_eq!(found.lists, book.lists());
        drop(store);
        let (_, again) = open(folder.path());
        assert_eq!(again.lists, book.lists(), "also the next time");
        assert_eq!(again.problems, [] as [String; 0]);
        assert!(
            found.problems[0].contains("spring.damaged")
                && found.problems[0].contains("spring.toml.bak"),
            "{:?}",
            found.problems
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("spring.damaged")).unwrap(),
            "name = \"Spr"
        );
    }
}
