//! The working days of the office: shown, entered, struck out, imported, and used by dispatch and supervision.

use crate::support::Office;
use std::fmt::Write;

fn told(office: &Office, lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |mut told, line| {
        let _ = writeln!(told, "$ duban {line}\n{}", office.line(line));
        told
    })
}

const NATIONAL_DAY: &str = r#"{"year": 2027, "papers": ["https://www.gov.cn/2027.htm"], "days": [
  {"name": "国庆节", "date": "2027-09-26", "isOffDay": false},
  {"name": "国庆节", "date": "2027-10-01", "isOffDay": true},
  {"name": "国庆节", "date": "2027-10-02", "isOffDay": true},
  {"name": "国庆节", "date": "2027-10-03", "isOffDay": true},
  {"name": "国庆节", "date": "2027-10-04", "isOffDay": true}]}"#;

#[test]
fn a_month_and_a_year_are_read_off_the_wall() {
    let mut office = Office::new("整改办");
    let lines = ["calendar show", "calendar show 2019-10", "calendar show 2020", "calendar show 2027-02"];
    insta::assert_snapshot!("calendar_zh", told(&office, &lines));
    office.lang = "en";
    let lines = ["calendar show 2019-10", "calendar show 2018 --format md", "calendar show 2019-10 --format csv"];
    insta::assert_snapshot!("calendar_en", told(&office, &lines));
    let json = office.json("calendar show 2019-10");
    assert_eq!((json["working_days"].as_u64(), json["days_off"].as_u64()), (Some(19), Some(12)));
    let days = json["months"][0]["days"].as_array().unwrap();
    assert_eq!(days.len(), 31);
    assert_eq!(
        days[11],
        serde_json::json!({"day": "2019-10-12", "weekday": 6, "working": true, "mark": "work",
            "source": "国办发明电〔2018〕15号", "own": false, "published": null})
    );
    let html = office.ok(&["calendar", "show", "--format", "html"]).stdout;
    assert!(html.contains("2019"), "{html}");
}

#[test]
fn the_office_enters_corrects_and_strikes_out_its_own_days() {
    let office = Office::new("整改办");
    let lines = [
        "calendar add 2019-12-13 --off --source 市政府办通知 --dry-run",
        "calendar add 2019-12-13..2019-12-14 --off --source 市政府办通知",
        "calendar add 2019-12-14 --work --source 市政府办更正",
        "calendar add 2019-12-14 --work --source 市政府办更正",
        "calendar add 2019-10-07 --work --source 抢险",
        "calendar show",
        "calendar show 2019-10",
        "calendar void 2019-12-14",
        "calendar void 2019-12-14",
        "calendar void 2019-10-01",
        "log -n 3",
        "undo",
        "calendar show --format csv",
        // what is refused
        "calendar add 2019-12-13 --source 通知",
        "calendar add 2019-12-13 --off --work --source 通知",
        "calendar add 2019-12-13..2019-12-01 --off --source 通知",
        "calendar add 2019-12-13..2119-12-13 --off --source 通知",
        "calendar add 12月13日 --off --source 通知",
        "calendar show 2019-13",
        "calendar show 九月",
    ];
    insta::assert_snapshot!(told(&office, &lines));
}

#[test]
fn a_schedule_is_imported_once_from_each_kind_of_file() {
    let office = Office::new("整改办");
    office.write("2027.json", NATIONAL_DAY.as_bytes());
    office.write(
        "2027.csv",
        "日期,安排,节日\n2027-10-01,放假,国庆节\n2027-10-05,放假,国庆节\n2027-10-09,上班,\n".as_bytes(),
    );
    let ics = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270104\r\n\
               SUMMARY:元旦（休）\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    office.write("2027.ics", ics.as_bytes());
    let lines = [
        "calendar import 2027.json --dry-run",
        "calendar import 2027.json",
        "calendar import 2027.json",
        "calendar import 2027.csv --source 国办发明电〔2026〕5号",
        "calendar import 2027.csv --source 国办发明电〔2026〕5号",
        "calendar import 2027.ics",
        "calendar show 2027",
        "log -n 1",
    ];
    insta::assert_snapshot!(told(&office, &lines));
    // what was shown as a table comes back without a change, the published days too
    for period in ["2027", "2026"] {
        let table = office.ok(&["calendar", "show", period, "--format", "csv"]).stdout;
        office.write("back.csv", table.as_bytes());
        let before = office.digest();
        office.done("calendar import back.csv");
        assert_eq!(office.digest(), before, "{period}");
    }
    assert_eq!(office.json("log").as_array().unwrap().len(), 3);
    let elsewhere = Office::new("督查办");
    let table = office.ok(&["calendar", "show", "2027", "--format", "csv"]).stdout;
    elsewhere.write("back.csv", table.as_bytes());
    elsewhere.done("calendar import back.csv");
    assert_eq!(elsewhere.ok(&["calendar", "show", "2027"]).stdout, office.ok(&["calendar", "show", "2027"]).stdout);
}

#[test]
fn every_problem_of_a_schedule_is_listed_and_nothing_is_taken() {
    let office = Office::new("整改办");
    office.write("bad.csv", "日期,安排\n2027-10-01,放假\n10月2日,放假\n2027-02-30,放\n2027-10-01,上班\n".as_bytes());
    office.write("bad.json", br#"{"days": [{"date": "2027-10-01"}, {"date": "x", "isOffDay": true}]}"#);
    office.write("empty.json", br#"{"year": 2027, "days": []}"#);
    office.write("bad.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2027\nSUMMARY:元旦 休\nEND:VEVENT\n".as_bytes());
    office.write("ledger.csv", "编号,问题\n8,道路失修\n".as_bytes());
    let before = office.digest();
    let files = ["bad.csv", "bad.json", "empty.json", "bad.ics", "ledger.csv", "missing.csv"];
    let lines: Vec<String> = files.iter().map(|file| format!("calendar import {file}")).collect();
    insta::assert_snapshot!(told(&office, &lines.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(office.digest(), before);
}

#[test]
fn the_week_and_the_month_count_by_the_calendar_of_their_day() {
    let mut office = Office::new("整改办");
    office.done("issue add --number 1 --title 甲事 --lead 张三 --due 2019-12-13");
    office.done("issue add --number 2 --title 乙事 --lead 张三 --due 2018-12-31");
    let left = |office: &Office| {
        let weekly = office.json("dispatch");
        weekly["leaders"][0]["due_this_week"][0]["working_days_left"].clone()
    };
    assert_eq!(left(&office), 4);
    office.today = "2019-12-10".into();
    office.done("calendar add 2019-12-11..2019-12-12 --off --source 市政府办通知");
    assert_eq!(left(&office), 1);
    assert_eq!(office.json("dispatch --as-of 2019-12-09")["leaders"][0]["due_this_week"][0]["working_days_left"], 4);
    let own = |office: &Office, line: &str| office.json(line)["months"][0]["days"][10]["own"].clone();
    assert_eq!(
        (own(&office, "calendar show"), own(&office, "calendar show --as-of 2019-12-09")),
        (true.into(), false.into())
    );

    // a year becomes known with its schedule, for the month as for the week
    assert_eq!(office.json("supervise")["unknown_years"], serde_json::json!([2018]));
    assert_eq!(office.json("dispatch")["unknown_years"], serde_json::json!([2018]));
    office.write("2018.json", NATIONAL_DAY.replace("2027", "2018").as_bytes());
    office.done("calendar import 2018.json");
    assert_eq!(office.json("dispatch")["unknown_years"], serde_json::json!([]));
    assert_eq!(office.json("supervise")["unknown_years"], serde_json::json!([]));

    // and so are the working days in which a notice wants its answer
    office.done("notice issue --kind 提醒函 --to 张三 --title 请报进展 --days 2");
    assert_eq!(office.json("notice list")[0]["answer_by"], "2019-12-16");
}
