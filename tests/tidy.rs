//! The house rules that a machine can hold: who may know whom, no unfinished code, every file says
//! what it is for, none grows over its size.
//!
//! [`ROOMS`] is the documentation of who may know whom. Code is read without its comments, texts and
//! tests; paths count wherever they stand, in a `use` or in the midst of a function.

#[path = "tidy/code.rs"]
mod code;

use std::fs;
use std::path::{Path, PathBuf};

use code::{code_only, paths, without_tests};

/// A folder of `src` (or a file beside them), what it may know of the others and what it never mentions.
struct Room {
    name: &'static str,
    /// Rooms, or parts of them. A part of something in `never` is an exception from it.
    may: &'static [&'static str],
    never: &'static [&'static [&'static str]],
}

const FILES: &[&str] = &["std::fs", "std::net", "std::process", "tempfile"];
const CLOCK: &[&str] = &[
    "std::time::Instant",
    "std::time::SystemTime",
    "jiff::Timestamp::now",
    "jiff::Zoned",
];
/// Shared data are no threads, and neither is a loop that rayon spreads over the cores.
const THREADS: &[&str] = &["std::thread", "std::sync::mpsc"];
const SERDE: &[&str] = &["serde", "serde_json", "toml"];
const RATATUI: &[&str] = &["ratatui"];
const CROSSTERM: &[&str] = &["crossterm", "ratatui::crossterm"];
const RAYON: &[&str] = &["rayon"];

/// The rooms in reading order. `main.rs` and `lib.rs` hold the house together and may know all.
const ROOMS: &[Room] = &[
    Room {
        name: "roster",
        may: &[],
        never: &[FILES, CLOCK, THREADS, RAYON, SERDE, RATATUI, CROSSTERM],
    },
    Room {
        name: "import",
        may: &["roster"],
        never: &[RATATUI, CROSSTERM],
    },
    Room {
        name: "query",
        may: &["roster"],
        never: &[FILES, CLOCK, THREADS, SERDE, RATATUI, CROSSTERM],
    },
    Room {
        name: "analysis",
        may: &["roster"],
        never: &[FILES, CLOCK, THREADS, SERDE, RATATUI, CROSSTERM],
    },
    Room {
        name: "durable",
        may: &[],
        never: &[RATATUI, CROSSTERM],
    },
    Room {
        name: "shortlist",
        // Plain data: what filters are told of lists.
        may: &["roster", "durable", "query::own", "query::day"],
        never: &[RATATUI, CROSSTERM],
    },
    Room {
        name: "export",
        may: &["roster", "analysis", "shortlist", "durable"],
        never: &[RATATUI, CROSSTERM],
    },
    Room {
        name: "config",
        may: &["roster", "input", "ratatui::style"],
        never: &[RATATUI, CROSSTERM],
    },
    Room {
        name: "input",
        may: &[],
        never: &[CROSSTERM],
    },
    Room {
        name: "app",
        may: &[
            "roster",
            "query",
            "analysis",
            "shortlist",
            "input",
            "config",
            // Plain data, no work: what the reader found, what the user said of columns, how a
            // selection is to be written and was made.
            "export::Brief",
            "import::report",
            "import::choices",
            "export::Format",
            "export::Making",
            "export::Headers",
            "export::Numbers",
            "export::Overwrite",
            "export::Place",
            "export::Preset",
            "export::Preview",
            "export::Wording",
            "ratatui::layout",
        ],
        never: &[FILES, CLOCK, THREADS, RAYON, RATATUI, CROSSTERM],
    },
    Room {
        name: "background",
        may: &[
            "roster",
            "import",
            "query",
            "analysis",
            "shortlist",
            "export",
            "durable",
        ],
        never: &[RATATUI, CROSSTERM],
    },
    Room {
        name: "runtime",
        may: &["app", "background"],
        never: &[CROSSTERM],
    },
    Room {
        name: "ui",
        may: &[
            "app",
            "roster",
            "query",
            "analysis",
            "shortlist",
            "input",
            "config",
            // Plain data, as for app.
            "import::report",
            "import::choices",
            "export::Format",
            "export::Headers",
            "export::Numbers",
            "export::Place",
            "export::Preset",
        ],
        never: &[FILES, CROSSTERM],
    },
    Room {
        name: "terminal",
        may: &[
            "roster",
            "import",
            "query",
            "analysis",
            "shortlist",
            "export",
            "config",
            "input",
            "app",
            "background",
            "runtime",
            "ui",
            "cli",
        ],
        never: &[],
    },
    Room {
        name: "cli",
        may: &[
            "roster",
            "import",
            "query",
            "analysis",
            "shortlist",
            "export",
            "config",
            "input",
            "background",
        ],
        never: &[RATATUI, CROSSTERM],
    },
];

/// Lines of a file without its tests.
const MOST_LINES: usize = 450;

/// What stands for unfinished or careless code outside tests.
const UNFINISHED: &[&str] = &[
    "unwrap(",
    "todo!",
    "dbg!",
    "panic!",
    "unimplemented!",
    "#[allow",
    "#![allow",
];

#[test]
fn every_room_knows_only_whom_it_may() {
    hold(sources(), |path, code| {
        let module = module(path);
        match module.as_slice() {
            [] => Vec::new(),
            [name, ..] => match ROOMS.iter().find(|room| room.name == name) {
                Some(room) => strangers(room, &module, code),
                None => vec![format!(
                    "{name} is no room of the table: say whom it may know"
                )],
            },
        }
    });
}

#[test]
fn nothing_is_unfinished() {
    hold(sources(), |_, code| {
        UNFINISHED
            .iter()
            .filter(|word| code.contains(*word))
            .map(|word| format!("{word} outside tests"))
            .collect()
    });
}

#[test]
fn no_file_is_too_long() {
    hold(sources(), |_, code| {
        let lines = code.lines().count();
        let long = format!("{lines} lines without tests, at most {MOST_LINES} are wanted");
        Vec::from_iter((lines > MOST_LINES).then_some(long))
    });
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent: Vec<_> = ["src", "tests", "benches", "fuzz"]
        .iter()
        .flat_map(|folder| rust_files(&root().join(folder)))
        .filter(|path| !read(path).starts_with("//! "))
        .collect();
    assert!(silent.is_empty(), "without a //! on top: {silent:#?}");
}

#[test]
fn strangers_are_seen_wherever_they_stand() {
    let query = ROOMS.iter().find(|room| room.name == "query");
    let query = query.expect("query is a room");
    let check = |text: &str, expected: &[&str]| {
        let module = ["query".to_owned(), "order".to_owned()];
        let found = strangers(query, &module, &without_tests(&code_only(text)));
        let expected: Vec<_> = expected
            .iter()
            .map(|path| format!("query may not know {path}"))
            .collect();
        assert_eq!(found, expected, "{text}");
    };
    check("use crate::roster::{Field, fold}; use super::ast;", &[]);
    check("use crate::{app::Model, roster};", &["app::Model"]);
    check(
        "use std::{fs::{self, File}, io};",
        &["std::fs", "std::fs::File"],
    );
    check("use super::super::ui as look;", &["ui"]);
    check("fn f() { crate::cli::main() }", &["cli::main"]);
    check(
        "fn f<'a>() -> impl A + use<'a> { std::fs::read(x) }",
        &["std::fs::read"],
    );
    check(
        "// crate::ui::a\nconst A: &str = r#\"\" crate::ui::b\"#; /* crate::ui::c */",
        &[],
    );
    check(
        "const A: (char, char) = ('\"', '\\''); use crate::ui;",
        &["ui"],
    );
    check(
        "#[cfg(test)]\nmod tests { use crate::ui; fn f() {} }\nuse crate::app;",
        &["app"],
    );
}

/// Lists everything that a rule finds in the files, each with its path.
fn hold(files: Vec<(PathBuf, String)>, rule: impl Fn(&Path, &str) -> Vec<String>) {
    let found: Vec<String> = files
        .iter()
        .flat_map(|(path, code)| {
            let say = |what| format!("{}: {what}", path.display());
            rule(path, code).into_iter().map(say)
        })
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The paths in a room's code that it should not know, each once.
fn strangers(room: &Room, module: &[String], code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths(code, module) {
        let begins = |start: &&str| {
            let start: Vec<&str> = start.split("::").collect();
            path.len() >= start.len() && path.iter().zip(&start).all(|(a, b)| a == b)
        };
        let (here, path_text) = (path[0] == room.name, path.join("::"));
        let other_room = ROOMS.iter().any(|other| other.name == path[0]);
        let never = room.never.iter().copied().flatten().any(begins);
        if !here && (other_room || never) && !room.may.iter().any(begins) {
            let what = format!("{} may not know {path_text}", room.name);
            if !found.contains(&what) {
                found.push(what);
            }
        }
    }
    found
}

/// The files of `src` with their code; files that are tests as a whole are left out.
fn sources() -> Vec<(PathBuf, String)> {
    let root = root();
    let files: Vec<_> = rust_files(&root.join("src"))
        .into_iter()
        .map(|path| (path.clone(), code_only(&read(&path))))
        .collect();
    assert!(files.len() > 50, "the sources are where they were");
    let tests: Vec<PathBuf> = files
        .iter()
        .flat_map(|(path, code)| {
            let folder = path.parent().map(Path::to_owned).unwrap_or_default();
            let marked = code.split("#[cfg(test)]").skip(1);
            marked.filter_map(move |item| {
                let name = item.trim_start().strip_prefix("mod ")?.split(';').next()?;
                Some(folder.join(format!("{name}.rs")))
            })
        })
        .collect();
    files
        .into_iter()
        .filter(|(path, _)| !tests.contains(path))
        .map(|(path, code)| {
            let short = path.strip_prefix(&root).unwrap_or(&path).to_owned();
            (short, without_tests(&code))
        })
        .collect()
}

/// The module that a file of `src` holds; empty for the roots of the package.
fn module(path: &Path) -> Vec<String> {
    path.with_extension("")
        .iter()
        .skip(1)
        .map(|step| step.to_string_lossy().into_owned())
        .filter(|step| !matches!(step.as_str(), "mod" | "lib" | "main"))
        .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a source file can be read")
}

/// All files of Rust beneath a folder, by name; none where there is no such folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() && !path.ends_with("target") {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
