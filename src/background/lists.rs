//! Keeping shortlists in their folder: the one of the program, or another that the user named.

use std::path::{self, Path, PathBuf};

use super::Outcome;
use crate::shortlist::store::{Store, StoreError};
use crate::shortlist::{Book, History, Shortlist};

/// The folder, opened or not.
pub(super) struct Lists {
    folder: PathBuf,
    store: Option<Store>,
}

impl Lists {
    pub fn new(folder: PathBuf) -> Self {
        Lists {
            folder,
            store: None,
        }
    }

    /// Reads the lists.
    pub fn open(&mut self) -> Outcome {
        // A lock that is held here would look like that of another window.
        self.store = None;
        match Store::open(&self.folder, true) {
            Ok((store, mut found)) => {
                self.store = Some(store);
                Outcome::Shortlists {
                    problems: std::mem::take(&mut found.problems),
                    read_only: std::mem::take(&mut found.read_only),
                    second: found.second,
                    book: found.book(),
                }
            }
            Err(error) => Outcome::Shortlists {
                problems: vec![format!("Shortlists cannot be kept: {error}")],
                read_only: Vec::new(),
                second: false,
                book: Default::default(),
            },
        }
    }

    /// Whether another window has the lists, so that they are to be looked at once in a while.
    pub fn follows(&self) -> bool {
        self.store.as_ref().is_some_and(Store::is_second)
    }

    /// What another window changed, or left to this one.
    pub fn look(&mut self) -> Option<Outcome> {
        let news = self.store.as_ref().is_some_and(Store::has_news);
        news.then(|| self.open())
    }

    pub fn save(&mut self, list: &Shortlist) -> Outcome {
        self.saved(list.name(), |store| store.save(list))
    }

    pub fn delete(&mut self, name: &str) -> Outcome {
        self.saved(name, |store| store.delete(name))
    }

    fn saved(
        &mut self,
        list: &str,
        save: impl FnOnce(&mut Store) -> Result<(), StoreError>,
    ) -> Outcome {
        // The folder may be there by now; lists that are in it are not ours to mix with.
        if self.store.is_none()
            && let Ok((store, found)) = Store::open(&self.folder, true)
            && found.lists.is_empty()
        {
            self.store = Some(store);
        }
        let list = list.to_owned();
        match self.store.as_mut().map(save) {
            Some(Ok(())) => Outcome::Saved { list },
            Some(Err(error)) => Outcome::SaveFailed {
                list,
                why: error.to_string(),
                all: matches!(error, StoreError::Gone(_)),
            },
            None => Outcome::SaveFailed {
                list,
                why: "the folder of shortlists could not be opened".to_owned(),
                all: false,
            },
        }
    }

    /// Saves what can be undone. It is no loss to speak of where that fails.
    pub fn save_history(&mut self, history: &History) {
        if let Some(store) = &mut self.store {
            let _ = store.save_history(history);
        }
    }

    /// Keeps the lists in another folder from now on.
    pub fn keep_in(&mut self, folder: &str, book: &Book) -> Outcome {
        let path = path::absolute(folder).unwrap_or_else(|_| folder.into());
        let folder = path.display().to_string();
        match filled(&path, book) {
            Ok(store) => {
                (self.folder, self.store) = (path, Some(store));
                Outcome::KeptIn { folder }
            }
            Err(sentence) => Outcome::NotKeptIn { folder, sentence },
        }
    }
}

/// Saves lists in a folder that has no others.
fn filled(folder: &Path, book: &Book) -> Result<Store, String> {
    let said = |error: StoreError| error.to_string();
    let (mut store, found) = Store::open(folder, true).map_err(said)?;
    let foreign = found.lists.iter().any(|list| !book.lists().contains(list));
    if found.second || foreign || !found.problems.is_empty() {
        return Err("there are other shortlists in it".to_owned());
    }
    for list in book.lists() {
        store.save(list).map_err(said)?;
    }
    store.save_history(book.history()).map_err(said)?;
    Ok(store)
}
