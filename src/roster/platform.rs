//! The networks that rosters speak of, with the short marks they have in narrow columns.

/// A known network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Platform {
    /// The name in the roster, on screen and in exports.
    pub name: &'static str,
    /// Two letters for narrow columns.
    pub mark: &'static str,
    /// Other spellings, in lower case.
    spellings: &'static [&'static str],
    /// Hosts of profile addresses.
    hosts: &'static [&'static str],
}

const PLATFORMS: &[Platform] = &[
    platform(
        "Instagram",
        "IG",
        &[
            "ig",
            "insta",
            "инстаграм",
            "инстаграмм",
            "инста",
            "انستقرام",
            "انستغرام",
            "إنستغرام",
            "انستجرام",
            "इंस्टाग्राम",
            "インスタグラム",
            "インスタ",
            "인스타그램",
            "인스타",
        ],
        &["instagram.com"],
    ),
    platform(
        "TikTok",
        "TT",
        &[
            "tik tok",
            "tt",
            "тикток",
            "тик ток",
            "تيك توك",
            "تيكتوك",
            "टिकटॉक",
            "ティックトック",
            "틱톡",
        ],
        &["tiktok.com"],
    ),
    platform(
        "YouTube",
        "YT",
        &[
            "yt",
            "you tube",
            "ютуб",
            "ютьюб",
            "يوتيوب",
            "यूट्यूब",
            "ユーチューブ",
            "유튜브",
            "油管",
        ],
        &["youtube.com", "youtu.be"],
    ),
    platform(
        "X",
        "X",
        &[
            "twitter",
            "x (twitter)",
            "x/twitter",
            "twitter/x",
            "твиттер",
            "تويتر",
            "트위터",
            "ツイッター",
            "推特",
        ],
        &["twitter.com", "x.com"],
    ),
    platform(
        "Facebook",
        "FB",
        &[
            "fb",
            "фейсбук",
            "فيسبوك",
            "페이스북",
            "フェイスブック",
            "脸书",
        ],
        &["facebook.com", "fb.com"],
    ),
    platform("Twitch", "TW", &["twitch.tv"], &["twitch.tv"]),
    platform("LinkedIn", "LI", &["linked in"], &["linkedin.com"]),
    platform("Pinterest", "PI", &["pin"], &["pinterest.com"]),
    platform("Snapchat", "SC", &["snap"], &["snapchat.com"]),
    platform("Threads", "TH", &[], &["threads.net", "threads.com"]),
    platform(
        "Telegram",
        "TG",
        &["tg", "телеграм", "телеграмм"],
        &["t.me", "telegram.me"],
    ),
    platform("VK", "VK", &["vkontakte", "вк", "вконтакте"], &["vk.com"]),
    platform("Kick", "KI", &[], &["kick.com"]),
    platform("Bluesky", "BS", &["bsky"], &["bsky.app"]),
    platform("Weibo", "WB", &["微博"], &["weibo.com"]),
    platform(
        "Xiaohongshu",
        "XH",
        &["red", "rednote", "xhs", "小红书"],
        &["xiaohongshu.com"],
    ),
    platform("Douyin", "DY", &["抖音"], &["douyin.com"]),
    platform("Bilibili", "BI", &["哔哩哔哩", "b站"], &["bilibili.com"]),
    platform("Substack", "SU", &[], &["substack.com"]),
    platform("Spotify", "SP", &[], &["spotify.com"]),
    platform(
        "Kuaishou",
        "KS",
        &["快手", "kwai"],
        &["kuaishou.com", "kwai.com"],
    ),
    platform(
        "WeChat",
        "WC",
        &["微信", "视频号", "公众号"],
        &["weixin.qq.com"],
    ),
    platform("Zhihu", "ZH", &["知乎"], &["zhihu.com"]),
    platform(
        "Naver Blog",
        "NB",
        &["네이버 블로그", "네이버블로그", "네이버"],
        &["blog.naver.com"],
    ),
    platform("CHZZK", "CZ", &["치지직"], &["chzzk.naver.com"]),
    platform(
        "SOOP",
        "SO",
        &["afreecatv", "아프리카tv", "숲"],
        &["sooplive.co.kr", "sooplive.com", "afreecatv.com"],
    ),
    platform(
        "Niconico",
        "NC",
        &["ニコニコ", "ニコニコ動画"],
        &["nicovideo.jp"],
    ),
    platform("Rutube", "RT", &["рутуб"], &["rutube.ru"]),
    platform(
        "Dzen",
        "DZ",
        &["дзен", "яндекс дзен", "яндекс.дзен"],
        &["dzen.ru", "zen.yandex.ru"],
    ),
    platform(
        "Odnoklassniki",
        "OK",
        &["ok.ru", "одноклассники"],
        &["ok.ru"],
    ),
    platform("Likee", "LK", &[], &["likee.video"]),
    platform("Bigo Live", "BG", &["bigo"], &["bigo.tv"]),
    platform("Rumble", "RU", &[], &["rumble.com"]),
    platform("Trovo", "TR", &[], &["trovo.live"]),
    platform("Reddit", "RD", &[], &["reddit.com"]),
    platform("Patreon", "PA", &[], &["patreon.com"]),
];

const fn platform(
    name: &'static str,
    mark: &'static str,
    spellings: &'static [&'static str],
    hosts: &'static [&'static str],
) -> Platform {
    Platform {
        name,
        mark,
        spellings,
        hosts,
    }
}

impl Platform {
    /// The platform that a word names, without regard to case and surrounding blanks.
    pub fn named(word: &str) -> Option<&'static Platform> {
        let word = word.trim().to_lowercase();
        PLATFORMS.iter().find(|platform| {
            platform.name.to_lowercase() == word
                || platform.spellings.contains(&word.as_str())
                || platform.hosts.contains(&word.as_str())
        })
    }

    /// Every spelling of every platform, its name first.
    pub fn spellings() -> impl Iterator<Item = (&'static str, &'static Platform)> {
        PLATFORMS.iter().flat_map(|platform| {
            std::iter::once(platform.name)
                .chain(platform.spellings.iter().copied())
                .map(move |spelling| (spelling, platform))
        })
    }

    /// The platform whose host an address has.
    pub fn of_address(address: &str) -> Option<&'static Platform> {
        let rest = address.trim().to_lowercase();
        let rest = rest
            .split_once("://")
            .map_or(rest.as_str(), |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
        PLATFORMS.iter().find(|platform| {
            platform.hosts.iter().any(|known| {
                host == *known
                    || host
                        .strip_suffix(known)
                        .is_some_and(|subdomain| subdomain.ends_with('.'))
            })
        })
    }

    /// The platform that a longer text speaks of (a file name, a header), if it is just one.
    pub fn in_text(text: &str) -> Option<&'static Platform> {
        let text = text.to_lowercase();
        let mut found = PLATFORMS.iter().filter(|platform| {
            let name = platform.name.to_lowercase();
            name.len() > 2 && text.contains(&name)
        });
        match (found.next(), found.next()) {
            (Some(platform), None) => Some(platform),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_addresses_and_texts_name_platforms() {
        let name = |platform: Option<&'static Platform>| platform.map(|found| found.name);
        assert_eq!(name(Platform::named(" IG ")), Some("Instagram"));
        assert_eq!(name(Platform::named("twitter")), Some("X"));
        assert_eq!(name(Platform::named("fax")), None);
        for (address, expected) in [
            ("https://www.instagram.com/some.one/", Some("Instagram")),
            ("m.youtube.com/@x", Some("YouTube")),
            ("https://notinstagram.com/x", None),
            ("https://example.com/instagram.com", None),
            ("http://x.com/abc?y=1", Some("X")),
            ("https://chzzk.naver.com/abc", Some("CHZZK")),
            ("https://naver.com/abc", None),
        ] {
            assert_eq!(name(Platform::of_address(address)), expected, "{address}");
        }
        assert_eq!(name(Platform::in_text("top TikTok list")), Some("TikTok"));
        assert_eq!(name(Platform::in_text("TikTok and YouTube")), None);
    }
}
