//! Workbooks put together by hand, byte for byte as their programs write them.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

/// A cell of a made-up sheet.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    Text(&'a str),
    Number(f64),
    /// Days since the last day of 1899.
    Moment(f64),
    Truth(bool),
    Error,
    /// A formula with the value that it had.
    Formula(f64),
    Nothing,
}

use Cell::{Error, Formula, Moment, Nothing, Number, Text, Truth};

/// An archive of files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // The kind of a document is told by its first file, which is not packed.
        let packing = if *name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(packing);
        writer.start_file(*name, options).expect("memory takes it");
        writer.write_all(bytes).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

fn column(mut at: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            return name;
        }
        at = at / 26 - 1;
    }
}

/// A workbook of today: sheets with their rows.
pub fn xlsx(sheets: &[(&str, &[&[Cell<'_>]])]) -> Vec<u8> {
    let mut names = String::new();
    let mut links = String::new();
    let mut files: Vec<(String, String)> = Vec::new();
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let number = at + 1;
        names += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        links += &format!(
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let mut data = String::new();
        for (row, cells) in rows.iter().enumerate() {
            data += &format!("<row r=\"{}\">", row + 1);
            for (at, cell) in cells.iter().enumerate() {
                let place = format!("{}{}", column(at), row + 1);
                data += &match cell {
                    Text(text) => {
                        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
                    }
                    Number(number) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
                    Moment(days) => format!("<c r=\"{place}\" s=\"1\"><v>{days}</v></c>"),
                    Truth(truth) => {
                        format!("<c r=\"{place}\" t=\"b\"><v>{}</v></c>", u8::from(*truth))
                    }
                    Error => format!("<c r=\"{place}\" t=\"e\"><v>#DIV/0!</v></c>"),
                    Formula(value) => {
                        format!("<c r=\"{place}\"><f>1+1</f><v>{value}</v></c>")
                    }
                    Nothing => String::new(),
                };
            }
            data += "</row>";
        }
        files.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!(
                "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{data}</sheetData></worksheet>"
            ),
        ));
    }
    links += "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>";
    files.push((
        "xl/workbook.xml".to_owned(),
        format!(
            "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{names}</sheets></workbook>"
        ),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!(
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        ),
    ));
    files.push((
        "xl/styles.xml".to_owned(),
        "<?xml version=\"1.0\"?><styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>".to_owned(),
    ));
    files.push((
        "_rels/.rels".to_owned(),
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned(),
    ));
    files.push((
        "[Content_Types].xml".to_owned(),
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
    ));
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    zip(&files)
}

/// A workbook of LibreOffice. `password` says that its sheets are locked away.
pub fn ods(name: &str, rows: &[&[Cell<'_>]], password: bool) -> Vec<u8> {
    let mut data = String::new();
    for cells in rows {
        data += "<table:table-row>";
        for cell in *cells {
            data += &match cell {
                Text(text) => format!(
                    "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
                ),
                Number(number) | Formula(number) => format!(
                    "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
                ),
                Moment(_) => "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-10-31T18:30:00\"><text:p>31/10</text:p></table:table-cell>".to_owned(),
                Truth(truth) => format!(
                    "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"{truth}\"><text:p>x</text:p></table:table-cell>"
                ),
                Error | Nothing => "<table:table-cell/>".to_owned(),
            };
        }
        data += "</table:table-row>";
    }
    // As the program writes it: the rest of the sheet is one row, repeated.
    data += "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"{name}\">{data}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let lock = if password {
        "<manifest:encryption-data><manifest:algorithm/></manifest:encryption-data>"
    } else {
        ""
    };
    let manifest = format!(
        "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\">{lock}</manifest:file-entry></manifest:manifest>"
    );
    zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

/// A file system in a file with one stream.
pub fn compound(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    let mut stream = file.create_stream(name).expect("memory takes it");
    stream.write_all(bytes).expect("memory takes it");
    drop(stream);
    file.into_inner().into_inner()
}

/// A workbook of the years before 2007. `password` says that its sheets are locked away.
pub fn xls(name: &str, rows: &[&[Cell<'_>]], password: bool) -> Vec<u8> {
    fn record(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
        out.extend(kind.to_le_bytes());
        out.extend((data.len() as u16).to_le_bytes());
        out.extend(data);
    }
    fn begin(out: &mut Vec<u8>, kind: u16) {
        let mut data = Vec::new();
        for word in [0x0600, kind, 0x0dbb, 0x07cc, 0, 0, 6, 0] {
            data.extend(word.to_le_bytes());
        }
        record(out, 0x0809, &data);
    }
    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }
    let mut sheet = Vec::new();
    begin(&mut sheet, 0x0010);
    for (row, cells) in rows.iter().enumerate() {
        for (at, cell) in cells.iter().enumerate() {
            let mut data = Vec::new();
            let style = u16::from(matches!(cell, Moment(_)));
            for word in [row as u16, at as u16, style] {
                data.extend(word.to_le_bytes());
            }
            match cell {
                Text(text) => {
                    data.extend((text.encode_utf16().count() as u16).to_le_bytes());
                    data.push(1);
                    data.extend(wide(text));
                    record(&mut sheet, 0x0204, &data);
                }
                Number(number) | Moment(number) | Formula(number) => {
                    data.extend(number.to_le_bytes());
                    record(&mut sheet, 0x0203, &data);
                }
                Truth(truth) => {
                    data.extend([u8::from(*truth), 0]);
                    record(&mut sheet, 0x0205, &data);
                }
                Error => {
                    data.extend([0x07, 1]);
                    record(&mut sheet, 0x0205, &data);
                }
                Nothing => {}
            }
        }
    }
    record(&mut sheet, 0x000a, &[]);
    let mut book = Vec::new();
    begin(&mut book, 0x0005);
    if password {
        record(&mut book, 0x002f, &[1, 0, 1, 0, 1, 0]);
    }
    record(&mut book, 0x0042, &1200_u16.to_le_bytes());
    for format in [0_u16, 22] {
        let mut style = vec![0; 20];
        style[2..4].copy_from_slice(&format.to_le_bytes());
        record(&mut book, 0x00e0, &style);
    }
    let mut bound = Vec::new();
    let title = wide(name);
    let start = book.len() + 4 + 8 + title.len() + 4;
    bound.extend((start as u32).to_le_bytes());
    bound.extend([0, 0, (title.len() / 2) as u8, 1]);
    bound.extend(title);
    record(&mut book, 0x0085, &bound);
    record(&mut book, 0x000a, &[]);
    book.extend(sheet);
    compound("Workbook", &book)
}
