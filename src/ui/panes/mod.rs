//! One view for each pane, with the name that the pane has in [`crate::app::panes`], and the lines
//! around them.

pub mod chrome;

pub mod welcome;

pub mod filter_box;

pub mod table;

pub mod nothing;

pub mod facets;

pub mod profile;

pub mod compare;

pub mod lists;

pub mod import;
