//! What a click or a turn of the wheel does: the same as the key for that place.

use ratatui::layout::{Position, Rect};

use super::chips::Chip;
use super::effect::Effect;
use super::finding::seen;
use super::focus::{Pane, Screen};
use super::importing::ITEM_LINES;
use super::layout::{self, Layout, MARK_CELLS, Piece};
use super::model::Model;
use super::msg::{Mouse, MouseAction};
use super::panes::{histogram, scrolled};
use super::{chips, hints};
use crate::input::Command;

/// Rows that one turn of the wheel moves.
const WHEEL: isize = 3;

pub(super) fn mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    if !model.mouse {
        return Vec::new();
    }
    let layout = model.layout();
    if layout.too_small {
        return Vec::new();
    }
    match mouse.action {
        MouseAction::Click => click(model, &layout, mouse),
        MouseAction::WheelUp if mouse.shift => columns(model, -1),
        MouseAction::WheelDown if mouse.shift => columns(model, 1),
        MouseAction::WheelUp => wheel(model, &layout, mouse, -WHEEL),
        MouseAction::WheelDown => wheel(model, &layout, mouse, WHEEL),
        MouseAction::WheelLeft => columns(model, -1),
        MouseAction::WheelRight => columns(model, 1),
    }
}

fn columns(model: &mut Model, by: isize) -> Vec<Effect> {
    if model.screen == Screen::Import && model.overlays.is_empty() {
        return model.sideways(by);
    }
    if model.screen == Screen::Browse && model.overlays.is_empty() {
        model.table.scroll_columns(by);
    }
    Vec::new()
}

/// The pane at this place.
fn pane_at(model: &Model, layout: &Layout, at: Position) -> Option<(Pane, Rect)> {
    let panes: &[(Pane, Rect)] = match model.screen {
        Screen::Compare => return layout.compare.panes().find(|(_, area)| area.contains(at)),
        Screen::Browse => &[(Pane::Facets, layout.facets), (Pane::Table, layout.table)],
        Screen::Shortlists => return layout.lists.panes().find(|(_, area)| area.contains(at)),
        Screen::Import => &[
            (Pane::Columns, layout.left),
            (Pane::Problems, layout.right),
            (Pane::Row, layout.below),
        ],
    };
    panes.iter().copied().find(|(_, area)| area.contains(at))
}

fn wheel(model: &mut Model, layout: &Layout, mouse: Mouse, by: isize) -> Vec<Effect> {
    if let Some(overlay) = model.overlays.last_mut() {
        let key = if by < 0 {
            crate::input::KeyCode::Up
        } else {
            crate::input::KeyCode::Down
        };
        let outcome = overlay.key(crate::input::Key::plain(key));
        return model.after(outcome);
    }
    match pane_at(model, layout, Position::new(mouse.x, mouse.y)) {
        // Turning must not change what is compared.
        Some((Pane::Bars | Pane::Spread | Pane::Tiers, _)) => Vec::new(),
        Some((pane, _)) => {
            model.pane = pane;
            model.step(by)
        }
        None => Vec::new(),
    }
}

/// The piece of a line at this cell.
fn piece_at(pieces: &[Piece], x: u16) -> Option<usize> {
    pieces
        .iter()
        .position(|piece| (piece.x..piece.x + piece.width).contains(&x))
}

fn click(model: &mut Model, layout: &Layout, mouse: Mouse) -> Vec<Effect> {
    let at = Position::new(mouse.x, mouse.y);
    if let Some(overlay) = model.overlays.last() {
        if overlay.closes_on_click() {
            model.overlays.pop();
        }
        return Vec::new();
    }
    let popup = super::filter_line::popup(model, layout);
    if popup.contains(at) {
        let lines = Layout::lines(popup);
        let offset = model
            .filter
            .suggestions()
            .map_or(0, |found| found.offset(lines));
        return match mouse.y.checked_sub(popup.y + 1).map(usize::from) {
            Some(line) if line < lines => model.take_suggestion(offset + line),
            _ => Vec::new(),
        };
    }
    if layout.tabs.contains(at) {
        let tabs = layout::tabs(layout.tabs.width, model.screen);
        let screen = tabs
            .iter()
            .find(|(_, _, piece)| (piece.x..piece.x + piece.width).contains(&mouse.x));
        return match screen {
            Some((screen, ..)) => model.go(*screen),
            None => Vec::new(),
        };
    }
    if layout.head.contains(at) {
        // The name of the file stands there: the next one.
        let files = model.import_report().map_or(0, |report| report.files.len());
        let next = (model.import.file() + 1) % files.max(1);
        return model.show_import(next);
    }
    if layout.query.contains(at) {
        return model.run(Command::Filter);
    }
    if layout.chips.contains(at) && model.filter.remark().is_none() {
        let chips = chips::chips(model);
        let at = piece_at(&chips::places(&chips, layout.chips.width), mouse.x);
        return match at.map(|at| chips[at].0) {
            Some(Chip::Term(term)) => model.remove_term(term),
            Some(Chip::Unknown) => model.toggle_unknown(),
            Some(Chip::Clear) => model.run(Command::ClearFilter),
            None => Vec::new(),
        };
    }
    if layout.hints.contains(at) {
        let hints = hints::hints(model);
        let command = piece_at(&hints::places(&hints, layout.hints.width), mouse.x)
            .and_then(|place| hints[place].command);
        return match command {
            Some(command) => model.run(command),
            None => Vec::new(),
        };
    }
    match pane_at(model, layout, at) {
        Some((Pane::Table, area)) => click_table(model, area, mouse),
        Some((pane, _)) if model.screen == Screen::Compare => {
            model.click_compare(pane, mouse.x, mouse.y)
        }
        Some((pane, area)) => click_pane(model, pane, area, mouse),
        None => Vec::new(),
    }
}

fn click_table(model: &mut Model, area: Rect, mouse: Mouse) -> Vec<Effect> {
    model.pane = Pane::Table;
    let inner = Layout::inner(area);
    let Some(x) = mouse.x.checked_sub(inner.x) else {
        return Vec::new();
    };
    let helps = layout::helps(inner);
    if let Some(nothing) = model.nothing.as_mut().filter(|_| mouse.y >= helps.y) {
        let offset = scrolled(0, nothing.cursor(), helps.height.into());
        let place = offset + usize::from(mouse.y - helps.y);
        if place >= nothing.helps().len() || mouse.y >= helps.bottom() {
            return Vec::new();
        }
        nothing.move_to(place);
        return model.take_help().unwrap_or_default();
    }
    if mouse.y == inner.y {
        let column = layout::columns(
            inner.width,
            model.table.columns(),
            model.table.first_column(),
        )
        .into_iter()
        .find(|column| (column.x..column.x + column.width).contains(&x));
        return match column {
            Some(column) => {
                model.table.choose_column(column.at);
                model.sort(column.field, mouse.shift)
            }
            None => Vec::new(),
        };
    }
    let Some(line) = mouse.y.checked_sub(inner.y + 1) else {
        return Vec::new();
    };
    let place = model.table.offset() + usize::from(line);
    let (rows, page) = (model.rows().len(), model.layout().table_rows());
    if place < rows && usize::from(line) < page {
        model.table.move_to(place, rows, page);
        if x < MARK_CELLS {
            model.tick_row(place);
        }
    }
    Vec::new()
}

fn click_pane(model: &mut Model, pane: Pane, area: Rect, mouse: Mouse) -> Vec<Effect> {
    model.pane = pane;
    let inner = Layout::inner(area);
    let Some(line) = mouse
        .y
        .checked_sub(inner.y)
        .filter(|line| *line < inner.height)
    else {
        return Vec::new();
    };
    let line = usize::from(line);
    match pane {
        Pane::Facets => {
            let answer = model.answers.shown.clone();
            let seen = seen(answer.as_deref(), model.filter.filter());
            let place = model.facets.offset() + line;
            if place < model.facets.lines(seen).len() {
                model.facets.move_to(place, seen, inner.height.into());
                if let Some((histogram, _)) = model.facets.histogram(seen) {
                    let bins = histogram.counts.len();
                    let room = inner.width.saturating_sub(1);
                    let x = mouse.x.checked_sub(inner.x + 1);
                    match x.and_then(|x| histogram::bin_at(room, bins, x)) {
                        Some(bin) => model.facets.set_bin(bin),
                        None => return Vec::new(),
                    }
                }
                return model.press_facet();
            }
        }
        Pane::Lists => {
            let place = model.lists.list_offset() + line;
            let by = place as isize - model.lists.cursor() as isize;
            if place < model.lists.book().lists().len() {
                model.lists.move_list(by, inner.height.into());
            }
        }
        Pane::Statuses => {
            let cursor = model.lists.status_cursor();
            let offset = scrolled(0, cursor, inner.height.into());
            let by = (offset + line) as isize - cursor as isize;
            let statuses = model.lists.statuses(&model.settings.statuses).len();
            if offset + line < statuses {
                model.lists.move_status(by, &model.settings.statuses);
                return model.tick_entry();
            }
        }
        // The first line of the entries is their header, the last one their sum.
        Pane::Entries if line > 0 && line <= model.page() => {
            let place = model.lists.entry_offset() + line - 1;
            let by = place as isize - model.lists.entry_cursor() as isize;
            if place < model.lists.shown().len() {
                let page = model.page();
                model.lists.move_entry(by, page);
                if mouse.x < inner.x + MARK_CELLS {
                    model.lists.tick();
                }
            }
        }
        Pane::Columns if line > 0 => {
            let place = model.import.columns_offset() + line - 1;
            let columns = model.import_file().map_or(0, |file| file.columns.len());
            let page = model.columns_page();
            if line <= page && place < columns {
                return choose(model, place as isize - model.import.column() as isize);
            }
        }
        Pane::Problems => {
            let place = model.import.items_offset() + line / ITEM_LINES;
            if place < model.import.items().len() {
                return choose(model, place as isize - model.import.item() as isize);
            }
        }
        Pane::Row => return model.enter(),
        _ => {}
    }
    Vec::new()
}

/// Moves the cursor of the pane to what was clicked; what is chosen already is opened.
fn choose(model: &mut Model, by: isize) -> Vec<Effect> {
    match by {
        0 => model.enter(),
        by => model.step(by),
    }
}
