//! What a filter is: terms that must all hold. Each knows where in the text it stands.

use std::fmt;
use std::ops::Range;

use super::number::Figure;
use crate::roster::Field;

/// Terms that must all hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub terms: Vec<Term>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// One condition.
#[derive(Clone, Debug)]
pub struct Term {
    /// The condition must not hold; rows where it cannot be told match.
    pub negated: bool,
    pub test: Test,
    /// Bytes of the text that the term was read from.
    pub span: Range<usize>,
}

/// Two terms are the same when they ask the same, wherever they stand.
impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.negated == other.negated && self.test == other.test
    }
}

/// What a term asks of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The text stands in the handle, the name, a niche, the bio or the notes.
    Anywhere(String),
    /// One of these is among the words of the field.
    Words { field: Field, items: Vec<WordItem> },
    /// One of these is found in the text of the field.
    Text { field: Field, items: Vec<TextItem> },
    /// The number is in one of these ranges, or, inverted, in none of them. Unknown numbers fail
    /// either way.
    Number {
        field: Field,
        ranges: Vec<NumberRange>,
        inverted: bool,
    },
    /// The field holds something.
    Has(Field),
}

/// A word to look for in a field of words.
#[derive(Clone, Debug, PartialEq)]
pub struct WordItem {
    pub text: String,
    /// Only the whole value will do: `niche:=fitness`.
    pub exact: bool,
}

/// A text to look for in a text field.
#[derive(Clone, Debug, PartialEq)]
pub struct TextItem {
    pub text: String,
    pub how: TextMatch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextMatch {
    Contains,
    /// `name:ana*`
    Begins,
    /// `handle:=ana`
    Equals,
}

/// Numbers between two bounds; a missing bound is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberRange {
    pub low: Option<Bound>,
    pub high: Option<Bound>,
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    pub figure: Figure,
    pub included: bool,
}

impl NumberRange {
    /// Just this number.
    pub fn only(figure: Figure) -> Self {
        let bound = Bound {
            figure,
            included: true,
        };
        NumberRange {
            low: Some(bound.clone()),
            high: Some(bound),
        }
    }

    /// Whether a known number lies in the range.
    pub fn holds(&self, value: f64) -> bool {
        let above = self.low.as_ref().is_none_or(|low| {
            value > low.figure.value || (low.included && value == low.figure.value)
        });
        let below = self.high.as_ref().is_none_or(|high| {
            value < high.figure.value || (high.included && value == high.figure.value)
        });
        above && below
    }

    fn is_point(&self) -> bool {
        self.low.is_some() && self.low == self.high
    }
}

impl Test {
    /// The field that is asked about.
    pub fn field(&self) -> Option<Field> {
        match self {
            Test::Anywhere(_) => None,
            Test::Words { field, .. }
            | Test::Text { field, .. }
            | Test::Number { field, .. }
            | Test::Has(field) => Some(*field),
        }
    }
}

/// Writes the filter so that reading it gives the same filter.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, term) in self.terms.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{term}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        match &self.test {
            // Quotes keep a text from being read as anything else.
            Test::Anywhere(text) => f.write_str(&quoted(text)),
            Test::Words { field, items } => {
                write!(f, "{}:", field.id())?;
                list(f, items, |item| (item.exact, item.text.as_str(), false))
            }
            Test::Text { field, items } => {
                write!(f, "{}:", field.id())?;
                list(f, items, |item| {
                    (
                        item.how == TextMatch::Equals,
                        item.text.as_str(),
                        item.how == TextMatch::Begins,
                    )
                })
            }
            Test::Number {
                field,
                ranges,
                inverted,
            } => number(f, *field, ranges, *inverted),
            Test::Has(field) => write!(f, "has:{}", field.id()),
        }
    }
}

fn list<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    parts: impl Fn(&T) -> (bool, &str, bool),
) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        let (exact, text, begins) = parts(item);
        let comma = if at == 0 { "" } else { "," };
        let equals = if exact { "=" } else { "" };
        let star = if begins { "*" } else { "" };
        write!(f, "{comma}{equals}{}{star}", word(text))?;
    }
    Ok(())
}

fn number(
    f: &mut fmt::Formatter<'_>,
    field: Field,
    ranges: &[NumberRange],
    inverted: bool,
) -> fmt::Result {
    let id = field.id();
    if let ([range], false) = (ranges, inverted) {
        match (&range.low, &range.high) {
            (Some(low), None) if !low.included => return write!(f, "{id}>{}", low.figure.text),
            (Some(low), None) => return write!(f, "{id}>={}", low.figure.text),
            (None, Some(high)) if !high.included => return write!(f, "{id}<{}", high.figure.text),
            (None, Some(high)) => return write!(f, "{id}<={}", high.figure.text),
            _ => {}
        }
    }
    write!(f, "{id}{}", if inverted { "!=" } else { ":" })?;
    for (at, range) in ranges.iter().enumerate() {
        if at > 0 {
            f.write_str(",")?;
        }
        let text = |bound: &Option<Bound>| {
            bound
                .as_ref()
                .map_or(String::new(), |bound| bound.figure.text.clone())
        };
        if range.is_point() {
            f.write_str(&text(&range.low))?;
        } else {
            write!(f, "{}..{}", text(&range.low), text(&range.high))?;
        }
    }
    Ok(())
}

/// The text in quotes; quotes inside are doubled.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The text as a value, in quotes where it would be read otherwise.
pub fn word(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.eq_ignore_ascii_case("unknown")
        && !text.starts_with(['=', '<', '>', '!'])
        && !text.ends_with('*')
        && !text
            .chars()
            .any(|letter| letter.is_whitespace() || matches!(letter, '"' | ',' | '(' | ')'));
    if plain { text.to_owned() } else { quoted(text) }
}

impl Term {
    /// The term as people read it, for a chip: `niche: fitness, yoga`, `ER ≥ 3%`, `no price`.
    pub fn label(&self) -> String {
        let not = if self.negated { "not " } else { "" };
        match &self.test {
            Test::Anywhere(text) => format!("{not}\u{201c}{text}\u{201d}"),
            Test::Words { field, items } => {
                let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
                format!("{not}{}: {}", name(*field), few(&texts, ", "))
            }
            Test::Text { field, items } => {
                let texts: Vec<String> = items
                    .iter()
                    .map(|item| match item.how {
                        TextMatch::Contains => item.text.clone(),
                        TextMatch::Begins => format!("{}…", item.text),
                        TextMatch::Equals => format!("= {}", item.text),
                    })
                    .collect();
                format!("{not}{}: {}", name(*field), few(&texts, ", "))
            }
            Test::Number {
                field,
                ranges,
                inverted,
            } => {
                let texts: Vec<String> = ranges.iter().map(range_label).collect();
                let differs = if *inverted { "not " } else { "" };
                format!("{not}{} {differs}{}", name(*field), few(&texts, " or "))
            }
            Test::Has(field) if self.negated => format!("no {}", name(*field)),
            Test::Has(field) => format!("has {}", name(*field)),
        }
    }
}

/// The first ones of many, so that a chip stays one that can be read.
fn few(texts: &[impl AsRef<str>], between: &str) -> String {
    const MOST: usize = 6;
    let shown = if texts.len() > MOST { 2 } else { MOST };
    let some: Vec<&str> = texts.iter().take(shown).map(AsRef::as_ref).collect();
    let some = some.join(between);
    match texts.len().saturating_sub(shown) {
        0 => some,
        more => format!("{some} and {more} more"),
    }
}

/// The field's name within a chip or a sentence: short words stay as they are typed.
pub fn name(field: Field) -> String {
    let label = field.label();
    if label.chars().filter(|letter| letter.is_uppercase()).count() > 1 {
        label.to_owned()
    } else {
        label.to_lowercase()
    }
}

fn range_label(range: &NumberRange) -> String {
    match (&range.low, &range.high) {
        _ if range.is_point() => range
            .low
            .as_ref()
            .map_or(String::new(), |low| format!("= {}", low.figure.text)),
        (Some(low), Some(high)) => format!("{}–{}", low.figure.text, high.figure.text),
        (Some(low), None) if low.included => format!("≥ {}", low.figure.text),
        (Some(low), None) => format!("> {}", low.figure.text),
        (None, Some(high)) if high.included => format!("≤ {}", high.figure.text),
        (None, Some(high)) => format!("< {}", high.figure.text),
        (None, None) => "any".to_owned(),
    }
}
