//! Which key runs which command: the defaults of the command table with the user's changes.

use std::collections::BTreeMap;

use super::command::Command;
use super::key::Key;

/// Keys and their commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    commands: BTreeMap<Key, Command>,
    keys: BTreeMap<Command, Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Keymap::with(&BTreeMap::new()).unwrap_or_else(|problems| {
            unreachable!("the command table is held consistent by a test: {problems:?}")
        })
    }
}

impl Keymap {
    /// The defaults, with the keys of some commands (by id) replaced.
    ///
    /// # Errors
    /// A sentence for each unknown command, each text that is no key, each key that two commands want.
    pub fn with(changes: &BTreeMap<String, String>) -> Result<Self, Vec<String>> {
        let mut problems = Vec::new();
        for id in changes.keys() {
            if Command::with_id(id).is_none() {
                problems.push(format!("[keys]: there is no command \"{id}\""));
            }
        }
        let mut keymap = Keymap {
            commands: BTreeMap::new(),
            keys: BTreeMap::new(),
        };
        for command in Command::ALL.iter().copied() {
            let spec = command.spec();
            let texts: Vec<&str> = match changes.get(spec.id) {
                Some(text) => vec![text.as_str()],
                None => spec.keys.to_vec(),
            };
            for text in texts {
                match text.parse::<Key>() {
                    Ok(key) => {
                        if let Some(other) = keymap.commands.insert(key, command) {
                            problems.push(format!(
                                "[keys]: {key} would run both \"{}\" and \"{}\"",
                                other.spec().id,
                                spec.id
                            ));
                        }
                        keymap.keys.entry(command).or_default().push(key);
                    }
                    Err(problem) => problems.push(format!("[keys] {}: {problem}", spec.id)),
                }
            }
        }
        if problems.is_empty() {
            Ok(keymap)
        } else {
            Err(problems)
        }
    }

    /// What a key runs.
    pub fn command(&self, key: Key) -> Option<Command> {
        self.commands.get(&key).copied()
    }

    /// The first key of a command, as hints show it.
    pub fn key(&self, command: Command) -> Option<Key> {
        self.keys(command).first().copied()
    }

    /// All keys of a command.
    pub fn keys(&self, command: Command) -> &[Key] {
        self.keys.get(&command).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_key_of_its_own() {
        let keymap = Keymap::with(&BTreeMap::new()).expect("no two commands share a key");
        for command in Command::ALL.iter().copied() {
            let key = keymap.key(command).expect("every command is reachable");
            assert_eq!(keymap.command(key), Some(command));
        }
    }

    #[test]
    fn the_users_keys_replace_the_defaults_and_clashes_are_told() {
        let changes = |id: &str, key: &str| BTreeMap::from([(id.to_owned(), key.to_owned())]);
        let keymap = Keymap::with(&changes("export", "F5")).unwrap();
        assert_eq!(keymap.command("F5".parse().unwrap()), Some(Command::Export));
        assert_eq!(keymap.command(Key::char('e')), None);
        for (id, key, word) in [
            ("export", "q", "both"),
            ("exprt", "F5", "no command"),
            ("export", "F99", "no key"),
        ] {
            let problems = Keymap::with(&changes(id, key)).unwrap_err();
            assert!(problems[0].contains(word), "{problems:?}");
        }
    }
}
