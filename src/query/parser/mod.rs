//! Text to filter. Never fails: what is understood filters, what is not is a problem that points.
//!
//! Reading order: `term` (one term), `operator`, `words` and `numbers` (what is compared and with
//! what), `helpers` (what is no column), `hints`, `group` (either-or), `joints` (what stands between
//! terms and does not belong there).

mod group;
mod helpers;
mod hints;
mod joints;
mod numbers;
mod operator;
mod term;
mod words;

#[cfg(test)]
mod mistakes_tests;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::ast::{Filter, Term};
use super::lexer::{self, Piece, Token};
use super::names::Names;

pub(super) use operator::is_sign;

/// A filter and what was wrong with its text.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub filter: Filter,
    pub problems: Vec<Problem>,
    /// Terms whose value is still to be typed: no mistake on a screen, one on a command line.
    pub unfinished: Vec<Problem>,
    /// What works, but is perhaps not what was meant.
    pub hints: Vec<Problem>,
    /// How many of the problems are names that nobody knows: headers of a roster may be among them.
    pub strangers: usize,
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

fn problem(span: Range<usize>, message: impl Into<String>, fix: Option<String>) -> Problem {
    Problem {
        span,
        message: message.into(),
        fix,
    }
}

/// Reads a filter by the names of the field table.
pub fn parse(text: &str) -> Parsed {
    parse_with(text, &Names::default())
}

/// Reads a filter by the names of a roster.
pub fn parse_with(text: &str, names: &Names) -> Parsed {
    let tokens = lexer::tokens(text);
    let mut reader = Reader {
        text,
        names,
        parsed: Parsed::default(),
    };
    let terms = reader.line(&tokens);
    reader.parsed.filter.terms = terms;
    reader.parsed
}

/// A text while it is read.
struct Reader<'a> {
    text: &'a str,
    names: &'a Names,
    parsed: Parsed,
}

impl Reader<'_> {
    /// All tokens of the text.
    fn line(&mut self, tokens: &[Token]) -> Vec<Term> {
        let mut terms = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let used = match token.what {
                Piece::Open => match self.values_in_group(tokens, at) {
                    Some(used) => used,
                    None => self.group(&tokens[at..], &mut terms),
                },
                Piece::Close => {
                    self.parsed.problems.push(problem(
                        token.span.clone(),
                        "no group is open here. Leave ) out, or put the text in quotes",
                        Some(String::new()),
                    ));
                    1
                }
                Piece::Term => {
                    let mistake = self.loose_or(tokens, at);
                    match mistake.or_else(|| self.joint(tokens, at)) {
                        Some(used) => used,
                        None => {
                            self.term(token.span.clone(), &mut terms);
                            1
                        }
                    }
                }
            };
            at += used;
        }
        terms
    }

    /// Reads one term; what it means goes to the others, what is wrong with it to the problems.
    fn term(&mut self, span: Range<usize>, terms: &mut Vec<Term>) {
        match self.meaning(span.clone()) {
            Ok(Some((negated, test))) => terms.push(Term {
                negated,
                test,
                span,
            }),
            Ok(None) => self.parsed.unfinished.push(problem(
                span.end..span.end,
                "a value is missing here",
                None,
            )),
            Err(problem) => self.parsed.problems.push(problem),
        }
    }
}
