//! The chips: one for each term of the filter, to be read and to be clicked away.

use super::layout::{Piece, pieces};
use super::model::Model;

/// What a click on a chip does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chip {
    /// Takes the term at this place out of the filter.
    Term(usize),
    /// Leaves out those of whom a figure is unknown.
    Unknown,
    /// Takes all away.
    Clear,
}

/// Each chip with its text and the mark that removes it behind.
pub fn chips(model: &Model) -> Vec<(Chip, String)> {
    let terms = model.filter().filter().terms.iter().enumerate();
    let mut chips: Vec<(Chip, String)> = terms
        .map(|(at, term)| (Chip::Term(at), format!("{} ×", term.label())))
        .collect();
    if model.shows_unknown() {
        chips.push((Chip::Unknown, "unknown too ×".to_owned()));
    }
    if chips.len() > 1 {
        chips.push((Chip::Clear, "X clear all".to_owned()));
    }
    chips
}

/// Where each chip stands in a line of this width; those that do not fit are left out.
pub fn places(chips: &[(Chip, String)], width: u16) -> Vec<Piece> {
    pieces(chips.iter().map(|(_, text)| text.as_str()), 1, 3, width)
}
