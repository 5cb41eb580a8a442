//! A shortlist survives the death of the program at any moment, and so does what was said of columns.
//!
//! A child process, this very binary started again, changes a list over and over and is killed with
//! SIGKILL a hundred times. Each time the list on disk is read again: it is the list as of the last
//! change that was reported saved, or as of the one that was under way, and never anything else.
//! The moments vary by the number of changes that the child reported and by a stretch of spinning.
//! A killed process leaves the system's own memory of the files alone, so that this says nothing of
//! what a power cut leaves. The same holds of several lists that change together, and of what can be
//! undone: it leads back through the states that were, or is dropped.

#[path = "common/dice.rs"]
mod dice;

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use dice::Dice;
use tastemaker::background::mappings;
use tastemaker::import::choices::{Choices, Remembered};
use tastemaker::roster::{Currency, Field, Key, Roster, RowId, SegmentBuilder, TierSet};
use tastemaker::shortlist::store::Store;
use tastemaker::shortlist::{Book, Entry, Shortlist, file};

const KILLS: usize = 100;
const LIST: &str = "Spring";
/// Where the child works; a run without it is no child.
const FOLDER: &str = "TASTEMAKER_TEST_DURABILITY_FOLDER";
/// The number of the last change that is on disk already.
const FROM: &str = "TASTEMAKER_TEST_DURABILITY_FROM";

#[test]
fn a_list_is_as_before_or_as_after_a_change_whenever_the_program_is_killed() {
    let outer = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = outer.path().join("shortlists");
    let pool = pool();
    // By the number of the change: the list after it, none where it was deleted.
    let mut states: Vec<Option<Shortlist>> = vec![None];
    let dice = &mut Dice::new(0x5eed);
    let (mut on_disk, mut pace) = (0, Duration::from_millis(1));
    let (mut midway, mut as_before) = (0, 0);
    for kill in 1..=KILLS {
        let mut child = Running::start("the_child_that_is_killed", &folder, on_disk);
        let lines = below(dice, 24);
        let mut seen = Seen::nothing(on_disk);
        let begun_at = Instant::now();
        seen.read(&mut child.reports, lines);
        if lines > 0 {
            pace = begun_at.elapsed() / lines;
        }
        spin(pace * below(dice, 2_000) / 1_000);
        child.kill();
        seen.read(&mut child.reports, u32::MAX);

        while states.len() <= seen.begun {
            states.push(next(&states, &pool));
        }
        let when = format!(
            "kill {kill}: change {} saved, {} begun",
            seen.saved, seen.begun
        );
        let (list, backup) = look(&folder, &when);
        on_disk = (seen.saved..=seen.begun)
            .find(|&change| states[change] == list)
            .unwrap_or_else(|| panic!("{when}; on disk is neither:\n{list:?}"));
        // What was there before the last save, or before the one that a deletion made the last.
        assert!(
            backup.is_none() || states[seen.saved.saturating_sub(3)..=seen.begun].contains(&backup),
            "{when}; the backup is no list of before:\n{backup:?}"
        );
        if seen.begun > seen.saved {
            midway += 1;
            as_before += usize::from(on_disk == seen.saved);
        }
    }
    println!(
        "{on_disk} changes, {KILLS} kills: {midway} in the middle of a save, after {as_before} of \
         these the list was as before"
    );
    assert!(
        midway > 0,
        "no kill met a save under way: it proved nothing"
    );
}

/// Changes the list until it is killed; only where the test above starts it.
#[test]
fn the_child_that_is_killed() {
    let (Some(folder), Ok(from)) = (std::env::var_os(FOLDER), std::env::var(FROM)) else {
        return;
    };
    let from: usize = from.parse().expect("the parent gives a number");
    let pool = pool();
    let (mut store, found) = Store::open(Path::new(&folder), true).expect("the folder opens");
    let mut book = Book::new(found.lists);
    // Whoever reads the reports may be gone: then there is nothing left to do.
    let report = |line: String| io::stderr().write_all(line.as_bytes()).is_ok();
    for number in from + 1.. {
        change(&mut book, number, &pool);
        if !report(format!("begun {number}\n")) {
            return;
        }
        for name in book.take_changed() {
            match book.list(&name) {
                Some(list) => store.save(list),
                None => store.delete(&name),
            }
            .expect("the list is kept");
        }
        if !report(format!("saved {number}\n")) {
            return;
        }
    }
}

/// The lists by their names.
type State = BTreeMap<String, Shortlist>;

fn state(lists: &[Shortlist]) -> State {
    let lists = lists.iter();
    lists
        .map(|list| (list.name().to_owned(), list.clone()))
        .collect()
}

/// One step for the number, over one list or two; it always makes a difference.
fn change_several(book: &mut Book, number: usize) {
    let name = ["Spring", "Summer", "Autumn"][number % 3];
    let day = "2026-01-02";
    let key = |number: usize| Key::new("TikTok", &format!("made.up_{number}"));
    let first = book.list(name).and_then(|list| list.entries().first());
    match first.map(|entry| entry.key.clone()) {
        Some(first) if number.is_multiple_of(5) => {
            let sentence = book.move_to(name, &[first], &format!("Copies {}", number % 7), day);
            assert!(sentence.contains("moved to"), "{sentence}");
        }
        Some(first) if number % 5 < 3 => {
            book.add_note(name, &[first], &format!("note {number}"), day);
        }
        _ => drop(book.add(name, vec![Entry::new(key(number), day)])),
    }
}

#[test]
fn several_lists_and_their_history_are_whole_whenever_the_program_is_killed() {
    let outer = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = outer.path().join("shortlists");
    let dice = &mut Dice::new(0x1157);
    // The states that led to the one on disk; the changes so far.
    let (mut trail, mut number) = (vec![State::new()], 0);
    let (mut between, mut with_history, mut pace) = (0, 0, Duration::from_millis(2));
    for kill in 1..=KILLS {
        let mut child = Running::start("the_child_that_changes_several_lists", &folder, number);
        let mut seen = Seen::nothing(number);
        let lines = below(dice, 12);
        let begun_at = Instant::now();
        seen.read(&mut child.reports, lines);
        if lines > 0 {
            pace = begun_at.elapsed() / lines;
        }
        spin(pace * below(dice, 2_000) / 1_000);
        child.kill();
        seen.read(&mut child.reports, u32::MAX);
        let when = format!("kill {kill}: {} saved, {} begun", seen.saved, seen.begun);

        // The states after each change that was begun; the last one may not be saved.
        let last = trail.last().expect("there is one").clone();
        let mut book = Book::new(last.into_values().collect());
        for number in number + 1..=seen.begun {
            change_several(&mut book, number);
            trail.push(state(book.lists()));
        }
        number = seen.begun;
        let after = trail[trail.len() - 1].clone();
        let before = match seen.saved < seen.begun {
            true => trail[trail.len() - 2].clone(),
            false => after.clone(),
        };

        let (_, found) = Store::open(&folder, true).expect("the folder opens");
        assert!(found.problems.is_empty(), "{when}: {:?}", found.problems);
        assert!(
            found.read_only.is_empty() && !found.second,
            "{when}: the dead hold a lock"
        );
        let mut book = found.book();
        let on_disk = state(book.lists());
        for name in before.keys().chain(after.keys()).chain(on_disk.keys()) {
            let list = on_disk.get(name);
            let known = [before.get(name), after.get(name)].contains(&list);
            assert!(known, "{when}: \"{name}\" is neither of both:\n{list:?}");
        }
        // Somebody who is moved is on both lists for a moment, and never on none.
        let people =
            |state: &State| -> usize { state.values().map(|list| list.entries().len()).sum() };
        assert!(
            people(&on_disk) >= people(&before).min(people(&after)),
            "{when}"
        );

        if on_disk == before && on_disk != after {
            trail.pop();
        } else if on_disk != after {
            // One list of before, one of after: a state of its own, which no step led to.
            trail = vec![on_disk];
            between += 1;
        }
        if book.history() != &Default::default() {
            with_history += 1;
        }
        // Every step that is left leads back through the states that were, as far as they are known.
        for (steps, past) in trail.iter().rev().skip(1).enumerate() {
            if book.undo().is_none() {
                break;
            }
            assert_eq!(
                &state(book.lists()),
                past,
                "{when}: {} steps back",
                steps + 1
            );
        }
    }
    println!(
        "{number} changes, {KILLS} kills: {between} between two lists, {with_history} histories left"
    );
    assert!(
        with_history > KILLS / 4,
        "{with_history} histories are left: it proved little"
    );
    assert!(
        with_history < KILLS,
        "no kill met a save under way: it proved nothing"
    );
}

/// Changes several lists until it is killed; only where the test above starts it.
#[test]
fn the_child_that_changes_several_lists() {
    let (Some(folder), Ok(from)) = (std::env::var_os(FOLDER), std::env::var(FROM)) else {
        return;
    };
    let from: usize = from.parse().expect("the parent gives a number");
    let (mut store, found) = Store::open(Path::new(&folder), true).expect("the folder opens");
    let mut book = found.book();
    let report = |line: String| io::stderr().write_all(line.as_bytes()).is_ok();
    for number in from + 1.. {
        change_several(&mut book, number);
        if !report(format!("begun {number}\n")) {
            return;
        }
        for name in book.take_changed() {
            store
                .save(book.list(&name).expect("none is deleted"))
                .expect("the list is kept");
        }
        store
            .save_history(book.history())
            .expect("the history is kept");
        if !report(format!("saved {number}\n")) {
            return;
        }
    }
}

#[test]
fn what_was_said_of_columns_is_there_whenever_the_program_is_killed() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("mappings.toml");
    let dice = &mut Dice::new(0xc01);
    let mut on_disk = 0;
    for kill in 1..=KILLS / 4 {
        let test = "the_child_that_says_what_columns_are";
        let mut child = Running::start(test, folder.path(), on_disk);
        let mut seen = Seen::nothing(on_disk);
        seen.read(&mut child.reports, below(dice, 16));
        spin(Duration::from_micros(u64::from(below(dice, 2_000))));
        child.kill();
        seen.read(&mut child.reports, u32::MAX);
        let when = format!("kill {kill}: {} saved, {} begun", seen.saved, seen.begun);
        let found = mappings::read(&path);
        assert_eq!(found.problem, None, "{when}");
        let known = |number: &usize| found.remembered.of(&header(*number)).is_some();
        let there = (1..=seen.begun).take_while(known).count();
        assert!(there >= seen.saved, "{when}: {there} are there");
        on_disk = there;
    }
    assert!(on_disk > 0, "no child came to save anything");
}

/// Says what columns are until it is killed; only where the test above starts it.
#[test]
fn the_child_that_says_what_columns_are() {
    let (Some(folder), Ok(from)) = (std::env::var_os(FOLDER), std::env::var(FROM)) else {
        return;
    };
    let from: usize = from.parse().expect("the parent gives a number");
    let path = Path::new(&folder).join("mappings.toml");
    let report = |line: String| io::stderr().write_all(line.as_bytes()).is_ok();
    for number in from + 1.. {
        if !report(format!("begun {number}\n")) {
            return;
        }
        let mut choices = Choices::default();
        choices.set_column("Reach", Some(Field::Followers));
        let change = |remembered: &mut Remembered| {
            remembered.set(&header(number), choices);
        };
        mappings::change(&path, change).expect("it is kept");
        if !report(format!("saved {number}\n")) {
            return;
        }
    }
}

fn header(number: usize) -> Vec<String> {
    vec!["Who".to_owned(), "Reach".to_owned(), number.to_string()]
}

/// The change with this number: it depends on nothing else and always makes a difference.
fn change(book: &mut Book, number: usize, pool: &Roster) {
    match number % 12 {
        0 => drop(book.delete(LIST)),
        5 | 9 => {
            let keys: Vec<Key> = some(number - 2)
                .map(|row| pool.influencer(row).key())
                .collect();
            drop(book.remove(LIST, &keys));
        }
        _ => {
            let day = format!("2026-01-{:02}", number % 28 + 1);
            let entries = some(number)
                .map(|row| Entry::of(&pool.influencer(row), &day))
                .collect();
            drop(book.add(LIST, entries));
        }
    }
}

/// The six influencers that the change with this number is about.
fn some(number: usize) -> impl Iterator<Item = RowId> {
    (0..6).map(move |at| ((number * 6 + at) % 128) as RowId)
}

/// The list after the change that follows the ones whose lists are known.
fn next(states: &[Option<Shortlist>], pool: &Roster) -> Option<Shortlist> {
    let last = states.last().cloned().flatten();
    let mut book = Book::new(last.clone().into_iter().collect());
    change(&mut book, states.len(), pool);
    let list = book.list(LIST).cloned();
    assert_ne!(list, last, "change {} changes nothing", states.len());
    list
}

/// The list on disk and the version before it, by the way that the program opens them.
fn look(folder: &Path, when: &str) -> (Option<Shortlist>, Option<Shortlist>) {
    let (_, found) = Store::open(folder, true).expect("the folder opens");
    assert!(found.problems.is_empty(), "{when}: {:?}", found.problems);
    assert!(found.read_only.is_empty(), "{when}: the dead hold the lock");
    let backup = std::fs::read_to_string(folder.join("spring.toml.bak"))
        .ok()
        .map(|text| file::read(&text).unwrap_or_else(|damage| panic!("{when}: backup: {damage}")));
    (found.lists.into_iter().next(), backup)
}

/// Made-up influencers to put on the list.
fn pool() -> Roster {
    let mut rows = SegmentBuilder::new(Vec::new().into());
    for number in 0..128u32 {
        rows.text(Field::Handle, &format!("made.up_{number}"));
        rows.text(Field::Name, &format!("Nobody \"№ {number}\" of Nowhere"));
        rows.words(Field::Platform, ["TikTok"]);
        rows.words(Field::Currency, ["USD"]);
        rows.number(Field::Followers, f64::from(number * 977));
        if number % 3 > 0 {
            rows.number(Field::Price, f64::from(number) / 7.0);
        }
        rows.end_row();
    }
    let mut roster = Roster::new(TierSet::default(), Currency::USD);
    let segment = roster.absorb(rows);
    roster.push(segment);
    roster
}

/// The child, which dies with whoever holds it.
struct Running {
    child: Child,
    reports: BufReader<ChildStderr>,
}

impl Running {
    fn start(test: &str, folder: &Path, from: usize) -> Self {
        let program = std::env::current_exe().expect("a running program has a path");
        let mut child = Command::new(program)
            .args(["--exact", test])
            .env(FOLDER, folder)
            .env(FROM, from.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("this program starts again");
        let reports = BufReader::new(child.stderr.take().expect("it is piped"));
        Running { child, reports }
    }

    /// SIGKILL, where there are signals.
    fn kill(&mut self) {
        self.child.kill().expect("the child is ours to kill");
        let status = self.child.wait().expect("the child is ours to wait for");
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::process::ExitStatusExt::signal(&status),
            Some(9),
            "the child ended by itself"
        );
        #[cfg(not(unix))]
        assert!(!status.success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Killed already, unless the test failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The numbers of the last changes that the child reported.
struct Seen {
    begun: usize,
    saved: usize,
}

impl Seen {
    fn nothing(from: usize) -> Self {
        Seen {
            begun: from,
            saved: from,
        }
    }

    /// Reads at most so many lines; fewer where the child is dead.
    fn read(&mut self, reports: &mut BufReader<ChildStderr>, lines: u32) {
        for line in reports.lines().take(lines as usize) {
            let line = line.expect("reports are text");
            match line.split_once(' ') {
                Some(("begun", number)) => self.begun = number.parse().expect("a number"),
                Some(("saved", number)) => self.saved = number.parse().expect("a number"),
                _ => panic!("the child complains: {line}"),
            }
        }
    }
}

fn spin(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
}

fn below(dice: &mut Dice, limit: u32) -> u32 {
    (dice.next() % u64::from(limit)) as u32
}
