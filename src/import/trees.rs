//! Trees on their way in, batch by batch: all cores flatten, new keys become new columns, records go
//! to the intake in their order.

use rayon::prelude::*;

use super::Record;
use super::flatten::{BETWEEN, Flat, Keys, Layout};
use super::intake::Intake;
use super::report::{IssueKind, ReadError};
use super::tree::Tree;

/// Records that decide what the lists in them are.
const LOOKED_AT: usize = 300;

/// Columns beyond this share one: keys that are data (a day, a name) would otherwise cost memory for
/// every row.
const WIDEST: usize = 2_000;

/// The header of the column that they share.
const SHARED: &str = "further keys";

/// A record, or the text of one that could not be read.
pub type Found = Result<Tree, String>;

/// The trees of one file.
#[derive(Debug, Default)]
pub struct Trees {
    keys: Keys,
    layout: Option<Layout>,
}

/// What all cores made of one piece.
#[derive(Default)]
struct Flats {
    records: Vec<Flat>,
    damaged: Vec<(u64, String)>,
}

impl Trees {
    /// Takes in pieces, which `walk` takes apart into records with their lines.
    pub fn take<P: Sync>(
        &mut self,
        intake: &mut Intake<'_>,
        pieces: &[P],
        walk: impl Fn(&P, &mut dyn FnMut(u64, Found)) + Send + Sync,
    ) -> Result<(), ReadError> {
        if self.layout.is_none() {
            let mut sample = Vec::new();
            if let Some(piece) = pieces.first() {
                walk(piece, &mut |_, found| {
                    if sample.len() < LOOKED_AT {
                        sample.extend(found);
                    }
                });
            }
            if sample.is_empty() {
                // Nothing but damage so far: it is counted, and the next piece decides.
                self.layout = None;
            } else {
                self.layout = Some(Layout::decide(&sample));
            }
        }
        let plain = Layout::default();
        for some in pieces.chunks(2 * rayon::current_num_threads()) {
            let layout = self.layout.as_ref().unwrap_or(&plain);
            let keys = &self.keys;
            let flats: Vec<Flats> = some
                .par_iter()
                .map(|piece| {
                    let mut flats = Flats::default();
                    walk(piece, &mut |line, found| match found {
                        Ok(tree) => layout.flatten(keys, line, tree, &mut flats.records),
                        Err(text) => flats.damaged.push((line, text)),
                    });
                    flats
                })
                .collect();
            self.batch(intake, flats)?;
            if intake.stopped() {
                break;
            }
        }
        Ok(())
    }

    fn batch(&mut self, intake: &mut Intake<'_>, flats: Vec<Flats>) -> Result<(), ReadError> {
        let before = self.keys.headers.len();
        let mut records: Vec<Record<'static>> = Vec::new();
        for flats in flats {
            for (line, text) in flats.damaged {
                intake.leave_out(IssueKind::Damaged, line, &text);
            }
            records.extend(flats.records.into_iter().map(|flat| self.settle(flat)));
        }
        if self.keys.headers.len() > before {
            intake.columns(&self.keys.headers, &records)?;
        }
        intake.records(&mut records)
    }

    /// Gives the cells that had no column yet one.
    fn settle(&mut self, flat: Flat) -> Record<'static> {
        let Flat { mut record, more } = flat;
        for (path, text) in more {
            let shared = self.keys.headers.len() >= WIDEST && self.keys.place(&path).is_none();
            let at = self.keys.add(if shared { SHARED } else { &path });
            if record.cells.len() <= at {
                record.cells.resize(at + 1, "".into());
            }
            let cell = &mut record.cells[at];
            if shared {
                let cell = cell.to_mut();
                if !cell.is_empty() {
                    cell.push(BETWEEN);
                }
                *cell += &format!("{path}: {text}");
            } else {
                *cell = text.into();
            }
        }
        record
    }
}
