//! A comparison as plain text: the sentence, tables of figures, what limits them.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::tables::{Table, tables};
use crate::analysis::compare::{Comparison, LIMITS};
use crate::export::safe::line;

pub fn as_text(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", comparison.verdict.sentence)?;
    for note in &comparison.caveats {
        writeln!(out, "  - {}", line(note))?;
    }
    for table in tables(comparison) {
        writeln!(out, "\n{}", table.title)?;
        as_table(&table, out)?;
    }
    writeln!(out)?;
    for note in &comparison.notes {
        writeln!(out, "{}", line(note))?;
    }
    writeln!(out, "{LIMITS}")
}

fn as_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let headers: Vec<&str> = table.headers.iter().map(AsRef::as_ref).collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| line(cell).into_owned()).collect())
        .collect();
    let mut widths: Vec<usize> = headers.iter().map(|header| header.width()).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut write = |cells: &mut dyn Iterator<Item = &str>| {
        let mut text = String::new();
        for (at, (cell, width)) in cells.zip(&widths).enumerate() {
            let blanks = " ".repeat(width - cell.width());
            if at == 0 {
                text += &format!("{cell}{blanks}");
            } else {
                text += &format!("  {blanks}{cell}");
            }
        }
        writeln!(out, "{}", text.trim_end())
    };
    write(&mut headers.iter().copied())?;
    for row in &rows {
        write(&mut row.iter().map(String::as_str))?;
    }
    Ok(())
}
