//! How values are spread along an axis: a mark for each cell that holds some, and the middle half as a
//! box with a sign in its middle.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::axis::{LogAxis, Place};
use crate::analysis::stats::Quartiles;
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;

/// Values, how many there are of each, and how many of these are left out of something.
pub type Counted = (f64, (u32, u32));

/// Draws one line of marks.
pub fn strip(
    canvas: &mut Canvas,
    area: Rect,
    axis: &LogAxis,
    values: impl Iterator<Item = Counted>,
    role: Role,
) {
    let mut cells: BTreeMap<u16, (u32, u32)> = BTreeMap::new();
    for (value, (all, out)) in values {
        let cell = cells.entry(axis.nearest(value)).or_default();
        cell.0 += all;
        cell.1 += out;
    }
    let glyphs = canvas.glyphs();
    for (cell, (all, out)) in cells {
        let sign = match all {
            0 => continue,
            _ if out == all => glyphs.left_out,
            1 => glyphs.strip[0],
            2..=3 => glyphs.strip[1],
            _ => glyphs.strip[2],
        };
        let x = area.x + cell;
        canvas.put(x, area.y, (x + 1).min(area.right()), sign, role);
    }
}

/// Draws the middle half on a line.
pub fn middle_half(
    canvas: &mut Canvas,
    area: Rect,
    axis: &LogAxis,
    of: Quartiles,
    sign: &str,
    role: Role,
) {
    let [left, line, right] = canvas.glyphs().whisker;
    let more = canvas.glyphs().more;
    let (from, to) = (axis.nearest(of.q1), axis.nearest(of.q3));
    let mut put = |cell: u16, sign: &str| {
        canvas.put(
            area.x + cell,
            area.y,
            (area.x + cell + 1).min(area.right()),
            sign,
            role,
        );
    };
    for cell in from..=to {
        put(cell, line);
    }
    put(from, left);
    let off = axis.place(of.q3) == Place::Behind;
    put(to, if off { more[1] } else { right });
    put(axis.nearest(of.median), sign);
}
