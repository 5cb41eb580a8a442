//! Text to filter. Never fails: what is understood filters, what is not is a problem that points.

use std::ops::Range;

use super::ast::{Bound, Filter, NumberRange, Term, Test, TextItem, TextMatch, WordItem};
use super::{lexer, number, suggest};
use crate::roster::{Field, Kind};

/// A filter and what was wrong with its text.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub filter: Filter,
    pub problems: Vec<Problem>,
    /// Terms whose value is still to be typed: no mistake on a screen, one on a command line.
    pub unfinished: Vec<Problem>,
}

/// A mistake in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the text that are wrong.
    pub span: Range<usize>,
    /// What is wrong and what to do, in a sentence.
    pub message: String,
    /// What to put in place of the span.
    pub fix: Option<String>,
}

/// Reads a filter.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    for span in lexer::terms(text) {
        match term(text, span.clone()) {
            Ok(Some((negated, test))) => parsed.filter.terms.push(Term {
                negated,
                test,
                span,
            }),
            Ok(None) => parsed.unfinished.push(Problem {
                message: "a value is missing here".to_owned(),
                span: span.end..span.end,
                fix: None,
            }),
            Err(problem) => parsed.problems.push(problem),
        }
    }
    parsed
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    /// `:`
    Is,
    Equal,
    NotEqual,
    Greater,
    AtLeast,
    Less,
    AtMost,
}

const OPERATORS: &[(&str, Operator)] = &[
    ("!=", Operator::NotEqual),
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    (":", Operator::Is),
    ("=", Operator::Equal),
    (">", Operator::Greater),
    ("<", Operator::Less),
];

/// The field name, the operator and where the value begins, if the text has that form.
fn compared(text: &str) -> Option<(&str, Operator, usize)> {
    let end =
        text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '.'))?;
    if end == 0 || !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let (sign, operator) = OPERATORS
        .iter()
        .find(|(sign, _)| text[end..].starts_with(sign))?;
    Some((&text[..end], *operator, end + sign.len()))
}

type Meaning = Result<Option<(bool, Test)>, Problem>;

fn term(text: &str, span: Range<usize>) -> Meaning {
    let mut start = span.start;
    let mut negated = false;
    if text[span.clone()].starts_with('-') {
        negated = true;
        start += 1;
    }
    let body = &text[start..span.end];
    let Some((name, operator, offset)) = compared(body) else {
        let plain = lexer::unquoted(body);
        let test = (!plain.trim().is_empty()).then_some(Test::Anywhere(plain));
        return Ok(test.map(|test| (negated, test)));
    };
    let place = start + offset;
    let value = &text[place..span.end];
    let name_span = start..start + name.len();
    if name.eq_ignore_ascii_case("has") && operator == Operator::Is {
        return has(value, place, negated);
    }
    let Some(field) = Field::named(name) else {
        let near = suggest::field(name);
        let message = match near {
            Some(near) => format!("no column \"{name}\". Did you mean {near}?"),
            None => format!("no column \"{name}\". To search for the text, put it in quotes"),
        };
        return Err(Problem {
            span: name_span,
            message,
            fix: near.map(str::to_owned),
        });
    };
    // While a value is still to be typed, the term says nothing yet.
    if value.is_empty() {
        return Ok(None);
    }
    if operator == Operator::Is && value.eq_ignore_ascii_case("unknown") {
        return Ok(Some((!negated, Test::Has(field))));
    }
    let asked = Asked {
        field,
        operator,
        value,
        place,
        sign: start + name.len()..place,
    };
    if field.kind().is_numeric() {
        asked.numbers().map(|test| Some((negated, test)))
    } else {
        asked.words(negated)
    }
}

fn has(value: &str, place: usize, negated: bool) -> Meaning {
    if value.is_empty() {
        return Ok(None);
    }
    match Field::named(value) {
        Some(field) => Ok(Some((negated, Test::Has(field)))),
        None => {
            let near = suggest::field(value);
            let question = near.map_or(String::new(), |near| format!(". Did you mean {near}?"));
            Err(Problem {
                span: place..place + value.len(),
                message: format!("no column \"{value}\"{question}"),
                fix: near.map(str::to_owned),
            })
        }
    }
}

/// A field, how it is compared, and with what.
struct Asked<'a> {
    field: Field,
    operator: Operator,
    value: &'a str,
    /// Where the value begins in the whole text.
    place: usize,
    /// Where the operator stands in the whole text.
    sign: Range<usize>,
}

impl Asked<'_> {
    fn words(&self, negated: bool) -> Meaning {
        let exact = match self.operator {
            Operator::Is => false,
            Operator::Equal | Operator::NotEqual => true,
            _ => {
                let id = self.field.id();
                return Err(Problem {
                    span: self.sign.clone(),
                    message: format!(
                        "{id} holds words, which have no order. Write {id}:{}",
                        self.value
                    ),
                    fix: Some(":".to_owned()),
                });
            }
        };
        let negated = negated ^ (self.operator == Operator::NotEqual);
        let items = lexer::items(self.value)
            .into_iter()
            .map(|span| &self.value[span])
            .filter(|item| !item.is_empty())
            .map(|item| {
                let (exact, item) = match item.strip_prefix('=') {
                    Some(rest) => (true, rest),
                    None => (exact, item),
                };
                let begins =
                    item.len() > 1 && item.ends_with('*') && self.field.kind() == Kind::Text;
                let item = if begins {
                    &item[..item.len() - 1]
                } else {
                    item
                };
                let how = match (exact, begins) {
                    (true, _) => TextMatch::Equals,
                    (false, true) => TextMatch::Begins,
                    (false, false) => TextMatch::Contains,
                };
                (lexer::unquoted(item), how)
            })
            .filter(|(text, _)| !text.is_empty());
        let field = self.field;
        let test = if field.kind() == Kind::Text {
            let items: Vec<_> = items.map(|(text, how)| TextItem { text, how }).collect();
            (!items.is_empty()).then_some(Test::Text { field, items })
        } else {
            let items: Vec<_> = items
                .map(|(text, how)| WordItem {
                    text,
                    exact: how == TextMatch::Equals,
                })
                .collect();
            (!items.is_empty()).then_some(Test::Words { field, items })
        };
        Ok(test.map(|test| (negated, test)))
    }

    fn numbers(&self) -> Result<Test, Problem> {
        let field = self.field;
        let whole = 0..self.value.len();
        let ranges = match self.operator {
            Operator::Is | Operator::Equal | Operator::NotEqual => self.ranges()?,
            Operator::Greater => vec![self.from(whole, false)?],
            Operator::AtLeast => vec![self.from(whole, true)?],
            Operator::Less => vec![self.to(whole, false)?],
            Operator::AtMost => vec![self.to(whole, true)?],
        };
        Ok(Test::Number {
            field,
            ranges,
            inverted: self.operator == Operator::NotEqual,
        })
    }

    /// Items between commas, unless the commas belong to one number.
    fn ranges(&self) -> Result<Vec<NumberRange>, Problem> {
        if let Ok(range) = self.range(0..self.value.len()) {
            return Ok(vec![range]);
        }
        lexer::items(self.value)
            .into_iter()
            .filter(|span| !span.is_empty())
            .map(|span| self.range(span))
            .collect()
    }

    fn range(&self, span: Range<usize>) -> Result<NumberRange, Problem> {
        let text = &self.value[span.clone()];
        let Some(dots) = text.find("..") else {
            return Ok(NumberRange::only(self.bound(span, true)?.figure));
        };
        let (low, high) = (
            span.start..span.start + dots,
            span.start + dots + 2..span.end,
        );
        let range = NumberRange {
            low: (!low.is_empty())
                .then(|| self.bound(low, true))
                .transpose()?,
            high: (!high.is_empty())
                .then(|| self.bound(high, true))
                .transpose()?,
        };
        match (&range.low, &range.high) {
            (None, None) => Err(self.wrong(span)),
            (Some(low), Some(high)) if low.figure.value > high.figure.value => {
                let (low, high) = (&low.figure.text, &high.figure.text);
                Err(Problem {
                    span: self.place + span.start..self.place + span.end,
                    message: format!(
                        "the range ends before it begins. Did you mean {high}..{low}?"
                    ),
                    fix: Some(format!("{high}..{low}")),
                })
            }
            _ => Ok(range),
        }
    }

    fn from(&self, span: Range<usize>, included: bool) -> Result<NumberRange, Problem> {
        Ok(NumberRange {
            low: Some(self.bound(span, included)?),
            high: None,
        })
    }

    fn to(&self, span: Range<usize>, included: bool) -> Result<NumberRange, Problem> {
        Ok(NumberRange {
            low: None,
            high: Some(self.bound(span, included)?),
        })
    }

    fn bound(&self, span: Range<usize>, included: bool) -> Result<Bound, Problem> {
        number::figure(self.field, &self.value[span.clone()])
            .map(|figure| Bound { figure, included })
            .ok_or_else(|| self.wrong(span))
    }

    fn wrong(&self, span: Range<usize>) -> Problem {
        Problem {
            span: self.place + span.start..self.place + span.end,
            message: format!("expected {}", number::example(self.field)),
            fix: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn filters_read_as_they_print() {
        for (text, printed) in [
            (
                "niche:fitness tier:micro er>=3% price<500",
                "niche:fitness tier:micro engagement_rate>=3% price<500",
            ),
            ("-platform:tiktok \"vegan\"", "-platform:tiktok \"vegan\""),
            ("vegan", "\"vegan\""),
            (
                "followers:10k..50k price:..500 er:2%..",
                "followers:10k..50k price<=500 engagement_rate>=2%",
            ),
            (
                "has:email -has:price price:unknown",
                "has:email -has:price -has:price",
            ),
            ("name:ana* handle:=ana", "name:ana* handle:=ana"),
            ("niche:\"real estate\",food", "niche:\"real estate\",food"),
            ("niche=food niche!=food", "niche:=food -niche:=food"),
            (
                "price:1,000 price:100,2000,30",
                "price:1,000 price:100,2000,30",
            ),
            ("price!=500", "price!=500"),
            ("niche: er>= ", ""),
            ("home-decor", "\"home-decor\""),
            ("\"open quote", "\"open quote\""),
        ] {
            let parsed = parse(text);
            assert_eq!(parsed.problems, [], "{text}");
            assert_eq!(parsed.filter.to_string(), printed, "{text}");
        }
    }

    #[test]
    fn mistakes_point_and_say_what_to_do() {
        for (text, marked, message, fix) in [
            (
                "niche:fitness pric<500",
                "pric",
                "no column \"pric\". Did you mean price?",
                Some("price"),
            ),
            (
                "xqzzzzz:5",
                "xqzzzzz",
                "no column \"xqzzzzz\". To search for the text, put it in quotes",
                None,
            ),
            (
                "price<abc",
                "abc",
                "expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "er>=abc",
                "abc",
                "expected a percentage such as 3% or 2.5",
                None,
            ),
            (
                "last_post>=soon",
                "soon",
                "expected a day such as 2026-10-31",
                None,
            ),
            (
                "price:10..x",
                "x",
                "expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "price:..",
                "..",
                "expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "price:500..100",
                "500..100",
                "the range ends before it begins. Did you mean 100..500?",
                Some("100..500"),
            ),
            (
                "niche>food",
                ">",
                "niche holds words, which have no order. Write niche:food",
                Some(":"),
            ),
            (
                "handle<=a",
                "<=",
                "handle holds words, which have no order. Write handle:a",
                Some(":"),
            ),
            (
                "has:prise",
                "prise",
                "no column \"prise\". Did you mean price?",
                Some("price"),
            ),
            ("-has:zzzzzzzz", "zzzzzzzz", "no column \"zzzzzzzz\"", None),
            (
                "é:1",
                "é",
                "no column \"é\". To search for the text, put it in quotes",
                None,
            ),
            (
                "price:5,abc",
                "abc",
                "expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "follower>1k",
                "follower",
                "no column \"follower\". Did you mean followers?",
                Some("followers"),
            ),
            (
                "coutry:us",
                "coutry",
                "no column \"coutry\". Did you mean country?",
                Some("country"),
            ),
        ] {
            let parsed = parse(text);
            assert_eq!(parsed.problems.len(), 1, "{text}");
            let problem = &parsed.problems[0];
            assert_eq!(&text[problem.span.clone()], marked, "{text}");
            assert_eq!(problem.message, message, "{text}");
            assert_eq!(problem.fix.as_deref(), fix, "{text}");
        }
    }

    #[test]
    fn the_part_that_is_right_still_filters() {
        let parsed = parse("niche:fitness pric<500 tier:micro");
        assert_eq!(parsed.filter.to_string(), "niche:fitness tier:micro");
        assert_eq!(parsed.problems.len(), 1);
    }

    proptest! {
        #[test]
        fn no_text_panics_and_printing_is_stable(text in "\\PC{0,60}|[a-z:<>=!.,\"* %0-9-]{0,40}") {
            let parsed = parse(&text);
            for problem in &parsed.problems {
                prop_assert!(text.get(problem.span.clone()).is_some());
            }
            for term in &parsed.filter.terms {
                prop_assert!(text.get(term.span.clone()).is_some());
            }
            let printed = parsed.filter.to_string();
            let again = parse(&printed);
            prop_assert_eq!(&again.problems, &[]);
            prop_assert_eq!(again.filter, parsed.filter, "{}", printed);
        }
    }
}
