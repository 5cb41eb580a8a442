//! A comparison as Markdown.

use std::io::{self, Write};

use super::tables::tables;
use crate::analysis::compare::{Comparison, LIMITS};
use crate::export::markdown::escaped;

pub fn as_markdown(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", comparison.verdict.sentence)?;
    for note in &comparison.caveats {
        writeln!(out, "- {}", escaped(note))?;
    }
    for table in tables(comparison) {
        writeln!(out, "\n### {}\n", escaped(&table.title))?;
        let row = |cells: &mut dyn Iterator<Item = &str>| {
            let cells: Vec<String> = cells.map(escaped).collect();
            format!("| {} |", cells.join(" | "))
        };
        writeln!(out, "{}", row(&mut table.headers.iter().map(AsRef::as_ref)))?;
        let right = " ---: |".repeat(table.headers.len() - 1);
        writeln!(out, "| --- |{right}")?;
        for cells in &table.rows {
            writeln!(out, "{}", row(&mut cells.iter().map(String::as_str)))?;
        }
    }
    writeln!(out)?;
    for note in &comparison.notes {
        writeln!(out, "{}\n", escaped(note))?;
    }
    writeln!(out, "{LIMITS}")
}
