//! The file to be written is there already.

use ratatui::layout::Rect;

use super::confirm::question;
use crate::app::overlays::Clash;
use crate::ui::canvas::Canvas;

/// The file is there already.
pub fn draw(canvas: &mut Canvas, screen: Rect, clash: &Clash) {
    let text = format!("{} is there already.", clash.path);
    let answers = [
        ("r", "replace it"),
        ("k", "keep both: write beside it under another name"),
        ("Enter", "cancel"),
    ];
    question(canvas, screen, "File exists", &text, &answers, "");
}
