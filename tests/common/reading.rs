//! A made-up file read to its end.

use std::ops::ControlFlow;

use tastemaker::import::report::FileReport;
use tastemaker::import::{Event, Options, Source, read};
use tastemaker::roster::{Currency, Roster, TierSet};

/// Reads one file; no row of it may disappear.
pub fn open_source(source: Source, options: &Options) -> (FileReport, Roster) {
    let mut roster = Roster::new(TierSet::default(), Currency::USD);
    let report = read(&[source], options, &mut |event| {
        if let Event::Rows { rows, .. } = event {
            let segment = roster.absorb(*rows);
            roster.push(segment);
        }
        ControlFlow::Continue(())
    });
    let file = report.files.into_iter().next().expect("one file");
    assert_eq!(
        file.rows.found,
        file.rows.loaded + file.rows.left_out,
        "rows disappeared"
    );
    (file, roster)
}
