//! Months that are frozen: once, corrected by name, and proved again from the log.

use super::support::Office;

/// Two issues handed over on 2 September, one done in November.
fn office() -> Office {
    let mut office = Office::bare("HQ");
    office.today = "2019-09-02".into();
    office.done("init");
    office.done("inspection add 2019-sw --feedback 2019-09-02 --due 2019-12-31");
    office.done("issue add --number 8 --title 河道采砂管理不严 --lead 副市长 --lead-unit 市水利局 --due 2019-12-31 --inspection 2019-sw");
    office.done("issue add --number 9 --title 惠农资金拨付不及时 --lead 副市长 --lead-unit 市财政局 --due 2019-11-12 --inspection 2019-sw");
    office.done("milestone add 8 --text 清理采砂船 --due 2019-10-31");
    office.today = "2019-11-05".into();
    office.done("milestone set 8#1 --done 2019-11-05");
    office.done("progress add 8 --percent 60 --text 已清理六成 --on 2019-11-04");
    office.today = "2019-11-11".into();
    office.done("issue set 9 --stage 已完成 --done 2019-11-11");
    office.today = "2019-12-02".into();
    office
}

fn told(office: &Office, lines: &[&str]) -> String {
    let told = |line: &&str| format!("$ duban {line}\n{}", office.line(line));
    lines.iter().map(told).collect::<Vec<_>>().concat()
}

#[test]
fn a_month_is_frozen_listed_shown_and_proved() {
    let office = office();
    insta::assert_snapshot!(told(
        &office,
        &[
            "supervise list",
            "supervise show",
            "supervise verify --all",
            "supervise freeze --month 2019-11 --dry-run",
            "supervise freeze --month 2019-11",
            "supervise freeze --month 2019-11",
            "supervise freeze --month 2019-11 --correct --reason 核对",
            "supervise freeze --month 2019-11 --correct",
            "supervise freeze",
            "supervise list",
            "supervise show 2019-11",
            "supervise verify 2019-11",
            "supervise verify --all",
            "undo",
            "log -n 1",
        ]
    ));
}

#[test]
fn what_cannot_be_frozen_is_refused() {
    let office = office();
    let empty = Office::new("empty");
    let lines = told(
        &office,
        &[
            "supervise freeze --month 2020-01",
            "supervise freeze --month 2019-08",
            "supervise freeze --month 2019-13",
            "supervise freeze --month 2019-11 --correct --reason 无",
            "supervise freeze --month 2019-11 --as-of 2019-11-29",
            "supervise show 2019-11",
            "supervise verify --as-of 2019-11-30",
        ],
    );
    office.done("supervise freeze --month 2019-11");
    let named =
        told(&office, &["supervise show 2019-10", "supervise show 2019-11 --edition 2", "supervise show --edition 1"]);
    insta::assert_snapshot!(format!("{lines}{named}{}", told(&empty, &["supervise freeze", "supervise"])));
}

#[test]
fn an_issue_without_area_leader_or_unit_counts_for_nobody() {
    let office = Office::new("HQ");
    office.done("issue add --number 1 --title 无人认领的");
    office.done("supervise freeze");
    let shown = office.json("supervise show");
    let groups = shown["figures"]["groups"].as_array().unwrap();
    for by in ["area", "leader", "unit", "source"] {
        let group = groups.iter().find(|group| group[0] == "issues" && group[1] == by).expect("a group");
        assert_eq!((&group[2], &group[3]["total"]), (&serde_json::Value::Null, &1.into()), "{by}");
    }
    assert_eq!(office.json("supervise verify")["ok"], true);
}

#[test]
fn what_comes_later_changes_no_frozen_figure() {
    let office = office();
    let there = office.second("督查办");
    office.done("supervise freeze --month 2019-11");
    let before = office.json("supervise show 2019-11");
    // entries of another office that it dates before the cut-off, unseen by the freeze
    there.done("--today 2019-11-20 issue set 8 --stage 已完成 --done 2019-11-20");
    there.done("--today 2019-11-21 issue add --number 10 --title 漏报的 --lead 副市长 --due 2019-11-22");
    there.give(&office, true);
    // later work here, and a reopened month's worth of edits
    office.done("issue set 9 --due 2019-10-01 --number 90");
    office.done("issue void 8 --reason 重登");
    office.done("setting set pace.behind 50");
    office.done("rebuild");
    assert_eq!(office.json("supervise show 2019-11"), before);
    let verified = office.json("supervise verify 2019-11");
    assert_eq!((&verified["ok"], &verified["months"][0]["state"]), (&true.into(), &"holds".into()), "{verified:#}");
    // the other office proves the same figures once it has them
    office.give(&there, false);
    assert_eq!(there.json("supervise verify 2019-11"), verified);
    let late = office.json("supervise")["late_entries"].clone();
    let late: Vec<_> = late.as_array().unwrap().iter().map(|one| (one["day"].as_str(), &one["issues"])).collect();
    let [eight, ten] = [serde_json::json!(["8"]), serde_json::json!(["10"])];
    assert_eq!(
        late,
        [(Some("2019-11-20"), &eight), (Some("2019-11-21"), &ten)],
        "not the freeze, not what is dated later"
    );
    let page = office.done("supervise").stdout;
    assert!(page.contains("补记：2019-11 冻结后才到的变更（2笔）"), "{page}");
    let now = office.json("supervise --month 2019-11");
    assert_ne!(now["issues"]["total"], before["figures"]["groups"][0][3]["total"], "what is counted now does change");
}

#[test]
fn a_month_that_was_frozen_before_it_was_over_says_so_wherever_it_is_told() {
    let mut office = office();
    office.today = "2019-11-20".into();
    office.done("supervise freeze");
    assert_eq!(office.json("supervise list")[0]["month_over"], false);
    assert!(office.done("supervise list").stdout.contains("当月没有过完"));
    office.today = "2019-12-02".into();
    let page = office.done("supervise").stdout;
    assert!(page.contains("与上月（截至2019年11月20日，当月没有过完）相比"), "{page}");
    office.done("supervise freeze --month 2019-11 --correct --reason 全月 --yes");
    assert!(office.done("supervise").stdout.contains("与上月底（2019年11月30日）相比"));
}

#[test]
fn what_is_entered_late_on_purpose_counts_for_a_correction() {
    let office = office();
    office.done("supervise freeze --month 2019-11");
    let again = "supervise freeze --month 2019-11 --correct --reason 漏报";
    let refused = office.line(again);
    assert!(refused.code == 1 && refused.stderr.contains("登记时加 --today 2019-11-30"), "{refused}");
    office.done("--today 2019-11-30 issue set 8 --stage 已完成 --done 2019-11-28");
    office.done(again);
    assert_eq!(office.json("supervise list")[1]["edition"], 2);
}

#[test]
fn what_was_entered_under_a_later_day_is_moved_into_a_frozen_month() {
    let office = office();
    office.done("supervise freeze --month 2019-11");
    office.done("issue set 8 --stage 已完成 --done 2019-11-28");
    office.done("undo");
    office.done("--today 2019-11-30 issue set 8 --stage 已完成 --done 2019-11-28");
    office.done("supervise freeze --month 2019-11 --correct --reason 漏报");
    let past = office.json("--as-of 2019-11-30 show 8");
    assert_eq!(
        (&past["stage"], &past["conflicts"]),
        (&"done".into(), &serde_json::json!([])),
        "it was seen what it replaced"
    );
    assert_eq!(office.json("supervise verify --all")["ok"], true);
}

#[test]
fn two_offices_that_freeze_a_month_unseen_are_told() {
    let office = office();
    let there = office.second("督查办");
    office.done("supervise freeze --month 2019-11");
    there.done("--as 督查办 supervise freeze --month 2019-11");
    there.give(&office, false);
    let listed = office.json("supervise list");
    assert!(listed.as_array().unwrap().iter().all(|one| one["twice"] == true), "{listed:#}");
    assert_eq!(office.json("check")["doubles"], serde_json::json!(["2019-11 #1"]));
    assert_eq!(office.json("supervise verify --all")["ok"], true);
    office.done("supervise freeze --month 2019-11 --correct --reason 两处各冻结一次，以此为准 --yes");
}

/// Runs SQL on the ledger as somebody does who has no business there.
fn tamper(office: &mut Office, sql: &str) {
    office.unproved();
    rusqlite::Connection::open(office.db()).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_change_behind_the_program_is_caught() {
    for (sql, state) in [
        ("UPDATE t_summary SET figures = replace(figures, '\"total\":2', '\"total\":3')", "changed"),
        ("UPDATE t_summary SET digest = 'x'", "changed"),
        ("UPDATE t_summary SET seen = 'x'", "changed"),
        ("UPDATE t_summary SET position = ''", "changed"),
        ("UPDATE t_issue SET stage = 'in_progress' WHERE number = '9'", "differs"),
        ("UPDATE t_milestone SET due = '2019-11-30'", "differs"),
    ] {
        let mut office = office();
        office.done("supervise freeze --month 2019-11");
        tamper(&mut office, sql);
        let outcome = office.line("supervise verify --format json");
        let verified: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!((outcome.code, &verified["months"][0]["state"]), (1, &state.into()), "{sql}: {verified:#}");
    }
}

#[test]
fn a_changed_entry_is_caught() {
    let mut office = office();
    office.done("supervise freeze --month 2019-11");
    // the bytes of an entry: who did it
    tamper(
        &mut office,
        "UPDATE entry SET head = CAST(replace(CAST(head AS TEXT), '整改办', '别的人') AS BLOB) WHERE seq = 3",
    );
    let outcome = office.line("supervise verify");
    assert_eq!(outcome.code, 1, "{outcome}");
    assert!(outcome.stdout.contains("变更记录不完整"), "{outcome}");
}

/// `frozen.db` was frozen by rules 1, the first there were: October, November, and a correction of November.
#[test]
fn months_frozen_by_earlier_rules_hold_in_this_version() {
    let office = Office::bare("HQ");
    std::fs::write(office.db(), include_bytes!("../golden/ledger-3.db")).unwrap();
    let verified = office.json("supervise verify --all");
    let told: Vec<_> = verified["months"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["month"].as_str().unwrap(), one["edition"].as_i64().unwrap(), one["state"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("2019-10", 1, "holds"), ("2019-11", 1, "holds"), ("2019-11", 2, "holds")], "{verified:#}");
    let digests: Vec<_> = verified["months"].as_array().unwrap().iter().map(|one| one["digest"].clone()).collect();
    insta::assert_snapshot!(serde_json::to_string(&digests).unwrap());
}
