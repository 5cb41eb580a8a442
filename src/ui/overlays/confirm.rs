//! A question whose answers are `y` and `n`.

use ratatui::layout::Rect;

use crate::app::overlays::Confirm;
use crate::ui::canvas::Canvas;
use crate::ui::format::wrap;
use crate::ui::look::Role;
use crate::ui::widgets::modal::modal;

const WIDTH: u16 = 56;

/// Draws the question and its answers.
pub fn draw(canvas: &mut Canvas, screen: Rect, confirm: &Confirm) {
    let lines = [("y", confirm.yes.as_str()), ("n", confirm.no.as_str())];
    question(
        canvas,
        screen,
        "Please confirm",
        &confirm.question,
        &lines,
        "Enter takes n.",
    );
}

/// A question with the keys of its answers below.
pub fn question(
    canvas: &mut Canvas,
    screen: Rect,
    title: &str,
    text: &str,
    answers: &[(&str, &str)],
    note: &str,
) {
    let room = WIDTH.min(screen.width.saturating_sub(4));
    let height = wrap(text, room).len() + answers.len() + 3;
    let inner = modal(canvas, screen, (WIDTH, height as u16), title, "");
    let mut y = canvas.paragraph(inner, text, Role::Text) + 1;
    for (key, words) in answers {
        canvas.put(inner.x + 2, y, inner.right(), key, Role::Key);
        canvas.put(inner.x + 9, y, inner.right(), words, Role::Text);
        y += 1;
    }
    if y < inner.bottom() {
        canvas.put(inner.x, y + 1, inner.right(), note, Role::Dim);
    }
}
