//! Issues: entered, listed, shown, changed, struck out.

use crate::support::Office;

/// An office with an inspection, two areas and an issue with everybody it needs.
pub fn office() -> Office {
    let office = Office::new("整改办");
    office.done("inspection add 2019-sw --name 省委第三巡视组 --feedback 2019-09-20 --due 2020-03-20");
    office.done("area add 资源性资产管理 --label （一）");
    office.done("area add 选人用人 --label （二）");
    office.done(
        "issue add --number 8 --title 城区道路破损 --area 资源性 --lead 张国荣 --lead-unit 市住建局 \
         --unit 市交通局、市财政局 --due 2019年12月底前 --requirement 尽快修复 --field 来源=信访",
    );
    office
}

#[test]
fn an_issue_is_entered_and_shown() {
    let office = office();
    insta::assert_snapshot!(office.done("show 8"));
}

#[test]
fn the_list_shows_every_issue_with_its_state() {
    let office = office();
    office.done("issue add --title 招聘把关不严 --parent 8 --stage 已完成 --due 立行立改");
    insta::assert_snapshot!(office.done("list"));
    insta::assert_snapshot!(office.done("list --format csv"));
}

#[test]
fn json_of_a_list_and_of_an_issue_is_as_promised() {
    let office = office();
    let list = office.json("list");
    assert_eq!(list[0], office.json("show 8"));
    assert_eq!(list[0]["due"], "2019-12-31");
    assert_eq!(list[0]["due_text"], "2019年12月底前");
    assert_eq!(list[0]["units"], serde_json::json!(["市交通局", "市财政局"]));
    assert_eq!(list[0]["extra"], serde_json::json!({"来源": "信访"}));
    assert_eq!(list[0]["inspection"], "2019-sw");
}

#[test]
fn filters_take_what_answers_to_all_of_them() {
    let office = office();
    office.done(
        "issue add --number 9 --title 干部选拔程序不规范 --area 选人 --lead 李四 --lead-unit 市委组织部 --stage done",
    );
    office.done(
        "issue add --number 10 --title 国道Ｇ２４０扬尘 --lead 张国荣 --unit 市交通局 --due 2019-12-01 --stage 整改中",
    );
    let numbers = |filter: &str| -> Vec<String> {
        let list = office.json(&format!("list {filter}"));
        list.as_array().unwrap().iter().map(|issue| issue["number"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(numbers(""), ["8", "9", "10"]);
    assert_eq!(numbers("--lead 张国荣"), ["8", "10"]);
    assert_eq!(numbers("--unit 市交通局 --overdue"), ["10"]);
    assert_eq!(numbers("--stage 已完成"), ["9"]);
    assert_eq!(numbers("--open --sort due"), ["10", "8"]);
    assert_eq!(numbers("--area 选人用人"), ["9"]);
    assert_eq!(numbers("--text g240"), ["10"]);
    assert_eq!(
        office.ok(&["list", "--text", "道路　信访", "--format", "json"]).stdout,
        office.done("list --text 破损 --format json").stdout
    );
    assert_eq!(numbers("--due-before 2019-12-31"), ["10"]);
    assert_eq!(numbers("--pace 逾期"), ["10"]);
    assert_eq!(numbers("--limit 1 --sort number"), ["8"]);
    assert_eq!(numbers("--closing applied"), [""; 0]);
    assert_eq!(numbers("--as-of 2019-12-08"), [""; 0]);
}

#[test]
fn setting_several_issues_replaces_lists_and_empties_what_is_empty() {
    let office = office();
    office.done("issue add --number 9 --title 第二个");
    let told =
        office.run(&["issue", "set", "8", "9", "--lead", "李四", "--unit", "市财政局", "--due", "", "--stage", "done"]);
    insta::assert_snapshot!(told);
    let issue = office.json("show 8");
    assert_eq!(issue["lead_leader"], "李四");
    assert_eq!(issue["units"], serde_json::json!(["市财政局"]));
    assert_eq!((&issue["due"], &issue["due_text"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    // somebody who left a list and comes back is the same duty again
    office.done("issue set 8 --unit 市交通局、市财政局");
    assert_eq!(office.json("show 8")["units"], serde_json::json!(["市交通局", "市财政局"]));
}

#[test]
fn setting_what_stands_already_makes_no_entry() {
    let office = office();
    let before = office.digest();
    let told = office.done("issue set 8 --lead 张国荣 --unit 市交通局、市财政局 --due 2019年12月底前");
    assert_eq!(told.stderr, "没有变化，台账未动。\n");
    assert_eq!(office.digest(), before);
}

#[test]
fn a_dry_run_shows_and_does_nothing() {
    let office = office();
    let before = office.digest();
    insta::assert_snapshot!(office.done("issue add --title 试登 --lead 王五 --dry-run"));
    assert_eq!(office.digest(), before);
}

#[test]
fn an_issue_without_a_number_gets_the_next_one() {
    let office = office();
    office.done("issue add --title 甲");
    office.done("issue add --title 乙");
    office.done("issue add --title 丙 --parent 8");
    let numbers: Vec<_> = office.json("list").as_array().unwrap().iter().map(|issue| issue["number"].clone()).collect();
    assert_eq!(numbers, ["8", "8.1", "2019-1", "2019-2"]);
}

#[test]
fn what_the_rules_do_not_allow_is_refused_with_the_way_out() {
    let office = office();
    office.done("issue add --number 8.1 --title 子问题 --parent 8");
    let refusals = [
        "issue add --number 8 --title 重复",
        "issue add --number 8/1 --title 编号",
        "issue add --lead 张三",
        "issue set 8 --parent 8.1",
        "issue set 8 --parent 8",
        "issue set 8 --stage 已销号",
        "issue set 8 --stage 好了",
        "issue set 8 --due 3月底",
        "issue set 8 --area 教育",
        "issue set 8 --inspection 2018",
        "issue set 12 --lead 张三",
        "issue set 8 8 --lead 张三",
        "issue void 8",
        "issue void 8 --reason 误登",
        "list --lead 张国容",
        "list --sort 时限",
        "show 8 --format csv",
        "issue set 8 --note x --as-of 2019-12-01",
    ];
    let told: Vec<String> = refusals.iter().map(|line| format!("$ duban {line}\n{}", office.line(line))).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_number_in_two_inspections_asks_which_is_meant() {
    let office = office();
    office.done("inspection add 2018-sj --kind 审计");
    office.done("issue add --number 8 --title 审计问题 --inspection 2018-sj");
    insta::assert_snapshot!(office.line("show 8"));
    assert_eq!(office.json("show 2018-sj/8")["title"], "审计问题");
    // what is said of any says which, and so does the one of no inspection
    office.done("issue add --number 8 --title 自查问题 --inspection -");
    assert_eq!(office.json("show -/8")["title"], "自查问题");
    let set = office.done("issue set 2019-sw/8 --recurs 2018-sj/8").stderr;
    assert!(set.contains("- 问题 2019-sw/8：前次问题 2018-sj/8\n"), "{set}");
    let log = office.done("log -/8").stdout;
    assert!(log.contains("- 新增 问题 -/8：") && !log.contains("问题 8"), "{log}");
    office.done("issue set 2019-sw/8 2018-sj/8 -/8 --due 2019-12-01");
    let told = ["dispatch", "supervise", "check", "diff --from 2019-12-08", "supervise why issues.total"];
    for page in told.map(|line| office.line(line).stdout) {
        for name in ["2019-sw/8", "2018-sj/8", "-/8"] {
            assert!(page.contains(name), "{name}: {page}");
        }
    }
}

#[test]
fn striking_out_hides_an_issue_and_undo_brings_it_back() {
    let office = office();
    office.done("issue void 8 --reason 误登");
    assert_eq!(office.json("list"), serde_json::json!([]));
    office.done("undo");
    assert_eq!(office.json("show 8")["lead_leader"], "张国荣");
}

#[test]
fn two_offices_name_the_same_new_owner_once() {
    // the id of an owner follows from its name, in any width
    let office = Office::new("整改办");
    office.done("issue add --title 甲 --lead-unit 市ＡＢ局");
    office.done("issue add --title 乙 --lead-unit 市AB局");
    assert_eq!(office.json("owner list").as_array().unwrap().len(), 1);
}

#[test]
fn parts_are_counted_apart_and_a_list_that_is_cut_says_so() {
    let office = office();
    office.done("issue add --title 招聘把关不严 --parent 8 --stage 已完成");
    office.done("issue add --number 9 --title 第二个 --stage 已完成 --area 选人");
    insta::assert_snapshot!(office.done("list -n 1"));
    let mut english = office;
    english.lang = "en";
    insta::assert_snapshot!(english.done("list -n 1"));
}

#[test]
fn areas_and_inspections_count_issues_without_their_parts() {
    let office = office();
    office.done("issue add --title 招聘把关不严 --parent 8 --area 资源性");
    assert_eq!(office.json("area list")[0]["issues"], 1);
    assert_eq!(office.json("inspection list")[0]["issues"], 1);
}

#[test]
fn the_limit_of_the_inspection_is_shown_where_an_issue_has_none() {
    let mut office = office();
    office.done("issue add --number 9 --title 没有时限");
    office.today = "2020-03-30".into();
    let list = office.done("list").stdout;
    assert!(list.lines().any(|line| line.starts_with("9 ") && line.contains("2020-03-20")), "{list}");
    let shown = office.done("show 9").stdout;
    assert!(shown.contains("逾期 10 天") && shown.contains("2020-03-20（按批次的整改期限）"), "{shown}");
}

#[test]
fn the_page_of_an_issue_says_why_it_is_behind() {
    let mut office = office();
    office.done("progress add 8 --percent 10 --stage 整改中");
    office.today = "2019-12-20".into();
    let shown = office.done("show 8").stdout;
    assert!(shown.contains("滞后：进度10%，时间已过"), "{shown}");
}

#[test]
fn a_part_with_only_a_responsible_unit_borrows_no_lead_unit() {
    let office = office();
    office.done("issue add --title 招聘把关不严 --parent 8 --unit 市人社局");
    let list = office.done("list").stdout;
    let row = list.lines().find(|line| line.starts_with("8.1 ")).unwrap();
    assert!(row.contains("未明确") && !row.contains("市住建局"), "{list}");
}
