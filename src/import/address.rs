//! Addresses, and the handle in those of profiles.

use super::values;
use crate::roster::platform::Platform;

/// Words that stand before a handle in the path of an address.
const BEFORE: &[&str] = &[
    "c", "user", "users", "channel", "in", "company", "school", "profile", "people", "pages",
    "gaming", "add", "u", "s", "public", "artist", "show", "videos",
];

/// Words in whose place a handle could stand: the address leads to one post, or nowhere.
const POSTS: &[&str] = &[
    "p",
    "reel",
    "reels",
    "tv",
    "explore",
    "watch",
    "video",
    "shorts",
    "playlist",
    "live",
    "share",
    "sharer",
    "hashtag",
    "i",
    "home",
    "results",
    "feed",
    "events",
    "groups",
    "posts",
    "discovery",
];

/// Whether a cell is an address, of whatever page.
pub fn is_address(cell: &str) -> bool {
    cell.contains("://")
        || cell.contains("www.")
        || cell.contains(".com/")
        || Platform::of_address(cell).is_some()
}

/// The handle that a cell holds: without `@`, without the address around it. Empty where an address
/// leads to no profile.
pub fn handle(cell: &str) -> &str {
    let cell = values::trim(cell);
    let (scheme, rest) = match cell.split_once("://") {
        Some((_, rest)) => (true, rest),
        None => (cell.starts_with("www."), cell),
    };
    let is_address = scheme || rest.contains('/') && Platform::of_address(rest).is_some();
    if !is_address {
        return cell.trim_start_matches('@');
    }
    let (path, query) = match rest.split_once(['?', '#']) {
        Some((path, query)) => (path, query),
        None => (rest, ""),
    };
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let host = parts.next().unwrap_or(path);
    let parts: &mut dyn Iterator<Item = &str> = &mut parts;
    if Platform::of_address(host).is_none() {
        return parts.last().unwrap_or(host).trim_start_matches('@');
    }
    let is = |words: &[&str], part: &str| words.iter().any(|word| part.eq_ignore_ascii_case(word));
    let mut before = None;
    for part in parts {
        if let Some(handle) = part.strip_prefix('@') {
            return handle;
        }
        if part.eq_ignore_ascii_case("profile.php") {
            let mut pairs = query.split('&');
            return pairs
                .find_map(|pair| pair.strip_prefix("id="))
                .unwrap_or("");
        }
        if is(POSTS, part) {
            return "";
        }
        if !is(BEFORE, part) {
            return part;
        }
        before = Some(part);
    }
    // Somebody may be called as such a word is.
    before.unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_found_wherever_it_stands_in_an_address() {
        for (cell, expected) in [
            ("@made.up", "made.up"),
            ("made.up", "made.up"),
            ("https://www.instagram.com/made.up/", "made.up"),
            ("http://instagram.com/made.up?igsh=a1#b", "made.up"),
            ("instagram.com/made.up", "made.up"),
            ("https://www.instagram.com/made.up/reels/", "made.up"),
            ("https://www.instagram.com/p/C0deOfAPost/", ""),
            ("https://www.tiktok.com/@made.up/video/12345", "made.up"),
            ("tiktok.com/@made.up", "made.up"),
            ("https://www.twitch.tv/made_up/about", "made_up"),
            ("https://www.youtube.com/@MadeUp/videos", "MadeUp"),
            ("https://www.youtube.com/c/MadeUp/featured", "MadeUp"),
            ("https://www.youtube.com/channel/UC12-3/videos", "UC12-3"),
            ("https://www.youtube.com/MadeUp", "MadeUp"),
            ("https://www.youtube.com/watch?v=abc", ""),
            ("https://x.com/made_up/status/99", "made_up"),
            ("https://www.linkedin.com/in/made-up/", "made-up"),
            (
                "https://www.facebook.com/profile.php?id=1000234&sk=a",
                "1000234",
            ),
            ("https://www.facebook.com/gaming/madeup", "madeup"),
            ("https://vk.com/made_up", "made_up"),
            ("https://www.xiaohongshu.com/user/profile/5ff0", "5ff0"),
            ("https://www.snapchat.com/add/made.up", "made.up"),
            // Of other places, the end of the address.
            ("https://example.com/talents/made-up", "made-up"),
            ("https://madeup.example.com/", "madeup.example.com"),
            // A name with a stroke is no address.
            ("made/up", "made/up"),
        ] {
            assert_eq!(handle(cell), expected, "{cell}");
        }
    }
}
