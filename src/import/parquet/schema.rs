//! The columns of a Parquet schema as paths, without the wrappers that the format puts around lists.

use parquet::basic::{ConvertedType, LogicalType, Repetition};
use parquet::schema::types::{SchemaDescriptor, Type};

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaf {
    /// Where it stands, as far as the outermost list.
    pub path: Vec<String>,
    /// Where it stands within an item of that list.
    pub within: Vec<String>,
    /// The definition level from which on there is an item of that list; none outside of lists.
    pub list: Option<i16>,
}

/// The columns in the order of the file.
pub fn leaves(schema: &SchemaDescriptor) -> Vec<Leaf> {
    let mut out = Vec::new();
    for field in schema.root_schema().get_fields() {
        walk(field, Leaf::default(), 0, Name::Own, &mut out);
    }
    out
}

/// Whether the name of a group says something or is the format's own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Own,
    Wrapper,
}

fn walk(node: &Type, mut leaf: Leaf, mut level: i16, name: Name, out: &mut Vec<Leaf>) {
    if name == Name::Own {
        let path = if leaf.list.is_some() {
            &mut leaf.within
        } else {
            &mut leaf.path
        };
        path.push(node.name().to_owned());
    }
    let info = node.get_basic_info();
    let repetition = if info.has_repetition() {
        info.repetition()
    } else {
        Repetition::REQUIRED
    };
    if repetition != Repetition::REQUIRED {
        level += 1;
    }
    if repetition == Repetition::REPEATED {
        leaf.list.get_or_insert(level);
    }
    if node.is_primitive() {
        out.push(leaf);
        return;
    }
    let list = info.converted_type() == ConvertedType::LIST
        || info.logical_type_ref() == Some(&LogicalType::List);
    let map = matches!(
        info.converted_type(),
        ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE
    ) || info.logical_type_ref() == Some(&LogicalType::Map);
    let fields = node.get_fields();
    for field in fields {
        if !list && !map {
            walk(field, leaf.clone(), level, Name::Own, out);
            continue;
        }
        // The repeated group that a list or map consists of has a name of the format's own.
        if map || field.is_primitive() {
            walk(field, leaf.clone(), level, Name::Wrapper, out);
            continue;
        }
        let mut inner = leaf.clone();
        let repeated = level + 1;
        inner.list.get_or_insert(repeated);
        match field.get_fields() {
            // `list.element`, `bag.array_element`: one more wrapper.
            [item] => walk(item, inner, repeated, Name::Wrapper, out),
            // Older writers put the members right here.
            items => {
                for item in items {
                    walk(item, inner.clone(), repeated, Name::Own, out);
                }
            }
        }
    }
}
