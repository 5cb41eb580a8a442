//! `check` as people read it: what each file is, its columns, its figures, its problems.

use std::collections::BTreeMap;
use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::export::{columns, safe};
use crate::import::Report;
use crate::import::report::{
    ColumnReport, Effect, FieldFigures, Figures, FileReport, Format, Issue, IssueKind, Merged,
};
use crate::roster::display::grouped;
use crate::roster::{Field, Kind, Roster};

/// The widest header that is shown whole.
const WIDEST: usize = 36;

/// The widest example that is shown whole.
const EXAMPLE: usize = 60;

/// Places that are shown of each kind of problem.
const SHOWN: usize = 3;

/// Letters of a cell that is a problem.
const LETTERS: usize = 100;

/// Says what there is to say of one file; `notes` are about its figures.
pub fn file(file: &FileReport, notes: &[String], out: &mut dyn Write) -> io::Result<()> {
    if file.error.is_some() {
        // What was wrong is told as a failure; the columns help to name one.
        if !file.columns.is_empty() {
            writeln!(out, "{} was not read.", safe::line(&file.path))?;
            columns_of(file, out)?;
        }
        return Ok(());
    }
    rows(file, out)?;
    facts(file, out)?;
    for note in &file.notes {
        writeln!(out, "{}", safe::line(note))?;
    }
    columns_of(file, out)?;
    figures(file, out)?;
    for note in notes {
        writeln!(out, "\n{}", safe::line(note))?;
    }
    let (aside, problems): (Vec<&Issue>, Vec<&Issue>) = file
        .issues
        .iter()
        .partition(|issue| issue.effect == Effect::NotARow);
    if !aside.is_empty() {
        let lines = grouped(aside.len() as u64);
        writeln!(out, "\nLines that are no rows: {lines}")?;
        kinds(&aside, out)?;
    }
    if problems.is_empty() {
        return writeln!(out, "\nNo problems.");
    }
    writeln!(out, "\nProblems: {}", grouped(problems.len() as u64))?;
    kinds(&problems, out)
}

/// `roster.csv: 6 of 7 rows loaded, 1 left out.`
fn rows(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    let rows = file.rows;
    writeln!(
        out,
        "{}: {} of {} rows loaded, {} left out.",
        safe::line(&file.path),
        grouped(rows.loaded),
        grouped(rows.found),
        grouped(rows.left_out)
    )?;
    if rows.records != rows.found {
        writeln!(
            out,
            "Its {} records hold {} accounts, one row each.",
            grouped(rows.records),
            grouped(rows.found)
        )?;
    }
    Ok(())
}

/// What kind of file it is, in one line.
fn facts(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    let mut facts = vec![container(file)];
    facts.extend(file.packing.map(|packing| format!("packed with {packing}")));
    facts.extend(
        file.encoding
            .as_ref()
            .map(|name| format!("encoding {name}")),
    );
    facts.extend(file.sheet.as_ref().map(|sheet| match file.sheets.len() {
        0 | 1 => format!("sheet \"{sheet}\""),
        sheets => format!("sheet \"{sheet}\", one of {sheets}"),
    }));
    match file.header_line {
        Some(line) => facts.push(format!("header on line {line}")),
        None if file.format.names_columns() => {}
        None => facts.push("no header".to_owned()),
    }
    let priced = file.columns.iter().filter_map(|column| column.field);
    if priced.into_iter().any(|field| field.kind() == Kind::Money) {
        let assumed = match file.currency_assumed {
            true => " (assumed: the file does not say)",
            false => "",
        };
        facts.push(format!("prices in {}{assumed}", file.currency));
    }
    writeln!(out, "{}.", safe::line(&facts.join(", ")))
}

fn container(file: &FileReport) -> String {
    match (file.format, file.delimiter) {
        (Format::Delimited, Some(',')) => "Text with commas between cells".to_owned(),
        (Format::Delimited, Some(';')) => "Text with semicolons between cells".to_owned(),
        (Format::Delimited, Some('\t')) => "Text with tabs between cells".to_owned(),
        (Format::Delimited, Some(letter)) => format!("Text with {letter} between cells"),
        (Format::Delimited, None) => "Text".to_owned(),
        (Format::Json, _) => "JSON".to_owned(),
        (Format::JsonLines, _) => "JSON, one record a line".to_owned(),
        (Format::Parquet, _) => "Parquet".to_owned(),
        (format, delimiter) => format!("Workbook (.{})", format.name(delimiter)),
    }
}

/// The columns that were understood, then those that were not.
fn columns_of(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    let (read, kept): (Vec<_>, Vec<_>) = file
        .columns
        .iter()
        .partition(|column| column.field.is_some());
    if !read.is_empty() {
        writeln!(
            out,
            "\nColumns read: {} of {}",
            read.len(),
            file.columns.len()
        )?;
        table(&read, rows_of_columns(file), out)?;
    }
    if read.iter().any(|column| column.guess) {
        writeln!(
            out,
            "? is a guess by what the cells look like. Settle it with --map 'Your column=field'."
        )?;
    }
    if !kept.is_empty() {
        writeln!(out, "\nColumns kept as they are: {}", kept.len())?;
        table(&kept, rows_of_columns(file), out)?;
    }
    Ok(())
}

/// Of how many rows a column can be filled in: records, or their accounts where these have a line of
/// cells each.
fn rows_of_columns(file: &FileReport) -> u64 {
    let filled = file.columns.iter().map(|column| column.filled);
    match filled.max() {
        Some(filled) if filled > file.rows.records => file.rows.found,
        _ => file.rows.records,
    }
}

/// Columns below each other; what there is to say of one stands below it.
fn table(some: &[&ColumnReport], records: u64, out: &mut dyn Write) -> io::Result<()> {
    let widest = |text: &dyn Fn(&ColumnReport) -> String| {
        let widths = some.iter().map(|column| text(column).width());
        widths.max().unwrap_or(0).min(WIDEST)
    };
    let header = |column: &ColumnReport| match safe::line(&column.header) {
        header if header.trim().is_empty() => "(no name)".to_owned(),
        header => shortened(&header),
    };
    let field = |column: &ColumnReport| column.field.map_or("", Field::id).to_owned();
    let (name, read) = (widest(&header), widest(&field));
    for column in some {
        let mark = if column.guess { '?' } else { ' ' };
        let field = match read {
            0 => String::new(),
            read => format!("{}  ", cell(&field(column), read)),
        };
        let line = format!(
            "{mark} {}  {field}{:>4}  {}",
            cell(&header(column), name),
            percent(column.filled, records),
            cut(&safe::line(&column.example), EXAMPLE)
        );
        writeln!(out, "{}", line.trim_end())?;
        if let Some(note) = &column.note {
            writeln!(out, "      {}", safe::line(note))?;
        }
    }
    Ok(())
}

/// How many of the rows have something; only all are 100 %, and only none are 0 %.
fn percent(filled: u64, of: u64) -> String {
    match filled as f64 / of.max(1) as f64 * 100.0 {
        _ if filled == 0 => "-".to_owned(),
        share if share < 1.0 => "<1%".to_owned(),
        share if share > 99.0 && filled < of => "99%".to_owned(),
        share => format!("{share:.0}%"),
    }
}

/// What the columns say, field by field.
fn figures(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    let known = file.fields.iter();
    let known = known.filter(|figures| figures.field != Field::SourceLine);
    let mut lines: Vec<(String, &FieldFigures)> = known
        .map(|figures| (figures.field.label().to_owned(), figures))
        .collect();
    let quotes = file.quotes.iter();
    lines.extend(quotes.map(|quotes| ("All prices".to_owned(), quotes)));
    if lines.is_empty() {
        return Ok(());
    }
    let label = lines.iter().map(|(label, _)| label.width()).max();
    let label = label.unwrap_or(0);
    let digits = |figures: &FieldFigures| grouped(figures.n).len();
    let count = lines.iter().map(|(_, figures)| digits(figures)).max();
    let count = count.unwrap_or(0);
    writeln!(out, "\nWhat is known")?;
    for (name, figures) in lines {
        let show = |value: f64| columns::figure(value, figures.field, file.currency);
        let values = match figures.figures {
            Figures::Numbers { min, max, .. } if min == max => format!("always {}", show(min)),
            Figures::Numbers {
                min, max, median, ..
            } => format!("{} to {}, median {}", show(min), show(max), show(median)),
            Figures::Words { distinct: 1 } => "all the same".to_owned(),
            Figures::Words { distinct } => format!("{} different", grouped(distinct)),
        };
        let n = grouped(figures.n);
        writeln!(out, "  {}  {n:>count$}  {values}", cell(&name, label))?;
    }
    Ok(())
}

/// Issues by kind, each with its first few places.
fn kinds(issues: &[&Issue], out: &mut dyn Write) -> io::Result<()> {
    let mut kinds: BTreeMap<(IssueKind, &str), Vec<&Issue>> = BTreeMap::new();
    for issue in issues.iter().copied() {
        let kind = (issue.kind, issue.effect.sentence());
        kinds.entry(kind).or_default().push(issue);
    }
    for ((kind, _), issues) in kinds {
        let effect = match (issues[0].effect, issues.len()) {
            (Effect::RowLeftOut, 1) => "; the row was left out",
            (Effect::RowLeftOut, _) => "; these rows were left out",
            (Effect::CellEmpty, 1) => "; the cell counts as empty",
            (Effect::CellEmpty, _) => "; these cells count as empty",
            (Effect::Noted, _) => "; nothing was left out",
            (Effect::NotARow, _) => "",
        };
        let count = grouped(issues.len() as u64);
        writeln!(out, "{count:>7}  {}{effect}", kind.sentence())?;
        for issue in issues.iter().take(SHOWN) {
            writeln!(out, "         {}", place(issue))?;
        }
        if let Some(more) = issues.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            writeln!(out, "         and {} more", grouped(more as u64))?;
        }
    }
    Ok(())
}

/// `line 8, column Followers: many`
fn place(issue: &Issue) -> String {
    let mut text = issue
        .line
        .map_or_else(|| "the file".to_owned(), |line| format!("line {line}"));
    if let Some(column) = &issue.column {
        text.push_str(&format!(", column {}", safe::line(column)));
    }
    text.push_str(&format!(": {}", cut(&safe::line(&issue.text), LETTERS)));
    if let Some(detail) = &issue.detail {
        text.push_str(&format!(": {}", cut(&safe::line(detail), 2 * LETTERS)));
    }
    text
}

/// What several files come to together.
pub fn merged(roster: &Roster, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let rows = grouped(roster.len() as u64);
    writeln!(out, "\nTogether: {rows} influencers.")?;
    for file in &report.files {
        let merged = file.merged.iter().flat_map(Merged::sentences);
        for (at, sentence) in merged.enumerate() {
            let path = match at {
                0 => format!("{}: ", safe::line(&file.path)),
                _ => "  ".to_owned(),
            };
            writeln!(out, "{path}{}", safe::line(&sentence))?;
        }
    }
    Ok(())
}

/// A text in so many columns of the screen, cut or filled up.
fn cell(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let blanks = width.saturating_sub(text.width());
    text + &" ".repeat(blanks)
}

/// The beginning of a text that is wider than this.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let mut short = String::new();
    for letter in text.chars() {
        let Some(rest) = room.checked_sub(letter.width().unwrap_or(0)) else {
            break;
        };
        room = rest;
        short.push(letter);
    }
    short + "…"
}

/// A header whose middle gives way where it is too long: paths differ at their ends.
fn shortened(header: &str) -> String {
    if header.width() <= WIDEST {
        return header.to_owned();
    }
    let letters: Vec<char> = header.chars().rev().collect();
    let mut room = WIDEST / 2;
    let end = letters.iter().take_while(|letter| {
        let fits = room.checked_sub(letter.width().unwrap_or(0));
        room = fits.unwrap_or(0);
        fits.is_some()
    });
    let end: String = end.collect::<Vec<_>>().into_iter().rev().collect();
    cut(header, WIDEST - end.width()) + &end
}
