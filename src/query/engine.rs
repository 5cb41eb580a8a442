//! Questions and answers: everything that a screen or a command wants to know of the matching rows.
//!
//! Each term of a filter gives one bitmap a segment; bitmaps are kept between questions, so that a
//! key press evaluates just the term it changed, and a roster that grows just its new segments. So are the
//! newest answers.
//! Segments are worked on by all cores; between them it is asked whether the answer is still wanted.

use std::sync::Arc;

use rayon::prelude::*;

use super::ast::{Filter, Term, Test};
use super::bins::Binned;
use super::facet::{self, Facet};
use super::filter::{Bits, Prepared};
use super::histogram::{self, Histogram};
use super::nothing::{self, Near};
use super::order::SortKey;
use super::orders::Orders;
use super::own::OwnData;
use super::tally::WordCounts;
use super::totals::{Totalling, Totals};
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
    orders: Orders,
    bins: Binned,
    totals: Totalling,
    words: Vec<WordCounts>,
    /// The newest answers: what was typed is often taken back, and the order alone may change.
    answers: Vec<(Question, Answer)>,
}

/// A term with the bitmaps of the segments it was evaluated on.
#[derive(Debug)]
struct Remembered {
    term: Term,
    prepared: Prepared,
    bits: Vec<Bits>,
}

/// Rows that the term finds.
fn found(known: &Remembered) -> usize {
    known.bits.iter().map(|bits| ones(&bits.matched)).sum()
}

/// Terms that are kept beyond those of the newest question.
const KEPT: usize = 12;
/// Answers that are kept.
const ANSWERS: usize = 8;

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
        let unordered = Question {
            order: Vec::new(),
            ..question.clone()
        };
        let known = self
            .answers
            .iter()
            .position(|(known, _)| *known == unordered);
        let answer = match known {
            Some(at) => self.answers.remove(at).1,
            None => self.work_out(roster, question, cancelled)?,
        };
        if self.answers.len() >= ANSWERS {
            self.answers.remove(0);
        }
        self.answers.push((unordered, answer.clone()));
        let rows = self
            .orders
            .in_order(roster, &answer.matched, &question.order);
        Some(Answer { rows, ..answer })
    }

    /// The answer without its rows in order.
    fn work_out(
        &mut self,
        roster: &Roster,
        question: &Question,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<Answer> {
        let terms = &question.filter.terms;
        let places = self.evaluate(roster, question, cancelled)?;
        self.bins.prepare(roster, &question.histograms);
        for field in &question.facets {
            self.count_words(roster, *field);
        }
        // The cheapest term is the first to empty a word of the bitmap.
        let mut by_cost = places.clone();
        by_cost.sort_by_key(|place| self.terms[*place].prepared.cost());
        let asked = question.facets.iter().chain(&question.histograms);
        let about = |field: &Field| terms.iter().any(|term| term.test.field() == Some(*field));
        let asked = Asked {
            question,
            terms: &self.terms,
            places: &places,
            by_cost: &by_cost,
            own: asked.copied().filter(about).collect(),
        };
        let sifted: Option<Vec<Sifted>> = (0..roster.segments().len())
            .into_par_iter()
            .map(|at| (!cancelled()).then(|| asked.sift(roster.segment(at), at)))
            .collect();
        let mut sifted = sifted?;
        let skipped_unknown = sifted.iter().map(|sifted| sifted.skipped).sum();
        let matched = sifted
            .iter_mut()
            .map(|sifted| std::mem::take(&mut sifted.matched));
        let matched = RowSet::from_bits(roster, matched.collect());
        // The rows that the terms about other fields leave.
        let rest = |field: Field| -> Vec<&[u64]> {
            let own = asked.own.iter().position(|own| *own == field);
            match own {
                Some(own) => sifted
                    .iter()
                    .map(|sifted| sifted.rests[own].as_slice())
                    .collect(),
                None => matched.by_segment(),
            }
        };
        let counted = question.facets.iter().map(|field| {
            let words = self.words.iter().find(|words| words.field == *field)?;
            let counts = words.count(roster, &rest(*field));
            (!cancelled()).then(|| facet::facet(roster, *field, &counts, terms))
        });
        let facets = counted.collect::<Option<_>>()?;
        let counted = question.histograms.iter().filter_map(|field| {
            let (edges, bins) = self.bins.of(*field)?;
            let counts = bins.count(roster, &rest(*field));
            Some(histogram::histogram(*field, edges, &counts))
        });
        let histograms = counted.collect();
        if cancelled() {
            return None;
        }
        let (without, near) = match matched.is_empty() {
            true => (asked.without(roster), nothing::near(roster, terms)),
            false => (Vec::new(), Vec::new()),
        };
        let totals = self.totals.totals(roster, &matched);
        Some(Answer {
            matched,
            rows: Arc::default(),
            skipped_unknown,
            facets,
            histograms,
            without,
            near,
            totals,
        })
    }

    /// Brings the counts of a field of words in all rows up to date.
    fn count_words(&mut self, roster: &Roster, field: Field) {
        let at = self.words.iter().position(|counts| counts.field == field);
        let at = at.unwrap_or_else(|| {
            self.words.push(WordCounts::new(field));
            self.words.len() - 1
        });
        self.words[at].grow(roster);
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
        } else if segments > self.segments {
            self.answers.clear();
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
                let wider = self.terms.iter().filter(|known| {
                    known.bits.len() == roster.segments().len()
                        && prepared.is_within(&known.prepared)
                });
                let wider = wider.min_by_key(|known| found(known));
                let within = |at: usize| wider.map(|known| known.bits[at].matched.as_slice());
                let new: Option<Vec<Bits>> = (done..roster.segments().len())
                    .into_par_iter()
                    .map(|at| {
                        (!cancelled()).then(|| {
                            prepared.bits(roster.segment(at), roster.starts()[at], within(at))
                        })
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
}

/// A question with what is the same for all segments.
struct Asked<'a> {
    question: &'a Question,
    terms: &'a [Remembered],
    /// Where each term is remembered, in the order of the filter and the cheapest first.
    places: &'a [usize],
    by_cost: &'a [usize],
    /// The fields to be counted that the filter has terms about.
    own: Vec<Field>,
}

/// What the filter leaves of one segment.
struct Sifted {
    matched: Vec<u64>,
    skipped: usize,
    /// For each of [`Asked::own`], the rows that the terms about other fields leave.
    rests: Vec<Vec<u64>>,
}

impl Asked<'_> {
    fn sift(&self, segment: &Segment, at: usize) -> Sifted {
        let bits = |place: &usize| &self.terms[*place].bits[at];
        let mut matched = full(segment.len());
        for place in self.by_cost {
            and(&mut matched, &bits(place).matched);
        }
        let mut skipped = 0;
        if self
            .places
            .iter()
            .any(|place| !bits(place).doubtful.is_empty())
        {
            let mut possible = full(segment.len());
            for place in self.places {
                or_doubtful(&mut possible, bits(place));
            }
            skipped = ones(&possible) - ones(&matched);
            if self.question.include_unknown {
                matched = possible;
            }
        }
        let rests = self.own.iter().map(|field| {
            let about = |_: usize, term: &Term| term.test.field() == Some(*field);
            self.rest(segment, at, about)
        });
        Sifted {
            rests: rests.collect(),
            matched,
            skipped,
        }
    }

    /// The rows of a segment that all terms leave but those for which this holds.
    fn rest(&self, segment: &Segment, at: usize, but: impl Fn(usize, &Term) -> bool) -> Vec<u64> {
        let mut rows = full(segment.len());
        let terms = self.question.filter.terms.iter().enumerate();
        for ((number, term), place) in terms.zip(self.places) {
            if but(number, term) {
                continue;
            }
            let bits = &self.terms[*place].bits[at];
            match self.question.include_unknown && !bits.doubtful.is_empty() {
                true => or_doubtful(&mut rows, bits),
                false => and(&mut rows, &bits.matched),
            }
        }
        rows
    }

    /// For each term, how many rows would match without it.
    fn without(&self, roster: &Roster) -> Vec<usize> {
        let rows = |term: usize| {
            let segments = (0..roster.segments().len()).into_par_iter();
            let left = segments.map(|at| {
                let but = |other: usize, _: &Term| other == term;
                ones(&self.rest(roster.segment(at), at, but))
            });
            left.sum()
        };
        (0..self.places.len()).map(rows).collect()
    }
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
