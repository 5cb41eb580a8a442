//! Everything that is known of one entry of a shortlist, line by line: what the user noted, what
//! happened, what the roster says now and what it said differently on the day it was added.

use crate::query::day::{day, short};
use crate::roster::{Field, Influencer, Key, display};
use crate::shortlist::model::amount_in;
use crate::shortlist::since::Since;
use crate::shortlist::{Entry, Shortlist};

/// A line, wrapped where it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about, in a column of its own; empty where the text begins at the left.
    pub label: String,
    pub text: String,
    pub tone: Tone,
}

/// How a line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Heading,
    Plain,
    /// Nothing is known, or it is of another day.
    Faint,
    /// Needs a look.
    Warning,
}

/// Cells of the column of labels, the blank behind it included.
pub const LABEL: u16 = 10;

/// Whom an entry is about, as far as the roster that is open knows.
#[derive(Clone, Copy, Debug)]
pub enum Now<'a> {
    /// No roster is open, or it was not searched yet.
    Unknown,
    Gone,
    Is(Influencer<'a>),
}

/// From where an entry is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    pub today: &'a str,
    /// The currency code of amounts that do not state theirs; empty where no roster is open.
    pub currency: &'a str,
    /// The key that sets the agreed price.
    pub price_key: &'a str,
}

impl Here<'_> {
    fn money(&self, amount: f64, code: &str) -> String {
        amount_in(amount, if code.is_empty() { self.currency } else { code })
    }
}

/// What is known of an entry.
pub fn lines(list: &Shortlist, entry: &Entry, now: Now, here: Here) -> Vec<Line> {
    let today = here.today;
    let mut out = Vec::new();
    if matches!(now, Now::Gone) {
        let text = "No longer in the file. What was noted is kept.";
        out.push(line("", text, Tone::Warning));
        out.push(line("", "", Tone::Plain));
    }
    talks(&mut out, list, entry, here);
    notes(&mut out, entry, today);
    differs(&mut out, entry, now, here);
    profile(&mut out, entry, now, here);
    heading(&mut out, "History");
    let events = entry.history.iter().rev();
    out.extend(events.map(|event| line(&short(&event.day, today), &event.what, Tone::Plain)));
    out
}

fn line(label: &str, text: &str, tone: Tone) -> Line {
    Line {
        label: label.to_owned(),
        text: text.to_owned(),
        tone,
    }
}

fn heading(out: &mut Vec<Line>, text: &str) {
    out.push(line("", "", Tone::Plain));
    out.push(line("", text, Tone::Heading));
}

fn talks(out: &mut Vec<Line>, list: &Shortlist, entry: &Entry, here: Here) {
    let today = here.today;
    let money = |amount| here.money(amount, &entry.snapshot.currency);
    let mut row = |label: &str, text: String, tone: Tone| out.push(line(label, &text, tone));
    let or_none = |text: &str| match text {
        "" => ("none".to_owned(), Tone::Faint),
        text => (text.to_owned(), Tone::Plain),
    };
    let (status, tone) = or_none(&entry.status);
    row("Status", status, tone);
    let became = format!(" → {}", entry.status);
    let events = entry.history.iter().rev();
    let mut events = events.filter(|event| event.what.ends_with(&became));
    if let Some(event) = events.next() {
        let text = format!("{}, {}", short(&event.day, today), event.what);
        row("Changed", text, Tone::Plain);
    }
    match entry.snapshot.price {
        Some(quoted) => row("Quoted", money(quoted), Tone::Plain),
        None => row("Quoted", "no price known".to_owned(), Tone::Faint),
    }
    match entry.agreed {
        Some(agreed) => row("Agreed", money(agreed), Tone::Plain),
        None => row(
            "Agreed",
            format!("not yet ({} sets it)", here.price_key),
            Tone::Faint,
        ),
    }
    match entry.due.as_str() {
        "" => row("Due", "none".to_owned(), Tone::Faint),
        due if is_late(entry, today) => {
            row(
                "Due",
                format!("{}, overdue", short(due, today)),
                Tone::Warning,
            );
        }
        due => row("Due", short(due, today), Tone::Plain),
    }
    if !entry.reason.is_empty() {
        row("Reason", entry.reason.clone(), Tone::Plain);
    }
    if !entry.tags.is_empty() {
        row("Tags", entry.tags.join(", "), Tone::Plain);
    }
    if let Some(key) = &entry.backup_for {
        row("Backup", format!("for {}", title(list, key)), Tone::Plain);
    }
    let backups: Vec<String> = list
        .entries()
        .iter()
        .filter(|other| other.backup_for.as_ref() == Some(&entry.key))
        .map(Entry::title)
        .collect();
    if !backups.is_empty() {
        row("Backups", backups.join(", "), Tone::Plain);
    }
}

/// Whether the day on which something is to be done is over.
pub fn is_late(entry: &Entry, today: &str) -> bool {
    matches!((day(&entry.due), day(today)), (Some(due), Some(today)) if due < today)
}

fn title(list: &Shortlist, key: &Key) -> String {
    let entry = list.entry(key);
    entry.map_or_else(|| key.to_string(), Entry::title)
}

fn notes(out: &mut Vec<Line>, entry: &Entry, today: &str) {
    heading(out, "Notes");
    if entry.notes.is_empty() {
        out.push(line("", "none yet", Tone::Faint));
    }
    let notes = entry.notes.iter().rev();
    out.extend(notes.map(|note| {
        let text = note.text.split_whitespace().collect::<Vec<_>>().join(" ");
        line(&short(&note.day, today), &text, Tone::Plain)
    }));
}

fn differs(out: &mut Vec<Line>, entry: &Entry, now: Now, here: Here) {
    let day = short(&entry.added, here.today);
    heading(out, &format!("Since added, {day}"));
    let nothing = |text: &str| line("", text, Tone::Faint);
    match now {
        Now::Unknown => out.push(nothing("open a roster to see what changed")),
        Now::Gone => out.push(nothing("no longer in the file")),
        Now::Is(now) => {
            let code = match now.word(Field::Currency) {
                "" => here.currency,
                code => code,
            };
            let words = Since::of(entry, &now).words(&entry.snapshot.currency, code);
            if words.is_empty() {
                out.push(nothing("nothing changed"));
            }
            out.extend(words.iter().map(|word| line("", word, Tone::Plain)));
        }
    }
}

fn profile(out: &mut Vec<Line>, entry: &Entry, now: Now, here: Here) {
    let then = &entry.snapshot;
    let (title, tone) = match now {
        Now::Is(_) => ("Profile today", Tone::Plain),
        _ => ("Profile on that day", Tone::Faint),
    };
    heading(out, title);
    let now = match now {
        Now::Is(now) => Some(now),
        _ => None,
    };
    let name = now.map_or(entry.name.as_str(), |now| now.text(Field::Name));
    let word = |field| now.map_or("", |now| now.word(field));
    let tier = now.map_or(then.tier.as_str(), |now| now.word(Field::Tier));
    let number = |field, before: Option<f64>| match now {
        Some(now) => now.number(field),
        None => before,
    };
    let figure =
        |value: Option<f64>, text: &dyn Fn(f64) -> String| value.map_or_else(String::new, text);
    let price = number(Field::Price, then.price);
    let code = now.map_or(then.currency.as_str(), |now| now.word(Field::Currency));
    let texts = [
        [
            name.to_owned(),
            entry.key.platform.clone(),
            word(Field::Country).to_owned(),
        ],
        [
            tier.to_owned(),
            figure(number(Field::Followers, then.followers), &|value| {
                format!("{} followers", display::count(value))
            }),
            figure(
                number(Field::EngagementRate, then.engagement_rate),
                &|value| format!("{} ER", display::share(value)),
            ),
        ],
        [
            figure(price, &|value| {
                format!("{} a post", here.money(value, code))
            }),
            figure(now.and_then(|now| now.number(Field::Cpe)), &|value| {
                format!("CPE {}", here.money(value, ""))
            }),
            word(Field::Niche).to_owned(),
        ],
    ];
    for texts in texts {
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            out.push(line("", &texts.join(" · "), tone));
        }
    }
}
