//! Sentences on figures that cannot be read: what was probably meant, else what is expected.

use super::day::{self, Age};
use super::figure::{Quartile, Subject, Wrong, split_currency, wrong};
use super::{number, suggest};
use crate::roster::Kind;

/// Why a text is no figure of this kind.
pub(super) fn explained(subject: Subject, text: &str) -> Wrong {
    let found = pointing(subject, text).or_else(|| match subject.kind() {
        Kind::Date => of_days(text),
        kind => of_numbers(subject, kind, text),
    });
    found.unwrap_or_else(|| wrong(format!("expected {}", subject.example()), None))
}

/// Something like `tier.median`, which any number can be compared with.
fn pointing(subject: Subject, text: &str) -> Option<Wrong> {
    if subject.kind() == Kind::Date {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let names = || Quartile::ALL.iter().map(|(name, _)| *name);
    let bare = names().find(|name| name.strip_prefix("tier.") == Some(&lower));
    let near = bare.or_else(|| suggest::nearest(text, names()));
    match near {
        Some(near) => Some(wrong(
            format!("no figure \"{text}\". Did you mean {near}?"),
            Some(near.to_owned()),
        )),
        None if lower.starts_with("tier.") => Some(wrong(
            format!("no figure \"{text}\". There are tier.median, tier.q1 and tier.q3"),
            None,
        )),
        None => None,
    }
}

fn of_days(text: &str) -> Option<Wrong> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(text) {
        return Some(wrong(
            format!("{text} of what? Write {text}d for days, or w, m, y"),
            Some(format!("{text}d")),
        ));
    }
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    if a.len() == 4 {
        let padded = format!("{a}-{b:0>2}-{c:0>2}");
        return Some(match day::day(&padded) {
            Some(_) => wrong(format!("days are written {padded}"), Some(padded)),
            None => wrong(format!("there is no day {text}"), None),
        });
    }
    // Which of the first two is the day is plain only where one is no month.
    let either = [
        format!("{c}-{b:0>2}-{a:0>2}"),
        format!("{c}-{a:0>2}-{b:0>2}"),
    ];
    let mut days = either.iter().filter(|text| day::day(text).is_some());
    match (days.next(), days.next()) {
        (Some(day), None) => Some(wrong(
            format!("days are written year first: {day}"),
            Some(day.clone()),
        )),
        (Some(day), Some(other)) if day == other => Some(wrong(
            format!("days are written year first: {day}"),
            Some(day.clone()),
        )),
        (Some(day), Some(other)) => Some(wrong(
            format!("days are written year first: {day} or {other}"),
            None,
        )),
        (None, _) => None,
    }
}

fn of_numbers(subject: Subject, kind: Kind, text: &str) -> Option<Wrong> {
    let id = subject.id();
    if let Some(number) = text.strip_suffix('%')
        && kind != Kind::Share
        && number::plain(number).is_some()
    {
        // Of what is paid, nobody can say which end was meant.
        return Some(match kind {
            Kind::Money => wrong(
                format!("{id} is no percentage. Expected {}", subject.example()),
                None,
            ),
            _ => wrong(
                format!("{id} is no percentage. For those with the most write top{text}"),
                Some(format!("top{text}")),
            ),
        });
    }
    if let Some((amount, sign)) = split_currency(text)
        && kind != Kind::Money
        && number::plain(amount).is_some()
    {
        return Some(wrong(
            format!("{id} is no amount of money. Leave {sign} out"),
            Some(amount.trim().to_owned()),
        ));
    }
    if let Some(number) = text.strip_suffix('+')
        && number::plain(number).is_some()
    {
        return Some(wrong(
            format!("{number} and more is written {number}.."),
            Some(format!("{number}..")),
        ));
    }
    if let Some((low, high)) = text.split_once(['-', '–', '—'])
        && number::plain(low.trim_end_matches('%')).is_some()
        && number::plain(high.trim_end_matches('%')).is_some()
    {
        return Some(wrong(
            format!("a range is written {low}..{high}"),
            Some(format!("{low}..{high}")),
        ));
    }
    if Age::read(text).is_some() || day::day(text).is_some() {
        return Some(wrong(
            format!(
                "{id} holds no days, so {text} says nothing. Expected {}",
                subject.example()
            ),
            None,
        ));
    }
    None
}
