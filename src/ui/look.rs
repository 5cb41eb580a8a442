//! How everything looks: the theme that gives roles their colours, and the signs in use.

use super::glyphs::Glyphs;

pub use crate::config::theme::{Role, Theme};

/// A theme and a set of signs.
#[derive(Clone, Debug)]
pub struct Look {
    pub theme: Theme,
    pub glyphs: &'static Glyphs,
}
