//! Headers without the words that change nothing: `Number of followers (2024)` is `followers`, and every
//! word for an average is `avg`. Knows nothing of fields.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::roster::fold::fold;

/// Words that change nothing in a header that says something besides them.
const NOISE: &str = "the of a an and for on in to at de del la el los las le les des du d do da dos das di der die den von \
    van het een auf bei su op ve count counts number numbers num no nr nb n° nº nombre numero cantidad anzahl aantal liczba ilosc количество \
    число кол во jumlah so luong sayisi عدد संख्या quantidade qtd quantity qty numeric current currently latest now today approx \
    approximate approximately ca my our influencer influencers creator creators kol kols profile account user channel \
    actual exact ch acct jan feb mar apr may jun jul aug sep oct nov dec january february march april \
    june july august september october november december";

/// Words for an average. English "media" is none.
const AVERAGE: &str = "avg ø average averages mean median typical promedio medio medios medias moyen moyens moyenne moyennes \
    durchschnitt durchschnittlich durchschnittliche durchschnittlicher schnitt ortalama ort средний средние среднее средняя ср \
    srednia srednie sredni ø gemiddeld gemiddelde medi medie mediamente متوسط औसत เฉลี่ย genomsnittlig genomsnittliga rerata";

/// What an average is taken over.
const PER: &[&str] = &["per", "par", "por", "pro", "je", "за", "на", "za", "setiap"];
const ITEMS: &[&str] = &[
    "post",
    "posts",
    "video",
    "videos",
    "content",
    "reel",
    "reels",
    "tweet",
    "publication",
    "publicacion",
    "publicacao",
    "beitrag",
    "publikacje",
    "пост",
    "видео",
    "postingan",
    "photo",
    "upload",
    "stream",
    "item",
];

/// English words in one number.
const PLURALS: &[(&str, &str)] = &[
    ("follower", "followers"),
    ("subscriber", "subscribers"),
    ("like", "likes"),
    ("comment", "comments"),
    ("view", "views"),
    ("share", "shares"),
    ("engagement", "engagements"),
    ("category", "categories"),
    ("topic", "topics"),
];

/// Whether the words of a header call it an average.
pub fn is_average(words: &str) -> bool {
    bare(words).starts_with("avg ")
}

/// A header without the words that change nothing, its word for "average" first.
pub fn bare(words: &str) -> String {
    static FOLDED: LazyLock<(HashSet<String>, HashSet<String>)> = LazyLock::new(|| {
        let set = |words: &str| words.split_whitespace().map(fold).collect();
        (set(NOISE), set(AVERAGE))
    });
    let (noise, averages) = &*FOLDED;
    let all: Vec<&str> = words.split(' ').collect();
    let mut average = false;
    let mut kept: Vec<String> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let (word, next) = (all[at], all.get(at + 1));
        at += 1;
        let over = PER.contains(&word) && next.is_some_and(|next| ITEMS.contains(next));
        let two_words = matches!(
            (word, next.copied()),
            ("rata", Some("rata")) | ("trung", Some("binh"))
        );
        if over && !kept.is_empty() || two_words {
            average = true;
            at += 1;
        } else if averages.contains(word) {
            average = true;
        } else if !noise.contains(word) && !is_year(word) {
            let (word, mean) = shortened(word);
            average |= mean;
            if !word.is_empty() {
                kept.push(word);
            }
        }
    }
    if kept.is_empty() {
        return words.to_owned();
    }
    // In one word alone the number matters: a "post" may be a price.
    for word in &mut kept {
        if let Some((_, plural)) = PLURALS.iter().find(|(one, _)| one == word) {
            *word = (*plural).to_owned();
        }
    }
    if average {
        kept.insert(0, "avg".to_owned());
    }
    kept.join(" ")
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word
            .parse()
            .is_ok_and(|year: u32| (1990..2100).contains(&year))
}

/// Signs for a number at the end of Chinese, Japanese and Korean words, the longest first.
const COUNTED: &[&str] = &["数量", "总数", "人数", "数", "量"];

/// Traditional signs and their simplified twins.
const SIMPLER: &[(char, char)] = &[
    ('數', '数'),
    ('絲', '丝'),
    ('點', '点'),
    ('讚', '赞'),
    ('贊', '赞'),
    ('評', '评'),
    ('論', '论'),
    ('價', '价'),
    ('報', '报'),
    ('類', '类'),
    ('別', '别'),
    ('國', '国'),
    ('語', '语'),
    ('稱', '称'),
    ('號', '号'),
    ('帳', '账'),
    ('賬', '账'),
    ('鏈', '链'),
    ('結', '结'),
    ('連', '链'),
    ('網', '网'),
    ('發', '发'),
    ('領', '领'),
    ('簡', '简'),
    ('電', '电'),
    ('郵', '邮'),
    ('費', '费'),
    ('動', '动'),
    ('區', '区'),
    ('達', '达'),
    ('質', '质'),
    ('標', '标'),
    ('題', '题'),
    ('內', '内'),
    ('業', '业'),
    ('訂', '订'),
    ('閱', '阅'),
    ('觀', '观'),
    ('頻', '频'),
    ('貼', '贴'),
    ('關', '关'),
    ('總', '总'),
    ('單', '单'),
    ('條', '条'),
    ('臺', '台'),
    ('紅', '红'),
    ('暱', '昵'),
    ('戶', '户'),
    ('專', '专'),
    ('蹤', '踪'),
    ('參', '参'),
    ('與', '与'),
    ('聯', '联'),
    ('絡', '络'),
    ('備', '备'),
    ('註', '注'),
];

/// `views30d` without the days it is counted over.
fn without_days(word: &str) -> &str {
    let Some(rest) = word.strip_suffix('d') else {
        return word;
    };
    let bare = rest.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if bare.len() < rest.len() && bare.len() > 2 {
        bare
    } else {
        word
    }
}

/// A word without the signs for a number, and whether it said "average".
fn shortened(word: &str) -> (String, bool) {
    static MEAN: LazyLock<Vec<String>> = LazyLock::new(|| {
        let means = ["平均每条", "平均", "篇均", "场均", "평균"];
        means.iter().map(|mean| fold(mean)).collect()
    });
    static COUNT: LazyLock<Vec<String>> =
        LazyLock::new(|| ["수", "명"].iter().map(|count| fold(count)).collect());
    if word.is_ascii() {
        return (without_days(word).to_owned(), false);
    }
    let mut word: String = word
        .chars()
        .map(|sign| {
            let simpler = SIMPLER.iter().find(|(from, _)| *from == sign);
            simpler.map_or(sign, |(_, to)| *to)
        })
        .collect();
    let mean = MEAN.iter().find(|mean| word.starts_with(mean.as_str()));
    if let Some(mean) = mean {
        word = word[mean.len()..].to_owned();
    }
    let counted = COUNTED
        .iter()
        .copied()
        .chain(COUNT.iter().map(String::as_str));
    for count in counted {
        if let Some(rest) = word.strip_suffix(count).filter(|rest| !rest.is_empty()) {
            word = rest.to_owned();
            break;
        }
        if word == count {
            return (String::new(), mean.is_some());
        }
    }
    (word, mean.is_some())
}
