//! What must hold of every file, whatever is in it.

use std::ops::ControlFlow;

use tastemaker::background::open::{self, Assumptions};
use tastemaker::background::original;
use tastemaker::import::report::{Effect, FileReport};
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Field, Roster, RowId};

/// Opens bytes as a file: no panic, no row that is neither loaded nor told to be left out, no number
/// that is none, one sentence for an error, and original columns for every row.
pub fn opened(bytes: Vec<u8>, options: &Options) -> (Roster, FileReport) {
    let sources = [Source::Bytes {
        name: "fuzz".to_owned(),
        bytes,
    }];
    let all = &mut |_: &Roster, _, _| ControlFlow::Continue(());
    let (roster, report) = open::open(&sources, options, &Assumptions::default(), all);
    let [file] = report.files.as_slice() else {
        panic!("one source has one report");
    };
    let rows = &file.rows;
    assert_eq!(rows.found, rows.loaded + rows.left_out, "rows disappeared");
    assert_eq!(rows.loaded, roster.len() as u64, "the report miscounts");
    let told = file.issues.iter();
    let told = told
        .filter(|issue| issue.effect == Effect::RowLeftOut)
        .count() as u64;
    assert!(
        rows.left_out <= told,
        "{} rows left out, {told} told",
        rows.left_out
    );
    if let Some(error) = &file.error {
        let sentence = error.to_string();
        assert!(!sentence.contains('\n'), "not one sentence: {sentence:?}");
    }
    let ids: Vec<RowId> = (0..roster.len() as RowId).collect();
    for row in &ids {
        let influencer = roster.influencer(*row);
        for field in Field::ALL {
            if let Some(number) = influencer.number(*field) {
                let endless = *field == Field::Cpe;
                assert!(number.is_finite() || endless, "{}: {number}", field.id());
            }
        }
    }
    if file.error.is_none() {
        let texts = original::columns(&roster, &ids, &sources, options, &report);
        let texts = texts.expect("bytes do not change");
        assert!(
            texts.rows.is_empty() == ids.is_empty(),
            "rows without a record"
        );
    }
    let file = file.clone();
    (roster, file)
}
