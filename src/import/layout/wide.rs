//! Columns for each network: one account for each of them in a record.

use super::{Account, Layout, Own, assign, is_of_account, says_something};
use crate::import::Record;
use crate::import::headers::{self, Assigned};
use crate::roster::Field;
use crate::roster::platform::Platform;

/// One account for each network: where several networks have followers of their own, or several have
/// handles or addresses and no column counts the followers of all.
pub fn decide(
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
            guess: false,
            rival: None,
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
        }
    }
    for account in &mut accounts {
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
