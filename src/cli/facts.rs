//! What the rows of one file come to beyond figures, for `check`.

use serde_json::{Value, json};

use crate::analysis::cost::{self, InCurrency};
use crate::analysis::price_model::{self, Finding};
use crate::import::Niches;
use crate::roster::{Field, Roster};

/// What is worth knowing of the rows of a file.
#[derive(Debug)]
pub struct Facts {
    /// Prices that a formula gave.
    modelled: Vec<Finding>,
    /// In which currencies prices are.
    currencies: Vec<InCurrency>,
    /// Niches that the map of niches does not know, with the number of rows.
    niches: Vec<(String, u64)>,
}

impl Facts {
    pub fn of(roster: &Roster, niches: &Niches) -> Self {
        Facts {
            modelled: price_model::findings(roster),
            currencies: cost::currencies(roster),
            niches: niches.unknown(roster),
        }
    }

    /// Adds to the figures of niches those that the map does not know.
    pub fn add_to_niche(&self, figures: &mut Value) {
        let unknown = self.niches.iter();
        let unknown: Vec<Value> = unknown
            .map(|(niche, rows)| json!({"niche": niche, "rows": rows}))
            .collect();
        figures["not_in_map"] = json!(unknown);
    }

    /// Adds to the figures of prices whether a formula gave them and why that is said, and to those of
    /// the price how many are in which currency.
    pub fn add_to_price(&self, field: Field, figures: &mut Value) {
        let about = self.modelled.iter();
        let why: Vec<String> = about
            .filter(|finding| finding.fields.contains(&field))
            .map(Finding::sentence)
            .collect();
        figures["modelled"] = json!(!why.is_empty());
        if !why.is_empty() {
            figures["modelled_why"] = json!(why);
        }
        if field == Field::Price {
            let counts = self.currencies.iter();
            let counts = counts.map(|found| (found.currency.to_string(), json!(found.prices)));
            figures["currencies"] = Value::Object(counts.collect());
        }
    }
}
