//! The records around an issue: who, measures, returns, figures, rules, inspections and areas.

use crate::issue::office;
use crate::support::Office;

fn told(office: &Office, lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |told, line| told + &format!("$ duban {line}\n{}\n", office.line(line)))
}

#[test]
fn measures_are_entered_done_and_struck_out() {
    let office = office();
    insta::assert_snapshot!(told(
        &office,
        &[
            "milestone add 8 --text 摸底排查 --due 2019年10月底 --deliverable 排查报告",
            "milestone add 8 --text 修复路面 --due 12月20日前",
            "milestone set 8#1 --done 2019-11-02",
            "milestone list 8",
            "milestone set 8#修复 --due 2019-12-25",
            "milestone void 8#3 --reason 重复",
            "milestone void 8#2",
            "milestone void 8#2 --reason 并入上一项",
            "milestone list",
        ],
    ));
}

#[test]
fn returns_are_entered_once_a_day_for_each_unit() {
    let office = office();
    insta::assert_snapshot!(told(
        &office,
        &[
            "progress add 8 --percent 60 --text 已完成排查 --next 加快施工 --unit 市住建局 --on 2019-12-02 --stage 整改中",
            "progress add 8 --percent 40 --text 返工 --unit 市住建局",
            "progress add 8 --percent 40 --text 返工 --unit 市住建局",
            "progress add 8 --text 资金到位 --unit 市财政局",
            "progress add 8 --percent 101",
            "progress add 8",
            "progress add 8 --text 明天 --on 2019-12-10",
            "progress list 8",
            "progress list --since 2019-12-09",
            "progress set 8@2019-12-09 --percent 70",
            "progress set 8@2019-12-09@市住建局 --percent 70",
            "progress void 8@2019-12-01 --reason 误登",
            "progress void 8@2019-12-02 --reason 误登",
        ],
    ));
    assert_eq!(office.json("show 8")["stage"], "in_progress");
}

#[test]
fn figures_keep_their_unit_and_are_never_more_than_their_total() {
    let office = office();
    insta::assert_snapshot!(told(
        &office,
        &[
            "indicator add 8 --name 修复里程 --value 66.57公里 --total 100",
            "indicator add 8 --name 清退金额 --value 6700余万元",
            "indicator set 8#里程 --value 101",
            "indicator set 8#里程 --value 许多",
            "indicator set 8#修复里程 --value 70 --on 2019-12-08",
            "indicator list",
            "indicator void 8#清退金额 --reason 重复",
        ],
    ));
}

#[test]
fn rules_are_entered_with_their_number() {
    let office = office();
    insta::assert_snapshot!(told(
        &office,
        &[
            "rule add 8 --title 道路养护管理办法 --number 永政办发〔2019〕3号 --on 2019-11-20 --issuer 市政府办",
            "rule set 8#1 --number 永政办发〔2019〕4号",
            "rule list",
            "rule void 8#1 --reason 已废止",
            "rule list",
        ],
    ));
}

#[test]
fn owners_are_merged_and_keep_their_issues() {
    let office = office();
    office.done("issue add --number 9 --title 第二个 --lead-unit 市住房城乡建设局");
    insta::assert_snapshot!(told(
        &office,
        &[
            "owner add 市住建局",
            "owner merge 市住建局 市住房城乡建设局",
            "owner merge 市住房城乡建设局 市住建局",
            "owner merge 市住房城乡建设局 市住房城乡建设局",
            "owner list",
            "owner show 市住建局",
            "owner set 张国容 --post 副市长",
            "owner set 张国荣 --post 副市长 --phone 0746-1",
            "owner set 张国荣 --rename 市财政局",
            "owner void 张国荣 --reason 误登",
        ],
    ));
    // a name that was merged away means the one that stays
    office.done("issue set 9 --support 市住建局");
    assert_eq!(office.json("show 9")["support_units"], serde_json::json!(["市住房城乡建设局"]));
    assert_eq!(office.json("list --unit 市住建局").as_array().unwrap().len(), 2);
}

#[test]
fn inspections_and_areas_are_not_struck_out_under_their_issues() {
    let office = office();
    insta::assert_snapshot!(told(
        &office,
        &[
            "inspection list",
            "inspection show 2019-sw",
            "inspection add 2019-SW",
            "inspection add 2019#1",
            "inspection set 2019-sw --due 2020-06-20 --kind 巡视",
            "inspection void 2019-sw --reason 误登",
            "area list",
            "area add 选人用人",
            "area set 选人 --rename 选人用人导向",
            "area void 资源性 --reason 误登",
            "area void 选人用人导向 --reason 误登",
            "area list --inspection 2019-sw",
        ],
    ));
}

#[test]
fn the_log_says_who_came_and_who_left() {
    let office = office();
    office.done("issue set 8 --lead 李四 --reason 分工调整");
    insta::assert_snapshot!(office.done("log 8 -n 1"));
}

#[test]
fn help_reads_well_in_both_languages() {
    let mut office = Office::bare("整改办");
    for lang in ["zh", "en"] {
        office.lang = lang;
        let pages = ["--help", "issue --help", "issue set --help", "progress add --help"];
        insta::assert_snapshot!(format!("help_{lang}"), told(&office, &pages));
    }
}

#[test]
fn a_noun_without_a_verb_or_with_an_unknown_one_names_those_there_are() {
    let mut office = Office::bare("整改办");
    let chinese = told(&office, &["area", "area show 1", "dispatch 汇总", "evidence add 8"]);
    office.lang = "en";
    insta::assert_snapshot!(chinese + &told(&office, &["area show 1", "--as 张三 owner"]));
    // arguments stand in the help as they are typed
    let help = office.done("evidence add --help").stdout;
    let place = |name: &str| help.rfind(name).unwrap_or_else(|| panic!("{name}: {help}"));
    assert!(place("<ISSUE>") < place("<FILE>"), "{help}");
}

#[test]
fn what_has_not_come_yet_is_not_done_and_a_person_is_no_unit() {
    let office = Office::new("HQ");
    office.done("issue add --number 1 --title 甲事 --lead 王丽 --lead-unit 县财政局");
    let outcome = office.line("issue set 1 --stage 已完成 --done 2030-01-01");
    assert!(outcome.code == 1 && outcome.stderr.contains("2030-01-01"), "{outcome}");
    let outcome = office.line("owner merge 王丽 县财政局");
    assert!(outcome.code == 1 && outcome.stderr.contains("王丽"), "{outcome}");
}
