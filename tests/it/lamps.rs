//! Lamps and paces by the rules of the place.

use crate::support::Office;

#[test]
fn a_place_takes_over_the_rules_of_another_in_one_entry() {
    let mut office = Office::new("整改办");
    office.done("issue add --number 1 --title 一 --due 2019-12-27 --started 2019-09-01 --stage 整改中");
    office.done("issue add --number 2 --title 二 --due 2019-12-16 --started 2019-09-01 --stage 整改中");
    office.done("issue add --number 3 --title 三 --due 2019-12-01 --started 2019-09-01 --stage 整改中");
    office.done("issue add --number 4 --title 四 --due 2019-12-01 --stage 已完成");
    let lamps = |office: &Office| -> Vec<String> {
        office.json("list").as_array().unwrap().iter().map(|issue| issue["lamp"].to_string()).collect()
    };
    assert_eq!(lamps(&office), ["\"green\"", "\"green\"", "\"red\"", "null"]);
    assert!(!office.done("show 1").stdout.contains("亮灯"), "who has no lamps of its own is shown none");
    let before = office.digest();
    let mut told = office.done("setting preset").whole();
    told += &office.done("setting preset 江津").whole();
    assert_eq!(lamps(&office), ["\"green\"", "\"yellow\"", "\"red\"", "null"]);
    told += &office.done("show 2").stdout.lines().take(6).collect::<Vec<_>>().join("\n");
    told += &office.done("setting preset 三明").whole();
    assert_eq!(lamps(&office), ["null", "\"blue\"", "\"red\"", "null"]);
    told += &office.done("setting preset").whole();
    told += &office.line("setting preset 北京").whole();
    office.done("undo");
    office.done("undo");
    assert_eq!(office.digest(), before);
    office.done("setting preset ouhai");
    told += &office.done("setting list").stdout;
    office.done("setting preset 默认");
    assert_eq!(office.json("setting preset")[0]["current"], true);
    office.lang = "en";
    told += &office.done("setting preset").whole();
    insta::assert_snapshot!(told);
}

#[test]
fn the_thresholds_of_the_pace_are_the_offices_own() {
    let office = Office::new("整改办");
    office.done("issue add --number 1 --title 一 --due 2019-12-31 --started 2019-09-22 --stage 整改中"); // 78 % gone
    office.done("progress add 1 --on 2019-12-09 --percent 70");
    assert_eq!(office.json("show 1")["pace"], "on_schedule");
    office.done("setting set pace.behind 5");
    assert_eq!(office.json("show 1")["pace"], "behind");
    assert_eq!(office.json("list")[0]["pace"], "behind");
    assert_eq!(office.json("supervise")["issues"]["behind"], 1);
}

#[test]
fn the_dispatch_shows_the_lamps_of_the_place() {
    let office = Office::new("整改办");
    office.done("issue add --number 1 --title 一 --due 2019-12-12 --started 2019-09-01 --stage 整改中");
    office.done("milestone add 1 --text 立办法 --due 2019-12-13");
    let plain = office.done("dispatch");
    assert!(!plain.stdout.contains("灯"), "who has no lamps of its own is shown none: {plain}");
    assert_eq!(office.json("dispatch")["leaders"][0]["due_this_week"][0]["lamp"], serde_json::Value::Null);
    office.done("setting preset 江津");
    let lit = office.done("dispatch");
    assert_eq!(lit.stdout.matches("黄灯").count(), 1, "the issue, not its measure: {lit}");
    assert_eq!(office.json("dispatch")["leaders"][0]["due_this_week"][0]["lamp"], "yellow");
}
