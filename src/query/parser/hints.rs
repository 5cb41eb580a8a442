//! What works, but is perhaps not what was meant.

use super::operator::Operator;
use super::term::{Asked, Target};
use super::{Reader, problem};
use crate::query::ast::Test;
use crate::query::figure::Amount;
use crate::roster::Kind;

/// The largest fraction that is taken for a percentage mistyped.
const MOST_FRACTION: f64 = 0.3;

impl Reader<'_> {
    /// Tells what works but looks like something else.
    pub(super) fn hint(&mut self, asked: &Asked<'_>, test: &Test) {
        let (Test::Number { ranges, .. }, Target::Field(field)) = (test, asked.target) else {
            return;
        };
        let whole = asked.place..asked.place + asked.value.len();
        let bounds = || ranges.iter().flat_map(|range| range.bounds());
        // 0.03 is three hundredths of a percent, which nobody asks for.
        if field.kind() == Kind::Share {
            let figures = bounds().map(|bound| &bound.figure);
            let mistyped = figures.filter(|figure| {
                let typed = figure.number().unwrap_or(0.0) * 100.0;
                typed != 0.0 && typed.abs() <= MOST_FRACTION && !figure.text.ends_with('%')
            });
            let mut texts: Vec<(&str, f64)> = mistyped
                .filter_map(|figure| Some((figure.text.as_str(), figure.number()?)))
                .collect();
            texts.dedup();
            if texts.is_empty() {
                return;
            }
            let (mut read, mut meant) = (String::new(), String::new());
            let mut rest = asked.value;
            for (text, value) in texts {
                if let Some((before, after)) = rest.split_once(text) {
                    read.push_str(&format!("{before}{text}%"));
                    let percent = (value * 1e8).round() / 1e4;
                    meant.push_str(&format!("{before}{percent}%"));
                    rest = after;
                }
            }
            self.parsed.hints.push(problem(
                whole,
                format!("read as {read}{rest}. Meant {meant}{rest}?"),
                Some(format!("{meant}{rest}")),
            ));
            return;
        }
        let turned = match asked.operator {
            Operator::Greater => "<",
            Operator::AtLeast => "<=",
            _ => return,
        };
        let best = bounds().any(|bound| matches!(bound.figure.amount, Amount::Top(_)));
        if field.is_better_low() && best {
            let name = asked.typed;
            self.parsed.hints.push(problem(
                asked.sign.start..whole.end,
                format!(
                    "of {name} the best have the least, so these are the others. Meant {name}{turned}{}?",
                    asked.value
                ),
                Some(format!("{turned}{}", asked.value)),
            ));
        }
    }
}
