//! What a verdict hangs on: single influencers, and where the tiers are cut.
//!
//! Each try needs to know only on which side of 1 an interval lies. For the Hodges-Lehmann one that is
//! a count of differences, of which leaving a row out takes a known number away, so that no try has to
//! search anew.

use rayon::prelude::*;

use super::Interval;
use super::gather::{Gathered, Sample};
use super::hodges_lehmann::{Differences, limit_rank};
use super::matched::{Choice, Fit, Pair, finest, fit, fit_pairs, joined};
use super::measure::Measure;
use super::moments::Moments;
use super::raw::{Costs, FEWEST};
use super::verdict::{ROUNDING, Reading, SAME, Side, carries, read, side};
use crate::roster::display::count;
use crate::roster::{Roster, RowId};

/// What is left of a verdict when something else is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    pub without: LeaveOneOut,
    /// The tiers as they are first, then each other cut.
    pub cuts: Vec<CutResult>,
}

/// The comparison without each single influencer.
#[derive(Clone, Debug, PartialEq)]
pub struct LeaveOneOut {
    /// How many were tried: all, or of very many those that weigh most.
    pub tried: usize,
    /// The ratio of geometric means, matched where like has its like, and its ends with who is left out.
    pub ratio: f64,
    pub lowest: Option<(f64, RowId)>,
    pub highest: Option<(f64, RowId)>,
    /// Who changes the verdict, and into what.
    pub changes: Vec<(RowId, Reading)>,
}

/// The comparison with tiers cut elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct CutResult {
    /// `micro 10k-100k, mega from 1M`
    pub name: String,
    /// Rows with a value.
    pub small: usize,
    pub big: usize,
    pub typical: Option<f64>,
    pub matched: Option<f64>,
    pub reading: Reading,
}

/// Two ranges of followers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    pub small: (f64, f64),
    pub big: (f64, f64),
}

/// The tiers as they are, and with the lower bound of the small one ten times as high, its upper one
/// half as high, the lower bound of the big one half as high.
pub fn cuts(roster: &Roster, small: usize, big: usize) -> Vec<Cut> {
    let bounds = |tier: usize| {
        let (from, to) = roster.tiers().bounds(tier);
        (from as f64, to.map_or(f64::INFINITY, |to| to as f64))
    };
    let given = Cut {
        small: bounds(small),
        big: bounds(big),
    };
    let (small, big) = (given.small, given.big);
    let mut cuts = vec![given];
    if small.0 > 0.0 && small.0 * 10.0 < small.1 {
        let small = (small.0 * 10.0, small.1);
        cuts.push(Cut { small, ..given });
    }
    if small.1.is_finite() && small.1 / 2.0 > small.0 {
        let small = (small.0, small.1 / 2.0);
        cuts.push(Cut { small, ..given });
    }
    if big.0 / 2.0 >= small.1 {
        let big = (big.0 / 2.0, big.1);
        cuts.push(Cut { big, ..given });
    }
    cuts
}

impl Cut {
    /// The bounds of followers that it needs.
    pub fn bounds(&self) -> [f64; 4] {
        [self.small.0, self.small.1, self.big.0, self.big.1]
    }

    /// The classes of the small and of the big range.
    pub fn classes(&self, gathered: &Gathered) -> (Vec<usize>, Vec<usize>) {
        let within = |(from, to): (f64, f64)| {
            let classes = gathered.classes.iter().enumerate();
            let inside = classes.filter(|(_, class)| class.from >= from && class.from < to);
            inside.map(|(at, _)| at).collect()
        };
        (within(self.small), within(self.big))
    }

    /// In words, with the names of the tiers.
    fn name(&self, small: &str, big: &str) -> String {
        let range = |name: &str, (from, to): (f64, f64)| {
            if to.is_finite() {
                format!("{name} {}-{}", count(from), count(to))
            } else {
                format!("{name} from {}", count(from))
            }
        };
        format!("{}, {}", range(small, self.small), range(big, self.big))
    }
}

/// Numbers of differences of logarithms that lie beyond what each side allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Beyond {
    /// Not below 1, not above 1, below "the same", above it.
    counts: [usize; 4],
}

impl Beyond {
    fn of(small: &[f64], big: &[f64]) -> Self {
        let differences = Differences { small, big };
        let all = differences.count();
        let [below_one, above_one, low, high] = limits();
        Beyond {
            counts: [
                all - differences.at_most(below_one.next_down()),
                differences.at_most(above_one),
                differences.at_most(low.next_down()),
                all - differences.at_most(high),
            ],
        }
    }

    /// Without the differences of one row, whose logarithm is finite, with the other side.
    fn without(mut self, log: f64, is_small: bool, others: &[f64]) -> Self {
        let [below_one, above_one, low, high] = limits();
        // Others rise, so differences fall where the row is a small one and rise where it is a big one.
        let upto = |holds: &dyn Fn(f64) -> bool| {
            others.partition_point(|other| holds(if is_small { log - other } else { other - log }))
        };
        let rest = |count: usize| others.len() - count;
        let own = if is_small {
            [
                upto(&|d| d >= below_one),
                rest(upto(&|d| d > above_one)),
                rest(upto(&|d| d >= low)),
                upto(&|d| d > high),
            ]
        } else {
            [
                rest(upto(&|d| d < below_one)),
                upto(&|d| d <= above_one),
                upto(&|d| d < low),
                rest(upto(&|d| d <= high)),
            ]
        };
        for (count, own) in self.counts.iter_mut().zip(own) {
            *count -= own;
        }
        self
    }

    /// Where the hull lies of the interval with this rank as its limit and of the one of the means,
    /// where that is looked at.
    fn side(self, rank: usize, means: Option<Interval>) -> Side {
        let [below_one, above_one, not_low, not_high] = self.counts.map(|beyond| beyond < rank);
        let means = |holds: fn(Interval) -> bool| means.is_none_or(holds);
        if below_one && means(|means| means.high < 1.0 - ROUNDING) {
            Side::Small
        } else if above_one && means(|means| means.low > 1.0 + ROUNDING) {
            Side::Big
        } else if not_low
            && not_high
            && means(|means| means.low >= SAME.low && means.high <= SAME.high)
        {
            Side::Same
        } else {
            Side::Open
        }
    }
}

/// Logarithms of the limits of sides.
fn limits() -> [f64; 4] {
    [1.0 - ROUNDING, 1.0 + ROUNDING, SAME.low, SAME.high].map(f64::ln)
}

/// What a reading rests on.
struct Tried {
    small: Moments,
    big: Moments,
    beyond: Beyond,
    /// The rank of the limits of the Hodges-Lehmann interval.
    rank: usize,
    matched: Option<(Fit, f64)>,
    /// Means are looked at: not where many rows are without any engagement.
    by_means: bool,
}

impl Tried {
    fn reading(&self) -> Reading {
        if self.small.n.min(self.big.n) < FEWEST {
            return read(None, None);
        }
        let means = fit(std::iter::once((self.small, self.big)))
            .and_then(|fit| fit.estimate().interval)
            .filter(|_| self.by_means);
        let raw = self.beyond.side(self.rank, means);
        let matched = self
            .matched
            .filter(|(fit, support)| self.by_means && carries(fit, *support));
        let matched = matched
            .and_then(|(fit, _)| fit.estimate().interval)
            .map(side);
        read(Some(raw), matched)
    }
}

/// A comparison that is tried otherwise.
pub struct Base<'a> {
    pub gathered: &'a Gathered,
    pub choice: Option<&'a Choice>,
    pub measure: Measure,
    /// Means are looked at: not where many rows are without any engagement.
    pub by_means: bool,
}

/// Of more rows than these, those are tried that weigh most.
const TRY_ALL: usize = 2_000;
const HEAVIEST: usize = 50;

/// One row that may be left out.
#[derive(Clone, Copy)]
struct Candidate {
    sample: Sample,
    is_small: bool,
}

impl Base<'_> {
    /// The comparison without each single influencer whose cost is not endless.
    pub fn leave_one_out(
        &self,
        cut: &Cut,
        small: &Costs,
        big: &Costs,
        reading: Reading,
    ) -> LeaveOneOut {
        let pairs = self.pairs(small, big);
        let candidates = self.candidates(cut, &pairs);
        let beyond = Beyond::of(&small.logs, &big.logs);
        let (m, n) = (small.logs.len(), big.logs.len());
        let ranks = [
            limit_rank(m.saturating_sub(1), n),
            limit_rank(m, n.saturating_sub(1)),
        ];
        let tried: Vec<(RowId, Option<f64>, Reading)> = candidates
            .par_iter()
            .map(|candidate| {
                let Candidate { sample, is_small } = *candidate;
                let log = sample.cost.ln();
                let place = self
                    .choice
                    .map_or(0, |choice| choice.of[sample.stratum as usize]);
                let (of_small, of_big, others, rank) = if is_small {
                    (small.moments.without(log), big.moments, &big.logs, ranks[0])
                } else {
                    (
                        small.moments,
                        big.moments.without(log),
                        &small.logs,
                        ranks[1],
                    )
                };
                let matched = without(&pairs, place, log, is_small);
                let tried = Tried {
                    small: of_small,
                    big: of_big,
                    beyond: beyond.without(log, is_small, others),
                    rank,
                    matched: matched.filter(|_| self.choice.is_some()),
                    by_means: self.by_means,
                };
                (
                    sample.row,
                    matched.map(|(fit, _)| fit.log_ratio),
                    tried.reading(),
                )
            })
            .collect();
        let by_ratio = || {
            let ratios = tried.iter();
            ratios.filter_map(|(row, log, _)| log.map(|log| (self.measure.ratio(log.exp()), *row)))
        };
        let ratio = fit_pairs(&pairs).map_or(f64::NAN, |fit| fit.log_ratio.exp());
        LeaveOneOut {
            tried: tried.len(),
            ratio: self.measure.ratio(ratio),
            lowest: by_ratio().min_by(|a, b| a.0.total_cmp(&b.0)),
            highest: by_ratio().max_by(|a, b| a.0.total_cmp(&b.0)),
            changes: tried
                .iter()
                .filter(|(_, _, found)| (found.state, found.side) != (reading.state, reading.side))
                .map(|(row, _, found)| (*row, *found))
                .collect(),
        }
    }

    /// The strata, or all rows as one where nothing could be matched.
    fn pairs(&self, small: &Costs, big: &Costs) -> Vec<Pair> {
        let whole = || {
            let mut pair = Pair::default();
            (pair.small.logs, pair.big.logs) = (small.moments, big.moments);
            vec![pair]
        };
        self.choice
            .map_or_else(whole, |choice| choice.pairs.clone())
    }

    /// All rows, or the heaviest ones: those whose residual times tier indicator is largest.
    fn candidates(&self, cut: &Cut, pairs: &[Pair]) -> Vec<Candidate> {
        let (small, big) = cut.classes(self.gathered);
        let sides = [(small, true), (big, false)];
        let all = sides.iter().flat_map(|(classes, is_small)| {
            let classes = classes.iter().map(|class| &self.gathered.classes[*class]);
            classes
                .flat_map(|class| &class.samples)
                .map(|sample| Candidate {
                    sample: *sample,
                    is_small: *is_small,
                })
        });
        let finite = all.filter(|candidate| candidate.sample.cost.is_finite());
        let mut candidates: Vec<Candidate> = finite.collect();
        if candidates.len() > TRY_ALL {
            let weights = self.weights(&candidates, pairs);
            let mut order: Vec<usize> = (0..candidates.len()).collect();
            order.select_nth_unstable_by(HEAVIEST, |a, b| weights[*b].total_cmp(&weights[*a]));
            order.truncate(HEAVIEST);
            order.sort_unstable();
            candidates = order.iter().map(|at| candidates[*at]).collect();
        }
        candidates
    }

    fn weights(&self, candidates: &[Candidate], pairs: &[Pair]) -> Vec<f64> {
        let log_ratio = fit_pairs(pairs).map_or(0.0, |fit| fit.log_ratio);
        let weight = |candidate: &Candidate| {
            let place = self
                .choice
                .map_or(0, |choice| choice.of[candidate.sample.stratum as usize]);
            let (a, b) = (pairs[place].small.logs, pairs[place].big.logs);
            let n = (a.n + b.n) as f64;
            let middle = (a.n as f64 * a.mean + b.n as f64 * b.mean) / n;
            let indicator = if candidate.is_small {
                b.n as f64 / n
            } else {
                -(a.n as f64) / n
            };
            let residual = candidate.sample.cost.ln() - middle - log_ratio * indicator;
            (indicator * residual).abs()
        };
        candidates.par_iter().map(weight).collect()
    }

    /// The comparison with tiers cut in each of these ways.
    pub fn cuts(&self, roster: &Roster, cuts: &[Cut], small: usize, big: usize) -> Vec<CutResult> {
        let names = roster.tiers().tiers();
        let tried = cuts.par_iter().map(|cut| {
            let (small_classes, big_classes) = cut.classes(self.gathered);
            let small_side = Costs::of(self.gathered, &small_classes);
            let big_side = Costs::of(self.gathered, &big_classes);
            let matched = self.choice.and_then(|choice| {
                let (pairs, _) = joined(
                    &finest(self.gathered, &small_classes, &big_classes),
                    choice.level,
                );
                with_support(&pairs)
            });
            let tried = Tried {
                small: small_side.moments,
                big: big_side.moments,
                beyond: Beyond::of(&small_side.logs, &big_side.logs),
                rank: limit_rank(small_side.logs.len(), big_side.logs.len()),
                matched,
                by_means: self.by_means,
            };
            let ratio = |fit: Fit| self.measure.ratio(fit.log_ratio.exp());
            let nobody = small_side.logs.is_empty() || big_side.logs.is_empty();
            CutResult {
                name: cut.name(&names[small].name, &names[big].name),
                small: small_side.logs.len(),
                big: big_side.logs.len(),
                typical: fit(std::iter::once((small_side.moments, big_side.moments))).map(ratio),
                matched: matched.map(|(fit, _)| ratio(fit)),
                reading: if nobody {
                    Reading::NOBODY
                } else {
                    tried.reading()
                },
            }
        });
        tried.collect()
    }
}

/// The fit of strata with the share of the big tier on support.
fn with_support(pairs: &[Pair]) -> Option<(Fit, f64)> {
    let fit = fit_pairs(pairs)?;
    let all: usize = pairs.iter().map(|pair| pair.big.logs.n).sum();
    Some((fit, fit.big as f64 / all as f64))
}

/// The same without one row of the stratum in this place.
fn without(pairs: &[Pair], place: usize, log: f64, is_small: bool) -> Option<(Fit, f64)> {
    let logs = |(at, pair): (usize, &Pair)| {
        let (mut small, mut big) = (pair.small.logs, pair.big.logs);
        if at == place {
            let side = if is_small { &mut small } else { &mut big };
            *side = side.without(log);
        }
        (small, big)
    };
    let fit = fit(pairs.iter().enumerate().map(logs))?;
    let all: usize = pairs.iter().map(|pair| pair.big.logs.n).sum();
    let all = all - usize::from(!is_small);
    Some((fit, fit.big as f64 / all as f64))
}
