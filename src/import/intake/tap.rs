//! An intake that makes no rows: every record is handed over as it stands in the file.

use std::ops::ControlFlow;

use super::super::Record;
use super::Intake;

/// Takes records as they stand in the file until it has had enough.
pub type Tap<'a> = &'a mut dyn FnMut(&Record<'_>) -> ControlFlow<()>;

impl<'a> Intake<'a> {
    /// Hands every record over as it stands, and makes no rows.
    pub fn with_tap(mut self, tap: Tap<'a>) -> Self {
        self.tap = Some(tap);
        self
    }

    /// Whether records are handed over as they stand.
    pub fn taps(&self) -> bool {
        self.tap.is_some()
    }

    /// Hands over a record.
    pub fn hand(&mut self, record: &Record<'_>) {
        if let Some(tap) = &mut self.tap {
            self.report.rows.found += 1;
            self.stopped |= tap(record).is_break();
        }
    }
}
