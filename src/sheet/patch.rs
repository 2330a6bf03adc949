//! Cells marked inside somebody's own XLSX: every part that is not touched stays as it is, byte for byte.

use super::grid::letters;
use super::marked::Mark;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};

type Archive<'b> = zip::ZipArchive<Cursor<&'b [u8]>>;
type Done<T> = Result<T, Box<dyn Error>>;

/// The marked cells of a sheet: row from 1 and column from 0, with what is wrong there.
type Cells = BTreeMap<(u64, usize), String>;

/// What stands behind `legacyDrawing` in a sheet: it goes before the first of them.
const BEHIND: &[&str] =
    &["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

const COMMENTS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const DRAWING: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing";

/// The workbook with each marked cell red and with a note; `names` are the sheets that the marks count from.
///
/// # Errors
/// When the workbook is built in a way that is not known here, so that it has to be written anew.
pub fn marked(bytes: &[u8], names: &[Option<&str>], marks: &[Mark]) -> Done<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let sheets = sheets(&mut archive)?;
    let mut by_path: BTreeMap<String, Cells> = BTreeMap::new();
    for mark in marks {
        let name = names.get(mark.sheet).copied().flatten().ok_or("a sheet without a name")?;
        let path = sheets.get(name).ok_or("a sheet that is not there")?;
        let text = by_path.entry(path.clone()).or_default().entry((mark.line, mark.column.unwrap_or(0))).or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&mark.text);
    }
    let mut changed: HashMap<String, String> = HashMap::new();
    let mut styles = Styles::read(&text(&mut archive, "xl/styles.xml")?)?;
    let mut types = text(&mut archive, "[Content_Types].xml")?;
    for (count, (path, cells)) in by_path.iter().enumerate() {
        let comments = Comments::of(&mut archive, path, count)?;
        let sheet = text(&mut archive, path)?;
        changed.insert(path.clone(), sheet_with(&sheet, cells, &mut styles, comments.drawing_id.as_deref())?);
        comments.add(&mut archive, cells, &mut types, &mut changed)?;
    }
    changed.insert("xl/styles.xml".to_owned(), styles.text()?);
    changed.insert("[Content_Types].xml".to_owned(), types);
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index)?;
        let name = part.name()?.to_string();
        match changed.remove(&name) {
            None => new.raw_copy_file(part)?,
            Some(text) => {
                new.start_file(name, zip::write::SimpleFileOptions::default())?;
                new.write_all(text.as_bytes())?;
            }
        }
    }
    for (name, text) in changed {
        new.start_file(name, zip::write::SimpleFileOptions::default())?;
        new.write_all(text.as_bytes())?;
    }
    Ok(new.finish()?.into_inner())
}

fn text(archive: &mut Archive, name: &str) -> Done<String> {
    let mut text = String::new();
    archive.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}

/// Attributes of an element by their names.
pub fn attributes(element: &BytesStart) -> Done<HashMap<String, String>> {
    let mut found = HashMap::new();
    for attribute in element.attributes() {
        let attribute = attribute?;
        let value = quick_xml::escape::unescape(&attribute.value)?.into_owned();
        found.insert(attribute.key.as_ref().to_owned(), value);
    }
    Ok(found)
}

/// Each element of this local name, with its attributes.
fn elements(xml: &str, name: &str) -> Done<Vec<HashMap<String, String>>> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(found),
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == name => {
                found.push(attributes(&element)?);
            }
            _ => {}
        }
    }
}

/// The parts of the sheets of a workbook by their names.
///
/// # Errors
/// When it does not say.
pub fn parts(bytes: &[u8]) -> Done<HashMap<String, String>> {
    sheets(&mut zip::ZipArchive::new(Cursor::new(bytes))?)
}

/// The parts of the sheets by their names.
fn sheets(archive: &mut Archive) -> Done<HashMap<String, String>> {
    let related = elements(&text(archive, "xl/_rels/workbook.xml.rels")?, "Relationship")?;
    let target = |id: &str| {
        let found = related.iter().find(|one| one.get("Id").is_some_and(|known| known == id))?.get("Target")?;
        Some(found.strip_prefix('/').map_or_else(|| format!("xl/{found}"), str::to_owned))
    };
    let sheets = elements(&text(archive, "xl/workbook.xml")?, "sheet")?;
    let named = |sheet: &HashMap<String, String>| Some((sheet.get("name")?.clone(), target(sheet.get("r:id")?)?));
    Ok(sheets.iter().filter_map(named).collect())
}

/// The formats of cells, and red ones beside those that marked cells have.
struct Styles {
    xml: String,
    fills: usize,
    formats: Vec<String>,
    red: Vec<usize>,
}

impl Styles {
    fn read(xml: &str) -> Done<Styles> {
        let mut styles = Styles { xml: xml.to_owned(), fills: 0, formats: Vec::new(), red: Vec::new() };
        let part = |name: &str| {
            let start = xml.find(&format!("<{name}"))?;
            Some(&xml[start..start + xml[start..].find(&format!("</{name}>"))?])
        };
        styles.fills = part("fills").ok_or("no fills")?.matches("<fill>").count();
        let formats = part("cellXfs").ok_or("no formats of cells")?;
        let mut rest = formats;
        while let Some(start) = rest.find("<xf ") {
            rest = &rest[start..];
            let open = rest.find('>').ok_or("a format without an end")?;
            let end = if rest[..open].ends_with('/') {
                open + 1
            } else {
                rest.find("</xf>").ok_or("a format without an end")? + "</xf>".len()
            };
            styles.formats.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        if styles.fills == 0 || styles.formats.is_empty() { Err("no formats".into()) } else { Ok(styles) }
    }

    /// The number of the red format that is otherwise like this one.
    fn red(&mut self, like: usize) -> usize {
        let place = self.red.iter().position(|known| *known == like).unwrap_or_else(|| {
            self.red.push(like);
            self.red.len() - 1
        });
        self.formats.len() + place
    }

    /// The part with the red fill and the red formats.
    fn text(&self) -> Done<String> {
        let fill = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFC7CE\"/><bgColor indexed=\"64\"/></patternFill></fill>";
        let mut red = String::new();
        for like in &self.red {
            let format = self.formats.get(*like).ok_or("a format that is not there")?;
            let (head, rest) = format.split_at(format.find('>').ok_or("a format without an end")?);
            let (head, slash) = head.strip_suffix('/').map_or((head, ""), |head| (head, "/"));
            let head = without(&without(head, "fillId"), "applyFill");
            write!(red, "{head} fillId=\"{}\" applyFill=\"1\"{slash}{rest}", self.fills)?;
        }
        let xml = uncounted(&uncounted(&self.xml, "fills"), "cellXfs");
        Ok(xml.replacen("</fills>", &format!("{fill}</fills>"), 1).replacen(
            "</cellXfs>",
            &format!("{red}</cellXfs>"),
            1,
        ))
    }
}

/// The start of an element without one of its attributes.
fn without(head: &str, attribute: &str) -> String {
    let Some(start) = head.find(&format!(" {attribute}=\"")) else { return head.to_owned() };
    let value = start + attribute.len() + 3;
    let end = head[value..].find('"').map_or(head.len(), |end| value + end + 1);
    format!("{}{}", &head[..start], &head[end..])
}

/// The text with the `count` of a list taken away, since the list grows.
fn uncounted(xml: &str, list: &str) -> String {
    let Some(start) = xml.find(&format!("<{list}")) else { return xml.to_owned() };
    let end = xml[start..].find('>').map_or(xml.len(), |end| start + end);
    format!("{}{}{}", &xml[..start], without(&xml[start..end], "count"), &xml[end..])
}

/// A sheet whose marked cells have their red formats, and that names its notes if it did not.
fn sheet_with(xml: &str, cells: &Cells, styles: &mut Styles, drawing: Option<&str>) -> Done<String> {
    let mut reader = Reader::from_str(xml);
    let mut writer = Writer::new(Vec::new());
    let mut row = 0;
    let mut column = 0;
    let mut left: Vec<usize> = Vec::new();
    let mut drawing = drawing;
    let put = |writer: &mut Writer<Vec<u8>>, row: u64, column: usize, style: usize| {
        let cell =
            BytesStart::new("c").with_attributes([("r", at(row, column).as_str()), ("s", style.to_string().as_str())]);
        writer.write_event(Event::Empty(cell))
    };
    let draw = |writer: &mut Writer<Vec<u8>>, id: &str| {
        let names = [("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"), ("r:id", id)];
        writer.write_event(Event::Empty(BytesStart::new("legacyDrawing").with_attributes(names)))
    };
    loop {
        let event = reader.read_event()?;
        match &event {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) if element.name().as_ref() == "row" => {
                row = attributes(element)?.get("r").map_or(Ok(row + 1), |r| r.parse())?;
                column = 0;
                left = cells.keys().filter(|(line, _)| *line == row).map(|(_, column)| *column).collect();
            }
            Event::Start(element) | Event::Empty(element) if element.name().as_ref() == "c" => {
                let known = attributes(element)?;
                column = known.get("r").and_then(|name| column_of(name)).unwrap_or(column);
                while left.first().is_some_and(|next| *next < column) {
                    let missing = left.remove(0);
                    let style = styles.red(0);
                    put(&mut writer, row, missing, style)?;
                }
                if left.first() == Some(&column) {
                    left.remove(0);
                    let like = known.get("s").map_or(Ok(0), |s| s.parse())?;
                    let style = styles.red(like).to_string();
                    let mut cell = BytesStart::new("c");
                    for attribute in element.attributes() {
                        let attribute = attribute?;
                        if attribute.key.as_ref() != "s" {
                            cell.push_attribute(attribute);
                        }
                    }
                    cell.push_attribute(("s", style.as_str()));
                    let cell = if matches!(event, Event::Empty(_)) { Event::Empty(cell) } else { Event::Start(cell) };
                    writer.write_event(cell)?;
                    column += 1;
                    continue;
                }
                column += 1;
            }
            Event::End(element) if element.name().as_ref() == "row" => {
                for missing in left.drain(..) {
                    let style = styles.red(0);
                    put(&mut writer, row, missing, style)?;
                }
            }
            Event::Start(element) | Event::Empty(element) if BEHIND.contains(&element.name().as_ref()) => {
                if let Some(id) = drawing.take() {
                    draw(&mut writer, id)?;
                }
            }
            Event::End(element) if element.name().as_ref() == "worksheet" => {
                if let Some(id) = drawing.take() {
                    draw(&mut writer, id)?;
                }
            }
            _ => {}
        }
        writer.write_event(event)?;
    }
    Ok(String::from_utf8(writer.into_inner())?)
}

fn at(row: u64, column: usize) -> String {
    format!("{}{row}", letters(column))
}

/// The column of a name such as `AB17`, from 0.
fn column_of(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase);
    letters.fold(None, |column: Option<usize>, letter| {
        Some(column.map_or(0, |c| (c + 1) * 26) + usize::from(letter - b'A'))
    })
}

/// The notes of a sheet: their two parts, and what is to be added to the sheet where it had none.
struct Comments {
    notes: String,
    drawing: String,
    relations: String,
    /// The relation of the drawing, where the sheet does not name it yet.
    drawing_id: Option<String>,
}

impl Comments {
    fn of(archive: &mut Archive, sheet: &str, count: usize) -> Done<Comments> {
        let (folder, file) = sheet.rsplit_once('/').ok_or("a sheet outside a folder")?;
        let relations = format!("{folder}/_rels/{file}.rels");
        let known = text(archive, &relations).map_or_else(|_| Ok(Vec::new()), |xml| elements(&xml, "Relationship"))?;
        let target = |kind: &str| {
            let one = known.iter().find(|one| one.get("Type").is_some_and(|known| known == kind))?;
            let target = one.get("Target")?;
            Some(match (target.strip_prefix('/'), target.strip_prefix("../")) {
                (Some(whole), _) => whole.to_owned(),
                (None, Some(beside)) => format!("xl/{beside}"),
                (None, None) => format!("{folder}/{target}"),
            })
        };
        Ok(match (target(COMMENTS), target(DRAWING)) {
            (Some(notes), Some(drawing)) => Comments { notes, drawing, relations, drawing_id: None },
            (None, None) => Comments {
                notes: format!("xl/comments-duban{count}.xml"),
                drawing: format!("xl/drawings/vmlDrawing-duban{count}.vml"),
                relations,
                drawing_id: Some(format!("rIdDuban{count}")),
            },
            _ => return Err("notes without a drawing".into()),
        })
    }

    /// Adds a note to each cell; one that a cell has already stays as it is.
    fn add(
        &self,
        archive: &mut Archive,
        cells: &Cells,
        types: &mut String,
        changed: &mut HashMap<String, String>,
    ) -> Done<()> {
        let new = self.drawing_id.is_some();
        let mut comments = if new { NO_COMMENTS.to_owned() } else { text(archive, &self.notes)? };
        let mut drawing = if new { NO_DRAWING.to_owned() } else { text(archive, &self.drawing)? };
        let (mut said, mut shapes) = (String::new(), String::new());
        for ((row, column), text) in cells {
            let name = at(*row, *column);
            if comments.contains(&format!("ref=\"{name}\"")) {
                continue;
            }
            let text = escape(text.as_str());
            write!(
                said,
                "<comment ref=\"{name}\" authorId=\"0\"><text><t xml:space=\"preserve\">{text}</t></text></comment>"
            )?;
            write!(
                shapes,
                "<v:shape type=\"#_x0000_t202\" style=\"position:absolute;width:220pt;height:80pt;visibility:hidden\" \
                 fillcolor=\"#ffffe1\"><v:fill color2=\"#ffffe1\"/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>\
                 <x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{column}</x:Column>\
                 </x:ClientData></v:shape>",
                row - 1
            )?;
        }
        comments = comments.replacen("</commentList>", &format!("{said}</commentList>"), 1);
        drawing = drawing.replacen("</xml>", &format!("{shapes}</xml>"), 1);
        changed.insert(self.notes.clone(), comments);
        changed.insert(self.drawing.clone(), drawing);
        if let Some(id) = &self.drawing_id {
            let relations = text(archive, &self.relations).unwrap_or_else(|_| NO_RELATIONS.to_owned());
            let added = format!(
                "<Relationship Id=\"{id}\" Type=\"{DRAWING}\" Target=\"/{}\"/><Relationship Id=\"{id}c\" Type=\"{COMMENTS}\" Target=\"/{}\"/></Relationships>",
                self.drawing, self.notes
            );
            let open = relations.replace(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>",
                NO_RELATIONS,
            );
            changed.insert(self.relations.clone(), open.replacen("</Relationships>", &added, 1));
            if !types.contains("Extension=\"vml\"") {
                let kind = "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>";
                let place = types.find("<Override").or_else(|| types.find("</Types>")).ok_or("no types")?;
                types.insert_str(place, kind);
            }
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
            let added = format!("<Override PartName=\"/{}\" ContentType=\"{kind}\"/></Types>", self.notes);
            *types = types.replacen("</Types>", &added, 1);
        }
        Ok(())
    }
}

const NO_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
const NO_COMMENTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors><author>duban</author></authors>\
    <commentList></commentList></comments>";
const NO_DRAWING: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/>\
    </v:shapetype></xml>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_from_their_letters() {
        for column in [0, 25, 26, 701, 702] {
            assert_eq!(column_of(&at(7, column)), Some(column));
        }
        assert_eq!(column_of("7"), None);
    }

    #[test]
    fn an_attribute_is_taken_out_whole() {
        assert_eq!(without("<xf numFmtId=\"0\" fillId=\"2\" xfId=\"0\"", "fillId"), "<xf numFmtId=\"0\" xfId=\"0\"");
        assert_eq!(uncounted("<a/><fills count=\"2\"><fill>", "fills"), "<a/><fills><fill>");
    }
}
