//! One view for each dialog, with the name that it has in [`crate::app::overlays`].

pub mod choices;

pub mod clash;

pub mod columns;

pub mod commands;

pub mod confirm;

pub mod export;

pub mod fix;

pub mod mapping;

pub mod name;

pub mod open;

pub mod review;

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::overlays::Overlay;
use crate::ui::canvas::Canvas;

/// Draws a dialog over what is on the screen.
pub fn draw(canvas: &mut Canvas, model: &Model, screen: Rect, overlay: &Overlay) {
    // The hint line and the status line stay.
    let screen = Rect {
        height: screen.height.saturating_sub(2),
        ..screen
    };
    match overlay {
        Overlay::Help(commands) => commands::help(canvas, model, screen, commands),
        Overlay::Commands(commands) => commands::palette(canvas, model, screen, commands),
        Overlay::Sort { choices, then } => {
            let title = if *then { "Then by" } else { "Sort by" };
            choices::draw(canvas, screen, title, "", choices);
        }
        Overlay::Columns(columns) => columns::draw(canvas, screen, columns),
        Overlay::Review(review) => review::draw(canvas, model, screen, review),
        Overlay::Pick(pick) => {
            choices::draw(canvas, screen, &pick.title, pick.empty, &pick.choices);
        }
        Overlay::Ask(name) => name::draw(canvas, screen, name),
        Overlay::Mapping(mapping) => mapping::draw(canvas, screen, mapping),
        Overlay::Fix(fix) => fix::draw(canvas, screen, fix),
        Overlay::Export(dialog) => export::draw(canvas, model, screen, dialog),
        Overlay::Clash(clash) => clash::draw(canvas, screen, clash),
        Overlay::Open(open) => open::draw(canvas, screen, open),
        Overlay::Confirm(confirm) => confirm::draw(canvas, screen, confirm),
    }
}
