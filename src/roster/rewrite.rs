//! What a loader changes in finished rows, once it knows more of their file than their cells say.

use super::codes::{Codes, UNKNOWN_CODE};
use super::column::Column;
use super::dictionary::Dictionary;
use super::field::{Field, Kind};
use super::money::Currency;
use super::segment::SegmentBuilder;

impl SegmentBuilder {
    /// Gives a currency to the finished rows that have an amount of money and name none.
    pub fn say_currency(&mut self, currency: Currency) {
        self.pad();
        let code = self.code_of(Field::Currency, [currency.code()]);
        let mut priced = vec![false; self.len];
        for field in Field::ALL
            .iter()
            .filter(|field| field.kind() == Kind::Money)
        {
            if let Some(Column::Numbers(values)) = &self.columns[field.index()] {
                for (priced, value) in priced.iter_mut().zip(values) {
                    *priced |= !value.is_nan();
                }
            }
        }
        if !priced.contains(&true) {
            return;
        }
        let len = self.len;
        let column = self.columns[Field::Currency.index()]
            .get_or_insert_with(|| Column::Words(Codes::unknown(len)));
        if let Column::Words(codes) = column {
            for (known, priced) in codes.wide().iter_mut().zip(priced) {
                if priced && *known == UNKNOWN_CODE {
                    *known = code;
                }
            }
        }
    }

    /// Puts the niches that words mean in their place. Where that changes anything, the words as they
    /// stand in the file are kept as the niches of the file.
    pub fn translate_niches<'m>(&mut self, meaning: impl Fn(&str) -> Option<Vec<&'m str>>) {
        self.pad();
        let at = Field::Niche.index();
        let place = self
            .dictionaries
            .iter()
            .position(|(field, _)| *field == Field::Niche);
        let Some((place, Some(Column::Words(codes)))) = place.zip(Some(&mut self.columns[at]))
        else {
            return;
        };
        let stated = &self.dictionaries[place].1;
        let mut meant = Dictionary::default();
        let mut changed = false;
        let translated: Vec<(u32, bool)> = (0..stated.entry_count() as u32)
            .map(|code| {
                let words: Vec<&str> = stated.texts(code).collect();
                let niches: Vec<&str> = words
                    .iter()
                    .flat_map(|word| meaning(word).unwrap_or_else(|| vec![*word]))
                    .collect();
                changed |= niches != words;
                (meant.entry(niches.iter().copied()), niches != words)
            })
            .collect();
        if !changed {
            return;
        }
        let kept = codes
            .iter()
            .map(|code| match translated.get(code as usize) {
                Some((_, true)) => code,
                _ => UNKNOWN_CODE,
            });
        let kept = Column::Words(kept.collect::<Vec<u32>>().into());
        let known = codes
            .wide()
            .iter_mut()
            .filter(|code| **code != UNKNOWN_CODE);
        known.for_each(|code| *code = translated[*code as usize].0);
        let stated = std::mem::replace(&mut self.dictionaries[place].1, meant);
        self.dictionaries.push((Field::NicheInFile, stated));
        self.columns[Field::NicheInFile.index()] = Some(kept);
    }
}
