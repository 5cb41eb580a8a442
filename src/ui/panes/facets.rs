//! The facets: values with their counts.

use ratatui::layout::Rect;

use crate::app::layout::Layout;
use crate::app::panes::facets::FacetLine;
use crate::app::panes::histogram::{self, Chosen};
use crate::app::{Model, Pane};
use crate::query::{Histogram, range};
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;
use crate::ui::widgets::list;

/// Draws the pane, beside the table or over it.
pub fn draw(canvas: &mut Canvas, model: &Model, area: Rect) {
    if area.is_empty() {
        return;
    }
    let focused = model.pane() == Pane::Facets && model.overlay().is_none();
    canvas.clear(area);
    let hint = if focused { hint(model) } else { String::new() };
    frame(canvas, area, "Facets", &hint, focused);
    let inner = Layout::inner(area);
    let facets = model.facets();
    let lines = facets.lines(model.seen_facets());
    let shown = lines.iter().enumerate().skip(facets.offset());
    for ((at, line), y) in shown.zip(inner.top()..inner.bottom()) {
        let here = focused && at == facets.cursor();
        if let FacetLine::Bins { histogram, chosen } = line {
            let bin = here.then(|| facets.bin(histogram.counts.len()));
            bins(canvas, list::row(inner, y), histogram, *chosen, bin);
            continue;
        }
        draw_line(canvas, inner, y, line);
        if here {
            canvas.put(inner.x, y, inner.x + 1, canvas.glyphs().cursor, Role::Text);
            canvas.paint(
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                Role::Selected,
            );
        }
    }
}

/// What the key does here; on a histogram what the bin under the cursor holds.
fn hint(model: &Model) -> String {
    let facets = model.facets();
    let Some((histogram, _)) = facets.histogram(model.seen_facets()) else {
        return "Space on/off · ←→".to_owned();
    };
    let bin = facets.bin(histogram.counts.len());
    let (low, high) = histogram::bounds(&histogram.edges, Some((bin, bin)));
    let range = range::label(histogram.field, low, high);
    format!("{range}: {}", grouped(histogram.counts[bin] as u64))
}

/// The bins side by side, each as high as it has rows; those that the filter asks for stand out.
fn bins(
    canvas: &mut Canvas,
    line: Rect,
    histogram: &Histogram,
    chosen: Chosen,
    cursor: Option<usize>,
) {
    let most = histogram.counts.iter().copied().max().unwrap_or(0).max(1);
    let (left, room) = (line.x + 1, line.width.saturating_sub(1));
    for (at, count) in histogram.counts.iter().enumerate() {
        let sign = canvas.glyphs().bins[(count * 8).div_ceil(most)];
        let within = chosen.is_none_or(|(first, last)| (first..=last).contains(&at));
        let role = if within { Role::Bar } else { Role::Dim };
        let cells = histogram::cells(room, histogram.counts.len(), at);
        for x in cells.clone() {
            canvas.put(left + x, line.y, left + x + 1, sign, role);
        }
        if cursor == Some(at) {
            canvas.put(line.x, line.y, left, canvas.glyphs().cursor, Role::Text);
            let bin = Rect {
                x: left + cells.start,
                width: cells.end - cells.start,
                ..line
            };
            canvas.paint(bin, Role::Selected);
        }
    }
}

/// `──●━━━●────`: the range below the bins.
fn track(canvas: &mut Canvas, line: Rect, histogram: &Histogram, chosen: Chosen) {
    let (left, room) = (line.x + 1, line.width.saturating_sub(1));
    let glyphs = canvas.glyphs();
    let ends = chosen.map(|(first, last)| {
        let cells = |bin: usize| histogram::cells(room, histogram.counts.len(), bin);
        (cells(first).start, cells(last).end.saturating_sub(1))
    });
    for x in 0..room {
        let (sign, role) = match ends {
            Some((from, to)) if x == from || x == to => (glyphs.handle, Role::Accent),
            Some((from, to)) if (from..to).contains(&x) => (glyphs.whisker[1], Role::Accent),
            _ => (glyphs.horizontal, Role::Dim),
        };
        canvas.put(left + x, line.y, left + x + 1, sign, role);
    }
}

fn draw_line(canvas: &mut Canvas, inner: Rect, y: u16, line: &FacetLine) {
    let glyphs = canvas.glyphs();
    let (x, end) = (inner.x + 1, inner.right());
    match line {
        FacetLine::Title {
            field,
            open,
            on,
            unknown,
            range,
        } => {
            let x = canvas.put(x, y, end, glyphs.folds[usize::from(*open)], Role::Dim);
            let x = canvas.put(x + 1, y, end, field.label(), Role::Title);
            match (range, on, unknown) {
                (Some((low, high)), ..) => {
                    let text = range::label(*field, *low, *high);
                    canvas.say_right(x + 1, y, end, &text, Role::Accent);
                }
                (None, 0, 0) => {}
                (None, 0, unknown) => {
                    let text = format!("{} unknown", grouped(*unknown as u64));
                    canvas.put_right(x + 1, y, end, &text, Role::Dim);
                }
                (None, on, _) => {
                    canvas.put_right(x + 1, y, end, &format!("{on} on"), Role::Accent);
                }
            }
        }
        // The bins know where the cursor is and are drawn by whoever knows it too.
        FacetLine::Bins { .. } => {}
        FacetLine::Track { histogram, chosen } => {
            track(canvas, list::row(inner, y), histogram, *chosen);
        }
        FacetLine::Value { value, .. } => {
            let role = if value.selected {
                Role::Accent
            } else {
                Role::Dim
            };
            let x = canvas.put(x, y, end, glyphs.boxes[usize::from(value.selected)], role);
            let count = grouped(value.count as u64);
            let room = end.saturating_sub(width(&count) + 1);
            let role = match (value.selected, value.count) {
                (true, _) => Role::Title,
                (false, 0) => Role::Dim,
                (false, _) => Role::Text,
            };
            canvas.put(x + 1, y, room, &value.value, role);
            canvas.put_right(room, y, end, &count, Role::Dim);
        }
        FacetLine::More { hidden, .. } => {
            let text = format!("{} {} more", glyphs.ellipsis, grouped(*hidden as u64));
            canvas.put(x + 4, y, end, &text, Role::Dim);
        }
        FacetLine::Rest { facets, open } => {
            let x = canvas.put(x, y, end, glyphs.folds[usize::from(*open)], Role::Dim);
            let text = format!("More facets ({facets})");
            canvas.put(x + 1, y, end, &text, Role::Title);
        }
    }
}
