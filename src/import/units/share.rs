//! Shares as `2.67%`, `2.67` or `0.0267`: told by a sign, else by likes and comments, else by their size.

use super::super::Record;
use super::super::headers::Assigned;
use super::super::values;
use super::{Style, median};
use crate::roster::Field;

pub fn decide(
    style: &mut Style,
    columns: &[Assigned],
    at: usize,
    field: Field,
    cells: &[&str],
    rows: &[Record<'_>],
) {
    let is_rate = matches!(field, Field::EngagementRate | Field::EngagementRateViews);
    let mut signed = Vec::new();
    let mut bare = Vec::new();
    for cell in cells {
        match style.number(cell) {
            Some(number) if number.percent => signed.push(number.value.abs()),
            Some(number) => bare.push(number.value.abs()),
            None => {}
        }
    }
    let marked = columns[at].header.percent;
    if bare.is_empty() {
        style.percent = marked || !signed.is_empty();
        return;
    }
    let scale = is_rate.then(|| scale(style, columns, at, rows)).flatten();
    let (count, mixed) = (bare.len(), !signed.is_empty());
    let largest = bare.iter().copied().fold(0.0, f64::max);
    let middle = median(bare).unwrap_or(0.0);
    let with_sign = median(signed);
    style.percent = match (scale, with_sign) {
        (Some(scale), _) => scale > 10.0,
        // Of cells with a sign and cells without, both are of one size.
        (None, Some(with_sign)) if middle > 0.0 && with_sign > 0.0 => {
            (middle / with_sign).ln().abs() < (100.0 * middle / with_sign).ln().abs()
        }
        // The header says so, unless half of all accounts had less than one in a thousand.
        (None, _) if marked => !(middle > 0.0 && middle < 0.1 && largest < 1.0 && count > 4),
        (None, _) => match field {
            // Half of all accounts above 35 % engagement is not of this world; half above 0.35 % is.
            _ if is_rate => middle > 0.35,
            Field::Growth30d => middle > 0.5 || largest > 10.0,
            _ => largest > 1.0 && (middle > 1.0 || largest > 2.0),
        },
    };
    let read = if style.percent {
        "percent"
    } else {
        "fractions: 0.05 is 5 %"
    };
    if mixed {
        style.notes.push(format!(
            "some cells have a percent sign and {count} have none; those are read as {read}"
        ));
    } else if marked && !style.percent {
        style.notes.push(
            "the header says percent, but the cells are fractions: 0.05 is read as 5 %".to_owned(),
        );
    } else if scale.is_none() && is_rate && !marked && (0.1..1.0).contains(&middle) {
        style.notes.push(format!(
            "read as {read}; neither a sign nor likes and comments say so"
        ));
    }
}

/// Half of the rows must lie within this factor (as a logarithm) of the middle: 4.5.
const WIDEST_SPREAD: f64 = 1.5;

/// How many times larger the figures without a sign are than what likes and comments give, in the
/// middle: over followers, or over views where that fits better.
fn scale(style: &Style, columns: &[Assigned], at: usize, rows: &[Record<'_>]) -> Option<f64> {
    let place = |field: Field| {
        columns
            .iter()
            .position(|column| column.field == Some(field))
    };
    let likes = place(Field::AvgLikes)?;
    let comments = place(Field::AvgComments);
    let number = |row: &Record<'_>, at: usize| {
        let factor = columns[at].header.factor.unwrap_or(1.0);
        values::number(row.cell(at), false)
            .map(|number| number.value * if number.scaled { 1.0 } else { factor })
    };
    let over = |below: usize, comments: Option<usize>| {
        let mut scales: Vec<f64> = rows
            .iter()
            .filter_map(|row| {
                let rate = style
                    .number(row.cell(at))
                    .filter(|rate| !rate.percent)?
                    .value;
                let engagements =
                    number(row, likes)? + comments.and_then(|at| number(row, at)).unwrap_or(0.0);
                let expected = engagements / number(row, below)?;
                (rate > 0.0 && expected > 0.0).then_some((rate / expected).ln())
            })
            .filter(|scale| scale.is_finite())
            .collect();
        if scales.len() < 5 {
            return None;
        }
        scales.sort_by(f64::total_cmp);
        let middle = scales[scales.len() / 2];
        let spread = median(scales.iter().map(|scale| (scale - middle).abs()).collect())?;
        Some((spread, middle.exp()))
    };
    let below = [place(Field::Followers), place(Field::AvgViews)];
    let kinds = if comments.is_some() {
        vec![comments, None]
    } else {
        vec![None]
    };
    let mut all: Vec<(f64, f64)> = below
        .into_iter()
        .flatten()
        .flat_map(|below| {
            kinds
                .iter()
                .filter_map(move |comments| over(below, *comments))
                .collect::<Vec<_>>()
        })
        .collect();
    // Likes that have nothing to do with the rate scatter widely around it and say nothing of its scale.
    all.retain(|(spread, _)| *spread < WIDEST_SPREAD);
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.first().map(|(_, scale)| *scale)
}
