//! What columns are by their cells alone, where no header says it. Cautious: a wrong guess is worse
//! than none, so what could be two things is neither. Knows nothing of headers.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::niches::Niches;
use super::{address, values};
use crate::roster::fold::fold;
use crate::roster::platform::Platform;
use crate::roster::{Field, country};

/// What the cells of one column show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// This field, whatever stands in the other columns.
    Plain(Field),
    /// Words without blanks, each mostly its own. Marked: with digits, points or underscores inside, as
    /// handles have them and other words have not.
    Token { marked: bool },
    /// Short texts of several words, each mostly its own. Proper: written as names are, without figures
    /// and with capitals.
    Title { proper: bool },
    /// Shares: with a percent sign, or decimals as small as rates are.
    Rate { signed: bool },
    /// Amounts with a currency.
    Amount,
    /// Counts that differ as those of followers do, with the one in the middle.
    Count { median: f64 },
}

/// Cells of a column that are looked at.
const LOOKED_AT: usize = 500;

/// No account of any network has as many followers.
const MOST_FOLLOWERS: f64 = 8e8;

/// How many times larger than the column before it one of totals may be, rather than of followers.
const TOTALS: f64 = 20.0;

/// What the cells of a column show; none where that is nothing in particular.
pub fn look<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Look> {
    let cells: Vec<&str> = cells
        .filter(|cell| !values::is_missing(cell))
        .take(LOOKED_AT)
        .collect();
    if cells.is_empty() {
        return None;
    }
    let share = |test: &dyn Fn(&str) -> bool| {
        cells.iter().filter(|cell| test(cell)).count() as f64 / cells.len() as f64
    };
    let most = |test: &dyn Fn(&str) -> bool| share(test) >= 0.8;
    let distinct = cells.iter().collect::<HashSet<_>>().len() as f64 / cells.len() as f64;
    if most(&is_profile) {
        return Some(Look::Plain(Field::Url));
    }
    if most(&address::is_address) {
        return None;
    }
    if most(&is_email) {
        return Some(Look::Plain(Field::Email));
    }
    if share(&is_at_handle) >= 0.5 && distinct >= 0.5 {
        return Some(Look::Plain(Field::Handle));
    }
    if most(&values::is_date) {
        return None;
    }
    if most(&values::is_number) {
        return number_look(&cells);
    }
    if share(&values::is_number) > 0.2 {
        return None;
    }
    let any_of = |cell: &str, test: &dyn Fn(&str) -> bool| parts(cell).all(test);
    if most(&|cell| any_of(cell, &|part| Platform::named(part).is_some())) {
        return Some(Look::Plain(Field::Platform));
    }
    if most(&|cell| cell.len() == 3 && values::currency(cell).is_some()) {
        return Some(Look::Plain(Field::Currency));
    }
    // Two small letters are a language as often as a country.
    let is_country = |cell: &str| {
        country::named(cell).is_some() && (cell.len() > 2 || cell == cell.to_uppercase())
    };
    if most(&is_country) {
        return Some(Look::Plain(Field::Country));
    }
    if most(&is_gender) {
        return Some(Look::Plain(Field::Gender));
    }
    let niches = share(&|cell| is_niche(cell));
    if niches >= 0.8 || niches >= 0.3 && distinct <= 0.5 && cells.len() >= 8 {
        return Some(Look::Plain(Field::Niche));
    }
    if most(&is_channel_id) || distinct < 0.75 || most(&is_tick) {
        return None;
    }
    if most(&is_token) {
        let marked = share(&|cell| cell.contains(|letter: char| is_mark(letter))) >= 0.3;
        return Some(Look::Token { marked });
    }
    let proper = most(&|cell| is_proper(cell));
    most(&is_title).then_some(Look::Title { proper })
}

/// What the columns of a table are, by what they show and what is known of others: for each column the
/// field that its cells tell, none where they do not or where `known` says it already.
pub fn guess(looks: &[Option<Look>], known: &[Option<Field>]) -> Vec<Option<Field>> {
    let mut fields: Vec<Option<Field>> = vec![None; looks.len()];
    let free = |at: usize| known.get(at).copied().flatten().is_none();
    let taken = |fields: &[Option<Field>], field: Field| {
        known.contains(&Some(field)) || fields.contains(&Some(field))
    };
    let places = |test: &dyn Fn(Look) -> bool| -> Vec<usize> {
        (0..looks.len())
            .filter(|at| free(*at) && looks[*at].is_some_and(test))
            .collect()
    };
    for (at, look) in looks.iter().enumerate() {
        if let Some(Look::Plain(field)) = look
            && free(at)
            && !taken(&fields, *field)
        {
            fields[at] = Some(*field);
        }
    }
    // The only column of its kind is what such a column mostly is.
    let signed = places(&|look| look == Look::Rate { signed: true });
    let unsigned = places(&|look| look == Look::Rate { signed: false });
    let amounts = places(&|look| look == Look::Amount);
    let rates = if signed.is_empty() { unsigned } else { signed };
    let counts = places(&|look| matches!(look, Look::Count { .. }));
    let medians: Vec<(usize, f64)> = counts
        .iter()
        .filter_map(|at| match looks[*at] {
            Some(Look::Count { median }) => Some((*at, median)),
            _ => None,
        })
        .collect();
    let titles = places(&|look| matches!(look, Look::Title { .. }));
    let marked = places(&|look| look == Look::Token { marked: true });
    let tokens = places(&|look| matches!(look, Look::Token { .. }));
    let only = |places: &[usize]| (places.len() == 1).then(|| places[0]);
    // Beside names, words without marks are towns as often.
    let plain = tokens.first().filter(|_| titles.is_empty());
    let handle = marked.first().or(plain).copied();
    for (field, at) in [
        (Field::EngagementRate, only(&rates)),
        (Field::Price, only(&amounts)),
        (Field::Followers, followers(&medians)),
        (Field::Handle, handle),
        (Field::Name, titles.first().copied()),
    ] {
        if let Some(at) = at
            && !taken(&fields, field)
        {
            fields[at] = Some(field);
        }
    }
    // Nothing but lines of words: a list of names, or a letter.
    let names_only = known.iter().all(Option::is_none)
        && fields.iter().flatten().eq([&Field::Name])
        && !titles
            .iter()
            .any(|at| looks[*at] == Some(Look::Title { proper: true }));
    if names_only {
        fields.fill(None);
    }
    fields
}

/// Which of several columns of counts is that of followers: the largest, unless it may be a total.
fn followers(counts: &[(usize, f64)]) -> Option<usize> {
    let (at, largest) = *counts.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let second = counts
        .iter()
        .filter(|(other, _)| *other != at)
        .max_by(|a, b| a.1.total_cmp(&b.1));
    match second {
        // Views of all time stand behind the subscribers; likes of a post behind the followers.
        Some((before, second)) if *before < at && *second >= 1e3 && largest > second * TOTALS => {
            None
        }
        // Two columns of nearly the same size are two networks, or two dates.
        Some((_, second)) if *second * 1.5 > largest => None,
        _ => Some(at),
    }
}

fn number_look(cells: &[&str]) -> Option<Look> {
    let signed = cells.iter().filter(|cell| cell.contains('%')).count();
    let read = |comma: bool| -> Vec<values::Number> {
        cells
            .iter()
            .filter_map(|cell| values::number(cell, comma))
            .collect()
    };
    // A point before three digits stands between thousands, where most of them end in nothing; else
    // nobody can say.
    let pointed: Vec<&&str> = cells.iter().filter(|cell| cell.contains('.')).collect();
    let three = |cell: &&&str| {
        cell.rsplit_once('.')
            .is_some_and(|(_, rest)| rest.len() == 3)
    };
    let thousands = !pointed.is_empty() && pointed.iter().all(three);
    let round = pointed.iter().filter(|cell| cell.ends_with("00")).count() * 2 >= pointed.len();
    if thousands && !round {
        return None;
    }
    let numbers = read(thousands);
    let mut values: Vec<f64> = numbers.iter().map(|number| number.value).collect();
    if values.iter().any(|value| *value < 0.0) {
        return None;
    }
    let in_order = values.windows(2).all(|pair| pair[1] == pair[0] + 1.0) && values.len() > 1;
    values.sort_by(f64::total_cmp);
    let (median, largest) = (values[values.len() / 2], values[values.len() - 1]);
    if signed * 2 > cells.len() {
        return (median <= 30.0).then_some(Look::Rate { signed: true });
    }
    let priced = numbers.iter().filter(|number| number.currency.is_some());
    if priced.count() * 2 > cells.len() {
        return Some(Look::Amount);
    }
    let broken = values.iter().filter(|value| value.fract() != 0.0).count();
    if broken * 2 > values.len() {
        return (largest <= 100.0 && median > 0.0 && median <= 25.0)
            .then_some(Look::Rate { signed: false });
    }
    let distinct = values.iter().map(|value| value.to_bits());
    let distinct = distinct.collect::<HashSet<_>>().len();
    let scaled = numbers.iter().any(|number| number.scaled);
    // Numbers that are all equally long are phone numbers and ids.
    let long = |cell: &&str| cell.len() >= 8 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let id = cells.len() > 2
        && cells.iter().all(long)
        && cells.iter().all(|cell| cell.len() == cells[0].len());
    let years = values
        .iter()
        .all(|value| (1900.0..=2100.0).contains(value) && value.fract() == 0.0);
    let clear = !in_order
        && !id
        && !years
        && largest <= MOST_FOLLOWERS
        && (scaled || median >= 1_000.0)
        && (distinct * 2 >= values.len() || distinct >= 50);
    clear.then_some(Look::Count { median })
}

/// The address of somebody on a network, rather than of something posted there.
fn is_profile(cell: &str) -> bool {
    const POSTED: &[&str] = &[
        "/p/",
        "/reel/",
        "/reels/",
        "/watch",
        "/status/",
        "/video/",
        "/shorts/",
        "/stories/",
    ];
    let named = |rest: &str| {
        rest.split_once('/')
            .is_some_and(|(_, path)| !path.is_empty())
    };
    Platform::of_address(cell).is_some()
        && named(cell.split_once("://").map_or(cell, |(_, rest)| rest))
        && !POSTED.iter().any(|part| cell.contains(part))
}

fn is_email(cell: &str) -> bool {
    cell.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !cell.contains(char::is_whitespace)
    })
}

fn is_at_handle(cell: &str) -> bool {
    cell.strip_prefix('@')
        .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// `UC` and 22 signs: the number of a channel, which nobody knows it by.
fn is_channel_id(cell: &str) -> bool {
    cell.len() == 24 && cell.starts_with("UC") && cell.is_ascii()
}

fn is_mark(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | '_')
}

fn is_token(cell: &str) -> bool {
    let cell = cell.strip_prefix('@').unwrap_or(cell);
    let letters = cell.chars().count();
    (2..=30).contains(&letters)
        && cell.chars().any(char::is_alphabetic)
        && cell
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-'))
}

fn is_title(cell: &str) -> bool {
    let letters = cell.chars().count();
    let words = cell.split_whitespace().count();
    (2..=60).contains(&letters)
        && words <= 6
        && cell.chars().any(char::is_alphabetic)
        && !cell.ends_with(['.', ':', ';', ',', '?'])
        && !cell.contains([';', '|', '='])
}

fn is_proper(cell: &str) -> bool {
    !cell.contains(|letter: char| letter.is_numeric())
        && cell
            .split_whitespace()
            .all(|word| !word.starts_with(char::is_lowercase))
}

fn is_tick(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "yes" | "no" | "true" | "false" | "y" | "n" | "x" | "si" | "oui" | "non" | "ja" | "nein"
    )
}

/// Words for a gender that are hardly anything else.
pub fn is_gender(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "male"
            | "female"
            | "man"
            | "woman"
            | "m"
            | "f"
            | "men"
            | "women"
            | "hombre"
            | "mujer"
            | "masculino"
            | "femenino"
            | "feminino"
            | "homme"
            | "femme"
            | "mannlich"
            | "weiblich"
    )
}

/// The words of a list, or of a title put together from several.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', '/', '|', '&'])
        .map(values::trim)
        .filter(|part| !part.is_empty())
}

/// Whether a cell names something that influencers are about, among other things.
fn is_niche(cell: &str) -> bool {
    static NICHES: LazyLock<Niches> = LazyLock::new(Niches::starter);
    let cell = fold(cell);
    cell.chars().count() <= 80
        && cell
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .any(|word| NICHES.of(word).is_some())
        && parts(&cell).all(|part| part.split_whitespace().count() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> Vec<Option<Field>> {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split('|').collect()).collect();
        let width = rows.iter().map(Vec::len).max().unwrap();
        let looks: Vec<Option<Look>> = (0..width)
            .map(|at| look(rows.iter().map(|row| row.get(at).copied().unwrap_or(""))))
            .collect();
        guess(&looks, &[])
    }

    #[test]
    fn cells_alone_tell_what_a_column_is_or_nothing() {
        use Field::*;
        for (rows, expected) in [
            (
                &["@ana_m|48200", "@bo.z|7300", "@cy|910"][..],
                &[Some(Handle), Some(Followers)][..],
            ),
            (
                &["Emma Grace|Fashion|4.8|250000", "Bo Berg|Travel|3.1|48200"],
                &[
                    Some(Name),
                    Some(Niche),
                    Some(EngagementRate),
                    Some(Followers),
                ],
            ),
            (
                &[
                    "ana_m|Instagram|ES|12.5K|2.1%|$400",
                    "bo.z|TikTok|US|1.2M|0.9%|$2,500",
                ],
                &[
                    Some(Handle),
                    Some(Platform),
                    Some(Country),
                    Some(Followers),
                    Some(EngagementRate),
                    Some(Price),
                ],
            ),
            // A number of the row, posts, followers, following.
            (
                &[
                    "1|ana_m|210|48200|900",
                    "2|bo_z|88|7300|310",
                    "3|cy_q|412|91000|55",
                ],
                &[None, Some(Handle), None, Some(Followers), None],
            ),
            // Subscribers and views of all time, or likes and followers? Nobody can say.
            (
                &["ana_m|12000|3400000", "bo_z|9500|2100000"],
                &[Some(Handle), None, None],
            ),
            // Followers first, likes behind.
            (
                &["ana_m|340000|12000", "bo_z|95000|2100"],
                &[Some(Handle), Some(Followers), None],
            ),
            // Two prices, two rates: which is which?
            (
                &["ana_m|$400|$200|2.1%|40%", "bo_z|$500|$300|1%|50%"],
                &[Some(Handle), None, None, Some(EngagementRate), None],
            ),
            // Ids, phones, years, dates, e-mail.
            (
                &[
                    "ana_m|17841400001|2014|2026-01-02|ana@example.com",
                    "bo_z|17841400002|2016|2026-02-02|bo@example.com",
                    "cy_q|17841400009|2019|2026-03-02|cy@example.com",
                ],
                &[Some(Handle), None, None, None, Some(Email)],
            ),
            // A few words again and again are no handles.
            (
                &["gold|ana_m", "gold|bo_z", "silver|cy_q", "gold|di_w"],
                &[None, Some(Handle)],
            ),
            (
                &[
                    "https://instagram.com/ana_m|5100",
                    "https://www.instagram.com/bo/|4200",
                ],
                &[Some(Url), Some(Followers)],
            ),
            // Posts are not profiles.
            (
                &[
                    "https://instagram.com/p/Ab1/",
                    "https://instagram.com/p/Ab2/",
                ],
                &[None],
            ),
            (
                &[
                    "月の子 Official|UC0123456789012345678901|384500",
                    "花 - Hana -|UCabcdefghijklmnopqrstuv|260921",
                ],
                &[Some(Name), None, Some(Followers)],
            ),
            (
                &[
                    "Dear all, please find the list below.",
                    "Best regards, Ana.",
                ],
                &[None],
            ),
            (&["Dear Ana", "the list as promised", "Bo"], &[None]),
            (&["Ana Lima", "Bo Berg", "Cy Diaz"], &[Some(Name)]),
        ] {
            assert_eq!(table(rows), expected, "{rows:?}");
        }
    }

    #[test]
    fn what_is_known_is_not_guessed_again() {
        let looks = [
            look(["@ana", "@bo"].into_iter()),
            look(["12.5K", "1.2M"].into_iter()),
        ];
        assert_eq!(
            guess(&looks, &[None, Some(Field::AvgViews)]),
            [Some(Field::Handle), None]
        );
        assert_eq!(
            guess(&looks, &[Some(Field::Handle), None]),
            [None, Some(Field::Followers)]
        );
    }
}
