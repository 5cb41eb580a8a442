//! The records of a file as they stand in it. A roster keeps what it understood; the file has the rest,
//! and is read again for it.

use std::ops::ControlFlow;

use super::identity::Identities;
use super::intake::Intake;
use super::read::{Options, file};
use super::report::{FileReport, ReadError};
use super::source::Source;
use super::{Record, shape};

/// Records as they stand in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Originals {
    /// The names of the columns; none where the file has no header.
    pub headers: Option<Vec<String>>,
    /// In the order of the file.
    pub records: Vec<Original>,
}

/// One record as it stands in the file: its cells with their blanks, as many as there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The line on which it begins, 1-based. The accounts of a nested record share it.
    pub line: u64,
    /// The cells one behind the other, since a selection may have millions of them.
    text: String,
    ends: Box<[u32]>,
}

impl Original {
    fn new(record: &Record<'_>) -> Self {
        let mut end = 0;
        Original {
            line: record.line,
            text: record.cells.concat(),
            ends: record
                .cells
                .iter()
                .map(|cell| {
                    end += cell.len() as u32;
                    end
                })
                .collect(),
        }
    }

    /// The cells.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let cell = &self.text[start..*end as usize];
            start = *end as usize;
            cell
        })
    }
}

/// Why the original records cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginalsError {
    #[error(
        "{path} has changed since it was opened, so its lines are no longer those of the rows. Open it again"
    )]
    Changed { path: String },
    #[error("{path} can be read only once. Save it to a file and open that")]
    Once { path: String },
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Reads a file again for the records that begin on these lines (in ascending order). `was` is the
/// report of when it was read, by the same options.
///
/// # Errors
/// When the file is no longer what it was, or cannot be read.
pub fn originals(
    source: &Source,
    options: &Options,
    was: &FileReport,
    lines: &[u64],
) -> Result<Originals, OriginalsError> {
    let path = || source.name();
    let stamp = was
        .stamp
        .ok_or_else(|| OriginalsError::Once { path: path() })?;
    let unchanged = || source.stamp() == Some(stamp);
    if !unchanged() {
        return Err(OriginalsError::Changed { path: path() });
    }
    let options = Options {
        // What was found when the whole first block was there holds. The sheet is found again as it was
        // the first time: in a damaged workbook two have the same name.
        delimiter: was.delimiter,
        figures: false,
        ..options.clone()
    };
    let mut header = None;
    let mut records = Vec::new();
    let last = lines.last().copied().max(was.header_line);
    let mut tap = |record: &Record<'_>| {
        if Some(record.line) > last {
            return ControlFlow::Break(());
        }
        if Some(record.line) == was.header_line {
            header = Some(Original::new(record));
        } else if lines.binary_search(&record.line).is_ok() {
            records.push(Original::new(record));
        }
        ControlFlow::Continue(())
    };
    let mut identities = Identities::default();
    let mut no_rows = |_| ControlFlow::Continue(());
    let mut intake =
        Intake::new(source, &options, &mut identities, &mut no_rows).with_tap(&mut tap);
    file(&mut intake, source)?;
    if !unchanged() {
        return Err(OriginalsError::Changed { path: path() });
    }
    let shown: Vec<String> = was
        .columns
        .iter()
        .map(|column| column.header.clone())
        .collect();
    let headers = match (header, was.format) {
        (Some(header), _) => Some(as_written(&header, shown)),
        (None, format) => format.names_columns().then_some(shown),
    };
    Ok(Originals { headers, records })
}

/// The cells of the header as they stand in the file, unless what is shown was put together from
/// several lines.
fn as_written(header: &Original, shown: Vec<String>) -> Vec<String> {
    let nameless = |at: usize| shown[at].is_empty() || shown[at] == shape::placed(at);
    let same = |at: usize, cell: &str| match shape::name(cell) {
        name if name.is_empty() => nameless(at),
        name => name == shown[at],
    };
    let cells = header.cells().len();
    let one_line = (cells.min(shown.len())..shown.len()).all(nameless);
    let mut known = header.cells().take(shown.len()).enumerate();
    if one_line && known.all(|(at, cell)| same(at, cell)) {
        header.cells().map(str::to_owned).collect()
    } else {
        shown
    }
}
