//! Points in cells: the sign of a group while they are few, how many there are where they are many.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::analysis::compare::chart::Dot;
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;

/// Points from which on their number says more than whose they are.
const MANY: usize = 2_000;

/// Draws the points of each cell, counted from the left and from the bottom. `shown` says of a group by
/// which sign, and in which role; groups in the order of `first` are drawn in place of others.
pub fn scatter<'a>(
    canvas: &mut Canvas,
    area: Rect,
    cells: &BTreeMap<(u16, u16), Dot>,
    first: &[usize],
    shown: impl Fn(usize) -> (&'a str, Role),
) {
    let all: usize = cells.values().map(Dot::count).sum();
    let most = cells.values().map(Dot::count).max().unwrap_or(0);
    for ((x, y), dot) in cells {
        let Some(group) = foremost(dot, first) else {
            continue;
        };
        let (sign, role) = shown(group);
        let sign = match all {
            ..MANY => sign,
            _ => density(dot.count(), most, canvas.glyphs().density),
        };
        let (x, y) = (area.x + x, area.bottom().saturating_sub(1 + y));
        canvas.put(x, y, (x + 1).min(area.right()), sign, role);
    }
}

/// The group that stands for a cell.
fn foremost(dot: &Dot, first: &[usize]) -> Option<usize> {
    let has = |place: &usize| dot.tiers.get(*place).is_some_and(|count| *count > 0);
    let wanted = first.iter().copied().find(has);
    wanted.or_else(|| dot.tiers.iter().rposition(|count| *count > 0))
}

/// A sign for so many of at most so many, in steps that multiply.
fn density(count: usize, most: usize, signs: [&'static str; 4]) -> &'static str {
    let share = (count as f64).ln() / (most.max(2) as f64).ln();
    let last = signs.len() - 1;
    signs[((share * signs.len() as f64) as usize).min(last)]
}

/// Draws a crosshair through a cell, where nothing else is.
pub fn crosshair(
    canvas: &mut Canvas,
    area: Rect,
    (x, y): (u16, u16),
    free: impl Fn(u16, u16) -> bool,
) {
    let glyphs = canvas.glyphs();
    let line = area.bottom().saturating_sub(1 + y);
    for cell in (0..area.width).filter(|cell| free(*cell, y)) {
        let at = area.x + cell;
        canvas.put(at, line, at + 1, glyphs.horizontal, Role::Dim);
    }
    for cell in (0..area.height).filter(|cell| free(x, *cell)) {
        let at = area.bottom() - 1 - cell;
        canvas.put(area.x + x, at, area.x + x + 1, glyphs.vertical, Role::Dim);
    }
    if free(x, y) {
        canvas.put(area.x + x, line, area.x + x + 1, glyphs.cross, Role::Focus);
    }
}
