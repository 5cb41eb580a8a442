//! The filter line: text being typed, what it means so far, what is wrong with it, what could be meant.

use std::ops::Range;

use super::suggestions::{Known, Suggestions};
use crate::app::text_field::TextField;
use crate::query::complete::{self, Asked, Slot};
use crate::query::{self, Filter, Names, Problem, Test, lexer};
use crate::roster::Field;

/// Filters that are remembered.
const REMEMBERED: usize = 100;

/// The filter as typed and as understood.
#[derive(Clone, Debug, Default)]
pub struct FilterBox {
    field: TextField,
    /// What names mean in the roster that is filtered.
    names: Names,
    /// The last one that could be understood whole, and the text that it was read from.
    filter: Filter,
    read_from: String,
    /// Rows of which nobody can say, since a figure is unknown, match as well.
    unknown: bool,
    problems: Vec<Problem>,
    hints: Vec<Problem>,
    /// The text, the filter and what that was read from when typing began, while typing goes on.
    before: Option<(String, Filter, String)>,
    suggestions: Option<Suggestions>,
    /// Suggestions were closed, or are not wanted, until the text changes.
    quiet: bool,
    history: Vec<String>,
    /// How many filters back the text was taken from; none where it was typed.
    recalled: Option<usize>,
}

impl FilterBox {
    pub fn field(&self) -> &TextField {
        &self.field
    }

    pub fn text(&self) -> &str {
        self.field.text()
    }

    /// What the text means; while something in it is wrong, what it meant before that.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The text of [`FilterBox::filter`], as it was typed.
    pub fn meant(&self) -> String {
        self.term_texts().join(" ")
    }

    /// Each term of [`FilterBox::filter`] as it was typed.
    pub fn term_texts(&self) -> Vec<String> {
        let terms = self.filter.terms.iter();
        let text = |span: Range<usize>| self.read_from.get(span).unwrap_or("").to_owned();
        terms.map(|term| text(term.span.clone())).collect()
    }

    /// Whether rows of which nobody can say, since a figure is unknown, match as well.
    pub fn includes_unknown(&self) -> bool {
        self.unknown
    }

    pub fn include_unknown(&mut self, include: bool) {
        self.unknown = include;
    }

    /// What is to be said of the text: the first mistake, or, while it is being typed, what was perhaps
    /// not meant.
    pub fn remark(&self) -> Option<&Problem> {
        let hint = self.hints.first().filter(|_| self.is_typing());
        self.problems.first().or(hint)
    }

    /// Whether there is something that [`FilterBox::fix`] would do.
    pub fn has_fix(&self) -> bool {
        let mut remarks = self.problems.iter().chain(&self.hints);
        remarks.any(|problem| problem.fix.is_some())
    }

    /// What is wrong with the text, first mistake first.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What works but was perhaps not meant.
    pub fn hints(&self) -> &[Problem] {
        &self.hints
    }

    /// What names mean in the roster that is filtered.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Takes in what names mean from now on.
    pub fn know(&mut self, names: Names) {
        self.names = names;
        self.read();
    }

    /// Whether keys go into the text.
    pub fn is_typing(&self) -> bool {
        self.before.is_some()
    }

    /// What could be meant by what is being typed.
    pub fn suggestions(&self) -> Option<&Suggestions> {
        self.suggestions.as_ref()
    }

    pub fn begin(&mut self) {
        if self.before.is_none() {
            let text = self.field.text().to_owned();
            self.before = Some((text, self.filter.clone(), self.read_from.clone()));
            self.recalled = None;
            self.quiet = true;
            // What is typed is another term, not the end of the last one.
            let open = self.text().matches('"').count() % 2 == 1;
            if !self.text().is_empty() && !self.text().ends_with(' ') && !open {
                self.set(format!("{} ", self.text()));
            }
        }
    }

    /// Ends typing and keeps the text.
    pub fn keep(&mut self) {
        self.before = None;
        self.suggestions = None;
        let text = self.field.text().trim().to_owned();
        if text != self.field.text() {
            self.set(text.clone());
        }
        if !text.is_empty() {
            self.history.retain(|known| *known != text);
            self.history.push(text);
            let surplus = self.history.len().saturating_sub(REMEMBERED);
            self.history.drain(..surplus);
        }
    }

    /// Ends typing and puts the text back as it was.
    pub fn give_up(&mut self) {
        self.suggestions = None;
        if let Some((text, filter, read_from)) = self.before.take() {
            self.set(text);
            self.filter = filter;
            self.read_from = read_from;
        }
    }

    /// Replaces the text.
    pub fn set(&mut self, text: impl Into<String>) {
        self.field.set(text);
        self.read();
    }

    /// Changes the text through the field's own editing; false where the key did nothing to it.
    pub fn edit(&mut self, edit: impl FnOnce(&mut TextField) -> bool) -> bool {
        let before = self.field.text().to_owned();
        let taken = edit(&mut self.field);
        if self.field.text() != before {
            self.quiet = false;
            self.recalled = None;
            self.read();
        }
        taken
    }

    /// Applies the fix of the first mistake that has one, else of the first hint.
    pub fn fix(&mut self) -> bool {
        let fix = self
            .problems
            .iter()
            .chain(&self.hints)
            .find_map(|problem| Some((problem.span.clone(), problem.fix.clone()?)));
        let Some((span, fix)) = fix else {
            return false;
        };
        self.replace(span, &fix);
        true
    }

    /// Puts a text in the place of a part; the cursor goes behind it.
    fn replace(&mut self, span: Range<usize>, with: &str) {
        let mut text = self.field.text().to_owned();
        let cursor = span.start + with.len();
        text.replace_range(span, with);
        self.field.set_at(text, cursor);
        self.read();
    }

    /// What is being typed where the cursor stands.
    pub fn slot(&self) -> Option<Slot> {
        let cursor = self.field.cursor_byte();
        (self.is_typing() && !self.quiet)
            .then(|| complete::slot(self.field.text(), &self.names, cursor))
            .flatten()
    }

    /// The field of whose values one is being typed.
    pub fn asked(&self) -> Option<Field> {
        match self.slot()?.asked {
            Asked::Value(field) => Some(field),
            _ => None,
        }
    }

    /// Brings suggestions up to what is typed and known.
    pub fn suggest(&mut self, known: Known<'_>) {
        let mut suggestions = self.slot().and_then(|slot| Suggestions::new(slot, known));
        if let (Some(now), Some(before)) = (&mut suggestions, &self.suggestions) {
            now.keep_place(before);
        }
        self.suggestions = suggestions;
    }

    /// Moves within the suggestions; false where there are none.
    pub fn choose(&mut self, by: isize) -> bool {
        match &mut self.suggestions {
            Some(suggestions) if by > 0 || suggestions.cursor().is_some() => {
                suggestions.move_by(by);
                true
            }
            _ => false,
        }
    }

    /// Takes the suggestion under the cursor, or the first one; false where there is none.
    pub fn take(&mut self) -> bool {
        let at = self.suggestions.as_ref().and_then(Suggestions::cursor);
        self.take_at(at.unwrap_or(0))
    }

    /// Takes a suggestion by its place.
    pub fn take_at(&mut self, at: usize) -> bool {
        let Some(suggestions) = self.suggestions.take() else {
            return false;
        };
        let Some(chosen) = suggestions.items().get(at) else {
            return false;
        };
        let slot = suggestions.slot();
        let (text, cursor) = complete::complete(self.field.text(), slot, &chosen.text);
        // Behind a name its values come; behind a value nothing is missing.
        self.quiet = slot.asked != Asked::Name;
        self.field.set_at(text, cursor);
        self.read();
        true
    }

    /// Closes the suggestions until the text changes; false where there are none.
    pub fn hush(&mut self) -> bool {
        self.quiet = true;
        self.suggestions.take().is_some()
    }

    /// Walks through earlier filters, from the newest back or the other way, while the text is empty
    /// or itself one of them; false where there is nothing to walk to.
    pub fn recall(&mut self, back: bool) -> bool {
        let next = match (self.recalled, back) {
            (None, true) if self.text().is_empty() => Some(0),
            (Some(at), true) if at + 1 < self.history.len() => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            _ => return false,
        };
        let text = match next {
            Some(at) => self.history.iter().rev().nth(at).cloned(),
            None => Some(String::new()),
        };
        let Some(text) = text else {
            return false;
        };
        self.set(text);
        self.recalled = next;
        self.quiet = true;
        self.suggestions = None;
        true
    }

    /// Whether there are earlier filters to recall.
    pub fn has_earlier(&self) -> bool {
        !self.history.is_empty()
    }

    fn read(&mut self) {
        let text = self.field.text();
        let parsed = query::parse_with(text, &self.names);
        self.problems = parsed.problems;
        self.hints = parsed.hints;
        if self.problems.is_empty() {
            self.filter = parsed.filter;
            self.read_from = text.to_owned();
            return;
        }
        // What was searched for as a word while it was the begin of this wrong term is not wanted.
        for term in lexer::terms(text) {
            let within = |problem: &Problem| {
                term.start <= problem.span.start && problem.span.start <= term.end
            };
            if self.problems.iter().any(within) {
                let wrong = &text[term.clone()];
                self.filter.terms.retain(|known| {
                    let begin = matches!(&known.test, Test::Anywhere(word) if wrong.starts_with(word.as_str()));
                    !begin || known.span.start != term.start
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Key;

    fn typed(text: &str) -> FilterBox {
        let mut typing = FilterBox::default();
        typing.begin();
        for letter in text.chars() {
            typing.edit(|field| field.key(Key::char(letter)));
        }
        typing
    }

    #[test]
    fn while_the_text_is_wrong_it_means_what_it_meant_before() {
        let shown = |text: &str| typed(text).meant();
        assert_eq!(shown("niche:fitness price<50"), "niche:fitness price<50");
        assert_eq!(shown("niche:fitness price<50x"), "niche:fitness price<50");
        // Its name was never meant to be searched for.
        assert_eq!(shown("niche:fitness pric<"), "niche:fitness");
        assert_eq!(shown("vegan pric<500"), "vegan");
    }

    #[test]
    fn giving_up_gives_back_what_was_meant_though_the_text_was_wrong() {
        let mut typing = typed("price<50x");
        typing.keep();
        typing.begin();
        typing.set("niche:food");
        typing.give_up();
        assert_eq!(
            (typing.text(), typing.meant().as_str()),
            ("price<50x", "price<50")
        );
    }

    #[test]
    fn earlier_filters_come_back_newest_first() {
        let mut typing = FilterBox::default();
        for text in ["a", "b", "a", "c"] {
            typing.begin();
            typing.set(text);
            typing.keep();
        }
        typing.begin();
        assert!(!typing.recall(true), "what is typed is not thrown away");
        typing.set("");
        let walk: Vec<String> = [true, true, true, false, false, false]
            .into_iter()
            .map(|back| {
                typing.recall(back);
                typing.text().to_owned()
            })
            .collect();
        assert_eq!(walk, ["c", "a", "b", "a", "c", ""]);
        assert!(!typing.recall(false));
    }
}
