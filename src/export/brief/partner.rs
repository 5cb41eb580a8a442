//! One influencer as whoever signs sees them: who it is, the figures, who stands in.

use std::collections::HashMap;

use super::Brief;
use crate::analysis::compare::summary::TierSummary;
use crate::analysis::cost::without_fakes;
use crate::analysis::price_model::{Finding, How};
use crate::export::comparison::html::shown;
use crate::roster::display::{count, grouped, money, ratio, share};
use crate::roster::{Currency, Field, Influencer, Key, Roster, RowId};
use crate::shortlist::Entry;
use crate::shortlist::totals::Stage;

pub(super) const UNKNOWN: &str = "unknown";

/// All texts are as a document may hold them; the template escapes them.
pub(super) struct Partner {
    pub who: Who,
    pub followers: String,
    pub rate: String,
    pub status: String,
    pub price: String,
    pub engagements: String,
    pub cost: String,
    /// The day; empty where none is set.
    pub due: String,
    pub why: Vec<String>,
    pub risks: Vec<String>,
    /// Whom this one stands in for.
    pub stands_in_for: Option<String>,
    pub backups: Vec<Who>,
    /// Day and text.
    pub notes: Vec<(String, String)>,
}

/// Somebody on the list of whom nothing comes.
pub(super) struct Passed {
    pub who: Who,
    pub status: String,
    pub reason: String,
}

/// Who it is, where, and how large.
pub(super) struct Who {
    /// The place on the list, from 1.
    pub rank: usize,
    pub title: String,
    /// The address of the profile, if it is one that a browser opens.
    pub address: Option<String>,
    pub about: String,
}

/// What is known of the figures of an entry: those of the roster now, else those of the day it was added;
/// the price is that of the list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Figures<'a> {
    pub tier: &'a str,
    pub followers: Option<f64>,
    pub rate: Option<f64>,
    pub engagements: Option<f64>,
    /// What was agreed, else what was asked.
    pub price: Option<f64>,
    /// The currency of the price; none where nobody says.
    pub currency: Option<Currency>,
    fake: Option<f64>,
}

impl Figures<'_> {
    /// What an engagement costs; none where there is no price or it is paid in products.
    pub fn cost(&self) -> Option<f64> {
        let price = self.price.filter(|price| *price > 0.0)?;
        Some(price / self.engagements?)
    }
}

/// A brief with what it takes to judge one of the list.
pub(super) struct Sight<'a> {
    pub brief: &'a Brief,
    /// Where entries stand in the roster.
    pub places: &'a HashMap<Key, RowId>,
    pub modelled: Vec<Finding>,
    /// Every tier over the whole roster.
    pub tiers: Vec<TierSummary>,
}

impl<'a> Sight<'a> {
    /// The currency with this code, else the one that rosters take for granted.
    pub fn currency(&self, code: &str) -> Option<Currency> {
        let usual = self.brief.roster.as_ref().map(Roster::base_currency);
        Currency::from_code(code).or(usual)
    }

    pub fn now(&self, entry: &Entry) -> Option<Influencer<'a>> {
        let roster = self.brief.roster.as_ref()?;
        let row = self.places.get(&entry.key)?;
        Some(roster.influencer(*row))
    }

    pub fn figures(&self, entry: &'a Entry) -> Figures<'a> {
        let then = &entry.snapshot;
        let price = match entry.stage() {
            Stage::Agreed => entry.agreed.or(then.price),
            _ => then.price,
        };
        let priced = Figures {
            price,
            currency: self.currency(&then.currency),
            ..Figures::default()
        };
        match self.now(entry) {
            Some(now) => Figures {
                tier: now.word(Field::Tier),
                followers: now.number(Field::Followers),
                rate: now.number(Field::EngagementRate),
                engagements: now.number(Field::Engagements),
                fake: now.number(Field::FakeFollowerShare),
                ..priced
            },
            None => {
                let followers = then.followers.filter(|followers| *followers > 0.0);
                let engagements = then.engagement_rate.zip(followers);
                Figures {
                    tier: &then.tier,
                    followers: then.followers,
                    rate: then.engagement_rate,
                    engagements: engagements.map(|(rate, followers)| rate * followers),
                    ..priced
                }
            }
        }
    }

    fn who(&self, entry: &Entry) -> Who {
        let entries = &mut self.brief.list.entries().iter();
        let place = entries.position(|other| other.key == entry.key);
        let address = self.now(entry).map_or("", |now| now.text(Field::Url));
        let about = [entry.key.platform.as_str(), self.figures_tier(entry)];
        let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
        Who {
            rank: place.map_or(0, |place| place + 1),
            title: shown(&entry.title()),
            address: is_web(address).then(|| address.to_owned()),
            about: shown(&about.join(" \u{b7} ")),
        }
    }

    fn figures_tier<'e>(&self, entry: &'e Entry) -> &'e str
    where
        'a: 'e,
    {
        match self.now(entry) {
            Some(now) => now.word(Field::Tier),
            None => &entry.snapshot.tier,
        }
    }

    pub fn passed(&self, entry: &Entry) -> Passed {
        Passed {
            who: self.who(entry),
            status: shown(or(&entry.status, "none")),
            reason: shown(or(&entry.reason, "no reason is noted")),
        }
    }

    pub fn partner(&self, entry: &'a Entry) -> Partner {
        let figures = self.figures(entry);
        let figure = |value: Option<f64>, words: &dyn Fn(f64) -> String| {
            value.map_or_else(|| UNKNOWN.to_owned(), words)
        };
        let (why, risks) = self.reasons(entry, &figures);
        let list = &self.brief.list;
        let backups = list.entries().iter().filter(|other| {
            other.backup_for.as_ref() == Some(&entry.key) && !super::is_passed(other)
        });
        let main = entry.backup_for.as_ref();
        let main = main.map(|key| {
            list.entry(key)
                .map_or_else(|| key.to_string(), Entry::title)
        });
        let all = |texts: Vec<String>| texts.iter().map(|text| shown(text)).collect();
        let notes = entry.notes.iter().filter(|_| self.brief.notes);
        Partner {
            who: self.who(entry),
            followers: figure(figures.followers, &count),
            rate: figure(figures.rate, &share),
            status: shown(or(&entry.status, "none")),
            price: shown(&self.price(entry, &figures)),
            engagements: figure(figures.engagements, &whole),
            cost: self.cost(&figures),
            due: shown(&entry.due),
            why: all(why),
            risks: all(risks),
            stands_in_for: main.map(|title| shown(&title)),
            backups: backups.map(|backup| self.who(backup)).collect(),
            notes: notes
                .map(|note| (shown(&note.day), shown(&note.text)))
                .collect(),
        }
    }

    fn price(&self, entry: &Entry, figures: &Figures<'_>) -> String {
        let Some(price) = figures.price else {
            return UNKNOWN.to_owned();
        };
        let text = amount(price, figures.currency);
        let about = if self.is_modelled(entry) { "~" } else { "" };
        match (entry.stage(), entry.agreed) {
            _ if price == 0.0 => format!("{text}: paid in products"),
            (Stage::Agreed, Some(_)) => format!("{text} agreed"),
            _ => format!("{about}{text} asked"),
        }
    }

    /// What an engagement costs; where the file says how many followers are fake, from one end to the
    /// other of what an engagement by real people may cost.
    fn cost(&self, figures: &Figures<'_>) -> String {
        let Some(cost) = figures.cost() else {
            return UNKNOWN.to_owned();
        };
        let text = amount(cost, figures.currency);
        match figures.fake.filter(|fake| *fake > 0.0 && cost.is_finite()) {
            Some(fake) => {
                let most = amount(without_fakes(cost, fake), figures.currency);
                if most == text {
                    text
                } else {
                    format!("{text} to {most}")
                }
            }
            None => text,
        }
    }

    /// Whether what is asked follows a formula, so that nobody quoted it.
    pub fn is_modelled(&self, entry: &Entry) -> bool {
        let Some(now) = self.now(entry).filter(|_| entry.snapshot.price > Some(0.0)) else {
            return false;
        };
        let same = |named: &Option<String>, field| {
            let words: Vec<&str> = now.words(field).collect();
            named.as_ref().is_none_or(|name| *name == words.join(", "))
        };
        let is_price = |finding: &&Finding| {
            finding.fields.contains(&Field::Price) && !matches!(finding.how, How::Ratio(_))
        };
        self.modelled.iter().filter(is_price).any(|finding| {
            same(&finding.platform, Field::Platform) && same(&finding.format, Field::Format)
        })
    }
}

/// An amount; a bare number where nobody says of what.
pub(super) fn amount(value: f64, currency: Option<Currency>) -> String {
    match currency {
        Some(currency) => money(value, currency),
        None if value.is_infinite() => "endless".to_owned(),
        None if value.abs() >= 100.0 || value == 0.0 => whole(value),
        None => ratio(value),
    }
}

/// A count to the last one: `12,480`; below ten with a decimal, so that few are not none.
pub(super) fn whole(value: f64) -> String {
    if value < 10.0 {
        count(value)
    } else {
        grouped(value.round() as u64)
    }
}

pub(super) fn or<'t>(text: &'t str, other: &'t str) -> &'t str {
    if text.is_empty() { other } else { text }
}

/// Whether a browser may be sent to an address: one of the web, in which nothing hides.
fn is_web(address: &str) -> bool {
    let scheme = |name: &str| {
        let start = address.get(..name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name)) && address.len() > name.len()
    };
    let is_plain = !address.contains(char::is_whitespace) && shown(address) == address;
    (scheme("https://") || scheme("http://")) && is_plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for (address, expected) in [
            ("https://example.com/a?b=1&c", true),
            ("HTTP://example.com", true),
            ("https://", false),
            ("javascript:alert(1)", false),
            (" https://example.com", false),
            ("https://example.com/\u{202e}moc", false),
            ("data:text/html,https://example.com", false),
            ("//example.com", false),
            ("", false),
        ] {
            assert_eq!(is_web(address), expected, "{address}");
        }
    }
}
