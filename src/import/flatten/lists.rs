//! What a list of objects within a record is: accounts, shares, or just a list.

use super::super::headers::path_meaning;
use super::super::tree::Tree;
use super::push;
use crate::roster::Field;
use crate::roster::platform::Platform;

/// What a list of objects is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Accounts,
    /// Kinds with a value each, which become columns: `contacts.email`, `follower_types.real`.
    Kinds,
    /// Words, mostly with a share each.
    Shares,
    Numbered,
}

/// Notes what a record says of itself and which lists of objects it has.
pub fn look(
    tree: &Tree,
    path: &mut String,
    own: &mut Vec<(Field, String)>,
    seen: &mut Vec<(String, Vec<Tree>)>,
) {
    for (key, value) in tree.object().into_iter().flatten() {
        let length = path.len();
        push(path, key);
        if let Some(items) = value.objects() {
            let at = seen.iter().position(|(known, _)| known == path);
            let at = at.unwrap_or_else(|| {
                seen.push((path.clone(), Vec::new()));
                seen.len() - 1
            });
            // The lists within are looked at as well: rate cards of accounts.
            for item in items.iter().take(4) {
                look(item, path, &mut Vec::new(), seen);
            }
            let known = &mut seen[at].1;
            if known.len() < 200 {
                known.extend(items.iter().take(8).cloned());
            }
        } else if let Tree::Text(_) = value {
            let field = path_meaning(path);
            let new = field.filter(|field| !own.iter().any(|(known, _)| known == field));
            own.extend(new.map(|field| (field, path.clone())));
        } else {
            look(value, path, own, seen);
        }
        path.truncate(length);
    }
}

/// What a list is, by its name and some of its items.
pub fn kind_of(path: &str, items: &[Tree], own: bool) -> List {
    let mut told = Vec::new();
    let mut shares = 0;
    let mut kinds = 0;
    let mut objects = 0;
    for item in items {
        let Some(parts) = item.object() else { continue };
        objects += 1;
        shares += usize::from(is_share(parts) || is_label(parts) || is_valued(path, parts));
        kinds += usize::from(kind_and_value(parts).is_some());
        for (key, value) in parts {
            match value {
                Tree::Text(text) => {
                    let field = match path_meaning(key) {
                        _ if Platform::named(text).is_some() => Some(Field::Platform),
                        field => field,
                    };
                    told.extend(field.filter(|field| !told.contains(field)));
                }
                Tree::Object(parts) => {
                    let within = parts.iter().filter_map(|(key, _)| path_meaning(key));
                    told.extend(
                        within.filter(|field| matches!(field, Field::Followers | Field::Handle)),
                    );
                }
                _ => {}
            }
        }
    }
    if objects > 0 && kinds == objects {
        return List::Kinds;
    }
    if objects > 0 && shares == objects {
        return List::Shares;
    }
    let has = |field| told.contains(&field);
    let social = is_social(path);
    let who = [Field::Handle, Field::Url, Field::Platform]
        .into_iter()
        .filter(|field| has(*field))
        .count();
    let accounts = if own {
        // Lists of accounts beside one's own are often of other people: look-alikes, fans of note.
        social && who > 0 && (has(Field::Followers) || who > 1)
    } else {
        (has(Field::Followers) && who > 0) || (social && who > 1)
    };
    if accounts {
        List::Accounts
    } else {
        List::Numbered
    }
}

/// Whether a list is called the accounts of somebody.
pub fn is_social(path: &str) -> bool {
    let name = path.rsplit('.').next().unwrap_or(path).to_lowercase();
    let others = [
        "similar",
        "lookalike",
        "look_alike",
        "related",
        "notable",
        "suggest",
        "mention",
        "brand",
    ];
    [
        "social", "platform", "account", "network", "channel", "profile", "contact",
    ]
    .iter()
    .any(|word| name.contains(word))
        && !others.iter().any(|word| name.contains(word))
}

/// Kinds of followers, as vendors call them.
const FOLLOWERS: &[&str] = &[
    "real",
    "suspicious",
    "susp",
    "mass_followers",
    "mass followers",
    "massfollowers",
    "mass",
    "influencers",
    "infs",
    "bots",
    "inactive",
];

/// A kind with its value, if an object is nothing else: `{"type": "email", "value": "a@b.c"}`,
/// `{"name": "real", "value": 70}`.
pub fn kind_and_value(parts: &[(String, Tree)]) -> Option<(&str, &Tree)> {
    let mut kind = None;
    let mut found = None;
    for (key, part) in parts {
        match (key.to_lowercase().as_str(), part) {
            (_, Tree::Empty) => {}
            ("type" | "kind", Tree::Text(text)) if kind.is_none() => kind = Some(text.as_str()),
            ("name" | "code" | "label" | "title", Tree::Text(text))
                if kind.is_none() && FOLLOWERS.contains(&text.to_lowercase().as_str()) =>
            {
                kind = Some(text.as_str());
            }
            ("value" | "weight" | "percent" | "percentage" | "share", value) if found.is_none() => {
                found = Some(value);
            }
            _ => return None,
        }
    }
    Some((kind.filter(|kind| !kind.is_empty())?, found?))
}

/// Whether an object is a word with what computers call it: `{"id": 7, "name": "Food"}`.
fn is_label(parts: &[(String, Tree)]) -> bool {
    let mut named = false;
    parts.iter().all(|(key, value)| {
        let key = key.to_lowercase();
        let name = matches!(key.as_str(), "name" | "title" | "label");
        named |= name && matches!(value, Tree::Text(_));
        (name || matches!(key.as_str(), "id" | "_id" | "code" | "slug" | "key"))
            && matches!(value, Tree::Text(_) | Tree::Empty)
    }) && named
}

/// Whether an object is a word with a number: `{"code": "US", "value": 51.2}`; not where that is a price.
fn is_valued(path: &str, parts: &[(String, Tree)]) -> bool {
    let path = path.to_lowercase();
    let price = ["price", "rate", "card", "fee", "cost"];
    let number = |value: &Tree| matches!(value, Tree::Text(text) if text.parse::<f64>().is_ok());
    let is = |wanted: &[&str]| {
        let mut found = parts.iter();
        found.find(|(key, _)| wanted.contains(&key.to_lowercase().as_str()))
    };
    parts.len() == 2
        && is(&["name", "code", "label", "title", "tag"]).is_some()
        && is(&["value"]).is_some_and(|(_, value)| number(value))
        && !price.iter().any(|word| path.contains(word))
}

/// Whether an object is a word with its share: `{"code": "US", "weight": 0.4}`.
fn is_share(parts: &[(String, Tree)]) -> bool {
    const SHARES: &[&str] = &[
        "weight",
        "percent",
        "percentage",
        "share",
        "prc",
        "pct",
        "ratio",
        "proportion",
    ];
    parts.len() > 1
        && parts.len() < 6
        && parts
            .iter()
            .all(|(_, value)| matches!(value, Tree::Text(_) | Tree::Empty))
        && parts
            .iter()
            .any(|(key, _)| SHARES.contains(&key.to_lowercase().as_str()))
}
