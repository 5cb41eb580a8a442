//! What values of settings mean, and the nearest valid word for those that mean nothing.

use super::file::Given;
use crate::roster::{Currency, Field, fold};

/// The columns of a list.
pub fn columns(name: &str, given: &Given) -> Result<Vec<Field>, String> {
    texts(name, given)?
        .iter()
        .map(|id| {
            Field::named(id).ok_or_else(|| {
                format!("\"{name}\": there is no column \"{id}\"{}", meant_field(id))
            })
        })
        .collect()
}

/// A list of texts; in a variable they stand between commas.
pub fn texts(name: &str, given: &Given) -> Result<Vec<String>, String> {
    match given {
        Given::List(texts) => Ok(texts.clone()),
        Given::Text(text) => {
            let texts = text.split(',').map(str::trim);
            let texts = texts.filter(|text| !text.is_empty());
            Ok(texts.map(str::to_owned).collect())
        }
        other => Err(format!("\"{name}\" must be a list of texts; found {other}")),
    }
}

/// How far talks can have come, where the user has no words of their own.
pub const STATUSES: [&str; 7] = [
    "idea",
    "contacted",
    "negotiating",
    "agreed",
    "declined",
    "posted",
    "paid",
];

/// The words for how far talks have come.
pub fn statuses(name: &str, texts: Vec<String>) -> Result<Vec<String>, String> {
    let folded = texts.iter().map(|text| text.to_lowercase());
    let known: std::collections::BTreeSet<String> = folded.collect();
    let is_word = |text: &String| !text.trim().is_empty() && !text.contains(char::is_control);
    if texts.is_empty() || known.len() < texts.len() || !texts.iter().all(is_word) {
        return Err(format!("\"{name}\" must be a list of words, each once"));
    }
    Ok(texts)
}

/// The field that a column of files is said to be; none for no name.
pub fn import_field(header: &str, id: &str) -> Result<Option<Field>, String> {
    match (id, Field::named(id)) {
        ("", _) => Ok(None),
        (_, Some(field)) => Ok(Some(field)),
        _ => Err(format!(
            "the column \"{header}\": there is no field \"{id}\"{}",
            meant_field(id)
        )),
    }
}

fn meant_field(id: &str) -> String {
    meant(id, Field::ALL.iter().map(|field| field.id()))
}

/// What a choice must be, and what it was.
pub fn one_of(name: &str, allowed: &[&str], found: &str) -> String {
    let (last, others) = allowed.split_last().expect("a choice has values");
    format!(
        "\"{name}\" must be {} or {last}; found \"{found}\"{}",
        others.join(", "),
        meant(found, allowed.iter().copied())
    )
}

/// `. Did you mean dark?` for a word that is near a known one.
pub fn meant<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> String {
    known
        .map(|word| (fold::slips(found, word), word))
        .filter(|(slips, _)| *slips <= 2)
        .min()
        .map_or_else(
            || ".".to_owned(),
            |(_, word)| format!(". Did you mean {word}?"),
        )
}

/// A currency and what one unit of it is worth in the currency of costs.
pub fn rate(code: &str, number: &str) -> Result<(Currency, f64), String> {
    let code = code.trim();
    let currency = Currency::from_code(code)
        .ok_or_else(|| format!("\"{code}\" is no currency code such as EUR or GBP"))?;
    let found = match number.trim() {
        "" => "nothing",
        number => number,
    };
    let rate = found
        .parse()
        .ok()
        .filter(|rate: &f64| rate.is_finite() && *rate > 0.0);
    let rate = rate.ok_or_else(|| {
        format!("the rate of {currency} must be a number above 0, such as 1.08; found {found}")
    })?;
    Ok((currency, rate))
}
