//! The bytes of a workbook (XLSX, XLSM, XLSB, XLS, ODS) to grids, one for each sheet.

use super::grid::{self, Grid};
use super::patch;
use super::wary::{self, Refusal};
use crate::domain::say::Said;
use crate::quiet::quietly;
use crate::say;
use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Style, Xls,
    XlsError, Xlsb, Xlsx, XlsxError, XlsxFormulaMetadata,
};
use memchr::memmem;
use quick_xml::events::Event;
use std::collections::HashMap;
use std::fmt::Display;
use std::io::{BufReader, Cursor, Read, Write};

/// All parts of a workbook together may not unpack to more.
const LARGEST: u64 = 256 << 20;

/// The sheets together may not have more cells, blank ones before the last of a row included.
const MOST_CELLS: usize = 20_000_000;

/// How far deflate can blow a byte up.
const DEFLATE: u64 = 1032;

/// What comes before the cells of a sheet is looked for within so many bytes.
const HEAD: usize = 1 << 20;

/// How many figures of a number a spreadsheet keeps.
const FIGURES: usize = 15;

/// What a file is by its contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A workbook of Excel 2007 or later: XLSX, XLSM.
    Xlsx,
    /// The same, in binary.
    Xlsb,
    /// A workbook of OpenOffice and LibreOffice.
    Ods,
    /// A workbook of Excel 97 to 2003; WPS writes it as ET.
    Xls,
}

/// One sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its name on the tab.
    pub name: String,
    /// Whether it is hidden from who opens the workbook.
    pub hidden: bool,
    /// Its cells.
    pub grid: Grid,
}

/// Tells which workbook the bytes are; `None` when they are none.
pub fn form(bytes: &[u8]) -> Option<Form> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let stream = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(name.len()).any(|window| window == name)
        };
        return (stream("Workbook") || stream("Book\0") || stream("EncryptedPackage")).then_some(Form::Xls);
    }
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names = || archive.file_names().filter_map(Result::ok).map(|name| name.replace('\\', "/"));
    let has = |wanted: &str| names().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("xl/workbook.bin") {
        Some(Form::Xlsb)
    } else if names().any(|name| name.starts_with("xl/")) {
        Some(Form::Xlsx)
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Some(Form::Ods)
    } else {
        None
    }
}

/// Reads every sheet of a workbook.
///
/// A date becomes `2019-12-31`, a percentage `85%`, a yes or no 是 or 否, a number what the cell shows of it at most;
/// a formula is its last value. What is doubtful in a cell is noted in the grid.
///
/// # Errors
/// When the file is broken, behind a password, or unpacks to more than the stated limits.
pub fn read(form: Form, bytes: &[u8]) -> Result<Vec<Tab>, Said> {
    let stands = if form == Form::Xls { Stands::default() } else { unpacks(bytes)? };
    match form {
        Form::Xlsx | Form::Xlsb => {}
        Form::Ods => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
            let mut parts = String::new();
            archive.by_name("META-INF/manifest.xml").map_err(broken)?.read_to_string(&mut parts).map_err(broken)?;
            if parts.contains("encryption-data") {
                return Err(say!("book-locked"));
            }
            let content = archive.by_name("content.xml").map_err(broken)?;
            wary::ods(BufReader::new(content), MOST_CELLS, LARGEST).map_err(refused)?;
        }
        Form::Xls => {
            let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            if bytes.windows(locked.len()).any(|window| window == locked) {
                return Err(say!("book-locked"));
            }
            wary::xls(bytes, MOST_CELLS).map_err(refused)?;
        }
    }
    quietly(|| tabs(form, bytes, stands)).unwrap_or_else(|| Err(misfit()))
}

fn tabs(form: Form, bytes: &[u8], stands: Stands) -> Result<Vec<Tab>, Said> {
    match form {
        Form::Xlsx => xlsx(bytes, stands),
        Form::Xlsb => xlsb(bytes),
        Form::Ods => {
            let told = |error| match error {
                OdsError::Password => say!("book-locked"),
                OdsError::CellLimitExceeded { .. } => too_many_cells(),
                error => broken(error),
            };
            match Ods::new(Cursor::new(bytes)) {
                // gnumeric puts its XML on lines of its own, which the reader takes for text between cells
                Err(OdsError::Mismatch { .. }) => {
                    let close = close_set(bytes).map_err(broken)?;
                    ranges(Ods::new(Cursor::new(&close[..])).map_err(told)?)
                }
                book => ranges(book.map_err(told)?),
            }
        }
        Form::Xls => {
            let book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
                XlsError::Password => say!("book-locked"),
                error => broken(error),
            })?;
            ranges(book)
        }
    }
}

/// Holds the size of what is packed against the limit, and tells what stands in the sheets of an XLSX; what the archive says
/// of its sizes is not relied on.
fn unpacks(bytes: &[u8]) -> Result<Stands, Said> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let (mut left, mut stands) = (LARGEST, Stands::default());
    for index in 0..archive.len() {
        let part = match archive.by_index(index) {
            Ok(part) => part,
            Err(zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)) => {
                return Err(say!("book-locked"));
            }
            Err(error) => return Err(broken(error)),
        };
        let (said, packed) = (part.size(), part.compressed_size());
        let sheet =
            part.name().ok().filter(|name| name.to_lowercase().contains("worksheets")).map(|name| name.to_string());
        let most = packed.saturating_mul(DEFLATE);
        let small = most <= left / 16; // however it lies, it cannot matter
        if !small && said > left {
            return Err(too_large());
        }
        let size = if let Some(name) = sheet {
            stands.look(&name, part.take(left + 1)).map_err(broken)?
        } else if small {
            most
        } else {
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(broken)?
        };
        left = left.checked_sub(size).ok_or_else(too_large)?;
    }
    Ok(stands)
}

fn too_large() -> Said {
    say!("book-too-large", limit = i64::try_from(LARGEST >> 20).unwrap_or(i64::MAX))
}

/// What is said where the reader of the format panicked.
fn misfit() -> Said {
    broken("it is not put together as its format wants")
}

fn refused(why: Refusal) -> Said {
    match why {
        Refusal::Broken(what) => broken(what),
        Refusal::TooManyCells => too_many_cells(),
        Refusal::TooLarge => too_large(),
    }
}

fn broken(cause: impl Display) -> Said {
    say!("book-broken", cause = cause.to_string())
}

fn too_many_cells() -> Said {
    say!("book-too-many-cells", limit = MOST_CELLS)
}

/// Reads cell by cell, so that a sheet of a few cells far apart is not held as a field of blanks.
fn xlsx(bytes: &[u8], stands: Stands) -> Result<Vec<Tab>, Said> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => say!("book-locked"),
        error => broken(error),
    })?;
    let sheets = book.sheets_metadata().to_vec();
    let Stands { formulas: formulas_stand, merges: merges_stand, hidden: mut unseen } = stands;
    if !unseen.is_empty() {
        let paths = patch::parts(bytes).unwrap_or_default();
        let named = |(path, columns)| Some((paths.iter().find(|(_, part)| **part == path)?.0.clone(), columns));
        unseen = unseen.into_iter().filter_map(named).collect();
    }
    let mut tabs = Vec::new();
    let mut room = Room::default();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(broken(error)),
        };
        let of_styles = |says: fn(&str) -> bool| -> Vec<bool> {
            let format = |style: &Style| style.number_format.as_ref().is_some_and(|format| says(&format.format_code));
            cells.styles().iter().map(format).collect()
        };
        let (percent, months) = (of_styles(|format| format.contains('%')), of_styles(month_alone));
        let mut rows = Rows::new(&mut room);
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
            let (row, column) = cell.get_position();
            let is = |formats: &[bool]| formats.get(style).copied().unwrap_or(false);
            let value = match value_of(cell.get_value()) {
                None => continue,
                Some(Value::Number(number)) if is(&percent) => Value::Share(number),
                Some(Value::Moment(moment)) if is(&months) => Value::Month(moment),
                Some(value) => value,
            };
            rows.put(row, column, value)?;
        }
        let mut grid = rows.grid()?;
        drop(cells);
        if merges_stand {
            let merges = book.merge_cells_by_sheet_name(&sheet.name).map_err(broken)?;
            let down = merges.iter().filter(|merge| merge.start.0 < merge.end.0);
            let span =
                |merge: &Dimensions| (merge.start.1 as usize, u64::from(merge.start.0) + 1, u64::from(merge.end.0) + 1);
            grid.merge(down.map(span).collect());
        }
        if let Some(columns) = unseen.remove(&sheet.name) {
            grid.hide(columns);
        }
        if !formulas_stand {
            tabs.push(Tab { name: sheet.name.clone(), hidden: hidden(sheet.visible), grid });
            continue;
        }
        let mut formulas = book.worksheet_cells_reader(&sheet.name).map_err(broken)?;
        // not `next_formula`, which makes room for as many shared formulas as a number in the file says
        while let Some(cell) = formulas.next_cell_with_formula_metadata().map_err(broken)? {
            let (line, column) = (u64::from(cell.pos.0) + 1, cell.pos.1 as usize);
            let formula = match &cell.formula {
                Some(XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. }) => formula,
                Some(_) => "…", // shared with the cell that has its words
                None => continue,
            };
            if !formula.is_empty() && grid.at(line, column).is_empty() {
                grid.doubt(line, column, say!("cell-formula-unknown", formula = formula));
            }
        }
        tabs.push(Tab { name: sheet.name.clone(), hidden: hidden(sheet.visible), grid });
    }
    Ok(tabs)
}

/// An ODS without the blanks between the elements of its content.
fn close_set(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["mimetype", "META-INF/manifest.xml", "content.xml"] {
        let mut part = Vec::new();
        old.by_name(name)?.read_to_end(&mut part)?;
        new.start_file(name, options)?;
        if name != "content.xml" {
            new.write_all(&part)?;
            continue;
        }
        let text = String::from_utf8(part)?;
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut writer = quick_xml::Writer::new(&mut new);
        let mut paragraphs = 0;
        loop {
            match reader.read_event()? {
                Event::Eof => break,
                Event::Text(blank) if paragraphs == 0 && blank.trim().is_empty() => {}
                event => {
                    match &event {
                        Event::Start(start) if start.name().as_ref() == "text:p" => paragraphs += 1,
                        Event::End(end) if end.name().as_ref() == "text:p" => paragraphs -= 1,
                        _ => {}
                    }
                    writer.write_event(event)?;
                }
            }
        }
    }
    Ok(new.finish()?.into_inner())
}

/// What may stand anywhere in the sheets of a workbook.
#[derive(Default)]
struct Stands {
    /// Formulas, which take another look.
    formulas: bool,
    /// Merged cells.
    merges: bool,
    /// Columns out of sight by the part that the sheet is: the first and the last of each group.
    hidden: HashMap<String, Vec<(usize, usize)>>,
}

impl Stands {
    /// Looks through the part of a sheet, and gives its size.
    fn look(&mut self, name: &str, mut part: impl Read) -> std::io::Result<u64> {
        const OVERLAP: usize = b"mergeCell".len() - 1;
        let (mut window, mut held, mut size) = (vec![0; 64 << 10], 0, 0);
        let mut start = Some(Vec::new());
        loop {
            let read = part.read(&mut window[held..])?;
            if read == 0 {
                break;
            }
            size += read as u64;
            if let Some(text) = &mut start {
                text.extend_from_slice(&window[held..held + read]);
                if text.len() >= HEAD || memmem::find(text, b"sheetData").is_some() {
                    self.hide(name, text);
                    start = None;
                }
            }
            held += read;
            let text = &window[..held];
            let ends = |at: usize| matches!(text.get(at + 2), Some(b'>' | b' ' | b'/'));
            self.formulas = self.formulas || ["<f", ":f"].iter().any(|mark| memmem::find_iter(text, mark).any(ends));
            self.merges = self.merges || memmem::find(text, b"mergeCell").is_some();
            let kept = held.min(OVERLAP); // what the end of a window cuts in two is whole in the next
            window.copy_within(held - kept..held, 0);
            held = kept;
        }
        Ok(size)
    }

    fn hide(&mut self, name: &str, head: &[u8]) {
        let unseen = unseen(head);
        if !unseen.is_empty() {
            self.hidden.insert(name.to_owned(), unseen);
        }
    }
}

/// The columns out of sight of a sheet, which are told before its cells.
fn unseen(head: &[u8]) -> Vec<(usize, usize)> {
    let Some(head) = memmem::find(head, b"sheetData").and_then(|end| std::str::from_utf8(&head[..end]).ok()) else {
        return Vec::new();
    };
    let mut reader = quick_xml::Reader::from_str(head);
    let mut found = Vec::new();
    while let Ok(event) = reader.read_event() {
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        if element.local_name().as_ref() != "col" {
            continue;
        }
        let Ok(told) = patch::attributes(element) else { continue };
        let number = |name: &str| told.get(name).and_then(|value| value.parse::<usize>().ok()?.checked_sub(1));
        let is_hidden = told.get("hidden").is_some_and(|value| matches!(value.as_str(), "1" | "true"));
        if let (true, Some(first), Some(last)) = (is_hidden, number("min"), number("max")) {
            found.push((first, last));
        }
    }
    found
}

/// What a cell holds, where it holds something.
fn value_of<'v>(value: &'v DataRef) -> Option<Value<'v>> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::SharedString(text) => Value::Text(text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Value::Text(text),
        DataRef::Int(number) => Value::Whole(*number),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::Bool(yes) => Value::Bool(*yes),
        DataRef::DateTime(moment) => Value::Moment(moment),
        DataRef::Error(error) => Value::Error(error.to_string()),
    })
}

/// Reads cell by cell, as [`xlsx`].
fn xlsb(bytes: &[u8]) -> Result<Vec<Tab>, Said> {
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets = book.sheets_metadata().to_vec();
    let mut tabs = Vec::new();
    let mut room = Room::default();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(broken)?;
        let mut rows = Rows::new(&mut room);
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            if let Some(value) = value_of(cell.get_value()) {
                rows.put(row, column, value)?;
            }
        }
        tabs.push(Tab { name: sheet.name.clone(), hidden: hidden(sheet.visible), grid: rows.grid()? });
    }
    Ok(tabs)
}

/// Reads the formats that are given as fields of cells.
fn ranges<'b, B: Reader<Cursor<&'b [u8]>>>(mut book: B) -> Result<Vec<Tab>, Said>
where
    B::Error: Display,
{
    let sheets = book.sheets_metadata().to_vec();
    let mut tabs = Vec::new();
    let mut room = Room::default();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let range: Range<Data> = book.worksheet_range(&sheet.name).map_err(broken)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows::new(&mut room);
        for (row, column, value) in range.used_cells() {
            let value = match value {
                Data::Empty => continue,
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Value::Text(text),
                Data::Int(number) => Value::Whole(*number),
                Data::Float(number) => Value::Number(*number),
                Data::Bool(yes) => Value::Bool(*yes),
                Data::DateTime(moment) => Value::Moment(moment),
                Data::Error(error) => Value::Error(error.to_string()),
            };
            let at = |base: u32, step: usize| base.saturating_add(u32::try_from(step).unwrap_or(u32::MAX));
            rows.put(at(top, row), at(left, column), value)?;
        }
        tabs.push(Tab { name: sheet.name.clone(), hidden: hidden(sheet.visible), grid: rows.grid()? });
    }
    Ok(tabs)
}

fn hidden(visible: SheetVisible) -> bool {
    visible != SheetVisible::Visible
}

/// What stands in a cell.
enum Value<'v> {
    Text(&'v str),
    Whole(i64),
    Number(f64),
    /// A number that the cell shows as a percentage.
    Share(f64),
    Bool(bool),
    Moment(&'v ExcelDateTime),
    /// A moment of which the cell shows the year and the month.
    Month(&'v ExcelDateTime),
    Error(String),
}

/// Whether a cell of this format shows the year and the month of a date and no day: a spreadsheet makes the first day of
/// the month of what was written as 2024-09.
fn month_alone(format: &str) -> bool {
    let mut code = String::new();
    let mut quoted = false;
    let mut bracketed = false;
    for c in format.split(';').next().unwrap_or_default().chars() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            c if !quoted && !bracketed => code.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    let has = |c: char| code.contains(c);
    (has('y') || has('e')) && has('m') && !has('d') && !has('h') && !has('s')
}

/// What the sheets of a workbook have come to so far: one text may stand in any number of cells.
#[derive(Default)]
struct Room {
    cells: usize,
    text: u64,
}

/// Puts the cells of a sheet, as they come, into rows.
struct Rows<'r> {
    grid: Grid,
    row: Option<u32>,
    cells: Vec<(u32, String)>,
    room: &'r mut Room,
}

impl<'r> Rows<'r> {
    fn new(room: &'r mut Room) -> Rows<'r> {
        Rows { grid: Grid::default(), row: None, cells: Vec::new(), room }
    }

    fn put(&mut self, row: u32, column: u32, value: Value) -> Result<(), Said> {
        match self.row {
            Some(open) if open == row => {}
            Some(open) if open > row => return Err(broken(format!("row {} after row {}", row + 1, open + 1))),
            _ => self.close(Some(row))?,
        }
        let line = u64::from(row) + 1;
        let at = column as usize;
        if let Value::Text(text) = value {
            self.room.text = self.room.text.saturating_add(text.len() as u64);
            if self.room.text > LARGEST {
                return Err(too_large());
            }
        }
        let text = match value {
            Value::Text(text) => unmarked(text),
            Value::Whole(number) => number.to_string(),
            Value::Number(number) => {
                if number.abs() >= 1e15 {
                    self.grid.doubt(line, at, say!("cell-figures-lost", figures = FIGURES));
                }
                shown(number)
            }
            Value::Share(number) => format!("{}%", shown(number * 100.0)),
            Value::Bool(yes) => if yes { "是" } else { "否" }.to_owned(),
            Value::Moment(moment) => self::moment(moment),
            Value::Month(moment) => {
                let text = self::moment(moment);
                // the year and the month of what begins on the first; another day is told
                text.strip_suffix("-01").map(str::to_owned).unwrap_or(text)
            }
            Value::Error(error) => {
                self.grid.doubt(line, at, say!("cell-formula-error", found = error));
                return Ok(());
            }
        };
        self.cells.push((column, text));
        Ok(())
    }

    /// Ends the open row and begins another.
    fn close(&mut self, next: Option<u32>) -> Result<(), Said> {
        if let Some(row) = self.row {
            self.cells.sort_by_key(|(column, _)| *column);
            let width = self.cells.last().map_or(0, |(column, _)| *column as usize + 1);
            grid::wide(u64::from(row) + 1, width)?;
            self.room.cells = self.room.cells.saturating_add(width);
            if self.room.cells > MOST_CELLS {
                return Err(too_many_cells());
            }
            let mut cells = self.cells.iter().peekable();
            let texts = (0..width).map(|at| match cells.next_if(|(column, _)| *column as usize == at) {
                Some((_, text)) => text.as_str(),
                None => "",
            });
            self.grid.push(u64::from(row) + 1, texts);
            self.cells.clear();
        }
        self.row = next;
        Ok(())
    }

    fn grid(mut self) -> Result<Grid, Said> {
        self.close(None)?;
        Ok(self.grid)
    }
}

/// The text of a cell without what XML writes for a carriage return.
fn unmarked(text: &str) -> String {
    if text.contains('\r') || text.contains("_x000D_") {
        text.replace("_x000D_", "").replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// A number with the fifteen figures that a spreadsheet keeps, so that 0.1 + 0.2 is 0.3.
fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.*e}", FIGURES - 1).parse().unwrap_or(number);
    format!("{rounded}")
}

/// `2019-12-31`, with the time of day where there is one.
fn moment(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return shown(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_seen_wherever_the_windows_cut_it() {
        const WINDOW: usize = 64 << 10;
        for mark in ["<f>", ":f ", "<mergeCells"] {
            for at in WINDOW - 12..WINDOW + 2 {
                let text = [&vec![b'x'; at][..], mark.as_bytes(), b"xx"].concat();
                let mut stands = Stands::default();
                assert_eq!(stands.look("a", &text[..]).unwrap(), text.len() as u64);
                assert_eq!(
                    (stands.formulas, stands.merges),
                    (mark != "<mergeCells", mark == "<mergeCells"),
                    "{mark} at {at}"
                );
            }
        }
        let mut stands = Stands::default();
        let cols = r#"<cols><col min="2" max="3" hidden="1"/></cols><sheetData/>"#;
        stands.look("a", [&vec![b' '; WINDOW - 20][..], cols.as_bytes()].concat().as_slice()).unwrap();
        assert_eq!(stands.hidden["a"], [(1, 2)]);
    }

    #[test]
    fn formats_that_show_no_day_are_told_from_those_that_do() {
        for format in ["yyyy\"年\"m\"月\"", "yyyy-mm", "mmm-yy", "[$-804]yyyy/m;@"] {
            assert!(month_alone(format), "{format}");
        }
        for format in [
            "yyyy-mm-dd",
            "m\"月\"d\"日\"",
            "yyyy\"年\"m\"月\"d\"日\"",
            "General",
            "0%",
            "mm:ss",
            "yyyy/m/d h:mm",
            "0.00E+00",
        ] {
            assert!(!month_alone(format), "{format}");
        }
    }

    #[test]
    fn an_xls_with_a_wrong_byte_is_read_or_refused_whichever_byte_it_is() {
        let plain = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/books/plain.xls")).unwrap();
        let mut caught = 0;
        for at in 8..plain.len() {
            let mut bytes = plain.clone();
            bytes[at] ^= 0xff;
            let read = read(Form::Xls, &bytes);
            caught += usize::from(read.is_err_and(|said| said == misfit()));
        }
        assert!(caught > 0, "some of them make its reader panic");
    }

    #[test]
    fn a_cell_beyond_the_last_column_of_a_spreadsheet_is_refused() {
        let put = |column| {
            let mut room = Room::default();
            let mut rows = Rows::new(&mut room);
            rows.put(6, column, Value::Bool(true)).unwrap();
            rows.grid().err()
        };
        assert_eq!(put(16_383), None);
        assert_eq!(put(16_384), Some(say!("sheet-too-wide", line = 7u64, columns = 16_385usize, limit = 16_384usize)));
    }

    #[test]
    fn one_long_text_in_many_cells_is_refused_before_it_fills_the_memory() {
        let (text, mut room) = ("问".repeat(1 << 20), Room::default());
        let mut rows = Rows::new(&mut room);
        let refused = (0..).find_map(|row| rows.put(row, 0, Value::Text(&text)).err());
        assert_eq!(refused, Some(too_large()));
    }
}
