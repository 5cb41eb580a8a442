//! Two tiers set against each other: what an engagement costs in each, and how sure that is.
//!
//! [`mod@prepared`] is what does not change with the chosen rows, [`mod@gather`] adds those up by classes of
//! followers; [`mod@summary`] describes each tier. [`mod@raw`]
//! compares all with all and [`mod@matched`] like with like, [`mod@superiority`] in pairs; [`mod@verdict`] reads
//! their intervals, [`mod@sensitivity`] tries what the reading hangs on, [`mod@mix`] finds why unlike differs.
//! [`mod@growth`] draws lines through sizes, [`mod@groups`] repeats the comparison in each niche, [`mod@chart`]
//! counts what charts draw. [`mod@sentence`] and [`mod@caveats`] say it in words: the only place where they do.

pub mod measure;

pub mod prepared;

pub mod gather;

pub mod moments;

pub mod summary;

pub mod raw;

pub mod hodges_lehmann;

pub mod matched;

pub mod superiority;

pub mod verdict;

pub mod beyond;

mod heaviest;

pub mod sensitivity;

pub mod mix;

pub mod growth;

pub mod groups;

pub mod chart;

pub mod sentence;

pub mod caveats;

use self::caveats::many_zeros;
use self::chart::{Scatter, Strip};
use self::gather::{Class, Gathered, gather};
use self::growth::{Scaling, Trend};
use self::matched::{Choice, Level, Matched};
use self::prepared::Prepared;
use self::raw::Raw;
use self::sensitivity::{Base, Sensitivity};
use self::sentence::{Ground, Subject, Unlike};
use self::superiority::Superiority;
use self::verdict::{Reading, State, Strength, carries, read, side};
use super::cost::Exclusion;
use super::price_model::Finding;
use crate::roster::{Currency, Field, Roster, RowSet};

pub use groups::{Group, Groups};
pub use measure::Measure;
pub use summary::TierSummary;
pub use verdict::Verdict;

/// From one limit to the other; the upper one may be endless.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// The smallest interval around both.
    pub fn hull(self, other: Interval) -> Interval {
        Interval {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }
}

/// A ratio with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub ratio: f64,
    pub interval: Option<Interval>,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// The places of the two tiers in the roster's tier set.
    pub small: usize,
    pub big: usize,
    pub measure: Measure,
    /// Also in each value of this field.
    pub by: Option<Field>,
}

/// A small and a big tier compared over some rows. All ratios are small over big.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub pairing: Pairing,
    /// Every tier, from small to large.
    pub tiers: Vec<TierSummary>,
    /// None where one of the tiers has nobody who can be compared.
    pub raw: Option<Raw>,
    /// None where like could not be compared with like.
    pub matched: Option<Matched>,
    pub superiority: Option<Superiority>,
    pub verdict: Verdict,
    /// None below three rows in a tier.
    pub sensitivity: Option<Sensitivity>,
    pub scaling: Option<Scaling>,
    pub trend: Option<Trend>,
    pub groups: Option<Groups>,
    /// The spread of each tier, from small to large.
    pub strips: Vec<Strip>,
    pub scatter: Scatter,
    /// What else the figures say, each a sentence.
    pub notes: Vec<String>,
    /// What to know before believing the verdict, each a sentence.
    pub caveats: Vec<String>,
    /// Rows of the two tiers that cannot be compared, by reason.
    pub excluded: Vec<(Exclusion, usize)>,
    pub currency: Currency,
}

/// What the figures cannot say, however sure they are.
pub const LIMITS: &str = "Engagement is not sales, a roster is not a random sample, and matching is not an experiment. \
     Ranges cover the luck of the draw, not wrong data.";

/// A tier with more than this share of rows without engagement has no mean worth showing.
const MANY_ZEROS: f64 = 0.1;

/// Compares two tiers over these rows. `modelled` are the prices of the roster that nobody quoted.
pub fn compare(
    roster: &Roster,
    rows: &RowSet,
    pairing: Pairing,
    modelled: &[Finding],
) -> Comparison {
    Prepared::new(roster, pairing).compare(roster, rows, pairing.by, modelled)
}

impl Prepared {
    /// Compares the two tiers over these rows of the same roster, also in each value of a field.
    pub fn compare(
        &self,
        roster: &Roster,
        rows: &RowSet,
        by: Option<Field>,
        modelled: &[Finding],
    ) -> Comparison {
        let gathered = gather(self, rows);
        let pairing = Pairing { by, ..self.pairing };
        comparison(roster, rows, gathered, pairing, modelled)
    }
}

fn comparison(
    roster: &Roster,
    rows: &RowSet,
    gathered: Gathered,
    pairing: Pairing,
    modelled: &[Finding],
) -> Comparison {
    let Pairing {
        small,
        big,
        measure,
        by,
    } = pairing;
    let prepared = gathered.prepared;
    let sides = &gathered.sides;
    let classes = prepared.cuts[0].classes(prepared);
    let tiers = summary::summaries(roster, rows, &gathered);
    let subject = Subject {
        small: &tiers[small],
        big: &tiers[big],
        measure,
    };
    let finest = matched::finest(&gathered, &classes.0, &classes.1);
    let levels = Level::tried(roster, &prepared.strata, None);
    let choice = matched::choose(&finest, &levels);
    let by_means = !many_zeros(&subject);
    let (raw, superiority) = rayon::join(
        || raw::raw(sides, measure),
        || superiority::superiority(&sides[0].logs, &sides[1].logs),
    );
    let matched = choice
        .as_ref()
        .and_then(|choice| matched::matched(roster, choice, measure));
    let reading = reading(raw.as_ref(), matched.as_ref(), measure, by_means);
    let sensitivity = (reading.state != State::NoComparison
        && reading.state != State::NotEnoughData)
        .then(|| {
            let base = Base {
                gathered: &gathered,
                choice: choice.as_ref(),
                by_means,
            };
            base.sensitivity(roster, reading)
        });
    let verdict = Verdict {
        state: reading.state,
        side: reading.side,
        strength: strength(reading, raw.as_ref(), matched.as_ref(), &subject),
        matched: reading.matched,
        sentence: match (&raw, reading.state) {
            (None, _) => subject.nobody(&tiers),
            (Some(_), State::NotEnoughData) => subject.too_few(sides),
            (Some(raw), _) => {
                let matched = choice.as_ref().zip(matched.as_ref());
                let ground = ground(
                    roster,
                    &subject,
                    reading,
                    raw,
                    matched,
                    !levels.is_empty(),
                    by_means,
                );
                subject.verdict(&ground)
            }
        },
    };
    let alike: Vec<bool> = match &choice {
        Some(choice) => {
            let both = |pair: &matched::Pair| pair.small.logs.n > 0 && pair.big.logs.n > 0;
            choice
                .of
                .iter()
                .map(|place| both(&choice.pairs[*place]))
                .collect()
        }
        None => vec![true; finest.len()],
    };
    let strips = chart::strips(&gathered, |stratum| alike[stratum]);
    let size = |classes: &[usize]| typical_size(&gathered.classes, classes);
    let trend = size(&classes.0)
        .zip(size(&classes.1))
        .and_then(|(small, big)| gathered.growth.trend(small, big, measure));
    let mut comparison = Comparison {
        pairing,
        raw,
        matched,
        superiority,
        verdict,
        sensitivity,
        scaling: gathered.growth.scaling(),
        trend,
        groups: by.map(|field| groups::groups(roster, &gathered, field, &classes)),
        strips,
        excluded: caveats::excluded(&gathered),
        scatter: Scatter {
            dots: gathered.scatter,
            unplaced: gathered.unplaced,
        },
        tiers,
        notes: Vec::new(),
        caveats: Vec::new(),
        currency: roster.base_currency(),
    };
    comparison.notes = comparison.in_words();
    comparison.caveats = caveats::caveats(roster, &comparison, &finest, modelled);
    comparison
}

/// The geometric mean of followers of some classes, as log10.
fn typical_size(classes: &[Class], of: &[usize]) -> Option<f64> {
    let sum = |figure: fn(&Class) -> f64| of.iter().map(|at| figure(&classes[*at])).sum::<f64>();
    let rows = sum(|class| class.picks.len() as f64);
    (rows > 0.0).then(|| sum(|class| class.sizes) / rows)
}

/// Reads the shown intervals.
fn reading(
    raw: Option<&Raw>,
    matched: Option<&Matched>,
    measure: Measure,
    by_means: bool,
) -> Reading {
    let Some(raw) = raw else {
        return Reading::NOBODY;
    };
    // Sides are read from ratios of costs.
    let of = |interval: Interval| side(measure.shown_interval(interval));
    let by_ranks = raw.shown.and(raw.hodges_lehmann.interval);
    let unmatched = if by_means { raw.shown } else { by_ranks };
    let carried =
        matched.filter(|matched| by_means && carries(&matched.fit, matched.big_on_support));
    let matched = carried.and_then(|matched| matched.estimate.interval);
    read(
        unmatched.map(of),
        matched.filter(|_| raw.shown.is_some()).map(of),
    )
}

/// How much the figures rest on that carry the verdict.
fn strength(
    reading: Reading,
    raw: Option<&Raw>,
    matched: Option<&Matched>,
    subject: &Subject,
) -> Strength {
    let engaged = |tier: &TierSummary| tier.comparable - tier.zero_engagement;
    let fewest = match (matched.filter(|_| reading.matched), raw) {
        (Some(Matched { fit, .. }), _) => fit.small.min(fit.big),
        (None, Some(_)) => engaged(subject.small).min(engaged(subject.big)),
        (None, None) => 0,
    };
    Strength::of(fewest)
}

/// A ratio that differs from another by more than this factor says something else.
const ANOTHER: f64 = 1.25;

/// What the verdict rests on.
fn ground(
    roster: &Roster,
    subject: &Subject,
    reading: Reading,
    raw: &Raw,
    matched: Option<(&Choice, &Matched)>,
    has_levels: bool,
    by_means: bool,
) -> Ground {
    let names = (subject.small.name.as_str(), subject.big.name.as_str());
    let typical = raw.typical.filter(|_| by_means);
    let unmatched = Estimate {
        ratio: typical.unwrap_or(raw.hodges_lehmann).ratio,
        interval: if by_means {
            raw.shown
        } else {
            raw.hodges_lehmann.interval
        },
    };
    let (choice, matched) = match matched.filter(|_| reading.matched) {
        Some((choice, matched)) => (choice, matched),
        None => {
            let why = match (by_means, has_levels) {
                (false, _) => Unlike::ByRanks,
                (true, false) => Unlike::NothingKnown,
                (true, true) => Unlike::TooFewAlike,
            };
            return Ground {
                reading,
                estimate: unmatched,
                small: raw.small,
                big: raw.big,
                alike: Err(why),
                unmatched: None,
                strength: strength(reading, Some(raw), None, subject),
            };
        }
    };
    let apart = (unmatched.ratio / matched.estimate.ratio).ln().abs() > ANOTHER.ln();
    let told = apart
        || matches!(
            reading.state,
            State::ExplainedByMix | State::ReversesAfterMatching
        );
    let cost_log = |ratio: f64| subject.measure.ratio(ratio).ln();
    let logs = (cost_log(unmatched.ratio), cost_log(matched.estimate.ratio));
    let why = || {
        mix::reason(
            roster,
            &choice.pairs,
            choice.level,
            logs,
            names,
            subject.measure,
        )
    };
    Ground {
        reading,
        estimate: matched.estimate,
        small: matched.fit.small,
        big: matched.fit.big,
        alike: Ok(matched.level.words()),
        unmatched: told.then(|| (unmatched.ratio, why())),
        strength: strength(reading, Some(raw), Some(matched), subject),
    }
}

impl Comparison {
    /// The two tiers and what they are compared by.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            small: &self.tiers[self.pairing.small],
            big: &self.tiers[self.pairing.big],
            measure: self.pairing.measure,
        }
    }

    /// The money of which is shown what it buys: 100, in small units so much that somebody gets ten.
    pub fn outlay(&self) -> f64 {
        let most = |money: f64| {
            let tiers = self.tiers.iter();
            let bought = tiers.filter_map(|tier| tier.bought(self.pairing.measure, money));
            bought.map(|bought| bought.median).fold(0.0, f64::max)
        };
        let mut money = 100.0;
        // Where nobody is known to get anything, no amount would do.
        let is_little = |most: f64| most > 0.0 && most < 10.0;
        while self.pairing.measure.goods().is_some() && is_little(most(money)) && money < 1e9 {
            money *= 10.0;
        }
        money
    }

    /// What the figures beside the verdict say.
    fn in_words(&self) -> Vec<String> {
        let subject = self.subject();
        let mut notes = Vec::new();
        let enough = self.verdict.state != State::NotEnoughData;
        if enough {
            notes.extend(
                self.superiority
                    .as_ref()
                    .map(|found| subject.superiority(found)),
            );
            let pooled = self.raw.as_ref().and_then(|raw| raw.pooled.as_ref());
            notes.extend(
                pooled
                    .filter(|pooled| pooled.interval.is_some())
                    .and_then(|pooled| subject.pooled(pooled)),
            );
        }
        notes.extend(self.scaling.as_ref().map(sentence::scaling));
        // Of too few not even a second opinion: a ratio of theirs is none.
        let trend = self.trend.as_ref().filter(|_| enough);
        notes.extend(trend.map(|trend| subject.trend(trend)));
        notes
    }
}
