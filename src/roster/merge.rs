//! Rows that take in what a later file says of the same influencers, field by field.

use std::sync::OnceLock;

use super::codes::Codes;
use super::column::{Column, TextColumn, UNKNOWN_CODE};
use super::field::{Field, Kind, Origin};
use super::influencer::Value;
use super::segment::Segment;
use super::sources::{Further, Slot};

/// What a row takes from a row of a later file: all that is known there.
#[derive(Clone, Debug)]
pub struct Update<'a> {
    /// The place of the row in its segment.
    pub row: usize,
    pub from: &'a Segment,
    /// The place of the row in the segment that it takes from.
    pub at: usize,
    /// What no longer holds of the row and is unknown from now on.
    pub dropped: Vec<Field>,
}

impl Segment {
    /// What the file said of a row: a rate that was computed is unknown.
    pub fn stated(&self, field: Field, row: usize) -> Value<'_> {
        let derived = field == Field::EngagementRate
            && self
                .derived_rates
                .get(row / 64)
                .is_some_and(|bits| bits >> (row % 64) & 1 == 1);
        if derived || matches!(field.spec().origin, Origin::Derived(_)) {
            Value::Unknown
        } else {
            self.value(field, row)
        }
    }

    /// What a row says of an influencer who is known: everything but who it is and where it stands. A
    /// currency says something only of the prices beside it.
    pub fn told(&self, row: usize) -> Vec<Slot> {
        let is_known = |field: &Field| self.stated(*field, row) != Value::Unknown;
        let all = || Field::ALL.iter().copied();
        let priced = all().any(|field| field.kind() == Kind::Money && is_known(&field));
        let fields = all().filter(|field| match field {
            Field::Handle => false,
            Field::Currency if !priced => false,
            field => field.spec().origin == Origin::File && is_known(field),
        });
        let extras = (0..self.extras.len()).filter(|extra| !self.extra(*extra, row).is_empty());
        fields
            .map(Slot::Field)
            .chain(extras.map(|extra| Slot::Extra(extra as u32)))
            .collect()
    }

    /// These rows with what others say, which are in the order of the rows they go to. The measures
    /// are to be computed again. Both segments belong to one roster.
    pub fn updated(&self, updates: &[Update<'_>]) -> Segment {
        let told: Vec<Vec<Slot>> = updates
            .iter()
            .map(|update| update.from.told(update.at))
            .collect();
        let mut made = Segment {
            derived_rates: Vec::new(),
            folded: OnceLock::new(),
            ..self.clone()
        };
        for field in Field::ALL.iter().copied() {
            let column = &mut made.columns[field.index()];
            match field.spec().origin {
                Origin::Derived(_) => *column = None,
                Origin::Reading if field == Field::NicheInFile => {
                    // It goes with the niche, also where the niche needed no other words.
                    let taken: Vec<(usize, Value<'_>)> = updates
                        .iter()
                        .zip(&told)
                        .filter(|(_, told)| told.contains(&Slot::Field(Field::Niche)))
                        .map(|(update, _)| (update.row, update.from.value(field, update.at)))
                        .collect();
                    if column.is_some() || taken.iter().any(|(_, value)| *value != Value::Unknown) {
                        let words = Some(
                            column
                                .take()
                                .unwrap_or_else(|| Column::Words(Codes::unknown(self.len))),
                        );
                        *column = Some(with(words, self.len, taken));
                    }
                }
                Origin::Reading | Origin::List => {}
                Origin::File => {
                    if field == Field::EngagementRate
                        && let Some(Column::Numbers(values)) = column
                    {
                        for (row, value) in values.iter_mut().enumerate() {
                            if self.stated(field, row) == Value::Unknown {
                                *value = f64::NAN;
                            }
                        }
                    }
                    let drops = updates
                        .iter()
                        .filter(|update| update.dropped.contains(&field));
                    for update in drops {
                        if let Some(Column::Numbers(values)) = column {
                            values[update.row] = f64::NAN;
                        }
                    }
                    let mut taken = updates
                        .iter()
                        .zip(&told)
                        .filter(|(_, told)| told.contains(&Slot::Field(field)))
                        .peekable();
                    if taken.peek().is_some() {
                        let taken = taken
                            .map(|(update, _)| (update.row, update.from.value(field, update.at)));
                        *column = Some(with(column.take(), self.len, taken));
                    }
                }
            }
        }
        let extras = updates.iter().map(|update| update.from.extras.len());
        let extras = extras.max().unwrap_or(0).max(made.extras.len());
        made.extras.resize(extras, None);
        for (at, column) in made.extras.iter_mut().enumerate() {
            let taken: Vec<(usize, Value<'_>)> = updates
                .iter()
                .map(|update| (update.row, Value::Text(update.from.extra(at, update.at))))
                .filter(|(_, value)| *value != Value::Text(""))
                .collect();
            if !taken.is_empty() {
                let texts = with(column.take().map(Column::Text), self.len, taken);
                if let Column::Text(texts) = texts {
                    *column = Some(texts);
                }
            }
        }
        let further = updates.iter().zip(told).map(|(update, slots)| Further {
            row: update.row,
            file: match update.from.value(Field::SourceFile, update.at) {
                Value::Words(code) => code,
                _ => UNKNOWN_CODE,
            },
            line: update
                .from
                .number(Field::SourceLine, update.at)
                .unwrap_or(0.0) as u64,
            slots,
        });
        made.sources = self.sources.with(further.collect());
        made
    }
}

/// A column with some values set, which come in the order of their rows.
fn with<'v>(
    column: Option<Column>,
    len: usize,
    taken: impl IntoIterator<Item = (usize, Value<'v>)>,
) -> Column {
    let mut taken = taken.into_iter().peekable();
    match (column, taken.peek()) {
        (Some(Column::Text(texts)), _) => Column::Text(with_texts(Some(&texts), len, taken)),
        (None, Some((_, Value::Text(_)))) => Column::Text(with_texts(None, len, taken)),
        (Some(Column::Words(mut codes)), _) => {
            set_codes(codes.wide(), taken);
            Column::Words(codes.narrowed())
        }
        (None, Some((_, Value::Words(_)))) => {
            let mut codes = Codes::unknown(len);
            set_codes(codes.wide(), taken);
            Column::Words(codes.narrowed())
        }
        (column, _) => {
            let mut numbers = match column {
                Some(Column::Numbers(numbers)) => numbers,
                _ => vec![f64::NAN; len],
            };
            for (row, value) in taken {
                if let Value::Number(number) = value {
                    numbers[row] = number;
                }
            }
            Column::Numbers(numbers)
        }
    }
}

fn set_codes<'v>(codes: &mut [u32], taken: impl Iterator<Item = (usize, Value<'v>)>) {
    for (row, value) in taken {
        codes[row] = match value {
            Value::Words(code) => code,
            _ => UNKNOWN_CODE,
        };
    }
}

fn with_texts<'v>(
    old: Option<&TextColumn>,
    len: usize,
    taken: impl Iterator<Item = (usize, Value<'v>)>,
) -> TextColumn {
    let mut taken = taken.peekable();
    let mut texts = TextColumn::default();
    texts.reserve(len, old.map_or(0, |old| old.arena().len()));
    for row in 0..len {
        match taken.next_if(|(at, _)| *at == row) {
            Some((_, Value::Text(text))) => texts.push(text),
            _ => texts.push(old.map_or("", |old| old.get(row))),
        }
    }
    texts
}
