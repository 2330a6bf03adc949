//! Limits as a calendar file, as calendar programs read it.

use crate::issue::office;
use crate::peers;
use crate::support::Office;
use serde_json::{Value, json};

/// An issue with a part and measures, done and open.
fn busy() -> Office {
    let office = office();
    office.done("milestone add 8 --text 摸底排查，列出清单；逐条核对 --due 2019-10-31");
    office.done("milestone set 8#1 --done 2019-10-30");
    office.done("milestone add 8 --text 修复路面 --due 12月20日前");
    office.done("issue add --title 排水不畅 --parent 8 --due 2020-01-27 --stage 整改中");
    office.done("progress add 8 --percent 60 --text 已完成排查 --unit 市住建局");
    office.done("issue add --number 9 --title 招聘把关不严 --lead 李四 --lead-unit 市人社局 --due 2019-11-30 --stage 已完成 --done 2019-11-20");
    office.done("issue add --number 10 --title 长期坚持的事 --due 长期坚持");
    office.done("issue add --number 11 --title 没有自己时限的事 --lead 李四");
    office
}

fn export(office: &Office, args: &str) -> Value {
    office.done(&format!("export out.ics {args}"));
    let read = peers::calendar(&office.dir().join("out.ics"));
    assert_eq!(read["errors"], json!([]));
    read
}

fn of<'v>(read: &'v Value, peer: &str, kind: &str) -> Vec<&'v Value> {
    read[peer].as_array().unwrap().iter().filter(|one| one["kind"] == kind).collect()
}

#[test]
fn every_limit_is_a_task_and_an_event_to_two_readers() {
    let office = busy();
    let read = export(&office, "");
    assert_eq!(read["name"], "整改时限");
    let tasks = of(&read, "icalendar", "VTODO");
    let told: Vec<String> = tasks
        .iter()
        .map(|one| format!("{} {} {} {}", one["on"], one["status"], one["percent"], one["summary"]))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
    let events = of(&read, "icalendar", "VEVENT");
    assert_eq!(events.len(), tasks.len());
    for (task, event) in tasks.iter().zip(&events) {
        assert_eq!((&task["summary"], &task["on"], &task["errors"]), (&event["summary"], &event["on"], &json!([])));
        let (on, to) = (event["on"].as_str().unwrap(), event["to"].as_str().unwrap());
        let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        assert_eq!(day(on).succ_opt(), Some(day(to)), "an event of a day ends with the next");
        assert_eq!(event["status"] == "CANCELLED", task["status"] == "COMPLETED");
        assert_eq!(event["alarms"], task["alarms"]);
        assert_eq!(event["alarms"].as_array().unwrap().is_empty(), task["status"] == "COMPLETED");
    }
    let roads = events.iter().find(|one| one["summary"] == "整改到期：8 城区道路破损").unwrap();
    assert_eq!(
        roads["description"],
        "责任领导：张国荣\n责任单位：市住建局、市交通局、市财政局\n整改时限：2019年12月底前"
    );
    // 31 December is a Tuesday: three working days before is Thursday, 26 December, nine o'clock
    assert_eq!(roads["alarms"], json!([["DISPLAY", -(5 * 86_400 - 9 * 3_600)]]));
    // 27 January 2020 is in the Spring Festival: three working days before is 21 January
    let part = events.iter().find(|one| one["on"] == "2020-01-27").unwrap();
    assert_eq!(part["alarms"], json!([["DISPLAY", -(6 * 86_400 - 9 * 3_600)]]));
    let done = tasks.iter().find(|one| one["status"] == "COMPLETED" && one["percent"] == 100).unwrap();
    assert_eq!(done["done"].as_str().map(|at| &at[..10]), Some("2019-10-30"));
    let escaped = tasks.iter().any(|one| one["summary"] == "措施已完成：8 摸底排查，列出清单；逐条核对");
    assert!(escaped, "{tasks:#?}");

    // the other reader sees the same
    for kind in ["VTODO", "VEVENT"] {
        for (one, other) in of(&read, "icalendar", kind).iter().zip(of(&read, "vobject", kind)) {
            for (key, value) in other.as_object().unwrap() {
                assert_eq!(one[key], *value, "{key}");
            }
        }
    }
}

#[test]
fn the_same_ledger_gives_the_same_bytes_and_a_change_a_higher_sequence() {
    let mut office = busy();
    let bytes = |office: &Office| {
        office.done("export out.ics");
        std::fs::read(office.dir().join("out.ics")).unwrap()
    };
    let first = bytes(&office);
    office.today = "2019-12-10".into();
    assert_eq!(bytes(&office), first, "the day it is exported on says nothing");
    office.done("issue add --number 12 --title 次日登记的事 --due 2020-02-28");
    let before = export(&office, "");
    office.today = "2019-12-11".into();
    office.done("issue set 8 --due 2020-01-10");
    let after = export(&office, "");
    for (old, new) in of(&before, "icalendar", "VTODO").iter().zip(of(&after, "icalendar", "VTODO")) {
        assert_eq!(old["uid"], new["uid"]);
        assert!(old["sequence"].as_i64() < new["sequence"].as_i64());
        let other = new["summary"] == "整改到期：12 次日登记的事";
        assert_eq!(
            new["stamp"],
            if other { "2019-12-10T01:00:00+00:00" } else { "2019-12-11T01:00:00+00:00" },
            "{new}"
        );
        assert_eq!(new["written"], new["stamp"]);
    }
    // as it stood then
    office.done("export --as-of 2019-12-09 past.ics");
    assert_eq!(std::fs::read(office.dir().join("past.ics")).unwrap(), first);
}

#[test]
fn khal_shows_the_days_and_a_second_import_brings_them_up_to_date() {
    let office = busy();
    office.done("export out.ics");
    let khal = |args: &[&str]| peers::khal(office.dir(), args);
    let out = office.dir().join("out.ics").display().to_string();
    let list = || {
        khal(&[
            "list",
            "--format",
            "{start-date} {title} {alarm-symbol}{status-symbol}",
            "--day-format",
            "",
            "2019-10-01",
            "200d",
        ])
    };
    khal(&["import", "--batch", "-a", "office", &out]);
    insta::assert_snapshot!("khal", list());
    let once = list();
    khal(&["import", "--batch", "-a", "office", &out]);
    assert_eq!(list(), once, "a second import doubles nothing");
    office.done("issue set 8 --due 2020-01-10");
    office.done("milestone set 8#2 --done 2019-12-09");
    office.done("export out.ics");
    khal(&["import", "--batch", "-a", "office", &out]);
    insta::assert_snapshot!("khal_after", list());
    // a ledger of its own, by the same names and numbers, is another calendar
    assert_eq!(list().lines().count(), once.lines().count());
}

#[test]
fn a_calendar_is_of_a_unit_a_leader_or_an_area() {
    let office = busy();
    let titles = |args: &str| {
        let read = export(&office, args);
        let titles = of(&read, "icalendar", "VTODO")
            .iter()
            .map(|one| one["summary"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>();
        (read["name"].as_str().unwrap().to_owned(), titles.join("\n"))
    };
    let (name, of_unit) = titles("--unit 市人社局");
    assert_eq!((name.as_str(), of_unit.as_str()), ("整改时限（市人社局）", "已完成：9 招聘把关不严"));
    assert_eq!(titles("--lead 李四").1, "已完成：9 招聘把关不严\n整改到期：11 没有自己时限的事");
    assert!(titles("--area 资源性").1.starts_with("整改到期：8 城区道路破损"));
    office.done("export --each-unit units --format ics");
    let unit = std::fs::read(office.dir().join("units/市人社局.ics")).unwrap();
    office.done("export out.ics --unit 市人社局");
    assert_eq!(unit, std::fs::read(office.dir().join("out.ics")).unwrap());
    // how long before
    let alarms = |args: &str| {
        let read = export(&office, args);
        of(&read, "icalendar", "VEVENT")[0]["alarms"][0][1].clone()
    };
    assert_eq!((alarms("--alarm 0"), alarms("--alarm 1")), (json!(9 * 3_600), json!(-15 * 3_600)));
    office.done("calendar add 2019-12-30 --off --source 市政府办通知");
    assert_eq!(
        alarms("--alarm 1"),
        json!(-(4 * 86_400 - 9 * 3_600)),
        "the office's own days count: Friday, 27 December"
    );
}

#[test]
fn text_of_every_kind_comes_through() {
    let office = Office::new("整改办");
    let title = "长".repeat(200) + "；a,b\\n c\\;「引号」😀e\u{301}\u{2028}尾";
    office.ok(&["issue", "add", "--number", "1", "--title", &title, "--due", "2019-12-31"]);
    let read = export(&office, "");
    for peer in ["icalendar", "vobject"] {
        let summary = of(&read, peer, "VEVENT")[0]["summary"].as_str().unwrap().to_owned();
        assert_eq!(
            summary,
            format!("整改到期：1 {}", title.split_whitespace().collect::<Vec<_>>().join(" ")),
            "{peer}"
        );
    }
    let bytes = std::fs::read(office.dir().join("out.ics")).unwrap();
    for line in bytes.split(|byte| *byte == b'\n') {
        assert!(line.len() <= 76 && (line.is_empty() || line.ends_with(b"\r")));
        assert!(std::str::from_utf8(line).is_ok());
    }
}

#[test]
fn what_a_calendar_file_cannot_do_is_refused() {
    let office = busy();
    let lines = [
        "export out.ics --columns 编号",
        "export out.ics --encoding gb18030",
        "export out.csv --alarm 2",
        "export out.ics --alarm 999",
        "export out.csv --format ics",
        "export out.ical",
        "list --format ics",
        "export out.ics --dry-run",
        "export out.ics",
        "export --format ics --unit 市财政局 --alarm 0",
    ];
    let told =
        lines.iter().fold(String::new(), |told, line| told + &format!("$ duban {line}\n{}\n", office.line(line)));
    insta::assert_snapshot!(told.replace('\r', ""));
}

#[test]
fn what_is_struck_out_is_cancelled_in_a_calendar_that_has_it() {
    let office = busy();
    let one = |args: &str| {
        let read = export(&office, args);
        let events = of(&read, "icalendar", "VEVENT");
        let found = events.into_iter().find(|one| one["summary"].as_str().unwrap().contains("排水不畅"));
        found.map(|one| (one["uid"].clone(), one["status"].as_str().unwrap().to_owned()))
    };
    let before = one("").expect("it has a limit");
    assert_eq!(before.1, "CONFIRMED");
    let part = office.json("list").as_array().unwrap().iter().find(|one| one["title"] == "排水不畅").unwrap()["number"]
        .as_str()
        .unwrap()
        .to_owned();
    office.done(&format!("issue void {part} --reason 重登"));
    let called_off = Some((before.0.clone(), "CANCELLED".to_owned()));
    assert_eq!(one(""), called_off, "the same event");
    assert_eq!(one("--unit 市住建局"), called_off);
    assert_eq!(one("--unit 市人社局"), None, "it never was in theirs");
    office.done("undo");
    assert_eq!(one(""), Some(before));
}
