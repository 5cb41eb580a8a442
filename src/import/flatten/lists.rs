//! What a list of objects within a record is: accounts, shares, or just a list.

use super::super::tree::Tree;
use super::{meaning, push};
use crate::roster::Field;
use crate::roster::platform::Platform;

/// What a list of objects is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Accounts,
    Shares,
    Numbered,
}

/// Notes what a record says of itself and which lists of objects it has.
pub fn look(
    tree: &Tree,
    path: &mut String,
    own: &mut Vec<Field>,
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
            own.extend(meaning(path).filter(|field| !own.contains(field)));
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
    let mut objects = 0;
    for item in items {
        let Some(parts) = item.object() else { continue };
        objects += 1;
        shares += usize::from(is_share(parts));
        for (key, value) in parts {
            match value {
                Tree::Text(text) => {
                    let field = match meaning(key) {
                        _ if Platform::named(text).is_some() => Some(Field::Platform),
                        field => field,
                    };
                    told.extend(field.filter(|field| !told.contains(field)));
                }
                Tree::Object(parts) => {
                    let within = parts.iter().filter_map(|(key, _)| meaning(key));
                    told.extend(
                        within.filter(|field| matches!(field, Field::Followers | Field::Handle)),
                    );
                }
                _ => {}
            }
        }
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
