//! The original columns of a text against an independent reading of the file.

use std::fs;

use tastemaker::import::{Options, Source, originals};
use tastemaker::roster::formula;

use super::Opened;

/// The cells of every record against those of a splitter that knows nothing of ours.
pub fn check(file: &Opened) -> Vec<String> {
    let Source::Path(path) = &file.source else {
        return vec!["the corpus is files".to_owned()];
    };
    let bytes = fs::read(path).unwrap();
    let encoding = file.report.encoding.as_deref().unwrap_or("utf-8");
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
    let (text, ..) = encoding.decode(&bytes);
    let delimiter = file.report.delimiter.unwrap_or(',');
    let wanted: Vec<(u64, Vec<String>)> = split(&text, delimiter)
        .into_iter()
        .filter(|(line, _)| file.lines.contains(line) || file.report.header_line == Some(*line))
        .collect();
    let lines: Vec<u64> = wanted.iter().map(|(line, _)| *line).collect();
    let found = match originals(&file.source, &Options::default(), &file.report, &lines) {
        Ok(found) => found,
        Err(error) => return vec![error.to_string()],
    };
    let mut wrong = Vec::new();
    let header = file.report.header_line;
    let mut records = found.records.iter();
    for (line, cells) in &wanted {
        let same = if Some(*line) == header {
            found.headers.as_ref() == Some(cells)
        } else {
            records.next().is_some_and(|record| {
                record.line == *line && record.cells().eq(cells.iter().map(String::as_str))
            })
        };
        if !same {
            wrong.push(format!("line {line}: the original cells are others"));
        }
    }
    if wanted.len() < file.lines.len() {
        wrong.push(format!("{} records for {}", wanted.len(), file.lines.len()));
    }
    wrong.truncate(5);
    wrong
}

/// The records of a text, letter by letter: each with the line on which it begins.
fn split(text: &str, delimiter: char) -> Vec<(u64, Vec<String>)> {
    let letters: Vec<char> = text.chars().collect();
    let mut records = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < letters.len() {
        let begin = line;
        let mut cells = Vec::new();
        loop {
            let mut cell = String::new();
            let closing = (letters.get(at) == Some(&'"')).then(|| closing(&letters, at + 1));
            if let Some(Some(end)) = closing {
                let inside: String = letters[at + 1..end].iter().collect();
                line += inside.matches('\n').count() as u64;
                cell = inside.replace("\"\"", "\"");
                at = end + 1;
            }
            while at < letters.len() && letters[at] != delimiter && letters[at] != '\n' {
                let last = letters[at] == '\r' && matches!(letters.get(at + 1), None | Some('\n'));
                if !last {
                    cell.push(letters[at]);
                }
                at += 1;
            }
            cells.push(formula::restored(&cell).to_owned());
            at += 1;
            if letters.get(at - 1) != Some(&delimiter) {
                break;
            }
        }
        line += 1;
        records.push((begin, cells));
    }
    records
}

/// Where a quoted field ends.
fn closing(letters: &[char], mut at: usize) -> Option<usize> {
    loop {
        match (letters.get(at)?, letters.get(at + 1)) {
            ('"', Some('"')) => at += 2,
            ('"', _) => return Some(at),
            _ => at += 1,
        }
    }
}
