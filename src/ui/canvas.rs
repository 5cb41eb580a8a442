//! The pen: puts text into the buffer, cut to its place, in the style of a role.
//!
//! Everything drawn goes through here, so that no cell of the roster reaches the buffer as it is,
//! and nothing is drawn outside of its area.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::format;
use super::glyphs::Glyphs;
use super::look::{Look, Role};

/// A buffer being drawn on, with a look.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    look: &'a Look,
    /// Where the terminal's own cursor belongs: in the text being typed.
    pub cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut Buffer, look: &'a Look) -> Self {
        Canvas {
            buffer,
            look,
            cursor: None,
        }
    }

    pub fn glyphs(&self) -> &'static Glyphs {
        self.look.glyphs
    }

    /// Draws from `(x, y)` up to, not including, column `end`: data, or words that are ASCII. A text
    /// that is too long ends in an ellipsis. Returns the column behind what was drawn.
    pub fn put(&mut self, x: u16, y: u16, end: u16, text: &str, role: Role) -> u16 {
        let area = self.buffer.area;
        let end = end.min(area.right());
        if x >= end || x < area.x || y < area.y || y >= area.bottom() {
            return x;
        }
        let ellipsis = self.look.glyphs.ellipsis;
        let fit = format::fit(text, end - x, format::width(ellipsis));
        let x = self.draw(x, y, end, fit.text, role);
        if fit.cut {
            self.draw(x, y, end, ellipsis, role)
        } else {
            x
        }
    }

    /// Draws our own words, with the signs that the terminal can show.
    pub fn say(&mut self, x: u16, y: u16, end: u16, text: &str, role: Role) -> u16 {
        let words = self.look.glyphs.words(text);
        self.put(x, y, end, &words, role)
    }

    /// Draws data at the right end of `x..end`; a text that is too long is cut at its end.
    pub fn put_right(&mut self, x: u16, y: u16, end: u16, text: &str, role: Role) {
        let start = end.saturating_sub(format::width(text)).max(x);
        self.put(start, y, end, text, role);
    }

    /// Draws our own words at the right end of `x..end`.
    pub fn say_right(&mut self, x: u16, y: u16, end: u16, text: &str, role: Role) {
        let words = self.look.glyphs.words(text);
        self.put_right(x, y, end, &words, role);
    }

    /// Draws our own words wrapped in an area; returns the row behind the last line.
    pub fn paragraph(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let words = self.look.glyphs.words(text);
        let mut y = area.y;
        for line in format::wrap(&words, area.width) {
            if y >= area.bottom() {
                break;
            }
            self.put(area.x, y, area.right(), line, role);
            y += 1;
        }
        y
    }

    /// Gives an area the style of a role, on top of what it has.
    pub fn paint(&mut self, area: Rect, role: Role) {
        self.buffer.set_style(area, self.look.theme.style(role));
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        let edge = area.x.checked_sub(1).filter(|x| *x >= self.buffer.area.x);
        for y in area.top()..area.bottom() {
            // A wide sign that reaches into the area would hide its first cell.
            if let Some(x) = edge
                && format::width(self.buffer[(x, y)].symbol()) == 2
            {
                self.buffer[(x, y)].set_symbol(" ");
            }
            for x in area.left()..area.right() {
                self.buffer[(x, y)].reset();
            }
        }
    }

    fn draw(&mut self, mut x: u16, y: u16, end: u16, text: &str, role: Role) -> u16 {
        let style = self.look.theme.style(role);
        for (grapheme, cells) in format::graphemes(text) {
            if x + cells > end {
                break;
            }
            self.buffer[(x, y)].set_symbol(grapheme).set_style(style);
            for hidden in x + 1..x + cells {
                self.buffer[(hidden, y)].reset();
            }
            x += cells;
        }
        x
    }
}
