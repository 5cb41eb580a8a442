//! The Shortlists screen, key by key: many changed at once, lists narrowed and sorted, people moved.

use crate::common::{Stage, snapshot};
use crate::forty::{forty, handle};
use crate::keep;
use tastemaker::app::Msg;
use tastemaker::app::Pane;
use tastemaker::app::hints::hints;
use tastemaker::app::msg::{Mouse, MouseAction};
use tastemaker::input::Command;
use tastemaker::shortlist::{Entry, Shortlist};

fn list<'a>(stage: &'a Stage, name: &str) -> &'a Shortlist {
    let book = stage.model.lists().book();
    book.list(name).expect("the list is there")
}

fn entry(stage: &Stage, number: usize) -> &Entry {
    let entries = list(stage, "Spring launch").entries();
    let entry = entries.iter().find(|e| e.key.handle == handle(number));
    entry.expect("the entry is there")
}

fn shown(stage: &Stage) -> Vec<&str> {
    let shown = stage.model.lists().shown();
    shown
        .iter()
        .map(|entry| entry.key.handle.as_str())
        .collect()
}

fn toast(stage: &Stage) -> &str {
    stage.model.toast().map_or("", |toast| &toast.text)
}

fn screen(stage: &Stage) -> String {
    snapshot::text(&snapshot::draw(&stage.model, "unicode"))
}

#[test]
fn three_ticked_are_changed_in_one_step_and_undone_in_one() {
    let mut stage = forty(120, 35);
    let before = list(&stage, "Spring launch").clone();
    stage.keys("Space Space Space");
    assert!(screen(&stage).contains("Ticked 3"), "{}", screen(&stage));
    stage.keys("t");
    assert!(screen(&stage).contains("Status of 3 influencers"));
    stage.type_in("paid");
    stage.keys("Enter");
    assert!(
        toast(&stage).starts_with("3 influencers: paid"),
        "{}",
        toast(&stage)
    );
    for number in 0..3 {
        assert_eq!(entry(&stage, number).status, "paid");
    }
    assert_eq!(entry(&stage, 3).status, before.entries()[3].status);
    stage.keys("u");
    assert_eq!(*list(&stage, "Spring launch"), before);
    // They stay ticked for what is to be done next.
    stage.keys("n");
    stage.type_in("sent the brief");
    stage.keys("Enter");
    assert_eq!(
        entry(&stage, 2).notes.last().unwrap().text,
        "sent the brief"
    );
    stage.keys("u A");
    assert!(toast(&stage).starts_with("40 ticked"));
    stage.keys("A");
    assert!(toast(&stage).starts_with("Nobody is ticked"));
    // The price of one, under the cursor.
    // What is typed takes the place of the price that is offered.
    stage.keys("Home b");
    stage.type_in("1,200");
    stage.keys("Enter");
    assert_eq!(entry(&stage, 0).agreed, Some(1_200.0));
    assert_eq!(entry(&stage, 1).agreed, None);
    stage.keys("b Ctrl-u Enter");
    assert_eq!(entry(&stage, 0).agreed, None);
}

#[test]
fn people_go_to_another_list_with_all_that_was_noted() {
    let mut stage = forty(80, 24);
    stage.keys("Space ↓ Space m");
    assert!(screen(&stage).contains("Move 2 influencers to"));
    stage.type_in("Autumn");
    stage.keys("Enter");
    assert!(toast(&stage).starts_with("2 influencers moved to \"Autumn\""));
    let autumn = list(&stage, "Autumn").entries();
    assert_eq!(autumn[0].notes.len(), 2);
    assert_eq!(list(&stage, "Spring launch").entries().len(), 38);
    // Nobody who is gone from here stays ticked.
    assert_eq!(stage.model.lists().ticked().count(), 0);
    stage.keys("u");
    assert!(stage.model.lists().book().list("Autumn").is_none());
    assert_eq!(list(&stage, "Spring launch").entries().len(), 40);
    // A copy stays where it was as well.
    stage.keys("Home a");
    stage.type_in("never");
    stage.keys("Enter");
    assert_eq!(list(&stage, "Never again").entries().len(), 1);
    assert_eq!(list(&stage, "Spring launch").entries().len(), 40);
    // Nothing was done, so nothing is offered to be undone.
    stage.keys("Home a");
    stage.type_in("never");
    stage.keys("Enter");
    let there = format!("@{} is on \"Never again\" already", handle(0));
    assert_eq!(toast(&stage), there);
    // Several off the list at once, one undo.
    stage.keys("Home Space Space x");
    assert!(
        toast(&stage).starts_with("2 influencers removed"),
        "{}",
        toast(&stage)
    );
    stage.keys("u");
    assert_eq!(list(&stage, "Spring launch").entries().len(), 40);
}

#[test]
fn statuses_narrow_the_list_and_their_counts_stay() {
    let mut stage = forty(120, 35);
    stage.keys("Tab Tab ↓ Space");
    assert_eq!(stage.model.pane(), Pane::Statuses);
    let contacted: Vec<String> = [1, 10, 19, 28, 37].map(handle).to_vec();
    assert_eq!(shown(&stage), contacted);
    let statuses = stage.model.settings().statuses.clone();
    let counts = stage.model.lists().statuses(&statuses);
    assert_eq!(counts.iter().map(|count| count.entries).sum::<usize>(), 40);
    assert!(screen(&stage).contains("entry 1 of 5 · only contacted"));
    stage.keys("↓ Space");
    assert_eq!(shown(&stage).len(), 10);
    // Whoever is no longer contacted leaves; the cursor stays in the list.
    stage.keys("Space Enter Home t");
    stage.type_in("agreed");
    stage.keys("Enter");
    assert_eq!(shown(&stage), contacted[1..]);
    assert_eq!(
        stage.model.lists().entry().unwrap().key.handle,
        contacted[1]
    );
    // Who is ticked and not shown is told of.
    stage.keys("A Tab Tab X ↓ ↓ Space");
    assert!(
        screen(&stage).contains("Ticked 4 · 4 not shown"),
        "{}",
        screen(&stage)
    );
    stage.keys("X");
    assert_eq!(shown(&stage).len(), 40);
}

#[test]
fn what_has_no_key_of_its_own_is_said_by_a_menu() {
    let mut stage = forty(80, 24);
    let due = |stage: &mut Stage, text: &str| {
        stage.keys("w");
        stage.type_in("due");
        stage.keys("Enter");
        if text.is_empty() {
            stage.keys("Ctrl-u");
        }
        stage.type_in(text);
        stage.keys("Enter");
    };
    for (text, day) in [
        ("+7d", "2026-12-01"),
        ("2 Jun", "2027-06-02"),
        ("2026-12-24", "2026-12-24"),
        ("", ""),
    ] {
        due(&mut stage, text);
        assert_eq!(entry(&stage, 0).due, day, "{text}");
    }
    due(&mut stage, "31 Jun");
    assert!(
        toast(&stage).starts_with("\"31 Jun\" is no day such as 2026-11-24"),
        "{}",
        toast(&stage)
    );
    // What was typed is still there to be mended.
    stage.keys("Backspace Backspace Backspace");
    stage.type_in("Jul");
    stage.keys("Enter");
    assert_eq!(entry(&stage, 0).due, "2027-07-31");
    stage.keys("w");
    stage.type_in("reason");
    stage.keys("Enter");
    stage.type_in("too dear");
    stage.keys("Enter w");
    stage.type_in("tags");
    stage.keys("Enter Ctrl-u");
    stage.type_in("gifted, spring");
    stage.keys("Enter w");
    stage.type_in("backup");
    stage.keys("Enter");
    stage.type_in(&handle(9));
    stage.keys("Enter");
    let first = entry(&stage, 0);
    assert_eq!(first.reason, "too dear");
    assert_eq!(first.tags, ["gifted", "spring"]);
    assert_eq!(first.backup_for.as_ref().unwrap().handle, handle(9));
    stage.keys("w");
    stage.type_in("backup");
    stage.keys("Enter Home");
    stage.type_in("nobody");
    stage.keys("Enter");
    assert_eq!(entry(&stage, 0).backup_for, None);
}

#[test]
fn entries_are_sorted_and_ranked_by_hand() {
    let mut stage = forty(120, 35);
    let by_hand: Vec<String> = (0..40).map(handle).collect();
    assert_eq!(shown(&stage), by_hand);
    let sort = |stage: &mut Stage, order: &str| {
        stage.keys("s");
        stage.type_in(order);
        stage.keys("Enter");
    };
    stage.keys("↓");
    sort(&mut stage, "price");
    let unpriced = |who: &&str| (0..40).any(|n| n % 9 == 4 && handle(n) == **who);
    let order: Vec<String> = shown(&stage).into_iter().map(str::to_owned).collect();
    assert_eq!(order[0], handle(0));
    assert!(
        order[36..].iter().all(|handle| unpriced(&handle.as_str())),
        "{order:?}"
    );
    // The cursor follows its entry.
    assert_eq!(stage.model.lists().entry().unwrap().key.handle, handle(1));
    sort(&mut stage, "price");
    let turned = shown(&stage);
    assert_eq!(turned[0], handle(39));
    assert!(turned[36..].iter().all(unpriced), "{turned:?}");
    stage.keys(">");
    assert!(
        toast(&stage).starts_with("Sorted by price"),
        "{}",
        toast(&stage)
    );
    sort(&mut stage, "due");
    assert_eq!(shown(&stage)[..4], [1, 0, 2, 3].map(handle));
    sort(&mut stage, "status");
    let first = stage.model.lists().shown()[0].status.clone();
    assert_eq!(first, "idea");
    sort(&mut stage, "hand");
    stage.keys("Home > >");
    assert_eq!(shown(&stage)[..3], [1, 2, 0].map(handle));
    stage.keys("<");
    assert_eq!(shown(&stage)[..3], [1, 0, 2].map(handle));
    stage.keys("u u u");
    assert_eq!(shown(&stage), by_hand);
}

#[test]
fn the_details_are_about_one_and_lie_over_a_small_window() {
    let mut stage = forty(80, 24);
    stage.keys("Space Space Home Enter");
    let text = screen(&stage);
    for told in [
        "asks for a deal of two posts",
        "@fiddle.yoga5",
        "followers 1.9k → 2.6k (+36.8%)",
        "price $20 → $35 (+75.0%)",
        "due 2026-12-02",
    ] {
        let scrolled = {
            stage.keys("End");
            screen(&stage)
        };
        stage.keys("Home");
        assert!(
            text.contains(told) || scrolled.contains(told),
            "{told}: {text}{scrolled}"
        );
    }
    // Two are ticked, but what is seen is what changes.
    stage.keys("t");
    assert!(screen(&stage).contains(&format!("Status of @{}", handle(0))));
    stage.keys("Esc →");
    assert!(screen(&stage).contains(&format!("» @{} «", handle(1))));
    stage.keys("Esc");
    assert!(screen(&stage).contains("» Spring launch «"));
    stage.keys("Enter Enter");
    assert_eq!(stage.model.current().unwrap().key().handle, handle(1));
}

#[test]
fn the_mouse_ticks_entries_and_chooses_statuses() {
    let mut stage = forty(120, 35);
    let click = |stage: &mut Stage, text: &str| {
        let screen = screen(stage);
        let (y, line) = screen
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(text))
            .expect("it is on the screen");
        let x = line.split(text).next().unwrap().chars().count();
        stage.send(Msg::Mouse(Mouse {
            action: MouseAction::Click,
            x: x as u16 + 1,
            y: y as u16,
            shift: false,
        }));
    };
    click(&mut stage, "[ ] @cricket.r");
    let ticked: Vec<&Entry> = stage.model.lists().ticked().collect();
    assert_eq!(ticked[0].key.handle, handle(2));
    click(&mut stage, "[ ] paid");
    assert!(
        stage
            .model
            .lists()
            .shown()
            .iter()
            .all(|entry| entry.status == "paid")
    );
}

/// What can be pressed on the screen is told there, and what is told there can be pressed.
#[test]
fn every_hint_does_something() {
    for pane in [Pane::Entries, Pane::Lists, Pane::Statuses, Pane::Detail] {
        let start = || {
            let mut stage = forty(200, 50);
            while stage.model.pane() != pane {
                stage.keys("Tab");
            }
            stage
        };
        for hint in hints(&start().model) {
            let Some(command) = hint.command else {
                continue;
            };
            if matches!(
                command,
                Command::Undo | Command::Quit | Command::ClearFilter | Command::RankUp
            ) {
                continue;
            }
            let mut stage = start();
            let before = screen(&stage);
            let key = stage.model.keymap().key(command).expect("it has a key");
            stage.send(Msg::Key(key));
            assert_ne!(screen(&stage), before, "{} in {pane:?}", hint.text());
            assert!(!toast(&stage).contains("works in"), "{}", toast(&stage));
        }
    }
}

#[test]
fn a_shortlist_of_forty() {
    for (width, height) in [(80, 24), (120, 35), (200, 50)] {
        let mut stage = forty(width, height);
        stage.keys("Space");
        keep(&format!("shortlist_of_forty_{width}x{height}"), &stage);
        stage.keys("Home Enter");
        keep(
            &format!("shortlist_of_forty_detail_{width}x{height}"),
            &stage,
        );
        stage.keys("Esc Tab Tab ↓ Space");
        keep(
            &format!("shortlist_of_forty_statuses_{width}x{height}"),
            &stage,
        );
    }
    let mut stage = forty(120, 35);
    stage.keys("↓ ↓ ↓ ↓ ↓ ↓ ↓");
    keep("shortlist_of_forty_gone_120x35", &stage);
    let mut stage = forty(40, 10);
    stage.keys("Enter");
    keep("shortlist_of_forty_detail_40x10", &stage);
    let mut stage = forty(80, 24);
    for (name, keys) in [
        ("move", "m"),
        ("more", "Esc w"),
        ("due", "Enter"),
        ("order", "Esc s"),
    ] {
        stage.keys(keys);
        keep(&format!("dialog_entries_{name}_80x24"), &stage);
    }
}
