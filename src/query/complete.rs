//! What is being typed at a place of a filter text: a name, or a value of something.

use std::ops::Range;

use super::lexer;
use super::names::Names;
use super::parser::is_sign;
use super::print::word;
use crate::roster::{Field, Kind};

/// A part of a text that can be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub asked: Asked,
    /// Bytes of the text that a completion takes the place of.
    pub span: Range<usize>,
    /// What of it stands before the cursor, without quotes.
    pub typed: String,
    /// The other items of the same list.
    pub taken: Vec<String>,
}

/// What can stand in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The name of a field, or another word before a colon.
    Name,
    /// A value of this field.
    Value(Field),
    /// The name of a field that is to be filled in.
    Has,
    Is,
    /// The name of a shortlist.
    List,
    Status,
    /// A figure that the roster has to say, such as `top10%`, for numbers of this field.
    Figure(Field),
}

/// Words before a colon that are no fields.
pub const WORDS: &[(&str, Asked)] = &[
    ("has", Asked::Has),
    ("is", Asked::Is),
    ("list", Asked::List),
    ("status", Asked::Status),
];

/// What is being typed where the cursor stands, at this byte of the text; none between terms.
pub fn slot(text: &str, names: &Names, cursor: usize) -> Option<Slot> {
    let term = lexer::terms(text)
        .into_iter()
        .find(|term| term.start < cursor && cursor <= term.end)?;
    let body = text[term.clone()].trim_start_matches('-');
    let start = term.end - body.len();
    let letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.');
    let end = body
        .find(|sign| !letter(sign))
        .map_or(term.end, |end| start + end);
    if cursor <= end {
        // A name is completed at its end only: within it, what stands there is wanted.
        let whole = cursor == term.end && start < end;
        return whole.then(|| Slot {
            asked: Asked::Name,
            span: start..end,
            typed: text[start..end].to_owned(),
            taken: Vec::new(),
        });
    }
    let name = &text[start..end];
    let rest = &text[end..term.end];
    let value = rest.trim_start_matches(is_sign);
    let place = term.end - value.len();
    if value.len() == rest.len() || cursor < place {
        return None;
    }
    let own = WORDS.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
    let asked = match (own, names.field(name)) {
        (Some((_, asked)), _) => *asked,
        (None, Some(field)) if field.kind().is_words() => Asked::Value(field),
        // Days have no best and no tiers.
        (None, Some(field)) if field.kind().is_numeric() && field.kind() != Kind::Date => {
            Asked::Figure(field)
        }
        _ => return None,
    };
    let (mine, others): (Vec<_>, Vec<_>) = lexer::items(value)
        .into_iter()
        .map(|item| place + item.start..place + item.end)
        .partition(|item| item.start <= cursor && cursor <= item.end);
    let item = mine.into_iter().next()?;
    let taken = others.into_iter().map(|item| lexer::unquoted(&text[item]));
    let equals = usize::from(text[item.clone()].starts_with('='));
    let item = item.start + equals..item.end;
    if cursor < item.start {
        return None;
    }
    let typed = text[item.start..cursor].trim_end_matches('"');
    Some(Slot {
        asked,
        typed: lexer::unquoted(typed),
        span: item,
        taken: taken.collect(),
    })
}

/// A text with a completion in the place of a slot, and the byte behind it.
pub fn complete(text: &str, slot: &Slot, with: &str) -> (String, usize) {
    let with = match slot.asked {
        Asked::Name | Asked::Has | Asked::Is | Asked::Figure(_) => with.to_owned(),
        Asked::List | Asked::Status | Asked::Value(_) => word(with),
    };
    let mut out = text[..slot.span.start].to_owned();
    out.push_str(&with);
    let cursor = out.len();
    out.push_str(&text[slot.span.end..]);
    (out, cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cursor is where the bar stands.
    fn at(text: &str) -> Option<(Asked, String, String)> {
        let cursor = text.find('|').expect("a cursor");
        let text = text.replace('|', "");
        let slot = slot(&text, &Names::default(), cursor)?;
        Some((slot.asked, text[slot.span].to_owned(), slot.typed))
    }

    #[test]
    fn what_is_typed_is_what_the_cursor_stands_in() {
        let niche = Asked::Value(Field::Niche);
        for (text, asked, span, typed) in [
            ("nic|", Asked::Name, "nic", "nic"),
            ("tier:micro -nic|", Asked::Name, "nic", "nic"),
            ("niche:|", niche, "", ""),
            ("niche:fit|", niche, "fit", "fit"),
            ("niche:fit|ness er>=3%", niche, "fitness", "fit"),
            ("niche:food,fi|", niche, "fi", "fi"),
            ("niche:fo|od,fit", niche, "food", "fo"),
            ("-niche=fo|", niche, "fo", "fo"),
            ("niche:=fo|", niche, "fo", "fo"),
            ("niche:\"real es|", niche, "\"real es", "real es"),
            (
                "niche:\"real estate\"|",
                niche,
                "\"real estate\"",
                "real estate",
            ),
            ("(niche:fo| OR er>=3)", niche, "fo", "fo"),
            ("(er>=3 OR niche:fo|)", niche, "fo", "fo"),
            ("list:|", Asked::List, "", ""),
            ("-is:ti|", Asked::Is, "ti", "ti"),
            ("has:em|", Asked::Has, "em", "em"),
            ("cpe<ti|", Asked::Figure(Field::Cpe), "ti", "ti"),
        ] {
            let expected = (asked, span.to_owned(), typed.to_owned());
            assert_eq!(at(text), Some(expected), "{text}");
        }
        for text in [
            "|",
            "niche:food |",
            "ni|che",
            "posted<5|",
            "name:an|",
            "nope:x|",
            "|niche:x",
            "niche|:x",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn a_completion_is_put_in_quotes_where_it_needs_them() {
        let done = |text: &str, with: &str| {
            let slot = slot(text, &Names::default(), text.len()).expect("something is being typed");
            complete(text, &slot, with).0
        };
        assert_eq!(
            done("er>=3 niche:fo,rea", "real estate"),
            "er>=3 niche:fo,\"real estate\""
        );
        assert_eq!(done("-nic", "niche:"), "-niche:");
        assert_eq!(
            complete(
                "niche:f er>1",
                &slot("niche:f er>1", &Names::default(), 7).unwrap(),
                "food"
            ),
            ("niche:food er>1".to_owned(), 10)
        );
    }
}
