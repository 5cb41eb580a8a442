//! What a column of the file is.
//!
//! ```text
//! ┌─ What is “Subs”? ────────────────────────────────────────────────┐
//! │ In the file: 48.2K · 91000 · 22700                               │
//! │ > type to search                                                 │
//! │   Leave it unused       The column is kept and shown …           │
//! │ › Followers        now  Followers or subscribers of the account. │
//! └──────────────────────────────────────────────────────────────────┘
//! ```

use ratatui::layout::Rect;

use crate::app::overlays::Mapping;
use crate::app::overlays::mapping::UNUSED;
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;
use crate::ui::widgets::input::search;
use crate::ui::widgets::list::{row, select, visible};
use crate::ui::widgets::modal::modal;

const WIDTH: u16 = 100;
const LINES: u16 = 16;
/// Cells of a field's name, and of the mark of the current one.
const NAME: u16 = 21;
const NOW: u16 = 4;
/// Cells below which there is no room for explanations.
const NARROW: u16 = 60;

/// Draws some values of the column and the fields to choose from.
pub fn draw(canvas: &mut Canvas, screen: Rect, mapping: &Mapping) {
    let title = format!("What is “{}”?", mapping.header());
    let inner = modal(canvas, screen, (WIDTH, LINES), &title, "");
    if inner.height < 3 {
        return;
    }
    let x = canvas.put(inner.x, inner.y, inner.right(), "In the file: ", Role::Dim);
    let samples = match mapping.samples() {
        [] => "nothing at all".to_owned(),
        samples => samples.join(canvas.glyphs().dot),
    };
    canvas.put(x, inner.y, inner.right(), &samples, Role::Accent);
    let line = Rect {
        y: inner.y + 1,
        height: 1,
        ..inner
    };
    let choices = mapping.choices();
    search(canvas, line, choices.field(), "type to search");
    let list = Rect {
        y: inner.y + 2,
        height: inner.height - 2,
        ..inner
    };
    let shown = choices.shown();
    if shown.is_empty() {
        canvas.put(
            list.x + 2,
            list.y,
            list.right(),
            "nothing like this",
            Role::Dim,
        );
    }
    let window = visible(choices.cursor(), shown.len(), list.height.into());
    for (at, y) in window.zip(list.top()..list.bottom()) {
        let field = shown[at].1;
        let (name, doc) = match field {
            Some(field) => (field.full_label(), field.spec().doc),
            None => UNUSED,
        };
        let now = field == mapping.current();
        let role = if now { Role::Title } else { Role::Text };
        let x = list.x + 2;
        canvas.put(x, y, x + NAME, name, role);
        if now {
            canvas.put(x + NAME, y, x + NAME + NOW, "now", Role::Accent);
        }
        if list.width >= NARROW {
            canvas.put(x + NAME + NOW, y, list.right(), doc, Role::Dim);
        }
        if at == choices.cursor() {
            select(canvas, row(list, y));
        }
    }
}
