//! How the values of one field are kept for the rows of one segment.
//!
//! Knows nothing of what a field means; unknown values have a mark of their own in each store.

use super::codes::Codes;
pub use super::codes::UNKNOWN_CODE;

/// The values of one field for all rows of a segment, in row order.
#[derive(Clone, Debug)]
pub enum Column {
    /// Numbers; NaN is unknown, infinity is endless (cost without engagement).
    Numbers(Vec<f64>),
    /// Dictionary codes; [`UNKNOWN_CODE`] is unknown.
    Words(Codes),
    /// Text; the empty string is unknown.
    Text(TextColumn),
}

impl Column {
    /// Rows in the column.
    pub fn len(&self) -> usize {
        match self {
            Column::Numbers(values) => values.len(),
            Column::Words(codes) => codes.len(),
            Column::Text(texts) => texts.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Keeps the values in as few bytes as they take.
    pub(super) fn narrow(&mut self) {
        if let Column::Words(codes) = self {
            *codes = std::mem::replace(codes, Codes::unknown(0)).narrowed();
        }
    }

    /// The values of these rows, in their order.
    pub(super) fn of_rows(&self, rows: &[usize]) -> Self {
        match self {
            Column::Numbers(values) => {
                Column::Numbers(rows.iter().map(|row| values[*row]).collect())
            }
            Column::Words(codes) => {
                let codes: Vec<u32> = rows.iter().map(|row| codes.get(*row)).collect();
                Column::Words(Codes::from(codes).narrowed())
            }
            Column::Text(texts) => Column::Text(texts.of_rows(rows)),
        }
    }

    /// Keeps the rows whose flag is set.
    pub fn retain(&mut self, keep: &[bool]) {
        fn filter<T: Copy>(values: &mut Vec<T>, keep: &[bool]) {
            let mut flags = keep.iter();
            values.retain(|_| flags.next().copied().unwrap_or(true));
        }
        match self {
            Column::Numbers(values) => filter(values, keep),
            Column::Words(codes) => filter(codes.wide(), keep),
            Column::Text(texts) => {
                let mut kept = TextColumn::default();
                for (row, _) in keep.iter().enumerate().filter(|(_, keep)| **keep) {
                    kept.push(texts.get(row));
                }
                *texts = kept;
            }
        }
    }
}

/// Texts one behind the other in one arena, with the end of each.
#[derive(Clone, Debug, Default)]
pub struct TextColumn {
    bytes: String,
    ends: Vec<u32>,
}

impl TextColumn {
    /// Adds the text of the next row.
    ///
    /// # Panics
    /// When one segment's column grows past 4 GiB, which the segment's row limit keeps out of reach
    /// for any file that was cut into cells of sane length.
    pub fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.end_row();
    }

    /// Adds to the text of the row that is being built.
    pub fn extend(&mut self, text: &str) {
        self.bytes.push_str(text);
    }

    /// Ends the row that is being built.
    pub fn end_row(&mut self) {
        let end = u32::try_from(self.bytes.len()).expect("a segment's text stays below 4 GiB");
        self.ends.push(end);
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a row; empty where it is unknown.
    pub fn get(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends[row - 1] } as usize;
        &self.bytes[start..self.ends[row] as usize]
    }

    /// All texts of all rows, one behind the other, for one scan over the arena.
    pub fn arena(&self) -> &str {
        &self.bytes
    }

    /// The row whose text holds this position of the arena, which is not before the row `from`: quick
    /// where it is near.
    pub fn row_at(&self, position: usize, from: usize) -> usize {
        let mut step = 1;
        let mut from = from;
        while from + step < self.ends.len() && self.ends[from + step] as usize <= position {
            from += step;
            step *= 2;
        }
        let last = (from + step + 1).min(self.ends.len());
        from + self.ends[from..last].partition_point(|end| (*end as usize) <= position)
    }

    /// Where the text of this row ends in the arena.
    pub fn end_of(&self, row: usize) -> usize {
        self.ends[row] as usize
    }

    /// The texts of these rows, in their order.
    pub(super) fn of_rows(&self, rows: &[usize]) -> Self {
        let mut texts = TextColumn::default();
        let bytes = rows.iter().map(|row| self.get(*row).len()).sum();
        texts.reserve(rows.len(), bytes);
        for row in rows {
            texts.push(self.get(*row));
        }
        texts
    }

    /// Gives back the room that was kept for more rows.
    pub fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.bytes.shrink_to_fit();
    }

    /// Room for so many more rows and bytes, in one step.
    pub fn reserve(&mut self, rows: usize, bytes: usize) {
        self.ends.reserve(rows);
        self.bytes.reserve(bytes);
    }
}
