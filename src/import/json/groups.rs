//! Groups of people: elements that are nobody themselves but hold lists of who belongs to them, such as
//! `[{"category": "Beauty", "influencers": [...]}, ...]`.

use super::super::flatten::is_social;
use super::super::headers::path_meaning;
use super::super::tree::Tree;
use super::find::{Element, SAMPLE, key_of, told};
use super::mend;
use super::scan::{Items, Scan};
use crate::roster::Field;

/// The people of some groups.
pub struct Members {
    /// The header for what their groups are called.
    pub header: String,
    pub elements: Vec<Element>,
}

/// The people in the groups that elements are, if they are groups. Each then stands under what its
/// group is called: the key of the group, else the first words in it.
pub fn members(text: &[u8], elements: &[Element]) -> Option<Members> {
    let trees: Vec<Tree> = elements
        .iter()
        .take(SAMPLE)
        .filter_map(|element| mend::value(&text[element.value.clone()]).ok())
        .collect();
    let list = trees.iter().find_map(list_of_people)?;
    let groups = trees.iter().filter(|tree| {
        let own = own(tree);
        !own.contains(&Field::Handle)
            && !own.contains(&Field::Followers)
            && part(tree, &list).is_some()
    });
    if groups.count() < trees.len() {
        return None;
    }
    let label = trees[0].object()?.iter().find_map(|(key, value)| {
        let is_word = matches!(value, Tree::Text(word) if word.parse::<f64>().is_err());
        is_word.then_some(key.as_str())
    });
    let keyed = elements.iter().any(|element| element.key.is_some());
    let header = match label {
        Some(label) if !keyed && path_meaning(label).is_some_and(|field| field != Field::Name) => {
            label
        }
        _ => "group",
    };
    let mut found = Vec::new();
    for element in elements {
        let parts = inside(text, element.value.start, element.line);
        let called = |name: &str| {
            let mut parts = parts.items.iter();
            parts.find(|part| part.whole && key_of(text, part) == name)
        };
        let word = || {
            let part = called(label?)?;
            match mend::value(&text[part.value.clone()]) {
                Ok(Tree::Text(word)) => Some(word),
                _ => None,
            }
        };
        let key = element.key.clone().or_else(word);
        let Some(people) = called(&list) else {
            continue;
        };
        let people = inside(text, people.value.start, people.line);
        let people = people.items.into_iter().filter(|person| person.whole);
        found.extend(people.map(|person| Element {
            key: key.clone(),
            value: person.value,
            line: person.line,
        }));
    }
    Some(Members {
        header: header.to_owned(),
        elements: found,
    })
}

fn inside(text: &[u8], at: usize, line: u64) -> Items {
    Scan { text, at, line }.items()
}

/// The fields that an element tells of itself.
fn own(tree: &Tree) -> Vec<Field> {
    let mut fields = Vec::new();
    told("", tree, false, &mut fields);
    fields
}

/// The objects of one of the lists of an element.
fn part<'t>(tree: &'t Tree, list: &str) -> Option<Vec<&'t Tree>> {
    let (_, items) = tree.object()?.iter().find(|(key, _)| key == list)?;
    match items {
        Tree::List(items) if items.is_empty() => Some(Vec::new()),
        items => Some(items.objects()?.iter().collect()),
    }
}

/// The list of an element that is of people, and not of the accounts of one.
fn list_of_people(tree: &Tree) -> Option<String> {
    let named = own(tree).contains(&Field::Name);
    let mut lists = tree.object()?.iter().filter(|(key, items)| {
        let Some(items) = items.objects() else {
            return false;
        };
        let mut fields = Vec::new();
        for item in items.iter().take(SAMPLE) {
            told("", item, false, &mut fields);
        }
        let has = |field| fields.contains(&field);
        let who = has(Field::Handle) || has(Field::Followers) && has(Field::Name);
        who && !is_social(key) && (has(Field::Name) || !named)
    });
    lists.next().map(|(key, _)| key.clone())
}
