//! `query` judges the rows of a file while it reads them, and says what it would say of the whole.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

#[path = "common/command.rs"]
mod command;

use std::fmt::Write as _;

/// Enough for several blocks.
const ROWS: usize = 30_000;

fn query(text: &str, arguments: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("roster.csv"), text).unwrap();
    let mut command = command::command(folder.path(), &["query", "-f", "csv"]);
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    printed.lines().map(str::to_owned).collect()
}

/// Rows of one niche, and one of another at the very end.
fn roster(last: &str) -> String {
    let mut text = String::from("Handle,Niche,Followers,Price\n");
    for row in 0..ROWS {
        writeln!(
            text,
            "maker.{row:06}.of.things,Fitness Coach,{row},{}",
            row % 7
        )
        .unwrap();
    }
    text + last
}

#[test]
fn a_word_that_only_the_last_row_has_means_that_row_alone() {
    let handles =
        |filter, last| query(&roster(last), &["-c", "handle", "--", filter, "roster.csv"]);
    // Until then, it means all words that begin with it.
    assert_eq!(handles("niche:fit", "").len(), ROWS + 1);
    assert_eq!(
        handles("niche:fit", "the.last,Fit,9,9\n"),
        ["handle", "the.last"]
    );
    let free = handles("coach -niche:fit", "the.last,Fit,9,9\n");
    assert_eq!(free.len(), ROWS + 1);
}

#[test]
fn of_two_rows_of_one_influencer_the_first_is_judged() {
    let text = roster("maker.000006.of.things,Fitness Coach,6,999\n");
    let handles = |filter| query(&text, &["-c", "handle,price", "--", filter, "roster.csv"]);
    assert_eq!(handles("price>=100"), ["handle,price"]);
    assert_eq!(
        handles("followers<8 price=6"),
        ["handle,price", "maker.000006.of.things,6"]
    );
}

#[test]
fn the_columns_are_those_of_the_whole_file_whatever_is_left_of_it() {
    let text = "Handle,Followers,Price,Currency\nana.makes,10,5,EUR\nbo.makes,20,7,EUR\n";
    let rates = ["--currency", "USD", "--rate", "EUR=2", "--"];
    let header = |filter| query(text, &[&rates[..], &[filter, "roster.csv"]].concat())[0].clone();
    assert!(header("").contains(",price_in_usd,"), "{}", header(""));
    assert_eq!(header("followers>99"), header(""));
}

#[test]
fn an_order_and_a_limit_hold_for_what_is_left() {
    let arguments = [
        "-c",
        "handle,price",
        "--sort",
        "-price,-followers",
        "--limit",
        "2",
        "--",
    ];
    let rows = query(
        &roster(""),
        &[&arguments[..], &["followers<=20", "roster.csv"]].concat(),
    );
    assert_eq!(
        rows,
        [
            "handle,price",
            "maker.000020.of.things,6",
            "maker.000013.of.things,6"
        ]
    );
    // What compares a row with others waits for all of them.
    let rows = query(
        &roster(""),
        &["-c", "followers", "--", "followers:top1%", "roster.csv"],
    );
    assert_eq!(rows.len(), ROWS / 100 + 1);
}
