//! What a price buys, by the words of a header or a cell: `Price per reel`, `Story - Foto`,
//! `Интеграция`, `Post + 2 Stories`. Knows nothing of columns.

use std::sync::LazyLock;

use crate::roster::Field;
use crate::roster::fold::fold;

/// What a price buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Post,
    Video,
    Story,
    Reel,
    Live,
    Bundle,
}

impl Format {
    /// The word in the roster.
    pub fn word(self) -> &'static str {
        match self {
            Format::Post => "post",
            Format::Video => "video",
            Format::Story => "story",
            Format::Reel => "reel",
            Format::Live => "live",
            Format::Bundle => "bundle",
        }
    }

    /// The field for prices of this format beside the primary price.
    pub fn field(self) -> Option<Field> {
        match self {
            Format::Story => Some(Field::PriceStory),
            Format::Reel => Some(Field::PriceReel),
            Format::Video => Some(Field::PriceVideo),
            Format::Bundle => Some(Field::PriceBundle),
            Format::Post | Format::Live => None,
        }
    }

    /// The format of a field for prices; none for the primary one.
    pub fn of_field(field: Field) -> Option<Format> {
        [Format::Story, Format::Reel, Format::Video, Format::Bundle]
            .into_iter()
            .find(|format| format.field() == Some(field))
    }
}

/// What a text says that a price buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    pub format: Format,
    /// A post is in it, alone or with more.
    pub with_post: bool,
}

const WORDS: &[(Format, &str)] = &[
    (
        Format::Post,
        "post posts feed grid static photo photos foto fotos image images picture carousel carousels carrusel carrossel \
         karussell slideshow thread publicacion publicaciones publicacao publicacoes publication publications beitrag \
         gonderi postagem postingan bai пост поста посты постов лента ленте ленту фото публикация карусель wpis zdjecie \
         منشور पोस्ट 图文 笔记 帖子 フィード 投稿 피드 게시물 포스트",
    ),
    (
        Format::Story,
        "story stories storie storys historia historias сторис стори сториз история истории hikaye relacja relacje قصة \
         ستوري स्टोरी 故事 快拍 ストーリー ストーリーズ 스토리",
    ),
    (
        Format::Reel,
        "reel reels short shorts рилс рилз клип клипы клипа ريلز रील 短视频 リール ショート 릴스 쇼츠 숏츠",
    ),
    (
        Format::Video,
        "video videos integration integracion integracao integrazione integracja preroll midroll dedicated vod vlog \
         видео ролик ролика интеграция интеграции преролл пререролл wideo فيديو वीडियो 视频 植入 動画 영상 비디오",
    ),
    (
        Format::Live,
        "live lives livestream livestreaming stream streaming directo vivo эфир стрим canli بث 直播 ライブ 라이브",
    ),
    (
        Format::Bundle,
        "bundle bundles package packages pack packs paket pakete pakket paquete pacote pacchetto pakiet forfait campaign \
         campaigns campana campanha campagne campagna kampagne kampanya kampanye kampania пакет пакета комплекс кампания \
         кампанию combo комбо حزمة حملة 套餐 打包 パッケージ 패키지",
    ),
];

/// The words, folded.
static FOLDED: LazyLock<Vec<(Format, Vec<String>)>> = LazyLock::new(|| {
    WORDS
        .iter()
        .map(|(format, words)| (*format, words.split_whitespace().map(fold).collect()))
        .collect()
});

/// Words and signs between things that are bought together.
const TOGETHER: &[&str] = &[
    "and", "y", "e", "et", "und", "и", "en", "ve", "dan", "oraz", "plus",
];

/// What a text says that a price buys; none where it says nothing, or offers several things to choose
/// from.
pub fn of(text: &str) -> Option<Kind> {
    let text = fold(text);
    let mut parts: Vec<Vec<Format>> = vec![Vec::new()];
    let mut choice = false;
    // `pre-roll` is one word however it is written.
    let text = text
        .replace("pre-roll", "preroll")
        .replace("pre roll", "preroll");
    let text = text
        .replace("mid-roll", "midroll")
        .replace("mid roll", "midroll");
    let mut word = String::new();
    let mut take = |word: &mut String, parts: &mut Vec<Vec<Format>>| {
        if word == "or" || word == "или" || word == "oder" || word == "ou" {
            choice = true;
        }
        if TOGETHER.contains(&word.as_str()) {
            parts.push(Vec::new());
        } else if let (Some(format), Some(part)) = (format_of(word), parts.last_mut()) {
            part.push(format);
        }
        word.clear();
    };
    let mut slashed = false;
    for letter in text.chars() {
        let mark = unicode_normalization::char::is_combining_mark(letter);
        if letter.is_alphabetic() || mark {
            word.push(letter);
            continue;
        }
        take(&mut word, &mut parts);
        if matches!(letter, '+' | '&' | ',' | '＋') {
            parts.push(Vec::new());
        }
        slashed |= letter == '/';
    }
    take(&mut word, &mut parts);
    let all: Vec<Format> = parts.iter().flatten().copied().collect();
    let with_post = all.contains(&Format::Post);
    let several = |parts: &[Vec<Format>]| {
        let mut formats: Vec<Format> = parts.iter().filter_map(|part| strongest(part)).collect();
        formats.sort_unstable();
        formats.dedup();
        formats.len() > 1
    };
    let mut different = all.clone();
    different.sort_unstable();
    different.dedup();
    if all.contains(&Format::Bundle) {
        return Some(Kind {
            format: Format::Bundle,
            with_post: false,
        });
    }
    if (choice || slashed) && different.len() > 1 {
        return None;
    }
    if several(&parts) {
        return Some(Kind {
            format: Format::Bundle,
            with_post,
        });
    }
    let format = strongest(&all)?;
    Some(Kind {
        format,
        with_post: format == Format::Post,
    })
}

/// Of the words for one thing the telling one: a `Story - Video` is a story, a `video post` a video.
fn strongest(formats: &[Format]) -> Option<Format> {
    [
        Format::Bundle,
        Format::Story,
        Format::Reel,
        Format::Live,
        Format::Video,
        Format::Post,
    ]
    .into_iter()
    .find(|format| formats.contains(format))
}

fn format_of(word: &str) -> Option<Format> {
    if word.is_empty() {
        return None;
    }
    FOLDED.iter().find_map(|(format, words)| {
        let hit = words.iter().any(|known| {
            // Without blanks between words, a known one may stand inside a longer one.
            known == word || !spaced(known) && word.contains(known.as_str())
        });
        hit.then_some(*format)
    })
}

/// Whether the script puts blanks between words.
fn spaced(word: &str) -> bool {
    word.chars().next().is_none_or(|letter| letter < '\u{1100}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_card_say_what_it_buys() {
        for (text, format) in [
            ("Post - Single", Some(Format::Post)),
            ("Post - Carousel 3 Post", Some(Format::Post)),
            ("Image - 1 Foto", Some(Format::Post)),
            ("Пост в ленте", Some(Format::Post)),
            ("price per post", Some(Format::Post)),
            ("static_post.price", Some(Format::Post)),
            ("图文笔记", Some(Format::Post)),
            ("Story - Foto", Some(Format::Story)),
            ("Story - Video 15 Detik", Some(Format::Story)),
            ("Серия Stories (3-5)", Some(Format::Story)),
            ("스토리 1회", Some(Format::Story)),
            ("Reels - Durasi 15 Detik", Some(Format::Reel)),
            ("YouTube Short video", Some(Format::Reel)),
            ("клип", Some(Format::Reel)),
            ("Video - Durasi 60 Detik", Some(Format::Video)),
            ("Интеграция", Some(Format::Video)),
            ("Преролл", Some(Format::Video)),
            ("Pre-roll 30s", Some(Format::Video)),
            ("Эксклюзивное видео", Some(Format::Video)),
            ("Price Per Video Post", Some(Format::Video)),
            ("Live - Durasi 1 Jam", Some(Format::Live)),
            ("Пост + Stories", Some(Format::Bundle)),
            ("1 Reel and 2 Stories", Some(Format::Bundle)),
            ("precio_campaña", Some(Format::Bundle)),
            ("Пакет", Some(Format::Bundle)),
            ("price per reel or post", None),
            ("Post/Story", None),
            ("Feed/Carousel", Some(Format::Post)),
            ("price", None),
            ("", None),
        ] {
            assert_eq!(of(text).map(|kind| kind.format), format, "{text}");
        }
        assert!(of("Пост + Stories").is_some_and(|kind| kind.with_post));
        assert!(of("Story - Foto").is_some_and(|kind| !kind.with_post));
    }
}
