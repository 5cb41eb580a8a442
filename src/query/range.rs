//! The range that a filter asks of a number: read for a histogram, and written by it as a person would.

use super::ast::{Filter, Term, Test};
use super::edit;
use super::names::Names;
use super::parser::parse_with;
use crate::roster::{Field, Kind, display};

/// The bounds that a filter sets for a field, in the field's unit; none where it sets none, or sets
/// several ranges.
pub fn range_of(filter: &Filter, field: Field) -> Option<(Option<f64>, Option<f64>)> {
    let mut found = None;
    for term in filter.terms.iter().filter(|term| about(term, field)) {
        let Test::Number { ranges, .. } = &term.test else {
            continue;
        };
        let [range] = ranges.as_slice() else {
            return None;
        };
        let (low, high) = found.unwrap_or((None, None));
        // What the roster, a rate or the day has to say is no bound that can be drawn.
        if range.bounds().any(|at| at.figure.number().is_none()) {
            return None;
        }
        let bound =
            |bound: &Option<super::ast::Bound>| bound.as_ref().and_then(|at| at.figure.number());
        let narrow = |a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a, b)),
            (a, b) => a.or(b),
        };
        found = Some((
            narrow(low, bound(&range.low), f64::max),
            narrow(high, bound(&range.high), f64::min),
        ));
    }
    found
}

/// A term that says between which bounds the numbers of a field are.
fn about(term: &Term, field: Field) -> bool {
    !term.negated
        && matches!(&term.test, Test::Number { field: f, inverted: false, .. } if *f == field)
}

/// The text with these bounds for a field in place of those it had; without bounds there is no term. A
/// range holds both of its bounds, as ranges do; an upper bound alone is not reached.
pub fn set_range(
    text: &str,
    names: &Names,
    field: Field,
    low: Option<f64>,
    high: Option<f64>,
) -> String {
    let name = name(field);
    let figure = |value: f64| figure(field, value);
    let term = match (low, high) {
        (None, None) => String::new(),
        (Some(low), None) => format!("{name}>={}", figure(low)),
        (None, Some(high)) => format!("{name}<{}", figure(high)),
        (Some(low), Some(high)) => format!("{name}:{}..{}", figure(low), figure(high)),
    };
    let filter = parse_with(text, names).filter;
    let places: Vec<usize> = (0..filter.terms.len())
        .filter(|at| about(&filter.terms[*at], field))
        .collect();
    let mut text = text.to_owned();
    // From the last to the first, so that places stay what they are.
    for at in places.iter().skip(1).rev() {
        text = edit::remove_term(&text, names, *at);
    }
    match places.first() {
        Some(at) => edit::replace_term(&text, names, *at, &term),
        None if term.is_empty() => text,
        None => edit::with_term(&text, &term),
    }
}

/// The name that people type for a field: its own, or a shorter one where that is made of several words.
fn name(field: Field) -> &'static str {
    let spec = field.spec();
    match spec.aliases.first() {
        Some(alias) if spec.id.contains('_') => alias,
        _ => spec.id,
    }
}

/// A range in few words: `100–500`, `≥ 3%`, `< 12.5k`.
pub fn label(field: Field, low: Option<f64>, high: Option<f64>) -> String {
    let figure = |value: f64| figure(field, value);
    match (low, high) {
        (None, None) => "any".to_owned(),
        (Some(low), None) => format!("≥ {}", figure(low)),
        (None, Some(high)) => format!("< {}", figure(high)),
        (Some(low), Some(high)) => format!("{}–{}", figure(low), figure(high)),
    }
}

/// A number as people type it: `500`, `1.5k`, `2.5%`, `2026-10-31`. Reading it gives the number back,
/// apart from digits beyond the sixth.
pub fn figure(field: Field, value: f64) -> String {
    match field.kind() {
        Kind::Date => display::date(value),
        Kind::Share => format!("{}%", short(value * 100.0)),
        _ => {
            let (factor, letter) = match value.abs() {
                1e9.. => (1e9, "b"),
                1e6.. => (1e6, "m"),
                1e4.. => (1e3, "k"),
                _ => (1.0, ""),
            };
            format!("{}{letter}", short(value / factor))
        }
    }
}

/// At most six digits, without zeros behind.
fn short(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let digits = (5.0 - value.abs().log10().floor()).clamp(0.0, 12.0) as usize;
    let text = format!("{value:.digits$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::figure::{self as figures, Subject};
    use crate::query::parse;
    use proptest::prelude::*;

    #[test]
    fn a_range_takes_the_place_of_what_was_asked_of_the_field() {
        let price =
            |text: &str, low, high| set_range(text, &Names::default(), Field::Price, low, high);
        for (text, low, high, after) in [
            ("", Some(100.0), Some(500.0), "price:100..500"),
            (
                "niche:food price<300 vegan",
                Some(100.0),
                Some(500.0),
                "niche:food price:100..500 vegan",
            ),
            (
                "price>10 tier:micro price<300",
                Some(100.0),
                None,
                "price>=100 tier:micro",
            ),
            (
                "tier:micro price:1..5",
                None,
                Some(12_500.0),
                "tier:micro price<12.5k",
            ),
            (
                "tier:micro price:1..5 vegan",
                None,
                None,
                "tier:micro vegan",
            ),
            ("-price>5", Some(1.0), Some(2.0), "-price>5 price:1..2"),
            ("\"open", Some(1.0), None, "\"open\" price>=1"),
            ("vegan", None, None, "vegan"),
        ] {
            assert_eq!(price(text, low, high), after, "{text}");
        }
        assert_eq!(
            set_range(
                "",
                &Names::default(),
                Field::EngagementRate,
                Some(0.025),
                Some(0.1)
            ),
            "er:2.5%..10%"
        );
    }

    #[test]
    fn bounds_are_read_whoever_wrote_them() {
        let read = |text: &str| range_of(&parse(text).filter, Field::Price);
        assert_eq!(read("price:100..500"), Some((Some(100.0), Some(500.0))));
        assert_eq!(
            read("price>100 price<=500 er>=3"),
            Some((Some(100.0), Some(500.0)))
        );
        assert_eq!(read("price<500"), Some((None, Some(500.0))));
        for text in [
            "",
            "-price<5",
            "price!=5",
            "price:1..2,5..6",
            "has:price",
            "price<tier.median",
            "(price<5 OR vegan)",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_figure_reads_as_it_was_written(value in 0.0..1e10f64) {
            for field in [Field::Price, Field::Followers, Field::EngagementRate] {
                let text = figure(field, value);
                let read = figures::read(Subject::Field(field), &text, &Names::default());
                let read = read.ok().and_then(|figure| figure.number());
                let read = read.expect("a figure of ours is one");
                prop_assert!((read - value).abs() <= value * 1e-5, "{} {} {}", value, text, read);
            }
        }
    }
}
