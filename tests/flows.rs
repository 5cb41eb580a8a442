//! Keys through the runtime with real threads: what a marketer does, from the roster to the file.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tastemaker::app::effect::Opening;
use tastemaker::app::importing::title;
use tastemaker::app::msg::{Mouse, MouseAction};
use tastemaker::app::overlays::Overlay;
use tastemaker::app::panes::import::Item;
use tastemaker::app::panes::nothing::Help;
use tastemaker::app::{Model, Msg, Screen};
use tastemaker::background::mappings;
use tastemaker::background::open::Assumptions;
use tastemaker::config::Settings;
use tastemaker::export::Place;
use tastemaker::import::Options;
use tastemaker::input::{Key, Keymap};
use tastemaker::roster::Field;
use tastemaker::runtime::{Outward, Runtime, Start};

const ROSTER: &str = "\
Handle,Platform,Niche,Followers,Likes,Comments,Price
@lumi.lift,Instagram,fitness,48200,2800,140,180
@drum.otter,TikTok,music,91000,4700,214,320
@kelp.coach,Instagram,fitness,22700,1700,93,140
@big.bramble,YouTube,fitness,4100000,41000,2000,9800
@pilla.kite,TikTok,yoga,64100,3000,77,260
";

/// More than anything here takes.
const LONG: Duration = Duration::from_secs(20);

struct Stage {
    runtime: Runtime,
    folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        Self::in_folder(tempfile::tempdir().unwrap())
    }

    /// A program that keeps its lists and files in this folder.
    fn in_folder(folder: tempfile::TempDir) -> Self {
        let settings = Settings {
            export_folder: folder.path().display().to_string(),
            ..Settings::default()
        };
        let start = Start {
            shortlists: folder.path().join("shortlists"),
            mappings: folder.path().join("mappings.toml"),
            watch_every: Duration::from_millis(5),
            options: Options::default(),
            assumptions: Assumptions::default(),
            standard_input: Vec::new(),
            wake: Box::new(|| {}),
        };
        let mut runtime = Runtime::start(Model::new(settings, Keymap::default()), start);
        runtime.send(Msg::Today("2026-11-24".into()));
        runtime.send(Msg::Resize {
            width: 120,
            height: 35,
        });
        runtime.settle();
        Stage { runtime, folder }
    }

    fn with(roster: &str) -> Self {
        let mut stage = Stage::new();
        stage.open(roster);
        stage
    }

    fn write(&self, roster: &str) {
        fs::write(self.folder.path().join("spring.csv"), roster).unwrap();
    }

    fn open(&mut self, roster: &str) {
        self.write(roster);
        let path = self.folder.path().join("spring.csv");
        self.runtime
            .open(vec![Opening::File(path.display().to_string())]);
        self.runtime.settle();
    }

    /// Presses keys named one after the other, and waits for what they lead to.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.runtime.send(Msg::Key(key.parse::<Key>().unwrap()));
        }
        self.runtime.settle();
        self
    }

    fn type_in(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.runtime.send(Msg::Key(Key::char(letter)));
        }
        self.runtime.settle();
        self
    }

    fn handles(&self) -> Vec<&str> {
        let model = self.runtime.model();
        let roster = model.data().roster().expect("a roster is open");
        model
            .rows()
            .iter()
            .map(|row| roster.influencer(*row).text(Field::Handle))
            .collect()
    }

    fn toast(&self) -> &str {
        self.runtime.model().toast().map_or("", |toast| &toast.text)
    }

    fn entries(&self, list: &str) -> Vec<String> {
        let book = self.runtime.model().lists().book();
        let list = book.list(list).expect("the list is there");
        list.entries()
            .iter()
            .map(|entry| entry.key.handle.clone())
            .collect()
    }

    /// Ends the program and starts it again in the same folder.
    fn restart(self) -> Self {
        let Stage { runtime, folder } = self;
        runtime.finish();
        Stage::in_folder(folder)
    }
}

fn lists(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.join("shortlists"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    names
}

#[test]
fn the_main_job_from_roster_to_file_and_back() {
    let mut stage = Stage::with(ROSTER);
    assert_eq!(stage.handles().len(), 5);
    // Each key narrows.
    stage.keys("/").type_in("niche:fit");
    assert_eq!(stage.handles(), ["lumi.lift", "kelp.coach", "big.bramble"]);
    stage.type_in("ness tier:micro").keys("Enter");
    assert_eq!(stage.handles(), ["lumi.lift", "kelp.coach"]);
    // Two ticks, one list.
    stage.keys("Space Space a").type_in("Spring").keys("Enter");
    assert!(
        stage.toast().contains("2 influencers added to \"Spring\""),
        "{}",
        stage.toast()
    );
    assert_eq!(stage.entries("Spring"), ["lumi.lift", "kelp.coach"]);
    assert_eq!(lists(stage.folder.path()), ["spring.toml"]);
    // Undo takes them off again, on disk as well; redo puts them back.
    stage.keys("u");
    assert!(
        lists(stage.folder.path()).is_empty(),
        "an undone new list is not kept"
    );
    stage.keys("U");
    // The comparison names both sides.
    stage.keys("X 2");
    let comparison = stage
        .runtime
        .model()
        .compare()
        .comparison()
        .expect("an answer came");
    assert!(
        comparison.verdict.sentence.contains("4 micro, 1 mega"),
        "{}",
        comparison.verdict.sentence
    );
    // The list is there after a restart, before any roster is opened.
    let mut stage = stage.restart();
    assert_eq!(stage.entries("Spring"), ["lumi.lift", "kelp.coach"]);
    stage.keys("4 x");
    assert_eq!(stage.entries("Spring"), ["kelp.coach"]);
    stage.keys("e");
    stage.keys("Enter");
    let file = stage.folder.path().join("Spring_selection_2026-11-24.csv");
    let written = fs::read_to_string(&file).unwrap();
    assert!(
        written.contains("kelp.coach") && !written.contains("lumi.lift"),
        "{written}"
    );
    // The same export again asks, and Enter leaves the file alone.
    fs::write(&file, "mine").unwrap();
    stage.keys("e Enter Enter");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn columns_for_another_tool_are_shown_before_they_are_written_or_copied() {
    let mut stage = Stage::with(ROSTER);
    let preview = |stage: &Stage| match stage.runtime.model().overlay() {
        Some(Overlay::Export(dialog)) => {
            let preview = dialog.preview().expect("the clerk answered");
            (preview.clone().unwrap().lines, dialog.place())
        }
        other => panic!("{other:?}"),
    };
    stage.keys("e");
    assert_eq!(preview(&stage).0[0].split(',').next(), Some("Handle"));
    // From Save up to the columns, on to the first preset.
    stage.keys("Up Up Up Up Right Right Right");
    let (lines, place) = preview(&stage);
    assert_eq!(
        lines[..2],
        [
            "Email,First name,Name,Handle,Platform,Profile link,Price,Currency",
            ",,,lumi.lift,Instagram,,180,"
        ]
    );
    assert_eq!(place, Some(Place::Free));
    // The same on the clipboard: from the columns down over the file and Save.
    stage.keys("Down Down Down Enter");
    match stage.runtime.outward() {
        Some(Outward::Copy(text)) => assert!(text.starts_with(&lines.join("\n")), "{text}"),
        other => panic!("{other:?}"),
    }
    assert!(stage.toast().contains("Copied"), "{}", stage.toast());
    stage.keys("e Up Up Up Up Right Right Right Enter");
    let file = stage.folder.path().join("spring_selection_2026-11-24.csv");
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.starts_with(&lines.join("\n")), "{written}");
    stage.keys("e");
    assert_eq!(preview(&stage).1, Some(Place::Taken));
}

#[test]
fn what_is_under_the_cursor_is_copied_and_more_by_a_choice() {
    let mut stage = Stage::with(ROSTER);
    let copied = |stage: &mut Stage, keys: &str| {
        stage.keys(keys);
        match stage.runtime.outward() {
            Some(Outward::Copy(text)) => text,
            other => panic!("{keys}: {other:?}, {}", stage.toast()),
        }
    };
    assert_eq!(copied(&mut stage, "y"), "lumi.lift");
    let columns = stage.runtime.model().table().columns().to_vec();
    let to = columns.iter().position(|field| *field == Field::Followers);
    let right = vec!["Right"; to.unwrap()].join(" ");
    assert_eq!(copied(&mut stage, &format!("{right} y")), "48200");
    let row = copied(&mut stage, "Y Enter");
    assert_eq!(row.split('\t').count(), columns.len(), "{row}");
    let table = copied(&mut stage, "Y Down Enter");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 6, "{table}");
    assert!(lines[0].starts_with("Handle\t"), "{table}");
    stage.keys("/").type_in("tier:micro").keys("Enter");
    assert_eq!(copied(&mut stage, "Y Down Down Enter"), "tier:micro");
    stage.keys("X 2");
    let verdict = copied(&mut stage, "y");
    assert!(verdict.contains("4 micro, 1 mega"), "{verdict}");
    let figures = copied(&mut stage, "Y Down Enter");
    assert!(
        figures.contains("micro") && figures.lines().count() > 3,
        "{figures}"
    );
    // A filter that is none is not copied.
    stage.keys("Y Down Down Enter");
    assert_eq!(stage.runtime.outward(), None);
    assert_eq!(stage.toast(), "There is nothing to copy here");
}

#[test]
fn a_workbook_is_saved_with_what_the_screen_knows_of_it() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("/").type_in("tier:micro").keys("Enter");
    // From Save up to the format, over CSV with ; to Excel.
    stage.keys("e Up Up Up Up Up Right Right Enter");
    let file = stage.folder.path().join("spring_selection_2026-11-24.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).unwrap();
    let rows = calamine::Reader::worksheet_range(&mut book, "Influencers").unwrap();
    assert_eq!(rows.height(), 5, "a header and four rows");
    let made = calamine::Reader::worksheet_range(&mut book, "How it was made").unwrap();
    let made: Vec<String> = made.rows().map(|row| row[1].to_string()).collect();
    for said in [
        "2026-11-24",
        "4",
        "the rows that match the filter",
        "tier:micro",
        "spring.csv",
    ] {
        assert!(made.iter().any(|text| text == said), "{said}: {made:?}");
    }
}

#[test]
fn a_list_is_saved_as_a_page_to_sign() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("Space a").type_in("Spring").keys("Enter");
    // From Save up to the format, back from the first to the last.
    stage.keys("4 e Up Up Up Up Up Up Left Enter");
    let file = stage.folder.path().join("Spring_selection_2026-11-24.html");
    let page = fs::read_to_string(&file).unwrap();
    assert!(page.contains("<h1>Spring</h1>") && page.contains("2026-11-24"));
    let said = "No comparison: there is no mega in this selection.";
    assert!(page.contains(said), "it is compared");
    assert!(stage.toast().contains("written to"), "{}", stage.toast());
    // The same again asks first.
    fs::write(&file, "mine").unwrap();
    stage.keys("e Up Up Up Up Up Up Left Enter");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    stage.keys("r");
    assert_eq!(fs::read_to_string(&file).unwrap(), page);
}

#[test]
fn original_columns_are_written_from_the_file_unless_it_has_changed() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("/").type_in("tier:mega").keys("Enter");
    // From Save up to the columns, and on from those on the screen.
    stage.keys("e Up Up Up Up Right Right Enter");
    let file = stage.folder.path().join("spring_selection_2026-11-24.csv");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "Handle,Platform,Niche,Followers,Likes,Comments,Price\n'@big.bramble,YouTube,fitness,4100000,41000,2000,9800\n"
    );
    fs::remove_file(&file).unwrap();
    let roster = stage.folder.path().join("spring.csv");
    fs::write(&roster, format!("{ROSTER}@new.one,TikTok,yoga,1,1,1,1\n")).unwrap();
    stage.keys("e Up Up Up Up Right Right Enter");
    assert!(stage.toast().contains("has changed"), "{}", stage.toast());
    assert!(!file.exists());
    // A list of whom the open roster does not know has no original columns.
    stage.keys("a").type_in("Spring").keys("Enter");
    stage.open("Handle,Followers\n@some.body,5\n");
    stage.keys("4 e Up Up Up Up Up Right Right Enter");
    assert!(
        stage.toast().contains("not in the open roster"),
        "{}",
        stage.toast()
    );
}

#[test]
fn reading_again_keeps_cursor_ticks_filter_order_and_lists() {
    let mut stage = Stage::with(ROSTER);
    // Sorted, filtered, ticked, on a list, with the cursor on the last one.
    stage.keys("/").type_in("followers>20k").keys("Enter");
    stage.keys("s").type_in("followers").keys("Enter");
    let before = [
        "big.bramble",
        "drum.otter",
        "pilla.kite",
        "lumi.lift",
        "kelp.coach",
    ];
    assert_eq!(stage.handles(), before);
    stage
        .keys("Space Space a")
        .type_in("Spring")
        .keys("Enter Home Space Space End");
    // One row more above the others, one gone that was ticked and listed, one with another price.
    let newer = ROSTER
        .replace(
            "@lumi.lift",
            "@new.nettle,Instagram,fitness,30000,300,20,75\n@lumi.lift",
        )
        .replace("@drum.otter,TikTok,music,91000,4700,214,320\n", "")
        .replace("2000,9800", "2000,9900");
    stage.write(&newer);
    stage.keys("r");
    assert_eq!(stage.toast(), "Read again: 1 row more, 1 gone, 1 changed");
    let model = stage.runtime.model();
    assert_eq!(
        stage.handles(),
        [
            "big.bramble",
            "pilla.kite",
            "lumi.lift",
            "new.nettle",
            "kelp.coach"
        ]
    );
    assert_eq!(
        model.current().map(|row| row.title().to_owned()).as_deref(),
        Some("kelp.coach")
    );
    let roster = model.data().roster().unwrap();
    let ticked: Vec<&str> = model
        .ticks()
        .rows()
        .map(|row| roster.influencer(row).title())
        .collect();
    assert_eq!(ticked, ["big.bramble"]);
    assert_eq!(model.ticks().totals().price, 9900.0);
    // Who is gone from the file stays on the list.
    assert_eq!(stage.entries("Spring"), ["drum.otter", "big.bramble"]);
    let listed: Vec<Option<bool>> = model
        .lists()
        .list()
        .unwrap()
        .entries()
        .iter()
        .map(|entry| Some(model.lists().row(&entry.key)?.is_some()))
        .collect();
    assert_eq!(listed, [Some(false), Some(true)]);
    // And so does what can be undone.
    stage.keys("u");
    assert!(
        stage
            .runtime
            .model()
            .lists()
            .book()
            .list("Spring")
            .is_none()
    );
    stage.keys("r");
    assert_eq!(stage.toast(), "Read again: nothing is different");
}

#[test]
fn a_file_that_cannot_be_read_again_leaves_its_roster() {
    let mut stage = Stage::with(ROSTER);
    let path = stage.folder.path().join("spring.csv");
    fs::remove_file(&path).unwrap();
    stage.keys("r");
    assert!(stage.toast().contains("is not there"), "{}", stage.toast());
    assert_eq!(stage.handles().len(), 5);
    stage.write(ROSTER.lines().next().unwrap());
    stage.keys("r");
    assert!(stage.toast().contains("no rows below"), "{}", stage.toast());
    assert_eq!(stage.handles().len(), 5);
    stage.write(ROSTER);
    stage.keys("r");
    assert_eq!(stage.toast(), "Read again: nothing is different");
}

#[test]
fn a_file_that_changes_is_told_and_never_read_unasked() {
    let mut stage = Stage::with(ROSTER);
    stage.write(&ROSTER.replace("@drum.otter,TikTok,music,91000,4700,214,320\n", ""));
    let changed = |stage: &Stage| stage.runtime.model().data().changed().to_vec();
    while changed(&stage).is_empty() {
        assert!(stage.runtime.wait(LONG), "nobody noticed");
    }
    assert_eq!(changed(&stage), ["spring.csv"]);
    assert_eq!(stage.handles().len(), 5);
    stage.keys("r");
    assert_eq!(stage.toast(), "Read again: 1 row gone");
    assert_eq!(changed(&stage), [] as [&str; 0]);
    assert_eq!(stage.handles().len(), 4);
}

#[test]
fn what_is_said_of_columns_holds_from_the_next_reading_on() {
    let odd = "Wer,Menge\n@ana.aal,500\n@bo.barsch,700\n";
    let mut stage = Stage::new();
    stage.open(odd);
    let followers = |stage: &Stage| {
        let roster = stage.runtime.model().data().roster().cloned();
        roster.and_then(|roster| roster.influencer(0).number(Field::Followers))
    };
    assert_eq!(followers(&stage), None);
    let file = stage.runtime.model().import_file().unwrap().clone();
    let mut choices = file.choices;
    choices.set_column("Wer", Some(Field::Handle));
    choices.set_column("Menge", Some(Field::Followers));
    let mappings = stage.folder.path().join("mappings.toml");
    mappings::change(&mappings, |remembered| {
        remembered.set(&file.header, choices);
    })
    .unwrap();
    stage.keys("Esc r");
    assert_eq!(followers(&stage), Some(500.0));
    assert_eq!(
        stage.toast(),
        "2 influencers loaded",
        "it could not be read before"
    );
    let report = stage.runtime.model().data().report().unwrap();
    assert_eq!(report.files[0].choices.columns.len(), 2);
}

#[test]
fn a_roster_that_makes_way_for_another_is_given_up_whole() {
    let mut stage = Stage::with(ROSTER);
    stage
        .keys("/")
        .type_in("niche:fitness kelp")
        .keys("Enter s");
    stage.keys("Enter 2 1");
    stage.runtime.settle();
    let roster = stage.runtime.model().data().roster().unwrap();
    let segment = Arc::downgrade(&roster.first_segment().unwrap());
    stage.open("Handle,Followers\n@other.one,500\n");
    stage.runtime.settle();
    assert_eq!(stage.keys("X").handles(), ["other.one"]);
    assert_eq!(segment.strong_count(), 0);
}

#[test]
fn what_is_noted_of_talks_is_kept_and_undone() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("a").type_in("Spring").keys("Enter 4 t");
    stage
        .type_in("contacted")
        .keys("Enter n")
        .type_in("asks for two posts")
        .keys("Enter");
    // The price of the roster is offered, and typed over.
    stage.keys("b Ctrl-u").type_in("1.2k").keys("Enter");
    let said = |stage: &Stage| {
        let book = stage.runtime.model().lists().book();
        let entry = &book.list("Spring").expect("the list").entries()[0];
        let notes: Vec<&str> = entry.notes.iter().map(|note| note.text.as_str()).collect();
        (entry.status.clone(), notes.join("; "), entry.agreed)
    };
    let all = (
        "contacted".to_owned(),
        "asks for two posts".to_owned(),
        Some(1_200.0),
    );
    assert_eq!(said(&stage), all, "{}", stage.toast());
    stage.keys("u");
    assert_eq!(said(&stage).2, None);
    stage.keys("U b Ctrl-u").type_in("nonsense").keys("Enter");
    assert_eq!(
        stage.toast(),
        "\"nonsense\" is no amount such as 250 or 1.2k"
    );
    let mut stage = stage.restart();
    stage.runtime.settle();
    assert_eq!(said(&stage), all);
    stage.keys("4 Tab t");
    assert!(
        stage.toast().ends_with("goes to the entries"),
        "{}",
        stage.toast()
    );
    stage.keys("b").type_in("5000").keys("Enter");
    let book = stage.runtime.model().lists().book();
    assert_eq!(
        book.list("Spring").and_then(|list| list.totals().left),
        Some(3_800.0)
    );
}

#[test]
fn the_screen_shows_what_is_asked_last_however_fast_keys_come() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("/");
    for letter in "niche:yoga".chars() {
        stage.runtime.send(Msg::Key(Key::char(letter)));
    }
    stage.runtime.settle();
    assert_eq!(stage.handles(), ["pilla.kite"]);
    assert!(!stage.runtime.model().answers().is_stale());
    stage.keys("Esc");
    assert_eq!(stage.handles().len(), 5, "Esc gives the filter as it was");
}

#[test]
fn the_cursor_keeps_to_its_influencer_when_rows_are_sorted_anew() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("Down Down");
    let current = |stage: &Stage| {
        stage
            .runtime
            .model()
            .current()
            .map(|found| found.title().to_owned())
    };
    assert_eq!(current(&stage).as_deref(), Some("kelp.coach"));
    stage.keys("s").type_in("price").keys("Enter");
    assert_eq!(stage.handles()[0], "kelp.coach");
    assert_eq!(current(&stage).as_deref(), Some("kelp.coach"));
}

#[test]
fn a_file_that_cannot_be_opened_leaves_what_was_there() {
    let mut stage = Stage::with(ROSTER);
    let missing = stage
        .folder
        .path()
        .join("missing.csv")
        .display()
        .to_string();
    stage.runtime.open(vec![Opening::File(missing)]);
    stage.runtime.settle();
    assert!(stage.toast().contains("is not there"), "{}", stage.toast());
    assert_eq!(stage.handles().len(), 5);
    assert_eq!(stage.runtime.model().data().title(), "spring.csv");
    // What was there still answers.
    stage.keys("/").type_in("niche:yoga");
    assert_eq!(stage.handles(), ["pilla.kite"]);
}

#[test]
fn deleting_a_list_asks_and_enter_keeps_it() {
    let mut stage = Stage::with(ROSTER);
    stage
        .keys("a")
        .type_in("Spring")
        .keys("Enter 4 Tab x Enter");
    assert_eq!(stage.entries("Spring").len(), 1);
    stage.keys("x y");
    assert!(stage.runtime.model().lists().book().lists().is_empty());
    stage.keys("u");
    assert_eq!(stage.entries("Spring").len(), 1);
}

#[test]
fn a_list_that_another_window_holds_is_shown_and_not_changed() {
    let mut first = Stage::with(ROSTER);
    first.keys("a").type_in("Spring").keys("Enter");
    let settings = Settings::default();
    let start = Start {
        shortlists: first.folder.path().join("shortlists"),
        mappings: first.folder.path().join("mappings.toml"),
        watch_every: Duration::from_millis(5),
        options: Options::default(),
        assumptions: Assumptions::default(),
        standard_input: Vec::new(),
        wake: Box::new(|| {}),
    };
    let mut second = Runtime::start(Model::new(settings, Keymap::default()), start);
    second.settle();
    for key in ["4", "x"] {
        second.send(Msg::Key(key.parse().unwrap()));
    }
    second.settle();
    assert_eq!(second.model().lists().book().lists()[0].entries().len(), 1);
    assert!(
        second
            .model()
            .toast()
            .is_some_and(|toast| toast.text.contains("another window"))
    );
}

#[test]
fn a_digit_without_a_screen_says_so_and_pasted_text_does_not_run() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("3");
    assert!(stage.toast().contains("not built yet"), "{}", stage.toast());
    assert_eq!(stage.runtime.model().screen(), Screen::Browse);
    stage.runtime.send(Msg::Paste("xq1\nX".into()));
    assert_eq!(stage.runtime.outward(), None, "nothing runs");
    assert!(stage.toast().contains("was not run"), "{}", stage.toast());
    stage.keys("/");
    stage.runtime.send(Msg::Paste("xq1\nX".into()));
    assert_eq!(stage.runtime.model().filter().text(), "xq1 X");
}

#[test]
fn toasts_go_when_their_time_has_come() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("T");
    assert_eq!(stage.toast(), "Theme: light");
    let later = Instant::now() + Duration::from_secs(60);
    stage.runtime.ring(later);
    assert_eq!(stage.toast(), "");
    assert_eq!(
        stage.runtime.next_alarm(),
        None,
        "nothing is left to wake up for"
    );
}

/// What the marketer sees as followers is called so by nobody.
const UNCLEAR: &str = "\
Handle,Zugkraft,Price
@lumi.lift,48200,180
@drum.otter,91000,320
@kelp.coach,22700,140
@big.bramble,4100000,9800
";

/// Three prices are no numbers.
const ODD_PRICES: &str = "\
Handle,Followers,Price
@lumi.lift,48200,180
@drum.otter,91000,n.v.
@kelp.coach,22700,=SUM(A1)
@big.bramble,4100000,n.v.
@pilla.kite,64100,260
@sol.stitch,12100,90
@fern.fold,33800,150
@oat.orbit,52000,210
@mint.mural,8700,60
";

impl Stage {
    fn followers(&self) -> Vec<Option<f64>> {
        let roster = self
            .runtime
            .model()
            .data()
            .roster()
            .expect("a roster is open");
        let rows = 0..roster.len() as u32;
        rows.map(|row| roster.influencer(row).number(Field::Followers))
            .collect()
    }

    /// The sentences of the problems on the Import screen.
    fn problems(&self) -> Vec<String> {
        let items = self.runtime.model().import().items().iter();
        items
            .filter_map(|item| match item {
                Item::Group(group) => Some(format!("{} {}", group.issues.len(), title(group))),
                _ => None,
            })
            .collect()
    }
}

#[test]
fn a_column_is_named_undone_and_remembered_for_the_next_file() {
    let mut stage = Stage::with(UNCLEAR);
    stage
        .keys("5 Down Enter")
        .type_in("followers")
        .keys("Enter");
    let followers = [48_200.0, 91_000.0, 22_700.0, 4_100_000.0].map(Some);
    assert_eq!(stage.followers(), followers);
    assert!(
        stage.toast().contains("“Zugkraft” is read as Followers"),
        "{}",
        stage.toast()
    );
    assert_eq!(
        stage.runtime.model().import().column(),
        1,
        "the cursor stays"
    );
    stage.keys("u");
    assert_ne!(stage.followers(), followers);
    stage.keys("U");
    assert_eq!(stage.followers(), followers);
    // Another day, another file with the same header.
    let mut stage = stage.restart();
    stage.open(&UNCLEAR.replace("48200", "48300"));
    assert_eq!(stage.followers()[0], Some(48_300.0));
}

#[test]
fn a_choice_that_leaves_nobody_to_tell_apart_is_not_taken() {
    let mut stage = Stage::with(UNCLEAR);
    stage.keys("5 Enter").type_in("unused").keys("Enter");
    assert!(stage.toast().contains("Not done"), "{}", stage.toast());
    assert_eq!(stage.handles().len(), 4);
    stage.open(UNCLEAR);
    assert_eq!(stage.handles().len(), 4, "nor is it remembered");
}

#[test]
fn a_file_of_unknown_columns_asks_what_they_are() {
    let mut stage = Stage::with("Aleph,Beth\nlumi lift,48200\ndora drum,91000\n");
    let model = stage.runtime.model();
    assert_eq!(model.screen(), Screen::Import);
    assert!(matches!(model.overlay(), Some(Overlay::Mapping(_))));
    // Not yet enough to tell anybody apart: the question stays open.
    stage.keys("Esc Down Enter").type_in("price").keys("Enter");
    assert!(stage.runtime.model().data().roster().is_none());
    // Beside followers the only texts are taken for names.
    stage.keys("Enter").type_in("followers").keys("Enter");
    assert_eq!(stage.followers(), [Some(48_200.0), Some(91_000.0)]);
}

#[test]
fn problem_rows_are_shown_read_as_empty_or_left_out() {
    let mut stage = Stage::with(ODD_PRICES);
    stage.keys("5 Tab");
    assert_eq!(stage.problems(), ["3 Price: not a number"]);
    // Show them.
    stage.keys("Enter Enter");
    assert_eq!(stage.runtime.model().screen(), Screen::Browse);
    assert_eq!(stage.handles(), ["drum.otter", "kelp.coach", "big.bramble"]);
    stage.keys("x");
    assert_eq!(stage.handles().len(), 9);
    // Read one of the texts as empty.
    stage.keys("5 Tab Enter Down Enter");
    assert_eq!(stage.problems(), ["1 Price: not a number"]);
    // Leave the other row out.
    stage.keys("Enter Down Down Enter");
    assert_eq!(stage.handles().len(), 8);
    stage.keys("u u");
    assert_eq!(stage.handles().len(), 9);
    assert_eq!(stage.problems(), ["3 Price: not a number"]);
}

#[test]
fn what_is_wrong_comes_before_what_is_worth_knowing() {
    let mut stage = Stage::with("Spring list\n\nHandle,Followers\nlumi.lift,500\nlumi.lift,600\n");
    stage.keys("5 Tab");
    let import = stage.runtime.model().import();
    assert!(
        import.group().is_some(),
        "the problem is chosen: {:?}",
        import.items()
    );
    assert!(
        matches!(import.items(), [Item::Group(_), Item::Note(_)]),
        "{:?}",
        import.items()
    );
}

#[test]
fn problem_rows_are_written_as_they_stand_with_what_is_wrong() {
    let mut stage = Stage::with(ODD_PRICES);
    stage.keys("5 e Enter");
    let file = stage.folder.path().join("spring_problems_2026-11-24.csv");
    let written = fs::read_to_string(&file).unwrap();
    let mut lines = written.lines();
    assert_eq!(
        lines.next(),
        Some("problem,what happened,line,column,text,Handle,Followers,Price")
    );
    assert!(
        lines.nth(1).is_some_and(|line| line
            .ends_with(",cell read as empty,4,Price,'=SUM(A1),'@kelp.coach,22700,'=SUM(A1)")),
        "{written}"
    );
    // The same again asks, and Enter leaves the file alone.
    fs::write(&file, "mine").unwrap();
    stage.keys("e Enter").keys("Enter");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    stage.keys("e Enter").keys("k");
    assert!(
        stage
            .folder
            .path()
            .join("spring_problems_2026-11-24-2.csv")
            .exists(),
        "{}",
        stage.toast()
    );
}

#[test]
fn problems_that_are_too_many_to_list_are_counted() {
    let roster = |rows: usize| {
        let price = |row: usize| if row % 5 < 3 { "90" } else { "soon" };
        let rows = (0..rows).map(|row| format!("@row.{row},48{row},{}\n", price(row)));
        format!("Handle,Followers,Price\n{}", rows.collect::<String>())
    };
    let mut stage = Stage::with(&roster(25_000));
    assert_eq!(stage.problems(), ["10000 Price: not a number"]);
    let last = |stage: &Stage| stage.runtime.model().import().items().last().cloned();
    assert!(matches!(last(&stage), Some(Item::Group(_))));
    stage.open(&roster(25_025));
    assert!(
        matches!(last(&stage), Some(Item::Note(note)) if note.starts_with("10 more problems")),
        "{:?}",
        last(&stage)
    );
}

#[test]
fn a_click_chooses_a_column_and_the_next_one_opens_it() {
    let mut stage = Stage::with(ODD_PRICES);
    stage.keys("5");
    let click = |stage: &mut Stage, x: u16, y: u16| {
        let action = MouseAction::Click;
        let shift = false;
        stage.runtime.send(Msg::Mouse(Mouse {
            action,
            x,
            y,
            shift,
        }));
        stage.runtime.settle();
    };
    let left = stage.runtime.model().layout().left;
    click(&mut stage, left.x + 4, left.y + 4);
    assert_eq!(stage.runtime.model().import().column(), 2);
    click(&mut stage, left.x + 4, left.y + 4);
    assert!(matches!(
        stage.runtime.model().overlay(),
        Some(Overlay::Mapping(mapping)) if mapping.header() == "Price"
    ));
    stage.keys("Esc");
    let right = stage.runtime.model().layout().right;
    click(&mut stage, right.x + 4, right.y + 1);
    assert!(matches!(
        stage.runtime.model().overlay(),
        Some(Overlay::Fix(_))
    ));
}

#[test]
fn what_is_typed_is_completed_with_counts() {
    let mut stage = Stage::with(ROSTER);
    let offered = |stage: &Stage| -> Vec<(String, Option<usize>)> {
        let found = stage.runtime.model().filter().suggestions();
        let items = found.map_or(&[][..], |found| found.items());
        items
            .iter()
            .map(|item| (item.text.clone(), item.count))
            .collect()
    };
    let text = |stage: &Stage| stage.runtime.model().filter().text().to_owned();
    // A name, then its values; each counts what the rest of the filter leaves.
    stage.keys("/").type_in("tier:micro nic").keys("Tab");
    assert_eq!(text(&stage), "tier:micro niche:");
    let values = [("fitness", 2), ("music", 1), ("yoga", 1)];
    let values = values.map(|(text, count)| (text.to_owned(), Some(count)));
    assert_eq!(offered(&stage), values);
    stage.keys("Down Down Enter");
    assert_eq!(text(&stage), "tier:micro niche:music");
    assert!(stage.runtime.model().filter().is_typing());
    assert_eq!(stage.handles(), ["drum.otter"]);
    // One more of the list, not the same again.
    stage.type_in(",");
    assert_eq!(offered(&stage), [values[0].clone(), values[2].clone()]);
    stage.type_in("yo").keys("Tab Enter");
    assert_eq!(text(&stage), "tier:micro niche:music,yoga");
    // Esc closes the list first, then gives the filter back as it was.
    stage.keys("/ Ctrl-u").type_in("platform:").keys("Esc");
    assert_eq!(offered(&stage), []);
    assert_eq!(text(&stage), "platform:");
    stage.keys("Esc");
    assert_eq!(text(&stage), "tier:micro niche:music,yoga");
    assert_eq!(stage.handles(), ["drum.otter", "pilla.kite"]);
    // Enter keeps the text though there are suggestions.
    stage.keys("/ Ctrl-u").type_in("niche:fit").keys("Enter");
    assert_eq!(text(&stage), "niche:fit");
    // Earlier filters come back in an empty box.
    stage.keys("/ Ctrl-u Up Up");
    assert_eq!(text(&stage), "tier:micro niche:music,yoga");
    stage.keys("Down");
    assert_eq!(text(&stage), "niche:fit");
}

#[test]
fn a_field_without_a_facet_of_its_own_is_completed_as_well() {
    let mut stage = Stage::with(
        "Handle,City,Followers\n@a.one,New York,10\n@b.two,Newport,20\n@c.three,New York,30\n",
    );
    stage.keys("/").type_in("city:new").keys("Tab Enter");
    assert_eq!(stage.runtime.model().filter().text(), "city:\"New York\"");
    assert_eq!(stage.handles(), ["a.one", "c.three"]);
}

#[test]
fn while_the_filter_is_wrong_the_last_good_rows_stay() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("/").type_in("niche:fitness price<200");
    assert_eq!(stage.handles(), ["lumi.lift", "kelp.coach"]);
    stage.type_in("x");
    assert_eq!(stage.handles(), ["lumi.lift", "kelp.coach"]);
    assert_eq!(
        stage.runtime.model().filter().meant(),
        "niche:fitness price<200"
    );
    // Letter by letter a name is a word to search for; as the begin of a term it is none.
    stage.keys("Ctrl-u").type_in("niche:fitness pric<500");
    assert_eq!(stage.handles(), ["lumi.lift", "kelp.coach", "big.bramble"]);
    stage.keys("Tab Enter");
    assert_eq!(
        stage.runtime.model().filter().text(),
        "niche:fitness price<500"
    );
    assert_eq!(stage.handles(), ["lumi.lift", "kelp.coach"]);
}

#[test]
fn facets_are_counted_where_they_are_seen_and_x_takes_wrong_terms_as_well() {
    let mut stage = Stage::with(ROSTER);
    let counted = |stage: &Stage| -> Vec<Field> {
        let shown = stage.runtime.model().answers().shown();
        shown.map_or_else(Vec::new, |answer| {
            answer.facets.iter().map(|facet| facet.field).collect()
        })
    };
    let all = [Field::Niche, Field::Tier, Field::Platform];
    assert_eq!(counted(&stage), all);
    // A closed one costs nothing; opened, it is there again.
    stage.keys("f Left");
    stage.keys("/").type_in("tier:micro").keys("Enter");
    assert_eq!(counted(&stage), all[1..]);
    stage.keys("f Home Right");
    assert_eq!(counted(&stage), all);
    // Without room for the pane there are none, until it is opened over the table.
    stage.keys("Esc");
    stage.runtime.send(Msg::Resize {
        width: 80,
        height: 24,
    });
    stage.keys("x");
    assert_eq!(counted(&stage), []);
    stage.keys("f");
    assert_eq!(counted(&stage), all);
    stage
        .keys("Esc /")
        .type_in("niche:yoga pric<5")
        .keys("Enter x");
    assert_eq!(stage.runtime.model().filter().text(), "niche:yoga");
    assert_eq!(stage.handles(), ["pilla.kite"]);
}

#[test]
fn typing_goes_on_with_another_term() {
    let mut stage = Stage::with(ROSTER);
    stage.keys("/").type_in("niche:fitness").keys("Enter /");
    assert_eq!(stage.runtime.model().filter().text(), "niche:fitness ");
    stage.type_in("tier:mega").keys("Enter");
    assert_eq!(stage.handles(), ["big.bramble"]);
    // What was not changed is what it was.
    stage.keys("/ Enter");
    assert_eq!(
        stage.runtime.model().filter().text(),
        "niche:fitness tier:mega"
    );
}

#[test]
fn where_nothing_matches_what_helps_is_taken_by_a_key() {
    let mut stage = Stage::with(ROSTER);
    let text = |stage: &Stage| stage.runtime.model().filter().text().to_owned();
    // While it is typed, Tab takes the first: here a value that was meant.
    stage
        .keys("/")
        .type_in("niche:yogha tier:micro")
        .keys("Tab");
    assert_eq!(text(&stage), "niche:yoga tier:micro");
    assert_eq!(stage.handles(), ["pilla.kite"]);
    // In the table the cursor keys choose: the most rows first, then what brings none.
    stage.type_in(" tier:mega price<500").keys("Enter");
    let helps = |stage: &Stage| {
        let nothing = stage.runtime.model().nothing();
        nothing.map_or_else(Vec::new, |nothing| nothing.helps().to_vec())
    };
    let without = |term: usize, text: &str, rows: usize| Help::Without {
        term,
        text: text.to_owned(),
        rows,
    };
    assert_eq!(
        helps(&stage),
        [
            without(2, "tier:mega", 1),
            without(0, "niche:yoga", 0),
            without(1, "tier:micro", 0),
            without(3, "price<500", 0)
        ]
    );
    stage.keys("Down Up Enter");
    assert_eq!(text(&stage), "niche:yoga tier:micro price<500");
    assert_eq!(stage.handles(), ["pilla.kite"]);
    assert_eq!(helps(&stage), []);
}

#[test]
fn unknown_figures_are_left_out_until_they_are_asked_for() {
    let roster = ROSTER.replace(
        "@kelp.coach,Instagram,fitness,22700,1700,93,140",
        "@kelp.coach,Instagram,fitness,22700,1700,93,",
    );
    let mut stage = Stage::with(&roster);
    stage.keys("i");
    assert!(
        stage.toast().contains("compares no figure"),
        "{}",
        stage.toast()
    );
    stage
        .keys("/")
        .type_in("niche:fitness price<500")
        .keys("Enter");
    assert_eq!(stage.handles(), ["lumi.lift"]);
    assert_eq!(stage.runtime.model().unknown_rows(), 1);
    stage.keys("i");
    assert_eq!(stage.handles(), ["lumi.lift", "kelp.coach"]);
    assert_eq!(stage.runtime.model().unknown_rows(), 1);
    // They stay while the filter changes, until x, i or X leaves them out.
    stage.keys("/").type_in("tier:micro").keys("Enter");
    assert_eq!(stage.handles(), ["lumi.lift", "kelp.coach"]);
    stage.keys("x");
    assert_eq!(
        stage.runtime.model().filter().text(),
        "niche:fitness price<500 tier:micro"
    );
    assert_eq!(stage.handles(), ["lumi.lift"]);
    // Where that is all that keeps everybody out, it is what helps.
    stage.keys("X /").type_in("price<1").keys("Tab");
    assert_eq!(stage.handles(), ["kelp.coach"]);
}

#[test]
fn bins_of_a_histogram_write_a_range_into_the_filter() {
    // Prices 0, 10, 20 … 990: a hundred of them, and one that is unknown.
    let rows: String = (0..100)
        .map(|at| format!("@made.{at},5000,{}\n", at * 10))
        .collect();
    let mut stage = Stage::with(&format!("Handle,Followers,Price\n{rows}@last.one,5000,\n"));
    let text = |stage: &Stage| stage.runtime.model().filter().text().to_owned();
    let histogram = |stage: &Stage| {
        let model = stage.runtime.model();
        let found = model.facets().histogram(model.seen_facets());
        found.map(|(histogram, _)| (histogram.counts.clone(), histogram.unknown))
    };
    stage.keys("f");
    for _ in 0..20 {
        if histogram(&stage).is_none() {
            stage.keys("Down");
        }
    }
    let whole = vec![5; 20];
    assert_eq!(histogram(&stage), Some((whole.clone(), 1)));
    // From the third bin to the fifth; its own range leaves its counts alone.
    stage.keys("Right Right Space");
    assert_eq!(text(&stage), "price:100..150");
    stage.keys("Right Right Space");
    assert_eq!(text(&stage), "price:100..250");
    assert_eq!(stage.handles().len(), 16, "both ends are within");
    assert_eq!(histogram(&stage), Some((whole, 1)));
    // One shorter, then with a term of another field, then by hand.
    stage.keys("Space");
    assert_eq!(text(&stage), "price:100..200");
    stage.keys("/").type_in("made.1").keys("Enter");
    assert_eq!(text(&stage), "price:100..200 made.1");
    stage.keys("f Left Left Left Left Space");
    assert_eq!(text(&stage), "price<200 made.1");
    stage.keys("x x f Space Space");
    assert_eq!(text(&stage), "");
}
