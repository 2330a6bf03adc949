//! The program as a person runs it, and its store from outside: one file for each subject, all in one binary.

mod backup;
mod books;
mod calendar;
mod clerk;
mod crash;
mod cron;
mod deadlines;
mod edits;
mod evidence;
mod export;
mod figures;
mod forms;
mod golden;
mod import_report;
mod issue;
mod issue_close;
mod lamps;
mod log_properties;
mod model;
mod notify;
mod notify_http;
mod notify_mail;
mod orders;
mod papers;
mod peers;
mod readme;
mod records;
mod report;
mod rights;
mod rounds;
mod roundtrip;
mod sample;
mod send;
mod servers;
mod share;
mod sheets;
mod summary;
mod support;
mod sync;
mod sync_peers;
mod tidy;
mod words;
mod workbooks;

/// How hard a property is tried: `DUBAN_TEST_CASES` times as often where that is set.
fn cases(count: u32) -> proptest::prelude::ProptestConfig {
    let times = std::env::var("DUBAN_TEST_CASES").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    proptest::prelude::ProptestConfig {
        cases: count.saturating_mul(times),
        failure_persistence: None,
        ..proptest::prelude::ProptestConfig::default()
    }
}
