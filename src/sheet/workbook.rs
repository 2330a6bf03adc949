//! A workbook from a plain description to XLSX bytes: a title, a day, columns with drop-downs and locks, rows of cells,
//! lamps. It knows nothing of issues.
//!
//! Text is always a cell of text: nothing that begins with `=`, `+`, `-` or `@` is ever a formula, so nothing is put in
//! front of it. Characters that XML has no place for are written as the format has it (`_x000B_`), and read back as they
//! were. What a cell cannot hold is a [`Fault`], never cut.

use crate::domain::say::Said;
use crate::say;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, ProtectionOptions, Worksheet, XlsxError,
};
use std::borrow::Cow;
use std::io::{Cursor, Read, Write};
use unicode_width::UnicodeWidthStr;

/// The row of the first cells under the headings, as a formula names it.
pub const FIRST_ROW: u32 = 4;

/// The cell of the day that the sheet speaks of, as a formula names it.
pub const DAY_CELL: &str = "$B$2";

/// What a cell takes in characters of UTF-16: a limit of the format.
const LONGEST_TEXT: usize = 32_767;

/// How many rows a sheet takes: a limit of the format.
const MOST_ROWS: u32 = 1_048_576;

/// Drop-downs, checks and lamps reach this many rows beyond the last, for rows that are added at the end.
const SPARE: u32 = 200;

/// 宋体: on every office machine, and what WPS and Excel fall back from to another 宋体.
const FONT: &str = "宋体";

/// One sheet to work in, and a hidden one with the lists of its drop-downs.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// The name of the sheet.
    pub name: String,
    /// What stands at the top.
    pub title: String,
    /// What stands before the day.
    pub day_label: String,
    /// The day that the sheet speaks of; lamps are counted from its cell, [`DAY_CELL`].
    pub day: NaiveDate,
    /// How it is shown, as the format writes it: `yyyy-mm-dd`.
    pub day_format: String,
    /// What the colours mean, beside the day.
    pub legend: String,
    /// The columns from the left.
    pub columns: Vec<Column>,
    /// How many of them stay in sight.
    pub frozen: u16,
    /// The name of the hidden sheet.
    pub lists_name: String,
    /// The lists of the drop-downs, each under its heading.
    pub lists: Vec<(String, Vec<String>)>,
    /// The colours; of two that speak of a cell, the first.
    pub lamps: Vec<Lamp>,
    /// Whether the locks of columns hold, without a password.
    pub protected: bool,
    /// What stands at the foot of each page, as the format writes it: `&P` is the page, `&N` how many there are.
    pub footer: String,
    /// Who wrote it.
    pub author: String,
    /// When. The bytes follow from this and the cells alone.
    pub created: DateTime<FixedOffset>,
    /// Properties of the document, by name.
    pub properties: Vec<(&'static str, String)>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// What stands above it.
    pub heading: String,
    /// How it looks.
    pub kind: Kind,
    /// What may be filled in, and what is said otherwise.
    pub check: Option<Check>,
    /// Whether its cells stay as they are where the workbook is protected.
    pub locked: bool,
    /// Whether it is out of sight.
    pub hidden: bool,
}

/// How a column looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Names and words: narrow, and what is typed stays text (`0012`).
    Short,
    /// Running text: wide.
    Long,
    /// Numbers at the right.
    Number,
    /// Words in the middle.
    Middle,
    /// Days, or text in their place.
    Day,
}

/// What may be filled in.
#[derive(Debug, Clone)]
pub struct Check {
    /// The rule.
    pub rule: Rule,
    /// Whether something else is refused, or let in once that was said.
    pub firm: bool,
    /// What is said.
    pub message: String,
}

/// A rule for what is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// One of a list, by its place.
    List(usize),
    /// A day.
    Day,
    /// A whole number from 0 to 100.
    Percent,
    /// Nothing: it stays as it is.
    Fixed,
}

/// A colour that a formula turns on.
#[derive(Debug, Clone)]
pub struct Lamp {
    /// Which columns it colours.
    pub columns: std::ops::RangeInclusive<u16>,
    /// When, for the cells of [`FIRST_ROW`].
    pub formula: String,
    /// How.
    pub colour: Colour,
}

/// A colour with a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Too late.
    Red,
    /// Soon.
    Amber,
    /// Done.
    Green,
    /// Over and done with.
    Grey,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A day; see [`holds_day`].
    Day(NaiveDate),
}

/// Why there is no workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The cell, by its row and column from 0, where it is one.
    pub cell: Option<(usize, usize)>,
    /// What is wrong with it.
    pub why: Said,
}

/// Whether a day can be a cell of its kind: the format counts days from 1900, and wrongly so until March.
pub fn holds_day(day: NaiveDate) -> bool {
    (1901..=9999).contains(&day.year())
}

/// A column as a formula names it: `A`, `Z`, `AA`.
pub fn letters(column: u16) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).expect("less than 26"));
    if column < 26 { letter.to_string() } else { format!("{}{letter}", letters(column / 26 - 1)) }
}

/// Text in a formula.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The bytes of a workbook with these rows.
///
/// # Errors
/// When a text is longer than a cell takes, or there are more rows than a sheet takes.
pub fn write(book: &Workbook, rows: &[Vec<Cell>]) -> Result<Vec<u8>, Fault> {
    let count = holds(rows)?;
    assemble(&[(book, rows, count)]).map_err(|error| broken(&*error))
}

/// The bytes of a workbook with several sheets, none with drop-downs.
///
/// # Errors
/// As of [`write()`], of the first sheet that there cannot be.
pub fn write_all(sheets: &[(Workbook, Vec<Vec<Cell>>)]) -> Result<Vec<u8>, Fault> {
    let counted = sheets.iter().map(|(book, rows)| Ok((book, rows.as_slice(), holds(rows)?)));
    assemble(&counted.collect::<Result<Vec<_>, Fault>>()?).map_err(|error| broken(&*error))
}

fn broken(error: &dyn std::error::Error) -> Fault {
    Fault { cell: None, why: say!("workbook-broken", cause = error.to_string()) }
}

/// How many rows there are, if a sheet can hold them.
fn holds(rows: &[Vec<Cell>]) -> Result<u32, Fault> {
    let Some(count) = u32::try_from(rows.len()).ok().filter(|count| count + FIRST_ROW + SPARE <= MOST_ROWS) else {
        return Err(Fault { cell: None, why: say!("workbook-too-many-rows", limit = i64::from(MOST_ROWS)) });
    };
    let too_long = rows.iter().enumerate().find_map(|(row, cells)| {
        let length = |cell: &Cell| match cell {
            Cell::Text(text) if text.len() > LONGEST_TEXT => text.encode_utf16().count(),
            _ => 0,
        };
        let lengths = cells.iter().map(length).enumerate();
        lengths.into_iter().find(|(_, length)| *length > LONGEST_TEXT).map(|(place, length)| (row, place, length))
    });
    if let Some((row, place, length)) = too_long {
        let why = say!("workbook-cell-too-long", length = length, limit = LONGEST_TEXT);
        return Err(Fault { cell: Some((row, place)), why });
    }
    Ok(count)
}

fn assemble(sheets: &[(&Workbook, &[Vec<Cell>], u32)]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut file = rust_xlsxwriter::Workbook::new();
    file.set_zip_compression_level(1); // quickly: `pack` does it again
    for (book, rows, count) in sheets {
        let sheet = file.add_worksheet();
        let widths = widths(book, rows);
        fill(sheet, book, rows, &widths)?;
        arrange(sheet, book, &widths, *count)?;
    }
    if let Some((book, ..)) = sheets.first() {
        if !book.lists.is_empty() {
            lists(file.add_worksheet(), book)?;
        }
        file.set_properties(&properties(book)?);
    }
    pack(&file.save_to_buffer()?)
}

/// Packs the parts again, and lets the heights of rows be what a program works out as soon as somebody types.
///
/// A row whose height is not given is cut off at one line by LibreOffice and by what shows a file on a telephone; one
/// whose height was set, as the writer sets it, does not grow in Excel when more is written into it. Given, but not
/// set, is what Excel itself saves.
fn pack(made: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut parts = zip::ZipArchive::new(Cursor::new(made))?;
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::with_capacity(made.len())));
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for at in 0..parts.len() {
        let mut part = parts.by_index(at)?;
        let name = part.name()?.into_owned();
        let mut text = String::with_capacity(usize::try_from(part.size())?);
        part.read_to_string(&mut text)?;
        // no part has a NUL in it
        let set = if name.starts_with("xl/worksheets/sheet") { " customHeight=\"1\"" } else { "\0" };
        packed.start_file(name, options)?;
        for piece in text.split(set) {
            packed.write_all(piece.as_bytes())?;
        }
    }
    Ok(packed.finish()?.into_inner())
}

/// How the cells of a column look, in the body and, without a frame, below it.
fn look(column: &Column) -> Format {
    let format = Format::new().set_font_name(FONT).set_font_size(11).set_text_wrap();
    let format = match column.kind {
        Kind::Short => format.set_num_format("@"),
        Kind::Long => format,
        Kind::Number => format.set_align(FormatAlign::Right),
        Kind::Middle => format.set_align(FormatAlign::Center),
        Kind::Day => format.set_align(FormatAlign::Left).set_num_format("yyyy-mm-dd"),
    };
    format.set_align(FormatAlign::Top)
}

/// Writes the cells in columns and rows that suit them.
fn fill(sheet: &mut Worksheet, book: &Workbook, rows: &[Vec<Cell>], widths: &[f64]) -> Result<(), XlsxError> {
    let framed = |column: &Column| {
        let format = look(column).set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00B0_B0B0));
        if column.locked { format } else { format.set_unlocked() }
    };
    let plain: Vec<Format> = book.columns.iter().map(framed).collect();
    // without the mark, a person who only steps into such a cell and out again would make a formula of it
    let marked: Vec<Format> = plain.iter().map(|format| format.clone().set_quote_prefix()).collect();
    for ((width, column), at) in widths.iter().zip(&book.columns).zip(0..) {
        sheet.set_column_width(at, *width)?;
        sheet.set_column_format(at, &look(column).set_unlocked())?; // of rows that are added
    }
    for (row, line) in rows.iter().zip(FIRST_ROW - 1..) {
        let mut lines: f64 = 1.0;
        for (place, (cell, column)) in row.iter().zip(0..).enumerate() {
            let format = &plain[place];
            match cell {
                Cell::Empty => sheet.write_blank(line, column, format)?,
                Cell::Number(number) => sheet.write_number_with_format(line, column, *number, format)?,
                Cell::Day(day) => sheet.write_number_with_format(line, column, serial(*day), format)?,
                Cell::Text(text) => {
                    if !book.columns[place].hidden {
                        lines = lines.max(height(text, widths[place]));
                    }
                    let runs = text.starts_with(['=', '+', '-', '@', '\'']);
                    text_cell(sheet, line, column, text, if runs { &marked[place] } else { format })?
                }
            };
        }
        if lines > 1.0 {
            sheet.set_row_height(line, (lines * LINE + 3.0).min(TALLEST))?;
        }
    }
    Ok(())
}

/// Writes text as text.
fn text_cell<'s>(
    sheet: &'s mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<&'s mut Worksheet, XlsxError> {
    if text.starts_with("<r>") && text.ends_with("</r>") {
        // the writer would take it for markup of its own
        let (first, rest) = text.split_at(1);
        let default = Format::default();
        return sheet.write_rich_string_with_format(row, column, &[(&default, first), (&default, rest)], format);
    }
    sheet.write_string_with_format(row, column, text, format)
}

/// The number of a day: 1 is the first of January 1900.
fn serial(day: NaiveDate) -> f64 {
    const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
    f64::from(i32::try_from((day - EPOCH).num_days()).expect("a day of four digits"))
}

/// How high a line of text is, in points.
const LINE: f64 = 15.5;

/// How high a row may be, in points: a limit of the format.
const TALLEST: f64 = 409.0;

/// How wide the columns are, in digits; a 汉字 takes two.
///
/// Wide enough for what stands there, not wider than the eye likes; the longer the texts of a column, the wider, so that
/// a row does not become a tower.
fn widths(book: &Workbook, rows: &[Vec<Cell>]) -> Vec<f64> {
    let of = |place: usize, column: &Column| {
        let (mut line, mut whole) = (0, 0);
        for cell in rows.iter().filter_map(|row| row.get(place)) {
            let text = match cell {
                Cell::Empty => continue,
                Cell::Number(number) => Cow::Owned(number.to_string()),
                Cell::Day(_) => Cow::Borrowed("2019-12-31"),
                Cell::Text(text) => Cow::Borrowed(text.as_ref()),
            };
            line = text.lines().map(UnicodeWidthStr::width).fold(line, usize::max);
            whole = whole.max(text.len() * 2 / 3); // three bytes take two digits' room
        }
        let heading = column.heading.width();
        let (least, most) = match column.kind {
            // an id is not broken
            Kind::Short if line <= 20 && whole_words(rows, place) => (heading.min(8), 20),
            Kind::Short => (heading.min(8), 13),
            Kind::Long => (heading.max(12), (whole.isqrt() * 3).clamp(18, 60)),
            Kind::Number | Kind::Middle => (heading.min(8), 12),
            Kind::Day => (10, 15),
        };
        // the day under the title stands in the second column
        let least = if place == 1 { least.max(13) } else { least };
        f64::from(u16::try_from(line.clamp(least.min(most), most.max(least)) + 1).unwrap_or(u16::MAX))
    };
    book.columns.iter().enumerate().map(|(place, column)| of(place, column)).collect()
}

/// Whether all that stands in a column is figures and letters, which no line may part.
fn whole_words(rows: &[Vec<Cell>], place: usize) -> bool {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    rows.iter()
        .filter_map(|row| row.get(place))
        .all(|cell| matches!(cell, Cell::Text(text) if plain(text)) || matches!(cell, Cell::Empty))
}

/// How many lines a text takes in a column.
fn height(text: &str, width: f64) -> f64 {
    /// A 汉字 is a little wider than two digits, and the frame takes some.
    const ROOM: f64 = 0.96;
    let room = (width * ROOM).max(2.0);
    let lines = text.split('\n').map(|line| {
        let wanted = f64::from(u32::try_from(line.width()).unwrap_or(u32::MAX));
        (wanted / room).ceil().max(1.0)
    });
    lines.sum()
}

/// Everything but the cells of the rows.
fn arrange(sheet: &mut Worksheet, book: &Workbook, widths: &[f64], count: u32) -> Result<(), XlsxError> {
    let header = FIRST_ROW - 2;
    let last_row = header + count; // the header itself where there is no row
    let last = u16::try_from(book.columns.len()).unwrap_or(u16::MAX).max(1) - 1;
    let seen = (0..=last).rev().find(|at| !book.columns[usize::from(*at)].hidden).unwrap_or(last);
    sheet.set_name(&book.name)?;

    let title = Format::new().set_font_name(FONT).set_font_size(18).set_bold();
    let title = title.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    if seen > 0 {
        sheet.merge_range(0, 0, 0, seen, &book.title, &title)?;
    } else {
        text_cell(sheet, 0, 0, &book.title, &title)?;
    }
    sheet.set_row_height(0, 32)?;
    let beside = Format::new().set_font_name(FONT).set_font_size(11);
    sheet.write_string_with_format(1, 0, &book.day_label, &beside)?;
    let day = beside.clone().set_align(FormatAlign::Left).set_num_format(&book.day_format).set_unlocked();
    sheet.write_number_with_format(1, 1, serial(book.day), &day)?;
    if last > 1 {
        sheet.write_string_with_format(1, 2, &book.legend, &beside.set_font_color(Color::RGB(0x0080_8080)))?;
    }
    let heading = Format::new().set_font_name(FONT).set_font_size(11).set_bold().set_text_wrap();
    let heading = heading.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let heading = heading.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00B0_B0B0));
    let heading = heading.set_background_color(Color::RGB(0x00DD_E6F0));
    for (column, at) in book.columns.iter().zip(0..) {
        if column.heading.is_empty() {
            continue;
        }
        text_cell(sheet, header, at, &column.heading, &heading)?;
        if column.hidden {
            sheet.set_column_hidden(at)?;
        }
    }
    for (column, at) in book.columns.iter().zip(0..).filter(|(column, _)| column.heading.is_empty()) {
        debug_assert!(column.hidden, "a column without a heading is for formulas");
        sheet.set_column_hidden(at)?;
    }

    let shown = book.columns.iter().zip(widths).filter(|(column, _)| !column.hidden);
    let lines = shown.map(|(column, width)| height(&column.heading, *width)).fold(1.0, f64::max);
    sheet.set_row_height(header, (lines * LINE + 7.5).min(TALLEST))?;
    sheet.set_freeze_panes(FIRST_ROW - 1, book.frozen)?;
    sheet.autofilter(header, 0, last_row, last)?;
    for (column, at) in book.columns.iter().zip(0..) {
        if let Some(check) = &column.check {
            let validation = validation(book, check)?;
            sheet.add_data_validation(FIRST_ROW - 1, at, last_row + SPARE, at, &validation)?;
        }
    }
    for lamp in &book.lamps {
        let rule = ConditionalFormatFormula::new().set_rule(lamp.formula.as_str()).set_format(paint(lamp.colour));
        let (first, last) = (*lamp.columns.start(), *lamp.columns.end());
        sheet.add_conditional_format(FIRST_ROW - 1, first, last_row + SPARE, last, &rule)?;
    }
    // texts such as 0012 are meant to be texts
    sheet.ignore_error_range(0, 0, last_row + SPARE, last, rust_xlsxwriter::IgnoreError::NumberStoredAsText)?;
    if book.protected {
        sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::new()
        });
    }

    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
    sheet.set_repeat_rows(0, header)?;
    sheet.set_footer(&book.footer);
    Ok(())
}

fn validation(book: &Workbook, check: &Check) -> Result<DataValidation, XlsxError> {
    let validation = DataValidation::new();
    let validation = match check.rule {
        Rule::List(list) => {
            let (column, count) = (letters(u16::try_from(list).unwrap_or(0)), book.lists[list].1.len().max(1));
            let range = format!("='{}'!${column}$2:${column}${}", book.lists_name, count + 1);
            validation.allow_list_formula(Formula::new(range))
        }
        Rule::Day => {
            let (first, last) = (ExcelDateTime::from_ymd(1950, 1, 1)?, ExcelDateTime::from_ymd(2199, 12, 31)?);
            validation.allow_date(DataValidationRule::Between(first, last))
        }
        Rule::Percent => validation.allow_whole_number(DataValidationRule::Between(0, 100)),
        Rule::Fixed => validation.allow_custom(Formula::new("=FALSE")).ignore_blank(false),
    };
    let style = match (check.firm, check.rule) {
        (true, _) => DataValidationErrorStyle::Stop,
        // several names in a cell are usual: that is worth a word, not a question
        (false, Rule::List(_)) => DataValidationErrorStyle::Information,
        (false, _) => DataValidationErrorStyle::Warning,
    };
    validation.set_error_style(style).set_error_message(&check.message)
}

fn paint(colour: Colour) -> Format {
    let (text, ground) = match colour {
        Colour::Red => (0x009C_0006, 0x00FF_C7CE),
        Colour::Amber => (0x007F_6000, 0x00FF_EB9C),
        Colour::Green => (0x0000_6100, 0x00C6_EFCE),
        Colour::Grey => (0x0080_8080, 0x00F2_F2F2),
    };
    Format::new().set_font_color(Color::RGB(text)).set_background_color(Color::RGB(ground))
}

fn lists(sheet: &mut Worksheet, book: &Workbook) -> Result<(), XlsxError> {
    sheet.set_name(&book.lists_name)?.set_hidden(true);
    let text = Format::new().set_font_name(FONT).set_font_size(11).set_num_format("@");
    for ((heading, list), column) in book.lists.iter().zip(0..) {
        text_cell(sheet, 0, column, heading, &text.clone().set_bold())?;
        for (value, row) in list.iter().zip(1..) {
            text_cell(sheet, row, column, value, &text)?;
        }
        sheet.set_column_width(column, 24)?;
    }
    Ok(())
}

fn properties(book: &Workbook) -> Result<DocProperties, XlsxError> {
    let at = book.created.to_utc().naive_utc();
    let (date, time) = (at.date(), at.time());
    let year = u16::try_from(date.year()).unwrap_or(9999);
    let (month, day) = (u8::try_from(date.month()).unwrap_or(1), u8::try_from(date.day()).unwrap_or(1));
    let seconds = chrono::Timelike::num_seconds_from_midnight(&time);
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(|part| u16::try_from(part).unwrap_or(0));
    let created = ExcelDateTime::from_ymd(year, month, day)?.and_hms(
        parts[0],
        u8::try_from(parts[1]).unwrap_or(0),
        f64::from(parts[2]),
    )?;
    let properties =
        DocProperties::new().set_title(&book.title).set_author(&book.author).set_creation_datetime(&created);
    Ok(book
        .properties
        .iter()
        .fold(properties, |properties, (name, value)| properties.set_custom_property(*name, value.as_str())))
}
