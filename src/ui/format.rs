//! Text measured and cut the way a terminal shows it: in cells, never through a grapheme.
//!
//! What a cell of the roster holds is data. On its way to the screen it loses control characters,
//! escape codes and marks that turn the writing direction; line breaks become blanks. Nothing here
//! knows what the text means.

use std::sync::LazyLock;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// The most bytes of one grapheme that are drawn: letters with piles of marks stay in their line.
const LONGEST: usize = 32;

/// Stands for a letter that no cell of the table can hold.
const REPLACED: &str = "\u{fffd}";

/// The graphemes of a text that can be drawn, each with its cells (1 or 2).
///
/// Emoji made of several (families, skin tones, variants) are drawn as their first one, since
/// terminals do not agree on how wide the whole is.
pub fn graphemes(text: &str) -> impl Iterator<Item = (&str, u16)> {
    text.graphemes(true).filter_map(|grapheme| {
        if grapheme.len() == 1 {
            return match grapheme.as_bytes()[0] {
                b'\n' | b'\r' | b'\t' => Some((" ", 1)),
                byte if byte.is_ascii_control() => None,
                _ => Some((grapheme, 1)),
            };
        }
        match grapheme {
            "\r\n" | "\u{85}" | "\u{2028}" | "\u{2029}" => return Some((" ", 1)),
            _ if grapheme.contains(char::is_control) => return None,
            _ => {}
        }
        if let Some(letters) = flag(grapheme) {
            return Some((letters, letters.len() as u16));
        }
        let grapheme = single(grapheme);
        match grapheme.cell_width() {
            0 => None,
            // Two cells at most: a longer cluster is drawn as its first letter.
            cells @ 1..=2 => Some((grapheme, cells)),
            _ => {
                let first = &grapheme[..grapheme.chars().next().map_or(0, char::len_utf8)];
                match first.cell_width() {
                    0 => None,
                    cells @ 1..=2 => Some((first, cells)),
                    // A single letter of three cells or more, such as the Khmer beyyal, has no cut.
                    _ => Some((REPLACED, 1)),
                }
            }
        }
    })
}

/// Every two letters of the alphabet.
static PAIRS: LazyLock<String> = LazyLock::new(|| {
    let pairs = ('A'..='Z').flat_map(|first| ('A'..='Z').map(move |second| [first, second]));
    pairs.flatten().collect()
});

/// The letters that a flag is made of, which is how it is drawn: terminals do not agree on how wide it
/// is, and some show the letters themselves.
fn flag(grapheme: &str) -> Option<&'static str> {
    let mut signs = grapheme.chars();
    let letter = |sign: char| (sign as usize).checked_sub(0x1f1e6).filter(|at| *at < 26);
    let first = letter(signs.next()?)?;
    Some(match signs.next().and_then(letter) {
        Some(second) => &PAIRS[2 * (26 * first + second)..][..2],
        // Every letter is the second one of a pair with A.
        None => &PAIRS[2 * first + 1..][..1],
    })
}

/// The part of a grapheme on whose width terminals agree.
fn single(grapheme: &str) -> &str {
    let mut before = '\0';
    for (at, letter) in grapheme.char_indices() {
        let cut = match letter {
            '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' => at > 0,
            // Joins emoji; in Arabic and Indic writing it shapes letters and stays.
            '\u{200d}' => {
                at > 0 && grapheme[..at].cell_width() == 2
                    || !before.is_alphabetic() && !is_mark(before)
            }
            _ => at + letter.len_utf8() > LONGEST,
        };
        if cut {
            return &grapheme[..at];
        }
        before = letter;
    }
    grapheme
}

/// Marks after which a joiner belongs to the letter: a virama, for example.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..'\u{2000}').contains(&letter)
}

/// Cells that the text takes.
pub fn width(text: &str) -> u16 {
    graphemes(text).fold(0u16, |sum, (_, cells)| sum.saturating_add(cells))
}

/// What of a text is shown in a number of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit<'a> {
    /// The beginning of the text.
    pub text: &'a str,
    /// Cells that it takes, the ellipsis not counted.
    pub cells: u16,
    /// The text is longer; an ellipsis follows.
    pub cut: bool,
}

/// As much of the text as fits in `room` cells, leaving room for an ellipsis of `ellipsis` cells
/// where the text has to be cut.
pub fn fit(text: &str, room: u16, ellipsis: u16) -> Fit<'_> {
    let mut cells = 0u16;
    // The place up to which text and ellipsis both fit.
    let (mut keep, mut kept) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        let wide = width(grapheme);
        if cells.saturating_add(wide) > room {
            return Fit {
                text: &text[..keep],
                cells: kept,
                cut: true,
            };
        }
        cells += wide;
        if cells.saturating_add(ellipsis) <= room {
            keep = at + grapheme.len();
            kept = cells;
        }
    }
    Fit {
        text,
        cells,
        cut: false,
    }
}

/// The lines of a text wrapped at blanks to `room` cells; a longer word is broken.
pub fn wrap(text: &str, room: u16) -> Vec<&str> {
    let mut lines = Vec::new();
    if room == 0 {
        return lines;
    }
    let mut at = 0;
    // The bytes of the line that is being filled.
    let (mut start, mut end) = (0, 0);
    for word in text.split(' ') {
        let (from, to) = (at, at + word.len());
        at = to + 1;
        if word.is_empty() {
            continue;
        }
        if end > start {
            if width(&text[start..to]) <= room {
                end = to;
                continue;
            }
            lines.push(&text[start..end]);
        }
        (start, end) = (from, to);
        loop {
            let piece = fit(&text[start..end], room, 0);
            if !piece.cut || piece.text.is_empty() {
                break;
            }
            lines.push(piece.text);
            start += piece.text.len();
        }
    }
    if end > start || lines.is_empty() {
        lines.push(&text[start..end]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(text: &str) -> String {
        graphemes(text).map(|(grapheme, _)| grapheme).collect()
    }

    #[test]
    fn flags_are_drawn_as_their_letters() {
        for (text, drawn) in [
            ("\u{1f1fa}\u{1f1f8}", "US"),
            ("a \u{1f1e9}\u{1f1ea}\u{1f1ff}", "a DEZ"),
            ("\u{1f1e6}", "A"),
            ("\u{1f1ff}\u{1f1ff}", "ZZ"),
        ] {
            let found: String = graphemes(text).map(|(grapheme, _)| grapheme).collect();
            assert_eq!(found, drawn);
            assert_eq!(usize::from(width(text)), drawn.len());
        }
    }

    #[test]
    fn cells_lose_what_could_steer_the_terminal() {
        for (text, shown) in [
            ("a\u{1b}[31mb", "a[31mb"),
            ("a\u{9b}2Jb", "a2Jb"),
            ("a\u{7}b\u{0}c\u{7f}", "abc"),
            (
                "one\r\ntwo\nthree\tfour\u{2028}five",
                "one two three four five",
            ),
            ("evil\u{202e}txt.exe\u{202c}", "eviltxt.exe"),
            ("\u{2066}a\u{2069}\u{200f}b\u{feff}", "ab"),
            ("👨‍👩‍👧 family", "👨 family"),
            ("👍🏽 ok ❤️", "👍 ok ❤"),
            ("e\u{301}té", "e\u{301}té"),
            ("שלום", "שלום"),
            ("a\u{17d8}b", "a\u{fffd}b"),
        ] {
            assert_eq!(drawn(text), shown, "{text:?}");
        }
        let pile = format!("a{}b", "\u{301}".repeat(500));
        assert!(drawn(&pile).len() <= LONGEST + 1);
    }

    #[test]
    fn texts_are_cut_between_graphemes_and_the_ellipsis_fits_in() {
        for (text, room, shown, cut) in [
            ("plain", 5, "plain", false),
            ("plainly", 5, "plai", true),
            ("深夜ランナー", 5, "深夜", true),
            ("深夜ランナー", 4, "深", true),
            ("深夜", 4, "深夜", false),
            ("ab", 1, "", true),
            ("ab", 0, "", true),
            ("", 0, "", false),
        ] {
            let fit = fit(text, room, 1);
            assert_eq!((fit.text, fit.cut), (shown, cut), "{text} in {room}");
        }
    }

    #[test]
    fn wrapping_prefers_blanks() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("one two three", 3), ["one", "two", "thr", "ee"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("深夜ランナー", 4), ["深夜", "ラン", "ナー"]);
        assert!(wrap("text", 0).is_empty());
    }

    proptest! {
        #[test]
        fn a_cut_text_never_exceeds_its_cell_nor_cuts_a_grapheme(text in "\\PC*", room in 0u16..30, ellipsis in 1u16..4) {
            let fit = fit(&text, room, ellipsis);
            let total = fit.cells + if fit.cut { ellipsis.min(room) } else { 0 };
            prop_assert!(total <= room);
            prop_assert_eq!(fit.cells, width(fit.text));
            prop_assert!(text.starts_with(fit.text));
            let edges = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
            prop_assert!(edges.into_iter().any(|at| at == fit.text.len()));
            prop_assert!(fit.cut || fit.text == text);
        }

        #[test]
        fn nothing_drawn_is_a_control(text in any::<String>()) {
            for (grapheme, cells) in graphemes(&text) {
                prop_assert!((1..=2).contains(&cells));
                prop_assert!(!grapheme.contains(char::is_control));
                prop_assert_eq!(grapheme.cell_width(), cells);
            }
        }

        #[test]
        fn wrapped_lines_fit_and_lose_only_blanks(text in "[a-z深 ]{0,60}", room in 2u16..20) {
            let lines = wrap(&text, room);
            for line in &lines {
                prop_assert!(width(line) <= room, "{:?}", lines);
            }
            let without = |text: &str| text.replace(' ', "");
            prop_assert_eq!(without(&lines.concat()), without(&text));
        }
    }
}
