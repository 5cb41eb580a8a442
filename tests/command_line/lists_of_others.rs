//! Shortlists that come from elsewhere: the tables in which people keep their outreach, and list files
//! of older and newer versions.

use super::*;

/// A list's file, where the program keeps it.
fn kept(folder: &Folder, name: &str) -> std::path::PathBuf {
    let lists = folder.path().join("XDG_DATA_HOME/tastemaker/shortlists");
    fs::create_dir_all(&lists).unwrap();
    lists.join(name)
}

/// Handle, platform, status, notes and followers.
type Entry = (String, String, String, Vec<String>, Option<f64>);

fn entries(folder: &Folder, list: &str) -> Vec<Entry> {
    let shown = folder.json(&["shortlist", "show", list, "-f", "json"]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let entries = shown["entries"].as_array().unwrap().iter();
    entries
        .map(|entry| {
            let notes = entry["notes"].as_array().unwrap().iter();
            (
                text(&entry["handle"]),
                text(&entry["platform"]),
                text(&entry["status"]),
                notes.map(|note| text(&note["text"])).collect(),
                entry["followers"].as_f64(),
            )
        })
        .collect()
}

#[test]
fn a_table_of_outreach_brings_its_statuses_and_notes_once() {
    let folder = Folder::new();
    folder.write(
        "outreach.csv",
        "Handle,Platform,Status,Notes\n\
         @Lumi.Lift,Instagram,Contacted,\"two posts, one price\"\n\
         @drum.otter,TikTok,hot lead,\n\
         @nobody.known,TikTok,declined,maybe in May\n\
         @lumi.lift,Instagram,paid,\n\
         @kelp.coach,Instagram,,\n",
    );
    let import = [
        "shortlist",
        "import",
        "Spring",
        "outreach.csv",
        "roster.csv",
    ];
    let (out, err, code) = folder.run(&import);
    assert_eq!(
        (out.as_str(), err.as_str(), code),
        (
            "",
            "4 influencers added to \"Spring\"\n\
             not among the statuses, left out: hot lead\n\
             not in the roster, kept as they are: @nobody.known\n",
            0
        )
    );
    let entry = |handle: &str, platform: &str, status: &str, note: &str, followers| {
        let notes = Some(note.to_owned()).filter(|note| !note.is_empty());
        (
            handle.to_owned(),
            platform.to_owned(),
            status.to_owned(),
            notes.into_iter().collect(),
            followers,
        )
    };
    let expected = [
        entry(
            "lumi.lift",
            "Instagram",
            "contacted",
            "two posts, one price",
            Some(48_200.0),
        ),
        entry("drum.otter", "TikTok", "idea", "", Some(91_000.0)),
        entry("nobody.known", "TikTok", "declined", "maybe in May", None),
        entry("kelp.coach", "Instagram", "idea", "", Some(22_700.0)),
    ];
    assert_eq!(entries(&folder, "Spring"), expected);

    // What was said meanwhile is not taken back by the file.
    folder.run(&["shortlist", "status", "Spring", "agreed", "nobody.known"]);
    let (_, err, code) = folder.run(&import);
    assert_eq!(code, 0);
    assert!(
        err.starts_with("all 4 are on \"Spring\" already\n"),
        "{err}"
    );
    let again = entries(&folder, "Spring");
    assert_eq!(again[2].2, "agreed");
    assert_eq!((&again[..2], &again[3..]), (&expected[..2], &expected[3..]));
}

#[test]
fn handles_without_a_platform_are_looked_up_and_the_others_shown() {
    let folder = Folder::new();
    folder.write(
        "two.csv",
        "Handle,Platform,Followers\ntwice,Instagram,2000\ntwice,TikTok,3000\nonce,YouTube,4000\n",
    );
    folder.write(
        "handles.csv",
        "Username,Budget\n@Once,1\ntwice,1\n@made.up,1\n",
    );
    let (_, err, code) = folder.run(&["shortlist", "import", "Spring", "handles.csv", "two.csv"]);
    assert_eq!(
        (err.as_str(), code),
        (
            "3 influencers added to \"Spring\"\n\
             not in the roster, kept as they are: @made.up\n\
             on several platforms in the roster, kept without one: @twice\n",
            0
        )
    );
    let found = entries(&folder, "Spring");
    let found: Vec<(&str, &str, Option<f64>)> = found
        .iter()
        .map(|(handle, platform, .., followers)| (handle.as_str(), platform.as_str(), *followers))
        .collect();
    assert_eq!(
        found,
        [
            ("once", "YouTube", Some(4_000.0)),
            ("twice", "", None),
            ("made.up", "", None)
        ]
    );
    let text = folder.ask(&["shortlist", "show", "Spring"]);
    assert!(
        text.contains("@made.up ") && text.ends_with("3 without a price\n"),
        "{text}"
    );
}

#[test]
fn a_list_of_version_1_goes_on_and_loses_nothing() {
    let folder = Folder::new();
    let file = kept(&folder, "spring.toml");
    fs::write(
        &file,
        "version = 1\nname = \"Spring\"\nowner = \"Bo\"\n\n[[entry]]\nplatform = \"Instagram\"\n\
         handle = \"lumi.lift\"\nnote = \"two posts\"\nmood = \"great\"\n",
    )
    .unwrap();
    assert_eq!(folder.ask(&["shortlist", "list"]), "     1  Spring\n");
    let note = ["shortlist", "note", "Spring", "called", "lumi.lift"];
    assert_eq!(folder.run(&note).2, 0);
    assert_eq!(entries(&folder, "Spring")[0].3, ["two posts", "called"]);
    let text = fs::read_to_string(&file).unwrap();
    for line in ["version = 2", "owner = \"Bo\"", "mood = \"great\""] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn a_list_of_a_newer_version_that_is_not_understood_is_left_alone() {
    let folder = Folder::new();
    let file = kept(&folder, "spring.toml");
    let newer = "version = 9\nname = \"Spring\"\n\n[entry.lumi]\nwhere = \"Instagram\"\n";
    fs::write(&file, newer).unwrap();
    let (out, err, code) = folder.run(&["shortlist", "list"]);
    assert_eq!((out.as_str(), code), ("", 0));
    assert!(
        err.contains("spring.toml was written by a newer version") && err.lines().count() == 1,
        "{err}"
    );
    // A list of the same name gets a file of its own.
    let add = [
        "shortlist",
        "add",
        "Spring",
        "lumi.lift",
        "-r",
        "roster.csv",
    ];
    assert_eq!(folder.run(&add).2, 0);
    assert_eq!(folder.run(&["shortlist", "delete", "Spring"]).2, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), newer);
    assert!(!kept(&folder, "spring.damaged").exists());
}

#[test]
fn a_list_of_a_newer_version_that_is_understood_keeps_its_version() {
    let folder = Folder::new();
    let file = kept(&folder, "spring.toml");
    fs::write(
        &file,
        "version = 9\nname = \"Spring\"\ngoal = 5000\n\n[[entry]]\nhandle = \"ana\"\n",
    )
    .unwrap();
    let status = ["shortlist", "status", "Spring", "paid", "ana"];
    assert_eq!(folder.run(&status).2, 0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        ["version = 9", "goal = 5000", "status = \"paid\""]
            .iter()
            .all(|line| text.contains(line)),
        "{text}"
    );
}
