//! Official documents: what the commands write as DOCX, as LibreOffice sets it, as others read it, and by the office's own
//! wording and looks.

use super::peers;
use super::sample::SAMPLE;
use super::support::Office;
use serde_json::Value;
use std::fmt::Write;

/// An office with the ledger of the sample.
fn office() -> Office {
    let office = Office::bare("PAPER");
    std::fs::copy(SAMPLE, office.db()).unwrap();
    office
}

/// A document as text: its paragraphs with their styles, its tables between bars.
fn shown(paper: &Value) -> String {
    let mut out = String::new();
    for one in paper["paragraphs"].as_array().unwrap() {
        let (style, text) = (one[0].as_str().unwrap(), one[1].as_str().unwrap());
        if !text.is_empty() {
            let _ = writeln!(out, "{style}: {}", text.replace('\n', "⏎"));
        }
    }
    for table in paper["tables"].as_array().unwrap() {
        out.push('\n');
        for row in table["rows"].as_array().unwrap() {
            let mut cells: Vec<&str> = row.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap()).collect();
            cells.dedup(); // one that reaches over several is told several times
            let _ = writeln!(out, "| {} |", cells.join(" | ").replace('\n', "⏎"));
        }
    }
    out
}

#[test]
fn a_page_has_22_lines_of_28_characters() {
    let office = office();
    let text = "国".repeat(1400);
    office.ok(&["notice", "issue", "3", "--kind", "circular", "--text", &text]);
    office.done("notice show 通1 -o 长.docx");
    let pages = peers::set(&office.dir().join("长.docx"));
    let body = |page: &Vec<(f64, f64, String)>| -> Vec<(f64, f64, usize)> {
        let lines = page.iter().filter(|(_, _, text)| text.chars().all(|c| c == '国'));
        lines.map(|(x, y, text)| (*x, *y, text.chars().count())).collect()
    };
    let second = body(&pages[1]);
    assert_eq!(second.len(), 22, "{second:?}");
    assert!(second.iter().all(|(_, _, count)| *count == 28), "{second:?}");
    let first = second[0];
    // 28 mm and 37 mm are 79.4 and 104.9 points; the first line is 29 points high
    assert!((first.0 - 79.4).abs() < 1.0 && (100.0..120.0).contains(&first.1), "{first:?}");
    let number = |page: &[(f64, f64, String)]| page.iter().find(|(_, _, text)| text.starts_with('—')).cloned().unwrap();
    let (odd, even) = (number(&pages[0]), number(&pages[1]));
    assert_eq!((odd.2.as_str(), even.2.as_str()), ("—1—", "—2—"));
    // one character in from the edges at 79.4 and 521.6
    assert!(odd.0 > 440.0 && (even.0 - 93.4).abs() < 2.0, "{odd:?} {even:?}");
    let below = even.1 - (842.0 - 99.2);
    assert!((10.0..30.0).contains(&below), "7 mm below the text, not {below} points");
}

#[test]
fn every_document_is_set_and_read_by_others_and_found_sound() {
    let office = office();
    office.done("owner add 市水务局");
    office.done("notice issue 3 3.1 --kind supervise --to 市水务局");
    office.done("notice issue 3 --kind reminder --to 市水务局");
    office.done("notice issue 3 --kind talk --to 市水务局");
    office.done("supervise -o 通报.docx");
    office.done("dispatch -o 调度.docx");
    office.done("dispatch --lead 市委书记 -o 一页.docx");
    office.done("notice show 督1 -o 督办单.docx");
    office.done("notice show 提1 -o 提醒函.docx");
    office.done("notice show 约1 -o 约谈.docx");
    office.done("issue show 8 -o 申请表.docx");
    office.done("issue show 8 -o 8.md");
    let mut all = String::new();
    for (name, pages) in
        [("通报", 4), ("调度", 3), ("一页", 1), ("督办单", 1), ("提醒函", 1), ("约谈", 1), ("申请表", 1)]
    {
        let path = office.dir().join(format!("{name}.docx"));
        assert!(peers::audit(&path).contains("no findings"), "{name}: {}", peers::audit(&path));
        let set = peers::set(&path);
        assert_eq!(set.len(), pages, "pages of {name}");
        let paper = peers::paper(&path);
        let _ = writeln!(all, "== {name}\n{}", shown(&paper));
        let tables = paper["tables"].as_array().unwrap();
        for table in tables.iter().filter(|_| ["通报", "调度", "一页"].contains(&name)) {
            let repeated = table["repeated"].as_array().unwrap();
            assert_eq!(repeated.iter().filter(|it| **it == true).count(), 1, "{name}");
            assert_eq!(repeated[0], true, "{name}");
        }
    }
    insta::assert_snapshot!(all);
    let paper = peers::paper(&office.dir().join("通报.docx"));
    assert_eq!(paper["margins"], serde_json::json!([37.0, 35.0, 28.0, 26.0]));
    assert_eq!((&paper["size"], &paper["two_sided"]), (&serde_json::json!([210, 297]), &true.into()));
    let fonts: Vec<&str> = paper["fonts"].as_object().unwrap().values().map(|font| font.as_str().unwrap()).collect();
    assert_eq!(fonts.join(" "), "方正小标宋简体 黑体 楷体_GB2312 仿宋_GB2312 仿宋_GB2312 仿宋_GB2312");
}

#[test]
fn what_is_bad_in_the_ledger_is_text_in_a_document() {
    let office = Office::new("BAD");
    office.ok(&["supervise", "-o", "empty.docx"]);
    office.ok(&["dispatch", "-o", "empty2.docx"]);
    let title = "<script>alert(1)</script> & \"㐂𠮷😀\" @标题 | x\n# 一、假标题";
    office.ok(&["issue", "add", "--title", title, "--number", "1", "--unit", "甲|乙", "--due", "2019-12-01"]);
    office.ok(&["progress", "add", "1", "--text", &"长".repeat(10_000), "--obstacle", "a\u{1b}[31m\u{0b}\n@附页 假"]);
    office.ok(&["supervise", "-o", "a.docx"]);
    office.ok(&["dispatch", "-o", "b.docx"]);
    office.ok(&["issue", "show", "1", "-o", "c.docx"]);
    for name in ["empty", "empty2", "a", "b", "c"] {
        let path = office.dir().join(format!("{name}.docx"));
        assert!(peers::audit(&path).contains("no findings"), "{name}: {}", peers::audit(&path));
    }
    let paper = peers::paper(&office.dir().join("a.docx"));
    let row = &paper["tables"][0]["rows"][1];
    assert_eq!(row[1], "<script>alert(1)</script> & \"㐂𠮷😀\" @标题 | x\n# 一、假标题");
    let headings = paper["paragraphs"].as_array().unwrap().iter().filter(|one| one[0] == "Heading 1");
    assert_eq!(headings.count(), 3, "no value becomes a heading");
    let pages = peers::set(&office.dir().join("c.docx"));
    assert!(pages.len() > 5, "a row that is longer than a page goes on: {}", pages.len());
}

#[test]
fn the_office_words_and_sets_documents_its_own_way() {
    let office = office();
    let templates = office.dir().join(".config/duban/templates");
    let list = office.done("template list").stdout;
    assert!(list.contains("supervise") && list.contains("style"), "{list}");
    assert!(office.done("template check").stderr.contains("没有自己的范文"));
    office.done("template export supervise");
    office.done("template export style");
    assert_eq!(office.line("template export style").code, 1, "what is there is not overwritten");
    let path = templates.join("supervise.txt");
    let text = std::fs::read_to_string(&path).unwrap().replace("@版头 {{ office }}文件", "@版头 中共某市委督查室");
    std::fs::write(&path, text).unwrap();
    let path = templates.join("style.toml");
    let text = std::fs::read_to_string(&path).unwrap().replace("left = 28 ", "left = 27 ").replace("黑体", "微软雅黑");
    std::fs::write(&path, text).unwrap();
    assert!(office.done("template check").stderr.contains("2 份都能用"));
    let json = office.json("template list");
    assert_eq!(json.as_array().unwrap().iter().filter(|one| one["own"] == true).count(), 2);
    office.done("supervise -o a.docx");
    let paper = peers::paper(&office.dir().join("a.docx"));
    assert_eq!((&paper["paragraphs"][0][1], &paper["margins"][2]), (&"中共某市委督查室".into(), &27.0.into()));
    assert_eq!(paper["fonts"]["Heading 1"], "微软雅黑");
    std::fs::write(&path, "[page]\ntop = 200\n[font]\nbdoy = 'x'\n").unwrap();
    std::fs::write(templates.join("dispatch.txt"), "@标题 周\n{{ wek }}\n").unwrap();
    insta::assert_snapshot!(format!("{}{}", office.line("template check"), office.line("supervise -o a.docx")));
    std::fs::write(&path, "[page]\ntop = 200\nlines = 30\n").unwrap();
    insta::assert_snapshot!(office.line("supervise -o b.docx"));
    let often = "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] %}".repeat(9);
    office.write("loop.txt", format!("{often}x{}", "{% endfor %}".repeat(9)).as_bytes());
    insta::assert_snapshot!(office.line("template check supervise --file loop.txt"));
}

#[test]
fn a_file_is_what_its_ending_says() {
    let office = office();
    for name in ["a.html", "a.md", "a.json", "a.txt"] {
        office.ok(&["dispatch", "-o", name]);
    }
    let read = |name: &str| std::fs::read_to_string(office.dir().join(name)).unwrap();
    assert!(read("a.html").starts_with("<!DOCTYPE html>") && read("a.md").starts_with("# "));
    assert_eq!(serde_json::from_str::<Value>(&read("a.json")).unwrap(), office.json("dispatch"));
    for (args, code) in [
        ("dispatch -o a.pdf", 2),
        ("dispatch -o a", 2),
        ("dispatch -o a.md --format json", 2),
        ("dispatch -o none/a.md", 4),
    ] {
        assert_eq!(office.line(args).code, code, "{args}");
    }
    let told = office.line("dispatch -o b.docx --dry-run");
    assert!(told.code == 0 && told.stderr.contains("将写入 b.docx"), "{told}");
    assert!(!office.dir().join("b.docx").exists());
    std::fs::copy(office.db(), office.dir().join("ledger.docx")).unwrap();
    assert_eq!(office.line("dispatch -o ledger.docx").code, 1, "a ledger is not overwritten");
}

#[test]
fn the_page_of_a_month_shows_its_charts_to_everybody() {
    let mut office = office();
    for day in ["2019-11-18", "2019-11-25", "2019-12-02", "2019-12-09"] {
        office.today = day.to_owned();
        office.done("dispatch open");
    }
    office.ok(&[
        "issue",
        "add",
        "--number",
        "20",
        "--title",
        "<script>alert(1)</script>㐂𠮷😀</text></svg> & 很长的标题很长的标题很长的标题",
        "--unit",
        "一个名字特别特别长的责任单位及其下属的各个分支机构",
        "--due",
        "2019-12-01",
    ]);
    office.today = "2019-12-11".to_owned();
    office.done("supervise -o month.html");
    let page = office.dir().join("month.html");
    let text = std::fs::read_to_string(&page).unwrap();
    let (before, _) = text.split_once("</svg>").unwrap();
    assert!(before.len() < text.len() && !text.contains("<script") && text.contains("&lt;script&gt;"));
    for outside in ["src=", "href=", "url(http", "@import", "//fonts"] {
        assert!(!text.contains(outside), "nothing is loaded: {outside}");
    }
    office.done("--lang en supervise -o english.html");
    let english = office.dir().join("english.html");
    for (page, width, dark) in [(&page, 1200, false), (&page, 1200, true), (&page, 430, false), (&english, 1200, false)]
    {
        let (found, picture) = peers::look(page, width, dark);
        let shown = format!("{} {width} {dark}: {found:#}", page.display());
        assert!(found["wide"].as_i64().unwrap() <= 0, "{shown}");
        for bad in ["cut", "upon", "pale"] {
            assert_eq!(found[bad], serde_json::json!([]), "{bad} {shown}");
        }
        assert_eq!((found["scripts"].as_i64(), found["loaded"].as_i64()), (Some(0), Some(0)), "{shown}");
        assert_eq!((found["svgs"].as_i64(), found["named"].as_i64()), (Some(5), Some(5)), "{shown}");
        assert!(found["texts"].as_i64().unwrap() > 100, "{shown}");
        assert!(picture.starts_with(b"\x89PNG") && picture.len() > 20_000, "{} bytes", picture.len());
    }
    let empty = Office::new("EMPTY");
    empty.done("supervise -o month.html");
    assert!(!std::fs::read_to_string(empty.dir().join("month.html")).unwrap().contains("<svg"));
}

#[test]
fn the_annexes_of_a_month_are_a_workbook() {
    let office = office();
    office.done("supervise -o annex.xlsx");
    let path = office.dir().join("annex.xlsx");
    assert!(peers::audit(&path).contains("no findings"), "{}", peers::audit(&path));
    let book = peers::read(&path);
    let sheets: Vec<(&str, usize)> = book["sheets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sheet| (sheet["name"].as_str().unwrap(), sheet["cells"].as_array().unwrap().len() - 3))
        .collect();
    let month = office.json("supervise");
    let units = month["units"].as_array().unwrap().len();
    let slow = month["laggards"].as_array().unwrap();
    assert_eq!((sheets[0], sheets[2]), (("慢序时项目", slow.len()), ("各单位情况", units)));
    let count = |key: &str| month["issues"][key].as_u64().unwrap() + month["sub_issues"][key].as_u64().unwrap();
    assert_eq!(sheets[1], ("按序时项目", usize::try_from(count("on_schedule") + count("basically_done")).unwrap()));
    let numbers = |cells: &Value| cells.as_array().unwrap()[3..].iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    let named: Vec<Value> = slow.iter().map(|one| one["number"].clone()).collect();
    assert_eq!(numbers(&book["sheets"][0]["cells"]), named, "in the order of the circular");
}
