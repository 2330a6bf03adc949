//! The public report: drafted from a ledger, written by people, published and proved; and its text read again as a report.

use super::peers;
use super::sample::SAMPLE;
use super::support::Office;
use duban::domain::report::paragraph;
use duban::grammar::names::title_key;
use duban::grammar::report as grammar;
use duban::render::{json, markdown, template};
use duban::view::report::{Area, Counts, Inspection, Issue, Part, Report};
use proptest::prelude::*;
use serde_json::Value;
use std::fmt::Write;

/// An office with the ledger of the sample, its report drafted.
fn drafted() -> Office {
    let mut office = Office::bare("整改办");
    std::fs::copy(SAMPLE, office.db()).unwrap();
    "2020-01-14".clone_into(&mut office.today);
    office.done("report withhold 5 --lift");
    office.done("report draft");
    office
}

/// An office with a small ledger of one inspection, nothing drafted.
fn small() -> Office {
    let office = Office::new("整改办");
    office.done("inspection add 2019-xs --name 巡视 --issuer 中共某市委 --contact 电话0730-5222222");
    office.done("area add 学习 --inspection 2019-xs");
    office.done("issue add --number 1 --title 学习不够 --area 学习 --inspection 2019-xs --lead 张明 --unit 市委办");
    office.done("issue add --number 2 --title 整治不力 --inspection 2019-xs --unit 市城管局");
    office.done("indicator add 1 --name 集中学习 --value 19 --unit 次");
    office.done("progress add 1 --text 张明带头，集中学习19次。 --obstacle 场地紧张");
    office
}

fn text(office: &Office) -> String {
    office.done("report show -o 通报.txt --yes");
    std::fs::read_to_string(office.dir().join("通报.txt")).unwrap()
}

/// Areas with their issues, each with its number, its title and the titles of its parts, in the form in which titles are
/// compared.
type Shape = Vec<(String, Vec<(String, String, Vec<String>)>)>;

fn shape_of(report: &Value) -> Shape {
    let title = |value: &Value| title_key(value["title"].as_str().unwrap_or_default());
    let list = |value: &Value, key: &str| value[key].as_array().unwrap().clone();
    list(report, "areas")
        .iter()
        .map(|area| {
            let issues = list(area, "issues");
            let issue = |issue: &Value| {
                let number = issue.get("place").unwrap_or(&issue["number"]);
                let number = number.as_str().map_or_else(|| number.to_string(), str::to_owned);
                let parts = issue.get("parts").or(issue.get("sub_issues")).unwrap();
                (number, title(issue), parts.as_array().unwrap().iter().map(title).collect())
            };
            (title(area), issues.iter().map(issue).collect())
        })
        .collect()
}

#[test]
fn the_drafted_text_of_the_sample_reads_as_the_same_outline() {
    let office = drafted();
    let meant = shape_of(&office.json("report show"));
    assert_eq!(meant.iter().map(|area| area.1.len()).sum::<usize>(), 19);
    assert_eq!(meant.iter().flat_map(|area| &area.1).map(|issue| issue.2.len()).sum::<usize>(), 27);
    for name in ["通报.txt", "通报.md", "通报.docx"] {
        office.done(&format!("report show -o {name}"));
        let read = office.json(&format!("import --kind report --dry-run {name}"));
        assert_eq!(shape_of(&read), meant, "{name}");
        let facts = &read["inspection"];
        assert_eq!(facts["from"], "2019-04-01", "{name}");
        assert_eq!((&facts["to"], &facts["feedback_on"]), (&"2019-05-31".into(), &"2019-08-29".into()), "{name}");
        assert_eq!((&read["issuer"], &read["report_date"]), (&"中共汨罗市委".into(), &"2020-01-14".into()), "{name}");
    }
    office.done("report show --template report-flat -o flat.txt");
    office.done("report show --template report-audit -o audit.txt");
    for name in ["flat.txt", "audit.txt"] {
        let read = shape_of(&office.json(&format!("import --kind report --dry-run {name}")));
        let issues = |shape: &Shape| shape.iter().flat_map(|area| area.1.clone()).collect::<Vec<_>>();
        assert_eq!((read.len(), issues(&read)), (1, issues(&meant)), "{name} has no areas");
    }
}

#[test]
fn a_report_is_drafted_written_withheld_and_published() {
    let office = small();
    let mut told = String::new();
    let mut step = |line: &str| {
        let args: Vec<&str> = line.split_whitespace().collect();
        let outcome = office.run(&args);
        let _ = writeln!(told, "$ duban {line}\n{outcome}");
    };
    for line in [
        "report show",
        "report publish --approved-by 领导小组",
        "report draft",
        "report show",
        "report show --internal",
        "report status",
        "report publish --approved-by 领导小组",
        "report withhold 2 --ground 案件 --approved-by 领导小组",
        "report withhold 2 --ground 案件 --reason 尚未公布",
        "report withhold 2 --ground 不想 --approved-by 领导小组 --reason 尚未公布",
        "report withhold 2 --ground 案件 --approved-by 领导小组 --reason 尚未公布",
        "report set 1 --public 在{集中学习情况}以后",
        "report set 1 --public 张明主持，先后学习19次，李小明同志参加",
        "report set",
        "report show",
        "report status",
        "report publish --approved-by 领导小组",
        "report publish --approved-by 领导小组",
        "report verify",
        "undo",
    ] {
        step(line);
    }
    insta::assert_snapshot!(told);
    let report = office.json("report show");
    assert_eq!(report["areas"].as_array().unwrap().len(), 1, "what is withheld is not in it");
    assert!(!report.to_string().contains("整治不力") && !report.to_string().contains("张明"), "{report:#}");
}

#[test]
fn a_figure_is_flagged_until_it_is_taken_or_kept() {
    let office = small();
    office.done("report draft");
    office.done("report withhold 2 --ground case --approved-by 组长 --reason 尚未公布");
    let public = || office.json("report status")["issues"][0]["public"].as_str().unwrap().to_owned();
    assert_eq!(public(), "张明带头，集中学习{集中学习}。");
    office.done("report publish --approved-by 组长");
    office.done("indicator set 1#1 --value 21");
    assert!(text(&office).contains("集中学习19次"), "what was approved does not change by itself");
    let refused = office.line("report publish --approved-by 组长");
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("写的是 19次，指标现在是 21次"), "{refused}");
    let figure = |of: &Value| (of["quoted"].clone(), of["now"].clone(), of["state"].clone());
    let status = office.json("report status");
    assert_eq!(figure(&status["figures"][0]), ("19次".into(), "21次".into(), "changed".into()));
    office.done("report confirm --keep");
    assert_eq!(office.json("report status")["figures"][0]["state"], "kept");
    assert_eq!(office.line("report publish --approved-by 组长").code, 1, "nothing new to publish");
    office.done("indicator set 1#1 --value 22");
    assert_eq!(office.json("report status")["figures"][0]["state"], "changed", "it has changed once more");
    office.done("report confirm 1");
    assert!(text(&office).contains("集中学习22次"));
    office.ok(&["indicator", "void", "1#1", "--reason", "重复"]);
    assert_eq!(office.json("report status")["figures"][0]["state"], "gone");
    assert_eq!(office.line("report confirm").code, 1);
    office.done("report confirm --keep");
    office.done("report publish --approved-by 组长");
    let verified = office.json("report verify");
    assert_eq!((&verified["ok"], verified["editions"].as_array().unwrap().len()), (&true.into(), 2));
    assert_eq!(verified["changes"], serde_json::json!([]));
}

#[test]
fn the_whole_of_a_figure_and_that_of_another_issue_can_be_quoted() {
    let office = small();
    office.done("indicator add 2 --name 整改机构 --value 17 --total 19 --unit 家");
    office.done("report draft");
    office.done("report set 2 --public 19家中已有17家整改到位");
    office.done("report set 1 --public 学习{集中学习}，另有{2#整改机构:总数}机构");
    let shown = text(&office);
    assert!(shown.contains("19家中已有17家整改到位。") && shown.contains("学习19次，另有19家机构。"), "{shown}");
    let status = office.json("report status");
    assert_eq!(status["issues"][1]["public"], "{整改机构:总数}中已有{整改机构}整改到位");
    assert_eq!(status["figures"].as_array().unwrap().len(), 3);
    office.done("report set 2 --public 19家中已有17家整改到位 --plain");
    assert_eq!(office.json("report status")["issues"][1]["public"], "19家中已有17家整改到位");
    office.done("indicator add 1 --name 集中学习 --value 3 --unit 场");
    let refused = office.line("report set 1 --public {集中学习}");
    assert!(refused.code == 2 && refused.stderr.contains("几个"), "{refused}");
}

#[test]
fn the_draft_of_a_report_that_was_read_in_says_nothing_twice() {
    let office = Office::new("整改办");
    let report = "一、组织领导\n市委召开会议。\n二、整改进展情况\n（一）“学习”方面\n1.关于“学习不够”的问题。\n\
        整改情况：全面排查干部管理的薄弱环节。针对“制度不全”的问题，制定《学习考勤办法》，每月通报。\
        针对时间不够的问题，每周学习一次。\n";
    office.write("旧.txt", report.as_bytes());
    office.done("import 旧.txt --kind report --yes");
    office.done("rule add 1 --title 《学习考勤办法》");
    office.done("report draft");
    let text = text(&office);
    for (said, times) in [
        ("全面排查干部管理的薄弱环节。", 1),
        ("每月通报。", 1),
        ("每周学习一次。", 1),
        ("《学习考勤办法》", 1),
        ("制度不全", 1),
    ] {
        assert_eq!(text.matches(said).count(), times, "{said}: {text}");
    }
    assert!(text.contains("列入整改台账，定责任、定时限。"), "nobody is named, and none is counted: {text}");
    let read = office.json("import --kind report --dry-run 通报.txt");
    assert_eq!(shape_of(&read), shape_of(&office.json("report show")));
}

#[test]
fn names_that_are_public_stay() {
    let office = small();
    office.done("report draft");
    let shown = office.done("report show");
    assert!(shown.stdout.contains("张某带头") && shown.stderr.contains("张明 → 张某"), "{shown}");
    assert!(office.done("report show --internal").stdout.contains("张明带头"));
    office.done("setting set report.named 张明");
    let shown = office.done("report show");
    assert!(shown.stdout.contains("张明带头") && !shown.stderr.contains("张某"), "{shown}");
}

#[test]
fn what_a_person_wrote_is_not_drafted_over() {
    let office = small();
    office.done("report draft");
    office.write("稿.txt", "第一行\n第二行".as_bytes());
    office.done("report set 1 --file 稿.txt");
    office.done("progress add 1 --text 又学了一次 --unit 市委办");
    assert_eq!(office.json("report status")["issues"][0]["newer"], true);
    let told = office.done("report draft");
    assert!(told.stderr.contains("人写过的 1 个没有动"), "{told}");
    assert!(text(&office).contains("整改情况：第一行。第二行。"));
    office.done("report draft --again 1");
    assert!(text(&office).contains("整改情况：又学了一次。"));
    let before = office.digest();
    office.done("report draft");
    assert_eq!(office.digest(), before, "a draft of the same ledger is the same");
}

#[test]
fn several_inspections_have_a_report_each() {
    let office = small();
    office.done("inspection add 2019-sj --kind audit");
    office.done("issue add --number 1 --title 截留资金 --inspection 2019-sj");
    office.done("issue add --number 甲1 --title 自查 --unit 市委办");
    let refused = office.line("report draft");
    assert!(refused.code == 2 && refused.stderr.contains("2019-sj、2019-xs"), "{refused}");
    for (code, title) in [("2019-sj", "截留资金"), ("2019-xs", "学习不够"), ("-", "自查")] {
        office.done(&format!("report draft --inspection {code} --template report-flat"));
        let shown = office.json(&format!("report show --inspection {code}"));
        assert_eq!(shown["template"], "report-flat");
        let first = &shown["areas"][0]["issues"][0];
        let titles: Vec<&Value> = shown["areas"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|area| area["issues"].as_array().unwrap())
            .map(|issue| &issue["title"])
            .collect();
        assert!(titles.contains(&&title.into()), "{code}: {first}");
    }
    office.done("report set 2019-sj/1 --public 已追回");
    assert!(office.done("report show --inspection 2019-sj").stdout.contains("审计"));
}

#[test]
fn what_was_published_is_proved_and_what_came_later_is_told() {
    let mut office = drafted();
    for number in ["3.2", "5", "9", "13", "16.1"] {
        office.ok(&[
            "report",
            "withhold",
            number,
            "--ground",
            "sensitive",
            "--approved-by",
            "组长",
            "--reason",
            "待核实",
        ]);
    }
    let open = office.json("report status")["open"].as_array().unwrap().clone();
    for line in office.json("report status")["issues"].as_array().unwrap() {
        if line["state"] == "missing" {
            let number = line["number"].as_str().unwrap();
            office.ok(&["report", "set", number, "--public", "正在办理"]);
        }
    }
    assert_eq!(office.json("report status")["open"], serde_json::json!([]), "{open:?}");
    office.done("report publish --approved-by 领导小组");
    let text = text(&office);
    let digest = office.json("report verify")["editions"][0]["digest"].as_str().unwrap().to_owned();
    office.write("text", text.as_bytes());
    let sum = std::process::Command::new("sha256sum").arg(office.dir().join("text")).output().unwrap();
    assert_eq!(String::from_utf8(sum.stdout).unwrap().split_whitespace().next().unwrap(), digest);
    office.today = "2020-02-01".to_owned();
    office.done("issue set 18 --stage 已完成");
    office.done("report set 1 --public 又学了几次");
    office.ok(&["report", "withhold", "8", "--ground", "hype", "--approved-by", "组长", "--reason", "有舆情"]);
    office.ok(&["report", "withhold", "9", "--lift"]);
    office.done("report set --contact 电话0730-5222222");
    office.done("--today 2019-12-01 issue set 18 --title 补录的");
    insta::assert_snapshot!(office.done("report verify"));
    office.done("report show --edition 1 -o 一.txt");
    assert_eq!(std::fs::read_to_string(office.dir().join("一.txt")).unwrap(), text, "an edition stays as it is");
    office.done("report show --edition 1 -o 一.docx");
    let read = office.json("import --kind report --dry-run 一.docx");
    assert_eq!(read["areas"].as_array().unwrap().len(), 6);
    assert_eq!(office.line("report show --edition 2").code, 2);
    office.done("report publish --approved-by 领导小组");
    assert_eq!(office.json("report verify --edition 1")["editions"].as_array().unwrap().len(), 1);
    office.done("rebuild");
    assert_eq!(office.json("report verify")["ok"], true);
}

#[test]
fn two_texts_written_unseen_are_settled_before_anything_is_published() {
    let office = small();
    office.done("report draft");
    office.done("report set 2 --public 正在整治");
    let other = office.second("督查办");
    office.done("report set 2 --public 已经整治");
    other.done("report set 2 --public 整治完毕");
    other.give(&office, false);
    let refused = office.line("report publish --approved-by 组长");
    assert!(refused.code == 1 && refused.stderr.contains("两处写得不同"), "{refused}");
    let conflicts = office.json("conflict list");
    assert_eq!(conflicts.as_array().unwrap().len(), 1, "who wrote it belongs to what was written: {conflicts:#}");
    office.done(&format!("conflict settle {} --take 1", conflicts[0]["name"].as_str().unwrap()));
    office.done("report publish --approved-by 组长");
}

#[test]
fn who_writes_to_an_edition_again_is_found_out() {
    use duban::domain::change::{Kind, Op};
    use duban::store::query::rows;
    use duban::store::{Mode, Stamp, Store, StoreError};
    let office = small();
    office.done("report draft");
    office.done("report set 2 --public 正在整治");
    office.done("report publish --approved-by 组长");
    let mut store = Store::open(&office.db(), Mode::Write, &[1; 32]).unwrap();
    let stamp = Stamp {
        author: "某人".into(),
        command: "report publish".into(),
        reason: None,
        day: "2019-12-09".parse().unwrap(),
        at: "2019-12-09T09:00:00+08:00".into(),
        millis: 1_575_853_200_000,
        seed: [7; 32],
        undoes: None,
        dry_run: false,
    };
    let forged = |reader: &duban::store::Reader| {
        let row = rows::all(reader, &Kind::Publication)?.remove(0);
        Ok::<_, StoreError>([Op::on(Kind::Publication, row.id).set("text", "没有这回事")])
    };
    store.transact(&stamp, forged).unwrap();
    drop(store);
    let outcome = office.line("report verify");
    assert!(outcome.code == 1 && outcome.stdout.contains("与公布时不符"), "{outcome}");
}

#[test]
fn an_empty_ledger_and_bad_input_end_in_a_sound_document() {
    let office = Office::new("BAD");
    assert_eq!(office.line("report show").code, 2);
    office.done("report draft");
    office.done("report show -o empty.docx");
    assert_eq!(office.line("report publish --approved-by 组长").code, 1);
    let title = "<script>alert(1)</script> & “㐂𠮷😀” @标题 | x\n# 一、假标题\n二、关于“假”的问题";
    office.ok(&["issue", "add", "--title", title, "--number", "1", "--unit", "甲|乙"]);
    let long = format!("{}\n三、关于“假”的问题\n整改情况：{{{{x}}}}\u{1b}[31m<b>&", "长".repeat(10_000));
    office.ok(&["progress", "add", "1", "--text", &long, "--obstacle", "a\u{0b}\n@附页 假"]);
    office.done("report draft");
    office.ok(&[
        "report",
        "set",
        "--organisation",
        "第一段 <i>\n@标题 假\n| a | b |",
        "--contact",
        "电话：0730-1\n地址：甲",
    ]);
    for name in ["a.docx", "a.html", "a.md", "a.txt"] {
        office.done(&format!("report show -o {name}"));
    }
    office.done("report show --internal -o i.docx");
    for name in ["empty", "a", "i"] {
        let path = office.dir().join(format!("{name}.docx"));
        assert!(peers::audit(&path).contains("no findings"), "{name}: {}", peers::audit(&path));
    }
    let paper = peers::paper(&office.dir().join("a.docx"));
    let headings: Vec<&str> = paper["paragraphs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one[0].as_str().unwrap().starts_with("Heading"))
        .map(|one| one[1].as_str().unwrap())
        .collect();
    assert_eq!(headings.len(), 4, "no value becomes a heading: {headings:?}");
    assert!(headings[2].contains("<script>alert(1)</script> & ‘㐂𠮷😀’ @标题 | x # 一、假标题"), "{headings:?}");
    let html = std::fs::read_to_string(office.dir().join("a.html")).unwrap();
    assert!(!html.contains("<script>") && !html.contains("<b>") && !html.contains("<i>"));
    let read = office.json("import --kind report --dry-run a.txt");
    assert_eq!(read["areas"][0]["issues"].as_array().unwrap().len(), 1, "{read:#}");
    assert!(peers::set(&office.dir().join("a.docx")).len() > 14);
    assert_eq!(office.line("report show --template report-none").code, 2);
    assert_eq!(office.line("report show --template ../report").code, 2);
    assert_eq!(office.line("report show -o a.xlsx").code, 2);
    assert_eq!(office.line("report set 7 --public x").code, 2);
    assert_eq!(office.line("report set 1 --file none.txt").code, 4);
    assert_eq!(office.line("report draft --inspection none").code, 2);
}

#[test]
fn the_report_is_an_official_document_in_the_words_of_the_office() {
    let office = drafted();
    office.done("report show -o 通报.docx");
    let path = office.dir().join("通报.docx");
    assert!(peers::audit(&path).contains("no findings"), "{}", peers::audit(&path));
    let paper = peers::paper(&path);
    assert_eq!(paper["margins"], serde_json::json!([37.0, 35.0, 28.0, 26.0]));
    let styles: Vec<&str> =
        paper["paragraphs"].as_array().unwrap().iter().map(|one| one[0].as_str().unwrap()).collect();
    for (style, count) in [("Heading 1", 3), ("Heading 2", 6), ("Heading 3", 19)] {
        assert_eq!(styles.iter().filter(|found| **found == style).count(), count, "{style}");
    }
    let pages = peers::set(&path);
    assert!((4..9).contains(&pages.len()), "{} pages", pages.len());
    office.done("template export report");
    let own = office.dir().join(".config/duban/templates/report.txt");
    let wording = std::fs::read_to_string(&own).unwrap().replace("# 三、下一步整改安排", "# 三、继续深化整改");
    std::fs::write(&own, &wording).unwrap();
    assert!(text(&office).contains("\n三、继续深化整改\n"));
    std::fs::write(
        own.with_file_name("report-短.txt"),
        "@标题 短报\n{% for area in areas %}{{ area.issues|length }}\n{% endfor %}",
    )
    .unwrap();
    office.done("report show --template report-短 -o 短.txt");
    assert!(std::fs::read_to_string(office.dir().join("短.txt")).unwrap().starts_with("短报\n3\n"));
    let listed = office.done("template list").stdout;
    assert!(listed.contains("report-短") && listed.contains("本单位的通报提纲"), "{listed}");
    assert!(office.done("template check").stderr.contains("2 份都能用"));
    std::fs::write(own.with_file_name("report-长.txt"), "@标题 长\n{{ aeras }}").unwrap();
    let outcome = office.line("template check report-长");
    assert!(outcome.code == 3 && outcome.stderr.contains("report-长.txt 第 2 行"), "{outcome}");
    std::fs::remove_file(own.with_file_name("report-长.txt")).unwrap();
    std::fs::write(&own, wording.replace("item.title", "item.titel")).unwrap();
    let outcome = office.line("template check");
    assert!(
        outcome.code == 3 && outcome.stderr.contains("report.txt 第") && outcome.stderr.contains("没有这个字段"),
        "{outcome}"
    );
    assert_eq!(office.line("report show").code, 3);
}

/// Text that people write, and what looks like the marks of a report.
fn words(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..8).prop_map(|pieces| pieces.concat())
}

const TITLES: &[&str] = &[
    "学习",
    "整治不力",
    "“",
    "”",
    "‘",
    "’",
    "《办法》",
    "《",
    "、",
    "，",
    "。",
    "；",
    "：",
    "（一）",
    "(",
    "1.",
    "一、",
    "3.5公里",
    "的问题",
    "问题",
    "方面",
    "整改情况：",
    "关于",
    "针对",
    "\n",
    " ",
    "㐂𠮷",
    "😀",
    "|",
    "#",
    "@标题",
    "<b>&",
    "\\",
    "*",
    "_",
    "已完成",
    "（已完成）",
    "\"",
    "「",
    "」",
    "{",
    "}",
];

/// The same without what speaks of parts: 针对“…”, “…”的问题.
const ACCOUNTS: &[&str] = &[
    "学习",
    "整治不力",
    "“",
    "”",
    "‘",
    "《办法》",
    "《",
    "、",
    "，",
    "。",
    "；",
    "：",
    "（一）",
    "\n(二)",
    "\n1.",
    "\n一、",
    "3.5公里",
    "方面",
    "整改情况：",
    "关于",
    "\n",
    " ",
    "㐂𠮷",
    "😀",
    "|",
    "#",
    "@标题",
    "<b>&",
    "\\",
    "*",
    "_",
    "已完成",
    "\"",
    "「",
    "\n联系方式：",
    "\n2019年12月9日\n",
    "\n中共某市委\n",
    "该问题已完成整改。",
];

const GENERAL: &[&str] = &[
    "学习",
    "召开会议",
    "“",
    "《办法》",
    "、",
    "，",
    "。",
    "；",
    "\n",
    "㐂",
    "2019年12月9日",
    "\n（一）提高站位。",
    "1.5万人",
    "<b>",
];

prop_compose! {
    fn part(number: usize, accounts: &'static [&'static str])(title in words(TITLES), account in words(accounts)) -> Part {
        Part {
            key: String::new(),
            number: format!("x.{number}"),
            title: format!("子{number}{title}"),
            stage: "in_progress",
            withheld: None,
            account: Some(paragraph(&account)).filter(|text| !text.is_empty()),
        }
    }
}

fn issue(accounts: &'static [&'static str]) -> impl Strategy<Value = Issue> {
    let parts = (0usize..4).prop_flat_map(move |count| (0..count).map(|n| part(n, accounts)).collect::<Vec<_>>());
    (words(TITLES), words(accounts), parts).prop_map(|(title, account, parts)| Issue {
        place: 0,
        key: String::new(),
        number: String::new(),
        title: format!("事{title}"),
        stage: "in_progress",
        closing: "none",
        long_term: false,
        lead_leader: None,
        units: Vec::new(),
        due: None,
        withheld: None,
        account: Some(paragraph(&account)).filter(|text| !text.is_empty()),
        parts,
    })
}

prop_compose! {
    fn any_report(accounts: &'static [&'static str])(
        areas in prop::collection::vec((words(TITLES), prop::collection::vec(issue(accounts), 1..4)), 1..5),
        loose in any::<bool>(),
        general in prop::collection::vec(words(GENERAL), 3),
        rounds in 0usize..3,
    ) -> Report {
        let mut place = 0;
        let areas = areas.into_iter().enumerate().map(|(n, (title, mut issues))| {
            for issue in &mut issues {
                place += 1;
                issue.place = place;
            }
            let n = n + usize::from(!loose);
            let title = (n > 0).then(|| format!("区{title}"));
            Area { place: n, title, issues }
        }).collect();
        let own = |text: &String| Some(text.clone()).filter(|text| !text.trim().is_empty());
        Report {
            version: "public",
            day: "2019-12-09".parse().unwrap(),
            template: "report".into(),
            inspection: Some(Inspection {
                code: "1".into(),
                kind: None,
                name: None,
                inspector: Some("省委第八巡视组".into()),
                inspected: Some("某市委".into()),
                from_on: None,
                to_on: None,
                feedback_on: "2019-08-29".parse().ok(),
            }),
            title: None,
            opening: None,
            organisation: own(&general[0]),
            next_steps: own(&general[1]),
            contact: Some("电话0730-5222222".into()).filter(|_| rounds > 0),
            issuer: Some("中共某市委".into()),
            date: "2019-12-10".parse().unwrap(),
            counts: Counts { issues: 3, rounds, ..Counts::default() },
            areas,
        }
    }
}

fn shape(areas: &[grammar::Area]) -> Shape {
    let issue = |issue: &grammar::Issue| {
        let parts = issue.sub_issues.iter().map(|part| title_key(&part.title)).collect();
        (issue.number.clone(), title_key(&issue.title), parts)
    };
    areas.iter().map(|area| (title_key(&area.title), area.issues.iter().map(issue).collect())).collect()
}

proptest! {
    #![proptest_config(super::cases(300))]
    #[test]
    fn the_text_of_any_report_reads_as_its_outline(report in any_report(ACCOUNTS)) {
        let facts = template::facts(&json::json(&report), []);
        let meant = shape_of(&facts);
        let issues = |shape: &Shape| shape.iter().flat_map(|area| area.1.clone()).collect::<Vec<_>>();
        for name in ["report", "report-flat", "report-audit"] {
            let paper = template::fill(name, template::named(name).unwrap().text, &facts).unwrap();
            let text = paper.text();
            let read = shape(&grammar::report(&text).areas);
            if name == "report" {
                prop_assert_eq!(&read, &meant, "{}", text);
                let source = markdown::markdown(&paper.page());
                let read = shape(&grammar::report(&source).areas);
                prop_assert_eq!(&read, &meant, "{}", source);
            } else {
                prop_assert_eq!(issues(&read), issues(&meant), "{}", text);
            }
        }
    }

    #[test]
    fn whatever_is_written_of_an_issue_areas_numbers_and_titles_stay(report in any_report(TITLES)) {
        let facts = template::facts(&json::json(&report), []);
        let titles = |shape: &Shape| -> Vec<(String, Vec<(String, String)>)> {
            let issue = |issue: &(String, String, Vec<String>)| (issue.0.clone(), issue.1.clone());
            shape.iter().map(|area| (area.0.clone(), area.1.iter().map(issue).collect())).collect()
        };
        let text = template::fill("report", template::named("report").unwrap().text, &facts).unwrap().text();
        let read = shape(&grammar::report(&text).areas);
        prop_assert_eq!(titles(&read), titles(&shape_of(&facts)), "{}", text);
    }
}

/// A row of a ledger: its area, its title, what was reported, the titles of its parts with what was reported of them.
type Row = (usize, String, String, Vec<(String, String)>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let parts = prop::collection::vec((words(TITLES), words(ACCOUNTS)), 0..3);
    prop::collection::vec((0usize..4, words(TITLES), words(ACCOUNTS), parts), 1..8)
}

proptest! {
    #![proptest_config(super::cases(6))]
    #[test]
    fn the_report_of_any_ledger_reads_as_its_outline(rows in rows(), withheld in any::<prop::sample::Index>()) {
        let office = Office::new("整改办");
        let mut sheet = csv::Writer::from_path(office.dir().join("台账.csv")).unwrap();
        sheet.write_record(["编号", "方面", "问题", "整改进展"]).unwrap();
        for (n, (area, title, account, parts)) in (1..).zip(&rows) {
            let area = if *area == 0 { String::new() } else { format!("区{area}（“甲”、乙）") };
            sheet.write_record([&n.to_string(), &area, &format!("事{n}{title}"), account]).unwrap();
            for (m, (title, account)) in (1..).zip(parts) {
                sheet.write_record([&format!("{n}.{m}"), &area, &format!("子{n}之{m}{title}"), account]).unwrap();
            }
        }
        sheet.flush().unwrap();
        office.done("import 台账.csv --kind ledger --yes");
        office.done("report draft");
        let hidden = withheld.index(rows.len() + 1);
        if hidden > 0 {
            let hidden = hidden.to_string();
            office.ok(&["report", "withhold", &hidden, "--ground", "hype", "--approved-by", "组长", "--reason", "试"]);
        }
        let meant = shape_of(&office.json("report show"));
        let count: usize = meant.iter().map(|area| area.1.len()).sum();
        prop_assert_eq!(count, rows.len() - usize::from(hidden > 0));
        office.done("report show -o 通报.txt");
        let text = std::fs::read_to_string(office.dir().join("通报.txt")).unwrap();
        prop_assert_eq!(shape(&grammar::report(&text).areas), meant, "{}", text);
    }
}

#[test]
fn the_report_as_a_page_reads_well_in_a_browser() {
    let office = drafted();
    office.done("issue set 18 --title <script>alert(1)</script>㐂𠮷😀");
    for (page, lang, width, dark) in
        [("a.html", "zh", 1200, false), ("b.html", "zh", 430, true), ("c.html", "en", 1200, true)]
    {
        office.done(&format!("--lang {lang} report show --internal -o {page}"));
        let page = office.dir().join(page);
        let text = std::fs::read_to_string(&page).unwrap();
        assert!(!text.contains("<script") && text.contains("&lt;script&gt;"));
        let (found, picture) = peers::look(&page, width, dark);
        let shown = format!("{} {width} {dark}: {found:#}", page.display());
        assert!(found["wide"].as_i64().unwrap() <= 0, "{shown}");
        for bad in ["cut", "upon", "pale"] {
            assert_eq!(found[bad], serde_json::json!([]), "{bad} {shown}");
        }
        assert_eq!((found["scripts"].as_i64(), found["loaded"].as_i64()), (Some(0), Some(0)), "{shown}");
        assert!(picture.starts_with(b"\x89PNG") && picture.len() > 20_000, "{} bytes", picture.len());
    }
}
