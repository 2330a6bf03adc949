//! The sheet that a unit fills in for a round of the dispatch: what was reported last, and empty cells for this time.

use super::columns::{self, Local, Part, plain};
use super::grid::{self, Grid, Row};
use super::key::Key;
use super::table;
use super::workbook::{self, Check, Fault, Kind, Rule, Workbook};
use crate::domain::column::{Cell, Column};
use crate::domain::id::Id;
use crate::domain::issue::Stage;
use crate::domain::say::Said;
use crate::grammar::{axes, names};
use crate::i18n::{Lang, Words};
use crate::say;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// A sheet for one unit.
#[derive(Debug, Clone)]
pub struct Form<'l> {
    /// What stands at the top: the round, the unit, by when it is wanted back.
    pub title: String,
    /// The day on which it was made.
    pub day: NaiveDate,
    /// Who writes it.
    pub author: &'l str,
    /// When.
    pub created: DateTime<FixedOffset>,
    /// The ledger it is from.
    pub ledger: &'l str,
    /// The words of stages to choose from.
    pub stages: Vec<String>,
    /// What is asked.
    pub rows: Vec<Asked<'l>>,
}

/// What is asked about one issue.
#[derive(Debug, Clone)]
pub struct Asked<'l> {
    /// The record of what is asked, by which the row is known again.
    pub ask: Id,
    /// Its number.
    pub number: &'l str,
    /// Its title.
    pub title: &'l str,
    /// Its limit, as it was written where that says more than the day.
    pub due: Option<&'l str>,
    /// The percent reported last.
    pub percent: Option<i64>,
    /// How far it stands, in the words of the ledger.
    pub stage: String,
    /// What was reported last.
    pub text: Option<&'l str>,
}

/// The columns of the sheet from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Number,
    Title,
    Due,
    LastPercent,
    LastStage,
    LastText,
    Percent,
    Stage,
    Text,
    NextStep,
    Obstacle,
    HelpNeeded,
    Key,
}

impl Field {
    const ALL: [Field; 13] = [
        Field::Number,
        Field::Title,
        Field::Due,
        Field::LastPercent,
        Field::LastStage,
        Field::LastText,
        Field::Percent,
        Field::Stage,
        Field::Text,
        Field::NextStep,
        Field::Obstacle,
        Field::HelpNeeded,
        Field::Key,
    ];

    /// What stands above it, in Chinese and in English; a sheet is known by either.
    fn headings(self) -> [&'static str; 2] {
        match self {
            Field::Number => ["编号", "No."],
            Field::Title => ["问题", "Issue"],
            Field::Due => ["整改时限", "Due"],
            Field::LastPercent => ["上期进度%", "Percent last time"],
            Field::LastStage => ["上期状态", "Status last time"],
            Field::LastText => ["上期进展", "Reported last time"],
            Field::Percent => ["本周进度%", "Percent this week"],
            Field::Stage => ["整改状态", "Status this week"],
            Field::Text => ["本周进展", "Done this week"],
            Field::NextStep => ["下周计划", "Plan for next week"],
            Field::Obstacle => ["存在困难", "Obstacle"],
            Field::HelpNeeded => ["需协调事项", "Help needed"],
            Field::Key => ["反馈标识（请勿改动）", "Key (do not change)"],
        }
    }

    fn heading(self, lang: Lang) -> &'static str {
        self.headings()[usize::from(lang == Lang::En)]
    }

    fn is_headed(self, text: &str) -> bool {
        let bare = |text: &str| plain(text).replace(['(', ')'], ""); // 本周进度（%）, too
        let text = bare(text);
        self.headings().iter().any(|heading| bare(heading) == text)
    }

    fn kind(self) -> Kind {
        match self {
            Field::Number | Field::Due | Field::LastStage | Field::Stage | Field::Key => Kind::Short,
            Field::LastPercent | Field::Percent => Kind::Middle,
            _ => Kind::Long,
        }
    }

    /// The column of a ledger that the unit's own cells are, and what of it they take; none for what is laid down.
    fn filled_in(self) -> Option<(Column, Part)> {
        Some(match self {
            Field::Percent => (Column::Percent, Part::Exact),
            Field::Stage => (Column::Status, Part::Whole),
            Field::Text => (Column::Progress, Part::Whole),
            Field::NextStep => (Column::NextStep, Part::Whole),
            Field::Obstacle => (Column::Obstacle, Part::Whole),
            Field::HelpNeeded => (Column::HelpNeeded, Part::Whole),
            _ => return None,
        })
    }
}

impl Form<'_> {
    /// The sheet as a workbook: what the office has laid down is locked, without a password.
    ///
    /// # Errors
    /// When a text is longer than a cell takes, with the issue and the column.
    pub fn workbook(&self, words: &Words) -> Result<Vec<u8>, Said> {
        use workbook::Cell;
        const STAGES: usize = 0; // the only list
        let check = |rule, message| Some(Check { rule, firm: true, message: words.word(message) });
        let column = |field: &Field| workbook::Column {
            heading: field.heading(words.lang()).to_owned(),
            kind: field.kind(),
            check: match field {
                Field::Percent => check(Rule::Percent, "export-check-percent"),
                Field::Stage => check(Rule::List(STAGES), "round-check-status"),
                Field::Key => check(Rule::Fixed, "export-check-key"),
                _ => None,
            },
            locked: field.filled_in().is_none(),
            hidden: *field == Field::Key,
        };
        let book = Workbook {
            name: words.word("round-sheet"),
            title: self.title.clone(),
            day_label: words.word("export-day"),
            day: self.day,
            day_format: words.word("export-day-format"),
            legend: words.word("round-sheet-how"),
            columns: Field::ALL.iter().map(column).collect(),
            frozen: 2,
            lists_name: words.word("export-lists"),
            lists: vec![(words.word("export-list-status"), self.stages.clone())],
            lamps: Vec::new(),
            protected: true,
            footer: words.word("export-footer"),
            author: self.author.to_owned(),
            created: self.created,
            properties: vec![("duban-ledger", self.ledger.to_owned())],
        };
        let text = |text: Option<&str>| text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned().into()));
        let cells = |row: &Asked| -> Vec<Cell<'static>> {
            let cell = |field: &Field| match field {
                Field::Number => text(Some(row.number)),
                Field::Title => text(Some(row.title)),
                Field::Due => text(row.due),
                Field::LastPercent => {
                    let percent = row.percent.and_then(|percent| i32::try_from(percent).ok());
                    percent.map_or(Cell::Empty, |percent| Cell::Number(f64::from(percent)))
                }
                Field::LastStage => text(Some(&row.stage)),
                Field::LastText => text(row.text),
                Field::Key => Cell::Text(Key { record: row.ask, base: self.ledger, scope: "" }.to_string().into()),
                _ => Cell::Empty,
            };
            Field::ALL.iter().map(cell).collect()
        };
        let rows: Vec<Vec<Cell>> = self.rows.iter().map(cells).collect();
        workbook::write(&book, &rows).map_err(|Fault { cell, why }| match cell {
            Some((row, place)) => {
                let (number, heading) = (self.rows[row].number, Field::ALL[place].heading(words.lang()));
                say!("export-cell", number = number, heading = heading, why = why)
            }
            None => why,
        })
    }
}

/// A row that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the sheet.
    pub line: u64,
    /// What is asked, and the ledger that asks; none where the cell was lost.
    pub key: Option<(Id, String)>,
    /// The number of the issue.
    pub number: String,
    /// What stands in the column of the title, with its heading.
    pub title: Option<(String, String)>,
    /// What stands in the column of the limit, with its heading.
    pub due: Option<(String, String)>,
    /// The stage that the sheet went out with, if it tells one.
    pub shown: Option<Stage>,
    /// What the unit has filled in, with the column of the sheet that it stands in; an empty cell says nothing.
    pub cells: Vec<Filled>,
}

/// A cell that the unit has filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Which column of the file.
    pub at: usize,
    /// What the column is in a ledger.
    pub column: Column,
    /// What it says.
    pub cell: Cell,
}

impl Line {
    /// Whether the unit has left every cell empty.
    pub fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    /// The percent of this week.
    pub fn percent(&self) -> Option<i64> {
        self.cells.iter().find_map(|filled| if let Cell::Percent(percent) = filled.cell { percent } else { None })
    }
}

/// A sheet that came back.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// What stands above the headings, line by line.
    pub above: Vec<String>,
    /// The name of the sheet; a CSV file has none.
    pub name: Option<String>,
    /// The headings, by the columns of the file.
    pub headings: Vec<String>,
    /// The rows.
    pub lines: Vec<Line>,
    /// Cells that cannot be taken: the row, the column of the file, why.
    pub problems: Vec<(u64, usize, Said)>,
    /// Headings of columns that the sheet did not go out with, and in which something stands.
    pub strange: Vec<String>,
}

impl Returned {
    /// What is wrong with a cell, told once with all the cells of a column that it is wrong with.
    pub fn faults(&self, cells: impl IntoIterator<Item = (u64, usize, Said)>) -> Vec<Said> {
        let cells = cells.into_iter().map(|(line, column, why)| {
            let cell = grid::address(self.name.as_deref(), line, column);
            ((column, why.to_string()), (column, why), cell)
        });
        let told = Said::once(cells).into_iter().map(|((column, why), cells)| {
            let heading = self.headings.get(column).map_or("", String::as_str);
            say!("round-cell", cells = cells.join(" "), heading = heading, why = why)
        });
        told.collect()
    }

    /// The number of the round that its title names: 第12期, round 12.
    pub fn round(&self) -> Option<i64> {
        let number = |rest: &str| -> Option<i64> {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            rest[..end].parse().ok()
        };
        self.above.iter().find_map(|text| {
            let plain = plain(text);
            let after = |mark: &str| plain.split_once(mark).and_then(|(_, rest)| number(rest));
            after("第").filter(|_| plain.contains('期')).or_else(|| after("round"))
        })
    }
}

/// Reads a sheet that came back; `None` when it is none of ours.
///
/// Headings are looked for by their words, so that columns may have been moved, left out or added.
pub fn read(name: Option<&str>, grid: &Grid, local: &Local) -> Option<Returned> {
    const WITHIN: usize = 15;
    let (header, places) = grid.rows().take(WITHIN).enumerate().find_map(|(at, row)| Some((at, places(row)?)))?;
    let headings = grid.row(header).cells().map(|heading| heading.trim().to_owned()).collect();
    let mut returned = Returned { name: name.map(str::to_owned), headings, ..Returned::default() };
    for row in grid.rows().take(header) {
        returned.above.extend(row.cells().map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned));
    }
    let strange = returned.headings.iter().enumerate().filter(|(at, heading)| {
        let ours = Field::ALL.iter().any(|field| field.is_headed(heading));
        let says = |row: Row| !blank(row.cell(*at).trim()) && !row.cell(*at).trim().is_empty();
        !ours && !heading.is_empty() && grid.rows().skip(header + 1).any(says)
    });
    returned.strange = strange.map(|(_, heading)| heading.clone()).collect();
    let place = |field: Field| places.iter().find(|(known, _)| *known == field).map(|(_, at)| *at);
    for index in header + 1..grid.len() {
        let row = grid.row(index);
        let cell = |field: Field| place(field).map_or("", |at| row.cell(at).trim());
        let key = Key::read(cell(Field::Key)).ok().flatten();
        if key.is_none() && is_no_row(row, &places) {
            continue;
        }
        let mut cells = Vec::new();
        for field in Field::ALL {
            let (Some((column, part)), Some(at)) = (field.filled_in(), place(field)) else { continue };
            let mut said = row.cell(at).trim();
            if said.is_empty() {
                said = grid.merged(row.line, at);
            }
            if names::ditto(said) {
                let above = grid.above(header + 1, index, at);
                if above.is_empty() {
                    returned.problems.push((row.line, at, say!("round-ditto-first", found = said)));
                }
                said = above;
            }
            if blank(said) {
                continue;
            }
            match fill(&column, part, said, local) {
                Ok(cell) if cell.is_empty() => {}
                Ok(cell) => cells.push(Filled { at, column, cell }),
                Err(why) => returned.problems.push((row.line, at, why)),
            }
        }
        let fixed = |field: Field| {
            let text = cell(field);
            place(field).filter(|_| !text.is_empty()).map(|at| (returned.headings[at].clone(), text.to_owned()))
        };
        let shown = match columns::parse(&Column::Status, Part::Whole, cell(Field::LastStage), local) {
            Ok(Cell::Status(_, stage)) => stage,
            _ => None,
        };
        returned.lines.push(Line {
            line: row.line,
            key: key.map(|key| (key.record, key.base.to_owned())),
            number: columns::number(cell(Field::Number)).into_owned(),
            title: fixed(Field::Title),
            due: fixed(Field::Due),
            shown,
            cells,
        });
    }
    for (line, column, why) in grid.doubts() {
        let taken = places.iter().any(|(field, at)| at == column && field.filled_in().is_some());
        if taken && returned.lines.binary_search_by_key(line, |row| row.line).is_ok() {
            returned.problems.push((*line, *column, why.clone()));
        }
    }
    returned.problems.sort_by_key(|(line, column, _)| (*line, *column));
    Some(returned)
}

/// Whether a row without a key asks nothing: a blank one, the header again at the top of a page, a total, a signature.
fn is_no_row(row: Row, places: &[(Field, usize)]) -> bool {
    if places.iter().all(|(field, at)| row.cell(*at).trim().is_empty() || field.is_headed(row.cell(*at))) {
        return true;
    }
    let number = places.iter().find(|(field, _)| *field == Field::Number).map(|(_, at)| row.cell(*at).trim());
    let first = row.cells().map(str::trim).find(|cell| !cell.is_empty()).unwrap_or_default();
    number.is_none_or(|number| number.is_empty() || number == first) && table::footer(&plain(first))
}

/// Reads a cell that the unit has filled in, as a ledger reads one; a stage is not for a unit to strike an issue off by.
fn fill(column: &Column, part: Part, text: &str, local: &Local) -> Result<Cell, Said> {
    let cell = columns::parse(column, part, text, local)?;
    match &cell {
        Cell::Status(Some(_), None) => Err(say!("sheet-bad-status", found = text)), // 见附件
        Cell::Status(Some(text), _) => axes::reportable(text).map(|()| cell),
        _ => Ok(cell),
    }
}

/// Where the columns are, if the row is our header: it has the figure of this week or its text, and tells the issue.
fn places(row: Row) -> Option<Vec<(Field, usize)>> {
    let mut places: Vec<(Field, usize)> = Vec::new();
    for (at, cell) in row.cells().enumerate() {
        let field = Field::ALL.iter().find(|field| field.is_headed(cell));
        if let Some(field) = field.filter(|field| !places.iter().any(|(known, _)| known == *field)) {
            places.push((*field, at));
        }
    }
    let has = |field: Field| places.iter().any(|(known, _)| *known == field);
    let reports = has(Field::Percent) || has(Field::Text);
    (reports && (has(Field::Key) || has(Field::Number))).then_some(places)
}

/// A mark that stands where nothing is to be said; 无 is an answer.
fn blank(text: &str) -> bool {
    ["/", "-", "—", "——"].contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_may_be_moved_and_added() {
        let mut grid = Grid::default();
        let ask = Id([7; 16]);
        grid.push(1, ["第12期周调度反馈表（市水利局）", "", ""]);
        grid.push(3, ["我局备注", "本周进展", "编号", "本周进度（％）", "反馈标识（请勿改动）"]);
        grid.push(4, ["急", "已立案", "8", "60%", &format!("{ask}@ledger")]);
        grid.push(5, ["", "", "", "", ""]);
        grid.push(6, ["", "同上", "9", "0.5", ""]);
        let local = Local { ours: true, ..Local::default() };
        let returned = read(Some("反馈表"), &grid, &local).expect("it is ours");
        assert_eq!((returned.above.len(), returned.round()), (1, Some(12)));
        assert_eq!(returned.lines.len(), 2);
        let told = |at: usize| {
            let line = &returned.lines[at];
            (line.line, line.key.clone(), line.cells.iter().map(|filled| filled.cell.clone()).collect::<Vec<_>>())
        };
        let text = Cell::Text(Some("已立案".to_owned()));
        let key = Some((ask, "ledger".to_owned()));
        assert_eq!(told(0), (4, key, vec![Cell::Percent(Some(60)), text.clone()]));
        assert_eq!(told(1), (6, None, vec![text]), "同上");
        let faults = returned.faults(returned.problems.clone());
        assert!(faults[0].to_string().contains("反馈表!D6"), "half a percent, or a half: {faults:?}");
        assert_eq!(returned.strange, ["我局备注"], "what stands there is not taken, and told");
        let mut other = Grid::default();
        other.push(1, ["编号", "问题", "责任单位"]);
        assert!(read(None, &other, &local).is_none());
    }

    #[test]
    fn a_ditto_and_a_merged_cell_say_what_stands_above_and_a_signature_is_no_row() {
        let mut grid = Grid::default();
        grid.push(1, ["编号", "本周进度%", "整改状态", "本周进展"]);
        grid.push(2, ["问题8、", "40", "整改中", "已立案"]);
        grid.push(3, ["9", "", "", ""]);
        grid.push(4, ["10", "同上", "同上", "同上"]);
        grid.push(5, ["11", "", "", ""]);
        grid.push(6, ["填报人：张三", "", "", "审核人：李四"]);
        grid.merge(vec![(3, 4, 5)]);
        grid.doubt(5, 1, say!("cell-formula-error", found = "#REF!"));
        grid.doubt(6, 1, say!("cell-formula-error", found = "#REF!"));
        let returned = read(None, &grid, &Local { ours: true, ..Local::default() }).expect("it is ours");
        let numbers: Vec<&str> = returned.lines.iter().map(|line| line.number.as_str()).collect();
        assert_eq!(numbers, ["8", "9", "10", "11"]);
        assert!(returned.lines[1].is_blank());
        assert_eq!(returned.lines[2].cells, returned.lines[0].cells, "the row between says nothing");
        let merged: Vec<&Cell> = returned.lines[3].cells.iter().map(|filled| &filled.cell).collect();
        assert_eq!(merged, [&Cell::Text(Some("已立案".to_owned()))]);
        let places: Vec<(u64, usize)> = returned.problems.iter().map(|(line, at, _)| (*line, *at)).collect();
        assert_eq!(places, [(5, 1)], "a formula that failed is not an empty cell");
    }

    #[test]
    fn a_stage_is_read_as_a_ledger_reads_it_and_strikes_nothing_off() {
        let statuses = std::collections::HashMap::from([(names::key("挂账督办"), Stage::InProgress)]);
        let local = Local { ours: true, statuses, ..Local::default() };
        let read = |text: &str| fill(&Column::Status, Part::Whole, text, &local);
        for (text, stage) in [
            ("整改中", Stage::InProgress),
            ("basically done", Stage::BasicallyDone),
            ("已完成并长期坚持", Stage::Done),
            ("挂账督办", Stage::InProgress),
        ] {
            assert_eq!(read(text), Ok(Cell::Status(Some(text.to_owned()), Some(stage))), "{text}");
        }
        for (text, why) in [
            ("快了", "sheet-bad-status"),
            ("见附件", "sheet-bad-status"),
            ("立行立改", "sheet-bad-status"),
            ("已销号", "stage-is-closing"),
            ("申请销号", "stage-is-closing"),
        ] {
            assert_eq!(read(text).unwrap_err().key, why, "{text}");
        }
    }
}
