//! The real binary without a terminal: what it prints, where, and how it ends.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

#[path = "common/command.rs"]
mod command;

#[path = "command_line/diff.rs"]
mod diff;

#[path = "command_line/shortlists.rs"]
mod shortlists;

#[path = "command_line/lists_of_others.rs"]
mod lists_of_others;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tastemaker::app::effect::Opening;
use tastemaker::app::{Model, Msg};
use tastemaker::background::open::Assumptions;
use tastemaker::config::Settings;
use tastemaker::import::Options;
use tastemaker::input::{Key, Keymap};
use tastemaker::roster::Field;
use tastemaker::runtime::{Runtime, Start};

const ROSTER: &str = "\
Handle,Platform,Niche,Country,Followers,Likes,Comments,Price
@lumi.lift,Instagram,beauty,us,48200,2800,140,180
@drum.otter,TikTok,=drums,br,91000,4700,214,320
@kelp.coach,Instagram,beauty,us,22700,1700,93,
@quiet.quill,Instagram,beauty,,12000,0,0,90
@big.bramble,YouTube,beauty,us,4100000,41000,2000,9800
@LUMI.lift,Instagram,beauty,us,1,1,1,1
@odd.otto,Instagram,beauty,us,many,10,1,40
";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.write("roster.csv", ROSTER);
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        command::command(self.path(), arguments)
    }

    fn run(&self, arguments: &[&str]) -> (String, String, i32) {
        said(self.command(arguments).output().unwrap())
    }

    /// Standard output of a command that must end well and quietly.
    fn ask(&self, arguments: &[&str]) -> String {
        let (out, err, code) = self.run(arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        out
    }

    /// Runs a command that must end well and print nothing that a terminal obeys but line ends.
    fn ask_loud(&self, arguments: &[&str]) {
        let (out, err, code) = self.run(arguments);
        assert_eq!(code, 0, "{err}");
        let steers = |letter: char| {
            (letter.is_control() && letter != '\n') || ('\u{202a}'..='\u{202e}').contains(&letter)
        };
        assert!(
            !out.contains(steers) && !err.contains(steers),
            "{out:?} {err:?}"
        );
        // A note with line ends is still one line.
        assert!(!out.contains("\nb"), "{out:?}");
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ask(arguments)).unwrap()
    }
}

fn said(output: Output) -> (String, String, i32) {
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code().unwrap_or(-1),
    )
}

#[test]
fn niches_are_merged_by_the_map_that_ships_and_by_the_users_own_which_wins() {
    let folder = Folder::new();
    folder.write(
        "words.csv",
        "Handle,Platform,Followers,Category\na.made,TikTok,1,Fitness & Gym\nb.made,TikTok,2,Workout\n\
         c.made,TikTok,3,Fitness\nd.made,TikTok,4,Fitness nation\ne.made,TikTok,5,Fitness & Travel\n",
    );
    let found = |filter: &str| {
        let arguments = [
            "query",
            filter,
            "words.csv",
            "-c",
            "handle,niche,niche_in_file",
            "-f",
            "csv",
        ];
        let rows = folder.ask(&arguments);
        let rows: Vec<String> = rows.lines().skip(1).map(str::to_owned).collect();
        rows
    };
    let merged = [
        "a.made,fitness,Fitness & Gym",
        "b.made,fitness,Workout",
        "c.made,fitness,Fitness",
        "e.made,fitness; travel,Fitness & Travel",
    ];
    assert_eq!(found("niche:fitness"), merged, "only what the map says");
    assert_eq!(
        found("niche:workout"),
        ["b.made,fitness,Workout"],
        "the file's own word finds it too"
    );
    assert_eq!(found("workout"), ["b.made,fitness,Workout"]);
    assert_eq!(found("niche:nation"), ["d.made,Fitness nation,"]);
    let check = folder.json(&["check", "-f", "json", "words.csv"]);
    let niche = &check["files"][0]["fields"]["niche"];
    assert_eq!(
        (&niche["n"], &niche["distinct"]),
        (&5.into(), &5.into()),
        "as the file has them"
    );
    assert_eq!(
        niche["not_in_map"],
        serde_json::json!([{"niche": "Fitness nation", "rows": 1}])
    );
    let text = folder.ask(&["check", "words.csv"]);
    assert!(
        text.contains("Niches not in your map, kept as they are: Fitness nation (1)."),
        "{text}"
    );

    let path = folder.ask(&["config", "niches"]);
    let path = Path::new(path.trim());
    let written = fs::read_to_string(path).unwrap();
    assert_eq!(found("niche:fitness"), merged, "comments change nothing");
    let own = "\"sweat\" = [\"workout\", \"fitness nation\"]\n";
    fs::write(path, format!("{written}{own}")).unwrap();
    assert_eq!(
        found("niche:sweat"),
        ["b.made,sweat,Workout", "d.made,sweat,Fitness nation"]
    );
    let (_, err, code) = folder.run(&["config", "niches"]);
    assert!(code == 1 && err.contains("left as it is"), "{err}");

    fs::write(path, "fitness = 3\n").unwrap();
    let (_, err, code) = folder.run(&["query", "", "words.csv"]);
    assert!(code == 4 && err.contains("niches.toml: line 1: "), "{err}");
    let (_, err, code) = folder.run(&["config", "path"]);
    assert_eq!(
        (code, err.as_str()),
        (0, ""),
        "where it is can be asked all the same"
    );
}

#[test]
fn original_columns_are_those_of_the_files_in_the_order_asked_for() {
    let folder = Folder::new();
    folder.write(
        "more.csv",
        "Followers;Handle;Said;\n 5 ;sea.fig;\"one;\ntwo\";odd\n6;odd.fox;=1\n",
    );
    let query = |format| {
        folder.ask(&[
            "query",
            "price:unknown",
            "roster.csv",
            "more.csv",
            "-s",
            "followers",
            "--original",
            "-f",
            format,
        ])
    };
    assert_eq!(
        query("csv"),
        "Handle,Platform,Niche,Country,Followers,Likes,Comments,Price,Said,\n\
         sea.fig,,,, 5 ,,,,\"one;\ntwo\",odd\n\
         odd.fox,,,,6,,,,'=1,\n\
         '@kelp.coach,Instagram,beauty,us,22700,1700,93,,,\n"
    );
    let json: Value = serde_json::from_str(&query("json")).unwrap();
    assert_eq!(json[1]["Said"], "=1");
    assert_eq!(json[0]["Platform"], Value::Null);
    assert_eq!(json[0]["Column 10"], "odd");
    assert_eq!(json[2]["Price"], "");
    assert!(
        query("md").contains("| @kelp.coach | Instagram |"),
        "{}",
        query("md")
    );
    let table = ["query", "", "more.csv", "--original", "-n", "1"];
    assert_eq!(
        folder.ask(&table),
        "Followers,Handle,Said,\n 5 ,sea.fig,\"one;\ntwo\",odd\n"
    );
    // Without a header in the file there is none in what is written.
    folder.write("bare.csv", "sea.fig,5\nodd.fox,6\n");
    let bare = ["query", "", "bare.csv", "--map", "1=handle", "--original"];
    assert_eq!(folder.ask(&bare), "sea.fig,5\nodd.fox,6\n");
    // A record of several accounts is one record.
    folder.write(
        "wide.csv",
        "Name,Instagram,Instagram Followers,TikTok,TikTok Followers\nAna,ana_m,5,ana_t,6\n",
    );
    assert_eq!(folder.ask(&["query", "", "wide.csv"]).lines().count(), 3);
    let wide = folder.ask(&["query", "", "wide.csv", "--original"]);
    assert_eq!(
        wide,
        fs::read_to_string(folder.path().join("wide.csv")).unwrap()
    );
}

/// Damaged workbooks say that they have so many.
#[test]
fn thousands_of_columns_of_one_name_are_each_kept() {
    let folder = Folder::new();
    let columns = |cell: &dyn Fn(usize) -> String| {
        (0..3_000)
            .map(|at| format!(",{}", cell(at)))
            .collect::<String>()
    };
    let table = format!(
        "handle{}\nsea.fig{}\nodd.fox{}\n",
        columns(&|_| "Said".to_owned()),
        columns(&|at| format!("word {at}")),
        columns(&|at| format!("other {at}")),
    );
    folder.write("many.csv", &table);
    assert_eq!(folder.ask(&["query", "", "many.csv", "--original"]), table);
    // Of two files, each column meets the one of its place among those of its name.
    let row = format!("kelp.coach{}\n", columns(&|at| format!("third {at}")));
    let header = table.lines().next().unwrap();
    folder.write("more.csv", format!("{header}\n{row}"));
    let both = folder.ask(&["query", "", "many.csv", "more.csv", "--original"]);
    assert_eq!(both, table + &row);
}

#[test]
fn a_mapping_of_a_column_that_no_file_has_is_told() {
    let folder = Folder::new();
    folder.write("a.csv", "handle,Size\nsea.fig,5\n");
    folder.write("b.csv", "handle,Reach\nodd.fox,6\n");
    folder.write("bare.csv", "sea.fig,5\nodd.fox,6\n");
    folder.write("gap.csv", "handle,,Size\nsea.fig,5,1\nodd.fox,6,2\n");
    let missed = |header: &str| {
        format!("--map: no column is called \"{header}\", so nothing was read by it.\n")
    };
    for (command, rosters, header, said) in [
        ("query", &["a.csv"][..], "Sise", missed("Sise")),
        ("query", &["a.csv"], " size ", String::new()),
        ("query", &["a.csv", "b.csv"], "Reach", String::new()),
        ("query", &["a.csv", "b.csv"], "2", missed("2")),
        ("query", &["bare.csv"], "2", String::new()),
        ("query", &["bare.csv"], "3", missed("3")),
        ("query", &["gap.csv"], "2", String::new()),
        ("query", &["gap.csv"], "3", missed("3")),
        ("check", &["a.csv", "b.csv"], "Reach", String::new()),
        ("check", &["a.csv", "b.csv"], "Rich", missed("Rich")),
    ] {
        let mut arguments = vec![command];
        arguments.extend((command == "query").then_some(""));
        arguments.extend(rosters);
        let map = format!("{header}=followers");
        arguments.extend(["--map", &map]);
        let (_, err, code) = folder.run(&arguments);
        assert_eq!((err, code), (said, 0), "{arguments:?}");
    }
}

#[test]
fn rows_come_in_each_format() {
    let folder = Folder::new();
    let query = |format| {
        folder.ask(&[
            "query",
            "niche:beauty has:followers",
            "roster.csv",
            "-c",
            "handle,tier,cpe,price",
            "-s",
            "-cpe",
            "-f",
            format,
        ])
    };
    // Endless costs are the largest, unknown ones come last either way.
    assert_eq!(
        query("csv"),
        "handle,tier,cpe,price\nquiet.quill,micro,inf,90\nbig.bramble,mega,0.22790697674418606,9800\nlumi.lift,micro,0.061224489795918366,180\nkelp.coach,micro,,\n"
    );
    assert_eq!(
        query("tsv").lines().nth(3),
        Some("lumi.lift\tmicro\t0.061224489795918366\t180")
    );
    let rows: Value = serde_json::from_str(&query("json")).unwrap();
    assert_eq!(rows[0]["cpe"], "inf");
    assert_eq!(rows[3]["cpe"], Value::Null);
    assert_eq!(
        query("jsonl").lines().next(),
        Some(r#"{"handle":"quiet.quill","tier":"micro","cpe":"inf","price":90}"#)
    );
    assert_eq!(
        query("md").lines().nth(2),
        Some("| quiet.quill | micro | endless | $90 |")
    );
    assert_eq!(
        query("table").lines().next(),
        Some("Handle       Tier       CPE   Price")
    );
    // A cell is never a formula; a number stays one.
    let niches = folder.ask(&[
        "query",
        "drum",
        "roster.csv",
        "-c",
        "niche,followers",
        "-f",
        "csv",
    ]);
    assert_eq!(niches, "niche,followers\n'=drums,91000\n");
    assert_eq!(
        folder.ask(&[
            "query",
            "",
            "roster.csv",
            "-n",
            "1",
            "-c",
            "handle",
            "-f",
            "csv"
        ]),
        "handle\nlumi.lift\n"
    );
}

#[test]
fn rows_have_the_columns_of_another_tool_or_names_for_people() {
    let folder = Folder::new();
    let preset = [
        "query",
        "",
        "roster.csv",
        "-n",
        "2",
        "--preset",
        "Upfluence",
    ];
    let rows = "\
profile_name,media_url,first_name,last_name,email,phone_number,shipping_address.city
lumi.lift,,,,,,
drum.otter,,,,,,
";
    assert_eq!(folder.ask(&preset), rows);
    folder.run(&[
        "shortlist",
        "add",
        "Spring",
        "lumi.lift",
        "drum.otter",
        "-r",
        "roster.csv",
    ]);
    let list = ["shortlist", "export", "Spring", "--preset", "upfluence"];
    assert_eq!(folder.ask(&list), rows);
    let people = ["-c", "handle,engagement_rate", "--headers", "people"];
    let people = [&["query", "drum", "roster.csv", "-f", "csv"], &people[..]].concat();
    assert!(folder.ask(&people).starts_with("Handle,Engagement rate\n"));
    let list = ["shortlist", "export", "Spring", "--headers", "people"];
    assert!(
        folder
            .ask(&list)
            .starts_with("Handle,Name,Platform,Profile link,")
    );
    let unknown = ["query", "", "roster.csv", "--preset", "rolodex"];
    let said = "there is no preset \"rolodex\"; there are mail-merge, aspire, upfluence, hubspot\n";
    assert_eq!(folder.run(&unknown), (String::new(), said.into(), 2));
}

#[test]
fn a_workbook_goes_to_a_file_or_a_pipe_and_is_read_again() {
    let folder = Folder::new();
    let cells = |roster: &str| {
        let columns = "handle,niche,followers,price";
        folder.ask(&["query", "", roster, "-c", columns, "-f", "csv"])
    };
    let export = ["query", "", "roster.csv", "-f", "xlsx", "-o", "picks.xlsx"];
    let said = "6 rows written to picks.xlsx\n".to_owned();
    assert_eq!(folder.run(&export), (String::new(), said, 0));
    assert_eq!(cells("picks.xlsx"), cells("roster.csv"));
    let piped = ["query", "", "roster.csv", "-f", "xlsx"];
    let piped = folder.command(&piped).output().unwrap();
    assert!(piped.status.success() && piped.stdout.starts_with(b"PK"));
    // The list of a shop that keeps its books where a comma is the decimal mark.
    let semicolons = folder.ask(&[
        "query",
        "er>0",
        "roster.csv",
        "-n",
        "2",
        "-s",
        "cpe",
        "-c",
        "handle,niche,cpe",
        "-f",
        "csv-semicolon",
    ]);
    assert_eq!(
        semicolons,
        "\u{feff}handle;niche;cpe\nlumi.lift;beauty;0,061224489795918366\ndrum.otter;'=drums;0,06512006512006512\n"
    );
    folder.run(&[
        "shortlist",
        "add",
        "Spring",
        "lumi.lift",
        "-r",
        "roster.csv",
    ]);
    let list = [
        "shortlist",
        "export",
        "Spring",
        "-f",
        "xlsx",
        "-o",
        "list.xlsx",
    ];
    assert_eq!(folder.run(&list).1, "1 rows written to list.xlsx\n");
    assert!(cells("list.xlsx").ends_with("\nlumi.lift,,48200,180\n"));
}

#[test]
fn mistakes_point_and_have_their_exit_codes() {
    let folder = Folder::new();
    folder.write("empty.csv", "");
    folder.write("header.csv", "Handle,Followers\n");
    folder.write("picture.csv", b"\x89PNG\r\n\x1a\n");
    folder.write("book.xlsx", b"PK\x03\x04 ... xl/workbook.xml and no more");
    folder.write("words.csv", "Colour,Weight\nred,5\nblue,6\n");
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (arguments, code, said) in [
        (
            &["query", "pric<500", "roster.csv"][..],
            2,
            "pric<500\n^^^^ no column \"pric\". Did you mean price?\n",
        ),
        (
            &["query", "er>=", "roster.csv"],
            2,
            "er>=\n    ^ a value is missing here\n",
        ),
        (
            &["query", "niche:x price<abc", "roster.csv"],
            2,
            "niche:x price<abc\n              ^^^ expected a number such as 500 or 1.2k\n",
        ),
        (
            &["query", "", "roster.csv", "-s", "-pricee"],
            2,
            "-pricee\n^^^^^^^ no column \"pricee\" to sort by. Did you mean price?\n",
        ),
        (
            &["query", "", "roster.csv", "-c", "handel"],
            2,
            "there is no column \"handel\". Did you mean handle?\n",
        ),
        (
            &["query", ""],
            2,
            "Name a roster to read, for example roster.csv, or - for standard input\n",
        ),
        (
            &["query", "", "missing.csv"],
            3,
            "missing.csv is not there. Check the name and the folder\n",
        ),
        (
            &["query", "", "folder"],
            3,
            "folder is a folder. Open one of the files in it\n",
        ),
        (
            &["query", "", "empty.csv"],
            3,
            "empty.csv is empty: it has no rows to read\n",
        ),
        (
            &["query", "", "header.csv"],
            3,
            "header.csv has a header on line 1 but no rows below it\n",
        ),
        (
            &["query", "", "picture.csv"],
            3,
            "picture.csv is a picture, which cannot be read. Save the list as .csv or .xlsx and open that\n",
        ),
        (
            &["query", "", "words.csv"],
            3,
            "words.csv is not a roster: none of its columns is a handle, a name or a profile link. Name one with --map 'Header=handle'\n",
        ),
        (
            &["compare", "roster.csv", "--small", "huge"],
            2,
            "there is no tier \"huge\"; there are nano, micro, macro, mega\n",
        ),
        (
            &["compare", "roster.csv", "--small", "mega"],
            2,
            "the two tiers to compare are the same; choose others with --small and --big\n",
        ),
        (
            &["query", "", "roster.csv", "--map", "Colour=xyzzyx"],
            2,
            "--map: there is no field \"xyzzyx\"\n",
        ),
        (
            &["query", "", "roster.csv", "--tiers", "five"],
            2,
            "--tiers: \"tiers\" must be article, five-tier, hypeauditor or izea; found \"five\".\n",
        ),
        (
            &["check", "--strict", "roster.csv", "-f", "json"],
            3,
            "2 problems\n",
        ),
        (
            &[],
            2,
            "Tastemaker needs a terminal for its dashboard. Name a roster to get its rows, or see tastemaker --help\n",
        ),
        (
            &["shortlist", "show", "Nobody"],
            1,
            "there is no shortlist \"Nobody\"; there are none yet\n",
        ),
    ] {
        let (_, err, found) = folder.run(arguments);
        assert_eq!((err.as_str(), found), (said, code), "{arguments:?}");
    }
    let (_, err, code) = folder.run(&["check", "book.xlsx"]);
    assert!(
        code == 3 && err.contains("not a readable workbook"),
        "{err}"
    );
    let (_, err, code) = folder.run(&["query", "", "roster.csv", "--fromat", "csv"]);
    assert!(code == 2 && err.contains("--format"), "{err}");
}

#[test]
fn check_says_what_was_understood_and_what_was_not() {
    let folder = Folder::new();
    let report = folder.json(&["check", "-f", "json", "roster.csv"]);
    let file = &report["files"][0];
    assert_eq!(report["schema"], 1);
    assert_eq!(
        file["rows"],
        serde_json::json!({"found": 7, "loaded": 6, "left_out": 1})
    );
    assert_eq!(
        (
            &file["format"],
            &file["encoding"],
            &file["delimiter"],
            &file["header_line"]
        ),
        (&"csv".into(), &"utf-8".into(), &",".into(), &1.into())
    );
    assert_eq!(
        file["fields"]["followers"],
        serde_json::json!({"n": 6, "min": 1, "max": 4_100_000, "sum": 4_273_901, "median": 35450})
    );
    let price = &file["fields"]["price"];
    assert_eq!(
        (
            &price["n"],
            &price["currency"],
            &price["currency_assumed"],
            &price["modelled"]
        ),
        (&6.into(), &"USD".into(), &true.into(), &false.into())
    );
    let issues: Vec<(&str, u64, &str)> = file["issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| {
            (
                issue["kind"].as_str().unwrap(),
                issue["line"].as_u64().unwrap(),
                issue["text"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        issues,
        [("duplicate", 7, "LUMI.lift"), ("not_a_number", 8, "many")]
    );
    assert_eq!(file["columns"][4]["field"], "followers");
    let text = folder.ask(&["check", "roster.csv"]);
    assert!(
        text.starts_with("roster.csv: 6 of 7 rows loaded, 1 left out.\n"),
        "{text}"
    );
    assert!(text.contains("line 8, column Followers: many"), "{text}");
}

/// Everything that a check has to say: a guess, a column that was named, texts that count as empty, two
/// columns for one field, more problems of a kind than are shown.
const MESSY: &str = "\
# exported for the spring campaign
Account;Reichweite;Engagement Rate;Fee;Fee (old);Land;Internal ID;Notes
@moss.maker;48,2K;6,1%;180;150;us;A-1;
@fern.folk;91.000;5,4%;320;300;de;A-2;likes \u{1b}[31mred
@fern.folk;91.100;5,4%;320;300;de;A-3;twice
@tide.tiller;viele;7,9%;auf Anfrage;;pt;A-4;
@loom.lark;viele;4,8%;260;;jp;A-5;
@birch.bard;sehr viele;5,2%;;;gb;A-6;
@dune.diver;keine Ahnung;112%;90;;ke;A-7;
@peat.piper;12.000;4,1%;-40;;mx;A-8;
;;;;;;A-9;
Total;243.200;;1110;;;;
";

const LINES: &str = "\
{\"handle\": \"moss.maker\", \"platform\": \"instagram\", \"followers\": 48200, \"price\": 180, \"story_price\": 70}
{\"handle\": \"fern.folk\", \"platform\": \"instagram\", \"followers\": 91000, \"price\": 320}
{\"handle\": \"reed.rower\", \"platform\": \"instagram\", \"followers\": 7000, \"price\": 40, \"story_price\": 15}
{\"handle\": \"Broken
";

#[test]
fn check_is_a_report_that_people_read() {
    let folder = Folder::new();
    folder.write("messy.csv", MESSY);
    folder.write("lines.jsonl", LINES);
    let said = [
        "check",
        "--map",
        "Reichweite=followers",
        "messy.csv",
        "lines.jsonl",
    ];
    insta::assert_snapshot!("check_text", folder.ask(&said));
    let (out, err, code) = folder.run(&["check", "--strict", "lines.jsonl", "absent.csv"]);
    assert!(out.starts_with("lines.jsonl: "), "{out}");
    assert!(err.contains("absent.csv is not there"), "{err}");
    assert_eq!(code, 3);
    folder.write("fine.csv", "Handle,Followers\nana.aal,500\n");
    assert_eq!(folder.run(&["check", "--strict", "fine.csv"]).2, 0);
    let (_, err, code) = folder.run(&["check", "--strict", "roster.csv"]);
    assert_eq!(err, "2 problems\n");
    assert_eq!(code, 3);
}

#[test]
fn compare_has_n_on_both_sides_and_never_a_verdict_beyond_it() {
    let folder = Folder::new();
    let comparison = folder.json(&["compare", "-f", "json", "roster.csv"]);
    assert_eq!(comparison["verdict"]["state"], "not_enough_data");
    assert_eq!(
        comparison["counts"]["micro"],
        serde_json::json!({"rows": 4, "priced": 3, "comparable": 3, "zero_engagement": 1})
    );
    assert_eq!(comparison["excluded"], serde_json::json!({"no_price": 1}));
    assert_eq!(comparison["matched"], Value::Null);
    let text = folder.ask(&["compare", "roster.csv"]);
    assert!(
        text.starts_with("Too few to compare: 2 micro, 1 mega"),
        "{text}"
    );
    let none = folder.json(&[
        "compare",
        "-f",
        "json",
        "roster.csv",
        "-w",
        "platform:tiktok",
    ]);
    assert_eq!(
        (&none["verdict"]["state"], &none["raw"]),
        (&"no_comparison".into(), &Value::Null)
    );
    let mut clear = String::from("Handle,Followers,Likes,Comments,Price\n");
    for number in 0..12u32 {
        clear.push_str(&format!(
            "small{number},{},{},1,{}\n",
            5_000 + number,
            500 + number,
            20 + number % 3
        ));
        clear.push_str(&format!(
            "big{number},{},{},1,{}\n",
            2_000_000 + number,
            20_000 + number,
            6_000 + number % 3
        ));
    }
    folder.write("clear.csv", clear);
    let clear = folder.json(&["compare", "-f", "json", "clear.csv"]);
    assert_eq!(
        (&clear["verdict"]["state"], &clear["verdict"]["strength"]),
        (&"small_cheaper".into(), &"normal".into())
    );
    let (low, ratio, high) = (
        clear["raw"]["low"].as_f64().unwrap(),
        clear["raw"]["ratio"].as_f64().unwrap(),
        clear["raw"]["high"].as_f64().unwrap(),
    );
    assert!(low < ratio && ratio < high && high < 1.0);
    let other = folder.json(&[
        "compare",
        "-f",
        "json",
        "roster.csv",
        "--tiers",
        "five-tier",
    ]);
    assert_eq!(
        other["tiers"]["bounds"]["micro"],
        serde_json::json!({"from": 10_000, "to": 100_000})
    );
}

#[test]
fn the_rows_of_query_are_those_of_the_dashboard() {
    let folder = Folder::new();
    let filter = "niche:beauty tier:micro";
    let rows = folder.json(&["query", filter, "roster.csv", "-f", "json", "-c", "handle"]);
    let printed: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["handle"].as_str().unwrap())
        .collect();
    let start = Start {
        shortlists: folder.path().join("lists"),
        mappings: folder.path().join("mappings.toml"),
        watch_every: Duration::from_millis(5),
        options: Options::default(),
        assumptions: Assumptions::default(),
        standard_input: Vec::new(),
        wake: Box::new(|| {}),
    };
    let mut runtime = Runtime::start(Model::new(Settings::default(), Keymap::default()), start);
    runtime.open(vec![Opening::File(
        folder.path().join("roster.csv").display().to_string(),
    )]);
    runtime.settle();
    runtime.send(Msg::Key(Key::char('/')));
    for letter in filter.chars() {
        runtime.send(Msg::Key(Key::char(letter)));
    }
    runtime.settle();
    let model = runtime.model();
    let roster = model.data().roster().unwrap();
    let shown: Vec<&str> = model
        .rows()
        .iter()
        .map(|row| roster.influencer(*row).text(Field::Handle))
        .collect();
    assert_eq!(printed, shown);
    assert_eq!(shown, ["lumi.lift", "kelp.coach", "quiet.quill"]);
}

#[test]
fn pipes_work_on_both_sides() {
    let folder = Folder::new();
    let mut child = folder
        .command(&["query", "tier:mega", "-", "-f", "csv", "-c", "handle"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(ROSTER.as_bytes())
        .unwrap();
    let (out, ..) = said(child.wait_with_output().unwrap());
    assert_eq!(out, "handle\nbig.bramble\n");
    // Without a terminal a bare roster gives its rows.
    let rows = folder.ask(&["roster.csv"]);
    assert_eq!(rows.lines().count(), 7);
    assert!(
        rows.starts_with("handle\tname\tplatform\t") && !rows.contains('\x1b'),
        "{rows}"
    );
    // A reader that has had enough is no failure.
    let mut many = String::from("Handle,Followers\n");
    for number in 0..50_000 {
        many.push_str(&format!("someone{number},{number}\n"));
    }
    folder.write("many.csv", many);
    let mut child = folder
        .command(&["many.csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    drop(lines);
    let (_, err, code) = said(child.wait_with_output().unwrap());
    assert_eq!((err.as_str(), code), ("", 0));
}

#[test]
fn an_output_file_is_never_replaced() {
    let folder = Folder::new();
    let arguments = &[
        "query",
        "tier:mega",
        "roster.csv",
        "-f",
        "csv",
        "-c",
        "handle",
        "-o",
        "out.csv",
    ];
    assert_eq!(folder.run(arguments).1, "1 rows written to out.csv\n");
    let (_, err, code) = folder.run(arguments);
    assert_eq!(
        (err.as_str(), code),
        (
            "out.csv is there already; choose another name or remove it\n",
            1
        )
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("out.csv")).unwrap(),
        "handle\nbig.bramble\n"
    );
}

#[test]
fn files_are_read_as_the_user_says() {
    let folder = Folder::new();
    folder.write(
        "latin.txt",
        b"Nombre;Seguidores\nJos\xe9;1.200\nMar\xeda;15.000\n",
    );
    let rows = folder.ask(&[
        "query",
        "",
        "latin.txt",
        "-f",
        "csv",
        "-c",
        "name,followers,platform",
        "--platform",
        "ig",
    ]);
    assert_eq!(
        rows,
        "name,followers,platform\nJosé,1200,Instagram\nMaría,15000,Instagram\n"
    );
    folder.write("odd.csv", "Who|Crowd\nana|500\n");
    let rows = folder.ask(&[
        "query",
        "",
        "odd.csv",
        "-f",
        "csv",
        "-c",
        "handle,followers",
        "--map",
        "Who=handle",
        "--map",
        "Crowd=followers",
        "--delimiter",
        "|",
    ]);
    assert_eq!(rows, "handle,followers\nana,500\n");
    folder.write("euro.csv", "Handle,Likes,Comments,Price\nana,10,0,5\n");
    let rows = folder.ask(&[
        "query",
        "",
        "euro.csv",
        "-f",
        "md",
        "-c",
        "price,cpe",
        "--currency",
        "EUR",
    ]);
    assert_eq!(rows.lines().nth(2), Some("| €5 | €0.50 |"));
}

/// A file of which nobody could know what its columns are.
const ODD: &str = "\
Wer,Menge,Quote,Geld
ana.aal,500,on request,40
bo.barsch,on request,3,tbd
cy.dorsch,700,4,
";

#[test]
fn what_was_said_of_columns_is_remembered_settled_and_outranked() {
    let folder = Folder::new();
    folder.write("odd.csv", ODD);
    let check = |arguments: &[&str]| {
        let arguments = [&["check", "-f", "json", "odd.csv"], arguments].concat();
        let (out, err, code) = folder.run(&arguments);
        let report: Value = serde_json::from_str(&out).unwrap();
        (report["files"][0].clone(), err, code)
    };
    // Of each column what it is and what is said of it.
    let columns = |file: &Value| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let columns = file["columns"].as_array().unwrap().iter();
        columns
            .map(|column| (text(&column["field"]), text(&column["note"])))
            .collect()
    };
    let settings = folder.path().join("XDG_CONFIG_HOME/tastemaker");
    fs::create_dir_all(&settings).unwrap();
    fs::write(
        settings.join("config.toml"),
        "empty_texts = [\"TBD\"]\n[import]\nWer = \"handle\"\nMenge = \"avg_likes\"\nGeld = \"price\"\n",
    )
    .unwrap();
    let kept = folder.path().join("XDG_DATA_HOME/tastemaker");
    fs::create_dir_all(&kept).unwrap();
    let mappings = kept.join("mappings.toml");
    fs::write(
        &mappings,
        "[[file]]\nheader = [\"WER\", \"Geld\", \"Menge\", \"Quote\"]\n[file.columns]\nMenge = \"followers\"\nQuote = \"engagement_rate\"\n[file.empty]\nMenge = [\"on request\"]\n",
    )
    .unwrap();

    let (file, err, _) = check(&["--map", "Quote="]);
    let said = |field: &str, note: &str| (field.to_owned(), note.to_owned());
    assert_eq!(err, "");
    assert_eq!(
        columns(&file),
        [
            said("handle", "as your settings say"),
            said(
                "followers",
                "as you said for files with this header; \"on request\" and \"TBD\" count as empty, as you said: 1 cell"
            ),
            said("-", "as you said"),
            said(
                "price",
                "as your settings say; \"TBD\" counts as empty, as you said: 1 cell"
            ),
        ]
    );
    assert_eq!(
        (
            &file["fields"]["followers"]["sum"],
            &file["fields"]["price"]["n"]
        ),
        (&1200.into(), &1.into())
    );
    assert_eq!(file["issues"], serde_json::json!([]));

    // Another header is another file.
    folder.write("odd.csv", ODD.replace("Quote", "Rate"));
    assert_eq!(columns(&check(&[]).0)[1].0, "avg_likes");
    folder.write("odd.csv", ODD);

    // What a newer version wrote is not understood and not touched; damage is set aside.
    let newer = "version = 99\n";
    fs::write(&mappings, newer).unwrap();
    let (file, err, code) = check(&[]);
    assert!(err.contains("newer version") && code == 0, "{err}");
    assert_eq!(columns(&file)[1].0, "avg_likes");
    assert_eq!(fs::read_to_string(&mappings).unwrap(), newer);
    fs::write(&mappings, "[[file").unwrap();
    let (_, err, code) = check(&[]);
    assert!(err.contains("mappings.damaged") && code == 0, "{err}");
    assert_eq!(
        fs::read_to_string(kept.join("mappings.damaged")).unwrap(),
        "[[file"
    );
    assert_eq!(check(&[]).1, "", "it is said once");
}

#[test]
fn shortlists_live_without_the_dashboard() {
    let folder = Folder::new();
    let run = |arguments: &[&str]| folder.run(arguments);
    assert_eq!(
        run(&[
            "shortlist",
            "add",
            "Spring",
            "lumi.lift",
            "@drum.otter",
            "-r",
            "roster.csv"
        ])
        .1,
        "2 influencers added to \"Spring\"\n"
    );
    assert_eq!(
        run(&[
            "shortlist",
            "add",
            "Spring",
            "lumi.lift",
            "-r",
            "roster.csv"
        ])
        .1,
        "@lumi.lift is on \"Spring\" already\n"
    );
    assert_eq!(run(&["shortlist", "list"]).0, "     2  Spring\n");
    assert_eq!(
        folder.json(&["shortlist", "show", "Spring", "-f", "json"])["entries"][0]["handle"],
        "lumi.lift"
    );
    assert_eq!(
        run(&["shortlist", "remove", "Spring", "lumi.lift"]).1,
        "@lumi.lift removed from \"Spring\"\n"
    );
    // Who is no longer in a roster is exported as on the day of adding.
    folder.write("newer.csv", "Handle,Followers\nsomeone.else,5\n");
    let rows = folder.ask(&[
        "shortlist",
        "export",
        "Spring",
        "newer.csv",
        "-c",
        "handle,followers,price",
    ]);
    assert_eq!(rows, "handle,followers,price\ndrum.otter,91000,320\n");
    let (_, err, code) = run(&["shortlist", "add", "Spring", "nobody", "-r", "roster.csv"]);
    assert_eq!((err.as_str(), code), ("the roster has no \"nobody\"\n", 1));
}

#[test]
fn the_configuration_is_explained_checked_and_outranked() {
    let folder = Folder::new();
    let path = folder.ask(&["config", "init"]).trim().to_owned();
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        include_str!("../config.example.toml")
    );
    let (_, err, code) = folder.run(&["config", "init"]);
    assert_eq!(
        (err, code),
        (
            format!("{path} is there already; it was left as it is\n"),
            1
        )
    );
    fs::write(&path, "theme = \"drak\"\n").unwrap();
    let (_, err, code) = folder.run(&["config", "check"]);
    let wrong = format!(
        "{path}:1:9: \"theme\" must be auto, dark, light, high-contrast or mono; found \"drak\". Did you mean dark?\n"
    );
    assert_eq!((err, code), (wrong, 4));
    fs::write(&path, "theme = \"dark\"\n").unwrap();
    let theme = |arguments: &[&str], variable: Option<&str>| {
        let mut command = folder.command(arguments);
        command.envs(variable.map(|value| ("TASTEMAKER_THEME", value)));
        said(command.output().unwrap())
            .0
            .lines()
            .next()
            .map(str::to_owned)
    };
    let show = &["config", "show", "--origin"];
    assert_eq!(
        theme(show, None).as_deref(),
        Some("theme = \"dark\"  # file")
    );
    assert_eq!(
        theme(show, Some("light")).as_deref(),
        Some("theme = \"light\"  # variable")
    );
    let flagged = &["config", "show", "--origin", "--theme", "mono"];
    assert_eq!(
        theme(flagged, Some("light")).as_deref(),
        Some("theme = \"mono\"  # flag")
    );
}

#[test]
fn help_is_short_and_leads_with_examples() {
    let folder = Folder::new();
    let help = folder.ask(&["-h"]);
    assert!(help.lines().count() <= 24, "{help}");
    let first: Vec<&str> = help.lines().take(4).collect();
    assert!(
        first[0].contains("Examples")
            && first[1..]
                .iter()
                .all(|line| line.starts_with("  tastemaker ")),
        "{help}"
    );
    assert_eq!(
        folder.ask(&["--version"]),
        concat!("tastemaker ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn the_ending_of_a_file_says_what_is_written_unless_it_is_said_otherwise() {
    let folder = Folder::new();
    let written = |name: &str, more: &[&str]| {
        let arguments = ["query", "tier:mega", "roster.csv", "-o", name];
        folder.run(&[&arguments, more].concat());
        fs::read(folder.path().join(name)).unwrap()
    };
    assert!(written("picks.xlsx", &[]).starts_with(b"PK"));
    assert!(written("picks.JSON", &[]).starts_with(b"["));
    let columns = ["-c", "handle,tier"];
    assert!(written("picks.csv", &columns).starts_with(b"handle,tier\n"));
    let said = [&columns[..], &["-f", "tsv"]].concat();
    assert!(written("more.csv", &said).starts_with(b"handle\ttier\n"));
}
