//! Made-up influencers, the same at every run, and the file that tells of them: with cells left empty in
//! several ways, numbers written in several ways, several niches, accents.

use crate::dice::Dice;

impl Dice {
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

/// What the file says of one influencer.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub handle: String,
    pub name: String,
    pub platform: Option<&'static str>,
    pub niches: Vec<&'static str>,
    pub country: Option<&'static str>,
    pub followers: Option<f64>,
    /// As a fraction.
    pub rate: Option<f64>,
    pub price: Option<f64>,
    pub currency: &'static str,
    pub bio: &'static str,
    pub note: &'static str,
    pub verified: Option<bool>,
    /// Days since 1970-01-01.
    pub posted: Option<i32>,
    /// Handle, name, bio, note and the niches, in small letters without accents.
    pub folded: Vec<String>,
}

/// What one euro is worth in dollars; of pounds that is not known.
pub const EURO: f64 = 1.1;
/// 2026-03-31.
pub const TODAY: i32 = 20_543;
pub const PLATFORMS: &[&str] = &["Instagram", "TikTok", "YouTube", "Twitch"];
pub const NICHES: &[&str] = &[
    "fitness",
    "food",
    "travel",
    "beauty",
    "fashion",
    "gaming",
    "Street Café",
    "Foot spa",
];
pub const COUNTRIES: &[&str] = &["United States", "Brazil", "Germany", "Türkiye", "Japan"];
const FIRST: &[&str] = &[
    "Ana",
    "Bo",
    "Zoë",
    "José",
    "Mia",
    "Łukasz",
    "Ｒｅｎ",
    "深夜",
];
const LAST: &[&str] = &["Müller", "Lima", "Vegan", "O'Neil", "da Silva", "Chef"];
const STEMS: &[&str] = &[
    "ana.fit",
    "bo_run",
    "vegan.zoe",
    "josé",
    "the.chef",
    "x",
    "cafe_lu",
];
const BIOS: &[&str] = &[
    "",
    "",
    "Vegan coach",
    "VEGAN. Park workouts, no gym",
    "Café owner (and \"chef\")",
    "travel + food; 2 cats",
    "ＦＵＬＬ width",
    "Deals: DM me",
    "gym, gym, gym",
    "éclairs à Paris",
];
const NOTES: &[&str] = &[
    "",
    "",
    "",
    "asks for a deal",
    "replied in May",
    "Déal is off",
];

impl Person {
    fn new(dice: &mut Dice, number: usize) -> Self {
        let mut niches = Vec::new();
        for _ in 0..dice.pick(&[0, 1, 1, 1, 2, 3]) {
            let niche = dice.pick(NICHES);
            if !niches.contains(&niche) {
                niches.push(niche);
            }
        }
        let size = 10f64.powi(dice.below(5) as i32 + 2);
        let followers = (size * (1.0 + dice.below(90) as f64 / 10.0)).round();
        let known = |dice: &mut Dice, times| !dice.one_in(times);
        let mut person = Person {
            handle: format!("{}{number}", dice.pick(STEMS)),
            name: format!("{} {}", dice.pick(FIRST), dice.pick(LAST)),
            platform: known(dice, 20).then(|| dice.pick(PLATFORMS)),
            niches,
            country: known(dice, 6).then(|| dice.pick(COUNTRIES)),
            followers: known(dice, 9).then_some(followers),
            rate: known(dice, 5).then(|| dice.below(120) as f64 / 10.0 / 100.0),
            price: known(dice, 3).then(|| (dice.below(500) * 10) as f64),
            currency: dice.pick(&["USD", "USD", "USD", "EUR", "GBP"]),
            bio: dice.pick(BIOS),
            note: dice.pick(NOTES),
            verified: known(dice, 4).then(|| dice.one_in(3)),
            posted: known(dice, 4).then(|| TODAY - dice.below(500) as i32),
            folded: Vec::new(),
        };
        let texts = [
            person.handle.as_str(),
            &person.name,
            person.bio,
            person.note,
        ];
        let texts = texts.iter().chain(&person.niches);
        person.folded = texts.map(|text| plain(text)).collect();
        person
    }

    /// The price in dollars, where that can be said.
    pub fn dollars(&self) -> Option<f64> {
        match self.currency {
            "USD" => self.price,
            "EUR" => Some(self.price? * EURO),
            _ => None,
        }
    }

    fn line(&self, dice: &mut Dice) -> String {
        let missing = |dice: &mut Dice| dice.pick(&["", "", "-", "N/A", "n/a"]).to_owned();
        let word = |dice: &mut Dice, word: Option<&str>| match word {
            Some(word) => word.to_owned(),
            None => missing(dice),
        };
        let number = |dice: &mut Dice, value: Option<f64>| match value {
            Some(value) => written(dice, value),
            None => missing(dice),
        };
        let day = self.posted.map(|day| {
            let span = jiff::Span::new().days(day);
            (jiff::civil::date(1970, 1, 1) + span).to_string()
        });
        let rate = self.rate.map(|rate| format!("{:.1}%", rate * 100.0));
        let verified = self.verified.map(|yes| if yes { "yes" } else { "no" });
        let currency = self.price.map(|_| self.currency);
        let cells = [
            format!("@{}", self.handle),
            self.name.clone(),
            word(dice, self.platform),
            self.niches.join("; "),
            word(dice, self.country),
            number(dice, self.followers),
            word(dice, rate.as_deref()),
            number(dice, self.price),
            currency.unwrap_or("").to_owned(),
            self.bio.to_owned(),
            self.note.to_owned(),
            word(dice, verified),
            word(dice, day.as_deref()),
        ];
        let quoted = cells.map(|cell| match cell.contains(['"', ',', ';']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell,
        });
        quoted.join(",")
    }
}

/// A whole number in one of the ways in which people write it.
pub fn written(dice: &mut Dice, value: f64) -> String {
    match dice.below(4) {
        0 if value >= 1e6 && value % 1e5 == 0.0 => format!("{}M", value / 1e6),
        1 if value >= 1e3 && value % 100.0 == 0.0 => format!("{}k", value / 1e3),
        2 => grouped(value as u64),
        _ => format!("{value}"),
    }
}

fn grouped(value: u64) -> String {
    match value {
        0..1_000 => value.to_string(),
        _ => format!("{},{:03}", grouped(value / 1_000), value % 1_000),
    }
}

/// Small letters without accents, as far as the made-up file has any.
pub fn plain(text: &str) -> String {
    let letter = |letter: char| match letter {
        'é' | 'É' | 'ë' => 'e',
        'ü' => 'u',
        'à' => 'a',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        letter => letter,
    };
    text.chars().map(letter).collect::<String>().to_lowercase()
}

/// So many influencers, and the file that tells of them.
pub fn people(count: usize) -> (Vec<Person>, String) {
    let mut dice = Dice::new(20_260_331);
    let mut text = String::from(
        "Handle,Name,Platform,Niche,Country,Followers,Engagement rate,Price,Currency,Bio,Notes,Verified,Last post\n",
    );
    let mut people = Vec::with_capacity(count);
    for number in 0..count {
        let person = Person::new(&mut dice, number);
        text.push_str(&person.line(&mut dice));
        text.push('\n');
        people.push(person);
    }
    (people, text)
}
