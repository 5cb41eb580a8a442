//! Any bytes as a workbook: raw, or as one part of one that is otherwise sound, since neither a zip
//! archive nor a file system in a file is anything that chance puts together. The first byte chooses.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use tastemaker::import::Options;

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const TEXTS: &[u8] = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>handle</t></si><si><t>followers</t></si></sst>"#;
const ODS_KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
const ODS_PARTS: &[u8] = br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"></manifest:file-entry></manifest:manifest>"#;

fuzz_target!(|data: &[u8]| {
    let options = Options::default();
    let Some((kind, part)) = data.split_first() else {
        return;
    };
    let bytes = match kind {
        b'P' | 0xd0 => data.to_vec(),
        b'T' => xlsx(&[("xl/sharedStrings.xml", part)]),
        b'O' => archive(&[
            ("mimetype", ODS_KIND),
            ("content.xml", part),
            ("META-INF/manifest.xml", ODS_PARTS),
        ]),
        b'B' => compound(part),
        // A roster that was zipped, whatever it is.
        b'Z' => archive(&[("roster.csv", part)]),
        b'H' => [b"<html>", part].concat(),
        b'X' => [b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", part].concat(),
        _ => xlsx(&[
            ("xl/sharedStrings.xml", TEXTS),
            ("xl/worksheets/sheet1.xml", part),
        ]),
    };
    common::opened(bytes, &options);
});

/// A workbook with these parts.
fn xlsx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut files = vec![
        ("[Content_Types].xml", TYPES),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
    ];
    files.extend(parts);
    archive(&files)
}

/// Bytes of one block of a file system in a file.
const BLOCK: usize = 512;

/// A file system in a file whose one stream, `Workbook`, has these bytes.
fn compound(stream: &[u8]) -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    const FREE: u32 = 0xffff_ffff;
    const TABLE: u32 = 0xffff_fffd;
    // Shorter streams would stand elsewhere.
    let blocks = stream.len().div_ceil(BLOCK).clamp(8, 100) as u32;
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.extend([0; 16]);
    for half in [0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0] {
        file.extend(half.to_le_bytes());
    }
    // Blocks: 0 is the table, 1 the folder, the stream from 2 on.
    for word in [0, 1, 1, 0, 4_096, END, 0, END, 0, 0] {
        file.extend(u32::to_le_bytes(word));
    }
    file.resize(BLOCK, 0xff);
    let mut table = vec![TABLE, END];
    table.extend((2..blocks + 1).map(|next| next + 1));
    table.push(END);
    table.resize(BLOCK / 4, FREE);
    table
        .iter()
        .for_each(|word| file.extend(word.to_le_bytes()));
    let length = blocks as usize * BLOCK;
    for (name, kind, start, size) in [
        ("Root Entry", 5, END, 0),
        ("Workbook", 2, 2, length as u32),
        ("", 0, 0, 0),
        ("", 0, 0, 0),
    ] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let named = if name.is_empty() {
            0
        } else {
            entry.len() as u16 + 2
        };
        entry.resize(64, 0);
        entry.extend(named.to_le_bytes());
        entry.extend([kind, 1]);
        let below = if kind == 5 { 1 } else { FREE };
        for word in [FREE, FREE, below] {
            entry.extend(word.to_le_bytes());
        }
        entry.resize(116, 0);
        entry.extend(u32::to_le_bytes(start));
        entry.extend(u32::to_le_bytes(size));
        entry.extend([0; 4]);
        file.extend(entry);
    }
    file.extend(&stream[..stream.len().min(length)]);
    file.resize((3 + blocks as usize) * BLOCK, 0);
    file
}

/// A zip archive whose files are not packed.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut central = Vec::new();
    let count = files.len() as u16;
    for (name, bytes) in files {
        let start = zip.len() as u32;
        let mut about = Vec::new();
        for half in [20u16, 0, 0, 0, 0] {
            about.extend(half.to_le_bytes());
        }
        for word in [crc(bytes), bytes.len() as u32, bytes.len() as u32] {
            about.extend(word.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        about.extend(0u16.to_le_bytes());
        zip.extend(b"PK\x03\x04");
        zip.extend(&about);
        zip.extend(name.as_bytes());
        zip.extend(*bytes);
        central.extend(b"PK\x01\x02\x14\x00");
        central.extend(&about);
        central.extend([0u8; 10]);
        central.extend(start.to_le_bytes());
        central.extend(name.as_bytes());
    }
    let start = zip.len() as u32;
    let length = central.len() as u32;
    zip.extend(central);
    zip.extend(b"PK\x05\x06\x00\x00\x00\x00");
    zip.extend(count.to_le_bytes());
    zip.extend(count.to_le_bytes());
    zip.extend(length.to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend(0u16.to_le_bytes());
    zip
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}
