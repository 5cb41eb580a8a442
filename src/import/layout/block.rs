//! Tables that stand below each other in one sheet, each with a title of its own: `TikTok`, then a
//! header or none, then its rows. Knows nothing of what the columns are.

use std::ops::Range;

use crate::import::{Record, headers, values};
use crate::roster::Field;
use crate::roster::fold::fold;
use crate::roster::platform::Platform;

/// Records among which the first header stands, if there is one.
const LOOKED_AT: usize = 30;

/// One of several tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its records among those looked at, its header among them where it has one.
    pub records: Range<usize>,
    /// Its title.
    pub title: Option<String>,
    /// The line of its first record.
    pub line: u64,
    /// Whether it has a header of its own; else that of the block above holds.
    pub header: bool,
}

impl Block {
    /// The network that the title names.
    pub fn network(&self) -> Option<&'static Platform> {
        network_of(self.title.as_deref()?)
    }

    /// The niche that the title names.
    pub fn niche(&self) -> Option<String> {
        niche_of(self.title.as_deref()?)
    }
}

/// The tables among the records of a sheet; none where it is just one.
pub fn split(records: &[Record<'_>]) -> Vec<Block> {
    let mut starts: Vec<Block> = Vec::new();
    let usual = usual(records);
    let mut header: Option<usize> = None;
    for at in 0..records.len() {
        // A header again among the rows is only a header again: it is not even looked at.
        let first = starts.is_empty();
        let title = title_above(records, at, usual);
        if first && at > LOOKED_AT {
            return Vec::new();
        }
        if (first || title.is_some() || is_apart(records, at)) && is_header(&records[at]) {
            let begin = title.unwrap_or(at);
            // The same header on the next page is no other table, unless a title says so.
            if header.is_some_and(|header| is_again(&records[header], &records[at]))
                && title.is_none_or(|title| is_page(&title_of(&records[title])))
            {
                continue;
            }
            header = Some(at);
            starts.push(Block {
                records: begin..records.len(),
                title: title.map(|title| title_of(&records[title])),
                line: records[begin].line,
                header: true,
            });
        }
    }
    if starts.is_empty() {
        return Vec::new();
    }
    for at in starts[0].records.start + 1..records.len() {
        if is_section(records, at, usual)
            && starts.iter().all(|block| block.records.start != at)
            && !is_followed_by_header(records, at)
        {
            starts.push(Block {
                records: at..records.len(),
                title: Some(title_of(&records[at])),
                line: records[at].line,
                header: false,
            });
        }
    }
    starts.sort_by_key(|block| block.records.start);
    for at in 1..starts.len() {
        starts[at - 1].records.end = starts[at].records.start;
    }
    // What stands above the first header belongs to the first table.
    starts[0].records.start = 0;
    starts[0].line = records[0].line;
    // A header with a section right below it has no rows of its own.
    if starts.len() < 2 {
        return Vec::new();
    }
    starts
}

/// Whether a record is a header beyond doubt: most of its cells are known headers, and one of them
/// tells who somebody is or how many follow.
fn is_header(record: &Record<'_>) -> bool {
    let mut filled = 0;
    let mut known = 0;
    let mut telling = false;
    for cell in record.cells.iter().map(|cell| values::trim(cell)) {
        if cell.is_empty() {
            continue;
        }
        filled += 1;
        if values::number(cell, false).is_some() {
            return false;
        }
        // "Instagram" is a header at times, and a cell at other times.
        if Platform::named(cell).is_none() && headers::is_known(cell) {
            known += 1;
            telling |= matches!(
                headers::meaning(cell),
                Some(Field::Handle | Field::Name | Field::Followers | Field::Url)
            );
        }
    }
    filled >= 2 && known >= 2 && known * 5 >= filled * 3 && telling
}

/// Whether a record is the header of the table above once more.
fn is_again(header: &Record<'_>, record: &Record<'_>) -> bool {
    let width = header.cells.len().max(record.cells.len());
    (0..width).all(|column| header.cell(column) == record.cell(column))
}

/// Whether a title only counts pages: it has a figure, and names neither a network nor a niche.
fn is_page(title: &str) -> bool {
    const PAGES: &[&str] = &[
        "page",
        "pagina",
        "pag",
        "seite",
        "strona",
        "sayfa",
        "halaman",
        "trang",
        "страница",
        "стр",
        "صفحة",
        "पृष्ठ",
        "ページ",
        "페이지",
        "第",
    ];
    let title = fold(title);
    title.contains(|letter: char| letter.is_numeric())
        && PAGES
            .iter()
            .any(|word| title.starts_with(fold(word).as_str()))
}

/// The title right above a record, blank records aside.
fn title_above(records: &[Record<'_>], at: usize, usual: usize) -> Option<usize> {
    // A title stands close to its table.
    let near = at.saturating_sub(4)..at;
    let above = near.rev().find(|above| !records[*above].is_empty())?;
    (usual > 1 && records[above].filled() == 1).then_some(above)
}

/// Whether blank lines part a record from those above.
fn is_apart(records: &[Record<'_>], at: usize) -> bool {
    match at.checked_sub(1).map(|above| &records[above]) {
        Some(above) => above.is_empty() || above.cells.len() == 1 && above.filled() == 0,
        None => true,
    }
}

/// How many filled cells most records have.
fn usual(records: &[Record<'_>]) -> usize {
    let mut widths: Vec<usize> = records
        .iter()
        .map(Record::filled)
        .filter(|filled| *filled > 0)
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(1)
}

/// Whether a record is nothing but the name of a network, between rows of a table.
fn is_section(records: &[Record<'_>], at: usize, usual: usize) -> bool {
    let record = &records[at];
    usual > 2
        && record.filled() == 1
        && network_of(&title_of(record)).is_some()
        && records[at + 1..]
            .iter()
            .find(|record| !record.is_empty())
            .is_some_and(|below| below.filled() > 1)
}

fn is_followed_by_header(records: &[Record<'_>], at: usize) -> bool {
    records[at + 1..]
        .iter()
        .find(|record| !record.is_empty())
        .is_some_and(is_header)
}

/// The words of a title without the signs around it: `=== TikTok ===`.
fn title_of(record: &Record<'_>) -> String {
    let cell = record
        .cells
        .iter()
        .map(|cell| values::trim(cell))
        .find(|cell| !cell.is_empty())
        .unwrap_or("");
    let plain = cell.trim_matches(|letter: char| {
        !letter.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(letter)
    });
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}

/// The network that a title is about.
fn network_of(title: &str) -> Option<&'static Platform> {
    Platform::named(title).or_else(|| super::network::of(title).map(|named| named.network))
}

/// What the influencers of a table are about, by a title that names no network: `Beauty influencers`.
/// A title of many words, or with a number, tells of something else.
fn niche_of(title: &str) -> Option<String> {
    const AROUND: &[&str] = &[
        "influencers",
        "influencer",
        "creators",
        "creator",
        "bloggers",
        "blogger",
        "accounts",
        "niche",
        "category",
        "categoria",
        "nicho",
        "категория",
        "блогеры",
    ];
    if network_of(title).is_some() || title.contains(|letter: char| letter.is_numeric()) {
        return None;
    }
    let words: Vec<&str> = title
        .split_whitespace()
        .map(|word| word.trim_matches([':', '-', '–', '—']))
        .filter(|word| !word.is_empty() && !AROUND.contains(&fold(word).as_str()))
        .collect();
    (1..=3).contains(&words.len()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<Record<'static>> {
        text.lines()
            .zip(1..)
            .map(|(line, number)| Record {
                line: number,
                part: 0,
                cells: line.split(',').map(|cell| cell.to_owned().into()).collect(),
            })
            .collect()
    }

    #[test]
    fn tables_below_each_other_are_told_apart_by_titles_and_headers() {
        let tables = |text: &str| -> Vec<(u64, String, bool)> {
            split(&records(text))
                .into_iter()
                .map(|block| (block.line, block.title.unwrap_or_default(), block.header))
                .collect()
        };
        let one = |line, title: &str, header| (line, title.to_owned(), header);
        for (text, expected) in [
            ("Name,Followers\nana,5\nbo,6", vec![]),
            (
                "Instagram,,\nName,Followers,ER\nana,5,1%\n,,\nTikTok,,\nName,Followers,ER\nbo,6,2%",
                vec![one(1, "Instagram", true), one(5, "TikTok", true)],
            ),
            // Other columns, and nothing but a blank line between.
            (
                "Name,Followers\nana,5\n,\nHandle,Subscribers,Country\nbo,6,US",
                vec![one(1, "", true), one(4, "", true)],
            ),
            // A header again among the rows is no table.
            ("Name,Followers\nana,5\nName,Followers\nbo,6", vec![]),
            // Sections under one header.
            (
                "Name,Followers,ER\nInstagram,,\nana,5,1%\nbo,5,2%\n== TikTok ==,,\ncy,6,2%\ndi,5,1%",
                vec![
                    one(1, "", true),
                    one(2, "Instagram", false),
                    one(5, "TikTok", false),
                ],
            ),
            // Somebody without figures is no section.
            (
                "Name,Followers,ER\nana,5,1%\nBeauty,,\ncy,6,2%\ndi,6,2%",
                vec![],
            ),
        ] {
            assert_eq!(tables(text), expected, "{text}");
        }
    }

    #[test]
    fn titles_name_networks_or_niches() {
        let network = |title: &str| network_of(title).map(|network| network.name);
        assert_eq!(network("TikTok creators"), Some("TikTok"));
        assert_eq!(network("Beauty"), None);
        assert_eq!(niche_of("Beauty influencers").as_deref(), Some("Beauty"));
        assert_eq!(niche_of("TikTok"), None);
        assert_eq!(niche_of("Spring campaign 2026"), None);
    }
}
