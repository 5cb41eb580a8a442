//! The columns that say who an account is, and what a record says there.

use std::borrow::Cow;

use crate::import::{Record, address, values};
use crate::roster::platform::Platform;

/// The columns that say who an account is and in which currency it is priced.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    pub platform: Option<usize>,
    pub url: Option<usize>,
    pub handle: Option<usize>,
    pub name: Option<usize>,
    /// The last name, where the column of names holds first names only.
    pub surname: Option<usize>,
    /// A column that could have been the name, for rows in which nothing else says who it is.
    pub spare: Option<usize>,
    pub person: Option<usize>,
    pub currency: Option<usize>,
}

impl Places {
    /// The handle of an account: its own cell, else the end of its address; empty where neither says.
    pub fn handle_of<'r>(self, record: &'r Record<'_>, network: Option<&str>) -> &'r str {
        let cell = self.handle.map_or("", |at| record.cell(at));
        if !values::is_missing(cell) {
            return address::handle(cell);
        }
        match self.url.map(|at| record.cell(at)) {
            Some(address) if Platform::of_address(address).is_some() => address::handle(address),
            // A bare name in a column of addresses of one network.
            Some(cell) if network.is_some() && !cell.contains(['/', '.', ' ']) => {
                if values::is_missing(cell) {
                    ""
                } else {
                    address::handle(cell)
                }
            }
            _ => "",
        }
    }

    /// The name, with the last name behind it where that stands alone; empty where nothing is known.
    pub fn name_of<'r>(self, record: &'r Record<'_>) -> Cow<'r, str> {
        let cell = |at: Option<usize>| {
            let cell = at.map_or("", |at| record.cell(at));
            if values::is_missing(cell) { "" } else { cell }
        };
        match (cell(self.name), cell(self.surname)) {
            (name, "") => Cow::Borrowed(name),
            ("", surname) => Cow::Borrowed(surname),
            (name, surname) => Cow::Owned(format!("{name} {surname}")),
        }
    }

    /// What else a record is called where it has neither handle nor name.
    pub fn spare_of<'r>(self, record: &'r Record<'_>) -> &'r str {
        let cell = self.spare.map_or("", |at| record.cell(at));
        if values::is_missing(cell) { "" } else { cell }
    }

    /// The network of a row's profile address, if it has one.
    pub fn platform_of_address(self, record: &Record<'_>) -> Option<&'static str> {
        [self.url, self.handle]
            .into_iter()
            .flatten()
            .find_map(|column| Platform::of_address(record.cell(column)))
            .map(|platform| platform.name)
    }
}
