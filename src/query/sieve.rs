//! Filtering while a file is read: segments come one after the other and are not kept.

use super::ast::Filter;
use super::filter::Prepared;
use super::own::OwnData;
use crate::roster::row_set::full;
use crate::roster::{Roster, Segment};

/// A filter for segments that come one after the other and that no roster keeps.
#[derive(Debug)]
pub struct Sieve {
    filter: Filter,
    today: Option<i32>,
    /// The terms as they were ready for the last segment.
    ready: Vec<Prepared>,
}

impl Sieve {
    /// A sieve by a filter that asks nothing of other rows; `today` is in days since 1970-01-01.
    pub fn new(filter: Filter, today: Option<i32>) -> Self {
        debug_assert!(!filter.asks_others());
        Sieve {
            filter,
            today,
            ready: Vec::new(),
        }
    }

    /// The rows of a segment that match, as a bitmap. None where words that the roster absorbed since
    /// give a term another meaning than it had for earlier segments.
    pub fn rows(&mut self, roster: &Roster, segment: &Segment) -> Option<Vec<u64>> {
        let own = OwnData::default();
        let terms = self.filter.terms.iter();
        let ready = terms.map(|term| Prepared::new(roster, term, &own, self.today));
        let ready: Vec<Prepared> = ready.collect();
        let mut pairs = ready.iter().zip(&self.ready);
        if !pairs.all(|(now, before)| now.agrees_with(before)) {
            return None;
        }
        let mut rows = full(segment.len());
        for term in &ready {
            let matched = term.bits(segment, 0, None).matched;
            rows.iter_mut()
                .zip(matched)
                .for_each(|(rows, matched)| *rows &= matched);
        }
        self.ready = ready;
        Some(rows)
    }
}
