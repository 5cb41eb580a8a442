//! The facets: values with their counts.

use ratatui::layout::Rect;

use crate::app::layout::Layout;
use crate::app::panes::facets::FacetLine;
use crate::app::{Model, Pane};
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;

/// Draws the pane, beside the table or over it.
pub fn draw(canvas: &mut Canvas, model: &Model, area: Rect) {
    if area.is_empty() {
        return;
    }
    let focused = model.pane() == Pane::Facets && model.overlay().is_none();
    canvas.clear(area);
    let hint = if focused {
        "Space on/off · ←→"
    } else {
        ""
    };
    frame(canvas, area, "Facets", hint, focused);
    let inner = Layout::inner(area);
    let facets = model.facets();
    let lines = facets.lines(model.seen_facets());
    let shown = lines.iter().enumerate().skip(facets.offset());
    for ((at, line), y) in shown.zip(inner.top()..inner.bottom()) {
        draw_line(canvas, inner, y, line);
        if focused && at == facets.cursor() {
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

fn draw_line(canvas: &mut Canvas, inner: Rect, y: u16, line: &FacetLine) {
    let glyphs = canvas.glyphs();
    let (x, end) = (inner.x + 1, inner.right());
    match line {
        FacetLine::Title { field, open, on } => {
            let x = canvas.put(x, y, end, glyphs.folds[usize::from(*open)], Role::Dim);
            canvas.put(x + 1, y, end, field.label(), Role::Title);
            if *on > 0 {
                canvas.put_right(x + 1, y, end, &format!("{on} on"), Role::Accent);
            }
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
