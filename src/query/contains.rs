//! Free text: which rows of a segment hold it in one of their searched texts.

use memchr::{memchr2, memmem};

use crate::roster::column::TextColumn;
use crate::roster::row_set::full;
use crate::roster::{Field, Segment};

/// The rows of which a searched text holds the folded needle. What is ASCII is found in the texts as
/// they stand, whatever their letters' case; all else in those that were folded.
pub(super) fn containing(segment: &Segment, needle: &str) -> Vec<u64> {
    if needle.is_empty() {
        return full(segment.len());
    }
    let mut bits = vec![0; segment.len().div_ceil(64)];
    if needle.is_ascii() {
        let texts = Field::SEARCHED
            .iter()
            .filter_map(|field| segment.texts(*field));
        let finder = AsciiFinder::new(needle);
        for texts in texts {
            mark(texts, needle.len(), &mut bits, |text| finder.find(text));
        }
    }
    let finder = memmem::Finder::new(needle.as_bytes());
    mark(segment.folded(), needle.len(), &mut bits, |text| {
        finder.find(text)
    });
    bits
}

/// Marks the rows that hold what `find` finds: one scan over the arena, then on to the next row at
/// each hit.
fn mark(
    texts: &TextColumn,
    length: usize,
    bits: &mut [u64],
    find: impl Fn(&[u8]) -> Option<usize>,
) {
    let arena = texts.arena().as_bytes();
    let mut start = 0;
    while let Some(found) = find(&arena[start..]) {
        let at = start + found;
        let row = texts.row_at(at);
        let end = texts.end_of(row);
        if at + length <= end {
            bits[row / 64] |= 1 << (row % 64);
            start = end;
        } else {
            // The hit runs over the end of its row: look on one place further.
            start = at + 1;
        }
    }
}

/// Finds a text of ASCII in small letters, whatever the case of the letters that it is found in.
struct AsciiFinder<'n> {
    needle: &'n [u8],
    /// The place of the rarest byte of the needle, by which it is looked for.
    rarest: usize,
}

/// Bytes from frequent to rare in the texts of rosters.
const FREQUENT: &[u8] = b" eaionrtslcdumhgpbyfvkw.,_-0123456789zjxq";

impl<'n> AsciiFinder<'n> {
    /// # Panics
    /// When the needle is empty.
    fn new(needle: &'n str) -> Self {
        let needle = needle.as_bytes();
        let rarity = |byte: &u8| {
            let place = FREQUENT.iter().position(|other| other == byte);
            place.unwrap_or(FREQUENT.len())
        };
        let places = 0..needle.len();
        let rarest = places.max_by_key(|at| rarity(&needle[*at]));
        AsciiFinder {
            needle,
            rarest: rarest.expect("there is something to look for"),
        }
    }

    fn find(&self, text: &[u8]) -> Option<usize> {
        let byte = self.needle[self.rarest];
        let (small, capital) = (byte, byte.to_ascii_uppercase());
        let mut from = self.rarest;
        loop {
            let at = from + memchr2(small, capital, text.get(from..)?)?;
            let start = at - self.rarest;
            let found = text.get(start..start + self.needle.len())?;
            if found.eq_ignore_ascii_case(self.needle) {
                return Some(start);
            }
            from = at + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_found_whatever_its_case() {
        for (needle, text, place) in [
            ("vegan", "I am a VeGaN chef", Some(7)),
            ("vegan", "vega", None),
            ("aa", "aAa", Some(0)),
            ("n", "no", Some(0)),
            ("x.y", "ax.yx.Y", Some(1)),
            ("end", "the end", Some(4)),
        ] {
            let found = AsciiFinder::new(needle).find(text.as_bytes());
            assert_eq!(found, place, "{needle} in {text}");
        }
    }
}
