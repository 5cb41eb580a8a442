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
use tastemaker::background::{list_roster, original};
use tastemaker::export::{
    Account, Format, Headers, Making, Numbers, Preset, Preview, Wording, columns, texts, write_rows,
};
use tastemaker::import::{Options, Report, Source};
use tastemaker::roster::{Currency, Field, Key, Origin, Roster, RowId, Value};
use tastemaker::shortlist::{Book, Entry};

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

const PEOPLE: Wording = Wording {
    headers: Headers::People,
    numbers: Numbers::Plain,
};

fn written(roster: &Roster, fields: &[Field], format: Format) -> Vec<u8> {
    worded(roster, fields, format, Wording::default())
}

fn worded(roster: &Roster, fields: &[Field], format: Format, wording: Wording) -> Vec<u8> {
    let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
    let mut out = Vec::new();
    let how = (format, wording);
    write_rows(roster, &rows, fields, how, &making(), &mut out).unwrap();
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
        for wording in [Wording::default(), PEOPLE] {
            assert_comes_back(&before, &fields, *format, wording);
        }
    }
}

fn assert_comes_back(before: &Roster, fields: &[Field], format: Format, wording: Wording) {
    let name = format!("again.{}", format.extension());
    let (after, report, _) = opened(&name, worded(before, fields, format, wording));
    assert_eq!(report.files[0].issues, [], "{format:?}");
    assert_eq!(after.len(), before.len(), "{format:?}");
    for row in 0..before.len() as RowId {
        let (was, is) = (before.influencer(row), after.influencer(row));
        for field in fields.iter().copied() {
            if field.spec().origin == Origin::Reading {
                continue;
            }
            let place = format!("{format:?}, {wording:?}, row {row}, {}", field.id());
            match (was.value(field), is.value(field)) {
                (Value::Number(was), Value::Number(is)) => {
                    // Measures are computed again.
                    let near = was == is || (was - is).abs() <= was.abs() * 1e-12;
                    assert!(near, "{place}: {was} became {is}");
                }
                (Value::Unknown, is) => assert_eq!(is, Value::Unknown, "{place}"),
                _ => assert_eq!(
                    columns::plain(before, &was, field),
                    columns::plain(&after, &is, field),
                    "{place}"
                ),
            }
        }
    }
}

/// A column for each field that files have, as two accounts of a made-up person fill it.
const EVERY_FIELD: &[(&str, &str, &str)] = &[
    ("handle", "lumi.lift", "lumi.moves"),
    ("name", "Lumi Made Up", "Lumi Made Up"),
    ("platform", "Instagram", "YouTube"),
    ("person", "p1", "p1"),
    (
        "url",
        "https://www.instagram.com/lumi.lift",
        "https://www.youtube.com/@lumi.moves",
    ),
    ("followers", "48200", "91000"),
    ("niche", "fitness; yoga", "fitness"),
    ("country", "Germany", "Germany"),
    ("city", "Bremen", "Bremen"),
    ("language", "German", "English"),
    ("gender", "female", "female"),
    ("verified", "yes", "no"),
    ("account_type", "creator", "business"),
    ("audience_country", "Austria", "Germany"),
    ("engagement_rate", "0.0267", "0.0512"),
    ("engagement_rate_views", "0.081", "0.072"),
    ("avg_engagements", "1290", "4914"),
    ("avg_likes", "1200", "4700"),
    ("avg_comments", "90", "214"),
    ("avg_shares", "31", "77"),
    ("avg_views", "15000", "68000"),
    ("price", "180", "320.5"),
    ("format", "post", "video"),
    ("price_story", "60", "75"),
    ("price_reel", "210", "330"),
    ("price_video", "250", "410"),
    ("price_bundle", "600", "900"),
    ("currency", "EUR", "USD"),
    ("fake_follower_share", "0.12", "0.07"),
    ("sponsored_share", "0.2", "0.31"),
    ("reply_rate", "0.4", "0.05"),
    ("growth_30d", "-0.024", "0.1"),
    ("posts_per_week", "3.5", "1"),
    ("last_post", "2026-10-14", "2026-11-01"),
    ("posts", "812", "140"),
    ("following", "350", "12"),
    ("total_likes", "974400", "658000"),
    ("total_views", "12180000", "9520000"),
    ("audience_quality", "0.83", "0.91"),
    ("email", "lumi@example.com", "lumi@example.com"),
    ("bio", "=1+1", "Moves, daily"),
    ("notes", "met in May", "@home"),
];

/// All that a file can say.
fn every_field() -> Vec<Field> {
    let fields = Field::ALL.iter().copied();
    fields.filter(|field| !field.is_noted()).collect()
}

fn with_every_field() -> Roster {
    let line = |cell: fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
        let cells = EVERY_FIELD.iter().map(|row| format!("\"{}\"", cell(row)));
        cells.collect::<Vec<_>>().join(",")
    };
    let text = [line(|row| row.0), line(|row| row.1), line(|row| row.2)].join("\n");
    let (roster, ..) = opened("every.csv", text.into());
    for field in every_field() {
        let is_there = roster.has(field) || field == Field::NicheInFile;
        assert!(is_there, "{} is not read", field.id());
    }
    roster
}

#[test]
fn what_people_call_columns_is_read_again_as_the_same_fields() {
    let before = with_every_field();
    for format in [Format::Csv, Format::Xlsx] {
        for wording in [Wording::default(), PEOPLE] {
            assert_comes_back(&before, &every_field(), format, wording);
        }
    }
    let csv = worded(&before, &every_field(), Format::Csv, PEOPLE);
    let csv = String::from_utf8(csv).unwrap();
    let header = csv.lines().next().unwrap();
    for said in ["Engagement rate", "Price per post", "Price in USD"] {
        assert!(header.contains(said), "{said} is not in {header}");
    }
    assert!(!header.contains('_'), "{header}");
}

#[test]
fn figures_as_shown_are_read_as_figures_and_text_stays_harmless() {
    let before = with_every_field();
    let wording = Wording {
        headers: Headers::People,
        numbers: Numbers::AsShown,
    };
    use Field::{Bio, Cpe, EngagementRate, Followers, Growth30d, Handle, Price};
    let fields = [
        Handle,
        Followers,
        EngagementRate,
        Price,
        Growth30d,
        Bio,
        Cpe,
    ];
    let csv = worded(&before, &fields, Format::Csv, wording);
    assert_eq!(
        String::from_utf8(csv).unwrap().lines().nth(1).unwrap(),
        "lumi.lift,48.2k,2.7%,\u{20ac}180,-2.4%,'=1+1,$0.15"
    );
}

fn preset(roster: &Roster, id: &str, format: Format) -> Vec<u8> {
    let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
    let preset = Preset::named(id).unwrap();
    let account = Account::of_preset(roster, &rows, preset, &making());
    let mut out = Vec::new();
    let found = preset.texts(roster, &rows, format);
    texts::write(&found, format, true, &account, &mut out).unwrap();
    out
}

/// Who has accounts on several platforms, and who has what a spreadsheet would run for a name.
const PEOPLE_OF_THREE: &str = "\
handle,name,platform,person,url,email,city,country,price,currency
lumi.lift,Lumi Made Up,Instagram,p1,https://www.instagram.com/lumi.lift,,Bremen,Germany,180,EUR
lumi.moves,Lumi Made Up,YouTube,p1,https://www.youtube.com/@lumi.moves,lumi@example.com,,,320.5,USD
lumi.zwei,Lumi Made Up,Instagram,p1,,,,,90,EUR
drum.otter,=1+1,TikTok,,https://www.tiktok.com/@drum.otter,drum@example.com,,,,
";

#[test]
fn a_preset_has_the_columns_that_its_tool_asks_for() {
    let (roster, ..) = opened("three.csv", PEOPLE_OF_THREE.into());
    let text = |id, format| String::from_utf8(preset(&roster, id, format)).unwrap();
    assert_eq!(
        text("aspire", Format::Csv),
        "\
email,uid,first name,last name,instagram,tiktok,youtube,pinterest,address1,address2,city,state,postalcode,country
lumi@example.com,lumi.lift,Lumi,Made Up,lumi.lift,,https://www.youtube.com/@lumi.moves,,,,Bremen,,,Germany
,lumi.zwei,Lumi,Made Up,lumi.zwei,,,,,,,,,
drum@example.com,drum.otter,'=1+1,,,drum.otter,,,,,,,,
"
    );
    // Without columns for platforms each account keeps its row.
    assert_eq!(
        text("mail-merge", Format::Tsv),
        "\
Email\tFirst name\tName\tHandle\tPlatform\tProfile link\tPrice\tCurrency
\tLumi\tLumi Made Up\tlumi.lift\tInstagram\thttps://www.instagram.com/lumi.lift\t180\tEUR
lumi@example.com\tLumi\tLumi Made Up\tlumi.moves\tYouTube\thttps://www.youtube.com/@lumi.moves\t320.5\tUSD
\tLumi\tLumi Made Up\tlumi.zwei\tInstagram\t\t90\tEUR
drum@example.com\t'=1+1\t'=1+1\tdrum.otter\tTikTok\thttps://www.tiktok.com/@drum.otter\t\t
"
    );
    assert!(text("mail-merge", Format::CsvSemicolon).contains(";320,5;USD\n"));
    assert!(
        text("hubspot", Format::Markdown).starts_with(
            "| Email | First name | Last name | City | Country/Region | Website URL |\n"
        )
    );
    let rows: serde_json::Value = serde_json::from_str(&text("upfluence", Format::Json)).unwrap();
    assert_eq!(rows[0]["profile_name"], "lumi.lift");
    assert_eq!(rows[0]["email"], serde_json::Value::Null);
    let (range, made) = sheets(preset(&roster, "mail-merge", Format::Xlsx));
    assert_eq!(cell(&range, "Price", 1), &Data::Float(320.5));
    assert_eq!(cell(&range, "Name", 3), &Data::String("'=1+1".into()));
    let made = made.expect("a second sheet");
    assert!(
        made.rows()
            .any(|row| row[1] == Data::String("For mail merge.".into()))
    );
}

#[test]
fn a_preview_is_the_beginning_of_the_file() {
    let before = roster();
    let fields = [Field::Handle, Field::Followers, Field::Bio];
    let rows: Vec<RowId> = (0..7).collect();
    let of = |format| Preview::of_fields(&before, &rows, &fields, (format, PEOPLE));
    for (format, shown) in [
        (Format::Csv, 3),
        (Format::CsvSemicolon, 3),
        (Format::Tsv, 3),
        (Format::Markdown, 3),
        (Format::Jsonl, 1),
        (Format::Json, 1),
    ] {
        let preview = of(format);
        let file = String::from_utf8(worded(&before, &fields, format, PEOPLE)).unwrap();
        for line in &preview.lines {
            assert!(file.contains(line.as_str()), "{format:?}: {line} in {file}");
        }
        assert_eq!(preview.more, 7 - shown, "{format:?}");
        let bytes = preview.bytes.unwrap();
        let near = (file.len() / 2)..(file.len() * 2);
        assert!(
            near.contains(&bytes),
            "{format:?}: {bytes} of {}",
            file.len()
        );
    }
    assert_eq!(
        of(Format::Csv).lines.len(),
        4,
        "a bio of two lines is one row"
    );
    assert_eq!(
        of(Format::Xlsx).lines[..2],
        [
            "Handle      Followers  Bio",
            "lumi.lift   48,200     two lines; and, more"
        ]
    );
    assert_eq!(of(Format::Xlsx).bytes, None);
    let (people, ..) = opened("three.csv", PEOPLE_OF_THREE.into());
    let aspire = Preset::named("aspire").unwrap();
    let preview = Preview::of_preset(&people, &[0, 1, 2, 3], aspire, Format::Csv);
    assert_eq!(
        (preview.lines.len(), preview.more),
        (4, 0),
        "two accounts share a row"
    );
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
    let how = (Format::Xlsx, Wording::default());
    let refused = write_rows(&roster, &rows, &fields, how, &making(), &mut out);
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("1,048,576; narrow the filter"), "{said}");
    assert!(out.is_empty());
    // Without rows, or columns, there is still a workbook.
    for fields in [&fields[..], &[]] {
        let mut out = Vec::new();
        write_rows(&roster, &[], fields, how, &Making::default(), &mut out).unwrap();
        sheets(out);
    }
}

#[test]
fn many_rows_are_written_like_few() {
    let roster = roster();
    let rows: Vec<RowId> = (0..7).cycle().take(10_500).collect();
    let fields = [Field::Handle, Field::Bio, Field::EngagementRate];
    let mut out = Vec::new();
    let how = (Format::Xlsx, Wording::default());
    write_rows(&roster, &rows, &fields, how, &making(), &mut out).unwrap();
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

#[test]
fn a_shortlist_leaves_with_what_was_noted() {
    let roster = with_every_field();
    let key = roster.influencer(0).key();
    let mut book = Book::default();
    let entry = Entry::of(&roster.influencer(0), "2026-11-01");
    let other = Entry::new(Key::new("TikTok", "nobody.here"), "2026-11-01");
    book.add("Spring", vec![entry, other]);
    let (list, one, day) = ("Spring", std::slice::from_ref(&key), "2026-11-02");
    book.set_status(list, one, "agreed", day);
    book.set_agreed(list, one, Some(1_250.0), day);
    book.set_due(list, one, "2026-12-05", day);
    book.set_tags(list, one, &["=1+1".to_owned(), "launch".to_owned()]);
    book.add_note(list, one, "asks for two posts", day);
    let list = book.list("Spring").expect("it was made");
    let noted: Vec<Field> = list.noted().collect();
    assert_eq!(
        noted,
        [
            Field::Status,
            Field::AgreedPrice,
            Field::Due,
            Field::Tags,
            Field::ListNotes
        ]
    );
    let columns: Vec<Field> = std::iter::once(Field::Handle).chain(noted).collect();
    let rows = list_roster(Some(&roster), list);
    let csv = String::from_utf8(worded(&rows, &columns, Format::Csv, PEOPLE)).unwrap();
    let handle = roster.influencer(0).text(Field::Handle);
    let expected = format!(
        "Handle,Status,Agreed,Due,Tags,Your notes\n\
         {handle},agreed,1250,2026-12-05,'=1+1; launch,2026-11-02: asks for two posts\n\
         nobody.here,idea,,,,\n"
    );
    assert_eq!(csv.replace('\r', "").replace("\u{feff}", ""), expected);
}
