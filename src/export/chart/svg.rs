//! Shapes and texts of one drawing. Texts are cleaned and escaped here, and nowhere else.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use super::Room;
use crate::export::safe;

/// The size of letters, in units.
pub const LETTER: f64 = 13.0;
/// Where a text begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing in the making.
pub struct Svg {
    body: String,
}

impl Svg {
    pub fn new() -> Self {
        Svg {
            body: String::new(),
        }
    }

    pub fn line(&mut self, class: &str, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) {
        self.put(format_args!(
            r#"<line class="{class}" x1="{x:.1}" y1="{y:.1}" x2="{to_x:.1}" y2="{to_y:.1}" />"#
        ));
    }

    pub fn rectangle(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let (width, height) = (width.max(0.0), height.max(0.0));
        self.put(format_args!(
            r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" />"#
        ));
    }

    pub fn dot(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        self.put(format_args!(
            r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="{radius:.1}" />"#
        ));
    }

    /// A square on its corner.
    pub fn diamond(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let corners = [
            (x - radius, y),
            (x, y - radius),
            (x + radius, y),
            (x, y + radius),
        ];
        self.polygon(class, &corners);
    }

    /// An arrow head whose tip is at a point, to the right or to the left.
    pub fn arrow(&mut self, class: &str, (x, y): (f64, f64), to_the_right: bool) {
        let back = if to_the_right { x - 7.0 } else { x + 7.0 };
        self.polygon(class, &[(x, y), (back, y - 4.5), (back, y + 4.5)]);
    }

    fn polygon(&mut self, class: &str, corners: &[(f64, f64)]) {
        let points: Vec<String> = corners
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        self.put(format_args!(
            r#"<polygon class="{class}" points="{}" />"#,
            points.join(" ")
        ));
    }

    /// A text in one line; `y` is its base line.
    pub fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.put(format_args!(
            r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{}</text>"#,
            escaped(text)
        ));
    }

    /// What follows belongs together and says this when it is pointed at.
    pub fn open(&mut self, class: &str, says: &str) {
        self.put(format_args!(
            r#"<g class="{class}"><title>{}</title>"#,
            escaped(says)
        ));
    }

    pub fn close(&mut self) {
        self.put(format_args!("</g>"));
    }

    fn put(&mut self, shape: std::fmt::Arguments) {
        let written = self.body.write_fmt(shape);
        debug_assert!(written.is_ok(), "a string takes everything");
        self.body.push('\n');
    }

    /// The whole drawing, so high; `title` and `says` are read out where it cannot be seen.
    pub fn finish(self, room: Room, height: f64, title: &str, says: &str) -> String {
        let width = room.width();
        format!(
            "<svg class=\"{}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"{}\">\n<desc>{}</desc>\n{}</svg>",
            room.class(),
            escaped(title),
            escaped(says),
            self.body
        )
    }
}

/// The text as it may stand between tags and in attributes, in one line and without letters that steer
/// or that no document may hold.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in safe::shown(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

/// About how wide a text is at the usual size, in the widest of the fonts that pages are shown in.
pub fn width(text: &str) -> f64 {
    let share = |letter: char| match letter {
        ' ' | 'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | '(' | ')' | '\'' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        letter if letter.is_uppercase() => 0.74,
        letter => [0.0, 0.64, 1.05][letter.width().unwrap_or(0).min(2)],
    };
    text.chars().map(share).sum::<f64>() * LETTER
}

/// The place nearest to `x` at which the middle of a text can stand without leaving the drawing.
pub fn inside(x: f64, text: &str, room: Room) -> f64 {
    let half = width(text) / 2.0;
    x.clamp(half, (room.width() - half).max(half))
}

/// As much of a text as there is room for, with an ellipsis where that is not all.
pub fn fitted(text: &str, room: f64) -> String {
    let text = safe::shown(text);
    if width(&text) <= room {
        return text.into_owned();
    }
    let mut out = String::new();
    let mut left = room - width("…");
    for letter in text.chars() {
        left -= width(letter.encode_utf8(&mut [0; 4]));
        if left < 0.0 {
            break;
        }
        out.push(letter);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_harmless() {
        for (text, safe) in [
            (
                "<script>alert('x')</script>",
                "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;",
            ),
            ("\" onload=\"x", "&quot; onload=&quot;x"),
            ("a & b", "a &amp; b"),
            ("evil\u{202e}txt\u{0}\u{1b}[31m\u{fffe}", "eviltxt[31m"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(escaped(text), safe);
        }
    }

    #[test]
    fn a_text_is_cut_to_its_room() {
        assert_eq!(fitted("beauty", 100.0), "beauty");
        for (text, room) in [
            ("a very long name of a niche", 60.0),
            ("深夜深夜深夜", 30.0),
        ] {
            let cut = fitted(text, room);
            assert!(cut.ends_with('…') && width(&cut) <= room, "{cut}");
        }
        assert_eq!(fitted("abc", 0.0), "…");
    }
}
