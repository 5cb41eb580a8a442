//! Rows that sum a table up: `Total`, `Average`, `Итого`, `合計`. A word alone proves nothing, since
//! somebody may be called so: the row has neither a handle nor an address of its own, or its figures
//! are the sum or the mean of those above it.

use std::sync::LazyLock;

use crate::import::values;
use crate::roster::Field;
use crate::roster::fold::fold;

/// Words for sums and means in the languages of rosters, as they stand at the beginning of a cell.
const WORDS: &[&str] = &[
    "vat",
    "iva",
    "mwst",
    "tva",
    "ндс",
    "kdv",
    "total",
    "totals",
    "sum",
    "average",
    "averages",
    "avg",
    "mean",
    "median",
    "subtotal",
    "sub total",
    "sub-total",
    "grand total",
    "overall",
    "overall total",
    "all",
    "totales",
    "suma",
    "promedio",
    "mediana",
    "total general",
    "soma",
    "média",
    "media",
    "total geral",
    "totaux",
    "somme",
    "moyenne",
    "médiane",
    "sous-total",
    "total général",
    "gesamt",
    "summe",
    "gesamtsumme",
    "insgesamt",
    "durchschnitt",
    "mittelwert",
    "zwischensumme",
    "schnitt",
    "totale",
    "totali",
    "somma",
    "subtotale",
    "totale complessivo",
    "totaal",
    "som",
    "gemiddelde",
    "gemiddeld",
    "subtotaal",
    "eindtotaal",
    "toplam",
    "genel toplam",
    "ara toplam",
    "ortalama",
    "итого",
    "всего",
    "сумма",
    "итог",
    "среднее",
    "в среднем",
    "среднее значение",
    "общий итог",
    "медиана",
    "razem",
    "łącznie",
    "ogółem",
    "średnia",
    "średnio",
    "jumlah",
    "rata-rata",
    "rerata",
    "tổng",
    "tổng cộng",
    "trung bình",
    "المجموع",
    "مجموع",
    "الإجمالي",
    "الاجمالي",
    "إجمالي",
    "المتوسط",
    "متوسط",
    "कुल",
    "कुल योग",
    "योग",
    "औसत",
    "合计",
    "总计",
    "总和",
    "小计",
    "平均",
    "平均值",
    "总数",
    "合計",
    "總計",
    "総計",
    "小計",
    "計",
    "平均値",
    "합계",
    "총계",
    "총합",
    "소계",
    "평균",
];

/// What is summed, as it stands behind such a word.
const COUNTED: &str = "influencers influencer creators creator followers subscribers accounts profiles people reach er rate \
    audience budget cost costs spend price fees engagement engagements posts views likes rows number count per of for \
    de del des der da do di van instagram tiktok youtube influenciadores seguidores creadores inscritos cuentas contas \
    abonnes createurs abonnenten konten iscritti volgers takipci kisi подписчиков блогеров человек бюджет";

/// What tells which sum it is: `Total incl. VAT`.
const WITH: &str = "incl inc including excl ex excluding net gross vat tax ttc ht tva iva brutto netto mwst zzgl inkl ндс \
    kdv general geral";

/// A row that may sum up the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// The whole cell is such a word.
    Word,
    /// It begins with one: `Total influencers`.
    Phrase,
}

impl Total {
    /// Whether a cell is a word for a sum or a mean. Most cells do not even begin with one.
    pub fn of(cell: &str) -> Option<Total> {
        let rest = after_word(cell)?;
        let rest = values::trim(rest);
        // "Total:", "Total (220)", "Total 220"
        if rest.is_empty()
            || rest.starts_with([':', '：', '(', '='])
            || values::number(rest, false).is_some()
        {
            return Some(Total::Word);
        }
        let next = fold(rest.split([' ', ':', '(']).next()?);
        let next = next.trim_matches('.');
        if WITH.split_whitespace().any(|word| word == next) {
            return Some(Total::Word);
        }
        let figure = next.starts_with(|letter: char| letter.is_ascii_digit());
        let counted = COUNTED.split_whitespace().any(|word| word == next);
        (counted || figure).then_some(Total::Phrase)
    }
}

/// The words by the first byte of the cells that begin with them.
struct Beginnings {
    words: Vec<Vec<&'static str>>,
    /// For each first byte, the second ones: a bit for each.
    seconds: Vec<[u64; 4]>,
}

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let mut begin = Beginnings {
        words: vec![Vec::new(); 256],
        seconds: vec![[0; 4]; 256],
    };
    for word in WORDS {
        let capital = |letters: usize| -> String {
            let (small, rest) = (word.chars().take(letters), word.chars().skip(letters));
            small.flat_map(char::to_uppercase).chain(rest).collect()
        };
        for written in [(*word).to_owned(), capital(1), capital(2)] {
            let (first, second) = (usize::from(written.as_bytes()[0]), written.as_bytes()[1]);
            begin.seconds[first][usize::from(second / 64)] |= 1 << (second % 64);
            if !begin.words[first].contains(word) {
                begin.words[first].push(*word);
            }
        }
    }
    begin
});

/// What stands behind the longest word that a cell begins with, as a whole word.
fn after_word(cell: &str) -> Option<&str> {
    let [first, second, ..] = cell.as_bytes() else {
        return None;
    };
    let (first, begin) = (usize::from(*first), &*BEGINNINGS);
    if begin.seconds[first][usize::from(second / 64)] & 1 << (second % 64) == 0 {
        return None;
    }
    let after = begin.words[first].iter();
    after
        .filter_map(|word| without(cell, word))
        .min_by_key(|rest| rest.len())
}

/// What stands behind a word in small letters, where a cell begins with it in whatever letters.
fn without<'c>(cell: &'c str, word: &str) -> Option<&'c str> {
    let rest = if word.is_ascii() {
        let begin = cell.as_bytes().get(..word.len())?;
        if !begin.eq_ignore_ascii_case(word.as_bytes()) {
            return None;
        }
        &cell[word.len()..]
    } else {
        let mut letters = cell.chars();
        for wanted in word.chars() {
            let letter = letters.next()?;
            if letter != wanted && !letter.to_lowercase().eq([wanted]) {
                return None;
            }
        }
        letters.as_str()
    };
    let whole = !rest.starts_with(|next: char| {
        next.is_alphanumeric()
            || matches!(next, '_' | '.' | '-' | '\'' | '’')
            || unicode_normalization::char::is_combining_mark(next)
    });
    whole.then_some(rest)
}

/// Sums of the figures of all rows so far, to hold the figures of a row against.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    fields: Vec<Summed>,
}

/// The figures of one field; where the rows of a table have several networks, of one of these.
#[derive(Clone, Debug)]
struct Summed {
    field: Field,
    network: String,
    all: Sum,
    /// Since the last row that summed up.
    part: Sum,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    sum: f64,
    count: u64,
}

impl Sum {
    fn add(&mut self, values: &[f64]) {
        for value in values.iter().filter(|value| !value.is_nan()) {
            self.sum += value;
            self.count += 1;
        }
    }

    /// Whether a figure is the sum or the mean, as people round them.
    fn gives(self, figure: f64) -> bool {
        let near = |wanted: f64| (figure - wanted).abs() <= 0.006 * wanted.abs();
        self.count > 1 && (near(self.sum) || near(self.sum / self.count as f64))
    }
}

impl Sums {
    /// Takes in the figures of rows.
    pub fn add(&mut self, field: Field, network: &str, values: &[f64]) {
        let is = |known: &Summed| known.field == field && known.network == network;
        let known = self.fields.iter().position(is);
        let at = known.unwrap_or_else(|| {
            self.fields.push(Summed {
                field,
                network: network.to_owned(),
                all: Sum::default(),
                part: Sum::default(),
            });
            self.fields.len() - 1
        });
        self.fields[at].all.add(values);
        self.fields[at].part.add(values);
    }

    /// Whether the figures of a row sum up the rows above it. One of them is enough: others may be
    /// rates, which are weighed in many ways.
    pub fn give(&self, network: &str, figures: impl Iterator<Item = (Field, f64)>) -> bool {
        let mut figures = figures.filter(|(_, figure)| *figure != 0.0);
        figures.any(|(field, figure)| {
            self.fields.iter().any(|known| {
                known.field == field
                    && known.network == network
                    && (known.all.gives(figure) || known.part.gives(figure))
            })
        })
    }

    /// Begins the next part of the table.
    pub fn part(&mut self) {
        for summed in &mut self.fields {
            summed.part = Sum::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_sums_are_known_in_any_language_and_handles_are_none() {
        for cell in [
            "Total",
            "TOTAL:",
            "Grand Total",
            "Total (220)",
            "Total 220",
            "Total incl. VAT",
            "VAT 20%",
            "Average",
            "Итого",
            "ИТОГО:",
            "合計",
            "Summe",
            "Média",
            "MÉDIA",
            "Łącznie",
            "Tổng cộng",
            "कुल",
            "المجموع",
            "합계",
            "rata-rata",
        ] {
            assert_eq!(Total::of(cell), Some(Total::Word), "{cell}");
        }
        assert_eq!(Total::of("Total influencers"), Some(Total::Phrase));
        for cell in [
            "total_sports",
            "@total",
            "Totally Ana",
            "Sumi",
            "ana",
            "",
            "Media.Markt",
            "Allan",
            "Total Sports",
        ] {
            assert_eq!(Total::of(cell), None, "{cell}");
        }
    }

    #[test]
    fn figures_are_held_against_those_above() {
        let mut sums = Sums::default();
        sums.add(Field::Followers, "", &[100.0, f64::NAN, 300.0]);
        let gives =
            |sums: &Sums, figure: f64| sums.give("", [(Field::Followers, figure)].into_iter());
        assert!(gives(&sums, 400.0) && gives(&sums, 200.0) && !gives(&sums, 450.0));
        sums.part();
        sums.add(Field::Followers, "", &[50.0, 70.0]);
        assert!(gives(&sums, 120.0) && gives(&sums, 520.0) && !gives(&sums, 400.0));
    }
}
