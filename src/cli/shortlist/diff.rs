//! `shortlist diff`: what a roster says differently than when the entries were added.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::background::find;
use crate::cli::Outcome;
use crate::cli::args::CheckFormat;
use crate::cli::diff::changes_json;
use crate::export::safe;
use crate::roster::{Field, Key, Roster};
use crate::shortlist::since::Since;
use crate::shortlist::{Entry, Shortlist};

pub fn run(list: &Shortlist, roster: &Roster, format: CheckFormat) -> Outcome {
    let entries = list.entries();
    let keys: Vec<Key> = entries.iter().map(|entry| entry.key.clone()).collect();
    let found = find(roster, &keys);
    let compared = entries.iter().map(|entry| {
        let row = found.get(&entry.key);
        let now = row.map(|row| roster.influencer(*row));
        let code = now.map_or("", |now| now.word(Field::Currency));
        (entry, now.map(|now| Since::of(entry, &now)), code)
    });
    let mut out = io::stdout().lock();
    if format == CheckFormat::Json {
        let entries: Vec<Value> = compared
            .map(|(entry, since, _)| entry_json(entry, since.as_ref()))
            .collect();
        let whole = json!({"schema": 1, "name": list.name(), "entries": entries});
        serde_json::to_writer_pretty(&mut out, &whole)?;
        writeln!(out)?;
    } else {
        let mut counts = [0; 3];
        for (entry, since, code) in compared {
            counts[state(since.as_ref()) as usize] += 1;
            let title = entry.title();
            writeln!(
                out,
                "{:<28} {:<10} {}",
                safe::line(&title),
                safe::line(&entry.key.platform),
                safe::line(&text(entry, since.as_ref(), code))
            )?;
        }
        let [changed, same, gone] = counts;
        writeln!(
            out,
            "{changed} changed, {same} the same, {gone} no longer in the roster"
        )?;
    }
    Ok(out.flush()?)
}

#[derive(Clone, Copy)]
enum State {
    Changed,
    Same,
    Gone,
}

fn state(since: Option<&Since>) -> State {
    match since {
        None => State::Gone,
        Some(since) if since.is_same() => State::Same,
        Some(_) => State::Changed,
    }
}

fn text(entry: &Entry, since: Option<&Since>, code: &str) -> String {
    match (state(since), since) {
        (State::Changed, Some(since)) => since.in_words(&entry.snapshot.currency, code),
        (State::Same, _) => "same".to_owned(),
        _ => "no longer in the roster".to_owned(),
    }
}

fn entry_json(entry: &Entry, since: Option<&Since>) -> Value {
    let state = match state(since) {
        State::Changed => "changed",
        State::Same => "same",
        State::Gone => "gone",
    };
    json!({
        "handle": entry.key.handle,
        "platform": entry.key.platform,
        "added": entry.added,
        "state": state,
        "changes": since.map_or_else(Map::new, changes_json),
    })
}
