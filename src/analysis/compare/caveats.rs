//! What to know before believing a verdict: what was left out, what it hangs on, what may mislead.

use super::gather::Gathered;
use super::matched::Pair;
use super::mix::platforms_differ;
use super::sensitivity::Sensitivity;
use super::sentence::{Subject, short};
use super::verdict::Reading;
use super::{Comparison, MANY_ZEROS, Pairing};
use crate::analysis::cost::Exclusion;
use crate::analysis::price_model::Finding;
use crate::roster::display::{article, grouped, listed, share};
use crate::roster::{Field, Roster, RowId};

/// Everything that is left out or may mislead, each a sentence, the most telling first.
pub fn caveats(
    roster: &Roster,
    comparison: &Comparison,
    pairs: &[Pair],
    modelled: &[Finding],
) -> Vec<String> {
    let subject = comparison.subject();
    let mut caveats = Vec::new();
    if let Some(sensitivity) = &comparison.sensitivity {
        caveats.push(hangs_on(roster, &subject, sensitivity));
        caveats.extend(other_cuts(&subject, sensitivity));
    }
    caveats.extend(left_out(comparison));
    caveats.extend(endless(&subject));
    caveats.extend(without_like(comparison));
    caveats.extend(hidden_prices(&subject));
    if comparison.raw.is_some() && !comparison.verdict.matched && platforms_differ(pairs) {
        caveats.push(
            "Platforms differ between the tiers: filter to one platform to compare like with like."
                .to_owned(),
        );
    }
    let modelled = modelled
        .iter()
        .filter(|finding| finding.fields.contains(&Field::Price) && subject.measure.is_money());
    caveats.extend(modelled.map(Finding::sentence));
    caveats
}

/// Rows of both tiers that are not compared, by reason.
pub fn excluded(gathered: &Gathered) -> Vec<(Exclusion, usize)> {
    let Pairing { small, big, .. } = gathered.prepared.pairing;
    let classes = gathered.prepared.classes.iter().zip(&gathered.classes);
    let mut counts = [0; Exclusion::ALL.len()];
    for (_, class) in classes.filter(|(range, _)| [small, big].contains(&range.tier)) {
        for (sum, count) in counts.iter_mut().zip(class.excluded) {
            *sum += count;
        }
    }
    let counts = Exclusion::ALL.into_iter().zip(counts);
    counts.filter(|(_, count)| *count > 0).collect()
}

/// Names that are listed before the rest is counted.
const NAMED: usize = 3;

/// Whom the verdict hangs on.
fn hangs_on(roster: &Roster, subject: &Subject, sensitivity: &Sensitivity) -> String {
    let without = &sensitivity.without;
    let said = |reading: Reading| {
        short(
            reading,
            &subject.small.name,
            &subject.big.name,
            subject.measure,
        )
    };
    if without.changes.is_empty() {
        let tried = grouped(without.tried as u64);
        let which = match engaged(subject.small) + engaged(subject.big) > without.tried {
            true => format!("the {tried} that weigh most"),
            false => tried,
        };
        return format!("No single influencer changes the verdict ({which} left out in turn).");
    }
    let named = without
        .changes
        .iter()
        .take(NAMED)
        .map(|(row, reading)| format!("without {} {}", name(roster, *row), said(*reading)));
    let rest = without.changes.len().saturating_sub(NAMED);
    let mut parts: Vec<String> = named.collect();
    if rest > 0 {
        parts.push(format!("{rest} more change it as well"));
    }
    format!("Hangs on single influencers: {}.", parts.join("; "))
}

/// The handle with its sign, or the name.
pub fn name(roster: &Roster, row: RowId) -> String {
    let influencer = roster.influencer(row);
    match influencer.text(Field::Handle) {
        "" => influencer.text(Field::Name).to_owned(),
        handle => format!("@{handle}"),
    }
}

/// Whether the verdict is another where the tiers are cut elsewhere.
fn other_cuts(subject: &Subject, sensitivity: &Sensitivity) -> Option<String> {
    let (base, others) = sensitivity.cuts.split_first()?;
    if others.is_empty() {
        return None;
    }
    let says = |reading: Reading| (reading.state, reading.side);
    let changed = others
        .iter()
        .filter(|cut| says(cut.reading) != says(base.reading));
    let changed: Vec<String> = changed
        .map(|cut| {
            let said = short(
                cut.reading,
                &subject.small.name,
                &subject.big.name,
                subject.measure,
            );
            format!("with {}: {said}", cut.name)
        })
        .collect();
    Some(if changed.is_empty() {
        let names: Vec<&str> = others.iter().map(|cut| cut.name.as_str()).collect();
        format!(
            "The verdict is the same with tiers cut elsewhere ({}).",
            names.join("; ")
        )
    } else {
        format!("Other tier cuts change it: {}.", changed.join("; "))
    })
}

fn left_out(comparison: &Comparison) -> Option<String> {
    let left_out: Vec<String> = comparison
        .excluded
        .iter()
        .map(|(reason, count)| format!("{} {}", grouped(*count as u64), reason.words()))
        .collect();
    (!left_out.is_empty()).then(|| format!("Left out: {}.", left_out.join(", ")))
}

fn endless(subject: &Subject) -> Option<String> {
    let zeros = subject.small.zero_engagement + subject.big.zero_engagement;
    let each = [subject.small, subject.big]
        .into_iter()
        .filter(|tier| tier.zero_engagement > 0)
        .map(|tier| format!("{} {}", grouped(tier.zero_engagement as u64), tier.name));
    let each: Vec<String> = each.collect();
    (zeros > 0).then(|| {
        format!(
            "Without any engagement: {}. Counted as endlessly dear in ranks and totals, not in the mean.",
            listed(&each)
        )
    })
}

/// Rows whose value is not endless.
fn engaged(tier: &super::TierSummary) -> usize {
    tier.comparable - tier.zero_engagement
}

/// Who has no like in the other tier.
fn without_like(comparison: &Comparison) -> Option<String> {
    let matched = comparison.matched.as_ref()?;
    let subject = comparison.subject();
    let (small, big) = (
        engaged(subject.small).saturating_sub(matched.fit.small),
        engaged(subject.big).saturating_sub(matched.fit.big),
    );
    let (small_name, big_name) = (&subject.small.name, &subject.big.name);
    (small + big > 0).then(|| {
        format!(
            "Left out of matching: {} {small_name} and {} {big_name} without {} {small_name} or {big_name} of the same {}.",
            grouped(small as u64),
            grouped(big as u64),
            article(small_name),
            matched.level.words()
        )
    })
}

/// Shares of unknown prices that differ by more than this hide something.
const HIDDEN: f64 = 0.2;

fn hidden_prices(subject: &Subject) -> Option<String> {
    let (small, big) = (subject.small, subject.big);
    if !subject.measure.is_money() || small.rows == 0 || big.rows == 0 {
        return None;
    }
    let missing = |tier: &super::TierSummary| 1.0 - tier.priced as f64 / tier.rows as f64;
    let (of_small, of_big) = (missing(small), missing(big));
    ((of_small - of_big).abs() > HIDDEN).then(|| {
        format!(
            "Prices are missing for {} of {} but {} of {}: those who hide theirs may be dearer.",
            share(of_small),
            small.name,
            share(of_big),
            big.name
        )
    })
}

/// Whether so many rows of a tier are without any engagement that means would flatter it.
pub fn many_zeros(subject: &Subject) -> bool {
    [subject.small, subject.big]
        .iter()
        .any(|tier| tier.zero_engagement as f64 > MANY_ZEROS * tier.comparable as f64)
}
