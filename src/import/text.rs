//! Encodings: bytes become UTF-8, block by block. Knows nothing of cells.
//!
//! The beginning of a file tells its encoding. Where that is plain ASCII the question stays open until
//! the first other byte, which may be many megabytes away; where there are only a few other bytes, more
//! is read before it is answered.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    CoderResult, Decoder, Encoding, ISO_8859_8, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
    WINDOWS_1255,
};

use super::intake::Intake;
use super::report::{Effect, Issue, IssueKind, ReadError};
use super::source::Feed;

/// The encoding of a text and how many bytes of mark stand before it.
pub struct Found {
    pub encoding: &'static Encoding,
    pub mark: usize,
}

/// Tells the encoding from the beginning of a text.
pub fn detect(head: &[u8], whole: bool) -> Found {
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        return Found { encoding, mark };
    }
    let found = |encoding| Found { encoding, mark: 0 };
    if let Some(encoding) = utf16(head) {
        return found(encoding);
    }
    let (good, bad) = utf8_shares(head, whole);
    // In an old encoding hardly any two letters look like one of UTF-8.
    if bad == 0 || good > bad {
        return found(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, whole);
    match detector.guess(None, Utf8Detection::Deny) {
        guess if guess == UTF_8 => found(WINDOWS_1252),
        // The same letters in the same places, and more of them.
        guess if guess == ISO_8859_8 => found(WINDOWS_1255),
        guess => found(guess),
    }
}

/// Bytes that tell whether it is UTF-16.
const LOOKED_AT: usize = 1 << 16;

/// UTF-16 without a mark: delimiters, digits and line ends have a zero byte, always on the same side,
/// and all is text.
pub fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding == UTF_16LE || encoding == UTF_16BE).then_some(encoding);
    }
    let head = &head[..head.len().min(LOOKED_AT) & !1];
    let zeros = |first: usize| {
        let side = head.iter().skip(first).step_by(2);
        side.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let (encoding, many, few) = if odd > even {
        (UTF_16LE, odd, even)
    } else {
        (UTF_16BE, even, odd)
    };
    if many * 10 < head.len() / 2 || few * 20 > many {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(head);
    let is_odd = |letter: char| letter < '\t' || !is_assigned(letter);
    // The last letter may be cut in two.
    let text = text.or_else(|| {
        encoding.decode_without_bom_handling_and_without_replacement(&head[..head.len() - 2])
    })?;
    let odd = text.chars().filter(|letter| is_odd(*letter)).count();
    (odd * 50 <= text.chars().count()).then_some(encoding)
}

/// Whether a text may hold such a letter: none of those for private use, and none that are no letters.
fn is_assigned(letter: char) -> bool {
    !matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' | '\u{f0000}'..)
}

/// Bytes beyond ASCII that are enough to tell one encoding from another.
const ENOUGH: usize = 400;

/// Most that is read before the encoding is decided on.
const LOOKED_AT_MOST: usize = 32 << 20;

/// Whether there is something beyond ASCII, of an old encoding, and too little of it to tell which.
fn is_little(text: &[u8]) -> bool {
    let beyond = text.iter().filter(|byte| !byte.is_ascii()).take(ENOUGH);
    (1..ENOUGH).contains(&beyond.count())
        && Encoding::for_bom(text).is_none()
        && utf16(text).is_none()
        && utf8_shares(text, false).1 > 0
}

/// Characters beyond ASCII that are right UTF-8, and places that are not.
fn utf8_shares(head: &[u8], whole: bool) -> (usize, usize) {
    let mut good = 0;
    let mut bad = 0;
    let mut rest = head;
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                good += text.chars().filter(|letter| !letter.is_ascii()).count();
                return (good, bad);
            }
            Err(error) => {
                let (text, after) = rest.split_at(error.valid_up_to());
                good += String::from_utf8_lossy(text)
                    .chars()
                    .filter(|letter| !letter.is_ascii())
                    .count();
                match error.error_len() {
                    // The head may have been cut in the middle of a character.
                    None => return (good, bad + usize::from(whole)),
                    Some(length) => {
                        bad += 1;
                        rest = &after[length..];
                    }
                }
            }
        }
    }
}

/// What stands for a character that could not be read.
const LOST: &str = "\u{fffd}";

/// The text of whole UTF-8 lines; true when some characters were lost, here or before.
pub fn lossy(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), has_lost(bytes)),
        Err(_) => (String::from_utf8_lossy(bytes), true),
    }
}

fn has_lost(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, LOST.as_bytes()).is_some()
}

/// The lines on which characters were lost, at most a hundred of them.
pub fn lost(bytes: &[u8], first_line: u64) -> Vec<Issue> {
    if !lossy(bytes).1 {
        return Vec::new();
    }
    let around = |line: &[u8]| {
        let line = String::from_utf8_lossy(line);
        let at = line.find(LOST)?;
        let start = line[..at].char_indices().rev().nth(19);
        let shown = &line[start.map_or(0, |(start, _)| start)..];
        Some(shown.chars().take(40).collect())
    };
    bytes
        .split(|byte| *byte == b'\n')
        .zip(first_line..)
        .filter_map(|(line, number)| {
            Some(Issue {
                kind: IssueKind::BadText,
                line: Some(number),
                column: None,
                text: around(line)?,
                detail: None,
                effect: Effect::Noted,
            })
        })
        .take(100)
        .collect()
}

/// The bytes of one later block.
const BLOCK: usize = 8 << 20;

/// A text as it comes, block by block, in UTF-8.
pub struct TextStream<'a> {
    feed: Feed<'a>,
    encoding: &'static Encoding,
    decoder: Decoder,
    /// So far all bytes were plain ASCII, which nearly every encoding shares.
    undecided: bool,
    raw: Vec<u8>,
    ended: bool,
}

impl<'a> TextStream<'a> {
    /// A stream and its first block, which begins with `head`. `wanted` is the encoding that the user
    /// named.
    ///
    /// # Errors
    /// When no encoding has that name.
    pub fn new(
        mut feed: Feed<'a>,
        head: Vec<u8>,
        wanted: Option<&str>,
    ) -> Result<(Self, Vec<u8>), ReadError> {
        let mut first = head;
        // One byte more tells whether that was all.
        let mut ended = !feed.fill(&mut first, 1);
        while wanted.is_none() && !ended && is_little(&first) && first.len() < LOOKED_AT_MOST {
            ended = !feed.fill(&mut first, BLOCK);
        }
        let found = match wanted {
            None => detect(&first, ended),
            Some(name) => named(name, &first)?,
        };
        let mut stream = TextStream {
            feed,
            encoding: found.encoding,
            decoder: found.encoding.new_decoder_without_bom_handling(),
            undecided: wanted.is_none() && found.mark == 0 && first.is_ascii(),
            raw: Vec::new(),
            ended,
        };
        first.drain(..found.mark);
        if stream.encoding != UTF_8 {
            let mut text = Vec::new();
            stream.decode(&first, &mut text);
            first = text;
        }
        Ok((stream, first))
    }

    /// The name of the encoding.
    pub fn encoding(&self) -> String {
        self.encoding.name().to_lowercase()
    }

    /// Whether everything was read.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Whether the text broke off before its time: its last record is not whole.
    pub fn broken(&self) -> bool {
        self.feed.broken().is_some()
    }

    /// Appends the next block to the text.
    pub fn more(&mut self, intake: &mut Intake<'_>, out: &mut Vec<u8>) {
        if self.encoding == UTF_8 && !self.undecided {
            self.ended = !self.feed.fill(out, BLOCK);
            return;
        }
        let mut raw = std::mem::take(&mut self.raw);
        raw.clear();
        self.ended = !self.feed.fill(&mut raw, BLOCK);
        if self.undecided && !raw.is_ascii() {
            self.undecided = false;
            while !self.ended && is_little(&raw) && raw.len() < LOOKED_AT_MOST {
                self.ended = !self.feed.fill(&mut raw, BLOCK);
            }
            let found = detect(&raw, self.ended).encoding;
            // Everything before was ASCII, so a change now changes nothing that was read.
            self.encoding = if utf16(&raw).is_some() { UTF_8 } else { found };
            self.decoder = self.encoding.new_decoder_without_bom_handling();
            intake.report.encoding = Some(self.encoding());
        }
        if self.encoding == UTF_8 {
            out.extend_from_slice(&raw);
        } else {
            self.decode(&raw, out);
        }
        self.raw = raw;
    }

    /// Tells where the text broke off before its time, which is an error where no row came before.
    pub fn say_broken(&self, intake: &mut Intake<'_>, line: u64) -> Result<(), ReadError> {
        match self.feed.broken() {
            None => Ok(()),
            Some(broken) if intake.report.rows.found == 0 => Err(broken.error(intake.path())),
            Some(broken) => {
                intake.note(IssueKind::BrokenOff, Some(line), &broken.sentence());
                Ok(())
            }
        }
    }

    /// Appends the text of the next bytes, which may end within a character.
    fn decode(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let mut rest = bytes;
        loop {
            let room = self
                .decoder
                .max_utf8_buffer_length(rest.len())
                .unwrap_or(rest.len() * 3 + 16);
            let start = out.len();
            out.resize(start + room, 0);
            let (result, read, written, _) =
                self.decoder
                    .decode_to_utf8(rest, &mut out[start..], self.ended);
            out.truncate(start + written);
            rest = &rest[read..];
            if result == CoderResult::InputEmpty {
                return;
            }
        }
    }
}

/// The encoding that the user named. A mark at the beginning knows better which of the two UTF-16 it is.
fn named(name: &str, head: &[u8]) -> Result<Found, ReadError> {
    let label = name.trim().to_lowercase();
    // Names that programs use and the standard of the web does not know.
    let label = match label.trim_start_matches("cp") {
        "932" => "shift_jis",
        "936" => "gbk",
        "949" => "euc-kr",
        "950" => "big5",
        "65001" => "utf-8",
        _ => label.as_str(),
    };
    let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| ReadError::NoEncoding {
        name: name.to_owned(),
    })?;
    let wide = |encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    Ok(match Encoding::for_bom(head) {
        Some((marked, mark)) if wide(encoding) && wide(marked) => Found {
            encoding: marked,
            mark,
        },
        Some((marked, mark)) if marked == encoding || !wide(marked) => Found { encoding, mark },
        _ => Found { encoding, mark: 0 },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let utf16 = |text: &str, little: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| {
                    if little {
                        unit.to_le_bytes()
                    } else {
                        unit.to_be_bytes()
                    }
                })
                .collect()
        };
        let text = "handle,followers\nana,1200\nbo,3400\n";
        for (bytes, name, mark) in [
            (text.as_bytes().to_vec(), "UTF-8", 0),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), "UTF-8", 3),
            (utf16(text, true), "UTF-16LE", 0),
            (utf16(text, false), "UTF-16BE", 0),
            (
                b"nombre,pa\xEDs\nJos\xE9,Espa\xF1a\nMar\xEDa,M\xE9xico\n".to_vec(),
                "windows-1252",
                0,
            ),
            ("имя,подписчики\nАня,100\n".as_bytes().to_vec(), "UTF-8", 0),
        ] {
            let found = detect(&bytes, true);
            assert_eq!((found.encoding.name(), found.mark), (name, mark));
        }
    }
}
