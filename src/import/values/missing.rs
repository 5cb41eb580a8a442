//! Words that people write for "not known", in the languages of rosters.

use std::sync::LazyLock;

/// In lower case; a first letter or all letters may be upper case in the file.
const WORDS: &[&str] = &[
    // Signs.
    "-",
    "--",
    "---",
    "----",
    "—",
    "–",
    "―",
    "−",
    "?",
    "??",
    "???",
    ".",
    "..",
    "...",
    "…",
    "/",
    "//",
    "\\",
    "*",
    "#",
    "_",
    "~",
    "'",
    // English and programs.
    "n/a",
    "n/a'",
    "na",
    "n.a.",
    "n.a",
    "n\\a",
    "nan",
    "nan%",
    "nat",
    "null",
    "none",
    "nil",
    "void",
    "tbd",
    "tba",
    "tbc",
    "unknown",
    "undefined",
    "unspecified",
    "missing",
    "pending",
    "not available",
    "not applicable",
    "not found",
    "not specified",
    "not provided",
    "not known",
    "not set",
    "no data",
    "no info",
    "to be confirmed",
    "(blank)",
    "(none)",
    "(null)",
    "(empty)",
    "(unknown)",
    "[null]",
    "<null>",
    "<na>",
    "<none>",
    "\\n",
    "inf",
    "-inf",
    "infinity",
    "empty",
    // Spanish, Portuguese, Italian, French.
    "n/d",
    "nd",
    "n.d.",
    "n.d",
    "s/d",
    "s.d.",
    "sin datos",
    "sin dato",
    "sin información",
    "sin informacion",
    "no disponible",
    "desconocido",
    "desconocida",
    "no aplica",
    "no especificado",
    "ninguno",
    "ninguna",
    "sem dados",
    "sem informação",
    "não disponível",
    "nao disponivel",
    "indisponível",
    "não informado",
    "nao informado",
    "desconhecido",
    "não se aplica",
    "nenhum",
    "nenhuma",
    "non disponibile",
    "non disponible",
    "sconosciuto",
    "sconosciuta",
    "nessuno",
    "nessun dato",
    "non applicabile",
    "n.c.",
    "s.o.",
    "inconnu",
    "inconnue",
    "non renseigné",
    "non communiqué",
    "non applicable",
    "aucun",
    "aucune",
    "aucune donnée",
    "pas de données",
    "néant",
    "à définir",
    "por definir",
    "a definir",
    "da definire",
    // German, Dutch.
    "k.a.",
    "k. a.",
    "k.a",
    "k/a",
    "keine angabe",
    "keine angaben",
    "keine daten",
    "unbekannt",
    "nicht verfügbar",
    "nicht bekannt",
    "nicht vorhanden",
    "entfällt",
    "o.a.",
    "onbekend",
    "n.v.t.",
    "n.v.t",
    "nvt",
    "niet beschikbaar",
    "niet bekend",
    "geen",
    "geen gegevens",
    "n.b.",
    // Polish, Russian, Ukrainian.
    "brak",
    "brak danych",
    "nieznany",
    "nieznana",
    "nieznane",
    "nie dotyczy",
    "bd.",
    "b.d.",
    "b/d",
    "н/д",
    "н.д.",
    "нд",
    "нет данных",
    "нет информации",
    "неизвестно",
    "не указано",
    "не указан",
    "не указана",
    "отсутствует",
    "данных нет",
    "недоступно",
    "б/д",
    "немає даних",
    "невідомо",
    "не вказано",
    // Turkish, Indonesian, Vietnamese.
    "yok",
    "veri yok",
    "bilinmiyor",
    "belirtilmemiş",
    "belirsiz",
    "mevcut değil",
    "tidak ada",
    "tidak tersedia",
    "tidak diketahui",
    "belum ada",
    "belum diketahui",
    "tdk ada",
    "không có",
    "không rõ",
    "chưa có",
    "chưa rõ",
    "chưa cập nhật",
    // Arabic, Persian, Hindi.
    "غير متوفر",
    "غير متاح",
    "غير معروف",
    "غير محدد",
    "لا يوجد",
    "لا توجد بيانات",
    "ندارد",
    "نامشخص",
    "उपलब्ध नहीं",
    "अज्ञात",
    "लागू नहीं",
    "कोई नहीं",
    // Chinese, Japanese, Korean.
    "无",
    "無",
    "暂无",
    "暫無",
    "暂无数据",
    "没有",
    "沒有",
    "未知",
    "不详",
    "不詳",
    "待定",
    "未填写",
    "空",
    "不明",
    "なし",
    "無し",
    "未定",
    "未設定",
    "該当なし",
    "データなし",
    "非公開",
    "없음",
    "미정",
    "모름",
    "미상",
    "해당 없음",
    "해당없음",
    "정보 없음",
    "비공개",
    "알 수 없음",
];

/// What a spreadsheet shows in place of a value that is none, where it does not end with a mark.
const ERRORS: &[&str] = &[
    "#n/a", "#n/d", "#nv", "#n/b", "#yok", "#н/д", "#nd", "#nom", "#nul",
];

/// The longest word in bytes.
const LONGEST: usize = 48;

/// The words by their first byte, each as it may be written, and a bit for each of their lengths.
static BY_FIRST: LazyLock<Vec<(u64, Vec<String>)>> = LazyLock::new(|| {
    let mut words = vec![(0, Vec::new()); 256];
    for word in WORDS.iter().chain(ERRORS) {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let written = [
            (*word).to_owned(),
            word.to_uppercase(),
            first.chain(letters).collect(),
        ];
        for text in written {
            let (lengths, place): &mut (u64, Vec<String>) =
                &mut words[usize::from(text.as_bytes()[0])];
            *lengths |= 1 << text.len();
            if !place.contains(&text) {
                place.push(text);
            }
        }
    }
    words
});

/// Whether a cell says that nothing is known.
pub fn is_missing(cell: &str) -> bool {
    let Some(first) = cell.as_bytes().first() else {
        return true;
    };
    // No word for "not known" begins with a digit.
    if cell.len() > LONGEST || first.is_ascii_digit() {
        return false;
    }
    if *first == b'#' && (cell.ends_with(['!', '?']) || cell.bytes().all(|byte| byte == b'#')) {
        return true;
    }
    let (lengths, words) = &BY_FIRST[usize::from(*first)];
    if lengths >> cell.len() & 1 == 0 {
        return false;
    }
    words.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_not_known() {
        for word in WORDS {
            assert!(word.len() <= LONGEST && is_missing(word), "{word}");
        }
        for word in [
            "",
            "N/A'",
            "#VALOR!",
            "#¡VALOR!",
            "#WERT!",
            "#N/A",
            "#NAME?",
            "#N/D",
            "####",
            "nan",
            "NaN%",
            "TBD",
            "-",
            "N/D",
            "s/d",
            "k.A.",
            "Brak",
            "Нет данных",
            "НЕТ ДАННЫХ",
            "暂无",
            "無",
            "없음",
            "Tidak ada",
            "Yok",
            "غير متوفر",
            "Not Available",
        ] {
            assert!(is_missing(word), "{word}");
        }
        for word in [
            "0",
            "no",
            "нет",
            "#INDIA",
            "#MODA",
            "x",
            "X",
            "Nana",
            "ana",
            "Noneedforhandles",
            "1",
        ] {
            assert!(!is_missing(word), "{word}");
        }
    }
}
