//! The README says what the program does: its key table is made from the command table.
//! `UPDATE_README=1` writes the table anew.

use tastemaker::input::{Command, Group, Key, Keymap};

const BEGIN: &str = "<!-- keys: written by tests/readme.rs -->\n";
const END: &str = "<!-- end of keys -->";

fn table() -> String {
    let keymap = Keymap::default();
    let mut table = String::new();
    for group in Group::ALL {
        table.push_str(&format!("\n| {} | |\n|---|---|\n", group.title()));
        let commands = Command::ALL
            .iter()
            .filter(|command| command.spec().group == *group);
        for command in commands {
            let keys: Vec<String> = keymap
                .keys(*command)
                .iter()
                .map(|key| format!("`{}`", shown(*key)))
                .collect();
            table.push_str(&format!(
                "| {} | {} |\n",
                keys.join(" "),
                command.spec().doc
            ));
        }
    }
    table.push('\n');
    table
}

/// A bar would end the table's cell.
fn shown(key: Key) -> String {
    key.to_string().replace('|', "\\|")
}

#[test]
fn the_key_table_is_that_of_the_program() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("there is a README");
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("the README has a place for the keys");
    let (table_there, after) = rest.split_once(END).expect("the place for the keys ends");
    let table = table();
    if std::env::var_os("UPDATE_README").is_some() {
        let text = format!("{before}{BEGIN}{table}{END}{after}");
        std::fs::write(path, text).expect("the README can be written");
        return;
    }
    assert!(
        table_there == table,
        "the key table is out of date; UPDATE_README=1 writes it anew"
    );
}

#[test]
fn the_commands_of_the_readme_are_there_and_first() {
    let readme = include_str!("../README.md");
    let demo = readme
        .find("cargo run --release -- demo")
        .expect("the demo command");
    let test = readme.find("cargo test").expect("the test command");
    let keys = readme.find(BEGIN).expect("the keys");
    assert!(demo < keys && test < keys);
    assert!(readme.contains("assets/screen.svg"));
}
