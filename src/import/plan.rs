//! What each column of a file is and how it is written: decided once, over a sample of the rows.

mod currency;
mod nobody;
mod places;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Record;
use super::evidence::{self, Look};
use super::headers::{self, Assigned};
use super::layout::{self, Block, Layout, Prices, Quote};
use super::niches::Niches;
use super::read::Options;
use super::report::IssueKind;
use super::rows::{Named, ragged};
use super::shape::{self, Asides, Shape};
use super::units::{self, Known, Style};
use crate::roster::Field;
use crate::roster::platform::Platform;

pub use currency::{most_said, saying};
pub use places::Places;

/// What each column is and how it is written: decided once for a file, shared by all threads.
#[derive(Debug)]
pub struct Plan {
    pub headers: Vec<String>,
    /// Cells that a row should have.
    pub width: usize,
    pub columns: Vec<(Assigned, Style)>,
    /// The last line of the header; rows are below it.
    pub header_line: u64,
    /// The line where another table begins.
    pub end_line: u64,
    /// Whether commas stand between cells, so that one in a number makes a record longer.
    pub commas: bool,
    /// What stands among the rows and is none.
    pub asides: Asides,
    /// The columns that tell whether a row sums up others.
    pub named: Named,
    /// The place of its first column among those of all tables of the file.
    pub first_column: usize,
    /// What its influencers are about, where the title of the table says it and no column does.
    pub niche: Option<String>,
    /// Which words mean the same niche.
    pub niches: Arc<Niches>,
    /// Whether the accounts of one human being stand in several tables, under the same name.
    pub stacked: bool,
    /// The network where no cell says it.
    pub platform: Option<String>,
    /// The name of the file, for the rows.
    pub file: String,
    /// The headers of the columns that no field took, each named once.
    pub extra_headers: Arc<[String]>,
    /// For each column, its place among the extra headers.
    pub extras: Vec<Option<usize>>,
    /// The accounts that a record may hold; never empty. The one without columns of its own is read
    /// where no other is there.
    pub accounts: Vec<Account>,
    /// Whether a record may hold several accounts, which `person` then ties together.
    pub several: bool,
    /// Whether all quotes are counted, since a row may have prices of several formats.
    pub quotes: bool,
    /// For the columns in which some texts say nothing, these texts.
    pub empty: Vec<(usize, Vec<String>)>,
    /// Problems whose rows the user leaves out.
    pub left_out: Vec<(IssueKind, Option<String>)>,
}

/// How one account of a record is read.
#[derive(Debug)]
pub struct Account {
    /// The network that its columns are named after.
    pub network: Option<&'static str>,
    /// Its own columns: where all are empty there is no such account.
    pub own: Vec<usize>,
    /// The columns that are read one by one.
    pub columns: Vec<usize>,
    /// Columns by field of words, since several may be put together.
    pub words: Vec<(Field, Vec<usize>)>,
    pub quotes: Vec<Quote>,
    pub at: Places,
}

impl Plan {
    /// Whether a column tells who somebody is.
    pub fn has_identity(&self) -> bool {
        self.columns.iter().any(|(column, _)| {
            matches!(column.field, Some(Field::Handle | Field::Name | Field::Url))
        })
    }

    /// The column by which a table of posts, payments or links points at the influencers of another
    /// file, where that is all it says of them.
    pub fn points_elsewhere(&self, rows: &[Record<'_>]) -> Option<&str> {
        const THEY: &[&str] = &[
            "influencer",
            "creator",
            "blogger",
            "kol",
            "talent",
            "profile",
        ];
        let has = |wanted: &[Field]| {
            let mut fields = self.columns.iter().filter_map(|(column, _)| column.field);
            fields.any(|field| wanted.contains(&field))
        };
        if has(&[Field::Handle, Field::Name, Field::Followers]) {
            return None;
        }
        let at = self.headers.iter().position(|header| {
            let name = header.to_lowercase();
            let begin = name
                .trim_end_matches("id")
                .trim_end_matches(['_', ' ', '-', '.']);
            name.ends_with("id") && THEY.contains(&begin)
        })?;
        // Where each stands once and has an address, the table is a roster after all.
        let mut ids: Vec<&str> = rows.iter().map(|row| row.cell(at)).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        (!has(&[Field::Url]) || ids.len() < all).then_some(self.headers[at].as_str())
    }

    /// Counts `3 days ago` back from a day.
    pub fn counted_from(mut self, today: f64) -> Self {
        for (_, style) in &mut self.columns {
            style.dates.today = Some(today);
        }
        self
    }

    /// Takes in what the title of one of several tables says.
    pub fn entitle(&mut self, block: &Block, options: &Options, stacked: bool) {
        if options.platform.is_none()
            && let Some(network) = block.network()
        {
            self.platform = Some(network.name.to_owned());
        }
        let told = self
            .columns
            .iter()
            .any(|(column, _)| column.field == Some(Field::Niche));
        self.niche = block.niche().filter(|_| !told);
        self.stacked = stacked;
        self.several |= stacked;
    }
}

/// Decides what the columns of a table are whose cells stand between commas. Numbers with commas that
/// were not quoted have pushed other cells out of their columns: those records are mended first.
pub fn decide_between_commas(
    shape: &Shape,
    rows: &mut [Record<'_>],
    options: &Options,
    file: &str,
) -> Plan {
    let mut plan = decide(shape, rows, options, file, None);
    plan.commas = ragged::mend(&plan, rows);
    if plan.commas {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut shape = shape.clone();
        shape.headers.truncate(width.max(shape.width));
        plan = decide(&shape, rows, options, file, None);
        plan.commas = true;
    }
    plan
}

/// Decides what the columns of a table are. `before` is what was decided when the table had fewer
/// columns, which stays.
pub fn decide(
    shape: &Shape,
    rows: &[Record<'_>],
    options: &Options,
    file: &str,
    before: Option<&Plan>,
) -> Plan {
    let told = by_name(&options.mappings, shape);
    let mut user = told.clone();
    if let Some(plan) = before {
        let columns = plan.headers.iter().zip(&plan.columns);
        user.extend(columns.map(|(header, (column, _))| (header.clone(), column.field)));
    }
    let asked = options.platform.as_deref().map(|name| {
        Platform::named(name).map_or_else(|| name.to_owned(), |platform| platform.name.to_owned())
    });
    let network = asked
        .as_deref()
        .and_then(Platform::named)
        .or_else(|| Platform::in_text(file));
    let mut layout = layout::decide(&shape.headers, rows, &user, network);
    let said = |at: usize| headers::said(&told, &shape.headers[at]).is_some();
    if !shape.nameless.is_empty() {
        by_cells(&mut layout.columns, shape, rows, &said);
    }
    nobody::name_somehow(&mut layout.columns, rows, &said);
    let owners = layout.owners();
    let table = layout::Table {
        headers: &shape.headers,
        rows,
        owners: &owners,
        said: &said,
    };
    let prices = layout::prices(&mut layout.columns, &table);
    layout.say_whose();
    let columns: Vec<(Assigned, Style)> = layout
        .columns
        .iter()
        .cloned()
        .zip(styles(&layout, &prices, rows, options))
        .collect();
    let (extra_headers, extras) = extras(shape, &layout.columns, &prices);
    let said = shape.headers.join(" ");
    let titles: Vec<&str> = shape.above.iter().map(|(_, text)| text.as_str()).collect();
    let titles = titles.join(" ");
    let platform = asked.or_else(|| {
        let told = Platform::in_text(file)
            .or(layout.network)
            .or_else(|| Platform::in_text(&titles))
            .or_else(|| Platform::in_text(&said));
        told.filter(|_| !layout.is_wide())
            .map(|platform| platform.name.to_owned())
    });
    Plan {
        headers: shape.headers.clone(),
        width: shape.width,
        header_line: shape.rows_after,
        asides: shape.asides.clone(),
        named: Named::of(&layout, rows),
        end_line: u64::MAX,
        commas: false,
        first_column: 0,
        niche: None,
        niches: options.niches.clone(),
        stacked: false,
        platform,
        file: file.to_owned(),
        extra_headers: extra_headers.into(),
        extras,
        accounts: layout
            .accounts
            .iter()
            .map(|account| Account::new(account, &layout.columns, &prices))
            .collect(),
        several: layout.is_wide() || rows.iter().any(|row| row.part > 0),
        quotes: options.figures && prices.quotes.len() > 1,
        empty: Vec::new(),
        left_out: options
            .left_out
            .iter()
            .filter(|(name, ..)| name == file)
            .map(|(_, kind, column)| (*kind, column.clone()))
            .collect(),
        columns,
    }
}

/// What the user said, with columns of a table without a header named as they are shown: `3` is
/// `Column 3`.
fn by_name(user: &[(String, Option<Field>)], shape: &Shape) -> Vec<(String, Option<Field>)> {
    user.iter()
        .map(|(header, field)| match header.trim().parse::<usize>() {
            Ok(number) if number > 0 && shape.nameless.contains(&(number - 1)) => {
                (shape::placed(number - 1), *field)
            }
            _ => (header.clone(), *field),
        })
        .collect()
}

/// Takes columns that nobody named for what their cells look like.
fn by_cells(
    columns: &mut [Assigned],
    shape: &Shape,
    rows: &[Record<'_>],
    said: &dyn Fn(usize) -> bool,
) {
    let looks: Vec<Option<Look>> = (0..columns.len())
        .map(|at| {
            let cells = rows.iter().map(|row| row.cell(at));
            let asked = shape.nameless.contains(&at) && !said(at);
            asked.then(|| evidence::look(cells)).flatten()
        })
        .collect();
    let known: Vec<Option<Field>> = columns.iter().map(|column| column.field).collect();
    for (column, field) in columns.iter_mut().zip(evidence::guess(&looks, &known)) {
        if field.is_some() {
            column.field = field;
            column.guess = true;
            column.note = Some("no header: read so by its cells alone".to_owned());
        }
    }
}

/// How each column is written, judged beside the columns of the same account.
fn styles(layout: &Layout, prices: &Prices, rows: &[Record<'_>], options: &Options) -> Vec<Style> {
    let mut typed = layout.columns.clone();
    for quote in &prices.quotes {
        typed[quote.column()].field.get_or_insert(Field::Price);
        if let Quote::Range { high, .. } = quote {
            typed[*high].field.get_or_insert(Field::Price);
        }
    }
    let known = Known::new(&typed, rows, options);
    if !layout.is_wide() {
        return (0..typed.len())
            .map(|at| units::style(&typed, at, rows, &known))
            .collect();
    }
    let mut styles = vec![Style::default(); typed.len()];
    for account in layout.accounts.iter() {
        let some = layout::project(rows, &account.columns);
        let columns: Vec<Assigned> = account
            .columns
            .iter()
            .map(|at| typed[*at].clone())
            .collect();
        for (place, at) in account.columns.iter().enumerate() {
            if account.own.is_empty() || account.own.contains(at) {
                styles[*at] = units::style(&columns, place, &some, &known);
            }
        }
    }
    styles
}

/// The columns that are kept as they are, each with a name of its own, and for each column its place
/// among them.
fn extras(
    shape: &Shape,
    columns: &[Assigned],
    prices: &Prices,
) -> (Vec<String>, Vec<Option<usize>>) {
    let mut names: Vec<String> = Vec::new();
    let mut taken = FxHashSet::default();
    // A damaged workbook may have thousands of columns of one name: none starts to count anew.
    let mut next: FxHashMap<&str, usize> = FxHashMap::default();
    let mut places = Vec::new();
    for (at, (header, column)) in shape.headers.iter().zip(columns).enumerate() {
        let kept = column.field.is_none() || prices.kept.contains(&at);
        places.push(kept.then(|| {
            let mut name = header.clone();
            let number = next.entry(header).or_insert(2);
            while !taken.insert(name.clone()) {
                name = format!("{header} ({number})");
                *number += 1;
            }
            names.push(name);
            names.len() - 1
        }));
    }
    (names, places)
}

impl Account {
    fn new(account: &layout::Account, columns: &[Assigned], prices: &Prices) -> Self {
        let place = |field: Field| {
            let mut places = account.columns.iter().copied();
            places.find(|at| columns[*at].field == Some(field))
        };
        let mut names: Vec<usize> = account
            .columns
            .iter()
            .copied()
            .filter(|at| columns[*at].field == Some(Field::Name))
            .collect();
        names.sort_by_key(|at| headers::is_surname(&columns[*at]));
        let (name, surname) = (names.first().copied(), names.get(1).copied());
        let spare = |rival: Field| {
            let mut places = account.columns.iter().copied();
            places.find(|at| columns[*at].rival == Some(rival) && columns[*at].field.is_none())
        };
        let quotes: Vec<Quote> = prices
            .quotes
            .iter()
            .copied()
            .filter(|quote| account.columns.contains(&quote.column()))
            .collect();
        let told = quotes
            .iter()
            .any(|quote| matches!(quote, Quote::Card { .. }));
        let mut words: Vec<(Field, Vec<usize>)> = Vec::new();
        for at in account.columns.iter().copied() {
            let Some(field) = columns[at].field.filter(|field| field.kind().is_words()) else {
                continue;
            };
            let apart = matches!(field, Field::Platform | Field::Currency)
                || field == Field::Format && told;
            if apart {
                continue;
            }
            match words.iter_mut().find(|(known, _)| *known == field) {
                Some((_, columns)) => columns.push(at),
                None => words.push((field, vec![at])),
            }
        }
        Account {
            network: account.network.map(|network| network.name),
            own: account.own.clone(),
            columns: account.columns.clone(),
            words,
            at: Places {
                platform: place(Field::Platform),
                url: place(Field::Url),
                handle: place(Field::Handle),
                name,
                surname,
                spare: spare(Field::Name).or_else(|| spare(Field::Handle)),
                person: place(Field::Person),
                currency: place(Field::Currency),
            },
            quotes,
        }
    }
}
