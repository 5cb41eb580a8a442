//! The ratio of the two tiers, over all and in each stratum, with its range.

use ratatui::layout::Rect;

use super::{FEW, Scene, labels};
use crate::analysis::compare::verdict::{Reading, Side, State};
use crate::analysis::compare::{Measure, sentence};
use crate::app::Pane;
use crate::app::panes::evidence::{self, Kind, Row};
use crate::roster::display::{grouped, ratio};
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::axis::{self, LogAxis};
use crate::ui::widgets::forest::{line_of_no_difference, whisker};

/// Lines of the axis.
const AXIS: u16 = 2;
/// Cells of the ratio.
const RATIO: u16 = 6;
/// Below so many cells the numbers need their room more than their heading does.
const NARROW: u16 = 50;

pub fn draw(canvas: &mut Canvas, scene: &Scene, area: Rect) {
    let comparison = scene.comparison;
    let subject = comparison.subject();
    let (small, big) = (&subject.small.name, &subject.big.name);
    let rows = evidence::forest(comparison);
    let page = crate::app::layout::compare::forest_rows(area);
    let window = scene.model.compare().forest_window(rows.len(), page);
    let mut title = format!("{small} / {big}, 95% ranges");
    if rows.len() > page && page > 0 {
        title.push_str(&format!(
            " ({}–{} of {})",
            window.start + 1,
            window.end,
            rows.len()
        ));
    }
    let inner = scene.frame(canvas, Pane::Forest, area, &title, "");
    if rows.is_empty() {
        let why = "No ratio: it needs at least 3 on each side.";
        let at = Rect {
            x: inner.x + 1,
            width: inner.width.saturating_sub(2),
            ..inner
        };
        canvas.paragraph(at, why, Role::Dim);
        return;
    }
    let counts: Vec<String> = rows.iter().map(numbers).collect();
    let count_width = counts.iter().map(|text| width(text)).max().unwrap_or(0);
    let heading = format!("{small}/{big}");
    let count_width = match inner.width {
        ..NARROW => count_width + 1,
        _ => count_width.max(width(&heading)) + 1,
    };
    let names = rows.iter().map(|row| width(row.name)).max().unwrap_or(0) + 3;
    let names = names.min((inner.width * 9 / 20).max(16));
    let plot = Rect {
        x: inner.x + names,
        width: inner.width.saturating_sub(names + RATIO + count_width + 1),
        height: inner.height.saturating_sub(AXIS),
        ..inner
    };
    let Some(axis) = axis_of(&rows, plot.width) else {
        return;
    };
    line_of_no_difference(canvas, plot, &axis);
    let end = inner.right().saturating_sub(1);
    for (row, y) in window.clone().zip(plot.y..plot.bottom()) {
        let line = Rect {
            y,
            height: 1,
            ..plot
        };
        one(canvas, scene, &rows[row], line, (inner.x, &axis));
        canvas.put_right(
            plot.right(),
            y,
            plot.right() + RATIO,
            &ratio(rows[row].estimate.ratio),
            scene.text(),
        );
        let few = rows[row].small.min(rows[row].big) < FEW;
        let role = if few { Role::Warning } else { Role::Dim };
        canvas.put_right(plot.right() + RATIO, y, end, &counts[row], role);
    }
    let marks: Vec<(u16, String)> = axis
        .ticks()
        .into_iter()
        .map(|tick| (axis.nearest(tick), labels::plain(tick)))
        .collect();
    let below = Rect {
        y: plot.bottom(),
        height: AXIS,
        ..plot
    };
    axis::draw(canvas, below, &marks, Role::Dim);
    canvas.put_right(
        plot.right(),
        below.y,
        plot.right() + RATIO,
        "ratio",
        Role::Dim,
    );
    if inner.width >= NARROW {
        canvas.put_right(plot.right() + RATIO, below.y, end, &heading, Role::Dim);
    }
    ends(canvas, scene, area);
}

/// One ratio: its name, its range, its sign.
fn one(canvas: &mut Canvas, scene: &Scene, row: &Row, line: Rect, (x, axis): (u16, &LogAxis)) {
    let (mark, role) = match row.kind {
        Kind::Verdict => (canvas.glyphs().cursor, Role::Title),
        Kind::Whole | Kind::Stratum => (" ", Role::Text),
    };
    let role = if scene.stale { Role::Dim } else { role };
    canvas.put(x, line.y, x + 1, mark, Role::Focus);
    let indent = u16::from(row.kind == Kind::Stratum);
    canvas.put(
        x + 1 + indent,
        line.y,
        line.x.saturating_sub(1),
        row.name,
        role,
    );
    let shown = row.shown();
    let role = match shown.interval {
        Some(_) => role,
        None => Role::Dim,
    };
    let sign = canvas.glyphs().handle;
    whisker(canvas, line, axis, shown, sign, role);
}

/// `212/18`
fn numbers(row: &Row) -> String {
    format!("{}/{}", grouped(row.small as u64), grouped(row.big as u64))
}

/// An axis for the ranges over all and what lies near; wide ranges of few end in an arrow.
fn axis_of(rows: &[Row], cells: u16) -> Option<LogAxis> {
    let whole = rows.iter().filter(|row| row.kind != Kind::Stratum);
    let ranges = whole.flat_map(|row| {
        let range = row.estimate.interval;
        range.map_or([row.estimate.ratio; 2], |range| [range.low, range.high])
    });
    let strata = rows.iter().map(|row| row.estimate.ratio);
    let near = strata.filter(|ratio| (1.0 / FAR..FAR).contains(ratio));
    LogAxis::around(ranges.chain(near).chain([0.5, 2.0]), cells)
}

/// A stratum whose ratio is this far out does not stretch the axis.
const FAR: f64 = 30.0;

/// What lies at both ends of the axis, written into the border below it.
fn ends(canvas: &mut Canvas, scene: &Scene, area: Rect) {
    let subject = scene.comparison.subject();
    let measure = scene.comparison.pairing.measure;
    let said = |side| {
        let reading = Reading {
            state: State::TooClose,
            side,
            matched: false,
        };
        sentence::short(reading, &subject.small.name, &subject.big.name, measure)
    };
    // A high ratio of engagement rates is good for the small tier.
    let (low, high) = match measure {
        Measure::EngagementRate => (Side::Big, Side::Small),
        _ => (Side::Small, Side::Big),
    };
    let [before, behind] = canvas.glyphs().more;
    let text = format!(" {before} {} | {} {behind} ", said(low), said(high));
    let y = area.bottom().saturating_sub(1);
    canvas.put(
        area.x + 2,
        y,
        area.right().saturating_sub(1),
        &text,
        Role::Dim,
    );
}
