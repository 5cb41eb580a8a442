//! What a verdict hangs on: single influencers, and where the tiers are cut.
//!
//! Each try needs to know only on which side of 1 an interval lies. For the Hodges-Lehmann one that is
//! a count of differences, of which leaving a row out takes a known number away, so that no try has to
//! search anew.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Pairing;
use super::beyond::Beyond;
use super::gather::Gathered;
use super::heaviest::{Candidate, heaviest};
use super::hodges_lehmann::limit_rank;
use super::matched::{Choice, Fit, Pair, finest, fit, fit_pairs, joined};
use super::moments::Moments;
use super::prepared::Prepared;
use super::raw::FEWEST;
use super::verdict::{Reading, carries, read, side};
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
    pub(super) fn classes(&self, prepared: &Prepared) -> (Vec<usize>, Vec<usize>) {
        let within = |(from, to): (f64, f64)| {
            let classes = prepared.classes.iter().enumerate();
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
    pub gathered: &'a Gathered<'a>,
    pub choice: Option<&'a Choice>,
    /// Means are looked at: not where many rows are without any engagement.
    pub by_means: bool,
}

impl Base<'_> {
    /// What the verdict hangs on.
    pub fn sensitivity(&self, roster: &Roster, reading: Reading) -> Sensitivity {
        let cuts = &self.gathered.prepared.cuts;
        let beyond = self.beyond();
        let (without, cuts) = rayon::join(
            || self.leave_one_out(self.sum(&cuts[0], &beyond), reading),
            || {
                let results = cuts.par_iter();
                results
                    .map(|cut| self.cut(roster, cut, self.sum(cut, &beyond)))
                    .collect()
            },
        );
        Sensitivity { without, cuts }
    }

    /// The comparison without each single influencer whose cost is not endless.
    fn leave_one_out(&self, beyond: Beyond, reading: Reading) -> LeaveOneOut {
        let measure = self.gathered.prepared.pairing.measure;
        let [small, big] = &self.gathered.sides;
        let pairs = self.pairs();
        let candidates = heaviest(self.gathered, &pairs, |at| self.place(at));
        let (m, n) = (small.logs.len(), big.logs.len());
        let ranks = [
            limit_rank(m.saturating_sub(1), n),
            limit_rank(m, n.saturating_sub(1)),
        ];
        let tried: Vec<(RowId, Option<f64>, Reading)> = candidates
            .par_iter()
            .map(|candidate| {
                let Candidate {
                    at, log, is_small, ..
                } = *candidate;
                let place = self.place(at);
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
                    candidate.row,
                    matched.map(|(fit, _)| fit.log_ratio),
                    tried.reading(),
                )
            })
            .collect();
        let by_ratio = || {
            let ratios = tried.iter();
            ratios.filter_map(|(row, log, _)| log.map(|log| (measure.ratio(log.exp()), *row)))
        };
        let ratio = fit_pairs(&pairs).map_or(f64::NAN, |fit| fit.log_ratio.exp());
        LeaveOneOut {
            tried: tried.len(),
            ratio: measure.ratio(ratio),
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
    fn pairs(&self) -> Vec<Pair> {
        let [small, big] = &self.gathered.sides;
        let whole = || {
            let mut pair = Pair::default();
            (pair.small.logs, pair.big.logs) = (small.moments, big.moments);
            vec![pair]
        };
        self.choice
            .map_or_else(whole, |choice| choice.pairs.clone())
    }

    /// The place of a record's stratum among the pairs.
    fn place(&self, at: u32) -> usize {
        let stratum = self.gathered.prepared.stratum(at as usize);
        self.choice.map_or(0, |choice| choice.of[stratum])
    }

    /// What lies beyond limits between each two classes that a cut sets against each other: it adds up, so
    /// that no cut has to count anew.
    fn beyond(&self) -> BTreeMap<(usize, usize), Beyond> {
        let prepared = self.gathered.prepared;
        let wanted: BTreeSet<(usize, usize)> = prepared
            .cuts
            .iter()
            .flat_map(|cut| pairs_of(&cut.classes(prepared)))
            .collect();
        let logs = |class: usize| &self.gathered.classes[class].costs.logs;
        let beyond = wanted.par_iter();
        beyond
            .map(|(a, b)| ((*a, *b), Beyond::of(logs(*a), logs(*b))))
            .collect()
    }

    /// What lies beyond limits with tiers cut in one way.
    fn sum(&self, cut: &Cut, beyond: &BTreeMap<(usize, usize), Beyond>) -> Beyond {
        let pairs = pairs_of(&cut.classes(self.gathered.prepared));
        let all = pairs.iter().map(|pair| beyond[pair]);
        all.fold(Beyond::default(), Beyond::with)
    }

    /// The comparison with tiers cut in one way.
    fn cut(&self, roster: &Roster, cut: &Cut, beyond: Beyond) -> CutResult {
        let Pairing {
            small,
            big,
            measure,
            ..
        } = self.gathered.prepared.pairing;
        let names = roster.tiers().tiers();
        let of = cut.classes(self.gathered.prepared);
        let side = |classes: &[usize]| {
            let costs = classes.iter().map(|at| &self.gathered.classes[*at].costs);
            costs.fold((0, Moments::default()), |(rows, logs), costs| {
                (rows + costs.logs.len(), logs.with(costs.moments))
            })
        };
        let ((m, small_logs), (n, big_logs)) = (side(&of.0), side(&of.1));
        let matched = self.choice.and_then(|choice| {
            let finest = finest(self.gathered, &of.0, &of.1);
            with_support(&joined(&finest, choice.level).0)
        });
        let tried = Tried {
            small: small_logs,
            big: big_logs,
            beyond,
            rank: limit_rank(m, n),
            matched,
            by_means: self.by_means,
        };
        let ratio = |fit: Fit| measure.ratio(fit.log_ratio.exp());
        CutResult {
            name: cut.name(&names[small].name, &names[big].name),
            small: m,
            big: n,
            typical: fit(std::iter::once((small_logs, big_logs))).map(ratio),
            matched: matched.map(|(fit, _)| ratio(fit)),
            reading: if m == 0 || n == 0 {
                Reading::NOBODY
            } else {
                tried.reading()
            },
        }
    }
}

/// Each small class with each big one.
fn pairs_of((small, big): &(Vec<usize>, Vec<usize>)) -> Vec<(usize, usize)> {
    let pairs = small.iter().flat_map(|a| big.iter().map(|b| (*a, *b)));
    pairs.collect()
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
