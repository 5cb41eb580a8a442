//! What leaves the program comes back as what it was: the formats of spreadsheets, opened by our own
//! reader and by that of others.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

use std::fs;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Range, Reader, Xlsx};
use tastemaker::background::open::{self, Assumptions};
use tastemaker::background::original;
use tastemaker::export::{Account, Format, Making, columns, texts, write_rows};
use tastemaker::import::{Options, Report, Source};
use tastemaker::roster::{Currency, Field, Roster, RowId, Value};

/// A made-up roster with whatever makes trouble between cells.
const ROSTER: &str = "\
handle,name,platform,followers,engagement_rate,avg_likes,avg_comments,avg_views,price,currency,growth_30d,last_post,bio
lumi.lift,=1+1,Instagram,48200,0.0267,1200.25,87,,180,USD,-0.024,2026-10-14,\"two
lines; and, more\"
drum.otter,\"a;b,c\",TikTok,91000,0.05125,4700,214,120000,320.5,USD,0.1,2026-11-01,@SUM(A1)
kelp.coach,\"say \"\"hi\"\"\",Instagram,22700,0.079,1700,93,,99.125,EUR,0.005,,\"  =HYPERLINK(\"\"x\"\")\"
big.bramble,深夜 🙂,YouTube,4100000,0.0105,41000,2000,900000,9800,USD,,2026-09-30,_x0041_ & <b>
quiet.one,-2+3,TikTok,64100,0,0,0,,260,USD,-0.5,2024-02-29,'=quoted
no.price,+49 30 1234,Instagram,1000,0.1234,100,23.4,,,,0.333,,'tis
dot.comma,\"1,234\",TikTok,12345,0.012,140,8,5000.125,12.345,USD,0.001,2026-01-01,1.234
";

const SPREADSHEETS: &[Format] = &[Format::Csv, Format::CsvSemicolon, Format::Tsv, Format::Xlsx];

fn opened(name: &str, bytes: Vec<u8>) -> (Roster, Report, [Source; 1]) {
    let name = name.to_owned();
    let sources = [Source::Bytes { name, bytes }];
    let rates = vec![(Currency::EUR, 1.1)];
    let assumptions = Assumptions {
        rates,
        ..Assumptions::default()
    };
    let (roster, report) = open::open(
        &sources,
        &Options::default(),
        &assumptions,
        &mut |_, _, _| ControlFlow::Continue(()),
    );
    assert_eq!(report.files[0].error, None);
    (roster, report, sources)
}

fn roster() -> Roster {
    let (roster, ..) = opened("made-up.csv", ROSTER.into());
    assert_eq!(roster.len(), 7);
    roster
}

fn making() -> Making {
    Making {
        selection: "the rows that match the filter".into(),
        filter: "=tier:micro".into(),
        order: "cpe, then engagement_rate from the largest".into(),
        day: "2026-11-24".into(),
    }
}

fn written(roster: &Roster, fields: &[Field], format: Format) -> Vec<u8> {
    let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
    let mut out = Vec::new();
    write_rows(roster, &rows, fields, format, &making(), &mut out).unwrap();
    out
}

fn sheets(bytes: Vec<u8>) -> (Range<Data>, Option<Range<Data>>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names[0], "Influencers");
    let rows = book.worksheet_range("Influencers").unwrap();
    (rows, book.worksheet_range("How it was made").ok())
}

/// A cell by the name of its column, and its row below the header.
fn cell<'r>(range: &'r Range<Data>, header: &str, row: u32) -> &'r Data {
    let headers = range.rows().next().unwrap();
    let column = headers
        .iter()
        .position(|cell| *cell == Data::String(header.into()));
    let column = column.unwrap_or_else(|| panic!("no {header} in {headers:?}"));
    range
        .get_value((row + 1, column as u32))
        .unwrap_or(&Data::Empty)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn every_format_of_spreadsheets_is_read_again_as_what_it_was() {
    let before = roster();
    let fields = columns::default(&before);
    for format in SPREADSHEETS {
        let name = format!("again.{}", format.extension());
        let (after, report, _) = opened(&name, written(&before, &fields, *format));
        assert_eq!(report.files[0].issues, [], "{format:?}");
        assert_eq!(after.len(), before.len(), "{format:?}");
        for row in 0..before.len() as RowId {
            let (was, is) = (before.influencer(row), after.influencer(row));
            for field in fields.iter().copied() {
                if matches!(field, Field::SourceFile | Field::SourceLine) {
                    continue;
                }
                let place = format!("{format:?}, row {row}, {}", field.id());
                match (was.value(field), is.value(field)) {
                    (Value::Number(was), Value::Number(is)) => {
                        // Measures are computed again.
                        let near = was == is || (was - is).abs() <= was.abs() * 1e-12;
                        assert!(near, "{place}: {was} became {is}");
                    }
                    (Value::Unknown, is) => assert_eq!(is, Value::Unknown, "{place}"),
                    _ => assert_eq!(
                        columns::plain(&before, &was, field),
                        columns::plain(&after, &is, field),
                        "{place}"
                    ),
                }
            }
        }
    }
}

#[test]
fn cells_of_a_workbook_are_what_they_say() {
    let before = roster();
    let bytes = written(&before, &columns::default(&before), Format::Xlsx);
    let (rows, _) = sheets(bytes.clone());
    assert_eq!(rows.height(), 8);
    let text = |text: &str| Data::String(text.into());
    for (header, row, expected) in [
        ("name", 0, text("'=1+1")),
        ("name", 1, text("a;b,c")),
        ("name", 4, text("'-2+3")),
        ("name", 5, text("+49 30 1234")),
        ("name", 6, text("1,234")),
        ("bio", 0, text("two\nlines; and, more")),
        ("bio", 1, text("'@SUM(A1)")),
        ("bio", 3, text("_x0041_ & <b>")),
        ("bio", 4, text("'=quoted")),
        ("bio", 6, text("1.234")),
        ("followers", 3, Data::Float(4_100_000.0)),
        ("engagement_rate", 0, Data::Float(0.0267)),
        ("growth_30d", 0, Data::Float(-0.024)),
        ("growth_30d", 3, Data::Empty),
        ("price", 2, Data::Float(99.125)),
        ("price", 5, Data::Empty),
        ("price_in_usd", 0, Data::Float(180.0)),
        ("cpe", 4, text("inf")),
        ("tier", 0, text("micro")),
    ] {
        assert_eq!(cell(&rows, header, row), &expected, "{header} {row}");
    }
    match cell(&rows, "last_post", 4) {
        Data::DateTime(day) => assert_eq!(day.to_ymd_hms_milli(), (2024, 2, 29, 0, 0, 0, 0)),
        other => panic!("{other:?}"),
    }
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:"));
    assert!(sheet.contains("<cols>"), "columns have their widths");
    assert!(!sheet.contains("<f>") && !sheet.contains("hyperlink"));
    let styles = part(&bytes, "xl/styles.xml");
    for code in [
        "&quot;$&quot;#,##0",
        "&quot;€&quot;#,##0.00",
        "0.0%",
        "yyyy-mm-dd",
    ] {
        assert!(
            styles.contains(&format!("formatCode=\"{code}\"")),
            "{code}: {styles}"
        );
    }
    assert!(styles.contains("<b/>"), "the header is bold");
}

#[test]
fn a_negative_number_is_no_formula() {
    let (roster, ..) = opened(
        "odd.csv",
        "handle,followers,price,bio\nana,48200,-2.4,-2.4\n".into(),
    );
    let (rows, _) = sheets(written(
        &roster,
        &[Field::Handle, Field::Price, Field::Bio],
        Format::Xlsx,
    ));
    assert_eq!(cell(&rows, "bio", 0), &Data::String("-2.4".into()));
    if let Value::Number(price) = roster.influencer(0).value(Field::Price) {
        assert_eq!(cell(&rows, "price", 0), &Data::Float(price));
    }
}

#[test]
fn the_second_sheet_says_how_it_was_made() {
    let before = roster();
    let (_, made) = sheets(written(&before, &columns::default(&before), Format::Xlsx));
    let made: Vec<(String, String)> = made
        .expect("a second sheet")
        .rows()
        .map(|row| (row[0].to_string(), row[1].to_string()))
        .collect();
    let version = concat!("Tastemaker ", env!("CARGO_PKG_VERSION"));
    for (name, text) in [
        ("Made with", version),
        ("Day", "2026-11-24"),
        ("Rows", "7"),
        ("Selection", "the rows that match the filter"),
        ("Filter", "'=tier:micro"),
        ("Sorted by", "cpe, then engagement_rate from the largest"),
        (
            "Tiers",
            "article: nano from 0, micro from 1,000, macro from 100,000, mega from 1,000,000 followers",
        ),
        ("Source file", "made-up.csv"),
        ("Costs in", "USD"),
        ("Converted by", "1 EUR = 1.1 USD"),
    ] {
        let line = (name.to_owned(), text.to_owned());
        assert!(made.contains(&line), "{line:?} is not in {made:#?}");
    }
    for said in [
        "cpe is computed. ",
        "price_in_usd is converted. ",
        "none is estimated",
    ] {
        assert!(made.iter().any(|(_, text)| text.contains(said)), "{said}");
    }
}

#[test]
fn the_files_own_columns_fill_a_workbook_without_loss() {
    let text = "Handle,Followers,Phone,Said,Zip\nana,48200,491701234567890123,=1+1,01067\nbo,7,-2.4,1e5,5.0\n";
    let (roster, report, sources) = opened("own.csv", text.into());
    let rows = [0, 1];
    let found = original::columns(&roster, &rows, &sources, &Options::default(), &report).unwrap();
    let account = Account::of_originals(&roster, &rows, &making());
    let mut out = Vec::new();
    texts::write(&found, Format::Xlsx, false, &account, &mut out).unwrap();
    let (range, made) = sheets(out);
    let text = |text: &str| Data::String(text.into());
    for (header, row, expected) in [
        ("Followers", 0, Data::Float(48_200.0)),
        ("Phone", 0, text("491701234567890123")),
        ("Phone", 1, Data::Float(-2.4)),
        ("Said", 0, text("'=1+1")),
        ("Said", 1, text("1e5")),
        ("Zip", 0, text("01067")),
        ("Zip", 1, text("5.0")),
    ] {
        assert_eq!(cell(&range, header, row), &expected, "{header} {row}");
    }
    assert!(made.is_some());
}

#[test]
fn more_than_a_sheet_holds_is_refused_before_anything_is_written() {
    let roster = roster();
    let rows = vec![0; 1_048_576];
    let mut out = Vec::new();
    let fields = [Field::Handle];
    let refused = write_rows(&roster, &rows, &fields, Format::Xlsx, &making(), &mut out);
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("1,048,576; narrow the filter"), "{said}");
    assert!(out.is_empty());
    // Without rows, or columns, there is still a workbook.
    for fields in [&fields[..], &[]] {
        let mut out = Vec::new();
        write_rows(
            &roster,
            &[],
            fields,
            Format::Xlsx,
            &Making::default(),
            &mut out,
        )
        .unwrap();
        sheets(out);
    }
}

#[test]
fn many_rows_are_written_like_few() {
    let roster = roster();
    let rows: Vec<RowId> = (0..7).cycle().take(10_500).collect();
    let fields = [Field::Handle, Field::Bio, Field::EngagementRate];
    let mut out = Vec::new();
    write_rows(&roster, &rows, &fields, Format::Xlsx, &making(), &mut out).unwrap();
    let (many, made) = sheets(out);
    let (few, _) = sheets(written(&roster, &fields, Format::Xlsx));
    assert_eq!(many.height(), 10_501);
    assert!(made.is_some());
    for row in 0..10_500 {
        for header in fields.map(Field::id) {
            let (many, few) = (cell(&many, header, row), cell(&few, header, row % 7));
            assert_eq!(many, few, "{header} {row}");
        }
    }
}

#[test]
fn a_text_that_no_cell_holds_is_cut_with_a_mark() {
    let bio = "long ".repeat(8_000);
    let text = format!("handle,followers,bio\nana,48200,{bio}\n");
    let (roster, ..) = opened("long.csv", text.into());
    let fields = [Field::Handle, Field::Bio];
    let (rows, _) = sheets(written(&roster, &fields, Format::Xlsx));
    let Data::String(cut) = cell(&rows, "bio", 0) else {
        panic!("no text");
    };
    assert_eq!(cut.encode_utf16().count(), 32_767);
    assert!(cut.ends_with('…'));
    let csv = String::from_utf8(written(&roster, &fields, Format::Csv)).unwrap();
    assert!(csv.contains(bio.trim()), "CSV holds it whole");
}

/// Runs where LibreOffice is installed: what another program makes of a workbook.
#[test]
fn another_program_reads_the_same() {
    let office = ["soffice", "libreoffice"].into_iter().find(|name| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
    });
    let Some(office) = office else {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    };
    let before = roster();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let home = format!("-env:UserInstallation=file://{}", at("home").display());
    let convert = |from: &Path, filter: &str| {
        let done = Command::new(office)
            .args([&home, "--headless", "--convert-to", filter, "--outdir"])
            .args([folder.path(), from])
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    let fields = columns::default(&before);
    fs::write(at("picks.xlsx"), written(&before, &fields, Format::Xlsx)).unwrap();
    // Commas, quotes, UTF-8; cells as shown.
    convert(
        &at("picks.xlsx"),
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false",
    );
    let shown = fs::read_to_string(at("picks.csv")).unwrap();
    for text in [
        "48,200",
        "2.7%",
        "$180",
        "€99.13",
        "2024-02-29",
        "'=1+1",
        "inf",
    ] {
        assert!(shown.contains(text), "{text} is not in {shown}");
    }
    for row in 0..before.len() as RowId {
        let handle = before.influencer(row).text(Field::Handle);
        assert!(shown.contains(handle), "{handle} is not in {shown}");
    }
}
