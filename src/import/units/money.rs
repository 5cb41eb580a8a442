//! Magnitudes and signs of money that mean one thing here and another there: told by the words beside
//! them, by the country, by the user.

use std::collections::{HashMap, HashSet};

use super::super::Record;
use super::super::headers::Assigned;
use super::super::values::{self, Signs};
use super::{Known, Style, cells};
use crate::roster::{Currency, Field, Kind, country};

/// What a file says as a whole.
#[derive(Debug, Default)]
pub struct File {
    /// The country of most rows.
    country: Option<&'static str>,
    /// A language of which the headers show a script or a word.
    japanese: bool,
    chinese: bool,
    turkish: bool,
    latin_american: bool,
}

impl File {
    pub fn new(columns: &[Assigned], rows: &[Record<'_>]) -> Self {
        let mut file = File::default();
        for column in columns {
            let words = &column.header.words;
            let any =
                |from: char, to: char| words.chars().any(|letter| (from..=to).contains(&letter));
            file.japanese |= any('\u{3040}', '\u{30ff}');
            file.chinese |= any('\u{4e00}', '\u{9fff}');
            let is = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
            file.turkish |= is(&[
                "takipci",
                "abone",
                "ulke",
                "kullanici",
                "ucret",
                "fiyat",
                "begeni",
                "izlenme",
                "etkilesim",
            ]);
            file.latin_american |= is(&[
                "seguidores",
                "precio",
                "tarifa",
                "preco",
                "valor",
                "costo",
                "usuario",
                "nombre",
                "pais",
            ]);
        }
        let places = columns
            .iter()
            .position(|column| column.field == Some(Field::Country));
        if let Some(at) = places {
            let mut votes: HashMap<&str, usize> = HashMap::new();
            for name in cells(at, rows).filter_map(country::of_place) {
                *votes.entry(name).or_default() += 1;
            }
            let most = votes
                .into_iter()
                .max_by_key(|(name, votes)| (*votes, *name));
            file.country = most.map(|(name, _)| name);
        }
        file
    }
}

pub fn decide(style: &mut Style, column: &Assigned, field: Field, cells: &[&str], known: &Known) {
    let words = Words::of(cells);
    magnitudes(style, field, cells, &words, &known.file);
    if field.kind() == Kind::Money {
        signs(style, column, cells, &words, known);
    }
}

/// The words that stand beside the numbers of a column, in lower case.
struct Words(HashSet<String>);

impl Words {
    fn of(cells: &[&str]) -> Self {
        let mut words = HashSet::new();
        for cell in cells {
            for word in cell.split(|letter: char| !letter.is_alphabetic()) {
                if !word.is_empty() && !words.contains(word) {
                    words.insert(word.to_lowercase());
                }
            }
        }
        Words(words)
    }

    fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.0.contains(*word))
    }
}

fn magnitudes(style: &mut Style, field: Field, cells: &[&str], words: &Words, file: &File) {
    if words.any(&["mil"])
        && words.any(&["k", "thousand"])
        && !words.any(&["m", "mi", "millones", "millón", "milhões", "mln"])
    {
        style.notation.mil = 1e6;
        style
            .notes
            .push("\"mil\" is read as million, since thousands are written another way".to_owned());
    }
    if words.any(&["b"]) {
        let people =
            |cell: &&str| values::number(cell, false).is_some_and(|number| number.value > 9e9);
        let too_many = field == Field::Followers && cells.iter().any(people);
        if file.turkish || words.any(&["mn", "milyon", "bin"]) || too_many {
            style.notation.b = 1e3;
            style
                .notes
                .push("\"B\" is read as thousand (bin), as Turkish writes it".to_owned());
        }
    }
    if field.kind() == Kind::Money && words.any(&["m"]) && words.any(&["jt", "juta"]) {
        style.notation.m = 1e9;
        style
            .notes
            .push("\"M\" is read as milliard (miliar), beside \"jt\" for millions".to_owned());
    }
}

/// Currencies that share a sign, and what the sign means where nobody says.
const DOLLARS: &[&str] = &[
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP",
    "BRL", "JMD", "TTD", "BSD", "BBD",
];
const YENS: &[&str] = &["JPY", "CNY"];
const KRONER: &[&str] = &["SEK", "NOK", "DKK", "ISK", "CZK"];
const RUPEES: &[&str] = &["INR", "PKR", "LKR", "NPR", "MUR"];

fn signs(style: &mut Style, column: &Assigned, cells: &[&str], words: &Words, known: &Known) {
    let file = &known.file;
    let told = column.header.currency.or(known.currency);
    let of = |family: &[&str]| told.filter(|currency| family.contains(&currency.code()));
    let in_country = |places: &[(&str, &str)]| {
        let place = places.iter().find(|(name, _)| file.country == Some(*name));
        place.and_then(|(_, code)| Currency::from_code(code))
    };
    let usual = Signs::default();
    let chinese = file.chinese && !file.japanese || cells.iter().any(|cell| cell.contains('元'));
    let yen = of(YENS)
        .or_else(|| in_country(&[("China", "CNY"), ("Japan", "JPY")]))
        .or_else(|| Currency::from_code(if chinese { "CNY" } else { "JPY" }));
    let krone = of(KRONER).or_else(|| {
        in_country(&[
            ("Norway", "NOK"),
            ("Denmark", "DKK"),
            ("Sweden", "SEK"),
            ("Iceland", "ISK"),
        ])
    });
    let rupee = of(RUPEES).or_else(|| {
        in_country(&[
            ("India", "INR"),
            ("Pakistan", "PKR"),
            ("Sri Lanka", "LKR"),
            ("Nepal", "NPR"),
        ])
    });
    style.notation.signs = Signs {
        dollar: of(DOLLARS).unwrap_or(usual.dollar),
        yen: yen.unwrap_or(usual.yen),
        krone: krone.unwrap_or(usual.krone),
        rupee: rupee.unwrap_or(usual.rupee),
    };
    let signs = style.notation.signs;
    // A sign alone: `R$` and `C$` say more.
    let alone = |sign: &str| {
        cells.iter().any(|cell| {
            cell.match_indices(sign).any(|(at, _)| {
                let letter = |letter: char| letter.is_alphabetic();
                !cell[..at].ends_with(letter) && !cell[at + sign.len()..].starts_with(letter)
            })
        })
    };
    let assumed = |sign: &str, currency: Currency| {
        format!(
            "{sign} is taken for {currency}, which nothing says; if that is wrong: --currency CODE"
        )
    };
    let elsewhere = file.latin_american
        || file
            .country
            .is_some_and(|name| DOLLAR_LANDS.contains(&name));
    if of(DOLLARS).is_none() && elsewhere && alone("$") {
        style.notes.push(assumed("$", signs.dollar));
    }
    let sure_yen = of(YENS).is_some() || file.country.is_some() || chinese || file.japanese;
    if !sure_yen && (alone("¥") || alone("￥")) {
        style.notes.push(assumed("¥", signs.yen));
    }
    if krone.is_none() && words.any(&["kr"]) {
        style.notes.push(assumed("kr", signs.krone));
    }
    if rupee.is_none() && words.any(&["rs"]) {
        style.notes.push(assumed("Rs", signs.rupee));
    }
}

/// Lands in which `$` is mostly another currency than the US dollar.
const DOLLAR_LANDS: &[&str] = &[
    "Canada",
    "Australia",
    "New Zealand",
    "Singapore",
    "Hong Kong",
    "Taiwan",
    "Mexico",
    "Argentina",
    "Chile",
    "Colombia",
    "Uruguay",
    "Dominican Republic",
    "Brazil",
    "Jamaica",
    "Trinidad and Tobago",
];
