//! How the program looks: the model drawn into a buffer of cells. A view computes no figure, changes
//! nothing and sees only the rows that are on the screen.
//!
//! [`view`] draws everything. Reading order: [`look`] and [`glyphs`] (what it is drawn with),
//! [`mod@format`] and [`canvas`] (how text gets into cells), [`widgets`], then one file for each pane and
//! each overlay, with the names that they have in [`crate::app`].

pub mod look;

pub mod glyphs;

pub mod format;

pub mod canvas;

pub mod widgets;

pub mod cell;

pub mod panes;

pub mod overlays;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::{Model, Screen};
use canvas::Canvas;
pub use look::Look;
use look::Role;

/// Draws the whole screen. Returns where the terminal's own cursor belongs, if text is being typed.
pub fn view(model: &Model, look: &Look, buffer: &mut Buffer) -> Option<Position> {
    let layout = model.layout();
    let mut canvas = Canvas::new(buffer, look);
    if layout.too_small {
        panes::chrome::too_small(&mut canvas, layout.screen);
        return None;
    }
    panes::chrome::draw(&mut canvas, model, &layout);
    if model.is_first_run() {
        panes::welcome::draw(&mut canvas, model, layout.screen);
    } else {
        match model.screen() {
            Screen::Browse => {
                panes::filter_box::draw(&mut canvas, model, &layout);
                panes::table::draw(&mut canvas, model, layout.table);
                panes::profile::draw(&mut canvas, model, &layout);
                // Over the table, where the facets have no place of their own.
                panes::facets::draw(&mut canvas, model, layout.facets);
            }
            Screen::Compare => {
                panes::filter_box::draw(&mut canvas, model, &layout);
                panes::compare::draw(&mut canvas, model, &layout);
            }
            Screen::Shortlists => panes::lists::draw(&mut canvas, model, &layout),
            Screen::Import => panes::import::draw(&mut canvas, model, &layout),
        }
    }
    panes::filter_box::suggestions(&mut canvas, model, &layout);
    for overlay in model.overlays() {
        canvas.cursor = None;
        overlays::draw(&mut canvas, model, layout.screen, overlay);
    }
    canvas.cursor
}

/// The role of a pane's own text: dimmed while it shows an earlier answer.
fn text_role(stale: bool) -> Role {
    if stale { Role::Dim } else { Role::Text }
}
