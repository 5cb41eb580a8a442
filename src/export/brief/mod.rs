//! A shortlist as one HTML page for whoever signs: who, why, for how much, with which risk and which
//! backup. It loads nothing, prints on A4 and fits a phone.
//!
//! `partner` is one influencer seen by a reader, `reasons` what speaks for them and what against, `money`
//! what all of them cost and should bring, `words` what the figures mean and how the page was made. Prices
//! are those of the list, so that they add up to its totals; all else is what the roster says now or, where
//! it has somebody no more, what it said when they were added.

mod money;

mod partner;

mod reasons;

mod words;

use std::collections::HashMap;
use std::io::{self, Write};

use askama::Template;

use self::partner::{Partner, Passed, Sight};
use crate::analysis::compare::prepared::Prepared;
use crate::analysis::compare::{Comparison, LIMITS, Pairing};
use crate::analysis::price_model::{Finding, findings};
use crate::export::chart;
use crate::export::comparison::html::{Chart, Shown, charts, shown, table};
use crate::export::comparison::tables::{has_ratio, tables};
use crate::roster::display::{capital, grouped};
use crate::roster::{Key, Roster, RowId, RowSet};
use crate::shortlist::totals::Stage;
use crate::shortlist::{Entry, Shortlist};

/// What a brief is made of.
#[derive(Clone, Debug)]
pub struct Brief {
    pub list: Shortlist,
    pub roster: Option<Roster>,
    /// The tiers that are set against each other.
    pub pairing: Pairing,
    /// Whether the user's own notes go with it.
    pub notes: bool,
    /// The day it is: `2026-11-24`.
    pub today: String,
}

/// Where there is no roster to compare in.
const NO_ROSTER: &str = "Not enough to compare: no roster was given, so engagements and tiers of the others are not known.";

#[derive(Template)]
#[template(path = "brief.html")]
struct Page {
    title: String,
    generator: String,
    about: String,
    /// Our own style sheets, no part of which comes from a roster.
    style: String,
    headline: String,
    costs: Vec<(&'static str, String)>,
    partners: Vec<Partner>,
    passed: Vec<Passed>,
    against: String,
    verdict: String,
    caveats: Vec<String>,
    charts: Vec<Chart>,
    tables: Vec<Shown>,
    limits: &'static str,
    words: Vec<(&'static str, String)>,
    making: Vec<(&'static str, String)>,
}

impl Brief {
    /// Writes the page; `places` are where entries stand in the roster.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, places: &HashMap<Key, RowId>, out: &mut dyn Write) -> io::Result<()> {
        let modelled = self.roster.as_ref().map(findings).unwrap_or_default();
        let prepared = self.roster.as_ref();
        let prepared = prepared.map(|roster| (roster, Prepared::new(roster, self.pairing)));
        let comparison = prepared
            .as_ref()
            .map(|(roster, prepared)| self.comparison(roster, prepared, places, &modelled));
        let tiers = prepared
            .as_ref()
            .map_or_else(Vec::new, |(roster, prepared)| prepared.tiers(roster));
        let sight = Sight {
            brief: self,
            places,
            modelled,
            tiers,
        };
        let (passed, partners): (Vec<&Entry>, Vec<&Entry>) = self
            .list
            .entries()
            .iter()
            .partition(|entry| is_passed(entry));
        let told = comparison
            .as_ref()
            .filter(|comparison| has_ratio(comparison));
        let page = Page {
            title: shown(self.list.name()),
            generator: format!("Tastemaker {}", env!("CARGO_PKG_VERSION")),
            about: shown(&words::about(self)),
            style: [
                chart::STYLE,
                include_str!("../../../assets/report/page.css"),
                include_str!("../../../assets/report/brief.css"),
            ]
            .concat(),
            headline: money::headline(&sight),
            costs: texts(money::costs(&sight, &partners)),
            partners: partners.iter().map(|entry| sight.partner(entry)).collect(),
            passed: passed.iter().map(|entry| sight.passed(entry)).collect(),
            against: against(comparison.as_ref()),
            verdict: comparison.as_ref().map_or_else(
                || NO_ROSTER.to_owned(),
                |comparison| shown(&comparison.verdict.sentence),
            ),
            caveats: told.map_or_else(Vec::new, |comparison| {
                comparison.caveats.iter().map(|text| shown(text)).collect()
            }),
            charts: told.map(charts).unwrap_or_default(),
            // The tiers, and their ratio several ways; what is beneath is for the comparison's own page.
            tables: comparison.as_ref().map_or_else(Vec::new, |comparison| {
                tables(comparison).iter().take(2).map(table).collect()
            }),
            limits: LIMITS,
            words: texts(words::meanings(self, comparison.as_ref())),
            making: texts(words::making(&sight)),
        };
        let text = page.render().map_err(io::Error::other)?;
        writeln!(out, "{text}")
    }

    /// The two tiers among those who may become partners, as far as the roster has them.
    fn comparison(
        &self,
        roster: &Roster,
        prepared: &Prepared,
        places: &HashMap<Key, RowId>,
        modelled: &[Finding],
    ) -> Comparison {
        let entries = self.list.entries().iter().filter(|entry| !is_passed(entry));
        let mut wanted: Vec<RowId> = entries
            .filter_map(|entry| places.get(&entry.key).copied())
            .collect();
        wanted.sort_unstable();
        let rows = RowSet::from_fn(roster, |row| wanted.binary_search(&row).is_ok());
        prepared.compare(roster, &rows, self.pairing.by, modelled)
    }
}

/// Whether nothing will come of an entry: it was declined or, before anything was settled, passed over
/// with a reason.
fn is_passed(entry: &Entry) -> bool {
    match entry.stage() {
        Stage::Declined => true,
        Stage::Open => !entry.reason.is_empty(),
        Stage::Agreed => false,
    }
}

fn against(comparison: Option<&Comparison>) -> String {
    let names = comparison.map(|comparison| {
        let subject = comparison.subject();
        format!(
            "{} against {}",
            capital(&subject.small.name),
            subject.big.name
        )
    });
    shown(&names.unwrap_or_else(|| "Small against big".to_owned()))
}

fn texts(named: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    let named = named.into_iter();
    named.map(|(name, text)| (name, shown(&text))).collect()
}

/// `1 influencer`, `38 influencers`.
fn counted(count: usize, one: &str) -> String {
    let many = if count == 1 { "" } else { "s" };
    format!("{} {one}{many}", grouped(count as u64))
}
