//! Bytes as the file of a workbook, in each of its formats.
#![no_main]

use duban::sheet::book;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some(form) = book::form(bytes) else { return };
    for tab in book::read(form, bytes).unwrap_or_default() {
        duban_fuzz::table(&tab.grid);
    }
});
