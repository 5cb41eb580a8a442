//! A line being typed.

use ratatui::layout::Rect;

use crate::app::overlays::Name;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::input;
use crate::ui::widgets::modal::modal;

/// Draws the line, with what the dialog is for and what is typed.
pub fn draw(canvas: &mut Canvas, screen: Rect, name: &Name) {
    let cells = width(name.field().text()).max(36) + 8;
    let cells = cells.max(width(name.help)).max(width(&name.title) + 4);
    let lines = 1 + u16::from(!name.help.is_empty());
    let inner = modal(canvas, screen, (cells, lines), &name.title, "");
    if lines > 1 && inner.height > 1 {
        canvas.say(inner.x, inner.y + 1, inner.right(), name.help, Role::Dim);
    }
    let x = canvas.put(inner.x, inner.y, inner.right(), name.label, Role::Dim) + 2;
    let field = Rect {
        x,
        width: inner.right().saturating_sub(x),
        height: 1,
        ..inner
    };
    input::input(canvas, field, name.field(), true);
    if name.is_offered() {
        let cells = width(name.field().text()).min(field.width);
        canvas.paint(
            Rect {
                width: cells,
                ..field
            },
            Role::Selected,
        );
    }
}
