//! What a comparison rests on, line by line: the rows of the forest and the sentences of the basis.

use crate::analysis::compare::caveats::many_zeros;
use crate::analysis::compare::{Comparison, Estimate, LIMITS};

/// A ratio of the forest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    pub name: &'a str,
    pub estimate: Estimate,
    pub small: usize,
    pub big: usize,
    pub kind: Kind,
}

/// Of what a ratio is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The verdict rests on it.
    Verdict,
    /// Over all, but the verdict rests on another.
    Whole,
    Stratum,
}

/// Up to so many rows in a tier are no ground for a range.
pub const DOT_ONLY: usize = 2;

impl Row<'_> {
    /// The estimate with its range, where enough rows are behind it.
    pub fn shown(&self) -> Estimate {
        let few = self.small.min(self.big) <= DOT_ONLY;
        Estimate {
            interval: self.estimate.interval.filter(|_| !few),
            ..self.estimate
        }
    }
}

/// The rows of the forest: the whole first, then the strata that have both tiers. Empty where no ratio
/// may be given.
pub fn forest(comparison: &Comparison) -> Vec<Row<'_>> {
    let Some(raw) = comparison.raw.as_ref().filter(|raw| raw.shown.is_some()) else {
        return Vec::new();
    };
    let carries = |carries: bool| if carries { Kind::Verdict } else { Kind::Whole };
    let mut rows = Vec::new();
    if let Some(matched) = &comparison.matched {
        rows.push(Row {
            name: "Like with like",
            estimate: matched.estimate,
            small: matched.fit.small,
            big: matched.fit.big,
            kind: carries(comparison.verdict.matched),
        });
    }
    let by_ranks = many_zeros(&comparison.subject());
    let estimate = match raw.typical.filter(|_| !by_ranks) {
        Some(typical) => Estimate {
            interval: raw.shown,
            ..typical
        },
        None => raw.hodges_lehmann,
    };
    rows.push(Row {
        name: if by_ranks {
            "All, by ranks"
        } else {
            "All, unmatched"
        },
        estimate,
        small: raw.small,
        big: raw.big,
        kind: carries(!comparison.verdict.matched),
    });
    let strata = comparison
        .matched
        .iter()
        .flat_map(|matched| &matched.strata);
    rows.extend(strata.filter_map(|stratum| {
        Some(Row {
            name: &stratum.name,
            estimate: stratum.estimate?,
            small: stratum.small,
            big: stratum.big,
            kind: Kind::Stratum,
        })
    }));
    rows
}

/// A sentence of the basis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Line<'a> {
    Verdict(&'a str),
    Caveat(&'a str),
    Note(&'a str),
    Limits(&'a str),
}

impl<'a> Line<'a> {
    pub fn text(self) -> &'a str {
        match self {
            Line::Verdict(text) | Line::Caveat(text) | Line::Note(text) | Line::Limits(text) => {
                text
            }
        }
    }
}

/// Everything that is said of a comparison.
pub fn basis(comparison: &Comparison) -> Vec<Line<'_>> {
    let mut lines = vec![Line::Verdict(&comparison.verdict.sentence)];
    lines.extend(comparison.caveats.iter().map(|text| Line::Caveat(text)));
    lines.extend(comparison.notes.iter().map(|text| Line::Note(text)));
    lines.push(Line::Limits(LIMITS));
    lines
}
