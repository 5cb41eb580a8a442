//! What stands between the words of a column. A mark that also stands in names is a mark only where
//! the parts that it leaves are found elsewhere in the column.

use std::collections::{HashMap, HashSet};

use super::super::values::{AND, Lists};
use crate::roster::language;

pub fn decide(cells: &[&str]) -> Lists {
    let mut lists = Lists {
        told: cells.iter().any(|cell| cell.contains('\u{1f}')),
        ..Lists::default()
    };
    if lists.told {
        return lists;
    }
    let mut rows: HashMap<&str, usize> = HashMap::new();
    for cell in cells {
        *rows.entry(cell).or_default() += 1;
    }
    let mut distinct: Vec<&str> = rows.keys().copied().collect();
    distinct.sort_unstable();
    commas(&mut lists, &distinct, &rows);
    slashes(&mut lists, &distinct);
    ands(&mut lists, &distinct);
    lists
}

/// Whether a column of languages writes codes only.
pub fn are_codes(cells: &[&str], lists: &Lists) -> bool {
    let mut words = cells.iter().flat_map(|cell| lists.words(cell));
    let code = |word: &str| {
        let language = word.split(['-', '_']).next().unwrap_or(word);
        language.len() <= 3 && language.is_ascii()
    };
    words.all(|word| code(word) || language::named(word).is_none())
}

/// In how many different cells each word stands, in lower case.
fn counted(distinct: &[&str], cut: impl Fn(&str) -> Vec<String>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for cell in distinct {
        let words: HashSet<String> = cut(cell).into_iter().collect();
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts
}

fn lower(words: Vec<&str>) -> Vec<String> {
    words.into_iter().map(str::to_lowercase).collect()
}

/// Commas stand between words unless no part of any cell with a comma is found in another cell and the
/// cells come back, as names do.
fn commas(lists: &mut Lists, distinct: &[&str], rows: &HashMap<&str, usize>) {
    let with: Vec<&str> = distinct
        .iter()
        .copied()
        .filter(|cell| cell.contains(',') && !cell.starts_with('['))
        .collect();
    if with.is_empty() {
        return;
    }
    let counts = counted(distinct, |cell| lower(lists.words(cell)));
    let found = |cell: &str| {
        let parts = cell.split([';', '|']).filter(|part| part.contains(','));
        parts
            .flat_map(|part| lower(lists.words(part)))
            .any(|word| counts.get(&word).is_some_and(|count| *count > 1))
    };
    let known = with.iter().filter(|cell| found(cell)).count();
    let uses: usize = with.iter().map(|cell| rows[cell]).sum();
    let other_mark = |cell: &&&str| cell.contains([';', '|']);
    let others = distinct.iter().filter(other_mark).count();
    let outdone = others > 1 && others >= with.len();
    if known == 0 && uses >= 2 * with.len() || outdone && 2 * known < with.len() {
        lists.no_comma = true;
        return;
    }
    // `Health, Beauty and Fitness` is a list in words, or a name: a name where it comes back.
    let sentence = |cell: &str| {
        let last = cell.rsplit(',').next().unwrap_or_default();
        AND.iter().any(|and| last.contains(and))
    };
    let whole = with
        .into_iter()
        .filter(|cell| sentence(cell) && !found(cell) && rows[cell] > 1);
    lists.whole = whole.map(str::to_owned).collect();
}

/// A slash stands between words where half of the words with one have a part that is found elsewhere.
fn slashes(lists: &mut Lists, distinct: &[&str]) {
    let words: HashSet<String> = distinct
        .iter()
        .flat_map(|cell| lower(lists.words(cell)))
        .collect();
    let with: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| word.contains('/') && !word.contains("//"))
        .collect();
    let apart = Lists {
        slash: true,
        ..lists.clone()
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let counts = counted(&words, |word| lower(apart.words(word)));
    let known = |word: &&&str| {
        let parts = apart.words(word);
        parts
            .iter()
            .any(|part| counts.get(*part).is_some_and(|count| *count > 1))
    };
    lists.slash = !with.is_empty() && 2 * with.iter().filter(known).count() >= with.len();
}

/// `&` stands between words where most cells with one consist of words that are written alone too.
fn ands(lists: &mut Lists, distinct: &[&str]) {
    let joined = |word: &str| AND.iter().any(|and| word.contains(and));
    let words: HashSet<String> = distinct
        .iter()
        .flat_map(|cell| lower(lists.words(cell)))
        .collect();
    let (both, alone): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|word| joined(word));
    if both.is_empty() {
        return;
    }
    let apart = Lists {
        and: true,
        alone: alone.into_iter().collect(),
        ..lists.clone()
    };
    let known = both
        .iter()
        .filter(|word| apart.words(word).len() > 1)
        .count();
    if 2 * known > both.len() {
        *lists = apart;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_names_by_the_column() {
        for (cells, cell, words) in [
            // The parts stand elsewhere alone.
            (
                vec!["Travel/Lifestyle", "Travel", "Lifestyle/Food"],
                "Travel/Lifestyle",
                vec!["Travel", "Lifestyle"],
            ),
            (
                vec!["Cinema & Actors/actresses", "Lifestyle", "Music"],
                "Cinema & Actors/actresses",
                vec!["Cinema & Actors/actresses"],
            ),
            (
                vec!["Food & Drink", "Travel", "Beauty"],
                "Food & Drink",
                vec!["Food & Drink"],
            ),
            (
                vec!["Food & Travel", "Travel", "Food"],
                "Food & Travel",
                vec!["Food", "Travel"],
            ),
            (
                vec!["Food and Travel", "Travel", "Food", "Health and Medicine"],
                "Health and Medicine",
                vec!["Health and Medicine"],
            ),
            // A name that comes back is no list.
            (
                vec![
                    "Health, Beauty and Fitness",
                    "Health, Beauty and Fitness",
                    "Travel",
                ],
                "Health, Beauty and Fitness",
                vec!["Health, Beauty and Fitness"],
            ),
            (
                vec!["Beauty, Travel", "Travel, Food"],
                "Beauty, Travel",
                vec!["Beauty", "Travel"],
            ),
            (
                vec!["Beauty, Travel"],
                "Beauty, Travel",
                vec!["Beauty", "Travel"],
            ),
            // Another mark stands between words, so commas belong to them.
            (
                vec!["News, TV; Music", "Music; Film, Stage", "Music"],
                "News, TV; Music",
                vec!["News, TV", "Music"],
            ),
            // The container knows where its lists are.
            (
                vec!["TV, Film\u{1f}Music", "TV, Film"],
                "TV, Film",
                vec!["TV, Film"],
            ),
        ] {
            assert_eq!(decide(&cells).words(cell), words, "{cells:?}");
        }
    }
}
