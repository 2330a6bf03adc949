//! Issues as a sheet: which columns, what stands in each cell, and what helps a person to fill it in.

use super::columns;
use super::csv::{self, Encoding};
use super::key::Key;
use super::workbook::{self, Cell, Check, Colour, DAY_CELL, FIRST_ROW, Fault, Kind, Lamp, Rule, Workbook};
use crate::domain::column::{self, Column};
use crate::domain::issue::{Closing, Issue, Role, Stage};
use crate::domain::pace;
use crate::domain::say::Said;
use crate::i18n::Words;
use crate::say;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Issues on their way out.
#[derive(Debug, Clone)]
pub struct Sheet<'l> {
    /// The columns from the left, with what stands above each; the key comes behind them.
    pub columns: Vec<(String, Column)>,
    /// The issues from the top.
    pub rows: Vec<Row<'l>>,
    /// The position that they are exported at, as the key names it.
    pub base: String,
    /// Which issues and columns these are, where they are not all.
    pub scope: String,
}

/// An issue with what it stands under.
#[derive(Debug, Clone, Copy)]
pub struct Row<'l> {
    /// The issue.
    pub issue: &'l Issue,
    /// The title of its area.
    pub area: Option<&'l str>,
    /// The limit that binds it, its own or another's.
    pub limit: Option<NaiveDate>,
}

/// What a workbook has beside the cells.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'l> {
    /// What stands at the top.
    pub title: &'l str,
    /// The day that the sheet speaks of.
    pub day: NaiveDate,
    /// Who writes it.
    pub author: &'l str,
    /// When.
    pub created: DateTime<FixedOffset>,
    /// The ledger it is from.
    pub ledger: &'l str,
    /// Names to choose from.
    pub choices: &'l Choices,
    /// Whether it goes to a unit, which fills in some columns and leaves the others.
    pub for_unit: bool,
    /// Whether columns in which nothing stands are out of sight, unless they are there to be filled in.
    pub hide_empty: bool,
}

/// Names to choose from in drop-downs.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Areas in the order of the report.
    pub areas: Vec<String>,
    /// People, or posts.
    pub people: Vec<String>,
    /// Units.
    pub units: Vec<String>,
}

/// The columns that an export has unless others are asked for: ours, then the user's own.
pub fn usual<'l>(issues: impl IntoIterator<Item = &'l Issue>) -> Vec<Column> {
    let own: BTreeSet<&str> =
        issues.into_iter().flat_map(|issue| issue.extra.iter().map(|(heading, _)| heading.as_str())).collect();
    Column::ALL.iter().cloned().chain(own.into_iter().map(|heading| Column::Extra(heading.to_owned()))).collect()
}

/// What is filled in from week to week, as nobody but the unit can.
fn is_filled_in(column: &Column) -> bool {
    column.is_report()
        || matches!(
            column,
            Column::Status | Column::DoneOn | Column::Note | Column::Measures | Column::Who(Role::Contact)
        )
}

impl Sheet<'_> {
    fn header<'s>(&'s self, words: &Words) -> impl Iterator<Item = Cow<'s, str>> + use<'s> {
        let key = columns::heading(&Column::Key, words.lang()).into_owned();
        self.columns.iter().map(|(heading, _)| Cow::Borrowed(heading.as_str())).chain([Cow::Owned(key)])
    }

    fn key(&self, row: &Row) -> String {
        Key { record: row.issue.id, base: &self.base, scope: &self.scope }.to_string()
    }

    /// The sheet as CSV.
    ///
    /// # Errors
    /// When the encoding lacks a character, with the issue and the column.
    pub fn csv(&self, words: &Words, encoding: Encoding) -> Result<Vec<u8>, Said> {
        let closed = [false, true].map(|closed| columns::print(&column::Cell::Closed(Some(closed)), words));
        let rows = self.rows.iter().map(|row| {
            // most cells are written as they lie in memory
            let cells = self.columns.iter().map(|(_, column)| match (column, column.text(row.issue, row.area)) {
                (_, Some(text)) => Cow::Borrowed(text),
                (Column::Closed, _) => {
                    Cow::Borrowed(closed[usize::from(row.issue.closing == Closing::Closed)].as_str())
                }
                (column, None) => Cow::Owned(columns::print(&column.cell(row.issue, row.area), words)),
            });
            cells.chain([Cow::Owned(self.key(row))]).collect::<Vec<Cow<str>>>()
        });
        let header = std::iter::once(self.header(words).collect());
        csv::write(header.chain(rows), encoding).map_err(|(cell, why)| match cell.0.checked_sub(1) {
            Some(row) => self.fault(Some((row, cell.1)), why),
            None => why,
        })
    }

    /// The sheet as a workbook.
    ///
    /// # Errors
    /// When a text is longer than a cell takes, with the issue and the column.
    pub fn workbook(&self, frame: &Frame, words: &Words) -> Result<Vec<u8>, Said> {
        let numbers: Vec<bool> = (0..self.columns.len()).map(|place| self.is_numeric(place)).collect();
        let due = self.columns.iter().position(|(_, column)| *column == Column::Due);
        let closed = [false, true].map(|closed| columns::print(&column::Cell::Closed(Some(closed)), words));
        let rows = self.rows.iter().map(|row| {
            let mut cells: Vec<Cell> = Vec::with_capacity(self.columns.len() + 3);
            for ((_, column), numeric) in self.columns.iter().zip(&numbers) {
                cells.push(match (column, column.text(row.issue, row.area)) {
                    (_, Some("")) => Cell::Empty,
                    (_, Some(text)) if *numeric => number(text).map_or(Cell::Text(text.into()), Cell::Number),
                    (_, Some(text)) => Cell::Text(text.into()),
                    (Column::Closed, _) => {
                        Cell::Text(closed[usize::from(row.issue.closing == Closing::Closed)].as_str().into())
                    }
                    (column, None) => cell(&column.cell(row.issue, row.area), words),
                });
            }
            cells.push(Cell::Text(self.key(row).into()));
            if let Some(due) = due {
                let as_written = cells[due].clone();
                cells.push(as_written);
                cells.push(binding(row).filter(|day| workbook::holds_day(*day)).map_or(Cell::Empty, Cell::Day));
            }
            cells
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let book = self.book(frame, words, &numbers, due);
        workbook::write(&book, &rows).map_err(|Fault { cell, why }| self.fault(cell, why))
    }

    fn fault(&self, cell: Option<(usize, usize)>, why: Said) -> Said {
        let Some((row, place)) = cell else { return why };
        let number = self.rows.get(row).map_or("", |row| row.issue.number.as_str());
        let heading = self.columns.get(place).map_or("", |(heading, _)| heading.as_str());
        say!("export-cell", number = number, heading = heading, why = why)
    }

    /// Whether a column is numbers throughout, so that it can be sorted and added up as such.
    ///
    /// 18 digits, 0012 and 8.10 are none: a spreadsheet would give them back as something else. One such cell, and the
    /// whole column is text.
    fn is_numeric(&self, place: usize) -> bool {
        let (_, column) = &self.columns[place];
        if !matches!(column, Column::Number | Column::Extra(_)) {
            return false;
        }
        let mut texts =
            self.rows.iter().filter_map(|row| column.text(row.issue, row.area)).filter(|text| !text.is_empty());
        let whole = |text: &str| *column != Column::Number || text.bytes().all(|byte| byte.is_ascii_digit());
        texts.all(|text| whole(text) && number(text).is_some())
    }

    /// How a column looks; one of the user's own by what stands in it.
    fn kind(&self, column: &Column) -> Kind {
        /// A name, an id, a date: what is to stay as it is typed. Text of 256 characters a spreadsheet no longer shows
        /// where it is told to leave it as it is.
        const SHORT: usize = 20;
        let texts = || self.rows.iter().filter_map(|row| column.text(row.issue, row.area));
        match kind(column) {
            Kind::Long if matches!(column, Column::Extra(_)) && texts().all(|text| text.chars().count() <= SHORT) => {
                Kind::Short
            }
            kind => kind,
        }
    }

    fn book(&self, frame: &Frame, words: &Words, numbers: &[bool], due: Option<usize>) -> Workbook {
        let statuses = self.statuses(words);
        let stages = Stage::ALL.iter().map(|stage| columns::print(&column::Cell::Status(None, Some(*stage)), words));
        let mut status_list: Vec<String> = stages.collect();
        for (text, _) in &statuses {
            if !status_list.contains(text) {
                status_list.push(text.clone());
            }
        }
        let lists = [
            (words.word("export-list-status"), status_list),
            (words.word("export-list-areas"), frame.choices.areas.clone()),
            (words.word("export-list-people"), frame.choices.people.clone()),
            (words.word("export-list-units"), frame.choices.units.clone()),
        ];
        let mut columns: Vec<workbook::Column> = self
            .columns
            .iter()
            .zip(numbers)
            .map(|((heading, column), numeric)| workbook::Column {
                heading: heading.clone(),
                kind: if *numeric && *column != Column::Number { Kind::Number } else { self.kind(column) },
                check: check(column, &lists, words),
                // what the office has laid down; in the whole ledger nothing is locked, see `protected`
                locked: !is_filled_in(column) && !matches!(column, Column::Extra(_)),
                hidden: frame.hide_empty && self.may_hide(column),
            })
            .collect();
        let hidden = |heading: String, check: Option<Check>| workbook::Column {
            heading,
            kind: Kind::Short,
            check,
            locked: true,
            hidden: true,
        };
        let fixed = Check { rule: Rule::Fixed, firm: true, message: words.word("export-check-key") };
        columns.push(hidden(columns::heading(&Column::Key, words.lang()).into_owned(), Some(fixed)));
        if due.is_some() {
            // for the lamps: the limit as it was written, and the day that it means; without a heading, so that no
            // import takes them for columns
            columns.extend([Kind::Day, Kind::Day].map(|kind| workbook::Column { kind, ..hidden(String::new(), None) }));
        }
        let title = self.columns.iter().take(4).position(|(_, column)| *column == Column::Title);
        let number = self.columns.iter().take(4).position(|(_, column)| *column == Column::Number);
        Workbook {
            name: words.word("export-sheet"),
            title: frame.title.to_owned(),
            day_label: words.word("export-day"),
            day: frame.day,
            day_format: words.word("export-day-format"),
            legend: words.word("export-legend"),
            frozen: u16::try_from(title.or(number).map_or(0, |place| place + 1)).unwrap_or(0),
            lamps: self.lamps(&statuses, due, words),
            lists_name: words.word("export-lists"),
            lists: lists.to_vec(),
            // Excel sorts no protected range in which a single cell is locked, whatever the protection permits. The
            // office sorts and moves its whole ledger, so that one is open: the key is out of sight and takes no typing,
            // and whatever else is changed is shown by the import before it is taken. A unit has a dozen rows, which it
            // filters and fills in; there the columns that the office has laid down are locked. Without a password: the
            // lock is against slips, and whoever has to sort lifts it.
            protected: frame.for_unit,
            footer: words.word("export-footer"),
            author: frame.author.to_owned(),
            created: frame.created,
            properties: vec![
                ("duban-ledger", frame.ledger.to_owned()),
                ("duban-base", self.base.clone()),
                ("duban-day", frame.day.to_string()),
                ("duban-scope", self.scope.clone()),
            ],
            columns,
        }
    }

    /// Whether nobody will miss a column: nothing stands in it, and it is none that is filled in week after week.
    fn may_hide(&self, column: &Column) -> bool {
        !is_filled_in(column)
            && !matches!(column, Column::Number | Column::Area | Column::Title | Column::Due | Column::Closed)
            && self.rows.iter().all(|row| column.cell(row.issue, row.area).is_empty())
    }

    /// The words of states that stand in the sheet, with whether they mean that it is done.
    fn statuses(&self, words: &Words) -> BTreeSet<(String, bool)> {
        /// A list is to be looked over; what is longer is a report in the wrong column.
        const LONGEST: usize = 30;
        let shown = self.rows.iter().map(|row| {
            let text = columns::print(&Column::Status.cell(row.issue, None), words);
            (text, row.issue.stage == Stage::Done)
        });
        shown.filter(|(text, _)| text.chars().count() <= LONGEST).collect()
    }

    /// 已销号 grey, 已完成 green, 逾期 red, within a week amber: counted in the sheet, so that they follow what is typed.
    ///
    /// A limit in words (2019年12月底前) has its day in a hidden column, which counts as long as the words are the same.
    fn lamps(&self, statuses: &BTreeSet<(String, bool)>, due: Option<usize>, words: &Words) -> Vec<Lamp> {
        let place = |wanted: &Column| {
            let found = self.columns.iter().position(|(_, column)| column == wanted);
            found.and_then(|place| u16::try_from(place).ok())
        };
        let at = |column: u16| format!("${}{FIRST_ROW}", workbook::letters(column));
        let mut lamps = Vec::new();
        let last = u16::try_from(self.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        if let Some(closed) = place(&Column::Closed) {
            let yes = workbook::quoted(&words.word("value-yes"));
            lamps.push(Lamp { columns: 0..=last, formula: format!("={}={yes}", at(closed)), colour: Colour::Grey });
        }
        if let Some(status) = place(&Column::Status) {
            /// A formula is no book either.
            const MOST: usize = 40;
            let done = columns::print(&column::Cell::Status(None, Some(Stage::Done)), words);
            let said = statuses.iter().filter(|(_, done)| *done).map(|(text, _)| text);
            let all: BTreeSet<&String> = said.take(MOST).chain([&done]).collect();
            let tests: Vec<String> =
                all.iter().map(|text| format!("{}={}", at(status), workbook::quoted(text))).collect();
            let formula = format!("=OR({})", tests.join(","));
            for column in [Some(status), place(&Column::Due)].into_iter().flatten() {
                lamps.push(Lamp { columns: column..=column, formula: formula.clone(), colour: Colour::Green });
            }
        }
        if let Some(due) = due.and_then(|due| u16::try_from(due).ok()) {
            let (cell, written, means) = (at(due), at(last + 2), at(last + 3));
            let day = format!("IF({cell}={written},IF({means}=\"\",99999,{means}),IF(ISNUMBER({cell}),{cell},99999))");
            for (formula, colour) in
                [(format!("={day}<{DAY_CELL}"), Colour::Red), (format!("={day}<={DAY_CELL}+7"), Colour::Amber)]
            {
                lamps.push(Lamp { columns: due..=due, formula, colour });
            }
        }
        lamps
    }
}

/// The day from which the issue is late; none for what is kept up once its date has passed.
fn binding(row: &Row) -> Option<NaiveDate> {
    let issue = row.issue;
    let kept_up = issue.long_term && issue.stage == Stage::BasicallyDone;
    row.limit.filter(|_| !kept_up && !pace::is_done(issue))
}

/// How a column looks.
fn kind(column: &Column) -> Kind {
    match column {
        Column::Title
        | Column::Requirement
        | Column::Measures
        | Column::Progress
        | Column::NextStep
        | Column::Obstacle
        | Column::HelpNeeded
        | Column::Note
        | Column::Area
        | Column::Extra(_) => Kind::Long,
        Column::Due | Column::DoneOn => Kind::Day,
        Column::Percent | Column::Closed => Kind::Middle,
        Column::Key | Column::Number | Column::Category | Column::Who(_) | Column::Status => Kind::Short,
    }
}

/// What may be filled in; `lists` are those of states, areas, people and units.
fn check(column: &Column, lists: &[(String, Vec<String>); 4], words: &Words) -> Option<Check> {
    let (rule, firm, message) = match column {
        Column::Status => (Rule::List(0), false, words.word("export-check-status")),
        Column::Area => (Rule::List(1), false, words.word("export-check-list")),
        Column::Who(Role::LeadLeader | Role::Leader | Role::Contact | Role::Supervisor) => {
            (Rule::List(2), false, words.word("export-check-names"))
        }
        Column::Who(_) => (Rule::List(3), false, words.word("export-check-names")),
        Column::Due => (Rule::Day, false, words.word("export-check-due")),
        Column::DoneOn => (Rule::Day, true, words.word("export-check-day")),
        Column::Percent => (Rule::Percent, true, words.word("export-check-percent")),
        Column::Closed => (Rule::Fixed, true, words.word("export-check-closed")),
        _ => return None,
    };
    let chosen = !matches!(rule, Rule::List(list) if lists[list].1.is_empty());
    chosen.then_some(Check { rule, firm, message })
}

/// A cell as a spreadsheet has it: a day or a number where it says exactly that, else its text.
fn cell<'a>(cell: &column::Cell, words: &Words) -> Cell<'a> {
    let day = match cell {
        column::Cell::Due(_, limit) => limit.day,
        column::Cell::Day(day) => *day,
        column::Cell::Percent(Some(percent)) => {
            return Cell::Number(f64::from(i32::try_from(*percent).unwrap_or_default()));
        }
        _ => None,
    };
    let text = columns::print(cell, words);
    match day.filter(|day| workbook::holds_day(*day) && day.to_string() == text) {
        Some(day) => Cell::Day(day),
        None if text.is_empty() => Cell::Empty,
        None => Cell::Text(text.into()),
    }
}

/// A number that a spreadsheet gives back as it was written.
fn number(text: &str) -> Option<f64> {
    /// From 12 digits on it would show another one (1.23E+11).
    const LONGEST: usize = 11;
    let value: f64 = text.parse().ok()?;
    (text.len() <= LONGEST && value.to_string() == text && text != "-0" && value.is_finite()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_comes_back_as_it_was_is_a_number() {
        for text in ["0", "7", "66.57", "-3.5", "13800000000"] {
            assert!(number(text).is_some(), "{text}");
        }
        for text in
            ["", "007", "8.10", "1e5", "+1", "-0", "inf", "NaN", "1,000", " 1", "430681199001011234", "１", ".5"]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
