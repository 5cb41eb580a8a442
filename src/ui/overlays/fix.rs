//! What can be done about a problem of the file.

use ratatui::layout::Rect;

use crate::app::overlays::Fix;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::list::{row, select};
use crate::ui::widgets::modal::modal;

const WIDTH: u16 = 74;

/// Draws the offers; those that cannot be taken are dimmed and say why.
pub fn draw(canvas: &mut Canvas, screen: Rect, fix: &Fix) {
    let offers = fix.offers();
    let lines = offers.len() as u16 + 2;
    let inner = modal(canvas, screen, (WIDTH, lines), &fix.title, "");
    for ((at, offer), y) in offers.iter().enumerate().zip(inner.top()..inner.bottom()) {
        let (text, role) = match offer.why_not() {
            Some(why_not) => (format!("{}: {why_not}", offer.text), Role::Dim),
            None => (offer.text.clone(), Role::Text),
        };
        canvas.say(inner.x + 2, y, inner.right(), &text, role);
        if at == fix.cursor() {
            select(canvas, row(inner, y));
        }
    }
    let note = "Nothing in your file is changed. u undoes what you choose.";
    if inner.height >= lines && width(note) <= inner.width {
        canvas.put(
            inner.x + 2,
            inner.bottom() - 1,
            inner.right(),
            note,
            Role::Dim,
        );
    }
}
