//! Every kind of file that people are sent, made up here and read to the end: what is in it, or the one
//! sentence that says why not.

#[path = "common/reading.rs"]
mod reading;

use std::io::Write;

use tastemaker::import::report::{FileReport, IssueKind, ReadError};
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Field, Roster};

/// Reads bytes as a file of that name.
fn open_with(name: &str, bytes: Vec<u8>, options: &Options) -> (FileReport, Roster) {
    let name = name.to_owned();
    reading::open_source(Source::Bytes { name, bytes }, options)
}

fn open(name: &str, bytes: impl Into<Vec<u8>>) -> (FileReport, Roster) {
    open_with(name, bytes.into(), &Options::default())
}

/// Handles with their followers, in the order of the roster.
fn people(roster: &Roster) -> Vec<(String, Option<f64>)> {
    (0..roster.len() as u32)
        .map(|row| {
            let who = roster.influencer(row);
            (
                who.text(Field::Handle).to_owned(),
                who.number(Field::Followers),
            )
        })
        .collect()
}

fn issues(report: &FileReport) -> Vec<(IssueKind, Option<u64>)> {
    report
        .issues
        .iter()
        .map(|issue| (issue.kind, issue.line))
        .collect()
}

/// A roster of so many rows.
fn csv(rows: usize) -> String {
    let mut text = "handle,followers,niche\n".to_owned();
    for row in 0..rows {
        text += &format!("maker.{row},{},food\n", 1_000 + row);
    }
    text
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("memory takes it")
}

#[test]
fn archives_around_a_text_are_unpacked_as_they_are_read() {
    let text = csv(40_000);
    let (_, plain) = open("roster.csv", text.as_bytes());
    let halves = text.split_at(text.len() / 2);
    for (name, packed) in [
        ("roster.csv.gz", gzip(text.as_bytes())),
        ("roster.csv.zst", zstd(text.as_bytes())),
        // Archives joined one behind the other are one text.
        (
            "joined.gz",
            [gzip(halves.0.as_bytes()), gzip(halves.1.as_bytes())].concat(),
        ),
        (
            "joined.zst",
            [zstd(halves.0.as_bytes()), zstd(halves.1.as_bytes())].concat(),
        ),
    ] {
        let (report, roster) = open(name, packed);
        assert_eq!(report.error, None, "{name}");
        assert_eq!(report.rows.loaded, 40_000, "{name}");
        assert_eq!(people(&roster), people(&plain), "{name}");
    }
}

#[test]
fn whatever_is_packed_is_told_by_what_is_inside() {
    let tabs = "handle\tfollowers\nana\t5\nbo\t7\n";
    let array = r#"[{"handle": "ana", "followers": 5}, {"handle": "bo", "followers": 7}]"#;
    let lines = "{\"handle\": \"ana\", \"followers\": 5}\n{\"handle\": \"bo\", \"followers\": 7}\n";
    for (text, name) in [(tabs, "tsv"), (array, "json"), (lines, "jsonl")] {
        for packed in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
            let (report, roster) = open("roster", packed);
            assert_eq!(report.format.name(report.delimiter), name);
            let expected = [("ana".to_owned(), Some(5.0)), ("bo".to_owned(), Some(7.0))];
            assert_eq!(people(&roster), expected, "{name}");
        }
    }
}

#[test]
fn of_an_archive_that_breaks_off_whole_rows_are_kept_and_it_is_said() {
    let text = csv(60_000);
    for (name, packed) in [
        ("roster.gz", gzip(text.as_bytes())),
        ("roster.zst", zstd(text.as_bytes())),
    ] {
        let (report, roster) = open(name, &packed[..packed.len() * 3 / 4]);
        assert_eq!(report.error, None, "{name}");
        let rows = roster.len();
        assert!(rows > 10_000 && rows < 60_000, "{name}: {rows}");
        // The last row is whole, not half a number.
        let (handle, followers) = people(&roster).pop().unwrap();
        assert_eq!(handle, format!("maker.{}", rows - 1), "{name}");
        assert_eq!(followers, Some(1_000.0 + rows as f64 - 1.0), "{name}");
        assert_eq!(
            issues(&report),
            [(IssueKind::BrokenOff, Some(rows as u64 + 2))],
            "{name}"
        );
    }
    // Where nothing was whole there is an error instead.
    for packed in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        let (report, _) = open("roster.gz", &packed[..14]);
        assert!(
            matches!(report.error, Some(ReadError::DamagedArchive { .. })),
            "{:?}",
            report.error
        );
    }
}

/// One reading of a made-up JSON: its records, then handles with followers.
fn json(text: &str) -> (FileReport, Vec<(String, Option<f64>)>) {
    let (report, roster) = open("reply.json", text);
    assert_eq!(report.error, None, "{text}");
    let people = people(&roster);
    (report, people)
}

#[test]
fn a_json_roster_is_found_wherever_it_stands() {
    let ana = r#"{"username": "ana.makes", "followers": 1200, "category": "food"}"#;
    let bo = r#"{"username": "bo.runs", "followers": 34000, "category": "sport"}"#;
    let both = [
        ("ana.makes".to_owned(), Some(1_200.0)),
        ("bo.runs".to_owned(), Some(34_000.0)),
    ];
    for (text, path) in [
        (format!("[{ana}, {bo}]"), None),
        (format!("\n  [\n{ana},\n{bo}\n]\n"), None),
        (format!("{ana}\n{bo}\n"), None),
        (format!("{ana}\n\n{bo}"), None),
        // Documents behind one another.
        (
            "{\n\"username\": \"ana.makes\",\n\"followers\": 1200\n}\n{\n\"username\": \"bo.runs\",\n\"followers\": 34000\n}".to_owned(),
            None,
        ),
        (
            format!(r#"{{"settings": {{"goal": 5, "tags": ["a"]}}, "influencers": [{ana}, {bo}]}}"#),
            Some("influencers"),
        ),
        (
            format!(r#"{{"ok": true, "data": {{"page": 1, "items": [{ana}, {bo}]}}, "errors": []}}"#),
            Some("data.items"),
        ),
        (
            format!(r#"{{"response": {{"result": {{"accounts": [{ana}, {bo}], "brands": [{{"name": "Acme"}}]}}}}}}"#),
            Some("response.result.accounts"),
        ),
        // Keys that are data.
        (
            r#"{"ana.makes": {"followers": 1200, "category": "food"}, "bo.runs": {"followers": 34000, "category": "sport"}}"#.to_owned(),
            None,
        ),
        (format!(r#"{{"1001": {ana}, "1002": {bo}}}"#), None),
        (format!(r#"{{"instagram": [{ana}], "tiktok": [{bo}]}}"#), None),
        // What they posted tells of more fields, and is no list of people.
        (
            format!(r#"{{"posts": [{{"influencer": "ana.makes", "title": "A cake", "platform": "tiktok", "views": 900, "likes": 80, "comments": 7, "engagement": 0.1}}], "active": [{ana}, {bo}]}}"#),
            Some("active"),
        ),
        // People in groups.
        (
            format!(r#"{{"bakers": {{"query": "cakes", "found": [{ana}]}}, "runners": {{"query": "run", "found": [{bo}]}}}}"#),
            None,
        ),
        (
            format!(r#"[{{"team": "bakers", "members": [{ana}]}}, {{"team": "none", "members": []}}, {{"team": "runners", "members": [{bo}]}}]"#),
            None,
        ),
        // Tables of lists.
        (r#"[["username", "followers"], ["ana.makes", 1200], ["bo.runs", 34000]]"#.to_owned(), None),
        (
            r#"{"columns": ["username", "followers"], "data": [["ana.makes", 1200], ["bo.runs", 34000]]}"#.to_owned(),
            Some("data"),
        ),
        (r#"{"username": ["ana.makes", "bo.runs"], "followers": [1200, 34000]}"#.to_owned(), None),
        (
            r#"{"username": {"0": "ana.makes", "1": "bo.runs"}, "followers": {"0": 1200, "1": 34000}}"#.to_owned(),
            None,
        ),
    ] {
        let (report, people) = json(&text);
        assert_eq!(people, both, "{text}");
        assert_eq!(issues(&report), [], "{text}");
        let told = report.notes.iter().find_map(|note| {
            note.strip_prefix("the roster is under \"")?.strip_suffix('"')
        });
        assert_eq!(told, path, "{text}");
    }
}

#[test]
fn people_in_groups_keep_what_their_group_is_called() {
    let (report, roster) = open(
        "reply.json",
        r#"[{"category": "Food", "creators": [{"name": "Ana", "username": "ana.makes", "followers": 1200}]},
            {"category": "Sport", "creators": [{"name": "Bo", "username": "bo.runs", "followers": 34000}]}]"#,
    );
    assert_eq!((report.rows.records, report.rows.found), (2, 2));
    let niches = (0..2).map(|row| roster.influencer(row).word(Field::Niche).to_owned());
    assert_eq!(niches.collect::<Vec<_>>(), ["Food", "Sport"]);
}

#[test]
fn the_same_handle_on_another_network_is_another_account() {
    let (report, roster) = open(
        "reply.json",
        r#"[{"username": "ana.makes", "followers": 1200, "socials": [
            {"platform": "TikTok", "url": "https://www.tiktok.com/@ana.makes"},
            {"platform": "Instagram", "url": "https://www.instagram.com/ana.makes"}]}]"#,
    );
    assert_eq!((report.rows.records, report.rows.found), (1, 2));
    assert_eq!(people(&roster)[0].1, Some(1_200.0));
    let second = |header: &str| report.columns.iter().any(|column| column.header == header);
    assert!(!second("socials.platform (2)"), "{:?}", report.columns);
}

#[test]
fn what_is_not_read_of_a_json_is_told() {
    let (report, _) = json(
        r#"{"settings": {"goal": 5}, "list": [{"username": "ana.makes", "followers": 1200}], "log": ["x"]}"#,
    );
    assert!(
        report.notes.contains(&"not read: settings, log".to_owned()),
        "{:?}",
        report.notes
    );
}

#[test]
fn lists_are_shown_with_their_items_apart() {
    let text = r#"[{"handle": "ana", "followers": 5, "niches": ["food", "home"]}]"#;
    let (report, _) = open("roster.json", text);
    let niches = &report.columns[2];
    assert_eq!(niches.example, "food; home");
    assert_eq!(niches.samples, ["food; home"]);
    assert_eq!(report.first_rows, [["ana", "5", "food; home"]]);
}

#[test]
fn damage_in_json_costs_the_damaged_record_only() {
    let record = |name: &str| format!("{{\"username\": \"{name}\", \"followers\": 500}}");
    let (ana, bo, cy) = (record("ana"), record("bo"), record("cy"));
    for (text, names, found) in [
        // A quote within a text, a bracket that crosses, a line that is none.
        (
            format!("[{ana},\n{{\"username\": \"say \"hi\"\", \"followers\": 1}},\n{cy}]"),
            vec!["ana", "cy"],
            vec![(IssueKind::Damaged, Some(2))],
        ),
        (
            format!("{{\"list\": [{ana},\n{{\"username\": [\"x\"}},\n{cy}]}}"),
            vec!["ana", "cy"],
            vec![(IssueKind::Damaged, Some(2))],
        ),
        (
            format!("{ana}\n{bo}\n{{\"username\": \n{cy}\n"),
            vec!["ana", "bo", "cy"],
            vec![(IssueKind::Damaged, Some(3))],
        ),
        // A document that breaks off, and one that goes on where it should not.
        (
            format!("[{ana},\n{bo},\n{{\"username\": \"c"),
            vec!["ana", "bo"],
            vec![(IssueKind::BrokenOff, Some(3))],
        ),
        (
            format!("{{\"data\": [{ana},\n{bo},\n{{\"username\": \"c"),
            vec!["ana", "bo"],
            vec![(IssueKind::BrokenOff, Some(3))],
        ),
        (
            format!("[{ana},\n{bo}]\n<!-- made by a page -->"),
            vec!["ana", "bo"],
            vec![(IssueKind::Damaged, Some(3))],
        ),
        // What programs write though they should not.
        (
            format!("[{ana},\n{{\"username\": \"bo\", \"followers\": NaN}},\n{cy},]"),
            vec!["ana", "bo", "cy"],
            vec![],
        ),
    ] {
        let (report, people) = json(&text);
        let got: Vec<&str> = people.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(got, names, "{text}");
        assert_eq!(issues(&report), found, "{text}");
    }
}

#[test]
fn keys_that_come_late_become_columns_and_nothing_is_lost() {
    let mut text = String::new();
    for row in 0..40_000 {
        text += &format!("{{\"username\": \"maker.{row}\", \"followers\": {row}}}\n");
    }
    text += "{\"username\": \"late\", \"followers\": 7, \"avg_likes\": 55, \"odd\": {\"key\": \"kept\"}}\n";
    text += "{\"username\": \"last\", \"odd\": {\"key\": \"too\"}}\n";
    let (report, roster) = open("late.jsonl", text);
    assert_eq!(report.rows.loaded, 40_002);
    assert_eq!(report.format.name(None), "jsonl");
    let late = roster.influencer(40_000);
    assert_eq!(late.text(Field::Handle), "late");
    assert_eq!(late.number(Field::Followers), Some(7.0));
    assert_eq!(late.number(Field::AvgLikes), Some(55.0));
    let filled: Vec<(&str, u64)> = report
        .columns
        .iter()
        .map(|column| (column.header.as_str(), column.filled))
        .collect();
    assert_eq!(
        filled,
        [
            ("username", 40_002),
            ("followers", 40_001),
            ("avg_likes", 1),
            ("odd.key", 2)
        ]
    );
}
