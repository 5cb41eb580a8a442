//! A comparison as text, JSON, Markdown and a page of HTML: the same figures and sentences in each.

mod figures;

pub(super) mod html;

mod json;

mod markdown;

pub(super) mod tables;

mod text;

pub use html::{Origin, as_html};
pub use json::to_json;
pub use markdown::as_markdown;
pub use tables::{Table, tables};
pub use text::as_text;
