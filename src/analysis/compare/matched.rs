//! Like compared with like: the ratio of geometric means inside strata of the same platform, niche and
//! format.
//!
//! A regression of the logarithm on a tier indicator with an intercept for each stratum, with the HC2
//! standard error of MacKinnon and White (1985) and t with smaller count - 1 degrees of freedom. With
//! one stratum it is Welch's comparison of two means, so the unmatched ratio is the same code.

use std::collections::BTreeMap;

use super::gather::{Cell, Gathered};
use super::measure::Measure;
use super::moments::Moments;
use super::prepared::StratumKey;
use super::{Estimate, Interval};
use crate::analysis::stats;
use crate::roster::{Field, Roster, display};

/// What rows of a stratum have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// Platform, niche, format: the parts of a [`StratumKey`].
    parts: [bool; 3],
}

/// The fields that the parts of a key are codes of.
pub const PARTS: [Field; 3] = [Field::Platform, Field::Niche, Field::Format];

impl Level {
    pub const PLATFORM_NICHE_FORMAT: Level = Level {
        parts: [true, true, true],
    };
    pub const PLATFORM_NICHE: Level = Level {
        parts: [true, true, false],
    };
    pub const PLATFORM: Level = Level {
        parts: [true, false, false],
    };

    /// The levels to try for these strata, from the finest, without fields that the roster lacks and
    /// without the one that is given already. A format that all rows have tells nothing apart.
    pub fn tried(roster: &Roster, strata: &[StratumKey], given: Option<Field>) -> Vec<Level> {
        let several_formats = strata.iter().any(|key| key[2] != strata[0][2]);
        let known = PARTS.map(|field| {
            let tells = field != Field::Format || several_formats;
            roster.has(field) && tells && given != Some(field)
        });
        let mut levels: Vec<Level> = Vec::new();
        for mut level in [
            Self::PLATFORM_NICHE_FORMAT,
            Self::PLATFORM_NICHE,
            Self::PLATFORM,
        ] {
            for (part, known) in level.parts.iter_mut().zip(known) {
                *part &= known;
            }
            if level.parts.contains(&true) && !levels.contains(&level) {
                levels.push(level);
            }
        }
        levels
    }

    /// `platform and niche`
    pub fn words(self) -> String {
        let fields = PARTS.iter().zip(self.parts).filter(|(_, is_part)| *is_part);
        let labels: Vec<String> = fields
            .map(|(field, _)| field.spec().label.to_lowercase())
            .collect();
        display::listed(&labels)
    }

    /// Whether this part of a key is looked at.
    pub(super) fn looks_at(self, part: usize) -> bool {
        self.parts[part]
    }

    /// The key with what this level does not look at left out.
    pub(super) fn key(self, key: StratumKey) -> StratumKey {
        let mut parts = key;
        for (code, is_part) in parts.iter_mut().zip(self.parts) {
            if !is_part {
                *code = 0;
            }
        }
        parts
    }

    /// The name of a stratum: `Instagram, beauty`.
    pub(super) fn name(self, roster: &Roster, key: StratumKey) -> String {
        let mut names: Vec<String> = Vec::new();
        for (at, field) in PARTS.iter().enumerate().filter(|(at, _)| self.parts[*at]) {
            let dictionary = roster.dictionary(*field);
            let name = match field {
                // Of niches the key holds the first, of the others the combination.
                Field::Niche => dictionary.words().get(key[at] as usize).cloned(),
                _ => Some(dictionary.texts(key[at]).collect::<Vec<_>>().join(" + ")),
            };
            let unknown = || format!("{} unknown", field.spec().label.to_lowercase());
            names.push(name.filter(|name| !name.is_empty()).unwrap_or_else(unknown));
        }
        names.join(", ")
    }
}

/// The rows of both tiers in one stratum.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pair {
    pub key: StratumKey,
    pub small: Cell,
    pub big: Cell,
}

impl Pair {
    fn logs(&self) -> (Moments, Moments) {
        (self.small.logs, self.big.logs)
    }
}

/// The strata of the finest level, each with its rows of the small and the big classes.
pub fn finest(gathered: &Gathered, small: &[usize], big: &[usize]) -> Vec<Pair> {
    let prepared = gathered.prepared;
    let strata = prepared.strata.iter().map(|key| Pair {
        key: *key,
        ..Pair::default()
    });
    let mut pairs: Vec<Pair> = strata.collect();
    for (key, cell) in prepared.cells.iter().zip(&gathered.cells) {
        let pair = &mut pairs[key.stratum as usize];
        let class = usize::from(key.class);
        if small.contains(&class) {
            pair.small = pair.small.with(*cell);
        } else if big.contains(&class) {
            pair.big = pair.big.with(*cell);
        }
    }
    pairs
}

/// The strata of a level, and for each of the finest level the place of its own among them.
pub fn joined(finest: &[Pair], level: Level) -> (Vec<Pair>, Vec<usize>) {
    let mut places = BTreeMap::new();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut of = Vec::with_capacity(finest.len());
    for pair in finest {
        let key = level.key(pair.key);
        let place = *places.entry(key).or_insert_with(|| {
            pairs.push(Pair {
                key,
                ..Pair::default()
            });
            pairs.len() - 1
        });
        of.push(place);
        let own = &mut pairs[place];
        own.small = own.small.with(pair.small);
        own.big = own.big.with(pair.big);
    }
    (pairs, of)
}

/// The ratio of geometric means inside strata.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The natural logarithm of the ratio, small over big.
    pub log_ratio: f64,
    /// Its HC2 standard error; none with a single row in a tier.
    pub error: Option<f64>,
    /// Rows with finite costs in strata that both tiers are in.
    pub small: usize,
    pub big: usize,
}

impl Fit {
    /// The smaller count less one.
    pub fn degrees(&self) -> usize {
        self.small.min(self.big) - 1
    }

    pub fn estimate(&self) -> Estimate {
        let interval = self.error.and_then(|error| {
            let half = stats::t_975(self.degrees())? * error;
            Some(Interval {
                low: (self.log_ratio - half).exp(),
                high: (self.log_ratio + half).exp(),
            })
        });
        Estimate {
            ratio: self.log_ratio.exp(),
            interval,
        }
    }
}

/// Below this what is left of a row's own residual is rounding.
const NO_LEVERAGE: f64 = 1e-12;

/// The fit over groups of small and big rows; none where no group has both.
pub fn fit(groups: impl Iterator<Item = (Moments, Moments)> + Clone) -> Option<Fit> {
    let both = groups.filter(|(small, big)| small.n > 0 && big.n > 0);
    let (mut small_rows, mut big_rows, mut weights, mut sum) = (0, 0, 0.0, 0.0);
    for (small, big) in both.clone() {
        let (a, b) = (small.n as f64, big.n as f64);
        let weight = a * b / (a + b);
        weights += weight;
        sum += weight * (small.mean - big.mean);
        small_rows += small.n;
        big_rows += big.n;
    }
    if weights == 0.0 {
        return None;
    }
    let log_ratio = sum / weights;
    let mut variance = 0.0;
    for (small, big) in both {
        let (a, b) = (small.n as f64, big.n as f64);
        let n = a + b;
        let middle = (a * small.mean + b * big.mean) / n;
        // The tier indicator, centred inside the stratum.
        for (rows, indicator) in [(small, b / n), (big, -a / n)] {
            let left = 1.0 - 1.0 / n - indicator * indicator / weights;
            if left > NO_LEVERAGE {
                let residuals = rows.squares_about(middle + log_ratio * indicator);
                variance += indicator * indicator * residuals / left;
            }
        }
    }
    Some(Fit {
        log_ratio,
        error: (small_rows.min(big_rows) > 1).then(|| variance.sqrt() / weights),
        small: small_rows,
        big: big_rows,
    })
}

/// The fit inside strata.
pub fn fit_pairs(pairs: &[Pair]) -> Option<Fit> {
    fit(pairs.iter().map(Pair::logs))
}

/// One stratum with its own ratio.
#[derive(Clone, Debug, PartialEq)]
pub struct Stratum {
    pub name: String,
    /// Rows with finite costs.
    pub small: usize,
    pub big: usize,
    /// None where a tier is missing.
    pub estimate: Option<Estimate>,
}

/// The matched comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    pub level: Level,
    pub fit: Fit,
    pub estimate: Estimate,
    /// The share of rows of the big tier that have rows of the small one to be compared with.
    pub big_on_support: f64,
    /// All strata, largest first.
    pub strata: Vec<Stratum>,
    /// The ratio where each stratum counts as much as it has rows of the big tier: what it means to
    /// put small ones in the place of these big ones.
    pub swapped: f64,
    /// Money over what it buys, inside strata (Mantel and Haenszel, 1959): still ruled by dear rows.
    pub mantel_haenszel: Option<f64>,
}

/// Shares of rows of the big tier on support: enough for the finest level, and for any.
const GOOD_SUPPORT: f64 = 0.8;
const LEAST_SUPPORT: f64 = 0.5;
/// Rows of each tier on support that a level is chosen for.
const LEAST_ROWS: usize = 3;

/// A level with its strata.
#[derive(Clone, Debug)]
pub struct Choice {
    pub level: Level,
    pub pairs: Vec<Pair>,
    /// For each stratum of the finest level the place of its own among the pairs.
    pub of: Vec<usize>,
}

/// Chooses the level: the finest at which at least four in five rows of the big tier have their like,
/// and three of each tier; else the one with most of them, if it is half; else none.
pub fn choose(finest: &[Pair], levels: &[Level]) -> Option<Choice> {
    let mut best: Option<(usize, Choice)> = None;
    for level in levels {
        let (pairs, of) = joined(finest, *level);
        let (on_support, all) = support(&pairs);
        let choice = Choice {
            level: *level,
            pairs,
            of,
        };
        let fewest = fit_pairs(&choice.pairs).map_or(0, |fit| fit.small.min(fit.big));
        if fewest >= LEAST_ROWS && on_support as f64 >= GOOD_SUPPORT * all as f64 {
            return Some(choice);
        }
        let enough = on_support > 0 && on_support as f64 >= LEAST_SUPPORT * all as f64;
        if enough && best.as_ref().is_none_or(|(most, _)| on_support > *most) {
            best = Some((on_support, choice));
        }
    }
    best.map(|(_, choice)| choice)
}

/// Rows of the big tier with their like, and all of them.
fn support(pairs: &[Pair]) -> (usize, usize) {
    let all = pairs.iter().map(|pair| pair.big.logs.n).sum();
    let on_support = pairs.iter().filter(|pair| pair.small.logs.n > 0);
    (on_support.map(|pair| pair.big.logs.n).sum(), all)
}

/// The matched comparison at a level.
pub fn matched(roster: &Roster, choice: &Choice, measure: Measure) -> Option<Matched> {
    let fit = fit_pairs(&choice.pairs)?;
    let (on_support, all) = support(&choice.pairs);
    let mut strata: Vec<Stratum> = choice
        .pairs
        .iter()
        .filter(|pair| pair.small.logs.n + pair.big.logs.n > 0)
        .map(|pair| Stratum {
            name: choice.level.name(roster, pair.key),
            small: pair.small.logs.n,
            big: pair.big.logs.n,
            estimate: fit_pairs(&[*pair]).map(|fit| measure.shown(fit.estimate())),
        })
        .collect();
    strata.sort_by(|a, b| {
        let size = |of: &Stratum| {
            std::cmp::Reverse((
                of.estimate.is_some(),
                of.small.min(of.big),
                of.small + of.big,
            ))
        };
        size(a).cmp(&size(b)).then_with(|| a.name.cmp(&b.name))
    });
    let both = choice
        .pairs
        .iter()
        .filter(|pair| pair.small.logs.n > 0 && pair.big.logs.n > 0);
    let (mut weights, mut swapped, mut cross) = (0.0, 0.0, (0.0, 0.0));
    for pair in both {
        let (small, big) = (&pair.small, &pair.big);
        let weight = big.logs.n as f64;
        weights += weight;
        swapped += weight * (small.logs.mean - big.logs.mean);
        cross.0 += small.spent * big.got / (small.got + big.got);
        cross.1 += big.spent * small.got / (small.got + big.got);
    }
    Some(Matched {
        level: choice.level,
        fit,
        estimate: measure.shown(fit.estimate()),
        big_on_support: on_support as f64 / all as f64,
        strata,
        swapped: measure.ratio((swapped / weights).exp()),
        mantel_haenszel: Some(measure.ratio(cross.0 / cross.1)).filter(|ratio| ratio.is_finite()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stratum of this platform and niche with so many small and big rows.
    fn pair(platform: u32, niche: u32, small: usize, big: usize) -> Pair {
        let cell = |n| Cell {
            logs: Moments {
                n,
                ..Moments::default()
            },
            ..Cell::default()
        };
        Pair {
            key: [platform, niche, 0],
            small: cell(small),
            big: cell(big),
        }
    }

    #[test]
    fn the_finest_level_on_which_most_have_their_like_is_chosen() {
        let (fine, coarse) = (Level::PLATFORM_NICHE, Level::PLATFORM);
        // On platform 0 all have their like, in niche 0 of it `like` of the big rows; `alone` are on
        // platform 1, where nobody is small.
        for (like, others, alone, expect) in [
            (8, 2, 0, Some(fine)),
            (7, 3, 0, Some(coarse)),
            (3, 0, 0, Some(fine)),
            // Of levels with as many the finer.
            (2, 0, 0, Some(fine)),
            (2, 1, 0, Some(coarse)),
            (5, 0, 5, Some(fine)),
            (5, 1, 5, Some(coarse)),
            (4, 0, 5, None),
            (0, 5, 6, None),
            (0, 0, 4, None),
        ] {
            let finest = [
                pair(0, 0, 30, like),
                pair(0, 1, 0, others),
                pair(1, 0, 0, alone),
            ];
            let chosen = choose(&finest, &[fine, coarse]).map(|choice| choice.level);
            assert_eq!(chosen, expect, "{like} {others} {alone}");
        }
    }
}
