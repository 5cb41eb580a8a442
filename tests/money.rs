//! Prices as money: those that a formula gave. All files are made up here.

use std::fmt::Write;
use std::ops::ControlFlow;

use tastemaker::analysis::compare::compare;
use tastemaker::background::open::{Assumptions, open};
use tastemaker::import::report::Report;
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Roster, RowSet};

fn opened(
    files: &[(&str, &str)],
    options: &Options,
    assumptions: &Assumptions,
) -> (Roster, Report) {
    let sources: Vec<Source> = files
        .iter()
        .map(|(name, text)| Source::Bytes {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    let all = &mut |_: &Roster, _, _| ControlFlow::Continue(());
    open(&sources, options, assumptions, all)
}

#[test]
fn whoever_shows_costs_says_that_a_formula_gave_the_prices() {
    let mut text = "Handle,Platform,Followers,Likes,Comments,Price\n".to_owned();
    for row in 1..=30 {
        let followers = row * row * 4_321;
        let price = followers / 100;
        let _ = writeln!(
            text,
            "made{row},Instagram,{followers},{},{row},{price}",
            row * 37
        );
    }
    let (roster, report) = opened(
        &[("rates.csv", &text)],
        &Options::default(),
        &Assumptions::default(),
    );
    let said = "The 30 prices are about 10 per 1,000 followers: costs only give that formula back.";
    assert_eq!(report.notes, [said]);
    let comparison = compare(&roster, &RowSet::all(&roster), 1, 3);
    assert!(
        comparison.caveats.contains(&report.notes[0]),
        "{:?}",
        comparison.caveats
    );
}
