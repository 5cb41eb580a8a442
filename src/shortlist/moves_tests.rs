//! What goes from list to list, and any run of steps against a model that keeps every state.

use proptest::prelude::*;

use super::book::{Book, NameError};
use super::edits::Toward;
use super::model::{Entry, Event, Shortlist};
use crate::roster::Key;

fn key(handle: &str) -> Key {
    Key::new("Instagram", handle)
}

fn entry(handle: &str) -> Entry {
    Entry::new(key(handle), "2026-01-02")
}

#[test]
fn moving_is_one_step_over_two_lists() {
    let (mut book, day) = (Book::default(), "2026-01-03");
    book.add("Spring", vec![entry("ana"), entry("bo"), entry("cy")]);
    book.add("Wishes", vec![entry("bo")]);
    let before = book.lists().to_vec();
    let _ = book.take_changed();
    let both = [key("ana"), key("bo")];
    assert_eq!(
        book.move_to("Spring", &both, "wishes", day),
        "@ana moved to \"Wishes\", @bo was on it already"
    );
    assert_eq!(
        book.take_changed(),
        ["Wishes", "Spring"],
        "who gains comes first"
    );
    assert_eq!(book.lists()[0].entries().len(), 2);
    let moved = &book.lists()[1].entries()[1];
    assert_eq!(moved.history[1], Event::new(day, "moved from \"Spring\""));
    book.undo().expect("a change");
    assert_eq!(book.lists(), before);
    assert_eq!(
        book.take_changed(),
        ["Spring", "Wishes"],
        "who gains comes first"
    );
    for (to, said) in [
        ("Spring", "they are on \"Spring\" already"),
        ("  ", "a shortlist needs a name"),
        ("New", "2 influencers copied to \"New\""),
        ("New", "all 2 are on \"New\" already"),
    ] {
        assert_eq!(book.copy_to("Spring", &both, to, day), said);
    }
    assert_eq!(
        book.copy_to("Spring", &[key("x")], "New", day),
        "nobody of them is on \"Spring\""
    );
}

#[test]
fn lists_are_renamed_and_have_a_budget() {
    let mut book = Book::default();
    book.create("Spring").expect("a new name");
    book.create("Other").expect("a new name");
    let _ = book.take_changed();
    assert_eq!(book.rename("Spring", " "), Err(NameError::Empty));
    assert_eq!(
        book.rename("Spring", "oTHER"),
        Err(NameError::Taken("Other".into()))
    );
    assert_eq!(
        book.rename("None", "New"),
        Err(NameError::Missing("None".into()))
    );
    assert_eq!(
        book.rename("Spring", "spring").expect("a free name"),
        "shortlist \"Spring\" is now \"spring\""
    );
    assert_eq!(
        book.take_changed(),
        ["spring", "Spring"],
        "what is to be deleted comes last"
    );
    assert_eq!(
        book.set_budget("Other", Some(5_000.0), "EUR"),
        "budget of \"Other\": €5,000"
    );
    assert_eq!(
        book.set_budget("Other", Some(-1.0), "EUR"),
        "a budget must be a number of 0 or more"
    );
    assert_eq!(book.lists()[1].currency(), "EUR");
    assert_eq!(
        book.set_budget("Other", None, "EUR"),
        "\"Other\" has no budget"
    );
    assert_eq!(book.lists()[1], Shortlist::new("Other"));
}

/// One action, by small numbers: which kind, which lists, which influencers.
fn act(book: &mut Book, (kind, list, other, who): (u8, u8, u8, u8)) {
    let (name, other) = (format!("list {list}"), format!("list {other}"));
    let keys = [key(&format!("h{who}")), key("h0")];
    let day = "2026-01-02";
    let (list, keys) = (name.as_str(), &keys[..]);
    match kind {
        0 => drop(book.create(list)),
        1..4 => drop(book.add(list, vec![entry(&format!("h{who}")), entry("x")])),
        4 => drop(book.remove(list, keys)),
        5 => drop(book.delete(list)),
        6 => drop(book.set_status(list, keys, ["idea", "agreed"][usize::from(who % 2)], day)),
        7 => drop(book.add_note(list, keys, "hello", day)),
        8 => drop(book.set_agreed(list, keys, (who > 1).then_some(f64::from(who)), day)),
        9 => drop(book.set_due(list, keys, ["", "2026-02-03"][usize::from(who % 2)], day)),
        10 => drop(book.set_backup(list, keys, (who > 1).then_some(&key("h1")), day)),
        11 => drop(book.set_tags(list, keys, &[format!("t{who}")])),
        12 => drop(book.move_entries(list, keys, Toward::First)),
        13 => drop(book.move_entries(list, keys, Toward::Last)),
        14 => drop(book.rename(list, &other)),
        15 => drop(book.set_budget(list, Some(f64::from(who)), "USD")),
        16 | 17 => drop(book.move_to(list, keys, &other, day)),
        18 => drop(book.copy_to(list, keys, &other, day)),
        _ => drop(book.set_reason(list, keys, ["", "too dear"][usize::from(who % 2)], day)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn undo_and_redo_go_through_every_state_that_was(
        actions in prop::collection::vec((0u8..26, 0u8..3, 0u8..3, 0u8..4), 0..400),
    ) {
        let mut book = Book::default();
        // The states that can be gone back to, the one that is, the ones that can be gone forth to.
        let (mut past, mut future): (Vec<Vec<Shortlist>>, Vec<Vec<Shortlist>>) = Default::default();
        let mut on_disk: std::collections::BTreeMap<String, Shortlist> = Default::default();
        for action in actions {
            let before = book.lists().to_vec();
            match action.0 {
                20..23 => match past.pop() {
                    Some(state) => {
                        prop_assert!(book.undo().is_some());
                        future.push(before);
                        prop_assert_eq!(book.lists(), &state[..]);
                    }
                    None => prop_assert_eq!(book.undo(), None),
                },
                23.. => match future.pop() {
                    Some(state) => {
                        prop_assert!(book.redo().is_some());
                        past.push(before);
                        prop_assert_eq!(book.lists(), &state[..]);
                    }
                    None => prop_assert_eq!(book.redo(), None),
                },
                _ => {
                    act(&mut book, action);
                    if book.lists() != before {
                        past.push(before);
                        future.clear();
                        if past.len() > 100 {
                            past.remove(0);
                        }
                    }
                }
            }
            // What is told to be saved or deleted is all that differs from the disk.
            for name in book.take_changed() {
                match book.list(&name) {
                    Some(list) => drop(on_disk.insert(name, list.clone())),
                    None => drop(on_disk.remove(&name)),
                }
            }
            let lists = book.lists().iter().map(|list| (list.name().to_owned(), list.clone()));
            prop_assert_eq!(&on_disk, &lists.collect());
        }
    }
}
