//! `check`: what was understood of rosters and what was not.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::args::{Check, CheckFormat};
use super::context::Context;
use super::facts::Facts;
use super::{Failure, Outcome};
use crate::export::columns;
use crate::import::Report;
use crate::import::report::{Effect, FieldFigures, Figures, FileReport, IssueKind, Merged};
use crate::roster::{Field, Kind, Roster, display};

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
                .map(|(file, _, facts)| file_json(file, facts))
                .collect();
            let mut told = json!({"schema": 1, "files": files});
            if let Some((roster, report)) = &together {
                told["merged"] = merged_json(roster, report);
            }
            serde_json::to_writer_pretty(&mut out, &told)?;
            writeln!(out)?;
        }
        CheckFormat::Text => {
            for (file, notes, _) in &files {
                text(file, notes, &mut out)?;
            }
            if let Some((roster, report)) = &together {
                merged(roster, report, &mut out)?;
            }
        }
    }
    out.flush()?;
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

fn file_json(file: &FileReport, facts: &Facts) -> Value {
    let columns: Vec<Value> = file
        .columns
        .iter()
        .map(|column| {
            let mut value = json!({
                "header": column.header,
                "field": column.field.map(Field::id),
                "filled": column.filled,
                "example": column.example,
                "unit": column.unit,
                "note": column.note,
            });
            if column.guess {
                value["guess"] = json!(true);
            }
            value
        })
        .collect();
    let mut fields = Map::new();
    for figures in &file.fields {
        let mut value = figures_json(figures);
        if figures.field.kind() == Kind::Money {
            value["currency"] = json!(file.currency.code());
            value["currency_assumed"] = json!(file.currency_assumed);
            facts.add_to_price(figures.field, &mut value);
        }
        if figures.field == Field::Niche {
            facts.add_to_niche(&mut value);
        }
        fields.insert(figures.field.id().to_owned(), value);
    }
    let issues: Vec<Value> = file
        .issues
        .iter()
        .map(|issue| {
            let mut value = json!({
                "kind": issue.kind.id(),
                "line": issue.line,
                "column": issue.column,
                "text": issue.text,
                "effect": issue.effect.sentence(),
            });
            if let Some(detail) = &issue.detail {
                value["detail"] = json!(detail);
            }
            value
        })
        .collect();
    let mut value = json!({
        "path": file.path,
        "format": file.format.name(file.delimiter),
        "encoding": file.encoding,
        "delimiter": file.delimiter,
        "header_line": file.header_line,
        "sheet": file.sheet,
        "notes": file.notes,
        "rows": {"found": file.rows.found, "loaded": file.rows.loaded, "left_out": file.rows.left_out},
        "columns": columns,
        "fields": fields,
        "issues": issues,
    });
    if let Some(quotes) = &file.quotes {
        value["quotes"] = figures_json(quotes);
    }
    if file.rows.records != file.rows.found {
        value["rows"]["records"] = json!(file.rows.records);
    }
    if let Some(error) = &file.error {
        value["error"] = json!(error.to_string());
    }
    value
}

fn figures_json(figures: &FieldFigures) -> Value {
    match figures.figures {
        Figures::Numbers {
            min,
            max,
            sum,
            median,
        } => {
            let number = columns::json_number;
            json!({"n": figures.n, "min": number(min), "max": number(max), "sum": number(sum), "median": number(median)})
        }
        Figures::Words { distinct } => json!({"n": figures.n, "distinct": distinct}),
    }
}

fn text(file: &FileReport, notes: &[String], out: &mut dyn Write) -> io::Result<()> {
    if let Some(error) = &file.error {
        return writeln!(out, "{error}\n");
    }
    let rows = file.rows;
    let grouped = display::grouped;
    writeln!(
        out,
        "{}: {} of {} rows loaded, {} left out.",
        file.path,
        grouped(rows.loaded),
        grouped(rows.found),
        grouped(rows.left_out)
    )?;
    let mut facts = vec![file.format.name(file.delimiter).to_owned()];
    facts.extend(file.encoding.clone());
    facts.extend(file.delimiter.map(|delimiter| match delimiter {
        '\t' => "separator tab".to_owned(),
        delimiter => format!("separator {delimiter}"),
    }));
    facts.extend(
        file.sheet
            .as_ref()
            .map(|sheet| format!("sheet \"{sheet}\"")),
    );
    match file.header_line {
        Some(line) => facts.push(format!("header on line {line}")),
        None if file.format.names_columns() => {}
        None => facts.push("no header".to_owned()),
    }
    let assumed = if file.currency_assumed {
        " (assumed: the file does not say)"
    } else {
        ""
    };
    facts.push(format!("currency {}{assumed}", file.currency));
    writeln!(out, "{}", facts.join(" · "))?;
    for note in &file.notes {
        writeln!(out, "{}", one_line(note))?;
    }
    writeln!(out)?;
    writeln!(
        out,
        "{:<32} {:<20} {:>9}  Example",
        "Your column", "Read as", "Filled"
    )?;
    for column in &file.columns {
        let field = column.field.map_or("(kept, unused)", Field::id);
        let note = column
            .note
            .as_ref()
            .map_or(String::new(), |note| format!("  [{note}]"));
        let header: String = column.header.chars().take(32).collect();
        writeln!(
            out,
            "{header:<32} {field:<20} {:>9}  {}{note}",
            grouped(column.filled),
            column.example
        )?;
    }
    writeln!(out)?;
    for figures in file
        .fields
        .iter()
        .filter(|figures| figures.field != Field::SourceLine)
    {
        let label = figures.field.label();
        match figures.figures {
            Figures::Numbers {
                min, max, median, ..
            } => {
                let show = |value: f64| columns::figure(value, figures.field, file.currency);
                writeln!(
                    out,
                    "{label:<16} {:>9} known, {} to {}, median {}",
                    grouped(figures.n),
                    show(min),
                    show(max),
                    show(median)
                )?;
            }
            Figures::Words { distinct } => writeln!(
                out,
                "{label:<16} {:>9} known, {} different",
                grouped(figures.n),
                grouped(distinct)
            )?,
        }
    }
    for note in notes {
        writeln!(out, "\n{}", printable(note))?;
    }
    problems(file, out)
}

/// What several files come to together.
fn merged(roster: &Roster, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let rows = display::grouped(roster.len() as u64);
    writeln!(out, "\nTogether: {rows} influencers.")?;
    for file in &report.files {
        let merged = file.merged.iter().flat_map(Merged::sentences);
        for (at, sentence) in merged.enumerate() {
            let path = match at {
                0 => format!("{}: ", file.path),
                _ => "  ".to_owned(),
            };
            writeln!(out, "{path}{sentence}")?;
        }
    }
    Ok(())
}

fn merged_json(roster: &Roster, report: &Report) -> Value {
    let files: Vec<Value> = report
        .files
        .iter()
        .filter_map(|file| Some((file, file.merged.as_ref()?)))
        .map(|(file, merged)| {
            let taken: Vec<Value> = merged
                .taken
                .iter()
                .map(|taken| {
                    json!({"column": taken.column, "new": taken.new, "changed": taken.changed, "same": taken.same})
                })
                .collect();
            json!({
                "path": file.path,
                "in_both": merged.in_both,
                "only_here": merged.only_here,
                "only_before": merged.only_before,
                "by_handle": merged.by_handle,
                "same_names": merged.same_names,
                "taken": taken,
            })
        })
        .collect();
    json!({"rows": roster.len(), "files": files})
}

/// Problems by kind, each with its first few places.
fn problems(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    if file.issues.is_empty() {
        return writeln!(out, "\nNo problems.");
    }
    let mut kinds: BTreeMap<IssueKind, Vec<&crate::import::report::Issue>> = BTreeMap::new();
    for issue in &file.issues {
        kinds.entry(issue.kind).or_default().push(issue);
    }
    writeln!(out, "\nProblems")?;
    for (kind, issues) in kinds {
        writeln!(
            out,
            "{:>7}  {} ({})",
            display::grouped(issues.len() as u64),
            kind.sentence(),
            issues[0].effect.sentence()
        )?;
        for issue in issues.iter().take(3) {
            let line = issue
                .line
                .map_or(String::new(), |line| format!("line {line}"));
            let column = issue
                .column
                .as_ref()
                .map_or(String::new(), |column| format!(", column {column}"));
            let detail = issue.detail.as_ref();
            let detail = detail.map_or(String::new(), |detail| format!(": {detail}"));
            writeln!(
                out,
                "         {line}{column}: {}{}",
                one_line(&issue.text),
                one_line(&detail)
            )?;
        }
    }
    Ok(())
}

/// The text as it can be printed: controls are blanks.
fn printable(text: &str) -> String {
    let letters = text.chars();
    letters
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// The beginning of a text that may be long.
fn one_line(text: &str) -> String {
    printable(text).chars().take(100).collect()
}
