//! How fast figures are computed: the measures of each row, and two tiers compared over all rows and
//! over a niche (its figure, too, is per row of the roster).

mod support;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use support::per_row::{PerRow, criterion, group};
use tastemaker::analysis::compare::{self, Measure, Pairing};
use tastemaker::analysis::cost;
use tastemaker::import::{Event, Options, read};
use tastemaker::query::{Question, matches, parse};
use tastemaker::roster::{Roster, RowSet, Segment, TierSet};

/// A roster with its segments as they are before their measures are computed and they are pushed.
fn absorbed(rows: usize) -> (Roster, Vec<Segment>) {
    let mut roster = Roster::new(TierSet::default(), tastemaker::roster::Currency::USD);
    let mut segments = Vec::new();
    read(
        &[support::source(rows)],
        &Options::default(),
        &mut |event| {
            if let Event::Rows { rows, .. } = event {
                segments.push(roster.absorb(*rows));
            }
            std::ops::ControlFlow::Continue(())
        },
    );
    (roster, segments)
}

fn analysis(criterion: &mut Criterion<PerRow>) {
    for size in support::SIZES {
        let roster = support::roster(size);
        let tier = |name| {
            roster
                .tiers()
                .named(name)
                .expect("a tier of the default set")
        };
        let pairing = Pairing {
            small: tier("micro"),
            big: tier("mega"),
            measure: Measure::Cpe,
            by: None,
        };
        let all = RowSet::all(&roster);
        let niche = Question {
            filter: parse("niche:fitness").filter,
            ..Question::default()
        };
        let niche = RowSet::from_fn(&roster, |row| matches(&roster, &niche, row));
        assert!(
            compare::compare(&roster, &all, pairing, &[]).raw.is_some(),
            "both tiers have rows to compare"
        );
        let mut group = group(criterion, "analysis", size);
        group.bench_function("measures", |bencher| {
            bencher.iter_batched(
                || absorbed(size),
                |(roster, mut segments)| {
                    for segment in &mut segments {
                        cost::complete(&roster, segment);
                    }
                    segments
                },
                BatchSize::PerIteration,
            );
        });
        for (name, rows) in [("compare all", &all), ("compare a niche", &niche)] {
            group.bench_function(name, |bencher| {
                bencher.iter(|| compare::compare(&roster, rows, pairing, &[]));
            });
        }
        group.finish();
    }
}

criterion_group! { name = benches; config = criterion(); targets = analysis }
criterion_main!(benches);
