//! What a header means by its words alone: the table of spellings in `assets/fields.toml`, looked up
//! as it stands, without the words that change nothing, by the parts of a path, and last by the words
//! inside it. Knows nothing of cells.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use rayon::prelude::*;
use serde::Deserialize;

use super::bare::bare;
use super::words::{Header, split};
use crate::roster::fold::{fold, slips};
use crate::roster::{Field, Kind};

/// A block of `assets/fields.toml`.
#[derive(Debug, Deserialize)]
pub struct Block {
    /// Headers whose columns are put together where there are several.
    #[serde(default)]
    pub merge: Vec<String>,
    /// Headers for each language.
    #[serde(flatten)]
    pub languages: BTreeMap<String, Vec<String>>,
}

/// A field that a header may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meaning {
    pub field: Field,
    /// How good the spelling is; the lowest wins.
    pub rank: usize,
    /// The header holds the words among others that nobody knows.
    pub guess: bool,
}

struct Spellings {
    /// For each header, the fields that it may mean.
    exact: HashMap<String, Vec<(Field, usize)>>,
    /// The same for headers without the words that change nothing.
    bare: HashMap<String, Vec<(Field, usize)>>,
    merged: HashMap<String, Field>,
}

static SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| {
    let blocks: HashMap<String, Block> =
        toml::from_str(include_str!("../../../assets/fields.toml"))
            .expect("a test reads the table of header spellings");
    let mut spellings = Spellings {
        exact: HashMap::new(),
        bare: HashMap::new(),
        merged: HashMap::new(),
    };
    // Taking them all apart is most of the work before a first roster: all cores share it.
    let field = |id: &str| Field::named(id).expect("a test holds the blocks to the field table");
    let read = blocks.par_iter().flat_map_iter(|(id, block)| {
        let headers = block.languages.values();
        let headers = headers.flat_map(|headers| headers.iter().enumerate());
        headers.map(move |(rank, header)| (field(id), rank, Header::read(header).words))
    });
    let read: Vec<(Field, usize, String)> = read.collect();
    for (field, rank, words) in read {
        note(&mut spellings.bare, bare(&words), field, rank);
        note(&mut spellings.exact, words, field, rank);
    }
    for (id, block) in &blocks {
        for header in &block.merge {
            spellings
                .merged
                .insert(Header::read(header).words, field(id));
        }
    }
    spellings
});

/// Keeps the best rank of a spelling for a field.
fn note(map: &mut HashMap<String, Vec<(Field, usize)>>, words: String, field: Field, rank: usize) {
    let fields = map.entry(words).or_default();
    match fields.iter_mut().find(|(known, _)| *known == field) {
        Some((_, best)) => *best = rank.min(*best),
        None => fields.push((field, rank)),
    }
    fields.sort_by_key(|(field, rank)| (*rank, *field));
}

/// Ranks of spellings that were found in another way begin here.
const BARE: usize = 1_000;
const IN_PATH: usize = 2_000;
const SLIP: usize = 3_000;
const INSIDE: usize = 4_000;

/// The fields that a header may mean, likeliest first.
pub fn meanings(raw: &str, header: &Header) -> Vec<Meaning> {
    let known = known(&header.words);
    if !known.is_empty() {
        return known;
    }
    let mut numbered = self::known(unnumbered(&header.words));
    numbered.retain(|meaning| meaning.field.kind() == Kind::Words);
    if !numbered.is_empty() {
        return numbered;
    }
    if is_path(raw) {
        return by_path(raw);
    }
    if let Some(slip) = one_letter_off(&header.words) {
        return slip;
    }
    inside(&header.words)
}

/// What a header means as it stands in the table, or without the words that change nothing.
pub fn known(words: &str) -> Vec<Meaning> {
    let found = |map: &HashMap<String, Vec<(Field, usize)>>, words: &str, from: usize| {
        let fields = map.get(words).map_or(&[][..], Vec::as_slice);
        let meaning = |(field, rank): &(Field, usize)| Meaning {
            field: *field,
            rank: from + rank,
            guess: false,
        };
        fields.iter().map(meaning).collect::<Vec<_>>()
    };
    let exact = found(&SPELLINGS.exact, words, 0);
    if !exact.is_empty() || words.is_empty() {
        return exact;
    }
    found(&SPELLINGS.bare, &bare(words), BARE)
}

/// Whether columns of this header are put together for a field: those that the table names, and words
/// in numbered columns, `niche1`, `niche2`.
pub fn is_merged(words: &str, field: Field) -> bool {
    let bare = unnumbered(words);
    let numbered = bare.len() < words.len() && field.kind() == Kind::Words;
    SPELLINGS.merged.get(words) == Some(&field)
        || numbered && known(bare).first().map(|meaning| meaning.field) == Some(field)
}

/// A header without the number behind it.
fn unnumbered(words: &str) -> &str {
    words
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .trim_end()
}

/// One letter off in a long word of a header is a slip.
fn one_letter_off(words: &str) -> Option<Vec<Meaning>> {
    const LONG: usize = 7;
    if !words.split(' ').any(|word| word.chars().count() >= LONG) {
        return None;
    }
    let slipped = |known: &str| {
        let mut off = known
            .split(' ')
            .zip(words.split(' '))
            .filter(|(a, b)| a != b);
        let first = off.next();
        off.next().is_none()
            && known.split(' ').count() == words.split(' ').count()
            && first.is_some_and(|(a, b)| b.chars().count() >= LONG && slips(a, b) == 1)
    };
    let mut near: Vec<&(Field, usize)> = SPELLINGS
        .exact
        .iter()
        .filter(|(known, _)| known.len().abs_diff(words.len()) < 4 && slipped(known))
        .flat_map(|(_, fields)| fields)
        .collect();
    near.sort_by_key(|(field, rank)| (*rank, *field));
    let first = near.first()?.0;
    let meaning = |(field, rank): &(Field, usize)| Meaning {
        field: *field,
        rank: SLIP + rank,
        guess: false,
    };
    Some(
        near.into_iter()
            .filter(|(field, _)| *field == first)
            .map(meaning)
            .collect(),
    )
}

/// The last parts of paths that only say what the part before is: `er.value`, `country.code`.
const LEAVES: &[&str] = &[
    "value",
    "count",
    "code",
    "name",
    "label",
    "title",
    "amount",
    "text",
    "raw",
    "number",
    "total",
    "avg",
    "average",
    "mean",
    "median",
    "main",
    "primary",
    "formatted",
];

/// Parts of paths below which a figure is somebody else's, or of another time.
const STRANGERS: &str = "audience audiences brand brands lookalike lookalikes similar mention mentions \
    sponsor sponsors history historical previous past predicted forecast recent post posts video videos \
    contact contacts agency manager score scores breakdown compared change growth delta benchmark competitor reel reels story stories";

fn is_path(raw: &str) -> bool {
    raw.trim_end_matches('.').contains('.') && !raw.contains(char::is_whitespace)
}

/// `profile.stats.avgLikes.value`: by the whole path, by its last parts, and by its last part alone.
pub fn by_path(raw: &str) -> Vec<Meaning> {
    let parts: Vec<String> = raw.split('.').map(|part| split(part).join(" ")).collect();
    let mut found: Vec<Meaning> = Vec::new();
    let mut add = |words: &str, step: usize| {
        for meaning in known(words) {
            if !found.iter().any(|known| known.field == meaning.field) {
                found.push(Meaning {
                    rank: IN_PATH + step * 100 + meaning.rank % BARE,
                    ..meaning
                });
            }
        }
    };
    let last = parts.len() - 1;
    for from in 0..last {
        add(&parts[from..].join(" "), from);
    }
    let strange = |to: usize| {
        parts[..to]
            .iter()
            .filter(|part| *part != "social media")
            .flat_map(|part| part.split(' '))
            .any(|word| STRANGERS.split_whitespace().any(|strange| strange == word))
    };
    if LEAVES.contains(&parts[last].as_str()) {
        for from in 0..last {
            if from + 1 < last || !strange(last - 1) {
                add(&parts[from..last].join(" "), last + from);
            }
        }
    }
    if !strange(last) {
        add(&parts[last], 2 * last);
    }
    found
}

/// Fields that a header may hint at among words that nobody knows.
const HINTED: &[Field] = &[
    Field::Followers,
    Field::EngagementRate,
    Field::AvgLikes,
    Field::AvgComments,
    Field::AvgViews,
    Field::Price,
    Field::Niche,
    Field::Country,
    Field::Handle,
    Field::Name,
    Field::Url,
    Field::Platform,
    Field::Email,
];

/// Words beside which a known one means something else.
const TRAPS: &str = "earning earnings earned revenue income gmv emv sales profit salary agency commission budget cpm cpe cpv \
    cpc roi roas gained gain gains growth grow change changes delta diff difference lost new fake bot real authentic \
    suspicious score rank ranking index target goal predicted prediction forecast potential max min maximum minimum peak std \
    deviation variance share shares brand brands competitor manager audience viewer previous old past before after tier \
    range type id date time day hour per by vs versus ratio male female men women age hidden source cost follower followers \
    subscriber subscribers view views click clicks conversion impressions reach impression saved saves story stories reel \
    reels short shorts live hashtag mention mentions sponsored paid image picture photo pic avatar thumbnail banner logo cover top best first last total sum cumulative campaign \
    status probability likelihood percent percentile log scaled normalized encoded bin group cluster label flag is has \
    ingresos ganancias ganados ganhos receita faturamento revenu revenus einnahmen umsatz доход прибыль gelir \
    pendapatan guadagni ricavi przychod 收入 收益 収入 収益 수익 매출 銷售 销售 \
    crecimiento crescimento croissance wachstum crescita прирост рост buyume pertumbuhan 增长 增粉 涨粉 成長 증가 \
    rango posicion ranking 排名 順位 순위 год года";

/// Words that say enough alone among others.
const ALONE: &str = "followers follower subscribers seguidores suscriptores inscritos abonnes abonnenten followerzahl iscritti \
    volgers takipci подписчики подписчиков obserwujacy pengikut المتابعين متابعين फॉलोअर्स 粉丝 粉丝数 フォロワー フォロワー数 登録者数 \
    팔로워 구독자 email category niche nicho categoria kategorie kategori категория тематика country pais pays ulke страна kraj \
    negara username handle usuario price precio preco prix preis prezzo prijs fiyat цена стоимость cena harga السعر سعر \
    价格 报价 価格 단가 가격";

/// The field whose spelling stands inside the header among words that nobody knows and none of which
/// makes something else of it.
fn inside(words: &str) -> Vec<Meaning> {
    static FOLDED: LazyLock<HashSet<String>> =
        LazyLock::new(|| TRAPS.split_whitespace().map(fold).collect());
    static STRONG: LazyLock<HashSet<String>> =
        LazyLock::new(|| ALONE.split_whitespace().map(fold).collect());
    let all: Vec<&str> = words.split(' ').collect();
    for length in (1..all.len()).rev() {
        for from in 0..=all.len() - length {
            let others = all[..from].iter().chain(&all[from + length..]);
            if others.clone().any(|word| FOLDED.contains(*word)) {
                continue;
            }
            let mut hints = known(&all[from..from + length].join(" "));
            hints.retain(|meaning| HINTED.contains(&meaning.field));
            let strong = length > 1 || STRONG.contains(all[from]);
            if let Some(best) = hints.first().filter(|_| strong) {
                return vec![Meaning {
                    rank: INSIDE + best.rank,
                    guess: true,
                    ..*best
                }];
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_spellings_is_whole() {
        let blocks: HashMap<String, Block> =
            toml::from_str(include_str!("../../../assets/fields.toml")).unwrap();
        let languages = [
            "en", "es", "pt", "fr", "de", "it", "nl", "tr", "ru", "pl", "id", "vi", "ar", "hi",
            "zh", "ja", "ko", "more",
        ];
        for (id, block) in &blocks {
            assert!(
                Field::ALL.iter().any(|field| field.id() == id),
                "no field \"{id}\""
            );
            for language in block.languages.keys() {
                assert!(languages.contains(&language.as_str()), "{id}: {language}");
            }
            for header in &block.merge {
                assert!(block.languages["en"].contains(header), "{header}");
            }
        }
        for field in Field::ALL {
            let from_file = field.spec().origin == crate::roster::Origin::File;
            assert_eq!(blocks.contains_key(field.id()), from_file, "{}", field.id());
        }
    }

    fn first(raw: &str) -> Option<(Field, bool)> {
        let meanings = meanings(raw, &Header::read(raw));
        meanings
            .first()
            .map(|meaning| (meaning.field, meaning.guess))
    }

    #[test]
    fn words_that_change_nothing_do_not_hide_a_header() {
        use Field::*;
        for (raw, field) in [
            ("Number of Followers (2024)", Followers),
            ("nombre de followers", Followers),
            ("Nombre", Name),
            ("Influencer Country", Country),
            ("Mean number of likes", AvgLikes),
            ("Comments per video", AvgComments),
            ("Likes promedio", AvgLikes),
            ("Durchschnittliche Kommentare", AvgComments),
            ("Average Views per Reel", AvgViews),
            ("粉絲數", Followers),
            ("粉丝数量(万)", Followers),
            ("平均評論數", AvgComments),
            ("평균 댓글수", AvgComments),
            ("총 조회수", TotalViews),
            ("avgViews30d", AvgViews),
            ("Кол-во подписчиков", Followers),
            ("Rata-rata Komentar", AvgComments),
        ] {
            assert_eq!(first(raw), Some((field, false)), "{raw}");
        }
    }

    #[test]
    fn a_path_is_known_by_its_last_parts() {
        use Field::*;
        for (raw, field) in [
            ("profile.stats.avgLikes.value", Some(AvgLikes)),
            ("profile.profile.engagementRate", Some(EngagementRate)),
            ("metrics.er.value", Some(EngagementRate)),
            ("audience.credibility", Some(AudienceQuality)),
            ("social_platforms.followers", Some(Followers)),
            ("work_platform.name", Some(Platform)),
            ("location.country.name", Some(Country)),
            ("stats.avgLikes.compared", None),
            ("audience.lookalikes.followers", None),
            ("recentPosts.likes", None),
            ("socialMedia.followers", Some(Followers)),
        ] {
            assert_eq!(first(raw).map(|(field, _)| field), field, "{raw}");
        }
    }

    #[test]
    fn among_strange_words_a_known_one_is_a_guess_unless_another_turns_it() {
        use Field::*;
        for (raw, field) in [
            ("Followers worldwide", Some(Followers)),
            ("Подписчики суммарно", Some(Followers)),
            ("Followers gained", None),
            ("Fake followers detected", None),
            ("Revenue per follower", None),
            ("Estimated earnings price", None),
            ("Follower rank", None),
            ("Last game", None),
        ] {
            let guess = first(raw);
            assert_eq!(guess, field.map(|field| (field, true)), "{raw}");
        }
    }
}
