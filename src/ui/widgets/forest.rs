//! A ratio with its range on an axis: a sign where it is, a whisker as far as the range goes.

use ratatui::layout::Rect;

use super::axis::{LogAxis, Place};
use crate::analysis::compare::Estimate;
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;

/// Draws the line at which both sides are the same.
pub fn line_of_no_difference(canvas: &mut Canvas, area: Rect, axis: &LogAxis) {
    if let Place::At(cell) = axis.place(1.0) {
        let x = area.x + cell;
        for y in area.top()..area.bottom() {
            canvas.put(x, y, x + 1, canvas.glyphs().vertical, Role::Border);
        }
    }
}

/// Draws a range with its ratio on one line; a limit off the axis is an arrow.
pub fn whisker(
    canvas: &mut Canvas,
    area: Rect,
    axis: &LogAxis,
    estimate: Estimate,
    sign: &str,
    role: Role,
) {
    let [left, line, right] = canvas.glyphs().whisker;
    let [before, behind] = canvas.glyphs().more;
    let mut put = |cell: u16, sign: &str| {
        let x = area.x + cell;
        canvas.put(x, area.y, (x + 1).min(area.right()), sign, role);
    };
    if let Some(interval) = estimate.interval {
        let (from, to) = (axis.nearest(interval.low), axis.nearest(interval.high));
        for cell in from..=to {
            put(cell, line);
        }
        let at = |value: f64| matches!(axis.place(value), Place::At(_));
        put(from, if at(interval.low) { left } else { before });
        put(to, if at(interval.high) { right } else { behind });
    }
    match axis.place(estimate.ratio) {
        Place::At(cell) => put(cell, sign),
        Place::Before => put(0, before),
        Place::Behind => put(axis.nearest(f64::INFINITY), behind),
    }
}
