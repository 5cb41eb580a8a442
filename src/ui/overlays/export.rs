//! Writing influencers to a file.

use ratatui::layout::Rect;

use super::confirm::question;
use crate::app::Model;
use crate::app::overlays::export::{Clash, ExportDialog, Form, Line, What, Which};
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
    let inner = modal(canvas, screen, (WIDTH, 10), "Export", "");
    // Blank lines go first where there is little room.
    let gap = u16::from(inner.height >= 9);
    let spare = usize::from(inner.height >= 10);
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
    let forms = dialog.forms().into_iter();
    let formats: Vec<(String, bool)> = forms
        .map(|form| (form.label().to_owned(), form == dialog.form()))
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
    let notes = [
        ("your notes with it".to_owned(), dialog.notes()),
        ("without".to_owned(), !dialog.notes()),
    ];
    let third = match dialog.form() {
        Form::Brief => ("Notes", notes.as_slice()),
        Form::Rows(_) => ("Columns", columns.as_slice()),
    };
    let mut y = inner.y;
    for (label, line, choices) in [
        ("What", Line::What, whats.as_slice()),
        ("Format", Line::Format, formats.as_slice()),
        (third.0, Line::Columns, third.1),
    ] {
        let area = Rect {
            y,
            height: 1,
            ..inner
        };
        let x = label_of(canvas, area, label, dialog.line() == line);
        // The formats, which are many, take a second line where there is one.
        let more = spare * usize::from(line == Line::Format);
        let first = fitting(choices, inner.right().saturating_sub(x));
        let split = if more > 0 { first } else { choices.len() };
        for choices in [&choices[..split], &choices[split..]] {
            if !choices.is_empty() {
                radios(canvas, x, y, inner.right(), choices);
                y += 1;
            }
        }
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
        let note = match (dialog.columns(), dialog.form()) {
            (_, Form::Brief) => "One page to sign, with columns of its own.",
            (Which::Original, _) => "Every column of the file, its cells as they stand there.",
            (_, Form::Rows(Format::Xlsx)) => {
                "Numbers with their signs; a second sheet says how it was made."
            }
            (_, Form::Rows(Format::CsvSemicolon)) => {
                "For a spreadsheet in which a comma is the decimal mark: 0,5"
            }
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

/// How many of the choices fit into so many cells.
fn fitting(choices: &[(String, bool)], cells: u16) -> usize {
    let mut end = 0;
    let fits = |(text, _): &&(String, bool)| {
        end += width(text) + 7;
        end <= cells + 3
    };
    choices.iter().take_while(fits).count()
}

/// The choices of a line; where they do not all fit, the chosen one is shown first.
fn radios(canvas: &mut Canvas, x: u16, y: u16, end: u16, choices: &[(String, bool)]) {
    let room = end.saturating_sub(x);
    let (from, shown) = match fitting(choices, room) {
        all if all == choices.len() => (0, all),
        _ => {
            let chosen = choices.iter().position(|(_, on)| *on).unwrap_or(0);
            // A mark says that there are more.
            let some = fitting(&choices[chosen..], room.saturating_sub(4)).max(1);
            (chosen, some)
        }
    };
    let mut at = x;
    for (text, on) in choices.iter().skip(from).take(shown) {
        let role = if *on { Role::Title } else { Role::Text };
        at = canvas.put(at, y, end, canvas.glyphs().radios[usize::from(*on)], role) + 1;
        at = canvas.say(at, y, end, text, role) + 3;
    }
    if from + shown < choices.len() {
        canvas.put(at, y, end, canvas.glyphs().ellipsis, Role::Dim);
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
