//! Undo and redo outlive the program: a thousand random edits against a model of its own, closed and
//! opened again at random; and a history that does not fit or is damaged, which is dropped quietly.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

#[path = "common/dice.rs"]
mod dice;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dice::Dice;
use tastemaker::roster::Key;
use tastemaker::shortlist::store::Store;
use tastemaker::shortlist::{Book, Entry, Toward};

const DAY: &str = "2026-11-24";
const NAMES: [&str; 4] = ["Spring", "Summer/launch", "Wishes", "Never again"];
const HISTORY: &str = "undo.history";
/// As many steps as can be undone.
const STEPS: usize = 100;

/// What the model knows of an entry: enough to tell every edit from another.
#[derive(Clone, Debug, PartialEq)]
struct Person {
    handle: String,
    status: String,
    notes: Vec<String>,
    agreed: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Plain {
    budget: Option<f64>,
    people: Vec<Person>,
}

type State = BTreeMap<String, Plain>;

fn key(handle: &str) -> Key {
    Key::new("TikTok", handle)
}

fn keys(handles: &[String]) -> Vec<Key> {
    handles.iter().map(|handle| key(handle)).collect()
}

/// What a book holds, as the model has it.
fn state(book: &Book) -> State {
    let lists = book.lists().iter().map(|list| {
        let people = list.entries().iter().map(|entry| Person {
            handle: entry.key.handle.clone(),
            status: entry.status.clone(),
            notes: entry.notes.iter().map(|note| note.text.clone()).collect(),
            agreed: entry.agreed,
        });
        let budget = list.budget();
        let people = people.collect();
        (list.name().to_owned(), Plain { budget, people })
    });
    lists.collect()
}

/// One edit by the throw of dice, to the book and to the model.
fn edit(dice: &mut Dice, book: &mut Book, state: &mut State, number: usize) {
    let name = NAMES[below(dice, 4)];
    let other = NAMES[below(dice, 4)];
    let handles: Vec<String> = (0..=below(dice, 3))
        .map(|_| format!("h{}", below(dice, 9)))
        .collect();
    let known = keys(&handles);
    let mut people = Vec::new();
    if let Some(list) = state.get_mut(name) {
        people = list.people.iter_mut().collect();
        people.retain(|person| handles.contains(&person.handle));
    }
    match below(dice, 13) {
        0 => {
            let _ = book.create(name);
            state.entry(name.to_owned()).or_default();
        }
        1..=3 => {
            let entries = known.iter().map(|key| Entry::new(key.clone(), DAY));
            book.add(name, entries.collect());
            let list = state.entry(name.to_owned()).or_default();
            for handle in handles {
                if list.people.iter().all(|person| person.handle != handle) {
                    list.people.push(Person {
                        handle,
                        status: "idea".to_owned(),
                        notes: Vec::new(),
                        agreed: None,
                    });
                }
            }
        }
        4 => {
            book.remove(name, &known);
            if let Some(list) = state.get_mut(name) {
                list.people
                    .retain(|person| !handles.contains(&person.handle));
            }
        }
        5 => {
            let status = ["contacted", "agreed"][below(dice, 2)];
            book.set_status(name, &known, status, DAY);
            people
                .into_iter()
                .for_each(|person| person.status = status.to_owned());
        }
        6 => {
            let text = format!("note {number}");
            book.add_note(name, &known, &text, DAY);
            people
                .into_iter()
                .for_each(|person| person.notes.push(text.clone()));
        }
        7 => {
            let agreed = Some(below(dice, 900) as f64 / 4.0);
            book.set_agreed(name, &known, agreed, DAY);
            people.into_iter().for_each(|person| person.agreed = agreed);
        }
        8 => {
            let _ = book.rename(name, other);
            if !state.contains_key(other)
                && let Some(list) = state.remove(name)
            {
                state.insert(other.to_owned(), list);
            }
        }
        9 if below(dice, 3) == 0 => {
            book.delete(name);
            state.remove(name);
        }
        9 | 10 => {
            book.move_to(name, &known, other, DAY);
            let there = state.get(other).cloned().unwrap_or_default();
            let goes = |person: &Person| {
                let on_other = there.people.iter().any(|one| one.handle == person.handle);
                handles.contains(&person.handle) && !on_other
            };
            if let Some(list) = state.get_mut(name).filter(|_| name != other) {
                let (gone, left) = list.people.drain(..).partition(goes);
                list.people = left;
                let gone: Vec<Person> = gone;
                if !gone.is_empty() {
                    state
                        .entry(other.to_owned())
                        .or_default()
                        .people
                        .extend(gone);
                }
            }
        }
        11 => {
            book.move_entries(name, &known[..1], Toward::First);
            if let Some(list) = state.get_mut(name) {
                let at = list.people.iter().position(|one| one.handle == handles[0]);
                if let Some(at) = at.filter(|at| *at > 0) {
                    list.people.swap(at - 1, at);
                }
            }
        }
        _ => {
            let budget = number as f64 / 8.0;
            book.set_budget(name, Some(budget), "EUR");
            if let Some(list) = state.get_mut(name) {
                list.budget = Some(budget);
            }
        }
    }
}

fn below(dice: &mut Dice, limit: u64) -> usize {
    (dice.next() % limit) as usize
}

/// Saves what changed, as the program does.
fn save(store: &mut Store, book: &mut Book) {
    for name in book.take_changed() {
        match book.list(&name) {
            Some(list) => store.save(list).unwrap(),
            None => store.delete(&name).unwrap(),
        }
    }
    store.save_history(book.history()).unwrap();
}

fn open(folder: &Path) -> (Store, Book) {
    let (store, found) = Store::open(folder, true).unwrap();
    assert_eq!(found.problems, [] as [String; 0]);
    (store, found.book())
}

/// The model: the states that can be gone back to, the one that is, those that can be gone forth to.
#[derive(Default)]
struct Model {
    past: Vec<State>,
    now: State,
    future: Vec<State>,
}

impl Model {
    /// Whether each step back and forth gives what the model remembers, and none is missing.
    fn check(&self, book: &Book, when: &str) {
        assert_eq!(state(book), self.now, "{when}");
        let mut back = book.clone();
        for (steps, past) in self.past.iter().rev().enumerate() {
            assert!(
                back.undo().is_some(),
                "{when}: {steps} steps back of {}",
                self.past.len()
            );
            assert_eq!(state(&back), *past, "{when}: {} steps back", steps + 1);
        }
        assert_eq!(back.undo(), None, "{when}");
        let mut forth = book.clone();
        for (steps, future) in self.future.iter().rev().enumerate() {
            assert!(forth.redo().is_some(), "{when}: {steps} steps forth");
            assert_eq!(state(&forth), *future, "{when}: {} steps forth", steps + 1);
        }
        assert_eq!(forth.redo(), None, "{when}");
    }
}

#[test]
fn a_thousand_edits_are_undone_and_done_again_over_any_number_of_starts() {
    let folder = tempfile::tempdir().unwrap();
    let dice = &mut Dice::new(0x0dd5);
    let (mut store, mut book) = open(folder.path());
    let mut model = Model::default();
    let (mut starts, mut deepest) = (0, 0);
    let mut edits = 0;
    while edits < 1_000 {
        match below(dice, 20) {
            0..=3 => {
                let undone = book.undo();
                assert_eq!(undone.is_some(), !model.past.is_empty(), "edit {edits}");
                if let Some(state) = model.past.pop() {
                    model.future.push(std::mem::replace(&mut model.now, state));
                }
            }
            4 | 5 => {
                let redone = book.redo();
                assert_eq!(redone.is_some(), !model.future.is_empty(), "edit {edits}");
                if let Some(state) = model.future.pop() {
                    model.past.push(std::mem::replace(&mut model.now, state));
                }
            }
            6 if below(dice, 3) == 0 => {
                save(&mut store, &mut book);
                drop(store);
                (store, book) = open(folder.path());
                model.check(&book, &format!("start {starts} after edit {edits}"));
                starts += 1;
                deepest = deepest.max(model.past.len());
            }
            6 => save(&mut store, &mut book),
            _ => {
                let before = model.now.clone();
                edit(dice, &mut book, &mut model.now, edits);
                edits += 1;
                if model.now != before {
                    model.future.clear();
                    model.past.push(before);
                    if model.past.len() > STEPS {
                        model.past.remove(0);
                    }
                }
            }
        }
        assert_eq!(state(&book), model.now, "edit {edits}");
    }
    println!("{starts} starts, at most {deepest} steps to undo");
    assert!(
        starts > 10 && deepest == STEPS,
        "{starts} starts, {deepest} steps deep"
    );
}

/// A folder with two lists, changed by turns, and eight steps to undo.
fn kept(folder: &Path) -> Book {
    let (mut store, mut book) = open(folder);
    for number in 0..4 {
        for list in ["Spring", "Wishes"] {
            book.add(list, vec![Entry::new(key(&format!("h{number}")), DAY)]);
        }
    }
    save(&mut store, &mut book);
    book
}

fn steps(mut book: Book) -> usize {
    std::iter::from_fn(|| book.undo()).count()
}

#[test]
fn only_steps_that_lead_to_the_lists_as_they_are_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let book = kept(folder.path());
    assert_eq!(steps(open(folder.path()).1), 8);
    let path = folder.path().join("spring.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("h3", "h7")).unwrap();
    let (_, changed) = open(folder.path());
    assert!(changed.list("Spring").unwrap().contains(&key("h7")));
    assert_eq!(steps(changed), 0, "of a list that was changed by hand");
    fs::remove_file(&path).unwrap();
    assert_eq!(steps(open(folder.path()).1), 0, "of a list that is gone");
    fs::write(&path, &text).unwrap();
    fs::write(folder.path().join("new.toml"), "name = \"New\"\n").unwrap();
    assert_eq!(steps(open(folder.path()).1), 0, "with a list of elsewhere");
    // As it was again, they are the lists that the steps lead to.
    fs::remove_file(folder.path().join("new.toml")).unwrap();
    let (_, opened) = open(folder.path());
    assert_eq!(opened.lists(), book.lists());
    assert_eq!(steps(opened), 8);
}

#[test]
fn a_damaged_history_is_dropped_and_no_list_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let book = kept(folder.path());
    let path = folder.path().join(HISTORY);
    let whole = fs::read(&path).unwrap();
    let dice = &mut Dice::new(0xbad);
    for round in 0..120 {
        let mut bytes = whole.clone();
        let at = below(dice, bytes.len() as u64);
        match round % 3 {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << below(dice, 8),
            _ => bytes[at..].fill(0),
        }
        fs::write(&path, &bytes).unwrap();
        let (_, opened) = open(folder.path());
        assert_eq!(opened.lists(), book.lists(), "round {round}");
        assert_eq!(
            steps(opened),
            if bytes == whole { 8 } else { 0 },
            "round {round}"
        );
    }
    // The next edit makes a new one.
    let (mut store, mut book) = open(folder.path());
    book.delete("Wishes");
    save(&mut store, &mut book);
    drop(store);
    assert_eq!(steps(open(folder.path()).1), 1);
}

#[test]
fn a_history_keeps_its_size_and_the_nearest_steps() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, mut book) = open(folder.path());
    // Each on a list of its own: who is on one already is looked for among all.
    for step in 0..50 {
        let people = (0..600).map(|number| Entry::new(key(&format!("p{step}.{number}")), DAY));
        book.add(&format!("Everybody {step}"), people.collect());
    }
    save(&mut store, &mut book);
    drop(store);
    let file = fs::metadata(folder.path().join(HISTORY)).unwrap();
    assert!(file.len() < 5 << 20, "{} bytes", file.len());
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o777,
        0o600
    );
    let (_, mut book) = open(folder.path());
    let kept = steps(book.clone());
    assert!((5..50).contains(&kept), "{kept} steps");
    book.undo().unwrap();
    assert!(book.list("Everybody 49").is_none() && book.lists().len() == 49);
}
