//! One term: a word to look for, or a name, an operator and a value.

use std::ops::Range;

use super::operator::{self, Operator, Run};
use super::{Problem, Reader, problem};
use crate::query::ast::{Mark, Test};
use crate::query::figure::Subject;
use crate::query::names::Names;
use crate::query::{lexer, suggest};
use crate::roster::Field;
use crate::roster::fold::fold;

/// What a term means; none while its value is still to be typed.
pub(super) type Meaning = Result<Option<(bool, Test)>, Problem>;

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    Field(Field),
    Mark(Mark),
    /// The day an entry was added.
    Added,
}

/// What is asked about, how it is compared, and with what.
pub(super) struct Asked<'a> {
    pub names: &'a Names,
    pub target: Target,
    /// The name as it was typed.
    pub typed: &'a str,
    pub operator: Operator,
    pub value: &'a str,
    /// Where the value begins in the whole text.
    pub place: usize,
    /// Where the operator stands in the whole text.
    pub sign: Range<usize>,
}

impl Asked<'_> {
    /// The name in filters.
    pub(super) fn name(&self) -> &'static str {
        match self.target {
            Target::Field(field) => field.id(),
            Target::Mark(mark) => mark.id(),
            Target::Added => "added",
        }
    }

    /// What figures are compared with.
    pub(super) fn subject(&self) -> Subject {
        match self.target {
            Target::Field(field) => Subject::Field(field),
            Target::Mark(_) | Target::Added => Subject::Added,
        }
    }

    fn meaning(&self) -> Meaning {
        let numeric = match self.target {
            Target::Field(field) => field.kind().is_numeric(),
            Target::Mark(_) => false,
            Target::Added => true,
        };
        if !numeric {
            return self.words();
        }
        let (ranges, inverted) = self.numbers()?;
        if ranges.is_empty() {
            return Ok(None);
        }
        let test = match self.target {
            Target::Field(field) => Test::Number {
                field,
                ranges,
                inverted,
            },
            _ => Test::Added { ranges, inverted },
        };
        Ok(Some((false, test)))
    }
}

/// A name, what stands behind it and where: `price`, `>=`, `500`.
pub(super) struct Parts<'a> {
    pub name: &'a str,
    /// The signs of an operator.
    pub signs: &'a str,
    pub value: &'a str,
    name_is_quoted: bool,
}

/// The parts of a term, if it has an operator behind something that could be a name.
pub(super) fn parts<'a>(body: &'a str, names: &Names) -> Option<Parts<'a>> {
    let quoted = body.starts_with('"');
    let end = if quoted {
        let close = body[1..].find('"')? + 1;
        close + 1
    } else {
        body.find(operator::is_sign)?
    };
    let name = if quoted {
        &body[1..end - 1]
    } else {
        &body[..end]
    };
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-');
    let is_name = name.starts_with(char::is_alphabetic) && name.chars().all(plain);
    let stands_for_one = quoted && !name.is_empty();
    if !is_name && !stands_for_one && names.field(name).is_none() {
        return None;
    }
    let rest = &body[end..];
    let signs_end = rest
        .find(|letter| !operator::is_sign(letter))
        .unwrap_or(rest.len());
    // The colon of an address is none of ours.
    let is_address = !quoted && rest.starts_with("://");
    (signs_end > 0 && !is_address).then(|| Parts {
        name,
        signs: &rest[..signs_end],
        value: &rest[signs_end..],
        name_is_quoted: quoted,
    })
}

impl Reader<'_> {
    /// What one term means.
    pub(super) fn meaning(&mut self, span: Range<usize>) -> Meaning {
        let negated = self.text[span.clone()].starts_with('-');
        let start = span.start + usize::from(negated);
        let body = &self.text[start..span.end];
        let Some(parts) = parts(body, self.names) else {
            return self.plain(body, start, negated);
        };
        let sign_start = span.end - parts.value.len() - parts.signs.len();
        let sign = sign_start..span.end - parts.value.len();
        let name = start..sign_start;
        let helper = (!parts.name_is_quoted).then(|| fold(parts.name));
        let helper = helper.filter(|name| matches!(name.as_str(), "has" | "is"));
        let target = match &helper {
            Some(_) => None,
            None => self.target(parts.name, parts.name_is_quoted),
        };
        if target.is_none() && helper.is_none() {
            return Err(self.stranger(parts.name, name));
        }
        let (operator, skipped) = self.operator(&parts, target, &sign)?;
        let value_start = sign.end - skipped;
        let value = &self.text[value_start..span.end];
        let place = value_start;
        let Some(target) = target else {
            if operator != Operator::Is {
                return Err(problem(
                    sign,
                    format!(
                        "{} takes a colon: {}:{}",
                        parts.name, parts.name, parts.value
                    ),
                    Some(":".to_owned()),
                ));
            }
            return match helper.as_deref() {
                Some("is") => self.is(value, place, negated),
                _ => self.has(value, place, negated),
            };
        };
        // While a value is still to be typed, the term says nothing yet.
        if value.is_empty() || value == "=" {
            return Ok(None);
        }
        if operator == Operator::Is && value.eq_ignore_ascii_case("unknown") {
            let any = match target {
                Target::Field(field) => Test::Has(field),
                Target::Mark(mark) => Test::Mark {
                    mark,
                    items: Vec::new(),
                },
                Target::Added => Test::Mark {
                    mark: Mark::List,
                    items: Vec::new(),
                },
            };
            return Ok(Some((!negated, any)));
        }
        let asked = Asked {
            names: self.names,
            target,
            typed: &self.text[name],
            operator,
            value,
            place,
            sign,
        };
        let meaning = asked.meaning()?;
        if let Some((_, test)) = &meaning {
            self.check_status(test, place, value)?;
            self.hint(&asked, test);
        }
        Ok(meaning.map(|(inverted, test)| (negated ^ inverted, test)))
    }

    /// What a name stands for, but for `has` and `is`. In quotes it is that of a column first.
    pub(super) fn target(&self, name: &str, quoted: bool) -> Option<Target> {
        if let Some(field) = self.names.field(name).filter(|_| quoted) {
            return Some(Target::Field(field));
        }
        let mark = Mark::ALL
            .iter()
            .find(|mark| mark.id().eq_ignore_ascii_case(name));
        match mark {
            Some(mark) => Some(Target::Mark(*mark)),
            None if name.eq_ignore_ascii_case("added") => Some(Target::Added),
            None => self.names.field(name).map(Target::Field),
        }
    }

    /// The operator, and how much of its signs belongs to the value.
    fn operator(
        &self,
        parts: &Parts<'_>,
        target: Option<Target>,
        sign: &Range<usize>,
    ) -> Result<(Operator, usize), Problem> {
        let numeric = match target {
            Some(Target::Field(field)) => field.kind().is_numeric(),
            Some(Target::Added) => true,
            Some(Target::Mark(_)) | None => false,
        };
        match operator::run(parts.signs) {
            Run::Operator(operator) => Ok((operator, 0)),
            Run::Exactly if numeric => Err(slip(sign, parts.signs, "=")),
            Run::Exactly => Ok((Operator::Is, 1)),
            Run::Slip(meant) => Err(slip(sign, parts.signs, meant)),
            Run::Unknown => Err(problem(
                sign.clone(),
                format!(
                    "{} is no comparison. There are : = != > >= < <=",
                    parts.signs
                ),
                None,
            )),
        }
    }

    fn stranger(&mut self, name: &str, span: Range<usize>) -> Problem {
        self.parsed.strangers += 1;
        let own = ["has", "is", "list", "status", "note", "added"];
        let near = self.names.nearest(name).map(str::to_owned);
        let near = near.or_else(|| suggest::nearest(name, own).map(str::to_owned));
        match near {
            Some(near) => problem(
                span,
                format!("no column \"{name}\". Did you mean {near}?"),
                Some(in_quotes(&near)),
            ),
            None => problem(
                span,
                format!("no column \"{name}\". To search for the text, put it in quotes"),
                None,
            ),
        }
    }

    /// A word or a phrase without a name.
    fn plain(&mut self, body: &str, start: usize, negated: bool) -> Meaning {
        let whole = start..start + body.len();
        if let Some(rest) = body.strip_prefix('-') {
            return Err(problem(
                start..start + 1,
                format!("one - is enough: -{}", rest.trim_start_matches('-')),
                Some(String::new()),
            ));
        }
        if body.starts_with('!') && body.len() > 1 && !body[1..].starts_with(operator::is_sign) {
            let dash = if negated { "" } else { "-" };
            return Err(problem(
                start..start + 1,
                "to leave something out, write - before it",
                Some(dash.to_owned()),
            ));
        }
        if body.starts_with(operator::is_sign) {
            let signs = body
                .find(|letter| !operator::is_sign(letter))
                .unwrap_or(body.len());
            return Err(problem(
                start..start + signs,
                format!(
                    "the name of a column is missing before {}, such as price{}500",
                    &body[..signs],
                    &body[..signs]
                ),
                None,
            ));
        }
        let quoted = body.starts_with('"');
        let text = lexer::unquoted(body);
        if text.trim().is_empty() {
            return Ok(None);
        }
        if quoted {
            return Ok(Some((negated, Test::Anywhere(text))));
        }
        if let Some(begin) = text.strip_suffix('*').filter(|begin| !begin.is_empty()) {
            self.parsed.hints.push(problem(
                whole,
                format!("{text} is looked for with its star. Meant handle:{text}?"),
                Some(format!("handle:{begin}*")),
            ));
        }
        // Nobody's handle is kept with the sign.
        let bare = text.trim_start_matches('@');
        let text = if bare.is_empty() { text.as_str() } else { bare };
        Ok(Some((negated, Test::Anywhere(text.to_owned()))))
    }
}

fn slip(sign: &Range<usize>, signs: &str, meant: &str) -> Problem {
    problem(
        sign.clone(),
        format!("{signs} is no comparison. Did you mean {meant}?"),
        Some(meant.to_owned()),
    )
}

/// Names with blanks stand in quotes.
pub(super) fn in_quotes(name: &str) -> String {
    if is_word(name) {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}

fn is_word(name: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
    name.starts_with(char::is_alphabetic) && name.chars().all(plain)
}
