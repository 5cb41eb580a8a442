//! What the user said of the columns of one file, from wherever it can be said. The command line
//! beats what is remembered for files with this header, which beats the settings.

use super::Record;
use super::choices::Choices;
use super::headers;
use super::plan::Plan;
use super::read::Options;
use super::report::FileReport;
use super::shape::{self, Shape};

/// What holds for one file.
#[derive(Debug, Default)]
pub struct Said {
    /// The options, with all that was said of columns among the mappings.
    pub options: Options,
    /// What is remembered for files with this header.
    pub remembered: Choices,
    /// Mappings of the command line, which come first.
    flags: usize,
}

impl Said {
    /// Settles what holds for a file with this header; nothing is remembered of a file without one.
    pub fn of(options: &Options, header: Option<&[String]>) -> Self {
        let remembered = header.and_then(|header| options.remembered.of(header));
        let mut said = Said {
            options: options.clone(),
            remembered: remembered.cloned().unwrap_or_default(),
            flags: options.mappings.len(),
        };
        for weaker in [&said.remembered, &options.usual] {
            let stronger = said.options.mappings.clone();
            let new = weaker.columns.iter().cloned();
            let new = new.filter(|(header, _)| headers::said(&stronger, header).is_none());
            said.options.mappings.extend(new);
            said.options.empty.extend(weaker.empty.iter().cloned());
        }
        said
    }

    /// Takes the texts out of the rows that say nothing, so that nothing is judged by them.
    pub fn blank(&self, shape: &Shape, rows: &mut [Record<'_>]) {
        let empty = self.empty(&shape.headers);
        for row in rows {
            for (at, texts) in &empty {
                if says_nothing(texts, row.cell(*at)) {
                    row.cells[*at] = "".into();
                }
            }
        }
    }

    /// Tells the plan which texts say nothing, and of the columns that were named who named them.
    pub fn settle(&self, plan: &mut Plan) {
        plan.empty = self.empty(&plan.headers);
        let (flags, _) = self.options.mappings.split_at(self.flags);
        for (header, (column, _)) in plan.headers.iter().zip(&mut plan.columns) {
            if column.note.as_deref() != Some(headers::AS_SAID) {
                continue;
            }
            let file = || headers::said(&self.remembered.columns, header).is_some();
            let whose = match headers::said(flags, header) {
                Some(_) => continue,
                None if file() => "as you said for files with this header",
                None if headers::said(&self.options.usual.columns, header).is_some() => {
                    "as your settings say"
                }
                None => continue,
            };
            column.note = Some(whose.to_owned());
        }
    }

    /// For the columns in which some texts say nothing, these texts.
    fn empty(&self, names: &[String]) -> Vec<(usize, Vec<String>)> {
        if self.options.empty.is_empty() {
            return Vec::new();
        }
        let columns = names.iter().enumerate();
        let columns = columns.map(|(at, name)| (at, self.texts(name)));
        columns.filter(|(_, texts)| !texts.is_empty()).collect()
    }

    /// The texts that say nothing in the column of this name.
    pub fn texts(&self, name: &str) -> Vec<String> {
        let said = self.options.empty.iter();
        let here = said.filter(|(header, _)| {
            header
                .as_deref()
                .is_none_or(|header| headers::is_called(header, name))
        });
        here.map(|(_, text)| text.trim().to_owned()).collect()
    }
}

/// What was said with `--map` of columns that no file has: a sentence for each.
pub fn unmet<'a>(
    options: &Options,
    files: impl IntoIterator<Item = &'a FileReport>,
) -> Vec<String> {
    let known: Vec<&FileReport> = files
        .into_iter()
        .filter(|file| !file.columns.is_empty())
        .collect();
    let is_met = |header: &str| {
        known.iter().any(|file| {
            let place = header.trim().parse::<usize>().ok();
            let place = place.and_then(|number| number.checked_sub(1));
            let placed = place.map(shape::placed);
            let mut columns = file.columns.iter().map(|column| &column.header);
            columns.any(|name| headers::is_called(header, name) || placed.as_ref() == Some(name))
        })
    };
    let missed = options
        .mappings
        .iter()
        .filter(|(header, _)| !is_met(header));
    missed
        .filter(|_| !known.is_empty())
        .map(|(header, _)| {
            format!("--map: no column is called \"{header}\", so nothing was read by it.")
        })
        .collect()
}

/// Whether a cell is one of the texts that say nothing.
pub fn says_nothing(texts: &[String], cell: &str) -> bool {
    !cell.is_empty() && texts.iter().any(|text| text.eq_ignore_ascii_case(cell))
}
