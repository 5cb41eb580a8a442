//! Writing influencers to a file.

use ratatui::layout::Rect;

use super::confirm::question;
use crate::app::Model;
use crate::app::overlays::export::{Clash, ExportDialog, Line, What, Which};
use crate::export::Format;
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::input;
use crate::ui::widgets::modal::modal;

const WIDTH: u16 = 76;
const LABEL: u16 = 10;

/// Draws the dialog: one line for each choice, the file, the buttons.
pub fn draw(canvas: &mut Canvas, model: &Model, screen: Rect, dialog: &ExportDialog) {
    let inner = modal(canvas, screen, (WIDTH, 9), "Export", "");
    // Blank lines go first where there is little room.
    let gap = u16::from(inner.height >= 9);
    let whats: Vec<(String, bool)> = dialog
        .whats()
        .iter()
        .enumerate()
        .map(|(at, (what, rows))| {
            (
                format!("{} {}", what_text(what), grouped(*rows as u64)),
                at == dialog.what(),
            )
        })
        .collect();
    let formats: Vec<(String, bool)> = Format::ALL
        .iter()
        .map(|format| (format.label().to_owned(), *format == dialog.format()))
        .collect();
    let shown = model.table().columns().len();
    let columns = [
        (
            format!("as on screen ({shown})"),
            dialog.columns() == Which::OnScreen,
        ),
        (
            format!("all ({})", model.available().len()),
            dialog.columns() == Which::All,
        ),
        ("original".to_owned(), dialog.columns() == Which::Original),
    ];
    let mut y = inner.y;
    for (label, line, choices) in [
        ("What", Line::What, whats.as_slice()),
        ("Format", Line::Format, formats.as_slice()),
        ("Columns", Line::Columns, columns.as_slice()),
    ] {
        let area = Rect {
            y,
            height: 1,
            ..inner
        };
        let x = label_of(canvas, area, label, dialog.line() == line);
        radios(canvas, x, y, inner.right(), choices);
        y += 1;
    }
    y += gap;
    let area = Rect {
        y,
        height: 1,
        ..inner
    };
    let x = label_of(canvas, area, "File", dialog.line() == Line::File);
    let field = Rect {
        x,
        width: inner.right().saturating_sub(x),
        ..area
    };
    input::input(canvas, field, dialog.file(), dialog.line() == Line::File);
    y += 1;
    if gap > 0 {
        let note = match dialog.columns() {
            Which::Original => "Every column of the file, its cells as they stand there.",
            _ => "Text that a spreadsheet would run as a formula is made harmless.",
        };
        canvas.put(x, y, inner.right(), note, Role::Dim);
        y += 2;
    }
    let mut x = inner.x + LABEL;
    for (text, line) in [("[ Save ]", Line::Save), ("[ Cancel ]", Line::Cancel)] {
        let chosen = dialog.line() == line;
        let role = if chosen { Role::Title } else { Role::Text };
        let end = canvas.put(x, y, inner.right(), text, role);
        if chosen {
            canvas.put(x - 2, y, x - 1, canvas.glyphs().cursor, Role::Text);
            canvas.paint(Rect::new(x, y, end - x, 1), Role::Selected);
        }
        x = end + 4;
    }
}

fn what_text(what: &What) -> String {
    match what {
        What::Shown => "shown".to_owned(),
        What::Ticked => "ticked".to_owned(),
        What::List(name) => format!("“{name}”"),
    }
}

/// The name of a line; the one under the cursor is marked. Returns the column behind.
fn label_of(canvas: &mut Canvas, line: Rect, label: &str, chosen: bool) -> u16 {
    if chosen {
        canvas.put(
            line.x,
            line.y,
            line.x + 1,
            canvas.glyphs().cursor,
            Role::Text,
        );
    }
    let role = if chosen { Role::Title } else { Role::Dim };
    canvas.put(line.x + 2, line.y, line.x + LABEL, label, role);
    line.x + LABEL
}

/// The choices of a line; where they do not all fit, the chosen one is shown first.
fn radios(canvas: &mut Canvas, x: u16, y: u16, end: u16, choices: &[(String, bool)]) {
    let cells: u16 = choices.iter().map(|(text, _)| width(text) + 7).sum();
    let chosen = choices.iter().position(|(_, on)| *on).unwrap_or(0);
    let from = if x + cells.saturating_sub(3) <= end {
        0
    } else {
        chosen
    };
    let mut at = x;
    for (text, on) in &choices[from..] {
        if at + width(text) + 4 > end && at > x {
            canvas.put(at, y, end, canvas.glyphs().ellipsis, Role::Dim);
            break;
        }
        let role = if *on { Role::Title } else { Role::Text };
        at = canvas.put(at, y, end, canvas.glyphs().radios[usize::from(*on)], role) + 1;
        at = canvas.say(at, y, end, text, role) + 3;
    }
}

/// The file is there already.
pub fn clash(canvas: &mut Canvas, screen: Rect, clash: &Clash) {
    let text = format!("{} is there already.", clash.path);
    let answers = [
        ("r", "replace it"),
        ("k", "keep both: write beside it under another name"),
        ("Enter", "cancel"),
    ];
    question(canvas, screen, "File exists", &text, &answers, "");
}
