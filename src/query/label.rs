//! Terms as people read them, for chips: `niche: fitness, yoga`, `ER ≥ 3%`, `no price`.

use super::ast::{Filter, Item, Mark, NumberRange, Term, Test};
use super::figure::{Amount, Figure, Subject};
use crate::roster::Field;

impl Term {
    /// The term as people read it.
    pub fn label(&self) -> String {
        let not = if self.negated { "not " } else { "" };
        match &self.test {
            Test::Anywhere(text) => format!("{not}\u{201c}{text}\u{201d}"),
            Test::Words { field, items } | Test::Text { field, items } => {
                let texts: Vec<String> = items.iter().map(item).collect();
                format!("{not}{}: {}", name(*field), few(&texts, ", "))
            }
            Test::Number {
                field,
                ranges,
                inverted,
            } => {
                let texts = ranges_label(Subject::Field(*field), ranges, *inverted);
                format!("{not}{} {texts}", name(*field))
            }
            Test::Has(field) if self.negated => format!("no {}", name(*field)),
            Test::Has(field) => format!("has {}", name(*field)),
            Test::Ticked => format!("{not}ticked"),
            Test::Mark { mark, items } if items.is_empty() => {
                let label = match (mark, self.negated) {
                    (Mark::List, false) => "on a list",
                    (Mark::List, true) => "on no list",
                    (Mark::Status, false) => "has a status",
                    (Mark::Status, true) => "no status",
                    (Mark::Note, false) => "has a note",
                    (Mark::Note, true) => "no note",
                };
                label.to_owned()
            }
            Test::Mark { mark, items } => {
                let texts: Vec<String> = items.iter().map(item).collect();
                format!("{not}{}: {}", mark.id(), few(&texts, ", "))
            }
            Test::Added { ranges, inverted } => {
                let texts = ranges_label(Subject::Added, ranges, *inverted);
                format!("{not}added {texts}")
            }
            Test::Either(filters) => {
                let texts: Vec<String> = filters.iter().map(all).collect();
                let texts = few(&texts, " or ");
                match self.negated {
                    true => format!("not ({texts})"),
                    false => texts,
                }
            }
        }
    }
}

fn all(filter: &Filter) -> String {
    let labels: Vec<String> = filter.terms.iter().map(Term::label).collect();
    few(&labels, " and ")
}

/// The first ones of many, so that a chip stays one that can be read.
fn few(texts: &[impl AsRef<str>], between: &str) -> String {
    const MOST: usize = 6;
    let shown = if texts.len() > MOST { 2 } else { MOST };
    let some: Vec<&str> = texts.iter().take(shown).map(AsRef::as_ref).collect();
    let some = some.join(between);
    match texts.len().saturating_sub(shown) {
        0 => some,
        more => format!("{some} and {more} more"),
    }
}

/// The field's name within a chip or a sentence: short words stay as they are typed.
pub fn name(field: Field) -> String {
    let label = field.label();
    if label.chars().filter(|letter| letter.is_uppercase()).count() > 1 {
        label.to_owned()
    } else {
        label.to_lowercase()
    }
}

fn item(item: &Item) -> String {
    match item {
        Item::Part(text) => text.clone(),
        Item::Whole(text) => format!("= {text}"),
        Item::Like(pieces) => pieces.join("…"),
    }
}

fn ranges_label(subject: Subject, ranges: &[NumberRange], inverted: bool) -> String {
    let texts: Vec<String> = ranges
        .iter()
        .map(|range| range_label(subject, range))
        .collect();
    let differs = if inverted { "not " } else { "" };
    format!("{differs}{}", few(&texts, " or "))
}

fn range_label(subject: Subject, range: &NumberRange) -> String {
    let text = |figure: &Figure| figure_label(subject, figure);
    match (&range.low, &range.high) {
        (Some(low), _) if range.is_point() => format!("= {}", text(&low.figure)),
        (Some(low), Some(high)) => format!("{}–{}", text(&low.figure), text(&high.figure)),
        (Some(low), None) if low.included => format!("≥ {}", text(&low.figure)),
        (Some(low), None) => format!("> {}", text(&low.figure)),
        (None, Some(high)) if high.included => format!("≤ {}", text(&high.figure)),
        (None, Some(high)) => format!("< {}", text(&high.figure)),
        (None, None) => "any".to_owned(),
    }
}

fn figure_label(subject: Subject, figure: &Figure) -> String {
    let percent = |share: f64| format!("{}%", (share * 1e6).round() / 1e4);
    let (best, worst) = match subject.is_better_low() {
        true => ("best", "worst"),
        false => ("top", "bottom"),
    };
    match figure.amount {
        Amount::Age(age) => format!("{} ago", age.words()),
        Amount::Top(share) => format!("{best} {}", percent(share)),
        Amount::Bottom(share) => format!("{worst} {}", percent(share)),
        Amount::Tier(_) => figure.text.to_lowercase().replace('.', " "),
        Amount::Number(_) | Amount::Money(..) | Amount::Days(..) => figure.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn chips_say_what_terms_ask() {
        for (text, label) in [
            ("niche:fitness,yoga", "niche: fitness, yoga"),
            ("er>=3%", "ER ≥ 3%"),
            ("-has:price", "no price"),
            ("vegan", "“vegan”"),
            ("name:ana*", "name: ana…"),
            ("handle:=ana,*fit", "handle: = ana, …fit"),
            ("price:100..500", "price 100–500"),
            ("-price:100", "not price = 100"),
            ("posted<30d", "last post < 30 days ago"),
            ("posted:2025-01..", "last post ≥ 2025-01"),
            ("er>=top10%", "ER ≥ top 10%"),
            ("cpe<=top12.5%", "CPE ≤ best 12.5%"),
            ("cpe<tier.median", "CPE < tier median"),
            ("is:ticked", "ticked"),
            ("-is:ticked", "not ticked"),
            ("list:\"Spring launch\"", "list: Spring launch"),
            ("-list:any", "on no list"),
            ("status:contacted", "status: contacted"),
            ("added>=2025-01-01", "added ≥ 2025-01-01"),
            (
                "(tier:mega OR price<200 -niche:food)",
                "tier: mega or price < 200 and not niche: food",
            ),
            ("-(er>3 OR vegan)", "not (ER > 3 or “vegan”)"),
        ] {
            let parsed = parse(text);
            assert_eq!(parsed.problems, [], "{text}");
            assert_eq!(parsed.filter.terms[0].label(), label, "{text}");
        }
    }
}
