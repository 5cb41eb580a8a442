//! The Compare screen: which tiers are set against each other and by what, and the newest figures.

use std::ops::Range;
use std::sync::Arc;

use super::scatter::{Bounds, Grid, fullest};
use super::{scrolled, step};
use crate::analysis::compare::groups::FIELDS;
use crate::analysis::compare::{Comparison, Measure, Pairing};
use crate::roster::{Field, Roster, TierSet};

/// The chosen tiers and what came out.
#[derive(Clone, Debug)]
pub struct Compare {
    small: String,
    big: String,
    measure: Measure,
    /// The field of the groups.
    field: Field,
    comparison: Option<Arc<Comparison>>,
    /// The figures are for an earlier filter or tier; newer ones are on their way.
    stale: bool,
    forest_offset: usize,
    basis_offset: usize,
    group: usize,
    group_offset: usize,
    /// Where the crosshair was put, as bins of the scatter.
    crosshair: Option<(i16, i16)>,
}

impl Compare {
    pub fn new(small: &str, big: &str) -> Self {
        Compare {
            small: small.to_owned(),
            big: big.to_owned(),
            measure: Measure::default(),
            field: FIELDS[0],
            comparison: None,
            stale: true,
            forest_offset: 0,
            basis_offset: 0,
            group: 0,
            group_offset: 0,
            crosshair: None,
        }
    }

    /// The places of the small and the big tier; the second and the last where a name is unknown.
    pub fn tiers(&self, tiers: &TierSet) -> (usize, usize) {
        let last = tiers.tiers().len() - 1;
        (
            tiers.named(&self.small).unwrap_or(1.min(last)),
            tiers.named(&self.big).unwrap_or(last),
        )
    }

    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// What is compared, in each value of a field where groups are wanted.
    pub fn pairing(&self, roster: &Roster, groups: bool) -> Pairing {
        let (small, big) = self.tiers(roster.tiers());
        Pairing {
            small,
            big,
            measure: self.measure,
            by: self.field(roster).filter(|_| groups),
        }
    }

    /// The field of the groups: one that the roster has.
    pub fn field(&self, roster: &Roster) -> Option<Field> {
        let fields = fields(roster);
        let chosen = fields.contains(&self.field).then_some(self.field);
        chosen.or_else(|| fields.first().copied())
    }

    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_deref()
    }

    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// The next of all pairs of a small and a big tier, round the corner.
    pub fn step_pair(&mut self, tiers: &TierSet, by: isize) {
        let names: Vec<&str> = tiers.tiers().iter().map(|tier| &*tier.name).collect();
        let pairs: Vec<(usize, usize)> = (0..names.len())
            .flat_map(|small| (small + 1..names.len()).map(move |big| (small, big)))
            .collect();
        let now = self.tiers(tiers);
        let at = pairs.iter().position(|pair| *pair == now);
        if let Some((small, big)) = turned(&pairs, at, by) {
            self.small = names[small].to_owned();
            self.big = names[big].to_owned();
        }
    }

    /// The next measure, round the corner.
    pub fn step_measure(&mut self, by: isize) {
        let at = Measure::ALL.iter().position(|one| *one == self.measure);
        if let Some(measure) = turned(Measure::ALL, at, by) {
            self.measure = measure;
        }
    }

    /// The next field of the groups, round the corner.
    pub fn step_field(&mut self, roster: &Roster, by: isize) {
        let fields = fields(roster);
        let at = fields
            .iter()
            .position(|one| Some(*one) == self.field(roster));
        if let Some(field) = turned(&fields, at, by) {
            self.field = field;
            (self.group, self.group_offset) = (0, 0);
        }
    }

    pub fn show(&mut self, comparison: Arc<Comparison>) {
        self.comparison = Some(comparison);
        self.stale = false;
    }

    pub fn wait(&mut self) {
        self.stale = true;
    }

    pub fn clear(&mut self) {
        self.comparison = None;
        self.crosshair = None;
        self.stale = true;
    }

    /// The groups by the cursor's place, and the lines that are scrolled away.
    pub fn group(&self) -> (usize, usize) {
        (self.group, self.group_offset)
    }

    pub fn move_group(&mut self, by: isize, page: usize) {
        let groups = self.comparison().and_then(|found| found.groups.as_ref());
        let len = groups.map_or(0, |groups| groups.groups.len());
        self.group = step(self.group, by, len);
        self.group_offset = scrolled(self.group_offset, self.group, page);
    }

    /// The rows of the forest that are seen, of so many.
    pub fn forest_window(&self, rows: usize, page: usize) -> Range<usize> {
        window(self.forest_offset, rows, page)
    }

    pub fn scroll_forest(&mut self, by: isize, rows: usize, page: usize) {
        let now = self.forest_window(rows, page);
        self.forest_offset = now.start.saturating_add_signed(by).min(rows - now.len());
    }

    /// The lines of the basis that are seen, of so many.
    pub fn basis_window(&self, lines: usize, page: usize) -> Range<usize> {
        window(self.basis_offset, lines, page)
    }

    pub fn scroll_basis(&mut self, by: isize, lines: usize, page: usize) {
        let now = self.basis_window(lines, page);
        self.basis_offset = now.start.saturating_add_signed(by).min(lines - now.len());
    }

    /// Where the crosshair is: where it was put, else where most are.
    pub fn crosshair(&self) -> Option<(i16, i16)> {
        let scatter = &self.comparison()?.scatter;
        self.crosshair.or_else(|| fullest(scatter))
    }

    /// Moves the crosshair by cells of this grid.
    pub fn move_crosshair(&mut self, grid: &Grid, by: (isize, isize)) {
        if let Some(spot) = self.crosshair() {
            self.crosshair = Some(grid.moved(spot, by));
        }
    }

    /// Puts the crosshair into a cell of this grid, counted from the left and from the bottom.
    pub fn put_crosshair(&mut self, grid: &Grid, (x, y): (u16, u16)) {
        self.crosshair = Some((grid.across.bins(x).start, grid.up.bins(y).start));
    }

    /// The cell under the crosshair.
    pub fn aimed(&self, grid: &Grid) -> Option<Bounds> {
        self.crosshair().map(|spot| grid.bounds(spot))
    }
}

/// The fields of groups that the roster has.
pub fn fields(roster: &Roster) -> Vec<Field> {
    let fields = FIELDS.iter().copied();
    fields.filter(|field| roster.has(*field)).collect()
}

/// The item so many steps from the one at a place, round the corner.
fn turned<T: Copy>(items: &[T], at: Option<usize>, by: isize) -> Option<T> {
    let len = items.len() as isize;
    let at = at.map_or(0, |at| at as isize + by);
    (len > 0).then(|| items[at.rem_euclid(len) as usize])
}

/// The part of so many lines that a page shows, never past the end.
fn window(offset: usize, lines: usize, page: usize) -> Range<usize> {
    let start = offset.min(lines.saturating_sub(page));
    start..(start + page).min(lines)
}
