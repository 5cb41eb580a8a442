//! How a column writes its numbers, decided over a sample of it and never per cell.

use super::Record;
use super::headers::Assigned;
use super::values::{self, DayOrder};
use crate::roster::{Currency, Field, Kind};

/// How the cells of one column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Style {
    /// `1.234,5` rather than `1,234.5`.
    pub decimal_comma: bool,
    /// What the header multiplies by: `(millions)`.
    pub factor: f64,
    /// Numbers without a percent sign are percentages all the same.
    pub percent: bool,
    pub day_order: DayOrder,
    /// The currency of amounts that do not say, by the header.
    pub currency: Option<Currency>,
}

impl Style {
    /// The unit in a word, for the report.
    pub fn name(&self, field: Field) -> Option<String> {
        let factor = match self.factor {
            1e3 => Some("thousands"),
            1e6 => Some("millions"),
            1e9 => Some("billions"),
            _ => None,
        };
        match field.kind() {
            Kind::Share => Some(if self.percent { "percent" } else { "fraction" }.to_owned()),
            Kind::Money => Some(
                self.currency
                    .map_or_else(|| "money".to_owned(), |currency| currency.code().to_owned()),
            ),
            Kind::Count | Kind::Number => {
                let comma = self.decimal_comma.then_some("decimal comma");
                Some(factor.or(comma).unwrap_or("count").to_owned())
            }
            Kind::Date => Some("date".to_owned()),
            _ => None,
        }
    }
}

/// Decides the style of a column.
pub fn style(columns: &[Assigned], at: usize, rows: &[Record<'_>]) -> Style {
    let column = &columns[at];
    let cells: Vec<&str> = rows
        .iter()
        .map(|row| row.cell(at))
        .filter(|cell| !values::is_missing(cell))
        .collect();
    let decimal_comma = has_decimal_comma(&cells, column.field.map(Field::kind));
    let mut style = Style {
        decimal_comma,
        factor: column.header.factor.unwrap_or(1.0),
        percent: false,
        day_order: day_order(&cells),
        currency: column.header.currency,
    };
    if let Some(field) = column.field.filter(|field| field.kind() == Kind::Share) {
        style.percent = is_percent(columns, at, field, &cells, rows, decimal_comma);
    }
    style
}

/// Evidence for either decimal mark; a comma needs more of it.
fn has_decimal_comma(cells: &[&str], kind: Option<Kind>) -> bool {
    let mut comma = 0i64;
    let mut point = 0i64;
    // People and prices are not counted in thousandths.
    let whole = matches!(kind, Some(Kind::Count | Kind::Money));
    for cell in cells {
        let digits: String = cell
            .chars()
            .filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
            .collect();
        let digits = digits.trim_end_matches(['.', ',']);
        let after = |mark: char| digits.rsplit_once(mark).map(|(_, rest)| rest.len());
        match (digits.matches(',').count(), digits.matches('.').count()) {
            (0, 0) => {}
            (commas, points) if commas > 0 && points > 0 => {
                if digits.rfind(',') > digits.rfind('.') {
                    comma += 3;
                } else {
                    point += 3;
                }
            }
            (1, 0) if after(',') != Some(3) => comma += 2,
            // Three digits after the only comma, with a magnitude: `16,037 M` is no grouping of millions.
            (1, 0) if cell.ends_with(['M', 'm', 'K', 'k', 'B']) => comma += 1,
            (1, 0) => point += 1,
            (0, 1) if after('.') != Some(3) => point += 2,
            (0, 1) if whole && digits == cell.trim() && !digits.starts_with('0') => comma += 1,
            (commas, 0) if commas > 1 => point += 3,
            (0, points) if points > 1 => comma += 3,
            _ => {}
        }
    }
    comma > point
}

/// Whether numbers without a sign are percentages.
fn is_percent(
    columns: &[Assigned],
    at: usize,
    field: Field,
    cells: &[&str],
    rows: &[Record<'_>],
    decimal_comma: bool,
) -> bool {
    let signed = cells.iter().filter(|cell| cell.contains('%')).count();
    if columns[at].header.percent || signed * 2 > cells.len() {
        return true;
    }
    let mut numbers: Vec<f64> = cells
        .iter()
        .filter_map(|cell| values::number(cell, decimal_comma))
        .map(|number| number.value.abs())
        .collect();
    numbers.sort_by(f64::total_cmp);
    let Some(median) = numbers.get(numbers.len() / 2).copied() else {
        return false;
    };
    if field == Field::EngagementRate
        && let Some(scale) = scale_against_counts(columns, at, rows, decimal_comma)
    {
        return scale > 10.0;
    }
    let largest = numbers.last().copied().unwrap_or(0.0);
    match field {
        // Half of all accounts above 35 % engagement is not of this world; half above 0.35 % is.
        Field::EngagementRate => median > 0.35,
        Field::Growth30d => median > 0.5 || largest > 10.0,
        _ => largest > 1.0 && (median > 1.0 || largest > 2.0),
    }
}

/// How many times larger the column's figures are than (likes + comments) / followers, in the middle.
fn scale_against_counts(
    columns: &[Assigned],
    at: usize,
    rows: &[Record<'_>],
    decimal_comma: bool,
) -> Option<f64> {
    let place = |field: Field| {
        columns
            .iter()
            .position(|column| column.field == Some(field))
    };
    let (followers, likes) = (place(Field::Followers)?, place(Field::AvgLikes)?);
    let comments = place(Field::AvgComments);
    let number = |row: &Record<'_>, at: usize, comma: bool| {
        let factor = columns[at].header.factor.unwrap_or(1.0);
        values::number(row.cell(at), comma).map(|number| number.value * factor)
    };
    let mut scales: Vec<f64> = rows
        .iter()
        .filter_map(|row| {
            let rate = number(row, at, decimal_comma)?;
            let engagements = number(row, likes, false)?
                + comments
                    .and_then(|at| number(row, at, false))
                    .unwrap_or(0.0);
            let expected = engagements / number(row, followers, false)?;
            (rate > 0.0 && expected > 0.0).then_some(rate / expected)
        })
        .filter(|scale| scale.is_finite())
        .collect();
    if scales.len() < 5 {
        return None;
    }
    scales.sort_by(f64::total_cmp);
    Some(scales[scales.len() / 2])
}

/// Month first only where a second number is too large for a month and no first one is.
fn day_order(cells: &[&str]) -> DayOrder {
    let mut order = DayOrder::DayFirst;
    for cell in cells {
        let parts: Vec<i32> = cell
            .split(['-', '/', '.', ' ', 'T'])
            .take(2)
            .filter_map(|part| part.parse().ok())
            .collect();
        if let [first, second] = parts.as_slice() {
            if (13..=31).contains(first) {
                return DayOrder::DayFirst;
            }
            if (13..=31).contains(second) && *first <= 12 {
                order = DayOrder::MonthFirst;
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::headers::assign;

    /// The style of the last column.
    fn of(headers: &[&str], rows: &[&[&str]]) -> Style {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let rows: Vec<Record<'_>> = rows
            .iter()
            .map(|cells| Record {
                line: 1,
                part: 0,
                cells: cells.iter().map(|cell| (*cell).into()).collect(),
            })
            .collect();
        let columns = assign(&headers, &rows, &[]);
        style(&columns, headers.len() - 1, &rows)
    }

    #[test]
    fn the_decimal_mark_is_decided_over_the_column() {
        let comma = |cells: &[&str]| {
            let rows: Vec<Vec<&str>> = cells.iter().map(|cell| vec!["ana", *cell]).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            of(&["handle", "price"], &rows).decimal_comma
        };
        assert!(comma(&["1.234,5", "500"]));
        assert!(comma(&["6,5", "1.200"]));
        assert!(comma(&["1.200.000", "90.000"]));
        assert!(comma(&["1.200", "15.000", "800"]));
        assert!(!comma(&["1.250", "15.5", "800"]));
        assert!(!comma(&["1,234.5", "500"]));
        assert!(!comma(&["1,200", "3,400,000"]));
        assert!(!comma(&["12.5", "1,200"]));
    }

    #[test]
    fn shares_are_percentages_or_fractions_as_the_column_shows() {
        let percent = |rows: &[&[&str]]| of(&["handle", "er"], rows).percent;
        assert!(percent(&[&["a", "2.67%"], &["b", "0.5%"]]));
        assert!(percent(&[&["a", "4.8"], &["b", "0.9"]]));
        assert!(!percent(&[&["a", "0.0139"], &["b", "2"], &["c", "0.02"]]));
        assert!(of(&["handle", "er_pct"], &[&["a", "0.2"]]).percent);
        // Likes and comments settle what looks the same.
        let rows: Vec<Vec<&str>> = (0..6).map(|_| vec!["a", "1000", "2", "1", "0.3"]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        assert!(of(&["handle", "followers", "likes", "comments", "er"], &rows).percent);
        let rows: Vec<Vec<&str>> = (0..6)
            .map(|_| vec!["a", "1000", "200", "100", "0.3"])
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        assert!(!of(&["handle", "followers", "likes", "comments", "er"], &rows).percent);
    }
}
