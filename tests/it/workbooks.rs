//! A workbook that we wrote, in the programs that offices open it with; and what they send back.

use crate::peers;
use crate::sample::SAMPLE;
use crate::support::Office;
use serde_json::{Value, json};
use std::path::PathBuf;

const LEDGER: &str = "\
编号,方面,问题,责任领导,牵头单位,责任单位,整改措施,整改时限,状态,完成比例,整改进展,备注,案号,资金\n\
1,作风建设,会议过多,市长,市政府办,市委办、市财政局,1.清理会议；2.出台办法,2019-12-12,整改中,60,已清理一批,=1+1,430681199001011234,66.57\n\
2,作风建设,文件过长,市委副书记,市委办,无,控制篇幅,2019年底前，并长期坚持,已经完成，长期坚持,100,,@某某,0012,0\n\
3,党的建设,组织生活不严,市委组织部长,市财政局,各乡镇,开展轮训,2019-11-30,整改中,,,-无,,7\n\
8.10,党的建设,无人认领,市长,无,无,无,立行立改,未启动,,,,无,-3.5\n";

/// How many rows stand above the first issue.
const ABOVE: usize = 3;

fn office(name: &str) -> Office {
    let office = Office::bare(name);
    office.write("in.csv", LEDGER.as_bytes());
    office.ok(&["--yes", "import", "in.csv"]);
    office
}

fn sample(name: &str) -> Office {
    let office = Office::bare(name);
    std::fs::copy(SAMPLE, office.db()).unwrap();
    office
}

fn at(office: &Office, file: &str) -> PathBuf {
    office.dir().canonicalize().unwrap().join(file)
}

/// The rows of a CSV in any encoding that an office saves.
fn rows(office: &Office, file: &str) -> Vec<Vec<String>> {
    let bytes = std::fs::read(at(office, file)).unwrap();
    let (text, _, _) = if std::str::from_utf8(&bytes).is_ok() {
        encoding_rs::UTF_8.decode(&bytes)
    } else {
        encoding_rs::GB18030.decode(&bytes)
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The letters of a column of the first sheet.
fn column(book: &Value, heading: &str) -> String {
    let headings = book["sheets"][0]["cells"][ABOVE - 1].as_array().unwrap();
    let place =
        headings.iter().position(|cell| cell == heading).unwrap_or_else(|| panic!("no {heading}: {headings:?}"));
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap());
    if place < 26 { letter.to_string() } else { format!("A{letter}") }
}

fn entries(office: &Office) -> u64 {
    office.json("check")["entries"].as_u64().unwrap()
}

#[test]
fn openpyxl_reads_each_cell_in_its_kind_and_all_that_helps_to_fill_it_in() {
    let office = office("openpyxl");
    office.ok(&["export", "out.xlsx"]);
    let book = peers::read(&at(&office, "out.xlsx"));
    let sheet = &book["sheets"][0];
    let cell = |row: usize, heading: &str| {
        let headings = sheet["cells"][ABOVE - 1].as_array().unwrap();
        let place = headings.iter().position(|cell| cell == heading).expect("the heading");
        let [value, kind] = ["cells", "types"].map(|what| sheet[what][ABOVE + row - 1][place].clone());
        (value, kind.as_str().unwrap().to_owned())
    };
    for (row, heading, value, kind) in [
        (1, "编号", json!("1"), "s"),
        (4, "编号", json!("8.10"), "s"),
        (1, "问题", json!("会议过多"), "s"),
        (1, "整改时限", json!("2019-12-12T00:00:00"), "d"),
        (2, "整改时限", json!("2019年底前，并长期坚持"), "s"),
        (1, "整改措施", json!("1.清理会议\n2.出台办法"), "s"),
        (1, "完成比例", json!(60), "n"),
        (1, "责任单位", json!("市委办、市财政局"), "s"),
        (1, "备注", json!("=1+1"), "s"),
        (2, "备注", json!("@某某"), "s"),
        (1, "案号", json!("430681199001011234"), "s"),
        (2, "案号", json!("0012"), "s"),
        (4, "资金", json!(-3.5), "n"),
        (3, "整改进展", Value::Null, ""),
    ] {
        assert_eq!(cell(row, heading), (value, kind.to_owned()), "{row} {heading}");
    }
    assert_eq!(sheet["cells"][0][0], "整改台账");
    assert_eq!([&sheet["cells"][1][0], &sheet["cells"][1][1]], ["截至", "2019-12-09T00:00:00"]);
    assert_eq!([&sheet["name"], &sheet["state"], &sheet["frozen"]], ["整改台账", "visible", "D4"]);
    let key = column(&book, "督办键");
    assert_eq!(sheet["columns"][&key]["hidden"], true);
    assert_eq!(sheet["columns"][column(&book, "分管领导")]["hidden"], true, "nothing stands in it");
    assert_eq!(sheet["columns"][column(&book, "下步措施")]["hidden"], false, "it is there to be filled in");
    assert!(sheet["columns"][column(&book, "整改措施")]["width"].as_f64().unwrap() > 12.0);
    let check = |heading: &str| {
        let of = format!("{0}4:{0}207", column(&book, heading));
        let found = sheet["checks"].as_array().unwrap().iter().find(|check| check["at"] == of.as_str());
        found.map(|check| ["type", "style", "first", "second"].map(|what| check[what].clone()))
    };
    let list = |range: &str| Some(["list".into(), "information".into(), range.into(), Value::Null]);
    assert_eq!(check("状态"), list("'名单'!$A$2:$A$6"));
    assert_eq!(check("责任领导"), list("'名单'!$C$2:$C$4"));
    assert_eq!(check("责任单位"), list("'名单'!$D$2:$D$5"));
    assert_eq!(check("完成比例"), Some(["whole".into(), "stop".into(), "0".into(), "100".into()]));
    assert_eq!(check("整改时限").unwrap()[..2], ["date", "warning"]);
    assert_eq!(check("完成日期").unwrap()[..2], ["date", "stop"]);
    assert_eq!(check("督办键").unwrap()[..3], ["custom", "stop", "FALSE"]);
    assert_eq!(check("是否销号").unwrap()[..3], ["custom", "stop", "FALSE"]);
    assert_eq!([&book["sheets"][1]["name"], &book["sheets"][1]["state"]], ["名单", "hidden"]);
    assert_eq!(book["sheets"][1]["cells"][5][0], "已经完成，长期坚持", "what the office says for done");
    let lamps: Vec<&str> = sheet["lamps"].as_array().unwrap().iter().map(|lamp| lamp[2].as_str().unwrap()).collect();
    assert!(
        lamps[0].contains("\"是\"") && lamps[1].contains("\"已经完成，长期坚持\"") && lamps[3].contains("<$B$2"),
        "{lamps:?}"
    );
    assert_eq!(sheet["protected"], false, "the whole ledger is sorted and moved");
    let print = json!({"orientation": "landscape", "paper": 9, "fit": [true, null, 0], "rows": "$1:$3", "area": "",
                       "footer": "第 &P 页 共 &N 页"});
    assert_eq!(sheet["print"], print);
    assert_eq!([&book["title"], &book["author"], &book["created"]], ["整改台账", "整改办", "2019-12-09T01:00:00"]);
    let custom = &book["custom"];
    assert_eq!(custom["duban-day"], "2019-12-09");
    assert_eq!(custom["duban-ledger"].as_str().unwrap().len(), 32);
    let base = sheet["cells"][ABOVE]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .find_map(|cell| cell.split_once('@'));
    assert_eq!(custom["duban-base"], base.unwrap().1);
}

#[test]
fn in_the_workbook_of_a_unit_what_the_office_has_laid_down_is_locked() {
    let office = office("unit-locks");
    office.ok(&["export", "out.xlsx", "--unit", "市财政局"]);
    let path = at(&office, "out.xlsx");
    let book = peers::read(&path);
    let sheet = &book["sheets"][0];
    assert_eq!(sheet["cells"][0][0], "整改台账（市财政局）");
    assert_eq!([&sheet["protected"], &sheet["password"]], [&json!(true), &Value::Null]);
    assert_eq!(sheet["may"], json!(["sort", "autoFilter", "insertRows", "formatColumns"]));
    let set = |heading: &str| {
        let cell = format!("{}4", column(&book, heading));
        peers::try_edit(&path, &json!([["set", cell, "改了"]]), &at(&office, "back.csv"), "csv")
    };
    for heading in ["编号", "问题", "整改时限", "责任领导", "责任单位", "是否销号", "督办键"] {
        assert!(set(heading).is_err_and(|error| error.contains("locked")), "{heading}");
    }
    for heading in ["状态", "整改进展", "整改措施", "联络员", "备注", "案号"] {
        assert_eq!(set(heading), Ok(()), "{heading}");
    }
    // a new problem can be written below
    peers::edit(&path, &json!([["set", "C6", "新问题"]]), &at(&office, "back.csv"), "csv");
    assert_eq!(rows(&office, "back.csv")[5][2], "新问题");
}

#[test]
fn an_auditor_of_the_format_finds_nothing() {
    let office = office("audit");
    let mut english = sample("audit-en");
    english.lang = "en";
    let empty = Office::new("audit-empty");
    office.ok(&["issue", "set", "1", "--note", "<r>\u{b}\u{fffe}&amp;</r>"]);
    for (office, args) in [
        (&office, ""),
        (&office, "--unit 市财政局"),
        (&office, "--columns number"),
        (&office, "--columns 备注,案号,整改时限"),
        (&english, ""),
        (&empty, ""),
    ] {
        office.done(&format!("export out.xlsx {args}"));
        let said = peers::audit(&at(office, "out.xlsx"));
        assert!(said.contains("no findings") && said.contains("Errors: 0"), "{args}: {said}");
    }
}

#[test]
fn other_programs_show_the_same_texts() {
    let office = sample("same-texts");
    office.ok(&["export", "out.xlsx"]);
    office.ok(&["export", "out.csv"]);
    let ours = rows(&office, "out.csv");
    let before = entries(&office);
    peers::edit(&at(&office, "out.xlsx"), &json!([]), &at(&office, "libre.csv"), "csv-gb18030");
    peers::gnumeric(&at(&office, "out.xlsx"), &at(&office, "gnumeric.csv"));
    for file in ["libre.csv", "gnumeric.csv"] {
        let theirs = rows(&office, file);
        assert_eq!(theirs.len(), ours.len() + ABOVE - 1, "{file}");
        for (ours, theirs) in ours.iter().zip(&theirs[ABOVE - 1..]) {
            let theirs: Vec<String> = theirs.iter().take(ours.len()).map(|cell| dashed(cell)).collect();
            assert_eq!(theirs[1..], ours[1..], "{file}");
            assert_eq!(theirs[0], ours[0].trim_start_matches('\u{feff}'), "{file}");
        }
        let outcome = office.ok(&["--yes", "import", file]);
        assert_eq!(entries(&office), before, "{file}: {outcome}");
    }
}

/// A day as we write it: gnumeric has slashes.
fn dashed(cell: &str) -> String {
    let is_day = cell.len() == 10 && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    if is_day { cell.replace('/', "-") } else { cell.to_owned() }
}

#[test]
fn a_ledger_is_printed_one_page_wide() {
    let office = sample("printed");
    office.ok(&["export", "out.xlsx"]);
    peers::edit(&at(&office, "out.xlsx"), &json!([]), &at(&office, "out.pdf"), "pdf");
    let pdf = std::fs::read(at(&office, "out.pdf")).unwrap();
    let count = |what: &[u8]| pdf.windows(what.len()).filter(|found| *found == what).count();
    let pages = count(b"/Type/Page/");
    assert!((1..=4).contains(&pages), "46 issues on {pages} pages");
    assert_eq!(count(b"/MediaBox[0 0 841."), pages, "A4, landscape");
}

#[test]
fn what_another_program_saves_keeps_the_keys_and_the_names_of_ledger_and_base() {
    let office = sample("saved-again");
    office.ok(&["export", "out.xlsx"]);
    let ours = peers::read(&at(&office, "out.xlsx"));
    peers::edit(&at(&office, "out.xlsx"), &json!([["insert", 8, 1]]), &at(&office, "libre.xlsx"), "xlsx");
    peers::gnumeric(&at(&office, "out.xlsx"), &at(&office, "gnumeric.xlsx"));
    let keys = |book: &Value| {
        let headings = book["sheets"][0]["cells"][ABOVE - 1].as_array().unwrap();
        let place = headings.iter().position(|cell| cell == "督办键").expect("the key has a heading");
        let rows = book["sheets"][0]["cells"].as_array().unwrap().iter().skip(ABOVE);
        rows.filter_map(|row| row[place].as_str()).map(str::to_owned).collect::<Vec<_>>()
    };
    for file in ["libre.xlsx", "gnumeric.xlsx"] {
        let theirs = peers::read(&at(&office, file));
        assert_eq!(keys(&theirs), keys(&ours), "{file}");
        assert_eq!(theirs["custom"]["duban-base"], ours["custom"]["duban-base"], "{file}");
        // gnumeric brings the hidden sheet into sight; it must not pass for a ledger
        assert_eq!(theirs["sheets"][1]["cells"][0], json!(["可选状态", "可选方面", "可选个人", "可选单位"]), "{file}");
    }
}

/// What an import of the file changes, as field and new value.
fn changes(office: &Office, file: &str) -> Vec<(String, Value)> {
    office.ok(&["--yes", "import", file]);
    let log = office.json("log -n 1");
    let changes = log[0]["changes"].as_array().unwrap();
    let name = |change: &Value| change["field"].as_str().unwrap_or_default().to_owned();
    changes.iter().map(|change| (name(change), change["to"].clone())).collect()
}

#[test]
fn what_is_edited_in_libreoffice_and_saved_as_gbk_comes_back_as_that_edit() {
    for (from, above) in [("out.xlsx", ABOVE), ("out.csv", 1)] {
        let office = sample(&format!("gbk-{from}"));
        office.ok(&["export", from]);
        let headings = match from {
            "out.csv" => rows(&office, from)[0].clone(),
            _ => {
                peers::edit(&at(&office, from), &json!([]), &at(&office, "headings.csv"), "csv");
                rows(&office, "headings.csv")[ABOVE - 1].clone()
            }
        };
        let letter = |heading: &str| {
            let place = headings.iter().position(|cell| cell.trim_start_matches('\u{feff}') == heading).unwrap();
            format!("{}{}", char::from(b'A' + u8::try_from(place).unwrap()), above + 2)
        };
        let edits = |edits: Value| {
            peers::edit(&at(&office, from), &edits, &at(&office, "back.csv"), "csv-gbk");
            assert!(std::str::from_utf8(&std::fs::read(at(&office, "back.csv")).unwrap()).is_err(), "it is GBK");
        };
        let before = entries(&office);
        // sorted by title, a row moved out, a column deleted: nothing was said about any issue
        let all = format!("A{}:AA{}", above + 1, above + 46);
        edits(json!([["sort", all, 2, false], ["delete", above + 4, 1], ["delete column", "K"]]));
        let outcome = office.ok(&["--yes", "import", "back.csv"]);
        assert_eq!(entries(&office), before, "{outcome}");
        assert!(outcome.stderr.contains("表里没有 1"), "{outcome}");
        // one cell as it is typed, the rows sorted afterwards
        edits(json!([["set", letter("整改要求"), "完成三项攻坚"], ["sort", all, 2, true]]));
        assert_eq!(changes(&office, "back.csv"), [("requirement".to_owned(), json!("完成三项攻坚"))], "{from}");
        // a new row
        let issues = office.json("list").as_array().unwrap().len();
        let row = above + 5;
        edits(json!([
            ["insert", row, 1],
            ["set", format!("A{row}"), "20"],
            ["set", format!("C{row}"), "新发现的问题"]
        ]));
        office.ok(&["--yes", "import", "back.csv"]);
        assert_eq!(office.json("list").as_array().unwrap().len(), issues + 1, "{from}");
        assert_eq!(office.json("show 20")["title"], "新发现的问题");
    }
}
