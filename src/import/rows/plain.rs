//! Rows of the plainest kind, which nearly all of a large file are: one account, a cell for each
//! column, a handle that is one. They go from the text to the columns without a record in between.
//!
//! What is read here and how is what [`Filler::record`] would have read: that is the rule, and takes
//! every record that is not plain. A test holds the two to the same rows.

use super::{Cell, Filler, quotes};
use crate::import::layout::Quote;
use crate::import::plan::Plan;
use crate::import::shape::Total;
use crate::import::values;
use crate::roster::{Field, Kind};

/// Where the cells of a column go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goes {
    Nowhere,
    Text(Field),
    Date(Field),
    Number(Field),
    Words(Field),
}

/// A table whose rows can be plain.
#[derive(Debug)]
pub struct Plain {
    columns: Vec<Goes>,
    handle: usize,
    /// The price of a row.
    price: Option<usize>,
}

impl Plain {
    /// None where no row of the table is plain.
    pub fn of(plan: &Plan) -> Option<Self> {
        let [account] = plan.accounts.as_slice() else {
            return None;
        };
        let price = match account.quotes.as_slice() {
            [] => None,
            [Quote::Column { at, kind: None, .. }] => Some(*at),
            _ => return None,
        };
        let at = &account.at;
        let is_plain = account.network.is_none()
            && account.own.is_empty()
            && account.words.iter().all(|(_, columns)| columns.len() == 1)
            && account.columns.len() == plan.columns.len()
            && plan.columns.len() == plan.width
            && at.surname.is_none()
            && (at.platform.is_some() || at.url.is_none())
            && !plan.several
            && !plan.quotes
            && plan.niche.is_none()
            && plan.empty.is_empty()
            && plan.left_out.is_empty();
        let handle = at.handle.filter(|_| is_plain)?;
        let word = |column: usize| {
            let mut words = account.words.iter();
            words.find(|(_, columns)| columns[0] == column)
        };
        let columns = plan.columns.iter().enumerate().map(|(column, (what, _))| {
            let own = [at.handle, at.name, at.platform, at.currency];
            match what.field {
                _ if own.contains(&Some(column)) => Goes::Nowhere,
                None | Some(Field::Handle | Field::Name | Field::Platform | Field::Currency) => {
                    Goes::Nowhere
                }
                Some(field) if quotes::is_quote(field) => Goes::Nowhere,
                Some(field) if field.kind() == Kind::Text => Goes::Text(field),
                Some(field) if field.kind() == Kind::Date => Goes::Date(field),
                Some(field) if field.kind().is_numeric() => Goes::Number(field),
                Some(_) => word(column).map_or(Goes::Nowhere, |(field, _)| Goes::Words(*field)),
            }
        });
        Some(Plain {
            columns: columns.collect(),
            handle,
            price,
        })
    }
}

/// Whether a handle is nothing but one: no address, no link, no word for "not known".
fn is_handle(cell: &str) -> bool {
    let of_handles = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    cell.as_bytes()
        .iter()
        .enumerate()
        .all(|(at, byte)| of_handles(byte) || at == 0 && *byte == b'@')
        && !cell.starts_with("www.")
        && !values::is_missing(cell)
        && cell != "@"
        && !cell.starts_with(['-', '_', '.'])
}

impl Filler<'_> {
    /// Reads a record of which there is nothing but its cells; false, with nothing read, where it is
    /// not plain.
    pub fn plain(&mut self, cells: &mut [&str], line: u64) -> bool {
        let Some(plain) = &self.plain else {
            return false;
        };
        let plan = self.plan;
        for cell in cells.iter_mut() {
            *cell = values::trim(cell);
        }
        let cell = |at: usize| cells[at];
        let handle = cell(plain.handle);
        let at = &plan.accounts[0].at;
        let name = at.name.map_or("", cell);
        let platform = at.platform.map_or("", cell);
        // What cannot begin a comment, a rule or the header again begins a row, if more follows.
        let first = cell(0);
        let begins = first
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'@' || byte > 0x7f);
        let is_row = (plan.header_line + 1..plan.end_line).contains(&line)
            && begins
            && is_handle(handle)
            && (at.platform.is_none() && !handle.contains('.') || !values::is_missing(platform))
            && (1..cells.len()).any(|at| !cell(at).is_empty())
            && !plan.asides.may_be_header(first)
            && !plan
                .named
                .looks_at()
                .any(|at| Total::of(cell(*at)).is_some());
        if !is_row {
            return false;
        }
        let (columns, price) = (plain.columns.len(), plain.price);
        for at in 0..columns {
            self.chunk.filled[at] += u64::from(!cell(at).is_empty());
        }
        self.chunk.records += 1;
        self.chunk.found += 1;
        let handle = handle.trim_start_matches('@');
        self.chunk.rows.text(Field::Handle, handle);
        if !values::is_missing(name) {
            self.chunk.rows.text(Field::Name, name);
        }
        self.name_platform(platform);
        let identity = self.identity(handle);
        let told = at.currency.map(cell);
        let mut currency = told.and_then(|cell| self.currency(cell));
        for at in 0..columns {
            let here = Cell {
                line,
                at,
                text: cell(at),
            };
            if let Some(extra) = plan.extras[at] {
                self.chunk.rows.extra(extra, here.text);
            }
            let goes = self
                .plain
                .as_ref()
                .map_or(Goes::Nowhere, |plain| plain.columns[at]);
            if goes == Goes::Nowhere || values::is_missing(here.text) {
                continue;
            }
            let style = &plan.columns[at].1;
            match goes {
                Goes::Nowhere => {}
                Goes::Text(field) => {
                    self.chunk.rows.text(field, &values::readable(here.text));
                }
                Goes::Date(field) => self.date(here, field, style),
                Goes::Number(field) => {
                    let found = self.number(here, field, style);
                    currency = currency.or(found);
                }
                Goes::Words(field) => self.word(field, here.text, &style.lists),
            }
        }
        if let Some(at) = price {
            let here = Cell {
                line,
                at,
                text: cell(at),
            };
            if !values::is_missing(here.text)
                && let Some((price, found)) = self.value(here, Field::Price, &plan.columns[at].1)
            {
                self.chunk.rows.number(Field::Price, price);
                currency = currency.or(found);
            }
        }
        self.end_row(currency, line, identity);
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Chunk, Filler};
    use crate::import::delimited::records;
    use crate::import::plan::{self, Plan};
    use crate::import::{Options, Record, shape};

    const HEADER: &str = "handle,name,platform,niche,country,followers,er,likes,comments,price,\
                          currency,last post,email,bio,verified,Agency\n";
    /// Rows that make the columns what their headers say.
    const SAMPLE: &str = "ana,Ana Reyes,instagram,food,Spain,12000,3.1%,300,20,150,EUR,2026-05-01,a@b.example,Cooks,yes,One\n\
                          bo,Bo Li,tiktok,\"food, travel\",China,5400,4%,210,9,80,USD,2026-04-30,,Walks,no,\n\
                          cy,Cy,youtube,tech,,98000,2.5%,2000,130,,,2026-01-02,c@d.example,,,Two\n";

    fn read(plan: &Plan, text: &str, plainly: bool) -> (Chunk, usize) {
        let mut filler = Filler::new(plan);
        let mut walk = records(text, b',', 1);
        let mut record = Record::default();
        let mut cells = Vec::new();
        let mut plain = 0;
        loop {
            let next = walk.simple(plan.width, &mut cells).filter(|_| plainly);
            match next.filter(|_| filler.plain(&mut cells, walk.line())) {
                Some(next) => {
                    walk.skip_to(next);
                    plain += 1;
                }
                None if walk.next_into(&mut record) => filler.record(&record),
                None => return (filler.finish(), plain),
            }
        }
    }

    fn plan() -> Plan {
        let text = format!("{HEADER}{SAMPLE}");
        let mut walk = records(&text, b',', 1);
        let mut record = Record::default();
        let mut sample = Vec::new();
        while walk.next_into(&mut record) {
            sample.push(record.clone());
        }
        let shape = shape::find(&sample);
        plan::decide(&shape, &sample[1..], &Options::default(), "made.csv", None)
    }

    #[test]
    fn everyday_rows_are_plain() {
        let text = format!("{HEADER}{SAMPLE}");
        assert_eq!(read(&plan(), &text, true).1, 3);
    }

    proptest! {
        #[test]
        fn plain_rows_are_those_that_all_records_give(
            rows in prop::collection::vec((
                "[a-z@#._ ]{0,3}[a-zA-Z_]{0,6}|handle|https://instagram.com/x|www.x|n/a|null|Total|#1",
                "[A-Z][a-z]{0,5}|Total|Summe|Source: x|total 2|null||é\u{301} x",
                "(instagram|TikTok|x, youtube||n/a)",
                "(food|food; travel|Food & Travel||\"a, b\")",
                "(12000|1.2k|-5|0|12.5K\\+|abc||1 200|1.0000000001)",
                "(3%|0.03|103%||x|2\\.5)",
                "(150|\\$1500|€20|-3||0|10-20|\"1,200\")",
                "(EUR|usd||\\$)",
                "(2026-05-01|2026-13-45|01/02/2026|soon||20260501|3 days ago)",
                "(bio|&amp; x|<b>x</b>|\"say \"\"hi\"\"\"|\"two\nlines\"| blank |'=1|6\" x)",
            ), 1..9),
            odd in "|a,b\n|,,,,,,,,,,,,,,,\n|\n|# note\n",
        ) {
            let plan = plan();
            let mut text = HEADER.to_owned();
            for (at, (handle, name, platform, niche, followers, er, price, currency, day, bio)) in rows.iter().enumerate() {
                text += &format!("{handle},{name},{platform},{niche},Spain,{followers},{er},3,4,{price},{currency},{day},,{bio},yes,Ag\n");
                if at == 1 {
                    text += &odd;
                }
            }
            let (plainly, _) = read(&plan, &text, true);
            let (all, _) = read(&plan, &text, false);
            prop_assert_eq!(format!("{plainly:?}"), format!("{all:?}"));
        }
    }
}
