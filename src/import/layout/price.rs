//! How the prices of a table combine: a column for each format, pairs of a price and what it buys
//! (`Price1`, `Post_kind1`, `Price2`, ...), rate cards, and ranges from a lowest to a highest price.

use super::format::{self, Format, Kind};
use super::words::{PRICE, has_word, is_price_header, words};
use crate::import::headers::{Assigned, Header};
use crate::import::{Record, values};
use crate::roster::Field;

/// Where a row names a price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quote {
    /// A column of prices for what its header says, if it says it.
    Column {
        at: usize,
        kind: Option<Kind>,
        /// The field is the primary price, whatever else there is.
        primary: bool,
    },
    /// A price with a cell beside it that says what it buys.
    Card { at: usize, kind: usize },
    /// The lowest and the highest price: one price only where they are the same.
    Range {
        at: usize,
        high: usize,
        kind: Option<Kind>,
    },
}

impl Quote {
    /// The column of the price, or of the lowest one.
    pub fn column(self) -> usize {
        match self {
            Quote::Column { at, .. } | Quote::Card { at, .. } | Quote::Range { at, .. } => at,
        }
    }
}

/// What was found out about the prices of a table.
#[derive(Debug, Default)]
pub struct Prices {
    /// In the order of the file.
    pub quotes: Vec<Quote>,
    /// Columns that are kept as they are although prices are read from them.
    pub kept: Vec<usize>,
}

/// The table whose prices are looked at.
pub struct Table<'a> {
    pub headers: &'a [String],
    pub rows: &'a [Record<'a>],
    /// Of each column the account that it is of alone: what one account has is no matter of another.
    pub owners: &'a [Option<usize>],
    /// Whether the user said what a column is.
    pub said: &'a dyn Fn(usize) -> bool,
}

/// Decides how prices combine, and corrects what the columns were taken for.
pub fn decide(columns: &mut [Assigned], table: &Table<'_>) -> Prices {
    let raw = table.headers;
    let parts: Vec<Parts> = raw.iter().map(|raw| Parts::of(raw)).collect();
    let mut prices = Prices::default();
    ranges(columns, &parts, table, &mut prices);
    cards(columns, &parts, table, &mut prices);
    formats(columns, table);
    let taken: Vec<usize> = prices.quotes.iter().map(|quote| quote.column()).collect();
    let word = columns
        .iter()
        .position(|column| column.field == Some(Field::Format));
    for (at, column) in columns.iter().enumerate() {
        let Some(field) = column.field.filter(|_| !taken.contains(&at)) else {
            continue;
        };
        let quote = match (field, Format::of_field(field)) {
            // "Price" and "Format" are a pair without a number.
            (Field::Price, _) => match word.filter(|word| !prices.kept.contains(word)) {
                Some(kind) => Quote::Card { at, kind },
                None => Quote::Column {
                    at,
                    kind: format::of(&raw[at]),
                    primary: true,
                },
            },
            (_, Some(format)) => Quote::Column {
                at,
                kind: Some(Kind {
                    format,
                    with_post: false,
                }),
                primary: false,
            },
            _ => continue,
        };
        prices.quotes.push(quote);
    }
    prices.quotes.sort_by_key(|quote| quote.column());
    prices
}

/// A header without its number and without the words for lowest and highest.
#[derive(Debug, Default, PartialEq)]
struct Parts {
    /// The words in lower case.
    words: Vec<String>,
    /// The number, where there is just one.
    number: Option<u32>,
    end: Option<End>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Low,
    High,
}

const LOW: &[&str] = &[
    "min",
    "minimum",
    "low",
    "lowest",
    "lower",
    "from",
    "desde",
    "minimo",
    "ab",
    "от",
    "мин",
    "минимум",
    "минимальная",
    "最低",
    "最小",
    "최소",
];
const HIGH: &[&str] = &[
    "max",
    "maximum",
    "high",
    "highest",
    "upper",
    "to",
    "hasta",
    "maximo",
    "bis",
    "до",
    "макс",
    "максимум",
    "максимальная",
    "最高",
    "最大",
    "최대",
];

impl Parts {
    fn of(raw: &str) -> Parts {
        let mut parts = Parts::default();
        let mut numbers = 0;
        for word in words(raw) {
            if let Ok(number) = word.parse() {
                numbers += 1;
                parts.number = Some(number);
            } else if LOW.contains(&word.as_str()) {
                parts.end = Some(End::Low);
            } else if HIGH.contains(&word.as_str()) {
                parts.end = Some(End::High);
            } else {
                parts.words.push(word);
            }
        }
        if numbers != 1 {
            parts.number = None;
        }
        parts
    }
}

fn filled<'r>(at: usize, rows: &'r [Record<'_>]) -> impl Iterator<Item = &'r str> {
    rows.iter()
        .map(move |row| row.cell(at))
        .filter(|cell| !values::is_missing(cell))
}

/// Whether most cells are amounts.
fn is_amounts(at: usize, header: &Header, rows: &[Record<'_>]) -> bool {
    let mut all = 0;
    let mut amounts = 0;
    for cell in filled(at, rows) {
        let number = values::number(cell, false).or_else(|| values::number(cell, true));
        all += 1;
        amounts += usize::from(number.is_some_and(|number| !number.percent));
    }
    !header.percent && all > 0 && amounts * 10 >= all * 6
}

/// Pairs of a lowest and a highest price.
fn ranges(columns: &mut [Assigned], parts: &[Parts], table: &Table<'_>, prices: &mut Prices) {
    let (raw, rows, said) = (table.headers, table.rows, table.said);
    for at in 0..parts.len() {
        if parts[at].end != Some(End::Low) || !is_price_header(&parts[at].words) {
            continue;
        }
        let high = parts.iter().position(|other| {
            other.end == Some(End::High)
                && other.words == parts[at].words
                && other.number == parts[at].number
        });
        let Some(high) = high.filter(|high| !said(at) && !said(*high)) else {
            continue;
        };
        if !is_amounts(at, &columns[at].header, rows)
            && !is_amounts(high, &columns[high].header, rows)
        {
            continue;
        }
        prices.quotes.push(Quote::Range {
            at,
            high,
            kind: format::of(&parts[at].words.join(" ")),
        });
        for place in [at, high] {
            columns[place].field = None;
            columns[place].note = Some(format!(
                "from a lowest to a highest price: a price only where both are the same; --map '{}=price' takes this one",
                raw[place]
            ));
            prices.kept.push(place);
        }
    }
}

/// Pairs of a price and what it buys, tied by a number.
fn cards(columns: &mut [Assigned], parts: &[Parts], table: &Table<'_>, prices: &mut Prices) {
    let (raw, rows, said, owners) = (table.headers, table.rows, table.said, table.owners);
    let free = |at: usize, prices: &Prices| {
        parts[at].number.is_some() && !said(at) && !prices.kept.contains(&at)
    };
    let mut pairs = Vec::new();
    for at in 0..parts.len() {
        if !free(at, prices)
            || !is_price_header(&parts[at].words)
            || !is_amounts(at, &columns[at].header, rows)
        {
            continue;
        }
        let kinds = (0..parts.len()).filter(|kind| {
            *kind != at
                && parts[*kind].number == parts[at].number
                && owners[*kind] == owners[at]
                && free(*kind, prices)
        });
        // Of several words with that number, the one that says most often what is bought.
        let best = kinds
            .map(|kind| (kind_share(kind, &parts[kind], rows), kind))
            .filter(|(share, _)| *share > 0.0)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, kind)) = best {
            pairs.push((at, kind));
        }
    }
    let mut begun: Vec<Option<usize>> = Vec::new();
    for (at, kind) in pairs.iter().copied() {
        prices.quotes.push(Quote::Card { at, kind });
        prices.kept.extend([at, kind]);
        let first = !begun.contains(&owners[at]);
        begun.push(owners[at]);
        columns[at].field = first.then_some(Field::Price);
        columns[kind].field = first.then_some(Field::Format);
        columns[at].note = Some(format!(
            "the price of what \"{}\" says{}",
            raw[kind],
            if first { "" } else { "; kept as it is, too" }
        ));
        columns[kind].note = Some(format!("what \"{}\" buys", raw[at]));
    }
    // The primary price comes from the cards.
    if !begun.is_empty() {
        for (at, column) in columns.iter_mut().enumerate() {
            let beside = matches!(column.field, Some(Field::Price | Field::Format))
                && !prices.kept.contains(&at)
                && begun.contains(&owners[at])
                && !said(at);
            if beside {
                column.field = None;
                column.note = Some("the price cards are read instead; kept as it is".to_owned());
            }
        }
    }
}

/// How far a column says what a price buys: the share of its cells, with the header in favour.
fn kind_share(at: usize, parts: &Parts, rows: &[Record<'_>]) -> f64 {
    const KIND: &str = "kind type format deliverable deliverables title name service placement вид тип формат услуга tipo \
        formato type art typ jenis tur 类型 形式 種類 종류 유형";
    let (mut all, mut kinds, mut numbers) = (0, 0, 0);
    for cell in filled(at, rows) {
        all += 1;
        kinds += usize::from(format::of(cell).is_some());
        numbers += usize::from(values::number(cell, false).is_some());
    }
    if numbers * 2 > all {
        return 0.0;
    }
    let share = f64::from(kinds as u32) / f64::from(all.max(1) as u32);
    if has_word(&parts.words, KIND) {
        share + 0.1
    } else if share >= 0.5 {
        share
    } else {
        0.0
    }
}

/// Columns that no spelling knows but whose header says a price and a format: `Cost per reel`,
/// `static_post.price`.
fn formats(columns: &mut [Assigned], table: &Table<'_>) {
    let (raw, rows, said, owners) = (table.headers, table.rows, table.said, table.owners);
    posts_among_formats(columns, raw, said);
    for at in 0..columns.len() {
        if columns[at].field.is_some() || columns[at].note.is_some() || said(at) {
            continue;
        }
        let words = words(&raw[at]);
        let Some(kind) = format::of(&words.join(" ")).filter(|_| is_price_header(&words)) else {
            continue;
        };
        if !is_amounts(at, &columns[at].header, rows) {
            continue;
        }
        let field = match kind.format {
            Format::Post => Some(Field::Price),
            format => format.field(),
        };
        let known = columns.iter().zip(owners).any(|(column, owner)| {
            column.field == field && (owner.is_none() || *owner == owners[at])
        });
        match field {
            Some(_) if !known => columns[at].field = field,
            _ => {
                columns[at].note = Some(format!(
                    "a further price of a {}; kept as it is",
                    kind.format.word()
                ));
            }
        }
    }
}

/// "Post" beside "Story" and "Reel" is a price as they are, where nothing else is the price of a post.
fn posts_among_formats(columns: &mut [Assigned], raw: &[String], said: &dyn Fn(usize) -> bool) {
    let bare = |at: usize| !has_word(&words(&raw[at]), PRICE);
    let siblings = (0..columns.len())
        .filter(|at| columns[*at].field.and_then(Format::of_field).is_some() && bare(*at));
    let priced = columns
        .iter()
        .any(|column| column.field == Some(Field::Price));
    if priced || siblings.count() == 0 {
        return;
    }
    let post = (0..columns.len()).find(|at| {
        let name = words(&raw[*at]).join(" ");
        columns[*at].field == Some(Field::Posts)
            && !said(*at)
            && matches!(name.as_str(), "post" | "feed" | "feed post" | "static post")
    });
    if let Some(at) = post {
        columns[at].field = Some(Field::Price);
        columns[at].note = Some("read as the price of a post, as the formats beside it".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headers: &[&str], rows: &[&[&str]]) -> (Vec<Option<Field>>, Prices) {
        let raw: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let rows: Vec<Record<'_>> = rows
            .iter()
            .map(|cells| Record {
                line: 2,
                part: 0,
                cells: cells.iter().map(|cell| (*cell).into()).collect(),
            })
            .collect();
        let mut columns = crate::import::headers::assign(&raw, &rows, &[]);
        let table = Table {
            headers: &raw,
            rows: &rows,
            owners: &vec![None; raw.len()],
            said: &|_| false,
        };
        let prices = decide(&mut columns, &table);
        (
            columns.into_iter().map(|column| column.field).collect(),
            prices,
        )
    }

    #[test]
    fn numbers_tie_prices_to_what_they_buy() {
        let (fields, prices) = read(
            &[
                "Name",
                "Rate 1",
                "Deliverable 1",
                "Rate 2",
                "Deliverable 2",
                "Phone 1",
            ],
            &[
                &["Ana", "500", "Reel", "200", "Story", "55 11"],
                &["Bo", "300", "Post", "", "", "55 12"],
            ],
        );
        assert_eq!(
            prices.quotes,
            [
                Quote::Card { at: 1, kind: 2 },
                Quote::Card { at: 3, kind: 4 }
            ]
        );
        assert_eq!(fields[1], Some(Field::Price));
        assert_eq!(fields[2], Some(Field::Format));
        assert_eq!(fields[3..], [None, None, None]);
    }

    #[test]
    fn a_header_of_price_and_format_is_read_and_one_of_something_else_is_not() {
        let (fields, _) = read(
            &[
                "Name",
                "Cost per reel",
                "Reel engagement rate",
                "Story earnings",
                "static_post.price",
            ],
            &[
                &["Ana", "500", "0.02", "9000", "700"],
                &["Bo", "300", "0.03", "8000", "600"],
            ],
        );
        assert_eq!(fields[1], Some(Field::PriceReel));
        assert!(fields[2].is_none_or(|field| field != Field::PriceReel));
        assert_eq!(fields[3], None);
        assert_eq!(fields[4], Some(Field::Price));
    }
}
