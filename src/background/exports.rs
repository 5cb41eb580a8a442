//! Orders for exports: which influencers, in which columns, as what. They become a file, text for the
//! clipboard, or a preview.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::clerk::Files;
use super::worker::find;
use super::{Outcome, original};
use crate::analysis::compare::Comparison;
use crate::export::comparison::as_text;
use crate::export::texts::{self, Texts};
use crate::export::{
    self, Account, Format, Making, Overwrite, Preset, Preview, SaveError, Wording, preview,
};
use crate::roster::{Field, Key, Kind, Roster, RowId, SegmentBuilder};
use crate::shortlist::Shortlist;

/// The most bytes of text that are put on the clipboard.
const MOST_COPIED: usize = 1_000_000;

/// A roster whose files are read again for three rows of a preview has no more rows than this.
const READ_AGAIN: usize = 50_000;

/// What is to be written.
#[derive(Clone, Debug)]
pub struct Order {
    pub rows: Rows,
    pub columns: Columns,
    pub format: Format,
    pub wording: Wording,
    pub making: Making,
}

/// Which influencers.
#[derive(Clone, Debug)]
pub enum Rows {
    /// Rows of a roster, in this order.
    Roster { roster: Roster, rows: Arc<[RowId]> },
    /// The entries of a shortlist.
    List {
        roster: Option<Roster>,
        list: Shortlist,
    },
}

/// The columns of an export.
#[derive(Clone, Debug)]
pub enum Columns {
    Fields(Vec<Field>),
    Preset(&'static Preset),
    /// Those of the files, which are read again.
    Original(Box<Files>),
}

impl Order {
    /// Writes a file.
    pub fn save(&self, path: &str, overwrite: Overwrite) -> Outcome {
        let done = self.settled().and_then(|(roster, rows)| {
            let texts = self.texts(&roster, &rows)?;
            let count = texts
                .as_ref()
                .map_or(rows.len(), |(texts, _)| texts.rows.len());
            let saved = export::save(Path::new(path), overwrite, |out| {
                self.fill(&roster, &rows, texts.as_ref(), out)
            });
            Ok(written(saved, |path| Outcome::Exported {
                path,
                rows: count,
            }))
        });
        done.unwrap_or_else(|sentence| Outcome::ExportFailed { sentence })
    }

    /// The file as text.
    ///
    /// # Errors
    /// Why there is none: it may be too large.
    pub fn text(&self) -> Result<String, String> {
        let (roster, rows) = self.settled()?;
        let texts = self.texts(&roster, &rows)?;
        bounded(|out| self.fill(&roster, &rows, texts.as_ref(), out))
    }

    /// The beginning of the file.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn preview(&self) -> Result<Preview, String> {
        let (roster, rows) = self.settled()?;
        let how = (self.format, self.wording);
        Ok(match &self.columns {
            Columns::Fields(fields) => Preview::of_fields(&roster, &rows, fields, how),
            Columns::Preset(preset) => Preview::of_preset(&roster, &rows, preset, self.format),
            Columns::Original(_) if roster.len() > READ_AGAIN => Preview {
                more: rows.len(),
                ..Preview::default()
            },
            Columns::Original(_) => {
                let some = &rows[..rows.len().min(preview::ROWS)];
                let texts = self.texts(&roster, some)?.map(|(texts, _)| texts);
                Preview::of_texts(&texts.unwrap_or_default(), rows.len(), self.format)
            }
        })
    }

    /// The rows in a roster.
    fn settled(&self) -> Result<(Cow<'_, Roster>, Cow<'_, [RowId]>), String> {
        let (roster, list) = match &self.rows {
            Rows::Roster { roster, rows } => {
                return Ok((Cow::Borrowed(roster), Cow::Borrowed(&rows[..])));
            }
            Rows::List { roster, list } => (roster.as_ref(), list),
        };
        match (&self.columns, roster) {
            (Columns::Original(_), Some(roster)) => {
                Ok((Cow::Borrowed(roster), list_rows(roster, list)?.into()))
            }
            (Columns::Original(_), None) => {
                Err("the original columns are in a roster, and none is open".to_owned())
            }
            (_, roster) => {
                let roster = list_roster(roster, list);
                let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
                Ok((Cow::Owned(roster), rows.into()))
            }
        }
    }

    /// The columns that are texts, and how they were made; none for fields.
    fn texts(&self, roster: &Roster, rows: &[RowId]) -> Result<Option<(Texts, Account)>, String> {
        let making = &self.making;
        Ok(match &self.columns {
            Columns::Fields(_) => None,
            Columns::Preset(preset) => Some((
                preset.texts(roster, rows, self.format),
                Account::of_preset(roster, rows, preset, making),
            )),
            Columns::Original(files) => {
                let Files {
                    sources,
                    options,
                    report,
                } = &**files;
                let texts = original::columns(roster, rows, sources, options, report)
                    .map_err(|error| error.to_string())?;
                Some((texts, Account::of_originals(roster, rows, making)))
            }
        })
    }

    fn fill(
        &self,
        roster: &Roster,
        rows: &[RowId],
        texts: Option<&(Texts, Account)>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let how = (self.format, self.wording);
        match (&self.columns, texts) {
            (Columns::Fields(fields), _) => {
                export::write_rows(roster, rows, fields, how, &self.making, out)
            }
            (columns, Some((texts, account))) => {
                let foreign = matches!(columns, Columns::Preset(_));
                texts::write(texts, self.format, foreign, account, out)
            }
            (_, None) => Ok(()),
        }
    }
}

/// The figures of a comparison as text.
pub fn figures(comparison: &Comparison) -> Result<String, String> {
    bounded(|mut out| as_text(comparison, &mut out))
}

/// What is written, as far as it is not too much for a clipboard.
fn bounded(fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<String, String> {
    struct Bounded(Vec<u8>);
    impl Write for Bounded {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0.len() + bytes.len() > MOST_COPIED {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            self.0.extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut out = Bounded(Vec::new());
    match fill(&mut out) {
        Ok(()) => String::from_utf8(out.0).map_err(|error| error.to_string()),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Err(
            "That is too much for a clipboard. Save it as a file, or narrow the filter".to_owned(),
        ),
        Err(error) => Err(error.to_string()),
    }
}

/// What came of writing a file.
pub(super) fn written(
    saved: Result<PathBuf, SaveError>,
    done: impl FnOnce(String) -> Outcome,
) -> Outcome {
    match saved {
        Ok(path) => done(path.display().to_string()),
        Err(SaveError::Exists(path)) => Outcome::ExportExists {
            path: path.display().to_string(),
        },
        Err(error) => Outcome::ExportFailed {
            sentence: error.to_string(),
        },
    }
}

/// The rows of a shortlist's entries; all of them have to be in the roster.
fn list_rows(roster: &Roster, list: &Shortlist) -> Result<Vec<RowId>, String> {
    let entries = list.entries().iter();
    let keys: Vec<Key> = entries.map(|entry| entry.key.clone()).collect();
    let found = find(roster, &keys);
    let rows: Vec<RowId> = keys
        .iter()
        .filter_map(|key| found.get(key).copied())
        .collect();
    match keys.len() - rows.len() {
        0 => Ok(rows),
        missing => Err(format!(
            "{missing} of the {} on the list are not in the open roster, so their original columns are not known. Choose the columns on screen, or all",
            keys.len()
        )),
    }
}

/// Where the entries of a shortlist stand in a roster, as far as they do.
pub fn list_places(roster: Option<&Roster>, list: &Shortlist) -> HashMap<Key, RowId> {
    let entries = list.entries().iter();
    let keys: Vec<Key> = entries.map(|entry| entry.key.clone()).collect();
    roster.map(|roster| find(roster, &keys)).unwrap_or_default()
}

/// The entries of a shortlist as a roster: whole rows for those that the loaded roster has, what was
/// known when they were added for the others.
pub fn list_roster(roster: Option<&Roster>, list: &Shortlist) -> Roster {
    let found = list_places(roster, list);
    let mut rows = SegmentBuilder::new(Arc::from([]));
    for entry in list.entries() {
        match roster.zip(found.get(&entry.key)) {
            Some((roster, row)) => {
                let influencer = roster.influencer(*row);
                for field in Field::ALL
                    .iter()
                    .copied()
                    .filter(|field| *field != Field::Tier && !field.is_noted())
                {
                    match field.kind() {
                        Kind::Text => rows.text(field, influencer.text(field)),
                        kind if kind.is_words() => rows.words(field, influencer.words(field)),
                        _ => rows.number(field, influencer.number(field).unwrap_or(f64::NAN)),
                    }
                }
            }
            None => entry.fill(&mut rows),
        }
        entry.fill_noted(&mut rows);
        rows.end_row();
    }
    let (tiers, exchange) = match roster {
        Some(roster) => (roster.tiers().clone(), roster.exchange().clone()),
        None => Default::default(),
    };
    let mut whole = Roster::new(tiers, exchange);
    let segment = whole.absorb(rows);
    whole.push(segment);
    whole
}
