//! The filter line: text being typed, what it means so far, what is wrong with it.

use crate::app::text_field::TextField;
use crate::query::{self, Filter, Problem};

/// The filter as typed and as understood.
#[derive(Clone, Debug, Default)]
pub struct FilterBox {
    field: TextField,
    filter: Filter,
    problems: Vec<Problem>,
    /// The text when typing began, while typing goes on.
    before: Option<String>,
    history: Vec<String>,
    recalled: usize,
}

impl FilterBox {
    pub fn field(&self) -> &TextField {
        &self.field
    }

    pub fn text(&self) -> &str {
        self.field.text()
    }

    /// What the text means; parts that mean nothing are left out.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What is wrong with the text, first mistake first.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether keys go into the text.
    pub fn is_typing(&self) -> bool {
        self.before.is_some()
    }

    pub fn begin(&mut self) {
        if self.before.is_none() {
            self.before = Some(self.field.text().to_owned());
            self.recalled = 0;
        }
    }

    /// Ends typing and keeps the text.
    pub fn keep(&mut self) {
        self.before = None;
        let text = self.field.text().trim();
        if !text.is_empty() && self.history.last().is_none_or(|last| last != text) {
            self.history.push(text.to_owned());
        }
    }

    /// Ends typing and puts the text back as it was.
    pub fn give_up(&mut self) {
        if let Some(before) = self.before.take() {
            self.set(before);
        }
    }

    /// Replaces the text.
    pub fn set(&mut self, text: impl Into<String>) {
        self.field.set(text);
        self.read();
    }

    /// Changes the text through the field's own editing.
    pub fn edit(&mut self, edit: impl FnOnce(&mut TextField) -> bool) -> bool {
        let taken = edit(&mut self.field);
        self.read();
        taken
    }

    /// Applies the fix of the first mistake that has one.
    pub fn fix(&mut self) -> bool {
        let fix = self
            .problems
            .iter()
            .find_map(|problem| Some((problem.span.clone(), problem.fix.clone()?)));
        let Some((span, fix)) = fix else {
            return false;
        };
        let mut text = self.field.text().to_owned();
        text.replace_range(span, &fix);
        self.set(text);
        true
    }

    /// Brings back the filter before, while the text is empty or itself recalled.
    pub fn recall(&mut self) -> bool {
        let recalled = self.recalled;
        if recalled == 0 && !self.text().is_empty() {
            return false;
        }
        let Some(text) = self.history.iter().rev().nth(recalled).cloned() else {
            return false;
        };
        self.set(text);
        self.recalled = recalled + 1;
        true
    }

    fn read(&mut self) {
        let parsed = query::parse(self.field.text());
        self.filter = parsed.filter;
        self.problems = parsed.problems;
    }
}
