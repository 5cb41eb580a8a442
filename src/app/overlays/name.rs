//! A name being typed.

use super::{Action, Outcome};
use crate::app::text_field::TextField;
use crate::input::{Key, KeyCode};

/// The name of a new shortlist.
#[derive(Clone, Debug, Default)]
pub struct Name {
    field: TextField,
}

impl Name {
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
                name => Outcome::Do(Action::CreateList(name.to_owned())),
            },
            _ => {
                self.field.key(key);
                Outcome::Stay
            }
        }
    }
}
