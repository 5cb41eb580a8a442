//! Files become rosters here, with a report of what was understood and what was not.
//!
//! A bad row never stops a file and nothing disappears silently. The way of a file: `sniff` tells the
//! container, `text` its encoding; `delimited` and `workbook` turn containers into records;
//! `shape` finds the header; `headers` and `units` decide, over a sample, what each column is and
//! how its cells are written, `evidence` what it is where no header says it; `layout` which accounts
//! and prices a record holds; `values` reads the cells; `rows` fills columns; `identity` finds
//! whoever is there already, [`merge`] what several files say of them; [`report`] says it all. What
//! the user said of columns is in [`choices`], and `said` settles what of it holds for a file.
//! `originals` reads a file again for the cells
//! as they stand in it. A new container is one more file that yields
//! records.

pub mod choices;

pub mod report;

mod source;

mod packed;

mod sniff;

mod text;

mod delimited;

mod html;

mod zipped;

mod workbook;

mod tree;

mod flatten;

mod trees;

mod json;

mod parquet;

mod shape;

mod headers;

mod evidence;

mod said;

mod units;

mod layout;

mod plan;

mod values;

mod address;

mod rows;

mod identity;

pub mod merge;

mod niches;

mod summary;

mod intake;

mod read;

mod originals;

pub use address::handle;
pub use flatten::listed;
pub use identity::Repeats;
pub use niches::Niches;
pub use originals::{Original, Originals, OriginalsError, originals};
pub use read::{Event, Options, read};
pub use report::{FileReport, ReadError, Report};
pub use said::unmet;
pub use sniff::named_as_roster;
pub use source::Source;
pub use values::{DayOrder, DecimalMark};

/// One record of a container: its cells, and the line on which it begins (1-based).
#[derive(Clone, Debug, Default)]
struct Record<'a> {
    line: u64,
    /// Which account of a person it is: several records of one line, counted from 0, are the
    /// accounts of one human being.
    part: u32,
    cells: Vec<std::borrow::Cow<'a, str>>,
}

impl Record<'_> {
    /// A cell without the blanks around it; empty where the record is too short.
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| values::trim(cell))
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| values::trim(cell).is_empty())
    }

    /// Cells that hold something.
    fn filled(&self) -> usize {
        self.cells
            .iter()
            .filter(|cell| !values::trim(cell).is_empty())
            .count()
    }
}
