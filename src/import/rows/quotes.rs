//! The prices of a row: which of its quotes is the primary one, and which is the price of each format.

use super::{Cell, Filler};
use crate::import::layout::{self, Format, Kind as Bought, Quote};
use crate::import::plan::Account;
use crate::import::{Record, values};
use crate::roster::{Currency, Field};

/// Networks on which a post is a video.
const VIDEO_NETWORKS: &[&str] = &["YouTube", "TikTok", "Twitch", "Douyin", "Bilibili", "Kick"];

/// Formats that have a field of their own.
const FORMATS: [Format; 4] = [Format::Story, Format::Reel, Format::Video, Format::Bundle];

/// Whether a field holds one of a row's quotes, which are read together.
pub fn is_quote(field: Field) -> bool {
    field == Field::Price || Format::of_field(field).is_some()
}

impl Filler<'_> {
    /// Reads the prices of a row: the primary one and those of each format. The answer is the currency
    /// that they name.
    pub(super) fn quotes(&mut self, record: &Record<'_>, account: &Account) -> Option<Currency> {
        let plan = self.plan;
        let mut currency = None;
        self.prices.clear();
        let mut primary = None;
        for quote in &account.quotes {
            let mut read = |filler: &mut Self, at: usize| {
                if values::is_missing(record.cell(at)) {
                    return None;
                }
                let (value, said) =
                    filler.value(Cell::of(record, at), Field::Price, &plan.columns[at].1)?;
                currency = currency.or(said);
                Some(value)
            };
            let found = match *quote {
                Quote::Column { at, kind, .. } => read(self, at).map(|value| (value, kind)),
                Quote::Card { at, kind } => {
                    let value = read(self, at);
                    value.map(|value| (value, self.bought(record.cell(kind))))
                }
                Quote::Range { at, high, kind } => match (read(self, at), read(self, high)) {
                    (Some(low), Some(high)) if low == high => Some((low, kind)),
                    _ => None,
                },
            };
            if let Some((value, kind)) = found {
                if matches!(quote, Quote::Column { primary: true, .. }) {
                    primary = Some(self.prices.len());
                }
                self.prices.push((value, kind));
            }
        }
        let prices = &self.prices;
        let first = |format: Format| {
            prices
                .iter()
                .position(|(_, kind)| kind.is_some_and(|kind| kind.format == format))
        };
        let post = || {
            prices
                .iter()
                .position(|(_, kind)| kind.is_some_and(|kind| kind.with_post))
        };
        let rows = &self.chunk.rows;
        let network = rows.words_of(Field::Platform, rows.len()).next();
        let is_video = network.is_some_and(|name| VIDEO_NETWORKS.contains(&name));
        let video = || is_video.then(|| first(Format::Video)).flatten();
        let main = primary.or_else(post).or_else(video).unwrap_or(0);
        let (price, kind) = *prices.get(main)?;
        let formats = FORMATS.map(|format| first(format).map(|at| (format, prices[at].0)));
        self.chunk.rows.number(Field::Price, price);
        if let Some(kind) = kind {
            let word = kind.format.word();
            self.remembered(Field::Format, word, |rows| {
                rows.code_of(Field::Format, [word])
            });
        }
        for (format, price) in formats.into_iter().flatten() {
            if let Some(field) = format.field() {
                self.chunk.rows.number(field, price);
            }
        }
        if plan.quotes {
            let all = self.prices.iter().map(|(price, _)| *price);
            self.chunk.quotes.extend(all);
        }
        currency
    }

    /// What the cell beside a price says that it buys, worked out once for each text.
    fn bought(&mut self, cell: &str) -> Option<Bought> {
        if let Some(known) = self.kinds.get(cell) {
            return *known;
        }
        let kind = layout::format_of(cell);
        self.kinds.insert(cell.to_owned(), kind);
        kind
    }
}
