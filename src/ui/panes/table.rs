//! The table of Browse: only the rows and columns that are on the screen.

use ratatui::layout::Rect;

use super::nothing;
use crate::app::layout::{self, ColumnArea, Layout};
use crate::app::{Model, Pane};
use crate::input::Command;
use crate::query::field_name;
use crate::roster::display::grouped;
use crate::roster::{Field, Influencer, Roster};
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;
use crate::ui::{cell, format, text_role};

/// Draws the table in its border.
pub fn draw(canvas: &mut Canvas, model: &Model, area: Rect) {
    let focused = model.pane() == Pane::Table && model.overlay().is_none();
    let table = model.table();
    let inner = Layout::inner(area);
    let columns = layout::columns(inner.width, table.columns(), table.first_column());
    let footer = footer(model, &columns);
    frame(canvas, area, &title(model), &footer, focused);
    if inner.is_empty() {
        return;
    }
    header(canvas, model, inner, &columns, table.columns().len());
    let Some(roster) = model.data().roster() else {
        canvas.say(
            inner.x + 1,
            inner.y + 1,
            inner.right(),
            "Reading the file…",
            Role::Dim,
        );
        return;
    };
    if model.rows().is_empty() {
        nothing::draw(canvas, model, inner);
        return;
    }
    let page = model.layout().table_rows();
    if model.layout().unknown.height > 0 {
        unknown(canvas, model, model.layout().unknown);
    }
    let stale = !model.filter().problems().is_empty();
    for (line, row) in model
        .rows()
        .iter()
        .skip(table.offset())
        .take(page)
        .enumerate()
    {
        let y = inner.y + 1 + line as u16;
        let influencer = roster.influencer(*row);
        marks(canvas, inner, y, model.ticks().contains(*row));
        for column in &columns {
            draw_cell(canvas, inner, y, roster, &influencer, column, stale);
        }
        if table.offset() + line == table.cursor() {
            canvas.put(inner.x, y, inner.x + 1, canvas.glyphs().cursor, Role::Text);
            canvas.paint(
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                Role::Selected,
            );
        }
    }
}

/// What the rows are; while the filter is wrong, whose rows these are.
fn title(model: &Model) -> String {
    if model.filter().problems().is_empty() {
        return "Influencers".to_owned();
    }
    match model.filter().meant().as_str() {
        "" => "Showing all, without a filter".to_owned(),
        meant => format!("Showing results for: {meant}"),
    }
}

fn header(canvas: &mut Canvas, model: &Model, inner: Rect, columns: &[ColumnArea], all: usize) {
    let y = inner.y;
    let table = model.table();
    canvas.paint(Rect { height: 1, ..inner }, Role::Header);
    let more = canvas.glyphs().more;
    if table.first_column() > 0 {
        canvas.put(inner.x, y, inner.x + 1, more[0], Role::Accent);
    }
    for column in columns {
        let (x, end) = (inner.x + column.x, inner.x + column.x + column.width);
        let mark = sort_mark(canvas, model, column.field);
        let cells = format::width(&mark);
        let label = column.field.label();
        let role = if column.at == table.column() {
            Role::Focus
        } else {
            Role::Header
        };
        // The mark keeps its place; the label gives way.
        let room = column.width.saturating_sub(cells);
        let start = if cell::is_right(column.field) {
            x + room.saturating_sub(format::width(label))
        } else {
            x
        };
        let behind = canvas.put(start, y, x + room, label, role);
        canvas.put(behind, y, end, &mark, Role::Accent);
    }
    if columns.last().is_some_and(|last| last.at + 1 < all) {
        // In the border, so that no header loses a letter.
        canvas.put(
            inner.right() - 1,
            y - 1,
            inner.right(),
            more[1],
            Role::Accent,
        );
    }
}

/// `▲`, or `▲1` where rows are sorted by several fields.
fn sort_mark(canvas: &Canvas, model: &Model, field: Field) -> String {
    let order = model.table().order();
    let Some(place) = order.iter().position(|key| key.field == field) else {
        return String::new();
    };
    let sign = canvas.glyphs().sorts[usize::from(order[place].descending)];
    match order.len() {
        1 => sign.to_owned(),
        _ => format!("{sign}{}", place + 1),
    }
}

fn marks(canvas: &mut Canvas, inner: Rect, y: u16, ticked: bool) {
    let role = if ticked { Role::Accent } else { Role::Dim };
    canvas.put(
        inner.x + 1,
        y,
        inner.x + 4,
        canvas.glyphs().boxes[usize::from(ticked)],
        role,
    );
}

fn draw_cell(
    canvas: &mut Canvas,
    inner: Rect,
    y: u16,
    roster: &Roster,
    influencer: &Influencer,
    column: &ColumnArea,
    stale: bool,
) {
    let (x, end) = (inner.x + column.x, inner.x + column.x + column.width);
    let field = column.field;
    if field == Field::Handle {
        let x = match influencer.text(Field::Handle) {
            "" => x,
            _ => canvas.put(x, y, end, "@", text_role(stale)),
        };
        canvas.put(x, y, end, influencer.title(), text_role(stale));
        return;
    }
    let text = cell::text_in(roster, influencer, field, column.width);
    let role = match field {
        _ if stale => Role::Dim,
        _ if text.is_empty() => Role::Dim,
        Field::Tier => tier_role(roster, &text),
        _ => Role::Text,
    };
    let text = if text.is_empty() {
        canvas.glyphs().unknown
    } else {
        &text
    };
    if cell::is_right(field) {
        canvas.put_right(x, y, end, text, role);
    } else {
        canvas.put(x, y, end, text, role);
    }
}

/// The role of a tier by its name.
pub fn tier_role(roster: &Roster, name: &str) -> Role {
    roster.tiers().named(name).map_or(Role::Text, Role::Tier)
}

/// `row 3 of 212 · columns 1–8 of 21`.
fn footer(model: &Model, columns: &[ColumnArea]) -> String {
    let Some(answer) = model
        .answers()
        .shown()
        .filter(|answer| !answer.rows.is_empty())
    else {
        return String::new();
    };
    let row = grouped(model.table().cursor() as u64 + 1);
    let mut text = format!("row {row} of {}", grouped(answer.rows.len() as u64));
    // In a small window, who is left out has no line of its own and is worth more than columns.
    let skipped = answer.skipped_unknown;
    if skipped > 0 && model.layout().unknown.height == 0 {
        let what = match model.shows_unknown() {
            true => "included",
            false => "left out",
        };
        text.push_str(&format!(" · {} unknown {what}", grouped(skipped as u64)));
        return text;
    }
    let all = model.table().columns().len();
    if let (Some(first), Some(last)) = (columns.get(1), columns.last())
        && columns.len() < all
    {
        // The handle is always there; what scrolls is counted.
        text.push_str(&format!(
            " · columns {}–{} of {all}",
            first.at + 1,
            last.at + 1
        ));
    }
    text
}

/// `37 more match but have no price    i includes them`.
fn unknown(canvas: &mut Canvas, model: &Model, line: Rect) {
    let rows = model.unknown_rows();
    let number = grouped(rows as u64);
    let lack = lack(model, rows);
    let (text, does) = match (model.shows_unknown(), rows) {
        (true, 1) => (format!("1 of these {lack}"), "leaves it out"),
        (true, _) => (format!("{number} of these {lack}"), "leaves them out"),
        (false, 1) => (format!("1 more matches but {lack}"), "includes it"),
        (false, _) => (format!("{number} more match but {lack}"), "includes them"),
    };
    let x = canvas.say(line.x + 1, line.y, line.right(), &text, Role::Warning);
    if let Some(key) = model.keymap().key(Command::Unknown) {
        let x = canvas.put(x + 3, line.y, line.right(), &key.to_string(), Role::Key);
        canvas.put(x + 1, line.y, line.right(), does, Role::Dim);
    }
}

/// `have no price`: which of the figures that the filter compares so many rows lack.
pub fn lack(model: &Model, rows: usize) -> String {
    let names: Vec<String> = model
        .compared_fields()
        .into_iter()
        .map(field_name)
        .collect();
    let one = rows == 1;
    match (names.as_slice(), one) {
        ([name], true) => format!("has no {name}"),
        ([name], false) => format!("have no {name}"),
        ([a, b], true) => format!("lacks {a} or {b}"),
        ([a, b], false) => format!("lack {a} or {b}"),
        (_, true) => "lacks one of these figures".to_owned(),
        (_, false) => "lack one of these figures".to_owned(),
    }
}
