//! How an export was made: which rows, in which order, by which rules, from which files, on which day;
//! and what in it is computed or converted rather than read.

use std::collections::BTreeSet;

use super::columns::header;
use super::{Headers, Preset};
use crate::roster::display::grouped;
use crate::roster::{Field, Formula, Kind, Origin, Roster, RowId, TierSet};

/// What only whoever asked for the export can say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Making {
    /// Which rows these are: `the rows that match the filter`.
    pub selection: String,
    /// The filter as typed; empty for none.
    pub filter: String,
    /// What they are sorted by; empty where they are as they stand in the files.
    pub order: String,
    /// The day, as `2026-11-24`.
    pub day: String,
}

/// How an export was made, as lines of a name and what is to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub lines: Vec<(&'static str, String)>,
}

impl Account {
    /// Of these rows and columns.
    pub fn of(
        roster: &Roster,
        rows: &[RowId],
        columns: &[Field],
        headers: Headers,
        making: &Making,
    ) -> Self {
        let mut lines = Account::of_rows(roster, rows, making);
        lines.say(
            "Values",
            "An empty cell is unknown, never zero. A share is a fraction, shown as a percentage. inf is an endless cost: nobody engaged.",
        );
        lines.figures(roster, columns, headers);
        lines
    }

    /// Of these rows, whose columns are those of the files.
    pub fn of_originals(roster: &Roster, rows: &[RowId], making: &Making) -> Self {
        let mut lines = Account::of_rows(roster, rows, making);
        lines.say(
            "Values",
            "The columns are those of the files, each cell as it stands there; nothing is computed or converted.",
        );
        lines
    }

    /// Of these rows in the columns of a preset.
    pub fn of_preset(roster: &Roster, rows: &[RowId], preset: &Preset, making: &Making) -> Self {
        let mut lines = Account::of_rows(roster, rows, making);
        lines.say(
            "Values",
            "An empty cell is unknown, never zero. A share is a fraction.",
        );
        lines.say("Columns", format!("For {}.", preset.name));
        if preset.is_by_person() {
            lines.say(
                "People",
                "Accounts that the roster says are one person's share a row, one for each platform.",
            );
        }
        lines
    }

    fn of_rows(roster: &Roster, rows: &[RowId], making: &Making) -> Self {
        let mut lines = Account::default();
        lines.say(
            "Made with",
            concat!("Tastemaker ", env!("CARGO_PKG_VERSION")),
        );
        let or = |text: &str, other: &str| match text {
            "" => other.to_owned(),
            text => text.to_owned(),
        };
        lines.say("Day", or(&making.day, "unknown"));
        lines.say("Rows", grouped(rows.len() as u64));
        lines.say("Selection", or(&making.selection, "every row"));
        lines.say("Filter", or(&making.filter, "none"));
        lines.say("Sorted by", or(&making.order, "as in the files"));
        lines.say("Tiers", tiers(roster.tiers()));
        for file in files(roster, rows) {
            lines.say("Source file", file);
        }
        lines.say(
            "Text",
            "A text that a spreadsheet might run has an apostrophe in front. One that is too long for a cell ends in \u{2026}",
        );
        lines
    }

    /// What is computed or converted, and by which rates.
    fn figures(&mut self, roster: &Roster, columns: &[Field], headers: Headers) {
        let formula = |field: &Field| match field.spec().origin {
            Origin::Derived(formula) => Some(formula),
            _ => None,
        };
        for field in columns {
            let what = match formula(field) {
                Some(Formula::PriceInBase) => "converted",
                Some(_) => "computed",
                None if *field == Field::EngagementRate => "partly computed",
                None => continue,
            };
            let name = header(roster, *field, headers);
            self.say("Column", format!("{name} is {what}. {}", field.spec().doc));
        }
        if !columns.iter().any(|field| field.kind() == Kind::Money) {
            return;
        }
        self.say(
            "Prices",
            "As the files give them, in the currency of the row; none is estimated.",
        );
        let base = roster.base_currency();
        let costs = columns
            .iter()
            .filter(|field| formula(field).is_some())
            .any(|field| field.kind() == Kind::Money);
        if !costs {
            return;
        }
        self.say("Costs in", base.code());
        let rates = roster.exchange().rates();
        for (currency, rate) in rates.iter().filter(|(currency, _)| *currency != base) {
            self.say("Converted by", format!("1 {currency} = {rate} {base}"));
        }
        if rates.is_empty() {
            self.say(
                "Converted by",
                format!("no rates: a price that is not in {base} has no cost"),
            );
        }
    }

    fn say(&mut self, name: &'static str, text: impl Into<String>) {
        self.lines.push((name, text.into()));
    }
}

/// `article: nano from 0, micro from 1,000 …`.
fn tiers(set: &TierSet) -> String {
    let tiers: Vec<String> = set
        .tiers()
        .iter()
        .map(|tier| format!("{} from {}", tier.name, grouped(tier.from)))
        .collect();
    format!("{}: {} followers", set.preset_name(), tiers.join(", "))
}

/// The names of the files that the rows come from.
fn files<'a>(roster: &'a Roster, rows: &[RowId]) -> BTreeSet<&'a str> {
    let mut files = BTreeSet::new();
    for row in rows {
        let influencer = roster.influencer(*row);
        files.insert(influencer.word(Field::SourceFile));
        files.extend(influencer.further_files().map(|(name, ..)| name));
    }
    files.remove("");
    files
}
