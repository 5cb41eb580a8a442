//! The Compare screen: the sentence first, then what each tier gives for the money, then the figures
//! behind it and what limits them.

use ratatui::layout::Rect;

use crate::analysis::compare::{Comparison, TierSummary};
use crate::analysis::stats::Quartiles;
use crate::app::{Model, Pane};
use crate::input::Command;
use crate::roster::display::{count, grouped, money, share};
use crate::roster::{Currency, Roster};
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::{bar, frame::frame};
use crate::ui::{format, text_role};

/// Draws the screen.
pub fn draw(canvas: &mut Canvas, model: &Model, body: Rect) {
    let area = Rect {
        x: body.x + 1,
        width: body.width.saturating_sub(2),
        ..body
    };
    let Some(roster) = model.data().roster() else {
        canvas.say(area.x, area.y, area.right(), "Reading the file…", Role::Dim);
        return;
    };
    let mut y = question(canvas, model, roster, area);
    let Some(comparison) = model.compare().comparison() else {
        canvas.say(area.x, y, area.right(), "Comparing…", Role::Dim);
        return;
    };
    let stale = model.compare().is_stale();
    let rest = |y: u16| Rect {
        y,
        height: body.bottom().saturating_sub(y),
        ..area
    };
    let role = if stale { Role::Dim } else { Role::Title };
    let sentence = &comparison.verdict.sentence;
    // A small window shows the sentence or the figures, and Tab goes from one to the other.
    let lines = format::wrap(sentence, area.width).len() as u16;
    let small = body.height < lines + comparison.tiers.len() as u16 + 3;
    if !small || model.pane() == Pane::Tiers {
        y = canvas.paragraph(rest(y), sentence, role);
    }
    if small && model.pane() == Pane::Tiers {
        return;
    }
    if body.height >= 20 {
        y += 1;
    }
    let left = Rect {
        y,
        height: body.bottom().saturating_sub(y),
        ..body
    };
    panes(canvas, model, comparison, left, stale);
}

/// Which tiers are compared, and how to change them.
fn question(canvas: &mut Canvas, model: &Model, roster: &Roster, area: Rect) -> u16 {
    let (small, big) = model.compare().tiers(roster.tiers());
    let name = |tier: usize| roster.tiers().tiers()[tier].name.as_str();
    let (y, end) = (area.y, area.right());
    let key = |command: Command| {
        model
            .keymap()
            .key(command)
            .map(|key| key.to_string())
            .unwrap_or_default()
    };
    let x = canvas.put(area.x, y, end, "Compare ", Role::Dim);
    let x = canvas.put(x, y, end, name(small), Role::Tier(small));
    let x = canvas.say(
        x,
        y,
        end,
        &format!(" ({}) ", key(Command::Right)),
        Role::Key,
    );
    let x = canvas.put(x, y, end, "against ", Role::Dim);
    let x = canvas.put(x, y, end, name(big), Role::Tier(big));
    let x = canvas.say(x, y, end, &format!(" ({})", key(Command::Down)), Role::Key);
    let within = format!("   tiers: {}", bounds(roster));
    if x + width(&within) <= end {
        canvas.say(x, y, end, &within, Role::Dim);
    }
    y + 1
}

/// `nano < 1k ≤ micro < 100k ≤ macro`.
fn bounds(roster: &Roster) -> String {
    let mut text = String::new();
    for (at, tier) in roster.tiers().tiers().iter().enumerate() {
        if at > 0 {
            text.push_str(&format!(" < {} ≤ ", count(tier.from as f64)));
        }
        text.push_str(&tier.name);
    }
    text
}

fn panes(canvas: &mut Canvas, model: &Model, comparison: &Comparison, area: Rect, stale: bool) {
    let tiers = comparison.tiers.len() as u16;
    let notes = &comparison.caveats;
    let note_lines: u16 = notes
        .iter()
        .map(|note| format::wrap(note, area.width.saturating_sub(4)).len() as u16)
        .sum();
    let table = tiers + 3;
    let focus = |pane: Pane| model.pane() == pane && model.overlay().is_none();
    // Two lines for each bar where there is room, so that the spread has a line of its own.
    let stacked = tiers + 2 + table;
    if area.height < stacked {
        match model.pane() {
            Pane::Tiers => tier_table(canvas, comparison, area, focus(Pane::Tiers), stale),
            _ => bars(canvas, comparison, area, focus(Pane::Bars), stale),
        }
        return;
    }
    let double = area.height >= stacked + tiers + note_lines.min(4);
    let bars_height = if double { 2 * tiers + 2 } else { tiers + 2 };
    let bars_area = Rect {
        height: bars_height,
        ..area
    };
    bars(canvas, comparison, bars_area, focus(Pane::Bars), stale);
    let table_area = Rect {
        y: bars_area.bottom(),
        height: table,
        ..area
    };
    tier_table(canvas, comparison, table_area, focus(Pane::Tiers), stale);
    let mut y = table_area.bottom();
    for note in notes {
        if y >= area.bottom() {
            break;
        }
        canvas.put(area.x + 1, y, area.x + 2, "!", Role::Warning);
        let note_area = Rect {
            x: area.x + 3,
            y,
            width: area.width.saturating_sub(4),
            height: area.bottom() - y,
        };
        y = canvas.paragraph(note_area, note, Role::Text);
    }
}

const TIER: u16 = 8;
const FIGURE: u16 = 9;
const N: u16 = 9;
/// Below so many influencers a tier's middle is a guess.
const FEW: usize = 5;

/// The two tiers that are compared carry the cursor mark.
fn mark_compared(canvas: &mut Canvas, x: u16, y: u16, compared: bool) {
    if compared {
        canvas.put(x, y, x + 1, canvas.glyphs().cursor, Role::Focus);
    }
}

fn name_role(compared: bool, stale: bool) -> Role {
    if compared && !stale {
        Role::Title
    } else {
        text_role(stale)
    }
}

/// A bar for the median of each tier, and below it, where there is room, the middle half.
fn bars(canvas: &mut Canvas, comparison: &Comparison, area: Rect, focused: bool, stale: bool) {
    let sign = comparison.currency.sign();
    let tiers = comparison.tiers.len();
    let double = usize::from(area.height) >= 2 * tiers + 2;
    let [left, line, right] = canvas.glyphs().whisker;
    let title = if double {
        format!("Engagements per {sign}100 by tier (median; {left}{line}{right} middle half)")
    } else {
        format!("Engagements per {sign}100 by tier (median)")
    };
    let inner = frame(canvas, area, &title, "", focused);
    let most = comparison
        .tiers
        .iter()
        .filter_map(|tier| tier.bought(comparison.pairing.measure))
        .map(|spread| if double { spread.q3 } else { spread.median })
        .filter(|value| value.is_finite())
        .fold(0.0, f64::max);
    let mut y = inner.y;
    for (place, tier) in comparison.tiers.iter().enumerate() {
        if y >= inner.bottom() {
            break;
        }
        let name = &tier.name;
        let role = if stale { Role::Dim } else { Role::Tier(place) };
        let glyph = canvas.glyphs().tier(name, place);
        let (x, end) = (inner.x + 1, inner.right().saturating_sub(1));
        let compared = [comparison.pairing.small, comparison.pairing.big].contains(&place);
        mark_compared(canvas, inner.x, y, compared);
        canvas.put(x, y, end, glyph, role);
        canvas.put(x + 2, y, x + 2 + TIER, name, name_role(compared, stale));
        let space = Rect {
            x: x + 2 + TIER,
            y,
            width: end.saturating_sub(x + 2 + TIER + FIGURE + N),
            height: 1,
        };
        let share = |value: f64| if most > 0.0 { value / most } else { 0.0 };
        match tier.bought(comparison.pairing.measure) {
            Some(spread) => {
                bar::bar(canvas, space, share(spread.median), role);
                canvas.put_right(
                    space.right(),
                    y,
                    space.right() + FIGURE,
                    &figure(spread.median),
                    text_role(stale),
                );
                let n_role = if spread.n < FEW {
                    Role::Warning
                } else {
                    Role::Dim
                };
                canvas.put_right(
                    space.right() + FIGURE,
                    y,
                    end,
                    &format!("n {}", grouped(spread.n as u64)),
                    n_role,
                );
                // A spread of so few would look like knowledge.
                if double && y + 1 < inner.bottom() && spread.n >= FEW {
                    let below = Rect { y: y + 1, ..space };
                    bar::range(
                        canvas,
                        below,
                        share(spread.q1),
                        share(spread.q3),
                        (share(spread.median), glyph),
                        role,
                    );
                }
            }
            None => {
                let why = if tier.rows == 0 {
                    "nobody"
                } else {
                    "no price or no engagements known"
                };
                canvas.put(space.x, y, end, why, Role::Dim);
            }
        }
        y += if double { 2 } else { 1 };
    }
}

/// Whole engagements with commas; an endless or tiny figure as it is.
fn figure(value: f64) -> String {
    if value.is_finite() && (10.0..1e6).contains(&value) {
        grouped(value.round() as u64)
    } else if value.is_infinite() {
        "endless".to_owned()
    } else {
        count(value)
    }
}

/// A column of the figures: its label, its cells, what it says of a tier.
type TierColumn<'a> = (&'a str, u16, &'a dyn Fn(&TierSummary) -> String);

/// The figures behind the bars. Columns that do not fit are left out from the right.
fn tier_table(
    canvas: &mut Canvas,
    comparison: &Comparison,
    area: Rect,
    focused: bool,
    stale: bool,
) {
    let inner = frame(canvas, area, "Figures by tier (medians)", "", focused);
    let currency = comparison.currency;
    let columns: &[TierColumn] = &[
        ("Rows", 8, &|tier| grouped(tier.rows as u64)),
        ("Priced", 8, &|tier| grouped(tier.priced as u64)),
        ("Compared", 9, &|tier| grouped(tier.comparable as u64)),
        ("CPE", 9, &|tier| {
            median(&tier.cpe, |value| money(value, currency))
        }),
        ("middle half", 18, &|tier| middle(&tier.cpe, currency)),
        ("Price", 10, &|tier| {
            median(&tier.price, |value| money(value, currency))
        }),
        ("ER", 8, &|tier| median(&tier.engagement_rate, share)),
        ("of", 8, &|tier| {
            tier.engagement_rate
                .as_ref()
                .map_or_else(String::new, |spread| grouped(spread.n as u64))
        }),
        ("No engagement", 14, &|tier| {
            grouped(tier.zero_engagement as u64)
        }),
    ];
    let unknown = canvas.glyphs().unknown;
    canvas.paint(Rect { height: 1, ..inner }, Role::Header);
    canvas.put(inner.x + 1, inner.y, inner.right(), "Tier", Role::Header);
    let mut x = inner.x + 3 + TIER;
    let shown: Vec<_> = columns
        .iter()
        .map_while(|(label, wide, text)| {
            let from = x;
            x += wide;
            (x < inner.right()).then_some((label, from, from + wide, text))
        })
        .collect();
    for (label, from, to, _) in &shown {
        canvas.put_right(*from, inner.y, *to, label, Role::Header);
    }
    for ((place, tier), y) in comparison
        .tiers
        .iter()
        .enumerate()
        .zip(inner.y + 1..inner.bottom())
    {
        let name = &tier.name;
        let role = if stale { Role::Dim } else { Role::Tier(place) };
        let glyph = canvas.glyphs().tier(name, place);
        let compared = [comparison.pairing.small, comparison.pairing.big].contains(&place);
        mark_compared(canvas, inner.x, y, compared);
        canvas.put(inner.x + 1, y, inner.right(), glyph, role);
        canvas.put(
            inner.x + 3,
            y,
            inner.x + 3 + TIER,
            name,
            name_role(compared, stale),
        );
        for (_, from, to, text) in &shown {
            let text = text(tier);
            let (text, role) = if text.is_empty() {
                (unknown, Role::Dim)
            } else {
                (text.as_str(), text_role(stale))
            };
            canvas.say_right(*from, y, *to, text, role);
        }
    }
}

fn median(spread: &Option<Quartiles>, figure: impl Fn(f64) -> String) -> String {
    spread
        .as_ref()
        .map_or_else(String::new, |spread| figure(spread.median))
}

fn middle(spread: &Option<Quartiles>, currency: Currency) -> String {
    spread.as_ref().map_or_else(String::new, |spread| {
        format!(
            "{} – {}",
            money(spread.q1, currency),
            money(spread.q3, currency)
        )
    })
}
