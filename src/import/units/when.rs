//! How a column writes its days.

use super::super::DayOrder;
use super::super::headers::{Assigned, Header};
use super::{Known, Style};

/// Whether a header says that days are counted which have passed.
pub fn counts_days(header: &Header) -> bool {
    const DAYS: &[&str] = &[
        "days", "day", "dias", "jours", "tage", "giorni", "gun", "дней", "dni", "hari",
    ];
    header.words.split(' ').any(|word| DAYS.contains(&word))
}

pub fn decide(style: &mut Style, column: &Assigned, cells: &[&str], known: &Known) {
    style.dates.days_ago = counts_days(&column.header);
    if style.dates.days_ago {
        style
            .notes
            .push("days that have passed, counted back from the day of the file".to_owned());
    }
    let (order, sure, example) = order(cells);
    style.dates.order = known.days.unwrap_or(order);
    if let (None, false, Some(cell)) = (known.days, sure, example) {
        style.notes.push(format!(
            "{cell} is read with the day first; if that is wrong: --days month-first"
        ));
    }
}

/// The order that the cells show, whether they do, and a cell that could be read either way.
fn order<'c>(cells: &[&'c str]) -> (DayOrder, bool, Option<&'c str>) {
    let (mut days, mut months) = (0, 0);
    let mut example = None;
    for cell in cells {
        let mut parts = cell.split(['-', '/', '.', ' ', 'T']);
        let mut next = || parts.next()?.parse::<u16>().ok();
        let (Some(first), Some(second)) = (next(), next()) else {
            continue;
        };
        match (first, second) {
            (13..=31, 1..=12) => days += 1,
            (1..=12, 13..=31) => months += 1,
            (1..=12, 1..=12) if first != second => {
                example.get_or_insert(*cell);
            }
            _ => {}
        }
    }
    let order = if months > days {
        DayOrder::MonthFirst
    } else {
        DayOrder::DayFirst
    };
    (order, days != months, example)
}
