//! A ledger sheet goes out, is edited, and comes back: exactly the edits arrive.

use crate::support::Office;
use proptest::prelude::*;

const LEDGER: &str = "\
全市巡视反馈问题整改台账,,,,,,,\n\
截至2019年11月30日,,,,,,,\n\
编号,反馈方面,问题,责任领导,牵头单位,责任单位,整改措施,整改时限,状态,整改进展,资金（万元）\n\
1,作风建设,会议过多,市长,市政府办,市委办、市政府办,1.清理会议；2.出台办法,12月底前,整改中,已清理一批,66.57\n\
2,,文件过长,市委副书记,市委办,,控制篇幅,2019年底前，并长期坚持,已完成,,\n\
3,党的建设,组织生活不严,市委组织部长,市委组织部,各乡镇,开展轮训,立行立改,未启动,,0\n\
合计,,,,,,,,,,66.57\n";

fn office(name: &str) -> Office {
    let office = Office::bare(name);
    office.write("in.csv", LEDGER.as_bytes());
    office.ok(&["--yes", "import", "in.csv"]);
    office
}

/// The exported sheet as rows of cells, edited, written as another file.
fn edited(office: &Office, file: &str, edit: impl FnOnce(&mut Vec<Vec<String>>)) {
    office.ok(&["export", "out.csv"]);
    let bytes = std::fs::read(office.dir().join("out.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    edit(&mut rows);
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row).unwrap();
    }
    office.write(file, &writer.into_inner().unwrap());
}

fn column(rows: &[Vec<String>], heading: &str) -> usize {
    rows[0].iter().position(|cell| cell.trim_start_matches('\u{feff}') == heading).expect("the heading")
}

fn entries(office: &Office) -> u64 {
    office.json("check")["entries"].as_u64().unwrap()
}

#[test]
fn a_sheet_as_offices_write_it_is_understood() {
    let office = office("understood");
    let issues = office.json("list");
    let issue = &issues[0];
    assert_eq!(issues.as_array().unwrap().len(), 3, "titles above, the total below are no issues");
    assert_eq!(issue["area"], "作风建设");
    assert_eq!(issues[1]["area"], "作风建设", "a merged cell takes what stands above");
    assert_eq!((&issue["due"], &issue["due_text"]), (&"2019-12-31".into(), &"12月底前".into()), "the year of 截至");
    assert_eq!(issue["units"], serde_json::json!(["市委办", "市政府办"]));
    assert_eq!(issue["milestones"].as_array().unwrap().len(), 2);
    assert_eq!(issue["extra"]["资金（万元）"], "66.57");
    assert_eq!((&issues[1]["long_term"], &issues[1]["stage"]), (&true.into(), &"done".into()));
    assert_eq!(
        issues[1]["units"],
        serde_json::json!(["市委办、市政府办".split('、').collect::<Vec<_>>()]).as_array().unwrap()[0]
    );
    assert_eq!((&issues[2]["immediate"], &issues[2]["due"]), (&true.into(), &serde_json::Value::Null));
}

#[test]
fn what_was_exported_changes_nothing_when_it_comes_back() {
    let office = office("unchanged");
    let (digest, before) = (office.digest(), entries(&office));
    edited(&office, "back.csv", |_| {});
    office.ok(&["--yes", "import", "back.csv"]);
    office.ok(&["--yes", "import", "in.csv"]);
    assert_eq!((office.digest(), entries(&office)), (digest, before));
}

#[test]
fn one_edited_cell_is_one_op_and_once_only() {
    let office = office("one-cell");
    for (heading, text) in [
        ("问题", "会议太多"),
        ("整改时限", "2020年6月底前"),
        ("状态", "基本完成"),
        ("备注", "=1+1"),
        ("整改进展", "已完成清理"),
        ("资金（万元）", "70"),
    ] {
        edited(&office, "back.csv", |rows| {
            let at = column(rows, heading);
            rows[1][at] = text.to_owned();
        });
        office.ok(&["--yes", "import", "back.csv"]);
        let log = office.json("log -n 1");
        assert_eq!(log[0]["ops"], 1, "{heading}: {log:#}");
        let before = entries(&office);
        office.ok(&["--yes", "import", "back.csv"]);
        assert_eq!(entries(&office), before, "{heading}: importing it again changes nothing");
    }
    assert_eq!(office.json("show 1")["note"], "=1+1");
    let out = String::from_utf8(office.command().args(["export"]).output().unwrap().stdout).unwrap();
    assert!(out.contains("'=1+1"), "text that a spreadsheet would run is made harmless");
}

#[test]
fn sorted_rows_missing_rows_and_missing_columns_change_nothing() {
    let office = office("sorted");
    let (digest, before) = (office.digest(), entries(&office));
    edited(&office, "back.csv", |rows| {
        rows[1..].reverse();
        rows.remove(2);
        let at = column(rows, "整改措施");
        for row in rows.iter_mut() {
            row.remove(at);
        }
    });
    let outcome = office.ok(&["--yes", "import", "back.csv"]);
    assert!(outcome.stderr.contains("表里没有 1"), "{outcome}");
    assert_eq!((office.digest(), entries(&office)), (digest, before));
}

#[test]
fn a_new_row_without_a_key_is_a_new_issue() {
    let office = office("new-row");
    edited(&office, "back.csv", |rows| {
        let mut row = vec![String::new(); rows[0].len()];
        row[column(rows, "编号")] = "4".into();
        row[column(rows, "问题")] = "督查不实".into();
        row[column(rows, "责任单位")] = "市督查办".into();
        rows.push(row);
    });
    office.ok(&["--yes", "import", "back.csv"]);
    assert_eq!(office.json("list").as_array().unwrap().len(), 4);
    assert_eq!(office.json("show 4")["units"], serde_json::json!(["市督查办"]));
}

#[test]
fn a_cell_that_both_sides_wrote_is_left_to_a_person() {
    let office = office("conflict");
    edited(&office, "back.csv", |rows| {
        let (title, note) = (column(rows, "问题"), column(rows, "备注"));
        rows[1][title] = "会议太多（单位改）".into();
        rows[1][note] = "单位补充".into();
    });
    office.ok(&["issue", "set", "1", "--title", "会议太多（整改办改）"]);
    let before = office.digest();
    // whether or not anybody can be asked: both values are kept, and shown
    let outcome = office.ok(&["import", "back.csv"]);
    assert!(outcome.stderr.contains("会议太多（单位改）") && outcome.stderr.contains("两个值都留着"), "{outcome}");
    assert_eq!(office.json("show 1")["note"], "单位补充");
    assert_eq!(office.json("conflict list").as_array().unwrap().len(), 1);
    // taking the import back leaves ours alone
    office.done("undo");
    assert_eq!(office.digest(), before);
    assert_eq!(office.json("conflict list").as_array().unwrap().len(), 0);
    // a person settles
    office.ok(&["--yes", "import", "back.csv"]);
    let conflicts = office.json("conflict list");
    assert_eq!((conflicts.as_array().unwrap().len(), &conflicts[0]["field"]), (1, &"title".into()));
    let sides: Vec<&str> =
        conflicts[0]["sides"].as_array().unwrap().iter().filter_map(|side| side["value"].as_str()).collect();
    assert!(sides.contains(&"会议太多（单位改）") && sides.contains(&"会议太多（整改办改）"), "{sides:?}");
    let name = conflicts[0]["name"].as_str().unwrap();
    let mine = sides.iter().position(|side| side.contains("单位改")).unwrap() + 1;
    office.ok(&["conflict", "settle", name, "--take", &mine.to_string()]);
    assert_eq!(office.json("show 1")["title"], "会议太多（单位改）");
    assert_eq!(office.json("conflict list").as_array().unwrap().len(), 0);
    // taking that back brings the conflict back, and the import can be taken back after it
    office.done("undo");
    assert_eq!(office.json("conflict list").as_array().unwrap().len(), 1);
    office.done("undo");
    assert_eq!(office.digest(), before);
}

#[test]
fn a_limit_in_conflict_is_one_conflict_and_settled_with_its_words() {
    let office = office("limit");
    edited(&office, "back.csv", |rows| {
        let at = column(rows, "整改时限");
        rows[1][at] = "2020年3月底前".into();
    });
    office.ok(&["issue", "set", "1", "--due", "2020年6月底前"]);
    office.ok(&["--yes", "import", "back.csv"]);
    let conflicts = office.json("conflict list");
    assert_eq!(conflicts.as_array().unwrap().len(), 1, "{conflicts:#}");
    let sides = conflicts[0]["sides"].as_array().unwrap();
    let theirs = sides.iter().position(|side| side["value"] == "2020-03-31").unwrap() + 1;
    office.ok(&["conflict", "settle", conflicts[0]["name"].as_str().unwrap(), "--take", &theirs.to_string()]);
    assert_eq!(office.json("check")["conflicts"], 0);
    assert_eq!(office.json("show 1")["due_text"], "2020年3月底前");
}

#[test]
fn theirs_and_ours_decide_without_a_conflict() {
    for (option, title) in [("--theirs", "表"), ("--ours", "账")] {
        let office = office(option);
        edited(&office, "back.csv", |rows| {
            let title = column(rows, "问题");
            rows[1][title] = "会议过多：表".into();
        });
        office.ok(&["issue", "set", "1", "--title", "会议过多：账"]);
        office.ok(&["import", option, "back.csv"]);
        assert!(office.json("show 1")["title"].as_str().unwrap().ends_with(title), "{option}");
        assert_eq!(office.json("conflict list").as_array().unwrap().len(), 0);
    }
}

#[test]
fn two_units_added_on_both_sides_are_both_there() {
    let office = office("units");
    edited(&office, "back.csv", |rows| {
        let at = column(rows, "责任单位");
        rows[1][at] = "市委办、市财政局".into(); // 市政府办 goes, 市财政局 comes
    });
    office.ok(&["issue", "set", "1", "--unit", "市委办", "--unit", "市政府办", "--unit", "市审计局"]);
    office.ok(&["--yes", "import", "back.csv"]);
    let mut units: Vec<String> = serde_json::from_value(office.json("show 1")["units"].clone()).unwrap();
    units.sort();
    assert_eq!(units, ["市委办", "市审计局", "市财政局"]);
    assert_eq!(office.json("conflict list").as_array().unwrap().len(), 0);
}

#[test]
fn gb18030_comes_in_like_utf8() {
    let office = office("gb");
    let (gb, _, _) = encoding_rs::GB18030.encode(LEDGER);
    office.write("gb.csv", &gb);
    let before = entries(&office);
    office.ok(&["--yes", "import", "gb.csv"]);
    assert_eq!(entries(&office), before);
}

#[test]
fn every_problem_of_a_file_is_listed_and_nothing_is_taken() {
    let office = office("problems");
    let (digest, before) = (office.digest(), entries(&office));
    office.write(
        "bad.csv",
        "编号,问题,整改时限,状态,完成比例\n\
         7,甲,2019-02-30,整改中,50\n\
         8,乙,13月,大概好了,150%\n\
         8,丙,2019年底前,整改中,\n\
         1,完全不同的另一件事情,,,\n\
         9,,,整改中,\n"
            .as_bytes(),
    );
    let outcome = office.run(&["--yes", "import", "bad.csv"]);
    assert_eq!(outcome.code, 3);
    for (place, what) in [
        ("C2", "2019-02-30"),
        ("C3", "13月"),
        ("D3", "大概好了"),
        ("E3", "150%"),
        ("第 4 行", "编号 8"),
        ("第 5 行", "会议过多"),
        ("第 6 行", "没有写问题"),
    ] {
        assert!(
            outcome.stderr.lines().any(|text| text.contains(place) && text.contains(what)),
            "{place}, {what}: {outcome}"
        );
    }
    assert_eq!((office.digest(), entries(&office)), (digest, before));
}

#[test]
fn keys_and_bases_that_are_not_ours_are_refused() {
    let office = office("keys");
    let before = entries(&office);
    for (key, what) in [("00000000000000000000000000000000@0123456789ab", "不是这本台账的"), ("乱写", "不是督办键")]
    {
        edited(&office, "back.csv", |rows| {
            let at = column(rows, "督办键");
            rows[1][at] = key.into();
        });
        let outcome = office.run(&["--yes", "import", "back.csv"]);
        assert_eq!(outcome.code, 3, "{outcome}");
        assert!(outcome.stderr.contains(what), "{outcome}");
    }
    edited(&office, "back.csv", |rows| {
        let at = column(rows, "督办键");
        rows[1][at] = format!("{}@0123456789ab", rows[1][at].split('@').next().unwrap());
    });
    let outcome = office.run(&["--yes", "import", "back.csv"]);
    assert!(outcome.code == 3 && outcome.stderr.contains("底稿"), "{outcome}");
    edited(&office, "back.csv", |rows| {
        let row = rows[1].clone();
        rows.push(row);
    });
    let outcome = office.run(&["--yes", "import", "back.csv"]);
    assert!(outcome.code == 3 && outcome.stderr.contains("像是复制出来的"), "{outcome}");
    assert_eq!(entries(&office), before);
}

#[test]
fn a_sheet_strikes_nothing_off() {
    let office = office("closes");
    edited(&office, "back.csv", |rows| {
        let at = column(rows, "是否销号");
        rows[2][at] = "是".into();
    });
    let outcome = office.run(&["--yes", "import", "back.csv"]);
    assert_eq!(outcome.code, 3, "{outcome}");
    assert_eq!(office.json("show 2")["closing"], "none");
}

#[test]
fn files_that_are_no_ledger_are_refused_with_what_was_found() {
    let office = office("no-ledger");
    let digest = office.digest();
    office.write("empty.csv", b"");
    office.write("binary.csv", b"PK\x03\x04\0\0\0\0");
    office.write("names.csv", "姓名,年龄\n张三,30\n".as_bytes());
    office.write("latin.csv", b"number,title\n1,\xff\xff\xff\n");
    office.write("quote.csv", "编号,问题\n1,\"没有关上的引号\n2,乙\n".as_bytes());
    let long = format!("编号,问题\n1,{}\n", "长".repeat(3 << 20));
    office.write("long.csv", long.as_bytes());
    for file in ["empty.csv", "binary.csv", "names.csv", "latin.csv", "long.csv"] {
        let outcome = office.run(&["--yes", "import", file]);
        assert!(outcome.code == 3 && outcome.stderr.contains(file), "{file}: {outcome}");
    }
    assert_eq!(office.run(&["import", "nowhere.csv"]).code, 4);
    assert_eq!(office.digest(), digest);
    let fits = format!("编号,问题\n7,{}\n", "长".repeat(350_000));
    office.write("fits.csv", fits.as_bytes());
    office.ok(&["--yes", "import", "fits.csv"]);
    assert_eq!(office.json("show 7")["title"].as_str().unwrap().chars().count(), 350_000);
}

#[test]
fn a_dry_run_shows_and_leaves_no_trace() {
    let office = Office::bare("dry");
    office.write("in.csv", LEDGER.as_bytes());
    let preview = office.json("--dry-run import in.csv");
    assert_eq!((preview["new"].as_array().unwrap().len(), &preview["kind"]), (3, &"ledger".into()));
    assert!(!office.db().exists());
    office.ok(&["--yes", "import", "in.csv"]);
}

#[test]
fn an_import_is_taken_back_whole() {
    let office = office("undo");
    let digest = office.digest();
    edited(&office, "back.csv", |rows| {
        let (title, units) = (column(rows, "问题"), column(rows, "责任单位"));
        rows[1][title] = "会议过多过长".into();
        rows[2][units] = "市财政局".into();
    });
    office.ok(&["--yes", "import", "back.csv"]);
    assert_ne!(office.digest(), digest);
    office.done("undo");
    assert_eq!(office.digest(), digest);
    office.done("undo");
    assert_eq!(office.json("list").as_array().unwrap().len(), 0);
}

#[test]
fn an_export_never_overwrites_a_ledger() {
    let office = office("onto-ledger");
    let digest = office.digest();
    let outcome = office.run(&["export", "duban.db"]);
    assert_eq!(outcome.code, 1, "{outcome}");
    assert_eq!(office.digest(), digest);
}

#[test]
fn totals_are_no_issues_and_what_was_passed_over_or_filled_is_said() {
    let office = Office::bare("totals");
    office.write(
        "in.csv",
        "编号,问题,责任单位,状态\n1,甲事,县审计局,整改中\n2,乙事,,已完成\n合计,2个,,已完成1个\n总 计,2个,,\n填报人：某,,,\n".as_bytes(),
    );
    let outcome = office.ok(&["--yes", "import", "in.csv"]);
    assert!(outcome.stderr.contains("有 3 行不是问题") && outcome.stderr.contains("第 4 5 6 行"), "{outcome}");
    assert!(
        outcome.stderr.contains("“责任单位”一栏有 1 格空白") && outcome.stderr.contains("C3“县审计局”"),
        "{outcome}"
    );
    let issues = office.json("list");
    assert_eq!(issues.as_array().unwrap().len(), 2);
    assert_eq!(done_on(&office), "null", "no day of completion is made up");
}

/// The day of completion of issue 2, as the ledger has it.
fn done_on(office: &Office) -> String {
    let log = office.json("log 2");
    let changes = log[0]["changes"].as_array().unwrap();
    changes.iter().find(|change| change["field"] == "done_on").map_or("null".into(), |change| change["to"].to_string())
}

#[test]
fn a_quotation_mark_that_is_never_closed_swallows_no_rows() {
    let office = Office::new("quote");
    office.write("quote.csv", "编号,问题\n1,\"没有关上的引号\n2,乙\n".as_bytes());
    let outcome = office.run(&["--yes", "import", "quote.csv"]);
    assert!(outcome.code == 3 && outcome.stderr.contains("第 2 行"), "{outcome}");
}

#[test]
fn a_disputed_limit_never_hides_that_it_has_passed() {
    let office = office("earlier");
    edited(&office, "back.csv", |rows| {
        let at = column(rows, "整改时限");
        rows[1][at] = "2020年12月底前".into();
    });
    office.ok(&["issue", "set", "1", "--due", "2019年12月1日前"]);
    office.ok(&["--yes", "import", "back.csv"]);
    let issue = office.json("show 1");
    assert_eq!((&issue["due"], &issue["due_text"]), (&"2019-12-01".into(), &"2019年12月1日前".into()));
    assert_eq!(issue["pace"], "overdue");
}

#[test]
fn a_measure_that_both_sides_reworded_is_a_conflict_and_stays_one() {
    let office = office("measures");
    edited(&office, "back.csv", |rows| {
        let at = column(rows, "整改措施");
        rows[2][at] = "控制篇幅，公示五个工作日".into();
    });
    office.done("milestone set 2#1 --text 控制篇幅，公示三个工作日");
    let told = office.ok(&["--yes", "import", "back.csv"]).stderr;
    assert!(told.contains("两个值都留着"), "{told}");
    let conflicts = office.json("conflict list");
    assert_eq!((conflicts.as_array().unwrap().len(), &conflicts[0]["field"]), (1, &"text".into()), "{conflicts:#}");
    let sides: Vec<&str> =
        conflicts[0]["sides"].as_array().unwrap().iter().filter_map(|side| side["value"].as_str()).collect();
    assert_eq!(sides.len(), 2);
    assert!(sides.contains(&"控制篇幅，公示五个工作日") && sides.contains(&"控制篇幅，公示三个工作日"), "{sides:?}");
    // once more: nothing
    let before = entries(&office);
    office.ok(&["--yes", "import", "back.csv"]);
    assert_eq!(entries(&office), before);
}

#[test]
fn a_measure_added_since_the_export_stays_and_one_that_was_struck_out_is_told() {
    let office = office("measure-added");
    edited(&office, "back.csv", |rows| {
        let at = column(rows, "整改措施");
        rows[1][at] = "1.清理各类会议\n2.出台办法".into();
    });
    edited(&office, "less.csv", |rows| {
        let at = column(rows, "整改措施");
        rows[1][at] = "清理会议".into();
    });
    office.done("milestone add 1 --text 新增第三项");
    let told = office.ok(&["--yes", "import", "back.csv"]).stderr;
    assert!(!told.contains("两边"), "{told}");
    let texts = || -> Vec<String> {
        let issue = office.json("show 1");
        issue["milestones"].as_array().unwrap().iter().map(|m| m["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(), ["清理各类会议", "出台办法", "新增第三项"]);
    let told = office.ok(&["--yes", "import", "less.csv", "--dry-run"]).stdout;
    assert!(told.contains("表里删去了问题 1 的措施，随之作废：出台办法"), "{told}");
    office.ok(&["--yes", "import", "less.csv"]);
    assert_eq!(texts(), ["清理各类会议", "新增第三项"]);
}

#[test]
fn a_sheet_without_key_or_base_strikes_no_measure_out() {
    let office = office("no-base");
    office.done("milestone set 1#1 --done 2019-12-01");
    office.write("bare.csv", "编号,问题,整改措施\n1,会议过多,只写一条措施\n".as_bytes());
    let told = office.ok(&["--yes", "import", "bare.csv"]).stderr;
    assert!(told.contains("问题 1 有表里没写的措施，照旧保留：清理会议、出台办法"), "{told}");
    let measures = office.json("milestone list 1");
    let texts: Vec<&str> = measures.as_array().unwrap().iter().map(|m| m["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["只写一条措施", "清理会议", "出台办法"]);
    assert_eq!(measures[0]["done_on"], serde_json::Value::Null);
}

#[test]
fn a_conflict_that_stands_open_is_not_entered_again() {
    let office = office("open-conflict");
    edited(&office, "back.csv", |rows| {
        let (title, due) = (column(rows, "问题"), column(rows, "整改时限"));
        rows[1][title] = "会议多".into();
        rows[1][due] = "2020年3月底前".into();
    });
    office.ok(&["issue", "set", "1", "--title", "会议过多过长", "--due", "2020年6月底前"]);
    office.ok(&["--yes", "import", "back.csv"]);
    let (before, conflicts) = (entries(&office), office.json("conflict list"));
    office.ok(&["--yes", "import", "back.csv"]);
    assert_eq!((entries(&office), office.json("conflict list")), (before, conflicts));
}

#[test]
fn an_old_return_is_not_entered_again_over_a_newer_one() {
    let mut office = office("old-return");
    office.write("p.csv", "编号,问题,整改进展\n1,会议过多,甲进展\n".as_bytes());
    office.ok(&["--yes", "import", "p.csv"]);
    office.today = "2019-12-10".into();
    office.done("progress add 1 --text 乙进展 --percent 60");
    office.today = "2019-12-11".into();
    let before = entries(&office);
    let told = office.ok(&["--yes", "import", "p.csv"]).stderr;
    assert_eq!(entries(&office), before, "{told}");
    assert!(told.contains("问题 1 的进展与 2019-12-09 填报的一样，没有再记"), "{told}");
    assert_eq!(office.json("show 1")["progress"], "乙进展");
}

#[test]
fn two_new_responsible_leaders_are_left_to_a_person() {
    let office = office("leaders");
    edited(&office, "back.csv", |rows| {
        let at = column(rows, "责任领导");
        rows[1][at] = "常务副市长".into();
    });
    office.done("issue set 1 --lead 市委秘书长");
    insta::assert_snapshot!(office.ok(&["import", "back.csv"]));
    assert_eq!(office.json("show 1")["leaders"].as_array().unwrap().len(), 1, "both stand");
    let before = entries(&office);
    office.ok(&["--yes", "import", "back.csv"]);
    assert_eq!(entries(&office), before);
    office.ok(&["import", "--theirs", "back.csv"]);
    let issue = office.json("show 1");
    assert_eq!((&issue["lead_leader"], &issue["leaders"]), (&"常务副市长".into(), &serde_json::json!([])));
}

#[test]
fn names_that_are_new_are_told_and_an_area_goes_by_its_label() {
    let office = office("new-names");
    office.done("area set 作风建设 --label （一）");
    office.write(
        "new.csv",
        "编号,方面,问题,责任单位\n4,（一）,新问题,市政府办公\n5,为民服务,又一个,市政府办\n6,（一）作风建设,第三个,市财政局\n"
            .as_bytes(),
    );
    insta::assert_snapshot!(office.ok(&["--dry-run", "import", "new.csv"]));
    insta::assert_snapshot!(office.ok(&["--yes", "import", "new.csv"]));
    assert_eq!(office.json("show 4")["area"], "作风建设");
    assert_eq!(office.json("show 6")["area"], "作风建设");
    assert_eq!(office.json("area list").as_array().unwrap().len(), 3);
}

proptest! {
    #![proptest_config(crate::cases(12))]

    #[test]
    fn any_ledger_goes_out_and_comes_back_as_it_was(
        rows in prop::collection::vec((
            "[^\r\n]{1,30}", prop::option::of("\\PC{0,12}"), prop::sample::select(vec!["", "未启动", "整改中", "基本完成", "已完成", "持续整改"]),
            prop::sample::select(vec!["", "2019年底前", "立行立改", "长期坚持", "2020-01-31", "12月底前，并长期坚持"]),
            prop::collection::vec("[\u{4e00}-\u{4e20}]{2,4}", 0..3), prop::option::of(0u8..=100), "\\PC{0,20}",
        ), 1..8),
    ) {
        let office = Office::bare("any");
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["编号", "问题", "备注", "状态", "整改时限", "责任单位", "完成比例", "整改进展"]).unwrap();
        for (n, (title, note, status, due, units, percent, progress)) in rows.iter().enumerate() {
            let percent = percent.map(|percent| percent.to_string()).unwrap_or_default();
            let note = note.clone().unwrap_or_default();
            writer.write_record([&(n + 1).to_string(), title, &note, *status, *due, &units.join("、"), &percent, progress].map(ToString::to_string)).unwrap();
        }
        office.write("in.csv", &writer.into_inner().unwrap());
        let outcome = office.run(&["--yes", "import", "in.csv"]);
        prop_assume!(outcome.code == 0); // a title that is blank once trimmed
        let (digest, before) = (office.digest(), entries(&office));
        for file in ["out.csv", "out.xlsx"] {
            office.ok(&["export", file]);
            let outcome = office.ok(&["--yes", "import", file]);
            prop_assert_eq!(entries(&office), before, "{}", outcome);
            prop_assert_eq!(office.digest(), digest.as_str());
        }
    }

    #[test]
    fn a_file_that_came_in_once_says_nothing_more_whatever_is_open_or_was_reported_since(
        sheet in prop::collection::vec((1usize..=2, prop::sample::select(TOUCHED.to_vec()), 0u8..4), 1..5),
        ledger in prop::collection::vec((1usize..=2, prop::sample::select(TOUCHED.to_vec()), 0u8..4), 0..5),
    ) {
        let office = office("again");
        office.ok(&["progress", "add", "1", "--percent", "20", "--text", "已部署"]);
        edited(&office, "back.csv", |rows| {
            for (row, heading, n) in &sheet {
                let at = column(rows, heading);
                rows[*row][at] = said(heading, *row, *n);
            }
        });
        let mut day = 9;
        for (row, heading, n) in &ledger {
            let (row, value) = (row.to_string(), said(heading, *row, *n));
            day += 1;
            let on = format!("2019-12-{day}");
            let change: &[&str] = match *heading {
                "问题" => &["issue", "set", &row, "--title", &value],
                "备注" => &["issue", "set", &row, "--note", &value],
                "完成比例" => &["progress", "add", &row, "--percent", &value],
                _ => &["progress", "add", &row, "--text", &value],
            };
            office.run(&[&["--today", &on], change].concat());
        }
        let come_in = |day: u32| office.run(&["--yes", "--today", &format!("2019-12-{day}"), "import", "back.csv"]);
        let first = come_in(20);
        prop_assert!(first.code == 0, "{}", first);
        let (before, digest) = (entries(&office), office.digest());
        for day in [20, 21] {
            let again = come_in(day);
            prop_assert_eq!((entries(&office), office.digest()), (before, digest.clone()), "{}\n{}", first, again);
        }
        for row in ["1", "2"] {
            office.ok(&["--today", "2019-12-22", "progress", "add", row, "--percent", "99", "--text", "后来报的"]);
        }
        let (before, digest) = (entries(&office), office.digest());
        let again = come_in(23);
        prop_assert_eq!((entries(&office), office.digest()), (before, digest), "{}\n{}", first, again);
    }
}

/// Headings of what a sheet and a ledger both change in turn.
const TOUCHED: &[&str] = &["问题", "备注", "完成比例", "整改进展"];

fn said(heading: &str, row: usize, n: u8) -> String {
    if heading == "完成比例" { (30 + 10 * u32::from(n)).to_string() } else { format!("{heading}{row}写法{n}") }
}

/// Imports a CSV of these lines under this name, and gives what came of it.
fn import(office: &Office, name: &str, lines: &str, more: &[&str]) -> crate::support::Outcome {
    office.write(name, lines.as_bytes());
    office.run(&[&["--yes", "import", name], more].concat())
}

#[test]
fn rows_that_were_sorted_without_their_keys_are_refused() {
    let office = office("moved-keys");
    let before = entries(&office);
    edited(&office, "back.csv", |rows| {
        let key = column(rows, "督办键");
        let keys: Vec<String> = rows[1..].iter().map(|row| row[key].clone()).collect();
        rows[1..].rotate_left(1);
        for (row, key_of) in rows[1..].iter_mut().zip(keys) {
            row[key] = key_of;
        }
    });
    let outcome = office.run(&["--yes", "import", "back.csv"]);
    assert!(outcome.code == 3 && outcome.stderr.contains("像是排序时漏了隐藏的“督办键”一栏"), "{outcome}");
    assert_eq!(entries(&office), before);
    edited(&office, "back.csv", |rows| {
        let title = column(rows, "问题");
        rows[1][title] = "会议和文件过多".into();
    });
    office.ok(&["--yes", "import", "back.csv"]);
    assert_eq!(office.json("list")[0]["title"], "会议和文件过多", "a title may still be worded anew");
}

#[test]
fn a_sheet_is_of_the_inspection_that_its_rows_are_of_or_it_is_asked() {
    let office = Office::bare("which-inspection");
    office.ok(&["init"]);
    for code in ["2023-xs", "2024-sj"] {
        office.ok(&["inspection", "add", code]);
    }
    import(&office, "a.csv", "编号,问题,状态\n1,会议过多,整改中\n2,文件过长,整改中\n", &["--inspection", "2023-xs"]);
    import(&office, "b.csv", "编号,问题,状态\n1,超预算支出,整改中\n", &["--inspection", "2024-sj"]);
    let outcome = import(&office, "c.csv", "编号,问题,状态\n1,会议过多,已完成\n", &[]);
    assert!(outcome.code == 0 && outcome.stderr.contains("2023-xs"), "{outcome}");
    assert_eq!(office.json("list").as_array().unwrap().len(), 3, "nothing is doubled");
    let outcome = import(&office, "d.csv", "编号,问题,状态\n1,从没见过的,已完成\n", &[]);
    assert!(outcome.code == 3 && outcome.stderr.contains("--inspection"), "{outcome}");
    let outcome = import(&office, "e.csv", "编号,问题,状态\n1,会议过多,整改中\n2,超预算支出,整改中\n", &[]);
    assert!(outcome.code == 3 && outcome.stderr.contains("--inspection"), "{outcome}");
    let outcome = import(&office, "d.csv", "编号,问题,状态\n9,从没见过的,已完成\n", &["--inspection", "-"]);
    assert_eq!(outcome.code, 0, "{outcome}");
}

#[test]
fn a_form_that_is_nearly_known_is_asked_about() {
    let office = Office::bare("near-form");
    let rows =
        "序号,主要工作,存在问题,整改措施,完成情况\n1,修路,资金没有到位,筹款,已完成\n2,建校,土地没有批,报批,整改中\n";
    let sets = ["--set", "主要工作=title", "--set", "存在问题=obstacle", "--save-profile", "月报"];
    assert_eq!(import(&office, "a.csv", rows, &sets).code, 0);
    let more =
        "序号,主要工作,存在问题,整改措施,完成情况,分管室\n1,修路,缺石料,筹款,已完成,甲\n2,建校,缺图纸,报批,整改中,乙\n";
    let outcome = import(&office, "b.csv", more, &[]);
    assert!(outcome.code == 3 && outcome.stderr.contains("--profile 月报"), "{outcome}");
    assert_eq!(import(&office, "b.csv", more, &["--profile", "月报"]).code, 0);
    let issues = office.json("list");
    assert_eq!(issues.as_array().unwrap().len(), 2);
    assert_eq!(issues[0]["obstacle"], "缺石料");
    assert_eq!(import(&office, "c.csv", &more.replace("修路", "架桥"), &["--dry-run", "--profile", "-"]).code, 0);
}

#[test]
fn a_return_of_the_same_day_stands_beside_the_one_that_is_there() {
    let office = office("same-day");
    edited(&office, "unit.csv", |rows| {
        let at = column(rows, "整改进展");
        rows[1][at] = "单位说的".into();
    });
    office.ok(&["progress", "add", "1", "--text", "整改办说的"]);
    office.ok(&["--yes", "import", "unit.csv"]);
    let listed = office.ok(&["progress", "list", "1"]).stdout;
    assert!(listed.contains("整改办说的") && listed.contains("单位说的"), "{listed}");
    for text in ["甲说的", "乙说的"] {
        import(&office, "more.csv", &format!("编号,问题,整改进展\n1,会议过多,{text}\n"), &[]);
        assert_eq!(office.json("list")[0]["progress"], text, "the newest is shown");
    }
    let listed = office.ok(&["progress", "list", "1"]).stdout;
    for text in ["整改办说的", "单位说的", "甲说的", "乙说的"] {
        assert!(listed.contains(text), "{listed}");
    }
}

#[test]
fn a_date_without_a_year_is_asked_about_and_never_guessed() {
    let office = Office::bare("no-year");
    for rows in [
        "编号,问题,整改时限\n1,甲事,6月底\n",
        "编号,问题,完成日期,整改时限\n1,甲事,6月3日,2024年底\n",
        "编号,问题,整改措施\n1,甲事,1.排查，3月底前完成；2.建章\n",
    ] {
        let outcome = import(&office, "a.csv", rows, &[]);
        assert!(outcome.code == 3 && outcome.stderr.contains("--year"), "{outcome}");
    }
    let dated =
        import(&office, "b.csv", "截至2023年12月31日\n编号,问题,整改时限,完成日期\n1,甲事,12月底,12月15日\n", &[]);
    assert_eq!(dated.code, 0, "{dated}");
    assert_eq!(office.json("list")[0]["due"], "2023-12-31");
    let log = office.json("log 1").to_string();
    assert!(log.contains("2023-12-15"), "{log}");
}

#[test]
fn signatures_and_remarks_below_are_no_issues() {
    let office = Office::bare("tails");
    let rows = "反馈问题,整改措施,责任单位,整改时限\n程序不规范,修订规则,甲局,2024年底\n注：没有明确责任,补充,乙局,2024年底\n\
                主要负责人签字：,,填表人：某,\n注：1.本表每周报送；2.如实填写。,,,\n";
    let outcome = import(&office, "a.csv", rows, &[]);
    assert!(outcome.code == 0 && outcome.stderr.contains("第 4 5 行"), "{outcome}");
    let titles = office.json("list");
    assert_eq!(titles.as_array().unwrap().len(), 2, "what has measures and a limit is an issue");
    let office = Office::bare("tails-numbered");
    let rows = "序号,问题,责任单位,状态\n1,甲事,甲局,整改中\n2,乙事,甲局,整改中\n分管领导（签字）：,,,年  月  日\n\
                联系人：某,,电话：0701-1234567,\n1.本表每周五前报送。,,,\n（公章）,,,\n共2项,,,\n—完—,,,\n";
    assert_eq!(import(&office, "a.csv", rows, &[]).code, 0);
    assert_eq!(office.json("list").as_array().unwrap().len(), 2);
    let lost = import(&office, "b.csv", "序号,问题,责任单位,状态\n1,甲事,甲局,整改中\n2,,乙局,整改中\n", &[]);
    assert!(lost.code == 3 && lost.stderr.contains("没有写问题"), "{lost}");
}

#[test]
fn a_blank_of_an_issue_that_is_there_says_nothing() {
    let office = Office::bare("blank-units");
    import(&office, "a.csv", "问题,责任单位,整改进展\n某某问题一二三,甲局,A\n另外问题五六七,乙局,B\n", &[]);
    let outcome = import(&office, "b.csv", "问题,责任单位,整改进展\n某某问题一二三,甲局,A2\n另外问题五六七,,B2\n", &[]);
    assert!(outcome.code == 0 && !outcome.stderr.contains("空白"), "{outcome}");
    assert_eq!(office.json("list")[1]["units"], serde_json::json!(["乙局"]));
}

#[test]
fn rows_that_head_others_are_their_area() {
    for (name, rows) in [
        (
            "across",
            "序号,具体问题,责任单位\n一、党的领导方面,,\n1,学习不深入,甲局\n2,谈心谈话少,甲局\n（二）作风方面,,\n3,纪律松弛,乙局\n",
        ),
        (
            "column",
            "序号,类别,问题,责任单位\n一,党的领导方面,,\n1,,学习不深入,甲局\n2,,谈心谈话少,甲局\n二,作风方面,,\n3,,纪律松弛,乙局\n",
        ),
    ] {
        let office = Office::bare(&format!("sections-{name}"));
        let outcome = import(&office, "a.csv", rows, &[]);
        assert!(outcome.code == 0 && outcome.stderr.contains("当作方面标题"), "{outcome}");
        let issues = office.json("list");
        let areas: Vec<&str> = (0..3).filter_map(|at| issues[at]["area"].as_str()).collect();
        assert_eq!(areas.len(), 3, "{issues}");
        assert!(
            areas[0].ends_with("党的领导方面") && areas[0] == areas[1] && areas[2].ends_with("作风方面"),
            "{areas:?}"
        );
    }
}

#[test]
fn what_the_sheet_says_above_and_over_its_columns_is_used() {
    let office = Office::bare("above");
    let rows = "填报单位：甲局\n填报时间：2019年6月24日至6月28日\n序号,审计查出的问题,,整改金额,金额,金额\n,问题定性,问题摘要,应整改,,\n\
                1,预算,收入没有入账,10,20,30\n";
    let outcome = import(&office, "a.csv", rows, &[]);
    assert_eq!(outcome.code, 0, "{outcome}");
    let issue = &office.json("list")[0];
    assert_eq!((&issue["title"], &issue["units"]), (&"收入没有入账".into(), &serde_json::json!(["甲局"])));
    assert_eq!((&issue["extra"]["金额"], &issue["extra"]["金额 (2)"]), (&"20".into(), &"30".into()));
    let unknown = import(&office, "a.csv", rows, &["--set", "没有这栏=问题"]);
    assert!(unknown.code != 0 && unknown.stderr.contains("没有“没有这栏”这一栏"), "{unknown}");
    let twice = "编号,问题,整改情况,整改进展\n2,乙事,五月,六月\n";
    let asked = import(&office, "b.csv", twice, &[]);
    assert!(asked.code == 3 && asked.stderr.contains("--set '整改进展=progress'"), "{asked}");
    let dry = import(&office, "b.csv", twice, &["--dry-run", "--set", "整改进展=progress"]);
    assert_eq!(dry.code, 0, "{dry}");
}

#[test]
fn of_one_column_for_each_month_the_last_that_is_filled_in_is_taken() {
    for (headings, cells, taken) in [
        ("整改情况（5月）,整改情况（6月）,整改情况（7月）", "五,六,七", "七"),
        ("整改情况（5月）,整改情况（6月）,整改情况（7月）", "五,六,", "六"),
        ("7月份进展情况,6月份进展情况", "七,六", "七"),
        ("进展情况（11月）,进展情况（12月）,进展情况（1月）", "十一,十二,一", "一"),
    ] {
        let office = Office::bare("months");
        let outcome = import(&office, "a.csv", &format!("编号,问题,{headings}\n1,甲事,{cells}\n"), &[]);
        assert!(outcome.code == 0 && outcome.stderr.contains("按月分了几栏"), "{outcome}");
        assert_eq!(office.json("show 1")["progress"], taken, "{headings}");
    }
    let office = Office::bare("months-mixed");
    let outcome =
        import(&office, "a.csv", "编号,问题,整改情况（5月）,整改情况（7月）,整改情况（6月）\n1,甲事,五,七,六\n", &[]);
    assert!(outcome.code == 3 && outcome.stderr.contains("--set"), "out of order: {outcome}");
}

#[test]
fn titles_that_are_near_are_asked_about_and_answered() {
    let office = Office::bare("near");
    import(&office, "a.csv", "编号,问题,责任单位\n7,资金拨付不够及时到位,甲局\n8,制度建设不够健全完善,乙局\n", &[]);
    let rows =
        "序号,问题,责任单位,整改进展\n1,项目资金拨付不够及时,甲局,一\n2,制度建设不健全,乙局,二\n3,全新的事情,乙局,三\n";
    let before = entries(&office);
    insta::assert_snapshot!(import(&office, "b.csv", rows, &[]));
    assert_eq!(entries(&office), before, "nothing is taken before it is answered");
    for wrong in [["--same", "2=99"], ["--same", "9=7"], ["--new", "x"], ["--same", "2"]] {
        let outcome = import(&office, "b.csv", rows, &wrong);
        assert_ne!(outcome.code, 0, "{wrong:?} {outcome}");
    }
    let outcome = import(&office, "b.csv", rows, &["--same", "2=7", "--new", "3"]);
    assert!(outcome.code == 0 && outcome.stderr.contains("新增 2，改动 1"), "{outcome}");
    assert_eq!(office.json("show 7")["progress"], "一");
    office.ok(&["--yes", "undo"]);
    let outcome = import(&office, "b.csv", rows, &["--same", "全部"]);
    assert!(outcome.code == 0 && outcome.stderr.contains("新增 1，改动 2"), "{outcome}");
    assert_eq!(office.json("show 8")["progress"], "二");
    // a number of its own says that it is another one
    let numbered = "编号,问题,责任单位\n9,制度建设很不健全,乙局\n";
    let outcome = import(&office, "c.csv", numbered, &["--dry-run"]);
    assert!(outcome.code == 0 && outcome.stdout.contains("相近"), "{outcome}");
}

#[test]
fn a_title_of_another_unit_is_not_taken_for_it_unasked() {
    let office = Office::bare("units-titles");
    import(
        &office,
        "a.csv",
        "编号,问题,责任单位\n1,甲公司一二三四五不规范,甲公司\n2,制度不健全,甲公司\n3,制度不健全,丙公司\n",
        &[],
    );
    for (rows, asked) in [
        ("序号,问题,责任单位\n1,乙公司一二三四五不规范,乙公司\n", true),
        ("填报单位：乙公司,,\n序号,问题,整改进展\n1,乙公司一二三四五不规范,做了\n", true),
        ("序号,问题,责任单位\n9,制度不健全,乙公司\n", true),
        ("序号,问题,责任单位,整改进展\n9,制度不健全,丙公司,做了\n", false),
    ] {
        let outcome = import(&office, "b.csv", rows, &[]);
        assert_eq!(outcome.code == 3 && outcome.stderr.contains("说不准是不是同一个"), asked, "{rows} {outcome}");
    }
    assert_eq!(office.json("show 3")["progress"], "做了", "the one of this unit");
}

#[test]
fn an_export_is_missed_only_what_it_held() {
    let office = office("held");
    office.done("issue set 1 --lead-unit 市委办");
    office.ok(&["export", "unit.xlsx", "--unit", "市委办"]);
    office.ok(&["export", "unit.csv", "--unit", "市委办"]);
    office.ok(&["export", "--each-unit", "each"]);
    office.ok(&["export", "some.csv", "--columns", "number,title"]);
    office.ok(&["issue", "add", "--title", "导出以后才有的问题", "--number", "77", "--lead-unit", "市委办"]);
    for file in ["unit.xlsx", "unit.csv", "each/市委办.xlsx", "some.csv"] {
        let told = office.ok(&["--yes", "import", file]).stderr;
        assert!(told.contains("表里没有 0") && !told.contains("没有这些栏目"), "{file}: {told}");
    }
    edited(&office, "less.csv", |rows| {
        let gone = column(rows, "整改措施");
        for row in rows.iter_mut() {
            row.remove(gone);
        }
        rows.remove(2);
    });
    let told = office.ok(&["--yes", "import", "less.csv"]).stderr;
    assert!(told.contains("表里没有 1"), "{told}");
    assert!(told.contains("表里没有这些栏目，台账里的内容不动：整改措施"), "{told}");
}

#[test]
fn what_a_unit_reports_is_entered_as_its_own() {
    let office = office("own-return");
    office.done("issue set 1 --lead-unit 市委办");
    office.ok(&["export", "unit.csv", "--unit", "市委办"]);
    let text = std::fs::read_to_string(office.dir().join("unit.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let at = head.iter().position(|heading| heading == "整改进展").unwrap();
    rows[0][at] = "已经精简会议".into();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&head).unwrap();
    for row in &rows {
        writer.write_record(row).unwrap();
    }
    office.write("back.csv", &writer.into_inner().unwrap());
    office.ok(&["--yes", "import", "back.csv"]);
    let listed = office.json("progress list 1");
    let newest = listed.as_array().unwrap().iter().find(|one| one["text"] == "已经精简会议").unwrap();
    assert_eq!(newest["unit"], "市委办", "{listed:#}");
}

#[test]
fn numbers_are_taken_without_what_stands_around_them() {
    let office = Office::bare("numbers");
    let outcome = import(&office, "a.csv", "编号,问题\n5、,戊事\n问题3,丙事\nX3SX002*,星事\n六,己事\n", &[]);
    assert!(outcome.code == 0 && outcome.stderr.contains("重点件"), "{outcome}");
    assert_eq!(office.json("show X3SX002")["extra"]["重点件"], "是");
    for (number, title) in [("5", "戊事"), ("3", "丙事"), ("六", "己事")] {
        assert_eq!(office.json(&format!("show {number}"))["title"], title);
    }
    let before = entries(&office);
    import(&office, "a.csv", "编号,问题\n5、,戊事\n问题3,丙事\nX3SX002*,星事\n六,己事\n", &[]);
    assert_eq!(entries(&office), before);
}

#[test]
fn a_status_of_striking_off_is_kept_and_is_no_application() {
    let office = Office::bare("applied");
    let rows = "编号,问题,状态\n1,甲事,申请销号\n2,乙事,拟销号\n3,丙事,退回\n4,丁事,长期坚持\n";
    let outcome = import(&office, "a.csv", rows, &[]);
    assert!(
        outcome.code == 0 && outcome.stderr.contains("有 2 个问题") && outcome.stderr.contains("issue apply 1"),
        "{outcome}"
    );
    let stages: Vec<String> = (1..=4).map(|n| office.json(&format!("show {n}"))["stage"].to_string()).collect();
    assert_eq!(stages, ["\"done\"", "\"done\"", "\"in_progress\"", "\"in_progress\""]);
    assert_eq!(office.json("show 1")["closing"], "none");
    for word in ["立行立改", "未销号"] {
        let outcome = import(&office, "b.csv", &format!("编号,问题,状态\n9,戊事,{word}\n"), &[]);
        assert!(outcome.code == 3 && outcome.stderr.contains("不是认得的状态"), "{outcome}");
    }
}

#[test]
fn somebody_at_a_terminal_says_what_is_asked_and_goes_on() {
    let office = office("terminal");
    office.write("a.csv", "编号,问题,完成情况,整改时限\n5,戊事,已完成,6月底\n6,己事,管网铺设过半,7月底\n".as_bytes());
    let program = assert_cmd::cargo::cargo_bin("duban");
    let at_terminal = |typed: &str| {
        let mut command = std::process::Command::new("script");
        let line =
            format!("{} --db {} --today 2019-12-09 --as 办 import a.csv", program.display(), office.db().display());
        command.args(["-qec", &line, "/dev/null"]).current_dir(office.dir()).env("DUBAN_LANG", "zh");
        command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
        let mut child = command.spawn().expect("script is part of every Debian");
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), typed.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    };
    let before = entries(&office);
    let shown = at_terminal("\n");
    assert!(shown.contains("直接回车就不导入") && shown.contains("没有导入"), "{shown}");
    assert_eq!(entries(&office), before);
    let shown = at_terminal("--yaer 2020\n完成情况=progress --year 2020\ny\n");
    assert!(shown.contains("没有看懂") && shown.contains("照此导入") && shown.contains("新增 2"), "{shown}");
    assert_eq!(office.json("show 6")["due"], "2020-07-31");
    office.write("a.csv", "编号,问题,落款\n5,戊事,某\n7,庚事,某\n".as_bytes());
    let shown = at_terminal("落款=忽略\n\n");
    assert!(shown.contains("新增 1"), "a mapping that needed no answer is corrected all the same: {shown}");
    assert_eq!(office.json("show 7")["extra"], serde_json::json!({}));
}

#[test]
fn a_mapping_names_what_it_asks_about_and_is_not_kept_before() {
    let office = Office::bare("map-asked");
    let rows = "编号,问题,完成情况\n1,甲事,已完成\n2,乙事,管网铺设过半\n";
    insta::assert_snapshot!(import(&office, "a.csv", rows, &["--map", "--save-profile", "月报"]));
    assert!(office.run(&["profile", "list"]).stdout.is_empty());
    let outcome = import(&office, "a.csv", rows, &["--report", "rep.csv"]);
    assert!(outcome.code == 2 && outcome.stderr.contains("写成 .xlsx"), "{outcome}");
}
