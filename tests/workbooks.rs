//! Workbooks of every kind, made up here: cells as a person would type them, sheets, passwords, stray
//! cells, names that say something else.

#[path = "common/reading.rs"]
mod reading;

#[path = "common/workbooks.rs"]
mod workbooks;

use tastemaker::import::report::{FileReport, IssueKind, ReadError};
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Field, Roster};
use workbooks::Cell::{Error, Formula, Moment, Nothing, Number, Text, Truth};
use workbooks::{Cell, compound, ods, xls, xlsx, zip};

fn open_with(name: &str, bytes: Vec<u8>, options: &Options) -> (FileReport, Roster) {
    let name = name.to_owned();
    reading::open_source(Source::Bytes { name, bytes }, options)
}

fn open(name: &str, bytes: Vec<u8>) -> (FileReport, Roster) {
    open_with(name, bytes, &Options::default())
}

/// The 31st of October 2026, half past six in the evening.
const EVENING: f64 = 46_326.770_833_333_336;

const ROSTER: &[&[Cell<'_>]] = &[
    &[
        Text("Handle"),
        Text("Followers"),
        Text("Verified"),
        Text("Last post"),
        Text("Price"),
        Text("Odd"),
    ],
    &[
        Text("ana.makes"),
        Number(1_200.0),
        Truth(true),
        Moment(EVENING),
        Formula(180.0),
        Error,
    ],
    &[
        Text("bo.läuft"),
        Number(34_000.5),
        Truth(false),
        Nothing,
        Number(320.0),
        Text("x"),
    ],
];

#[test]
fn cells_are_read_as_a_person_would_type_them() {
    for (format, bytes) in [
        ("xlsx", xlsx(&[("Liste", ROSTER)])),
        ("xls", xls("Liste", ROSTER, false)),
        ("ods", ods("Liste", ROSTER, false)),
    ] {
        let (report, roster) = open(&format!("roster.{format}"), bytes);
        assert_eq!(report.error, None, "{format}");
        assert_eq!(report.format.name(None), format);
        assert_eq!(report.sheet.as_deref(), Some("Liste"), "{format}");
        assert_eq!(report.header_line, Some(1), "{format}");
        assert_eq!(report.issues, [], "{format}");
        assert_eq!(report.notes, [] as [String; 0], "{format}");
        assert_eq!(report.rows.found, 2, "{format}");
        let (ana, bo) = (roster.influencer(0), roster.influencer(1));
        assert_eq!(ana.text(Field::Handle), "ana.makes", "{format}");
        assert_eq!(bo.text(Field::Handle), "bo.läuft", "{format}");
        assert_eq!(ana.number(Field::Followers), Some(1_200.0), "{format}");
        assert_eq!(bo.number(Field::Followers), Some(34_000.5), "{format}");
        assert_eq!(ana.number(Field::Price), Some(180.0), "{format}");
        assert_eq!(
            (ana.word(Field::Verified), bo.word(Field::Verified)),
            ("yes", "no"),
            "{format}"
        );
        let shown: Vec<(&str, u64, &str)> = report
            .columns
            .iter()
            .skip(3)
            .map(|column| {
                (
                    column.header.as_str(),
                    column.filled,
                    column.example.as_str(),
                )
            })
            .collect();
        assert_eq!(
            shown[0],
            ("Last post", 1, "2026-10-31T18:30:00"),
            "{format}"
        );
        // What could not be computed is empty, not a word.
        assert_eq!(shown[2], ("Odd", 1, "x"), "{format}");
    }
}

#[test]
fn a_midnight_is_a_day_and_a_time_alone_a_time() {
    let rows: &[&[Cell<'_>]] = &[
        &[Text("Handle"), Text("Joined"), Text("Hour")],
        &[Text("ana.makes"), Moment(46_326.0), Moment(0.25)],
    ];
    for bytes in [xlsx(&[("A", rows)]), xls("A", rows, false)] {
        let (report, _) = open("roster", bytes);
        let shown: Vec<&str> = report
            .columns
            .iter()
            .map(|column| column.example.as_str())
            .collect();
        assert_eq!(shown, ["@ana.makes", "2026-10-31", "06:00:00"]);
    }
}

#[test]
fn of_several_sheets_the_roster_is_taken_unless_another_is_named() {
    let notes: &[&[Cell<'_>]] = &[
        &[Text("Campaign spring")],
        &[Text("made by hand")],
        &[Text("see next")],
    ];
    let other: &[&[Cell<'_>]] = &[&[Text("Username")], &[Text("cy.cooks")]];
    let bytes = xlsx(&[
        ("Read me", notes),
        ("Creators", ROSTER),
        ("Wish list", other),
    ]);
    let (report, _) = open("roster.xlsx", bytes.clone());
    assert_eq!(report.sheet.as_deref(), Some("Creators"));
    assert_eq!(report.sheets, ["Read me", "Creators", "Wish list"]);
    let options = Options {
        sheet: Some("wish LIST".to_owned()),
        ..Options::default()
    };
    let (report, roster) = open_with("roster.xlsx", bytes.clone(), &options);
    assert_eq!(report.sheet.as_deref(), Some("Wish list"));
    assert_eq!(roster.influencer(0).text(Field::Handle), "cy.cooks");
    let options = Options {
        sheet: Some("Prices".to_owned()),
        ..Options::default()
    };
    let (report, _) = open_with("roster.xlsx", bytes, &options);
    assert_eq!(
        report.error.map(|error| error.to_string()).as_deref(),
        Some("roster.xlsx has no sheet \"Prices\". Its sheets are: Read me, Creators, Wish list")
    );
}

#[test]
fn a_password_is_named_as_what_it_is() {
    for (name, bytes) in [
        ("a.xlsx", compound("EncryptedPackage", &[0; 64])),
        ("a.xls", xls("A", ROSTER, true)),
        ("a.ods", ods("A", ROSTER, true)),
    ] {
        let (report, _) = open(name, bytes);
        assert_eq!(
            report.error,
            Some(ReadError::Password {
                path: name.to_owned()
            }),
            "{name}"
        );
    }
}

#[test]
fn a_stray_cell_far_out_costs_no_memory_and_is_told() {
    let mut far = vec![Nothing; 16_383];
    far.push(Text("x"));
    let rows: Vec<&[Cell<'_>]> = ROSTER.iter().copied().chain([far.as_slice()]).collect();
    let (report, roster) = open("roster.xlsx", xlsx(&[("A", &rows)]));
    assert_eq!(report.error, None);
    assert_eq!(roster.len(), 2);
    let told: Vec<_> = report
        .issues
        .iter()
        .map(|issue| (issue.kind, issue.line))
        .collect();
    assert_eq!(told, [(IssueKind::FarOut, Some(4))]);
}

#[test]
fn a_wrong_name_is_a_note_and_no_error() {
    let json = br#"[{"username": "ana.makes", "followers": 5}]"#.to_vec();
    let csv = b"handle,followers\nana.makes,5\n".to_vec();
    for (name, bytes, note) in [
        (
            "a.csv",
            xlsx(&[("A", ROSTER)]),
            Some("named .csv, but it is xlsx"),
        ),
        (
            "a.xls",
            xlsx(&[("A", ROSTER)]),
            Some("named .xls, but it is xlsx"),
        ),
        (
            "a.xlsx",
            xls("A", ROSTER, false),
            Some("named .xlsx, but it is xls"),
        ),
        (
            "a.xls",
            csv.clone(),
            Some("named .xls, but it is delimited text"),
        ),
        ("a.csv", json.clone(), Some("named .csv, but it is json")),
        ("a.json", json, None),
        ("a.data", csv.clone(), None),
        ("a.CSV", csv, None),
    ] {
        let (report, _) = open(name, bytes);
        assert_eq!(report.error, None, "{name}");
        assert_eq!(report.notes.first().map(String::as_str), note, "{name}");
    }
}

#[test]
fn a_roster_that_was_zipped_to_be_sent_is_read() {
    let csv = b"handle,followers\nana.makes,5\n";
    let inner = xlsx(&[("A", ROSTER)]);
    for (files, rows, format) in [
        (vec![("list/roster.csv", &csv[..])], 1, "csv"),
        (
            vec![
                ("roster.xlsx", inner.as_slice()),
                ("__MACOSX/._roster.xlsx", b"x"),
            ],
            2,
            "xlsx",
        ),
        (
            vec![
                ("roster.tsv", b"handle\tfollowers\nana\t5\n"),
                ("Read me.txt", b"Hi!"),
            ],
            1,
            "tsv",
        ),
    ] {
        let (report, roster) = open("sent.zip", zip(&files));
        assert_eq!(report.error, None);
        assert_eq!(report.format.name(report.delimiter), format);
        assert_eq!(roster.len(), rows);
    }
    for (files, error) in [
        (
            vec![("a.csv", &csv[..]), ("b.csv", csv)],
            "sent.zip is a zip archive of several files: a.csv, b.csv. Unpack it and open those that you want",
        ),
        (
            vec![
                ("word/document.xml", &b"<x/>"[..]),
                ("[Content_Types].xml", b"<x/>"),
            ],
            "sent.zip is a Word document, which cannot be read. Save the list as .csv or .xlsx and open that",
        ),
        (
            vec![("deep.zip", &zip(&[("a.csv", csv)])[..])],
            "sent.zip is an archive within an archive, which cannot be unpacked here. Unpack it and open the file in it",
        ),
    ] {
        let (report, _) = open("sent.zip", zip(&files));
        assert_eq!(
            report.error.map(|error| error.to_string()).as_deref(),
            Some(error)
        );
    }
}

#[test]
fn damage_ends_in_one_sentence_that_names_the_file() {
    let whole = xlsx(&[("A", ROSTER)]);
    // A program took it for text and put a mark in place of every odd byte.
    let as_text = String::from_utf8_lossy(&whole).into_owned().into_bytes();
    for (name, bytes) in [
        ("a.xlsx", as_text),
        ("a.xlsx", whole[..whole.len() / 2].to_vec()),
        ("a.xls", xls("A", ROSTER, false)[..600].to_vec()),
        (
            "a.ods",
            zip(&[
                (
                    "mimetype",
                    b"application/vnd.oasis.opendocument.spreadsheet",
                ),
                ("content.xml", b"<a><b"),
            ]),
        ),
    ] {
        let (report, roster) = open(name, bytes);
        let error = report
            .error
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(
            error.starts_with(&format!("{name} is not a readable workbook: "))
                && !error.contains('\n'),
            "{name}: {error}"
        );
        assert_eq!(roster.len(), 0);
    }
}

#[test]
fn a_workbook_on_which_its_reader_breaks_is_damaged_like_any_other() {
    // The beginning of a sheet, and records shorter than what belongs into them.
    let begin = [
        9, 8, 16, 0, 0, 6, 5, 0, 187, 13, 204, 7, 0, 0, 0, 0, 6, 0, 0, 0,
    ];
    let short = [47, 0, 1, 0, 0, 72, 0, 1, 0, 66, 0, 60];
    let (file, _) = open(
        "a.xls",
        compound("Workbook", &[&begin[..], &short].concat()),
    );
    let error = file.error.expect("it is no whole workbook");
    assert!(
        matches!(error, ReadError::DamagedWorkbook { .. }),
        "{error}"
    );
    assert!(error.to_string().contains("a.xls"), "{error}");
    // A number in row 65,536 of column 65,535, and a sheet that says it has as many rows as numbers go.
    let far = [
        3, 2, 14, 0, 255, 255, 254, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    let large = [
        0, 2, 14, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 9, 0, 0, 0,
    ];
    for record in [far, large] {
        let (file, _) = open(
            "a.xls",
            compound("Workbook", &[&begin[..], &record].concat()),
        );
        let error = file.error.expect("no sheet is that large");
        assert!(error.to_string().contains("further out"), "{error}");
    }
}

#[test]
fn a_table_without_an_end_or_any_measure_is_damaged_and_nobody_waits_for_it() {
    let content = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>Handle</text:p></table:table-cell></table:table-row></table:table<</office:spreadsheet></office:body></office:document-content>"#;
    let endless = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="A"><table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000000"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let cut = &content[..200];
    for content in [content, cut, endless] {
        let bytes = zip(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("content.xml", content.as_bytes()),
        ]);
        let (file, _) = open("a.ods", bytes);
        let error = file.error.expect("it is no whole workbook");
        assert!(error.to_string().contains("a.ods"), "{error}");
    }
}

#[test]
fn a_table_of_a_page_that_is_called_a_workbook_is_read() {
    let page = "<html><head><meta charset=\"utf-8\"><style>td > p {color: red}</style></head>\n\
        <body><table><tr><td>menu</td></tr></table>\n<!-- <table> -->\n\
        <table border=1><thead><tr><th>Name</th><th>Handle</th><th>Followers</th><th>Price</th></tr></thead>\n\
        <tr><td rowspan=\"2\">Ana Nu&ntilde;ez &amp; co</td><td><a href='https://x.example'>ana.makes</a></td>\
        <td>1,200</td><td rowspan=2>$180</td></tr>\n\
        <tr><td>ana.too</td><td>48.2<b>K</b></td></tr>\n\
        <tr><td colspan=2>bo<br>l&#228;uft<td>7\n</table></body></html>";
    let (report, roster) = open("export.xls", page.as_bytes().to_vec());
    assert_eq!(report.error, None);
    assert_eq!(
        report.notes,
        [
            "table 2 of 2 in the page",
            "named .xls, but it is a web page (HTML)"
        ]
    );
    assert_eq!(report.header_line, Some(4));
    let rows: Vec<_> = (0..roster.len() as u32)
        .map(|row| {
            let who = roster.influencer(row);
            (
                who.text(Field::Name).to_owned(),
                who.text(Field::Handle).to_owned(),
                who.number(Field::Followers),
                who.number(Field::Price),
                who.number(Field::SourceLine),
            )
        })
        .collect();
    let text = str::to_owned;
    assert_eq!(
        rows,
        [
            (
                text("Ana Nuñez & co"),
                text("ana.makes"),
                Some(1_200.0),
                Some(180.0),
                Some(5.0)
            ),
            (
                text("Ana Nuñez & co"),
                text("ana.too"),
                Some(48_200.0),
                None,
                Some(6.0)
            ),
            (text("bo läuft"), text(""), Some(7.0), None, Some(7.0)),
        ]
    );
}

#[test]
fn a_workbook_written_as_xml_is_read() {
    let book = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <Worksheet ss:Name=\"Notes\"><Table><Row><Cell><Data ss:Type=\"String\">Hello</Data></Cell></Row></Table></Worksheet>\
        <Worksheet ss:Name=\"Creators\"><Table ss:ExpandedColumnCount=\"4\">\
        <Row><Cell><Data ss:Type=\"String\">Handle</Data></Cell><Cell><Data ss:Type=\"String\">Followers</Data></Cell>\
        <Cell><Data ss:Type=\"String\">Country</Data></Cell><Cell><Data ss:Type=\"String\">Price</Data></Cell></Row>\
        <Row><Cell><Data ss:Type=\"String\">ana.makes</Data></Cell><Cell><Data ss:Type=\"Number\">1200</Data></Cell>\
        <Cell ss:Index=\"4\"><Data ss:Type=\"Number\">180</Data></Cell></Row>\
        <Row><Cell><Data ss:Type=\"String\">bo.runs</Data></Cell><Cell/><Cell><Data ss:Type=\"String\">ES</Data></Cell></Row>\
        </Table></Worksheet></Workbook>";
    let (report, roster) = open("export.xls", book.as_bytes().to_vec());
    assert_eq!(report.error, None);
    assert_eq!(report.sheets, ["Notes", "Creators"]);
    assert_eq!(report.sheet.as_deref(), Some("Creators"));
    let (ana, bo) = (roster.influencer(0), roster.influencer(1));
    assert_eq!(ana.number(Field::Followers), Some(1_200.0));
    assert_eq!(ana.number(Field::Price), Some(180.0));
    assert_eq!(bo.number(Field::Followers), None);
    assert_eq!(bo.word(Field::Country), "Spain");
}
