//! `diff`: two rosters set against each other as a whole: who is new, who is gone, of whom the newer
//! one says other figures.

use std::io::{self, BufWriter, Write};
use std::slice;

use serde_json::{Map, Value, json};

use super::args::{CheckFormat, Diff};
use super::context::Context;
use super::{Failure, Outcome};
use crate::export::columns::json_number;
use crate::export::safe;
use crate::import::Report;
use crate::query::Engine;
use crate::roster::changes::changes;
use crate::roster::display::{count, grouped, share};
use crate::roster::{Field, Influencer, Roster, RowId, RowSet};
use crate::shortlist::Entry;
use crate::shortlist::since::{Moved, Since};

/// Most who are printed of each kind, where not everybody is asked for.
const SHOWN: usize = 20;

pub fn run(context: &Context, args: &Diff) -> Outcome {
    let text = args.filter.as_deref().unwrap_or("");
    context.check_filter(text)?;
    if [&args.old, &args.new].iter().all(|name| *name == "-") {
        return Err(Failure::Usage(
            "only one of the two rosters can be standard input; name a file for the other"
                .to_owned(),
        ));
    }
    let (old, old_report) = context.read(slice::from_ref(&args.old), false)?;
    let (new, new_report) = context.read(slice::from_ref(&args.new), false)?;
    let matched = matched(context, text, [(&old, &old_report), (&new, &new_report)])?;
    let difference = Difference::of(&old, &new, &matched);
    if let Some(sentence) = difference.strangers() {
        writeln!(io::stderr(), "{sentence}")?;
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        CheckFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &difference.json(args, text))?;
            writeln!(out)?;
        }
        CheckFormat::Text => difference.write(args, text, &mut out)?,
    }
    Ok(out.flush()?)
}

/// The rows of each roster that match. What is probably a slip in the filter is told once.
fn matched(
    context: &Context,
    text: &str,
    rosters: [(&Roster, &Report); 2],
) -> Result<[RowSet; 2], Failure> {
    let mut told: Vec<String> = Vec::new();
    let mut rows = |(roster, report): (&Roster, &Report)| {
        let (question, hints) = context.hinted_question(text, roster, report)?;
        for hint in hints {
            if !told.contains(&hint) {
                writeln!(io::stderr(), "{hint}")?;
                told.push(hint);
            }
        }
        let answer = Engine::new().answer(roster, &question, &|| false);
        let answer = answer.ok_or_else(|| Failure::Failed("the filter was not answered".into()))?;
        Ok::<_, Failure>(answer.matched)
    };
    let [old, new] = rosters;
    Ok([rows(old)?, rows(new)?])
}

/// How two rosters differ.
struct Difference<'a> {
    old: &'a Roster,
    new: &'a Roster,
    /// Rows of the newer roster.
    added: Vec<RowId>,
    /// Rows of the older one.
    gone: Vec<RowId>,
    /// Who went from one known tier to another, the largest change in followers first.
    moved: Vec<Pair>,
    /// Who differs otherwise, in the same order.
    other: Vec<Pair>,
    same: usize,
    /// Whether both have rows, and nobody stands in both.
    are_strangers: bool,
}

/// An influencer of both rosters.
struct Pair {
    old: RowId,
    new: RowId,
    since: Since,
}

impl<'a> Difference<'a> {
    fn of(old: &'a Roster, new: &'a Roster, [in_old, in_new]: &[RowSet; 2]) -> Self {
        let changes = changes(old, new);
        let mut found = Difference {
            old,
            new,
            added: Vec::new(),
            gone: Vec::new(),
            moved: Vec::new(),
            other: Vec::new(),
            same: 0,
            are_strangers: !old.is_empty()
                && !new.is_empty()
                && !changes.moved.iter().any(Option::is_some),
        };
        let mut was_there = vec![false; new.len()];
        for (row, place) in (0..).zip(changes.moved.iter()) {
            match *place {
                Some(place) => {
                    was_there[place as usize] = true;
                    if in_old.contains(row) || in_new.contains(place) {
                        found.compare(row, place);
                    }
                }
                None if in_old.contains(row) => found.gone.push(row),
                None => {}
            }
        }
        found.added = in_new.iter().collect();
        found.added.retain(|row| !was_there[*row as usize]);
        for pairs in [&mut found.moved, &mut found.other] {
            // Of whom it is not known by how much comes last.
            let size = |pair: &Pair| {
                let followers = pair.since.followers.and_then(|moved| moved.relative);
                followers.map_or(-1.0, f64::abs)
            };
            pairs.sort_by(|one, two| size(two).total_cmp(&size(one)));
        }
        found
    }

    /// That nobody stands in both, which may be for how the two are read.
    fn strangers(&self) -> Option<String> {
        let mut sentence =
            "nobody stands in both; influencers are known by their platform and handle".to_owned();
        if self.old.has(Field::Platform) != self.new.has(Field::Platform) {
            sentence.push_str(
                ", and just one of the two says the platform. Say that of the other: --platform instagram",
            );
        }
        self.are_strangers.then_some(sentence)
    }

    fn compare(&mut self, old: RowId, new: RowId) {
        let since = Since::of(&entry(&self.old.influencer(old)), &self.new.influencer(new));
        let is_known = |(before, now): &(String, String)| !before.is_empty() && !now.is_empty();
        let kind = match &since {
            since if since.is_same() => {
                self.same += 1;
                return;
            }
            since if since.tier.as_ref().is_some_and(is_known) => &mut self.moved,
            _ => &mut self.other,
        };
        kind.push(Pair { old, new, since });
    }

    fn write(&self, args: &Diff, filter: &str, out: &mut dyn Write) -> io::Result<()> {
        let counts = [
            (self.added.len(), "new"),
            (self.gone.len(), "gone"),
            (self.moved.len(), "in another tier"),
            (self.other.len(), "with other figures"),
            (self.same, "with the same figures"),
        ];
        let counts: Vec<String> = counts
            .iter()
            .map(|(count, what)| format!("{} {what}", grouped(*count as u64)))
            .collect();
        let [old, new] = [&args.old, &args.new].map(|name| match name.as_str() {
            "-" => "standard input".into(),
            name => safe::line(name),
        });
        writeln!(out, "{old} → {new}: {}", counts.join(", "))?;
        if !filter.trim().is_empty() {
            let filter = safe::line(filter.trim());
            writeln!(out, "Only those who match {filter} in either of the two")?;
        }
        let most = if args.all { usize::MAX } else { SHOWN };
        section(out, "New", &self.added, most, |row| {
            let entry = entry(&self.new.influencer(*row));
            let figures = figures(&entry);
            (entry, figures)
        })?;
        section(out, "Gone", &self.gone, most, |row| {
            let entry = entry(&self.old.influencer(*row));
            let figures = figures(&entry);
            (entry, figures)
        })?;
        let pair = |pair: &Pair| {
            let code = self.old.influencer(pair.old).word(Field::Currency);
            let entry = entry(&self.new.influencer(pair.new));
            let words = pair.since.in_words(code, &entry.snapshot.currency);
            (entry, words)
        };
        section(out, "Another tier", &self.moved, most, pair)?;
        section(out, "Other figures", &self.other, most, pair)
    }

    fn json(&self, args: &Diff, filter: &str) -> Value {
        let unchanged = Since::default();
        let mut entries: Vec<Value> = Vec::new();
        for (roster, rows, state) in [
            (self.new, &self.added, "new"),
            (self.old, &self.gone, "gone"),
        ] {
            let rows = rows.iter();
            entries.extend(rows.map(|row| entry_json(&roster.influencer(*row), state, &unchanged)));
        }
        for pair in self.moved.iter().chain(&self.other) {
            let now = self.new.influencer(pair.new);
            entries.push(entry_json(&now, "changed", &pair.since));
        }
        json!({
            "schema": 1,
            "old": args.old,
            "new": args.new,
            "filter": filter.trim(),
            "counts": {
                "new": self.added.len(),
                "gone": self.gone.len(),
                "another_tier": self.moved.len(),
                "other_figures": self.other.len(),
                "same": self.same,
            },
            "entries": entries,
        })
    }
}

/// What a shortlist would note of the influencer, which is what is compared.
fn entry(influencer: &Influencer<'_>) -> Entry {
    Entry::of(influencer, "")
}

/// A heading and the first of those beneath it; nothing where there are none.
fn section<T>(
    out: &mut dyn Write,
    heading: &str,
    items: &[T],
    most: usize,
    line: impl Fn(&T) -> (Entry, String),
) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{heading} ({})", grouped(items.len() as u64))?;
    for item in items.iter().take(most) {
        let (entry, words) = line(item);
        let line = format!(
            "{:<28} {:<10} {words}",
            safe::line(&entry.title()),
            safe::line(&entry.key.platform),
        );
        writeln!(out, "{}", safe::line(line.trim_end()))?;
    }
    match items.len().saturating_sub(most) {
        0 => Ok(()),
        more => writeln!(
            out,
            "… and {} more; --all prints everybody",
            grouped(more as u64)
        ),
    }
}

/// What is known of somebody of whom only one roster speaks.
fn figures(entry: &Entry) -> String {
    let then = &entry.snapshot;
    let known = [
        then.followers
            .map(|value| format!("followers {}", count(value))),
        then.engagement_rate
            .map(|value| format!("engagement rate {}", share(value))),
        then.price
            .map(|value| format!("price {}", entry.money(value))),
        (!then.tier.is_empty()).then(|| format!("tier {}", then.tier)),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn number(value: Option<f64>) -> Option<Value> {
    value.map(json_number)
}

/// The influencer as the newest roster that knows of it says, and what was different before.
fn entry_json(influencer: &Influencer<'_>, state: &str, since: &Since) -> Value {
    let entry = entry(influencer);
    json!({
        "handle": entry.key.handle,
        "platform": entry.key.platform,
        "name": entry.name,
        "state": state,
        "tier": entry.snapshot.tier,
        Field::Followers.id(): number(entry.snapshot.followers),
        Field::EngagementRate.id(): number(entry.snapshot.engagement_rate),
        Field::Price.id(): number(entry.snapshot.price),
        Field::Currency.id(): entry.snapshot.currency,
        "changes": changes_json(since),
    })
}

/// What differs, by the ids of fields.
pub fn changes_json(since: &Since) -> Map<String, Value> {
    let figures = [
        (Field::Followers, since.followers),
        (Field::EngagementRate, since.engagement_rate),
        (Field::Price, since.price),
    ];
    let figure = |moved: Moved| {
        json!({
            "before": number(moved.before),
            "now": number(moved.now),
            "relative": number(moved.relative),
        })
    };
    let figures = figures.into_iter();
    let mut changes: Map<String, Value> = figures
        .filter_map(|(field, moved)| Some((field.id().to_owned(), figure(moved?))))
        .collect();
    for (field, words) in [
        (Field::Currency, &since.currency),
        (Field::Tier, &since.tier),
    ] {
        if let Some((before, now)) = words {
            changes.insert(field.id().to_owned(), json!({"before": before, "now": now}));
        }
    }
    changes
}
