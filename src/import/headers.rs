//! Which column is which field: by the words of its header, checked against what its cells look like.

mod bare;
mod cells;
mod names;
mod spellings;
mod words;

pub use names::is_surname;
pub use words::Header;

use super::Record;
use crate::roster::{Field, Kind};
use cells::{Beside, Cells};
use spellings::Meaning;

/// What a header most likely means, before anything is known of its cells.
pub fn meaning(raw: &str) -> Option<Field> {
    let known = spellings::known(&Header::read(raw).words);
    known.first().map(|meaning| meaning.field)
}

/// The likeliest field of a header that is a path: by all of it, or by its last parts.
pub fn path_meaning(path: &str) -> Option<Field> {
    meaning(path).or_else(|| {
        let known = spellings::by_path(path);
        let best = known.iter().min_by_key(|meaning| meaning.rank);
        best.map(|meaning| meaning.field)
    })
}

/// Whether a header is known.
pub fn is_known(raw: &str) -> bool {
    meaning(raw).is_some()
}

/// The note of a column that the user named.
pub const AS_SAID: &str = "as you said";

/// What the user said about a column, if anything: a field, or none to leave it unused. The very same
/// header counts before one that is only written otherwise.
pub fn said(user: &[(String, Option<Field>)], raw: &str) -> Option<Option<Field>> {
    let same = user.iter().find(|(header, _)| header == raw);
    same.or_else(|| user.iter().find(|(header, _)| is_called(header, raw)))
        .map(|(_, field)| *field)
}

/// Whether a header is this one, perhaps written otherwise.
pub fn is_called(header: &str, raw: &str) -> bool {
    header.eq_ignore_ascii_case(raw) || Header::read(header).words == Header::read(raw).words
}

/// What a column turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Assigned {
    pub header: Header,
    pub field: Option<Field>,
    pub note: Option<String>,
    /// The header did not say so: the cells did.
    pub guess: bool,
    /// The field that another column was better for.
    pub rival: Option<Field>,
}

/// Decides what each column is, over a sample of the rows. `user` is what the user said.
pub fn assign(
    raw: &[String],
    rows: &[Record<'_>],
    user: &[(String, Option<Field>)],
) -> Vec<Assigned> {
    let mut columns: Vec<Assigned> = raw
        .iter()
        .map(|raw| Assigned {
            header: Header::read(raw),
            field: None,
            note: None,
            guess: false,
            rival: None,
        })
        .collect();
    let mut fixed = vec![false; raw.len()];
    let mut meanings: Vec<Vec<Meaning>> = Vec::new();
    for (at, column) in columns.iter_mut().enumerate() {
        meanings.push(spellings::meanings(&raw[at], &column.header));
        if let Some(field) = said(user, &raw[at]) {
            column.field = field;
            column.note = Some(AS_SAID.to_owned());
            fixed[at] = true;
            meanings[at].clear();
        }
    }
    let cells: Vec<Cells> = (0..raw.len()).map(|at| Cells::new(rows, at)).collect();
    let wishes = |columns: &[Assigned], beside: Beside, only: &dyn Fn(Field) -> bool| {
        let mut wishes: Vec<Wish> = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            for meaning in meanings[at].iter().filter(|meaning| only(meaning.field)) {
                let cells = &cells[at];
                if let Some((field, fit)) = cells::fit(*meaning, &column.header, cells, beside) {
                    wishes.push(Wish {
                        column: at,
                        field,
                        rank: meaning.rank,
                        guess: meaning.guess,
                        fit,
                        rounded: cells.are_rounded(),
                    });
                }
            }
        }
        wishes
    };
    // Followers and prices first: they tell averages from totals and counts of posts from prices.
    let mut first = columns.clone();
    let measures = |field: Field| field == Field::Followers || field.kind() == Kind::Money;
    let early = wishes(&columns, Beside::default(), &measures);
    settle(&mut first, early);
    let beside = beside(&first, &cells);
    let all = wishes(&columns, beside, &|_| true);
    settle(&mut columns, all);
    by_views(&mut columns, rows, &fixed);
    names::join_surname(&mut columns, rows, &fixed);
    names::taken_for_handles(&mut columns, rows, &fixed);
    for (at, column) in columns.iter_mut().enumerate() {
        if column.field.is_none()
            && column.note.is_none()
            && !fixed[at]
            && let Some(meaning) = meanings[at].iter().find(|meaning| !meaning.guess)
        {
            column.note = Some(format!(
                "its cells do not look like {}",
                meaning.field.label().to_lowercase()
            ));
        }
    }
    columns
}

/// A column that could be a field.
#[derive(Clone, Copy, Debug)]
struct Wish {
    column: usize,
    field: Field,
    rank: usize,
    guess: bool,
    /// How well its cells fit, times how full it is.
    fit: f64,
    /// Most of its figures are written `477.9M`: a twin with all digits is better.
    rounded: bool,
}

/// What the first columns to be told say of the others.
fn beside(columns: &[Assigned], cells: &[Cells<'_>]) -> Beside {
    let followers = columns
        .iter()
        .position(|column| column.field == Some(Field::Followers));
    let is_price = |column: &Assigned| {
        let money = column
            .field
            .is_some_and(|field| field.kind() == Kind::Money);
        money && !cells::could_be_price(&column.header)
    };
    let headers: Vec<(usize, &Header)> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| (at, &column.header))
        .collect();
    Beside {
        followers: followers.map(|at| (at, columns[at].header.factor.unwrap_or(1.0))),
        priced: columns.iter().any(is_price),
        rate_card: cells::is_rate_card(&headers, cells),
    }
}

/// Gives each field its best column: headers that say so before guesses, then clearly better cells,
/// then the better spelling, then figures with all their digits, then the place in the file.
fn settle(columns: &mut [Assigned], mut wishes: Vec<Wish>) {
    wishes.sort_by(|a, b| {
        let steps = |wish: &Wish| (wish.fit * 4.0).round() as i64;
        a.guess
            .cmp(&b.guess)
            .then(steps(b).cmp(&steps(a)))
            .then(a.rank.cmp(&b.rank))
            .then(a.rounded.cmp(&b.rounded))
            .then(a.column.cmp(&b.column))
    });
    for wish in wishes {
        if columns[wish.column].field.is_some() {
            continue;
        }
        let merged = |column: &Assigned| spellings::is_merged(&column.header.words, wish.field);
        let taken = columns
            .iter()
            .position(|column| column.field == Some(wish.field));
        match taken {
            None => {
                let column = &mut columns[wish.column];
                column.field = Some(wish.field);
                column.guess = wish.guess;
                column.note = wish
                    .guess
                    .then(|| "a guess: the header says more than that".to_owned());
            }
            Some(winner) if merged(&columns[winner]) && merged(&columns[wish.column]) => {
                columns[wish.column].field = Some(wish.field);
                columns[wish.column].note = Some("put together with the other column".to_owned());
            }
            Some(_) => {
                let label = wish.field.label().to_lowercase();
                columns[wish.column].rival.get_or_insert(wish.field);
                columns[wish.column].note = Some(format!(
                    "another column was better for {label}; kept as it is"
                ));
            }
        }
    }
}

/// A rate that is the engagements over the views in nearly every row, and not over the followers, is a
/// rate by views, whatever its header says.
fn by_views(columns: &mut [Assigned], rows: &[Record<'_>], fixed: &[bool]) {
    let place = |field: Field| {
        columns
            .iter()
            .position(|column| column.field == Some(field))
    };
    let (Some(rate), Some(views), Some(likes)) = (
        place(Field::EngagementRate),
        place(Field::AvgViews),
        place(Field::AvgLikes),
    ) else {
        return;
    };
    if fixed[rate] || place(Field::EngagementRateViews).is_some() {
        return;
    }
    let both: Vec<usize> = [Some(likes), place(Field::AvgComments)]
        .into_iter()
        .flatten()
        .collect();
    let agrees = |by: usize| {
        [&both[..], &both[..1]]
            .iter()
            .filter_map(|engagements| cells::agrees(rows, rate, engagements, by))
            .fold(0.0, f64::max)
    };
    let followers = place(Field::Followers).map_or(0.0, agrees);
    if agrees(views) > 0.8 && followers < 0.5 {
        columns[rate].field = Some(Field::EngagementRateViews);
        columns[rate].note =
            Some("a rate by views: it is the likes and comments over the views".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headers: &[&str], rows: &[&[&str]]) -> Vec<(Option<Field>, Option<String>)> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let rows: Vec<Record<'_>> = rows
            .iter()
            .enumerate()
            .map(|(at, cells)| Record {
                line: at as u64 + 2,
                part: 0,
                cells: cells.iter().map(|cell| (*cell).into()).collect(),
            })
            .collect();
        assign(&headers, &rows, &[])
            .into_iter()
            .map(|column| (column.field, column.note))
            .collect()
    }

    #[test]
    fn what_people_call_a_field_is_a_header_of_it() {
        for field in Field::ALL {
            if field.spec().origin == crate::roster::Origin::File {
                assert_eq!(meaning(field.full_label()), Some(*field), "{field:?}");
            }
        }
    }

    #[test]
    fn columns_are_what_their_cells_say() {
        let fields = |headers: &[&str], rows: &[&[&str]]| -> Vec<Option<Field>> {
            read(headers, rows)
                .into_iter()
                .map(|(field, _)| field)
                .collect()
        };
        use Field::*;
        // A channel that names networks is the platform; else it is the handle.
        assert_eq!(
            fields(
                &["Username", "Channel"],
                &[&["ana", "YouTube"], &["bo", "YouTube"]]
            ),
            [Some(Handle), Some(Platform)]
        );
        assert_eq!(
            fields(&["Channel", "Followers"], &[&["ana", "5"]]),
            [Some(Handle), Some(Followers)]
        );
        // An engagement of thousands is no rate.
        assert_eq!(
            fields(
                &["Nick", "Engagement average"],
                &[&["ana", "6.2M"], &["bo", "800K"]]
            ),
            [Some(Handle), Some(AvgEngagements)]
        );
        assert_eq!(
            fields(
                &["Nick", "Engagement"],
                &[&["ana", "6200"], &["bo", "8000"]]
            ),
            [Some(Handle), Some(AvgEngagements)]
        );
        // An agency's fee is no price, and posts are counted where prices stand beside them.
        assert_eq!(
            fields(
                &[
                    "Influencer",
                    "Post",
                    "Price Per Post",
                    "Agency Fee",
                    "Follow Probability"
                ],
                &[&["ana", "120", "5500", "0.0652", "0.0007"]]
            ),
            [Some(Handle), Some(Posts), Some(Price), None, None]
        );
        assert_eq!(
            fields(
                &["ig", "post"],
                &[&["ana", "3200000"], &["bo", "92000"], &["cy", "150000"]]
            ),
            [Some(Handle), Some(Price)]
        );
        // What was gained is not what there is.
        assert_eq!(
            fields(
                &["Channel", "Followers", "Followers gained"],
                &[&["ana", "5", "-1"]]
            ),
            [Some(Handle), Some(Followers), None]
        );
        // A slip in a long header.
        assert_eq!(
            fields(&["Name", "Audience_Qaulity"], &[&["ana", "29%"]]),
            [Some(Name), Some(AudienceQuality)]
        );
    }

    #[test]
    fn of_two_columns_for_a_field_the_better_filled_wins_and_the_other_is_told() {
        let read = read(
            &["Username", "Followers", "Subscribers"],
            &[&["ana", "", "500"], &["bo", "", "700"], &["cy", "5", "900"]],
        );
        assert_eq!(read[2].0, Some(Field::Followers));
        assert_eq!(read[1].0, None);
        assert!(
            read[1]
                .1
                .as_deref()
                .is_some_and(|note| note.contains("better for followers"))
        );
    }
}
