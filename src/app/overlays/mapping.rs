//! What a column of the user's file is: one of the fields, or nothing.

use super::{Action, Choices, Outcome};
use crate::import::report::ColumnReport;
use crate::input::Key;
use crate::roster::Field;
use crate::roster::field::Origin;

/// A column with the fields to choose from.
#[derive(Clone, Debug)]
pub struct Mapping {
    header: String,
    samples: Vec<String>,
    /// What it is read as now.
    current: Option<Field>,
    choices: Choices<Option<Field>>,
}

impl Mapping {
    pub fn new(column: &ColumnReport) -> Self {
        let from_files = |field: &Field| field.spec().origin == Origin::File;
        let fields = Field::ALL.iter().copied().filter(from_files);
        let mut all = vec![(UNUSED.0.to_owned(), None)];
        // People search by any word that they know for it.
        all.extend(fields.map(|field| {
            let spec = field.spec();
            let words = spec.aliases.join(" ");
            let text = format!("{} {} {words} {}", field.full_label(), spec.id, spec.doc);
            (text, Some(field))
        }));
        Mapping {
            header: column.header.clone(),
            samples: column.samples.clone(),
            current: column.field,
            choices: Choices::new(all).at(|field| *field == column.field),
        }
    }

    /// The header of the column.
    pub fn header(&self) -> &str {
        &self.header
    }

    /// Some values of the column.
    pub fn samples(&self) -> &[String] {
        &self.samples
    }

    pub fn current(&self) -> Option<Field> {
        self.current
    }

    pub fn choices(&self) -> &Choices<Option<Field>> {
        &self.choices
    }

    pub fn paste(&mut self, text: &str) {
        self.choices.paste(text);
    }

    pub fn key(&mut self, key: Key) -> Outcome {
        let header = self.header.clone();
        self.choices.key(key, |field| Action::MapColumn {
            header: header.clone(),
            field,
        })
    }
}

/// What leaving a column unused is called, and what it means.
pub const UNUSED: (&str, &str) = (
    "Leave it unused",
    "The column is kept and shown in the profile, and nothing is worked out from it.",
);
