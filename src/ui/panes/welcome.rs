//! The first screen, before anything was opened.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::input::Command;
use crate::ui::canvas::Canvas;
use crate::ui::format;
use crate::ui::look::Role;
use crate::ui::widgets::modal::modal;

const WHAT: &str = "Find, compare and shortlist influencers from your own spreadsheet export. \
                    Nothing leaves this computer.";

/// Lines of the keys.
const KEYS: u16 = 4;

/// Draws the first-run box; a file that could not be opened is told first.
pub fn draw(canvas: &mut Canvas, model: &Model, screen: Rect) {
    let room = Rect {
        y: screen.y + 1,
        height: screen.height.saturating_sub(3),
        ..screen
    };
    let width = 60.min(room.width.saturating_sub(4));
    let lines = |text: &str| format::wrap(text, width).len() as u16 + 1;
    let failure = model.data().failure();
    let told = failure.map_or(0, lines);
    // What can be done matters more than what this is.
    let what = Some(lines(WHAT))
        .filter(|lines| lines + told + KEYS + 2 <= room.height)
        .unwrap_or(0);
    let title = if failure.is_some() {
        "Not opened"
    } else {
        "Welcome"
    };
    let inner = modal(canvas, room, (width, what + told + KEYS), title, "");
    let mut y = inner.y;
    let rest = |y: u16| Rect {
        y,
        height: inner.bottom().saturating_sub(y),
        ..inner
    };
    if let Some(failure) = failure {
        y = canvas.paragraph(inner, failure, Role::Problem) + 1;
    }
    if what > 0 {
        y = canvas.paragraph(rest(y), WHAT, Role::Text) + 1;
    }
    for (command, words) in [
        (Command::Open, "Look around with demo data"),
        (Command::OpenFile, "Open a roster (.csv .xlsx .json ...)"),
        (Command::Help, "Help"),
        (Command::Quit, "Quit"),
    ] {
        let Some(key) = model.keymap().key(command).filter(|_| y < inner.bottom()) else {
            continue;
        };
        canvas.say(inner.x + 2, y, inner.right(), &key.to_string(), Role::Key);
        canvas.put(inner.x + 9, y, inner.right(), words, Role::Text);
        y += 1;
    }
}
