//! The sheet that a unit fills in for a round of the dispatch: what was reported last, and empty cells for this time.

use super::columns::plain;
use super::grid::{Grid, Row};
use super::workbook::{self, Cell, Check, Column, Fault, Kind, Rule, Workbook};
use crate::domain::id::Id;
use crate::domain::say::Said;
use crate::grammar::names;
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
    LastText,
    Percent,
    Text,
    NextStep,
    Obstacle,
    HelpNeeded,
    Key,
}

impl Field {
    const ALL: [Field; 11] = [
        Field::Number,
        Field::Title,
        Field::Due,
        Field::LastPercent,
        Field::LastText,
        Field::Percent,
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
            Field::LastText => ["上期进展", "Reported last time"],
            Field::Percent => ["本周进度%", "Percent this week"],
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
            Field::Number | Field::Due | Field::Key => Kind::Short,
            Field::LastPercent | Field::Percent => Kind::Middle,
            _ => Kind::Long,
        }
    }

    fn is_filled_in(self) -> bool {
        matches!(self, Field::Percent | Field::Text | Field::NextStep | Field::Obstacle | Field::HelpNeeded)
    }
}

impl Form<'_> {
    /// The sheet as a workbook: what the office has laid down is locked, without a password.
    ///
    /// # Errors
    /// When a text is longer than a cell takes, with the issue and the column.
    pub fn workbook(&self, words: &Words) -> Result<Vec<u8>, Said> {
        let percent = Check { rule: Rule::Percent, firm: true, message: words.word("export-check-percent") };
        let fixed = Check { rule: Rule::Fixed, firm: true, message: words.word("export-check-key") };
        let column = |field: &Field| Column {
            heading: field.heading(words.lang()).to_owned(),
            kind: field.kind(),
            check: match field {
                Field::Percent => Some(percent.clone()),
                Field::Key => Some(fixed.clone()),
                _ => None,
            },
            locked: !field.is_filled_in(),
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
            lists: Vec::new(),
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
                Field::LastText => text(row.text),
                Field::Key => Cell::Text(format!("{}@{}", row.ask, self.ledger).into()),
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
    /// 本周进度
    pub percent: Option<i64>,
    /// 本周进展
    pub text: Option<String>,
    /// 下周计划
    pub next_step: Option<String>,
    /// 存在困难
    pub obstacle: Option<String>,
    /// 需协调事项
    pub help_needed: Option<String>,
}

impl Line {
    /// Whether the unit has left every cell empty.
    pub fn is_blank(&self) -> bool {
        let texts = [&self.text, &self.next_step, &self.obstacle, &self.help_needed];
        self.percent.is_none() && texts.iter().all(|text| text.is_none())
    }
}

/// A sheet that came back.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// What stands above the headings, line by line.
    pub above: Vec<String>,
    /// The rows.
    pub lines: Vec<Line>,
    /// Cells that cannot be taken: the row, the heading, why.
    pub problems: Vec<(u64, String, Said)>,
    /// Headings of columns that the sheet did not go out with, and in which something stands.
    pub strange: Vec<String>,
}

impl Returned {
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
pub fn read(grid: &Grid) -> Option<Returned> {
    const WITHIN: usize = 15;
    let (header, places) = grid.rows().take(WITHIN).enumerate().find_map(|(at, row)| Some((at, places(row)?)))?;
    let mut returned = Returned::default();
    for row in grid.rows().take(header) {
        returned.above.extend(row.cells().map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned));
    }
    let strange: Vec<(usize, &str)> = grid.row(header).cells().enumerate().collect();
    let strange = strange.into_iter().filter(|(at, heading)| {
        let ours = Field::ALL.iter().any(|field| field.is_headed(heading));
        !ours
            && grid.rows().skip(header + 1).any(|row| !blank(row.cell(*at).trim()) && !row.cell(*at).trim().is_empty())
    });
    returned.strange = strange.map(|(_, heading)| heading.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    for row in grid.rows().skip(header + 1) {
        let cell =
            |field: Field| places.iter().find(|(known, _)| *known == field).map_or("", |(_, at)| row.cell(*at).trim());
        let key = key(cell(Field::Key));
        if key.is_none() && Field::ALL.iter().all(|field| cell(*field).is_empty()) {
            continue;
        }
        if key.is_none() && places.iter().all(|(field, at)| field.is_headed(row.cell(*at))) {
            continue; // the header again at the top of a page
        }
        let text = |field: Field| {
            let text = cell(field);
            (!text.is_empty() && !blank(text)).then(|| text.to_owned())
        };
        let percent = percent(cell(Field::Percent)).unwrap_or_else(|why| {
            returned.problems.push((row.line, row_heading(grid, header, &places, Field::Percent), why));
            None
        });
        for field in [Field::Text, Field::NextStep, Field::Obstacle, Field::HelpNeeded] {
            if names::ditto(cell(field)) && returned.lines.is_empty() {
                returned.problems.push((
                    row.line,
                    row_heading(grid, header, &places, field),
                    say!("round-ditto-first", found = cell(field)),
                ));
            }
        }
        let above = returned.lines.last().cloned();
        let or_above = |field: Field, of: fn(&Line) -> Option<&String>| {
            if names::ditto(cell(field)) { above.as_ref().and_then(of).cloned() } else { text(field) }
        };
        let fixed = |field: Field| {
            let text = cell(field);
            (!text.is_empty()).then(|| (row_heading(grid, header, &places, field), text.to_owned()))
        };
        returned.lines.push(Line {
            line: row.line,
            key,
            number: cell(Field::Number).to_owned(),
            title: fixed(Field::Title),
            due: fixed(Field::Due),
            percent,
            text: or_above(Field::Text, |line| line.text.as_ref()),
            next_step: or_above(Field::NextStep, |line| line.next_step.as_ref()),
            obstacle: or_above(Field::Obstacle, |line| line.obstacle.as_ref()),
            help_needed: or_above(Field::HelpNeeded, |line| line.help_needed.as_ref()),
        });
    }
    Some(returned)
}

/// The heading as the sheet has it.
fn row_heading(grid: &Grid, header: usize, places: &[(Field, usize)], field: Field) -> String {
    let place = places.iter().find(|(known, _)| *known == field);
    place.map(|(_, at)| grid.row(header).cell(*at).trim().to_owned()).unwrap_or_default()
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

fn key(text: &str) -> Option<(Id, String)> {
    let (ask, ledger) = text.split_once('@')?;
    Some((Id::parse(ask)?, ledger.to_owned()))
}

/// A mark that stands where nothing is to be said; 无 is an answer.
fn blank(text: &str) -> bool {
    ["/", "-", "—", "——"].contains(&text)
}

/// Reads 80, 80% or 80.0 as 80.
///
/// A bare fraction such as 0.8 may be a share of one or less than one in a hundred: that is asked, not guessed.
fn percent(text: &str) -> Result<Option<i64>, Said> {
    let plain = plain(text);
    if plain.is_empty() || names::blank(&plain) || blank(&plain) {
        return Ok(None);
    }
    let number = plain.trim_end_matches('%');
    let bad = || say!("round-percent", found = text);
    let value: rust_decimal::Decimal = number.parse().map_err(|_| bad())?;
    let whole = value.normalize();
    if !whole.fract().is_zero() {
        return Err(bad());
    }
    whole.to_string().parse().ok().filter(|percent| (0..=100).contains(percent)).map(Some).ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_read_and_a_fraction_is_asked_about() {
        for (text, expected) in [
            ("80", Some(80)),
            ("80%", Some(80)),
            ("８０％", Some(80)),
            ("100.0", Some(100)),
            ("0", Some(0)),
            ("", None),
            ("/", None),
        ] {
            assert_eq!(percent(text), Ok(expected), "{text}");
        }
        for text in ["0.8", "80.5%", "101", "-1", "八成", "已完成"] {
            assert!(percent(text).is_err(), "{text}");
        }
    }

    #[test]
    fn columns_may_be_moved_and_added() {
        let mut grid = Grid::default();
        let ask = Id([7; 16]);
        grid.push(1, ["第12期周调度反馈表（市水利局）", "", ""]);
        grid.push(3, ["我局备注", "本周进展", "编号", "本周进度（％）", "反馈标识（请勿改动）"]);
        grid.push(4, ["急", "已立案", "8", "60%", &format!("{ask}@ledger")]);
        grid.push(5, ["", "", "", "", ""]);
        grid.push(6, ["", "同上", "9", "0.5", ""]);
        let returned = read(&grid).expect("it is ours");
        assert_eq!((returned.above.len(), returned.round()), (1, Some(12)));
        assert_eq!(returned.lines.len(), 2);
        let first = &returned.lines[0];
        assert_eq!((first.line, first.percent, first.text.as_deref()), (4, Some(60), Some("已立案")));
        assert_eq!(first.key, Some((ask, "ledger".to_owned())));
        assert_eq!((returned.lines[1].text.as_deref(), &returned.lines[1].key), (Some("已立案"), &None));
        assert_eq!(returned.problems.len(), 1, "half a percent, or a half");
        assert_eq!(returned.strange, ["我局备注"], "what stands there is not taken, and told");
        let mut other = Grid::default();
        other.push(1, ["编号", "问题", "责任单位"]);
        assert!(read(&other).is_none());
    }
}
