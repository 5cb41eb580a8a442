//! The real screen: the only place that speaks to the terminal.
//!
//! [`guard`] puts the terminal into its modes and gives it back whatever happens, [`events`] turns
//! what comes from it into messages, [`run`] is the loop that decides when to draw.

pub mod events;

pub mod guard;

pub mod run;

pub use run::{Dashboard, Opening, run};
