//! The Import screen: what was understood of the file, and what was not.

use ratatui::layout::Rect;

use crate::app::layout::Layout;
use crate::app::{Model, Pane};
use crate::import::report::{ColumnReport, Effect, FileReport, Issue, Report};
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::{width, wrap};
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;

/// Draws the two lines about the file and the panes that fit.
pub fn draw(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    let Some(report) = model.data().report() else {
        let text = if model.data().progress().is_some() {
            "The report comes when the file has been read to its end."
        } else {
            "No file has been read yet."
        };
        canvas.put(
            layout.head.x + 1,
            layout.head.y,
            layout.head.right(),
            text,
            Role::Dim,
        );
        return;
    };
    head(canvas, report, layout.head);
    if layout.right.width > 0 {
        columns(canvas, model, report, layout.left);
        problems(canvas, model, report, layout.right);
    } else if model.pane() == Pane::Problems {
        problems(canvas, model, report, layout.left);
    } else {
        columns(canvas, model, report, layout.left);
    }
}

/// How many rows were loaded, and as what the file was read.
fn head(canvas: &mut Canvas, report: &Report, area: Rect) {
    let sum = |count: fn(&FileReport) -> u64| report.files.iter().map(count).sum::<u64>();
    let (found, loaded) = (sum(|file| file.rows.found), sum(|file| file.rows.loaded));
    let left_out = sum(|file| file.rows.left_out);
    let rows = match left_out {
        0 => format!("Loaded all {} rows.", grouped(loaded)),
        _ => format!(
            "Loaded {} of {} rows; {} left out.",
            grouped(loaded),
            grouped(found),
            grouped(left_out)
        ),
    };
    let role = if left_out == 0 {
        Role::Done
    } else {
        Role::Warning
    };
    let x = canvas.put(area.x + 1, area.y, area.right(), &rows, role);
    canvas.put(
        x + 1,
        area.y,
        area.right(),
        "Nothing in your file was changed.",
        Role::Dim,
    );
    let Some(file) = report.files.first().filter(|_| area.height > 1) else {
        return;
    };
    let mut facts = vec![file.format.name(file.delimiter).to_uppercase()];
    if let Some(sheet) = &file.sheet {
        facts.push(format!("sheet \"{sheet}\""));
    }
    facts.extend(file.encoding.clone());
    if let Some(delimiter) = file.delimiter {
        facts.push(match delimiter {
            '\t' => "separated by tabs".to_owned(),
            other => format!("separated by {other}"),
        });
    }
    if let Some(line) = file.header_line {
        facts.push(format!("header on line {line}"));
    }
    let assumed = if file.currency_assumed {
        " (assumed)"
    } else {
        ""
    };
    facts.push(format!("prices in {}{assumed}", file.currency));
    if report.files.len() > 1 {
        facts.push(format!("and {} more files", report.files.len() - 1));
    }
    canvas.say(
        area.x + 1,
        area.y + 1,
        area.right(),
        &facts.join(" · "),
        Role::Text,
    );
}

/// Cells of the share of rows that have a value.
const FILLED: u16 = 7;

fn columns(canvas: &mut Canvas, model: &Model, report: &Report, area: Rect) {
    let focused = model.pane() == Pane::Columns && model.overlay().is_none();
    let inner = frame(canvas, area, "How columns were read", "", focused);
    if inner.is_empty() {
        return;
    }
    let name = (inner.width.saturating_sub(FILLED) / 3).max(12);
    let field = inner.x + 1 + name;
    let filled = field + (name - 1).min(15);
    let places = [inner.x + 1, field, filled, filled + FILLED + 1];
    canvas.paint(Rect { height: 1, ..inner }, Role::Header);
    let [name, field, filled, example] = places;
    canvas.put(name, inner.y, field - 1, "Your column", Role::Header);
    canvas.put(field, inner.y, filled, "Read as", Role::Header);
    canvas.put_right(filled, inner.y, example - 1, "Filled", Role::Header);
    canvas.put(example, inner.y, inner.right(), "Example", Role::Header);
    let files = report.files.iter();
    let all = files.flat_map(|file| file.columns.iter().map(move |column| (file, column)));
    let shown = all.skip(model.import().columns_offset());
    for ((file, column), y) in shown.zip(inner.y + 1..inner.bottom()) {
        column_line(canvas, file, column, places, y, inner.right());
    }
}

fn column_line(
    canvas: &mut Canvas,
    file: &FileReport,
    column: &ColumnReport,
    places: [u16; 4],
    y: u16,
    end: u16,
) {
    let [name, field, filled, example] = places;
    let blank = |x: u16| x.saturating_sub(1);
    canvas.put(name, y, blank(field), &column.header, Role::Text);
    match column.field {
        Some(known) => canvas.put(field, y, blank(filled), known.label(), Role::Accent),
        None => canvas.put(field, y, blank(filled), "kept as it is", Role::Dim),
    };
    let share = match file.rows.found {
        0 => String::new(),
        found => format!("{}%", column.filled * 100 / found),
    };
    canvas.put_right(filled, y, blank(example), &share, Role::Dim);
    let x = canvas.say(example, y, end, &column.example, Role::Text);
    if let Some(note) = &column.note {
        canvas.say(x + 2, y, end, note, Role::Warning);
    }
}

fn problems(canvas: &mut Canvas, model: &Model, report: &Report, area: Rect) {
    let focused = model.pane() == Pane::Problems && model.overlay().is_none();
    let issues: usize = report.files.iter().map(|file| file.issues.len()).sum();
    let title = match issues {
        0 => "Problems".to_owned(),
        some => format!("Problems ({})", grouped(some as u64)),
    };
    let inner = frame(canvas, area, &title, "", focused);
    let errors = report
        .files
        .iter()
        .filter_map(|file| file.error.as_ref().map(|error| (file, error)));
    let mut y = inner.y;
    for (file, error) in errors {
        let text = format!("{}: {error}", file.path);
        let rest = Rect {
            x: inner.x + 1,
            y,
            width: inner.width.saturating_sub(2),
            height: inner.bottom().saturating_sub(y),
        };
        y = canvas.paragraph(rest, &text, Role::Problem);
    }
    if issues == 0 && y == inner.y {
        canvas.put(
            inner.x + 1,
            y,
            inner.right(),
            "None: every row was understood.",
            Role::Done,
        );
        return;
    }
    let all: Vec<&Issue> = report.files.iter().flat_map(|file| &file.issues).collect();
    let room = Rect {
        y,
        height: inner.bottom().saturating_sub(y),
        ..inner
    };
    // Whole sentences where they all fit, else a line for each, to be scrolled.
    if !whole(canvas, &all, room) {
        let shown = all.iter().skip(model.import().problems_offset());
        for (issue, y) in shown.zip(room.top()..room.bottom()) {
            issue_line(canvas, issue, inner.x + 1, y, inner.right());
        }
    }
}

/// Cells of the number of the line.
const LINE: u16 = 12;

/// Draws all issues wrapped, or nothing at all where they do not fit.
fn whole(canvas: &mut Canvas, issues: &[&Issue], room: Rect) -> bool {
    if issues.len() > usize::from(room.height) {
        return false;
    }
    let cells = room.width.saturating_sub(LINE + 2);
    let texts: Vec<String> = issues.iter().map(|issue| sentence(issue)).collect();
    let lines: usize = texts.iter().map(|text| wrap(text, cells).len()).sum();
    if lines > usize::from(room.height) {
        return false;
    }
    let mut y = room.y;
    for (issue, text) in issues.iter().zip(&texts) {
        line_number(canvas, issue, room.x + 1, y);
        let rest = Rect {
            x: room.x + 1 + LINE,
            y,
            width: cells,
            height: room.bottom() - y,
        };
        let end = canvas.paragraph(rest, text, Role::Text);
        let effect = width(issue.effect.sentence()).min(cells);
        canvas.paint(Rect::new(rest.x, y, effect, 1), effect_role(issue.effect));
        y = end;
    }
    true
}

/// `cell read as empty: Subs “n/a”, not a number`.
fn sentence(issue: &Issue) -> String {
    let mut text = format!("{}:", issue.effect.sentence());
    if let Some(column) = &issue.column {
        text.push_str(&format!(" {column}"));
    }
    if !issue.text.is_empty() {
        text.push_str(&format!(" “{}”,", issue.text));
    }
    text.push_str(&format!(" {}", issue.kind.sentence()));
    if let Some(detail) = &issue.detail {
        text.push_str(&format!(": {detail}"));
    }
    text
}

/// `line 88      cell read as empty: Subs “n/a”, not a number`, cut at the border.
fn issue_line(canvas: &mut Canvas, issue: &Issue, x: u16, y: u16, end: u16) {
    line_number(canvas, issue, x, y);
    let text = sentence(issue);
    canvas.say(x + LINE, y, end, &text, Role::Text);
    let effect = width(issue.effect.sentence());
    let effect = effect.min(end.saturating_sub(x + LINE));
    canvas.paint(Rect::new(x + LINE, y, effect, 1), effect_role(issue.effect));
}

fn line_number(canvas: &mut Canvas, issue: &Issue, x: u16, y: u16) {
    if let Some(line) = issue.line {
        let text = format!("line {}", grouped(line));
        canvas.put(x, y, x + LINE, &text, Role::Dim);
    }
}

fn effect_role(effect: Effect) -> Role {
    match effect {
        Effect::RowLeftOut => Role::Problem,
        Effect::CellEmpty => Role::Warning,
        Effect::Noted | Effect::NotARow => Role::Dim,
    }
}
