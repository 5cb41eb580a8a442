//! How the values of each tier are spread: a mark for each influencer on an axis on which each step
//! multiplies, and the middle half.

use ratatui::layout::Rect;

use super::{FEW, Scene, labels};
use crate::analysis::compare::Measure;
use crate::analysis::compare::chart::Lattice;
use crate::app::Pane;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::axis::{self, LogAxis};
use crate::ui::widgets::strip::{Counted, middle_half, strip};

/// Lines of the axis.
const AXIS: u16 = 2;
/// Cells for the number of influencers.
const N: u16 = 9;

pub fn draw(canvas: &mut Canvas, scene: &Scene, area: Rect) {
    let comparison = scene.comparison;
    let measure = comparison.pairing.measure;
    let endless = endless(scene, canvas);
    let hint = legend(scene, canvas, &endless);
    let inner = scene.frame(canvas, Pane::Spread, area, title(measure), &hint);
    let lanes = endless.iter().map(|text| width(text)).max().unwrap_or(0);
    let lanes = if lanes > 0 { lanes + 1 } else { 0 };
    let x = inner.x + scene.name_width();
    let plot = Rect {
        x,
        width: inner.right().saturating_sub(x + lanes + N + 1),
        height: inner.height.saturating_sub(AXIS),
        ..inner
    };
    let values = |place: usize| values(scene, place);
    let all = (0..comparison.tiers.len()).flat_map(values);
    let Some(axis) = LogAxis::around(all.map(|(value, _)| value), plot.width) else {
        let text = format!("No {} known", measure.needs());
        canvas.say(inner.x + 1, inner.y, inner.right(), &text, Role::Dim);
        return;
    };
    let places = scene.places(plot.height);
    let double = usize::from(plot.height) >= 2 * places.len();
    let step = if double { 2 } else { 1 };
    for (at, place) in places.into_iter().enumerate() {
        let y = plot.y + at as u16 * step;
        if y >= plot.bottom() {
            break;
        }
        scene.name(canvas, place, (inner.x, y));
        let tier = &comparison.tiers[place];
        let end = inner.right().saturating_sub(1);
        if tier.comparable == 0 {
            canvas.say(x, y, end, &scene.nothing(place), Role::Dim);
            continue;
        }
        let line = Rect {
            y,
            height: 1,
            ..plot
        };
        let role = scene.tier_role(place);
        strip(canvas, line, &axis, values(place), role);
        if let Some(quartiles) = tier.value.filter(|_| tier.comparable >= FEW) {
            let below = Rect {
                y: y + step - 1,
                ..line
            };
            let sign = scene.glyph(canvas, place);
            middle_half(canvas, below, &axis, quartiles, sign, role);
        }
        canvas.say(plot.right() + 1, y, end, &endless[place], Role::Warning);
        scene.number(canvas, tier.comparable, (plot.right() + lanes, end), y);
    }
    let marks: Vec<(u16, String)> = axis
        .ticks()
        .into_iter()
        .map(|tick| (axis.nearest(tick), labels::tick(comparison, tick)))
        .collect();
    let below = Rect {
        y: plot.bottom(),
        height: AXIS.min(inner.height),
        ..plot
    };
    axis::draw(canvas, below, &marks, Role::Dim);
}

fn title(measure: Measure) -> &'static str {
    match measure {
        Measure::Cpe => "Cost per engagement, each influencer",
        Measure::Cpm => "Cost per 1,000 views, each influencer",
        Measure::CostPer1k => "Cost per 1,000 followers, each influencer",
        Measure::EngagementRate => "Engagement rate, each influencer",
        Measure::Price => "Price of a post, each influencer",
    }
}

/// The values of a tier that have a place on the axis.
fn values(scene: &Scene, place: usize) -> impl Iterator<Item = Counted> {
    let lattice = Lattice::Plain;
    let bins = scene.comparison.strips[place].bins.iter();
    // Where the bin has its middle.
    let value = move |bin: i16| (lattice.bound(bin) * lattice.bound(bin + 1)).sqrt();
    bins.map(move |(bin, counts)| (value(*bin), *counts))
}

/// For each tier how many have no place on the axis; an empty text where that is nobody.
fn endless(scene: &Scene, canvas: &Canvas) -> Vec<String> {
    let sign = match scene.comparison.pairing.measure {
        Measure::EngagementRate => "0%",
        _ => canvas.glyphs().endless,
    };
    let strips = scene.comparison.strips.iter();
    strips
        .map(|strip| match strip.endless {
            0 => String::new(),
            some => format!("{sign} {some}"),
        })
        .collect()
}

/// What the marks mean, as far as they are drawn.
fn legend(scene: &Scene, canvas: &Canvas, endless: &[String]) -> String {
    let glyphs = canvas.glyphs();
    let [one, some, many] = glyphs.strip;
    let mut text = format!("{one} 1  {some} 2-3  {many} 4+");
    let strips = || scene.comparison.strips.iter();
    if strips().any(|strip| strip.bins.values().any(|(_, out)| *out > 0)) {
        text.push_str(&format!("  {} not matched", glyphs.left_out));
    }
    if endless.iter().any(|text| !text.is_empty()) {
        let sign = endless
            .iter()
            .find_map(|text| text.split(' ').next().filter(|sign| !sign.is_empty()));
        text.push_str(&format!("  {} no engagement", sign.unwrap_or_default()));
    }
    text
}
