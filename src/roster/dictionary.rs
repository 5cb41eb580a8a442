//! Words that recur: each combination of words in a cell gets one code.
//!
//! A cell with one word and a cell with several are the same thing here, so that a filter over a
//! field of lists is, like any other, one look-up per row: is this code wanted?

use rustc_hash::FxHashMap;

/// The words of one field and the combinations in which cells hold them.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    words: Vec<String>,
    word_codes: FxHashMap<String, u32>,
    entries: Vec<Box<[u32]>>,
    entry_codes: FxHashMap<Box<[u32]>, u32>,
}

impl Dictionary {
    /// The code of a single word, which is added when it is new.
    pub fn word(&mut self, word: &str) -> u32 {
        if let Some(code) = self.word_codes.get(word) {
            return *code;
        }
        let code = u32::try_from(self.words.len()).expect("fewer words than rows");
        self.words.push(word.to_owned());
        self.word_codes.insert(word.to_owned(), code);
        code
    }

    /// The code of a combination of words, which is added when it is new. Repeats count once, the
    /// order of the cell is kept.
    pub fn entry<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) -> u32 {
        let mut codes: Vec<u32> = Vec::new();
        for word in words {
            let code = self.word(word);
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        if let Some(code) = self.entry_codes.get(codes.as_slice()) {
            return *code;
        }
        let code = u32::try_from(self.entries.len()).expect("fewer combinations than rows");
        let entry: Box<[u32]> = codes.into();
        self.entries.push(entry.clone());
        self.entry_codes.insert(entry, code);
        code
    }

    /// Every word, by word code.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// How many combinations there are: codes in a column are below this.
    pub fn entry_count(&self) -> usize {
        self.entries.len()
    }

    /// The word codes of a combination.
    pub fn entry_words(&self, code: u32) -> &[u32] {
        &self.entries[code as usize]
    }

    /// The words of a combination, in the order of the cell.
    pub fn texts(&self, code: u32) -> impl Iterator<Item = &str> {
        self.entries
            .get(code as usize)
            .into_iter()
            .flat_map(|entry| entry.iter().map(|word| self.words[*word as usize].as_str()))
    }

    /// For each combination code, whether one of its words is wanted: the look-up table of a filter.
    pub fn entries_with(&self, wanted: impl Fn(&str) -> bool) -> Vec<bool> {
        let words: Vec<bool> = self.words.iter().map(|word| wanted(word)).collect();
        self.entries
            .iter()
            .map(|entry| entry.iter().any(|word| words[*word as usize]))
            .collect()
    }

    /// The codes here of all entries of another dictionary, by their codes there; none where one of them
    /// is new.
    pub fn codes_of(&self, other: &Dictionary) -> Option<Vec<u32>> {
        let words = other
            .words
            .iter()
            .map(|word| self.word_codes.get(word).copied());
        let words: Vec<u32> = words.collect::<Option<_>>()?;
        let entries = other.entries.iter().map(|entry| {
            let entry: Vec<u32> = entry.iter().map(|word| words[*word as usize]).collect();
            self.entry_codes.get(entry.as_slice()).copied()
        });
        entries.collect()
    }

    /// Takes in all entries of another dictionary; the answer maps its codes to codes here.
    pub fn absorb(&mut self, other: &Dictionary) -> Vec<u32> {
        (0..other.entry_count() as u32)
            .map(|code| self.entry(other.texts(code)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_found_by_each_of_its_words_and_absorbing_keeps_meaning() {
        let mut here = Dictionary::default();
        here.entry(["beauty"]);
        let mut other = Dictionary::default();
        let both = other.entry(["fitness", "beauty", "fitness"]);
        let map = here.absorb(&other);
        let code = map[both as usize];
        assert_eq!(here.texts(code).collect::<Vec<_>>(), ["fitness", "beauty"]);
        assert_eq!(here.entries_with(|word| word == "beauty"), [true, true]);
        assert_eq!(here.entries_with(|word| word == "fitness"), [false, true]);
    }
}
