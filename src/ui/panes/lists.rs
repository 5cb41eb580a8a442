//! The Shortlists screen: the lists with their statuses and their budget, the entries of the chosen one,
//! what is known of the entry under the cursor, and a line of sums below.

mod side;

mod entries;

mod detail;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::app::layout::Layout;
use crate::app::{Model, Pane};
use crate::roster::display::{grouped, money};
use crate::roster::{Currency, Roster};
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;

/// Draws the panes that fit; what lies over others comes last.
pub fn draw(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    let areas = &layout.lists;
    entries::draw(canvas, model, areas.entries);
    if !areas.detail.is_empty() {
        detail::draw(canvas, model, areas.detail);
    }
    if !areas.lists.is_empty() {
        side::lists(canvas, model, areas.lists);
    }
    if !areas.statuses.is_empty() {
        side::statuses(canvas, model, areas.statuses);
    }
    if !areas.budget.is_empty() {
        side::budget(canvas, model, areas.budget);
    }
    if model.data().progress().is_none() {
        ticked(canvas, model, layout.totals);
    }
}

/// `Ticked 3 · 1 not shown`, or how many entries have which status.
fn ticked(canvas: &mut Canvas, model: &Model, line: Rect) {
    let lists = model.lists();
    let shown = lists.shown();
    let ticked = lists.ticked().count();
    if ticked > 0 {
        let seen = shown.iter().filter(|entry| lists.is_ticked(&entry.key));
        let mut text = format!("Ticked {}", grouped(ticked as u64));
        match ticked - seen.count() {
            0 => {}
            hidden => text.push_str(&format!(" · {} not shown", grouped(hidden as u64))),
        }
        canvas.say(line.x + 1, line.y, line.right(), &text, Role::Accent);
        return;
    }
    let counts = lists.statuses(&model.settings().statuses);
    let counts = counts.iter().filter(|count| count.entries > 0);
    let counts: Vec<String> = counts
        .map(|count| {
            format!(
                "{} {}",
                grouped(count.entries as u64),
                side::word(&count.status)
            )
        })
        .collect();
    canvas.say(
        line.x + 1,
        line.y,
        line.right(),
        &counts.join(" · "),
        Role::Text,
    );
}

/// Whether a pane has the keyboard.
fn is_focused(model: &Model, pane: Pane) -> bool {
    model.pane() == pane && model.overlay().is_none()
}

fn padded(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// An amount in the currency with this code; where the entry does not say, in the roster's.
fn amount(value: f64, code: &str, roster: Option<&Roster>) -> String {
    match Currency::from_code(code).or(roster.map(Roster::base_currency)) {
        Some(currency) => money(value, currency),
        None => grouped(value.round() as u64),
    }
}

/// Amounts by the code of their currency; empty where none is known.
fn amounts(sums: &BTreeMap<String, f64>, roster: Option<&Roster>) -> String {
    let sums = sums.iter().map(|(code, sum)| amount(*sum, code, roster));
    sums.collect::<Vec<_>>().join(" + ")
}
