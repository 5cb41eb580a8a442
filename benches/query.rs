//! How fast questions are answered: each kind of term alone, facets, orders, and the key press that
//! changes one term of a filter that was asked before.

mod support;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use support::per_row::{PerRow, criterion, group};
use tastemaker::query::{Answer, Engine, Question, order, parse, parse_order};
use tastemaker::roster::{Field, Roster};

/// The facets that the screen shows beside the table.
const FACETS: &[Field] = &[
    Field::Tier,
    Field::Niche,
    Field::Platform,
    Field::Country,
    Field::Language,
];

/// One filter for each kind of term, and the marketer's usual one.
const FILTERS: &[(&str, &str)] = &[
    ("nothing", ""),
    ("words", "niche:fitness,yoga"),
    ("not words", "-niche:fitness"),
    ("number", "followers:10k..100k"),
    ("contains", "handle:yoga"),
    ("free text", "coffee collabs"),
    ("has", "has:price"),
    ("usual", "niche:fitness,yoga tier:micro er>=3% has:price"),
];

fn question(filter: &str, order: &str, facets: &[Field]) -> Question {
    let parsed = parse(filter);
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    Question {
        filter: parsed.filter,
        order: parse_order(order).expect("the orders of this file are right"),
        facets: facets.to_vec(),
        ..Question::default()
    }
}

fn ask(engine: &mut Engine, roster: &Roster, question: &Question) -> Answer {
    engine
        .answer(roster, question, &|| false)
        .expect("nobody cancels")
}

fn query(criterion: &mut Criterion<PerRow>) {
    for size in support::SIZES {
        let roster = support::roster(size);
        let mut group = group(criterion, "query", size);
        for (name, filter) in FILTERS {
            let question = question(filter, "", &[]);
            group.bench_function(format!("filter {name}"), |bencher| {
                bencher.iter(|| ask(&mut Engine::new(), &roster, &question));
            });
        }
        let usual = question("niche:fitness tier:micro", "", FACETS);
        group.bench_function("filter with facets", |bencher| {
            bencher.iter(|| ask(&mut Engine::new(), &roster, &usual));
        });
        for (name, keys) in [
            ("number", "-followers"),
            ("words", "country"),
            ("text", "handle"),
            ("two keys", "country,-er"),
        ] {
            let keys = parse_order(keys).expect("the orders of this file are right");
            group.bench_function(format!("sort by {name}"), |bencher| {
                bencher.iter(|| black_box(order::permutation(&roster, &keys)));
            });
        }
        // An engine that knows the order and all terms but the one that each key press changes.
        let keys: Vec<Question> = (1..=30)
            .map(|k| question(&format!("has:price followers<{k}k"), "-followers", FACETS))
            .collect();
        let mut engine = Engine::new();
        let mut pressed = keys.iter().cycle();
        group.bench_function("key press", |bencher| {
            bencher.iter(|| {
                let question = pressed.next().expect("a cycle has no end");
                ask(&mut engine, &roster, question)
            });
        });
        group.finish();
    }
}

criterion_group! { name = benches; config = criterion(); targets = query }
criterion_main!(benches);
