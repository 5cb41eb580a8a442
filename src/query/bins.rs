//! Numbers in bins: for each row the number of its bin, made once, so that counting looks at two bytes
//! of a row and not at its value.

use std::sync::Arc;

use rayon::prelude::*;

use super::histogram::edges;
use super::numbers;
use super::tally::{Counted, tally};
use crate::roster::{Field, Roster, RowSet, Segment};

/// The bin of each row.
#[derive(Debug)]
pub struct Bins {
    /// For each segment, the bin of each of its rows.
    bins: Vec<Vec<u16>>,
    /// How many of all rows are in each bin.
    whole: Vec<u32>,
}

impl Bins {
    /// No rows in so many bins.
    pub fn new(bins: usize) -> Self {
        Bins {
            bins: Vec::new(),
            whole: vec![0; bins],
        }
    }

    /// Segments whose rows are in bins.
    pub fn segments(&self) -> usize {
        self.bins.len()
    }

    /// Puts the rows of further segments in bins.
    pub fn grow(&mut self, roster: &Roster, bins_of: impl Fn(&Segment) -> Vec<u16> + Sync) {
        let done = self.bins.len();
        let all = RowSet::all(roster);
        let mut new = all.by_segment();
        new[..done].fill(&[]);
        let segments = (done..new.len()).into_par_iter();
        let made = segments.map(|at| bins_of(roster.segment(at)));
        self.bins.extend(made.collect::<Vec<_>>());
        let bins = |at: usize| Counted::Bins(&self.bins[at]);
        let counts = tally(roster, &new, self.whole.len(), bins, None);
        for (whole, count) in self.whole.iter_mut().zip(counts) {
            *whole += count;
        }
    }

    /// How many of these rows are in each bin.
    pub fn count(&self, roster: &Roster, rows: &[&[u64]]) -> Vec<u32> {
        let bins = |at: usize| Counted::Bins(&self.bins[at]);
        tally(roster, rows, self.whole.len(), bins, Some(&self.whole))
    }

    /// The bin of each row of a segment.
    pub fn of(&self, segment: usize) -> &[u16] {
        &self.bins[segment]
    }
}

/// The bins of histograms: those of a field are the same while the roster stays the same.
#[derive(Debug, Default)]
pub struct Binned {
    fields: Vec<BinnedField>,
}

#[derive(Debug)]
struct BinnedField {
    field: Field,
    /// Rows of the roster that the edges were found by.
    rows: usize,
    /// None where the field has no spread.
    bins: Option<(Arc<[f64]>, Bins)>,
}

impl Binned {
    /// Makes the bins of these fields, as far as they are not known.
    pub fn prepare(&mut self, roster: &Roster, fields: &[Field]) {
        self.fields.retain(|known| known.rows == roster.len());
        for field in fields.iter().copied() {
            if self.fields.iter().all(|known| known.field != field) {
                self.fields.push(BinnedField {
                    field,
                    rows: roster.len(),
                    bins: edges(roster, field).map(|edges| {
                        let bins = bins(roster, field, &edges);
                        (edges, bins)
                    }),
                });
            }
        }
    }

    /// The edges and the bins of a field that was prepared: the last bin is of the rows whose number is
    /// unknown. None where the field has no spread.
    pub fn of(&self, field: Field) -> Option<&(Arc<[f64]>, Bins)> {
        let known = self.fields.iter().find(|known| known.field == field);
        known.and_then(|known| known.bins.as_ref())
    }
}

fn bins(roster: &Roster, field: Field, edges: &[f64]) -> Bins {
    let worth = numbers::worth(roster, field);
    let unknown = (edges.len() - 1) as u16;
    // The outer edges hold nothing back.
    let inner = &edges[1..edges.len() - 1];
    let bin = |value: &f64| match value.is_nan() {
        true => unknown,
        false => inner.iter().map(|edge| u16::from(edge <= value)).sum(),
    };
    let mut bins = Bins::new(edges.len());
    bins.grow(roster, |segment| {
        match numbers::in_base(segment, field, &worth) {
            Some(values) => values.iter().map(bin).collect(),
            None => vec![unknown; segment.len()],
        }
    });
    bins
}
