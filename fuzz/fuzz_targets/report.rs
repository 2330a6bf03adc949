//! Text as a published report.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = duban::sheet::csv::decode(bytes) else { return };
    let lines = text.lines().count();
    let outline = duban::grammar::report::report(&text);
    assert!(outline.sections.iter().all(|section| (1..=lines).contains(&section.line)));
});
