//! A Markdown table, with figures as people read them.

use std::io::{self, Write};

use super::columns::{header, readable};
use super::texts::Texts;
use super::{Headers, safe};
use crate::roster::{Field, Roster, RowId};

pub fn write(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    headers: Headers,
    out: &mut dyn Write,
) -> io::Result<()> {
    let labels: Vec<String> = columns
        .iter()
        .map(|field| escaped(&header(roster, *field, headers)))
        .collect();
    writeln!(out, "| {} |", labels.join(" | "))?;
    let rules: Vec<&str> = columns
        .iter()
        .map(|field| {
            if field.kind().is_numeric() {
                "---:"
            } else {
                "---"
            }
        })
        .collect();
    writeln!(out, "| {} |", rules.join(" | "))?;
    for row in rows {
        let influencer = roster.influencer(*row);
        let cells: Vec<String> = columns
            .iter()
            .map(|field| escaped(&readable(roster, &influencer, *field)))
            .collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// Writes a table of text.
pub fn write_texts(texts: &Texts, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = texts.names().iter().map(|name| escaped(name)).collect();
    writeln!(out, "| {} |", names.join(" | "))?;
    writeln!(out, "| {} |", vec!["---"; names.len()].join(" | "))?;
    for row in &texts.rows {
        let cells: Vec<String> = row
            .cells()
            .map(|cell| escaped(cell.unwrap_or_default()))
            .collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// Without what Markdown would take for its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in safe::line(text).chars() {
        match letter {
            '|' | '`' | '<' | '*' | '_' | '[' | ']' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}
