//! JSON, in the shapes in which people and programs hand rosters over: a list, a list somewhere within
//! an object, an object with a handle for each key, one profile, a table of lists, or one record a line.

mod find;

mod groups;

mod keyed;

mod mend;

mod scan;

mod tables;

use std::ops::Range;

use super::intake::Intake;
use super::report::{Format, IssueKind, ReadError};
use super::source::HELD_AT_MOST;
use super::text::TextStream;
use super::tree::Tree;
use super::trees::{Found, Trees};
use find::{Element, Roster};

/// Bytes of a piece that one thread reads.
const PIECE: usize = 1 << 19;

/// How a JSON text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One value.
    Document,
    /// One value a line.
    Lines,
}

/// Tells whether a text that begins so is JSON, and how it is laid out.
pub fn kind(head: &[u8]) -> Option<Kind> {
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let text = &head[start..];
    let second = text[1..]
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        .copied();
    let (open, close) = match (text[0], second) {
        (b'{', Some(b'"' | b'}')) => (b'{', b'}'),
        (b'[', Some(b'{' | b'[' | b'"' | b']')) => (b'[', b']'),
        _ => return None,
    };
    // The last line of the head may be cut off.
    let mut lines: Vec<&[u8]> = text
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .filter(|line| !line.is_empty())
        .take(50)
        .collect();
    if lines.len() > 2 {
        lines.pop();
    }
    let alone = |line: &&[u8]| line.first() == Some(&open) && line.last() == Some(&close);
    let whole = lines.iter().filter(|line| alone(line)).count();
    if whole > 1 && whole * 2 > lines.len() {
        Some(Kind::Lines)
    } else {
        Some(Kind::Document)
    }
}

/// Reads a JSON text; `buffer` holds its first block.
pub fn load(
    intake: &mut Intake<'_>,
    stream: &mut TextStream<'_>,
    buffer: Vec<u8>,
    kind: Kind,
) -> Result<(), ReadError> {
    match kind {
        Kind::Lines => {
            intake.report.format = Format::JsonLines;
            lines(intake, stream, buffer)?;
        }
        Kind::Document => {
            intake.report.format = Format::Json;
            document(intake, stream, buffer)?;
        }
    }
    intake.nothing_found()
}

/// A run of whole lines.
struct Lines {
    bytes: Range<usize>,
    line: u64,
}

/// Reads one record a line, block by block.
fn lines(
    intake: &mut Intake<'_>,
    stream: &mut TextStream<'_>,
    mut buffer: Vec<u8>,
) -> Result<(), ReadError> {
    let mut trees = Trees::default();
    let mut line = 1;
    loop {
        let last = stream.ended();
        let first_line = line;
        let whole = match memchr::memrchr(b'\n', &buffer) {
            _ if last && !stream.broken() => buffer.len(),
            Some(end) => end + 1,
            None => 0,
        };
        let mut pieces = Vec::new();
        let mut start = 0;
        while start < whole {
            let target = (start + PIECE).min(whole);
            let end = memchr::memchr(b'\n', &buffer[target - 1..whole])
                .map_or(whole, |found| target + found);
            pieces.push(Lines {
                bytes: start..end,
                line,
            });
            line += memchr::memchr_iter(b'\n', &buffer[start..end]).count() as u64;
            start = end;
        }
        if whole == 0 && buffer.len() > HELD_AT_MOST {
            let path = intake.path();
            return Err(ReadError::TooBig { path });
        }
        intake.note_lost(&buffer[..whole], first_line);
        trees.take(intake, &pieces, |piece, take| {
            let lines = buffer[piece.bytes.clone()].split(|byte| *byte == b'\n');
            for (text, line) in lines.zip(piece.line..) {
                let text = text.trim_ascii();
                let text = text.strip_suffix(b",").unwrap_or(text);
                if !matches!(text, b"" | b"[" | b"]" | b"\x1e") {
                    take(line, element(text));
                }
            }
        })?;
        if last || intake.stopped() {
            break;
        }
        buffer.drain(..whole);
        stream.more(intake, &mut buffer);
    }
    stream.say_broken(intake, line)
}

/// A record, or what stands where it should be.
fn element(text: &[u8]) -> Found {
    mend::value(text).map_err(|reason| {
        let start: String = String::from_utf8_lossy(&text[..text.len().min(240)])
            .chars()
            .take(60)
            .collect();
        format!("{reason}: {start}")
    })
}

/// Reads a document, which has to be in memory.
fn document(
    intake: &mut Intake<'_>,
    stream: &mut TextStream<'_>,
    mut text: Vec<u8>,
) -> Result<(), ReadError> {
    while !stream.ended() {
        if text.len() > HELD_AT_MOST {
            return Err(ReadError::TooBig {
                path: intake.path(),
            });
        }
        stream.more(intake, &mut text);
    }
    intake.note_lost(&text, 1);
    let roster = find::roster(&text);
    if !roster.beside.is_empty() {
        intake.tell(format!("not read: {}", roster.beside.join(", ")));
    }
    if let Some(path) = &roster.path {
        intake.tell(format!("the roster is under \"{path}\""));
    }
    // On one line, lines would say nothing.
    let numbered = roster
        .elements
        .windows(2)
        .take(3)
        .any(|pair| pair[0].line == pair[1].line);
    if numbered {
        intake.tell("lines are numbers of records".to_owned());
    }
    let line = |at: usize, element: &Element| {
        if numbered {
            at as u64 + 1
        } else {
            element.line
        }
    };
    for (line, bytes) in &roster.damaged {
        let start = String::from_utf8_lossy(&text[bytes.start..bytes.end.min(bytes.start + 240)]);
        let start: String = start.chars().take(60).collect();
        intake.leave_out(IssueKind::Damaged, *line, &start);
    }
    match roster.table {
        Some(mut table) => {
            // A header may stand anywhere, and rows on one line.
            if table.windows(2).any(|pair| pair[0].line >= pair[1].line) {
                (1..)
                    .zip(&mut table)
                    .for_each(|(line, row)| row.line = line);
            }
            intake.records(&mut table)?;
        }
        None => {
            let elements: Vec<(u64, &Element)> = roster
                .elements
                .iter()
                .enumerate()
                .map(|(at, element)| (line(at, element), element))
                .collect();
            let pieces = pieces(&elements);
            Trees::default().take(intake, &pieces, |piece, take| {
                for (line, found) in *piece {
                    let tree = element(&text[found.value.clone()]);
                    take(*line, tree.map(|tree| named(tree, found, &roster)));
                }
            })?;
        }
    }
    if let Some(line) = roster.cut {
        intake.note(
            IssueKind::BrokenOff,
            Some(line),
            "the JSON ends in the middle",
        );
    }
    if let Some((line, text)) = &roster.after {
        intake.note(IssueKind::Damaged, Some(*line), text);
    }
    let line = memchr::memchr_iter(b'\n', &text).count() as u64 + 1;
    stream.say_broken(intake, line)
}

/// Elements in pieces of about the same bytes.
fn pieces<'e>(elements: &'e [(u64, &'e Element)]) -> Vec<&'e [(u64, &'e Element)]> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut bytes = 0;
    for (at, (_, element)) in elements.iter().enumerate() {
        bytes += element.value.len();
        if bytes >= PIECE {
            pieces.push(&elements[start..=at]);
            (start, bytes) = (at + 1, 0);
        }
    }
    if start < elements.len() {
        pieces.push(&elements[start..]);
    }
    pieces
}

/// An element with the key that it stood under, where keys are data.
fn named(tree: Tree, element: &Element, roster: &Roster) -> Tree {
    match (&roster.key, &element.key) {
        (Some(header), Some(key)) => {
            let key = (header.clone(), Tree::Text(key.clone()));
            match tree {
                Tree::Object(mut parts) => {
                    parts.insert(0, key);
                    Tree::Object(parts)
                }
                other => Tree::Object(vec![key, ("value".to_owned(), other)]),
            }
        }
        _ => match tree {
            // A list of names alone.
            Tree::Text(_) => Tree::Object(vec![("handle".to_owned(), tree)]),
            tree => tree,
        },
    }
}
