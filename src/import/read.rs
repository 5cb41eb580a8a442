//! Sources to a report: each file is opened, unpacked where it is packed, told apart by its first
//! bytes and handed to its container.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::choices::{Choices, Remembered};
use super::identity::{Identities, Repeats};
use super::intake::Intake;
use super::niches::Niches;
use super::report::{Format, IssueKind, ReadError, Report};
use super::sniff::{self, Container};
use super::source::{Feed, Source};
use super::text::TextStream;
use super::values::{DayOrder, DecimalMark};
use super::zipped::{self, Zipped};
use super::{delimited, html, json, packed, parquet, workbook};
use crate::roster::{Currency, Field, SegmentBuilder};

/// What the user said about the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Headers and what their columns are; none leaves a column unused.
    pub mappings: Vec<(String, Option<Field>)>,
    /// Texts that say nothing, with the header of the column; none where it is so in every column.
    pub empty: Vec<(Option<String>, String)>,
    /// What is remembered for files with the same header; the mappings above beat it.
    pub remembered: Arc<Remembered>,
    /// What holds for all files where nothing else was said.
    pub usual: Choices,
    pub sheet: Option<String>,
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    /// The network where the file does not say.
    pub platform: Option<String>,
    /// Problems whose rows are left out: in which file (without its folder), of which column.
    pub left_out: Vec<(String, IssueKind, Option<String>)>,
    /// The currency of prices that do not say.
    pub currency: Option<Currency>,
    /// The decimal mark of all numbers, where the user knows better.
    pub decimal: Option<DecimalMark>,
    /// Whether day or month comes first where both are numbers, where the user knows better.
    pub days: Option<DayOrder>,
    /// Which words mean the same niche.
    pub niches: Arc<Niches>,
    /// Fill [`super::FileReport::fields`].
    pub figures: bool,
}

/// What arrives while files are read.
#[derive(Debug)]
pub enum Event {
    /// The columns of a file are known; its counts are still 0.
    Begin(Box<super::FileReport>),
    /// More rows, in the order of the file.
    Rows {
        rows: Box<SegmentBuilder>,
        /// Bytes read so far.
        read: u64,
        /// Bytes of the file, 0 where not known.
        of: u64,
    },
    /// Rows of influencers whose first row was sent before.
    Again {
        rows: Box<SegmentBuilder>,
        again: Box<Repeats>,
        read: u64,
        of: u64,
    },
}

/// The first block: enough to decide what columns are, little enough to be read at once.
const FIRST_BLOCK: usize = 1 << 20;

/// Reads files one after the other. A file that cannot be read does not stop the others; the sink can.
pub fn read(
    sources: &[Source],
    options: &Options,
    sink: &mut dyn FnMut(Event) -> ControlFlow<()>,
) -> Report {
    let mut report = Report::default();
    let mut identities = Identities::of_files(sources.len());
    for source in sources {
        identities.begin_file();
        let mut intake = Intake::new(source, options, &mut identities, sink);
        // Before it is opened: what is written meanwhile makes a difference.
        intake.report.stamp = source.stamp();
        if let Err(error) = file(&mut intake, source) {
            intake.report.error = Some(error);
        }
        let stopped = intake.stopped();
        report.files.push(intake.finish());
        if stopped {
            break;
        }
    }
    report
}

/// Reads one file.
pub(super) fn file(intake: &mut Intake<'_>, source: &Source) -> Result<(), ReadError> {
    let path = intake.path();
    let (reader, length) = source.open()?;
    intake.of = length;
    let mut feed = Feed::new(reader, intake.read.clone());
    let mut head = Vec::new();
    feed.fill(&mut head, FIRST_BLOCK);
    if let Some(packing) = packed::packing(&head) {
        feed = feed.unpacked(head, packing);
        head = Vec::new();
        feed.fill(&mut head, FIRST_BLOCK);
    }
    if head.is_empty() {
        return Err(match feed.broken() {
            Some(broken) => broken.error(path),
            None => ReadError::Empty { path },
        });
    }
    contents(intake, source, feed, head)?;
    let report = &intake.report;
    if let Some(note) = sniff::misnamed(&source.short_name(), report.packing, report.format) {
        intake.tell(note);
    }
    Ok(())
}

/// Reads what is in a file, whose first bytes are known.
fn contents(
    intake: &mut Intake<'_>,
    source: &Source,
    mut feed: Feed<'_>,
    head: Vec<u8>,
) -> Result<(), ReadError> {
    let path = intake.path();
    intake.report.packing = feed.packing();
    match sniff::container(&path, &head)? {
        Container::Zip => {
            let bytes = feed.whole(head, &path)?;
            match zipped::kind(&path, &bytes)? {
                Zipped::Workbook(format) => workbook::load(intake, bytes, format),
                Zipped::File(at, name, others) => {
                    let inner = zipped::unpack(&path, &bytes, at)?;
                    drop(bytes);
                    intake.tell(format!("the archive holds {name}"));
                    if !others.is_empty() {
                        let others = zipped::some(others.iter().map(String::as_str));
                        intake.tell(format!("not read: {others}"));
                    }
                    within(intake, source, inner)
                }
            }
        }
        Container::Compound => {
            let bytes = feed.whole(head, &path)?;
            match sniff::document(&bytes) {
                Some(what) => Err(ReadError::Unsupported { path, what }),
                None => workbook::load(intake, bytes, Format::Xls),
            }
        }
        Container::Parquet => match source.file().filter(|_| feed.packing().is_none()) {
            Some(file) => parquet::load_file(intake, file),
            None => {
                let bytes = feed.whole(head, &path)?;
                parquet::load_bytes(intake, bytes)
            }
        },
        Container::Text => {
            let (mut stream, buffer) =
                TextStream::new(feed, head, intake.options.encoding.as_deref())?;
            intake.report.encoding = Some(stream.encoding());
            if let Some(format) = html::kind(&buffer) {
                return html::load(intake, &mut stream, buffer, format);
            }
            match json::kind(&buffer) {
                Some(kind) => json::load(intake, &mut stream, buffer, kind),
                None => delimited::load(intake, &mut stream, buffer),
            }
        }
    }
}

/// Reads the one file of an archive.
fn within(intake: &mut Intake<'_>, source: &Source, bytes: Vec<u8>) -> Result<(), ReadError> {
    let path = intake.path();
    if bytes.is_empty() {
        return Err(ReadError::Empty { path });
    }
    if bytes.starts_with(b"PK") && !matches!(zipped::kind(&path, &bytes)?, Zipped::Workbook(_)) {
        let what = "an archive within an archive";
        return Err(ReadError::Archive { path, what });
    }
    let mut feed = Feed::unpacked_whole(bytes, "zip");
    let mut head = Vec::new();
    feed.fill(&mut head, FIRST_BLOCK);
    contents(intake, source, feed, head)
}
