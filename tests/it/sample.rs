//! `sample.db` at the top is what `tests/fixtures/sample.txt` makes, command by command.

use super::support::Office;
use std::path::Path;

/// The tests' own folder, where the script's sheets lie.
const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

/// The file that a visitor meets.
pub const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");

/// Runs every line of the script: a day, who enters it, the words of a command.
fn build() -> Office {
    let mut office = Office::new("sample");
    let script = std::fs::read_to_string(Path::new(FIXTURES).join("sample.txt")).unwrap();
    for (n, line) in script.lines().enumerate() {
        let mut words = line.split_whitespace();
        let (Some(day), Some(author)) = (words.next().filter(|day| !day.starts_with('#')), words.next()) else {
            continue;
        };
        day.clone_into(&mut office.today);
        let output = office.command().current_dir(FIXTURES).env("DUBAN_AUTHOR", author).args(words).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "tests/fixtures/sample.txt, line {}: {line}\n{said}", n + 1);
    }
    "2019-12-09".clone_into(&mut office.today);
    office
}

/// The tables as they were made; an older schema can hold the same records.
fn schema(path: &Path) -> Vec<Option<String>> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut stmt = conn.prepare("SELECT sql FROM sqlite_schema ORDER BY type, name").unwrap();
    stmt.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn sample_db_is_what_its_script_makes() {
    let made = build();
    if let Ok(path) = std::env::var("DUBAN_WRITE_SAMPLE") {
        std::fs::copy(made.db(), path).unwrap(); // scripts/sample
        return;
    }
    let stored = Office::bare("sample"); // a copy, so that nothing can touch the file itself
    std::fs::copy(SAMPLE, stored.db()).unwrap();
    assert!(!Path::new(&format!("{SAMPLE}-wal")).exists(), "sample.db lies there as one file");
    let stale = "sample.db is stale: run scripts/sample";
    let (made_check, stored_check) = (made.json("check"), stored.json("check"));
    assert_eq!(stored_check["ok"], true, "{stored_check:#}");
    assert_eq!(made_check, stored_check, "{stale}");
    for line in ["export", "log -n 9999"] {
        assert_eq!(made.done(line).stdout, stored.done(line).stdout, "{stale}");
    }
    assert_eq!(schema(&made.db()), schema(&stored.db()), "{stale}");
    assert_eq!(std::fs::read(SAMPLE).unwrap()[18..20], [2, 2], "it is in WAL mode, as the program makes ledgers");
    // the same inputs make the same entries, on any machine and on any day
    assert!(made_check["entries"].as_u64().unwrap() > 200);
    assert!(std::fs::metadata(SAMPLE).unwrap().len() < 1_500_000, "small enough to be carried along");
}

#[test]
fn sample_db_has_something_of_everything() {
    let office = Office::bare("sample");
    std::fs::copy(SAMPLE, office.db()).unwrap();
    let dispatch = office.json("dispatch");
    for category in ["overdue", "due_this_week", "due_next_week", "silent", "waiting_for_check", "closed"] {
        let count = &dispatch["counts"][category];
        let sum: u64 = ["issues", "sub_issues"].iter().filter_map(|what| count[what]["count"].as_u64()).sum();
        assert!(sum > 0, "{category}: {dispatch:#}");
    }
    let issues = office.json("list");
    let some = |what: &str, holds: &dyn Fn(&serde_json::Value) -> bool| {
        assert!(issues.as_array().unwrap().iter().any(holds), "no issue {what}");
    };
    some("to be kept up", &|issue| issue["long_term"] == true);
    some("to be put right at once", &|issue| issue["immediate"] == true);
    some("with figures", &|issue| issue["indicators"].as_array().is_some_and(|list| !list.is_empty()));
    some("with a date as it was written", &|issue| issue["due_text"] == "2019年12月底前，并长期坚持");
    assert_eq!(issues.as_array().unwrap().iter().filter(|issue| issue["parent"].is_null()).count(), 19);
    assert_eq!(office.json("area list").as_array().unwrap().len(), 6);
}
