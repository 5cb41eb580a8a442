//! From files to a roster with all its measures: the one way in, for the dashboard and the command
//! line alike. Runs on the calling thread.

use std::ops::ControlFlow;

use crate::analysis::cost;
use crate::import::{self, Event, Options, Report, Source};
use crate::roster::{Currency, Roster, TierSet};

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
    let empty = |currency| {
        Roster::new(
            assumptions.tiers.clone(),
            assumptions.currency.unwrap_or(currency),
        )
    };
    let mut roster = None;
    let report = import::read(sources, options, &mut |event| match event {
        Event::Begin(report) => {
            roster.get_or_insert_with(|| empty(report.currency));
            ControlFlow::Continue(())
        }
        Event::Rows { rows, read, of } => {
            let roster = roster.get_or_insert_with(|| empty(Currency::USD));
            let mut segment = roster.absorb(*rows);
            cost::complete(roster, &mut segment);
            roster.push(segment);
            on_rows(roster, read, of)
        }
    });
    (roster.unwrap_or_else(|| empty(Currency::USD)), report)
}
