//! From files to a roster with all its measures: the one way in, for the dashboard and the command
//! line alike. Runs on the calling thread.

use std::ops::ControlFlow;

use crate::analysis::cost;
use crate::analysis::price_model::{self, Finding};
use crate::import::merge::Merger;
use crate::import::{self, Event, FileReport, Options, Repeats, Report, Source};
use crate::query::Sieve;
use crate::roster::{Currency, Exchange, Roster, SegmentBuilder, TierSet};

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
    /// What one unit of other currencies is worth in it.
    pub rates: Vec<(Currency, f64)>,
}

impl Assumptions {
    /// The currency of costs with the rates to it, for files whose prices are mostly in this one.
    fn exchange(&self, mostly: Currency) -> Exchange {
        let has_rate = |currency: Currency| self.rates.iter().any(|(known, _)| *known == currency);
        let base = self.currency.unwrap_or_else(|| {
            // A currency with a rate is not the one that rates lead to.
            let others = [mostly, Currency::USD, Currency::EUR];
            let base = others.into_iter().find(|currency| !has_rate(*currency));
            base.unwrap_or(mostly)
        });
        Exchange::new(base, self.rates.clone())
    }
}

/// Opens files; after each batch `on_rows` sees the roster as far as it is, with bytes read and bytes
/// in all, and can stop.
pub fn open(
    sources: &[Source],
    options: &Options,
    assumptions: &Assumptions,
    on_rows: &mut dyn FnMut(&Roster, u64, u64) -> ControlFlow<()>,
) -> (Roster, Report) {
    let mut opening = Opening::new(sources.len(), assumptions);
    let mut report = import::read(sources, options, &mut |event| match event {
        Event::Begin(report) => {
            opening.begin(&report);
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
    report.notes.extend(cost::currency_notes(&roster));
    report.notes.extend(options.niches.note(&roster));
    let modelled = price_model::findings(&roster);
    report.notes.extend(modelled.iter().map(Finding::sentence));
    (roster, report)
}

/// Opens one file and keeps just the rows that a filter leaves, so that it takes no more memory than
/// they do: no notes are made on the roster as a whole. The filter is asked for when the columns of the
/// file are known. None where there is no such filter, or where it turns out that a row can only be
/// judged once all are known.
pub fn open_matching(
    source: &Source,
    options: &Options,
    assumptions: &Assumptions,
    filter: &mut dyn FnMut(&Roster, &FileReport) -> Option<Sieve>,
) -> Option<(Roster, Report)> {
    let mut opening = Opening::new(1, assumptions);
    let mut sieve = None;
    let mut can_tell = true;
    let report = import::read(std::slice::from_ref(source), options, &mut |event| {
        match event {
            Event::Begin(report) => {
                opening.begin(&report);
                // A second table may repeat rows of the first.
                let is_first = sieve.is_none();
                sieve = filter(opening.roster(report.currency), &report);
                can_tell = is_first && sieve.is_some();
            }
            Event::Rows { rows, .. } => {
                if let Some(sieve) = &mut sieve {
                    can_tell = opening.matching(*rows, sieve);
                }
            }
            // Within one file, the first row of an influencer stays as it is.
            Event::Again { .. } => {}
        }
        match can_tell {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    can_tell.then(|| (opening.roster(Currency::USD).clone(), report))
}

/// A roster while its files are read.
struct Opening<'a> {
    assumptions: &'a Assumptions,
    roster: Option<Roster>,
    /// What the file that is being read says of its currency.
    said: Option<Currency>,
    merger: Merger,
}

impl<'a> Opening<'a> {
    fn new(files: usize, assumptions: &'a Assumptions) -> Self {
        Opening {
            assumptions,
            roster: None,
            said: None,
            merger: Merger::of_files(files),
        }
    }

    fn begin(&mut self, report: &FileReport) {
        self.end_file();
        self.merger.begin(&report.path, self.roster.as_ref());
        self.roster(report.currency);
        self.said = Some(report.currency).filter(|_| !report.currency_assumed);
    }

    /// The roster; the first file decides on the currency of costs, unless the user does.
    fn roster(&mut self, currency: Currency) -> &mut Roster {
        self.roster.get_or_insert_with(|| {
            let exchange = self.assumptions.exchange(currency);
            Roster::new(self.assumptions.tiers.clone(), exchange)
        })
    }

    /// Amounts that name no currency are in that of their file, which need not be that of costs.
    fn say_currency(&mut self, rows: &mut SegmentBuilder) {
        let base = self.roster(Currency::USD).base_currency();
        if let Some(currency) = self.said.filter(|currency| *currency != base) {
            rows.say_currency(currency);
        }
    }

    fn rows(&mut self, mut rows: SegmentBuilder) {
        self.say_currency(&mut rows);
        let roster = self.roster(Currency::USD);
        let mut segment = roster.absorb(rows);
        cost::complete(roster, &mut segment);
        self.merger.look_at(&segment);
        if let Some(roster) = &mut self.roster {
            roster.push(segment);
        }
    }

    /// Keeps the rows that match; false where that cannot be told yet.
    fn matching(&mut self, mut rows: SegmentBuilder, sieve: &mut Sieve) -> bool {
        self.say_currency(&mut rows);
        let roster = self.roster(Currency::USD);
        let mut segment = roster.absorb(rows);
        cost::complete(roster, &mut segment);
        let Some(rows) = sieve.rows(roster, &segment) else {
            return false;
        };
        roster.push_some(&segment, &rows);
        true
    }

    fn again(&mut self, mut rows: SegmentBuilder, again: &Repeats) {
        self.say_currency(&mut rows);
        let segment = self.roster(Currency::USD).absorb(rows);
        if let Some(roster) = &self.roster {
            self.merger.take(roster, segment, again);
        }
    }

    /// Puts what the file said of earlier rows into these.
    fn end_file(&mut self) {
        if let Some(roster) = &mut self.roster {
            self.merger.settle(roster, cost::complete);
        }
    }
}
