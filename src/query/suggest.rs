//! The nearest word to one that is not known.

use crate::roster::Field;
use crate::roster::fold::slips;

/// The field name nearest to this one, at most two letters away.
pub fn field(name: &str) -> Option<&'static str> {
    let names = Field::ALL
        .iter()
        .filter(|field| !field.is_noted())
        .flat_map(|field| std::iter::once(field.id()).chain(field.spec().aliases.iter().copied()));
    nearest(name, names)
}

/// The word nearest to the text: at most two letters away, fewer for short words.
pub fn nearest<'a>(text: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let text = text.to_lowercase();
    let most = match text.chars().count() {
        0..=2 => return None,
        3..=4 => 1,
        _ => 2,
    };
    words
        .into_iter()
        .map(|word| (slips(&text, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        assert_eq!(field("pric"), Some("price"));
        assert_eq!(field("nihce"), Some("niche"));
        assert_eq!(field("er"), None);
        assert_eq!(field("banana"), None);
    }
}
