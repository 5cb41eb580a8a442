//! The commands that change shortlists: what was typed is checked first, so that nothing is half done.

use super::arrivals;
use super::{Command, entries, entry, is_meant, known, several_meant};
use crate::background::today;
use crate::cli::Failure;
use crate::cli::context::Context;
use crate::export::safe;
use crate::query::day::coming;
use crate::query::{Engine, Question};
use crate::roster::{Key, Roster, RowId};
use crate::shortlist::book::NameError;
use crate::shortlist::edits::is_amount;
use crate::shortlist::{Book, Entry, Shortlist};

/// Makes the change; the answer says what was done. Nothing is saved yet.
pub fn make(context: &Context, book: &mut Book, command: &Command) -> Result<Vec<String>, Failure> {
    let today = &today();
    let sentence = match command {
        Command::Add {
            name,
            handles,
            roster,
            filter,
        } => {
            let entries = added(context, name, handles, roster, filter.as_deref(), today)?;
            book.add(name, entries)
        }
        Command::Import {
            name,
            file,
            rosters,
        } => {
            named(name)?;
            let arrivals = arrivals::read(context, file, rosters, today)?;
            let mut sentences = vec![book.add(name, arrivals.entries)];
            sentences.extend(arrivals.told);
            return Ok(sentences);
        }
        Command::Remove { name, handles } => {
            let (list, keys) = meant(book, name, handles)?;
            book.remove(&list, &keys)
        }
        Command::Status {
            name,
            status,
            handles,
            reason,
        } => {
            let status = known_status(context, status)?;
            let (list, keys) = meant(book, name, handles)?;
            let mut sentences = vec![book.set_status(&list, &keys, &status, today)];
            if let Some(reason) = reason {
                sentences.push(book.set_reason(&list, &keys, reason, today));
            }
            return Ok(sentences);
        }
        Command::Note {
            name,
            text,
            handles,
        } => {
            if text.trim().is_empty() {
                return Err(Failure::Usage("a note needs a text".to_owned()));
            }
            let (list, keys) = meant(book, name, handles)?;
            book.add_note(&list, &keys, text, today)
        }
        Command::Price {
            name,
            amount,
            handles,
        } => {
            let agreed = self::amount(amount)?;
            let (list, keys) = meant(book, name, handles)?;
            book.set_agreed(&list, &keys, agreed, today)
        }
        Command::Due { name, day, handles } => {
            let day = match day.as_str() {
                NONE => String::new(),
                text => coming(text, today).ok_or_else(|| {
                    Failure::Usage(format!(
                        "\"{}\" is no day such as 2026-11-24, 2 Jun or +7d, or none",
                        safe::line(text)
                    ))
                })?,
            };
            let (list, keys) = meant(book, name, handles)?;
            book.set_due(&list, &keys, &day, today)
        }
        Command::Tag {
            name,
            tags,
            handles,
        } => {
            let tags: Vec<String> = or_nothing(tags).split(',').map(str::to_owned).collect();
            let (list, keys) = meant(book, name, handles)?;
            book.set_tags(&list, &keys, &tags)
        }
        Command::Reason {
            name,
            reason,
            handles,
        } => {
            let (list, keys) = meant(book, name, handles)?;
            book.set_reason(&list, &keys, or_nothing(reason), today)
        }
        Command::Backup {
            name,
            whom,
            handles,
        } => {
            let (list, keys) = meant(book, name, handles)?;
            let whom = match whom.as_str() {
                NONE => None,
                whom => Some(entry(known(book, &list)?, whom)?),
            };
            if let Some(own) = keys.iter().find(|key| whom.as_ref() == Some(key)) {
                let own = safe::line(&own.handle).into_owned();
                return Err(Failure::Usage(format!("@{own} cannot stand in for itself")));
            }
            book.set_backup(&list, &keys, whom.as_ref(), today)
        }
        Command::Rank {
            name,
            place,
            handles,
        } => {
            let (list, keys) = meant(book, name, handles)?;
            book.rank(&list, &keys, *place)
        }
        Command::Move { name, to, handles } => {
            let (list, keys) = meant_elsewhere(book, name, to, handles)?;
            book.move_to(&list, &keys, to, today)
        }
        Command::Copy { name, to, handles } => {
            let (list, keys) = meant_elsewhere(book, name, to, handles)?;
            book.copy_to(&list, &keys, to, today)
        }
        Command::Budget { name, amount } => {
            let budget = self::amount(amount)?;
            let list = known(book, name)?;
            let currency = currency(context, list);
            let list = list.name().to_owned();
            book.set_budget(&list, budget, &currency)
        }
        Command::Rename { name, new } => {
            let list = known(book, name)?.name().to_owned();
            book.rename(&list, new).map_err(|error| match error {
                NameError::Empty => Failure::Usage(error.to_string()),
                error => Failure::Failed(safe::line(&error.to_string()).into_owned()),
            })?
        }
        Command::Delete { name } => {
            let list = known(book, name)?.name().to_owned();
            book.delete(&list)
        }
        Command::List { .. }
        | Command::Show { .. }
        | Command::Diff { .. }
        | Command::Export { .. }
        | Command::Brief { .. } => return Ok(Vec::new()),
    };
    Ok(vec![sentence])
}

/// What takes a value away.
const NONE: &str = "none";

/// The text, or nothing where that is what was typed.
fn or_nothing(text: &str) -> &str {
    if text == NONE { "" } else { text }
}

fn named(name: &str) -> Result<(), Failure> {
    match name.trim() {
        "" => Err(Failure::Usage(NameError::Empty.to_string())),
        _ => Ok(()),
    }
}

/// The name of the list, and the keys of the entries.
fn meant(book: &Book, name: &str, handles: &[String]) -> Result<(String, Vec<Key>), Failure> {
    let list = known(book, name)?;
    Ok((list.name().to_owned(), entries(list, handles)?))
}

/// The same, where they are to go to another list.
fn meant_elsewhere(
    book: &Book,
    name: &str,
    to: &str,
    handles: &[String],
) -> Result<(String, Vec<Key>), Failure> {
    named(to)?;
    let (list, keys) = meant(book, name, handles)?;
    match book.meant(to) {
        Some(other) if other.name() == list => Err(Failure::Usage(format!(
            "they are on \"{}\" already",
            safe::line(&list)
        ))),
        _ => Ok((list, keys)),
    }
}

/// The status as the settings write it.
fn known_status(context: &Context, text: &str) -> Result<String, Failure> {
    let statuses = &context.settings.statuses;
    let folded = text.trim().to_lowercase();
    let known = statuses.iter().find(|known| known.to_lowercase() == folded);
    known.cloned().ok_or_else(|| {
        Failure::Usage(format!(
            "there is no status \"{}\". There are {}",
            safe::line(text),
            statuses.join(", ")
        ))
    })
}

fn amount(text: &str) -> Result<Option<f64>, Failure> {
    if text == NONE {
        return Ok(None);
    }
    let amount = text.trim().parse().ok().filter(|amount| is_amount(*amount));
    amount.map(Some).ok_or_else(|| {
        Failure::Usage(format!(
            "an amount must be a number such as 250 or 99.50, or none; found \"{}\"",
            safe::line(text)
        ))
    })
}

/// The currency of a budget: the one that was typed or set, else the one there was, else that of all
/// entries.
fn currency(context: &Context, list: &Shortlist) -> String {
    if let Some(currency) = context.settings.currency {
        return currency.code().to_owned();
    }
    let entries = list.entries().iter();
    let mut codes: Vec<&str> = entries
        .map(|entry| entry.snapshot.currency.as_str())
        .filter(|code| !code.is_empty())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    match (list.currency(), codes.as_slice()) {
        ("", [code]) => (*code).to_owned(),
        (known, _) => known.to_owned(),
    }
}

/// The entries of who was named, or matches the filter.
fn added(
    context: &Context,
    name: &str,
    handles: &[String],
    roster: &[String],
    filter: Option<&str>,
    today: &str,
) -> Result<Vec<Entry>, Failure> {
    named(name)?;
    if let Some(text) = filter {
        context.check_filter(text)?;
    }
    let (roster, report) = context.read(roster, false)?;
    let question = match filter {
        Some(text) => Some(context.question(text, &roster, &report)?),
        None => None,
    };
    let rows = chosen(&roster, handles, question)?;
    let entries = rows
        .iter()
        .map(|row| Entry::of(&roster.influencer(*row), today));
    Ok(entries
        .map(|entry| entry.begun(&context.settings.statuses))
        .collect())
}

/// The rows that were named one by one, or match the filter.
fn chosen(
    roster: &Roster,
    handles: &[String],
    question: Option<Question>,
) -> Result<Vec<RowId>, Failure> {
    let mut rows = Vec::new();
    for handle in handles {
        let found: Vec<RowId> = (0..roster.len() as RowId)
            .filter(|row| is_meant(handle, &roster.influencer(*row).key()))
            .collect();
        match found.as_slice() {
            [row] => rows.push(*row),
            [] => {
                return Err(Failure::Failed(format!(
                    "the roster has no \"{}\"",
                    safe::line(handle)
                )));
            }
            several => {
                let keys: Vec<Key> = several
                    .iter()
                    .map(|row| roster.influencer(*row).key())
                    .collect();
                return Err(several_meant(handle, keys.iter()));
            }
        }
    }
    if let Some(question) = question {
        let answer = Engine::new().answer(roster, &question, &|| false);
        rows.extend(answer.into_iter().flat_map(|answer| answer.rows.to_vec()));
    }
    if rows.is_empty() {
        return Err(Failure::Usage(
            "name who to add, or give a filter with --where that matches somebody".to_owned(),
        ));
    }
    Ok(rows)
}
