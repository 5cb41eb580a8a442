//! A problem row as it stands in the file: its cells under their headers, the one in question marked.

use ratatui::layout::Rect;

use crate::app::{Model, Pane};
use crate::import::report::{FileReport, Issue};
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;

/// Lines of a pane, borders included, below which there is no room for everything.
const SMALL: u16 = 8;

/// Cells that one column takes at most.
const WIDEST: u16 = 24;

pub fn draw(canvas: &mut Canvas, model: &Model, file: &FileReport, area: Rect) {
    let focused = model.pane() == Pane::Row && model.overlay().is_none();
    let import = model.import();
    let (Some(issue), Some(group)) = (import.issue(file), import.group()) else {
        without_problem(canvas, model, file, area, focused);
        return;
    };
    let of = match group.issues.len() {
        1 => String::new(),
        some => format!(
            " · {} of {}",
            grouped(import.row() as u64 + 1),
            grouped(some as u64)
        ),
    };
    let place = match issue.line {
        Some(line) => format!("line {}{of}", grouped(line)),
        None => "the file as a whole".to_owned(),
    };
    // In a small window the title has to say where it is.
    let small = area.height < SMALL;
    let title = match small {
        true => place.as_str(),
        false => "Problem row, as it is in your file",
    };
    let inner = frame(canvas, area, title, "", focused);
    if inner.is_empty() {
        return;
    }
    let (x, mut y, end) = (inner.x + 2, inner.y, inner.right());
    if !small {
        canvas.say(x, y, end, &place, Role::Dim);
        y += 1;
    }
    let line = issue.line.and_then(|line| import.line(line));
    let mark = match (line, import.lines_problem()) {
        (Some((headers, cells)), _) => {
            let table = Rect {
                x,
                y,
                width: inner.width.saturating_sub(3),
                height: inner.bottom().saturating_sub(y),
            };
            let mark = cells_under_headers(canvas, model, file, issue, (headers, cells), table);
            y += 2;
            mark
        }
        (None, Some(problem)) => {
            y = canvas.paragraph(
                Rect {
                    x,
                    y,
                    width: inner.width.saturating_sub(3),
                    height: 2,
                },
                problem,
                Role::Warning,
            );
            None
        }
        (None, None) => {
            if issue.line.is_some() {
                canvas.say(x, y, end, "Reading the row…", Role::Dim);
                y += 1;
            }
            None
        }
    };
    let text = explained(issue);
    let (mark_x, mark_width) = mark.unwrap_or((x, 0));
    for x in mark_x..mark_x + mark_width {
        canvas.put(x, y, (x + 1).min(end), "^", Role::Problem);
    }
    // Behind the marks where there is room, else before them, else below.
    let behind = mark_x + mark_width + u16::from(mark_width > 0);
    let cells = width(&text);
    if behind + cells <= end {
        canvas.say(behind, y, end, &text, Role::Warning);
    } else if x + cells < mark_x {
        canvas.say(mark_x - cells - 1, y, mark_x, &text, Role::Warning);
    } else {
        let rest = Rect {
            x,
            y: y + u16::from(mark_width > 0),
            width: inner.width.saturating_sub(3),
            height: inner.bottom().saturating_sub(y + u16::from(mark_width > 0)),
        };
        y = canvas
            .paragraph(rest, &text, Role::Warning)
            .saturating_sub(1);
    }
    if y + 2 < inner.bottom() {
        let text = "Enter: what can be done about it.";
        canvas.say(x, inner.bottom() - 1, end, text, Role::Dim);
    }
}

/// What is shown where no problem is chosen: what else is, in full, or how the file begins.
fn without_problem(
    canvas: &mut Canvas,
    model: &Model,
    file: &FileReport,
    area: Rect,
    focused: bool,
) {
    let note = model.import().note();
    if let Some(note) = note.filter(|_| model.pane() == Pane::Problems) {
        let inner = frame(canvas, area, "In full", "", focused);
        let text = Rect {
            x: inner.x + 2,
            width: inner.width.saturating_sub(3),
            ..inner
        };
        canvas.paragraph(text, note, Role::Text);
    } else if file.first_rows.is_empty() {
        let title = "Problem row, as it is in your file";
        let inner = frame(canvas, area, title, "", focused);
        let text = "No problem is chosen.";
        canvas.put(inner.x + 2, inner.y, inner.right(), text, Role::Dim);
    } else {
        let inner = frame(canvas, area, "The first rows of your file", "", focused);
        first_rows(canvas, model, file, inner);
    }
}

/// What is wrong, in a sentence.
fn explained(issue: &Issue) -> String {
    let mut text = issue.kind.sentence().to_owned();
    match (&issue.detail, &issue.column) {
        (Some(detail), _) => text.push_str(&format!(": {detail}")),
        (None, None) if !issue.text.is_empty() => text.push_str(&format!(": “{}”", issue.text)),
        _ => {}
    }
    text
}

/// Draws headers and cells from the scrolled column on, or so that the cell in question is seen;
/// the answer is where that cell is, and how wide.
fn cells_under_headers(
    canvas: &mut Canvas,
    model: &Model,
    file: &FileReport,
    issue: &Issue,
    (headers, cells): (&[String], &[String]),
    area: Rect,
) -> Option<(u16, u16)> {
    let marked = marked(file, issue, headers, cells);
    let columns: Vec<(usize, u16)> = (0..headers.len().max(cells.len()))
        // Records of JSON have many columns that this one has not.
        .filter(|at| {
            !file.format.names_columns()
                || Some(*at) == marked
                || cells.get(*at).is_some_and(|cell| !cell.is_empty())
        })
        .map(|at| {
            let header = headers.get(at).map_or("", String::as_str);
            let cell = cells.get(at).map_or("", String::as_str);
            (at, width(header).max(width(cell)).clamp(3, WIDEST))
        })
        .collect();
    let place = marked.and_then(|marked| columns.iter().position(|(at, _)| *at == marked));
    let first = match model.import().scroll() {
        0 => start(&columns, place, area.width),
        scrolled => scrolled.min(columns.len().saturating_sub(1)),
    };
    if first > 0 {
        canvas.put(
            area.x - 1,
            area.y,
            area.x,
            canvas.glyphs().more[0],
            Role::Dim,
        );
    }
    let mut found = None;
    let mut x = area.x;
    for (at, wide) in &columns[first..] {
        if x + 3 > area.right() {
            canvas.put(
                area.right() - 1,
                area.y,
                area.right(),
                canvas.glyphs().more[1],
                Role::Dim,
            );
            break;
        }
        let end = (x + wide).min(area.right());
        let header = headers.get(*at).map_or("", String::as_str);
        super::header(canvas, (x, area.y), end, header, Role::Header);
        let cell = cells.get(*at).map_or("", String::as_str);
        let role = if Some(*at) == marked {
            found = Some((x, width(cell).clamp(3, end - x)));
            Role::Problem
        } else {
            Role::Text
        };
        canvas.put(x, area.y + 1, end, cell, role);
        x = end + 2;
    }
    found
}

/// The first column to be drawn: as many before the marked one as leave it room.
fn start(columns: &[(usize, u16)], marked: Option<usize>, room: u16) -> usize {
    let Some(marked) = marked else { return 0 };
    let mut first = 0;
    let cells = |first: usize| -> u16 {
        let cells = columns[first..=marked].iter().map(|(_, wide)| wide + 2);
        cells.fold(0, u16::saturating_add)
    };
    while first < marked && cells(first) > room {
        first += 1;
    }
    first
}

/// The place of the cell in question: in the column of the problem, and with its text where several
/// columns are called so.
fn marked(file: &FileReport, issue: &Issue, headers: &[String], cells: &[String]) -> Option<usize> {
    let Some(column) = &issue.column else {
        // Cells beyond the header.
        return (cells.len() > headers.len()).then_some(headers.len());
    };
    let same = |at: &usize| {
        let shown = file.columns.get(*at).map(|column| &column.header);
        headers.get(*at) == Some(column) || shown == Some(column)
    };
    let places: Vec<usize> = (0..headers.len().max(file.columns.len()))
        .filter(same)
        .collect();
    let exact = places.iter().find(|at| {
        cells
            .get(**at)
            .is_some_and(|cell| cell.trim() == issue.text)
    });
    exact.or(places.first()).copied()
}

/// The first rows of the file.
fn first_rows(canvas: &mut Canvas, model: &Model, file: &FileReport, area: Rect) {
    if area.is_empty() {
        return;
    }
    let mut x = area.x + 2;
    for at in model.import().scroll()..file.columns.len() {
        let header = &file.columns[at].header;
        let cells = || {
            file.first_rows
                .iter()
                .map(move |row| row.get(at).map_or("", String::as_str))
        };
        let widest = cells().map(width).max().unwrap_or(0);
        let end = x + widest.max(width(header)).clamp(3, WIDEST);
        if end > area.right() {
            break;
        }
        super::header(canvas, (x, area.y), end, header, Role::Header);
        for (cell, y) in cells().zip(area.y + 1..area.bottom()) {
            canvas.put(x, y, end, cell, Role::Text);
        }
        x = end + 2;
    }
}
