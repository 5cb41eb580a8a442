//! What can be done about a problem of the file. Nothing is done until one of the offers is taken.

use super::{Action, Outcome};
use crate::app::panes::step;
use crate::input::{Key, KeyCode};

/// The offers.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What the problem is.
    pub title: String,
    offers: Vec<Offer>,
    cursor: usize,
}

/// One thing that can be done, or why it cannot.
#[derive(Clone, Debug)]
pub struct Offer {
    pub text: String,
    does: Result<Box<Action>, &'static str>,
}

impl Offer {
    pub fn new(text: String, action: Action) -> Self {
        Offer {
            text,
            does: Ok(Box::new(action)),
        }
    }

    /// Something that cannot be done here.
    pub fn not(text: String, why_not: &'static str) -> Self {
        Offer {
            text,
            does: Err(why_not),
        }
    }

    pub fn why_not(&self) -> Option<&'static str> {
        self.does.as_ref().err().copied()
    }
}

impl Fix {
    pub fn new(title: String, offers: Vec<Offer>) -> Self {
        let cursor = offers.iter().position(|offer| offer.does.is_ok());
        Fix {
            title,
            offers,
            cursor: cursor.unwrap_or(0),
        }
    }

    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Enter takes the offer under the cursor.
    pub fn key(&mut self, key: Key) -> Outcome {
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Char('c') if key.ctrl => return Outcome::Close,
            KeyCode::Up | KeyCode::Char('k') => {
                self.cursor = step(self.cursor, -1, self.offers.len());
            }
            KeyCode::Down | KeyCode::Tab | KeyCode::Char('j') => {
                self.cursor = step(self.cursor, 1, self.offers.len());
            }
            KeyCode::Enter => {
                return match self.offers.get(self.cursor).map(|offer| &offer.does) {
                    Some(Ok(action)) => Outcome::Do(Action::clone(action)),
                    _ => Outcome::Stay,
                };
            }
            _ => {}
        }
        Outcome::Stay
    }
}
