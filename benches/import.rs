//! How fast a file in memory becomes rows: the whole way, the reading alone, the first rows, other
//! dialects and encodings.

mod support;

use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{Criterion, criterion_group, criterion_main};
use support::per_row::{PerRow, criterion, group};
use tastemaker::import::{Event, Options, Source, read};

/// Rows that arrive until the sink has had enough.
fn rows(source: &Source, options: &Options, enough: usize) -> usize {
    let mut rows = 0;
    read(std::slice::from_ref(source), options, &mut |event| {
        if let Event::Rows { rows: batch, .. } = event {
            rows += black_box(batch).len();
        }
        if rows < enough {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    rows
}

fn bytes(name: &str, bytes: Vec<u8>) -> Source {
    Source::Bytes {
        name: name.to_owned(),
        bytes,
    }
}

fn import(criterion: &mut Criterion<PerRow>) {
    for size in support::SIZES {
        let comma = support::csv(size);
        // A stray quote is data.
        let stray = comma.replace(",instagram,", ",insta\"gram,");
        let utf16 = [0xff, 0xfe]
            .into_iter()
            .chain(comma.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let plain = Options::default();
        let figures = Options {
            figures: true,
            ..Options::default()
        };
        let comma = support::source(size);
        let cases = [
            ("read", &comma, &plain),
            ("with figures", &comma, &figures),
            (
                "stray quotes",
                &bytes("made.csv", stray.into_bytes()),
                &plain,
            ),
            ("utf-16", &bytes("made.csv", utf16), &plain),
        ];
        assert_eq!(support::roster(size).len(), size, "every row is read");
        for (name, source, options) in &cases {
            assert_eq!(rows(source, options, usize::MAX), size, "every row: {name}");
        }
        let mut group = group(criterion, "import", size);
        for (name, source, options) in cases {
            group.bench_function(name, |bencher| {
                bencher.iter(|| rows(source, options, usize::MAX));
            });
        }
        group.bench_function("with measures", |bencher| {
            bencher.iter(|| support::open(std::slice::from_ref(&comma)).len());
        });
        group.finish();
        // The time counts here, not the figure per row: it must not grow with the file.
        criterion.bench_function(&format!("import/{size}/first rows"), |bencher| {
            bencher.iter(|| rows(&comma, &plain, 1));
        });
    }
}

criterion_group! { name = benches; config = criterion(); targets = import }
criterion_main!(benches);
