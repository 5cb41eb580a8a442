//! One figure of a filter: a number in its unit, an amount of money, a day, an age, or a figure that the
//! roster has to say, such as `top10%` and `tier.median`.

use std::borrow::Cow;

use super::day::{self, Age};
use super::names::Names;
use super::number;
use crate::roster::{Currency, Field, Kind};

/// A figure with the text that it was typed as.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub amount: Amount,
    /// As typed, for printing, without quotes.
    pub text: String,
}

/// What a figure stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// In the unit of the field: a share is a fraction, money is in the currency of costs.
    Number(f64),
    /// Money in a currency that was named.
    Money(f64, Currency),
    /// The first and the last day of what was named, as days since 1970-01-01.
    Days(i32, i32),
    /// A time back from today.
    Age(Age),
    /// What the best rows have, of which there is such a share (0..1] of those with a known value. The
    /// best have the most, but for costs and fakes: of these they have the least.
    Top(f64),
    /// What the worst rows have.
    Bottom(f64),
    /// A quartile of the row's own tier.
    Tier(Quartile),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quartile {
    First,
    Median,
    Third,
}

impl Quartile {
    pub const ALL: &'static [(&'static str, Quartile)] = &[
        ("tier.median", Quartile::Median),
        ("tier.q1", Quartile::First),
        ("tier.q3", Quartile::Third),
    ];
}

impl Figure {
    pub fn is_age(&self) -> bool {
        matches!(self.amount, Amount::Age(_))
    }

    /// The number that it is in the unit of its field; none where a roster, a rate or today has to say
    /// that, or where it stands for several.
    pub fn number(&self) -> Option<f64> {
        match self.amount {
            Amount::Number(value) => Some(value),
            Amount::Days(first, last) => (first == last).then_some(f64::from(first)),
            _ => None,
        }
    }
}

/// What figures are compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject {
    Field(Field),
    /// The day on which an entry was added to a shortlist.
    Added,
}

impl Subject {
    /// The name in filters.
    pub fn id(self) -> &'static str {
        match self {
            Subject::Field(field) => field.id(),
            Subject::Added => "added",
        }
    }

    pub fn kind(self) -> Kind {
        match self {
            Subject::Field(field) => field.kind(),
            Subject::Added => Kind::Date,
        }
    }

    /// Whether the best have the least of it.
    pub fn is_better_low(self) -> bool {
        matches!(self, Subject::Field(field) if field.is_better_low())
    }

    /// What a figure of this looks like, for error messages.
    pub fn example(self) -> &'static str {
        match self.kind() {
            Kind::Date => "a day such as 2026-10-31 or an age such as 30d",
            Kind::Share => "a percentage such as 3% or 2.5",
            _ => "a number such as 500 or 1.2k",
        }
    }
}

/// Why a text is no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub message: String,
    /// What to write in its place.
    pub fix: Option<String>,
}

pub(super) fn wrong(message: impl Into<String>, fix: Option<String>) -> Wrong {
    Wrong {
        message: message.into(),
        fix,
    }
}

/// Reads a figure.
///
/// # Errors
/// Why the text is none of this kind.
pub fn read(subject: Subject, text: &str, names: &Names) -> Result<Figure, Wrong> {
    let narrow = narrow(text);
    let amount = match relative(subject, &narrow) {
        Some(read) => read?,
        None => match subject.kind() {
            Kind::Date => when(&narrow),
            Kind::Share => share(&narrow),
            Kind::Money => match money(&narrow, names)? {
                Some(amount) => Some(amount),
                None => number::plain(&narrow).map(Amount::Number),
            },
            _ => number::plain(&narrow).map(Amount::Number),
        }
        .ok_or_else(|| super::wrong::explained(subject, &narrow))?,
    };
    Ok(Figure {
        amount,
        text: text.to_owned(),
    })
}

/// Whether the text could be read as one number, thousands and all.
pub(super) fn is_number(text: &str) -> bool {
    let text = narrow(text);
    let text = text.strip_suffix('%').unwrap_or(&text);
    let bare = split_currency(text).map_or(text, |(amount, _)| amount);
    number::plain(bare).is_some()
}

/// Full-width letters and digits as the usual ones.
fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.trim().into();
    }
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(letter) - 0xff01 + 0x21).unwrap_or(letter)
        }
        letter => letter,
    };
    let text: String = text.trim().chars().map(narrow).collect();
    text.into()
}

fn share(text: &str) -> Option<Amount> {
    let number = text.strip_suffix('%').unwrap_or(text);
    Some(Amount::Number(number::plain(number)? / 100.0))
}

fn when(text: &str) -> Option<Amount> {
    let days = day::period(text).map(|(first, last)| Amount::Days(first, last));
    days.or_else(|| Age::read(text).map(Amount::Age))
}

/// An amount with its currency, if the text names one.
fn money(text: &str, names: &Names) -> Result<Option<Amount>, Wrong> {
    let Some((bare, sign)) = split_currency(text) else {
        return Ok(None);
    };
    let base = names.exchange().map(|exchange| exchange.base());
    let currency = Currency::meant(sign, base);
    let (Some(value), Some(currency)) = (number::plain(bare), currency) else {
        return Ok(None);
    };
    match names.exchange() {
        Some(exchange) if exchange.rate(currency).is_none() => Err(wrong(
            format!(
                "no rate from {currency} to {}. Give one with --rate {currency}=NUMBER, or write it in {}",
                exchange.base(),
                exchange.base()
            ),
            None,
        )),
        _ => Ok(Some(Amount::Money(value, currency))),
    }
}

/// An amount without the sign or the code before or behind it, and that.
pub(super) fn split_currency(text: &str) -> Option<(&str, &str)> {
    let digit = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '+');
    let start = text.find(digit)?;
    if start > 0 {
        let sign = text[..start].trim();
        return Currency::meant(sign, None).map(|_| (&text[start..], sign));
    }
    let end = text.rfind(digit)? + 1;
    let behind = &text[end..];
    // The magnitude stands before the currency: 1.2k€.
    let magnitude = behind.starts_with(['k', 'K', 'm', 'M', 'b', 'B']);
    for skipped in [0, usize::from(magnitude)] {
        let sign = behind[skipped..].trim();
        if !sign.is_empty() && Currency::meant(sign, None).is_some() {
            return Some((&text[..end + skipped], sign));
        }
    }
    None
}

/// `top10%`, `bottom5%`, `tier.median`: none where the text has no such form.
fn relative(subject: Subject, text: &str) -> Option<Result<Amount, Wrong>> {
    let text = text.to_ascii_lowercase();
    if let Some((_, quartile)) = Quartile::ALL.iter().find(|(name, _)| *name == text) {
        let amount = Amount::Tier(*quartile);
        return Some(match subject.kind() {
            Kind::Date => Err(wrong(
                format!(
                    "days have no {text} to compare with. Expected {}",
                    subject.example()
                ),
                None,
            )),
            _ => Ok(amount),
        });
    }
    let (word, rest, amount): (_, _, fn(f64) -> Amount) = match text.strip_prefix("top") {
        Some(rest) => ("top", rest, Amount::Top),
        None => ("bottom", text.strip_prefix("bottom")?, Amount::Bottom),
    };
    let rest = rest.trim();
    let Some(number) = number::plain(rest.strip_suffix('%').unwrap_or(rest)) else {
        return Some(Err(wrong(
            format!("expected a percentage behind {word}, such as {word}10%"),
            None,
        )));
    };
    let fix = |percent: &str| Some(format!("{word}{percent}%"));
    Some(if subject == Subject::Added {
        Err(wrong(
            format!("added knows no {word}. Expected {}", subject.example()),
            None,
        ))
    } else if !rest.ends_with('%') {
        Err(wrong(
            format!("{word} takes a percentage. Did you mean {word}{rest}%?"),
            fix(rest),
        ))
    } else if number <= 0.0 {
        Err(wrong(
            format!("{word}{rest} is nobody. Expected more than 0%, such as {word}10%"),
            fix("10"),
        ))
    } else if number > 100.0 {
        Err(wrong(
            format!("there is no more than {word}100%, which is everybody"),
            fix("100"),
        ))
    } else {
        Ok(amount(number / 100.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Exchange;

    #[test]
    fn figures_are_read_in_the_unit_of_their_field() {
        let code = |code| Currency::from_code(code).unwrap();
        let names = Names::new(
            Exchange::new(Currency::USD, vec![(Currency::EUR, 1.1)]),
            &[],
        );
        for (field, text, amount) in [
            (Field::Price, "500", Amount::Number(500.0)),
            (Field::Price, "$500", Amount::Money(500.0, Currency::USD)),
            (Field::Price, "500€", Amount::Money(500.0, Currency::EUR)),
            (Field::Price, "EUR 500", Amount::Money(500.0, Currency::EUR)),
            (
                Field::Price,
                "1.2kusd",
                Amount::Money(1_200.0, Currency::USD),
            ),
            (
                Field::Price,
                "€1.234,5",
                Amount::Money(1_234.5, Currency::EUR),
            ),
            (Field::Cpe, "0.05usd", Amount::Money(0.05, Currency::USD)),
            (Field::Followers, "48.2k", Amount::Number(48_200.0)),
            (Field::Followers, "５００", Amount::Number(500.0)),
            (Field::EngagementRate, "3", Amount::Number(0.03)),
            (Field::EngagementRate, "3%", Amount::Number(0.03)),
            (Field::EngagementRate, "0.5%", Amount::Number(0.005)),
            (Field::LastPost, "1970-02-01", Amount::Days(31, 31)),
            (Field::LastPost, "1970-02", Amount::Days(31, 58)),
            (Field::EngagementRate, "top10%", Amount::Top(0.1)),
            (Field::Cpe, "Bottom 25%", Amount::Bottom(0.25)),
            (Field::Cpe, "tier.MEDIAN", Amount::Tier(Quartile::Median)),
        ] {
            let read = read(Subject::Field(field), text, &names);
            assert_eq!(read.map(|figure| figure.amount), Ok(amount), "{text}");
        }
        let pounds = read(Subject::Field(Field::Price), "£5", &names).unwrap_err();
        assert_eq!(
            pounds.message,
            "no rate from GBP to USD. Give one with --rate GBP=NUMBER, or write it in USD"
        );
        // A roster in Canadian dollars means those; without a roster nothing is known of rates.
        let canada = Names::new(code("CAD"), &[]);
        let dollars = read(Subject::Field(Field::Price), "$5", &canada).unwrap();
        assert_eq!(dollars.amount, Amount::Money(5.0, code("CAD")));
        let pounds = read(Subject::Field(Field::Price), "£5", &Names::default()).unwrap();
        assert_eq!(pounds.amount, Amount::Money(5.0, code("GBP")));
    }
}
