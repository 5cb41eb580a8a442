//! The facts: what is known of every influencer, column by column.
//!
//! Pure data. This room refuses to know files, clocks, threads, terminals and serialisation.
//! Reading order: [`field`] (the table everything else reads), [`segment`] (how rows are stored),
//! [`table`] (the roster itself), [`influencer`] (one row seen whole), then the types the columns hold.

pub mod field;

pub mod codes;
pub mod column;
pub mod dictionary;
pub mod merge;
pub mod rewrite;
pub mod segment;
pub mod sources;
pub mod table;

pub mod changes;
pub mod influencer;
pub mod row_set;

pub mod country;

pub mod language;

pub mod money;
pub mod platform;
pub mod tier;

pub mod display;
pub mod fold;
pub mod formula;

pub use changes::Changes;
pub use codes::Codes;
pub use column::{Column, TextColumn};
pub use dictionary::Dictionary;
pub use field::{Field, Formula, Kind, Origin};
pub use influencer::{Influencer, Key, Value};
pub use money::{Currency, Exchange};
pub use row_set::RowSet;
pub use segment::{Segment, SegmentBuilder};
pub use sources::Slot;
pub use table::{Roster, RowId};
pub use tier::TierSet;
