//! Questions and answers: everything that a screen or a command wants to know of the matching rows.
//!
//! Each term of a filter gives one bitmap a segment; bitmaps are kept between questions, so that a
//! key press evaluates just the term it changed, and a roster that grows just its new segments.
//! Segments are worked on by all cores; between them it is asked whether the answer is still wanted.

use std::sync::Arc;

use rayon::prelude::*;

use super::ast::{Filter, Term, Test};
use super::facet::{self, Facet};
use super::filter::{Bits, Prepared};
use super::histogram::{self, Histogram};
use super::nothing::{self, Near};
use super::numbers;
use super::order::{SortKey, permutation};
use super::own::OwnData;
use super::totals::{Totals, totals};
use crate::roster::row_set::{full, ones};
use crate::roster::{Field, Roster, RowId, RowSet, Segment};

/// What is asked: plain data, without row numbers, so that any engine could answer it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    pub filter: Filter,
    pub order: Vec<SortKey>,
    /// Fields of words whose values are counted.
    pub facets: Vec<Field>,
    /// Fields of numbers whose ranges are counted.
    pub histograms: Vec<Field>,
    /// Rows of which nobody can say, since a number is unknown, match as well.
    pub include_unknown: bool,
    /// What the user ticked and listed, as far as the filter asks for it.
    pub own: Arc<OwnData>,
    /// The day it is, as days since 1970-01-01; without it no age can be told.
    pub today: Option<i32>,
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The rows that match.
    pub matched: RowSet,
    /// The rows that match, in order.
    pub rows: Arc<[RowId]>,
    /// Rows of which nobody can say, since a number is unknown: left out, or among the rows where the
    /// question includes them.
    pub skipped_unknown: usize,
    pub facets: Vec<Facet>,
    /// Those that were asked for, but of fields in which fewer than two numbers are known.
    pub histograms: Vec<Histogram>,
    /// For each term of the filter, how many rows would match without it. Empty unless nothing matches.
    pub without: Vec<usize>,
    /// Values that terms may have meant. Empty unless nothing matches.
    pub near: Vec<Near>,
    pub totals: Totals,
}

/// Answers questions; remembers what it can use again while the roster stays the same or grows.
#[derive(Debug, Default)]
pub struct Engine {
    /// The first segment of the roster that the memory is about, to tell rosters apart. Holding it
    /// keeps its place from being given to another.
    first: Option<Arc<Segment>>,
    segments: usize,
    terms: Vec<Remembered>,
    /// What terms about the user's own data and about ages were evaluated with.
    own: Arc<OwnData>,
    today: Option<i32>,
    orders: Vec<(Vec<SortKey>, usize, Arc<[RowId]>)>,
    edges: Vec<KnownEdges>,
}

/// The edges of a histogram.
#[derive(Debug)]
struct KnownEdges {
    field: Field,
    /// Rows of the roster that they were found by.
    rows: usize,
    /// None where the field has no spread.
    edges: Option<Arc<[f64]>>,
}

/// A term with the bitmaps of the segments it was evaluated on.
#[derive(Debug)]
struct Remembered {
    term: Term,
    prepared: Prepared,
    bits: Vec<Bits>,
}

/// Terms and orders that are kept beyond those of the newest question.
const KEPT: usize = 12;

impl Engine {
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a question, or nothing when `cancelled` says that the answer is no longer wanted.
    pub fn answer(
        &mut self,
        roster: &Roster,
        question: &Question,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<Answer> {
        self.recognise(roster);
        self.take_in(question);
        let terms = &question.filter.terms;
        let places = self.evaluate(roster, question, cancelled)?;
        let bins = self.bins(roster, &question.histograms);
        // The cheapest term is the first to empty a word of the bitmap.
        let mut by_cost = places.clone();
        by_cost.sort_by_key(|place| self.terms[*place].prepared.cost());
        let remembered = &self.terms;
        let asked = Asked {
            question,
            bins: &bins,
            places: &places,
            by_cost: &by_cost,
        };
        let parts: Vec<Part> = roster
            .segments()
            .enumerate()
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(at, segment)| {
                let bits = |place: usize| &remembered[place].bits[at];
                (!cancelled()).then(|| part(roster, segment, &asked, bits))
            })
            .collect::<Option<_>>()?;
        let facets = question
            .facets
            .iter()
            .enumerate()
            .map(|(which, field)| {
                let mut counts = vec![0u32; roster.dictionary(*field).entry_count()];
                for part in &parts {
                    for (sum, count) in counts.iter_mut().zip(&part.counts[which]) {
                        *sum += count;
                    }
                }
                facet::facet(roster, *field, &counts, terms)
            })
            .collect();
        let binned = |which: usize| parts.iter().map(move |part| &part.binned[which]);
        let histograms = bins
            .iter()
            .enumerate()
            .map(|(which, bins)| histogram::histogram(bins.field, &bins.edges, binned(which)))
            .collect();
        let skipped_unknown = parts.iter().map(|part| part.skipped).sum();
        let found = parts.iter().any(|part| ones(&part.matched) > 0);
        let without = match found {
            true => Vec::new(),
            false => without(roster, &asked, |place, at| &remembered[place].bits[at]),
        };
        let matched =
            RowSet::from_bits(roster, parts.into_iter().map(|part| part.matched).collect());
        if cancelled() {
            return None;
        }
        let near = match found {
            true => Vec::new(),
            false => nothing::near(roster, terms),
        };
        let rows = self.ordered(roster, &matched, &question.order);
        let totals = totals(roster, &matched);
        Some(Answer {
            matched,
            rows,
            skipped_unknown,
            facets,
            histograms,
            without,
            near,
            totals,
        })
    }

    /// The bins of these fields: the same for as long as the roster does not grow.
    fn bins(&mut self, roster: &Roster, fields: &[Field]) -> Vec<Bins> {
        self.edges.retain(|known| known.rows == roster.len());
        let mut bins = Vec::new();
        for field in fields.iter().copied() {
            let known = self.edges.iter().position(|known| known.field == field);
            let at = known.unwrap_or_else(|| {
                self.edges.push(KnownEdges {
                    field,
                    rows: roster.len(),
                    edges: histogram::edges(roster, field),
                });
                self.edges.len() - 1
            });
            bins.extend(self.edges[at].edges.clone().map(|edges| Bins {
                field,
                edges,
                worth: numbers::worth(roster, field),
            }));
        }
        bins
    }

    /// Forgets everything when the roster is not the one that was asked about before.
    fn recognise(&mut self, roster: &Roster) {
        let first = roster.first_segment();
        let segments = roster.segments().len();
        let same = match (&first, &self.first) {
            (Some(first), Some(known)) => Arc::ptr_eq(first, known),
            (first, known) => first.is_none() && known.is_none(),
        };
        if !same || segments < self.segments {
            *self = Engine::default();
        }
        self.first = first;
        self.segments = segments;
    }

    /// Forgets terms that depend on what is no longer so: on ticks and lists, on the day.
    fn take_in(&mut self, question: &Question) {
        if !Arc::ptr_eq(&self.own, &question.own) && self.own != question.own {
            self.terms
                .retain(|known| !known.term.test.asks(Test::is_own));
        }
        if self.today != question.today {
            let aged = |known: &Remembered| known.term.test.asks(Test::is_relative_to_today);
            self.terms.retain(|known| !aged(known));
        }
        self.own = question.own.clone();
        self.today = question.today;
    }

    /// Brings the bitmaps of all terms up to date; the answer is where each term is remembered.
    fn evaluate(
        &mut self,
        roster: &Roster,
        question: &Question,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<usize>> {
        let terms = &question.filter.terms;
        let prepare = |term| Prepared::new(roster, term, &question.own, question.today);
        for term in terms {
            let at = self.terms.iter().position(|known| known.term == *term);
            let mut remembered = match at {
                Some(at) => self.terms.remove(at),
                None => Remembered {
                    term: term.clone(),
                    prepared: prepare(term),
                    bits: Vec::new(),
                },
            };
            if remembered.bits.len() < roster.segments().len() {
                let prepared = prepare(term);
                if !prepared.agrees_with(&remembered.prepared) {
                    remembered.bits.clear();
                }
                let done = remembered.bits.len();
                let new: Option<Vec<Bits>> = (done..roster.segments().len())
                    .into_par_iter()
                    .map(|at| {
                        (!cancelled())
                            .then(|| prepared.bits(roster.segment(at), roster.starts()[at]))
                    })
                    .collect();
                remembered.prepared = prepared;
                match new {
                    Some(new) => remembered.bits.extend(new),
                    None => {
                        self.terms.push(remembered);
                        return None;
                    }
                }
            }
            self.terms.push(remembered);
        }
        let surplus = self.terms.len().saturating_sub(terms.len() + KEPT);
        self.terms.drain(..surplus);
        let place = |term: &Term| self.terms.iter().rposition(|known| known.term == *term);
        terms.iter().map(place).collect()
    }

    fn ordered(&mut self, roster: &Roster, matched: &RowSet, order: &[SortKey]) -> Arc<[RowId]> {
        if order.is_empty() {
            return matched.iter().collect();
        }
        let known = self
            .orders
            .iter()
            .position(|(known, len, _)| known == order && *len == roster.len());
        let (_, _, rows) = match known {
            Some(at) => &self.orders[at],
            None => {
                self.orders.retain(|(known, ..)| known != order);
                if self.orders.len() >= KEPT {
                    self.orders.remove(0);
                }
                let rows = permutation(roster, order).into();
                self.orders.push((order.to_vec(), roster.len(), rows));
                &self.orders[self.orders.len() - 1]
            }
        };
        rows.iter()
            .copied()
            .filter(|row| matched.contains(*row))
            .collect()
    }
}

/// A question with what is the same for all segments.
struct Asked<'a> {
    question: &'a Question,
    bins: &'a [Bins],
    /// Where each term is remembered, in the order of the filter and the cheapest first.
    places: &'a [usize],
    by_cost: &'a [usize],
}

impl Asked<'_> {
    /// Keeps of these rows those that a term leaves.
    fn keep(&self, rows: &mut [u64], bits: &Bits) {
        match self.question.include_unknown && !bits.doubtful.is_empty() {
            true => or_doubtful(rows, bits),
            false => and(rows, &bits.matched),
        }
    }

    /// The rows of a segment that all terms leave but those for which this holds.
    fn rest<'b>(
        &self,
        len: usize,
        but: impl Fn(usize, &Term) -> bool,
        bits: impl Fn(usize) -> &'b Bits,
    ) -> Vec<u64> {
        let mut rows = full(len);
        let terms = self.question.filter.terms.iter().enumerate();
        for ((at, term), place) in terms.zip(self.places) {
            if !but(at, term) {
                self.keep(&mut rows, bits(*place));
            }
        }
        rows
    }
}

/// A field of numbers with the edges of its bins and what its currencies are worth.
struct Bins {
    field: Field,
    edges: Arc<[f64]>,
    worth: Vec<f64>,
}

/// What one segment adds to the answer.
struct Part {
    matched: Vec<u64>,
    skipped: usize,
    /// For each facet, how often each combination of words stands there.
    counts: Vec<Vec<u32>>,
    /// For each histogram, how many rows are in each bin, and last those whose number is unknown.
    binned: Vec<Vec<usize>>,
}

fn part<'a>(
    roster: &Roster,
    segment: &Segment,
    asked: &Asked<'_>,
    bits: impl Fn(usize) -> &'a Bits + Copy,
) -> Part {
    let terms = &asked.question.filter.terms;
    let mut matched = full(segment.len());
    for place in asked.by_cost {
        and(&mut matched, &bits(*place).matched);
    }
    let mut skipped = 0;
    if asked
        .places
        .iter()
        .any(|place| !bits(*place).doubtful.is_empty())
    {
        let mut possible = full(segment.len());
        for place in asked.places {
            or_doubtful(&mut possible, bits(*place));
        }
        skipped = ones(&possible) - ones(&matched);
        if asked.question.include_unknown {
            matched = possible;
        }
    }
    // Rows that the terms about other fields leave.
    let rest = |field: Field| {
        let about = |_: usize, term: &Term| term.test.field() == Some(field);
        let own = terms.iter().any(|term| about(0, term));
        own.then(|| asked.rest(segment.len(), about, bits))
    };
    let counts = asked.question.facets.iter().map(|field| {
        let mut counts = vec![0u32; roster.dictionary(*field).entry_count()];
        let rest = rest(*field);
        facet::count(
            segment,
            *field,
            rest.as_ref().unwrap_or(&matched),
            &mut counts,
        );
        counts
    });
    let counts = counts.collect();
    let binned = asked.bins.iter().map(|bins| {
        let rest = rest(bins.field);
        let rows = rest.as_ref().unwrap_or(&matched);
        histogram::count(segment, bins.field, &bins.worth, &bins.edges, rows)
    });
    let binned = binned.collect();
    Part {
        matched,
        skipped,
        counts,
        binned,
    }
}

/// For each term, how many rows would match without it.
fn without<'a>(
    roster: &Roster,
    asked: &Asked<'_>,
    bits: impl Fn(usize, usize) -> &'a Bits,
) -> Vec<usize> {
    let rows = |term: usize| {
        let segments = roster.segments().enumerate();
        let left = segments.map(|(at, segment)| {
            let but = |other: usize, _: &Term| other == term;
            ones(&asked.rest(segment.len(), but, |place| bits(place, at)))
        });
        left.sum()
    };
    (0..asked.places.len()).map(rows).collect()
}

fn and(rows: &mut [u64], other: &[u64]) {
    for (word, other) in rows.iter_mut().zip(other) {
        *word &= other;
    }
}

/// Keeps of these rows those that a term leaves or of which nobody can say.
fn or_doubtful(rows: &mut [u64], bits: &Bits) {
    for (at, word) in rows.iter_mut().enumerate() {
        *word &= bits.matched[at] | bits.doubtful.get(at).copied().unwrap_or(0);
    }
}
