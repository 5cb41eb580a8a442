//! A workbook: one sheet with the rows, and one that says how it was made.
//!
//! Many rows go by way of a file of the system's, so that they take no memory; a sheet that is too small for them is
//! told before anything is written.

use std::borrow::Cow;
use std::io::{self, Write};

use rust_xlsxwriter::{Format as Look, Workbook, Worksheet};

use super::account::{Account, Making};
use super::sheet::{Cell, Looks, Style, Widths, check, plain_error};
use super::texts::Texts;
use super::{Headers, columns};
use crate::roster::{Field, Roster, RowId};

/// Rows by which columns get their width.
const LOOKED_AT: usize = 1_000;

/// Rows that are kept in memory until all of them are there.
const IN_MEMORY: usize = 10_000;

const ROWS: &str = "Influencers";
const MADE: &str = "How it was made";

/// Writes rows of a roster.
pub fn write(
    roster: &Roster,
    rows: &[RowId],
    fields: &[Field],
    names: Headers,
    making: &Making,
    out: &mut dyn Write,
) -> io::Result<()> {
    let headers: Vec<Cow<'_, str>> = fields
        .iter()
        .map(|field| columns::header(roster, *field, names))
        .collect();
    let table = Table {
        headers: &headers,
        named: true,
        rows: rows.len(),
    };
    let account = Account::of(roster, rows, fields, names, making);
    table.write(&account, out, |at, take| {
        let influencer = roster.influencer(rows[at]);
        for field in fields {
            take(Cell::of(roster, &influencer, *field))?;
        }
        Ok(())
    })
}

/// Writes a table of text. What is plainly a number is one.
pub fn write_texts(texts: &Texts, account: &Account, out: &mut dyn Write) -> io::Result<()> {
    let headers: Vec<Cow<'_, str>> = texts.headers.iter().map(Into::into).collect();
    let table = Table {
        headers: &headers,
        named: texts.named,
        rows: texts.rows.len(),
    };
    table.write(account, out, |at, take| {
        for cell in texts.rows[at].cells() {
            take(cell.map_or(Cell::Nothing, of_text))?;
        }
        Ok(())
    })
}

/// A number where it is written as a workbook would write it, so that nothing is lost: `007` and the
/// digits of a telephone stay text.
fn of_text(text: &str) -> Cell<'_> {
    match text.parse::<f64>() {
        Ok(number) if number.abs() < 1e15 && number.to_string() == text => {
            Cell::Number(number, Style::Plain)
        }
        _ => Cell::text(text.into()),
    }
}

/// The rows of a sheet before they are written.
struct Table<'a> {
    headers: &'a [Cow<'a, str>],
    /// Whether the headers are written.
    named: bool,
    rows: usize,
}

/// Takes the cells of a row one after the other.
type Take<'t, 'c> = &'t mut dyn FnMut(Cell<'c>) -> io::Result<()>;

impl Table<'_> {
    /// Writes a workbook of it; `cells` gives the cells of the row with this number.
    fn write<'c>(
        &self,
        account: &Account,
        out: &mut dyn Write,
        cells: impl Fn(usize, Take<'_, 'c>) -> io::Result<()>,
    ) -> io::Result<()> {
        check(self.rows, self.headers.len())?;
        let mut book = Workbook::new();
        let sheet = match self.rows {
            0..=IN_MEMORY => book.add_worksheet(),
            _ => book
                .add_worksheet_with_constant_memory()
                .map_err(plain_error)?,
        };
        self.fill(sheet, cells)?;
        if !account.lines.is_empty() {
            tell(book.add_worksheet(), account)?;
        }
        let bytes = book.save_to_buffer().map_err(plain_error)?;
        out.write_all(&bytes)
    }

    fn fill<'c>(
        &self,
        sheet: &mut Worksheet,
        cells: impl Fn(usize, Take<'_, 'c>) -> io::Result<()>,
    ) -> io::Result<()> {
        sheet.set_name(ROWS).map_err(plain_error)?;
        let mut widths = Widths::of(self.headers.iter().map(AsRef::as_ref));
        for at in 0..self.rows.min(LOOKED_AT) {
            let mut column = 0;
            cells(at, &mut |cell| {
                widths.see(column, &cell);
                column += 1;
                Ok(())
            })?;
        }
        widths.set(sheet)?;
        let above = u32::from(self.named);
        if self.named {
            let bold = Look::new().set_bold();
            for (column, header) in (0..).zip(self.headers) {
                if let Cell::Text(header) = Cell::text(header.as_ref().into()) {
                    sheet
                        .write_string_with_format(0, column, &*header, &bold)
                        .map_err(plain_error)?;
                }
            }
            sheet.set_freeze_panes(1, 0).map_err(plain_error)?;
            if let Some(last) = self.headers.len().checked_sub(1) {
                sheet
                    .autofilter(0, 0, self.rows as u32, last as u16)
                    .map_err(plain_error)?;
            }
        }
        let mut looks = Looks::default();
        for at in 0..self.rows {
            let mut place = (at as u32 + above, 0);
            cells(at, &mut |cell| {
                looks.put(sheet, place, &cell)?;
                place.1 += 1;
                Ok(())
            })?;
        }
        Ok(())
    }
}

/// Writes how it was made.
fn tell(sheet: &mut Worksheet, account: &Account) -> io::Result<()> {
    sheet.set_name(MADE).map_err(plain_error)?;
    let bold = Look::new().set_bold();
    let wrapped = Look::new().set_text_wrap();
    for (row, (name, text)) in (0..).zip(&account.lines) {
        sheet
            .write_string_with_format(row, 0, *name, &bold)
            .map_err(plain_error)?;
        if let Cell::Text(text) = Cell::text(text.into()) {
            sheet
                .write_string_with_format(row, 1, &*text, &wrapped)
                .map_err(plain_error)?;
        }
    }
    sheet.set_column_width(0, 16).map_err(plain_error)?;
    sheet.set_column_width(1, 100).map_err(plain_error)?;
    Ok(())
}
