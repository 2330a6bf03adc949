//! What the sheets of a file would change: rows matched with issues, cells judged one by one, every problem collected.

use super::Args;
use super::answers::{self, Answer, Answers};
use super::book::{Book, Sheet};
use super::matching::{Found, Matcher};
use super::write::Known;
use crate::cmd::chosen::{Chosen, SOME_COLUMNS};
use crate::domain::column::{Cell, Column};
use crate::domain::id::{EntryId, Id};
use crate::domain::issue::{Issue, Milestone, Role, Stage};
use crate::domain::ledger::Ledger;
use crate::domain::reconcile::{self, CellChange, Edit, Verdict};
use crate::domain::say::Said;
use crate::domain::standing::Standing;
use crate::error::Error;
use crate::grammar::names;
use crate::i18n::Lang;
use crate::say;
use crate::sheet::columns::{self, Mapped, Part};
use crate::sheet::grid::Row;
use crate::sheet::table::{Table, clipped};
use crate::store::Reader;
use crate::store::query::{ledger, undo};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// What is to be done.
#[derive(Default)]
pub struct Plan {
    /// Rows that become issues.
    pub new: Vec<NewRow>,
    /// Issues that the file says something new of.
    pub changed: Vec<Changed>,
    /// How many rows say nothing new.
    pub unchanged: usize,
    /// Issues of ours that are not in the file, by their place in the ledger.
    pub missing: Vec<usize>,
    /// What cannot be taken.
    pub problems: Vec<Problem>,
    /// What was decided about rows.
    pub notes: Vec<Said>,
    /// Whether the rows were not matched at all, since only the columns are asked about.
    pub unmatched: bool,
}

/// A row that becomes an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NewRow {
    /// Which sheet.
    pub sheet: usize,
    /// Which row of its grid.
    pub row: usize,
    /// Whether its number is the issue's, rather than a count of rows.
    pub numbered: bool,
    /// An issue whose title is near, to look at.
    pub near: Option<usize>,
}

/// Something that cannot be taken.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Which sheet.
    pub sheet: usize,
    /// The number of the row.
    pub line: u64,
    /// Which of the sheet's columns, where it is a cell.
    pub place: Option<usize>,
    /// What is wrong.
    pub why: Said,
}

/// One issue that the file says something new of.
pub struct Changed {
    /// Its place in the ledger.
    pub issue: usize,
    /// Which sheet.
    pub sheet: usize,
    /// The number of the row.
    pub line: u64,
    /// The cells.
    pub cells: Vec<CellChange>,
    /// The position that the row was exported at.
    pub base: Option<Vec<EntryId>>,
}

/// What a row's base is.
enum Base {
    /// The ledger as it is.
    Now,
    /// The ledger as it stood, with the place of each issue.
    Then(Vec<EntryId>, Box<Ledger>, HashMap<Id, usize>),
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

/// The cells of a row by its columns; `None` where one stands as the issue of the row would be printed.
type Cells = Vec<Option<Rc<Cell>>>;

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

    /// The cells of a row, with what is wrong with them and in which column; `ours` is the issue that the row is of and
    /// its area, if that is known. Only a `new` row takes from above what it leaves blank: of an issue that is there, a
    /// blank says nothing.
    #[allow(clippy::too_many_arguments)] // what is read, by what, and how closely
    pub fn row(
        &mut self,
        sheet: &Sheet,
        index: usize,
        columns: &[(usize, Column)],
        known: &Known,
        closely: Closely,
        ours: Option<(&Issue, Option<&str>)>,
        new: bool,
    ) -> (Cells, Vec<(usize, Said)>) {
        let row = sheet.grid.row(index);
        let keyed = !sheet.text(row, &Column::Key).is_empty();
        let mut problems = Vec::new();
        let mut cells = Vec::with_capacity(columns.len());
        for (memory, (place, column)) in self.columns.iter_mut().zip(columns) {
            let mapped = sheet.mapped(*place);
            let cell = row.cell(mapped.index);
            let own = !cell.is_empty() || sheet.grid.top(row.line, mapped.index).is_none();
            let own = own && (keyed || mapped.part == Part::Whole && !names::ditto(cell));
            if own && ours.is_some_and(|(issue, area)| columns::stands(column, cell, issue, area)) {
                if !keyed && !cell.is_empty() && memory.above.as_deref() != Some(cell) && Table::fills_down(column) {
                    memory.above = Some(cell.to_owned());
                }
                cells.push(None); // as nearly always
                continue;
            }
            let mut text = cell.trim();
            if text.is_empty() && !matches!(column, Column::Number | Column::Title) {
                text = sheet.grid.merged(row.line, mapped.index);
            }
            let met = |text: &str| memory.cells.as_ref().and_then(|cells| cells.get(text)).map(Rc::clone);
            let mut cell = met(text);
            if Table::fills_down(column) && !keyed {
                // what is remembered points at nothing above
                let above = if text.is_empty() { new } else { cell.is_none() && names::ditto(text) };
                if above {
                    text = memory.above.as_deref().unwrap_or_default();
                    cell = met(text);
                } else if !text.is_empty() && memory.above.as_deref() != Some(text) {
                    memory.above = Some(text.to_owned());
                }
            } else if cell.is_none() && names::ditto(text) {
                text = sheet.grid.above(sheet.table.first, index, mapped.index);
                cell = met(text);
            }
            let cell = match cell {
                Some(cell) => cell,
                None if closely == Closely::Past || (closely == Closely::Faults && !columns::may_be_wrong(column)) => {
                    Rc::clone(&self.nothing)
                }
                None => match columns::parse(column, mapped.part, text, &sheet.local) {
                    Ok(cell) => {
                        let cell = Rc::new(known.canonical(cell));
                        let lasting = !names::ditto(text);
                        let cells = memory.cells.as_mut().filter(|cells| lasting && cells.len() < REMEMBERED);
                        if let Some(cells) = cells {
                            cells.insert(text.to_owned(), Rc::clone(&cell));
                        }
                        cell
                    }
                    Err(said) => {
                        problems.push((*place, said));
                        Rc::clone(&self.nothing)
                    }
                },
            };
            cells.push(Some(cell));
        }
        (cells, problems)
    }
}

/// The number of the whole that a part belongs to: 2 of 2.1.
fn part_of(number: &str) -> Option<&str> {
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    number.rsplit_once('.').filter(|(whole, part)| figures(whole) && figures(part)).map(|(whole, _)| whole)
}

/// Whether the cells of a column say the same few things over and over.
fn repeats(column: &Column) -> bool {
    columns::may_be_wrong(column) || matches!(column, Column::Who(_))
}

/// Matches every row with an issue and judges its cells.
pub fn plan(reader: &Reader, args: &Args, book: &Book, ledger: &Ledger, known: &Known) -> Result<Plan, Error> {
    let mut planner = Planner {
        reader,
        args,
        sheets: &book.sheets,
        ledger,
        known,
        matcher: Matcher::new(ledger, known.inspection),
        now: reader.position()?,
        bases: FxHashMap::default(),
        seen: FxHashMap::with_capacity_and_hasher(ledger.issues.len(), FxBuildHasher),
        numbers: HashMap::new(),
        parts: Vec::new(),
        titles: HashMap::new(),
        areas: Known::area_titles(ledger),
        counted: counted(book),
        answers: Answers::read(args)?,
        applied: Vec::new(),
        several: book.sheets.len() > 1,
        plan: Plan::default(),
    };
    for (at, sheet) in book.sheets.iter().enumerate() {
        planner.sheet(at, sheet)?;
    }
    if let Some(said) = planner.answers.unknown(book) {
        return Err(Error::Usage(said));
    }
    planner.strangers();
    if planner.counted {
        planner.plan.notes.push(say!("sheet-counted"));
    }
    planner.alone();
    planner.lacking(book);
    if let Some(first) = planner.applied.first() {
        let (count, numbers) = (planner.applied.len(), clipped(&planner.applied.join(" ")));
        planner.plan.notes.push(say!("sheet-applied", count = count, numbers = numbers, first = first.as_str()));
    }
    let missing = planner.missing(book);
    let Planner { mut plan, .. } = planner;
    plan.missing = missing;
    plan.problems.sort_by_key(|problem| (problem.sheet, problem.line));
    Ok(plan)
}

/// Whether the 序号 of a file begin again somewhere, so that they only count its rows.
fn counted(book: &Book) -> bool {
    let mut seen = HashSet::new();
    book.sheets.iter().filter(|sheet| sheet.serial).any(|sheet| {
        let rows = (sheet.table.first..sheet.grid.len()).map(|index| sheet.grid.row(index));
        let mut numbers = rows.filter(|row| sheet.table.is_issue(*row)).map(|row| sheet.text(row, &Column::Number));
        numbers.any(|number| !number.is_empty() && !seen.insert(number))
    })
}

/// Goes through the rows of one sheet after the other.
struct Planner<'p> {
    reader: &'p Reader<'p>,
    args: &'p Args,
    sheets: &'p [Sheet],
    ledger: &'p Ledger,
    known: &'p Known,
    matcher: Matcher<'p>,
    now: Vec<EntryId>,
    bases: FxHashMap<&'p str, Base>,
    /// Issues already met, and where.
    seen: FxHashMap<usize, (usize, u64)>,
    /// Numbers of new issues, and where they stand.
    numbers: HashMap<Cow<'p, str>, (&'p Sheet, u64)>,
    /// Numbers of new parts (2.1), to be held against those of the wholes.
    parts: Vec<Cow<'p, str>>,
    /// Titles of new issues of other sheets, and where they stand.
    titles: HashMap<String, Said>,
    areas: FxHashMap<Id, &'p str>,
    counted: bool,
    answers: Answers,
    /// Issues whose state says that striking off is applied for, or waits to be checked.
    applied: Vec<String>,
    several: bool,
    plan: Plan,
}

impl<'p> Planner<'p> {
    fn sheet(&mut self, at: usize, sheet: &'p Sheet) -> Result<(), Error> {
        let columns = sheet.columns();
        let mut reading = Reading::new(&columns);
        let serial = self.counted || sheet.serial;
        let mut doubts = sheet.grid.doubts().iter().peekable();
        let mut doubtful: Vec<(u64, usize, &Said)> = Vec::new();
        let mut titles_here: Vec<(String, Said)> = Vec::new();
        for index in sheet.table.first..sheet.grid.len() {
            let row = sheet.grid.row(index);
            while let Some((line, column, why)) = doubts.next_if(|(line, ..)| *line <= row.line) {
                doubtful.push((*line, *column, why));
            }
            if !sheet.table.is_issue(row) {
                doubtful.clear();
                continue;
            }
            for (line, column, why) in doubtful.drain(..) {
                let place = sheet.table.columns.iter().position(|mapped| mapped.index == column);
                match place {
                    Some(place) if line == row.line => self.wrong(at, line, Some(place), why.clone()),
                    _ => {}
                }
            }
            let matched = self.found(at, sheet, row);
            let new = matches!(matched, Ok(Found::New { .. }) | Err(_));
            let closely = if new { Closely::Faults } else { Closely::Whole };
            let ours = match matched {
                Ok(Found::Keyed(place, _) | Found::Numbered(place)) => {
                    let issue = &self.ledger.issues[place];
                    Some((issue, self.area(issue)))
                }
                _ => None,
            };
            let (cells, faults) = reading.row(sheet, index, &columns, self.known, closely, ours, new);
            for (place, said) in faults {
                self.wrong(at, row.line, Some(place), said);
            }
            let title = sheet.text(row, &Column::Title);
            let number = sheet.number(row);
            let (place, base, by_title) = match matched {
                Err(said) => {
                    self.wrong(at, row.line, None, said);
                    continue;
                }
                Ok(Found::Keyed(place, base)) => (place, Some(base), false),
                Ok(Found::Numbered(place)) => (place, None, false),
                Ok(Found::Titled(place)) => (place, None, true),
                Ok(Found::Similar(place)) => {
                    self.plan.notes.push(say!(
                        "sheet-similar",
                        cell = sheet.place(row.line, None),
                        title = title,
                        number = self.ledger.issues[place].number.as_str(),
                        other = self.ledger.issues[place].title.as_str()
                    ));
                    (place, None, true)
                }
                Ok(Found::New { .. }) if title.is_empty() => {
                    self.wrong(at, row.line, None, say!("sheet-no-title-cell"));
                    continue;
                }
                Ok(Found::New { numbered, near }) => {
                    if numbered && !number.is_empty() {
                        if number.contains('.') && part_of(&number).is_some() {
                            self.parts.push(number.clone());
                        }
                        if let Some((first, line)) = self.numbers.insert(number.clone(), (sheet, row.line)) {
                            let first = first.place(line, None);
                            let said = say!("sheet-number-twice", number = number.into_owned(), first = first);
                            self.wrong(at, row.line, None, said);
                        }
                    }
                    if self.several {
                        let key = names::title_key(title);
                        if let Some(first) = self.titles.get(&key) {
                            let said = say!("sheet-title-twice", title = title, first = first.clone());
                            self.wrong(at, row.line, None, said);
                        }
                        titles_here.push((key, sheet.place(row.line, None)));
                    }
                    if columns::applies(sheet.text(row, &Column::Status)) {
                        self.applied.push(sheet.number(row).into_owned());
                    }
                    self.plan.new.push(NewRow { sheet: at, row: index, numbered, near });
                    continue;
                }
            };
            if let Some((_, first)) = self.seen.insert(place, (at, row.line)) {
                let number = self.ledger.issues[place].number.as_str();
                self.wrong(at, row.line, None, say!("sheet-issue-twice", number = number, first = first));
            }
            let Some((mut changes, base)) = self.judge(&columns, &cells, place, base, at, row.line)? else { continue };
            if base.is_some() && !changes.is_empty() && self.moved(at, sheet, row, place, &changes) {
                continue;
            }
            // the count of a row is not the number of its issue, and a title that was found nearly right is one
            changes.retain(|change| {
                let column = &sheet.mapped(change.index).column;
                !(*column == Column::Number && (serial || by_title))
            });
            for change in &changes {
                if let (Column::Closed, Cell::Closed(_)) = (&sheet.mapped(change.index).column, &change.theirs) {
                    let number = self.ledger.issues[place].number.as_str();
                    self.wrong(at, row.line, Some(change.index), say!("sheet-closes", number = number));
                }
            }
            let stated = changes.iter().find_map(|change| match &change.theirs {
                Cell::Status(Some(text), _) => Some(text.as_str()),
                _ => None,
            });
            if stated.is_some_and(columns::applies) {
                self.applied.push(self.ledger.issues[place].number.clone());
            }
            if changes.is_empty() {
                self.plan.unchanged += 1;
            } else {
                self.plan.changed.push(Changed { issue: place, sheet: at, line: row.line, cells: changes, base });
            }
        }
        self.titles.extend(titles_here);
        Ok(())
    }

    /// What a row is: as it was answered, or as it is found; what is only near is asked about.
    fn found(&mut self, at: usize, sheet: &'p Sheet, row: Row<'p>) -> Result<Found<'p>, Said> {
        let units = || self.units(sheet, row);
        let title = || sheet.text(row, &Column::Title);
        let serial = self.counted || sheet.serial;
        let answered = self.answers.of(sheet, row.line).cloned();
        let answer = match answered {
            Some(answer) => answer,
            None => {
                let found = self.matcher.find(sheet, row, self.counted, units)?;
                let of = |place: usize| &self.ledger.issues[place];
                let exactly = |place: usize| names::title_key(&of(place).title) == names::title_key(title());
                let others = |place: usize| {
                    let mut units = units();
                    if units.is_empty() && !exactly(place) && !sheet.tells_units() {
                        units.extend(sheet.table.unit.iter().map(|unit| self.known.named(unit)));
                    }
                    self.matcher.is_others(place, &units)
                };
                let near = match found {
                    Found::New { numbered, near: Some(near) }
                        if serial || !numbered || sheet.number(row).is_empty() =>
                    {
                        near
                    }
                    Found::Titled(place) | Found::Similar(place) if others(place) => place,
                    Found::Numbered(place) if serial && !exactly(place) && others(place) => place,
                    found => return Ok(found),
                };
                let other = of(near);
                match self.answers.of_near(&other.number) {
                    Some(Answer::Same(_)) => return Ok(Found::Similar(near)),
                    Some(Answer::New) => Answer::New,
                    None => {
                        let said = say!(
                            "sheet-near-asked",
                            title = title(),
                            number = other.number.as_str(),
                            other = other.title.as_str(),
                            row = answers::row(sheet, row.line, self.several)
                        );
                        self.wrong(at, row.line, None, said);
                        return Ok(Found::New { numbered: false, near: Some(near) });
                    }
                }
            }
        };
        match answer {
            Answer::New => {
                let taken = self.counted || self.matcher.numbered(&sheet.number(row)).is_some();
                Ok(Found::New { numbered: !taken, near: None })
            }
            Answer::Same(number) => {
                let found = self.matcher.numbered(&number);
                found.map(Found::Similar).ok_or_else(|| say!("sheet-same-unknown", number = number))
            }
        }
    }

    /// The units that a row names, as the ledger has them.
    fn units(&self, sheet: &Sheet, row: Row) -> Vec<String> {
        let units = |mapped: &&Mapped| matches!(mapped.column, Column::Who(Role::LeadUnit | Role::Unit));
        let cells = sheet.table.columns.iter().filter(units).filter_map(|mapped| {
            let text = row.cell(mapped.index).trim();
            columns::parse(&mapped.column, mapped.part, text, &sheet.local).ok()
        });
        let names =
            cells.filter_map(|cell| if let Cell::Names(list) = self.known.canonical(cell) { Some(list) } else { None });
        names.flatten().collect()
    }

    /// Says it once where no key of the file is of this ledger.
    fn strangers(&mut self) {
        if !self.plan.problems.iter().any(|problem| problem.why.key == "sheet-key-unknown") {
            return;
        }
        let keyed = self.sheets.iter().flat_map(Sheet::rows);
        let keyed = keyed.filter(|(sheet, row)| !sheet.text(*row, &Column::Key).is_empty()).count();
        let of = |problem: &&mut Problem| problem.why.key == "sheet-key-unknown";
        if keyed < 2 || self.plan.problems.iter_mut().filter(of).count() < keyed {
            return;
        }
        for problem in self.plan.problems.iter_mut().filter(of) {
            problem.why = say!("sheet-other-ledger");
        }
    }

    /// Issues that a file could have had, and has not, by their places: those of its inspection; of an export those that it
    /// went out with.
    fn missing(&self, book: &Book) -> Vec<usize> {
        let unseen: Vec<usize> = (0..self.ledger.issues.len()).filter(|place| !self.seen.contains_key(place)).collect();
        if unseen.is_empty() {
            return unseen;
        }
        let inspection = self.known.inspection;
        let here = |place: &usize| self.ledger.issues[*place].inspection == inspection;
        let mut missing: HashSet<usize> = HashSet::new();
        for sheet in &book.sheets {
            let Some(key) = sheet.first_key() else {
                missing.extend(unseen.iter().filter(|place| here(place)));
                continue;
            };
            let chosen = Chosen::of_scope(key.scope);
            let (then, places) = match self.bases.get(key.base) {
                Some(Base::Then(_, then, places)) => (then.as_ref(), Some(places)),
                _ => (self.ledger, None),
            };
            let standing = LazyCell::new(|| Standing::new(then));
            // a sheet that went out before keys said which issues it had
            let whole = key.scope.is_empty();
            let held = |place: &&usize| {
                let then_at = match places {
                    Some(places) => places.get(&self.ledger.issues[**place].id).copied(),
                    None => Some(**place),
                };
                then_at.is_some_and(|at| {
                    whole && (inspection.is_none() || here(place)) || !whole && chosen.takes(at, &standing, then)
                })
            };
            missing.extend(unseen.iter().filter(held));
        }
        let mut unseen = unseen;
        unseen.retain(|place| missing.contains(place));
        unseen
    }

    /// Says which columns of the ledger an export came back without; what stands there stays.
    fn lacking(&mut self, book: &Book) {
        for sheet in &book.sheets {
            let Some(key) = sheet.first_key() else { continue };
            if key.scope.split(';').any(|part| part == SOME_COLUMNS) {
                continue;
            }
            let has = |column: &Column| sheet.table.columns.iter().any(|mapped| mapped.column == *column);
            let own: BTreeSet<&str> = self
                .ledger
                .issues
                .iter()
                .flat_map(|issue| issue.extra.iter().map(|(heading, _)| heading.as_str()))
                .collect();
            let all = Column::ALL.iter().cloned().chain(own.into_iter().map(|own| Column::Extra(own.to_owned())));
            let says = |column: &Column| {
                let mut seen = self.seen.keys().map(|place| &self.ledger.issues[*place]);
                seen.any(|issue| match column.cell(issue, self.area(issue)) {
                    Cell::Closed(closed) => closed == Some(true),
                    Cell::Status(text, stage) => text.is_some() || stage != Some(Stage::NotStarted),
                    cell => !cell.is_empty(),
                })
            };
            let gone: Vec<String> = all
                .filter(|column| !has(column) && says(column))
                .map(|column| columns::heading(&column, Lang::Zh).into_owned())
                .collect();
            if !gone.is_empty() {
                self.plan.notes.push(say!("sheet-columns-gone", headings = gone));
            }
        }
    }

    /// Whether a row has the key of one issue and says what another is: some columns were sorted without the hidden one.
    fn moved(&mut self, at: usize, sheet: &'p Sheet, row: Row<'p>, place: usize, changes: &[CellChange]) -> bool {
        let told = |column: Column| changes.iter().any(|change| sheet.mapped(change.index).column == column);
        let titled = sheet.table.columns.iter().any(|mapped| mapped.column == Column::Title);
        let (title, number) = (told(Column::Title), told(Column::Number));
        let other = match (titled, title, number) {
            (true, false, false) | (false, _, false) => None,
            (true, ..) => self.matcher.elsewhere(sheet.text(row, &Column::Title), &sheet.number(row), title, place),
            (false, ..) => self.matcher.numbered(&sheet.number(row)).filter(|other| *other != place),
        };
        let Some(other) = other else { return false };
        let (mine, other) = (&self.ledger.issues[place], &self.ledger.issues[other]);
        let (number, title) = (other.number.as_str(), other.title.as_str());
        self.wrong(
            at,
            row.line,
            None,
            say!("sheet-key-moved", number = number, title = title, mine = mine.number.as_str()),
        );
        true
    }

    /// Says which parts came without their whole.
    fn alone(&mut self) {
        const NAMED: usize = 8;
        let parts = self.parts.iter().filter(|part| {
            let whole = part_of(part).unwrap_or_default();
            !self.numbers.contains_key(whole) && self.matcher.numbered(whole).is_none()
        });
        let parts: Vec<&str> = parts.map(AsRef::as_ref).collect();
        if let Some(first) = parts.first() {
            let named = parts.iter().take(NAMED).copied().collect::<Vec<_>>().join(" ");
            let more = if parts.len() > NAMED { " …" } else { "" };
            let whole = part_of(first).unwrap_or_default();
            self.plan.notes.push(say!("sheet-part-alone", numbers = format!("{named}{more}"), whole = whole));
        }
    }

    /// The title of an issue's area.
    fn area(&self, issue: &Issue) -> Option<&'p str> {
        issue.area.and_then(|id| self.areas.get(&id).copied())
    }

    fn wrong(&mut self, sheet: usize, line: u64, place: Option<usize>, why: Said) {
        self.plan.problems.push(Problem { sheet, line, place, why });
    }

    /// The cells of a row against its base and the ledger; `None` when the base is not here.
    #[allow(clippy::type_complexity)] // the changes and the position they were made at
    fn judge(
        &mut self,
        columns: &[(usize, Column)],
        cells: &[Option<Rc<Cell>>],
        place: usize,
        base: Option<&'p str>,
        sheet: usize,
        line: u64,
    ) -> Result<Option<(Vec<CellChange>, Option<Vec<EntryId>>)>, Error> {
        let issue = &self.ledger.issues[place];
        let now = (issue, self.area(issue));
        let (before, position) = match base {
            None => (None, None),
            Some(name) => {
                if !self.bases.contains_key(name) {
                    match base_of(self.reader, name, &self.now)? {
                        Ok(base) => self.bases.insert(name, base),
                        Err(said) => {
                            self.wrong(sheet, line, None, said);
                            return Ok(None);
                        }
                    };
                }
                match &self.bases[name] {
                    Base::Now => (Some(now), Some(&self.now)),
                    Base::Then(position, then, places) => {
                        let before = places.get(&issue.id).map(|place| &then.issues[*place]);
                        let title = |issue: &Issue| {
                            then.areas.iter().find(|area| Some(area.id) == issue.area).map(|area| area.title.as_str())
                        };
                        (before.map(|before| (before, title(before))), Some(position))
                    }
                }
            }
        };
        let mut changes = reconcile::row(columns, cells, before, now);
        changes.retain_mut(|change| {
            let column = columns.iter().find(|(place, _)| *place == change.index).map(|(_, column)| column);
            let same = |other: &Cell| column.is_some_and(|column| columns::same_amount(column, &change.theirs, other));
            if same(&change.ours) || same(&change.base) {
                return false;
            }
            // an area may be named by its label alone
            if let (Some(Column::Area), Cell::Text(Some(told))) = (column, &change.theirs)
                && issue.area.is_some()
                && self.known.area_of(told) == issue.area
            {
                return false;
            }
            if change.verdict == Verdict::Conflict && self.args.theirs {
                change.verdict = Verdict::Take;
            }
            !(change.verdict == Verdict::Conflict && self.args.ours)
        });
        let position = position.filter(|_| !changes.is_empty()).cloned();
        let place = (sheet, line);
        let told = self.told_before(columns, cells, issue, before.map(|(issue, _)| issue), &mut changes, place)?;
        let remarks = self.remarks(issue, before.is_some(), &changes, place);
        self.plan.notes.extend(told.into_iter().chain(remarks));
        Ok(Some((changes, position)))
    }

    /// Takes a return out that the issue has already, older than its newest: the file was taken in before.
    fn told_before(
        &self,
        columns: &[(usize, Column)],
        cells: &[Option<Rc<Cell>>],
        issue: &Issue,
        before: Option<&Issue>,
        changes: &mut Vec<CellChange>,
        (sheet, line): (usize, u64),
    ) -> Result<Option<Said>, Error> {
        let is_report = |index: usize| columns.iter().any(|(at, column)| *at == index && column.is_report());
        if issue.latest.is_none() || !changes.iter().any(|change| is_report(change.index)) {
            return Ok(None);
        }
        let said = columns.iter().zip(cells).filter(|((_, column), _)| column.is_report());
        let said = said.map(|((_, column), cell)| {
            let cell = cell.as_ref().map_or_else(|| column.cell(issue, None), |cell| cell.as_ref().clone());
            (column, cell)
        });
        // of a sheet with a base only what it changed counts: the rest went out with it, and may be of another return
        let new = |column: &Column, cell: &Cell| before.is_none_or(|before| column.cell(before, None) != *cell);
        let said: Vec<(&Column, Cell)> = said.filter(|(column, cell)| !cell.is_empty() && new(column, cell)).collect();
        if said.is_empty() || before.is_none() && !said.iter().any(|(_, cell)| matches!(cell, Cell::Text(_))) {
            return Ok(None); // without a base a percentage alone can well be reported again
        }
        let base = before.and_then(|before| before.latest.as_ref()).map(|latest| (latest.day, latest.id));
        let mut one = Issue::blank(issue.id);
        for earlier in ledger::returns(self.reader, issue.id)? {
            let (place, day) = ((earlier.day, earlier.id), earlier.day);
            one.latest = Some(earlier);
            if base.is_none_or(|base| base < place)
                && said.iter().all(|(column, cell)| column.cell(&one, None) == *cell)
            {
                changes.retain(|change| !is_report(change.index));
                let number = issue.number.as_str();
                let cell = self.sheets[sheet].place(line, None);
                return Ok(Some(say!("sheet-told-before", cell = cell, number = number, day = day)));
            }
        }
        Ok(None)
    }

    /// Says which measures go, and which stay though the sheet does not name them.
    fn remarks(&self, issue: &Issue, based: bool, changes: &[CellChange], (sheet, line): (usize, u64)) -> Vec<Said> {
        let mut remarks = Vec::new();
        let own = changes.iter().filter(|change| matches!(change.theirs, Cell::Measures(_)));
        for change in own.filter(|change| change.verdict == Verdict::Take) {
            let Cell::Measures(theirs) = &change.theirs else { continue };
            let mentioned = |measure: &Milestone| {
                let edited = |edit: &Edit| matches!(edit, Edit::Reword(id, _) if *id == measure.id);
                theirs.contains(&measure.text) || change.measures.iter().any(edited)
            };
            let goes = |measure: &Milestone| change.measures.contains(&Edit::Drop(measure.id));
            let about = |which: &dyn Fn(&Milestone) -> bool| -> Vec<String> {
                issue.milestones.iter().filter(|measure| which(measure)).map(|measure| measure.text.clone()).collect()
            };
            let gone = about(&goes);
            let kept = if based { Vec::new() } else { about(&|measure| !mentioned(measure)) };
            let (cell, number) = (self.sheets[sheet].place(line, None), issue.number.as_str());
            if !gone.is_empty() {
                remarks.push(say!("sheet-measures-go", cell = cell.clone(), number = number, texts = gone));
            }
            if !kept.is_empty() {
                remarks.push(say!("sheet-measures-stay", cell = cell, number = number, texts = kept));
            }
        }
        remarks
    }
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
