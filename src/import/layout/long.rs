//! One account in each record, whatever networks the headers name.

use super::{Account, Layout, Own, assign, is_of_account};
use crate::import::Record;
use crate::import::headers::{self, Assigned};
use crate::roster::Field;
use crate::roster::platform::Platform;

/// One account for each row, whatever networks the headers name.
pub fn decide(
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
            guess: false,
            rival: None,
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
