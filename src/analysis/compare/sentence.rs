//! The sentences of a comparison, in plain words: the only place where they are made. The screen, the
//! commands and every export say the same.

use super::gather::Costs;
use super::growth::{Line, Scaling, Trend};
use super::measure::Measure;
use super::raw::Pooled;
use super::superiority::Superiority;
use super::verdict::{Reading, Side, State, Strength};
use super::{Estimate, Group, Interval, TierSummary};
use crate::roster::display::{article, capital, grouped, listed, ratio};

/// The two tiers and what they are compared by.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub small: &'a TierSummary,
    pub big: &'a TierSummary,
    pub measure: Measure,
}

/// What the verdict rests on.
pub struct Ground {
    pub reading: Reading,
    /// The ratio of values that carries it, with its interval.
    pub estimate: Estimate,
    /// Rows behind it.
    pub small: usize,
    pub big: usize,
    /// `platform and niche` where like was compared with like, else why it was not.
    pub alike: Result<String, Unlike>,
    /// The unmatched ratio where it says something else, and why it does.
    pub unmatched: Option<(f64, Option<String>)>,
    pub strength: Strength,
}

/// Why like could not be compared with like.
#[derive(Clone, Debug, PartialEq)]
pub enum Unlike {
    /// The roster has neither platform nor niche.
    NothingKnown,
    /// Too few rows of the big tier have their like in the small one.
    TooFewAlike,
    /// Too many rows without any engagement for means.
    ByRanks,
}

impl Subject<'_> {
    fn names(&self) -> (&str, &str) {
        (&self.small.name, &self.big.name)
    }

    /// One of the tiers is empty; which of all tiers could be compared instead.
    pub fn nobody(&self, tiers: &[TierSummary]) -> String {
        let empty = if self.small.comparable == 0 {
            self.small
        } else {
            self.big
        };
        let why = if empty.rows == 0 {
            format!("there is no {} in this selection", empty.name)
        } else {
            let has = match self.measure {
                Measure::Cpe => "both a price and engagements",
                Measure::Cpm => "both a price and views",
                Measure::CostPer1k | Measure::Price => "a price that can be compared",
                Measure::EngagementRate => "an engagement rate",
            };
            let rows = grouped(empty.rows as u64);
            format!(
                "none of the {rows} {} in this selection has {has}",
                empty.name
            )
        };
        let others = tiers.iter().filter(|tier| tier.comparable > 0);
        let others: Vec<String> = others
            .map(|tier| format!("{} ({})", tier.name, grouped(tier.comparable as u64)))
            .collect();
        let instead = match others.len() {
            0 | 1 => String::new(),
            _ => format!(" There are {} to compare.", listed(&others)),
        };
        format!("No comparison: {why}.{instead}")
    }

    /// One or two in the smaller tier: no ratio, but where they stand among the others.
    pub fn too_few(&self, [small, big]: &[Costs; 2]) -> String {
        let (small_name, big_name) = self.names();
        let few_small = small.moments.n <= big.moments.n;
        let (few, many) = if few_small {
            (small, big)
        } else {
            (big, small)
        };
        let (few_name, many_name) = if few_small {
            (small_name, big_name)
        } else {
            (big_name, small_name)
        };
        let standing: Vec<String> = few
            .logs
            .iter()
            .take(few.moments.n.min(2))
            .map(|log| {
                let dearer = many.logs.len() - many.logs.partition_point(|other| other <= log);
                format!("{:.0}%", 100.0 * dearer as f64 / many.logs.len() as f64)
            })
            .collect();
        let better = match self.measure {
            Measure::EngagementRate => "has a higher engagement rate than".to_owned(),
            measure => format!("is cheaper {} than", measure.per()),
        };
        let stand = match standing.as_slice() {
            [one] => format!("The one {few_name} {better} {one} of the {many_name} here."),
            [one, other] if one == other => {
                let both = match self.measure {
                    Measure::EngagementRate => "have a higher engagement rate than".to_owned(),
                    measure => format!("are cheaper {} than", measure.per()),
                };
                format!("The two {few_name} {both} {one} of the {many_name} here.")
            }
            [one, other] => format!(
                "Of the two {few_name} one {better} {one} of the {many_name} here, the other than {other}."
            ),
            _ => String::new(),
        };
        format!(
            "Too few to compare: {} {small_name}, {} {big_name} with {}. {stand} A ratio needs at least 3 on each side.",
            grouped(small.moments.n as u64),
            grouped(big.moments.n as u64),
            self.measure.needs(),
        )
    }

    /// The verdict.
    pub fn verdict(&self, ground: &Ground) -> String {
        let (small, big) = self.names();
        let (a_small, a_big) = (article(small), article(big));
        let value = ground.estimate.ratio;
        let times = ratio(value);
        let per = self.measure.per();
        let rate = self.measure == Measure::EngagementRate;
        let plain = if rate {
            format!(
                "{a_small} {small} has about {times} times the engagement rate of {a_big} {big}"
            )
        } else {
            format!("{a_small} {small} costs about {times} times {a_big} {big} {per}")
        };
        let alike_both = if rate {
            format!(
                "{a_small} {small} and {a_big} {big} have about the same engagement rate, about {times} times"
            )
        } else {
            format!(
                "{a_small} {small} and {a_big} {big} cost about the same {per}, about {times} times"
            )
        };
        let said = match (ground.reading.state, ground.reading.side) {
            (State::ExplainedByMix, side) => {
                let plain = if side == Side::Same {
                    &alike_both
                } else {
                    &plain
                };
                format!("no clear difference like with like: {plain}")
            }
            (_, Side::Small | Side::Big) => {
                let so = match (ground.reading.side, rate) {
                    _ if value < 1.0 => format!(", {} less", percent_less(value)),
                    (Side::Big, false) => format!(", so the {big} buys more"),
                    _ => format!(", so the {small} engages more"),
                };
                format!("{plain}{so}")
            }
            (_, Side::Same) => alike_both,
            (_, Side::Open) => format!("too close to call: {plain}"),
        };
        let rough = match ground.strength {
            Strength::VeryRough => "very rough: ",
            Strength::Normal => "",
        };
        let alike = match &ground.alike {
            Ok(level) => format!("comparing like with like on {level}"),
            Err(Unlike::NothingKnown) => {
                "not matched, since the roster names neither platform nor niche".to_owned()
            }
            Err(Unlike::TooFewAlike) => format!(
                "not matched on platform and niche, since too few {big} have {a_small} {small} like them"
            ),
            Err(Unlike::ByRanks) => {
                "by ranks and not matched, since more than 1 in 10 have no engagement".to_owned()
            }
        };
        let first = capital(&format!(
            "{rough}{said}{}, {alike}; {} {small}, {} {big}.",
            range(ground.estimate.interval),
            grouped(ground.small as u64),
            grouped(ground.big as u64),
        ));
        match self.unmatched(ground) {
            Some(second) => format!("{first} {second}"),
            None => first,
        }
    }

    /// How the unmatched ratio differs.
    fn unmatched(&self, ground: &Ground) -> Option<String> {
        let (raw, why) = ground.unmatched.as_ref()?;
        let looks = match ground.reading.state {
            State::ReversesAfterMatching => "Unmatched it looks the other way round,",
            State::ExplainedByMix => "Unmatched the gap looks clear,",
            _ => "Unmatched it looks like",
        };
        let because = match why {
            Some(why) => format!(", {why}"),
            None if ground.reading.state == State::ExplainedByMix => {
                ": it comes from the mix of the tiers".to_owned()
            }
            None => String::new(),
        };
        Some(format!("{looks} {} times{because}.", ratio(*raw)))
    }

    /// Where one of each is picked at random.
    pub fn superiority(&self, found: &Superiority) -> String {
        let (small, big) = self.names();
        let better = match self.measure {
            Measure::EngagementRate => "has the higher engagement rate".to_owned(),
            measure => format!("is cheaper {}", measure.per()),
        };
        let tenths = |share: f64| format!("{:.0}", 10.0 * share);
        format!(
            "Pick one {small} and one {big} at random: the {small} {better} about {} times in 10 (95% range {} to {}).",
            tenths(found.share),
            tenths(found.shown.low),
            tenths(found.shown.high)
        )
    }

    /// What all of them together give.
    pub fn pooled(&self, pooled: &Pooled) -> Option<String> {
        let per = self.measure.per();
        let (small, big) = self.names();
        if matches!(self.measure, Measure::EngagementRate | Measure::Price) {
            return None;
        }
        let range = match pooled.interval {
            Some(interval) => format!(
                " (about {} to {})",
                ratio(interval.low),
                ratio(interval.high)
            ),
            None => String::new(),
        };
        Some(format!(
            "Bought all together, {small} cost {} times {big} {per}{range}: ruled by the dearest, one of whom takes {:.0}% of the {small} money.",
            ratio(pooled.ratio),
            100.0 * pooled.largest_share
        ))
    }

    /// The second opinion of a bent line.
    pub fn trend(&self, trend: &Trend) -> String {
        let (small, big) = self.names();
        format!(
            "A bent line through all {} gives {} between a typical {small} and a typical {big} (95% range {} to {}): a second opinion.",
            grouped(trend.n as u64),
            ratio(trend.ratio),
            ratio(trend.interval.low),
            ratio(trend.interval.high)
        )
    }
}

/// How price and engagement grow with followers.
pub fn scaling(scaling: &Scaling) -> String {
    let range = |line: &Line| limits(line.interval());
    format!(
        "Here ten times the followers cost {} times as much (95% range {}) and bring {} times the engagement ({}), over {} influencers, each platform by itself.",
        ratio(scaling.price.tenfold()),
        range(&scaling.price),
        ratio(scaling.engagements.tenfold()),
        range(&scaling.engagements),
        grouped(scaling.price.n as u64)
    )
}

/// ` (95% range 0.22 to 0.77)`; nothing where there is none.
fn range(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |interval| {
        format!(
            " (95% range {} to {})",
            ratio(interval.low),
            ratio(interval.high)
        )
    })
}

/// How much less a ratio below 1 is, never all of it.
fn percent_less(ratio: f64) -> String {
    let percent = 100.0 * (1.0 - ratio);
    if percent > 99.0 {
        "over 99%".to_owned()
    } else {
        format!("{percent:.0}%")
    }
}

/// What a reading says in two or three words: `mega cheaper`.
pub fn short(reading: Reading, small: &str, big: &str, measure: Measure) -> String {
    let wins = match measure {
        Measure::EngagementRate => "higher",
        _ => "cheaper",
    };
    match (reading.state, reading.side) {
        (State::NoComparison, _) => "no comparison".to_owned(),
        (State::NotEnoughData, _) => "too few to compare".to_owned(),
        (_, Side::Small) => format!("{small} {wins}"),
        (_, Side::Big) => format!("{big} {wins}"),
        (_, Side::Same) => "about the same".to_owned(),
        (_, Side::Open) => "too close to call".to_owned(),
    }
}

/// What is said of one group: `mega cheaper, clear`.
pub fn said(group: &Group, small: &str, big: &str, measure: Measure) -> String {
    if group.estimate.is_none() {
        return "too few".to_owned();
    }
    let reading = Reading {
        state: State::TooClose,
        side: group.side,
        matched: false,
    };
    let short = short(reading, small, big, measure);
    match (group.clear, group.strength, group.side) {
        (true, _, _) => format!("{short}, clear"),
        (false, Strength::VeryRough, Side::Small | Side::Big) => format!("{short}, very rough"),
        (false, Strength::Normal, Side::Small | Side::Big) => format!("{short}, perhaps by chance"),
        (false, _, _) => short,
    }
}

/// `0.94 to 2.0`
pub fn limits(interval: Interval) -> String {
    format!("{} to {}", ratio(interval.low), ratio(interval.high))
}
