//! The facets of Browse: values with their counts, to be switched on and off.

use std::collections::HashSet;

use super::{scrolled, step};
use crate::query::edit::selected_values;
use crate::query::{Facet, FacetValue, Filter};
use crate::roster::{Field, Origin, Roster};

/// Values that a facet shows before "more".
const SHORT: usize = 6;
/// Values that a facet shows at most.
const LONG: usize = 2_000;
/// Lines below the cursor that are seen of what was opened.
const BELOW: usize = 4;
/// Different values that make a field too long a list to choose from.
const FEW: usize = 5_000;

/// The facets that come first, in this order; the others stand behind "More facets".
const FIRST: &[Field] = &[
    Field::Niche,
    Field::Tier,
    Field::Platform,
    Field::Country,
    Field::Language,
];
/// Facets that are open until they are closed.
const OPEN: &[Field] = &[Field::Niche, Field::Tier, Field::Platform, Field::Country];

/// Which facets there are, which are open, and where the cursor is.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    cursor: usize,
    offset: usize,
    /// The fields of the roster that have few values, in the order of the pane.
    offered: Vec<Field>,
    /// Facets that are not as they are at first: open instead of closed, or the other way.
    turned: HashSet<Field>,
    /// Facets that show all of their values.
    unfolded: HashSet<Field>,
    /// The facets behind "More facets" are shown.
    all: bool,
    /// Open over the table, where they have no place of their own.
    over: bool,
}

/// What the lines of the pane are made of.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub facets: &'a [Facet],
    pub filter: &'a Filter,
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
    /// So many facets that not everybody needs, shown below where it is open.
    Rest {
        facets: usize,
        open: bool,
    },
}

/// What pressing a line leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    Value(Field, String),
    /// Something was opened, whose values may not be known yet.
    Opened,
    Nothing,
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

    /// Takes in which fields a roster has.
    pub fn offer(&mut self, roster: &Roster) {
        let files = roster.dictionary(Field::SourceFile).words().len();
        let fits = |field: &Field| {
            let words = roster.dictionary(*field).words().len();
            let of_reading = matches!(field.spec().origin, Origin::Reading);
            field.kind().is_words()
                && (1..=FEW).contains(&words)
                && (!of_reading || (*field == Field::SourceFile && files > 1))
                && roster.has(*field)
        };
        let rest = Field::ALL.iter().filter(|field| !FIRST.contains(field));
        self.offered = FIRST.iter().chain(rest).copied().filter(fits).collect();
    }

    fn is_open(&self, field: Field) -> bool {
        OPEN.contains(&field) != self.turned.contains(&field)
    }

    /// How many of the offered facets come first.
    fn first(&self) -> usize {
        let first = self.offered.iter();
        first.filter(|field| FIRST.contains(field)).count()
    }

    fn listed(&self) -> &[Field] {
        let end = if self.all {
            self.offered.len()
        } else {
            self.first()
        };
        &self.offered[..end]
    }

    /// The fields whose values the pane shows.
    pub fn wanted(&self) -> impl Iterator<Item = Field> + '_ {
        let listed = self.listed().iter().copied();
        listed.filter(|field| self.is_open(*field))
    }

    /// The lines of the pane, top to bottom.
    pub fn lines<'a>(&self, seen: Seen<'a>) -> Vec<FacetLine<'a>> {
        let mut lines = Vec::new();
        let first = self.first();
        for (at, field) in self.listed().iter().copied().enumerate() {
            if at == first {
                lines.extend(self.rest());
            }
            let facet = seen.facets.iter().find(|facet| facet.field == field);
            self.group(&mut lines, seen, field, facet);
        }
        if self.listed().len() == first {
            lines.extend(self.rest());
        }
        lines
    }

    /// The line that opens the facets that do not come first.
    fn rest<'a>(&self) -> Option<FacetLine<'a>> {
        let facets = self.offered.len() - self.first();
        let open = self.all;
        (facets > 0).then_some(FacetLine::Rest { facets, open })
    }

    fn group<'a>(
        &self,
        lines: &mut Vec<FacetLine<'a>>,
        seen: Seen<'a>,
        field: Field,
        facet: Option<&'a Facet>,
    ) {
        let open = self.is_open(field);
        let on = match facet {
            Some(facet) => facet.values.iter().filter(|value| value.selected).count(),
            None => selected_values(seen.filter, field).len(),
        };
        lines.push(FacetLine::Title { field, open, on });
        let Some(facet) = facet.filter(|_| open) else {
            return;
        };
        let limit = if self.unfolded.contains(&field) {
            LONG
        } else {
            SHORT
        };
        let (short, long) = facet.values.split_at(limit.min(facet.values.len()));
        // A value that is switched on is never hidden behind "more".
        let on = long.iter().filter(|value| value.selected);
        let before = lines.len();
        let shown = short.iter().chain(on);
        lines.extend(shown.map(|value| FacetLine::Value { field, value }));
        let hidden = facet.values.len() - (lines.len() - before);
        if hidden > 0 {
            lines.push(FacetLine::More { field, hidden });
        }
    }

    pub fn move_by(&mut self, by: isize, seen: Seen<'_>, page: usize) {
        let lines = self.lines(seen).len();
        self.cursor = step(self.cursor, by, lines);
        self.offset = scrolled(self.offset, self.cursor, page);
    }

    pub fn move_to(&mut self, line: usize, seen: Seen<'_>, page: usize) {
        self.cursor = line.min(self.lines(seen).len().saturating_sub(1));
        self.offset = scrolled(self.offset, self.cursor, page);
    }

    /// Opens or closes what is under the cursor, or shows more of it; a value is switched by whoever
    /// owns the filter.
    pub fn press(&mut self, seen: Seen<'_>, page: usize) -> Pressed {
        let pressed = self.turn(seen);
        if pressed == Pressed::Opened {
            self.show_below(page);
        }
        pressed
    }

    /// Scrolls so that a little of what was opened under the cursor is seen.
    fn show_below(&mut self, page: usize) {
        let below = (self.cursor + BELOW + 1).saturating_sub(page);
        self.offset = self.offset.max(below.min(self.cursor));
    }

    fn turn(&mut self, seen: Seen<'_>) -> Pressed {
        let lines = self.lines(seen);
        match lines.get(self.cursor) {
            Some(FacetLine::Value { field, value }) => Pressed::Value(*field, value.value.clone()),
            Some(FacetLine::Title { field, .. }) => {
                let field = *field;
                if !self.turned.remove(&field) {
                    self.turned.insert(field);
                }
                Pressed::Opened
            }
            Some(FacetLine::More { field, .. }) => {
                self.unfolded.insert(*field);
                Pressed::Nothing
            }
            Some(FacetLine::Rest { .. }) => {
                self.all = !self.all;
                Pressed::Opened
            }
            None => Pressed::Nothing,
        }
    }

    /// Opens (right) or closes (left) the facet under the cursor. Closing puts the cursor on its title.
    pub fn fold(&mut self, open: bool, seen: Seen<'_>, page: usize) {
        let lines = self.lines(seen);
        let field = match lines.get(self.cursor) {
            Some(
                FacetLine::Title { field, .. }
                | FacetLine::Value { field, .. }
                | FacetLine::More { field, .. },
            ) => *field,
            Some(FacetLine::Rest { .. }) => {
                self.all = open;
                self.show_below(page);
                return;
            }
            None => return,
        };
        if self.is_open(field) != open && !self.turned.remove(&field) {
            self.turned.insert(field);
        }
        if open {
            self.show_below(page);
        } else {
            let title = |line: &FacetLine<'_>| matches!(line, FacetLine::Title { field: f, .. } if *f == field);
            let place = lines.iter().position(title);
            self.cursor = place.unwrap_or(self.cursor);
            self.offset = scrolled(self.offset, self.cursor, page);
        }
    }

    /// Keeps the cursor on the value it was on when counts change their order.
    pub fn follow(&mut self, before: Option<(Field, String)>, seen: Seen<'_>, page: usize) {
        let lines = self.lines(seen);
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
    pub fn value(&self, seen: Seen<'_>) -> Option<(Field, String)> {
        match self.lines(seen).get(self.cursor)? {
            FacetLine::Value { field, value } => Some((*field, value.value.clone())),
            _ => None,
        }
    }
}
