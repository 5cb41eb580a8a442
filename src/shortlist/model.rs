//! What a shortlist holds.

use std::collections::BTreeMap;

use crate::roster::{Field, Influencer, Key, SegmentBuilder};

/// A named list of influencers, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shortlist {
    name: String,
    entries: Vec<Entry>,
    /// What a newer version of the program wrote and this one does not know.
    pub(super) unknown: toml::Table,
}

/// An influencer on a shortlist.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: Key,
    /// The name as people say it; empty where it is unknown.
    pub name: String,
    /// The day it was added, as `2026-11-24`.
    pub added: String,
    /// How far talks have come, such as `contacted`; empty where nothing is said.
    pub status: String,
    /// The user's own note; empty where there is none.
    pub note: String,
    /// What the roster said on that day.
    pub snapshot: Snapshot,
    pub(super) unknown: toml::Table,
}

/// What a roster said of an influencer when it was added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    pub tier: String,
    pub followers: Option<f64>,
    /// As a fraction.
    pub engagement_rate: Option<f64>,
    /// Price per post, in `currency`.
    pub price: Option<f64>,
    /// An ISO 4217 code; empty where the roster did not say.
    pub currency: String,
}

/// What the entries of a list add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    pub entries: usize,
    /// With a price.
    pub priced: usize,
    /// Sums of prices by currency code; the empty code where none is stated.
    pub price: BTreeMap<String, f64>,
}

impl Entry {
    /// The entry that this influencer makes on this day.
    pub fn of(influencer: &Influencer<'_>, today: &str) -> Self {
        Entry {
            key: influencer.key(),
            name: influencer.text(Field::Name).to_owned(),
            added: today.to_owned(),
            status: String::new(),
            note: String::new(),
            snapshot: Snapshot {
                tier: influencer.word(Field::Tier).to_owned(),
                followers: influencer.number(Field::Followers),
                engagement_rate: influencer.number(Field::EngagementRate),
                price: influencer.number(Field::Price),
                currency: influencer.word(Field::Currency).to_owned(),
            },
            unknown: toml::Table::new(),
        }
    }

    /// The handle with `@`, or the name of someone without a handle.
    pub fn title(&self) -> String {
        if self.key.handle.starts_with("name:") {
            self.name.clone()
        } else {
            format!("@{}", self.key.handle)
        }
    }

    /// Writes what is known of the entry as the next row of a roster.
    pub fn fill(&self, rows: &mut SegmentBuilder) {
        if !self.key.handle.starts_with("name:") {
            rows.text(Field::Handle, &self.key.handle);
        }
        rows.text(Field::Name, &self.name);
        rows.words(Field::Platform, [self.key.platform.as_str()]);
        rows.words(Field::Currency, [self.snapshot.currency.as_str()]);
        for (field, value) in [
            (Field::Followers, self.snapshot.followers),
            (Field::EngagementRate, self.snapshot.engagement_rate),
            (Field::Price, self.snapshot.price),
        ] {
            rows.number(field, value.unwrap_or(f64::NAN));
        }
        rows.end_row();
    }
}

impl Shortlist {
    pub fn new(name: &str) -> Self {
        Shortlist {
            name: name.to_owned(),
            ..Shortlist::default()
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn entries_mut(&mut self) -> &mut Vec<Entry> {
        &mut self.entries
    }

    pub fn contains(&self, key: &Key) -> bool {
        self.entries.iter().any(|entry| entry.key == *key)
    }

    /// What the prices at the time of adding come to.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals {
            entries: self.entries.len(),
            ..Totals::default()
        };
        for snapshot in self.entries.iter().map(|entry| &entry.snapshot) {
            if let Some(price) = snapshot.price {
                totals.priced += 1;
                *totals.price.entry(snapshot.currency.clone()).or_default() += price;
            }
        }
        totals
    }
}
