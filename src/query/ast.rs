//! What a filter is: terms that must all hold. Each knows where in the text it stands.

use std::ops::Range;

use super::figure::{Amount, Figure};
use crate::roster::Field;

/// Terms that must all hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub terms: Vec<Term>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a term asks for something, at the top or within a group.
    pub fn asks(&self, what: impl Fn(&Test) -> bool + Copy) -> bool {
        self.terms.iter().any(|term| term.test.asks(what))
    }

    /// Whether the answer depends on what the user ticked and listed.
    pub fn asks_own(&self) -> bool {
        self.asks(Test::is_own)
    }

    /// Whether what it says of a row depends on other rows, or on what the user keeps of them.
    pub fn asks_others(&self) -> bool {
        self.asks(|test| test.is_own() || test.is_relative_to_others())
    }
}

/// One condition.
#[derive(Clone, Debug)]
pub struct Term {
    /// The condition must not hold; rows where it cannot be told match.
    pub negated: bool,
    pub test: Test,
    /// Bytes of the text that the term was read from.
    pub span: Range<usize>,
}

/// Two terms are the same when they ask the same, wherever they stand.
impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.negated == other.negated && self.test == other.test
    }
}

/// What a term asks of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The text stands in the handle, the name, a niche, the bio or the notes.
    Anywhere(String),
    /// One of these is among the words of the field.
    Words { field: Field, items: Vec<Item> },
    /// One of these is found in the text of the field.
    Text { field: Field, items: Vec<Item> },
    /// The number is in one of these ranges, or, inverted, in none of them. Unknown numbers fail
    /// either way.
    Number {
        field: Field,
        ranges: Vec<NumberRange>,
        inverted: bool,
    },
    /// The field holds something.
    Has(Field),
    /// The row is ticked.
    Ticked,
    /// One of these is among the user's own marks on the row; without items, there is any such mark.
    Mark { mark: Mark, items: Vec<Item> },
    /// The row was added to a shortlist on such a day.
    Added {
        ranges: Vec<NumberRange>,
        inverted: bool,
    },
    /// All terms of one of these hold. They hold no further groups.
    Either(Vec<Filter>),
}

/// What the user says of influencers on shortlists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The name of a shortlist.
    List,
    /// How far talks have come.
    Status,
    /// A note, of the user or of the roster.
    Note,
}

impl Mark {
    pub const ALL: &'static [Mark] = &[Mark::List, Mark::Status, Mark::Note];

    /// The name in filters.
    pub fn id(self) -> &'static str {
        match self {
            Mark::List => "list",
            Mark::Status => "status",
            Mark::Note => "note",
        }
    }
}

/// A word or a text to look for.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// In a text: found anywhere. Among words: the value itself where it is known, else the begin of
    /// one of its words.
    Part(String),
    /// Only the whole will do: `handle:=ana`.
    Whole(String),
    /// The pieces between the stars of `ana*fit`, of which there are two or more: the whole begins with
    /// the first and ends with the last.
    Like(Vec<String>),
}

/// Numbers between two bounds; a missing bound is open. Ages count from today back: the low bound of
/// `10d..30d` is the younger one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberRange {
    pub low: Option<Bound>,
    pub high: Option<Bound>,
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    pub figure: Figure,
    pub included: bool,
}

impl NumberRange {
    /// Just this figure.
    pub fn only(figure: Figure) -> Self {
        let bound = Bound {
            figure,
            included: true,
        };
        NumberRange {
            low: Some(bound.clone()),
            high: Some(bound),
        }
    }

    pub fn from(figure: Figure, included: bool) -> Self {
        NumberRange {
            low: Some(Bound { figure, included }),
            high: None,
        }
    }

    pub fn to(figure: Figure, included: bool) -> Self {
        NumberRange {
            low: None,
            high: Some(Bound { figure, included }),
        }
    }

    pub(super) fn is_point(&self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    pub(super) fn bounds(&self) -> impl Iterator<Item = &Bound> {
        self.low.iter().chain(&self.high)
    }
}

impl Test {
    /// The field that is asked about.
    pub fn field(&self) -> Option<Field> {
        match self {
            Test::Words { field, .. }
            | Test::Text { field, .. }
            | Test::Number { field, .. }
            | Test::Has(field) => Some(*field),
            Test::Anywhere(_)
            | Test::Ticked
            | Test::Mark { .. }
            | Test::Added { .. }
            | Test::Either(_) => None,
        }
    }

    /// Whether this test, or one within this group, is such a one.
    pub fn asks(&self, what: impl Fn(&Test) -> bool + Copy) -> bool {
        match self {
            Test::Either(filters) => filters.iter().any(|filter| filter.asks(what)),
            test => what(test),
        }
    }

    /// Whether it depends on what the user ticked and listed.
    pub fn is_own(&self) -> bool {
        matches!(self, Test::Ticked | Test::Mark { .. } | Test::Added { .. })
    }

    /// Whether it compares a row with others: the best ten percent, the middle of its tier.
    fn is_relative_to_others(&self) -> bool {
        let Test::Number { ranges, .. } = self else {
            return false;
        };
        let mut bounds = ranges.iter().flat_map(NumberRange::bounds);
        bounds.any(|bound| {
            let amount = bound.figure.amount;
            matches!(amount, Amount::Top(_) | Amount::Bottom(_) | Amount::Tier(_))
        })
    }

    /// Whether it depends on which day it is.
    pub fn is_relative_to_today(&self) -> bool {
        let (Test::Number { ranges, .. } | Test::Added { ranges, .. }) = self else {
            return false;
        };
        let mut bounds = ranges.iter().flat_map(NumberRange::bounds);
        bounds.any(|bound| bound.figure.is_age())
    }
}
