//! The measures of each row: engagements, cost per engagement, cost per 1,000 views and followers.
//!
//! Missing is never zero and zero is never missing: a row without a price has no cost, a row whose
//! posts nobody engaged with has an endless one.

use crate::roster::{Column, Currency, Field, Formula, Influencer, Roster, Segment, display};

/// How far counts may be from rate x followers before one of them must be wrong.
const TOLERANCE: f64 = 0.2;

/// Why a row cannot be compared by cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Exclusion {
    NoPrice,
    /// Price 0: paid in products.
    Gifted,
    OtherCurrency,
    /// Neither likes and comments nor a rate with followers.
    NoEngagements,
    /// No views, which only costs per view need.
    NoViews,
}

impl Exclusion {
    pub const ALL: [Exclusion; 5] = [
        Exclusion::NoPrice,
        Exclusion::Gifted,
        Exclusion::OtherCurrency,
        Exclusion::NoEngagements,
        Exclusion::NoViews,
    ];

    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Exclusion::NoPrice => "no_price",
            Exclusion::Gifted => "gifted",
            Exclusion::OtherCurrency => "other_currency",
            Exclusion::NoEngagements => "no_engagements",
            Exclusion::NoViews => "no_views",
        }
    }

    /// The reason in two or three words.
    pub fn words(self) -> &'static str {
        match self {
            Exclusion::NoPrice => "no price",
            Exclusion::Gifted => "gifted (price 0)",
            Exclusion::OtherCurrency => "in a currency without a rate",
            Exclusion::NoEngagements => "engagements unknown",
            Exclusion::NoViews => "views unknown",
        }
    }
}

/// Fills the measures of a segment that the roster absorbed and that is not pushed yet.
pub fn complete(roster: &Roster, segment: &mut Segment) {
    let engagements = engagements(segment);
    if let Some((rates, derived)) = rates(segment, &engagements) {
        segment.set_column(Field::EngagementRate, Column::Numbers(rates));
        segment.set_derived_rates(derived);
    }
    let prices = comparable_prices(roster, segment);
    if let Some(prices) = prices {
        if !roster.exchange().rates().is_empty() && prices.iter().any(|price| !price.is_nan()) {
            segment.set_column(Field::PriceBase, Column::Numbers(prices.clone()));
        }
        let per = |counts: Option<&[f64]>, factor: f64, none: f64| {
            let counts = counts?;
            let costs: Vec<f64> = prices
                .iter()
                .zip(counts)
                .map(|(price, count)| {
                    if *count > 0.0 {
                        factor * price / count
                    } else if *count == 0.0 {
                        price * none
                    } else {
                        f64::NAN
                    }
                })
                .collect();
            costs
                .iter()
                .any(|cost| !cost.is_nan())
                .then_some(Column::Numbers(costs))
        };
        let cpe = per(Some(&engagements), 1.0, f64::INFINITY);
        let cpm = per(segment.numbers(Field::AvgViews), 1_000.0, f64::NAN);
        let per_1k = per(segment.numbers(Field::Followers), 1_000.0, f64::NAN);
        for (field, column) in [
            (Field::Cpe, cpe),
            (Field::Cpm, cpm),
            (Field::CostPer1k, per_1k),
        ] {
            if let Some(column) = column {
                segment.set_column(field, column);
            }
        }
    }
    if engagements.iter().any(|value| !value.is_nan()) {
        segment.set_column(Field::Engagements, Column::Numbers(engagements));
    }
}

/// Likes + comments where both are known, else the file's own figure, else rate x followers.
fn engagements(segment: &Segment) -> Vec<f64> {
    let mut values = vec![f64::NAN; segment.len()];
    if let (Some(likes), Some(comments)) = (
        segment.numbers(Field::AvgLikes),
        segment.numbers(Field::AvgComments),
    ) {
        for (value, (likes, comments)) in values.iter_mut().zip(likes.iter().zip(comments)) {
            *value = likes + comments;
        }
    }
    if let Some(stated) = segment.numbers(Field::AvgEngagements) {
        for (value, stated) in values
            .iter_mut()
            .zip(stated)
            .filter(|(value, _)| value.is_nan())
        {
            *value = *stated;
        }
    }
    if let (Some(rates), Some(followers)) = (
        segment.numbers(Field::EngagementRate),
        segment.numbers(Field::Followers),
    ) {
        let derived = rates.iter().zip(followers);
        for (value, (rate, followers)) in values
            .iter_mut()
            .zip(derived)
            .filter(|(value, _)| value.is_nan())
        {
            // Nobody's rate says nothing of an account that nobody follows.
            if *followers > 0.0 {
                *value = rate * followers;
            }
        }
    }
    values
}

/// The file's rates, with engagements / followers where it has none, and for which rows (a bitmap)
/// that was; nothing when nothing is added.
fn rates(segment: &Segment, engagements: &[f64]) -> Option<(Vec<f64>, Vec<u64>)> {
    let followers = segment.numbers(Field::Followers)?;
    let mut rates = match segment.numbers(Field::EngagementRate) {
        Some(rates) => rates.to_vec(),
        None => vec![f64::NAN; segment.len()],
    };
    let mut derived = vec![0u64; segment.len().div_ceil(64)];
    let known = engagements.iter().zip(followers);
    for (row, (rate, (engagements, followers))) in rates.iter_mut().zip(known).enumerate() {
        if rate.is_nan() && *followers > 0.0 && !engagements.is_nan() {
            *rate = engagements / followers;
            derived[row / 64] |= 1 << (row % 64);
        }
    }
    let added = derived.iter().any(|bits| *bits > 0);
    added.then_some((rates, derived))
}

/// Prices above 0 in the base currency; unknown elsewhere, and where a price has no rate.
fn comparable_prices(roster: &Roster, segment: &Segment) -> Option<Vec<f64>> {
    let prices = segment.numbers(Field::Price)?;
    let worth = roster.worth();
    let prices = prices.iter().enumerate().map(|(row, price)| {
        if *price > 0.0 {
            price * worth.of(segment, row)
        } else {
            f64::NAN
        }
    });
    Some(prices.collect())
}

/// The prices in one currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InCurrency {
    pub currency: Currency,
    /// Prices above 0.
    pub prices: usize,
    /// What one unit is worth in the currency of costs, if it is known.
    pub worth: Option<f64>,
}

/// In which currencies how many prices are, most first.
pub fn currencies(roster: &Roster) -> Vec<InCurrency> {
    let names = roster.dictionary(Field::Currency);
    // The last count is of prices that name none: they are in the currency of costs.
    let mut counts = vec![0; names.entry_count() + 1];
    for segment in roster.segments() {
        let prices = segment.numbers(Field::Price).unwrap_or_default().iter();
        for (row, _) in prices.enumerate().filter(|(_, price)| **price > 0.0) {
            let code = segment.code(Field::Currency, row);
            let at = (code as usize).min(names.entry_count());
            counts[at] += 1;
        }
    }
    let mut found: Vec<InCurrency> = Vec::new();
    for (code, prices) in counts.into_iter().enumerate().filter(|(_, n)| *n > 0) {
        let said = names.texts(code as u32).next();
        let currency = said.map_or(Some(roster.base_currency()), Currency::from_code);
        let Some(currency) = currency else { continue };
        match found.iter_mut().find(|known| known.currency == currency) {
            Some(known) => known.prices += prices,
            None => found.push(InCurrency {
                currency,
                prices,
                worth: roster.exchange().rate(currency),
            }),
        }
    }
    found.sort_by_key(|found| (std::cmp::Reverse(found.prices), found.currency));
    found
}

/// What to know of the currencies of prices before looking at costs.
pub fn currency_notes(roster: &Roster) -> Vec<String> {
    let base = roster.base_currency();
    let found = currencies(roster);
    let others = found.iter().filter(|found| found.currency != base);
    let counts: Vec<String> = found
        .iter()
        .map(|found| {
            format!(
                "{} in {}",
                display::grouped(found.prices as u64),
                found.currency
            )
        })
        .collect();
    let several = (found.len() > 1).then(|| format!("Prices: {}.", counts.join(", ")));
    let others = others
        .map(|found| {
            let currency = found.currency;
            let (n, one) = (display::grouped(found.prices as u64), found.prices == 1);
            let prices = if one { "price" } else { "prices" };
            match found.worth {
                Some(worth) => {
                    let are = if one { "is" } else { "are" };
                    format!("{n} {prices} in {currency} {are} compared in {base}, at your rate of {worth}.")
                }
                None => {
                    let have = if one { "has" } else { "have" };
                    format!(
                        "{n} {prices} in {currency} {have} no rate to {base} and so no cost: give --rate {currency}=... or set it under [rates]."
                    )
                }
            }
        });
    several.into_iter().chain(others).collect()
}

/// Why an influencer cannot be compared by cost, if so.
pub fn exclusion(influencer: &Influencer<'_>) -> Option<Exclusion> {
    let number = |field| influencer.number(field).unwrap_or(f64::NAN);
    let worth = influencer.worth().unwrap_or(f64::NAN);
    excluded(number(Field::Price), worth, number(Field::Engagements))
}

/// Why a row with these figures cannot be compared by cost, if so; NaN is unknown. `worth` is what a
/// unit of its currency is worth.
pub fn excluded(price: f64, worth: f64, engagements: f64) -> Option<Exclusion> {
    match price {
        price if price.is_nan() => Some(Exclusion::NoPrice),
        0.0 => Some(Exclusion::Gifted),
        _ if worth.is_nan() => Some(Exclusion::OtherCurrency),
        _ if engagements.is_nan() => Some(Exclusion::NoEngagements),
        _ => None,
    }
}

/// Price per view: that of 1,000 by a thousand.
pub fn cost_per_view(influencer: &Influencer<'_>) -> Option<f64> {
    influencer.number(Field::Cpm).map(|cpm| cpm / 1_000.0)
}

/// Costs where some followers are not real, as the file says. Not known is never none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RealCosts {
    /// Price per 1,000 real followers; endless where none is.
    pub per_1k_followers: Option<f64>,
    /// Price per engagement by real people, from one to the other: the low end where fakes never
    /// engage, the high end where they engage like everyone else. A single value would pretend to know.
    pub per_engagement: Option<(f64, f64)>,
}

/// What an influencer costs by real followers; none where the file does not say how many are fake.
pub fn real_costs(influencer: &Influencer<'_>) -> Option<RealCosts> {
    let fake = influencer.number(Field::FakeFollowerShare)?;
    let of_real = |cost: f64| without_fakes(cost, fake);
    Some(RealCosts {
        per_1k_followers: influencer.number(Field::CostPer1k).map(of_real),
        per_engagement: influencer.number(Field::Cpe).map(|cpe| (cpe, of_real(cpe))),
    })
}

/// A cost where only the share that is not fake counts; endless where none is real.
pub fn without_fakes(cost: f64, fake: f64) -> f64 {
    let real = 1.0 - fake;
    if real > 0.0 {
        cost / real
    } else {
        f64::INFINITY
    }
}

impl RealCosts {
    /// In words; nothing where no cost is known.
    pub fn sentence(&self, currency: Currency) -> Option<String> {
        let money = |value: f64| display::money(value, currency);
        let engagement = self
            .per_engagement
            .map(|(low, high)| format!("{} to {} per engagement", money(low), money(high)));
        let followers = self
            .per_1k_followers
            .map(|cost| format!("{} per 1,000 followers", money(cost)));
        let costs: Vec<String> = engagement.into_iter().chain(followers).collect();
        (!costs.is_empty()).then(|| format!("Without fakes: {}", costs.join(", ")))
    }
}

/// Something about a row's figures that a reader should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// The file's rate and its likes and comments are more than 20 % apart; the counts are used.
    RateDisagrees,
    /// Engagements were computed from the rate.
    FromRate,
    NoEngagement,
}

impl Flag {
    pub fn sentence(self) -> &'static str {
        match self {
            Flag::RateDisagrees => "rate and counts disagree; costs use the counts",
            Flag::FromRate => "engagements computed from the rate",
            Flag::NoEngagement => "no engagement at all: cost is endless",
        }
    }
}

/// What a reader should know about an influencer's figures.
pub fn flags(influencer: &Influencer<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    let number = |field| influencer.number(field);
    let counted = number(Field::AvgLikes)
        .zip(number(Field::AvgComments))
        .map(|(likes, comments)| likes + comments);
    let by_rate = number(Field::EngagementRate)
        .zip(number(Field::Followers))
        .map(|(rate, followers)| rate * followers);
    match (counted, by_rate) {
        (Some(counted), Some(by_rate))
            if (by_rate - counted).abs() > TOLERANCE * counted.max(1.0) =>
        {
            flags.push(Flag::RateDisagrees);
        }
        (None, Some(_)) if number(Field::AvgEngagements).is_none() => flags.push(Flag::FromRate),
        _ => {}
    }
    if number(Field::Engagements) == Some(0.0) {
        flags.push(Flag::NoEngagement);
    }
    flags
}

/// How a measure of an influencer came about, or what it lacks.
pub fn explain(roster: &Roster, influencer: &Influencer<'_>, formula: Formula) -> String {
    let money = |value: f64| display::money(value, roster.base_currency());
    let count = |field: Field| influencer.number(field);
    let (field, per, factor, unit) = match formula {
        Formula::CostPerEngagement => (Field::Cpe, Field::Engagements, "", "engagements"),
        Formula::CostPerMille => (Field::Cpm, Field::AvgViews, "1,000 x ", "views"),
        Formula::CostPerThousandFollowers => {
            (Field::CostPer1k, Field::Followers, "1,000 x ", "followers")
        }
        Formula::Engagements => return explain_engagements(influencer),
        Formula::PriceInBase => {
            return match influencer.amount(Field::Price) {
                Some(price) => format!("{}{}", money(price), converted(influencer)),
                None => exclusion(influencer)
                    .map_or("unknown", Exclusion::words)
                    .to_owned(),
            };
        }
        Formula::Tier => {
            return match count(Field::Followers) {
                Some(followers) => format!("{} followers", display::grouped(followers as u64)),
                None => "followers unknown".to_owned(),
            };
        }
    };
    match (count(field), influencer.amount(Field::Price), count(per)) {
        (Some(_), Some(price), Some(counted)) => {
            format!(
                "{factor}{}{} / {} {unit}",
                money(price),
                converted(influencer),
                display::grouped(counted.round() as u64)
            )
        }
        _ => match exclusion(influencer) {
            Some(reason) => reason.words().to_owned(),
            None => format!("{unit} unknown"),
        },
    }
}

/// From what an amount was converted: ` (€500 at 1.08)`; empty where it was not.
fn converted(influencer: &Influencer<'_>) -> String {
    let own = Currency::from_code(influencer.word(Field::Currency));
    match (own, influencer.number(Field::Price), influencer.worth()) {
        (Some(own), Some(price), Some(worth)) if worth != 1.0 => {
            format!(" ({} at {worth})", display::money(price, own))
        }
        _ => String::new(),
    }
}

fn explain_engagements(influencer: &Influencer<'_>) -> String {
    let number = |field| influencer.number(field);
    let grouped = |value: f64| display::grouped(value.round() as u64);
    if let (Some(likes), Some(comments)) = (number(Field::AvgLikes), number(Field::AvgComments)) {
        return format!("{} likes + {} comments", grouped(likes), grouped(comments));
    }
    if number(Field::AvgEngagements).is_some() {
        return "as the file gives them".to_owned();
    }
    match (number(Field::EngagementRate), number(Field::Followers)) {
        (Some(rate), Some(followers)) => format!(
            "{} x {} followers",
            display::share(rate),
            grouped(followers)
        ),
        _ => "unknown".to_owned(),
    }
}
