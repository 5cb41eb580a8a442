//! One influencer as whoever signs sees them: figures, what speaks for them, what against, who stands in.

use std::collections::HashMap;

use super::Brief;
use crate::analysis::compare::Measure;
use crate::analysis::compare::gather::gather;
use crate::analysis::compare::summary::{TierSummary, summaries};
use crate::analysis::compare::verdict::SAME;
use crate::analysis::cost::{Flag, flags, without_fakes};
use crate::analysis::price_model::{Finding, How};
use crate::analysis::stats::Quartiles;
use crate::export::comparison::html::shown;
use crate::roster::display::{count, grouped, listed, money, ratio, share};
use crate::roster::{Currency, Field, Influencer, Key, Roster, RowId, RowSet};
use crate::shortlist::since::Since;
use crate::shortlist::totals::Stage;
use crate::shortlist::{Entry, Snapshot};

/// Below so many in a tier its median is a guess, and nobody is measured by it.
const FEW: usize = 5;
/// From this share of fake followers on it is told as a risk.
const FAKE: f64 = 0.05;
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
    modelled: Vec<Finding>,
    /// Every tier over the whole roster.
    tiers: Vec<TierSummary>,
}

impl<'a> Sight<'a> {
    pub fn new(brief: &'a Brief, places: &'a HashMap<Key, RowId>, modelled: Vec<Finding>) -> Self {
        let tiers = brief.roster.as_ref().map_or_else(Vec::new, |roster| {
            let bounds = roster.tiers().tiers().iter();
            let bounds: Vec<f64> = bounds.map(|tier| tier.from as f64).collect();
            let gathered = gather(roster, &RowSet::all(roster), Measure::Cpe, &bounds);
            summaries(roster, &gathered, Measure::Cpe)
        });
        Sight {
            brief,
            places,
            modelled,
            tiers,
        }
    }

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
            due: shown(or(&entry.due, "not set")),
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
    fn is_modelled(&self, entry: &Entry) -> bool {
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

    /// What speaks for an influencer and what against, each with how many are behind it.
    fn reasons(&self, entry: &Entry, figures: &Figures<'_>) -> (Vec<String>, Vec<String>) {
        let (mut why, mut risks) = (Vec::new(), Vec::new());
        let now = self.now(entry);
        why.extend(now.and_then(|now| niche(&now)));
        let tier = self.tiers.iter().find(|tier| tier.name == figures.tier);
        let rates = tier.and_then(|tier| tier.engagement_rate);
        if let Some((rate, (times, median))) = figures
            .rate
            .and_then(|rate| Some((rate, against(rate, rates, figures.tier, &share)?)))
        {
            let text = format!("Engagement rate {}: {median}", share(rate));
            sort(times < SAME.low, text, &mut why, &mut risks);
        }
        self.of_cost(figures, tier, &mut why, &mut risks);
        if let (Some(agreed), Some(asked)) = (entry.agreed, entry.snapshot.price)
            && entry.stage() == Stage::Agreed
            && agreed != asked
        {
            let of = |price| amount(price, figures.currency);
            let text = format!("Agreed for {}; {} was asked.", of(agreed), of(asked));
            sort(agreed > asked, text, &mut why, &mut risks);
        }
        if let Some(now) = now {
            authenticity(&now, &mut why, &mut risks);
        }
        risks.extend(self.unknowns(entry, figures));
        risks.extend(self.changes(entry, now));
        let is_done = matches!(entry.status.as_str(), "posted" | "paid");
        if !entry.due.is_empty() && entry.due < self.brief.today && !is_done {
            risks.push(format!("It was due on {}, which has passed.", entry.due));
        }
        if why.is_empty() {
            why.push("The data give no reason; it is on the list by choice.".to_owned());
        }
        (why, risks)
    }

    /// The cost of an engagement against the tier's, in the currency of costs.
    fn of_cost(
        &self,
        figures: &Figures<'_>,
        tier: Option<&TierSummary>,
        why: &mut Vec<String>,
        risks: &mut Vec<String>,
    ) {
        let (Some(roster), Some(cost), Some(currency)) =
            (&self.brief.roster, figures.cost(), figures.currency)
        else {
            return;
        };
        let Some(worth) = roster.exchange().rate(currency) else {
            risks.push(format!(
                "The price is in {currency}, for which no rate is set: it is compared with nobody."
            ));
            return;
        };
        let base = roster.base_currency();
        let costs = tier.and_then(|tier| tier.cpe);
        let words = |cost: f64| money(cost, base);
        if let Some((times, median)) = against(cost * worth, costs, figures.tier, &words) {
            let text = format!("{} per engagement: {median}", words(cost * worth));
            sort(times > SAME.high, text, why, risks);
        }
    }

    /// What is not known, and what is odd.
    fn unknowns(&self, entry: &Entry, figures: &Figures<'_>) -> Vec<String> {
        let mut risks = Vec::new();
        let mut say = |text: &str| risks.push(text.to_owned());
        match figures.price {
            None => say("No price is known."),
            Some(0.0) => say("Paid in products: there is no cost to compare."),
            Some(_) if entry.stage() == Stage::Agreed && entry.agreed.is_none() => {
                say("Agreed, but the amount is not noted; the price is what was asked.");
            }
            Some(_) if entry.stage() == Stage::Open && self.is_modelled(entry) => {
                say("The price follows a formula of the roster: nobody quoted it.");
            }
            Some(_) => {}
        }
        if figures.followers.is_none() {
            say("Followers are unknown.");
        }
        match figures.engagements {
            None => say("Engagements are unknown, and so is what one of them costs."),
            Some(0.0) => say("No engagement at all: the cost of one is endless."),
            Some(_) => {}
        }
        let now = self.now(entry);
        if now.is_some_and(|now| flags(&now).contains(&Flag::RateDisagrees)) {
            say("The file's rate and its likes and comments disagree; engagements are the counts.");
        }
        risks
    }

    /// What the roster says differently than when the entry was added.
    fn changes(&self, entry: &Entry, now: Option<Influencer<'_>>) -> Option<String> {
        let added = or(&entry.added, "an unknown day");
        let Some(now) = now else {
            let roster = self.brief.roster.is_some();
            return roster.then(|| format!("Not in the roster: the figures are those of {added}."));
        };
        let then = Snapshot {
            currency: String::new(),
            ..entry.snapshot.clone()
        };
        // Somebody of whom nothing was known has not changed.
        if then == Snapshot::default() {
            return None;
        }
        let since = Since::of(entry, &now);
        let words = since.in_words(&entry.snapshot.currency, now.word(Field::Currency));
        (!since.is_same()).then(|| format!("Changed since {added}: {words}."))
    }
}

/// Puts a sentence where it belongs.
fn sort(is_risk: bool, text: String, why: &mut Vec<String>, risks: &mut Vec<String>) {
    if is_risk { risks } else { why }.push(text);
}

/// How many times the median of a tier a value is, and that in words; none where few are behind it.
fn against(
    value: f64,
    of: Option<Quartiles>,
    tier: &str,
    words: &dyn Fn(f64) -> String,
) -> Option<(f64, String)> {
    let of = of.filter(|of| of.n >= FEW && of.median > 0.0 && of.median.is_finite())?;
    let times = value / of.median;
    let n = grouped(of.n as u64);
    let median = format!("the median {tier} ({}, n {n})", words(of.median));
    let text = match times {
        times if (SAME.low..=SAME.high).contains(&times) => format!("about {median}."),
        times if times > 1.0 => format!("{} times {median}.", ratio(times)),
        times => format!("{} of {median}.", share(times)),
    };
    Some((times, text))
}

/// `Niche fitness and yoga; Brazil; Portuguese.`
fn niche(now: &Influencer<'_>) -> Option<String> {
    let words = |field| now.words(field).collect::<Vec<&str>>();
    let niches = words(Field::Niche);
    let mut parts = Vec::new();
    if !niches.is_empty() {
        parts.push(format!("Niche {}", listed(&niches)));
    }
    let country = words(Field::Country);
    let languages = words(Field::Language);
    parts.extend([listed(&country), listed(&languages)]);
    parts.retain(|part| !part.is_empty());
    (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
}

/// What the file says of the audience, if it does.
fn authenticity(now: &Influencer<'_>, why: &mut Vec<String>, risks: &mut Vec<String>) {
    if let Some(fake) = now.number(Field::FakeFollowerShare) {
        let is_risk = fake > FAKE;
        let of = match share(fake) {
            _ if fake == 0.0 => "none".to_owned(),
            some if is_risk => some,
            few => format!("only {few}"),
        };
        let text = format!("The file calls {of} of the followers fake or suspicious.");
        sort(is_risk, text, why, risks);
    }
    if let Some(real) = now.number(Field::AudienceQuality) {
        let is_risk = real < 1.0 - FAKE;
        let only = if is_risk { "only " } else { "" };
        let text = format!("The file calls {only}{} of the audience real.", share(real));
        sort(is_risk, text, why, risks);
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

fn or<'t>(text: &'t str, other: &'t str) -> &'t str {
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

    #[test]
    fn a_value_is_set_against_its_tier_with_how_many_that_are() {
        let of = |n, median| {
            Some(Quartiles {
                n,
                q1: median,
                median,
                q3: median,
            })
        };
        let said = |value, of| against(value, of, "micro", &share).map(|(_, text)| text);
        assert_eq!(said(0.06, of(4, 0.03)), None);
        assert_eq!(said(0.06, None), None);
        assert_eq!(
            said(0.06, of(1_200, 0.03)).unwrap(),
            "2.0 times the median micro (3.0%, n 1,200)."
        );
        assert_eq!(
            said(0.01, of(5, 0.03)).unwrap(),
            "33.3% of the median micro (3.0%, n 5)."
        );
        assert_eq!(
            said(0.031, of(5, 0.03)).unwrap(),
            "about the median micro (3.0%, n 5)."
        );
    }
}
