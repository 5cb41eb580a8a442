//! Cells of a workbook: what they hold, how they look, how wide they are.
//!
//! A text is only ever written as a text, never as a formula, a link or a number.

use std::borrow::Cow;
use std::io;

use rust_xlsxwriter::{Format as Look, Worksheet, XlsxError};
use rustc_hash::FxHashMap;
use unicode_width::UnicodeWidthStr;

use super::{columns, safe};
use crate::roster::{Currency, Field, Influencer, Kind, Roster, Value, display};

/// Rows of a sheet, its header among them.
const MOST_ROWS: usize = 1_048_576;

/// Columns of a sheet.
const MOST_COLUMNS: usize = 16_384;

/// UTF-16 units in a cell.
const MOST_UNITS: usize = 32_767;

/// Days from the beginning of Excel's calendar to 1970-01-01.
const EPOCH: f64 = 25_569.0;

/// The days that mean the same in every spreadsheet: from March 1900 to the end of 9999.
const CALENDAR: std::ops::RangeInclusive<f64> = 61.0..=2_958_465.0;

/// Narrowest and widest column, in digits.
const WIDTHS: (usize, usize) = (6, 48);

/// Room for the arrow of the filter.
const ARROW: usize = 3;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `48,200`.
    Count,
    /// As it comes: the number of a line, posts per week.
    Plain,
    /// `6.1%`.
    Share,
    /// `2026-11-24`.
    Day,
    /// `$180`, with so many decimals.
    Money(Currency, u8),
}

impl Style {
    fn code(self) -> Cow<'static, str> {
        match self {
            Style::Count => "#,##0".into(),
            Style::Plain => "General".into(),
            Style::Share => "0.0%".into(),
            Style::Day => "yyyy-mm-dd".into(),
            Style::Money(currency, decimals) => {
                let (sign, point) = (currency.sign(), if decimals > 0 { "." } else { "" });
                let gap = if sign.chars().all(char::is_alphabetic) {
                    " "
                } else {
                    ""
                };
                let zeros = "0".repeat(decimals.into());
                format!("\"{sign}{gap}\"#,##0{point}{zeros}").into()
            }
        }
    }

    /// A number as the sheet shows it.
    fn shown(self, number: f64) -> String {
        let minus = if number < 0.0 { "-" } else { "" };
        let grouped = |number: f64| display::grouped(number.abs().round() as u64);
        match self {
            Style::Count => format!("{minus}{}", grouped(number)),
            Style::Plain => number.to_string(),
            Style::Share => format!("{:.1}%", number * 100.0),
            Style::Day => display::date(number - EPOCH),
            Style::Money(currency, decimals) => {
                let gap = match currency.sign().chars().all(char::is_alphabetic) {
                    true => " ",
                    false => "",
                };
                let amount = match decimals {
                    0 => grouped(number),
                    _ => format!("{:.*}", usize::from(decimals), number.abs()),
                };
                format!("{minus}{}{gap}{amount}", currency.sign())
            }
        }
    }

    /// The cells that a number takes.
    fn width(self, number: f64) -> usize {
        let whole = display::grouped(number.abs() as u64).len() + usize::from(number < 0.0);
        match self {
            Style::Count => whole,
            Style::Plain => number.to_string().len(),
            Style::Share => display::grouped((number * 100.0).abs() as u64).len() + 4,
            Style::Day => 10,
            Style::Money(currency, decimals) => {
                currency.sign().width() + 2 + whole + usize::from(decimals)
            }
        }
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Unknown.
    Nothing,
    Number(f64, Style),
    Text(Cow<'a, str>),
}

impl<'a> Cell<'a> {
    /// A field of an influencer.
    pub fn of(roster: &'a Roster, influencer: &Influencer<'a>, field: Field) -> Self {
        let number = match influencer.value(field) {
            Value::Unknown => return Cell::Nothing,
            Value::Number(number) if number.is_finite() => number,
            _ => return Cell::text(columns::plain(roster, influencer, field)),
        };
        let style = match field.kind() {
            Kind::Date if CALENDAR.contains(&(number + EPOCH)) => {
                return Cell::Number(number + EPOCH, Style::Day);
            }
            Kind::Date => return Cell::text(columns::plain(roster, influencer, field)),
            Kind::Share => Style::Share,
            Kind::Money => Style::Money(
                columns::currency(roster, influencer, field),
                match number.abs() {
                    whole if whole.fract() == 0.0 => 0,
                    small if small < 1.0 => 4,
                    _ => 2,
                },
            ),
            Kind::Count if field != Field::SourceLine => Style::Count,
            _ => Style::Plain,
        };
        Cell::Number(number, style)
    }

    /// A text that no spreadsheet runs and every one takes: line breaks as they are in cells, and no
    /// longer than a cell may be.
    pub fn text(text: Cow<'a, str>) -> Self {
        let text = match text.contains('\r') {
            true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
            false => text,
        };
        let safe = match safe::cell(&text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(safe) => Some(safe),
        };
        let text = safe.map_or(text, Cow::Owned);
        match text.is_empty() {
            true => Cell::Nothing,
            false => Cell::Text(cut(text)),
        }
    }

    /// As the sheet shows it.
    pub fn shown(&self) -> String {
        match self {
            Cell::Nothing => String::new(),
            Cell::Text(text) => text.to_string(),
            Cell::Number(number, style) => style.shown(*number),
        }
    }

    fn width(&self) -> usize {
        match self {
            Cell::Nothing => 0,
            Cell::Number(number, style) => style.width(*number),
            Cell::Text(text) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0),
        }
    }
}

/// The text, or its beginning and a mark where a cell cannot hold it.
fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    // No text has more UTF-16 units than bytes.
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return text;
    }
    let mut units = 0;
    let fits = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units >= MOST_UNITS
    });
    let end = fits.map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{}\u{2026}", &text[..end]))
}

/// The styles of a workbook, each made once.
#[derive(Default)]
pub struct Looks {
    looks: FxHashMap<Style, Look>,
}

impl Looks {
    /// Puts a cell into a sheet.
    pub fn put(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell<'_>,
    ) -> io::Result<()> {
        match cell {
            Cell::Nothing => return Ok(()),
            Cell::Number(number, style) => {
                let look = self
                    .looks
                    .entry(*style)
                    .or_insert_with(|| Look::new().set_num_format(style.code()));
                sheet.write_number_with_format(row, column, *number, look)
            }
            Cell::Text(text) => sheet.write_string(row, column, &**text),
        }
        .map_err(plain_error)?;
        Ok(())
    }
}

/// How wide the columns are, by their headers and some of their cells.
pub struct Widths(Vec<usize>);

impl Widths {
    pub fn of<'h>(headers: impl Iterator<Item = &'h str>) -> Self {
        Widths(headers.map(|header| header.width() + ARROW).collect())
    }

    pub fn see(&mut self, column: usize, cell: &Cell<'_>) {
        if let Some(width) = self.0.get_mut(column) {
            *width = (*width).max(cell.width() + 1);
        }
    }

    pub fn set(&self, sheet: &mut Worksheet) -> io::Result<()> {
        for (column, width) in (0u16..).zip(&self.0) {
            let width = (*width).clamp(WIDTHS.0, WIDTHS.1) as f64;
            sheet.set_column_width(column, width).map_err(plain_error)?;
        }
        Ok(())
    }
}

/// Says when so much does not go into one sheet.
pub fn check(rows: usize, columns: usize) -> io::Result<()> {
    let refused = |sentence: String| Err(io::Error::new(io::ErrorKind::InvalidInput, sentence));
    let grouped = |number: usize| display::grouped(number as u64);
    if rows >= MOST_ROWS {
        return refused(format!(
            "a sheet of a workbook holds {} rows below its header, and these are {}; narrow the filter, or write CSV",
            grouped(MOST_ROWS - 1),
            grouped(rows)
        ));
    }
    if columns > MOST_COLUMNS {
        return refused(format!(
            "a sheet of a workbook holds {} columns, and these are {}; name fewer, or write CSV",
            grouped(MOST_COLUMNS),
            grouped(columns)
        ));
    }
    Ok(())
}

/// The error of the disk itself, where it is one.
pub fn plain_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_a_cell_ends_in_a_mark() {
        let units = |text: &str| text.encode_utf16().count();
        for (letter, whole, letters) in [
            ("a", 32_767, 32_766),
            ("深", 32_767, 32_766),
            ("🙂", 16_383, 16_383),
        ] {
            let fits = letter.repeat(whole);
            assert_eq!(cut(fits.as_str().into()), fits);
            let long = letter.repeat(whole + 1);
            let short = cut(long.as_str().into());
            assert_eq!(short, format!("{}…", letter.repeat(letters)));
            assert!(units(&short) <= MOST_UNITS);
        }
    }

    #[test]
    fn a_sheet_has_an_end() {
        assert!(check(MOST_ROWS - 1, MOST_COLUMNS).is_ok());
        let said = check(MOST_ROWS, 1).unwrap_err().to_string();
        assert!(
            said.contains("1,048,575 rows below its header, and these are 1,048,576"),
            "{said}"
        );
        assert!(check(1, MOST_COLUMNS + 1).is_err());
    }

    #[test]
    fn money_shows_its_currency() {
        let idr = Currency::from_code("IDR").unwrap();
        for (style, code) in [
            (Style::Money(Currency::USD, 0), "\"$\"#,##0"),
            (Style::Money(Currency::SEK, 2), "\"SEK \"#,##0.00"),
            (Style::Money(idr, 0), "\"Rp \"#,##0"),
        ] {
            assert_eq!(style.code(), code);
        }
    }
}
