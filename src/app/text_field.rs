//! One line of text being typed.

use tui_input::{Input, InputRequest};

use crate::input::{Key, KeyCode};

/// The text and the cursor in it.
#[derive(Clone, Debug, Default)]
pub struct TextField {
    input: Input,
}

impl TextField {
    /// A field that holds this text, with the cursor behind it.
    pub fn new(text: impl Into<String>) -> Self {
        TextField {
            input: Input::new(text.into()),
        }
    }

    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The cursor, counted in characters.
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// Cells of the text before the cursor.
    pub fn cursor_cells(&self) -> usize {
        self.input.visual_cursor()
    }

    /// Replaces the text; the cursor goes behind it.
    pub fn set(&mut self, text: impl Into<String>) {
        self.input = Input::new(text.into());
    }

    /// Replaces the text; the cursor goes to this byte of it.
    pub fn set_at(&mut self, text: String, byte: usize) {
        let cursor = text.get(..byte).unwrap_or(&text).chars().count();
        self.input = Input::new(text).with_cursor(cursor);
    }

    /// The cursor, as a byte of the text.
    pub fn cursor_byte(&self) -> usize {
        let letters = self.text().chars().take(self.cursor());
        letters.map(char::len_utf8).sum()
    }

    /// Inserts pasted text at the cursor; line ends and other controls become blanks.
    pub fn paste(&mut self, text: &str) {
        let mut previous_cr = false;
        for letter in text.chars() {
            let skip = previous_cr && letter == '\n';
            previous_cr = letter == '\r';
            if !skip {
                let letter = if letter.is_control() { ' ' } else { letter };
                self.input.handle(InputRequest::InsertChar(letter));
            }
        }
    }

    /// Takes a key that edits or moves; false where the key is none of these.
    pub fn key(&mut self, key: Key) -> bool {
        let request = match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(letter), false, false) => InputRequest::InsertChar(letter),
            (KeyCode::Backspace, false, false) => InputRequest::DeletePrevChar,
            (KeyCode::Delete, false, _) => InputRequest::DeleteNextChar,
            (KeyCode::Left, false, false) => InputRequest::GoToPrevChar,
            (KeyCode::Right, false, false) => InputRequest::GoToNextChar,
            (KeyCode::Left, true, _) => InputRequest::GoToPrevWord,
            (KeyCode::Right, true, _) => InputRequest::GoToNextWord,
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, false) => InputRequest::GoToStart,
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, false) => InputRequest::GoToEnd,
            (KeyCode::Char('w'), true, false) | (KeyCode::Backspace, ..) => {
                InputRequest::DeletePrevWord
            }
            (KeyCode::Char('u'), true, false) => InputRequest::DeleteLine,
            (KeyCode::Char('k'), true, false) => InputRequest::DeleteTillEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_line_ends_become_blanks() {
        let mut field = TextField::default();
        field.paste("xq1\nX\r\ny\u{1b}z");
        assert_eq!(field.text(), "xq1 X y z");
    }

    #[test]
    fn every_printable_key_types() {
        let mut field = TextField::default();
        for letter in ['q', '1', '?', 'X', ' '] {
            assert!(field.key(Key::char(letter)));
        }
        assert_eq!(field.text(), "q1?X ");
        assert!(!field.key(Key::plain(KeyCode::Enter)));
    }
}
