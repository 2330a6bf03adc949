//! Sheets as offices build them, and what a careful person understands of each: `tests/fixtures/forms/`.
//!
//! A fixture says what it is, how its file is made, its rows, and behind `expect` the column of each heading and what
//! the cells mean. The counts stand in `docs/spreadsheets.md`; `DUBAN_WRITE_FORMS=1` writes them there.

use crate::support::Office;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde_json::Value;
use std::fmt::Write;
use std::path::PathBuf;

/// One sheet of a fixture.
#[derive(Default)]
struct Sheet {
    name: String,
    hidden: bool,
    merges: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One fixture.
#[derive(Default)]
struct Form {
    name: String,
    special: String,
    /// `xlsx`, or `csv` with an encoding and a delimiter.
    file: Vec<String>,
    today: String,
    /// Commands before the import.
    before: Vec<String>,
    /// A word of the first refusal, and the commands that put it right.
    refused: Option<String>,
    then: Vec<String>,
    /// What has to be said on the command line.
    answers: Vec<Vec<String>>,
    sheets: Vec<Sheet>,
    issues: usize,
    /// Heading and column.
    columns: Vec<(String, String)>,
    /// The beginning of a title, with fields and what they are.
    cells: Vec<(String, Vec<(String, String)>)>,
    /// Name, field and what it is.
    owners: Vec<(String, String, String)>,
    said: Vec<String>,
}

/// What came of it.
#[derive(Default)]
struct Counts {
    columns: (usize, usize),
    cells: (usize, usize),
    asked: usize,
    wrong: usize,
    /// What differs, for a person.
    differences: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n")
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn read(name: &str, text: &str) -> Form {
    let mut form = Form { name: name.to_owned(), today: "2024-07-08".to_owned(), ..Form::default() };
    let mut expecting = false;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(special) = line.strip_prefix("# ") {
            special.clone_into(&mut form.special);
        } else if line == "expect" {
            expecting = true;
        } else if let (false, Some(cells)) = (expecting, line.strip_prefix("| ")) {
            if form.sheets.is_empty() {
                form.sheets.push(Sheet::default());
            }
            let cells = cells.strip_suffix('|').unwrap_or(cells).split('|');
            let row = cells.map(|cell| unescaped(cell.trim_matches(' '))).collect();
            form.sheets.last_mut().unwrap().rows.push(row);
        } else if !expecting {
            let (key, value) = line.split_once(": ").unwrap_or_else(|| panic!("{name}: {line}"));
            match key {
                "form" => form.file = words(value),
                "today" => value.clone_into(&mut form.today),
                "before" => form.before.push(value.to_owned()),
                "refused" => form.refused = Some(value.to_owned()),
                "then" => form.then.push(value.to_owned()),
                "answer" => form.answers.push(words(value)),
                "merge" => form.sheets.last_mut().unwrap().merges.push(value.to_owned()),
                "sheet" => {
                    let hidden = value.strip_suffix(" hidden");
                    let name = hidden.unwrap_or(value).to_owned();
                    form.sheets.push(Sheet { name, hidden: hidden.is_some(), ..Sheet::default() });
                }
                _ => panic!("{name}: {line}"),
            }
        } else if let Some(field) = line.strip_prefix("  ") {
            let (field, value) = field.split_once(' ').unwrap_or((field, ""));
            form.cells.last_mut().unwrap().1.push((field.to_owned(), unescaped(value)));
        } else {
            let (key, value) = line.split_once(' ').unwrap_or_else(|| panic!("{name}: {line}"));
            match key {
                "issues" => form.issues = value.parse().unwrap(),
                "column" => {
                    let (heading, column) = value.split_once(" = ").unwrap_or_else(|| panic!("{name}: {line}"));
                    form.columns.push((heading.to_owned(), column.to_owned()));
                }
                "own" => form.columns.extend(value.split(", ").map(|heading| (heading.to_owned(), "own".to_owned()))),
                "said" => form.said.push(value.to_owned()),
                "owner" => {
                    let parts: Vec<&str> = value.splitn(3, ' ').collect();
                    form.owners.push((parts[0].to_owned(), parts[1].to_owned(), parts[2].to_owned()));
                }
                "issue" => {
                    let mut parts = value.split('|');
                    let title = parts.next().unwrap().to_owned();
                    let field = |part: &str| {
                        let (field, value) = part.split_once(' ').unwrap_or((part, ""));
                        (field.to_owned(), unescaped(value))
                    };
                    form.cells.push((title, parts.map(field).collect()));
                }
                _ => panic!("{name}: {line}"),
            }
        }
    }
    form
}

/// The file as its office made it, and its name.
fn bytes(form: &Form) -> (String, Vec<u8>) {
    if form.file[0] == "xlsx" {
        return (format!("{}.xlsx", form.name), workbook(&form.sheets));
    }
    let has = |word: &str| form.file.iter().any(|option| option == word);
    let delimiter = if has("tab") {
        b'\t'
    } else if has("semicolon") {
        b';'
    } else {
        b','
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    let width = form.sheets[0].rows.iter().map(Vec::len).max().unwrap();
    for row in &form.sheets[0].rows {
        // a spreadsheet writes every row to the width of the widest
        let blank = std::iter::repeat_n("", width - row.len());
        writer.write_record(row.iter().map(String::as_str).chain(blank)).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    let bytes = if has("gb18030") {
        encoding_rs::GB18030.encode(&text).0.into_owned()
    } else if has("utf16le") {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    } else {
        text.into_bytes()
    };
    (format!("{}.csv", form.name), bytes)
}

fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).unwrap();
        page.set_hidden(sheet.hidden);
        for merge in &sheet.merges {
            let (from, to) = merge.split_once(':').unwrap();
            let ((top, left), (bottom, right)) = (place(from), place(to));
            page.merge_range(top, left, bottom, right, "", &Format::new()).unwrap();
        }
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                put(page, u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), cell);
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// Writes a cell: `@2019-12-31` a date, `@2019-12-01~yyyy-mm` one that shows less, `%0.5` a percentage, `#5` a number,
/// `!TRUE` a yes or no, `=A1+A2 :: 5` a formula with the value it had; anything else is text.
fn put(page: &mut Worksheet, row: u32, column: u16, cell: &str) {
    if let Some(date) = cell.strip_prefix('@') {
        let (date, format) = date.split_once('~').unwrap_or((date, "yyyy-mm-dd"));
        let date = ExcelDateTime::parse_from_str(date).unwrap();
        page.write_datetime_with_format(row, column, &date, &Format::new().set_num_format(format)).unwrap();
    } else if let Some(share) = cell.strip_prefix('%') {
        let format = Format::new().set_num_format("0%");
        page.write_number_with_format(row, column, share.parse::<f64>().unwrap(), &format).unwrap();
    } else if let Some(number) = cell.strip_prefix('#') {
        page.write_number(row, column, number.replace(',', "").parse::<f64>().unwrap()).unwrap();
    } else if let Some(yes) = cell.strip_prefix('!') {
        page.write_boolean(row, column, yes == "TRUE").unwrap();
    } else if let Some((formula, value)) = cell.strip_prefix('=').and_then(|cell| cell.split_once(" :: ")) {
        let format = match value.chars().next() {
            Some('%') => "0%",
            Some('@') => "yyyy-mm-dd",
            _ => "General",
        };
        let value = match value.strip_prefix('@') {
            Some(date) => ExcelDateTime::parse_from_str(date).unwrap().to_excel().to_string(),
            None => value.trim_start_matches('%').to_owned(),
        };
        let formula = Formula::new(formula).set_result(value);
        page.write_formula_with_format(row, column, formula, &Format::new().set_num_format(format)).unwrap();
    } else {
        page.write_string(row, column, cell).unwrap();
    }
}

fn place(name: &str) -> (u32, u16) {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u16::from(letter - b'A') + 1);
    (name[letters.len()..].parse::<u32>().unwrap() - 1, column - 1)
}

/// The fields of an issue that a column of this name fills.
fn fields(column: &str) -> &[&str] {
    match column {
        "lead_unit" => &["lead_units"],
        "unit" => &["units"],
        "support" => &["support_units"],
        "leader" => &["leaders"],
        "contact" => &["contacts"],
        "measures" => &["milestones"],
        "due" => &["due", "due_text"],
        "status" => &["status_text", "stage"],
        "share" | "percent" => &["percent"],
        "title" => &["title"],
        "progress" => &["progress"],
        "obstacle" => &["obstacle"],
        other => panic!("{other}"),
    }
}

/// A field of an issue in the notation of the fixtures.
fn shown(issue: &Value, field: &str) -> String {
    let value = match field.strip_prefix("extra.") {
        Some(heading) => &issue["extra"][heading],
        None => &issue[field],
    };
    let one = |value: &Value| match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(measure) => match &measure["due"] {
            Value::String(due) => format!("{} @{due}", measure["text"].as_str().unwrap()),
            _ => measure["text"].as_str().unwrap().to_owned(),
        },
        other => other.to_string(),
    };
    match value {
        Value::Array(list) => list.iter().map(one).collect::<Vec<_>>().join(" | "),
        value => one(value),
    }
}

fn judged(form: &Form) -> Counts {
    let mut counts = Counts::default();
    let mut office = Office::bare("forms");
    office.today.clone_from(&form.today);
    let (file, bytes) = bytes(form);
    office.write(&file, &bytes);
    if !form.before.is_empty() {
        office.done("init");
    }
    for line in &form.before {
        office.done(line);
    }
    let import = |more: &[&str]| office.run(&[&["--yes", "import", &file], more].concat());
    let answers: Vec<&str> = form.answers.iter().flatten().map(String::as_str).collect();
    let asked_of: Vec<(&str, &str)> = answers.iter().filter_map(|answer| answer.split_once('=')).collect();

    let map = office.run(&[&["import", &file, "--map", "--format", "json"], &answers[..]].concat());
    let map: Value = serde_json::from_str(&map.stdout).unwrap_or_default();
    for (heading, column) in &form.columns {
        counts.columns.1 += 1;
        let empty = Vec::new();
        let taken = map["columns"].as_array().unwrap_or(&empty).iter().filter(|taken| taken["heading"] == **heading);
        let mut taken: Vec<(String, String)> = taken
            .map(|taken| {
                let own = taken["own"] == true;
                let column = if own { "own" } else { taken["column"].as_str().unwrap() };
                (taken["sheet"].to_string(), column.to_owned())
            })
            .collect();
        taken.sort();
        let mut sheets: Vec<String> = taken
            .chunk_by(|a, b| a.0 == b.0)
            .map(|sheet| sheet.iter().map(|(_, column)| column.as_str()).collect::<Vec<_>>().join(" + "))
            .collect();
        sheets.dedup();
        let mut wanted: Vec<&str> = column.split(" + ").collect();
        wanted.sort_unstable();
        if sheets != [wanted.join(" + ")] {
            counts.differences.push(format!("column {heading}: {column}, but {sheets:?}"));
            counts.wrong += usize::from(!sheets.is_empty());
        } else if !asked_of.iter().any(|(asked, _)| asked == heading) {
            counts.columns.0 += 1;
        }
    }

    let mut outcome = import(&[]);
    if let Some(word) = &form.refused {
        assert!(outcome.code == 3 && outcome.stderr.contains(word.as_str()), "{}: {outcome}", form.name);
        counts.asked += 1;
        for line in &form.then {
            office.done(line);
        }
        outcome = import(&[]);
    }
    if outcome.code == 3 && !answers.is_empty() {
        let named = ["--set", "--sheet", "--year"].iter().any(|option| outcome.stderr.contains(option));
        assert!(named, "{}: {outcome}", form.name);
        counts.asked += form.answers.len();
        outcome = import(&answers);
    }
    let all: usize = form.cells.iter().map(|(_, fields)| fields.len()).sum::<usize>() + form.owners.len();
    counts.cells.1 = all;
    if outcome.code != 0 {
        counts.asked += all;
        counts.differences.push(format!("refused: {outcome}"));
        return counts;
    }
    for said in &form.said {
        if !outcome.stderr.contains(said.as_str()) {
            counts.differences.push(format!("not said: {said}: {}", outcome.stderr));
            counts.wrong += 1;
        }
    }
    let list = office.json("list");
    let list = list.as_array().unwrap();
    if list.len() != form.issues {
        counts.wrong += 1;
        counts.differences.push(format!("{} issues, but {}", form.issues, list.len()));
    }
    for (title, fields) in &form.cells {
        let titled = |issue: &&Value, exactly: bool| {
            let own = issue["title"].as_str().unwrap();
            if exactly { own == title } else { own.contains(title.as_str()) }
        };
        let mut found: Vec<&Value> = list.iter().filter(|issue| titled(issue, true)).collect();
        if found.is_empty() {
            found = list.iter().filter(|issue| titled(issue, false)).collect();
        }
        for (field, wanted) in fields {
            let asked = counts.asked > 0 && asked_of.iter().any(|(_, column)| self::fields(column).contains(&&**field));
            let is = match &found[..] {
                [issue] => shown(issue, field),
                _ => format!("{} issues", found.len()),
            };
            if is != *wanted {
                counts.wrong += 1;
                counts.differences.push(format!("{title}: {field} {wanted:?}, but {is:?}"));
            } else if !asked {
                counts.cells.0 += 1;
            }
        }
    }
    for (name, field, wanted) in &form.owners {
        let found = office.run(&["owner", "show", name, "--format", "json"]);
        let found: Value = serde_json::from_str(&found.stdout).unwrap_or_default();
        let is = shown(&found, field);
        if is == *wanted {
            counts.cells.0 += 1;
        } else {
            counts.wrong += 1;
            counts.differences.push(format!("{name}: {field} {wanted:?}, but {is:?}"));
        }
    }
    counts
}

const OPEN: &str = "<!-- forms: written by tests/it/forms.rs -->\n";
const CLOSE: &str = "<!-- end of forms -->\n";

fn table(forms: &[(Form, Counts)]) -> String {
    let mut text =
        String::from("| Form | What is special | Columns | Cells | Asked | Wrong |\n|---|---|---:|---:|---:|---:|\n");
    let mut total = Counts::default();
    for (form, counts) in forms {
        let row = |counts: &Counts| {
            let (columns, cells) = (counts.columns, counts.cells);
            format!("{}/{} | {}/{} | {} | {} |\n", columns.0, columns.1, cells.0, cells.1, counts.asked, counts.wrong)
        };
        let _ = write!(text, "| `{}` | {} | {}", form.name, form.special, row(counts));
        let add = |sum: &mut (usize, usize), more: (usize, usize)| *sum = (sum.0 + more.0, sum.1 + more.1);
        add(&mut total.columns, counts.columns);
        add(&mut total.cells, counts.cells);
        total.asked += counts.asked;
        total.wrong += counts.wrong;
    }
    let (columns, cells) = (total.columns, total.cells);
    let _ = writeln!(
        text,
        "| all {} | | {}/{} | {}/{} | {} | {} |",
        forms.len(),
        columns.0,
        columns.1,
        cells.0,
        cells.1,
        total.asked,
        total.wrong
    );
    text
}

#[test]
fn sheets_of_offices_are_understood_as_the_table_says() {
    let only = std::env::var("DUBAN_FORM").ok();
    let mut names: Vec<PathBuf> = std::fs::read_dir(root().join("tests/fixtures/forms"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| only.as_ref().is_none_or(|only| path.to_string_lossy().contains(only.as_str())))
        .collect();
    names.sort();
    let one = |path: &PathBuf| {
        let form = read(path.file_stem().unwrap().to_str().unwrap(), &std::fs::read_to_string(path).unwrap());
        let counts = judged(&form);
        (form, counts)
    };
    let forms: Vec<(Form, Counts)> = names.iter().map(one).collect();
    let mut differences = String::new();
    for (form, counts) in &forms {
        for difference in &counts.differences {
            let _ = writeln!(differences, "{}: {difference}", form.name);
        }
    }
    let table = table(&forms);
    assert!(only.is_none(), "{differences}{table}");
    let path = root().join("docs/spreadsheets.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(OPEN).expect("the table of forms begins");
    let (written, after) = rest.split_once(CLOSE).expect("the table of forms ends");
    if std::env::var_os("DUBAN_WRITE_FORMS").is_some() {
        std::fs::write(&path, format!("{before}{OPEN}{table}{CLOSE}{after}")).unwrap();
        println!("{differences}");
        return;
    }
    assert!(written == table, "{differences}{table}--- DUBAN_WRITE_FORMS=1 writes the table");
}

#[test]
fn an_amount_written_in_another_way_changes_nothing() {
    let office = Office::bare("amounts");
    let sheet = |amount: &str| format!("编号,问题,问题金额（万元）\n1,资金滞留,\"{amount}\"\n");
    office.write("in.csv", sheet("1,234.50").as_bytes());
    office.ok(&["--yes", "import", "in.csv"]);
    let before = office.digest();
    office.write("again.csv", sheet("1234.5").as_bytes());
    office.ok(&["--yes", "import", "again.csv"]);
    assert_eq!(office.digest(), before);
    office.write("less.csv", sheet("1234.4").as_bytes());
    office.ok(&["--yes", "import", "less.csv"]);
    assert_eq!(office.json("show 1")["extra"]["问题金额（万元）"], "1234.4");
}
