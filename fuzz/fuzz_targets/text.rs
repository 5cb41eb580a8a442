//! Any bytes read as a roster. The first byte chooses what the user said about the file, the others
//! are the file.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use tastemaker::import::Options;
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
    common::opened(bytes.to_vec(), &options);
});
