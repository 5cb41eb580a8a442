//! Languages by name in many languages and by code, each under the one English name that rosters hold.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::words;

/// A code of ISO 639, a tab, names: the English one first.
const NAMES: &str = include_str!("../../assets/languages.txt");

/// Further codes and spellings, folded.
const SPELLINGS: &[(&str, &str)] = &[
    ("eng", "en"),
    ("spa", "es"),
    ("esp", "es"),
    ("por", "pt"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("deu", "de"),
    ("ger", "de"),
    ("ita", "it"),
    ("nld", "nl"),
    ("dut", "nl"),
    ("tur", "tr"),
    ("rus", "ru"),
    ("pol", "pl"),
    ("ind", "id"),
    ("vie", "vi"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("zho", "zh"),
    ("chi", "zh"),
    ("cmn", "zh"),
    ("jpn", "ja"),
    ("jp", "ja"),
    ("kor", "ko"),
    ("kr", "ko"),
    ("cn", "zh"),
    ("ukr", "uk"),
    ("fas", "fa"),
    ("per", "fa"),
    ("ben", "bn"),
    ("urd", "ur"),
    ("tam", "ta"),
    ("tel", "te"),
    ("mar", "mr"),
    ("tha", "th"),
    ("msa", "ms"),
    ("may", "ms"),
    ("tl", "fil"),
    ("tgl", "fil"),
    ("tagalog", "fil"),
    ("swe", "sv"),
    ("nor", "no"),
    ("nb", "no"),
    ("nob", "no"),
    ("dan", "da"),
    ("fin", "fi"),
    ("ces", "cs"),
    ("cze", "cs"),
    ("ell", "el"),
    ("gre", "el"),
    ("heb", "he"),
    ("iw", "he"),
    ("hun", "hu"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("castellano", "es"),
    ("castilian", "es"),
    ("brazilian portuguese", "pt"),
    ("portugues brasileiro", "pt"),
    ("portugues", "pt"),
    ("ingles", "en"),
    ("frances", "fr"),
    ("mandarin", "zh"),
    ("mandarin chinese", "zh"),
    ("chinese mandarin", "zh"),
    ("汉语", "zh"),
    ("普通话", "zh"),
    ("國語", "zh"),
    ("国语", "zh"),
    ("华语", "zh"),
    ("farsi", "fa"),
    ("bahasa indonesia", "id"),
    ("bahasa", "id"),
    ("bahasa inggris", "en"),
    ("bahasa melayu", "ms"),
    ("norwegian bokmal", "no"),
    ("хинди", "hi"),
    ("русскии язык", "ru"),
    ("українська мова", "uk"),
    ("عربي", "ar"),
    ("العربي", "ar"),
];

static BY_NAME: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    let mut by_code = HashMap::new();
    for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
        let Some((code, names)) = line.split_once('\t') else {
            continue;
        };
        let english = names.split("; ").next().unwrap_or(code);
        by_code.insert(code, english);
        for name in names.split("; ").chain([code]) {
            known.entry(words(name)).or_insert(english);
        }
    }
    for (spelling, code) in SPELLINGS {
        if let Some(english) = by_code.get(code) {
            known.entry(words(spelling)).or_insert(english);
        }
    }
    known
});

/// The English name of the language that a text names: a name in one of many languages, a code, also
/// with a region (`pt-BR`, `English (US)`).
pub fn named(text: &str) -> Option<&'static str> {
    let get = |text: &str| BY_NAME.get(&words(text)).copied();
    get(text).or_else(|| {
        let (language, region) = text.split_once(['-', '_', '('])?;
        // A region, and not another word: `he-man` is no Hebrew.
        let region = region.trim_end_matches(')');
        let known =
            super::country::named(region).is_some() || REGIONS.contains(&words(region).as_str());
        known.then(|| get(language)).flatten()
    })
}

/// What stands behind a language and is no country.
const REGIONS: &[&str] = &[
    "hans",
    "hant",
    "latam",
    "419",
    "latin america",
    "simplified",
    "traditional",
    "mandarin",
    "int",
    "latn",
    "cyrl",
    "castilian",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_lead_to_one_name() {
        for (text, name) in [
            ("en", Some("English")),
            ("EN", Some("English")),
            ("eng", Some("English")),
            ("English", Some("English")),
            ("Inglés", Some("English")),
            ("en-US", Some("English")),
            ("English (UK)", Some("English")),
            ("português", Some("Portuguese")),
            ("pt_BR", Some("Portuguese")),
            ("Deutsch", Some("German")),
            ("русский", Some("Russian")),
            ("Türkçe", Some("Turkish")),
            ("العربية", Some("Arabic")),
            ("हिन्दी", Some("Hindi")),
            ("中文", Some("Chinese")),
            ("zh-Hans", Some("Chinese")),
            ("日本語", Some("Japanese")),
            ("한국어", Some("Korean")),
            ("Bahasa Indonesia", Some("Indonesian")),
            ("Tiếng Việt", Some("Vietnamese")),
            ("polski", Some("Polish")),
            ("Tagalog", Some("Filipino")),
            ("Klingon", None),
            ("he-man", None),
            ("", None),
        ] {
            assert_eq!(named(text), name, "{text}");
        }
    }
}
