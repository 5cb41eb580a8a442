//! Aligned columns for a terminal, with figures as people read them.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::columns::{label, readable};
use super::safe;
use crate::roster::{Field, Roster, RowId};

/// The widest that a column of text gets.
const WIDEST: usize = 40;

pub fn write(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut lines: Vec<Vec<String>> = vec![
        columns
            .iter()
            .map(|field| label(roster, *field).into_owned())
            .collect(),
    ];
    for row in rows {
        let influencer = roster.influencer(*row);
        lines.push(
            columns
                .iter()
                .map(|field| cell(&readable(roster, &influencer, *field)))
                .collect(),
        );
    }
    let widths: Vec<usize> = (0..columns.len())
        .map(|at| lines.iter().map(|line| line[at].width()).max().unwrap_or(0))
        .collect();
    for line in &lines {
        let mut text = String::new();
        for ((cell, width), field) in line.iter().zip(&widths).zip(columns) {
            let gap = " ".repeat(width - cell.width());
            if field.kind().is_numeric() {
                text.push_str(&gap);
                text.push_str(cell);
            } else {
                text.push_str(cell);
                text.push_str(&gap);
            }
            text.push_str("  ");
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// One line of text without controls, cut where it gets too wide.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for letter in safe::line(text).chars() {
        if out.width() >= WIDEST {
            out.push('…');
            break;
        }
        out.push(letter);
    }
    out
}
