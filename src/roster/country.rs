//! Countries by name, code and common spelling, each under the one short English name that rosters
//! hold.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;

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

/// Further spellings, folded and without punctuation.
const SPELLINGS: &[(&str, &str)] = &[
    ("usa", "US"),
    ("u s", "US"),
    ("u s a", "US"),
    ("america", "US"),
    ("estados unidos", "US"),
    ("etats unis", "US"),
    ("uk", "GB"),
    ("u k", "GB"),
    ("great britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("uae", "AE"),
    ("u a e", "AE"),
    ("emirates", "AE"),
    ("korea", "KR"),
    ("republic of korea", "KR"),
    ("korea south", "KR"),
    ("한국", "KR"),
    ("대한민국", "KR"),
    ("russian federation", "RU"),
    ("россия", "RU"),
    ("czechia", "CZ"),
    ("turkiye", "TR"),
    ("viet nam", "VN"),
    ("deutschland", "DE"),
    ("alemania", "DE"),
    ("allemagne", "DE"),
    ("espana", "ES"),
    ("espagne", "ES"),
    ("brasil", "BR"),
    ("bresil", "BR"),
    ("italia", "IT"),
    ("italie", "IT"),
    ("frankreich", "FR"),
    ("francia", "FR"),
    ("polska", "PL"),
    ("mexique", "MX"),
    ("nederland", "NL"),
    ("holland", "NL"),
    ("the netherlands", "NL"),
    ("osterreich", "AT"),
    ("schweiz", "CH"),
    ("suisse", "CH"),
    ("belgie", "BE"),
    ("belgique", "BE"),
    ("maroc", "MA"),
    ("tunisie", "TN"),
    ("algerie", "DZ"),
    ("egypte", "EG"),
    ("arabie saoudite", "SA"),
    ("ksa", "SA"),
    ("日本", "JP"),
    ("中国", "CN"),
    ("台灣", "TW"),
    ("台湾", "TW"),
    ("香港", "HK"),
    ("hong kong sar", "HK"),
    ("ivory coast", "CI"),
    ("cape verde", "CV"),
    ("swaziland", "SZ"),
    ("macedonia", "MK"),
    ("burma", "MM"),
    ("bharat", "IN"),
    ("украина", "UA"),
    ("казахстан", "KZ"),
    ("беларусь", "BY"),
];

static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let short: HashMap<&str, &'static str> = SHORT.iter().copied().collect();
    let mut names = HashMap::new();
    for country in rust_iso3166::ALL {
        let name = short.get(country.alpha2).copied().unwrap_or(country.name);
        for spelling in [name, country.name, country.alpha2, country.alpha3] {
            names.insert(plain(spelling), name);
        }
    }
    for (spelling, code) in SPELLINGS {
        if let Some(name) = names.get(&plain(code)).copied() {
            names.insert(plain(spelling), name);
        }
    }
    names
});

/// Folded, with one blank for any run of punctuation and blanks.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The short English name of the country that a text names: a name, an ISO 3166-1 code, a common
/// spelling.
pub fn named(text: &str) -> Option<&'static str> {
    NAMES.get(&plain(text)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_codes_and_spellings_lead_to_one_name() {
        for (text, name) in [
            ("us", Some("United States")),
            ("USA", Some("United States")),
            ("U.S.A.", Some("United States")),
            ("United States of America", Some("United States")),
            ("south-korea", Some("South Korea")),
            ("united-arab-emirates", Some("United Arab Emirates")),
            ("BRA", Some("Brazil")),
            ("Côte d'Ivoire", Some("Côte d'Ivoire")),
            ("España", Some("Spain")),
            ("Tunisia", Some("Tunisia")),
            ("Atlantis", None),
            ("", None),
        ] {
            assert_eq!(named(text), name, "{text}");
        }
    }
}
