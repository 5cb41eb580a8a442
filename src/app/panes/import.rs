//! The Import screen: scrolling through columns and problems. What it shows is the load's report.

use super::step;

/// How far each list is scrolled.
#[derive(Clone, Debug, Default)]
pub struct Import {
    columns: usize,
    problems: usize,
}

impl Import {
    pub fn columns_offset(&self) -> usize {
        self.columns
    }

    pub fn problems_offset(&self) -> usize {
        self.problems
    }

    pub fn scroll_columns(&mut self, by: isize, len: usize, page: usize) {
        self.columns = step(self.columns, by, len.saturating_sub(page) + 1);
    }

    pub fn scroll_problems(&mut self, by: isize, len: usize, page: usize) {
        self.problems = step(self.problems, by, len.saturating_sub(page) + 1);
    }

    pub fn reset(&mut self) {
        *self = Import::default();
    }
}
