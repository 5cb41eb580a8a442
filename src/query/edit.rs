//! Changing filter text from facets and chips, so that the text stays what the user sees and owns.

use std::ops::Range;

use super::ast::{Filter, Item, Term, Test};
use super::lexer::{self, Piece};
use super::names::Names;
use super::parser::{is_sign, parse_with};
use super::print::word;
use crate::roster::Field;
use crate::roster::fold::fold;

/// Switches one value of a facet: `niche:fitness` becomes `niche:fitness,yoga`, and back.
pub fn toggle_value(text: &str, names: &Names, field: Field, value: &str) -> String {
    let filter = parse_with(text, names).filter;
    let same = |item: &Item| match item {
        Item::Part(text) | Item::Whole(text) => fold(text) == fold(value),
        Item::Like(_) => false,
    };
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
        items.push(Item::Part(value.to_owned()));
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
pub fn remove_term(text: &str, names: &Names, place: usize) -> String {
    replace_term(text, names, place, "")
}

/// The text with something else in place of a term of the filter.
pub fn replace_term(text: &str, names: &Names, place: usize, with: &str) -> String {
    match parse_with(text, names).filter.terms.get(place) {
        Some(term) => replaced(text, &term.span, with),
        None => text.to_owned(),
    }
}

/// The text with another value in place of one that a term of the filter asks for.
pub fn replace_value(text: &str, names: &Names, place: usize, value: &str, with: &str) -> String {
    let filter = parse_with(text, names).filter;
    let Some(span) = filter.terms.get(place).map(|term| term.span.clone()) else {
        return text.to_owned();
    };
    let term = &text[span.clone()];
    let name = term.find(is_sign).unwrap_or(0);
    let values = term[name..].trim_start_matches(is_sign);
    let start = span.end - values.len();
    let item = lexer::items(values).into_iter().find_map(|item| {
        let text = &values[item.clone()];
        let plain = text.trim_start_matches('=');
        let begin = item.start + text.len() - plain.len();
        (lexer::unquoted(plain) == value).then_some(start + begin..start + item.end)
    });
    match item {
        Some(item) => replaced(text, &item, &word(with)),
        None => text.to_owned(),
    }
}

/// The text without its last term or group, be it right, wrong or only begun.
pub fn remove_last(text: &str) -> String {
    let tokens = lexer::tokens(text);
    let Some(last) = tokens.last() else {
        return String::new();
    };
    let open = tokens.iter().rfind(|token| token.what == Piece::Open);
    let start = match (last.what, open) {
        (Piece::Close, Some(open)) => open.span.start,
        _ => last.span.start,
    };
    replaced(text, &(start..last.span.end), "")
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
        .filter_map(|item| match item {
            Item::Part(text) | Item::Whole(text) => Some(text.as_str()),
            Item::Like(_) => None,
        })
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
        let niche =
            |text: &str, value: &str| toggle_value(text, &Names::default(), Field::Niche, value);
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
            (
                "(niche:food OR vegan)",
                "food",
                "(niche:food OR vegan) niche:food",
            ),
            ("niche:fit*", "food", "niche:fit*,food"),
        ] {
            assert_eq!(niche(text, value), after, "{text} + {value}");
        }
    }

    #[test]
    fn a_chip_takes_its_term_away() {
        let remove_term = |text: &str, at| remove_term(text, &Names::default(), at);
        assert_eq!(remove_term("a niche:x b", 1), "a b");
        assert_eq!(remove_term("niche:x  er>=3%", 0), "er>=3%");
        assert_eq!(remove_term("a", 7), "a");
        let replaced = |text: &str, value: &str| {
            replace_value(text, &Names::default(), 1, value, "real estate")
        };
        assert_eq!(
            replaced("a niche:food,=relestate,x b", "relestate"),
            "a niche:food,=\"real estate\",x b"
        );
        assert_eq!(
            replaced("a -niche:\"rel estate\"", "rel estate"),
            "a -niche:\"real estate\""
        );
        assert_eq!(replaced("a niche:food", "other"), "a niche:food");
        assert_eq!(remove_last("niche:x pric<5"), "niche:x");
        assert_eq!(remove_last("niche:x tier: "), "niche:x");
        assert_eq!(remove_last(" "), "");
        assert_eq!(remove_last("niche:x -(a OR b c)"), "niche:x");
        assert_eq!(remove_last("niche:x (a OR b"), "niche:x (a OR");
        assert_eq!(remove_term("(a OR b) niche:x", 0), "niche:x");
    }
}
