//! How official documents look: margins, lines and characters of a page, fonts, sizes, the red head (GB/T 9704-2012,
//! `domain.md` 6). What an office does its own way is a file of the same form.

use crate::domain::say::Said;
use crate::say;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The style that is in force while an office has none of its own.
pub const DEFAULT: &str = include_str!("../../templates/style.toml");

/// Height and width of A4, in millimetres.
const PAPER: (f64, f64) = (297.0, 210.0);

/// Twips in a millimetre.
const TWIPS: f64 = 1440.0 / 25.4;

/// The looks of a document. Lengths are twips, a twentieth of a point; sizes are half points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Top, bottom, left, right.
    pub margins: [i64; 4],
    /// The width between the margins.
    pub width: i64,
    /// From the foot of the sheet to the foot of the page number: it stands 7 mm below the text.
    pub footer: i64,
    /// From line to line.
    pub pitch: i64,
    /// What is added behind each character of the text so that a line holds as many as it should; mostly negative.
    pub spacing: i64,
    /// Fonts by their use.
    pub font: Fonts,
    /// Sizes by their use.
    pub size: Sizes,
    /// Whether the head is red.
    pub red: bool,
    /// What stands in the head in place of what the wording says.
    pub head: Option<String>,
    /// Fonts that may take the place of one that is missing.
    pub instead: BTreeMap<String, String>,
}

/// Names of fonts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // each is named after what it is for
pub struct Fonts {
    pub head: String,
    pub title: String,
    pub body: String,
    pub headings: [String; 4],
    pub table: String,
    pub number: String,
    pub latin: String,
}

/// Sizes in half points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // each is named after what it is for
pub struct Sizes {
    pub head: i64,
    pub title: i64,
    pub body: i64,
    pub table: i64,
    pub number: i64,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    page: Page,
    font: Font,
    size: Size,
    head: Head,
    instead: BTreeMap<String, Spanned<String>>,
}

type Number = Option<Spanned<f64>>;
type Text = Option<Spanned<String>>;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Page {
    top: Number,
    bottom: Number,
    left: Number,
    right: Number,
    lines: Option<Spanned<u32>>,
    chars: Option<Spanned<u32>>,
    pitch: Number,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Font {
    head: Text,
    title: Text,
    body: Text,
    heading1: Text,
    heading2: Text,
    heading3: Text,
    heading4: Text,
    table: Text,
    number: Text,
    latin: Text,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Size {
    head: Number,
    title: Number,
    body: Number,
    table: Number,
    number: Number,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Head {
    red: Option<bool>,
    text: Text,
}

impl Default for Style {
    fn default() -> Self {
        read("style.toml", DEFAULT).expect("the style that ships is sound, which a test holds")
    }
}

/// A file while it is read: what is wrong is told by line and field.
struct Reading<'t> {
    path: &'t str,
    text: &'t str,
    problems: Vec<Said>,
}

impl Reading<'_> {
    fn line(&self, at: usize) -> usize {
        self.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
    }

    fn wrong<T>(&mut self, field: &str, value: &Spanned<T>, why: Said) {
        let line = self.line(value.span().start);
        self.problems.push(say!("style-wrong", path = self.path, line = line, field = field, why = why));
    }

    /// A number between two others.
    fn number(&mut self, field: &str, [value, base]: [&Number; 2], least: f64, most: f64) -> f64 {
        let default = base.as_ref().map_or(least, |base| *base.get_ref());
        let Some(value) = value else { return default };
        let found = *value.get_ref();
        if !(least..=most).contains(&found) {
            let why = say!("style-out-of", found = plain(found), least = plain(least), most = plain(most));
            self.wrong(field, value, why);
            return default;
        }
        found
    }

    fn count(&mut self, field: &str, [value, base]: [&Option<Spanned<u32>>; 2], least: u32, most: u32) -> u32 {
        let default = base.as_ref().map_or(least, |base| *base.get_ref());
        let Some(value) = value else { return default };
        let found = *value.get_ref();
        if !(least..=most).contains(&found) {
            let (least, most) = (least.to_string(), most.to_string());
            self.wrong(field, value, say!("style-out-of", found = found.to_string(), least = least, most = most));
            return default;
        }
        found
    }

    /// The name of a font: something, and nothing that is no name.
    fn font(&mut self, field: &str, [value, base]: [&Text; 2]) -> String {
        let default = base.as_ref().map_or("", |base| base.get_ref());
        let Some(value) = value else { return default.to_owned() };
        let found = value.get_ref().trim();
        if found.is_empty() || found.chars().count() > 31 || found.contains(|c: char| c.is_control() || c == ',') {
            self.wrong(field, value, say!("style-no-font", found = found));
            return default.to_owned();
        }
        found.to_owned()
    }

    fn half_points(&mut self, field: &str, values: [&Number; 2]) -> i64 {
        whole(self.number(field, values, 5.0, 120.0) * 2.0)
    }
}

/// 28, 28.5
fn plain(number: f64) -> String {
    format!("{number:.2}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The nearest whole number, of one that is known to be small.
#[allow(clippy::cast_possible_truncation)]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

/// Reads a style; what the file does not say is as in [`DEFAULT`].
///
/// # Errors
/// All that is wrong, each with line and field: what is no TOML, fields that there are not, and pages that cannot be.
pub fn read(path: &str, text: &str) -> Result<Style, Vec<Said>> {
    let base: File = toml::from_str(DEFAULT).expect("the style that ships is sound, which a test holds");
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text.get(..span.start).map_or(1, |t| t.matches('\n').count() + 1));
        vec![say!("style-unreadable", path = path, line = line, cause = error.message())]
    })?;
    let mut it = Reading { path, text, problems: Vec::new() };
    let page = &file.page;
    let mut margin = |field, own, base, most| it.number(field, [own, base], 5.0, most);
    let top = margin("page.top", &page.top, &base.page.top, 120.0);
    let bottom = margin("page.bottom", &page.bottom, &base.page.bottom, 120.0);
    let left = margin("page.left", &page.left, &base.page.left, 80.0);
    let right = margin("page.right", &page.right, &base.page.right, 80.0);
    let lines = it.count("page.lines", [&page.lines, &base.page.lines], 5, 60);
    let chars = it.count("page.chars", [&page.chars, &base.page.chars], 10, 60);
    let size = Sizes {
        head: it.half_points("size.head", [&file.size.head, &base.size.head]),
        title: it.half_points("size.title", [&file.size.title, &base.size.title]),
        body: it.half_points("size.body", [&file.size.body, &base.size.body]),
        table: it.half_points("size.table", [&file.size.table, &base.size.table]),
        number: it.half_points("size.number", [&file.size.number, &base.size.number]),
    };
    let margins = [top, bottom, left, right].map(|mm| whole(mm * TWIPS));
    let (height, width) = (whole((PAPER.0 - top - bottom) * TWIPS), whole((PAPER.1 - left - right) * TWIPS));
    // a line is a character and 7/8 of one high at most, and no less than the character itself
    let most = height / i64::from(lines);
    if most < size.body * 10 {
        let room = plain(PAPER.0 - top - bottom);
        let why = say!("style-lines", lines = i64::from(lines), room = room, size = half(size.body));
        match (&page.lines, &page.top, &page.bottom, &file.size.body) {
            (Some(value), ..) => it.wrong("page.lines", value, why),
            (_, Some(value), ..) => it.wrong("page.top", value, why),
            (_, _, Some(value), _) => it.wrong("page.bottom", value, why),
            (_, _, _, Some(value)) => it.wrong("size.body", value, why),
            _ => {}
        }
    }
    let mut pitch = most;
    if let Some(value) = &page.pitch {
        pitch = whole(it.number("page.pitch", [&page.pitch, &None], 6.0, 100.0) * 20.0);
        if pitch > most {
            let (found, most) = (plain(*value.get_ref()), twentieth(most));
            it.wrong("page.pitch", value, say!("style-pitch", found = found, lines = i64::from(lines), most = most));
        }
    }
    // a fifth closer, or a half further, and nobody would read it
    let spacing = (width / i64::from(chars)) - size.body * 10;
    if spacing < -size.body * 2 || spacing > size.body * 5 {
        let room = plain(PAPER.1 - left - right);
        let why = say!("style-chars", chars = i64::from(chars), room = room, size = half(size.body));
        match (&page.chars, &page.left, &page.right, &file.size.body) {
            (Some(value), ..) => it.wrong("page.chars", value, why),
            (_, Some(value), ..) => it.wrong("page.left", value, why),
            (_, _, Some(value), _) => it.wrong("page.right", value, why),
            (_, _, _, Some(value)) => it.wrong("size.body", value, why),
            _ => {}
        }
    }
    let (of, base_of) = (&file.font, &base.font);
    let font = Fonts {
        head: it.font("font.head", [&of.head, &base_of.head]),
        title: it.font("font.title", [&of.title, &base_of.title]),
        body: it.font("font.body", [&of.body, &base_of.body]),
        headings: [
            it.font("font.heading1", [&of.heading1, &base_of.heading1]),
            it.font("font.heading2", [&of.heading2, &base_of.heading2]),
            it.font("font.heading3", [&of.heading3, &base_of.heading3]),
            it.font("font.heading4", [&of.heading4, &base_of.heading4]),
        ],
        table: it.font("font.table", [&of.table, &base_of.table]),
        number: it.font("font.number", [&of.number, &base_of.number]),
        latin: it.font("font.latin", [&of.latin, &base_of.latin]),
    };
    let mut instead: BTreeMap<String, String> =
        base.instead.into_iter().map(|(font, others)| (font, others.into_inner())).collect();
    for (font, others) in file.instead {
        if others.get_ref().chars().any(char::is_control) {
            it.wrong(&format!("instead.{font}"), &others, say!("style-no-font", found = others.get_ref()));
        }
        instead.insert(font, others.into_inner());
    }
    if !it.problems.is_empty() {
        return Err(it.problems);
    }
    let number = size.number * 10 + size.number * 10 / 5;
    let footer = (margins[1] - whole(7.0 * TWIPS) - number).max(whole(4.0 * TWIPS));
    let head = file.head.text.map(|text| text.into_inner().trim().to_owned()).filter(|text| !text.is_empty());
    Ok(Style { margins, width, footer, pitch, spacing, font, size, red: file.head.red.unwrap_or(true), head, instead })
}

/// Half points as points.
fn half(size: i64) -> String {
    if size % 2 == 0 { (size / 2).to_string() } else { format!("{}.5", size / 2) }
}

/// Twips as points.
fn twentieth(twips: i64) -> String {
    format!("{}.{:02}", twips / 20, twips % 20 * 5).trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_that_ships_is_that_of_the_standard() {
        let style = Style::default();
        assert_eq!(style.margins, [2098, 1984, 1587, 1474]);
        assert_eq!((style.width, style.pitch, style.spacing), (8844, 579, -5), "22 lines of 28 characters");
        assert_eq!(read("", "").unwrap(), style, "what is not said is as it ships");
        let text = DEFAULT.replace("# pitch", "pitch");
        assert_eq!(read("", &text).unwrap().pitch, 560);
    }

    #[test]
    fn what_cannot_be_is_refused_with_line_and_field() {
        let refused = |text: &str| {
            let told = |said: &Said| said.to_string();
            read("s", text).expect_err(text).iter().map(told).collect::<Vec<_>>().join("; ")
        };
        for (text, says) in [
            ("[page]\ntop = 250", "line=2 field=page.top why=style-out-of found=250 least=5 most=120"),
            ("[page]\ntop = 120\nbottom = 120", "line=2 field=page.top why=style-lines lines=22 room=57 size=16"),
            ("[page]\nlines = 40", "line=2 field=page.lines why=style-lines lines=40 room=225 size=16"),
            ("[page]\n\nchars = 40", "line=3 field=page.chars why=style-chars chars=40 room=156 size=16"),
            ("[page]\nleft = 80\nright = 80", "field=page.left why=style-chars"),
            ("[page]\npitch = 29.0", "line=2 field=page.pitch why=style-pitch found=29 lines=22 most=28.95"),
            ("[page]\nleft = nan", "field=page.left"),
            ("[page]\nleft = -3.0", "field=page.left"),
            ("[font]\nbody = ' '", "line=2 field=font.body why=style-no-font"),
            ("[page]\nmargin = 3", "style-unreadable path=s line=2 cause=unknown field `margin`"),
            ("[page\n", "style-unreadable path=s line=1"),
            ("[size]\nbody = 'big'", "style-unreadable path=s line=2"),
        ] {
            let told = refused(text);
            assert!(told.contains(says), "{text}: {told}");
        }
        assert!(refused("[page]\ntop = 1\n[size]\ntitle = 1000").contains("; "), "all of it at once");
    }

    #[test]
    fn a_house_style_of_29_points_has_21_lines() {
        let style = read("", "[page]\nlines = 21\npitch = 29\nleft = 27\nright = 27\nbottom = 33\ntop = 35").unwrap();
        assert_eq!((style.pitch, style.width), (580, 8844));
    }
}
