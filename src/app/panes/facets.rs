//! The facets of Browse: values with their counts, to be switched on and off.

use std::collections::HashSet;

use super::histogram::{self, Bounds, Chosen};
use super::{scrolled, step};
use crate::query::edit::selected_values;
use crate::query::range::range_of;
use crate::query::{Facet, FacetValue, Filter, Histogram};
use crate::roster::{Field, Kind, Origin, Roster};

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
    Field::Price,
    Field::Followers,
    Field::EngagementRate,
    Field::Cpe,
];
/// Facets that are open until they are closed.
const OPEN: &[Field] = &[
    Field::Niche,
    Field::Tier,
    Field::Platform,
    Field::Country,
    Field::Price,
];

/// Which facets there are, which are open, and where the cursor is.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    cursor: usize,
    offset: usize,
    /// The bin under the cursor, in whichever histogram that is.
    bin: usize,
    /// The fields of the roster that have few values or numbers, in the order of the pane.
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
    pub histograms: &'a [Histogram],
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
        /// Rows whose number is unknown, where it is counted.
        unknown: usize,
        /// What the filter asks of a number.
        range: Option<Bounds>,
    },
    Value {
        field: Field,
        value: &'a FacetValue,
    },
    More {
        field: Field,
        hidden: usize,
    },
    /// The bins of a histogram, and which of them the filter asks for.
    Bins {
        histogram: &'a Histogram,
        chosen: Chosen,
    },
    /// Below the bins: the range as a line with handles. The cursor does not stop here.
    Track {
        histogram: &'a Histogram,
        chosen: Chosen,
    },
    /// So many facets that not everybody needs, shown below where it is open.
    Rest {
        facets: usize,
        open: bool,
    },
}

/// What pressing a line leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Pressed {
    Value(Field, String),
    /// The range of a field is to be this.
    Range(Field, Bounds),
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
            let few = match field.kind() {
                Kind::Word | Kind::Words => (1..=FEW).contains(&words),
                // Days have no round edges, texts none at all.
                Kind::Date | Kind::Text => false,
                Kind::Count | Kind::Share | Kind::Money | Kind::Number => true,
            };
            few && (!of_reading || (*field == Field::SourceFile && files > 1)) && roster.has(*field)
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
            match field.kind().is_numeric() {
                true => self.range(&mut lines, seen, field),
                false => self.group(&mut lines, seen, field),
            }
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

    fn group<'a>(&self, lines: &mut Vec<FacetLine<'a>>, seen: Seen<'a>, field: Field) {
        let open = self.is_open(field);
        let facet = seen.facets.iter().find(|facet| facet.field == field);
        let on = match facet {
            Some(facet) => facet.values.iter().filter(|value| value.selected).count(),
            None => selected_values(seen.filter, field).len(),
        };
        lines.push(FacetLine::Title {
            field,
            open,
            on,
            unknown: 0,
            range: None,
        });
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

    /// The lines of a field of numbers.
    fn range<'a>(&self, lines: &mut Vec<FacetLine<'a>>, seen: Seen<'a>, field: Field) {
        let open = self.is_open(field);
        let histogram = seen.histograms.iter();
        let histogram = histogram
            .filter(|_| open)
            .find(|known| known.field == field);
        let range = range_of(seen.filter, field);
        let own = seen.filter.terms.iter();
        lines.push(FacetLine::Title {
            field,
            open,
            on: own.filter(|term| term.test.field() == Some(field)).count(),
            unknown: histogram.map_or(0, |histogram| histogram.unknown),
            range,
        });
        if let Some(histogram) = histogram {
            let chosen = histogram::chosen(&histogram.edges, range);
            lines.push(FacetLine::Bins { histogram, chosen });
            lines.push(FacetLine::Track { histogram, chosen });
        }
    }

    pub fn move_by(&mut self, by: isize, seen: Seen<'_>, page: usize) {
        let lines = self.lines(seen);
        let to = step(self.cursor, by, lines.len());
        let track = |at: usize| matches!(lines.get(at), Some(FacetLine::Track { .. }));
        // Over a track to what is behind it; at the end back to its bins.
        self.cursor = match track(to) {
            true if by > 0 && to + 1 < lines.len() => to + 1,
            true => to - 1,
            false => to,
        };
        self.offset = scrolled(self.offset, self.cursor, page);
        if track(self.cursor + 1) {
            self.offset = scrolled(self.offset, self.cursor + 1, page);
        }
    }

    pub fn move_to(&mut self, line: usize, seen: Seen<'_>, page: usize) {
        let lines = self.lines(seen);
        self.cursor = line.min(lines.len().saturating_sub(1));
        if matches!(lines.get(self.cursor), Some(FacetLine::Track { .. })) {
            self.cursor -= 1;
        }
        self.offset = scrolled(self.offset, self.cursor, page);
    }

    /// The bin under the cursor of a histogram with so many.
    pub fn bin(&self, bins: usize) -> usize {
        self.bin.min(bins.saturating_sub(1))
    }

    /// Puts the cursor on a bin.
    pub fn set_bin(&mut self, bin: usize) {
        self.bin = bin;
    }

    /// The histogram under the cursor.
    pub fn histogram<'a>(&self, seen: Seen<'a>) -> Option<(&'a Histogram, Chosen)> {
        match self.lines(seen).get(self.cursor)? {
            FacetLine::Bins { histogram, chosen } => Some((*histogram, *chosen)),
            _ => None,
        }
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
            Some(FacetLine::Bins { histogram, chosen }) => {
                let bin = self.bin(histogram.counts.len());
                let chosen = histogram::press(*chosen, bin);
                Pressed::Range(histogram.field, histogram::bounds(&histogram.edges, chosen))
            }
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
            Some(FacetLine::Track { .. }) | None => Pressed::Nothing,
        }
    }

    /// Moves to the next (right) or previous bin of the histogram under the cursor; opens or closes the
    /// facet otherwise. Closing puts the cursor on its title.
    pub fn sideways(&mut self, open: bool, seen: Seen<'_>, page: usize) {
        if let Some((histogram, _)) = self.histogram(seen) {
            let bins = histogram.counts.len();
            self.bin = step(self.bin(bins), if open { 1 } else { -1 }, bins);
            return;
        }
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
            Some(FacetLine::Bins { .. } | FacetLine::Track { .. }) | None => return,
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

    /// Keeps the cursor on what it was on when lines come, go or change their order.
    pub fn follow(&mut self, before: Option<Spot>, seen: Seen<'_>, page: usize) {
        let lines = self.lines(seen);
        let place = before.and_then(|before| {
            let same = |line: &FacetLine<'_>| spot(line) == before;
            lines.iter().position(same)
        });
        let len = lines.len();
        self.cursor = place.unwrap_or(self.cursor).min(len.saturating_sub(1));
        self.offset = scrolled(self.offset.min(len.saturating_sub(page)), self.cursor, page);
    }

    /// What the cursor is on.
    pub fn spot(&self, seen: Seen<'_>) -> Option<Spot> {
        self.lines(seen).get(self.cursor).map(spot)
    }
}

/// What a line is about, to be found again among other lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    Title(Field),
    Value(Field, String),
    More(Field),
    Bins(Field),
    Track(Field),
    Rest,
}

fn spot(line: &FacetLine<'_>) -> Spot {
    match line {
        FacetLine::Title { field, .. } => Spot::Title(*field),
        FacetLine::Value { field, value } => Spot::Value(*field, value.value.clone()),
        FacetLine::More { field, .. } => Spot::More(*field),
        FacetLine::Bins { histogram, .. } => Spot::Bins(histogram.field),
        FacetLine::Track { histogram, .. } => Spot::Track(histogram.field),
        FacetLine::Rest { .. } => Spot::Rest,
    }
}
