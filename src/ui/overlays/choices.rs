//! A list to choose one thing from, with the line that narrows it.

use ratatui::layout::Rect;

use crate::app::overlays::Choices;
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;
use crate::ui::widgets::input::search;
use crate::ui::widgets::list::{row, select, visible};
use crate::ui::widgets::modal::modal;

const WIDTH: u16 = 40;
const MOST: usize = 16;

/// Draws the list; `empty` is said where there is nothing to choose.
pub fn draw<T: Clone>(
    canvas: &mut Canvas,
    screen: Rect,
    title: &str,
    empty: &str,
    choices: &Choices<T>,
) {
    let shown = choices.shown();
    let new = choices.new_name();
    let lines = (shown.len() + usize::from(new.is_some())).clamp(1, MOST) as u16;
    let inner = modal(canvas, screen, (WIDTH, lines + 1), title, "");
    if inner.height < 2 {
        return;
    }
    let asked = match choices.takes_new() {
        true => "type to search, or a new name",
        false => "type to search",
    };
    search(canvas, inner, choices.field(), asked);
    let list = Rect {
        y: inner.y + 1,
        height: inner.height - 1,
        ..inner
    };
    let room = usize::from(list.height) - usize::from(new.is_some() && list.height > 1);
    let window = visible(
        choices.cursor().min(shown.len().saturating_sub(1)),
        shown.len(),
        room,
    );
    let mut y = list.y;
    for at in window {
        canvas.put(list.x + 2, y, list.right(), &shown[at].0, Role::Text);
        if at == choices.cursor() {
            select(canvas, row(list, y));
        }
        y += 1;
    }
    if let Some(name) = new.filter(|_| y < list.bottom()) {
        let x = canvas.put(list.x + 2, y, list.right(), "new: ", Role::Dim);
        canvas.put(x, y, list.right(), name, Role::Title);
        if shown.is_empty() || choices.cursor() >= shown.len() {
            select(canvas, row(list, y));
        }
    } else if shown.is_empty() {
        let text = if choices.field().text().is_empty() {
            empty
        } else {
            "nothing like this"
        };
        canvas.put(list.x + 2, y, list.right(), text, Role::Dim);
    }
}
