//! Free text: which rows of a segment hold it in one of their searched texts.

use aho_corasick::Span;
use aho_corasick::packed::{Config, Searcher};
use memchr::memchr2;

use crate::roster::column::TextColumn;
use crate::roster::fold::fold;
use crate::roster::row_set::{full, ones, ones_of};
use crate::roster::{Field, Segment};

/// A text to be found, in its folded form.
#[derive(Debug)]
pub(super) struct Needle {
    text: String,
    /// Folding leaves it as it is, so that texts which folding only makes small can hold it.
    is_plain: bool,
    /// Where in the text the letters are by which it is looked for.
    place: usize,
    by: By,
}

/// What is looked for first.
#[derive(Debug)]
enum By {
    /// A few letters in small and capital.
    Letters(Searcher),
    /// One letter in small and capital.
    Letter(u8, u8),
    /// The text is empty: every row holds it.
    Nothing,
}

impl PartialEq for Needle {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// Bytes from frequent to rare in the texts of rosters.
const FREQUENT: &[u8] = b" eaionrtslcdumhgpbyfvkw.,_-0123456789zjxq";
/// Letters that are looked for together: with each in small and capital, as many texts as are found at
/// once without getting slower.
const TOGETHER: usize = 3;
/// Of so many rows one is left by a shorter text, from which on the rows are looked at one by one.
const FEW: usize = 24;

impl Needle {
    pub fn new(text: &str) -> Self {
        let text = fold(text);
        let bytes = text.as_bytes();
        let rarity = |byte: &u8| {
            let place = FREQUENT.iter().position(|other| other == byte);
            place.unwrap_or(FREQUENT.len())
        };
        let letters = bytes.len().min(TOGETHER);
        let rarest = |length: usize| {
            let places = 0..=bytes.len() - length;
            let rarity = |at: &usize| bytes[*at..at + length].iter().map(rarity).sum::<usize>();
            places.max_by_key(rarity).unwrap_or(0)
        };
        let searcher = |place: usize| {
            let mut builder = Config::new().builder();
            builder.extend(both_cases(&bytes[place..place + letters]));
            builder.build()
        };
        let (place, by) = match letters {
            0 => (0, By::Nothing),
            1 => (0, letter(bytes[0])),
            // Not every processor can look for several at once.
            _ => match searcher(rarest(letters)) {
                Some(searcher) => (rarest(letters), By::Letters(searcher)),
                None => (rarest(1), letter(bytes[rarest(1)])),
            },
        };
        Needle {
            is_plain: fold(&text) == text,
            text,
            place,
            by,
        }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rows of which a searched text holds it. All of them are among `within`, if that is given.
    ///
    /// Texts are searched as they stand, whatever their letters' case, and folded where they have
    /// letters that fold to others.
    pub fn rows(&self, segment: &Segment, within: Option<&[u64]>) -> Vec<u64> {
        if matches!(self.by, By::Nothing) {
            return full(segment.len());
        }
        let mut bits = vec![0; segment.len().div_ceil(64)];
        let texts = Field::SEARCHED.iter().filter(|_| self.is_plain);
        let texts = texts.filter_map(|field| segment.texts(*field));
        let few = within.filter(|rows| ones(rows) < segment.len() / FEW);
        for texts in texts.chain([segment.folded()]) {
            match few {
                Some(rows) => {
                    let found = |row: &usize| self.find(texts.get(*row).as_bytes()).is_some();
                    ones_of(rows)
                        .filter(found)
                        .for_each(|row| set(&mut bits, row));
                }
                None => self.mark(texts, &mut bits),
            }
        }
        bits
    }

    /// Marks the rows that hold it: one scan over the arena, then on to the next row at each hit.
    fn mark(&self, texts: &TextColumn, bits: &mut [u64]) {
        let arena = texts.arena().as_bytes();
        let (mut start, mut row) = (0, 0);
        while let Some(at) = self.find_from(arena, start) {
            row = texts.row_at(at, row);
            let end = texts.end_of(row);
            if at + self.text.len() <= end {
                set(bits, row);
                start = end;
            } else {
                // The hit runs over the end of its row: look on one place further.
                start = at + 1;
            }
        }
    }

    fn find(&self, text: &[u8]) -> Option<usize> {
        self.find_from(text, 0)
    }

    /// Where it stands in a text from this place on, whatever the case of its letters.
    fn find_from(&self, text: &[u8], start: usize) -> Option<usize> {
        let mut from = start + self.place;
        loop {
            let at = match &self.by {
                By::Letters(searcher) => {
                    let span = Span::from(from..text.len().max(from));
                    let span = Some(span).filter(|span| span.end <= text.len())?;
                    searcher.find_in(text, span)?.start()
                }
                By::Letter(small, capital) => from + memchr2(*small, *capital, text.get(from..)?)?,
                By::Nothing => return Some(start),
            };
            let start = at - self.place;
            let found = text.get(start..start + self.text.len())?;
            if found.eq_ignore_ascii_case(self.text.as_bytes()) {
                return Some(start);
            }
            from = at + 1;
        }
    }
}

fn set(bits: &mut [u64], row: usize) {
    bits[row / 64] |= 1 << (row % 64);
}

fn letter(byte: u8) -> By {
    By::Letter(byte, byte.to_ascii_uppercase())
}

/// Some letters with each in small and capital.
fn both_cases(letters: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    for letter in letters {
        let capital = Some(letter.to_ascii_uppercase()).filter(|capital| capital != letter);
        let longer = |begun: &Vec<u8>, letter: u8| [begun.as_slice(), &[letter]].concat();
        all = all
            .iter()
            .flat_map(|begun| {
                let capital = capital.map(|capital| longer(begun, capital));
                [longer(begun, *letter)].into_iter().chain(capital)
            })
            .collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_found_whatever_its_case() {
        for (needle, text, place) in [
            ("vegan", "I am a VeGaN chef", Some(7)),
            ("vegan", "vega", None),
            ("aa", "aAa", Some(0)),
            ("n", "no", Some(0)),
            ("x.y", "ax.yx.Y", Some(1)),
            ("end", "the end", Some(4)),
            ("кофе", "мой кофе", Some(7)),
            ("k\u{1f525}", "K\u{1f525}", Some(0)),
        ] {
            let found = Needle::new(needle).find(text.as_bytes());
            assert_eq!(found, place, "{needle} in {text}");
        }
    }

    proptest! {
        #[test]
        fn the_rows_are_those_whose_folded_text_holds_it(
            texts in prop::collection::vec("[abAB é\u{301}İк❤\u{fe0f}.]{0,9}", 1..90),
            needle in "[abBé\u{301}ı❤ .]{0,4}",
            some: u64,
        ) {
            let mut builder = crate::roster::SegmentBuilder::new([].into());
            for text in &texts {
                // A hit must not run from one text into the next, nor from one row.
                builder.text(Field::Name, text);
                builder.text(Field::Bio, text);
                builder.end_row();
            }
            let mut roster = crate::roster::Roster::new(Default::default(), crate::roster::Currency::USD);
            let segment = roster.absorb(builder);
            let folded = fold(&needle);
            let holds = |row: &usize| fold(&texts[*row]).contains(&folded);
            let expected: Vec<usize> = (0..texts.len()).filter(holds).collect();
            let needle = Needle::new(&needle);
            let found: Vec<usize> = ones_of(&needle.rows(&segment, None)).collect();
            prop_assert_eq!(&found, &expected);
            // Within few rows that hold all of them, one by one.
            if expected.len() * FEW < texts.len() && !folded.is_empty() {
                let mut within = needle.rows(&segment, None);
                within[0] |= some & 1;
                let found: Vec<usize> = ones_of(&needle.rows(&segment, Some(&within))).collect();
                prop_assert_eq!(&found, &expected);
            }
        }
    }
}
