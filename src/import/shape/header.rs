//! Which record is the header: its cells are names that are known, or words above numbers; no two rows
//! are like it. A row that happens to hold a known word (`Instagram`, `Story`) is none.

use super::aside::is_rule;
use super::{Sight, usual_width};
use crate::import::{Record, layout, values};
use crate::roster::fold::fold;
use crate::roster::platform::Platform;

/// Records with something in them that are looked at for a header.
const LOOKED_AT: usize = 80;

/// Rows below a header that it is compared with.
const COMPARED: usize = 40;

/// Nearly every cell is known, all words above numbers, as many as the rows have cells.
const BEYOND_DOUBT: f64 = 3.5;

/// Known headers that stand in cells as often: formats, kinds of accounts, networks.
const ALSO_CELLS: &str = "story stories post posts reel reels video videos short shorts live bundle package channel \
    influencer creator celebrity artist blogger streamer youtuber tiktoker talent media content fans audience brand \
    format sport region city land state";

/// How much a header says by itself: 1 for a known one, less for one that may be a cell.
pub fn weight(cell: &str) -> f64 {
    if Platform::named(cell).is_some() {
        0.4
    } else if !layout::is_header(cell) {
        0.0
    } else if ALSO_CELLS.split_whitespace().any(|word| word == fold(cell)) {
        0.4
    } else {
        1.0
    }
}

/// A record that may be the header.
struct Candidate<'r> {
    record: &'r Record<'r>,
    sights: &'r [Sight],
    filled: f64,
    /// Known names, by their weight.
    known: f64,
    /// All cells are known names, each another.
    all_known: bool,
}

/// The place of the header among the records.
pub fn find(records: &[Record<'_>]) -> Option<usize> {
    let usual = usual_width(records) as f64;
    let looked: Vec<(usize, &Record<'_>)> = records
        .iter()
        .enumerate()
        .filter(|(_, record)| !record.is_empty())
        .take(LOOKED_AT + COMPARED)
        .collect();
    let sights: Vec<Vec<Sight>> = looked
        .iter()
        .map(|(_, record)| record.cells.iter().map(|cell| Sight::of(cell)).collect())
        .collect();
    let mut best: Option<(usize, f64, Candidate<'_>)> = None;
    for (place, (at, record)) in looked.iter().enumerate().take(LOOKED_AT) {
        let filled = record.filled() as f64;
        if filled < usual.min(2.0) || record.cells.iter().any(|cell| cell.len() > 400) {
            continue;
        }
        let weights: Vec<f64> = record.cells.iter().map(|cell| weight(cell)).collect();
        let candidate = Candidate {
            record,
            sights: &sights[place],
            filled,
            known: weights.iter().sum(),
            all_known: weights.iter().filter(|weight| **weight > 0.0).count() as f64 == filled
                && (filled > 1.0 || usual < 2.0)
                && are_distinct(record),
        };
        // What is between them are rows, whichever of the two looks more like a header.
        if best
            .as_ref()
            .is_some_and(|(.., best)| best.is_wholly_again(record))
        {
            continue;
        }
        let below: Vec<(&Record<'_>, &[Sight])> = looked[place + 1..]
            .iter()
            .zip(&sights[place + 1..])
            .map(|((_, record), sights)| (*record, sights.as_slice()))
            .filter(|(record, _)| record.filled() as f64 >= usual.min(2.0))
            // The header again on the next page is no row to compare with.
            .filter(|(record, _)| !is_rule(record) && !candidate.is_again(record))
            .take(COMPARED)
            .collect();
        if let Some(score) = candidate.score(&below, usual)
            && best.as_ref().is_none_or(|(_, most, _)| score > most + 1e-9)
        {
            best = Some((*at, score, candidate));
            // Nothing below can be more of a header.
            if score > BEYOND_DOUBT {
                break;
            }
        }
    }
    best.map(|(at, ..)| at)
}

impl Candidate<'_> {
    /// How much the record is like a header; none where it cannot be one.
    fn score(&self, below: &[(&Record<'_>, &[Sight])], usual: f64) -> Option<f64> {
        let at =
            |sights: &[Sight], column: usize| sights.get(column).copied().unwrap_or(Sight::Empty);
        let (mut typed, mut above, mut same) = (0.0, 0.0, 0.0);
        let width = below.iter().map(|(_, sights)| sights.len()).max();
        for column in 0..width.unwrap_or(0).max(self.sights.len()) {
            let mut counts = [0usize; 4];
            for (_, sights) in below {
                counts[at(sights, column) as usize] += 1;
            }
            let filled = below.len() - counts[Sight::Empty as usize];
            let own = at(self.sights, column);
            for kind in [Sight::Number, Sight::Data] {
                if filled > 0 && counts[kind as usize] * 10 >= filled * 6 {
                    typed += 1.0;
                    above += f64::from(u8::from(own == Sight::Word));
                    same += f64::from(u8::from(own == kind && !self.is_year(column)));
                }
            }
        }
        let numbers = self
            .sights
            .iter()
            .enumerate()
            .filter(|(column, sight)| {
                matches!(sight, Sight::Number | Sight::Data) && !self.is_year(*column)
            })
            .count() as f64;
        if numbers * 2.0 >= self.filled || same > above {
            return None;
        }
        let repeated = self.repeated(below);
        let share = self.known / self.filled;
        let told = self.known >= 1.0 && share >= 0.1 || self.all_known;
        // No name is known: words above numbers are a header all the same.
        let wordy = numbers == 0.0 && above > 0.0 && self.filled >= usual.min(2.0);
        if !(told || wordy) || repeated * 2.0 > self.filled {
            return None;
        }
        let contrast = if typed > 0.0 {
            (above - 2.0 * same) / typed
        } else {
            0.0
        };
        let coverage = (self.filled / usual.max(1.0)).min(1.0);
        let score = 2.0 * share + contrast + coverage - (1.5 * repeated + numbers) / self.filled;
        (score >= 0.8).then_some(score)
    }

    /// `2024` above figures is the name of their year.
    fn is_year(&self, column: usize) -> bool {
        let cell = self.record.cell(column);
        cell.len() == 4
            && cell
                .parse::<u32>()
                .is_ok_and(|year| (1990..=2100).contains(&year))
    }

    /// Whether a record is the same header once more.
    fn is_again(&self, record: &Record<'_>) -> bool {
        self.same(record) * 2.0 > self.filled
    }

    /// The same cells, all of them.
    fn is_wholly_again(&self, record: &Record<'_>) -> bool {
        self.same(record) == self.filled && record.filled() as f64 == self.filled
    }

    /// Cells that a record has in the same places.
    fn same(&self, record: &Record<'_>) -> f64 {
        let columns = 0..self.sights.len();
        columns
            .filter(|column| self.is_same(record, *column))
            .count() as f64
    }

    /// Cells that stand below in the same column again, as no header does.
    fn repeated(&self, below: &[(&Record<'_>, &[Sight])]) -> f64 {
        (0..self.sights.len())
            .filter(|column| {
                below
                    .iter()
                    .any(|(record, _)| self.is_same(record, *column))
            })
            .count() as f64
    }

    fn is_same(&self, record: &Record<'_>, column: usize) -> bool {
        let cell = self.record.cell(column);
        !cell.is_empty()
            && !values::is_missing(cell)
            && record.cell(column).eq_ignore_ascii_case(cell)
    }
}

fn are_distinct(record: &Record<'_>) -> bool {
    let mut cells: Vec<&str> = (0..record.cells.len())
        .map(|column| record.cell(column))
        .filter(|cell| !cell.is_empty())
        .collect();
    let all = cells.len();
    cells.sort_unstable();
    cells.dedup();
    cells.len() == all
}

/// Where the rows of a table without a header begin: below the lines of one cell above it.
pub fn first_row(records: &[Record<'_>]) -> usize {
    let usual = usual_width(records);
    let is_above = |record: &Record<'_>| {
        let filled = record.filled();
        filled == 0 || filled == 1 && (usual > 2 || is_title(record, records))
    };
    let first = records
        .iter()
        .take(LOOKED_AT)
        .position(|record| !is_above(record))
        .unwrap_or(0);
    match records[..first]
        .iter()
        .rposition(|record| !record.is_empty())
    {
        Some(_) => first,
        None => 0,
    }
}

/// Whether a record of one cell is the title of a list: words above cells without blanks, or a capital
/// above small letters and marks.
fn is_title(record: &Record<'_>, records: &[Record<'_>]) -> bool {
    let cells: Vec<&str> = records
        .iter()
        .flat_map(|record| (0..record.cells.len()).map(|column| record.cell(column)))
        .filter(|cell| !cell.is_empty())
        .collect();
    let of = (0..record.cells.len()).map(|column| record.cell(column));
    let title: &str = of.max_by_key(|cell| cell.len()).unwrap_or("");
    let blank = |cell: &&&str| cell.contains(char::is_whitespace);
    let blanks = cells.iter().filter(blank).count();
    let capital = |cell: &str| cell.starts_with(char::is_uppercase);
    let capitals = cells.iter().filter(|cell| capital(cell)).count();
    let plain = title.chars().all(char::is_alphabetic);
    cells.len() > 2
        && (title.contains(char::is_whitespace) && blanks * 5 <= cells.len().max(5)
            || capital(title) && plain && capitals == 1)
}
