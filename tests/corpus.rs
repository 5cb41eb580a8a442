//! Real rosters against the figures that a right import yields. The rosters belong to other people
//! and stay where they are: the folder is named by `ROSTER_CORPUS`, and nothing runs without it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tastemaker::import::report::{Figures, FileReport};
use tastemaker::import::{Event, Options, Source, read};
use tastemaker::roster::{Currency, Field, Roster, TierSet};

const FILES: &[&str] = &[
    "american-influencers-priced.csv",
    "top_insta_influencers_data.csv",
    "getblogger-youtubers.csv",
    "kol-indonesia.csv",
    "influencers-indonesia.csv",
    "instagram-33k.csv",
    "Top_Influencers-millions.csv",
    "twitchdata-update.csv",
    "dev-creators.xlsx",
    "nigeria-tiktok.csv",
    "influencers_data_bogota.csv",
    "Global YouTube Statistics.csv",
    "TopInfluencersInstagram.csv",
    "creator-atlas-tiktok.csv",
    "dados_limpos .xlsx",
    "instagram-14-countries.csv",
    "social media influencers-youtube june 2022 - june 2022.csv",
    "tech-handles.csv",
    "tides-youtube.csv",
    "top_youtubers-socialblade.csv",
    "twitch-streamers-sponsor-links.csv",
    "youtubers-korea.csv",
    "youtubers-na-australia.csv",
    "youtubers_df.csv",
    "hypeauditor-top50.csv",
];

/// Rows as the file has them, without leaving duplicates out, so that spot rows keep their places.
fn open(path: &Path) -> (FileReport, Roster) {
    let options = Options {
        figures: true,
        ..Options::default()
    };
    let mut roster = Roster::new(TierSet::default(), Currency::USD);
    let report = read(&[Source::Path(path.to_owned())], &options, &mut |event| {
        if let Event::Rows { rows, .. } = event {
            let segment = roster.absorb(*rows);
            roster.push(segment);
        }
        ControlFlow::Continue(())
    });
    (report.files.into_iter().next().expect("one file"), roster)
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-9)
}

/// Compares the figures of one field with what is expected; what differs is told.
fn compare(report: &FileReport, field: Field, expected: &Value, wrong: &mut Vec<String>) {
    if expected.is_null() {
        return;
    }
    let found = report.fields.iter().find(|figures| figures.field == field);
    let Some(found) = found else {
        wrong.push(format!("{} is missing", field.id()));
        return;
    };
    if let Some(n) = expected["n"].as_u64()
        && n != found.n
    {
        wrong.push(format!("{}: n {} for {n}", field.id(), found.n));
    }
    if let Figures::Numbers {
        min,
        max,
        sum,
        median,
    } = found.figures
    {
        for (name, value) in [("min", min), ("max", max), ("sum", sum), ("median", median)] {
            if let Some(right) = expected[name].as_f64()
                && !same(value, right)
            {
                wrong.push(format!("{}: {name} {value} for {right}", field.id()));
            }
        }
    }
}

fn check(report: &FileReport, roster: &Roster, expected: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(error) = &report.error {
        wrong.push(error.to_string());
    }
    if expected["data_rows"].as_u64() != Some(report.rows.records) {
        wrong.push(format!(
            "rows {} for {}",
            report.rows.records, expected["data_rows"]
        ));
    }
    for (network, handles) in expected["handles"].as_object().into_iter().flatten() {
        let rows = (0..roster.len() as u32).map(|row| roster.influencer(row));
        let of_network = rows.filter(|who| {
            who.word(Field::Platform).eq_ignore_ascii_case(network)
                && !who.text(Field::Handle).is_empty()
        });
        let found = of_network.count() as u64;
        if handles.as_u64() != Some(found) {
            wrong.push(format!("{network}: {found} handles for {handles}"));
        }
    }
    compare(report, Field::Followers, &expected["followers"], &mut wrong);
    compare(
        report,
        Field::EngagementRate,
        &expected["engagement_rate"],
        &mut wrong,
    );
    compare(report, Field::AvgLikes, &expected["avg_likes"], &mut wrong);
    compare(
        report,
        Field::AvgComments,
        &expected["avg_comments"],
        &mut wrong,
    );
    compare(report, Field::AvgViews, &expected["avg_views"], &mut wrong);
    compare(report, Field::Price, &expected["price"], &mut wrong);
    compare(
        report,
        Field::PriceStory,
        &expected["price"]["story"],
        &mut wrong,
    );
    compare(
        report,
        Field::PriceVideo,
        &expected["price"]["video"],
        &mut wrong,
    );
    if expected["price"].is_null()
        && report
            .fields
            .iter()
            .any(|field| field.field == Field::Price && field.n > 0)
    {
        wrong.push("a price was read where there is none".to_owned());
    }
    if expected["engagement_rate"].is_null()
        && report
            .fields
            .iter()
            .any(|field| field.field == Field::EngagementRate && field.n > 0)
    {
        wrong.push("a rate was read where there is none".to_owned());
    }
    // Where a record holds several accounts, rows have other numbers.
    if report.rows.found != report.rows.records {
        return wrong;
    }
    let duplicates = report.rows.left_out > 0;
    for spot in expected["spot_rows"].as_array().into_iter().flatten() {
        let row = spot["row"].as_u64().expect("rows are numbered") as u32 - 1;
        // Where duplicates were left out, later rows have moved up.
        if duplicates && row > 2 {
            continue;
        }
        if row as usize >= roster.len() {
            wrong.push(format!("row {} is missing", row + 1));
            continue;
        }
        let influencer = roster.influencer(row);
        let handle = spot["handle"]
            .as_str()
            .unwrap_or("")
            .trim_start_matches('@');
        if influencer.text(Field::Handle) != handle && influencer.text(Field::Name) != handle {
            wrong.push(format!(
                "row {}: {} for {handle}",
                row + 1,
                influencer.title()
            ));
        }
        for (field, name) in [
            (Field::Followers, "followers"),
            (Field::EngagementRate, "engagement_rate"),
            (Field::Price, "price"),
        ] {
            let value = influencer.number(field);
            let right = spot[name].as_f64();
            if value
                .zip(right)
                .is_some_and(|(value, right)| !same(value, right))
                || value.is_some() != right.is_some()
            {
                wrong.push(format!("row {}: {name} {value:?} for {right:?}", row + 1));
            }
        }
    }
    wrong
}

#[test]
fn real_rosters_are_read_right() {
    let Some(folder) = std::env::var_os("ROSTER_CORPUS").map(PathBuf::from) else {
        println!("skipped: ROSTER_CORPUS is not set");
        return;
    };
    let expected =
        std::fs::read_to_string(folder.join("expected.json")).expect("the corpus has its figures");
    let expected: Value = serde_json::from_str(&expected).expect("the figures are JSON");
    let mut wrong = Vec::new();
    for name in FILES {
        let (report, roster) = open(&folder.join(name));
        for problem in check(&report, &roster, &expected["files"][*name]) {
            wrong.push(format!("{name}: {problem}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
