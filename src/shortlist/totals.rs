//! What the entries of a list add up to. A price that is not known is counted as unknown, never as
//! nothing, and amounts of different currencies are not added.

use std::collections::BTreeMap;

use super::model::{Entry, Shortlist, amount_in};

/// How far talks have come, as far as sums are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is settled yet.
    Open,
    /// Somebody is on board, or a price is agreed.
    Agreed,
    /// Nothing will come of it.
    Declined,
}

/// Amounts by currency code, the empty code where none is stated, and how many went into them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sum {
    pub amounts: BTreeMap<String, f64>,
    /// With a price.
    pub known: usize,
    /// Without one.
    pub unknown: usize,
}

/// What the entries of a list add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    pub entries: usize,
    /// With a price when they were added.
    pub priced: usize,
    /// Sums of those prices by currency code; the empty code where none is stated.
    pub price: BTreeMap<String, f64>,
    /// What the roster asked for those with whom nothing is settled.
    pub asked: Sum,
    /// What was agreed.
    pub agreed: Sum,
    /// What is left of the budget after what was agreed in its currency; none without a budget.
    pub left: Option<f64>,
    /// Entries with a price agreed in another currency than that of the budget, which `left` leaves out.
    pub elsewhere: usize,
}

impl Sum {
    /// `$180 for 1, 2 without a price`.
    pub fn in_words(&self) -> String {
        let known = format!("{} for {}", amounts_in_words(&self.amounts), self.known);
        match (self.known, self.unknown) {
            (0, unknown) => format!("{unknown} without a price"),
            (_, 0) => known,
            (_, unknown) => format!("{known}, {unknown} without a price"),
        }
    }

    /// Counts one more amount.
    pub fn add(&mut self, amount: Option<f64>, currency: &str) {
        match amount {
            Some(amount) => {
                self.known += 1;
                *self.amounts.entry(currency.to_owned()).or_default() += amount;
            }
            None => self.unknown += 1,
        }
    }
}

/// Sums by currency code: `€80 + $250`.
pub fn amounts_in_words(amounts: &BTreeMap<String, f64>) -> String {
    let amounts = amounts.iter().map(|(code, sum)| amount_in(*sum, code));
    amounts.collect::<Vec<_>>().join(" + ")
}

impl Entry {
    /// How far talks have come. A status of the user's own counts as open until a price is agreed.
    pub fn stage(&self) -> Stage {
        match self.status.as_str() {
            "declined" => Stage::Declined,
            "agreed" | "posted" | "paid" => Stage::Agreed,
            _ if self.agreed.is_some() => Stage::Agreed,
            _ => Stage::Open,
        }
    }
}

impl Shortlist {
    /// What was asked, what was agreed, and what is left of the budget.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals {
            entries: self.entries().len(),
            ..Totals::default()
        };
        let mut spent = 0.0;
        for entry in self.entries() {
            let (price, currency) = (entry.snapshot.price, &entry.snapshot.currency);
            if let Some(price) = price {
                totals.priced += 1;
                *totals.price.entry(currency.clone()).or_default() += price;
            }
            match entry.stage() {
                Stage::Open => totals.asked.add(price, currency),
                Stage::Declined => {}
                Stage::Agreed => {
                    totals.agreed.add(entry.agreed, currency);
                    match entry.agreed {
                        Some(agreed) if self.is_in_currency(currency) => spent += agreed,
                        Some(_) => totals.elsewhere += 1,
                        None => {}
                    }
                }
            }
        }
        totals.left = self.budget().map(|budget| budget - spent);
        totals
    }

    /// Whether amounts with this code count against the budget; what is not stated does.
    fn is_in_currency(&self, code: &str) -> bool {
        code.is_empty() || self.currency().is_empty() || code == self.currency()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Key;

    fn entry(handle: &str, status: &str, price: Option<f64>, agreed: Option<f64>) -> Entry {
        let mut entry = Entry::new(Key::new("TikTok", handle), "2026-01-02");
        entry.status = status.into();
        entry.snapshot.price = price;
        entry.snapshot.currency = "USD".into();
        entry.agreed = agreed;
        entry
    }

    #[test]
    fn unknown_prices_are_counted_and_never_nothing() {
        let mut list = Shortlist::new("Spring");
        list.budget = Some(1_000.0);
        list.currency = "USD".into();
        let mut euros = entry("f", "agreed", Some(90.0), Some(80.0));
        euros.snapshot.currency = "EUR".into();
        *list.entries_mut() = vec![
            entry("a", "idea", Some(200.0), None),
            entry("b", "contacted", None, None),
            entry("c", "agreed", Some(300.0), Some(250.0)),
            entry("d", "paid", Some(70.0), None),
            entry("e", "declined", Some(900.0), Some(5.0)),
            euros,
        ];
        let totals = list.totals();
        let sum = |amounts: &[(&str, f64)], known, unknown| Sum {
            amounts: amounts.iter().map(|(c, sum)| ((*c).into(), *sum)).collect(),
            known,
            unknown,
        };
        assert_eq!(totals.asked, sum(&[("USD", 200.0)], 1, 1));
        assert_eq!(totals.agreed, sum(&[("EUR", 80.0), ("USD", 250.0)], 2, 1));
        assert_eq!((totals.left, totals.elsewhere), (Some(750.0), 1));
        assert_eq!((totals.entries, totals.priced), (6, 5));
        list.budget = None;
        assert_eq!(list.totals().left, None);
    }
}
