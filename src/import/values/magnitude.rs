//! Words behind a number: those that multiply it, and those that only say what it counts.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::Notation;

/// What a word multiplies by, and how its number may go on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Magnitude {
    pub factor: f64,
    /// A smaller number may follow: `1億2000万`, `1 crore 20 lakh`.
    pub goes_on: bool,
}

/// Signs of East Asia, which stand between digits without a blank.
const SIGNS: &[(char, f64)] = &[
    ('百', 1e2),
    ('백', 1e2),
    ('千', 1e3),
    ('천', 1e3),
    ('万', 1e4),
    ('萬', 1e4),
    ('만', 1e4),
    ('亿', 1e8),
    ('億', 1e8),
    ('억', 1e8),
];

/// Short ones: nothing follows but a digit or two, as in `2k5`.
const SHORT: &[(f64, &str)] = &[
    (1e3, "k к rb"),
    (1e4, "w"),
    (1e6, "mm mn м tr jt"),
    (1e9, "bn md"),
];

/// Whole words, in lower case and without a point behind.
const WORDS: &[(f64, &str)] = &[
    (
        1e3,
        "thousand thousands thous tsd tausend duizend dzd mille mila bin тыс тысяч тысяча тысячи \
     тис тисяч tys tysiąc tysiące tysięcy ribu nghìn nghin ngàn ngan ألف الف آلاف هزار हज़ार \
     हज़ार हजार",
    ),
    (1e5, "lakh lakhs lac lacs लाख"),
    (
        1e6,
        "million millions mio mill mln millionen millón millon millones milhão milhao milhões \
     milhoes mi milione milioni miljoen miljoner milyon млн миллион миллиона миллионов \
     мільйон мільйонів milion miliony milionów juta triệu trieu مليون ملايين میلیون मिलियन",
    ),
    (1e7, "crore crores cr करोड़ करोड़ करोड"),
    (
        1e9,
        "billion billions bil bln mrd mia mld milliard milliards milliarde milliarden miliardo \
     miliardi miljard milyar млрд миллиард миллиарда миллиардов мільярд miliard miliardy \
     miliardów miliar bilhão bilhao bilhões bilhoes bi tỷ tỉ مليار میلیارد",
    ),
    (1e12, "trillion trillions trn"),
];

/// Words that say what a number counts, or of what it is the price: they change nothing.
const UNITS: &str = "x followers follower subscribers subscriber subs sub fans fan people members users \
     views view likes like comments posts post videos video plays reads avg average approx \
     est estimated per each a an for one month mo week day year monthly total story stories \
     reel reels er engagement rate of net gross vat only on instagram tiktok youtube \
     seguidores seguidor suscriptores fans. vistas visualizaciones reproducciones \
     publicación publicacion por mes de al iva inscritos inscrições visualizações curtidas \
     publicação mês ao abonnés abonnes vues par mois publication ht ttc iscritti \
     visualizzazioni mese abonnenten aufrufe pro beitrag monat netto brutto volgers abonnees \
     weergaven maand takipçi takipci abone izlenme kişi obserwujących obserwujacych \
     subskrybentów wyświetleń za osób подписчиков подписчика подписчик подписчики подп \
     просмотров просмотра чел человек лайков за пост в месяц підписників переглядів pengikut \
     penonton tayangan orang người theo dõi lượt xem đăng ký متابع متابعين متابعا متابعًا \
     مشترك مشتركين مشاهدة फॉलोअर्स फ़ॉलोअर्स सब्सक्राइबर सब्सक्राइबर्स 粉丝 粉絲 粉 人 个 名 次 位 订阅者 \
     訂閱者 订阅 播放 フォロワー 登録者 回 人以上 명 팔로워 구독자 회 개";

/// What each word multiplies by, and whether a smaller number may follow.
static FACTORS: LazyLock<HashMap<&str, Magnitude>> = LazyLock::new(|| {
    let all = |table: &'static [(f64, &str)], goes_on| {
        table.iter().flat_map(move |(factor, words)| {
            let magnitude = Magnitude {
                factor: *factor,
                goes_on,
            };
            words.split_whitespace().map(move |word| (word, magnitude))
        })
    };
    all(WORDS, true).chain(all(SHORT, false)).collect()
});

static UNIT_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| UNITS.split_whitespace().collect());

/// The magnitude that a text begins with, and how many bytes it takes. `words` are letters up to the
/// next blank, digit or sign.
pub fn magnitude(text: &str, notation: &Notation) -> Option<(Magnitude, usize)> {
    let first = text.chars().next()?;
    if let Some((_, factor)) = SIGNS.iter().find(|(sign, _)| *sign == first) {
        let magnitude = Magnitude {
            factor: *factor,
            goes_on: true,
        };
        return Some((magnitude, first.len_utf8()));
    }
    let word = word(text);
    let end = word.len() + usize::from(text[word.len()..].starts_with('.'));
    let of = |factor, goes_on| Some((Magnitude { factor, goes_on }, end));
    match word {
        "k" | "K" => return of(1e3, false),
        "m" | "M" => return of(notation.m, false),
        "b" | "B" => return of(notation.b, false),
        "L" => return of(1e5, false),
        _ => {}
    }
    let word = word.to_lowercase();
    if word == "mil" {
        return of(notation.mil, true);
    }
    FACTORS.get(word.as_str()).map(|known| (*known, end))
}

/// What a word alone multiplies by: `thousands`, `млн`.
pub fn factor(word: &str) -> Option<f64> {
    magnitude(word, &Notation::default()).map(|(magnitude, _)| magnitude.factor)
}

/// How many bytes of a text are a word that only says what is counted.
pub fn unit(text: &str) -> Option<usize> {
    let word = word(text);
    let known = |word: &str| UNIT_WORDS.contains(word);
    (!word.is_empty() && (known(word) || known(&word.to_lowercase()))).then_some(word.len())
}

/// The letters that a text begins with.
pub fn word(text: &str) -> &str {
    // The vowel signs of Hindi and its neighbours are no letters of their own.
    let inside = |letter: char| {
        letter.is_alphabetic() || matches!(letter as u32, 0x300..=0x36f | 0x93c..=0x94d)
    };
    let end = text
        .find(|letter: char| !inside(letter))
        .unwrap_or(text.len());
    &text[..end]
}
