//! The chips: one for each term of the filter, to be read and to be clicked away.

use super::layout::{Piece, pieces};
use super::model::Model;

/// The text of each chip, with the mark that removes it behind.
pub fn chips(model: &Model) -> Vec<String> {
    let mut chips: Vec<String> = model
        .filter()
        .filter()
        .terms
        .iter()
        .map(|term| format!("{} ×", term.label()))
        .collect();
    if chips.len() > 1 {
        chips.push("X clear all".to_owned());
    }
    chips
}

/// Where each chip stands in a line of this width; those that do not fit are left out.
pub fn places(chips: &[String], width: u16) -> Vec<Piece> {
    pieces(chips.iter().map(String::as_str), 1, 3, width)
}
