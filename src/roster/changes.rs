//! What another reading of the same files brought: who is new, who is gone, whose facts are others.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::{Field, Influencer, Kind, Origin, Roster, RowId};

/// How a roster differs from the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub new: usize,
    pub gone: usize,
    /// Rows that were there before, with other facts.
    pub changed: usize,
    /// Of each row before, where it is now.
    pub moved: Arc<[Option<RowId>]>,
}

/// Compares two readings. Rows are told apart by their keys; those of the same key, which only rows
/// without a handle can have, are taken in their order.
pub fn changes(before: &Roster, now: &Roster) -> Changes {
    let (old, new) = (by_key(before), by_key(now));
    let facts = Facts::of(before, now);
    let mut moved = vec![None; before.len()];
    let (mut kept, mut changed) = (0, 0);
    let mut rest = new.iter().peekable();
    for (key, row) in &old {
        while rest.next_if(|(other, _)| other < key).is_some() {}
        if let Some((_, place)) = rest.next_if(|(other, _)| other == key) {
            moved[*row as usize] = Some(*place);
            kept += 1;
            changed += usize::from(facts.differ(&before.influencer(*row), &now.influencer(*place)));
        }
    }
    Changes {
        new: now.len() - kept,
        gone: before.len() - kept,
        changed,
        moved: moved.into(),
    }
}

/// Every row with a number for its key, in the order of these numbers.
fn by_key(roster: &Roster) -> Vec<(u64, RowId)> {
    let key = |row: RowId| {
        let mut hasher = DefaultHasher::new();
        roster.influencer(row).key().hash(&mut hasher);
        hasher.finish()
    };
    let mut rows: Vec<(u64, RowId)> = (0..roster.len() as RowId)
        .map(|row| (key(row), row))
        .collect();
    rows.sort_unstable();
    rows
}

/// The columns whose cells are compared.
struct Facts {
    fields: Vec<Field>,
    /// The same column, not understood, in both; none where one has no such column.
    extras: Vec<(Option<usize>, Option<usize>)>,
}

impl Facts {
    fn of(before: &Roster, now: &Roster) -> Self {
        let fields = Field::ALL.iter().copied();
        let fields = fields.filter(|field| {
            field.spec().origin == Origin::File && (before.has(*field) || now.has(*field))
        });
        let (old, new) = (before.extra_headers(), now.extra_headers());
        let place =
            |headers: &[String], name: &String| headers.iter().position(|header| header == name);
        let extras = old
            .iter()
            .enumerate()
            .map(|(at, name)| (Some(at), place(new, name)));
        let added = new
            .iter()
            .enumerate()
            .filter(|(_, name)| !old.contains(name));
        let added = added.map(|(at, _)| (None, Some(at)));
        Facts {
            fields: fields.collect(),
            extras: extras.chain(added).collect(),
        }
    }

    fn differ(&self, old: &Influencer<'_>, new: &Influencer<'_>) -> bool {
        let differs = |field: &Field| match field.kind() {
            Kind::Text => old.text(*field) != new.text(*field),
            kind if kind.is_words() => !old.words(*field).eq(new.words(*field)),
            _ => old.number(*field) != new.number(*field),
        };
        let extra =
            |of: &Influencer<'_>, at: Option<usize>| at.map_or("", |at| of.extra(at)).to_owned();
        self.fields.iter().any(differs)
            || self
                .extras
                .iter()
                .any(|(at, place)| extra(old, *at) != extra(new, *place))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Currency, SegmentBuilder, TierSet};
    use super::*;

    /// Handle, name, followers and an unread cell of each row.
    fn roster(header: &str, rows: &[(&str, &str, f64, &str)]) -> Roster {
        let mut builder = SegmentBuilder::new([header.to_owned()].into());
        for (handle, name, followers, extra) in rows {
            builder.text(Field::Handle, handle);
            builder.text(Field::Name, name);
            builder.number(Field::Followers, *followers);
            builder.extra(0, extra);
            builder.end_row();
        }
        let mut roster = Roster::new(TierSet::default(), Currency::USD);
        let segment = roster.absorb(builder);
        roster.push(segment);
        roster
    }

    #[test]
    fn rows_are_followed_by_who_they_are() {
        let before = roster(
            "Internal",
            &[
                ("ana", "", 5.0, "x"),
                ("", "Bo Barsch", 6.0, ""),
                ("", "Bo Barsch", 7.0, ""),
                ("gone", "", 1.0, ""),
                ("same", "", f64::NAN, "y"),
            ],
        );
        let now = roster(
            "Internal",
            &[
                ("new", "", 2.0, ""),
                ("same", "", f64::NAN, "y"),
                ("", "bo barsch", 6.0, ""),
                ("", "Bo Barsch", 8.0, ""),
                ("Ana", "", 5.0, "z"),
            ],
        );
        let found = changes(&before, &now);
        assert_eq!((found.new, found.gone), (1, 1));
        assert_eq!(found.changed, 3, "an unread cell, a name, a figure");
        assert_eq!(*found.moved, [Some(4), Some(2), Some(3), None, Some(1)]);
    }

    #[test]
    fn a_column_that_comes_or_goes_changes_the_rows_that_it_fills() {
        let rows = [("ana", "", 5.0, "x"), ("bo", "", 5.0, "")];
        let found = changes(&roster("Old", &rows), &roster("New", &rows));
        assert_eq!(found.changed, 1);
    }
}
