//! What speaks for an influencer and what against: sentences computed from the data, each with how many
//! are behind it. What is merely unknown is a risk too.

use super::partner::{Figures, Sight, amount, or};
use crate::analysis::compare::summary::TierSummary;
use crate::analysis::compare::verdict::SAME;
use crate::analysis::cost::{Flag, flags};
use crate::analysis::stats::Quartiles;
use crate::roster::display::{grouped, listed, money, ratio, share};
use crate::roster::{Field, Influencer};
use crate::shortlist::since::Since;
use crate::shortlist::totals::Stage;
use crate::shortlist::{Entry, Snapshot};

/// Below so many in a tier its median is a guess, and nobody is measured by it.
const FEW: usize = 5;
/// From this share of fake followers on it is told as a risk.
const FAKE: f64 = 0.05;

impl Sight<'_> {
    /// What speaks for an influencer and what against, each with how many are behind it.
    pub fn reasons(&self, entry: &Entry, figures: &Figures<'_>) -> (Vec<String>, Vec<String>) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
