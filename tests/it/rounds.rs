//! A round of the weekly dispatch: opened, sent out as sheets, filled in, collected, closed.

use crate::peers;
use crate::support::{Mounted, Office};
use serde_json::json;
use std::path::{Path, PathBuf};

fn told(office: &Office, lines: &[&str]) -> String {
    lines.iter().map(|line| format!("$ duban {line}\n{}\n", office.line(line).whole())).collect::<Vec<_>>().concat()
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
    fill(&sheet(&office, "市财政局"), &[("G4", "85"), ("I4", "又拨付两成五"), ("K4", "无")]);
    fill(&sheet(&office, "市水利局"), &[("G4", "40%"), ("I4", "已立案"), ("L5", "请公安局派人")]);
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
    // the other unit's row, pasted in; a fraction; a row twice; a new row; a number of another unit, typed
    let look = "import sys, openpyxl; print(openpyxl.load_workbook(sys.argv[1]).worksheets[0]['M4'].value)";
    let output = std::process::Command::new(python()).args(["-c", look]).arg(&water).output().unwrap();
    let key = String::from_utf8(output.stdout).unwrap().trim().to_owned();
    fill(
        &finance,
        &[
            ("G4", "0.8"),
            ("A5", "8"),
            ("I5", "替水利局填"),
            ("M5", &key),
            ("A6", "99"),
            ("I6", "新问题"),
            ("A7", "10"),
            ("I7", "替公安局填"),
        ],
    );
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
    fill(&finance, &[("G4", "85"), ("I4", "又拨付两成五")]);
    std::fs::copy(&finance, office.dir().join("一.xlsx")).unwrap();
    fill(&finance, &[("G4", "90")]);
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

/// What a round got from a unit: number, percent and the four texts of each row, as they stand in the ledger.
fn reported(office: &Office, numbers: &[&str]) -> Vec<String> {
    let of = |number: &&str| {
        let returns = office.json(&format!("progress list {number}"));
        let row = returns.as_array().unwrap().first().cloned().unwrap_or_default();
        let cell = |name: &str| match &row[name] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let cells = ["percent", "text", "next_step", "obstacle", "help_needed"].map(cell);
        format!("{number}: {}", cells.join("|"))
    };
    numbers.iter().map(of).collect()
}

/// A person fills the sheet in, in `LibreOffice`, sorts its rows, moves a column, and saves it as something else.
#[test]
fn a_sheet_filled_in_by_a_person_arrives_cell_by_cell_from_every_format() {
    let office = with_sheets();
    let before = office.digest();
    let moved = [json!(["unprotect"]), json!(["sort", "A4:M5", 0, false]), json!(["move column", "I", "B"])];
    let expected =
        ["8: 40|已立案3件，追责2人|12月20日前办结||请公安局派人", "8.1: 85|采砂船已清理“三艘”；还有一艘||无|"];
    for (percent, moved, ending, format) in [
        ("40%", &[][..], "xlsx", "xlsx"),
        ("40%", &moved, "xlsx", "xlsx"),
        ("40", &moved, "ods", "ods"),
        ("40", &moved, "xls", "xls"),
        ("40%", &moved, "csv", "csv-gbk"),
    ] {
        let typed = [
            json!(["set", "G4", percent]),
            json!(["set", "I4", "已立案3件，追责2人"]),
            json!(["set", "J4", "12月20日前办结"]),
            json!(["set", "L4", "请公安局派人"]),
            json!(["set", "G5", "85"]),
            json!(["set", "H5", "基本完成"]),
            json!(["set", "I5", "采砂船已清理“三艘”；还有一艘"]),
            json!(["set", "K5", "无"]),
        ];
        let back = office.dir().join(format!("回.{ending}"));
        peers::edit(&sheet(&office, "市水利局"), &json!([&typed[..], moved].concat()), &back, format);
        let outcome = office.done(&format!("dispatch collect 回.{ending}"));
        assert_eq!(reported(&office, &["8", "8.1"]), expected, "{format}: {outcome}");
        assert_eq!(reported(&office, &["9", "10"]), ["9: 60|已拨付六成|||", "10: ||||"], "nobody else's");
        assert_eq!(stages(&office, &["8", "8.1"]), ["not_started", "basically_done"], "{format}");
        let log = office.done("log -n 1").stdout;
        let returns = log.matches("进展 2019-12-09（问题").count();
        let arrows = log.matches('→').count();
        assert!(returns == 2 && arrows == 1, "a return on each issue, one other stage, nothing else: {log}");
        office.done("undo");
        assert_eq!(office.digest(), before, "{format}: taken back whole");
    }
}

/// Only the styles of an XLSX tell 40% from 0.4; in an ODS it is asked, never guessed.
#[test]
fn a_share_in_a_format_that_does_not_tell_it_from_a_fraction_is_asked_about() {
    let office = with_sheets();
    let back = office.dir().join("回.ods");
    peers::edit(&sheet(&office, "市水利局"), &json!([["set", "G4", "40%"]]), &back, "ods");
    let asked = office.line("dispatch collect 回.ods");
    assert!(asked.code == 3 && asked.stdout.contains("“0.4”不是") && asked.stdout.contains("写 80"), "{asked}");
}

/// The stages of issues.
fn stages(office: &Office, numbers: &[&str]) -> Vec<String> {
    let stage = |number: &&str| office.json(&format!("issue show {number}"))["stage"].as_str().unwrap().to_owned();
    numbers.iter().map(stage).collect()
}

/// The rules of a sheet's cells as openpyxl reads them: from the heading to what may be filled in below it.
fn checks(book: &serde_json::Value) -> Vec<(String, serde_json::Value)> {
    let sheet = &book["sheets"][0];
    let headings = sheet["cells"][2].as_array().unwrap();
    let mut checks = Vec::new();
    for check in sheet["checks"].as_array().unwrap() {
        let column = usize::from(check["at"].as_str().unwrap().as_bytes()[0] - b'A');
        let rule = ["type", "style", "first", "second"].map(|what| check[what].clone());
        checks.push((headings[column].as_str().unwrap().to_owned(), json!(rule)));
    }
    checks.sort_by(|a, b| a.0.cmp(&b.0));
    checks
}

/// openpyxl reads the drop-down and the check of the percent as they went out, and as `LibreOffice` has saved them.
#[test]
fn the_cells_of_a_unit_offer_the_stages_and_take_whole_percentages() {
    let office = office();
    office.done("words add 挂账督办 --stage 整改中");
    office.done("dispatch open");
    office.done("dispatch sheets 表");
    let sent = peers::read(&sheet(&office, "市财政局"));
    let expected = [
        ("反馈标识（请勿改动）".to_owned(), json!(["custom", "stop", "FALSE", null])),
        ("整改状态".to_owned(), json!(["list", "stop", "'名单'!$A$2:$A$6", null])),
        ("本周进度%".to_owned(), json!(["whole", "stop", "0", "100"])),
    ];
    assert_eq!(checks(&sent), expected);
    let says = |heading: &str| {
        let checks = sent["sheets"][0]["checks"].as_array().unwrap();
        let headings = sent["sheets"][0]["cells"][2].as_array().unwrap();
        let at = headings.iter().position(|known| known == heading).unwrap();
        let letter = char::from(b'A' + u8::try_from(at).unwrap());
        let found = checks.iter().find(|check| check["at"].as_str().unwrap().starts_with(letter)).unwrap();
        found["says"].as_str().unwrap().to_owned()
    };
    assert_eq!(says("本周进度%"), "请填 0 到 100 的整数，不带百分号。");
    assert_eq!(says("整改状态"), "请从下拉框里选一项；没有变化的不填。销号要另行申请，不在这张表里填。");
    let offered: Vec<&serde_json::Value> =
        sent["sheets"][1]["cells"].as_array().unwrap().iter().map(|row| &row[0]).collect();
    assert_eq!(offered, ["可选状态", "未启动", "整改中", "基本完成", "已完成", "挂账督办"]);
    assert_eq!([&sent["sheets"][1]["name"], &sent["sheets"][1]["state"]], ["名单", "hidden"]);
    let row = &sent["sheets"][0]["cells"][3];
    assert_eq!([&row[3], &row[4], &row[5]], [&json!(60), &json!("未启动"), &json!("已拨付六成")], "as it stood");
    assert!((6..12).all(|at| row[at].is_null()), "{row}");
    let locked: Vec<bool> =
        sent["sheets"][0]["locked"][3].as_array().unwrap().iter().map(|locked| locked == true).collect();
    assert_eq!(locked[..13], [[true; 6], [false; 6]].concat().into_iter().chain([true]).collect::<Vec<bool>>());
    let back = office.dir().join("回.xlsx");
    peers::edit(&sheet(&office, "市财政局"), &json!([["set", "H4", "挂账督办"]]), &back, "xlsx");
    let kept: Vec<String> =
        checks(&peers::read(&back)).into_iter().map(|(heading, rule)| format!("{heading} {rule}")).collect();
    assert!(kept.iter().any(|rule| rule.contains("整改状态 [\"list\"") && rule.contains("$A$2:$A$6")), "{kept:?}");
    assert!(kept.iter().any(|rule| rule.contains("本周进度% [\"whole\"")), "{kept:?}");
    office.done("dispatch collect 回.xlsx");
    let issue = office.json("issue show 9");
    assert_eq!([&issue["stage"], &issue["status_text"]], ["in_progress", "挂账督办"], "a word of the office's own");
    office.done("--lang en dispatch sheets en");
    let english = peers::read(&office.dir().join("en/round 1 市财政局.xlsx"));
    assert_eq!(english["sheets"][0]["cells"][2][7], "Status this week");
    assert_eq!(english["sheets"][1]["cells"][2][0], "in progress");
}

#[test]
fn a_stage_that_a_unit_gives_becomes_the_stage_of_the_issue() {
    let office = with_sheets();
    let finance = sheet(&office, "市财政局");
    fill(&finance, &[("H4", "已完成"), ("I4", "全部拨付")]);
    std::fs::copy(&finance, office.dir().join("一.xlsx")).unwrap();
    fill(&finance, &[("H4", "基本完成")]);
    std::fs::copy(&finance, office.dir().join("二.xlsx")).unwrap();
    fill(&finance, &[("H4", "未启动")]);
    std::fs::copy(&finance, office.dir().join("三.xlsx")).unwrap();
    let only = sheet(&office, "市公安局");
    fill(&only, &[("H4", "in progress")]);
    std::fs::copy(&only, office.dir().join("公安.xlsx")).unwrap();
    let steps = [
        ("dispatch collect 一.xlsx", "问题 9：整改状态 未启动 → 已完成、状态原文 已完成、完成日期 2019-12-09"),
        (
            "--today 2019-12-10 dispatch collect 二.xlsx",
            "问题 9：整改状态 已完成 → 基本完成、状态原文 已完成 → 基本完成、完成日期 2019-12-09 →（空）",
        ),
        ("dispatch collect 公安.xlsx", "问题 10：整改状态 未启动 → 整改中"),
        ("dispatch collect 三.xlsx", "问题 9：整改状态 基本完成 → 未启动、状态原文 基本完成 → 未启动"),
    ];
    for (line, expected) in steps {
        let outcome = office.json(line);
        let file = &outcome["files"][0];
        assert_eq!([&file["rows"], &file["changed"], &file["notes"]], [&json!(1), &json!(1), &json!([])], "{line}");
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let log = bare(&office.done("log -n 1").stdout);
        assert!(log.contains(&bare(&format!("- {expected} -"))), "{line}: {log}");
    }
    let status = office.json("dispatch status");
    let returned = status["units"].as_array().unwrap().iter().filter(|unit| unit["state"] == "returned");
    assert_eq!(returned.count(), 2, "{status}");
    assert_eq!(
        stages(&office, &["9", "10"]),
        ["not_started", "in_progress"],
        "a later version corrects an earlier one"
    );
    assert_eq!(office.json("progress list 10"), json!([]), "a stage alone is no report of what was done");
}

#[test]
fn a_stage_that_the_office_has_set_since_stands_and_the_other_is_told() {
    let office = with_sheets();
    let finance = sheet(&office, "市财政局");
    office.done("issue set 9 --stage 整改中");
    // as it went out: nothing new, and nothing against what the office has said
    fill(&finance, &[("H4", "未启动"), ("I4", "又拨付")]);
    std::fs::copy(&finance, office.dir().join("一.xlsx")).unwrap();
    office.done("dispatch collect 一.xlsx");
    assert_eq!(stages(&office, &["9"]), ["in_progress"]);
    fill(&finance, &[("H4", "基本完成")]);
    std::fs::copy(&finance, office.dir().join("二.xlsx")).unwrap();
    let outcome = office.json("dispatch collect 二.xlsx");
    let note = "反馈表!H4“整改状态”没有收：表里填的是基本完成，发表时是未启动，此后台账改成了整改中；\
                要照表里的改，用 duban issue set 9 --stage 基本完成";
    assert_eq!(outcome["files"][0]["notes"], json!([note]));
    assert_eq!(stages(&office, &["9"]), ["in_progress"]);
    office.done("issue set 9 --stage 基本完成"); // as it is told
    fill(&finance, &[("I4", "拨付完毕")]);
    std::fs::copy(&finance, office.dir().join("三.xlsx")).unwrap();
    assert_eq!(office.json("dispatch collect 三.xlsx")["files"][0]["notes"], json!([]));
}

#[test]
fn a_sheet_strikes_nothing_off_and_a_stage_that_is_none_is_told_with_its_cells() {
    let office = with_sheets();
    let water = sheet(&office, "市水利局");
    fill(&water, &[("H4", "快了"), ("H5", "快了"), ("G4", "40")]);
    std::fs::copy(&water, office.dir().join("水利.xlsx")).unwrap();
    let finance = sheet(&office, "市财政局");
    fill(&finance, &[("H4", "已销号")]);
    std::fs::copy(&finance, office.dir().join("财政.xlsx")).unwrap();
    let police = office.dir().join("公安.xlsx");
    peers::edit(&sheet(&office, "市公安局"), &json!([["set", "I4", "=1/0"]]), &police, "xlsx");
    let digest = office.digest();
    insta::assert_snapshot!(told(&office, &["dispatch collect 水利.xlsx 财政.xlsx 公安.xlsx"]));
    assert_eq!(office.digest(), digest);
}

#[test]
fn what_was_struck_off_since_is_not_set_back_by_a_sheet() {
    let office = with_sheets();
    let text = "第1期周调度反馈表（市财政局）\n编号,本周进展,整改状态\n9,又拨付,整改中\n";
    office.write("财政.csv", text.as_bytes());
    office.done("issue set 9 --immediate --stage 已完成");
    office.done("issue strike 9 --at-once --reason 已全部拨付，现场核对");
    let digest = office.digest();
    let refused = office.line("dispatch collect 财政.csv");
    assert!(refused.code == 3 && refused.stdout.contains("C3“整改状态”：问题 9 已销号"), "{refused}");
    assert_eq!(office.digest(), digest);
}

#[test]
fn a_sheet_of_before_the_stages_is_taken() {
    let office = with_sheets();
    let finance = sheet(&office, "市财政局");
    fill(&finance, &[("G4", "85"), ("I4", "又拨付")]);
    let back = office.dir().join("旧.xlsx");
    peers::edit(&finance, &json!([["unprotect"], ["delete column", "H"], ["delete column", "E"]]), &back, "xlsx");
    let headings = &peers::read(&back)["sheets"][0]["cells"][2];
    assert_eq!([&headings[3], &headings[5], &headings[6]], ["上期进度%", "本周进度%", "本周进展"], "{headings}");
    office.done("dispatch collect 旧.xlsx");
    assert_eq!(
        (reported(&office, &["9"]), stages(&office, &["9"])),
        (vec!["9: 85|又拨付|||".into()], vec!["not_started".into()])
    );
}

#[test]
fn rows_sorted_without_the_hidden_key_are_refused() {
    let office = with_sheets();
    let back = office.dir().join("回.xlsx");
    let typed = json!([["set", "G4", "40"], ["set", "G5", "85"], ["unprotect"], ["sort", "A4:L5", 0, false]]);
    peers::edit(&sheet(&office, "市水利局"), &typed, &back, "xlsx");
    let digest = office.digest();
    let refused = office.line("dispatch collect 回.xlsx");
    assert!(refused.code == 3 && refused.stdout.contains("反馈标识是问题 8 的，编号写的却是 8.1"), "{refused}");
    assert_eq!(office.digest(), digest, "nobody's figure is put down to another issue");
}

#[test]
fn a_locked_cell_takes_no_typing() {
    let office = with_sheets();
    let back = office.dir().join("回.xlsx");
    for cell in ["A4", "B4", "D4", "E4", "F4", "M4"] {
        let refused = peers::try_edit(&sheet(&office, "市水利局"), &json!([["set", cell, "改"]]), &back, "xlsx");
        assert!(refused.is_err_and(|why| why.contains("locked")), "{cell}");
    }
}

#[test]
fn two_offices_that_open_the_same_week_open_the_same_round() {
    for backwards in [false, true] {
        let here = office();
        let there = here.second("督查办");
        here.done("dispatch open");
        there.done("--as 督查办 dispatch open");
        there.give(&here, backwards);
        here.give(&there, backwards);
        assert_eq!(here.digest(), there.digest());
        for office in [&here, &there] {
            assert_eq!(office.json("dispatch list").as_array().unwrap().len(), 1);
            assert_eq!(office.json("conflict list"), json!([]), "{backwards}");
        }
        // each collects what came to it
        here.done("dispatch sheets 表");
        there.done("dispatch sheets 表");
        fill(&sheet(&here, "市财政局"), &[("G4", "85"), ("I4", "又拨付")]);
        fill(&sheet(&there, "市水利局"), &[("G4", "40%"), ("I4", "已立案")]);
        here.ok(&["dispatch", "collect", sheet(&here, "市财政局").to_str().unwrap()]);
        there.ok(&["--as", "督查办", "dispatch", "collect", sheet(&there, "市水利局").to_str().unwrap()]);
        // and a sheet that came to both is one return
        std::fs::copy(sheet(&here, "市公安局"), here.dir().join("公安.xlsx")).unwrap();
        std::fs::copy(sheet(&here, "市公安局"), there.dir().join("公安.xlsx")).unwrap();
        for office in [&here, &there] {
            fill(&office.dir().join("公安.xlsx"), &[("I4", "通道已清"), ("G4", "100")]);
        }
        std::fs::copy(here.dir().join("公安.xlsx"), there.dir().join("公安.xlsx")).unwrap();
        here.done("dispatch collect 公安.xlsx");
        there.done("--as 督查办 dispatch collect 公安.xlsx");
        here.give(&there, backwards);
        there.give(&here, backwards);
        assert_eq!(here.digest(), there.digest());
        for office in [&here, &there] {
            assert_eq!(office.json("conflict list"), json!([]));
            let states = office.json("dispatch status");
            let states: Vec<&str> =
                states["units"].as_array().unwrap().iter().map(|unit| unit["state"].as_str().unwrap()).collect();
            assert_eq!(states, ["returned"; 3]);
            assert_eq!(
                reported(office, &["8", "9", "10"]),
                ["8: 40|已立案|||", "9: 85|又拨付|||", "10: 100|通道已清|||"]
            );
            assert_eq!(office.json("progress list 10").as_array().unwrap().len(), 1);
        }
    }
}

#[test]
fn a_sheet_of_another_ledger_is_refused() {
    let here = with_sheets();
    let there = Office::new("别的市");
    there.done("issue add --number 9 --title 别的问题 --lead-unit 市财政局");
    there.done("dispatch open");
    there.done("dispatch sheets 表");
    fill(&sheet(&there, "市财政局"), &[("G4", "85")]);
    std::fs::copy(sheet(&there, "市财政局"), here.dir().join("财政.xlsx")).unwrap();
    let before = here.digest();
    insta::assert_snapshot!(told(&here, &["dispatch collect 财政.xlsx"]));
    assert_eq!(here.digest(), before);
}

#[test]
fn rows_that_were_deleted_are_listed_and_change_nothing() {
    let office = with_sheets();
    let back = office.dir().join("回.xlsx");
    peers::edit(
        &sheet(&office, "市水利局"),
        &json!([["set", "G5", "30"], ["unprotect"], ["delete", 4, 1]]),
        &back,
        "xlsx",
    );
    let outcome = office.done("dispatch collect 回.xlsx");
    assert!(outcome.stdout.contains("表里少了 1 项：8（"), "{outcome}");
    assert_eq!(reported(&office, &["8", "8.1"]), ["8: ||||", "8.1: 30||||"]);
    assert_eq!(office.json("issue list").as_array().unwrap().len(), 6, "nothing was struck out");
}

#[test]
fn a_percent_that_falls_is_taken_and_told() {
    let office = with_sheets();
    fill(&sheet(&office, "市财政局"), &[("G4", "50"), ("I4", "重新核算")]);
    let outcome = office.ok(&["dispatch", "collect", "表/第1期 市财政局.xlsx"]);
    assert!(outcome.stdout.contains("60") && outcome.stdout.contains("50"), "{outcome}");
    assert_eq!(reported(&office, &["9"]), ["9: 50|重新核算|||"]);
}

#[test]
fn what_comes_for_an_earlier_round_counts_for_that_round() {
    let office = with_sheets();
    fill(&sheet(&office, "市财政局"), &[("G4", "85"), ("I4", "又拨付")]);
    std::fs::rename(sheet(&office, "市财政局"), office.dir().join("财政.xlsx")).unwrap();
    office.done("--today 2019-12-14 dispatch close");
    let before = office.digest();
    let closed = office.line("--today 2019-12-14 dispatch collect 财政.xlsx");
    assert!(closed.code == 3 && closed.stdout.contains("--late"), "{closed}");
    office.done("--today 2019-12-16 dispatch open");
    let earlier = office.line("--today 2019-12-17 dispatch collect 财政.xlsx");
    assert!(earlier.code == 3 && earlier.stdout.contains("--late"), "{earlier}");
    office.done("--today 2019-12-17 dispatch collect 财政.xlsx --late");
    let state = |round: &str| office.json(&format!("--today 2019-12-17 dispatch status --round {round}"));
    let of = |round: &str| {
        let status = state(round);
        let units = status["units"].as_array().unwrap().clone();
        units.into_iter().find(|unit| unit["unit"] == "市财政局").unwrap()["state"].clone()
    };
    assert_eq!((of("1"), of("2")), (json!("late"), json!("missing")));
    office.done("undo");
    office.done("undo");
    assert_eq!(office.digest(), before, "collecting and opening are taken back");
}

#[test]
fn a_first_version_that_comes_again_after_a_second_changes_nothing() {
    let office = with_sheets();
    let finance = sheet(&office, "市财政局");
    fill(&finance, &[("G4", "85"), ("I4", "又拨付两成五")]);
    std::fs::copy(&finance, office.dir().join("一.xlsx")).unwrap();
    fill(&finance, &[("G4", "90"), ("I4", "又拨付三成")]);
    std::fs::copy(&finance, office.dir().join("二.xlsx")).unwrap();
    office.done("dispatch collect 一.xlsx");
    office.done("dispatch collect 二.xlsx");
    let digest = office.digest();
    let again = office.done("dispatch collect 一.xlsx 二.xlsx 一.xlsx");
    assert_eq!(office.digest(), digest, "{again}");
    assert_eq!(reported(&office, &["9"]), ["9: 90|又拨付三成|||"]);
}

#[test]
fn the_next_week_opened_ahead_keeps_nobody_from_returning_this_one() {
    let office = with_sheets();
    office.done("--today 2019-12-12 dispatch open --week 2019-12-16");
    let refused = office.line("--today 2019-12-12 dispatch open --week 2019-12-23");
    assert_eq!(refused.code, 1, "{refused}");
    assert_eq!(office.json("--today 2019-12-12 dispatch status")["round"], 1);
    fill(&sheet(&office, "市财政局"), &[("G4", "85")]);
    let taken =
        office.ok(&["--today", "2019-12-13", "dispatch", "collect", "--on", "2019-12-13", "表/第1期 市财政局.xlsx"]);
    assert!(taken.stdout.contains("已反馈"), "{taken}");
    assert_eq!(office.json("--today 2019-12-16 dispatch status")["round"], 2);
    assert!(
        office.json("--today 2019-12-16 dispatch status")["units"]
            .as_array()
            .unwrap()
            .iter()
            .all(|unit| unit["state"] == "missing")
    );
}

#[test]
fn a_clock_set_back_a_week_spoils_nothing() {
    let office = with_sheets();
    office.done("--today 2019-12-16 dispatch open");
    let digest = office.digest();
    insta::assert_snapshot!(told(
        &office,
        &[
            "--today 2019-12-09 dispatch open",
            "--today 2019-12-09 dispatch status",
            "--today 2019-12-09 dispatch run --if-due"
        ]
    ));
    assert_eq!(office.digest(), digest, "no round was opened or filled again");
    fill(&sheet(&office, "市财政局"), &[("G4", "85")]);
    office.ok(&["--today", "2019-12-09", "dispatch", "collect", "表/第1期 市财政局.xlsx"]);
    let status = |line: &str| {
        office.json(line)["units"].as_array().unwrap().iter().map(|unit| unit["state"].clone()).collect::<Vec<_>>()
    };
    assert!(status("--today 2019-12-16 dispatch status --round 1").contains(&json!("returned")));
    assert!(status("--today 2019-12-16 dispatch status").iter().all(|state| state == "missing"));
}

#[test]
fn what_a_unit_changes_beside_its_own_cells_is_not_taken_and_told() {
    let office = with_sheets();
    let finance = sheet(&office, "市财政局");
    fill(
        &finance,
        &[("B4", "惠农资金拨付已及时"), ("C4", "2020-06-30"), ("N3", "我局备注"), ("N4", "急"), ("G4", "70")],
    );
    std::fs::copy(&finance, office.dir().join("财政.xlsx")).unwrap();
    let water = "第1期周调度反馈表（市水利局）\n编号,问题,整改时限,本周进展\n8,河道采砂管理不严,2019/12/31,已立案\n";
    office.write("水利.csv", water.as_bytes());
    insta::assert_snapshot!(told(&office, &["dispatch collect 财政.xlsx 水利.csv", "--lang en show 9"]));
}

#[test]
fn issues_of_two_inspections_are_told_apart_in_a_sheet_that_has_lost_its_keys() {
    let office = Office::new("整改办");
    for code in ["2018-sj", "2019-sw"] {
        office.done(&format!("inspection add {code}"));
        office.done(&format!("issue add --number 8 --title {code}的问题 --inspection {code} --lead-unit 市水利局"));
    }
    office.done("dispatch open");
    let title = "第1期周调度反馈表（市水利局）";
    for (number, code) in [("2019-sw/8", 0), ("2018-sj/8", 0), ("8", 3), ("2017-sw/8", 3)] {
        let text = format!("{title}\n编号,本周进展,本周进度（%）\n{number},关于{number}的进展,30%\n");
        office.write("水利.csv", text.as_bytes());
        assert_eq!(office.line("dispatch collect 水利.csv").code, code, "{number}");
    }
    for code in ["2018-sj", "2019-sw"] {
        assert_eq!(office.json(&format!("show {code}/8"))["progress"], format!("关于{code}/8的进展"));
    }
}

#[test]
fn a_full_disk_leaves_no_half_folder_of_sheets() {
    let office = office();
    office.done("dispatch open");
    let digest = office.digest();
    let Some(_mounted) = Mounted::tmpfs(&office.dir().join("disk"), "20k") else { return };
    let full = office.line("dispatch sheets disk/表");
    assert_eq!(full.code, 4, "{full}");
    assert!(full.stderr.contains("disk/表") && full.stderr.contains("磁盘"), "{full}");
    let left = std::fs::read_dir(office.dir().join("disk")).unwrap().count();
    assert_eq!((left, office.digest()), (0, digest));
}

#[test]
fn a_step_of_the_ladder_that_was_taken_is_not_asked_for_again() {
    let office = office();
    for monday in ["2019-12-09", "2019-12-16"] {
        office.done(&format!("--today {monday} dispatch open"));
    }
    office.done("--today 2019-12-21 notice issue --kind 督办单 --to 市财政局 --title 未反馈");
    let status = office.done("--today 2019-12-22 dispatch status").stdout;
    assert!(status.contains("市财政局（2 期，已发 督〔2019〕1号）"), "{status}");
    assert!(!status.contains("notice issue --kind supervise --to 市财政局"), "{status}");
    assert!(status.contains("notice issue --kind supervise --to 市水利局"), "{status}");
    assert!(office.done("--today 2019-12-22 dispatch").stdout.contains("已发 督〔2019〕1号"));
    office.done("--today 2019-12-23 dispatch open");
    let talk = office.done("--today 2019-12-28 dispatch status").stdout;
    assert!(talk.contains("--kind talk --to 市财政局 --title 连续3期未反馈周调度"), "the next step: {talk}");
    let table = office.done("--today 2019-12-28 dispatch status --format csv").stdout;
    assert!(table.starts_with("单位,状态,"), "{table}");
}

#[test]
fn what_was_struck_out_is_asked_of_nobody() {
    let office = office();
    office.done("dispatch open");
    let units = || office.json("dispatch status")["units"].as_array().unwrap().len();
    let before = units();
    for number in reported_by(&office, "市财政局") {
        office.done(&format!("issue void {number} --reason 误登"));
    }
    assert_eq!(units(), before - 1, "a unit that is asked nothing is not missing");
}

/// The numbers of the issues that the newest round asks a unit about.
fn reported_by(office: &Office, unit: &str) -> Vec<String> {
    let asks = office.json("dispatch show")["asks"].clone();
    let of = asks.as_array().unwrap().iter().filter(|ask| ask["unit"] == unit);
    of.map(|ask| ask["number"].as_str().unwrap().to_owned()).collect()
}
