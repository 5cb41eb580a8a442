//! Objects whose keys are data: a handle for each record, or a group for each list.

use super::super::headers::path_meaning;
use super::find::{Candidate, Element, Roster, SAMPLE, key_of, told, weight};
use super::scan::{Item, Items, Scan};
use super::{groups, mend};
use crate::roster::Field;
use crate::roster::platform::Platform;

/// An object whose keys are data: handles, or groups such as networks. Its parts look alike.
pub fn keyed(text: &[u8], items: &Items, keys: &[String], path: &str) -> Option<Candidate> {
    let whole: Vec<(&Item, &String)> = items
        .items
        .iter()
        .zip(keys)
        .filter(|(item, _)| item.whole)
        .collect();
    let (first, _) = whole.first()?;
    let kind = text[first.value.start];
    // One part alone may be a wrapper; of two that look alike, keys must still be no words we know.
    if whole.len() < 2
        || !matches!(kind, b'{' | b'[')
        || !whole.iter().all(|(item, _)| text[item.value.start] == kind)
    {
        return None;
    }
    let mut elements = Vec::new();
    let mut damaged = Vec::new();
    for (item, key) in &whole {
        if kind == b'{' {
            elements.push(Element {
                key: Some((*key).clone()),
                value: item.value.clone(),
                line: item.line,
            });
            continue;
        }
        let group = Scan {
            text,
            at: item.value.start,
            line: item.line,
        };
        let group = group.items();
        damaged.extend(group.damaged);
        let objects = group.items.into_iter().filter(|item| item.whole);
        elements.extend(objects.map(|item| Element {
            key: Some((*key).clone()),
            value: item.value,
            line: item.line,
        }));
    }
    let shapes: Vec<Vec<String>> = elements
        .iter()
        .take(2 * SAMPLE)
        .map(|element| shape(text, element))
        .collect::<Option<_>>()?;
    let usual = shapes.first()?;
    let alike = shapes.iter().filter(|shape| {
        let same = shape.iter().filter(|key| usual.contains(key)).count();
        same > 1 && same * 2 >= shape.len().max(usual.len())
    });
    if alike.count() * 4 < shapes.len() * 3 {
        return None;
    }
    let members = groups::members(text, &elements);
    let grouped = members.is_some();
    if let Some(members) = members {
        elements = members.elements;
    }
    let mut fields = Vec::new();
    for element in elements.iter().take(SAMPLE) {
        if let Ok(tree) = mend::value(&text[element.value.clone()]) {
            told("", &tree, true, &mut fields);
        }
    }
    // Not people but, for example, an audience by country.
    if fields.len() < 2 {
        return None;
    }
    let networks = keys.iter().filter(|key| Platform::named(key).is_some());
    let has_who = fields.contains(&Field::Handle) || fields.contains(&Field::Url);
    let header = if networks.count() * 2 > keys.len() {
        "platform"
    } else if grouped {
        "group"
    } else if kind == b'{' && !has_who {
        "handle"
    } else if kind == b'{' {
        "key"
    } else {
        "group"
    };
    fields.extend(path_meaning(header).filter(|field| !fields.contains(field)));
    Some(Candidate {
        fields: weight(&fields),
        roster: Roster {
            path: (!path.is_empty()).then(|| path.to_owned()),
            key: Some(header.to_owned()),
            elements,
            damaged,
            cut: items.cut.then_some(items.line),
            ..Roster::default()
        },
        single: false,
    })
}

/// The keys of an element; none where it is no object.
fn shape(text: &[u8], element: &Element) -> Option<Vec<String>> {
    if text[element.value.start] != b'{' {
        return None;
    }
    let scan = Scan {
        text,
        at: element.value.start,
        line: element.line,
    };
    Some(
        scan.items()
            .items
            .iter()
            .map(|item| key_of(text, item))
            .collect(),
    )
}
