//! Shortlists where they cannot simply be saved: another window has them, the folder is gone or may
//! not be written to, several programs at once. No edit is lost, and the screen says what is so.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

#[path = "common/command.rs"]
mod command;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use command::command;
use tastemaker::app::overlays::Overlay;
use tastemaker::app::{Model, Msg};
use tastemaker::background::open::Assumptions;
use tastemaker::config::Settings;
use tastemaker::import::Options;
use tastemaker::input::{Key, Keymap};
use tastemaker::runtime::{Outward, Runtime, Start};
use tastemaker::shortlist::store::Store;

/// More than anything here takes.
const LONG: Duration = Duration::from_secs(20);

/// A dashboard that keeps its shortlists in this folder.
struct Window {
    runtime: Runtime,
}

impl Window {
    fn open(shortlists: &Path) -> Self {
        let start = Start {
            shortlists: shortlists.to_owned(),
            mappings: shortlists.with_extension("mappings"),
            watch_every: Duration::from_millis(5),
            options: Options::default(),
            assumptions: Assumptions::default(),
            standard_input: Vec::new(),
            wake: Box::new(|| {}),
        };
        let model = Model::new(Settings::default(), Keymap::default());
        let mut runtime = Runtime::start(model, start);
        runtime.send(Msg::Today("2026-11-24".into()));
        runtime.settle();
        let mut window = Window { runtime };
        window.keys("4");
        window
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.runtime.send(Msg::Key(key.parse::<Key>().unwrap()));
        }
        self.runtime.settle();
        self
    }

    /// Makes a list, or tries to.
    fn make(&mut self, name: &str) -> &mut Self {
        self.keys("N").type_in(name).keys("Enter")
    }

    fn type_in(&mut self, text: &str) -> &mut Self {
        self.runtime.send(Msg::Paste(text.to_owned()));
        self
    }

    fn names(&self) -> Vec<&str> {
        let lists = self.runtime.model().lists().book().lists();
        lists.iter().map(|list| list.name()).collect()
    }

    fn toast(&self) -> &str {
        self.runtime.model().toast().map_or("", |toast| &toast.text)
    }

    /// What stands in the status line for as long as it is so.
    fn standing(&self) -> String {
        self.runtime.model().kept().unwrap_or_default()
    }

    /// Waits until it is so, which other windows bring about.
    fn wait_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let end = Instant::now() + LONG;
        while !is_so(self) {
            assert!(Instant::now() < end, "waited in vain until {what}");
            self.runtime.wait(Duration::from_millis(50));
        }
    }

    fn quits(&mut self) -> bool {
        self.keys("q");
        std::iter::from_fn(|| self.runtime.outward()).any(|outward| outward == Outward::Quit)
    }
}

/// The names of the lists that are on disk.
fn on_disk(folder: &Path) -> Vec<String> {
    let (_, found) = Store::open(folder, false).unwrap();
    assert_eq!(found.problems, [] as [String; 0]);
    let lists = found.lists.iter();
    lists.map(|list| list.name().to_owned()).collect()
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let outer = tempfile::tempdir().unwrap();
    let shortlists = outer.path().join("shortlists");
    (outer, shortlists)
}

#[test]
fn a_second_window_follows_the_first_and_takes_over_when_it_closes() {
    let (_outer, shortlists) = folder();
    let mut first = Window::open(&shortlists);
    first.make("Spring");
    let mut second = Window::open(&shortlists);
    assert_eq!(second.names(), ["Spring"]);
    assert!(
        second
            .standing()
            .starts_with("Another window has the lists")
    );
    second.make("Mine");
    assert!(
        second.toast().contains("open in another window"),
        "{}",
        second.toast()
    );
    second.keys("u");
    assert_eq!(second.names(), ["Spring"], "nothing is undone either");
    for key in ["b", "t", "w"] {
        second.keys("4").keys(key);
        let dialog = second.runtime.model().overlay();
        assert!(dialog.is_none(), "{key} asks what cannot be noted");
    }
    first.make("Wishes");
    second.wait_until("it shows what the first one made", |second| {
        second.names() == ["Spring", "Wishes"]
    });
    assert!(
        second
            .standing()
            .starts_with("Another window has the lists")
    );
    assert!(first.quits());
    first.runtime.finish();
    second.wait_until("it takes over", |second| second.standing().is_empty());
    assert!(
        second.toast().contains("can be changed here now"),
        "{}",
        second.toast()
    );
    second.make("Mine").keys("u u");
    assert_eq!(
        second.names(),
        ["Spring"],
        "also what the first one did is undone"
    );
    assert_eq!(on_disk(&shortlists), ["Spring"]);
}

#[test]
fn what_a_vanished_folder_does_not_take_is_kept_here_and_in_another_folder() {
    let (outer, shortlists) = folder();
    let mut window = Window::open(&shortlists);
    window.make("Spring");
    fs::remove_dir_all(&shortlists).unwrap();
    window.make("Wishes");
    assert_eq!(window.names(), ["Spring", "Wishes"]);
    assert!(
        window.toast().contains("no longer there"),
        "{}",
        window.toast()
    );
    // Also when something else was said: it stays.
    window.keys("T");
    let standing = window.standing();
    assert!(
        standing.starts_with("Not saved, only kept here: 2 shortlists "),
        "{standing}"
    );
    assert!(standing.contains("W saves in another folder"), "{standing}");
    // Quitting asks, and the safe answer stays.
    assert!(!window.quits());
    assert!(matches!(
        window.runtime.model().overlay(),
        Some(Overlay::Confirm(_))
    ));
    window.keys("Enter");
    assert_eq!(window.names(), ["Spring", "Wishes"]);

    let taken = outer.path().join("taken");
    let (mut store, _) = Store::open(&taken, true).unwrap();
    store
        .save(&tastemaker::shortlist::Shortlist::new("Theirs"))
        .unwrap();
    drop(store);
    window
        .keys("W Ctrl-u")
        .type_in(taken.to_str().unwrap())
        .keys("Enter");
    assert!(
        window.toast().contains("there are other shortlists in it"),
        "{}",
        window.toast()
    );
    assert_eq!(on_disk(&taken), ["Theirs"]);

    let other = outer.path().join("other");
    window
        .keys("W Ctrl-u")
        .type_in(other.to_str().unwrap())
        .keys("Enter");
    assert!(
        window.toast().contains("until you quit"),
        "{}",
        window.toast()
    );
    assert_eq!(on_disk(&other), ["Spring", "Wishes"]);
    window.make("Third").keys("u u");
    assert_eq!(
        on_disk(&other),
        ["Spring"],
        "later changes are kept there, also undone ones"
    );
    assert!(!shortlists.exists());
    assert!(window.standing().contains(other.to_str().unwrap()));
    assert!(window.quits(), "everything is saved");
}

#[test]
fn all_is_saved_with_the_next_edit_once_the_folder_is_back() {
    let (_outer, shortlists) = folder();
    let mut window = Window::open(&shortlists);
    window.make("Spring");
    fs::remove_dir_all(&shortlists).unwrap();
    window.make("Wishes");
    fs::create_dir(&shortlists).unwrap();
    window.make("Third");
    assert!(window.toast().contains("saved again"), "{}", window.toast());
    assert_eq!(window.standing(), "");
    assert_eq!(on_disk(&shortlists), ["Spring", "Third", "Wishes"]);
    // What could not be saved may be given up.
    fs::remove_dir_all(&shortlists).unwrap();
    window.make("Fourth");
    assert!(!window.quits());
    window.keys("y");
    assert_eq!(window.runtime.outward(), Some(Outward::Quit));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_is_read_and_said() {
    use std::os::unix::fs::PermissionsExt;
    let (_outer, shortlists) = folder();
    let mut window = Window::open(&shortlists);
    window.make("Spring");
    window.runtime.finish();
    fs::set_permissions(&shortlists, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(shortlists.join("probe"), "").is_ok() {
        println!("skipped: whoever runs this may write everywhere");
        return;
    }
    let mut window = Window::open(&shortlists);
    assert_eq!(window.names(), ["Spring"]);
    window.make("Wishes");
    assert_eq!(window.names(), ["Spring", "Wishes"]);
    let standing = window.standing();
    assert!(standing.contains("may not be written to"), "{standing}");
    fs::set_permissions(&shortlists, fs::Permissions::from_mode(0o700)).unwrap();
    assert!(window.quits(), "quitting tries once more");
    assert_eq!(on_disk(&shortlists), ["Spring", "Wishes"]);
}

const ROSTER: &str = "Handle,Platform,Followers,Price\n@lumi.lift,TikTok,48200,180\n";

/// A folder in which somebody is on the list Spring.
fn home() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("roster.csv"), ROSTER).unwrap();
    let add = [
        "shortlist",
        "add",
        "Spring",
        "lumi.lift",
        "-r",
        "roster.csv",
    ];
    assert!(command(home.path(), &add).status().unwrap().success());
    let shortlists = home.path().join("XDG_DATA_HOME/tastemaker/shortlists");
    (home, shortlists)
}

fn notes(shortlists: &Path) -> Vec<String> {
    let (_, found) = Store::open(shortlists, false).unwrap();
    let notes = found.lists[0].entries()[0].notes.iter();
    notes.map(|note| note.text.clone()).collect()
}

#[test]
fn several_command_lines_at_once_lose_no_note_and_say_which_they_could_not_make() {
    let (home, shortlists) = home();
    let (mut made, mut refused) = (Vec::new(), 0);
    for round in 0..14 {
        let texts = [0, 1, 2, 3, 4, 5].map(|at| format!("note {round}.{at}"));
        let running = texts.clone().map(|text| {
            let mut note = command(
                home.path(),
                &["shortlist", "note", "Spring", &text, "lumi.lift"],
            );
            note.stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        });
        for (text, running) in texts.into_iter().zip(running) {
            let done = running.wait_with_output().unwrap();
            let said = String::from_utf8(done.stderr).unwrap();
            if done.status.success() {
                made.push(text);
                continue;
            }
            refused += 1;
            let why = [
                "it is open in another window",
                "changed elsewhere meanwhile",
            ];
            assert!(why.iter().any(|why| said.contains(why)), "{said}");
        }
    }
    println!("{} made, {refused} refused", made.len());
    let mut notes = notes(&shortlists);
    notes.sort();
    made.sort();
    assert_eq!(
        notes, made,
        "what was said to be made is there, and nothing else"
    );
    assert!(
        made.len() >= 14 && refused > 0,
        "{} made, {refused} refused",
        made.len()
    );
}

#[test]
fn a_command_line_leaves_the_list_of_a_dashboard_alone_and_its_own_edits_can_be_undone() {
    let (home, shortlists) = home();
    let mut note = command(
        home.path(),
        &["shortlist", "note", "Spring", "hello", "lumi.lift"],
    );
    assert!(note.status().unwrap().success());
    let mut window = Window::open(&shortlists);
    let refused = note.output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        said.contains("\"Spring\" could not be saved: it is open in another window"),
        "{said}"
    );
    assert_eq!(notes(&shortlists), ["hello"]);
    window.keys("u");
    assert!(
        window
            .toast()
            .contains("Undone: @lumi.lift: noted   U do again"),
        "{}",
        window.toast()
    );
    assert_eq!(notes(&shortlists), [] as [String; 0]);
}
