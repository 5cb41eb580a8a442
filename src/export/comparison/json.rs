//! A comparison as JSON: plain numbers, an endless one as `"inf"`, unknown as null.

use serde_json::{Map, Value, json};

use crate::analysis::compare::caveats::name;
use crate::analysis::compare::growth::Line;
use crate::analysis::compare::matched::{Matched, Stratum};
use crate::analysis::compare::raw::Raw;
use crate::analysis::compare::sensitivity::Sensitivity;
use crate::analysis::compare::verdict::Reading;
use crate::analysis::compare::{Comparison, Estimate, Groups, Interval, TierSummary, sentence};
use crate::analysis::stats::Quartiles;
use crate::export::columns::json_number;
use crate::roster::Roster;

/// The comparison over the rows that match a filter.
pub fn to_json(roster: &Roster, comparison: &Comparison, filter: &str) -> Value {
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
        summary.insert(tier.name.clone(), tier_summary(comparison, tier));
    }
    let subject = comparison.subject();
    let excluded: Map<String, Value> = comparison
        .excluded
        .iter()
        .map(|(reason, count)| (reason.id().to_owned(), json!(count)))
        .collect();
    let verdict = &comparison.verdict;
    let says = |reading: Reading| said(comparison, reading);
    json!({
        "schema": 1,
        "tiers": {"preset": roster.tiers().preset_name(), "bounds": bounds},
        "where": filter,
        "small": subject.small.name,
        "big": subject.big.name,
        "metric": subject.measure.field().spec().id,
        "currency": comparison.currency.code(),
        "counts": counts,
        "summary": summary,
        "raw": comparison.raw.as_ref().map(raw),
        "matched": comparison.matched.as_ref().map(matched),
        "superiority": comparison.superiority.as_ref().map(|found| json!({
            "a": found.share,
            "low": found.shown.low,
            "high": found.shown.high,
            "newcombe": {"low": found.newcombe.low, "high": found.newcombe.high},
        })),
        "verdict": {
            "state": verdict.state.id(),
            "strength": verdict.strength.id(),
            "matched": verdict.matched,
            "says": says(Reading { state: verdict.state, side: verdict.side, matched: verdict.matched }),
            "sentence": verdict.sentence,
        },
        "caveats": comparison.caveats,
        "notes": comparison.notes,
        "leave_one_out": comparison.sensitivity.as_ref().map(|found| leave_one_out(roster, comparison, found)),
        "tier_cuts": comparison.sensitivity.as_ref().map(|found| tier_cuts(comparison, found)),
        "scaling": comparison.scaling.as_ref().map(|scaling| json!({
            "n": scaling.price.n,
            "price": line(&scaling.price),
            "engagements": line(&scaling.engagements),
        })),
        "trend": comparison.trend.as_ref().map(|trend| json!({
            "n": trend.n,
            "ratio": json_number(trend.ratio),
            "low": json_number(trend.interval.low),
            "high": json_number(trend.interval.high),
        })),
        "by": comparison.groups.as_ref().map(|found| groups(comparison, found)),
        "excluded": excluded,
    })
}

fn said(comparison: &Comparison, reading: Reading) -> String {
    let subject = comparison.subject();
    sentence::short(
        reading,
        &subject.small.name,
        &subject.big.name,
        subject.measure,
    )
}

fn tier_summary(comparison: &Comparison, tier: &TierSummary) -> Value {
    let measure = comparison.pairing.measure.field().spec().id;
    let mut summary = Map::new();
    for (id, figures) in [
        ("cpe", tier.cpe),
        ("engagement_rate", tier.engagement_rate),
        ("price", tier.price),
        (measure, tier.value),
    ] {
        summary.insert(id.to_owned(), quartiles(figures));
    }
    Value::Object(summary)
}

fn quartiles(quartiles: Option<Quartiles>) -> Value {
    quartiles.map_or_else(
        || json!({"n": 0, "median": null, "q1": null, "q3": null}),
        |quartiles| json!({"n": quartiles.n, "median": json_number(quartiles.median), "q1": json_number(quartiles.q1), "q3": json_number(quartiles.q3)}),
    )
}

fn low(interval: Option<Interval>) -> Option<Value> {
    interval.map(|interval| json_number(interval.low))
}

fn high(interval: Option<Interval>) -> Option<Value> {
    interval.map(|interval| json_number(interval.high))
}

fn estimate(estimate: Estimate) -> Value {
    json!({
        "ratio": json_number(estimate.ratio),
        "low": low(estimate.interval),
        "high": high(estimate.interval),
    })
}

fn raw(raw: &Raw) -> Value {
    json!({
        "ratio": raw.typical.map(|typical| json_number(typical.ratio)),
        "low": low(raw.shown),
        "high": high(raw.shown),
        "typical": raw.typical.map(estimate),
        "hodges_lehmann": estimate(raw.hodges_lehmann),
        "pooled": raw.pooled.map(|pooled| json!({
            "ratio": json_number(pooled.ratio),
            "low": low(pooled.interval),
            "high": high(pooled.interval),
            "small": json_number(pooled.small),
            "big": json_number(pooled.big),
            "largest_share_of_small": json_number(pooled.largest_share),
        })),
        "median_ratio": json_number(raw.median_ratio),
    })
}

fn matched(matched: &Matched) -> Value {
    let stratum = |stratum: &Stratum| {
        json!({
            "stratum": stratum.name,
            "n_small": stratum.small,
            "n_big": stratum.big,
            "ratio": stratum.estimate.map(|estimate| json_number(estimate.ratio)),
            "low": low(stratum.estimate.and_then(|estimate| estimate.interval)),
            "high": high(stratum.estimate.and_then(|estimate| estimate.interval)),
        })
    };
    json!({
        "level": matched.level.words(),
        "ratio": json_number(matched.estimate.ratio),
        "low": low(matched.estimate.interval),
        "high": high(matched.estimate.interval),
        "se": matched.fit.error,
        "df": matched.fit.degrees(),
        "n_small": matched.fit.small,
        "n_big": matched.fit.big,
        "big_on_support": matched.big_on_support,
        "swapped": json_number(matched.swapped),
        "mantel_haenszel": matched.mantel_haenszel.map(json_number),
        "strata": matched.strata.iter().map(stratum).collect::<Vec<_>>(),
    })
}

fn leave_one_out(roster: &Roster, comparison: &Comparison, found: &Sensitivity) -> Value {
    let without = &found.without;
    let changes = without.changes.iter().map(|(row, reading)| {
        json!({"without": name(roster, *row), "state": reading.state.id(), "says": said(comparison, *reading)})
    });
    let end = |end: Option<(f64, u32)>| end.map(|(ratio, _)| json_number(ratio));
    let whom = |end: Option<(f64, u32)>| end.map(|(_, row)| name(roster, row));
    json!({
        "tried": without.tried,
        "ratio": json_number(without.ratio),
        "lowest": end(without.lowest),
        "lowest_without": whom(without.lowest),
        "highest": end(without.highest),
        "highest_without": whom(without.highest),
        "verdict_changes_without": changes.collect::<Vec<_>>(),
    })
}

fn tier_cuts(comparison: &Comparison, found: &Sensitivity) -> Vec<Value> {
    let cuts = found.cuts.iter().map(|cut| {
        json!({
            "tiers": cut.name,
            "n_small": cut.small,
            "n_big": cut.big,
            "raw": cut.typical.map(json_number),
            "matched": cut.matched.map(json_number),
            "state": cut.reading.state.id(),
            "says": said(comparison, cut.reading),
        })
    });
    cuts.collect()
}

fn line(line: &Line) -> Value {
    let interval = line.interval();
    json!({
        "power": json_number(line.power()),
        "tenfold": json_number(line.tenfold()),
        "low": json_number(interval.low),
        "high": json_number(interval.high),
    })
}

fn groups(comparison: &Comparison, found: &Groups) -> Value {
    let subject = comparison.subject();
    let (small, big) = (&subject.small.name, &subject.big.name);
    let rows = found.groups.iter().map(|group| {
        json!({
            "value": group.name,
            "n_small": group.small,
            "n_big": group.big,
            "ratio": group.estimate.map(|estimate| json_number(estimate.ratio)),
            "low": low(group.interval()),
            "high": high(group.interval()),
            "matched_on": group.level.map(|level| level.words()),
            "p_holm": group.p,
            "clear": group.clear,
            "says": sentence::said(group, small, big, subject.measure),
        })
    });
    json!({
        "field": found.field.spec().id,
        "compared": found.compared,
        "rows": rows.collect::<Vec<_>>(),
    })
}
