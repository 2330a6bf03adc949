//! A document as DOCX in the official form (GB/T 9704-2012, `domain.md` 6).
//!
//! Our own small writer: elements stand in the order that the schema wants, headings are real ones, fonts are named with
//! what takes their place, and the same document gives the same bytes. Lines and characters of a page are set by the
//! height of a line and the room between characters; a grid is read differently by every program.

use super::line::{clean, width};
use super::page::Table;
use super::paper::{self, Paper, Part};
use super::style::Style;
use std::borrow::Cow;
use std::fmt::Write;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";

/// A row of a table with more text than this may be parted by a page's end.
const WHOLE_ROW: usize = 600;

/// All margins of a sheet on its side, which is a table to look at and no official paper: 20 mm.
const ON_SIDE: i64 = 1134;

/// Narrower than this, no column can be read, in twips.
const NARROWEST: i64 = 500;

/// The parts of the archive by their names.
pub fn parts(paper: &Paper, style: &Style) -> Vec<(&'static str, String)> {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let title = paper.title.concat();
    let parts = vec![
        ("[Content_Types].xml", content_types()),
        (
            "_rels/.rels",
            relations(&[
                (format!("{R}/officeDocument"), "word/document.xml"),
                (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
                (format!("{R}/extended-properties"), "docProps/app.xml"),
            ]),
        ),
        (
            "docProps/core.xml",
            format!(
                "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
                 xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
                escape(&title)
            ),
        ),
        (
            "docProps/app.xml",
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
             <Application>duban</Application></Properties>"
                .to_owned(),
        ),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                (format!("{R}/styles"), "styles.xml"),
                (format!("{R}/settings"), "settings.xml"),
                (format!("{R}/fontTable"), "fontTable.xml"),
                (format!("{R}/footer"), "footer1.xml"),
                (format!("{R}/footer"), "footer2.xml"),
                (format!("{R}/theme"), "theme/theme1.xml"),
            ]),
        ),
        ("word/styles.xml", styles(style)),
        (
            "word/settings.xml",
            format!(
                "<w:settings xmlns:w=\"{W}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/>\
                 <w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>\
                 <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
                 w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
            ),
        ),
        ("word/fontTable.xml", font_table(style)),
        ("word/theme/theme1.xml", include_str!("../../templates/theme.xml").to_owned()),
        ("word/footer1.xml", footer(style, true)),
        ("word/footer2.xml", footer(style, false)),
        ("word/document.xml", Body::new(style).document(paper)),
    ];
    parts.into_iter().map(|(name, text)| (name, format!("{head}{text}"))).collect()
}

fn content_types() -> String {
    let mut out = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (name, kind) in [
        ("word/document.xml", "wordprocessingml.document.main"),
        ("word/styles.xml", "wordprocessingml.styles"),
        ("word/settings.xml", "wordprocessingml.settings"),
        ("word/fontTable.xml", "wordprocessingml.fontTable"),
        ("word/footer1.xml", "wordprocessingml.footer"),
        ("word/footer2.xml", "wordprocessingml.footer"),
        ("word/theme/theme1.xml", "theme"),
        ("docProps/app.xml", "extended-properties"),
    ] {
        let _ = write!(out, "<Override PartName=\"/{name}\" ContentType=\"{OFFICE}.{kind}+xml\"/>");
    }
    out.push_str(
        "<Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>",
    );
    out
}

fn relations(all: &[(String, &str)]) -> String {
    let mut out = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for ((kind, target), n) in all.iter().zip(1..) {
        let _ = write!(out, "<Relationship Id=\"rId{n}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    out + "</Relationships>"
}

/// Fonts, bold, colour, spacing, size: properties of letters in the order of the schema.
fn letters(style: &Style, font: &str, size: i64, spacing: i64, colour: Option<&str>) -> String {
    let (font, latin) = (escape(font), escape(&style.font.latin));
    let mut out = format!(
        "<w:rFonts w:ascii=\"{latin}\" w:eastAsia=\"{font}\" w:hAnsi=\"{latin}\" w:cs=\"{latin}\"/><w:b w:val=\"0\"/>"
    );
    if let Some(colour) = colour {
        let _ = write!(out, "<w:color w:val=\"{colour}\"/>");
    }
    if spacing != 0 {
        let _ = write!(out, "<w:spacing w:val=\"{spacing}\"/>");
    }
    let _ = write!(out, "<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
    out
}

fn styles(style: &Style) -> String {
    let (size, font, pitch) = (&style.size, &style.font, style.pitch);
    let mut out = format!(
        "<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr>{}<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" \
         w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        letters(style, &font.body, size.body, 0, None)
    );
    let mut add = |id: &str, name: &str, more: &str, paragraph: &str, run: &str| {
        let default = if id == "Normal" { " w:default=\"1\"" } else { "" };
        let based = if id == "Normal" { "" } else { "<w:basedOn w:val=\"Normal\"/>" };
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{based}{more}<w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        );
    };
    let exact = |twips: i64| format!("<w:spacing w:line=\"{twips}\" w:lineRule=\"exact\"/>");
    let two = size.body * 20;
    let indent = format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{two}\"/>");
    let body = letters(style, &font.body, size.body, style.spacing, None);
    let plain =
        |indent: &str, jc: &str| format!("<w:snapToGrid w:val=\"0\"/>{}{indent}<w:jc w:val=\"{jc}\"/>", exact(pitch));
    add("Normal", "Normal", "", &format!("<w:widowControl w:val=\"0\"/>{}", plain("", "both")), &body);
    add("BodyText", "Body Text", "", &plain(&indent, "both"), &body);
    for (level, font) in font.headings.iter().enumerate() {
        let (number, level) = (level + 1, level);
        let paragraph =
            format!("<w:keepNext/><w:keepLines/>{}<w:outlineLvl w:val=\"{level}\"/>", plain(&indent, "both"));
        let run = letters(style, font, size.body, style.spacing, None);
        add(
            &format!("Heading{number}"),
            &format!("heading {number}"),
            "<w:next w:val=\"BodyText\"/><w:uiPriority w:val=\"9\"/>",
            &paragraph,
            &run,
        );
    }
    let title = format!("<w:keepNext/><w:keepLines/>{}<w:jc w:val=\"center\"/>", exact(size.title * 16));
    let large = letters(style, &font.title, size.title, 0, None);
    add("Title", "Title", "<w:next w:val=\"BodyText\"/><w:uiPriority w:val=\"10\"/>", &title, &large);
    let red = if style.red { Some("FF0000") } else { None };
    let head = letters(style, &font.head, size.head, 0, red);
    add(
        "DocumentHead",
        "Document Head",
        "<w:next w:val=\"DocumentCode\"/>",
        &format!("<w:keepNext/>{}<w:jc w:val=\"center\"/>", exact(size.head * 14)),
        &head,
    );
    // the line below stands 4 mm under the number
    let rule = red.unwrap_or("000000");
    let rule = format!("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"11\" w:color=\"{rule}\"/></w:pBdr>");
    add(
        "DocumentCode",
        "Document Code",
        "<w:next w:val=\"Title\"/>",
        &format!("<w:keepNext/>{rule}{}<w:jc w:val=\"center\"/>", exact(pitch)),
        &letters(style, &font.body, size.body, 0, None),
    );
    let small = size.table * 14;
    let cell = format!("<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"{small}\" w:lineRule=\"exact\"/>");
    let small = letters(style, &font.table, size.table, 0, None);
    add("TableText", "Table Text", "", &format!("{cell}<w:jc w:val=\"left\"/>"), &small);
    let small = letters(style, &font.headings[0], size.table, 0, None);
    add("TableHead", "Table Head", "", &format!("<w:keepNext/>{cell}<w:jc w:val=\"center\"/>"), &small);
    let number = letters(style, &font.number, size.number, 0, None)
        .replace(&format!("w:ascii=\"{0}\" ", escape(&font.latin)), &format!("w:ascii=\"{0}\" ", escape(&font.number)));
    let number = number
        .replace(&format!("w:hAnsi=\"{}\"", escape(&font.latin)), &format!("w:hAnsi=\"{}\"", escape(&font.number)));
    let line = exact(size.number * 12);
    add("Footer", "footer", "<w:uiPriority w:val=\"99\"/>", &format!("<w:snapToGrid w:val=\"0\"/>{line}"), &number);
    out + "</w:styles>"
}

fn font_table(style: &Style) -> String {
    let font = &style.font;
    let mut names: Vec<&str> = [&font.head, &font.title, &font.body, &font.table, &font.number, &font.latin]
        .into_iter()
        .chain(&font.headings)
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut out = format!("<w:fonts xmlns:w=\"{W}\">");
    for name in names {
        let _ = write!(out, "<w:font w:name=\"{}\">", escape(name));
        if let Some(others) = style.instead.get(name) {
            let _ = write!(out, "<w:altName w:val=\"{}\"/>", escape(others));
        }
        let charset = if name.is_ascii() { "00" } else { "86" };
        let _ = write!(out, "<w:charset w:val=\"{charset}\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/>");
        out.push_str("</w:font>");
    }
    out + "</w:fonts>"
}

/// — 1 —: one character in from the edge, at the right of an odd page and the left of an even one.
fn footer(style: &Style, odd: bool) -> String {
    let one = style.size.number * 10;
    let (side, jc) = if odd { ("right", "right") } else { ("left", "left") };
    let number = "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r>\
                  </w:fldSimple><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r>";
    format!(
        "<w:ftr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:ind w:{side}=\"{one}\"/><w:jc w:val=\"{jc}\"/>\
         </w:pPr>{number}</w:p></w:ftr>"
    )
}

/// What XML can hold of a text, its marks escaped.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    if !text.contains(|c: char| "&<>\"\u{fffe}\u{ffff}".contains(c)) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Texts in lines of a paragraph.
fn runs(text: &str) -> String {
    let escaped = escape(text);
    let mut out = String::with_capacity(escaped.len() + 64);
    for (n, line) in escaped.lines().enumerate() {
        out.push_str("<w:r>");
        if n > 0 {
            out.push_str("<w:br/>");
        }
        let _ = write!(out, "<w:t xml:space=\"preserve\">{line}</w:t></w:r>");
    }
    out
}

/// The width of a text in twips, where a 汉字 is as wide as its size in half points says; between it and a letter or
/// digit there is a quarter of that.
fn twips(text: &str, size: i64) -> i64 {
    let turns = text.chars().zip(text.chars().skip(1));
    let turns = turns.filter(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric() && a.is_ascii() != b.is_ascii());
    columns(text) * size * 5 + i64::try_from(turns.count()).unwrap_or(0) * size * 10 / 4
}

fn columns(text: &str) -> i64 {
    i64::try_from(width(&clean(text).replace('\n', " "))).unwrap_or(i64::MAX >> 16)
}

struct Body<'s> {
    style: &'s Style,
    /// The room between the margins.
    width: i64,
    out: String,
}

impl<'s> Body<'s> {
    fn new(style: &'s Style) -> Body<'s> {
        Body { style, width: style.width, out: String::new() }
    }

    /// The main part.
    fn document(mut self, paper: &Paper) -> String {
        if paper.landscape {
            self.width = 16838 - 2 * ON_SIDE;
        }
        let _ = write!(self.out, "<w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:body>");
        let head = self.style.head.as_ref().filter(|_| paper.head.is_some()).or(paper.head.as_ref());
        if let Some(head) = head {
            self.paragraph("DocumentHead", "", head);
            self.blank(1);
            self.paragraph("DocumentCode", "", paper.code.as_deref().unwrap_or_default());
            self.blank(2);
        } else if let Some(code) = &paper.code {
            self.paragraph("Normal", "<w:jc w:val=\"right\"/>", code);
        }
        self.title(&paper.title);
        if let Some(to) = &paper.to {
            self.paragraph("Normal", "", to);
        }
        for (at, part) in paper.parts.iter().enumerate() {
            // room around tables; and two without a paragraph between them would be one
            let is_table = |part: &Part| matches!(part, Part::Table(_) | Part::Form(_));
            if at > 0 && is_table(part) && !is_table(&paper.parts[at - 1]) {
                self.gap(true);
            }
            self.part(part);
            if is_table(part) {
                self.gap(false);
            }
        }
        self.section(paper.landscape);
        self.out.push_str("</w:body></w:document>");
        self.out
    }

    fn gap(&mut self, keep: bool) {
        let keep = if keep { "<w:keepNext/>" } else { "" };
        let _ = write!(self.out, "<w:p><w:pPr>{keep}<w:spacing w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>");
    }

    fn section(&mut self, landscape: bool) {
        let [top, bottom, left, right] = if landscape { [ON_SIDE; 4] } else { self.style.margins };
        let size = if landscape {
            "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""
        } else {
            "w:w=\"11906\" w:h=\"16838\""
        };
        let (footer, pitch) = (if landscape { ON_SIDE / 2 } else { self.style.footer }, self.style.pitch);
        let _ = write!(
            self.out,
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
             <w:pgSz {size}/><w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" \
             w:left=\"{left}\" w:header=\"851\" w:footer=\"{footer}\" w:gutter=\"0\"/><w:cols w:space=\"425\"/>\
             <w:docGrid w:linePitch=\"{pitch}\"/></w:sectPr>"
        );
    }

    fn paragraph(&mut self, style: &str, properties: &str, text: &str) {
        let named = if style == "Normal" { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
        let _ = write!(self.out, "<w:p><w:pPr>{named}{properties}</w:pPr>{}</w:p>", runs(text));
    }

    fn blank(&mut self, lines: usize) {
        for _ in 0..lines {
            self.out.push_str("<w:p><w:pPr><w:keepNext/></w:pPr></w:p>");
        }
    }

    fn title(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.paragraph("Title", "", &lines.join("\n"));
        self.blank(1);
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(level, text) => self.paragraph(&format!("Heading{}", level.clamp(&1, &4)), "", text),
            Part::Text(text) => self.paragraph("BodyText", "", text),
            Part::Fact(label, value) => {
                let font = escape(&self.style.font.headings[0]).into_owned();
                let colon = if label.is_ascii() { ": " } else { "：" };
                let _ = write!(
                    self.out,
                    "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"{font}\"/></w:rPr>\
                     <w:t xml:space=\"preserve\">{}{colon}</w:t></w:r>{}</w:p>",
                    escape(label).replace('\n', " "),
                    runs(value)
                );
            }
            Part::Table(table) => self.table(table),
            Part::Form(rows) => self.form(rows),
            Part::Annexes(names) => self.annexes(names),
            Part::Issuer(name, day) => self.issuer(name.as_deref(), day.as_deref()),
            Part::Copies(text) => {
                self.blank(1);
                let rule = "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"000000\"/><w:bottom w:val=\"single\" \
                            w:sz=\"8\" w:space=\"1\" w:color=\"000000\"/></w:pBdr>";
                let one = self.style.size.number * 10;
                let indent = format!("<w:ind w:left=\"{one}\" w:right=\"{one}\"/>");
                self.paragraph("Normal", &format!("{rule}{indent}"), text);
            }
            Part::Annex(number, title) => {
                let font = escape(&self.style.font.headings[0]).into_owned();
                let _ = write!(
                    self.out,
                    "<w:p><w:pPr><w:keepNext/><w:pageBreakBefore/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"{font}\"/></w:rPr>\
                     <w:t>{}</w:t></w:r></w:p>",
                    escape(number)
                );
                self.blank(1);
                self.title(std::slice::from_ref(title));
            }
        }
    }

    /// 附件：1. …, a line below the text, two characters in; the names stand below each other.
    fn annexes(&mut self, names: &[String]) {
        self.blank(1);
        let one = self.style.size.body * 10 + self.style.spacing;
        for (n, name) in names.iter().enumerate() {
            let number = if names.len() > 1 { format!("{}. ", n + 1) } else { String::new() };
            let left = if number.is_empty() { 5 * one } else { 6 * one };
            let (first, text) = if n == 0 {
                (left - 2 * one, format!("{}{number}{name}", paper::ANNEXES))
            } else {
                (left - 5 * one, format!("{number}{name}"))
            };
            let keep = if n + 1 < names.len() { "<w:keepNext/>" } else { "" };
            let indent = format!("{keep}<w:ind w:left=\"{left}\" w:hanging=\"{first}\"/>");
            self.paragraph("Normal", &indent, &text);
        }
    }

    /// The day four characters from the right, and who issues it in the middle above.
    fn issuer(&mut self, name: Option<&str>, day: Option<&str>) {
        self.blank(2);
        let size = self.style.size.body;
        let of = |text: Option<&str>| text.map_or(0, |text| twips(text, size));
        let (name_width, day_width) = (of(name), of(day));
        // a name that is longer than the day stands two characters from the right, and the day in the middle below
        let four = size * 40;
        let (mut name_right, mut day_right) = (four + (day_width - name_width) / 2, four);
        if name_right < size * 20 && name.is_some() {
            name_right = size * 20;
            day_right = (name_right + (name_width - day_width) / 2).max(four);
        }
        let right = |keep: &str, twips: i64| format!("{keep}<w:ind w:right=\"{twips}\"/><w:jc w:val=\"right\"/>");
        if let Some(name) = name {
            let keep = if day.is_some() { "<w:keepNext/>" } else { "" };
            self.paragraph("Normal", &right(keep, name_right), name);
        }
        if let Some(day) = day {
            self.paragraph("Normal", &right("", day_right), day);
        }
    }

    fn open_table(&mut self, widths: &[i64]) {
        let total: i64 = widths.iter().sum();
        let edge = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
        let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{edges}</w:tblBorders>\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"70\" w:type=\"dxa\"/><w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/>\
             </w:tblCellMar></w:tblPr><w:tblGrid>"
        );
        for width in widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.out.push_str("</w:tblGrid>");
    }

    fn open_row(&mut self, texts: usize, room: i64, head: bool) {
        self.out.push_str("<w:tr><w:trPr>");
        if texts <= WHOLE_ROW {
            self.out.push_str("<w:cantSplit/>");
        }
        if room > 1 {
            let height = room * self.style.pitch;
            let _ = write!(self.out, "<w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>");
        } else {
            let height = self.style.size.table * 17;
            let _ = write!(self.out, "<w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>");
        }
        if head {
            self.out.push_str("<w:tblHeader/>");
        }
        self.out.push_str("</w:trPr>");
    }

    fn cell(&mut self, width: i64, span: usize, style: &str, jc: &str, text: &str) {
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if span > 1 {
            let _ = write!(self.out, "<w:gridSpan w:val=\"{span}\"/>");
        }
        self.out.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
        self.paragraph(style, jc, text);
        self.out.push_str("</w:tc>");
    }

    fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let widths = widths(table, self.style, self.width);
        self.open_table(&widths);
        self.open_row(0, 1, true);
        for (column, width) in table.columns.iter().zip(&widths) {
            self.cell(*width, 1, "TableHead", "", &column.title);
        }
        self.out.push_str("</w:tr>");
        for row in &table.rows {
            let text = row.iter().map(|cell| cell.text.chars().count()).sum();
            self.open_row(text, 1, false);
            for (at, (column, width)) in table.columns.iter().zip(&widths).enumerate() {
                let text = row.get(at).map_or("", |cell| cell.text.as_str());
                self.cell(*width, 1, "TableText", if column.right { "<w:jc w:val=\"right\"/>" } else { "" }, text);
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }

    /// Labels and values in turn; the last value is as wide as what is left.
    fn form(&mut self, rows: &[(u8, Vec<String>)]) {
        let label = (self.style.size.table * 10 * 6 + 160).min(self.width / 4);
        let value = (self.width - 2 * label) / 2;
        let widths = [label, value, label, self.width - 2 * label - value];
        self.open_table(&widths);
        for (room, cells) in rows {
            let text = cells.iter().map(|cell| cell.chars().count()).sum();
            self.open_row(text, i64::from(*room), false);
            let cells: Vec<&str> = cells.iter().map(String::as_str).take(4).collect();
            for (at, text) in cells.iter().enumerate() {
                let span = if at + 1 == cells.len() { 4 - at } else { 1 };
                let width = widths[at..at + span].iter().sum();
                let is_label = at % 2 == 0 && cells.len() > 1;
                self.cell(width, span, if is_label { "TableHead" } else { "TableText" }, "", text);
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }
}

/// Columns as wide as what stands in them, as far as the sheet goes: those of short texts whole, the others share the rest.
fn widths(table: &Table, style: &Style, room: i64) -> Vec<i64> {
    let size = style.size.table;
    let wish: Vec<(i64, i64)> = (0..table.columns.len())
        .map(|at| {
            // a heading may stand in two lines, a text in several
            let head = twips(&table.columns[at].title, size);
            let texts = || table.rows.iter().filter_map(|row| row.get(at)).map(|cell| twips(&cell.text, size));
            let longest = texts().max().unwrap_or(0).min(room * 4);
            let mean = texts().map(|width| width.min(room * 4)).sum::<i64>()
                / i64::try_from(table.rows.len().max(1)).unwrap_or(1);
            let least = (head / 2 + 160).max(NARROWEST);
            (least, longest.min(mean * 2 + 2 * size * 10).max(head) + 160)
        })
        .collect();
    let count = i64::try_from(wish.len()).unwrap_or(1);
    if room / count < NARROWEST {
        return vec![(room / count).max(60); wish.len()];
    }
    let mut widths: Vec<Option<i64>> = vec![None; wish.len()];
    // those that ask for less than a fair part get what they ask for; what they leave is for the others
    loop {
        let left = room - widths.iter().flatten().sum::<i64>();
        let others = i64::try_from(widths.iter().filter(|width| width.is_none()).count()).unwrap_or(0);
        if others == 0 {
            break;
        }
        let fair = left / others;
        let modest: Vec<usize> =
            (0..wish.len()).filter(|at| widths[*at].is_none() && wish[*at].1.max(wish[*at].0) <= fair).collect();
        if modest.is_empty() {
            let total: i64 = (0..wish.len()).filter(|at| widths[*at].is_none()).map(|at| wish[at].1.isqrt()).sum();
            for at in 0..wish.len() {
                if widths[at].is_none() {
                    widths[at] = Some(NARROWEST + (left - others * NARROWEST) * wish[at].1.isqrt() / total.max(1));
                }
            }
            break;
        }
        for at in modest {
            widths[at] = Some(wish[at].1.max(wish[at].0));
        }
    }
    let mut widths: Vec<i64> = widths.into_iter().map(|width| width.unwrap_or(NARROWEST)).collect();
    let spare = room - widths.iter().sum::<i64>();
    // what nobody asked for goes to the widest, or to all where there is much of it
    if let Some(widest) = (0..widths.len()).max_by_key(|at| widths[*at]) {
        if table.columns.iter().all(|column| column.right) || spare < 0 {
            let part = spare / count;
            for width in &mut widths {
                *width += part;
            }
        } else {
            widths[widest] += spare;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::anything;
    use super::super::page::{Block, Cell, Column, Page};
    use super::*;
    use proptest::prelude::*;

    fn any_page() -> impl Strategy<Value = Page> {
        let table = (1_usize..12, 0_usize..5, anything()).prop_map(|(columns, rows, text)| {
            let columns: Vec<Column> = (0..columns)
                .map(|n| if n % 2 == 0 { Column::number(text.as_str()) } else { Column::flexible("问题") })
                .collect();
            let row: Vec<Cell> = columns.iter().map(|_| text.as_str().into()).collect();
            let mut table = Table::new(columns);
            (0..rows).for_each(|_| table.row(row.clone()));
            Block::Table(table)
        });
        let block = prop_oneof![
            (0_u8..9, anything()).prop_map(|(level, text)| Block::Heading(level, text)),
            anything().prop_map(|text| Block::Paragraph(text.into())),
            proptest::collection::vec((anything(), anything().prop_map(Cell::from)), 0..3).prop_map(Block::Facts),
            proptest::collection::vec(anything(), 0..3).prop_map(Block::List),
            table,
        ];
        proptest::collection::vec(block, 0..6).prop_map(|blocks| Page { blocks })
    }

    /// Whether all elements are closed, and every character is one that XML can hold.
    fn sound(xml: &str) -> Result<(), String> {
        let fits = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        if let Some(c) = xml.chars().find(|c| !fits(*c)) {
            return Err(format!("{c:?} cannot stand in XML"));
        }
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                quick_xml::events::Event::Eof => return Ok(()),
                quick_xml::events::Event::Start(it) | quick_xml::events::Event::Empty(it) => {
                    it.attributes().try_for_each(|it| it.map(|_| ())).map_err(|error| error.to_string())?;
                }
                _ => {}
            }
        }
    }

    #[test]
    fn markup_in_a_text_is_text() {
        let mut page = Page::new();
        page.heading(1, "<script>alert(1)</script> & \u{0} 㐂𠮷😀");
        let text = Body::new(&Style::default()).document(&Paper::of(&page));
        assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ␀ 㐂𠮷😀</w:t>"), "{text}");
    }

    #[test]
    fn a_table_is_as_wide_as_the_text_and_repeats_its_headings() {
        let style = Style::default();
        let mut table = Table::new(vec![Column::number("编号"), Column::flexible("问题"), Column::flexible("单位")]);
        table.row(vec!["8".into(), "很长的问题".repeat(300).into(), "市住建局".into()]);
        let widths = widths(&table, &style, style.width);
        assert_eq!(widths.iter().sum::<i64>(), style.width);
        assert!(widths[1] > 4 * widths[0] && widths[2] > 4 * 240, "{widths:?}");
        let mut page = Page::new();
        page.table(table);
        let text = Body::new(&style).document(&Paper::of(&page));
        assert_eq!(text.matches("<w:tblHeader/>").count(), 1);
        assert_eq!(text.matches("<w:cantSplit/>").count(), 1, "the headings alone: the row is longer than a page");
    }

    #[test]
    fn the_same_document_gives_the_same_bytes_and_can_be_read_again() {
        let mut page = Page::new();
        page.heading(1, "标题");
        page.paragraph("一\n二");
        let bytes = || crate::document::packed(&parts(&Paper::of(&page), &Style::default()));
        assert_eq!(bytes(), bytes());
        let text = crate::document::docx(&bytes()).unwrap().text;
        assert_eq!(text, "标题\n\n一\n二\n");
    }

    proptest! {
        #[test]
        fn any_page_gives_parts_that_are_valid_xml(page in any_page()) {
            for (name, text) in parts(&Paper::of(&page), &Style::default()) {
                prop_assert_eq!(sound(&text), Ok(()), "{}", name);
            }
        }

        #[test]
        fn widths_are_those_of_the_sheet(texts in proptest::collection::vec("[长a]{0,400}", 1..14)) {
            let mut table = Table::new(texts.iter().map(|_| Column::flexible("问题")).collect());
            table.row(texts.iter().map(|text| text.as_str().into()).collect());
            let widths = widths(&table, &Style::default(), 8844);
            let sum: i64 = widths.iter().sum();
            prop_assert!((8800..=8844).contains(&sum) && widths.iter().all(|width| *width >= NARROWEST), "{:?}", widths);
        }
    }
}
