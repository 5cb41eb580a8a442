//! Records of the simplest form, cut without looking at each byte: as many cells as there are
//! columns, quotes only around whole cells. Anything else is left to [`super::records`], which is the
//! rule.

use memchr::memchr2;

use super::Records;

impl<'a> Records<'a> {
    /// The line on which the next record begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Cuts the next record into its cells without going on to the one behind it; the answer is where
    /// that begins. None where the record is not simple.
    pub fn simple(&self, width: usize, cells: &mut Vec<&'a str>) -> Option<usize> {
        cells.clear();
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        let mut base = start;
        let mut hits = self.hits(base);
        loop {
            // An apostrophe may keep a spreadsheet from running the cell, in quotes or without.
            match bytes.get(start..)? {
                [] | [b'\'', ..] | [b'"', b'\'', ..] => return None,
                [b'"', ..] => {
                    let close = start + 1 + memchr2(b'"', b'\n', &bytes[start + 1..])?;
                    if bytes[close] != b'"' {
                        return None;
                    }
                    cells.push(&self.text[start + 1..close]);
                    base = close + 1;
                    let more = *bytes.get(base)? == self.delimiter;
                    if more && cells.len() < width {
                        start = base + 1;
                        base = start;
                        hits = self.hits(base);
                        continue;
                    }
                    let rest = bytes[base..].strip_prefix(b"\r").unwrap_or(&bytes[base..]);
                    let ends = rest.first() == Some(&b'\n') && cells.len() == width;
                    return ends.then_some(bytes.len() - rest.len() + 1);
                }
                _ => {}
            }
            while hits == 0 {
                base += 8;
                if base >= bytes.len() {
                    return None;
                }
                hits = self.hits(base);
            }
            let end = base + hits.trailing_zeros() as usize / 8;
            hits &= hits - 1;
            let ends = bytes[end] == b'\n';
            let returned = ends && end > start && bytes[end - 1] == b'\r';
            cells.push(&self.text[start..end - usize::from(returned)]);
            if ends {
                return (cells.len() == width).then_some(end + 1);
            }
            if cells.len() == width {
                return None;
            }
            start = end + 1;
        }
    }

    /// Goes on to the record that begins at this place of the text, one line further.
    pub fn skip_to(&mut self, next: usize) {
        self.at = next;
        self.line += 1;
    }

    /// The highest bit of each of eight bytes that is a delimiter or a line end, the first byte lowest.
    fn hits(&self, at: usize) -> u64 {
        let bytes = &self.text.as_bytes()[at..];
        let eight = bytes.first_chunk::<8>().copied().unwrap_or_else(|| {
            let mut eight = [0; 8];
            eight[..bytes.len()].copy_from_slice(bytes);
            eight
        });
        let word = u64::from_le_bytes(eight);
        equal(word, self.delimiter) | equal(word, b'\n')
    }
}

/// The highest bit of each byte of the word that is this one.
fn equal(word: u64, byte: u8) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const LOW: u64 = ONES * 0x7f;
    let differs = word ^ (ONES * u64::from(byte));
    // A byte without any bit set stays below 0x80 when 0x7f is added to it, and has no high bit.
    !(((differs & LOW) + LOW) | differs | LOW)
}

#[cfg(test)]
mod tests {
    use super::super::super::Record;
    use super::super::records;
    use proptest::prelude::*;

    #[test]
    fn a_defused_cell_is_not_simple() {
        for text in ["a,'=1+1\n", "a,\"'=1+1\"\n"] {
            assert_eq!(
                records(text, b',', 1).simple(2, &mut Vec::new()),
                None,
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn simple_records_are_cut_as_all_records_are(
            text in "([ab1é ]{0,9}[,\n]){0,12}|[ab,\"\n\r'é ]{0,80}",
            width in 1usize..5,
        ) {
            let mut walk = records(&text, b',', 1);
            let mut cells = Vec::new();
            let mut record = Record::default();
            while walk.at < text.len() {
                let simple = walk.simple(width, &mut cells);
                prop_assert!(walk.next_into(&mut record));
                if let Some(next) = simple {
                    prop_assert_eq!(next, walk.at);
                    prop_assert_eq!(&cells, &record.cells);
                    prop_assert_eq!(record.line + 1, walk.line);
                }
            }
        }
    }
}
