//! One row seen whole, and the key by which an influencer is known from roster to roster.

use super::field::Field;
use super::fold::fold;
use super::money::Currency;
use super::segment::Segment;
use super::sources::Slot;
use super::table::{Roster, RowId};

/// Who an influencer is: survives a reload, a new export, another order of rows.
///
/// The handle is written without `@` and folded to lower case. A row that has only a name gets the
/// handle `name:` and the folded name: a weaker identity, since two people can share a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The platform as the roster names it (`Instagram`), empty where it is unknown.
    pub platform: String,
    pub handle: String,
}

impl Key {
    /// The key of this handle on this platform.
    pub fn new(platform: &str, handle: &str) -> Self {
        Key {
            platform: platform.to_owned(),
            handle: handle.trim_start_matches('@').to_lowercase(),
        }
    }

    /// The key of a row that has only a name.
    pub fn of_name(platform: &str, name: &str) -> Self {
        Key {
            platform: platform.to_owned(),
            handle: format!("name:{}", fold(name)),
        }
    }
}

impl std::fmt::Display for Key {
    /// `handle@Platform`, the way a key is typed on the command line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.platform.as_str() {
            "" => f.write_str(&self.handle),
            platform => write!(f, "{}@{platform}", self.handle),
        }
    }
}

/// What one field of one row holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    Unknown,
    Text(&'a str),
    /// The code of a combination of words in the field's dictionary.
    Words(u32),
    /// A number; infinity is endless.
    Number(f64),
}

/// One row of a roster.
#[derive(Clone, Copy, Debug)]
pub struct Influencer<'a> {
    roster: &'a Roster,
    segment: &'a Segment,
    row: usize,
    id: RowId,
}

impl<'a> Influencer<'a> {
    pub(super) fn new(roster: &'a Roster, id: RowId) -> Self {
        let (segment, row) = roster.locate(id);
        Influencer {
            roster,
            segment,
            row,
            id,
        }
    }

    pub fn id(&self) -> RowId {
        self.id
    }

    /// What a field holds.
    pub fn value(&self, field: Field) -> Value<'a> {
        self.segment.value(field, self.row)
    }

    /// A number, if it is known.
    pub fn number(&self, field: Field) -> Option<f64> {
        self.segment.number(field, self.row)
    }

    /// What one unit of the row's currency is worth in the base currency; none where no rate is known.
    pub fn worth(&self) -> Option<f64> {
        match self.word(Field::Currency) {
            "" => Some(1.0),
            code => self.roster.exchange().rate(Currency::from_code(code)?),
        }
    }

    /// An amount of money in the base currency, if it and what it is worth are known.
    pub fn amount(&self, field: Field) -> Option<f64> {
        Some(self.number(field)? * self.worth()?)
    }

    /// A text; empty where it is unknown.
    pub fn text(&self, field: Field) -> &'a str {
        self.segment.text(field, self.row)
    }

    /// The words of a field; none where it is unknown.
    pub fn words(&self, field: Field) -> impl Iterator<Item = &'a str> + use<'a> {
        let code = self.segment.code(field, self.row);
        self.roster.dictionary(field).texts(code)
    }

    /// The first word of a field; empty where it is unknown.
    pub fn word(&self, field: Field) -> &'a str {
        self.words(field).next().unwrap_or("")
    }

    /// The cell of a column that no field took.
    pub fn extra(&self, index: usize) -> &'a str {
        self.segment.extra(index, self.row)
    }

    /// The further files that told of the influencer, besides the one in `source_file`: the name, the
    /// line and what is from there. What none of them told is from that first file.
    pub fn further_files(&self) -> impl Iterator<Item = (&'a str, u64, &'a [Slot])> + use<'a> {
        let names = self.roster.dictionary(Field::SourceFile);
        let further = self.segment.sources().of(self.row);
        further.map(|(file, line, slots)| (names.texts(file).next().unwrap_or(""), line, slots))
    }

    /// What people call the influencer: the handle, else the name.
    pub fn title(&self) -> &'a str {
        match self.text(Field::Handle) {
            "" => self.text(Field::Name),
            handle => handle,
        }
    }

    pub fn key(&self) -> Key {
        let platform = self.word(Field::Platform);
        match self.text(Field::Handle) {
            "" => Key::of_name(platform, self.text(Field::Name)),
            handle => Key::new(platform, handle),
        }
    }

    /// Whether this is the influencer with that key, without building one.
    pub fn has_key(&self, key: &Key) -> bool {
        if self.word(Field::Platform) != key.platform {
            return false;
        }
        let handle = self.text(Field::Handle);
        if handle.is_empty() {
            return key.handle.starts_with("name:") && self.key() == *key;
        }
        if handle.is_ascii() {
            handle
                .trim_start_matches('@')
                .eq_ignore_ascii_case(&key.handle)
        } else {
            self.key() == *key
        }
    }
}
