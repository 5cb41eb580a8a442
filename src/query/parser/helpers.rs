//! Words that are no columns: `has:`, `is:`, and what `status:` takes.

use super::term::{Meaning, Target, in_quotes};
use super::{Problem, Reader, problem};
use crate::query::ast::{Item, Mark, Test};
use crate::query::{lexer, suggest};
use crate::roster::Field;
use crate::roster::fold::fold;

impl Reader<'_> {
    /// `has:email`
    pub(super) fn has(&mut self, value: &str, place: usize, negated: bool) -> Meaning {
        if value.is_empty() {
            return Ok(None);
        }
        let name = lexer::unquoted(value);
        let test = match self.target(&name, value.starts_with('"')) {
            Some(Target::Field(field)) => Test::Has(field),
            Some(Target::Mark(mark)) => Test::Mark {
                mark,
                items: Vec::new(),
            },
            Some(Target::Added) | None => {
                let span = place..place + value.len();
                let names: Vec<&str> = value.split(',').collect();
                if names.len() > 1 && names.iter().all(|name| self.target(name, false).is_some()) {
                    let dash = if negated { "-" } else { "" };
                    let rest: Vec<String> =
                        names.iter().map(|name| format!("has:{name}")).collect();
                    let each = rest.join(&format!(" {dash}"));
                    return Err(problem(
                        span,
                        format!("has takes one column at a time: {dash}{each}"),
                        each.strip_prefix("has:").map(str::to_owned),
                    ));
                }
                self.parsed.strangers += 1;
                let near = self.names.nearest(&name);
                let question = near.map_or(String::new(), |near| format!(". Did you mean {near}?"));
                return Err(problem(
                    span,
                    format!("no column \"{name}\"{question}"),
                    near.map(in_quotes),
                ));
            }
        };
        Ok(Some((negated, test)))
    }

    /// `is:ticked`
    pub(super) fn is(&mut self, value: &str, place: usize, negated: bool) -> Meaning {
        const KNOWN: [&str; 2] = ["ticked", "verified"];
        let test = match fold(value).as_str() {
            "" => return Ok(None),
            "ticked" => Test::Ticked,
            "verified" => Test::Words {
                field: Field::Verified,
                items: vec![Item::Part("yes".to_owned())],
            },
            _ => {
                let near = suggest::nearest(value, KNOWN);
                let message = match near {
                    Some(near) => format!("nobody is \"{value}\". Did you mean {near}?"),
                    None => format!("nobody is \"{value}\". There are is:ticked and is:verified"),
                };
                let span = place..place + value.len();
                return Err(problem(span, message, near.map(str::to_owned)));
            }
        };
        Ok(Some((negated, test)))
    }

    /// A status that nobody can have is a slip.
    pub(super) fn check_status(
        &self,
        test: &Test,
        place: usize,
        value: &str,
    ) -> Result<(), Problem> {
        let Test::Mark {
            mark: Mark::Status,
            items,
        } = test
        else {
            return Ok(());
        };
        let statuses = self.names.statuses();
        let strange = items.iter().find_map(|item| match item {
            Item::Part(text) | Item::Whole(text) => {
                let text = fold(text);
                let known = statuses
                    .iter()
                    .any(|status| fold(status).starts_with(&text));
                (!known).then_some(text)
            }
            Item::Like(_) => None,
        });
        let Some(strange) = strange else {
            return Ok(());
        };
        let near = suggest::nearest(&strange, statuses.iter().copied());
        let message = match near {
            Some(near) => format!("no status \"{strange}\". Did you mean {near}?"),
            None => format!("no status \"{strange}\". There are {}", statuses.join(", ")),
        };
        let at = lexer::items(value)
            .into_iter()
            .find(|item| fold(&lexer::unquoted(&value[item.clone()])) == strange);
        let at = at.unwrap_or(0..value.len());
        Err(problem(
            place + at.start..place + at.end,
            message,
            near.map(str::to_owned),
        ))
    }
}
