//! The figures of each tier. Columns that do not fit are left out from the right.

use ratatui::layout::Rect;

use super::{FEW, Scene, labels};
use crate::analysis::compare::{Measure, TierSummary};
use crate::app::Pane;
use crate::roster::display::{grouped, money, share};
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;

/// A column: its label, and its cell for each tier.
struct Column {
    label: &'static str,
    cells: Vec<String>,
    /// Few rows are marked in it.
    counts: bool,
}

/// Below so many cells there is no room for the columns of those who are not compared.
const NARROW: u16 = 50;
const COUNTS: usize = 2;

pub fn draw(canvas: &mut Canvas, scene: &Scene, area: Rect) {
    let measure = scene.comparison.pairing.measure;
    let label = match area.width {
        ..NARROW => measure.field().spec().label,
        _ => measure.label(),
    };
    let title = format!("Tiers by {label} (medians)");
    let inner = scene.frame(canvas, Pane::Tiers, area, &title, "");
    canvas.paint(
        Rect {
            height: 1.min(inner.height),
            ..inner
        },
        Role::Header,
    );
    canvas.put(inner.x + 1, inner.y, inner.right(), "Tier", Role::Header);
    let places = scene.places(inner.height.saturating_sub(1));
    for (place, y) in places.iter().zip(inner.y + 1..inner.bottom()) {
        scene.name(canvas, *place, (inner.x, y));
    }
    let mut x = inner.x + scene.name_width();
    let columns = columns(scene).into_iter();
    for column in columns.skip(if inner.width < NARROW { COUNTS } else { 0 }) {
        let cells = column.cells.iter().map(|cell| width(cell));
        let end = x + cells.max().unwrap_or(0).max(width(column.label)) + 2;
        if end >= inner.right() {
            break;
        }
        canvas.say_right(x, inner.y, end, column.label, Role::Header);
        for (place, y) in places.iter().zip(inner.y + 1..inner.bottom()) {
            let few = column.counts && scene.comparison.tiers[*place].comparable < FEW;
            let (text, role) = match column.cells[*place].as_str() {
                "" => (canvas.glyphs().unknown, Role::Dim),
                text if few => (text, Role::Warning),
                text => (text, scene.text()),
            };
            canvas.say_right(x, y, end, text, role);
        }
        x = end;
    }
}

/// The columns, those that matter most first.
fn columns(scene: &Scene) -> Vec<Column> {
    let comparison = scene.comparison;
    let (measure, currency) = (comparison.pairing.measure, comparison.currency);
    let column = |label, cell: &dyn Fn(&TierSummary) -> String| Column {
        label,
        cells: comparison.tiers.iter().map(cell).collect(),
        counts: false,
    };
    let number = |count: usize| grouped(count as u64);
    let value = |figure: f64| labels::value(comparison, figure);
    let mut columns = vec![
        column("Rows", &|tier| number(tier.rows)),
        column("Priced", &|tier| number(tier.priced)),
        Column {
            counts: true,
            ..column("Compared", &|tier| number(tier.comparable))
        },
        column(measure.field().spec().label, &|tier| {
            tier.value.map_or_else(String::new, |of| value(of.median))
        }),
        column("middle half", &|tier| {
            tier.value.map_or_else(String::new, |of| {
                labels::between(&value(of.q1), &value(of.q3))
            })
        }),
    ];
    if measure != Measure::Price {
        columns.push(column("Price", &|tier| {
            tier.price
                .map_or_else(String::new, |of| money(of.median, currency))
        }));
    }
    if measure != Measure::EngagementRate {
        columns.push(column("ER", &|tier| {
            tier.engagement_rate
                .map_or_else(String::new, |of| share(of.median))
        }));
    }
    if measure != Measure::Cpe {
        columns.push(column("CPE", &|tier| {
            tier.cpe
                .map_or_else(String::new, |of| money(of.median, currency))
        }));
    }
    columns.push(column("No engagement", &|tier| {
        number(tier.zero_engagement)
    }));
    columns
}
