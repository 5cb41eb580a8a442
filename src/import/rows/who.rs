//! Who a row is: the number by which the same account is known again, and what ties the accounts of
//! one human being together.

use super::super::Record;
use super::super::identity::Identity;
use super::super::plan::Account;
use super::super::values;
use super::Filler;
use crate::roster::Field;

impl Filler<'_> {
    /// Who the row is that is being built; none for a row without a handle.
    pub(super) fn identity(&mut self, handle: &str) -> Option<Identity> {
        if handle.is_empty() {
            return None;
        }
        self.lowered.clear();
        if handle.is_ascii() {
            self.lowered.push_str(handle);
            self.lowered.make_ascii_lowercase();
        } else {
            self.lowered
                .extend(handle.chars().flat_map(char::to_lowercase));
        }
        let rows = &self.chunk.rows;
        let code = rows.code_at(Field::Platform, rows.len());
        if self.last_platform.0 != code {
            let mut names = rows.words_of(Field::Platform, rows.len());
            self.last_platform = (code, names.next().map_or(0, Identity::platform));
        }
        Some(Identity::new(self.last_platform.1, &self.lowered))
    }

    /// Ties the accounts of a record together by the first of them, unless the file does.
    pub(super) fn tie(&mut self, record: &Record<'_>, account: &Account, handle: &str, name: &str) {
        let told = account.at.person.map_or("", |at| record.cell(at));
        if !values::is_missing(told) {
            return;
        }
        if self.person.is_empty() {
            let rows = &self.chunk.rows;
            let network = rows.words_of(Field::Platform, rows.len()).next();
            match (handle, network) {
                _ if self.plan.stacked && !name.is_empty() => self.person.push_str(name),
                ("", _) => self.person.push_str(name),
                (handle, None) => self.person.push_str(handle),
                (handle, Some(network)) => {
                    self.person = format!("{handle}@{network}");
                }
            }
        }
        self.chunk.rows.text(Field::Person, &self.person);
    }
}
