//! Any bytes as a workbook: raw, or as the sheet and the texts within one that is otherwise sound,
//! since a zip archive is nothing that chance puts together.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use tastemaker::import::Options;

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const TEXTS: &[u8] = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>handle</t></si><si><t>followers</t></si></sst>"#;

fuzz_target!(|data: &[u8]| {
    let options = Options::default();
    let bytes = match data.split_first() {
        Some((b'P' | 0xd0, _)) => data.to_vec(),
        Some((b'T', texts)) => archive(&[("xl/sharedStrings.xml", texts)]),
        Some((_, sheet)) => archive(&[
            ("xl/sharedStrings.xml", TEXTS),
            ("xl/worksheets/sheet1.xml", sheet),
        ]),
        None => return,
    };
    common::opened(bytes, &options);
});

/// A zip archive whose files are not packed.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
    ];
    let mut zip = Vec::new();
    let mut central = Vec::new();
    let all = parts.iter().chain(files);
    let count = (parts.len() + files.len()) as u16;
    for (name, bytes) in all {
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
