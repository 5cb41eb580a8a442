//! A list to choose one thing from, narrowed by typing.

use super::{Action, Outcome};
use crate::app::panes::step;
use crate::app::text_field::TextField;
use crate::input::{Key, KeyCode};
use crate::roster::fold::fold;

/// Things to choose from, each with a label.
#[derive(Clone, Debug)]
pub struct Choices<T> {
    field: TextField,
    all: Vec<(String, T)>,
    cursor: usize,
    /// What typing a name that is not there makes, where that is possible.
    create: Option<fn(String) -> T>,
}

/// Things to do to choose from.
#[derive(Clone, Debug)]
pub struct Pick {
    /// What the dialog is about.
    pub title: String,
    /// What is said where there is nothing to choose.
    pub empty: &'static str,
    pub choices: Choices<Action>,
}

impl Pick {
    pub fn new(title: impl Into<String>, choices: Choices<Action>) -> Self {
        Pick {
            title: title.into(),
            empty: "",
            choices,
        }
    }

    /// What is said where there is nothing to choose.
    pub fn or(mut self, empty: &'static str) -> Self {
        self.empty = empty;
        self
    }
}

impl<T: Clone> Choices<T> {
    pub fn new(all: Vec<(String, T)>) -> Self {
        Choices {
            field: TextField::default(),
            all,
            cursor: 0,
            create: None,
        }
    }

    /// Lets the user type a new one.
    pub fn with_new(mut self, create: fn(String) -> T) -> Self {
        self.create = Some(create);
        self
    }

    /// Puts the cursor on the first choice for which this holds.
    pub fn at(mut self, wanted: impl Fn(&T) -> bool) -> Self {
        self.cursor = self
            .all
            .iter()
            .position(|(_, choice)| wanted(choice))
            .unwrap_or(0);
        self
    }

    pub fn field(&self) -> &TextField {
        &self.field
    }

    /// Whether a name that is not there can be typed.
    pub fn takes_new(&self) -> bool {
        self.create.is_some()
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The labels that the typed text leaves, those that begin with it first.
    pub fn shown(&self) -> Vec<&(String, T)> {
        let typed = fold(self.field.text().trim());
        let mut shown: Vec<_> = self
            .all
            .iter()
            .filter(|(label, _)| fold(label).contains(&typed))
            .collect();
        shown.sort_by_key(|(label, _)| !fold(label).starts_with(&typed));
        shown
    }

    /// The name that Enter would make, because no choice has it.
    pub fn new_name(&self) -> Option<&str> {
        let typed = self.field.text().trim();
        let known = self.all.iter().any(|(label, _)| fold(label) == fold(typed));
        (self.create.is_some() && !typed.is_empty() && !known).then_some(typed)
    }

    pub fn paste(&mut self, text: &str) {
        self.field.paste(text);
        self.cursor = 0;
    }

    /// Enter takes the choice under the cursor, or makes the typed one where none is left.
    pub fn key(&mut self, key: Key, choose: impl Fn(T) -> Action) -> Outcome {
        let shown = self.shown().len();
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Up => self.cursor = step(self.cursor, -1, shown),
            KeyCode::Down | KeyCode::Tab => self.cursor = step(self.cursor, 1, shown),
            KeyCode::PageUp => self.cursor = step(self.cursor, -10, shown),
            KeyCode::PageDown => self.cursor = step(self.cursor, 10, shown),
            KeyCode::Enter => {
                if let (Some(create), Some(name)) = (self.create, self.new_name())
                    && (shown == 0 || self.cursor >= shown)
                {
                    return Outcome::Do(choose(create(name.to_owned())));
                }
                return match self.shown().get(self.cursor) {
                    Some((_, choice)) => Outcome::Do(choose(choice.clone())),
                    None => Outcome::Stay,
                };
            }
            KeyCode::Char('c') if key.ctrl => return Outcome::Close,
            _ => {
                if self.field.key(key) {
                    self.cursor = 0;
                }
            }
        }
        Outcome::Stay
    }
}
