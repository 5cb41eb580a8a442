//! What several files, or two rows of one file, say of the same influencers.
//!
//! A later file wins, field by field, where it knows something; within one file the first row stays
//! and the report says what the other one would have said. Whoever builds the roster hands every
//! event over and, when a file has come to its end, has it settled.

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;

use super::identity::Repeats;
use super::report::{Effect, FileReport, Issue, IssueKind, Merged, Report, Taken};
use crate::roster::fold::fold;
use crate::roster::merge::Update;
use crate::roster::{Field, Kind, Roster, RowId, Segment, Slot, Value, display};

/// Differences of duplicates that are told; the rows are listed all the same.
const TOLD: usize = 10_000;

/// Names that are told of those which stand in several files.
const NAMES: usize = 3;

/// Keeps what later rows say of earlier ones until it can be put there.
#[derive(Debug, Default)]
pub struct Merger {
    several: bool,
    files: Vec<Part>,
    /// Rows of the file being read that tell of rows of earlier files, and where those are.
    pending: Vec<(Segment, Vec<Option<RowId>>)>,
    /// Where the pending row for a row is.
    places: FxHashMap<RowId, (usize, usize)>,
    /// Names of the files before and of the file being read.
    names: FxHashSet<u64>,
    own_names: Vec<u64>,
}

/// What is told of one file.
#[derive(Debug, Default)]
struct Part {
    path: String,
    /// Rows of the roster when it began.
    before: u64,
    merged: Merged,
    /// By slot, how often it was new, changed and the same.
    taken: FxHashMap<Slot, [u64; 3]>,
    /// Of each duplicate its line and what differs.
    differences: Vec<(u64, String)>,
    issues: Vec<Issue>,
}

impl Merger {
    /// A merger for so many files.
    pub fn of_files(files: usize) -> Self {
        Merger {
            several: files > 1,
            ..Merger::default()
        }
    }

    /// A file begins.
    pub fn begin(&mut self, path: &str, roster: Option<&Roster>) {
        self.names.extend(self.own_names.drain(..));
        self.files.push(Part {
            path: path.to_owned(),
            before: roster.map_or(0, Roster::len) as u64,
            ..Part::default()
        });
    }

    /// New rows are about to join the roster.
    pub fn look_at(&mut self, rows: &Segment) {
        let Some(part) = self.files.last_mut().filter(|_| self.several) else {
            return;
        };
        for row in 0..rows.len() {
            let name = rows.text(Field::Name, row);
            if name.is_empty() {
                continue;
            }
            let mut hasher = FxHasher::default();
            hasher.write(fold(name).as_bytes());
            let hash = hasher.finish();
            self.own_names.push(hash);
            if rows.text(Field::Handle, row).is_empty() && self.names.contains(&hash) {
                part.merged.same_names += 1;
                if part.merged.names.len() < NAMES {
                    part.merged.names.push(name.to_owned());
                }
            }
        }
    }

    /// Takes rows of known influencers, which the roster has absorbed.
    pub fn take(&mut self, roster: &Roster, rows: Segment, again: &Repeats) {
        let Some(part) = self.files.last_mut() else {
            return;
        };
        part.merged.by_handle += again.by_handle;
        let next = self.pending.len();
        let mut to = Vec::with_capacity(rows.len());
        for (row, (first, merged)) in again.of.iter().zip(&again.merged).enumerate() {
            if *merged {
                let (segment, at) = roster.locate(*first);
                part.merge(segment, at, &rows, row);
                self.places.insert(*first, (next, row));
                to.push(Some(*first));
                continue;
            }
            to.push(None);
            let line = rows.number(Field::SourceLine, row).unwrap_or(0.0) as u64;
            let difference = if part.differences.len() >= TOLD {
                String::new()
            } else {
                match self.places.get(first) {
                    Some((pending, at)) if *pending == next => {
                        difference(roster, &rows, row, &rows, *at)
                    }
                    Some((pending, at)) => {
                        difference(roster, &rows, row, &self.pending[*pending].0, *at)
                    }
                    None => {
                        let (segment, at) = roster.locate(*first);
                        difference(roster, &rows, row, segment, at)
                    }
                }
            };
            part.differences.push((line, difference));
        }
        if to.iter().any(Option::is_some) {
            self.pending.push((rows, to));
        }
    }

    /// Puts what the file said into the rows of earlier files, segment by segment, whose measures are
    /// computed again.
    pub fn settle(&mut self, roster: &mut Roster, complete: fn(&Roster, &mut Segment)) {
        let pending = std::mem::take(&mut self.pending);
        self.places.clear();
        let mut updates: Vec<Vec<Update<'_>>> = vec![Vec::new(); roster.segments().len()];
        for (from, to) in &pending {
            for (at, row) in to.iter().enumerate() {
                let Some(row) = row else { continue };
                let (segment, row) = roster.place(*row);
                let dropped = other_money(roster, roster.segment(segment), row, from, at);
                if !dropped.is_empty()
                    && let Some(part) = self.files.last_mut()
                {
                    part.drop_money(roster, roster.segment(segment), row, from, at, &dropped);
                }
                updates[segment].push(Update {
                    row,
                    from,
                    at,
                    dropped,
                });
            }
        }
        let first_stays = updates.first().is_none_or(Vec::is_empty);
        let changed = updates.into_iter().enumerate();
        for (at, mut updates) in changed.filter(|(_, updates)| !updates.is_empty()) {
            updates.sort_by_key(|update| update.row);
            let mut segment = roster.updated(at, &updates);
            complete(roster, &mut segment);
            roster.replace(at, segment);
        }
        if !pending.is_empty() && first_stays {
            roster.renew();
        }
    }

    /// Puts what was found into the report.
    pub fn tell(self, roster: &Roster, report: &mut Report) {
        let mut files = report.files.iter_mut();
        for (at, mut part) in self.files.into_iter().enumerate() {
            let Some(file) = files.find(|file| file.path == part.path) else {
                return;
            };
            part.differences.sort_by_key(|(line, _)| *line);
            let duplicates = file.issues.iter_mut();
            let duplicates = duplicates.filter(|issue| issue.kind == IssueKind::Duplicate);
            for (issue, (_, difference)) in duplicates.zip(&part.differences) {
                if !difference.is_empty() {
                    issue.detail = Some(difference.clone());
                }
            }
            file.issues.append(&mut part.issues);
            file.issues.sort_by_key(|issue| issue.line);
            if at > 0 {
                part.tell_merged(roster, file);
            }
        }
    }
}

impl Part {
    /// Counts what a row of an earlier file takes from one of this file.
    fn merge(&mut self, segment: &Segment, row: usize, from: &Segment, at: usize) {
        self.merged.in_both += 1;
        for slot in from.told(at) {
            let (old, new) = match slot {
                Slot::Field(field) => (segment.stated(field, row), from.value(field, at)),
                Slot::Extra(extra) => (
                    known(segment.extra(extra as usize, row)),
                    known(from.extra(extra as usize, at)),
                ),
            };
            let which = match old {
                Value::Unknown => 0,
                old if old != new => 1,
                _ => 2,
            };
            self.taken.entry(slot).or_default()[which] += 1;
        }
    }

    /// Tells of prices that no longer go with those of this file.
    fn drop_money(
        &mut self,
        roster: &Roster,
        segment: &Segment,
        row: usize,
        from: &Segment,
        at: usize,
        dropped: &[Field],
    ) {
        let currency = currency_of(roster, segment, row);
        let prices: Vec<String> = dropped
            .iter()
            .map(|field| {
                let price = shown(roster, *field, segment.value(*field, row));
                format!("{} {price} {currency}", words(*field))
            })
            .collect();
        self.issues.push(Issue {
            kind: IssueKind::TwoCurrencies,
            line: from.number(Field::SourceLine, at).map(|line| line as u64),
            column: None,
            text: segment.text(Field::Handle, row).to_owned(),
            detail: Some(prices.join(", ")),
            effect: Effect::CellEmpty,
        });
    }

    fn tell_merged(mut self, roster: &Roster, file: &mut FileReport) {
        self.merged.only_here = file.rows.loaded - self.merged.in_both;
        self.merged.only_before = self.before - self.merged.in_both;
        let mut taken: Vec<(Slot, [u64; 3])> = self.taken.into_iter().collect();
        taken.sort();
        self.merged.taken = taken
            .into_iter()
            .map(|(slot, [new, changed, same])| Taken {
                column: match slot {
                    Slot::Field(field) => words(field),
                    Slot::Extra(extra) => roster.extra_headers()[extra as usize].clone(),
                },
                new,
                changed,
                same,
            })
            .collect();
        file.merged = Some(self.merged);
    }
}

impl Merged {
    /// What a person should know of it.
    pub fn sentences(&self) -> Vec<String> {
        let grouped = display::grouped;
        let mut said = vec![format!(
            "Merged by platform and handle: in both this file and those before {}, only in this one {}, only in those before {}.",
            grouped(self.in_both),
            grouped(self.only_here),
            grouped(self.only_before)
        )];
        let taken: Vec<String> = self
            .taken
            .iter()
            .filter(|taken| taken.new + taken.changed > 0)
            .map(|taken| {
                let column = &taken.column;
                match (taken.new, taken.changed) {
                    (new, 0) => format!("{column} ({} new)", grouped(new)),
                    (0, changed) => format!("{column} ({} changed)", grouped(changed)),
                    (new, changed) => format!(
                        "{column} ({} new, {} changed)",
                        grouped(new),
                        grouped(changed)
                    ),
                }
            })
            .collect();
        if !taken.is_empty() {
            said.push(format!(
                "Taken from this file for those: {}.",
                taken.join(", ")
            ));
        }
        if self.by_handle > 0 {
            said.push(format!(
                "{} of them were found by the handle alone, since one of the files says no platform. Say it with --platform where that is wrong.",
                grouped(self.by_handle)
            ));
        }
        if self.same_names > 0 {
            said.push(format!(
                "{} rows without a handle have a name that stands in the files before ({}). They are rows of their own, since a name is not an identity.",
                grouped(self.same_names),
                self.names.join(", ")
            ));
        }
        said
    }
}

/// The amounts of a row that cannot stay where another file says prices in another currency: a row
/// has one currency for all of them.
fn other_money(
    roster: &Roster,
    segment: &Segment,
    row: usize,
    from: &Segment,
    at: usize,
) -> Vec<Field> {
    let says = |segment: &Segment, row: usize, field: Field| {
        field.kind() == Kind::Money && segment.stated(field, row) != Value::Unknown
    };
    let all = || Field::ALL.iter().copied();
    let stays = from.value(Field::Currency, at) == Value::Unknown
        || currency_of(roster, segment, row) == currency_of(roster, from, at);
    if stays || !all().any(|field| says(from, at, field)) {
        return Vec::new();
    }
    all()
        .filter(|field| says(segment, row, *field) && !says(from, at, *field))
        .collect()
}

/// The currency of a row's amounts.
fn currency_of(roster: &Roster, segment: &Segment, row: usize) -> String {
    let said = match segment.value(Field::Currency, row) {
        Value::Words(code) => roster.dictionary(Field::Currency).texts(code).next(),
        _ => None,
    };
    said.map_or_else(|| roster.base_currency().to_string(), str::to_owned)
}

/// How a duplicate differs from the first row: `price 500 here, 450 in line 12; email only here`.
fn difference(roster: &Roster, rows: &Segment, row: usize, first: &Segment, at: usize) -> String {
    const TOLD: usize = 4;
    let line = first.number(Field::SourceLine, at).unwrap_or(0.0);
    let mut differs = Vec::new();
    for slot in rows.told(row) {
        let (name, here, there) = match slot {
            Slot::Field(field) => (
                words(field),
                shown(roster, field, rows.value(field, row)),
                shown(roster, field, first.stated(field, at)),
            ),
            Slot::Extra(extra) => (
                roster.extra_headers()[extra as usize].clone(),
                rows.extra(extra as usize, row).to_owned(),
                first.extra(extra as usize, at).to_owned(),
            ),
        };
        if there.is_empty() {
            differs.push(format!("{name} {} only here", short(&here)));
        } else if here != there {
            differs.push(format!(
                "{name} {} here, {} in line {line}",
                short(&here),
                short(&there)
            ));
        }
    }
    match differs.len() {
        0 => format!("nothing that line {line} does not say"),
        more if more > TOLD => {
            differs.truncate(TOLD);
            format!(
                "{}; and {} more columns differ",
                differs.join("; "),
                more - TOLD
            )
        }
        _ => differs.join("; "),
    }
}

/// The name of a field within a sentence.
fn words(field: Field) -> String {
    field.id().replace('_', " ")
}

fn known(text: &str) -> Value<'_> {
    match text {
        "" => Value::Unknown,
        text => Value::Text(text),
    }
}

fn shown(roster: &Roster, field: Field, value: Value<'_>) -> String {
    match value {
        Value::Unknown => String::new(),
        Value::Text(text) => text.to_owned(),
        Value::Words(code) => {
            let words: Vec<&str> = roster.dictionary(field).texts(code).collect();
            words.join(", ")
        }
        Value::Number(number) => match field.kind() {
            Kind::Share => display::share(number),
            Kind::Date => display::date(number),
            _ => number.to_string(),
        },
    }
}

/// A text that may be long, in a sentence.
fn short(text: &str) -> String {
    const CHARS: usize = 40;
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(CHARS).collect();
    match letters.next() {
        Some(_) => format!("“{}…”", start.trim_end()),
        None if text.contains([' ', ',', ';']) => format!("“{start}”"),
        None => start,
    }
}
