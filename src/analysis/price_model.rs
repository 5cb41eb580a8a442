//! Prices that nobody quoted: those that a formula gave. Costs computed from them only give the
//! formula back, so whoever shows costs says so.
//!
//! Four signs, each over twelve rows or more of one currency, tried on the whole roster, then on each
//! platform, then on each format of a platform: ln price is a straight line of ln followers
//! (R² above 0.97); price per follower is the same for nearly all; prices are a few fixed amounts, one
//! for each range of followers; the price of one format is a fixed multiple of that of another.

use rustc_hash::FxHashMap;

use crate::roster::column::UNKNOWN_CODE;
use crate::roster::{Field, Roster, display};

/// Rows from which on a formula is more than chance.
const ENOUGH: usize = 12;
/// The share of the variance of ln price that a straight line explains.
const R2: f64 = 0.97;
/// The share of rows that have to fit.
const NEARLY_ALL: f64 = 0.95;
/// How far from a fixed ratio a price may be, beside the rounding to whole amounts.
const NEAR: f64 = 0.01;
/// Different followers or prices from which on they can show a formula.
const DIFFERENT: usize = 5;
/// Rows of a group that are looked at: more change nothing.
const LOOKED_AT: usize = 4096;

/// The prices that a row may have.
const PRICES: [Field; 5] = [
    Field::Price,
    Field::PriceStory,
    Field::PriceReel,
    Field::PriceVideo,
    Field::PriceBundle,
];

/// Prices that a formula gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The prices that are in doubt.
    pub fields: Vec<Field>,
    /// Only on this platform.
    pub platform: Option<String>,
    /// Only for this format.
    pub format: Option<String>,
    /// Rows with such prices.
    pub n: usize,
    pub how: How,
}

/// The kind of the formula.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum How {
    /// A straight line through logarithms, with its R².
    Line { r2: f64 },
    /// So much for each 1,000 followers.
    PerThousand(f64),
    /// So many amounts, one for each range of followers.
    Steps(usize),
    /// The second price is so many times the first.
    Ratio(f64),
}

impl Finding {
    /// What a reader should know, in one sentence.
    pub fn sentence(&self) -> String {
        let n = display::grouped(self.n as u64);
        let on = match (&self.platform, &self.format) {
            (Some(platform), Some(format)) => format!(" ({platform}, {format})"),
            (Some(one), None) | (None, Some(one)) => format!(" ({one})"),
            (None, None) => String::new(),
        };
        let name = |field: Option<&Field>| match field {
            Some(Field::Price) | None => "price".to_owned(),
            Some(field) => field.label().to_lowercase(),
        };
        let first = name(self.fields.first());
        let prices = match first.as_str() {
            "price" => "prices".to_owned(),
            other => format!("amounts of \"{other}\""),
        };
        match self.how {
            How::Line { r2 } => format!(
                "The {n} {prices}{on} follow followers by a formula (R² {r2:.3}): costs only give that formula back."
            ),
            How::PerThousand(amount) => format!(
                "The {n} {prices}{on} are about {} per 1,000 followers: costs only give that formula back.",
                display::ratio(amount)
            ),
            How::Steps(amounts) => format!(
                "The {n} {prices}{on} are {amounts} fixed amounts, one for each range of followers: nobody quoted them."
            ),
            How::Ratio(ratio) => format!(
                "The {} is {} times the {first} in nearly all of {n} rows{on}: at least one of them was computed, not quoted.",
                name(self.fields.get(1)),
                display::ratio(ratio)
            ),
        }
    }
}

/// The prices of the roster that a formula gave, most general first; empty where they look quoted.
pub fn findings(roster: &Roster) -> Vec<Finding> {
    let groups = gathered(roster);
    let mut found: Vec<Finding> = Vec::new();
    for (group, sample) in &groups {
        let name = |field, code: Option<u32>| {
            let words = |code| -> Vec<&str> { roster.dictionary(field).texts(code).collect() };
            let name = code.map(|code| words(code).join(", "));
            name.filter(|name| !name.is_empty())
        };
        for (fields, n, how) in sample.formulas() {
            // What holds of the whole need not be said of each part.
            let known = found.iter().any(|finding| {
                let about = finding.platform.is_none()
                    || finding.platform == name(Field::Platform, group.platform);
                about && finding.fields == fields
            });
            if !known {
                found.push(Finding {
                    fields,
                    platform: name(Field::Platform, group.platform),
                    format: name(Field::Format, group.format),
                    n,
                    how,
                });
            }
        }
    }
    found
}

/// Rows that are looked at together. The whole roster comes before its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Group {
    platform: Option<u32>,
    format: Option<u32>,
    currency: u32,
}

/// Followers, then the prices; NaN is unknown.
type Row = [f64; PRICES.len() + 1];

/// Rows evenly spread over all that there are.
#[derive(Debug)]
struct Sample {
    rows: Vec<Row>,
    /// Of every so many rows, one is kept.
    every: usize,
    seen: usize,
    /// Rows with each price.
    priced: [usize; PRICES.len()],
}

fn gathered(roster: &Roster) -> Vec<(Group, Sample)> {
    const FIELDS: [Field; 3] = [Field::Currency, Field::Platform, Field::Format];
    let mut groups: Vec<(Group, Sample)> = Vec::new();
    // The places of the groups that rows with these codes belong to.
    let mut groups_of: FxHashMap<[u32; 3], Vec<usize>> = FxHashMap::default();
    for segment in roster.segments() {
        let prices = PRICES.map(|field| segment.numbers(field));
        if prices.iter().all(Option::is_none) {
            continue;
        }
        let followers = segment.numbers(Field::Followers);
        for row in 0..segment.len() {
            let mut values: Row = [f64::NAN; PRICES.len() + 1];
            for (value, prices) in values[1..].iter_mut().zip(prices) {
                let price = prices.map_or(f64::NAN, |prices| prices[row]);
                *value = if price > 0.0 { price } else { f64::NAN };
            }
            if values[1..].iter().all(|price| price.is_nan()) {
                continue;
            }
            let followers = followers.map_or(f64::NAN, |followers| followers[row]);
            values[0] = if followers > 0.0 { followers } else { f64::NAN };
            let codes = FIELDS.map(|field| segment.code(field, row));
            let of_row = groups_of.entry(codes).or_insert_with(|| {
                let [currency, platform, format] = codes;
                let whole = Group {
                    platform: None,
                    format: None,
                    currency,
                };
                let on_platform = Group {
                    platform: Some(platform),
                    ..whole
                };
                let of_format = (format != UNKNOWN_CODE).then_some(Group {
                    format: Some(format),
                    ..on_platform
                });
                let of_row = [whole, on_platform].into_iter().chain(of_format);
                of_row.map(|group| place(&mut groups, group)).collect()
            });
            for at in of_row.iter() {
                groups[*at].1.take(values);
            }
        }
    }
    groups.sort_by_key(|(group, _)| (group.platform.is_some(), group.format.is_some(), *group));
    groups
}

/// The place of a group, which is added where it is new.
fn place(groups: &mut Vec<(Group, Sample)>, group: Group) -> usize {
    let known = groups.iter().position(|(known, _)| *known == group);
    known.unwrap_or_else(|| {
        groups.push((group, Sample::default()));
        groups.len() - 1
    })
}

impl Default for Sample {
    fn default() -> Self {
        Sample {
            rows: Vec::new(),
            every: 1,
            seen: 0,
            priced: [0; PRICES.len()],
        }
    }
}

impl Sample {
    fn take(&mut self, row: Row) {
        for (count, price) in self.priced.iter_mut().zip(&row[1..]) {
            *count += usize::from(!price.is_nan());
        }
        if self.seen.is_multiple_of(self.every) {
            if self.rows.len() == 2 * LOOKED_AT {
                let mut at = 0;
                self.rows.retain(|_| {
                    at += 1;
                    at % 2 == 1
                });
                self.every *= 2;
            }
            self.rows.push(row);
        }
        self.seen += 1;
    }

    /// The prices that follow a formula, with how many rows have them.
    fn formulas(&self) -> Vec<(Vec<Field>, usize, How)> {
        let mut found = Vec::new();
        for (at, field) in PRICES.iter().enumerate() {
            let mut pairs: Vec<(f64, f64)> = self
                .rows
                .iter()
                .map(|row| (row[0], row[at + 1]))
                .filter(|(followers, price)| !followers.is_nan() && !price.is_nan())
                .collect();
            if let Some(how) = by_followers(&mut pairs) {
                found.push((vec![*field], self.priced[at], how));
            }
        }
        for (first, one) in PRICES.iter().enumerate() {
            for (second, other) in PRICES.iter().enumerate().skip(first + 1) {
                let pairs: Vec<(f64, f64)> = self
                    .rows
                    .iter()
                    .map(|row| (row[first + 1], row[second + 1]))
                    // The price of a row is that of one of its formats, and many ask one price for two.
                    .filter(|(one, other)| !one.is_nan() && !other.is_nan() && one != other)
                    .collect();
                if let Some(ratio) = fixed_ratio(&pairs).filter(|_| different(&pairs)) {
                    let n = pairs.len() * self.every;
                    found.push((vec![*one, *other], n, How::Ratio(ratio)));
                }
            }
        }
        found
    }
}

/// Whether prices (second) follow followers (first) by a formula.
fn by_followers(pairs: &mut [(f64, f64)]) -> Option<How> {
    if pairs.len() < ENOUGH {
        return None;
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    if let Some(amounts) = steps(pairs) {
        return Some(How::Steps(amounts));
    }
    if !different(pairs) {
        return None;
    }
    if let Some(each) = fixed_ratio(pairs) {
        return Some(How::PerThousand(each * 1_000.0));
    }
    let r2 = r_squared(pairs)?;
    (r2 > R2).then_some(How::Line { r2 })
}

/// Whether the first values are so different that they can show a formula.
fn different(pairs: &[(f64, f64)]) -> bool {
    let mut firsts: Vec<u64> = pairs.iter().map(|(first, _)| first.to_bits()).collect();
    firsts.sort_unstable();
    firsts.dedup();
    firsts.len() >= DIFFERENT
}

/// How often second values are the same multiple of the first in nearly all pairs, rounded to whole
/// amounts or not.
fn fixed_ratio(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < ENOUGH {
        return None;
    }
    let mut ratios: Vec<f64> = pairs.iter().map(|(one, other)| other / one).collect();
    let ratio = super::stats::median(&mut ratios)?;
    let fits = pairs
        .iter()
        .filter(|(one, other)| (other - ratio * one).abs() <= (NEAR * other).max(0.5 + 1e-9))
        .count();
    // Whole amounts of one or two are near any ratio.
    let tells = pairs.iter().filter(|(_, other)| *other >= 10.0).count();
    let nearly_all = NEARLY_ALL * pairs.len() as f64;
    (fits as f64 >= nearly_all && 2 * tells >= pairs.len()).then_some(ratio)
}

/// The number of amounts where each stands for one range of followers; the pairs are in the order of
/// followers. Amounts of which each has just a few rows are no steps.
fn steps(pairs: &[(f64, f64)]) -> Option<usize> {
    let mut prices: Vec<u64> = pairs.iter().map(|(_, price)| price.to_bits()).collect();
    let changes = prices.windows(2).filter(|two| two[0] != two[1]).count();
    prices.sort_unstable();
    prices.dedup();
    let amounts = prices.len();
    let stray = ((1.0 - NEARLY_ALL) * pairs.len() as f64) as usize;
    let few = pairs.len() >= 4 * amounts && amounts >= 2;
    (few && changes <= amounts - 1 + stray).then_some(amounts)
}

/// The square of the correlation of logarithms.
fn r_squared(pairs: &[(f64, f64)]) -> Option<f64> {
    let n = pairs.len() as f64;
    let logs = || pairs.iter().map(|(x, y)| (x.ln(), y.ln()));
    let (sx, sy) = logs().fold((0.0, 0.0), |(sx, sy), (x, y)| (sx + x, sy + y));
    let (mx, my) = (sx / n, sy / n);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in logs() {
        xx += (x - mx) * (x - mx);
        yy += (y - my) * (y - my);
        xy += (x - mx) * (y - my);
    }
    (xx > 1e-9 && yy > 1e-9).then(|| xy * xy / (xx * yy))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::roster::{Currency, SegmentBuilder, TierSet};

    /// A price of a row by its number and followers.
    type Price<'a> = &'a dyn Fn(usize, f64) -> f64;

    /// A roster of rows whose followers are spread over four powers of ten.
    fn roster(rows: usize, platforms: &[&str], prices: &[(Field, Price<'_>)]) -> Roster {
        let mut builder = SegmentBuilder::new(Arc::from([]));
        for row in 0..rows {
            let followers = (1_000.0 * 10f64.powf(noise(row) * 4.0)).round();
            builder.text(Field::Handle, &format!("made{row}"));
            builder.words(Field::Platform, [platforms[row % platforms.len()]]);
            builder.number(Field::Followers, followers);
            for (field, price) in prices {
                builder.number(*field, price(row, followers));
            }
            builder.end_row();
        }
        let mut roster = Roster::new(TierSet::default(), Currency::USD);
        let segment = roster.absorb(builder);
        roster.push(segment);
        roster
    }

    /// Numbers between 0 and 1 without a pattern.
    fn noise(row: usize) -> f64 {
        (row as f64 * 0.618_033_988_749_895).fract()
    }

    fn sentences(roster: &Roster) -> Vec<String> {
        findings(roster).iter().map(Finding::sentence).collect()
    }

    const ONE: &[&str] = &["Instagram"];

    #[test]
    fn formulas_are_told_with_how_many_rows_and_how_well() {
        let line: Price<'_> = &|row, followers: f64| {
            (0.4 * followers.powf(0.8) * (0.6 + 0.8 * noise(7 * row))).round()
        };
        let per_follower: Price<'_> = &|_, followers: f64| (followers * 0.012).round();
        let tiers: Price<'_> = &|_, followers| match followers {
            few if few < 10_000.0 => 100.0,
            some if some < 100_000.0 => 400.0,
            _ => 2_500.0,
        };
        let quoted: Price<'_> = &|row, followers: f64| {
            (followers.powf(0.6) * (0.3 + 3.0 * noise(13 * row + 5))).round()
        };
        let story: Price<'_> = &|row, followers| (quoted(row, followers) * 0.5).round();
        let own_story: Price<'_> =
            &|row, followers| (quoted(row, followers) * (0.3 + 0.4 * noise(3 * row))).round();
        let rounded: Price<'_> = &|row, _| [100.0, 150.0, 200.0, 300.0, 500.0][(7 * row) % 5];
        use Field::{Price as Post, PriceStory};
        for (what, rows, prices, said) in [
            (
                "a line",
                40,
                vec![(Post, line)],
                "The 40 prices follow followers by a formula (R² 0.9",
            ),
            (
                "per follower",
                40,
                vec![(Post, per_follower)],
                "The 40 prices are about 12 per 1,000 followers",
            ),
            (
                "tiers",
                40,
                vec![(Post, tiers)],
                "The 40 prices are 3 fixed amounts, one for each range",
            ),
            (
                "a fixed share",
                40,
                vec![(Post, quoted), (PriceStory, story)],
                "The story price is 0.50 times the price in nearly all of 40 rows",
            ),
            (
                "a line of many",
                20_000,
                vec![(Post, line)],
                "The 20,000 prices follow followers",
            ),
            ("quoted", 40, vec![(Post, quoted)], ""),
            ("round amounts", 40, vec![(Post, rounded)], ""),
            (
                "each format quoted",
                40,
                vec![(Post, quoted), (PriceStory, own_story)],
                "",
            ),
            ("too few", 11, vec![(Post, per_follower)], ""),
        ] {
            let said_of = sentences(&roster(rows, ONE, &prices)).join("\n");
            if said.is_empty() {
                assert_eq!(said_of, "", "{what}");
            } else {
                assert!(
                    said_of.starts_with(said) && said_of.lines().count() == 1,
                    "{what}: {said_of}"
                );
            }
        }
    }

    #[test]
    fn one_platform_can_be_modelled_while_the_others_are_not() {
        let price: Price<'_> = &|row, followers: f64| match row % 2 {
            0 => (followers * 0.02).round(),
            _ => (followers.powf(0.6) * (0.3 + 3.0 * noise(13 * row + 5))).round(),
        };
        let found = findings(&roster(
            60,
            &["TikTok", "Instagram"],
            &[(Field::Price, price)],
        ));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].platform.as_deref(), Some("TikTok"));
        assert_eq!(
            (found[0].n, found[0].fields.as_slice()),
            (30, &[Field::Price][..])
        );
    }
}
