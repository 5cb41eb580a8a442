//! How each column was read, with more of the chosen one below.

use ratatui::layout::Rect;

use super::{chosen, header};
use crate::app::importing::columns_lines;
use crate::app::{Model, Pane};
use crate::import::report::{ColumnReport, FileReport};
use crate::roster::display::capital;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;

/// Cells of the share of rows that have a value.
const FILLED: u16 = 7;

/// Cells that an example has at least, and the name of a column at most.
const EXAMPLE: u16 = 12;
const WIDEST: u16 = 30;

/// Behind what was guessed.
const GUESS: &str = "? guess";

const UNUSED: &str = "(kept, unused)";

pub fn draw(canvas: &mut Canvas, model: &Model, file: &FileReport, area: Rect) {
    let focused = model.pane() == Pane::Columns && model.overlay().is_none();
    let title = format!("How columns were read ({})", file.columns.len());
    let inner = frame(canvas, area, &title, "", focused);
    if inner.is_empty() {
        return;
    }
    let places = places(canvas, file, inner);
    canvas.paint(Rect { height: 1, ..inner }, Role::Header);
    let [name, field, filled, example] = places;
    canvas.put(name, inner.y, field - 1, "Your column", Role::Header);
    canvas.put(field, inner.y, filled, "Read as", Role::Header);
    canvas.put_right(filled, inner.y, example - 1, "Filled", Role::Header);
    canvas.put(example, inner.y, inner.right(), "Example", Role::Header);
    let lines = columns_lines(inner.height);
    let list = Rect {
        y: inner.y + 1,
        height: lines,
        ..inner
    };
    let first = model.import().columns_offset();
    let shown = file.columns.iter().enumerate().skip(first);
    for ((at, column), y) in shown.zip(list.top()..list.bottom()) {
        column_line(canvas, file, column, places, y, inner.right());
        if at == model.import().column() {
            let line = Rect {
                y,
                height: 1,
                ..list
            };
            chosen(canvas, line, model.pane() == Pane::Columns);
        }
    }
    let below = Rect {
        x: inner.x + 2,
        y: list.bottom(),
        width: inner.width.saturating_sub(3),
        height: inner.bottom().saturating_sub(list.bottom()),
    };
    if let Some(column) = file.columns.get(model.import().column())
        && below.height > 0
    {
        about(canvas, file, column, below);
    }
}

/// Where the columns of the list begin: name and field as wide as they need to be, within limits, the
/// example in what they leave.
fn places(canvas: &Canvas, file: &FileReport, inner: Rect) -> [u16; 4] {
    let room = inner.width.saturating_sub(FILLED + EXAMPLE + 4);
    let widest = |cells: &dyn Fn(&ColumnReport) -> u16, least: u16, most: u16| {
        let all = file.columns.iter().map(cells).max().unwrap_or(0);
        all.clamp(least, most.max(least))
    };
    let guess = width(GUESS) + 1;
    let field = widest(
        &|column| match column.field {
            Some(field) if column.guess => width(field.full_label()) + guess,
            Some(field) => width(field.full_label()),
            None => width(UNUSED),
        },
        8,
        room * 3 / 5,
    );
    let name = widest(
        &|column| width(&column.header),
        11,
        room.saturating_sub(field).min(WIDEST),
    );
    let x = inner.x + 1 + width(canvas.glyphs().cursor);
    let field_x = x + name + 1;
    let filled = field_x + field + 1;
    [x, field_x, filled, filled + FILLED]
}

fn column_line(
    canvas: &mut Canvas,
    file: &FileReport,
    column: &ColumnReport,
    [name, field, filled, example]: [u16; 4],
    y: u16,
    end: u16,
) {
    let blank = |x: u16| x.saturating_sub(1);
    header(canvas, (name, y), blank(field), &column.header, Role::Text);
    match column.field {
        Some(known) if column.guess => {
            let room = blank(filled).saturating_sub(width(GUESS) + 1);
            let x = canvas.put(field, y, room, known.full_label(), Role::Accent);
            canvas.put(x + 1, y, blank(filled), GUESS, Role::Warning);
        }
        Some(known) => {
            canvas.put(field, y, blank(filled), known.full_label(), Role::Accent);
        }
        None => {
            canvas.put(field, y, blank(filled), UNUSED, Role::Dim);
        }
    }
    let share = match file.rows.records.max(column.filled) {
        0 => String::new(),
        records => format!("{}%", column.filled * 100 / records),
    };
    canvas.put_right(filled, y, blank(example), &share, Role::Dim);
    let role = match column.note {
        Some(_) => Role::Warning,
        None => Role::Text,
    };
    // How it was read is what has to be seen; how it stands in the file is seen below.
    let read = column.example.rsplit_once('→').map(|(_, read)| read.trim());
    match read.filter(|_| example + width(&column.example) > end) {
        Some(read) => canvas.say(example, y, end, &format!("→ {read}"), role),
        None => canvas.say(example, y, end, &column.example, role),
    };
}

/// What more there is to say of the chosen column, and how many are guesses.
fn about(canvas: &mut Canvas, file: &FileReport, column: &ColumnReport, area: Rect) {
    let mut text = match column.field {
        Some(field) => format!("“{}”: {}", column.header, field.spec().doc),
        None => format!(
            "“{}” is kept as it is; nothing is worked out from it.",
            column.header
        ),
    };
    match column.unit.as_deref() {
        Some("percent") => text.push_str(" Written in percent."),
        Some("fraction") => text.push_str(" Written as a fraction: 0.03 is 3 %."),
        Some(unit @ ("thousands" | "millions" | "billions")) => {
            text.push_str(&format!(" Written in {unit}."));
        }
        Some("decimal comma") => text.push_str(" Written with a decimal comma."),
        _ => {}
    }
    if let Some(note) = &column.note {
        text.push_str(&format!(" {}.", capital(note.trim_end_matches('.'))));
    }
    if column.guess && column.note.is_none() {
        text.push_str(" A guess by its cells.");
    }
    let guesses: Vec<&str> = file
        .columns
        .iter()
        .filter(|column| column.guess)
        .map(|column| column.header.as_str())
        .collect();
    let last = u16::from(!guesses.is_empty());
    let first = Rect {
        height: area.height - last.min(area.height),
        ..area
    };
    canvas.paragraph(first, &text, Role::Dim);
    if last > 0 {
        let (number, columns) = (guesses.len(), file.columns.len());
        let are = if number == 1 {
            "is a guess"
        } else {
            "are guesses"
        };
        let text = format!(
            "{number} of {columns} columns {are} ({}): Enter changes it.",
            guesses.join(", ")
        );
        canvas.say(
            area.x,
            area.bottom() - 1,
            area.right(),
            &text,
            Role::Warning,
        );
    }
}
