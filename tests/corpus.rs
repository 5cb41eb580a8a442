//! Real rosters against the figures that a right import yields. The rosters belong to other people
//! and stay where they are: the folder is named by `ROSTER_CORPUS`, and nothing runs without it.
//!
//! Every file that `expected.json` names is opened. What differs is told for all files at once; where
//! more than one answer is right, the one that was taken is printed.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

#[path = "corpus/figures.rs"]
mod figures;

#[path = "corpus/must_not.rs"]
mod must_not;

#[path = "corpus/lossless.rs"]
mod lossless;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tastemaker::import::report::{Effect, FileReport};
use tastemaker::import::{Event, Options, Source, read};
use tastemaker::roster::{Currency, Field, Influencer, Roster, TierSet};

/// Files that are not read right yet. One that is read right must leave this list.
const NOT_YET: &[&str] = &[];

/// A file that was opened.
pub struct Opened {
    pub source: Source,
    pub report: FileReport,
    pub roster: Roster,
    /// The lines on which its records begin, those of records that were left out among them.
    pub lines: Vec<u64>,
}

impl Opened {
    fn new(path: &Path) -> Self {
        let options = Options {
            figures: true,
            ..Options::default()
        };
        let source = Source::Path(path.to_owned());
        let sources = std::slice::from_ref(&source);
        let mut roster = Roster::new(TierSet::default(), Currency::USD);
        let report = read(sources, &options, &mut |event| {
            if let Event::Rows { rows, .. } = event {
                let segment = roster.absorb(*rows);
                roster.push(segment);
            }
            ControlFlow::Continue(())
        });
        let report = report.files.into_iter().next().unwrap();
        let left_out = report.issues.iter();
        let left_out = left_out.filter(|issue| issue.effect == Effect::RowLeftOut);
        let loaded = (0..roster.len() as u32).filter_map(|row| line(&roster.influencer(row)));
        let lines: BTreeSet<u64> = loaded
            .chain(left_out.filter_map(|issue| issue.line))
            .collect();
        Opened {
            source,
            report,
            lines: lines.into_iter().collect(),
            roster,
        }
    }

    pub fn rows(&self) -> impl Iterator<Item = Influencer<'_>> {
        (0..self.roster.len() as u32).map(|row| self.roster.influencer(row))
    }

    /// The rows of a record, counted from 1.
    pub fn record(&self, number: u64) -> Vec<Influencer<'_>> {
        let at = self.lines.get(number as usize - 1).copied();
        self.rows()
            .filter(|row| at.is_some() && line(row) == at)
            .collect()
    }

    /// The field that a column was read as.
    pub fn field_of(&self, header: &str) -> Option<Field> {
        let mut columns = self.report.columns.iter();
        columns.find(|column| column.header == header)?.field
    }
}

fn line(row: &Influencer<'_>) -> Option<u64> {
    row.number(Field::SourceLine).map(|line| line as u64)
}

fn corpus() -> Option<(PathBuf, Value)> {
    let Some(folder) = std::env::var_os("ROSTER_CORPUS").map(PathBuf::from) else {
        println!("skipped: ROSTER_CORPUS is not set");
        return None;
    };
    let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    Some((folder, serde_json::from_str(&expected).unwrap()))
}

/// What is wrong with a file.
fn wrong(folder: &Path, name: &str, expected: &Value) -> Vec<String> {
    let file = Opened::new(&folder.join(name));
    if expected["must_fail"] == true {
        return must_fail(&file, name);
    }
    let mut told = figures::check(&file, expected);
    for taken in &told.taken {
        println!("{name}: {taken}");
    }
    told.wrong.extend(must_not::check(&file, name, expected));
    if file.report.delimiter.is_some() {
        told.wrong.extend(lossless::check(&file));
    }
    told.wrong
}

/// A file that cannot be read says so in one line that names it, and nothing of it is loaded.
fn must_fail(file: &Opened, name: &str) -> Vec<String> {
    let said = file.report.error.as_ref().map(ToString::to_string);
    match said {
        Some(said) if said.contains(name) && !said.contains('\n') && file.roster.is_empty() => {
            Vec::new()
        }
        said => vec![format!("{said:?} with {} rows", file.roster.len())],
    }
}

#[test]
fn real_rosters_are_read_right() {
    let Some((folder, expected)) = corpus() else {
        return;
    };
    let mut told = Vec::new();
    let files = expected["files"].as_object().unwrap();
    for (name, expected) in files {
        let wrong = wrong(&folder, name, expected);
        let not_yet = NOT_YET.contains(&name.as_str());
        if not_yet && wrong.is_empty() {
            told.push(format!(
                "{name} is read right: take it off the list NOT_YET"
            ));
        }
        for problem in wrong {
            if not_yet {
                println!("not yet: {name}: {problem}");
            } else {
                told.push(format!("{name}: {problem}"));
            }
        }
    }
    told.extend(must_not::unknown(files));
    assert!(told.is_empty(), "\n{}", told.join("\n"));
}
