//! Which rows are left out in turn: all of few, of very many those that weigh most.

use rayon::prelude::*;

use super::gather::Gathered;
use super::matched::{Pair, fit_pairs};
use crate::roster::RowId;

/// Of more rows than these, those are tried that weigh most.
const TRY_ALL: usize = 2_000;
const HEAVIEST: usize = 50;

/// One row that may be left out.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    /// The place of its record.
    pub at: u32,
    pub log: f64,
    pub row: RowId,
    pub is_small: bool,
}

/// The rows of both tiers whose cost is not endless, or the heaviest ones: those whose residual times tier
/// indicator is largest. `place` is that of a record's stratum among the pairs.
pub(super) fn heaviest(
    gathered: &Gathered,
    pairs: &[Pair],
    place: impl Fn(u32) -> usize + Sync,
) -> Vec<Candidate> {
    let Gathered {
        prepared,
        classes,
        sides,
        ..
    } = gathered;
    let (small, big) = prepared.cuts[0].classes(prepared);
    let of = |of: Vec<usize>, is_small| {
        let classes = of.into_iter().map(|class| &classes[class]);
        classes.flat_map(move |class| {
            let (picks, logs) = class.finite();
            let rows = picks.chunks(CHUNK).zip(logs.chunks(CHUNK));
            rows.map(move |rows| (rows, is_small))
        })
    };
    let chunks: Vec<_> = of(small, true).chain(of(big, false)).collect();
    let rows: usize = sides.iter().map(|side| side.logs.len()).sum();
    let few = rows <= TRY_ALL;
    let log_ratio = fit_pairs(pairs).map_or(0.0, |fit| fit.log_ratio);
    let weights: Vec<[Weight; 2]> = pairs.iter().map(|pair| weights(pair, log_ratio)).collect();
    let mut heaviest: Vec<(f64, Candidate)> = chunks
        .into_par_iter()
        .flat_map_iter(|((picks, logs), is_small)| {
            let rows = picks.iter().zip(logs).map(|(at, log)| {
                let weight = &weights[place(*at)][usize::from(!is_small)];
                let candidate = Candidate {
                    at: *at,
                    log: *log,
                    row: prepared.rows[*at as usize],
                    is_small,
                };
                (weight.of(*log), candidate)
            });
            let mut weighed: Vec<_> = rows.collect();
            if !few {
                keep_heaviest(&mut weighed);
            }
            weighed
        })
        .collect();
    if !few {
        keep_heaviest(&mut heaviest);
    }
    heaviest
        .into_iter()
        .map(|(_, candidate)| candidate)
        .collect()
}

/// How much rows of one tier in one stratum weigh in the matched ratio.
#[derive(Clone, Copy)]
struct Weight {
    indicator: f64,
    expected: f64,
}

impl Weight {
    fn of(&self, log: f64) -> f64 {
        (self.indicator * (log - self.expected)).abs()
    }
}

/// For the small and the big tier.
fn weights(pair: &Pair, log_ratio: f64) -> [Weight; 2] {
    let (a, b) = (pair.small.logs, pair.big.logs);
    let n = (a.n + b.n) as f64;
    let middle = (a.n as f64 * a.mean + b.n as f64 * b.mean) / n;
    [b.n as f64 / n, -(a.n as f64) / n].map(|indicator| Weight {
        indicator,
        expected: middle + log_ratio * indicator,
    })
}

/// Rows that one thread weighs at a time.
const CHUNK: usize = 1 << 14;

/// Keeps the heaviest rows, in the order in which they came.
fn keep_heaviest(weighed: &mut Vec<(f64, Candidate)>) {
    if weighed.len() > HEAVIEST {
        weighed.select_nth_unstable_by(HEAVIEST, |a, b| {
            b.0.total_cmp(&a.0).then(a.1.row.cmp(&b.1.row))
        });
        weighed.truncate(HEAVIEST);
        weighed.sort_by_key(|(_, candidate)| (!candidate.is_small, candidate.row));
    }
}
