//! Names that a file brings in: people, units and areas that the ledger does not have yet.

use super::book::Book;
use super::plan::Plan;
use super::write::Known;
use crate::app::App;
use crate::cmd::owners::Owners;
use crate::domain::column::{Cell, Column};
use crate::domain::id::Id;
use crate::domain::ledger::Ledger;
use crate::domain::reconcile::{self, Edit, Verdict};
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::names;
use crate::say;
use crate::sheet::columns;
use crate::store::Reader;
use std::collections::HashSet;

/// How many names that are like no other are told one by one; more are told in one sentence.
const TOLD: usize = 5;

/// What is said of new names; nothing where the ledger has none yet, and every name is new.
pub fn news(
    app: &App,
    reader: &Reader,
    book: &Book,
    ledger: &Ledger,
    plan: &Plan,
    known: &Known,
) -> Result<Vec<Said>, Error> {
    let mut news = Vec::new();
    let (names, areas) = found(book, plan, known, !ledger.areas.is_empty());
    if !names.is_empty() {
        let mut owners = Owners::load(reader)?;
        for (name, person) in &names {
            owners.named(name, *person, || Id([0; 16]));
        }
        let (unlike, like): (Vec<Said>, Vec<Said>) =
            owners.news(app).into_iter().partition(|said| said.key == "owner-new");
        if unlike.len() > TOLD {
            let told = like.iter().filter_map(|said| said.args.iter().find(|(arg, _)| *arg == "name"));
            let told: HashSet<String> = told.map(|(_, name)| name.to_string()).collect();
            let rest: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).filter(|n| !told.contains(*n)).collect();
            news.push(say!("owners-new", dry = dry(app), count = rest.len(), names = rest));
        } else {
            news.extend(unlike);
        }
        news.extend(like);
    }
    news.extend(areas.iter().map(|title| say!("area-new", dry = dry(app), title = title.as_str())));
    Ok(news)
}

fn dry(app: &App) -> &'static str {
    if app.dry_run { "yes" } else { "no" }
}

/// Names with whether they are of people, and titles of areas, each once in the order of the file.
fn found(book: &Book, plan: &Plan, known: &Known, with_areas: bool) -> (Vec<(String, Option<bool>)>, Vec<String>) {
    let (mut names, mut areas) = (Vec::new(), Vec::new());
    let mut met: HashSet<String> = HashSet::new();
    let mut look = |column: &Column, cell: &Cell| match (column, cell) {
        (Column::Who(role), Cell::Names(list)) if known.has_owners() => {
            for name in list.iter().filter(|name| !known.is_owner(name)) {
                if met.insert(names::key(name)) {
                    names.push((name.clone(), role.person()));
                }
            }
        }
        (Column::Area, Cell::Text(Some(title)))
            if with_areas && known.area_of(title).is_none() && met.insert(format!("# {}", names::title_key(title))) =>
        {
            areas.push(title.clone());
        }
        _ => {}
    };
    for changed in &plan.changed {
        let sheet = &book.sheets[changed.sheet];
        for change in changed.cells.iter().filter(|change| change.verdict == Verdict::Take) {
            let column = &sheet.mapped(change.index).column;
            for edit in reconcile::edits(column, change) {
                match edit {
                    Edit::Enlist(role, name) => look(&Column::Who(role), &Cell::Names(vec![name])),
                    Edit::Field(_) => look(column, &change.theirs),
                    _ => {}
                }
            }
        }
    }
    if !known.has_owners() && !with_areas {
        return (names, areas);
    }
    // the same few texts come again and again, and blanks take those above
    let mut read: HashSet<(usize, usize, &str)> = HashSet::new();
    for new in &plan.new {
        let sheet = &book.sheets[new.sheet];
        let row = sheet.grid.row(new.row);
        for (place, mapped) in sheet.table.columns.iter().enumerate() {
            if !matches!(mapped.column, Column::Who(_) | Column::Area) {
                continue;
            }
            let text = row.cell(mapped.index).trim();
            if text.is_empty() || names::ditto(text) || !read.insert((new.sheet, place, text)) {
                continue;
            }
            if let Ok(cell) = columns::parse(&mapped.column, mapped.part, text, &sheet.local) {
                look(&mapped.column, &known.canonical(cell));
            }
        }
    }
    (names, areas)
}
