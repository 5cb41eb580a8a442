//! Any bytes between the marks of a Parquet file.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use tastemaker::import::Options;

fuzz_target!(|data: &[u8]| {
    let bytes = if data.starts_with(b"PAR1") {
        data.to_vec()
    } else {
        [b"PAR1", data, b"PAR1"].concat()
    };
    common::opened(bytes, &Options::default());
});
