//! Bytes as a CSV file: read, taken for a ledger, written and read again.
#![no_main]

use duban::sheet::csv;
use duban::sheet::csv::Encoding;
use duban::sheet::grid::Grid;
use std::borrow::Cow;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = csv::decode(bytes) else { return };
    let Ok(grid) = csv::read(&text) else { return };
    duban_fuzz::table(&grid);
    for encoding in [Encoding::Utf8, Encoding::Gb18030] {
        let cells = grid.rows().map(|row| row.cells().map(Cow::Borrowed));
        let Ok(written) = csv::write(cells, encoding) else { continue };
        if encoding == Encoding::Gb18030 && !written.is_ascii() && std::str::from_utf8(&written).is_ok() {
            continue; // a few words such as 联通 or 状态 alone are UTF-8 as well, and nobody can tell
        }
        let text = csv::decode(&written).expect("what was written can be decoded");
        let again = csv::read(&text).expect("what was written can be read");
        assert_eq!(cells_of(&again), cells_of(&grid), "{encoding:?}");
    }
});

fn cells_of(grid: &Grid) -> Vec<Vec<&str>> {
    grid.rows().map(|row| row.cells().collect()).collect()
}
