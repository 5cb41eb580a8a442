//! A key as a person names it: `a`, `Ctrl-c`, `Enter`, `PgDn`.

use std::fmt;
use std::str::FromStr;

/// Which key, apart from modifiers. Shift is part of the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub code: KeyCode,
    pub ctrl: bool,
    pub alt: bool,
}

impl Key {
    pub const fn plain(code: KeyCode) -> Self {
        Key {
            code,
            ctrl: false,
            alt: false,
        }
    }

    pub const fn char(letter: char) -> Self {
        Key::plain(KeyCode::Char(letter))
    }

    pub const fn ctrl(letter: char) -> Self {
        Key {
            code: KeyCode::Char(letter),
            ctrl: true,
            alt: false,
        }
    }

    /// The character that the key types, if it types one.
    pub fn typed(&self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if !self.ctrl && !self.alt => Some(letter),
            _ => None,
        }
    }
}

const NAMES: &[(KeyCode, &str)] = &[
    (KeyCode::Char(' '), "Space"),
    (KeyCode::Enter, "Enter"),
    (KeyCode::Esc, "Esc"),
    (KeyCode::Tab, "Tab"),
    (KeyCode::BackTab, "Shift-Tab"),
    (KeyCode::Backspace, "Backspace"),
    (KeyCode::Delete, "Delete"),
    (KeyCode::Up, "↑"),
    (KeyCode::Down, "↓"),
    (KeyCode::Left, "←"),
    (KeyCode::Right, "→"),
    (KeyCode::Home, "Home"),
    (KeyCode::End, "End"),
    (KeyCode::PageUp, "PgUp"),
    (KeyCode::PageDown, "PgDn"),
];

/// Names that can be typed on any keyboard for the arrows.
const SPELLINGS: &[(KeyCode, &str)] = &[
    (KeyCode::Up, "Up"),
    (KeyCode::Down, "Down"),
    (KeyCode::Left, "Left"),
    (KeyCode::Right, "Right"),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match NAMES.iter().find(|(code, _)| *code == self.code) {
            Some((_, name)) => f.write_str(name),
            None => match self.code {
                KeyCode::Char(letter) => write!(f, "{letter}"),
                KeyCode::F(number) => write!(f, "F{number}"),
                _ => Ok(()),
            },
        }
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut rest = text;
        let mut key = Key::plain(KeyCode::Esc);
        loop {
            if let Some(after) = rest.strip_prefix("Ctrl-").filter(|after| !after.is_empty()) {
                key.ctrl = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("Alt-").filter(|after| !after.is_empty())
            {
                key.alt = true;
                rest = after;
            } else {
                break;
            }
        }
        let named = NAMES
            .iter()
            .chain(SPELLINGS)
            .find(|(_, name)| name.eq_ignore_ascii_case(rest));
        let mut letters = rest.chars();
        key.code = match (named, letters.next(), letters.next()) {
            (Some((code, _)), ..) => *code,
            (None, Some(letter), None) => KeyCode::Char(letter),
            (None, Some('F' | 'f'), Some(_)) => match rest[1..].parse() {
                Ok(number @ 1..=12) => KeyCode::F(number),
                _ => return Err(unknown(text)),
            },
            _ => return Err(unknown(text)),
        };
        Ok(key)
    }
}

fn unknown(text: &str) -> String {
    format!("\"{text}\" is no key; write for example a, Ctrl-a, F5, Enter, Space, Up, PgDn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for text in [
            "a", "A", "Ctrl-c", "Alt-x", "Space", "Enter", "↑", "F5", "?", "-", "PgDn",
        ] {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
        }
        assert_eq!("Up".parse::<Key>().unwrap(), Key::plain(KeyCode::Up));
        for wrong in ["", "Ctrl-", "F13", "Enterr"] {
            assert!(wrong.parse::<Key>().is_err() || wrong == "Ctrl-", "{wrong}");
        }
    }
}
