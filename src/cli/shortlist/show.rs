//! `shortlist list` and `shortlist show`: what lists hold, as text and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::cli::Outcome;
use crate::cli::args::CheckFormat;
use crate::export::columns::json_number;
use crate::export::safe;
use crate::roster::{Field, display};
use crate::shortlist::model::amount_in;
use crate::shortlist::totals::{Stage, Sum, Totals, amounts_in_words};
use crate::shortlist::{Entry, Shortlist};

pub fn lists(lists: &[Shortlist], format: CheckFormat) -> Outcome {
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
            let name = safe::line(list.name());
            writeln!(out, "{:>6}  {name}", list.entries().len())?;
        }
    }
    Ok(out.flush()?)
}

pub fn list(list: &Shortlist, format: CheckFormat) -> Outcome {
    let mut out = io::stdout().lock();
    if format == CheckFormat::Json {
        serde_json::to_writer_pretty(&mut out, &list_json(list))?;
        writeln!(out)?;
        return Ok(out.flush()?);
    }
    for entry in list.entries() {
        write_entry(&mut out, list, entry)?;
    }
    for line in totals_lines(list, &list.totals()) {
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

fn write_entry(out: &mut dyn Write, list: &Shortlist, entry: &Entry) -> io::Result<()> {
    let snapshot = &entry.snapshot;
    let dash = |text: String| match text.as_str() {
        "" => "-".to_owned(),
        text => safe::line(text).into_owned(),
    };
    let figure = |text: Option<String>| dash(text.unwrap_or_default());
    let money = |amount: Option<f64>| figure(amount.map(|amount| entry.money(amount)));
    writeln!(
        out,
        "{:<28} {:<10} {:<11} {:<6} {:>8} {:>6} {:>10} {:>10}  {:<10}  {}",
        dash(entry.title()),
        dash(entry.key.platform.clone()),
        dash(entry.status.clone()),
        dash(snapshot.tier.clone()),
        figure(snapshot.followers.map(display::count)),
        figure(snapshot.engagement_rate.map(display::share)),
        money(snapshot.price),
        money(entry.agreed),
        dash(entry.due.clone()),
        dash(entry.added.clone()),
    )?;
    let mut beneath = Vec::new();
    if !entry.reason.is_empty() {
        beneath.push(format!("passed over: {}", entry.reason));
    }
    if let Some(key) = &entry.backup_for {
        let title = list
            .entry(key)
            .map_or_else(|| key.to_string(), Entry::title);
        beneath.push(format!("backup for {title}"));
    }
    if !entry.tags.is_empty() {
        beneath.push(format!("tags: {}", entry.tags.join(", ")));
    }
    let notes = entry.notes.iter();
    beneath.extend(notes.map(|note| format!("{}  {}", note.day, note.text).trim().to_owned()));
    for line in beneath {
        writeln!(out, "    {}", safe::line(&line))?;
    }
    Ok(())
}

fn totals_lines(list: &Shortlist, totals: &Totals) -> Vec<String> {
    let entries = match totals.entries {
        1 => "1 entry".to_owned(),
        entries => format!("{entries} entries"),
    };
    let mut lines = vec![match totals.priced {
        0 => format!("{entries}, no price known"),
        priced => format!(
            "{entries}, {priced} with a price, together {}",
            amounts_in_words(&totals.price)
        ),
    }];
    for (name, sum) in [("asked", &totals.asked), ("agreed", &totals.agreed)] {
        if sum.known + sum.unknown > 0 {
            lines.push(format!("{name}: {}", sum.in_words()));
        }
    }
    if let (Some(budget), Some(left)) = (list.budget(), totals.left) {
        let money = |amount| amount_in(amount, list.currency());
        let mut line = format!("left: {} of {}", money(left), money(budget));
        if totals.elsewhere > 0 {
            line.push_str(&format!(
                " ({} agreed in another currency not counted)",
                totals.elsewhere
            ));
        }
        lines.push(line);
    }
    lines
}

fn list_json(list: &Shortlist) -> Value {
    let totals = list.totals();
    let entries: Vec<Value> = list.entries().iter().map(entry_json).collect();
    json!({
        "schema": 1,
        "name": list.name(),
        "budget": number(list.budget()),
        "currency": list.currency(),
        "totals": {
            "entries": totals.entries,
            "asked": sum_json(&totals.asked),
            "agreed": sum_json(&totals.agreed),
            "left": number(totals.left),
            "agreed_in_other_currencies": totals.elsewhere,
        },
        "entries": entries,
    })
}

fn sum_json(sum: &Sum) -> Value {
    let amounts = sum.amounts.iter();
    let amounts: serde_json::Map<String, Value> = amounts
        .map(|(code, sum)| (code.clone(), json_number(*sum)))
        .collect();
    json!({"amounts": amounts, "priced": sum.known, "without_price": sum.unknown})
}

fn number(value: Option<f64>) -> Option<Value> {
    value.map(json_number)
}

fn entry_json(entry: &Entry) -> Value {
    let notes: Vec<Value> = entry
        .notes
        .iter()
        .map(|note| json!({"day": note.day, "text": note.text}))
        .collect();
    let history: Vec<Value> = entry
        .history
        .iter()
        .map(|event| json!({"day": event.day, "what": event.what}))
        .collect();
    let backup = entry.backup_for.as_ref();
    json!({
        "handle": entry.key.handle,
        "platform": entry.key.platform,
        "name": entry.name,
        "added": entry.added,
        "status": entry.status,
        "stage": match entry.stage() {
            Stage::Open => "open",
            Stage::Agreed => "agreed",
            Stage::Declined => "declined",
        },
        "reason": entry.reason,
        "agreed": number(entry.agreed),
        "due": entry.due,
        "backup_for": backup.map(|key| json!({"handle": key.handle, "platform": key.platform})),
        "tags": entry.tags,
        "notes": notes,
        "history": history,
        "tier": entry.snapshot.tier,
        Field::Followers.id(): number(entry.snapshot.followers),
        Field::EngagementRate.id(): number(entry.snapshot.engagement_rate),
        Field::Price.id(): number(entry.snapshot.price),
        Field::Currency.id(): entry.snapshot.currency,
    })
}
