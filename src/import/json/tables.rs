//! Tables in JSON: rows that are lists, columns that are lists, headers beside them.

use super::super::Record;
use super::super::flatten::BETWEEN;
use super::super::headers::path_meaning;
use super::super::tree::Tree;
use super::mend;
use super::scan::{Item, Items};

/// A list of words beside a table: its header.
pub fn names(text: &[u8], items: &Items) -> Option<Record<'static>> {
    items
        .items
        .iter()
        .filter(|item| item.whole && text[item.value.start] == b'[')
        .filter_map(|item| match mend::value(&text[item.value.clone()]) {
            Ok(Tree::List(words)) if words.iter().all(|word| matches!(word, Tree::Text(_))) => {
                Some(row(text, item))
            }
            _ => None,
        })
        .max_by_key(|row| known(std::slice::from_ref(row)))
}

/// A table that was written column by column: lists of the same length, or objects of the same keys,
/// under headers.
pub fn columns(text: &[u8], items: &Items, keys: &[String]) -> Option<Vec<Record<'static>>> {
    let headers = keys
        .iter()
        .filter(|key| path_meaning(key).is_some())
        .count();
    if headers < 2 || headers * 2 < keys.len() {
        return None;
    }
    let mut columns: Vec<Vec<String>> = Vec::new();
    let mut places: Option<Vec<String>> = None;
    for item in items.items.iter().filter(|item| item.whole) {
        if !matches!(text[item.value.start], b'[' | b'{') {
            return None;
        }
        let (names, cells): (Vec<String>, Vec<Tree>) =
            match mend::value(&text[item.value.clone()]).ok()? {
                Tree::List(cells) => (
                    (0..cells.len()).map(|place| place.to_string()).collect(),
                    cells,
                ),
                Tree::Object(parts) => parts.into_iter().unzip(),
                _ => return None,
            };
        if places.get_or_insert_with(|| names.clone()) != &names || names.len() < 2 {
            return None;
        }
        columns.push(
            cells
                .into_iter()
                .map(|cell| match cell {
                    Tree::Empty => Some(String::new()),
                    Tree::Text(text) => Some(text),
                    _ => None,
                })
                .collect::<Option<_>>()?,
        );
    }
    let record = |line: usize, cells: Vec<String>| Record {
        line: line as u64,
        part: 0,
        cells: cells.into_iter().map(Into::into).collect(),
    };
    let mut table = vec![record(1, keys.to_vec())];
    for at in 0..places?.len() {
        let cells = columns
            .iter_mut()
            .map(|column| std::mem::take(&mut column[at]))
            .collect();
        table.push(record(at + 2, cells));
    }
    Some(table)
}

/// A row of a table.
pub fn row(text: &[u8], item: &Item) -> Record<'static> {
    let cells = match mend::value(&text[item.value.clone()]) {
        Ok(Tree::List(cells)) => cells,
        _ => Vec::new(),
    };
    let cells = cells.into_iter().map(|cell| match cell {
        Tree::Text(text) => text.into(),
        Tree::List(words) => {
            let words: Vec<String> = words
                .into_iter()
                .filter_map(|word| match word {
                    Tree::Text(text) => Some(text),
                    _ => None,
                })
                .collect();
            words.join(&BETWEEN.to_string()).into()
        }
        _ => "".into(),
    });
    Record {
        line: item.line,
        part: 0,
        cells: cells.collect(),
    }
}

/// Known headers of the best of some rows.
pub fn known(rows: &[Record<'_>]) -> usize {
    rows.iter()
        .map(|row| {
            row.cells
                .iter()
                .filter(|cell| path_meaning(cell).is_some())
                .count()
        })
        .max()
        .unwrap_or(0)
}
