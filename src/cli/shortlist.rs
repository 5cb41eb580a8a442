//! `shortlist`: lists without the dashboard, under the same locks.
//!
//! `change` is what changes them, `arrivals` what a file of handles puts on one, `show` and `diff`
//! what is printed. Texts of lists and rosters come from anybody: whatever a terminal would obey is
//! taken out before it is printed.

mod arrivals;

mod change;

mod diff;

mod show;

use std::io::{self, Write};

use super::args::{RowFormat, Shortlist as Command};
use super::compare::two_tiers;
use super::context::Context;
use super::{Failure, Outcome, query};
use crate::analysis::compare::{Measure, Pairing};
use crate::background::{list_places, list_roster, today};
use crate::export::{Brief, Making, columns, safe};
use crate::roster::{Key, Roster, RowId};
use crate::shortlist::store::Store;
use crate::shortlist::{Book, Shortlist};

pub fn run(context: &Context, command: &Command) -> Outcome {
    // Reading takes no locks, so that an open dashboard does not stand in the way.
    let (mut store, found) = Store::open(&context.paths.shortlists, false)
        .map_err(|error| Failure::Failed(error.to_string()))?;
    for problem in &found.problems {
        tell(problem)?;
    }
    let book = Book::new(found.lists);
    match command {
        Command::List { format } => show::lists(book.lists(), *format),
        Command::Show { name, format } => show::list(known(&book, name)?, *format),
        Command::Diff {
            name,
            rosters,
            format,
        } => {
            let list = known(&book, name)?;
            let (roster, _) = context.read(rosters, false)?;
            diff::run(list, &roster, *format)
        }
        Command::Export {
            name,
            rosters,
            format,
            columns,
            words,
            output,
        } => {
            let list = known(&book, name)?;
            let format = query::format(*format, RowFormat::Csv, output.as_deref())?;
            let making = Making {
                selection: format!("the shortlist \u{201c}{name}\u{201d}"),
                day: today(),
                ..Making::default()
            };
            let preset = query::preset(words)?;
            let roster = read(context, rosters)?;
            let roster = list_roster(roster.as_ref(), list);
            let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
            let output = output.as_deref();
            if let Some(preset) = preset {
                return query::write_preset(&roster, &rows, preset, format, &making, output);
            }
            let usual = || columns::default(&roster).into_iter().chain(list.noted());
            let columns =
                query::columns_of(columns.as_deref())?.unwrap_or_else(|| usual().collect());
            let how = (format, query::wording(words, format));
            query::write(&roster, &rows, &columns, how, &making, output)
        }
        Command::Brief {
            name,
            rosters,
            without_notes,
            output,
        } => {
            let list = known(&book, name)?;
            let [small, big] = two_tiers(context, None, None)?;
            let brief = Brief {
                list: list.clone(),
                roster: read(context, rosters)?,
                pairing: Pairing {
                    small,
                    big,
                    measure: Measure::Cpe,
                    by: None,
                },
                notes: !without_notes,
                today: today(),
            };
            let places = list_places(brief.roster.as_ref(), list);
            query::deliver(list.entries().len(), output.as_deref(), |out| {
                brief.write(&places, out)
            })
        }
        change => {
            // What can be undone goes on from here, unless a dashboard has it.
            let mut book = Book::resume(book.lists().to_vec(), store.history());
            let sentences = change::make(context, &mut book, change)?;
            save(&mut store, &mut book)?;
            sentences.iter().try_for_each(|sentence| tell(sentence))
        }
    }
}

/// The rosters that were named, if any were.
fn read(context: &Context, rosters: &[String]) -> Result<Option<Roster>, Failure> {
    match rosters {
        [] => Ok(None),
        rosters => Ok(Some(context.read(rosters, false)?.0)),
    }
}

/// Saves what changed: all of it or, where one list belongs to another window, nothing.
fn save(store: &mut Store, book: &mut Book) -> Outcome {
    let changed = book.take_changed();
    for name in &changed {
        let failed = |error| {
            let name = safe::line(name);
            Failure::Failed(format!("\"{name}\" could not be saved: {error}"))
        };
        store.hold(name).map_err(failed)?;
    }
    for name in &changed {
        let failed = |error| {
            let name = safe::line(name);
            Failure::Failed(format!("\"{name}\" could not be saved: {error}"))
        };
        match book.list(name) {
            Some(list) => store.save(list),
            None => store.delete(name),
        }
        .map_err(failed)?;
    }
    // It is no loss to speak of where that fails.
    if !changed.is_empty() {
        let _ = store.save_history(book.history());
    }
    Ok(())
}

fn tell(sentence: &str) -> Outcome {
    Ok(writeln!(io::stderr(), "{}", safe::line(sentence))?)
}

/// The list that is meant, without regard to case.
fn known<'a>(book: &'a Book, name: &str) -> Result<&'a Shortlist, Failure> {
    book.meant(name).ok_or_else(|| {
        let names: Vec<&str> = book.lists().iter().map(Shortlist::name).collect();
        let there = if names.is_empty() {
            "there are none yet".to_owned()
        } else {
            format!("there are: {}", safe::line(&names.join(", ")))
        };
        Failure::Failed(format!(
            "there is no shortlist \"{}\"; {there}",
            safe::line(name)
        ))
    })
}

/// Whether `handle` or `handle@Platform` means this influencer.
fn is_meant(text: &str, key: &Key) -> bool {
    let text = text.trim_start_matches('@').to_lowercase();
    text == key.handle || text == key.to_string().to_lowercase()
}

/// The keys of the entries that are meant, which must be on the list.
fn entries(list: &Shortlist, handles: &[String]) -> Result<Vec<Key>, Failure> {
    handles.iter().map(|handle| entry(list, handle)).collect()
}

fn entry(list: &Shortlist, handle: &str) -> Result<Key, Failure> {
    let found: Vec<&Key> = list
        .entries()
        .iter()
        .map(|entry| &entry.key)
        .filter(|key| is_meant(handle, key))
        .collect();
    match found.as_slice() {
        [key] => Ok((*key).clone()),
        [] => Err(Failure::Failed(format!(
            "\"{}\" is not on \"{}\"",
            safe::line(handle),
            safe::line(list.name())
        ))),
        several => Err(several_meant(handle, several.iter().copied())),
    }
}

fn several_meant<'a>(handle: &str, keys: impl Iterator<Item = &'a Key>) -> Failure {
    let keys: Vec<String> = keys.map(ToString::to_string).collect();
    Failure::Failed(format!(
        "\"{}\" stands for several; say which: {}",
        safe::line(handle),
        safe::line(&keys.join(", "))
    ))
}
