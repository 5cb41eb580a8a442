//! Signs and names of currencies as they stand beside amounts.

use std::sync::LazyLock;

use crate::roster::Currency;

/// What signs mean that several currencies share: decided once for a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs {
    /// `$`
    pub dollar: Currency,
    /// `¥`
    pub yen: Currency,
    /// `kr`
    pub krone: Currency,
    /// `Rs`
    pub rupee: Currency,
}

impl Default for Signs {
    fn default() -> Self {
        Signs {
            dollar: Currency::USD,
            yen: Currency::JPY,
            krone: Currency::SEK,
            rupee: Currency::INR,
        }
    }
}

/// Marks that several currencies share, in place of a code.
const DOLLAR: &str = "$";
const YEN: &str = "¥";
const KRONE: &str = "kr";
const RUPEE: &str = "Rs";

/// Signs and names, longer ones before those that they begin with. Those of letters stand alone: `kr`
/// is none in `kroner`.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("U$S", "USD"),
    ("USD$", "USD"),
    ("$US", "USD"),
    ("U$D", "USD"),
    ("R$", "BRL"),
    ("MX$", "MXN"),
    ("Mex$", "MXN"),
    ("MXN$", "MXN"),
    ("CA$", "CAD"),
    ("CAD$", "CAD"),
    ("CDN$", "CAD"),
    ("C$", "CAD"),
    ("AU$", "AUD"),
    ("AUD$", "AUD"),
    ("A$", "AUD"),
    ("NZ$", "NZD"),
    ("SG$", "SGD"),
    ("SGD$", "SGD"),
    ("S$", "SGD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("AR$", "ARS"),
    ("CLP$", "CLP"),
    ("COP$", "COP"),
    ("COL$", "COP"),
    ("RD$", "DOP"),
    ("J$", "JMD"),
    ("TT$", "TTD"),
    ("$U", "UYU"),
    ("B/.", "PAB"),
    ("S/.", "PEN"),
    ("S/", "PEN"),
    ("$", DOLLAR),
    ("＄", DOLLAR),
    ("CN¥", "CNY"),
    ("RMB¥", "CNY"),
    ("JP¥", "JPY"),
    ("¥", YEN),
    ("￥", YEN),
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("日元", "JPY"),
    ("日圓", "JPY"),
    ("円", "JPY"),
    ("원", "KRW"),
    ("₩", "KRW"),
    ("￦", "KRW"),
    ("美元", "USD"),
    ("달러", "USD"),
    ("ドル", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₽", "RUB"),
    ("₹", "INR"),
    ("₨", RUPEE),
    ("₺", "TRY"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("฿", "THB"),
    ("₸", "KZT"),
    ("₼", "AZN"),
    ("₾", "GEL"),
    ("֏", "AMD"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("GH₵", "GHS"),
    ("₵", "GHS"),
    ("৳", "BDT"),
    ("₮", "MNT"),
    ("₭", "LAK"),
    ("៛", "KHR"),
    ("E£", "EGP"),
    ("د.إ", "AED"),
    ("درهم", "AED"),
    ("ر.س", "SAR"),
    ("ريال", "SAR"),
    ("ر.ق", "QAR"),
    ("د.ك", "KWD"),
    ("د.ب", "BHD"),
    ("ر.ع", "OMR"),
    ("ج.م", "EGP"),
    ("جنيه", "EGP"),
    ("د.ت", "TND"),
    ("د.م", "MAD"),
    ("د.ج", "DZD"),
    ("ل.ل", "LBP"),
    ("د.أ", "JOD"),
    ("د.ع", "IQD"),
    ("تومان", "IRR"),
    // Letters.
    ("rp", "IDR"),
    ("rm", "MYR"),
    ("rs", RUPEE),
    ("inr", "INR"),
    ("рублей", "RUB"),
    ("рубля", "RUB"),
    ("рубли", "RUB"),
    ("руб", "RUB"),
    ("р", "RUB"),
    ("грн", "UAH"),
    ("гривень", "UAH"),
    ("тг", "KZT"),
    ("тенге", "KZT"),
    ("лв", "BGN"),
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("złotych", "PLN"),
    ("zloty", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
    ("lei", "RON"),
    ("kr", KRONE),
    ("tl", "TRY"),
    ("đ", "VND"),
    ("vnđ", "VND"),
    ("đồng", "VND"),
    ("dong", "VND"),
    ("dhs", "AED"),
    ("dirham", "AED"),
    ("dirhams", "AED"),
    ("ksh", "KES"),
    ("php", "PHP"),
    ("tk", "BDT"),
    ("taka", "BDT"),
    ("naira", "NGN"),
    ("baht", "THB"),
    ("บาท", "THB"),
    ("रु", "INR"),
    ("रुपये", "INR"),
    ("रुपए", "INR"),
    ("rupees", RUPEE),
    ("rupee", RUPEE),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("евро", "EUR"),
    ("dollar", DOLLAR),
    ("dolar", DOLLAR),
    ("dollars", DOLLAR),
    ("dólares", DOLLAR),
    ("dolares", DOLLAR),
    ("долларов", "USD"),
    ("reais", "BRL"),
    ("pounds", "GBP"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("rmb", "CNY"),
    ("won", "KRW"),
    ("rupiah", "IDR"),
    ("ringgit", "MYR"),
    ("shekel", "ILS"),
    ("nis", "ILS"),
    ("fr", "CHF"),
    ("soles", "PEN"),
];

/// The signs by their first letter in lower case, longest first.
static BY_FIRST: LazyLock<Vec<Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut signs = vec![Vec::new(); 256];
    for (sign, code) in SIGNS {
        let place: &mut Vec<(&str, &str)> = &mut signs[usize::from(first(sign))];
        place.push((*sign, *code));
        place.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
    }
    signs
});

/// The first byte of a text in lower case.
fn first(text: &str) -> u8 {
    let letter = text.chars().next().unwrap_or_default();
    let mut bytes = [0; 4];
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    lower.encode_utf8(&mut bytes).as_bytes()[0]
}

/// The currency that a text begins with, and how many bytes its sign, name or code takes.
pub fn leading(text: &str, signs: &Signs) -> Option<(Currency, usize)> {
    let rest_of = |sign: &str| {
        let mut rest = text.chars();
        let same = sign.chars().all(|letter| {
            let lower = |letter: char| letter.to_lowercase().eq(std::iter::once(letter));
            rest.next().is_some_and(|found| {
                found == letter || lower(letter) && found.to_lowercase().eq(std::iter::once(letter))
            })
        });
        same.then_some(rest.as_str())
    };
    for (sign, code) in &BY_FIRST[usize::from(first(text))] {
        let Some(rest) = rest_of(sign) else { continue };
        let wordy = sign.ends_with(|letter: char| {
            letter.is_alphabetic() && !matches!(letter, '元' | '円' | '원')
        });
        if wordy && rest.starts_with(char::is_alphabetic) {
            continue;
        }
        let rest = rest.strip_prefix('.').filter(|_| wordy).unwrap_or(rest);
        return Some((meant(code, signs)?, text.len() - rest.len()));
    }
    let word = super::magnitude::word(text);
    if word.eq_ignore_ascii_case("rmb") {
        return Some((Currency::from_code("CNY")?, word.len()));
    }
    // `mln` and `mio` are magnitudes: a code beside a number is in upper case.
    let code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let known = code.then(|| Currency::from_code(word)).flatten()?;
    Some((known, 3))
}

/// The sign of money within a text, the longest that is there; none where it means one thing in one
/// country and another in the next, as `¥` does.
pub fn sign_within(text: &str) -> Option<(&'static str, Currency)> {
    let is_sign = |letter: char| {
        matches!(
            letter,
            '$' | '€' | '£' | '฿' | '৳' | '֏' | '៛' | '\u{20a0}'..='\u{20cf}'
        )
    };
    if !text.contains(is_sign) {
        return None;
    }
    let signs = SIGNS.iter().filter(|(sign, code)| {
        sign.contains(is_sign) && ![YEN, RUPEE].contains(code) && text.contains(sign)
    });
    let (sign, code) = signs.max_by_key(|(sign, _)| sign.len())?;
    Some((sign, meant(code, &Signs::default())?))
}

fn meant(code: &str, signs: &Signs) -> Option<Currency> {
    match code {
        DOLLAR => Some(signs.dollar),
        YEN => Some(signs.yen),
        KRONE => Some(signs.krone),
        RUPEE => Some(signs.rupee),
        code => Currency::from_code(code),
    }
}

/// A currency from a cell of its own: a code, a sign, a name, `USD ($)`.
pub fn currency(cell: &str, signs: &Signs) -> Option<Currency> {
    let end =
        |text: &str| text.is_empty() || text.starts_with(|letter: char| !letter.is_alphanumeric());
    if let Some((found, length)) = leading(cell, signs)
        && end(&cell[length..])
    {
        return Some(found);
    }
    let word = super::magnitude::word(cell);
    Currency::from_code(word).filter(|_| end(&cell[word.len()..]))
}
