//! A record that has parts within parts, as JSON and nested Parquet have them. Numbers and words are
//! text already: what they mean is decided later, over the whole column.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value with its parts. Keys keep their order, and a key that stands twice is there twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// Nothing: null.
    Empty,
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The word for a truth, as a person would type it.
    pub fn truth(truth: bool) -> Tree {
        Tree::Text(if truth { "yes" } else { "no" }.to_owned())
    }

    /// A number without loss; what is no number at all is nothing.
    pub fn number(number: f64) -> Tree {
        if number.is_finite() {
            Tree::Text(number.to_string())
        } else {
            Tree::Empty
        }
    }

    /// The parts of an object.
    pub fn object(&self) -> Option<&[(String, Tree)]> {
        match self {
            Tree::Object(parts) => Some(parts),
            _ => None,
        }
    }

    /// The items of a list of objects: not empty, and nothing else in it but nulls.
    pub fn objects(&self) -> Option<&[Tree]> {
        match self {
            Tree::List(items)
                if items.iter().any(|item| matches!(item, Tree::Object(_)))
                    && items
                        .iter()
                        .all(|item| matches!(item, Tree::Object(_) | Tree::Empty)) =>
            {
                Some(items)
            }
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Build)
    }
}

struct Build;

impl<'de> Visitor<'de> for Build {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Tree, E> {
        Ok(Tree::truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Text(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Text(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Tree, E> {
        Ok(Tree::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Empty)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = access.next_entry()? {
            parts.push(part);
        }
        Ok(Tree::Object(parts))
    }
}
