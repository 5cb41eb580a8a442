//! Choosing a file to open.

use ratatui::layout::Rect;

use crate::app::overlays::OpenFile;
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;
use crate::ui::widgets::input::search;
use crate::ui::widgets::list::{row, select, visible};
use crate::ui::widgets::modal::modal;

/// Draws the path and the files of the folder.
pub fn draw(canvas: &mut Canvas, screen: Rect, open: &OpenFile) {
    let inner = modal(canvas, screen, (70, 18), "Open a roster", "");
    if inner.height < 3 {
        return;
    }
    search(
        canvas,
        inner,
        open.field(),
        "a path, or part of a name below",
    );
    let list = Rect {
        y: inner.y + 2,
        height: inner.height - 2,
        ..inner
    };
    let x = canvas.put(inner.x, inner.y + 1, inner.right(), "In ", Role::Dim);
    let folder = if open.folder().is_empty() {
        "this folder"
    } else {
        open.folder()
    };
    canvas.put(x, inner.y + 1, inner.right(), folder, Role::Dim);
    if let Some(problem) = open.problem() {
        canvas.paragraph(list, problem, Role::Problem);
        return;
    }
    let shown = open.shown();
    if shown.is_empty() {
        let text = "No roster with such a name here (.csv .tsv .txt .xlsx .xls .ods .json .jsonl .parquet, also as .gz .zst .zip). A path ending in / looks into a folder.";
        canvas.paragraph(list, text, Role::Dim);
    }
    let window = visible(open.cursor().unwrap_or(0), shown.len(), list.height.into());
    for (at, y) in window.zip(list.top()..list.bottom()) {
        let role = if shown[at].ends_with('/') {
            Role::Accent
        } else {
            Role::Text
        };
        canvas.put(list.x + 2, y, list.right(), shown[at], role);
        if open.cursor() == Some(at) {
            select(canvas, row(list, y));
        }
    }
}
