//! The decimal mark of a column: what it shows beyond doubt, else what makes sense of its field, else
//! what the other columns of the file show.

use super::super::headers::Assigned;
use super::super::{DecimalMark, Record, values};
use super::{Known, Style, cells};
use crate::roster::{Field, Kind, display};

/// Cells that are enough to see how a column writes its numbers.
const ENOUGH: usize = 4_000;

/// What the marks in the numbers of a column show.
#[derive(Debug, Default)]
struct Votes<'c> {
    /// Cells in which only a comma, or only a point, can be the decimal mark.
    comma: usize,
    point: usize,
    /// Cells in which a mark stands before three digits: `1,234`, `1.234`.
    before_three: [Option<&'c str>; 2],
    commas: usize,
    points: usize,
    /// The same with a magnitude behind: `16,037 M`.
    scaled_commas: usize,
    scaled_points: usize,
}

/// What the marks of one number show.
enum Shown {
    Decimal(DecimalMark),
    /// One mark before three digits, whatever it is.
    BeforeThree(DecimalMark),
    Nothing,
}

fn shown_by(digits: &str) -> Shown {
    let (commas, points) = (digits.matches(',').count(), digits.matches('.').count());
    let mark = |comma: bool| {
        if comma {
            DecimalMark::Comma
        } else {
            DecimalMark::Point
        }
    };
    match (commas, points) {
        (0, 0) => Shown::Nothing,
        (1.., 1..) => Shown::Decimal(mark(digits.rfind(',') > digits.rfind('.'))),
        (1, 0) | (0, 1) => {
            let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
            let apart = whole.contains([' ', '\'', '_']);
            let grouping = fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
            if grouping && !apart && !whole.is_empty() {
                Shown::BeforeThree(mark(commas == 1))
            } else {
                Shown::Decimal(mark(commas == 1))
            }
        }
        // The same mark twice stands between thousands.
        (_, 0) => Shown::Decimal(DecimalMark::Point),
        (0, _) => Shown::Decimal(DecimalMark::Comma),
    }
}

impl<'c> Votes<'c> {
    fn of(cells: impl Iterator<Item = &'c str>) -> Self {
        let mut votes = Votes::default();
        let marked = cells.filter(|cell| cell.bytes().any(|byte| !byte.is_ascii_digit()));
        for cell in marked.take(ENOUGH) {
            let folded = values::folded(cell, false);
            let Some(number) = values::number(cell, true).or_else(|| values::number(cell, false))
            else {
                continue;
            };
            match shown_by(digits(&folded)) {
                Shown::Nothing => {}
                Shown::Decimal(DecimalMark::Comma) => votes.comma += 1,
                Shown::Decimal(DecimalMark::Point) => votes.point += 1,
                Shown::BeforeThree(mark) => {
                    let comma = mark == DecimalMark::Comma;
                    match (comma, number.scaled) {
                        (true, false) => votes.commas += 1,
                        (false, false) => votes.points += 1,
                        (true, true) => votes.scaled_commas += 1,
                        (false, true) => votes.scaled_points += 1,
                    }
                    votes.before_three[usize::from(comma)].get_or_insert(cell);
                }
            }
        }
        votes
    }

    fn beyond_doubt(&self) -> Option<DecimalMark> {
        match self.comma.cmp(&self.point) {
            std::cmp::Ordering::Greater => Some(DecimalMark::Comma),
            std::cmp::Ordering::Less => Some(DecimalMark::Point),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The mark that makes sense where no cell shows it: nobody has a thousandth of a follower.
    fn sensible(&self, whole: bool) -> Option<DecimalMark> {
        let (mut comma, mut point) = (self.scaled_commas, self.scaled_points);
        if whole {
            // What stands before three digits stands between thousands.
            comma += 2 * self.points;
            point += 2 * self.commas;
        } else {
            comma += self.commas;
            point += self.points;
        }
        match comma.cmp(&point) {
            std::cmp::Ordering::Greater => Some(DecimalMark::Comma),
            std::cmp::Ordering::Less => Some(DecimalMark::Point),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// The first digits of a cell with the marks between them.
fn digits(cell: &str) -> &str {
    let start = cell
        .find(|letter: char| letter.is_ascii_digit())
        .unwrap_or(cell.len());
    let start = start - usize::from(cell[..start].ends_with(['.', ',']));
    let inside =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '_' | ' ');
    let rest = &cell[start..];
    let end = rest.find(|letter| !inside(letter)).unwrap_or(rest.len());
    rest[..end].trim_end_matches(['.', ',', '\'', '_', ' '])
}

/// The decimal mark that the columns of a file show beyond doubt.
pub fn shown(columns: &[Assigned], rows: &[Record<'_>]) -> Option<DecimalMark> {
    let mut comma = 0;
    let mut point = 0;
    for (at, column) in columns.iter().enumerate() {
        let kind = column.field.map(Field::kind);
        if kind.is_none_or(|kind| !kind.is_numeric() || kind == Kind::Date) {
            continue;
        }
        match Votes::of(cells(at, rows)).beyond_doubt() {
            Some(DecimalMark::Comma) => comma += 1,
            Some(DecimalMark::Point) => point += 1,
            None => {}
        }
    }
    (comma != point).then_some(if comma > point {
        DecimalMark::Comma
    } else {
        DecimalMark::Point
    })
}

pub fn decide(style: &mut Style, column: &Assigned, field: Field, cells: &[&str], known: &Known) {
    if let Some(mark) = known.decimal {
        style.notation.decimal_comma = mark == DecimalMark::Comma;
        return;
    }
    let votes = Votes::of(cells.iter().copied());
    let whole = matches!(field.kind(), Kind::Count | Kind::Money) && column.header.factor.is_none();
    let scaled_only = votes.commas + votes.points == 0;
    let sensible = votes.sensible(whole);
    let mark = votes.beyond_doubt().or_else(|| {
        if scaled_only {
            known.shown.or(sensible)
        } else {
            sensible.or(known.shown)
        }
    });
    style.notation.decimal_comma = mark == Some(DecimalMark::Comma);
    let comma = style.notation.decimal_comma;
    if votes.comma > 0 && votes.point > 0 {
        let said = if comma { "a comma" } else { "a point" };
        style.notes.push(format!(
            "both 1.234,5 and 1,234.5 are written here; {said} is read as the decimal mark (--decimal)"
        ));
        return;
    }
    // A cell whose mark could be the other thing, and nothing else says what it is.
    let doubtful = [DecimalMark::Point, DecimalMark::Comma]
        .into_iter()
        .filter_map(|mark| {
            Some((
                mark,
                votes.before_three[usize::from(mark == DecimalMark::Comma)]?,
            ))
        })
        .find(|(mark, _)| {
            let decimal = (*mark == DecimalMark::Comma) == comma;
            match (votes.beyond_doubt(), known.shown) {
                // The column itself shows the mark, but a price has no thousandths.
                (Some(_), _) => decimal && whole,
                (None, Some(shown)) => (shown == *mark) != decimal,
                // Only thousands make sense of followers.
                (None, None) => {
                    field != Field::Followers && !(whole && field.kind() == Kind::Count)
                }
            }
        });
    if let Some((mark, cell)) = doubtful {
        let (now, other) = (values::number(cell, comma), values::number(cell, !comma));
        if let (Some(now), Some(other)) = (now, other)
            && now.value != other.value
        {
            let word = if (mark == DecimalMark::Comma) == comma {
                opposite(mark)
            } else {
                mark
            };
            style.notes.push(format!(
                "{cell} is read as {}, not {}; if that is wrong: --decimal {}",
                shown_number(now.value),
                shown_number(other.value),
                word.name()
            ));
        }
    }
}

fn opposite(mark: DecimalMark) -> DecimalMark {
    match mark {
        DecimalMark::Comma => DecimalMark::Point,
        DecimalMark::Point => DecimalMark::Comma,
    }
}

fn shown_number(value: f64) -> String {
    if value.fract() == 0.0 && value >= 0.0 {
        display::grouped(value as u64)
    } else {
        value.to_string()
    }
}
