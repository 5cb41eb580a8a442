//! A name being typed.

use ratatui::layout::Rect;

use crate::app::overlays::Name;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::input;
use crate::ui::widgets::modal::modal;

/// Draws the line, with what the dialog is for and what is typed.
pub fn draw(canvas: &mut Canvas, screen: Rect, (title, label): (&str, &str), name: &Name) {
    let cells = width(name.field().text()).max(36) + 8;
    let inner = modal(canvas, screen, (cells, 1), title, "");
    let x = canvas.put(inner.x, inner.y, inner.right(), label, Role::Dim) + 2;
    let field = Rect {
        x,
        width: inner.right().saturating_sub(x),
        height: 1,
        ..inner
    };
    input::input(canvas, field, name.field(), true);
}
