//! Wall time, told as nanoseconds per row and rows per second. Knows nothing of what is measured.

use std::time::{Duration, Instant};

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{BenchmarkGroup, Criterion, Throughput};

/// Criterion's wall clock with figures per row.
pub struct PerRow;

struct Formatter;

/// The settings of all benches: few samples, since one pass over 100,000 rows is long.
pub fn criterion() -> Criterion<PerRow> {
    Criterion::default()
        .with_measurement(PerRow)
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
}

/// A group whose figures are per row of so many.
pub fn group<'a>(
    criterion: &'a mut Criterion<PerRow>,
    name: &str,
    rows: usize,
) -> BenchmarkGroup<'a, PerRow> {
    let mut group = criterion.benchmark_group(format!("{name}/{rows}"));
    group.throughput(Throughput::Elements(rows as u64));
    group
}

impl Measurement for PerRow {
    type Intermediate = Instant;
    type Value = Duration;

    fn start(&self) -> Instant {
        WallTime.start()
    }

    fn end(&self, start: Instant) -> Duration {
        WallTime.end(start)
    }

    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        WallTime.add(a, b)
    }

    fn zero(&self) -> Duration {
        WallTime.zero()
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        &Formatter
    }
}

impl ValueFormatter for Formatter {
    fn format_throughput(&self, throughput: &Throughput, nanoseconds: f64) -> String {
        let Throughput::Elements(rows) = throughput else {
            return WallTime
                .formatter()
                .format_throughput(throughput, nanoseconds);
        };
        let per_row = nanoseconds / *rows as f64;
        format!("{per_row:.2} ns/row ({:.2} Mrows/s)", 1e3 / per_row)
    }

    fn scale_values(&self, typical: f64, values: &mut [f64]) -> &'static str {
        WallTime.formatter().scale_values(typical, values)
    }

    fn scale_throughputs(
        &self,
        typical: f64,
        throughput: &Throughput,
        values: &mut [f64],
    ) -> &'static str {
        WallTime
            .formatter()
            .scale_throughputs(typical, throughput, values)
    }

    fn scale_for_machines(&self, values: &mut [f64]) -> &'static str {
        WallTime.formatter().scale_for_machines(values)
    }
}
