//! A delimited text on its way in: blocks are cut into pieces of whole records, which all cores read
//! at once. What the columns are is decided on the first block, so the first rows are there at once.

use super::super::Record;
use super::super::intake::Intake;
use super::super::plan::Plan;
use super::super::report::{IssueKind, ReadError};
use super::super::rows::Filler;
use super::super::source::HELD_AT_MOST;
use super::super::text::{TextStream, lossy, lost};
use super::{LONGEST_QUOTED, Piece, cut, records, sniff};
use crate::roster::segment::SEGMENT_ROWS;

/// Bytes of a piece that one thread reads.
const PIECE: usize = 1 << 20;
/// The first pieces are small, so that the screen fills.
const FIRST_PIECE: usize = 1 << 18;

/// Reads a delimited text; `buffer` holds its first block.
pub fn load(
    intake: &mut Intake<'_>,
    stream: &mut TextStream<'_>,
    mut buffer: Vec<u8>,
) -> Result<(), ReadError> {
    // Old Macintosh files end their lines with a carriage return alone.
    let old_lines = !buffer.contains(&b'\n') && buffer.contains(&b'\r');
    let mut line = 1;
    let mut delimiter = None;
    // The next block is read while this one is worked on.
    let mut next = Vec::new();
    loop {
        if old_lines {
            buffer
                .iter_mut()
                .filter(|byte| **byte == b'\r')
                .for_each(|byte| *byte = b'\n');
        }
        let delimiter = *delimiter.get_or_insert_with(|| match intake.options.delimiter {
            Some(delimiter) if delimiter.is_ascii() => delimiter as u8,
            _ => sniff(&String::from_utf8_lossy(
                &buffer[..buffer.len().min(1 << 16)],
            )),
        });
        let last = stream.ended();
        let first = !intake.begun();
        let target = if first { FIRST_PIECE } else { PIECE };
        // Half a number is a wrong number: of a text that breaks off only whole records are read.
        let cut = cut(&buffer, delimiter, line, last && !stream.broken(), target);
        // A giant of a cell. A record or two are too few to decide what the columns are.
        let few = first && cut.rest * 2 < buffer.len() && buffer.len() < LONGEST_QUOTED;
        if !last && (few || cut.rest == 0) {
            if buffer.len() > HELD_AT_MOST {
                let path = intake.path();
                return Err(ReadError::TooBig { path });
            }
            stream.more(intake, &mut buffer);
            continue;
        }
        for line in &cut.open_quotes {
            intake.note(IssueKind::OpenQuote, Some(*line), "\"");
        }
        if first {
            if cut.pieces.is_empty() {
                stream.say_broken(intake, line)?;
            }
            intake.report.delimiter = Some(delimiter as char);
            begin(intake, &buffer[..cut.rest], delimiter)?;
        }
        line = cut.line;
        next.clear();
        let mut read_on = |intake: &mut Intake<'_>| {
            if !last {
                next.extend_from_slice(&buffer[cut.rest..]);
                stream.more(intake, &mut next);
            }
        };
        if first {
            // The first rows wait for nothing.
            pieces(intake, &buffer, &cut.pieces, delimiter, |_| ());
            read_on(intake);
        } else {
            pieces(intake, &buffer, &cut.pieces, delimiter, read_on);
        }
        if last || intake.stopped() {
            break;
        }
        std::mem::swap(&mut buffer, &mut next);
    }
    stream.say_broken(intake, line)?;
    intake.nothing_found()
}

/// Decides on the columns by the records of the first block.
fn begin(intake: &mut Intake<'_>, bytes: &[u8], delimiter: u8) -> Result<(), ReadError> {
    let (text, _) = lossy(bytes);
    let mut walk = records(&text, delimiter, 1);
    let mut sample = Vec::new();
    let mut record = Record {
        line: 1,
        ..Record::default()
    };
    while walk.next_into(&mut record) {
        sample.push(record.clone());
    }
    intake.begin(&sample)
}

/// Reads the pieces of a block, and meanwhile something else.
fn pieces(
    intake: &mut Intake<'_>,
    buffer: &[u8],
    pieces: &[Piece],
    delimiter: u8,
    meanwhile: impl FnOnce(&mut Intake<'_>),
) {
    if intake.taps() {
        hand(intake, buffer, pieces, delimiter);
        return meanwhile(intake);
    }
    let read = |plan: &Plan, piece: &Piece| {
        let bytes = &buffer[piece.bytes.clone()];
        let (text, damaged) = lossy(bytes);
        let mut walk = records(&text, delimiter, piece.line);
        let mut chunks = Vec::new();
        let mut filler = Filler::new(plan);
        let mut record = Record::default();
        let mut cells = Vec::new();
        loop {
            let next = walk.simple(plan.width, &mut cells);
            match next.filter(|_| filler.plain(&mut cells, walk.line())) {
                Some(next) => walk.skip_to(next),
                None if walk.next_into(&mut record) => filler.record(&record),
                None => break,
            }
            if filler.len() >= SEGMENT_ROWS {
                chunks.push(std::mem::replace(&mut filler, Filler::new(plan)).finish());
            }
        }
        chunks.push(filler.finish());
        if damaged {
            chunks[0].issues.extend(lost(bytes, piece.line));
        }
        chunks
    };
    intake.pieces(pieces, read, meanwhile);
}

/// Hands the records over as they stand.
fn hand(intake: &mut Intake<'_>, buffer: &[u8], pieces: &[Piece], delimiter: u8) {
    for piece in pieces {
        let (text, _) = lossy(&buffer[piece.bytes.clone()]);
        let mut walk = records(&text, delimiter, piece.line);
        let mut record = Record::default();
        while !intake.stopped() && walk.next_into(&mut record) {
            intake.hand(&record);
        }
    }
}
