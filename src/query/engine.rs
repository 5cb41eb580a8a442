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
use super::order::{SortKey, permutation};
use super::own::OwnData;
use crate::roster::row_set::{full, ones};
use crate::roster::{Field, Roster, RowId, RowSet, Segment};

/// What is asked: plain data, without row numbers, so that any engine could answer it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    pub filter: Filter,
    pub order: Vec<SortKey>,
    pub facets: Vec<Field>,
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
    /// Rows that would match if an unknown number were known.
    pub skipped_unknown: usize,
    pub facets: Vec<Facet>,
    pub totals: Totals,
}

/// Figures over the matching rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Prices per post in the base currency.
    pub price: Spread,
    /// Engagement rates, as fractions.
    pub engagement_rate: Spread,
    /// Engagements per post.
    pub engagements: Spread,
}

/// How many values there are, their sum and the middle one (the mean of the two middle ones).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    pub n: usize,
    pub sum: f64,
    pub median: f64,
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
        Engine::default()
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
        // The cheapest term is the first to empty a word of the bitmap.
        let mut by_cost = places.clone();
        by_cost.sort_by_key(|place| self.terms[*place].prepared.cost());
        let remembered = &self.terms;
        let parts: Vec<Part> = roster
            .segments()
            .enumerate()
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(at, segment)| {
                (!cancelled()).then(|| {
                    let bits = |place: usize| &remembered[place].bits[at];
                    part(
                        roster,
                        segment,
                        terms,
                        &places,
                        &by_cost,
                        bits,
                        &question.facets,
                    )
                })
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
        let skipped_unknown = parts.iter().map(|part| part.skipped).sum();
        let matched =
            RowSet::from_bits(roster, parts.into_iter().map(|part| part.matched).collect());
        if cancelled() {
            return None;
        }
        let rows = self.ordered(roster, &matched, &question.order);
        let totals = totals(roster, &matched);
        Some(Answer {
            matched,
            rows,
            skipped_unknown,
            facets,
            totals,
        })
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

/// What one segment adds to the answer.
struct Part {
    matched: Vec<u64>,
    skipped: usize,
    /// For each facet, how often each combination of words stands there.
    counts: Vec<Vec<u32>>,
}

fn part<'a>(
    roster: &Roster,
    segment: &Segment,
    terms: &[Term],
    places: &[usize],
    by_cost: &[usize],
    bits: impl Fn(usize) -> &'a Bits,
    facets: &[Field],
) -> Part {
    let mut matched = full(segment.len());
    let mut possible = None;
    for place in by_cost {
        and(&mut matched, &bits(*place).matched);
    }
    if places.iter().any(|place| !bits(*place).doubtful.is_empty()) {
        let mut all = full(segment.len());
        for place in places {
            let bits = bits(*place);
            for (at, word) in all.iter_mut().enumerate() {
                *word &= bits.matched[at] | bits.doubtful.get(at).copied().unwrap_or(0);
            }
        }
        possible = Some(ones(&all));
    }
    let counts = facets
        .iter()
        .map(|field| {
            let mut counts = vec![0u32; roster.dictionary(*field).entry_count()];
            let about = |term: &Term| term.test.field() == Some(*field);
            if terms.iter().any(about) {
                let mut rows = full(segment.len());
                for (term, place) in terms.iter().zip(places) {
                    if !about(term) {
                        and(&mut rows, &bits(*place).matched);
                    }
                }
                facet::count(segment, *field, &rows, &mut counts);
            } else {
                facet::count(segment, *field, &matched, &mut counts);
            }
            counts
        })
        .collect();
    Part {
        skipped: possible.map_or(0, |possible| possible - ones(&matched)),
        matched,
        counts,
    }
}

fn and(rows: &mut [u64], other: &[u64]) {
    for (word, other) in rows.iter_mut().zip(other) {
        *word &= other;
    }
}

fn totals(roster: &Roster, matched: &RowSet) -> Totals {
    let worth = roster.worth();
    let (price, (engagement_rate, engagements)) = rayon::join(
        || {
            spread(roster, matched, Field::Price, |segment, row| {
                worth.of(segment, row)
            })
        },
        || {
            rayon::join(
                || spread(roster, matched, Field::EngagementRate, |_, _| 1.0),
                || spread(roster, matched, Field::Engagements, |_, _| 1.0),
            )
        },
    );
    Totals {
        price,
        engagement_rate,
        engagements,
    }
}

/// The spread of values, each times what it is worth; those without a worth are left out.
fn spread(
    roster: &Roster,
    matched: &RowSet,
    field: Field,
    worth: impl Fn(&Segment, usize) -> f64,
) -> Spread {
    let mut values: Vec<f64> = Vec::new();
    for (at, segment) in roster.segments().enumerate() {
        if let Some(numbers) = segment.numbers(field) {
            let rows = matched.rows_in(at);
            let worths = rows.map(|row| numbers[row] * worth(segment, row));
            values.extend(worths.filter(|value| !value.is_nan()));
        }
    }
    let n = values.len();
    if n == 0 {
        return Spread::default();
    }
    let sum = values.iter().sum();
    let (below, upper, _) = values.select_nth_unstable_by(n / 2, f64::total_cmp);
    let upper = *upper;
    let median = if n % 2 == 1 {
        upper
    } else {
        let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (lower + upper) / 2.0
    };
    Spread { n, sum, median }
}
