//! The Compare screen: what is compared, the sentence that answers, and a pane for each kind of
//! evidence. Every figure comes from the comparison.

mod bars;

mod spread;

mod forest;

mod scatter;

mod tiers;

mod groups;

mod basis;

mod labels;

use ratatui::layout::Rect;

use crate::analysis::compare::Comparison;
use crate::app::layout::Layout;
use crate::app::{Model, Pane};
use crate::input::Command;
use crate::roster::Roster;
use crate::roster::display::{count, grouped};
use crate::ui::canvas::Canvas;
use crate::ui::format::{self, width};
use crate::ui::look::Role;
use crate::ui::text_role;
use crate::ui::widgets::frame::frame;

/// Draws the screen.
pub fn draw(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    let areas = &layout.compare;
    let say = |canvas: &mut Canvas, text: &str| {
        let y = layout.body.y + areas.question.height;
        let x = layout.body.x + 1;
        canvas.say(x, y, layout.body.right(), text, Role::Dim);
    };
    let Some(roster) = model.data().roster() else {
        return say(canvas, "Reading the file…");
    };
    question(canvas, model, roster, areas.question);
    let Some(comparison) = model.compare().comparison() else {
        return say(canvas, "Comparing…");
    };
    let scene = Scene {
        model,
        roster,
        comparison,
        stale: model.compare().is_stale(),
    };
    let role = if scene.stale { Role::Dim } else { Role::Title };
    canvas.paragraph(areas.sentence, &comparison.verdict.sentence, role);
    for (pane, area) in areas.panes() {
        match pane {
            Pane::Spread => spread::draw(canvas, &scene, area),
            Pane::Forest => forest::draw(canvas, &scene, area),
            Pane::Scatter => scatter::draw(canvas, &scene, area),
            Pane::Tiers => tiers::draw(canvas, &scene, area),
            Pane::Groups => groups::draw(canvas, &scene, area),
            Pane::Basis => basis::draw(canvas, &scene, area),
            _ => bars::draw(canvas, &scene, area),
        }
    }
    caveats(canvas, &scene, areas.caveats);
}

/// What is compared by what, with the keys that change it where they do.
fn question(canvas: &mut Canvas, model: &Model, roster: &Roster, area: Rect) {
    let (small, big) = model.compare().tiers(roster.tiers());
    let name = |tier: usize| roster.tiers().tiers()[tier].name.as_str();
    let (y, end) = (area.y, area.right());
    if area.height == 0 {
        return;
    }
    let pane = model.pane();
    let keys = |back, on, works: bool| {
        let key = |command| model.keymap().key(command);
        let both = key(back).zip(key(on)).filter(|_| works);
        both.map_or_else(String::new, |(back, on)| format!(" {back} {on}"))
    };
    let pairs = keys(
        Command::Left,
        Command::Right,
        !matches!(pane, Pane::Scatter | Pane::Groups),
    );
    let measures = keys(
        Command::Up,
        Command::Down,
        matches!(pane, Pane::Bars | Pane::Spread | Pane::Tiers),
    );
    let x = canvas.put(area.x, y, end, "Compare ", Role::Dim);
    let x = canvas.put(x, y, end, name(small), Role::Tier(small));
    let x = canvas.put(x, y, end, " against ", Role::Dim);
    let x = canvas.put(x, y, end, name(big), Role::Tier(big));
    let x = canvas.say(x, y, end, &pairs, Role::Key) + 3;
    let measure = model.compare().measure();
    let taken = width("Measure ") + width(&measures);
    let room = end.saturating_sub(x + taken);
    let label = match measure.label() {
        long if width(long) <= room => long,
        _ => measure.field().spec().label,
    };
    let x = canvas.put(x, y, end, "Measure ", Role::Dim);
    let x = canvas.put(x, y, end, label, Role::Title);
    let x = canvas.say(x, y, end, &measures, Role::Key) + 3;
    let bounds = [bounds(roster, " < ", " ≤ "), bounds(roster, " <", " ")];
    let texts = [format!("Tiers {}", bounds[0]), bounds[1].clone()];
    if let Some(text) = texts.iter().find(|text| x + width(text) <= end) {
        canvas.say(x, y, end, text, Role::Dim);
    }
}

/// `nano < 1k ≤ micro < 100k ≤ macro`, with these signs around the bounds.
fn bounds(roster: &Roster, before: &str, behind: &str) -> String {
    let mut text = String::new();
    for (at, tier) in roster.tiers().tiers().iter().enumerate() {
        if at > 0 {
            text.push_str(&format!("{before}{}{behind}", count(tier.from as f64)));
        }
        text.push_str(&tier.name);
    }
    text
}

/// As many caveats as have room whole, and how many are left.
fn caveats(canvas: &mut Canvas, scene: &Scene, area: Rect) {
    let all = &scene.comparison.caveats;
    let room = area.width.saturating_sub(2);
    if area.height == 0 {
        return;
    }
    let lines = |shown: usize| {
        let texts = all.iter().take(shown);
        let lines: usize = texts.map(|text| format::wrap(text, room).len()).sum();
        lines + usize::from(shown < all.len())
    };
    let fits = |shown: &usize| lines(*shown) <= usize::from(area.height);
    let shown = (0..=all.len()).rev().find(fits).unwrap_or(0);
    let left = all.len() - shown;
    let key = scene.model.keymap().key(Command::NextPane);
    let rest = key.map_or_else(|| REST.to_owned(), |key| format!("{REST} ({key})"));
    let more = match (shown, left) {
        (_, 0) => None,
        (0, 1) => Some(format!("1 thing to know before believing it: {rest}")),
        (0, left) => Some(format!("{left} things to know before believing it: {rest}")),
        (_, left) => Some(format!("{left} more: {rest}")),
    };
    let mut y = area.y;
    for text in all[..shown].iter().chain(&more) {
        canvas.put(area.x, y, area.x + 1, "!", Role::Warning);
        let below = Rect {
            x: area.x + 2,
            y,
            width: room,
            height: area.bottom() - y,
        };
        y = canvas.paragraph(below, text, Role::Text);
    }
}

/// The title of the pane where everything is said.
const REST: &str = "What it rests on";

/// Below so many influencers a tier's middle is a guess.
const FEW: usize = 5;

/// What the panes draw.
struct Scene<'a> {
    model: &'a Model,
    roster: &'a Roster,
    comparison: &'a Comparison,
    stale: bool,
}

impl Scene<'_> {
    /// Draws the border of a pane.
    fn frame(&self, canvas: &mut Canvas, pane: Pane, area: Rect, title: &str, hint: &str) -> Rect {
        let focused = self.model.pane() == pane && self.model.overlay().is_none();
        frame(canvas, area, title, hint, focused)
    }

    fn is_compared(&self, place: usize) -> bool {
        let pairing = self.comparison.pairing;
        [pairing.small, pairing.big].contains(&place)
    }

    /// The tiers that have room on so many lines: all, or the two that are compared.
    fn places(&self, lines: u16) -> Vec<usize> {
        let all = 0..self.comparison.tiers.len();
        match all.len() <= usize::from(lines) {
            true => all.collect(),
            false => all.filter(|place| self.is_compared(*place)).collect(),
        }
    }

    fn tier_role(&self, place: usize) -> Role {
        if self.stale {
            Role::Dim
        } else {
            Role::Tier(place)
        }
    }

    fn glyph(&self, canvas: &Canvas, place: usize) -> &'static str {
        canvas
            .glyphs()
            .tier(&self.comparison.tiers[place].name, place)
    }

    fn text(&self) -> Role {
        text_role(self.stale)
    }

    /// Cells of the column of names, mark and sign included.
    fn name_width(&self) -> u16 {
        let names = self.comparison.tiers.iter().map(|tier| width(&tier.name));
        names.max().unwrap_or(0).clamp(4, 12) + 4
    }

    /// Draws the mark of those compared, sign and name of a tier.
    fn name(&self, canvas: &mut Canvas, place: usize, (x, y): (u16, u16)) {
        let compared = self.is_compared(place);
        if compared {
            canvas.put(x, y, x + 1, canvas.glyphs().cursor, Role::Focus);
        }
        let sign = self.glyph(canvas, place);
        canvas.put(x + 1, y, x + 2, sign, self.tier_role(place));
        let role = match compared && !self.stale {
            true => Role::Title,
            false => self.text(),
        };
        let end = x + self.name_width() - 1;
        canvas.put(x + 3, y, end, &self.comparison.tiers[place].name, role);
    }

    /// Draws how many there are at the right end, with a warning where they are few.
    fn number(&self, canvas: &mut Canvas, number: usize, (x, end): (u16, u16), y: u16) {
        let role = if number < FEW {
            Role::Warning
        } else {
            Role::Dim
        };
        let text = format!("n {}", grouped(number as u64));
        canvas.put_right(x, y, end, &text, role);
    }

    /// Why a tier has nothing to draw.
    fn nothing(&self, place: usize) -> String {
        match self.comparison.tiers[place].rows {
            0 => "nobody".to_owned(),
            _ => format!("no {} known", self.comparison.pairing.measure.needs()),
        }
    }
}
