//! The program as data: what the user is doing, and what each message does to it.
//!
//! Pure: no file, no thread, no clock, no terminal. A [`Msg`] goes into [`update()`], which changes the
//! [`Model`] and answers with [`Effect`]s for the runtime to carry out. Reading order: [`msg`],
//! [`effect`], [`model`], [`mod@update`], then one file for each pane and each overlay.

pub mod msg;

pub mod effect;

pub mod model;

pub mod update;

mod again;

mod asking;

mod arrivals;

mod moves;

mod finding;

mod typing;

mod helping;

mod listing;

pub mod keeping;

mod outreach;

mod reviewing;

pub mod entries;

pub mod comparing;

mod exporting;

pub mod copying;

pub mod importing;

pub mod choosing;

pub mod focus;

pub mod layout;

pub mod panes;

pub mod overlays;

pub mod hints;

pub mod chips;

pub mod filter_line;

pub mod mouse;

pub mod text_field;

pub mod toast;

pub use effect::Effect;
pub use focus::{Pane, Screen};
pub use model::Model;
pub use msg::Msg;
pub use update::update;
