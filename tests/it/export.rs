//! What an export is asked for, and what it refuses.

use crate::support::Office;
use calamine::{Data, DataType, Reader, Xlsx};
use std::io::Cursor;

const LEDGER: &str = "\
编号,方面,问题,责任领导,牵头单位,责任单位,整改措施,整改时限,状态,完成比例,整改进展,备注,资金（万元）,案号\n\
1,作风建设,会议过多,市长,市政府办,市委办、市财政局,1.清理会议；2.出台办法,2019-12-12,整改中,60,已清理一批,=1+1,66.57,430681199001011234\n\
2,作风建设,文件过长,市委副书记,市委办,无,控制篇幅,2019年底前，并长期坚持,已完成,100,,@某某,,0012\n\
3,党的建设,组织生活不严,市委组织部长,市财政局,各乡镇,开展轮训,2019-11-30,整改中,,,-无,7,\n\
4,党的建设,无人认领,市长,无,无,,立行立改,未启动,,,''=早有撇号,0,\n";

fn office(name: &str) -> Office {
    let office = Office::bare(name);
    office.write("in.csv", LEDGER.as_bytes());
    office.ok(&["--yes", "import", "in.csv"]);
    office
}

fn bytes(office: &Office, file: &str) -> Vec<u8> {
    std::fs::read(office.dir().join(file)).unwrap()
}

/// The cells of the ledger's sheet, from the headings down.
fn cells(bytes: Vec<u8>) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().skip(2).map(<[Data]>::to_vec).collect()
}

fn cell<'r>(rows: &'r [Vec<Data>], row: usize, heading: &str) -> &'r Data {
    let at = rows[0].iter().position(|cell| *cell == Data::String(heading.to_owned())).expect("the heading");
    &rows[row][at]
}

#[test]
fn a_workbook_holds_what_the_ledger_says_each_in_its_kind() {
    let office = office("kinds");
    assert_eq!(office.ok(&["export", "out.xlsx"]).stderr, "已导出 4 个问题：out.xlsx\n");
    let rows = cells(bytes(&office, "out.xlsx"));
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(*cell(&rows, 1, "编号"), Data::Float(1.0), "numbers that are sorted as such");
    assert!(cell(&rows, 1, "整改时限").is_datetime(), "a plain day");
    assert_eq!(*cell(&rows, 2, "整改时限"), text("2019年底前，并长期坚持"));
    assert_eq!(*cell(&rows, 1, "完成比例"), Data::Float(60.0));
    assert_eq!(*cell(&rows, 1, "资金（万元）"), Data::Float(66.57));
    assert_eq!(*cell(&rows, 1, "案号"), text("430681199001011234"));
    assert_eq!(*cell(&rows, 2, "案号"), text("0012"));
    for (row, note) in [(1, "=1+1"), (2, "@某某"), (3, "-无"), (4, "'=早有撇号")] {
        assert_eq!(*cell(&rows, row, "备注"), text(note), "text is text, and nothing stands before it");
    }
    let key = cell(&rows, 1, "督办键").to_string();
    assert_eq!(key.len(), 32 + 1 + 12, "{key}");
    assert_eq!(cells(office.command().args(["export", "--format", "xlsx"]).output().unwrap().stdout), rows);
}

#[test]
fn the_same_ledger_on_the_same_day_gives_the_same_bytes() {
    let office = office("same-bytes");
    office.ok(&["export", "a.xlsx"]);
    office.ok(&["export", "b.xlsx"]);
    assert_eq!(bytes(&office, "a.xlsx"), bytes(&office, "b.xlsx"));
}

#[test]
fn a_part_of_the_ledger_in_chosen_columns() {
    let office = office("chosen");
    office.ok(&["export", "out.csv", "--unit", "市财政局", "--columns", "number,问题，due"]);
    let text = String::from_utf8(bytes(&office, "out.csv")).unwrap();
    let lines: Vec<&str> = text.lines().map(|line| line.rsplit_once(',').unwrap().0).collect();
    assert_eq!(lines, ["\u{feff}编号,问题,整改时限", "1,会议过多,2019-12-12", "3,组织生活不严,2019-11-30"]);
    for (args, count) in
        [("--lead 市长", 2), ("--area 党的建设", 2), ("--inspection -", 4), ("--lead 市长 --area 作风建设", 1)]
    {
        let outcome = office.done(&format!("export out.csv {args}"));
        assert_eq!(outcome.stderr, format!("已导出 {count} 个问题：out.csv\n"));
    }
}

#[test]
fn what_does_not_fit_is_refused_in_words() {
    let office = office("refused");
    let refused = |line: &str, code: i32, what: &str| {
        let outcome = office.line(line);
        assert!(outcome.code == code && outcome.stderr.contains(what), "{line}: {outcome}");
    };
    refused("export out.ods", 2, "看不出 out.ods");
    refused("export out", 2, "看不出 out");
    refused("export out.csv --format xlsx", 2, "不一致");
    refused("export out.xlsx --format json", 2, "csv、xlsx 或 ics");
    refused("export out.xlsx --encoding gb18030", 2, "--encoding");
    refused("export out.csv --columns number,预算", 2, "没有“预算”");
    refused("export out.csv --columns number,编号", 2, "写了两次");
    refused("export out.csv --unit 无此单位", 2, "无此单位");
    refused("list --format xlsx", 2, "export");
    refused("export out.csv --each-unit units", 2, "--each-unit");
    let files: Vec<_> = std::fs::read_dir(office.dir()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(files.iter().all(|name| !name.to_string_lossy().starts_with("out")), "{files:?}");
    office.ok(&["export", "out.txt", "--format", "csv"]);
}

#[test]
fn gb18030_is_what_chinese_excel_writes_and_lacks_one_character() {
    let office = office("gb18030");
    office.ok(&["export", "out.csv", "--encoding", "gb18030"]);
    let written = bytes(&office, "out.csv");
    let (text, _, wrong) = encoding_rs::GB18030.decode(&written);
    assert!(!wrong && text.starts_with("编号,方面,问题"));
    let before = office.json("check")["entries"].clone();
    office.ok(&["--yes", "import", "out.csv"]);
    assert_eq!(office.json("check")["entries"], before);
    office.ok(&["issue", "set", "3", "--note", "造字\u{e5e5}"]);
    let outcome = office.run(&["export", "lacks.csv", "--encoding", "gb18030"]);
    assert!(
        outcome.code == 1 && outcome.stderr.contains("问题 3，备注") && outcome.stderr.contains("U+E5E5"),
        "{outcome}"
    );
    assert!(!office.dir().join("lacks.csv").exists());
    office.ok(&["export", "lacks.csv"]);
}

#[test]
fn what_a_cell_cannot_hold_is_said_and_never_cut() {
    let office = office("too-long");
    office.ok(&["issue", "set", "2", "--note", &"长".repeat(32_767)]);
    office.ok(&["export", "fits.xlsx"]);
    assert_eq!(cell(&cells(bytes(&office, "fits.xlsx")), 2, "备注").to_string().chars().count(), 32_767);
    office.ok(&["issue", "set", "2", "--note", &"长".repeat(32_768)]);
    let outcome = office.run(&["export", "out.xlsx"]);
    assert!(outcome.code == 1 && outcome.stderr.contains("问题 2，备注：有 32768 个字符"), "{outcome}");
    assert!(!office.dir().join("out.xlsx").exists());
    office.ok(&["export", "out.xlsx", "--columns", "number,title"]);
}

#[test]
fn characters_that_xml_has_no_place_for_come_back_as_they_were() {
    let office = Office::bare("controls");
    let notes =
        ["竖线\u{b}换行", "铃\u{7}", "\u{fffe}非字符", "_x000B_照写", "<r>不是标记</r>", " 前后空格 ", "回车\r在内"];
    let rows = notes.iter().enumerate().map(|(n, note)| format!("{},问题{n},\"{note}\"\n", n + 1));
    let csv: String = ["编号,问题,备注\n".to_owned()].into_iter().chain(rows).collect();
    office.write("in.csv", csv.as_bytes());
    office.ok(&["--yes", "import", "in.csv"]);
    office.ok(&["export", "out.xlsx"]);
    let rows = cells(bytes(&office, "out.xlsx"));
    for (n, note) in notes.iter().enumerate() {
        assert_eq!(cell(&rows, n + 1, "备注").to_string(), note.trim_matches(' '), "{note:?}");
    }
}

#[test]
fn each_unit_gets_a_file_in_a_folder_that_is_written_whole() {
    let office = office("units");
    let outcome = office.ok(&["export", "--each-unit", "units", "--dry-run"]);
    assert!(outcome.stderr.contains("将写入 units：4 个文件") && !office.dir().join("units").exists(), "{outcome}");
    let outcome = office.ok(&["export", "--each-unit", "units"]);
    insta::assert_snapshot!(outcome.whole());
    let mut names: Vec<String> = std::fs::read_dir(office.dir().join("units"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["各乡镇.xlsx", "市委办.xlsx", "市政府办.xlsx", "市财政局.xlsx"].map(str::to_owned));
    let rows = cells(bytes(&office, "units/市财政局.xlsx"));
    assert_eq!((rows.len(), cell(&rows, 2, "问题").to_string()), (3, "组织生活不严".to_owned()));
    let outcome = office.run(&["export", "--each-unit", "units"]);
    assert!(outcome.code == 1 && outcome.stderr.contains("已经有东西"), "{outcome}");
    // one text too many for a cell: no folder, nothing beside it
    office.ok(&["issue", "set", "3", "--note", &"长".repeat(40_000)]);
    assert_eq!(office.run(&["export", "--each-unit", "again"]).code, 1);
    let left = std::fs::read_dir(office.dir()).unwrap().map(|file| file.unwrap().file_name());
    let left: Vec<_> = left
        .filter(|name| !["in.csv", "duban.db", "units"].map(std::ffi::OsStr::new).contains(&name.as_os_str()))
        .collect();
    assert!(left.iter().all(|name| name.to_string_lossy().starts_with("duban.db")), "{left:?}");
    office.ok(&["export", "--each-unit", "csv", "--format", "csv"]);
    assert!(office.dir().join("csv/市委办.csv").exists());
}

#[test]
fn a_word_that_points_above_comes_back_as_the_ledger_has_it() {
    let office = office("pointer");
    office.ok(&["issue", "set", "2", "--note", "同上"]);
    for file in ["out.csv", "out.xlsx"] {
        office.ok(&["export", file]);
        assert!(office.ok(&["--yes", "import", file]).stderr.contains("改动 0，不变 4"), "{file}");
    }
}

#[test]
fn a_sheet_of_a_past_day_is_held_against_that_day_when_it_comes_back() {
    let mut office = office("as-of");
    office.today = "2019-12-20".to_owned();
    office.ok(&["issue", "set", "1", "--title", "会议仍然过多"]);
    office.ok(&["export", "then.csv", "--as-of", "2019-12-10"]);
    assert!(String::from_utf8(bytes(&office, "then.csv")).unwrap().contains("会议过多"));
    let before = office.json("check")["entries"].clone();
    office.ok(&["--yes", "import", "then.csv"]);
    assert_eq!(office.json("check")["entries"], before, "an old sheet that nobody edited takes nothing back");
    assert_eq!(office.json("show 1")["title"], "会议仍然过多");
}

#[test]
fn a_dry_run_writes_nothing() {
    let office = office("dry");
    let outcome = office.ok(&["export", "out.xlsx", "--dry-run"]);
    assert_eq!(outcome.stderr, "将导出 4 个问题：out.xlsx\n");
    assert!(!office.dir().join("out.xlsx").exists());
}
