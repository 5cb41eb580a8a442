//! Which columns the table shows, and in which order.

use super::{Action, Outcome};
use crate::app::panes::step;
use crate::input::{Key, KeyCode};
use crate::roster::Field;

/// The fields of the roster, those that are shown first.
#[derive(Clone, Debug)]
pub struct Columns {
    fields: Vec<(Field, bool)>,
    cursor: usize,
}

impl Columns {
    /// The shown columns in their order, then the others that the roster has.
    pub fn new(shown: &[Field], available: impl IntoIterator<Item = Field>) -> Self {
        let mut fields: Vec<(Field, bool)> = shown.iter().map(|field| (*field, true)).collect();
        for field in available {
            if !shown.contains(&field) {
                fields.push((field, false));
            }
        }
        Columns { fields, cursor: 0 }
    }

    /// Each field and whether it is shown.
    pub fn fields(&self) -> &[(Field, bool)] {
        &self.fields
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Space switches, left and right move the column, Enter takes the choice.
    pub fn key(&mut self, key: Key) -> Outcome {
        let len = self.fields.len();
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Char('c') if key.ctrl => return Outcome::Close,
            KeyCode::Up | KeyCode::Char('k') => self.cursor = step(self.cursor, -1, len),
            KeyCode::Down | KeyCode::Char('j') => self.cursor = step(self.cursor, 1, len),
            KeyCode::PageUp => self.cursor = step(self.cursor, -10, len),
            KeyCode::PageDown => self.cursor = step(self.cursor, 10, len),
            KeyCode::Left | KeyCode::Char('h') => self.carry(-1),
            KeyCode::Right | KeyCode::Char('l') => self.carry(1),
            KeyCode::Char(' ') => {
                if let Some((field, shown)) = self.fields.get_mut(self.cursor)
                    && *field != Field::Handle
                {
                    *shown = !*shown;
                }
            }
            KeyCode::Enter => {
                let shown = self
                    .fields
                    .iter()
                    .filter(|(_, shown)| *shown)
                    .map(|(field, _)| *field)
                    .collect();
                return Outcome::Do(Action::ShowColumns(shown));
            }
            _ => {}
        }
        Outcome::Stay
    }

    /// Moves the column under the cursor; the handle stays first.
    fn carry(&mut self, by: isize) {
        let to = step(self.cursor, by, self.fields.len());
        if self.cursor > 0 && to > 0 {
            self.fields.swap(self.cursor, to);
            self.cursor = to;
        }
    }
}
