//! Several files that tell of the same influencers, and rows of one file that do. All made up.

#[path = "common/rows.rs"]
mod rows;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use proptest::prelude::*;
use rows::rows;
use tastemaker::background::open::{Assumptions, open};
use tastemaker::background::original::columns;
use tastemaker::export::{Account, Format, texts};
use tastemaker::import::report::{IssueKind, Report};
use tastemaker::import::{Niches, Options, Source};
use tastemaker::query::{self, Engine, Question};
use tastemaker::roster::{Field, Influencer, Roster, Slot};

use Field::{
    AvgComments, AvgLikes, Cpe, Currency, Email, EngagementRate, Followers, Handle, Name, Niche,
    Notes, Platform, Price, PriceStory, Tier,
};

fn opened(files: &[(&str, &str)]) -> (Roster, Report) {
    let sources: Vec<Source> = files
        .iter()
        .map(|(name, text)| Source::Bytes {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    let all = &mut |_: &Roster, _, _| ControlFlow::Continue(());
    open(&sources, &Options::default(), &Assumptions::default(), all)
}

/// What further files told of a row: `rates.csv:3 price, Phone`.
fn further(roster: &Roster, row: u32) -> Vec<String> {
    let name = |slot: &Slot| match slot {
        Slot::Field(field) => field.id().to_owned(),
        Slot::Extra(extra) => roster.extra_headers()[*extra as usize].clone(),
    };
    roster
        .influencer(row)
        .further_files()
        .map(|(file, line, slots)| {
            let names: Vec<String> = slots.iter().map(name).collect();
            format!("{file}:{line} {}", names.join(", "))
        })
        .collect()
}

const APRIL: (&str, &str) = (
    "april.csv",
    "Handle,Platform,Followers,Likes,Comments,Price,Email,Niche,Agency\n\
     ana.made,Instagram,12000,300,20,500,ana@made.example,food,North\n\
     bo.made,Instagram,50000,900,40,700,,travel,North\n\
     ana.made,TikTok,8000,200,10,,,food,South\n",
);

const RATES: (&str, &str) = (
    "rates.csv",
    "Handle,Platform,Price,Notes,Phone,Agency\n\
     dee.made,Instagram,300,,,\n\
     @BO.made,instagram,800,slow to answer,77,West\n\
     ana.made,Instagram,,fast,,\n",
);

#[test]
fn a_later_file_wins_where_it_knows_something_and_rows_stay_in_their_places() {
    let (roster, report) = opened(&[APRIL, RATES]);
    assert_eq!(
        rows(
            &roster,
            &[Handle, Platform, Followers, Price, Email, Niche, Notes]
        ),
        [
            "ana.made|Instagram|12000|500|ana@made.example|food|fast",
            "bo.made|Instagram|50000|800||travel|slow to answer",
            "ana.made|TikTok|8000|||food|",
            "dee.made|Instagram||300|||",
        ]
    );
    assert_eq!(roster.extra_headers(), ["Agency", "Phone"]);
    let extras = |row| {
        let who = roster.influencer(row);
        (who.extra(0), who.extra(1))
    };
    assert_eq!(extras(0), ("North", ""));
    assert_eq!(extras(1), ("West", "77"));
    assert_eq!(further(&roster, 0), ["rates.csv:4 platform, notes"]);
    assert_eq!(
        further(&roster, 1),
        ["rates.csv:3 platform, price, notes, Agency, Phone"]
    );
    assert!(further(&roster, 2).is_empty());
    assert_eq!(
        rows(&roster, &[Field::SourceFile, Field::SourceLine]),
        ["april.csv|2", "april.csv|3", "april.csv|4", "rates.csv|2"]
    );

    let file = &report.files[1];
    assert_eq!(
        (file.rows.found, file.rows.loaded, file.rows.left_out),
        (3, 3, 0)
    );
    let merged = file.merged.as_ref().expect("a second file");
    assert_eq!(
        (merged.in_both, merged.only_here, merged.only_before),
        (2, 1, 1)
    );
    let taken: Vec<String> = merged
        .taken
        .iter()
        .map(|taken| {
            format!(
                "{} {} {} {}",
                taken.column, taken.new, taken.changed, taken.same
            )
        })
        .collect();
    assert_eq!(
        taken,
        [
            "platform 0 0 2",
            "price 0 1 0",
            "notes 2 0 0",
            "Agency 0 1 0",
            "Phone 1 0 0"
        ]
    );
    let notes = merged.sentences().join("\n");
    for said in [
        "in both this file and those before 2",
        "price (1 changed)",
        "notes (2 new)",
    ] {
        assert!(notes.contains(said), "{said} in {notes}");
    }
    assert_eq!(report.files[0].merged, None);
}

#[test]
fn what_is_computed_is_computed_from_the_merged_row() {
    // The first rate is computed, the second is the file's own.
    let one = "Handle,Platform,Followers,Likes,Comments,ER,Price\n\
               ana.made,Instagram,10000,180,20,,400\n\
               bo.made,Instagram,10000,,,3%,300\n";
    let two = "Handle,Platform,Followers,Price\nana.made,Instagram,200000,1000\nbo.made,Instagram,20000,\n";
    let (roster, _) = opened(&[("one.csv", one), ("two.csv", two)]);
    assert_eq!(
        rows(&roster, &[Followers, Tier, EngagementRate, Cpe]),
        ["200000|macro|0.001|5", "20000|micro|0.03|0.5"]
    );
    // And again by a third file, which brings the likes that were missing.
    let three =
        "Handle,Platform,Likes,Comments\nbo.made,Instagram,90,10\nana.made,Instagram,390,10\n";
    let (roster, _) = opened(&[("one.csv", one), ("two.csv", two), ("three.csv", three)]);
    assert_eq!(
        rows(&roster, &[EngagementRate, Cpe, AvgLikes, AvgComments]),
        ["0.002|2.5|390|10", "0.03|3|90|10"]
    );
    assert_eq!(
        further(&roster, 0),
        [
            "two.csv:2 followers, price",
            "three.csv:3 platform, avg_likes, avg_comments"
        ]
    );
}

#[test]
fn words_of_a_later_file_are_found_and_words_that_are_gone_are_not() {
    let (roster, _) = opened(&[
        (
            "one.csv",
            "Handle,Platform,Niche,Notes\nana.made,Instagram,food,old note\nbo.made,Instagram,art,\n",
        ),
        (
            "two.csv",
            "Handle,Platform,Niche,Notes\nana.made,Instagram,travel,fresh words\n",
        ),
    ]);
    let count = |filter: &str| {
        let question = Question {
            filter: query::parse(filter).filter,
            ..Question::default()
        };
        let answer = Engine::new().answer(&roster, &question, &|| false);
        answer.expect("nobody cancels").rows.to_vec()
    };
    for (filter, found) in [
        ("niche:travel", &[0][..]),
        ("niche:food", &[]),
        ("fresh", &[0]),
        ("old", &[]),
        ("art", &[1]),
    ] {
        assert_eq!(count(filter), found, "{filter}");
    }
}

#[test]
fn the_words_of_the_file_go_with_the_niche() {
    let sources = [
        (
            "one.csv",
            "Handle,Platform,Niche\nana.made,Instagram,Gym\nbo.made,Instagram,Recipes\n",
        ),
        (
            "two.csv",
            "Handle,Platform,Niche\nana.made,Instagram,ugc\nbo.made,Instagram,Viajes\n",
        ),
    ]
    .map(|(name, text)| Source::Bytes {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let options = Options {
        niches: Arc::new(Niches::starter()),
        ..Options::default()
    };
    let all = &mut |_: &Roster, _, _| ControlFlow::Continue(());
    let (roster, report) = open(&sources, &options, &Assumptions::default(), all);
    assert_eq!(
        rows(&roster, &[Handle, Niche, Field::NicheInFile]),
        ["ana.made|ugc|", "bo.made|travel|Viajes"]
    );
    assert_eq!(
        report.notes,
        ["Niches not in your map, kept as they are: ugc (1)."]
    );
}

#[test]
fn the_original_columns_of_a_merged_row_are_those_of_all_its_files() {
    let sources = [APRIL, RATES].map(|(name, text)| Source::Bytes {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let (roster, report) = opened(&[APRIL, RATES]);
    let options = Options::default();
    let texts = columns(&roster, &[1, 2, 3], &sources, &options, &report).expect("nothing changed");
    let mut written = Vec::new();
    texts::write(
        &texts,
        Format::Csv,
        false,
        &Account::default(),
        &mut written,
    )
    .expect("memory");
    assert_eq!(
        String::from_utf8(written).expect("text"),
        "Handle,Platform,Followers,Likes,Comments,Price,Email,Niche,Agency,Notes,Phone\n\
         '@BO.made,instagram,50000,900,40,800,,travel,West,slow to answer,77\n\
         ana.made,TikTok,8000,200,10,,,food,South,,\n\
         dee.made,Instagram,,,,300,,,,,\n"
    );
}

#[test]
fn a_duplicate_says_what_it_would_have_said() {
    let text = "Handle,Platform,Followers,Price,Email,Team\n\
                ana.made,Instagram,12000,450,,Red\n\
                ana.made,Instagram,12000,500,,Red\n\
                Ana.Made,Instagram,12000,450,ana@made.example,Blue\n\
                ana.made,Instagram,,450,,\n\
                bo.made,Instagram,1,,,\n";
    let (roster, report) = opened(&[("roster.csv", text)]);
    let duplicates: Vec<String> = report.files[0]
        .issues
        .iter()
        .filter(|issue| issue.kind == IssueKind::Duplicate)
        .map(|issue| format!("{} ({})", issue.text, issue.detail.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(
        duplicates,
        [
            "ana.made (price 500 here, 450 in line 2)",
            "Ana.Made (email ana@made.example only here; Team Blue here, Red in line 2)",
            "ana.made (nothing that line 2 does not say)",
        ]
    );
    assert_eq!(
        rows(&roster, &[Handle, Price, Email]),
        ["ana.made|450|", "bo.made||"]
    );
    // In a later file, the first row of that file is the one that counts.
    let (roster, report) = opened(&[
        APRIL,
        (
            "may.csv",
            "Handle,Platform,Price\nbo.made,Instagram,810\nbo.made,Instagram,820\n",
        ),
    ]);
    let issue = &report.files[1].issues[0];
    assert_eq!(issue.text, "bo.made");
    let detail = issue.detail.as_deref();
    assert_eq!(detail, Some("price 820 here, 810 in line 2"));
    assert_eq!(report.files[1].rows.left_out, 1);
    assert_eq!(rows(&roster, &[Price])[1], "810");
}

#[test]
fn prices_of_two_currencies_never_stand_in_one_row() {
    let (roster, report) = opened(&[
        (
            "eur.csv",
            "Handle,Platform,Price,Story price,Currency\nana.made,Instagram,500,100,EUR\nbo.made,Instagram,500,100,EUR\ncy.made,Instagram,500,100,EUR\n",
        ),
        (
            "usd.csv",
            "Handle,Platform,Price,Currency\nana.made,Instagram,600,USD\nbo.made,Instagram,600,EUR\ncy.made,Instagram,,USD\n",
        ),
    ]);
    assert_eq!(
        rows(&roster, &[Price, PriceStory, Currency]),
        ["600||USD", "600|100|EUR", "500|100|EUR"]
    );
    let [issue] = report.files[1].issues.as_slice() else {
        panic!("one issue: {:?}", report.files[1].issues);
    };
    assert_eq!(
        (issue.kind, issue.line),
        (IssueKind::TwoCurrencies, Some(2))
    );
    assert_eq!(issue.text, "ana.made");
    assert_eq!(issue.detail.as_deref(), Some("price story 100 EUR"));
}

#[test]
fn a_name_is_not_an_identity() {
    let (roster, report) = opened(&[
        ("one.csv", "Name,Followers\nAna Made,100\nBo Made,200\n"),
        (
            "two.csv",
            "Name,Followers\nANA MADE,150\nCy Made,300\nAna Made,160\n",
        ),
    ]);
    assert_eq!(
        rows(&roster, &[Name, Followers]),
        [
            "Ana Made|100",
            "Bo Made|200",
            "ANA MADE|150",
            "Cy Made|300",
            "Ana Made|160"
        ]
    );
    let merged = report.files[1].merged.as_ref().expect("a second file");
    assert_eq!((merged.in_both, merged.same_names), (0, 2));
    let notes = merged.sentences().join("\n");
    assert!(notes.contains("2 rows without a handle"), "{notes}");
    assert!(notes.contains("ANA MADE"), "{notes}");
}

#[test]
fn a_handle_without_a_platform_is_who_alone_has_that_handle() {
    let rates = "Handle,Price\nbo.made,1\nana.made,2\nbo.made,3\n";
    let (roster, report) = opened(&[APRIL, ("prices.csv", rates)]);
    // Two accounts are called ana.made: neither is meant for sure.
    assert_eq!(
        rows(&roster, &[Handle, Platform, Price]),
        [
            "ana.made|Instagram|500",
            "bo.made|Instagram|1",
            "ana.made|TikTok|",
            "ana.made||2"
        ]
    );
    let merged = report.files[1].merged.as_ref().expect("a second file");
    assert_eq!((merged.in_both, merged.by_handle), (1, 1));
    assert_eq!(report.files[1].rows.left_out, 1);
    // The other way round, each platform can be that of the first row just once.
    let (roster, _) = opened(&[
        ("prices.csv", rates),
        (
            "tiktok.csv",
            "Handle,Platform,Followers\nbo.made,TikTok,10\nbo.made,YouTube,20\n",
        ),
        (
            "youtube.csv",
            "Handle,Platform,Followers\nbo.made,YouTube,30\n",
        ),
    ]);
    assert_eq!(
        rows(&roster, &[Handle, Platform, Price, Followers]),
        ["bo.made|TikTok|1|10", "ana.made||2|", "bo.made|YouTube||30"]
    );
}

#[test]
fn a_table_that_only_points_at_influencers_is_no_roster() {
    let roster = (
        "people.csv",
        "id,name,follower_count,platform\n1,Ana Made,100,Instagram\n",
    );
    for (name, text) in [
        (
            "posts.csv",
            "influencer_id,platform,date,URL,likes\n1,Instagram,2026-03-01,https://www.instagram.com/p/x1,5\n1,Instagram,2026-03-02,https://www.instagram.com/p/x2,6\n",
        ),
        (
            "payouts.csv",
            "Influencer ID,basis,orders,total_payout\n1,post,2,100\n",
        ),
        (
            "links.csv",
            "source,creator_id,product,revenue\nig,1,shoe,80\n",
        ),
    ] {
        let (read, report) = opened(&[roster, (name, text)]);
        assert_eq!(rows(&read, &[Name, Followers]), ["Ana Made|100"], "{name}");
        let error = report.files[1].error.as_ref().expect("it is no roster");
        assert!(error.is_no_roster(), "{name}: {error}");
        assert!(
            error.to_string().contains("points at influencers"),
            "{name}: {error}"
        );
    }
    // An id beside addresses, each once, is a roster all the same.
    let text = "influencer_id,Link\n1,https://www.instagram.com/ana.made\n2,https://www.instagram.com/bo.made\n";
    let (read, _) = opened(&[("links.csv", text)]);
    assert_eq!(rows(&read, &[Handle]), ["ana.made", "bo.made"]);
}

/// Cells of some rows: handle, followers, price, notes.
type Cells = (u8, Option<u16>, Option<u16>, Option<bool>);

fn as_csv(rows: &[Cells]) -> String {
    let mut text = "Handle,Platform,Followers,Price,Colour\n".to_owned();
    for (who, followers, price, memo) in rows {
        let cell = |number: &Option<u16>| number.map_or(String::new(), |number| number.to_string());
        let memo = memo.map_or("", |memo| if memo { "yes" } else { "no" });
        text.push_str(&format!(
            "made{who},Instagram,{},{},{memo}\n",
            cell(followers),
            cell(price)
        ));
    }
    text
}

proptest! {
    #[test]
    fn files_are_merged_as_a_map_would_be(
        files in prop::collection::vec(
            prop::collection::vec(
                (0u8..12, prop::option::of(1u16..50), prop::option::of(1u16..50), prop::option::of(any::<bool>())),
                1..30,
            ),
            1..4,
        )
    ) {
        let texts: Vec<(String, String)> = files
            .iter()
            .enumerate()
            .map(|(at, rows)| (format!("{at}.csv"), as_csv(rows)))
            .collect();
        let named: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let (roster, report) = opened(&named);

        let mut order: Vec<u8> = Vec::new();
        let mut known: BTreeMap<u8, Cells> = BTreeMap::new();
        let mut left_out = 0;
        for rows in &files {
            let mut seen: Vec<u8> = Vec::new();
            for (who, followers, price, memo) in rows.iter().copied() {
                if seen.contains(&who) {
                    left_out += 1;
                    continue;
                }
                seen.push(who);
                if !order.contains(&who) {
                    order.push(who);
                }
                let row = known.entry(who).or_insert((who, None, None, None));
                row.1 = followers.or(row.1);
                row.2 = price.or(row.2);
                row.3 = memo.or(row.3);
            }
        }
        let expected: Vec<Cells> = order.iter().map(|who| known[who]).collect();
        let whole = |row: &Influencer<'_>, field| row.number(field).map(|number| number as u16);
        let memo = roster.extra_headers().iter().position(|header| header == "Colour");
        let found: Vec<Cells> = (0..roster.len() as u32)
            .map(|row| {
                let row = roster.influencer(row);
                let who = row.text(Handle).trim_start_matches("made").parse().unwrap();
                let memo = memo.map_or("", |at| row.extra(at));
                let memo = (!memo.is_empty()).then_some(memo == "yes");
                (who, whole(&row, Followers), whole(&row, Price), memo)
            })
            .collect();
        prop_assert_eq!(found, expected);
        let told: u64 = report.files.iter().map(|file| file.rows.left_out).sum();
        prop_assert_eq!(told, left_out);
    }
}
