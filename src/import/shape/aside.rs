//! What stands among the rows and is none: comments, the header again, rules, lines at the foot.
//! Asked of every record of a file: most are rows, and their first cells show it.

use super::Sight;
use crate::import::report::IssueKind;
use crate::import::{Record, values};
use crate::roster::fold::fold;

/// What a table needs to tell its rows from what stands among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asides {
    /// The lines of the header.
    again: Vec<Line>,
    /// Cells that a row should have; 0 where the container has nothing but rows.
    width: usize,
}

/// A line of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    cells: Vec<String>,
    /// The first cell with something in it.
    first: usize,
    filled: usize,
}

impl Asides {
    /// For a table below these lines.
    pub fn of_table(header: &[&Record<'_>], width: usize) -> Self {
        let line = |record: &&Record<'_>| {
            let cells: Vec<String> = (0..record.cells.len())
                .map(|column| record.cell(column).to_owned())
                .collect();
            let first = cells.iter().position(|cell| !cell.is_empty())?;
            Some(Line {
                first,
                filled: record.filled(),
                cells,
            })
        };
        Asides {
            again: header.iter().filter_map(line).collect(),
            width,
        }
    }

    /// Whether the container has nothing but rows.
    pub fn has_only_rows(&self) -> bool {
        self.width == 0
    }

    /// Whether the header may stand again where a record has this in its first column.
    pub fn may_be_header(&self, cell: &str) -> bool {
        let is = |line: &Line| line.first > 0 || line.cells[0].eq_ignore_ascii_case(cell);
        self.again.iter().any(is)
    }

    /// What a record is that is no row.
    pub fn kind(&self, record: &Record<'_>) -> Option<IssueKind> {
        if self.has_only_rows() {
            return None;
        }
        if self.again.iter().any(|line| line.is_again(record)) {
            return Some(IssueKind::RepeatedHeader);
        }
        let mut cells = (0..record.cells.len()).map(|column| record.cell(column));
        let first = cells.find(|cell| !cell.is_empty())?;
        if matches!(
            first.as_bytes().first(),
            Some(b'#' | b'/' | b'-' | b'=' | b'*' | b'_' | b'<' | b';' | b'%' | b'+')
        ) && self.is_comment(record, first)
        {
            return Some(IssueKind::Comment);
        }
        // One cell in a row of several: somebody of whom nothing is known, or a line at the foot.
        let alone = cells.all(str::is_empty);
        let ragged = record.cells.len() == 1 && self.width > 2;
        let foot = alone && self.width > 1 && (is_footer(first) || ragged && is_foot_title(first));
        foot.then_some(IssueKind::Footer)
    }

    /// A comment is ragged or stands alone: `#1` and `#tag` begin rows.
    fn is_comment(&self, record: &Record<'_>, first: &str) -> bool {
        let filled = record.filled();
        if is_rule(record) {
            return true;
        }
        // A row that somebody crossed out has figures and addresses.
        let prose = (1..record.cells.len())
            .all(|column| matches!(Sight::of(record.cell(column)), Sight::Word | Sight::Empty));
        let sparse = filled == 1 || filled <= 3 && record.cells.len() != self.width && prose;
        let marked = first.starts_with("//")
            || first.starts_with("-- ")
            || first.starts_with("/*")
            || first.starts_with("<!--")
            || (first.starts_with(['#', ';', '%']) || first.starts_with("* "))
                && first.contains(char::is_whitespace);
        // `# 1` is the number of a row.
        let numbered = values::number(first.trim_start_matches(['#', ' ']), false).is_some();
        sparse && marked && !numbered
    }
}

/// A line drawn through the table: `---`, `+-----+`.
pub fn is_rule(record: &Record<'_>) -> bool {
    const DRAWN: &str = "-=*_:#/+|—–─═";
    let drawn = |cell: &str| cell.chars().all(|letter| DRAWN.contains(letter));
    let mut longest = 0;
    for column in 0..record.cells.len() {
        let cell = record.cell(column);
        if !drawn(cell) {
            return false;
        }
        longest = longest.max(cell.len());
    }
    longest > 2
}

impl Line {
    fn is_again(&self, record: &Record<'_>) -> bool {
        let is = |column: usize| {
            record
                .cell(column)
                .eq_ignore_ascii_case(&self.cells[column])
        };
        if !is(self.first) {
            return false;
        }
        let same = (0..self.cells.len())
            .filter(|column| !self.cells[*column].is_empty() && is(*column))
            .count();
        // A name may be that of a column once; it takes the whole line to be the header.
        let few = self.filled < 2 && self.cells.len() > 1;
        !few && same * 10 >= self.filled * 9 && record.filled() <= self.filled + 1
    }
}

/// Beginnings of lines at the foot of tables, folded. A colon, a figure or more words follow.
const FOOT: &[&str] = &[
    "source",
    "sources",
    "data source",
    "data from",
    "note",
    "notes",
    "n.b",
    "nb",
    "page",
    "generated",
    "exported",
    "export date",
    "created",
    "updated",
    "last updated",
    "last update",
    "report",
    "downloaded",
    "copyright",
    "(c)",
    "©",
    "powered by",
    "end of",
    "showing",
    "disclaimer",
    "confidential",
    "total",
    "totals",
    "fuente",
    "fuentes",
    "nota",
    "notas",
    "pagina",
    "generado",
    "exportado",
    "actualizado",
    "fonte",
    "fontes",
    "gerado",
    "atualizado",
    "sources",
    "genere le",
    "exporte le",
    "mis a jour",
    "quelle",
    "quellen",
    "hinweis",
    "seite",
    "erstellt",
    "exportiert",
    "stand",
    "aktualisiert",
    "pagina",
    "generato",
    "esportato",
    "aggiornato",
    "bron",
    "opmerking",
    "gegenereerd",
    "bijgewerkt",
    "kaynak",
    "not",
    "sayfa",
    "olusturuldu",
    "guncelleme",
    "источник",
    "примечание",
    "страница",
    "сформировано",
    "выгружено",
    "обновлено",
    "дата выгрузки",
    "zrodlo",
    "uwaga",
    "strona",
    "wygenerowano",
    "sumber",
    "catatan",
    "halaman",
    "dibuat",
    "diperbarui",
    "nguon",
    "ghi chu",
    "trang",
    "المصدر",
    "ملاحظة",
    "صفحة",
    "स्रोत",
    "नोट",
    "पृष्ठ",
    "来源",
    "数据来源",
    "备注",
    "注",
    "第",
    "更新",
    "更新时间",
    "导出",
    "出典",
    "注記",
    "注意",
    "ページ",
    "出所",
    "更新日",
    "출처",
    "참고",
    "페이지",
    "업데이트",
];

/// Whether the only cell of a record is a line at the foot of a table, rather than somebody's name.
fn is_footer(cell: &str) -> bool {
    // Most lone cells are names: short, without a colon, a blank or a figure.
    if !cell.contains([':', '：', ' ', '©', '页', '/']) {
        return false;
    }
    let folded = fold(cell);
    let folded = folded.trim_start_matches(['*', '(', '[', ' ']);
    let said = FOOT.iter().any(|word| {
        let word = fold(word);
        folded.strip_prefix(word.as_str()).is_some_and(|rest| {
            let rest = rest.trim_start();
            let figure = rest.starts_with(|letter: char| letter.is_ascii_digit());
            let colon = rest.starts_with([':', '：', '.']);
            let spaced = folded[word.len()..].starts_with(char::is_whitespace);
            // "Note to self" may be what somebody is called; "Source: x", "Page 1" and "Generated on 1 May" are not.
            let telling = rest.contains(|letter: char| letter.is_ascii_digit());
            colon || (figure || spaced && telling) || word == "©" || word == "(c)"
        })
    });
    said || is_prose(cell)
}

/// Whether a cell is the title of what stands at the foot, or begins an item there.
fn is_foot_title(cell: &str) -> bool {
    const TITLES: &str = "note notes source sources legend disclaimer remarks remark comments nota notas fuente fuentes \
        fonte fontes hinweis hinweise anmerkungen quelle quellen remarques bron opmerkingen notlar kaynak примечания \
        примечание источники uwagi zrodla catatan 备注 说明 注記 備考 비고 ملاحظات";
    let folded = fold(cell);
    let bare = folded.trim_end_matches([':', '：']);
    let item = cell
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '(')
        .starts_with([')', '.', '•', '†']);
    TITLES.split_whitespace().any(|title| fold(title) == bare)
        || item && cell.contains(' ') && !cell.starts_with('.')
}

/// Whether a text is a sentence rather than a name: many words, most of them small.
fn is_prose(cell: &str) -> bool {
    let words = cell.split_whitespace();
    let (all, small) = words.fold((0, 0), |(all, small), word| {
        let small_word = word.chars().next().is_some_and(char::is_lowercase);
        (all + 1, small + usize::from(small_word))
    });
    all > 4 && small * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(text: &str) -> Record<'_> {
        Record {
            line: 9,
            part: 0,
            cells: text.split('|').map(Into::into).collect(),
        }
    }

    #[test]
    fn rows_and_what_stands_among_them_are_told_apart() {
        let header = record("Handle|Name|Followers");
        let asides = Asides::of_table(&[&header], 3);
        use IssueKind::*;
        for (text, kind) in [
            ("ana|Ana|5", None),
            ("Handle|Name|Followers", Some(RepeatedHeader)),
            // Somebody who is called like a column.
            ("Handle|Ana|5", None),
            ("# bought from an agency", Some(Comment)),
            ("# exported 2026-01-01| by Ana", Some(Comment)),
            ("// draft", Some(Comment)),
            ("-- page two --||", Some(Comment)),
            ("---|---|---", Some(Comment)),
            ("#tag", None),
            ("#1|Ana|5", None),
            ("# 1|Ana|5", None),
            ("-ana-|Ana|5", None),
            ("__ana__||", None),
            ("Source: HypeAuditor||", Some(Footer)),
            ("Page 1 of 3", Some(Footer)),
            ("||Page 1 of 3", Some(Footer)),
            ("Generated on 2026-01-01||", Some(Footer)),
            ("Источник: интернет", Some(Footer)),
            ("第 1 页，共 3 页", Some(Footer)),
            ("© Somebody 2026", Some(Footer)),
            ("Prepared by the marketing team||", Some(Footer)),
            ("+-----+-----+", Some(Comment)),
            ("HANDLE|NAME|FOLLOWERS", Some(RepeatedHeader)),
            ("The Late Show With Somebody Else||", None),
            ("Page Turner||", None),
            ("Note to self", None),
            ("Ana Lima||", None),
            ("source", Some(Footer)),
            ("source||", None),
        ] {
            assert_eq!(asides.kind(&record(text)), kind, "{text}");
        }
        // Containers that name their columns have nothing but rows.
        assert_eq!(
            Asides::default().kind(&record("# bought from an agency")),
            None
        );
    }
}
