//! The name of a new list being typed.

use ratatui::layout::Rect;

use crate::app::overlays::Name;
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;
use crate::ui::widgets::input;
use crate::ui::widgets::modal::modal;

/// Draws the line.
pub fn draw(canvas: &mut Canvas, screen: Rect, name: &Name) {
    let inner = modal(canvas, screen, (44, 1), "New list", "");
    let x = canvas.put(inner.x, inner.y, inner.right(), "Name  ", Role::Dim);
    let field = Rect {
        x,
        width: inner.right().saturating_sub(x),
        height: 1,
        ..inner
    };
    input::input(canvas, field, name.field(), true);
}
