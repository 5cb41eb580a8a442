//! Any text read as JSON: as it is where it begins like JSON, else within a list or a line of it.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use tastemaker::import::Options;

fuzz_target!(|data: &[u8]| {
    let options = Options {
        figures: true,
        ..Options::default()
    };
    let begins = matches!(data.first(), Some(b'{' | b'['));
    let bytes = if begins {
        data.to_vec()
    } else {
        [b"[{\"handle\":\"a\",\"followers\":1,", data].concat()
    };
    common::opened(bytes, &options);
});
