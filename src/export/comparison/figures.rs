//! The charts of a comparison: its figures and words put into rows for [`crate::export::chart`].

use super::tables::{has_ratio, range, value};
use crate::analysis::compare::caveats::many_zeros;
use crate::analysis::compare::chart::{Lattice, Strip};
use crate::analysis::compare::verdict::SAME;
use crate::analysis::compare::{Comparison, Estimate, Interval, Measure, TierSummary, sentence};
use crate::export::chart::spread::Lane;
use crate::export::chart::{
    Bar, Bars, Cell, Forest, ForestRow, Spread, SpreadRow, Tone, Unit, Weight,
};
use crate::roster::display::{count, grouped, ratio};

/// Below so many in a tier its quartiles are guesses.
const FEW: usize = 5;
/// Up to so many in a tier a range of a ratio says nothing.
const NO_RANGE: usize = 2;
/// Parts of the forest before the rest is left to the table.
const PARTS: usize = 24;

/// All comparisons over everybody, and inside each stratum.
pub fn forest(comparison: &Comparison) -> Option<Forest> {
    let raw = comparison.raw.as_ref().filter(|_| has_ratio(comparison))?;
    let matched = comparison.matched.as_ref();
    let by_matching = comparison.verdict.matched;
    let weight = |carries: bool| {
        if carries {
            Weight::Verdict
        } else {
            Weight::Whole
        }
    };
    // Where many have no engagement the mean of the others says nothing, and ranks carry the verdict.
    let (name, unmatched) = match raw.typical {
        Some(typical) if !many_zeros(&comparison.subject()) => {
            let interval = raw.shown;
            (
                "Unmatched",
                Estimate {
                    interval,
                    ..typical
                },
            )
        }
        _ => ("Unmatched, by ranks", raw.hodges_lehmann),
    };
    let counts = (raw.small, raw.big);
    let mut rows = vec![row(
        name.to_owned(),
        weight(!by_matching),
        unmatched,
        counts,
    )];
    if let Some(matched) = matched {
        let name = match by_matching {
            true => "Like with like".to_owned(),
            false => "Like with like (too few to rely on)".to_owned(),
        };
        let counts = (matched.fit.small, matched.fit.big);
        rows.push(row(name, weight(by_matching), matched.estimate, counts));
    }
    let strata = matched.map_or(&[][..], |matched| &matched.strata);
    let with_both = strata.iter().filter(|stratum| stratum.estimate.is_some());
    rows.extend(with_both.take(PARTS).filter_map(|stratum| {
        let counts = (stratum.small, stratum.big);
        Some(row(
            stratum.name.clone(),
            Weight::Part,
            stratum.estimate?,
            counts,
        ))
    }));
    Some(of_rows(
        comparison,
        "One against the other, several ways",
        rows,
    ))
}

/// How many strata with a ratio the forest leaves to the table.
pub fn more_strata(comparison: &Comparison) -> usize {
    let strata = comparison
        .matched
        .iter()
        .flat_map(|matched| &matched.strata);
    let with_both = strata.filter(|stratum| stratum.estimate.is_some());
    with_both.count().saturating_sub(PARTS)
}

/// The comparison in each group, where there are some with a ratio.
pub fn groups(comparison: &Comparison) -> Option<Forest> {
    let groups = comparison
        .groups
        .as_ref()
        .filter(|_| has_ratio(comparison))?;
    let rows: Vec<ForestRow> = groups
        .groups
        .iter()
        .filter_map(|group| {
            let found = group.estimate?;
            let counts = (group.small, group.big);
            let mut row = row(group.name.clone(), Weight::Part, found, counts);
            if group.clear {
                row.weight = Weight::Verdict;
                let subject = comparison.subject();
                let (small, big) = (&subject.small.name, &subject.big.name);
                let said = sentence::said(group, small, big, subject.measure);
                row.name = format!("{} ({said})", group.name);
            }
            Some(row)
        })
        .collect();
    let by = groups.field.spec().label.to_lowercase();
    (!rows.is_empty()).then(|| of_rows(comparison, &format!("Inside each {by}"), rows))
}

fn of_rows(comparison: &Comparison, title: &str, rows: Vec<ForestRow>) -> Forest {
    let subject = comparison.subject();
    let (small, big) = (subject.small.name.clone(), subject.big.name.clone());
    let better = match comparison.pairing.measure {
        Measure::EngagementRate => "higher",
        _ => "cheaper",
    };
    // A rate above 1 speaks for the small tier, a cost above 1 for the big one.
    let ends = match comparison.pairing.measure {
        Measure::EngagementRate => (&big, &small),
        _ => (&small, &big),
    };
    let says: Vec<String> = rows
        .iter()
        .map(|row| {
            let (of_small, of_big) = &row.counts;
            format!(
                "{}: {}, {of_small} {small} and {of_big} {big}",
                row.name, row.words
            )
        })
        .collect();
    Forest {
        title: title.to_owned(),
        says: format!("{}.", says.join("; ")),
        ends: (
            format!("{} {better}", ends.0),
            format!("{} {better}", ends.1),
        ),
        measures: format!("{small} as a multiple of {big}"),
        sides: (small, big),
        same: (SAME.low, SAME.high),
        rows,
    }
}

fn row(name: String, weight: Weight, found: Estimate, (small, big): (usize, usize)) -> ForestRow {
    let fewest = small.min(big);
    let interval = found.interval.filter(|_| fewest > NO_RANGE);
    let mut words = ratio(found.ratio);
    if interval.is_some() {
        words = format!("{words} ({})", range(interval));
    }
    ForestRow {
        name,
        weight,
        ratio: found.ratio,
        range: interval.map(|Interval { low, high }| (low, high)),
        words,
        counts: (grouped(small as u64), grouped(big as u64)),
        fewest,
    }
}

fn tone(comparison: &Comparison, place: usize) -> Tone {
    match place {
        _ if place == comparison.pairing.small => Tone::Small,
        _ if place == comparison.pairing.big => Tone::Big,
        _ => Tone::Other,
    }
}

fn n(count: usize) -> String {
    format!("n {}", grouped(count as u64))
}

/// How the values of each tier are spread; none where nobody has one that can be drawn.
pub fn spread(comparison: &Comparison) -> Option<Spread> {
    let tiers = comparison.tiers.iter().zip(&comparison.strips).enumerate();
    let rows: Vec<SpreadRow> = tiers
        .filter(|(_, (tier, _))| tier.comparable > 0)
        .map(|(place, (tier, strip))| SpreadRow {
            name: tier.name.clone(),
            tone: tone(comparison, place),
            count: n(tier.comparable),
            words: tier.value.map_or_else(String::new, |of| {
                format!("median {}", value(comparison, of.median))
            }),
            cells: cells(strip),
            apart: strip.endless,
            box_of: tier
                .value
                .filter(|of| of.n >= FEW)
                .map(|of| [of.q1, of.median, of.q3]),
        })
        .collect();
    let measure = comparison.pairing.measure;
    let lane = "no engagement".to_owned();
    let spread = Spread {
        title: format!("How the {} is spread", plain_label(measure)),
        says: says(rows.iter().map(|row| (&row.name, &row.words, &row.count))),
        unit: match measure {
            Measure::EngagementRate => Unit::Share,
            _ => Unit::Money(comparison.currency),
        },
        lane: match measure {
            Measure::EngagementRate => Lane::Left(lane),
            Measure::Cpm => Lane::Right("no views".to_owned()),
            _ => Lane::Right(lane),
        },
        rows,
    };
    (!spread.is_empty()).then_some(spread)
}

fn cells(strip: &Strip) -> Vec<Cell> {
    let lattice = Lattice::Plain;
    let cells = strip.bins.iter().map(|(bin, (count, out))| Cell {
        from: lattice.bound(*bin),
        to: lattice.bound(*bin + 1),
        count: *count,
        hollow: *out,
    });
    cells.collect()
}

/// Whether some were left out of matching, and stand hollow among the others.
pub fn has_hollow(comparison: &Comparison) -> bool {
    let cells = comparison
        .strips
        .iter()
        .flat_map(|strip| strip.bins.values());
    cells.into_iter().any(|(_, out)| *out > 0)
}

/// `cost per engagement`, without the short name behind it.
pub fn plain_label(measure: Measure) -> &'static str {
    let label = measure.label();
    label.split_once(" (").map_or(label, |(plain, _)| plain)
}

/// What the same money buys in each tier; for a measure that is no cost of anything its medians.
pub fn bars(comparison: &Comparison) -> Option<Bars> {
    let measure = comparison.pairing.measure;
    let outlay = comparison.outlay();
    let amount = |amount: f64| match measure.goods() {
        Some(goods) if amount.is_infinite() => format!("endless {goods}"),
        Some(goods) if (10.0..1e6).contains(&amount) => {
            format!("{} {goods}", grouped(amount.round() as u64))
        }
        Some(goods) => format!("{} {goods}", count(amount)),
        None => value(comparison, amount),
    };
    let row = |(place, tier): (usize, &TierSummary)| {
        let found = tier.bought(measure, outlay);
        let rough = |of: usize| if of < FEW { ", rough" } else { "" };
        Bar {
            name: tier.name.clone(),
            tone: tone(comparison, place),
            value: found.map(|of| of.median),
            range: found.filter(|of| of.n >= FEW).map(|of| (of.q1, of.q3)),
            words: found.map_or_else(
                || match tier.rows {
                    0 => "nobody".to_owned(),
                    _ => format!("{} not known", measure.needs()),
                },
                |of| amount(of.median),
            ),
            count: found.map_or(n(0), |of| format!("{}{}", n(of.n), rough(of.n))),
        }
    };
    let rows: Vec<Bar> = comparison.tiers.iter().enumerate().map(row).collect();
    let sign = crate::roster::display::money(outlay, comparison.currency);
    let title = match measure.goods() {
        Some(goods) => format!("How many {goods} {sign} buy"),
        None => format!("The median {}", plain_label(measure)),
    };
    let says = says(rows.iter().map(|row| (&row.name, &row.words, &row.count)));
    let any = rows.iter().any(|row| row.value.is_some());
    any.then_some(Bars { title, says, rows })
}

fn says<'a>(rows: impl Iterator<Item = (&'a String, &'a String, &'a String)>) -> String {
    let rows: Vec<String> = rows
        .map(|(name, words, count)| format!("{name}: {words} ({count})"))
        .collect();
    format!("{}.", rows.join("; "))
}
