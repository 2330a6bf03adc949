//! Workbooks on their way in: every format, every way to be broken, many at once, back to their sender.

use crate::support::Office;
use rust_xlsxwriter::{Formula, Workbook, Worksheet};
use std::io::Write;
use std::path::PathBuf;

fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/books").join(name);
    std::fs::read(path).expect("the fixture is there")
}

/// A workbook of sheets of text.
fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        fill(sheet, rows);
    }
    book.save_to_buffer().unwrap()
}

fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (line, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row.iter()) {
            if !cell.is_empty() {
                sheet.write_string(line, column, *cell).unwrap();
            }
        }
    }
}

/// A workbook with one of its parts changed.
fn patched(book: &[u8], wanted: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    patched_bytes(book, wanted, |text| change(String::from_utf8(text).unwrap()).into_bytes())
}

fn patched_bytes(book: &[u8], wanted: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let (name, mut text) = (part.name().unwrap().to_string(), Vec::new());
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        if name == wanted {
            text = change(text);
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&text).unwrap();
    }
    new.finish().unwrap().into_inner()
}

fn issues(office: &Office) -> serde_json::Value {
    serde_json::from_str(&office.ok(&["list", "--format", "json"]).stdout).unwrap()
}

const ROWS: &[&[&str]] = &[
    &["编号", "问题", "责任单位", "整改时限", "状态"],
    &["1", "会议过多", "市委办", "2019-12-31", "整改中"],
    &["2", "档案室漏水", "市档案馆", "2020年6月底前", "未启动"],
];

#[test]
fn every_format_of_a_workbook_reads_alike() {
    for name in ["plain.xlsx", "plain.xlsb", "plain.xls", "plain.ods"] {
        let office = Office::new(&format!("formats-{name}"));
        office.write(name, &fixture(name));
        office.ok(&["--yes", "import", name]);
        let issues = issues(&office);
        let field = |at: usize, field: &str| issues[at][field].clone();
        assert_eq!(issues.as_array().unwrap().len(), 3, "{name}");
        assert_eq!(field(0, "units"), serde_json::json!(["市财政局", "市审计局"]), "{name}");
        assert_eq!(field(0, "due"), "2019-12-31", "{name}: a real date");
        assert_eq!(field(1, "due"), "2019-12-31", "{name}: 12月底前, in the year of 截至");
        assert_eq!(field(1, "area"), "经济发展", "{name}: merged");
        assert_eq!(field(0, "percent"), 85, "{name}");
        assert_eq!(field(0, "extra")["合计数"], "0.3", "{name}: a formula's last value, with the figures it shows");
        assert_eq!(field(2, "long_term"), true, "{name}");
        let again = office.ok(&["--yes", "import", name]);
        assert!(again.stderr.contains("台账没有变化"), "{name}: {again}");
    }
}

#[test]
fn what_is_no_workbook_or_too_much_of_one_is_refused_and_nothing_is_taken() {
    let office = Office::new("refused-books");
    let before = office.digest();
    let plain = book(&[("台账", ROWS)]);
    let zip = |parts: &[(&str, &[u8])]| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let bomb = zip(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &vec![b' '; 300 << 20])]);
    assert!(bomb.len() < 1 << 20, "a bomb is small");
    let word = zip(&[("word/document.xml", b"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>note</w:t></w:r></w:p></w:body></w:document>")]);
    let wide = patched_bytes(&fixture("plain.xlsb"), "xl/worksheets/sheet1.bin", |sheet| {
        let header = sheet.windows(3).position(|row| row == [0x00, 0x10, 0x01]).expect("its second row");
        let far = [&[0x07, 0x0c][..], &19_000_000u32.to_le_bytes(), &1u32.to_le_bytes(), &1u32.to_le_bytes()].concat();
        [&sheet[..header], &far, &sheet[header..]].concat()
    });
    for (name, bytes, what) in [
        ("locked.xlsx", fixture("locked.xlsx"), "加了密码"),
        ("locked.xls", fixture("locked.xls"), "加了密码"),
        ("locked.ods", fixture("locked.ods"), "加了密码"),
        ("bomb.xlsx", bomb, "超过 256 MB"),
        ("half.xlsx", plain[..plain.len() / 2].to_vec(), "half.xlsx：文件不完整，像是没有传完"),
        ("word.xlsx", word, "内容却是文字处理软件的文件"),
        ("header.xlsx", book(&[("甲", &[&["编号", "问题"]])]), "表头下面没有一行问题"),
        ("empty.xlsx", book(&[("空", &[])]), "是空的"),
        ("nothing.xlsx", book(&[("甲", &[&["今天开会"]]), ("乙", &[&["明天开会"]])]), "没有一张工作表"),
        ("zip.xlsx", zip(&[("a.txt", b"a")]), "压缩包"),
        ("wide.csv", format!("编号,问题{}\n1,会议过多\n", ",".repeat(20_000)).into_bytes(), "第 1 行有 20002 列"),
        ("wide.xlsb", wide, "第 1 行有 19000001 列"),
    ] {
        office.write(name, &bytes);
        let outcome = office.run(&["--yes", "import", name]);
        assert_eq!(outcome.code, 3, "{name}: {outcome}");
        assert!(outcome.stderr.contains(what), "{name}: {outcome}");
        assert!(outcome.stderr.contains("提示："), "{name} says what to do: {outcome}");
    }
    for length in (0..plain.len()).step_by(plain.len() / 40) {
        office.write("cut.xlsx", &plain[..length]);
        assert_ne!(office.run(&["--yes", "import", "cut.xlsx"]).code, 0, "cut at {length}");
    }
    assert_eq!(office.digest(), before);
}

#[test]
fn entities_of_an_xml_part_are_never_expanded() {
    let office = Office::new("entities");
    let bytes = patched(&book(&[("台账", ROWS)]), "xl/sharedStrings.xml", |said| {
        let head = "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\
                    <!ENTITY c SYSTEM \"file:///etc/passwd\">]><sst";
        said.replacen("<sst", head, 1).replace("会议过多", "&b;&c;")
    });
    office.write("entities.xlsx", &bytes);
    let outcome = office.run(&["--yes", "import", "entities.xlsx"]);
    let listed = office.ok(&["list", "--format", "json"]).stdout;
    assert!(!listed.contains("aaaaaaaaaa") && !listed.contains("root:"), "{outcome}\n{listed}");
}

#[test]
fn cells_far_apart_are_read_without_the_field_between_them() {
    let office = Office::new("far-apart");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, ROWS);
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    office.write("far.xlsx", &book.save_to_buffer().unwrap());
    office.ok(&["--yes", "import", "far.xlsx"]);
    assert_eq!(issues(&office).as_array().unwrap().len(), 2);
}

#[test]
fn a_number_that_a_formula_makes_up_takes_no_memory() {
    let office = Office::new("made-up-formula");
    let mut plain = Workbook::new();
    let sheet = plain.add_worksheet();
    fill(sheet, ROWS);
    sheet.write_formula(3, 1, Formula::new("=B2").set_result("漏水")).unwrap();
    let plain = plain.save_to_buffer().unwrap();
    let made_up = patched(&plain, "xl/worksheets/sheet1.xml", |xml| {
        assert!(xml.contains("<f>"), "{xml}");
        xml.replace("<f>", "<f t=\"shared\" si=\"99999999999\" ref=\"B4\">")
    });
    office.write("made-up.xlsx", &made_up);
    office.ok(&["--yes", "import", "made-up.xlsx"]);
    assert_eq!(issues(&office).as_array().unwrap().len(), 3);
}

#[test]
fn doubtful_cells_are_named_by_their_place() {
    let office = Office::new("doubtful");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("台账").unwrap();
    fill(sheet, ROWS);
    sheet.write_string(0, 5, "身份证号").unwrap();
    sheet.write_number(1, 5, 430_681_199_001_010_000.0).unwrap();
    sheet.write_formula(2, 3, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_formula(1, 1, Formula::new("A1")).unwrap();
    let bytes = patched(&book.save_to_buffer().unwrap(), "xl/worksheets/sheet1.xml", |said| {
        assert!(said.contains("<f>A1</f><v>0</v>"));
        said.replace("<f>A1</f><v>0</v>", "<f>A1</f>") // as programs write it that calculate nothing
    });
    office.write("doubtful.xlsx", &bytes);
    let outcome = office.run(&["--yes", "import", "doubtful.xlsx"]);
    assert_eq!(outcome.code, 3, "{outcome}");
    for what in [
        "台账!D3，整改时限：公式算错了：#DIV/0!",
        "台账!B2，问题：公式还没有算出结果",
        "台账!F2，身份证号：数字超过 15 位",
    ] {
        assert!(outcome.stderr.contains(what), "{outcome}");
    }
}

#[test]
fn a_thousand_problems_are_all_listed_and_the_same_ones_together() {
    let office = Office::new("thousand");
    let number = |n: usize| n.to_string();
    let numbers: Vec<String> = (1..=1000).map(number).collect();
    let titles: Vec<String> = (1..=1000).map(|n| format!("第{n}号问题")).collect();
    let rows: Vec<[&str; 3]> = (0..1000)
        .map(|n| [numbers[n].as_str(), titles[n].as_str(), if n % 2 == 0 { "13月" } else { "过两天" }])
        .collect();
    let mut all: Vec<&[&str]> = vec![&["编号", "问题", "整改时限"]];
    all.extend(rows.iter().map(|row| &row[..]));
    office.write("bad.xlsx", &book(&[("台账", &all)]));
    let outcome = office.run(&["--yes", "import", "bad.xlsx"]);
    assert_eq!(outcome.code, 3);
    for n in [2, 3, 1000, 1001] {
        assert!(outcome.stderr.contains(&format!("台账!C{n}")), "C{n}");
    }
    assert_eq!(outcome.stderr.matches("错误：").count(), 2, "two kinds of problems");
}

#[test]
fn the_senders_sheet_comes_back_with_its_problems_marked() {
    let office = Office::new("marked");
    let rows: &[&[&str]] = &[
        &["编号", "问题", "责任单位", "整改时限", "状态"],
        &["1", "会议过多", "市委办", "2019-02-30", "整改中"],
        &["2", "", "市档案馆", "2020年6月底前", "未启动"],
    ];
    office.write("sent.xlsx", &book(&[("台账", rows)]));
    let outcome = office.run(&["--yes", "import", "sent.xlsx", "--report", "back.xlsx"]);
    assert_eq!(outcome.code, 3, "{outcome}");
    assert!(outcome.stderr.contains("标在原表上：back.xlsx"), "{outcome}");
    let sent = parts(&std::fs::read(office.dir().join("sent.xlsx")).unwrap());
    let back = parts(&std::fs::read(office.dir().join("back.xlsx")).unwrap());
    let notes = &back["xl/comments-duban0.xml"];
    for what in ["ref=\"D2\"", "2019-02-30", "ref=\"B3\"", "没有写问题", "是方面的标题"] {
        assert!(notes.contains(what), "{what}: {notes}");
    }
    for (name, text) in &sent {
        let touched = ["xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"].contains(&name.as_str());
        assert!(touched || back[name] == *text, "{name} is as it was sent");
    }
    let again = office.run(&["--yes", "import", "back.xlsx"]);
    assert_eq!(again.stderr.matches("错误：").count(), 2, "its cells say what they said: {again}");
    let auditor = crate::peers::audit(&office.dir().join("back.xlsx"));
    assert_eq!(auditor, crate::peers::audit(&office.dir().join("sent.xlsx")), "the format is kept");
    let book = crate::peers::read(&office.dir().join("back.xlsx"));
    assert_eq!(book["sheets"][0]["cells"][1][3], "2019-02-30");
    // marked once more, the notes that are there stay and no part is doubled
    office.run(&["--yes", "import", "back.xlsx", "--report", "twice.xlsx"]);
    let twice = parts(&std::fs::read(office.dir().join("twice.xlsx")).unwrap());
    assert_eq!(twice["xl/comments-duban0.xml"], *notes);
    assert_eq!(twice.len(), back.len());
}

/// The parts of a zip that are text.
fn parts(bytes: &[u8]) -> std::collections::BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut found = std::collections::BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        found.insert(part.name().unwrap().to_string(), text);
    }
    found
}

#[test]
fn what_was_no_workbook_comes_back_as_one_with_its_problems_marked() {
    let office = Office::new("marked-csv");
    office.write("sent.csv", "编号,问题,整改时限\n1,会议过多,2019-02-30\n".as_bytes());
    let outcome = office.run(&["--yes", "import", "sent.csv", "--report", "back.xlsx"]);
    assert_eq!(outcome.code, 3, "{outcome}");
    let back = parts(&std::fs::read(office.dir().join("back.xlsx")).unwrap());
    assert!(back["xl/comments1.xml"].contains("ref=\"C2\""));
    let strings = &back["xl/sharedStrings.xml"];
    assert!(strings.contains("会议过多") && strings.contains("2019-02-30"), "{strings}");
}

#[test]
fn many_files_are_taken_one_by_one_and_told_in_a_table() {
    let office = Office::new("many");
    let sheet = |unit: &str, title: &str, state: &str| {
        let heading = format!("填报单位：{unit}");
        book(&[("台账", &[&[heading.as_str()], &["序号", "问题", "状态"], &["1", title, state]])])
    };
    let first = sheet("市委办", "会议过多", "整改中"); // made again, it would bear another second
    office.write("a.xlsx", &first);
    office.write("b.xlsx", &sheet("市档案馆", "档案室漏水", "未启动"));
    office.write("c.xlsx", &sheet("市财政局", "往来款长期挂账", "大概好了"));
    office.write("a副本.xlsx", &first);
    office.write("a修改.xlsx", &sheet("市委办", "会议过多", "已完成"));
    let outcome = office.run(&["--yes", "import", "a.xlsx", "b.xlsx", "c.xlsx", "a副本.xlsx", "a修改.xlsx"]);
    assert_eq!(outcome.code, 3, "{outcome}");
    insta::assert_snapshot!(outcome.whole());
    let titles: Vec<String> =
        issues(&office).as_array().unwrap().iter().map(|issue| issue["title"].to_string()).collect();
    assert_eq!(
        titles.len(),
        2,
        "序号 1 is another problem in each file, and the refused file left nothing: {titles:?}"
    );
}

#[test]
fn a_form_that_was_kept_is_recognised_and_the_office_has_words_of_its_own() {
    let office = Office::new("forms-kept");
    let rows: &[&[&str]] = &[&["事项", "说法", "经手"], &["会议过多", "走程序", "市委办"]];
    office.write("form.xlsx", &book(&[("表", rows)]));
    assert_eq!(office.run(&["--yes", "import", "form.xlsx"]).code, 3, "nobody could know");
    let set = ["--set", "事项=问题", "--set", "B=status", "--set", "经手=unit"];
    office.ok(&[&["import", "form.xlsx", "--map", "--save-profile", "周报"], &set[..]].concat());
    let refused = office.run(&["--yes", "import", "form.xlsx"]);
    assert!(refused.stderr.contains("duban words add"), "{refused}");
    let added = office.ok(&["words", "add", "走程序", "--stage", "整改中"]);
    assert!(added.stderr.contains("status.走程序：数值 整改中"), "{added}");
    let taken = office.ok(&["--yes", "import", "form.xlsx"]);
    assert!(taken.stderr.contains("认出是“周报”的格式"), "{taken}");
    assert_eq!(issues(&office)[0]["stage"], "in_progress");
    assert_eq!(issues(&office)[0]["units"][0], "市委办");
    let shown = office.done("profile show 周报").stdout;
    assert!(["事项", "说法", "经手"].iter().all(|heading| shown.contains(heading)), "{shown}");
    office.ok(&["profile", "void", "周报"]);
    assert_eq!(office.run(&["--yes", "import", "form.xlsx"]).code, 3, "and no more");
    office.ok(&["words", "void", "走程序"]);
    assert!(office.ok(&["words", "list"]).stdout.contains("没有"));
}

#[test]
fn what_cannot_be_told_is_asked_with_the_option_that_settles_it() {
    let office = Office::new("asked");
    let rows: &[&[&str]] =
        &[&["编号", "问题", "整改完成情况"], &["1", "会议过多", "已完成"], &["2", "档案室漏水", "屋面防水已招标"]];
    office.write("mixed.xlsx", &book(&[("表", rows)]));
    let refused = office.run(&["--yes", "import", "mixed.xlsx"]);
    assert_eq!(refused.code, 3);
    assert!(refused.stderr.contains("--set '整改完成情况=progress'"), "{refused}");
    office.ok(&["--yes", "import", "mixed.xlsx", "--set", "整改完成情况=progress"]);
    assert_eq!(issues(&office)[1]["progress"], "屋面防水已招标");
}

#[test]
fn rows_are_matched_by_title_where_their_numbers_only_count_them() {
    let office = Office::new("titles");
    office.write("all.csv", "编号,问题,责任单位\n7,会议过多,市委办\n8,档案室漏水致部分档案受潮,市档案馆\n".as_bytes());
    office.ok(&["--yes", "import", "all.csv"]);
    let rows: &[&[&str]] = &[
        &["序号", "问题", "整改进展"],
        &["1", "关于“档案室漏水，致部分档案受潮”的问题", "已招标"],
        &["2", "会议过多", "已压减三成"],
        &["3", "档案室漏水", "与第一行相近"],
    ];
    office.write("unit.xlsx", &book(&[("表", rows)]));
    let taken = office.ok(&["--yes", "import", "unit.xlsx"]);
    let issues = issues(&office);
    let issue = |number: &str| issues.as_array().unwrap().iter().find(|issue| issue["number"] == number).unwrap();
    assert_eq!(issue("8")["progress"], "已招标", "{taken}");
    assert_eq!(issue("7")["progress"], "已压减三成");
    assert_eq!(issues.as_array().unwrap().len(), 3, "what is only near is new, and said: {taken}");
}

#[test]
fn hidden_sheets_are_passed_over_unless_they_are_named() {
    let office = Office::new("hidden");
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("说明").unwrap(), &[&["先看这里"]]);
    fill(book.add_worksheet().set_name("旧台账").unwrap().set_hidden(true), ROWS);
    fill(book.add_worksheet().set_name("台账").unwrap(), &[ROWS[0], &["5", "道路破损", "市交通局", "", ""]]);
    office.write("book.xlsx", &book.save_to_buffer().unwrap());
    let taken = office.ok(&["--yes", "import", "book.xlsx"]);
    assert!(taken.stderr.contains("“旧台账”是藏起来的") && taken.stderr.contains("“说明”里没有认出"), "{taken}");
    assert_eq!(issues(&office).as_array().unwrap().len(), 1);
    office.ok(&["--yes", "import", "book.xlsx", "--sheet", "旧台账"]);
    assert_eq!(issues(&office).as_array().unwrap().len(), 3);
    assert_eq!(office.run(&["import", "book.xlsx", "--sheet", "没有"]).code, 2);
}

#[test]
fn hidden_columns_yield_to_those_in_sight_and_are_named() {
    let office = Office::bare("hidden-columns");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &[&["编号", "问题", "整改进展", "整改情况", "备注"], &["1", "甲事", "旧的", "新的", "附注"]]);
    sheet.set_column_hidden(2).unwrap().set_column_hidden(4).unwrap();
    office.write("a.xlsx", &book.save_to_buffer().unwrap());
    let mapped = office.ok(&["import", "a.xlsx", "--map", "--format", "json"]).stdout;
    let mapped: serde_json::Value = serde_json::from_str(&mapped).unwrap();
    let columns: Vec<(&str, bool)> = mapped["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| (column["column"].as_str().unwrap(), column["hidden"] == true))
        .collect();
    assert_eq!(columns[2..], [("整改进展", true), ("progress", false), ("note", true)]);
    let told = office.ok(&["--yes", "import", "a.xlsx"]).stderr;
    assert!(told.contains("藏起来的栏目，照样读了：整改进展、备注"), "{told}");
    assert_eq!(issues(&office)[0]["progress"], "新的");
    office.ok(&["export", "out.xlsx"]);
    let told = office.ok(&["--yes", "import", "out.xlsx"]).stderr;
    assert!(!told.contains("藏起来") && told.contains("没有变化"), "our own are ours: {told}");
    let rows = "编号,问题,整改情况（5月）,整改情况（6月）,问题描述,整改时限,完成日期,完成时间\n7,己事,五月,六月,描述,2019-12-31,2019-12-01,2019-12-02\n";
    office.write("b.csv", rows.as_bytes());
    office.ok(&["--yes", "import", "b.csv"]);
    for file in ["out.csv", "out.xlsx"] {
        office.ok(&["export", file]);
        let told = office.ok(&["--yes", "import", file]).stderr;
        assert!(told.contains("没有变化"), "{told}");
    }
}

#[test]
fn the_ledger_goes_out_in_the_form_of_a_sender_and_comes_back_unchanged() {
    let office = Office::new("form-out");
    let rows: &[&[&str]] = &[
        &["巡视反馈重点方面", "巡视反馈具体问题", "整改牵头部门/负责人", "整改时限", "经手", "上报文号"],
        &["作风建设", "会议过多", "市委办/张三", "2019年底前", "市档案馆", "0012"],
    ];
    office.write("form.xlsx", &book(&[("表", rows)]));
    office.ok(&["--yes", "import", "form.xlsx", "--set", "经手=support", "--save-profile", "周报"]);
    office.ok(&["export", "out.csv", "--profile", "周报"]);
    let out = std::fs::read_to_string(office.dir().join("out.csv")).unwrap();
    let head = out.lines().next().unwrap().trim_start_matches('\u{feff}');
    assert_eq!(head, "巡视反馈重点方面,巡视反馈具体问题,牵头单位,联络员,整改时限,经手,上报文号,督办键");
    for file in ["out.csv", "out.xlsx"] {
        office.ok(&["export", file, "--profile", "周报"]);
        let before = office.digest();
        let taken = office.ok(&["--yes", "import", file]);
        assert!(taken.stderr.contains("认出是“周报”的格式"), "{taken}");
        assert_eq!(office.digest(), before, "{taken}");
    }
    assert_eq!(office.run(&["export", "x.csv", "--profile", "没有"]).code, 2);
}

#[test]
fn a_second_header_that_contradicts_the_first_is_asked_about_and_the_same_one_is_passed_over() {
    let office = Office::new("headers");
    let same: &[&[&str]] = &[ROWS[0], ROWS[1], ROWS[0], ROWS[2]];
    office.write("pages.xlsx", &book(&[("表", same)]));
    office.ok(&["--yes", "import", "pages.xlsx"]);
    assert_eq!(issues(&office).as_array().unwrap().len(), 2);
    let other: &[&[&str]] = &[
        ROWS[0],
        ROWS[1],
        &["编号", "责任单位", "问题", "状态", "整改时限"],
        &["3", "市住建局", "道路破损", "整改中", ""],
    ];
    office.write("stacked.xlsx", &book(&[("表", other)]));
    let refused = office.run(&["--yes", "import", "stacked.xlsx"]);
    assert_eq!(refused.code, 3);
    assert!(refused.stderr.contains("第 3 行又是一个表头"), "{refused}");
}
