//! The border of a pane, with its title above and a hint below.

use ratatui::layout::Rect;

use crate::ui::canvas::Canvas;
use crate::ui::look::Role;

/// Draws a border; a pane that has the keyboard carries `» «` around its title. Returns the area
/// inside.
pub fn frame(canvas: &mut Canvas, area: Rect, title: &str, hint: &str, focused: bool) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect::default();
    }
    let glyphs = canvas.glyphs();
    let role = if focused { Role::Focus } else { Role::Border };
    let (left, right) = (area.x, area.right() - 1);
    let (top, bottom) = (area.y, area.bottom() - 1);
    for x in left + 1..right {
        canvas.put(x, top, x + 1, glyphs.horizontal, role);
        canvas.put(x, bottom, x + 1, glyphs.horizontal, role);
    }
    for y in top + 1..bottom {
        canvas.put(left, y, left + 1, glyphs.vertical, role);
        canvas.put(right, y, right + 1, glyphs.vertical, role);
    }
    for (corner, (x, y)) in
        glyphs
            .corners
            .iter()
            .zip([(left, top), (right, top), (left, bottom), (right, bottom)])
    {
        canvas.put(x, y, x + 1, corner, role);
    }
    if area.width >= 8 {
        let end = right - 1;
        if focused {
            let [before, after] = glyphs.focus;
            let x = canvas.put(left + 2, top, end, before, Role::Focus);
            let x = canvas.put(x, top, end, " ", Role::Focus);
            let x = canvas.say(x, top, end - 2, title, Role::Title);
            let x = canvas.put(x, top, end, " ", Role::Focus);
            canvas.put(x, top, end, after, Role::Focus);
        } else if !title.is_empty() {
            label(canvas, left + 2, top, end, title, Role::Title);
        }
        if !hint.is_empty() {
            label(canvas, left + 2, bottom, end, hint, Role::Dim);
        }
    }
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width - 2,
        height: area.height - 2,
    }
}

/// Words in a border, with a blank on both sides.
fn label(canvas: &mut Canvas, x: u16, y: u16, end: u16, text: &str, role: Role) {
    let x = canvas.put(x, y, end, " ", role);
    let x = canvas.say(x, y, end - 1, text, role);
    canvas.put(x, y, end, " ", role);
}
