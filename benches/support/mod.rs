//! What the benches share: made-up rosters of any size, and a clock that speaks per row.
//!
//! Rosters are made in memory, the same each time, from nothing but their number of rows.

pub mod per_row;

use std::fmt::Write;
use std::ops::ControlFlow;

use tastemaker::background::open::{self, Assumptions};
use tastemaker::import::{Options, Source};
use tastemaker::roster::Roster;

/// The sizes that everything is measured at.
pub const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

const HEADER: &str = "handle,name,platform,niche,country,language,followers,engagement_rate,avg_likes,\
                      avg_comments,avg_views,price,currency,email,bio,last_post,verified\n";
const FIRST: [&str; 8] = [
    "Maya",
    "Renée",
    "Jürgen",
    "Çağla",
    "Тарас",
    "陽菜",
    "서연",
    "Amara",
];
const LAST: [&str; 8] = [
    "Reed",
    "Núñez",
    "Köhler",
    "Öztürk",
    "Мельник",
    "佐藤",
    "김",
    "Eze, Jr.",
];
const PLATFORMS: [&str; 5] = ["instagram", "tiktok", "youtube", "instagram", "twitch"];
const COUNTRIES: [(&str, &str); 8] = [
    ("United States", "en"),
    ("India", "hi"),
    ("Brazil", "pt"),
    ("Germany", "de"),
    ("Japan", "ja"),
    ("Türkiye", "tr"),
    ("South Korea", "ko"),
    ("Nigeria", "en"),
];
const NICHES: [&str; 20] = [
    "beauty",
    "fashion",
    "fitness",
    "food",
    "travel",
    "gaming",
    "lifestyle",
    "music",
    "comedy",
    "tech",
    "parenting",
    "skincare",
    "sports",
    "pets",
    "photography",
    "finance",
    "yoga",
    "vegan",
    "books",
    "crafts",
];
const BIOS: [&str; 6] = [
    "Certified coach | DM for collabs",
    "Recipes, rants & road trips",
    "She said \"just start\", so I did",
    "毎日ヨガとコーヒー",
    "Thrifted looks under $50 ♻️",
    "Marathoner (3:08), dog person",
];

/// A sequence that looks random and is the same each time (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1, 1 excluded.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[(self.next() % of.len() as u64) as usize]
    }

    fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }
}

/// A roster as comma-separated text: 17 columns, quoted cells, gaps, followers from 1,000 to
/// 10,000,000 spread evenly over the magnitudes.
pub fn csv(rows: usize) -> String {
    let mut dice = Dice(rows as u64);
    let mut text = String::with_capacity(HEADER.len() + rows * 200);
    text.push_str(HEADER);
    for row in 0..rows {
        write_row(&mut text, row, &mut dice).expect("a String takes every text");
    }
    text
}

fn write_row(text: &mut String, row: usize, dice: &mut Dice) -> std::fmt::Result {
    let niche = dice.one(&NICHES);
    let (country, language) = dice.one(&COUNTRIES);
    let followers = 10f64.powf(3.0 + 4.0 * dice.share()).round();
    let rate = 0.2 * followers.powf(-0.2) * (0.3 + 1.4 * dice.share());
    let likes = (followers * rate * 0.97).round();
    let comments = (followers * rate * 0.03).round();
    write!(
        text,
        "{niche}.{row},\"{} {}\",",
        dice.one(&FIRST),
        dice.one(&LAST)
    )?;
    write!(text, "{},", dice.one(&PLATFORMS))?;
    if dice.chance(0.3) {
        write!(text, "\"{niche}, {}\",", dice.one(&NICHES))?;
    } else {
        write!(text, "{niche},")?;
    }
    write!(text, "{country},{language},{followers},")?;
    write!(text, "{:.2}%,{likes},{comments},", rate * 100.0)?;
    if dice.chance(0.6) {
        write!(text, "{:.0}", followers * (0.1 + dice.share()))?;
    }
    text.push(',');
    if dice.chance(0.7) {
        let price = 0.02 * followers.powf(0.95) * (0.5 + dice.share());
        write!(text, "{:.0},USD,", price + 20.0)?;
    } else {
        text.push_str(",,");
    }
    write!(text, "{niche}.{row}@example.com,")?;
    write!(text, "\"{}\",", dice.one(&BIOS).replace('"', "\"\""))?;
    let (month, day) = (1 + dice.next() % 12, 1 + dice.next() % 28);
    writeln!(
        text,
        "2026-{month:02}-{day:02},{}",
        dice.one(&["yes", "no"])
    )
}

/// The same roster as something to read.
pub fn source(rows: usize) -> Source {
    Source::Bytes {
        name: format!("made-{rows}.csv"),
        bytes: csv(rows).into_bytes(),
    }
}

/// Opens sources as the program does, with all measures.
pub fn open(sources: &[Source]) -> Roster {
    let (roster, _) = open::open(
        sources,
        &Options::default(),
        &Assumptions::default(),
        &mut |_, _, _| ControlFlow::Continue(()),
    );
    roster
}

/// The made-up roster, opened.
///
/// # Panics
/// When a row was not read: a figure per row would then be wrong.
pub fn roster(rows: usize) -> Roster {
    let roster = open(&[source(rows)]);
    assert_eq!(roster.len(), rows, "every made-up row is read");
    roster
}
