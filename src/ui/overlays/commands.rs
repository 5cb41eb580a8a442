//! Help and the list of commands: the command table with the user's own keys.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::overlays::Commands;
use crate::input::{Command, Group};
use crate::ui::canvas::Canvas;
use crate::ui::look::Role;
use crate::ui::widgets::input::search;
use crate::ui::widgets::list::{row, select, visible};
use crate::ui::widgets::modal::modal;

const WIDTH: u16 = 84;
const KEYS: u16 = 13;
/// Lines at the foot for what the chosen command does, which is often more than its line has room for.
const FOOT: u16 = 3;
/// Where it would leave fewer lines than this to several commands, there is no foot.
const LEAST: u16 = 8;

/// Help: all keys under their headings.
pub fn help(canvas: &mut Canvas, model: &Model, screen: Rect, commands: &Commands) {
    let shown = commands.shown();
    // Headings only while nothing is searched: a search puts the best match first.
    let grouped = commands.field().text().trim().is_empty();
    let mut lines = Vec::with_capacity(shown.len() + Group::ALL.len());
    let mut group = None;
    for command in &shown {
        let its = command.spec().group;
        if grouped && group != Some(its) {
            group = Some(its);
            lines.push(Line::Heading(its.title()));
        }
        lines.push(Line::Command(*command));
    }
    let title = format!("Help: keys in {}", model.screen().title());
    draw(canvas, model, screen, &title, commands, &lines);
}

/// The list of commands.
pub fn palette(canvas: &mut Canvas, model: &Model, screen: Rect, commands: &Commands) {
    let lines: Vec<Line> = commands.shown().into_iter().map(Line::Command).collect();
    draw(canvas, model, screen, "Commands", commands, &lines);
}

/// One line below the search.
#[derive(Clone, Copy, PartialEq)]
enum Line {
    Heading(&'static str),
    Command(Command),
}

fn draw(
    canvas: &mut Canvas,
    model: &Model,
    screen: Rect,
    title: &str,
    commands: &Commands,
    lines: &[Line],
) {
    let inner = modal(
        canvas,
        screen,
        (WIDTH, lines.len().max(1) as u16 + 1 + FOOT),
        title,
        "",
    );
    if inner.height < 2 {
        return;
    }
    search(canvas, inner, commands.field(), "type to search");
    let mut list = Rect {
        y: inner.y + 1,
        height: inner.height - 1,
        ..inner
    };
    let chosen = commands.shown().get(commands.cursor()).copied();
    if list.height >= FOOT + LEAST.min(lines.len().max(1) as u16) {
        list.height -= FOOT;
        let foot = Rect {
            x: list.x + 2,
            y: list.bottom(),
            width: list.width.saturating_sub(2),
            height: FOOT,
        };
        let doc = chosen.map_or("", |command| command.spec().doc);
        canvas.paragraph(foot, doc, Role::Dim);
    }
    let chosen = chosen.map(Line::Command);
    let cursor = lines
        .iter()
        .position(|line| Some(*line) == chosen)
        .unwrap_or(0);
    // The heading above the first command is seen together with it.
    let first = usize::from(cursor > 1);
    if lines.is_empty() {
        canvas.put(
            list.x + 2,
            list.y,
            list.right(),
            "no command like this",
            Role::Dim,
        );
    }
    let window = visible(cursor * first, lines.len(), list.height.into());
    for (at, y) in window.zip(list.top()..list.bottom()) {
        match lines[at] {
            Line::Heading(heading) => {
                canvas.put(list.x, y, list.right(), heading, Role::Title);
            }
            Line::Command(command) => {
                command_line(
                    canvas,
                    model,
                    commands,
                    command,
                    Rect {
                        y,
                        height: 1,
                        ..list
                    },
                );
                if at == cursor {
                    select(canvas, row(list, y));
                }
            }
        }
    }
}

fn command_line(
    canvas: &mut Canvas,
    model: &Model,
    commands: &Commands,
    command: Command,
    line: Rect,
) {
    let spec = command.spec();
    let usable = command.works_in(commands.place());
    let keys: Vec<String> = model
        .keymap()
        .keys(command)
        .iter()
        .map(|key| key.to_string())
        .collect();
    let (key_role, role) = if usable {
        (Role::Key, Role::Text)
    } else {
        (Role::Dim, Role::Dim)
    };
    let (y, end) = (line.y, line.right());
    let mut x = line.x + 2;
    canvas.say(x, y, x + KEYS - 1, &keys.join(" "), key_role);
    x += KEYS;
    if line.width < 60 {
        canvas.put(x, y, end, spec.hint, role);
        return;
    }
    canvas.put(
        x,
        y,
        x + 15,
        spec.hint,
        if usable { Role::Title } else { Role::Dim },
    );
    x += 16;
    if usable {
        canvas.put(x, y, end, spec.doc, role);
    } else {
        let places: Vec<String> = spec
            .places
            .iter()
            .map(|place| format!("{place:?}"))
            .collect();
        canvas.put(
            x,
            y,
            end,
            &format!("works in {}", places.join(" and ")),
            role,
        );
    }
}
