//! Every figure against reference vectors that an independent implementation computed, to a relative
//! 1e-6. The roster is made up; its rows trip the edges: tier bounds, zero engagement, gifts, euros.

use std::ops::ControlFlow;

use serde_json::Value;
use tastemaker::analysis::compare::hodges_lehmann::limit_rank;
use tastemaker::analysis::compare::matched::Stratum;
use tastemaker::analysis::compare::verdict::{Side, State};
use tastemaker::analysis::compare::{self, Comparison, Estimate, Interval, Measure, Pairing};
use tastemaker::analysis::price_model;
use tastemaker::analysis::{cost, stats};
use tastemaker::import::{Event, Options, Source, read};
use tastemaker::roster::{Currency, Field, Influencer, Roster, RowSet, TierSet};

fn golden() -> Value {
    serde_json::from_str(include_str!("golden/golden.json")).expect("the vectors are JSON")
}

fn roster() -> Roster {
    let roster = read_csv(include_str!("golden/roster.csv"));
    assert_eq!(roster.len(), 43);
    roster
}

fn read_csv(text: &str) -> Roster {
    let source = Source::Bytes {
        name: "roster.csv".into(),
        bytes: text.as_bytes().to_vec(),
    };
    let mut roster = Roster::new(TierSet::default(), Currency::USD);
    read(&[source], &Options::default(), &mut |event| {
        if let Event::Rows { rows, .. } = event {
            let mut segment = roster.absorb(*rows);
            cost::complete(&roster, &mut segment);
            roster.push(segment);
        }
        ControlFlow::Continue(())
    });
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
        same(
            cost::cost_per_view(&influencer),
            &expected["cpv"],
            &format!("{key} cpv"),
        );
        let real = cost::real_costs(&influencer);
        let per_follower = real.and_then(|real| real.per_1k_followers);
        same(
            per_follower,
            &expected["per_1k_real"],
            &format!("{key} per 1k real"),
        );
        let highest = real
            .and_then(|real| real.per_engagement)
            .map(|(_, high)| high);
        same(highest, &expected["cpae_high"], &format!("{key} highest"));
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

/// Micro against mega by cost per engagement.
const PAIRING: Pairing = Pairing {
    small: 1,
    big: 3,
    measure: Measure::Cpe,
    by: None,
};

fn compared(roster: &Roster, rows: &RowSet) -> Comparison {
    compare::compare(roster, rows, PAIRING, &price_model::findings(roster))
}

fn all(roster: &Roster) -> Comparison {
    compared(roster, &RowSet::all(roster))
}

#[test]
fn tiers_are_counted_as_in_the_vectors() {
    let comparison = all(&roster());
    let golden = golden();
    for (place, name) in [(0, "below"), (1, "micro"), (2, "macro"), (3, "mega")] {
        assert_eq!(
            Some(comparison.tiers[place].rows as u64),
            golden["tier_counts"][name].as_u64(),
            "{name}"
        );
    }
}

/// An estimate, its limits under the names of the vectors.
fn same_estimate(found: Estimate, expected: &Value, what: &str) {
    same(Some(found.ratio), &expected["ratio"], what);
    same(
        found.interval.map(|interval| interval.low),
        &expected["lo"],
        what,
    );
    same(
        found.interval.map(|interval| interval.high),
        &expected["hi"],
        what,
    );
}

fn same_range(found: Option<Interval>, expected: &Value, what: &str) {
    same(found.map(|interval| interval.low), &expected[0], what);
    same(found.map(|interval| interval.high), &expected[1], what);
}

fn check(comparison: &Comparison, expected: &Value, what: &str) {
    let (small, big) = (&comparison.tiers[1], &comparison.tiers[3]);
    for (found, name) in [
        (small.comparable, "n_micro"),
        (big.comparable, "n_mega"),
        (small.zero_engagement, "zero_engagement_micro"),
        (big.zero_engagement, "zero_engagement_mega"),
    ] {
        assert_eq!(Some(found as u64), expected[name].as_u64(), "{what} {name}");
    }
    let Some(raw) = &comparison.raw else {
        assert_eq!(expected["verdict"], "no comparison", "{what}");
        assert_eq!(comparison.verdict.state, State::NoComparison, "{what}");
        return;
    };
    match raw.typical {
        Some(typical) => same_estimate(typical, &expected["typical"], what),
        None => assert_eq!(expected["typical"], Value::Null, "{what}"),
    }
    same_estimate(raw.hodges_lehmann, &expected["hl"], what);
    same_range(raw.shown, &expected["shown_ci"], what);
    match raw.pooled {
        Some(pooled) => {
            same(Some(pooled.ratio), &expected["pooled_ratio"], what);
            same(Some(pooled.small), &expected["pooled_cpe_micro"], what);
            same(Some(pooled.big), &expected["pooled_cpe_mega"], what);
            same(
                Some(pooled.largest_share),
                &expected["largest_cost_share_micro"],
                what,
            );
        }
        None => panic!("{what}: nothing pooled"),
    }
    same(Some(raw.median_ratio), &expected["median_ratio"], what);
    let superiority = comparison.superiority.expect("both tiers have rows");
    same(Some(superiority.share), &expected["superiority"]["A"], what);
    same(
        Some(superiority.newcombe.low),
        &expected["superiority"]["lo"],
        what,
    );
    same(
        Some(superiority.newcombe.high),
        &expected["superiority"]["hi"],
        what,
    );
    for (tier, name) in [(small, "median_cpe_micro"), (big, "median_cpe_mega")] {
        same(tier.cpe.map(|cpe| cpe.median), &expected[name], what);
    }
}

/// The matched part and the verdict, where the vectors were made with the strata that are chosen.
fn check_matched(comparison: &Comparison, expected: &Value, what: &str) {
    let verdict = expected["verdict"].as_str().expect("a verdict");
    assert_eq!(said(comparison), words(verdict), "{what}: {verdict}");
    let Some(matched) = &comparison.matched else {
        assert_eq!(expected["matched"], Value::Null, "{what}");
        return;
    };
    let fit = &expected["matched"];
    same_estimate(matched.estimate, fit, what);
    same(matched.fit.error, &fit["se"], what);
    same(Some(matched.fit.log_ratio), &fit["log_ratio"], what);
    assert_eq!(
        Some(matched.fit.degrees() as u64),
        fit["df"].as_u64(),
        "{what}"
    );
    assert_eq!(
        Some(matched.fit.small as u64),
        fit["n_micro"].as_u64(),
        "{what}"
    );
    assert_eq!(
        Some(matched.fit.big as u64),
        fit["n_mega"].as_u64(),
        "{what}"
    );
    same(Some(matched.big_on_support), &fit["mega_on_support"], what);
    same(Some(matched.swapped), &expected["matched_swap_megas"], what);
    same(matched.mantel_haenszel, &expected["mantel_haenszel"], what);
    let strata = expected["strata"].as_array().expect("strata");
    assert_eq!(matched.strata.len(), strata.len(), "{what}");
    for stratum in strata {
        let count = |name: &str| stratum[name].as_u64().expect("a count") as usize;
        let of_counts = |found: &&Stratum| {
            (found.small, found.big) == (count("n_micro"), count("n_mega"))
                && match (found.estimate, number(&stratum["ratio"])) {
                    (Some(found), Some(ratio)) => (found.ratio / ratio - 1.0).abs() < 1e-6,
                    (found, ratio) => found.is_none() && ratio.is_none(),
                }
        };
        assert!(
            matched.strata.iter().any(|found| of_counts(&found)),
            "{what}: {stratum}"
        );
    }
}

/// State, side and whether matched, by the words of the vectors.
fn words(verdict: &str) -> (State, Side, bool) {
    if verdict == "no comparison" || verdict.starts_with("not enough data") {
        let state = if verdict == "no comparison" {
            State::NoComparison
        } else {
            State::NotEnoughData
        };
        return (state, Side::Open, false);
    }
    let (verdict, matched) = match verdict.strip_suffix(" (not matched)") {
        Some(verdict) => (verdict, false),
        None => (verdict, true),
    };
    let (kind, side) = verdict.split_once(": ").unwrap_or(("", verdict));
    let side = match side {
        "micro cheaper" => Side::Small,
        "mega cheaper" => Side::Big,
        "about the same" => Side::Same,
        "too close to call" => Side::Open,
        other => panic!("{other}"),
    };
    let state = match (kind, side) {
        ("reverses after matching", _) => State::ReversesAfterMatching,
        ("gap explained by mix", _) => State::ExplainedByMix,
        (_, Side::Small) => State::SmallCheaper,
        (_, Side::Big) => State::BigCheaper,
        (_, Side::Same) => State::AboutTheSame,
        (_, Side::Open) => State::TooClose,
    };
    (state, side, matched)
}

fn said(comparison: &Comparison) -> (State, Side, bool) {
    let verdict = &comparison.verdict;
    (verdict.state, verdict.side, verdict.matched)
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
        check(&compared(&roster, &rows), &golden[name], name);
    }
}

#[test]
fn like_is_compared_with_like_as_in_the_vectors() {
    let golden = golden();
    let text = include_str!("golden/roster.csv");
    let whole = all(&roster());
    check_matched(
        &whole,
        &golden["compare_all_by_platform_niche"],
        "platform and niche",
    );
    let level = |comparison: &Comparison| {
        comparison
            .matched
            .as_ref()
            .map(|matched| matched.level.words())
    };
    assert_eq!(level(&whole).as_deref(), Some("platform and niche"));
    // A roster without niches.
    let by_platform = all(&read_csv(&text.replacen("niche", "zzz", 1)));
    assert_eq!(level(&by_platform).as_deref(), Some("platform"));
    check(&by_platform, &golden["compare_all_by_platform"], "platform");
    check_matched(&by_platform, &golden["compare_all_by_platform"], "platform");
    let without: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("c15,"))
        .collect();
    let without = all(&read_csv(&without.join("\n")));
    check(&without, &golden["compare_all_without_c15"], "without c15");
    check_matched(&without, &golden["compare_all_without_c15"], "without c15");
}

#[test]
fn what_a_verdict_hangs_on_is_that_of_the_vectors() {
    let roster = roster();
    let golden = golden();
    let comparison = all(&roster);
    let sensitivity = comparison.sensitivity.as_ref().expect("enough rows");
    let expected = &golden["leave_one_out_platform_niche"];
    let without = &sensitivity.without;
    let id = |row: u32| {
        let influencer = roster.influencer(row);
        let at = roster
            .extra_headers()
            .iter()
            .position(|header| header == "id");
        let platform = influencer.word(Field::Platform).to_lowercase();
        format!(
            "{}@{platform}",
            influencer.extra(at.expect("the id is kept"))
        )
    };
    same(Some(without.ratio), &expected["matched"], "matched");
    for (found, name) in [(without.lowest, "lowest"), (without.highest, "highest")] {
        let (ratio, row) = found.expect("an end");
        same(Some(ratio), &expected[name], name);
        assert_eq!(expected[format!("{name}_without")], id(row).as_str());
    }
    let changes: Vec<String> = without.changes.iter().map(|(row, _)| id(*row)).collect();
    assert_eq!(
        expected["verdict_changes_without"],
        serde_json::json!(changes)
    );

    let cuts = golden["sensitivity_tier_cuts"]
        .as_object()
        .expect("by name");
    assert_eq!(sensitivity.cuts.len(), cuts.len());
    for (cut, name) in sensitivity.cuts.iter().zip([
        "micro 1k-100k, mega 1M+",
        "micro 10k-100k, mega 1M+",
        "micro 1k-50k, mega 1M+",
        "micro 1k-100k, mega 500k+",
    ]) {
        let expected = &cuts[name];
        assert_eq!(
            cut.name
                .replace("from 1M", "1M+")
                .replace("from 500k", "500k+"),
            name
        );
        assert_eq!(
            Some(cut.small as u64),
            expected["n_micro"].as_u64(),
            "{name}"
        );
        assert_eq!(Some(cut.big as u64), expected["n_mega"].as_u64(), "{name}");
        same(cut.typical, &expected["typical"], name);
        same(cut.matched, &expected["matched"], name);
        let verdict = words(expected["verdict"].as_str().expect("a verdict"));
        assert_eq!(
            (cut.reading.state, cut.reading.side, cut.reading.matched),
            verdict,
            "{name}"
        );
    }
}

/// A roster of plain costs: each a price of a thousand engagements, or of none.
fn costs(input: &Value) -> Roster {
    let mut text = "Handle,Platform,Niche,Followers,Likes,Comments,Price\n".to_owned();
    for (at, row) in input.as_array().expect("rows").iter().enumerate() {
        let stratum = row[0].as_str().expect("a stratum");
        let followers = match row[1].as_str() {
            Some("micro") => 5_000,
            _ => 2_000_000,
        };
        let (price, engaged) = match number(&row[2]).expect("a cost") {
            cost if cost.is_infinite() => (1_000.0, "0,0"),
            cost => (1_000.0 * cost, "900,100"),
        };
        text += &format!("made{at},Instagram,zz{stratum},{followers},{engaged},{price}\n");
    }
    read_csv(&text)
}

#[test]
fn plain_costs_give_the_estimates_and_verdicts_of_the_vectors() {
    let golden = golden();
    for (name, vector) in golden["vectors"].as_object().expect("by name") {
        let comparison = all(&costs(&vector["input"]));
        let expected = &vector["expect"];
        check(&comparison, expected, name);
        if name == "infinite_both" {
            // More than one in ten without any engagement: means would flatter, ranks decide.
            assert_eq!(said(&comparison), (State::TooClose, Side::Open, false));
            assert!(comparison.verdict.sentence.contains("by ranks"));
            continue;
        }
        check_matched(&comparison, expected, name);
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
        let k_found = limit_rank(m.parse().expect("m"), n.parse().expect("n"));
        assert_eq!(Some(k_found as u64), k.as_u64(), "{sizes}");
    }
}
