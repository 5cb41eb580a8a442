//! Any bytes read as a roster: no panic, and no row that is neither loaded nor told to be left out.
//!
//! The first byte chooses what the user said about the file, the others are the file.

#![no_main]

use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use tastemaker::background::open::{self, Assumptions};
use tastemaker::import::{Options, Source};
use tastemaker::roster::Currency;

fuzz_target!(|data: &[u8]| {
    let Some((said, bytes)) = data.split_first() else {
        return;
    };
    let options = Options {
        figures: said & 1 != 0,
        delimiter: [None, Some(','), Some(';'), Some('\t')][usize::from(said >> 1 & 3)],
        encoding: [
            None,
            Some("utf-16le"),
            Some("windows-1252"),
            Some("shift_jis"),
        ][usize::from(said >> 3 & 3)]
        .map(str::to_owned),
        currency: (said & 32 != 0).then_some(Currency::USD),
        platform: (said & 64 != 0).then(|| "tiktok".to_owned()),
        ..Options::default()
    };
    let source = Source::Bytes {
        name: "fuzz.csv".to_owned(),
        bytes: bytes.to_vec(),
    };
    let (roster, report) = open::open(
        &[source],
        &options,
        &Assumptions::default(),
        &mut |_, _, _| ControlFlow::Continue(()),
    );
    let [file] = report.files.as_slice() else {
        panic!("one source has one report");
    };
    let rows = &file.rows;
    assert_eq!(rows.found, rows.loaded + rows.left_out, "rows disappeared");
    assert_eq!(rows.loaded, roster.len() as u64, "the report miscounts");
    if let Some(error) = &file.error {
        let sentence = error.to_string();
        assert!(!sentence.contains('\n'), "not one sentence: {sentence:?}");
    }
});
