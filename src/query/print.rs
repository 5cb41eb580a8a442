//! Filters written so that reading them gives the same filters.

use std::fmt::{self, Display, Formatter, Write};

use super::ast::{Filter, Item, NumberRange, Term, Test};
use super::figure;

/// Words that mean something of their own behind a colon.
const OWN_WORDS: &[&str] = &["unknown", "any"];

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, term) in self.terms.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{term}")?;
        }
        Ok(())
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        match &self.test {
            // Quotes keep a text from being read as anything else.
            Test::Anywhere(text) => f.write_str(&quoted(text)),
            Test::Words { field, items } | Test::Text { field, items } => {
                list(f, field.id(), items)
            }
            Test::Number {
                field,
                ranges,
                inverted,
            } => number(f, field.id(), ranges, *inverted),
            Test::Has(field) => write!(f, "has:{}", field.id()),
            Test::Ticked => f.write_str("is:ticked"),
            Test::Mark { mark, items } if items.is_empty() => write!(f, "{}:any", mark.id()),
            Test::Mark { mark, items } => list(f, mark.id(), items),
            Test::Added { ranges, inverted } => number(f, "added", ranges, *inverted),
            Test::Either(filters) => {
                f.write_str("(")?;
                for (at, filter) in filters.iter().enumerate() {
                    let or = if at == 0 { "" } else { " OR " };
                    write!(f, "{or}{filter}")?;
                }
                f.write_str(")")
            }
        }
    }
}

fn list(f: &mut Formatter<'_>, id: &str, items: &[Item]) -> fmt::Result {
    write!(f, "{id}:")?;
    for (at, item) in items.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(f, "{comma}{item}")?;
    }
    Ok(())
}

impl Display for Item {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Item::Part(text) => f.write_str(&word(text)),
            Item::Whole(text) => write!(f, "={}", word(text)),
            Item::Like(pieces) => {
                for (at, piece) in pieces.iter().enumerate() {
                    if at > 0 {
                        f.write_char('*')?;
                    }
                    if !piece.is_empty() {
                        f.write_str(&word(piece))?;
                    }
                }
                Ok(())
            }
        }
    }
}

fn number(f: &mut Formatter<'_>, id: &str, ranges: &[NumberRange], inverted: bool) -> fmt::Result {
    if let ([range], false) = (ranges, inverted) {
        let sign = match (&range.low, &range.high) {
            (Some(low), None) => Some((if low.included { ">=" } else { ">" }, low)),
            (None, Some(high)) => Some((if high.included { "<=" } else { "<" }, high)),
            _ => None,
        };
        if let Some((sign, bound)) = sign {
            return write!(f, "{id}{sign}{}", shown(&bound.figure.text, false));
        }
    }
    let list = |quote: bool| {
        let texts: Vec<String> = ranges
            .iter()
            .map(|range| range_text(range, quote))
            .collect();
        texts.join(",")
    };
    let plain = list(false);
    // Commas between items could be those of one number.
    let quote = ranges.len() > 1
        && (plain.contains("..") || figure::is_number(&plain) || {
            let mut bounds = ranges.iter().flat_map(NumberRange::bounds);
            bounds.any(|bound| bound.figure.text.contains(','))
        });
    let text = if quote { list(true) } else { plain };
    write!(f, "{id}{}{text}", if inverted { "!=" } else { ":" })
}

fn range_text(range: &NumberRange, quote: bool) -> String {
    let text = |bound: &Option<super::ast::Bound>| {
        let bound = bound.as_ref();
        bound.map_or(String::new(), |bound| shown(&bound.figure.text, quote))
    };
    if range.is_point() {
        text(&range.low)
    } else {
        format!("{}..{}", text(&range.low), text(&range.high))
    }
}

/// The text of a figure, in quotes where it has to be.
fn shown(text: &str, quote: bool) -> String {
    if quote || text.contains(char::is_whitespace) {
        quoted(text)
    } else {
        text.to_owned()
    }
}

/// The text in quotes; quotes inside are doubled.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The text as a value, in quotes where it would be read otherwise.
pub fn word(text: &str) -> String {
    let own = |word: &&str| text.eq_ignore_ascii_case(word);
    let sign =
        |letter: char| letter.is_whitespace() || matches!(letter, '"' | ',' | '(' | ')' | '*');
    let plain = !text.is_empty()
        && !OWN_WORDS.iter().any(own)
        && !text.starts_with(super::parser::is_sign)
        && !text.contains(sign);
    if plain { text.to_owned() } else { quoted(text) }
}
