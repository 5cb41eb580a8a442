//! What the words of a brief mean, and how it was made.

use super::partner::Sight;
use super::{Brief, counted};
use crate::analysis::compare::Comparison;
use crate::export::comparison::html::{bounds, words};
use crate::roster::display::grouped;
use crate::roster::{Field, Roster};

/// Under the name: the day, the sources, how many.
pub(super) fn about(brief: &Brief) -> String {
    let entries = counted(brief.list.entries().len(), "influencer");
    [brief.today.as_str(), &sources(brief), &entries].join(" \u{b7} ")
}

/// The files of the roster.
fn sources(brief: &Brief) -> String {
    let Some(roster) = &brief.roster else {
        return "no roster".to_owned();
    };
    let files = roster.dictionary(Field::SourceFile).words();
    match files {
        [] => "a roster without a file".to_owned(),
        files => files.join(", "),
    }
}

/// What each figure is.
pub(super) fn meanings(
    brief: &Brief,
    comparison: Option<&Comparison>,
) -> Vec<(&'static str, String)> {
    let fixed = [
        ("Tier", "a size class of influencers by their followers."),
        (
            "Engagements",
            "likes and comments under one post, on average: counted where the roster has counts, else its engagement rate times followers.",
        ),
        (
            "Engagement rate",
            "engagements of a post divided by followers, as the roster gives it or computed from its counts.",
        ),
        (
            "Price",
            "of one post, in the currency of the influencer: what was agreed, else what was asked on the day the influencer was put on the list.",
        ),
        (
            "~",
            "before a price: it follows a formula of the roster, and nobody quoted it.",
        ),
        (
            "Per engagement",
            "the price divided by the engagements. Where the file says how many followers are fake it is a range: from fakes never engaging to fakes engaging like everybody else.",
        ),
        (
            "Agreed, still asked",
            "the sum of agreed prices, and of asked ones where nothing is settled yet. A price that is not known is counted as unknown and never as 0; currencies are not added.",
        ),
        (
            "Left",
            "the budget without what was agreed in its currency.",
        ),
        (
            "Backup",
            "stands in, should the other one decline; backups are not in the expected engagements.",
        ),
        (
            "Median",
            "half of the influencers are below it, half above; n says how many there are. Fewer than five are no measure, and nothing is compared with them.",
        ),
        (
            "Unknown",
            "neither the roster nor the list says it. It is never taken for 0.",
        ),
    ];
    let mut meanings: Vec<(&'static str, String)> = fixed
        .into_iter()
        .map(|(word, text)| (word, text.to_owned()))
        .collect();
    if brief.roster.is_none() {
        meanings.retain(|(word, _)| *word != "~" && *word != "Median");
    }
    // The comparison has its own words; those of a ratio are not said yet.
    let more = comparison.map(words).unwrap_or_default().into_iter();
    let more = more.filter(|(word, _)| {
        !["Tier", "Engagement", "CPE", "ER", "Median, middle half"].contains(word)
    });
    meanings.extend(more);
    meanings
}

/// How the page was made.
pub(super) fn making(sight: &Sight<'_>) -> Vec<(&'static str, String)> {
    let brief = sight.brief;
    let entries = brief.list.entries();
    let mut lines = vec![
        (
            "List",
            format!("\u{201c}{}\u{201d}, in its own order", brief.list.name()),
        ),
        ("Day", brief.today.clone()),
        ("Sources", sources(brief)),
    ];
    match &brief.roster {
        Some(roster) => lines.extend(of_roster(sight, roster)),
        None => lines.push((
            "Figures",
            "those of the day on which each influencer was put on the list.".to_owned(),
        )),
    }
    let notes = entries.iter().map(|entry| entry.notes.len()).sum::<usize>();
    let told = if brief.notes {
        "as they were written"
    } else {
        "left out"
    };
    lines.push((
        "Notes",
        match notes {
            0 => "there are none".to_owned(),
            notes => format!("{}, {told}", counted(notes, "note")),
        },
    ));
    lines
}

fn of_roster(sight: &Sight<'_>, roster: &Roster) -> Vec<(&'static str, String)> {
    let entries = sight.brief.list.entries();
    let found = entries
        .iter()
        .filter(|entry| sight.places.contains_key(&entry.key));
    let base = roster.base_currency();
    let rates = roster.exchange().rates().iter();
    let rates: Vec<String> = rates
        .filter(|(currency, _)| *currency != base)
        .map(|(currency, rate)| format!("1 {currency} = {rate} {base}"))
        .collect();
    let converted = match rates.as_slice() {
        [] => format!("{base}; no other currency is converted"),
        rates => format!("{base}; by your rates {}", rates.join(", ")),
    };
    vec![
        (
            "Roster",
            format!(
                "{}; {} of the {} on the list are in it",
                counted(roster.len(), "influencer"),
                grouped(found.count() as u64),
                grouped(entries.len() as u64)
            ),
        ),
        ("Tiers by followers", bounds(roster)),
        ("Compared in", converted),
        (
            "Medians",
            "of each tier over the whole roster; the comparison is of those on the list who are not passed over, backups included.".to_owned(),
        ),
    ]
}
