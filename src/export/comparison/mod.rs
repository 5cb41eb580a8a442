//! A comparison as text, JSON and Markdown: the same figures and sentences in each.

mod json;

mod markdown;

mod tables;

mod text;

pub use json::to_json;
pub use markdown::as_markdown;
pub use tables::{Table, tables};
pub use text::as_text;
