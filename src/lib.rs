//! Tastemaker: open a roster of influencers, narrow it to a niche, see whether many small partners or
//! one big one buy more engagement for the money, shortlist partners, export them.
//!
//! # The house, in reading order
//!
//! | room | what it is |
//! |---|---|
//! | [`roster`] | what we know: columns, dictionaries, tiers; knows nothing else |
//! | [`import`] | how it gets in: files become columns, with a report |
//! | [`query`] | what we ask: filter text, facets, orders, one engine |
//! | [`analysis`] | what it means: costs, the comparison, its sentence |
//! | [`shortlist`] | what the user decides, with undo, safe on disk |
//! | [`export`] | how it leaves: CSV, JSON, Markdown, pages with charts; written whole or not at all |
//! | [`durable`] | files that must not be lost: written whole or not at all |
//! | [`config`] | what the user set: settings, folders, themes |
//! | [`input`] | keys and the commands they run |
//! | [`app`] | what the user is doing: a model, messages in, effects out |
//! | [`background`] | what runs meanwhile: loading, answering, saving |
//! | [`runtime`] | app and background together, without a terminal |
//! | [`ui`] | how it looks: the model drawn into a buffer |
//! | [`terminal`] | the real screen: modes, signals, the frame rule |
//! | [`cli`] | the same engine without a screen |
//!
//! # Where to go
//!
//! | to add | touch |
//! |---|---|
//! | a column from files: on screen, in filters, sorts, facets, exports | one row in `roster/field.rs`, its header spellings in `assets/fields.toml` |
//! | a measure | one row in `roster/field.rs` that names its formula, the formula in `analysis/cost.rs` |
//! | a command or a key: hints, help, settings, the README's table | one row in `input/command.rs`; the compiler points at `app/update.rs` |
//! | columns for another tool | one block in `assets/presets.toml` |
//! | an export format | one file in `export/`, one arm of `export::Format` |
//! | a kind of file to read | one file in `import/` that yields records, one arm in `import/sniff.rs` |
//! | a setting | one row in `config/settings.rs`, its line in `config.example.toml` |
//! | a theme | one file in `assets/themes`, its line in `config/theme.rs` |
//! | a pane or a dialog | two files of the same name, in `app/panes` and `ui/panes` (or `overlays`), one arm; the compiler lists the rest |
//!
//! # From a key to the screen
//!
//! ```text
//! terminal event ── terminal/events ─> Msg ┐                       ┌─> ui::view ─> screen
//! background     ── runtime ─────────> Msg ├─ update(&mut Model) ──┤
//! alarm, signal  ────────────────────> Msg ┘                       └─> [Effect] ─ runtime ─> background
//! ```
//!
//! # What always holds
//!
//! - The roster never knows where a row came from on disk beyond its file's name and line.
//! - A query answers with row ids, never with copies of rows; row ids hold for one roster, keys
//!   ([`roster::Key`]) survive a reload.
//! - A view computes no figure; the app touches no file, thread or clock.
//! - Missing is never zero. A value that was derived says so.
//! - A cell of a roster is data: never an escape code, a path or a formula.
//!
//! Who may use whom is a table in `tests/tidy.rs`, which holds the `use` lines to it.

pub mod roster;

pub mod import;

pub mod query;

pub mod analysis;

pub mod shortlist;

pub mod export;

pub mod durable;

pub mod config;

pub mod input;

pub mod app;

pub mod background;

pub mod runtime;

pub mod ui;

pub mod terminal;

pub mod cli;
