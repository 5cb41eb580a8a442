//! Everything that is said of the comparison: the sentence, what to know before believing it, what else
//! the figures say, and what they cannot say.

use ratatui::layout::Rect;

use super::{REST, Scene};
use crate::app::Pane;
use crate::app::layout::Layout;
use crate::app::panes::evidence::{Line, basis};
use crate::ui::canvas::Canvas;
use crate::ui::format;
use crate::ui::look::Role;

pub fn draw(canvas: &mut Canvas, scene: &Scene, area: Rect) {
    let inner = Layout::inner(area);
    let room = inner.width.saturating_sub(3);
    let glyphs = canvas.glyphs();
    let paragraphs = basis(scene.comparison);
    let words: Vec<_> = paragraphs
        .iter()
        .map(|line| (line, glyphs.words(line.text())))
        .collect();
    let lines: Vec<(&str, &str, Role)> = words
        .iter()
        .flat_map(|(line, text)| {
            let (mark, role) = look(line);
            let wrapped = format::wrap(text, room).into_iter().enumerate();
            wrapped.map(move |(at, text)| (if at == 0 { mark } else { "" }, text, role))
        })
        .collect();
    let page = Layout::lines(area);
    let window = scene.model.compare().basis_window(lines.len(), page);
    let hint = match lines.len() > page {
        true => format!(
            "lines {}–{} of {}",
            window.start + 1,
            window.end,
            lines.len()
        ),
        false => String::new(),
    };
    scene.frame(canvas, Pane::Basis, area, REST, &hint);
    for ((mark, text, role), y) in lines[window].iter().zip(inner.y..) {
        let role = if scene.stale { Role::Dim } else { *role };
        canvas.put(inner.x, y, inner.x + 1, mark, Role::Warning);
        canvas.put(inner.x + 2, y, inner.right(), text, role);
    }
}

/// The mark before a sentence, and its role.
fn look(line: &Line) -> (&'static str, Role) {
    match line {
        Line::Verdict(_) => ("", Role::Title),
        Line::Caveat(_) => ("!", Role::Text),
        Line::Note(_) => ("", Role::Text),
        Line::Limits(_) => ("", Role::Dim),
    }
}
