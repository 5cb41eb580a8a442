//! Which columns the table shows.

use ratatui::layout::Rect;

use crate::app::overlays::Columns;
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;
use crate::ui::widgets::list::{row, select, visible};
use crate::ui::widgets::modal::modal;

/// Draws the fields with their tick boxes and what they mean.
pub fn draw(canvas: &mut Canvas, screen: Rect, columns: &Columns) {
    let fields = columns.fields();
    let shown = fields.iter().filter(|(_, shown)| *shown).count();
    let title = format!("Columns ({shown} of {} shown)", fields.len());
    let inner = modal(canvas, screen, (72, fields.len() as u16), &title, "");
    let window = visible(columns.cursor(), fields.len(), inner.height.into());
    for (at, y) in window.zip(inner.top()..inner.bottom()) {
        let (field, shown) = fields[at];
        let role = if shown { Role::Accent } else { Role::Dim };
        let boxes = canvas.glyphs().boxes;
        canvas.put(
            inner.x + 2,
            y,
            inner.right(),
            boxes[usize::from(shown)],
            role,
        );
        canvas.put(inner.x + 6, y, inner.x + 20, field.label(), Role::Text);
        canvas.put(inner.x + 21, y, inner.right(), field.spec().doc, Role::Dim);
        if at == columns.cursor() {
            select(canvas, row(inner, y));
        }
    }
}
