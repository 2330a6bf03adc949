//! The sender's own sheets back, with what is wrong marked.

use super::book::Book;
use super::plan::Plan;
use crate::app::App;
use crate::domain::column::Column;
use crate::error::Error;
use crate::say;
use crate::sheet::marked::{ListWords, Mark, workbook};
use crate::sheet::patch;
use std::path::Path;

/// Writes the workbook of a file's sheets with its problems.
pub fn write(app: &App, book: &Book, plan: &Plan, path: &Path) -> Result<(), Error> {
    let sheets: Vec<_> = book.sheets.iter().map(|sheet| (sheet.name.as_deref(), &sheet.grid)).collect();
    let marks: Vec<Mark> = plan
        .problems
        .iter()
        .map(|problem| {
            let sheet = &book.sheets[problem.sheet];
            let mapped = problem.place.map(|place| sheet.mapped(place));
            let title = sheet.table.columns.iter().find(|mapped| mapped.column == Column::Title);
            Mark {
                sheet: problem.sheet,
                line: problem.line,
                // a whole row is marked where it says its problem
                column: mapped.or(title).map(|mapped| mapped.index),
                cell: app.words.say(&sheet.place(problem.line, mapped.map(|mapped| mapped.index))),
                heading: mapped.map(|mapped| mapped.heading.clone()).unwrap_or_default(),
                text: match app.words.hint(&problem.why) {
                    Some(hint) => format!("{}\n{hint}", app.words.say(&problem.why)),
                    None => app.words.say(&problem.why),
                },
            }
        })
        .collect();
    let words = ListWords {
        sheet: app.words.word("marked-sheet"),
        headings: ["preview-cell", "preview-heading", "preview-problem"].map(|key| app.words.word(key)),
    };
    let path_said = path.display().to_string();
    let names: Vec<Option<&str>> = sheets.iter().map(|(name, _)| *name).collect();
    // in their own workbook where it is one that we can mark, else in one made anew
    let own = book.original.as_ref().and_then(|bytes| patch::marked(bytes, &names, &marks).ok());
    let bytes = own
        .map_or_else(|| workbook(&sheets, &marks, &words), Ok)
        .map_err(|error| Error::World(say!("marked-failed", path = path_said.as_str(), cause = error.to_string())))?;
    if app.dry_run {
        return Ok(());
    }
    app.out.write(path, &bytes)?;
    app.note(&say!("marked-done", path = path_said, count = marks.len()));
    Ok(())
}
