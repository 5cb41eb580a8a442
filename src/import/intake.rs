//! One file on its way in: records of any container become rows, in the order of the file, and the
//! report of the file is kept. Knows nothing of bytes.

mod crew;

mod tap;

mod tell;

mod totals;

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

use super::Record;
use super::identity::Identities;
use super::layout::{self, Block};
use super::plan::{self, Plan};
use super::read::{Event, Options};
use super::report::{FileReport, IssueKind, ReadError};
use super::rows::{Chunk, Filler};
use super::said::Said;
use super::shape::{self, Shape, Sums};
use super::source::Source;
use super::summary::{Gathered, column_reports, figures, first_rows, gather};
use crate::roster::Field;
use crate::roster::segment::SEGMENT_ROWS;
use crew::in_order;
use tap::Tap;

/// Records that decide what a column is that comes later.
const SAMPLE: usize = 2_000;

/// Records of one piece, where a container hands over records and no bytes.
const PIECE_ROWS: usize = SEGMENT_ROWS / 16;

/// One file on its way in.
pub struct Intake<'a> {
    pub options: &'a Options,
    pub report: FileReport,
    /// Bytes of the file read so far.
    pub read: Rc<Cell<u64>>,
    /// Bytes of the file, 0 where not known.
    pub of: u64,
    identities: &'a mut Identities,
    sink: &'a mut dyn FnMut(Event) -> ControlFlow<()>,
    path: String,
    file: String,
    /// One for each of the tables that stand below each other: mostly one.
    plans: Vec<Arc<Plan>>,
    issues: HashMap<IssueKind, usize>,
    /// What the user said of the columns of this file.
    said: Said,
    /// For each column, the cells whose text says nothing as the user said.
    emptied: BTreeMap<usize, u64>,
    figures: Vec<(Field, Gathered)>,
    /// Of all rows so far, which a sum below them is held against.
    sums: Sums,
    quotes: Vec<f64>,
    /// Records that decided on the columns, where more columns may come.
    sample: Vec<Record<'static>>,
    /// Where records go as they stand, instead of becoming rows.
    tap: Option<Tap<'a>>,
    stopped: bool,
}

impl<'a> Intake<'a> {
    pub fn new(
        source: &Source,
        options: &'a Options,
        identities: &'a mut Identities,
        sink: &'a mut dyn FnMut(Event) -> ControlFlow<()>,
    ) -> Self {
        Intake {
            options,
            report: FileReport::new(source.name()),
            read: Rc::default(),
            of: 0,
            identities,
            sink,
            path: source.name(),
            file: source.short_name(),
            plans: Vec::new(),
            issues: HashMap::new(),
            said: Said::default(),
            emptied: BTreeMap::new(),
            figures: Vec::new(),
            sums: Sums::default(),
            quotes: Vec::new(),
            sample: Vec::new(),
            tap: None,
            stopped: false,
        }
    }

    /// The name of the file, for errors.
    pub fn path(&self) -> String {
        self.path.clone()
    }

    /// Whether the columns are known.
    pub fn begun(&self) -> bool {
        !self.plans.is_empty() || self.taps()
    }

    /// Whether somebody has had enough.
    pub fn stopped(&self) -> bool {
        self.stopped
    }

    /// Cells that a record should have.
    pub fn width(&self) -> usize {
        let widths = self.plans.iter().map(|plan| plan.width);
        widths.max().unwrap_or(0)
    }

    /// Decides on the columns by the first records, in which the header may be anywhere or nowhere.
    pub fn begin(&mut self, sample: &[Record<'_>]) -> Result<(), ReadError> {
        let blocks = layout::blocks(sample);
        if self.begin_blocks(sample, &blocks) {
            return Ok(());
        }
        let shape = shape::find(sample);
        self.begin_below(&shape, sample)
    }

    /// Decides on the columns of tables that stand below each other; false where they are no such
    /// tables and the file is to be read as one.
    fn begin_blocks(&mut self, sample: &[Record<'_>], blocks: &[Block]) -> bool {
        let mut networks: Vec<&str> = Vec::new();
        for name in blocks.iter().filter_map(Block::network) {
            if !networks.contains(&name.name) {
                networks.push(name.name);
            }
        }
        let mut shape: Option<Shape> = None;
        let mut read: Vec<(Plan, Vec<Record<'_>>)> = Vec::new();
        let mut titles: Vec<String> = Vec::new();
        let mut said = None;
        let mut first_column = 0;
        let mut header_line = None;
        for (at, block) in blocks.iter().enumerate() {
            let records = &sample[block.records.clone()];
            if block.header {
                shape = Some(shape::find(records));
            } else if let Some(shape) = &mut shape {
                shape.rows_after = block.line;
            }
            let Some(shape) = &shape else { return false };
            header_line = header_line.or(shape.header_line);
            let mut rows = below(shape, records);
            if rows.is_empty() {
                continue;
            }
            // Choices are remembered by the first header of a file.
            let (said, _) = said.get_or_insert_with(|| {
                let said = Said::of(self.options, Some(&shape.headers));
                (said, shape.headers.clone())
            });
            said.blank(shape, &mut rows);
            let mut plan = plan::decide(shape, &rows, &said.options, &self.file, None);
            said.settle(&mut plan);
            if !plan.has_identity() {
                return false;
            }
            plan = plan.counted_from(self.report.day());
            plan.entitle(block, self.options, networks.len() > 1);
            plan.first_column = first_column;
            plan.end_line = blocks.get(at + 1).map_or(u64::MAX, |next| next.line);
            first_column += plan.columns.len();
            let title = block.title.as_deref().unwrap_or("no title");
            titles.push(format!("{title} (line {})", block.line));
            read.push((plan, rows));
        }
        if read.len() < 2 {
            return false;
        }
        self.report.header_line = header_line;
        self.tell(format!(
            "{} tables below each other: {}.",
            read.len(),
            titles.join(", ")
        ));
        if let Some((said, header)) = said {
            self.hold(said, header);
        }
        for (plan, rows) in read {
            if self.report.currency_assumed {
                self.currency(&plan, &rows);
            }
            self.report.columns.extend(column_reports(&plan, &rows));
            self.plans.push(Arc::new(plan));
        }
        let begin = Event::Begin(Box::new(self.report.clone()));
        self.stopped |= (self.sink)(begin).is_break();
        true
    }

    /// Decides on the columns of a container that names them itself: at the beginning, and again when
    /// later records have further ones. What was decided before stays.
    pub fn columns(
        &mut self,
        headers: &[String],
        records: &[Record<'static>],
    ) -> Result<(), ReadError> {
        let shape = Shape::named(headers);
        if self.taps() {
            return Ok(());
        }
        if let Some(plan) = self.plans.last().cloned() {
            self.widen(&plan, &shape, records);
            return Ok(());
        }
        self.sample = records.iter().take(SAMPLE).cloned().collect();
        for record in &mut self.sample {
            record.cells.resize(headers.len(), "".into());
        }
        let sample = std::mem::take(&mut self.sample);
        let begun = self.begin_below(&shape, &sample);
        self.sample = sample;
        begun
    }

    /// More columns, judged by the records that brought them. The cells of the other columns are the
    /// same as before, and so is what they are.
    fn widen(&mut self, plan: &Plan, shape: &Shape, records: &[Record<'static>]) {
        let known = plan.headers.len();
        let mut rows = self.sample.clone();
        rows.extend(records.iter().take(SAMPLE).cloned().map(|mut record| {
            record
                .cells
                .iter_mut()
                .take(known)
                .for_each(|cell| *cell = "".into());
            record
        }));
        rows.retain(|record| !record.is_empty());
        for record in &mut rows {
            record.cells.resize(shape.width, "".into());
        }
        self.said.blank(shape, &mut rows);
        let options = &self.said.options;
        let mut plan = plan::decide(shape, &rows, options, &self.file, Some(plan));
        self.said.settle(&mut plan);
        let reports = column_reports(&plan, &rows);
        self.report.columns.extend(reports.into_iter().skip(known));
        self.plans = vec![Arc::new(plan.counted_from(self.report.day()))];
        self.sample = rows;
        self.sample.truncate(4 * SAMPLE);
    }

    fn begin_below(&mut self, shape: &Shape, sample: &[Record<'_>]) -> Result<(), ReadError> {
        let mut rows = below(shape, sample);
        let named = shape.header_line.is_some() || self.report.format.names_columns();
        let header = shape.headers.iter().filter(|_| named).cloned().collect();
        let said = Said::of(
            self.options,
            Some(&shape.headers).filter(|_| named).map(Vec::as_slice),
        );
        said.blank(shape, &mut rows);
        let mut plan = if self.report.delimiter == Some(',') {
            plan::decide_between_commas(shape, &mut rows, &said.options, &self.file)
        } else {
            plan::decide(shape, &rows, &said.options, &self.file, None)
        };
        said.settle(&mut plan);
        self.hold(said, header);
        if sample.iter().all(Record::is_empty) {
            return Err(ReadError::Empty { path: self.path() });
        }
        self.report.first_rows = first_rows(&rows);
        self.report.header_line = shape.header_line;
        let elsewhere = plan.points_elsewhere(&rows);
        if elsewhere.is_some() || !plan.has_identity() {
            self.report.columns = column_reports(&plan, &rows);
            let path = self.path();
            return Err(match elsewhere.map(str::to_owned) {
                Some(column) => ReadError::PointsElsewhere { path, column },
                None => ReadError::NoColumns { path },
            });
        }
        self.tell_of(shape);
        self.currency(&plan, &rows);
        self.report.columns = column_reports(&plan, &rows);
        self.plans = vec![Arc::new(plan.counted_from(self.report.day()))];
        let begin = Event::Begin(Box::new(self.report.clone()));
        self.stopped |= (self.sink)(begin).is_break();
        Ok(())
    }

    /// Keeps what the user said of the columns of this file.
    fn hold(&mut self, said: Said, header: Vec<String>) {
        self.report.header = header;
        self.report.choices = said.remembered.clone();
        self.said = said;
    }

    /// Reads pieces on all cores and takes them in, in their order. While the first are read,
    /// `meanwhile` is called once.
    pub fn pieces<P: Sync>(
        &mut self,
        pieces: &[P],
        read: impl Fn(&Plan, &P) -> Vec<Chunk> + Send + Sync,
        meanwhile: impl FnOnce(&mut Self),
    ) {
        // Each table takes its own lines. Where there are several they begin in the first pieces, by
        // which the columns were decided: what comes later belongs to the last one.
        let plans = std::mem::take(&mut self.plans);
        self.plans.extend(plans.last().cloned());
        let jobs: Vec<(&Plan, &P)> = plans
            .iter()
            .flat_map(|plan| pieces.iter().map(|piece| (&**plan, piece)))
            .collect();
        let work = |job: &(&Plan, &P)| read(job.0, job.1);
        in_order(self, &jobs, work, meanwhile, |intake, chunks| {
            for chunk in chunks {
                intake.take(chunk);
                if intake.stopped {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        });
    }

    /// Takes in records; the first ones decide what the columns are.
    pub fn records(&mut self, records: &mut Vec<Record<'static>>) -> Result<(), ReadError> {
        if self.taps() {
            for record in records.drain(..) {
                if !self.stopped {
                    self.hand(&record);
                }
            }
            return Ok(());
        }
        if !self.begun() {
            self.begin(records)?;
        }
        let width = self.width();
        for record in records.iter_mut() {
            // Most containers have no cells at the end of a row that hold nothing.
            if record.cells.len() < width {
                record.cells.resize(width, "".into());
            }
        }
        // The accounts of one human being stay in one piece.
        let mut pieces: Vec<&[Record<'static>]> = Vec::new();
        let mut rest = records.as_slice();
        while !rest.is_empty() {
            let mut end = rest.len().min(PIECE_ROWS);
            while rest.get(end).is_some_and(|record| record.part > 0) {
                end += 1;
            }
            let (piece, more) = rest.split_at(end);
            pieces.push(piece);
            rest = more;
        }
        self.pieces(
            &pieces,
            |plan, piece| {
                let mut filler = Filler::new(plan);
                for record in *piece {
                    filler.record(record);
                }
                vec![filler.finish()]
            },
            |_| (),
        );
        records.clear();
        Ok(())
    }

    /// Takes in the rows of one piece.
    fn take(&mut self, mut chunk: Chunk) {
        self.leave_out_totals(&mut chunk);
        if self.options.figures {
            gather(&mut self.figures, &chunk);
            self.quotes.append(&mut chunk.quotes);
        }
        for (at, count) in chunk.emptied.iter().filter(|(_, count)| *count > 0) {
            *self.emptied.entry(chunk.first_column + at).or_default() += count;
        }
        self.report.rows.records += chunk.records;
        self.report.rows.found += chunk.found;
        let columns = self.report.columns.iter_mut().skip(chunk.first_column);
        for (column, filled) in columns.zip(&chunk.filled) {
            column.filled += filled;
        }
        self.report.rows.left_out += chunk.found - chunk.rows.len() as u64;
        let again = self.identities.take_known(&mut chunk);
        if let Some((_, again)) = &again {
            let merged = again.merged.iter().filter(|merged| **merged).count() as u64;
            self.report.rows.left_out += again.of.len() as u64 - merged;
            self.report.rows.loaded += merged;
        }
        self.report.rows.loaded += chunk.rows.len() as u64;
        for issue in chunk.issues {
            self.keep(issue);
        }
        if !chunk.rows.is_empty() {
            let rows = Event::Rows {
                rows: Box::new(chunk.rows),
                read: self.read.get(),
                of: self.of,
            };
            self.stopped |= (self.sink)(rows).is_break();
        }
        if let Some((rows, again)) = again {
            let again = Event::Again {
                rows: Box::new(rows),
                again: Box::new(again),
                read: self.read.get(),
                of: self.of,
            };
            self.stopped |= (self.sink)(again).is_break();
        }
    }

    /// The report of the file.
    pub fn finish(mut self) -> FileReport {
        self.report.stopped_early = self.stopped;
        self.report.issues.sort_by_key(|issue| issue.line);
        self.say_emptied();
        if !self.quotes.is_empty() {
            let quotes = Gathered::Numbers(self.quotes);
            self.report.quotes = figures(Field::Price, quotes);
        }
        self.report.fields = self
            .figures
            .into_iter()
            .filter_map(|(field, gathered)| figures(field, gathered))
            .collect();
        self.report
    }
}

/// The rows below the header.
fn below<'a>(shape: &Shape, records: &[Record<'a>]) -> Vec<Record<'a>> {
    let rows = records.iter().filter(|record| shape.is_row(record));
    rows.cloned().collect()
}
