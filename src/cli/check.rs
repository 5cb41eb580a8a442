//! `check`: what was understood of rosters and what was not.

mod json;

mod text;

use std::io::{self, Write};

use serde_json::{Value, json};

use super::args::{Check, CheckFormat};
use super::context::Context;
use super::facts::Facts;
use super::{Failure, Outcome};
use crate::import::{self, report::Effect};

pub fn run(context: &Context, check: &Check) -> Outcome {
    let mut files = Vec::new();
    for roster in &check.rosters {
        // One file at a time: its figures are its own.
        let (roster, report) = context.read_all(std::slice::from_ref(roster), true)?;
        if let Some(file) = report.files.into_iter().next() {
            files.push((
                file,
                report.notes,
                Facts::of(&roster, &context.options.niches),
            ));
        }
    }
    let together = match check.rosters.as_slice() {
        [] | [_] => None,
        several => Some(context.read_all(several, false)?),
    };
    let mut out = io::stdout().lock();
    match check.format {
        CheckFormat::Json => {
            let files: Vec<Value> = files
                .iter()
                .map(|(file, _, facts)| json::file(file, facts))
                .collect();
            let mut told = json!({"schema": 1, "files": files});
            if let Some((roster, report)) = &together {
                told["merged"] = json::merged(roster, report);
            }
            serde_json::to_writer_pretty(&mut out, &told)?;
            writeln!(out)?;
        }
        CheckFormat::Text => {
            for (at, (file, notes, _)) in files.iter().enumerate() {
                if at > 0 {
                    writeln!(out)?;
                }
                text::file(file, notes, &mut out)?;
            }
            if let Some((roster, report)) = &together {
                text::merged(roster, report, &mut out)?;
            }
        }
    }
    out.flush()?;
    for sentence in import::unmet(&context.options, files.iter().map(|(file, ..)| file)) {
        writeln!(io::stderr(), "{sentence}")?;
    }
    let errors: Vec<String> = files
        .iter()
        .filter_map(|(file, ..)| file.error.as_ref())
        .map(ToString::to_string)
        .collect();
    if !errors.is_empty() {
        return Err(Failure::Roster(errors.join("\n")));
    }
    // A comment or a sum below the rows is no problem: it is just no row.
    let all = files.iter().flat_map(|(file, ..)| &file.issues);
    let issues = all.filter(|issue| issue.effect != Effect::NotARow).count();
    if check.strict && issues > 0 {
        return Err(Failure::Roster(format!("{issues} problems")));
    }
    Ok(())
}
