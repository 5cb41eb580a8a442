//! How accounts lie in the records of a table: one in each row, or several side by side with columns
//! for each network.
//!
//! Tables that stand below each other are told apart in `block`, prices and what they buy in `price`.
//! A wide row is read once for each network of which it says something. The columns that are not
//! named after a network stand on each of its accounts, and `person` ties these together.

mod block;

mod format;

mod network;

mod long;

mod price;

mod wide;

mod words;

pub use block::{Block, split as blocks};
pub use format::{Format, Kind, of as format_of};
pub use price::{Prices, Quote, Table, decide as prices};

use super::headers::{self, Assigned};
use super::{Record, address, values};
use crate::roster::Field;
use crate::roster::fold::fold;
use crate::roster::platform::Platform;

/// What the columns of a table are, and which accounts a record of it may hold.
#[derive(Debug)]
pub struct Layout {
    pub columns: Vec<Assigned>,
    /// Never empty. Where there are several, the last one reads the shared columns alone, for records
    /// that say nothing of any network.
    pub accounts: Vec<Account>,
    /// The network of all rows, where only one is named and it is the one that is counted.
    pub network: Option<&'static Platform>,
}

/// Which columns are read for one account of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The network that its columns are named after.
    pub network: Option<&'static Platform>,
    /// The columns of that network. A record in which all of them are empty has no such account.
    pub own: Vec<usize>,
    /// All columns read for it, its own first.
    pub columns: Vec<usize>,
}

impl Layout {
    /// Whether a record may hold several accounts.
    pub fn is_wide(&self) -> bool {
        self.accounts.len() > 1
    }

    /// Of each column the account that it is of alone.
    pub fn owners(&self) -> Vec<Option<usize>> {
        let owner = |at: usize| {
            self.accounts
                .iter()
                .position(|account| account.own.contains(&at))
        };
        (0..self.columns.len()).map(owner).collect()
    }

    /// Says of the columns of a wide table whose they are, where there is nothing else to say.
    pub fn say_whose(&mut self) {
        let Some((common, accounts)) = self.accounts.split_last() else {
            return;
        };
        if accounts.is_empty() {
            return;
        }
        let own = accounts.iter().flat_map(|account| {
            let name = account.network.map_or("", |network| network.name);
            account
                .own
                .iter()
                .map(move |at| (*at, format!("of the {name} account")))
        });
        let own: Vec<(usize, String)> = own.collect();
        let each = "of the whole row: stands on each of its accounts".to_owned();
        let common = common
            .columns
            .iter()
            .filter(|at| self.columns[**at].field.is_some_and(is_of_account))
            .map(|at| (*at, each.clone()));
        let notes: Vec<(usize, String)> = common.chain(own).collect();
        for (at, note) in notes {
            self.columns[at].note.get_or_insert(note);
        }
    }
}

/// A column that is named after a network, with the header that it has without it.
struct Own {
    at: usize,
    network: &'static Platform,
    header: String,
}

/// Decides what the columns of a table are. `told` is the network that the user or the name of the
/// file tells.
pub fn decide(
    raw: &[String],
    rows: &[Record<'_>],
    user: &[(String, Option<Field>)],
    told: Option<&'static Platform>,
) -> Layout {
    let is_rate_card = raw.iter().filter(|raw| names_a_kind_of_post(raw)).count() > 1;
    let own: Vec<Own> = raw
        .iter()
        .enumerate()
        .filter_map(|(at, raw)| {
            let named = network::of(raw)?;
            let header = match headers::said(user, raw) {
                Some(_) => raw.clone(),
                None => own_header(raw, &named.rest, at, rows, is_rate_card)?,
            };
            Some(Own {
                at,
                network: named.network,
                header,
            })
        })
        .collect();
    let mut networks: Vec<&'static Platform> = Vec::new();
    for column in &own {
        if !networks.contains(&column.network) {
            networks.push(column.network);
        }
    }
    if networks.len() > 1
        && let Some(wide) = wide::decide(raw, rows, user, &own, &networks)
    {
        return wide;
    }
    long::decide(raw, rows, user, &own, &networks, told)
}

/// Words that say no more of a network's column than its name does.
const BARE: &[&str] = &[
    "id",
    "account",
    "profile",
    "profil",
    "perfil",
    "profilo",
    "profiel",
    "профиль",
    "page",
    "channel",
    "канал",
    "аккаунт",
    "compte",
    "cuenta",
    "conta",
    "konto",
    "hesap",
    "akun",
    "频道",
    "账号",
    "アカウント",
    "チャンネル",
    "채널",
    "계정",
    "الحساب",
    "حساب",
];

/// The header of a column of one network without its name; none where the column only ticks the
/// networks that somebody is on.
fn own_header(
    raw: &str,
    rest: &str,
    at: usize,
    rows: &[Record<'_>],
    is_rate_card: bool,
) -> Option<String> {
    let word = headers::Header::read(rest).words;
    let bare = word.is_empty() || BARE.iter().any(|known| fold(known) == word);
    if !bare {
        // "Instagram name" is a handle where "name" alone would not be.
        let whole = headers::is_known(raw) && !headers::is_known(rest);
        return Some(if whole { raw } else { rest }.to_owned());
    }
    let cells: Vec<&str> = rows
        .iter()
        .map(|row| row.cell(at))
        .filter(|cell| !values::is_missing(cell))
        .collect();
    let most = |test: &dyn Fn(&str) -> bool| {
        let count = cells.iter().filter(|cell| test(cell)).count();
        count > 0 && count * 2 > cells.len()
    };
    if most(&is_tick) {
        return None;
    }
    let header = if most(&address::is_address) {
        "profile url"
    } else if most(&|cell| values::number(cell, false).is_some()) && word.is_empty() {
        // Beside what a reel and a story cost, it is what a post there costs, or nobody knows.
        if is_rate_card {
            return None;
        }
        "followers"
    } else {
        "handle"
    };
    Some(header.to_owned())
}

/// Whether a header names what is posted on one network: `Instagram Reel`.
fn names_a_kind_of_post(raw: &str) -> bool {
    const KINDS: &str = "photo photos story stories reel reels carousel shorts integration";
    network::of(raw).is_some_and(|named| words::has_word(&words::words(&named.rest), KINDS))
}

fn is_tick(cell: &str) -> bool {
    matches!(
        cell.to_lowercase().as_str(),
        "x" | "✓" | "✔" | "✅" | "yes" | "no" | "true" | "false" | "y" | "n" | "0" | "1"
    )
}

/// Whether a header says something: by itself, beside the network that it names, or of a price.
pub fn is_header(raw: &str) -> bool {
    let of_network = || network::of(raw).is_some_and(|named| headers::is_known(&named.rest));
    headers::is_known(raw) || of_network() || is_price(raw) && format_of(raw).is_some()
}

/// The network that a group of columns is named after, as headers are to call it.
pub fn network_group(group: &str) -> Option<&str> {
    let named = network::of(group)?;
    match named.rest.as_str() {
        "" => Some(group),
        rest => (!headers::is_known(rest)).then_some(named.network.name),
    }
}

/// Whether a header names a network.
pub fn names_network(header: &str) -> bool {
    network::of(header).is_some()
}

/// Whether a header names what something costs.
pub fn is_price(header: &str) -> bool {
    words::is_price_header(&words::words(header))
}

/// What some of the columns are, under the headers given.
fn assign<'h>(
    raw: &[String],
    rows: &[Record<'_>],
    user: &[(String, Option<Field>)],
    columns: impl Iterator<Item = (usize, &'h str)>,
) -> Vec<(usize, Assigned)> {
    let columns: Vec<(usize, &str)> = columns.collect();
    if columns.len() == raw.len() && columns.iter().all(|(at, shown)| raw[*at] == *shown) {
        return headers::assign(raw, rows, user)
            .into_iter()
            .enumerate()
            .collect();
    }
    let shown: Vec<String> = columns
        .iter()
        .map(|(_, shown)| (*shown).to_owned())
        .collect();
    let places: Vec<usize> = columns.iter().map(|(at, _)| *at).collect();
    let some = project(rows, &places);
    places
        .into_iter()
        .zip(headers::assign(&shown, &some, user))
        .collect()
}

/// Some of the columns of records.
pub fn project<'r>(rows: &'r [Record<'_>], columns: &[usize]) -> Vec<Record<'r>> {
    rows.iter()
        .map(|row| Record {
            line: row.line,
            part: row.part,
            cells: columns.iter().map(|at| row.cell(*at).into()).collect(),
        })
        .collect()
}

/// Whether a cell tells that there is an account.
pub fn says_something(cell: &str) -> bool {
    const NOTHING: &[&str] = &["0", "0.0", "0%", "no", "false", "нет", "não", "non", "nein"];
    !values::is_missing(cell)
        && (cell.len() > 8 || !NOTHING.iter().any(|word| word.eq_ignore_ascii_case(cell)))
}

/// Whether a field is a fact of one account rather than of the human being who has several.
pub fn is_of_account(field: Field) -> bool {
    !matches!(
        field,
        Field::Name
            | Field::Person
            | Field::Platform
            | Field::Niche
            | Field::Country
            | Field::City
            | Field::Language
            | Field::Gender
            | Field::Currency
            | Field::Format
            | Field::Email
            | Field::Notes
    )
}
