//! Countries by name in the languages of rosters, by code, flag and common spelling, each under the one
//! short English name that rosters hold.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::words;

/// Short names where ISO 3166-1 has a formal one, by two-letter code.
const SHORT: &[(&str, &str)] = &[
    ("BO", "Bolivia"),
    ("CD", "DR Congo"),
    ("CZ", "Czech Republic"),
    ("FK", "Falkland Islands"),
    ("FM", "Micronesia"),
    ("GB", "United Kingdom"),
    ("IR", "Iran"),
    ("KP", "North Korea"),
    ("KR", "South Korea"),
    ("LA", "Laos"),
    ("MD", "Moldova"),
    ("MF", "Saint Martin"),
    ("NL", "Netherlands"),
    ("PS", "Palestine"),
    ("RU", "Russia"),
    ("SX", "Sint Maarten"),
    ("SY", "Syria"),
    ("TR", "Turkey"),
    ("TW", "Taiwan"),
    ("TZ", "Tanzania"),
    ("US", "United States"),
    ("VE", "Venezuela"),
    ("VG", "British Virgin Islands"),
    ("VI", "US Virgin Islands"),
    ("VN", "Vietnam"),
];

/// Names in the languages of rosters: a code, a tab, names.
const ABROAD: &str = include_str!("../../assets/countries.txt");

/// Further spellings, folded and without punctuation.
const SPELLINGS: &[(&str, &str)] = &[
    ("usa", "US"),
    ("u s", "US"),
    ("u s a", "US"),
    ("america", "US"),
    ("eeuu", "US"),
    ("ee uu", "US"),
    ("eua", "US"),
    ("сша", "US"),
    ("abd", "US"),
    ("mỹ", "US"),
    ("أمريكا", "US"),
    ("अमेरिका", "US"),
    ("アメリカ", "US"),
    ("uk", "GB"),
    ("u k", "GB"),
    ("great britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northern ireland", "GB"),
    ("inglaterra", "GB"),
    ("angleterre", "GB"),
    ("ingiltere", "GB"),
    ("англия", "GB"),
    ("inggris", "GB"),
    ("großbritannien", "GB"),
    ("anh", "GB"),
    ("英国", "GB"),
    ("uae", "AE"),
    ("u a e", "AE"),
    ("emirates", "AE"),
    ("eau", "AE"),
    ("vae", "AE"),
    ("الإمارات", "AE"),
    ("korea", "KR"),
    ("republic of korea", "KR"),
    ("korea south", "KR"),
    ("s korea", "KR"),
    ("corea", "KR"),
    ("한국", "KR"),
    ("韓国", "KR"),
    ("韩国", "KR"),
    ("russian federation", "RU"),
    ("рф", "RU"),
    ("czechia", "CZ"),
    ("turkiye", "TR"),
    ("viet nam", "VN"),
    ("holland", "NL"),
    ("holanda", "NL"),
    ("hollande", "NL"),
    ("the netherlands", "NL"),
    ("the philippines", "PH"),
    ("ksa", "SA"),
    ("saudi", "SA"),
    ("السعودية", "SA"),
    ("中国大陆", "CN"),
    ("中國大陸", "CN"),
    ("香港", "HK"),
    ("澳门", "MO"),
    ("澳門", "MO"),
    ("hong kong sar", "HK"),
    ("hk", "HK"),
    ("ivory coast", "CI"),
    ("cape verde", "CV"),
    ("swaziland", "SZ"),
    ("macedonia", "MK"),
    ("burma", "MM"),
    ("bharat", "IN"),
    ("the gambia", "GM"),
    ("the bahamas", "BS"),
    ("bosnia", "BA"),
    ("trinidad", "TT"),
    ("congo kinshasa", "CD"),
    ("congo brazzaville", "CG"),
];

/// States of the USA: what stands behind a town there is no country, however much it looks like one.
const STATES: &[(&str, &str)] = &[
    ("AL", "alabama"),
    ("AK", "alaska"),
    ("AZ", "arizona"),
    ("AR", "arkansas"),
    ("CA", "california"),
    ("CO", "colorado"),
    ("CT", "connecticut"),
    ("DE", "delaware"),
    ("FL", "florida"),
    ("GA", "georgia"),
    ("HI", "hawaii"),
    ("ID", "idaho"),
    ("IL", "illinois"),
    ("IN", "indiana"),
    ("IA", "iowa"),
    ("KS", "kansas"),
    ("KY", "kentucky"),
    ("LA", "louisiana"),
    ("ME", "maine"),
    ("MD", "maryland"),
    ("MA", "massachusetts"),
    ("MI", "michigan"),
    ("MN", "minnesota"),
    ("MS", "mississippi"),
    ("MO", "missouri"),
    ("MT", "montana"),
    ("NE", "nebraska"),
    ("NV", "nevada"),
    ("NH", "new hampshire"),
    ("NJ", "new jersey"),
    ("NM", "new mexico"),
    ("NY", "new york"),
    ("NC", "north carolina"),
    ("ND", "north dakota"),
    ("OH", "ohio"),
    ("OK", "oklahoma"),
    ("OR", "oregon"),
    ("PA", "pennsylvania"),
    ("RI", "rhode island"),
    ("SC", "south carolina"),
    ("SD", "south dakota"),
    ("TN", "tennessee"),
    ("TX", "texas"),
    ("UT", "utah"),
    ("VT", "vermont"),
    ("VA", "virginia"),
    ("WA", "washington"),
    ("WV", "west virginia"),
    ("WI", "wisconsin"),
    ("WY", "wyoming"),
    ("DC", "district of columbia"),
];

#[derive(Debug, Default)]
struct Names {
    /// By their folded words.
    folded: HashMap<String, &'static str>,
    /// Names that fold to something else: `Áo` is Austria, `AO` Angola.
    exact: HashMap<&'static str, &'static str>,
    by_code: HashMap<&'static str, &'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let short: HashMap<&str, &'static str> = SHORT.iter().copied().collect();
    let mut names = Names::default();
    for country in rust_iso3166::ALL {
        let name = short.get(country.alpha2).copied().unwrap_or(country.name);
        names.by_code.insert(country.alpha2, name);
        for spelling in [name, country.name, country.alpha2, country.alpha3] {
            names.folded.insert(words(spelling), name);
        }
    }
    for (spelling, code) in SPELLINGS {
        if let Some(name) = names.by_code.get(code).copied() {
            names.add(spelling, name);
        }
    }
    for line in ABROAD.lines().filter(|line| !line.starts_with('#')) {
        let Some((code, spellings)) = line.split_once('\t') else {
            continue;
        };
        if let Some(name) = names.by_code.get(code).copied() {
            for spelling in spellings.split("; ") {
                names.add(spelling, name);
            }
        }
    }
    names
});

impl Names {
    fn add(&mut self, spelling: &'static str, name: &'static str) {
        let folded = words(spelling);
        match self.folded.get(&folded) {
            Some(known) if *known != name => {
                self.exact.insert(spelling, name);
            }
            Some(_) => {}
            None => {
                self.folded.insert(folded, name);
            }
        }
    }

    fn get(&self, text: &str) -> Option<&'static str> {
        let exact = self.exact.get(text.trim());
        exact.or_else(|| self.folded.get(&words(text))).copied()
    }
}

/// The short English name of the country that a text names: a name in one of many languages, a code of
/// ISO 3166-1, a flag, a common spelling, or several of these, as in `Brazil (BR)`.
pub fn named(text: &str) -> Option<&'static str> {
    NAMES.get(text).or_else(|| flag(text)).or_else(|| {
        let parts = text.split(['(', ')', '-', '–', '|', '/']);
        let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
        let first = NAMES.get(parts.next()?)?;
        let mut same = false;
        let agree = parts.all(|part| {
            same = true;
            NAMES.get(part) == Some(first)
        });
        (same && agree).then_some(first)
    })
}

/// The country of a place: its last part where it is written with a town, `São Paulo, Brazil`; the first
/// of several with their shares, `Brazil 45%, Portugal 20%`.
pub fn of_place(text: &str) -> Option<&'static str> {
    if text.len() > 100 {
        return None;
    }
    if let Some(name) = named(text) {
        return Some(name);
    }
    if text.contains('%') {
        let share = |letter: char| letter.is_ascii_digit() || " .,:()%-".contains(letter);
        let text = text.trim_start_matches(share);
        let end = text
            .find(|letter: char| letter.is_ascii_digit())
            .unwrap_or(text.len());
        return named(text[..end].trim_end_matches(share));
    }
    let (before, last) = text.rsplit_once([',', '，', '、'])?;
    if before.trim().is_empty() {
        return None;
    }
    let last = last.trim().trim_end_matches('.');
    // `Austin, TX`, and `Bangalore, IN`, which is in India or Indiana.
    if let Some((code, _)) = STATES
        .iter()
        .find(|(code, name)| *code == last || *name == words(last))
    {
        let doubtful =
            *code == last && NAMES.by_code.contains_key(code) || words(last) == "georgia";
        return (!doubtful).then_some("United States");
    }
    named(last)
}

/// The country of a flag, alone or beside a name.
fn flag(text: &str) -> Option<&'static str> {
    // Flags of parts of the United Kingdom begin with a black one.
    if text.starts_with("🏴\u{e0067}\u{e0062}") {
        return NAMES.by_code.get("GB").copied();
    }
    let letter = |letter: char| match letter {
        '🇦'..='🇿' => char::from_u32(letter as u32 - '🇦' as u32 + 'A' as u32),
        _ => None,
    };
    let code: String = text.chars().filter_map(letter).collect();
    let name = NAMES.by_code.get(code.as_str()).copied()?;
    let rest: String = text
        .chars()
        .filter(|sign| letter(*sign).is_none())
        .collect();
    let rest = rest.trim();
    (rest.is_empty() || NAMES.get(rest) == Some(name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_codes_and_spellings_lead_to_one_name() {
        for (text, name) in [
            ("us", Some("United States")),
            ("USA", Some("United States")),
            ("U.S.", Some("United States")),
            ("U.S.A.", Some("United States")),
            ("United States of America", Some("United States")),
            ("EE. UU.", Some("United States")),
            ("США", Some("United States")),
            ("UK", Some("United Kingdom")),
            ("UAE", Some("United Arab Emirates")),
            ("south-korea", Some("South Korea")),
            ("united-arab-emirates", Some("United Arab Emirates")),
            ("BRA", Some("Brazil")),
            ("Côte d'Ivoire", Some("Côte d'Ivoire")),
            ("España", Some("Spain")),
            ("Tunisia", Some("Tunisia")),
            ("Alemania", Some("Germany")),
            ("Deutschland", Some("Germany")),
            ("Германия", Some("Germany")),
            ("德国", Some("Germany")),
            ("德國", Some("Germany")),
            ("ドイツ", Some("Germany")),
            ("독일", Some("Germany")),
            ("ألمانيا", Some("Germany")),
            ("Almanya", Some("Germany")),
            ("Niemcy", Some("Germany")),
            ("Jerman", Some("Germany")),
            ("Đức", Some("Germany")),
            ("जर्मनी", Some("Germany")),
            ("Duitsland", Some("Germany")),
            ("Áo", Some("Austria")),
            ("AO", Some("Angola")),
            ("Nga", Some("Russia")),
            ("NGA", Some("Nigeria")),
            ("MY", Some("Malaysia")),
            ("🇧🇷", Some("Brazil")),
            ("🇧🇷 Brasil", Some("Brazil")),
            ("Brazil (BR)", Some("Brazil")),
            ("BR - Brasil", Some("Brazil")),
            ("Brazil (PT)", None),
            ("São Paulo, Brazil", None),
            ("Atlantis", None),
            ("", None),
        ] {
            assert_eq!(named(text), name, "{text}");
        }
    }

    #[test]
    fn the_country_of_a_place_is_its_last_part() {
        for (text, name) in [
            ("São Paulo, Brazil", Some("Brazil")),
            ("São Paulo, BR", Some("Brazil")),
            ("Berlin, Deutschland", Some("Germany")),
            ("Austin, TX", Some("United States")),
            ("Los Angeles, California", Some("United States")),
            ("Los Angeles, California, USA", Some("United States")),
            // A state or a country: nobody can tell.
            ("Los Angeles, CA", None),
            ("Bengaluru, IN", None),
            ("Atlanta, Georgia", None),
            ("Brazil 45%, Portugal 20%", Some("Brazil")),
            ("Brazil: 45%", Some("Brazil")),
            ("45% Brazil", Some("Brazil")),
            ("Brazil", Some("Brazil")),
            ("beach, please", None),
        ] {
            assert_eq!(of_place(text), name, "{text}");
        }
    }

    #[test]
    fn every_name_abroad_leads_to_its_country() {
        for line in ABROAD.lines().filter(|line| !line.starts_with('#')) {
            let (code, spellings) = line.split_once('\t').unwrap();
            let Some(name) = NAMES.by_code.get(code) else {
                panic!("{code} is no code");
            };
            for spelling in spellings.split("; ") {
                assert_eq!(named(spelling), Some(*name), "{spelling}");
            }
        }
    }
}
