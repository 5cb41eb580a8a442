//! The lines above the panes: how many rows were loaded, as what the file was read.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::panes::import::WHO;
use crate::import::report::{FileReport, ReadError};
use crate::roster::Kind;
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;

/// Draws the lines.
pub fn draw(canvas: &mut Canvas, model: &Model, file: &FileReport, area: Rect) {
    let rows = file.rows;
    let (sentence, role) = match &file.error {
        Some(ReadError::NoColumns { .. }) => (WHO.to_owned(), Role::Warning),
        Some(_) if rows.found == 0 => ("This file could not be read.".to_owned(), Role::Problem),
        _ => (
            loaded(model, file),
            if rows.left_out == 0 {
                Role::Done
            } else {
                Role::Warning
            },
        ),
    };
    let short = format!(
        "{} of {} rows, {} to look at.",
        grouped(rows.loaded),
        grouped(rows.found),
        grouped(model.import().rows_in_need() as u64)
    );
    let fits = width(&sentence) < area.width || rows.found == 0;
    let sentence = if fits { sentence } else { short };
    let x = canvas.say(area.x + 1, area.y, area.right(), &sentence, role);
    let calm = "Nothing in your file was changed.";
    if x + 1 + width(calm) <= area.right() {
        canvas.put(x + 1, area.y, area.right(), calm, Role::Dim);
    }
    let rest = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1),
    };
    let files = model.import_report().map_or(0, |report| report.files.len());
    let mut facts = Vec::new();
    if files > 1 {
        let number = model.import().file() + 1;
        let name = file.path.rsplit(['/', '\\']).next().unwrap_or(&file.path);
        facts.push(format!("File {number} of {files}: {name}"));
    }
    facts.extend(of_file(file));
    canvas.paragraph(rest, &facts.join(" · "), Role::Text);
}

/// `Loaded 12,480 of 12,512 rows; 32 left out. 40 rows need a look.`
fn loaded(model: &Model, file: &FileReport) -> String {
    let rows = file.rows;
    // One row of a file may tell of several accounts.
    let (what, from) = match rows.records {
        1.. if rows.records < rows.found => {
            ("accounts", format!(" from {} rows", grouped(rows.records)))
        }
        _ => ("rows", String::new()),
    };
    let mut text = match rows.left_out {
        0 if rows.loaded == 1 => "Loaded the only row.".to_owned(),
        0 => format!("Loaded all {} {what}{from}.", grouped(rows.loaded)),
        left_out => format!(
            "Loaded {} of {} {what}{from}; {} left out.",
            grouped(rows.loaded),
            grouped(rows.found),
            grouped(left_out)
        ),
    };
    match model.import().rows_in_need() {
        0 => {}
        1 => text.push_str(" 1 row needs a look."),
        some => text.push_str(&format!(" {} rows need a look.", grouped(some as u64))),
    }
    text
}

fn of_file(file: &FileReport) -> Vec<String> {
    let mut facts = vec![file.format.name(file.delimiter).to_uppercase()];
    if let Some(stamp) = file.stamp {
        facts.push(size(stamp.length));
    }
    if let Some(sheet) = &file.sheet {
        facts.push(format!("sheet “{sheet}”"));
        let others: Vec<&str> = file
            .sheets
            .iter()
            .filter(|other| *other != sheet)
            .map(String::as_str)
            .collect();
        if !others.is_empty() {
            facts.push(format!("not read: sheet {}", others.join(", ")));
        }
    }
    if let Some(encoding) = &file.encoding {
        facts.push(match encoding.strip_prefix("utf") {
            Some(rest) => format!("UTF{rest}"),
            None => encoding.clone(),
        });
    }
    if let Some(delimiter) = file.delimiter {
        facts.push(match delimiter {
            '\t' => "separated by tabs".to_owned(),
            other => format!("separator {other}"),
        });
    }
    match file.header_line {
        Some(line) => facts.push(format!("header on line {}", grouped(line))),
        None if !file.format.names_columns() => facts.push("no header line".to_owned()),
        None => {}
    }
    let decimal = |comma: bool| {
        file.columns
            .iter()
            .any(|column| column.decimal_comma == Some(comma))
    };
    match (decimal(false), decimal(true)) {
        (true, false) => facts.push("decimal point".to_owned()),
        (false, true) => facts.push("decimal comma".to_owned()),
        (true, true) => facts.push("decimal comma in some columns".to_owned()),
        (false, false) => {}
    }
    let priced = |kind: Kind| kind == Kind::Money;
    if file
        .columns
        .iter()
        .any(|column| column.field.is_some_and(|field| priced(field.kind())))
    {
        let from = match &file.currency_from {
            Some(column) => format!(" (from “{column}”)"),
            None if file.currency_assumed => " (assumed, the file does not say)".to_owned(),
            None => String::new(),
        };
        facts.push(format!("prices in {}{from}", file.currency));
    }
    facts
}

/// `3.1 MB`
fn size(bytes: u64) -> String {
    let bytes = bytes as f64;
    if bytes < 1e3 {
        format!("{bytes} bytes")
    } else if bytes < 1e6 {
        format!("{:.0} kB", bytes / 1e3)
    } else if bytes < 1e9 {
        format!("{:.1} MB", bytes / 1e6)
    } else {
        format!("{:.1} GB", bytes / 1e9)
    }
}
