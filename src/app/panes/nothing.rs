//! What would help where nothing matches: a value that was perhaps meant, a term less, unknown figures.

use super::step;
use crate::query::{Answer, Near};

/// One thing that would help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Help {
    /// Another value in a term.
    Instead(Near),
    /// The rows that lack a figure.
    Unknown { rows: usize },
    /// The filter without a term, by its place and as it was typed.
    Without {
        term: usize,
        text: String,
        rows: usize,
    },
}

/// What would help, the most helpful first; never empty.
#[derive(Clone, Debug)]
pub struct Nothing {
    helps: Vec<Help>,
    cursor: usize,
}

impl Nothing {
    /// What would help where this answer has no rows; `texts` are the terms as they were typed.
    pub fn new(answer: &Answer, texts: &[String]) -> Option<Self> {
        if !answer.rows.is_empty() {
            return None;
        }
        let mut near = answer.near.clone();
        near.sort_by_key(|near| std::cmp::Reverse(near.count));
        let mut without: Vec<(usize, usize)> = answer.without.iter().copied().enumerate().collect();
        without.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
        let without = without.into_iter().filter_map(|(term, rows)| {
            let text = texts.get(term)?.clone();
            Some(Help::Without { term, text, rows })
        });
        let unknown = (answer.skipped_unknown > 0).then_some(Help::Unknown {
            rows: answer.skipped_unknown,
        });
        let helps: Vec<Help> = near
            .into_iter()
            .map(Help::Instead)
            .chain(unknown)
            .chain(without)
            .collect();
        (!helps.is_empty()).then_some(Nothing { helps, cursor: 0 })
    }

    pub fn helps(&self) -> &[Help] {
        &self.helps
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    pub fn move_by(&mut self, by: isize) {
        self.cursor = step(self.cursor, by, self.helps.len());
    }

    pub fn move_to(&mut self, place: usize) {
        self.cursor = place.min(self.helps.len() - 1);
    }

    /// What is under the cursor.
    pub fn help(&self) -> Option<&Help> {
        self.helps.get(self.cursor)
    }
}
