//! The real screen: the only place that speaks to the terminal.
//!
//! [`guard`] puts the terminal into its modes and gives it back whatever happens, [`events`] turns
//! what comes from it into messages, [`clipboard`] takes what is copied, [`run`] is the loop that decides when to draw.

pub mod clipboard;

pub mod events;

pub mod guard;

pub mod run;

use std::process::ExitCode;

use crate::cli::Dashboard;

/// Runs the dashboard and gives its exit code.
pub fn main(dashboard: Dashboard) -> ExitCode {
    match run::run(dashboard) {
        Ok(code) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        Err(error) => {
            eprintln!("The terminal could not be used: {error}");
            ExitCode::FAILURE
        }
    }
}
