//! The hint line: the commands that make sense right now, with their keys from the keymap.

use super::focus::{Pane, Screen};
use super::layout::{Piece, pieces};
use super::model::Model;
use super::overlays::Overlay;
use super::overlays::export::Line;
use super::panes::compare::fields;
use crate::input::Command;

/// One hint: the command it runs when clicked, its key and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub command: Option<Command>,
    pub key: String,
    pub words: String,
}

impl Hint {
    /// The hint as it stands in the line.
    pub fn text(&self) -> String {
        match (self.key.as_str(), self.words.as_str()) {
            (key, "") => key.to_owned(),
            ("", words) => words.to_owned(),
            (key, words) => format!("{key} {words}"),
        }
    }
}

/// The hints for where the user is.
pub fn hints(model: &Model) -> Vec<Hint> {
    if let Some(overlay) = model.overlay() {
        return overlay_hints(overlay);
    }
    if model.filter().is_typing() {
        return typing_hints(model);
    }
    let mut hints = Vec::new();
    let mut add = |command: Command, words: &str| hints.extend(hint(model, command, words));
    add(
        Command::Help,
        if model.layout().screen.width < 50 {
            ""
        } else {
            "help"
        },
    );
    add(
        Command::Commands,
        if model.layout().screen.width < 50 {
            ""
        } else {
            "commands"
        },
    );
    if model.is_first_run() {
        add(Command::Open, "look around with demo data");
        add(Command::OpenFile, "open a roster");
        add(Command::Quit, "quit");
        return hints;
    }
    match (model.screen(), model.pane()) {
        (Screen::Browse, Pane::Facets) => {
            let bins = model.facets().histogram(model.seen_facets()).is_some();
            add(Command::Tick, if bins { "choose" } else { "on/off" });
            add(Command::Right, if bins { "next range" } else { "open" });
            add(Command::Filter, "filter");
            add(Command::Back, "to the table");
        }
        (Screen::Browse, _) => {
            add(Command::Filter, "filter");
            add(Command::Facets, "facets");
            if model.nothing().is_some() {
                add(Command::Open, "take");
                add(Command::Remove, "remove last");
                add(Command::ClearFilter, "remove all");
                add(Command::Quit, "quit");
                return hints;
            }
            if model.unknown_rows() > 0 {
                add(
                    Command::Unknown,
                    if model.shows_unknown() {
                        "without unknown"
                    } else {
                        "unknown too"
                    },
                );
            }
            add(Command::Tick, "tick");
            add(Command::Add, "add to list");
            add(Command::Quit, "quit");
            add(Command::Compare, "compare");
            add(Command::Review, "review");
            add(Command::Sort, "sort");
            add(Command::Export, "export");
            add(Command::Undo, "undo");
            add(Command::Columns, "columns");
            return hints;
        }
        (Screen::Compare, pane) => {
            add(Command::NextPane, "next");
            hints.extend(compare_hints(model, pane));
            let mut add = |command: Command, words: &str| {
                hints.extend(hint(model, command, words));
            };
            add(Command::Filter, "filter");
            if !model.filter().text().is_empty() {
                add(Command::ClearFilter, "all influencers");
            }
        }
        (Screen::Shortlists, Pane::Lists) => {
            add(Command::NewList, "new list");
            add(Command::Open, "entries");
            add(Command::Money, "budget");
            add(Command::Remove, "delete list");
            add(Command::NextPane, "statuses");
            add(Command::Export, "export");
        }
        (Screen::Shortlists, Pane::Statuses) => {
            add(Command::Tick, "show or hide");
            add(Command::ClearFilter, "show all");
            add(Command::NextPane, "next");
            add(Command::Open, "entries");
        }
        (Screen::Shortlists, _) if model.lists().entry().is_none() => {
            add(Command::NextPane, "lists");
            add(Command::NewList, "new list");
            add(Command::Browse, "browse");
            if model.lists().wanted().next().is_some() {
                add(Command::ClearFilter, "every status");
            }
        }
        (Screen::Shortlists, pane) => {
            if pane == Pane::Detail {
                add(Command::Back, "back");
                add(Command::Open, "in Browse");
                hints.extend(both(model, Command::Left, Command::Right, "next"));
            } else {
                add(Command::Open, "open");
                add(Command::Tick, "tick");
            }
            let mut add = |command: Command, words: &str| {
                hints.extend(hint(model, command, words));
            };
            add(Command::Status, "status");
            add(Command::Note, "note");
            add(Command::Money, "price");
            add(Command::Edit, "more");
            add(Command::Remove, "remove");
            add(Command::MoveTo, "move");
            add(Command::Sort, "sort");
            add(Command::NextPane, "lists");
            add(Command::Quit, "quit");
            add(Command::Add, "copy");
            add(Command::TickAll, "all");
            hints.extend(both(model, Command::RankUp, Command::RankDown, "rank"));
            for (command, words) in [
                (Command::Undo, "undo"),
                (Command::NewList, "new list"),
                (Command::Export, "export"),
                (Command::Copy, "copy handle"),
            ] {
                hints.extend(hint(model, command, words));
            }
            return hints;
        }
        (Screen::Import, pane) => {
            add(Command::NextPane, "next box");
            match pane {
                Pane::Columns => add(Command::Open, "change"),
                _ if model.import().group().is_some() => add(Command::Open, "what to do"),
                _ => {}
            }
            if model
                .import_report()
                .is_some_and(|report| report.files.len() > 1)
            {
                add(Command::Right, "next file");
            }
            add(Command::ReadAgain, "read again");
            if model.import().group().is_some() {
                add(Command::Export, "export problems");
            }
            add(Command::OpenFile, "open file");
        }
    }
    hints.extend(hint(model, Command::Undo, "undo"));
    hints.extend(hint(model, Command::Quit, "quit"));
    hints
}

fn hint(model: &Model, command: Command, words: &str) -> Option<Hint> {
    if command == Command::Undo && !model.can_undo() {
        return None;
    }
    Some(Hint {
        command: Some(command),
        key: model.keymap().key(command)?.to_string(),
        words: words.to_owned(),
    })
}

/// Two commands that belong together, with both keys.
fn both(model: &Model, back: Command, on: Command, words: &str) -> Option<Hint> {
    let mut hint = hint(model, on, words)?;
    hint.key = format!("{} {}", model.keymap().key(back)?, hint.key);
    Some(hint)
}

/// What arrows and Enter do in a pane of Compare.
fn compare_hints(model: &Model, pane: Pane) -> Vec<Hint> {
    let (sideways, vertical) = match pane {
        Pane::Scatter => ("price", "rate"),
        Pane::Groups => ("by what", "choose"),
        Pane::Forest | Pane::Basis => ("tiers", "scroll"),
        _ => ("tiers", "measure"),
    };
    let roster = model.data().roster();
    let one_field = || roster.is_none_or(|roster| fields(roster).len() < 2);
    let mut hints = Vec::new();
    if pane != Pane::Groups || !one_field() {
        hints.extend(both(model, Command::Left, Command::Right, sideways));
    }
    hints.extend(both(model, Command::Up, Command::Down, vertical));
    if model.compared_terms().is_some() {
        hints.extend(hint(model, Command::Open, "show them"));
    }
    hints
}

fn typing_hints(model: &Model) -> Vec<Hint> {
    let filter = model.filter();
    if let Some(found) = filter.suggestions() {
        let enter = match found.cursor() {
            Some(_) => "take",
            None => "keep the text",
        };
        return vec![
            fixed("Tab", "take"),
            fixed("↑↓", "choose"),
            fixed("Enter", enter),
            fixed("Esc", "close the list"),
        ];
    }
    let mut hints = vec![
        fixed("Type", "to filter"),
        fixed("Enter", "keep"),
        fixed("Esc", "as before"),
    ];
    if filter.has_fix() {
        hints.insert(1, fixed("Tab", "fixes it"));
    } else if model.nothing().is_some() {
        hints.insert(1, fixed("Tab", "takes the first"));
    }
    if filter.text().is_empty() && filter.has_earlier() {
        hints.push(fixed("↑", "earlier filters"));
    }
    hints
}

fn overlay_hints(overlay: &Overlay) -> Vec<Hint> {
    match overlay {
        Overlay::Help(_) | Overlay::Commands(_) => vec![
            fixed("type", "to search"),
            fixed("↑↓", "choose"),
            fixed("Enter", "do it"),
            fixed("Esc", "close"),
        ],
        Overlay::Sort { .. } | Overlay::Pick(_) => vec![
            fixed("type", "to search"),
            fixed("↑↓", "choose"),
            fixed("Enter", "take"),
            fixed("Esc", "cancel"),
        ],
        Overlay::Review(review) if review.reason().is_some() => {
            vec![
                fixed("Enter", "pass"),
                fixed("↑", "the last reason"),
                fixed("Esc", "back"),
            ]
        }
        Overlay::Review(_) => vec![
            fixed("a", "keep"),
            fixed("x", "pass"),
            fixed("→", "later"),
            fixed("←", "back one"),
            fixed("i", "the decided too"),
            fixed("Esc", "end"),
        ],
        Overlay::Columns(_) => vec![
            fixed("Space", "show/hide"),
            fixed("← →", "move"),
            fixed("Enter", "take"),
            fixed("Esc", "cancel"),
        ],
        Overlay::Mapping(_) => vec![
            fixed("type", "to search"),
            fixed("↑↓", "choose"),
            fixed("Enter", "read it so"),
            fixed("Esc", "cancel"),
        ],
        Overlay::Fix(_) => vec![
            fixed("↑↓", "choose"),
            fixed("Enter", "do it"),
            fixed("Esc", "back"),
        ],
        Overlay::Ask(name) => vec![fixed("Enter", name.done), fixed("Esc", "cancel")],
        Overlay::Export(dialog) => vec![
            fixed("Tab", "next line"),
            fixed("← →", "change"),
            match dialog.line() {
                Line::Copy => fixed("Enter", "copy it"),
                Line::Cancel => fixed("Enter", "cancel"),
                _ => fixed("Enter", "write the file"),
            },
            fixed("Esc", "cancel"),
        ],
        Overlay::Clash(_) => vec![
            fixed("r", "replace"),
            fixed("k", "keep both"),
            fixed("Enter", "cancel"),
        ],
        Overlay::Open(_) => vec![
            fixed("type", "a path"),
            fixed("↑↓", "choose"),
            fixed("Enter", "open"),
            fixed("Esc", "cancel"),
        ],
        Overlay::Confirm(confirm) => vec![fixed("y", &confirm.yes), fixed("n", &confirm.no)],
    }
}

fn fixed(key: &str, words: &str) -> Hint {
    Hint {
        command: None,
        key: key.to_owned(),
        words: words.to_owned(),
    }
}

/// Where each hint stands in a line of this width; those that do not fit are left out.
pub fn places(hints: &[Hint], width: u16) -> Vec<Piece> {
    let texts: Vec<String> = hints.iter().map(Hint::text).collect();
    pieces(texts.iter().map(String::as_str), 1, 2, width)
}
