//! Records become rows: each column's cells go where the plan says.

mod emptied;

mod issues;

mod plain;

mod quotes;

pub mod ragged;

mod total;

mod words;

mod who;

use rustc_hash::FxHashMap;

use super::Record;
use super::identity::Identity;
use super::layout::{self, Kind as Bought};
use super::plan::{Account, Plan};
use super::report::{Effect, Issue, IssueKind};
use super::shape;
use super::units::Style;
use super::values;
use plain::Plain;
use total::Verdict;
pub use total::{Named, Suspect};

use crate::roster::column::UNKNOWN_CODE;
use crate::roster::{Currency, Field, Kind, SegmentBuilder};

/// Rows that were read from one piece of a file.
#[derive(Debug)]
pub struct Chunk {
    pub rows: SegmentBuilder,
    /// Of each row, who it is; none where only a name tells.
    pub identities: Vec<Option<Identity>>,
    /// Of each row, the line where it begins.
    pub lines: Vec<u64>,
    pub issues: Vec<Issue>,
    /// Rows with something in each column.
    pub filled: Vec<u64>,
    /// The place of the first of these columns among those of all tables of the file.
    pub first_column: usize,
    /// Records with something in any cell.
    pub records: u64,
    /// Rows: accounts of such records.
    pub found: u64,
    /// All prices of all rows, where the plan asks for them.
    pub quotes: Vec<f64>,
    /// Columns with texts that say nothing, with the cells in which they stood.
    pub emptied: Vec<(usize, u64)>,
    /// Rows whose figures may be those of the rows above.
    pub suspects: Vec<Suspect>,
    /// Whether rows are accounts of several networks, whose figures are summed up apart.
    pub wide: bool,
}

/// Fills columns from records.
pub struct Filler<'p> {
    plan: &'p Plan,
    /// How plain rows are read; none where no row is plain.
    plain: Option<Plain>,
    chunk: Chunk,
    /// Cells of words that were read before, with their codes.
    memory: Vec<(Field, FxHashMap<String, u32>)>,
    /// The last cell of the currency column and what it says.
    last_currency: (String, Option<Currency>),
    /// The code of the name of the file.
    file: Option<u32>,
    /// The code of the last platform and its number among identities.
    last_platform: (u32, u32),
    /// A handle in lower case, while it is looked at.
    lowered: String,
    /// What the cells beside prices say that these buy.
    kinds: FxHashMap<String, Option<Bought>>,
    /// The prices of the row that is being built.
    prices: Vec<(f64, Option<Bought>)>,
    /// What ties the accounts of the last record together.
    person: String,
    /// The user leaves out rows with a problem that this one has.
    unwanted: bool,
    /// Such rows.
    left_out: Vec<usize>,
}

/// A cell and where it stands.
#[derive(Clone, Copy, Debug)]
struct Cell<'c> {
    line: u64,
    /// The column.
    at: usize,
    /// Without the blanks around it.
    text: &'c str,
}

impl<'c> Cell<'c> {
    fn of(record: &'c Record<'_>, at: usize) -> Self {
        Cell {
            line: record.line,
            at,
            text: record.cell(at),
        }
    }
}

impl<'p> Filler<'p> {
    pub fn new(plan: &'p Plan) -> Self {
        Filler {
            plan,
            plain: Plain::of(plan),
            chunk: Chunk {
                rows: SegmentBuilder::new(plan.extra_headers.clone()),
                identities: Vec::new(),
                lines: Vec::new(),
                issues: Vec::new(),
                filled: vec![0; plan.columns.len()],
                first_column: plan.first_column,
                records: 0,
                found: 0,
                quotes: Vec::new(),
                emptied: plan.empty.iter().map(|(at, _)| (*at, 0)).collect(),
                suspects: Vec::new(),
                wide: plan.accounts.len() > 1,
            },
            memory: Vec::new(),
            last_currency: (String::new(), None),
            file: None,
            last_platform: (UNKNOWN_CODE, 0),
            lowered: String::new(),
            kinds: FxHashMap::default(),
            prices: Vec::new(),
            person: String::new(),
            unwanted: false,
            left_out: Vec::new(),
        }
    }

    pub fn finish(mut self) -> Chunk {
        self.leave_out();
        self.plan.niches.apply(&mut self.chunk.rows);
        self.chunk
    }

    /// Rows so far.
    pub fn len(&self) -> usize {
        self.chunk.rows.len()
    }

    /// Reads one record; one in which every cell is empty is no row.
    pub fn record(&mut self, record: &Record<'_>) {
        let lines = self.plan.header_line + 1..self.plan.end_line;
        if !lines.contains(&record.line) || record.is_empty() {
            return;
        }
        let aside = self.plan.asides.kind(record);
        let verdict = self.verdict(record);
        if let Some(kind) = aside.or(verdict.kind()) {
            let text = shape::text(record);
            self.issue(kind, record.line, None, &text, Effect::NotARow);
            return;
        }
        let first_row = self.len();
        self.chunk.records += u64::from(record.part == 0);
        let plan = self.plan;
        self.unwanted = false;
        let mended = self.ragged(record);
        let unwanted = self.unwanted;
        let record = mended.as_ref().unwrap_or(record);
        let emptied = self.emptied(record);
        let record = emptied.as_ref().unwrap_or(record);
        for (at, filled) in self.chunk.filled.iter_mut().enumerate() {
            *filled += u64::from(!record.cell(at).is_empty());
        }
        if record.part == 0 {
            self.person.clear();
        }
        let mut any = false;
        for account in &plan.accounts {
            let there = match account.own.as_slice() {
                [] => !any,
                own => own
                    .iter()
                    .any(|at| layout::says_something(record.cell(*at))),
            };
            if there {
                any = true;
                self.unwanted = unwanted;
                self.account(record, account);
            }
        }
        if verdict == Verdict::Suspect {
            self.suspect(record, first_row);
        }
    }

    /// Reads one account of a record into a row.
    fn account(&mut self, record: &Record<'_>, account: &Account) {
        self.chunk.found += 1;
        let plan = self.plan;
        let handle = account.at.handle_of(record, account.network);
        let name = account.at.name_of(record);
        let name = match account.at.spare_of(record) {
            spare if handle.is_empty() && name.is_empty() => {
                self.chunk.rows.text(Field::Name, spare);
                spare
            }
            _ => name.as_ref(),
        };
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
        self.chunk.rows.text(Field::Handle, handle);
        if !name.is_empty() {
            self.chunk.rows.text(Field::Name, name);
        }
        self.platform(record, account);
        let identity = self.identity(handle);
        let cell = account.at.currency.map(|at| record.cell(at));
        let mut currency = cell.and_then(|cell| self.currency(cell));
        if plan.several {
            self.tie(record, account, handle, name);
        }
        for at in account.columns.iter().copied() {
            let (column, style) = &plan.columns[at];
            let cell = record.cell(at);
            if let Some(extra) = plan.extras[at] {
                self.chunk.rows.extra(extra, cell);
            }
            match column.field {
                None | Some(Field::Handle | Field::Name | Field::Platform | Field::Currency) => {}
                Some(field) if quotes::is_quote(field) => {}
                Some(_) if values::is_missing(cell) => {}
                Some(field) if field.kind() == Kind::Text => {
                    self.chunk.rows.text(field, &values::readable(cell));
                }
                Some(field) if field.kind() == Kind::Date => {
                    self.date(Cell::of(record, at), field, style);
                }
                Some(field) if field.kind().is_numeric() => {
                    let found = self.number(Cell::of(record, at), field, style);
                    currency = currency.or(found);
                }
                Some(_) => {}
            }
        }
        if !account.quotes.is_empty() {
            currency = currency.or(self.quotes(record, account));
        }
        for (field, columns) in &account.words {
            self.words(record, *field, columns);
        }
        if let Some(niche) = &plan.niche {
            self.remembered(Field::Niche, niche, |rows| {
                rows.code_of(Field::Niche, [niche.as_str()])
            });
        }
        self.end_row(currency, record.line, identity);
    }

    /// Ends a row, with what is known of it beside its cells.
    fn end_row(&mut self, currency: Option<Currency>, line: u64, identity: Option<Identity>) {
        if let Some(currency) = currency {
            self.remembered(Field::Currency, currency.code(), |rows| {
                rows.code_of(Field::Currency, [currency.code()])
            });
        }
        let (plan, rows) = (self.plan, &mut self.chunk.rows);
        let file = *self
            .file
            .get_or_insert_with(|| rows.code_of(Field::SourceFile, [plan.file.as_str()]));
        rows.code(Field::SourceFile, file);
        self.chunk.rows.number(Field::SourceLine, line as f64);
        if self.unwanted {
            self.left_out.push(self.chunk.rows.len());
        }
        self.chunk.rows.end_row();
        self.chunk.lines.push(line);
        self.chunk.identities.push(identity);
    }

    /// Sets a number of the row; the answer is the currency that the cell names.
    fn number(&mut self, cell: Cell<'_>, field: Field, style: &Style) -> Option<Currency> {
        let (value, currency) = self.value(cell, field, style)?;
        self.chunk.rows.number(field, value);
        currency
    }

    /// Reads a number and the currency that an amount of money names.
    fn value(
        &mut self,
        cell: Cell<'_>,
        field: Field,
        style: &Style,
    ) -> Option<(f64, Option<Currency>)> {
        let Some(number) = style.number(cell.text) else {
            let kind = if values::is_range(cell.text, style.notation) {
                IssueKind::Range
            } else {
                IssueKind::NotANumber
            };
            self.told(kind, cell, Effect::CellEmpty);
            return None;
        };
        if number.value == 0.0 && style.zero_is_unknown {
            return None;
        }
        let value = match field.kind() {
            Kind::Share if number.percent || style.percent => number.value / 100.0,
            _ if number.scaled => number.value,
            _ => number.value * style.factor,
        };
        let value = if field.kind() == Kind::Count
            && value != (value as i64) as f64
            && (value - value.round()).abs() < 1e-6
        {
            value.round()
        } else {
            value
        };
        let odd = match field.kind() {
            Kind::Money if value < 0.0 => Some((IssueKind::NegativePrice, Effect::CellEmpty)),
            Kind::Count if value < 0.0 => Some((IssueKind::NotANumber, Effect::CellEmpty)),
            Kind::Share if value > 1.0 => Some((IssueKind::RateAbove100, Effect::Noted)),
            _ if field == Field::Followers && value == 0.0 => {
                Some((IssueKind::NoFollowers, Effect::Noted))
            }
            _ if number.at_least => Some((IssueKind::AtLeast, Effect::Noted)),
            _ => None,
        };
        if let Some((kind, effect)) = odd {
            self.told(kind, cell, effect);
            if effect == Effect::CellEmpty {
                return None;
            }
        }
        let money = field.kind() == Kind::Money;
        let currency = money.then_some(number.currency.or(style.currency));
        Some((value, currency.flatten()))
    }

    fn date(&mut self, cell: Cell<'_>, field: Field, style: &Style) {
        match values::date(cell.text, style.dates) {
            Some(days) => self.chunk.rows.number(field, days),
            None => self.told(IssueKind::NotADate, cell, Effect::CellEmpty),
        }
    }

    /// Tells of a cell.
    fn told(&mut self, kind: IssueKind, cell: Cell<'_>, effect: Effect) {
        let header = self.plan.headers[cell.at].clone();
        self.issue(kind, cell.line, Some(header), cell.text, effect);
    }

    /// The currency that the row names in a column of its own.
    fn currency(&mut self, cell: &str) -> Option<Currency> {
        if self.last_currency.0 != cell {
            self.last_currency = (cell.to_owned(), values::currency(cell));
        }
        self.last_currency.1
    }
}
