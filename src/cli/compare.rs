//! `compare`: what an engagement costs in two tiers.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::args::{Compare, ReportFormat};
use super::context::{self, Context};
use super::{Failure, Outcome};
use crate::analysis::compare::{self, Comparison, Interval, RawRatio, TierSummary};
use crate::analysis::price_model;
use crate::analysis::stats::Quartiles;
use crate::export::columns::json_number;
use crate::query::Engine;
use crate::roster::{Roster, TierSet, display};

pub fn run(context: &Context, args: &Compare) -> Outcome {
    let text = args.filter.as_deref().unwrap_or("");
    context::check_filter(text)?;
    let tiers = &context.settings.tiers;
    let small = tier(
        tiers,
        args.small
            .as_deref()
            .unwrap_or(&context.settings.compare_small),
    )?;
    let big = tier(
        tiers,
        args.big.as_deref().unwrap_or(&context.settings.compare_big),
    )?;
    if small == big {
        return Err(Failure::Usage(
            "the two tiers to compare are the same; choose others with --small and --big"
                .to_owned(),
        ));
    }
    let (roster, report) = context.read(&args.rosters, false)?;
    let question = context.question(text, &roster, &report)?;
    let answer = Engine::new()
        .answer(&roster, &question, &|| false)
        .ok_or_else(|| Failure::Failed("the filter was not answered".to_owned()))?;
    let comparison = compare::compare(
        &roster,
        &answer.matched,
        small,
        big,
        &price_model::findings(&roster),
    );
    let mut out = io::stdout().lock();
    match args.format {
        ReportFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &to_json(&roster, &comparison, text))?;
            writeln!(out)?;
        }
        ReportFormat::Text => as_text(&comparison, &mut out)?,
        ReportFormat::Md => as_markdown(&comparison, &mut out)?,
    }
    Ok(out.flush()?)
}

fn tier(tiers: &TierSet, name: &str) -> Result<usize, Failure> {
    tiers.named(name).ok_or_else(|| {
        let names: Vec<&str> = tiers
            .tiers()
            .iter()
            .map(|tier| tier.name.as_str())
            .collect();
        Failure::Usage(format!(
            "there is no tier \"{name}\"; there are {}",
            names.join(", ")
        ))
    })
}

fn to_json(roster: &Roster, comparison: &Comparison, filter: &str) -> Value {
    let mut bounds = Map::new();
    let mut counts = Map::new();
    let mut summary = Map::new();
    for (place, tier) in comparison.tiers.iter().enumerate() {
        let (from, to) = roster.tiers().bounds(place);
        bounds.insert(tier.name.clone(), json!({"from": from, "to": to}));
        counts.insert(
            tier.name.clone(),
            json!({"rows": tier.rows, "priced": tier.priced, "comparable": tier.comparable, "zero_engagement": tier.zero_engagement}),
        );
        summary.insert(
            tier.name.clone(),
            json!({"cpe": quartiles(tier.cpe), "engagement_rate": quartiles(tier.engagement_rate), "price": quartiles(tier.price)}),
        );
    }
    let excluded: Map<String, Value> = comparison
        .excluded
        .iter()
        .map(|(reason, count)| (reason.id().to_owned(), json!(count)))
        .collect();
    let verdict = &comparison.verdict;
    json!({
        "schema": 1,
        "tiers": {"preset": roster.tiers().preset_name(), "bounds": bounds},
        "where": filter,
        "small": comparison.tiers[comparison.small].name,
        "big": comparison.tiers[comparison.big].name,
        "metric": "cpe",
        "currency": comparison.currency.code(),
        "counts": counts,
        "summary": summary,
        "raw": comparison.raw.as_ref().map(raw),
        "matched": null,
        "superiority": null,
        "verdict": {
            "state": verdict.state.id(),
            "strength": verdict.strength.id(),
            "matched": verdict.matched,
            "sentence": verdict.sentence,
        },
        "caveats": comparison.caveats,
        "leave_one_out": null,
        "excluded": excluded,
    })
}

fn quartiles(quartiles: Option<Quartiles>) -> Value {
    quartiles.map_or_else(
        || json!({"n": 0, "median": null, "q1": null, "q3": null}),
        |quartiles| json!({"n": quartiles.n, "median": json_number(quartiles.median), "q1": json_number(quartiles.q1), "q3": json_number(quartiles.q3)}),
    )
}

fn raw(raw: &RawRatio) -> Value {
    let low = |interval: Option<Interval>| interval.map(|interval| json_number(interval.low));
    let high = |interval: Option<Interval>| interval.map(|interval| json_number(interval.high));
    let hl = raw.hodges_lehmann;
    json!({
        "ratio": raw.typical.map(|typical| json_number(typical.ratio)),
        "low": low(raw.shown),
        "high": high(raw.shown),
        "hodges_lehmann": {"ratio": json_number(hl.ratio), "low": low(hl.interval), "high": high(hl.interval)},
        "pooled": raw.pooled.map(|ratio| json!({"ratio": json_number(ratio)})),
        "median_ratio": json_number(raw.median_ratio),
    })
}

fn as_text(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", comparison.verdict.sentence)?;
    writeln!(
        out,
        "{:<10} {:>9} {:>9} {:>11} {:>11} {:>11} {:>11} {:>8} {:>11}",
        "Tier", "Rows", "Priced", "Compared", "CPE median", "lower 1/4", "upper 1/4", "ER", "Price"
    )?;
    for tier in &comparison.tiers {
        let row = cells(tier, comparison);
        writeln!(
            out,
            "{:<10} {:>9} {:>9} {:>11} {:>11} {:>11} {:>11} {:>8} {:>11}",
            row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8]
        )?;
    }
    writeln!(out)?;
    for caveat in &comparison.caveats {
        writeln!(out, "{caveat}")?;
    }
    Ok(())
}

fn as_markdown(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", comparison.verdict.sentence)?;
    writeln!(
        out,
        "| Tier | Rows | Priced | Compared | CPE median | lower quarter | upper quarter | ER median | Price median |"
    )?;
    writeln!(
        out,
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    )?;
    for tier in &comparison.tiers {
        writeln!(out, "| {} |", cells(tier, comparison).join(" | "))?;
    }
    writeln!(out)?;
    for caveat in &comparison.caveats {
        writeln!(out, "- {caveat}")?;
    }
    Ok(())
}

fn cells(tier: &TierSummary, comparison: &Comparison) -> [String; 9] {
    let count = |count: usize| display::grouped(count as u64);
    let money = |value: Option<f64>| {
        value.map_or("-".to_owned(), |value| {
            display::money(value, comparison.currency)
        })
    };
    let rate = tier
        .engagement_rate
        .map_or("-".to_owned(), |rate| display::share(rate.median));
    [
        tier.name.clone(),
        count(tier.rows),
        count(tier.priced),
        count(tier.comparable),
        money(tier.cpe.map(|cpe| cpe.median)),
        money(tier.cpe.map(|cpe| cpe.q1)),
        money(tier.cpe.map(|cpe| cpe.q3)),
        rate,
        money(tier.price.map(|price| price.median)),
    ]
}
