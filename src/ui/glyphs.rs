//! The signs that the screen is drawn with, at the level the terminal can show.
//!
//! Everything drawn asks here, so that the level `ascii` leaves no other byte on the screen than the
//! user's own data. Knows no colours and no layout.

use std::borrow::Cow;

/// One set of signs. Each is one cell wide unless its doc says otherwise.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// No sign is outside of ASCII.
    pub ascii: bool,
    pub horizontal: &'static str,
    pub vertical: &'static str,
    /// Top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Around the title of the pane that has the keyboard.
    pub focus: [&'static str; 2],
    /// A cell of a bar that is filled by so many eighths.
    pub eighths: [&'static str; 9],
    /// The part of a gauge that is still empty.
    pub track: &'static str,
    /// The ends of a gauge.
    pub gauge_ends: [&'static str; 2],
    /// Left end, line and right end of a range.
    pub whisker: [&'static str; 3],
    /// Before the selected row.
    pub cursor: &'static str,
    /// A tick box, three cells, off and on.
    pub boxes: [&'static str; 2],
    /// One choice of several, three cells, off and on.
    pub radios: [&'static str; 2],
    /// Sorted from the smallest, from the largest.
    pub sorts: [&'static str; 2],
    /// A group that is closed, that is open.
    pub folds: [&'static str; 2],
    /// A bin of a histogram: nobody, then one to eight eighths of the highest.
    pub bins: [&'static str; 9],
    /// The end of a range that can be moved.
    pub handle: &'static str,
    pub ellipsis: &'static str,
    pub done: &'static str,
    /// Where a value is unknown.
    pub unknown: &'static str,
    /// More columns to the left, to the right.
    pub more: [&'static str; 2],
    /// Between two facts of one line, blanks included: three cells.
    pub dot: &'static str,
    /// A mark on an axis: along, upright.
    pub axis_marks: [&'static str; 2],
    /// One in a cell of a strip, two or three, more.
    pub strip: [&'static str; 3],
    /// In a cell of a strip, where all are left out of something.
    pub left_out: &'static str,
    /// What has no end.
    pub endless: &'static str,
    /// From few to many in a cell.
    pub density: [&'static str; 4],
    /// Where the lines of a crosshair meet.
    pub cross: &'static str,
    tiers: [&'static str; 5],
}

/// Box lines, eighths of blocks, shapes.
pub static UNICODE: Glyphs = Glyphs {
    ascii: false,
    horizontal: "─",
    vertical: "│",
    corners: ["┌", "┐", "└", "┘"],
    focus: ["»", "«"],
    eighths: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    track: "░",
    gauge_ends: ["▕", "▏"],
    whisker: ["┣", "━", "┫"],
    cursor: "›",
    boxes: ["[ ]", "[x]"],
    radios: ["( )", "(•)"],
    sorts: ["▲", "▼"],
    folds: ["▸", "▾"],
    bins: ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    handle: "●",
    ellipsis: "…",
    done: "✓",
    unknown: "—",
    more: ["◂", "▸"],
    dot: " · ",
    axis_marks: ["┴", "┤"],
    strip: ["·", ":", "⁘"],
    left_out: "∘",
    endless: "∞",
    density: ["·", ":", "⁘", "█"],
    cross: "┼",
    tiers: ["○", "●", "◆", "▲", "■"],
};

/// Nothing but ASCII.
pub static ASCII: Glyphs = Glyphs {
    ascii: true,
    horizontal: "-",
    vertical: "|",
    corners: ["+", "+", "+", "+"],
    focus: [">", "<"],
    eighths: [" ", " ", " ", " ", "#", "#", "#", "#", "#"],
    track: ".",
    gauge_ends: ["[", "]"],
    whisker: ["|", "=", "|"],
    cursor: ">",
    boxes: ["[ ]", "[x]"],
    radios: ["( )", "(*)"],
    sorts: ["^", "v"],
    folds: ["+", "-"],
    bins: [".", "_", "_", "-", "-", "=", "=", "#", "#"],
    handle: "o",
    ellipsis: "...",
    done: "OK",
    unknown: "-",
    more: ["<", ">"],
    dot: " - ",
    axis_marks: ["+", "+"],
    strip: [".", ":", "#"],
    left_out: "o",
    endless: "*",
    density: [".", ":", "*", "#"],
    cross: "+",
    tiers: ["n", "u", "d", "a", "M"],
};

impl Glyphs {
    /// The signs of a level: `unicode`, `blocks` or `ascii`. Blocks are unicode without braille,
    /// of which none is drawn.
    pub fn named(level: &str) -> &'static Glyphs {
        match level {
            "ascii" => &ASCII,
            _ => &UNICODE,
        }
    }

    /// The sign of a tier: by its name where it is a usual one, else by its place.
    pub fn tier(&self, name: &str, place: usize) -> &'static str {
        let usual = ["nano", "micro", "mid", "macro", "mega"];
        let place = usual
            .iter()
            .position(|usual| *usual == name)
            .unwrap_or(place % self.tiers.len());
        self.tiers[place]
    }

    /// Our own words as this level can write them, at the same width, so that what can be clicked
    /// stays where it is. The user's data does not come here, or comes through unharmed: signs that
    /// are not ours stay as they are.
    pub fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let text = text.replace(" ≥ ", " >=").replace(" ≤ ", " <=");
        Cow::Owned(text.chars().map(ascii).collect())
    }
}

/// The sign that stands for one of ours where only ASCII can be shown.
fn ascii(sign: char) -> char {
    match sign {
        '×' => 'x',
        '↑' | '▲' => '^',
        '↓' | '▼' => 'v',
        '←' | '◂' | '«' => '<',
        '→' | '▸' | '›' | '»' => '>',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '·' | '–' | '—' | '−' => '-',
        '…' => '.',
        '≥' => '>',
        '≤' => '<',
        '≈' => '~',
        '│' => '|',
        '✓' | '•' => '*',
        '\u{fffd}' => '?',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::format::width;

    #[test]
    fn ascii_words_keep_their_width_and_leave_data_alone() {
        for (text, plain) in [
            ("ER ≥ 3% ×", "ER >=3% x"),
            ("↑↓ choose · Esc close", "^v choose - Esc close"),
            ("niche: 深夜 ×", "niche: 深夜 x"),
            ("“vegan”", "\"vegan\""),
        ] {
            assert_eq!(ASCII.words(text), plain);
            assert_eq!(width(text), width(plain), "{text}");
            assert_eq!(UNICODE.words(text), text);
        }
    }

    #[test]
    fn every_sign_of_the_ascii_set_is_ascii_and_both_sets_have_the_same_widths() {
        let (mut plain, mut fancy) = (Vec::new(), Vec::new());
        for (set, out) in [(&ASCII, &mut plain), (&UNICODE, &mut fancy)] {
            out.extend([
                set.horizontal,
                set.vertical,
                set.track,
                set.cursor,
                set.unknown,
                set.dot,
                set.handle,
                set.left_out,
                set.endless,
                set.cross,
            ]);
            out.extend(set.corners.iter().chain(&set.focus).chain(&set.eighths));
            out.extend(set.gauge_ends.iter().chain(&set.whisker).chain(&set.boxes));
            out.extend(set.radios.iter().chain(&set.sorts).chain(&set.folds));
            out.extend(set.more.iter().chain(&set.tiers).chain(&set.bins));
            out.extend(set.axis_marks.iter().chain(&set.strip).chain(&set.density));
        }
        for (plain, fancy) in plain.iter().zip(&fancy) {
            assert!(plain.is_ascii(), "{plain}");
            assert_eq!(width(plain), width(fancy), "{plain} {fancy}");
        }
        assert!(ASCII.ellipsis.is_ascii() && ASCII.done.is_ascii());
    }
}
