//! Which currency the prices of a file are in, and which column says so.

use std::collections::HashMap;

use super::Plan;
use crate::import::{Record, values};
use crate::roster::{Currency, Field, Kind};

/// The currency that most rows of a sample name, if any does.
pub fn most_said(plan: &Plan, rows: &[Record<'_>]) -> Option<Currency> {
    let mut votes: HashMap<Currency, usize> = HashMap::new();
    for at in 0..plan.columns.len() {
        for row in rows {
            if let Some(currency) = said(plan, row, at) {
                *votes.entry(currency).or_default() += 1;
            }
        }
    }
    votes
        .into_iter()
        .max_by_key(|(currency, votes)| (*votes, *currency))
        .map(|(currency, _)| currency)
}

/// The header of the first column that names this currency.
pub fn saying(plan: &Plan, rows: &[Record<'_>], currency: Currency) -> Option<String> {
    let names = |at: &usize| {
        rows.iter()
            .any(|row| said(plan, row, *at) == Some(currency))
    };
    let at = (0..plan.columns.len()).find(names)?;
    Some(plan.headers[at].clone())
}

/// The currency that a cell names.
fn said(plan: &Plan, row: &Record<'_>, at: usize) -> Option<Currency> {
    let (column, style) = &plan.columns[at];
    let cell = row.cell(at);
    match column.field? {
        Field::Currency => values::currency(cell),
        field if field.kind() == Kind::Money => style
            .number(cell)
            .and_then(|number| number.currency.or(style.currency)),
        _ => None,
    }
}
