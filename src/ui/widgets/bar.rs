//! A bar of a length between nothing and full, in eighths of a cell, and marks along it.

use ratatui::layout::Rect;

use crate::ui::canvas::Canvas;
use crate::ui::look::Role;

/// Draws a bar over `share` (0..1) of the area's width, one line high. A value above zero shows at
/// least an eighth, so that small does not look like none.
pub fn bar(canvas: &mut Canvas, area: Rect, share: f64, role: Role) {
    let eighths = eighths(area.width, share);
    for (at, x) in (area.left()..area.right()).enumerate() {
        let filled = eighths.saturating_sub(at * 8).min(8);
        if filled == 0 {
            break;
        }
        // With whole cells only, the first cell stands for any value above zero.
        let sign = match canvas.glyphs().eighths[filled] {
            " " if at == 0 => canvas.glyphs().eighths[8],
            sign => sign,
        };
        canvas.put(x, area.y, x + 1, sign, role);
    }
}

fn eighths(width: u16, share: f64) -> usize {
    if !share.is_finite() || share <= 0.0 {
        return 0;
    }
    let all = f64::from(width) * 8.0;
    (all * share.min(1.0)).round().max(1.0) as usize
}

/// Draws a range from one share to another, with its ends, and a sign where the middle is.
pub fn range(canvas: &mut Canvas, area: Rect, from: f64, to: f64, middle: (f64, &str), role: Role) {
    if area.width == 0 {
        return;
    }
    let cell =
        |share: f64| area.x + (share.clamp(0.0, 1.0) * f64::from(area.width - 1)).round() as u16;
    let [left, line, right] = canvas.glyphs().whisker;
    let (from, to) = (cell(from), cell(to));
    for x in from..=to {
        canvas.put(x, area.y, x + 1, line, role);
    }
    canvas.put(from, area.y, from + 1, left, role);
    canvas.put(to, area.y, to + 1, right, role);
    let (share, sign) = middle;
    let at = cell(share);
    canvas.put(at, area.y, at + 1, sign, role);
}

/// Draws only a sign where a value is.
pub fn dot(canvas: &mut Canvas, area: Rect, (share, sign): (f64, &str), role: Role) {
    let last = area.width.saturating_sub(1);
    let x = area.x + (share.clamp(0.0, 1.0) * f64::from(last)).round() as u16;
    canvas.put(x, area.y, (x + 1).min(area.right()), sign, role);
}

/// Draws a gauge with its track: `▕████░░░▏`.
pub fn gauge(canvas: &mut Canvas, area: Rect, share: f64, role: Role) {
    if area.width < 3 {
        return;
    }
    let [left, right] = canvas.glyphs().gauge_ends;
    let inner = Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    };
    canvas.put(area.x, area.y, area.x + 1, left, Role::Dim);
    for x in inner.left()..inner.right() {
        canvas.put(x, area.y, x + 1, canvas.glyphs().track, Role::Dim);
    }
    bar(canvas, inner, share, role);
    canvas.put(inner.right(), area.y, area.right(), right, Role::Dim);
}

#[cfg(test)]
mod tests {
    use super::eighths;

    #[test]
    fn bars_begin_at_zero_and_end_at_full() {
        for (width, share, expect) in [
            (10, 0.0, 0),
            (10, 1.0, 80),
            (10, 1.5, 80),
            (10, 0.5, 40),
            (10, 0.0001, 1),
            (10, -1.0, 0),
            (10, f64::NAN, 0),
            (0, 0.5, 1),
        ] {
            assert_eq!(eighths(width, share), expect, "{share} of {width}");
        }
    }
}
