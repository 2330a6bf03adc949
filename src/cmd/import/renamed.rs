//! A column of our export whose heading somebody has changed, told by what its cells say.

use super::book::{Book, Sheet};
use crate::domain::column::Column;
use crate::domain::id::Id;
use crate::domain::issue::Issue;
use crate::domain::ledger::Ledger;
use crate::say;
use crate::sheet::columns::{self, Part};
use crate::sheet::key::Key;
use rustc_hash::FxHashSet;
use std::collections::HashMap;

/// Whether a sheet that we exported has a heading that we do not know: a new column, or an old one with another name.
pub fn may_be(sheet: &Sheet) -> bool {
    let has = |wanted: &dyn Fn(&Column) -> bool| sheet.table.columns.iter().any(|mapped| wanted(&mapped.column));
    has(&|column| *column == Column::Key) && has(&|column| matches!(column, Column::Extra(_)))
}

/// Gives a column of an unknown heading the meaning of the one that is missing and says the same of nine in ten issues.
pub fn find(ledger: &Ledger, book: &mut Book) {
    let known: FxHashSet<&str> =
        ledger.issues.iter().flat_map(|issue| issue.extra.iter().map(|(heading, _)| heading.as_str())).collect();
    for sheet in book.sheets.iter_mut().filter(|sheet| may_be(sheet)) {
        let strange = |column: &Column| matches!(column, Column::Extra(heading) if !known.contains(heading.as_str()));
        let places: Vec<usize> =
            (0..sheet.table.columns.len()).filter(|place| strange(&sheet.mapped(*place).column)).collect();
        if places.is_empty() {
            continue; // as nearly always
        }
        let issues: HashMap<Id, &Issue> = ledger.issues.iter().map(|issue| (issue.id, issue)).collect();
        let areas: HashMap<Id, &str> = ledger.areas.iter().map(|area| (area.id, area.title.as_str())).collect();
        for place in places {
            let missing = Column::ALL
                .iter()
                .cloned()
                .chain(known.iter().map(|heading| Column::Extra((*heading).to_owned())))
                .filter(|column| !sheet.table.columns.iter().any(|mapped| mapped.column == *column));
            let column = missing.into_iter().find(|column| says(sheet, place, column, &issues, &areas));
            if let Some(column) = column {
                let mapped = &mut sheet.table.columns[place];
                let usual = columns::heading(&column, crate::i18n::Lang::Zh).into_owned();
                let said = say!("sheet-renamed", heading = mapped.heading.as_str(), column = usual);
                mapped.column = column;
                sheet.table.notes.push(said);
            }
        }
    }
}

/// Whether the cells say what the issues of their rows say in this column, but for a few that were edited.
fn says(sheet: &Sheet, place: usize, column: &Column, issues: &HashMap<Id, &Issue>, areas: &HashMap<Id, &str>) -> bool {
    let (mut same, mut other) = (0, 0);
    for row in (sheet.table.first..sheet.grid.len()).map(|index| sheet.grid.row(index)) {
        let Ok(Some(key)) = Key::read(sheet.text(row, &Column::Key)) else { continue };
        let Some(issue) = issues.get(&key.record) else { continue };
        let text = row.cell(sheet.mapped(place).index);
        let ours = column.cell(issue, issue.area.and_then(|area| areas.get(&area).copied()));
        if text.trim().is_empty() && ours.is_empty() {
            continue; // that nothing is said on both sides says nothing
        }
        match columns::parse(column, Part::Whole, text, &sheet.local) {
            Ok(theirs) if theirs.says(&ours) => same += 1,
            _ => other += 1,
        }
    }
    same > 0 && same >= other * 9
}
