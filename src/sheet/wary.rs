//! Before a workbook of the formats that are read whole is given to their reader: whether it would end, and what it would hold.
//!
//! calamine takes much of a file at its word. It follows a circle for ever, makes room for the field between two cells
//! however far apart they stand, and reads on at the end of an XML part that was cut off. Nothing of that can be caught
//! where it happens, so it is looked for first; a panic can be caught, and is.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::io::BufRead;

/// Why a workbook is not given to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no such workbook, or one that does not hang together.
    Broken(&'static str),
    /// It would have too many cells.
    TooManyCells,
    /// Its cells would have too much text.
    TooLarge,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

/// Holds an XLS against the most cells that its sheets together may span.
pub(super) fn xls(bytes: &[u8], most: usize) -> Result<(), Refusal> {
    let stream = Compound::stream(bytes)?;
    let mut sheets = Vec::new();
    for (kind, data) in Records(&stream) {
        match kind {
            0x0085 => sheets.push(u32_at(data, 0).ok_or(Refusal::Broken("a sheet without a place"))?),
            0x002f if u16_at(data, 0) != Some(0) => return Ok(()), // behind a password: its reader says so at once
            0x000a => break,
            _ => {}
        }
    }
    let (mut area, mut read) = (0usize, 0usize);
    for place in sheets {
        let sheet = stream.get(place..).ok_or(Refusal::Broken("a sheet beyond the end"))?;
        let (cells, length) = extent(sheet, most)?;
        area = area.saturating_add(cells);
        read += length;
        if area > most {
            return Err(Refusal::TooManyCells);
        }
        if read > stream.len() {
            return Err(Refusal::Broken("sheets that overlap"));
        }
    }
    Ok(())
}

/// How many cells the field of a sheet has, and how long its records are.
fn extent(sheet: &[u8], most: usize) -> Result<(usize, usize), Refusal> {
    let (mut rows, mut columns) = (Span::default(), Span::default());
    let (mut begun, mut inside, mut length) = (false, 0usize, 0);
    for (kind, data) in Records(sheet) {
        length += data.len() + 4;
        match kind {
            0x0809 if begun => inside += 1, // a chart within
            0x0809 => begun = true,
            0x000a if inside == 0 => break,
            0x000a => inside -= 1,
            _ if inside > 0 => {}
            0x0200 if stated(data).is_none_or(|cells| cells > most) => {
                return Err(Refusal::Broken("the size of a sheet"));
            }
            0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | 0x00bd | 0x0006 => {
                if let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) {
                    rows.reach(row);
                    columns.reach(column);
                    let several = if kind == 0x00bd { data.len() / 6 } else { 1 };
                    columns.reach(column + several.saturating_sub(1));
                }
            }
            _ => {}
        }
    }
    Ok((rows.len().saturating_mul(columns.len()), length))
}

/// How many cells a sheet says that it has; `None` where that makes no sense.
fn stated(data: &[u8]) -> Option<usize> {
    let [top, bottom, left, right] = if data.len() == 10 {
        [u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?, u16_at(data, 6)?]
    } else {
        [u32_at(data, 0)?, u32_at(data, 4)?, u16_at(data, 8)?, u16_at(data, 10)?]
    };
    if bottom == 0 || right == 0 {
        return Some(1);
    }
    let left = if left > 0xff || right < left { 0 } else { left };
    bottom.checked_sub(top)?.checked_mul(right.checked_sub(left)?)
}

/// From the first to the last.
#[derive(Default)]
struct Span(Option<(usize, usize)>);

impl Span {
    fn reach(&mut self, at: usize) {
        let (first, last) = self.0.unwrap_or((at, at));
        self.0 = Some((first.min(at), last.max(at)));
    }

    fn len(&self) -> usize {
        self.0.map_or(0, |(first, last)| last - first + 1)
    }
}

/// The records of an XLS, each with its kind, as far as they are whole.
struct Records<'b>(&'b [u8]);

impl<'b> Iterator for Records<'b> {
    type Item = (usize, &'b [u8]);

    fn next(&mut self) -> Option<(usize, &'b [u8])> {
        let (kind, length) = (u16_at(self.0, 0)?, u16_at(self.0, 2)?);
        let data = self.0.get(4..4 + length)?;
        self.0 = self.0.get(4 + length..)?;
        Some((kind, data))
    }
}

/// A compound file: sectors, each with the number of the next.
struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    next: Vec<usize>,
}

/// Numbers from here on are no sectors.
const NO_SECTOR: usize = 0xffff_fffa;
const END: usize = 0xffff_fffe;

impl<'b> Compound<'b> {
    /// The stream of the workbook, if every chain that leads to it has an end.
    fn stream(bytes: &'b [u8]) -> Result<Vec<u8>, Refusal> {
        const HEADER: Refusal = Refusal::Broken("its header");
        let sector = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(HEADER),
        };
        let number = |at: usize| u32_at(bytes, at).ok_or(HEADER);
        let mut file = Compound { bytes, sector, next: Vec::new() };
        let mut tables: Vec<usize> = (76..512).step_by(4).filter_map(|at| u32_at(bytes, at)).collect();
        let (mut more, mut seen) = (number(68)?, 0);
        while more < NO_SECTOR {
            let part = file.at(more).ok_or(Refusal::Broken("its list of sectors"))?;
            tables.extend(numbers(part));
            more = tables.pop().ok_or(HEADER)?;
            seen += 1;
            if seen > bytes.len() / sector {
                return Err(Refusal::Broken("a circle of sectors"));
            }
        }
        for table in tables.into_iter().filter(|table| *table < NO_SECTOR) {
            let part = file.at(table).ok_or(Refusal::Broken("its list of sectors"))?;
            file.next.extend(numbers(part));
            if file.next.len() > bytes.len() {
                return Err(Refusal::Broken("more sectors than bytes"));
            }
        }
        let folder = file.chain(number(48)?, usize::MAX)?;
        let entries: Vec<&[u8]> = folder.chunks_exact(128).collect();
        let root = entries.first().ok_or(Refusal::Broken("its folder"))?;
        let (start, length) = place(root, sector);
        let small = if number(64)? > 0 {
            let table = file.chain(number(60)?, number(64)?.saturating_mul(sector))?;
            let content = file.chain(start, length)?;
            Some((content, numbers(&table).collect::<Vec<_>>()))
        } else {
            None
        };
        let named = |name: &str| entries.iter().find(|entry| self::name(entry).eq_ignore_ascii_case(name));
        let found = named("Workbook").into_iter().chain(named("Book"));
        for entry in found {
            let (start, length) = place(entry, sector);
            let stream = match &small {
                _ if length >= 4096 => file.chain(start, length),
                Some((content, next)) => {
                    Compound { bytes: content, sector: 64, next: next.clone() }.small(start, length)
                }
                None => continue,
            };
            if let Ok(stream) = stream {
                return Ok(stream);
            }
        }
        Err(Refusal::Broken("no workbook in it"))
    }

    /// A sector; the last of the file may be short.
    fn at(&self, number: usize) -> Option<&'b [u8]> {
        let start = number.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..).filter(|rest| !rest.is_empty()).map(|rest| rest.get(..self.sector).unwrap_or(rest))
    }

    fn chain(&self, first: usize, length: usize) -> Result<Vec<u8>, Refusal> {
        self.follow(first, length, |number| self.at(number))
    }

    /// The same among small sectors, before which there is no header.
    fn small(&self, first: usize, length: usize) -> Result<Vec<u8>, Refusal> {
        let at =
            |number: usize| number.checked_mul(64).and_then(|at| self.bytes.get(at..(at + 64).min(self.bytes.len())));
        self.follow(first, length, at)
    }

    fn follow<'a>(
        &self,
        first: usize,
        length: usize,
        at: impl Fn(usize) -> Option<&'a [u8]>,
    ) -> Result<Vec<u8>, Refusal> {
        let (mut content, mut number, mut steps) = (Vec::new(), first, 0);
        while number != END {
            let part = at(number).ok_or(Refusal::Broken("a sector beyond the end"))?;
            content.extend_from_slice(&part[..part.len().min(length - content.len())]);
            if content.len() >= length {
                break;
            }
            steps += 1;
            if steps > self.next.len() {
                return Err(Refusal::Broken("a circle of sectors"));
            }
            number = *self.next.get(number).ok_or(Refusal::Broken("a sector that leads nowhere"))?;
        }
        Ok(content)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (0..bytes.len() / 4).filter_map(|at| u32_at(bytes, at * 4))
}

/// The name of an entry of the folder.
fn name(entry: &[u8]) -> String {
    let units = entry[..64].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    String::from_utf16_lossy(&units.take_while(|unit| *unit != 0).collect::<Vec<_>>())
}

/// Where the stream of an entry begins, and how long it is.
fn place(entry: &[u8], sector: usize) -> (usize, usize) {
    let (low, high) = (u32_at(entry, 120).unwrap_or(0), u32_at(entry, 124).unwrap_or(0));
    (u32_at(entry, 116).unwrap_or(END), if sector == 512 { low } else { low | high << 32 })
}

/// Holds the content of an ODS against the most cells that its sheets together may span and the most text in them.
///
/// What is repeated is counted as often as it would be held.
pub(super) fn ods(content: impl BufRead, most: usize, longest: u64) -> Result<(), Refusal> {
    const ROWS: u64 = 1_048_576;
    const COLUMNS: u64 = 16_384;
    let mut xml = Reader::from_reader(content);
    xml.config_mut().expand_empty_elements = true;
    let (mut buffer, mut depth) = (Vec::new(), 0usize);
    let (mut cells, mut text) = (0u64, 0u64);
    let mut sheet = Field::default();
    let (mut row, mut repeated) = (0u64, 1u64); // the row that is open, and how often it stands there
    let (mut column, mut here) = (0u64, 1u64);
    let mut inside = false; // a cell that says something is open
    loop {
        let mut length = 0;
        match xml.read_event_into(&mut buffer).map_err(|_| Refusal::Broken("content.xml"))? {
            Event::Eof if depth > 0 => return Err(Refusal::Broken("content.xml ends too early")),
            Event::Eof => return Ok(()),
            Event::Start(element) => {
                depth += 1;
                match element.name().as_ref() {
                    "table:table" => (sheet, row) = (Field::default(), 0),
                    "table:table-row" => {
                        repeated = number(&element, "table:number-rows-repeated", ROWS)?;
                        column = 0;
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        here = number(&element, "table:number-columns-repeated", COLUMNS)?;
                        inside = says(&element); // a blank one is not held
                        if inside {
                            sheet.reach(row, repeated, column, here);
                            length = element.len() as u64;
                        }
                    }
                    "text:s" => length = number(&element, "text:c", u64::MAX)?,
                    _ => {}
                }
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                match element.name().as_ref() {
                    "table:table" => {
                        cells = cells.saturating_add(sheet.cells());
                        sheet = Field::default();
                    }
                    "table:table-row" => row = row.saturating_add(repeated),
                    "table:table-cell" | "table:covered-table-cell" => {
                        column = column.saturating_add(here).min(COLUMNS);
                        inside = false;
                    }
                    _ => {}
                }
            }
            Event::Text(words) => length = words.len() as u64,
            _ => {}
        }
        if inside {
            text = text.saturating_add(length.saturating_mul(here).saturating_mul(repeated));
        }
        if cells.saturating_add(sheet.cells()) > most as u64 {
            return Err(Refusal::TooManyCells);
        }
        if text > longest {
            return Err(Refusal::TooLarge);
        }
        buffer.clear();
    }
}

/// Whether a cell of an ODS is more than a place with a style.
fn says(element: &BytesStart) -> bool {
    const SAYING: [&str; 3] = ["office:", "calcext:", "table:formula"];
    element.attributes().flatten().any(|attribute| SAYING.iter().any(|key| attribute.key.as_ref().starts_with(key)))
}

fn number(element: &BytesStart, wanted: &str, most: u64) -> Result<u64, Refusal> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == wanted);
    found.map_or(Ok(1), |attribute| {
        let number: u64 = attribute.value.as_ref().parse().map_err(|_| Refusal::Broken("a count that is no number"))?;
        Ok(number.min(most))
    })
}

/// The field that the cells of a sheet span.
#[derive(Default)]
struct Field {
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
}

impl Field {
    fn reach(&mut self, row: u64, rows: u64, column: u64, columns: u64) {
        let wider = |span: Option<(u64, u64)>, from: u64, to: u64| {
            let (first, last) = span.unwrap_or((from, to));
            Some((first.min(from), last.max(to)))
        };
        self.rows = wider(self.rows, row, row.saturating_add(rows));
        self.columns = wider(self.columns, column, column.saturating_add(columns));
    }

    fn cells(&self) -> u64 {
        let length = |span: Option<(u64, u64)>| span.map_or(0, |(first, last)| last - first);
        length(self.rows).saturating_mul(length(self.columns))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain() -> Vec<u8> {
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/books/plain.xls")).unwrap()
    }

    #[test]
    fn an_xls_whose_sectors_run_in_a_circle_is_refused() {
        let mut bytes = plain();
        assert_eq!(xls(&bytes, 1000), Ok(()));
        let table = (u32_at(&bytes, 76).unwrap() + 1) * 512;
        let folder = u32_at(&bytes, 48).unwrap();
        let itself = u32::try_from(folder).unwrap().to_le_bytes();
        bytes[table + folder * 4..][..4].copy_from_slice(&itself);
        assert_eq!(xls(&bytes, 1000), Err(Refusal::Broken("a circle of sectors")));
    }

    #[test]
    fn an_xls_is_held_against_the_field_that_its_cells_span() {
        let sheet = |cells: &[(u16, u16)]| {
            let mut bytes = vec![0x09, 0x08, 0, 0];
            for (row, column) in cells {
                bytes.extend([0x03, 0x02, 14, 0]);
                bytes.extend([row.to_le_bytes(), column.to_le_bytes()].concat());
                bytes.extend([0; 10]);
            }
            bytes.extend([0x0a, 0, 0, 0]);
            extent(&bytes, 1000).unwrap().0
        };
        assert_eq!(sheet(&[]), 0);
        assert_eq!(sheet(&[(3, 4)]), 1);
        assert_eq!(sheet(&[(0, 0), (65535, 65535)]), 1 << 32);
        let stated = |top: u32, bottom: u32| {
            let size = [&top.to_le_bytes()[..], &bottom.to_le_bytes(), &[0, 0, 9, 0, 0, 0]].concat();
            extent(&[&[0x09, 0x08, 0, 0, 0, 2, 14, 0][..], &size].concat(), 1000)
        };
        assert!(stated(0, 100).is_ok());
        assert!(stated(0, u32::MAX).is_err() && stated(9, 3).is_err());
        assert!(xls(&plain(), 3).is_err());
    }

    #[test]
    fn an_ods_that_ends_too_early_or_repeats_too_much_is_refused() {
        let read = |content: &str| ods(content.as_bytes(), 1000, 1000);
        let row = |attributes: &str, cell: &str| {
            format!("<d><table:table><table:table-row {attributes}>{cell}</table:table-row></table:table></d>")
        };
        let cell = r#"<table:table-cell office:value-type="string" table:number-columns-repeated="10">"#;
        let close = "<text:p>x</text:p></table:table-cell>";
        assert_eq!(read(&row("", &format!("{cell}{close}"))), Ok(()));
        assert_eq!(read("<d><table:table>"), Err(Refusal::Broken("content.xml ends too early")));
        assert_eq!(read("<d><table:table></x></d>"), Err(Refusal::Broken("content.xml")));
        let often = r#"table:number-rows-repeated="1048576""#;
        assert_eq!(read(&row(often, &format!("{cell}{close}"))), Err(Refusal::TooManyCells));
        assert_eq!(read(&row(often, "<table:table-cell/>")), Ok(()), "blank rows to the end are usual");
        let spaces = r#"<text:s text:c="18446744073709551615"/>"#;
        assert_eq!(read(&row("", &format!("{cell}{spaces}{close}"))), Err(Refusal::TooLarge));
    }
}
