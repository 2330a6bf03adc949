//! From open to struck off: applied for, checked by somebody else, signed a second time, looked at again, reopened.

use crate::support::Office;

/// An issue of 市水利局 with two measures, one of them open, and the people around it.
pub fn office() -> Office {
    let office = Office::new("整改办");
    office.done("inspection add 2019-sw --name 省委第三巡视组 --feedback 2019-09-20 --due 2020-03-20");
    office.done(
        "issue add --number 8 --title 河道采砂监管不力 --lead 张国荣 --lead-unit 市水利局 --unit 市公安局 \
         --support 市财政局 --supervisor 督查办 --due 2019-12-31 --stage 整改中",
    );
    office.done("milestone add 8 --text 清理非法采砂点 --due 2019-11-30 --done 2019-11-28");
    office.done("milestone add 8 --text 出台采砂管理办法 --due 2019-12-20");
    office.done("owner add 王某 --person --unit-of 督查办");
    office.done("owner add 赵某 --person --unit-of 市水利局");
    office.done("owner add 钱某 --person --unit-of 市财政局");
    office
}

/// The same, ready to be applied for.
pub fn ready() -> Office {
    let office = office();
    office.done("milestone set 8#2 --done 2019-12-06");
    office.done("issue set 8 --stage 已完成");
    office
}

fn closing(office: &Office) -> String {
    office.json("show 8")["closing"].as_str().expect("a state").to_owned()
}

#[test]
fn an_issue_is_applied_for_checked_and_struck_off() {
    let office = ready();
    let mut told = office.done("issue apply 8 --reason 采砂点全部清理，办法已印发").whole();
    assert_eq!(closing(&office), "applied");
    told += &office.ok(&["issue", "check", "8", "--pass", "--as", "督查办 王某", "--reason", "现场核查属实"]).whole();
    assert_eq!(closing(&office), "applied");
    told += &office.done("issue strike 8").whole();
    assert_eq!(closing(&office), "closed");
    told += &office.done("log 8 --limit 3").whole();
    insta::assert_snapshot!(told);
}

#[test]
fn every_step_that_the_rules_do_not_allow_is_refused_with_the_way_out() {
    let office = office();
    let mut told = String::new();
    let mut try_all = |office: &Office, lines: &[&str]| {
        for line in lines {
            let outcome = office.line(line);
            assert_eq!(outcome.code, 1, "{line}: {outcome}");
            told.extend(["$ ", *line, "\n", &outcome.whole()]);
        }
    };
    try_all(
        &office,
        &[
            "issue apply 8 --reason 完成",
            "issue check 8 --pass",
            "issue strike 8",
            "issue recheck 8 --pass",
            "issue reopen 8 --reason 反弹 --basis 会议纪要",
        ],
    );
    office.done("issue set 8 --stage done");
    try_all(
        &office,
        &["issue apply 8 --reason 完成", "issue apply 8 --unit 市财政局 --reason 完成 --unfinished 不再做"],
    );
    office.done("issue apply 8 --unit 市公安局 --reason 完成 --unfinished 办法由省里统一出台");
    try_all(
        &office,
        &[
            "issue apply 8 --reason 完成",
            "issue check 8 --pass --as 孙某",
            "issue check 8 --pass --as 赵某",
            "issue check 8 --pass --as 市公安局",
            "issue check 8 --pass --as 钱某",
            "issue check 8 --pass --as 张国荣",
            "issue strike 8",
        ],
    );
    office.done("issue check 8 --pass --as 王某");
    try_all(
        &office,
        &[
            "issue check 8 --pass --as 王某",
            "issue strike 8 --as 王某",
            "issue strike 8 --as 督查办",
            "issue strike 8 --as 赵某",
        ],
    );
    office.done("owner add 孙某 --person --unit-of 市审计局");
    try_all(&office, &["issue strike 8 --as 孙某"]);
    office.done("issue strike 8");
    try_all(&office, &["issue strike 8", "issue apply 8 --reason 完成", "issue set 8 --stage 整改中"]);
    insta::assert_snapshot!(told);
}

#[test]
fn a_signature_may_name_unit_and_person() {
    let office = ready();
    office.done("issue apply 8 --reason 完成");
    let elsewhere = office.run(&["issue", "check", "8", "--pass", "--as", "市审计局 王某"]);
    assert!(elsewhere.stderr.contains("没有登记“市审计局 王某”"), "{elsewhere}");
    office.done("owner add 市审计局");
    let elsewhere = office.run(&["issue", "check", "8", "--pass", "--as", "市审计局 王某"]);
    assert!(elsewhere.stderr.contains("王某在“督查办”，不在“市审计局”"), "{elsewhere}");
    office.ok(&["issue", "check", "8", "--pass", "--as", "市审计局　周某"]);
    let second = office.run(&["issue", "strike", "8", "--as", "督查办 王某"]);
    assert_eq!(second.code, 0, "{second}");
}

#[test]
fn what_is_sent_back_is_applied_for_again() {
    let office = ready();
    office.done("issue apply 8 --reason 完成");
    assert_eq!(office.line("issue check 8 --return --as 王某").code, 2, "a return says what is lacking");
    office.done("issue check 8 --return --as 王某 --reason 台账不全");
    assert_eq!(closing(&office), "returned");
    office.done("issue apply 8 --reason 已补齐台账");
    office.done("issue check 8 --pass --as 王某");
    office.done("issue check 8 --return --as 整改办 --reason 照片不清");
    assert_eq!(closing(&office), "returned", "before the second signature it can still be sent back");
    office.done("issue apply 8 --reason 已换照片");
    office.done("issue check 8 --pass --as 王某");
    office.done("issue strike 8");
    assert_eq!(closing(&office), "closed");
}

#[test]
fn what_was_put_right_at_once_is_struck_off_in_one_step() {
    let office = office();
    office.done("issue add --number 9 --title 公车停放不规范 --lead-unit 市机关事务局 --due 立行立改 --stage 整改中");
    assert!(office.line("issue strike 8 --at-once --reason 已改").stderr.contains("不是立行立改"));
    assert_eq!(office.line("issue strike 9 --at-once").code, 2, "the text is obligatory");
    insta::assert_snapshot!(office.done("issue strike 9 --at-once --reason 当场清理，已划定车位").whole());
    let issue = office.json("show 9");
    assert_eq!((&issue["stage"], &issue["closing"]), (&"done".into(), &"closed".into()));
}

#[test]
fn undoing_each_step_brings_back_what_was_there() {
    let office = ready();
    let steps = [
        "issue apply 8 --reason 完成",
        "issue check 8 --pass --as 王某",
        "issue strike 8",
        "issue recheck 8 --fail --as 王某 --reason 采砂点死灰复燃 --due 2020-06-30",
        "issue extend 8 --to 2020-09-30 --reason 汛期",
        "issue extend 8 --approve",
    ];
    let mut before = Vec::new();
    for step in steps {
        before.push(office.digest());
        office.done(step);
        office.done("undo");
        assert_eq!(Some(&office.digest()), before.last(), "{step}");
        office.done(step);
    }
    assert_eq!(office.json("show 8")["due"], "2020-09-30");
}

/// The same, struck off on 9 December 2019.
fn struck() -> Office {
    let office = ready();
    office.done("issue apply 8 --reason 采砂点全部清理，办法已印发");
    office.done("issue check 8 --pass --as 王某 --reason 现场核查属实");
    office.done("issue strike 8");
    office
}

#[test]
fn a_unit_that_applies_in_time_is_not_late_for_the_offices() {
    let mut office = ready();
    office.done("issue apply 8 --reason 采砂点全部清理，办法已印发");
    office.today = "2020-01-06".to_owned();
    office.done("issue check 8 --pass --as 王某 --reason 现场核查属实");
    assert!(!office.done("issue strike 8").stderr.contains("记为逾期销号"));
    assert_eq!(office.json("show 8")["closings"][0]["late"], false);
}

#[test]
fn what_fails_a_second_look_begins_again_and_its_past_stays_readable() {
    let mut office = struck();
    office.today = "2020-03-09".to_owned();
    office.done("issue recheck 8 --fail --as 王某 --reason 两处采砂点死灰复燃 --due 2020-06-30");
    let again = office.json("show 8");
    assert_eq!(again["cycle"], 2);
    assert_eq!((&again["stage"], &again["closing"]), (&"in_progress".into(), &"none".into()));
    assert_eq!((&again["due"], &again["pace"]), (&"2020-06-30".into(), &"on_schedule".into()));
    assert_eq!(again["cycles"][0]["due_before"], "2019-12-31");
    assert_eq!(again["cycles"][0]["done_before"], "2019-12-09");
    assert_eq!(again["closings"][0]["struck_by"], "整改办", "the first cycle is as it was");
    office.today = "2020-07-06".to_owned();
    office.done("issue set 8 --stage 已完成");
    office.done("issue apply 8 --reason 增设两处监控");
    office.done("issue check 8 --pass --as 王某");
    assert!(office.done("issue strike 8").stderr.contains("逾期销号"));
    office.today = "2020-10-12".to_owned();
    insta::assert_snapshot!(office.done("show 8"));
    office.lang = "en";
    insta::assert_snapshot!(office.done("show 8 --format md"));
    office.lang = "zh";
    office.done("issue recheck 8 --pass --as 王某 --reason 监控运行正常");
    assert_eq!(office.json("show 8")["rechecks"][1]["verdict"], "pass");
    office.done("issue reopen 8 --reason 群众举报 --basis 市长信箱第12号");
    assert_eq!(office.json("show 8")["cycle"], 3);
    for (asked, found) in [("--reopened", 1), ("--late", 1), ("--reopened --open", 1), ("--recurring", 0)] {
        assert_eq!(office.json(&format!("list {asked}")).as_array().unwrap().len(), found, "{asked}");
    }
}

#[test]
fn a_return_on_what_is_struck_off_is_kept_and_told_to_change_nothing() {
    let office = struck();
    assert_eq!(office.json("list --late"), serde_json::json!([]));
    let told = office.done("progress add 8 --text 又巡查一次");
    assert!(told.stderr.contains("问题 8 已销号"), "{told}");
    assert_eq!(office.json("show 8")["closing"], "closed");
}

#[test]
fn a_limit_is_moved_by_an_office_and_the_times_are_counted() {
    let mut office = office();
    let mut told = office.done("issue extend 8 --to 2020年1月底 --reason 汛期影响清理 --as 赵某").whole();
    told += &office.line("issue extend 8 --to 2020-02-28 --reason 再延").whole();
    told += &office.line("issue extend 8 --approve --as 赵某").whole();
    told += &office.line("issue extend 8 --approve --as 钱某").whole();
    told += &office.done("issue extend 8 --approve --as 督查办").whole();
    assert_eq!(office.json("show 8")["due"], "2020-01-31");
    told += &office.line("issue extend 8 --approve").whole();
    told += &office.done("issue extend 8 --to 2020-03-31 --reason 设备未到 --approve").whole();
    office.done("issue extend 8 --to 2020-04-30 --reason 再延一月");
    told += &office.done("issue extend 8 --refuse --reason 已延两次").whole();
    assert_eq!(office.json("show 8")["due"], "2020-03-31");
    assert_eq!(office.json("show 8")["extensions"].as_array().map(Vec::len), Some(3));
    told += &office.done("show 8").whole();
    office.today = "2020-04-01".to_owned();
    for line in ["issue extend 8 --to 2020-05-31 --reason 迟了", "issue extend 8 --to 2020-05-31", "issue extend 8"] {
        told.extend(["$ ", line, "\n", &office.line(line).whole()]);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn what_an_earlier_inspection_had_found_is_told_of_both() {
    let office = office();
    office.done("inspection add 2012-sw --name 省委第一巡视组 --from 2012-03-01");
    office.done("inspection add 2006-sw --name 省委巡视 --from 2006-03-01");
    office.done("issue add --number 3 --inspection 2012-sw --title 采砂管理混乱 --stage 已完成");
    office.done("issue add --number 1 --inspection 2006-sw --title 河道管理松懈 --stage 已完成");
    office.done("issue set 2012-sw/3 --recurs 2006-sw/1");
    office.done("issue set 2019-sw/8 --recurs 2012-sw/3");
    assert_eq!(office.json("show 2019-sw/8")["recurs"], "2012-sw/3");
    assert_eq!(office.json("show 2012-sw/3")["recurrences"], serde_json::json!(["2019-sw/8"]));
    let listed = office.json("list --recurring");
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
    assert_eq!(listed[1]["recurs"], "2012-sw/3");
    let mut told = office.done("show 2019-sw/8").stdout.lines().take(12).collect::<Vec<_>>().join("\n");
    told += &office.done("show 2012-sw/3").whole();
    for line in ["issue set 2006-sw/1 --recurs 2019-sw/8", "issue set 2019-sw/8 --recurs 2019-sw/8"] {
        told.extend(["$ ", line, "\n", &office.line(line).whole()]);
    }
    office.ok(&["issue", "set", "2019-sw/8", "--recurs", ""]);
    assert_eq!(office.json("list --recurring").as_array().map(Vec::len), Some(1));
    insta::assert_snapshot!(told);
}

#[test]
fn dispatch_and_supervision_tell_what_waits_and_what_came_of_it() {
    let mut office = struck();
    for number in ["9", "10", "11"] {
        office.done(&format!(
            "issue add --number {number} --title 问题{number} --lead 李强 --lead-unit 市住建局 --due 2019-12-06 --stage done"
        ));
    }
    office.done("issue apply 9 --reason 完成");
    office.done("issue apply 10 --reason 完成");
    office.done("issue check 10 --pass --as 王某");
    office.done("issue apply 11 --reason 完成");
    office.done("issue check 11 --pass --as 王某");
    office.done("issue strike 11");
    office.done("issue reopen 11 --reason 群众举报 --basis 市长信箱第12号 --due 2020-02-28");
    office.done("issue extend 11 --to 2020-04-30 --reason 汛期 --approve");
    office.today = "2020-03-11".to_owned();
    let week = office.done("dispatch").stdout;
    let from = week.find("■ 待核查").expect("what waits for the offices");
    let month = office.done("supervise").stdout;
    let figures: Vec<&str> = month.lines().take_while(|line| !line.starts_with('■')).collect();
    insta::assert_snapshot!(format!("{}\n{}", &week[from..], figures.join("\n")));
    let json = office.json("dispatch");
    assert_eq!(json["applications"][0]["waits_for"], "check");
    assert_eq!(json["applications"][1]["waits_for"], "strike");
    assert_eq!(json["rechecks"][0]["days_left"], -2);
    assert_eq!(office.json("dispatch --unit 市水利局")["applications"], serde_json::json!([]));
    let endings = &office.json("supervise")["endings"];
    assert_eq!((&endings["reopened"]["total"], &endings["late"]["count"]), (&1.into(), &1.into()));
}

#[test]
fn check_tells_of_an_end_that_no_rule_would_have_allowed() {
    let mut office = office();
    office.write("台账.csv", "编号,问题,整改状态,销号状态,牵头单位\n21,抽查,整改中,已销号,市水利局\n".as_bytes());
    office.done("import 台账.csv");
    office.done("inspection set 2019-sw --plan-due 2019-10-20");
    office.today = "2019-12-20".to_owned();
    let check = office.json("check");
    let of = |number: &str| {
        let breach = check["breaches"].as_array().unwrap().iter().find(|breach| breach["number"] == number);
        breach.expect("a breach")["words"].to_string()
    };
    assert!(of("21").contains("销号没有两人签字") && of("21").contains("没有完成就申请或办理了销号"), "{check:#}");
    assert!(of("8").contains("方案时限 2019-10-20 已过"), "{check:#}");
    assert_eq!(office.json("show 8")["pace"], "behind");
    assert_eq!(office.json("list")[0]["pace"], "behind");
    office.done("issue set 8 --team 专项整治组");
    assert_eq!(office.json("show 8")["pace"], "on_schedule");
}

#[test]
fn a_disputed_end_is_shown_at_its_least_advanced_in_whatever_order_it_came() {
    let here = ready();
    here.done("issue apply 8 --reason 完成");
    let there = here.second("督查办");
    here.done("issue check 8 --pass --as 王某");
    here.done("issue strike 8");
    there.done("issue check 8 --return --as 督查办 --reason 台账不全");
    there.give(&here, false);
    here.give(&there, true);
    assert_eq!(here.digest(), there.digest());
    for office in [&here, &there] {
        assert_eq!(closing(office), "returned");
        let refused = office.line("issue apply 8 --reason 再申请");
        assert!(refused.code == 1 && refused.stderr.contains("各方不一致"), "{refused}");
    }
    // 待审 was replaced by both; one of the two is settled on
    let mut shown = String::new();
    for conflict in here.json("conflict list").as_array().unwrap() {
        let name = conflict["name"].as_str().unwrap();
        shown += &here.done(&format!("conflict show {name}")).stdout;
        here.done(&format!("conflict settle {name} --take 1"));
    }
    assert!(["整改办", "督查办", "台账不全"].iter().all(|side| shown.contains(side)), "{shown}");
    assert_eq!(here.json("conflict list"), serde_json::json!([]));
}

#[test]
fn what_two_offices_do_alike_is_done_once() {
    let here = ready();
    here.done("issue apply 8 --reason 完成");
    here.done("issue check 8 --pass --as 王某");
    let there = here.second("督查办");
    here.done("issue strike 8");
    there.done("issue strike 8");
    there.give(&here, false);
    here.give(&there, false);
    assert_eq!(here.digest(), there.digest());
    assert_eq!(
        (closing(&here).as_str(), here.json("show 8")["rechecks"].as_array().map(Vec::len)),
        ("closed", Some(1))
    );
    here.done("issue reopen 8 --reason 反弹 --basis 群众举报");
    there.done("issue reopen 8 --reason 反弹 --basis 群众举报");
    there.give(&here, true);
    assert_eq!(
        (&here.json("show 8")["cycle"], here.json("show 8")["cycles"].as_array().map(Vec::len)),
        (&2.into(), Some(1))
    );
    here.give(&there, false);
    assert_eq!(here.digest(), there.digest());
}

/// What each command did is taken back whole, and what is taken back can be done again.
#[test]
fn every_step_is_taken_back_whole() {
    let office = ready();
    office.done("issue set 8 --immediate");
    let undone = |line: &[&str]| {
        let before = office.digest();
        let done = office.ok(line);
        assert_ne!(office.digest(), before, "{line:?}: {done}");
        office.done("undo");
        assert_eq!(office.digest(), before, "{line:?}");
        office.ok(line);
        office.done("undo");
        assert_eq!(office.digest(), before, "a second time: {line:?}");
    };
    undone(&["issue", "strike", "8", "--at-once", "--reason", "当场整改"]);
    undone(&["issue", "apply", "8", "--reason", "办法已印发"]);
    office.done("issue apply 8 --reason 办法已印发");
    undone(&["issue", "check", "8", "--return", "--as", "督查办 王某", "--reason", "缺照片"]);
    office.ok(&["issue", "check", "8", "--pass", "--as", "督查办 王某", "--reason", "属实"]);
    undone(&["issue", "strike", "8"]);
    office.done("issue strike 8");
    undone(&["issue", "recheck", "8", "--pass", "--as", "督查办 王某", "--reason", "未反弹"]);
    undone(&["issue", "recheck", "8", "--fail", "--as", "督查办 王某", "--reason", "反弹"]);
    undone(&["issue", "reopen", "8", "--reason", "反弹", "--basis", "信访件3号", "--due", "2020-03-31"]);
    office.done("issue add --number 9 --title 二 --lead-unit 市水利局 --due 2019-12-31 --stage 整改中");
    undone(&["issue", "extend", "9", "--to", "2020-02-28", "--reason", "材料未齐"]);
    office.done("issue extend 9 --to 2020-02-28 --reason 材料未齐");
    undone(&["issue", "extend", "9", "--refuse", "--reason", "理由不足"]);
    undone(&["issue", "extend", "9", "--approve"]);
}

#[test]
fn the_dates_of_what_is_struck_off_stay() {
    let office = ready();
    office.done("issue apply 8 --reason 办法已印发");
    office.ok(&["issue", "check", "8", "--pass", "--as", "督查办 王某", "--reason", "属实"]);
    office.done("issue strike 8");
    for change in ["--due 2020-12-31", "--done 2019-10-01", "--started 2019-11-01"] {
        let refused = office.line(&format!("issue set 8 {change}"));
        assert!(refused.code == 1 && refused.stderr.contains("已销号"), "{refused}");
    }
    office.done("issue set 8 --note 已归档");
    office.done("issue add --number 9 --title 二 --due 2019-12-20 --stage 整改中");
    let moved = office.done("issue set 9 --due 2020-01-31");
    assert!(moved.stderr.contains("不算延期"), "{moved}");
    assert!(!office.done("issue set 9 --due 2020-01-15").stderr.contains("不算延期"), "an earlier limit is no favour");
}
