//! The figures of a file against those that are expected.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use serde_json::Value;
use tastemaker::background::open::{self, Assumptions};
use tastemaker::import::Options;
use tastemaker::import::report::{FieldFigures, Figures, IssueKind};
use tastemaker::roster::{Field, Influencer, Roster};

use super::Opened;

/// What differs, and which of several right answers was taken.
#[derive(Default)]
pub struct Told {
    pub wrong: Vec<String>,
    pub taken: Vec<String>,
}

impl Told {
    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, found: T, right: T) {
        if found != right {
            self.wrong.push(format!("{what}: {found:?} for {right:?}"));
        }
    }

    fn number(&mut self, what: &str, found: Option<f64>, right: Option<f64>) {
        let same = match (found, right) {
            (Some(found), Some(right)) => same(found, right),
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.wrong.push(format!("{what}: {found:?} for {right:?}"));
        }
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-9)
}

/// Keys of the expected figures and the fields that they are figures of.
const NUMBERS: &[(&str, Field)] = &[
    ("followers", Field::Followers),
    ("engagement_rate", Field::EngagementRate),
    ("avg_likes", Field::AvgLikes),
    ("avg_comments", Field::AvgComments),
    ("avg_views", Field::AvgViews),
    ("price", Field::Price),
    ("posts", Field::Posts),
    ("total_views", Field::TotalViews),
    ("video_views", Field::TotalViews),
    ("audience_quality", Field::AudienceQuality),
    ("engagement_average_absolute", Field::AvgEngagements),
];

pub fn check(file: &Opened, expected: &Value) -> Told {
    let mut told = Told::default();
    if let Some(error) = &file.report.error {
        told.wrong.push(error.to_string());
    }
    rows(file, expected, &mut told);
    form(file, expected, &mut told);
    for (key, field) in NUMBERS {
        let Some(right) = expected.get(*key) else {
            continue;
        };
        let found = figures(file, *field);
        match (right.is_null(), found) {
            (true, Some(found)) if found.n > 0 => {
                told.wrong
                    .push(format!("{key}: {} read where there is none", found.n));
            }
            (true, _) => {}
            // A right import keeps quotes of all formats apart; the figures of all are beside.
            (false, _) if *key == "price" => prices(file, right, &mut told),
            (false, found) if right.get("n").is_some() => numbers(key, found, right, &mut told),
            (false, _) => networks(file, right, &mut told),
        }
    }
    words(file, "niches", Field::Niche, expected, &mut told);
    let country = if file.roster.has(Field::Country) {
        Field::Country
    } else {
        Field::AudienceCountry
    };
    words(file, "country", country, expected, &mut told);
    words(file, "language", Field::Language, expected, &mut told);
    words(file, "platforms", Field::Platform, expected, &mut told);
    tiers(file, expected, &mut told);
    for spot in expected["spot_rows"].as_array().into_iter().flatten() {
        spot_row(file, spot, &mut told);
    }
    told
}

fn figures(file: &Opened, field: Field) -> Option<&FieldFigures> {
    file.report
        .fields
        .iter()
        .find(|figures| figures.field == field)
}

fn rows(file: &Opened, expected: &Value, told: &mut Told) {
    let found = file.report.rows.records;
    match expected["acceptable_data_rows"].as_array() {
        Some(right) if right.iter().any(|rows| rows.as_u64() == Some(found)) => {
            told.taken.push(format!("{found} rows out of {right:?}"));
        }
        Some(right) => told
            .wrong
            .push(format!("rows: {found} for one of {right:?}")),
        None => told.same("rows", Some(found), expected["data_rows"].as_u64()),
    }
    if let Some(accounts) = expected["accounts"].as_u64() {
        told.same("accounts", file.report.rows.found, accounts);
    }
    if let Some(handles) = expected["distinct_handles"].as_u64() {
        told.same("loaded", file.report.rows.loaded, handles);
    }
    for (network, handles) in expected["handles"].as_object().into_iter().flatten() {
        let of_network = file.rows().filter(|row| {
            row.word(Field::Platform).eq_ignore_ascii_case(network)
                && !row.text(Field::Handle).is_empty()
        });
        told.same(network, Some(of_network.count() as u64), handles.as_u64());
    }
}

/// Encoding, delimiter, header, sheets.
fn form(file: &Opened, expected: &Value, told: &mut Told) {
    let said = expected["encoding"].as_str().unwrap_or("");
    let right = match said.split([' ', ',']).next().unwrap_or("") {
        "utf-8" | "ascii" => Some("utf-8"),
        "latin-1" | "cp1252" => Some("windows-1252"),
        // Mixed and damaged ones have no right name.
        _ => None,
    };
    if right.is_some() {
        told.same("encoding", file.report.encoding.as_deref(), right);
    }
    if let Some(right) = expected["delimiter"].as_str() {
        let right = if right == "\\t" {
            '\t'
        } else {
            right.chars().next().unwrap()
        };
        told.same("delimiter", file.report.delimiter, Some(right));
    }
    if let Some(right) = expected.get("header_row") {
        told.same("header", file.report.header_line, right.as_u64());
    }
    if let Some(sheets) = expected["sheets"].as_array() {
        let found: Vec<Value> = file
            .report
            .sheets
            .iter()
            .cloned()
            .map(Value::from)
            .collect();
        told.same("sheets", &found, sheets);
    }
    if let Some(sheet) = expected["roster_sheet"].as_str() {
        told.same("sheet", file.report.sheet.as_deref(), Some(sheet));
    }
}

fn numbers(what: &str, found: Option<&FieldFigures>, right: &Value, told: &mut Told) {
    let found = found.map(|found| (found.n, &found.figures));
    let n = found.map_or(0, |(n, _)| n);
    told.same(&format!("{what}: n"), Some(n), right["n"].as_u64());
    if let Some((
        _,
        Figures::Numbers {
            min,
            max,
            sum,
            median,
        },
    )) = found
    {
        for (name, value) in [("min", min), ("max", max), ("sum", sum), ("median", median)] {
            if let Some(right) = right[name].as_f64() {
                told.number(&format!("{what}: {name}"), Some(*value), Some(right));
            }
        }
    }
}

fn prices(file: &Opened, right: &Value, told: &mut Told) {
    let all = file.report.quotes.as_ref();
    let found = if right.get("rate_cards").is_some() {
        all
    } else {
        figures(file, Field::Price)
    };
    numbers("price", found, right, told);
    for (key, field) in [("story", Field::PriceStory), ("video", Field::PriceVideo)] {
        if let Some(right) = right.get(key) {
            numbers(key, figures(file, field), right, told);
        }
    }
    if let Some(code) = right["currency"].as_str()
        && !code.contains("not stated")
    {
        told.same("currency", file.report.currency.code(), &code[..3]);
        told.same("currency assumed", file.report.currency_assumed, false);
    }
    if let Some(right) = right["accounts_with_price"].as_u64() {
        // Accounts that were left out as duplicates had a price, too.
        let priced = figures(file, Field::Price).map_or(0, |price| price.n);
        told.same("accounts_with_price", priced, right);
    }
}

/// Followers by network.
fn networks(file: &Opened, right: &Value, told: &mut Told) {
    for (network, right) in right.as_object().into_iter().flatten() {
        let Some(n) = right["n"].as_u64() else {
            continue;
        };
        let duplicates = file.report.issues.iter();
        let duplicates = duplicates.filter(|issue| issue.kind == IssueKind::Duplicate);
        let duplicates = duplicates.count() as u64;
        let mut found: Vec<f64> = file
            .rows()
            .filter(|row| row.word(Field::Platform) == network)
            .filter_map(|row| row.number(Field::Followers))
            .collect();
        found.sort_by(f64::total_cmp);
        let loaded = found.len() as u64;
        if loaded < n && n - loaded <= duplicates {
            told.taken
                .push(format!("{network}: {} of {n} are duplicates", n - loaded));
            continue;
        }
        told.same(&format!("{network}: n"), loaded, n);
        if let (Some(min), Some(max)) = (found.first(), found.last()) {
            told.number(
                &format!("{network}: min"),
                Some(*min),
                right["min"].as_f64(),
            );
            told.number(
                &format!("{network}: max"),
                Some(*max),
                right["max"].as_f64(),
            );
            told.number(
                &format!("{network}: sum"),
                Some(found.iter().sum()),
                right["sum"].as_f64(),
            );
        }
    }
}

fn words(file: &Opened, key: &str, field: Field, expected: &Value, told: &mut Told) {
    let Some(right) = expected.get(key) else {
        return;
    };
    let found = figures(file, field);
    if right.is_null() {
        // What some would call a niche is no fault.
        if let Some(found) = found {
            told.taken
                .push(format!("{key}: {} read where none is expected", found.n));
        }
        return;
    }
    let n = found.map_or(0, |found| found.n);
    let distinct = found.map_or(0, |found| match found.figures {
        Figures::Words { distinct } => distinct,
        Figures::Numbers { .. } => 0,
    });
    let several = expected.get("niches2").is_some() && key == "niches";
    let wide = file.report.rows.found != file.report.rows.records;
    if let Some(blank) = right["blank"].as_u64()
        && !several
        && !wide
    {
        let rows = expected["data_rows"].as_u64().unwrap();
        let unpriced = n == rows - blank;
        // A word for "unknown" is nothing said, though the cell is not blank.
        if !unpriced && n < rows - blank && rows - blank - n <= rows / 20 {
            told.taken.push(format!(
                "{key}: {n} known, {} cells are not blank",
                rows - blank
            ));
        } else if !unpriced {
            told.wrong
                .push(format!("{key}: n {n} for {}", rows - blank));
        }
    }
    let cells = right["distinct_cells"].as_u64();
    let tokens = right["distinct_tokens"].as_u64();
    match (cells, tokens) {
        (None, None) => {}
        (_, Some(tokens)) if distinct == tokens => {}
        (Some(cells), _) if distinct == cells => {
            told.taken
                .push(format!("{key}: {distinct} different cells"));
        }
        (Some(cells), None) if several && distinct >= cells => {
            told.taken.push(format!("{key}: {distinct} in two columns"));
        }
        // Cells of several words are split: they are combinations of words.
        (Some(cells), None) if combinations(file, field) == cells => {
            let cells = format!("{cells} different cells of {distinct} words");
            told.taken.push(format!("{key}: {cells}"));
        }
        // An empty text in a list is no word.
        (None, Some(tokens)) if distinct + 1 == tokens && n + 1 == file.report.rows.found => {
            told.taken
                .push(format!("{key}: {distinct} words and an empty one"));
        }
        _ => told.wrong.push(format!(
            "{key}: distinct {distinct} for {cells:?} or {tokens:?}"
        )),
    }
    counts(file, key, field, right, told);
}

/// Different cells, read as the words in them.
fn combinations(file: &Opened, field: Field) -> u64 {
    let cells = file.rows().map(|row| row.words(field).collect::<Vec<_>>());
    let cells: BTreeSet<Vec<&str>> = cells.filter(|words| !words.is_empty()).collect();
    cells.len() as u64
}

/// How many rows say a word, where duplicates were not left out.
fn counts(file: &Opened, key: &str, field: Field, right: &Value, told: &mut Told) {
    if file.report.rows.left_out > 0 {
        return;
    }
    let of = |word: &str| {
        let said = file.rows().filter(|row| {
            row.words(field)
                .any(|found| found.eq_ignore_ascii_case(word))
        });
        said.count() as u64
    };
    let named = right.as_object().into_iter().flatten();
    let named = named.filter_map(|(word, n)| Some((word.as_str(), n.as_u64()?)));
    let named: Vec<(&str, u64)> = named
        .filter(|(word, _)| {
            ![
                "blank",
                "distinct_cells",
                "distinct_tokens",
                "creators_without",
                "without",
            ]
            .contains(word)
        })
        .collect();
    let top = right["top_tokens"].as_array().into_iter().flatten();
    let top = top.filter_map(|pair| Some((pair[0].as_str()?, pair[1].as_u64()?)));
    for (word, n) in named.into_iter().chain(top) {
        told.same(&format!("{key}: {word}"), of(word), n);
    }
}

/// Tiers that the file gives are its own; only mega begins where ours does.
fn tiers(file: &Opened, expected: &Value, told: &mut Told) {
    let tier = &expected["tier"];
    let Some(right) = tier["Mega"].as_u64().or(tier["mega"]["n"].as_u64()) else {
        return;
    };
    let sources = std::slice::from_ref(&file.source);
    let all = &mut |_: &Roster, _, _| ControlFlow::Continue(());
    let (roster, _) = open::open(sources, &Options::default(), &Assumptions::default(), all);
    let rows = (0..roster.len() as u32).map(|row| roster.influencer(row));
    let found = rows.filter(|row| row.word(Field::Tier) == "mega").count();
    told.same("mega", found as u64, right);
}

/// All prices of a row.
fn quotes(row: &Influencer<'_>) -> Vec<f64> {
    [
        Field::Price,
        Field::PriceStory,
        Field::PriceReel,
        Field::PriceVideo,
        Field::PriceBundle,
    ]
    .into_iter()
    .filter_map(|field| row.number(field))
    .collect()
}

/// A handle as it is kept: without `@`.
fn bare(handle: &str) -> &str {
    handle.trim_start_matches('@')
}

fn spot_row(file: &Opened, spot: &Value, told: &mut Told) {
    let text = |key: &str| spot[key].as_str();
    let Some(number) = spot["row"].as_u64() else {
        return account(file, spot, told);
    };
    let rows = file.record(number);
    let what = |key: &str| format!("row {number}: {key}");
    let [first, ..] = rows.as_slice() else {
        let line = file.lines.get(number as usize - 1);
        let left_out = file
            .report
            .issues
            .iter()
            .any(|issue| issue.line.as_ref() == line && issue.line.is_some());
        if left_out {
            told.taken
                .push(format!("row {number} was left out as a duplicate"));
        } else {
            told.wrong.push(format!("row {number} is missing"));
        }
        return;
    };
    for key in ["handle", "name", "channel"] {
        let Some(right) = text(key) else { continue };
        let said = rows.iter().any(|row| {
            [row.text(Field::Handle), row.text(Field::Name)].contains(&bare(right))
                || row.text(Field::Name) == right
                || (0..file.roster.extra_headers().len()).any(|at| row.extra(at) == right)
        });
        if !said {
            told.wrong
                .push(format!("row {number}: {} for {right}", first.title()));
        }
    }
    for network in ["instagram", "youtube", "tiktok"] {
        let Some(right) = spot.get(network) else {
            continue;
        };
        let account = rows
            .iter()
            .find(|row| row.word(Field::Platform).eq_ignore_ascii_case(network));
        match right {
            Value::String(handle) => {
                let found = account.map(|row| row.text(Field::Handle));
                told.same(&what(network), found, Some(handle.as_str()));
            }
            right => {
                let found = account.and_then(|row| row.number(Field::Followers));
                told.number(&what(network), found, right.as_f64());
            }
        }
    }
    for (key, field) in NUMBERS {
        if let Some(right) = spot.get(*key) {
            told.number(&what(key), first.number(*field), right.as_f64());
        }
    }
}

/// An account of a nested record, found by its platform and handle.
fn account(file: &Opened, spot: &Value, told: &mut Told) {
    let (platform, handle) = (spot["platform"].as_str(), spot["handle"].as_str());
    let (Some(platform), Some(handle)) = (platform, handle) else {
        return told.wrong.push(format!("{spot} is of no known form"));
    };
    let found = file.rows().find(|row| {
        row.text(Field::Handle) == handle
            && row.word(Field::Platform).eq_ignore_ascii_case(platform)
    });
    let Some(row) = found else {
        return told.wrong.push(format!("{handle} is missing"));
    };
    told.same(handle, Some(row.text(Field::Name)), spot["name"].as_str());
    for (key, field) in NUMBERS {
        if let Some(right) = spot.get(*key) {
            told.number(
                &format!("{handle}: {key}"),
                row.number(*field),
                right.as_f64(),
            );
        }
    }
    let prices = quotes(&row);
    for card in spot["prices"].as_array().into_iter().flatten() {
        let right = card[1].as_f64().unwrap();
        if !prices.iter().any(|price| same(*price, right)) {
            told.wrong.push(format!(
                "{handle}: {} costs {right}, found {prices:?}",
                card[0]
            ));
        }
    }
}
