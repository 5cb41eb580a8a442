//! Figures over rows. Pure arithmetic over the roster; it knows no files, no clock and no screen.
//!
//! [`cost`] computes the measures of each row, [`compare`] sets two tiers against each other,
//! [`stats`] holds the few statistics that both need.

pub mod cost;

pub mod compare;

pub mod stats;
