//! Whether the cells of a column look like a field, and which of two sisters they are: an average or a
//! total, a rate or a count, a price or a number of posts.

use std::cell::OnceCell;

use super::spellings::Meaning;
use super::words::Header;
use crate::import::values::Number;
use crate::import::{Record, address, evidence, units, values};
use crate::roster::fold::fold;
use crate::roster::platform::Platform;
use crate::roster::{Field, Kind, country};

/// The cells of one column over a sample of the rows. A column is asked whether it is this field or that:
/// what takes long to find out is kept.
pub struct Cells<'a> {
    rows: &'a [Record<'a>],
    at: usize,
    /// Those that say something.
    known: Vec<&'a str>,
    /// Of those, some from all over the sample, whose kind tells that of all.
    tried: Vec<&'a str>,
    numbers: OnceCell<Vec<Option<Number>>>,
    sizes: OnceCell<Vec<f64>>,
    platforms: OnceCell<f64>,
}

impl<'a> Cells<'a> {
    pub fn new(rows: &'a [Record<'a>], at: usize) -> Self {
        let cells = rows.iter().map(|row| row.cell(at));
        let known: Vec<&str> = cells.filter(|cell| !values::is_missing(cell)).collect();
        let every = known.len().div_ceil(TRIED).max(1);
        Cells {
            rows,
            at,
            tried: known.iter().copied().step_by(every).collect(),
            known,
            numbers: OnceCell::new(),
            sizes: OnceCell::new(),
            platforms: OnceCell::new(),
        }
    }

    /// Those that say something.
    pub fn known(&self) -> &[&'a str] {
        &self.known
    }

    /// The share of the cells that pass a test.
    fn share(&self, test: impl Fn(&str) -> bool) -> f64 {
        let passed = self.tried.iter().filter(|cell| test(cell));
        self.share_of(passed.count())
    }

    fn share_of(&self, cells: usize) -> f64 {
        cells as f64 / self.tried.len().max(1) as f64
    }

    /// Words without blanks, some of them with marks or digits inside as handles have them.
    pub fn look_like_handles(&self) -> bool {
        let is_sign = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '_' | '@');
        let token = |cell: &str| {
            let letters =
                |letter: char| letter.is_lowercase() && letter.is_ascii() || is_sign(letter);
            cell.chars().all(letters)
        };
        self.share(token) >= 0.9 && self.share(|cell| cell.contains(is_sign)) >= 0.3
    }

    /// Whether the same few words come again and again, so that they tell kinds and not people.
    fn are_few_words(&self) -> bool {
        let mut words: Vec<&str> = Vec::new();
        for cell in &self.known {
            if words.len() <= FEW && !words.contains(cell) {
                words.push(cell);
            }
        }
        words.len() <= FEW && self.known.len() >= 10 * words.len()
    }

    /// The numbers of the cells as they are read with a decimal point.
    fn numbers(&self) -> &[Option<Number>] {
        self.numbers.get_or_init(|| {
            let numbers = self.tried.iter().map(|cell| values::number(cell, false));
            numbers.collect()
        })
    }

    /// The numbers of the cells that are some, in either notation: their size is all that matters.
    fn sizes(&self) -> &[f64] {
        self.sizes.get_or_init(|| {
            let pairs = self.tried.iter().zip(self.numbers());
            let sizes = pairs.filter_map(|(cell, number)| {
                let number = number.or_else(|| values::number(cell, true));
                number.map(|number| number.value)
            });
            sizes.collect()
        })
    }

    /// The share of cells that are numbers.
    fn numeric(&self) -> f64 {
        self.share_of(self.sizes().len())
    }

    /// The share of cells that name platforms.
    fn platforms(&self) -> f64 {
        *self.platforms.get_or_init(|| self.share(is_platform))
    }

    /// The share of cells with a number that passes a test.
    fn share_of_sizes(&self, test: impl Fn(f64) -> bool) -> f64 {
        let passed = self.sizes().iter().filter(|size| test(**size));
        self.share_of(passed.count())
    }

    fn median(&self) -> Option<f64> {
        units::median(self.sizes().to_vec())
    }

    /// Whether most figures are written with a magnitude.
    pub fn are_rounded(&self) -> bool {
        self.unscaled().count() * 2 < self.sizes().len()
    }

    /// Numbers that are written out: `3.3k` is round whatever it counts.
    fn unscaled(&self) -> impl Iterator<Item = f64> {
        let numbers = self.numbers().iter().flatten();
        let unscaled = numbers.filter(|number| !number.scaled);
        unscaled.map(|number| number.value)
    }

    /// The share of cells with an amount that says its currency.
    fn with_currency(&self) -> f64 {
        let numbers = self.numbers().iter().flatten();
        self.share_of(numbers.filter(|number| number.currency.is_some()).count())
    }
}

/// Cells that are tried: of more, the share that passes a test is within a few percent.
const TRIED: usize = 500;

/// Different words that could still be kinds.
const FEW: usize = 6;

/// A number in either notation, where the size is all that matters.
fn number(cell: &str) -> Option<f64> {
    let read = values::number(cell, false).or_else(|| values::number(cell, true));
    read.map(|number| number.value)
}

/// What else the file says that helps to tell a column.
#[derive(Clone, Copy, Default)]
pub struct Beside {
    /// The column of followers and what its header multiplies by.
    pub followers: Option<(usize, f64)>,
    /// Whether a column is a price for sure.
    pub priced: bool,
    /// Whether the columns that only name what is posted are a rate card.
    pub rate_card: bool,
}

/// Whether the cells look like what the header may mean: the field, which may turn out to be a sister
/// of the one asked about, and how well they fit, times how full the column is.
pub fn fit(
    meaning: Meaning,
    header: &Header,
    cells: &Cells<'_>,
    beside: Beside,
) -> Option<(Field, f64)> {
    let field = meaning.field;
    let known = cells.known().len();
    if known == 0 {
        return Some((field, 0.0));
    }
    let full = known as f64 / cells.rows.len().max(1) as f64;
    let enough = |share: f64, least: f64| (share >= least).then_some(share * full);
    let numeric = cells.numeric();
    let percent = cells.share(|cell| cell.contains('%'));
    let fit = match field {
        Field::Platform => enough(cells.platforms(), 0.6)?,
        Field::Country | Field::AudienceCountry => {
            enough(cells.share(|cell| country::of_place(cell).is_some()), 0.3)?
        }
        Field::Url => enough(cells.share(address::is_address), 0.5)?,
        Field::Handle | Field::Name => {
            let wordy = 1.0 - numeric.max(cells.platforms());
            let fit = enough(wordy, 0.5)?;
            if cells.share(address::is_address) > 0.6 {
                return Some((Field::Url, fit));
            }
            // Whatever stands in it, a column headed "name" holds names.
            let plain = field == Field::Name && meaning.rank == 0;
            if !plain && cells.are_few_words() || cells.share(is_truth) > 0.5 {
                return None;
            }
            // A handle is one word.
            if field == Field::Handle && cells.share(has_blank) > 0.3 {
                return Some((Field::Name, fit));
            }
            if field == Field::Name && cells.share(|cell| cell.starts_with('@')) > 0.8 {
                return Some((Field::Handle, fit));
            }
            fit
        }
        Field::Email => enough(cells.share(|cell| cell.contains('@')), 0.5)?,
        Field::Gender => enough(cells.share(is_gender), 0.5)?,
        Field::LastPost => {
            let days = units::counts_days(header);
            enough(cells.share(|cell| values::may_be_date(cell, days)), 0.5)?
        }
        Field::EngagementRate | Field::EngagementRateViews => {
            let fit = enough(numeric, 0.6)?;
            let marked = header.percent || percent > 0.5;
            if !marked && cells.median().is_some_and(|median| median > 100.0) {
                let told = header.words.split(' ').any(|word| RATES.contains(&word));
                return (!told).then_some((Field::AvgEngagements, fit));
            }
            // Some rates are above all measure; a rate of thousands is a figure of another kind.
            if !marked && cells.share_of_sizes(|rate| rate > MOST_OF_A_RATE) > 0.1 {
                return None;
            }
            fit
        }
        Field::AvgLikes | Field::AvgViews => {
            let fit = enough(numeric, 0.6)?;
            if percent > 0.5 {
                return None;
            }
            match total_of(field) {
                Some(total) if is_total(field, header, cells, beside) => return Some((total, fit)),
                _ => fit,
            }
        }
        Field::Posts if is_one_post(header) => {
            if !beside.priced && (beside.rate_card || looks_like_prices(header, cells)) {
                return None;
            }
            enough(numeric, 0.6)?
        }
        field if field.kind() == Kind::Money => {
            let fit = enough(numeric, 0.6)?;
            let small = cells.median().is_some_and(|median| median.abs() < 1.0);
            let told = header.currency.is_some() || header.factor.is_some();
            if percent > 0.5 || small && !told {
                return None;
            }
            if could_be_price(header) {
                let shown = beside.rate_card || looks_like_prices(header, cells);
                if !shown || beside.priced && field == Field::Price {
                    return None;
                }
            }
            fit
        }
        field if field.kind() == Kind::Share => {
            let marked = header.percent || percent > 0.5;
            if !marked && cells.median().is_some_and(|median| median.abs() > 100.0) {
                return None;
            }
            enough(numeric, 0.6)?
        }
        field if field.kind().is_numeric() => {
            let parts = matches!(field, Field::Posts | Field::Followers | Field::Following)
                && header.factor.is_none()
                && cells.share_of_sizes(|size| (0.0..=1.0).contains(&size)) > 0.95
                && cells.share(|cell| cell.contains(['.', ','])) > 0.0;
            if percent > 0.5 || parts {
                return None;
            }
            enough(numeric, 0.6)?
        }
        Field::Niche | Field::Language | Field::City => {
            let numbers_or_links = numeric.max(cells.share(address::is_address));
            if numbers_or_links > 0.5 || cells.share(is_prose) > 0.3 {
                return None;
            }
            full
        }
        _ => full,
    };
    Some((field, fit))
}

/// Words that call a figure a rate, so that one of thousands is a mistake and no count.
const RATES: &[&str] = &[
    "rate", "er", "ratio", "views", "tasa", "taxa", "taux", "tasso", "orani",
];

fn is_platform(cell: &str) -> bool {
    cell.split([',', ';', '/', '|', '\u{1f}'])
        .all(|part| Platform::named(part.trim()).is_some())
}

/// No rate is above it, in percent.
const MOST_OF_A_RATE: f64 = 2_000.0;

fn is_truth(cell: &str) -> bool {
    ["yes", "no", "true", "false"]
        .iter()
        .any(|word| cell.eq_ignore_ascii_case(word))
}

/// Whether a cell tells something and does not name it.
fn is_prose(cell: &str) -> bool {
    let mut parts = cell.split([',', ';', '|', '/', '&', '·', '\n', '\u{1f}']);
    cell.len() > 400 || parts.any(|part| part.split_whitespace().count() > 8)
}

/// Whether there is a blank within a cell that is no list of handles.
fn has_blank(cell: &str) -> bool {
    let cell = values::trim(cell);
    cell.contains(' ') && !cell.contains(['@', '/', ','])
}

/// Further words and letters for a gender, for "both" and for "neither", below a header that says so.
const GENDERS: &str = "boy girl other nonbinary non-binary both couple masculin feminin mann frau uomo donna maschio femmina \
    maschile femminile vrouw erkek kadin мужской женский мужчина женщина муж жен м ж mezczyzna kobieta \
    pria wanita laki-laki perempuan l p nam nu ذكر انثى رجل امراة पुरुष महिला 男 女 男性 女性 남 여 남성 여성 남자 여자 k e";

fn is_gender(cell: &str) -> bool {
    let folded = fold(cell);
    evidence::is_gender(cell)
        || GENDERS
            .split_whitespace()
            .any(|gender| folded == fold(gender))
}

/// The sum over all posts that an average may turn out to be.
fn total_of(field: Field) -> Option<Field> {
    match field {
        Field::AvgLikes => Some(Field::TotalLikes),
        Field::AvgViews => Some(Field::TotalViews),
        _ => None,
    }
}

/// Whether figures that no header calls an average are far too large for one: a post is liked by
/// fewer people than follow, and a video is seen by no more than a few times as many.
fn is_total(field: Field, header: &Header, cells: &Cells<'_>, beside: Beside) -> bool {
    if super::bare::is_average(&header.words) {
        return false;
    }
    let factor = header.factor.unwrap_or(1.0);
    let (ratio, size) = match field {
        Field::AvgLikes => (1.5, 15e6),
        _ => (15.0, 200e6),
    };
    let Some((followers, thousands)) = beside.followers.filter(|(at, _)| *at != cells.at) else {
        return cells.median().is_some_and(|median| median * factor > size);
    };
    let ratios = cells.rows.iter().filter_map(|row| {
        let followers = number(row.cell(followers))? * thousands;
        let figure = number(row.cell(cells.at))? * factor;
        (followers > 0.0 && figure > 0.0).then_some(figure / followers)
    });
    units::median(ratios.collect()).is_some_and(|middle| middle > ratio)
}

/// Words that name what is posted, and so a price of it or a count of them.
const POSTED: &str = "post posts story stories reel reels short shorts video videos feed ig instagram tiktok tt youtube yt \
    integration integrated package bundle carousel static dedicated single set historia historias storie hikaye relacja \
    сторис рилс пост ستوري igs story's";

/// Whether a header says only what is posted: a price of it, or how many there are.
pub fn could_be_price(header: &Header) -> bool {
    header.words.split(' ').all(|word| {
        let mut known = POSTED.split_whitespace();
        known.any(|posted| fold(posted) == word)
    })
}

/// Whether a header may be the price of a post as well as the number of posts.
fn is_one_post(header: &Header) -> bool {
    let known = super::spellings::known(&header.words);
    known.iter().any(|meaning| meaning.field == Field::Price)
}

/// Whether cells that only a kind of post heads are amounts of money.
fn looks_like_prices(header: &Header, cells: &Cells<'_>) -> bool {
    if header.currency.is_some() || cells.with_currency() > 0.3 {
        return true;
    }
    are_round(cells.unscaled().collect(), 5)
}

/// Whether figures are large or round enough for prices: nobody's numbers of posts are, over a column.
fn are_round(mut figures: Vec<f64>, least: usize) -> bool {
    figures.retain(|figure| *figure > 0.0);
    let round = figures
        .iter()
        .filter(|figure| **figure % 5.0 == 0.0)
        .count();
    let mostly_round = figures.len() >= least && round * 5 >= figures.len() * 4;
    units::median(figures).is_some_and(|median| median > 20_000.0 || median >= 10.0 && mostly_round)
}

/// Whether several columns that only name a kind of post each are a rate card: `Post`, `Story`, `Reel`.
pub fn is_rate_card(columns: &[(usize, &Header)], cells: &[Cells<'_>]) -> bool {
    let kinds: Vec<usize> = columns
        .iter()
        .filter(|(_, header)| {
            let known = super::spellings::known(&header.words);
            let money = |meaning: &Meaning| meaning.field.kind() == Kind::Money;
            could_be_price(header) && known.iter().any(money)
        })
        .map(|(at, _)| *at)
        .collect();
    let figures = kinds.iter().flat_map(|at| cells[*at].unscaled());
    kinds.len() > 1 && are_round(figures.collect(), 3)
}

/// The share of rows in which a rate is (likes + comments) / `by`, which tells what it is a rate of.
pub fn agrees(rows: &[Record<'_>], rate: usize, engagements: &[usize], by: usize) -> Option<f64> {
    let mut quotients: Vec<f64> = Vec::new();
    for row in rows {
        let sum: Option<f64> = engagements.iter().map(|at| number(row.cell(*at))).sum();
        if let (Some(rate), Some(sum), Some(by)) =
            (number(row.cell(rate)), sum, number(row.cell(by)))
            && rate > 0.0
            && sum > 0.0
            && by > 0.0
        {
            quotients.push(rate * by / sum);
        }
    }
    let middle = units::median(quotients.clone()).filter(|_| quotients.len() >= 8)?;
    let near = quotients
        .iter()
        .filter(|quotient| (*quotient / middle - 1.0).abs() < 0.05);
    // The rate may be written as a share or in percent.
    let plausible = (0.9..1.1).contains(&middle) || (90.0..110.0).contains(&middle);
    Some(if plausible {
        near.count() as f64 / quotients.len() as f64
    } else {
        0.0
    })
}
