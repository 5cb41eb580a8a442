//! The orders that were asked for: each a permutation of all rows, made once and walked for every
//! answer.

use std::sync::Arc;

use rayon::prelude::*;

use super::order::{SortKey, permutation};
use crate::roster::{Roster, RowId, RowSet};

/// The orders of one roster, the newest last.
#[derive(Debug, Default)]
pub struct Orders {
    known: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    order: Vec<SortKey>,
    /// All rows of the roster, as it was then.
    rows: Arc<[RowId]>,
}

/// Orders that are kept: each takes four bytes for a row.
const KEPT: usize = 6;
/// Rows that one core looks up at a time.
const WALK: usize = 1 << 16;

impl Orders {
    /// These rows in order.
    pub fn in_order(
        &mut self,
        roster: &Roster,
        matched: &RowSet,
        order: &[SortKey],
    ) -> Arc<[RowId]> {
        let count = matched.count();
        if count == 0 {
            return Arc::default();
        }
        if order.is_empty() {
            return matched.iter().collect();
        }
        let all = self.all(roster, order);
        if count == all.len() {
            return all.clone();
        }
        let bits = matched.joined();
        let parts: Vec<Vec<RowId>> = all.par_chunks(WALK).map(|rows| kept(rows, &bits)).collect();
        join(&parts, count)
    }

    /// All rows of the roster in order.
    fn all(&mut self, roster: &Roster, order: &[SortKey]) -> &Arc<[RowId]> {
        self.known.retain(|known| known.rows.len() == roster.len());
        let at = self.known.iter().position(|known| known.order == order);
        let known = match at {
            Some(at) => self.known.remove(at),
            None => Known {
                order: order.to_vec(),
                rows: permutation(roster, order).into(),
            },
        };
        if self.known.len() >= KEPT {
            self.known.remove(0);
        }
        self.known.push(known);
        &self.known[self.known.len() - 1].rows
    }
}

/// Those of the rows that are set in a bitmap. Every row is written, and the next one over it where it
/// is not set: which are set cannot be foreseen, so a branch would cost more.
fn kept(rows: &[RowId], bits: &[u64]) -> Vec<RowId> {
    let mut kept = vec![0; rows.len()];
    let mut count = 0;
    for row in rows {
        kept[count] = *row;
        count += (bits[(*row / 64) as usize] >> (row % 64) & 1) as usize;
    }
    kept.truncate(count);
    kept
}

/// All parts, one behind the other: `count` rows.
fn join(parts: &[Vec<RowId>], count: usize) -> Arc<[RowId]> {
    let mut joined: Arc<[RowId]> = std::iter::repeat_n(0, count).collect();
    let mut rest = Arc::get_mut(&mut joined).expect("nobody else knows of it yet");
    let mut places = Vec::with_capacity(parts.len());
    for part in parts {
        let (place, after) = rest.split_at_mut(part.len());
        places.push(place);
        rest = after;
    }
    let pairs = places.into_par_iter().zip(parts);
    pairs.for_each(|(place, part)| place.copy_from_slice(part));
    joined
}
