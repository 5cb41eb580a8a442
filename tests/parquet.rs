//! Parquet rosters, made up here with the writer of the same crate: types, nulls, dictionaries, lists,
//! groups, packings, damage.

#[path = "common/reading.rs"]
mod reading;

use std::sync::Arc;

use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DoubleType, FixedLenByteArray, FixedLenByteArrayType,
    FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use tastemaker::import::report::{IssueKind, ReadError};
use tastemaker::import::{Options, Source};
use tastemaker::roster::Field;

/// One column with its levels; no levels where nothing can be missing.
enum Made<'a> {
    Text(&'a [&'a str]),
    Number(&'a [i64]),
    Small(&'a [i32]),
    Double(&'a [f64]),
    Float(&'a [f32]),
    Truth(&'a [bool]),
    Moment(&'a [[u32; 3]]),
    Fixed(&'a [&'a [u8]]),
}

type Levels<'a> = Option<&'a [i16]>;

fn write(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    made: &Made<'_>,
    defs: Levels<'_>,
    reps: Levels<'_>,
) {
    let mut column = group
        .next_column()
        .expect("memory takes it")
        .expect("a column more");
    match made {
        Made::Text(values) => {
            let values: Vec<ByteArray> = values.iter().map(|text| ByteArray::from(*text)).collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, defs, reps)
        }
        Made::Number(values) => column.typed::<Int64Type>().write_batch(values, defs, reps),
        Made::Small(values) => column.typed::<Int32Type>().write_batch(values, defs, reps),
        Made::Double(values) => column.typed::<DoubleType>().write_batch(values, defs, reps),
        Made::Float(values) => column.typed::<FloatType>().write_batch(values, defs, reps),
        Made::Truth(values) => column.typed::<BoolType>().write_batch(values, defs, reps),
        Made::Moment(values) => {
            let values: Vec<Int96> = values
                .iter()
                .map(|parts| Int96::from(parts.to_vec()))
                .collect();
            column.typed::<Int96Type>().write_batch(&values, defs, reps)
        }
        Made::Fixed(values) => {
            let values: Vec<FixedLenByteArray> = values
                .iter()
                .map(|bytes| ByteArray::from(bytes.to_vec()).into())
                .collect();
            column
                .typed::<FixedLenByteArrayType>()
                .write_batch(&values, defs, reps)
        }
    }
    .expect("memory takes it");
    column.close().expect("memory takes it");
}

/// A file of groups of rows, each with the same columns.
fn file(
    schema: &str,
    packed: Compression,
    groups: &[&[(Made<'_>, Levels<'_>, Levels<'_>)]],
) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(schema).expect("a right schema"));
    let properties = Arc::new(WriterProperties::builder().set_compression(packed).build());
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, schema, properties).expect("memory takes it");
    for columns in groups {
        let mut group = writer.next_row_group().expect("memory takes it");
        for (made, defs, reps) in *columns {
            write(&mut group, made, *defs, *reps);
        }
        group.close().expect("memory takes it");
    }
    writer.close().expect("memory takes it");
    bytes
}

fn source(bytes: &[u8]) -> Source {
    Source::Bytes {
        name: "roster.parquet".to_owned(),
        bytes: bytes.to_vec(),
    }
}

const PLAIN: &str = "message roster {
    required binary username (UTF8);
    optional int64 followers;
    optional double engagement_rate;
    optional binary niche (UTF8);
}";

/// Two groups of three rows; a null in each column that may have one.
fn plain(packed: Compression) -> Vec<u8> {
    let group: &[(Made<'_>, Levels<'_>, Levels<'_>)] = &[
        (
            Made::Text(&["ana.makes", "bo.runs", "cy.cooks"]),
            None,
            None,
        ),
        (Made::Number(&[1_200, 34_000]), Some(&[1, 0, 1]), None),
        (Made::Double(&[0.0123, f64::NAN]), Some(&[1, 1, 0]), None),
        (Made::Text(&["food", "food"]), Some(&[1, 0, 1]), None),
    ];
    let other: &[(Made<'_>, Levels<'_>, Levels<'_>)] = &[
        (
            Made::Text(&["di.draws", "ed.sings", "flo.sews"]),
            None,
            None,
        ),
        (Made::Number(&[1, 2, 3]), Some(&[1, 1, 1]), None),
        (Made::Double(&[]), Some(&[0, 0, 0]), None),
        (Made::Text(&["art", "music", "art"]), Some(&[1, 1, 1]), None),
    ];
    file(PLAIN, packed, &[group, other])
}

#[test]
fn columns_with_nulls_are_read_in_every_packing_from_memory_and_from_disk() {
    let folder = tempfile::tempdir().unwrap();
    for (name, packed) in [
        ("none", Compression::UNCOMPRESSED),
        ("snappy", Compression::SNAPPY),
        ("gzip", Compression::GZIP(GzipLevel::default())),
        ("zstd", Compression::ZSTD(ZstdLevel::default())),
        ("lz4", Compression::LZ4_RAW),
        ("brotli", Compression::BROTLI(BrotliLevel::default())),
    ] {
        let bytes = plain(packed);
        let path = folder.path().join(format!("{name}.dat"));
        std::fs::write(&path, &bytes).unwrap();
        for source in [source(&bytes), Source::Path(path)] {
            let (file, roster) = reading::open_source(source, &Options::default());
            assert_eq!(file.error, None, "{name}");
            assert_eq!(file.issues, [], "{name}");
            assert_eq!(file.format.name(None), "parquet");
            assert_eq!(file.rows.found, 6, "{name}");
            let rows: Vec<_> = (0..6)
                .map(|row| {
                    let who = roster.influencer(row);
                    (
                        who.text(Field::Handle).to_owned(),
                        who.number(Field::Followers),
                        who.number(Field::EngagementRate),
                        who.words(Field::Niche).collect::<Vec<_>>().join("+"),
                    )
                })
                .collect();
            let row = |handle: &str, followers, rate, niche: &str| {
                (handle.to_owned(), followers, rate, niche.to_owned())
            };
            assert_eq!(
                rows,
                [
                    row("ana.makes", Some(1_200.0), Some(0.0123), "food"),
                    row("bo.runs", None, None, ""),
                    row("cy.cooks", Some(34_000.0), None, "food"),
                    row("di.draws", Some(1.0), None, "art"),
                    row("ed.sings", Some(2.0), None, "music"),
                    row("flo.sews", Some(3.0), None, "art"),
                ],
                "{name}"
            );
        }
    }
}

/// Half a day in nanoseconds.
const NOON: u64 = 43_200_000_000_000;

#[test]
fn every_type_is_read_as_a_person_would_type_it() {
    let schema = "message roster {
        required binary username (UTF8);
        required boolean verified;
        required int32 posts (UINT_32);
        required float score;
        required int32 day (DATE);
        required int64 moment (TIMESTAMP(MICROS,true));
        required int64 midnight (TIMESTAMP(MILLIS,false));
        required int96 old_moment;
        required int32 small_amount (DECIMAL(9,2));
        required fixed_len_byte_array(5) large_amount (DECIMAL(10,3));
        required binary raw;
    }";
    let bytes = file(
        schema,
        Compression::SNAPPY,
        &[&[
            (Made::Text(&["ana.makes"]), None, None),
            (Made::Truth(&[true]), None, None),
            (Made::Small(&[-1]), None, None),
            (Made::Float(&[0.1]), None, None),
            (Made::Small(&[20_000]), None, None),
            (Made::Number(&[1_700_000_000_123_456]), None, None),
            (Made::Number(&[1_699_920_000_000]), None, None),
            // Half a day after midnight of the Julian day 2,460,000.
            (
                Made::Moment(&[[NOON as u32, (NOON >> 32) as u32, 2_460_000]]),
                None,
                None,
            ),
            (Made::Small(&[-1_205]), None, None),
            (Made::Fixed(&[&[0, 0, 1, 0xe2, 0x40]]), None, None),
            (Made::Text(&["caf\u{e9}"]), None, None),
        ]],
    );
    let (file, _) = reading::open_source(source(&bytes), &Options::default());
    assert_eq!(file.error, None);
    let cells: Vec<(&str, &str)> = file
        .columns
        .iter()
        .map(|column| {
            (
                column.header.as_str(),
                column.example.split(' ').next().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        cells,
        [
            ("username", "@ana.makes"),
            ("verified", "yes"),
            ("posts", "4294967295"),
            ("score", "0.1"),
            ("day", "2024-10-04"),
            ("moment", "2023-11-14T22:13:20"),
            ("midnight", "2023-11-14"),
            ("old_moment", "2023-02-24T12:00:00"),
            ("small_amount", "-12.05"),
            ("large_amount", "123.456"),
            ("raw", "café"),
        ]
    );
}

#[test]
fn groups_have_paths_and_lists_are_one_cell_or_accounts() {
    let schema = "message roster {
        optional binary name (UTF8);
        optional group profile {
            optional binary bio (UTF8);
        }
        optional group topics (LIST) {
            repeated group list {
                optional binary element (UTF8);
            }
        }
        optional group accounts (LIST) {
            repeated group list {
                optional group element {
                    optional binary username (UTF8);
                    optional int64 followers;
                }
            }
        }
    }";
    let bytes = file(
        schema,
        Compression::ZSTD(ZstdLevel::default()),
        &[&[
            (Made::Text(&["Ana", "Bo", "Cy"]), Some(&[1, 1, 1]), None),
            // The second has no profile, the third no bio.
            (Made::Text(&["Bakes"]), Some(&[2, 0, 1]), None),
            // Two topics, an empty list, one topic and a null.
            (
                Made::Text(&["food", "home", "art"]),
                Some(&[3, 3, 1, 3, 2]),
                Some(&[0, 1, 0, 0, 1]),
            ),
            // Two accounts; one; one whose followers are not known.
            (
                Made::Text(&["ana.makes", "ana.too", "bo.runs", "cy.cooks"]),
                Some(&[4, 4, 4, 4]),
                Some(&[0, 1, 0, 0]),
            ),
            (
                Made::Number(&[1_200, 90, 34_000]),
                Some(&[4, 4, 4, 3]),
                Some(&[0, 1, 0, 0]),
            ),
        ]],
    );
    let (file, roster) = reading::open_source(source(&bytes), &Options::default());
    assert_eq!(file.error, None);
    let headers: Vec<&str> = file
        .columns
        .iter()
        .map(|column| column.header.as_str())
        .collect();
    assert_eq!(
        headers,
        [
            "name",
            "profile.bio",
            "topics",
            "accounts.username",
            "accounts.followers"
        ]
    );
    assert_eq!((file.rows.records, file.rows.found), (3, 4));
    let lines: Vec<Option<f64>> = (0..roster.len() as u32)
        .map(|row| roster.influencer(row).number(Field::SourceLine))
        .collect();
    assert_eq!(lines, [Some(1.0), Some(1.0), Some(2.0), Some(3.0)]);
}

#[test]
fn a_damaged_file_says_so_in_one_sentence() {
    let whole = plain(Compression::SNAPPY);
    for length in [4, 12, whole.len() / 2, whole.len() - 1] {
        let (file, roster) = reading::open_source(source(&whole[..length]), &Options::default());
        let error = file.error.expect("it is not whole");
        assert!(matches!(error, ReadError::DamagedParquet { .. }), "{error}");
        assert!(
            error
                .to_string()
                .starts_with("roster.parquet is not a readable Parquet file: ")
        );
        assert_eq!(roster.len(), 0);
    }
    // Where a later group is damaged, the first ones are kept.
    let mut half = whole.clone();
    let second = half
        .windows(8)
        .position(|window| window == b"di.draws")
        .expect("it stands there as it is");
    half[second - 12..second].fill(0xff);
    let (file, roster) = reading::open_source(source(&half), &Options::default());
    assert_eq!(file.error, None);
    assert_eq!(roster.len(), 3);
    assert_eq!(
        file.issues.last().map(|issue| issue.kind),
        Some(IssueKind::BrokenOff)
    );
    assert_eq!(file.issues.last().and_then(|issue| issue.line), Some(4));
}
