//! A spreadsheet in: understood, shown, confirmed, applied as one entry.

use super::plan::{Changed, Plan, Sheet};
use super::write::{self, Known};
use super::{Args, plan::plan};
use crate::app::App;
use crate::cmd::{find, show};
use crate::domain::column::Column;
use crate::domain::ledger::Ledger;
use crate::domain::reconcile::Verdict;
use crate::domain::say::Said;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::sheet::columns;
use crate::sheet::grid::Grid;
use crate::sheet::table::Table;
use crate::store::query::ledger;
use crate::store::{Mode, Reader};
use crate::view::import::{ChangedCell, ChangedIssue, ColumnTaken, NewIssue, Preview, RowProblem};
use chrono::Datelike;

pub fn run(app: &App, args: &Args, reason: String, grid: Grid, table: Table) -> Result<(), Error> {
    let file = args.file.display().to_string();
    let year = args.year.or(table.year()).or(Some(app.clock.today.year()));
    let sheet = Sheet { grid, table, year };
    let mode = if app.dry_run && !app.db.exists() { Mode::Create } else { Mode::Write };
    // where nobody can be asked there is nothing to look at first
    if app.dry_run || (!app.yes && app.out.is_asked()) {
        let store = app.store(if app.dry_run { mode } else { Mode::Create })?;
        let preview = store.read(|reader| {
            let (ledger, known) = known(reader, args)?;
            let plan = plan(reader, args, &sheet, &ledger, &known)?;
            Ok::<_, Error>(preview(app, &file, &sheet, &ledger, &plan))
        })?;
        drop(store);
        if app.dry_run {
            show::one(app, &preview, |words| render::import::preview(&preview, words))?;
            return if preview.problems.is_empty() { Ok(()) } else { Err(Error::Input(Vec::new())) };
        }
        if preview.problems.is_empty()
            && (!preview.new.is_empty() || !preview.changed.is_empty() || !preview.conflicts.is_empty())
        {
            app.out.note(&show::text(app, &render::import::preview(&preview, app.words)));
            if !super::confirmed(app, "import-ask", true) {
                app.note(&say!("import-declined"));
                return Ok(());
            }
        }
    }
    apply(app, args, &sheet, &file, reason)
}

/// Records the plan as one entry whose reason names the file and its hash.
fn apply(app: &App, args: &Args, sheet: &Sheet, file: &str, reason: String) -> Result<(), Error> {
    let asked = app.yes || args.theirs || args.ours || app.out.is_asked();
    let mut stamp = app.stamp(None)?;
    stamp.reason.get_or_insert(reason);
    let mut told = None;
    // the sheet speaks of its own day, if that has come
    let day = sheet.table.as_of.filter(|day| *day <= app.clock.today).unwrap_or(app.clock.today);
    let recorded = app.store(Mode::Create)?.transact(&stamp, |reader| {
        let (ledger, known) = known(reader, args)?;
        let plan = plan(reader, args, sheet, &ledger, &known)?;
        if !plan.problems.is_empty() {
            return Err(problems(file, &plan));
        }
        let conflicts = plan
            .changed
            .iter()
            .flat_map(|changed| &changed.cells)
            .filter(|cell| cell.verdict == Verdict::Conflict)
            .count();
        let shown = (conflicts > 0 && !asked).then(|| preview(app, file, sheet, &ledger, &plan));
        let taken =
            plan.changed.iter().filter(|changed| changed.cells.iter().any(|cell| cell.verdict == Verdict::Take));
        told = Some((plan.new.len(), taken.count(), plan.unchanged, plan.missing.len(), conflicts, shown));
        write::ops(reader, sheet, plan, &ledger, known, day, asked)
    })?;
    let Some((new, changed, unchanged, missing, conflicts, shown)) = told else { return Ok(()) };
    for said in notes(sheet) {
        app.note(&said);
    }
    app.note(&say!("import-done", file = file, new = new, changed = changed, unchanged = unchanged, missing = missing));
    if recorded.entry.is_none() {
        app.note(&say!("import-nothing"));
    }
    match shown {
        Some(preview) => {
            let left = Preview { new: Vec::new(), changed: Vec::new(), missing: Vec::new(), ..preview };
            app.out.note(&show::text(app, &render::import::preview(&left, app.words)));
            Err(Error::Rule(say!("import-conflicts-left", count = conflicts)))
        }
        None if conflicts > 0 => {
            app.note(&say!("import-conflicts-kept", count = conflicts));
            Ok(())
        }
        None => Ok(()),
    }
}

fn known(reader: &Reader, args: &Args) -> Result<(Ledger, Known), Error> {
    let ledger = ledger::ledger(reader)?;
    let inspection = match (&args.inspection, &ledger.inspections[..]) {
        (Some(code), _) => Some(find::inspection(reader, code)?),
        (None, [only]) => Some(only.id),
        (None, _) => None,
    };
    let known = Known::load(reader, &ledger, inspection)?;
    Ok((ledger, known))
}

/// What was decided about the sheet without being asked.
fn notes(sheet: &Sheet) -> Vec<Said> {
    sheet.table.notes.iter().cloned().chain(sheet.table.remarks(&sheet.grid)).collect()
}

fn problems(file: &str, plan: &Plan) -> Error {
    let said = plan.problems.iter().map(|(line, heading, why)| match heading {
        Some(heading) => {
            say!("sheet-cell", file = file, line = *line, heading = heading.as_str(), why = why.clone())
        }
        None => say!("sheet-line", file = file, line = *line, why = why.clone()),
    });
    Error::Input(said.collect())
}

fn preview(app: &App, file: &str, sheet: &Sheet, ledger: &Ledger, plan: &Plan) -> Preview {
    let print = |cell: &crate::domain::column::Cell| columns::print(cell, app.words);
    let issue = |changed: &Changed, verdict: Verdict| {
        let issue = &ledger.issues[changed.issue];
        let cells = changed.cells.iter().filter(|change| change.verdict == verdict);
        let cells: Vec<ChangedCell> = cells
            .map(|change| ChangedCell {
                heading: sheet.heading(change.index).to_owned(),
                base: print(&change.base),
                theirs: print(&change.theirs),
                ours: print(&change.ours),
            })
            .collect();
        let (number, title) = (issue.number.clone(), issue.title.clone());
        (!cells.is_empty()).then_some(ChangedIssue { line: changed.line, number, title, cells })
    };
    Preview {
        kind: "ledger",
        file: file.to_owned(),
        columns: sheet
            .table
            .columns
            .iter()
            .map(|mapped| ColumnTaken {
                heading: mapped.heading.clone(),
                usual: columns::heading(&mapped.column, app.words.lang()).into_owned(),
                column: mapped.column.name().to_owned(),
                own: matches!(mapped.column, Column::Extra(_)),
            })
            .collect(),
        new: plan
            .new
            .iter()
            .map(|index| {
                let row = sheet.grid.row(*index);
                NewIssue {
                    line: row.line,
                    number: sheet.text(row, &Column::Number).to_owned(),
                    title: sheet.text(row, &Column::Title).to_owned(),
                }
            })
            .collect(),
        changed: plan.changed.iter().filter_map(|changed| issue(changed, Verdict::Take)).collect(),
        unchanged: plan.unchanged,
        conflicts: plan.changed.iter().filter_map(|changed| issue(changed, Verdict::Conflict)).collect(),
        missing: plan
            .missing
            .iter()
            .map(|place| {
                let issue = &ledger.issues[*place];
                NewIssue { line: 0, number: issue.number.clone(), title: issue.title.clone() }
            })
            .collect(),
        problems: plan
            .problems
            .iter()
            .map(|(line, heading, why)| RowProblem {
                line: *line,
                heading: heading.clone(),
                message: app.words.say(why),
            })
            .collect(),
        notes: notes(sheet).iter().map(|said| app.words.say(said)).collect(),
    }
}
