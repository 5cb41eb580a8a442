//! Thousands of random filters over a made-up file: the program gives the rows that an evaluator of its
//! own, which knows nothing of the program, finds in what the file was made from.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

#[path = "common/command.rs"]
mod command;
#[path = "common/dice.rs"]
mod dice;
#[path = "filters_agree/people.rs"]
mod people;
#[path = "filters_agree/plain.rs"]
mod plain;

use std::ops::ControlFlow;
use std::sync::Arc;

use dice::Dice;
use people::{EURO, Person, TODAY, people};
use plain::{Filter, Marks, Term, Terms, Truth, Truths};
use rayon::prelude::*;
use tastemaker::background::open::{Assumptions, open, open_matching};
use tastemaker::import::{FileReport, Options, Source};
use tastemaker::query::{self, Engine, Names, OwnData, OwnEntry, OwnList, Question, Sieve};
use tastemaker::roster::{Currency, Field, Roster};

fn source(text: String) -> Source {
    Source::Bytes {
        name: "people.csv".to_owned(),
        bytes: text.into_bytes(),
    }
}

fn assumptions() -> Assumptions {
    Assumptions {
        currency: Some(Currency::USD),
        rates: vec![(Currency::EUR, EURO)],
        ..Assumptions::default()
    }
}

fn roster(text: String) -> Roster {
    let all = &mut |_: &Roster, _, _| ControlFlow::Continue(());
    open(&[source(text)], &Options::default(), &assumptions(), all).0
}

fn own(marks: &Marks) -> OwnData {
    let lists = marks.lists.iter().map(|(name, entries)| OwnList {
        name: (*name).into(),
        entries: entries
            .iter()
            .map(|entry| OwnEntry {
                row: entry.row,
                status: entry.status.to_owned(),
                note: entry.note.to_owned(),
                added: Some(entry.added),
            })
            .collect(),
    });
    OwnData {
        ticked: marks.ticked.clone(),
        lists: lists.collect(),
    }
}

/// For each term, what it comes to for all people, 64 at a time.
fn truths(people: &[Person], terms: &[Term]) -> Vec<Vec<Truths>> {
    let of = |term: &Term| {
        let each = (0..)
            .zip(people)
            .map(|(row, person)| (term.ask)(person, row));
        let each: Vec<Truth> = each.collect();
        each.chunks(64).map(Truths::of).collect()
    };
    terms.par_iter().map(of).collect()
}

/// So many random terms, each once.
fn terms(people: &[Person], marks: &Marks, count: usize) -> Vec<Term> {
    let dice = Dice::new(7);
    let mut random = Terms {
        people,
        marks,
        dice,
    };
    let mut terms: Vec<Term> = (0..count).map(|_| random.term()).collect();
    terms.sort_by(|a, b| a.text.cmp(&b.text));
    terms.dedup_by(|a, b| a.text == b.text);
    terms
}

/// The rows where a filter holds, and how many there are where that cannot be told.
fn rows(filter: &Filter, truths: &[Vec<Truths>], count: usize) -> (Vec<u32>, usize) {
    let mut rows = Vec::new();
    let mut doubtful = 0;
    let words = 0..count.div_ceil(64);
    for word in words {
        let within = !0 >> (64 - (count - word * 64).min(64));
        let of_term = |term: usize| truths[term][word];
        let Truths { yes, could } = filter.holds(of_term);
        doubtful += (could & !yes & within).count_ones() as usize;
        let mut left = yes & within;
        while left != 0 {
            rows.push(word as u32 * 64 + left.trailing_zeros());
            left &= left - 1;
        }
    }
    (rows, doubtful)
}

/// Asks so many random filters of so many people; the answer is how many matched anybody, and how many
/// left somebody out for what is unknown.
fn agree(count: usize, of_terms: usize, filters: usize) -> (usize, usize) {
    let (people, text) = people(count);
    let roster = roster(text);
    assert_eq!(roster.len(), people.len());
    let mut dice = Dice::new(11);
    let marks = Marks::new(&mut dice, count);
    let own = Arc::new(own(&marks));
    let terms = terms(&people, &marks, of_terms);
    let truths = truths(&people, &terms);
    let names = Names::new(roster.exchange().clone(), &[]);
    let mut engine = Engine::new();
    let (mut matching, mut skipping) = (0, 0);
    for _ in 0..filters {
        let filter = Filter::new(&mut dice, terms.len());
        let text = filter.text(&terms);
        let parsed = query::parse_with(&text, &names);
        assert_eq!(parsed.problems, [], "{text}");
        assert_eq!(parsed.unfinished, [], "{text}");
        let question = Question {
            filter: parsed.filter,
            own: own.clone(),
            today: Some(TODAY),
            ..Question::default()
        };
        let answer = engine.answer(&roster, &question, &|| false).unwrap();
        let (rows, doubtful) = rows(&filter, &truths, count);
        if answer.rows[..] != rows[..] {
            let strange = (0..count as u32)
                .find(|row| answer.matched.contains(*row) != rows.contains(row))
                .unwrap();
            panic!(
                "{text}: {} rows instead of {}, for one of {:?}",
                answer.rows.len(),
                rows.len(),
                people[strange as usize]
            );
        }
        assert_eq!(answer.skipped_unknown, doubtful, "{text}");
        matching += usize::from(!answer.rows.is_empty());
        skipping += usize::from(answer.skipped_unknown > 0);
    }
    (matching, skipping)
}

#[test]
fn random_filters_give_the_rows_that_the_file_was_made_with() {
    let (matching, skipping) = agree(100_000, 700, 2_000);
    // They are worth asking: most match somebody, many leave somebody out.
    assert!(matching > 1_200 && skipping > 800, "{matching} {skipping}");
}

#[test]
fn rows_that_are_judged_while_the_file_is_read_are_those_of_the_whole() {
    const PEOPLE: usize = 9_000;
    let (people, text) = people(PEOPLE);
    let file = source(text);
    let terms = terms(&people, &Marks::default(), 300);
    let truths = truths(&people, &terms);
    let mut dice = Dice::new(17);
    let mut judged = 0;
    for _ in 0..16 {
        let filter = Filter::new(&mut dice, terms.len());
        let text = filter.text(&terms);
        let sieve = &mut |roster: &Roster, _: &FileReport| {
            let names = Names::new(roster.exchange().clone(), &[]);
            let parsed = query::parse_with(&text, &names).filter;
            (!parsed.asks_others()).then(|| Sieve::new(parsed, Some(TODAY)))
        };
        let read = open_matching(&file, &Options::default(), &assumptions(), sieve);
        let Some((roster, _)) = read else { continue };
        let kept = (0..roster.len() as u32).map(|row| roster.influencer(row).text(Field::Handle));
        let (rows, _) = rows(&filter, &truths, PEOPLE);
        let wanted = rows.iter().map(|row| people[*row as usize].handle.as_str());
        assert_eq!(
            kept.collect::<Vec<_>>(),
            wanted.collect::<Vec<_>>(),
            "{text}"
        );
        judged += 1;
    }
    assert!(judged > 6, "{judged}");
}

#[test]
fn the_command_gives_the_same_rows() {
    const PEOPLE: usize = 1_500;
    let folder = tempfile::tempdir().unwrap();
    let (people, text) = people(PEOPLE);
    std::fs::write(folder.path().join("people.csv"), text).unwrap();
    let mut terms = terms(&people, &Marks::default(), 300);
    // On a command line nobody ticked anything, nobody is listed, and it is another day.
    let other = ["is:ticked", "list:", "status:", "added", "posted"];
    terms.retain(|term| !other.iter().any(|name| term.text.starts_with(name)));
    let truths = truths(&people, &terms);
    let mut dice = Dice::new(13);
    for _ in 0..30 {
        let filter = Filter::new(&mut dice, terms.len());
        let text = filter.text(&terms);
        let asked = ["query", "-f", "csv", "-c", "handle", "--currency", "USD"];
        let output = command::command(folder.path(), &asked)
            .args(["--rate", &format!("EUR={EURO}"), "--", &text, "people.csv"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{text}: {output:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        let printed: Vec<&str> = printed.lines().skip(1).collect();
        let (rows, _) = rows(&filter, &truths, PEOPLE);
        let wanted: Vec<&str> = rows
            .iter()
            .map(|row| people[*row as usize].handle.as_str())
            .collect();
        assert_eq!(printed, wanted, "{text}");
    }
}
