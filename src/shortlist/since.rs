//! What a newer roster says differently of an entry than the one it was added from.

use super::model::{Entry, amount_in};
use crate::roster::display;
use crate::roster::{Field, Influencer};

/// A figure that differs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    pub before: Option<f64>,
    pub now: Option<f64>,
    /// By how much of the value before it is more now: 0.1 for a tenth. None where one of them is
    /// unknown, the one before is 0, or they are in different currencies.
    pub relative: Option<f64>,
}

/// What differs; nothing where a field is as it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Since {
    pub followers: Option<Moved>,
    pub engagement_rate: Option<Moved>,
    pub price: Option<Moved>,
    /// The code before and now, where they differ.
    pub currency: Option<(String, String)>,
    /// The tier before and now, where they differ.
    pub tier: Option<(String, String)>,
}

impl Since {
    /// What the roster says of the entry now against what it said when the entry was added.
    pub fn of(entry: &Entry, now: &Influencer<'_>) -> Self {
        let then = &entry.snapshot;
        let code = now.word(Field::Currency);
        // Two prices without a currency are in the same one; a currency that is only now stated is
        // not taken for another.
        let other = !then.currency.is_empty() && !code.is_empty() && then.currency != code;
        let mut price = moved(then.price, now.number(Field::Price));
        if other && then.price.is_some() && now.number(Field::Price).is_some() {
            price = Some(Moved {
                before: then.price,
                now: now.number(Field::Price),
                relative: None,
            });
        }
        let tier = now.word(Field::Tier);
        Since {
            followers: moved(then.followers, now.number(Field::Followers)),
            engagement_rate: moved(then.engagement_rate, now.number(Field::EngagementRate)),
            currency: (other && price.is_some()).then(|| (then.currency.clone(), code.to_owned())),
            price,
            tier: (then.tier != tier).then(|| (then.tier.clone(), tier.to_owned())),
        }
    }

    /// Whether nothing differs.
    pub fn is_same(&self) -> bool {
        *self == Since::default()
    }

    /// `followers 48.2k → 50k (+3.7%), price $180 → unknown`, as [`Since::words`].
    pub fn in_words(&self, before: &str, now: &str) -> String {
        self.words(before, now).join(", ")
    }

    /// Each difference in words. The codes are those of the entry and of the roster; where just one of
    /// them says the currency, it is that of both.
    pub fn words(&self, before: &str, now: &str) -> Vec<String> {
        let (before, now) = match (before, now) {
            ("", code) | (code, "") => (code, code),
            both => both,
        };
        let figures = [
            figure("followers", self.followers, display::count, display::count),
            figure(
                "engagement rate",
                self.engagement_rate,
                display::share,
                display::share,
            ),
            figure(
                "price",
                self.price,
                |amount| amount_in(amount, before),
                |amount| amount_in(amount, now),
            ),
        ];
        let tier = self.tier.as_ref().map(|(before, now)| {
            let word = |text: &str| match text {
                "" => "unknown".to_owned(),
                text => text.to_owned(),
            };
            format!("tier {} → {}", word(before), word(now))
        });
        figures.into_iter().chain([tier]).flatten().collect()
    }
}

fn figure(
    name: &str,
    moved: Option<Moved>,
    then: impl Fn(f64) -> String,
    now: impl Fn(f64) -> String,
) -> Option<String> {
    let moved = moved?;
    let unknown = || "unknown".to_owned();
    let relative = moved.relative.map_or_else(String::new, |relative| {
        let sign = if relative > 0.0 { "+" } else { "" };
        format!(" ({sign}{})", display::share(relative))
    });
    Some(format!(
        "{name} {} → {}{relative}",
        moved.before.map_or_else(unknown, then),
        moved.now.map_or_else(unknown, now)
    ))
}

fn moved(before: Option<f64>, now: Option<f64>) -> Option<Moved> {
    let relative = match (before, now) {
        (None, None) => return None,
        // A figure may have lost its last digits on its way through a file.
        (Some(before), Some(now)) if (now - before).abs() <= before.abs() * 1e-9 => return None,
        (Some(before), Some(now)) if before != 0.0 && now.is_finite() => {
            Some((now - before) / before)
        }
        _ => None,
    };
    Some(Moved {
        before,
        now,
        relative,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_never_a_difference_of_so_much() {
        let some = |before, now, relative| {
            Some(Moved {
                before,
                now,
                relative,
            })
        };
        for (before, now, expected) in [
            (None, None, None),
            (Some(5.0), Some(5.0), None),
            (Some(0.0), Some(0.0), None),
            (
                Some(200.0),
                Some(150.0),
                some(Some(200.0), Some(150.0), Some(-0.25)),
            ),
            (Some(0.0), Some(5.0), some(Some(0.0), Some(5.0), None)),
            (None, Some(5.0), some(None, Some(5.0), None)),
            (Some(5.0), None, some(Some(5.0), None, None)),
        ] {
            assert_eq!(moved(before, now), expected);
        }
    }
}
