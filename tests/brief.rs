//! Shortlists as pages for whoever signs, by the real binary: the figures of the list and of the
//! comparison, nothing that runs or is loaded, nothing unknown that reads as nothing.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

#[path = "common/command.rs"]
mod command;

#[path = "common/page.rs"]
mod page;

use std::fs;
use std::process::Output;

use page::{Read, read};
use serde_json::Value;

const ENOUGH: &str = "Spring";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(roster: &str) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.write("roster.csv", roster);
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn output(&self, arguments: &[&str]) -> Output {
        command::command(self.0.path(), arguments).output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn shortlist(&self, arguments: &[&str]) -> String {
        self.run(&[&["shortlist"], arguments].concat())
    }

    /// The list with everybody of the roster.
    fn listed(self) -> Self {
        self.shortlist(&[
            "add",
            ENOUGH,
            "-r",
            "roster.csv",
            "-w",
            "(followers>0 OR followers:unknown)",
        ]);
        self
    }

    fn brief(&self, more: &[&str]) -> (String, Read) {
        let page = self.shortlist(&[&["brief", ENOUGH], more].concat());
        let read = still(&page);
        (page, read)
    }
}

/// Some micros and megas on one platform.
fn roster(micros: u32, megas: u32) -> String {
    let mut text = String::from("Handle,Platform,Niche,Followers,Likes,Comments,Price,Currency\n");
    for nth in 0..micros {
        let (likes, price) = (300 + 21 * ((nth * 5) % 7), 40 + 13 * ((nth * 3) % 11));
        let followers = 9_000 + nth;
        text.push_str(&format!(
            "small{nth},Instagram,beauty,{followers},{likes},4,{price},USD\n"
        ));
    }
    for nth in 0..megas {
        let (likes, price) = (
            22_000 + 900 * ((nth * 3) % 5),
            2_000 + 300 * ((nth * 5) % 7),
        );
        let followers = 3_000_000 + nth;
        text.push_str(&format!(
            "big{nth},Instagram,beauty,{followers},{likes},90,{price},USD\n"
        ));
    }
    text
}

/// Nothing on the page runs or is loaded, and links lead to the web only.
fn still(page: &str) -> Read {
    let read = page::still(page);
    assert!(!page.to_lowercase().contains("src="));
    for (name, attributes) in &read.tags {
        for (_, value) in attributes.iter().filter(|(name, _)| name == "href") {
            assert_eq!(name, "a");
            assert!(
                value.starts_with("https://") || value.starts_with("http://"),
                "{value}"
            );
        }
    }
    read
}

/// What stands beside a word in the lists of the page.
fn beside<'r>(read: &'r Read, word: &str) -> &'r str {
    let at = read
        .texts
        .iter()
        .position(|(name, text)| name == "dt" && text == word);
    let at = at.unwrap_or_else(|| panic!("no line of {word}"));
    &read.texts[at + 1].1
}

/// The cells of the row of somebody.
fn row<'r>(read: &'r Read, handle: &str) -> Vec<&'r str> {
    let at = read
        .texts
        .iter()
        .position(|(name, text)| name == "bdi" && text == handle);
    let cells = read.texts[at.unwrap()..]
        .iter()
        .filter(|(name, _)| name == "td");
    cells.take(6).map(|(_, text)| text.as_str()).collect()
}

fn drawings(page: &str) -> Vec<&str> {
    page.split("<svg")
        .skip(1)
        .map(|rest| rest.split("</svg>").next().unwrap())
        .collect()
}

#[test]
fn the_comparison_is_that_of_those_who_may_become_partners() {
    let folder = Folder::new(&roster(14, 9)).listed();
    folder.shortlist(&["status", ENOUGH, "declined", "small0", "big0", "big1"]);
    let (page, read) = folder.brief(&["roster.csv"]);
    let filter = "list:Spring -status:declined";
    let compared =
        |format: &str| folder.run(&["compare", "roster.csv", "-w", filter, "-f", format]);
    let json: Value = serde_json::from_str(&compared("json")).unwrap();
    let sentence = json["verdict"]["sentence"].as_str().unwrap();
    assert!(sentence.contains("13 micro, 7 mega"), "{sentence}");
    assert!(read.says(sentence));
    for caveat in json["caveats"].as_array().unwrap() {
        assert!(read.says(caveat.as_str().unwrap()), "{caveat}");
    }
    let whole = compared("html");
    assert!(!drawings(&page).is_empty());
    assert_eq!(drawings(&page), drawings(&whole));
    for (name, tier) in json["counts"].as_object().unwrap() {
        let at = read
            .texts
            .iter()
            .position(|(tag, text)| tag == "th" && text == name);
        let cells: Vec<&str> = read.texts[at.unwrap() + 1..][..3]
            .iter()
            .map(|(_, text)| text.as_str())
            .collect();
        let figures = ["rows", "priced", "comparable"].map(|figure| tier[figure].to_string());
        assert_eq!(cells, figures, "{name}");
    }
}

#[test]
fn sums_are_those_of_the_list() {
    let folder = Folder::new(&roster(14, 9)).listed();
    folder.shortlist(&["status", ENOUGH, "agreed", "small1", "small2"]);
    folder.shortlist(&["price", ENOUGH, "50", "small1"]);
    folder.shortlist(&[
        "status",
        ENOUGH,
        "declined",
        "big0",
        "--reason",
        "too dear for us",
    ]);
    folder.shortlist(&["budget", ENOUGH, "20000", "--currency", "USD"]);
    let json: Value =
        serde_json::from_str(&folder.shortlist(&["show", ENOUGH, "-f", "json"])).unwrap();
    let totals = &json["totals"];
    assert_eq!(totals["asked"]["priced"], 20);
    let asked = totals["asked"]["amounts"]["USD"].as_f64().unwrap();
    let (_, read) = folder.brief(&["roster.csv"]);
    let grouped = |amount: f64| format!("${},{:03}", amount as u64 / 1_000, amount as u64 % 1_000);
    assert_eq!(beside(&read, "Agreed"), "$50 for 1, 1 without a price");
    assert_eq!(
        beside(&read, "Still asked"),
        format!("{} for 20", grouped(asked))
    );
    assert!(
        beside(&read, "Budget").starts_with("$19,950 left of $20,000"),
        "{}",
        beside(&read, "Budget")
    );
    // The prices of the table add up to it.
    let sum: f64 = json["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["stage"] == "open")
        .map(|entry| {
            let handle = format!("@{}", entry["handle"].as_str().unwrap());
            let price = row(&read, &handle)[3].replace(['$', ','], "");
            price
                .strip_suffix(" asked")
                .unwrap()
                .parse::<f64>()
                .unwrap()
        })
        .sum();
    assert_eq!(sum, asked);
    assert_eq!(row(&read, "@small1")[3], "$50 agreed");
    assert!(read.says("too dear for us"));
    // Somebody declined is apart, and nobody's partner: 22 of the 23.
    let engagements = beside(&read, "Expected engagements");
    assert!(engagements.contains("(n 22 of 22)"), "{engagements}");
}

#[test]
fn texts_of_lists_and_rosters_are_texts() {
    let script = "<script>alert(1)</script>";
    let roster = format!(
        "Handle,Platform,Profile URL,Niche,Followers,Likes,Comments,Price\n\
         {script},Instagram,javascript:alert(1),<i>food,5000,100,4,50\n\
         \"\"\"onload=x\",Instagram,https://example.com/\"\"onload=x,food,6000,100,4,50\n\
         turned\u{202e}moc,TikTok,https://example.com/\u{202e}moc,food,6000,100,4,50\n\
         good.one,TikTok,https://example.com/good.one?a=1&b=2,food,6000,100,4,50\n"
    );
    let folder = Folder::new(&roster).listed();
    let note = "<img src=x onerror=alert(2)> \u{202e}back & forth";
    folder.shortlist(&["note", ENOUGH, note, "good.one"]);
    folder.shortlist(&[
        "status",
        ENOUGH,
        "declined",
        "turned\u{202e}moc",
        "--reason",
        "</td><b onclick=y>",
    ]);
    let name = "<b>\"Spring\" & 'co'";
    folder.shortlist(&["rename", ENOUGH, name]);
    let page = folder.shortlist(&["brief", name, "roster.csv"]);
    assert!(!page.contains("<img") && !page.contains("<b "));
    for steers in ['\u{202e}', '\u{1b}', '\u{0}'] {
        assert!(!page.contains(steers));
    }
    let read = read(&page);
    assert_eq!(read.texts("h1"), [name]);
    for text in [
        "@<script>alert(1)</script>",
        "@\"onload=x",
        "@turnedmoc",
        "<img src=x onerror=alert(2)> back & forth",
        "</td><b onclick=y>",
    ] {
        assert!(read.says(text), "{text}");
    }
    let links: Vec<&str> = read
        .tags
        .iter()
        .filter(|(tag, _)| tag == "a")
        .flat_map(|(_, attributes)| attributes)
        .filter(|(name, _)| name == "href")
        .map(|(_, value)| value.as_str())
        .collect();
    assert!(
        links
            .iter()
            .all(|link| link.starts_with("https://example.com/")),
        "{links:?}"
    );
    assert!(
        links.iter().any(|link| link.contains("good.one")),
        "{links:?}"
    );
    for (_, attributes) in &read.tags {
        assert!(attributes.iter().all(|(name, _)| !name.starts_with("on")));
    }
    let without = folder.shortlist(&["brief", name, "roster.csv", "--without-notes"]);
    assert!(!without.contains("back &"), "notes are left out");
    assert!(without.contains("1 note, left out"));
}

#[test]
fn an_empty_list_says_so_and_draws_nothing() {
    let folder = Folder::new(&roster(3, 0)).listed();
    folder.shortlist(&["remove", ENOUGH, "small0", "small1", "small2"]);
    for more in [&[][..], &["roster.csv"]] {
        let (page, read) = folder.brief(more);
        assert!(read.says("Nobody is on this list yet."));
        assert!(
            !page.contains("<figure>") && !page.contains("<tbody>\n<tr><th scope=\"row\"><span")
        );
    }
}

#[test]
fn too_few_are_told_and_not_drawn() {
    let folder = Folder::new(&roster(8, 2)).listed();
    let (page, read) = folder.brief(&["roster.csv"]);
    let json = folder.run(&["compare", "roster.csv", "-f", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["verdict"]["state"], "not_enough_data");
    assert!(read.says(json["verdict"]["sentence"].as_str().unwrap()));
    assert!(drawings(&page).is_empty());
    // The tier of the two has too few to measure anybody by, that of the eight has not.
    assert!(page.contains("the median micro (") && page.contains(", n 8)"));
    assert!(!page.contains("median mega ("), "two are no measure");
}

#[test]
fn without_a_roster_the_figures_are_those_of_the_day() {
    let folder = Folder::new(&roster(8, 6)).listed();
    let (page, read) = folder.brief(&[]);
    assert!(page.contains("Not enough to compare: no roster was given"));
    assert!(drawings(&page).is_empty());
    assert!(!page.contains("Not in the roster"), "nobody looked there");
    let (_, with) = folder.brief(&["roster.csv"]);
    let figures = row(&read, "@small3");
    assert_eq!(figures, row(&with, "@small3"));
    assert!(!figures.contains(&"unknown"), "{figures:?}");
}

#[test]
fn what_is_unknown_is_never_nothing() {
    let folder = Folder::new(&format!("{}bare.one,TikTok,food,,,,,\n", roster(8, 6))).listed();
    folder.write("more.txt", "@lost.one\n");
    folder.shortlist(&["import", ENOUGH, "more.txt"]);
    let (page, read) = folder.brief(&["roster.csv"]);
    for handle in ["@bare.one", "@lost.one"] {
        let unknown = "unknown";
        let wanted = [unknown, unknown, "idea", unknown, unknown, unknown];
        assert_eq!(row(&read, handle), wanted, "{handle}");
    }
    assert!(!page.contains("$0 ") && !page.contains("(0.0%") && !page.contains("NaN"));
    assert!(read.texts("p").contains(&"No price is known."));
    assert!(page.contains("Not in the roster: the figures are those of"));
    let engagements = beside(&read, "Expected engagements");
    assert!(
        engagements.contains("(n 14 of 16; 2 unknown and not in it)"),
        "{engagements}"
    );
}

#[test]
fn currencies_are_kept_apart() {
    let table = roster(8, 6).replace(",4,40,USD", ",4,40,EUR");
    let folder = Folder::new(&table).listed();
    folder.shortlist(&["budget", ENOUGH, "500", "--currency", "EUR"]);
    let (page, read) = folder.brief(&["roster.csv"]);
    let asked = beside(&read, "Still asked");
    assert!(
        asked.starts_with("€40 + $") && asked.ends_with("for 14"),
        "{asked}"
    );
    assert!(
        beside(&read, "Both together")
            .ends_with("paying all that is known in EUR: €460 left of €500")
    );
    assert_eq!(row(&read, "@small0")[3], "€40 asked");
    assert!(row(&read, "@small0")[5].starts_with('€'));
    let said = "The price is in EUR, for which no rate is set: it is compared with nobody.";
    assert!(read.says(said));
    assert_eq!(page.matches(">For the money<").count(), 2);
    let (_, converted) = folder.brief(&["roster.csv", "--rate", "EUR=1.1"]);
    assert!(!converted.says(said));
    assert_eq!(row(&converted, "@small0")[3], "€40 asked");
}

#[test]
fn an_estimate_shows_that_it_is_one() {
    let mut table = String::from("Handle,Followers,Likes,Comments,Price,Fake followers\n");
    for nth in 1..=20u32 {
        let followers = 1_000 * nth * nth;
        let price = followers / 100;
        table.push_str(&format!(
            "made{nth},{followers},{},1,{price},20%\n",
            20 * nth - 1
        ));
    }
    let folder = Folder::new(&table).listed();
    let (_, read) = folder.brief(&["roster.csv"]);
    let cells = row(&read, "@made4");
    assert_eq!(cells[3], "~$160 asked");
    // $160 for 80, of which all or four in five are by real people.
    assert_eq!(cells[5], "$2 to $2.50");
    assert!(read.says("The price follows a formula of the roster: nobody quoted it."));
    assert!(read.says("The file calls 20.0% of the followers fake or suspicious."));
}

#[test]
fn risks_backups_and_changes_are_told() {
    let folder = Folder::new(&roster(8, 6)).listed();
    folder.shortlist(&["due", ENOUGH, "2020-01-02", "small1"]);
    folder.write(
        "newer.csv",
        &roster(8, 5).replace(
            "small1,Instagram,beauty,9001",
            "small1,Instagram,beauty,4000",
        ),
    );
    let lists = folder
        .0
        .path()
        .join("XDG_DATA_HOME/tastemaker/shortlists/spring.toml");
    let text = fs::read_to_string(&lists).unwrap();
    let entry = "engagement_rate = ";
    let backup = "backup_for = { platform = \"Instagram\", handle = \"big1\" }\nengagement_rate = ";
    let at = text.find("handle = \"small2\"").unwrap();
    let at = text[..at].rfind(entry).unwrap();
    fs::write(
        &lists,
        format!("{}{}", &text[..at], text[at..].replacen(entry, backup, 1)),
    )
    .unwrap();
    let (_, read) = folder.brief(&["newer.csv"]);
    assert!(read.says("It was due on 2020-01-02, which has passed."));
    assert_eq!(beside(&read, "Due"), "2020-01-02");
    let changed = read
        .texts("p")
        .into_iter()
        .find(|text| text.starts_with("Changed since"));
    assert!(
        changed.unwrap().contains("followers 9k → 4k"),
        "{changed:?}"
    );
    assert!(
        read.texts("p")
            .iter()
            .any(|text| text.starts_with("Not in the roster"))
    );
    assert!(beside(&read, "Influencers").contains("13 partners, 1 backup"));
    let backup = read
        .texts
        .iter()
        .position(|(name, text)| name == "dt" && text == "Backup for");
    assert_eq!(read.texts[backup.unwrap() + 1].1, "@big1");
}

#[test]
fn the_page_is_made_for_paper_and_written_once() {
    let folder = Folder::new(&roster(8, 6)).listed();
    let (page, _) = folder.brief(&["roster.csv"]);
    for style in [
        "@media print",
        "size: A4",
        "table-header-group",
        "break-inside: avoid",
        "prefers-color-scheme: dark",
        "max-width: 600px",
    ] {
        assert!(page.contains(style), "{style}");
    }
    folder.shortlist(&["brief", ENOUGH, "roster.csv", "-o", "brief.html"]);
    let file = folder.0.path().join("brief.html");
    assert_eq!(fs::read_to_string(&file).unwrap(), page);
    let again = folder.output(&["shortlist", "brief", ENOUGH, "-o", "brief.html"]);
    assert!(!again.status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), page);
}
