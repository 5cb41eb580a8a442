//! Any text read as a filter and as an order: no panic, problems that point into the text, a printed
//! filter that reads the same, and an engine that agrees with the plain reading.

#![no_main]

use std::ops::{ControlFlow, Range};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tastemaker::background::open::{self, Assumptions};
use tastemaker::import::Options;
use tastemaker::query::{Engine, Question, edit, matches, parse, parse_order};
use tastemaker::roster::{Field, Roster, RowSet};

static ROSTER: LazyLock<Roster> = LazyLock::new(|| {
    let (roster, _) = open::open(
        &[open::demo()],
        &Options::default(),
        &Assumptions::default(),
        &mut |_, _, _| ControlFlow::Continue(()),
    );
    roster
});

fn points_into(text: &str, span: &Range<usize>) {
    assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
}

fuzz_target!(|text: &str| {
    let parsed = parse(text);
    for problem in parsed.problems.iter().chain(&parsed.unfinished) {
        points_into(text, &problem.span);
    }
    for (place, term) in parsed.filter.terms.iter().enumerate() {
        points_into(text, &term.span);
        let _ = term.label();
        parse(&edit::remove_term(text, place));
    }
    let printed = parsed.filter.to_string();
    let again = parse(&printed);
    assert!(
        again.problems.is_empty(),
        "{printed:?}: {:?}",
        again.problems
    );
    assert_eq!(again.filter, parsed.filter, "{printed:?}");
    for field in [Field::Niche, Field::Country] {
        parse(&edit::toggle_value(text, field, "Fitness & Gym"));
    }
    let order = match parse_order(text) {
        Ok(order) => order,
        Err(problem) => {
            points_into(text, &problem.span);
            Vec::new()
        }
    };
    let question = Question {
        filter: parsed.filter,
        order,
        facets: vec![Field::Niche, Field::Tier],
    };
    let answer = Engine::new()
        .answer(&ROSTER, &question, &|| false)
        .expect("nobody cancels");
    let plain = RowSet::from_fn(&ROSTER, |row| matches(&ROSTER, &question.filter, row));
    assert!(answer.matched.iter().eq(plain.iter()), "{printed:?}");
    assert_eq!(answer.rows.len(), plain.count(), "{printed:?}");
});
