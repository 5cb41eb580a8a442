//! Filter text becomes an expression, an expression becomes matching rows.
//!
//! Knows the roster only. Reading order: [`ast`] (what a filter is) with its [`figure`]s, [`lexer`] and
//! [`parser`] (text to filter, with problems that point; [`names`] is what a roster adds to its words),
//! [`print`](mod@print) and [`label`] (filter to text and to chips), [`edit`] and [`range`] (changing
//! the text from facets and chips) and [`complete`] (what is being typed), then [`engine`], which
//! answers a [`Question`] with [`filter`], [`facet`] and [`order`]; [`search`] is the plain row-by-row
//! reading that the tests hold the engine to.

pub mod ast;

pub mod figure;

pub mod number;

pub mod day;

mod wrong;

pub mod names;

pub mod lexer;

pub mod parser;

pub mod print;

pub mod label;

pub mod edit;

pub mod suggest;

pub mod complete;

pub mod range;

pub mod own;

pub mod relative;

mod contains;

mod numbers;

mod wanted;

pub mod filter;

mod sieve;

pub mod facet;

pub mod histogram;

pub mod nothing;

pub mod totals;

pub mod order;

mod radix;

mod tally;

mod bins;

mod orders;

pub mod search;

pub mod engine;

pub use ast::{Filter, Item, Mark, NumberRange, Term, Test};
pub use day::day;
pub use engine::{Answer, Engine, Question};
pub use facet::{Facet, FacetValue};
pub use histogram::Histogram;
pub use label::name as field_name;
pub use names::Names;
pub use nothing::Near;
pub use order::{SortKey, order_in_words, parse_order};
pub use own::{OwnData, OwnEntry, OwnList};
pub use parser::{Parsed, Problem, parse, parse_with};
pub use search::matches;
pub use sieve::Sieve;
pub use totals::{Spread, Totals};

#[cfg(test)]
mod engine_tests;
