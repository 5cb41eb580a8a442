//! Where in a JSON document the roster is: the list that looks most like one, wherever it stands.

use std::ops::Range;

use super::super::Record;
use super::super::headers::path_meaning;
use super::super::tree::Tree;
use super::groups;
use super::keyed::keyed;
use super::mend;
use super::scan::{Item, Items, Scan};
use super::tables::{columns, known, names, row};
use crate::roster::Field;

/// One record of the document.
#[derive(Debug)]
pub struct Element {
    /// What it stood under, where that is data.
    pub key: Option<String>,
    pub value: Range<usize>,
    pub line: u64,
}

/// The roster of a document.
#[derive(Debug, Default)]
pub struct Roster {
    /// Where it is, if not at the top.
    pub path: Option<String>,
    /// The header for the keys of its elements.
    pub key: Option<String>,
    pub elements: Vec<Element>,
    /// A table of lists, read already.
    pub table: Option<Vec<Record<'static>>>,
    pub damaged: Vec<(u64, Range<usize>)>,
    /// Lists and objects that are not part of the roster.
    pub beside: Vec<String>,
    /// The line on which the document breaks off.
    pub cut: Option<u64>,
    /// What stands behind the end of the document.
    pub after: Option<(u64, String)>,
}

/// How far down a roster is looked for.
const DEEPEST: usize = 5;
/// Parts of an object that are looked into.
const LOOKED_INTO: usize = 60;
/// Elements that tell what a list is.
pub const SAMPLE: usize = 10;

/// Something that may be the roster.
pub struct Candidate {
    pub roster: Roster,
    /// Different fields that its elements tell of.
    pub fields: usize,
    /// One record, which lists within may belong to.
    pub single: bool,
}

/// Finds the roster of a document.
pub fn roster(text: &[u8]) -> Roster {
    let mut scan = Scan::new(text);
    let Some(open @ (b'{' | b'[')) = scan.next() else {
        return Roster::default();
    };
    let root = scan.items();
    let (cut, mut after) = (root.cut.then_some(root.line), None);
    let mut roots = vec![Element {
        key: None,
        value: scan.at..root.end.unwrap_or(text.len()),
        line: scan.line,
    }];
    if let Some(end) = root.end {
        let mut rest = Scan {
            text,
            at: end,
            line: root.line,
        };
        // Documents may follow one another without being a list.
        while rest.next() == Some(b'{') && open == b'{' {
            let items = rest.items();
            let Some(end) = items.end else { break };
            roots.push(Element {
                key: None,
                value: rest.at..end,
                line: rest.line,
            });
            (rest.at, rest.line) = (end, items.line);
        }
        if rest.next().is_some() {
            let line = &text[rest.at..text.len().min(rest.at + 240)];
            let line: String = String::from_utf8_lossy(line).chars().take(60).collect();
            after = Some((rest.line, line));
        }
    }
    let mut found = if roots.len() > 1 {
        Roster {
            elements: roots,
            ..Roster::default()
        }
    } else {
        let mut candidates = Vec::new();
        look(text, scan, "", &[], 0, &mut candidates);
        best(candidates)
    };
    found.cut = found.cut.or(cut);
    found.after = after;
    found
}

fn best(mut candidates: Vec<Candidate>) -> Roster {
    // One profile with lists of other people in it is still one profile.
    let most = candidates
        .iter()
        .filter(|candidate| !candidate.single)
        .map(|candidate| candidate.fields)
        .max()
        .unwrap_or(0);
    let rank = |candidate: &Candidate| {
        let rows =
            candidate.roster.elements.len() + candidate.roster.table.as_ref().map_or(0, Vec::len);
        let single = candidate.single && candidate.fields >= most;
        (single && candidate.fields > 1, candidate.fields, rows)
    };
    let at = (0..candidates.len()).max_by(|a, b| {
        rank(&candidates[*a])
            .cmp(&rank(&candidates[*b]))
            .then(b.cmp(a))
    });
    at.map_or_else(Roster::default, |at| candidates.swap_remove(at).roster)
}

/// Looks at the list or object that opens here, and into it.
fn look(
    text: &[u8],
    scan: Scan<'_>,
    path: &str,
    beside: &[String],
    depth: usize,
    out: &mut Vec<Candidate>,
) {
    let items = scan.items();
    let roster = Roster {
        path: (!path.is_empty()).then(|| path.to_owned()),
        beside: beside.to_vec(),
        ..Roster::default()
    };
    if text[scan.at] == b'[' {
        out.extend(list(text, items, roster, path.is_empty()));
        return;
    }
    let keys: Vec<String> = items.items.iter().map(|item| key_of(text, item)).collect();
    let inside = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    let large = |item: &Item| matches!(text[item.value.start], b'{' | b'[') && item.value.len() > 2;
    let others: Vec<(usize, String)> = items
        .items
        .iter()
        .zip(&keys)
        .enumerate()
        .filter(|(_, (item, _))| large(item))
        .map(|(at, (_, key))| (at, inside(key)))
        .collect();
    if let Some(table) = columns(text, &items, &keys) {
        out.push(Candidate {
            fields: known(&table[..1]),
            roster: Roster {
                table: Some(table),
                ..roster
            },
            single: false,
        });
        return;
    }
    let names = names(text, &items);
    if let Some(keyed) = keyed(text, &items, &keys, path) {
        out.push(keyed);
        return;
    }
    let before = out.len();
    if depth < DEEPEST {
        for (at, path) in others.iter().take(LOOKED_INTO) {
            let item = &items.items[*at];
            let mut siblings: Vec<String> = beside.to_vec();
            siblings.extend(
                others
                    .iter()
                    .filter(|(other, _)| other != at)
                    .map(|(_, path)| path.clone()),
            );
            let scan = Scan {
                text,
                at: item.value.start,
                line: item.line,
            };
            look(text, scan, path, &siblings, depth + 1, out);
        }
    }
    // A table of lists often has its header in a list beside it.
    for candidate in &mut out[before..] {
        if let (Some(table), Some(names)) = (&mut candidate.roster.table, &names)
            && table
                .first()
                .is_some_and(|row| row.cells.len() == names.cells.len())
            && known(std::slice::from_ref(names)) > known(&table[..1])
        {
            candidate.fields = known(std::slice::from_ref(names));
            table.insert(0, names.clone());
        }
    }
    let keyed_within = out[before..]
        .iter()
        .any(|candidate| candidate.roster.key.is_some());
    if depth == 0 && !keyed_within {
        out.push(single(text, scan, &items, roster));
    }
}

/// The document as one record.
fn single(text: &[u8], scan: Scan<'_>, items: &Items, roster: Roster) -> Candidate {
    let mut fields = Vec::new();
    for item in items.items.iter().filter(|item| item.whole) {
        // Lists tell of others: their fields do not count.
        if text[item.value.start] != b'[' {
            let tree = mend::value(&text[item.value.clone()]).unwrap_or(Tree::Empty);
            told(&key_of(text, item), &tree, false, &mut fields);
        }
    }
    let who = fields.contains(&Field::Handle) || fields.contains(&Field::Url);
    Candidate {
        fields: if who && fields.contains(&Field::Followers) {
            weight(&fields)
        } else {
            0
        },
        roster: Roster {
            elements: vec![Element {
                key: None,
                value: scan.at..items.end.unwrap_or(text.len()),
                line: scan.line,
            }],
            ..roster
        },
        single: true,
    }
}

/// A list: of objects, of rows of a table, or of names.
fn list(text: &[u8], items: Items, roster: Roster, top: bool) -> Option<Candidate> {
    let first = items.items.first()?;
    let cut = items.cut.then_some(items.line);
    let kind = text[first.value.start];
    if kind == b'[' {
        let table: Vec<Record<'static>> = items
            .items
            .iter()
            .filter(|item| item.whole)
            .map(|item| row(text, item))
            .collect();
        let fields = known(&table[..table.len().min(5)]);
        return Some(Candidate {
            fields,
            roster: Roster {
                table: Some(table),
                damaged: items.damaged,
                cut,
                ..roster
            },
            single: false,
        });
    }
    if kind != b'{' && !top {
        return None;
    }
    let mut elements: Vec<Element> = items
        .items
        .into_iter()
        .filter(|item| item.whole)
        .map(|item| Element {
            key: None,
            value: item.value,
            line: item.line,
        })
        .collect();
    let mut key = None;
    if kind == b'{'
        && let Some(members) = groups::members(text, &elements)
    {
        (elements, key) = (members.elements, Some(members.header));
    }
    let (fields, who) = sampled(text, &elements, kind == b'{');
    Some(Candidate {
        fields: if who { weight(&fields) } else { 0 },
        roster: Roster {
            key,
            elements,
            damaged: items.damaged,
            cut,
            ..roster
        },
        single: false,
    })
}

/// How much a list looks like a roster: the fields that it tells of. Who has an audience counts more
/// than what somebody posted.
pub fn weight(fields: &[Field]) -> usize {
    let audience = fields.contains(&Field::Followers);
    fields.len() + if audience { 4 } else { 0 }
}

/// The fields that the first elements tell of, and whether they say who it is.
fn sampled(text: &[u8], elements: &[Element], objects: bool) -> (Vec<Field>, bool) {
    let mut fields = Vec::new();
    for element in elements.iter().take(SAMPLE) {
        if let (true, Ok(tree)) = (objects, mend::value(&text[element.value.clone()])) {
            told("", &tree, true, &mut fields);
        }
    }
    let who = [Field::Handle, Field::Name, Field::Url]
        .iter()
        .any(|field| fields.contains(field));
    (fields, who)
}

/// Notes the fields that a tree tells of, with those in its lists where `deep`.
pub fn told(path: &str, tree: &Tree, deep: bool, fields: &mut Vec<Field>) {
    match tree {
        Tree::Empty => {}
        Tree::Text(_) => {
            fields.extend(path_meaning(path).filter(|field| !fields.contains(field)));
        }
        Tree::Object(parts) => {
            for (key, value) in parts {
                if path.is_empty() {
                    told(key, value, deep, fields);
                } else {
                    told(&format!("{path}.{key}"), value, deep, fields);
                }
            }
        }
        Tree::List(items) => match tree.objects() {
            Some(_) if !deep => {}
            Some(items) => items
                .iter()
                .take(3)
                .for_each(|item| told(path, item, deep, fields)),
            None if items.is_empty() => {}
            None => told(path, &Tree::Text(String::new()), deep, fields),
        },
    }
}

/// The key of an item, without its escapes.
pub fn key_of(text: &[u8], item: &Item) -> String {
    let Some(key) = item.key.clone() else {
        return String::new();
    };
    let quoted = &text[key.start - 1..key.end + 1];
    match mend::value(quoted) {
        Ok(Tree::Text(key)) => key,
        _ => String::from_utf8_lossy(&text[key]).into_owned(),
    }
}
