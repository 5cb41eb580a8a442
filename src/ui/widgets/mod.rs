//! Parts that several panes are drawn with. They know text, areas and roles, not what is shown.

pub mod frame;

pub mod bar;

pub mod axis;

pub mod strip;

pub mod forest;

pub mod scatter;

pub mod input;

pub mod list;

pub mod modal;
