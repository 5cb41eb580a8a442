//! Any text as a header and as cells: numbers, shares, money, dates, handles, countries. Cells are
//! between line breaks; the first is a header.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use tastemaker::import::{DayOrder, DecimalMark, Options};

const HEADERS: &[&str] = &[
    "handle",
    "followers",
    "engagement rate",
    "price",
    "last post",
    "country",
    "niche",
    "url",
    "platform",
    "language",
    "last post days",
    "followers (millions)",
    "currency",
];

fuzz_target!(|text: &str| {
    let mut cells = text.split('\n').map(|cell| cell.replace('"', "\"\""));
    let header = cells.next().unwrap_or_default();
    let mut file = format!("{},\"{header}\"\n", HEADERS.join(","));
    for (at, cell) in cells.enumerate() {
        for (column, _) in HEADERS.iter().enumerate() {
            match (column, at % 2) {
                // Somebody has to have the handle.
                (0, 0) => file.push_str(&format!("who_{at}")),
                _ => file.push_str(&format!("\"{cell}\"")),
            }
            file.push(',');
        }
        file.push_str(&format!("\"{cell}\"\n"));
    }
    let options = Options {
        decimal: match text.len() % 3 {
            0 => None,
            1 => Some(DecimalMark::Comma),
            _ => Some(DecimalMark::Point),
        },
        days: text.len().is_multiple_of(2).then_some(DayOrder::MonthFirst),
        figures: true,
        delimiter: Some(','),
        encoding: Some("utf-8".to_owned()),
        ..Options::default()
    };
    common::opened(file.into_bytes(), &options);
});
