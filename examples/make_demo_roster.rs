//! Makes the built-in demo roster: 1,200 influencers that do not exist.
//!
//! `cargo run --example make_demo_roster` writes `assets/demo/roster.csv` again, byte for byte; a test
//! holds the file to this program. Everything is drawn from a small random generator with a fixed
//! seed. Handles are put together from words that nobody would combine, names from given names and
//! invented surnames, addresses from the reserved domain example.com.
//!
//! The figures follow what is published of the field, with its spread: engagement rates fall with
//! size and differ by platform, prices grow more slowly than followers and differ by platform, niche
//! and region. Whether small or big is cheaper per engagement differs from niche to niche: nothing is
//! built in for either side.

use std::fmt::Write as _;
use std::path::Path;

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same for ever.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Between 0 and 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Standard normal, by the sum of twelve uniform numbers: no tails beyond six.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[(self.next() % from.len() as u64) as usize]
    }

    /// Picks by weight.
    fn weighted<'a, T>(&mut self, from: &'a [T], weight: impl Fn(&T) -> f64) -> &'a T {
        let total: f64 = from.iter().map(&weight).sum();
        let mut left = self.unit() * total;
        for item in from {
            left -= weight(item);
            if left < 0.0 {
                return item;
            }
        }
        &from[from.len() - 1]
    }
}

/// Name, weight, price factor, how the rate changes with size beyond the usual, words of bios.
struct Niche(&'static str, f64, f64, f64, &'static [&'static str]);

const NICHES: &[Niche] = &[
    Niche(
        "fashion",
        13.0,
        1.10,
        -0.06,
        &[
            "outfits",
            "thrift finds",
            "capsule wardrobe",
            "street style",
        ],
    ),
    Niche(
        "beauty",
        13.0,
        1.10,
        0.10,
        &[
            "skincare",
            "make-up",
            "honest serum reviews",
            "clean beauty",
        ],
    ),
    Niche(
        "food",
        11.0,
        0.90,
        -0.10,
        &[
            "weeknight dinners",
            "sourdough",
            "vegan baking",
            "street food",
        ],
    ),
    Niche(
        "fitness",
        11.0,
        1.00,
        0.04,
        &["home workouts", "mobility", "running", "strength basics"],
    ),
    Niche(
        "travel",
        9.0,
        1.00,
        0.12,
        &["slow travel", "train journeys", "weekend trips", "van life"],
    ),
    Niche(
        "tech",
        9.0,
        1.30,
        -0.04,
        &["gadgets", "phone reviews", "home automation", "keyboards"],
    ),
    Niche(
        "gaming",
        6.0,
        0.95,
        0.06,
        &["indie games", "speedruns", "cosy games", "game nights"],
    ),
    Niche(
        "parenting",
        5.0,
        1.05,
        -0.12,
        &["twins", "toddler meals", "calm mornings", "school runs"],
    ),
    Niche(
        "home",
        5.0,
        1.00,
        -0.02,
        &["small flats", "renovation", "plants", "tidy shelves"],
    ),
    Niche(
        "music",
        4.0,
        0.90,
        0.10,
        &["bedroom pop", "vinyl", "guitar lessons", "choir"],
    ),
    Niche(
        "comedy",
        4.0,
        0.90,
        0.08,
        &["sketches", "office jokes", "dad jokes", "impressions"],
    ),
    Niche(
        "finance",
        4.0,
        1.50,
        -0.08,
        &["budgets", "index funds", "first salary", "saving tips"],
    ),
    Niche(
        "outdoors",
        3.0,
        1.00,
        0.00,
        &["hiking", "wild camping", "trail maps", "bouldering"],
    ),
    Niche(
        "education",
        3.0,
        0.85,
        -0.05,
        &["study notes", "languages", "maths tricks", "history"],
    ),
];

/// Name, weight, engagement rate at 30,000 followers, price factor, has views, share among the largest.
struct Platform(&'static str, f64, f64, f64, bool, f64);

const PLATFORMS: &[Platform] = &[
    Platform("Instagram", 46.0, 0.026, 1.00, false, 0.8),
    Platform("TikTok", 27.0, 0.055, 0.75, true, 1.1),
    Platform("YouTube", 17.0, 0.019, 1.90, true, 1.9),
    Platform("X", 4.0, 0.008, 0.50, false, 0.6),
    Platform("Twitch", 3.0, 0.030, 1.20, true, 0.7),
    Platform("LinkedIn", 2.0, 0.020, 1.20, false, 0.2),
    Platform("Pinterest", 1.0, 0.010, 0.60, false, 0.3),
];

/// Country, city, language, weight, price factor, given names, invented surnames.
struct Place(
    &'static str,
    &'static [&'static str],
    &'static str,
    f64,
    f64,
    &'static [&'static str],
    &'static [&'static str],
);

const PLACES: &[Place] = &[
    Place(
        "United States",
        &["Austin", "Portland", "Chicago", "Atlanta"],
        "English",
        24.0,
        1.0,
        &["Maya", "Jordan", "Casey", "Nora", "Eli", "Ruth"],
        &["Bramblewick", "Tannerly", "Oakmarsh", "Fennimoor"],
    ),
    Place(
        "United Kingdom",
        &["Leeds", "Bristol", "Glasgow"],
        "English",
        9.0,
        0.85,
        &["Imogen", "Callum", "Freya", "Owen"],
        &["Thistlecombe", "Harrowgale", "Pennyfold"],
    ),
    Place(
        "Germany",
        &["Leipzig", "Köln", "Hamburg"],
        "German",
        7.0,
        0.85,
        &["Lena", "Jonas", "Mira", "Felix"],
        &["Sternbrück", "Waldeckert", "Möhringshof"],
    ),
    Place(
        "France",
        &["Lyon", "Nantes", "Lille"],
        "French",
        6.0,
        0.85,
        &["Chloé", "Hugo", "Inès", "Rémi"],
        &["Valbrune", "Deschênelle", "Montfleury-Bas"],
    ),
    Place(
        "Brazil",
        &["Recife", "Curitiba", "Salvador"],
        "Portuguese",
        9.0,
        0.5,
        &["Luana", "Caio", "Bia", "João"],
        &["Serrazul", "Pedralva do Rio", "Campanário"],
    ),
    Place(
        "Spain",
        &["Valencia", "Sevilla", "Bilbao"],
        "Spanish",
        5.0,
        0.75,
        &["Lucía", "Álvaro", "Nerea", "Iker"],
        &["Valdeluna", "Torrequema", "Brisalba"],
    ),
    Place(
        "Mexico",
        &["Puebla", "Mérida", "Oaxaca"],
        "Spanish",
        5.0,
        0.5,
        &["Ximena", "Diego", "Fer", "Paola"],
        &["Cerrogrande", "Lunamar", "Pedregalito"],
    ),
    Place(
        "Italy",
        &["Torino", "Bari", "Verona"],
        "Italian",
        4.0,
        0.8,
        &["Giulia", "Matteo", "Alice", "Nico"],
        &["Montegrano", "Rivalta Sole", "Campolieto"],
    ),
    Place(
        "Poland",
        &["Kraków", "Łódź", "Gdańsk"],
        "Polish",
        3.0,
        0.6,
        &["Zofia", "Kuba", "Hania", "Michał"],
        &["Brzozówka", "Wilczogórski", "Jaworzynka"],
    ),
    Place(
        "Netherlands",
        &["Utrecht", "Groningen"],
        "Dutch",
        2.0,
        0.85,
        &["Fleur", "Daan", "Sanne"],
        &["van Wolkenveen", "Zilverduin", "Meerdijkstra"],
    ),
    Place(
        "Sweden",
        &["Malmö", "Uppsala"],
        "Swedish",
        2.0,
        0.85,
        &["Elsa", "Nils", "Maja"],
        &["Björkvinge", "Sjöholmsten"],
    ),
    Place(
        "Turkey",
        &["İzmir", "Bursa"],
        "Turkish",
        3.0,
        0.4,
        &["Elif", "Emre", "Zeynep"],
        &["Yıldızova", "Karadağlı", "Gümüşsu"],
    ),
    Place(
        "Japan",
        &["Osaka", "Sapporo"],
        "Japanese",
        3.0,
        0.8,
        &["葵", "陽菜", "蓮", "湊"],
        &["月見坂", "雲野原", "星ヶ瀬"],
    ),
    Place(
        "South Korea",
        &["Busan", "Daegu"],
        "Korean",
        3.0,
        0.8,
        &["서연", "민준", "지우"],
        &["별빛", "산들", "한울"],
    ),
    Place(
        "India",
        &["Pune", "Kochi", "Jaipur"],
        "Hindi",
        5.0,
        0.4,
        &["Aarav", "Diya", "Ishaan", "Meera"],
        &["Suryavand", "Neelkanthi", "Varshaal"],
    ),
    Place(
        "Indonesia",
        &["Bandung", "Surabaya"],
        "Indonesian",
        3.0,
        0.4,
        &["Ayu", "Bagas", "Sari"],
        &["Lautanjati", "Wanapraja"],
    ),
    Place(
        "Nigeria",
        &["Ibadan", "Enugu"],
        "English",
        2.0,
        0.35,
        &["Ada", "Tunde", "Kemi"],
        &["Okunwaye", "Adebrook"],
    ),
    Place(
        "South Africa",
        &["Durban", "Pretoria"],
        "English",
        2.0,
        0.4,
        &["Thandi", "Sipho", "Anika"],
        &["Veldskoon", "Mabunzala"],
    ),
    Place(
        "Egypt",
        &["Alexandria", "Giza"],
        "Arabic",
        2.0,
        0.35,
        &["ليلى", "عمر", "سلمى"],
        &["النجومي", "البحراوي"],
    ),
    Place(
        "Canada",
        &["Halifax", "Calgary"],
        "English",
        3.0,
        0.95,
        &["Sage", "Tyler", "Anouk"],
        &["Maplethorne", "Northwharf"],
    ),
    Place(
        "Australia",
        &["Perth", "Hobart"],
        "English",
        3.0,
        0.95,
        &["Kirra", "Lachlan", "Tess"],
        &["Gumtrellis", "Coralsby"],
    ),
    Place(
        "Argentina",
        &["Rosario", "Mendoza"],
        "Spanish",
        2.0,
        0.45,
        &["Martina", "Tomás", "Abril"],
        &["Pampaclara", "Riobravoso"],
    ),
];

const ADJECTIVES: &[&str] = &[
    "quiet", "copper", "minty", "lunar", "velvet", "salty", "paper", "brisk", "amber", "cosy",
    "drowsy", "fuzzy", "golden", "hazel", "ivory", "jolly", "kindly", "lemon", "mellow", "nimble",
    "olive", "plucky", "rustic", "sunny", "tidy", "upbeat", "windy", "zesty",
];
const NOUNS: &[&str] = &[
    "kettle", "otter", "lantern", "pebble", "teapot", "heron", "biscuit", "compass", "fern",
    "mitten", "acorn", "button", "cactus", "drawer", "easel", "feather", "goblet", "hammock",
    "inkwell", "jigsaw", "ladle", "magpie", "noodle", "orchard", "pickle", "ribbon", "saddle",
    "thimble", "umbrella", "walnut",
];

/// 12, 1,530 or 48,200 rather than 48,237: as people quote and platforms round.
fn rounded(value: f64, digits: i32) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    let step = 10f64.powi((value.log10().floor() as i32 - digits + 1).max(0));
    (value / step).round() * step
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

const HEADER: &str = "Handle,Name,Platform,Profile URL,Niche,Country,City,Language,Followers,Engagement rate,Avg likes,Avg comments,Avg views,Price per post,Story price,Reel price,Video price,Currency,Fake followers,Sponsored posts,Reply rate,Growth 30d,Posts per week,Last post,Email,Bio\n";

const ROWS: usize = 1_200;

fn roster() -> String {
    let mut random = Random(0x7A57_E3A4_2026);
    let mut text = String::from(HEADER);
    for number in 0..ROWS {
        row(&mut random, number, &mut text);
    }
    text
}

/// Followers by tier: many micro, enough mega to compare in every large niche.
fn followers(random: &mut Random) -> f64 {
    let (low, high): (f64, f64) = match random.unit() {
        share if share < 0.10 => (120.0, 1_000.0),
        share if share < 0.74 => (1_000.0, 100_000.0),
        share if share < 0.90 => (100_000.0, 1_000_000.0),
        _ => (1_000_000.0, 14_000_000.0),
    };
    let spread = random.unit().powf(if low >= 1e6 { 1.8 } else { 1.0 });
    rounded(
        (low.ln() + (high.ln() - low.ln()) * spread)
            .exp()
            .min(high * 0.995),
        4,
    )
}

fn row(random: &mut Random, number: usize, text: &mut String) {
    let followers = followers(random);
    let mega = followers >= 1e6;
    let platform = random.weighted(PLATFORMS, |platform| {
        platform.1 * if mega { platform.5 } else { 1.0 }
    });
    let niche = random.weighted(NICHES, |niche| niche.1);
    let place = random.weighted(PLACES, |place| place.3);
    let handle = handle(random, number, niche.0);
    let size = (followers / 30_000.0).ln();
    // Rates fall with size; the spread within a size is about two either way.
    let rate = platform.2 * ((-0.13 + niche.3) * size + 0.55 * random.normal()).exp();
    let rate = rate.clamp(0.0006, 0.45);
    let nobody = number % 397 == 11;
    let engagements = if nobody { 0.0 } else { rate * followers };
    let comments = (engagements * random.between(0.01, 0.06)).round();
    let likes = rounded((engagements - comments).max(0.0), 4);
    let rate = if followers > 0.0 {
        (likes + comments) / followers
    } else {
        0.0
    };
    let post = 240.0
        * (0.85 * size).exp()
        * platform.3
        * niche.2
        * place.4
        * (0.6 * random.normal()).exp();
    let post = rounded(post, 2).max(5.0);
    let gifted = number % 307 == 40;
    let priced = !random.chance(0.15);
    let currency = match place.0 {
        "Germany" | "France" | "Spain" | "Italy" | "Netherlands" if random.chance(0.12) => "EUR",
        "United Kingdom" if random.chance(0.12) => "GBP",
        _ => "USD",
    };
    let sponsored = (random.between(0.02, 0.3) + 0.03 * size.max(0.0)).clamp(0.0, 0.7);
    let replies = (0.35 - 0.05 * size + 0.08 * random.normal()).clamp(0.0, 0.95);
    let growth = 1.2 + 1.6 * random.normal();
    let bio = bio(random, niche);
    let second = random.pick(NICHES).0;
    let niches = if random.chance(0.12) && second != niche.0 {
        format!("{}; {second}", niche.0)
    } else {
        niche.0.to_owned()
    };
    let name = match place.0 {
        "Japan" | "South Korea" => format!("{}{}", random.pick(place.6), random.pick(place.5)),
        _ => format!("{} {}", random.pick(place.5), random.pick(place.6)),
    };
    let price = match (gifted, priced) {
        (true, _) => "0".to_owned(),
        (false, true) => format!("{post}"),
        (false, false) => String::new(),
    };
    let dear = |random: &mut Random, factor: f64| {
        format!(
            "{}",
            rounded(post * factor * random.between(0.85, 1.2), 2).max(5.0)
        )
    };
    let (story, reel, video) = (dear(random, 0.45), dear(random, 1.3), dear(random, 1.8));
    let city = (*random.pick(place.1)).to_owned();
    let offers = priced && !gifted;
    let views = followers * rate * random.between(5.0, 16.0);
    let fake = (0.03 + 0.012 * (followers / 1_000.0).max(1.0).ln() + 0.05 * random.normal())
        .clamp(0.0, 0.7);
    let posts_per_week = format!("{:.1}", random.between(0.5, 9.0));
    let last_post = format!("2026-10-{:02}", 1 + (random.next() % 30));
    let mut known = |share: f64, value: String| {
        if random.chance(share) {
            value
        } else {
            String::new()
        }
    };
    let has_views = platform.4 || known(0.5, "x".to_owned()) == "x";
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    let offer = |made: bool, price: String| if offers && made { price } else { String::new() };
    let cells = [
        format!("@{handle}"),
        name,
        platform.0.to_owned(),
        format!("https://example.com/{}/{handle}", platform.0.to_lowercase()),
        known(0.97, niches),
        known(0.95, place.0.to_owned()),
        known(0.85, city),
        place.2.to_owned(),
        format!("{followers}"),
        known(0.92, format!("{:.2}%", rate * 100.0)),
        format!("{likes}"),
        format!("{comments}"),
        if has_views {
            format!("{}", rounded(views, 3))
        } else {
            String::new()
        },
        price,
        offer(platform.0 == "Instagram", story),
        offer(matches!(platform.0, "Instagram" | "TikTok"), reel),
        offer(platform.4, video),
        currency.to_owned(),
        known(0.8, percent(fake)),
        known(0.85, percent(sponsored)),
        known(0.6, percent(replies)),
        known(0.8, format!("{growth:.1}%")),
        posts_per_week,
        last_post,
        known(0.55, format!("{handle}@example.com")),
        known(0.9, bio),
    ];
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    let _ = writeln!(text, "{}", cells.join(","));
}

/// Two odd words and the niche, with a number that makes it one of its kind.
fn handle(random: &mut Random, number: usize, niche: &str) -> String {
    let (adjective, noun) = (random.pick(ADJECTIVES), random.pick(NOUNS));
    match number % 4 {
        0 => format!("{adjective}.{noun}.{number}"),
        1 => format!("{noun}_{niche}_{number}"),
        2 => format!("the{adjective}{noun}{number}"),
        _ => format!("{adjective}{noun}.{niche}{number}"),
    }
}

fn bio(random: &mut Random, niche: &Niche) -> String {
    let (first, second) = (random.pick(niche.4), random.pick(niche.4));
    match random.next() % 5 {
        0 => format!("{first} and {second}. No filters."),
        1 => format!("{first} | made-up demo account"),
        2 => format!("I write about {first}, {second} and the \"in between\""),
        3 => format!("{first} ✨ {second}"),
        _ => format!("All about {first}\nMail for work"),
    }
}

fn main() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo/roster.csv");
    std::fs::write(&path, roster()).expect("assets/demo can be written");
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_demo_roster_is_what_this_program_makes() {
        let committed = include_str!("../assets/demo/roster.csv");
        assert!(
            committed == super::roster(),
            "run: cargo run --example make_demo_roster"
        );
    }
}
