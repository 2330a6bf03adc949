//! Out, through the programs that offices edit with, and in again: exactly the edits arrive.

use crate::peers;
use crate::sample::SAMPLE;
use crate::support::{Office, Outcome};
use serde_json::{Value, json};
use std::path::PathBuf;

/// How many rows stand above the first issue of a workbook, and how many issues the sample has.
const ABOVE: usize = 3;
const ISSUES: usize = 46;

struct Trip {
    office: Office,
    headings: Vec<String>,
}

impl Trip {
    /// A ledger that has been exported as a workbook.
    fn new(name: &str) -> Trip {
        let office = Office::bare(name);
        std::fs::copy(SAMPLE, office.db()).unwrap();
        office.ok(&["export", "out.xlsx"]);
        let book = peers::read(&at(&office, "out.xlsx"));
        let headings = book["sheets"][0]["cells"][ABOVE - 1].as_array().unwrap();
        let headings = headings.iter().map(|cell| cell.as_str().unwrap_or_default().to_owned()).collect();
        Trip { office, headings }
    }

    /// The letters of a column.
    fn letters(&self, heading: &str) -> String {
        let place = self.headings.iter().position(|known| known == heading).expect("the heading is there");
        let letter = char::from(b'A' + u8::try_from(place % 26).unwrap());
        if place < 26 { letter.to_string() } else { format!("A{letter}") }
    }

    /// A cell of the n-th issue.
    fn cell(&self, heading: &str, issue: usize) -> String {
        format!("{}{}", self.letters(heading), ABOVE + issue)
    }

    /// All rows of issues.
    fn all(&self) -> String {
        format!("A{}:{}{}", ABOVE + 1, self.letters("督办键"), ABOVE + ISSUES)
    }

    /// Edits in LibreOffice, saves, imports; gives what was said and what the new entry changed.
    fn edit(&self, edits: &Value, format: &str) -> (Outcome, Vec<(String, Value)>) {
        let ending = format.split('-').next().unwrap();
        let file = format!("back.{ending}");
        peers::edit(&at(&self.office, "out.xlsx"), edits, &at(&self.office, &file), format);
        self.import(&file)
    }

    fn import(&self, file: &str) -> (Outcome, Vec<(String, Value)>) {
        let before = self.entries();
        let outcome = self.office.ok(&["--yes", "import", file]);
        if self.entries() == before {
            return (outcome, Vec::new());
        }
        let log = self.office.json("log -n 1");
        let field = |change: &Value| (change["field"].as_str().unwrap_or_default().to_owned(), change["to"].clone());
        let changes = log[0]["changes"].as_array().unwrap().iter().map(field).collect();
        (outcome, changes)
    }

    fn entries(&self) -> u64 {
        self.office.json("check")["entries"].as_u64().unwrap()
    }
}

fn at(office: &Office, file: &str) -> PathBuf {
    office.dir().canonicalize().unwrap().join(file)
}

const FORMATS: [&str; 4] = ["xlsx", "ods", "xls", "csv-gbk"];

#[test]
fn a_workbook_that_was_only_opened_and_saved_changes_nothing_in_any_format() {
    let trip = Trip::new("saved");
    assert_eq!(trip.import("out.xlsx").1, [], "as it was written");
    for format in FORMATS {
        assert_eq!(trip.edit(&json!([]), format).1, [], "{format}");
    }
    for file in ["gnumeric.xlsx", "gnumeric.ods", "gnumeric.xls"] {
        peers::gnumeric(&at(&trip.office, "out.xlsx"), &at(&trip.office, file));
        assert_eq!(trip.import(file).1, [], "{file}");
    }
}

#[test]
fn one_typed_cell_is_that_cell_in_any_format() {
    for format in FORMATS {
        let trip = Trip::new(&format!("typed-{format}"));
        for (heading, typed, field, value) in [
            ("整改要求", "完成三项攻坚", "requirement", json!("完成三项攻坚")),
            ("完成比例", "77", "percent", json!("77")),
            ("备注", "@办公室：0012", "note", json!("@办公室：0012")),
            ("整改时限", "2020-06-30", "due", json!("2020-06-30")),
        ] {
            let (outcome, changes) = trip.edit(&json!([["set", trip.cell(heading, 2), typed]]), format);
            let found: Vec<&Value> = changes.iter().filter(|(name, _)| name == field).map(|(_, value)| value).collect();
            assert_eq!(found, [&value], "{format}, {heading}: {outcome}");
            // a limit is its day and its words; a return keeps what it does not say anew
            let others = changes.iter().filter(|(name, _)| name != field && name != "due_text");
            assert!(trip.office.json("log -n 1")[0]["ops"] == 1, "{format}, {heading}: one op: {changes:?}");
            assert!(others.count() <= 4, "{format}, {heading}: {changes:?}");
            trip.office.ok(&["--yes", "undo"]);
        }
    }
}

#[test]
fn rows_and_columns_moved_put_in_and_taken_out_change_nothing_else() {
    for format in ["xlsx", "ods", "csv-gbk"] {
        let trip = Trip::new(&format!("moved-{format}"));
        let (outcome, changes) = trip.edit(&json!([["sort", trip.all(), 2, false]]), format);
        assert_eq!(changes, [], "sorted, {format}: {outcome}");
        let (outcome, changes) = trip.edit(&json!([["delete", ABOVE + 4, 1]]), format);
        assert_eq!(changes, [], "a row taken out, {format}: {outcome}");
        assert!(outcome.stderr.contains("表里没有 1"), "{outcome}");
        let (outcome, changes) = trip.edit(&json!([["delete column", trip.letters("整改措施")]]), format);
        assert_eq!(changes, [], "a column taken out, {format}: {outcome}");
        assert!(outcome.stderr.contains("没有这些栏目，台账里的内容不动：整改措施"), "{format}: {outcome}");
        let row = ABOVE + 5;
        let edits =
            json!([["insert", row, 1], ["set", format!("A{row}"), "20"], ["set", format!("C{row}"), "新发现的问题"]]);
        let (outcome, _) = trip.edit(&edits, format);
        assert!(outcome.stderr.contains("新增 1，改动 0，不变 46"), "a row put in, {format}: {outcome}");
        assert_eq!(trip.office.json("show 20")["title"], "新发现的问题");
    }
}

#[test]
fn a_heading_that_was_renamed_is_told_by_what_its_cells_say() {
    let trip = Trip::new("renamed");
    let heading = |heading: &str| format!("{}{ABOVE}", trip.letters(heading));
    let edits = json!([
        ["set", heading("整改进展"), "目前做到哪一步"],
        ["set", heading("牵头单位"), "谁来牵头"],
        ["set", trip.cell("整改要求", 2), "完成三项攻坚"]
    ]);
    for format in FORMATS {
        let (outcome, changes) = trip.edit(&edits, format);
        assert_eq!(changes, [("requirement".to_owned(), json!("完成三项攻坚"))], "{format}: {outcome}");
        assert!(outcome.stderr.contains("当作改了名的“整改进展”"), "{format}: {outcome}");
        trip.office.ok(&["--yes", "undo"]);
    }
}

#[test]
fn a_cell_that_both_sides_wrote_is_a_conflict_that_keeps_both() {
    let trip = Trip::new("conflict");
    trip.office.ok(&["issue", "set", "2", "--requirement", "这边改的"]);
    let file = "back.xlsx";
    let edits = json!([["set", trip.cell("整改要求", 2), "那边改的"]]);
    peers::edit(&at(&trip.office, "out.xlsx"), &edits, &at(&trip.office, file), "xlsx");
    let kept = trip.office.ok(&["import", file]);
    assert!(kept.stderr.contains("两个值都留着"), "{kept}");
    let listed = trip.office.ok(&["conflict", "list"]).stdout;
    assert!(listed.contains("这边改的") && listed.contains("那边改的"), "{listed}");
}

#[test]
fn what_a_unit_fills_in_comes_back_alone() {
    let office = Office::bare("unit");
    std::fs::copy(SAMPLE, office.db()).unwrap();
    office.ok(&["export", "unit.xlsx", "--unit", "市财政局"]);
    let book = peers::read(&at(&office, "unit.xlsx"));
    let headings = book["sheets"][0]["cells"][ABOVE - 1].as_array().unwrap();
    let place = headings.iter().position(|cell| cell == "下步措施").unwrap();
    let cell = format!("{}{}", char::from(b'A' + u8::try_from(place).unwrap()), ABOVE + 1);
    peers::edit(&at(&office, "unit.xlsx"), &json!([["set", cell, "下周完成核对"]]), &at(&office, "back.xlsx"), "xlsx");
    let outcome = office.ok(&["--yes", "import", "back.xlsx"]);
    assert!(outcome.stderr.contains("新增 0，改动 1"), "{outcome}");
    let log = office.json("log -n 1");
    assert_eq!(log[0]["ops"], 1, "{log:#}");
}

#[test]
fn a_cell_that_gnumeric_sets_is_that_cell() {
    let trip = Trip::new("gnumeric-set");
    let set = format!("整改台账!{}=完成三项攻坚", trip.cell("整改要求", 2));
    peers::gnumeric_set(&at(&trip.office, "out.xlsx"), &set, &at(&trip.office, "back.xlsx"));
    let (outcome, changes) = trip.import("back.xlsx");
    assert_eq!(changes, [("requirement".to_owned(), json!("完成三项攻坚"))], "{outcome}");
    trip.office.ok(&["--yes", "undo"]);
    // and in what it makes of that: a heading renamed, a row put in below, saved as ODS and as CSV in GBK
    let edits = [
        format!("{}{ABOVE}=目前做到哪一步", trip.letters("整改进展")),
        format!("{}{}=新发现的问题", trip.letters("问题"), ABOVE + ISSUES + 1),
    ];
    let mut from = "back.xlsx".to_owned();
    for (n, edit) in edits.iter().enumerate() {
        let to = format!("step{n}.xlsx");
        peers::gnumeric_set(&at(&trip.office, &from), &format!("整改台账!{edit}"), &at(&trip.office, &to));
        from = to;
    }
    for file in ["moved.xlsx", "moved.ods", "moved.csv"] {
        peers::gnumeric(&at(&trip.office, &from), &at(&trip.office, file));
        let (outcome, _) = trip.import(file);
        assert!(outcome.stderr.contains("新增 1，改动 1，不变 45"), "{file}: {outcome}");
        assert!(outcome.stderr.contains("当作改了名的“整改进展”"), "{file}: {outcome}");
        trip.office.ok(&["--yes", "undo"]);
    }
}
