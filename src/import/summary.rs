//! What is said of a file in its report: figures of fields, examples of columns, lines that are no text.

use std::collections::HashSet;

use super::Record;
use super::flatten::listed;
use super::plan::Plan;
use super::report::{ColumnReport, FieldFigures, Figures};
use super::rows::Chunk;
use super::{address, units, values};
use crate::roster::{Field, Kind, Origin, display};

/// All values of a field, for its figures.
#[derive(Debug)]
pub enum Gathered {
    Numbers(Vec<f64>),
    Words { n: u64, words: HashSet<String> },
}

/// Takes in the values of one piece.
pub fn gather(figures: &mut Vec<(Field, Gathered)>, chunk: &Chunk) {
    for field in Field::ALL.iter().copied() {
        let place = figures.iter().position(|(known, _)| *known == field);
        if field.kind().is_numeric() && field != Field::SourceLine {
            let new = chunk
                .rows
                .numbers_of(field)
                .iter()
                .copied()
                .filter(|value| !value.is_nan());
            match place {
                Some(at) => {
                    if let Gathered::Numbers(values) = &mut figures[at].1 {
                        values.extend(new);
                    }
                }
                None => figures.push((field, Gathered::Numbers(new.collect()))),
            }
        } else if field.kind().is_words() && field.spec().origin != Origin::Reading {
            let at = place.unwrap_or_else(|| {
                let words = Default::default();
                figures.push((field, Gathered::Words { n: 0, words }));
                figures.len() - 1
            });
            if let Gathered::Words { n, words } = &mut figures[at].1 {
                for row in 0..chunk.rows.len() {
                    let mut any = false;
                    // The figures are of the file, whatever its words mean.
                    let in_file = chunk
                        .rows
                        .words_of(Field::NicheInFile, row)
                        .next()
                        .is_some();
                    let shown = match field {
                        Field::Niche if in_file => Field::NicheInFile,
                        field => field,
                    };
                    for word in chunk.rows.words_of(shown, row) {
                        any = true;
                        if !words.contains(word) {
                            words.insert(word.to_owned());
                        }
                    }
                    *n += u64::from(any);
                }
            }
        }
    }
}

pub fn figures(field: Field, gathered: Gathered) -> Option<FieldFigures> {
    match gathered {
        Gathered::Numbers(mut values) => {
            values.sort_by(f64::total_cmp);
            let (min, max) = (*values.first()?, *values.last()?);
            let middle = values.len() / 2;
            let median = if values.len() % 2 == 1 {
                values[middle]
            } else {
                (values[middle - 1] + values[middle]) / 2.0
            };
            Some(FieldFigures {
                field,
                n: values.len() as u64,
                figures: Figures::Numbers {
                    min,
                    max,
                    sum: values.iter().sum(),
                    median,
                },
            })
        }
        Gathered::Words { n, words } => (n > 0).then_some(FieldFigures {
            field,
            n,
            figures: Figures::Words {
                distinct: words.len() as u64,
            },
        }),
    }
}

pub fn column_reports(plan: &Plan, rows: &[Record<'_>]) -> Vec<ColumnReport> {
    plan.columns
        .iter()
        .enumerate()
        .map(|(at, (column, style))| {
            let first = rows
                .iter()
                .map(|row| row.cell(at))
                .find(|cell| !values::is_missing(cell))
                .unwrap_or("");
            let shown: String = listed(first).chars().take(CUT).collect();
            let example = match column.field.map(|field| (field, field.kind())) {
                Some((_, Kind::Date)) | None => shown,
                Some((field, kind)) if kind.is_numeric() => match style.number(first) {
                    Some(number) => {
                        let read = read_as(field, number, style);
                        let bare = shown.trim_matches(|letter: char| !letter.is_ascii_digit());
                        if read == shown || field.kind() == Kind::Money && read == bare {
                            shown
                        } else {
                            format!("{shown} → {read}")
                        }
                    }
                    None => shown,
                },
                Some((Field::Handle, _)) => format!("@{}", address::handle(&shown)),
                Some(_) => shown,
            };
            ColumnReport {
                header: plan.headers[at].clone(),
                field: column.field,
                filled: 0,
                example,
                samples: samples(rows, at),
                decimal_comma: column
                    .field
                    .filter(|field| field.kind().is_numeric() && field.kind() != Kind::Date)
                    .map(|_| style.notation.decimal_comma),
                unit: column.field.and_then(|field| style.name(field)),
                note: note(column.note.as_deref(), style),
                guess: column.guess,
            }
        })
        .collect()
}

/// Letters of a cell that are shown as an example.
const CUT: usize = 40;

/// Different values of a column that are shown.
const SAMPLES: usize = 5;

fn samples(rows: &[Record<'_>], at: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in rows.iter().map(|row| row.cell(at)) {
        let cell: String = listed(cell).chars().take(CUT).collect();
        if !cell.is_empty() && !samples.contains(&cell) {
            samples.push(cell);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

/// Why a column was read so, and what could be read in another way.
fn note(why: Option<&str>, style: &units::Style) -> Option<String> {
    let notes: Vec<&str> = why
        .into_iter()
        .chain(style.notes.iter().map(String::as_str))
        .collect();
    (!notes.is_empty()).then(|| notes.join("; "))
}

fn read_as(field: Field, number: values::Number, style: &units::Style) -> String {
    match field.kind() {
        Kind::Share if number.percent || style.percent => display::share(number.value / 100.0),
        Kind::Share => display::share(number.value),
        _ => {
            let factor = if number.scaled { 1.0 } else { style.factor };
            let value = number.value * factor;
            if value.fract() == 0.0 && value >= 0.0 {
                display::grouped(value as u64)
            } else {
                value.to_string()
            }
        }
    }
}

/// Rows shown of a file that nobody understands, and the letters of each of their cells.
const FIRST_ROWS: (usize, usize) = (5, 80);

/// The first rows, as far as they are shown.
pub fn first_rows(rows: &[Record<'_>]) -> Vec<Vec<String>> {
    let (most, letters) = FIRST_ROWS;
    let cells = |row: &Record<'_>| {
        let cells = (0..row.cells.len()).map(|at| row.cell(at));
        cells
            .map(|cell| listed(cell).chars().take(letters).collect())
            .collect()
    };
    rows.iter().take(most).map(cells).collect()
}
