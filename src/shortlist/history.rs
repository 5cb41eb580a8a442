//! What can be undone and done again. A step tells only the entries that differ, so that a hundred of
//! them take little room in memory and on disk.

use std::collections::HashSet;
use std::sync::Arc;

use super::model::{Entry, Shortlist};
use crate::roster::Key;

/// Steps that can be undone.
const STEPS: usize = 100;

/// The steps behind and before the lists as they are, the nearest last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    pub(super) undo: Vec<Arc<Step>>,
    pub(super) redo: Vec<Arc<Step>>,
}

/// What one action of the user changed: one list, or several that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// In the order in which they are made; taken back in the other.
    pub(super) changes: Vec<Change>,
    pub(super) sentence: String,
}

/// A change to one list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    /// Where the list stands among all when it comes to be.
    pub(super) place: usize,
    /// The list without its entries; none where it was not there.
    pub(super) before: Option<Shortlist>,
    pub(super) after: Option<Shortlist>,
    /// The entries that differ, in their order.
    pub(super) hunks: Vec<Hunk>,
}

/// Entries that others take the place of.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hunk {
    /// Their rank in the list of before.
    pub(super) at: usize,
    pub(super) before: Vec<Entry>,
    pub(super) after: Vec<Entry>,
}

/// Which way a step is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Forth,
}

impl History {
    /// Takes in a new step: what was undone cannot be done again any more.
    pub(super) fn push(&mut self, step: Step) {
        self.redo.clear();
        self.undo.push(Arc::new(step));
        if self.undo.len() > STEPS {
            self.undo.remove(0);
        }
    }

    /// The next step on this way, which is then one of the other way.
    pub(super) fn go(&mut self, way: Way) -> Option<Arc<Step>> {
        let (from, to) = match way {
            Way::Back => (&mut self.undo, &mut self.redo),
            Way::Forth => (&mut self.redo, &mut self.undo),
        };
        let step = from.pop()?;
        to.push(Arc::clone(&step));
        Some(step)
    }

    /// Keeps the steps that lead from these lists and on, up to the first that does not fit.
    pub(super) fn fit(&mut self, lists: &[Shortlist]) {
        for (steps, way) in [(&mut self.undo, Way::Back), (&mut self.redo, Way::Forth)] {
            let mut lists = lists.to_vec();
            let nearest = steps.iter().rev().take(STEPS);
            let fitting = nearest.take_while(|step| step.go_if_fits(way, &mut lists));
            let unfit = steps.len() - fitting.count();
            steps.drain(..unfit);
        }
    }
}

impl Step {
    /// The changes in the order in which they are made on this way.
    pub(super) fn changes(&self, way: Way) -> Vec<&Change> {
        match way {
            Way::Forth => self.changes.iter().collect(),
            Way::Back => self.changes.iter().rev().collect(),
        }
    }

    fn go_if_fits(&self, way: Way, lists: &mut Vec<Shortlist>) -> bool {
        self.changes(way).into_iter().all(|change| {
            let fits = change.fits(way, lists);
            if fits {
                change.go(way, lists);
            }
            fits
        })
    }
}

impl Change {
    pub(super) fn between(
        place: usize,
        before: Option<&Shortlist>,
        after: Option<&Shortlist>,
    ) -> Self {
        let hunks = hunks(entries(before), entries(after));
        let head = |list: &Shortlist| list.with_entries(Vec::new());
        Change {
            place,
            before: before.map(head),
            after: after.map(head),
            hunks,
        }
    }

    /// The list as it is and as it will be, without entries.
    pub(super) fn sides(&self, way: Way) -> (Option<&Shortlist>, Option<&Shortlist>) {
        let (before, after) = (self.before.as_ref(), self.after.as_ref());
        match way {
            Way::Forth => (before, after),
            Way::Back => (after, before),
        }
    }

    /// Makes the change to lists that it fits.
    pub(super) fn go(&self, way: Way, lists: &mut Vec<Shortlist>) {
        let (from, to) = self.sides(way);
        let place = from.and_then(|from| place(lists, from.name()));
        let mut list = match place {
            Some(place) => lists.remove(place),
            None => Shortlist::default(),
        };
        let Some(to) = to else { return };
        let mut entries = std::mem::take(list.entries_mut());
        match way {
            // From the end: what comes before a hunk keeps its rank.
            Way::Forth => {
                for hunk in self.hunks.iter().rev() {
                    put(&mut entries, hunk.at, hunk.before.len(), &hunk.after);
                }
            }
            Way::Back => {
                for hunk in &self.hunks {
                    put(&mut entries, hunk.at, hunk.after.len(), &hunk.before);
                }
            }
        }
        let place = place.unwrap_or(self.place).min(lists.len());
        lists.insert(place, to.with_entries(entries));
    }

    /// Whether the lists are as this change found or left them.
    fn fits(&self, way: Way, lists: &[Shortlist]) -> bool {
        let (from, to) = self.sides(way);
        let list = match from.map(|from| place(lists, from.name())) {
            Some(Some(place)) => Some(&lists[place]),
            Some(None) => return false,
            None => None,
        };
        let renamed = to.filter(|to| Some(to.name()) != from.map(Shortlist::name));
        if renamed.is_some_and(|to| place(lists, to.name()).is_some()) {
            return false;
        }
        if list.map(|list| list.with_entries(Vec::new())).as_ref() != from {
            return false;
        }
        let entries = entries(list);
        // How much further back entries stand than in the list of before.
        let (mut shift, mut rank) = (0isize, 0);
        for hunk in &self.hunks {
            let (mut at, mut known) = (Some(hunk.at), &hunk.before);
            if way == Way::Back {
                (at, known) = (hunk.at.checked_add_signed(shift), &hunk.after);
                shift += hunk.after.len() as isize - hunk.before.len() as isize;
            }
            let there = at
                .filter(|at| *at >= rank)
                .and_then(|at| entries.get(at..at.checked_add(known.len())?));
            if there != Some(&known[..]) {
                return false;
            }
            rank = at.unwrap_or(0) + known.len();
        }
        // Nobody may be on a list that goes.
        let told = |hunk: &Hunk| match way {
            Way::Forth => hunk.before.len(),
            Way::Back => hunk.after.len(),
        };
        to.is_some() || self.hunks.iter().map(told).sum::<usize>() == entries.len()
    }
}

fn entries(list: Option<&Shortlist>) -> &[Entry] {
    list.map_or(&[], Shortlist::entries)
}

fn place(lists: &[Shortlist], name: &str) -> Option<usize> {
    lists.iter().position(|list| list.name() == name)
}

fn put(entries: &mut Vec<Entry>, at: usize, len: usize, others: &[Entry]) {
    let at = at.min(entries.len());
    let end = (at + len).min(entries.len());
    entries.splice(at..end, others.iter().cloned());
}

/// The entries that differ, in runs.
fn hunks(before: &[Entry], after: &[Entry]) -> Vec<Hunk> {
    let keys = |entries: &'_ [Entry]| -> HashSet<Key> {
        // Where nobody came or went, each stands across from who took their place.
        let moved = before.len() != after.len();
        let entries = entries.iter().filter(|_| moved);
        entries.map(|entry| entry.key.clone()).collect()
    };
    let (old, new) = (keys(before), keys(after));
    let mut hunks: Vec<Hunk> = Vec::new();
    let (mut at, mut to) = (0, 0);
    let mut open = false;
    while at < before.len() || to < after.len() {
        let (left, right) = (before.get(at), after.get(to));
        if left == right {
            (at, to, open) = (at + 1, to + 1, false);
            continue;
        }
        if !open {
            hunks.push(Hunk {
                at,
                ..Hunk::default()
            });
            open = true;
        }
        let hunk = hunks.last_mut().expect("one was opened");
        let gone = left.filter(|left| right.is_none() || !new.contains(&left.key));
        let came = right.filter(|right| left.is_none() || !old.contains(&right.key));
        // One who is gone, one who came, or else one in the stead of another.
        let (left, right) = match (gone, came) {
            (Some(_), None) => (left, None),
            (None, Some(_)) => (None, right),
            _ => (left, right),
        };
        if let Some(left) = left {
            hunk.before.push(left.clone());
            at += 1;
        }
        if let Some(right) = right {
            hunk.after.push(right.clone());
            to += 1;
        }
    }
    hunks
}
