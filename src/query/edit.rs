//! Changing filter text from facets and chips, so that the text stays what the user sees and owns.

use std::ops::Range;

use super::ast::{Filter, Term, Test, WordItem, word};
use super::lexer;
use super::parser::parse;
use crate::roster::Field;
use crate::roster::fold::fold;

/// Switches one value of a facet: `niche:fitness` becomes `niche:fitness,yoga`, and back.
pub fn toggle_value(text: &str, field: Field, value: &str) -> String {
    let filter = parse(text).filter;
    let same = |item: &WordItem| fold(&item.text) == fold(value);
    let of_field = |term: &&Term| {
        !term.negated && matches!(&term.test, Test::Words { field: f, .. } if *f == field)
    };
    let holding = filter
        .terms
        .iter()
        .filter(of_field)
        .find(|term| matches!(&term.test, Test::Words { items, .. } if items.iter().any(same)));
    let Some(term) = holding.or_else(|| filter.terms.iter().find(of_field)) else {
        return with_term(text, &format!("{}:{}", field.id(), word(value)));
    };
    let Test::Words { items, .. } = &term.test else {
        return text.to_owned();
    };
    let mut items = items.clone();
    if items.iter().any(same) {
        items.retain(|item| !same(item));
    } else {
        items.push(WordItem {
            text: value.to_owned(),
            exact: false,
        });
    }
    let replacement = if items.is_empty() {
        String::new()
    } else {
        let test = Test::Words { field, items };
        let span = term.span.clone();
        Term {
            negated: false,
            test,
            span,
        }
        .to_string()
    };
    replaced(text, &term.span, &replacement)
}

/// The text without the term at this place of the filter.
pub fn remove_term(text: &str, place: usize) -> String {
    replace_term(text, place, "")
}

/// The text with something else in place of a term of the filter.
pub fn replace_term(text: &str, place: usize, with: &str) -> String {
    match parse(text).filter.terms.get(place) {
        Some(term) => replaced(text, &term.span, with),
        None => text.to_owned(),
    }
}

/// The text without its last term, be it right, wrong or only begun.
pub fn remove_last(text: &str) -> String {
    match lexer::terms(text).last() {
        Some(span) => replaced(text, span, ""),
        None => String::new(),
    }
}

/// The values of a field that the filter asks for.
pub fn selected_values(filter: &Filter, field: Field) -> Vec<&str> {
    filter
        .terms
        .iter()
        .filter(|term| !term.negated)
        .flat_map(|term| match &term.test {
            Test::Words { field: f, items } if *f == field => items.as_slice(),
            _ => &[],
        })
        .map(|item| item.text.as_str())
        .collect()
}

/// The text with one more term behind; an open quote is closed first.
pub fn with_term(text: &str, term: &str) -> String {
    let text = text.trim_end();
    let close = if text.matches('"').count() % 2 == 1 {
        "\""
    } else {
        ""
    };
    let gap = if text.is_empty() { "" } else { " " };
    format!("{text}{close}{gap}{term}")
}

fn replaced(text: &str, span: &Range<usize>, replacement: &str) -> String {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    if replacement.is_empty() {
        let gap = if before.trim().is_empty() || after.trim().is_empty() {
            ""
        } else {
            " "
        };
        format!("{}{gap}{}", before.trim_end(), after.trim_start())
    } else {
        format!("{before}{replacement}{after}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facets_write_filters_that_people_could_have_typed() {
        let niche = |text: &str, value: &str| toggle_value(text, Field::Niche, value);
        for (text, value, after) in [
            ("", "fitness", "niche:fitness"),
            ("tier:micro", "fitness", "tier:micro niche:fitness"),
            ("niche:fitness er>=3%", "yoga", "niche:fitness,yoga er>=3%"),
            ("niche:fitness,yoga er>=3%", "Fitness", "niche:yoga er>=3%"),
            ("niche:fitness er>=3%", "fitness", "er>=3%"),
            (
                "a niche:fitness",
                "real estate",
                "a niche:fitness,\"real estate\"",
            ),
            ("-niche:food", "food", "-niche:food niche:food"),
            ("\"open", "food", "\"open\" niche:food"),
        ] {
            assert_eq!(niche(text, value), after, "{text} + {value}");
        }
    }

    #[test]
    fn a_chip_takes_its_term_away() {
        assert_eq!(remove_term("a niche:x b", 1), "a b");
        assert_eq!(remove_term("niche:x  er>=3%", 0), "er>=3%");
        assert_eq!(remove_term("a", 7), "a");
        assert_eq!(remove_last("niche:x pric<5"), "niche:x");
        assert_eq!(remove_last("niche:x tier: "), "niche:x");
        assert_eq!(remove_last(" "), "");
    }
}
