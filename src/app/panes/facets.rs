//! The facets of Browse: values with their counts, to be switched on and off.

use std::collections::HashSet;

use super::{scrolled, step};
use crate::query::{Facet, FacetValue};
use crate::roster::Field;

/// Values that a facet shows before "more".
const SHORT: usize = 6;
/// Values that a facet shows at most.
const LONG: usize = 200;

/// Which facets are open and where the cursor is.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    cursor: usize,
    offset: usize,
    closed: HashSet<Field>,
    unfolded: HashSet<Field>,
    /// Open over the table, where they have no place of their own.
    over: bool,
}

/// One line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub enum FacetLine<'a> {
    Title {
        field: Field,
        open: bool,
        /// Values that are switched on.
        on: usize,
    },
    Value {
        field: Field,
        value: &'a FacetValue,
    },
    More {
        field: Field,
        hidden: usize,
    },
}

impl Facets {
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    pub fn offset(&self) -> usize {
        self.offset
    }

    pub fn is_over(&self) -> bool {
        self.over
    }

    pub fn set_over(&mut self, over: bool) {
        self.over = over;
    }

    /// The lines of the pane, top to bottom.
    pub fn lines<'a>(&self, facets: &'a [Facet]) -> Vec<FacetLine<'a>> {
        let mut lines = Vec::new();
        for facet in facets.iter().filter(|facet| !facet.values.is_empty()) {
            let field = facet.field;
            let open = !self.closed.contains(&field);
            let on = facet.values.iter().filter(|value| value.selected).count();
            lines.push(FacetLine::Title { field, open, on });
            if !open {
                continue;
            }
            let limit = if self.unfolded.contains(&field) {
                LONG
            } else {
                SHORT
            };
            // A value that is switched on is never hidden behind "more".
            let (shown, hidden): (Vec<_>, Vec<_>) = facet
                .values
                .iter()
                .enumerate()
                .partition(|(at, value)| *at < limit || value.selected);
            lines.extend(
                shown
                    .into_iter()
                    .map(|(_, value)| FacetLine::Value { field, value }),
            );
            if !hidden.is_empty() {
                lines.push(FacetLine::More {
                    field,
                    hidden: hidden.len(),
                });
            }
        }
        lines
    }

    pub fn move_by(&mut self, by: isize, facets: &[Facet], page: usize) {
        let lines = self.lines(facets).len();
        self.cursor = step(self.cursor, by, lines);
        self.offset = scrolled(self.offset, self.cursor, page);
    }

    pub fn move_to(&mut self, line: usize, facets: &[Facet], page: usize) {
        self.cursor = line.min(self.lines(facets).len().saturating_sub(1));
        self.offset = scrolled(self.offset, self.cursor, page);
    }

    pub fn scroll(&mut self, by: isize, facets: &[Facet], page: usize) {
        let lines = self.lines(facets).len();
        self.offset = step(self.offset, by, lines.saturating_sub(page) + 1);
    }

    /// Opens or closes the facet, or shows more of it: what Enter and Space do on a line that is no
    /// value. The value under the cursor otherwise.
    pub fn press(&mut self, facets: &[Facet]) -> Option<(Field, String)> {
        let lines = self.lines(facets);
        match lines.get(self.cursor)? {
            FacetLine::Value { field, value } => Some((*field, value.value.clone())),
            FacetLine::Title { field, open, .. } => {
                let field = *field;
                if *open {
                    self.closed.insert(field);
                } else {
                    self.closed.remove(&field);
                }
                None
            }
            FacetLine::More { field, .. } => {
                self.unfolded.insert(*field);
                None
            }
        }
    }

    /// Keeps the cursor on the value it was on when counts change their order.
    pub fn follow(&mut self, before: Option<(Field, String)>, facets: &[Facet], page: usize) {
        let lines = self.lines(facets);
        let place = before.and_then(|(field, value)| {
            lines.iter().position(|line| {
                matches!(line, FacetLine::Value { field: f, value: v } if *f == field && v.value == value)
            })
        });
        let len = lines.len();
        self.cursor = place.unwrap_or(self.cursor).min(len.saturating_sub(1));
        self.offset = scrolled(self.offset.min(len.saturating_sub(page)), self.cursor, page);
    }

    /// The value under the cursor.
    pub fn value(&self, facets: &[Facet]) -> Option<(Field, String)> {
        match self.lines(facets).get(self.cursor)? {
            FacetLine::Value { field, value } => Some((*field, value.value.clone())),
            _ => None,
        }
    }
}
