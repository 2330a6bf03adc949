//! What a ledger sheet would change: rows matched with issues, cells judged one by one, every problem collected.

use super::Args;
use super::write::Known;
use crate::domain::column::{Cell, Column};
use crate::domain::id::{EntryId, Id};
use crate::domain::issue::Issue;
use crate::domain::ledger::Ledger;
use crate::domain::reconcile::{self, CellChange, Verdict};
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::names;
use crate::say;
use crate::sheet::columns;
use crate::sheet::grid::{Grid, Row};
use crate::sheet::table::Table;
use crate::store::Reader;
use crate::store::query::undo;
use std::collections::HashMap;
use std::rc::Rc;

/// A sheet on its way in.
pub struct Sheet {
    pub grid: Grid,
    pub table: Table,
    /// The year of dates that name none.
    pub year: Option<i32>,
}

/// What is to be done.
#[derive(Default)]
pub struct Plan {
    /// Rows of the grid that become issues.
    pub new: Vec<usize>,
    /// Issues that the sheet says something new of.
    pub changed: Vec<Changed>,
    /// How many rows say nothing new.
    pub unchanged: usize,
    /// Issues of ours that are not in the sheet, by their place in the ledger.
    pub missing: Vec<usize>,
    /// What cannot be taken: line, heading, why.
    pub problems: Vec<(u64, Option<String>, Said)>,
}

/// One issue that the sheet says something new of.
pub struct Changed {
    /// Its place in the ledger.
    pub issue: usize,
    /// The line of the sheet.
    pub line: u64,
    /// The cells.
    pub cells: Vec<CellChange>,
    /// The position that the row was exported at.
    pub base: Option<Vec<EntryId>>,
}

/// The key cell of a row.
struct Key {
    record: Id,
    base: String,
}

/// What a row's base is.
enum Base {
    /// The ledger as it is.
    Now,
    /// The ledger as it stood, with the place of each issue.
    Then(Vec<EntryId>, Box<Ledger>, HashMap<Id, usize>),
}

impl Sheet {
    /// The columns with a meaning, by their place in the grid; the key is none of them.
    pub fn columns(&self) -> Vec<(usize, Column)> {
        let cells = self.table.columns.iter().filter(|mapped| mapped.column != Column::Key);
        cells.map(|mapped| (mapped.index, mapped.column.clone())).collect()
    }

    /// The heading over a column of the grid.
    pub fn heading(&self, index: usize) -> &str {
        self.table.columns.iter().find(|mapped| mapped.index == index).map_or("", |mapped| mapped.heading.as_str())
    }

    /// The text of a row's cell of this meaning.
    pub fn text<'g>(&self, row: Row<'g>, column: &Column) -> &'g str {
        let mapped = self.table.columns.iter().find(|mapped| mapped.column == *column);
        mapped.map_or("", |mapped| row.cell(mapped.index).trim())
    }
}

/// How closely a row is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closely {
    /// Every cell.
    Whole,
    /// Only what may be wrong.
    Faults,
    /// Only what rows below may take from it.
    Past,
}

/// Reads row after row; remembers what stands above, and what texts that come again and again say.
pub struct Reading {
    columns: Vec<Memory>,
    nothing: Rc<Cell>,
}

/// What is remembered of a column.
struct Memory {
    above: Option<String>,
    cells: Option<HashMap<String, Rc<Cell>>>,
}

/// How many texts of a column are remembered: names, limits and states are few, and repeat.
const REMEMBERED: usize = 4096;

impl Reading {
    pub fn new(columns: &[(usize, Column)]) -> Reading {
        let memory = |column: &Column| Memory { above: None, cells: repeats(column).then(HashMap::new) };
        Reading {
            columns: columns.iter().map(|(_, column)| memory(column)).collect(),
            nothing: Rc::new(Cell::Text(None)),
        }
    }

    /// The cells of a row, with what is wrong with them.
    pub fn row(
        &mut self,
        sheet: &Sheet,
        index: usize,
        columns: &[(usize, Column)],
        known: &Known,
        closely: Closely,
    ) -> (Vec<Rc<Cell>>, Vec<(usize, Said)>) {
        let row = sheet.grid.row(index);
        let keyed = !sheet.text(row, &Column::Key).is_empty();
        let mut problems = Vec::new();
        let mut cells = Vec::with_capacity(columns.len());
        for (memory, (at, column)) in self.columns.iter_mut().zip(columns) {
            let mut text = row.cell(*at).trim();
            let met = |text: &str| memory.cells.as_ref().and_then(|cells| cells.get(text)).map(Rc::clone);
            let mut cell = met(text);
            if Table::fills_down(column) && !keyed {
                // what is remembered points at nothing above
                if text.is_empty() || (cell.is_none() && names::ditto(text)) {
                    text = memory.above.as_deref().unwrap_or_default();
                    cell = met(text);
                } else if memory.above.as_deref() != Some(text) {
                    memory.above = Some(text.to_owned());
                }
            }
            let cell = match cell {
                Some(cell) => cell,
                None if closely == Closely::Past || (closely == Closely::Faults && !columns::may_be_wrong(column)) => {
                    Rc::clone(&self.nothing)
                }
                None => match columns::parse(column, text, sheet.year) {
                    Ok(cell) => {
                        let cell = Rc::new(known.canonical(cell));
                        let lasting = !(Table::fills_down(column) && names::ditto(text));
                        let cells = memory.cells.as_mut().filter(|cells| lasting && cells.len() < REMEMBERED);
                        if let Some(cells) = cells {
                            cells.insert(text.to_owned(), Rc::clone(&cell));
                        }
                        cell
                    }
                    Err(said) => {
                        problems.push((*at, said));
                        Rc::clone(&self.nothing)
                    }
                },
            };
            cells.push(cell);
        }
        (cells, problems)
    }
}

/// Whether the cells of a column say the same few things over and over.
fn repeats(column: &Column) -> bool {
    columns::may_be_wrong(column) || matches!(column, Column::Who(_))
}

/// Matches every row with an issue and judges its cells.
///
/// A row is matched by its key, else by its number within the inspection; where the number is taken by another title,
/// a person must say which is meant.
pub fn plan(reader: &Reader, args: &Args, sheet: &Sheet, ledger: &Ledger, known: &Known) -> Result<Plan, Error> {
    let columns = sheet.columns();
    let mut plan = Plan::default();
    let by_id: HashMap<Id, usize> = ledger.issues.iter().enumerate().map(|(n, issue)| (issue.id, n)).collect();
    let here = |issue: &Issue| issue.inspection == known.inspection;
    let by_number: HashMap<&str, usize> = ledger
        .issues
        .iter()
        .enumerate()
        .filter(|(_, issue)| here(issue) && !issue.number.is_empty())
        .map(|(n, issue)| (issue.number.as_str(), n))
        .collect();
    let now = reader.position()?;
    let mut bases: HashMap<String, Base> = HashMap::new();
    let mut seen: HashMap<usize, u64> = HashMap::new();
    let mut numbers: HashMap<&str, u64> = HashMap::new();
    let mut reading = Reading::new(&columns);
    let areas = Known::area_titles(ledger);
    for index in sheet.table.first..sheet.grid.len() {
        let row = sheet.grid.row(index);
        if !sheet.table.is_issue(row) {
            continue;
        }
        let problems = &mut plan.problems;
        let number = sheet.text(row, &Column::Number);
        let title = sheet.text(row, &Column::Title);
        let matched = match key(sheet.text(row, &Column::Key)) {
            Ok(Some(key)) => match by_id.get(&key.record) {
                Some(found) => Ok((Some(*found), Some(key.base))),
                None => Err(say!("sheet-key-unknown", number = number)),
            },
            Ok(None) => Ok((by_number.get(number).copied().filter(|_| !number.is_empty()), None)),
            Err(said) => Err(said),
        };
        let closely = if matches!(matched, Ok((Some(_), _))) { Closely::Whole } else { Closely::Faults };
        let (cells, faults) = reading.row(sheet, index, &columns, known, closely);
        problems.extend(faults.into_iter().map(|(at, said)| (row.line, Some(sheet.heading(at).to_owned()), said)));
        let (found, base) = match matched {
            Ok(matched) => matched,
            Err(said) => {
                problems.push((row.line, None, said));
                continue;
            }
        };
        let place = match found {
            Some(found) => {
                if let Some(first) = seen.insert(found, row.line) {
                    let number = ledger.issues[found].number.as_str();
                    problems.push((row.line, None, say!("sheet-issue-twice", number = number, first = first)));
                }
                let other = &ledger.issues[found].title;
                if base.is_none() && !title.is_empty() && !alike(title, other) {
                    let said = say!("sheet-number-taken", number = number, title = title, other = other.as_str());
                    problems.push((row.line, None, said));
                }
                found
            }
            None if title.is_empty() => {
                problems.push((row.line, None, say!("sheet-no-title-cell")));
                continue;
            }
            None => {
                if !number.is_empty()
                    && let Some(first) = numbers.insert(number, row.line)
                {
                    problems.push((row.line, None, say!("sheet-number-twice", number = number, first = first)));
                }
                plan.new.push(index);
                continue;
            }
        };
        let issue = &ledger.issues[place];
        let line = row.line;
        let area = |issue: &Issue| issue.area.and_then(|id| areas.get(&id).copied());
        let (before, position) = match &base {
            None => (None, None),
            Some(name) => {
                if !bases.contains_key(name) {
                    match base_of(reader, name, &now)? {
                        Ok(base) => bases.insert(name.clone(), base),
                        Err(said) => {
                            plan.problems.push((line, None, said));
                            continue;
                        }
                    };
                }
                match &bases[name] {
                    Base::Now => (Some((issue, area(issue).map(str::to_owned))), Some(now.clone())),
                    Base::Then(position, then, places) => {
                        let before = places.get(&issue.id).map(|place| &then.issues[*place]);
                        let title = |issue: &Issue| {
                            then.areas.iter().find(|area| Some(area.id) == issue.area).map(|area| area.title.clone())
                        };
                        (before.map(|before| (before, title(before))), Some(position.clone()))
                    }
                }
            }
        };
        let before = before.as_ref().map(|(issue, area)| (*issue, area.as_deref()));
        let mut changes = reconcile::row(&columns, &cells, before, (issue, area(issue)));
        changes.retain_mut(|change| {
            if change.verdict == Verdict::Conflict && args.theirs {
                change.verdict = Verdict::Take;
            }
            !(change.verdict == Verdict::Conflict && args.ours)
        });
        for change in &changes {
            let column = columns.iter().find(|(at, _)| *at == change.index).map(|(_, column)| column);
            if let (Some(Column::Closed), Cell::Closed(_)) = (column, &change.theirs) {
                let heading = sheet.heading(change.index).to_owned();
                plan.problems.push((line, Some(heading), say!("sheet-closes", number = issue.number.as_str())));
            }
        }
        if changes.is_empty() {
            plan.unchanged += 1;
        } else {
            plan.changed.push(Changed { issue: place, line, cells: changes, base: position });
        }
    }
    let missing = (0..ledger.issues.len()).filter(|place| here(&ledger.issues[*place]) && !seen.contains_key(place));
    plan.missing = missing.collect();
    plan.problems.sort_by_key(|(line, _, _)| *line);
    Ok(plan)
}

/// Whether two titles may be one problem in other words: one holds the other, once marks and blanks are gone.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (names::title_key(a), names::title_key(b));
    let common = a.chars().filter(|c| b.contains(*c)).count();
    a.contains(&b) || b.contains(&a) || common * 2 >= a.chars().count().max(b.chars().count())
}

fn key(text: &str) -> Result<Option<Key>, Said> {
    if text.is_empty() {
        return Ok(None);
    }
    let bad = || say!("sheet-key-bad", found = text);
    let (record, base) = text.split_once('@').ok_or_else(bad)?;
    let record = Id::parse(record.trim()).ok_or_else(bad)?;
    Ok(Some(Key { record, base: base.trim().to_owned() }))
}

/// What a base names: the newest entries that the export had seen, by the first digits of their ids.
fn base_of(reader: &Reader, name: &str, now: &[EntryId]) -> Result<Result<Base, Said>, Error> {
    let mut position = Vec::new();
    for prefix in name.split('+') {
        match &undo::by_prefix(reader, prefix)?[..] {
            [entry] if prefix.len() >= 8 => position.push(entry.id),
            _ => return Ok(Err(say!("sheet-base-unknown", found = prefix))),
        }
    }
    position.sort_unstable();
    if position == now {
        return Ok(Ok(Base::Now));
    }
    let then = reader.at(&position, |reader| Ok::<_, Error>(crate::store::query::ledger::ledger(reader)?))?;
    let places = then.issues.iter().enumerate().map(|(n, issue)| (issue.id, n)).collect();
    Ok(Ok(Base::Then(position, Box::new(then), places)))
}
