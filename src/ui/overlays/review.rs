//! Going through the influencers shown, one by one.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::overlays::Review;
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;
use crate::ui::panes::profile;
use crate::ui::widgets::modal::modal;
use crate::ui::widgets::{bar, input};

const WIDTH: u16 = 76;
/// Cells of the bar.
const BAR: u16 = 12;

/// Draws how far the review has come, and all that is known of the one to be decided.
pub fn draw(canvas: &mut Canvas, model: &Model, screen: Rect, review: &Review) {
    let title = format!("Review for “{}”", review.list());
    let inner = modal(canvas, screen, (WIDTH, screen.height), &title, "");
    let line = |y: u16| Rect {
        y,
        height: 1,
        ..inner
    };
    progress(canvas, line(inner.y), review);
    let last = inner.bottom().saturating_sub(1);
    let middle = Rect {
        y: inner.y + 2,
        height: last.saturating_sub(inner.y + 2),
        ..inner
    };
    match (model.data().roster(), review.current()) {
        (Some(roster), Some(row)) => {
            profile::side_by_side(canvas, model, roster, &roster.influencer(row), middle);
        }
        _ => {
            let text = match review.progress() {
                [0, ..] => "Everybody shown is on this list already. i goes through them again.",
                _ => "That was everybody. i goes through them again, Esc ends the review.",
            };
            canvas.paragraph(middle, text, Role::Text);
        }
    }
    if let Some(reason) = review.reason() {
        let x = canvas.put(inner.x, last, inner.right(), "Why not?", Role::Key) + 1;
        let field = Rect {
            x,
            width: inner.right().saturating_sub(x),
            ..line(last)
        };
        input::input(canvas, field, reason, true);
    }
}

fn progress(canvas: &mut Canvas, line: Rect, review: &Review) {
    let [total, kept, passed, later] = review.progress();
    let decided = kept + passed;
    let share = decided as f64 / total.max(1) as f64;
    let track = Rect {
        width: BAR.min(line.width),
        ..line
    };
    bar::bar(canvas, track, share, Role::Key);
    let dot = canvas.glyphs().dot;
    let text = format!(
        "{} of {} decided{dot}{} kept{dot}{} passed{dot}{} later",
        grouped(decided as u64),
        grouped(total as u64),
        grouped(kept as u64),
        grouped(passed as u64),
        grouped(later as u64),
    );
    canvas.put(line.x + BAR + 1, line.y, line.right(), &text, Role::Dim);
}
