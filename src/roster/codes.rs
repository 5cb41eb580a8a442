//! The dictionary codes of the rows of a segment, in as few bytes as they take: most fields have few
//! words.

/// The dictionary code of an unknown word.
pub const UNKNOWN_CODE: u32 = u32::MAX;

/// One code for each row. The largest number of each width is [`UNKNOWN_CODE`].
#[derive(Clone, Debug)]
pub enum Codes {
    Bytes(Vec<u8>),
    Shorts(Vec<u16>),
    Longs(Vec<u32>),
}

/// A code of any width.
pub trait Code: Copy {
    /// The code, with [`UNKNOWN_CODE`] for the largest number.
    fn code(self) -> u32;
}

impl Code for u8 {
    fn code(self) -> u32 {
        match self {
            u8::MAX => UNKNOWN_CODE,
            code => code.into(),
        }
    }
}

impl Code for u16 {
    fn code(self) -> u32 {
        match self {
            u16::MAX => UNKNOWN_CODE,
            code => code.into(),
        }
    }
}

impl Code for u32 {
    fn code(self) -> u32 {
        self
    }
}

/// Does the same with the codes of each width.
macro_rules! with_codes {
    ($codes:expr, $these:ident => $same:expr) => {
        match $codes {
            $crate::roster::codes::Codes::Bytes($these) => $same,
            $crate::roster::codes::Codes::Shorts($these) => $same,
            $crate::roster::codes::Codes::Longs($these) => $same,
        }
    };
}

pub(crate) use with_codes;

impl Codes {
    /// So many rows of which nothing is known.
    pub fn unknown(rows: usize) -> Self {
        Codes::Longs(vec![UNKNOWN_CODE; rows])
    }

    pub fn len(&self) -> usize {
        with_codes!(self, codes => codes.len())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of one row.
    pub fn get(&self, row: usize) -> u32 {
        with_codes!(self, codes => codes[row].code())
    }

    /// The codes of all rows.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// The codes in their full width, to be changed.
    pub fn wide(&mut self) -> &mut Vec<u32> {
        if !matches!(self, Codes::Longs(_)) {
            *self = Codes::Longs(self.iter().collect());
        }
        match self {
            Codes::Longs(codes) => codes,
            Codes::Bytes(_) | Codes::Shorts(_) => unreachable!("they were widened"),
        }
    }

    /// The same codes in as few bytes as they take.
    pub fn narrowed(self) -> Self {
        let known = self.iter().filter(|code| *code != UNKNOWN_CODE);
        let largest = known.max().unwrap_or(0);
        // What does not fit is unknown: the largest number.
        if largest < u8::MAX.into() {
            let narrow = self
                .iter()
                .map(|code| u8::try_from(code).unwrap_or(u8::MAX));
            Codes::Bytes(narrow.collect())
        } else if largest < u16::MAX.into() {
            let narrow = self
                .iter()
                .map(|code| u16::try_from(code).unwrap_or(u16::MAX));
            Codes::Shorts(narrow.collect())
        } else {
            self
        }
    }
}

impl From<Vec<u32>> for Codes {
    fn from(codes: Vec<u32>) -> Self {
        Codes::Longs(codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_any_width_stay_what_they_are() {
        for largest in [0, 254, 255, 256, 65_534, 65_535, 65_536, UNKNOWN_CODE - 1] {
            let codes = vec![3.min(largest), UNKNOWN_CODE, largest, 0];
            let mut narrow = Codes::from(codes.clone()).narrowed();
            let width = with_codes!(&narrow, codes => size_of_val(&codes[0]));
            assert_eq!(narrow.iter().collect::<Vec<_>>(), codes, "{largest}");
            let expected = match largest {
                0..255 => 1,
                255..65_535 => 2,
                _ => 4,
            };
            assert_eq!(width, expected, "{largest}");
            assert_eq!(narrow.wide(), &codes, "{largest}");
        }
    }
}
