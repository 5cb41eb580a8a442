//! Why unlike groups look different: which platform or niche the tiers differ in most.

use std::collections::BTreeMap;

use super::matched::{Level, PARTS, Pair};
use super::measure::Measure;
use crate::roster::{Field, Roster, display};

/// A difference in the mix of the tiers that moves the unmatched ratio away from the matched one.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    small: f64,
    big: f64,
    /// How much dearer the stratum is, as a logarithm, summed over rows.
    level: f64,
    rows: f64,
}

/// What differs most between the mixes of the tiers and moves the ratio the way it moved, in words:
/// `because 67% of the mega but 12% of the micro here are on YouTube, where everything costs more`.
pub fn reason(
    roster: &Roster,
    pairs: &[Pair],
    level: Level,
    logs: (f64, f64),
    names: (&str, &str),
    measure: Measure,
) -> Option<String> {
    let (raw, matched) = logs;
    let mut best: Option<(f64, String)> = None;
    for (at, field) in PARTS
        .iter()
        .enumerate()
        .filter(|(at, _)| level.looks_at(*at))
    {
        for (code, share) in shares(pairs, at, matched) {
            // What the share of the tiers in it does to the ratio.
            let moved = (share.small - share.big) * share.level;
            let known = (share.small - share.big).abs() > UNLIKE && share.level.abs() > LEVEL;
            if !known || moved * (raw - matched) <= 0.0 {
                continue;
            }
            // Of two values that tell the same, as the only two platforms do, the one of the big tier.
            let ties = if share.big > share.small { TIES } else { 0.0 };
            let weight = moved.abs() * (1.0 + ties);
            if best.as_ref().is_some_and(|(most, _)| *most >= weight) {
                continue;
            }
            let Some(value) = name(roster, *field, code) else {
                continue;
            };
            best = Some((weight, words(*field, &value, share, names, measure)));
        }
    }
    best.map(|(_, words)| words)
}

/// Shares that differ by more than this, and levels by more than 10 %, are worth a word.
const UNLIKE: f64 = 0.2;
const LEVEL: f64 = 0.1;
/// Below this part of itself a difference is rounding.
const TIES: f64 = 1e-9;

/// The shares of both tiers in each value of a part of the strata, and how dear it is.
fn shares(pairs: &[Pair], part: usize, matched: f64) -> BTreeMap<u32, Share> {
    let (mut small, mut big, mut level, mut rows) = (0.0, 0.0, 0.0, 0.0);
    let mut shares: BTreeMap<u32, Share> = BTreeMap::new();
    for pair in pairs {
        let (a, b) = (pair.small.logs, pair.big.logs);
        let n = (a.n + b.n) as f64;
        if n == 0.0 {
            continue;
        }
        // The mean of the stratum as if all of it were of the big tier.
        let own = a.n as f64 * (a.mean - matched) + b.n as f64 * b.mean;
        let share = shares.entry(pair.key[part]).or_default();
        share.small += a.n as f64;
        share.big += b.n as f64;
        share.level += own;
        share.rows += n;
        small += a.n as f64;
        big += b.n as f64;
        level += own;
        rows += n;
    }
    for share in shares.values_mut() {
        let others = rows - share.rows;
        let elsewhere = if others > 0.0 {
            (level - share.level) / others
        } else {
            f64::NAN
        };
        share.level = share.level / share.rows - elsewhere;
        share.small /= small;
        share.big /= big;
    }
    shares
}

fn name(roster: &Roster, field: Field, code: u32) -> Option<String> {
    let dictionary = roster.dictionary(field);
    match field {
        Field::Niche => dictionary.words().get(code as usize).cloned(),
        _ => Some(dictionary.texts(code).collect::<Vec<_>>().join(" + ")),
    }
    .filter(|name| !name.is_empty())
}

fn words(field: Field, value: &str, share: Share, names: (&str, &str), measure: Measure) -> String {
    let (small, big) = names;
    let percent = |share: f64| format!("{:.0}%", 100.0 * share);
    let more = if share.big > share.small {
        format!(
            "{} of the {big} but {} of the {small}",
            percent(share.big),
            percent(share.small)
        )
    } else {
        format!(
            "{} of the {small} but {} of the {big}",
            percent(share.small),
            percent(share.big)
        )
    };
    let place = match field {
        Field::Platform => format!("on {value}"),
        Field::Niche => format!("in {value}"),
        _ => format!("priced for {} {value}", display::article(value)),
    };
    let dear = match (measure, share.level > 0.0) {
        (Measure::EngagementRate, true) => "where rates are lower",
        (Measure::EngagementRate, false) => "where rates are higher",
        (_, true) => "where everything costs more",
        (_, false) => "where everything costs less",
    };
    format!("because {more} here are {place}, {dear}")
}

/// Whether a share of some platform differs by more than 20 points between the tiers.
pub fn platforms_differ(pairs: &[Pair]) -> bool {
    let unlike = |share: &Share| (share.small - share.big).abs() > UNLIKE;
    shares(pairs, 0, 0.0).values().any(unlike)
}
