//! Any ledger goes out, one cell of it is edited, and it comes back: one op, and nothing else has changed.

use crate::support::Office;
use calamine::{Data, Reader};
use proptest::prelude::*;
use std::io::Cursor;

const UNITS: &[&str] = &["市财政局", "市审计局", "县自然资源局（县林业局）", "市委办"];
const PEOPLE: &[&str] = &["张三", "李四", "副镇长（城建交通）", "市委副书记"];
const AREAS: &[&str] = &["党的建设", "“作风”方面", "(三)选人用人"];
const DUES: &[&str] = &["", "2019年底前", "立行立改", "2020-01-31", "2020年12月底前，并长期坚持", "长期坚持"];
const STATES: &[&str] = &["", "未启动", "整改中", "基本完成", "正在有序推进", "长期坚持"];
const HEADINGS: &[&str] = &[
    "编号",
    "方面",
    "问题",
    "整改要求",
    "责任领导",
    "分管领导",
    "牵头单位",
    "责任单位",
    "配合单位",
    "联络员",
    "整改措施",
    "整改时限",
    "状态",
    "完成比例",
    "整改进展",
    "下步措施",
    "存在困难",
    "需协调解决事项",
    "备注",
    "涉及金额（万元）",
    "身份证号",
    "会议纪要",
];

/// What is edited in a cell of each kind: a name added or taken out, a measure reworded, added or taken out, or anything
/// written anew.
#[derive(Debug, Clone, Copy)]
enum Way {
    Anew,
    More,
    Less,
}

/// A text as people write them, with line breaks, quotes, and what a spreadsheet would run; no blank at its ends.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "清理",
        "，",
        "。",
        "“三公”经费",
        "㐂𠮷",
        "=1+1",
        "-",
        "@",
        "'",
        "\n",
        " ",
        "10,000.50",
        "007",
        "1.",
        "（二）",
        ";",
        "\"",
        "、",
        "已完成",
    ]);
    prop::collection::vec(piece, 1..6).prop_map(|pieces| format!("事{}", pieces.concat().trim_end()))
}

fn names(from: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::subsequence(from, 0..=from.len().min(2)).prop_map(|names| names.join("、"))
}

/// A text of its own for each measure, none of which is like another.
fn measures() -> impl Strategy<Value = String> {
    let of = vec!["召开专题会议，研究部署", "修订采购办法\n并印发各科室", "6批101人次谈话提醒", "腾退超标用房"];
    prop::sample::subsequence(of, 0..=3).prop_map(|texts| match &texts[..] {
        [only] => (*only).to_owned(),
        texts => (1..).zip(texts).map(|(n, text)| format!("{n}.{text}")).collect::<Vec<_>>().join("\n"),
    })
}

/// The cells of an issue behind its number.
fn issue() -> impl Strategy<Value = Vec<String>> {
    let words = (
        prop::sample::select(AREAS),
        text(),
        prop::option::of(text()),
        prop::sample::select(DUES),
        prop::sample::select(STATES),
        prop::option::of(2u8..=100), // 1 alone might be all of it
    );
    let who = (
        prop::sample::select(PEOPLE),
        names(PEOPLE),
        names(&UNITS[..1]),
        names(UNITS),
        names(UNITS),
        names(PEOPLE),
        measures(),
    );
    let more = prop::collection::vec(prop::option::of(text()), 5);
    let own = (prop::sample::select(vec!["", "66.57", "1,234.50", "-3"]), prop::option::of(text()));
    (words, who, more, own).prop_map(|(words, who, more, (amount, minutes))| {
        let (area, title, requirement, due, state, percent) = words;
        let (lead, leaders, lead_unit, units, support, contacts, measures) = who;
        let mut row = vec![area.to_owned(), title, requirement.unwrap_or_default(), lead.to_owned(), leaders];
        row.extend([lead_unit, units, support, contacts, measures, due.to_owned(), state.to_owned()]);
        row.push(percent.map(|percent| percent.to_string()).unwrap_or_default());
        row.extend(more.into_iter().map(Option::unwrap_or_default));
        row.extend([amount.to_owned(), "430681199001011234".to_owned(), minutes.unwrap_or_default()]);
        row
    })
}

fn csv_of(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The rows of an exported file, from its header.
fn read(office: &Office, file: &str) -> Vec<Vec<String>> {
    let bytes = std::fs::read(office.dir().join(file)).unwrap();
    if !file.contains(".xlsx") {
        let encoding = if file.starts_with("gb") { encoding_rs::GB18030 } else { encoding_rs::UTF_8 };
        let (text, ..) = encoding.decode(&bytes);
        let reader =
            csv::ReaderBuilder::new().has_headers(false).from_reader(Cursor::new(text.into_owned().into_bytes()));
        return reader.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    }
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |cell: &Data| match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        cell => cell.to_string(),
    };
    range.rows().skip(2).map(|row| row.iter().map(cell).collect()).collect()
}

/// Writes rows in the form in which a file of that name went out, as somebody's program might.
fn write(office: &Office, file: &str, rows: &[Vec<String>]) {
    let bytes = if file.contains(".xlsx") {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (line, row) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(line, column, cell).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    } else if file.starts_with("gb") {
        let text = String::from_utf8(csv_of(rows)).unwrap();
        encoding_rs::GB18030.encode(&text).0.into_owned()
    } else {
        csv_of(rows)
    };
    office.write(file, &bytes);
}

fn entries(office: &Office) -> u64 {
    office.json("check")["entries"].as_u64().unwrap()
}

/// What a cell says after it was edited; `None` where that edit is none there.
fn edited(heading: &str, cell: &str, way: Way, seed: usize) -> Option<String> {
    let list = |all: &[&str]| -> Option<String> {
        let mut names: Vec<&str> = cell.split('、').filter(|name| !name.is_empty()).collect();
        match way {
            Way::Less => drop((!names.is_empty()).then(|| names.remove(seed % names.len()))?),
            Way::Anew | Way::More => names.push(all.iter().find(|name| !names.contains(name))?),
        }
        Some(names.join("、"))
    };
    let other = |all: &[&str]| {
        let others: Vec<&&str> = all.iter().filter(|other| **other != cell && !other.is_empty()).collect();
        Some((*others[seed % others.len()]).to_owned())
    };
    match heading {
        "编号" => Some(format!("9{cell}")),
        "方面" => other(AREAS),
        // one goes and one comes: two ops, since a list has a record for each
        "责任领导" => Some(if cell.is_empty() { PEOPLE[0].to_owned() } else { String::new() }),
        "分管领导" | "联络员" => list(PEOPLE),
        "牵头单位" | "责任单位" | "配合单位" => list(UNITS),
        "整改措施" => {
            let mut lines: Vec<String> =
                cell.split("\n1.").flat_map(|part| part.split('\n')).map(str::to_owned).collect();
            match (way, cell.is_empty()) {
                (Way::Less, true) => None,
                (_, true) => Some("开展警示教育".to_owned()),
                (Way::Anew, _) if !cell.starts_with("1.") => Some(format!("{cell}，并通报")),
                (Way::Anew, _) => {
                    lines[0].push_str("，并通报");
                    Some(lines.join("\n"))
                }
                (Way::More, _) if !cell.starts_with("1.") => Some(format!("1.{cell}\n2.开展警示教育")),
                (Way::More, _) => Some(format!("{cell}\n9.开展警示教育")),
                (Way::Less, _) => {
                    let second = cell.find("\n2.").filter(|_| cell.starts_with("1."));
                    Some(second.map_or_else(String::new, |at| cell[at + 1..].to_owned()))
                }
            }
        }
        "整改时限" => other(DUES),
        "状态" => other(&["未启动", "整改中", "基本完成", "持续推进"]),
        "完成比例" => Some(((cell.parse::<usize>().unwrap_or(0) + 1 + seed % 50) % 101).to_string()),
        "涉及金额（万元）" => Some(format!("{}.5", seed % 1000 + 5000)),
        "身份证号" => Some("430681199001015678".to_owned()),
        "问题" => Some(format!("改{}", cell.trim_start_matches('\''))),
        _ => match way {
            Way::Less => (!cell.is_empty()).then(String::new),
            _ => Some(format!("改{}", cell.trim_start_matches('\''))),
        },
    }
}

proptest! {
    #![proptest_config(crate::cases(12))]

    #[test]
    fn any_one_edited_cell_is_one_op_and_no_other_cell_changes(
        rows in prop::collection::vec(issue(), 1..5),
        file in prop::sample::select(vec!["back.csv", "gb.csv", "back.xlsx", "unit.csv", "unit.xlsx"]),
        disputed in any::<bool>(),
        (at, line, seed) in (0usize..1000, 0usize..1000, 0usize..1000),
        way in prop::sample::select(vec![Way::Anew, Way::More, Way::Less]),
    ) {
        let office = Office::bare("edits");
        let mut table = vec![HEADINGS.iter().map(|heading| (*heading).to_owned()).collect::<Vec<_>>()];
        for (n, row) in (1..).zip(&rows) {
            let number = if n == 2 { "1.1".to_owned() } else { n.to_string() };
            table.push(std::iter::once(number).chain(row.iter().cloned()).collect());
        }
        for unit in UNITS {
            office.line(&format!("owner add {unit}"));
        }
        office.write("in.csv", &csv_of(&table));
        let outcome = office.run(&["--yes", "import", "in.csv"]);
        prop_assert_eq!(outcome.code, 0, "{}", outcome);
        // the rest know everybody, so that who is added is one record
        office.write("all.csv", format!("编号,问题,方面,责任单位,联络员\n900,都在,{},{},{}\n901,也在,{},,\n902,又在,{},,\n", AREAS[0], UNITS.join("、"), PEOPLE.join("、"), AREAS[1], AREAS[2]).as_bytes());
        office.ok(&["--yes", "import", "all.csv"]);
        if disputed {
            office.ok(&["export", "old.csv"]);
            let mut old = read(&office, "old.csv");
            let note = old[0].iter().position(|heading| heading == "备注").unwrap();
            old[1][note] = "那边的".into();
            write(&office, "old.csv", &old);
            office.ok(&["issue", "set", "1", "--note", "这边的"]);
            office.ok(&["--yes", "import", "old.csv"]);
            prop_assert_eq!(office.json("conflict list").as_array().unwrap().len(), 1);
        }
        let out = |file: &str| {
            let mut args = vec!["export", file];
            if file.starts_with("gb") { args.extend(["--encoding", "gb18030"]); }
            if file.starts_with("unit") { args.extend(["--unit", UNITS[1]]); }
            office.ok(&args);
            read(&office, file)
        };
        let before = out(file);
        // nothing edited: nothing changes, in the file as it went out and as another program writes it
        let (digest, count) = (office.digest(), entries(&office));
        office.ok(&["--yes", "import", file]);
        write(&office, file, &before);
        let outcome = office.ok(&["--yes", "import", file]);
        prop_assert_eq!((office.digest(), entries(&office)), (digest, count), "{}", outcome);

        let headings: Vec<String> = before[0].iter().map(|heading| heading.trim_start_matches('\u{feff}').to_owned()).collect();
        let places: Vec<usize> = (0..headings.len()).filter(|place| HEADINGS.contains(&headings[*place].as_str())).collect();
        let (line, place) = (1 + line % (before.len() - 1), places[at % places.len()]);
        let heading = headings[place].as_str();
        let Some(new) = edited(heading, &before[line][place], way, seed) else { return Ok(()) };
        let mut rows = before.clone();
        rows[line][place].clone_from(&new);
        write(&office, file, &rows);
        let outcome = office.ok(&["--yes", "import", file]);
        let what = || format!("{file} {heading} {way:?}: {:?} -> {new:?}\n{outcome}", before[line][place]);
        prop_assert_eq!(entries(&office), count + 1, "one entry: {}", what());
        let log = office.json("log -n 1");
        prop_assert_eq!(&log[0]["ops"], &serde_json::json!(1), "one op: {}\n{:#}", what(), log);
        let told = outcome.stderr.clone();
        prop_assert!(told.contains("新增 0，改动 1，"), "{}", what());
        // and out again: that cell, and what follows from it
        let after = out(file);
        let key = headings.iter().position(|heading| heading == "督办键").unwrap();
        let follows = |other: &str| match heading {
            "编号" => true, // rows are in the order of their numbers
            "牵头单位" | "责任单位" | "配合单位" => file.starts_with("unit"),
            "整改措施" | "涉及金额（万元）" => other == heading,
            _ => false,
        };
        if !follows(heading) && after.len() == before.len() {
            for (was, is) in before.iter().zip(&after).skip(1) {
                for other in (0..headings.len()).filter(|other| *other != key && !headings[*other].is_empty()) {
                    let changed = was[key].split('@').next() == before[line][key].split('@').next() && other == place;
                    // a column of the office's own goes with the last that stands in it
                    let now = after[0].iter().position(|known| known.trim_start_matches('\u{feff}') == headings[other]);
                    let now = now.map_or("", |now| is[now].as_str());
                    let same = was[other] == now;
                    prop_assert!(same || changed || follows(&headings[other]), "{} changed {}", what(), headings[other]);
                    if changed { prop_assert_eq!(now, &new, "{}", what()); }
                }
            }
        }
        // once more: nothing
        let count = entries(&office);
        write(&office, "again.csv", &rows);
        office.ok(&["--yes", "import", "again.csv"]);
        prop_assert_eq!(entries(&office), count, "twice: {}", what());
    }
}
