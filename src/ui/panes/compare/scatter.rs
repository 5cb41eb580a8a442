//! Price against engagement rate, and who is under the crosshair.

use ratatui::layout::Rect;

use super::{Scene, labels};
use crate::analysis::compare::caveats::name;
use crate::analysis::compare::chart::{Dot, Lattice};
use crate::app::Pane;
use crate::app::panes::scatter::{Bounds, Grid, Span};
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::axis;
use crate::ui::widgets::scatter::{crosshair, scatter};

pub fn draw(canvas: &mut Canvas, scene: &Scene, area: Rect) {
    let title = title(scene, canvas, area.width.saturating_sub(10));
    let points = &scene.comparison.scatter;
    let compare = scene.model.compare();
    let Some((grid, plot)) = scene.model.scatter_grid() else {
        let inner = scene.frame(canvas, Pane::Scatter, area, &title, "");
        let text = "Nobody has both a price and an engagement rate";
        canvas.say(inner.x + 1, inner.y, inner.right(), text, Role::Dim);
        return;
    };
    let aimed = compare.aimed(&grid);
    let focused = scene.model.pane() == Pane::Scatter;
    let footer = aimed
        .as_ref()
        .filter(|_| focused)
        .map_or_else(String::new, |bounds| {
            footer(
                scene,
                bounds,
                &bounds.dot(points),
                area.width.saturating_sub(6),
            )
        });
    scene.frame(canvas, Pane::Scatter, area, &title, &footer);
    axes(canvas, scene, &grid, plot);
    let cells = grid.dots(points);
    let pairing = scene.comparison.pairing;
    let signs = canvas.glyphs();
    let shown = |place: usize| {
        let role = match scene.is_compared(place) {
            true => scene.tier_role(place),
            false => Role::Dim,
        };
        (signs.tier(&scene.comparison.tiers[place].name, place), role)
    };
    let spot = compare.crosshair().map(|spot| grid.cell(spot));
    if let Some(spot) = spot.filter(|_| focused) {
        crosshair(canvas, plot, spot, |x, y| !cells.contains_key(&(x, y)));
    }
    scatter(canvas, plot, &cells, &[pairing.big, pairing.small], shown);
    if let Some((x, y)) = spot.filter(|_| focused) {
        let cell = Rect::new(plot.x + x, plot.bottom() - 1 - y, 1, 1);
        canvas.paint(cell, Role::Selected);
    }
}

/// What is drawn, what the signs mean, and who is not drawn, as far as there is room.
fn title(scene: &Scene, canvas: &Canvas, room: u16) -> String {
    let left_out = match scene.comparison.scatter.unplaced {
        0 => String::new(),
        some => format!(", {} at 0% left out", grouped(some as u64)),
    };
    let tiers = scene.comparison.tiers.iter().enumerate();
    let legend = |wanted: &dyn Fn(usize) -> bool| {
        let tiers = tiers.clone().filter(|(place, _)| wanted(*place));
        let signs: Vec<String> = tiers
            .map(|(place, tier)| format!("{} {}", scene.glyph(canvas, place), tier.name))
            .collect();
        signs.join(" ")
    };
    let (all, compared) = (legend(&|_| true), legend(&|place| scene.is_compared(place)));
    let (long, short) = ("Price against engagement rate", "Price against ER");
    let wanted = [
        format!("{long}{left_out}  {all}"),
        format!("{short}{left_out}  {all}"),
        format!("{short}{left_out}  {compared}"),
        format!("{long}{left_out}"),
    ];
    let fitting = wanted.into_iter().find(|text| width(text) <= room);
    fitting.unwrap_or_else(|| format!("{short}{left_out}"))
}

/// Who is under the crosshair, with as many names as have room.
fn footer(scene: &Scene, bounds: &Bounds, dot: &Dot, room: u16) -> String {
    let currency = scene.comparison.currency;
    let (plain, percent) = (Lattice::Plain, Lattice::Percent);
    let amount = |bin| labels::amount(plain.bound(bin), currency);
    let rate = |bin| labels::percent(percent.bound(bin));
    let low = rate(bounds.rate.start);
    let place = format!(
        "{} · ER {}",
        labels::between(&amount(bounds.price.start), &amount(bounds.price.end)),
        labels::between(low.trim_end_matches('%'), &rate(bounds.rate.end)),
    );
    let all = dot.count();
    if all == 0 {
        return format!("nobody here · {place}");
    }
    let text = |named: usize, and: &str, more: &str| {
        let names: Vec<String> = dot.first[..named]
            .iter()
            .map(|row| name(scene.roster, *row))
            .collect();
        let names = names.join(", ");
        match all - named {
            0 => format!("{names} · {place}"),
            rest => format!("{names} {and}{}{more} · {place}", grouped(rest as u64)),
        }
    };
    let named = (1..=dot.first.len()).rev();
    let mut texts = named
        .map(|named| text(named, "and ", " more"))
        .chain([text(1, "+", "")]);
    let fitting = texts.find(|text| width(text) <= room);
    fitting.unwrap_or_else(|| format!("{} here · {place}", grouped(all as u64)))
}

/// Both axes, left of the points and below them.
fn axes(canvas: &mut Canvas, scene: &Scene, grid: &Grid, plot: Rect) {
    let currency = scene.comparison.currency;
    let marks = marks(&grid.across, Lattice::Plain, plot.width, |value| {
        labels::amount(value, currency)
    });
    let below = Rect {
        y: plot.bottom(),
        height: 2,
        ..plot
    };
    axis::draw(canvas, below, &marks, Role::Dim);
    let glyphs = canvas.glyphs();
    let x = plot.x.saturating_sub(1);
    for y in plot.top()..plot.bottom() {
        canvas.put(x, y, plot.x, glyphs.vertical, Role::Dim);
    }
    canvas.put(x, plot.bottom(), plot.x, glyphs.corners[2], Role::Dim);
    let mut last = None;
    for (cell, label) in self::marks(&grid.up, Lattice::Percent, plot.height, labels::percent) {
        let y = plot.bottom().saturating_sub(1 + cell);
        canvas.put(x, y, plot.x, glyphs.axis_marks[1], Role::Dim);
        // A label for each line.
        if last != Some(y) {
            canvas.put_right(x.saturating_sub(6), y, x, &label, Role::Dim);
        }
        last = Some(y);
    }
}

/// The marks of an axis by their cells.
fn marks(
    span: &Span,
    lattice: Lattice,
    cells: u16,
    label: impl Fn(f64) -> String,
) -> Vec<(u16, String)> {
    let (low, high) = (span.bins(0).start, span.bins(cells.saturating_sub(1)).end);
    let ticks = axis::ticks(lattice.bound(low), lattice.bound(high)).into_iter();
    ticks
        .filter_map(|tick| Some((span.cell(lattice.bin(tick))?, label(tick))))
        .collect()
}
