//! Which columns are written, and what a cell says in plain text.

use std::borrow::Cow;

use super::Headers;
use crate::roster::{Currency, Field, Influencer, Kind, Origin, Roster, Value, display};

/// The columns of `query` where none are named and nothing is converted.
const DEFAULT: &[Field] = &[
    Field::Handle,
    Field::Name,
    Field::Platform,
    Field::Url,
    Field::Followers,
    Field::Tier,
    Field::Niche,
    Field::Country,
    Field::Language,
    Field::EngagementRate,
    Field::Engagements,
    Field::AvgLikes,
    Field::AvgComments,
    Field::AvgViews,
    Field::Price,
    Field::PriceStory,
    Field::PriceReel,
    Field::PriceVideo,
    Field::Currency,
    Field::Cpe,
    Field::Cpm,
    Field::CostPer1k,
    Field::FakeFollowerShare,
    Field::SponsoredShare,
    Field::ReplyRate,
    Field::Growth30d,
    Field::PostsPerWeek,
    Field::LastPost,
    Field::Bio,
    Field::SourceFile,
    Field::SourceLine,
];

/// The columns of `query` where none are named, for this roster.
pub fn default(roster: &Roster) -> Vec<Field> {
    let mut columns = DEFAULT.to_vec();
    let currency = columns.iter().position(|field| *field == Field::Currency);
    if let Some(at) = currency.filter(|_| roster.has(Field::PriceBase)) {
        columns.insert(at + 1, Field::PriceBase);
    }
    columns
}

/// The name of a column in a file: that of a converted price says into which currency.
pub fn header(roster: &Roster, field: Field, headers: Headers) -> Cow<'static, str> {
    let base = roster.base_currency();
    match (field, headers) {
        (Field::PriceBase, Headers::Machines) => {
            Cow::Owned(format!("price_in_{}", base.code().to_lowercase()))
        }
        (Field::PriceBase, Headers::People) => Cow::Owned(format!("Price in {base}")),
        (field, Headers::Machines) => Cow::Borrowed(field.id()),
        (field, Headers::People) => Cow::Borrowed(field.full_label()),
    }
}

/// The name of a column for people where there is little room.
pub fn label(roster: &Roster, field: Field) -> Cow<'static, str> {
    match field {
        Field::PriceBase => Cow::Owned(format!("In {}", roster.base_currency())),
        field => Cow::Borrowed(field.label()),
    }
}

/// Between the words of a list.
const WORD_GAP: &str = "; ";

/// Reads column names: `handle,er,cpe`.
///
/// # Errors
/// The first name that is no field.
pub fn parse(text: &str) -> Result<Vec<Field>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| Field::named(name).ok_or_else(|| name.to_owned()))
        .collect()
}

/// A cell as machines read it: plain numbers, shares as fractions, `inf` for endless, dates as
/// `2026-11-24`, the words of a list with `; ` between; empty where it is unknown.
pub fn plain<'a>(roster: &'a Roster, influencer: &Influencer<'a>, field: Field) -> Cow<'a, str> {
    match influencer.value(field) {
        Value::Unknown => Cow::Borrowed(""),
        Value::Text(text) => Cow::Borrowed(text),
        Value::Words(code) => words(roster, field, code),
        Value::Number(days) if field.kind() == Kind::Date => Cow::Owned(display::date(days)),
        Value::Number(number) if number.is_infinite() => Cow::Borrowed("inf"),
        Value::Number(number) => Cow::Owned(number.to_string()),
    }
}

/// A cell as people read it: `48.2k`, `6.1%`, `$180`.
pub fn readable<'a>(roster: &'a Roster, influencer: &Influencer<'a>, field: Field) -> Cow<'a, str> {
    let Value::Number(number) = influencer.value(field) else {
        return plain(roster, influencer, field);
    };
    Cow::Owned(figure(number, field, currency(roster, influencer, field)))
}

/// The currency of an amount: that of the row for what the file says, else that of costs.
pub fn currency(roster: &Roster, influencer: &Influencer<'_>, field: Field) -> Currency {
    let own = Currency::from_code(influencer.word(Field::Currency));
    let quoted = matches!(field.spec().origin, Origin::File | Origin::List);
    own.filter(|_| quoted).unwrap_or(roster.base_currency())
}

/// A figure of a field as people read it.
pub fn figure(number: f64, field: Field, currency: Currency) -> String {
    match field.kind() {
        Kind::Date => display::date(number),
        Kind::Share => display::share(number),
        Kind::Money => display::money(number, currency),
        _ if field == Field::SourceLine => number.to_string(),
        _ => display::count(number),
    }
}

/// A number in JSON: whole ones without a point, endless as `"inf"`.
pub fn json_number(number: f64) -> serde_json::Value {
    super::json::number_value(number)
}

fn words<'a>(roster: &'a Roster, field: Field, code: u32) -> Cow<'a, str> {
    let mut words = roster.dictionary(field).texts(code);
    match (words.next(), words.next()) {
        (Some(only), None) => Cow::Borrowed(only),
        (Some(first), Some(second)) => {
            let all: Vec<&str> = [first, second].into_iter().chain(words).collect();
            Cow::Owned(all.join(WORD_GAP))
        }
        (None, _) => Cow::Borrowed(""),
    }
}

/// Whether a cell holds text rather than a number.
pub fn is_text(field: Field) -> bool {
    !field.kind().is_numeric()
}
