//! The nearest word to one that is not known.

use crate::roster::Field;

/// The field name nearest to this one, at most two letters away.
pub fn field(name: &str) -> Option<&'static str> {
    let names = Field::ALL
        .iter()
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
        .map(|word| (distance(&text, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Letters to insert, delete, change or swap (optimal string alignment distance).
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (rows[i - 1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
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
        assert_eq!(distance("abc", "acb"), 1);
    }
}
