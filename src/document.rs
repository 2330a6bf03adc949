//! OUTSIDE: documents of a word processor. The bytes of a DOCX become lines of text that know nothing of issues.

use crate::domain::say::Said;
use crate::say;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::io::{Cursor, Read};

/// The text of a document may not unpack to more.
const LARGEST: u64 = 64 << 20;

/// What elements of a text are named in: by Word, and by the strict form of the standard.
const NAMESPACES: &[&str] = &[
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// What the first bytes of a file say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A zip: DOCX, or another format that is one.
    Zip,
    /// DOC, XLS or WPS, and whatever Office keeps behind a password.
    Old,
    /// PDF
    Pdf,
    /// None of these, so text if anything.
    Text,
}

/// Tells by its first bytes what a file is.
pub fn form(bytes: &[u8]) -> Form {
    const FORMS: &[(&[u8], Form)] = &[
        (b"PK\x03\x04", Form::Zip),
        (b"PK\x05\x06", Form::Zip), // an empty one
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Form::Old),
        (b"%PDF-", Form::Pdf),
    ];
    FORMS.iter().find(|(start, _)| bytes.starts_with(start)).map_or(Form::Text, |(_, form)| *form)
}

/// Whether a zip is whole: its list of parts stands at its end.
pub fn opens(bytes: &[u8]) -> bool {
    zip::ZipArchive::new(Cursor::new(bytes)).is_ok()
}

/// The text of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// One line for each paragraph, or several where it has breaks.
    pub text: String,
    /// Lines, from 1, of the paragraphs that the word processor numbers: their numbers are not in the text.
    pub numbered: Vec<usize>,
}

/// Reads the text of a DOCX: paragraphs with their tabs and breaks, without what was struck out as a revision.
///
/// # Errors
/// When it is another format in a zip, behind a password, broken, or unpacks to more than 64 MB.
pub fn docx(bytes: &[u8]) -> Result<Document, Said> {
    let broken = |cause: String| say!("docx-broken", cause = cause);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let name = part(&archive)?;
    let file = archive.by_name(&name).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => say!("docx-locked"),
        error => broken(error.to_string()),
    })?;
    let mut xml = Vec::new();
    // what the archive says of its size is not to be relied on
    let read = file.take(LARGEST + 1).read_to_end(&mut xml).map_err(|error| broken(error.to_string()))?;
    if read as u64 > LARGEST {
        return Err(say!("docx-too-large", limit = i64::try_from(LARGEST >> 20).unwrap_or(i64::MAX)));
    }
    let xml = xml.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&xml);
    let xml = std::str::from_utf8(xml).map_err(|error| broken(error.to_string()))?;
    text(xml).map_err(|error| broken(error.to_string()))
}

/// The part of the archive that holds the text.
fn part(archive: &zip::ZipArchive<Cursor<&[u8]>>) -> Result<String, Said> {
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(|name| name.replace('\\', "/")).collect();
    let main = |name: &&String| {
        // some programs count it: word/document2.xml
        let middle = name.strip_prefix("word/document").and_then(|rest| rest.strip_suffix(".xml"));
        middle.is_some_and(|middle| middle.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if let Some(found) = names.iter().filter(main).min_by_key(|name| (name.len(), name.as_str())) {
        return Ok(found.clone());
    }
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    Err(if has("xl/") {
        say!("docx-is-xlsx")
    } else if has("content.xml") {
        say!("docx-is-odf")
    } else {
        say!("docx-is-zip")
    })
}

/// What of the document is being read.
#[derive(Default)]
struct Reading {
    document: Document,
    /// The paragraph that is open, and those around it: a text box stands in the midst of one.
    open: Vec<Paragraph>,
    line: usize,
    /// How deep within elements whose content is not part of the text.
    hidden: usize,
    /// How deep within properties, where an element of the name `tab` is a stop and no tab.
    properties: usize,
    /// How deep within texts.
    texts: usize,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    numbered: bool,
}

impl Reading {
    fn push(&mut self, text: &str) {
        if self.hidden == 0
            && let Some(paragraph) = self.open.last_mut()
        {
            paragraph.text.push_str(text);
        }
    }

    fn start(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            "p" => self.open.push(Paragraph::default()),
            "t" => self.texts += 1,
            "pPr" | "rPr" => self.properties += 1,
            "moveFrom" | "del" => self.hidden += 1,
            _ => {}
        }
    }

    /// An element that has nothing in it.
    fn empty(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            "p" => {
                self.open.push(Paragraph::default());
                self.close();
            }
            "tab" | "ptab" if self.properties == 0 => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            // number 0 takes a paragraph out of the numbering that its style has
            "numId" if element.attributes().flatten().any(|attribute| &*attribute.value != "0") => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.numbered = true;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.close(),
            "t" => self.texts = self.texts.saturating_sub(1),
            "pPr" | "rPr" => self.properties = self.properties.saturating_sub(1),
            "moveFrom" | "del" => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
    }

    fn close(&mut self) {
        let Some(paragraph) = self.open.pop().filter(|_| self.hidden == 0) else { return };
        if paragraph.numbered && !paragraph.text.trim().is_empty() {
            self.document.numbered.push(self.line + 1);
        }
        self.line += 1 + paragraph.text.matches('\n').count();
        self.document.text.push_str(&paragraph.text);
        self.document.text.push('\n');
    }
}

/// Reads the main part of a document.
fn text(xml: &str) -> Result<Document, quick_xml::Error> {
    let mut reader = NsReader::from_str(xml);
    let mut reading = Reading::default();
    loop {
        let (namespace, event) = reader.read_resolved_event()?;
        let of_text = matches!(namespace, ResolveResult::Bound(found) if NAMESPACES.contains(&found.as_ref()));
        match event {
            Event::Start(element) if of_text => reading.start(&element),
            Event::Empty(element) if of_text => reading.empty(&element),
            Event::End(element) if of_text => reading.end(element.local_name().as_ref()),
            // the same drawing once more, for programs of before
            Event::Start(element) if element.local_name().as_ref() == "Fallback" => reading.hidden += 1,
            Event::End(element) if element.local_name().as_ref() == "Fallback" => {
                reading.hidden = reading.hidden.saturating_sub(1);
            }
            Event::Text(text) if reading.texts > 0 => reading.push(&text.xml10_content()),
            Event::CData(text) if reading.texts > 0 => reading.push(&text.xml10_content()),
            Event::GeneralRef(reference) if reading.texts > 0 => {
                let sign = reference.resolve_char_ref().ok().flatten().map(String::from);
                let named = quick_xml::escape::resolve_xml_entity(&reference);
                reading.push(sign.as_deref().or(named).unwrap_or("\u{fffd}"));
            }
            Event::Eof => return Ok(reading.document),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn body(xml: &str) -> String {
        format!("<w:document xmlns:w=\"{}\" xmlns:m=\"m\"><w:body>{xml}</w:body></w:document>", NAMESPACES[0])
    }

    #[test]
    fn paragraphs_are_lines_with_their_tabs_and_breaks() {
        let xml = body(
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>一、</w:t></w:r><w:r><w:tab/>\
             <w:t xml:space=\"preserve\"> 甲&amp;&#x4e59;</w:t><w:br/><w:t>丙</w:t></w:r></w:p><w:p/>\n<w:p><m:t>no</m:t>\
             <w:del><w:r><w:t>no</w:t></w:r></w:del><w:r><w:instrText>no</w:instrText><w:t>丁</w:t></w:r></w:p>",
        );
        let found = docx(&archive(&[("word/document2.xml", xml.as_bytes())])).unwrap();
        assert_eq!(found, Document { text: "一、\t 甲&乙\n丙\n\n丁\n".into(), numbered: vec![] });
    }

    #[test]
    fn a_paragraph_that_is_numbered_by_the_program_is_told() {
        let numbered = |n: u8| format!("<w:pPr><w:numPr><w:numId w:val=\"{n}\"/></w:numPr></w:pPr>");
        let xml = body(&format!(
            "<w:p><w:r><w:t>甲</w:t><w:br/></w:r></w:p><w:p>{}<w:r><w:t>乙</w:t></w:r></w:p>\
             <w:p>{}<w:r><w:t>丙</w:t></w:r></w:p>",
            numbered(1),
            numbered(0)
        ));
        assert_eq!(text(&xml).unwrap().numbered, [3]);
    }

    #[test]
    fn what_is_no_docx_is_refused_by_what_it_is() {
        let cases = [
            (archive(&[("xl/workbook.xml", b"<x/>")]), "docx-is-xlsx"),
            (archive(&[("mimetype", b"x"), ("content.xml", b"<x/>")]), "docx-is-odf"),
            (archive(&[("a.txt", b"a")]), "docx-is-zip"),
            (archive(&[("word/document.xml", b"<w:p><w:t></w:p>")]), "docx-broken"),
            (archive(&[("word/document.xml", b"\xff\xfe\x00")]), "docx-broken"),
        ];
        for (bytes, key) in cases {
            assert_eq!(docx(&bytes).unwrap_err().key, key);
        }
        let whole = archive(&[("word/document.xml", body("<w:p/>").as_bytes())]);
        assert_eq!(docx(&whole[..whole.len() / 2]).unwrap_err().key, "docx-broken");
    }

    #[test]
    fn what_unpacks_to_more_than_a_document_can_be_is_refused() {
        let bomb = vec![b' '; usize::try_from(LARGEST).unwrap() + 1];
        let packed = archive(&[("word/document.xml", &bomb)]);
        assert!(packed.len() < 1 << 20);
        assert_eq!(docx(&packed).unwrap_err().key, "docx-too-large");
    }

    #[test]
    fn the_first_bytes_tell_the_form() {
        assert_eq!(form(&archive(&[])), Form::Zip);
        assert_eq!(form(b"%PDF-1.7"), Form::Pdf);
        assert_eq!(form("一、".as_bytes()), Form::Text);
        assert_eq!(form(b""), Form::Text);
    }

    proptest! {
        #[test]
        fn no_part_makes_it_panic(xml in "(</?(w:(p|t|pPr|numId|tab|br)|Fallback)( w:val='[01]')?/?>|&#?[a-z0-9]{0,3};|甲){0,20}") {
            let _ = text(&body(&xml));
        }

        #[test]
        fn no_bytes_make_it_panic(cut in 0usize..200, flip in 0usize..200, with in any::<u8>()) {
            let mut bytes = archive(&[("word/document.xml", body("<w:p><w:r><w:t>甲</w:t></w:r></w:p>").as_bytes())]);
            let at = flip.min(bytes.len() - 1);
            bytes[at] ^= with;
            bytes.truncate(bytes.len().saturating_sub(cut));
            let _ = docx(&bytes);
        }
    }
}
