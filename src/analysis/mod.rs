//! Figures over rows. Pure arithmetic over the roster; it knows no files, no clock and no screen.
//!
//! [`cost`] computes the measures of each row, [`price_model`] tells prices that a formula gave,
//! [`compare`] sets two tiers against each other,
//! [`stats`] holds the few statistics that both need.

pub mod cost;

pub mod price_model;

pub mod compare;

pub mod stats;
