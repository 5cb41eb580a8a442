//! What the user decided about files while they are open: each decision reads them again.

use super::effect::Effect;
use super::model::Model;
use crate::import::choices::Choices;
use crate::import::report::{FileReport, IssueKind};
use crate::input::Command;

/// Decisions kept to be undone.
const STEPS: usize = 100;

/// What was decided about files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// What is remembered, for each header that something was decided about.
    remembered: Vec<(Vec<String>, Choices)>,
    /// The same for files without a header, as long as they are open.
    pub here: Choices,
    /// Problems whose rows are left out: in which file, of which column.
    pub left_out: Vec<(String, IssueKind, Option<String>)>,
}

impl Decided {
    /// What is said of the columns of a file.
    pub fn choices_of(&mut self, file: &FileReport) -> &mut Choices {
        if file.header.is_empty() {
            return &mut self.here;
        }
        let known = self
            .remembered
            .iter()
            .position(|(header, _)| *header == file.header);
        let at = known.unwrap_or_else(|| {
            let before = (file.header.clone(), file.choices.clone());
            self.remembered.push(before);
            self.remembered.len() - 1
        });
        &mut self.remembered[at].1
    }
}

/// What is decided now, and what was before.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    now: Decided,
    /// Earlier states with the sentence of what came after each.
    undo: Vec<(Decided, String)>,
    redo: Vec<(Decided, String)>,
    /// Headers whose choices are on their way to the disk: when they are there, the files are read and
    /// this is said.
    waiting: usize,
    then: String,
    /// What is said when the files have been read again.
    said: Option<String>,
}

impl Decisions {
    pub(super) fn now(&self) -> &Decided {
        &self.now
    }

    /// Whether there is a decision to take back.
    pub(super) fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether the last thing done was a decision, rather than taking one back.
    pub(super) fn is_fresh(&self) -> bool {
        self.redo.is_empty() && !self.undo.is_empty()
    }

    pub(super) fn take_said(&mut self) -> Option<String> {
        self.said.take()
    }
}

impl Model {
    /// What is decided now, with what is remembered of this file.
    pub(super) fn decided(&self, file: &FileReport) -> Decided {
        let mut now = self.decisions.now.clone();
        now.choices_of(file);
        now
    }

    /// Decides something about a file and reads the files again.
    pub(super) fn decide(&mut self, after: Decided, sentence: String) -> Vec<Effect> {
        let mut before = self.decisions.now.clone();
        if let Some(file) = self.import_file() {
            before.choices_of(file);
        }
        let steps = &mut self.decisions.undo;
        steps.push((before.clone(), sentence.clone()));
        if steps.len() > STEPS {
            steps.remove(0);
        }
        self.decisions.redo.clear();
        self.change(&before, after, sentence)
    }

    /// Undoes the last decision; none where there is none.
    pub(super) fn undo_decision(&mut self) -> Option<Vec<Effect>> {
        let (after, sentence) = self.decisions.undo.pop()?;
        let before = self.decisions.now.clone();
        let said = format!("Undone: {sentence}");
        self.decisions.redo.push((before.clone(), sentence));
        Some(self.change(&before, after, said))
    }

    /// Takes the last decision back because it cannot be, as the sentence says.
    pub(super) fn give_up_decision(&mut self, sentence: &str) -> Option<Vec<Effect>> {
        let (after, _) = self.decisions.undo.pop()?;
        let before = self.decisions.now.clone();
        Some(self.change(&before, after, sentence.to_owned()))
    }

    pub(super) fn redo_decision(&mut self) -> Option<Vec<Effect>> {
        let (after, sentence) = self.decisions.redo.pop()?;
        let before = self.decisions.now.clone();
        let said = format!("Done again: {sentence}");
        self.decisions.undo.push((before.clone(), sentence));
        Some(self.change(&before, after, said))
    }

    /// Has what changed remembered, then the files read again.
    fn change(&mut self, before: &Decided, after: Decided, sentence: String) -> Vec<Effect> {
        let changed = after
            .remembered
            .iter()
            .filter(|said| !before.remembered.contains(said));
        let effects: Vec<Effect> = changed
            .map(|(header, choices)| Effect::Remember {
                header: header.clone(),
                choices: choices.clone(),
            })
            .collect();
        self.decisions.now = after;
        if effects.is_empty() {
            return self.read_by_decisions(sentence);
        }
        self.decisions.waiting += effects.len();
        self.decisions.then = sentence;
        effects
    }

    /// What was said of columns is on disk, or cannot be kept there.
    pub(super) fn remembered(&mut self, problem: Option<String>) -> Vec<Effect> {
        self.decisions.waiting = self.decisions.waiting.saturating_sub(1);
        if let Some(problem) = problem {
            let unsaved = format!(", until you quit: it could not be saved ({problem})");
            self.decisions.then.push_str(&unsaved);
        }
        if self.decisions.waiting > 0 {
            return Vec::new();
        }
        let sentence = std::mem::take(&mut self.decisions.then);
        self.read_by_decisions(sentence)
    }

    /// Reads the files again by what is decided now; the sentence is said when they have been read.
    fn read_by_decisions(&mut self, sentence: String) -> Vec<Effect> {
        self.decisions.said = Some(sentence);
        self.read_once_more()
    }

    /// The key of a command with words behind, set off from what stands before; empty where it has none.
    pub(super) fn key_for(&self, command: Command, words: &str) -> String {
        let key = self.keymap.key(command);
        key.map_or_else(String::new, |key| format!("   {key}{words}"))
    }
}
