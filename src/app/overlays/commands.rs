//! Help and the list of commands: the command table, searched by typing.

use super::{Action, Outcome};
use crate::app::panes::step;
use crate::app::text_field::TextField;
use crate::input::{Command, Key, KeyCode, Place};
use crate::roster::fold::fold;

/// The commands that match what is typed.
#[derive(Clone, Debug)]
pub struct Commands {
    field: TextField,
    place: Place,
    cursor: usize,
}

impl Commands {
    /// The commands, with those that work here to be run.
    pub fn new(place: Place) -> Self {
        Commands {
            field: TextField::default(),
            place,
            cursor: 0,
        }
    }

    pub fn field(&self) -> &TextField {
        &self.field
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Where the user was when asking: commands of other places are shown dimmed.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The commands that match, the best match first: by the beginning of a word of the name, then
    /// by the search words, then by the sentence.
    pub fn shown(&self) -> Vec<Command> {
        let typed = fold(self.field.text().trim());
        let mut shown: Vec<(u8, Command)> = Command::ALL
            .iter()
            .filter_map(|command| Some((rank(*command, &typed)?, *command)))
            .collect();
        if !typed.is_empty() {
            shown.sort_by_key(|(rank, _)| *rank);
        }
        shown.into_iter().map(|(_, command)| command).collect()
    }

    pub fn paste(&mut self, text: &str) {
        self.field.paste(text);
        self.cursor = 0;
    }

    pub fn key(&mut self, key: Key) -> Outcome {
        let shown = self.shown();
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Char('c') if key.ctrl => return Outcome::Close,
            KeyCode::Up => self.cursor = step(self.cursor, -1, shown.len()),
            KeyCode::Down | KeyCode::Tab => self.cursor = step(self.cursor, 1, shown.len()),
            KeyCode::PageUp => self.cursor = step(self.cursor, -10, shown.len()),
            KeyCode::PageDown => self.cursor = step(self.cursor, 10, shown.len()),
            KeyCode::Enter => {
                return match shown.get(self.cursor) {
                    Some(command) if command.works_in(self.place) => {
                        Outcome::Do(Action::Run(*command))
                    }
                    _ => Outcome::Stay,
                };
            }
            _ => {
                if self.field.key(key) {
                    self.cursor = 0;
                }
            }
        }
        Outcome::Stay
    }
}

fn rank(command: Command, typed: &str) -> Option<u8> {
    let spec = command.spec();
    let begins = |text: &str| {
        fold(text)
            .split([' ', '-'])
            .any(|word| word.starts_with(typed))
    };
    if begins(spec.hint) {
        Some(0)
    } else if begins(spec.words) {
        Some(1)
    } else if fold(spec.doc).contains(typed) {
        Some(2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_find_export_by_the_word_they_know() {
        for (typed, first) in [
            ("export", Command::Export),
            ("download", Command::Export),
            ("excel", Command::OpenFile),
            ("exit", Command::Quit),
        ] {
            let mut commands = Commands::new(Place::Browse);
            commands.paste(typed);
            assert_eq!(commands.shown().first(), Some(&first), "{typed}");
        }
    }
}
