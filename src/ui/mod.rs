//! How the program looks: the model drawn into a buffer of cells. A view computes no figure, changes
//! nothing and sees only the rows that are on the screen.

pub mod look;

pub mod glyphs;

pub mod format;

pub mod canvas;

pub mod widgets;
