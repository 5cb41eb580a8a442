//! What a shortlist holds. Knows no files and no clock: days come from whoever asks.

use toml::Table;

use crate::query::day;
use crate::roster::display::{grouped, money};
use crate::roster::{Currency, Field, Influencer, Key, SegmentBuilder};

/// A named list of influencers, in the order of their rank: as they were added, until somebody moves
/// them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shortlist {
    pub(super) name: String,
    entries: Vec<Entry>,
    /// What may be spent, in `currency`.
    pub(super) budget: Option<f64>,
    /// An ISO 4217 code; empty where nothing is said: then it is that of the roster.
    pub(super) currency: String,
    /// What a newer version of the program wrote and this one does not know.
    pub(super) unknown: Table,
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
    /// Why somebody was passed over; empty where it is not said.
    pub reason: String,
    /// The user's own notes, the oldest first.
    pub notes: Vec<Note>,
    /// The price that was agreed, in the currency of the entry.
    pub agreed: Option<f64>,
    /// The day on which something is to be done, as `2026-11-24`; empty where there is none.
    pub due: String,
    /// Whom this one stands in for, should that one decline.
    pub backup_for: Option<Key>,
    pub tags: Vec<String>,
    /// What happened to the entry, the oldest first.
    pub history: Vec<Event>,
    /// What the roster said on the day it was added.
    pub snapshot: Snapshot,
    pub(super) unknown: Table,
}

/// A note, and the day on which it was written; the day is empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    pub day: String,
    pub text: String,
    pub(super) unknown: Table,
}

/// Something that happened to an entry: `added`, `idea → contacted`, `agreed $250`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    pub day: String,
    pub what: String,
    pub(super) unknown: Table,
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

/// The status of who was just added, where the user has no others.
const FIRST: &str = "idea";

impl Entry {
    /// The entry that this influencer makes on this day.
    pub fn of(influencer: &Influencer<'_>, today: &str) -> Self {
        Entry {
            name: influencer.text(Field::Name).to_owned(),
            snapshot: Snapshot {
                tier: influencer.word(Field::Tier).to_owned(),
                followers: influencer.number(Field::Followers),
                engagement_rate: influencer.number(Field::EngagementRate),
                price: influencer.number(Field::Price),
                currency: influencer.word(Field::Currency).to_owned(),
            },
            ..Entry::new(influencer.key(), today)
        }
    }

    /// The entry of somebody of whom nothing else is known.
    pub fn new(key: Key, today: &str) -> Self {
        Entry {
            key,
            name: String::new(),
            added: today.to_owned(),
            status: FIRST.to_owned(),
            reason: String::new(),
            notes: Vec::new(),
            agreed: None,
            due: String::new(),
            backup_for: None,
            tags: Vec::new(),
            history: vec![Event::new(today, "added")],
            snapshot: Snapshot::default(),
            unknown: Table::new(),
        }
    }

    /// The same with the first of the user's own words for how far talks have come.
    pub fn begun(mut self, statuses: &[String]) -> Self {
        if let Some(first) = statuses.first() {
            self.status.clone_from(first);
        }
        self
    }

    /// The handle with `@`, or the name of someone without a handle.
    pub fn title(&self) -> String {
        if self.key.handle.starts_with("name:") {
            self.name.clone()
        } else {
            format!("@{}", self.key.handle)
        }
    }

    /// An amount in the currency of the entry; a bare number where that is not known.
    pub fn money(&self, amount: f64) -> String {
        amount_in(amount, &self.snapshot.currency)
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
    }

    /// Adds what the user noted to the row of the entry.
    pub fn fill_noted(&self, rows: &mut SegmentBuilder) {
        rows.words(Field::Status, [self.status.as_str()]);
        rows.number(Field::AgreedPrice, self.agreed.unwrap_or(f64::NAN));
        let due = day::day(&self.due).map_or(f64::NAN, f64::from);
        rows.number(Field::Due, due);
        rows.text(Field::Reason, &self.reason);
        rows.words(Field::Tags, self.tags.iter().map(String::as_str));
        let whom = self.backup_for.as_ref();
        rows.text(
            Field::BackupFor,
            &whom.map_or_else(String::new, Key::to_string),
        );
        let notes = self.notes.iter();
        let notes: Vec<String> = notes
            .map(|note| format!("{}: {}", note.day, note.text))
            .collect();
        rows.text(Field::ListNotes, &notes.join("; "));
    }

    /// Whether the user noted something for this field.
    fn has_noted(&self, field: Field) -> bool {
        match field {
            Field::Status => !self.status.is_empty(),
            Field::AgreedPrice => self.agreed.is_some(),
            Field::Due => !self.due.is_empty(),
            Field::Reason => !self.reason.is_empty(),
            Field::Tags => !self.tags.is_empty(),
            Field::BackupFor => self.backup_for.is_some(),
            Field::ListNotes => !self.notes.is_empty(),
            _ => false,
        }
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

    /// The fields of what was noted of any entry.
    pub fn noted(&self) -> impl Iterator<Item = Field> + '_ {
        let fields = Field::ALL.iter().copied();
        fields.filter(|field| self.entries.iter().any(|entry| entry.has_noted(*field)))
    }

    pub(super) fn entries_mut(&mut self) -> &mut Vec<Entry> {
        &mut self.entries
    }

    /// The same list with other entries.
    pub(super) fn with_entries(&self, entries: Vec<Entry>) -> Self {
        Shortlist {
            name: self.name.clone(),
            entries,
            budget: self.budget,
            currency: self.currency.clone(),
            unknown: self.unknown.clone(),
        }
    }

    pub fn contains(&self, key: &Key) -> bool {
        self.entry(key).is_some()
    }

    /// The entry of this influencer.
    pub fn entry(&self, key: &Key) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == *key)
    }

    pub fn budget(&self) -> Option<f64> {
        self.budget
    }

    /// The currency of the budget; empty where nothing is said.
    pub fn currency(&self) -> &str {
        &self.currency
    }
}

impl Note {
    pub fn new(day: &str, text: &str) -> Self {
        Note {
            day: day.to_owned(),
            text: text.to_owned(),
            unknown: Table::new(),
        }
    }
}

impl Event {
    pub fn new(day: &str, what: &str) -> Self {
        Event {
            day: day.to_owned(),
            what: what.to_owned(),
            unknown: Table::new(),
        }
    }
}

/// An amount in the currency with this code; a bare number where there is no such currency.
pub fn amount_in(amount: f64, code: &str) -> String {
    match Currency::from_code(code) {
        Some(currency) => money(amount, currency),
        None if amount.fract() == 0.0 && amount.abs() < 1e15 => {
            let minus = if amount < 0.0 { "-" } else { "" };
            format!("{minus}{}", grouped(amount.abs() as u64))
        }
        None => format!("{amount:.2}"),
    }
}
