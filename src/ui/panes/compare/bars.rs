//! What the same money buys in each tier: bars for the medians, and below them, where there is room, the
//! middle halves.

use ratatui::layout::Rect;

use super::{FEW, Scene, labels};
use crate::analysis::compare::Measure;
use crate::analysis::stats::Quartiles;
use crate::app::Pane;
use crate::roster::display::{capital, count, grouped, money};
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;
use crate::ui::widgets::bar;

/// Cells of the figure, and of the number of influencers.
const FIGURE: u16 = 10;
const N: u16 = 9;

pub fn draw(canvas: &mut Canvas, scene: &Scene, area: Rect) {
    let comparison = scene.comparison;
    let measure = comparison.pairing.measure;
    let places = scene.places(area.height.saturating_sub(2));
    let double = usize::from(area.height) >= 2 * places.len() + 2;
    let [left, line, right] = canvas.glyphs().whisker;
    let outlay = comparison.outlay();
    let what = what(scene, outlay);
    let title = match double {
        true => format!("{what}, median ({left}{line}{right} middle half)"),
        false => format!("{what}, median"),
    };
    let inner = scene.frame(canvas, Pane::Bars, area, &title, "");
    let most = comparison
        .tiers
        .iter()
        .filter_map(|tier| tier.bought(measure, outlay))
        .map(|spread| match double && spread.n >= FEW {
            true => spread.q3,
            false => spread.median,
        })
        .filter(|value| value.is_finite())
        .fold(0.0, f64::max);
    let step = if double { 2 } else { 1 };
    for (at, place) in places.into_iter().enumerate() {
        let y = inner.y + at as u16 * step;
        if y >= inner.bottom() {
            break;
        }
        scene.name(canvas, place, (inner.x, y));
        let x = inner.x + scene.name_width();
        let end = inner.right().saturating_sub(1);
        let space = Rect {
            x,
            y,
            width: end.saturating_sub(x + FIGURE + N),
            height: if y + 1 < inner.bottom() { step } else { 1 },
        };
        match comparison.tiers[place].bought(measure, outlay) {
            Some(bought) => {
                tier(canvas, scene, place, space, bought, most);
                let text = figure(scene, bought.median);
                canvas.put_right(
                    space.right(),
                    y,
                    space.right() + FIGURE,
                    &text,
                    scene.text(),
                );
                scene.number(canvas, bought.n, (space.right() + FIGURE, end), y);
            }
            None => {
                canvas.say(x, y, end, &scene.nothing(place), Role::Dim);
            }
        }
    }
}

/// The bar of one tier, and on a second line its middle half. Of a few there is only a dot: a bar would
/// look like knowledge.
fn tier(
    canvas: &mut Canvas,
    scene: &Scene,
    place: usize,
    space: Rect,
    bought: Quartiles,
    most: f64,
) {
    let share = |value: f64| if most > 0.0 { value / most } else { 0.0 };
    let (sign, role) = (scene.glyph(canvas, place), scene.tier_role(place));
    let middle = (share(bought.median), sign);
    if bought.n < FEW {
        bar::dot(canvas, space, middle, role);
        return;
    }
    bar::bar(canvas, space, share(bought.median), role);
    if space.height > 1 {
        let below = Rect {
            y: space.y + 1,
            ..space
        };
        bar::range(
            canvas,
            below,
            share(bought.q1),
            share(bought.q3),
            middle,
            role,
        );
    }
}

fn what(scene: &Scene, outlay: f64) -> String {
    let (measure, currency) = (scene.comparison.pairing.measure, scene.comparison.currency);
    match measure.goods() {
        Some(goods) => capital(&format!("{goods} per {}", money(outlay, currency))),
        None => capital(measure.label()),
    }
}

fn figure(scene: &Scene, value: f64) -> String {
    match scene.comparison.pairing.measure {
        Measure::EngagementRate | Measure::Price => labels::value(scene.comparison, value),
        _ if value.is_infinite() => "endless".to_owned(),
        _ if (10.0..1e6).contains(&value) => grouped(value.round() as u64),
        _ => count(value),
    }
}
