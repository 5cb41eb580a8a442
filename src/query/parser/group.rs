//! Either-or: `(tier:mega OR price<200)`, one level of it.

use super::joints::{self, Joint};
use super::{Reader, problem};
use crate::query::ast::{Filter, Term, Test};
use crate::query::lexer::{Piece, Token};

impl Reader<'_> {
    /// Reads the group that the first token opens; the answer is how many tokens it takes. A group in
    /// which something is wrong means nothing as a whole.
    pub(super) fn group(&mut self, tokens: &[Token], terms: &mut Vec<Term>) -> usize {
        let (end, closed) = end_of(tokens);
        let inner = &tokens[1..end];
        let used = end + usize::from(closed);
        let open = tokens[0].span.clone();
        let span = open.start..tokens[used - 1].span.end;
        if let Some(nested) = inner.iter().find(|token| token.what == Piece::Open) {
            self.parsed.problems.push(problem(
                nested.span.clone(),
                "a group holds no other group. Put terms that must all hold beside the parentheses",
                None,
            ));
            return used;
        }
        let before = self.parsed.problems.len();
        let filters = self.alternatives(inner, closed, &span);
        if !closed {
            let end = self.text.len();
            self.parsed.unfinished.push(problem(
                end..end,
                "the group is not closed: ) is missing",
                Some(")".into()),
            ));
        }
        if self.parsed.problems.len() == before && !filters.is_empty() {
            terms.push(Term {
                negated: self.text[open].starts_with('-'),
                test: Test::Either(filters),
                span,
            });
        }
        used
    }

    fn alternatives(
        &mut self,
        inner: &[Token],
        closed: bool,
        span: &std::ops::Range<usize>,
    ) -> Vec<Filter> {
        if inner.is_empty() && closed {
            self.parsed.problems.push(problem(
                span.clone(),
                "the group is empty. Write terms into it, such as (tier:mega OR price<200)",
                Some(String::new()),
            ));
            return Vec::new();
        }
        let mut filters = Vec::new();
        let mut terms = Vec::new();
        // Whether anything stands on this side of the last OR.
        let mut any = false;
        let mut at = 0;
        while at < inner.len() {
            let token = &inner[at];
            let text = &self.text[token.span.clone()];
            if joints::joint(text) == Some(Joint::Or) {
                if text != "OR" {
                    self.parsed.problems.push(problem(
                        token.span.clone(),
                        format!("{text} is no OR. Write OR in capitals, or the word in quotes"),
                        Some("OR".to_owned()),
                    ));
                }
                if !any {
                    self.parsed.problems.push(problem(
                        token.span.clone(),
                        "nothing stands before this OR",
                        None,
                    ));
                }
                filters.push(std::mem::take(&mut terms));
                any = false;
                at += 1;
                continue;
            }
            any = true;
            at += match self.joint(inner, at) {
                Some(used) => used,
                None => {
                    self.term(token.span.clone(), &mut terms);
                    1
                }
            };
        }
        if let Some(last) = inner.last().filter(|_| !any) {
            let missing = problem(last.span.clone(), "nothing stands behind this OR", None);
            match closed {
                true => self.parsed.problems.push(missing),
                false => self.parsed.unfinished.push(missing),
            }
        }
        filters.push(terms);
        let filters = filters.into_iter().filter(|terms| !terms.is_empty());
        filters.map(|terms| Filter { terms }).collect()
    }

    /// `niche:(fitness OR yoga)`: a name with a group in the place of its values. The answer is how many
    /// tokens it takes.
    pub(super) fn values_in_group(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before))?;
        let open = &tokens[at];
        let name = self.text[before.span.clone()].ends_with(super::is_sign);
        if before.what != Piece::Term || before.span.end != open.span.start || !name {
            return None;
        }
        let (end, closed) = end_of(&tokens[at..]);
        let inner = &tokens[at + 1..at + end];
        let used = end + usize::from(closed);
        let span = open.span.start..tokens[at + used - 1].span.end;
        let values = inner.iter().filter(|token| token.what == Piece::Term);
        let values = values.map(|token| self.text[token.span.clone()].trim_matches(','));
        let values: Vec<&str> = values
            .filter(|text| !text.is_empty() && joints::joint(text).is_none())
            .collect();
        let (name, values) = (&self.text[before.span.clone()], values.join(","));
        // The name said nothing alone.
        let place = before.span.end..before.span.end;
        self.parsed
            .unfinished
            .retain(|missing| missing.span != place);
        self.parsed.problems.push(problem(
            span,
            format!("several values stand behind a comma: {name}{values}"),
            Some(values),
        ));
        Some(used)
    }
}

/// Where the group ends that the first token opens, and whether it is closed there.
fn end_of(tokens: &[Token]) -> (usize, bool) {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.what {
            Piece::Open => depth += 1,
            Piece::Close => depth -= 1,
            Piece::Term => {}
        }
        if depth == 0 {
            return (at, true);
        }
    }
    (tokens.len(), false)
}
