//! Numbers and days to compare with: one, a range, a list of them.

use std::ops::Range;

use super::operator::Operator;
use super::term::Asked;
use super::{Problem, problem};
use crate::query::ast::{Bound, NumberRange};
use crate::query::figure::{self, Amount, Figure};
use crate::query::lexer;

impl Asked<'_> {
    /// The ranges that are asked for, and whether the number must be in none of them.
    pub(super) fn numbers(&self) -> Result<(Vec<NumberRange>, bool), Problem> {
        let whole = 0..self.value.len();
        let ranges = match self.operator {
            Operator::Is | Operator::Equal | Operator::NotEqual => self.ranges()?,
            Operator::Greater => vec![NumberRange::from(self.single(whole)?, false)],
            Operator::AtLeast => vec![NumberRange::from(self.single(whole)?, true)],
            Operator::Less => vec![NumberRange::to(self.single(whole)?, false)],
            Operator::AtMost => vec![NumberRange::to(self.single(whole)?, true)],
        };
        Ok((ranges, self.operator == Operator::NotEqual))
    }

    /// Items between commas, unless the commas belong to one number.
    fn ranges(&self) -> Result<Vec<NumberRange>, Problem> {
        let whole = 0..self.value.len();
        let items = lexer::items(self.value);
        match self.range(whole) {
            Ok(range) => Ok(vec![range]),
            Err(problem) if items.len() == 1 => Err(problem),
            Err(_) => items
                .into_iter()
                .filter(|span| !span.is_empty())
                .map(|span| self.range(span))
                .collect(),
        }
    }

    fn range(&self, span: Range<usize>) -> Result<NumberRange, Problem> {
        let text = &self.value[span.clone()];
        // A range in quotes as a whole: "1 000..2 000".
        let inner = match lexer::is_quoted(text) {
            true => span.start + 1..span.end - usize::from(text.len() > 1 && text.ends_with('"')),
            false => span.clone(),
        };
        let text = &self.value[inner.clone()];
        let Some(dots) = text.find("..") else {
            return self.figure(span).map(|figure| self.just(figure));
        };
        if text[dots..].starts_with("...") {
            let end = inner.start + dots + text[dots..].len()
                - text[dots..].trim_start_matches('.').len();
            return Err(problem(
                self.place + inner.start + dots..self.place + end,
                "a range has two dots, such as 100..500",
                Some("..".to_owned()),
            ));
        }
        let low = inner.start..inner.start + dots;
        let high = inner.start + dots + 2..inner.end;
        let bound = |span: Range<usize>| -> Result<Option<Bound>, Problem> {
            if span.is_empty() {
                return Ok(None);
            }
            let figure = self.figure(span)?;
            Ok(Some(Bound {
                figure,
                included: true,
            }))
        };
        let range = NumberRange {
            low: bound(low)?,
            high: bound(high)?,
        };
        match (&range.low, &range.high) {
            (None, None) => Err(self.expected(span)),
            (Some(low), Some(high)) => match order(&low.figure.amount, &high.figure.amount) {
                Order::Right => Ok(range),
                Order::Reversed => {
                    let (low, high) = (&low.figure.text, &high.figure.text);
                    Err(problem(
                        self.place + span.start..self.place + span.end,
                        format!("the range ends before it begins. Did you mean {high}..{low}?"),
                        Some(format!("{high}..{low}")),
                    ))
                }
                Order::Mixed => Err(problem(
                    self.place + span.start..self.place + span.end,
                    "a range goes from day to day or from age to age, such as 10d..30d",
                    None,
                )),
            },
            _ => Ok(range),
        }
    }

    /// What a figure without an operator that orders means.
    fn just(&self, figure: Figure) -> NumberRange {
        let better_low = self.subject().is_better_low();
        match figure.amount {
            // Among the best, or the worst.
            Amount::Top(_) if !better_low => NumberRange::from(figure, true),
            Amount::Bottom(_) if better_low => NumberRange::from(figure, true),
            Amount::Top(_) | Amount::Bottom(_) => NumberRange::to(figure, true),
            // Within that time.
            Amount::Age(_) => NumberRange::to(figure, true),
            _ => NumberRange::only(figure),
        }
    }

    /// The one figure behind an operator that orders.
    fn single(&self, span: Range<usize>) -> Result<Figure, Problem> {
        let text = &self.value[span.clone()];
        let name = self.name();
        self.figure(span).map_err(|wrong| {
            if text.contains("..") {
                return problem(
                    self.sign.clone(),
                    format!("a range stands behind a colon: {name}:{text}"),
                    Some(":".to_owned()),
                );
            }
            if text.eq_ignore_ascii_case("unknown") {
                return problem(
                    self.sign.clone(),
                    format!("what is not known stands behind a colon: {name}:unknown"),
                    Some(":".to_owned()),
                );
            }
            let items = lexer::items(text);
            let numbers = items
                .iter()
                .all(|item| figure::is_number(&text[item.clone()]));
            if items.len() > 1 && numbers {
                return problem(
                    self.sign.clone(),
                    format!("several numbers stand behind a colon: {name}:{text}"),
                    Some(":".to_owned()),
                );
            }
            wrong
        })
    }

    fn figure(&self, span: Range<usize>) -> Result<Figure, Problem> {
        let text = &self.value[span.clone()];
        // Quotes within would be items of a list.
        if text.contains('"') && !lexer::is_quoted(text) {
            return Err(self.expected(span));
        }
        let text = lexer::unquoted(text);
        figure::read(self.subject(), &text, self.names).map_err(|wrong| {
            problem(
                self.place + span.start..self.place + span.end,
                wrong.message,
                wrong.fix,
            )
        })
    }

    fn expected(&self, span: Range<usize>) -> Problem {
        problem(
            self.place + span.start..self.place + span.end,
            format!("expected {}", self.subject().example()),
            None,
        )
    }
}

enum Order {
    Right,
    Reversed,
    /// Days and ages run in different ways.
    Mixed,
}

/// How the ends of a range stand to each other, as far as their texts say.
fn order(low: &Amount, high: &Amount) -> Order {
    let reversed = match (low, high) {
        (Amount::Number(low), Amount::Number(high)) => low > high,
        (Amount::Money(low, a), Amount::Money(high, b)) => a == b && low > high,
        (Amount::Days(low, _), Amount::Days(_, high)) => low > high,
        // Counted back from a day in the midst of the calendar.
        (Amount::Age(low), Amount::Age(high)) => low.before(20_000) < high.before(20_000),
        (Amount::Age(_), Amount::Days(..)) | (Amount::Days(..), Amount::Age(_)) => {
            return Order::Mixed;
        }
        _ => false,
    };
    match reversed {
        true => Order::Reversed,
        false => Order::Right,
    }
}
