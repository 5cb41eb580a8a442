//! Writes lines, figures and texts downwards into an area. Knows nobody's profile.

use ratatui::layout::Rect;

use crate::ui::canvas::Canvas;
use crate::ui::format::wrap;
use crate::ui::look::Role;

const LABEL: u16 = 14;

/// Draws downwards until the pane is full.
pub struct Pen {
    pub y: u16,
    pub area: Rect,
}

impl Pen {
    /// At the top of an area, with a margin at both sides.
    pub fn within(inner: Rect) -> Self {
        Pen {
            y: inner.y,
            area: Rect {
                x: inner.x + 1,
                width: inner.width.saturating_sub(2),
                ..inner
            },
        }
    }

    /// A line; nothing for an empty text.
    pub fn line(&mut self, canvas: &mut Canvas, text: &str, role: Role) {
        if !text.is_empty() && self.y < self.area.bottom() {
            canvas.put(self.area.x, self.y, self.area.right(), text, role);
            self.y += 1;
        }
    }

    /// A text over as many lines as it takes.
    pub fn sentence(&mut self, canvas: &mut Canvas, text: &str, role: Role) {
        let rest = Rect {
            y: self.y,
            height: self.area.bottom().saturating_sub(self.y),
            ..self.area
        };
        self.y = canvas.paragraph(rest, text, role);
    }

    /// A figure with its label.
    pub fn row(&mut self, canvas: &mut Canvas, label: &str, value: &str) {
        if self.y < self.area.bottom() {
            canvas.put(self.area.x, self.y, self.area.x + LABEL, label, Role::Dim);
            canvas.put(
                self.area.x + LABEL,
                self.y,
                self.area.right(),
                value,
                Role::Text,
            );
            self.y += 1;
        }
    }

    /// A column that no field took, on one line however long it is.
    pub fn kept(&mut self, canvas: &mut Canvas, header: &str, cell: &str) {
        if self.y < self.area.bottom() {
            let end = self.area.right();
            // The header leaves room for what stands below it.
            let room = self.area.x + self.area.width / 2;
            let x = canvas.put(self.area.x, self.y, room, header, Role::Dim);
            let x = canvas.put(x, self.y, end, ":", Role::Dim);
            canvas.put(x + 1, self.y, end, cell, Role::Text);
            self.y += 1;
        }
    }

    /// A text with its label, over as many lines as it takes; nothing for an empty one.
    pub fn wrapped(&mut self, canvas: &mut Canvas, label: &str, text: &str) {
        const INDENT: u16 = 8;
        if text.is_empty() {
            return;
        }
        for (at, line) in wrap(text, self.area.width.saturating_sub(INDENT))
            .into_iter()
            .enumerate()
        {
            if self.y >= self.area.bottom() {
                return;
            }
            if at == 0 {
                canvas.put(self.area.x, self.y, self.area.x + INDENT, label, Role::Dim);
            }
            canvas.put(
                self.area.x + INDENT,
                self.y,
                self.area.right(),
                line,
                Role::Text,
            );
            self.y += 1;
        }
    }
}
