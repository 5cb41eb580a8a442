//! A header of several lines: groups above it (`Instagram,,,YouTube,,`), units below it (`(%)`), the same
//! in another language, words that go on in the next line, a line that explains what to fill in.

use super::aside::is_rule;
use super::{Sight, name};
use crate::import::layout::{self, is_of_account};
use crate::import::{Record, headers, values};
use crate::roster::Field;
use crate::roster::fold::fold;

/// Lines above and below that may belong to a header.
const MOST: usize = 3;

/// A header with its lines.
#[derive(Debug)]
pub struct Found {
    /// One name for each column.
    pub names: Vec<String>,
    /// The places of the first and the last record that belong to it.
    pub first: usize,
    pub last: usize,
    /// The places of the records that the names come from, in their order.
    pub lines: Vec<usize>,
    /// The places of the records that only explain.
    pub help: Vec<usize>,
}

/// The lines around the record that is the header.
pub fn around(records: &[Record<'_>], at: usize) -> Found {
    let mut found = Found {
        names: records[at].cells.iter().map(|cell| name(cell)).collect(),
        first: at,
        last: at,
        lines: vec![at],
        help: Vec::new(),
    };
    for above in (at.saturating_sub(MOST)..at).rev() {
        if !is_words(&records[above]) || is_lone_title(&records[above], &found.names) {
            break;
        }
        let joined = join(&cells(&records[above]), &found.names, Side::Lower);
        // A title changes no name.
        if joined == found.names {
            break;
        }
        found.names = joined;
        found.first = above;
        found.lines.insert(0, above);
    }
    for (below, record) in records.iter().enumerate().skip(at + 1).take(MOST) {
        if is_rule(record) || is_help(record) {
            found.help.push(below);
        } else if is_units(record) && records.len() > below + 1 {
            with_units(&mut found.names, record);
            found.lines.push(below);
        } else if goes_on(record, &records[below + 1..]) {
            found.names = join(&found.names, &cells(record), Side::Upper);
            found.lines.push(below);
        } else {
            break;
        }
        found.last = below;
    }
    found
}

fn cells(record: &Record<'_>) -> Vec<String> {
    record.cells.iter().map(|cell| name(cell)).collect()
}

fn filled<'r>(record: &'r Record<'_>) -> impl Iterator<Item = &'r str> {
    (0..record.cells.len())
        .map(|column| record.cell(column))
        .filter(|cell| !cell.is_empty())
}

/// Whether a record holds nothing but short words.
fn is_words(record: &Record<'_>) -> bool {
    let short = |cell: &str| {
        Sight::of(cell) == Sight::Word
            && cell.chars().count() <= 40
            && cell.split_whitespace().count() <= 5
    };
    !record.is_empty() && filled(record).all(short)
}

/// Whether a line above the header is the title of the whole table: one cell, above the first name.
fn is_lone_title(record: &Record<'_>, names: &[String]) -> bool {
    let first = names.iter().position(|name| !name.is_empty());
    let own = record.cells.iter().position(|cell| !name(cell).is_empty());
    record.filled() == 1 && own <= first
}

/// Beginnings of cells that say how to fill a column in.
const HELP: &[&str] = &[
    "e.g",
    "eg:",
    "eg.",
    "for example",
    "example",
    "required",
    "optional",
    "mandatory",
    "enter ",
    "fill in",
    "please ",
    "choose ",
    "select ",
    "ej.",
    "ej:",
    "p. ej",
    "p.ej",
    "ejemplo",
    "obligatorio",
    "opcional",
    "ex.:",
    "ex:",
    "exemplo",
    "obrigatorio",
    "exemple",
    "obligatoire",
    "facultatif",
    "z.b",
    "z. b",
    "beispiel",
    "pflichtfeld",
    "pflicht",
    "esempio",
    "es.:",
    "obbligatorio",
    "facoltativo",
    "bijv",
    "voorbeeld",
    "verplicht",
    "ornek",
    "zorunlu",
    "пример",
    "напр",
    "обязательно",
    "np.",
    "przyklad",
    "wymagane",
    "contoh",
    "misal",
    "wajib",
    "vi du",
    "bat buoc",
    "مثال",
    "مطلوب",
    "उदाहरण",
    "例如",
    "例:",
    "例：",
    "必填",
    "选填",
    "必須",
    "任意",
    "예:",
    "예)",
    "필수",
    "선택",
];

/// What a line of kinds of cells consists of.
const KINDS: &str = "number numeric integer int decimal float text string date boolean bool url link list iso code free \
    dropdown numero texto fecha nombre numerique texte zahl datum число текст дата";

/// What a line of units consists of.
const UNITS: &str = "count percent percentage currency usd eur gbp inr idr brl rub try mxn jpy krw cny pln vnd aed k m mn \
    mio million millions thousand thousands pcs units unit anzahl шт руб 人 个 元 円 원 명";

fn is_in(list: &str, cell: &str) -> bool {
    let bare = fold(cell);
    let bare =
        bare.trim_matches(|letter: char| matches!(letter, '(' | ')' | '[' | ']' | '<' | '>'));
    let bare = ["in ", "en ", "em ", "в "]
        .into_iter()
        .find_map(|word| bare.strip_prefix(word))
        .unwrap_or(bare);
    let mut words = bare.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| list.split_whitespace().any(|known| known == word))
}

/// Whether a record explains how the columns are to be filled in.
fn is_help(record: &Record<'_>) -> bool {
    let helps = |cell: &&str| {
        let cell = fold(cell);
        let cell = cell.trim_start_matches(['(', '[', '*', '<']);
        HELP.iter().any(|word| {
            let word = fold(word);
            let rest = cell.strip_prefix(word.as_str());
            // "required", but not "required_reading".
            rest.is_some_and(|rest| {
                !word.is_ascii()
                    || !word.ends_with(char::is_alphabetic)
                    || !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_')
            })
        })
    };
    let all = record.filled();
    let helping = filled(record).filter(helps).count();
    let kinds = filled(record).filter(|cell| is_in(KINDS, cell)).count();
    let units = filled(record).filter(|cell| is_unit(cell)).count();
    let is_number = |cell: &&str| Sight::of(cell) == Sight::Number;
    if filled(record).any(|cell| is_number(&cell)) {
        return false;
    }
    helping > 0 && (helping * 2 >= all || helping > 1)
        || kinds > 0 && all > 1 && (kinds + units + helping) * 5 >= all * 4
}

/// Whether a cell names a unit: `(%)`, `USD`, `in thousands`.
fn is_unit(cell: &str) -> bool {
    const SIGNS: &str = "% # $ € £ ₽ ¥ ₹ @ №";
    is_in(UNITS, cell) || is_in(SIGNS, cell)
}

/// Whether a record names the units of the columns above it. A single one may be a value.
fn is_units(record: &Record<'_>) -> bool {
    let bracketed = |cell: &str| cell.starts_with('(') && cell.ends_with(')');
    let all = record.filled();
    let units = filled(record).filter(|cell| is_unit(cell)).count();
    let brackets = filled(record).filter(|cell| bracketed(cell)).count();
    all > 0
        && (units == all || units + brackets >= all && brackets > 0)
        && (all > 1 || brackets > 0)
}

/// Writes the units behind the names.
fn with_units(names: &mut [String], record: &Record<'_>) {
    for (column, name) in names.iter_mut().enumerate() {
        let unit = record.cell(column).trim_matches(['(', ')', '[', ']']);
        if !unit.is_empty() {
            *name = with_unit(name, unit);
        }
    }
}

/// A name with its unit behind it, where it means the same with it.
fn with_unit(name: &str, unit: &str) -> String {
    let with = format!("{name} ({unit})");
    let meaning = headers::meaning(name);
    if meaning.is_some() && headers::meaning(&with) == meaning {
        with
    } else {
        name.to_owned()
    }
}

/// Whether the record below a header is a second line of it: known names or words above numbers, and
/// no row is like it.
fn goes_on(record: &Record<'_>, rows: &[Record<'_>]) -> bool {
    let rows: Vec<&Record<'_>> = rows.iter().filter(|row| !row.is_empty()).take(20).collect();
    let all = record.filled();
    if !is_words(record) || rows.is_empty() || all < 2 {
        return false;
    }
    let (mut above_numbers, mut again) = (0, 0);
    for column in (0..record.cells.len()).filter(|column| !record.cell(*column).is_empty()) {
        let below = rows.iter().map(|row| row.cell(column));
        let below: Vec<&str> = below.filter(|cell| !values::is_missing(cell)).collect();
        let numbers = below.iter().filter(|cell| Sight::of(cell) == Sight::Number);
        above_numbers += usize::from(!below.is_empty() && numbers.count() * 2 > below.len());
        again += usize::from(below.contains(&record.cell(column)));
    }
    let known = filled(record)
        .filter(|cell| headers::is_known(cell))
        .count();
    let sure = filled(record)
        .filter(|cell| super::header::weight(cell) >= 1.0)
        .count();
    let names = known * 2 >= all && sure > 0 && above_numbers > 0;
    let all_names = sure > 1 && sure * 5 >= all * 4;
    again == 0 && (above_numbers == all || names || all_names)
}

/// Which of two lines the header was found on: its names go first.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Upper,
    Lower,
}

/// Puts two lines together. A cell of the upper one stands for the empty ones behind it, as merged
/// cells are written.
fn join(upper: &[String], lower: &[String], side: Side) -> Vec<String> {
    let width = upper.len().max(lower.len());
    let cell = |line: &[String], column: usize| line.get(column).cloned().unwrap_or_default();
    let mut group = String::new();
    let mut names: Vec<String> = Vec::new();
    let reach = reach(upper, lower).unwrap_or(width);
    for column in 0..width {
        let (above, below) = (cell(upper, column), cell(lower, column));
        let spread = above.is_empty();
        if !spread {
            group.clone_from(&above);
        } else if column >= reach {
            group.clear();
        }
        let mut name = if spread {
            under(&group, &below, true, side)
        } else {
            under(&above, &below, false, side)
        };
        // The same name below two groups: the first is the one.
        if names.contains(&name) && name == below && !group.is_empty() && group != below {
            name = format!("{group} {below}");
        }
        names.push(name);
    }
    names
}

/// Where the last of several groups of networks ends: it has as many columns as those before it, and
/// further ones while these are figures of an account.
fn reach(upper: &[String], lower: &[String]) -> Option<usize> {
    let is_network = |column: &usize| layout::network_group(&upper[*column]).is_some();
    let groups: Vec<usize> = (0..upper.len()).filter(is_network).collect();
    let widths = groups.windows(2).map(|pair| pair[1] - pair[0]);
    let end = groups.last()? + widths.max()?;
    let of_account = |name: &str| {
        headers::meaning(name).is_some_and(|field| {
            matches!(
                field,
                Field::Handle
                    | Field::Url
                    | Field::Followers
                    | Field::Following
                    | Field::Posts
                    | Field::EngagementRate
                    | Field::AvgEngagements
                    | Field::AvgLikes
                    | Field::AvgComments
                    | Field::AvgShares
                    | Field::AvgViews
            )
        }) && !fold(name).contains("total")
    };
    (end..lower.len()).find(|column| !of_account(&lower[*column]))
}

/// Words for the audience: what stands below them is not said of the influencer.
const AUDIENCE: &[&str] = &[
    "audience",
    "audiencia",
    "publico",
    "zielgruppe",
    "publikum",
    "pubblico",
    "publiek",
    "hedef kitle",
    "kitle",
    "аудитория",
    "odbiorcy",
    "audiens",
    "khan gia",
    "الجمهور",
    "दर्शक",
    "受众",
    "粉丝画像",
    "オーディエンス",
    "시청자",
    "오디언스",
    "demographics",
    "followers demographics",
    "audience demographics",
];

/// The name of a column below a group. `spread`: the group stands above another column, and only
/// spreads to this one.
fn under(group: &str, below: &str, spread: bool, side: Side) -> String {
    if below.is_empty() {
        return if spread {
            String::new()
        } else {
            group.to_owned()
        };
    }
    if group.is_empty() || fold(group) == fold(below) {
        return below.to_owned();
    }
    let joined = format!("{group} {below}");
    let meaning = headers::meaning(below);
    if let Some(network) = layout::network_group(group) {
        let own = meaning.is_none_or(is_of_account) || !spread && meaning == Some(Field::Name);
        return if own && !layout::names_network(below) {
            format!("{network} {below}")
        } else {
            below.to_owned()
        };
    }
    let audience = fold(group);
    if AUDIENCE.iter().any(|word| fold(word) == audience) {
        let of_person = matches!(
            meaning,
            Some(Field::Country | Field::City | Field::Gender | Field::Language | Field::Niche)
        );
        return if of_person || meaning.is_none() {
            joined
        } else {
            below.to_owned()
        };
    }
    let unit = || is_unit(below) && !headers::is_known(below);
    if layout::is_price(group) && (layout::format_of(below).is_some() || unit()) {
        return joined;
    }
    if headers::is_known(&joined) {
        return joined;
    }
    let known = |name: &str| headers::is_known(name);
    match side {
        Side::Upper if !spread && known(group) => group.to_owned(),
        _ if !spread && known(group) && !known(below) => with_unit(group, below),
        _ => below.to_owned(),
    }
}
