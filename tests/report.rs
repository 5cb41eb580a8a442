//! Comparisons as pages of HTML, by the real binary: the figures of the other forms, nothing that runs or
//! is loaded, whatever stands in the roster.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

#[path = "common/command.rs"]
mod command;

#[path = "common/page.rs"]
mod page;

use std::fs;

use page::{Read, read};
use serde_json::Value;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(roster: &str) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        fs::write(folder.0.path().join("roster.csv"), roster).unwrap();
        folder
    }

    fn ask(&self, format: &str, more: &[&str]) -> String {
        let mut arguments = vec!["compare", "-f", format, "roster.csv"];
        arguments.extend(more);
        let output = command::command(self.0.path(), &arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, more: &[&str]) -> Value {
        serde_json::from_str(&self.ask("json", more)).unwrap()
    }
}

/// A roster of micros and megas on two platforms and some niches, where on each the micro is dearer.
fn roster(niches: &[&str], megas: u32) -> String {
    let mut text = String::from("Handle,Platform,Niche,Followers,Likes,Comments,Price\n");
    for (at, niche) in niches.iter().enumerate() {
        let at = at as u32;
        let quoted = format!("\"{}\"", niche.replace('"', "\"\""));
        for nth in 0..9 {
            let price = 40 + 13 * nth + 7 * at;
            let likes = 300 + 21 * ((nth * 5) % 7);
            text.push_str(&format!(
                "small{at}x{nth},Instagram,{quoted},{},{likes},4,{price}\n",
                9_000 + nth
            ));
        }
        for nth in 0..megas {
            let price = 2_000 + 300 * nth + 500 * at;
            let likes = 22_000 + 900 * ((nth * 3) % 5);
            text.push_str(&format!(
                "big{at}x{nth},Instagram,{quoted},{},{likes},90,{price}\n",
                3_000_000 + nth
            ));
        }
    }
    text
}

impl Read {
    /// An attribute of each tag of a class.
    fn numbers(&self, class: &str, attribute: &str) -> Vec<f64> {
        let of = |attributes: &[(String, String)], name: &str| {
            let found = attributes.iter().find(|(own, _)| own == name);
            found.map(|(_, value)| value.clone())
        };
        self.tags
            .iter()
            .filter(|(_, attributes)| of(attributes, "class").as_deref() == Some(class))
            .filter_map(|(_, attributes)| of(attributes, attribute)?.parse().ok())
            .collect()
    }
}

/// Nothing on the page runs, is loaded or leads elsewhere.
fn assert_still(page: &str) {
    for (name, attributes) in &page::still(page).tags {
        assert_ne!(name, "a");
        assert!(attributes.iter().all(|(attribute, _)| attribute != "href"));
    }
    let lower = page.to_lowercase();
    for leads in ["http:", "https:", "javascript:"] {
        assert!(!lower.contains(leads), "{leads}");
    }
}

#[test]
fn the_page_says_what_the_other_forms_say() {
    let folder = Folder::new(&roster(&["beauty", "gaming", "travel"], 4));
    for more in [
        &[][..],
        &["--by", "niche"],
        &["-m", "engagement_rate"],
        &["-m", "price", "-w", "niche:beauty"],
        &["-m", "cost_per_1k"],
        &["-w", "tier:micro"],
    ] {
        let page = folder.ask("html", more);
        assert_still(&page);
        let read = read(&page);
        let json = folder.json(more);
        let sentence = json["verdict"]["sentence"].as_str().unwrap();
        assert!(read.says(sentence), "{sentence}");
        let sentences = ["caveats", "notes"].map(|key| json[key].as_array().unwrap());
        for sentence in sentences.into_iter().flatten() {
            assert!(read.says(sentence.as_str().unwrap()), "{sentence}");
        }
        let cells: Vec<&str> = read
            .texts
            .iter()
            .filter(|(name, _)| name == "td" || name == "th")
            .map(|(_, text)| text.as_str())
            .collect();
        let markdown = folder.ask("md", more).replace('\\', "");
        let wanted: Vec<&str> = markdown
            .lines()
            .filter(|line| line.starts_with("| ") && !line.contains("---"))
            .flat_map(|line| {
                line.trim_matches(|letter| letter == '|' || letter == ' ')
                    .split(" | ")
            })
            .collect();
        assert_eq!(cells, wanted);
        let titles: Vec<&str> = markdown
            .lines()
            .filter_map(|line| line.strip_prefix("### "))
            .collect();
        assert_eq!(read.texts("caption"), titles);
        if let Some(filter) = more.iter().position(|flag| *flag == "-w") {
            assert!(read.says(more[filter + 1]));
        }
        assert!(
            read.says("roster.csv"),
            "the file is named without its folder"
        );
    }
}

#[test]
fn texts_of_a_roster_are_texts() {
    let hostile = "<script>alert('\"x\"')</script> & \u{202e}gpj\u{1b}[31m\u{200f}";
    let table = roster(&[hostile, "beauty", "</style><svg onload=x>"], 4);
    // The dearest by far: the verdict hangs on whoever has this handle.
    let table = format!("{table}<img src=x onerror=y>,Instagram,beauty,4000000,9,1,900000\n");
    let folder = Folder::new(&table);
    let filter = "(followers>0 OR name:\"<b onclick='x'>&amp;\")";
    let page = folder.ask("html", &["--by", "niche", "-w", filter]);
    assert_still(&page);
    let read = read(&page);
    assert!(read.says(filter), "the filter as it was typed");
    let name = "<script>alert('\"x\"')</script> & gpj[31m";
    let named = |tag: &str| read.texts(tag).iter().any(|text| text.contains(name));
    assert!(named("th"), "in the tables");
    assert!(named("title"), "in the charts");
    assert!(
        read.texts("li")
            .iter()
            .any(|text| text.contains("<img src=x onerror=y>"))
    );
    for steers in ['\u{202e}', '\u{1b}', '\u{200f}', '\u{0}'] {
        assert!(!page.contains(steers));
    }
    assert!(page.lines().filter(|line| line.contains("alert")).count() > 2);
}

#[test]
fn the_chart_of_ratios_is_in_their_order_around_the_line() {
    let folder = Folder::new(&roster(&["beauty", "gaming", "travel", "food"], 4));
    let json = folder.json(&[]);
    let page = folder.ask("html", &[]);
    let strata = json["matched"]["strata"].as_array().unwrap();
    let ratios: Vec<f64> = strata
        .iter()
        .map(|stratum| stratum["ratio"].as_f64().unwrap())
        .collect();
    // Each chart is drawn for a wide and a narrow room; the forest is the first.
    for drawing in page.split("<svg ").skip(1).take(2) {
        let drawing = format!("<svg {}</svg>", drawing.split("</svg>").next().unwrap());
        let read = read(&drawing);
        let places = read.numbers("mark plain", "cx");
        assert_eq!(places.len(), ratios.len());
        let mut pairs: Vec<(f64, f64)> = ratios.iter().copied().zip(places).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(pairs.is_sorted_by(|a, b| a.1 <= b.1), "{pairs:?}");
        let one = read.numbers("one", "x1")[0];
        for (ratio, place) in pairs {
            assert_eq!(
                ratio < 1.0,
                place < one,
                "{ratio} at {place}, the line at {one}"
            );
        }
        let says = read.texts("title").join("\n");
        assert!(says.contains("Like with like: "), "{says}");
    }
}

#[test]
fn of_too_few_or_nobody_there_is_no_ratio() {
    for (megas, state, charts) in [(0, "no_comparison", 2), (1, "not_enough_data", 2)] {
        let folder = Folder::new(&roster(&["beauty"], megas));
        assert_eq!(folder.json(&[])["verdict"]["state"], state);
        for more in [&[][..], &["--by", "niche"]] {
            let page = folder.ask("html", more);
            assert_still(&page);
            let read = read(&page);
            assert_eq!(
                page.matches("<figure>").count(),
                charts,
                "no chart of ratios"
            );
            assert_eq!(
                read.texts("caption"),
                ["The tiers by cost per engagement (CPE)"]
            );
            assert!(!page.contains("cheaper ▸") && !page.contains("Ratio"));
            for form in ["text", "md"] {
                let said = folder.ask(form, more);
                assert!(
                    !said.contains("Ratio") && !said.contains("second opinion"),
                    "{said}"
                );
            }
        }
    }
    let nobody = Folder::new("Handle,Followers,Likes,Comments,Price\nana,500,,,\n");
    let page = nobody.ask("html", &[]);
    assert_still(&page);
    assert!(!page.contains("<figure>"), "there is nothing to draw");
}
