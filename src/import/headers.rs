//! Which column is which field: by the words of its header, checked against what its cells look like.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Record, values};
use crate::roster::fold::fold;
use crate::roster::platform::Platform;
use crate::roster::{Currency, Field, Kind, country};

/// A block of `assets/fields.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    headers: Vec<String>,
    /// Headers whose columns are put together where there are several.
    #[serde(default)]
    merge: Vec<String>,
}

struct Synonyms {
    /// For each header, the fields that it may mean with the rank of the spelling.
    fields: HashMap<String, Vec<(Field, usize)>>,
    merged: HashMap<String, Field>,
}

static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    let blocks: HashMap<String, Block> = toml::from_str(include_str!("../../assets/fields.toml"))
        .expect("a test reads the table of header spellings");
    let mut synonyms = Synonyms {
        fields: HashMap::new(),
        merged: HashMap::new(),
    };
    for (id, block) in blocks {
        let field = Field::named(&id).expect("a test holds the blocks to the field table");
        for (rank, header) in block.headers.iter().enumerate() {
            let words = Header::read(header).words;
            synonyms
                .fields
                .entry(words)
                .or_default()
                .push((field, rank));
        }
        for header in block.merge {
            synonyms.merged.insert(Header::read(&header).words, field);
        }
    }
    for fields in synonyms.fields.values_mut() {
        fields.sort_by_key(|(field, rank)| (*rank, *field));
    }
    synonyms
});

/// A header taken apart: its words, and the unit that it names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    pub words: String,
    /// `(millions)`
    pub factor: Option<f64>,
    /// `%`, `pct`
    pub percent: bool,
    /// `USD`, `$`
    pub currency: Option<Currency>,
}

/// Codes that are read as a currency in a header; others would be words of some language.
const CODES: &[&str] = &[
    "usd", "eur", "gbp", "rub", "idr", "inr", "brl", "jpy", "krw", "cny", "rmb", "cad", "aud",
    "mxn", "pln", "aed", "ngn", "vnd", "php", "thb", "myr", "sgd", "chf", "sek", "nok", "dkk",
    "zar", "egp", "sar", "cop", "ars", "clp", "uah",
];

impl Header {
    /// Takes a header apart.
    pub fn read(raw: &str) -> Self {
        let mut header = Header {
            percent: raw.contains('%'),
            currency: match () {
                () if raw.contains('$') => Some(Currency::USD),
                () if raw.contains('€') => Some(Currency::EUR),
                () if raw.contains('£') => Currency::from_code("GBP"),
                () if raw.contains('₽') => Currency::from_code("RUB"),
                () => None,
            },
            ..Header::default()
        };
        let bracketed = raw.contains('(');
        let split = split_words(raw);
        let mut words: Vec<&str> = Vec::new();
        for word in &split {
            match word.as_str() {
                "millions" => header.factor = Some(1e6),
                "thousands" => header.factor = Some(1e3),
                "billions" => header.factor = Some(1e9),
                "m" | "mn" | "mio" | "million" if bracketed => header.factor = Some(1e6),
                "k" | "thousand" if bracketed => header.factor = Some(1e3),
                "b" | "bn" | "billion" if bracketed => header.factor = Some(1e9),
                "pct" | "percent" | "percentage" => header.percent = true,
                "rmb" => header.currency = Currency::from_code("CNY"),
                "in" if words.len() > 1 => {}
                code if CODES.contains(&code) => header.currency = Currency::from_code(code),
                word => words.push(word),
            }
        }
        // "Followers (in thousands)"
        let united = header.factor.is_some() || header.percent || header.currency.is_some();
        if united && matches!(words.last(), Some(&("in" | "en" | "em" | "w" | "в"))) {
            words.pop();
        }
        header.words = words.join(" ");
        header
    }
}

/// Lower-case words of a header: cut at punctuation, underscores and humps.
fn split_words(raw: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(raw.len() + 8);
    let mut before = ' ';
    for letter in raw.chars() {
        if before.is_lowercase() && letter.is_uppercase() {
            spaced.push(' ');
        }
        spaced.push(if letter.is_alphanumeric() {
            letter
        } else {
            ' '
        });
        before = letter;
    }
    fold(&spaced)
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

/// What a header most likely means, before anything is known of its cells.
pub fn meaning(raw: &str) -> Option<Field> {
    let fields = SYNONYMS.fields.get(&Header::read(raw).words)?;
    fields.first().map(|(field, _)| *field)
}

/// Whether a header is known.
pub fn is_known(raw: &str) -> bool {
    SYNONYMS.fields.contains_key(&Header::read(raw).words)
}

/// The note of a column that the user named.
pub const AS_SAID: &str = "as you said";

/// What the user said about a column, if anything: a field, or none to leave it unused. The very same
/// header counts before one that is only written otherwise.
pub fn said(user: &[(String, Option<Field>)], raw: &str) -> Option<Option<Field>> {
    let same = user.iter().find(|(header, _)| header == raw);
    same.or_else(|| user.iter().find(|(header, _)| is_called(header, raw)))
        .map(|(_, field)| *field)
}

/// Whether a header is this one, perhaps written otherwise.
pub fn is_called(header: &str, raw: &str) -> bool {
    header.eq_ignore_ascii_case(raw) || Header::read(header).words == Header::read(raw).words
}

/// The fields that a header may mean, likeliest first, and whether it had to be guessed.
fn meanings(header: &Header) -> Vec<(Field, usize)> {
    if let Some(fields) = SYNONYMS.fields.get(&header.words) {
        return fields.clone();
    }
    // One letter off in a long header is a slip.
    if header.words.chars().count() >= 9 {
        let near = SYNONYMS
            .fields
            .iter()
            .filter(|(words, _)| words.len().abs_diff(header.words.len()) < 2)
            .find(|(words, _)| crate::roster::fold::slips(words, &header.words) == 1);
        if let Some((_, fields)) = near {
            return fields.clone();
        }
    }
    Vec::new()
}

/// What a column turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Assigned {
    pub header: Header,
    pub field: Option<Field>,
    pub note: Option<String>,
    /// The header did not say so: the cells did.
    pub guess: bool,
}

/// Decides what each column is, over a sample of the rows. `user` is what the user said.
pub fn assign(
    raw: &[String],
    rows: &[Record<'_>],
    user: &[(String, Option<Field>)],
) -> Vec<Assigned> {
    let mut columns: Vec<Assigned> = raw
        .iter()
        .map(|raw| Assigned {
            header: Header::read(raw),
            field: None,
            note: None,
            guess: false,
        })
        .collect();
    let mut fixed = vec![false; raw.len()];
    for (at, column) in columns.iter_mut().enumerate() {
        if let Some(field) = said(user, &raw[at]) {
            column.field = field;
            column.note = Some(AS_SAID.to_owned());
            fixed[at] = true;
        }
    }
    let mut wishes: Vec<Wish> = Vec::new();
    for (at, column) in columns.iter().enumerate().filter(|(at, _)| !fixed[*at]) {
        for (field, rank) in meanings(&column.header) {
            if let Some((field, fit)) = fit(field, &column.header, at, rows) {
                wishes.push(Wish {
                    column: at,
                    field,
                    rank,
                    fit,
                    rounded: is_rounded(at, rows),
                });
            }
        }
    }
    settle(&mut columns, &fixed, wishes);
    post_or_price(&mut columns, rows);
    for (at, column) in columns.iter_mut().enumerate() {
        if column.field.is_none()
            && column.note.is_none()
            && !fixed[at]
            && let Some((field, _)) = meanings(&column.header).first()
        {
            column.note = Some(format!(
                "its cells do not look like {}",
                field.label().to_lowercase()
            ));
        }
    }
    columns
}

/// A column that could be a field.
#[derive(Clone, Copy, Debug)]
struct Wish {
    column: usize,
    field: Field,
    rank: usize,
    /// How well its cells fit, times how full it is.
    fit: f64,
    /// Most of its figures are written `477.9M`: a twin with all digits is better.
    rounded: bool,
}

/// Gives each field its best column: clearly better cells first, then the better spelling, then
/// figures with all their digits, then the place in the file.
fn settle(columns: &mut [Assigned], fixed: &[bool], mut wishes: Vec<Wish>) {
    wishes.sort_by(|a, b| {
        let steps = |wish: &Wish| (wish.fit * 4.0).round() as i64;
        steps(b)
            .cmp(&steps(a))
            .then(a.rank.cmp(&b.rank))
            .then(a.rounded.cmp(&b.rounded))
            .then(a.column.cmp(&b.column))
    });
    for wish in wishes {
        if columns[wish.column].field.is_some() || fixed[wish.column] {
            continue;
        }
        let merged =
            |column: &Assigned| SYNONYMS.merged.get(&column.header.words) == Some(&wish.field);
        let taken = columns
            .iter()
            .position(|column| column.field == Some(wish.field));
        match taken {
            None => columns[wish.column].field = Some(wish.field),
            Some(winner) if merged(&columns[winner]) && merged(&columns[wish.column]) => {
                columns[wish.column].field = Some(wish.field);
                columns[wish.column].note = Some("put together with the other column".to_owned());
            }
            Some(_) => {
                let label = wish.field.label().to_lowercase();
                columns[wish.column].note = Some(format!(
                    "another column was better for {label}; kept as it is"
                ));
            }
        }
    }
    for column in columns.iter_mut().filter(|column| column.field.is_some()) {
        if column
            .note
            .as_deref()
            .is_some_and(|note| note.starts_with("another"))
        {
            column.note = None;
        }
    }
}

/// A column called "post" is a count of posts beside other prices, and the price of one where there
/// is no other and its figures are larger than anyone's number of posts.
fn post_or_price(columns: &mut [Assigned], rows: &[Record<'_>]) {
    let priced = columns.iter().any(|column| {
        column
            .field
            .is_some_and(|field| field.kind() == Kind::Money)
    });
    let post = columns
        .iter()
        .position(|column| column.header.words == "post" && column.field == Some(Field::Posts));
    if let (false, Some(at)) = (priced, post)
        && median(at, rows).is_some_and(|median| median > 20_000.0)
    {
        columns[at].field = Some(Field::Price);
        columns[at].note =
            Some("read as the price of a post: too large for a count of posts".to_owned());
    }
}

/// The cells of a column that say something.
fn cells<'a>(at: usize, rows: &'a [Record<'_>]) -> impl Iterator<Item = &'a str> {
    rows.iter()
        .map(move |row| row.cell(at))
        .filter(|cell| !values::is_missing(cell))
}

fn median(at: usize, rows: &[Record<'_>]) -> Option<f64> {
    let mut numbers: Vec<f64> = cells(at, rows)
        .filter_map(|cell| values::number(cell, false))
        .map(|number| number.value)
        .collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// Whether most figures of a column are written with a magnitude.
fn is_rounded(at: usize, rows: &[Record<'_>]) -> bool {
    let figures = cells(at, rows).filter_map(|cell| values::number(cell, false));
    let (all, scaled) = figures.fold((0, 0), |(all, scaled), figure| {
        (all + 1, scaled + usize::from(figure.scaled))
    });
    scaled * 2 > all
}

/// Whether the cells of a column look like a field: the field, which may turn out to be a sister of
/// the one asked about, and how well they fit.
fn fit(field: Field, header: &Header, at: usize, rows: &[Record<'_>]) -> Option<(Field, f64)> {
    let known = cells(at, rows).count();
    if known == 0 {
        return Some((field, 0.0));
    }
    let full = known as f64 / rows.len().max(1) as f64;
    let share = |test: &dyn Fn(&str) -> bool| {
        cells(at, rows).filter(|cell| test(cell)).count() as f64 / known as f64
    };
    let numeric = |cell: &str| {
        values::number(cell, false)
            .or_else(|| values::number(cell, true))
            .is_some()
    };
    let platform = |cell: &str| {
        cell.split([',', ';', '/', '|'])
            .all(|part| Platform::named(part).is_some())
    };
    let percent = |cell: &str| cell.contains('%');
    let enough = |share: f64, least: f64| (share >= least).then_some(share * full);
    let fit = match field {
        Field::Platform => enough(share(&platform), 0.6)?,
        Field::Country | Field::AudienceCountry => {
            enough(share(&|cell| country::named(cell).is_some()), 0.3)?
        }
        Field::Url => enough(
            share(&|cell| cell.contains("://") || cell.contains("www.") || cell.contains(".com/")),
            0.5,
        )?,
        Field::Handle | Field::Name => {
            let wordy = 1.0 - share(&numeric).max(share(&platform));
            enough(wordy, 0.5)?
        }
        Field::LastPost => enough(
            share(&|cell| {
                values::date(cell, values::DayOrder::DayFirst)
                    .or_else(|| values::date(cell, values::DayOrder::MonthFirst))
                    .is_some()
            }),
            0.5,
        )?,
        Field::EngagementRate => {
            let fit = enough(share(&numeric), 0.6)?;
            let marked = header.percent || share(&percent) > 0.5;
            if !marked && median(at, rows).is_some_and(|median| median > 100.0) {
                return Some((Field::AvgEngagements, fit));
            }
            fit
        }
        Field::Price if share(&percent) > 0.5 => return None,
        field if field.kind().is_numeric() => enough(share(&numeric), 0.6)?,
        _ => full,
    };
    Some((field, fit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_spellings_is_whole() {
        let blocks: HashMap<String, Block> =
            toml::from_str(include_str!("../../assets/fields.toml")).unwrap();
        for (id, block) in &blocks {
            assert!(
                Field::ALL.iter().any(|field| field.id() == id),
                "no field \"{id}\""
            );
            for header in &block.merge {
                assert!(block.headers.contains(header), "{header}");
            }
        }
        for field in Field::ALL {
            let from_file = field.spec().origin == crate::roster::Origin::File;
            assert_eq!(blocks.contains_key(field.id()), from_file, "{}", field.id());
        }
    }

    #[test]
    fn headers_are_taken_apart() {
        for (raw, words, factor, percent, currency) in [
            ("Followers (Millions)", "followers", Some(1e6), false, None),
            (
                "Followers (in thousands)",
                "followers",
                Some(1e3),
                false,
                None,
            ),
            ("60-Day Eng Rate", "60 day eng rate", None, false, None),
            ("er_pct", "er", None, true, None),
            ("price_usd", "price", None, false, Some("USD")),
            ("Price (EUR)", "price", None, false, Some("EUR")),
            ("avgLikes", "avg likes", None, false, None),
            ("precio_campaña", "precio campana", None, false, None),
            ("#Followers", "followers", None, false, None),
            ("Engagement Rate (%)", "engagement rate", None, true, None),
        ] {
            let header = Header::read(raw);
            assert_eq!(header.words, words);
            assert_eq!((header.factor, header.percent), (factor, percent), "{raw}");
            assert_eq!(
                header.currency.map(|c| c.code().to_owned()).as_deref(),
                currency,
                "{raw}"
            );
        }
    }

    fn read(headers: &[&str], rows: &[&[&str]]) -> Vec<(Option<Field>, Option<String>)> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let rows: Vec<Record<'_>> = rows
            .iter()
            .enumerate()
            .map(|(at, cells)| Record {
                line: at as u64 + 2,
                part: 0,
                cells: cells.iter().map(|cell| (*cell).into()).collect(),
            })
            .collect();
        assign(&headers, &rows, &[])
            .into_iter()
            .map(|column| (column.field, column.note))
            .collect()
    }

    #[test]
    fn columns_are_what_their_cells_say() {
        let fields = |headers: &[&str], rows: &[&[&str]]| -> Vec<Option<Field>> {
            read(headers, rows)
                .into_iter()
                .map(|(field, _)| field)
                .collect()
        };
        use Field::*;
        // A channel that names networks is the platform; else it is the handle.
        assert_eq!(
            fields(
                &["Username", "Channel"],
                &[&["ana", "YouTube"], &["bo", "YouTube"]]
            ),
            [Some(Handle), Some(Platform)]
        );
        assert_eq!(
            fields(&["Channel", "Followers"], &[&["ana", "5"]]),
            [Some(Handle), Some(Followers)]
        );
        // An engagement of thousands is no rate.
        assert_eq!(
            fields(
                &["Nick", "Engagement average"],
                &[&["ana", "6.2M"], &["bo", "800K"]]
            ),
            [Some(Handle), Some(AvgEngagements)]
        );
        assert_eq!(
            fields(
                &["Nick", "Engagement"],
                &[&["ana", "6200"], &["bo", "8000"]]
            ),
            [Some(Handle), Some(AvgEngagements)]
        );
        // An agency's fee is no price, and posts are counted where prices stand beside them.
        assert_eq!(
            fields(
                &[
                    "Influencer",
                    "Post",
                    "Price Per Post",
                    "Agency Fee",
                    "Follow Probability"
                ],
                &[&["ana", "120", "5500", "0.0652", "0.0007"]]
            ),
            [Some(Handle), Some(Posts), Some(Price), None, None]
        );
        assert_eq!(
            fields(
                &["ig", "post"],
                &[&["ana", "3200000"], &["bo", "92000"], &["cy", "150000"]]
            ),
            [Some(Handle), Some(Price)]
        );
        // What was gained is not what there is.
        assert_eq!(
            fields(
                &["Channel", "Followers", "Followers gained"],
                &[&["ana", "5", "-1"]]
            ),
            [Some(Handle), Some(Followers), None]
        );
        // A slip in a long header.
        assert_eq!(
            fields(&["Name", "Audience_Qaulity"], &[&["ana", "29%"]]),
            [Some(Name), Some(AudienceQuality)]
        );
    }

    #[test]
    fn of_two_columns_for_a_field_the_better_filled_wins_and_the_other_is_told() {
        let read = read(
            &["Username", "Followers", "Subscribers"],
            &[&["ana", "", "500"], &["bo", "", "700"], &["cy", "5", "900"]],
        );
        assert_eq!(read[2].0, Some(Field::Followers));
        assert_eq!(read[1].0, None);
        assert!(
            read[1]
                .1
                .as_deref()
                .is_some_and(|note| note.contains("better for followers"))
        );
    }
}
