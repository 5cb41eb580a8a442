//! Two rosters set against each other by `diff`.

use std::fmt::Write as _;

use serde_json::json;

use super::*;

const OLD: &str = "\
Handle,Platform,Niche,Followers,Engagement rate,Price,Currency,Bio
@lumi.lift,Instagram,beauty,48200,6%,180,USD,
@drum.otter,TikTok,drums,91000,5%,320,USD,
@kelp.coach,Instagram,beauty,22700,7%,,USD,
@quiet.quill,Instagram,beauty,12000,0%,90,USD,
@big.bramble,YouTube,beauty,4100000,1%,9800,USD,once
@euro.elk,Instagram,food,5000,2%,100,USD,
@tiny.toad,Instagram,food,500,2%,,,
@new.figure,TikTok,food,,,20,USD,
";

const NEW: &str = "\
Handle,Platform,Niche,Followers,Engagement rate,Price,Currency,Bio
@fresh.fern,TikTok,food,7000,1.5%,90,EUR,
@new.figure,TikTok,food,3000,,20,USD,
@euro.elk,Instagram,food,5000,2%,90,EUR,
@Big.Bramble,YouTube,beauty,4100000,1%,9800,USD,twice
@tiny.toad,Instagram,food,1250,2%,,,
@kelp.coach,Instagram,food,22473,6.3%,50,USD,
@drum.otter,TikTok,drums,45500,5%,,USD,
@lumi.lift,Instagram,beauty,144600,6%,180,USD,
";

fn pair() -> Folder {
    let folder = Folder::new();
    folder.write("old.csv", OLD);
    folder.write("new.csv", NEW);
    folder
}

#[test]
fn who_is_new_gone_or_different_stands_under_headings() {
    assert_eq!(
        pair().ask(&["diff", "old.csv", "new.csv"]),
        "\
old.csv → new.csv: 1 new, 1 gone, 2 in another tier, 4 with other figures, 1 with the same figures

New (1)
@fresh.fern                  TikTok     followers 7k, engagement rate 1.5%, price €90, tier micro

Gone (1)
@quiet.quill                 Instagram  followers 12k, engagement rate 0.0%, price $90, tier micro

Another tier (2)
@lumi.lift                   Instagram  followers 48.2k → 145k (+200%), tier micro → macro
@tiny.toad                   Instagram  followers 500 → 1.2k (+150%), tier nano → micro

Other figures (4)
@drum.otter                  TikTok     followers 91k → 45.5k (-50.0%), price $320 → unknown
@kelp.coach                  Instagram  followers 22.7k → 22.5k (-1.0%), engagement rate 7.0% → 6.3% (-10.0%), price unknown → $50
@euro.elk                    Instagram  price $100 → €90
@new.figure                  TikTok     followers unknown → 3k, tier unknown → micro
"
    );
}

#[test]
fn the_same_roster_twice_has_nothing_beneath_its_counts() {
    assert_eq!(
        pair().ask(&["diff", "old.csv", "old.csv", "--all"]),
        "old.csv → old.csv: 0 new, 0 gone, 0 in another tier, 0 with other figures, \
         8 with the same figures\n"
    );
}

#[test]
fn another_program_gets_everybody_who_differs() {
    let diff = pair().json(&["diff", "old.csv", "new.csv", "-f", "json"]);
    assert_eq!(
        (&diff["schema"], &diff["old"], &diff["new"], &diff["filter"]),
        (&json!(1), &json!("old.csv"), &json!("new.csv"), &json!(""))
    );
    assert_eq!(
        diff["counts"],
        json!({"new": 1, "gone": 1, "another_tier": 2, "other_figures": 4, "same": 1})
    );
    let entries = diff["entries"].as_array().unwrap();
    let states: Vec<&str> = entries
        .iter()
        .map(|entry| entry["state"].as_str().unwrap())
        .collect();
    let mut expected = vec!["new", "gone"];
    expected.extend(["changed"; 6]);
    assert_eq!(states, expected);
    assert_eq!(
        entries[0],
        json!({
            "handle": "fresh.fern", "platform": "TikTok", "name": "", "state": "new",
            "tier": "micro", "followers": 7000, "engagement_rate": 0.015, "price": 90,
            "currency": "EUR", "changes": {},
        })
    );
    let changes = |handle: &str| {
        let found = entries.iter().find(|entry| entry["handle"] == handle);
        &found.unwrap()["changes"]
    };
    assert_eq!(
        changes("lumi.lift"),
        &json!({
            "followers": {"before": 48200, "now": 144600, "relative": 2},
            "tier": {"before": "micro", "now": "macro"},
        })
    );
    assert_eq!(
        changes("drum.otter")["price"],
        json!({"before": 320, "now": null, "relative": null}),
        "what is not known is not free"
    );
    assert_eq!(
        changes("euro.elk"),
        &json!({
            "price": {"before": 100, "now": 90, "relative": null},
            "currency": {"before": "USD", "now": "EUR"},
        }),
        "amounts in two currencies are not set against each other"
    );
}

#[test]
fn a_filter_takes_who_matches_in_either_roster() {
    let folder = pair();
    // The coach was in beauty, and is in food now: neither gone from the one nor new in the other.
    assert_eq!(
        folder.ask(&["diff", "old.csv", "new.csv", "-w", "niche:food price<95"]),
        "\
old.csv → new.csv: 0 new, 0 gone, 0 in another tier, 2 with other figures, 0 with the same figures
Only those who match niche:food price<95 in either of the two

Other figures (2)
@kelp.coach                  Instagram  followers 22.7k → 22.5k (-1.0%), engagement rate 7.0% → 6.3% (-10.0%), price unknown → $50
@new.figure                  TikTok     followers unknown → 3k, tier unknown → micro
"
    );
    let counts = |filter: &str| {
        let diff = folder.json(&["diff", "old.csv", "new.csv", "-w", filter, "-f", "json"]);
        diff["counts"].clone()
    };
    assert_eq!(
        counts("niche:beauty"),
        json!({"new": 0, "gone": 1, "another_tier": 1, "other_figures": 1, "same": 1})
    );
    assert_eq!(
        counts("platform:tiktok"),
        json!({"new": 1, "gone": 0, "another_tier": 0, "other_figures": 2, "same": 0})
    );

    let (out, err, code) = folder.run(&["diff", "old.csv", "new.csv", "-w", "nich:food"]);
    assert_eq!(
        (out.as_str(), err.as_str(), code),
        (
            "",
            "nich:food\n^^^^ no column \"nich\". Did you mean niche?\n",
            2
        )
    );
}

#[test]
fn what_is_probably_a_slip_in_the_filter_is_told_once() {
    let (_, once, _) = pair().run(&["query", "er>=0.06", "old.csv"]);
    let (_, err, code) = pair().run(&["diff", "old.csv", "new.csv", "-w", "er>=0.06"]);
    assert!(!once.is_empty() && code == 0, "{once}");
    assert_eq!(err, once);
}

#[test]
fn long_sections_end_with_how_many_more_there_are() {
    let folder = Folder::new();
    let roster = |rows: std::ops::Range<usize>| {
        let mut text = "Handle,Platform,Followers\n".to_owned();
        for row in rows {
            writeln!(text, "made.{row},TikTok,{}", 2_000 + row).unwrap();
        }
        text
    };
    folder.write("old.csv", roster(0..1_030));
    folder.write("new.csv", roster(1_000..1_030));
    let text = folder.ask(&["diff", "old.csv", "new.csv"]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[2], "Gone (1,000)");
    assert!(lines[22].starts_with("@made.19 "), "{text}");
    assert_eq!(lines[23..], ["… and 980 more; --all prints everybody"]);
    let text = folder.ask(&["diff", "old.csv", "new.csv", "--all"]);
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("@made.999 "), "{last}");
}

#[test]
fn a_hundred_thousand_rows_are_told_apart() {
    let folder = Folder::new();
    let row = |row: usize, followers: usize| format!("made.{row},TikTok,{followers}\n");
    let mut old = "Handle,Platform,Followers\n".to_owned();
    let mut new = old.clone();
    (0..100_000).for_each(|at| old.push_str(&row(at, 2_000 + at % 977)));
    // The other way round, ten later, every thousandth with one follower more.
    for at in (10..100_010).rev() {
        new.push_str(&row(at, 2_000 + at % 977 + usize::from(at % 1_000 == 0)));
    }
    folder.write("old.csv", old);
    folder.write("new.csv", new);
    let text = folder.ask(&["diff", "old.csv", "new.csv"]);
    assert_eq!(
        text.lines().next(),
        Some(
            "old.csv → new.csv: 10 new, 10 gone, 0 in another tier, 99 with other figures, \
             99,891 with the same figures"
        )
    );
}

#[test]
fn no_text_of_a_roster_steers_the_terminal() {
    let folder = Folder::new();
    // As JSON spells it: a text of these characters themselves is no roster.
    let hostile = r"a\u001b[2J\u0007b\u202ec\n\rd";
    let row = |handle: &str, name: &str, followers: u32| {
        format!(
            r#"{{"handle": "{handle}", "name": "{name}", "platform": "{hostile}", "followers": {followers}}}"#
        )
    };
    let old = [row("", hostile, 2_000), row(r"ev\u001b[31mil", "", 3_000)].join(", ");
    let new = [row("", hostile, 2_000_000), row("", r"gone\nnot", 1)].join(", ");
    folder.write("old.json", format!("[{old}]"));
    folder.write("new.json", format!("[{new}]"));
    folder.ask_loud(&["diff", "old.json", "new.json"]);
    folder.ask_loud(&["diff", "old.json", "new.json", "-w", "-name:\u{1b}[2J"]);
    let shown = folder.run(&["diff", "old.json", "new.json"]).0;
    assert!(
        shown.contains("1 new, 1 gone, 1 in another tier"),
        "{shown}"
    );
}

#[test]
fn what_cannot_be_compared_says_why() {
    let folder = pair();
    for (arguments, told, ending) in [
        (
            ["diff", "old.csv", "none.csv"],
            "none.csv is not there. Check the name and the folder\n",
            3,
        ),
        (
            ["diff", "-", "-"],
            "only one of the two rosters can be standard input; name a file for the other\n",
            2,
        ),
    ] {
        let (out, err, code) = folder.run(&arguments);
        assert_eq!(
            (out.as_str(), err.as_str(), code),
            ("", told, ending),
            "{arguments:?}"
        );
    }

    folder.write("bare.csv", "Handle,Followers\nlumi.lift,50000\n");
    folder.write(
        "one.csv",
        "Handle,Platform,Followers\nlumi.lift,Instagram,40000\n",
    );
    let (out, err, code) = folder.run(&["diff", "bare.csv", "one.csv"]);
    assert_eq!(code, 0);
    assert!(out.contains("1 new, 1 gone"), "{out}");
    assert_eq!(
        err,
        "nobody stands in both; influencers are known by their platform and handle, and just one of \
         the two says the platform. Say that of the other: --platform instagram\n"
    );
    let out = folder.ask(&["diff", "bare.csv", "one.csv", "--platform", "instagram"]);
    assert!(out.contains("0 new, 0 gone"), "{out}");
}
