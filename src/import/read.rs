//! Reading files from the first byte to the last row.
//!
//! A text is read in blocks into one buffer; each block is cut into pieces of whole records, which all
//! cores read at once and which are delivered in the order of the file. What the columns are is
//! decided on the first block, so the first rows are there at once.

use std::collections::HashMap;
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use rayon::prelude::*;

use super::Record;
use super::delimited;
use super::identity::Identities;
use super::plan::{self, Plan};
use super::report::{Effect, FileReport, Format, Issue, IssueKind, ReadError, Report};
use super::rows::{Chunk, Filler};
use super::shape::{self};
use super::sniff::{self, Container};
use super::source::{Source, fill};
use super::summary::{Gathered, bad_text, column_reports, figures, gather};
use super::text::{self, Blocks};
use super::workbook::Workbook;
use crate::roster::segment::SEGMENT_ROWS;
use crate::roster::{Currency, Field, SegmentBuilder};

/// What the user said about the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Headers and what their columns are; none leaves a column unused.
    pub mappings: Vec<(String, Option<Field>)>,
    pub sheet: Option<String>,
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    /// The network where the file does not say.
    pub platform: Option<String>,
    /// The currency of prices that do not say.
    pub currency: Option<Currency>,
    /// Fill [`FileReport::fields`].
    pub figures: bool,
}

/// What arrives while files are read.
#[derive(Debug)]
pub enum Event {
    /// The columns of a file are known; its counts are still 0.
    Begin(Box<FileReport>),
    /// More rows, in the order of the file.
    Rows {
        rows: Box<SegmentBuilder>,
        /// Bytes read so far.
        read: u64,
        /// Bytes of the file, 0 where not known.
        of: u64,
    },
}

/// The first block: enough to decide what columns are, little enough to be read at once.
const FIRST_BLOCK: usize = 1 << 20;
const BLOCK: usize = 8 << 20;
/// Bytes of a piece that one thread reads.
const PIECE: usize = 1 << 20;
/// The first pieces are small, so that the screen fills.
const FIRST_PIECE: usize = 1 << 18;
/// Issues kept of each kind that leaves no row out.
const KEPT_ISSUES: usize = 10_000;

/// Reads files one after the other. A file that cannot be read does not stop the others; the sink can.
pub fn read(
    sources: &[Source],
    options: &Options,
    sink: &mut dyn FnMut(Event) -> ControlFlow<()>,
) -> Report {
    let mut report = Report::default();
    let mut identities = Identities::default();
    for source in sources {
        let mut intake = Intake {
            options,
            identities: &mut identities,
            sink,
            report: FileReport::new(source.name()),
            file: source.short_name(),
            plan: None,
            read: 0,
            of: 0,
            issues: HashMap::new(),
            figures: Vec::new(),
            stopped: false,
        };
        if let Err(error) = intake.file(source) {
            intake.report.error = Some(error);
        }
        let stopped = intake.stopped;
        report.files.push(intake.finish());
        if stopped {
            break;
        }
    }
    report
}

/// One file on its way in.
struct Intake<'a> {
    options: &'a Options,
    identities: &'a mut Identities,
    sink: &'a mut dyn FnMut(Event) -> ControlFlow<()>,
    report: FileReport,
    file: String,
    plan: Option<Arc<Plan>>,
    read: u64,
    of: u64,
    issues: HashMap<IssueKind, usize>,
    figures: Vec<(Field, Gathered)>,
    stopped: bool,
}

impl Intake<'_> {
    fn file(&mut self, source: &Source) -> Result<(), ReadError> {
        let path = source.name();
        let (mut reader, length) = source.open()?;
        self.of = length;
        let mut head = Vec::new();
        self.fill(reader.as_mut(), &mut head, FIRST_BLOCK)?;
        if head.is_empty() {
            return Err(ReadError::Empty { path });
        }
        match sniff::container(&path, &head)? {
            Container::Workbook => self.workbook(&path, &mut head.chain(reader)),
            Container::Text => self.text(&path, head, reader.as_mut()),
        }
    }

    fn fill(
        &mut self,
        reader: &mut dyn Read,
        buffer: &mut Vec<u8>,
        bytes: usize,
    ) -> Result<usize, ReadError> {
        let read = fill(reader, buffer, bytes).map_err(|error| ReadError::Unreadable {
            path: self.report.path.clone(),
            reason: error.to_string(),
        })?;
        self.read += read as u64;
        Ok(read)
    }

    fn text(&mut self, path: &str, head: Vec<u8>, reader: &mut dyn Read) -> Result<(), ReadError> {
        let whole = head.len() < FIRST_BLOCK;
        let found = match &self.options.encoding {
            None => text::detect(&head, whole),
            Some(name) => {
                let encoding = encoding_rs::Encoding::for_label(name.trim().as_bytes())
                    .ok_or_else(|| ReadError::NoEncoding { name: name.clone() })?;
                let mark = encoding_rs::Encoding::for_bom(&head).map_or(0, |(_, mark)| mark);
                text::Found { encoding, mark }
            }
        };
        self.report.encoding = Some(found.encoding.name().to_lowercase());
        let mut blocks = Blocks::new(found.encoding);
        let mut last = whole;
        let mut buffer = Vec::new();
        if blocks.is_utf8() {
            buffer = head[found.mark..].to_vec();
        } else {
            blocks.decode(&head[found.mark..], last, &mut buffer);
        }
        drop(head);
        // Old Macintosh files end their lines with a carriage return alone.
        let old_lines = !buffer.contains(&b'\n') && buffer.contains(&b'\r');
        let mut line = 1;
        let mut delimiter = None;
        let mut raw = Vec::new();
        loop {
            if old_lines {
                buffer
                    .iter_mut()
                    .filter(|byte| **byte == b'\r')
                    .for_each(|byte| *byte = b'\n');
            }
            let delimiter = *delimiter.get_or_insert_with(|| match self.options.delimiter {
                Some(delimiter) if delimiter.is_ascii() => delimiter as u8,
                _ => delimited::sniff(&String::from_utf8_lossy(
                    &buffer[..buffer.len().min(1 << 16)],
                )),
            });
            let first = self.plan.is_none();
            let target = if first { FIRST_PIECE } else { PIECE };
            let cut = delimited::cut(&buffer, delimiter, line, last, target);
            for line in &cut.open_quotes {
                self.note(IssueKind::OpenQuote, Some(*line), "\"", Effect::Noted);
            }
            if first {
                self.report.delimiter = Some(delimiter as char);
                self.begin_text(path, &buffer[..cut.rest], delimiter)?;
            }
            self.pieces(&buffer, &cut.pieces, delimiter);
            if last || self.stopped {
                break;
            }
            line = cut.line;
            buffer.drain(..cut.rest);
            if blocks.is_utf8() {
                last = self.fill(reader, &mut buffer, BLOCK)? < BLOCK;
            } else {
                raw.clear();
                last = self.fill(reader, &mut raw, BLOCK)? < BLOCK;
                blocks.decode(&raw, last, &mut buffer);
            }
        }
        self.nothing_found(path)
    }

    /// Decides on the columns by the records of the first block.
    fn begin_text(&mut self, path: &str, bytes: &[u8], delimiter: u8) -> Result<(), ReadError> {
        let (text, _) = Blocks::lossy(bytes);
        let mut walk = delimited::records(&text, delimiter, 1);
        let mut sample = Vec::new();
        let mut record = Record {
            line: 1,
            ..Record::default()
        };
        while walk.next_into(&mut record) {
            sample.push(record.clone());
        }
        self.begin(path, &sample)
    }

    /// Reads pieces on all cores and delivers them in order.
    fn pieces(&mut self, buffer: &[u8], pieces: &[delimited::Piece], delimiter: u8) {
        let Some(plan) = self.plan.clone() else {
            return;
        };
        let read = |piece: &delimited::Piece| {
            let bytes = &buffer[piece.bytes.clone()];
            let (text, damaged) = Blocks::lossy(bytes);
            let mut walk = delimited::records(&text, delimiter, piece.line);
            let mut chunks = Vec::new();
            let mut filler = Filler::new(&plan);
            let mut record = Record::default();
            while walk.next_into(&mut record) {
                filler.record(&record);
                if filler.len() == SEGMENT_ROWS {
                    chunks.push(std::mem::replace(&mut filler, Filler::new(&plan)).finish());
                }
            }
            chunks.push(filler.finish());
            if damaged {
                chunks[0].issues.extend(bad_text(bytes, piece.line));
            }
            chunks
        };
        // A few pieces at a time, so that rows arrive and a stop is heard.
        for some in pieces.chunks(2 * rayon::current_num_threads()) {
            let chunks: Vec<Vec<Chunk>> = some.par_iter().map(read).collect();
            for chunk in chunks.into_iter().flatten() {
                self.take(chunk);
                if self.stopped {
                    return;
                }
            }
        }
    }

    fn workbook(&mut self, path: &str, reader: &mut dyn Read) -> Result<(), ReadError> {
        self.report.format = Format::Xlsx;
        let mut book = Workbook::open(path, reader)?;
        self.read = self.of;
        self.report.sheets = book.sheets();
        let sheet = book.choose(self.options.sheet.as_deref())?;
        self.report.sheet = Some(sheet.clone());
        let mut records: Vec<Record<'static>> = Vec::new();
        let mut failed = None;
        book.rows(&sheet, &mut |record| {
            records.push(record.clone());
            if records.len() < SEGMENT_ROWS / 4 {
                return true;
            }
            failed = self.records(path, &mut records).err();
            failed.is_none() && !self.stopped
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        self.records(path, &mut records)?;
        self.nothing_found(path)
    }

    fn records(&mut self, path: &str, records: &mut Vec<Record<'static>>) -> Result<(), ReadError> {
        if self.plan.is_none() {
            self.begin(path, records)?;
        }
        if let Some(plan) = self.plan.clone() {
            let mut filler = Filler::new(&plan);
            for mut record in records.drain(..) {
                // A workbook has no cells at the end of a row that hold nothing.
                if record.cells.len() < plan.width {
                    record.cells.resize(plan.width, "".into());
                }
                filler.record(&record);
            }
            self.take(filler.finish());
        }
        Ok(())
    }

    /// Decides what the columns are and tells the sink.
    fn begin(&mut self, path: &str, sample: &[Record<'_>]) -> Result<(), ReadError> {
        let shape = shape::find(sample);
        let rows: Vec<Record<'_>> = sample
            .iter()
            .filter(|record| {
                shape.header_line.is_none_or(|line| record.line > line) && !record.is_empty()
            })
            .cloned()
            .collect();
        let plan = plan::decide(&shape, &rows, self.options, &self.file);
        let known = |field| {
            plan.columns
                .iter()
                .any(|(column, _)| column.field == Some(field))
        };
        if sample.iter().all(Record::is_empty) {
            return Err(ReadError::Empty {
                path: path.to_owned(),
            });
        }
        if ![Field::Handle, Field::Name, Field::Url]
            .into_iter()
            .any(known)
        {
            self.report.columns = column_reports(&plan, &rows);
            return Err(ReadError::NoColumns {
                path: path.to_owned(),
            });
        }
        self.report.header_line = shape.header_line;
        self.currency(&plan, &rows);
        self.report.columns = column_reports(&plan, &rows);
        self.plan = Some(Arc::new(plan));
        let begin = Event::Begin(Box::new(self.report.clone()));
        self.stopped = (self.sink)(begin).is_break();
        Ok(())
    }

    /// The currency of prices that do not say: the user's word, else what most rows say.
    fn currency(&mut self, plan: &Plan, rows: &[Record<'_>]) {
        if let Some(currency) = self
            .options
            .currency
            .or_else(|| plan::most_said(plan, rows))
        {
            self.report.currency = currency;
            self.report.currency_assumed = false;
        }
    }

    /// Takes in the rows of one piece.
    fn take(&mut self, mut chunk: Chunk) {
        if self.options.figures {
            gather(&mut self.figures, &chunk);
        }
        self.report.rows.records += chunk.records;
        self.report.rows.found += chunk.found;
        for (column, filled) in self.report.columns.iter_mut().zip(&chunk.filled) {
            column.filled += filled;
        }
        self.report.rows.left_out += chunk.found - chunk.rows.len() as u64;
        self.report.rows.left_out += self.identities.leave_out_known(&mut chunk);
        self.report.rows.loaded += chunk.rows.len() as u64;
        for issue in chunk.issues {
            self.keep(issue);
        }
        if !chunk.rows.is_empty() {
            let rows = Event::Rows {
                rows: Box::new(chunk.rows),
                read: self.read,
                of: self.of,
            };
            self.stopped |= (self.sink)(rows).is_break();
        }
    }

    fn note(&mut self, kind: IssueKind, line: Option<u64>, text: &str, effect: Effect) {
        self.keep(Issue {
            kind,
            line,
            column: None,
            text: text.to_owned(),
            effect,
        });
    }

    fn keep(&mut self, issue: Issue) {
        let count = self.issues.entry(issue.kind).or_default();
        *count += 1;
        if issue.effect == Effect::RowLeftOut || *count <= KEPT_ISSUES {
            self.report.issues.push(issue);
        }
    }

    fn nothing_found(&self, path: &str) -> Result<(), ReadError> {
        if self.report.rows.found > 0 || self.stopped {
            return Ok(());
        }
        match self.report.header_line {
            Some(line) => Err(ReadError::HeaderOnly {
                path: path.to_owned(),
                line,
            }),
            None => Err(ReadError::Empty {
                path: path.to_owned(),
            }),
        }
    }

    fn finish(mut self) -> FileReport {
        self.report.stopped_early = self.stopped;
        self.report.issues.sort_by_key(|issue| issue.line);
        self.report.fields = self
            .figures
            .into_iter()
            .filter_map(|(field, gathered)| figures(field, gathered))
            .collect();
        self.report
    }
}
