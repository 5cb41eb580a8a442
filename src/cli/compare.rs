//! `compare`: two tiers set against each other.

use std::io::{self, Write};
use std::path::Path;

use super::args::{Compare, ReportFormat};
use super::context::Context;
use super::{Failure, Outcome};
use crate::analysis::compare::groups::FIELDS;
use crate::analysis::compare::{self, Measure, Pairing};
use crate::analysis::price_model;
use crate::background::today;
use crate::export::comparison::{Origin, as_html, as_markdown, as_text, to_json};
use crate::query::Engine;
use crate::roster::{Field, TierSet};

pub fn run(context: &Context, args: &Compare) -> Outcome {
    let text = args.filter.as_deref().unwrap_or("");
    context.check_filter(text)?;
    let pairing = pairing(context, args)?;
    let (roster, report) = context.read(&args.rosters, false)?;
    let question = context.question(text, &roster, &report)?;
    let answer = Engine::new()
        .answer(&roster, &question, &|| false)
        .ok_or_else(|| Failure::Failed("the filter was not answered".to_owned()))?;
    let modelled = price_model::findings(&roster);
    let comparison = compare::compare(&roster, &answer.matched, pairing, &modelled);
    let mut out = io::stdout().lock();
    match args.format {
        ReportFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &to_json(&roster, &comparison, text))?;
            writeln!(out)?;
        }
        ReportFormat::Text => as_text(&comparison, &mut out)?,
        ReportFormat::Md => as_markdown(&comparison, &mut out)?,
        ReportFormat::Html => {
            let origin = Origin {
                filter: text.to_owned(),
                files: report.files.iter().map(|file| name(&file.path)).collect(),
                rows: roster.len(),
                matched: answer.matched.count(),
                today: today(),
            };
            as_html(&roster, &comparison, &origin, &mut out)?;
        }
    }
    Ok(out.flush()?)
}

/// A file without its folders: a page is sent to people whom they are no business of.
fn name(path: &str) -> String {
    let name = Path::new(path).file_name();
    name.map_or_else(
        || path.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// What was asked to be compared.
fn pairing(context: &Context, args: &Compare) -> Result<Pairing, Failure> {
    let [small, big] = two_tiers(context, args.small.as_deref(), args.big.as_deref())?;
    let measure = match &args.measure {
        Some(id) => Measure::named(id).ok_or_else(|| {
            let all = Measure::ALL.iter().map(|measure| measure.field().spec().id);
            unknown("measure", id, all)
        })?,
        None => Measure::default(),
    };
    let by = match &args.by {
        Some(id) => Some(field(id)?),
        None => None,
    };
    Ok(Pairing {
        small,
        big,
        measure,
        by,
    })
}

/// The tiers with these names, or those of the settings.
pub fn two_tiers(
    context: &Context,
    small: Option<&str>,
    big: Option<&str>,
) -> Result<[usize; 2], Failure> {
    let settings = &context.settings;
    let small = tier(&settings.tiers, small.unwrap_or(&settings.compare_small))?;
    let big = tier(&settings.tiers, big.unwrap_or(&settings.compare_big))?;
    if small == big {
        return Err(Failure::Usage(
            "the two tiers to compare are the same; choose others with --small and --big"
                .to_owned(),
        ));
    }
    Ok([small, big])
}

fn tier(tiers: &TierSet, name: &str) -> Result<usize, Failure> {
    let names = tiers.tiers().iter().map(|tier| tier.name.as_str());
    let known = tiers.named(name);
    known.ok_or_else(|| unknown("tier", name, names))
}

fn field(id: &str) -> Result<Field, Failure> {
    let known = FIELDS.iter().find(|field| field.spec().id == id);
    let ids = FIELDS.iter().map(|field| field.spec().id);
    known
        .copied()
        .ok_or_else(|| unknown("field to compare by", id, ids))
}

fn unknown<'a>(what: &str, given: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let known: Vec<&str> = known.collect();
    Failure::Usage(format!(
        "there is no {what} \"{given}\"; there are {}",
        known.join(", ")
    ))
}
