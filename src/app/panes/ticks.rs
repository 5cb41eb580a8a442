//! Which influencers are ticked. Ticks stay when the filter hides their rows.

use std::collections::BTreeSet;

use crate::roster::{Field, Roster, RowId};

/// The most rows that can be ticked: a shortlist of more is a filter, not a choice.
pub const MOST: usize = 10_000;

/// The ticked rows of the loaded roster and what they add up to.
#[derive(Clone, Debug, Default)]
pub struct Ticks {
    rows: BTreeSet<RowId>,
    totals: Totals,
}

/// What the ticked influencers add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// With a price in the base currency, and the sum of those prices.
    pub priced: usize,
    pub price: f64,
    /// With known engagements, and their sum.
    pub engaged: usize,
    pub engagements: f64,
}

impl Ticks {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn contains(&self, row: RowId) -> bool {
        self.rows.contains(&row)
    }

    pub fn rows(&self) -> impl Iterator<Item = RowId> + '_ {
        self.rows.iter().copied()
    }

    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// Ticks or unticks one row.
    pub fn toggle(&mut self, roster: &Roster, row: RowId) {
        if !self.rows.remove(&row) && self.rows.len() < MOST {
            self.rows.insert(row);
        }
        self.add_up(roster);
    }

    /// Ticks all these rows, or none of them if all were ticked. False when there are too many.
    pub fn toggle_all(&mut self, roster: &Roster, rows: &[RowId]) -> bool {
        if rows.len() > MOST {
            return false;
        }
        if rows.iter().all(|row| self.rows.contains(row)) {
            for row in rows {
                self.rows.remove(row);
            }
        } else {
            self.rows.extend(rows);
        }
        self.add_up(roster);
        true
    }

    /// Takes the ticks along to another roster, in which rows are other numbers or none.
    pub fn follow(&mut self, roster: &Roster, now: impl Fn(RowId) -> Option<RowId>) {
        self.rows = self.rows.iter().copied().filter_map(now).collect();
        self.add_up(roster);
    }

    pub fn clear(&mut self) {
        *self = Ticks::default();
    }

    fn add_up(&mut self, roster: &Roster) {
        let mut totals = Totals::default();
        for influencer in self.rows.iter().map(|row| roster.influencer(*row)) {
            if let Some(price) = influencer.amount(Field::Price) {
                totals.priced += 1;
                totals.price += price;
            }
            if let Some(engagements) = influencer.number(Field::Engagements) {
                totals.engaged += 1;
                totals.engagements += engagements;
            }
        }
        self.totals = totals;
    }
}
