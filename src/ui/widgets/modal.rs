//! A dialog in the middle of the screen, over everything.

use ratatui::layout::Rect;

use super::frame::frame;
use crate::app::layout;
use crate::ui::canvas::Canvas;

/// Clears the place of a dialog with so many cells and lines inside and draws its border. Returns
/// the area inside, a cell away from the border.
pub fn modal(
    canvas: &mut Canvas,
    screen: Rect,
    (width, height): (u16, u16),
    title: &str,
    hint: &str,
) -> Rect {
    let area = layout::dialog(screen, width.saturating_add(4), height.saturating_add(2));
    canvas.clear(area);
    let inner = frame(canvas, area, title, hint, true);
    Rect {
        x: inner.x + 1.min(inner.width),
        width: inner.width.saturating_sub(2),
        ..inner
    }
}
