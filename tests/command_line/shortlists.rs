//! Shortlists by commands: what each prints, where, and how it ends.

use super::*;

/// A roster whose prices say their currency.
const PRICED: &str = "\
Handle,Platform,Followers,Likes,Comments,Price
@lumi.lift,Instagram,48200,2800,140,$180
@drum.otter,TikTok,91000,4700,214,$320
@kelp.coach,Instagram,22700,1700,93,
@quiet.quill,Instagram,12000,0,0,$90
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("roster.csv", PRICED);
    folder
}

/// A command, its standard output and its standard error with the day as `TODAY`, its exit code.
type Case = (&'static [&'static str], &'static str, &'static str, i32);

fn check(folder: &Folder, cases: &[Case]) {
    let today = tastemaker::background::today();
    for (arguments, out, err, code) in cases {
        let mut whole = vec!["shortlist"];
        whole.extend(*arguments);
        let (found_out, found_err, found) = folder.run(&whole);
        let day = |text: String| text.replace(&today, "TODAY");
        assert_eq!(
            (day(found_out).as_str(), day(found_err).as_str(), found),
            (*out, *err, *code),
            "{arguments:?}"
        );
    }
}

#[test]
fn an_outreach_is_kept_by_commands() {
    let folder = folder();
    check(
        &folder,
        &[
            (
                &["add", "Spring", "lumi.lift", "drum.otter", "kelp.coach", "-r", "roster.csv"],
                "",
                "3 influencers added to \"Spring\"\n",
                0,
            ),
            (
                &["status", "spring", "Contacted", "lumi.lift"],
                "",
                "@lumi.lift: idea → contacted\n",
                0,
            ),
            (
                &["status", "Spring", "contacted", "lumi.lift", "drum.otter"],
                "",
                "@drum.otter: contacted; 1 as before\n",
                0,
            ),
            (
                &["status", "Spring", "declined", "drum.otter", "--reason", "no time in May"],
                "",
                "@drum.otter: contacted → declined\n@drum.otter: passed over: no time in May\n",
                0,
            ),
            (
                &["status", "Spring", "maybe", "lumi.lift"],
                "",
                "there is no status \"maybe\". There are idea, contacted, negotiating, agreed, declined, posted, paid\n",
                2,
            ),
            (
                &["status", "Spring", "agreed", "nobody"],
                "",
                "\"nobody\" is not on \"Spring\"\n",
                1,
            ),
            (
                &["status", "Summer", "agreed", "lumi.lift"],
                "",
                "there is no shortlist \"Summer\"; there are: Spring\n",
                1,
            ),
            (
                &["note", "Spring", "two posts for one", "lumi.lift@Instagram"],
                "",
                "@lumi.lift: noted\n",
                0,
            ),
            (&["note", "Spring", " ", "lumi.lift"], "", "a note needs a text\n", 2),
            (
                &["price", "Spring", "150", "lumi.lift"],
                "",
                "@lumi.lift: agreed $150\n",
                0,
            ),
            (
                &["price", "Spring", "150", "lumi.lift"],
                "",
                "@lumi.lift: agreed $150 already\n",
                0,
            ),
            (
                &["price", "Spring", "dear", "lumi.lift"],
                "",
                "an amount must be a number such as 250 or 99.50, or none; found \"dear\"\n",
                2,
            ),
            (
                &["due", "Spring", "2027-02-30", "lumi.lift"],
                "",
                "\"2027-02-30\" is no day such as 2026-11-24, 2 Jun or +7d, or none\n",
                2,
            ),
            (
                &["due", "Spring", "2027-02-28", "lumi.lift"],
                "",
                "@lumi.lift: due 2027-02-28\n",
                0,
            ),
            (
                &["due", "Spring", "none", "kelp.coach"],
                "",
                "@kelp.coach: no longer due already\n",
                0,
            ),
            (
                &["budget", "Spring", "1000"],
                "",
                "budget of \"Spring\": $1,000\n",
                0,
            ),
            (
                &["budget", "Spring", "lots"],
                "",
                "an amount must be a number such as 250 or 99.50, or none; found \"lots\"\n",
                2,
            ),
            (
                &["show", "Spring"],
                "\
@lumi.lift                   Instagram  contacted   micro     48.2k   6.1%       $180       $150  2027-02-28  TODAY
    TODAY  two posts for one
@drum.otter                  TikTok     declined    micro       91k   5.4%       $320          -  -           TODAY
    passed over: no time in May
@kelp.coach                  Instagram  idea        micro     22.7k   7.9%          -          -  -           TODAY
3 entries, 2 with a price, together $500
asked: 1 without a price
agreed: $150 for 1
left: $850 of $1,000
",
                "",
                0,
            ),
            (
                &["rename", "Spring", "Autumn launch"],
                "",
                "shortlist \"Spring\" is now \"Autumn launch\"\n",
                0,
            ),
            (&["rename", "Autumn launch", " "], "", "a shortlist needs a name\n", 2),
            (&["list"], "     3  Autumn launch\n", "", 0),
            (
                &["delete", "autumn LAUNCH"],
                "",
                "shortlist \"Autumn launch\" deleted\n",
                0,
            ),
            (&["list"], "", "", 0),
        ],
    );
}

#[test]
fn entries_are_tagged_ranked_and_moved_by_commands() {
    let folder = folder();
    check(
        &folder,
        &[
            (
                &[
                    "add",
                    "Spring",
                    "lumi.lift",
                    "drum.otter",
                    "kelp.coach",
                    "-r",
                    "roster.csv",
                ],
                "",
                "3 influencers added to \"Spring\"\n",
                0,
            ),
            (
                &[
                    "tag",
                    "Spring",
                    "launch, two posts",
                    "lumi.lift",
                    "drum.otter",
                ],
                "",
                "2 influencers: tagged launch, two posts\n",
                0,
            ),
            (
                &["tag", "Spring", "none", "drum.otter"],
                "",
                "@drum.otter: no tags\n",
                0,
            ),
            (
                &["reason", "Spring", "too dear", "drum.otter"],
                "",
                "@drum.otter: passed over: too dear\n",
                0,
            ),
            (
                &["reason", "Spring", "none", "drum.otter"],
                "",
                "@drum.otter: no reason\n",
                0,
            ),
            (
                &["backup", "Spring", "lumi.lift", "kelp.coach"],
                "",
                "@kelp.coach: backup for @lumi.lift\n",
                0,
            ),
            (
                &["backup", "Spring", "lumi.lift", "lumi.lift"],
                "",
                "@lumi.lift cannot stand in for itself\n",
                2,
            ),
            (
                &["backup", "Spring", "nobody", "kelp.coach"],
                "",
                "\"nobody\" is not on \"Spring\"\n",
                1,
            ),
            (
                &["rank", "Spring", "1", "kelp.coach"],
                "",
                "@kelp.coach: now 1 of 3\n",
                0,
            ),
            (
                &["move", "Spring", "Autumn", "drum.otter", "lumi.lift"],
                "",
                "2 influencers moved to \"Autumn\"\n",
                0,
            ),
            (
                &["copy", "Autumn", "spring", "drum.otter"],
                "",
                "@drum.otter copied to \"Spring\"\n",
                0,
            ),
            (
                &["move", "Spring", "SPRING", "drum.otter"],
                "",
                "they are on \"Spring\" already\n",
                2,
            ),
            (
                &["move", "Spring", " ", "drum.otter"],
                "",
                "a shortlist needs a name\n",
                2,
            ),
            (&["list"], "     2  Autumn\n     2  Spring\n", "", 0),
        ],
    );
    let entries = |list: &str| {
        let shown = folder.json(&["shortlist", "show", list, "-f", "json"]);
        shown["entries"].as_array().unwrap().clone()
    };
    let (spring, autumn) = (entries("Spring"), entries("Autumn"));
    assert_eq!(spring[0]["handle"], "kelp.coach");
    assert_eq!(spring[1]["handle"], "drum.otter");
    assert_eq!(spring[0]["backup_for"]["handle"], "lumi.lift");
    assert_eq!(
        autumn[0]["tags"],
        serde_json::json!(["launch", "two posts"])
    );
    // Also days as people say them.
    let (_, said, code) = folder.run(&["shortlist", "due", "Spring", "+7d", "kelp.coach"]);
    let due = entries("Spring")[0]["due"].as_str().unwrap().to_owned();
    assert_eq!((said, code), (format!("@kelp.coach: due {due}\n"), 0));
    assert!(due > tastemaker::background::today(), "{due}");
}

#[test]
fn a_list_as_json_has_all_that_is_known() {
    let folder = folder();
    check(
        &folder,
        &[
            (
                &["add", "Spring", "lumi.lift", "-r", "roster.csv"],
                "",
                "@lumi.lift added to \"Spring\"\n",
                0,
            ),
            (
                &["status", "Spring", "agreed", "lumi.lift"],
                "",
                "@lumi.lift: idea → agreed\n",
                0,
            ),
            (
                &["budget", "Spring", "90", "--currency", "EUR"],
                "",
                "budget of \"Spring\": €90\n",
                0,
            ),
            (
                &["price", "Spring", "99.5", "lumi.lift"],
                "",
                "@lumi.lift: agreed $100\n",
                0,
            ),
        ],
    );
    let shown = folder.json(&["shortlist", "show", "Spring", "-f", "json"]);
    let today = tastemaker::background::today();
    assert_eq!(
        shown["totals"],
        serde_json::json!({
            "entries": 1,
            "asked": {"amounts": {}, "priced": 0, "without_price": 0},
            "agreed": {"amounts": {"USD": 99.5}, "priced": 1, "without_price": 0},
            "left": 90,
            "agreed_in_other_currencies": 1,
        })
    );
    assert_eq!(
        shown["entries"][0],
        serde_json::json!({
            "handle": "lumi.lift",
            "platform": "Instagram",
            "name": "",
            "added": today,
            "status": "agreed",
            "stage": "agreed",
            "reason": "",
            "agreed": 99.5,
            "due": "",
            "backup_for": null,
            "tags": [],
            "notes": [],
            "history": [
                {"day": today, "what": "added"},
                {"day": today, "what": "idea → agreed"},
                {"day": today, "what": "agreed $100"},
            ],
            "tier": "micro",
            "followers": 48200,
            "engagement_rate": shown["entries"][0]["engagement_rate"],
            "price": 180,
            "currency": "USD",
        })
    );
}

#[test]
fn a_newer_roster_says_what_changed_since_adding() {
    let folder = folder();
    folder.write(
        "newer.csv",
        "Handle,Platform,Followers,Likes,Comments,Price\n\
         @lumi.lift,Instagram,96400,2800,140,\n\
         @drum.otter,TikTok,91000,4700,214,$320\n\
         @kelp.coach,Instagram,122700,1700,93,$90\n",
    );
    check(
        &folder,
        &[
            (
                &[
                    "add", "Spring", "lumi.lift", "drum.otter", "kelp.coach", "quiet.quill", "-r",
                    "roster.csv",
                ],
                "",
                "4 influencers added to \"Spring\"\n",
                0,
            ),
            (
                &["diff", "Spring", "newer.csv"],
                "\
@lumi.lift                   Instagram  followers 48.2k → 96.4k (+100%), engagement rate 6.1% → 3.0% (-50.0%), price $180 → unknown
@drum.otter                  TikTok     same
@kelp.coach                  Instagram  followers 22.7k → 123k (+441%), engagement rate 7.9% → 1.5% (-81.5%), price unknown → $90, tier micro → macro
@quiet.quill                 Instagram  no longer in the roster
2 changed, 1 the same, 1 no longer in the roster
",
                "",
                0,
            ),
            (&["diff", "Spring", "none.csv"], "", "none.csv is not there. Check the name and the folder\n", 3),
            (
                &["diff", "Summer", "newer.csv"],
                "",
                "there is no shortlist \"Summer\"; there are: Spring\n",
                1,
            ),
        ],
    );
    let diff = folder.json(&["shortlist", "diff", "Spring", "newer.csv", "-f", "json"]);
    assert_eq!(
        diff["entries"][0]["changes"]["followers"],
        serde_json::json!({"before": 48200, "now": 96400, "relative": 1})
    );
    let price = serde_json::json!({"before": 180, "now": null, "relative": null});
    assert_eq!(diff["entries"][0]["changes"]["price"], price);
    assert_eq!(
        diff["entries"][2]["changes"]["tier"],
        serde_json::json!({"before": "micro", "now": "macro"})
    );
    let states: Vec<&str> = diff["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["changed", "same", "changed", "gone"]);
}

#[test]
fn handles_and_addresses_come_from_files() {
    let folder = Folder::new();
    folder.write(
        "list.txt",
        "@Lumi.Lift\nhttps://www.tiktok.com/@drum.otter\nhttps://www.instagram.com/some.one/\nTwo Words\n",
    );
    folder.write(
        "table.csv",
        "Profile,Remark\nhttps://www.instagram.com/kelp.coach/,nice\nhttps://www.instagram.com/new.one/,\n",
    );
    folder.write("empty.txt", "\n");
    check(
        &folder,
        &[
            (
                &["import", "Spring", "list.txt", "roster.csv"],
                "",
                "3 influencers added to \"Spring\"\n\
                 line 4: \"Two Words\" is no handle and no profile\n\
                 not in the roster, kept as they are: @some.one\n",
                0,
            ),
            (
                &["import", "Spring", "table.csv", "roster.csv"],
                "",
                "2 influencers added to \"Spring\"\nnot in the roster, kept as they are: @new.one\n",
                0,
            ),
            (
                &["import", "Bare", "list.txt"],
                "",
                "3 influencers added to \"Bare\"\nline 4: \"Two Words\" is no handle and no profile\n",
                0,
            ),
            (
                &["import", "Spring", "empty.txt"],
                "",
                "empty.txt names nobody\n",
                3,
            ),
            (
                &["import", " ", "list.txt"],
                "",
                "a shortlist needs a name\n",
                2,
            ),
        ],
    );
    let shown = folder.json(&["shortlist", "show", "Spring", "-f", "json"]);
    let known: Vec<(&str, &str, Option<f64>)> = shown["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let text = |name: &str| entry[name].as_str().unwrap();
            (
                text("handle"),
                text("platform"),
                entry["followers"].as_f64(),
            )
        })
        .collect();
    assert_eq!(
        known,
        [
            ("lumi.lift", "Instagram", Some(48_200.0)),
            ("drum.otter", "TikTok", Some(91_000.0)),
            ("some.one", "Instagram", None),
            ("kelp.coach", "Instagram", Some(22_700.0)),
            ("new.one", "Instagram", None),
        ]
    );
}

#[test]
fn no_text_of_a_list_steers_the_terminal() {
    let folder = Folder::new();
    let hostile = "a\nb\u{1b}[2Jc\u{202e}d\re\u{7}";
    folder.write("list.txt", "evil\u{1b}[31m\n");
    folder.ask_loud(&[
        "shortlist",
        "add",
        "Sp\u{1b}[2Jring",
        "lumi.lift",
        "-r",
        "roster.csv",
    ]);
    folder.ask_loud(&[
        "shortlist",
        "import",
        "Sp\u{1b}[2Jring",
        "list.txt",
        "roster.csv",
    ]);
    let list = "Sp\u{1b}[2Jring";
    folder.ask_loud(&["shortlist", "note", list, hostile, "lumi.lift"]);
    let reason = [
        "shortlist",
        "status",
        list,
        "declined",
        "lumi.lift",
        "--reason",
        hostile,
    ];
    folder.ask_loud(&reason);
    folder.ask_loud(&["shortlist", "show", list]);
    folder.ask_loud(&["shortlist", "list"]);
    folder.ask_loud(&["shortlist", "diff", list, "roster.csv"]);
    let shown = folder.json(&["shortlist", "show", list, "-f", "json"]);
    assert_eq!(
        shown["entries"][0]["notes"][0]["text"], hostile,
        "kept as it was typed"
    );
    let (out, err, code) = folder.run(&["shortlist", "show", "\u{1b}[2J"]);
    assert_eq!((out.as_str(), code), ("", 1));
    assert!(!err.trim_end().contains(char::is_control), "{err:?}");
}

#[test]
fn words_of_ones_own_say_how_far_talks_have_come() {
    let folder = Folder::new();
    folder.write("own.toml", "statuses = [\"wish\", \"Sample sent\"]\n");
    let run = |arguments: &[&str]| {
        let mut whole = arguments.to_vec();
        whole.extend(["--config", "own.toml"]);
        folder.run(&whole)
    };
    run(&[
        "shortlist",
        "add",
        "Spring",
        "lumi.lift",
        "-r",
        "roster.csv",
    ]);
    let status = ["shortlist", "status", "Spring", "sample SENT", "lumi.lift"];
    assert_eq!(run(&status).1, "@lumi.lift: wish → Sample sent\n");
    let query = [
        "query",
        "status:\"sample sent\"",
        "roster.csv",
        "-f",
        "csv",
        "-c",
        "handle",
    ];
    let (out, err, code) = run(&query);
    assert_eq!(
        (out.as_str(), err.as_str(), code),
        ("handle\nlumi.lift\n", "", 0)
    );
    let (_, err, code) = run(&["query", "status:paid", "roster.csv"]);
    assert!(
        code == 2 && err.contains("There are wish, Sample sent"),
        "{err}"
    );
}

#[test]
fn a_list_that_is_open_elsewhere_is_left_as_it_is() {
    let folder = Folder::new();
    folder.run(&[
        "shortlist",
        "add",
        "Spring",
        "lumi.lift",
        "-r",
        "roster.csv",
    ]);
    let lists = folder.path().join("XDG_DATA_HOME/tastemaker/shortlists");
    let held = tastemaker::shortlist::store::Store::open(&lists, true).unwrap();
    let locked = "\"Spring\" could not be saved: it is open in another window\n";
    check(
        &folder,
        &[
            (&["status", "Spring", "paid", "lumi.lift"], "", locked, 1),
            (&["rename", "Spring", "Summer"], "", locked, 1),
            (&["delete", "Spring"], "", locked, 1),
            (&["list"], "     1  Spring\n", "", 0),
        ],
    );
    drop(held);
    check(
        &folder,
        &[(
            &["delete", "Spring"],
            "",
            "shortlist \"Spring\" deleted\n",
            0,
        )],
    );
}
