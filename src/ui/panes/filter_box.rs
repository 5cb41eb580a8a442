//! The filter line with its result, and below it the chips, or what is wrong with the text.

use ratatui::layout::Rect;

use crate::app::chips;
use crate::app::layout::Layout;
use crate::app::{Model, Screen};
use crate::roster::display::grouped;
use crate::ui::canvas::Canvas;
use crate::ui::format::width;
use crate::ui::look::Role;
use crate::ui::widgets::input;

/// Draws the line and what is below it.
pub fn draw(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    let line = layout.query;
    let label = if line.width >= 70 { "/ Filter  " } else { "/ " };
    let x = canvas.put(line.x + 1, line.y, line.right(), label, Role::Key);
    let count = count(model, line.width < 60);
    let end = line.right().saturating_sub(width(&count) + 2).max(x);
    let field = Rect {
        x,
        width: end - x,
        ..line
    };
    let filter = model.filter();
    let scrolled = if filter.text().is_empty() && !filter.is_typing() {
        let key = model.keymap().key(crate::input::Command::Filter);
        if let Some(key) = key.filter(|_| line.width >= 70) {
            let words =
                format!("press {key} and type, for example: niche:fitness tier:micro er>=3%");
            canvas.put(x, line.y, end, &words, Role::Dim);
        }
        0
    } else {
        input::input(canvas, field, filter.field(), filter.is_typing())
    };
    let role = if model.answers().is_stale() {
        Role::Dim
    } else {
        Role::Accent
    };
    canvas.put_right(end, line.y, line.right().saturating_sub(1), &count, role);
    if layout.chips.height == 0 {
        return;
    }
    if filter.problems().is_empty() {
        chips_line(canvas, model, layout.chips);
    } else {
        problem_line(canvas, model, layout.chips, field, scrolled);
    }
}

/// `212 of 12,480 match`.
fn count(model: &Model, short: bool) -> String {
    let (Some(roster), Some(answer)) = (model.data().roster(), model.answers().shown()) else {
        return String::new();
    };
    let (rows, all) = (
        grouped(answer.rows.len() as u64),
        grouped(roster.len() as u64),
    );
    if short {
        format!("{rows} of {all}")
    } else {
        format!("{rows} of {all} match")
    }
}

fn chips_line(canvas: &mut Canvas, model: &Model, line: Rect) {
    let terms = model.filter().filter().terms.len();
    let chips = chips::chips(model);
    let mut end = line.x;
    for (at, (chip, piece)) in chips
        .iter()
        .zip(chips::places(&chips, line.width))
        .enumerate()
    {
        let role = if at < terms { Role::Chip } else { Role::Dim };
        end = line.x + piece.x + piece.width;
        canvas.say(line.x + piece.x, line.y, end, chip, role);
    }
    let order = match model.screen() {
        Screen::Browse => order(model),
        _ => String::new(),
    };
    if end + width(&order) + 3 <= line.right() {
        canvas.say_right(end, line.y, line.right() - 1, &order, Role::Dim);
    }
}

/// `Sorted by CPE ▲ then ER ▼`.
fn order(model: &Model) -> String {
    let keys: Vec<String> = model
        .table()
        .order()
        .iter()
        .map(|key| {
            format!(
                "{} {}",
                key.field.label(),
                if key.descending { '▼' } else { '▲' }
            )
        })
        .collect();
    if keys.is_empty() {
        return "In the order of the file".to_owned();
    }
    format!("Sorted by {}", keys.join(" then "))
}

/// `^^^^ there is no column "pric". Tab: price   Showing: niche:fitness`.
fn problem_line(canvas: &mut Canvas, model: &Model, line: Rect, field: Rect, scrolled: u16) {
    let filter = model.filter();
    let Some(problem) = filter.problems().first() else {
        return;
    };
    let below = Rect { y: line.y, ..field };
    let x = input::underline(canvas, below, filter.text(), problem.span.clone(), scrolled);
    let mut text = problem.message.clone();
    if problem.fix.is_some() && filter.is_typing() {
        text.push_str(" Tab fixes it.");
    }
    let showing = filter.filter().to_string();
    if !showing.is_empty() {
        text.push_str(&format!("  Showing results for: {showing}"));
    }
    // Behind the mistake if there is room, else before it, where the line is empty.
    let room = line.right().saturating_sub(x + 1);
    if width(&problem.message) <= room {
        canvas.say(x + 1, line.y, line.right(), &text, Role::Problem);
    } else {
        let from = line.x + 1;
        canvas.clear(line);
        let x = canvas.put(from, line.y, line.right(), "! ", Role::Problem);
        canvas.say(x, line.y, line.right(), &text, Role::Problem);
    }
}
