//! Whether shortlists are on disk: what another window changes, what could not be saved and where else
//! it can be kept.

use super::effect::Effect;
use super::focus::Screen;
use super::model::Model;
use super::overlays::{Action, Confirm, Name, Overlay};
use super::toast::ToastKind;
use crate::input::Command;
use crate::shortlist::Book;

/// What is known of the shortlists' files.
#[derive(Clone, Debug, Default)]
pub struct Keeping {
    /// Another window has the lists; here they are only read.
    second: bool,
    /// Lists whose last version is not on disk, and why.
    unsaved: Vec<(String, String)>,
    /// The folder in which they are kept until the program ends.
    elsewhere: Option<String>,
    /// What was wrong with files, until lists are changed.
    problems: Vec<String>,
    /// The program ends once everything is on disk.
    quitting: bool,
}

impl Keeping {
    /// Whether another window has the lists.
    pub fn is_second(&self) -> bool {
        self.second
    }
}

impl Model {
    /// Whether the program ends once everything is on disk.
    pub fn is_quitting(&self) -> bool {
        self.keeping.quitting
    }

    /// Takes in the shortlists as they are on disk.
    pub(super) fn shortlists(
        &mut self,
        book: Book,
        problems: Vec<String>,
        read_only: Vec<String>,
        second: bool,
    ) -> Vec<Effect> {
        let freed = self.keeping.second && !second;
        self.keeping.second = second;
        self.lists.renew(book, read_only);
        let mut effects = match problems.first() {
            Some(problem) => self.say(ToastKind::Problem, problem.clone()),
            None if freed => self.say(
                ToastKind::Note,
                "The other window is closed: shortlists can be changed here now",
            ),
            None => Vec::new(),
        };
        self.keeping.problems = problems;
        effects.extend(self.find_listed());
        effects
    }

    /// A sentence when a list belongs to another window.
    pub(super) fn read_only(&mut self, list: &str) -> Option<Vec<Effect>> {
        let is_read_only = self.keeping.second || self.lists.is_read_only(list);
        is_read_only.then(|| {
            let there = self.lists.book().list(list).is_some();
            let text = match there {
                true => format!(
                    "\"{list}\" is open in another window, so it can only be read here. Close that \
                     window to change it"
                ),
                false => "Shortlists are open in another window, so they can only be read here. \
                          Close that window to make one"
                    .to_owned(),
            };
            self.say(ToastKind::Problem, text)
        })
    }

    /// Has saved what changed, and tries again what could not be saved before.
    pub(super) fn save_lists(&mut self) -> Vec<Effect> {
        let mut names = self.lists.book_mut().take_changed();
        for (name, _) in &self.keeping.unsaved {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        if names.is_empty() {
            return Vec::new();
        }
        let book = self.lists.book();
        // Those to be deleted come last, as in `take_changed`.
        names.sort_by_key(|name| book.list(name).is_none());
        let saves = names.into_iter().map(|name| match book.list(&name) {
            Some(list) => Effect::SaveList(list.clone()),
            None => Effect::DeleteList(name),
        });
        let history = Effect::SaveHistory(book.history().clone());
        saves.chain([history]).collect()
    }

    /// Something was changed: what was wrong before has been read.
    pub(super) fn forget_problems(&mut self) {
        self.keeping.problems.clear();
    }

    pub(super) fn saved(&mut self, list: &str) -> Vec<Effect> {
        let before = self.keeping.unsaved.len();
        self.keeping.unsaved.retain(|(name, _)| name != list);
        if before > 0 && self.keeping.unsaved.is_empty() {
            return self.say(ToastKind::Done, "All shortlists are saved again");
        }
        Vec::new()
    }

    /// A list could not be saved; `all`: those that were saved before are gone as well.
    pub(super) fn save_failed(&mut self, list: String, why: String, all: bool) -> Vec<Effect> {
        let lists = self.lists.book().lists().iter().filter(|_| all);
        let mut names: Vec<String> = lists.map(|list| list.name().to_owned()).collect();
        names.push(list);
        for name in names {
            self.keeping.unsaved.retain(|(known, _)| *known != name);
            self.keeping.unsaved.push((name, why.clone()));
        }
        let text = self.unsaved().unwrap_or_default();
        self.say(ToastKind::Problem, text)
    }

    /// `Not saved, only kept here: "Spring"   W saves in another folder (the disk is full: …)`.
    fn unsaved(&self) -> Option<String> {
        let (_, why) = self.keeping.unsaved.last()?;
        let names = self.unsaved_names();
        let other = self.key_for(Command::OtherFolder, " saves in another folder");
        Some(format!("Not saved, only kept here: {names}{other} ({why})"))
    }

    fn unsaved_names(&self) -> String {
        match self.keeping.unsaved.as_slice() {
            [(name, _)] => format!("\"{name}\""),
            several => format!("{} shortlists", several.len()),
        }
    }

    /// What is to be known of the shortlists' files as long as it is so.
    pub fn kept(&self) -> Option<String> {
        let here = self.screen == Screen::Shortlists;
        if let Some(text) = self.unsaved() {
            return Some(text);
        }
        match (&self.keeping.elsewhere, self.keeping.problems.as_slice()) {
            (_, [problem]) => Some(problem.clone()),
            (_, [first, rest @ ..]) => Some(format!("{first} (and {} more)", rest.len())),
            (Some(folder), _) if here => {
                Some(format!("Until you quit, lists are kept in {folder}"))
            }
            _ if self.keeping.second && here => Some(
                "Another window has the lists: they follow it. Close it to change them here"
                    .to_owned(),
            ),
            _ => None,
        }
    }

    /// Asks for a folder that takes what could not be saved.
    pub(super) fn ask_folder(&mut self) -> Vec<Effect> {
        if self.keeping.unsaved.is_empty() {
            return self.say(ToastKind::Note, "All shortlists are saved");
        }
        let name = Name::new(
            "Keep shortlists in",
            "Folder",
            "tastemaker-shortlists",
            Action::KeepIn,
        );
        self.overlays
            .push(Overlay::Ask(name.done("keep lists there")));
        Vec::new()
    }

    pub(super) fn keep_in(&mut self, folder: String) -> Vec<Effect> {
        let book = self.lists.book().clone();
        vec![Effect::KeepIn { folder, book }]
    }

    pub(super) fn kept_in(&mut self, folder: String) -> Vec<Effect> {
        self.keeping.unsaved.clear();
        let text = format!(
            "Saved in {folder}, where lists are kept until you quit. The next start looks in their \
             own folder"
        );
        self.keeping.elsewhere = Some(folder);
        self.say(ToastKind::Note, text)
    }

    pub(super) fn not_kept_in(&mut self, folder: &str, why: &str) -> Vec<Effect> {
        let text = format!("{folder} does not take the shortlists: {why}");
        self.say(ToastKind::Problem, text)
    }

    /// Ends the program once everything is on disk; asked twice, it does not wait.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if self.keeping.quitting {
            return vec![Effect::Quit];
        }
        self.keeping.quitting = true;
        let mut effects = self.save_lists();
        if self.exporting.is_some() {
            effects.extend(self.say(ToastKind::Note, "It ends when the file is written"));
        }
        effects.push(Effect::Flush);
        effects
    }

    /// Everything was tried: nothing waits to be saved any more.
    pub(super) fn flushed(&mut self) -> Vec<Effect> {
        if !self.keeping.quitting {
            return Vec::new();
        }
        if self.keeping.unsaved.is_empty() {
            return vec![Effect::Quit];
        }
        self.keeping.quitting = false;
        let other = self.key_for(Command::OtherFolder, " saves in another folder.");
        self.overlays.push(Overlay::Confirm(Confirm::new(
            format!(
                "Quit without {}? What was changed there is not saved and would be lost.{other}",
                self.unsaved_names()
            ),
            "quit and lose it",
            "stay",
            Action::QuitUnsaved,
        )));
        Vec::new()
    }
}
