//! CSV bytes to a grid and back: encodings and delimiters told by what is there, and cells that no program runs.

use super::grid::Grid;
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
        return text.ok_or_else(|| unreadable(encoding.name()));
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
    let mut grid = Grid::default();
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

fn delimiter(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(20).collect();
    let count = |delimiter: char| head.iter().map(|line| line.matches(delimiter).count()).max().unwrap_or(0);
    [(',', b','), ('\t', b'\t'), (';', b';')]
        .into_iter()
        .max_by_key(|(c, byte)| (count(*c), *byte == b','))
        .map_or(b',', |(_, byte)| byte)
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

/// Writes rows as CSV: UTF-8 with a byte order mark, so that Excel shows 汉字, and CRLF.
pub fn write<'r, R>(rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = Cow<'r, str>>,
{
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for row in rows {
        for cell in row {
            writer.write_field(guarded(&cell).as_bytes()).expect("writing to memory cannot fail");
        }
        writer.write_record(None::<&[u8]>).expect("writing to memory cannot fail");
    }
    writer.into_inner().expect("writing to memory cannot fail")
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
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        for end in ["\n", "\r\n"] {
            let text = ["", "a,b", "\"1", "1\",2", "", "", "3,4"].join(end);
            let lines: Vec<u64> = read(&text).unwrap().rows().map(|row| row.line).collect();
            assert_eq!(lines, [2, 3, 6], "{end:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(rows in prop::collection::vec(prop::collection::vec(".*", 2..5), 1..5)) {
            let bytes = write(rows.iter().map(|row| row.iter().map(|cell| Cow::Borrowed(cell.as_str()))));
            let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').unwrap();
            prop_assert!(!text.starts_with(['=', '+', '-', '@']));
            prop_assume!(rows.iter().all(|row| row.iter().any(|cell| !cell.is_empty())));
            prop_assume!(delimiter(text) == b',' && !text.starts_with('\u{feff}')); // the reader takes a second mark for one, too
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
