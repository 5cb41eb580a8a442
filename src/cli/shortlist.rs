//! `shortlist`: lists without the dashboard, under the same locks.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::args::{CheckFormat, Shortlist as Command};
use super::context::{self, Context};
use super::{Failure, Outcome, query};
use crate::background::{list_roster, today};
use crate::export::Making;
use crate::export::columns::{self, json_number};
use crate::query::{Engine, Question};
use crate::roster::{Currency, Field, Key, Roster, RowId, display};
use crate::shortlist::book::NameError;
use crate::shortlist::store::Store;
use crate::shortlist::{Book, Entry, Shortlist};

pub fn run(context: &Context, command: &Command) -> Outcome {
    let change = matches!(command, Command::Add { .. } | Command::Remove { .. });
    // Reading takes no locks, so that an open dashboard does not stand in the way.
    let (mut store, found) = Store::open(&context.paths.shortlists, false)
        .map_err(|error| Failure::Failed(error.to_string()))?;
    for problem in &found.problems {
        writeln!(io::stderr(), "{problem}")?;
    }
    let mut book = Book::new(found.lists);
    match command {
        Command::List { format } => list(book.lists(), *format)?,
        Command::Show { name, format } => show(known(&book, name)?, *format)?,
        Command::Add {
            name,
            handles,
            roster,
            filter,
        } => {
            if name.trim().is_empty() {
                return Err(Failure::Usage(NameError::Empty.to_string()));
            }
            if let Some(text) = filter {
                context::check_filter(text)?;
            }
            let (roster, report) = context.read(roster, false)?;
            let question = match filter {
                Some(text) => Some(context.question(text, &roster, &report)?),
                None => None,
            };
            let rows = chosen(&roster, handles, question)?;
            let today = today();
            let entries = rows
                .iter()
                .map(|row| Entry::of(&roster.influencer(*row), &today))
                .collect();
            writeln!(io::stderr(), "{}", book.add(name, entries))?;
        }
        Command::Remove { name, handles } => {
            let list = known(&book, name)?;
            let keys = handles
                .iter()
                .map(|handle| entry(list, handle))
                .collect::<Result<Vec<_>, _>>()?;
            writeln!(io::stderr(), "{}", book.remove(name, &keys))?;
        }
        Command::Export {
            name,
            rosters,
            format,
            columns,
            output,
        } => {
            let list = known(&book, name)?;
            let format = query::format(*format, output.as_deref())?;
            let making = Making {
                selection: format!("the shortlist \u{201c}{name}\u{201d}"),
                day: today(),
                ..Making::default()
            };
            let roster = match rosters.as_slice() {
                [] => None,
                rosters => Some(context.read(rosters, false)?.0),
            };
            let roster = list_roster(roster.as_ref(), list);
            let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
            let columns =
                query::columns_of(columns.as_deref())?.unwrap_or_else(|| columns::default(&roster));
            return query::write(&roster, &rows, &columns, format, &making, output.as_deref());
        }
    }
    if change {
        for name in book.take_changed() {
            if let Some(list) = book.list(&name) {
                store.save(list).map_err(|error| {
                    Failure::Failed(format!("\"{name}\" could not be saved: {error}"))
                })?;
            }
        }
    }
    Ok(())
}

fn known<'a>(book: &'a Book, name: &str) -> Result<&'a Shortlist, Failure> {
    book.list(name).ok_or_else(|| {
        let names: Vec<&str> = book.lists().iter().map(Shortlist::name).collect();
        let there = if names.is_empty() {
            "there are none yet".to_owned()
        } else {
            format!("there are: {}", names.join(", "))
        };
        Failure::Failed(format!("there is no shortlist \"{name}\"; {there}"))
    })
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
            .filter(|row| {
                let influencer = roster.influencer(*row);
                is_meant(handle, &influencer.key())
            })
            .collect();
        match found.as_slice() {
            [row] => rows.push(*row),
            [] => return Err(Failure::Failed(format!("the roster has no \"{handle}\""))),
            several => {
                let keys: Vec<String> = several
                    .iter()
                    .map(|row| roster.influencer(*row).key().to_string())
                    .collect();
                return Err(Failure::Failed(format!(
                    "\"{handle}\" stands for several; say which: {}",
                    keys.join(", ")
                )));
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

/// Whether `handle` or `handle@Platform` means this influencer.
fn is_meant(text: &str, key: &Key) -> bool {
    let text = text.trim_start_matches('@').to_lowercase();
    text == key.handle || text == key.to_string().to_lowercase()
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
            "\"{handle}\" is not on \"{}\"",
            list.name()
        ))),
        several => {
            let keys: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Failure::Failed(format!(
                "\"{handle}\" stands for several; say which: {}",
                keys.join(", ")
            )))
        }
    }
}

fn list(lists: &[Shortlist], format: CheckFormat) -> Outcome {
    let mut out = io::stdout().lock();
    if format == CheckFormat::Json {
        let lists: Vec<Value> = lists
            .iter()
            .map(|list| json!({"name": list.name(), "entries": list.entries().len()}))
            .collect();
        serde_json::to_writer_pretty(&mut out, &json!({"schema": 1, "shortlists": lists}))?;
        writeln!(out)?;
    } else {
        for list in lists {
            writeln!(out, "{:>6}  {}", list.entries().len(), list.name())?;
        }
    }
    Ok(out.flush()?)
}

fn show(list: &Shortlist, format: CheckFormat) -> Outcome {
    let mut out = io::stdout().lock();
    if format == CheckFormat::Json {
        let entries: Vec<Value> = list.entries().iter().map(entry_json).collect();
        serde_json::to_writer_pretty(
            &mut out,
            &json!({"schema": 1, "name": list.name(), "entries": entries}),
        )?;
        writeln!(out)?;
        return Ok(out.flush()?);
    }
    for entry in list.entries() {
        let snapshot = &entry.snapshot;
        let currency = Currency::from_code(&snapshot.currency).unwrap_or(Currency::USD);
        let known = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        writeln!(
            out,
            "{:<28} {:<10} {:<6} {:>8} {:>6} {:>10}  {}",
            entry.title(),
            entry.key.platform,
            snapshot.tier,
            known(snapshot.followers.map(display::count)),
            known(snapshot.engagement_rate.map(display::share)),
            known(snapshot.price.map(|price| display::money(price, currency))),
            entry.added
        )?;
    }
    let totals = list.totals();
    let prices: Vec<String> = totals
        .price
        .iter()
        .map(|(code, sum)| display::money(*sum, Currency::from_code(code).unwrap_or(Currency::USD)))
        .collect();
    writeln!(
        out,
        "{} entries, {} with a price, together {}",
        totals.entries,
        totals.priced,
        prices.join(" + ")
    )?;
    Ok(out.flush()?)
}

fn entry_json(entry: &Entry) -> Value {
    let number = |value: Option<f64>| value.map(json_number);
    json!({
        "handle": entry.key.handle,
        "platform": entry.key.platform,
        "name": entry.name,
        "added": entry.added,
        "tier": entry.snapshot.tier,
        Field::Followers.id(): number(entry.snapshot.followers),
        Field::EngagementRate.id(): number(entry.snapshot.engagement_rate),
        Field::Price.id(): number(entry.snapshot.price),
        Field::Currency.id(): entry.snapshot.currency,
    })
}
