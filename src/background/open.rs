//! From files to a roster with all its measures: the one way in, for the dashboard and the command
//! line alike. Runs on the calling thread.

use std::ops::ControlFlow;

use crate::analysis::cost;
use crate::analysis::price_model::{self, Finding};
use crate::import::merge::Merger;
use crate::import::{self, Event, Options, Repeats, Report, Source};
use crate::roster::{Currency, Roster, SegmentBuilder, TierSet};

/// The built-in, made-up roster.
const DEMO: &[u8] = include_bytes!("../../assets/demo/roster.csv");

/// The built-in roster as something to open.
pub fn demo() -> Source {
    Source::Bytes {
        name: "demo.csv".to_owned(),
        bytes: DEMO.to_vec(),
    }
}

/// What the user set that rosters depend on.
#[derive(Clone, Debug, Default)]
pub struct Assumptions {
    pub tiers: TierSet,
    /// The currency of costs; none takes the first file's.
    pub currency: Option<Currency>,
}

/// Opens files; after each batch `on_rows` sees the roster as far as it is, with bytes read and bytes
/// in all, and can stop.
pub fn open(
    sources: &[Source],
    options: &Options,
    assumptions: &Assumptions,
    on_rows: &mut dyn FnMut(&Roster, u64, u64) -> ControlFlow<()>,
) -> (Roster, Report) {
    let mut opening = Opening {
        assumptions,
        roster: None,
        merger: Merger::of_files(sources.len()),
    };
    let mut report = import::read(sources, options, &mut |event| match event {
        Event::Begin(report) => {
            opening.end_file();
            opening.merger.begin(&report.path, opening.roster.as_ref());
            opening.roster(report.currency);
            ControlFlow::Continue(())
        }
        Event::Rows { rows, read, of } => {
            opening.rows(*rows);
            on_rows(opening.roster(Currency::USD), read, of)
        }
        Event::Again {
            rows,
            again,
            read,
            of,
        } => {
            opening.again(*rows, &again);
            on_rows(opening.roster(Currency::USD), read, of)
        }
    });
    opening.end_file();
    let roster = opening.roster(Currency::USD).clone();
    opening.merger.tell(&roster, &mut report);
    let modelled = price_model::findings(&roster);
    report.notes.extend(modelled.iter().map(Finding::sentence));
    (roster, report)
}

/// A roster while its files are read.
struct Opening<'a> {
    assumptions: &'a Assumptions,
    roster: Option<Roster>,
    merger: Merger,
}

impl Opening<'_> {
    /// The roster; the first file decides on the currency of costs, unless the user does.
    fn roster(&mut self, currency: Currency) -> &mut Roster {
        let currency = self.assumptions.currency.unwrap_or(currency);
        self.roster
            .get_or_insert_with(|| Roster::new(self.assumptions.tiers.clone(), currency))
    }

    fn rows(&mut self, rows: SegmentBuilder) {
        let roster = self.roster(Currency::USD);
        let mut segment = roster.absorb(rows);
        cost::complete(roster, &mut segment);
        self.merger.look_at(&segment);
        if let Some(roster) = &mut self.roster {
            roster.push(segment);
        }
    }

    fn again(&mut self, rows: SegmentBuilder, again: &Repeats) {
        let segment = self.roster(Currency::USD).absorb(rows);
        if let Some(roster) = &self.roster {
            self.merger.take(roster, segment, again);
        }
    }

    /// Puts what the file said of earlier rows into these.
    fn end_file(&mut self) {
        let Some(roster) = &mut self.roster else {
            return;
        };
        let mut changed = self.merger.changed(roster);
        if changed.is_empty() {
            return;
        }
        for (_, segment) in &mut changed {
            cost::complete(roster, segment);
        }
        roster.replace(changed);
    }
}
