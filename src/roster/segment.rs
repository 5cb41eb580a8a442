//! A run of rows with all their columns: the unit of loading, filtering and threads.
//!
//! A loader builds segments on any thread with dictionaries of their own; the roster takes each in
//! and maps its codes to the shared dictionaries. A finished segment never changes.

use std::sync::{Arc, OnceLock};

use super::codes::Codes;
use super::column::{Column, TextColumn, UNKNOWN_CODE};
use super::dictionary::Dictionary;
use super::field::{Field, Kind};
use super::fold::{fold_into, has_folding};
use super::influencer::Value;
use super::row_set::ones_of;
use super::sources::Sources;

/// The most rows that one segment holds. Small enough for a column to stay in the cache.
pub const SEGMENT_ROWS: usize = 1 << 16;

/// Ends the text of each field in the folded search text, so that no match crosses fields.
const FIELD_BREAK: char = '\n';

/// Rows with their columns. Codes refer to the dictionaries of the roster.
#[derive(Clone, Debug)]
pub struct Segment {
    pub(super) len: usize,
    pub(super) columns: [Option<Column>; Field::COUNT],
    pub(super) extras: Vec<Option<TextColumn>>,
    pub(super) folded: OnceLock<TextColumn>,
    pub(super) sources: Sources,
    /// A bitmap of the rows whose engagement rate was computed, not read; empty where none was.
    pub(super) derived_rates: Vec<u64>,
}

impl Segment {
    /// Rows in the segment.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The column of a field, or none where no row has a value.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns[field.index()].as_ref()
    }

    /// The numbers of a field by row; none where the field is not in the file.
    pub fn numbers(&self, field: Field) -> Option<&[f64]> {
        match self.column(field) {
            Some(Column::Numbers(values)) => Some(values),
            _ => None,
        }
    }

    /// The dictionary codes of a field by row.
    pub fn codes(&self, field: Field) -> Option<&Codes> {
        match self.column(field) {
            Some(Column::Words(codes)) => Some(codes),
            _ => None,
        }
    }

    /// The dictionary code of one row.
    pub fn code(&self, field: Field, row: usize) -> u32 {
        let codes = self.codes(field);
        codes.map_or(UNKNOWN_CODE, |codes| codes.get(row))
    }

    /// The texts of a field by row.
    pub fn texts(&self, field: Field) -> Option<&TextColumn> {
        match self.column(field) {
            Some(Column::Text(texts)) => Some(texts),
            _ => None,
        }
    }

    /// What a field of a row holds.
    pub fn value(&self, field: Field, row: usize) -> Value<'_> {
        match self.column(field) {
            Some(Column::Numbers(values)) if !values[row].is_nan() => Value::Number(values[row]),
            Some(Column::Words(codes)) => match codes.get(row) {
                UNKNOWN_CODE => Value::Unknown,
                code => Value::Words(code),
            },
            Some(Column::Text(texts)) if !texts.get(row).is_empty() => Value::Text(texts.get(row)),
            _ => Value::Unknown,
        }
    }

    /// The number of one row, or none where it is unknown.
    pub fn number(&self, field: Field, row: usize) -> Option<f64> {
        self.numbers(field)
            .map(|values| values[row])
            .filter(|value| !value.is_nan())
    }

    /// The text of one row; empty where it is unknown.
    pub fn text(&self, field: Field, row: usize) -> &str {
        self.texts(field).map_or("", |texts| texts.get(row))
    }

    /// The columns that no field took, in the order of [`super::Roster::extra_headers`].
    pub fn extra(&self, index: usize, row: usize) -> &str {
        match self.extras.get(index) {
            Some(Some(texts)) => texts.get(row),
            _ => "",
        }
    }

    /// For each row its searched texts that have letters which fold to others, folded. All other texts
    /// are not here: but for small and capital letters they can be searched as they stand. Made when it
    /// is first asked for.
    pub fn folded(&self) -> &TextColumn {
        self.folded.get_or_init(|| {
            let texts: Vec<&TextColumn> = Field::SEARCHED
                .iter()
                .filter_map(|field| self.texts(*field))
                .filter(|texts| !texts.arena().is_ascii())
                .collect();
            let mut folded = TextColumn::default();
            let mut buffer = String::new();
            for row in 0..self.len {
                buffer.clear();
                for text in texts.iter().map(|texts| texts.get(row)) {
                    if has_folding(text) {
                        fold_into(text, &mut buffer);
                        buffer.push(FIELD_BREAK);
                    }
                }
                folded.push(&buffer);
            }
            folded.shrink();
            folded
        })
    }

    /// Sets a whole column: how measures get in before the segment joins a roster.
    ///
    /// # Panics
    /// When the column has not one value for each row.
    pub fn set_column(&mut self, field: Field, column: Column) {
        assert_eq!(column.len(), self.len, "one value for each row");
        self.columns[field.index()] = Some(column);
    }

    /// Notes the rows (bitmap) whose engagement rate was computed from other fields.
    pub fn set_derived_rates(&mut self, rows: Vec<u64>) {
        self.derived_rates = rows;
    }

    /// A segment of these rows alone (a bitmap), which no further file told of.
    pub(super) fn of_rows(&self, rows: &[u64]) -> Segment {
        let rows: Vec<usize> = ones_of(rows).collect();
        let mut derived_rates = vec![0; rows.len().div_ceil(64)];
        for (at, row) in rows.iter().enumerate() {
            let word = self.derived_rates.get(row / 64).copied().unwrap_or(0);
            derived_rates[at / 64] |= (word >> (row % 64) & 1) << (at % 64);
        }
        let columns = self.columns.each_ref();
        let extras = self.extras.iter();
        Segment {
            len: rows.len(),
            columns: columns.map(|column| Some(column.as_ref()?.of_rows(&rows))),
            extras: extras
                .map(|texts| Some(texts.as_ref()?.of_rows(&rows)))
                .collect(),
            folded: OnceLock::new(),
            sources: Sources::default(),
            derived_rates,
        }
    }

    /// From which further files the rows came.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }
}

/// Builds a segment row by row, with dictionaries of its own.
#[derive(Clone, Debug)]
pub struct SegmentBuilder {
    pub(super) len: usize,
    pub(super) columns: [Option<Column>; Field::COUNT],
    pub(super) dictionaries: Vec<(Field, Dictionary)>,
    extra_headers: Arc<[String]>,
    extras: Vec<TextColumn>,
}

impl SegmentBuilder {
    /// A builder for rows whose file has these further columns, which no field took. Headers are
    /// unique: a reader numbers those that a file repeats.
    pub fn new(extra_headers: Arc<[String]>) -> Self {
        SegmentBuilder {
            len: 0,
            columns: [const { None }; Field::COUNT],
            dictionaries: Vec::new(),
            extras: vec![TextColumn::default(); extra_headers.len()],
            extra_headers,
        }
    }

    /// Finished rows.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Sets a number of the row that is being built; NaN is unknown. The first value of a row stays.
    pub fn number(&mut self, field: Field, value: f64) {
        debug_assert!(field.kind().is_numeric(), "{field:?} holds no numbers");
        if value.is_nan() {
            return;
        }
        let len = self.len;
        let column = self.columns[field.index()].get_or_insert_with(|| Column::Numbers(Vec::new()));
        if let Column::Numbers(values) = column
            && values.len() <= len
        {
            values.resize(len, f64::NAN);
            values.push(value);
        }
    }

    /// Sets the words of the row that is being built; no words is unknown.
    pub fn words<'a>(&mut self, field: Field, words: impl IntoIterator<Item = &'a str>) {
        let code = self.code_of(field, words);
        self.code(field, code);
    }

    /// The code of these words among those of the field, for [`SegmentBuilder::code`]: a loader that
    /// meets the same cell again need not take it apart again.
    pub fn code_of<'a>(&mut self, field: Field, words: impl IntoIterator<Item = &'a str>) -> u32 {
        debug_assert!(field.kind().is_words(), "{field:?} holds no words");
        let mut words = words.into_iter().filter(|word| !word.is_empty()).peekable();
        if words.peek().is_none() {
            return UNKNOWN_CODE;
        }
        let known = self
            .dictionaries
            .iter()
            .position(|(known, _)| *known == field);
        let at = known.unwrap_or_else(|| {
            self.dictionaries.push((field, Dictionary::default()));
            self.dictionaries.len() - 1
        });
        self.dictionaries[at].1.entry(words)
    }

    /// Sets the words of the row that is being built by their code in this builder.
    pub fn code(&mut self, field: Field, code: u32) {
        if code == UNKNOWN_CODE {
            return;
        }
        let column =
            self.columns[field.index()].get_or_insert_with(|| Column::Words(Codes::unknown(0)));
        if let Column::Words(codes) = column
            && codes.len() <= self.len
        {
            let codes = codes.wide();
            codes.resize(self.len, UNKNOWN_CODE);
            codes.push(code);
        }
    }

    /// Sets the text of the row that is being built; the empty text is unknown.
    pub fn text(&mut self, field: Field, text: &str) {
        debug_assert!(field.kind() == Kind::Text, "{field:?} holds no text");
        let len = self.len;
        let column =
            self.columns[field.index()].get_or_insert_with(|| Column::Text(TextColumn::default()));
        if let Column::Text(texts) = column {
            push_text(texts, len, text);
        }
    }

    /// Sets a cell of the row that is being built in a column that no field took, by its place in
    /// the headers given to [`SegmentBuilder::new`].
    pub fn extra(&mut self, index: usize, text: &str) {
        push_text(&mut self.extras[index], self.len, text);
    }

    /// Ends the row: whatever was not set is unknown.
    pub fn end_row(&mut self) {
        self.len += 1;
    }

    /// A text of a finished row, so that a loader can tell who it is.
    pub fn text_of(&self, field: Field, row: usize) -> &str {
        match &self.columns[field.index()] {
            Some(Column::Text(texts)) if row < texts.len() => texts.get(row),
            _ => "",
        }
    }

    /// The numbers of a field by row; shorter than the rows where the last ones are unknown.
    pub fn numbers_of(&self, field: Field) -> &[f64] {
        match &self.columns[field.index()] {
            Some(Column::Numbers(values)) => values,
            _ => &[],
        }
    }

    /// The code in this builder of the words of a finished row, or of the one that is being built.
    pub fn code_at(&self, field: Field, row: usize) -> u32 {
        match &self.columns[field.index()] {
            Some(Column::Words(codes)) if row < codes.len() => codes.get(row),
            _ => UNKNOWN_CODE,
        }
    }

    /// The words of a finished row, or of the one that is being built.
    pub fn words_of(&self, field: Field, row: usize) -> impl Iterator<Item = &str> {
        let code = self.code_at(field, row);
        self.dictionaries
            .iter()
            .find(|(known, _)| *known == field)
            .into_iter()
            .flat_map(move |(_, dictionary)| dictionary.texts(code))
    }

    /// Keeps the rows whose flag is set (one flag for each row).
    pub fn retain(&mut self, keep: &[bool]) {
        self.pad();
        for column in self.columns.iter_mut().flatten() {
            column.retain(keep);
        }
        for extra in &mut self.extras {
            let mut column = Column::Text(std::mem::take(extra));
            column.retain(keep);
            if let Column::Text(texts) = column {
                *extra = texts;
            }
        }
        self.len = keep.iter().filter(|keep| **keep).count();
    }

    /// Brings every column to the full number of rows.
    pub(super) fn pad(&mut self) {
        let len = self.len;
        for column in self.columns.iter_mut().flatten() {
            match column {
                Column::Numbers(values) => values.resize(len, f64::NAN),
                Column::Words(codes) => codes.wide().resize(len, UNKNOWN_CODE),
                Column::Text(texts) => pad_text(texts, len),
            }
        }
        for extra in &mut self.extras {
            pad_text(extra, len);
        }
    }

    /// The finished segment: its codes are mapped to the shared dictionaries, one for each field,
    /// which grow by what is new, and its further columns to the roster's.
    pub(super) fn finish(
        mut self,
        shared: &mut [Arc<Dictionary>],
        extra_headers: &mut Vec<String>,
    ) -> Segment {
        self.pad();
        for (field, dictionary) in &self.dictionaries {
            let shared = &mut shared[field.index()];
            // A reader may hold the dictionary: it is copied only where something is new.
            let map = shared.codes_of(dictionary);
            let map = map.unwrap_or_else(|| Arc::make_mut(shared).absorb(dictionary));
            if let Some(Column::Words(codes)) = &mut self.columns[field.index()] {
                let known = codes
                    .wide()
                    .iter_mut()
                    .filter(|code| **code != UNKNOWN_CODE);
                known.for_each(|code| *code = map[*code as usize]);
            }
        }
        for column in self.columns.iter_mut().flatten() {
            column.narrow();
        }
        let mut extras: Vec<Option<TextColumn>> = vec![None; extra_headers.len()];
        for (header, texts) in self.extra_headers.iter().zip(self.extras) {
            match extra_headers.iter().position(|known| known == header) {
                Some(at) => extras[at] = Some(texts),
                None => {
                    extra_headers.push(header.clone());
                    extras.push(Some(texts));
                }
            }
        }
        Segment {
            len: self.len,
            columns: self.columns,
            extras,
            folded: OnceLock::new(),
            sources: Sources::default(),
            derived_rates: Vec::new(),
        }
    }
}

fn push_text(texts: &mut TextColumn, row: usize, text: &str) {
    if texts.len() <= row {
        pad_text(texts, row);
        texts.push(text);
    }
}

fn pad_text(texts: &mut TextColumn, len: usize) {
    while texts.len() < len {
        texts.end_row();
    }
}
