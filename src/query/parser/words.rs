//! Words and texts to look for: lists, exact items, stars.

use super::operator::Operator;
use super::term::{Asked, Target};
use super::{Problem, problem};
use crate::query::ast::{Item, Mark, Test};
use crate::query::lexer;
use crate::roster::{Field, Kind};

impl Asked<'_> {
    /// Words of a field, or marks of the user. None while the value is still to be typed.
    pub(super) fn words(&self) -> Result<Option<(bool, Test)>, Problem> {
        let exact = match self.operator {
            Operator::Is => false,
            Operator::Equal | Operator::NotEqual => true,
            _ => return Err(self.has_no_order()),
        };
        let negated = self.operator == Operator::NotEqual;
        let mut items = lexer::items(self.value)
            .into_iter()
            .filter_map(|span| item(&self.value[span], exact))
            .map(|item| self.without_sign(item))
            .collect::<Vec<Item>>();
        let all =
            |item: &Item| matches!(item, Item::Like(pieces) if pieces.iter().all(String::is_empty));
        let anything = matches!(items.as_slice(), [item] if all(item));
        let test = match self.target {
            _ if items.is_empty() => return Ok(None),
            Target::Field(field) if anything => Test::Has(field),
            Target::Field(field) if field.kind() == Kind::Text => Test::Text { field, items },
            Target::Field(field) => Test::Words { field, items },
            Target::Mark(mark) => {
                let any = !lexer::is_quoted(self.value) && self.value.eq_ignore_ascii_case("any");
                if anything || any {
                    items.clear();
                }
                Test::Mark { mark, items }
            }
            Target::Added => return Ok(None),
        };
        Ok(Some((negated, test)))
    }

    /// Handles are kept without the `@` that people write before them.
    fn without_sign(&self, item: Item) -> Item {
        if self.target != Target::Field(Field::Handle) {
            return item;
        }
        let bare = |text: String| match text.trim_start_matches('@') {
            "" => text,
            bare => bare.to_owned(),
        };
        match item {
            Item::Part(text) => Item::Part(bare(text)),
            Item::Whole(text) => Item::Whole(bare(text)),
            Item::Like(mut pieces) => {
                if let Some(first) = pieces.first_mut() {
                    *first = bare(std::mem::take(first));
                }
                Item::Like(pieces)
            }
        }
    }

    fn has_no_order(&self) -> Problem {
        let (name, value) = (self.name(), self.value);
        let what = match self.target {
            Target::Mark(Mark::Note) => "texts",
            Target::Field(field) if field.kind() == Kind::Text => "texts",
            _ => "words",
        };
        problem(
            self.sign.clone(),
            format!("{name} holds {what}, which have no order. Write {name}:{value}"),
            Some(":".to_owned()),
        )
    }
}

/// One item of a list; none where nothing is typed.
fn item(text: &str, exact: bool) -> Option<Item> {
    let (exact, text) = match text.strip_prefix('=') {
        Some(rest) => (true, rest),
        None => (exact, text),
    };
    let pieces = lexer::pieces(text);
    if pieces.len() > 1 {
        let pieces = pieces.into_iter();
        let pieces = pieces.map(|span| lexer::unquoted(&text[span]));
        return Some(Item::Like(pieces.collect()));
    }
    let text = lexer::unquoted(text);
    match exact {
        _ if text.is_empty() => None,
        true => Some(Item::Whole(text)),
        false => Some(Item::Part(text)),
    }
}
