//! What people write between terms: OR outside of a group, AND, NOT, blanks around an operator.

use super::term::parts;
use super::{Reader, operator, problem};
use crate::query::lexer::{Piece, Token};
use crate::query::names::Names;

/// A word that joins terms elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Or,
    And,
    Not,
}

/// The joint that a term is. Small letters join only where no text has the word: "and" is looked for.
pub(super) fn joint(text: &str) -> Option<Joint> {
    match text {
        "||" | "|" => Some(Joint::Or),
        _ if text.eq_ignore_ascii_case("or") => Some(Joint::Or),
        "AND" | "&&" => Some(Joint::And),
        "NOT" => Some(Joint::Not),
        _ => None,
    }
}

impl Reader<'_> {
    /// Looks whether something stands at this place that belongs between no terms; the answer is how
    /// many tokens the mistake takes.
    pub(super) fn joint(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        let token = &tokens[at];
        let text = &self.text[token.span.clone()];
        let next = tokens.get(at + 1).filter(|next| next.what == Piece::Term);
        match joint(text) {
            Some(Joint::And) => {
                self.parsed.problems.push(problem(
                    token.span.clone(),
                    format!("terms side by side must all hold. Leave {text} out"),
                    Some(String::new()),
                ));
                Some(1)
            }
            Some(Joint::Not) => {
                let end = next.map_or(token.span.end, |next| next.span.start);
                self.parsed.problems.push(problem(
                    token.span.start..end,
                    "to leave something out, write - before it",
                    next.map(|_| "-".to_owned()),
                ));
                Some(1 + usize::from(next.is_some()))
            }
            Some(Joint::Or) => {
                self.parsed.problems.push(problem(
                    token.span.clone(),
                    format!("{text} joins nothing here. Write terms around it, such as (a OR b)"),
                    None,
                ));
                Some(1)
            }
            None => self.blanks(tokens, at),
        }
    }

    /// `a OR b` without parentheses; the answer is how many tokens that takes, if it stands here.
    pub(super) fn loose_or(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        let mut last = at;
        let mut alternatives = vec![&self.text[tokens[at].span.clone()]];
        let is_or = |token: &Token| {
            token.what == Piece::Term && joint(&self.text[token.span.clone()]) == Some(Joint::Or)
        };
        let is_term = |token: &Token| token.what == Piece::Term && !is_or(token);
        if !is_term(&tokens[at]) || !tokens.get(at + 1).is_some_and(is_or) {
            return None;
        }
        while let (Some(or), Some(next)) = (tokens.get(last + 1), tokens.get(last + 2))
            && is_or(or)
            && is_term(next)
        {
            alternatives.push(&self.text[next.span.clone()]);
            last += 2;
        }
        let Some(count) = alternatives.len().checked_sub(1).filter(|count| *count > 0) else {
            // Nothing that a group could hold stands behind it.
            let or = &tokens[at + 1];
            let text = &self.text[or.span.clone()];
            self.parsed.problems.push(problem(
                or.span.clone(),
                format!("{text} stands between two terms in parentheses, such as (a OR b)"),
                None,
            ));
            return Some(2);
        };
        let group = format!("({})", alternatives.join(" OR "));
        self.parsed.problems.push(problem(
            tokens[at].span.start..tokens[last].span.end,
            format!("either-or stands in parentheses: {group}"),
            Some(group),
        ));
        Some(1 + 2 * count)
    }

    /// `price < 500`: blanks where none belong.
    fn blanks(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        let text = |token: &Token| &self.text[token.span.clone()];
        let term = |at: usize| tokens.get(at).filter(|token| token.what == Piece::Term);
        let first = term(at)?;
        let second = term(at + 1)?;
        let name = text(first).trim_start_matches('-');
        let is_value = |token: &&Token| {
            let text = text(token);
            joint(text).is_none() && !text.starts_with('-') && parts(text, self.names).is_none()
        };
        if text(first) == "-" && is_left_out(second, self.text) {
            let together = format!("-{}", text(second));
            self.parsed.problems.push(problem(
                first.span.start..second.span.end,
                format!("no blank belongs behind a -: {together}"),
                Some(together),
            ));
            return Some(2);
        }
        let used = if is_field(name, self.names) && text(second).starts_with(operator::is_sign) {
            // price < 500, price <500
            let alone = operator::is_signs(text(second));
            let value = alone.then(|| term(at + 2).filter(is_value)).flatten();
            2 + usize::from(value.is_some())
        } else if parts(name, self.names)
            .is_some_and(|parts| parts.value.is_empty() && is_field(parts.name, self.names))
            && is_value(&second)
            && !text(second).starts_with(operator::is_sign)
        {
            // price< 500
            2
        } else {
            return None;
        };
        let texts: Vec<&str> = tokens[at..at + used].iter().map(text).collect();
        let together = texts.concat();
        self.parsed.problems.push(problem(
            first.span.start..tokens[at + used - 1].span.end,
            format!("no blanks belong around an operator: {together}"),
            Some(together),
        ));
        Some(used)
    }
}

/// Whether a term could stand behind a `-`.
fn is_left_out(term: &Token, text: &str) -> bool {
    let text = &text[term.span.clone()];
    joint(text).is_none() && !text.starts_with('-')
}

fn is_field(name: &str, names: &Names) -> bool {
    !name.is_empty() && names.field(name).is_some()
}
