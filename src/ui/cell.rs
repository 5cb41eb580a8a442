//! What a cell of the table says: one field of one influencer, in words for people.

use std::borrow::Cow;

use crate::roster::display;
use crate::roster::{Currency, Field, Influencer, Kind, Origin, Roster, Value};
use crate::ui::format::width;

/// The text of a field; empty where it is unknown.
pub fn text<'a>(roster: &'a Roster, influencer: &Influencer<'a>, field: Field) -> Cow<'a, str> {
    match influencer.value(field) {
        Value::Unknown => Cow::Borrowed(""),
        Value::Text(text) => Cow::Borrowed(text),
        Value::Words(_) => {
            let mut words = influencer.words(field);
            let first = words.next().unwrap_or("");
            match words.next() {
                None => Cow::Borrowed(first),
                Some(second) => {
                    let mut text = format!("{first}, {second}");
                    for word in words {
                        text.push_str(", ");
                        text.push_str(word);
                    }
                    Cow::Owned(text)
                }
            }
        }
        Value::Number(value) => Cow::Owned(match field.kind() {
            Kind::Money => display::money(value, currency(roster, influencer, field)),
            kind => number(value, kind),
        }),
    }
}

/// The text of a field in so many cells. An amount of money that is too long is shortened, not cut:
/// the first digits of a price are another price.
pub fn text_in<'a>(
    roster: &'a Roster,
    influencer: &Influencer<'a>,
    field: Field,
    room: u16,
) -> Cow<'a, str> {
    let text = text(roster, influencer, field);
    if field.kind() != Kind::Money || width(&text) <= room {
        return text;
    }
    let Some(value) = influencer.number(field) else {
        return text;
    };
    let currency = currency(roster, influencer, field);
    Cow::Owned(format!("{}{}", currency.sign(), display::count(value)))
}

/// A number that is no money.
fn number(value: f64, kind: Kind) -> String {
    match kind {
        Kind::Share => display::share(value),
        Kind::Date => display::date(value),
        _ => display::count(value),
    }
}

/// The currency of an amount: the row's own for what the file says, the roster's for measures.
fn currency(roster: &Roster, influencer: &Influencer, field: Field) -> Currency {
    let base = roster.base_currency();
    let word = influencer.word(Field::Currency);
    if matches!(field.spec().origin, Origin::Derived(_)) || word.is_empty() || word == base.code() {
        base
    } else {
        Currency::from_code(word).unwrap_or(base)
    }
}

/// Whether the values of a field stand at the right of their column.
pub fn is_right(field: Field) -> bool {
    matches!(
        field.kind(),
        Kind::Count | Kind::Share | Kind::Money | Kind::Number
    )
}
