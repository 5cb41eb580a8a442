//! The figures of a comparison as tables of words, for every form that people read.

use std::borrow::Cow;

use crate::analysis::compare::verdict::State;
use crate::analysis::compare::{Comparison, Estimate, Interval, Measure, TierSummary, sentence};
use crate::analysis::stats::Quartiles;
use crate::roster::display::{grouped, money, ratio, share};

/// What stands where nothing is known.
const UNKNOWN: &str = "-";

/// Figures with a heading. The first column is words, the others are numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub title: String,
    pub headers: Vec<Cow<'static, str>>,
    pub rows: Vec<Vec<String>>,
}

/// All tables that have a row. Of too few no ratio is shown, whatever was counted on the way.
pub fn tables(comparison: &Comparison) -> Vec<Table> {
    let mut tables = vec![tiers(comparison)];
    if has_ratio(comparison) {
        tables.extend([
            estimates(comparison),
            strata(comparison),
            cuts(comparison),
            groups(comparison),
        ]);
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// Whether a ratio of the two tiers may be shown at all.
pub fn has_ratio(comparison: &Comparison) -> bool {
    !matches!(
        comparison.verdict.state,
        State::NoComparison | State::NotEnoughData
    )
}

/// A value of the measure.
pub fn value(comparison: &Comparison, value: f64) -> String {
    match comparison.pairing.measure {
        Measure::EngagementRate => share(value),
        _ => money(value, comparison.currency),
    }
}

fn count(count: usize) -> String {
    grouped(count as u64)
}

fn tiers(comparison: &Comparison) -> Table {
    let measure = comparison.pairing.measure;
    let short = measure.field().spec().label;
    let row = |tier: &TierSummary| {
        let of = |quartiles: Option<Quartiles>, pick: fn(Quartiles) -> f64| {
            quartiles.map_or(UNKNOWN.to_owned(), |quartiles| {
                value(comparison, pick(quartiles))
            })
        };
        let mut cells = vec![
            tier.name.clone(),
            count(tier.rows),
            count(tier.priced),
            count(tier.comparable),
            of(tier.value, |value| value.median),
            of(tier.value, |value| value.q1),
            of(tier.value, |value| value.q3),
        ];
        if measure != Measure::EngagementRate {
            let rate = tier.engagement_rate;
            cells.push(rate.map_or(UNKNOWN.to_owned(), |rate| share(rate.median)));
        }
        if measure != Measure::Price {
            let price = tier.price;
            cells.push(price.map_or(UNKNOWN.to_owned(), |price| {
                money(price.median, comparison.currency)
            }));
        }
        cells
    };
    let mut headers: Vec<Cow<'static, str>> = vec![
        "Tier".into(),
        "Rows".into(),
        "Priced".into(),
        "Compared".into(),
        format!("{short} median").into(),
        "lower 1/4".into(),
        "upper 1/4".into(),
    ];
    if measure != Measure::EngagementRate {
        headers.push("ER median".into());
    }
    if measure != Measure::Price {
        headers.push("Price median".into());
    }
    Table {
        title: format!("The tiers by {}", measure.label()),
        headers,
        rows: comparison.tiers.iter().map(row).collect(),
    }
}

/// `0.94 to 2.0`
pub fn range(interval: Option<Interval>) -> String {
    interval.map_or(UNKNOWN.to_owned(), sentence::limits)
}

fn ratio_of(estimate: Option<Estimate>) -> String {
    estimate.map_or(UNKNOWN.to_owned(), |estimate| ratio(estimate.ratio))
}

fn names(comparison: &Comparison) -> [Cow<'static, str>; 2] {
    let subject = comparison.subject();
    [
        subject.small.name.clone().into(),
        subject.big.name.clone().into(),
    ]
}

fn estimates(comparison: &Comparison) -> Table {
    let [small, big] = names(comparison);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut add = |name: String, ratio: String, interval, small: usize, big: usize| {
        rows.push(vec![name, ratio, range(interval), count(small), count(big)]);
    };
    if let Some(matched) = &comparison.matched {
        let (of_small, of_big) = (matched.fit.small, matched.fit.big);
        add(
            format!("Like with like on {}", matched.level.words()),
            ratio(matched.estimate.ratio),
            matched.estimate.interval,
            of_small,
            of_big,
        );
        if let Some(pooled) = matched.mantel_haenszel {
            let name = "All money together, like with like (Mantel-Haenszel)";
            add(name.to_owned(), ratio(pooled), None, of_small, of_big);
        }
    }
    if let Some(raw) = comparison.raw.as_ref().filter(|raw| raw.shown.is_some()) {
        let (n_small, n_big) = (raw.small, raw.big);
        let typical = raw.typical.map(|typical| Estimate {
            interval: raw.shown,
            ..typical
        });
        add(
            "Unmatched: a typical one of each".to_owned(),
            ratio_of(typical),
            raw.shown,
            n_small,
            n_big,
        );
        add(
            "Unmatched, by ranks (Hodges-Lehmann)".to_owned(),
            ratio(raw.hodges_lehmann.ratio),
            raw.hodges_lehmann.interval,
            n_small,
            n_big,
        );
        add(
            "Unmatched, the middle of each (medians)".to_owned(),
            ratio(raw.median_ratio),
            None,
            n_small,
            n_big,
        );
        if let Some(pooled) = raw.pooled {
            add(
                "Unmatched, all money together (range approximate)".to_owned(),
                ratio(pooled.ratio),
                pooled.interval,
                n_small,
                n_big,
            );
        }
    }
    Table {
        title: format!("{small} over {big}, several ways"),
        headers: vec![
            "Estimate".into(),
            "Ratio".into(),
            "95% range".into(),
            small,
            big,
        ],
        rows,
    }
}

fn strata(comparison: &Comparison) -> Table {
    let [small, big] = names(comparison);
    let matched = comparison.matched.as_ref();
    let rows = matched.map_or_else(Vec::new, |matched| {
        let strata = matched.strata.iter();
        let row = |stratum: &crate::analysis::compare::matched::Stratum| {
            let few = stratum.small.min(stratum.big) <= 2;
            let interval = stratum.estimate.and_then(|estimate| estimate.interval);
            vec![
                stratum.name.clone(),
                ratio_of(stratum.estimate),
                range(interval.filter(|_| !few)),
                count(stratum.small),
                count(stratum.big),
            ]
        };
        strata.map(row).collect()
    });
    let title = matched.map_or_else(String::new, |matched| {
        format!("Inside each {}", matched.level.words())
    });
    Table {
        title,
        headers: vec![
            "Among".into(),
            "Ratio".into(),
            "95% range".into(),
            small,
            big,
        ],
        rows,
    }
}

fn cuts(comparison: &Comparison) -> Table {
    let [small, big] = names(comparison);
    let said = |reading| sentence::short(reading, &small, &big, comparison.pairing.measure);
    let number = |value: Option<f64>| value.map_or(UNKNOWN.to_owned(), ratio);
    let sensitivity = comparison.sensitivity.as_ref();
    let rows = sensitivity.map_or_else(Vec::new, |sensitivity| {
        let cuts = sensitivity.cuts.iter();
        cuts.map(|cut| {
            vec![
                cut.name.clone(),
                number(cut.typical),
                number(cut.matched),
                said(cut.reading),
                count(cut.small),
                count(cut.big),
            ]
        })
        .collect()
    });
    Table {
        title: "With tiers cut elsewhere".to_owned(),
        headers: vec![
            "Tiers".into(),
            "Unmatched".into(),
            "Matched".into(),
            "Says".into(),
            small.clone(),
            big.clone(),
        ],
        rows,
    }
}

fn groups(comparison: &Comparison) -> Table {
    let [small, big] = names(comparison);
    let found = comparison.groups.as_ref();
    let rows = found.map_or_else(Vec::new, |groups| {
        let groups = groups.groups.iter();
        groups
            .map(|group| {
                vec![
                    group.name.clone(),
                    ratio_of(group.estimate),
                    range(group.interval()),
                    sentence::said(group, &small, &big, comparison.pairing.measure),
                    count(group.small),
                    count(group.big),
                ]
            })
            .collect()
    });
    let title = found.map_or_else(String::new, |groups| {
        let by = groups.field.spec().label.to_lowercase();
        match groups.compared {
            0 | 1 => format!("By {by}"),
            some => {
                format!("By {by} (\"clear\" allows for {some} comparisons at once; ranges do not)")
            }
        }
    });
    Table {
        title,
        headers: vec![
            found.map_or("", |groups| groups.field.spec().label).into(),
            "Ratio".into(),
            "95% range".into(),
            "Says".into(),
            small,
            big,
        ],
        rows,
    }
}
