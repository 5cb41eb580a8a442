//! A name being typed: of a new shortlist, of a file to be written.

use super::{Action, Outcome};
use crate::app::text_field::TextField;
use crate::input::{Key, KeyCode};

/// The name, and what it is for.
#[derive(Clone, Debug)]
pub struct Name {
    field: TextField,
    make: fn(String) -> Action,
}

impl Name {
    /// A name that begins as this text; what Enter makes of it.
    pub fn new(text: impl Into<String>, make: fn(String) -> Action) -> Self {
        Name {
            field: TextField::new(text),
            make,
        }
    }

    pub fn field(&self) -> &TextField {
        &self.field
    }

    pub fn paste(&mut self, text: &str) {
        self.field.paste(text);
    }

    pub fn key(&mut self, key: Key) -> Outcome {
        match key.code {
            KeyCode::Esc => Outcome::Close,
            KeyCode::Char('c') if key.ctrl => Outcome::Close,
            KeyCode::Enter => match self.field.text().trim() {
                "" => Outcome::Stay,
                name => Outcome::Do((self.make)(name.to_owned())),
            },
            _ => {
                self.field.key(key);
                Outcome::Stay
            }
        }
    }
}
