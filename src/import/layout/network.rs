//! Which network a column is named after, and what its header says without it: `Instagram_Followers`,
//! `Followers (TikTok)`, `ig_er`, `유튜브 구독자`. Knows nothing of cells.

use std::ops::Range;
use std::sync::LazyLock;

use crate::import::headers;
use crate::roster::fold::fold;
use crate::roster::platform::Platform;

/// A header that names one network.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub network: &'static Platform,
    /// The header without the network; empty where it is nothing else.
    pub rest: String,
}

/// Spellings as they stand in headers, folded and without blanks, the longest first.
static SPELLINGS: LazyLock<Vec<(String, &'static Platform)>> = LazyLock::new(|| {
    let mut spellings: Vec<(String, &'static Platform)> = Platform::spellings()
        .map(|(spelling, platform)| (fold(spelling).replace(' ', ""), platform))
        // In Spanish and Portuguese "red" is the word for network itself.
        .filter(|(spelling, _)| spelling != "red")
        .collect();
    spellings.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
    spellings
});

/// Names of networks that are words or marks of other things, too.
const DOUBTFUL: &[&str] = &[
    "x",
    "tt",
    "tg",
    "pin",
    "snap",
    "vk",
    "вк",
    "kick",
    "threads",
    "숲",
    "네이버",
    "bigo",
    "reddit",
];

/// Words that tie a network to what is said of it.
const LINKS: &[&str] = &[
    "on", "of", "for", "the", "to", "in", "de", "del", "en", "no", "na", "do", "da", "sur", "d",
    "auf", "bei", "su", "di", "op", "van", "в", "на", "w", "pada", "di", "tren",
];

/// The network that a header names, if it is just one.
pub fn of(raw: &str) -> Option<Named> {
    let words = words(raw);
    let mut found: Option<(Range<usize>, &'static Platform)> = None;
    let mut at = 0;
    while at < words.len() {
        let Some((taken, network)) = whole(&words, at).or_else(|| glued(raw, &words[at], at))
        else {
            at += 1;
            continue;
        };
        match &found {
            Some((_, known)) if *known != network => return None,
            Some(_) => {}
            None => found = Some((taken.bytes, network)),
        }
        at = taken.next;
    }
    let (bytes, network) = found?;
    let rest = without(raw, bytes.clone());
    // Some short names may be anything: what is left must be a known header.
    let doubtful = DOUBTFUL.contains(&fold(&raw[bytes]).as_str());
    (!doubtful || rest.is_empty() || headers::is_known(&rest)).then_some(Named { network, rest })
}

/// A word of a header: its place and its folded letters.
struct Word {
    bytes: Range<usize>,
    folded: String,
}

struct Taken {
    bytes: Range<usize>,
    /// The word behind.
    next: usize,
}

/// Words are cut at punctuation, at humps (`avgLikes`) and before the last capital of a run (`IGLikes`).
fn words(raw: &str) -> Vec<Word> {
    let letters: Vec<(usize, char)> = raw.char_indices().collect();
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, (place, letter)) in letters.iter().enumerate() {
        // Marks above and below letters belong to them.
        let inside = letter.is_alphanumeric() || is_mark(*letter);
        if !inside {
            continue;
        }
        let end = place + letter.len_utf8();
        let before = at.checked_sub(1).map(|before| letters[before].1);
        let after = letters.get(at + 1).map(|(_, letter)| *letter);
        let hump = letter.is_uppercase()
            && (before.is_some_and(char::is_lowercase)
                || before.is_some_and(char::is_uppercase) && after.is_some_and(char::is_lowercase));
        match words.last_mut() {
            Some(word) if word.end == *place && !hump => word.end = end,
            _ => words.push(*place..end),
        }
    }
    words
        .into_iter()
        .map(|bytes| Word {
            folded: fold(&raw[bytes.clone()]),
            bytes,
        })
        .collect()
}

fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// A network that one or two words spell in full.
fn whole(words: &[Word], at: usize) -> Option<(Taken, &'static Platform)> {
    [2, 1].into_iter().find_map(|count| {
        let some = words.get(at..at + count)?;
        let joined: String = some.iter().map(|word| word.folded.as_str()).collect();
        let (_, network) = SPELLINGS.iter().find(|(spelling, _)| *spelling == joined)?;
        let bytes = some[0].bytes.start..some[count - 1].bytes.end;
        Some((
            Taken {
                bytes,
                next: at + count,
            },
            *network,
        ))
    })
}

/// A network at the beginning or end of a word, where the rest of the word is a header of its own:
/// `抖音粉丝数`, `youtubesubscribers`, but not `youtuber`.
fn glued(raw: &str, word: &Word, at: usize) -> Option<(Taken, &'static Platform)> {
    let text = &raw[word.bytes.clone()];
    SPELLINGS.iter().find_map(|(spelling, network)| {
        if spelling.is_ascii() && spelling.len() < 6 {
            return None;
        }
        let start = word.bytes.start;
        let front = word.folded.starts_with(spelling.as_str()).then(|| {
            let end = text
                .char_indices()
                .map(|(place, letter)| place + letter.len_utf8())
                .find(|end| fold(&text[..*end]) == *spelling)?;
            Some((start..start + end, &text[end..]))
        });
        let back = word.folded.ends_with(spelling.as_str()).then(|| {
            let begin = text
                .char_indices()
                .map(|(place, _)| place)
                .find(|begin| fold(&text[*begin..]) == *spelling)?;
            Some((start + begin..word.bytes.end, &text[..begin]))
        });
        let (bytes, rest) = front.flatten().or_else(|| back.flatten())?;
        let known =
            !rest.is_empty() && (!rest.is_ascii() || rest.len() > 2) && headers::is_known(rest);
        known.then(|| {
            (
                Taken {
                    bytes,
                    next: at + 1,
                },
                *network,
            )
        })
    })
}

/// The header without the network and the small words that tied it in. Of a path, such as
/// `social.instagram.followers`, the last part that says something is left.
fn without(raw: &str, network: Range<usize>) -> String {
    let edges = |letter: char| letter.is_whitespace() || "_-–—:/|.".contains(letter);
    let (mut front, mut back) = (&raw[..network.start], &raw[network.end..]);
    let is_path = raw.contains('.') && !raw.contains(' ');
    if is_path && back.is_empty() && (front.is_empty() || front.ends_with('.')) {
        return String::new();
    }
    if front.ends_with(['(', '[']) && back.starts_with([')', ']']) {
        (front, back) = (&front[..front.len() - 1], &back[1..]);
    }
    let (front, back) = (front.trim_matches(edges), back.trim_matches(edges));
    let mut bare = (front, back);
    while let Some((_, rest)) = last_word(bare.0).filter(|(word, _)| is_link(word)) {
        bare.0 = rest.trim_end_matches(edges);
    }
    while let Some((_, rest)) = first_word(bare.1).filter(|(word, _)| is_link(word)) {
        bare.1 = rest.trim_start_matches(edges);
    }
    let join = |(front, back): (&str, &str)| format!("{front} {back}").trim().to_owned();
    let rest = [join(bare), join((front, back))]
        .into_iter()
        .find(|rest| headers::is_known(rest))
        .unwrap_or_else(|| join(bare));
    match rest.rsplit_once(['.', ' ']) {
        Some((_, last)) if is_path && !headers::is_known(&rest) => last.to_owned(),
        _ => rest,
    }
}

fn is_link(word: &str) -> bool {
    LINKS.contains(&fold(word).as_str())
}

fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || letter == '_'
}

/// The last word of a text and what is before it.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let (rest, word) = text.rsplit_once(is_gap).unwrap_or(("", text));
    (!word.is_empty()).then_some((word, rest))
}

/// The first word of a text and what is behind it.
fn first_word(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_once(is_gap).unwrap_or((text, ""));
    (!word.is_empty()).then_some((word, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_networks_in_front_behind_and_between() {
        for (raw, network, rest) in [
            ("Instagram_Followers", "Instagram", "Followers"),
            ("YouTube Subscribers", "YouTube", "Subscribers"),
            ("Followers (TikTok)", "TikTok", "Followers"),
            ("IG followers", "Instagram", "followers"),
            ("ig_er", "Instagram", "er"),
            ("tt_handle", "TikTok", "handle"),
            ("Instagram", "Instagram", ""),
            ("insta link", "Instagram", "link"),
            ("TIKTOK FOLLOWERS", "TikTok", "FOLLOWERS"),
            ("instagramFollowers", "Instagram", "Followers"),
            ("IGFollowers", "Instagram", "Followers"),
            ("avgLikesInstagram", "Instagram", "avgLikes"),
            (
                "Number of Instagram followers",
                "Instagram",
                "Number followers",
            ),
            ("Followers on Instagram", "Instagram", "Followers"),
            ("Seguidores de Instagram", "Instagram", "Seguidores"),
            ("Seguidores no Instagram", "Instagram", "Seguidores"),
            ("Abonnés YouTube", "YouTube", "Abonnés"),
            (
                "Instagram Followers (Millions)",
                "Instagram",
                "Followers (Millions)",
            ),
            ("Engagement Rate % (IG)", "Instagram", "Engagement Rate %"),
            ("Подписчики в Инстаграм", "Instagram", "Подписчики"),
            ("유튜브 구독자", "YouTube", "구독자"),
            ("유튜브구독자", "YouTube", "구독자"),
            ("抖音粉丝数", "Douyin", "粉丝数"),
            ("インスタ フォロワー数", "Instagram", "フォロワー数"),
            ("social.instagram", "Instagram", ""),
            ("social.instagram.followers", "Instagram", "followers"),
            ("instagram.avg_likes", "Instagram", "avg_likes"),
            ("x_followers", "X", "followers"),
            ("Twitter handle", "X", "handle"),
            ("Tik Tok url", "TikTok", "url"),
        ] {
            let named = of(raw).unwrap_or_else(|| panic!("{raw}"));
            assert_eq!(
                (named.network.name, named.rest.as_str()),
                (network, rest),
                "{raw}"
            );
        }
        for raw in [
            "Youtuber",
            "Tiktoker name",
            "Red social",
            "Followers",
            "Instagram/TikTok handle",
            "Size x",
            "유튜버아이디",
            "pinned",
        ] {
            assert_eq!(of(raw), None, "{raw}");
        }
    }
}
