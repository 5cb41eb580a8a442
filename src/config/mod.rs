//! What the user set: settings from the file, the environment and the command line, the folders, the
//! look.
//!
//! [`settings`] holds the table of settings and the validated result, `file` reads the text of the
//! file with a place for each mistake, [`paths`] knows the folders, [`theme`] the colours of roles,
//! [`detect`] what the terminal can show.

pub mod settings;

mod file;

mod words;

pub mod paths;

pub mod theme;

pub mod detect;

pub use paths::Paths;
pub use settings::{ConfigError, Settings};
pub use theme::{Role, Theme};

/// The example that is written by `config init`: every setting with its default.
pub const EXAMPLE: &str = include_str!("../../config.example.toml");
