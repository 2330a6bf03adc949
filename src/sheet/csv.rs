//! CSV bytes to a grid and back: encodings and delimiters told by what is there, and cells that no program runs.

use super::grid::{self, Grid};
use crate::domain::say::Said;
use crate::say;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// A cell may not be longer: what is, is no cell but a file that was read wrong.
const LONGEST_CELL: usize = 4 << 20;

/// Decodes text by its byte order mark, else as strict UTF-8, else as GB18030 (a superset of GBK).
///
/// # Errors
/// When it is neither, with the place of the first byte that fits nothing.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Said> {
    let unreadable = |encoding: &str| say!("csv-encoding", encoding = encoding, offset = first_bad(bytes));
    let marked = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((UTF_16LE, rest)),
        [0xfe, 0xff, rest @ ..] => Some((UTF_16BE, rest)),
        _ => None,
    };
    if let Some((encoding, rest)) = marked {
        let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
        let text = text.ok_or_else(|| unreadable(encoding.name()))?;
        return if text.contains('\0') { Err(say!("csv-binary")) } else { Ok(text) };
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if text.contains('\0') { Err(say!("csv-binary")) } else { Ok(Cow::Borrowed(text)) };
    }
    if bytes.contains(&0) {
        return Err(say!("csv-binary"));
    }
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| unreadable("GB18030"))
}

/// The text of a file, decoded like this; what is UTF-8 is not copied.
///
/// # Errors
/// As [`decode`].
pub fn text(bytes: Vec<u8>) -> Result<String, Said> {
    let mut text = match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => return Err(say!("csv-binary")),
        Ok(text) => text,
        Err(error) => decode(error.as_bytes())?.into_owned(),
    };
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

fn first_bad(bytes: &[u8]) -> usize {
    std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| bytes.len())
}

/// Reads the rows of a CSV text; the delimiter is the comma, tab or semicolon that parts the most cells.
///
/// # Errors
/// When a cell never ends, as after a stray quote.
pub fn read(text: &str) -> Result<Grid, Said> {
    let delimiter = delimiter(text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let ends = text.bytes().filter(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r')).count();
    let mut grid = Grid::with_room(text.len(), ends + 1);
    let mut record = csv::StringRecord::new();
    let mut row = 0; // as a spreadsheet counts: blank lines are rows, a cell of two lines is one
    loop {
        let line = reader.position().line();
        row += blank_lines(text, reader.position().byte());
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) if never_closed(text, &grid) => {
                return Err(say!("csv-quote-open", line = grid.row(grid.len() - 1).line));
            }
            Ok(false) => return Ok(grid),
            Err(error) => return Err(say!("csv-broken", line = line, cause = error.to_string())),
        }
        row += 1;
        if let Some(cell) = record.iter().find(|cell| cell.len() > LONGEST_CELL) {
            return Err(say!("csv-cell-too-long", line = row, length = cell.len(), limit = LONGEST_CELL));
        }
        grid::wide(row, record.len())?;
        grid.push(row, record.iter().map(bare));
    }
}

/// How many blank lines, which the reader passes over, stand at this byte; it may lie between CR and LF.
fn blank_lines(text: &str, byte: u64) -> u64 {
    let bytes = usize::try_from(byte).ok().and_then(|at| text.as_bytes().get(at..)).unwrap_or_default();
    let before = usize::try_from(byte).ok().and_then(|at| text.as_bytes().get(at.checked_sub(1)?));
    let rest = if before == Some(&b'\r') { bytes.strip_prefix(b"\n").unwrap_or(bytes) } else { bytes };
    let end = rest.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(0);
    let feeds = rest[..end].iter().filter(|byte| **byte == b'\n').count();
    let returns = rest[..end].iter().filter(|byte| **byte == b'\r').count();
    feeds.max(returns) as u64
}

/// Whether the last row swallowed what follows because a quotation mark in it is never closed.
fn never_closed(text: &str, grid: &Grid) -> bool {
    let swallows = |grid: &Grid| grid.row(grid.len() - 1).cells().last().is_some_and(|cell| cell.contains('\n'));
    !grid.is_empty() && swallows(grid) && text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// A cell without what an export put before it so that no spreadsheet runs it.
fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if risky(rest) || rest.starts_with('\'') => rest,
        _ => cell,
    }
}

/// What may part cells.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The delimiter that parts the most cells of a line among the first; what stands in quotation marks parts none.
fn delimiter(text: &str) -> u8 {
    let (mut most, mut counts) = ([0usize; 3], [0usize; 3]);
    let (mut lines, mut quoted, mut begins) = (0, false, true);
    for byte in text.bytes() {
        match (quoted, byte) {
            (_, b'"') if quoted || begins => quoted = !quoted, // one that is doubled ends, and begins again
            (false, b'\n') => {
                lines += 1;
                counts = [0; 3];
                if lines == 20 {
                    break;
                }
            }
            (false, byte) => {
                if let Some(at) = DELIMITERS.iter().position(|delimiter| *delimiter == byte) {
                    counts[at] += 1;
                    most[at] = most[at].max(counts[at]);
                }
            }
            _ => {}
        }
        begins = !quoted && (byte == b'\n' || byte == b'"' || DELIMITERS.contains(&byte));
    }
    let best = most.iter().max().unwrap_or(&0);
    DELIMITERS.iter().zip(&most).find(|(_, count)| *count == best).map_or(b',', |(delimiter, _)| *delimiter)
}

/// Whether a spreadsheet would take the text for something to run.
fn risky(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Text that a spreadsheet shows instead of running; [`read`] gives it back as it was.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let quoted = text.strip_prefix('\'').is_some_and(|rest| risky(rest) || rest.starts_with('\''));
    if risky(text) || quoted { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// How the text of a CSV becomes bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// With a byte order mark, so that Excel shows 汉字.
    Utf8,
    /// What Chinese Excel and WPS write themselves.
    Gb18030,
}

/// Writes rows as CSV, with CRLF.
///
/// # Errors
/// When the encoding lacks a character, with the row and the column from 0.
pub fn write<'r, R>(rows: impl IntoIterator<Item = R>, encoding: Encoding) -> Result<Vec<u8>, ((usize, usize), Said)>
where
    R: IntoIterator<Item = Cow<'r, str>>,
{
    const SAMPLE: usize = 256;
    let mut bytes = if encoding == Encoding::Utf8 { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
    let mut rows = rows.into_iter().enumerate();
    while let Some((at, row)) = rows.next() {
        if at == SAMPLE {
            // room for the rest, so that a large file is not moved each time it has doubled
            let each = bytes.len() / SAMPLE;
            bytes.reserve(rows.size_hint().0.saturating_mul(each + each / 16));
        }
        let mut alone = true;
        let start = bytes.len();
        for (place, cell) in row.into_iter().enumerate() {
            if place > 0 {
                bytes.push(b',');
                alone = false;
            }
            let cell = quoted(guarded(&cell));
            match encoding {
                Encoding::Utf8 => bytes.extend_from_slice(cell.as_bytes()),
                Encoding::Gb18030 => bytes.extend_from_slice(&gb18030(&cell).map_err(|why| ((at, place), why))?),
            }
        }
        if alone && bytes.len() == start {
            bytes.extend_from_slice(b"\"\""); // a row of one cell that is empty is no blank line
        }
        bytes.extend_from_slice(b"\r\n");
    }
    Ok(bytes)
}

/// A cell in quotation marks where anything in it could be taken for something else: another delimiter, too, or the
/// mark at the beginning of a file.
fn quoted(cell: Cow<'_, str>) -> Cow<'_, str> {
    // byte by byte: a character of three bytes need not be put together to see that it is none of these
    let parts = |byte: u8| matches!(byte, b'"' | b',' | b';' | b'\t' | b'\r' | b'\n');
    if cell.bytes().any(parts) || cell.starts_with('\u{feff}') {
        let mut held = String::with_capacity(cell.len() + 2);
        held.push('"');
        for (n, part) in cell.split('"').enumerate() {
            held.push_str(if n == 0 { "" } else { "\"\"" });
            held.push_str(part);
        }
        held.push('"');
        Cow::Owned(held)
    } else {
        cell
    }
}

/// A text in GB18030, as far as that reads it again: it has no bytes for U+E5E5, and writes 18 places of private use in
/// bytes that mean another character.
fn gb18030(text: &str) -> Result<Cow<'_, [u8]>, Said> {
    let (bytes, _, lacking) = GB18030.encode(text);
    let comes_back = |text: &str| {
        let (bytes, _, lacking) = GB18030.encode(text);
        !lacking && GB18030.decode_without_bom_handling_and_without_replacement(&bytes).as_deref() == Some(text)
    };
    if text.is_ascii() || (!lacking && comes_back(text)) {
        return Ok(bytes);
    }
    let lost = text.chars().find(|c| !comes_back(c.encode_utf8(&mut [0; 4]))).unwrap_or('\u{fffd}');
    Err(say!("csv-lacks", character = lost.to_string(), code = format!("U+{:04X}", u32::from(lost))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn encodings_are_told_by_what_is_there() {
        let text = "编号,问题\r\n1,友谊河黑臭水体\r\n";
        let (gb, _, _) = GB18030.encode(text);
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in [text.as_bytes(), &[b"\xef\xbb\xbf", text.as_bytes()].concat(), &gb, &utf16] {
            let grid = read(&decode(bytes).unwrap()).unwrap();
            assert_eq!(grid.row(1).cells().collect::<Vec<_>>(), ["1", "友谊河黑臭水体"]);
        }
        assert_eq!(decode(b"PK\x03\x04\0\0").unwrap_err().key, "csv-binary");
    }

    #[test]
    fn the_delimiter_is_the_one_that_parts_the_most_cells() {
        for text in ["a,b,c\n1,2;3,4", "a\tb\tc\n1,1\t2\t3", "a;b;c\n1,0;2;3"] {
            assert_eq!(read(text).unwrap().row(0).len(), 3, "{text}");
        }
    }

    #[test]
    fn a_cell_full_of_another_delimiter_is_read_again_as_it_was_written() {
        let rows = [["编号", "整改措施"], ["1", "清理;出台;检查;销号"], ["\u{feff}2", "\t"], ["", ""]];
        let bytes = write(rows.map(|row| row.map(Cow::Borrowed)), Encoding::Gb18030).unwrap();
        let grid = read(&decode(&bytes).unwrap()).unwrap();
        assert_eq!(grid.rows().map(|row| row.cells().collect()).collect::<Vec<Vec<&str>>>(), rows);
        assert_eq!(read("\"a;b;c\",\"d\"\";e\"\n").unwrap().row(0).len(), 2);
    }

    #[test]
    fn a_nul_makes_a_file_no_text_in_any_encoding() {
        for bytes in [&b"\xff\xfea\0\0\0"[..], b"a,\0", b"\xfe\xff\0a\0\0"] {
            assert_eq!(decode(bytes).unwrap_err().key, "csv-binary");
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        for end in ["\n", "\r\n"] {
            let text = ["", "a,b", "\"1", "1\",2", "", "", "3,4"].join(end);
            let lines: Vec<u64> = read(&text).unwrap().rows().map(|row| row.line).collect();
            assert_eq!(lines, [2, 3, 6], "{end:?}");
        }
    }

    #[test]
    fn gb18030_writes_each_character_so_that_it_is_read_again_or_says_that_it_cannot() {
        let lost: Vec<char> = ('\0'..=char::MAX).filter(|c| gb18030(c.encode_utf8(&mut [0; 4])).is_err()).collect();
        // U+E5E5, and 18 places of private use that GB18030 has given to other characters since
        assert_eq!((lost.len(), lost.contains(&'\u{e5e5}')), (19, true));
        assert!(lost.iter().all(|c| ('\u{e000}'..='\u{f8ff}').contains(c)), "{lost:?}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(rows in prop::collection::vec(prop::collection::vec(".*", 2..5), 1..5)) {
            let bytes = write(rows.iter().map(|row| row.iter().map(|cell| Cow::Borrowed(cell.as_str()))), Encoding::Utf8).unwrap();
            let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').unwrap();
            prop_assert!(!text.starts_with(['=', '+', '-', '@']));
            let grid = read(text).unwrap();
            let read: Vec<Vec<&str>> = grid.rows().map(|row| row.cells().collect()).collect();
            prop_assert_eq!(read, rows);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(text) = decode(&bytes) {
                let _ = read(&text);
            }
        }
    }
}
