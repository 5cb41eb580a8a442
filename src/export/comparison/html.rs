//! A comparison as one HTML page that loads nothing: for a screen, a phone and paper, in the light and in
//! the dark. Sentences and tables are those of the other forms; the page adds charts, what was asked, and
//! what the words mean, so that whoever gets it needs nothing else.

use std::io::{self, Write};

use askama::Template;

use super::figures;
use super::tables::{Table, has_ratio, tables};
use crate::analysis::compare::{Comparison, LIMITS, Measure};
use crate::export::chart::{self, Room};
use crate::export::safe;
use crate::roster::Roster;
use crate::roster::display::{grouped, money};

/// Where a comparison comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The filter as it was typed; empty for all rows.
    pub filter: String,
    /// The files by their names, without their folders.
    pub files: Vec<String>,
    /// Rows of the roster, and those that match the filter.
    pub rows: usize,
    pub matched: usize,
    /// The day it is: `2026-11-24`.
    pub today: String,
}

#[derive(Template)]
#[template(path = "comparison.html")]
struct Page {
    title: String,
    generator: String,
    today: String,
    /// Our own style sheets, no part of which comes from a roster.
    style: String,
    verdict: String,
    facts: Vec<(&'static str, String)>,
    caveats: Vec<String>,
    charts: Vec<Chart>,
    tables: Vec<Shown>,
    notes: Vec<String>,
    limits: &'static str,
    words: Vec<(&'static str, String)>,
}

/// A drawing with its heading and what it shows.
pub(in crate::export) struct Chart {
    pub title: String,
    /// One for each room; [`chart`] has escaped its texts.
    pub drawings: [String; 2],
    pub caption: String,
}

/// A table whose rows begin with their name.
pub(in crate::export) struct Shown {
    pub title: String,
    pub headers: Vec<String>,
    pub rows: Vec<(String, Vec<String>)>,
}

/// Writes the page.
///
/// # Errors
/// What the writer says.
pub fn as_html(
    roster: &Roster,
    comparison: &Comparison,
    origin: &Origin,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page {
        title: shown(&title(comparison)),
        generator: format!("Tastemaker {}", env!("CARGO_PKG_VERSION")),
        today: shown(&origin.today),
        style: [
            chart::STYLE,
            include_str!("../../../assets/report/page.css"),
        ]
        .concat(),
        verdict: shown(&comparison.verdict.sentence),
        facts: facts(roster, comparison, origin),
        caveats: comparison.caveats.iter().map(|text| shown(text)).collect(),
        charts: charts(comparison),
        tables: tables(comparison).iter().map(table).collect(),
        notes: comparison.notes.iter().map(|text| shown(text)).collect(),
        limits: LIMITS,
        words: words(comparison),
    };
    let text = page.render().map_err(io::Error::other)?;
    writeln!(out, "{text}")
}

/// As a document may hold it; the template escapes it.
pub(in crate::export) fn shown(text: &str) -> String {
    safe::shown(text).into_owned()
}

/// `Micro against mega: cost per engagement`
fn title(comparison: &Comparison) -> String {
    let subject = comparison.subject();
    let mut letters = subject.small.name.chars();
    let first = letters.next().map(char::to_uppercase);
    format!(
        "{}{} against {}: {}",
        first.map_or_else(String::new, |first| first.to_string()),
        letters.as_str(),
        subject.big.name,
        figures::plain_label(subject.measure)
    )
}

fn facts(roster: &Roster, comparison: &Comparison, origin: &Origin) -> Vec<(&'static str, String)> {
    let subject = comparison.subject();
    let filter = match origin.filter.trim() {
        "" => "none: all rows".to_owned(),
        filter => filter.to_owned(),
    };
    let rows = format!(
        "{} in the roster, {} of them asked for; {} of {} {} and {} of {} {} can be compared",
        grouped(origin.rows as u64),
        grouped(origin.matched as u64),
        grouped(subject.small.comparable as u64),
        grouped(subject.small.rows as u64),
        subject.small.name,
        grouped(subject.big.comparable as u64),
        grouped(subject.big.rows as u64),
        subject.big.name,
    );
    let matched = match (&comparison.matched, comparison.verdict.matched) {
        (Some(matched), true) => format!("with like, on {}", matched.level.words()),
        _ => "all with all: the verdict is not matched".to_owned(),
    };
    let mut facts = vec![
        ("Measure", subject.measure.label().to_owned()),
        ("Filter", filter),
        ("Tiers by followers", bounds(roster)),
        (
            if origin.files.len() == 1 {
                "File"
            } else {
                "Files"
            },
            origin.files.join(", "),
        ),
        ("Influencers", rows),
    ];
    if has_ratio(comparison) {
        facts.push(("Like", matched));
    }
    if subject.measure.is_money() {
        facts.push(("Currency", comparison.currency.code().to_owned()));
    }
    facts.push(("Day", origin.today.clone()));
    let facts = facts.into_iter();
    facts.map(|(name, text)| (name, shown(&text))).collect()
}

/// `nano below 1,000, micro 1,000 to 99,999, ..., mega from 1,000,000 (article)`
pub(in crate::export) fn bounds(roster: &Roster) -> String {
    let set = roster.tiers();
    let each = set.tiers().iter().enumerate().map(|(place, tier)| {
        let name = &tier.name;
        match set.bounds(place) {
            (0, Some(to)) => format!("{name} below {}", grouped(to)),
            (from, Some(to)) => format!("{name} {} to {}", grouped(from), grouped(to - 1)),
            (from, None) => format!("{name} from {}", grouped(from)),
        }
    });
    let each: Vec<String> = each.collect();
    format!("{} (\"{}\")", each.join("; "), set.preset_name())
}

/// The table with texts that a document may hold.
pub(in crate::export) fn table(table: &Table) -> Shown {
    Shown {
        title: shown(&table.title),
        headers: table.headers.iter().map(|text| shown(text)).collect(),
        rows: table
            .rows
            .iter()
            .filter_map(|cells| {
                let (name, cells) = cells.split_first()?;
                Some((shown(name), cells.iter().map(|cell| shown(cell)).collect()))
            })
            .collect(),
    }
}

const FOREST: &str = "Left and right of the line at 1 one of the two tiers does better; the bar is the 95% range, \
     and what crosses the line is not settled. Within the grey band (0.80 to 1.25) the two are about the same. \
     Diamonds are all influencers together, dots are those of one kind; with one or two in a tier a dot stands \
     without a bar. An arrow: the range goes on.";

/// The charts that say something, in the order in which they are read.
pub(in crate::export) fn charts(comparison: &Comparison) -> Vec<Chart> {
    let mut charts = Vec::new();
    let drawn = |draw: &dyn Fn(Room) -> String| Room::ALL.map(draw);
    if let Some(forest) = figures::forest(comparison) {
        let more = match figures::more_strata(comparison) {
            0 => String::new(),
            more => format!(
                " {} smaller kinds stand in the table only.",
                grouped(more as u64)
            ),
        };
        charts.push(Chart {
            title: shown(&forest.title),
            drawings: drawn(&|room| forest.svg(room)),
            caption: format!("{FOREST}{more}"),
        });
    }
    if let Some(bars) = figures::bars(comparison) {
        charts.push(Chart {
            title: shown(&bars.title),
            drawings: drawn(&|room| bars.svg(room)),
            caption: "The bar is the median influencer of the tier, the whisker the middle half; n says how many \
                 are behind it. A dashed bar rests on fewer than five and has no whisker."
                .to_owned(),
        });
    }
    if let Some(spread) = figures::spread(comparison) {
        let mut caption = "A dot is one influencer; where there are too many for dots, columns are as high as there are \
             influencers, each tier by its own scale. Below: the middle half and, across it, the median, from five \
             influencers on."
            .to_owned();
        if figures::has_hollow(comparison) {
            caption.push_str(
                " Hollow: left out of matching, since there is nobody like them in the other tier.",
            );
        }
        charts.push(Chart {
            title: shown(&spread.title),
            drawings: drawn(&|room| spread.svg(room)),
            caption,
        });
    }
    if let Some(groups) = figures::groups(comparison) {
        charts.push(Chart {
            title: shown(&groups.title),
            drawings: drawn(&|room| groups.svg(room)),
            caption: "Read as the first chart. Ranges are each for itself: among many some look settled by chance. A \
                 diamond is clear also when all these comparisons are allowed for."
                .to_owned(),
        });
    }
    charts
}

/// What the words on the page mean.
pub(in crate::export) fn words(comparison: &Comparison) -> Vec<(&'static str, String)> {
    let subject = comparison.subject();
    let (small, big) = (&subject.small.name, &subject.big.name);
    let hundred = money(100.0, comparison.currency);
    let mut words = vec![
        (
            "Tier",
            "a size class of influencers by their followers.".to_owned(),
        ),
        (
            "Engagement",
            "a like or a comment under a post; an influencer's engagements are the average of their posts.".to_owned(),
        ),
        (
            "CPE",
            format!("cost per engagement: the price of a post divided by its engagements. {hundred} for 500 of them is {} each.", money(0.2, comparison.currency)),
        ),
        (
            "ER",
            "engagement rate: engagements divided by followers.".to_owned(),
        ),
    ];
    match subject.measure {
        Measure::Cpm => words.push(("CPM", "cost per 1,000 views of a post.".to_owned())),
        Measure::CostPer1k => words.push((
            "Cost per 1,000",
            "the price of a post divided by thousands of followers.".to_owned(),
        )),
        Measure::Cpe | Measure::EngagementRate | Measure::Price => {}
    }
    words.push((
        "Median, middle half",
        "half of the influencers are below the median, half above; the middle half leaves out the lowest and the highest quarter.".to_owned(),
    ));
    if has_ratio(comparison) {
        words.extend([
            (
                "Ratio",
                format!("the figure of {small} divided by that of {big}: at 1 they are the same, at 0.5 {small} has half of it, at 2 twice."),
            ),
            (
                "95% range",
                "where the ratio would lie in 95 of 100 rosters drawn like this one. It covers the luck of the draw, not wrong data. A range with 1 in it leaves open who does better.".to_owned(),
            ),
            (
                "Like with like",
                format!("each {small} is set only against {big} of the same platform, niche or kind of post, as far as the roster knows them. It keeps a tier from looking dear because more of it is on a dear platform."),
            ),
            (
                "Typical, by ranks",
                "a typical one is the geometric mean, which a few giants do not rule; by ranks every influencer of one tier is set against every one of the other.".to_owned(),
            ),
        ]);
    }
    words
        .into_iter()
        .map(|(word, text)| (word, shown(&text)))
        .collect()
}
