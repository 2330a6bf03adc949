//! A file on its way in: its sheets, understood as far as that goes without the ledger.

use crate::cmd::chosen::Chosen;
use crate::cmd::settings::Profile;
use crate::domain::column::Column;
use crate::domain::issue::Role;
use crate::domain::say::Said;
use crate::say;
use crate::sheet::columns::{self, Choice, Local, Mapped};
use crate::sheet::grid::{self, Grid, Row};
use crate::sheet::key::Key;
use crate::sheet::table::{Table, clipped};
use std::borrow::Cow;
use std::collections::HashSet;

/// The sheets of a file that hold a ledger.
pub struct Book {
    /// The file as it was named.
    pub file: String,
    /// Its name and the beginning of its digest, for the log.
    pub reason: String,
    /// The sheets, in their order.
    pub sheets: Vec<Sheet>,
    /// What became of the other sheets, and by which form these were read.
    pub notes: Vec<Said>,
    /// What has to be said first, of the file as a whole.
    pub asked: Vec<Said>,
    /// What has to be said first of the inspection that it belongs to; what was found of it.
    pub whose: Option<Result<Said, Said>>,
    /// The bytes of an XLSX that is to go back with its problems marked.
    pub original: Option<Vec<u8>>,
}

/// One sheet.
pub struct Sheet {
    /// Its name; a CSV file has none.
    pub name: Option<String>,
    /// Its cells.
    pub grid: Grid,
    /// What its rows and columns are.
    pub table: Table,
    /// What words and dates mean in it.
    pub local: Local,
    /// Whether its numbers only count its rows: 序号 is renumbered whenever a list is split or sorted.
    pub serial: bool,
}

impl Sheet {
    /// The columns with a meaning, by their place among those that are taken; the key is none of them.
    pub fn columns(&self) -> Vec<(usize, Column)> {
        let cells = self.table.columns.iter().enumerate().filter(|(_, mapped)| mapped.column != Column::Key);
        cells.map(|(place, mapped)| (place, mapped.column.clone())).collect()
    }

    /// The rows that are issues.
    pub fn rows(&self) -> impl Iterator<Item = (&Sheet, Row<'_>)> {
        let rows = (self.table.first..self.grid.len()).map(|index| self.grid.row(index));
        rows.filter(|row| self.table.is_issue(*row)).map(move |row| (self, row))
    }

    /// The column of this place.
    pub fn mapped(&self, place: usize) -> &Mapped {
        &self.table.columns[place]
    }

    /// The text of a row's cell of this meaning.
    pub fn text<'g>(&self, row: Row<'g>, column: &Column) -> &'g str {
        let mapped = self.table.columns.iter().find(|mapped| mapped.column == *column);
        mapped.map_or("", |mapped| row.cell(mapped.index).trim())
    }

    /// Whether it has a column of keys: an export of ours.
    pub fn has_keys(&self) -> bool {
        self.table.columns.iter().any(|mapped| mapped.column == Column::Key)
    }

    /// Whether a column tells the units of its rows.
    pub fn tells_units(&self) -> bool {
        let units = |mapped: &Mapped| matches!(mapped.column, Column::Who(Role::LeadUnit | Role::Unit));
        self.table.columns.iter().any(units)
    }

    /// The first key of its rows; `None` where it is no export.
    pub fn first_key(&self) -> Option<Key<'_>> {
        if !self.has_keys() {
            return None;
        }
        self.rows().find_map(|(_, row)| Key::read(self.text(row, &Column::Key)).ok().flatten())
    }

    /// The number of a row, in figures of one width.
    pub fn number<'g>(&self, row: Row<'g>) -> Cow<'g, str> {
        columns::number(self.text(row, &Column::Number))
    }

    /// Asks for the year of dates that name none, where the sheet does not tell it either; rows of an export are read
    /// against what the ledger has, and each of their dates is judged alone.
    pub fn asks_for_year(&self, year: i32) -> Option<Said> {
        if self.local.year.is_some() {
            return None;
        }
        let dated = |column: &Column| matches!(column, Column::Due | Column::DoneOn | Column::Measures);
        let columns: Vec<&Mapped> = self.table.columns.iter().filter(|mapped| dated(&mapped.column)).collect();
        let rows = (self.table.first..self.grid.len()).map(|index| self.grid.row(index));
        let rows = rows.filter(|row| self.text(*row, &Column::Key).is_empty());
        let mut found =
            rows.flat_map(|row| columns.iter().map(move |mapped| (row, *mapped))).filter(|(row, mapped)| {
                let cell = row.cell(mapped.index);
                columns::needs_year(&mapped.column, cell) && self.table.is_issue(*row)
            });
        let (row, mapped) = found.next()?;
        let (cell, text) = (self.address(row.line, mapped.index), row.cell(mapped.index).trim().replace('\n', " "));
        let count = found.count() + 1;
        Some(say!("sheet-needs-year", count = count, cell = cell, found = clipped(&text), year = year.to_string()))
    }

    /// A cell as a spreadsheet names it: `整改台账!D17`, `D17`.
    pub fn address(&self, line: u64, column: usize) -> String {
        grid::address(self.name.as_deref(), line, column)
    }

    /// A cell, or a whole row, in words.
    pub fn place(&self, line: u64, column: Option<usize>) -> Said {
        match (column, &self.name) {
            (Some(column), _) => say!("sheet-at-cell", cell = self.address(line, column)),
            (None, None) => say!("sheet-at-row", rows = line.to_string()),
            (None, Some(name)) => say!("sheet-at-row-of", sheet = name.as_str(), rows = line.to_string()),
        }
    }
}

/// Finds the tables of a file's sheets, by the choices made for it and by the forms that are known.
///
/// # Errors
/// When there is none, with the reason of the only sheet, or of each.
pub fn tables(
    tabs: Vec<(Option<String>, bool, Grid)>,
    choices: &[(String, Choice)],
    profiles: &[Profile],
    local: impl Fn(&Table) -> Local,
) -> Result<(Vec<Sheet>, Vec<Said>), Said> {
    let (mut sheets, mut notes, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for (name, hidden, grid) in tabs {
        if grid.rows().all(Row::is_blank) {
            continue;
        }
        match table(&grid, choices, profiles) {
            Ok((mut table, by)) => {
                if let Some(name) = &name
                    && hidden
                {
                    notes.push(say!("book-sheet-hidden", sheet = name.as_str()));
                    continue;
                }
                if let Some(by) = by {
                    notes.push(say!("sheet-by-profile", profile = by));
                }
                let local = local(&table);
                let grid = table.sectioned(&grid).unwrap_or(grid);
                let grid = table.folded(&grid).unwrap_or(grid);
                let number = table.columns.iter().find(|mapped| mapped.column == Column::Number);
                let serial = number.is_some_and(|mapped| columns::serial(&mapped.heading));
                let mut sheet = Sheet { name, grid, table, local, serial };
                if sheet.table.unit.is_none() && sheet.has_keys() {
                    let scope = sheet.first_key().map(|key| Chosen::of_scope(key.scope));
                    sheet.table.unit = scope.and_then(|scope| scope.holder.or(scope.unit));
                }
                sheets.push(sheet);
            }
            Err(said) => without.push((name, hidden, said)),
        }
    }
    if sheets.is_empty() {
        let mut reasons = without.into_iter().filter(|(_, hidden, _)| !hidden);
        return Err(match (reasons.next(), reasons.next()) {
            (None, _) => say!("book-empty"),
            (Some((_, _, said)), None) => said,
            (Some((name, _, said)), Some(_)) => {
                say!("book-no-ledger", sheet = name.unwrap_or_default(), why = said)
            }
        });
    }
    for (name, hidden, _) in without {
        if let (Some(name), false) = (name, hidden) {
            notes.push(say!("book-sheet-passed", sheet = name));
        }
    }
    Ok((sheets, notes))
}

/// The table of a sheet, and the form that it was recognised by.
fn table(grid: &Grid, choices: &[(String, Choice)], profiles: &[Profile]) -> Result<(Table, Option<String>), Said> {
    for profile in profiles {
        let all: Vec<(String, Choice)> = choices.iter().chain(&profile.columns).cloned().collect();
        if let Ok(table) = Table::find(grid, &all)
            && fits(&table, profile)
        {
            return Ok((table, Some(profile.name.clone())));
        }
    }
    let mut table = Table::find(grid, choices)?;
    let near = profiles.iter().find_map(|profile| {
        let lacking = nearly(&table, profile)?;
        let all: Vec<(String, Choice)> = choices.iter().chain(&profile.columns).cloned().collect();
        let as_form = Table::find(grid, &all).ok()?;
        // a form that would change nothing is not worth a question
        let shared = |mapped: &&Mapped| profile.columns.iter().any(|(heading, _)| *heading == mapped.heading);
        let differs = as_form.columns.iter().filter(shared).ne(table.columns.iter().filter(shared));
        differs.then(|| say!("sheet-near-profile", profile = profile.name.as_str(), headings = lacking))
    });
    table.questions.extend(near);
    Ok((table, None))
}

/// The headings that a sheet has more, or fewer, than a form, where these are few; an export of ours is none.
fn nearly(table: &Table, profile: &Profile) -> Option<Vec<String>> {
    if table.columns.iter().any(|mapped| mapped.column == Column::Key) {
        return None;
    }
    let theirs: Vec<&String> = table.headings.iter().map(|(_, heading)| heading).collect();
    let ours: Vec<&String> = profile.columns.iter().map(|(heading, _)| heading).collect();
    let has =
        |list: &[&String], wanted: &str| list.iter().any(|heading| columns::plain(heading) == columns::plain(wanted));
    let more = theirs.iter().filter(|heading| !has(&ours, heading));
    let fewer = ours.iter().filter(|heading| !has(&theirs, heading));
    let lacking: Vec<String> = more.chain(fewer).map(|heading| (*heading).clone()).collect();
    let shared = ours.iter().filter(|heading| has(&theirs, heading)).count();
    (shared >= 2 && lacking.len() * 2 <= shared).then_some(lacking)
}

/// Whether a sheet has the headings of a form, in whatever order; what we exported in that form may have lost some, and
/// has usual headings beside them.
fn fits(table: &Table, profile: &Profile) -> bool {
    let plain = |heading: &String| columns::plain(heading);
    let theirs: HashSet<String> = table.headings.iter().map(|(_, heading)| plain(heading)).collect();
    let ours: HashSet<String> = profile.columns.iter().map(|(heading, _)| plain(heading)).collect();
    let exported = table.columns.iter().any(|mapped| mapped.column == Column::Key);
    if exported {
        let own = |heading: &&String| columns::named(heading).is_none();
        theirs.iter().any(|heading| own(&heading) && ours.contains(heading))
            && theirs.iter().filter(own).all(|heading| ours.contains(heading))
    } else {
        !ours.is_empty() && theirs == ours
    }
}
