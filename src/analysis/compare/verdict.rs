//! What the comparison says: a state, how sure it is, and one sentence in plain words.

use super::ratio::{Interval, RawRatio};
use super::summary::{Gathered, TierSummary};
use crate::analysis::price_model::Finding;
use crate::roster::{Field, display};

/// What can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// One of the tiers is empty.
    NoComparison,
    /// One or two in a tier: no ratio, no verdict.
    NotEnoughData,
    SmallCheaper,
    BigCheaper,
    /// The whole range is within 0.80 to 1.25.
    AboutTheSame,
    TooClose,
}

impl State {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            State::NoComparison => "no_comparison",
            State::NotEnoughData => "not_enough_data",
            State::SmallCheaper => "small_cheaper",
            State::BigCheaper => "big_cheaper",
            State::AboutTheSame => "about_the_same",
            State::TooClose => "too_close",
        }
    }
}

/// How much the verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Three or four in the smaller tier.
    VeryRough,
    Normal,
}

impl Strength {
    pub fn id(self) -> &'static str {
        match self {
            Strength::VeryRough => "very_rough",
            Strength::Normal => "normal",
        }
    }
}

/// The verdict with its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub state: State,
    pub strength: Strength,
    /// Like was compared with like on platform and niche.
    pub matched: bool,
    pub sentence: String,
}

/// Limits within which a difference is of no account.
const SAME: (f64, f64) = (0.80, 1.25);
const ROUNDING: f64 = 1e-9;

/// A tier with more than this share of rows without engagement has no geometric mean worth showing.
const MOST_ZEROS: f64 = 0.1;

/// The verdict on two tiers.
pub fn verdict(small: &TierSummary, big: &TierSummary, raw: Option<&RawRatio>) -> Verdict {
    let engaged = |tier: &TierSummary| tier.comparable - tier.zero_engagement;
    let fewest = engaged(small).min(engaged(big));
    let strength = if fewest < 5 {
        Strength::VeryRough
    } else {
        Strength::Normal
    };
    let of = |state, sentence| Verdict {
        state,
        strength,
        matched: false,
        sentence,
    };
    let n = counts(small, big);
    let Some(raw) = raw else {
        let empty = if small.comparable == 0 { small } else { big };
        let why = if empty.rows == 0 {
            format!("there is no {} in this selection", empty.name)
        } else {
            format!(
                "none of the {} in this selection has both a price and engagements ({} rows)",
                empty.name, empty.rows
            )
        };
        return of(State::NoComparison, format!("No comparison: {why}."));
    };
    let (Some(shown), Some(typical)) = (raw.shown, raw.typical) else {
        let sentence = format!(
            "Too few to compare: {n} with price and engagement. A ratio needs at least 3 on each side."
        );
        return of(State::NotEnoughData, sentence);
    };
    // Many costs without any engagement: the mean of the rest would flatter the tier.
    let zeros =
        |tier: &TierSummary| tier.zero_engagement as f64 > MOST_ZEROS * tier.comparable as f64;
    let ratio = if zeros(small) || zeros(big) {
        raw.hodges_lehmann.ratio
    } else {
        typical.ratio
    };
    let state = state(shown);
    let range = format!(
        "95% range {} to {}",
        display::ratio(shown.low),
        display::ratio(shown.high)
    );
    let (small_name, big_name) = (&small.name, &big.name);
    let rough = match strength {
        Strength::VeryRough => "Very rough: ",
        Strength::Normal => "",
    };
    let a = if rough.is_empty() { "A" } else { "a" };
    let tail = format!("({range}; {n}; not matched on platform and niche)");
    let sentence = match state {
        State::SmallCheaper => format!(
            "{rough}{a} {small_name} costs about {} times a {big_name} per engagement, {} less {tail}.",
            display::ratio(ratio),
            percent_less(ratio)
        ),
        State::BigCheaper => format!(
            "{rough}{a} {small_name} costs about {} times a {big_name} per engagement, so the {big_name} buys more {tail}.",
            display::ratio(ratio)
        ),
        State::AboutTheSame => format!(
            "{rough}{a} {small_name} and a {big_name} cost about the same per engagement, about {} times {tail}.",
            display::ratio(ratio)
        ),
        _ => format!(
            "{rough}{}oo close to call: a {small_name} costs about {} times a {big_name} per engagement {tail}.",
            if rough.is_empty() { "T" } else { "t" },
            display::ratio(ratio)
        ),
    };
    of(state, sentence)
}

fn state(shown: Interval) -> State {
    if shown.high < 1.0 - ROUNDING {
        State::SmallCheaper
    } else if shown.low > 1.0 + ROUNDING {
        State::BigCheaper
    } else if shown.low >= SAME.0 && shown.high <= SAME.1 {
        State::AboutTheSame
    } else {
        State::TooClose
    }
}

fn percent_less(ratio: f64) -> String {
    format!("{:.0}%", ((1.0 - ratio) * 100.0).clamp(0.0, 100.0))
}

/// `18 micro, 8 mega`
fn counts(small: &TierSummary, big: &TierSummary) -> String {
    format!(
        "{} {}, {} {}",
        display::grouped(small.comparable as u64),
        small.name,
        display::grouped(big.comparable as u64),
        big.name
    )
}

/// What to know before believing the verdict.
pub fn caveats(
    gathered: &[Gathered],
    tiers: &[TierSummary],
    small: usize,
    big: usize,
    modelled: &[Finding],
) -> Vec<String> {
    let mut caveats = Vec::new();
    let left_out: Vec<String> = crate::analysis::cost::Exclusion::ALL
        .iter()
        .enumerate()
        .map(|(at, reason)| {
            (
                gathered[small].excluded[at] + gathered[big].excluded[at],
                reason,
            )
        })
        .filter(|(count, _)| *count > 0)
        .map(|(count, reason)| format!("{} {}", display::grouped(count as u64), reason.words()))
        .collect();
    if !left_out.is_empty() {
        caveats.push(format!("Left out: {}.", left_out.join(", ")));
    }
    let zeros = tiers[small].zero_engagement + tiers[big].zero_engagement;
    if zeros > 0 {
        caveats.push(format!(
            "{zeros} without any engagement: counted as endlessly dear, not in the mean."
        ));
    }
    let missing = |tier: &TierSummary| 1.0 - tier.priced as f64 / tier.rows.max(1) as f64;
    let (of_small, of_big) = (missing(&tiers[small]), missing(&tiers[big]));
    if tiers[small].rows > 0 && tiers[big].rows > 0 && (of_small - of_big).abs() > 0.2 {
        caveats.push(format!(
            "Prices are missing for {} of {} but {} of {}: those who hide theirs may be dearer.",
            display::share(of_small),
            tiers[small].name,
            display::share(of_big),
            tiers[big].name
        ));
    }
    if mixes_differ(&gathered[small], &gathered[big]) {
        caveats.push(
            "Platforms differ between the tiers: filter to one platform to compare like with like."
                .to_owned(),
        );
    }
    let modelled = modelled
        .iter()
        .filter(|finding| finding.fields.contains(&Field::Price));
    caveats.extend(modelled.map(Finding::sentence));
    caveats
}

/// Whether a platform's share differs by more than 20 points between two tiers.
fn mixes_differ(small: &Gathered, big: &Gathered) -> bool {
    if small.cpe.is_empty() || big.cpe.is_empty() {
        return false;
    }
    let share = |tier: &Gathered, platform: &String| {
        tier.mix.get(platform).copied().unwrap_or(0) as f64 / tier.cpe.len() as f64
    };
    small
        .mix
        .keys()
        .chain(big.mix.keys())
        .any(|platform| (share(small, platform) - share(big, platform)).abs() > 0.2)
}
