//! Filter text becomes an expression, an expression becomes matching rows.
//!
//! Knows the roster only. Reading order: [`ast`] (what a filter is), [`lexer`] and [`parser`] (text to
//! filter, with problems that point), [`edit`] (changing the text from facets and chips) and
//! [`complete`] (what is being typed), then [`engine`], which answers a [`Question`] with [`filter`],
//! [`facet`] and [`order`]; [`search`] is the plain row-by-row reading that the tests hold the engine
//! to.

pub mod ast;

pub mod lexer;

pub mod number;

pub mod parser;

pub mod edit;

pub mod suggest;

pub mod complete;

pub mod range;

mod contains;

pub mod filter;

pub mod facet;

pub mod order;

pub mod search;

pub mod engine;

pub use ast::{Filter, NumberRange, Term, Test, TextItem, TextMatch, WordItem, name as field_name};
pub use engine::{Answer, Engine, Question, Spread, Totals};
pub use facet::{Facet, FacetValue};
pub use order::{SortKey, parse_order};
pub use parser::{Parsed, Problem, parse};
pub use search::matches;

#[cfg(test)]
mod engine_tests;
