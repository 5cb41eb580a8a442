//! The roster: segments of rows, the dictionaries they share, the tiers in use.
//!
//! A roster only grows, by whole segments, and cloning one costs a few pointers: a loader keeps
//! publishing clones while readers hold on to theirs. Row ids are row numbers and hold for one
//! roster and the rosters it grows into; keys ([`super::Key`]) survive a reload.

use std::ops::Range;
use std::sync::Arc;

use super::codes::{Codes, UNKNOWN_CODE};
use super::column::Column;
use super::dictionary::Dictionary;
use super::field::Field;
use super::influencer::{Influencer, Key};
use super::merge::Update;
use super::money::{Currency, Exchange};
use super::segment::{Segment, SegmentBuilder};
use super::tier::TierSet;

/// The number of a row in its roster.
pub type RowId = u32;

/// Shares of work at most: enough for every core of a large machine to be busy to the end.
const SHARES: usize = 64;

/// What was loaded: rows in columns.
#[derive(Clone, Debug)]
pub struct Roster {
    segments: Vec<Arc<Segment>>,
    starts: Vec<RowId>,
    len: usize,
    dictionaries: Vec<Arc<Dictionary>>,
    extra_headers: Vec<String>,
    /// The fields that any row has a value for.
    fields: [bool; Field::COUNT],
    tiers: TierSet,
    exchange: Exchange,
}

impl Roster {
    /// A roster without rows. A currency alone is one without rates.
    pub fn new(tiers: TierSet, exchange: impl Into<Exchange>) -> Self {
        let mut dictionaries: Vec<_> = Field::ALL.iter().map(|_| Arc::default()).collect();
        let mut names = Dictionary::default();
        for tier in tiers.tiers() {
            names.entry([tier.name.as_str()]);
        }
        dictionaries[Field::Tier.index()] = Arc::new(names);
        Roster {
            segments: Vec::new(),
            starts: Vec::new(),
            len: 0,
            dictionaries,
            extra_headers: Vec::new(),
            fields: [false; Field::COUNT],
            tiers,
            exchange: exchange.into(),
        }
    }

    /// Takes in the words of a built segment and gives the segment back, ready for its measures to
    /// be computed and then to be pushed.
    pub fn absorb(&mut self, builder: SegmentBuilder) -> Segment {
        let mut segment = builder.finish(&mut self.dictionaries, &mut self.extra_headers);
        self.set_tiers(&mut segment);
        segment
    }

    fn set_tiers(&self, segment: &mut Segment) {
        let Some(followers) = segment.numbers(Field::Followers) else {
            return;
        };
        // Tier codes are places in the tier set: `new` entered the names in that order.
        let tier = |followers: &f64| self.tiers.of(*followers).map(|tier| tier as u32);
        let codes = followers
            .iter()
            .map(|followers| tier(followers).unwrap_or(UNKNOWN_CODE))
            .collect::<Vec<u32>>();
        segment.set_column(Field::Tier, Column::Words(Codes::from(codes).narrowed()));
    }

    /// A segment with what others say of its rows, ready for its measures to be computed and then to
    /// be put in its place by [`Roster::replace`].
    pub fn updated(&self, at: usize, updates: &[Update<'_>]) -> Segment {
        let mut segment = self.segments[at].updated(updates);
        self.set_tiers(&mut segment);
        segment
    }

    /// Puts a segment with the same rows in the place of another.
    pub fn replace(&mut self, at: usize, segment: Segment) {
        debug_assert_eq!(segment.len(), self.segments[at].len());
        self.note_fields(&segment);
        self.segments[at] = Arc::new(segment);
    }

    /// Makes this another roster than it was for whoever tells rosters apart by their first segment.
    pub fn renew(&mut self) {
        if let Some(first) = self.segments.first_mut() {
            *first = Arc::new(Segment::clone(first));
        }
    }

    /// Adds of a segment that [`Roster::absorb`] of this roster made just these rows (a bitmap). The
    /// fields that the others have a value for are known all the same.
    pub fn push_some(&mut self, segment: &Segment, rows: &[u64]) {
        self.note_fields(segment);
        self.push(segment.of_rows(rows));
    }

    fn note_fields(&mut self, segment: &Segment) {
        // A column may be there when all its rows were left out.
        if segment.is_empty() {
            return;
        }
        for field in Field::ALL {
            self.fields[field.index()] |= segment.column(*field).is_some();
        }
    }

    /// Adds a segment that [`Roster::absorb`] of this roster made.
    pub fn push(&mut self, segment: Segment) {
        if segment.is_empty() {
            return;
        }
        self.note_fields(&segment);
        let start = RowId::try_from(self.len).expect("a roster has fewer rows than four billion");
        self.starts.push(start);
        self.len += segment.len();
        self.segments.push(Arc::new(segment));
    }

    /// Rows.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn segments(&self) -> impl ExactSizeIterator<Item = &Segment> {
        self.segments.iter().map(Arc::as_ref)
    }

    /// The first segment, which tells rosters apart: those that a roster grows into share it.
    pub fn first_segment(&self) -> Option<Arc<Segment>> {
        self.segments.first().cloned()
    }

    /// One segment by its place.
    pub fn segment(&self, at: usize) -> &Segment {
        &self.segments[at]
    }

    /// The segments in shares for cores to work on: as many however many cores there are, so that what
    /// is added up comes out the same.
    pub fn shares(&self) -> Vec<Range<usize>> {
        let size = self.segments.len().div_ceil(SHARES).max(1);
        let shares = (0..self.segments.len()).step_by(size);
        let end = |start: usize| (start + size).min(self.segments.len());
        shares.map(|start| start..end(start)).collect()
    }

    /// The row id of the first row of each segment.
    pub fn starts(&self) -> &[RowId] {
        &self.starts
    }

    /// The segment that holds a row and the row's place in it.
    pub fn locate(&self, row: RowId) -> (&Segment, usize) {
        let (at, row) = self.place(row);
        (&self.segments[at], row)
    }

    /// One row seen whole.
    ///
    /// # Panics
    /// When the roster has no such row.
    pub fn influencer(&self, row: RowId) -> Influencer<'_> {
        assert!((row as usize) < self.len, "row ids hold for one roster");
        Influencer::new(self, row)
    }

    /// The place of the segment that holds a row, and of the row in it.
    pub fn place(&self, row: RowId) -> (usize, usize) {
        let at = self.starts.partition_point(|start| *start <= row) - 1;
        (at, (row - self.starts[at]) as usize)
    }

    /// The row with this key. Looks at every row: call it off the thread that draws.
    pub fn find(&self, key: &Key) -> Option<RowId> {
        (0..self.len as RowId).find(|row| self.influencer(*row).has_key(key))
    }

    /// The words of a field and their combinations.
    pub fn dictionary(&self, field: Field) -> &Dictionary {
        &self.dictionaries[field.index()]
    }

    /// Whether any row has a value for the field.
    pub fn has(&self, field: Field) -> bool {
        self.fields[field.index()]
    }

    /// The headers of the columns that no field took, as they stand in the file.
    pub fn extra_headers(&self) -> &[String] {
        &self.extra_headers
    }

    pub fn tiers(&self) -> &TierSet {
        &self.tiers
    }

    /// The currency in which costs are computed and compared.
    pub fn base_currency(&self) -> Currency {
        self.exchange.base()
    }

    /// The currency of costs, and what others are worth in it.
    pub fn exchange(&self) -> &Exchange {
        &self.exchange
    }

    /// What amounts of the rows are worth in the base currency.
    pub fn worth(&self) -> Worth {
        let currencies = self.dictionary(Field::Currency);
        let rate = |code| {
            let code = currencies.texts(code).next().and_then(Currency::from_code);
            code.and_then(|currency| self.exchange.rate(currency))
        };
        let codes = 0..currencies.entry_count() as u32;
        Worth(codes.map(|code| rate(code).unwrap_or(f64::NAN)).collect())
    }
}

/// For each code of a currency, what one unit is worth in the base currency; NaN without a rate.
#[derive(Clone, Debug)]
pub struct Worth(Vec<f64>);

impl Worth {
    /// What one unit of a row's currency is worth: NaN where no rate is known. An amount that names no
    /// currency is in the base currency.
    pub fn of(&self, segment: &Segment, row: usize) -> f64 {
        self.of_code(segment.code(Field::Currency, row))
    }

    /// The same by the code of the currency.
    pub fn of_code(&self, code: u32) -> f64 {
        match code {
            UNKNOWN_CODE => 1.0,
            code => self.0.get(code as usize).copied().unwrap_or(f64::NAN),
        }
    }

    /// The worth of all codes.
    pub fn by_code(&self) -> &[f64] {
        &self.0
    }

    /// Whether every row is in the base currency.
    pub fn is_plain(&self) -> bool {
        self.0.iter().all(|worth| *worth == 1.0)
    }
}
