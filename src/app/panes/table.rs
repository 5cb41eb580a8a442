//! The table of Browse: cursor, scrolling, columns, order. Its rows are the newest answer's.

use super::{scrolled, step};
use crate::query::SortKey;
use crate::roster::Field;

/// Where the user is in the table and how it is arranged.
#[derive(Clone, Debug)]
pub struct Table {
    cursor: usize,
    offset: usize,
    /// The user moved the cursor, so that it keeps to its influencer when rows change.
    held: bool,
    columns: Vec<Field>,
    /// The highlighted column, by its place in `columns`.
    column: usize,
    /// How many columns after the frozen one are scrolled out on the left.
    first_column: usize,
    order: Vec<SortKey>,
}

impl Table {
    /// A table with these columns; the first one never scrolls.
    pub fn new(columns: Vec<Field>) -> Self {
        Table {
            cursor: 0,
            offset: 0,
            held: false,
            columns,
            column: 0,
            first_column: 0,
            order: Vec::new(),
        }
    }

    /// The row under the cursor, by its place among the shown rows.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The first row on the screen.
    pub fn offset(&self) -> usize {
        self.offset
    }

    pub fn is_held(&self) -> bool {
        self.held
    }

    /// The shown columns, the frozen one first.
    pub fn columns(&self) -> &[Field] {
        &self.columns
    }

    /// The highlighted column, by its place in [`Table::columns`].
    pub fn column(&self) -> usize {
        self.column
    }

    pub fn first_column(&self) -> usize {
        self.first_column
    }

    pub fn order(&self) -> &[SortKey] {
        &self.order
    }

    /// Moves the cursor by so many rows.
    pub fn move_by(&mut self, by: isize, rows: usize, page: usize) {
        self.move_to(step(self.cursor, by, rows), rows, page);
    }

    /// Puts the cursor on a row; the cursor then keeps to its influencer unless it is the first row.
    pub fn move_to(&mut self, row: usize, rows: usize, page: usize) {
        self.cursor = row.min(rows.saturating_sub(1));
        self.held = self.cursor > 0;
        self.offset = scrolled(self.offset, self.cursor, page);
    }

    /// Has the cursor keep to its influencer, wherever it is.
    pub fn hold(&mut self) {
        self.held = true;
    }

    /// Takes the cursor's place among new rows: where its influencer is now, or else near where it was.
    pub fn settle(&mut self, place: Option<usize>, rows: usize, page: usize) {
        let line = self.cursor.saturating_sub(self.offset);
        match place {
            Some(place) if self.held => {
                self.cursor = place;
                self.offset = place.saturating_sub(line);
            }
            _ if self.held => self.cursor = self.cursor.min(rows.saturating_sub(1)),
            _ => {
                self.cursor = 0;
                self.offset = 0;
            }
        }
        self.offset = scrolled(
            self.offset.min(rows.saturating_sub(page)),
            self.cursor,
            page,
        );
    }

    /// Back to the first row, for a new roster.
    pub fn reset(&mut self) {
        self.cursor = 0;
        self.offset = 0;
        self.held = false;
    }

    /// Highlights the next or previous column and scrolls it into view; `fits` tells how many
    /// columns after the frozen one are visible from a given first one.
    pub fn move_column(&mut self, by: isize, fits: impl Fn(usize) -> usize) {
        self.column = step(self.column, by, self.columns.len());
        self.show_column(fits);
    }

    /// Highlights this column.
    pub fn choose_column(&mut self, column: usize) {
        self.column = column.min(self.columns.len().saturating_sub(1));
    }

    /// Scrolls the columns without moving the highlight.
    pub fn scroll_columns(&mut self, by: isize) {
        self.first_column = step(self.first_column, by, self.columns.len().saturating_sub(1));
    }

    fn show_column(&mut self, fits: impl Fn(usize) -> usize) {
        let Some(place) = self.column.checked_sub(1) else {
            self.first_column = 0;
            return;
        };
        if place < self.first_column {
            self.first_column = place;
        }
        while place >= self.first_column + fits(self.first_column).max(1) {
            self.first_column += 1;
        }
    }

    /// Sorts by this field alone; the same again turns the order round. Figures begin with the
    /// smallest for costs and prices, with the largest for the rest; words begin with A.
    pub fn sort_by(&mut self, field: Field) {
        self.order = match self.order.as_slice() {
            [first] if first.field == field => vec![SortKey {
                descending: !first.descending,
                ..*first
            }],
            _ => vec![natural(field)],
        };
    }

    /// Adds a field to the order; one that is there already turns round.
    pub fn sort_then_by(&mut self, field: Field) {
        match self.order.iter_mut().find(|key| key.field == field) {
            Some(key) => key.descending = !key.descending,
            None => self.order.push(natural(field)),
        }
    }

    pub fn set_order(&mut self, order: Vec<SortKey>) {
        self.order = order;
    }

    /// Shows these columns; the handle is always there and first.
    pub fn set_columns(&mut self, columns: Vec<Field>) {
        let rest = columns.into_iter().filter(|field| *field != Field::Handle);
        let columns: Vec<Field> = std::iter::once(Field::Handle).chain(rest).collect();
        if columns == self.columns {
            return;
        }
        self.columns = columns;
        self.column = self.column.min(self.columns.len() - 1);
        self.first_column = 0;
    }
}

/// The order in which people expect a field: cheap first, many first, A first.
fn natural(field: Field) -> SortKey {
    use crate::roster::Kind;
    let descending = matches!(
        field.kind(),
        Kind::Count | Kind::Share | Kind::Number | Kind::Date
    );
    SortKey { field, descending }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_keeps_to_its_influencer_only_when_it_was_moved() {
        let mut table = Table::new(vec![Field::Handle]);
        table.settle(Some(57), 100, 10);
        assert_eq!((table.cursor(), table.offset()), (0, 0));
        table.move_by(3, 100, 10);
        table.settle(Some(57), 100, 10);
        assert_eq!((table.cursor(), table.offset()), (57, 54));
        table.settle(None, 5, 10);
        assert_eq!((table.cursor(), table.offset()), (4, 0));
    }

    #[test]
    fn sorting_by_the_same_field_turns_the_order_round() {
        let mut table = Table::new(vec![Field::Handle]);
        let order = |table: &Table| {
            table
                .order()
                .iter()
                .map(|key| (key.field, key.descending))
                .collect::<Vec<_>>()
        };
        table.sort_by(Field::Cpe);
        table.sort_then_by(Field::EngagementRate);
        assert_eq!(
            order(&table),
            [(Field::Cpe, false), (Field::EngagementRate, true)]
        );
        table.sort_then_by(Field::Cpe);
        assert_eq!(order(&table)[0], (Field::Cpe, true));
        table.sort_by(Field::Handle);
        table.sort_by(Field::Handle);
        assert_eq!(order(&table), [(Field::Handle, true)]);
    }

    #[test]
    fn the_highlighted_column_is_scrolled_into_view() {
        let mut table = Table::new(vec![
            Field::Handle,
            Field::Platform,
            Field::Tier,
            Field::Price,
        ]);
        for _ in 0..3 {
            table.move_column(1, |_| 2);
        }
        assert_eq!((table.column(), table.first_column()), (3, 1));
        table.move_column(-3, |_| 2);
        assert_eq!((table.column(), table.first_column()), (0, 0));
    }
}
