//! Every figure against reference vectors that an independent implementation computed, to a relative
//! 1e-6. The roster is made up; its rows trip the edges: tier bounds, zero engagement, gifts, euros.

use std::ops::ControlFlow;

use serde_json::Value;
use tastemaker::analysis::compare::{self, Comparison, ratio};
use tastemaker::analysis::price_model;
use tastemaker::analysis::{cost, stats};
use tastemaker::import::{Event, Options, Source, read};
use tastemaker::roster::{Currency, Field, Influencer, Roster, RowSet, TierSet};

fn golden() -> Value {
    serde_json::from_str(include_str!("golden/golden.json")).expect("the vectors are JSON")
}

fn roster() -> Roster {
    let source = Source::Bytes {
        name: "roster.csv".into(),
        bytes: include_bytes!("golden/roster.csv").to_vec(),
    };
    let mut roster = Roster::new(TierSet::default(), Currency::USD);
    let report = read(&[source], &Options::default(), &mut |event| {
        if let Event::Rows { rows, .. } = event {
            let mut segment = roster.absorb(*rows);
            cost::complete(&roster, &mut segment);
            roster.push(segment);
        }
        ControlFlow::Continue(())
    });
    assert_eq!(report.files[0].rows.found, 44);
    assert_eq!(report.files[0].rows.left_out, 1);
    roster
}

/// `"inf"` is endless, null is unknown.
fn number(value: &Value) -> Option<f64> {
    match value.as_str() {
        Some("inf") => Some(f64::INFINITY),
        _ => value.as_f64(),
    }
}

fn same(found: Option<f64>, expected: &Value, what: &str) {
    match (found, number(expected)) {
        (None, None) => {}
        (Some(found), Some(expected)) => assert!(
            found == expected || (found - expected).abs() <= 1e-6 * expected.abs(),
            "{what}: {found} for {expected}"
        ),
        (found, expected) => panic!("{what}: {found:?} for {expected:?}"),
    }
}

/// The vectors name rows by an id that the importer keeps among the columns it has no use for.
fn find<'a>(roster: &'a Roster, key: &str) -> Influencer<'a> {
    let (id, platform) = key.split_once('@').expect("id@platform");
    let at = roster
        .extra_headers()
        .iter()
        .position(|header| header == "id")
        .expect("the id is kept");
    (0..roster.len() as u32)
        .map(|row| roster.influencer(row))
        .find(|influencer| {
            influencer.extra(at) == id
                && influencer.word(Field::Platform).to_lowercase() == platform
        })
        .unwrap_or_else(|| panic!("{key} is in the roster"))
}

#[test]
fn every_row_has_the_engagements_tier_and_costs_of_the_vectors() {
    let roster = roster();
    let golden = golden();
    let creators = golden["creators"].as_object().expect("rows by key");
    assert_eq!(creators.len(), roster.len());
    for (key, expected) in creators {
        let influencer = find(&roster, key);
        let tier = match influencer.word(Field::Tier) {
            "nano" => "below",
            tier => tier,
        };
        assert_eq!(tier, expected["tier"].as_str().unwrap_or(""), "{key}");
        for (field, name) in [
            (Field::Engagements, "E"),
            (Field::Cpe, "cpe"),
            (Field::Cpm, "cpm"),
            (Field::CostPer1k, "per_1k"),
        ] {
            same(
                influencer.number(field),
                &expected[name],
                &format!("{key} {name}"),
            );
        }
        let flags = expected["flags"].as_array().expect("flags");
        let disagrees = flags
            .iter()
            .any(|flag| flag == "rate disagrees with counts");
        assert_eq!(
            cost::flags(&influencer).contains(&cost::Flag::RateDisagrees),
            disagrees,
            "{key}"
        );
    }
}

#[test]
fn tiers_are_counted_as_in_the_vectors() {
    let roster = roster();
    let golden = golden();
    let comparison = compare::compare(
        &roster,
        &RowSet::all(&roster),
        1,
        3,
        &price_model::findings(&roster),
    );
    for (place, name) in [(0, "below"), (1, "micro"), (2, "macro"), (3, "mega")] {
        assert_eq!(
            Some(comparison.tiers[place].rows as u64),
            golden["tier_counts"][name].as_u64(),
            "{name}"
        );
    }
}

fn check(comparison: &Comparison, expected: &Value, what: &str) {
    let (small, big) = (&comparison.tiers[1], &comparison.tiers[3]);
    assert_eq!(
        Some(small.comparable as u64),
        expected["n_micro"].as_u64(),
        "{what}"
    );
    assert_eq!(
        Some(big.comparable as u64),
        expected["n_mega"].as_u64(),
        "{what}"
    );
    assert_eq!(
        Some(small.zero_engagement as u64),
        expected["zero_engagement_micro"].as_u64(),
        "{what}"
    );
    let Some(raw) = &comparison.raw else {
        assert_eq!(expected["verdict"], "no comparison", "{what}");
        return;
    };
    let typical = raw.typical.as_ref();
    let interval = typical.and_then(|typical| typical.interval);
    same(
        typical.map(|typical| typical.ratio),
        &expected["typical"]["ratio"],
        what,
    );
    same(
        interval.map(|interval| interval.low),
        &expected["typical"]["lo"],
        what,
    );
    same(
        interval.map(|interval| interval.high),
        &expected["typical"]["hi"],
        what,
    );
    let hl = &raw.hodges_lehmann;
    same(Some(hl.ratio), &expected["hl"]["ratio"], what);
    same(
        hl.interval.map(|interval| interval.low),
        &expected["hl"]["lo"],
        what,
    );
    same(
        hl.interval.map(|interval| interval.high),
        &expected["hl"]["hi"],
        what,
    );
    same(
        raw.shown.map(|shown| shown.low),
        &expected["shown_ci"][0],
        what,
    );
    same(
        raw.shown.map(|shown| shown.high),
        &expected["shown_ci"][1],
        what,
    );
    same(raw.pooled, &expected["pooled_ratio"], what);
    same(Some(raw.median_ratio), &expected["median_ratio"], what);
    same(
        small.cpe.map(|cpe| cpe.median),
        &expected["median_cpe_micro"],
        what,
    );
    same(
        big.cpe.map(|cpe| cpe.median),
        &expected["median_cpe_mega"],
        what,
    );
}

#[test]
fn comparisons_are_those_of_the_vectors() {
    let roster = roster();
    let golden = golden();
    for (name, platform, niche) in [
        ("compare_all_by_platform_niche", "", ""),
        ("compare_instagram", "Instagram", ""),
        ("compare_tiktok", "TikTok", ""),
        ("compare_youtube", "YouTube", ""),
        ("compare_youtube_beauty", "YouTube", "beauty"),
        ("compare_instagram_fitness", "Instagram", "fitness"),
    ] {
        let rows = RowSet::from_fn(&roster, |row| {
            let influencer = roster.influencer(row);
            (platform.is_empty() || influencer.word(Field::Platform) == platform)
                && (niche.is_empty() || influencer.word(Field::Niche) == niche)
        });
        check(
            &compare::compare(&roster, &rows, 1, 3, &price_model::findings(&roster)),
            &golden[name],
            name,
        );
    }
}

#[test]
fn quantiles_and_ranks_are_those_of_the_vectors() {
    let golden = golden();
    for (degrees, value) in golden["t_quantile_975"].as_object().expect("by degrees") {
        same(
            stats::t_975(degrees.parse().expect("a number")),
            value,
            degrees,
        );
    }
    for (sizes, k) in golden["mw_k"].as_object().expect("by sizes") {
        let (m, n) = sizes.split_once(',').expect("m,n");
        let k_found = ratio::limit_rank(m.parse().expect("m"), n.parse().expect("n"));
        assert_eq!(Some(k_found as u64), k.as_u64(), "{sizes}");
    }
}
