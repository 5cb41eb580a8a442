//! A question with a safe and a destructive answer. Enter takes the safe one.

use super::{Action, Outcome};
use crate::input::{Key, KeyCode};

/// What is asked and what `y` does.
#[derive(Clone, Debug)]
pub struct Confirm {
    pub question: String,
    /// What `y` does, in two or three words.
    pub yes: String,
    /// What `n`, Enter and Esc do.
    pub no: String,
    action: Action,
}

impl Confirm {
    pub fn new(question: String, yes: &str, no: &str, action: Action) -> Self {
        Confirm {
            question,
            yes: yes.to_owned(),
            no: no.to_owned(),
            action,
        }
    }

    pub fn key(&mut self, key: Key) -> Outcome {
        match key.code {
            KeyCode::Char('y') if key.typed().is_some() => Outcome::Do(self.action.clone()),
            KeyCode::Char('n') | KeyCode::Enter | KeyCode::Esc => Outcome::Close,
            KeyCode::Char('c') if key.ctrl => Outcome::Close,
            _ => Outcome::Stay,
        }
    }
}
