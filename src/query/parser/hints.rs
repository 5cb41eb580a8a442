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
            for bound in bounds() {
                let figure = &bound.figure;
                let Amount::Number(value) = figure.amount else {
                    continue;
                };
                let meant = value * 100.0;
                let typed_as_fraction = !figure.text.ends_with('%') && meant.abs() <= MOST_FRACTION;
                if value != 0.0 && typed_as_fraction {
                    let percent = format!("{}%", (meant * 1e6).round() / 1e4);
                    let at = asked.value.find(&figure.text).unwrap_or(0);
                    let at = asked.place + at..asked.place + at + figure.text.len();
                    self.parsed.hints.push(problem(
                        at,
                        format!("read as {}%. Meant {percent}?", figure.text),
                        Some(percent),
                    ));
                    return;
                }
            }
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
