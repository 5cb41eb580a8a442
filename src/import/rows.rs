//! Records become rows: each column's cells go where the plan says.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Record;
use super::plan::Plan;
use super::report::{Effect, Issue, IssueKind};
use super::units::Style;
use super::values;
use crate::roster::platform::Platform;
use crate::roster::{Currency, Field, Key, Kind, SegmentBuilder, country};

/// Rows that were read from one piece of a file.
#[derive(Debug)]
pub struct Chunk {
    pub rows: SegmentBuilder,
    /// Of each row, who it is; none where only a name tells.
    pub identities: Vec<Option<u128>>,
    /// Of each row, the line where it begins.
    pub lines: Vec<u64>,
    pub issues: Vec<Issue>,
    /// Rows with something in each column.
    pub filled: Vec<u64>,
    /// Rows with something in any cell.
    pub found: u64,
}

impl Places {
    fn handle_of<'r>(self, record: &'r Record<'_>) -> &'r str {
        let cell = self.handle.map_or("", |at| record.cell(at));
        if !values::is_missing(cell) {
            return values::handle(cell);
        }
        match self.url.map(|at| record.cell(at)) {
            Some(address) if Platform::of_address(address).is_some() => values::handle(address),
            _ => "",
        }
    }

    /// The networks that a row names, else the one of its profile address, else the file's.
    fn platforms_of<'r>(self, record: &'r Record<'_>, otherwise: Option<&'r str>) -> Vec<&'r str> {
        let cell = self.platform.map_or("", |at| record.cell(at));
        if !values::is_missing(cell) {
            return cell
                .split([',', ';', '/', '|'])
                .map(values::trim)
                .filter(|word| !word.is_empty())
                .map(|word| Platform::named(word).map_or(word, |platform| platform.name))
                .collect();
        }
        for column in [self.url, self.handle].into_iter().flatten() {
            if let Some(platform) = Platform::of_address(record.cell(column)) {
                return vec![platform.name];
            }
        }
        otherwise.into_iter().collect()
    }
}

/// Fills columns from records.
pub struct Filler<'p> {
    plan: &'p Plan,
    chunk: Chunk,
    at: Places,
}

/// The columns that say who a row is and in which currency it is priced.
#[derive(Clone, Copy, Debug)]
struct Places {
    platform: Option<usize>,
    url: Option<usize>,
    handle: Option<usize>,
    name: Option<usize>,
    currency: Option<usize>,
}

impl<'p> Filler<'p> {
    pub fn new(plan: &'p Plan) -> Self {
        Filler {
            plan,
            chunk: Chunk {
                rows: SegmentBuilder::new(plan.extra_headers.clone()),
                identities: Vec::new(),
                lines: Vec::new(),
                issues: Vec::new(),
                filled: vec![0; plan.columns.len()],
                found: 0,
            },
            at: Places {
                platform: plan.column(Field::Platform),
                url: plan.column(Field::Url),
                handle: plan.column(Field::Handle),
                name: plan.column(Field::Name),
                currency: plan.column(Field::Currency),
            },
        }
    }

    pub fn finish(mut self) -> Chunk {
        self.chunk.rows.fold();
        self.chunk
    }

    /// Rows so far.
    pub fn len(&self) -> usize {
        self.chunk.rows.len()
    }

    /// Reads one record; one in which every cell is empty is no row.
    pub fn record(&mut self, record: &Record<'_>) {
        if record.line <= self.plan.header_line || record.is_empty() {
            return;
        }
        self.chunk.found += 1;
        let plan = self.plan;
        let mut surplus = record.cells.iter().skip(plan.width);
        let longer = surplus.any(|cell| !values::trim(cell).is_empty());
        let shorter = record.cells.len() < plan.width;
        if longer || shorter {
            let (cells, wanted) = (record.cells.len(), plan.width);
            let text = format!("{cells} cells, header has {wanted}");
            self.issue(IssueKind::Ragged, record.line, None, &text, Effect::Noted);
        }
        for (at, filled) in self.chunk.filled.iter_mut().enumerate() {
            *filled += u64::from(!record.cell(at).is_empty());
        }
        let handle = self.at.handle_of(record);
        let name = self.at.name.map_or("", |at| record.cell(at));
        let name = if values::is_missing(name) { "" } else { name };
        if handle.is_empty() && name.is_empty() {
            let text: Vec<&str> = record
                .cells
                .iter()
                .map(|cell| values::trim(cell))
                .filter(|cell| !cell.is_empty())
                .take(3)
                .collect();
            self.issue(
                IssueKind::NoIdentity,
                record.line,
                None,
                &text.join(" · "),
                Effect::RowLeftOut,
            );
            return;
        }
        let platform = self.at.platforms_of(record, plan.platform.as_deref());
        self.chunk.rows.text(Field::Handle, handle);
        self.chunk
            .rows
            .words(Field::Platform, platform.iter().copied());
        let mut currency = self
            .at
            .currency
            .and_then(|at| values::currency(record.cell(at)));
        for (at, (column, style)) in plan.columns.iter().enumerate() {
            let cell = record.cell(at);
            match column.field {
                None => {
                    if let Some(extra) = plan.extras[at] {
                        self.chunk.rows.extra(extra, cell);
                    }
                }
                Some(Field::Handle | Field::Platform | Field::Currency) => {}
                Some(_) if values::is_missing(cell) => {}
                Some(field) if field.kind() == Kind::Text => self.chunk.rows.text(field, cell),
                Some(field) if field.kind() == Kind::Date => self.date(record, at, field, style),
                Some(field) if field.kind().is_numeric() => {
                    let found = self.number(record, at, field, style);
                    currency = currency.or(found);
                }
                Some(_) => {}
            }
        }
        for (field, columns) in &plan.words {
            self.words(record, *field, columns);
        }
        if let Some(currency) = currency {
            self.chunk.rows.words(Field::Currency, [currency.code()]);
        }
        self.chunk
            .rows
            .words(Field::SourceFile, [plan.file.as_str()]);
        self.chunk
            .rows
            .number(Field::SourceLine, record.line as f64);
        self.chunk.rows.end_row();
        self.chunk.lines.push(record.line);
        let platform = platform.first().copied().unwrap_or("");
        let identity = (!handle.is_empty()).then(|| identity(platform, handle));
        self.chunk.identities.push(identity);
    }

    /// Reads a number; the answer is the currency that the cell names.
    fn number(
        &mut self,
        record: &Record<'_>,
        at: usize,
        field: Field,
        style: &Style,
    ) -> Option<Currency> {
        let cell = record.cell(at);
        let Some(number) = values::number(cell, style.decimal_comma) else {
            let header = self.plan.headers[at].clone();
            self.issue(
                IssueKind::NotANumber,
                record.line,
                Some(header),
                cell,
                Effect::CellEmpty,
            );
            return None;
        };
        let value = match field.kind() {
            Kind::Share if number.percent || style.percent => number.value / 100.0,
            _ if number.scaled => number.value,
            _ => number.value * style.factor,
        };
        let value = if field.kind() == Kind::Count && (value - value.round()).abs() < 1e-6 {
            value.round()
        } else {
            value
        };
        let odd = match field.kind() {
            Kind::Money if value < 0.0 => Some((IssueKind::NegativePrice, Effect::CellEmpty)),
            Kind::Share if value > 1.0 => Some((IssueKind::RateAbove100, Effect::Noted)),
            _ => None,
        };
        if let Some((kind, effect)) = odd {
            let header = self.plan.headers[at].clone();
            self.issue(kind, record.line, Some(header), cell, effect);
            if effect == Effect::CellEmpty {
                return None;
            }
        }
        self.chunk.rows.number(field, value);
        (field.kind() == Kind::Money)
            .then_some(number.currency.or(style.currency))
            .flatten()
    }

    fn date(&mut self, record: &Record<'_>, at: usize, field: Field, style: &Style) {
        let cell = record.cell(at);
        match values::date(cell, style.day_order) {
            Some(days) => self.chunk.rows.number(field, days),
            None => {
                let header = self.plan.headers[at].clone();
                self.issue(
                    IssueKind::NotADate,
                    record.line,
                    Some(header),
                    cell,
                    Effect::CellEmpty,
                );
            }
        }
    }

    fn words(&mut self, record: &Record<'_>, field: Field, columns: &[usize]) {
        let cells = columns
            .iter()
            .map(|at| record.cell(*at))
            .filter(|cell| !values::is_missing(cell));
        match field {
            Field::Country | Field::AudienceCountry => {
                let name = |cell: &str| {
                    country::named(cell).map_or_else(|| cell.to_owned(), str::to_owned)
                };
                let names: Vec<String> = cells.map(name).collect();
                self.chunk
                    .rows
                    .words(field, names.iter().map(String::as_str).take(1));
            }
            Field::Verified => {
                let word = cells.map(|cell| match cell.to_lowercase().as_str() {
                    "1" | "yes" | "true" | "y" | "si" | "sí" | "oui" | "ja" | "sim" | "да" => {
                        "yes"
                    }
                    "0" | "no" | "false" | "n" | "non" | "nein" | "não" | "нет" => "no",
                    _ => "",
                });
                self.chunk.rows.words(field, word);
            }
            field if field.kind() == Kind::Words => {
                let words: Vec<&str> = cells.flat_map(list).collect();
                self.chunk.rows.words(field, words);
            }
            field => self.chunk.rows.words(field, cells.take(1)),
        }
    }

    fn issue(
        &mut self,
        kind: IssueKind,
        line: u64,
        column: Option<String>,
        text: &str,
        effect: Effect,
    ) {
        self.chunk.issues.push(Issue {
            kind,
            line: Some(line),
            column,
            text: text.to_owned(),
            effect,
        });
    }
}

/// The words of a list cell: `Videogame, Humor`, `a; b`, `["a", "b"]`.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', '|'])
        .map(|word| values::trim(word.trim_matches(['[', ']', '"', '\''])))
        .filter(|word| !word.is_empty())
}

/// A number for who a row is: two that are the same person on the same platform get the same.
pub fn identity(platform: &str, handle: &str) -> u128 {
    let key = Key::new(platform, handle);
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        key.hash(&mut hasher);
        hasher.finish()
    };
    u128::from(half(1)) << 64 | u128::from(half(2))
}
