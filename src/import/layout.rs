//! How accounts lie in the records of a table: one in each row, or several side by side with columns
//! for each network.
//!
//! Tables that stand below each other are told apart in `block`, prices and what they buy in `price`.
//! A wide row is read once for each network of which it says something. The columns that are not
//! named after a network stand on each of its accounts, and `person` ties these together.

mod block;

mod format;

mod network;

mod price;

pub use block::{Block, split as blocks};
pub use format::{Format, Kind, of as format_of};
pub use price::{Prices, Quote, decide as prices};

use super::headers::{self, Assigned};
use super::{Record, values};
use crate::roster::Field;
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
    let own: Vec<Own> = raw
        .iter()
        .enumerate()
        .filter_map(|(at, raw)| {
            let named = network::of(raw)?;
            let header = match headers::said(user, raw) {
                Some(_) => raw.clone(),
                None => own_header(raw, &named.rest, at, rows)?,
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
        && let Some(wide) = wide(raw, rows, user, &own, &networks)
    {
        return wide;
    }
    long(raw, rows, user, &own, &networks, told)
}

/// The header of a column of one network without its name; none where the column only ticks the
/// networks that somebody is on.
fn own_header(raw: &str, rest: &str, at: usize, rows: &[Record<'_>]) -> Option<String> {
    let word = headers::Header::read(rest).words;
    if !matches!(word.as_str(), "" | "id" | "account" | "profile" | "page") {
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
    let header = if most(&is_address) {
        "profile url"
    } else if most(&|cell| values::number(cell, false).is_some()) && word.is_empty() {
        "followers"
    } else {
        "handle"
    };
    Some(header.to_owned())
}

fn is_tick(cell: &str) -> bool {
    matches!(
        cell.to_lowercase().as_str(),
        "x" | "✓" | "✔" | "✅" | "yes" | "no" | "true" | "false" | "y" | "n" | "0" | "1"
    )
}

fn is_address(cell: &str) -> bool {
    cell.contains("://") || cell.contains("www.") || Platform::of_address(cell).is_some()
}

/// One account for each network: where several networks have followers of their own, or several have
/// handles or addresses and no column counts the followers of all.
fn wide(
    raw: &[String],
    rows: &[Record<'_>],
    user: &[(String, Option<Field>)],
    own: &[Own],
    networks: &[&'static Platform],
) -> Option<Layout> {
    let shared: Vec<usize> = (0..raw.len())
        .filter(|at| own.iter().all(|own| own.at != *at))
        .collect();
    let of_shared = assign(
        raw,
        rows,
        user,
        shared.iter().map(|at| (*at, raw[*at].as_str())),
    );
    let of_networks: Vec<Vec<(usize, Assigned)>> = networks
        .iter()
        .map(|network| {
            let columns = own.iter().filter(|own| own.network == *network);
            assign(
                raw,
                rows,
                user,
                columns.map(|own| (own.at, own.header.as_str())),
            )
        })
        .collect();
    let has = |columns: &[(usize, Assigned)], fields: &[Field]| {
        columns.iter().any(|(at, column)| {
            column.field.is_some_and(|field| fields.contains(&field))
                && rows.iter().any(|row| says_something(row.cell(*at)))
        })
    };
    let named = |fields: &[Field]| {
        let networks = of_networks.iter().filter(|columns| has(columns, fields));
        networks.count()
    };
    let counted = has(&of_shared, &[Field::Followers]);
    let several =
        named(&[Field::Followers]) > 1 || named(&[Field::Handle, Field::Url]) > 1 && !counted;
    if !several {
        return None;
    }
    let mut columns: Vec<Assigned> = raw
        .iter()
        .map(|raw| Assigned {
            header: headers::Header::read(raw),
            field: None,
            note: None,
        })
        .collect();
    let mut common: Vec<usize> = shared.clone();
    for (at, column) in of_shared {
        columns[at] = column;
    }
    let mut accounts = Vec::new();
    for (network, assigned) in networks.iter().zip(of_networks) {
        let places: Vec<usize> = assigned.iter().map(|(at, _)| *at).collect();
        let says = assigned
            .iter()
            .any(|(_, column)| column.field.is_some_and(is_of_account));
        for (at, column) in assigned {
            columns[at] = column;
        }
        if !says {
            common.extend(places);
            continue;
        }
        accounts.push(Account {
            network: Some(network),
            own: places,
            columns: Vec::new(),
        });
    }
    // A figure that networks have of their own stands for all of them together elsewhere.
    let owned: Vec<Field> = accounts
        .iter()
        .flat_map(|account| &account.own)
        .filter_map(|at| columns[*at].field)
        .filter(|field| is_of_account(*field))
        .collect();
    common.sort_unstable();
    let place = |columns: &[Assigned], field: Field| {
        let mut places = common.iter().copied();
        places.find(|at| columns[*at].field == Some(field))
    };
    // One handle for networks that have handles or addresses of their own is what somebody is called.
    let known = owned.contains(&Field::Handle) || owned.contains(&Field::Url);
    if let Some(at) = place(&columns, Field::Handle).filter(|_| known)
        && headers::said(user, &raw[at]).is_none()
        && place(&columns, Field::Name).is_none()
    {
        columns[at].field = Some(Field::Name);
        columns[at].note = Some("the networks have handles of their own".into());
    }
    let owned = |field: Field| {
        owned.contains(&field) || known && matches!(field, Field::Handle | Field::Url)
    };
    for at in &common {
        let column = &mut columns[*at];
        if column.field.is_some_and(owned) && headers::said(user, &raw[*at]).is_none() {
            column.field = None;
            column.note =
                Some("the networks have columns of their own for it; kept as it is".into());
        } else if column.field.is_some_and(is_of_account) && column.note.is_none() {
            column.note = Some("of the whole row: stands on each of its accounts".into());
        }
    }
    for account in &mut accounts {
        for at in &account.own {
            if let (Some(network), None) = (account.network, &columns[*at].note) {
                columns[*at].note = Some(format!("of the {} account", network.name));
            }
        }
        account.columns = account.own.iter().chain(&common).copied().collect();
    }
    accounts.push(Account {
        columns: common,
        ..Account::default()
    });
    Some(Layout {
        columns,
        accounts,
        network: None,
    })
}

/// One account for each row, whatever networks the headers name.
fn long(
    raw: &[String],
    rows: &[Record<'_>],
    user: &[(String, Option<Field>)],
    own: &[Own],
    networks: &[&'static Platform],
    told: Option<&'static Platform>,
) -> Layout {
    let plain = || {
        let columns = raw.iter().enumerate().map(|(at, raw)| (at, raw.as_str()));
        assign(raw, rows, user, columns)
    };
    let fields = |columns: &[(usize, Assigned)], of: &[Field]| {
        columns
            .iter()
            .any(|(_, column)| column.field.is_some_and(|field| of.contains(&field)))
    };
    let each: Vec<Vec<(usize, Assigned)>> = networks
        .iter()
        .map(|network| {
            let columns = own.iter().filter(|own| own.network == *network);
            assign(
                raw,
                rows,
                user,
                columns.map(|own| (own.at, own.header.as_str())),
            )
        })
        .collect();
    // The network that is counted: the one told, else the only one with followers, else the only one.
    let counted = |at: &usize| fields(&each[*at], &[Field::Followers]);
    let main = networks
        .iter()
        .position(|network| Some(*network) == told)
        .or_else(|| (0..networks.len()).find(counted))
        .or((networks.len() == 1).then_some(0));
    // A header is read without its network where it says nothing with it.
    let shown = |at: usize| -> &str {
        let known = headers::is_known(&raw[at]) || headers::said(user, &raw[at]).is_some();
        own.iter()
            .zip(
                own.iter()
                    .map(|own| Some(own.network) == main.map(|main| networks[main])),
            )
            .find(|(own, main)| own.at == at && *main && !known)
            .filter(|(own, _)| {
                each.iter().flatten().any(|(place, column)| {
                    *place == own.at && column.field.is_some_and(is_of_account)
                })
            })
            .map_or(raw[at].as_str(), |(own, _)| own.header.as_str())
    };
    // The figures of a row are those of one network or of all: the addresses on other networks are
    // not whom the row is about.
    let beside: Vec<usize> = own
        .iter()
        .filter(|own| networks.len() > 1 && main.is_none_or(|main| networks[main] != own.network))
        .map(|own| own.at)
        .filter(|at| headers::said(user, &raw[*at]).is_none())
        .collect();
    let some = (0..raw.len()).filter(|at| !beside.contains(at));
    let read = assign(raw, rows, user, some.map(|at| (at, shown(at))));
    let read = if beside.is_empty() || fields(&read, &[Field::Handle, Field::Name, Field::Url]) {
        read
    } else {
        plain()
    };
    let mut columns: Vec<Assigned> = raw
        .iter()
        .map(|raw| Assigned {
            header: headers::Header::read(raw),
            field: None,
            note: Some("another network than the row's; kept as it is".to_owned()),
        })
        .collect();
    for (at, column) in read {
        columns[at] = column;
    }
    let network = main.map(|main| networks[main]);
    let read = |fields: &[Field]| {
        own.iter()
            .filter(|own| Some(own.network) == network)
            .filter_map(|own| columns[own.at].field)
            .any(|field| fields.contains(&field))
    };
    // A column of handles on one network says more than the address of some page; a column of
    // networks says more than a header.
    let sure = read(&[Field::Handle, Field::Followers])
        && columns
            .iter()
            .all(|column| column.field != Some(Field::Platform));
    let network = network.filter(|_| read(&[Field::Followers, Field::Handle, Field::Url]));
    Layout {
        accounts: vec![Account {
            network: network.filter(|_| sure),
            own: Vec::new(),
            columns: (0..raw.len()).collect(),
        }],
        columns,
        network,
    }
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
fn is_of_account(field: Field) -> bool {
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
