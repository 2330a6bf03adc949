//! The figures of a month against counts of our own: in SQL written here, by hand, and from the rows that they name.

use super::peers;
use super::support::Office;
use proptest::prelude::*;
use serde_json::Value;
use std::sync::OnceLock;

/// The office of [`autumn`], made once.
fn office() -> Office {
    static LEDGER: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = LEDGER.get_or_init(|| std::fs::read(autumn().db()).unwrap());
    let mut office = Office::bare("HQ");
    std::fs::write(office.db(), bytes).unwrap();
    office.today = "2019-11-30".into();
    office
}

/// An autumn of twelve issues: struck off, extended, overdue, in parts, asked about in two rounds, called to mind.
fn autumn() -> Office {
    let mut office = Office::bare("HQ");
    office.today = "2019-09-02".into();
    office.done("init");
    office.done("inspection add 2019-sw --feedback 2019-09-02 --due 2019-12-31");
    for n in 1..=12 {
        let (leader, unit) = (["张明", "李强", "王芳"][n % 3], ["市水利局", "市财政局", "市公安局", "市民政局"][n % 4]);
        let due = ["2019-10-31", "2019-11-15", "2019-11-29", "2019-12-31"][n % 4];
        let mut line = format!(
            "issue add --number {n} --title 第{n}个 --lead {leader} --lead-unit {unit} --due {due} --inspection 2019-sw"
        );
        if n % 5 == 0 {
            line.push_str(" --unit 市审计局 --immediate");
        }
        if n % 6 == 0 {
            line.push_str(" --long-term");
        }
        office.done(&line);
        office.done(&format!("milestone add {n} --text 摸底 --due 2019-10-1{}", n % 10));
        office.done(&format!("milestone add {n} --text 收尾 --due {due}"));
    }
    office.done("issue add --number 3.1 --title 一个子问题 --parent 3 --due 2019-11-20");
    office.today = "2019-10-20".into();
    for n in 1..=8 {
        office.done(&format!("milestone set {n}#1 --done 2019-10-1{}", (n * 3) % 10));
    }
    office.today = "2019-11-04".into();
    office.done("dispatch open");
    office.done("notice issue 1 --kind reminder --to 市水利局 --title 加快 --answer-by 2019-11-08");
    office.done("notice issue 2 --kind reminder --to 市财政局 --title 加快 --answer-by 2019-11-08");
    office.done("notice issue 3 --kind supervise --to 市公安局 --title 加快 --answer-by 2019-11-08");
    office.done("directive add 报送图纸 --to 市水利局 --due 2019-11-20");
    office.done("directive add 召开现场会 --to 市民政局 --due 2019-12-20");
    office.today = "2019-11-07".into();
    office.done("notice answer 提〔2019〕1号 --text 已加快");
    office.today = "2019-11-12".into();
    office.done("notice answer 提〔2019〕2号 --text 已加快");
    office.done("dispatch close");
    for n in [2, 5, 6, 9] {
        office.done(&format!("issue set {n} --stage 已完成 --done 2019-11-1{}", n % 3));
        office.done(&format!("milestone set {n}#2 --done 2019-11-1{}", n % 3));
    }
    office.done("issue extend 7 --to 2020-01-20 --reason 汛期延后 --unit 市民政局");
    office.done("issue apply 5 --reason 全部完成");
    office.today = "2019-11-14".into();
    office.done("--as 督查办 issue check 5 --pass");
    office.done("issue strike 5");
    office.today = "2019-11-18".into();
    office.done("dispatch open");
    office
}

fn figures(office: &Office, line: &str) -> Vec<Value> {
    office.json(line)["account"]["figures"]["groups"].as_array().unwrap().clone()
}

fn figure(groups: &[Value], subject: &str, by: &str, name: Option<&str>, figure: &str) -> i64 {
    let of = |group: &&Value| group[0] == subject && group[1] == by && group[2].as_str() == name;
    let group = groups.iter().find(of).unwrap_or_else(|| panic!("{subject} {by} {name:?}"));
    group[3].get(figure).map_or(0, |number| number.as_i64().unwrap())
}

#[test]
fn figures_are_what_sql_counts() {
    let office = office();
    let groups = figures(&office, "supervise");
    let conn = rusqlite::Connection::open(office.db()).unwrap();
    let issue = "t_issue i LEFT JOIN t_inspection s ON s.id = i.inspection WHERE i.void IS NULL AND i.parent IS NULL";
    let limit = "COALESCE(i.due, s.due)";
    let done = "(i.stage IS 'done' OR i.closing IS 'closed')";
    let measure = "t_milestone m JOIN t_issue i ON i.id = m.issue WHERE m.void IS NULL";
    let day = "'2019-11-30'";
    let unit = |name: &str| {
        format!(
            "EXISTS (SELECT 1 FROM t_duty d JOIN t_owner o ON o.id = d.owner WHERE d.issue = i.id AND d.void IS NULL
                   AND d.role IN ('lead_unit', 'unit') AND o.name = '{name}')"
        )
    };
    let leader = |name: &str| {
        format!(
            "EXISTS (SELECT 1 FROM t_duty d JOIN t_owner o ON o.id = d.owner WHERE d.issue = i.id
                   AND d.role = 'lead_leader' AND o.name = '{name}')"
        )
    };
    let judged = format!("{done} AND i.done_on IS NOT NULL AND {limit} IS NOT NULL");
    let cases: Vec<(&str, &str, Option<&str>, &str, String)> = vec![
        ("issues", "all", None, "total", format!("SELECT COUNT(*) FROM {issue}")),
        ("issues", "all", None, "done", format!("SELECT COUNT(*) FROM {issue} AND {done}")),
        ("issues", "all", None, "closed", format!("SELECT COUNT(*) FROM {issue} AND i.closing = 'closed'")),
        ("issues", "all", None, "due", format!("SELECT COUNT(*) FROM {issue} AND {limit} <= {day}")),
        ("issues", "all", None, "due_done", format!("SELECT COUNT(*) FROM {issue} AND {limit} <= {day} AND {done}")),
        (
            "issues",
            "all",
            None,
            "due_on_time",
            format!("SELECT COUNT(*) FROM {issue} AND {limit} <= {day} AND {done} AND i.done_on <= {limit}"),
        ),
        (
            "issues",
            "all",
            None,
            "overdue",
            format!(
                "SELECT COUNT(*) FROM {issue} AND {limit} < {day} AND NOT {done} AND NOT (i.long_term IS 1 AND i.stage = 'basically_done')"
            ),
        ),
        ("issues", "all", None, "judged", format!("SELECT COUNT(*) FROM {issue} AND {judged}")),
        ("issues", "all", None, "early", format!("SELECT COUNT(*) FROM {issue} AND {judged} AND i.done_on < {limit}")),
        (
            "issues",
            "all",
            None,
            "early_days",
            format!(
                "SELECT SUM(julianday({limit}) - julianday(i.done_on)) FROM {issue} AND {judged} AND i.done_on < {limit}"
            ),
        ),
        (
            "issues",
            "all",
            None,
            "late_days",
            format!(
                "SELECT COALESCE(SUM(julianday(i.done_on) - julianday({limit})), 0) FROM {issue} AND {judged} AND i.done_on > {limit}"
            ),
        ),
        ("issues", "kind", Some("immediate"), "total", format!("SELECT COUNT(*) FROM {issue} AND i.immediate = 1")),
        (
            "issues",
            "kind",
            Some("long_term"),
            "total",
            format!("SELECT COUNT(*) FROM {issue} AND i.immediate IS NOT 1 AND i.long_term IS 1"),
        ),
        (
            "issues",
            "source",
            Some("2019-sw"),
            "done",
            format!("SELECT COUNT(*) FROM {issue} AND {done} AND s.code = '2019-sw'"),
        ),
        (
            "issues",
            "leader",
            Some("张明"),
            "done",
            format!("SELECT COUNT(*) FROM {issue} AND {done} AND {}", leader("张明")),
        ),
        ("issues", "unit", Some("市审计局"), "total", format!("SELECT COUNT(*) FROM {issue} AND {}", unit("市审计局"))),
        (
            "issues",
            "unit",
            Some("市公安局"),
            "overdue",
            format!("SELECT COUNT(*) FROM {issue} AND {limit} < {day} AND NOT {done} AND {}", unit("市公安局")),
        ),
        ("sub_issues", "all", None, "total", "SELECT COUNT(*) FROM t_issue WHERE parent IS NOT NULL".into()),
        ("milestones", "all", None, "total", format!("SELECT COUNT(*) FROM {measure}")),
        ("milestones", "all", None, "due", format!("SELECT COUNT(*) FROM {measure} AND m.due <= {day}")),
        (
            "milestones",
            "all",
            None,
            "due_on_time",
            format!("SELECT COUNT(*) FROM {measure} AND m.due <= {day} AND m.done_on <= m.due"),
        ),
        (
            "milestones",
            "all",
            None,
            "due_late",
            format!("SELECT COUNT(*) FROM {measure} AND m.due <= {day} AND m.done_on > m.due"),
        ),
        (
            "milestones",
            "all",
            None,
            "late_days",
            format!("SELECT SUM(julianday(m.done_on) - julianday(m.due)) FROM {measure} AND m.done_on > m.due"),
        ),
        (
            "milestones",
            "unit",
            Some("市水利局"),
            "due_open",
            format!(
                "SELECT COUNT(*) FROM {measure} AND m.due <= {day} AND m.done_on IS NULL AND NOT {done} AND {}",
                unit("市水利局")
            ),
        ),
        ("notices", "all", None, "due_on_time", "SELECT COUNT(*) FROM t_notice WHERE answered_on <= answer_by".into()),
        ("notices", "all", None, "due_late", "SELECT COUNT(*) FROM t_notice WHERE answered_on > answer_by".into()),
        (
            "notices",
            "all",
            None,
            "due_open",
            format!("SELECT COUNT(*) FROM t_notice WHERE answered_on IS NULL AND answer_by <= {day}"),
        ),
        (
            "directives",
            "all",
            None,
            "due_open",
            format!("SELECT COUNT(*) FROM t_directive WHERE done_on IS NULL AND due <= {day}"),
        ),
        ("directives", "all", None, "total", "SELECT COUNT(*) FROM t_directive".into()),
        (
            "returns",
            "all",
            None,
            "asked",
            format!(
                "SELECT COUNT(DISTINCT a.round || a.unit) FROM t_ask a JOIN t_round r ON r.id = a.round WHERE r.return_by BETWEEN '2019-11-01' AND {day}"
            ),
        ),
        (
            "returns",
            "all",
            None,
            "missing",
            format!(
                "SELECT COUNT(DISTINCT a.round || a.unit) FROM t_ask a JOIN t_round r ON r.id = a.round WHERE r.return_by BETWEEN '2019-11-01' AND {day} AND NOT EXISTS (SELECT 1 FROM t_return t WHERE t.round = a.round AND t.unit = a.unit)"
            ),
        ),
        ("closings", "all", None, "total", "SELECT COUNT(*) FROM t_closing WHERE struck_on IS NOT NULL".into()),
    ];
    for (subject, by, name, of, sql) in cases {
        let sql = format!("SELECT CAST(({}) AS INTEGER)", sql.replace(" || ", " || '/' || "));
        let expected: i64 = conn.query_row(&sql, [], |row| row.get(0)).unwrap();
        let found = figure(&groups, subject, by, name, of);
        assert_eq!(found, expected, "{subject}.{of} {by} {name:?}: {sql}");
    }
}

#[test]
fn figures_are_what_a_person_counts() {
    let office = office();
    let groups = figures(&office, "supervise");
    // counted by hand from the lines of `office`
    for (subject, by, name, of, expected) in [
        ("issues", "all", None, "total", 12),
        ("issues", "all", None, "done", 4),
        ("issues", "all", None, "closed", 1),
        ("issues", "leader", Some("张明"), "total", 4),
        ("issues", "unit", Some("市审计局"), "total", 2),
        ("issues", "cycle", Some("first"), "total", 12),
        ("milestones", "all", None, "total", 24),
        ("milestones", "all", None, "done", 12),
        ("notices", "all", None, "due", 3),
        ("notices", "all", None, "due_on_time", 1),
        ("notices", "unit", Some("市财政局"), "due_late", 1),
        ("directives", "all", None, "due", 1),
        ("returns", "unit", Some("市民政局"), "missing", 2),
        ("closings", "all", None, "month", 1),
    ] {
        assert_eq!(figure(&groups, subject, by, name, of), expected, "{subject}.{of} {by} {name:?}");
    }
    insta::assert_snapshot!(office.done("supervise").stdout);
}

#[test]
fn every_figure_names_the_rows_that_it_is_the_sum_of() {
    let office = office();
    for (line, subject, by, name, of) in [
        ("issues.overdue", "issues", "all", None, "overdue"),
        ("issues.due_done --unit 市财政局", "issues", "unit", Some("市财政局"), "due_done"),
        ("issues.early_days", "issues", "all", None, "early_days"),
        ("issues.done --leader 李强", "issues", "leader", Some("李强"), "done"),
        ("issues.total --kind 立行立改", "issues", "kind", Some("immediate"), "total"),
        ("milestones.due_late", "milestones", "all", None, "due_late"),
        ("milestones.late_days --unit 市公安局", "milestones", "unit", Some("市公安局"), "late_days"),
        ("returns.missing", "returns", "all", None, "missing"),
        ("notices.due_open", "notices", "all", None, "due_open"),
        ("directives.total --unit 市民政局", "directives", "unit", Some("市民政局"), "total"),
        ("closings.total", "closings", "all", None, "total"),
    ] {
        let groups = figures(&office, "supervise");
        let why = office.json(&format!("supervise why {line}"));
        let sum: i64 = why["rows"].as_array().unwrap().iter().map(|row| row["value"].as_i64().unwrap()).sum();
        let expected = figure(&groups, subject, by, name, of);
        assert_eq!((why["value"].as_i64().unwrap(), sum), (expected, expected), "{line}: {why:#}");
    }
    let told = |line: &str| format!("$ duban {line}\n{}", office.line(line));
    let lines = [
        "supervise why 逾期",
        "supervise why 时间节点.逾期完成 --leader 张明",
        "supervise why overdu",
        "supervise why issues.done --unit 市水",
    ];
    insta::assert_snapshot!(lines.map(told).concat());
    office.done("supervise freeze --month 2019-11");
    office.done("issue void 1 --reason 重登");
    assert_eq!(office.json("supervise why issues.total")["value"], 12, "what was handed out");
    assert_eq!(office.json("supervise why issues.total --now")["value"], 11);
}

#[test]
fn the_figures_of_the_seed_are_held_as_indicators() {
    let office = Office::new("HQ");
    office.done("issue add --number 1 --title 机构改革不到位");
    office.done("issue add --number 2 --title 违纪问题");
    office.done("issue add --number 2.1 --title 其中：公款消费 --parent 2");
    office.done("indicator add 1 --name 整治机构 --value 17个 --total 19个");
    office.done("indicator add 1 --name 涉改单位 --value 58 --unit 个");
    for (part, n) in [("撤销", 9), ("转隶", 41), ("保留", 8)] {
        office.done(&format!("indicator add 1 --name 涉改单位/{part} --value {n} --unit 个"));
    }
    office.done("indicator add 2 --name 查处 --value 81 --unit 起");
    office.done("indicator add 2 --name 查处 --value 81 --unit 人");
    office.done("indicator add 2.1 --name 查处 --value 81 --unit 人");
    office.done("indicator add 2 --name 教育 --value 101 --unit 人次");
    office.done("indicator add 2 --name 清退金额 --value 66.57万元");
    office.done("indicator add 2.1 --name 清退金额 --value 14600 --unit 元");
    office.done("indicator add 2.1 --name 扣押 --value 6700余万元");
    let page = office.done("supervise").stdout;
    let from = page.find("■ 量化指标合计").expect("the indicators");
    insta::assert_snapshot!(page[from..].to_owned());
    let told = |line: &str| format!("$ duban {line}\n{}", office.line(line));
    insta::assert_snapshot!(
        ["supervise why 查处", "supervise why 指标.清退金额", "supervise why indicators.没有的"].map(told).concat()
    );
    let why = office.json("supervise why 清退金额");
    assert_eq!((&why["totals"][0]["value"], &why["totals"][0]["rows"][1]["value"]), (&"68.03".into(), &"14600".into()));
    office.done("supervise freeze --month 2019-12");
    let frozen = office.done("supervise show 2019-12").stdout;
    let total = |line: &str| line.starts_with("清退金额") && line.ends_with("68.03万元");
    assert!(frozen.lines().any(total) && frozen.contains("当月没有过完"), "{frozen}");
    let checks = office.json("supervise")["account"]["checks"].clone();
    assert_eq!(
        (&checks[0]["stated"], &checks[0]["found"], &checks[0]["agrees"]),
        (&"58".into(), &"58".into(), &true.into())
    );
    office.done("indicator set 1#涉改单位/撤销 --value 10");
    let page = office.done("supervise").stdout;
    assert!(page.contains("涉改单位 58，各部分"), "{page}");
}

#[test]
fn decimals_and_weights_are_the_office_s_own() {
    let office = office();
    let percent = |office: &Office| {
        let page = office.done("supervise").stdout;
        page.lines().find(|line| line.starts_with("问题 ")).expect("the issues").to_owned()
    };
    assert!(percent(&office).contains("33.3%"), "{}", percent(&office));
    office.done("setting set figures.decimals 2");
    assert!(percent(&office).contains("33.33%"), "{}", percent(&office));
    office.done("setting set figures.decimals 0");
    assert!(percent(&office).contains("（33%"), "{}", percent(&office));
    office.done("supervise -o 通报.docx");
    office.done("dispatch -o 调度.docx");
    for (name, says) in [("通报.docx", "完成率33%"), ("调度.docx", "已完成4个（33%）")] {
        let paper = peers::paper(&office.dir().join(name));
        assert!(paper["paragraphs"].to_string().contains(says), "{name}: {:#}", paper["paragraphs"]);
    }
    for name in ["milestones", "returns", "directives", "notices", "overdue", "missing", "reopened"] {
        office.done(&format!("setting set score.{name} 0"));
    }
    let account = office.json("supervise")["account"].clone();
    assert_eq!(account["formula"]["deductions"], serde_json::json!([]));
    let best = &account["ranking"][0];
    let (count, of) = (best["rates"][0]["count"].as_i64().unwrap(), best["rates"][0]["of"].as_i64().unwrap());
    assert_eq!(best["score"].as_str().unwrap(), ((200 * count + of) / (2 * of)).to_string(), "{best:#}");
}

#[test]
fn changes_compare_with_what_was_handed_out() {
    let mut office = office();
    office.done("supervise freeze --month 2019-11");
    office.today = "2019-12-20".into();
    // for a day that November had counted
    office.done("--today 2019-11-20 issue add --number 13 --title 漏报的 --due 2019-11-22");
    office.done("issue set 10 --stage 已完成 --done 2019-12-10");
    let now = office.json("supervise");
    let (previous, change) = (&now["account"]["previous"], &now["issues_change"]);
    assert_eq!((&previous["month"], &now["previous_cut_off"]), (&"2019-11".into(), &"2019-11-30".into()));
    assert_eq!((&change["total"], &change["done"]), (&1.into(), &1.into()), "13 came too late for November");
    assert_eq!(now["late_entries"][0]["issues"], serde_json::json!(["13"]));
    assert_eq!(now["account"]["issued"][0]["total"], 12);
}

#[test]
fn a_difference_between_days_and_rounds_is_told_in_words() {
    let office = office();
    let told = |line: &str| format!("$ duban {line}\n{}", office.line(line));
    let lines = [
        "diff --from 2019-11-10 --to 2019-11-13",
        "diff --from 2019-11-30",
        "diff --from 2019-12-30",
        "diff --from 2019-11-30 --to 2019-11-10",
        "dispatch diff 1 2",
        "dispatch diff 2 1",
    ];
    insta::assert_snapshot!(lines.map(told).concat());
}

/// What happens after a month was frozen.
#[derive(Debug, Clone)]
enum Later {
    Edit(usize, usize),
    Elsewhere(usize, usize),
    Give,
    Rebuild,
    Freeze,
}

fn later() -> impl Strategy<Value = Later> {
    prop_oneof![
        5 => (1_usize..13, 0_usize..7).prop_map(|(n, what)| Later::Edit(n, what)),
        5 => (1_usize..13, 0_usize..7).prop_map(|(n, what)| Later::Elsewhere(n, what)),
        2 => Just(Later::Give),
        1 => Just(Later::Rebuild),
        1 => Just(Later::Freeze),
    ]
}

/// A command on an issue, dated before the cut-off or after; it may be refused.
fn edit(office: &Office, n: usize, what: usize, step: usize) {
    let day = if step.is_multiple_of(2) { "2019-11-20" } else { "2019-12-05" };
    let line = match what {
        0 => format!("--today {day} issue set {n} --stage 已完成 --done 2019-11-19"),
        1 => format!("--today {day} issue set {n} --due 2019-10-0{} --title 改{step}", 1 + step % 9),
        2 => format!("--today {day} milestone set {n}#1 --done 2019-11-1{}", step % 9),
        3 => format!("--today {day} issue void {n} --reason 重登"),
        4 => format!("--today {day} issue add --number {} --title 补登 --due 2019-11-0{}", 100 + step, 1 + step % 9),
        5 => format!("--today {day} setting set pace.behind {}", step % 50),
        _ => format!("--today {day} indicator add {n} --name 处理 --value {step} --unit 人"),
    };
    office.line(&line);
}

proptest! {
    #![proptest_config(super::cases(2))]
    #[test]
    fn a_frozen_month_holds_whatever_comes_later(all in proptest::collection::vec(later(), 8..20)) {
        let office = office();
        let there = office.second("督查办");
        office.done("supervise freeze --month 2019-11");
        let before = office.json("supervise show 2019-11 --edition 1");
        for (step, later) in all.iter().enumerate() {
            match later {
                Later::Edit(n, what) => edit(&office, *n, *what, step),
                Later::Elsewhere(n, what) => edit(&there, *n, *what, step),
                Later::Give => {
                    there.give(&office, step.is_multiple_of(2));
                    office.give(&there, step.is_multiple_of(3));
                }
                Later::Rebuild => drop(office.done("rebuild")),
                Later::Freeze => drop(office.line("--today 2019-12-31 supervise freeze --month 2019-11 --correct --reason 补报")),
            }
        }
        office.give(&there, false);
        let verified = office.json("supervise verify --all");
        prop_assert_eq!(&verified["ok"], &Value::Bool(true), "{:#}", verified);
        prop_assert_eq!(&there.json("supervise verify --all"), &verified);
        let now = office.json("supervise show 2019-11 --edition 1");
        prop_assert_eq!(&now["figures"], &before["figures"]);
    }
}
