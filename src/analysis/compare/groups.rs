//! The same comparison in each niche, platform or country: where does small win?
//!
//! Among many comparisons some look clear by chance, so the word "clear" needs Holm's correction over
//! all of them (Holm, 1979). Intervals stay as they are. Rows are ordered by estimates drawn towards
//! their common mean as far as their errors ask for it, with the variance between them by Paule and
//! Mandel (1982): a wild ratio of a few rows does not lead the table.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::gather::{Cell, Gathered};
use super::matched::{Choice, Fit, Level, Pair, choose, fit, fit_pairs};
use super::measure::Measure;
use super::moments::Moments;
use super::prepared::CellKey;
use super::raw::FEWEST;
use super::verdict::{Side, Strength, carries, side};
use super::{Estimate, Interval};
use crate::analysis::stats;
use crate::roster::{Field, Roster};

/// One value of the field.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub name: String,
    /// Rows of each tier with a finite cost.
    pub small: usize,
    pub big: usize,
    /// None below three rows in a tier.
    pub estimate: Option<Estimate>,
    /// What is compared with its like; none where nothing could be matched.
    pub level: Option<Level>,
    /// The two-sided p of no difference, corrected for the number of groups.
    pub p: Option<f64>,
    /// Where its own interval lies, without correction.
    pub side: Side,
    /// One tier is cheaper, also after the correction, and rests on enough rows.
    pub clear: bool,
    pub strength: Strength,
}

/// A comparison for each value of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    pub field: Field,
    /// Where the small tier does best first; those without a ratio last.
    pub groups: Vec<Group>,
    /// Groups with a ratio: the number of comparisons that the correction is for.
    pub compared: usize,
}

/// The fields that a comparison can be split by.
pub const FIELDS: [Field; 3] = [Field::Niche, Field::Platform, Field::Country];

/// Rows that one thread takes at a time.
const CHUNK: usize = 1 << 17;

/// Below this a corrected p is no chance.
const CHANCE: f64 = 0.05;

/// Compares in each value of the field; a row with several values counts in each.
pub fn groups(
    roster: &Roster,
    gathered: &Gathered,
    field: Field,
    (small, big): &(Vec<usize>, Vec<usize>),
) -> Groups {
    let prepared = gathered.prepared;
    let measure = prepared.pairing.measure;
    let levels = Level::tried(roster, &prepared.strata, Some(field));
    let grouped = prepared.grouped(roster, field);
    let parts = small.iter().chain(big);
    let parts = parts.flat_map(|class| {
        let (picks, logs) = gathered.classes[*class].finite();
        picks.chunks(CHUNK).zip(logs.chunks(CHUNK))
    });
    let parts: Vec<(&[u32], &[f64])> = parts.collect();
    let parts = parts.into_par_iter().map(|(picks, logs)| {
        let mut moments = vec![Moments::default(); grouped.keys.len()];
        for (at, log) in picks.iter().zip(logs) {
            moments[grouped.of[*at as usize] as usize].push(*log);
        }
        moments
    });
    let parts: Vec<Vec<Moments>> = parts.collect();
    let mut cells: BTreeMap<(u32, u32), [Moments; 2]> = BTreeMap::new();
    for (at, (code, cell)) in grouped.keys.iter().enumerate() {
        let CellKey { class, stratum } = prepared.cells[*cell as usize];
        let side = usize::from(big.contains(&class.into()));
        let logs = parts.iter().map(|part| part[at]);
        let logs = logs.fold(Moments::default(), Moments::with);
        if logs.n > 0 {
            let own = &mut cells.entry((*code, stratum)).or_default()[side];
            *own = own.with(logs);
        }
    }
    let pairs = by_word(roster, gathered, field, &cells);
    let words = roster.dictionary(field).words();
    let mut found: Vec<(Group, Option<Fit>)> = pairs
        .into_iter()
        .map(|(word, pairs)| group(&words[word as usize], &pairs, &levels, measure))
        .collect();
    correct(&mut found);
    let compared = found.iter().filter(|(group, _)| group.p.is_some()).count();
    let order = drawn_together(&found);
    let mut keyed: Vec<(f64, Group)> = order
        .into_iter()
        .zip(found)
        .map(|(key, (group, _))| (key, group))
        .collect();
    keyed.sort_by(|(a, one), (b, other)| {
        let size = |group: &Group| std::cmp::Reverse(group.small + group.big);
        a.total_cmp(b)
            .then(size(one).cmp(&size(other)))
            .then(one.name.cmp(&other.name))
    });
    Groups {
        field,
        groups: keyed.into_iter().map(|(_, group)| group).collect(),
        compared,
    }
}

/// The cells of combinations of words added up by word.
fn by_word(
    roster: &Roster,
    gathered: &Gathered,
    field: Field,
    cells: &BTreeMap<(u32, u32), [Moments; 2]>,
) -> BTreeMap<u32, Vec<Pair>> {
    let dictionary = roster.dictionary(field);
    let mut words: BTreeMap<u32, BTreeMap<u32, [Cell; 2]>> = BTreeMap::new();
    for ((code, stratum), sides) in cells {
        if *code as usize >= dictionary.entry_count() {
            continue;
        }
        for word in dictionary.entry_words(*code) {
            let own = words.entry(*word).or_default().entry(*stratum).or_default();
            for (own, side) in own.iter_mut().zip(sides) {
                own.logs = own.logs.with(*side);
            }
        }
    }
    let pairs = |strata: BTreeMap<u32, [Cell; 2]>| {
        let pairs = strata.into_iter().map(|(stratum, [small, big])| Pair {
            key: gathered.prepared.strata[stratum as usize],
            small,
            big,
        });
        pairs.collect()
    };
    words
        .into_iter()
        .map(|(word, strata)| (word, pairs(strata)))
        .collect()
}

fn group(name: &str, pairs: &[Pair], levels: &[Level], measure: Measure) -> (Group, Option<Fit>) {
    let sum = |of: fn(&Pair) -> Cell| pairs.iter().map(of).fold(Cell::default(), Cell::with).logs;
    let (small, big) = (sum(|pair| pair.small), sum(|pair| pair.big));
    let enough = small.n.min(big.n) >= FEWEST;
    let matched = choose(pairs, levels).and_then(|Choice { level, pairs, .. }| {
        let fit = fit_pairs(&pairs)?;
        carries(&fit, fit.big as f64 / big.n as f64).then_some((level, fit))
    });
    let level = matched.map(|(level, _)| level).filter(|_| enough);
    let found = matched
        .map(|(_, fit)| fit)
        .or_else(|| fit(std::iter::once((small, big))))
        .filter(|_| enough);
    let estimate = found.map(|fit| fit.estimate());
    let p = found.and_then(|fit| {
        let error = fit.error?;
        if error == 0.0 {
            return Some(if fit.log_ratio == 0.0 { 1.0 } else { 0.0 });
        }
        stats::two_sided_p(fit.log_ratio / error, fit.degrees())
    });
    let fewest = found.map_or(0, |fit| fit.small.min(fit.big));
    let group = Group {
        name: name.to_owned(),
        small: small.n,
        big: big.n,
        estimate: estimate.map(|estimate| measure.shown(estimate)),
        level,
        p,
        side: estimate
            .and_then(|estimate| estimate.interval)
            .map_or(Side::Open, side),
        clear: false,
        strength: Strength::of(fewest),
    };
    (group, found)
}

/// Corrects each p for the number of groups, and says which are clear.
fn correct(found: &mut [(Group, Option<Fit>)]) {
    let mut order: Vec<usize> = (0..found.len())
        .filter(|at| found[*at].0.p.is_some())
        .collect();
    let p = |found: &[(Group, Option<Fit>)], at: usize| found[at].0.p.unwrap_or(1.0);
    order.sort_by(|a, b| p(found, *a).total_cmp(&p(found, *b)));
    let mut least = 0.0f64;
    for (rank, at) in order.iter().enumerate() {
        least = least.max((p(found, *at) * (order.len() - rank) as f64).min(1.0));
        let group = &mut found[*at].0;
        group.p = Some(least);
        group.clear = least < CHANCE && group.side.is_clear() && group.strength == Strength::Normal;
    }
}

/// For each group the estimate drawn towards the common mean, as a logarithm of a ratio of costs; NaN
/// where it has none, which comes last.
fn drawn_together(found: &[(Group, Option<Fit>)]) -> Vec<f64> {
    let known: Vec<(f64, f64)> = found
        .iter()
        .filter_map(|(_, fit)| fit.and_then(|fit| Some((fit.log_ratio, fit.error?.powi(2)))))
        .filter(|(_, variance)| *variance > 0.0)
        .collect();
    let mean = |between: f64| {
        let weights = known.iter().map(|(_, variance)| 1.0 / (between + variance));
        let sum: f64 = weights.clone().sum();
        known
            .iter()
            .zip(weights)
            .map(|((log, _), weight)| weight * log)
            .sum::<f64>()
            / sum
    };
    let excess = |between: f64| {
        let mean = mean(between);
        let squares = known
            .iter()
            .map(|(log, variance)| (log - mean).powi(2) / (between + variance));
        squares.sum::<f64>() - (known.len() as f64 - 1.0)
    };
    let between = if known.len() < 2 || excess(0.0) <= 0.0 {
        0.0
    } else {
        let (mut low, mut high) = (0.0, 50.0);
        for _ in 0..100 {
            let middle = (low + high) / 2.0;
            if excess(middle) > 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    };
    let mean = if known.is_empty() { 0.0 } else { mean(between) };
    let drawn = |fit: &Option<Fit>| {
        let fit = fit.as_ref()?;
        let variance = fit.error?.powi(2);
        let own = if between + variance > 0.0 {
            between / (between + variance)
        } else {
            1.0
        };
        // Where nothing but chance tells the groups apart, their own ratios still tell an order.
        Some(mean + own.max(1e-6) * (fit.log_ratio - mean))
    };
    found
        .iter()
        .map(|(_, fit)| drawn(fit).unwrap_or(f64::NAN))
        .collect()
}

impl Group {
    /// The interval of its ratio.
    pub fn interval(&self) -> Option<Interval> {
        self.estimate.and_then(|estimate| estimate.interval)
    }
}
