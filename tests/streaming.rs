//! Big files appear while they are read: rows before the end, progress, and a stop that keeps what is
//! there. Text, JSON lines and Parquet, the first two also packed.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use tastemaker::background::open::{Assumptions, open};
use tastemaker::import::{Options, Source};

/// Enough for several blocks of every container.
const ROWS: usize = 60_000;

/// Of letters that no packing makes much smaller.
fn handle(row: usize) -> String {
    let noise = (row as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!(
        "maker.{noise:016x}{:016x}",
        noise.rotate_left(23) ^ noise >> 7
    )
}

fn text() -> Vec<u8> {
    let mut text = String::from("Handle,Platform,Followers,Bio\n");
    for row in 0..ROWS {
        let handle = handle(row);
        text.push_str(&format!("{handle},TikTok,{row},\"nobody, nowhere\"\n"));
    }
    text.into_bytes()
}

fn json_lines() -> Vec<u8> {
    let mut text = String::new();
    for row in 0..ROWS {
        let handle = handle(row);
        text.push_str(&format!(
            "{{\"handle\":\"{handle}\",\"platform\":\"TikTok\",\"followers\":{row}}}\n"
        ));
    }
    text.into_bytes()
}

fn parquet() -> Vec<u8> {
    let schema = "message m { required binary handle (UTF8); required int64 followers; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let settings = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, settings).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let handles: Vec<ByteArray> = (0..ROWS)
        .map(|row| ByteArray::from(handle(row).as_str()))
        .collect();
    let mut column = group.next_column().unwrap().unwrap();
    let typed = column.typed::<ByteArrayType>();
    typed.write_batch(&handles, None, None).unwrap();
    column.close().unwrap();
    let followers: Vec<i64> = (0..ROWS as i64).collect();
    let mut column = group.next_column().unwrap().unwrap();
    let typed = column.typed::<Int64Type>();
    typed.write_batch(&followers, None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn rows_are_there_before_the_end_and_stay_when_reading_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("big.csv", text()),
        ("big.csv.gz", packed(&text())),
        ("big.jsonl", json_lines()),
        ("big.parquet", parquet()),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).unwrap();
        let sources = [Source::Path(path)];
        let read = |most: usize| {
            let mut seen: Vec<(usize, u64, u64)> = Vec::new();
            let (roster, report) = open(
                &sources,
                &Options::default(),
                &Assumptions::default(),
                &mut |roster, read, of| {
                    seen.push((roster.len(), read, of));
                    match seen.len() < most {
                        true => ControlFlow::Continue(()),
                        false => ControlFlow::Break(()),
                    }
                },
            );
            (roster.len(), report.files[0].clone(), seen)
        };
        let (rows, file, seen) = read(usize::MAX);
        assert_eq!((rows, file.stopped_early), (ROWS, false), "{name}");
        let (first, read_first, of) = seen[0];
        assert!(first <= ROWS / 10, "{name}: {first} rows come at once");
        assert_eq!(of, bytes.len() as u64, "{name}");
        assert!(
            read_first < of,
            "{name}: {read_first} bytes before the first row"
        );
        assert!(seen.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{name}");
        assert!(
            seen.last().is_some_and(|(_, read, of)| read == of),
            "{name}: {seen:?}"
        );

        let (rows, file, seen) = read(2);
        assert!(file.stopped_early, "{name}");
        assert_eq!((rows, seen.len()), (seen[1].0, 2), "{name}: heard at once");
        assert_eq!(
            file.rows.loaded, rows as u64,
            "{name}: the report is of what is there"
        );
    }
}
