//! Bytes as one part of a workbook that is whole otherwise: the zip around them would stop nearly all of them.
#![no_main]

use duban::sheet::book;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A workbook and which of its parts the bytes take the place of.
type Frame = (Vec<(String, Vec<u8>)>, usize);

/// Workbooks, each with the parts that may be replaced; the first byte of the input says which.
static FRAMES: LazyLock<Vec<Frame>> = LazyLock::new(|| {
    let books: [(&[u8], &[&str]); 3] = [
        (
            include_bytes!("../../tests/fixtures/books/plain.xlsx"),
            &[
                "xl/worksheets/sheet1.xml",
                "xl/sharedStrings.xml",
                "xl/styles.xml",
                "xl/workbook.xml",
                "xl/_rels/workbook.xml.rels",
            ],
        ),
        (include_bytes!("../../tests/fixtures/books/plain.ods"), &["content.xml"]),
        (
            include_bytes!("../../tests/fixtures/books/plain.xlsb"),
            &["xl/worksheets/sheet1.bin", "xl/sharedStrings.bin", "xl/styles.bin", "xl/workbook.bin"],
        ),
    ];
    let mut frames = Vec::new();
    for (bytes, names) in books {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("the fixture is a zip");
        let parts: Vec<(String, Vec<u8>)> = (0..archive.len())
            .map(|at| {
                let mut part = archive.by_index(at).expect("the part is there");
                let (name, mut content) = (part.name().expect("it has a name").to_string(), Vec::new());
                part.read_to_end(&mut content).expect("the part can be read");
                (name, content)
            })
            .collect();
        for name in names {
            let at = parts.iter().position(|(part, _)| part == name).expect("the fixture has this part");
            frames.push((parts.clone(), at));
        }
    }
    frames
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let Some((parts, place)) = FRAMES.get(usize::from(*which)) else { return };
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, content)) in parts.iter().enumerate() {
        zip.start_file(name.as_str(), stored).expect("a part can be begun");
        zip.write_all(if at == *place { bytes } else { content }).expect("a part can be written");
    }
    let book = zip.finish().expect("the zip can be ended").into_inner();
    let form = book::form(&book).expect("the names of its parts make it a workbook");
    for tab in book::read(form, &book).unwrap_or_default() {
        duban_fuzz::table(&tab.grid);
    }
});
