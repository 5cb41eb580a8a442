//! What the partners cost together and what they should bring: the totals of the list, and the sum of
//! engagements that the roster knows. Currencies are kept apart, and what is unknown is counted.

use std::collections::BTreeMap;

use super::partner::{Sight, amount, whole};
use super::{counted, is_passed};
use crate::roster::Currency;
use crate::roster::display::grouped;
use crate::shortlist::Entry;
use crate::shortlist::totals::{Stage, Sum};

/// The list in one sentence.
pub(super) fn headline(sight: &Sight<'_>) -> String {
    let list = &sight.brief.list;
    let totals = list.totals();
    if totals.entries == 0 {
        return "Nobody is on this list yet.".to_owned();
    }
    let mut parts = vec![counted(totals.entries, "influencer")];
    for (sum, name) in [(&totals.agreed, "agreed"), (&totals.asked, "still asked")] {
        if sum.known + sum.unknown > 0 {
            parts.push(format!("{name} {}", in_words(sight, sum)));
        }
    }
    if let (Some(left), Some(budget)) = (totals.left, list.budget()) {
        parts.push(remaining(sight, left, budget));
    }
    format!("{}.", parts.join("; "))
}

/// What it costs and should bring, a line for each.
pub(super) fn costs(sight: &Sight<'_>, partners: &[&Entry]) -> Vec<(&'static str, String)> {
    let list = &sight.brief.list;
    let totals = list.totals();
    if totals.entries == 0 {
        return Vec::new();
    }
    let (backups, first): (Vec<&Entry>, Vec<&Entry>) = partners
        .iter()
        .partition(|entry| entry.backup_for.is_some());
    let mut lines = vec![("Influencers", members(totals.entries, &first, &backups))];
    let mut say = |name, text| lines.push((name, text));
    for (name, sum) in [("Agreed", &totals.agreed), ("Still asked", &totals.asked)] {
        let nobody = || "nobody".to_owned();
        let any = sum.known + sum.unknown > 0;
        say(name, if any { in_words(sight, sum) } else { nobody() });
    }
    let mut together = totals.agreed.clone();
    together.known += totals.asked.known;
    together.unknown += totals.asked.unknown;
    for (code, sum) in &totals.asked.amounts {
        *together.amounts.entry(code.clone()).or_default() += sum;
    }
    if together.known + together.unknown > 0 {
        let mut text = in_words(sight, &together);
        text.push_str(&against_budget(sight, totals.left, &totals.asked));
        say("Both together", text);
    }
    say("Budget", budget(sight));
    let of_backups = of(&backups);
    if of_backups.known + of_backups.unknown > 0 {
        let sum = in_words(sight, &of_backups);
        say("Of this for backups", sum);
    }
    let still: Vec<&Entry> = list
        .entries()
        .iter()
        .filter(|entry| is_passed(entry) && entry.stage() == Stage::Open)
        .collect();
    if !still.is_empty() {
        say(
            "Of this for those passed over",
            format!(
                "{}: they have a reason, but not the status \u{201c}declined\u{201d}",
                in_words(sight, &of(&still))
            ),
        );
    }
    say("Expected engagements", engagements(sight, &first));
    for (name, text) in bought(sight, &first) {
        say(name, text);
    }
    lines
}

/// `38 on the list: 31 partners, 4 backups, 3 passed over`
fn members(all: usize, first: &[&Entry], backups: &[&Entry]) -> String {
    let passed = all - first.len() - backups.len();
    let mut parts = vec![counted(first.len(), "partner")];
    if !backups.is_empty() {
        parts.push(counted(backups.len(), "backup"));
    }
    if passed > 0 {
        parts.push(format!("{} passed over", grouped(passed as u64)));
    }
    format!("{} on the list: {}", grouped(all as u64), parts.join(", "))
}

/// What was agreed with these and what the others are asked for.
fn of(entries: &[&Entry]) -> Sum {
    let mut sum = Sum::default();
    for entry in entries {
        let amount = match entry.stage() {
            Stage::Agreed => entry.agreed,
            _ => entry.snapshot.price,
        };
        sum.add(amount, &entry.snapshot.currency);
    }
    sum
}

/// A sum with the currency that rosters take for granted where an amount names none.
fn in_words(sight: &Sight<'_>, sum: &Sum) -> String {
    let mut named = Sum {
        amounts: BTreeMap::new(),
        ..*sum
    };
    for (code, amount) in &sum.amounts {
        let currency = sight.currency(code);
        let code = currency.map_or_else(String::new, |currency| currency.code().to_owned());
        *named.amounts.entry(code).or_default() += amount;
    }
    named.in_words()
}

fn budget(sight: &Sight<'_>) -> String {
    let list = &sight.brief.list;
    let totals = list.totals();
    let (Some(left), Some(budget)) = (totals.left, list.budget()) else {
        return "none is set".to_owned();
    };
    let mut text = format!("{} after what was agreed", remaining(sight, left, budget));
    let mut without = Vec::new();
    if totals.agreed.unknown > 0 {
        without.push(format!(
            "{} agreed without an amount",
            totals.agreed.unknown
        ));
    }
    if totals.elsewhere > 0 {
        without.push(format!("{} agreed in another currency", totals.elsewhere));
    }
    if !without.is_empty() {
        text.push_str(&format!("; not counted: {}", without.join(", ")));
    }
    text
}

/// What would be left, were everybody paid what they ask, as far as that is known; empty without a budget.
fn against_budget(sight: &Sight<'_>, left: Option<f64>, asked: &Sum) -> String {
    let list = &sight.brief.list;
    let (Some(left), Some(budget)) = (left, list.budget()) else {
        return String::new();
    };
    let currency = sight.currency(list.currency());
    let in_budget = asked.amounts.iter();
    let in_budget = in_budget.filter(|(code, _)| sight.currency(code) == currency);
    let asked: f64 = in_budget.map(|(_, amount)| amount).sum();
    let left = remaining(sight, left - asked, budget);
    match currency {
        Some(currency) => format!("; paying all that is known in {currency}: {left}"),
        None => format!("; paying all that is known: {left}"),
    }
}

/// `$1,400 left of $10,000`, `$300 more than the budget of $10,000`.
fn remaining(sight: &Sight<'_>, left: f64, budget: f64) -> String {
    let currency = sight.currency(sight.brief.list.currency());
    let of = |value| amount(value, currency);
    if left < 0.0 {
        return format!("{} more than the budget of {}", of(-left), of(budget));
    }
    format!("{} left of {}", of(left), of(budget))
}

fn engagements(sight: &Sight<'_>, partners: &[&Entry]) -> String {
    let known = partners.iter();
    let known: Vec<f64> = known
        .filter_map(|entry| sight.figures(entry).engagements)
        .collect();
    let (n, all) = (known.len(), partners.len());
    if n == 0 {
        return format!("unknown (n 0 of {})", grouped(all as u64));
    }
    let unknown = match all - n {
        0 => String::new(),
        unknown => format!("; {} unknown and not in it", grouped(unknown as u64)),
    };
    format!(
        "{} if each posts once: the sum of the roster\u{2019}s own rates (n {} of {}{unknown}). It is no forecast and has no range",
        whole(known.iter().sum()),
        grouped(n as u64),
        grouped(all as u64),
    )
}

/// Money that buys engagements.
#[derive(Default)]
struct Bought {
    money: f64,
    engagements: f64,
    n: usize,
}

/// What the money of each currency buys, where both it and the engagements are known.
fn bought(sight: &Sight<'_>, partners: &[&Entry]) -> Vec<(&'static str, String)> {
    let mut by_currency: BTreeMap<Option<Currency>, Bought> = BTreeMap::new();
    for entry in partners {
        let figures = sight.figures(entry);
        let price = figures.price.filter(|price| *price > 0.0);
        if let Some((price, engagements)) = price.zip(figures.engagements) {
            let bought = by_currency.entry(figures.currency).or_default();
            bought.money += price;
            bought.engagements += engagements;
            bought.n += 1;
        }
    }
    let each = by_currency.into_iter().map(|(currency, bought)| {
        let text = format!(
            "{} for {} engagements, {} each (n {} of {} with both known and a price above 0)",
            amount(bought.money, currency),
            whole(bought.engagements),
            amount(bought.money / bought.engagements, currency),
            grouped(bought.n as u64),
            grouped(partners.len() as u64),
        );
        ("For the money", text)
    });
    each.collect()
}
