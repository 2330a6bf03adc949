//! A round of the weekly dispatch: opened, sent out as sheets, filled in, collected, closed.

use crate::support::Office;
use std::path::{Path, PathBuf};

fn told(office: &Office, lines: &[&str]) -> String {
    lines.iter().map(|line| format!("$ duban {line}\n{}\n", office.line(line).whole())).collect()
}

/// Three units with four open issues, one that is done, one without a unit.
fn office() -> Office {
    let office = Office::new("整改办");
    office.done("issue add --number 8 --title 河道采砂管理不严 --lead 副市长 --lead-unit 市水利局 --unit 市公安局 --due 2019-12-31");
    office.done("issue add --number 8.1 --title 采砂船未清理 --parent 8 --due 2019-12-06");
    office.done("issue add --number 9 --title 惠农资金拨付不及时 --lead 副市长 --lead-unit 市财政局 --due 2019-12-12");
    office.done("issue add --number 10 --title 消防通道占用 --lead 副市长 --unit 市公安局 --due 2020-03-31");
    office.done("issue add --number 11 --title 已经办好的 --lead-unit 市财政局 --stage 已完成");
    office.done("issue add --number 12 --title 无人认领的");
    office.done("progress add 9 --percent 60 --text 已拨付六成 --unit 市财政局 --on 2019-12-02");
    office
}

/// Types into a sheet as a person does: `B4` and its text.
fn fill(path: &Path, cells: &[(&str, &str)]) {
    let mut command = std::process::Command::new(python());
    command.arg("-c").arg(
        "import sys, openpyxl\n\
         book = openpyxl.load_workbook(sys.argv[1])\n\
         sheet = book.worksheets[0]\n\
         for cell, text in zip(sys.argv[2::2], sys.argv[3::2]):\n    \
             sheet[cell] = int(text) if text.isdigit() else float(text) if text.startswith('0.') else (text or None)\n\
         book.save(sys.argv[1])",
    );
    command.arg(path);
    for (cell, text) in cells {
        command.args([cell, text]);
    }
    let output = command.output().expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn python() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    Path::new(env!("CARGO_MANIFEST_DIR")).join(target).join("peers/bin/python")
}

fn sheet(office: &Office, unit: &str) -> PathBuf {
    office.dir().join(format!("表/第1期 {unit}.xlsx"))
}

fn with_sheets() -> Office {
    let office = office();
    office.done("dispatch open");
    office.done("dispatch sheets 表");
    office
}

#[test]
fn a_week_from_its_opening_to_its_close() {
    let office = office();
    let mut story = told(
        &office,
        &[
            "dispatch status",
            "dispatch open --dry-run",
            "dispatch open",
            "dispatch open",
            "dispatch sheets 表",
            "dispatch status",
        ],
    );
    fill(&sheet(&office, "市财政局"), &[("F4", "85"), ("G4", "又拨付两成五"), ("I4", "无")]);
    fill(&sheet(&office, "市水利局"), &[("F4", "40%"), ("G4", "已立案"), ("J5", "请公安局派人")]);
    story += &told(&office, &["dispatch collect 表/第1期_市财政局.xlsx"]);
    for (file, unit) in [("财政.xlsx", "市财政局"), ("水利.xlsx", "市水利局")] {
        std::fs::copy(sheet(&office, unit), office.dir().join(file)).unwrap();
    }
    story += &told(
        &office,
        &[
            "dispatch collect 财政.xlsx 水利.xlsx --dry-run",
            "dispatch collect 财政.xlsx 水利.xlsx",
            "dispatch collect 财政.xlsx",
            "progress list 9",
            "dispatch status",
            "--today 2019-12-14 dispatch close",
            "--today 2019-12-14 dispatch close",
            "--today 2019-12-14 dispatch show 1",
            "dispatch list",
            "dispatch status --round 7",
        ],
    );
    insta::assert_snapshot!(story);
    let json = office.json("dispatch status");
    let keys: Vec<&str> = json["units"][0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys[..5], ["unit", "state", "returned_on", "rows", "rows_changed"]);
}

#[test]
fn what_is_wrong_with_a_sheet_is_told_all_at_once_and_nothing_is_taken() {
    let office = with_sheets();
    let (finance, water) = (sheet(&office, "市财政局"), sheet(&office, "市水利局"));
    // the other unit's row, pasted in; a fraction; a row twice; a new row
    let mut key = String::new();
    for (cell, of) in [("K4", &water)] {
        let output = std::process::Command::new(python())
            .args([
                "-c",
                "import sys, openpyxl; print(openpyxl.load_workbook(sys.argv[1]).worksheets[0][sys.argv[2]].value)",
            ])
            .arg(of)
            .arg(cell)
            .output()
            .unwrap();
        key = String::from_utf8(output.stdout).unwrap().trim().to_owned();
    }
    fill(&finance, &[("F4", "0.8"), ("A5", "8"), ("G5", "替水利局填"), ("K5", &key), ("A6", "99"), ("G6", "新问题")]);
    std::fs::copy(&finance, office.dir().join("财政.xlsx")).unwrap();
    office.write("不是.csv", "编号,问题\n8,采砂\n".as_bytes());
    office.write("坏的.xlsx", b"PK\x03\x04 no workbook");
    let digest = office.digest();
    insta::assert_snapshot!(told(&office, &["dispatch collect 财政.xlsx 不是.csv 坏的.xlsx 没有.xlsx"]));
    assert_eq!(office.digest(), digest);
}

#[test]
fn a_sheet_may_be_sorted_saved_as_csv_and_lose_its_keys() {
    let office = with_sheets();
    let text = "第1期周调度反馈表（市水利局）　请于 2019-12-13 17:00 前反馈\n\n编号,本周进展,本周进度（%）\n8.1,已清理三艘,30%\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    office.write("水利.csv", &gbk);
    insta::assert_snapshot!(told(
        &office,
        &["dispatch collect 水利.csv", "progress list 8.1", "undo", "dispatch status"]
    ));
}

#[test]
fn a_second_version_changes_only_what_it_says_anew() {
    let office = with_sheets();
    let finance = sheet(&office, "市财政局");
    fill(&finance, &[("F4", "85"), ("G4", "又拨付两成五")]);
    std::fs::copy(&finance, office.dir().join("一.xlsx")).unwrap();
    fill(&finance, &[("F4", "90")]);
    std::fs::copy(&finance, office.dir().join("二.xlsx")).unwrap();
    office.done("dispatch collect 一.xlsx");
    let second = office.done("dispatch collect 二.xlsx");
    assert!(second.stdout.contains("已反馈"), "{second}");
    let returns = office.json("progress list 9");
    assert_eq!(returns.as_array().unwrap().len(), 2, "one of the round, one before: {returns:#}");
    assert_eq!((&returns[0]["percent"], &returns[0]["text"]), (&90.into(), &"又拨付两成五".into()));
    let log = office.done("log -n 1").stdout;
    assert!(log.contains("完成比例 85 → 90") && !log.contains("又拨付"), "{log}");
}

#[test]
fn silence_climbs_the_ladder_week_by_week() {
    let office = office();
    let mut story = String::new();
    for (monday, friday) in [("2019-12-09", "2019-12-14"), ("2019-12-16", "2019-12-21"), ("2019-12-23", "2019-12-28")] {
        office.done(&format!("--today {monday} dispatch open"));
        if monday == "2019-12-16" {
            office.done("--today 2019-12-16 dispatch sheets 表");
            std::fs::rename(office.dir().join("表/第2期 市财政局.xlsx"), office.dir().join("财政.xlsx")).unwrap();
            office.done("--today 2019-12-17 dispatch collect 财政.xlsx");
        }
        story += &told(&office, &[&format!("--today {friday} dispatch status")]);
    }
    insta::assert_snapshot!(story);
    let late = office.line("--today 2019-12-24 dispatch collect 财政.xlsx");
    assert_eq!(late.code, 3);
    assert!(late.stdout.contains("这是第 2 期的表，现在是第 3 期") && late.stdout.contains("--late"), "{late}");
    let back = office.line("--today 2019-12-24 dispatch open --week 2020-01-06");
    assert_eq!(back.code, 1, "{back}");
}

#[test]
fn opening_adds_what_is_new_and_is_taken_back_whole() {
    let office = office();
    let before = office.digest();
    office.done("dispatch open");
    office.done("undo");
    assert_eq!(office.digest(), before);
    office.done("dispatch open");
    office.done("issue set 12 --lead-unit 市财政局");
    let again = office.done("dispatch open").stderr;
    assert!(again.contains("补充 1 项"), "{again}");
    assert_eq!(office.json("dispatch status")["units"].as_array().unwrap().len(), 3);
    office.done("dispatch close");
    let refused = office.line("dispatch open");
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("--reopen"), "{refused}");
    office.done("dispatch open --reopen");
}
