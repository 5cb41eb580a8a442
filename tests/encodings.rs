//! Encodings of all kinds, told by the bytes alone: rows made up in many languages, with marks and
//! without, packed, damaged, and in files that begin with megabytes of plain letters.

#[path = "common/reading.rs"]
mod reading;

use std::fmt::Write as _;
use std::io::Write as _;

use encoding_rs::Encoding;
use tastemaker::import::report::{FileReport, IssueKind, ReadError};
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Field, Roster};

fn open_with(bytes: Vec<u8>, options: &Options) -> (FileReport, Roster) {
    let name = "roster.csv".to_owned();
    reading::open_source(Source::Bytes { name, bytes }, options)
}

fn open(bytes: Vec<u8>) -> (FileReport, Roster) {
    open_with(bytes, &Options::default())
}

fn said(name: &str) -> Options {
    Options {
        encoding: Some(name.to_owned()),
        ..Options::default()
    }
}

/// Rows as a colleague in that country has them: names and words in the letters of the language.
fn roster_of(names: &[&str], words: &[&str]) -> String {
    let mut text = "handle,name,followers,bio\n".to_owned();
    for (at, name) in names.iter().enumerate() {
        let word = words[at % words.len()];
        let _ = writeln!(text, "maker.{at},{name},{},{word}", 1_000 + at);
    }
    text
}

/// A text in that encoding.
fn encoded(text: &str, name: &str) -> Vec<u8> {
    let wide = |little: bool| -> Vec<u8> {
        let bytes = |unit: u16| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        };
        text.encode_utf16().flat_map(bytes).collect()
    };
    match name {
        "utf-16le" => wide(true),
        "utf-16be" => wide(false),
        name => {
            let encoding = Encoding::for_label(name.as_bytes()).expect("a known name");
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{name} has all these letters");
            bytes.into_owned()
        }
    }
}

/// Names and bios in many languages, with the old encoding in which they are sent.
const LANGUAGES: &[(&str, &[&str], &[&str])] = &[
    (
        "windows-1252",
        &["José Núñez", "María Peña", "Iñigo Muñoz", "Begoña Ibáñez"],
        &["Cocina española y diseño", "Cultura con niños y mañanas"],
    ),
    (
        "windows-1252",
        &["Jürgen Groß", "Käthe Müller", "Björn Schäfer"],
        &[
            "Küche für Anfänger",
            "Ausflüge und Gemütlichkeit",
            "Größe zählt",
        ],
    ),
    (
        "windows-1252",
        &["Zoé Lefèvre", "Hélène Bérard", "François Côté"],
        &[
            "Beauté à l’état pur",
            "Être mère et créer",
            "Déco à petit prix",
        ],
    ),
    (
        "windows-1254",
        &["Ayşe Yıldız", "Çağlar Şahin", "Gülşen Doğan", "Işıl Öztürk"],
        &[
            "Güzellik ve sağlıklı yaşam",
            "Yemek tarifleri ve çocuk bakımı",
        ],
    ),
    (
        "windows-1250",
        &["Łukasz Wiśniewski", "Małgorzata Dąbrowska", "Żaneta Kuźma"],
        &[
            "Zdrowie i kuchnia oraz podróże po świecie",
            "Moda dla każdej z was i także dużej",
        ],
    ),
    (
        "windows-1251",
        &["Анна Иванова", "Борис Кузнецов", "Елена Смирнова"],
        &[
            "Красота и здоровье",
            "Готовим дома вместе",
            "Путешествия по России",
        ],
    ),
    (
        "koi8-u",
        &["Анна Иванова", "Борис Кузнецов", "Елена Смирнова"],
        &[
            "Красота и здоровье",
            "Готовим дома вместе",
            "Путешествия по России",
        ],
    ),
    (
        "windows-1253",
        &["Γιώργος Παπαδόπουλος", "Ελένη Νικολάου"],
        &["Ταξίδια και μαγειρική", "Ομορφιά για όλους"],
    ),
    (
        "windows-1255",
        &["נועה כהן", "יוסי לוי"],
        &["בישול ביתי לכל המשפחה", "אופנה ויופי"],
    ),
    (
        "windows-1256",
        &["سارة العلي", "محمد الخطيب"],
        &["الطبخ والسفر مع العائلة", "الجمال والموضة للجميع"],
    ),
    (
        "shift_jis",
        &["田中さくら", "山本ひろし", "鈴木カナ"],
        &[
            "東京のカフェ巡りと料理",
            "毎日のメイクとファッション",
            "旅行が好きです",
        ],
    ),
    (
        "euc-jp",
        &["田中さくら", "山本ひろし", "鈴木カナ"],
        &[
            "東京のカフェ巡りと料理",
            "毎日のメイクとファッション",
            "旅行が好きです",
        ],
    ),
    (
        "euc-kr",
        &["김민지", "박서준", "이하늘"],
        &[
            "서울 카페와 요리 이야기",
            "매일 하는 화장과 패션",
            "여행을 좋아합니다",
        ],
    ),
    (
        "gbk",
        &["王小明", "李婷婷", "张伟"],
        &["北京美食和旅行的生活", "每天的化妆与时尚", "喜欢运动健身"],
    ),
    (
        "big5",
        &["王小明", "李婷婷", "張偉"],
        &["台北美食與旅行的生活", "每天的化妝與時尚", "喜歡運動健身"],
    ),
    (
        "windows-874",
        &["สมชาย ใจดี", "มาลี สุขใจ"],
        &["อาหารไทยและการท่องเที่ยว", "แต่งหน้าทุกวัน"],
    ),
];

fn assert_read(what: &str, report: &FileReport, roster: &Roster, names: &[&str], encoding: &str) {
    assert_eq!(report.error, None, "{what}");
    assert_eq!(report.encoding.as_deref(), Some(encoding), "{what}");
    assert_eq!(report.issues, [], "{what}");
    assert_eq!(roster.len(), names.len(), "{what}");
    for (row, name) in names.iter().enumerate() {
        let who = roster.influencer(row as u32);
        assert_eq!(who.text(Field::Name), *name, "{what}");
        assert_eq!(who.number(Field::Followers), Some(1_000.0 + row as f64));
    }
}

#[test]
fn every_language_is_read_in_the_encoding_of_its_country_and_in_unicode() {
    for (encoding, names, words) in LANGUAGES {
        let text = roster_of(names, words);
        for name in [encoding, "utf-8", "utf-16le", "utf-16be"] {
            let what = format!("{} in {name}", names[0]);
            let bytes = encoded(&text, name);
            let (report, roster) = open(bytes.clone());
            assert_read(&what, &report, &roster, names, name);
            let (report, roster) = open_with(bytes, &said(name));
            assert_read(&what, &report, &roster, names, name);
            if name.starts_with("utf") {
                let (report, roster) = open(encoded(&format!("\u{feff}{text}"), name));
                assert_read(&format!("{what}, marked"), &report, &roster, names, name);
                assert_eq!(report.columns[0].header, "handle", "{what}");
            }
        }
    }
}

#[test]
fn a_file_that_is_plain_for_megabytes_is_read_right_behind_them() {
    // The first block is one megabyte, the next ones are eight.
    let words_of_a_kilobyte = "plain words ".repeat(100);
    for plain in [1_000, 10_000] {
        let mut start = "handle,name,followers,bio\n".to_owned();
        for row in 0..plain {
            let _ = writeln!(start, "plain.{row},Plain Name,1{row},{words_of_a_kilobyte}");
        }
        for (encoding, names, words) in LANGUAGES {
            if plain > 1_000 && !["windows-1252", "shift_jis", "koi8-u"].contains(encoding) {
                continue;
            }
            let rows = roster_of(names, words);
            let rows = rows.split_once('\n').map_or("", |(_, rows)| rows);
            let bytes = [start.clone().into_bytes(), encoded(rows, encoding)].concat();
            let (report, roster) = open(bytes);
            let what = format!("{} after {plain} rows", names[0]);
            assert_eq!(report.encoding.as_deref(), Some(*encoding), "{what}");
            assert_eq!(report.issues, [], "{what}");
            for (row, name) in names.iter().enumerate() {
                let who = roster.influencer((plain + row) as u32);
                assert_eq!(who.text(Field::Name), *name, "{what}");
            }
        }
    }
}

#[test]
fn one_odd_letter_at_the_beginning_does_not_decide_alone() {
    // A curly quote that nearly every old encoding has at the same place, then two megabytes of plain
    // rows, then Cyrillic.
    let (encoding, names, words) = LANGUAGES[5];
    let mut bytes = b"handle,name,followers,bio\nfirst,Ana\x92s,1,x\n".to_vec();
    for row in 0..60_000 {
        let _ = writeln!(bytes, "plain.{row},Plain Name,{row},plain words");
    }
    let rows = roster_of(names, words);
    bytes.extend(encoded(&rows[26..], encoding));
    let (report, roster) = open(bytes);
    assert_eq!(report.encoding.as_deref(), Some(encoding));
    assert_eq!(roster.influencer(0).text(Field::Name), "Ana’s");
    assert_eq!(roster.influencer(60_001).text(Field::Name), names[0]);
}

#[test]
fn utf_16_within_an_archive_is_read() {
    let (_, names, words) = LANGUAGES[10];
    let text = roster_of(names, words);
    for name in ["utf-16le", "utf-16be"] {
        for mark in ["", "\u{feff}"] {
            let bytes = encoded(&format!("{mark}{text}"), name);
            let mut gzip =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            gzip.write_all(&bytes).expect("memory takes it");
            let (report, roster) = open(gzip.finish().expect("memory takes it"));
            assert_read(name, &report, &roster, names, name);
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_shown_and_told_with_their_line() {
    let utf8 = "handle,name,followers\nana,José,1\nbo,Zoë,2\ncy,Cy\n".as_bytes();
    let bad = b"di,\xff\xfe?,3\ned,Ed,4\n";
    // A text that was damaged before it was saved says so as well.
    let lost = "flo,Fl\u{fffd},5\n".as_bytes();
    let (report, roster) = open([utf8, bad, lost].concat());
    assert_eq!(report.encoding.as_deref(), Some("utf-8"));
    assert_eq!(roster.influencer(0).text(Field::Name), "José");
    assert_eq!(roster.influencer(3).text(Field::Name), "\u{fffd}\u{fffd}?");
    let told = |report: &FileReport| -> Vec<(IssueKind, Option<u64>, String)> {
        let issues = report.issues.iter();
        let issues = issues.filter(|issue| issue.kind == IssueKind::BadText);
        issues
            .map(|issue| (issue.kind, issue.line, issue.text.clone()))
            .collect()
    };
    assert_eq!(
        told(&report),
        [
            (
                IssueKind::BadText,
                Some(5),
                "di,\u{fffd}\u{fffd}?,3".to_owned()
            ),
            (IssueKind::BadText, Some(7), "flo,Fl\u{fffd},5".to_owned()),
        ]
    );
    // The same in an encoding that has gaps.
    let (_, names, words) = LANGUAGES[10];
    let mut bytes = encoded(&roster_of(names, words), "shift_jis");
    bytes.extend(b"x,\x81\n");
    let (report, _) = open_with(bytes, &said("shift_jis"));
    assert_eq!(
        told(&report)
            .iter()
            .map(|(_, line, _)| *line)
            .collect::<Vec<_>>(),
        [Some(names.len() as u64 + 2)]
    );
    // And in JSON.
    for text in [
        &b"[{\"username\": \"ana\", \"bio\": \"caf\xc3\xa9 ol\xc3\xa9\"},\n{\"username\": \"b\xff\"}]"[..],
        b"{\"username\": \"ana\", \"bio\": \"caf\xc3\xa9 ol\xc3\xa9\"}\n{\"username\": \"b\xff\"}\n",
    ] {
        let (report, roster) = open(text.to_vec());
        assert_eq!(roster.influencer(1).text(Field::Handle), "b\u{fffd}");
        assert_eq!(told(&report).len(), 1);
        assert_eq!(told(&report)[0].1, Some(2));
    }
}

#[test]
fn the_user_knows_better() {
    // Latin-1 that could be anything.
    let bytes = b"handle,name,followers\nana,\xd1,1\n".to_vec();
    for (name, letter) in [
        ("latin1", "Ñ"),
        ("Windows-1251", "С"),
        ("cp1251", "С"),
        ("iso-8859-7", "Ρ"),
        ("cp932", "\u{ff91}"),
    ] {
        let (report, roster) = open_with(bytes.clone(), &said(name));
        assert_eq!(report.error, None, "{name}");
        assert_eq!(roster.influencer(0).text(Field::Name), letter, "{name}");
    }
    let (report, _) = open_with(bytes, &said("klingon"));
    assert_eq!(
        report.error,
        Some(ReadError::NoEncoding {
            name: "klingon".to_owned()
        })
    );
}
