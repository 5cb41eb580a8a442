//! How a column writes its numbers, decided over a sample of it and of the columns beside it, never per
//! cell. What could be read in another way is said in a note.

mod decimal;

mod listing;

mod money;

mod share;

mod when;

mod zero;

pub use when::counts_days;

use super::headers::Assigned;
use super::read::Options;
use super::values::{self, DateStyle, Lists, Notation, Number};
use super::{DayOrder, DecimalMark, Record};
use crate::roster::{Currency, Field, Kind};

/// How the cells of one column are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    pub notation: Notation,
    /// What the header multiplies by: `(millions)`.
    pub factor: f64,
    /// Numbers without a percent sign are percentages all the same.
    pub percent: bool,
    pub dates: DateStyle,
    /// The currency of amounts that do not say, by the header.
    pub currency: Option<Currency>,
    /// A nought stands in every row, which means that nothing is known.
    pub zero_is_unknown: bool,
    /// What stands between the words of a list.
    pub lists: Lists,
    /// What could be read in another way.
    pub notes: Vec<String>,
}

impl Default for Style {
    fn default() -> Self {
        Style {
            notation: Notation::default(),
            factor: 1.0,
            percent: false,
            dates: DateStyle::default(),
            currency: None,
            zero_is_unknown: false,
            lists: Lists::default(),
            notes: Vec::new(),
        }
    }
}

impl Style {
    /// The number of a cell, as it stands there.
    pub fn number(&self, cell: &str) -> Option<Number> {
        values::number(cell, self.notation)
    }

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
                let comma = self.notation.decimal_comma.then_some("decimal comma");
                Some(factor.or(comma).unwrap_or("count").to_owned())
            }
            Kind::Date => Some("date".to_owned()),
            _ => None,
        }
    }
}

/// What the user said and what the columns of a file say together.
#[derive(Debug, Default)]
pub struct Known {
    decimal: Option<DecimalMark>,
    days: Option<DayOrder>,
    currency: Option<Currency>,
    /// The decimal mark that columns show beyond doubt.
    shown: Option<DecimalMark>,
    file: money::File,
}

impl Known {
    /// Looks at all columns of a file.
    pub fn new(columns: &[Assigned], rows: &[Record<'_>], options: &Options) -> Self {
        Known {
            decimal: options.decimal,
            days: options.days,
            currency: options.currency,
            shown: decimal::shown(columns, rows),
            file: money::File::new(columns, rows),
        }
    }
}

/// Decides the style of a column.
pub fn style(columns: &[Assigned], at: usize, rows: &[Record<'_>], known: &Known) -> Style {
    let column = &columns[at];
    let mut style = Style {
        factor: column.header.factor.unwrap_or(1.0),
        currency: column.header.currency,
        ..Style::default()
    };
    let Some(field) = column.field else {
        return style;
    };
    let cells: Vec<&str> = cells(at, rows).collect();
    if field.kind() == Kind::Date {
        when::decide(&mut style, column, &cells, known);
        return style;
    }
    if field.kind() == Kind::Words {
        style.lists = listing::decide(&cells);
        style.lists.codes = field == Field::Language && listing::are_codes(&cells, &style.lists);
    }
    if !field.kind().is_numeric() {
        return style;
    }
    money::decide(&mut style, column, field, &cells, known);
    decimal::decide(&mut style, column, field, &cells, known);
    if field.kind() == Kind::Share {
        share::decide(&mut style, columns, at, field, &cells, rows);
    }
    zero::decide(&mut style, &cells);
    style
}

/// The cells of a column that say something.
fn cells<'r>(at: usize, rows: &'r [Record<'_>]) -> impl Iterator<Item = &'r str> {
    rows.iter()
        .map(move |row| row.cell(at))
        .filter(|cell| !values::is_missing(cell))
}

/// The one in the middle.
pub(super) fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
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
        let known = Known::new(&columns, &rows, &Options::default());
        style(&columns, headers.len() - 1, &rows, &known)
    }

    #[test]
    fn the_decimal_mark_is_decided_over_the_column() {
        let comma = |cells: &[&str]| {
            let rows: Vec<Vec<&str>> = cells.iter().map(|cell| vec!["ana", *cell]).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            of(&["handle", "price"], &rows).notation.decimal_comma
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
