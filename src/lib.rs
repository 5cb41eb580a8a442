//! Tastemaker: a terminal dashboard for rosters of influencers.

pub mod roster;

pub mod import;

pub mod query;

pub mod analysis;

pub mod shortlist;

pub mod export;

pub mod config;

pub mod input;

pub mod app;

pub mod background;

pub mod ui;

pub mod terminal;

pub mod cli;
