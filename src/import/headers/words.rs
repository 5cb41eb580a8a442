//! A header taken apart: its words, and the unit that it names. Knows nothing of fields.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use crate::import::values;
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

/// Words by their folded form.
type Words = LazyLock<HashMap<String, &'static str>>;

fn folded(words: &'static str) -> HashMap<String, &'static str> {
    let words = words.split_whitespace();
    words.map(|word| (fold(word), word)).collect()
}

/// Words of money that are no other word of a header.
static MONEY: Words = LazyLock::new(|| {
    folded(
        "rmb 元 人民币 円 원 won rp rupiah rs rupees euro euros руб рублей рубли грн тенге dolar dollars dolares \
    tl reais zł zl zloty đ dong naira baht บาท درهم ريال",
    )
});

/// Magnitudes that say so wherever they stand.
static MAGNITUDES: Words = LazyLock::new(|| {
    folded(
        "thousands millions billions lakhs crores millones milhões millionen milioni тыс тысяч млн \
    миллионов tsd mln ribu juta 万 萬 万人 만 만명",
    )
});

/// Magnitudes that could be a word or an initial of something else: only in brackets.
static IN_BRACKETS: Words = LazyLock::new(|| {
    folded(
        "m mm mn mio million k thousand b bn billion lakh crore cr rb jt bin milyon tys w 千 천 億 亿 억 الف \
    مليون हजार लाख",
    )
});

/// Thousands that headers write and cells do not.
const THOUSANDS: &[&str] = &["000", "000s", "miles", "milhares"];

/// Thousands in Spanish and Portuguese, millions in English: `Seguidores (mil)`.
const MIL: &str = "mil";

impl Header {
    /// Takes a header apart.
    pub fn read(raw: &str) -> Self {
        let sign = values::currency_sign(raw);
        let mut header = Header {
            percent: raw.contains(['%', '％']),
            currency: sign.map(|(_, currency)| currency),
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
    if THOUSANDS.contains(&word) && (inside || !word.starts_with('0')) {
        return Some(1e3);
    }
    let bracketed = || IN_BRACKETS.get(word).filter(|_| inside);
    let name = MAGNITUDES.get(word).or_else(bracketed)?;
    values::factor(name)
}

/// The money that a word of a header names; a short one only behind others.
fn money(word: &str, behind: bool) -> Option<Currency> {
    if CODES.contains(&word) && (behind || word != "try") {
        return Currency::from_code(word);
    }
    let name = MONEY.get(word).filter(|_| behind)?;
    values::currency(name)
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
