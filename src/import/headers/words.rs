//! A header taken apart: its words, and the unit that it names. Knows nothing of fields.

use unicode_normalization::char::is_combining_mark;

use crate::roster::Currency;
use crate::roster::fold::fold;

/// A header taken apart: its words, and the unit that it names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    pub words: String,
    /// `(millions)`
    pub factor: Option<f64>,
    /// `%`, `pct`
    pub percent: bool,
    /// `USD`, `$`
    pub currency: Option<Currency>,
}

/// Codes that are read as a currency in a header; others would be words of some language.
const CODES: &[&str] = &[
    "usd", "eur", "gbp", "rub", "idr", "inr", "brl", "jpy", "krw", "cny", "cad", "aud", "mxn",
    "pln", "aed", "ngn", "vnd", "php", "thb", "myr", "sgd", "chf", "sek", "nok", "dkk", "zar",
    "egp", "sar", "cop", "ars", "clp", "uah", "try", "czk", "ron", "huf", "kzt", "pkr", "bdt",
    "hkd", "twd", "nzd", "kes", "ghs", "pen", "ils", "qar", "kwd", "tnd", "dzd",
];

/// Signs and words of money in headers, folded, and what they are.
const MONEY: &[(&str, &str)] = &[
    ("rmb", "CNY"),
    ("元", "CNY"),
    ("人民币", "CNY"),
    ("円", "JPY"),
    ("원", "KRW"),
    ("won", "KRW"),
    ("rp", "IDR"),
    ("rupiah", "IDR"),
    ("rs", "INR"),
    ("rupees", "INR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("руб", "RUB"),
    ("рублей", "RUB"),
    ("рубли", "RUB"),
    ("грн", "UAH"),
    ("тенге", "KZT"),
    ("dolar", "USD"),
    ("dollars", "USD"),
    ("dolares", "USD"),
    ("tl", "TRY"),
    ("reais", "BRL"),
    ("zl", "PLN"),
    ("zloty", "PLN"),
    ("vnd", "VND"),
    ("dong", "VND"),
    ("naira", "NGN"),
    ("baht", "THB"),
    ("บาท", "THB"),
    ("درهم", "AED"),
    ("ريال", "SAR"),
    ("₪", "ILS"),
];

/// Signs that stand for a currency wherever they are in a header.
const SIGNS: &[(&str, &str)] = &[
    ("R$", "BRL"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("HK$", "HKD"),
    ("MX$", "MXN"),
    ("NT$", "TWD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₽", "RUB"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₴", "UAH"),
    ("₸", "KZT"),
    ("₪", "ILS"),
    ("zł", "PLN"),
];

/// Magnitudes that say so wherever they stand.
const MAGNITUDES: &[(&str, f64)] = &[
    ("thousands", 1e3),
    ("millions", 1e6),
    ("billions", 1e9),
    ("lakhs", 1e5),
    ("crores", 1e7),
    ("millones", 1e6),
    ("milhoes", 1e6),
    ("milhares", 1e3),
    ("miles", 1e3),
    ("millionen", 1e6),
    ("milioni", 1e6),
    ("тыс", 1e3),
    ("тысяч", 1e3),
    ("млн", 1e6),
    ("миллионов", 1e6),
    ("tsd", 1e3),
    ("mln", 1e6),
    ("ribu", 1e3),
    ("juta", 1e6),
    ("万", 1e4),
    ("萬", 1e4),
    ("万人", 1e4),
    ("만", 1e4),
    ("만명", 1e4),
];

/// Magnitudes that could be a word or an initial of something else: only in brackets.
const IN_BRACKETS: &[(&str, f64)] = &[
    ("m", 1e6),
    ("mm", 1e6),
    ("mn", 1e6),
    ("mio", 1e6),
    ("million", 1e6),
    ("k", 1e3),
    ("000", 1e3),
    ("000s", 1e3),
    ("thousand", 1e3),
    ("b", 1e9),
    ("bn", 1e9),
    ("billion", 1e9),
    ("lakh", 1e5),
    ("crore", 1e7),
    ("cr", 1e7),
    ("rb", 1e3),
    ("jt", 1e6),
    ("bin", 1e3),
    ("milyon", 1e6),
    ("tys", 1e3),
    ("w", 1e4),
    ("千", 1e3),
    ("천", 1e3),
    ("億", 1e8),
    ("亿", 1e8),
    ("억", 1e8),
    ("الف", 1e3),
    ("مليون", 1e6),
    ("हजार", 1e3),
    ("लाख", 1e5),
];

/// Thousands in Spanish and Portuguese, millions in English: `Seguidores (mil)`.
const MIL: &str = "mil";

impl Header {
    /// Takes a header apart.
    pub fn read(raw: &str) -> Self {
        let sign = SIGNS.iter().find(|(sign, _)| raw.contains(sign));
        let mut header = Header {
            percent: raw.contains(['%', '％']),
            currency: sign.and_then(|(_, code)| Currency::from_code(code)),
            ..Header::default()
        };
        let unsigned = sign.map(|(sign, _)| raw.replace(sign, " "));
        let raw = unsigned.as_deref().unwrap_or(raw);
        let opened = raw.find(['(', '[', '（', '【']);
        let bracketed = opened.map_or(Vec::new(), |at| split(&raw[at..]));
        let mut words: Vec<&str> = Vec::new();
        let all = split(raw);
        for word in &all {
            let inside = bracketed.contains(word);
            let alone = all.len() == 1;
            if let Some(factor) = magnitude(word, inside).filter(|_| !alone) {
                header.factor = Some(factor);
            } else if let Some(code) = money(word, inside || !words.is_empty()).filter(|_| !alone) {
                header.currency = Some(code);
            } else {
                match word.as_str() {
                    "pct" | "percent" | "percentage" | "porcentaje" | "prozent" => {
                        header.percent = true;
                    }
                    "in" if words.len() > 1 => {}
                    MIL if inside => {
                        let english = words.iter().any(|word| word.starts_with("follower"));
                        header.factor = Some(if english { 1e6 } else { 1e3 });
                    }
                    word => words.push(word),
                }
            }
        }
        // "Followers (in thousands)"
        let united = header.factor.is_some() || header.percent || header.currency.is_some();
        if united && matches!(words.last(), Some(&("in" | "en" | "em" | "w" | "в"))) {
            words.pop();
        }
        header.words = words.join(" ");
        header
    }
}

fn magnitude(word: &str, inside: bool) -> Option<f64> {
    let named = |list: &[(&str, f64)]| {
        let mut list = list.iter();
        list.find(|(name, _)| fold(name) == word)
            .map(|(_, factor)| *factor)
    };
    named(MAGNITUDES).or_else(|| named(IN_BRACKETS).filter(|_| inside))
}

/// The money that a word of a header names; a short one only behind others.
fn money(word: &str, behind: bool) -> Option<Currency> {
    if CODES.contains(&word) && (behind || word != "try") {
        return Currency::from_code(&word.to_uppercase());
    }
    let (_, code) = MONEY.iter().find(|(name, _)| fold(name) == word)?;
    Currency::from_code(code).filter(|_| behind)
}

/// Lower-case words of a header: cut at punctuation, underscores and humps (`avgLikes`, `IGHandle`).
pub fn split(raw: &str) -> Vec<String> {
    let letters: Vec<char> = raw.chars().collect();
    let mut spaced = String::with_capacity(raw.len() + 8);
    for (at, letter) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let after = |by: usize| letters.get(at + by).copied();
        let rising = before.is_some_and(char::is_lowercase);
        // Before the last capital of a run, but not in a plural such as `URLs`.
        let last = before.is_some_and(char::is_uppercase)
            && after(1).is_some_and(char::is_lowercase)
            && after(2).is_some_and(char::is_alphabetic);
        if letter.is_uppercase() && (rising || last) {
            spaced.push(' ');
        }
        let inside = letter.is_alphanumeric() || is_combining_mark(letter);
        spaced.push(if inside { letter } else { ' ' });
    }
    fold(&spaced)
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_taken_apart() {
        for (raw, words, factor, percent, currency) in [
            ("Followers (Millions)", "followers", Some(1e6), false, None),
            (
                "Followers (in thousands)",
                "followers",
                Some(1e3),
                false,
                None,
            ),
            ("60-Day Eng Rate", "60 day eng rate", None, false, None),
            ("er_pct", "er", None, true, None),
            ("price_usd", "price", None, false, Some("USD")),
            ("Price (EUR)", "price", None, false, Some("EUR")),
            ("avgLikes", "avg likes", None, false, None),
            ("precio_campaña", "precio campana", None, false, None),
            ("#Followers", "followers", None, false, None),
            ("Engagement Rate (%)", "engagement rate", None, true, None),
            ("IGHandle", "ig handle", None, false, None),
            ("URLs", "urls", None, false, None),
            ("粉丝数（万）", "粉丝数", Some(1e4), false, None),
            ("报价(元)", "报价", None, false, Some("CNY")),
            ("Подписчики, тыс.", "подписчики", Some(1e3), false, None),
            ("Цена, руб.", "цена", None, false, Some("RUB")),
            ("Preço (R$)", "preco", None, false, Some("BRL")),
            ("Seguidores (mil)", "seguidores", Some(1e3), false, None),
            ("Followers (mil)", "followers", Some(1e6), false, None),
            ("Harga (Rp)", "harga", None, false, Some("IDR")),
            ("Followers (k)", "followers", Some(1e3), false, None),
            ("Won", "won", None, false, None),
        ] {
            let header = Header::read(raw);
            assert_eq!(header.words, fold(words));
            assert_eq!((header.factor, header.percent), (factor, percent), "{raw}");
            assert_eq!(
                header.currency.map(|c| c.code().to_owned()).as_deref(),
                currency,
                "{raw}"
            );
        }
    }
}
