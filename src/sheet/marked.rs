//! A sheet given back to its sender with what is wrong marked in its cells.

use super::grid::Grid;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note, Workbook, XlsxError};

/// The longest text that a cell of a workbook holds.
const LONGEST: usize = 32_767;

/// How many characters wide a column is made at most.
const WIDEST: usize = 40;

/// What is wrong with a cell, or with a row.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Which of the sheets.
    pub sheet: usize,
    /// The number of the row, from 1.
    pub line: u64,
    /// The column, from 0; the first that says something where the whole row is meant.
    pub column: Option<usize>,
    /// Where, as a spreadsheet names it.
    pub cell: String,
    /// The heading of the column.
    pub heading: String,
    /// What is wrong and what to do.
    pub text: String,
}

/// The words of the list of marks.
#[derive(Debug, Clone)]
pub struct ListWords {
    /// The name of its sheet.
    pub sheet: String,
    /// Its headings: cell, heading, problem.
    pub headings: [String; 3],
}

/// A workbook of the sheets as they were read, each marked cell red with a note, and a list of all marks behind them.
///
/// # Errors
/// When a sheet cannot be a sheet of a workbook: too many rows, a name that is taken.
pub fn workbook(sheets: &[(Option<&str>, &Grid)], marks: &[Mark], words: &ListWords) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let bad = plain.clone().set_background_color(Color::RGB(0x00FF_C7CE)).set_font_color(Color::RGB(0x009C_0006));
    for (at, (name, grid)) in sheets.iter().enumerate() {
        let sheet = book.add_worksheet();
        if let Some(name) = name {
            sheet.set_name(*name)?;
        }
        let mut widths: Vec<usize> = Vec::new();
        for row in grid.rows() {
            for (column, cell) in row.cells().enumerate() {
                if widths.len() <= column {
                    widths.push(0);
                }
                let line = cell.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
                widths[column] = widths[column].max(line);
                let (line, column) = (index(row.line), u16::try_from(column).unwrap_or(u16::MAX));
                let shown: String = cell.chars().take(LONGEST).collect();
                sheet.write_string_with_format(line, column, shown, &plain)?;
            }
        }
        for (column, width) in widths.iter().enumerate() {
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            sheet.set_column_width(column, u32::try_from((*width).clamp(8, WIDEST)).unwrap_or(8))?;
        }
        let mut noted: Vec<((u32, u16), String)> = Vec::new();
        for mark in marks.iter().filter(|mark| mark.sheet == at) {
            let first = || (0..widths.len()).find(|column| !grid.at(mark.line, *column).trim().is_empty());
            let column = mark.column.or_else(first).unwrap_or(0);
            let place = (index(mark.line), u16::try_from(column).unwrap_or(u16::MAX));
            match noted.iter_mut().find(|(known, _)| *known == place) {
                Some((_, text)) => *text = format!("{text}\n{}", mark.text),
                None => noted.push((place, mark.text.clone())),
            }
        }
        for ((line, column), text) in noted {
            let cell: String = grid.at(u64::from(line) + 1, column.into()).chars().take(LONGEST).collect();
            sheet.write_string_with_format(line, column, cell, &bad)?;
            sheet.insert_note(line, column, &Note::new(text).set_author("duban").set_width(260).set_height(90))?;
        }
    }
    let list = book.add_worksheet();
    list.set_name(&words.sheet)?;
    let head = Format::new().set_bold();
    for (column, heading) in (0..).zip(&words.headings) {
        list.write_string_with_format(0, column, heading, &head)?;
    }
    for (line, mark) in (1..).zip(marks) {
        for (column, text) in (0..).zip([&mark.cell, &mark.heading, &mark.text]) {
            list.write_string(line, column, text)?;
        }
    }
    list.set_column_width(0, 16)?.set_column_width(1, 20)?.set_column_width(2, 80)?;
    book.save_to_buffer()
}

fn index(line: u64) -> u32 {
    u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX)
}
