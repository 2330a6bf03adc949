//! `duban import REPORT`: a published report in.

use super::support::Office;
use std::io::Write;
use std::path::PathBuf;

fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reports").join(name);
    std::fs::read_to_string(path).expect("a fixture")
}

/// An office with a file in its folder.
fn with_file(name: &str, bytes: impl AsRef<[u8]>) -> Office {
    let office = Office::new("HQ");
    std::fs::write(office.dir().join(name), bytes).expect("a file");
    office
}

/// A DOCX with these paragraphs; those that begin with `#` are numbered by the word processor.
fn docx(text: &str) -> Vec<u8> {
    let paragraphs: String = text
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(line) => format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
                 <w:r><w:t>{line}</w:t></w:r></w:p>"
            ),
            None => format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"),
        })
        .collect();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{paragraphs}<w:sectPr/></w:body></w:document>"
    );
    archive("word/document.xml", xml.as_bytes())
}

fn archive(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory takes it");
    writer.write_all(bytes).expect("memory takes it");
    writer.finish().expect("memory takes it").into_inner()
}

const SHORT: &str = "\
关于巡视整改进展情况的通报
根据省委统一部署，2019年4月1日至5月31日，省委第八巡视组对临江市进行了巡视。8月29日，巡视组反馈了意见。现将整改进展情况予以公布。
一、反馈问题整改进展情况
（一）“学习不够到位”方面
1.关于“学习走过场”的问题（已完成）。
整改情况：举行学习12次，出台《学习考勤办法》。
2.关于“调研不深入”的问题。
整改情况：市领导下乡调研36次。
中共临江市委
2020年1月8日
";

#[test]
fn the_outline_of_a_report_in_json() {
    let office = with_file("通报.txt", fixture("bureau_paren_top.txt"));
    insta::assert_snapshot!(office.ok(&["import", "通报.txt", "--dry-run", "--format", "json"]));
}

#[test]
fn the_preview_names_lines_and_what_was_not_sure() {
    let mut office = with_file("通报.txt", fixture("damaged_marks.txt"));
    let digest = office.digest();
    insta::assert_snapshot!("preview_zh", office.ok(&["import", "通报.txt", "--dry-run"]));
    office.lang = "en";
    insta::assert_snapshot!("preview_en", office.ok(&["import", "通报.txt", "--dry-run"]));
    assert_eq!(office.digest(), digest, "a dry run leaves nothing");
}

#[test]
fn six_areas_and_nineteen_issues_come_in_and_twice_is_once() {
    let office = with_file("通报.txt", fixture("nineteen_issues.txt"));
    let outline = office.json("import 通报.txt --dry-run");
    assert_eq!(outline["areas"].as_array().unwrap().len(), 6);
    let told = office.ok(&["import", "通报.txt"]).stderr;
    assert!(told.contains("通报.txt → 2019-xs：新增问题 19，新增子问题 23，补填 0，不变 0"), "{told}");
    let list = office.json("issue list");
    let numbers: Vec<&str> = list.as_array().unwrap().iter().map(|issue| issue["number"].as_str().unwrap()).collect();
    let whole: Vec<&str> = numbers.iter().copied().filter(|number| !number.contains('.')).collect();
    assert_eq!(whole, (1..=19).map(|n: u8| n.to_string()).collect::<Vec<_>>());
    assert_eq!(numbers.iter().filter(|number| number.starts_with("3.")).count(), 6);
    let third = office.json("show 3");
    assert_eq!(third["inspection"], "2019-xs");
    assert_eq!(third["progress_on"], "2020-01-08");
    let part = office.json("show 3.4");
    assert_eq!((&part["parent"], &part["area"]), (&serde_json::json!("3"), &third["area"]));

    let digest = office.digest();
    for args in [&["import", "通报.txt"][..], &["import", "通报.txt", "--yes"], &["import", "通报.txt", "--theirs"]]
    {
        let again = office.ok(args);
        assert!(again.stderr.contains("台账没有变化"), "{again}");
    }
    let mut later = office;
    later.today = "2020-03-01".to_owned();
    later.done("import 通报.txt");
    assert_eq!(later.digest(), digest);
    assert_eq!(later.json("log").as_array().unwrap().len(), 1);
}

#[test]
fn two_offices_make_the_same_records_of_the_same_report() {
    let keys = |name: &str| {
        let office = Office::new(name);
        std::fs::write(office.dir().join("a.txt"), SHORT).unwrap();
        office.done("import a.txt");
        let list = office.json("issue list");
        list.as_array().unwrap().iter().map(|issue| issue["key"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(keys("甲"), keys("乙"));
}

#[test]
fn what_was_changed_here_stays_unless_the_report_is_to_hold() {
    let office = with_file("a.txt", SHORT);
    office.done("import a.txt");
    assert!(office.done("show 1").stdout.contains("2020-01-08"));
    office.done("issue set 1 --stage 整改中");
    office.done("issue set 2 --title 调研走马观花");
    let digest = office.digest();
    let outcome = office.done("import a.txt --ours");
    assert!(outcome.stderr.contains("台账没有变化"), "{outcome}");
    insta::assert_snapshot!(office.line("import a.txt"));
    assert_eq!(office.digest(), digest);
    office.done("import a.txt --theirs");
    assert_eq!(office.json("show 1")["stage"], "done");
    assert_eq!(office.json("show 2")["title"], "调研不深入");
}

#[test]
fn what_is_empty_is_filled() {
    let office = with_file("a.txt", SHORT);
    std::fs::write(office.dir().join("b.txt"), SHORT.replace("（已完成）", "").replace("\n2020年1月8日", "")).unwrap();
    office.done("import b.txt");
    assert_eq!(office.json("show 1")["stage"], "in_progress");
    office.done("issue set 1 --note 待查");
    let outcome = office.line("import a.txt");
    assert_eq!(outcome.code, 1, "整改中 stands where the report has 已完成: {outcome}");
    assert_eq!(office.json("issue list").as_array().unwrap().len(), 2);
    assert_eq!(office.json("import a.txt --dry-run")["report_date"], "2020-01-08");
    office.done("import a.txt --theirs");
    let issue = office.json("show 1");
    assert_eq!((&issue["stage"], &issue["note"]), (&"done".into(), &"待查".into()));
}

#[test]
fn an_issue_that_was_struck_out_stays_so() {
    let mut office = with_file("a.txt", SHORT);
    office.done("import a.txt");
    office.done("issue void 2 --reason 重复");
    office.unproved(); // its return is told as one that belongs to nothing
    let outcome = office.done("import a.txt");
    assert!(outcome.stderr.contains("仍不恢复的问题：2"), "{outcome}");
    assert_eq!(office.json("issue list").as_array().unwrap().len(), 1);
}

#[test]
fn issues_of_a_sheet_that_came_before_are_the_same_issues() {
    let office = with_file("a.txt", SHORT);
    std::fs::write(office.dir().join("t.csv"), "编号,问题,责任单位\n1,学习走过场,市委办\n2,调研不深入,市府办\n")
        .unwrap();
    office.done("import t.csv");
    office.done("import a.txt --theirs");
    let list = office.json("issue list");
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_eq!((&list[0]["units"][0], &list[0]["inspection"]), (&"市委办".into(), &"2019-xs".into()));
}

#[test]
fn the_code_can_be_given_and_a_second_inspection_of_a_kind_gets_its_own() {
    let office = with_file("a.txt", SHORT);
    std::fs::write(office.dir().join("b.txt"), SHORT.replace("临江市", "临河县")).unwrap();
    std::fs::write(office.dir().join("c.txt"), SHORT.replace("临江市", "临山区")).unwrap();
    office.done("import a.txt");
    office.done("import b.txt");
    office.done("import c.txt --inspection 2019-sw");
    for name in ["2019-xs/1", "2019-xs-2/1", "2019-sw/1"] {
        assert_eq!(office.json(&format!("show {name}"))["title"], "学习走过场");
    }
    let digest = office.digest();
    for name in ["a", "b", "c"] {
        office.done(&format!("import {name}.txt"));
    }
    assert_eq!(office.digest(), digest);
}

#[test]
fn each_encoding_and_form_gives_the_same_outline() {
    let (gb, _, _) = encoding_rs::GB18030.encode(SHORT);
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(SHORT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let office = with_file("a.txt", SHORT);
    let outline = office.json("import a.txt --dry-run");
    assert_eq!(outline["areas"][0]["issues"].as_array().unwrap().len(), 2, "{outline:#}");
    let docx = docx(SHORT);
    for (name, bytes) in [("gb.txt", &gb[..]), ("utf16.txt", &utf16), ("a.docx", &docx)] {
        std::fs::write(office.dir().join(name), bytes).unwrap();
        assert_eq!(office.json(&format!("import {name} --dry-run")), outline, "{name}");
    }
    office.done("import a.docx");
    office.done("import gb.txt");
    assert_eq!(office.json("log").as_array().unwrap().len(), 1, "the same report in another form");
}

#[test]
fn a_report_in_markdown_and_from_standard_input() {
    let office = Office::new("HQ");
    let mut command = office.command();
    let output = command.args(["import", "-"]).write_stdin(fixture("heading_inline.md")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let list = office.json("issue list");
    let stages: Vec<&str> = list.as_array().unwrap().iter().map(|issue| issue["stage"].as_str().unwrap()).collect();
    assert_eq!(stages[..2], ["done", "basically_done"]);
}

#[test]
fn numbers_that_a_word_processor_made_are_missed() {
    let text = SHORT.replace("\n1.关于", "\n#关于").replace("\n2.关于", "\n#关于");
    let office = with_file("a.docx", docx(&text));
    let outcome = office.line("import a.docx");
    assert_eq!(outcome.code, 1, "{outcome}");
    assert!(outcome.stderr.contains("第 5 行：有 2 个段落的编号"), "{outcome}");
    let office = with_file("a.docx", docx(&SHORT.replace("\n整改情况", "\n#整改情况")));
    office.done("import a.docx");
}

#[test]
fn where_the_text_leaves_a_choice_nothing_is_taken_without_a_word() {
    let office = with_file("通报.txt", fixture("restart_numbers.txt"));
    let digest = office.digest();
    insta::assert_snapshot!("ambiguous", office.line("import 通报.txt"));
    assert_eq!(office.digest(), digest);
    insta::assert_snapshot!("ambiguous_yes", office.line("import 通报.txt --yes"));
    let digest = office.digest();
    office.done("import 通报.txt");
    assert_eq!(office.digest(), digest, "once it is in there is nothing to ask");
}

#[test]
fn what_is_neither_is_refused_with_what_each_lacks() {
    let office = Office::bare("HQ");
    let mut told = String::new();
    let noise: String = (0..1_000_000u32)
        .map(|n| char::from(b'!' + u8::try_from(n.wrapping_mul(2_654_435_761) >> 26).unwrap()))
        .collect();
    let marks: String = (0..300_000usize)
        .map(|n| "一二（）()12.,“”关于问题\n".chars().nth(n.wrapping_mul(2_654_435_761) % 104_729 % 17).unwrap())
        .collect();
    let bomb = archive("word/document.xml", &vec![b' '; (64 << 20) + 1]);
    let cut = docx(SHORT)[..300].to_vec();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("空.txt", Vec::new()),
        ("空行.txt", b"\n \n".to_vec()),
        ("信.txt", "尊敬的领导：\n现将有关材料报上，请审阅。\n".into()),
        ("表.csv", "甲,乙\n1,2\n".into()),
        ("噪声.txt", noise.into_bytes()),
        ("残.docx", cut),
        ("信.docx", docx("尊敬的领导：")),
        ("表.xlsx", archive("xl/workbook.xml", b"<x/>")),
        ("大.docx", bomb),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec()),
        ("通报.pdf", b"%PDF-1.7\n".to_vec()),
        ("二进制.txt", b"\x01\0\x02".to_vec()),
    ];
    for (name, bytes) in cases {
        std::fs::write(office.dir().join(name), bytes).unwrap();
        let outcome = office.run(&["import", name]);
        assert_eq!(outcome.code, 3, "{outcome}");
        told.push_str(&outcome.whole());
    }
    insta::assert_snapshot!(told);
    std::fs::write(office.dir().join("记号.txt"), marks).unwrap();
    let outcome = office.run(&["import", "记号.txt", "--dry-run"]);
    assert!([0, 3].contains(&outcome.code), "{}", outcome.code);
    assert!(!office.db().exists(), "a ledger is begun by what is taken in");
}

#[test]
fn what_a_file_is_can_be_said() {
    let office = with_file("a.txt", SHORT);
    for line in ["import a.txt --kind ledger", "import a.txt --as-kind ledger"] {
        let outcome = office.line(line);
        assert!(outcome.code == 3 && outcome.stderr.contains("没有找到表头"), "{outcome}");
    }
    std::fs::write(office.dir().join("t.csv"), "编号,问题\n1,学习走过场\n").unwrap();
    let outcome = office.line("import t.csv --kind report");
    assert!(outcome.code == 3 && outcome.stderr.contains("没有找到问题、方面"), "{outcome}");
    std::fs::write(office.dir().join("a.docx"), docx(SHORT)).unwrap();
    assert_eq!(office.line("import a.docx --kind ledger").code, 3);
    assert_eq!(office.line("import a.txt --as-of 2019-12-01").code, 2);
    office.done("import a.txt --kind report");
    office.done("import t.csv --kind ledger --inspection 2019-xs --theirs --yes --dry-run");
}
